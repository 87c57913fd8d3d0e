"""Read records from a file in any format."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from attrs import evolve, fields

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.context import CONTEXT
from smj_catalog.errors import CALL, MAPPING, WORDS, BadRecord, BadSource, FormatError, takes
from smj_catalog.formats import Format, Head, Item, Reading, format_ids, get, sniff
from smj_catalog.formats.foreign import refuse_foreign
from smj_catalog.model import Record
from smj_catalog.problems import Problem, Rejected, Where, errors_of, message
from smj_catalog.xmlio import Source, belied, is_zip, members, open_source
from smj_catalog.xmlio import sniff as sniff_xml

Readable = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO


def detect(source: Source, *, name: str | None = None) -> Format:
    """Return the format of an opened file, found from its content; nothing is taken from the source.

    Raises:
        BadSource: the content is of no known format, or cannot be read at all.
    """
    first = source.peek(4096)
    try:
        root = sniff_xml(source, file=name)
    except BadSource:
        found = sniff(Head(first=first, name=name or ""))
        if found is not None:
            return found
        named = (name or "").lower().removesuffix(".gz").removesuffix(".zst")
        found = next((f for f in map(get, format_ids()) if f.decodes and named.endswith(f.suffix)), None)
        if found is not None:  # its reader can say where the first bad byte stands
            return found
        if _marked_up(first):
            raise
        raise _unknown(name, first[:80].decode(errors="replace").partition("\n")[0]) from None
    head = Head(root.tag, root.attributes, first, name or "")
    found = sniff(head)
    if found is None:
        release = root.attributes.get("release")
        written = next((f.id for f in map(get, format_ids()) if f.read is None and f.sniff(head)), None)
        raise _unknown(name, root.tag if release is None else f'{root.tag} release="{release}"', written)
    return found


def _marked_up(first: bytes) -> bool:
    """Return whether a file begins as XML does, or is so broken that nothing can be told; NUL bytes are UTF-16's."""
    head = first.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n")
    return not head or head[:1] == b"<"


def _unknown(name: str | None, found: str, written: str | None = None) -> BadSource:
    """Return the fault of a file of no known format, or of one that is only written."""
    known = ", ".join(i for i in format_ids() if get(i).read is not None)
    expected = message("a-known-format", formats=known)
    if written is not None:
        expected = message("a-format-that-is-read", format=written, formats=known)
    return BadSource(Problem(Where(name), "format-unknown", found, expected))


def _name(source: Readable) -> str | None:
    return os.fspath(source) if isinstance(source, str | os.PathLike) else None


def reader_of(format_id: str) -> Format:
    """Return the format with an id, which must be one that is read.

    Raises:
        FormatError: there is none, or it can only be written.
    """
    return able(format_id, "read", "format-write-only")


def able(format_id: str, what: str, told: str) -> Format:
    """Return the format with an id, which has something (`Format.read`); else a message tells of those that have."""
    if getattr(found := get(format_id), what) is None:
        known = ", ".join(i for i in format_ids() if getattr(get(i), what) is not None)
        raise FormatError(message(told, format=format_id, formats=known))
    return found


def items(source: Readable, reading: Reading, *, format: str | None = None) -> Iterator[Item]:
    """Yield what a file holds, record by record, with what is wrong with each.

    Args:
        source: path, bytes or binary file.
        reading: what is wanted of the reader.
        format: id; None detects it from the content.

    Raises:
        BadSource: the file cannot be read to its end, or practically all of its many records are of no use.
    """
    return _unless_in_vain(_items(source, reading, format))


def _items(source: Readable, reading: Reading, format_id: str | None) -> Iterator[Item]:
    for opened, found in parts(source, reading, format=format_id):
        if isinstance(found, BadSource):
            yield Item(None, Where(reading.file), found.problems)
        elif found.read is not None:
            if (encoding := reading.options.get("encoding")) and not (found.decodes or found.encoded):
                expected = message("no-encoding-taken", format=found.id)
                told = Problem(Where(reading.file), "encoding-not-taken", encoding, expected, severity="warning")
                yield Item(None, told.where, (told,))
            if (differ := belied(opened.peek(1024))) is not None:
                expected = message("encoding-shown", encoding=differ[1])
                told = Problem(
                    Where(reading.file, line=1), "encoding-declared", differ[0], expected, severity="warning"
                )
                yield Item(None, told.where, (told,))
            yield from found.read(opened, reading)


ENOUGH, OF_USE = 5_000, 100
"""A file is not read on behind so many records in vain, if not even one in so many was of use."""


def _unless_in_vain(items: Iterator[Item]) -> Iterator[Item]:
    """Yield what a file holds, and stop where practically all of its many records are rejected, or say the same again.

    Raises:
        BadSource: so it is; names the record from which on nothing is read.
    """
    first: dict[str, Record] = {}
    taken = vain = 0
    for item in items:
        if item.rejected or ((record := item.record) is not None and first.get(record.id) == record):
            vain += 1
            if vain > ENOUGH and taken * OF_USE < vain:
                where = evolve(item.where, path=None, record=None)
                found, expected = f"{vain - 1} / {vain - 1 + taken}", message("records-of-use", place=where.place())
                raise BadSource(Problem(where, "records-in-vain", found, expected))
        elif record is not None:
            taken += 1
            if taken <= OF_USE:
                first[record.id] = record
        yield item


_OF_ITSELF = {"format-unknown", "format-differs", "file-empty"}
"""What is wrong with one packed file alone; damage and caps concern the whole archive."""


def parts(
    source: Readable, reading: Reading, *, format: str | None = None
) -> Iterator[tuple[Source, Format | BadSource]]:
    """Yield a file, or one after another the files packed in it, each with its format; the reading learns name and format.

    A packed file of no known format comes with the error that says so, and keeps none of the others back.

    Args:
        source: path, bytes or binary file.
        reading: told of both.
        format: id; None detects it from the content.
    """
    named = reader_of(format) if format is not None else None
    with open_source(source) as opened:
        whole = reading.file = reading.file or opened.name
        if named is None:
            refuse_foreign(opened, whole)
        packed = is_zip(opened.peek(4)) and not _is_workbook(opened, named, whole)
        for part in (member for _, member in members(opened, file=whole)) if packed else (opened,):
            reading.file = part.name if packed else whole
            try:
                found = named or detect(part, name=reading.file)
                if named is not None:
                    _same(part, named, reading.file)
            except BadSource as error:
                if not packed or not {p.rule for p in error.problems} <= _OF_ITSELF:
                    raise
                yield part, error
                continue
            reading.format = found.id
            yield part, found
        reading.file = whole


def _same(part: Source, named: Format, name: str | None) -> None:
    """Do nothing where a file may be of the format that was named for it.

    Raises:
        BadSource: its beginning is that of another.
    """
    first = part.peek(4096)
    try:
        root = sniff_xml(part, file=name)
        head = Head(root.tag, root.attributes, first, name or "")
    except BadSource:
        head = Head(first=first, name=name or "")  # its own reader can say best what is wrong
    if named.sniff is fields(Format).sniff.default or named.sniff(head):
        return
    other = sniff(head)
    if other.read is named.read if other is not None else not head.tag:  # tables of one reader; or nobody knows
        return
    found = other.id if other is not None else head.tag
    raise BadSource(Problem(Where(name), "format-differs", found, message("a-file-of", format=named.id)))


def _is_workbook(opened: Source, named: Format | None, name: str | None) -> bool:
    """Tell whether a zip archive is a file of a format that is one, and not files packed together."""
    return (named is not None and named.zipped) or sniff(Head(first=opened.peek(4096), name=name or "")) is not None


@takes(format=WORDS, options=MAPPING, context=CONTEXT, on_reject=CALL, on_fault=CALL)
def read(
    source: Readable,
    *,
    format: str | None = None,
    context: Context | None = None,
    on_reject: Callable[[Rejected], None] | None = None,
    on_fault: Callable[[Record, tuple[Problem, ...]], None] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Iterator[Record]:
    """Yield the records of a file, one at a time, with constant memory use.

    .. versionadded:: 0.1.0

    Args:
        source: path, bytes or binary file; may be compressed with gzip, or zstd (extra ``zstd``).
        format: id such as ``onix-3.1``; None detects it from the content.
        context: the catalogue that records are read into, for ids; None is a neutral one.
        on_reject: called with each record that cannot be read; without it the first one raises.
        on_fault: called with each record of which some values could not be read, and what is wrong with them; without
            it such a record counts as unreadable.
        options: what only some formats understand; for tables ``encoding``, ``mapping``, ``kind``, ``sheet``.

    Raises:
        UsageError: the source is not one of these.
        BadSource: the file cannot be read, or is of no known format or of another than the one named.
        BadRecord: a record cannot be read, or changes only a part of one (a block update of ONIX), and ``on_reject`` is not
            given.
        FormatError: there is no such format, or it can only be written.
    """
    reading = Reading(context or Context(), file=_name(source), options=options or {})
    for item in items(source, reading, format=format):
        if item.partial:  # a part of a record must not be taken for a whole
            told = tuple(evolve(p, severity="error") for p in item.problems)
            item = evolve(item, record=None, problems=told, raw=item.raw or "")
        faults = tuple(errors_of(item.problems)) if item.record is not None else ()
        if item.record is not None and (not faults or on_fault is not None):
            if faults and on_fault is not None:
                on_fault(item.record, faults)
            yield item.record
        elif item.rejected or faults:
            if on_reject is None:
                raise BadRecord(item.problems)
            on_reject(Rejected(item.where, item.problems, item.raw))
