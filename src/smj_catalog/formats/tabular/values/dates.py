"""Dates as people write them: by era, in kanji, with slashes; before, after, about."""

from __future__ import annotations

import re
from functools import lru_cache

from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values.parsed import KANJI, Parsed, folded, kanji_number, refuse, warn
from smj_catalog.model import EventDate, PartialDate, Qualifier
from smj_catalog.model.rules.printed import ERAS, Printed
from smj_catalog.problems import Message, Problem, message

_ISO = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_EXACT = re.compile(rf"({_ISO})(\?)?|\.\./({_ISO})|({_ISO})/(?:({_ISO})|\.\.)", re.ASCII)
_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_N = rf"(元|[0-9]{{1,4}}|[{KANJI}]{{1,5}})"
_TAIL = rf"\s?(?:年\s?(?:{_N}\s?月\s?(?:{_N}\s?日)?)?|(?:[./-]\s?{_N}(?:[./-]\s?{_N})?)?)\.?"
_ERA = re.compile(rf"(明治|大正|昭和|平成|令和|[MTSHRmtshr])\.?\s?{_N}{_TAIL}")
_YEAR = re.compile(rf"([0-9]{{4}}|[{KANJI}]{{4}}|千[{KANJI}]{{1,6}}|二千[{KANJI}]{{0,5}}){_TAIL}")
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: i for i, name in enumerate(_SHORT, 1)}
_ENGLISH = re.compile(
    r"(?:(?P<day>[0-9]{1,2}) )?(?P<month>[A-Za-z]{3,9})\.?(?: (?P<day2>[0-9]{1,2}),)? (?P<year>[0-9]{4})"
)
_WORDS: tuple[tuple[re.Pattern[str], Qualifier], ...] = (
    (re.compile(r"\s?(?:以前|まで|より前)$"), "before"),
    (re.compile(r"\s?(?:以後|以降|から|より後)$"), "after"),
    (re.compile(r"\s?(?:頃|ころ|ごろ|\?|推定)$"), "uncertain"),
    (re.compile(r"^(?:c\.|ca\.?|circa|およそ|約)\s?", re.IGNORECASE), "uncertain"),
)
_AROUND = re.compile(
    r"^(?:西暦|発行[:日]?:?|刊行[:日]?:?)\s?|\s?(?:第?[0-9]+刷)?(?:発行|刊行|出版|初版|刊|付)$|(?<=[年月])号$|\s?\([月火水木金土日]\)$"
    r"|[ T]00:00(?::00(?:\.0+)?)?$"
)


def format_date(date: EventDate) -> str:
    """Return a date as the sheets write it, after EDTF: 2009-03, 2009?, ../2009-03, 2009/.., 2004/2005."""
    if date.qualifier == "between" and date.until is not None:
        return f"{date.date}/{date.until}"
    marks = {"before": "../{}", "after": "{}/..", "uncertain": "{}?"}
    return marks.get(date.qualifier or "", "{}").format(date.date)


@lru_cache(1024)
def parse_date(text: str, role: str = "publication") -> Parsed[EventDate]:
    """Return the date that a cell holds.

    What `format_date` writes is taken as it stands. Everything else is kept as ``printed`` too: 平成18年6月, H18.6,
    令和元年, ㍻18年, 平成十八年六月, 二〇〇六年, 2006年6月, 2006/6/1, 200606, 2005年以前, 2006年頃.

    Args:
        text: the cell.
        role: what happened then.

    Raises:
        BadValue: no date can be read.
    """
    text = str(text)
    exact = _EXACT.fullmatch(text)
    if exact:
        try:
            return Parsed(_exact(exact, role))
        except BadValue as error:
            raise refuse("date-form", text, error.problems[0].expected) from error
    words = folded(text)
    if words.startswith("[") and words.endswith("]"):  # supplied by a cataloguer
        words = words[1:-1].strip()
    qualifier: Qualifier | None = None
    for pattern, meant in _WORDS:
        shorter = pattern.sub("", words)
        if shorter != words:
            words, qualifier = shorter.strip(), meant
            break
    while (shorter := _AROUND.sub("", words).strip()) != words:
        words = shorter
    try:
        date, warnings = _single(words)
    except (ValueError, BadValue) as error:
        raise refuse("date-form", text, _expected(words)) from error
    return Parsed(EventDate(role, date, qualifier, None, text), warnings)


def _exact(found: re.Match[str], role: str) -> EventDate:
    plain, unsure, before, first, last = found.groups()
    if plain:
        return EventDate(role, PartialDate.parse(plain), "uncertain" if unsure else None)
    if before:
        return EventDate(role, PartialDate.parse(before), "before")
    start = PartialDate.parse(first)
    if last is None:
        return EventDate(role, start, "after")
    end = PartialDate.parse(last)
    if end < start:
        raise refuse("dates-in-order", last, message("a-date-not-before", date=first))
    return EventDate(role, start, "between", end)


def _expected(words: str) -> Message:
    if re.fullmatch(r"[0-9]{5}", words):
        return message("a-cell-date-serial")
    if re.fullmatch(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{1,4}", words):
        return message("a-cell-date-order")
    return message("a-cell-date")


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text == "元":
        return 1
    return int(text) if text.isdecimal() else kanji_number(text)


def _date(year: str, month: str | None, day: str | None) -> PartialDate:
    if month is not None and not _number(month):
        raise ValueError(month)  # a month 0 is a slip, not a date without month
    return PartialDate(_number(year), _number(month), _number(day))


def _single(words: str) -> tuple[PartialDate, tuple[Problem, ...]]:
    if (found := _TOGETHER.fullmatch(words)) or (found := _YEAR.fullmatch(words)):
        parts = [p for p in found.groups()[1:] if p]
        return _date(found[1], *[*parts, None, None][:2]), ()
    if found := _ENGLISH.fullmatch(words):
        month = _MONTHS.get(found["month"][:3].lower())
        if month is None:
            raise ValueError(words)
        return _date(found["year"], str(month), found["day"] or found["day2"]), ()
    era = _ERA.fullmatch(words)
    if era is None:
        raise ValueError(words)
    name = _LETTERS.get(era[1].upper(), era[1])
    parts = [p for p in era.groups()[2:] if p]
    before, first, last = ERAS[name]
    counted = _number(era[2])
    date = _date(str(before + counted), *[*parts, None, None][:2])
    if not Printed(words, date.year, date.month, date.day, name, counted).outside:
        return date, ()
    begun = str(PartialDate(*first))
    if last is None:
        expected = message("a-date-in-era-from", era=name, first=begun)
    else:
        expected = message("a-date-in-era", era=name, first=begun, last=str(PartialDate(*last)))
    return date, (warn("era-date-outside-era", words, expected),)
