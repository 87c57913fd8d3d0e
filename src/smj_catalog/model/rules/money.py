"""Prices: currency, tax, whole yen, and the words they were read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import OWN, Finding, asks, found, path
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Price
from smj_catalog.problems import message

LIST_58 = "ONIX for Books 3.1, List 58"
LIST_96 = "ONIX for Books 3.1, List 96 (ISO 4217)"
_ON = (Price,)
_CURRENCY = lazily("fullmatch", r"[A-Z]{3}")
_NUMBERS = lazily("findall", r"[0-9]+(?:\.[0-9]+)?")
_INCLUDED = lazily("search", r"税込|内税|税金?含|tax included|incl(?:\.|uding) tax", re.IGNORECASE)
_EXCLUDED = lazily(
    "search",
    r"本体|税抜|税別|外税|[+＋]\s*税|プラス税|tax excluded|excl(?:\.|uding) tax|plus tax",
    re.IGNORECASE,
)


@asks("currency-form", "error", on=_ON, source=LIST_96)
def currency_form(record: Record) -> Iterator[Finding]:
    """Find currencies that are no three capital letters."""
    for place, price in found(record, Price):
        if price.currency != "JPY" and not _CURRENCY(price.currency):
            yield Finding(path(place, "currency"), price.currency, message("a-currency"))


@asks("price-not-positive", "error", on=_ON, source="ONIX for Books 3.1, PriceAmount; List 57")
def price_not_positive(record: Record) -> Iterator[Finding]:
    """Find amounts of nothing, or less."""
    for place, price in found(record, Price):
        if not price.amount.is_finite() or price.amount <= 0:
            yield Finding(path(place, "amount"), str(price.amount), message("more-than-nothing"))


@asks("price-yen-fraction", "error", on=_ON, source=LIST_96)
def price_yen_fraction(record: Record) -> Iterator[Finding]:
    """Find amounts in yen that are not whole."""
    for place, price in found(record, Price):
        amount = price.amount
        if price.currency == "JPY" and amount.is_finite() and amount != amount.to_integral_value():
            yield Finding(path(place, "amount"), str(amount), message("whole-yen"))


@asks("price-without-tax", "warning", on=_ON, source=LIST_58)
def price_without_tax(record: Record) -> Iterator[Finding]:
    """Find prices of which nobody knows whether tax is in them."""
    for place, price in found(record, Price):
        if price.tax == "unknown":
            yield Finding(path(place, "tax"), price.printed or str(price.amount), message("tax-in-or-out"))


@asks("price-tax-differs", "warning", on=_ON, source=f"{OWN}; {LIST_58}")
def price_tax_differs(record: Record) -> Iterator[Finding]:
    """Find prices whose words say something else about tax: 本体 and 税抜 leave it out, 税込 takes it in."""
    for place, price in found(record, Price):
        if price.printed is None:
            continue
        included, excluded = _INCLUDED(price.printed), _EXCLUDED(price.printed)
        if included and excluded:
            continue
        said = "included" if included else "excluded" if excluded else "unknown"
        if price.tax != said:
            expected = message("tax-as-printed", tax=said, printed=price.printed)
            yield Finding(path(place, "tax"), price.tax, expected)


@asks("price-printed-differs", "warning", on=_ON)
def price_printed_differs(record: Record) -> Iterator[Finding]:
    """Find amounts that do not stand in the words they were read from."""
    for place, price in found(record, Price):
        if price.printed is None or not price.amount.is_finite():
            continue
        numbers = _NUMBERS(unicodedata.normalize("NFKC", price.printed).replace(",", ""))
        plain = format(price.amount, "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        if numbers and all((n.rstrip("0").rstrip(".") if "." in n else n) != plain for n in numbers):
            expected = message("the-amount-printed", printed=price.printed)
            yield Finding(path(place, "amount"), str(price.amount), expected)


@asks("tax-included-undated", "info", on=_ON)
def tax_included_undated(record: Record) -> Iterator[Finding]:
    """Find yen prices with tax but without a date: the rate has changed four times."""
    for place, price in found(record, Price):
        undated = price.valid_from is None and price.valid_until is None
        if undated and price.tax == "included" and price.currency == "JPY":
            yield Finding(path(place, "valid_from"), None, message("when-the-price-held"))
