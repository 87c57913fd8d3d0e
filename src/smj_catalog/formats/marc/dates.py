"""Dates of publication (260, 264 $c), of serials (1972-1994) and of agents (046), both ways."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import parse_dates
from smj_catalog.formats.tabular.values.parsed import refuse
from smj_catalog.model import EventDate, PartialDate
from smj_catalog.problems import message

_BESIDE = re.compile(r"[^\[\]0-9]{1,20}[0-9]{1,2}\.? ?\[(?:i\.e\. ?)?([0-9]{4})(\?)?\]")
_DATE = re.compile(r"\[?(?:c|\u00a9)?([0-9]{4})(?:\.([0-9]{1,2})(?:\.([0-9]{1,2}))?)?\]?")


def date(held: EventDate) -> str:
    """Return a date of publication: as printed, else 2009.3.1, 2009.3以前, 2009.3以後, 2009?, 2004-2005."""
    if held.printed or held.qualifier is None:
        return held.printed or _dotted(held.date)
    behind = {"before": "以前", "after": "以後", "uncertain": "?", "between": "-"}[held.qualifier]
    return f"{_dotted(held.date)}{behind}{_dotted(held.until) if held.until else ''}"


def _dotted(day: PartialDate) -> str:
    return ".".join(str(part) for part in (day.year, day.month, day.day) if part)


_AROUND = re.compile(
    r"\[?(?:between ([0-9]{4}) and ([0-9]{4})|not before ([0-9]{4})|not after ([0-9]{4}))\]?", re.IGNORECASE
)
"""A date of which only what lies around it is known (RDA)."""


def from_date(text: str) -> Parsed[dict[str, Any]]:
    """Return a date of publication; its words are kept where they are not of the plain form."""
    if (plain := _DATE.fullmatch(text.strip())) and text.strip()[0].isdigit():
        return Parsed({"date": PartialDate(*(int(part) for part in plain.groups() if part))})
    if (beside := _BESIDE.fullmatch(text.strip())) is not None:  # Shōwa 58 [1983]
        unsure = {"qualifier": "uncertain"} if beside[2] else {}
        return Parsed({"date": PartialDate(int(beside[1])), "printed": text.strip(), **unsure})
    if (around := _AROUND.fullmatch(text.strip())) is not None:
        kind = "between" if around[2] else "after" if around[3] else "before"
        first, last = around[1] or around[3] or around[4], around[2]
        until = {"until": PartialDate(int(last))} if last else {}
        return Parsed({"date": PartialDate(int(first)), "qualifier": kind, **until, "printed": text.strip()})
    found = parse_dates(text)
    (first,) = found.value[:1] or (None,)
    if first is None:
        raise refuse("cell-form", text, message("a-date"))
    said = {"date": first.date, "qualifier": first.qualifier, "until": first.until, "printed": first.printed}
    if date(evolve(first, printed=None)) == text.strip():
        del said["printed"]
    return Parsed({k: v for k, v in said.items() if v is not None}, found.warnings)


def from_span(text: str) -> Parsed[dict[str, Any]]:
    """Return when a serial began and, of one that has ended, when it did: 1972-1994, -1994."""
    if text.startswith("-"):
        return evolve(found := from_date(text[1:]), value={**found.value, "role": "ended"})
    if (begun := re.fullmatch(r"\[?([0-9]{4})\]?-", text.strip())) is not None:  # it goes on, as serials do
        return Parsed({"date": PartialDate(int(begun[1])), "printed": text.strip()})
    found = from_date(text)
    said = found.value
    if said.get("qualifier") != "between" or "printed" in said:
        return found
    return Parsed({"date": said["date"]}, found.warnings, (("dates", EventDate("ended", said["until"])),))


_BASIC = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})?")


def _day(text: str) -> PartialDate:
    with suppress(BadValue):
        return PartialDate.parse(_BASIC.sub(lambda found: "-".join(filter(None, found.groups())), text.strip()))
    raise refuse("date-form", text, message("a-date"))


DAY = Codec(message("a-date"), _day, str, plain=True)
"""A date of an authority: also in the basic form of ISO 8601, 19500103 or 195001."""
