"""What a parser returns, and how it refuses."""

from __future__ import annotations

import re
import unicodedata

from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.errors import BadValue
from smj_catalog.problems import Message, Problem, Severity, Where

HYPHENS = "‐‑‒–—―−⁃﹘﹣-"
_FOLD = str.maketrans(dict.fromkeys(HYPHENS, "-"))
LONG_MARK = re.compile(r"(?<=[0-9A-Za-z])[ーｰ](?=[0-9A-Za-z])")
_SPACE = re.compile(r"\s+")
_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "◯": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
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
    plain = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return _SPACE.sub(" ", LONG_MARK.sub("-", plain)).strip()


def kanji_number(text: str) -> int:
    """Return a number in kanji: 十八 is 18, 二〇〇六 is 2006, 千八百 is 1800.

    Raises:
        ValueError: it is none.
    """
    if not text:
        raise ValueError(f"{text!r} is no number in kanji")
    if not any(c in _UNITS for c in text):
        return int("".join(str(_digit(c)) for c in text))
    total, digit, last = 0, 0, 10_000
    for c in text:
        if c in _UNITS:
            if _UNITS[c] >= last:
                raise ValueError(f"{text!r} is no number in kanji")
            last = _UNITS[c]
            total += (digit or 1) * last
            digit = 0
        elif digit:
            raise ValueError(f"{text!r} is no number in kanji")
        else:
            digit = _digit(c)
    return total + digit


def _digit(c: str) -> int:
    if c not in _KANJI:
        raise ValueError(f"{c!r} is no number in kanji")
    return _KANJI[c]


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
    "HYPHENS", "KANJI", "LONG_MARK", "Broken", "Day", "Linked", "Number", "Parsed", "folded", "kanji_number", "refuse", "warn",
]  # fmt: skip
