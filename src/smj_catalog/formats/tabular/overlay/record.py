"""One record as a row of a table changes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeAlias

import attrs

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.meaning import added
from smj_catalog.crosswalk.rows import Bound, Cells, Loaded, bare
from smj_catalog.errors import BadRecord
from smj_catalog.formats.base import Item
from smj_catalog.formats.tabular.characters import composed
from smj_catalog.formats.tabular.overlay.earlier import NOTHING, Earlier
from smj_catalog.formats.tabular.overlay.row import Beside, Laying
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.formats.tabular.values.nothing import is_mark
from smj_catalog.model import Identifier, Record, kind_of
from smj_catalog.model.renamed import without_outlived
from smj_catalog.model.rules.check_digits import to_isbn_13
from smj_catalog.problems import Problem, Where, fields_named, message

Told: TypeAlias = list[tuple[str, Problem]] | None


def overlaid(
    old: Record,
    item: Item,
    earlier: Callable[[], Earlier] = lambda: NOTHING,
    *,
    append: bool = False,
    numbers: Collection[str] = (),
    told: Told = None,
) -> Record:
    """Return a record as a row changes it: empty cells keep, cells that say so clear, others replace.

    A cell takes the place of what its column's earlier cell gave, in all roles and taxes; values that no cell of the
    column gave stay, with their sources. What a row cannot carry stays with every value that the row leaves as it was.
    Words that are other words now have the reading and the romanised form that the row gives them, or none.

    Args:
        old: the record that is there.
        item: what a reader of tables gave; its record may have another id, by which it was matched.
        earlier: gives what earlier rows said of the record; asked only where the row differs from it.
        append: add what is not there to fields of several values, and replace nothing in them.
        numbers: types of identifiers by which records are found: one that the record has says nothing of its others.
        told: takes in what a person should look at: key of the column, problem.

    Raises:
        BadRecord: the row and the record do not fit together.
    """
    made = _overlaid(old, item, earlier, append=append, numbers=numbers, told=told)
    return made if made is old else without_outlived(old, made, item.record)


def _overlaid(
    old: Record, item: Item, earlier: Callable[[], Earlier], *, append: bool, numbers: Collection[str], told: Told
) -> Record:
    assert item.cells is not None  # what a reader of tables gives
    one = sheet(kind_of(old))
    stated = {k: v for k, v in item.cells.items() if k != "id" and k in one.cells}
    if append:
        read = _composed(old, [one.field_of[k] for k in stated])
        more = _appended(one, read, stated, earlier)
        return old if more == read else more
    names = {n for n in _fields(one, stated, item.record) if _differs(old, item.record, n)}
    beside = None if item.silent else item.speaking
    for bound in one.bounds(item.silent) if names else ():
        stated = {k: v for k, v in stated.items() if k not in bound.keys}
        if told is not None and (kept := _kept(bound, old, item.cells[bound.lead])) is not None:
            told.append((bound.lead, kept))
    if item.silent:
        names &= {*_fields(one, stated, item.record)}
    if not names:
        return old
    served = _served(one, old, stated, numbers) if "identifiers" in names else {}
    made = old
    if rest := names - {"identifiers"} if served else names:
        read = _composed(old, rest)
        laid = _laid(one, read, stated, earlier(), rest, beside)
        made = old if laid == read else _as_held(laid, read, old, rest)
    if served:
        others = {k: v for k, v in stated.items() if one.field_of[k] == "identifiers" and k not in served}
        left = _laid(one, old, others, earlier(), {"identifiers"}) if others else old
        said = [x for found in served.values() for x in found]
        changes: dict[str, Any] = {"identifiers": _numbered(_identifiers(left), said)}
        made = attrs.evolve(made, **changes)
    return made


def _kept(bound: Bound, old: Record, text: str) -> Problem | None:
    """Return what is told where a cell says that nothing is known of what is there; a mark is an empty cell."""
    held = getattr(old, bound.block.field)
    if is_mark(text) or not any(map(bound.displaces, held if bound.card.many else [held] if held else ())):
        return None
    expected = message("cell-kept", field=fields_named([bound.block.field]))
    return Problem(Where(), "cell-kept", text, expected, severity="warning")


def _fields(one: Sheet, stated: Iterable[str], record: Record | None) -> dict[str, None]:
    """Return the fields of which a row says something, be it beside what its columns are of."""
    found = dict.fromkeys(one.field_of[k] for k in stated)
    for name, card in cards(one.make).items() if record is not None else ():
        if name not in ("id", "contents", "host") and getattr(record, name) != card.default:
            found[name] = None
    return found


def _differs(old: Record, new: Record | None, name: str) -> bool:
    if new is None:
        return True
    held, given = getattr(old, name), getattr(new, name)
    return bool(held != given and bare(held) != given)


def _appended(one: Sheet, old: Record, stated: Cells, earlier: Callable[[], Earlier]) -> Record:
    """Return a record with what a row adds to it; a field of one value is replaced, and a cell that clears clears."""
    known = cards(one.make)
    replacing = {k: v for k, v in stated.items() if not v or not known[one.field_of[k]].many}
    made = _laid(one, old, replacing, earlier(), {one.field_of[k] for k in replacing}) if replacing else old
    given = one.load(stated).values.items()
    changes: dict[str, Any] = {n: added(getattr(made, n), v) for n, v in given if known[n].many}
    return attrs.evolve(made, **changes)


def _laid(
    one: Sheet, old: Record, stated: Cells, earlier: Earlier, names: Collection[str], beside: Beside | None = None
) -> Record:
    """Return a record with some of its fields as a row changes them."""
    laying = Laying(one, old, stated, earlier, names, beside)
    try:
        made = laying.record()
    except BadRecord:
        if not laying.known:
            raise
        laying = Laying(one, old, stated, NOTHING, names, beside)  # the row and the earlier ones do not fit together
        made = laying.record()
    return made


# --- letters


def _composed(old: Any, names: Iterable[str]) -> Any:
    """Return a record, or a value, with decomposed letters in some fields composed, as they are in every cell that is read."""
    changes = {name: read for name in names if (read := _read(held := getattr(old, name))) is not held}
    return attrs.evolve(old, **changes) if changes else old


def _read(value: Any) -> Any:
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, tuple):
        items = tuple(map(_read, value))
        return value if all(x is y for x, y in zip(items, value, strict=True)) else items
    if not attrs.has(value.__class__):
        return value
    return _composed(value, cards(value.__class__))


def _as_held(laid: Record, read: Record, old: Record, names: Iterable[str]) -> Record:
    """Return a changed record in which what was there stands with the letters that it had."""
    changes: dict[str, Any] = {}
    for name in names:
        held, known, now = (getattr(record, name) for record in (old, read, laid))
        if known is held:
            continue
        if isinstance(now, tuple):
            as_held = dict(zip(known, held, strict=True))
            changes[name] = tuple(as_held.get(value, value) for value in now)
        elif now == known:
            changes[name] = held
    return attrs.evolve(laid, **changes) if changes else laid


# --- numbers by which the record was found


def _served(one: Sheet, old: Record, stated: Cells, numbers: Collection[str]) -> dict[str, list[Identifier]]:
    """Return the columns whose numbers the record has already, and may have been found by, with what they say."""
    held = {form for x in _identifiers(old) for form in _forms(x)}
    found: dict[str, list[Identifier]] = {}
    for bound in one.bounds(stated) if held else ():
        if bound.block.field == "identifiers" and stated.get(bound.lead):
            said = bound.load(stated, Loaded())
            if any(x.status == "valid" and any(f in held and f[0] in numbers for f in _forms(x)) for x in said):
                found |= {key: [] for key in bound.keys} | {bound.lead: said}
    return found


def _identifiers(record: Record) -> tuple[Identifier, ...]:
    held: tuple[Identifier, ...] = getattr(record, "identifiers", ())
    return held


def _forms(one: Identifier) -> Iterator[tuple[str, str, str | None]]:
    """Yield a number, and an ISBN-10 also as the ISBN-13 that it is."""
    yield one.type, one.value, one.scheme
    if one.type == "isbn-10":
        yield "isbn-13", to_isbn_13(one.value), None


def _numbered(held: tuple[Identifier, ...], said: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return identifiers with those that a row says: none goes, and what is printed stays."""
    made = [*held]
    for value in said:
        for at, x in enumerate(made):
            if (x.type, x.value, x.scheme) == (value.type, value.value, value.scheme):
                more = {n: getattr(x, n) or getattr(value, n) for n in ("printed", "qualifier")}
                made[at] = attrs.evolve(x, **more)
                break
        else:
            made.append(value)
    return tuple(made)
