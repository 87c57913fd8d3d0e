"""References of an input to records that are neither in the archive nor come with it: no import writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import evolve

from smj_catalog.formats import Item
from smj_catalog.model import Book, Issue
from smj_catalog.model.rules.catalogue import REFERENCE
from smj_catalog.model.rules.references import path_of, references
from smj_catalog.problems import Problem, message

Gone = Mapping[str, str | None]
"""Id that a record of an input names, and that no record has when all are planned -> the id that its record got."""

_SORTS = frozenset({"type", "scheme", "kind", "main", "assigned", "sources"})
"""Fields that say of what sort a reference is, or who says so: alone they name nothing."""


def linked(item: Item, gone: Gone) -> Item:
    """Return an item without references to nothing; the names beside them stay, and each is told.

    An issue cannot do without its serial: its item is refused. A record that is in the archive under another id is
    referred to by that.
    """
    record, told = item.record, list[Problem]()
    if record is None:
        return item
    if isinstance(record, Issue | Book) and record.contents:
        record = evolve(record, contents=tuple(_less(part, gone, item, told) for part in record.contents))
    record = _less(record, gone, item, told)
    return evolve(item, record=record, problems=(*item.problems, *told))


def unlinked(item: Item) -> list[Problem]:
    """Return what is told of the references that an item is without, as its faults."""
    expected = message("a-record-that-exists")
    return [
        evolve(p, expected=expected, severity="error") for p in item.problems if p.expected.id == "a-record-to-refer-to"
    ]


def _less(record: Any, gone: Gone, item: Item, told: list[Problem]) -> Any:
    fields: dict[str, list[Any]] = {}
    for other, field, index, name in references(record):
        if other not in gone or field == "host":  # what stands in another is refused with it
            continue
        own, serial, at = gone[other], field == "periodical", max(index, 0)
        if own is None:
            where = evolve(item.where, record=record.id, path=path_of(field, index, name))
            expected = message("a-serial-there" if serial else "a-record-to-refer-to")
            told.append(Problem(where, REFERENCE.id, other, expected, severity="error" if serial else "warning"))
            if serial:
                continue
        held = fields.setdefault(field, [*getattr(record, field)] if index >= 0 else [None])
        held[at] = _pointed(held[at], name, own) if name else own
    lists = {f: tuple(v for v in held if v is not None) for f, held in fields.items()}
    single = {f for f in lists if not isinstance(getattr(record, f), tuple)}
    return (
        evolve(record, **{f: next(iter(v), None) if f in single else v for f, v in lists.items()}) if lists else record
    )


def _pointed(value: Any, name: str, own: str | None) -> Any:
    """Return a value that refers to another record, or to none; None where it says nothing else."""
    says = own is not None or any(_said(value, name))
    return evolve(value, **{name: own}) if says else None


def _said(value: Any, name: str) -> Iterator[Any]:
    return (getattr(value, f.name) for f in attrs.fields(type(value)) if f.name != name and f.name not in _SORTS)
