"""Dates: their order, and whether they agree with the words they were read from."""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog.model.dates import EventDate, PartialDate
from smj_catalog.model.records import Agent, Issue, Periodical, Record
from smj_catalog.model.rules.base import Finding, asks, found, path
from smj_catalog.model.rules.printed import ERAS, dates_in, eras_in
from smj_catalog.model.values import AgentName, Numbering, Price
from smj_catalog.problems import message

_LIVES = (
    ("established", "incorporated"), ("established", "dissolved"), ("incorporated", "dissolved"),
    ("born", "died"), ("established", "ended"), ("first-published", "ended"),
)  # fmt: skip


def earlier(one: PartialDate, other: PartialDate) -> bool:
    """True where a date lies before another for certain: 2015 does not lie before 2015-06."""
    if one.year != other.year:
        return one.year < other.year
    if not (one.month and other.month):
        return False
    if one.month != other.month:
        return one.month < other.month
    return bool(one.day and other.day) and one.day < other.day


@asks("dates-in-order", "error", on=(EventDate, Price, AgentName))
def dates_in_order(record: Record) -> Iterator[Finding]:
    """Find spans of time that end before they begin."""
    for place, event in found(record, EventDate):
        if event.until is not None and earlier(event.until, event.date):
            yield _not_before(path(place, "until"), event.until, event.date)
    for place, price in found(record, Price):
        if price.valid_from and price.valid_until and earlier(price.valid_until, price.valid_from):
            yield _not_before(path(place, "valid_until"), price.valid_until, price.valid_from)
    for place, name in found(record, AgentName):
        if name.used_from and name.used_until and earlier(name.used_until, name.used_from):
            yield _not_before(path(place, "used_until"), name.used_until, name.used_from)


def _not_before(where: str, late: PartialDate, early: PartialDate) -> Finding:
    return Finding(where, str(late), message("a-date-not-before", date=str(early)))


@asks("events-in-order", "error", on=(EventDate,), kinds=frozenset({"agent", "periodical"}))
def events_in_order(record: Agent | Periodical) -> Iterator[Finding]:
    """Find bodies and persons that end before they begin; sources may differ, so every pair must be wrong."""
    exact = [(i, d) for i, d in enumerate(record.dates) if d.qualifier is None]
    for first, then in _LIVES:
        begins = [d.date for _, d in exact if d.role == first]
        ends = [(i, d.date) for i, d in exact if d.role == then]
        if begins and ends and all(earlier(end, begin) for _, end in ends for begin in begins):
            index, end = ends[0]
            expected = message("an-event-not-before", event=first, date=str(begins[0]))
            yield Finding(f"dates[{index}].date", f"{then} {end}", expected)


@asks("date-between-ends", "error", on=(EventDate,))
def date_between_ends(record: Record) -> Iterator[Finding]:
    """Find dates between two of which one is missing, and second dates that nothing asks for."""
    for place, event in found(record, EventDate):
        if event.qualifier == "between" and event.until is None:
            yield Finding(path(place, "until"), None, message("a-second-date"))
        elif event.until is not None and event.qualifier != "between":
            yield Finding(path(place, "qualifier"), event.qualifier, message("the-word-between"))


def _words(record: Record) -> Iterator[tuple[str, str]]:
    for place, event in found(record, EventDate):
        if event.printed:
            yield path(place, "printed"), event.printed
    for place, numbering in found(record, Numbering):
        if numbering.printed:
            yield path(place, "printed"), numbering.printed
        if numbering.date and numbering.date not in (numbering.printed or ""):
            yield path(place, "date"), numbering.date


@asks("era-date-outside-era", "warning", on=(EventDate, Numbering))
def era_date_outside_era(record: Record) -> Iterator[Finding]:
    """Find era dates that never were, such as 平成32年: accepted, for sources print them."""
    for where, words in _words(record):
        for date in eras_in(words):
            if date.outside and date.era:
                _, first, last = ERAS[date.era]
                begun = str(PartialDate(*first))
                if last is None:
                    expected = message("a-date-in-era-from", era=date.era, first=begun)
                else:
                    ended = str(PartialDate(*last))
                    expected = message("a-date-in-era", era=date.era, first=begun, last=ended)
                yield Finding(where, date.text, expected)


@asks("printed-date-differs", "warning", on=(EventDate,))
def printed_date_differs(record: Record) -> Iterator[Finding]:
    """Find dates none of whose printed forms means the same."""
    for place, event in found(record, EventDate):
        if event.printed is None or event.qualifier is not None:
            continue
        printed = dates_in(event.printed)
        if printed and not any(p.agrees(event.date) for p in printed):
            expected = message("the-date-printed", printed=event.printed, date=str(printed[0]))
            yield Finding(path(place, "date"), str(event.date), expected)


@asks("cover-date-as-publication", "warning", on=(EventDate,), kinds=frozenset({"issue"}))
def cover_date_as_publication(record: Issue) -> Iterator[Finding]:
    """Find designations such as 2017年8月号 that stand as the date of publication."""
    for place, event in found(record, EventDate):
        words = event.printed or ""
        if event.role == "publication" and "月号" in words and "日" not in words and "発行" not in words:
            yield Finding(path(place, "role"), event.printed, message("the-role-cover"))


@asks("cover-date-differs", "warning", on=(EventDate,), kinds=frozenset({"issue"}))
def cover_date_differs(record: Issue) -> Iterator[Finding]:
    """Find cover dates that differ from the date in the designation."""
    words = record.numbering and (record.numbering.date or record.numbering.printed)
    printed = dates_in(words) if words else []
    if not printed:
        return
    for place, event in found(record, EventDate):
        if event.role != "cover" or event.qualifier is not None:
            continue
        if not any(p.agrees(event.date) for p in printed):
            expected = message("the-date-printed", printed=words, date=str(printed[0]))
            yield Finding(path(place, "date"), str(event.date), expected)
