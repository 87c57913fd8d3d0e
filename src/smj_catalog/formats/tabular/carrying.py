"""What a row carries of a record, and how a row changes a record that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.carried import differences
from smj_catalog.errors import BadRecord
from smj_catalog.formats.base import Item
from smj_catalog.formats.tabular.paths import bare
from smj_catalog.formats.tabular.sheet import Loaded, Sheet, said
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.formats.tabular.text import parted
from smj_catalog.model import Note, Price, Record, kind_of


def carried(record: Record) -> Record:
    """Return the record less what its row does not carry; its contents are rows of their own, and not in it."""
    return sheet(kind_of(record)).carried(record)


def not_carried(record: Record) -> list[str]:
    """Return the fields of a record that its row has no place for, as dotted paths, each once.

    Contents are not among them: they are rows of their own.
    """
    one = sheet(kind_of(record))
    changes: dict[str, Any] = {"contents": ()} if getattr(record, "contents", ()) else {}
    ours = one.arranged(attrs.evolve(record, **changes))
    return list(dict.fromkeys(differences(ours, one.carried(record))))


def overlaid(old: Record, item: Item) -> Record:
    """Return a record as a row changes it: empty cells keep, cells that say so clear, others replace.

    What a row cannot carry (the sources of a value, above all) stays with every value that the row leaves as it was; a
    value that differs loses it, for nothing says that the old source states the new value.

    Args:
        old: the record that is there.
        item: what a reader of tables gave; its record may have another id, by which it was matched.

    Raises:
        BadRecord: the row and the record do not fit together.
    """
    assert item.cells is not None  # what a reader of tables gives
    one = sheet(kind_of(old))
    stated = {k: v for k, v in item.cells.items() if k != "id" and k in one.cells}
    cells = _cells(one, old, stated)
    loaded = one.load(cells)
    if loaded.failed:
        raise BadRecord(p for _, p in loaded.problems)
    fields = dict.fromkeys(one.field_of[k] for k in stated)
    changes = {name: _kept(one, old, name, loaded) for name in fields}
    made: Record = attrs.evolve(old, **changes)
    if any(stated.get(key) for key, _, _ in loaded.others):
        for name, values in one.load(stated).beside.items():
            made = attrs.evolve(made, **{name: _with(getattr(made, name), values, cards(one.make)[name])})
    return made


def _with(held: Any, values: list[Any], card: Card) -> Any:
    """Return what a field holds once cells of other columns have said something of it, as its own would."""
    if card.make is None:
        return values[-1]
    if not card.many:
        for value in values:
            held = value if held is None else attrs.evolve(held, **said(value))
        return held
    if card.make is Note:  # what is noted beside takes no other note's place
        return (*held, *(value for value in values if value not in map(bare, held)))
    if card.make is Price and {(v.amount, v.currency) for v in values} <= {(x.amount, x.currency) for x in held}:
        return held  # with its tax, of which an amount behind another number says nothing
    schemes = {getattr(value, "scheme", None) for value in values}
    own = [x for x in held if getattr(x, "scheme", None) in schemes]
    pairs = [(bare(x), x) for x in own]
    if [x for x, _ in pairs] == values:
        return held
    return (*(x for x in held if x not in own), *(_same(value, pairs) for value in values))


def _cells(one: Sheet, old: Record, stated: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of the old record with those of the row laid over them."""
    free = [b.block for b in one.bound if b.block.read_only and any(stated.get(k) for k in b.keys)]
    changes: dict[str, Any] = {}
    for block in free:
        held = changes.get(block.field, getattr(old, block.field))
        changes[block.field] = tuple(x for x in held if not block.displaces(x))
    for bound in one.bound:
        for mark in bound.strays(stated):  # a date of reprint in the column of publication takes that one's place
            held = changes.get(bound.block.field, getattr(old, bound.block.field))
            changes[bound.block.field] = tuple(x for x in held if any(getattr(x, n) != v for n, v in mark.items()))
    before = one.dump(attrs.evolve(old, **changes) if changes else old)
    for bound in one.bound:
        for key in bound.displaced(stated, getattr(old, bound.block.field)):
            before.pop(key, None)
        for lead, others in bound.followers:
            alone = stated.get(bound.block.instead or "")
            unled = alone and lead not in stated and len(parted(alone)) != len(parted(before.get(lead, "")))
            if unled or (lead in stated and stated[lead] != before.get(lead, "")):
                for key in (lead, *others):  # they stand beside items that are no longer there
                    before.pop(key, None)
    return {k: v for k, v in {**before, **stated}.items() if v}


def _kept(one: Sheet, old: Record, name: str, loaded: Loaded) -> Any:
    """Return the new value of a field, with the old items where they are what the row says."""
    card = cards(one.make)[name]
    if name not in loaded.values:
        return card.default if card.default is not attrs.NOTHING else getattr(old, name)
    new = loaded.values[name]
    if card.make is None:
        return new
    seen: Any = one.load(one.dump(old)).values.get(name, () if card.many else None)
    if new == seen:
        return getattr(old, name)
    if not card.many:
        return new
    olds = getattr(one.arranged(old), name)
    pairs = list(zip(seen, olds, strict=False))
    return (*(_same(x, pairs) for x in new), *olds[len(seen) :])


def _same(new: Any, pairs: Iterable[tuple[Any, Any]]) -> Any:
    return next((old for seen, old in pairs if seen == new), new)
