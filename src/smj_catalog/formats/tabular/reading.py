"""Rows of a table as records: every fault of a row at once, each with its file, sheet, row, column and cell."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import evolve

from smj_catalog.crosswalk.cards import cards
from smj_catalog.errors import BadValue, UsageError
from smj_catalog.formats.base import Item, Reading
from smj_catalog.formats.tabular import ids
from smj_catalog.formats.tabular.blame import at_column
from smj_catalog.formats.tabular.dialect import COLUMNS, Rows, cell_name
from smj_catalog.formats.tabular.mapping import Columns, Mapping, columns, folded, load_mapping
from smj_catalog.formats.tabular.sheet import Loaded, Sheet
from smj_catalog.formats.tabular.sheets import KIND, KINDS, TITLES, sheet
from smj_catalog.formats.tabular.sheets.words import KINDS as KIND_WORDS
from smj_catalog.formats.tabular.text import is_clear, unguarded
from smj_catalog.formats.tabular.values.parsed import Broken, Day
from smj_catalog.model import Record
from smj_catalog.problems import Message, Problem, Where, message

_KINDS = {folded(word): kind for word, kind in KIND_WORDS.items()} | {
    folded(name): kind for kind, names in TITLES.items() for name in names
}
_PARTS = {folded(word): kind for word, kind in (
    ("article", "article"), ("articles", "article"), ("記事", "article"), ("論文", "article"), ("chapter", "chapter"),
    ("chapters", "chapter"), ("章", "chapter"),
)}  # fmt: skip


def mapping_of(reading: Reading) -> Mapping:
    """Return the mapping that the reader was given: one, or the path of a file, or none.

    Raises:
        BadSource: the file is no mapping.
    """
    given = reading.options.get("mapping")
    if given is None:
        return Mapping()
    return load_mapping(given) if isinstance(given, str | os.PathLike) else given


def read_table(rows: Rows, reading: Reading, table: str | None = None) -> Iterator[Item]:
    """Yield the rows of one table as items.

    The first row that is not blank is the header. Where it has faults, the rows are still looked through, so that all of
    their faults are told at once, but no record is given.

    Args:
        rows: row number and cells.
        reading: options and the file's name; told of the table's shape.
        table: name of the sheet, in a workbook.
    """
    header = next(((n, cells) for n, cells in rows if any(c.strip() for c in cells)), None)
    if header is None:
        return
    number, names = header
    if len(names) > COLUMNS:
        expected = message("at-most", limit=COLUMNS, unit="cells", cap="columns")
        where = Where(reading.file, row=number, path=table, sheet=table)
        yield Item(None, where, (Problem(where, "table-columns", str(len(names)), expected),))
        return
    yield from _Table(number, names, reading, table).items(rows)


class _Table:
    """One table: what its columns are, and its rows one by one."""

    def __init__(self, number: int, names: list[str], reading: Reading, table: str | None) -> None:
        self.file = reading.file
        self.table = table
        self.number = number
        self.first = getattr(names, "first", 0)
        self.guessed = False
        self.numbers: dict[str | None, tuple[Problem, int]] = {}
        mapping = mapping_of(reading)
        self.kind = self._kind(reading, mapping)
        self.columns: Columns = columns(
            names, self.where(number, names), mapping=mapping, ignore=reading.options.get("ignore", ()), kind=self.kind,
            table=table, begin=self.first,
        )  # fmt: skip
        if self.kind is None and KIND.key not in self.columns.keys:
            self.kind = _guess(self.columns.keys)
            self.guessed = True
        self._note(reading, names)

    def where(self, number: int, cells: list[str]) -> Where:
        """Return the place of a row."""
        return Where(self.file, getattr(cells, "line", None), number, sheet=self.table)

    def _kind(self, reading: Reading, mapping: Mapping) -> str | None:
        given = reading.options.get("kind") or mapping.kind
        if given is None:
            return _KINDS.get(folded(self.table)) if self.table else None
        if given not in KINDS:
            raise UsageError(message("no-kind", kind=repr(given), kinds=", ".join(KINDS)))
        return str(given)

    def _note(self, reading: Reading, names: list[str]) -> None:
        """Tell the shape of the table to those who write one like it."""
        self.noted: dict[str, Any] = {
            "file": self.file, "name": self.table, "row": self.number, "header": list(names), "first": self.first,
            "keys": self.columns.keys, "kind": self.kind,
        }  # fmt: skip
        reading.found.setdefault("tables", []).append(self.noted)

    def items(self, rows: Rows) -> Iterator[Item]:
        """Yield what is wrong with the header, then the rows."""
        blocked = bool(self.columns.problems)
        where = Where(self.file, row=self.number, path=self.table, sheet=self.table)
        if blocked:
            yield Item(None, where, self.columns.problems)
        if self.guessed:
            guess = Problem(where, "kind-guessed", self.kind, message("kind-guessed", kind=self.kind), severity="info")
            yield Item(None, where, (guess,))
        for number, cells in rows:
            if not any(cells):
                continue
            item = self._item(number, cells)
            if not blocked:
                if item is not None:
                    yield self._once(item)
                continue
            item = item or Item(None, self.where(number, cells))
            problems = item.problems
            if not any(p.severity == "error" for p in problems):
                expected = message("a-header-without-fault", row=self.number)
                found = ", ".join(dict.fromkeys(p.found or "" for p in self.columns.problems))
                problems = (*problems, Problem(item.where, "header-faults", found, expected))
            yield evolve(item, record=None, raw=_raw(cells), problems=problems)
        for first, count in self.numbers.values():
            yield Item(None, first.where, (evolve(first, expected=message("a-number-whole", count=count)),))

    def _once(self, item: Item) -> Item:
        """Return an item without the doubts that are told once a table: numbers in cells that cannot have lost a digit."""
        told = [p for p in item.problems if p.rule == "spreadsheet-number" and _whole(p.found or "")]
        if not told:
            return item
        for problem in told:
            first, count = self.numbers.get(problem.where.path, (problem, 0))
            self.numbers[problem.where.path] = first, count + 1
        return evolve(item, problems=tuple(p for p in item.problems if p not in told))

    def _item(self, number: int, row: list[str]) -> Item | None:
        one = _Row(self, number, row)
        if not one.cells and not one.cleared and not one.problems:
            return None
        record = one.record()
        where = evolve(self.where(number, row), record=record.id if record is not None else one.id)
        problems = tuple(evolve(p, where=evolve(p.where, record=where.record)) for p in one.problems)
        raw = _raw(row) if record is None else None
        return Item(record, where, problems, raw, one.given, tuple(one.cleared), one.cells)


class _Row:
    """One row, and all that is wrong with it."""

    def __init__(self, table: _Table, number: int, row: list[str]) -> None:
        self._table = table
        self._where = table.where(number, row)
        self._raw = row
        self._at: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.cells: dict[str, str] = {}
        self.given: dict[str, str] = {}
        self.cleared: list[str] = []
        self.id: str | None = None
        self.kind = table.kind
        self._collect(row)

    def _collect(self, row: list[str]) -> None:
        keys, header = self._table.columns.keys, self._table.columns.header
        for i, raw in enumerate(row):
            if not raw or raw.isspace():
                continue
            if i >= len(keys):
                self._fault("table-cells", raw, message("cells-of-header", count=len(keys)), i)
                continue
            key = keys[i]
            if key is None:
                if not header[i].strip():
                    self._fault("column-nameless", raw, message("column-named"), i)
                continue
            if isinstance(raw, Broken):
                self._fault("cell-broken", raw, message("no-error-value"), i)
                continue
            self._at[key] = i
            if is_clear(raw):
                self.cleared.append(key)
                continue
            text = unguarded(raw)
            self.cells[key] = text.strip() if text.__class__ is str else text
        self._settle_kind()

    def _fault(self, rule: str, found: str | None, expected: Message, column: int) -> None:
        self.problems.append(Problem(self._place(column), rule, found, expected))

    def _place(self, column: int | None) -> Where:
        """Return the place of a cell."""
        where = evolve(self._where, path=self._path(column))
        if column is None or where.sheet is None or where.row is None:
            return where
        return evolve(where, cell=cell_name(self._table.first + column, where.row))

    def _path(self, column: int | None) -> str | None:
        header = self._table.columns.header
        name = "" if column is None else header[column] if column < len(header) else str(column + 1)
        return f"{self._table.table}!{name}" if self._table.table else name or None

    def _settle_kind(self) -> None:
        word = self.cells.pop(KIND.key, None)
        if word is None:
            if self.kind is None and (self.cells or self.cleared):
                keys = self._table.columns.keys
                column = keys.index(KIND.key) if KIND.key in keys else None
                expected = message("a-kind", allowed=", ".join(KINDS))
                self.problems.append(Problem(self._place(column), "kind-missing", None, expected))
            return
        self.kind = _KINDS.get(folded(word))
        if self.kind is None:
            self._fault("kind-unknown", word, message("a-kind", allowed=", ".join(KINDS)), self._at[KIND.key])
        elif self.kind == "component" and folded(word) in _PARTS:
            self.cells.setdefault("component_kind", _PARTS[folded(word)])

    def record(self) -> Record | None:
        """Return the record of the row; None where something is wrong."""
        if self.kind is None:
            return None
        one = sheet(self.kind)
        if self.kind == "component" and self.cells.get("host", "").startswith("book:"):
            self.cells.setdefault("component_kind", "chapter")
        for key in [k for k in (*self.cells, *self.cleared) if k not in one.cells]:
            self._fault(
                "column-of-kind", self._raw[self._at[key]], message("column-of-kind", kind=self.kind), self._at[key]
            )
            self.cells.pop(key, None)
        loaded = one.load(self.cells)
        self._told(loaded)
        self._days(one)
        self._given(one)
        return self._made(one, loaded.values)

    def _told(self, loaded: Loaded) -> None:
        for key, problem in loaded.problems:
            column = self._at.get(key)
            found = problem.found if column is None or problem.found is None else self._raw[column]
            where = self._place(column) if column is not None else evolve(self._where, path=key)
            self.problems.append(evolve(problem, where=where, found=found))

    def _days(self, one: Sheet) -> None:
        for key, text in self.cells.items():
            if isinstance(text, Day) and text.endswith("-01") and key in one.cells:
                where = self._place(self._at[key])
                self.problems.append(
                    Problem(where, "spreadsheet-date", text, message("a-cell-date-whole"), severity="warning")
                )

    def _given(self, one: Sheet) -> None:
        """Gather what the row says of each field, in its own words, and which fields it empties."""
        words: dict[str, list[tuple[str, str]]] = {}
        for key in self.cells:
            column = self._at.get(key)
            if column is not None:
                name = self._table.columns.header[column]
                words.setdefault(one.field_of[key], []).append((name, str(self._raw[column])))
        for field, said in words.items():
            self.given[field] = said[0][1] if len(said) == 1 else "\n".join(f"{name}: {text}" for name, text in said)
        self.cleared = [k for k in self.cleared if k in one.field_of]
        fields = dict.fromkeys(one.field_of[k] for k in self.cleared)
        self.cells.update((k, "") for k in self.cleared)
        self.cleared = [f for f in fields if f not in self.given]

    def _made(self, one: Sheet, values: dict[str, Any]) -> Record | None:
        kind = one.kind
        self.id = values.get("id")
        if self.id is not None and self.id.partition(":")[0] not in ids.PREFIXES[kind]:
            self._fault(
                "record-id",
                self.id,
                message("a-record-id-of", kind=kind, words=", ".join(ids.PREFIXES[kind])),
                self._at["id"],
            )
        for name, card in cards(one.make).items():
            if card.default is attrs.NOTHING and name not in values and name != "id" and not self._failed:
                where = self._place(self._at.get(name))
                where = evolve(where, path=where.path or name)
                self.problems.append(Problem(where, "cell-missing", None, message("the-field", field=name, kind=kind)))
        if self._failed:
            return None
        self.id = self.id or ids.made(kind, values)
        try:
            record: Record = one.make(**{**values, "id": self.id})
        except BadValue as error:
            told = [evolve(p, where=evolve(self._where, path=p.where.path)) for p in error.problems]
            self.problems += [at_column(p, kind, self.cells, self._table.noted) for p in told]
            return None
        return record

    @property
    def _failed(self) -> bool:
        return any(p.severity == "error" for p in self.problems)


def _raw(row: list[str]) -> str:
    """Return a row as the file has it, so that it can be given back: a JSON list of its cells."""
    return json.dumps([str(cell) for cell in row], ensure_ascii=False)


def _whole(number: str) -> bool:
    """Tell whether a number cannot have lost a zero in front: an ISBN-13 begins with 9."""
    digits = number.removesuffix(".0")
    return len(digits) == 13 and digits[0] == "9"


def _guess(keys: tuple[str | None, ...]) -> str:
    """Return the kind that a table's columns speak for."""
    there = {key for key in keys if key is not None}
    for kind, signs in (
        ("component", {"host", "page_run", "page_first", "component_kind"}), ("book", {"isbn", "scope", "series", "edition"}),
        ("issue", {"number", "whole_number", "feature", "periodical"}), ("agent", {"name", "agent_kind"}),
        ("concept", {"label"}), ("periodical", {"issn", "frequency"}),
    ):  # fmt: skip
        if there & signs:
            return kind
    return max(
        ("book", "issue", "component", "periodical", "agent", "concept"),
        key=lambda k: len(there & sheet(k).cells.keys()),
    )
