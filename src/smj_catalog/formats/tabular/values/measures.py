"""Sizes and weights in cells."""

from __future__ import annotations

import re
from decimal import Decimal

from smj_catalog import model as m
from smj_catalog.formats.tabular.values.parsed import Parsed, folded, refuse
from smj_catalog.problems import message

_UNITS = {"cm": "cm", "センチ": "cm", "mm": "mm", "ミリ": "mm", "g": "gr", "グラム": "gr", "kg": "kg", "キロ": "kg"}
SIDES = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?) ?(?:(?:cm|mm|センチ|ミリ)? ?[x×*] ?([0-9]{1,5}(?:\.[0-9]{1,4})?) ?)?(cm|mm|センチ|ミリ)\.?",
                    re.IGNORECASE)  # fmt: skip
_BARE_CM, _BARE_G = Decimal(99), Decimal(20)
"""A size over so many centimetres, or a weight under so many grams, is of another unit."""


def unit_of(measure: m.Measure) -> str:
    """Return the unit of a measure, but for centimetres that a bare number says."""
    return "" if measure.unit == "cm" and measure.value <= _BARE_CM else measure.unit


def sides(text: str) -> list[m.Measure]:
    """Return the height, or height and width, that words say: 21cm, 26×37cm; nothing where they say something else."""
    found = SIDES.fullmatch(folded(text))
    if found is None:
        return []
    unit = {"mm": "mm", "ミリ": "mm"}.get(found[3].lower(), "cm")
    values = [(kind, Decimal(side)) for kind, side in (("01", found[1]), ("02", found[2])) if side and Decimal(side)]
    return [m.Measure(side, kind, unit=unit, printed=text.strip()) for kind, side in values]


def parse_measure(text: str, type: str = "01", *, stated: bool = False) -> Parsed[tuple[m.Measure, ...]]:
    """Return what a cell says of a measure: 21cm, 210mm, 350g; a bare number is centimetres, of a weight grams.

    A height may have its width with it: 26×37cm.

    Args:
        text: the cell.
        type: what is measured (ONIX List 48).
        stated: the unit stands in a column of its own.

    Raises:
        BadValue: it is no measure, or a bare number that is likely of another unit.
    """
    if type == "01" and len(both := sides(text)) == 2:
        return Parsed(tuple(both))
    found = re.fullmatch(
        r"([0-9]{1,6}(?:\.[0-9]{1,4})?)\s?(cm|mm|センチ|ミリ|k?g|グラム|キロ)?", folded(text), re.IGNORECASE
    )
    value = Decimal(found[1]) if found else Decimal(0)
    said = _UNITS.get((found[2] or "").lower()) if found else None
    unit = said or ("gr" if type == "08" else "cm")
    unsure = said is None and not stated and (value < _BARE_G if type == "08" else value > _BARE_CM)
    if not value or unsure or (unit in ("gr", "kg")) != (type == "08"):
        raise refuse("measure-form", text, message("a-cell-weight" if type == "08" else "a-cell-measure"))
    return Parsed((m.Measure(value, type, unit=unit, printed=None if format(value, "f") == text else str(text)),))
