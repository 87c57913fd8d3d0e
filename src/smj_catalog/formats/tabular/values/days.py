"""One date in words, by the calendar of the West or of Japan: 2006年6月, H18.6, 明39, June 2006, 06/2006."""

from __future__ import annotations

import re
from calendar import monthrange

from smj_catalog.formats.tabular.values.parsed import KANJI, kanji_number, warn
from smj_catalog.model import PartialDate
from smj_catalog.model.rules.printed import ERA_OF, ERAS, Printed
from smj_catalog.problems import Problem

N = rf"(?:元|[0-9]{{1,4}}|[{KANJI}]{{1,5}})"
"""A number of a year, month or day."""

_TAIL = rf"\s?(?:年\s?(?:({N})\s?月\s?(?:({N})\s?日)?)?|(?:(?P<mark>[./-])\s?({N})(?:(?P=mark)\s?({N}))?)?)\.?"
_ERA = re.compile(rf"(明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr])\.?\s?({N}){_TAIL}")
_YEAR = re.compile(rf"([0-9]{{4}}|[{KANJI}]{{4}}|千[{KANJI}]{{1,6}}|二千[{KANJI}]{{0,5}}){_TAIL}")
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_REVERSED = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_ENGLISH = re.compile(
    r"(?:(?P<day>[0-9]{1,2})[ -])?(?P<month>[A-Za-z]{3,9})\.?,?(?: (?P<day2>[0-9]{1,2}),)?[ -](?P<year>[0-9]{4})"
)


def number(text: str | None) -> int:
    """Return a number in digits or kanji; 元 is 1, nothing is 0.

    Raises:
        ValueError: it is none.
    """
    if not text:
        return 0
    if text == "元":
        return 1
    return int(text) if text.isdecimal() else kanji_number(text)


def one_date(words: str) -> tuple[PartialDate, tuple[Problem, ...]]:
    """Return the date that folded words hold, and a warning where its era had not begun or had ended.

    Raises:
        ValueError: they hold none.
        BadValue: there is no such day.
    """
    if (found := _TOGETHER.fullmatch(words)) or (found := _YEAR.fullmatch(words)):
        return _date(found[1], _parts(found)), ()
    if found := _REVERSED.fullmatch(words):
        return _date(found[2], [found[1]]), ()
    if found := _ENGLISH.fullmatch(words):
        return _date(found["year"], [str(month(found["month"])), found["day"] or found["day2"]]), ()
    era = _ERA.fullmatch(words)
    if era is None:
        raise ValueError(words)
    name = ERA_OF.get(era[1].upper(), era[1])
    counted = number(era[2])
    date = _date(str(ERAS[name][0] + counted), _parts(era)[1:])
    printed = Printed(words, date.year, date.month, date.day, name, counted)
    return date, (warn("era-date-outside-era", words, printed.expected),) if printed.outside else ()


def _parts(found: re.Match[str]) -> list[str | None]:
    return [p for p in found.groups()[1:] if p and p not in "./-"]


def month(name: str) -> int:
    """Return the month that an English name or its first three letters mean; 0 where they mean none."""
    name = "sep" if name.lower() == "sept" else name.lower()
    return next((i for i, known in enumerate(_MONTHS, 1) if name in (known, known[:3])), 0)


def _date(year: str, parts: list[str | None]) -> PartialDate:
    counted = [number(p) for p in parts]
    if parts and not counted[0]:
        raise ValueError(parts[0])  # a month 0 is a slip, not a date without month
    return PartialDate(number(year), *counted)


_WHOLE = re.compile(
    r"(?:([0-9]{4})|[A-Za-z明治大正昭和平成令]{1,2}[0-9]{1,2})[年./-]([0-9]{1,2})(?:[月./-](?:([0-9]{1,2})日?)?)?"
)
_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def of_no_calendar(words: str) -> bool:
    """Tell whether what is written like a date names a month or a day that there is not, such as 2月30日."""
    found = _EIGHT.fullmatch(words) or _WHOLE.fullmatch(words)
    if found is None:
        return False
    year, month, day = (int(part) if part else 0 for part in found.groups())
    return not 1 <= month <= 12 or day > monthrange(year or 2000, month)[1]
