"""Several items in one text."""

from __future__ import annotations

import re
from collections.abc import Iterable

LEVELS = (";", "|")
"""What parts the items of a cell, and the items within an item."""

_WIDE = ("\uff1b", "\uff5c")
_MARKS = tuple(re.compile(rf"(\\*)([{m}{w}])") for m, w in zip(LEVELS, _WIDE, strict=True))
_ENDS = tuple(re.compile(rf"(\\*)([{m}{w}]|\Z)") for m, w in zip(LEVELS, _WIDE, strict=True))


def joined(items: Iterable[str], level: int = 0) -> str:
    r"""Return items as one cell: ``a; b``. A ; of their own gets a backslash, backslashes before it are doubled."""
    texts = [escaped(item, level) for item in items]
    return f"{LEVELS[level]} ".join(texts) if any(texts) else ""


def escaped(text: str, level: int = 0) -> str:
    """Return one item as it stands in a cell."""
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
