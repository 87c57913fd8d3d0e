"""What two archives, files or states of an archive have differently."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from attrs import frozen

from smj_catalog.errors import UsageError, not_taken
from smj_catalog.formats.plain import unstructure
from smj_catalog.formats.xml import alone, with_components
from smj_catalog.model import Record
from smj_catalog.problems import LANGUAGES, Both, Rejected, message, quoted
from smj_catalog.services.reading import read
from smj_catalog.services.words import label
from smj_catalog.store import Archive, opened
from smj_catalog.store.batch import BATCH_ID
from smj_catalog.store.native import read_bytes

_FIND = """
SELECT a.said, a.title, b.said, b.title FROM one a LEFT JOIN other b ON b.id = a.id WHERE b.said IS NOT a.said
UNION ALL SELECT NULL, NULL, b.said, b.title FROM other b WHERE b.id NOT IN (SELECT id FROM one)
"""


@frozen
class Difference:
    """A record that only one side has, or that differs between the sides.

    .. versionadded:: 0.1.0

    Attributes:
        id: of the record.
        side: ``one`` or ``other``, which alone has it; ``both`` where it differs.
        title: what to call it; of an issue with its number or date.
        fields: field, what the one side has, what the other has, as JSON can hold it; None where there is nothing.
    """

    id: str
    side: Literal["one", "other", "both"]
    title: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


def compare(
    one: str | os.PathLike[str] | Archive,
    other: str | os.PathLike[str] | Archive,
    *,
    archive: Archive | str | os.PathLike[str] | None = None,
    on_reject: Callable[[Rejected], None] | None = None,
) -> Iterator[Difference]:
    """Yield the differences between two collections of records, in the order of the first, then what only the second has.

    Articles and chapters are compared one by one. Records are kept on disk while they are compared, not in memory.
    A record of a file without ids is compared with the only one of its kind and title that the other side alone has.

    .. versionadded:: 0.1.0

    Args:
        one: an archive or its folder, a file in any format that is read, or the id of a batch: the archive as that
            batch left it.
        other: the same.
        archive: the one whose batches are meant, or its folder.
        on_reject: called with each record of a file that cannot be read; without it the first one raises.

    Raises:
        BadSource: a file cannot be read.
        BadRecord: a record cannot be read, and ``on_reject`` is not given.
        UnknownBatch: there is no such batch.
        UsageError: a record is there twice, or there is no file or folder of that name.
    """
    around = None if archive is None else opened(archive)
    with tempfile.TemporaryDirectory() as folder:
        held = sqlite3.connect(Path(folder) / "records")
        try:
            for table, source in (("one", one), ("other", other)):
                _keep(held, table, _records(source, around, on_reject), source)
            if any(not isinstance(source, Archive) and Path(source).is_file() for source in (one, other)):
                _pair(held)
            for old, old_title, new, new_title in held.execute(_FIND):
                yield _difference(
                    json.loads(old or "null"), json.loads(new or "null"), Both(*json.loads(new_title or old_title))
                )
        finally:
            held.close()


def _keep(held: sqlite3.Connection, table: str, records: Iterable[Record], source: object) -> None:
    held.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, said TEXT, title TEXT)")
    for record in with_components(records):
        said = json.dumps(unstructure(alone(record)), ensure_ascii=False, sort_keys=True)
        titles = json.dumps([label(record, lang) for lang in LANGUAGES])
        try:
            held.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (record.id, said, titles))  # noqa: S608 - ours
        except sqlite3.IntegrityError:
            raise UsageError(message("compared-twice", record=quoted(record.id), file=source)) from None


_UNPAIRED = """
SELECT substr(a.id, 1, instr(a.id, ':')) || a.title, a.id FROM {0} a
WHERE a.id NOT IN (SELECT id FROM {1}) GROUP BY 1 HAVING count(*) = 1
"""


def _pair(held: sqlite3.Connection) -> None:
    """Give records whose ids were made of their words the ids of those with their titles on the other side.

    A file without ids has other words than the whole record, and so another id. Both titles must be the only ones of
    their kind that stand on one side alone.
    """
    first, second = (dict(held.execute(_UNPAIRED.format(*names))) for names in (("one", "other"), ("other", "one")))
    for title in first.keys() & second.keys():
        if _MADE.search(second[title]):
            held.execute("UPDATE other SET id = ? WHERE id = ?", (first[title], second[title]))
        elif _MADE.search(first[title]):
            held.execute("UPDATE one SET id = ? WHERE id = ?", (second[title], first[title]))


_MADE = re.compile(":x[0-9a-f]{16}$")
"""An id that was made of a record's words (`smj_catalog.formats.tabular.ids`)."""


def _records(
    source: str | os.PathLike[str] | Archive, archive: Archive | None, on_reject: Callable[[Rejected], None] | None
) -> Iterable[Record]:
    if isinstance(source, Archive):
        return source
    if not isinstance(source, str | os.PathLike) or isinstance(os.fspath(source), bytes):
        raise not_taken("one, other", source, "taken-archive")
    if BATCH_ID.fullmatch(os.fspath(source)):
        return _state(Archive.open() if archive is None else archive, os.fspath(source))
    path = Path(source)
    if path.is_dir():
        return Archive.open(path)
    if not path.exists():
        raise UsageError(message("nothing-to-compare", name=path))
    return read(path, on_reject=on_reject)


def _state(archive: Archive, batch_id: str) -> Iterator[Record]:
    """Yield the records of an archive as a batch left them: those of today, but for what later batches found."""
    archive.changes_of(batch_id)
    found: dict[str, bytes | None] = {}
    for info in archive.batches():
        if info.id == batch_id:
            break
        found.update((c.path, c.before) for c in archive.changes_of(info.id)[1] if c.record is not None)
    for record in archive:
        if archive.place(record.id) not in found:
            yield record
    for path, data in found.items():
        if data is not None:
            yield from read_bytes(data, path)


def _difference(old: dict[str, Any] | None, new: dict[str, Any] | None, title: str) -> Difference:
    if old is None or new is None:
        return Difference((old or new or {})["id"], "one" if new is None else "other", title)
    names = dict.fromkeys(name for name in (*old, *new) if name != "id")
    fields = tuple((n, old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n))
    return Difference(min(old["id"], new["id"], key=lambda i: bool(_MADE.search(i))), "both", title, fields)
