"""All rules, and asking them of a record."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

from smj_catalog.model.records import Component, Record
from smj_catalog.model.rules import (
    characters,
    check_digits,
    coded,
    contradicting,
    dates,
    differing,
    identifiers,
    listed,
    money,
    numbering,
    people,
    provenance,
    quantities,
    references,
    standing,
    subjects,
    text,
    whole,
)
from smj_catalog.model.rules.base import Rule, components
from smj_catalog.model.rules.compiled import Fault, Walk
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.rules.provenance import Around, unused
from smj_catalog.problems import Problem, Where

_MODULES: tuple[ModuleType, ...] = (
    characters, check_digits, coded, contradicting, dates, differing, identifiers, listed, money, numbering, people, provenance, quantities, references,
    standing, subjects, text, whole,
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(
    sorted((r for m in _MODULES for r in vars(m).values() if isinstance(r, Rule)), key=lambda r: r.id)
)
"""The rules that look at one record, by id."""

_ASK = Walk(RULES, inner=Walk(RULES))
_IN_CONTENTS = lazily("match", r"contents\[([0-9]+)\]\.")


def check_record(record: Record, *, file: str | None = None, line: int | None = None) -> list[Problem]:
    """Return every fault of a record, and of the components in it; an empty list where there is none.

    A problem of a component names the component as its record, and its path begins there.

    Args:
        record: the record.
        file: the file it was read from, for the problems.
        line: the line on which it begins.
    """
    around = Around(record)
    told: list[tuple[Record, Sequence[Fault]]] = []
    if faults := _ASK[record.__class__](record, around):
        told.append((record, faults))
    sourced = [record]
    if contents := components(record):
        ask = _ASK[Component]
        for part in contents:
            here = around
            if part.sources:
                here = Around(part, around)
                sourced.append(part)
            here.own = part.id
            if faults := ask(part, here):
                told.append((part, faults))
    if used := around.used:
        told += ((each, faults) for each in sourced if (faults := unused(each, used)))
    return [_problem(about, fault, file, line) for about, faults in told for fault in faults] if told else []


def newly_wrong(before: Record | None, after: Record) -> list[Problem]:
    """Return what is wrong or doubtful with a record now that was not before; with a new one, everything."""
    problems = [p for p in check_record(after) if p.severity != "info"]
    if not problems or before is None:
        return problems
    known = {(p.rule, p.where.record, p.found) for p in check_record(before)}
    return [p for p in problems if (p.rule, p.where.record, p.found) not in known]


def _problem(about: Record, fault: Fault, file: str | None, line: int | None) -> Problem:
    rule, path, found, expected = fault
    name = about.id
    if path.startswith("contents[") and (inside := _IN_CONTENTS(path)):
        name, path = components(about)[int(inside[1])].id, path[inside.end() :]
    return Problem(Where(file, line, None, name, path), rule.id, found, expected, rule.source, rule.severity)
