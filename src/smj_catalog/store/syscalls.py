"""The calls by which the store changes a disk, in one place: tests fail them, stop at them and cut the power here.

Nothing else of the store writes, syncs, renames or removes (the index is SQLite's, and derived). Call them through the
module, so that a test can put others in their place.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from functools import cache
from typing import Any

from smj_catalog.xmlio.atomic import sync_folder as sync_folder

if sys.platform == "win32":
    _FULL = None
else:
    import fcntl

    _FULL = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone leaves data in the drive's cache

_WHOLE = frozenset({0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x01021994})  # ext2/3/4, XFS, Btrfs, F2FS, tmpfs
"""File systems of which syncfs(2) promises what fsync(2) does. FUSE and 9p do not pass it on, overlays hide errors."""

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
    done = os.write(descriptor, data)
    while done < len(data):
        done += os.write(descriptor, memoryview(data)[done:])


def overwrite(descriptor: int, data: bytes) -> None:
    """Write over the start of a file; not meant to outlive a power cut."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, data)


def begin_sync(descriptor: int, start: int = 0, length: int = 0) -> None:
    """Tell the system that a file, or a part of it, will be synced soon: that then costs less. A hint, with no promise."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(descriptor, start, length, os.POSIX_FADV_DONTNEED)


def sync(descriptor: int) -> None:
    """Return when what was written to a file has reached the disk."""
    if _FULL is None:
        os.fsync(descriptor)
    else:
        fcntl.fcntl(descriptor, _FULL)


def file_system(path: str) -> int:
    """Return a descriptor by which `sync_all` syncs the file system that a folder is on; -1 where that cannot be.

    Open it before anything is written: only what goes wrong while it is open is told. Linux 5.8 is the first that tells.
    """
    if sys.platform != "linux" or tuple(map(int, os.uname().release.split("-")[0].split(".")[:2])) < (5, 8):
        return -1
    try:
        import ctypes
    except ImportError:  # a Python without libffi
        return -1
    descriptor = os.open(path, os.O_RDONLY)
    told = ctypes.create_string_buffer(512)  # struct statfs begins with the type, in a machine word
    if _libc().fstatfs(descriptor, told) == 0 and ctypes.c_ulong.from_buffer(told).value & 0xFFFFFFFF in _WHOLE:
        return descriptor
    os.close(descriptor)
    return -1


def sync_all(descriptor: int) -> None:
    """Return when all files, folders and names of a file system have reached the disk (`file_system`)."""
    import ctypes

    if _libc().syncfs(descriptor) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


@cache
def _libc() -> Any:
    import ctypes  # only who writes needs it

    return ctypes.CDLL(None, use_errno=True)


def close(descriptor: int) -> None:
    """Close a descriptor."""
    os.close(descriptor)


def rename(source: str, target: str) -> None:
    """Put a file in the place of another, in one step."""
    os.replace(source, target)  # noqa: PTH105 - a hundred thousand times


def unlink(path: str) -> None:
    """Remove a file."""
    os.unlink(path)  # noqa: PTH108


def touch(path: str) -> None:
    """Give a file the time of now; not meant to outlive a power cut."""
    os.utime(path)


def make_folder(path: str) -> None:
    """Make a folder."""
    os.mkdir(path)  # noqa: PTH102
