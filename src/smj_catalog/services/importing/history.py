"""What the journal knows of a record: which cells made it what it is, and what a person changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from smj_catalog.model import Record
from smj_catalog.services.importing.merging import state
from smj_catalog.store import Archive, BatchInfo, Change
from smj_catalog.store.lineage import Lineage, Step

if TYPE_CHECKING:
    from smj_catalog.formats.tabular import Earlier, Rows

BY_HAND = frozenset({"accept", "edit"})
"""Kinds of batches in which a person changed records outside of imports."""
LATER = "~"
"""In place of the id of a batch: later than all."""


@frozen
class Side:
    """What a record was before and after a change of it, or an edit between two changes.

    Attributes:
        batch: id of its batch; of an edit, that of the first one behind it; `LATER` where there is none yet.
        by_hand: a person made it.
        before: bytes of the file; None where there was none.
        after: the same.
        merged: changes of other branches that a merge of the journals brought in with it, newest first, each with those
            that it was merged with.
    """

    batch: str
    by_hand: bool
    before: bytes | None
    after: bytes | None
    merged: list[tuple[Step, list[Step]]] = field(factory=list)

    def brought(self, part: str | None, key: str, name: str) -> Step | None:
        """Return the change of another branch that set a field as it now is, or, for ``id``, made the part or took it out.

        None where that was a person, or where both branches set it: then a person decided.
        """
        for (info, change), others in self.merged:
            if _held(change.before, part, key, name) == (set_ := _held(change.after, part, key, name)):
                continue
            decided = any(
                _held(c.before, part, key, name) != _held(c.after, part, key, name) for _, c in others
            )  # fmt: skip
            return (info, change) if not decided and set_ == _held(self.after, part, key, name) else None
        return None


def _held(data: bytes | None, part: str | None, key: str, name: str) -> tuple[Any, ...]:
    record = at(state(data, name), part)
    return () if record is None else (getattr(record, key),)


@frozen
class Past:
    """The changes of one record, newest first, back to where it was made.

    Attributes:
        untold: the file holds something else than the last batch left in it: edits that nobody has taken into the
            journal yet; also the file of a record that no batch has written, or that was taken out and made again.
        written: what the last batch left in the file.
        present: the bytes of the file.
        steps: the changes, less those that were taken back, and what took them back.
        sides: each change, and each edit between two of them.
    """

    untold: bool
    written: bytes | None
    present: bytes | None
    steps: list[Step]
    sides: list[Side]

    @property
    def by_hand(self) -> bool:
        """True where a person changed anything."""
        return any(side.by_hand for side in self.sides)

    def edited(self, part: str | None, fields: set[str], name: str, seen: str = "") -> dict[str, Record | None]:
        """Return those of some fields that a person set last, each with the record before all that persons set there.

        Of a record, an article or a chapter that a person made, that are all that have a value, each with None.

        Args:
            part: the article or chapter in the record that is meant.
            fields: names of fields.
            name: of the record, for messages.
            seen: id of a batch: whoever wrote the input had before them what was set up to it, and that is no edit.
        """
        found: dict[str, Record | None] = {}
        open_ = set(fields)
        for side in self.sides:
            if side.batch <= seen:
                break
            old, new = (at(state(data, name), part) for data in (side.before, side.after))
            if new is None or not open_:
                break
            if old is None:
                own = _by_person(side, side.brought(part, "id", name))
                made = (field for field in open_ if own and getattr(new, field) not in (None, ()))
                found = {**dict.fromkeys(made), **found}
                break
            touched = {field for field in open_ if getattr(old, field) != getattr(new, field)}
            for each in touched:
                brought = side.brought(part, each, name) if side.by_hand else None
                if side.by_hand and _by_person(side, brought):
                    found[each] = old if brought is None else at(state(brought[1].before, name), part)
                if not side.by_hand or brought is not None:
                    open_.discard(each)  # what a person edited before an import is that import's
        return found

    def deleted(self, part: str | None, name: str) -> bool:
        """Tell whether a person took the record out last, or an article or chapter in it."""
        for side in self.sides:
            old, new = (at(state(data, name), part) for data in (side.before, side.after))
            if old is not None or new is not None:
                return new is None and _by_person(side, side.brought(part, "id", name))
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
        self._lineage = Lineage(archive)

    def of(self, record_id: str) -> Past:
        """Return the past of a record."""
        if self._last is None or self._last[0] != record_id:
            self._last = record_id, self._past(record_id)
        return self._last[1]

    def _past(self, record_id: str) -> Past:
        every: list[Step] = []
        steps: list[Step] = []
        undone: set[str] = set()
        for info, change in self._archive.journal_for(record_id):
            every.append((info, change))
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
        if every:
            written, present = every[0][1].after, self._archive.view.read(every[0][1].path)
            return Past(present != written, written, present, steps, [*self._sides(every, present)])
        if not self._archive.view.head:
            return Past(False, None, None, [], [])
        present = self._archive.view.read(self._archive.place(record_id))
        return Past(True, None, present, [], [Side(LATER, True, None, present)])

    def _sides(self, every: list[Step], present: bytes | None) -> Iterator[Side]:
        """Yield what the changes of a record, newest first, and edits between them made of it."""
        lineage = self._lineage
        if present != every[0][1].after:
            yield Side(LATER, True, every[0][1].after, present, lineage.beside(every, 0))
        for number, (info, change) in enumerate(every):
            older = range(number + 1, len(every))
            last = next((n for n in older if lineage.follows(info.id, every[n][0].id)), None)  # of its own branch
            left = change.before if last is None else every[last][1].after
            by_hand = info.batch.kind in BY_HAND
            merged = (
                [] if last is None or not (by_hand or left != change.before) else lineage.beside(every, last, info.id)
            )
            yield Side(info.id, by_hand, change.before, change.after, merged if by_hand else [])
            if left != change.before:  # what one batch wrote is not what the next one found
                yield Side(info.id, True, left, change.before, merged)

    def earlier(self, record_id: str, part: str | None) -> Earlier:
        """Return what earlier rows of tables said of a record, or of an article or chapter in it."""
        from smj_catalog.formats.tabular import Earlier

        past = self.of(record_id)
        return Earlier(past.rows(part), partial(past.replaced, part))


def standing(batches: Iterable[BatchInfo]) -> Iterator[BatchInfo]:
    """Yield batches, newest first, less those that were taken back."""
    undone: set[str] = set()
    for info in batches:
        if info.id not in undone:
            if info.batch.undoes:
                undone.add(info.batch.undoes)
            yield info


def _by_person(side: Side, brought: Step | None) -> bool:
    return side.by_hand if brought is None else brought[0].batch.kind in BY_HAND


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
