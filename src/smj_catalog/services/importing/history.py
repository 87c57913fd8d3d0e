"""What the journal knows of a record: which cells made it what it is, and what a person changed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import frozen

from smj_catalog.model import Record
from smj_catalog.services.importing.merging import state
from smj_catalog.store import Archive, BatchInfo, Change

if TYPE_CHECKING:
    from smj_catalog.formats.tabular import Earlier, Rows

BY_HAND = frozenset({"accept", "edit"})
"""Kinds of batches in which a person changed records outside of imports."""

Step = tuple[BatchInfo, Change]


@frozen
class Past:
    """The changes of one record, newest first, back to where it was made.

    Attributes:
        untold: the file holds something else than the last batch left in it: edits that nobody has taken into the
            journal yet; also the file of a record that no batch has written, or that was taken out and made again.
        written: what the last batch left in the file.
        present: the bytes of the file.
        steps: the changes, less those that were taken back, and what took them back.
        sides: what the record was before and after each change, all of them, and each edit between two of them: by hand,
            before, after.
    """

    untold: bool
    written: bytes | None
    present: bytes | None
    steps: list[Step]
    sides: list[tuple[bool, bytes | None, bytes | None]]

    @property
    def by_hand(self) -> bool:
        """True where a person changed anything."""
        return any(by_hand for by_hand, _, _ in self.sides)

    def edited(self, part: str | None, fields: set[str], name: str) -> dict[str, Record | None]:
        """Return those of some fields that a person set last, each with the record as it was before that.

        Of a record, an article or a chapter that a person made, that are all that have a value, each with None.

        Args:
            part: the article or chapter in the record that is meant.
            fields: names of fields.
            name: of the record, for messages.
        """
        found: dict[str, Record | None] = {}
        open_ = set(fields)
        for by_hand, before, after in self.sides:
            old, new = (at(state(data, name), part) for data in (before, after))
            if new is None or not open_:
                break
            if old is None:
                found.update(
                    dict.fromkeys(field for field in open_ if by_hand and getattr(new, field) not in (None, ()))
                )
                break
            touched = {name for name in open_ if getattr(old, name) != getattr(new, name)}
            if by_hand:
                found.update(dict.fromkeys(touched, old))
            open_ -= touched
        return found

    def deleted(self, part: str | None, name: str) -> bool:
        """Tell whether a person took the record out last, or an article or chapter in it."""
        for by_hand, before, after in self.sides:
            old, new = (at(state(data, name), part) for data in (before, after))
            if old is not None or new is not None:
                return by_hand and new is None
        return False

    def rows(self, part: str | None) -> list[Rows]:
        """Return the rows of the record, or of an article or chapter in it: oldest batch first."""
        from smj_catalog.formats.tabular import Rows

        found = []
        for info, change in reversed(self.steps):
            if cells := rows_of(change, part):
                found.append(Rows(cells, info.batch.extra.get("options", {}).get("lists") == "append"))
        return found

    def replaced(self, part: str | None, name: str, columns: Collection[str]) -> bool:
        """Tell whether an input without cells has set a field since cells of its columns did."""
        for info, change in self.steps:
            rows = rows_of(change, part)
            if any(not row.keys().isdisjoint(columns) for row in rows):
                return False
            if not rows and info.batch.kind not in BY_HAND:
                old, new = (at(state(data, change.record or ""), part) for data in (change.before, change.after))
                if getattr(old, name, None) != getattr(new, name, None):
                    return True
        return False


class History:
    """The past of records, of one archive; the last one asked for is kept."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._last: tuple[str, Past] | None = None

    def of(self, record_id: str) -> Past:
        """Return the past of a record."""
        if self._last is None or self._last[0] != record_id:
            self._last = record_id, self._past(record_id)
        return self._last[1]

    def _past(self, record_id: str) -> Past:
        newest: Change | None = None
        untold, written, present = False, None, None
        steps: list[Step] = []
        sides: list[tuple[bool, bytes | None, bytes | None]] = []
        undone: set[str] = set()
        for info, change in self._archive.journal_for(record_id):
            if newest is None:
                newest, written, present = change, change.after, self._archive.view.read(change.path)
                if untold := present != written:
                    sides.append((True, written, present))
            elif sides[-1][1] != change.after:  # what one batch wrote is not what the next one found
                sides.append((True, change.after, sides[-1][1]))
            sides.append((info.batch.kind in BY_HAND, change.before, change.after))
            if info.id not in undone and info.batch.undoes:
                undone.add(info.batch.undoes)
                continue
            if info.id in undone:
                continue
            if change.after is None:
                break
            steps.append((info, change))
            if change.before is None:
                break
        if newest is None and self._archive.view.head:
            present = self._archive.view.read(self._archive.place(record_id))
            untold = True
            sides.append((True, None, present))
        return Past(untold, written, present, steps, sides)

    def earlier(self, record_id: str, part: str | None) -> Earlier:
        """Return what earlier rows of tables said of a record, or of an article or chapter in it."""
        from smj_catalog.formats.tabular import Earlier

        past = self.of(record_id)
        return Earlier(past.rows(part), partial(past.replaced, part))


def rows_of(change: Change, part: str | None) -> list[dict[str, str]]:
    """Return the cells of the rows that made a change, as far as it is known: of the record itself, or of a part of it."""
    from smj_catalog.formats.tabular import recalled

    rows: list[dict[str, Any]] = change.origins.get("rows", [])
    return [recalled(row["cells"]) for row in rows if row.get("part") == part and "cells" in row]


def at(record: Record | None, part: str | None) -> Record | None:
    """Return a record, or the article or chapter with an id in it."""
    if part is None or record is None:
        return record
    return next((c for c in getattr(record, "contents", ()) if c.id == part), None)
