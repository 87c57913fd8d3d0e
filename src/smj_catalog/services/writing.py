"""Write records to a file in any format, checked on the way out."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.context import CONTEXT
from smj_catalog.errors import (
    MAPPING,
    REPORT,
    SEVERAL,
    CannotWrite,
    CatalogError,
    FormatError,
    StoreError,
    UsageError,
    not_taken,
    path_taken,
    require_known,
    takes,
    told_by_system,
)
from smj_catalog.formats import Format, Gone, Writing
from smj_catalog.formats.xml import with_components
from smj_catalog.model import Record, kind_of
from smj_catalog.problems import Problem, Report, message
from smj_catalog.schema import Schema, load
from smj_catalog.services.going_out import OnError, let_out, losses, require_sender
from smj_catalog.services.reading import able
from smj_catalog.store import Archive, opened, path_of
from smj_catalog.xmlio import Limits, RecordStream, atomic_writer, packer

Checks = Literal["schema", "rules"] | bool
_CHECKS = (True, False, "schema", "rules")
TOGETHER = 30
"""Records that a schema is asked of at a time, where each may be left out."""


def writer_of(format_id: str) -> Format:
    """Return the format with an id, which must be one that is written.

    Raises:
        FormatError: there is none, or it can only be read.
    """
    return able(format_id, "document", "format-read-only")


@takes(report=REPORT, options=MAPPING, context=CONTEXT, gone=SEVERAL)
def write(
    records: Iterable[Record] | Record,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    to: str | Format,
    catalogue: Archive | str | os.PathLike[str] | None = None,
    context: Context | None = None,
    validate: Checks = True,
    on_error: OnError = "stop",
    report: Report | None = None,
    progress: Callable[[int], None] | None = None,
    options: Mapping[str, Any] | None = None,
    gone: Sequence[Gone] = (),
) -> int:
    """Write records as one file and return how many were written.

    .. versionadded:: 0.1.0

    An existing file is replaced in one step, and only if the new one is complete and valid.

    Args:
        records: in the order wanted; may be a stream of any length, an archive, or one record.
        target: path (packed where it ends in .gz or .zst), or an open binary file (which gets its bytes only after the
            check).
        to: id of the format, such as ``onix-3.1``, or the format itself.
        catalogue: the archive around the records, or its folder, for what a record does not say itself and may refer to; where the
            records are an archive, that.
        context: the same, without an archive.
        validate: ``rules`` checks each record against the rules, ``schema`` checks the result against the format's
            profile schema
            and the standard's own; True does both, False neither.
        on_error: what becomes of a record with an error: ``stop`` writes nothing at all; ``skip`` leaves it out and
            reports it, also one that a schema refuses.
        report: gets errors, warnings, what was not carried, and what of that a recipient will miss.
        progress: called with the number of records so far.
        options: what only some formats understand; for tables ``lang`` of the headers, ``encoding``, ``bom``, ``kinds``,
            ``columns`` (``used``, or a dictionary of their keys and headers).
        gone: records that the receivers are to delete, where the format can say so.

    Raises:
        FormatError: there is no such format, or it can only be read.
        CannotWrite: a record has an error, the result breaks a schema, or archive.toml does not say who sends.
        MissingExtra: a library for the packing, or for the standard's own schema, is not installed.
        StoreError: the file cannot be written.
        UsageError: ``skip`` without a report; an option, or a word for ``validate`` or ``on_error``, that does not
            exist.
    """
    found = writer_of(to) if isinstance(to, str) else to
    if not isinstance(found, Format):
        raise not_taken("to", to, "taken-format")
    if not isinstance(target, str | os.PathLike) and (
        isinstance(getattr(target, "file", target), io.TextIOBase) or not hasattr(target, "write")
    ):
        raise not_taken("target", target, "taken-target")
    records, archive = _given(records, catalogue)
    around = context or (archive.context if archive is not None else Context())
    schema = validate in (True, "schema")
    out = let_through(records, found, around, validate, on_error, report, archive)
    writing = _writing(found, around, report, on_error, progress, options=options or {}, gone=gone)
    assert found.document is not None
    pieces = found.document(out, writing)
    if isinstance(target, str | os.PathLike):
        path, pack = Path(target), packer(target)
        with _told(path):
            if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or device gets its bytes at the end
                with path.open("wb") as stream, pack(stream) as packed:
                    _spooled(found, pieces, packed, validate=schema)
                return _counted(writing, report)
            with atomic_writer(path) as file:
                with pack(file) as packed:
                    packed.writelines(pieces)
                if schema:
                    _check(found, file, found.schema)
    else:
        _spooled(found, pieces, target, validate=schema)
    return _counted(writing, report)


def _counted(writing: Writing, report: Report | None) -> int:
    """Return how many records were written, and tell the report."""
    if report is not None:
        report.records += writing.written
    return writing.written


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Make what the system says of a file an error of ours.

    Raises:
        StoreError: the file cannot be written.
    """
    if "\0" in str(path):
        raise StoreError(message("not-written", file=path, reason=message("no-null")))
    with told_by_system(lambda why: message("not-written", file=path, reason=why)):
        yield


def _given(
    records: Iterable[Record] | Record, catalogue: Archive | str | os.PathLike[str] | None
) -> tuple[Iterable[Record], Archive | None]:
    """Return records, and the archive around them: the one that they are, where none is given.

    Raises:
        UsageError: something is no record, or no archive.
    """
    around = None if catalogue is None else opened(catalogue, "catalogue")
    if isinstance(records, Record) or not isinstance(records, Iterable):
        kind_of(records)
        return (records,), around
    if isinstance(records, Archive):
        return records, around or records
    return filter(kind_of, records), around  # which raises at what is no record


def let_through(
    records: Iterable[Record], found: Format, around: Context, validate: Checks, on_error: OnError, report: Report | None,
    catalogue: Archive | None,
) -> Iterable[Record]:  # fmt: skip
    """Return the records that may go out, as a stream; see `write`."""
    require_known("validate", [validate], _CHECKS)
    require_known("on_error", [on_error], ("stop", "skip"))
    if on_error == "skip" and report is None:
        raise UsageError(message("skip-needs-report"))
    if catalogue is not None and found.sends:
        require_sender(catalogue, found.sends)
    told = report or Report("write")
    ruled = validate in (True, "rules")
    kept = let_out(records, told, catalogue=catalogue, on_error=on_error) if ruled else iter(records)
    alone = on_error == "skip" and validate in (True, "schema") and (found.schema or found.official)
    return _valid(kept, found, around, told) if alone else kept


def _valid(records: Iterator[Record], found: Format, around: Context, report: Report) -> Iterator[Record]:
    """Yield the records that the schemas accept, asked some at a time; the report is told of the others."""

    def refused(some: list[Record]) -> list[Problem]:
        assert found.document is not None
        return _faults(found, b"".join(found.document(some, Writing(around))), found.schema)

    while some := list(islice(records, TOGETHER)):
        all_right = not refused(some)
        for record in some:
            if all_right or not (problems := refused([record])):
                yield record
                continue
            report.problems += [evolve(p, where=evolve(p.where, record=record.id)) for p in problems]
            report.rejected += 1


def _apart(records: Iterable[Record], found: Format) -> Iterable[Record]:
    """Return records with those that stand in them, where the format has these by themselves."""
    return with_components(records) if "component" in found.columns and not found.nested else records


def _spooled(found: Format, pieces: Iterable[bytes], target: BinaryIO, *, validate: bool) -> None:
    """Write pieces to a target that cannot be taken back: only when all of them are there and valid."""
    with tempfile.TemporaryFile() as spool:
        spool.writelines(pieces)
        if validate:
            _check(found, cast(BinaryIO, spool), found.schema)
        spool.seek(0)
        while piece := spool.read(1 << 20):
            target.write(piece)


@takes(report=REPORT, context=CONTEXT)
def split(
    records: Iterable[Record] | Record,
    folder: str | os.PathLike[str],
    *,
    to: str,
    catalogue: Archive | str | os.PathLike[str] | None = None,
    context: Context | None = None,
    validate: Checks = True,
    on_error: OnError = "stop",
    report: Report | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write each record to a file of its own in a folder and return how many were written.

    .. versionadded:: 0.1.0

    The files are named and laid out as in an archive: books/9784750329482.xml. Files that are there already are
    replaced one by one; others are left alone.

    Raises:
        UsageError: an argument has a wrong type.
        FormatError: there is no such format, or it cannot have single-record files.
        CannotWrite: a record lacks what the format demands.
        StoreError: a file cannot be written.
    """
    folder = path_taken("folder", folder, "taken-folder")
    found = writer_of(to)
    if found.single is None:
        raise FormatError(message("format-one-file", format=to))
    records, archive = _given(records, catalogue)
    around = context or (archive.context if archive is not None else Context())
    out = let_through(records, found, around, validate, on_error, report, archive)
    writing = _writing(found, around, report, on_error, progress)
    for record in _apart(out, found):
        if kind_of(record) not in found.kinds:
            if writing.lost is not None:
                writing.lost(record.id, "*")
            continue
        try:
            data = found.single(record, around)
        except CannotWrite as error:
            if writing.refused is None:
                raise
            writing.refused(error)
            continue
        if validate in (True, "schema"):
            _check(found, data, found.single_schema)
        if report is not None and (column := found.columns.get(kind_of(record))) is not None:
            writing.compare(record, column)
        path = folder / path_of(record.id).with_suffix(found.suffix)
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with atomic_writer(path) as file:
                file.write(data)
        writing.count()
    return _counted(writing, report)


def _writing(
    found: Format, around: Context, report: Report | None, on_error: OnError, progress: Callable[[int], None] | None,
    **more: Any,
) -> Writing:  # fmt: skip
    """Return what a format is told while it writes: a report, where there is one, gets what is not carried, what a recipient
    will miss, and with ``skip`` the records that the format cannot hold.

    Raises:
        CannotWrite: by its ``refused``, where the fault is of no record, but of the settings.
    """  # noqa: D205
    if report is None:
        return Writing(around, progress=progress, **more)

    def refused(error: CatalogError) -> None:
        if not any(p.where.record for p in error.problems):
            raise error
        report.problems += error.problems
        report.rejected += 1

    return Writing(
        around, lambda record, name: report.not_carried.append((record, name)), progress,
        lambda record, names, column: report.problems.extend(losses(record, names, column, around, found.id)),
        refused=refused if on_error == "skip" else None, **more,
    )  # fmt: skip


def _schemas(found: Format, name: str | None) -> Iterator[Schema]:
    if name is not None:
        yield load(name)
    if found.official is not None:
        yield found.official()


def _check(found: Format, source: bytes | BinaryIO, name: str | None) -> None:
    """Check what was written.

    Raises:
        CannotWrite: it breaks a schema.
    """
    if problems := _faults(found, source, name):
        raise CannotWrite(problems)


def _faults(found: Format, source: bytes | BinaryIO, name: str | None) -> list[Problem]:
    """Return what the schemas say of what was written; of the second only where the first says nothing."""
    problems: list[Problem] = []
    for schema in _schemas(found, name):
        if not isinstance(source, bytes):
            source.flush()
            source.seek(0)
        limits, of = Limits(ratio=1 << 30), found.record_name
        stream = RecordStream(source, found.record_tags, move=True, limits=limits, inside=found.record_list)
        for _, told in schema.check_records(stream, record_of=of, unique=of if found.record_list else None):
            problems += told
            if len(problems) > 100:
                break
        if problems:  # the standard's own schema would say the same again
            break
    return problems
