"""Whether anything was touched since a batch was settled, as the journal and the times of files tell: no file is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from smj_catalog.store.batch import placed
from smj_catalog.store.journal import Journal
from smj_catalog.store.names import FOLDERS
from smj_catalog.store.settings import NAME as SETTINGS


def untouched(archive: Path, batch: str, *, others: bool = False) -> bool:
    """Return whether the records that a batch wrote stand as it left them; archive.toml does not count.

    Later batches are told by the journal, an edit by hand by the time of the file, a removed file by its absence. Where it
    cannot be told, as in a copy of an archive whose files are young, the answer is False.

    Args:
        archive: the folder.
        batch: id of the batch.
        others: also ask this of all other records.
    """
    journal = Journal(archive)
    try:
        settled = os.stat(journal.path(batch)).st_mtime_ns  # noqa: PTH116 - set when the batch was settled
        later = [path for name in journal.names() if name > batch for path in _placed(journal, name)]
        if others and later:
            return False
        times = _all(archive) if others else _written(archive, journal, batch, set(later))
        return not any(told.st_mtime_ns > settled or told.st_ctime_ns > settled for told in times)
    except OSError:
        return False


def _placed(journal: Journal, batch: str) -> Iterator[str]:
    return (path for path, _ in (placed(line) for _, line in journal.lines(batch)) if path != SETTINGS)


def _written(archive: Path, journal: Journal, batch: str, later: set[str]) -> Iterator[os.stat_result]:
    """Yield the times of the files that a batch wrote.

    Raises:
        OSError: one is not there, is there that the batch removed, or is one that later batches wrote.
    """
    stat, folder = os.stat, str(archive)
    for _, line in journal.lines(batch):
        path, there = placed(line)
        if path in later:
            raise FileExistsError(path)
        if there and path != SETTINGS:
            yield stat(f"{folder}/{path}")  # 100,000 times
        elif not there and os.path.lexists(f"{folder}/{path}"):
            raise FileExistsError(path)


def _all(archive: Path) -> Iterator[os.stat_result]:
    """Yield the times of all record files, and of their folders, which change where a file is made or removed."""
    folders = [f"{archive}/{folder}" for folder in dict.fromkeys(FOLDERS.values())]
    while folders:
        folder = folders.pop()
        yield os.stat(folder)  # noqa: PTH116
        with os.scandir(folder) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                elif not entry.name.startswith("."):
                    yield entry.stat()
