"""What a person has edited since the last import is not written over: three sides are compared, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from shlex import quote
from typing import Any

import attrs

from smj_catalog.formats import Item
from smj_catalog.formats.plain import unstructured
from smj_catalog.model import Component, Record, kind_of
from smj_catalog.problems import LANGUAGES, Both, Message, Problem, message
from smj_catalog.services.importing.entry import Entry, Outcome
from smj_catalog.services.importing.history import History, Past, at
from smj_catalog.services.importing.merging import differences
from smj_catalog.services.words import field_lines, field_text, in_columns
from smj_catalog.store import comment_lost, faults


def spare_edits(outcome: Outcome, history: History, seen: str = "") -> Outcome:
    """Return an outcome that keeps what a person edited, in a record and in the articles or chapters in it.

    What nobody has taken into the journal yet is to become a batch of its own before the file is written.

    A field that a person changed after an import: where the input still says what it said then, the person's value
    stays; where the input says something new as well, the row is a conflict and the unit is left as it is. A workbook
    that was written from the archive after the edit has the person's value, and what is changed in it is no conflict.

    Args:
        outcome: what would become of the record.
        history: of the archive.
        seen: id of the last batch before the input was written from the archive; empty where it was not.
    """
    before, after = outcome.before, outcome.after
    assert after is not None
    past = history.of(after.id)
    if not past.by_hand:
        return outcome
    if before is None:
        return _conflict(outcome, {after.id: ["id"]}, _DELETED) if past.deleted(None, after.id) else outcome
    if faults := _lost(past.present, outcome):
        return _refused(outcome, faults)
    outcome.found = (past.written,) if past.untold else None
    kept: dict[str | None, dict[str, Any]] = {}
    conflicts: dict[str, list[str]] = {}
    deleted: set[str] = set()
    for part in (None, *(c.id for c in getattr(after, "contents", ()))):
        old, new = at(before, part), at(after, part)
        if old is None and part is not None and past.deleted(part, before.id):
            deleted.add(part)
        if old is None or new is None or old is new:
            continue
        changed = {c.field for c in differences(old, new)} - {"contents"}
        for name, base in past.edited(part, changed, before.id, seen).items():
            if getattr(new, name) == getattr(base, name, None):
                kept.setdefault(part, {})[name] = getattr(old, name)
            else:
                conflicts.setdefault(old.id, []).append(name)
    had, has = ({c.id for c in getattr(one, "contents", ())} for one in (before, after))
    for gone in had - has:
        if past.edited(gone, {f.name for f in attrs.fields(Component)}, before.id, seen):
            conflicts[gone] = ["id"]
    if conflicts:
        return _conflict(outcome, conflicts, _EDITED)
    if not kept and not deleted:
        return outcome
    spared = _with(after, kept)
    if deleted:
        contents = tuple(c for c in spared.contents if c.id not in deleted)  # type: ignore[union-attr]
        spared = attrs.evolve(spared, contents=contents)  # type: ignore[arg-type]
    entries = [
        _gone(e) if e.record in deleted else _less(e, kept.get(None if e.record == before.id else e.record, {}))
        for e in outcome.entries
    ]
    if spared == before:
        entries = [attrs.evolve(e, action="same", fields=[]) for e in entries]
        return Outcome(entries, before, None)
    return Outcome(entries, before, spared, outcome.origins, outcome.found)


def unmoved(past: Callable[[], Past], part: str | None, item: Item, made: Record, seen: str = "") -> Iterator[Problem]:
    """Yield which edits of a person stay, because the input says what it said before them.

    Args:
        past: gives the past of the record.
        part: the article or chapter in it that is meant.
        item: what the input says.
        made: the record as it becomes.
        seen: as in `spare_edits`.
    """
    names = [f.name for f in attrs.fields(type(made)) if f.name not in ("id", "contents")]
    said = {name: values for name in names if (values := _values(getattr(item.record, name)))}
    less = {name: values for name, values in said.items() if not _holds(made, name, values)}
    edited = past().edited(part, {*less}, made.id, seen) if less and past().by_hand else {}
    for name in (name for name, base in edited.items() if _holds(base, name, less[name])):
        where, held = attrs.evolve(item.where, record=made.id, path=name), unstructured(made, name)
        told = field_text(kind_of(made), name, held)
        yield Problem(where, "edit-kept", told, message("edit-kept"), severity="info")


def _holds(record: Record | None, name: str, values: tuple[Any, ...]) -> bool:
    there = _values(getattr(record, name, None))
    return all(value in there for value in values)


def _values(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _lost(present: bytes | None, outcome: Outcome) -> list[Problem]:
    """Return what a person wrote into a file that no record holds, and that writing the file would take out."""
    w = outcome.entries[0].where
    assert outcome.before is not None
    found = [] if present is None else faults(present, outcome.before.id)
    return [attrs.evolve(p, where=attrs.evolve(w, record=outcome.before.id, path=p.where.path), expected=message(
        "readable-edit", line=p.where.line or 1, expected=p.expected)) for p in found]  # fmt: skip


def _refused(outcome: Outcome, problems: list[Problem]) -> Outcome:
    """Return an outcome that leaves a file as it is, for writing it would lose what a person wrote."""
    first, *others = outcome.entries
    refused = attrs.evolve(first, action="reject", fields=[], problems=[*first.problems, *problems])
    where = message("unit-whole", place=first.where.place())
    told = ([Problem(e.where, "unit-refused", None, where)] for e in others)
    rest = [attrs.evolve(e, action="reject", fields=[], problems=p) for e, p in zip(others, told, strict=True)]
    return Outcome([refused, *rest], outcome.before, None)


def comments(present: bytes | None, outcome: Outcome) -> None:
    """Tell of comments in a file, which go when it is written."""
    first = next((e for e in outcome.entries if e.action != "same"), outcome.entries[0])
    for told in comment_lost(present, first.record):
        first.problems.append(attrs.evolve(told, where=attrs.evolve(first.where, record=first.record)))


def _with(record: Record, kept: dict[str | None, dict[str, Any]]) -> Record:
    """Return a record with fields of its own, and of what stands in it, as they are kept."""
    changes = dict(kept.get(None, {}))
    if len(kept) > (None in kept):
        contents: tuple[Component, ...] = record.contents  # type: ignore[union-attr]
        changes["contents"] = tuple(attrs.evolve(c, **kept.get(c.id, {})) for c in contents)
    made: Record = attrs.evolve(record, **changes)
    return made


def _less(entry: Entry, kept: Collection[str]) -> Entry:
    """Return an entry without the fields that stay as a person edited them, which it tells."""
    fields = [f for f in entry.fields if f[0] not in kept]
    told = [
        Problem(attrs.evolve(entry.where, record=entry.record, path=name), "edit-kept", field_text(entry.kind, name, old), message("edit-kept"),
                severity="info")
        for name, old, _ in entry.fields if name in kept
    ]  # fmt: skip
    action = "same" if entry.action == "update" and not fields else entry.action
    return attrs.evolve(entry, fields=fields, action=action, problems=[*entry.problems, *told])


def _gone(entry: Entry) -> Entry:
    """Return the entry of an article or chapter that a person took out, and that stays out."""
    where = attrs.evolve(entry.where, record=entry.record, path="id")
    told = Problem(where, _DELETED[0], entry.record, _DELETED[1], severity="info")
    return attrs.evolve(entry, action="same", fields=[], problems=[*entry.problems, told])


_EDITED = "edited-by-hand", None
_DELETED = "deleted-by-hand", message("record-not-deleted")


def _conflict(outcome: Outcome, conflicts: dict[str, list[str]], why: tuple[str, Message | None]) -> Outcome:
    """Return an outcome that leaves a record as it is, and tells it at the rows that say something else."""
    rule, expected = why
    entries = []
    for entry in outcome.entries:
        w = entry.where
        said = {field: new for field, _, new in entry.fields}
        problems = [
            Problem(
                attrs.evolve(w, record=entry.record, path=n), rule, field_text(entry.kind, n, said.get(n)),
                expected or message("value-not-edited", how=_settled(entry, n)),
            )
            for n in conflicts.get(entry.record, ())
        ]  # fmt: skip
        entries.append(attrs.evolve(entry, action="conflict", problems=[*entry.problems, *problems]))
    return Outcome(entries, outcome.before, None)


def _settled(entry: Entry, name: str) -> Both:
    """Return the command that gives a record what the input says of a field, with its columns in each language."""
    changed = next(((old, new) for field, old, new in entry.fields if field == name), None)
    if changed is None:  # an article or chapter that the input does not have
        return Both(*[f"smj-catalog delete {_typed(entry.record)}"] * 2)
    if not in_columns(entry.kind, name, *changed):
        return Both(*[f"smj-catalog edit {_typed(entry.record)}"] * 2)
    lines = (field_lines(entry.kind, name, *changed, lang) for lang in LANGUAGES)
    cells = (" ".join(_typed(f"{column}={'' if new == '—' else new}") for column, _, new in each) for each in lines)
    return Both(*(f"smj-catalog set {_typed(entry.record)} {each}" for each in cells))


def _typed(word: str) -> str:
    """Return a word of a command as a shell takes it; letters of all scripts stand as they are."""
    return word if re.fullmatch(r"[\w=.,:/+@-]+", word) else quote(word)
