"""The articles or chapters that a record of an input holds: each is planned as if it had a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, fields

from smj_catalog.model import Book, Component, Issue
from smj_catalog.problems import Problem, message
from smj_catalog.services.importing.spool import Kept


def inside(rows: Iterable[Kept]) -> list[Kept]:
    """Return a row for each article or chapter that stands in the records of rows."""
    made: list[Kept] = []
    for kept in rows:
        lost = frozenset(f.name for f in fields(Component)) if "contents" in kept.item.lost else frozenset()
        for part in kept.item.record.contents if isinstance(kept.item.record, Issue | Book) else ():
            item = evolve(kept.item, record=part, problems=(), given=None, lost=lost)
            made.append(Kept(kept.seq, item, kept.source))
    return made


def lists_all(rows: Iterable[Kept]) -> bool:
    """Tell whether a row says of the articles or chapters that it lists that they are all there are."""
    return any(
        says_complete(kept) and getattr(kept.item.record, "contents", ()) for kept in rows if kept.item.cells is None
    )


def says_complete(kept: Kept) -> bool:
    """Tell whether a row says that its record's list of articles or chapters is complete."""
    return getattr(kept.item.record, "contents_complete", None) is True


def listed_contents(old: Sequence[Component], new: Sequence[Component], *, complete: bool) -> tuple[Component, ...]:
    """Return contents as rows leave them.

    Args:
        old: the contents that are there.
        new: those of the rows, in their order.
        complete: there are no others, so what is not listed goes; else it stays where it is.
    """
    listed = {c.id: c for c in new}
    return tuple(
        (listed if complete or listed.keys() >= {c.id for c in old} else {c.id: c for c in old} | listed).values()
    )


def order(old: Sequence[Component], new: Sequence[Component]) -> tuple[list[str], list[str]] | None:
    """Return the ids of contents before and after, where those that are in both stand in another order; else None."""
    common = {c.id for c in old} & {c.id for c in new}
    before, after = ([c.id for c in each if c.id in common] for each in (old, new))
    return None if before == after else ([c.id for c in old], [c.id for c in new])


def told_kept(kept: Kept, missing: Sequence[Component]) -> Problem:
    """Return what is told of articles or chapters that a record's input does not list, and that stay."""
    where = evolve(kept.item.where, path="contents")
    expected = message("contents-kept-unlisted" if says_complete(kept) else "contents-kept", count=len(missing))
    return Problem(where, "contents-kept", ", ".join(c.id for c in missing[:3]), expected, severity="info")
