"""Convert a file from one format to another, a record at a time."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from attrs import evolve, field, frozen

from smj_catalog.crosswalk import Context
from smj_catalog.errors import MAPPING, REPORT, CannotWrite, FormatError, UsageError, path_taken, takes
from smj_catalog.formats import Format, Item, Reading, format_ids, get
from smj_catalog.model import Component, Record, kind_of
from smj_catalog.model.rules import OF_CATALOGUE, OF_WHOLES, CatalogueCheck, check_record
from smj_catalog.model.rules.catalogue import ID_TWICE
from smj_catalog.problems import Both, Problem, Report, errors_of, message
from smj_catalog.services.forms import formed
from smj_catalog.services.going_out import ENOUGH, OnError, require_sender
from smj_catalog.services.numbers import less_wrong_numbers
from smj_catalog.services.placing import placed
from smj_catalog.services.reading import items
from smj_catalog.services.validation import unchecked_codes
from smj_catalog.services.writing import write, writer_of
from smj_catalog.store import Archive, opened

T = TypeVar("T")
LATEST = 10_000
"""References that are remembered: a record is written soon after it is read."""
_REFERRED = ("periodical", "issue", "agent", "concept")
"""Kinds of records that others of their file refer to."""


@takes(report=REPORT, options=MAPPING)
def convert(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str] | BinaryIO,
    *,
    to: str,
    format: str | None = None,
    archive: Archive | str | os.PathLike[str] | None = None,
    on_error: OnError = "stop",
    report: Report | None = None,
    progress: Callable[[int], None] | None = None,
    options: Mapping[str, Any] | None = None,
) -> int:
    """Write the records of a file in another format and return how many were written.

    The file is read as a stream, in flat memory. Every record is checked against the rules, and the result against the
    schemas of its format; an existing target is replaced in one step, and only by a complete and valid file. What refers
    to another record finds it in the file, or in the archive.

    .. versionadded:: 0.1.0

    Args:
        source: path; may be compressed with gzip, or zstd (extra ``zstd``).
        target: path (packed where it ends in .gz or .zst), or an open binary file.
        to: id of the format to write, such as ``onix-3.1``.
        format: id of the source's format; None detects it from the content.
        archive: the sender, in which references to other records may be found; None for neither.
        on_error: what becomes of a record with an error, or with a value that cannot be read: ``stop`` writes nothing at
            all; ``skip`` leaves out the record, or the value alone where the record can be read without it.
        report: gets every error and warning, what was not read (``unread``), and what was not carried.
        progress: called with the number of records so far.
        options: of the reader; for tables ``encoding``, ``mapping``, ``kind``, ``sheet``.

    Raises:
        BadSource: the file cannot be read, or is of no known format.
        FormatError: there is no such format, or it can only be read.
        CannotWrite: a record has an error, the format has none of the kinds of the records, the result breaks a schema, or
            archive.toml does not say who sends.
        MissingExtra: a library for a packing or for the standard's own schema is not installed.
        StoreError: the target cannot be written, or the folder is not an archive.
        UsageError: ``skip`` without a report; an argument of a wrong type.
    """
    path = path_taken("source", source, "taken-source")
    found, around = writer_of(to), None if archive is None else opened(archive)
    if on_error == "skip" and report is None:
        raise UsageError(message("skip-needs-report"))
    if around is not None and found.sends:
        require_sender(around, found.sends)
    told = report or Report("convert")
    told.problems += unchecked_codes()
    if around is None and found.official is not None:  # our own profile asks for references of ours
        found = evolve(found, schema=None)
    own = _AsSent() if around is None else around.context
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    alone = evolve(own, lookup=Context().lookup)  # what the archive knows of a record is not taken for said
    read = partial(Reading, alone, options=options or {})
    held = _Held(lambda: items(path, read(), format=format), around)
    return write(
        held.noting(_let_out(path, read(check=True), format, found, on_error, told)), target, to=found,
        context=evolve(own, lookup=held, updated=now), validate="schema", on_error=on_error, report=told, progress=progress,
    )  # fmt: skip


def format_for(path: Path) -> str:
    """Return the format that a file's name stands for.

    Raises:
        FormatError: several have such names, or none.
    """
    name = path.name.lower().removesuffix(".gz").removesuffix(".zst")
    fits = [i for i in format_ids() if get(i).document is not None and name.endswith(get(i).suffix)]
    if len(fits) != 1:
        raise FormatError(message("format-by-name", file=path, formats=", ".join(fits) or Both("—", "候補なし")))
    return fits[0]


@frozen
class _AsSent(Context):
    """A catalogue that is nobody's: records keep the references that their file gives them."""

    references: dict[str, str] = field(factory=dict, kw_only=True, eq=False)

    def own_id(self, reference: str) -> str | None:
        return self._noted(super().own_id(reference), reference)

    def other_id(self, kind: str, reference: str) -> str:
        return self._noted(super().other_id(kind, reference), reference)

    def reference(self, record_id: str) -> str:
        return self.references.get(record_id) or super().reference(record_id)

    def _noted(self, found: T, reference: str) -> T:
        if isinstance(found, str):
            self.references[found] = reference.strip()
            if len(self.references) > LATEST:
                del self.references[next(iter(self.references))]
        return found


class _Held:
    """Looks up what records refer to: in their file, which is read for it once something is asked for, or in the archive.

    Of the file's books those are held in which articles or chapters beside them stand.
    """

    def __init__(self, again: Callable[[], Iterator[Item]], archive: Archive | None) -> None:
        self._again = again
        self._archive = archive
        self._found: dict[str, Record] | None = None
        self._books: dict[str, Record] | None = None
        self._latest: Record | None = None

    def noting(self, records: Iterator[Record]) -> Iterator[Record]:
        """Yield records; the latest is known while what it holds is written."""
        for self._latest in records:
            yield self._latest

    def __call__(self, record_id: str) -> Record | None:
        there = self._latest if self._latest is not None and self._latest.id == record_id else self._there(record_id)
        return there if there is not None or self._archive is None else self._archive.get(record_id)

    def _there(self, record_id: str) -> Record | None:
        if record_id.startswith("book:"):
            if self._books is None:
                hosts = {record.host for record in self._records() if isinstance(record, Component)}
                self._books = {record.id: record for record in self._records() if record.id in hosts}
            return self._books.get(record_id)
        if self._found is None:
            self._found = {record.id: record for record in self._records() if kind_of(record) in _REFERRED}
        return self._found.get(record_id)

    def _records(self) -> Iterator[Record]:
        return (item.record for item in self._again() if item.record is not None and not item.partial)


def _let_out(
    path: Path, reading: Reading, format_id: str | None, found: Format, on_error: OnError, report: Report
) -> Iterator[Record]:
    """Yield the records that may go out.

    Raises:
        CannotWrite: ``stop``, and some may not; it tells the first hundred or so faults. Or the format has none of their
            kinds: a file of nothing takes no other's place.
    """
    whole, stopped, twins = CatalogueCheck(None), list[Problem](), Counter[str]()
    held, others = False, list[str]()
    for item in items(path, reading, format=format_id):
        if item.record is not None:
            item.record = formed(None, item.record, item)
        told = [p.at(file=reading.file, record=item.where.record) for p in item.problems]
        if item.partial:  # it must not be taken for a whole record
            told[-1] = evolve(told[-1], severity="error")
        faults = [] if item.record is None or item.partial else _faults(item, item.record, reading, whole)
        record = item.record
        if record is not None and item.made and not getattr(record, "contents", ()):
            record, faults = _apart(record, faults, whole, twins)
        of = None if item.cells is not None or reading.format is None else get(reading.format)
        shown = faults
        if record is not None and of is not None and not of.whole:
            less, wrong = less_wrong_numbers(record, faults, forgives=of.forgives)
            if on_error == "skip" or not errors_of(wrong.values()):  # to be left out is an error
                record, shown = less, [wrong.get(p, p) for p in faults]
                faults = [p for p in faults if p not in wrong]
        report.problems += (*told, *shown)
        bad = bool(errors_of(faults))
        report.rejected += item.rejected or item.partial or bad
        if on_error == "stop":
            stopped += errors_of((*told, *faults))
            if len(stopped) >= ENOUGH:
                break
        if record is None or item.partial or bad or stopped:
            continue
        fits = kind_of(record) in found.kinds
        held = held or fits
        if not fits and len(others) < ENOUGH:
            others.append(record.id)
        if fits or not item.aside:
            yield record
    report.unread.update(reading.unread)
    if stopped:
        raise CannotWrite(stopped)
    if others and not held:
        named = ", ".join(others[:5]) + ", …" * (len(others) > 5)
        raise CannotWrite(message("asked-not-carried", format=found.id, records=named))


def _apart(
    record: Record, faults: list[Problem], whole: CatalogueCheck, twins: Counter[str]
) -> tuple[Record, list[Problem]]:
    """Return a record whose id was made; where another has the same, with one of its own, which the fault then tells."""
    twice = [p for p in faults if p.rule == ID_TWICE.id]
    own = record
    while twice and (own is record or any(p.rule == ID_TWICE.id for p in whole.record(own))):
        twins[record.id] += 1
        own = evolve(record, id=f"{record.id}-{twins[record.id] + 1}")
    expected = message("an-id-of-its-own", id=own.id)
    return own, [evolve(p, expected=expected, severity="warning") if p in twice else p for p in faults]


def _faults(item: Item, record: Record, reading: Reading, whole: CatalogueCheck) -> list[Problem]:
    """Return what the rules find in an item's record, where it stands in the file."""
    where = evolve(item.where, file=item.where.file or reading.file, record=record.id)
    problems = [*check_record(record), *whole.record(record)]
    problems = [p for p in problems if p.rule not in OF_CATALOGUE and not (item.aside and p.rule in OF_WHOLES)]
    problems = [evolve(p, where=evolve(where, record=p.where.record, path=p.where.path)) for p in problems]
    rule, expected = "named-in-words", message("an-id-to-convert")
    named = [
        Problem(evolve(where, path=x.path), rule, x.words, expected, severity="warning") for x in item.named.values()
    ]
    return [*named, *(placed(item, problems, reading) if problems else ())]
