"""Which column of a file is which of ours: by header, by a mapping file, or ignored by name."""

from __future__ import annotations

import difflib
import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as Table
from functools import cache
from pathlib import Path

from attrs import evolve, field, frozen

from smj_catalog.errors import BadSource
from smj_catalog.formats.base import ERRORS
from smj_catalog.formats.tabular.dialect import cell_name
from smj_catalog.formats.tabular.sheets import KIND, KINDS, sheet
from smj_catalog.problems import Problem, Where, message

IGNORE = "ignore"
_NOTHING = re.compile(r"[\s_:/\u30fb\uff65\u3000\u301c~-]+")


@frozen
class Mapping:
    """Columns of files -> ours.

    Attributes:
        columns: header as in the file, or ``sheet!header`` -> key of our column, or ``ignore``.
        kind: what the rows are, where neither a column nor a sheet's name says so.
    """

    columns: Table[str, str] = field(factory=dict)
    kind: str | None = None

    def of(self, header: str, table: str | None) -> str | None:
        """Return what the mapping says of a header in a table, or None."""
        wanted = folded(header)
        for name in (f"{table}!{header}",) if table else ():
            for known, key in self.columns.items():
                if folded(known) == folded(name):
                    return key
        return next((key for known, key in self.columns.items() if folded(known) == wanted), None)


def folded(header: str) -> str:
    """Return a header without width, case, spaces and the signs that people put between words."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", header)).lower()


@cache
def headers(kind: str) -> Table[str, str]:
    """Return every known header of a kind's sheet, folded -> key."""
    known: dict[str, str] = {}
    cells = [KIND, *sheet(kind).cells.values()]
    for names in (lambda c: (c.key,), lambda c: (c.en, c.ja), lambda c: c.names):
        for cell in cells:
            for name in names(cell):
                known.setdefault(folded(name), cell.key)
    return known


@cache
def all_headers() -> Table[str, str]:
    """Return every known header of any sheet, folded -> key."""
    known: dict[str, str] = {}
    for kind in KINDS:
        for name, key in headers(kind).items():
            known.setdefault(name, key)
    return known


@cache
def keys() -> frozenset[str]:
    """Return the keys of all columns."""
    return frozenset({KIND.key, *(key for kind in KINDS for key in sheet(kind).cells)})


def key_of(header: str, kind: str | None = None) -> str | None:
    """Return the key of the column that a header stands for, or None."""
    name = folded(header)
    if kind is not None and (found := headers(kind).get(name)) is not None:
        return found
    return all_headers().get(name)


@frozen
class Columns:
    """The columns of one table.

    Attributes:
        header: as in the file.
        keys: for each column its key; None where it is ignored or unknown.
        problems: unknown columns, doubled ones, cells without a header.
    """

    header: tuple[str, ...]
    keys: tuple[str | None, ...]
    problems: tuple[Problem, ...] = ()


def columns(
    header: Iterable[str],
    where: Where,
    *,
    mapping: Mapping,
    ignore: Iterable[str],
    kind: str | None,
    table: str | None,
    begin: int = 0,
) -> Columns:
    """Return what the columns of a table are, with everything that is wrong with them.

    Args:
        header: the header cells.
        where: file and row; in a workbook the sheet too.
        mapping: what a person has said; goes first.
        ignore: headers to leave out.
        kind: what the rows are, where it is known.
        table: name of the sheet.
        begin: column of the first cell, from 0.
    """
    names = tuple(header)
    left = {folded(name) for name in ignore} | {folded(ERRORS)}
    found: list[str | None] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        cell = cell_name(begin + index, where.row or 1) if table else None
        here = evolve(where, path=f"{table}!{name}" if table else name, cell=cell)
        key: str | None = mapping.of(name, table)
        if key is None and (not name.strip() or folded(name) in left or (table and folded(f"{table}!{name}") in left)):
            key = IGNORE
        if key is None:
            key = key_of(name, kind)
        if key is None:
            nearest = ", ".join(_nearest(name)) or "-"
            problems.append(Problem(here, "column-unknown", name, message("column-known", nearest=nearest)))
        elif key != IGNORE and key not in keys():
            problems.append(Problem(here, "column-unknown", key, message("column-target")))
            key = None
        elif key != IGNORE:
            if key in first:
                expected = message("column-once", column=key, first=first[key] + 1, second=index + 1)
                problems.append(Problem(here, "column-double", name, expected))
                key = None
            else:
                first[key] = index
        found.append(None if key == IGNORE else key)
    return Columns(names, tuple(found), tuple(problems))


def _nearest(name: str) -> list[str]:
    known = all_headers()
    near = difflib.get_close_matches(folded(name)[:80], known, 3, 0.6)
    return list(dict.fromkeys(known[n] for n in near))


def write_mapping(mapping: Mapping, path: str | os.PathLike[str]) -> None:
    """Write a mapping as a TOML file that a person can edit."""
    lines = ['# Column of the file = column of smj-catalog, or "ignore".']
    if mapping.kind is not None:
        lines.append(f"kind = {_toml(mapping.kind)}")
    lines += ["", "[columns]", *(f"{_toml(name)} = {_toml(key)}" for name, key in mapping.columns.items()), ""]
    Path(path).write_text("\n".join(lines), "utf-8")


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load_mapping(path: str | os.PathLike[str]) -> Mapping:
    """Return the mapping in a TOML file.

    Raises:
        BadSource: it cannot be read, is no TOML, or names columns that there are not; all faults are told.
    """
    file = os.fspath(path)
    try:
        data = tomllib.loads(Path(path).read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise BadSource(
            Problem(Where(file), "mapping-form", detail, message("a-mapping-file", detail=detail))
        ) from None
    problems = []
    given = data.get("columns", {})
    if not isinstance(given, dict):
        problems.append(_fault(file, "columns", given, "columns"))
        given = {}
    for name, key in given.items():
        if not isinstance(key, str) or (key != IGNORE and key not in keys()):
            problems.append(Problem(Where(file, path=name), "column-unknown", str(key), message("column-target")))
    kind = data.get("kind")
    if kind is not None and kind not in KINDS:
        allowed = ", ".join(KINDS)
        problems.append(
            Problem(Where(file, path="kind"), "kind-unknown", str(kind), message("a-kind", allowed=allowed))
        )
    problems += [_fault(file, name, name, name) for name in data if name not in ("columns", "kind")]
    if problems:
        raise BadSource(problems)
    return Mapping(given, kind)


def _fault(file: str, path: str, found: object, detail: str) -> Problem:
    return Problem(Where(file, path=path), "mapping-form", str(found), message("a-mapping-file", detail=detail))
