"""Whether two issues of a serial are one: most serials count their numbers anew with each volume or year."""

from __future__ import annotations

from itertools import chain
from typing import Literal

from attrs import frozen

from smj_catalog.formats.tabular.ids import year_of
from smj_catalog.formats.tabular.values.numbers import MOST
from smj_catalog.model import Issue
from smj_catalog.model.dates import PartialDate
from smj_catalog.model.keys import key_of, number_key
from smj_catalog.services.importing.verdict import APART, SAME, Likeness, Verdict

_NEAR = 6  # months between the date on the cover and that of publication


@frozen(eq=False)
class Designation:
    """What an issue is told by: its numbers, its volume or year, its dates.

    Attributes:
        numbers: numbers within the volume or year.
        volume: volume.
        year: year that the numbers belong to, where they say so themselves.
        whole: running number over all volumes.
        apart: kind of an extra issue, and series: a number of their own.
        dates: role -> dates.
    """

    numbers: frozenset[str]
    volume: str
    year: int | None
    whole: str
    apart: tuple[str, str]
    dates: dict[str, list[PartialDate]]

    @staticmethod
    def of(issue: Issue) -> Designation:
        """Return the designation of an issue."""
        n = issue.numbering
        dates: dict[str, list[PartialDate]] = {}
        for date in issue.dates:
            if date.qualifier in (None, "between"):
                dates.setdefault(date.role, []).append(date.date)
        kind = "" if issue.kind in ("regular", "combined") else issue.kind
        if n is None:
            return Designation(frozenset(), "", None, "", (kind, ""), dates)
        numbers = frozenset(map(number_key, n.numbers)) - {""}
        series = number_key(n.series)
        return Designation(numbers, number_key(n.volume), year_of(n), number_key(n.whole_number), (kind, series), dates)

    @property
    def bare(self) -> str:
        """The number of an issue that has no other: it may be one of a volume, or the whole number."""
        if self.volume or self.year or (self.whole and self.numbers):
            return ""
        return self.whole or (next(iter(self.numbers)) if len(self.numbers) == 1 else "")


def compare_issues(new: Issue, old: Issue) -> Likeness:
    """Return what two issues of a serial are to each other.

    With the same number: volumes that both state must agree; one that only one of them states must be borne out by the
    year of their dates; where none states any, dates of two years are of two issues if numbers can begin anew each year.
    Where one is counted in volumes and the other in years, and no date tells, they are two. Whole numbers that agree make
    them one.
    """
    if new.periodical and old.periodical and new.periodical != old.periodical:
        return APART
    a, b = Designation.of(new), Designation.of(old)
    found = _numbered(a, b) if (a.numbers or a.whole) and (b.numbers or b.whole) else _dated(new, old, a, b)
    return Likeness("other", ("kind",)) if found.verdict in ("same", "unsure") and a.apart != b.apart else found


def _numbered(a: Designation, b: Designation) -> Likeness:
    years = _years(a, b)
    volumes_differ = bool(a.volume and b.volume and a.volume != b.volume)
    if a.whole and b.whole:
        if a.whole != b.whole:
            same = a.numbers == b.numbers and not volumes_differ
            return Likeness("unsure" if same else "other" if a.numbers & b.numbers else "apart", ("whole",))
        odd = volumes_differ or (a.numbers and b.numbers and not a.numbers & b.numbers)
        return Likeness("unsure", ("number",)) if odd else SAME
    if a.numbers and a.numbers == b.numbers:
        return _of_one_number(a, b, years, volumes_differ=volumes_differ)
    if a.numbers & b.numbers:
        if volumes_differ or (a.year and b.year and a.year != b.year):
            return APART
        return Likeness("other" if _counted_otherwise(a, b) else "unsure", ("number",))
    if (a.bare and a.bare in (b.whole, b.bare)) or (b.bare and b.bare == a.whole):
        sure = years == "agree" or (years == "none" and bool(a.bare and b.bare))
        return SAME if sure else Likeness("unsure", ("whole",))
    return APART


def _of_one_number(a: Designation, b: Designation, years: str, *, volumes_differ: bool) -> Likeness:
    if volumes_differ or (a.year and b.year and a.year != b.year and not (a.volume and b.volume)):
        return APART  # every volume has a number 2
    if a.volume and b.volume:
        return Likeness("unsure", ("year",)) if a.year and b.year and a.year != b.year else SAME
    if a.volume or b.volume or a.year or b.year:
        none: Verdict = "other" if _counted_otherwise(a, b) else "unsure"
        verdicts: dict[str, Verdict] = {"agree": "same", "differ": "other", "none": none}
        return Likeness(verdicts[years], {"none": ("volume",), "differ": ("year",)}.get(years, ()))
    if years != "differ":
        return SAME
    anew = all(n.isdecimal() and int(n) <= MOST for n in a.numbers)
    return Likeness("other" if anew else "unsure", ("year",))


def _counted_otherwise(a: Designation, b: Designation) -> bool:
    """Tell whether one issue is counted in volumes and the other in years."""
    return bool(a.volume and not a.year and b.year and not b.volume) or bool(
        b.volume and not b.year and a.year and not a.volume
    )


def _dated(new: Issue, old: Issue, a: Designation, b: Designation) -> Likeness:
    """Compare issues of which one has no number."""
    if a.volume and b.volume:
        return SAME if a.volume == b.volume else APART
    firsts = [min((str(d.date) for d in one.dates), default="") for one in (new, old)]
    if all(firsts):
        if firsts[0] == firsts[1] and len(firsts[0]) > 4:
            doubtful = (b.numbers or b.whole) and not (
                a.numbers or a.whole
            )  # another number of that month may be meant
            return Likeness("same", ("number",)) if doubtful else SAME
        near = firsts[0].startswith(firsts[1]) or firsts[1].startswith(firsts[0])
        return Likeness("unsure", ("number",)) if near else APART
    words = [{key_of(t.text.text) for t in one.titles} for one in (new, old)]
    bare = not any(firsts) and not any((a.numbers, b.numbers, a.whole, b.whole, a.volume, b.volume))
    return SAME if bare and (words[0] == words[1] or words[0] & words[1]) else Likeness("unsure", ("number",))


def _years(a: Designation, b: Designation) -> Literal["agree", "differ", "none"]:
    """Tell whether dates agree in their year, first those of one role; ``none``, where it cannot be told."""
    if a.year and b.year:
        return "agree" if a.year == b.year else "differ"
    common = a.dates.keys() & b.dates.keys()
    if common:
        agree = any({d.year for d in a.dates[role]} & {d.year for d in b.dates[role]} for role in common)
        return "agree" if agree else "differ"
    mine, theirs = ([*chain(*one.dates.values()), *([PartialDate(one.year)] if one.year else ())] for one in (a, b))
    near = {_near(x, y) for x in mine for y in theirs}
    return "agree" if True in near else "none" if None in near or not near else "differ"


def _near(a: PartialDate, b: PartialDate) -> bool | None:
    """Tell whether dates of two kinds can be of one issue; None where they are too coarse to tell."""
    if a.month and b.month:
        return abs((a.year - b.year) * 12 + a.month - b.month) <= _NEAR
    return None if abs(a.year - b.year) == 1 else a.year == b.year
