"""Cells as text: several items in one, formulas that must not run, and the word that empties a field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LEVELS = (";", "|")
"""What parts the items of a cell, and the items within an item."""

CLEAR = ("(clear)", "(削除)")
"""Cells that empty their field; the second reads 'delete'."""

_FORMULA = frozenset("=+-@\t\r")
_QUOTED = re.compile(r'=\s?"((?:[^"]|"")*)"\s*')
_WIDE = ("\uff1b", "\uff5c")
_MARKS = tuple(re.compile(rf"(\\*)([{m}{w}])") for m, w in zip(LEVELS, _WIDE, strict=True))
_ENDS = tuple(re.compile(rf"(\\*)([{m}{w}]|\Z)") for m, w in zip(LEVELS, _WIDE, strict=True))


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
    return len(text) < 12 and unicodedata.normalize("NFKC", text).strip().lower() in CLEAR


def joined(items: Iterable[str], level: int = 0) -> str:
    r"""Return items as one cell: ``a; b``. A ; of their own gets a backslash, backslashes before it are doubled."""
    texts = [_escape(item, level) for item in items]
    return f"{LEVELS[level]} ".join(texts) if any(texts) else ""


def _escape(text: str, level: int) -> str:
    mark, wide = LEVELS[level], _WIDE[level]
    if mark not in text and wide not in text and not text.endswith("\\"):
        return text
    text = _MARKS[level].sub(lambda m: m[1] * 2 + "\\" + m[2], text)
    return text + "\\" * (len(text) - len(text.rstrip("\\")))


def parted(text: str, level: int = 0) -> list[str]:
    """Return the items of a cell, stripped; an empty cell has none. Undoes `joined`.

    A full-width mark parts items as well.
    """
    if not text.strip():
        return []
    if LEVELS[level] not in text and _WIDE[level] not in text and not text.endswith("\\"):
        return [text.strip()]
    items: list[str] = []
    piece, at = "", 0
    for found in _ENDS[level].finditer(text):
        slashes, mark = found.groups()
        piece += text[at : found.start()] + "\\" * (len(slashes) // 2)
        at = found.end()
        if len(slashes) % 2:
            piece += mark or "\\"
            if mark:
                continue
        items.append(piece.strip())
        piece = ""
        if not mark:
            break
    return items


def shared_out(text: str, count: int) -> list[str] | None:
    """Return the items of a cell that has one for each of several names, however it parts them; None where it has not.

    They are parted by ``;`` or line ends, else by ・ 、 or a comma, whichever gives the right number; one alone is whole, for
    a comma may stand between family and given name.
    """
    if count == 1:
        return [text.strip()] if len(parted(text)) < 2 else None
    for mark in ("", "\n", "\u30fb", "\uff65", "\u3001", ",", "\uff0c", "/", "\uff0f"):
        items = [item.strip() for item in text.split(mark)] if mark else parted(text)
        if len(items) == count and (mark == "" or all(items)):
            return items
    return None
