"""What becomes of a record of the archive by a record of the input, and field by field what that changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import eq
from typing import TYPE_CHECKING, Any

import attrs
from attrs import frozen

from smj_catalog.crosswalk import carried
from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.meaning import added, covered, covers
from smj_catalog.formats import Item, Reading, get
from smj_catalog.formats.issuing import titled
from smj_catalog.formats.plain import unstructured
from smj_catalog.model import Record, Text, kind_of
from smj_catalog.problems import Problem
from smj_catalog.services.forms import formed
from smj_catalog.services.importing.likeness import IDENTIFYING
from smj_catalog.store import read_bytes

if TYPE_CHECKING:
    from smj_catalog.formats.tabular import Earlier


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


def merged(
    old: Record,
    item: Item,
    reading: Reading,
    *,
    lists: str = "replace",
    earlier: Callable[[], Earlier] | None = None,
    told: list[tuple[str, Problem]] | None = None,
    known: Record | None = None,
) -> Record:
    """Return what a record becomes by an item; articles and chapters in it are items of their own, and stay as they are.

    A table's blank cell keeps what is there, its token for clearing empties the column; a format that carries all of a
    record replaces it; any other changes the fields it brings, and leaves in these what it cannot carry.

    Args:
        old: the archive's record.
        item: what the input says, under the id of the archive's record.
        reading: how the input was read.
        lists: ``replace`` puts the input's values in the place of a field's, ``append`` adds those that it lacks.
        earlier: gives what earlier rows of tables said of the record.
        told: takes in what a person should look at: key of the column, problem.
        known: the record less what the input's format does not carry; of a part, which has no column of its own.
    """
    new = item.record
    assert new is not None
    if item.cells is not None:
        from smj_catalog.formats.tabular import NOTHING, overlaid

        append, numbers = lists == "append", IDENTIFYING[kind_of(old)]
        laid = overlaid(old, item, earlier or (lambda: NOTHING), append=append, numbers=numbers, told=told)
        return formed(old, laid, item)
    kept = {"id", "contents", *item.lost}
    if whole(reading) and item.given is None:
        changes = {f.name: getattr(new, f.name) for f in attrs.fields(type(old)) if f.name not in kept}
        return attrs.evolve(old, **changes)
    known = known or less(titled(old, reading.context), reading)
    changes = {
        f.name: _laid(getattr(old, f.name), getattr(known, f.name), getattr(new, f.name))
        for f in attrs.fields(type(old))
        if f.name not in kept and getattr(new, f.name) not in (f.default, getattr(known, f.name))
    }
    if lists == "append":
        changes = {k: added(getattr(old, k), v) if isinstance(v, tuple) else v for k, v in changes.items()}
    return attrs.evolve(old, **changes)


def _laid(old: Any, known: Any, new: Any) -> Any:
    """Return what a field becomes: of a list, values that come as the format carries them, and those that it cannot carry, stay.

    So does a value that says all of the new one: numbers with the designation as printed.

    Args:
        old: what the field holds.
        known: the same, less what the format does not carry; where that cannot be told value by value, all goes.
        new: what the input says.
    """
    if not isinstance(new, tuple):
        return old if covers(old, new) else new
    left, pairs = [*old], []
    for value in known:
        one = next((it for alike in (eq, covers, _named) for it in left if alike(it, value)), None)
        if one is None:
            return new
        left = [it for it in left if it is not one]
        pairs.append((value, one))
    found = []
    for value in new:
        pair = next((it for it in pairs if it[0] == value), (value, value))
        pairs = [it for it in pairs if it is not pair]
        found.append(pair[1])
    for at, one in enumerate(old):
        if any(one is it for it in left) and not covered(one, found):
            found.insert(at, one)
    return tuple(found)


def _named(one: Any, other: Any) -> bool:
    """Tell whether two values begin with the same words: the name of a person, a title."""
    lead = next(iter(cards(one.__class__)), "") if hasattr(one, "__attrs_attrs__") else ""
    words = getattr(one, lead, None)
    return isinstance(words, Text) and one.__class__ is other.__class__ and covers(words, getattr(other, lead))


def less(record: Record, reading: Reading) -> Record:
    """Return a record less what the format of an input does not carry, as far as that is known."""
    column = get(reading.format).columns.get(kind_of(record)) if reading.format else None
    return carried(record, column, reading.context) if column is not None and column.readable else record


def whole(reading: Reading) -> bool:
    """Tell whether the format of an input carries all of a record, so that what it does not say is not so."""
    return reading.format is not None and get(reading.format).whole


def state(data: bytes | None, name: str) -> Record | None:
    """Return the record that a file of the archive held; None where there was no file."""
    return None if data is None else next(read_bytes(data, name))


def differences(old: Record | None, new: Record | None) -> Iterator[FieldChange]:
    """Yield the fields in which two states of a record differ, in the order of the model."""
    names: dict[str, None] = {}
    for one in (old, new):
        names |= dict.fromkeys(f.name for f in attrs.fields(type(one))) if one is not None else {}
    for name in names:
        if old is None or new is None or getattr(old, name, None) != getattr(new, name, None):
            before, after = (None if one is None else unstructured(one, name) for one in (old, new))
            if before != after:
                yield FieldChange(name, before, after)
