"""Text on a terminal, where a full-width character takes two columns."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

_NOT_FIRST = "、。」』)),.…:;"
"""Characters that do not begin a line (JIS X 4051, 行頭禁則)."""
_WORDS = re.compile(r"[!-~–…]+|[ァ-ヺー]+|\s+|.")


def columns_of(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WFA" else 1 for c in text)


def cut(text: str, width: int) -> str:
    """Return a text of at most that many columns; what is cut off shows as …."""
    if columns_of(text) <= width:
        return text
    used, kept = 2, []
    for c in text:
        used += columns_of(c)
        if used > width:
            break
        kept.append(c)
    return "".join(kept).rstrip() + "…"


def wrap(text: str, width: int) -> list[str]:
    """Return lines of at most that many columns; a line may break behind a full-width character."""
    lines, line, used = [], "", 0
    for word in _WORDS.findall(" ".join(text.split())):
        size = columns_of(word)
        if used + size > width and word not in _NOT_FIRST and line.strip():
            lines.append(line.rstrip())
            line, used = "", 0
        if line or word.strip():
            line, used = line + word, used + size
    return [*lines, line.rstrip()] if line.strip() else lines
