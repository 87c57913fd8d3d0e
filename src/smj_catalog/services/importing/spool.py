"""Items of any number, set down on disk and taken up again unit by unit.

A unit is what is imported together or not at all: an issue or book and the articles or chapters that stand in it. Its
rows may be anywhere in the input, so that all rows are read before the first unit is planned.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from itertools import starmap
from typing import Any, Self

from attrs import define, field, fields, has

from smj_catalog import model
from smj_catalog.formats import Item, Named, Sought
from smj_catalog.model import Component, Record, kind_of
from smj_catalog.model.taking import draft
from smj_catalog.problems import Message, Problem, Where
from smj_catalog.services.importing.likeness import numbers_of
from smj_catalog.services.importing.linking import may_name_its_serial, names_of
from smj_catalog.services.importing.matching import MANY, SHOWN, apart_by, keys_of
from smj_catalog.services.importing.scratch import scratch

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE items (seq INTEGER PRIMARY KEY, unit TEXT, part INTEGER, pending TEXT, item BLOB);
CREATE TABLE words (key TEXT, apart TEXT, seq INTEGER);
CREATE TABLE numbers (scheme TEXT, value TEXT, seq INTEGER);
CREATE TABLE company (seq INTEGER PRIMARY KEY);
CREATE TABLE several (unit TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE claims (record TEXT PRIMARY KEY, seq INTEGER) WITHOUT ROWID;
CREATE TABLE found (record TEXT PRIMARY KEY, other TEXT) WITHOUT ROWID;
"""
_READY = """
CREATE INDEX words_key ON words (key, apart, seq);
CREATE INDEX numbers_value ON numbers (scheme, value, seq);
"""
_COMPANY = """
INSERT OR IGNORE INTO several SELECT unit FROM items WHERE unit IS NOT NULL GROUP BY unit HAVING count(*) > 1;
INSERT OR IGNORE INTO company SELECT seq FROM words WHERE key IN (SELECT key FROM words GROUP BY key HAVING count(*) > 1);
INSERT OR IGNORE INTO company SELECT seq FROM numbers WHERE (scheme, value) IN
  (SELECT scheme, value FROM numbers GROUP BY scheme, value HAVING count(*) > 1);
"""

_ANY = "SELECT seq FROM words WHERE key = ? ORDER BY seq LIMIT ?"
_ONE = "SELECT seq FROM words WHERE key = ? AND apart = ? ORDER BY seq LIMIT ?"


def _pickled(number: int, made: type) -> tuple[Callable[[Any], tuple[Any, ...]], Callable[..., Any]]:
    """Return how a value of a class is pickled, by its fields in order, and how it is made of them: they were checked before."""
    names = [f.name for f in fields(made)]
    drafted = "__weakref__" not in made.__dict__["__slots__"]  # else a draft has another layout
    puts = "".join(f" it.{name} = {name}\n" if drafted else f" put_{name}(it, {name})\n" for name in names)
    known = {f"put_{name}": getattr(made, name).__set__ for name in names}
    known |= {"made": made, "Draft": draft(made) if drafted else partial(object.__new__, made), "again": _made}
    text = f"def take(it): return again, ({number}, {', '.join(f'it.{name}' for name in names)},)\n"
    text += f"def make({', '.join(names)}):\n it = Draft()\n{puts}{' it.__class__ = made' * drafted}\n return it"
    exec(text, known)  # noqa: S102 - our own text, no input in it
    return known["take"], known["make"]


def _made(number: int, *values: Any) -> Any:
    return _MAKE[number](*values)


_CLASSES = (Item, Named, Sought, Problem, Where, Message, *filter(has, vars(model).values()))
"""Classes whose values are pickled by their fields, in a quarter of the time that pickle takes by itself."""

_WAYS = [*starmap(_pickled, enumerate(_CLASSES))]
_TAKE = dict(zip(_CLASSES, [take for take, _ in _WAYS], strict=True))
_MAKE = [make for _, make in _WAYS]


@define
class Kept:
    """An item with its place among all items.

    Attributes:
        seq: its number.
        item: the item.
        source: number of the input it came from.
        company: other items share a number or words with it.
        unit: key of its unit, where it has one.
    """

    seq: int
    item: Item
    source: int = 0
    company: bool = False
    unit: str | None = None


@define
class Unit:
    """Rows that are imported together.

    Attributes:
        key: id, as the input has it, of the issue, book or other record.
        main: rows of that record itself; more than one is a double, or a copy each.
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
        self._db = sqlite3.connect(scratch(self) / "items.sqlite", isolation_level=None)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")
        self.count = 0
        self._called: set[str] = set()
        self._groups: dict[tuple[str, str | None], list[Kept]] = {}
        self._kinds: dict[str, bool] = {}
        self._waiting: dict[str, list[tuple[Any, ...]]] = {"items": [], "words": [], "numbers": []}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, item: Item, source: int) -> int:
        """Set an item down and return its number."""
        self.count += 1
        record, pending = item.record, None
        unit, part = _unit(record)
        if record is not None:
            if item.named or (isinstance(record, Component) and not part) or may_name_its_serial(item):
                pending = kind_of(record)
            else:
                self._said(self.count, record, own=item.cells is None)
        self._waiting["items"].append((self.count, unit, part, pending, _dumped(item, source)))
        if len(self._waiting["items"]) >= 1000:
            self._flush()
        return self.count

    def _said(self, seq: int, record: Record, *, own: bool) -> None:
        known = [*dict.fromkeys(numbers_of(record, own=own))]
        apart = apart_by(record, known)
        self._waiting["words"] += [(key, apart, seq) for key in dict.fromkeys(keys_of(record))]
        self._waiting["numbers"] += [(scheme, value, seq) for scheme, value in known]

    def _flush(self) -> None:
        for table, rows in self._waiting.items():
            if rows:
                self._db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)  # noqa: S608
            rows.clear()

    def finish(self) -> None:
        """Make what was added ready to be looked at."""
        self._flush()
        self._db.execute("CREATE INDEX items_unit ON items (unit, seq)")
        self._db.execute("CREATE INDEX items_pending ON items (pending, seq) WHERE pending IS NOT NULL")
        for statement in _READY.split(";"):
            self._db.execute(statement)

    # what must be settled before units are formed

    def pending(self, kind: str) -> Iterator[Kept]:
        """Yield the items of a kind whose unit, or whose record, is not known yet; `settle` may be called between them."""
        last = 0
        while row := self._db.execute(
            "SELECT seq, item FROM items WHERE pending = ? AND seq > ? ORDER BY seq LIMIT 1", (kind, last)
        ).fetchone():
            last = row[0]
            yield _kept(*row)

    def settle(self, kept: Kept) -> None:
        """Set an item down anew, under its unit."""
        record = kept.item.record
        unit, part = _unit(record)
        self._kinds.clear()
        self._db.execute(
            "UPDATE items SET unit = ?, part = ?, pending = NULL, item = ? WHERE seq = ?",
            (unit, part, _dumped(kept.item, kept.source), kept.seq),
        )
        if record is not None:
            self._said(kept.seq, record, own=kept.item.cells is None)
            self._flush()

    def strays(self) -> list[str]:
        """Return the kinds of the hosts that rows name and that no row is: issues, books."""
        found = self._db.execute(
            "SELECT DISTINCT substr(unit, 1, instr(unit, ':') - 1) FROM items p WHERE part AND NOT EXISTS "
            "(SELECT 1 FROM items m WHERE m.unit = p.unit AND NOT m.part)"
        )
        return [row[0] for row in found]

    def of_kind(self, prefix: str) -> Iterator[Kept]:
        """Yield the items of records whose ids begin with a word, parts not among them; `rename` may be called between."""
        last: tuple[str, int] = (f"{prefix}:", 0)
        sql = "SELECT unit, seq FROM items WHERE (unit, seq) > (?, ?) AND unit < ? AND NOT part ORDER BY unit, seq LIMIT 500"
        while rows := self._db.execute(sql, (*last, f"{prefix};")).fetchall():
            yield from (self.item(seq) for _, seq in rows)
            last = rows[-1]

    def doubled(self, prefix: str) -> list[str]:
        """Return the keys that begin with a word of units with several rows of the record itself."""
        sql = "SELECT unit FROM items WHERE unit >= ? AND unit < ? AND NOT part GROUP BY unit HAVING count(*) > 1"
        return [row[0] for row in self._db.execute(sql, (f"{prefix}:", f"{prefix};"))]

    def rows(self, key: str) -> list[Kept]:
        """Return the items of a unit, those of parts not among them."""
        return self._found("items i WHERE i.unit = ? AND NOT i.part", key, limit=-1)

    def has_kind(self, prefix: str) -> bool:
        """Tell whether there are records whose ids begin with a word."""
        sql = "SELECT EXISTS (SELECT 1 FROM items WHERE unit >= ? AND unit < ? UNION SELECT 1 FROM items WHERE pending = ?)"
        if prefix not in self._kinds:
            self._kinds[prefix] = bool(self._db.execute(sql, (f"{prefix}:", f"{prefix};", prefix)).fetchone()[0])
        return self._kinds[prefix]

    def has_unit(self, key: str) -> bool:
        """Tell whether a record of this id is among the items."""
        return self._db.execute("SELECT 1 FROM items WHERE unit = ? AND NOT part", (key,)).fetchone() is not None

    def numbered(self, scheme: str, value: str, prefix: str) -> list[Kept]:
        """Return the items of records whose ids begin with a word and that have a number."""
        sql = (
            "numbers n JOIN items i ON i.seq = n.seq WHERE n.scheme = ? AND n.value = ? AND i.unit >= ? AND i.unit < ?"
        )
        return self._found(sql, scheme, value, f"{prefix}:", f"{prefix};")

    def calls(self, prefix: str) -> None:
        """Let `numbered` find records whose ids begin with a word by every number and address that they have, too."""
        if prefix in self._called:
            return
        self._called.add(prefix)
        for kept in self.of_kind(prefix):
            if kept.item.record is not None:
                own = kept.item.cells is None
                known = set(names_of(kept.item.record)) - set(numbers_of(kept.item.record, own=own))
                self._waiting["numbers"] += [(scheme, value, kept.seq) for scheme, value in known]
        self._flush()

    def _found(self, which: str, *params: object, limit: int = MANY) -> list[Kept]:
        """Return the items that a query is about, each once; no more than can be compared one by one."""
        sql = f"SELECT i.seq, i.item, i.unit FROM {which} GROUP BY i.seq ORDER BY i.seq LIMIT ?"  # noqa: S608 - ours
        return [_kept(seq, item, unit=unit) for seq, item, unit in self._db.execute(sql, (*params, limit)).fetchall()]

    def rename(self, old: str, new: str) -> None:
        """Put all rows of a unit under another key."""
        self._db.execute("UPDATE items SET unit = ? WHERE unit = ?", (new, old))

    def under(self, key: str, *, prefix: bool = False) -> list[Kept]:
        """Return the items that have a key, or keys that begin so; no more than can be compared one by one."""
        sql = "words w JOIN items i ON i.seq = w.seq WHERE w.key >= ? AND w.key <= ?"
        return self._found(sql, key, f"{key}\uffff" if prefix else key)

    # units

    def units(self) -> Iterator[Unit]:
        """Yield units in the order in which the input begins them; refused rows are units of their own."""
        for statement in _COMPANY.split(";"):
            self._db.execute(statement)
        self._db.execute("DELETE FROM claims")  # of units that were gone through before
        asked = "seq, item, part, EXISTS (SELECT 1 FROM company c WHERE c.seq = i.seq)"
        rows = self._db.cursor().execute(
            f"SELECT unit, unit IN several, {asked} FROM items i WHERE unit IS NULL OR unit NOT IN several OR seq = "  # noqa: S608
            "(SELECT min(seq) FROM items j WHERE j.unit = i.unit) ORDER BY seq"
        )
        for key, several, *held in rows:
            unit = Unit(key or "")
            sql = f"SELECT {asked} FROM items i WHERE unit = ? ORDER BY seq"  # noqa: S608 - ours
            for seq, item, part, company in self._db.execute(sql, (key,)) if several else (held,):
                (unit.parts if part else unit.main).append(_kept(seq, item, company=bool(company), unit=key))
            yield unit

    def alike(self, kept: Kept) -> list[Kept]:
        """Return the items outside its unit that share words with one, as far as nothing tells them apart beforehand.

        Of those that have an ISBN, as it has one itself, only so many as are named.
        """
        assert kept.item.record is not None
        mine = apart_by(kept.item.record, numbers_of(kept.item.record))
        found: dict[int, Kept] = {}
        for key in keys_of(kept.item.record):
            for apart, limit in (
                ((None, MANY),) if not mine else (("", MANY), (mine, SHOWN + 1 if mine == "isbn" else MANY))
            ):
                found.update((k.seq, k) for k in self._group(key, apart, limit) if k.unit != kept.unit)
        return [found[seq] for seq in sorted(found)]

    def _group(self, key: str, apart: str | None, limit: int) -> list[Kept]:
        """Return the items of a key; those of the last keys are kept at hand, for their rows often stand together."""
        wanted = key, apart
        if wanted not in self._groups:
            if sum(map(len, self._groups.values())) > 2 * MANY:
                self._groups.clear()
            rows = (
                self._db.execute(_ANY, (key, limit)) if apart is None else self._db.execute(_ONE, (key, apart, limit))
            )
            self._groups[wanted] = [self.item(row[0]) for row in rows.fetchall()]
        return self._groups[wanted]

    def twins(self, kept: Kept, scheme: str, value: str) -> list[Kept]:
        """Return the items outside its unit that have a number of one as well."""
        sql = "numbers n JOIN items i ON i.seq = n.seq WHERE n.scheme = ? AND n.value = ? AND i.unit IS NOT ?"
        return self._found(sql, scheme, value, kept.unit)

    def claim(self, record_id: str, seq: int) -> int | None:
        """Return the number of the item that claimed a record of the archive before; None, where this one is the first."""
        if self._db.execute("INSERT OR IGNORE INTO claims VALUES (?, ?)", (record_id, seq)).rowcount:
            return None
        found = self._db.execute("SELECT seq FROM claims WHERE record = ?", (record_id,)).fetchone()
        return None if found[0] == seq else int(found[0])

    def found(self, record_id: str, other: str) -> None:
        """Take in under which id the archive has a record of the input."""
        if record_id != other:
            self._db.execute("INSERT OR REPLACE INTO found VALUES (?, ?)", (record_id, other))

    def known_as(self, record_id: str) -> str | None:
        """Return the id under which the archive has a record of the input; None where no row was found to be another's."""
        found = self._db.execute("SELECT other FROM found WHERE record = ?", (record_id,)).fetchone()
        return None if found is None else str(found[0])

    def item(self, seq: int) -> Kept:
        """Return an item by its number."""
        row = self._db.execute("SELECT item, unit FROM items WHERE seq = ?", (seq,)).fetchone()
        return _kept(seq, row[0], unit=row[1])


def _unit(record: Record | None) -> tuple[str | None, bool]:
    """Return the key of a record's unit, and whether it stands in another."""
    host = record.host if isinstance(record, Component) else None
    return host or (None if record is None else record.id), host is not None


def _dumped(item: Item, source: int) -> bytes:
    held = io.BytesIO()
    pickler = pickle.Pickler(held, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TAKE
    pickler.dump((item, source))
    return held.getvalue()


def _kept(seq: int, held: bytes, *, company: bool = False, unit: str | None = None) -> Kept:
    item, source = pickle.loads(held)  # noqa: S301 - bytes of our own, in a folder that only this user can read
    return Kept(seq, item, source, company, unit)
