"""Which column of a row a fault of its record comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from smj_catalog.crosswalk.rows import Bound, Cells, Loaded
from smj_catalog.formats.tabular.dialect import cell_name
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.problems import Both, Problem, worded

_NUMBER = re.compile(r"\[[0-9]+\]")


def columns_of(kind: str, cells: Cells, path: str, found: str | None) -> list[str]:
    """Return the keys of the columns whose cells gave what a problem is about.

    Args:
        kind: of the record.
        cells: of the row, by key.
        path: the field of the record, such as ``subjects[1].code``.
        found: what stands there.

    Returns:
        One key where one column alone gave the field, or gave this value; several where that cannot be told.
    """
    field, _, rest = _NUMBER.sub("", path).partition(".")
    given = [b for b in sheet(kind).bound if b.block.field == field and any(cells.get(k) for k in b.keys)]
    if len(given) > 1 and found is not None:
        made = [b for b in given if found in _texts(b.load(cells, Loaded()))]
        said = [b for b in given if any(found in cells.get(k, "") for k in b.keys)]
        given = made or said or given
    return list(dict.fromkeys(_key(b, cells, rest) for b in given))


def _key(bound: Bound, cells: Cells, rest: str) -> str:
    """Return the column of a block that holds a part of its value; the leading one where no column has it alone."""
    own = [c.key for c in bound.block.cells if c.path == rest and cells.get(c.key)]
    return next(iter(own or [k for k in bound.keys if cells.get(k)]))


def _texts(value: Any) -> Iterator[str]:
    """Yield all that is said in a value, as text."""
    if isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif attrs.has(type(value)):
        yield str(value)
        for each in attrs.fields(type(value)):
            yield from _texts(getattr(value, each.name))
    elif value is not None:
        yield str(value)


def at_column(
    problem: Problem, kind: str, cells: Cells, at: Mapping[str, tuple[int, ...]], table: Mapping[str, Any]
) -> Problem:
    """Return a problem of a field as one of the column of the row that it comes from, where that is known.

    Args:
        problem: with its row.
        kind: of the record.
        cells: of the row.
        at: where each of them stands in the table.
        table: what the reader noted of that.
    """
    where = problem.where
    if where.path is None or isinstance(where.path, Both) or where.cell is not None or where.column in table["header"]:
        return problem
    places = [i for key in columns_of(kind, cells, where.path, problem.found) for i in at.get(key, ())]
    if not places:
        named = Both(where.path, worded(where.path, "ja"))  # no column gave it
        return attrs.evolve(problem, where=attrs.evolve(where, path=named))
    names = ", ".join(table["header"][i] for i in places)
    cell = cell_name(table["first"] + places[0], where.row) if where.sheet and where.row and len(places) == 1 else None
    path = f"{where.sheet}!{names}" if where.sheet else names
    return attrs.evolve(problem, where=attrs.evolve(where, path=path, cell=cell))
