"""Values of a kind that a thing has one of, of which sources give several."""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.model.dates import EventDate, PartialDate
from smj_catalog.model.records import Book, Issue
from smj_catalog.model.rules.base import HOSTS, Finding, asks
from smj_catalog.model.values import Extent, Measure
from smj_catalog.problems import message


def kind_of_value(value: EventDate | Extent | Measure) -> tuple[str, ...]:
    """Return what kind a value is of: a thing has one height, one number of pages of a type, one date in a role."""
    return (value.role,) if isinstance(value, EventDate) else (value.type, value.unit)


def _within(one: PartialDate, other: PartialDate) -> bool:
    """Tell whether one date is the other, said less precisely."""
    return str(other).startswith(str(one)) or str(one).startswith(str(other))


def _agree(one: EventDate | Extent | Measure, other: EventDate | Extent | Measure) -> bool:
    if isinstance(one, EventDate) and isinstance(other, EventDate):
        return one.qualifier != other.qualifier or _within(one.date, other.date)
    mine, theirs = getattr(one, "value", None), getattr(other, "value", None)
    return mine is None or theirs is None or mine == theirs


@asks("sources-differ", "info", kinds=HOSTS)
def sources_differ(record: Book | Issue) -> Iterable[Finding]:
    """Find numbers of pages, sizes and dates of which sources give several: the first in the record goes out."""
    for name in ("dates", "extents", "measures"):
        if len(getattr(record, name)) < 2:
            continue
        first: dict[tuple[str, ...], EventDate | Extent | Measure] = {}
        values: tuple[EventDate | Extent | Measure, ...] = getattr(record, name)
        for index, value in enumerate(values):
            other = first.setdefault(kind_of_value(value), value)
            if not _agree(other, value):
                part = "date" if name == "dates" else "value"
                goes = str(getattr(other, part))
                yield Finding(
                    f"{name}[{index}].{part}", str(getattr(value, part)), message("one-of-its-kind", first=goes)
                )
