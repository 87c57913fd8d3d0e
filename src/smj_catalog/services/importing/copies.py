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
from smj_catalog.problems import Problem, Where, message
from smj_catalog.services.importing.doubts import double
from smj_catalog.services.importing.spool import Kept

_PLACE = ("location", "shelf", "call_number")
"""Where a copy is."""
_KEYS = {name: f"holding_{name}" for name in (*_PLACE, "held", "missing", "copies", "number", "agent")}
"""Field of a copy -> key of its column."""


def states_holdings(item: Item) -> bool:
    """Tell whether a row says which copies there are."""
    return bool(item.cells is not None and getattr(item.record, "holdings", ()))


def repeated(rows: list[Kept], record: str) -> list[tuple[Kept, Problem]] | None:
    """Return those of the rows of one record that are no copies of their own, each with what is wrong with it.

    The first row is not among them. A row is a copy where its cells but those of the holding are those of the rows before
    it, or blank, and where no row before it has the same copy.

    Returns:
        Rows, each with its fault, at the cell that says otherwise than the rows before, if one does. None, where no row is
        of a copy at all.
    """
    if not all(k.item.cells is not None for k in rows) or not any(states_holdings(k.item) for k in rows):
        return None
    found: list[tuple[Kept, Problem]] = []
    known = _cells(rows[0].item, of_copy=False)
    copies: list[Holding] = [*_holdings(rows[0].item.record)]
    for kept in rows[1:]:
        cells = _cells(kept.item, of_copy=False)
        own = _holdings(kept.item.record)
        column = next((key for key, text in cells.items() if known.get(key, text) != text), None)
        if column is not None or not own or any(_same(copy, mine) for mine in own for copy in copies):
            problem = double(kept, rows[0], "record-twice", record)
            if column is not None:
                where = attrs.evolve(problem.where, path=_header(kept.item, column))
                problem = attrs.evolve(problem, where=where, found=cells[column])
            found.append((kept, problem))
            continue
        known.update(cells)
        copies += own
    return found


def _header(item: Item, key: str) -> str:
    assert item.record is not None
    return sheet(kind_of(item.record)).cells[key].ja


def _cells(item: Item, *, of_copy: bool) -> dict[str, str]:
    """Return the cells of a row that speak of a copy, or those that do not."""
    assert item.cells is not None
    assert item.record is not None
    field_of = sheet(kind_of(item.record)).field_of
    return {k: text for k, text in item.cells.items() if k != "id" and (field_of.get(k) == "holdings") is of_copy}


def _holdings(record: Record | None) -> tuple[Holding, ...]:
    held: tuple[Holding, ...] = getattr(record, "holdings", ())
    return held


class Copies:
    """The copies that the rows of one record state, beside those that it had: a row says nothing of other copies."""

    def __init__(self, rows: Iterable[Kept] = (), *, add: bool = False) -> None:
        """Take the rows of a record; ``add``: one whose place has changed is another copy."""
        self._rows = [kept.item for kept in rows if states_holdings(kept.item)]
        self._add = add
        self._places: dict[int, list[int | None]] = {}
        self._left: list[Holding] = []
        self._cleared = False

    def gathered(self, old: Record | None, made: Record, item: Item, told: list[tuple[str, Problem]]) -> Record:
        """Return a record with the copies of a row.

        Args:
            old: the record as it was, or as a row before left it; None where it is new.
            made: the record as the row makes it, otherwise.
            item: the row.
            told: takes in what a person should look at: key of the column, problem.
        """
        if old is None or item.cells is None or not hasattr(old, "holdings"):
            return made
        changes: dict[str, Any] = {"holdings": ()}
        cleared = {key for key, text in _cells(item, of_copy=True).items() if not text}
        if "holder" in cleared:
            self._cleared = True
            return attrs.evolve(made, **changes)
        if not states_holdings(item):
            return made
        held = [*_holdings(old)]
        if item is self._rows[0] and not self._cleared:
            self._settle(held)
        copies = _holdings(item.record)
        for copy, at in zip(copies, self._places.get(id(item), (None,) * len(copies)), strict=True):
            if at is None:
                told += [
                    _doubt("copy-added", there, copy) for there in self._left if _moved(there, copy, numbered=True)
                ][:1]
                held.append(copy)
                continue
            if not (_numbered(held[at], copy) or _same(held[at], copy)):
                told.append(_doubt("copy-replaced", held[at], copy))
            emptied: dict[str, Any] = {name: None for name, key in _KEYS.items() if key in cleared}
            held[at] = attrs.evolve(held[at], **_stated(copy, bare(held[at])), **emptied)
        changes = {"holdings": tuple(held)}
        return attrs.evolve(made, **changes)

    def _settle(self, held: list[Holding]) -> None:
        """Find out which of the copies that were there those of all rows are."""
        places = _places(held, [copy for one in self._rows for copy in _holdings(one.record)], add=self._add)
        self._left = [] if self._add else [copy for i, copy in enumerate(held) if i not in places]
        each = iter(places)
        self._places = {id(one): [next(each) for _ in _holdings(one.record)] for one in self._rows}


def _places(held: list[Holding], copies: list[Holding], *, add: bool) -> list[int | None]:
    """Return which of the copies that are there each of some copies is; None for a further one.

    The same words come first, then the number, then what contradicts nothing. A copy without a number whose place has
    changed is the one of its holder that is left, where that can be told.
    """
    found: list[int | None] = [None] * len(copies)
    free = [*range(len(held))]

    def take(n: int, at: int | None) -> None:
        if at is not None:
            found[n] = at
            free.remove(at)

    for like in (Holding.__eq__, _numbered, _same):
        for n, copy in enumerate(copies):
            if found[n] is None:
                take(n, next((i for i in free if like(held[i], copy)), None))
    for shared in () if add else range(len(_PLACE), -1, -1):
        for n, copy in enumerate(copies):
            left = [i for i in free if found[n] is None and _moved(held[i], copy)]
            like_it = [i for i in left if _shared(held[i], copy) == shared]
            others = [c for m, c in enumerate(copies) if found[m] is None and left and _moved(held[left[0]], c)]
            if like_it and (len(like_it) == 1 or len(left) <= len(others)):
                take(n, like_it[0])
    return found


def _moved(held: Holding, new: Holding, *, numbered: bool = False) -> bool:
    """Tell whether a copy can be one that is there, in another place: of the same holder, and neither has a number.

    ``numbered``: the new one may have one.
    """
    one = (
        held.number is None and (numbered or new.number is None) and ((held.copies or 1) == 1 or new.copies is not None)
    )
    return one and _alike(held, new, ("holder",)) and any(getattr(held, name) for name in _PLACE)


def _shared(held: Holding, new: Holding) -> int:
    return sum(_alike(held, new, (name,)) for name in _PLACE)


def _doubt(rule: str, held: Holding, new: Holding) -> tuple[str, Problem]:
    """Return the doubt about a copy without a number, at the column in which it differs."""
    key = next((_KEYS[name] for name in _PLACE if not _alike(held, new, (name,))), "holder")
    said = (getattr(held, name) for name in ("holder", *_PLACE))
    words = " ".join(str(word) for word in said if word is not None)
    return key, Problem(Where(), rule, words, message(rule), severity="warning")


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
    return _alike(held, new, ("holder", *_PLACE))


def _alike(held: Holding, new: Holding, names: Iterable[str]) -> bool:
    pairs = ((getattr(held, name), getattr(new, name)) for name in names)
    return all(x is None or y is None or key_of(str(x)) == key_of(str(y)) for x, y in pairs)
