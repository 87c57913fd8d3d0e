"""Judgement on who supplies a product, where, at which price, and whether it is to be had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadValue
from smj_catalog.formats.issuing import publishers_of
from smj_catalog.formats.onix.judgement import lacking, numbers, one_line, others, own_id
from smj_catalog.formats.onix.sending import at_the_rate, expected, taxed_from
from smj_catalog.formats.onix.shapes import (
    OnixCondition,
    OnixIdentifier,
    OnixMarket,
    OnixPrice,
    OnixQuantity,
    OnixSupply,
    copying,
)
from smj_catalog.formats.onix.trade import (
    as_events,
    can_be_told,
    dated,
    dates_of,
    inexact,
    is_published,
    one_a_role,
)
from smj_catalog.model.sole import sole
from smj_catalog.model.values import Tax

TAXES = {"excluded": "03", "included": "04"}
_EXCLUDED = ["01", "03", "05", "06", "08", "11", "13", "15", "21", "23", "25", "31", "32", "33", "35", "36", "37", "41"]
_INCLUDED = ["02", "04", "07", "09", "12", "14", "17", "22", "24", "27", "34", "42"]
_TAX_OF: dict[str | None, Tax] = {**dict.fromkeys(_EXCLUDED, "excluded"), **dict.fromkeys(_INCLUDED, "included")}
"""Code of List 58 -> whether tax is in it."""
_BY_STATUS = {"01": "01", "02": "10", "07": "51", "11": "46"}
"""Code of List 64 -> the code of List 65 that goes with it."""
_ANYWHERE = m.Market()
DISTRIBUTOR = "06"
_price_shape = copying(
    OnixPrice, m.Price, "type", "unpriced", "currency", "discount_code", "discount_code_type", "conditions", "on_product_at",
)  # fmt: skip
_price_made = copying(m.Price, OnixPrice, "type", "currency")
_supply_shape = copying(OnixSupply, m.Supplier, "identifiers", "prices", "availability", "returns", "returns_type")
_supplier_made = copying(m.Supplier, OnixSupply, "identifiers", "prices", "availability")
_market_shape = copying(OnixMarket, m.Market, "status", "dates")
_market_made = copying(m.Market, OnixMarket, "status", "dates")
_ON_REQUEST = re.compile("希望|申込|申し込|請求|応募")


def carries_price(price: m.Price) -> bool:
    """Tell whether a price can go out: its tax is known, and a yen price with tax is of a date at which the rate was that in
    force; or List 57 says why there is none; and a Territory can say where it holds.
    """  # noqa: D205
    if not can_be_told(price):
        return False
    if price.amount is None:
        return price.unpriced not in (None, codes.NOT_FOR_SALE)
    dated_ = price.tax == "included" and _of_a_rate(price)
    return (price.tax == "excluded" or dated_ or _type(price) is not None) and price.amount > 0


def _of_a_rate(it: m.Price) -> bool:
    return it.currency != "JPY" or (it.valid_from is not None and at_the_rate(it.valid_from))


def _type(it: m.Price) -> str | None:
    if it.type is not None and it.type not in TAXES.values() and _TAX_OF.get(it.type, "unknown") == it.tax:
        return it.type if it.tax != "included" or it.amount is None or _of_a_rate(it) else None
    return None


def _price(it: m.Price) -> OnixPrice:
    kind = _type(it) or TAXES.get(it.tax)
    discount = (it.discount_code, it.discount_code_type)
    code, of = discount if all(discount) else (None, None)
    unpriced = it.unpriced if it.amount is None else None
    currency = None if it.amount is None and it.currency == "JPY" else it.currency  # which nobody need have stated
    where = it.on_product_at if it.on_product else None
    return _price_shape(
        it, type=kind, unpriced=unpriced, currency=currency, discount_code=code, discount_code_type=of, on_product_at=where,
        conditions=() if it.condition is None else (_condition(it),),
    )  # fmt: skip


def _condition(it: m.Price) -> OnixCondition:
    kind, value, unit = it.condition_quantity_type, it.condition_quantity, it.condition_unit
    counted = () if kind is None or value is None or unit is None else (OnixQuantity(kind, value, unit),)
    return OnixCondition(it.condition or "", counted)


def _from_price(p: OnixPrice) -> m.Price:
    kind = None if p.type in TAXES.values() else p.type
    currency, tax = p.currency or "JPY", _TAX_OF.get(p.type, "unknown")
    if not p.conditions:
        return _price_made(p, type=kind, currency=currency, tax=tax)
    first = p.conditions[0]
    made = _price_made(p, type=kind, currency=currency, tax=tax, condition=first.type)
    for it in first.quantities[:1]:
        made = evolve(made, condition_quantity=it.value, condition_quantity_type=it.type, condition_unit=it.unit)
    return made


def _further(offers: Iterable[OnixSupply]) -> Iterator[str]:
    """Yield the places of further conditions of a price, and of further quantities of one."""
    for it in (price for offer in offers for price in offer.prices if price.conditions):
        yield from ["SupplyDetail/Price/PriceCondition (repeated)"] * (len(it.conditions) - 1)
        counted = len(it.conditions[0].quantities) - 1
        yield from ["SupplyDetail/Price/PriceCondition/PriceConditionQuantity (repeated)"] * counted


def with_currency(shape: OnixPrice, _: Context) -> OnixPrice:
    """Return a Price.

    Raises:
        BadValue: an amount has no currency.
    """
    if shape.amount is not None and shape.currency is None:
        raise BadValue(lacking("CurrencyCode", "Price"))
    return shape


def _stated_alone(prices: tuple[OnixPrice, ...]) -> str | None:
    """Return the code of one price that says nothing but why it has no amount: it stands for the whole supply.

    04 stands there where no price is known at all; where a source says it, it stands in a Price.
    """
    alone = prices[0].unpriced if len(prices) == 1 else None
    return alone if alone not in (None, "04") and prices[0] == OnixPrice(unpriced=alone) else None


def _availability(record: m.Product) -> str | None:
    """Return the availability (List 65); where none is stated, that of what is not for sale: 40, or 44 on request; and of what
    is forthcoming: 10, cancelled: 01, out of print: 51, withdrawn: 46.
    """  # noqa: D205
    given = [p.printed or "" for p in record.prices if p.unpriced == codes.NOT_FOR_SALE]
    if record.availability or not given:
        return record.availability or _BY_STATUS.get(record.status or "")
    return "44" if any(map(_ON_REQUEST.search, given)) else "40"


def carries_supplier(supplier: m.Supplier) -> bool:
    """Tell whether a supplier can go out: it has a name or a number."""
    return supplier.name is not None or bool(_numbers(supplier))


def _numbers(it: m.Supplier) -> tuple[OnixIdentifier, ...]:
    return numbers(it.identifiers, codes.SUPPLIER_IDS, it.agent)


def _offer(it: m.Supplier) -> OnixSupply:
    return _supply_shape(
        it, identifiers=_numbers(it), prices=(), availability=None,
        returns=it.returns if it.returns_type else None, returns_type=it.returns_type if it.returns else None,
    )  # fmt: skip


def _priced(offer: OnixSupply, prices: tuple[OnixPrice, ...], availability: str | None) -> OnixSupply:
    unpriced = _stated_alone(prices)
    if unpriced is not None:
        prices = ()
    elif not prices:
        unpriced = "04"
    return evolve(offer, availability=availability or "99", unpriced=unpriced, prices=prices)


def _prices(prices: Iterable[m.Price], since: m.PartialDate | None) -> tuple[OnixPrice, ...]:
    """Return prices; one in yen with tax and without a date is that of the publication."""
    yen = ("included", "JPY", None)
    told = (
        evolve(p, valid_from=since) if (p.tax, p.currency, p.valid_from) == yen and p.amount is not None else p
        for p in prices
    )
    return tuple(map(_price, sole(filter(carries_price, told))))


def suppliers_of(record: m.Product) -> list[m.Supplier]:
    """Return who supplies a product; who distributes it for its publisher (発売元) does, List 93, 06."""
    found = [it for it in record.suppliers if carries_supplier(it)]
    named = {it.name.text for it in found if it.name is not None}
    found += (
        m.Supplier(p.name, DISTRIBUTOR, agent=p.agent, identifiers=p.identifiers, links=p.links)
        for p in record.publishers
        if p.role == "distributor" and p.name.text not in named
    )
    return found


def supply_of(record: m.Product, context: Context) -> Iterable[OnixMarket]:
    """Return the offers of each supplier; where none is known, one by the publisher, if a price or availability is sourced.

    Price without tax is type 03, with it 04 (List 58); the other side is never computed. The publisher's role as
    supplier is stated where archive.toml says to whom its owner sells (List 93: 01, 09; else 00), and the availability where
    a source tells it (List 65; else 99). Dates of a product without publisher or imprint, which has no PublishingDetail, are
    those of a market of no bounds; in front, by itself.
    """
    made: list[OnixMarket] = []
    if not is_published(record, context) and (dates := dates_of(record)):
        made.append(OnixMarket(status="00", dates=dates))
    for it in record.suppliers:
        if not carries_supplier(it) and it.market is not None:
            made.append(_market(it.market, ()))
    return [*made, *_offers_of(record, context)]


def _offers_of(record: m.Product, context: Context) -> Iterable[OnixMarket]:
    since = taxed_from(record)
    prices, availability = _prices(record.prices, since), _availability(record)
    suppliers = suppliers_of(record)
    awaited = expected(record) if availability == "10" else ()
    if not suppliers:
        stated = publishers_of(record, context)[:1] if prices or availability else ()
        own = tuple(
            _priced(OnixSupply(role, p.name, dates=awaited, implied=True), prices, availability)
            for p in stated
            for role in own_roles(p, context)
        )
        return [OnixMarket(offers=own)] if own else ()
    made = []
    first = next(iter(record.suppliers), None)  # the record's are of it, also where it cannot go out
    for it in suppliers:
        its, available = (_prices(it.prices, since), it.availability) if it is not first else ((), None)
        offer = _offer(it)
        if not it.dates and not available:
            offer.dates = awaited
        made.append((it.market, _priced(offer, its or prices, available or availability)))
    return [
        _market(market, tuple(offer for _, offer in found)) for market, found in groupby(made, key=lambda pair: pair[0])
    ]


_OWN_SALES = (("sold-to-shops", "01"), ("sold-to-readers", "09"))


def own_roles(it: m.Publisher, context: Context) -> list[str]:
    """Return as what a publisher supplies its own products: the owner as archive.toml says, of others nobody knows."""
    own = [role for word, role in _OWN_SALES if word in context.defaults] if it.name.text == context.sender else []
    return own or ["00"]


def is_implied(it: m.Supplier, publisher: m.Publisher, awaited: tuple[m.EventDate, ...]) -> bool:
    """Tell whether a supplier has no more than `supply_of` says of a publisher."""
    named = it.name is not None and it.name.text == one_line(publisher.name.text)
    return named and it.dates in ((), awaited) and it == m.Supplier(it.name, it.role, dates=it.dates)


def _market(it: m.Market | None, offers: tuple[OnixSupply, ...]) -> OnixMarket:
    if it is None:
        return OnixMarket(offers=offers)
    dates = one_a_role([*dated(it.dates, codes.DATES), *inexact(it.dates, codes.DATES)])
    status = it.status or ("00" if dates else None)
    where = it if can_be_told(it) else m.Market()
    return _market_shape(where, status=status, dates=dates, offers=offers)


def _from_market(it: OnixMarket) -> m.Market | None:
    if it.status is None and not (
        it.countries or it.regions or it.countries_excluded or it.regions_excluded or it.dates
    ):
        return None
    status = None if it.status == "00" else it.status
    market = _market_made(it, status=status, dates=as_events(it.dates))
    return None if market == _ANYWHERE else market


def _from_offer(it: OnixSupply, market: m.Market | None) -> m.Supplier:
    ids = it.identifiers
    return _supplier_made(
        it, agent=own_id(ids), identifiers=others(ids, codes.SUPPLIER_IDS), market=market, prices=(), availability=None
    )


def from_supply(shapes: list[OnixMarket], _: Context) -> dict[str, Any]:
    """Return suppliers, and the prices and availability that the first of them states; another has its own where they differ."""
    got: dict[str, Any] = {"prices": (), "availability": None, "suppliers": ()}
    found = [(it, _from_market(shape)) for shape in shapes for it in shape.offers]
    suppliers = []
    for number, (it, market) in enumerate(found):
        prices = tuple(map(_from_price, it.prices))
        if it.unpriced is not None and (it.unpriced != "04" or (number and got["prices"])):
            prices = (_from_price(OnixPrice(unpriced=it.unpriced)),)
        elif number and not prices and got["prices"]:  # none is known, and those of the first are not its own
            prices = (_from_price(OnixPrice(unpriced="04")),)
        if not number:
            got["prices"], got["availability"] = prices, None if it.availability == "99" else it.availability
        if it.implied:
            continue
        supplier = _from_offer(it, market)
        if number:
            available = it.availability or "99"  # where nothing is said, that of the first is not its own
            same = available == (got["availability"] or "99")
            supplier = evolve(
                supplier,
                prices=() if prices == got["prices"] else prices,
                availability=None if same else available,
            )
        suppliers.append(supplier)
    unsupplied = [market for shape in shapes if not shape.offers and (market := _from_market(shape)) is not None]
    got["suppliers"] = (*suppliers, *(m.Supplier(market=market) for market in unsupplied))
    if any(price.conditions for it, _ in found for price in it.prices):
        got["unread"] = [f"ProductSupply/{name}" for name in _further(it for it, _ in found)]
    return got
