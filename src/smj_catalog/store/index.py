"""The index: what an archive holds, in SQLite. Derived: it can be removed at any time and is made again.

It stands in ``.index.sqlite`` of the archive; for an archive that cannot be written it is a temporary file, begun with
what stands there, if that is whole. It follows the archive's journal, and edits by hand by the files' size, time and digest. One transaction takes it from one batch to
a later one, so that what it shows is always the archive as of one batch; an object keeps showing that one while others
take the file further. A damaged index is dropped and made again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from smj_catalog.errors import StoreError
from smj_catalog.model.keys import key_of, number_key
from smj_catalog.model.rules.normal import normal_form
from smj_catalog.store.following import VERSION, follow
from smj_catalog.store.places import INDEX
from smj_catalog.store.rows import SCHEMA

if TYPE_CHECKING:
    from smj_catalog.store.archive import Archive

_CACHED = 1_000
_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last: a table is missing

_CLOSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}  # it stands where nothing can be written

Progress = Callable[[int], None]


class Index:
    """The index of an archive, as of the batch that the archive shows.

    Attributes:
        place: where it stands; empty for a temporary one.
    """

    def __init__(self, archive: Archive, place: str) -> None:
        """Make an index object; `Index.open` is the way to get one."""
        self.place = place
        self._archive = archive
        self._cache: dict[tuple[str, str], list[tuple[str, bool]]] = {}
        self._connection = _connect(place)

    @classmethod
    def open(cls, archive: Archive, *, progress: Progress | None = None) -> Self:
        """Return the index of an archive, brought up to date.

        Args:
            archive: shows the state that the index is to show.
            progress: called with the number of files read so far.

        Raises:
            BadRecord: a file of the archive cannot be read.
            StoreError: the index can be written nowhere.
        """
        place = "" if archive.read_only else str(archive.folder / INDEX)
        try:
            return cls._up_to_date(archive, place, progress)
        except sqlite3.Error as error:
            if _code(error) in _BROKEN and place and _remove(place):
                return cls._up_to_date(archive, place, progress)
            if not place:
                raise StoreError(f"{archive.folder}: the index cannot be made: {error}") from error
        # the folder cannot be written, or another program holds the file
        return cls._up_to_date(archive, "", progress, like=place)

    @classmethod
    def _up_to_date(cls, archive: Archive, place: str, progress: Progress | None, like: str = "") -> Self:
        made = cls(archive, place)
        try:
            if like and not _copied(like, made._connection):
                made._connection.close()
                made._connection = _connect("")
            made.update(progress=progress)
        except BaseException:  # raised again: even where it is interrupted, the index is closed
            made.close()
            raise
        if made.head == archive.view.head:
            return made
        made.close()  # others have taken it further than what the archive shows: make one that shows just that
        return cls._up_to_date(archive, "", progress)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __del__(self) -> None:
        with suppress(AttributeError, sqlite3.Error):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def head(self) -> str:
        """Id of the batch as of which it shows the archive."""
        found = self._all("SELECT value FROM meta WHERE key = 'head'")
        return found[0][0] if found else ""

    def update(self, *, progress: Progress | None = None) -> None:
        """Bring the index to the batch that the archive shows, and take in edits by hand.

        Raises:
            BadRecord: a file of the archive cannot be read; the index stays as it was.
        """
        c = self._connection
        if c.in_transaction:
            c.execute("COMMIT")
        self._cache.clear()
        c.execute("BEGIN IMMEDIATE")
        try:
            if self._version() != VERSION:
                self._empty()
            follow(c, self._archive, progress)
        except BaseException:  # raised again: even where it is interrupted, the index is as it was
            with suppress(sqlite3.Error):
                c.execute("ROLLBACK")
            raise
        c.execute("COMMIT")
        c.execute("BEGIN")  # from here on it shows this state
        self.head  # noqa: B018 - the first read is what pins it

    def rebuild(self, *, progress: Progress | None = None) -> None:
        """Forget everything and read the whole archive again."""
        c = self._connection
        if c.in_transaction:
            c.execute("COMMIT")
        c.execute("BEGIN IMMEDIATE")
        self._empty()
        c.execute("COMMIT")
        self.update(progress=progress)

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
        return version

    def _empty(self) -> None:
        c = self._connection
        for (name,) in c.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            c.execute(f'DROP TABLE "{name}"')
        for statement in SCHEMA.split(";"):
            c.execute(statement)
        c.execute(f"PRAGMA user_version = {VERSION}")

    def _all(self, sql: str, values: Iterable[Any] = ()) -> list[Any]:
        """Return all rows of a query; a damaged index is made again first."""
        try:
            return self._connection.execute(sql, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            if _code(error) not in _BROKEN or not self.place:
                raise StoreError(f"{self.place or 'the index'}: {error}") from error
        self._connection.close()
        _remove(self.place)
        self._connection = _connect(self.place)
        self.update()
        return self._connection.execute(sql, tuple(values)).fetchall()

    # look-ups

    def lookup(self, scheme: str, value: str, *, sets: bool = True) -> list[str]:
        """Return the ids of the records and components that have an identifier.

        An ISBN-10, or a barcode that is an ISBN, is found as ``isbn-13`` as well.

        Args:
            scheme: type of the identifier, such as ``isbn-13``; ``own:`` and the scheme's name for an own one.
            value: as printed or in its normal form.
            sets: also records that have it as the number of a set that they belong to.
        """
        key = (scheme, normal_form(scheme, value))
        found = self._cache.get(key)
        if found is None:
            rows = self._all("SELECT id, of_set FROM identifiers WHERE scheme = ? AND value = ? ORDER BY id", key)
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            found = self._cache[key] = [(row[0], bool(row[1])) for row in rows]
        return [record for record, of_set in found if sets or not of_set]

    def match(
        self, kind: str, title: str, *, number: str | None = None, date: str | None = None, host: str | None = None
    ) -> list[str]:
        """Return the ids of the records of a kind that have a title; width, case, spaces and signs are ignored.

        Args:
            kind: periodical, issue, component, book, agent or concept.
            title: one of its titles, names or labels.
            number: number of the part or issue; None for any.
            date: its earliest date, or the beginning of it (a year); None for any.
            host: id of the serial, issue or book that it stands in; None for any.
        """
        return self._keyed({"title = ?": key_of(title), "kind = ?": kind, "host = ?": host}, number, date)

    def _keyed(self, asked: dict[str, str | None], number: str | None, date: str | None) -> list[str]:
        """Return the ids of records by their keys; what is None is not asked."""
        asked |= {"number = ?": None if number is None else number_key(number), "instr(date, ?) = 1": date}
        found = {where: value for where, value in asked.items() if value is not None}
        sql = f"SELECT DISTINCT id FROM keys WHERE {' AND '.join(found)} ORDER BY id"  # noqa: S608
        return [row[0] for row in self._all(sql, [*found.values()])]

    def alike(
        self,
        kind: str,
        titles: Iterable[str],
        *,
        number: str = "",
        date: str | None = "",
        host: str = "",
        limit: int = 50,
    ) -> list[tuple[str, bool]]:
        """Return the ids of the records of a kind that have all of these words, each with whether it has an ISBN.

        Args:
            kind: as in `match`.
            titles: it has any of them.
            number: number of the part; empty for a record without one.
            date: its earliest date, as far as both tell it: 2006 and 2006-06 agree; empty for a record without a date;
                None for any.
            host: as in `match`; empty for a record that stands in none.
            limit: no more than so many; those without an ISBN come first.
        """
        keys = [*dict.fromkeys(map(key_of, titles))]
        where = f"title IN ({','.join('?' * len(keys))}) AND kind = ? AND number = ? AND host = ?"
        values: list[Any] = [*keys, kind, number_key(number), host]
        if date:
            where += " AND (date IN (?, ?) OR substr(date, 1, ?) = ?)"
            values += [date[:4], date[:7], len(date), date]
        elif date is not None:
            where += " AND date = ''"
        sql = f"SELECT DISTINCT id, isbn FROM keys WHERE {where} ORDER BY isbn, id LIMIT ?"  # noqa: S608
        return [(row[0], bool(row[1])) for row in self._all(sql, (*values, limit))]

    def issues(
        self, periodical: str, number: str | None, date: str | None = None, volume: str | None = None
    ) -> list[str]:
        """Return the ids of the issues of a serial that have a number: a number of the volume, or the whole number.

        Args:
            periodical: id of the serial.
            number: the number; empty for an issue whose number is not known; None for any.
            date: its earliest date, or the beginning of it; None for any.
            volume: its volume, as far as it states one; None for any.
        """
        within = None if volume is None else number_key(volume)
        asked = {"host = ?": periodical, "kind = ?": "issue", "volume IN ('', ?)": within}
        return self._keyed(asked, number, date)

    def host_of(self, component: str) -> str | None:
        """Return the id of the record that contains an article or chapter; None if there is none."""
        found = self._all("SELECT host FROM components WHERE id = ?", (component,))
        return found[0][0] if found else None

    def has(self, record_id: str) -> bool:
        """Return whether the archive has a record or component with an id."""
        return bool(
            self._all("SELECT 1 FROM records WHERE id = ?1 UNION SELECT 1 FROM components WHERE id = ?1", (record_id,))
        )

    def beginning(self, prefix: str, most: int) -> list[tuple[str, str]]:
        """Return ids that begin with a text, in their order, each with the title of its record, article or chapter."""
        sql = "SELECT id, title FROM {} WHERE id >= ?1 AND id < ?1 || char(1114111)"
        both = " UNION ALL ".join(sql.format(table) for table in ("records", "components"))
        return self._all(f"{both} ORDER BY id LIMIT ?2", (prefix, most))

    def paths(self, kind: str) -> Iterator[str]:
        """Yield the files of a kind of record, in the archive's order."""
        last: tuple[Any, ...] = ("", "", -(1 << 62), "", "")
        sql = (
            "SELECT path, group_, date, number, reading, id FROM records WHERE kind = ? AND "
            "(group_, date, number, reading, id) > (?, ?, ?, ?, ?) ORDER BY group_, date, number, reading, id LIMIT 1000"
        )
        while found := self._all(sql, (kind, *last)):
            yield from (row[0] for row in found)
            last = found[-1][1:]

    def broken(self, folder: str = "") -> list[str]:
        """Return the files below a folder whose records cannot be read."""
        return [row[0] for row in self._all("SELECT path FROM broken WHERE path LIKE ? ORDER BY path", (f"{folder}%",))]

    def count(self, kind: str | None = None) -> int:
        """Return the number of records, of a kind or of all."""
        where = "" if kind is None else "WHERE kind = ?"
        found: int = self._all(f"SELECT count(*) FROM records {where}", () if kind is None else (kind,))[0][0]  # noqa: S608
        return found

    def changes(self, record_id: str) -> list[tuple[str, int]]:
        """Return the batches that touched a record, newest first, with where the change stands in their journal."""
        return self._all("SELECT batch, offset FROM changes WHERE record = ? ORDER BY batch DESC", (record_id,))


def _connect(place: str) -> sqlite3.Connection:
    if place:  # SQLite would make it for its owner alone, whatever the umask says
        with suppress(OSError):
            os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o666))
    connection = sqlite3.connect(place, timeout=60, isolation_level=None, check_same_thread=False)
    if place:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            connection.close()
            raise
    connection.execute("PRAGMA cache_size = -8192")
    return connection


def _copied(place: str, into: sqlite3.Connection) -> bool:
    """Copy an index that can be read and not written; tell whether it is whole, and nobody wrote to it meanwhile."""

    def state() -> tuple[int, ...]:
        told, log = os.stat(place), Path(f"{place}-wal")  # noqa: PTH116
        return told.st_size, told.st_mtime_ns, told.st_ino, log.stat().st_size if log.exists() else 0

    try:
        before = state()
        with closing(_unchanging(place)) as source:
            source.backup(into)
        whole = into.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        return bool(whole and before[-1] == 0 and state() == before)
    except (sqlite3.Error, OSError):
        return False


def _unchanging(place: str) -> sqlite3.Connection:
    """Open an index to be read where nothing can be written: no file is made beside it."""
    return sqlite3.connect(f"{Path(place).absolute().as_uri()}?immutable=1", uri=True)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _remove(place: str) -> bool:
    try:
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(place + suffix).unlink()
    except OSError:
        return False
    return True


def damage(folder: Path) -> str | None:
    """Return what is wrong with the index file of an archive; None where it is whole, or there is none."""
    place = folder / INDEX
    if not place.exists():
        return None
    for open_ in (sqlite3.connect, _unchanging):
        try:
            with closing(open_(str(place))) as connection:
                found: str = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        except sqlite3.Error as error:
            found = str(error)
            if _code(error) in _CLOSED:
                continue
        break
    return None if found == "ok" else found
