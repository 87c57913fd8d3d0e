"""Values of a kind that a thing has one of, of which sources give several."""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.model.dates import EventDate
from smj_catalog.model.records import Book, Record
from smj_catalog.model.rules.base import WORKS, Finding, asks
from smj_catalog.model.rules.normal import normal_form
from smj_catalog.model.sole import STATED, Sole, kind_of_value, sole, stated
from smj_catalog.model.values import Size
from smj_catalog.problems import message


def _agree(one: Sole, other: Sole) -> bool:
    """Tell whether two values say the same, or one says less precisely what the other says: 2013 and 2013-05."""
    mine, theirs = stated(one), stated(other)
    if mine is None or theirs is None or mine == theirs:
        return True
    less, more = sorted((str(mine), str(theirs)), key=len)
    return isinstance(one, (EventDate, Size)) and more.startswith(less)


def _numbers(book: Book) -> Iterable[Finding]:
    isbns = [
        (f"identifiers[{i}].value", normal_form(it.type, it.value))
        for i, it in enumerate(book.identifiers)
        if it.type == "isbn-13" and it.status == "valid" and it.qualifier is None
    ]
    editions = [
        (f"editions[{i}].number", str(it.number)) for i, it in enumerate(book.editions) if it.number is not None
    ]
    for expected, given in (("one-isbn", isbns), ("one-of-its-kind", editions)):
        first = given[0][1] if given else ""
        yield from (Finding(path, it, message(expected, first=first)) for path, it in given[1:] if it != first)


@asks("sources-differ", "info", kinds=WORKS)
def sources_differ(record: Record) -> Iterable[Finding]:
    """Find pages, sizes, dates and prices of which sources give several: the first in the record goes out; of books also
    ISBN, which all go out, and edition numbers.

    Reprints are many, each with its date.
    """  # noqa: D205
    told: list[Finding] = []
    if isinstance(record, Book) and (len(record.identifiers) > 1 or len(record.editions) > 1):
        told += _numbers(record)
    for name in ("dates", "extents", "measures", "sizes", "prices"):
        values: tuple[Sole, ...] = getattr(record, name, ())
        if len(values) < 2:
            continue
        goes = {kind_of_value(value): value for value in sole(values)}
        for index, value in enumerate(values):
            first = goes[kind_of_value(value)]
            if not _agree(first, value) and getattr(value, "role", None) != "reprint":
                part = STATED[type(value)]
                expected = message("one-of-its-kind", first=str(getattr(first, part)))
                told.append(Finding(f"{name}[{index}].{part}", str(getattr(value, part)), expected))
    return told
