"""What the index knows of a record, as rows of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smj_catalog.model import Agent, Component, Concept, Identifier, Issue, Record, Title, kind_of, title_of
from smj_catalog.model.keys import key_of, number_key
from smj_catalog.model.rules.base import components
from smj_catalog.model.rules.check_digits import to_isbn_13
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.store.order import sort_key

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (number INTEGER PRIMARY KEY, path TEXT UNIQUE, sha256 TEXT, size INTEGER, mtime INTEGER, ctime INTEGER,
  inode INTEGER);
CREATE TABLE records (id TEXT PRIMARY KEY, file INTEGER, kind TEXT, path TEXT, group_ TEXT, date TEXT, number INTEGER,
  reading TEXT, title TEXT) WITHOUT ROWID;
CREATE INDEX records_order ON records (kind, group_, date, number, reading, id);
CREATE INDEX records_file ON records (file);
CREATE TABLE identifiers (scheme TEXT, value TEXT, id TEXT, file INTEGER, of_set INTEGER, PRIMARY KEY (scheme, value, id))
  WITHOUT ROWID;
CREATE INDEX identifiers_file ON identifiers (file);
CREATE TABLE components (id TEXT PRIMARY KEY, host TEXT, title TEXT, file INTEGER) WITHOUT ROWID;
CREATE INDEX components_file ON components (file);
CREATE TABLE keys (kind TEXT, title TEXT, number TEXT, volume TEXT, date TEXT, host TEXT, isbn INTEGER, id TEXT, file INTEGER);
CREATE INDEX keys_title ON keys (title, kind);
CREATE INDEX keys_host ON keys (host, number) WHERE host != '';
CREATE INDEX keys_file ON keys (file);
CREATE TABLE broken (path TEXT PRIMARY KEY, file INTEGER) WITHOUT ROWID;
CREATE TABLE changes (record TEXT, batch TEXT, offset INTEGER, PRIMARY KEY (record, batch, offset)) WITHOUT ROWID;
"""
TABLES = ("records", "identifiers", "components", "keys", "broken")
"""Tables whose rows come from a file and go with it."""

INSERT = {
    "records": "INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "identifiers": "INSERT OR REPLACE INTO identifiers VALUES (?, ?, ?, ?, ?)",
    "components": "INSERT OR REPLACE INTO components VALUES (?, ?, ?, ?)",
    "broken": "INSERT OR REPLACE INTO broken VALUES (?, ?)",
    "keys": "INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
}
_LARGEST = (1 << 63) - 1


def scheme_of(identifier: Identifier) -> str:
    """Return the scheme that an identifier is found by: its type, or ``own:`` and the name of an own scheme."""
    return f"own:{identifier.scheme}" if identifier.type == "own" else identifier.type


def numbers(identifier: Identifier) -> Iterator[tuple[str, str]]:
    """Yield the schemes and values that an identifier is found by: its own, and as ISBN-13 what is an ISBN as well."""
    kind, value = identifier.type, normal_form(identifier.type, identifier.value)
    yield scheme_of(identifier), value
    if kind == "isbn-10" and FORMS["isbn-10"](value):
        yield "isbn-13", to_isbn_13(value)
    elif kind == "ean" and FORMS["isbn-13"](value):
        yield "isbn-13", value


def rows(record: Record, path: str, file: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the rows of a record: table, values."""
    group, date, number, reading, _ = sort_key(record)
    order = (group, date, min(number, _LARGEST), reading)
    yield "records", (record.id, file, kind_of(record), path, *order, title_of(record))
    for each in (record, *components(record)):
        found: dict[tuple[str, str], bool] = {}
        if not isinstance(each, Concept):
            for i in each.identifiers:
                if i.status == "valid":
                    for one in numbers(i):
                        found[one] = found.get(one, True) and i.qualifier == "set"
        for (scheme, value), of_set in found.items():
            yield "identifiers", (scheme, value, each.id, file, of_set)
        isbn = any(scheme == "isbn-13" and not of_set for (scheme, _), of_set in found.items())
        for key in dict.fromkeys(_keys(each, record.id)):
            yield "keys", (kind_of(each), *key, isbn, each.id, file)
    for component in components(record):
        yield "components", (component.id, record.id, title_of(component), file)


def _keys(record: Record, host: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what a record is matched by: title, number, volume, date, host."""
    if isinstance(record, Agent):
        for name in record.names:
            yield key_of(name.name.text), "", "", "", ""
    elif isinstance(record, Concept):
        for label in (*record.labels, *record.alternatives):
            yield key_of(label.text), "", "", "", ""
    elif isinstance(record, Component):
        for title in _forms(record.title):
            yield title, number_key(record.instalment), "", "", record.host or (host if host != record.id else "")
    elif isinstance(record, Issue):
        numbering = record.numbering
        numbers = [*numbering.numbers, numbering.whole_number] if numbering else []
        volume = number_key(numbering.volume) if numbering else ""
        for number in dict.fromkeys(number_key(n) for n in numbers if n) or [""]:
            for title in dict.fromkeys(t for each in record.titles for t in _forms(each)) or [""]:
                yield title, number, volume, _first(record), record.periodical or ""
    else:
        for each in record.titles:
            for title in _forms(each):
                yield title, number_key(each.part_number), "", _first(record), ""


def _forms(title: Title) -> Iterator[str]:
    yield key_of(title.text.text)
    if title.subtitle is not None:
        yield key_of(title.text.text + title.subtitle.text)


def _first(record: Any) -> str:
    return min((str(d.date) for d in record.dates), default="")
