"""What is left of records that are gone: what a person said when deleting them, and what the journal still holds of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

from smj_catalog.model import Book, Concept, Issue, Record, kind_of, title_of
from smj_catalog.store.batch import BatchInfo, Change
from smj_catalog.store.native import read_bytes

if TYPE_CHECKING:
    from smj_catalog.store.journal import Journal

_PART = re.compile(rb'\sid="((?:article|chapter|component):[^"]+)"')
_WHOLES = ("issues/", "books/")


@frozen(kw_only=True)
class End:
    """What the journal keeps of a deleted record.

    .. versionadded:: 0.1.0

    Attributes:
        id: its id.
        kind: its kind.
        title: its title or name.
        identifiers: its numbers: type, number.
        reason: why it was deleted, as the person said; None where an import or undo removed it.
        merged_into: id of the record that replaces it.
        batch: id of the batch that deleted it.
        when: when, UTC.
    """

    id: str
    kind: str
    title: str
    identifiers: tuple[tuple[str, str], ...] = ()
    reason: str | None = None
    merged_into: str | None = None
    batch: str = ""
    when: str = ""


def end_of(record: Record, **more: Any) -> End:
    """Return what is left of a record that goes."""
    numbers = () if isinstance(record, Concept) else tuple((i.type, i.value) for i in record.identifiers)
    return End(id=record.id, kind=kind_of(record), title=title_of(record), identifiers=numbers, **more)


def ends_of(info: BatchInfo, journal: Journal) -> Iterator[End]:
    """Yield what is left of the records, articles and chapters that a batch took out."""
    more = {"batch": info.id, "when": info.batch.when}
    told = {end["id"]: end for end in info.batch.extra.get("ends", ())}
    for end in told.values():
        yield End(**{**end, "identifiers": tuple(map(tuple, end["identifiers"])), **more})
    for offset, entry in journal.entries(info.id):
        if entry.record is None or entry.before is None or entry.record in told:
            continue
        if entry.after is None or entry.path.startswith(_WHOLES):
            for record in _gone(journal.change_at(info.id, offset)):
                if record.id not in told:
                    yield end_of(record, **more)


def _gone(change: Change) -> Iterator[Record]:
    assert change.before is not None
    if change.after is None:
        yield from read_bytes(change.before, change.path)
    elif gone := {*_PART.findall(change.before)} - {*_PART.findall(change.after)}:
        for record in read_bytes(change.before, change.path):
            if isinstance(record, Issue | Book):
                yield from (c for c in record.contents if c.id.encode() in gone)
