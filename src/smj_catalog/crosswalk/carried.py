"""What a format cannot carry of a record: computed from its column, never kept by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.columns import Column, Derived, Fixed, Group, No, Says, Special

_EMPTY: tuple[Any, ...] = (None, ())


def not_carried(record: Any, column: Column) -> list[str]:
    """Return the fields of a record that have a value and no place in the format, as dotted paths, each once.

    ``titles.text.romanised`` means that a title has a romanised form which is left out.
    """
    return list(dict.fromkeys(path for path, _ in lost(record, column)))


def lost(record: Any, column: Column) -> Iterator[tuple[str, str]]:
    """Yield (dotted path, reason) for each value that the format does not carry, in the order of the model."""
    yield from _lost(record, parts(column.entries), column, "")


def carried(record: Any, column: Column) -> Any:
    """Return the record less what the format does not carry."""
    return _carried(record, parts(column.entries), column)


def parts(entries: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return field -> entry, where an entry with code is replaced by what it says of each field."""
    found: dict[str, Any] = {}
    for name, entry in entries.items():
        if isinstance(entry, Special):
            found.update(entry.says)
        elif not isinstance(entry, Fixed | Derived):
            found[name] = entry
    return found


def _inside(entry: Any, make: type | None, column: Column) -> Mapping[str, Any] | None:
    """Return the entries of a group's fields; None where all of it is carried as it is."""
    if isinstance(entry, Group):
        if entry.says is not None:
            return entry.says
        if entry.column is not None:
            return parts(entry.column)
        return column.groups.get(make) if make is not None else None
    if isinstance(entry, str):
        return column.groups.get(make) if make is not None else None
    return entry if isinstance(entry, Mapping) else None


def _filter(entry: Any) -> tuple[Any, Any, str]:
    """Return (entry, predicate or None, reason)."""
    if isinstance(entry, Says):
        return entry.parts, entry.carries, entry.why
    if isinstance(entry, Group) and entry.when is not None:
        return entry, entry.when, entry.why
    return entry, None, ""


def _lost(value: Any, entries: Mapping[str, Any], column: Column, path: str) -> Iterator[tuple[str, str]]:
    for name, card in cards(type(value)).items():
        held = getattr(value, name)
        if held in _EMPTY or held is card.default:
            continue
        here = f"{path}.{name}" if path else name
        entry = entries.get(name)
        if isinstance(entry, No):
            if held != card.default:
                yield here, entry.reason
            continue
        entry, predicate, why = _filter(entry)
        for item in held if card.many else (held,):
            if predicate is not None and not predicate(item):
                yield here, why
            elif card.make is not None:
                inside = _inside(entry, card.make, column)
                if inside is not None:
                    yield from _lost(item, parts(inside), column, here)


def _carried(value: Any, entries: Mapping[str, Any], column: Column) -> Any:
    changes: dict[str, Any] = {}
    for name, card in cards(type(value)).items():
        held = getattr(value, name)
        if held in _EMPTY:
            continue
        entry = entries.get(name)
        if isinstance(entry, No):
            if card.default is not attrs.NOTHING:
                changes[name] = card.default
            continue
        entry, predicate, _ = _filter(entry)
        changes[name] = _kept(held, card, entry, predicate, column)
    return attrs.evolve(value, **changes) if changes else value


def _kept(held: Any, card: Card, entry: Any, predicate: Any, column: Column) -> Any:
    kept = [x for x in (held if card.many else (held,)) if predicate is None or predicate(x)]
    inside = _inside(entry, card.make, column) if card.make is not None else None
    if inside is not None:
        kept = [_carried(x, parts(inside), column) for x in kept]
    if card.many:
        return tuple(kept)
    return kept[0] if kept else card.default

