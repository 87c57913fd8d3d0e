"""Amounts of money and words about tax, as they are printed: 1,800円, 2千円, 一万二千円, 1.5万円, 本体 … +税, 税込."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from attrs import frozen

from smj_catalog.model.rules.patterns import lazily

_SIGNS = {
    "¥": "JPY", "\\": "JPY", "円": "JPY", "圓": "JPY", "yen": "JPY", "P": "JPY", "$": "USD", "us$": "USD", "ドル": "USD", "€": "EUR",
    "ユーロ": "EUR", "£": "GBP", "ポンド": "GBP", "₩": "KRW", "ウォン": "KRW", "元": "CNY",
}  # fmt: skip
_CODES = "JPY|USD|EUR|GBP|KRW|CNY|TWD|HKD|SGD|THB|VND|PHP|IDR|MYR|INR|AUD|NZD|CAD|CHF|BRL|MXN|RUB|SEK|NOK|DKK"
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "◯": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI = "〇零○◯一二三四五六七八九十百千万億"
_MONEY = lazily(
    "finditer",
    rf"(?P<sign>US\$|[¥\\$€£₩]|(?<![A-Za-z])(?:P(?=[0-9]+E)|{_CODES}))?\s?(?P<run>[0-9{_KANJI}][0-9,.{_KANJI}]*)"
    rf"(?:\s?(?P<unit>円|圓|ドル|ユーロ|ポンド|ウォン|元|[Yy]en(?![a-z])|YEN|(?:{_CODES})(?![A-Za-z])|E(?![A-Za-z])))?",
)
_PLAIN = lazily("fullmatch", r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?")
_PARTS = lazily("finditer", r"([0-9][0-9,.]*|[〇零○◯一二三四五六七八九]+)?([十百千])?")
_INCLUDED = lazily(
    "search",
    r"税込|税[・,、/と]?\s?送料?(?:とも|共)?込|消費税(?:等|相当額)?(?:とも|共)?込|税(?:等|[0-9]{1,2}%)込|税(?:金|額|等)?[もをが]?含(?!ま[なず])|税サ込|税共"
    r"|[内うち]\s?(?:消費)?税|込み?(?:価格|定価)|tax[ -]?incl|incl(?:\.|uding|usive of)?\s?(?:[a-z]{1,11} )?tax",
    re.IGNORECASE,
)
_EXCLUDED = lazily(
    "search",
    r"本体|税抜|税ぬき|税別|税は?\s?別途?|別途\s?(?:消費)?税|外税|税[をは]?含ま[なず]|税(?:を|金)?[除不]|消費税(?:等|[はが])?別|[+＋]\s?(?:消費)?税|プラス\s?税"
    r"|tax[ -]?excl|excl(?:\.|uding|usive of)?\s?(?:[a-z]{1,11} )?tax|(?:plus|before|without|[+＋])\s?tax|[0-9]E(?![A-Za-z])",
    re.IGNORECASE,
)


@frozen
class Amount:
    """An amount in a text.

    Attributes:
        value: what it comes to.
        currency: ISO 4217; None where neither sign nor unit is printed.
        start: where it begins in the text, its sign with it.
        end: where it ends, its unit with it.
        flagged: it has the E of the price that stands beside the C-code on back covers (日本図書コード).
    """

    value: Decimal
    currency: str | None
    start: int
    end: int
    flagged: bool = False


def amounts_in(words: str) -> Iterator[Amount | None]:
    """Yield the amounts in a text whose full-width letters are folded (NFKC), in order; None for what is no number.

    千 and 万 multiply. Numbers in kanji need a sign or unit, for 一般 is no number.
    """
    for found in _MONEY(words):
        run = found["run"].rstrip(",.")
        unit = (found["unit"] or "") if run == found["run"] else ""
        sign = found["sign"] or ""
        if not sign and unit in ("", "E") and not any(c in "0123456789" for c in run):
            continue
        value = number_of(run)
        if value is None:
            yield None
            continue
        flagged = unit == "E"
        known = sign or (unit if not flagged else "¥")
        currency = _SIGNS.get(known) or _SIGNS.get(known.lower(), known) or None
        end = found.end() if run == found["run"] else found.start("run") + len(run)
        yield Amount(value, currency, found.start() if sign else found.start("run"), end, flagged)


def number_of(run: str) -> Decimal | None:
    """Return what digits, kanji digits and units come to: 1,800; 2千5百; 1.5万; 一六八〇; 十二; None: they are no number."""
    if len(run) > 30:
        return None
    if _PLAIN(run):
        return Decimal(run.replace(",", ""))
    total = Decimal(0)
    for mark, unit in (("億", 10**8), ("万", 10**4)):
        head, found, rest = run.partition(mark)
        if not found:
            continue
        value = _below(head)
        if not value or (rest and value != value.to_integral_value()):
            return None
        total, run = total + value * unit, rest
    if run:
        value = _below(run)
        if value is None or (total and value >= 10**4):
            return None
        total += value
    return total if total < 10**12 else None


def _below(text: str) -> Decimal | None:
    """Return what digits with 十, 百 and 千 come to."""
    if not text:
        return None
    total, last, at = Decimal(0), 0, 0
    for found in _PARTS(text):
        digits, unit = found.groups()
        if found.start() != at or found[0] == "":
            continue
        at = found.end()
        if last and digits and digits[0] in "一二三四五六七八九" and 1 < len(digits) != len(str(last)) - 1:
            return None  # 百三〇 is 130, but what is 千三〇?
        value = Decimal(1) if digits is None else _digits(digits, bool(unit))
        if value is None or (last and value * _UNITS.get(unit, 1) >= last) or (unit and not value):
            return None
        if value != value.to_integral_value() and (last or at < len(text)):
            return None
        total, last = total + value * _UNITS.get(unit, 1), _UNITS.get(unit, 1)
    return total if at == len(text) else None


def _digits(digits: str, before_unit: bool) -> Decimal | None:
    if digits[0] in "0123456789":
        return Decimal(digits.replace(",", "")) if _PLAIN(digits) else None
    digits = digits.lstrip("〇零○◯") or "〇"
    return None if before_unit and len(digits) > 1 else Decimal("".join(str(_DIGITS[c]) for c in digits))


@lru_cache(256)
def tax_said(words: str) -> Literal["included", "excluded", "both"] | None:
    """Return what words say of tax: 税込 and 内税 take it in, 本体, 税抜 and the E of back covers leave it out."""
    plain = unicodedata.normalize("NFKC", words)
    if _INCLUDED(plain):
        return "both" if _EXCLUDED(plain) else "included"
    return "excluded" if _EXCLUDED(plain) else None


_RATES = tuple(map(Decimal, ("1.03", "1.05", "1.08", "1.10")))  # consumption tax since 1989, 1997, 2014, 2019


def with_tax(net: Decimal, gross: Decimal) -> bool:
    """Tell whether an amount is another one with consumption tax at a rate that there has been, rounded in any way."""
    return any(
        gross == (net * rate).to_integral_value(way)
        for rate in _RATES
        for way in (ROUND_FLOOR, ROUND_HALF_UP, ROUND_CEILING)
    )
