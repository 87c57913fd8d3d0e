"""Text on a terminal, where a full-width character takes two columns."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

_WORDS = re.compile(r"[「『((\[]*(?:[!-~–…]+|[ァ-ヺー]+|\s+|.)[、。」』)),.…:;ー]*")
"""What no line may break in: with it stand marks that do not end a line and those that do not begin one (JIS X 4051)."""


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
    return fold(" ".join(text.split()), width)


def fold(text: str, width: int, hang: int = 0) -> list[str]:
    """Return a line as lines of at most that many columns, the spaces in it as they are.

    Args:
        text: the line.
        width: columns that there are.
        hang: how much further in than the first line the others stand.
    """
    margin = text[: len(text) - len(text.lstrip())] if hang else ""
    lines, line, used = [], "", 0
    for word in _WORDS.findall(text):
        size = columns_of(word)
        if used + size > width and line.strip():
            lines.append(line.rstrip())
            line = margin + " " * hang
            used = columns_of(line)
            word = word.lstrip()
            size = columns_of(word)
        if line or word.strip() or (hang and not lines):
            line, used = line + word, used + size
    return [*lines, line.rstrip()] if line.strip() else lines
