"""Rows of a table as records: every fault of a row at once, each with its file, sheet, row, column and cell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import evolve

from smj_catalog.crosswalk.rows import Loaded
from smj_catalog.errors import BadValue
from smj_catalog.formats.base import Item, Named
from smj_catalog.formats.tabular import ids
from smj_catalog.formats.tabular.aside import TITLES
from smj_catalog.formats.tabular.blame import at_column
from smj_catalog.formats.tabular.characters import composed
from smj_catalog.formats.tabular.copies import sorted_out
from smj_catalog.formats.tabular.dialect import cell_name
from smj_catalog.formats.tabular.doubts import doubts
from smj_catalog.formats.tabular.gathering import Gathered
from smj_catalog.formats.tabular.headers import folded
from smj_catalog.formats.tabular.headers import named as column_named
from smj_catalog.formats.tabular.mapping import KIND_OF
from smj_catalog.formats.tabular.marks import UNCOMPUTED
from smj_catalog.formats.tabular.mending import mended, paged, priced
from smj_catalog.formats.tabular.references import References
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import KIND, KINDS, sheet
from smj_catalog.formats.tabular.signs import can_repeat, is_empty, repeated
from smj_catalog.formats.tabular.text import SAID, is_clear, is_error, is_like_clear, is_plain, unguarded
from smj_catalog.formats.tabular.values.dates import far_off
from smj_catalog.formats.tabular.values.nothing import is_left, is_unstated
from smj_catalog.formats.tabular.values.parsed import Broken, Day
from smj_catalog.formats.tabular.values.prices import doubled
from smj_catalog.formats.tabular.values.spreadsheets import made_date
from smj_catalog.model import Record
from smj_catalog.model.rules.printed import eras_in
from smj_catalog.problems import Both, Message, Problem, Severity, Where, errors_of, fields_named, kinds_named, message

if TYPE_CHECKING:
    from smj_catalog.formats.tabular.table import Table

_PARTS = {folded(word): kind for word, kind in (
    ("article", "article"), ("articles", "article"), ("記事", "article"), ("論文", "article"), ("chapter", "chapter"),
    ("chapters", "chapter"), ("章", "chapter"),
)}  # fmt: skip


DATED = ("_from", "_until", "_as_of", "_seen", "_born", "_died")
"""How the keys of columns end that hold dates, beside those of the field dates."""

PARTS = frozenset({"title_part", "other_title_part", "series_part", "instalment", "edition_number"})
"""Columns of numbers as printed: 1-2 in them becomes 1月2日 in a spreadsheet."""


class Row:
    """One row, and all that is wrong with it.

    Attributes:
        number: of the row, as a spreadsheet counts.
        raw: its cells as the file has them; instead of a ditto mark the value that it stands for.
        repeats: ditto marks -> in which columns they stand, by index.
        kind: what it is; None where nothing says so.
        word: the row's own word for that.
        made: the id is made of its numbers and words.
        named: field -> the record that the row names in words.
        columns: what the table's columns are for a row of this kind.
        cells: key of the column -> text, of each cell that is not empty.
        cleared: keys, later fields, of what the row empties.
        given: field -> what the row says of it, in its own words.
        problems: what is wrong or doubtful.
        id: of the record, where it could be found out.
        others: records that the row names in words.
    """

    def __init__(self, table: Table, number: int, row: list[str]) -> None:
        self._table = table
        self._where = table.where(number, row)
        self.number = number
        plain = all(map(is_plain, row))
        self.raw, self.repeats = (row, {}) if plain else repeated(row, *table.above)
        self._at: dict[str, int] = {}
        self._all: dict[str, list[int]] = {}
        self.problems: list[Problem] = []
        self.cells: dict[str, str] = {}
        self.given: dict[str, str] = {}
        self.cleared: list[str] = []
        self.id: str | None = None
        self.made = False
        self.others: dict[str, Named] = {}
        self._loaded = Loaded()
        self.kind = table.kind
        self.word: str | None = None
        if table.mixed:
            self._settle_kind()
        self.columns = table.of(self.kind)
        self._read = self.raw if plain else list(map(composed, self.raw))
        self._collect(self._read)

    def item(self) -> Item | None:
        """Return the row as an item; None where nothing that is read stands in it."""
        if not self.cells and not self.cleared and not self.problems:
            return None
        record = self.record()
        row = self._where
        where = Where(row.file, row.line, row.row, record.id if record is not None else self.id, sheet=row.sheet)
        told = [evolve(p, where=evolve(p.where, record=where.record)) for p in self.problems]
        problems = tuple(p for i, p in enumerate(told) if p not in told[:i])  # two values of a cell may be wrong alike
        at = {key: tuple(self._all.get(key) or (self._at[key],)) for key in self.cells if key in self._at}
        return Item(
            record, where, problems, raw_row(self.raw) if record is None else None, self.given, tuple(self.cleared),
            self.cells, self.made, self.others, at, silent=tuple(self._loaded.silent), speaking=self._loaded.speaking,
        )  # fmt: skip

    def _settle_kind(self) -> None:
        """Find out what the row is, which decides what its columns mean."""
        at = self._table.columns.keys.index(KIND.key)
        word = self.raw[at].strip() if at < len(self.raw) else ""
        if not word or isinstance(self.raw[at], Broken):
            return
        self.word = unguarded(word)
        self.kind = KIND_OF.get(folded(self.word))
        if self.kind == "component" and folded(self.word) in _PARTS:
            self.cells["component_kind"] = _PARTS[folded(self.word)]

    def _collect(self, row: list[str]) -> None:
        keys, header, together = self.columns.keys, self.columns.header, self.columns.together
        several: dict[str, list[int]] = {}
        for i, raw in enumerate(row):
            if not raw or raw.isspace():
                continue
            if i >= len(keys):
                self._fault("table-cells", raw, message("cells-of-header", count=len(keys), at=i + 1), i)
                continue
            key = keys[i]
            if key is None:
                self._table.counts[i] += 1
                if not (header[i].strip() or any(at == i for at, _ in self.columns.passed)):
                    self._fault("column-nameless", raw, message("column-named"), i)
                continue
            plain = is_plain(raw)
            if (i in self.repeats and not self._repeated(i, key)) or (not plain and self._says_nothing(i, key, raw)):
                continue
            if key in together:
                several.setdefault(key, []).append(i)
                continue
            if key in self._at:
                first, called = self._at[key], column_named(key)
                expected = message(
                    "column-once", column=called, first=first + 1, second=i + 1, one=header[first], other=header[i]
                )
                self._fault("column-double", raw, expected, i)
                continue
            self._at[key] = i
            if not plain and is_clear(raw):
                self.cleared.append(key)
                continue
            text = raw if plain else unguarded(raw)
            if not plain and not text.strip():
                del self._at[key]  # ="" is an empty cell
                continue
            self.cells[key] = text.strip() if text.__class__ is str else text
        self.cells.pop(KIND.key, None)
        if self.kind is None:
            self._kindless()
            return
        one = sheet(self.kind)
        made = several or self.columns.local or self._table.constants or self.columns.implied
        if made or not one.composing.isdisjoint(self._at):
            self._gather(one, several)

    def _says_nothing(self, column: int, key: str, raw: str) -> bool:
        """Tell whether a cell gives no text, and tell of one that is broken, left by a program or says so in words."""
        if isinstance(raw, Broken) or is_error(raw):
            self._fault("cell-broken", raw, message("no-formula" if raw == UNCOMPUTED else "no-error-value"), column)
        elif is_like_clear(raw):
            self._fault("cell-clear", raw, message("clear-alone"), column)
        elif is_empty(key, raw):
            pass
        elif is_left(raw) or (key in TITLES and raw.upper() == "N/A"):
            self._left(column, key, raw)
        elif key in SAID and is_unstated(raw):
            self._fault("cell-says-nothing", raw, message("a-cell-empty"), column, "warning")
        else:
            return False
        return True

    def _left(self, column: int, key: str, raw: str) -> None:
        """Tell of what a program left in an empty cell: of a title in its row, of anything else once for the column."""
        told = Problem(self._place(column), "cell-left-empty", raw, message("a-cell-not-left"), severity="warning")
        if key in TITLES or not self._table.columnwise.took(key, told):
            self.problems.append(told)

    def _repeated(self, column: int, key: str) -> bool:
        """Tell of a ditto mark, and return whether the value above was taken."""
        mark, above = self.repeats[column]
        taken = above is not None and can_repeat(self.kind, key)
        expected = message("ditto-taken", value=self.raw[column], row=above or 0) if taken else message("no-ditto")
        self._fault("cell-ditto", mark, expected, column, "warning" if taken else "error")
        if not taken:
            self.raw[column] = mark
        return taken

    @property
    def own(self) -> dict[str, str]:
        """The cells that stand in the row itself, and are not the same in all."""
        same = self._table.constants or self.columns.implied
        return {k: v for k, v in self.cells.items() if k in self._at} if same else self.cells

    def _kindless(self) -> None:
        if not self.cells and not self.cleared and self.word is None:
            return
        keys = self._table.columns.keys
        column = keys.index(KIND.key) if KIND.key in keys else None
        rule = "kind-missing" if self.word is None else "kind-unknown"
        expected = message("a-kind", allowed=kinds_named(KINDS))
        self.problems.append(Problem(self._place(column), rule, self.word, expected))

    def _gather(self, one: Sheet, several: dict[str, list[int]]) -> None:
        """Make one cell of those of several columns."""
        made = Gathered(one, self.columns, self._read, self.cells, self.cleared, self._at, self._all)
        made.join(several)
        told = [*made.number()] if self.columns.local else []
        for key, text in (
            {**self.columns.implied, **self._table.constants}.items() if self.cells or self.cleared else ()
        ):
            if key in one.cells and key not in (*self.cells, *self.cleared):
                self.cells[key] = text
        for key, problem in (*told, *made.compose()):
            where = self._place(self._at[key]) if key in self._at else evolve(self._where, path=key)
            self.problems.append(evolve(problem, where=where))

    def _fault(
        self, rule: str, found: str | None, expected: Message, column: int, severity: Severity = "error"
    ) -> None:
        self.problems.append(Problem(self._place(column), rule, found, expected, severity=severity))

    def _place(self, column: int | None) -> Where:
        """Return the place of a cell."""
        where = evolve(self._where, path=self._path(column))
        if column is None or where.sheet is None:
            return where
        return evolve(where, cell=cell_name(self._table.first + column, self.number))

    def _path(self, column: int | None) -> str | None:
        header = self._table.columns.header
        name: str = "" if column is None else (header[column : column + 1] or ("",))[0].strip()
        if column is not None and not name:
            name = Both(str(column + 1), f"{column + 1}列目")
        return f"{self._table.table}!{name}" if self._table.table else name or None

    def record(self) -> Record | None:
        """Return the record of the row; None where something is wrong."""
        if self.kind is None:
            return None
        one = sheet(self.kind)
        for key in [k for k in self.cleared if k in one.naming]:
            self._fault("named-clear", self.raw[self._at[key]], message("a-name-only"), self._at[key])
        references = References(one, self.cells, lambda key: self._path(self._at.get(key)))
        self.others = references.named
        if self.kind == "component" and self.cells.get("host", "").startswith("book:"):
            self.cells.setdefault("component_kind", "chapter")
        for key in [k for k in (*self.cells, *self.cleared) if k not in one.cells]:
            expected = message("column-of-kind", kind=kinds_named([self.kind], typed=False))
            self._fault("column-of-kind", self.raw[self._at[key]], expected, self._at[key])
            self.cells.pop(key, None)
        for key, problem in sorted_out(one, self.cells, self._at, self.columns.header):
            self.problems.append(evolve(problem, where=self._place(self._at.get(key))))
        mends = (mended(one, self.cells, self._at), priced(one, self.cells, self.cleared, self._at))
        for key, problem in (*mends[0], *mends[1], *paged(self.cells)):
            where = self._place(self._at.get(key))
            self.problems.append(evolve(problem, where=evolve(where, path=where.path or key)))
        self._loaded = loaded = one.load(self.cells)
        loaded.problems += [*references.problems, *doubts(loaded, self.cells, self._at)]
        self._told(loaded)
        self._doubtful(one, loaded)
        self._days(one)
        self._given(one)
        return self._made(one, loaded.values)

    def _told(self, loaded: Loaded) -> None:
        for key, problem in loaded.problems:
            column = self._column(key, problem.found)
            found = problem.found if column is None or problem.found is None else self.raw[column]
            if (
                problem.rule == "era-date-outside-era"
                and sheet(self.kind or "book").field_of.get(key) == "dates"
                and any(date.outside for date in eras_in(str(found), whole=True))
            ):
                continue  # the rule of that name finds it in the record
            where = self._place(column) if column is not None else evolve(self._where, path=key)
            told = evolve(problem, where=where, found=found)
            if not self._table.columnwise.took(key, told):
                self.problems.append(told)

    def _doubtful(self, one: Sheet, loaded: Loaded) -> None:
        """Doubt what can be written and is seldom meant: years far off, several bare prices of a kind."""
        for bound, values in loaded.blocks.items():
            if bound.lead not in self._at:
                continue
            at, field = self._at[bound.lead], bound.block.field
            told: list[tuple[str, Message]] = []
            if field == "dates":
                told = [("date-far", message("a-date-near", year=year)) for year in far_off(values, one.kind)]
            elif field == "prices" and not any(self.cells.get(key) for key in bound.keys[1:]):
                several = doubled(it for it in values if not it.printed)
                told = [("price-other", message("a-cell-price-one", words=str(it.amount))) for it in several]
            for rule, expected in told:
                self._fault(rule, self.raw[at], expected, at, "warning")

    def _column(self, key: str, found: str | None) -> int | None:
        """Return the column that a cell stands in; of several, the one that holds what was found."""
        places = self._all.get(key, ())
        return next((i for i in places if found and self.raw[i] and found in self.raw[i]), self._at.get(key))

    def _days(self, one: Sheet) -> None:
        """Doubt cells that a spreadsheet has made dates of: of a month its first day, and of 1-2 the second of January."""
        for key, text in [(k, t) for k, t in self.cells.items() if t.__class__ is Day or k in PARTS]:
            if key not in one.cells or key not in self._at:
                continue
            if one.field_of[key] == "dates" or key.endswith(DATED):
                self._table.columnwise.day(key, text, self._place(self._at[key]))
            elif (likely := made_date(text)) and not any(
                p.where.path == self._path(self._at[key]) for p in self.problems
            ):
                where = self._place(self._at[key])
                expected = message("a-cell-not-made-date", likely=likely)
                self.problems.append(Problem(where, "spreadsheet-made-date", text, expected, severity="warning"))

    def _given(self, one: Sheet) -> None:
        """Gather what the row says of each field, in its own words, and which fields it empties."""
        words: dict[str, dict[tuple[str, str], None]] = {}
        raw, header = self.raw, self._table.columns.header
        for key in self.cells:
            places = self._all.get(key) or ((self._at[key],) if key in self._at else ())
            for column in places:
                if column < len(raw) and raw[column].strip():
                    words.setdefault(one.field_of[key], {})[header[column], str(raw[column])] = None
            if not places and key in self._table.constants:
                words.setdefault(one.field_of[key], {})[key, self._table.constants[key]] = None
        for field, told in words.items():
            said = [*told]
            self.given[field] = said[0][1] if len(said) == 1 else "\n".join(f"{name}: {text}" for name, text in said)
        self.given.update((field, said.words) for field, said in self.others.items() if not said.only_new)
        self.cleared = [k for k in self.cleared if k in one.field_of]
        fields = dict.fromkeys(one.field_of[k] for k in self.cleared)
        self.cells.update((k, "") for k in self.cleared)
        self.cleared = [f for f in fields if f not in self.given]

    def _made(self, one: Sheet, values: dict[str, Any]) -> Record | None:
        kind = one.kind
        self.id = values.get("id")
        if self.id is not None and self.id.partition(":")[0] not in ids.PREFIXES[kind]:
            expected = message("a-record-id-of", kind=kind, words=", ".join(ids.PREFIXES[kind]))
            self._fault("record-id", self.id, expected, self._at["id"])
        for name in one.required:
            if name not in values and not self._failed:
                where = self._place(self._at.get(name))
                where = evolve(where, path=where.path or fields_named([name]))
                expected = message("the-field", field=fields_named([name]), kind=kinds_named([kind], typed=False))
                self.problems.append(Problem(where, "cell-missing", None, expected))
        if self._failed:
            return None
        self.made = self.id is None
        if kind == "book" and self.made and not (self.columns.failed or {"titles", "identifiers"} & values.keys()):
            words = " ".join(str(cell).strip() for cell in self.raw if cell.strip())
            nameless = Problem(self._where, "row-nameless", words, message("row-nameless"), severity="warning")
            self.problems.append(nameless)
        self.id = self.id or ids.made(kind, values)
        try:
            record: Record = one.make(**{**values, "id": self.id})
        except BadValue as error:
            told = [evolve(p, where=evolve(self._where, path=p.where.path)) for p in error.problems]
            at = {key: (column,) for key, column in self._at.items()}
            self.problems += [at_column(p, kind, self.cells, at, self._table.noted) for p in told]
            return None
        return record

    @property
    def _failed(self) -> bool:
        return bool(errors_of(self.problems))


def raw_row(row: list[str]) -> str:
    """Return a row as the file has it, so that it can be given back: a JSON list of its cells."""
    return json.dumps([str(cell) for cell in row], ensure_ascii=False)
