"""Take a batch back, field by field, without touching what was edited since."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import attrs
from attrs import define, evolve, field

from smj_catalog.errors import CatalogError, not_taken
from smj_catalog.model import Book, Component, Issue
from smj_catalog.model.rules.catalogue import REFERENCE
from smj_catalog.model.rules.references import path_of as field_path
from smj_catalog.model.rules.references import references
from smj_catalog.problems import Problem, Where, message
from smj_catalog.services.importing.history import at, standing
from smj_catalog.services.importing.merging import differences, state
from smj_catalog.services.words import kind_by_id
from smj_catalog.store import Archive, Batch, BatchInfo, Change, opened, to_bytes
from smj_catalog.store.settings import NAME as SETTINGS


class UndoConflict(CatalogError):
    """Something has been edited since (the problems name each record and field), or the batch was undone already.

    .. versionadded:: 0.1.0

    Nothing was changed.
    """

    exit_code = 1


@define
class Undone:
    """What undoing a batch would do, or did.

    .. versionadded:: 0.1.0

    Attributes:
        batch: id of the batch that is undone.
        removed: ids of records that are removed, because the batch made them.
        restored: record id -> fields that get their old value back.
        conflicts: what was edited since.
        dangling: references to records that would be, or were, removed.
        done: id of the batch that did it; None for a dry run, or if there was nothing to undo.
    """

    batch: str
    removed: list[str] = field(factory=list)
    restored: dict[str, list[str]] = field(factory=dict)
    conflicts: list[Problem] = field(factory=list)
    dangling: list[Problem] = field(factory=list)
    done: str | None = None


def undo(archive: Archive | str | os.PathLike[str], batch_id: str | BatchInfo, *, dry: bool = False) -> Undone:
    """Undo a batch and return what was changed; the undo is itself a batch that can be undone.

    .. versionadded:: 0.1.0

    A record that the batch made is removed, one that it removed comes back, a field that it changed gets its old value
    back. A field that was changed again since, or a record that was, is a conflict: then nothing is changed.

    Args:
        archive: the archive, or its folder.
        batch_id: the batch, or its id.
        dry: change nothing.

    Raises:
        UndoConflict: something has been edited since, the batch was already undone, or it records a sending.
        UnknownBatch: there is no such batch.
        ReadOnlyArchive: the archive came with the package.
        StoreError: the archive cannot be written.
    """
    archive = opened(archive)
    batch_id = batch_id.id if isinstance(batch_id, BatchInfo) else batch_id
    if not isinstance(batch_id, str):
        raise not_taken("batch_id", batch_id, "taken-id")
    archive.refresh()
    info, _ = archive.changes_of(batch_id)
    if info.batch.kind == "send":
        raise UndoConflict(message("sent-stays"))
    if (done := _taken_back(archive, info.id)) is not None:
        raise UndoConflict(message("already-taken-back", batch=done))
    told = Undone(info.id)
    some = sum(1 for _ in _changes(archive, info.id, told))
    told.conflicts = [*_with_later(archive, info.id, told.conflicts)]
    if told.conflicts:
        if dry:
            return told
        raise UndoConflict(told.conflicts)
    told.dangling = list(_dangling(archive, told))
    if some and not dry:
        batch = evolve(Batch("undo"), undoes=info.id)
        told.done = archive.commit(batch, _changes(archive, info.id, Undone(info.id)))
    return told


def _dangling(archive: Archive, told: Undone) -> Iterator[Problem]:
    """Yield what names a record that goes, and does not go itself."""
    gone = {*told.removed}
    for record in archive.records(on_error=lambda _: None) if gone else ():
        for part in (record, *getattr(record, "contents", ())):
            if part.id in gone or record.id in gone:
                continue
            for other, name, index, below in references(part):
                if other in gone:
                    where = Where(record=part.id, path=field_path(name, index, below))
                    yield Problem(where, REFERENCE.id, other, message("a-record-that-exists"), severity="warning")


def _taken_back(archive: Archive, batch_id: str) -> str | None:
    """Return the batch that took one back and was not taken back itself; None if there is none."""
    later = takewhile(lambda info: info.id != batch_id, archive.batches())
    return next((info.id for info in standing(later) if info.batch.undoes == batch_id), None)


def _changes(archive: Archive, batch_id: str, told: Undone) -> Iterator[Change]:
    """Yield the changes that take a batch back; what they do and where they cannot goes into ``told``."""
    for change in archive.changes_of(batch_id)[1]:
        if change.path == SETTINGS or change.record is None:
            continue
        now = archive.view.read(change.path)
        after = _restored(change, now, told)
        if after != now:
            yield Change(change.path, change.record, now, after, {"undo": batch_id})


def _restored(change: Change, now: bytes | None, told: Undone) -> bytes | None:
    """Return what a file becomes when a change of it is taken back."""
    assert change.record is not None
    if now == change.after:
        if change.before is None:
            told.removed.append(change.record)
        else:
            told.restored[change.record] = _fields(change.record, change.after, change.before)
        return change.before
    if now == change.before:
        return now
    if now is None or change.before is None or change.after is None:
        told.conflicts.append(_conflict(change.record, None))
        return now
    old, new, present = (state(data, change.path) for data in (change.before, change.after, now))
    assert present is not None
    made = _taken_out(change.record, old, new, present, told)
    if isinstance(made, Issue | Book):
        made = attrs.evolve(made, contents=_parts(old, new, made, told))
    return to_bytes(made)


def _taken_out(record_id: str, old: Any, new: Any, present: Any, told: Undone) -> Any:
    """Return a record, or an article or chapter, with the fields that a change set as they were before."""
    changes: dict[str, Any] = {}
    for each in differences(old, new):
        if each.field == "contents":
            continue
        held = getattr(present, each.field)
        if held == getattr(new, each.field):
            changes[each.field] = getattr(old, each.field)
        elif held != getattr(old, each.field):
            told.conflicts.append(_conflict(record_id, each.field))
    if changes:
        told.restored[record_id] = list(changes)
    return attrs.evolve(present, **changes)


def _parts(old: Any, new: Any, present: Any, told: Undone) -> tuple[Component, ...]:
    """Return contents in which each article or chapter that a change touched is as it was before; others stay."""
    was, became = ({c.id: c for c in record.contents} for record in (old, new))
    there: dict[str, Component] = {c.id: c for c in present.contents}
    for part in [*became, *(p for p in was if p not in became)]:
        before, after, now = was.get(part), became.get(part), there.get(part)
        if before == after or now == before:
            continue
        if now == after:
            if before is None:
                told.removed.append(part)
                del there[part]
            else:
                told.restored[part] = [c.field for c in differences(before, after)]
                there[part] = before
        elif before is None or after is None or now is None:
            told.conflicts.append(_conflict(part, None))
        else:
            there[part] = _taken_out(part, before, after, now, told)
    order = [c.id for c in old.contents if c.id in there]
    if [c.id for c in present.contents if c.id in order] == [c.id for c in new.contents if c.id in order] != order:
        return tuple(there[part] for part in [*order, *(p for p in there if p not in order)])
    return tuple(there.values())


def _fields(record_id: str, before: bytes | None, after: bytes) -> list[str]:
    return [c.field for c in differences(state(before, record_id), state(after, record_id))]


def _with_later(archive: Archive, batch_id: str, conflicts: list[Problem]) -> Iterator[Problem]:
    """Yield conflicts with the later batch that is to be undone first, where it was one, and no edit by hand."""
    for problem in conflicts:
        record, name, later = problem.where.record or "", problem.where.path, None
        for info, change in archive.journal_for(record):
            if info.id == batch_id:
                break
            held = [
                at(state(data, record), part) for data in (change.before, change.after) for part in (_part(record),)
            ]
            old, new = held if name is None else (getattr(one, name, None) for one in held)
            if later is None and old != new:
                later = info.id
        yield problem if later is None else evolve(problem, expected=message("undone-first", batch=later))


def _part(record: str) -> str | None:
    """Return the id of an article or chapter, which stands in the file of another record; None for other records."""
    return record if kind_by_id(record) == "component" else None


def _conflict(record_id: str, name: str | None) -> Problem:
    return Problem(Where(record=record_id, path=name), "edited-since", None, message("unedited-since"))
