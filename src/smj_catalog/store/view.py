"""What a reader sees: the archive as it was after one batch, whatever writers do.

A view takes the newest batch of the journal as its head and shows the files as of that batch:

- A file that a later batch changes is read from the journal: its bytes *before* the earliest such batch.
- A file of a batch up to the head that is committed but not wholly written (a writer is at it, or was killed) is read
  from the journal too: its bytes *after* that batch.
- Every other file is read from the disk.

Readers take no lock and write nothing. They learn of later batches by the mark in ``.lock``, which a writer changes
between the commit point and the first file it writes (`smj_catalog.store.lock`): a file is read first and the mark
behind it. Where the mark is still the one of the last look into the journal, no batch unknown to the reader had begun to
write when the file was read; where it is not, the reader looks into the journal again and repeats. The journal's own
order (``.pending`` made, journal renamed, mark changed, files written, ``.pending`` removed) makes that look complete.

Edits by hand stand in no journal and are seen when they are made.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from smj_catalog.errors import BadSource, StoreError
from smj_catalog.problems import Problem, Where, message
from smj_catalog.store.journal import Journal
from smj_catalog.store.lock import read_mark
from smj_catalog.store.names import is_path, original_of
from smj_catalog.store.settings import NAME
from smj_catalog.store.staging import read_target


class View:
    """The files of an archive as of one batch.

    Attributes:
        head: id of that batch; empty where there is no journal.
    """

    def __init__(self, archive: Path, *, live: bool = True) -> None:
        """Look at an archive.

        Args:
            archive: the folder.
            live: others may write to it; the packaged archive is not, and needs no care.
        """
        self._archive = archive
        self._marked = os.access(self._settings, os.F_OK)
        self._live = live
        self._journal = Journal(archive)
        self._patches: dict[str, tuple[str, int, bool, bool]] = {}  # path -> batch, offset of line, after?, is there?
        self._known: set[str] = set()
        self._mark = b""
        self.head = ""
        self._look(first=True)

    def batches(self) -> list[str]:
        """Return the ids of the batches up to the head, oldest first."""
        return [name for name in self._journal.names() if name <= self.head]

    @property
    def state(self) -> str:
        """Digest of the names of those batches: another branch has another one, also where its last batch is the same."""
        return digest_of(self.batches())

    @property
    def patched(self) -> bool:
        """True where some files are read from the journal."""
        return bool(self._patches)

    def is_patched(self, path: str) -> bool:
        """Return whether a file is read from the journal."""
        return path in self._patches

    @property
    def _settings(self) -> str:
        return f"{self._archive}/{NAME}"

    def _require_there(self) -> None:
        """Do nothing where the archive is still there: a share that is gone must not pass for an archive without records."""
        if self._marked and not os.access(self._settings, os.F_OK):
            raise StoreError(message("archive-gone", folder=self._archive))

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file as of the head; None where there was none.

        Args:
            path: relative to the archive, with slashes.

        Raises:
            Damaged: they stand in a journal that is not what was written.
            BadSource: the file cannot be read.
            StoreError: the archive is not there any more.
        """
        while True:
            patch = self._patches.get(path)
            if patch is not None:
                change = self._journal.change_at(patch[0], patch[1])
                return change.after if patch[2] else change.before
            there = f"{self._archive}/{path}"
            try:
                data = read_target(there)
            except OSError as error:
                if not os.path.isdir(there):  # noqa: PTH112
                    raise _unreadable(there, error) from error
                data = None
            if data is None:
                self._require_there()
            if self._settled():
                return data

    def files(self, folder: str) -> list[str]:
        """Return the paths of the record files below a folder as of the head, sorted by name; no copies of sync services.

        Raises:
            BadSource: a folder cannot be read.
            StoreError: the archive is not there any more.
        """
        while True:
            found = set(_below(os.path.join(self._archive, folder), folder))  # noqa: PTH118
            if not found:
                self._require_there()
            if self._settled():
                break
        for path, (_, _, _, there) in [*self._patches.items()]:
            if path.startswith(f"{folder}/"):
                (found.add if there else found.discard)(path)
        for path in [p for p in found if not is_path(p) and original_of(p, found.__contains__)]:
            found.discard(path)
        return sorted(found, key=lambda path: path.replace("/", "\0"))  # by folder, then by name

    def _settled(self) -> bool:
        """Return whether what was just read was not yet touched by a batch that this view does not know."""
        if not self._live or read_mark(self._archive) == self._mark:
            return True
        self._look()
        return False

    def _look(self, *, first: bool = False) -> None:
        """Look into the journal for batches that are later than the head, or not wholly written."""
        self._mark = read_mark(self._archive) if self._live else b""
        names = self._journal.names()
        if first:
            self.head = names[-1] if names else ""
        pending = self._journal.pending() if self._live else None
        if pending is not None and pending <= self.head and pending not in self._known:
            self._learn(pending, after=True)
        for name in names:
            if name > self.head and name not in self._known:
                self._learn(name, after=False)

    def _learn(self, batch: str, *, after: bool) -> None:
        for offset, entry in self._journal.entries(batch):
            there = (entry.after if after else entry.before) is not None
            self._patches.setdefault(entry.path, (batch, offset, after, there))
        self._known.add(batch)


def digest_of(batches: list[str]) -> str:
    """Return a digest of the names of batches."""
    return hashlib.sha256(" ".join(batches).encode()).hexdigest()


def _below(folder: str, relative: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                name = f"{relative}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(entry.path, name)
                elif entry.name.endswith(".xml"):
                    yield name
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise _unreadable(folder, error) from error


def _unreadable(place: str, error: OSError) -> BadSource:
    return BadSource(Problem(Where(place), "file-unreadable", error.strerror, message("readable-file")))
