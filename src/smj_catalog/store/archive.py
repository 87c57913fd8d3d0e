"""An archive: a folder of XML files that a person can read, compare and keep in version control."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from smj_catalog import resources
from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadRecord, BadSource, InputError, ReadOnlyArchive, StoreError, UnknownRecord
from smj_catalog.model import Book, Component, Issue, Record, kind_of
from smj_catalog.problems import Problem, message
from smj_catalog.store import settings
from smj_catalog.store.batch import Batch, BatchInfo, Change
from smj_catalog.store.journal import Journal
from smj_catalog.store.names import FOLDERS, is_place, misplaced, places_of, unplaceable
from smj_catalog.store.native import read_bytes, to_bytes
from smj_catalog.store.order import in_order
from smj_catalog.store.past import Past
from smj_catalog.store.places import INDEX, locate
from smj_catalog.store.recovery import Recovery
from smj_catalog.store.view import View
from smj_catalog.store.writing import Progress, commit, settle

if TYPE_CHECKING:
    from smj_catalog.store.index import Index

MANY = 5000  # files of a kind from which on an archive gets an index to keep them in order
_KINDS = ("periodical", "issue", "component", "book", "agent", "concept")
_FOLDER_OF = {
    "periodical": "periodicals", "issue": "issues", "component": "components", "book": "books", "agent": "agents",
    "concept": "subjects",
}  # fmt: skip


def _packaged(folder: Path) -> bool:
    return folder.resolve() == resources.archive().resolve()


class Archive:
    """The records of one folder, read on demand.

    .. versionadded:: 0.1.0

    Use it as a context manager or not. It shows the archive as it was when it was opened, also while others write;
    `refresh` and `commit` move it on (`smj_catalog.store.view`). Reading needs no lock. The packaged archive is
    read-only.

    Attributes:
        folder: where it is.
        read_only: True for the archive that came with the package.
        settings: what archive.toml says.
        recovery: what a killed writer had left, and was finished or removed at the open.
    """

    def __init__(self, folder: Path) -> None:
        """Make an archive object; `Archive.open` is the way to get one."""
        self.folder = folder
        self.read_only = _packaged(folder)
        self.recovery = Recovery()
        self._journal = Journal(folder)
        self.refresh()

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Return the archive in a folder; without one, the archive that `locate` finds.

        What a killed writer left is finished first where the folder can be written; else it is read around.

        Raises:
            StoreError: the folder is not an archive, or its archive.toml cannot be read.
        """
        folder = locate(path)
        recovery = Recovery() if _packaged(folder) else settle(folder)
        try:
            opened = cls(folder)
        except OSError as error:
            place, why = error.filename or folder, error.strerror or error
            raise StoreError(message("settings-unreadable", file=place, reason=why)) from error
        opened.recovery = recovery
        return opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
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
        try:
            self.settings = settings.parse(self.folder, self.view.read(settings.NAME))
        except BadSource as error:
            raise StoreError(error.problems) from error
        self._past = Past(self._journal, self.view, self.settings, self._indexed)

    def _forget(self) -> None:
        self._hosts: dict[str, str] | None = None
        self._order: dict[str, list[str]] = {}
        self._seen: dict[str, Record | None] = {}
        self._index: Index | None = None  # who is still reading from it keeps it

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
            changed=self.changed if self.view.head else None,
        )

    @property
    def updated(self) -> str:
        """Time of the last change in UTC, by the journal; without one, the day that archive.toml says."""
        changed = (self._past.when(info.id) for info in self.batches() if info.changes)
        return next(changed, self.settings.updated)

    def changed(self, record_id: str) -> str:
        """Return the time of the last change to the file that contains a record, in UTC: YYYY-MM-DDThh:mm:ssZ.

        What was edited by hand counts when the journal has it. Empty where the journal knows nothing of the record.
        """
        batch = self._past.last(record_id)
        if batch is None and (host := self.host_of(record_id)) is not None:
            batch = self._past.last(host)
        return "" if batch is None else self._past.when(batch)

    # records

    def __getitem__(self, record_id: str) -> Record:
        """Return the record with an id; articles and chapters have ids of their own.

        Raises:
            UnknownRecord: there is none.
            BadRecord: its file cannot be read.
        """
        found = self.get(record_id)
        if found is None:
            raise UnknownRecord(message("no-record", folder=self.folder, record=repr(record_id)))
        return found

    def __contains__(self, record_id: object) -> bool:
        return isinstance(record_id, str) and self.get(record_id) is not None

    def get(self, record_id: str) -> Record | None:
        """Return the record with an id, or None."""
        if record_id not in self._seen:
            found = self._find(record_id)
            if len(self._seen) > 1024:  # a cache of neighbours, not of the archive
                self._seen.clear()
            self._seen[record_id] = found
        return self._seen[record_id]

    def _find(self, record_id: str) -> Record | None:
        try:
            path = self.place(record_id)
        except StoreError:
            return None
        data = self.view.read(path)
        if data is not None:
            return next((r for r in read_bytes(data, str(self.folder / path)) if r.id == record_id), None)
        if not record_id.startswith(("article:", "chapter:", "component:")):
            return None
        host = self.host_of(record_id)
        record = self.get(host) if host is not None else None
        contents = record.contents if isinstance(record, Issue | Book) else ()
        return next((c for c in contents if c.id == record_id), None)

    def place(self, record_id: str) -> str:
        """Return the file of a record, relative to the archive: the name that it had in an older archive is kept.

        Raises:
            StoreError: the id is malformed or of no known kind.
            BadRecord: the file that has the older name cannot be read.
        """
        place, *earlier = places_of(record_id)
        for path in earlier:
            if any(record.id == record_id for record in self._read(path, self.view)):
                return path
        return place

    def require_whole(self, record_id: str) -> None:
        """Do nothing where the file that a record stands in holds records and nothing else, or is not there.

        Raises:
            BadRecord: it has an element or attribute that no record holds, or cannot be read.
        """
        path = self.place(record_id)
        if self.view.read(path) is None and (host := self.host_of(record_id)) is not None:
            path = self.place(host)
        for _ in self._read(path, self.view, whole=True):
            pass

    def stands(self, record_id: str, path: str) -> bool:
        """Return whether a record stands in a file that was found: in its own, or, where that is not there, in another.

        Otherwise the file is a copy of the record's.
        """
        if is_place(path, record_id):
            return True
        try:
            return self.view.read(self.place(record_id)) is None
        except StoreError:  # its id names no place at all: validate tells it
            return True
        except BadSource:  # it is there, and cannot be read
            return False

    def unplaceable(self, record_id: str) -> list[Problem]:
        """Return why a record that is not there could get no file: its id is too long, or something has its place."""
        return unplaceable(self.folder, record_id, self.view.read)

    def host_of(self, component: str) -> str | None:
        """Return the id of the record that contains an article or chapter; None if there is none."""
        index = self._indexed()
        if index is not None:
            return index.host_of(component)
        if self._hosts is None:
            self._hosts = {
                c.id: record.id
                for record in self.records(kinds=("issue", "book"))
                if isinstance(record, Issue | Book)
                for c in record.contents
            }
        return self._hosts.get(component)

    def _indexed(self, files: int = 0) -> Index | None:
        """Return the index, where the archive has one or has files enough to need one."""
        if self._index is None and not self.read_only and (files > MANY or (self.folder / INDEX).exists()):
            from smj_catalog.store.index import Index

            self._index = Index.open(self)
        return self._index

    def _read(self, path: str, view: View, *, whole: bool = False) -> Iterator[Record]:
        data = view.read(path)
        return iter(()) if data is None else read_bytes(data, str(self.folder / path), whole=whole)

    def files(self, kind: str | None = None) -> Iterator[Path]:
        """Yield the archive's record files, folder by folder, in the order of their names."""
        folders = [_FOLDER_OF[kind]] if kind is not None else list(dict.fromkeys(FOLDERS.values()))
        for folder in folders:
            for path in self.view.files(folder):
                yield self.folder / path

    def records(
        self,
        *,
        kinds: Iterable[str] | None = None,
        keep: Callable[[Record], bool] | None = None,
        whole: bool = False,
        on_error: Callable[[InputError], None] | None = None,
    ) -> Iterator[Record]:
        """Yield records in a stable order: serials, issues by serial, date and number, components, books by date and
        title reading, agents, concepts.

        Args:
            kinds: only these kinds; None for all. Components that stand in an issue or book come with it.
            keep: only records of which this is true.
            whole: a file with an element or attribute that no record holds, or in which another record stands than its
                name says, counts as one that cannot be read.
            on_error: called for each file whose record cannot be read, which is skipped; without it the first one raises,
                when those before it in the order, and the sound ones of its kind, have been yielded.

        Raises:
            BadRecord: a file's record cannot be read.
            BadSource: a file is not XML.
        """  # noqa: D205
        wanted = _KINDS if kinds is None else tuple(k for k in _KINDS if k in set(kinds))
        view = self.view  # also where `refresh` moves on in the middle
        for kind in wanted:
            for path in self._sorted(kind, view):
                try:
                    found = [*self._read(path, view, whole=whole)]
                    found = [r for r in found if kind_of(r) == kind and self.stands(r.id, path)]
                    if whole and (wrong := [p for r in found for p in misplaced(path, r.id, str(self.folder / path))]):
                        raise BadRecord(wrong)
                except InputError as error:
                    if on_error is None:
                        raise
                    on_error(error)
                    continue
                yield from (record for record in found if keep is None or keep(record))

    def _sorted(self, kind: str, view: View) -> Iterable[str]:
        if view is self.view and kind in self._order:
            return self._order[kind]
        files = view.files(_FOLDER_OF[kind])
        index = self._indexed(len(files)) if view is self.view else None
        if index is not None:
            return chain(index.paths(kind), index.broken(f"{_FOLDER_OF[kind]}/"))
        order = in_order(files, lambda path: self._read(path, view))
        if view is self.view:
            self._order[kind] = order
        return order

    def components(self) -> Iterator[Component]:
        """Yield every article and chapter, in a host or not."""
        for record in self.records(kinds=("issue", "component", "book")):
            if isinstance(record, Component):
                yield record
            elif isinstance(record, Issue | Book):
                yield from record.contents

    # batches

    def change(self, record: Record, origins: Mapping[str, Any] | None = None) -> Change:
        """Return the change that puts a record in its place, new or over what stands there now.

        Raises:
            BadRecord: it is new, and could get no file (`unplaceable`).
        """
        path = self.place(record.id)
        before = self.view.read(path)
        if before is None and (problems := self.unplaceable(record.id)):
            raise BadRecord(problems)
        return Change(path, record.id, before, to_bytes(record), origins or {})

    def commit(
        self, batch: Batch, changes: Iterable[Change], *, edited: bool = False, progress: Progress | None = None
    ) -> str:
        """Carry out a batch, all of it or nothing; return its id when it has reached the disk, and show the new state.

        Args:
            batch: what it says of itself; id and time are given here.
            changes: a stream of any length; no file twice.
            edited: the files hold what they shall already, by a person's hand; only the journal is to learn of it.
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
        """Yield what each batch says of itself, newest first.

        Raises:
            Damaged: a journal is not what was written.
        """
        for name in reversed(self.view.batches()):
            yield self._journal.info(name)

    def batch(self, batch_id: str) -> tuple[BatchInfo, Iterator[Change]]:
        """Return what a batch says of itself, and its changes.

        Raises:
            UnknownBatch: there is none.
            Damaged: its journal is not what was written.
        """
        return self._journal.info(batch_id), self._journal.changes(batch_id)

    def journal_for(self, record_id: str) -> Iterator[tuple[BatchInfo, Change]]:
        """Yield the batches that touched a record, newest first, each with its change.

        For an article or chapter, what touched the issue or book that it stands in.

        Raises:
            StoreError: the id is malformed.
            Damaged: a journal is not what was written.
        """
        inside = record_id.startswith(("article:", "chapter:")) and self.view.read(self.place(record_id)) is None
        if inside and (host := self.host_of(record_id)) is not None:
            record_id = host
        yield from self._past.of(record_id)
