"""An archive: a folder of XML files that a person can read, compare and keep in version control."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Self

from smj_catalog import resources
from smj_catalog.crosswalk import Context
from smj_catalog.errors import (
    ID,
    REPORT,
    WORDS,
    BadRecord,
    ReadOnlyArchive,
    StoreError,
    UsageError,
    not_taken,
    path_taken,
    takes,
)
from smj_catalog.model import Record
from smj_catalog.problems import Report, message
from smj_catalog.store import settings
from smj_catalog.store.batch import Batch, BatchInfo, Change
from smj_catalog.store.collection import Collection
from smj_catalog.store.edit import Edit
from smj_catalog.store.ends import End, ends_of
from smj_catalog.store.journal import Journal
from smj_catalog.store.native import to_bytes
from smj_catalog.store.past import Past
from smj_catalog.store.places import locate
from smj_catalog.store.recovery import Recovery
from smj_catalog.store.view import View
from smj_catalog.store.writing import commit, settle


def _packaged(folder: Path) -> bool:
    return folder.resolve() == resources.archive().resolve()


class Archive(Collection):
    """The records of one folder, read on demand.

    .. versionadded:: 0.1.0

    Use it as a context manager or not. It shows the archive as it was when it was opened, also while others write;
    `refresh` and `commit` bring it up to date (`smj_catalog.store.view`). Reading needs no lock. The packaged archive
    is read-only.

    It is a collection of its records: ``for record in archive``, ``len(archive)`` and ``record_id in archive`` work;
    articles and chapters of an issue or book come with it and count with it.

    Several threads may share one archive: while one of them saves, deletes or has a batch open, the others wait.

    Attributes:
        folder: where it is.
        read_only: True for the archive that came with the package.
        settings: what archive.toml says.
        recovery: what an interrupted writer left behind, which was completed or removed on opening.
    """

    def __init__(self, folder: str | os.PathLike[str], *, damaged: bool = False) -> None:
        """Make an archive object; `Archive.open` is the way to get one."""
        self.folder = folder = Path(folder)
        self._damaged = damaged
        self.read_only = _packaged(folder)
        self.recovery = Recovery()
        self._journal = Journal(folder)
        self._edit: Edit | None = None
        self._changing = RLock()
        self.refresh()

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, *, damaged: bool = False) -> Self:
        """Return the archive in a folder; without one, the archive that `locate` finds.

        What an interrupted writer left behind is completed first if the folder is writable; otherwise it is ignored.

        Args:
            path: the folder.
            damaged: open it for `verify` even if its archive.toml cannot be read, or only its journal is there.

        Raises:
            StoreError: the folder is not an archive, or its archive.toml cannot be read.
            UsageError: the path is none.
        """
        folder = locate(None if path is None else path_taken("path", path))
        recovery = Recovery() if _packaged(folder) else settle(folder)
        try:
            opened = cls(folder, damaged=damaged)
        except OSError as error:
            place, why = error.filename or folder, error.strerror or error
            raise StoreError(message("settings-unreadable", file=place, reason=why)) from error
        opened.recovery = recovery
        return opened

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._forget()

    def __repr__(self) -> str:
        return f"Archive({str(self.folder)!r})"

    def refresh(self) -> None:
        """Show the current state of the archive.

        Raises:
            StoreError: archive.toml cannot be read.
        """
        self.view = View(self.folder, live=not self.read_only)
        self._forget()
        self.settings = settings.of(self.folder, self.view, damaged=self._damaged)
        self._past = Past(self._journal, self.view, self.settings, self._indexed)

    def require_writable(self) -> None:
        """Do nothing if the archive may be changed.

        Raises:
            ReadOnlyArchive: it came with the package.
        """
        if self.read_only:
            raise ReadOnlyArchive(message("archive-packaged", folder=self.folder))

    @property
    def context(self) -> Context:
        """What formats need to know of the catalogue around a record."""
        s = self.settings
        return Context(
            s.domain,
            s.sender,
            s.title,
            self.updated,
            s.base_uri,
            self.get,
            s.contact,
            batch=self.view.head,
            changed=self.changed if self.view.head else None,
            language=s.language,
            defaults=frozenset(s.defaults),
            ndl_provider=s.ndl_provider,
        )

    @property
    def updated(self) -> str:
        """Time of the last change in UTC, by the journal; without one, the day that archive.toml says."""
        changed = (self._past.when(info.id) for info in self.batches() if info.changes)
        return next(changed, self.settings.updated)

    @takes(record_id=ID)
    def changed(self, record_id: str) -> str:
        """Return the time of the last change to the file that contains a record, in UTC: YYYY-MM-DDThh:mm:ssZ.

        An edit by hand counts once it is in the journal. Empty if the journal does not mention the record.
        """
        batch = self._past.last(record_id)
        inside = batch is None and record_id.startswith(("article:", "chapter:", "component:"))
        if inside and (host := self.host_of(record_id)) is not None:
            batch = self._past.last(host)
        return "" if batch is None else self._past.when(batch)

    # changes

    @takes(note=WORDS, who=WORDS)
    @contextmanager
    def batch(self, note: str | None = None, *, who: str | None = None) -> Iterator[Edit]:
        """Make one batch of everything that is saved and deleted in the ``with`` block, carried out at its end.

        If the block raises an exception, nothing is changed. `save` and `delete` of the archive belong to the batch
        too.

        Args:
            note: why, for ``log`` and ``why``.
            who: who makes it; by default the name of the user.

        Raises:
            ReadOnlyArchive: the archive came with the package.
            BadRecord: a record has errors, or refers to one that is deleted; nothing was changed.
            Moved: a record was changed by others since the archive was opened or refreshed; nothing was changed.
            StoreError: the archive cannot be written.
            UsageError: a batch is already open.
        """
        self.require_writable()
        with self._changing:
            if self._edit is not None:
                raise UsageError(message("batch-begun"))
            self._edit = edit = Edit(self)
            try:
                yield edit
                edit.commit(Batch("edit", note=note) if who is None else Batch("edit", who, note=note))
            finally:
                self._edit = None

    @takes(note=WORDS, report=REPORT)
    def save(self, *records: Record, note: str | None = None, report: Report | None = None) -> str | None:
        """Save records, new or in place of those with their ids; return the batch's id, None if nothing changed.

        Args:
            records: each is checked as an import checks it; see `Edit.save`.
            note: why, for ``log`` and ``why``.
            report: collects the warnings about them.

        Raises:
            BadRecord: a record has errors; nothing was changed.
            StoreError: as for `batch`, with all its other errors.
        """
        return self._now(lambda edit: edit.save(*records), note, report)

    @takes(reason=WORDS, note=WORDS)
    def delete(
        self, record_id: str, *, reason: str | None = None, merged_into: str | None = None, note: str | None = None
    ) -> str | None:
        """Delete a record and return the batch's id; the journal keeps a note of it (`ends`).

        Args:
            record_id: the record, or an article or chapter in one.
            reason: why, in words.
            merged_into: id of the record that replaces it.
            note: for ``log`` and ``why``; the reason if there is none.

        Raises:
            UnknownRecord: there is no such record.
            BadRecord: other records refer to it; nothing was changed.
            StoreError: as for `batch`, with all its other errors.
        """
        return self._now(lambda edit: edit.delete(record_id, reason=reason, merged_into=merged_into), note or reason)

    def _now(self, do: Callable[[Edit], None], note: str | None, report: Report | None = None) -> str | None:
        """Do something in the batch that is begun, or else in one of its own."""
        with self._changing:
            if self._edit is not None:
                do(self._edit)
                return None
            with self.batch(note) as edit:
                edit.reported = report is not None
                do(edit)
            if report is not None:
                report.problems += edit.problems
            return edit.id

    def ends(self) -> Iterator[End]:
        """Yield what the journal keeps of deleted records, newest first; not of those that exist again.

        Those that a person deleted, and those that an import or an undo removed.
        """
        seen: set[str] = set()
        for info in self.batches():
            for end in ends_of(info, self._journal):
                if end.id not in seen and end.id not in self:
                    yield end
                seen.add(end.id)

    # batches

    def change(self, record: Record, origins: Mapping[str, Any] | None = None, *, new: bool = False) -> Change:
        """Return the change that writes a record to its file, new or over its present content.

        Args:
            record: the record.
            origins: where its values came from.
            new: it is known that it has no file yet, and that it can get one (`unplaceable`).

        Raises:
            BadRecord: it is new, and could get no file (`unplaceable`).
        """
        path = self.place(record.id)
        before = None if new else self.view.read(path)
        if before is None and not new and (problems := self.unplaceable(record.id, path)):
            raise BadRecord(problems)
        return Change(path, record.id, before, to_bytes(record), origins or {})

    def commit(
        self,
        batch: Batch,
        changes: Iterable[Change],
        *,
        edited: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> str:
        """Carry out a batch, all of it or nothing; return its id when it has reached the disk, and show the new state.

        Args:
            batch: its description; id and time are given here.
            changes: a stream of any length; no file twice.
            edited: a person has edited the files already; only the journal is written.
            progress: called with the number of files written so far.

        Raises:
            ReadOnlyArchive: the archive came with the package.
            Locked: another process is writing.
            Moved: a file is not what the change says it was before; nothing was changed.
            StoreError: the disk is full or fails; the message says which of the two states the archive is in.
        """
        self.require_writable()
        done = commit(self.folder, batch, changes, edited=edited, progress=progress)
        self.refresh()
        return done

    def batches(self) -> Iterator[BatchInfo]:
        """Yield the description of each batch, newest first.

        Raises:
            Damaged: a journal is not what was written.
        """
        for name in reversed(self.view.batches()):
            yield self._journal.info(name)

    @takes(batch_id=ID)
    def changes_of(self, batch_id: str) -> tuple[BatchInfo, Iterator[Change]]:
        """Return the description of a batch, and its changes.

        Raises:
            UnknownBatch: there is none.
            Damaged: its journal is not what was written.
        """
        return self._journal.info(batch_id), self._journal.changes(batch_id)

    @takes(record_id=ID)
    def journal_for(self, record_id: str) -> Iterator[tuple[BatchInfo, Change]]:
        """Yield the batches that touched a record, newest first, each with its change.

        For an article or chapter, what changed the issue or book that contains it.

        Raises:
            StoreError: the id is malformed.
            Damaged: a journal is not what was written.
        """
        inside = record_id.startswith(("article:", "chapter:")) and self.view.read(self.place(record_id)) is None
        if inside and (host := self.host_of(record_id)) is not None:
            record_id = host
        yield from self._past.of(record_id)


def opened(given: Archive | str | os.PathLike[str], argument: str = "archive", *, damaged: bool = False) -> Archive:
    """Return an archive that is given as such, or as its folder.

    Raises:
        StoreError: the folder is no archive.
        UsageError: it is neither.
    """
    if isinstance(given, Archive):
        return given
    if not isinstance(given, str | os.PathLike):
        raise not_taken(argument, given, "taken-archive")
    return Archive.open(given, damaged=damaged)
