"""Numbers of things: pages, sizes, copies, issues in a year."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import OWN, Finding, asks, found, path
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Edition, Extent, Frequency, Holding, Measure, PageRun
from smj_catalog.problems import message

_TWO_DIGITS = lazily("fullmatch", r"[0-9]{2}")
_UNIT = lazily("fullmatch", r"[a-z]{2}")
_A_YEAR = lazily("search", r"年に?([0-9]{1,3})回")
_A_MONTH = lazily("search", r"月に?([0-9]{1,2})回")
_WORDS = {"隔月刊": 6, "季刊": 4, "月刊": 12, "年刊": 1, "半年刊": 2}


@asks("extent-not-positive", "error", on=(Extent, Measure), source="ONIX for Books 3.1, Extent, Measure")
def extent_not_positive(record: Record) -> Iterator[Finding]:
    """Find extents and sizes of nothing, or less."""
    for place, extent in found(record, Extent):
        if not extent.value.is_finite() or extent.value <= 0:
            yield Finding(path(place, "value"), str(extent.value), message("more-than-nothing"))
    for place, measure in found(record, Measure):
        if not measure.value.is_finite() or measure.value <= 0:
            yield Finding(path(place, "value"), str(measure.value), message("more-than-nothing"))


@asks("extent-code-form", "error", on=(Extent, Measure), source="ONIX for Books 3.1, Lists 23, 24, 48, 50")
def extent_code_form(record: Record) -> Iterator[Finding]:
    """Find types and units of extents and sizes that cannot stand in their lists."""
    for place, extent in found(record, Extent):
        if not _TWO_DIGITS(extent.type):
            yield Finding(path(place, "type"), extent.type, message("two-digits", list="List 23"))
        if not _TWO_DIGITS(extent.unit):
            yield Finding(path(place, "unit"), extent.unit, message("two-digits", list="List 24"))
    for place, measure in found(record, Measure):
        if not _TWO_DIGITS(measure.type):
            yield Finding(path(place, "type"), measure.type, message("two-digits", list="List 48"))
        if not _UNIT(measure.unit):
            yield Finding(path(place, "unit"), measure.unit, message("a-unit"))


@asks("count-not-positive", "error", on=(Edition, Frequency, Holding))
def count_not_positive(record: Record) -> Iterator[Finding]:
    """Find edition 0, no issues in a year, and fewer copies than none."""
    for place, edition in found(record, Edition):
        if edition.number is not None and edition.number < 1:
            yield Finding(path(place, "number"), str(edition.number), message("one-or-more"))
    for place, frequency in found(record, Frequency):
        if frequency.times_a_year is not None and frequency.times_a_year < 1:
            yield Finding(path(place, "times_a_year"), str(frequency.times_a_year), message("one-or-more"))
    for place, holding in found(record, Holding):
        if holding.copies is not None and holding.copies < 0:
            yield Finding(path(place, "copies"), str(holding.copies), message("none-or-more"))


@asks("frequency-differs", "warning", on=(Frequency,), source=f"{OWN}; MARC 21, 008/18 and 310")
def frequency_differs(record: Record) -> Iterator[Finding]:
    """Find numbers of issues in a year that are not those of the words: 年6回 is 6."""
    for place, frequency in found(record, Frequency):
        if frequency.times_a_year is None:
            continue
        printed = unicodedata.normalize("NFKC", frequency.printed)
        if at := _A_YEAR(printed):
            said = int(at[1])
        elif at := _A_MONTH(printed):
            said = 12 * int(at[1])
        else:
            said = _WORDS.get(printed, 0)
        if said and said != frequency.times_a_year:
            expected = message("times-as-printed", times=said, printed=frequency.printed)
            yield Finding(path(place, "times_a_year"), str(frequency.times_a_year), expected)


@asks("page-run-order", "error", on=(PageRun,), source="ONIX for Books 3.1, PageRun")
def page_run_order(record: Record) -> Iterator[Finding]:
    """Find page runs that end before they begin, where both are plain numbers."""
    for place, run in found(record, PageRun):
        first, last = run.first, run.last
        if last and first.isdecimal() and last.isdecimal() and int(first) > int(last):
            yield Finding(path(place, "last"), last, message("a-page-not-before", first=first))
