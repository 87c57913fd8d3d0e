"""Dates as people write them: by era, in kanji, with slashes; before, after, about; of a double issue, of a printing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from attrs import define, field

from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import days
from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import KANJI, Number, Parsed, folded, refuse, warn
from smj_catalog.formats.tabular.values.spans import Wrapped, span, years
from smj_catalog.formats.tabular.values.times import timed
from smj_catalog.model import EventDate, Numbering, PartialDate, Qualifier
from smj_catalog.model.rules.printed import ERAS
from smj_catalog.problems import Message, Problem, Severity, message

_LONGEST = 80
_AHEAD = 5
_OLDEST = 1600
_ISO = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_EXACT = re.compile(rf"({_ISO})(\?)?|\.\./({_ISO})|({_ISO})/(?:({_ISO})|\.\.)", re.ASCII)
_WORDS: tuple[tuple[re.Pattern[str], Qualifier], ...] = (
    (re.compile(r"\s?(?:以前|まで|より前)$"), "before"),
    (re.compile(r"\s?(?:以後|以降|から|より後)$"), "after"),
    (re.compile(r"\s?(?:頃|ころ|ごろ|前後|\?|推定)$"), "uncertain"),
    (re.compile(r"^(?:c\.|ca\.?|circa|およそ|約)\s?", re.IGNORECASE), "uncertain"),
)
_AROUND = re.compile(
    r"^(?:西暦|(?:発行|刊行|出版|発売)(?:年月日|年月|年|日)?:?)\s?|\s?(?:\((?:発行|刊行|出版|発売)\)|発行|刊行|出版|発売|刊|付)$|\s?\([月火水木金土日]\)$"
)
_DIGITS = rf"([0-9]{{1,4}}|[{KANJI}]{{1,4}})"
_PRINTING = re.compile(rf"^(?:第?{_DIGITS}\s?|初)刷\)?\s?|\s?\(?(?:第?{_DIGITS}\s?|初)刷\)?$")
_EDITION = re.compile(
    rf"^(?:初版|第?{_DIGITS}\s?版)\)?\s?|\s?\(?(?:初版|第?{_DIGITS}\s?版|(?:改訂|新|増補|新装)版)\)?$"
)
_AGAIN = re.compile(r"\s?\(?(?:再版|重版|増刷|重刷)\)?$")
_TWO = re.compile(rf"(?<=[刷版行])[\s\u3000、,/・]{{1,3}}(?=[0-9\uff10-\uff19{KANJI}明大昭平令MTSHR])")
_YEARLY = re.compile(rf"[0-9\uff10-\uff19]{{4}}|年|[明大昭平令MTSHR][0-9\uff10-\uff19{KANJI}元]")
_PLANNED = re.compile(r"\s?(?:発売|刊行|発行|出版|公開)?予定$")
_COPYRIGHT = re.compile(r"^(?:(?:copyright\s?)?(?:\(c\)|©)\s?|copyright\s|c(?=[0-9]))", re.IGNORECASE)
_BESIDE = re.compile(r"(?<=[0-9年月日])[,、]?\s?[\[(]?(?:c|©)[0-9]{4}[\])]?$")
_CALENDARS = re.compile(r"[(\[〔]([^()\[\]〔〕]{2,20})[)\]〕]")
_DECADE = re.compile(
    r"([0-9]{3})(?:-|[xX]|\?)\??|([0-9]{2})--\??|([0-9]{3})0年代|([0-9]{3})0s|(?P<era>明治|大正|昭和|平成|令和)(?P<ten>[1-6])0年代"
)
_ISSUE = re.compile(r"(?<=[年月日季期春夏秋冬])\s?(合併号?|(?:臨時)?増刊号?|(?:特大|特別)?号)$")
_SEASON = re.compile(
    r"(?<=[年月0-9])\s?(?:新春|新年|初春|早春|初夏|初秋|初冬|[春夏秋冬](?:[・/]?[春夏秋冬])?)(?:季|期)?$"
)
_SEASONS = r"(?:spring|summer|autumn|fall|winter)"
_ENGLISH = re.compile(rf"({_SEASONS}(?:/{_SEASONS})?,? )?([0-9]{{4}})(,? {_SEASONS})?", re.IGNORECASE)
_PARTLY = re.compile(
    r"(?<=[年月度代])\s?(?:[上中下初]旬|吉日|第[1-4一二三四]四半期|初め|はじめ|初頭|半ば|なかば|末|中|内|前半|後半|上半期|下半期|上期|下期|前期|後期)$"
)
_UNSAID = re.compile(r"-00(?:-|$)")
"""A month or day of which it is said that it is not known."""
_TRADE = re.compile(r"(?<=[0-9]{4}[/.-][0-9]{2}[/.-])[上中下]$|(?<=[0-9]{4}[/.-][0-9][/.-])[上中下]$")
_FISCAL = re.compile(r"(?<=年)度(?:版|号|分)?$|(?<=[0-9]{4})年?版$|(?<=年)版$")
_OF_FISCAL = re.compile(r"\s?[\[(〔][^()\[\]〔〕]{2,20}年度[^()\[\]〔〕]{0,6}[\])〕]")
_ISO_SPAN = re.compile(r"[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}")
_DOTS = re.compile(
    rf"([0-9]{{4}}|[{KANJI}]{{4}}|[明大昭平令MTSHR][0-9元]{{1,2}})・([0-9]{{1,2}}|[{KANJI}]{{1,3}})(?:・([0-9]{{1,2}}|[{KANJI}]{{1,3}}))?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(['\u2018\u2019])?\s?(?:([0-9]{1,2})年(?:([0-9]{1,2})月(?:[0-9]{1,2}日)?)?|([0-9]{2})(?:[./]([0-9]{1,2})(?:[./][0-9]{1,2})?)?)"
)
_OPEN = re.compile(r"(?<=[0-9年月日])\s?[-~〜]$")


def format_date(date: EventDate) -> str:
    """Return a date as the sheets write it, after EDTF: 2009-03, 2009?, ../2009-03, 2009/.., 2004/2005."""
    if date.qualifier == "between" and date.until is not None:
        return f"{date.date}/{date.until}"
    marks = {"before": "../{}", "after": "{}/..", "uncertain": "{}?"}
    return marks.get(date.qualifier or "", "{}").format(date.date)


@lru_cache(1024, typed=True)
def parse_dates(text: str, role: str = "publication", of: str = "book") -> Parsed[tuple[EventDate, ...]]:
    """Return the dates that a cell holds: one, none where it says that there is none, two where two printings stand.

    What `format_date` writes is taken as it stands. Everything else is kept as ``printed`` too: 平成18年6月, H18.6,
    明39, 平成18年(2006年)6月, 2006/6/1 0:00, 06/2006, 2006年以前, 2006年6・7月号, 2027年1月下旬, [200-], c2006.

    Args:
        text: the cell.
        role: what happened then; a printing other than the first is ``reprint`` (ONIX List 163, 12).
        of: kind of the record. A date such as 2017年8月号 is the cover date of an issue, and its date designation.

    Raises:
        BadValue: no date can be read, or two calendars disagree.
    """
    raw = str(text)
    if (exact := _EXACT.fullmatch(raw)) and not _UNSAID.search(raw) and not _two_years(raw):
        try:
            return Parsed((_exact(exact, role),))
        except BadValue as error:
            told = message("a-date-of-calendar") if days.of_no_calendar(raw) else error.problems[0].expected
            raise refuse("date-form", raw, told) from error
    if isinstance(text, Number) and re.fullmatch(r"[0-9]{4}\.[0-9]", text):
        return _quantity(raw, role)
    if says_nothing(raw):
        return Parsed((), nothing_said(raw))
    if len(raw) > _LONGEST:
        raise refuse("date-form", raw, message("a-cell-date"))
    pieces = _TWO.split(raw)
    cells = [_Date(p.strip(), role, of) for p in (pieces if all(map(_YEARLY.search, pieces)) else [raw])]
    return Parsed(
        tuple(cell.read() for cell in cells), tuple(w for c in cells for w in c.told), tuple(o for c in cells for o in c.others)
    )  # fmt: skip


def parse_day(text: str) -> PartialDate:
    """Return the one date, sure and whole, that a cell holds: 2026/4/1, R8.4.1, 令和8年4月1日 as well as 2026-04-01.

    Raises:
        BadValue: it holds none, or something that only a date with words beside it could say: 2026年頃, 2026年4月上旬. So is
            2006.1, which in a spreadsheet may have been 2006.10.
    """
    try:
        parsed = parse_dates(str(text).strip())
    except BadValue as error:
        expected = error.problems[0].expected
        raise refuse("date-form", text, message("a-day") if expected.id == "a-cell-date" else expected) from error
    told = next((warning.expected for warning in parsed.warnings), None)
    dates = [it for it in parsed.value if it.qualifier is None and it.role == "publication"]
    if told or len(dates) != 1 or parsed.others or re.fullmatch(r"[0-9]{4}\.1", text.strip()):
        raise refuse("date-form", text, told or message("a-day"))
    return dates[0].date


DAY = Codec(message("a-day"), lru_cache(1024)(parse_day), str, plain=True)
"""How a column reads a date that has no words as printed."""


def _two_years(text: str) -> bool:
    """Tell whether a text that looks like a year and a month is two years: 1997-98."""
    try:
        return bool(years(text))
    except ValueError:
        return False


def far_off(dates: Iterable[EventDate], kind: str) -> Iterator[int]:
    """Yield years in which nothing has been printed yet, or little was: slips of 2006 such as 3006, 1006.

    Args:
        dates: what a cell gave.
        kind: kind of the record; persons and bodies may be older.
    """
    latest = datetime.datetime.now(datetime.UTC).year + _AHEAD
    oldest = 0 if kind in ("agent", "concept") else _OLDEST
    yield from (it.date.year for it in dates if not oldest <= it.date.year <= latest)


def _exact(found: re.Match[str], role: str) -> EventDate:
    plain, unsure, before, first, last = found.groups()
    if plain:
        return EventDate(role, PartialDate.parse(plain), qualifier="uncertain" if unsure else None)
    if before:
        return EventDate(role, PartialDate.parse(before), qualifier="before")
    start = PartialDate.parse(first)
    if last is None:
        return EventDate(role, start, qualifier="after")
    end = PartialDate.parse(last)
    if end < start:
        raise refuse("dates-in-order", last, message("a-date-not-before", date=first))
    return EventDate(role, start, qualifier="between", until=end)


def _quantity(text: str, role: str) -> Parsed[tuple[EventDate, ...]]:
    """Return the date of a number with one decimal: of 2006.1 the year alone is sure, for 2006.10 is the same number."""
    year, month = text.split(".")
    if month == "1":
        told = warn("spreadsheet-month", text, message("a-month-not-rounded", year=year))
        return Parsed((EventDate(role, PartialDate(int(year)), printed=text),), (told,))
    date = days.one_date(text)[0]
    told = warn("spreadsheet-number", text, message("a-date-not-a-number"), "info")
    return Parsed((EventDate(role, date, printed=text),), (told,))


@define
class _Date:
    """One date of a cell, while its words are taken off."""

    text: str
    role: str
    of: str
    words: str = ""
    qualifier: Qualifier | None = None
    until: PartialDate | None = None
    issue: bool = False
    kind: str | None = None
    cut: bool = False
    told: list[Problem] = field(factory=list)
    others: list[tuple[str, Any]] = field(factory=list)

    def read(self) -> EventDate:
        self.words = self._unbracketed(folded(self.text))
        try:
            date = self._timed() or self._dated()
        except (ValueError, BadValue, OverflowError) as error:
            known = isinstance(error, BadValue) and error.problems[0].rule == "date-calendars"
            raise error if known else refuse("date-form", self.text, _expected(self.words)) from error
        if self.issue:
            self._of_issue()
        if self.cut and not (self.issue and self.of == "issue"):  # whose date stands in its numbering
            self._warn("date-cut", message("a-date-whole", date=str(date)), "info")
        return EventDate(self.role, date, qualifier=self.qualifier, until=self.until, printed=self.text)

    def _warn(self, rule: str, expected: Message, severity: Severity = "warning") -> None:
        self.told.append(warn(rule, self.text, expected, severity))

    def _unbracketed(self, words: str) -> str:
        """Take off the brackets of what a cataloguer supplied."""
        inner = words[1:-1].strip()
        return inner if words[:1] in "[(〔" and words[-1:] in "])〕" and not set(inner) & set("[](〔)〕") else words

    def _took(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.words)
        if found:
            self.words = (self.words[: found.start()] + self.words[found.end() :]).strip()
        return found

    def _timed(self) -> PartialDate | None:
        """Return the date of a time of day, where there is one."""
        found = timed(self.words)
        if found is None:
            return None
        date, midnight, told = found
        self.told += told
        if not midnight:
            self._warn("date-time", message("a-day-alone", date=str(date)))
        return date

    def _dated(self) -> PartialDate:
        if self._took(_COPYRIGHT) or self._took(_BESIDE):
            self._warn("date-copyright", message("a-date-not-copyright"))
        if self._took(_PLANNED):
            self._warn("date-planned", message("a-date-known"))
        self.words = _OF_FISCAL.sub("", self.words)
        if dots := _DOTS.fullmatch(self.words):
            self.words = ".".join(part for part in dots.groups() if part)
        self._surroundings()
        inner = self._calendar()
        partly = self._took(_PARTLY)
        trade = self._took(_TRADE)
        if trade:  # 2006/06/下, as lists of the book trade have it
            self.words = self.words[:-1]
        self.cut = bool(partly or trade)
        if decade := _DECADE.fullmatch(self.words):
            return self._between(decade)
        if re.fullmatch(r"1900[./-]0?1[./-]0?0", self.words):  # what a spreadsheet makes of 0
            raise ValueError(self.words)
        for pattern, meant in _WORDS:
            if self._took(pattern):
                self.qualifier = meant
                break
        if found := self._took(_ISSUE):
            self.issue = True
            self.kind = next(
                (kind for word, kind in (("合併", "combined"), ("増刊", "extra")) if word in found[1]), None
            )
        self.cut = bool(self.cut or self._took(_SEASON) or self._took(_PARTLY))
        if not self.cut and (english := _ENGLISH.fullmatch(self.words)):
            self.words, self.cut = english[2], bool(english[1] or english[3])
        if self._took(_FISCAL):
            self.qualifier = self.qualifier or "uncertain"
            self._warn("date-fiscal", message("a-date-of-year"))
        if self._took(_OPEN) and self.of != "periodical":
            self._warn("date-open", message("a-date-closed"))
        outer = self._one_or_span()
        if inner is None:
            return outer
        shared = min(_size(inner), _size(outer))
        if _parts(inner)[:shared] != _parts(outer)[:shared]:
            raise refuse("date-calendars", self.text, message("a-date-in-both", one=str(outer), other=str(inner)))
        return max(inner, outer, key=_size)

    def _surroundings(self) -> None:
        """Take off words around a date, and what they say of a printing."""
        before = ""
        while before != self.words:
            before = self.words
            self._took(_AROUND)
            self._took(_EDITION)
            again = self._took(_AGAIN)
            printing = self._took(_PRINTING)
            if self.role == "publication" and (again or (printing and days.number(printing[1] or printing[2]) > 1)):
                self.role = "reprint"
                self._warn("date-reprint", message("a-date-not-reprint"))

    def _calendar(self) -> PartialDate | None:
        """Take off the same date by the other calendar: 平成18年(2006年)6月."""
        found = _CALENDARS.search(self.words)
        if found is None:
            return None
        date, told = days.one_date(found[1].strip())
        self.told += told
        self.words = (self.words[: found.start()] + self.words[found.end() :]).strip()
        return date

    def _between(self, decade: re.Match[str]) -> PartialDate:
        """Return the first year of a decade or century that a cataloguer gives."""
        tens = decade[1] or decade[3] or decade[4]
        if decade["era"]:
            start = days.one_date(f"{decade['era']}{decade['ten']}0年")[0].year
            self.qualifier, self.until = "between", PartialDate(start + 9)
            return PartialDate(start)
        first, size = (int(tens) * 10, 10) if tens else (int(decade[2]) * 100, 100)
        self.qualifier, self.until = "between", PartialDate(first + size - 1)
        return PartialDate(first)

    def _unsaid(self) -> None:
        """Take off a month or day that is 0, as programs write what is not known; 1999-00 could be two years."""
        if (found := re.fullmatch(r"([0-9]{4})-00(?:-00)?|([0-9]{4}-(?:0[1-9]|1[0-2]))-00", self.words)) and found[
            1
        ] != "0000":
            self.words = found[1] or found[2]
            self._warn("date-unsaid", message("a-date-without-zeros", date=self.words))

    def _one_or_span(self) -> PartialDate:
        if _two_years(self.words):
            first, self.until = years(self.words)
            self.qualifier = "between"
            if self.words.endswith("00"):
                self._warn("date-unsaid", message("a-date-not-zero", date=f"{first}/{self.until}"))
            return first
        self._unsaid()
        try:
            date, told = days.one_date(self.words)
        except (ValueError, BadValue):
            try:
                first, last, told = span(self.words)
            except Wrapped as wrapped:
                self._warn("date-span-years", message("a-span-with-years"))
                self.kind = self.kind or "combined"
                return PartialDate(wrapped.year)
            if self.qualifier is not None:
                raise
            if self.of == "book" and not self.issue and _size(first) == 2 and not _ISO_SPAN.fullmatch(self.words):
                self._warn("date-of-issue", message("a-date-not-of-months"))
            date, self.until, self.qualifier = first, last, "between"
            self.kind = self.kind or "combined"
        self.told += told
        return date

    def _of_issue(self) -> None:
        if self.of != "issue":
            self._warn("date-of-issue", message("a-date-no-issue"))
            return
        self.role = "cover" if self.role == "publication" else self.role
        self.others.append(("numbering", Numbering(date=self.text)))
        if self.kind is not None:
            self.others.append(("kind", self.kind))


def _size(date: PartialDate) -> int:
    return 1 + bool(date.month) + bool(date.day)


def _parts(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month, date.day


def _expected(words: str) -> Message:
    if days.of_no_calendar(words):
        return message("a-date-of-calendar")
    if re.fullmatch(r"[0-9]{5}(?:\.[0-9]+)?|1900[./-]0?1[./-]0?0|1899-12-3[01]", words):
        return message("a-cell-date-serial")
    short = _SHORT.fullmatch(words)
    if short and (short[1] or words.count(".") + words.count("/") < 2):
        return message("a-cell-date-year", years=", ".join(_years(short)))
    if re.fullmatch(
        r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{1,4}|[A-Za-z]{3}-[0-9]{2}|[0-9]{1,2}-[A-Za-z]{3}(?:-[0-9]{2})?", words
    ):
        return message("a-cell-date-order")
    return message("a-cell-date")


def _years(short: re.Match[str]) -> Iterator[str]:
    """Yield what a date whose year has two digits can mean, as it can be typed: '96.12 is 1996年12月, 8年 also 平成8年."""
    year, month, now = int(short[2] or short[4]), short[3] or short[5], datetime.datetime.now(datetime.UTC).year
    yield f"{year + (2000 if year + 2000 <= now else 1900)}年" + (f"{int(month)}月" if month else "")
    for name, (before, _, last) in reversed(ERAS.items()) if not short[1] else ():
        if year and before + year <= (last[0] if last else now):
            yield f"{name}{year}年" + (f"{int(month)}月" if month else "")
