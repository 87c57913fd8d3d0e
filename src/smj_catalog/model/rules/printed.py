"""Dates in the words of a source: 平成18年6月, 2017年8月号, 2009/3/1. Era years become Gregorian ones."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from attrs import evolve, frozen

from smj_catalog.model.dates import PartialDate
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.problems import Message, message

ERAS: dict[str, tuple[int, tuple[int, int, int], tuple[int, int, int] | None]] = {
    # year before the era's first, first day, last day; Meiji from January, as cataloguers count it
    "明治": (1867, (1868, 1, 1), (1912, 7, 30)),
    "大正": (1911, (1912, 7, 30), (1926, 12, 25)),
    "昭和": (1925, (1926, 12, 25), (1989, 1, 7)),
    "平成": (1988, (1989, 1, 8), (2019, 4, 30)),
    "令和": (2018, (2019, 5, 1), None),
}
ERA_OF = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"} | {name[0]: name for name in ERAS}
GREGORIAN_FROM = 1873
_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_N = r"([0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
_REST = rf"\s*年(?:\s*{_N}\s*月(?:\s*{_N}\s*日)?)?"
_ERAS = lazily("finditer", rf"(明治|大正|昭和|平成|令和)\s*(元|[0-9]{{1,3}}|[〇一二三四五六七八九十]{{1,4}}){_REST}")
_SHORT = lazily(
    "fullmatch",
    rf"(?:(明治|大正|昭和|平成|令和)|([明大昭平令MTSHRmtshr])\.?)\s*(元|[0-9]{{1,3}})(?:{_REST}|[./-]{_N}(?:[./-]{_N})?)?",
)
_YEARS = lazily("finditer", rf"(?<![0-9])([12][0-9]{{3}}){_REST}")
_SLASHED = lazily(
    "finditer", r"(?<![0-9./-])([12][0-9]{3})([./-])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?![0-9]|[./-][0-9]|T[0-9])"
)


@frozen
class Printed:
    """A date found in a text.

    Attributes:
        text: its words.
        year: the Gregorian year.
        month: the month, 0 where not printed.
        day: the day, 0 where not printed.
        era: the era, where it is printed by one.
        era_year: the year in the era.
    """

    text: str
    year: int
    month: int = 0
    day: int = 0
    era: str | None = None
    era_year: int = 0

    @property
    def outside(self) -> bool:
        """True where the era had not begun, or had ended."""
        if self.era is None:
            return False
        _, first, last = ERAS[self.era]
        size = 1 + (self.month > 0) + (self.day > 0)
        mine = (self.year, self.month, self.day)[:size]
        return self.era_year < 1 or mine < first[:size] or (last is not None and mine > last[:size])

    @property
    def expected(self) -> Message:
        """What stands in place of a date outside its era: the date by its own era, and when the era was."""
        era = self.era or ""
        _, first, last = ERAS[era]
        begun, day = str(PartialDate(*first)), str(self)
        rest = "".join(f"{n}{unit}" for n, unit in ((self.month, "月"), (self.day, "日")) if n)
        for name, (before, *_) in ERAS.items():
            counted = self.year - before
            if not evolve(self, era=name, era_year=counted).outside:
                meant = f"{name}{'元' if counted == 1 else counted}年{rest}"
                if last is None:
                    return message("a-date-in-era-from", meant=meant, date=day, era=era, first=begun)
                ended = str(PartialDate(*last))
                return message("a-date-in-era", meant=meant, date=day, era=era, first=begun, last=ended)
        return message("a-date-of-no-era", era=era, first=begun)

    def agrees(self, date: PartialDate) -> bool:
        """True where nothing in the two dates differs, as far as both go."""
        if self.year != date.year:
            return False
        if self.era == "明治" and self.year < GREGORIAN_FROM:
            return True  # months and days of the lunar calendar
        if not (self.month and date.month):
            return True
        return self.month == date.month and (not (self.day and date.day) or self.day == date.day)

    def __str__(self) -> str:
        return "-".join([str(self.year), *(f"{n:02}" for n in (self.month, self.day) if n)])


def _number(text: str | None) -> int:
    if not text:
        return 0
    if text == "元":
        return 1
    if text[0] in "0123456789":
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_KANJI.get(tens, 1) * 10) + _KANJI.get(ones, 0)
    return int("".join(str(_KANJI[c]) for c in text))


def _made(text: str, year: int, month: int, day: int, era: str | None = None, era_year: int = 0) -> Printed:
    if month > 12 or day > 31:
        month = day = 0
    return Printed(text, year, month, day if month else 0, era, era_year)


@lru_cache(256)
def eras_in(text: str, whole: bool = False) -> tuple[Printed, ...]:
    """Return the dates by era that a text holds; a text that is wholly a date may say S65.6, 昭65 too."""
    plain = unicodedata.normalize("NFKC", text)
    if whole and (short := _SHORT(plain.strip(" []()〔〕?"))):
        name, letter, number, *rest = short.groups()
        era, year = name or ERA_OF[letter.upper()], _number(number)
        month, day = rest[:2] if rest[0] else rest[2:]
        return (_made(short.group(), ERAS[era][0] + year, _number(month), _number(day), era, year),)
    if "年" not in text:
        return ()
    result = []
    for found in _ERAS(plain):
        era, number, month, day = found.groups()
        year = _number(number)
        result.append(_made(found.group(), ERAS[era][0] + year, _number(month), _number(day), era, year))
    return tuple(result)


@lru_cache(256)
def dates_in(text: str) -> tuple[Printed, ...]:
    """Return the dates that a text holds: by era, 2017年8月1日, 2017/8/1, 2017.8, 2017-08."""
    plain = unicodedata.normalize("NFKC", text)
    result = list(eras_in(plain))
    for found in _YEARS(plain):
        result.append(_made(found.group(), int(found[1]), _number(found[2]), _number(found[3])))
    for found in _SLASHED(plain):
        if int(found[3]) in range(1, 13):
            result.append(_made(found.group(), int(found[1]), int(found[3]), int(found[4] or 0)))
    return tuple(result)
