"""Workbooks as zip archives: looked through, counted and capped before anything is read from them."""

from __future__ import annotations

import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import IO

from attrs import define, field

from smj_catalog.errors import BadSource
from smj_catalog.formats.tabular.marks import (  # fmt: skip
    LINK,
    LINKING,
    MERGED,
    ODS_LINK,
    ODS_LINKING,
    MarkedCell,
    Marks,
    ods_marks,
    zeros,
)
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.xmlio import Source

COMPRESSED = 256 << 20
BYTES = 512 << 20
ENTRIES = 10_000
RATIO = 200
RATIO_FROM = 16 << 20
CELLS = 10_000_000
SHEET_COLUMNS = 16_384
TEXT = 1 << 30
CHUNK = 1 << 18
_TAIL = 1 << 16
_SPOOL = 8 << 20
_TOKEN = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?(?:c((?:\s[^<>]*)?)>|(f)[\s/>]|v(?:\s[^<>]*)?>([^<]{0,40})|row((?:\s[^<>]*)?)>|mergeCell(\s[^<>]*)>"
    rb"|hyperlink(\s[^<>]*)>)"
    rb"|</(?:[A-Za-z_][\w.-]*:)?(sheetData)>"
)
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_ROW = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,9})[\"']")
_STYLE = re.compile(rb"\ss\s*=\s*[\"']([0-9]{1,9})[\"']")
_MERGED = re.compile(rb"\sref\s*=\s*[\"']([A-Za-z]{1,4})([0-9]{1,9}):[A-Za-z]{1,4}([0-9]{1,9})[\"']")
_LINKED = re.compile(rb"\sref\s*=\s*[\"']([A-Za-z]{1,4})([0-9]{1,9})[\"':]")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,4})([0-9]{1,9})[\"']")
_ANY_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"']")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
STYLES = 16 << 20
_STRING = re.compile(rb"<(/?)(?:[A-Za-z_][\w.-]*:)?si[\s>]")
_ODS = re.compile(
    rb"<(/?)(table:table-row|table:table-cell|table:covered-table-cell|table:table|text:a)((?:\s[^<>]*)?)>"
)
_NAME = re.compile(rb"\stable:name\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SHOWN = re.compile(rb"\s*<text:p[^<>]*>([^<]{1,40})<")
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"']([0-9]{1,9})[\"']")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"']([0-9]{1,9})[\"']")


@define
class Scan:
    """What the parts of a workbook hold.

    Attributes:
        marks: part of a workbook of Excel, or name of an OpenDocument table -> what it says beside values.
        zeros: styles that show zeros in front -> how many digits.
        formulas: how many cells are computed.
        broken: why a sheet cannot be inflated to its end; the sheets before it can be read.
    """

    marks: dict[str, Marks] = field(factory=dict)
    zeros: dict[int, int] = field(factory=dict)
    formulas: int = 0
    broken: BadSource | None = None


def spooled(source: Source, file: str | None) -> IO[bytes]:
    """Return the bytes of a source as a file that can be read in any order; not more than the cap.

    Raises:
        BadSource: there are more.
    """
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - the caller closes it
    try:
        _fill(spool, source, file)
    except BaseException:  # raised again: even where it is interrupted, the file is closed
        spool.close()
        raise
    spool.seek(0)
    return spool


def _fill(spool: IO[bytes], source: Source, file: str | None) -> None:
    size = 0
    while data := source.read(CHUNK):
        size += len(data)
        if size > COMPRESSED:
            raise _over(file, size, COMPRESSED, "bytes", "workbook_compressed")
        spool.write(data)


def checked(file: IO[bytes], name: str | None) -> tuple[list[str], Scan]:
    """Look through a workbook and return the names of its parts and what stands in them.

    Every part is inflated and counted here, since what the archive says of itself may be false.

    Raises:
        BadSource: it is no zip archive, encrypted, too large, or made to harm.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError, UnicodeError) as error:
        raise _no_workbook(name) from error
    if len(parts) > ENTRIES:
        raise _over(name, len(parts), ENTRIES, "parts", "workbook_parts")
    names: set[str] = set()
    for part in parts:
        _plain_name(part, names, name)
    total = sum(part.file_size for part in parts)
    if total > BYTES:
        raise _over(name, total, BYTES, "bytes", "workbook_bytes")
    scan = Scan()
    counts = _Counts(name)
    shared = [p for p in parts if p.filename.lower().endswith("sharedstrings.xml")]
    for part in shared:
        counts.strings(_inflated(file, part, name))
    for part in parts:
        if part.filename == "xl/styles.xml" and part.file_size <= STYLES:
            with suppress(BadSource):  # a reader that needs them says what is wrong
                scan.zeros = zeros(b"".join(_inflated(file, part, name)))
    for part in parts:
        pieces = _inflated(file, part, name)
        if part.filename == "content.xml":
            counts.repeats(pieces, scan)
        elif part.filename.endswith(".xml") and part not in shared:
            try:
                counts.cells(part.filename, pieces, scan)
            except BadSource as error:
                if "/worksheets/" not in part.filename or error.problems[0].rule != "workbook-form":
                    raise
                scan.broken = error
        else:
            for _ in pieces:
                pass
    file.seek(0)
    return [part.filename for part in parts], scan


def _plain_name(part: zipfile.ZipInfo, names: set[str], file: str | None) -> None:
    name = part.orig_filename
    parts = name.split("/")
    linked = (part.external_attr >> 16) & 0o170000 == 0o120000
    folded = name.lower()
    if name[:1] == "/" or "\\" in name or "\0" in name or ":" in parts[0] or ".." in parts or linked or folded in names:
        raise BadSource(Problem(Where(file), "workbook-part", name[:80], message("safe-archive")))
    if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _no_workbook(file, part.filename)
    names.add(folded)


def _inflated(file: IO[bytes], part: zipfile.ZipInfo, name: str | None) -> Iterator[bytes]:
    """Yield the bytes of a part, never more than it says it has.

    Raises:
        BadSource: there are more, or they are broken.
    """
    if part.header_offset < 0:  # bytes are missing before the directory
        raise _no_workbook(name, part.filename)
    file.seek(part.header_offset)
    head = file.read(30)
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise _no_workbook(name, part.filename)
    size, extra = struct.unpack("<HH", head[26:30])
    file.seek(part.header_offset + 30 + size + extra)
    left, out = part.compress_size, 0
    inflate = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    pending = b""
    while left or pending:
        data = pending or file.read(min(CHUNK, left))
        if not data:
            raise _no_workbook(name, part.filename)
        left -= 0 if pending else len(data)
        pending = b""
        if inflate is not None:
            try:
                data = inflate.decompress(data, CHUNK)
            except zlib.error as error:
                raise _no_workbook(name, part.filename) from error
            pending = inflate.unconsumed_tail
        out += len(data)
        if out > part.file_size:
            raise BadSource(Problem(Where(name), "workbook-part", part.filename, message("safe-archive")))
        if out > RATIO_FROM and out > RATIO * max(1, part.compress_size - left):
            expected = message("at-most-ratio", limit=RATIO, cap="ratio")
            raise BadSource(Problem(Where(name), "input-too-large", part.filename, expected))
        if data:
            yield data


class _Counts:
    """How many cells and characters a reader would have to hold."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._lengths: list[int] = []
        self._longest = 0
        self._cells = 0
        self._text = 0

    def strings(self, pieces: Iterator[bytes]) -> None:
        """Take in the lengths of the shared strings, which many cells may point to."""
        at, begun = 0, 0
        rest = b""
        for piece in pieces:
            data = rest + piece
            end = max(data.rfind(b"<"), 0)
            if len(data) - end > _TAIL:  # no tag is that long: there is none behind it
                end = len(data)
            for found in _STRING.finditer(data, 0, end + 8 if len(piece) < CHUNK else end):
                here = at + found.start()
                if found[1]:
                    self._lengths.append(here - begun)
                else:
                    begun = here
            rest = data[end:]
            at += end
        self._lengths.append(at + len(rest) - begun)
        self._longest = max(self._lengths)

    def cells(self, part: str, pieces: Iterator[bytes], scan: Scan) -> None:
        """Take in the cells of a sheet, and what it says of them beside their values."""
        last_row = last_column = count = row = 0
        column = -1
        waiting = False
        marks = Marks()
        name = b""
        cell: MarkedCell | None = None  # one that says more than a value
        for data in _whole_tags(pieces):
            for found in _TOKEN.finditer(data):
                if found[2]:
                    scan.formulas += 1
                    cell = cell or MarkedCell(row, column, name)
                    cell.formula = True
                    marks.link(row, column, LINKING.match(data, found.end()))
                elif found[3] is not None:
                    if cell is not None:
                        cell.value = found[3].strip()
                    if waiting:
                        index = found[3].strip()
                        self._more(int(index) if index.isdigit() else -1)
                        waiting = False
                elif found[5]:
                    merged = _MERGED.search(found[5])
                    if merged is not None and merged[2] != merged[3] and len(marks.merged) < MERGED:
                        marks.merged.append((int(merged[2]), int(merged[3]), _column(merged[1]) - 1))
                else:
                    if cell is not None:
                        cell.settled(marks, scan.zeros)
                        cell = None
                    if waiting:
                        self._more(-1)
                        waiting = False
                    if found[4] is not None:
                        stated = _ROW.search(found[4])
                        row, column = int(stated[1]) if stated is not None else row + 1, -1
                        if _HIDDEN.search(found[4]):
                            marks.hidden.append(row)
                        continue
                    if found[6] is not None:
                        if (place := _LINKED.search(found[6])) is not None:
                            marks.link(int(place[2]), _column(place[1]) - 1, LINK.search(found[6]))
                        continue
                    if found[7]:
                        continue
                    count += 1
                    kind = _TYPE.search(found[1])
                    name = kind[1] if kind is not None else b"n"
                    waiting = name == b"s" and not found[1].endswith(b"/")
                    place = _REFERENCE.search(found[1])
                    column += 1
                    if place is not None:
                        row, column = int(place[2]), _column(place[1]) - 1
                        last_row, last_column = max(last_row, row), max(last_column, column + 1)
                    elif _ANY_REFERENCE.search(found[1]):
                        raise _over(self._file, part, CELLS, "cells", "cells")
                    style = _STYLE.search(found[1]) if scan.zeros else None
                    if name == b"e" or (style is not None and int(style[1]) in scan.zeros):
                        cell = MarkedCell(row, column, name, int(style[1]) if style is not None else None)
            self._area(last_row, last_column, count)
        if cell is not None:
            cell.settled(marks, scan.zeros)
        if waiting:
            self._more(-1)
        if marks != Marks():
            scan.marks[part] = marks
        self._cells += max(last_row * last_column, count)
        self._area(0, 0, 0)

    def _area(self, row: int, column: int, count: int) -> None:
        if column > SHEET_COLUMNS:
            raise _over(self._file, column, SHEET_COLUMNS, "cells", "cells")
        cells = self._cells + max(row * column, count)
        if cells > CELLS:
            raise _over(self._file, cells, CELLS, "cells", "cells")

    def _more(self, index: int) -> None:
        self._add_text(self._lengths[index] if 0 <= index < len(self._lengths) else self._longest)

    def _add_text(self, size: int) -> None:
        self._text += size
        if self._text > TEXT:
            raise _over(self._file, self._text, TEXT, "bytes", "workbook_text")

    def repeats(self, pieces: Iterator[bytes], scan: Scan) -> None:
        """Take in the rows and cells of an OpenDocument table, each of which may say that it stands many times."""
        rows = column = width = most = number = times = 0
        at, begun = 0, 0
        marks = Marks()
        for data in _whole_tags(pieces):
            for found in _ODS.finditer(data):
                closing, name, attributes = found.groups()
                if name == b"table:table":
                    number = 0
                    if not closing and (said := _NAME.search(attributes)) is not None:
                        table = unescape((said[1] or said[2] or b"").decode("utf-8", "replace"))
                        marks = scan.marks.setdefault(table, Marks())
                elif name == b"table:table-row":
                    if not closing:
                        rows, column, width, most, begun = _times(_ROWS, attributes), 0, 0, 1, at + found.start()
                        if b"table:visibility=" in attributes and b'"visible"' not in attributes:
                            marks.hidden.append(number + 1)
                    if closing or attributes.endswith(b"/"):
                        number += rows
                    if closing:
                        self._cells += width * rows
                        self._area(0, 0, 0)
                        self._add_text((at + found.end() - begun) * rows * most if width else 0)
                elif name == b"text:a":
                    if not closing and (number + 1, column - times) not in marks.links:
                        marks.link(number + 1, column - times, ODS_LINK.search(attributes))
                elif not closing:
                    times = _times(_COLUMNS, attributes)
                    scan.formulas += b"table:formula" in attributes
                    area = range(number + 1, number + 1 + rows), range(column, column + times)
                    marks.link(number + 1, column, ODS_LINKING.search(attributes))
                    ods_marks(marks, area, attributes, _SHOWN.match(data, found.end()))
                    column += times
                    if not attributes.endswith(b"/") or b"office:" in attributes:
                        width, most = column, max(most, times)
            at += len(data)


def _whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces cut where no tag, nor the number behind it, is divided."""
    rest = b""
    for piece in pieces:
        data = rest + piece
        cut = data.rfind(b"<", 0, max(0, len(data) - 64))
        if cut <= 0 or len(data) - cut > _TAIL:
            cut = len(data) if len(data) > _TAIL else 0
        yield data[:cut]
        rest = data[cut:]
    yield rest


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _column(letters: bytes) -> int:
    number = 0
    for c in letters.upper():
        number = number * 26 + c - 64
    return number


def _no_workbook(file: str | None, part: str | None = None) -> BadSource:
    return BadSource(Problem(Where(file), "workbook-form", part, message("a-workbook")))


def _over(file: str | None, found: object, limit: int, unit: str, cap: str) -> BadSource:
    expected: Message = message("at-most", limit=limit, unit=unit, cap=cap)
    return BadSource(Problem(Where(file), "input-too-large", str(found), expected))
