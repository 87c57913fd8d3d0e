"""Changes by a program or a person, record by record, that become one batch."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import evolve

from smj_catalog.errors import WORDS, BadRecord, UnknownRecord, UsageError, not_taken, takes
from smj_catalog.formats.tabular import forms_told
from smj_catalog.model import Book, Component, Concept, Issue, Record, kind_of
from smj_catalog.model.rules import CatalogueCheck, newly_wrong
from smj_catalog.model.rules.base import components
from smj_catalog.model.rules.catalogue import CYCLE, ID_TWICE, ISBN_TWICE, NUMBER_TWICE, REFERENCE, isbns_elsewhere
from smj_catalog.model.rules.references import path_of, references
from smj_catalog.problems import Problem, Where, errors_of, message, quoted
from smj_catalog.store.batch import Batch, Change
from smj_catalog.store.ends import End, end_of
from smj_catalog.store.native import comment_lost, record_faults

if TYPE_CHECKING:
    from smj_catalog.store.archive import Archive


class Edit:
    """Records that are saved and deleted together: all of it or nothing, in one batch.

    .. versionadded:: 0.1.0

    `Archive.batch` makes it and carries it out.

    Attributes:
        problems: warnings about the records that were saved.
        id: id of the batch when it is carried out; None before, and where nothing changed.
        reported: the caller gets the problems; otherwise what was kept and may be wrong is also a Python warning.
    """

    def __init__(self, archive: Archive) -> None:
        """Begin with nothing to do; `Archive.batch` is the way to get one."""
        self._archive = archive
        self._after: dict[str, Record | None] = {}  # by id of the record in the file
        self._ends: dict[str, End] = {}
        self.problems: list[Problem] = []
        self.id: str | None = None
        self.reported = False

    def get(self, record_id: str) -> Record | None:
        """Return a record as the batch will leave it; None if it will not exist."""
        if record_id in self._after:
            return self._after[record_id]
        host = self._host_of(record_id)
        if host is not None:
            return next((c for c in components(self.get(host)) if c.id == record_id), None)
        found = self._archive.get(record_id)
        # what stood in another record does so no longer
        return None if isinstance(found, Component) and self._archive.host_of(record_id) is not None else found

    def _host_of(self, record_id: str) -> str | None:
        """Return the id of the record that an article or chapter will stand in."""
        for host, record in self._after.items():
            if any(c.id == record_id for c in components(record)):
                return host
        if not record_id.startswith(("article:", "chapter:")):
            return None
        host_id = self._archive.host_of(record_id)
        return None if host_id in self._after else host_id

    def save(self, *records: Record) -> None:
        """Save records: new ones, or in place of those with their ids.

        An article or chapter with a host goes into the host's contents, after the others if it is new.

        Args:
            records: each is checked as an import checks it.

        Raises:
            BadRecord: a record has errors that it does not have in the archive now, or its file contains what belongs
                to no record;
                two different records have one id.
            UsageError: something is not a record.
        """
        given: dict[str, Record] = {}
        for record in records:
            kind_of(record)
            if given.setdefault(record.id, record) != record:
                raise BadRecord(_twice(record.id))
            here = self._host_of(record.id)
            if not isinstance(record, Component) or (record.host is None and here is None):
                self._put(record)
                continue
            goes = record.host or here
            assert goes is not None
            host = self.get(goes)
            if not isinstance(host, Issue | Book):
                where = Where(record=record.id, path="host")
                raise BadRecord(Problem(where, "host-unknown", goes, message("a-host-there")))
            if here is None and self._archive.get(record.id) is not None:
                self._after[record.id] = None  # it had a file of its own
            elif here is not None and here != goes:
                self._take_out(record.id, here)
            there = {c.id: c for c in host.contents} | {record.id: record}
            self._put(evolve(host, contents=tuple(there.values())))

    @takes(reason=WORDS)
    def delete(self, record_id: str, *, reason: str | None = None, merged_into: str | None = None) -> None:
        """Delete a record, or an article or chapter in one; the journal keeps a note of it (`Archive.ends`).

        Args:
            record_id: the record.
            reason: why, in words.
            merged_into: id of the record that replaces it.

        Raises:
            UnknownRecord: there is no such record.
            UsageError: ``merged_into`` is the record itself.
        """
        for argument, named in (("record_id", record_id), ("merged_into", merged_into or record_id)):
            if not isinstance(named, str):
                raise not_taken(argument, named, "taken-id")
        if merged_into == record_id:
            raise UsageError(message("merged-into-itself", record=record_id))
        record = self.get(record_id)
        for name in (record_id, merged_into):
            if name is not None and self.get(name) is None:
                raise UnknownRecord(message("no-record", folder=self._archive.folder, record=quoted(name)))
        assert record is not None
        self._ends[record_id] = end_of(record, reason=reason, merged_into=merged_into)
        host = self._host_of(record_id)
        if host is None:
            self._after[record_id] = None
        else:
            self._take_out(record_id, host)

    def _take_out(self, part: str, host: str) -> None:
        record = self.get(host)
        assert isinstance(record, Issue | Book)
        self._put(evolve(record, contents=tuple(c for c in record.contents if c.id != part)))

    def _put(self, record: Record) -> None:
        before = self._archive.get(record.id)
        if before is not None:
            self._archive.require_whole(record.id)
        problems = [*record_faults(record), *newly_wrong(before, record), *forms_told(before, record)]
        if errors_of(problems):
            raise BadRecord(problems)
        self.problems += problems
        self._after[record.id] = record

    def _changes(self) -> Iterator[Change]:
        for record_id, record in self._after.items():
            path = self._archive.place(record_id)
            before = self._archive.view.read(path)
            change = Change(path, record_id, before, None) if record is None else self._archive.change(record)
            if change.after != before:
                self.problems += comment_lost(before, record_id) if record is not None else ()
                yield change

    def require_references(self) -> None:
        """Note the references to missing records in what is saved.

        Raises:
            BadRecord: other records refer to one that is deleted; an id, an issue's number or a concept occurs twice.
        """
        known = _Known(self)
        check = CatalogueCheck(known_ids=known)
        clashes: list[Problem] = []
        for record in (r for r in self._after.values() if r is not None):
            found = check.record(record)
            clashes += errors_of(found)
            self.problems += [p for p in found if p.rule == ISBN_TWICE.id]
            before = self._archive.get(record.id)
            clashes += self._clashes(record, before)
            self.problems += isbns_elsewhere(before, record, self._with_isbn)
        if clashes:
            raise BadRecord(clashes)
        self.problems += [p for p in check.finish(unresolved="warning") if p.rule == REFERENCE.id]
        gone = {i for i, record in self._after.items() if record is None} | self._ends.keys()
        gone |= {c.id for i in gone for c in components(self._archive.get(i))}
        gone = {i for i in gone if i not in known}
        if dangling := [*self._dangling(gone)] if gone else ():
            raise BadRecord(dangling)

    def _clashes(self, record: Record, before: Record | None) -> Iterator[Problem]:
        """Yield what a record has anew that another record, which is not saved with it, has already."""
        old = {c.id for c in components(before)}
        for part in components(record):
            if part.id not in old and self._stands_elsewhere(part.id, record.id):
                yield _twice(part.id)
        if isinstance(record, Issue) and not (isinstance(before, Issue) and _number(before) == _number(record)):
            for other in self._archive.numbered_alike(record):
                if other not in self._after and _number(self.get(other)) == _number(record):
                    where, expected = (
                        Where(record=record.id, path="numbering.numbers"),
                        message("a-number-once", first=other),
                    )
                    yield Problem(where, NUMBER_TWICE.id, " ".join(record.numbering.numbers), expected)  # type: ignore[union-attr]
        if isinstance(record, Concept) and not (isinstance(before, Concept) and before.broader == record.broader):
            ahead, seen = [*record.broader], {record.id}
            while ahead:
                wider = self.get(name := ahead.pop())
                if name == record.id and record.id not in record.broader:
                    yield Problem(Where(record=name, path="broader"), CYCLE.id, name, message("no-circle"))
                    return
                if name not in seen and isinstance(wider, Concept):
                    ahead += wider.broader
                seen.add(name)

    def _with_isbn(self, isbn: str) -> list[str]:
        """Return the ids of records that have an ISBN and are not saved with those that are."""
        there = self._archive._searched().lookup("isbn-13", isbn, sets=False)
        return [i for i in there if (self._host_of(i) or i) not in self._after]

    def _stands_elsewhere(self, part: str, host: str) -> bool:
        """Tell whether an article or chapter stands in another record, or in a file of its own, and will still do."""
        if part not in self._after and self._archive.view.read(self._archive.place(part)) is not None:
            return True
        other = self._archive.host_of(part)
        return other is not None and other != host and other not in self._after

    def _dangling(self, gone: set[str]) -> Iterator[Problem]:
        every = (self._after.get(r.id, r) for r in self._archive.records(on_error=lambda _: None))
        new = (r for i, r in self._after.items() if i not in self._archive)
        for record in (r for r in chain(new, every) if r is not None):
            for part in (record, *components(record)):
                for other, name, index, below in references(part):
                    if other in gone:
                        where = Where(record=part.id, path=path_of(name, index, below))
                        yield Problem(where, REFERENCE.id, other, message("a-record-to-keep", record=other, by=part.id))

    def commit(self, batch: Batch) -> None:
        """Commit everything as one batch, which records what became of deleted records.

        Raises:
            BadRecord: other records refer to one that is deleted; nothing was changed.
            StoreError: as `Archive.commit`.
        """
        self.require_references()
        for problem in self.problems if not self.reported else ():
            if problem.rule == "form-kept":
                warnings.warn(problem.text(), stacklevel=2)
        if changes := [*self._changes()]:
            ends = [_told(end) for end in self._ends.values() if self.get(end.id) is None]
            self.id = self._archive.commit(evolve(batch, extra={"ends": ends} if ends else {}), changes)


class _Known:
    """The ids of an archive as it will be."""

    def __init__(self, edit: Edit) -> None:
        self._edit = edit

    def __contains__(self, record_id: object) -> bool:
        return isinstance(record_id, str) and self._edit.get(record_id) is not None


def _twice(record_id: str) -> Problem:
    return Problem(Where(record=record_id, path="id"), ID_TWICE.id, record_id, message("an-id-once"))


def _number(issue: Record | None) -> object:
    """Return what tells an issue of a serial from the others, as `CatalogueCheck` sees it."""
    if not isinstance(issue, Issue) or issue.numbering is None:
        return None
    n = issue.numbering
    return issue.periodical, issue.kind, n.series, n.volume, n.numbers


def _told(end: End) -> dict[str, Any]:
    """Return an end as the journal keeps it; batch and time stand there already."""
    told = {"id": end.id, "kind": end.kind, "title": end.title, "identifiers": end.identifiers}
    return told | {k: v for k, v in (("reason", end.reason), ("merged_into", end.merged_into)) if v is not None}
