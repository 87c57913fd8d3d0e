"""All rules, and asking them of a record."""

from __future__ import annotations

from types import ModuleType

from smj_catalog.model.records import RECORD_TYPES, Record, kind_of
from smj_catalog.model.rules import (
    check_digits,
    coded,
    dates,
    identifiers,
    money,
    numbering,
    people,
    provenance,
    quantities,
    references,
    subjects,
    text,
    whole,
)
from smj_catalog.model.rules.base import Rule, components, everything
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.problems import Problem, Where

_MODULES: tuple[ModuleType, ...] = (
    check_digits, coded, dates, identifiers, money, numbering, people, provenance, quantities, references,
    subjects, text, whole,
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(
    sorted((r for m in _MODULES for r in vars(m).values() if isinstance(r, Rule)), key=lambda r: r.id)
)
"""The rules that look at one record, by id."""

_OF_KIND = {kind: tuple(r for r in RULES if kind in r.kinds) for kind in RECORD_TYPES}
_NESTED = tuple(r for r in _OF_KIND["component"] if r.nested)
_plans: dict[tuple[str, frozenset[type]], tuple[Rule, ...]] = {}
_IN_CONTENTS = lazily("match", r"contents\[([0-9]+)\]\.")


def _plan(kind: str, classes: frozenset[type]) -> tuple[Rule, ...]:
    """Return the rules for a kind of record that holds values of these classes."""
    plan = _plans.get((kind, classes))
    if plan is None:
        rules = _NESTED if kind == "nested" else _OF_KIND[kind]
        plan = tuple(r for r in rules if not r.on or not r.on.isdisjoint(classes))
        _plans[kind, classes] = plan
    return plan


def check_record(record: Record, *, file: str | None = None, line: int | None = None) -> list[Problem]:
    """Return every fault of a record, and of the components in it; an empty list where there is none.

    A problem of a component names the component as its record, and its path begins there.

    Args:
        record: the record.
        file: the file it was read from, for the problems.
        line: the line on which it begins.
    """
    problems: list[Problem] = []
    _ask(record, kind_of(record), file, line, problems)
    for component in components(record):
        _ask(component, "nested", file, line, problems)
    return problems


def _ask(record: Record, kind: str, file: str | None, line: int | None, problems: list[Problem]) -> None:
    for rule in _plan(kind, frozenset(everything(record))):
        for finding in rule.check(record):
            name, path = record.id, finding.path
            if path.startswith("contents[") and (inside := _IN_CONTENTS(path)):
                name, path = components(record)[int(inside[1])].id, path[inside.end() :]
            where = Where(file, line, None, name, path)
            problem = Problem(where, rule.id, finding.found, finding.expected, rule.source, rule.severity)
            problems.append(problem)
