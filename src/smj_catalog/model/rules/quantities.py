"""Numbers of things: pages, sizes, copies, issues in a year."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from smj_catalog.model.rules.base import OWN, Finding, asks, asks_fields
from smj_catalog.model.rules.coded import TWO_DIGITS
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Extent, Frequency, Holding, PageRun
from smj_catalog.problems import Message, message

_UNIT = lazily("fullmatch", r"[a-z]{2}")
_LISTS = {"Extent.type": "List 23", "Extent.unit": "List 24", "Measure.type": "List 48", "Measure.unit": "List 50"}
_STATED = ("agent", "held", "missing", "copies", "location", "call_number", "shelf", "number")
_A_YEAR = lazily("search", r"年に?([0-9]{1,3})回")
_A_MONTH = lazily("search", r"月に?([0-9]{1,2})回")
_PAGES = lazily("fullmatch", r"([0-9]{1,6})\s?(?:頁|ページ|pp?\.?)")
_SEVERAL = lazily("fullmatch", r"([0-9]{1,6}(?:, ?[0-9]{1,6})+)\s?(?:頁|ページ|pp?\.?)")
_EACH = lazily(
    "fullmatch",
    r"([0-9]{1,3}|once|twice|(?:thre|fiv|nin)e|four|six|ten) ?(?:times|issues|x)? ?(?:an?|per|each) (year|month)",
)
_COUNTS = {"once": 1, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10}
_WORDS = {
    "隔月刊": 6, "隔月": 6, "季刊": 4, "月刊": 12, "年刊": 1, "半年刊": 2, "quarterly": 4, "monthly": 12, "bimonthly": 6, "every two months": 6,
    "semimonthly": 24, "annual": 1, "annually": 1, "yearly": 1, "semiannual": 2, "semiannually": 2, "half yearly": 2, "biannual": 2,
}  # fmt: skip


@asks_fields("extent-not-positive", "error", "Extent.value", "Measure.value",
             source="ONIX for Books 3.1, Extent, Measure")  # fmt: skip
def extent_not_positive(value: Decimal, _: str) -> Message | None:
    """Find extents and sizes of nothing, or less."""
    return None if value.is_finite() and value > 0 else message("more-than-nothing")


@asks("extent-number-or-words", "error", on=(Extent,), source="MARC 21, 300 $a")
def extent_number_or_words(extent: Extent) -> Iterable[Finding]:
    """Find extents that have neither a number nor words."""
    if extent.value is None and extent.printed is None:
        return (Finding("value", None, message("a-number-or-words")),)
    return ()


@asks("extent-printed-differs", "warning", on=(Extent,), has="printed", source=f"{OWN}; MARC 21, 300 $a")
def extent_printed_differs(extent: Extent) -> Iterable[Finding]:
    """Find numbers of pages that are not the one number that is printed (300 beside 244頁), or a lesser one of several."""
    words = unicodedata.normalize("NFKC", extent.printed or "")
    found = None if extent.value is None else str(extent.value)
    if several := _SEVERAL(words):
        lesser = sorted(map(int, several[1].split(",")))[:-1]
        wrong, expected = extent.value in lesser, "the-pages-of-several"
    else:
        printed = _PAGES(words)
        wrong, expected = printed is not None and extent.value != int(printed[1]), "the-pages-printed"
    return (Finding("value", found, message(expected, printed=extent.printed)),) if wrong else ()


@asks("holding-empty", "error", on=(Holding,), source="MARC 21, 852")
def holding_empty(holding: Holding) -> Iterable[Finding]:
    """Find holdings of an unnamed library that say nothing of what it has, or where."""
    if holding.holder is not None or any(getattr(holding, name) is not None for name in _STATED):
        return ()
    return (Finding("holder", None, message("a-holder-or-what")),)


@asks_fields("extent-code-form", "error", *_LISTS, source="ONIX for Books 3.1, Lists 23, 24, 48, 50")
def extent_code_form(code: str, field: str) -> Message | None:
    """Find types and units of extents and sizes that cannot stand in their lists."""
    if field == "Measure.unit":
        return None if _UNIT(code) else message("a-unit")
    return None if TWO_DIGITS(code) else message("two-digits", list=_LISTS[field])


@asks_fields("count-not-positive", "error", "Edition.number", "Frequency.times_a_year", "Holding.copies")
def count_not_positive(count: int, field: str) -> Message | None:
    """Find edition 0, no issues in a year, and fewer copies than none."""
    if field == "Holding.copies":
        return None if count >= 0 else message("none-or-more")
    return None if count >= 1 else message("one-or-more")


@asks("frequency-differs", "warning", on=(Frequency,), has="times_a_year", source=f"{OWN}; MARC 21, 008/18 and 310")
def frequency_differs(frequency: Frequency) -> Iterable[Finding]:
    """Find numbers of issues in a year that are not those of the words: 年6回 is 6, Quarterly and 4 times a year are 4."""
    printed = unicodedata.normalize("NFKC", frequency.printed).lower().strip(" .")
    if at := _A_YEAR(printed):
        said = int(at[1])
    elif at := _A_MONTH(printed):
        said = 12 * int(at[1])
    elif at := _EACH(printed):
        said = (int(at[1]) if at[1].isdecimal() else _COUNTS[at[1]]) * (12 if at[2] == "month" else 1)
    else:
        said = _WORDS.get(printed.replace("i-", "i").replace("-", " "), 0)
    if said in (0, frequency.times_a_year):
        return ()
    expected = message("times-as-printed", times=said, printed=frequency.printed)
    return (Finding("times_a_year", str(frequency.times_a_year), expected),)


@asks("page-run-order", "error", on=(PageRun,), has="last", source="ONIX for Books 3.1, PageRun")
def page_run_order(run: PageRun) -> Iterable[Finding]:
    """Find page runs that end before they begin, where both are plain numbers."""
    first, last = run.first, run.last or ""
    if first.isdecimal() and last.isdecimal() and Decimal(first) > Decimal(last):  # an int may have too many digits
        return (Finding("last", last, message("a-page-not-before", first=first)),)
    return ()
