"""Make a new archive."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from smj_catalog import resources
from smj_catalog.errors import StoreError, UsageError
from smj_catalog.problems import message
from smj_catalog.store import syscalls
from smj_catalog.store.archive import Archive
from smj_catalog.store.batch import Batch, Change
from smj_catalog.store.journal import FOLDER, Journal
from smj_catalog.store.lock import NAME as LOCK
from smj_catalog.store.names import FOLDERS
from smj_catalog.store.native import read_file
from smj_catalog.store.places import INDEX
from smj_catalog.store.settings import NAME
from smj_catalog.store.staging import is_stray
from smj_catalog.store.writing import commit
from smj_catalog.xmlio import atomic_writer

_TEMPLATE = """\
# What this archive says of itself. Records stand in the folders beside, one file each.
title = "Catalogue"            # its title
language = "jpn"               # ISO 639-2 code of its records
currency = "JPY"               # ISO 4217 code of its prices
domain = "example.invalid"     # your internet domain: ids that go abroad begin with it
sender = "smj-catalog"         # who sends its ONIX messages
format = "smj-1"
# base_uri = "https://..."     # address under which records can be reached, once there is one
"""

_GIT = {
    ".gitattributes": b"# Files are what their digests in the journal say: no line ending is converted.\n* -text\n",
    ".gitignore": f"# Derived, and of the moment.\n{LOCK}\n{INDEX}*\n".encode(),
}
_DAY = re.compile(r"^(?:#.*\n)?updated = .*\n\n?", re.MULTILINE)  # the journal of a copy tells it


def init(folder: str | os.PathLike[str], *, empty: bool = False) -> Archive:
    """Make an archive in a folder that is new or empty, and return it. Its journal begins with a batch ``init``.

    Args:
        folder: where.
        empty: without records; otherwise with those of the packaged archive.

    Raises:
        UsageError: the folder holds something already.
        StoreError: the folder cannot be written.
    """
    folder = Path(folder)
    if not _free(folder):
        raise UsageError(message("folder-not-empty", folder=folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        syscalls.sync_folder(os.fspath(folder.parent))
        for name in dict.fromkeys(FOLDERS.values()):
            (folder / name).mkdir(exist_ok=True)
        for name, text in _GIT.items():
            with atomic_writer(folder / name) as file:
                file.write(text)
    except OSError as error:
        raise StoreError(message("not-written", file=folder, reason=error.strerror or error)) from error
    commit(folder, Batch("init"), _changes(empty=empty))
    return Archive.open(folder)


def _free(folder: Path) -> bool:
    """Return whether a folder is new or empty, but for what a killed `init` left before its commit point."""
    if not folder.exists():
        return True
    if not folder.is_dir() or Journal(folder).names():
        return False
    left = {LOCK, *(f"{FOLDER}/{name}" for name in Journal(folder).leftovers())}
    left.update(
        name for name, text in _GIT.items() if (folder / name).is_file() and (folder / name).read_bytes() == text
    )
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return all(path.relative_to(folder).as_posix() in left or is_stray(path.name) for path in files)


def _changes(*, empty: bool) -> Iterator[Change]:
    packaged = resources.archive()
    if not empty:
        for path in sorted(packaged.rglob("*.xml")):
            for record in read_file(path):
                yield Change(path.relative_to(packaged).as_posix(), record.id, None, path.read_bytes())
    text = _TEMPLATE if empty else _DAY.sub("", (packaged / NAME).read_text("utf-8"))
    yield Change(NAME, None, None, text.encode())
