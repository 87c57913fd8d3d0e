"""What the XML formats share: reading records through their columns, and writing files piece by piece."""

from __future__ import annotations

import re
import tempfile
from codecs import getincrementalencoder
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from typing import Any

from attrs import evolve
from lxml import etree

from smj_catalog.crosswalk import (
    FAULTS,
    PLAIN,
    Column,
    Context,
    CoverageNotes,
    Dialect,
    Notes,
    Refused,
    compile_reader,
    compile_writer,
    losing,
)
from smj_catalog.crosswalk.places import Places
from smj_catalog.errors import BadSource
from smj_catalog.formats.base import ERRORS, Item, Reading, Told, Writing, found_at
from smj_catalog.model import Product, Record, kind_of
from smj_catalog.problems import Problem, Where
from smj_catalog.schema import Schema
from smj_catalog.xmlio import PIECE, RecordStream, escape_attribute, gathered, is_xml_text, resolve, strangers

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
ROW = 30  # records that are read before any of them is handed out, where that may be
_IN_MEMORY = 1 << 22

Start = str | Callable[[Context], str]

Choose = Callable[[Any], tuple[str, Column, Dialect]]
"""From an element to the kind of record it holds, and how it is read."""


@cache
def reader(
    column: Column, dialect: Dialect = PLAIN, valid: bool = False, placing: bool = False
) -> Callable[[Any, Notes, Any], Any]:
    """Return the compiled reader of a column, made once."""
    return compile_reader(column, dialect=dialect, valid=valid, placing=placing)


@cache
def writer(column: Column, depth: int, dialect: Dialect = PLAIN, root: str = "") -> Callable[[Any, Any], str]:
    """Return the compiled writer of a column, made once."""
    return compile_writer(column, depth=depth, dialect=dialect, root=root)


def read_records(
    source: Any, reading: Reading, *, tags: Iterable[str], choose: Choose, name: Callable[[Any], str | None],
    schema: Schema | None = None, unique: Callable[[Any], str | None] | None = None, native: bool = False,
    notice: Callable[[Any], Problem | None] | None = None, shape: Callable[[Any, Any, Notes], str | None] | None = None,
    entities: Mapping[str, str] | None = None,
    update: Callable[[Any, Record, Column], tuple[frozenset[str] | None, Problem] | None] | None = None,
    named: Callable[[str], str] | None = None, around: Collection[str] | None = None,
) -> Iterator[Item]:  # fmt: skip
    """Yield the records of an XML file, one at a time, in flat memory.

    Args:
        source: path, bytes or binary file.
        reading: what is wanted; what no card reads is counted in it.
        tags: qualified names of the elements that hold a record.
        choose: which column reads an element.
        name: what a record calls itself, for messages.
        schema: check against this schema as well.
        unique: a key that no two records of the file share.
        native: the schema is the model's own: it admits each record as a root by itself, and refuses each text, key and id
            that a reader would refuse.
        notice: returns what an element says instead of describing a record, which is then told and nothing is read of it.
        shape: given an element, the root and the notes; puts the element into the form that the column reads, and returns it as text as
            it was, or None where it changed nothing.
        entities: what the document type declares, which is not read: ``&nbsp;`` -> its words.
        update: of an element that changes only a part of a record, returns the fields that it leaves alone, and what to tell;
            None and what to tell of one that is a whole record and doubtful.
        named: local name of an element -> its name in paths, where that is another.
        around: local names of what stands beside records; where none is read, or another has a record's name, that is told.

    Raises:
        BadSource: the file is not well-formed, hostile or too large.
    """
    made = _records(
        source, reading, tags=tags, choose=choose, name=name, schema=schema, unique=unique, native=native, notice=notice,
        shape=shape, entities=entities, update=update, named=named, around=around,
    )  # fmt: skip
    # what a schema has let through is moved and lives as long as it is used
    return made if schema is None or native else _in_rows(made)


def _in_rows(items: Iterator[Item]) -> Iterator[Item]:
    """Yield items, made a row at a time: what makes them and what asks about them drive each other out of the processor's caches."""
    row: list[Item] = []
    try:
        for item in items:
            row.append(item)
            if len(row) >= ROW:
                yield from row
                row.clear()
    except BadSource:
        yield from row
        raise
    yield from row


def _records(
    source: Any, reading: Reading, *, tags: Iterable[str], choose: Choose, name: Callable[[Any], str | None],
    schema: Schema | None, unique: Callable[[Any], str | None] | None, native: bool,
    notice: Callable[[Any], Problem | None] | None, shape: Callable[[Any, Any, Notes], str | None] | None,
    entities: Mapping[str, str] | None,
    update: Callable[[Any, Record, Column], tuple[frozenset[str] | None, Problem] | None] | None,
    named: Callable[[str], str] | None, around: Collection[str] | None,
) -> Iterator[Item]:  # fmt: skip
    known = frozenset(tags)
    file, notes = reading.file, Notes(reading.unread)
    if reading.coverage is not None:
        notes = covering = CoverageNotes(reading.unread, coverage=reading.coverage, name=named or _same)
    else:
        covering = None
    checked = schema is not None
    with RecordStream(source, tags, file=file, move=checked and not native, keep=checked and native) as stream:
        pairs: Iterable[tuple[Any, tuple[Problem, ...]]]
        if schema is None:
            pairs = ((element, ()) for element in stream)
        elif native:
            pairs = schema.check_roots(stream, record_of=name, unique=unique)
        else:
            pairs = schema.check_records(stream, record_of=name, unique=unique)
        unresolved = stream.unresolved if stream.doctype else None
        element: Any
        number = 0
        for element, problems in pairs:
            if element.tag not in known:
                yield Item(None, Where(file), problems)
                continue
            number += 1
            if covering is not None:
                covering.begin(element)
            if unresolved is not None:
                if entities is not None:
                    resolve(element, entities)
                if not _gap(problems) and (gap := unresolved(element)):
                    problems = (*problems, gap)
            was = shape(element, stream.root, notes) if shape is not None else None
            if notice is not None and (said := notice(element)) is not None:
                where = Where(file, element.sourceline, None, name(element))
                yield Item(None, where, (evolve(said, where=evolve(where, path=said.where.path)),), number=number)
                continue
            _, column, dialect = choose(element)
            valid = native and checked and not problems
            record = _record(element, problems, notes, reading.context, column, dialect, valid=valid)
            if covering is not None:
                covering.end(read=record is not None)
            own = record.id if record is not None else name(element)
            told = tuple(p.at(file=file, record=own) for p in notes.told()) if notes.problems else ()
            if record is not None:
                where = Where(file, element.sourceline, None, own)
                lost = losing(column, (p.where.path for p in notes.problems)) if told else frozenset[str]()
                find = partial(_found, element, notes.named, reading.context, choose)
                part = update(element, record, column) if update is not None else None
                if part is not None:
                    told = (*told, evolve(part[1], where=evolve(where, path=part[1].where.path)))
                if part is None or part[0] is None:
                    beside = tuple(notes.beside)
                    yield Item(record, where, (*problems, *told), number=number, lost=lost, find=find, beside=beside)
                    continue
                raw = was or etree.tostring(element, encoding="unicode", with_tail=False)
                yield Item(
                    record, where, (*problems, *told), raw, number=number, lost=lost | part[0], partial=True, find=find
                )
                continue
            raw = was or etree.tostring(element, encoding="unicode", with_tail=False)
            yield Item(None, Where(file, element.sourceline, None, own), (*problems, *told), raw, number=number)
        if around is not None and (missed := strangers(stream, around, read=number > 0)):
            yield Item(None, Where(file), (missed,))
        if stream.warnings:
            yield Item(None, Where(file), tuple(stream.warnings))


def _same(name: str) -> str:
    return name


def refused_records(
    tags: Iterable[str], inside: Collection[str] = ()
) -> Callable[[Any, Reading, Told], Iterator[bytes]]:
    """Return the function that gives refused records back: the root and what stands before its records, then these alone.

    Each has a comment before it that says what is wrong with it. The encoding is the source's.

    Args:
        tags: of records.
        inside: tags of what may stand around them in the root; it is left out.
    """
    known = frozenset(tags)

    def document(source: Any, reading: Reading, told: Told) -> Iterator[bytes]:
        with RecordStream(source, known, file=reading.file, comments=True, inside=inside) as stream:
            encoder = getincrementalencoder(stream.codec)("xmlcharrefreplace")
            end = ""
            with suppress(BadSource):  # it broke off there before
                for number, element in enumerate(stream, 1):
                    if number == 1:
                        start, end = _shell(stream, element)
                        yield encoder.encode(start)
                    if (words := told.get((None, number))) is not None:
                        yield encoder.encode(f"\n{comment(words, stream.codec)}\n{_inside(stream.root, element)}")
            yield encoder.encode(f"{end}\n", True)

    return document


def _shell(stream: RecordStream, first: Any) -> tuple[str, str]:
    """Return what stands before the first record of a file and behind the last; nothing of the root where it is the record."""
    start = f'<?xml version="1.0" encoding="{stream.encoding}"?>'
    if stream.doctype:
        start += f"\n{stream.doctype}"
    root: Any = stream.root
    if root is first:
        return start, ""
    tag = etree.tostring(etree.Element(root.tag, root.attrib, root.nsmap), encoding="unicode")
    before = [e for e in reversed(list(first.itersiblings(preceding=True))) if isinstance(e.tag, str)]
    name = tag[1:].partition(" ")[0].rstrip("/>")
    lines = [start, f"{tag[:-2]}>", *(_inside(root, e) for e in before)]
    return "\n".join(lines), f"\n</{name}>"


def _inside(root: Any, element: Any) -> str:
    """Return an element as text, without the namespaces that the root declares."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    if element is not root:
        end = text.index(">")
        tag = text[:end]
        for prefix, uri in root.nsmap.items():
            tag = tag.replace(f' xmlns{f":{prefix}" if prefix else ""}="{escape_attribute(uri)}"', "", 1)
        text = tag + text[end:]
    return text


def comment(words: str, codec: str) -> str:
    """Return what is wrong with a record as a comment, in which two hyphens may not meet."""
    said = words.encode(codec, "backslashreplace").decode(codec)
    said = "".join(c if is_xml_text(c) else " " for c in said)
    return f"<!-- {ERRORS}\n{re.sub('-(?=-)', '- ', said)} -->"


def _record(
    element: Any,
    problems: tuple[Problem, ...],
    notes: Notes,
    context: Context,
    column: Column,
    dialect: Dialect,
    *,
    valid: bool,
) -> Record | None:
    """Return the record in an element; None where it cannot be read, or where an entity leaves a gap in its text."""
    if notes.problems or notes.beside:
        notes.clear()
    if _gap(problems):
        return None
    record: Record
    try:
        try:
            record = reader(column, dialect, valid)(element, notes, context)
        except (Refused, *FAULTS):
            if not valid:
                raise
            record = reader(column, dialect)(element, notes, context)
    except Refused:
        return None
    return record if column.finish is None else column.finish(record, context)


def _found(
    element: Any, named: Mapping[Any, str], context: Context, choose: Choose, problems: Iterable[Problem]
) -> list[Problem]:
    """Return faults of the record in an element with their lines and paths; it is read once more for them."""
    _, column, dialect = choose(element)
    notes = Notes(places=Places(named))
    record = reader(column, dialect, placing=True)(element, notes, context)
    return found_at(record if column.finish is None else column.finish(record, context), notes.places, problems)


def _gap(problems: tuple[Problem, ...]) -> bool:
    """Return whether an entity was found that leaves a gap."""
    return any(p.rule == "xml-entity" for p in problems)


def write_records(
    records: Iterable[Record], writing: Writing, *, columns: Mapping[str, Column], start: Start, end: str, depth: int = 1,
    wrap: Callable[[Record, str], str] | None = None, empty: Start | None = None, dialect: Dialect = PLAIN,
    root: str = "",
) -> Iterator[bytes]:  # fmt: skip
    """Yield a file: its start, each record whose kind has a column, its end.

    Where the start tells of the last change to what is written, which is known when all is written, that waits on disk.

    Args:
        records: in the order wanted.
        writing: the catalogue around; counts and dates the records and is told what is not carried.
        columns: kind -> column.
        start: text before the records; a function makes it of a context whose ``updated`` is their last change.
        end: text behind them.
        depth: how deep a record's element stands.
        wrap: puts an envelope round one record's text; `Writing.stamp` is its last change.
        empty: text instead of the whole, where no record was written.
        dialect: names and omissions.
        root: attributes of each record's element.
    """
    writers = {kind: writer(column, depth, dialect, root) for kind, column in columns.items()}

    def made(told: Start) -> bytes:
        around = writing.context
        said = told if isinstance(told, str) else told(evolve(around, updated=writing.latest or around.updated))
        return said.encode()

    body = gathered(_bodies(records, writing, writers, columns, wrap))
    if writing.context.changed is not None and not isinstance(start, str):
        body = _held(body)
    first = next(body, None)
    if first is None and empty is not None:
        yield made(empty)
        return
    yield made(start) + (first or b"")
    yield from body
    yield end.encode()


def _held(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces when the last of them has been made."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        spool.writelines(pieces)
        spool.seek(0)
        while piece := spool.read(PIECE):
            yield piece


def _bodies(
    records: Iterable[Record],
    writing: Writing,
    writers: Mapping[str, Callable[[Record, Context], str]],
    columns: Mapping[str, Column],
    wrap: Callable[[Record, str], str] | None,
) -> Iterator[bytes]:
    """Yield the records of a file."""
    context = writing.context
    for record, column in writing.taken(records, columns):
        writing.begin()
        known = record if column.begin is None else column.begin(record, context)
        text = writers[kind_of(record)](known, context)
        writing.date(record.id)
        text = wrap(record, text) if wrap is not None else text
        writing.count(record, column)
        yield text.encode()


def with_components(records: Iterable[Record]) -> Iterator[Record]:
    """Yield each record and, behind it, the articles or chapters that stand in it, which name it as their host."""
    for record in records:
        yield record
        for part in getattr(record, "contents", ()):
            yield part if part.host == record.id else evolve(part, host=record.id)


def alone(record: Record) -> Record:
    """Return a record without the articles or chapters in it."""
    return evolve(record, contents=()) if isinstance(record, Product) and record.contents else record
