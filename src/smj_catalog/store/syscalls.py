"""The calls by which the store changes a disk, in one place: tests fail them, stop at them and cut the power here.

Nothing else of the store writes, syncs, renames or removes (the index is SQLite's, and derived). Call them through the
module, so that a test can put others in their place.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

if sys.platform == "win32":
    _FULL = None
else:
    import fcntl

    _FULL = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone leaves data in the drive's cache

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def create(path: str, mode: int | None = None) -> int:
    """Make a file that is not there yet and return its descriptor; ``mode`` None is what the umask gives."""
    descriptor = os.open(path, _NEW, 0o666)
    if mode is not None and os.name != "nt":
        with suppress(OSError):
            os.fchmod(descriptor, stat.S_IMODE(mode))
    return descriptor


def write(descriptor: int, data: bytes) -> None:
    """Write all of the data."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def overwrite(descriptor: int, data: bytes) -> None:
    """Write over the start of a file; not meant to outlive a power cut."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, data)


def begin_sync(descriptor: int) -> None:
    """Tell the system that a file will be synced soon: syncing many then costs less. A hint, with no promise."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def sync(descriptor: int) -> None:
    """Return when what was written to a file has reached the disk."""
    if _FULL is None:
        os.fsync(descriptor)
    else:
        fcntl.fcntl(descriptor, _FULL)


def close(descriptor: int) -> None:
    """Close a descriptor."""
    os.close(descriptor)


def rename(source: str, target: str) -> None:
    """Put a file in the place of another, in one step."""
    os.replace(source, target)  # noqa: PTH105 - a hundred thousand times


def unlink(path: str) -> None:
    """Remove a file."""
    os.unlink(path)  # noqa: PTH108


def make_folder(path: str) -> None:
    """Make a folder."""
    os.mkdir(path)  # noqa: PTH102


def sync_folder(path: str) -> None:
    """Return when names made, changed and removed in a folder have reached the disk."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
