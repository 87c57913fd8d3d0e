"""A plan as lines for people: what is wrong first, and all of it; then what is doubtful; then what would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import evolve

from smj_catalog.cli.options import field_rows, told_of
from smj_catalog.problems import Problem, message, visible
from smj_catalog.problems.fields import matched_by, numbered

if TYPE_CHECKING:
    from smj_catalog.services.importing import Entry

REFUSED, DOUBTFUL, PLAIN = 100, 40, 40
"""Rows shown one by one. Further ones that are refused or doubtful are told together, by what is wrong with them."""


class PlanLines:
    """Takes the entries of a plan one by one; no more of them is kept than is shown."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._refused = _Rows("refused-more", REFUSED, lang)
        self._doubtful = _Rows("doubtful-more", DOUBTFUL, lang)
        self._plain: list[str] = []
        self._more = 0
        self._same = 0

    def take(self, entry: Entry) -> None:
        """Take the next entry."""
        if entry.action in ("reject", "conflict"):
            self._refused.take(entry)
        elif entry.action == "same":
            kept = [
                p for p in entry.problems if p.severity == "info"
            ]  # what stays as it is, though the input says less
            self._same += len(entry.problems) - len(kept)
            if kept:
                self._doubtful.take(evolve(entry, problems=kept))
        elif entry.problems:
            self._doubtful.take(entry)
        elif self._more or len(self._plain) >= PLAIN:
            self._more += 1
        else:
            self._plain.append("\n".join(_lines(entry, self._lang)))

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        yield from self._refused.lines()
        yield from self._doubtful.lines()
        if self._same:
            yield message("doubts-of-same", count=self._same).text(self._lang)
        yield from self._plain
        if self._more:
            yield message("rows-more", count=self._more).text(self._lang)


class _Rows:
    """Rows with something to tell: the first ones one by one, then rows by what is told."""

    def __init__(self, words: str, most: int, lang: str) -> None:
        self._words = words
        self._most = most
        self._lang = lang
        self._first: list[str] = []
        self._more = 0
        self._groups: dict[tuple[Any, ...], tuple[Problem, _Ranges]] = {}

    def take(self, entry: Entry) -> None:
        if len(self._first) < self._most:
            self._first.append("\n".join(_lines(entry, self._lang)))
            return
        self._more += 1
        for problem in entry.problems:
            w = problem.where
            _, ranges = self._groups.setdefault(
                (problem.severity, problem.rule, w.file, w.sheet, _plain(w.column)), (problem, _Ranges())
            )
            ranges.add(w.row or w.line or 0)

    def lines(self) -> Iterator[str]:
        yield from self._first
        if self._more:
            yield message(self._words, count=self._more).text(self._lang)
        for problem, ranges in self._groups.values():
            yield f"    {told_of(problem, self._lang, rows=str(ranges))}"


def _plain(path: str | None) -> str | None:
    """Return a path without the numbers in it: subjects[1].code and subjects[2].code are told together."""
    return (
        None
        if path is None
        else "".join(piece.partition("]")[2] if i else piece for i, piece in enumerate(path.split("[")))
    )


class _Ranges:
    """Numbers, which mostly come in order, as ranges: 12–40, 55."""

    def __init__(self) -> None:
        self._found: list[tuple[int, int]] = []

    def add(self, number: int) -> None:
        if self._found:
            first, last = self._found[-1]
            if first <= number <= last + 1:
                self._found[-1] = (first, max(last, number))
                return
        self._found.append((number, number))

    def __str__(self) -> str:
        return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in self._found)


def _lines(entry: Entry, lang: str) -> Iterable[str]:
    """Yield what becomes of a row, which fields change, and what is wrong with it."""
    rule = f"({matched_by(entry.rule).text(lang)})" if entry.rule else ""
    place = visible(entry.where.place())
    if entry.number is not None and entry.where.line in (None, 1):  # all of them may stand in one line
        place = numbered(place, entry.number).text(lang)
    cells = (message(f"action-{entry.action}").text(lang), visible(entry.record), place, rule)
    yield "\t".join((*cells[:2], *filter(None, cells[2:])))
    yield from field_rows(entry.kind, entry.fields, lang)
    for problem in entry.problems:
        yield f"    {told_of(problem, lang)}"
