"""Prices as people write them; whether tax is in one is known only where the words say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from attrs import evolve

from smj_catalog.codes.onix import NOT_FOR_SALE
from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import Parsed, refuse, warn
from smj_catalog.formats.tabular.values.priced import Folded, Priced, priced
from smj_catalog.model import Note, Price, Subject
from smj_catalog.model.rules.amounts import Amount, amounts_in, tax_said, with_tax
from smj_catalog.model.values import Tax
from smj_catalog.problems import Problem, message

_ALONE = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)
_GROUPED = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", re.ASCII)
_WITHOUT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"非売|市販せず|販売しない|進呈|贈呈|謹呈|not for sale", re.IGNORECASE), NOT_FOR_SALE),
    (re.compile(r"無料|無償|無代|(?<![ァ-ヶ])タダ|(?<![a-z])(?:free|gratis)(?![a-z])", re.IGNORECASE), "01"),
    (
        re.compile(r"未定|未発表|(?:後日|近日|追って)発表|(?<![a-z])tb[ad](?![a-z])|to be announced", re.IGNORECASE),
        "02",
    ),
    (re.compile(r"分売不可|分売せず|not sold separately", re.IGNORECASE), "03"),
    (re.compile(r"オープン価格|オープンプライス|^オープン$|問い?合わ?せ|応談|時価|open price", re.IGNORECASE), "04"),
)
_OF_SOME = re.compile(r"(?:会員|学生|友の会|読者|送料|組合員|中学生|高校生|子ども|購読者)[^、,;/・]{0,6}無[料償]")
_SUBSCRIPTION = re.compile(r"年間|年額|半年|購読|定期|年?会費|subscription|per year|a year", re.IGNORECASE)
_AT_WILL = re.compile(
    r"(?:[1一][部冊])?(?:カンパ|寄付|寄附|実費|投げ銭|任意|お気持ち)(?:制|歓迎|のみ|で?頒布|で?配布|負担|程度|を?お願いします)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:約|およそ|おおよそ|おおむね|ほぼ|だいたい|about|circa|approx(?:\.|imately)?)\s?(?=[¥\\$€£]?[0-9])"
    r"|(?<=[0-9円])\s?(?:前後|くらい|ぐらい|程度|内外|[弱強](?![^\s)])|から|より|[~〜](?:$|[)\s]))|(?<=[0-9円])\s?[~〜-]\s?(?=[¥\\$€£]?[0-9])",
    re.IGNORECASE,
)
_LESS = re.compile(r"[-▲△]\s?$")
_TO = re.compile(r"[0-9円]\s?-\s?$")
_PROVISIONAL = re.compile(r"予価|予定|仮価格|provisional", re.IGNORECASE)
_SHIPPING = re.compile(r"(?:送料|郵料|〒|postage|shipping)\s?[:=]?\s?$", re.IGNORECASE)
_OTHERS = re.compile(
    r"会員|学生|友の会|読者|割引|特価|前売|早割|予約|団体|シニア|高齢|子ども|子供|こども|小人|大人|高校生|中学生|小学生|賛助|組合員|当日|特別|セット"
    r"|揃|(?<![全0-9])(?:[上中下前後]|第?[0-9]+)(?:巻|編|篇|分冊|集)|以上|以下|未満|まとめ|member|student|senior|child|discount",
    re.IGNORECASE,
)
_MEMBERS = re.compile(r"(?:会員|(?<![a-z])members?(?![a-z]))(?:様|向け|用|特別|割引)?(?:特?価|価格)?", re.IGNORECASE)
_BACK_COVER = re.compile(r"\s*C([0-9]{4})\s+(?=[¥\\P])")
_MOST = 8
_COUNTER = re.compile(r"\s?[%冊部号回巻年月日人名枚口点組件頁]|\s?セット|\s?か月|\s?ページ")
_PLAIN = re.compile(
    r"定価|価格|頒布?価|頒布|売価|本体|価額|実売|販売|小売|希望|参考|新刊|単価|一般|通常|[内外]?消費税|税込み?|税抜き?|税ぬき|税別|税共|税サ込み?"
    r"|[内外]税|税(?:相当額|額|等)?|プラス|別途|予価|予定|仮|各|[1一][部冊]|送料(?:とも|共|込み?|別途?|無料|サービス|当方負担|実費)?|〒込?|込み?|(?<!特)別"
    r"|抜き?|うち|[もをが]?含(?:みます|みません|まない|まず|んだ|む|み)?|[はのと]|金|也|(?:list )?price|net|tax|included|including|excluded"
    r"|excluding|plus|incl|excl|E(?![A-Za-z])|[1-9][0-9]?%|[-\s()/,、;・.|+:=。*※]",
    re.IGNORECASE,
)


def format_price(price: Price) -> str:
    """Return the amount alone, nothing where there is none; the rest has columns of its own."""
    return "" if price.amount is None else format(price.amount, "f")


@lru_cache(1024)
def parse_prices(text: str, tax: Tax = "unknown") -> Parsed[tuple[Price, ...]]:
    """Return the prices that a cell holds: one, or two as in 定価1,890円(本体1,800円); or why there is none.

    A bare number is taken as it stands; other words are kept as ``printed``: the whole cell, or of two prices each its own
    part. 無料, 未定, 非売品, オープン価格 are prices without an amount. A bare 0 is none: it may mean free or not known.
    予価 is provisional (ONIX List 61, 01). A price for members stands behind that for everyone (List 59, 01). Subscriptions, and
    prices for students and such, are no prices of the thing: they become notes, or stay in the words.

    Args:
        text: the cell.
        tax: what the column itself says of tax (本体価格, 税込価格).

    Raises:
        BadValue: no price can be read, or there is something else beside it.
    """
    text = str(text)
    if _ALONE.fullmatch(text) and Decimal(text):
        return Parsed((Price(_amount(Amount(Decimal(text), "JPY", 0, 0), text), tax=tax),))
    cell = Folded(text)
    words = cell.words.strip()
    if _ALONE.fullmatch(words) and not Decimal(words):
        return Parsed((), (warn("price-zero", text, message("a-cell-price-zero")),))
    if says_nothing(text) and not any(pattern.search(words) for pattern, _ in _WITHOUT):
        return Parsed((), nothing_said(text))
    return _read(cell, tax)


def parse_prices_in(text: str) -> Parsed[tuple[Price, ...]]:
    """Return the prices of a cell beside which another one names the currency: its number may have a fraction."""
    bare = str(text).replace(",", "")
    if _ALONE.fullmatch(bare) and _GROUPED.fullmatch(str(text)) and 0 < Decimal(bare) < 10**12:
        return Parsed((Price(Decimal(bare)),))
    return parse_prices(text)


def _read(cell: Folded, tax: Tax) -> Parsed[tuple[Price, ...]]:
    words, text = cell.words, cell.text
    found: list[Amount] = []
    if code := _BACK_COVER.match(words):
        rest = _read(Folded(text[cell.places[code.end()] :]), tax)
        return evolve(rest, others=(("subjects", Subject("c-code", code[1])), *rest.others))
    for it in amounts_in(words):
        if it is None:
            raise refuse("price-form", text, message("a-cell-price"))
        if it.currency is None and (_COUNTER.match(words, it.end) or words[it.end : it.end + 1].isalpha()):
            continue
        if _LESS.search(words, 0, it.start) and not (it.currency and _TO.search(words, 0, it.start)):
            raise refuse("price-not-positive", text, message("more-than-nothing"))
        found.append(it)
        if len(found) > _MOST:
            raise refuse("price-form", text, message("a-cell-price"))
    about = _ABOUT.search(words) if found and all(it.value for it in found) else None
    if about and (about[0].strip() not in tuple("~〜-") or any(it.currency for it in found)):
        told = warn("price-about", text, message("a-cell-price-about", words=text))
        return Parsed((), (told,), (("notes", Note(text, "price")),))
    made = priced(words, found) if found else []
    taken, doubts, notes = _sorted(cell, made)
    if not taken and not notes:
        return _without(cell, made)
    sole = one_of_a_kind(_prices(cell, taken, tax), text)
    prices = sole.value
    doubts += sole.warnings
    if len(prices) > 1 and doubts and not notes:
        notes = [Note(text, "price")]  # what was not taken stands in no part of the others
    if any(it.amount.flagged for it in taken):
        doubts.append(warn("price-flag", text, message("a-cell-price-flag")))
    if taken and _PROVISIONAL.search(words):
        doubts.append(warn("price-provisional", text, message("a-cell-price-provisional")))
    return Parsed(prices, tuple(doubts), tuple(("notes", note) for note in notes))


def _without(cell: Folded, made: list[Priced]) -> Parsed[tuple[Price, ...]]:
    """Return the price of a cell in which there is no amount."""
    words, text = cell.words, cell.text
    if not made or all(not it.amount.value for it in made):
        zero = bool(made) and not any(map(_left, (w for it in made for w in it.words)))
        said = _OF_SOME.sub("", words)
        code = "01" if zero else next((code for pattern, code in _WITHOUT if pattern.search(said.strip())), None)
        if code is not None:
            return Parsed((Price(printed=text, unpriced=code),))
        if not made and _SUBSCRIPTION.search(words):
            told = warn("price-subscription", text, message("a-cell-price-subscription", words=text))
            return Parsed((), (told,), (("notes", Note(text, "subscription")),))
        if not made and _AT_WILL.fullmatch(words.strip()):
            told = warn("price-other", text, message("a-cell-price-other", words=text))
            return Parsed((), (told,), (("notes", Note(text, "price")),))
    raise refuse("price-form", text, message("a-cell-price"))


def _left(words: str) -> str:
    """Return what is left of words about a price when all that is usual is taken away."""
    return _PLAIN.sub("", words).strip()


def _sorted(cell: Folded, made: list[Priced]) -> tuple[list[Priced], list[Problem], list[Note]]:
    """Return the amounts that are prices of the thing; what is told of the others; and the notes that they become.

    Raises:
        BadValue: what an amount is cannot be told from its words.
    """
    taken: list[Priced] = []
    told: list[Problem] = []
    notes: list[Note] = []
    units = any(it.amount.currency for it in made)
    others: list[str] = []
    anyone = any(it.amount.value and not it.tax_alone and not _OTHERS.search(_left(it.said)) for it in made)
    for it in made:
        part = cell.text if len(made) == 1 else cell.original(it.start, it.end)
        own = " ".join(it.words)
        left = _left(own)
        remarks = [r for r in it.remarks if _left(r)]
        if it.tax_alone:
            continue
        if _SUBSCRIPTION.search(own) or any(
            _SUBSCRIPTION.search(r) and not _left(_SUBSCRIPTION.sub("", r)) for r in remarks
        ):
            notes.append(Note(part, "subscription"))
            told.append(warn("price-subscription", cell.text, message("a-cell-price-subscription", words=part)))
        elif (
            anyone
            and it.amount.value
            and _MEMBERS.search(own)
            and not remarks
            and not _left(_MEMBERS.sub("", own))
            and (it.amount.currency or tax_said(own) or not it.group)
        ):
            it.qualifier = "01"
            taken.append(it)
        elif (
            _SHIPPING.search(cell.words, max(it.amount.start - 12, 0), it.amount.start)
            or _OTHERS.search(left)
            or any(_OTHERS.search(r) and "無" not in r for r in remarks)
            or (it.group and (left or not (it.amount.currency or tax_said(own))))
        ):
            others.append(part)
            told.append(warn("price-other", cell.text, message("a-cell-price-other", words=part)))
        elif left or not (it.amount.currency or not units or tax_said(own)):
            raise refuse("price-form", cell.text, message("a-cell-price"))
        elif it.amount.value:
            taken.append(it)
            told += [warn("price-words", cell.text, message("a-cell-price-words", words=r)) for r in remarks
                     if not _PROVISIONAL.search(r)]  # fmt: skip
    if taken and any(not it.amount.value and not it.group for it in made):
        raise refuse("price-form", cell.text, message("a-cell-price"))
    if others and not taken and not notes:
        notes.append(Note(cell.text, "price"))
    return taken, told, notes


def _prices(cell: Folded, taken: Iterable[Priced], default: Tax) -> tuple[Price, ...]:
    made: list[Price] = []
    taken = sorted(taken, key=lambda it: it.qualifier is not None)
    whole = cell.words if len(taken) == 1 else taken[0].said if taken else ""
    for it in taken:
        said = "excluded" if it.amount.flagged else tax_said(it.said)
        tax: Tax = "unknown" if said in (None, "both") else said  # type: ignore[assignment]
        part = cell.original(it.start, it.end)
        price = Price(
            _amount(it.amount, cell.text), it.amount.currency or "JPY", tax=tax, printed=part, qualifier=it.qualifier,
            status="01" if _PROVISIONAL.search(whole) or _PROVISIONAL.search(it.said) else None,
        )  # fmt: skip
        if not any((x.amount, *_kind(x)) == (price.amount, *_kind(price)) for x in made):
            made.append(price)
    if len(made) == 1:
        (one,) = made
        silent = one.tax == "unknown" and all(tax_said(it.said) is None for it in taken)
        return (evolve(one, printed=cell.text, tax=default if silent else one.tax),)
    made = _taxed(made)
    known = {it.qualifier for it in made if it.tax == default}
    return tuple(evolve(it, tax=default) if it.tax == "unknown" and it.qualifier not in known else it for it in made)


def _kind(it: Price) -> tuple[str, str | None, Tax]:
    return it.currency, it.qualifier, it.tax


def _taxed(prices: Iterable[Price]) -> list[Price]:
    """Return two prices with what the one that says whether tax is in it proves of the other, which says nothing."""
    made = [*prices]
    open_ = [it for it in made if it.qualifier is None]
    return [*completed(made, open_)] if len(open_) == 2 else made


def completed(prices: Iterable[Price], said: Iterable[Price]) -> tuple[Price, ...]:
    """Return prices, and of those of which it is unknown whether tax is in them what others that say so prove.

    One of the same amount is the same price; a price in yen with tax is the other one at a rate that there has been.
    """
    return tuple(_proven(it, said) if it.tax == "unknown" and it.amount is not None else it for it in prices)


def _proven(one: Price, said: Iterable[Price]) -> Price:
    if (same := told_by(one, said)) is not None:
        return evolve(one, tax=same.tax)
    for other in said:
        if (other.currency, other.qualifier) != ("JPY", None) or other.amount is None or other.tax == "unknown":
            continue
        net, gross = (one.amount, other.amount) if other.tax == "included" else (other.amount, one.amount)
        if one.currency == "JPY" and one.qualifier is None and net and gross and with_tax(net, gross):
            return evolve(one, tax="excluded" if other.tax == "included" else "included")
    return one


def told_by(one: Price, said: Iterable[Price]) -> Price | None:
    """Return the price of the same amount that says whether tax is in it, of one of which that is unknown."""
    if one.tax != "unknown" or one.amount is None:
        return None
    mine = (one.amount, one.currency, one.qualifier)
    return next((x for x in said if x.tax != "unknown" and (x.amount, x.currency, x.qualifier) == mine), None)


def one_of_a_kind(prices: tuple[Price, ...], text: str) -> Parsed[tuple[Price, ...]]:
    """Return the prices of a cell less those of a kind of which there is one before: only one can be the price.

    Nothing but bare numbers is what the sheets write: they stay (`doubled`).

    Args:
        prices: what stands in the cell, in order.
        text: the cell.
    """
    if not any(it.printed or it.unpriced for it in prices):
        return Parsed(prices)
    made = _taxed(dict.fromkeys(prices))
    others = doubled(made)
    made = [it for it in made if it not in others]
    told = [warn("price-other", text, message("a-cell-price-one", words=it.printed or str(it.amount))) for it in others]
    if not others:
        return Parsed(tuple(made))
    if len(made) == 1:
        return Parsed((evolve(made[0], printed=text),), tuple(told))
    return Parsed(tuple(made), tuple(told), (("notes", Note(text, "price")),))


def doubled(prices: Iterable[Price]) -> list[Price]:
    """Return the prices before which there is another one of their kind: of one currency and tax, for the same people."""
    first: dict[tuple[str, str | None, Tax], Price] = {}
    priced = [it for it in prices if it.amount is not None]
    return [it for it in priced if first.setdefault(_kind(it), it).amount != it.amount]


def _amount(found: Amount, text: str) -> Decimal:
    amount = found.value
    if not amount or amount >= 10**12:
        raise refuse("price-not-positive", text, message("more-than-nothing"))
    whole = amount.to_integral_value()
    if (found.currency or "JPY") == "JPY":
        if amount != whole:
            raise refuse("price-yen-fraction", text, message("whole-yen"))
        return whole
    return amount
