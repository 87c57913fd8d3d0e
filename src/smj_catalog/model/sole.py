"""Of several values of a kind that a thing has one of, the one that goes out: the first in the record, in every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from smj_catalog.model.dates import EventDate
from smj_catalog.model.values import Extent, Measure, Price, Size, Title

Sole = EventDate | Extent | Measure | Price | Size
STATED: Mapping[type[Any], str] = {
    EventDate: "date",
    Extent: "value",
    Measure: "value",
    Price: "amount",
    Size: "printed",
}
"""Class of values -> the field in which they differ, where sources do."""

_T = TypeVar("_T", bound=Sole)
_WITHIN = {*STATED.values(), "until", "unpriced", "sources"}
_OWN: dict[type, set[str]] = {EventDate: {"qualifier"}, Price: {"status"}}
_TELLS_APART = {
    of: tuple(f.name for f in attrs.fields(of) if f.name not in _WITHIN | _OWN.get(of, set())) for of in STATED
}


def stated(value: Sole) -> object:
    """Return the number, day, amount or word that a source states; None where it states none, or a day not exactly."""
    return None if isinstance(value, EventDate) and value.qualifier else getattr(value, STATED[type(value)])


def kind_of_value(value: Sole) -> object:
    """Return what kind a value is of: a thing has one height, one number of pages of a type, one date in a role."""
    return tuple(getattr(value, name) for name in _TELLS_APART[type(value)])


def asked_here(price: Price) -> bool:
    """Tell whether a price is one that readers in Japan pay: not for elsewhere, nor for dealers (ONIX List 58, 05 to 09)."""
    included = {*price.countries, *price.regions}
    excluded = {*price.countries_excluded, *price.regions_excluded}
    here = (not included or bool({"JP", "WORLD"} & included)) and "JP" not in excluded
    return here and price.type not in ("05", "06", "07", "08", "09")


def one_proper(titles: Iterable[Title]) -> tuple[Title, ...]:
    """Return titles less second titles proper."""
    found = tuple(titles)
    first = next((title for title in found if title.type == "01"), None)
    return tuple(title for title in found if title is first or title.type != "01")


def sole(values: Iterable[_T]) -> tuple[_T, ...]:
    """Return the first value of each kind.

    What is exact stands before the rest of its kind: a number before words alone, a day before one that is uncertain.
    """
    found: dict[object, _T] = {}
    for value in values:
        kind = kind_of_value(value)
        if kind not in found or (stated(found[kind]) is None and stated(value) is not None):
            found[kind] = value
    return tuple(found.values())
