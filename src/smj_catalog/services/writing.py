"""Write records to a file in any format, checked on the way out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from smj_catalog.crosswalk import Context, not_carried
from smj_catalog.errors import CannotWrite, FormatError, MissingExtra, StoreError
from smj_catalog.formats import Format, Writing, format_ids, get
from smj_catalog.formats.xml import with_components
from smj_catalog.model import Record, kind_of
from smj_catalog.problems import Problem, Report, message
from smj_catalog.schema import Schema, load
from smj_catalog.store import Archive, path_of
from smj_catalog.xmlio import RecordStream, atomic_writer

Progress = Callable[[int], None]


def writer_of(format_id: str) -> Format:
    """Return the format with an id, which must be one that is written.

    Raises:
        FormatError: there is none, or it is only read.
    """
    found = get(format_id)
    if found.document is None:
        writable = ", ".join(i for i in format_ids() if get(i).document is not None)
        raise FormatError(message("format-read-only", format=format_id, formats=writable))
    return found


def write(
    records: Iterable[Record],
    target: str | os.PathLike[str] | BinaryIO,
    *,
    to: str,
    catalogue: Archive | None = None,
    context: Context | None = None,
    validate: bool = True,
    report: Report | None = None,
    progress: Progress | None = None,
    options: Mapping[str, Any] | None = None,
) -> int:
    """Write records as one file and return how many were written.

    A file that is there already is replaced in one step, and only when the new one is whole and valid.

    Args:
        records: in the order wanted; may be a stream of any length.
        target: path, or an open binary file (which gets its bytes only after the check).
        to: id of the format, such as ``onix-3.1``.
        catalogue: the archive around the records, for what a record does not say itself.
        context: the same, without an archive.
        validate: check the result against the format's profile schema, and the standard's where it is installed.
        report: gets what was not carried.
        progress: called with the number of records so far.
        options: what only some formats understand; for tables ``lang`` of the headers, ``encoding``, ``bom``, ``kinds``.

    Raises:
        FormatError: no format is called so, or it is only read.
        CannotWrite: the result breaks a schema: a record lacks what the format demands.
        StoreError: the file cannot be written.
    """
    found = writer_of(to)
    around = context or (catalogue.context if catalogue is not None else Context())
    writing = Writing(around, _lost(report), progress, options=options or {})
    assert found.document is not None
    pieces = found.document(records, writing)
    if isinstance(target, str | os.PathLike):
        path = Path(target)
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or device gets its bytes at the end
            with path.open("wb") as stream:
                _spooled(found, pieces, stream, validate=validate)
            return writing.written
        try:
            with atomic_writer(path) as out:
                out.writelines(pieces)
                if validate:
                    _check(found, out, found.schema)
        except OSError as error:
            raise StoreError(message("not-written", file=path, reason=error.strerror or error)) from error
    else:
        _spooled(found, pieces, target, validate=validate)
    return writing.written


def _spooled(found: Format, pieces: Iterable[bytes], target: BinaryIO, *, validate: bool) -> None:
    """Write pieces to a target that cannot be taken back: only when all of them are there and valid."""
    with tempfile.TemporaryFile() as spool:
        spool.writelines(pieces)
        if validate:
            _check(found, cast(BinaryIO, spool), found.schema)
        spool.seek(0)
        while piece := spool.read(1 << 20):
            target.write(piece)


def split(
    records: Iterable[Record],
    folder: str | os.PathLike[str],
    *,
    to: str,
    catalogue: Archive | None = None,
    context: Context | None = None,
    validate: bool = True,
    report: Report | None = None,
    progress: Progress | None = None,
) -> int:
    """Write each record as a file of its own below a folder and return how many were written.

    The files are named and laid out as in an archive: books/9784750329482.xml. Files that are there already are
    replaced one by one; others are left alone.

    Raises:
        FormatError: no format is called so, or its records cannot stand alone.
        CannotWrite: a record lacks what the format demands.
        StoreError: a file cannot be written.
    """
    found = writer_of(to)
    if found.single is None:
        raise FormatError(message("format-one-file", format=to))
    around = context or (catalogue.context if catalogue is not None else Context())
    lost = _lost(report)
    written = 0
    for record in with_components(records) if "component" in found.columns and to != "smj-1" else records:
        if progress is not None:
            progress(written)
        if kind_of(record) not in found.kinds:
            if lost is not None:
                lost(record.id, "*")
            continue
        data = found.single(record, around)
        if validate:
            _check(found, data, found.single_schema)
        if lost is not None:
            _tell(found, record, around, lost)
        path = Path(folder) / path_of(record.id).with_suffix(found.suffix)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with atomic_writer(path) as out:
                out.write(data)
        except OSError as error:
            raise StoreError(message("not-written", file=path, reason=error.strerror or error)) from error
        written += 1
    return written


def _tell(found: Format, record: Record, context: Context, lost: Callable[[str, str], None]) -> None:
    column = found.columns.get(kind_of(record))
    for name in not_carried(record, column, context) if column is not None else ():
        lost(record.id, name)


def _lost(report: Report | None) -> Callable[[str, str], None] | None:
    if report is None:
        return None
    told = report.not_carried
    return lambda record, name: told.append((record, name))


def _schemas(found: Format, name: str | None) -> Iterator[Schema]:
    if name is not None:
        yield load(name)
    if found.official is not None:
        try:
            yield found.official()
        except MissingExtra:
            return


def _check(found: Format, source: bytes | BinaryIO, name: str | None) -> None:
    """Check what was written.

    Raises:
        CannotWrite: it breaks a schema.
    """
    problems: list[Problem] = []
    for schema in _schemas(found, name):
        if not isinstance(source, bytes):
            source.flush()
            source.seek(0)
        stream = RecordStream(source, found.record_tags, move=True, inside=found.record_inside)
        for _, told in schema.check_records(stream, record_of=found.record_name):
            problems += told
            if len(problems) > 100:
                break
        if problems:  # the standard's own schema would say the same again
            raise CannotWrite(problems)
