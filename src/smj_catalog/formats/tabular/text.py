"""Cells as text: formulas that must not run, and the word that empties a field."""

from __future__ import annotations

import re
import unicodedata

CLEAR = ("(clear)", "(削除)")
"""Cells that empty their field; the second reads 'delete'."""

_FORMULA = frozenset("=+-@\t\r")
_QUOTED = re.compile(r'=\s?"((?:[^"]|"")*)"\s*')


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, with an apostrophe in front where it needs one.

    `unguarded` takes off exactly what this puts on.
    """
    needs = text[:1] in _FORMULA if text else False
    if needs or is_clear(text) or (text[:1] == "'" and _could_be_guarded(text[1:])):
        return "'" + text
    return text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given, and that of ``="0036"``, by which people keep a spreadsheet from harm."""
    if text.startswith("=") and (quoted := _QUOTED.fullmatch(text)):
        return quoted[1].replace('""', '"')
    return text[1:] if text[:1] == "'" and _could_be_guarded(text[1:]) else text


def _could_be_guarded(rest: str) -> bool:
    return bool(rest) and (rest[0] in _FORMULA or rest[0] == "'" or is_clear(rest))


def is_clear(text: str) -> bool:
    """Tell whether a cell, as it stands in the file, empties its field."""
    return len(text) < 12 and _cleared(text) in CLEAR


def _cleared(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def clears_in_part(text: str) -> bool:
    """Tell whether one value among others of a cell is the word that empties a field, which it does alone only."""
    if "削除" not in text and "clear" not in text.lower():
        return False
    parts = re.split("[;；\n]", text)
    return len(parts) > 1 and any(_cleared(part) in CLEAR for part in parts)


def clears_oddly(text: str) -> bool:
    """Tell whether a cell holds the word that empties a field in brackets of another kind: ＜削除＞."""
    plain = _cleared(text) if len(text) < 12 else ""
    return plain[:1] in ("<", "[", "{", "〔", "【") and f"({plain[1:-1]})" in CLEAR
