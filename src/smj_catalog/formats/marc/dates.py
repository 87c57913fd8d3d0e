"""Dates of publication (260, 264 $c), of serials (1972-1994) and of agents (046), both ways."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import parse_dates
from smj_catalog.formats.tabular.values.parsed import refuse
from smj_catalog.model import EventDate, PartialDate
from smj_catalog.problems import message

_BESIDE = re.compile(
    r"(?:[^\[\]0-9]{1,20}[0-9]{1,2}|1[34][0-9]{2}|2[3-9][0-9]{2}|5[67][0-9]{2}|[MDCLXVI]+)\.? ?\[(?:i\.e\. ?)?([0-9]{4})(\?)?\]"
)
"""A year of another calendar, or in Roman figures, with ours beside it: Shōwa 58 [1983], 5761 [2001], MMI [2001]."""
_DATE = re.compile(r"\[?(?:c|\u00a9)?([0-9]{4})(?:\.([0-9]{1,2})(?:\.([0-9]{1,2}))?)?\]?")


def date(held: EventDate) -> str:
    """Return a date of publication: as printed, else 2009.3.1, 2009.3以前, 2009.3以後, 2009?, 2004-2005."""
    if held.printed or held.qualifier is None:
        return held.printed or _dotted(held.date)
    behind = {"before": "以前", "after": "以後", "uncertain": "?", "between": "-"}[held.qualifier]
    return f"{_dotted(held.date)}{behind}{_dotted(held.until) if held.until else ''}"


def _dotted(day: PartialDate) -> str:
    return ".".join(str(part) for part in (day.year, day.month, day.day) if part)


_FIGURES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_ROMAN = re.compile(
    "MD?C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|M(?:CM|CD)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|MM(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
_PRINTING = re.compile(r"(?:([^()]+?),? )?\(?([0-9]{4}) printing\)?", re.IGNORECASE)
"""A later printing, behind the date of publication or instead of it: 2001 (2003 printing)."""
_FILLED = re.compile(r"\[?[0-9]{2}(?:[0-9]u|uu)\??\]?")
_GOES_ON = re.compile(r"(.*(?:[0-9]{4}|[^0-9][0-9]{1,2}|[年月日元?\]])) ?[-–~〜](?:9999)?")
_SPAN = re.compile(r"(\[?)([^\[\]]+?)\]? ?[-–~〜] ?\[?([^-–~〜\[\]]+)(\]?)")
_AROUND = re.compile(
    r"\[?(?:between ([0-9]{4}) and ([0-9]{4})|not before ([0-9]{4})|not after ([0-9]{4}))\]?", re.IGNORECASE
)
"""A date of which only what lies around it is known (RDA)."""


def from_date(text: str) -> Parsed[dict[str, Any]]:
    """Return a date of publication; its words are kept where they are not of the plain form."""
    found = from_imprint(text)
    return evolve(found, value={name: held for name, held in found.value.items() if name != "role"}, others=())


def from_imprint(text: str, of: str = "book") -> Parsed[dict[str, Any]]:
    """Return what `from_date` does, with what it is the date of where that is a later printing."""
    words = text.strip()
    if (plain := _DATE.fullmatch(words)) and words[0].isdigit():
        with suppress(BadValue):
            return Parsed({"date": PartialDate(*(int(part) for part in plain.groups() if part))})
    if (beside := _BESIDE.fullmatch(words)) is not None:
        unsure = {"qualifier": "uncertain"} if beside[2] else {}
        return Parsed({"date": PartialDate(int(beside[1])), "printed": words, **unsure})
    if words[:1] == "M" and (year := _in_figures(words.rstrip("."))):
        return Parsed({"date": PartialDate(year), "printed": words})
    if (around := _AROUND.fullmatch(words)) is not None:
        kind = "between" if around[2] else "after" if around[3] else "before"
        first, last = around[1] or around[3] or around[4], around[2]
        until = {"until": PartialDate(int(last))} if last else {}
        return Parsed({"date": PartialDate(int(first)), "qualifier": kind, **until, "printed": words})
    if (printing := _PRINTING.fullmatch(words)) is not None:
        again = EventDate("reprint", printing[2])
        if printing[1] is None:
            return Parsed({"role": again.role, "date": again.date, "printed": words})
        found = from_imprint(printing[1], of)
        return evolve(found, value={**found.value, "printed": words}, others=(*found.others, ("dates", again)))
    return _in_words(
        text,
        words.replace("u", "-") if _FILLED.fullmatch(words) else re.sub(r"^\[([0-9]{4}\??)\] ?-$", r"\1-", words),
        of,
    )


def _in_figures(words: str) -> int | None:
    """Return the year that Roman figures are: MCMXCIX; None where they are none of printed books."""
    if _ROMAN.fullmatch(words) is None:
        return None
    figures = [_FIGURES[sign] for sign in words]
    year = sum(-one if one < behind else one for one, behind in pairwise([*figures, 0]))
    return year if 1400 < year < 2100 else None


def _in_words(text: str, words: str, of: str) -> Parsed[dict[str, Any]]:
    """Return the date that words say, which stand for the text of a subfield."""
    try:
        found = parse_dates(words if words != text.strip() else text, of=of)
    except BadValue as error:
        raise BadValue(*(evolve(it, found=text) for it in error.problems)) from error
    (first,) = found.value[:1] or (None,)
    if first is None:
        raise refuse("cell-form", text, message("a-date"))
    said = {
        "date": first.date,
        "qualifier": first.qualifier,
        "until": first.until,
        "printed": first.printed and text.strip(),
    }
    if date(evolve(first, printed=None)) == text.strip():
        said["printed"] = None
    if first.role == "reprint":
        said["role"] = first.role
    return Parsed(
        {k: v for k, v in said.items() if v is not None}, tuple(evolve(it, found=text) for it in found.warnings)
    )


def goes_on(words: str | None) -> bool:
    """Tell whether the words for the years of a serial have no end: 1972-."""
    return words is not None and _GOES_ON.fullmatch(words.strip()) is not None


def is_closed(words: str) -> bool:
    """Tell whether the words for the years of a serial have an end: 1972-1994."""
    with suppress(BadValue):
        return any(name == "dates" and it.role == "ended" for name, it in from_span(words).others)
    return False


def from_span(text: str) -> Parsed[dict[str, Any]]:
    """Return when a serial began and, of one that has ended, when it did: 1972-1994, 昭和47-平成2, -1994, [1972]-."""
    words = text.strip()
    if words.startswith("-"):
        return evolve(found := from_date(words[1:]), value={**found.value, "role": "ended"})
    if (on := _GOES_ON.fullmatch(words)) is not None:  # as serials do
        found = from_imprint(on[1], "periodical")
        return evolve(found, value={**found.value, "printed": words})
    if (both := _SPAN.fullmatch(words)) is not None:
        opened, first, last, closed = both.groups()
        if re.fullmatch("[0-9]{2}", last) and re.fullmatch("[0-9]{4}", first) and last > first[2:] and int(last) > 12:
            last = first[:2] + last
        with suppress(BadValue):
            begun, ended = (
                from_imprint(f"[{first}]" if opened else first, "periodical"),
                from_imprint(f"[{last}]" if closed else last, "periodical"),
            )
            if (
                not any({"until", "role"} & it.value.keys() for it in (begun, ended))
                and begun.value["date"] <= ended.value["date"]
            ):
                return Parsed(
                    begun.value, (*begun.warnings, *ended.warnings), (("dates", EventDate("ended", **ended.value)),)
                )
    return from_imprint(text, "periodical")


_BASIC = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})?")


def _day(text: str) -> PartialDate:
    with suppress(BadValue):
        return PartialDate.parse(_BASIC.sub(lambda found: "-".join(filter(None, found.groups())), text.strip()))
    raise refuse("date-form", text, message("a-date"))


DAY = Codec(message("a-date"), _day, str, plain=True)
"""A date of an authority: also in the basic form of ISO 8601, 19500103 or 195001."""
