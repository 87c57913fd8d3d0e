"""Prices: currency, tax, whole yen, and the words they were read from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from smj_catalog.codes.onix import NOT_FOR_SALE
from smj_catalog.model.rules.amounts import amounts_in, tax_said
from smj_catalog.model.rules.base import OWN, Finding, asks, asks_fields
from smj_catalog.model.rules.coded import TWO_DIGITS
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Price
from smj_catalog.problems import Both, Message, message

LIST_57 = "ONIX for Books 3.1, List 57"
LIST_58 = "ONIX for Books 3.1, List 58"
LIST_96 = "ONIX for Books 3.1, List 96 (ISO 4217)"
_ON = (Price,)
_TAX = {code: Both(code, word) for code, word in (("included", "税込"), ("excluded", "税抜"), ("unknown", "不明"))}
_CURRENCY = lazily("fullmatch", r"[A-Z]{3}")


@asks_fields("currency-form", "error", "Price.currency", source=LIST_96)
def currency_form(currency: str, _: str) -> Message | None:
    """Find currencies that are no three capital letters."""
    return None if _CURRENCY(currency) else message("a-currency")


@asks("price-amount-or-unpriced", "error", on=_ON, source=LIST_57)
def price_amount_or_unpriced(price: Price) -> Iterable[Finding]:
    """Find prices that have neither an amount nor why there is none, and those that have both."""
    if (price.amount is None) != (price.unpriced is None):
        return ()
    return (Finding("unpriced", price.unpriced, message("an-amount-or-why-none")),)


@asks_fields("unpriced-code-form", "error", "Price.unpriced", source=LIST_57)
def unpriced_code_form(code: str, _: str) -> Message | None:
    """Find reasons for having no price that cannot stand in their list."""
    if code == NOT_FOR_SALE or TWO_DIGITS(code):
        return None
    return message("two-digits-or", list="List 57", word=NOT_FOR_SALE)


@asks_fields("price-not-positive", "error", "Price.amount", source="ONIX for Books 3.1, PriceAmount; List 57")
def price_not_positive(amount: Decimal, _: str) -> Message | None:
    """Find amounts of nothing, or less."""
    return None if amount.is_finite() and amount > 0 else message("more-than-nothing")


@asks("price-yen-fraction", "error", on=_ON, where={"currency": ("JPY",)}, source=LIST_96)
def price_yen_fraction(price: Price) -> Iterable[Finding]:
    """Find amounts in yen that are not whole."""
    amount = price.amount
    if amount is None or not amount.is_finite() or amount == amount.to_integral_value():
        return ()
    return (Finding("amount", str(amount), message("whole-yen")),)


@asks("price-without-tax", "warning", on=_ON, where={"tax": ("unknown",)}, source=LIST_58)
def price_without_tax(price: Price) -> Iterable[Finding]:
    """Find prices of which nobody knows whether tax is in them."""
    if price.amount is None:
        return ()
    return (Finding("tax", price.printed or str(price.amount), message("tax-in-or-out")),)


@asks("price-tax-differs", "warning", on=_ON, has="printed", source=f"{OWN}; {LIST_58}")
def price_tax_differs(price: Price) -> Iterable[Finding]:
    """Find prices whose words say something else about tax: 本体 and 税抜 leave it out, 税込 takes it in.

    Words that say nothing of it (1,800円) contradict nothing: a column or a page may say it elsewhere.
    """
    said = tax_said(price.printed) if price.printed is not None and price.amount is not None else None
    if said in (None, "both", price.tax):
        return ()
    return (Finding("tax", _TAX[price.tax], message("tax-as-printed", tax=_TAX[said], printed=price.printed)),)


@asks("price-printed-differs", "warning", on=_ON, has="printed")
def price_printed_differs(price: Price) -> Iterable[Finding]:
    """Find amounts that do not stand in the words they were read from."""
    if price.printed is None or price.amount is None or not price.amount.is_finite():
        return ()
    found = [it.value for it in amounts_in(unicodedata.normalize("NFKC", price.printed)) if it is not None]
    if not found or price.amount in found:
        return ()
    return (Finding("amount", str(price.amount), message("the-amount-printed", printed=price.printed)),)


@asks("tax-included-undated", "info", on=_ON, where={"tax": ("included",), "currency": ("JPY",)})
def tax_included_undated(price: Price) -> Iterable[Finding]:
    """Find yen prices with tax but without a date: the rate has changed four times."""
    if price.amount is None or price.valid_from is not None or price.valid_until is not None:
        return ()
    return (Finding("valid_from", None, message("when-the-price-held")),)
