"""How the index follows an archive: the journal's new batches, and the files that are not what it knows of them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from smj_catalog.errors import BadSource, InputError
from smj_catalog.store.batch import sha256
from smj_catalog.store.journal import Journal
from smj_catalog.store.names import FOLDERS
from smj_catalog.store.native import read_bytes
from smj_catalog.store.rows import INSERT, TABLES, rows
from smj_catalog.store.view import digest_of

if TYPE_CHECKING:
    from smj_catalog.store.archive import Archive

VERSION = 5
_RECENT = 2_000_000_000  # ns: a file as young as this may change again without getting a new time
_UNKNOWN = (-1, -1, -1, -1)


def follow(c: sqlite3.Connection, archive: Archive, progress: Callable[[int], None] | None) -> None:
    """Bring the tables to what an archive shows, inside the transaction of the caller.

    Does nothing where they show a later batch already.

    Raises:
        BadRecord: a file cannot be read.
        BadSource: a file is not XML.
    """
    known = dict(c.execute("SELECT key, value FROM meta"))
    batches = archive.view.batches()
    head = known.get("head", "")
    journal = Journal(archive.folder)
    if head > archive.view.head and journal.path(head).exists():
        return
    done = [name for name in batches if name <= head]
    if digest_of(done) != known.get("batches", digest_of([])):  # another branch, a merge, a restored copy
        c.execute("DELETE FROM changes")
        c.execute("UPDATE files SET mtime = -1")
        done = []
    for name in batches[len(done) :]:
        _batch(c, journal, name)
    _compare(c, archive)
    _read(c, archive, progress)
    state = {"head": archive.view.head, "batches": archive.view.state}
    c.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", state.items())


def _batch(c: sqlite3.Connection, journal: Journal, name: str) -> None:
    def changes() -> Iterator[tuple[str, str, int]]:
        for offset, entry in journal.entries(name):
            yield entry.record or entry.path, name, offset

    c.executemany("INSERT OR REPLACE INTO changes VALUES (?, ?, ?)", changes())
    paths = ((entry.path,) for _, entry in journal.entries(name))
    c.executemany("UPDATE files SET mtime = -1 WHERE path = ?", paths)


def _compare(c: sqlite3.Connection, archive: Archive) -> None:
    """Fill a table with the files that are there, with size, times and number as the folder tells them.

    Whoever changes a file can set the one time back, and not the other.
    """
    c.execute(
        "CREATE TEMP TABLE IF NOT EXISTS seen (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, "
        "inode INTEGER) WITHOUT ROWID"
    )
    c.execute("DELETE FROM seen")
    view = archive.view
    young = time.time_ns() - _RECENT

    def seen() -> Iterator[tuple[Any, ...]]:
        for folder in dict.fromkeys(FOLDERS.values()):
            for path in view.files(folder):
                try:
                    s = os.stat(os.path.join(archive.folder, path))  # noqa: PTH116, PTH118 - 100,000 times
                    mtime = s.st_mtime_ns if max(s.st_mtime_ns, s.st_ctime_ns) < young else -1
                    told = (s.st_size, mtime, s.st_ctime_ns, s.st_ino & (1 << 63) - 1)
                except FileNotFoundError:
                    told = _UNKNOWN
                yield path, *(_UNKNOWN if view.is_patched(path) else told)

    c.executemany("INSERT INTO seen VALUES (?, ?, ?, ?, ?)", seen())


def _read(c: sqlite3.Connection, archive: Archive, progress: Callable[[int], None] | None) -> None:
    """Take out what is gone, and read what is new or may have changed."""
    gone = "SELECT number FROM files WHERE path NOT IN (SELECT path FROM seen)"
    for table in TABLES:
        c.execute(f"DELETE FROM {table} WHERE file IN ({gone})")  # noqa: S608 - names of our own
    c.execute(f"DELETE FROM files WHERE number IN ({gone})")  # noqa: S608
    doubtful = c.execute(
        "SELECT s.path, s.size, s.mtime, s.ctime, s.inode, f.number, f.sha256 FROM seen s LEFT JOIN files f USING (path) WHERE "
        "f.number IS NULL OR f.mtime = -1 OR (s.size, s.mtime, s.ctime, s.inode) != (f.size, f.mtime, f.ctime, f.inode)"
    )
    count = 0
    free = c.execute("SELECT coalesce(max(number), 0) FROM files").fetchone()[0]
    while found := doubtful.fetchmany(500):
        made: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        old: list[tuple[int]] = []
        files: list[tuple[Any, ...]] = []
        for path, size, mtime, ctime, inode, number, known in found:
            if number is None:
                free += 1
            file = free if number is None else number
            try:
                data = archive.view.read(path)
            except BadSource:
                data = None
                made["broken"].append((path, file))
            digest = sha256(data)
            files.append((file, path, digest, size, mtime, ctime, inode))
            count += 1
            if digest == known or data is None:
                continue
            if number is not None:
                old.append((number,))
            try:
                records = [r for r in read_bytes(data, str(archive.folder / path)) if archive.stands(r.id, path)]
            except InputError:  # told when the record is wanted; it keeps nobody from the others
                made["broken"].append((path, file))
                continue
            for record in records:
                for table, row in rows(record, path, file):
                    made[table].append(row)
        for table in TABLES:
            c.executemany(f"DELETE FROM {table} WHERE file = ?", old)  # noqa: S608
        for table in TABLES:
            c.executemany(INSERT[table], made[table])
        c.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", files)
        if progress is not None:
            progress(count)
