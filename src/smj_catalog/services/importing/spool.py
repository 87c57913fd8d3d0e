"""Items of any number, set down on disk and taken up again unit by unit.

A unit is what is imported together or not at all: an issue or book and the articles or chapters that stand in it. Its
rows may be anywhere in the input, so that all rows are read before the first unit is planned.
"""

from __future__ import annotations

import pickle
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from attrs import define, field

from smj_catalog.formats import Item
from smj_catalog.model import Component

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE items (seq INTEGER PRIMARY KEY, unit TEXT, item BLOB);
CREATE TABLE seen (scheme TEXT, value TEXT, seq INTEGER, PRIMARY KEY (scheme, value)) WITHOUT ROWID;
CREATE TABLE moved (old TEXT PRIMARY KEY, new TEXT) WITHOUT ROWID;
"""


@define
class Kept:
    """An item with its place among all items, and the number of the input it came from."""

    seq: int
    item: Item
    source: int = 0


@define
class Unit:
    """Rows that are imported together.

    Attributes:
        key: id, as the input has it, of the issue, book or other record.
        main: rows of that record itself; more than one is a double.
        parts: rows of the components that stand in it.
    """

    key: str
    main: list[Kept] = field(factory=list)
    parts: list[Kept] = field(factory=list)

    @property
    def all(self) -> list[Kept]:
        """Every row, in the order of the input."""
        return sorted([*self.main, *self.parts], key=lambda k: k.seq)


class Spool:
    """Items on disk; a context manager that removes them at its end."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="smj-import-")
        self._db = sqlite3.connect(Path(self._folder.name) / "items.sqlite", isolation_level=None)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")
        self.count = 0
        self._waiting: list[tuple[int, str | None, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._folder.cleanup()

    def add(self, item: Item, source: int) -> int:
        """Set an item down and return its number."""
        self.count += 1
        record = item.record
        unit = None
        if record is not None:
            unit = record.host if isinstance(record, Component) and record.host else record.id
        self._waiting.append((self.count, unit, pickle.dumps((item, source))))
        if len(self._waiting) >= 1000:
            self._flush()
        return self.count

    def _flush(self) -> None:
        self._db.executemany("INSERT INTO items VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def finish(self) -> None:
        """Make what was added ready to be taken up."""
        self._flush()
        self._db.execute("CREATE INDEX items_unit ON items (unit, seq)")

    def units(self) -> Iterator[Unit]:
        """Yield units in the order in which the input begins them; refused rows are units of their own."""
        firsts = self._db.cursor()
        rows = firsts.execute(
            "SELECT seq, unit, item FROM items i WHERE unit IS NULL OR seq = "
            "(SELECT min(seq) FROM items j WHERE j.unit = i.unit) ORDER BY seq"
        )
        for seq, key, held in rows:
            if key is None:
                yield Unit("", [_kept(seq, held)])
                continue
            unit = Unit(key)
            for row in self._db.execute("SELECT seq, item FROM items WHERE unit = ? ORDER BY seq", (key,)):
                kept = _kept(*row)
                own = kept.item.record
                (unit.main if own is not None and own.id == key else unit.parts).append(kept)
            yield unit

    def first(self, scheme: str, value: str, seq: int) -> int | None:
        """Return the number of the item that had an identifier before; None, and remember this one, where none had."""
        found = self._db.execute("SELECT seq FROM seen WHERE scheme = ? AND value = ?", (scheme, value)).fetchone()
        if found is not None and found[0] != seq:
            return int(found[0])
        self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (scheme, value, seq))
        return None

    def item(self, seq: int) -> Item:
        """Return an item by its number."""
        row = self._db.execute("SELECT seq, item FROM items WHERE seq = ?", (seq,)).fetchone()
        return _kept(*row).item

    def move(self, old: str, new: str) -> None:
        """Remember that a record of the input is a record of the archive under another id."""
        if old != new:
            self._db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (old, new))

    def moved(self, record_id: str) -> str:
        """Return the id of the archive's record that a record of the input is."""
        found = self._db.execute("SELECT new FROM moved WHERE old = ?", (record_id,)).fetchone()
        return record_id if found is None else str(found[0])


def _kept(seq: int, held: bytes) -> Kept:
    item, source = pickle.loads(held)  # noqa: S301 - bytes of our own, in a folder that only this user can read
    return Kept(seq, item, source)
