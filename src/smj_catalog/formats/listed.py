"""What the formats of fields share: records to fields with what is lost of them, fields to records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

from smj_catalog.crosswalk import Context, Coverage, Places
from smj_catalog.crosswalk.fields import Field, FieldColumn, FieldNotes, Place, Subfield, counted
from smj_catalog.errors import BadValue, CannotWrite
from smj_catalog.formats.base import Item, Reading, Writing, column_of, found_at
from smj_catalog.formats.issuing import titled
from smj_catalog.formats.tabular.ids import PREFIXES, made
from smj_catalog.formats.xml import with_components
from smj_catalog.model import Record
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.rules.seen import Firsts
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import gathered

Around: TypeAlias = Callable[[Iterable[bytes]], Iterable[bytes]]


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


def written(
    columns: Mapping[str, FieldColumn], dump: Callable[[Record, list[Field]], bytes], title: str, around: Around = lambda pieces: pieces
) -> dict[str, Any]:  # fmt: skip
    """Return what a format says of how it is written: its kinds and columns, and how a file and one record are made.

    Args:
        columns: kind -> column.
        dump: (record, fields) -> how the format writes one record.
        title: of the format, for who asks for a kind that it does not hold.
        around: what the format puts before, between and behind records.
    """

    def whole(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
        return gathered(around(_documents(records, writing, columns, dump)))

    def single(record: Record, context: Context) -> bytes:
        return b"".join(around([dump(record, fields_of(record, context, columns, title))]))

    return {"kinds": tuple(columns), "columns": columns, "document": whole, "single": single}


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


def kind_of(type_: object, kinds: Mapping[str, str], rule: str, where: Where, sign: str = "") -> str:
    """Return the kind of record that a type of the format means.

    Args:
        type_: as a file has it.
        kinds: type -> kind.
        rule: which it breaks where it means none.
        where: where it stands.
        sign: what stands before it.

    Raises:
        BadValue: it means none.
    """
    if isinstance(type_, str) and type_ in kinds:
        return kinds[type_]
    expected = message("one-of", allowed=", ".join(sign + name for name in kinds))
    raise BadValue(Problem(where, rule, None if type_ is None else f"{sign}{type_}"[:80], expected))


def within(fields: list[Field], whole: str, part: str) -> list[Field]:
    """Return fields with what one tag says in the one field with another, to which it belongs: the number of a series in that.

    Args:
        fields: of a record.
        whole: the other tag; where it says anything in none or several fields, all stay as they are.
        part: the tag.
    """
    wholes = [f for f in fields if f.tag == whole and f.subfields]
    if len(wholes) != 1:
        return fields
    own = [f for f in fields if f.tag == part and not any(s.code for s in f.subfields)]
    wholes[0].subfields += [Subfield(part, s.text, line=f.line) for f in own for s in f.subfields]
    return [f for f in fields if f not in own]


def item(
    kind: str, fields: list[Field], where: Where, reading: Reading, column: FieldColumn, *, told: Iterable[Problem] = (),
    raw: str = "", number: int | None = None, seen: Firsts | None = None,
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
        seen: ids that the records before it state, each of which the file should have once.
    """
    notes = FieldNotes(reading.unread if reading.coverage is None else Counter())
    wrong: tuple[Problem, ...] = ()
    record: Record | None = None
    stated, made_up = "", False
    try:
        values = column.read(fields, notes, reading.context)
        stated = values.pop("id", "")
        made_up = RECORD_ID.fullmatch(stated) is None or stated.partition(":")[0] not in PREFIXES[kind]
        record = column.make(**values, id=made(kind, values) if made_up else stated)
        if seen is not None and made_up and stated:  # another's key, of which nothing is kept
            notes.unread[_place_of_id(column)] += 1
    except BadValue as error:
        wrong = error.problems
    except TypeError:
        wrong = (Problem(where, "title-missing", None, message("a-title")),)
    if reading.coverage is not None:
        reading.unread.update(notes.unread)
        lost = Counter(notes.refused)
        for path, count in notes.unread.items():
            lost[path.removesuffix(" (repeated)")] += count
        cover(fields, reading.coverage, None if record is None else lost)
    if seen is not None and made_up and stated and (first := seen.first(stated, str(number))) is not None:
        expected = message("an-entry-key-once", first=first)
        notes.problems.append(Problem(Where(line=where.line), "key-twice", stated, expected, severity="warning"))
    odd = (*notes.problems, *wrong)
    problems = (*told, *(p.at(file=where.file, record=where.record) for p in odd)) if odd else tuple(told)
    if record is None:
        return Item(None, where, problems, raw, number=number)
    find = partial(_found, record, fields, column, reading.context)
    here = where if where.record == record.id else Where(where.file, where.line, None, record.id)
    return Item(record, here, problems, made=made_up, number=number, find=find)


def _place_of_id(column: FieldColumn) -> str:
    return next(it.tag for it in column.entries if isinstance(it, Place) and it.block.field == "id")


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


def _found(
    record: Record, fields: list[Field], column: FieldColumn, context: Context, problems: Iterable[Problem]
) -> list[Problem]:
    """Return faults of a record with the fields that they stand in, which are read once more for that."""
    notes = FieldNotes(places=Places())
    values = column.read(fields, notes, context)
    assert notes.places is not None
    again = column.make(**{**values, "id": record.id})
    return found_at(again, notes.places, problems)
