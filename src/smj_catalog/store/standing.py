"""What stands in an archive's folder: its files with the record in each, and the batch that takes all of them in at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from smj_catalog.errors import InputError
from smj_catalog.store.batch import Change
from smj_catalog.store.names import FOLDERS, is_path, is_place
from smj_catalog.store.native import read_bytes
from smj_catalog.store.settings import NAME as SETTINGS
from smj_catalog.store.view import View


def files(view: View) -> Iterator[str]:
    """Yield the paths that a batch may change: archive.toml, then the files of records."""
    yield SETTINGS
    for folder in dict.fromkeys(FOLDERS.values()):
        yield from filter(is_path, view.files(folder))


def astray(view: View) -> Iterator[str]:
    """Yield the other paths that are read as files of records: no record's file can have such a name."""
    for folder in dict.fromkeys(FOLDERS.values()):
        yield from (path for path in view.files(folder) if not is_path(path))


def record_in(path: str, data: bytes) -> str | None:
    """Return the id of the record in a file; None for archive.toml, and where none can be read."""
    if path == SETTINGS:
        return None
    try:
        return next((record.id for record in read_bytes(data, path)), None)
    except InputError:
        return None


def baseline(archive: Path) -> Iterator[Change]:
    """Yield the changes of a first batch, which takes in an archive that was copied without its journal, as it stands.

    A file without a readable record, or with that of another file, is left out; `verify` tells it.
    """
    view = View(archive)
    for path in files(view):
        data = view.read(path)
        record = None if data is None else record_in(path, data)
        if data is not None and (path == SETTINGS if record is None else is_place(path, record)):
            yield Change(path, record, None, data)
