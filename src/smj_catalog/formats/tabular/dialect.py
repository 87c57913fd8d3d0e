"""Delimited text: which delimiter, and rows out of lines, each cap with its name.

A quotation mark that stands wrong costs its own line: the row is refused, and reading goes on at the next line from
which a row with as many cells as those before can be read.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import TextIO

from attrs import define, evolve, field

from smj_catalog.errors import BadSource
from smj_catalog.problems import Message, Problem, Where, message

DELIMITERS = (",", "\t", ";", "|")
WRITTEN_FROM = "smj-catalog batch"
"""Property of a workbook: id of the last batch of the archive that it was written from."""
COLUMNS = 1_000
FIELD = 131_072
LINE = 4 << 20

REMEMBERED = 20
"""Rows whose number of cells says what a row looks like, and lines at the end of a file that a bad row may take with it."""

TRIED = 16 << 20
"""Characters that may be read again in search of the next good row; and for each character read, 16 more."""


_INCHES = re.compile(r'(?:^|[\s(])[0-9]+(?:\.[0-9]+)?"$')


class Cells(list[str]):
    """The cells of a row, which knows where it stands.

    Attributes:
        line: the line of a text on which it begins, from 1; None in a workbook.
        first: the column of its first cell, from 0.
    """

    __slots__ = ("first", "line")

    def __init__(self, cells: list[str], line: int | None = None, first: int = 0) -> None:
        super().__init__(cells)
        self.line = line
        self.first = first


def cell_name(column: int, row: int) -> str:
    """Return what a spreadsheet calls a cell: A1 for column 0 of row 1."""
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row}"


Rows = Iterator[tuple[int, Cells]]
"""(1-based row as a spreadsheet counts, cells)."""

Refuse = Callable[[Problem, str | None], None]
"""Told of a row that is refused, with its text; or of a doubt, without one."""


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


def rows(
    text: TextIO, delimiter: str, file: str | None, refuse: Refuse, *, whole: bool = True, before: int = 0
) -> Rows:
    """Yield the rows of a delimited text, in flat memory and in a time that grows with its length.

    Args:
        text: line ends as they stand.
        delimiter: between cells.
        file: name for messages.
        refuse: told of each row that cannot be read: a quotation mark that stands wrong or is never closed, too many
            cells, a cell that is too long, a NUL.
        whole: the text has its end; else a last line without a line end is left out.
        before: lines of the file that stand before the text.

    Raises:
        BadSource: reading cannot go on: the first row is such a row, a line is too long, or no row with as many cells as
            those before is found.
    """
    lines = _Lines(text, file, whole=whole, before=before)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    alike: deque[int] = deque(maxlen=REMEMBERED)
    widths = (COLUMNS, 0)
    number = 1
    closing = 0  # the line on which the mark ends that a refused row has opened
    bad: _Bad | None = None
    while True:
        lines.taken.clear()
        begun = lines.number + 1
        fault: Problem | None = None
        row: list[str] = []
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            fault = _wrong(str(error), file, number, begun, lines)
        taken = lines.taken
        if fault is None and len(taken) > 1 and alike:
            found = _swallowed(row, taken, delimiter, alike[-1], widths)
            if found is not None:
                told = evolve(found, where=Where(file, line=begun, row=number))
                if told.severity == "error":
                    fault = told
                else:
                    refuse(told, None)
        if fault is None and begun == closing and len(taken) == 1 and _closes(row):
            fault = _bad("table-quote", taken[0].strip(), message("no-closing-mark"), file, number, begun)
        if fault is None and (bad is None or _fits(row, taken, alike)):
            if bad is not None:
                bad.tell(refuse)
                bad = None
            beyond = _beyond(row, file, number, begun)
            if beyond is not None and not alike:
                raise BadSource(beyond)
            if beyond is not None:
                refuse(beyond, "".join(taken))
            else:
                yield number, Cells(row, begun)
            if row:
                alike.append(len(row))
                widths = (min(widths[0], len(row)), max(widths[1], len(row)))
            number += 1
            continue
        if fault is not None:
            if not alike:  # the header itself: nothing behind it can be understood
                raise BadSource(fault)
            if bad is not None:
                bad.tell(refuse)
            bad = _Bad(fault)
            closing = begun + len(taken) - 1 if len(taken) > 1 else closing
        assert bad is not None
        bad.lines.append(taken[0])
        bad.size += len(taken[0])
        number += 1
        if not lines.back(taken[1:]) or bad.size > LINE:
            raise BadSource(bad.fault)
    if bad is not None:
        if len(bad.lines) > REMEMBERED:
            raise BadSource(bad.fault)
        bad.tell(refuse)


@define
class _Bad:
    """A row that cannot be read, and the lines that belong to it as far as can be seen."""

    fault: Problem
    lines: list[str] = field(factory=list)
    size: int = 0

    def tell(self, refuse: Refuse) -> None:
        """Tell of it."""
        fault = self.fault
        if len(self.lines) > 1:
            first = fault.where.line or 1
            expected = message("with-its-lines", told=fault.expected, first=first, last=first + len(self.lines) - 1)
            fault = evolve(fault, expected=expected)
        refuse(fault, "".join(self.lines))


SURE = 4
"""Delimiters that make the lines in a cell rows: in this number they do not stand where rows have them by chance."""


def _swallowed(row: list[str], taken: list[str], delimiter: str, width: int, widths: tuple[int, int]) -> Problem | None:
    """Return what makes a row of several lines look like several rows, the first of which has an open quotation mark.

    Either it has fewer cells than any row before, or more; or each of its lines taken alone has as many as they have.
    That is only a doubt where few delimiters say so, unless one of them stands on the first line within the marks, without
    the space that words have behind a comma.

    Args:
        row: its cells.
        taken: its lines.
        delimiter: between cells.
        width: how many cells the row before has.
        widths: how many the rows before have at least and at most.
    """
    count = len(taken)
    if not widths[0] <= len(row) <= widths[1]:
        expected = message("a-row-of-cells", least=widths[0], most=widths[1], cells=len(row), lines=count)
        return Problem(Where(), "table-rows-in-cell", taken[0].strip(), expected)
    *closed, opened = next(csv.reader([taken[0].rstrip("\r\n") + '"'], delimiter=delimiter))
    if width < 2 or len(closed) + opened.count(delimiter) + 1 != width:
        return None
    for line in taken[1:]:
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True))
        except csv.Error:
            return None
        if len(cells) != width:
            return None
    within = opened.count(delimiter) > opened.count(f"{delimiter} ")
    sure = within or (count - 1) * (width - 1) >= SURE
    expected = message("no-rows-in-cell", lines=count)
    return Problem(Where(), "table-rows-in-cell", taken[0].strip(), expected, severity="error" if sure else "warning")


def _closes(row: list[str]) -> bool:
    """Tell whether a cell ends with a quotation mark that is none of its own: 見本12", but not 見本 5", which are inches."""
    return any(cell.count('"') == 1 and cell.endswith('"') and not _INCHES.search(cell) for cell in row)


def _fits(row: list[str], taken: list[str], alike: deque[int]) -> bool:
    """Tell whether what can be read behind a bad row is a row: as many cells as before, no quotation mark left over."""
    return len(row) in alike and ('""' in taken[0] or not any('"' in cell for cell in row))


def _beyond(row: list[str], file: str | None, number: int, begun: int) -> Problem | None:
    """Return the cap that a row breaks."""
    if len(row) > COLUMNS:
        return _bad("table-columns", len(row), _cap(COLUMNS, "columns"), file, number, begun)
    for cell in row:
        if "\0" in cell:
            return _bad("table-nul", cell.replace("\0", "\\0")[:40], message("no-nul"), file, number, begun)
        if len(cell) > FIELD:  # the csv module's own cap may have been raised by others
            return _bad("table-field", len(cell), _cap(FIELD, "field"), file, number, begun)
    return None


class _Lines:
    """Lines of a text, none longer than the cap; those of a row that cannot be read are given once more.

    Attributes:
        number: of the line that was given last.
        taken: the lines given since it was cleared.
    """

    def __init__(self, text: TextIO, file: str | None, *, whole: bool, before: int) -> None:
        self._text = text
        self._file = file
        self._whole = whole
        self._ahead: deque[str] = deque()
        self._new = self._again = self._held = 0
        self.number = before
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        if not self.taken:
            self._held = 0
        self._held += len(line)
        if self._held > LINE:
            if self.taken:
                self.taken.append(line)
                raise csv.Error("unexpected end of data")
            expected = message("at-most", limit=LINE, unit="characters", cap="line")
            raise BadSource(Problem(Where(self._file, line=self.number), "table-line", f"{len(line)}+", expected))
        self.taken.append(line)
        return line

    def _read(self) -> str:
        line = self._text.readline(LINE + 1)
        self._new += len(line)
        return line if self._whole or line.endswith(("\n", "\r")) else ""

    def back(self, lines: list[str]) -> bool:
        """Take lines back, to be given once more; tell whether so much may still be read again."""
        self._ahead.extendleft(reversed(lines))
        self.number -= len(lines)
        self._again += sum(map(len, lines))
        return self._again <= TRIED + 16 * self._new


def _cap(limit: int, name: str) -> Message:
    return message("at-most", limit=limit, unit="cells" if name == "columns" else "characters", cap=name)


def _bad(rule: str, found: object, expected: Message, file: str | None, row: int, line: int) -> Problem:
    return Problem(Where(file, line=line, row=row), rule, str(found), expected)


def _wrong(said: str, file: str | None, row: int, begun: int, lines: _Lines) -> Problem:
    """Return the csv module's complaint as a problem of ours, with the line that it costs."""
    found = lines.taken[0].strip()
    if "unexpected end of data" in said or ("field limit" in said and lines.number > begun):
        return _bad("table-open-quote", found, message("closed-quote", line=begun, limit=FIELD), file, row, begun)
    if "field limit" in said:
        return _bad("table-field", f"{FIELD}+", _cap(FIELD, "field"), file, row, begun)
    return _bad("table-quote", found, message("quoted-well", detail=said), file, row, begun)
