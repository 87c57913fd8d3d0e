"""What a workbook says of its cells beside their values: errors, formulas without a value, zeros in front, merged cells."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from html import unescape

from attrs import define, field

from smj_catalog.formats.tabular.dialect import COLUMNS
from smj_catalog.formats.tabular.text import ERROR_VALUES
from smj_catalog.formats.tabular.values.parsed import Broken, Linked, Number
from smj_catalog.xmlio import fromstring

UNCOMPUTED = "="
"""Text of a cell that holds a formula and no value."""
UNNAMED = "#ERROR"

MERGED = 100_000
"""Merged cells of a sheet that are looked at."""

LINK = re.compile(rb"\s[\w.-]+:id\s*=\s*[\"']([^\"'<>]{1,80})[\"']")
"""Of a link of Excel: the id of its address, which stands in another part."""
LINKING = re.compile(
    rb"(?:[^<>]*>)?\s*HYPERLINK\(\s*(?:\"|&quot;)(https?://(?:[^\"&<>\s]|&amp;){1,2000})(?:\"|&quot;)\s*[,)]",
    re.IGNORECASE,
)
"""A formula that links its cell to an address."""
ODS_LINK = re.compile(rb"\sxlink:href\s*=\s*[\"']([^\"'<>]{1,2000})[\"']")
"""Of a link of an OpenDocument table: its address."""
ODS_LINKING = re.compile(
    rb"\stable:formula\s*=\s*[\"'][^\"'<>]{0,20}HYPERLINK\(\s*(?:\"|&quot;)(https?://(?:[^\"&<>\s]|&amp;){1,2000})(?:\"|&quot;)\s*[;,)]",
    re.IGNORECASE,
)
_BROKEN = (UNCOMPUTED, UNNAMED, *ERROR_VALUES)
_DIGITS = 64
_ROWS = 1 << 24
_COLUMNS = (1 << 16) - 1
_SPANNED = re.compile(rb"\stable:number-rows-spanned\s*=\s*[\"']([0-9]{1,7})[\"']")
_ERROR = re.compile(rb":value-type\s*=\s*[\"']error[\"']")
_PADDED = re.compile(rb"0[0-9]{1,59}")
_ZEROS = re.compile(r"(0{2,60})(?:_.|\\ |\*.)*(?:;.*)?", re.DOTALL)


@define
class Marks:
    """What stands beside the values of one sheet; rows count from 1, columns from 0.

    Attributes:
        places: of cells, in their order: row, column, and what is to be read there, in one number.
        merged: first row, last row, column, of cells that are merged over several rows.
        hidden: rows that are not shown.
        links: row and column of a cell -> the address that it is linked to, or the id of that.
    """

    places: array[int] = field(factory=lambda: array("Q"))
    merged: list[tuple[int, int, int]] = field(factory=list)
    hidden: list[int] = field(factory=list)
    links: dict[tuple[int, int], str] = field(factory=dict)

    def broken(self, row: int, column: int, text: str) -> None:
        """Note a cell that holds an error, by its name, or a formula without a value."""
        self._note(row, column, _BROKEN.index(text) if text in _BROKEN else 1)

    def digits(self, row: int, column: int, count: int) -> None:
        """Note a number that is shown with so many digits."""
        self._note(row, column, _DIGITS + count)

    def _note(self, row: int, column: int, what: int) -> None:
        if row <= _ROWS and column <= _COLUMNS:
            self.places.append(row << 24 | column << 8 | what)

    def link(self, row: int, column: int, found: re.Match[bytes] | None) -> None:
        """Note the address that a cell is linked to, or its id."""
        if found is not None and len(self.links) < MERGED:
            self.links[row, column] = unescape(found[1].decode("utf-8", "replace"))

    def first(self, column: int) -> int:
        """Return the first column, at most the one given, in which an error or a formula without a value stands."""
        there = (m >> 8 & _COLUMNS for m in self.places if m & 0xFF < _DIGITS)
        return min(column, *there, column) if column else 0

    def read(self, rows: Iterator[list[str]], first: int) -> Iterator[list[str]]:
        """Yield rows, from 1, with what the marks say put into them.

        Args:
            rows: of the sheet.
            first: the column of their first cell.
        """
        places = iter(sorted(self.places))
        mark = next(places, None)
        merged = sorted(self.merged)
        links: dict[int, list[tuple[int, str]]] = {}
        for (at, column), url in self.links.items():
            if ":" in url:
                links.setdefault(at, []).append((column, url))
        begun, number, values = 0, 0, {}
        for number, row in enumerate(rows, 1):
            own = any(cell.strip() for cell in row)
            while mark is not None and mark >> 24 <= number:
                column = (mark >> 8 & _COLUMNS) - first
                if mark >> 24 == number and 0 <= column < COLUMNS:
                    row += [""] * (column + 1 - len(row))
                    row[column] = _marked(row[column], mark & 0xFF)
                mark = next(places, None)
            for column, url in links.get(number, ()):
                if 0 <= column - first < len(row) and row[column - first].__class__ is str:
                    row[column - first] = made = Linked(row[column - first])
                    made.url = url
            while begun < len(merged) and merged[begun][0] <= number:
                _, last, column = merged[begun]
                begun += 1
                if 0 <= column - first < len(row):
                    values[column - first] = (last, row[column - first])
            for column, (last, text) in list(values.items()):
                if last < number:
                    del values[column]
                elif own:
                    row[column] = row[column] or text
            yield row
        while mark is not None:  # rows behind the last value
            number, row = number + 1, []
            while mark is not None and mark >> 24 == number:
                row += [""] * ((mark >> 8 & _COLUMNS) - first + 1 - len(row))
                row[-1:] = [_marked("", mark & 0xFF)]
                mark = next(places, None)
            yield row


def _marked(text: str, what: int) -> str:
    if what < _DIGITS:
        return Broken(_BROKEN[what])
    return text.zfill(what - _DIGITS) if isinstance(text, Number) and text.isdecimal() else text


@define
class MarkedCell:
    """A cell of Excel, as far as its sheet says it: 1-based row, 0-based column, type, style, formula, value."""

    row: int = 0
    column: int = 0
    kind: bytes = b""
    style: int | None = None
    formula: bool = False
    value: bytes | None = None

    def settled(self, marks: Marks, zeros: dict[int, int]) -> None:
        """Note what the cell says beside its value."""
        if self.kind == b"e":
            marks.broken(self.row, self.column, (self.value or b"").decode("ascii", "replace") or UNNAMED)
        elif self.formula and not self.value and (self.value is None or self.kind != b"str"):
            marks.broken(self.row, self.column, UNCOMPUTED)
        elif self.style in zeros and self.kind == b"n":
            marks.digits(self.row, self.column, zeros[self.style])


def ods_marks(marks: Marks, area: tuple[range, range], attributes: bytes, shown: re.Match[bytes] | None) -> None:
    """Note what a cell of an OpenDocument table says beside its value.

    Args:
        marks: of the table.
        area: the rows and columns in which the cell stands, of which the first hundred each are looked at.
        attributes: of the cell.
        shown: the text that it shows.
    """
    rows, columns = (span[:100] for span in area)
    if _ERROR.search(attributes):
        broken = shown[1].decode("utf-8", "replace") if shown is not None else UNNAMED
    elif b"table:formula" in attributes and b"office:value-type" not in attributes and shown is None:
        broken = UNCOMPUTED
    elif b'office:value-type="float"' in attributes and shown is not None and _PADDED.fullmatch(shown[1]):
        broken = ""
    else:
        rows = rows[:0]
    for row in rows:
        for column in columns:
            if broken:
                marks.broken(row, column, broken)
            else:
                marks.digits(row, column, len(shown[1]) if shown is not None else 0)
    spanned = _SPANNED.search(attributes)
    if spanned is not None and int(spanned[1]) > 1 and len(marks.merged) < MERGED:
        first = area[0].start
        marks.merged.append((first, first + int(spanned[1]) - 1, area[1].start))


def zeros(styles: bytes) -> dict[int, int]:
    """Return the styles of cells whose numbers are shown with zeros in front, by the digits: 6 of the format 000000.

    Args:
        styles: the part of a workbook that holds its styles.
    """
    root = fromstring(styles)
    codes = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
    found = {}
    for group in root.iter("{*}cellXfs"):
        for index, style in enumerate(group.iter("{*}xf")):
            if (code := _ZEROS.fullmatch(codes.get(style.get("numFmtId"), ""))) is not None:
                found[index] = len(code[1])
    return found
