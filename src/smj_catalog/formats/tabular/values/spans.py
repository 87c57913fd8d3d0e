"""From one date to another: 2006.6-7, 2006年6・7月, 2006年12月・2007年1月."""

from __future__ import annotations

import re

from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values.days import N, number, one_date
from smj_catalog.model import PartialDate
from smj_catalog.problems import Problem

_BETWEEN = re.compile(r"[-~〜・/,、&+]|から|または|\bor\b")
_REST = re.compile(rf"({N})\s?([年月日])?")
_YEARS = re.compile(r"([0-9]{4})\s?[-/~〜]\s?([0-9]{2})")
_ENDING = re.compile(rf"{N}(?=年?$)")
_MIDDLE = re.compile(rf"(?<=[・,、])\s?{N}月?号?\s?[・,、]")


class Wrapped(ValueError):
    """Months that run over the turn of a year, of which one year is stated: 2006年12・1月."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def span(words: str) -> tuple[PartialDate, PartialDate, tuple[Problem, ...]]:
    """Return the first and last date of a span in folded words, with what is doubtful of their eras; 1997-8年 is two years.

    Raises:
        ValueError: they are no span that ends behind its beginning.
        Wrapped: they end in another year than the one stated.
    """
    words = _MIDDLE.sub("", words)  # of three months the first and the last
    for found in reversed(list(_BETWEEN.finditer(words))):
        try:
            return _ends(words[: found.start()].strip().removesuffix("号"), words[found.end() :].strip())
        except Wrapped:
            raise
        except (ValueError, BadValue):
            continue
    raise ValueError(words)


def years(words: str) -> tuple[PartialDate, PartialDate]:
    """Return the first and last of the years 1997-98, 1997/98, 1999-00; 2001-02 is a month.

    Raises:
        ValueError: they are no such years.
    """
    found = _YEARS.fullmatch(words)
    if found is None:
        raise ValueError(words)
    first, last = int(found[1]), int(found[1][:2] + found[2])
    last += 100 if found[2] == "00" and found[1].endswith("99") else 0
    if last != first + 1 and not (found[2] > "31" and first < last):
        raise ValueError(words)  # 2001-13 is a slip in a month
    if "01" <= found[2] <= "12":
        raise ValueError(words)
    return PartialDate(first), PartialDate(last)


def _ends(left: str, right: str) -> tuple[PartialDate, PartialDate, tuple[Problem, ...]]:
    rest = _REST.fullmatch(right)
    if rest is None or len(rest[1]) == 4:
        first, told = one_date(left)
        last, more = one_date(right)
        if (bool(first.month), bool(first.day)) != (bool(last.month), bool(last.day)):
            raise ValueError(right)
        told += more
    else:
        count, mark = number(rest[1]), rest[2]
        if mark and left[-1:] not in "年月日":
            left += mark
        first, told = one_date(left)
        if mark == "年" and not first.month:
            last, more = one_date(
                _ENDING.sub(lambda found: found[0][: -len(rest[1])] * (len(found[0]) == 4) + rest[1], left)
            )
            told += more
        elif first.day and mark != "月":
            last = PartialDate(first.year, first.month, count)
        elif first.month and not first.day and mark != "日":
            if count < first.month and mark:
                raise Wrapped(first.year)
            last = PartialDate(first.year, count)
        else:
            raise ValueError(right)
    if last <= first:
        raise ValueError(right)
    return first, last, told
