"""What becomes of a record of the archive by a record of the input, and field by field what that changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from attrs import frozen

from smj_catalog.crosswalk import carried
from smj_catalog.formats import Item, Reading, get
from smj_catalog.model import Record, kind_of
from smj_catalog.services.plain import unstructure
from smj_catalog.store import read_bytes

_WHOLE = frozenset({"smj-1", "jsonl"})
"""Formats that carry all of a record: what they do not say is not so."""


@frozen
class FieldChange:
    """One field that would change.

    Attributes:
        field: its name.
        old: what it holds, as JSON can hold it; None where it is empty.
        new: what it would hold.
    """

    field: str
    old: Any
    new: Any


def merged(old: Record, item: Item, reading: Reading, *, lists: str = "replace") -> Record:
    """Return what a record becomes by an item.

    A table's blank cell keeps what is there, its token for clearing empties the field; a format that carries all of a
    record replaces it; any other changes the fields it brings.

    Args:
        old: the archive's record.
        item: what the input says, under the id of the archive's record.
        reading: how the input was read.
        lists: ``replace`` puts the input's values in the place of a field's, ``append`` adds those that it lacks.
    """
    new = item.record
    assert new is not None
    if item.cells is not None:
        from smj_catalog.formats.tabular import overlaid

        made: Record = overlaid(old, item)
        changes = {f.name: getattr(made, f.name) for f in attrs.fields(type(old)) if f.name not in ("id", "contents")}
    elif reading.format in _WHOLE and item.given is None:
        changes = {f.name: getattr(new, f.name) for f in attrs.fields(type(old)) if f.name != "id"}
        return attrs.evolve(old, **changes)
    else:
        column = get(reading.format).columns.get(kind_of(old)) if reading.format else None
        known = carried(old, column, reading.context) if column is not None and column.readable else old
        changes = {
            f.name: getattr(new, f.name)
            for f in attrs.fields(type(old))
            if f.name not in ("id", "contents") and getattr(new, f.name) not in (f.default, getattr(known, f.name))
        }
    if lists == "append":
        changes = {k: _joined(getattr(old, k), v) if isinstance(v, tuple) else v for k, v in changes.items()}
    return attrs.evolve(old, **changes)


def _joined(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*old, *(x for x in new if x not in old))


def state(data: bytes | None, name: str) -> Record | None:
    """Return the record that a file of the archive held; None where there was no file."""
    return None if data is None else next(read_bytes(data, name))


def differences(old: Record | None, new: Record | None) -> Iterator[FieldChange]:
    """Yield the fields in which two states of a record differ, in the order of the model."""
    before = {} if old is None else unstructure(old)
    after = {} if new is None else unstructure(new)
    for name in dict.fromkeys((*before, *after)):
        if name != "kind_of_record" and before.get(name) != after.get(name):
            yield FieldChange(name, before.get(name), after.get(name))
