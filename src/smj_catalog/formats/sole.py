"""Of several values of a kind that a thing has one of, the one that goes out: the first in the record, in every format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from smj_catalog.model import EventDate, Extent, Measure
from smj_catalog.model.rules.differing import kind_of_value

_T = TypeVar("_T", EventDate, Extent, Measure)


def sole(values: Iterable[_T]) -> tuple[_T, ...]:
    """Return the first value of each kind: one number of pages of a type, one height, one date of publication.

    A number stands before words of its kind: words alone go out only where there is no number.
    """
    found: dict[object, _T] = {}
    for value in values:
        kind = kind_of_value(value)
        if kind not in found or (_is_words(found[kind]) and not _is_words(value)):
            found[kind] = value
    return tuple(found.values())


def _is_words(value: EventDate | Extent | Measure) -> bool:
    return isinstance(value, Extent) and value.value is None
