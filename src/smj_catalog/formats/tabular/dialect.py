"""Delimited text: which delimiter, and rows out of lines, each cap with its name."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from smj_catalog.errors import BadSource
from smj_catalog.problems import Message, Problem, Where, message

DELIMITERS = (",", "\t", ";", "|")
COLUMNS = 1_000
FIELD = 131_072
LINE = 4 << 20

Rows = Iterator[tuple[int, list[str]]]
"""(1-based row as a spreadsheet counts, cells)."""


def delimiter_of(header: str) -> str:
    """Return the delimiter that stands most often outside quotation marks in a header line."""
    counts = dict.fromkeys(DELIMITERS, 0)
    quoted = False
    for c in header:
        if c == '"':
            quoted = not quoted
        elif not quoted and c in counts:
            counts[c] += 1
    return max(DELIMITERS, key=lambda c: counts[c])


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines that are not blank, a line end inside quotation marks being none."""
    quoted = False
    start = 0
    for i, c in enumerate(text):
        if c == '"':
            quoted = not quoted
        elif c in "\r\n" and not quoted:
            if text[start:i].strip():
                yield text[start:i]
            start = i + 1
    if text[start:].strip():
        yield text[start:]


def rows(text: TextIO, delimiter: str, file: str | None) -> Rows:
    """Yield the rows of a delimited text, in flat memory.

    Raises:
        BadSource: a quotation mark is never closed or stands wrong, a row has too many cells, a cell or line is too
            long, or there is a NUL.
    """
    lines = _Lines(text, file)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        begun = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _wrong(str(error), file, number + 1, begun, reader.line_num) from error
        number += 1
        if len(row) > COLUMNS:
            raise _bad("table-columns", len(row), _cap(COLUMNS, "columns"), file, number, begun)
        for cell in row:
            if "\0" in cell:
                raise _bad("table-nul", cell.replace("\0", "\\0")[:40], message("no-nul"), file, number, begun)
            if len(cell) > FIELD:  # the csv module's own cap may have been raised by others
                raise _bad("table-field", len(cell), _cap(FIELD, "field"), file, number, begun)
        yield number, row


class _Lines:
    """Lines of a text, none longer than the cap."""

    def __init__(self, text: TextIO, file: str | None) -> None:
        self._text = text
        self._file = file
        self._number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LINE + 1)
        if not line:
            raise StopIteration
        self._number += 1
        if len(line) > LINE:
            expected = message("at-most", limit=LINE, unit="characters", cap="line")
            raise BadSource(Problem(Where(self._file, line=self._number), "table-line", f"{len(line)}+", expected))
        return line


def _cap(limit: int, name: str) -> Message:
    return message("at-most", limit=limit, unit="cells" if name == "columns" else "characters", cap=name)


def _bad(rule: str, found: object, expected: Message, file: str | None, row: int, line: int) -> BadSource:
    return BadSource(Problem(Where(file, line=line, row=row), rule, str(found), expected))


def _wrong(said: str, file: str | None, row: int, begun: int, reached: int) -> BadSource:
    """Return the csv module's complaint as an error of ours."""
    if "unexpected end of data" in said or ("field limit" in said and reached > begun):
        return _bad("table-open-quote", '"', message("closed-quote", line=begun, limit=FIELD), file, row, begun)
    if "field limit" in said:
        return _bad("table-field", f"{FIELD}+", _cap(FIELD, "field"), file, row, begun)
    return _bad("table-quote", '"', message("quoted-well", detail=said), file, row, reached)
