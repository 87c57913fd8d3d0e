"""What a format cannot carry of a record: computed, never kept by hand (docs/decisions/0016).

For a format that is read as well as written, the codecs, lenses and special entries are run both ways: what comes back
is what is carried. For a format that is only written, each thing is taken away in turn: what makes no difference to the
output is not carried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, Protocol

import attrs

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.columns import Column, Derived, Fixed, Group, Implied, Leaf, No, Several, Special
from smj_catalog.crosswalk.differing import ORDER, differences
from smj_catalog.crosswalk.rows import Row
from smj_catalog.crosswalk.writer import compile_writer


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
    if not column.readable:
        return _taken_away(record, column, context)[0]
    if column.begin is not None:
        record = column.begin(record, context)
    kept = _class(record, column.entries, column, context)
    return column.finish(kept, context) if column.finish is not None else kept


def not_carried(record: Any, column: Column | Listed, context: Any) -> list[str]:
    """Return what a format has no place for of a record, as dotted paths, each once.

    ``titles.text.romanised`` means that a title has a romanised form which is left out; ``titles:order``, that the output
    does not tell in which order the titles stand. What is implied by where a record stands is not among them.
    """
    if not isinstance(column, Column):
        return column.not_carried(record, context)
    if not column.readable:
        return _taken_away(record, column, context)[1]
    kept = carried(record, column, context)
    if column.finish is not None:  # what is read as another thing that means the same is not lost
        record = column.finish(record, context)
    return list(dict.fromkeys(differences(record, kept)))


def _taken_away(record: Any, column: Column, context: Any) -> tuple[Any, list[str]]:
    """Return the record less what makes no difference to what is written of it, and the paths of that."""
    around = attrs.evolve(context, lookup=cache(context.lookup))
    found: dict[str, None] = {}
    changes: dict[str, Any] = {}
    for name, write in _writers(column).items():
        less = _idle(record, (name,), _same(record, write, around), "", found)
        changes[name] = getattr(less, name)
    return attrs.evolve(record, **changes), list(found)


@cache
def _writers(column: Column) -> dict[str, Callable[[Any, Any], Any]]:
    """Return for each field (record, context) -> what is written of it, by the entries that say they carry it.

    What is implied has none, nor has the record's id.
    """
    found: dict[str, Callable[[Any, Any], Any]] = {}
    for name in cards(column.make):
        plain = column.entries.get(name)
        if isinstance(plain, str | Leaf | Group | Several):
            alone = {**dict.fromkeys(cards(column.make), No("")), name: plain}
            found[name] = compile_writer(attrs.evolve(column, entries=alone))
        elif name != "id" and not isinstance(plain, Implied):
            found[name] = _shapes([e for e in column.entries.values() if isinstance(e, Special) and name in e.says])
    return found


def _shapes(entries: list[Special]) -> Callable[[Any, Any], Any]:
    return lambda record, context: [list(entry.dump(record, context)) for entry in entries]


_Put = Callable[[Any], bool]
"""Puts something else where a thing stands, and tells whether what is written is the same."""


def _same(record: Any, write: Callable[[Any, Any], Any], context: Any) -> _Put:
    whole = write(record, context)
    return lambda changed: bool(write(changed, context) == whole)


def _idle(value: Any, names: Iterable[str], same: _Put, path: str, found: dict[str, None]) -> Any:
    """Return a value less what makes no difference: each thing that it can be without is taken away in turn.

    What a value cannot be without goes with it. Of the items that make a difference, neighbours change places.
    """
    known, changes = cards(value.__class__), {}
    for name in names:
        card, held, here = known[name], getattr(value, name), path + name
        if held is None or held == () or held == card.default or here in found:
            continue
        put = _field_of(value, name, same)
        if card.default is not attrs.NOTHING and put(card.default):
            found[here] = None
            changes[name] = card.default
        elif card.many:
            changes[name] = _items(held, card, put, here, found)
        elif card.make is not None:
            changes[name] = _idle(held, cards(card.make), put, f"{here}.", found)
    return attrs.evolve(value, **changes) if changes else value


def _items(held: tuple[Any, ...], card: Card, put: _Put, path: str, found: dict[str, None]) -> tuple[Any, ...]:
    """Return a list that makes a difference less its items, and what in them, that make none; look at its order."""
    kept: tuple[Any, ...] = ()
    less: list[Any] = []
    for i, item in enumerate(held):
        behind = held[i + 1 :]
        if (kept or behind) and put((*kept, *behind)):
            found[path] = None
            continue
        if card.make is not None:
            less.append(_idle(item, cards(card.make), _item_of(kept, behind, put), f"{path}.", found))
        else:
            less.append(item)
        kept = (*kept, item)
    for i, (one, other) in enumerate(pairwise(kept)):
        if path + ORDER not in found and one != other and put((*kept[:i], other, one, *kept[i + 2 :])):
            found[path + ORDER] = None
    return tuple(less)


def _field_of(value: Any, name: str, same: _Put) -> _Put:
    return lambda new: same(attrs.evolve(value, **{name: new}))


def _item_of(before: tuple[Any, ...], behind: tuple[Any, ...], put: _Put) -> _Put:
    return lambda new: put((*before, new, *behind))


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
        if isinstance(entry, Special):
            assert entry.load is not None
            shapes = [_class(s, entry.column, column, context) for s in entry.dump(value, context)]
            loaded = entry.load(shapes, context)
            changes.update({name: loaded[name] for name in entry.says})
        elif not isinstance(entry, (Fixed, Derived)):
            held = there = getattr(value, name)
            if isinstance(entry, Leaf) and entry.unless and getattr(value, entry.unless):
                held = known[name].default
            made = held if held is None or held == () else _field(held, known[name], entry, column, context)
            if made is not there:
                changes[name] = made
    changes = {k: v for k, v in changes.items() if v is not attrs.NOTHING}
    return attrs.evolve(value, **changes) if changes else value


def _field(held: Any, card: Card, entry: Any, column: Column, context: Any) -> Any:
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
    if isinstance(entry, Group) and entry.when is not None:
        items = [x for x in items if entry.when(x)]
    if card.make is not None:
        items = [_value(x, card.make, entry, column, context) for x in items]
    if card.many:
        return held if [*map(id, items)] == [*map(id, held)] else tuple(items)
    return items[0] if items else card.default


def _value(value: Any, make: type, entry: Any, column: Column, context: Any) -> Any:
    if isinstance(entry, Group) and entry.lens is not None:
        shape = entry.lens.shape
        assert entry.lens.load is not None
        inside = entry.column if entry.column is not None else column.groups[shape]
        return entry.lens.load(_class(entry.lens.dump(value, context), inside, column, context), context)
    within = entry.column if isinstance(entry, Group) else None
    return _class(value, within if within is not None else column.groups[make], column, context)
