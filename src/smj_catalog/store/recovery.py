"""Writing the files of a committed batch, the first time or after a crash.

Both run the same code, from the journal. A file is written beside its target, synced, and renamed over it; folders are
synced at the end. So at any moment, and after a power cut, a target is what it was before or what it is to be, whole.
Where it is neither, a person edited it in the meantime: it is left alone and told. Nothing here depends on how far an
earlier attempt got, so recovery may itself be stopped anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from attrs import frozen

from smj_catalog.problems import Problem, Where, message
from smj_catalog.store import syscalls
from smj_catalog.store.batch import Change
from smj_catalog.store.journal import FOLDER, Journal

_CHUNK = 128  # temporary files that are open and synced together; macOS allows 256
TEMPORARY = ".smj-"


@frozen
class Recovery:
    """What was found and done when an archive was opened after a crash.

    Attributes:
        batch: id of the batch whose files were written; None where there was none.
        discarded: journals of batches that were never committed.
        swept: temporary files that were removed.
        kept: files that a person had edited in the meantime, and that were left alone.
    """

    batch: str | None = None
    discarded: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def problems(self) -> list[Problem]:
        """Return what happened as problems: for information, and as errors what a person should look at."""
        told = []
        if self.batch is not None:
            expected = message("batch-finished", batch=self.batch)
            told.append(Problem(Where(record=self.batch), "batch-recovered", self.batch, expected, severity="info"))
        for name in (*self.discarded, *self.swept):
            told.append(Problem(Where(name), "leftover-removed", name, message("no-leftover"), severity="info"))
        for path in self.kept:
            told.append(Problem(Where(path), "file-changed", path, message("file-of-batch", batch=self.batch)))
        return told


def read_target(path: Path | str) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            return file.readall()
    except OSError as error:
        error.filename = str(path)
        raise


def roll_forward(
    archive: Path, journal: Journal, batch: str, progress: Callable[[int], None] | None = None
) -> tuple[str, ...]:
    """Write the files of a committed batch and return those that are left alone, because a person edited them.

    Args:
        archive: the folder.
        journal: its journal.
        batch: id of the batch.
        progress: called with the number of files so far.

    Raises:
        OSError: a file cannot be written; what was written stays, and the next open goes on.
    """
    rolling = _Rolling(archive, batch)
    try:
        for number, change in enumerate(journal.changes(batch), 1):
            rolling.add(change)
            if progress is not None:
                progress(number)
        rolling.finish()
    finally:
        rolling.close()
    return tuple(rolling.kept)


class _Rolling:
    """Files on their way to their places."""

    def __init__(self, archive: Path, batch: str) -> None:
        self.kept: list[str] = []
        self._archive = str(archive)
        self._batch = batch
        self._open: list[tuple[int, str, str]] = []
        self._gone: list[str] = []
        self._folders: dict[str, None] = {}
        self._count = 0

    def add(self, change: Change) -> None:
        target = os.path.join(self._archive, *change.path.split("/"))  # noqa: PTH118 - 100,000 times
        self._folder(PurePosixPath(change.path).parent, needed=change.after is not None)
        now = read_target(target)
        if now == change.after:
            return
        if now != change.before:
            self.kept.append(change.path)
        elif change.after is None:
            self._gone.append(target)
        else:
            self._count += 1
            mode = None if now is None else os.stat(target).st_mode  # noqa: PTH116
            temporary = os.path.join(os.path.dirname(target), f"{TEMPORARY}{self._batch}-{self._count}.tmp")  # noqa: PTH118, PTH120
            descriptor = syscalls.create(temporary, mode)
            self._open.append((descriptor, temporary, target))
            syscalls.write(descriptor, change.after)
        if len(self._open) + len(self._gone) >= _CHUNK:
            self._flush()

    def _folder(self, relative: PurePosixPath, *, needed: bool) -> None:
        """See to it that a folder is there and will be synced, with the folders that it was made in."""
        folder = os.path.join(self._archive, str(relative))  # noqa: PTH118
        if folder in self._folders or relative == PurePosixPath():
            self._folders.setdefault(self._archive)
            return
        there = os.path.isdir(folder)  # noqa: PTH112
        if there or needed:
            self._folder(relative.parent, needed=needed)
            if not there:
                syscalls.make_folder(folder)
            self._folders[folder] = None

    def _flush(self) -> None:
        """Sync the temporary files that are open, then put them in their places."""
        for descriptor, _, _ in self._open:
            syscalls.begin_sync(descriptor)
        for descriptor, _, _ in self._open:
            syscalls.sync(descriptor)
        while self._open:
            descriptor, temporary, target = self._open.pop()
            syscalls.close(descriptor)
            syscalls.rename(temporary, target)
        while self._gone:
            syscalls.unlink(self._gone.pop())

    def finish(self) -> None:
        self._flush()
        for folder in reversed(self._folders):
            syscalls.sync_folder(folder)

    def close(self) -> None:
        """Close what is still open after an error; the next recovery sweeps the files."""
        for descriptor, _, _ in self._open:
            os.close(descriptor)
        self._open.clear()


def needs_recovery(archive: Path) -> bool:
    """Return whether a writer was killed in this archive, or is at work in it."""
    return bool(Journal(archive).leftovers())


def recover(archive: Path) -> Recovery:
    """Bring an archive to rest; the caller holds its lock. Does nothing to an archive at rest.

    Raises:
        Damaged: the journal of the batch that is to be finished is not what was written.
        OSError: a file cannot be written; the next attempt goes on.
    """
    journal = Journal(archive)
    left = journal.leftovers()
    if not left:
        return Recovery()
    batch = journal.pending()
    swept: list[str] = []
    kept: tuple[str, ...] = ()
    if batch is not None:
        journal.check(batch)
        swept += _sweep(archive, journal, batch)
        kept = roll_forward(archive, journal, batch)
    drafts = [name for name in left if name.endswith(".tmp")]
    for name in drafts:
        syscalls.unlink(str(journal.folder / name))
    journal.settle()
    return Recovery(batch, tuple(f"{FOLDER}/{name}" for name in drafts), tuple(swept), kept)


def _sweep(archive: Path, journal: Journal, batch: str) -> Iterator[str]:
    folders = dict.fromkeys(entry.path.rpartition("/")[0] for _, entry in journal.entries(batch))
    for folder in folders:
        for name in strays(archive / folder):
            syscalls.unlink(str(archive / folder / name))
            yield f"{folder}/{name}" if folder else name


def strays(folder: Path) -> list[str]:
    """Return the names of temporary files in a folder that a killed writer left behind."""
    try:
        return sorted(n for n in os.listdir(folder) if n.startswith(TEMPORARY) and n.endswith(".tmp"))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []
