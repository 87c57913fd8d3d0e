"""Files that are either the old ones or the new ones, whole."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["TEMPORARY", "atomic_writer", "sync_folder"]

TEMPORARY = ".smj-*.tmp"  # what a killed writer may leave behind, as a glob


@contextmanager
def atomic_writer(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Yield a binary file whose bytes take the place of ``path`` when the block ends without an error.

    The bytes go to a temporary file in the same folder, are synced, and are renamed over the target; then
    the folder is synced. After an error the temporary file is gone and the target is as it was. A target
    that exists keeps its mode, a new one gets what the umask gives; behind a symbolic link the file it
    names is replaced. A device or pipe cannot be replaced and is written to directly.

    Args:
        path: the target; its folder exists.

    Raises:
        OSError: the folder cannot be written to, the target is a folder, or the disk is full.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        with target.open("wb") as direct:
            yield direct
        return
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(f"{target} is a directory")
    with _temporary(target.parent, mode) as (temporary, file):
        yield file
        file.flush()
        os.fsync(file.fileno())
        file.close()
        temporary.replace(target)
    sync_folder(target.parent)


@contextmanager
def _temporary(folder: Path, mode: int | None) -> Iterator[tuple[Path, BinaryIO]]:
    path = folder / f".smj-{secrets.token_hex(8)}.tmp"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            if mode is not None:
                path.chmod(stat.S_IMODE(mode))
            yield path, file
    except BaseException:  # raised again: even where it is interrupted, no half-written file stays
        with suppress(OSError):
            path.unlink()
        raise


def sync_folder(folder: str | os.PathLike[str]) -> None:
    """Return when names made, changed and removed in a folder have reached the disk."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
