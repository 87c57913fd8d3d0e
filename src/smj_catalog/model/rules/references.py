"""References to other records by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from smj_catalog.model.records import Agent, Component, Concept, Issue, Record
from smj_catalog.model.rules.base import Finding, Place, asks, everything, path
from smj_catalog.problems import message

_ON_VALUES = (("agent", ("agent:",)), ("concept", ("subject:",)), ("record", ()))
_HOST = ("issue:", "book:")


def references(record: Record) -> Iterator[tuple[Place, str, tuple[str, ...]]]:
    """Yield the records that a record names: place, id, what the id may begin with (nothing: any kind)."""
    for kind, values in everything(record).items():
        for field, prefixes in _fields(kind):
            for place, value in values:
                if (other := getattr(value, field)) is not None:
                    yield (place, field, -1), other, prefixes
    if isinstance(record, Issue):
        if record.periodical is not None:
            yield (None, "periodical", -1), record.periodical, ("periodical:",)
    elif isinstance(record, Component):
        if record.host is not None:
            yield (None, "host", -1), record.host, _HOST
    elif isinstance(record, Agent):
        if record.part_of is not None:
            yield (None, "part_of", -1), record.part_of, ("agent:",)
    elif isinstance(record, Concept):
        for index, other in enumerate(record.broader):
            yield (None, "broader", index), other, ("subject:",)
        for index, other in enumerate(record.related):
            yield (None, "related", index), other, ("subject:",)


@cache
def _fields(kind: type) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the fields of a class of values that name records, with what their ids may begin with."""
    return tuple((field, prefixes) for field, prefixes in _ON_VALUES if hasattr(kind, field))


@asks("reference-kind", "error")
def reference_kind(record: Record) -> Iterator[Finding]:
    """Find references to records of a kind that cannot stand there."""
    for place, other, prefixes in references(record):
        if prefixes and not other.startswith(prefixes):
            yield Finding(path(place), other, message("an-id-that-begins", prefixes=", ".join(prefixes)))


@asks("reference-to-itself", "error")
def reference_to_itself(record: Record) -> Iterator[Finding]:
    """Find records that name themselves."""
    for place, other, _ in references(record):
        if other == record.id:
            yield Finding(path(place), other, message("another-record"))
