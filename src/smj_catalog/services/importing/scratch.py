"""Folders for what an import sets down on the way: gone when it ends, and after a kill when the next one begins."""

from __future__ import annotations

import shutil
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path

from smj_catalog.errors import Locked
from smj_catalog.store.lock import NAME as LOCK
from smj_catalog.store.lock import Lock

_PREFIX = "smj-import-"
_YOUNG = 60.0  # seconds in which a new folder gets its lock


def scratch(owner: object) -> Path:
    """Return a new folder that only this user can read; it goes with its owner, or with the process.

    What killed processes of this user left is removed first: a folder in use is locked, and a killed process has no lock.

    Raises:
        OSError: no temporary folder can be written.
    """
    _sweep(Path(tempfile.gettempdir()))
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with suppress(Locked, FileNotFoundError):  # another's sweep was quicker than we
            weakref.finalize(owner, _remove, folder, Lock.acquire(folder))
            return folder


def _sweep(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError, Locked):  # another user's, in use, or gone meanwhile
            if (folder / LOCK).exists() or time.time() - folder.stat().st_mtime > _YOUNG:
                _remove(folder, Lock.acquire(folder))


def _remove(folder: Path, lock: Lock) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)  # the lock itself, which Windows does not remove while it is open
