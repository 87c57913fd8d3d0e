"""xlsx written: one sheet a kind, every cell as text, the same bytes for the same records."""

from __future__ import annotations

import datetime
import importlib
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import IO, Any

from smj_catalog.crosswalk.rows import Cell
from smj_catalog.formats.base import Writing
from smj_catalog.formats.tabular.dialect import WRITTEN_FROM
from smj_catalog.formats.tabular.dressed import GUIDE, dress, explain, filtered
from smj_catalog.formats.tabular.sheets import KINDS, TITLES, columns, sheet
from smj_catalog.formats.tabular.sheets.practical import ORDER, PRACTICAL, REQUIRED, TRADE
from smj_catalog.formats.tabular.text import ERROR_VALUES, guarded
from smj_catalog.formats.tabular.values.parsed import Broken, Day, Number
from smj_catalog.formats.tabular.writing import chosen, header, language_of, looked_through, rows
from smj_catalog.model import Record

CELL = 32_766
"""Characters in a cell of Excel, less one for the guard."""

PIECE = 1 << 18
_STAMP = (1980, 1, 1, 0, 0, 0)
_WRITTEN = ERROR_VALUES[:7]
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    """Yield a workbook, piece by piece; it is complete only when all records have been seen.

    A sheet has the columns that were asked for, else those that its records use.
    """
    book = empty()
    lang = language_of(writing)
    guide = bool(writing.options.get("guide"))
    found, used = looked_through(rows(records, writing, CELL, words=True))
    asked = tuple(writing.options.get("kinds") or ()) or tuple(used) or ("book",)
    names = {
        kind: chosen(writing) or header(_columns(kind, used.get(kind), guide=guide), lang)
        for kind in (*ORDER, *(k for k in KINDS if k not in ORDER)) if kind in asked
    }  # fmt: skip
    if guide:
        explain(book.create_sheet(GUIDE[lang == "ja"]), names, lang)
    pages = {kind: book.create_sheet(TITLES[kind][lang == "ja"]) for kind in names}
    counts = Counter(names.keys())
    for kind, page in pages.items():
        heads = {key: _cell(page, name) for key, name in names[kind].items()}
        dress(page, kind, heads, lang, explained=chosen(writing) is None)
        page.append([*heads.values()])
    for line in found:
        page = pages[line.kind or ""]
        page.append([_cell(page, line.texts.get(key, ""), key) for key in names[line.kind or ""]])
        counts[line.kind or ""] += 1
    for kind, page in pages.items():
        filtered(page, len(names[kind]), counts[kind])
    book.active = int(guide)
    yield from saved(book, writing.context.updated, writing.context.batch)


def _columns(kind: str, used: Container[str] | None, *, guide: bool) -> list[Cell]:
    """Return the columns of a sheet: those that its records use, of a sheet to work on those that are asked for too."""
    one = sheet(kind)
    if not guide:
        return [c for c in columns((kind,)) if used is None or c.key in used]
    practical = PRACTICAL.get(kind, one.written)
    if used is None:
        return [one.cells[key] for key in practical]
    asked = (*REQUIRED[kind], *TRADE.get(kind, ()))
    if "author_reading" in asked:  # records have all their people in the columns of contributors
        asked = (*asked, "contributor", "contributor_reading")
    return [
        one.cells[key]
        for key in dict.fromkeys((*practical, *one.written))
        if key in used or (key in asked and key in one.written)
    ]


def empty() -> Any:
    """Return a workbook without sheets, to be filled row by row."""
    return importlib.import_module("openpyxl").Workbook(write_only=True)


def saved(book: Any, day: str, batch: str = "") -> Iterator[bytes]:
    """Yield the bytes of a workbook; the same rows, day and batch give the same bytes."""
    if batch:
        properties = importlib.import_module("openpyxl.packaging.custom")
        book.custom_doc_props.append(properties.StringProperty(name=WRITTEN_FROM, value=batch))
    with tempfile.TemporaryFile() as first, tempfile.TemporaryFile() as second:
        _save(book, first, day)
        _again(first, second)
        second.seek(0)
        while piece := second.read(PIECE):
            yield piece


def _cell(sheet: Any, text: str, key: str = "") -> Any:
    return plain_cell(sheet, guarded(text, key))


def plain_cell(sheet: Any, text: str) -> Any:
    """Return a cell that holds text, whatever the text looks like; None if there is none."""
    if not text:
        return None
    cell = importlib.import_module("openpyxl.cell").WriteOnlyCell(sheet)
    cell._value = _ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def own_cell(sheet: Any, text: str) -> Any:
    """Return a cell that holds what was read from one: a number, a day and an error stay what they are."""
    cell = plain_cell(sheet, text)
    if isinstance(text, Number):
        cell._value, cell.data_type = (float(text) if "." in text or "E" in text else int(text)), "n"
        cell.number_format = "General"
    elif isinstance(text, Day):
        cell = importlib.import_module("openpyxl.cell").WriteOnlyCell(sheet, datetime.date.fromisoformat(text))
    elif isinstance(text, Broken):
        cell._value, cell.data_type = (str(text) if text in _WRITTEN else "#N/A"), "e"
    return cell


def _save(book: Any, file: IO[bytes], day: str) -> None:
    """Write a workbook that bears the day of the catalogue's last change, not the clock's."""
    excel = importlib.import_module("openpyxl.writer.excel")
    stamp = datetime.datetime.fromisoformat(day[:10])
    book.properties.created = book.properties.modified = stamp
    book.properties.creator = "smj-catalog"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        excel.ExcelWriter(book, archive).write_data()


def _again(source: IO[bytes], target: IO[bytes]) -> None:
    """Copy an archive without the times of its parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            with old.open(name) as reader, new.open(part, "w", force_zip64=True) as writer:
                while piece := reader.read(PIECE):
                    writer.write(piece)
