"""An archive: a folder of XML files that a person can read, compare and keep in version control."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from smj_catalog import resources
from smj_catalog.crosswalk import Context
from smj_catalog.errors import ReadOnlyArchive, StoreError, UnknownRecord
from smj_catalog.model import Book, Component, Issue, Record, kind_of
from smj_catalog.problems import message
from smj_catalog.store import settings as _settings
from smj_catalog.store.batch import Batch, BatchInfo, Change
from smj_catalog.store.journal import Journal
from smj_catalog.store.names import FOLDERS, path_of
from smj_catalog.store.native import read_bytes, to_bytes
from smj_catalog.store.order import sort_key
from smj_catalog.store.places import INDEX, locate
from smj_catalog.store.recovery import Recovery
from smj_catalog.store.settings import Settings
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
    """The records of one folder, read when they are asked for.

    Use it as a context manager or not. It shows the archive as it was when it was opened, also while others write;
    `refresh` and `commit` move it on (`smj_catalog.store.view`). Reading needs no lock. The packaged archive is
    read-only.

    Attributes:
        folder: where it is.
        read_only: True for the archive that came with the package.
        settings: what archive.toml says.
        recovery: what a killed writer had left, and was finished or removed at the open.
    """

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        """Make an archive object; `Archive.open` is the way to get one."""
        self.folder = folder
        self.read_only = _packaged(folder)
        self.recovery = Recovery()
        self.view = View(folder, live=not self.read_only)
        self._journal = Journal(folder)
        self._infos: dict[str, BatchInfo] = {}
        self._index: Index | None = None
        self._forget()
        self.settings = settings or _settings.parse(folder, self.view.read(_settings.NAME))

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Return the archive in a folder; without one, the archive that `locate` finds.

        What a killed writer left is finished first where the folder can be written; else it is read around.

        Raises:
            StoreError: the folder is no archive, or its archive.toml cannot be read.
        """
        folder = locate(path)
        recovery = Recovery() if _packaged(folder) else settle(folder)
        try:
            opened = cls(folder)
        except OSError as error:
            raise StoreError(f"{error.filename or folder}: cannot be read: {error.strerror or error}") from error
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
        """Show the archive as it is now."""
        self.view = View(self.folder, live=not self.read_only)
        self._forget()
        self.settings = _settings.parse(self.folder, self.view.read(_settings.NAME))

    def _forget(self) -> None:
        self._hosts: dict[str, str] | None = None
        self._order: dict[str, list[str]] = {}
        self._seen: dict[str, Record | None] = {}
        self._index = None  # who is still reading from it keeps it

    def require_writable(self) -> None:
        """Do nothing where the archive may be changed.

        Raises:
            ReadOnlyArchive: it came with the package.
        """
        if self.read_only:
            raise ReadOnlyArchive(message("archive-packaged", folder=self.folder))

    @property
    def context(self) -> Context:
        """What formats need to know of the catalogue around a record."""
        s = self.settings
        return Context(s.domain, s.sender, s.title, s.updated, s.base_uri, self.get, s.contact)

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
            if len(self._seen) > 4096:  # a cache of neighbours, not of the archive
                self._seen.clear()
            self._seen[record_id] = found
        return self._seen[record_id]

    def _find(self, record_id: str) -> Record | None:
        try:
            path = str(path_of(record_id))
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

    def host_of(self, component: str) -> str | None:
        """Return the id of the record that an article or chapter stands in; None where it stands in none."""
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

    def _read(self, path: str, view: View) -> Iterator[Record]:
        data = view.read(path)
        return iter(()) if data is None else read_bytes(data, str(self.folder / path))

    def files(self, kind: str | None = None) -> Iterator[Path]:
        """Yield the archive's record files, folder by folder, in the order of their names."""
        folders = [_FOLDER_OF[kind]] if kind is not None else list(dict.fromkeys(FOLDERS.values()))
        for folder in folders:
            for path in self.view.files(folder):
                yield self.folder / path

    def records(
        self, *, kinds: Iterable[str] | None = None, keep: Callable[[Record], bool] | None = None
    ) -> Iterator[Record]:
        """Yield records in a stable order: serials, issues by serial, date and number, components, books by date and
        title reading, agents, concepts.

        Args:
            kinds: only these kinds; None for all. Components that stand in an issue or book come with it.
            keep: only records of which this is true.

        Raises:
            BadRecord: a file's record cannot be read.
            BadSource: a file is no XML.
        """  # noqa: D205
        wanted = _KINDS if kinds is None else tuple(k for k in _KINDS if k in set(kinds))
        view = self.view  # also where `refresh` moves on in the middle
        for kind in wanted:
            for path in self._sorted(kind, view):
                for record in self._read(path, view):
                    if kind_of(record) == kind and (keep is None or keep(record)):
                        yield record

    def _sorted(self, kind: str, view: View) -> Iterable[str]:
        if view is self.view and kind in self._order:
            return self._order[kind]
        files = view.files(_FOLDER_OF[kind])
        index = self._indexed(len(files)) if view is self.view else None
        if index is not None:
            return index.paths(kind)
        keyed = [(sort_key(record), path) for path in files for record in self._read(path, view)]
        order = list(dict.fromkeys(path for _, path in sorted(keyed)))
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
        """Return the change that puts a record in its place, new or over what stands there now."""
        path = str(path_of(record.id))
        return Change(path, record.id, self.view.read(path), to_bytes(record), origins or {})

    def commit(self, batch: Batch, changes: Iterable[Change], *, progress: Progress | None = None) -> str:
        """Carry out a batch, all of it or nothing; return its id when it has reached the disk, and show the new state.

        archive.toml's day of the last change is set with it.

        Args:
            batch: what it says of itself; id and time are given here.
            changes: a stream of any length; no file twice.
            progress: called with the number of files written so far.

        Raises:
            ReadOnlyArchive: the archive came with the package.
            Locked: another process is writing.
            Moved: a file is not what the change says it was before; nothing was changed.
            StoreError: the disk is full or fails; the message says which of the two states the archive is in.
        """
        self.require_writable()
        done = commit(self.folder, batch, changes, progress=progress)
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
        path = str(path_of(record_id))
        inside = record_id.startswith(("article:", "chapter:")) and self.view.read(path) is None
        if inside and (host := self.host_of(record_id)) is not None:
            record_id, path = host, str(path_of(host))
        index = self._indexed()
        if index is not None:
            for batch, offset in index.changes(record_id):
                yield self._info(batch), self._journal.change_at(batch, offset)
            return
        for name in reversed(self.view.batches()):
            for offset, entry in self._journal.entries(name):
                if entry.path == path:
                    yield self._info(name), self._journal.change_at(name, offset)

    def _info(self, batch: str) -> BatchInfo:
        """Return what a batch says of itself; it is written once and never changed."""
        if batch not in self._infos:
            self._infos[batch] = self._journal.info(batch)
        return self._infos[batch]
