"""What the journal knows of a record: which cells made it what it is, and what a person changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from attrs import frozen

from smj_catalog.model import Record
from smj_catalog.services.importing.merging import state
from smj_catalog.store import Archive, BatchInfo, Change

BY_HAND = frozenset({"accept", "edit"})
"""Kinds of batches in which a person changed records outside of imports."""

Step = tuple[BatchInfo, Change]


@frozen
class Past:
    """The changes of one record, newest first, back to where it was made.

    Attributes:
        newest: the last change of all; None where there is none.
        steps: the changes, less those that were taken back, and what took them back.
    """

    newest: Change | None
    steps: list[Step]

    def cells(self, part: str | None) -> list[list[dict[str, str]]]:
        """Return the cells of the rows of the record, or of an article or chapter in it: a list a batch, oldest first."""
        return [rows for _, change in reversed(self.steps) if (rows := rows_of(change, part))]

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
        steps: list[Step] = []
        undone: set[str] = set()
        for info, change in self._archive.journal_for(record_id):
            newest = newest or change
            if info.id in undone:
                continue
            if info.batch.undoes:
                undone.add(info.batch.undoes)
                continue
            if change.after is None:
                break
            steps.append((info, change))
            if change.before is None:
                break
        return Past(newest, steps)


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
