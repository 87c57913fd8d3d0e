"""References to other records by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smj_catalog.model.records import Agent, Component, Concept, Issue, Record
from smj_catalog.model.rules.base import Finding, asks, everything, path
from smj_catalog.problems import message

_ON_VALUES = (("agent", ("agent:",)), ("concept", ("subject:",)), ("record", ()))
_HOST = ("issue:", "book:")


def references(record: Record) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the records that a record names: path, id, what the id may begin with (nothing: any kind)."""
    for kind, values in everything(record).items():
        for field, prefixes in _ON_VALUES:
            if not hasattr(kind, field):
                continue
            for place, value in values:
                if (other := getattr(value, field)) is not None:
                    yield path(place, field), other, prefixes
    if isinstance(record, Issue):
        if record.periodical is not None:
            yield "periodical", record.periodical, ("periodical:",)
    elif isinstance(record, Component):
        if record.host is not None:
            yield "host", record.host, _HOST
    elif isinstance(record, Agent):
        if record.part_of is not None:
            yield "part_of", record.part_of, ("agent:",)
    elif isinstance(record, Concept):
        named: Any = (("broader", record.broader), ("related", record.related))
        for field, others in named:
            for index, other in enumerate(others):
                yield f"{field}[{index}]", other, ("subject:",)


@asks("reference-kind", "error")
def reference_kind(record: Record) -> Iterator[Finding]:
    """Find references to records of a kind that cannot stand there."""
    for where, other, prefixes in references(record):
        if prefixes and not other.startswith(prefixes):
            yield Finding(where, other, message("an-id-that-begins", prefixes=", ".join(prefixes)))


@asks("reference-to-itself", "error")
def reference_to_itself(record: Record) -> Iterator[Finding]:
    """Find records that name themselves."""
    for where, other, _ in references(record):
        if other == record.id:
            yield Finding(where, other, message("another-record"))
