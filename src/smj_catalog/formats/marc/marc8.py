"""MARC-8, the character sets of records from before Unicode, to text. The tables are those of pymarc (extra ``marc8``).

Source: MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media, Character Sets, part 2: an escape
sequence designates a set as G0 or G1; what combines stands before its letter; EACC has three bytes a character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from smj_catalog.errors import MissingExtra
from smj_catalog.problems import Problem, Where, message

_BASIC, _ANSEL, _EACC = 0x42, 0x45, 0x31
_ESCAPE = re.compile(rb"\x1b(\$?)([(,)-]?)(!?[\x30-\x7e])", re.DOTALL)
_RUN = re.compile(rb"[\x80-\xff]{5}")
"""More than any letter of ANSEL has with its marks: EUC-JP or CP932, of which each byte may be in ANSEL as well."""


class NotMarc8(ValueError):
    """Bytes that are not MARC-8.

    Attributes:
        at: place of the first one, from 0.
    """

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@cache
def _tables() -> tuple[dict[int, Any], dict[int, int]]:
    """Return the tables: set -> code -> (code point, whether it combines), and code points of codes of no set.

    Raises:
        MissingExtra: pymarc is not installed.
    """
    try:
        from pymarc import marc8_mapping
    except ImportError:
        expected = message("installed-extra", library="pymarc", extra="smj-catalog[marc8]")
        raise MissingExtra(Problem(Where(), "missing-extra", None, expected)) from None
    return marc8_mapping.CODESETS, marc8_mapping.ODD_MAP


def decoded(data: bytes) -> str:
    """Return the text of one subfield, composed (NFC).

    Raises:
        NotMarc8: a byte is of none of the sets.
        MissingExtra: pymarc is not installed.
    """
    sets, odd = _tables()
    if b"\x1b" not in data and (run := _RUN.search(data)) is not None:
        raise NotMarc8(run.start())
    low, high, at = _BASIC, _ANSEL, 0
    made: list[str] = []
    marks: list[str] = []
    while at < len(data):
        if data[at] == 0x1B:
            low, high, at = _designated(data, at, low, high, sets)
            continue
        if data[at] == 0x20 or (data[at] < 0x20 and data[at : at + 1].isspace()):
            made.append(chr(data[at]))
            at += 1
            continue
        wide = low == _EACC and data[at] < 0x80
        code = int.from_bytes(data[at : at + 3]) if wide else data[at]
        point, combines = sets[high if code >= 0x80 and not wide else low].get(code) or (odd.get(code), False)
        if point is None:
            raise NotMarc8(at)
        (marks if combines else made).append(chr(point))
        if not combines and marks:
            made += marks
            marks = []
        at += 3 if wide else 1
    if marks:
        raise NotMarc8(len(data) - 1)
    return unicodedata.normalize("NFC", "".join(made))


def _designated(data: bytes, at: int, low: int, high: int, sets: dict[int, Any]) -> tuple[int, int, int]:
    """Return the sets that are G0 and G1 behind an escape sequence, and where it ends."""
    found = _ESCAPE.match(data, at)
    if found is None:
        raise NotMarc8(at)
    final = found[3][-1]
    final = _BASIC if final == 0x73 and not found[2] else final
    if final not in sets or bool(found[1]) != (final == _EACC):  # $B is JIS, as in ISO-2022-JP
        raise NotMarc8(at)
    return (low, final, found.end()) if found[2] in (b")", b"-") else (final, high, found.end())
