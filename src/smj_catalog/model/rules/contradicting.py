"""What two facts of a record say against each other: dates of a product, countries, ages, years of a life."""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.model.records import Product
from smj_catalog.model.rules.amounts import with_tax
from smj_catalog.model.rules.base import HOSTS, Finding, asks
from smj_catalog.model.rules.dates import earlier, events_before
from smj_catalog.model.values import AudienceRange, Market, Price, SalesRights
from smj_catalog.problems import message

_LATER = (
    ("first-publication", "publication"), ("publication", "reprint"), ("publication", "onix:13"), ("on-sale", "onix:13"), ("reprint", "onix:13"),
)  # fmt: skip
"""Roles of dates, the first of which is not after the second; 13 of List 163 is the day when it went out of print."""


@asks("product-dates-in-order", "warning", has="dates", kinds=HOSTS, source="ONIX for Books 3.1, List 163")
def product_dates_in_order(record: Product) -> Iterable[Finding]:
    """Find dates of a product in an impossible order; sources may differ, so every pair must be wrong."""
    return events_before(record.dates, _LATER)


@asks("born-after-publication", "warning", has="contributors", kinds=HOSTS)
def born_after_publication(record: Product) -> Iterable[Finding]:
    """Find contributors who were born after the publication of what they made."""
    published = [d.date for d in record.dates if d.role == "publication" and d.qualifier is None]
    for index, it in enumerate(record.contributors) if published else ():
        if it.born is not None and all(earlier(date, it.born) for date in published):
            expected = message("a-birth-before", date=str(published[0]))
            yield Finding(f"contributors[{index}].born", str(it.born), expected)


@asks(
    "country-in-and-out",
    "warning",
    on=(Price, SalesRights, Market),
    has="countries_excluded",
    source="ONIX for Books 3.1, Territory",
)
def country_in_and_out(value: Price | SalesRights | Market) -> Iterable[Finding]:
    """Find countries that a territory holds and leaves out."""
    both = [code for code in value.countries_excluded if code in value.countries]
    return (Finding("countries_excluded", ", ".join(both), message("a-country-once")),) if both else ()


@asks("price-pair-differs", "warning", has="prices", kinds=HOSTS, source="ONIX for Books 3.1, List 58")
def price_pair_differs(record: Product) -> Iterable[Finding]:
    """Find a price in yen with tax beside prices without, for the same people, of which no rate since 1989 makes it."""
    if len(record.prices) < 2:
        return
    yen = [it for it in record.prices if it.currency == "JPY" and it.amount is not None and it.amount.is_finite()]
    for index, gross in enumerate(record.prices):
        if gross.tax != "included" or gross not in yen:
            continue
        nets = [it.amount for it in yen if it.tax == "excluded" and _together(it, gross)]
        if nets and not any(
            with_tax(net, gross.amount) for net in nets if net is not None and gross.amount is not None
        ):
            expected = message("a-price-of-the-net", net=", ".join(map(str, nets)))
            yield Finding(f"prices[{index}].amount", str(gross.amount), expected)


def _together(one: Price, other: Price) -> bool:
    """Tell whether two prices hold for the same people at the same time, as far as they say."""
    known = one.valid_from is None or other.valid_from is None or one.valid_from == other.valid_from
    return known and all(
        getattr(one, n) == getattr(other, n)
        for n in ("qualifier", "type", "countries", "regions", "condition", "unpriced")
    )


@asks("audience-range-order", "warning", on=(AudienceRange,), has="last", source="ONIX for Books 3.1, AudienceRange")
def audience_range_order(value: AudienceRange) -> Iterable[Finding]:
    """Find ranges of age or school year that end before they begin, where both are numbers."""
    first, last = value.first or "", value.last or ""
    if first.isdecimal() and last.isdecimal() and len(first + last) < 9 and int(first) > int(last):
        return (Finding("last", last, message("an-age-not-below", first=first)),)
    return ()
