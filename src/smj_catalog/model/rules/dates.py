"""Dates: their order, and whether they agree with the words they were read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smj_catalog.model.authorities import Agent
from smj_catalog.model.dates import DATE_ROLES, EventDate, PartialDate
from smj_catalog.model.records import Issue, Periodical
from smj_catalog.model.rules.base import Finding, asks, asks_fields
from smj_catalog.model.rules.printed import dates_in, eras_in
from smj_catalog.model.values import AgentName, Contributor, Numbering, Price
from smj_catalog.problems import Message, message

_EVENT = (EventDate,)
_ISSUE = frozenset({"issue"})
_SPANS = {
    EventDate: ("date", "until"), Price: ("valid_from", "valid_until"), AgentName: ("used_from", "used_until"),
    Contributor: ("born", "died"),
}  # fmt: skip
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


@asks_fields("date-role-known", "error", "EventDate.role", source="ONIX for Books 3.1, List 163")
def date_role_known(role: str, _: str) -> Message | None:
    """Find roles of dates that no format of ours knows: such a date goes out nowhere."""
    if role in DATE_ROLES or role.startswith("onix:"):
        return None
    import difflib

    if near := difflib.get_close_matches(role, DATE_ROLES):
        return message("a-date-role-near", near=", ".join(near))
    return message("a-date-role", allowed=", ".join(DATE_ROLES))


@asks("dates-in-order", "error", on=tuple(_SPANS))
def dates_in_order(value: EventDate | Price | AgentName | Contributor) -> Iterable[Finding]:
    """Find spans of time that end before they begin."""
    begin, end = _SPANS[type(value)]
    last: PartialDate | None = getattr(value, end)
    first: PartialDate | None = last and getattr(value, begin)
    if first is None or last is None or not earlier(last, first):
        return ()
    return (Finding(end, str(last), message("a-date-not-before", date=str(first))),)


def events_before(dates: Sequence[EventDate], pairs: Iterable[tuple[str, str]]) -> Sequence[Finding]:
    """Return what stands before what it follows, of pairs of roles: the first and one that comes later."""
    if len(dates) < 2:
        return ()
    told = []
    exact = [(i, d) for i, d in enumerate(dates) if d.qualifier is None]
    for first, then in pairs:
        begins = [d.date for _, d in exact if d.role == first]
        ends = [(i, d.date) for i, d in exact if d.role == then]
        if begins and ends and all(earlier(end, begin) for _, end in ends for begin in begins):
            index, end = ends[0]
            expected = message("an-event-not-before", event=first, date=str(begins[0]))
            told.append(Finding(f"dates[{index}].date", f"{then} {end}", expected))
    return told


@asks("events-in-order", "error", has="dates", kinds=frozenset({"agent", "periodical"}))
def events_in_order(record: Agent | Periodical) -> Iterable[Finding]:
    """Find bodies and persons that end before they begin; sources may differ, so every pair must be wrong."""
    return events_before(record.dates, _LIVES)


@asks("date-between-ends", "error", on=_EVENT)
def date_between_ends(event: EventDate) -> Iterable[Finding]:
    """Find dates between two of which one is missing, and second dates that nothing asks for."""
    if event.qualifier == "between" and event.until is None:
        return (Finding("until", None, message("a-second-date")),)
    if event.until is not None and event.qualifier != "between":
        return (Finding("qualifier", event.qualifier, message("the-word-between")),)
    return ()


@asks("era-date-outside-era", "warning", on=(EventDate, Numbering))
def era_date_outside_era(value: EventDate | Numbering) -> Iterable[Finding]:
    """Find era dates that never were, such as 平成32年: accepted, for sources print them."""
    told = _outside("printed", value.printed, isinstance(value, EventDate)) if value.printed else []
    if isinstance(value, Numbering) and value.date and value.date not in (value.printed or ""):
        told += _outside("date", value.date, True)
    return told


def _outside(field: str, words: str, whole: bool) -> list[Finding]:
    return [Finding(field, date.text, date.expected) for date in eras_in(words, whole) if date.outside]


@asks("printed-date-differs", "warning", on=_EVENT, has="printed")
def printed_date_differs(event: EventDate) -> Iterable[Finding]:
    """Find dates none of whose printed forms means the same."""
    return _differs(event, "date", event.printed)


def _differs(event: EventDate, field: str, words: str | None) -> Iterable[Finding]:
    """Return what is wrong with a date beside words that mean a date."""
    printed = dates_in(words) if words and event.qualifier is None else ()
    if not printed or any(p.agrees(event.date) for p in printed):
        return ()
    return (Finding(field, str(event.date), message("the-date-printed", printed=words, date=str(printed[0]))),)


@asks("cover-date-as-publication", "warning", has="dates", kinds=_ISSUE)
def cover_date_as_publication(record: Issue) -> Iterable[Finding]:
    """Find designations such as 2017年8月号 that stand as the date of publication."""
    for index, event in enumerate(record.dates):
        words = event.printed or ""
        if event.role == "publication" and "月号" in words and "日" not in words and "発行" not in words:
            yield Finding(f"dates[{index}].role", event.printed, message("the-role-cover"))


@asks("cover-date-differs", "warning", has="dates", kinds=_ISSUE)
def cover_date_differs(record: Issue) -> Iterable[Finding]:
    """Find cover dates that differ from the date in the designation."""
    words = (record.numbering.date or record.numbering.printed) if record.numbering else None
    for index, event in enumerate(record.dates) if words else ():
        if event.role == "cover":
            yield from _differs(event, f"dates[{index}].date", words)
