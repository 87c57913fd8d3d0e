"""What is told of a unit that is refused, and at which of its rows; and what refuses none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from smj_catalog.formats import Item, Reading, get
from smj_catalog.model import kind_of
from smj_catalog.model.rules import check_record
from smj_catalog.problems import Problem, Where, message
from smj_catalog.services.importing.entry import Entry, Outcome
from smj_catalog.services.importing.spool import Kept, Unit
from smj_catalog.services.numbers import less_wrong_numbers


def placed(problems: Iterable[Problem], kept: Kept) -> list[Problem]:
    """Return problems with the file and row that they come from, and line and element where these are known."""
    return [_at(evolve(p, where=_within(p.where, kept.item.where)), kept.item) for p in problems]


def _within(w: Where, of: Where) -> Where:
    if w.file not in (None, of.file):  # of another file: that of the record
        return w
    return evolve(w, file=of.file, line=w.line or of.line, row=w.row or of.row, sheet=of.sheet)


_INDEX = re.compile(r"\[[0-9]+\]")


def _at(problem: Problem, item: Item) -> Problem:
    """Return a fault of what a record would become, at the place of the same fault of the record as it was read."""
    own = problem.where
    of = {(p.rule, p.found, p.where.path, p.where.record): p.where for p in item.faults}
    here = of.get((problem.rule, problem.found, own.path, own.record))
    if here is None and of:  # under another id, or at another place in its list
        bare = {(rule, found, _INDEX.sub("", path or "")): w for (rule, found, path, _), w in of.items()}
        here = bare.get((problem.rule, problem.found, _INDEX.sub("", own.path or "")))
    return problem if here is None else evolve(problem, where=evolve(own, line=here.line, element=here.element))


def all_refused(unit: Unit, bad: dict[int, list[Problem]]) -> Outcome:
    """Refuse every row of a unit; rows without a fault of their own say whose fault it is."""
    made = []
    culprit = next((k for k in unit.all if k.seq in bad), unit.all[0])
    for kept in unit.all:
        w = kept.item.where
        problems = bad.get(kept.seq, [])
        if not problems:
            where = evolve(w, path=None)
            problems = [Problem(where, "unit-refused", None, message("unit-whole", place=culprit.item.where.place()))]
        record = kept.item.record
        name = record.id if record is not None else w.record or ""
        kind = kind_of(record) if record is not None else ""
        item = kept.item
        every = sorted(
            [*problems, *(p for p in (*item.problems, *_doubts(item)) if p not in problems)],
            key=lambda p: p.severity != "error",
        )
        told = placed(every, kept)
        parts = [part.id for part in getattr(record, "contents", ())]
        made.append(Entry("reject", name, kind, w, None, [], told, item.raw, kept.source, item.number, parts))
    return Outcome(made)


def _doubts(item: Item) -> Iterator[Problem]:
    """Yield what the rules doubt in a record that was read: it may be why the row seems to be another's."""
    asked = check_record(item.record) if item.record is not None and item.cells is not None else item.faults
    return (p for p in asked if p.severity == "warning")


def blamed(rows: Sequence[tuple[str, int]], problems: Iterable[Problem]) -> dict[int, list[Problem]]:
    """Return problems by the row that they are about: an article's own row, else the unit's first.

    Args:
        rows: id of the record that each row makes, and which row it is.
        problems: what is wrong with the records.
    """
    names = dict(reversed(rows))
    told: dict[int, list[Problem]] = {}
    for problem in problems:
        told.setdefault(names.get(problem.where.record or "", rows[0][1]), []).append(problem)
    return told


def with_faults(item: Item) -> Item:
    """Return an item with what the rules find in its record, each fault with its place; to be asked as it is read."""
    if item.record is not None and item.find is not None:
        faults = check_record(item.record, line=item.where.line)
        item.faults = tuple(item.placed(faults))
    item.find = None
    return item


def forgiven(item: Item, reading: Reading) -> Item:
    """Return an item with what the rules find, whose record is one without the values that cannot be read, or are no numbers.

    These are told. Tables and whole formats forgive no numbers.
    """
    if item.problems and item.cells is None:
        item.problems = tuple(p.at(file=reading.file) for p in item.problems)
    if item.record is None or reading.format is None or item.cells is not None or get(reading.format).whole:
        return with_faults(item)
    forgives = get(reading.format).forgives
    mild = forgives and item.problems
    item = with_faults(evolve(item, problems=tuple(map(_as_warning, item.problems))) if mild else item)
    assert item.record is not None
    record, wrong = less_wrong_numbers(item.record, item.faults, forgives=forgives)
    if not wrong:
        return item
    told = (*item.problems, *(_as_warning(p).at(file=reading.file) for p in wrong.values()))
    lost = item.lost.union(re.split(r"[.\[]", p.where.path or "")[0] for p in wrong.values() if p.severity == "error")
    return evolve(item, record=record, problems=told, lost=lost, faults=tuple(p for p in item.faults if p not in wrong))


def _as_warning(problem: Problem) -> Problem:
    return evolve(problem, severity="warning") if problem.severity == "error" else problem
