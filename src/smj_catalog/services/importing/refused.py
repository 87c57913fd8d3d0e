"""What is told of a unit that is refused, and at which of its rows; and what refuses none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from smj_catalog.formats import Item, Reading, get
from smj_catalog.model import kind_of
from smj_catalog.problems import Problem, Where, message
from smj_catalog.services.importing.entry import Entry, Outcome
from smj_catalog.services.importing.spool import Kept, Unit


def placed(problems: Iterable[Problem], kept: Kept) -> list[Problem]:
    """Return problems with the file and row that they come from."""
    return [
        Problem(_within(p.where, kept.item.where), p.rule, p.found, p.expected, p.source, p.severity) for p in problems
    ]


def _within(w: Where, of: Where) -> Where:
    if w.file not in (None, of.file):  # of another file: that of the record
        return w
    return Where(of.file, w.line or of.line, w.row or of.row, w.record, w.path, of.sheet, w.cell)


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
        told = placed(problems, kept)
        parts = [part.id for part in getattr(record, "contents", ())]
        made.append(Entry("reject", name, kind, w, None, [], told, item.raw, kept.source, item.number, parts))
    return Outcome(made)


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


def forgiven(item: Item, reading: Reading) -> Item:
    """Return an item whose record was read but for some values, with these told; the record is one without them."""
    if item.record is None or not item.problems or reading.format is None or not get(reading.format).forgives:
        return item
    return evolve(
        item, problems=tuple(evolve(p, severity="warning") if p.severity == "error" else p for p in item.problems)
    )
