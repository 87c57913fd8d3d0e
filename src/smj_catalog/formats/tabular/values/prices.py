"""Prices as people write them; whether tax is in one is known only where the words say so."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from smj_catalog.formats.tabular.values.parsed import KANJI, Parsed, folded, kanji_number, refuse
from smj_catalog.model import Price
from smj_catalog.model.values import Tax
from smj_catalog.problems import message

_SIGNS = {
    "¥": "JPY", "円": "JPY", "yen": "JPY", "en": "JPY", "$": "USD", "us$": "USD", "ドル": "USD", "€": "EUR",
    "ユーロ": "EUR", "£": "GBP", "₩": "KRW", "ウォン": "KRW", "元": "CNY",
}  # fmt: skip
_SIGN = r"(?:US\$|[¥$€£₩]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z]))"
_UNIT = r"(?:円|ドル|ユーロ|ウォン|元|[Yy]en|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z]))"
_AMOUNT = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_ONE = re.compile(
    rf"(?P<sign>{_SIGN})?\s?(?P<amount>{_AMOUNT})(?![0-9%,.])\s?-?(?P<unit>{_UNIT})?"
    r"(?P<tail>\s?(?:[+]\s?(?:消費)?税(?:[0-9]+%)?|\(?(?:税[込別抜]み?き?|内税|外税)\)?))?"
)
_IN_KANJI = re.compile(rf"[{KANJI}万]+(?=円)")
_INCLUDED = re.compile(r"税込|内税|税金?含|tax included|incl", re.IGNORECASE)
_EXCLUDED = re.compile(r"本体|税抜|税別|外税|[+]\s?(?:消費)?税|プラス税|tax excluded|excl|plus tax", re.IGNORECASE)
_REST = re.compile(
    r"(?:定価|価格|頒価|売価|特価|本体|税込|税抜き?|税別|内税|外税|消費税|税|各|プラス|price|tax|included|excluded|plus|incl\.?|excl\.?"
    r"|[()\[\]+:/、,;・%\s-]|[0-9]+%)*",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)


def format_price(price: Price) -> str:
    """Return the amount alone, nothing where there is none; currency, tax and printed words have columns of their own."""
    return "" if price.amount is None else format(price.amount, "f")


@lru_cache(1024)
def parse_prices(text: str, tax: Tax = "unknown") -> Parsed[tuple[Price, ...]]:
    """Return the prices that a cell holds: one, or two as in 定価1,890円(本体1,800円).

    A bare number is taken as it stands; other words are kept as ``printed``.

    Args:
        text: the cell.
        tax: what the column itself says of tax (本体価格, 税込価格).

    Raises:
        BadValue: no price can be read, or there is something else beside it.
    """
    text = str(text)
    if _ALONE.fullmatch(text):
        return Parsed((Price(_amount(text, "JPY", text), tax=tax),))
    words = _IN_KANJI.sub(lambda m: str(_kanji(m[0], text)), folded(text))
    spans: list[tuple[int, int, re.Match[str]]] = []
    rest, end = "", 0
    for found in _ONE.finditer(words):
        before = words[end : found.start()]
        if words[: found.start()].rstrip().endswith("税"):  # an amount of tax, not a price
            rest += before
            end = found.end()
            continue
        if before.rstrip().endswith(("-", "▲", "△")):
            raise refuse("price-not-positive", text, message("more-than-nothing"))
        spans.append((end, found.end(), found))
        rest += before
        end = found.end()
    rest += words[end:]
    if not spans or not _REST.fullmatch(rest):
        raise refuse("price-form", text, message("a-cell-price"))
    made = []
    for i, (start, stop, found) in enumerate(spans):
        part = words[start : stop if i + 1 < len(spans) else len(words)]
        sign = (found["sign"] or found["unit"] or "円").lower()
        currency = _SIGNS.get(sign, sign.upper())
        printed = text if len(spans) == 1 else part.strip(" ()/、,;・")
        made.append(Price(_amount(found["amount"], currency, text), currency, _tax(part, tax), printed))
    return Parsed(tuple(made))


def _tax(words: str, default: Tax) -> Tax:
    included, excluded = _INCLUDED.search(words), _EXCLUDED.search(words)
    if bool(included) == bool(excluded):
        return default if included is None else "unknown"
    return "included" if included else "excluded"


def _kanji(words: str, text: str) -> int:
    try:
        thousands, mark, rest = words.partition("万")
        if not mark:
            return kanji_number(words)
        return (kanji_number(thousands) if thousands else 1) * 10_000 + (kanji_number(rest) if rest else 0)
    except ValueError:
        raise refuse("price-form", text, message("a-cell-price")) from None


def _amount(digits: str, currency: str, text: str) -> Decimal:
    amount = Decimal(digits.replace(",", ""))
    if len(digits) > 18 or not amount:
        raise refuse("price-not-positive", text, message("more-than-nothing"))
    if currency == "JPY":
        if amount != amount.to_integral_value():
            raise refuse("price-yen-fraction", text, message("whole-yen"))
        return amount.to_integral_value()
    return amount
