"""Check files and archives: schema, then rules; every fault at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

from attrs import evolve

from smj_catalog.codes import lists
from smj_catalog.crosswalk import Context
from smj_catalog.errors import WORDS, BadSource, InputError, takes
from smj_catalog.formats import Item, Reading, format_ids, get
from smj_catalog.model import Record, kind_of
from smj_catalog.model.rules import OF_CATALOGUE, OF_WHOLES, CatalogueCheck, check_record
from smj_catalog.problems import Problem, Report, Severity, Where, message
from smj_catalog.schema import load
from smj_catalog.services.placing import placed
from smj_catalog.services.reading import Readable, items
from smj_catalog.store import Archive, opened, record_faults
from smj_catalog.store.names import misplaced
from smj_catalog.store.settings import FORMAT, strange
from smj_catalog.xmlio import RecordStream, open_source, sniff


@takes(format=WORDS)
def validate(
    *sources: Readable | Record | Iterable[Record],
    format: str | None = None,
    archive: Archive | str | os.PathLike[str] | None = None,
    official: bool = False,
) -> Report:
    """Check files, records or archives and return a report with every fault.

    .. versionadded:: 0.1.0

    Args:
        sources: files in any known format, records, archives or their folders; none means ``archive``.
        format: id of the files' format; None detects it from their content.
        archive: the archive that files and records may refer to, or its folder; with None they may refer only to each other.
        official: check ONIX against EDItEUR's own schema as well (it comes with onixcheck).

    Raises:
        StoreError: a folder is no archive.
        MissingExtra: ``official``, and onixcheck is not installed.
        FormatError: there is no such format.
        UsageError: something that was given is neither a file nor a record.
    """
    archive = None if archive is None else opened(archive)
    report = Report("validate")
    report.problems += unchecked_codes()
    for source in sources or ((Archive.open() if archive is None else archive).folder,):
        if isinstance(source, Archive):
            _archive(source, report)
        elif isinstance(source, Record):
            _records((source,), report, archive)
        elif (folder := _folder(source)) is not None:
            _archive(Archive.open(folder), report)
        elif isinstance(source, str | bytes | bytearray | memoryview | os.PathLike) or hasattr(source, "read"):
            _file(cast("Readable", source), report, format, archive, official=official)
        else:
            _records(source if isinstance(source, Iterable) else (source,), report, archive)
    return report


def unchecked_codes() -> tuple[Problem, ...]:
    """Return the problem that says that no code is looked up in its list; nothing where the lists are installed."""
    if lists.available():
        return ()
    return (Problem(Where(), "codes-unchecked", None, message("code-lists-installed"), severity="info"),)


def _folder(source: object) -> Path | None:
    if isinstance(source, str | os.PathLike) and Path(source).is_dir():
        return Path(source)
    return None


def _records(records: Iterable[Record], report: Report, archive: Archive | None) -> None:
    """Check records as they are: by the schema of the native format, which holds all of them, and by the rules."""
    whole = CatalogueCheck(None if archive is None else archive.get)
    for record in records:
        kind_of(record)
        report.records += 1
        problems = [*record_faults(record), *check_record(record), *whole.record(record)]
        report.problems += [p for p in problems if archive is not None or p.rule not in OF_CATALOGUE]
    report.problems += whole.finish(unresolved=None if archive is None else "error")


def _file(source: Readable, report: Report, format_id: str | None, archive: Archive | None, *, official: bool) -> None:
    context = archive.context if archive is not None else Context()
    reading = Reading(context, check=True, official=official)
    whole = CatalogueCheck(archive.get if archive is not None else None)
    for item in _guarded(items(source, reading, format=format_id)):
        unknown = any(p.rule == "format-unknown" for p in item.problems)
        if unknown and (checked := _only_written(source)) is not None:
            report.records += checked[0]
            report.problems += checked[1]
        else:
            _one(item, report, whole, item.where.file or reading.file, reading)
    # a file of whole records may be a part of a catalogue; others never hold all that their records refer to
    alone: Severity | None = "warning" if reading.format is not None and get(reading.format).whole else None
    late = whole.finish(unresolved=alone if archive is None else "error")
    report.problems += _found_again(late, source, reading) if late else []
    report.unread.update(reading.unread)


def _only_written(source: Readable) -> tuple[int, list[Problem]] | None:
    """Return how many records a file in a format that is only written has, and what its schema says; None for any other file."""
    if not isinstance(source, str | bytes | bytearray | memoryview | os.PathLike):
        return None
    with suppress(BadSource), open_source(source) as opened:
        root, first = sniff(opened).tag, opened.peek(1 << 12)
        for found in (f for f in map(get, format_ids()) if f.read is None and f.schema and f.single_schema):
            alone = root in found.record_tags
            if alone or f'verb="ListRecords" metadataPrefix="{found.id}"'.encode() in first:
                schema = load(cast("str", found.single_schema if alone else found.schema))
                stream = RecordStream(opened, found.record_tags, move=True, inside=found.record_list)
                records, told = 0, list[Problem]()
                name, unique = found.record_name, found.record_name if found.record_list else None
                for element, problems in schema.check_records(stream, record_of=name, unique=unique):
                    records += element.tag in found.record_tags
                    told += problems
                return records, told
    return None


def _guarded(found: Iterator[Item]) -> Iterator[Item]:
    """Yield items; a fault of the whole file becomes one, so that other files are still checked."""
    try:
        yield from found
    except InputError as error:
        yield Item(None, Where(), tuple(error.problems))


def _found_again(problems: list[Problem], source: Readable, reading: Reading) -> list[Problem]:
    """Return faults that show at the end of a file with their own lines; it is read once more, unless it was a stream."""
    if not isinstance(source, str | bytes | bytearray | memoryview | os.PathLike):
        return problems
    wanted: dict[tuple[str | None, int | None], list[int]] = {}
    for at, problem in enumerate(problems):
        if problem.where.line is not None:
            wanted.setdefault((problem.where.file, problem.where.line), []).append(at)
    told = [*problems]
    again = Reading(reading.context, options=reading.options)
    for item in _guarded(items(source, again, format=reading.format)) if wanted else ():
        own = wanted.get((item.where.file or again.file, item.where.line), ()) if item.record is not None else ()
        names = {item.where.record, *(part.id for part in getattr(item.record, "contents", ()))} if own else set()
        for at in own:
            if problems[at].where.record in names:
                (told[at],) = placed(item, [problems[at]], again)
    return told


def _one(item: Item, report: Report, whole: CatalogueCheck, file: str | None, reading: Reading) -> None:
    report.problems += [p.at(file=file, record=item.where.record) for p in item.problems]
    if item.record is None:
        report.rejected += item.rejected
        return
    report.records += not item.aside
    line, row = item.where.line, item.where.row
    problems = check_record(item.record, file=file, line=line)
    problems = [p for p in problems if not ((item.partial or item.aside) and p.rule in OF_WHOLES)]
    problems += whole.record(item.record, file=file, line=line)
    if not problems:
        return
    if row is not None:
        problems = [evolve(p, where=evolve(p.where, row=row, sheet=item.where.sheet)) for p in problems]
    report.problems += placed(item, problems, reading)


def _archive(archive: Archive, report: Report) -> None:
    report.problems += strange(archive.folder, archive.settings)
    whole, context = CatalogueCheck(None), archive.context
    for path in archive.files():
        reading = Reading(context, file=str(path), check=True)
        for item in _guarded(_stored(archive, path, reading)):
            _one(item, report, whole, str(path), reading)
            if item.record is not None:
                stands = path.relative_to(archive.folder).as_posix()
                report.problems += misplaced(stands, item.record.id, str(path))
        report.unread.update(reading.unread)
    report.problems += whole.finish()


def _stored(archive: Archive, path: Path, reading: Reading) -> Iterator[Item]:
    """Yield what a file of an archive holds, as the archive's readers see it while others write."""
    data: Readable | None = archive.view.read(path.relative_to(archive.folder).as_posix())
    if data is not None:
        yield from items(data, reading, format=FORMAT)
