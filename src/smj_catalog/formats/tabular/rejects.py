"""Refused rows given back in the shape in which they came, with what is wrong beside them; corrected, they can be read again."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from smj_catalog.errors import BadSource
from smj_catalog.formats.base import ERRORS, Reading, Told
from smj_catalog.formats.tabular import excel, workbook
from smj_catalog.formats.tabular.delimited import HEAD, PIECE, dialect, opened
from smj_catalog.formats.tabular.dialect import rows
from smj_catalog.formats.tabular.headers import folded
from smj_catalog.formats.tabular.table import tables_of
from smj_catalog.formats.tabular.text import guarded
from smj_catalog.problems import Problem
from smj_catalog.xmlio import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OURS = re.compile(r"\[[a-z-]+\]\"?$|^(\"\")?$")


def delimited(source: Source, reading: Reading, told: Told) -> Iterator[bytes]:
    """Yield the refused rows of a csv or tsv file, with its delimiter and encoding, and one column that says what is wrong.

    The column stands in front, or where the file has one already. A line that cannot be parted into cells comes back as
    it stands, behind what is wrong with it.

    Args:
        source: the file.
        reading: what was learnt of it.
        told: row -> what is wrong with it.
    """
    table = _table(reading, None)
    if table is None:
        return
    spooled = opened(source, reading)
    with spooled.text() as text:
        delimiter, said = dialect(text.read(HEAD))
        text.seek(0)
        if said:
            text.readline()
        codec = "utf-8" if spooled.codec == "utf-8-sig" else spooled.codec
        if spooled.bom and codec == "utf-8":
            yield codecs.BOM_UTF8
        encoder = codecs.getincrementalencoder(codec)(
            "backslashreplace"
        )  # only our own words can have other characters
        out = io.StringIO()
        made = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
        at = _column(table)
        made.writerow(_with(table["header"], at, ERRORS))

        def refuse(problem: Problem, raw: str | None) -> None:
            words = told.get((None, problem.where.row or 0))
            if raw is None or words is None:
                return
            cell = '"' + guarded(" / ".join(words.split("\n"))).replace('"', '""') + '"' + delimiter
            for line in _mendable(raw.rstrip("\r\n"), delimiter):
                if at is None:
                    out.write(f"{cell}{line}\r\n")
                elif at == 0:
                    out.write(f"{cell}{_behind_first(line, delimiter)}\r\n")
                else:
                    out.write(f"{line}\r\n")

        with suppress(BadSource):  # it broke off there before
            for number, cells in rows(text, delimiter, reading.file, refuse, whole=spooled.fault is None, before=said):
                words = told.get((None, number))
                if words is not None:
                    made.writerow(_with(cells, at, guarded(words)))
                if out.tell() > PIECE:
                    yield encoder.encode(out.getvalue())
                    out.seek(0)
                    out.truncate()
        yield encoder.encode(out.getvalue(), True)


def sheets(source: Source, reading: Reading, told: Told) -> Iterator[bytes]:
    """Yield the refused rows of a workbook as an xlsx workbook with the same sheets, and one column that says what is wrong.

    Numbers and days stay what they are.

    Args:
        source: the file.
        reading: what was learnt of it.
        told: sheet and row -> what is wrong with it.

    Raises:
        MissingExtra: openpyxl is not installed.
    """
    book = excel.empty()
    for name, lines in workbook.tables(source, reading):
        table = _table(reading, name)
        if table is None or not any(sheet == name for sheet, _ in told):
            continue
        sheet, at = book.create_sheet(name), _column(table)
        sheet.append([excel.plain_cell(sheet, text) for text in _with(table["header"], at, ERRORS)])
        for number, cells in lines:
            words = told.get((name, number))
            if words is not None:
                sheet.append([excel.own_cell(sheet, cell) for cell in _with(cells, at, guarded(words))])
    yield from excel.saved(book, "1980-01-01")


def _table(reading: Reading, name: str | None) -> dict[str, Any] | None:
    return next((t for t in tables_of(reading) if t["name"] == name), None)


def _column(table: dict[str, Any]) -> int | None:
    """Return where the column of errors stands; None if there is none."""
    return next((i for i, name in enumerate(table["header"]) if folded(name) == folded(ERRORS)), None)


def _with(cells: list[str], at: int | None, words: str) -> list[str]:
    """Return cells with what is wrong in its column, in front where there is none."""
    if at is None:
        return [words, *cells]
    return [*cells[:at], words, *cells[at + 1 :]]


def _mendable(text: str, delimiter: str) -> list[str]:
    """Return the lines that were refused together, each for itself; one row that has line ends in its cells is whole."""
    lines = _LINE.findall(text)
    with suppress(csv.Error):
        if len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1:
            return [text]
    return [line.rstrip("\r\n") for line in lines]


def _behind_first(line: str, delimiter: str) -> str:
    """Return what stands behind the first cell of a line, where that is ours: what is wrong ends with the rule's name."""
    end = 0
    if line.startswith('"'):
        end = 1
        while (end := line.find('"', end)) >= 0 and line[end + 1 : end + 2] == '"':
            end += 2
    end = line.find(delimiter, max(end, 0))
    return line[end + 1 :] if end >= 0 and _OURS.search(line[:end]) else line
