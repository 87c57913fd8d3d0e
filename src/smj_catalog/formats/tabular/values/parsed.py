"""What a parser returns, and how it refuses."""

from __future__ import annotations

import re
import unicodedata

from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.errors import BadValue
from smj_catalog.model.rules.amounts import number_of
from smj_catalog.problems import Message, Problem, Severity, Where

HYPHENS = "‐‑‒–—―−⁃﹘﹣-"
_FOLD = str.maketrans(dict.fromkeys(HYPHENS, "-"))
LONG_MARK = re.compile(r"(?<=[0-9A-Za-z])[ーｰ](?=[0-9A-Za-z])")
_SPACE = re.compile(r"\s+")
KANJI = "〇零○◯一二三四五六七八九十百千"
"""Characters of numbers written in kanji."""


class Number(str):
    """The text of a cell that a spreadsheet holds as a number: leading zeros, if there were any, are gone."""

    __slots__ = ()


def refuse(rule: str, found: str, expected: Message) -> BadValue:
    """Return the error for a cell that cannot be read."""
    return BadValue(Problem(Where(), rule, str(found), expected))


def warn(rule: str, found: str, expected: Message, severity: Severity = "warning") -> Problem:
    """Return a warning about a cell that was read."""
    return Problem(Where(), rule, str(found), expected, severity=severity)


def folded(text: str) -> str:
    """Return a text with ASCII digits and letters, one kind of hyphen and single spaces: for parsing, not for keeping.

    The long-vowel mark ー counts as a hyphen between digits and Latin letters only.
    """
    if text.isascii() and text.isalnum():
        return text
    plain = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return _SPACE.sub(" ", LONG_MARK.sub("-", plain)).strip()


def is_code(text: str) -> bool:
    """Tell whether a text is a number or a code in plain letters and digits, of which no word is written."""
    return text.isascii() and text.isalnum() and not text.isalpha()


def kanji_number(text: str) -> int:
    """Return a number in kanji: 十八 is 18, 二〇〇六 is 2006, 千八百 is 1800.

    Raises:
        ValueError: it is none.
    """
    value = number_of(text) if text and not any(c.isdecimal() for c in text) else None
    if value is None:
        raise ValueError(f"{text!r} is no number in kanji")
    return int(value)


class Day(str):
    """The text of a cell that a spreadsheet holds as a date: 2006/6 has become the first of June."""

    __slots__ = ()


class Linked(str):
    """The text of a cell that a spreadsheet links to an address on the web.

    Attributes:
        url: the address.
    """

    url: str = ""


class Broken(str):
    """A cell that holds an error value such as #N/A."""

    __slots__ = ()


__all__ = [
    "HYPHENS", "KANJI", "LONG_MARK", "Broken", "Day", "Linked", "Number", "Parsed", "folded", "is_code", "kanji_number", "refuse", "warn",
]  # fmt: skip
