"""What a format cannot carry of a record: computed, never kept by hand (docs/decisions/0016).

For a format that is read as well as written, the codecs, lenses and special entries are run both ways: what comes back
is what is carried. For a format that is only written, each thing is taken away in turn: what makes no difference to the
output is not carried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

import attrs

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.columns import Column, Derived, Fixed, Group, Implied, Leaf, No, Special
from smj_catalog.crosswalk.writer import compile_writer

ORDER = ":order"
"""What follows the path of a list whose items are carried, but not in which order they stand."""


def carried(record: Any, column: Column, context: Any) -> Any:
    """Return the record less what the format does not carry; the column is one that is read."""
    kept = _class(record, column.entries, column, context)
    return column.finish(kept, context) if column.finish is not None else kept


def not_carried(record: Any, column: Column, context: Any) -> list[str]:
    """Return what a format has no place for of a record, as dotted paths, each once.

    ``titles.text.romanised`` means that a title has a romanised form which is left out; ``titles:order``, that the output
    does not tell in which order the titles stand. What is implied by where a record stands is not among them.
    """
    if column.readable:
        return list(dict.fromkeys(differences(record, carried(record, column, context))))
    around = attrs.evolve(context, lookup=cache(context.lookup))
    found: dict[str, None] = {}
    for name, write in _writers(column).items():
        _idle(record, (name,), _same(record, write, around), "", found)
    return list(found)


def differences(value: Any, kept: Any) -> Iterator[str]:
    """Yield the dotted paths of what a value has and its carried form has not, or has otherwise."""
    return _differ(value, kept, "")


@cache
def _writers(column: Column) -> dict[str, Callable[[Any, Any], Any]]:
    """Return for each field (record, context) -> what is written of it, by the entries that say they carry it.

    What is implied has none, nor has the record's id.
    """
    found: dict[str, Callable[[Any, Any], Any]] = {}
    for name in cards(column.make):
        plain = column.entries.get(name)
        if isinstance(plain, str | Leaf | Group):
            found[name] = compile_writer(column)
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


def _idle(value: Any, names: Iterable[str], same: _Put, path: str, found: dict[str, None]) -> None:
    """Find what makes no difference: each thing that a value can be without is taken away in turn.

    What a value cannot be without goes with it. Of the items that make a difference, neighbours change places.
    """
    known = cards(value.__class__)
    for name in names:
        card, held, here = known[name], getattr(value, name), path + name
        if held is None or held == () or held == card.default or here in found:
            continue
        put = _field_of(value, name, same)
        if card.default is not attrs.NOTHING and put(card.default):
            found[here] = None
        elif card.many:
            _items(held, card, put, here, found)
        elif card.make is not None:
            _idle(held, cards(card.make), put, f"{here}.", found)


def _items(held: tuple[Any, ...], card: Card, put: _Put, path: str, found: dict[str, None]) -> None:
    """Find what makes no difference in a list that makes one: items, what is in them, their order."""
    kept: list[int] = []
    for i, item in enumerate(held):
        before, behind = held[:i], held[i + 1 :]
        if len(held) > 1 and put((*before, *behind)):
            found[path] = None
            continue
        kept.append(i)
        if card.make is not None:
            _idle(item, cards(card.make), _item_of(before, behind, put), f"{path}.", found)
    for i, j in pairwise(kept):
        turned = list(held)
        turned[i], turned[j] = held[j], held[i]
        if path + ORDER not in found and held[i] != held[j] and put(tuple(turned)):
            found[path + ORDER] = None


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
            changes.update(entry.load(shapes, context))
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
    if isinstance(entry, Group) and entry.when is not None:
        items = [x for x in items if entry.when(x)]
    if card.make is not None:
        items = [_value(x, card.make, entry, column, context) for x in items]
    if card.many:
        return tuple(items)
    return items[0] if items else card.default


def _value(value: Any, make: type, entry: Any, column: Column, context: Any) -> Any:
    if isinstance(entry, Group) and entry.lens is not None:
        shape = entry.lens.shape
        inside = entry.column if entry.column is not None else column.groups[shape]
        return entry.lens.load(_class(entry.lens.dump(value, context), inside, column, context), context)
    within = entry.column if isinstance(entry, Group) else None
    return _class(value, within if within is not None else column.groups[make], column, context)


def _differ(value: Any, kept: Any, path: str) -> Iterator[str]:
    for name, card in cards(value.__class__).items():
        ours, theirs = getattr(value, name), getattr(kept, name)
        if ours == theirs or ours in (None, ()):
            continue
        here = f"{path}.{name}" if path else name
        if card.many and theirs and len(ours) == len(theirs) and all(item in theirs for item in ours):
            yield here + ORDER
            continue
        if card.make is None or ours is None or theirs is None or (card.many and len(ours) != len(theirs)):
            yield here
            continue
        for one, other in zip(ours, theirs, strict=True) if card.many else [(ours, theirs)]:
            yield from _differ(one, other, here)
