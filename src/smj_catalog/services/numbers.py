"""Numbers that are none, in what others send: they cost themselves and not their record."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any, TypeVar

from attrs import evolve, fields, has

from smj_catalog.model import Record
from smj_catalog.problems import Problem

R = TypeVar("R", bound=Record)
_NONE = frozenset({"identifier-placeholder", "own-identifier-scheme"})


def less_wrong_numbers(record: R, faults: Iterable[Problem]) -> tuple[R, list[Problem]]:
    """Return a record without identifiers that name nothing, and their faults; none where all of its own are such.

    They have a wrong check digit, stand in for a number that nobody has, or are of a scheme without a name.

    Args:
        record: as it was read.
        faults: what the rules find in it.
    """
    wrong = [p for p in faults if p.severity == "error" and (p.rule.endswith("-check-digit") or p.rule in _NONE)]
    gone = {(p.where.path or "").rpartition(".")[0] for p in wrong}
    own = {f"identifiers[{i}]" for i, _ in enumerate(getattr(record, "identifiers", ()))}
    if not gone or (own and gone >= own):
        return record, []
    less: R = _without(record, "", gone)
    return less, wrong


def _without(value: Any, path: str, gone: Set[str]) -> Any:
    if not any(at.startswith(path) for at in gone):
        return value
    if isinstance(value, tuple):
        kept = ((f"{path}[{i}]", item) for i, item in enumerate(value))
        return tuple(_without(item, at, gone) for at, item in kept if at not in gone)
    if not has(value.__class__):
        return value
    names = ((f.name, f"{path}.{f.name}" if path else f.name) for f in fields(value.__class__))
    return evolve(value, **{name: _without(getattr(value, name), at, gone) for name, at in names})
