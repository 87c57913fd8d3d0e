"""What an import tells of matching: look-alikes that were kept apart, records found that say something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from smj_catalog.model import Record, kind_of, title_of
from smj_catalog.model.rules.catalogue import isbns_elsewhere
from smj_catalog.problems import Both, Message, Problem, Where, message
from smj_catalog.problems.fields import joined, matched_by, numbered
from smj_catalog.services.importing.matching import SHOWN, Finder, Match
from smj_catalog.services.importing.spool import Kept, Spool


def place_of(kept: Kept) -> str:
    """Return file and row of an item: new.csv:3; in a file without rows, which of its records it is."""
    place, number = kept.item.where.place(), kept.item.number
    return place if number is None or kept.item.where.line not in (None, 1) else numbered(place, number)


def told(kept: Kept, found: Match, alike: Mapping[str, tuple[str, ...]], before: Record | None) -> list[Problem]:
    """Return the doubts about what a row was found to be.

    Args:
        kept: the row.
        found: what matching found.
        alike: records and rows that look like it, each with what tells them apart; told of a new record.
        before: the record found.
    """
    problems: list[Problem] = []
    if alike and found.rule is None:
        names = [*alike]
        shown = ", ".join(names[:SHOWN]) + (f" (+{len(names) - SHOWN})" if len(names) > SHOWN else "")
        expected = _unlike({d for differs in alike.values() for d in differs}, [*alike.values()])
        problems.append(_doubt(kept, "looks-like", shown, expected))
    if found.differs and before is not None:
        by = "isbn-13" if found.rule == "id" and kept.item.made else found.rule  # an id that was made of the ISBN
        expected = message(
            "match-differs", what=_what(found.differs), found=matched_by(by or ""), title=title_of(before)
        )
        problems.append(_doubt(kept, "match-differs", before.id, expected))
    return problems


def coarser(before: Record, after: Record) -> list[tuple[str, Problem]]:
    """Return the doubts about dates whose month or day would go: key of the column, problem."""
    told: list[tuple[str, Problem]] = []
    now = getattr(after, "dates", ())
    for old in getattr(before, "dates", ()):
        mine = [d for d in now if d.role == old.role and d.qualifier == old.qualifier]
        if (
            old not in now
            and any(str(old.date).startswith(f"{d.date}-") for d in mine)
            and not any(d.date == old.date for d in mine)
        ):
            key = _DATES.get(old.role, "other_date")
            expected = message("a-date-as-exact", date=str(old.date))
            told.append((key, Problem(Where(), "date-coarser", str(mine[0].date), expected, severity="warning")))
    return told


def elsewhere(before: Record | None, after: Record, finder: Finder, spool: Spool) -> Iterator[Problem]:
    """Yield the ISBNs that a record gets and that others have, in the archive or in another row."""

    def having(isbn: str) -> Iterator[str]:
        yield from finder.lookup("isbn-13", isbn, sets=False)
        for kind in kinds:
            for kept in spool.numbered("isbn-13", isbn, kind):
                if kept.item.record is not None:
                    yield kept.item.record.id

    kinds = [kind for kind in ("book", "issue") if kind != kind_of(after) and spool.has_kind(kind)]
    own = {after.id, *(part.id for part in getattr(after, "contents", ()))}
    yield from isbns_elsewhere(before, after, lambda isbn: (i for i in having(isbn) if i not in own))


_DATES = {"publication": "date", "cover": "cover_date", "online": "online_date", "on-sale": "on_sale"}
"""Role of a date -> key of its column."""


def _doubt(kept: Kept, rule: str, found: str, expected: Message) -> Problem:
    return Problem(evolve(kept.item.where, path=None), rule, found, expected, severity="warning")


def _unlike(differs: set[str], each: list[tuple[str, ...]]) -> Message:
    """Return why a record is another than those that it looks like."""
    if len(differs) == 1 and (one := min(differs)) in _UNDATED:
        return message(f"looks-like-{one}")
    numbered = not differs.isdisjoint(("title", "record"))
    return message("looks-like-numbered" if numbered else "looks-like", what=_what(d for names in each for d in names))


_UNDATED = ("undated", "other-undated")


def _what(differs: Iterable[str]) -> Message:
    """Return what differs as one message."""
    names = [*dict.fromkeys("date" if name in _UNDATED else name for name in differs)] or ["words"]
    made = message(f"differs-{names[0]}")
    for name in names[1:]:
        made = message("differs-and", first=made, second=message(f"differs-{name}"))
    return made


def double(kept: Kept, first: Kept, rule: str, found: str) -> Problem:
    """Return the fault of a row that says again what another says."""
    w = kept.item.where
    words = message("once-in-input" if first.seq < kept.seq else "once-in-input-again", first=place_of(first))
    return Problem(evolve(w, path="id"), rule, found, words)


class Refusal(Exception):
    """One row that cannot be planned, and why."""

    def __init__(self, kept: Kept, *problems: Problem) -> None:
        self.seq = kept.seq
        self.problems = list(problems)

    @classmethod
    def of(cls, kept: Kept, path: str, found: str, rule: str, expected: str) -> Refusal:
        """Return the refusal of a row for a new problem."""
        return cls(kept, Problem(evolve(kept.item.where, path=path), rule, found, message(expected)))

    @classmethod
    def ambiguous(cls, kept: Kept, names: Iterable[str]) -> Refusal:
        """Return the refusal of a row that can be any of several records or rows."""
        return cls.of(kept, Both("match", "照合"), joined(names), "match-ambiguous", "one-record")
