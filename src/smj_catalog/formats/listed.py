"""What the formats of fields share: records to fields with what is lost of them, fields to records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from smj_catalog.crosswalk import Context, Coverage, Places
from smj_catalog.crosswalk.fields import Field, FieldColumn, FieldNotes, counted
from smj_catalog.errors import BadValue, CannotWrite
from smj_catalog.formats.base import Item, Reading, Writing, column_of, found_at
from smj_catalog.formats.issuing import titled
from smj_catalog.formats.tabular.ids import PREFIXES, made
from smj_catalog.formats.xml import with_components
from smj_catalog.model import Record
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import gathered


def fields_of(record: Record, context: Context, columns: Mapping[str, FieldColumn], format_id: str) -> list[Field]:
    """Return the fields of one record.

    Raises:
        CannotWrite: the format holds no records of its kind.
    """
    return column_of(record, columns, format_id).write(titled(record, context), context)


def document(
    records: Iterable[Record],
    writing: Writing,
    columns: Mapping[str, FieldColumn],
    dump: Callable[[Record, list[Field]], bytes],
) -> Iterator[bytes]:
    """Yield a file in pieces: each record whose kind has a column, with its parts behind it.

    Args:
        records: in the order wanted.
        writing: the catalogue around; counts the records and is told what is not carried.
        columns: kind -> column.
        dump: (record, fields) -> how the format writes one record.
    """  # fmt: skip
    return gathered(_documents(records, writing, columns, dump))


def _documents(
    records: Iterable[Record], writing: Writing, columns: Mapping[str, FieldColumn], dump: Callable[[Record, list[Field]], bytes]
) -> Iterator[bytes]:  # fmt: skip
    for record, column in writing.taken(with_components(records), columns):
        try:
            data = dump(record, column.write(titled(record, writing.context), writing.context))
        except CannotWrite as error:
            if writing.refused is None:
                raise
            writing.refused(error)
            continue
        writing.count(record, column)
        yield data


def item(
    kind: str, fields: list[Field], where: Where, reading: Reading, column: FieldColumn, *, told: Iterable[Problem] = (),
    raw: str = "", number: int | None = None,
) -> Item:  # fmt: skip
    """Return what the fields of one record say; its id is made of its words where it states none of ours.

    Args:
        kind: kind of record.
        fields: its fields.
        where: where it stands.
        reading: the catalogue that it is read into; what no place takes is counted in it.
        column: where the fields stand.
        told: what is odd about it already.
        raw: the record as the source has it.
        number: which of its file it is, from 1.
    """
    if reading.coverage is None:
        return _item(kind, fields, where, reading, column, told, raw, number, FieldNotes(reading.unread))
    notes = FieldNotes()
    made = _item(kind, fields, where, reading, column, told, raw, number, notes)
    reading.unread.update(notes.unread)
    lost = Counter(notes.refused)
    for path, count in notes.unread.items():
        lost[path.removesuffix(" (repeated)")] += count
    cover(fields, reading.coverage, lost if made.record is not None else None)
    return made


def cover(fields: list[Field], coverage: Coverage, lost: Counter[str] | None) -> None:
    """Count the subfields of a record, and those of which nothing was read.

    Args:
        fields: of the record, as its column knows them.
        coverage: counted into.
        lost: path -> how often nothing was read; None where the record was refused, and so all of it.
    """
    there = counted(fields)
    coverage.records += 1
    coverage.total.update(there)
    coverage.unread.update(there if lost is None else there & lost)


def _item(
    kind: str, fields: list[Field], where: Where, reading: Reading, column: FieldColumn, told: Iterable[Problem], raw: str,
    number: int | None, notes: FieldNotes,
) -> Item:  # fmt: skip
    try:
        values = column.read(fields, notes, reading.context)
        stated = values.pop("id", "")
        ours = RECORD_ID.fullmatch(stated) is not None and stated.partition(":")[0] in PREFIXES[kind]
        record: Record = column.make(**values, id=stated if ours else made(kind, values))
    except (BadValue, TypeError) as error:
        lacks = Problem(where, "title-missing", None, message("a-title"))
        found = error.problems if isinstance(error, BadValue) else (lacks,)
        problems = tuple(p.at(file=where.file, record=where.record) for p in (*told, *notes.problems, *found))
        return Item(None, where, problems, raw, number=number)
    problems = tuple(told)
    if notes.problems:
        problems += tuple(p.at(file=where.file, record=where.record) for p in notes.problems)
    find = partial(_found, record, fields, column, reading.context)
    here = where if where.record == record.id else Where(where.file, where.line, None, record.id)
    return Item(record, here, problems, made=not ours, number=number, find=find)


def _found(
    record: Record, fields: list[Field], column: FieldColumn, context: Context, problems: Iterable[Problem]
) -> list[Problem]:
    """Return faults of a record with the fields that they stand in, which are read once more for that."""
    notes = FieldNotes(places=Places())
    values = column.read(fields, notes, context)
    assert notes.places is not None
    again = column.make(**{**values, "id": record.id})
    return found_at(again, notes.places, problems)
