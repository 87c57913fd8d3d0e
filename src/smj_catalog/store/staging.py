"""The files of a batch on their way to their places.

A file is staged beside its target, synced, and later renamed over it; names are synced at the end, before the batch is
settled. So at any moment, and after a power cut, a target is what it was before or what it is to be, whole. A few files
are synced each by itself. Many are synced at once, with all else that the file system has to write, where it can do that;
not in folders that are mounted from elsewhere.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from smj_catalog.store import syscalls
from smj_catalog.store.batch import Change, Entry, sha256
from smj_catalog.store.names import FOLDERS

_FEW = 128  # files that are open and synced one by one; macOS allows 256
_PREFIX, _SUFFIX = ".smj-", ".tmp"
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class Staging:
    """Files of one batch, each by the number of its change.

    Attributes:
        kept: files that were left alone, because a person edited them.
    """

    def __init__(self, archive: Path, batch: str) -> None:
        """Begin; nothing is written before `stage`."""
        self.kept: list[str] = []
        self._archive = str(archive)
        self._stem = f"{_PREFIX}{batch[-6:]}-"  # short, for a folder may hold 100,000
        self._folders: dict[str, bool] = {}  # folder in the archive -> is it on the archive's file system?
        self._open: list[tuple[int, bool]] = []  # files that wait for a sync, with the same
        self._many = False  # files and folders of the archive's file system are synced all at once
        self._device = os.stat(archive).st_dev  # noqa: PTH116
        self._whole = syscalls.file_system(self._archive)

    def stage(self, number: int, change: Change) -> None:
        """Write what a change makes of its file, beside it."""
        if change.after == change.before:
            return
        mode = None
        if change.before is not None:
            target = f"{self._archive}/{change.path}"
            there = os.stat(target)  # noqa: PTH116 - 100,000 times
            _require_replaceable(target, there, written=change.after is not None)
            mode = there.st_mode
        if change.after is None:
            return
        folder = change.path.rpartition("/")[0]
        inside = self._folders.get(folder)
        if inside is None:
            inside = self._folder(folder)
        descriptor = syscalls.create(self._temporary(folder, number), mode)
        self._open.append((descriptor, inside))
        syscalls.write(descriptor, change.after)
        if self._many and inside:
            syscalls.close(self._open.pop()[0])
        elif len(self._open) >= _FEW:
            self._many = self._whole >= 0
            self._drain()

    def sync(self) -> None:
        """Return when all that is staged has reached the disk."""
        self._drain()
        if self._many:
            syscalls.sync_all(self._whole)

    def place(self, number: int, entry: Entry) -> None:
        """Put what was staged in its place, or remove the file; one that a person edited is left alone."""
        target, folder = f"{self._archive}/{entry.path}", entry.path.rpartition("/")[0]
        now = sha256(read_target(target))
        if now == entry.before != entry.after:
            if entry.after is None:
                syscalls.unlink(target)
            else:
                syscalls.rename(self._temporary(folder, number), target)
        else:
            if now != entry.after:
                self.kept.append(entry.path)
            if entry.after is not None:
                with suppress(FileNotFoundError):
                    syscalls.unlink(self._temporary(folder, number))
        if folder not in self._folders:
            self._folder(folder, needed=entry.after is not None)

    def finish(self) -> None:
        """Return when all names have reached the disk."""
        for folder, inside in reversed(self._folders.items()):
            if not (self._many and inside):
                syscalls.sync_folder(f"{self._archive}/{folder}" if folder else self._archive)
        if self._many:
            syscalls.sync_all(self._whole)

    def close(self) -> None:
        """Close what an error left open; the next recovery sweeps the files."""
        while self._open:
            os.close(self._open.pop()[0])
        if self._whole >= 0:
            whole, self._whole = self._whole, -1
            os.close(whole)

    def _temporary(self, folder: str, number: int) -> str:
        return f"{self._archive}/{folder}{'/' if folder else ''}{self._stem}{number}{_SUFFIX}"

    def _drain(self) -> None:
        """Sync the files that wait for a sync of their own, and close all."""
        own = [descriptor for descriptor, inside in self._open if not (self._many and inside)]
        for descriptor in own:
            syscalls.begin_sync(descriptor)
        for descriptor in own:
            syscalls.sync(descriptor)
        while self._open:
            syscalls.close(self._open.pop()[0])

    def _folder(self, folder: str, *, needed: bool = True) -> bool:
        """See to it that a folder is there and will be synced; return whether it is on the archive's file system."""
        there = f"{self._archive}/{folder}" if folder else self._archive
        new = not os.path.isdir(there)  # noqa: PTH112
        if new and not needed:
            return False
        above = folder.rpartition("/")[0]
        if folder and above not in self._folders:
            self._folder(above)
        if new:
            syscalls.make_folder(there)
        self._folders[folder] = os.stat(there).st_dev == self._device  # noqa: PTH116
        return self._folders[folder]


def _require_replaceable(target: str, there: os.stat_result, *, written: bool) -> None:
    """Do nothing where a file can be replaced or removed, which else would be found behind the commit point.

    Raises:
        PermissionError: its folder cannot be written, or lets nobody but a file's owner do it.
    """
    folder, owner = os.stat(target.rpartition("/")[0]), getattr(os, "geteuid", lambda: 0)()  # noqa: PTH116
    sticky = folder.st_mode & stat.S_ISVTX and owner not in (0, there.st_uid, folder.st_uid)
    if sticky or not (written or os.access(target.rpartition("/")[0], os.W_OK)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)


def read_target(path: Path | str) -> bytes | None:
    """Return the bytes of a file; None if there is none."""
    if not os.access(path, os.F_OK) and os.access(os.path.dirname(path), os.X_OK):  # noqa: PTH120 - half of an exception
        return None
    try:
        descriptor = os.open(path, _READ)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            return file.readall()
    except OSError as error:
        error.filename = str(path)
        raise


def is_stray(name: str) -> bool:
    """Return whether a name is that of a staged file."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def strays(folder: Path) -> list[str]:
    """Return the names of staged files in a folder that a killed writer left behind."""
    try:
        return sorted(filter(is_stray, os.listdir(folder)))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []


def sweep(archive: Path) -> Iterator[str]:
    """Remove all staged files of an archive, and yield their paths in it."""
    walks = (os.walk(archive / folder) for folder in dict.fromkeys(FOLDERS.values()))
    for folder in (str(archive), *(place for walk in walks for place, _, _ in walk)):
        found = strays(Path(folder))
        for name in found:
            syscalls.unlink(os.path.join(folder, name))  # noqa: PTH118
            yield (Path(folder) / name).relative_to(archive).as_posix()
        if found:
            syscalls.sync_folder(folder)
