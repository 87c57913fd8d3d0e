"""xlsx and ods read: python-calamine behind our own caps. Formulas are never evaluated; their stored values are read."""

from __future__ import annotations

import datetime
import importlib
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from smj_catalog.errors import BadSource
from smj_catalog.formats.base import Head, Item, Reading
from smj_catalog.formats.tabular.archives import STYLES, Scan, checked, spooled
from smj_catalog.formats.tabular.dialect import COLUMNS, WRITTEN_FROM, Cells, Rows, cell_name
from smj_catalog.formats.tabular.headers import folded
from smj_catalog.formats.tabular.mapping import KIND_OF
from smj_catalog.formats.tabular.marks import Marks
from smj_catalog.formats.tabular.table import read_table, tables_of
from smj_catalog.formats.tabular.values.parsed import Day, Number
from smj_catalog.problems import LANGUAGES, Both, Problem, Severity, Where, message
from smj_catalog.xmlio import Source, fromstring

_GUIDES = frozenset({"guide", "説明", "使い方", "readme", "lists"})
_SHOWN = 20
_CUSTOM = "docProps/custom.xml"
_EXACT = 2**53
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def is_xlsx(head: Head) -> bool:
    """Tell whether a file looks like a workbook of Excel."""
    first = head.first
    parts = any(part in first for part in (b"[Content_Types].xml", b"xl/", b"docProps/"))
    return first.startswith(b"PK\x03\x04") and (parts or head.name.lower().endswith(".xlsx"))


def is_ods(head: Head) -> bool:
    """Tell whether a file looks like an OpenDocument spreadsheet."""
    return (
        head.first.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument.spreadsheet" in head.first[:200]
    )


def read(source: Source, reading: Reading) -> Iterator[Item]:
    """Yield the rows of every visible sheet as items.

    Raises:
        BadSource: the workbook cannot be read, is too large, or has not the sheet asked for.
    """
    with spooled(source, reading.file) as file:
        book = _Book(importlib.import_module("python_calamine"), file, reading.file)
        if book.batch:
            reading.found["batch"] = book.batch
        yield from _sheets(book, reading)
    if book.scan.broken is not None:  # should the library have taken what it could
        raise book.scan.broken


def tables(source: Source, reading: Reading) -> Iterator[tuple[str, Rows]]:
    """Yield name and rows of every sheet that was read as a table, once more."""
    with spooled(source, reading.file) as file:
        book = _Book(importlib.import_module("python_calamine"), file, reading.file)
        for table in tables_of(reading):
            yield table["name"], book.rows(table["name"])


class _Book:
    """A workbook that can be read in any order, looked through.

    Attributes:
        scan: what its parts hold.
        sheets: their names, and whether they are visible.
        marks: name of a sheet -> what it says beside values.
        batch: id of the last batch of the archive that it was written from, where it says so.
    """

    def __init__(self, calamine: Any, file: IO[bytes], name: str | None) -> None:
        self._file = name
        names, self.scan = checked(file, name)
        try:
            self._book = calamine.CalamineWorkbook.from_filelike(file)
            self.sheets = [(s.name, str(s.visible).endswith(".Visible")) for s in self._book.sheets_metadata]
        except Exception as error:  # whatever it raises, the file is at fault
            raise _broken(name) from error
        if not self.sheets:
            raise BadSource(Problem(Where(name), "workbook-form", None, message("a-workbook-of-sheets")))
        self.marks = _marks(file, names, self.scan)
        self.batch = _written_from(file) if _CUSTOM in names else ""

    def rows(self, name: str) -> Rows:
        """Return the rows of a sheet.

        Raises:
            BadSource: it cannot be read.
        """
        try:
            sheet = self._book.get_sheet_by_name(name)
        except Exception as error:  # whatever it raises, the file is at fault
            raise _broken(self._file, name) from error
        return _rows(sheet, name, self._file, self.marks.get(name, Marks()))


def _sheets(book: _Book, reading: Reading) -> Iterator[Item]:
    """Yield the rows of every visible sheet."""
    reading.found.setdefault("tables", [])
    sheets = book.sheets
    wanted = reading.options.get("sheet")
    if wanted is not None and wanted not in [n for n, _ in sheets]:
        known = ", ".join(n for n, _ in sheets)
        raise BadSource(Problem(Where(reading.file), "sheet-unknown", str(wanted), message("a-sheet", sheets=known)))
    if book.scan.formulas:
        where, count = Where(reading.file), book.scan.formulas
        found = Both(str(count), f"数式のセル {count}個")
        problem = Problem(where, "formula-cells", found, message("no-formulas"), severity="info")
        yield Item(None, where, (problem,))
    strays: list[str] = []
    for name, visible in sheets:
        if wanted is not None and name != wanted:
            continue
        if wanted is None and (not visible or name.strip().lower() in _GUIDES or name.startswith("_")):
            if visible and _own_guide(book.rows(name)):
                continue
            where = Where(reading.file, path=name, sheet=name)
            reason = message("sheet-guide" if visible else "sheet-hidden")
            yield Item(None, where, (Problem(where, "sheet-skipped", name, reason, severity="info"),))
            continue
        if wanted is None and folded(name) not in KIND_OF:
            strays.append(name)
        yield from _beside(book.marks.get(name, Marks()), Where(reading.file, path=name, sheet=name))
        yield from read_table(book.rows(name), reading, name, stray=name in strays)
    if strays and not tables_of(reading):  # of sheets that all have unknown headers, the first is meant
        yield from read_table(book.rows(strays[0]), reading, strays[0])


def _own_guide(rows: Rows) -> bool:
    """Tell whether a sheet is the page of the template that explains it, which holds nothing of its user's."""
    _, cells = next(rows, (0, []))
    return any(str(cell) == message("template-how").text(lang) for cell in cells[:1] for lang in LANGUAGES)


def _broken(file: str | None, sheet: str | None = None) -> BadSource:
    return BadSource(Problem(Where(file, sheet=sheet), "workbook-form", sheet, message("a-workbook")))


def _rows(sheet: Any, name: str, file: str | None, marks: Marks) -> Rows:
    first = sheet.start[1] if sheet.start else 0
    if sheet.start and sheet.end[1] - first + 1 > COLUMNS:
        expected = message("at-most", limit=COLUMNS, unit="cells", cap="columns")
        raise BadSource(
            Problem(Where(file, path=name, sheet=name), "table-columns", str(sheet.end[1] - first + 1), expected)
        )
    left = [""] * (first - marks.first(first))  # columns of which no cell has a value
    first -= len(left)
    texts = ([*left, *map(_text, cells)] for cells in sheet.iter_rows())
    for number, row in enumerate(marks.read(texts, first), 1):
        yield number, Cells(row, first=first)


def _text(cell: Any) -> str:
    """Return a cell as text; one that is no text remembers that."""
    kind = cell.__class__
    if kind is str:
        text: str = cell
        return text
    if kind is float:
        return Number(int(cell)) if cell == cell // 1 and abs(cell) < _EXACT else Number(repr(cell).upper())
    if kind is bool:
        return "true" if cell else "false"
    if kind is datetime.datetime:
        midnight = not (cell.hour or cell.minute or cell.second or cell.microsecond)
        return Day(cell.date().isoformat()) if midnight else cell.isoformat(" ")
    if kind is datetime.date:
        return Day(cell.isoformat())
    return str(cell)


def _marks(file: IO[bytes], names: list[str], scan: Scan) -> dict[str, Marks]:
    """Return what each sheet says beside values."""
    if not scan.marks or "xl/workbook.xml" not in names:
        return scan.marks
    with zipfile.ZipFile(file) as archive:
        book = fromstring(archive.read("xl/workbook.xml"))
        links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        for part, marks in scan.marks.items():
            _linked(archive, part, names, marks)
    targets = {e.get("Id"): str(e.get("Target")).lstrip("/").removeprefix("xl/") for e in links}
    found = {}
    for element in book.iter("{*}sheet"):
        part = f"xl/{targets.get(element.get(_RELATION))}"
        if part in scan.marks:
            found[str(element.get("name"))] = scan.marks[part]
    return found


def _written_from(file: IO[bytes]) -> str:
    """Return the id of the batch that a workbook of ours says it was written from; programs keep it when they save."""
    with zipfile.ZipFile(file) as archive:
        properties = fromstring(archive.read(_CUSTOM))
    found = (e for e in properties.iter("{*}property") if e.get("name") == WRITTEN_FROM)
    return next(("".join(map(str, e.itertext())).strip() for e in found), "")


def _linked(archive: zipfile.ZipFile, part: str, names: list[str], marks: Marks) -> None:
    """Put into the links of a sheet the addresses of those whose id alone it has."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if marks.links and relations in names and archive.getinfo(relations).file_size <= STYLES:
        outside = (e for e in fromstring(archive.read(relations)) if e.get("TargetMode") == "External")
        known = {e.get("Id"): str(e.get("Target")) for e in outside}
        marks.links = {place: known.get(link, link) for place, link in marks.links.items()}


def _beside(marks: Marks, where: Where) -> Iterator[Item]:
    """Yield what is told once of a sheet: cells merged over rows, and rows that are not shown."""
    merged = (places for places in sorted(marks.merged) if places[0] > 1)
    over = [f"{cell_name(column, row)}:{cell_name(column, last)}" for row, last, column in merged]
    hidden = [str(row) for row in marks.hidden]
    told: tuple[tuple[str, list[str], Severity], ...]
    told = ("merged-cells", over, "warning"), ("rows-hidden", hidden, "info")
    for rule, found, severity in told:
        if found:
            words = ", ".join(found[:_SHOWN]) + (f" … ({len(found)})" if len(found) > _SHOWN else "")
            yield Item(None, where, (Problem(where, rule, words, message(rule), severity=severity),))
