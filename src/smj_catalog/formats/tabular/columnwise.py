"""What is told once of a column, and not of each of its cells."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, field

from smj_catalog.problems import Problem, Where, message

_ONCE = frozenset(
    {"spreadsheet-number", "numbering-bare", "cell-left-empty", "keywords-apart", "title-alone", "form-not-extent"}
)
_SHOWN = 10


@define
class _Told:
    """A problem of several cells of one column: the first, and the rows of all."""

    first: Problem
    rows: list[int] = field(factory=list)


class Columnwise:
    """The problems of a table that are the same in cell after cell."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], _Told] = {}
        self._days: dict[str, int] = {}

    def took(self, key: str, problem: Problem) -> bool:
        """Take in what only informs of a cell, where it may be the same in the whole column; False where it may not."""
        if problem.severity == "error" or problem.rule not in _ONCE:
            return False
        self._told.setdefault((key, problem.rule), _Told(problem)).rows.append(problem.where.row or 0)
        return True

    def day(self, key: str, text: str, where: Where) -> None:
        """Take in a cell that a spreadsheet holds as a day: of 2006/6 it makes the first of June."""
        self._days[key] = self._days.get(key, 0) + 1
        if text.endswith("-01"):
            problem = Problem(where, "spreadsheet-date", str(text), message("a-cell-date-whole"), severity="warning")
            self._told.setdefault((key, problem.rule), _Told(problem)).rows.append(where.row or 0)

    def problems(self) -> Iterator[Problem]:
        """Yield one problem a column and rule; days are only informed of where all of a column are the first."""
        for (key, rule), told in self._told.items():
            first, count = told.first, len(told.rows)
            if rule == "spreadsheet-date" and 1 < count == self._days[key]:
                first = evolve(first, severity="info")
            if count > 1:
                shown = ", ".join(map(str, told.rows[:_SHOWN])) + (", …" if count > _SHOWN else "")
                first = evolve(first, expected=message("in-cells", expected=first.expected, count=count, rows=shown))
            yield first
