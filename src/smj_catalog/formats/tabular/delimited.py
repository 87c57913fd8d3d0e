"""csv and tsv: what they look like, read and written."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from smj_catalog.errors import BadSource, CannotWrite
from smj_catalog.formats.base import Head, Item, Reading, Writing
from smj_catalog.formats.tabular import vendors
from smj_catalog.formats.tabular.decode import Spooled, codec_of, decoded
from smj_catalog.formats.tabular.dialect import COLUMNS, delimiter_of, lines_of, rows
from smj_catalog.formats.tabular.headers import meaning
from smj_catalog.formats.tabular.shape import LOOKED_AT
from smj_catalog.formats.tabular.table import read_table, tables_of
from smj_catalog.formats.tabular.text import guarded
from smj_catalog.formats.tabular.writing import Line, Lines, lines
from smj_catalog.model import Record
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import Source

HEAD = 1 << 18
PIECE = 1 << 16
_LONGEST = 100
_SEPARATOR = re.compile('"?sep=([,;|\t:])"?', re.IGNORECASE)
_CODECS = ("utf-8-sig", "cp932", "euc_jp", vendors.EUC)


def is_table(delimiters: str, head: Head) -> bool:
    """Tell whether a file looks like a table with one of some delimiters."""
    return (_looks(head) or "no delimiter") in delimiters


def _looks(head: Head) -> str | None:
    """Return the delimiter of what looks like a table, by its first lines; by its name where no column is known."""
    name = head.name.lower()
    wide = head.first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if head.tag or not head.first or (b"\0" in head.first and not wide):
        return None
    texts = list(_decoded(head.first, wide=wide))
    for text in texts:
        if (delimiter := _by_header(text)) is not None:
            return delimiter
    if not texts or not name.endswith((".csv", ".tsv", ".tab", ".xls")):
        return None
    delimiter, _ = dialect(texts[0])
    return delimiter if delimiter in texts[0] else "," if name.endswith(".csv") else "\t"


def _decoded(first: bytes, *, wide: bool) -> Iterator[str]:
    """Yield the first bytes in each encoding in which they make sense."""
    names = ("utf-16",) if wide else ("iso2022_jp_ext", vendors.MAIL) if b"\x1b$" in first else _CODECS
    for name in names:
        try:
            yield codecs.getincrementaldecoder(name)("strict").decode(first)
        except UnicodeDecodeError:
            continue


def _by_header(text: str) -> str | None:
    """Return the delimiter of the first line in which most cells are known headers; None if there is none."""
    for line in islice(lines_of(text), LOOKED_AT):
        delimiter = delimiter_of(line)
        cells = [cell.strip().strip('"') for cell in line.split(delimiter)[:COLUMNS]]
        known = sum(len(cell) < _LONGEST and meaning(cell) is not None for cell in cells if cell)
        if delimiter in line and known * 2 >= len([cell for cell in cells if cell]) and known * 2 >= min(len(cells), 4):
            return delimiter
    return None


def dialect(text: str) -> tuple[str, bool]:
    """Return the delimiter of a table, by how it begins, and whether its first line says so (``sep=;``, for Excel)."""
    lines = list(islice(lines_of(text), LOOKED_AT))
    if lines and (said := _SEPARATOR.fullmatch(lines[0].strip(" \ufeff"))):
        return said[1], True
    found = _by_header(text) or next((d for line in lines if (d := delimiter_of(line)) in line), None)
    return found or delimiter_of(lines[0] if lines else ""), False


def read(source: Source, reading: Reading) -> Iterator[Item]:
    """Yield the rows of a delimited file as items, in flat memory.

    Raises:
        BadSource: its encoding cannot be told, or it cannot be read on; the rows before are yielded first.
    """
    bad: list[Item] = []

    def refuse(problem: Problem, raw: str | None) -> None:
        bad.append(Item(None, problem.where, (problem,), raw))

    spooled = opened(source, reading)
    whole = spooled.fault is None
    with spooled.text() as text:
        delimiter, said = dialect(text.read(HEAD))
        text.seek(0)
        if said:
            text.readline()
        reading.found.setdefault("tables", [])
        reading.found.update(encoding=spooled.encoding, codec=spooled.codec, bom=spooled.bom, delimiter=delimiter)
        if spooled.vendors:
            told = Problem(
                Where(reading.file), "encoding-vendors", spooled.encoding, message("encoding-vendors"), severity="info"
            )
            yield Item(None, told.where, (told,))
        try:
            for item in read_table(rows(text, delimiter, reading.file, refuse, whole=whole, before=int(said)), reading):
                yield from _taken(bad)
                yield item
        except BadSource:
            yield from _taken(bad)
            raise
        yield from _taken(bad)
    if spooled.fault is not None:
        raise spooled.fault
    if not tables_of(reading) and not reading.options.get("header_row"):
        where = Where(reading.file)
        yield Item(None, where, (Problem(where, "table-header", None, message("header-line")),))


def opened(source: Source, reading: Reading) -> Spooled:
    """Return the text of a delimited file, its encoding found.

    Raises:
        BadSource: it cannot be told.
    """
    encoding = reading.options.get("encoding")
    return decoded(source, file=reading.file, encoding=encoding, fits=lambda text: _by_header(text) is not None)


def _taken(items: list[Item]) -> Iterator[Item]:
    """Yield the rows that were refused on the way, and forget them."""
    yield from items
    items.clear()


def writer(delimiter: str) -> Callable[[Iterable[Record], Writing], Iterator[bytes]]:
    """Return the function that writes records as a table with a delimiter."""

    def document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
        return _written(lines(records, writing), writing, delimiter)

    return document


def _written(table: Lines, writing: Writing, delimiter: str) -> Iterator[bytes]:
    codec = codec_of(writing.options.get("encoding") or "utf-8")
    if writing.options.get("bom") and codec == "utf-8":
        yield codecs.BOM_UTF8
    out = io.StringIO()
    encoder = codecs.getincrementalencoder(codec)("strict")
    made = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for line in table:
        made.writerow([guarded(line.texts.get(key, ""), key) if line.record else line.texts[key] for key in line.keys])
        if out.tell() > PIECE or codec != "utf-8":
            yield _encoded(out, encoder, line, codec)
    yield _encoded(out, encoder, None, codec)


def _encoded(out: io.StringIO, encoder: codecs.IncrementalEncoder, line: Line | None, codec: str) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    try:
        return encoder.encode(text, line is None)
    except UnicodeEncodeError as error:
        wrong = error.object[error.start : error.start + 1]
        at = next((k for k, v in line.texts.items() if wrong in v), None) if line is not None else None
        where = Where(record=line.record if line is not None else None, path=at)
        expected = message("characters-of", encoding=codec)
        raise CannotWrite(Problem(where, "table-character", f"{wrong} (U+{ord(wrong):04X})", expected)) from error
