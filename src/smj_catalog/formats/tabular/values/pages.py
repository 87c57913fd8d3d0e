"""Numbers of pages as people write them: 244頁, 244p., xii, 244p."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from smj_catalog.formats.tabular.values.parsed import KANJI, Parsed, folded, kanji_number, refuse
from smj_catalog.model import Extent
from smj_catalog.problems import message

_ALONE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", re.ASCII)
_UNIT = re.compile(r"\s?(?:pages?|pp?\.?|頁|ページ|ペイジ)$", re.IGNORECASE)
_PART = re.compile(rf"([ivxlcdm]+)|([0-9]{{1,5}})(?:\.0)?|([{KANJI}]{{1,6}})", re.IGNORECASE)
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def format_extent(extent: Extent) -> str:
    """Return the number alone, nothing where there is none; type, unit and printed words have columns of their own."""
    return "" if extent.value is None else format(extent.value, "f")


@lru_cache(1024)
def parse_extents(text: str) -> Parsed[tuple[Extent, ...]]:
    """Return the extents that a cell holds; a bare number is taken as it stands, other words are kept as printed.

    One number is the pages of the content (ONIX List 23, 11). Of several, the arabic ones are the main text (00),
    roman ones before it front matter (03), behind it back matter (04).

    Raises:
        BadValue: no number of pages can be read, or there is something else beside it.
    """
    text = str(text)
    if _ALONE.fullmatch(text) and Decimal(text):
        return Parsed((Extent(_whole(Decimal(text))),))
    words = folded(text)
    made: list[Extent] = []
    parts = [_UNIT.sub("", part.strip()) for part in re.split(r"[,、+]", words)]
    main_seen = False
    for part in parts:
        found = _PART.fullmatch(part)
        if found is None or (found[1] and not _ROMAN.fullmatch(found[1])):
            raise refuse("pages-form", text, message("a-cell-pages"))
        try:
            value = _roman(found[1]) if found[1] else int(found[2]) if found[2] else kanji_number(found[3])
        except ValueError:
            raise refuse("pages-form", text, message("a-cell-pages")) from None
        if found[1]:
            kind = "04" if main_seen else "03"
        else:
            kind = "00" if len(parts) > 1 else "11"
            main_seen = True
        if not value:
            raise refuse("pages-form", text, message("a-cell-pages"))
        made.append(Extent(Decimal(value), kind, printed=text))
    return Parsed(tuple(made))


def _whole(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value


def _roman(text: str) -> int:
    values = [_LETTERS[c] for c in text.lower()]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
