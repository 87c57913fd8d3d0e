"""What a format cannot carry of a record: computed from its column, never kept by hand.

For a format that is read as well as written, the codecs, lenses and special entries are run both ways, so what comes
back is by construction what is carried. For a format that is only written, its entries say what they carry.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import attrs

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.columns import Column, Derived, Fixed, Group, Implied, Leaf, No, Says, Special
from smj_catalog.crosswalk.differing import differences
from smj_catalog.crosswalk.rows import Row


class Listed(Protocol):
    """A column of another target than XML: fields, or the cells of a table."""

    make: type
    readable: bool

    def rows(self) -> list[Row]:
        """Return where each field of the model stands."""

    def carried(self, record: Any, context: Any) -> Any:
        """Return the record less what the format does not carry."""

    def not_carried(self, record: Any, context: Any) -> list[str]:
        """Return what the format does not carry, as dotted paths."""


def carried(record: Any, column: Column | Listed, context: Any) -> Any:
    """Return the record less what the format does not carry."""
    if not isinstance(column, Column):
        return column.carried(record, context)
    kept = _class(record, column.entries, column, context)
    return column.finish(kept, context) if column.finish is not None else kept


def not_carried(record: Any, column: Column | Listed, context: Any) -> list[str]:
    """Return the fields of a record whose value the format has no place for, as dotted paths, each once.

    ``titles.text.romanised`` means that a title has a romanised form which is left out.
    """
    if not isinstance(column, Column):
        return column.not_carried(record, context)
    return list(dict.fromkeys(differences(record, carried(record, column, context))))


def parts(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return field -> entry, where a special entry is replaced by what it says of each of its fields."""
    found: dict[str, Any] = {}
    for name, entry in entries.items():
        if isinstance(entry, Special):
            found.update(entry.says)
        elif not isinstance(entry, Fixed | Derived):
            found[name] = entry
    return found


def _class(value: Any, entries: Mapping[str, Any], column: Column, context: Any) -> Any:
    changes: dict[str, Any] = {}
    known = cards(value.__class__)
    for name, entry in entries.items():
        if isinstance(entry, Special) and entry.load is not None and column.readable:
            shapes = [_class(s, entry.column, column, context) for s in entry.dump(value, context)]
            changes.update(entry.load(shapes, context))
        elif isinstance(entry, Special):
            for field, says in entry.says.items():
                changes[field] = _field(getattr(value, field), known[field], says, column, context)
        elif not isinstance(entry, Fixed | Derived):
            changes[name] = _field(getattr(value, name), known[name], entry, column, context)
    changes = {k: v for k, v in changes.items() if v is not attrs.NOTHING}
    return attrs.evolve(value, **changes)


def _field(held: Any, card: Card, entry: Any, column: Column, context: Any) -> Any:
    if held is None or held == ():
        return held
    if isinstance(entry, No):
        return card.default
    if isinstance(entry, Implied):
        return held
    if isinstance(entry, Leaf):
        if entry.keeps is not None:
            held = entry.keeps(held)
        return None if entry.default is not None and held == entry.default else held
    items = held if card.many else (held,)
    if isinstance(entry, Group) and entry.pick is not None:
        items = entry.pick(items)
    if isinstance(entry, Says):
        items = [x for x in items if entry.carries(x)]
        entry = entry.parts
    if isinstance(entry, Group) and entry.when is not None:
        items = [x for x in items if entry.when(x)]
    if card.make is not None:
        items = [_value(x, card.make, entry, column, context) for x in items]
    if card.many:
        return tuple(items)
    return items[0] if items else card.default


def _value(value: Any, make: type, entry: Any, column: Column, context: Any) -> Any:
    if isinstance(entry, Group):
        if entry.lens is not None and column.readable:
            shape = entry.lens.shape
            inside = entry.column if entry.column is not None else column.groups[shape]
            return entry.lens.load(_class(entry.lens.dump(value, context), inside, column, context), context)
        if entry.says is not None:
            return _class(value, entry.says, column, context)
        return _class(value, entry.column if entry.column is not None else column.groups[make], column, context)
    if isinstance(entry, Mapping):
        return _class(value, entry, column, context)
    return _class(value, column.groups[make], column, context) if make in column.groups and column.readable else value
