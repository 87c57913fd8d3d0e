"""Rows that are a copy each, as lists of libraries have them: one record, and a holding a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from smj_catalog.crosswalk.rows import bare
from smj_catalog.formats import Item
from smj_catalog.formats.tabular import sheet
from smj_catalog.model import Holding, Record, kind_of
from smj_catalog.model.keys import key_of
from smj_catalog.services.importing.spool import Kept


def states_holdings(item: Item) -> bool:
    """Tell whether a row says which copies there are."""
    return bool(item.cells is not None and getattr(item.record, "holdings", ()))


def repeated(rows: list[Kept]) -> list[tuple[Kept, tuple[str, str] | None]] | None:
    """Return those of the rows of one record that are no copies of their own, each with the cell that says so.

    The first row is not among them. A row is a copy where its cells but those of the holding are those of the rows before
    it, or blank, and where no row before it has the same copy.

    Returns:
        Rows with header and text of the cell, or None where it is the same copy again. None, where no row is of a copy at
        all.
    """
    if not all(k.item.cells is not None for k in rows) or not any(states_holdings(k.item) for k in rows):
        return None
    found: list[tuple[Kept, tuple[str, str] | None]] = []
    known = _others(rows[0].item)
    copies: list[Holding] = [*_holdings(rows[0].item.record)]
    for kept in rows[1:]:
        cells = _others(kept.item)
        own = _holdings(kept.item.record)
        column = next((key for key, text in cells.items() if known.get(key, text) != text), None)
        if column is not None or not own or any(_same(copy, mine) for mine in own for copy in copies):
            found.append((kept, None if column is None else (_header(kept.item, column), cells[column])))
            continue
        known.update(cells)
        copies += own
    return found


def _header(item: Item, key: str) -> str:
    assert item.record is not None
    return sheet(kind_of(item.record)).cells[key].ja


def _others(item: Item) -> dict[str, str]:
    """Return the cells of a row that say nothing of a copy."""
    assert item.cells is not None
    assert item.record is not None
    field_of = sheet(kind_of(item.record)).field_of
    return {key: text for key, text in item.cells.items() if key != "id" and field_of[key] != "holdings"}


def _holdings(record: Record | None) -> tuple[Holding, ...]:
    held: tuple[Holding, ...] = getattr(record, "holdings", ())
    return held


def gathered(old: Record | None, made: Record, item: Item) -> Record:
    """Return a record with the copies of a row beside those that it had: a row says nothing of other copies.

    Args:
        old: the record as it was; None where it is new.
        made: the record as the row makes it, otherwise.
        item: the row.
    """
    if old is None or item.cells is None or not hasattr(old, "holdings"):
        return made
    changes: dict[str, Any] = {"holdings": ()}
    if cleared := set(_cleared(item)):
        return attrs.evolve(made, **changes) if "holder" in cleared else made
    if not states_holdings(item):
        return made
    changes = {"holdings": together(_holdings(old), _holdings(item.record))}
    return attrs.evolve(made, **changes)


def _cleared(item: Item) -> Iterable[str]:
    assert item.cells is not None
    assert item.record is not None
    field_of = sheet(kind_of(item.record)).field_of
    return (key for key, text in item.cells.items() if not text and field_of.get(key) == "holdings")


def together(old: Iterable[Holding], new: Iterable[Holding]) -> tuple[Holding, ...]:
    """Return copies with others added: one that is there takes what the other says of it, none goes."""
    held = [*old]
    free = [*range(len(held))]
    for copy in new:
        at = next((i for like in (Holding.__eq__, _numbered, _same) for i in free if like(held[i], copy)), None)
        if at is None:
            held.append(copy)
        else:
            free.remove(at)
            held[at] = attrs.evolve(held[at], **_stated(copy, bare(held[at])))
    return tuple(held)


def _stated(copy: Holding, there: Holding) -> dict[str, Any]:
    """Return what a copy says that is not there in the same words already, be it with sources that no cell names."""
    stated = {f.name: getattr(copy, f.name) for f in attrs.fields(Holding)}
    defaults = {f.name: f.default for f in attrs.fields(Holding)}
    return {name: v for name, v in stated.items() if v not in (defaults[name], None, getattr(there, name))}


def _numbered(held: Holding, new: Holding) -> bool:
    """Tell whether two holdings are of one number: then they are one copy, wherever it stands."""
    return held.number is not None and new.number is not None and key_of(held.number) == key_of(new.number)


def _same(held: Holding, new: Holding) -> bool:
    """Tell whether a holding is of a copy that is there.

    Without numbers it is one of the same holder and on no two shelves. A number is given to one copy without any, and a
    holding without a number is one that has a number only if it says no more of it.
    """
    if held.number is not None:
        return _numbered(held, new) if new.number is not None else not _stated(new, bare(held))
    if new.number is not None and (held.copies or 1) > 1:
        return False
    names = ("holder", "location", "call_number", "shelf")
    pairs = ((getattr(held, name), getattr(new, name)) for name in names)
    return all(x is None or y is None or key_of(str(x)) == key_of(str(y)) for x, y in pairs)
