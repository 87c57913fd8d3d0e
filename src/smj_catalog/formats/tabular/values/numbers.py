"""Numbers of issues as people write them: 193, 第193号, 193・194合併号."""

from __future__ import annotations

import re

from smj_catalog.formats.tabular.values.parsed import folded

_FRAME = re.compile(r"^(?:第|no\.?|#|vol\.?)\s?(?=[0-9])|\s?(?:合併)?号$|\s?合併$", re.IGNORECASE)
_SEVERAL = re.compile(r"[0-9]+(?:\s?[-・/,、+]\s?[0-9]+)+")
_FLOAT = re.compile(r"([0-9]+)\.0")


def parse_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of an issue that a cell holds: 第193号 is 193; 193・194 are two.

    Words that hold no such number (夏号, 創刊準備号) stay as they are.
    """
    words = folded(text)
    found = _FLOAT.fullmatch(words)
    if found:
        return (found[1],)
    bare = words
    while (shorter := _FRAME.sub("", bare)) != bare:
        bare = shorter
    if bare.isdecimal():
        return (bare,)
    if _SEVERAL.fullmatch(bare):
        return tuple(re.findall("[0-9]+", bare))
    return (text,)
