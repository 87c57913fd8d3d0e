"""One writer at a time: the operating system's advisory lock on ``.lock``, which a killed process gives back by dying.

The file also holds a mark. A writer changes it when it takes the lock and again behind the commit point of a batch,
before the first file of the archive changes. A reader that finds the same mark before and after it read a file knows
that no batch began to change files in between (see `smj_catalog.store.view`).
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from smj_catalog.errors import Locked
from smj_catalog.problems import Message, message
from smj_catalog.store import syscalls

NAME = ".lock"
_SIZE = 256  # always written whole, so that a later mark covers an earlier one
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # far behind the mark, which stays readable
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class Lock:
    """The right to write to an archive, held until `release` or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        """Hold a descriptor that is locked; `Lock.acquire` is the way to get one."""
        self._descriptor = descriptor
        self._since = datetime.now(UTC).isoformat(timespec="seconds")

    @classmethod
    def wait(cls, folder: Path, seconds: float = 0.5) -> Self:
        """Take the lock of an archive, or wait a moment for who has it: another's open may only be looking.

        Raises:
            Locked: another writer has it still.
            OSError: the file cannot be made or opened.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with suppress(Locked):
                return cls.acquire(folder)
            time.sleep(0.01)
        return cls.acquire(folder)

    @classmethod
    def acquire(cls, folder: Path) -> Self:
        """Take the lock of an archive, at once or not at all.

        Raises:
            Locked: another writer has it; the message names it where the file does.
            OSError: the file cannot be made or opened.
        """
        path = folder / NAME
        while True:
            descriptor = os.open(path, _FLAGS, 0o666)
            try:
                _take(descriptor)
                if _same(descriptor, path):
                    held = cls(descriptor)
                    held.mark()
                    return held
            except (BlockingIOError, PermissionError):
                os.close(descriptor)
                raise Locked(_told(folder)) from None
            except BaseException:  # raised again: even where it is interrupted, the lock is free
                os.close(descriptor)
                raise
            os.close(descriptor)  # someone removed the file that we locked: lock the one that is there now

    def mark(self) -> None:
        """Write a new mark."""
        host = socket.gethostname()[:60].encode("ascii", "replace").decode()
        told = {"pid": os.getpid(), "host": host, "since": self._since, "mark": secrets.token_hex(16)}
        syscalls.overwrite(self._descriptor, json.dumps(told).encode().ljust(_SIZE - 1) + b"\n")

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            try:
                _give(descriptor)
            finally:
                os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def read_mark(folder: Path) -> bytes:
    """Return the mark of the last writer; nothing where there never was one."""
    try:
        descriptor = os.open(f"{folder}/{NAME}", os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            return os.read(descriptor, _SIZE)
        finally:
            os.close(descriptor)
    except OSError:
        return b""


def _told(folder: Path) -> Message:
    try:
        told = json.loads(read_mark(folder))
        return message("locked-by", folder=folder, pid=told["pid"], host=told["host"], since=told["since"])
    except (ValueError, KeyError, TypeError):
        return message("locked", folder=folder)
