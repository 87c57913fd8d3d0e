"""Numbers that are none, in what others send: they cost themselves and not their record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from attrs import evolve, fields, has

from smj_catalog.model import Identifier, Record
from smj_catalog.model.rules.normal import FORMS
from smj_catalog.problems import Problem, message

R = TypeVar("R", bound=Record)
_NONE = frozenset({"identifier-placeholder", "own-identifier-scheme"})


def less_wrong_numbers(record: R, faults: Iterable[Problem], *, forgives: bool) -> tuple[R, dict[Problem, Problem]]:
    """Return a record without identifiers that name nothing, and their faults, each with what is told of it.

    They have a wrong check digit, stand in for a number that nobody has, or are of a scheme without a name. A number of a
    person or another work whose check digit alone is wrong stays, as one that is incorrect, with a warning; others are left
    out, for which the error stays. A record whose own numbers are all such is left with them.

    Args:
        record: as it was read.
        faults: what the rules find in it.
        forgives: the format of the record loses values alone; one that does not loses no number of the record itself.
    """
    faults = [*faults]
    wrong = [p for p in faults if p.severity == "error" and (p.rule.endswith("-check-digit") or p.rule in _NONE)]
    at = {p: (p.where.path or "").rpartition(".")[0] for p in wrong if p.where.record in (None, record.id)}
    own = {f"identifiers[{i}]" for i, _ in enumerate(getattr(record, "identifiers", ()))}
    if own and (not forgives or own <= {*at.values()}):
        at = {p: path for p, path in at.items() if path not in own}
    digits = {path: p.rule.endswith("-check-digit") for p, path in at.items() if path not in own}
    kept: set[str] = set()
    less: R = _less(record, "", {**dict.fromkeys(at.values(), False), **digits}, kept)
    parts = [less_wrong_numbers(part, faults, forgives=forgives) for part in getattr(record, "contents", ())]
    told: dict[Problem, Problem] = dict(each for _, of in parts for each in of.items())
    if told:
        changes: dict[str, Any] = {"contents": tuple(part for part, _ in parts)}
        less = evolve(less, **changes)
    for p, path in at.items():
        words = message("number-kept-incorrect" if path in kept else "number-left-out", right=p.expected)
        told[p] = evolve(p, expected=words, severity="warning" if path in kept else "error")
    return less, told


def _less(value: Any, path: str, wrong: Mapping[str, bool], kept: set[str]) -> Any:
    """Return a value without numbers at paths; those stay that may and have the form of one, and are put into `kept`."""
    if not any(at.startswith(path) for at in wrong):
        return value
    if isinstance(value, tuple):
        parts = [(f"{path}[{i}]", item) for i, item in enumerate(value)]
        kept |= {at for at, item in parts if wrong.get(at) and _has_form(item)}
        items = [(at, evolve(item, status="incorrect") if at in kept else item) for at, item in parts]
        return tuple(_less(item, at, wrong, kept) for at, item in items if at in kept or at not in wrong)
    if not has(value.__class__):
        return value
    names = ((f.name, f"{path}.{f.name}" if path else f.name) for f in fields(value.__class__))
    return evolve(value, **{name: _less(getattr(value, name), at, wrong, kept) for name, at in names})


def _has_form(it: Identifier) -> bool:
    return it.type in FORMS and FORMS[it.type](it.value)
