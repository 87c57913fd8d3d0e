"""Workbooks as zip archives: looked through, counted and capped before anything is read from them."""

from __future__ import annotations

import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from attrs import define, field

from smj_catalog.errors import BadSource
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.xmlio import Source

COMPRESSED = 256 << 20
BYTES = 512 << 20
ENTRIES = 10_000
RATIO = 200
RATIO_FROM = 16 << 20
CELLS = 10_000_000
ERRORS = 100_000
SHEET_COLUMNS = 16_384
TEXT = 1 << 30
CHUNK = 1 << 18
_TAIL = 1 << 16
_SPOOL = 8 << 20
_TOKEN = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:c((?:\s[^<>]*)?)>|(f)[\s/>]|v>\s*([0-9]{1,9})\s*<|(v)[^<>]*>[^<])")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,4})([0-9]{1,9})[\"']")
_ANY_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"']")
_MERGED = re.compile(rb"[<:]mergeCell\s[^<>]*?ref\s*=\s*[\"'][A-Za-z]{1,4}([0-9]{1,9}):[A-Za-z]{1,4}([0-9]{1,9})[\"']")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
_STRING = re.compile(rb"<(/?)(?:[A-Za-z_][\w.-]*:)?si[\s>]")
_ODS = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell|table)((?:\s[^<>]*)?)>")
_ROWS = re.compile(rb"table:number-rows-repeated\s*=\s*[\"']([0-9]{1,9})[\"']")
_ERROR = re.compile(rb":value-type\s*=\s*[\"']error[\"']")
_COLUMNS = re.compile(rb"table:number-columns-repeated\s*=\s*[\"']([0-9]{1,9})[\"']")


@define
class Scan:
    """What the parts of a workbook hold.

    Attributes:
        errors: cells that hold an error value such as #N/A, or a formula without its result: part, or number of an
            OpenDocument table from 0 -> 1-based row, 0-based column.
        formulas: how many cells are computed.
        merged: how many ranges below the first row join cells of several rows.
        broken: why a sheet cannot be inflated to its end; the sheets before it can be read.
    """

    errors: dict[str | int, set[tuple[int, int]]] = field(factory=dict)
    formulas: int = 0
    merged: int = 0
    broken: BadSource | None = None


def spooled(source: Source, file: str | None) -> IO[bytes]:
    """Return the bytes of a source as a file that can be read in any order; not more than the cap.

    Raises:
        BadSource: there are more.
    """
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - the caller closes it
    try:
        _fill(spool, source, file)
    except BaseException:
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
        raise _no_workbook(name, str(error)) from error
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
    parts = name.replace("\\", "/").split("/")
    linked = (part.external_attr >> 16) & 0o170000 == 0o120000
    folded = name.lower()
    if (
        name.startswith(("/", "\\"))
        or ".." in parts
        or "\0" in name
        or ":" in parts[0]
        or "\\" in name
        or linked
        or folded in names
    ):
        raise BadSource(Problem(Where(file), "workbook-part", name[:80], message("safe-archive")))
    if part.flag_bits & 1:
        raise _no_workbook(file, "encrypted")
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _no_workbook(file, f"compression {part.compress_type}")
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
                raise _no_workbook(name, f"{part.filename}: {error}") from error
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
        """Take in the cells of a sheet."""
        last_row = last_column = count = 0
        waiting = False
        kind, here = None, (0, 0)
        computed = False  # by a formula whose result, unless it is text, must follow
        for data in _whole_tags(pieces):
            for found in _TOKEN.finditer(data):
                if found[2]:
                    scan.formulas += 1
                    computed = kind is None or kind[1] == b"n"
                elif found[4]:
                    computed = False
                elif found[3]:
                    computed = False
                    if waiting:
                        self._more(int(found[3]))
                        waiting = False
                else:
                    if waiting:
                        self._more(-1)
                    if computed:
                        self._broken(part, *here, scan)
                        computed = False
                    count += 1
                    kind = _TYPE.search(found[1])
                    waiting = kind is not None and kind[1] == b"s" and not found[1].endswith(b"/")
                    place = _REFERENCE.search(found[1])
                    if place is not None:
                        row, column = int(place[2]), _column(place[1])
                        here = row, column - 1
                        last_row, last_column = max(last_row, row), max(last_column, column)
                    elif _ANY_REFERENCE.search(found[1]):
                        raise _over(self._file, part, CELLS, "cells", "cells")
                    if kind is not None and kind[1] == b"e":
                        self._broken(part, *here, scan)
            if b"mergeCell" in data:
                scan.merged += sum(1 < int(m[1]) < int(m[2]) for m in _MERGED.finditer(data))
            self._area(last_row, last_column, count)
        if computed:
            self._broken(part, *here, scan)
        if waiting:
            self._more(-1)
        self._cells += max(last_row * last_column, count)
        self._area(0, 0, 0)

    def _broken(self, part: str | int, row: int, column: int, scan: Scan) -> None:
        errors = scan.errors.setdefault(part, set())
        errors.add((row, column))
        if len(errors) > ERRORS:
            raise _over(self._file, len(errors), ERRORS, "cells", "cells")

    def _area(self, row: int, column: int, count: int) -> None:
        if column > SHEET_COLUMNS:
            raise _over(self._file, column, SHEET_COLUMNS, "cells", "cells")
        cells = self._cells + max(row * column, count)
        if cells > CELLS:
            raise _over(self._file, cells, CELLS, "cells", "cells")

    def _more(self, index: int) -> None:
        self._text += self._lengths[index] if 0 <= index < len(self._lengths) else self._longest
        if self._text > TEXT:
            raise _over(self._file, self._text, TEXT, "bytes", "workbook_text")

    def repeats(self, pieces: Iterator[bytes], scan: Scan) -> None:
        """Take in the rows and cells of an OpenDocument table, each of which may say that it stands many times."""
        table, number, rows = -1, 1, 0
        column = width = most = 0
        at, begun = 0, 0
        for data in _whole_tags(pieces):
            for found in _ODS.finditer(data):
                closing, name, attributes = found.groups()
                if name == b"table":
                    table, number, rows = table + (not closing), 1, 0
                elif name == b"table-row":
                    if not closing:
                        number += rows
                        rows, column, width, most, begun = _times(_ROWS, attributes), 0, 0, 1, at + found.start()
                    if closing:
                        self._cells += width * rows
                        self._text += (at + found.end() - begun) * rows * most if width else 0
                        self._area(0, 0, 0)
                        self._more_text()
                elif not closing:
                    times = _times(_COLUMNS, attributes)
                    if _ERROR.search(attributes):
                        for i in range(times * rows):
                            self._broken(table, number + i // times, column + i % times, scan)
                    column += times
                    if not attributes.endswith(b"/") or b"office:" in attributes:
                        width, most = column, max(most, times)
            at += len(data)

    def _more_text(self) -> None:
        if self._text > TEXT:
            raise _over(self._file, self._text, TEXT, "bytes", "workbook_text")


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


def _no_workbook(file: str | None, detail: str) -> BadSource:
    return BadSource(Problem(Where(file), "workbook-form", detail[:80], message("a-workbook", detail=detail[:80])))


def _over(file: str | None, found: object, limit: int, unit: str, cap: str) -> BadSource:
    expected: Message = message("at-most", limit=limit, unit=unit, cap=cap)
    return BadSource(Problem(Where(file), "input-too-large", str(found), expected))
