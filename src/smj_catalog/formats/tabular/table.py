"""Tables as records: where the header is, what its columns are for each kind of row, and what was passed over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from smj_catalog.errors import UsageError
from smj_catalog.formats.base import Item, Reading
from smj_catalog.formats.tabular import placeless
from smj_catalog.formats.tabular.aside import Aside
from smj_catalog.formats.tabular.columns import Columns, absent, columns, left_out
from smj_catalog.formats.tabular.columnwise import Columnwise
from smj_catalog.formats.tabular.dialect import COLUMNS, Rows, cell_name
from smj_catalog.formats.tabular.guessing import guess
from smj_catalog.formats.tabular.headers import folded, follower, meaning
from smj_catalog.formats.tabular.mapping import KIND_OF, Mapping, mapping_of
from smj_catalog.formats.tabular.neighbours import RUNNING
from smj_catalog.formats.tabular.reading import Row, raw_row
from smj_catalog.formats.tabular.shape import LOOKED_AT, Ahead, Frame, framed
from smj_catalog.formats.tabular.sheets import KIND, KINDS, sheet
from smj_catalog.formats.tabular.values.parsed import Linked
from smj_catalog.problems import Problem, Where, errors_of, kinds_named, message, quoted

_PLAIN = re.compile(r"[\w.-]+")
_ADDRESSES = frozenset({"url", "cover_url", "source_url", "uri"})


def read_table(rows: Rows, reading: Reading, table: str | None = None, *, stray: bool = False) -> Iterator[Item]:
    """Yield the rows of one table as items.

    The header is the first row in which most cells are known (`shape.framed`). Where it has faults, the rows are still looked
    through, so that all of their faults are told at once, but no record is given.

    Args:
        rows: row number and cells.
        reading: options and the file's name; told of the table's shape.
        table: name of the sheet, in a workbook.
        stray: a table without any known header is none of ours: it is passed over, and told.
    """
    mapping = mapping_of(reading)
    ahead = Ahead(rows)
    ignore = tuple(reading.options.get("ignore", ()))
    left = left_out(ignore, (), table)
    wanted = reading.options.get("header_row")
    frame = framed(ahead, lambda text: _is_known(text, mapping, left, table), wanted)
    if frame is None:
        if ahead.fault is not None:
            raise ahead.fault
        if wanted is not None and ahead.waiting:
            where = Where(reading.file, row=wanted, path=table, sheet=table)
            yield Item(None, where, (Problem(where, "table-header", None, message("header-at", row=wanted)),))
        return
    where = Where(reading.file, row=frame.row, path=table, sheet=table)
    if stray and (not frame.known or _is_lone_word(frame.names)):
        reason = message("sheet-stray")
        yield Item(None, where, (Problem(where, "sheet-skipped", table, reason, severity="info"),))
        return
    if len(frame.names) > COLUMNS:
        expected = message("at-most", limit=COLUMNS, unit="cells", cap="columns")
        yield Item(None, where, (Problem(where, "table-columns", str(len(frame.names)), expected),))
        return
    if frame.passed:
        words = " / ".join(" ".join(c.strip() for c in cells if c.strip()) for _, cells in frame.passed)
        expected = message("rows-above", count=frame.row - 1)
        above = evolve(where, row=frame.passed[0][0])
        yield Item(None, above, (Problem(above, "rows-passed", words, expected, severity="info"),))
    yield from Table(frame, reading, mapping, table, [cells for _, cells in ahead.first(LOOKED_AT)]).items(ahead)


def _is_known(text: str, mapping: Mapping, left: frozenset[str], table: str | None) -> bool:
    means = meaning(text) or placeless.reason(text) or follower(text) or mapping.of(text, table)
    return means is not None or folded(text) in RUNNING or folded(text) in left


def _is_lone_word(names: list[str]) -> bool:
    """Tell whether a header is one word that cannot stand alone, such as メモ above somebody's notes."""
    words = [name for name in names if name.strip()]
    found = meaning(words[0]) if len(words) == 1 else None
    return found is not None and found.key not in ("title", "name", "label", "isbn", "id", "issn")


class Table:
    """One table.

    Attributes:
        file: its file's name.
        table: name of the sheet, in a workbook.
        number: row of the header.
        first: the column of its first cell, from 0.
        kind: what the rows are, where that is not said row by row.
        mixed: a column says what each row is.
        columns: what the columns are; for rows of one kind see `of`.
        constants: key -> text, for every row in which the column has no cell.
        counts: how many cells stand in a column that is not read.
        links: how many cells of a column of words are linked to an address, which is not read.
        columnwise: what is told once of a column.
        above: the row before, its number and its cells, for ditto marks below it.
        noted: its shape, for those who write one like it.
    """

    def __init__(
        self, frame: Frame, reading: Reading, mapping: Mapping, table: str | None, sample: list[list[str]]
    ) -> None:
        self.file = reading.file
        self.table = table
        self.number = frame.row
        self.first = frame.first
        self.constants = mapping.constants
        self.counts: Counter[int] = Counter()
        self.columnwise = Columnwise()
        self.links: Counter[int] = Counter()
        self.above: tuple[int, list[str]] = 0, []
        self._mapping = mapping
        self._names = frame.names
        self._ignore = tuple(reading.options.get("ignore", ()))
        self._sample = sample
        self._of: dict[str, Columns] = {}
        self._met: set[str | None] = set()
        self.kind = self._kind(reading, mapping)
        self.mixed = False
        self.columns = self._columns(self.kind)
        if self.kind == "periodical" and not (reading.options.get("kind") or mapping.kind):
            whole = columns(frame.names, Where(None), mapping=mapping, ignore=self._ignore, kind=None, table=table)
            if guess(self._names, whole.keys) in ("issue", "component"):  # a sheet called 雑誌 with its issues
                self.kind = None
                self.columns = self._columns(None)
        if KIND.key in self.columns.keys:
            self.mixed = True
            self.columns = self._columns(self.kind)
        self._guessed = self.kind is None and not self.mixed
        if self._guessed:
            self.kind = guess(self._names, self.columns.keys)
            self.columns = self._columns(self.kind)
        self._note(reading)

    def _columns(self, kind: str | None) -> Columns:
        return columns(
            self._names, Where(self.file, row=self.number, sheet=self.table), mapping=self._mapping, ignore=self._ignore,
            kind=kind, table=self.table, sample=self._sample, mixed=self.mixed, begin=self.first,
        )  # fmt: skip

    def of(self, kind: str | None) -> Columns:
        """Return what the columns are for the rows of a kind."""
        if not self.mixed or kind is None:
            return self.columns
        if kind not in self._of:
            self._of[kind] = self._columns(kind)
        return self._of[kind]

    def where(self, number: int, cells: list[str]) -> Where:
        """Return the place of a row."""
        return Where(self.file, getattr(cells, "line", None), number, sheet=self.table)

    def _kind(self, reading: Reading, mapping: Mapping) -> str | None:
        given = reading.options.get("kind") or mapping.kind
        if given is None:
            return KIND_OF.get(folded(self.table)) if self.table else None
        kind = KIND_OF.get(folded(str(given)))
        if kind is None:
            raise UsageError(message("no-kind", kind=quoted(given), kinds=kinds_named(KINDS)))
        return kind

    def _note(self, reading: Reading) -> None:
        """Tell the shape of the table to those who write one like it."""
        self.noted: dict[str, Any] = {
            "file": self.file, "name": self.table, "row": self.number, "header": list(self._names), "first": self.first,
            "keys": self.columns.keys, "kind": self.kind, "unknown": list(self.columns.unknown),
            "varies": self._varying() if self.mixed else [],
        }  # fmt: skip
        reading.found.setdefault("tables", []).append(self.noted)

    def _varying(self) -> list[str]:
        """Return the headers that mean one column in rows of one kind and another in those of another."""
        of = [self._columns(kind).keys for kind in KINDS]
        there = [sheet(kind).cells for kind in KINDS]
        found = []
        for i, name in enumerate(self._names):
            meant = {keys[i] for keys, own in zip(of, there, strict=True) if keys[i] in own}
            found += [name] if len(meant) > 1 else []
        return found

    def items(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Item]:
        """Yield what is wrong with the header, then the rows, then what was passed over."""
        yield from self._told(self.columns)
        aside = Aside(wide=sum(key is not None for key in self.columns.keys) > 2)
        for number, cells in rows:
            if not any(cells):
                continue
            if self._is_header(cells) or (number == self.number + 1 and self._is_other_header(cells)):
                yield self._aside(number, cells)
                continue
            if Linked in map(type, cells):
                yield from self._linked(number, cells)
            one = Row(self, number, cells)
            self.above = number, one.raw
            nameless = one.word is None and not one.cleared and not self.columns.failed and not one.repeats
            if nameless and aside.takes(self.kind, one.own, number, cells):
                continue
            aside.full += not nameless
            yield from self._given(one)
        passed, back = aside.settled()
        for number, cells in passed:
            yield self._aside(number, cells)
        for number, cells in back:
            yield from self._given(Row(self, number, cells), thin=bool(aside.rich))
        for problem in self.columnwise.problems():
            yield Item(None, problem.where, (problem,))
        yield from self._passed()

    def _is_header(self, cells: list[str]) -> bool:
        """Tell whether a row is the header once more, as it stands at the top of each printed page."""
        names = self.columns.header
        if str(cells[0]).strip() != names[0].strip() or any(cell.strip() for cell in cells[len(names) :]):
            return False
        said = [(str(cell).strip(), name.strip()) for cell, name in zip(cells, names, strict=False)]
        return all(cell == name for cell, name in said) and sum(bool(name) for _, name in said) > 1

    def _is_other_header(self, cells: list[str]) -> bool:
        """Tell whether a row has the same header in other words: Title, Author below タイトル, 著者."""
        said = [(meaning(str(c).strip()), key) for c, key in zip(cells, self.columns.keys, strict=False) if c.strip()]
        same = sum(found is not None and found.key == key for found, key in said)
        return len(said) > 2 and all(found for found, _ in said) and 3 * same >= 2 * len(said)  # Year is 年, or 出版年

    def _aside(self, number: int, cells: list[str]) -> Item:
        """Return what is told of a row that is no record."""
        where = self.where(number, cells)
        words = " ".join(str(c).strip() for c in cells if c.strip())
        return Item(None, where, (Problem(where, "row-passed", words, message("row-passed"), severity="warning"),))

    def _told(self, them: Columns) -> Iterator[Item]:
        """Yield what is wrong with the columns, and how the unknown ones can be left out."""
        first = them is self.columns
        problems = [p for p in them.problems if first or p not in self.columns.problems]
        where = Where(self.file, row=self.number, path=self.table, sheet=self.table)
        if them.unknown and first:
            line = " ".join(f"--ignore {_quoted(name)}" for name in dict.fromkeys(them.unknown))
            expected = message("columns-ignored-by", line=line)
            problems.append(Problem(where, "columns-ignored-by", ", ".join(them.unknown), expected, severity="info"))
        if first and self.table is None and (strange := absent(self._ignore, self._names)):
            headers = ", ".join(name for name in self._names if name.strip())
            expected = message("ignore-absent", headers=headers)
            problems.append(Problem(where, "ignore-absent", ", ".join(strange), expected, severity="warning"))
        if problems:
            yield Item(None, where, tuple(problems))
        if self._guessed and first:
            kind = kinds_named([self.kind or ""], typed=False)
            guessed = message("kind-guessed", kind=kind)
            yield Item(None, where, (Problem(where, "kind-guessed", kind, guessed, severity="info"),))

    def _linked(self, number: int, cells: list[str]) -> Iterator[Item]:
        """Read the address of a link in a column of addresses, and tell it; elsewhere count it."""
        for i, cell in enumerate(cells):
            if isinstance(cell, Linked):
                key = self.columns.keys[i] if i < len(self.columns.keys) else None
                cells[i] = str(cell)
                if cell.startswith(("http://", "https://")) or key is None:
                    continue
                if key not in _ADDRESSES:
                    self.links[i] += 1
                    continue
                cells[i] = cell.url
                place = cell_name(self.first + i, number)
                where = evolve(self.where(number, cells), path=self.columns.header[i], cell=place)
                told = Problem(where, "cell-linked", str(cell), message("link-taken", url=cell.url), severity="info")
                yield Item(None, where, (told,))

    def _passed(self) -> Iterator[Item]:
        """Yield which columns have no place, where anything stands in them, and which links are not read."""
        for index, count in self.links.items():
            name = self.columns.header[index]
            there = cell_name(self.first + index, self.number)
            where = Where(self.file, row=self.number, path=name, sheet=self.table, cell=there)
            told = Problem(where, "links-passed", str(count), message("links-passed"), severity="warning")
            yield Item(None, where, (told,))
        for index, reason in self.columns.passed:
            if self.counts[index]:
                name = self.columns.header[index].strip() or str(index + 1)
                path = f"{self.table}!{name}" if self.table else name
                cell = cell_name(self.first + index, self.number) if self.table else None
                where = Where(self.file, row=self.number, path=path, sheet=self.table, cell=cell)
                expected = message("column-passed", count=self.counts[index], reason=reason)
                yield Item(None, where, (Problem(where, "column-passed", name, expected, severity="warning"),))

    def _given(self, one: Row, *, thin: bool = False) -> Iterator[Item]:
        """Yield the item of a row; before the first row of a kind, what is wrong with the columns for that kind."""
        if one.columns is not self.columns and one.kind not in self._met:
            self._met.add(one.kind)
            yield from self._told(one.columns)
        item = one.item()
        wrong = errors_of((*self.columns.problems, *one.columns.problems))
        if wrong:
            yield self._blocked(one, item, wrong)
            return
        if item is None:
            return
        if thin:
            doubt = Problem(item.where, "row-thin", one.cells.get("title"), message("row-thin"), severity="warning")
            item.problems = (*item.problems, doubt)
        yield item

    def _blocked(self, one: Row, item: Item | None, wrong: list[Problem]) -> Item:
        """Return a row that cannot be read before the header is mended, whole."""
        where = self.where(one.number, one.raw)
        problems = tuple(evolve(p, where=evolve(p.where, record=None)) for p in item.problems) if item else ()
        if not errors_of(problems):
            found = ", ".join(dict.fromkeys(p.found or "" for p in wrong))
            expected = message("a-header-without-fault", row=self.number)
            problems = (*problems, Problem(where, "header-faults", found, expected))
        return Item(None, where, problems, raw_row(one.raw))


def _quoted(name: str) -> str:
    """Return a header as a shell takes it, on any system: in quotation marks where it needs them."""
    name = " ".join(name.split())
    return name if _PLAIN.fullmatch(name) else '"' + name.replace('"', '\\"') + '"'


def tables_of(reading: Reading) -> list[dict[str, Any]]:
    """Return what was noted of the tables of the file that is read now, without those of others packed with it."""
    return [t for t in reading.found.get("tables", ()) if t["file"] == reading.file]
