"""An archive: a folder of XML files that a person can read, compare and keep in version control."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from smj_catalog import resources
from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadRecord, ReadOnlyArchive, StoreError, UnknownRecord
from smj_catalog.formats import Reading, get
from smj_catalog.model import Book, Component, Issue, Record, kind_of
from smj_catalog.store import settings as _settings
from smj_catalog.store.names import FOLDERS, path_of
from smj_catalog.store.order import sort_key
from smj_catalog.store.settings import Settings

ENVIRONMENT = "SMJ_CATALOG_ARCHIVE"
_KINDS = ("periodical", "issue", "component", "book", "agent", "concept")
_FOLDER_OF = {
    "periodical": "periodicals", "issue": "issues", "component": "components", "book": "books", "agent": "agents",
    "concept": "subjects",
}  # fmt: skip


def locate(path: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder of the archive to use.

    The path given; else what SMJ_CATALOG_ARCHIVE names; else ./archive where that is an archive; else the packaged
    archive.
    """
    if path is not None:
        return Path(path)
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    here = Path("archive")
    return here if (here / _settings.NAME).is_file() else resources.archive()


class Archive:
    """The records of one folder, read when they are asked for.

    Use it as a context manager or not; reading needs no lock. The packaged archive is read-only.

    Attributes:
        folder: where it is.
        settings: what archive.toml says.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        """Make an archive object; `Archive.open` is the way to get one."""
        self.folder = folder
        self.settings = settings
        self._index: dict[str, str] | None = None
        self._order: dict[str, list[Path]] = {}
        self._seen: dict[str, Record | None] = {}

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Return the archive in a folder; without one, the archive that `locate` finds.

        Raises:
            StoreError: the folder is no archive, or its archive.toml cannot be read.
        """
        folder = locate(path)
        return cls(folder, _settings.load(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._seen.clear()

    def __repr__(self) -> str:
        return f"Archive({str(self.folder)!r})"

    @property
    def read_only(self) -> bool:
        """True for the archive that came with the package."""
        return self.folder.resolve() == resources.archive().resolve()

    def require_writable(self) -> None:
        """Do nothing where the archive may be changed.

        Raises:
            ReadOnlyArchive: it came with the package.
        """
        if self.read_only:
            raise ReadOnlyArchive(
                f"{self.folder} is the packaged archive and is for reading only; 'smj-catalog init DIR' makes one of your own"
            )

    @property
    def context(self) -> Context:
        """What formats need to know of the catalogue around a record."""
        s = self.settings
        return Context(s.domain, s.sender, s.title, s.updated, s.base_uri, self.get)

    def __getitem__(self, record_id: str) -> Record:
        """Return the record with an id; articles and chapters have ids of their own.

        Raises:
            UnknownRecord: there is none.
            BadRecord: its file cannot be read.
        """
        found = self.get(record_id)
        if found is None:
            raise UnknownRecord(f"{self.folder}: no record is called {record_id!r}")
        return found

    def __contains__(self, record_id: object) -> bool:
        return isinstance(record_id, str) and self.get(record_id) is not None

    def get(self, record_id: str) -> Record | None:
        """Return the record with an id, or None."""
        if record_id not in self._seen:
            if len(self._seen) > 4096:  # a cache of neighbours, not of the archive
                self._seen.clear()
            self._seen[record_id] = self._find(record_id)
        return self._seen[record_id]

    def _find(self, record_id: str) -> Record | None:
        try:
            path = self.folder / path_of(record_id)
        except StoreError:
            return None
        if path.is_file():
            return next((r for r in read_file(path) if r.id == record_id), None)
        if not record_id.startswith(("article:", "chapter:", "component:")):
            return None
        host = self._hosts().get(record_id)
        record = self.get(host) if host is not None else None
        contents = record.contents if isinstance(record, Issue | Book) else ()
        return next((c for c in contents if c.id == record_id), None)

    def _hosts(self) -> dict[str, str]:
        """Return component id -> id of the record it stands in."""
        if self._index is None:
            self._index = {
                c.id: record.id
                for record in self.records(kinds=("issue", "book"))
                if isinstance(record, Issue | Book)
                for c in record.contents
            }
        return self._index

    def files(self, kind: str | None = None) -> Iterator[Path]:
        """Yield the archive's record files, folder by folder, in the order of their names."""
        folders = [_FOLDER_OF[kind]] if kind is not None else list(dict.fromkeys(FOLDERS.values()))
        for folder in folders:
            yield from sorted((self.folder / folder).rglob("*.xml"))

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
        for kind in wanted:
            for path in self._sorted(kind):
                for record in read_file(path):
                    if kind_of(record) == kind and (keep is None or keep(record)):
                        yield record

    def _sorted(self, kind: str) -> list[Path]:
        if kind not in self._order:
            keyed = [(sort_key(record), path) for path in self.files(kind) for record in read_file(path)]
            self._order[kind] = list(dict.fromkeys(path for _, path in sorted(keyed)))
        return self._order[kind]

    def components(self) -> Iterator[Component]:
        """Yield every article and chapter, in a host or not."""
        for record in self.records(kinds=("issue", "component", "book")):
            if isinstance(record, Component):
                yield record
            elif isinstance(record, Issue | Book):
                yield from record.contents


def read_file(path: Path) -> Iterator[Record]:
    """Yield the records of one native file.

    Raises:
        BadRecord: a record cannot be read.
        BadSource: the file is no XML.
    """
    read = get("smj-1").read
    assert read is not None  # noqa: S101 - the native format reads
    for item in read(path, Reading(file=str(path))):
        if item.record is None:
            if item.problems:
                raise BadRecord(item.problems)
            continue
        yield item.record
