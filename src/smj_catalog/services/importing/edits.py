"""What a person has edited since the last import is not written over: three sides are compared, field by field."""

from __future__ import annotations

import json
from typing import Any

import attrs

from smj_catalog.model import Record
from smj_catalog.problems import Problem, message
from smj_catalog.services.importing.merging import differences, state
from smj_catalog.services.importing.plan import Entry, Outcome
from smj_catalog.store import Archive

BY_HAND = frozenset({"accept", "edit"})
"""Kinds of batches in which a person changed records outside of imports."""


def spare_edits(outcome: Outcome, archive: Archive, names: list[str]) -> Outcome:
    """Return an outcome that keeps what a person edited.

    A field that a person changed after an import: where the input still says what it said then, the person's value
    stays; where the input says something new as well, the row is a conflict and the unit is left as it is.
    """
    before, after = outcome.before, outcome.after
    assert before is not None
    assert after is not None
    changed = [c.field for c in differences(before, after)]
    edited = _edited(before.id, archive, set(changed))
    if not edited:
        return outcome
    kept: dict[str, Any] = {}
    conflicts: list[tuple[str, Any]] = []
    for name, base in edited.items():
        if name == "contents":
            continue
        if getattr(after, name) == getattr(base, name, None):
            kept[name] = getattr(before, name)
        elif getattr(after, name) != getattr(before, name):
            conflicts.append((name, getattr(before, name)))
    if conflicts:
        return _conflict(outcome, before, [name for name, _ in conflicts])
    spared = attrs.evolve(after, **kept)
    entries = [_less(e, set(kept)) for e in outcome.entries]
    origins = {k: v for k, v in outcome.origins.items() if k not in kept}
    if spared == before:
        entries = [attrs.evolve(e, action="same", fields=[]) for e in entries]
        return Outcome(entries, before, None)
    return Outcome(entries, before, spared, origins)


def _edited(record_id: str, archive: Archive, fields: set[str]) -> dict[str, Record]:
    """Return the fields that a person set last, each with the record as it was before that."""
    found: dict[str, Record] = {}
    open_fields = set(fields)
    for at, (info, change) in enumerate(archive.journal_for(record_id)):
        if not open_fields:
            break
        if at == 0 and change.after is not None:  # edits that nobody has taken into the journal yet
            written, present = state(change.after, record_id), archive.get(record_id)
            touched = {c.field for c in differences(written, present)} & open_fields
            if written is not None:
                found.update(dict.fromkeys(touched, written))
            open_fields -= touched
        if change.before is None or change.after is None:
            break
        old, new = state(change.before, record_id), state(change.after, record_id)
        assert old is not None
        touched = {c.field for c in differences(old, new)} & open_fields
        if info.batch.kind in BY_HAND:
            found.update(dict.fromkeys(touched, old))
        open_fields -= touched
    return found


def _less(entry: Entry, kept: set[str]) -> Entry:
    fields = [f for f in entry.fields if f[0] not in kept]
    action = "same" if entry.action == "update" and not fields else entry.action
    return attrs.evolve(entry, fields=fields, action=action)


def _conflict(outcome: Outcome, before: Record, names: list[str]) -> Outcome:
    said = {field: new for entry in outcome.entries for field, _, new in entry.fields}
    entries = []
    for entry in outcome.entries:
        w, expected = entry.where, message("value-not-edited")
        problems = [
            Problem(attrs.evolve(w, record=before.id, path=n), "edited-by-hand", _words(said.get(n)), expected)
            for n in names
        ]
        entries.append(attrs.evolve(entry, action="conflict", problems=[*entry.problems, *problems]))
    return Outcome(entries, before, None)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
