"""Judgement on who supplies a product, at which price, and whether it is to be had."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.coverage import ANOTHERS
from smj_catalog.errors import BadValue
from smj_catalog.formats.onix.judgement import coded, goes_out, hosted, lacking, one_line, worded
from smj_catalog.formats.onix.shapes import OnixDate, OnixIdentifier, OnixPrice, OnixSupply
from smj_catalog.formats.onix.trade import publishers_of
from smj_catalog.model import EventDate, Price, Product, Record, Supplier
from smj_catalog.model.sole import sole
from smj_catalog.model.values import Tax
from smj_catalog.problems import Problem, Where, message

_TAXES = {"excluded": "03", "included": "04"}
_CONSUMER: dict[str | None, Tax] = {"01": "excluded", "03": "excluded", "02": "included", "04": "included"}
_ON_REQUEST = re.compile("希望|申込|申し込|請求|応募")


def carries_price(price: Price) -> bool:
    """Tell whether a price can go out: its tax is known, and one with tax is tied to its date; or List 57 says why
    there is none.
    """  # noqa: D205
    if price.amount is None:
        return price.unpriced not in (None, codes.NOT_FOR_SALE)
    known = price.tax == "excluded" or (price.tax == "included" and price.valid_from is not None)
    return known and price.amount > 0


def _price(it: Price) -> OnixPrice:
    if it.amount is None:
        return OnixPrice(
            None,
            None,
            it.currency,
            it.unpriced,
            it.valid_from,
            it.valid_until,
            qualifier=it.qualifier,
            status=it.status,
        )
    kind = _TAXES.get(it.tax)
    return OnixPrice(
        kind, it.amount, it.currency, None, it.valid_from, it.valid_until, qualifier=it.qualifier, status=it.status
    )


def _stated_alone(prices: tuple[OnixPrice, ...]) -> str | None:
    """Return the code of one price that says nothing but why it has no amount: it stands for the whole supply.

    04 stands there where no price is known at all; where a source says it, it stands in a Price.
    """
    alone = prices[0].unpriced if len(prices) == 1 else None
    return alone if alone not in (None, "04") and prices[0] == OnixPrice(currency="JPY", unpriced=alone) else None


def _availability(record: Product) -> str | None:
    """Return the availability (List 65); where none is stated, that of what is not for sale: 40, or 44 on request."""
    given = [p.printed or "" for p in record.prices if p.unpriced == codes.NOT_FOR_SALE]
    if record.availability or not given:
        return record.availability
    return "44" if any(map(_ON_REQUEST.search, given)) else "40"


def carries_supplier(supplier: Supplier) -> bool:
    """Tell whether a supplier can go out: it has a name or a number."""
    return supplier.name is not None or bool(_numbers(supplier))


def _numbers(it: Supplier) -> tuple[OnixIdentifier, ...]:
    own = () if it.agent is None else (OnixIdentifier("01", it.agent, codes.PROPRIETARY),)
    return (*(coded(i, codes.SUPPLIER_IDS) for i in it.identifiers if goes_out(i, codes.SUPPLIER_IDS)), *own)


def _offer(it: Supplier) -> OnixSupply:
    dates = [
        OnixDate(d.role.removeprefix("onix:"), d.date)
        for d in it.dates
        if d.qualifier is None and d.role.startswith("onix:")
    ]
    return OnixSupply(it.role, it.name, _numbers(it), tuple(dates))


def supply_of(record: Product, context: Context) -> Iterable[OnixSupply]:
    """Return an offer by each supplier; where none is known, one by the publisher, if a price or availability is sourced.

    Price without tax is type 03, with it 04 (List 58); the other side is never computed. The publisher's role as
    supplier is not stated (List 93, 00), nor is the availability where no source tells it (List 65, 99).
    """
    prices = tuple(map(_price, sole(filter(carries_price, record.prices))))
    availability = _availability(record)
    offers = [_offer(it) for it in record.suppliers if carries_supplier(it)]
    if not offers and (prices or availability):
        offers = [OnixSupply("00", p.name, implied=True) for p in publishers_of(record, context)[:1]]
    unpriced = _stated_alone(prices)
    if unpriced is not None:
        prices = ()
    elif not prices:
        unpriced = "04"
    return [evolve(it, availability=availability or "99", unpriced=unpriced, prices=prices) for it in offers]


def as_sold_here(shape: OnixPrice, _: Context) -> OnixPrice:
    """Return a Price.

    Raises:
        BadValue: an amount has no currency, is no price for readers (List 58, 01 to 04), or is none for Japan: its
            territory is neither JP nor the world.
    """
    if shape.type not in (None, *_CONSUMER):
        raise BadValue(Problem(Where(), "price-type", shape.type, message("a-consumer-price"), severity="warning"))
    if shape.amount is not None and shape.currency is None:
        raise BadValue(lacking("CurrencyCode", "Price"))
    included, excluded = (f"{a or ''} {b or ''}".split() for a, b in (
        (shape.countries, shape.regions), (shape.not_countries, shape.not_regions),
    ))  # fmt: skip
    if (included and not {"JP", "WORLD"} & set(included)) or any(it.partition("-")[0] == "JP" for it in excluded):
        found = " ".join((*included, *(f"-{it}" for it in excluded)))
        raise BadValue(Problem(Where(), "price-territory", found, message("a-price-here"), severity="warning"))
    return shape


def _from_offer(it: OnixSupply) -> Supplier:
    agent = next((i.value for i in it.identifiers if i.name == codes.PROPRIETARY), None)
    return Supplier(
        it.name,
        it.role,
        agent=agent,
        identifiers=tuple(worded(i, codes.SUPPLIER_IDS) for i in it.identifiers if i.name != codes.PROPRIETARY),
        dates=tuple(EventDate(f"onix:{d.role}", d.date) for d in it.dates),
    )


def from_supply(shapes: list[OnixSupply], _: Context) -> dict[str, Any]:
    """Return suppliers, and the prices and availability that the first of them states: the others' are theirs alone."""
    got: dict[str, Any] = {"prices": (), "availability": None, "suppliers": ()}
    if not shapes:
        return got
    shape = shapes[0]
    found = shape.prices
    if shape.unpriced not in (None, "04"):
        found = (OnixPrice(unpriced=shape.unpriced),)
    got["prices"] = tuple(
        Price(
            p.amount, p.currency or "JPY", tax=_CONSUMER.get(p.type, "unknown"), valid_from=p.valid_from, valid_until=p.valid_until,
            unpriced=p.unpriced, qualifier=p.qualifier, status=p.status,
        )
        for p in found
    )  # fmt: skip
    got["availability"] = None if shape.availability == "99" else shape.availability
    got["suppliers"] = tuple(_from_offer(it) for it in shapes if not it.implied)
    others = [
        it
        for it in shapes[1:]
        if (it.prices, it.unpriced, it.availability) != (shape.prices, shape.unpriced, shape.availability)
    ]
    at = f"ProductSupply/SupplyDetail{ANOTHERS}"
    lost = [
        (it.prices, it.unpriced and "UnpricedItemType", it.availability != shape.availability and "ProductAvailability")
        for it in others
    ]
    got["unread"] = [
        f"{at}{n}" for prices, *names in lost for n in (*("Price/PriceAmount" for _ in prices), *filter(None, names))
    ]
    return got


def finished(record: Record, context: Context) -> Record:
    """Return a record as it is in its catalogue: see `hosted`; a supplier who is only the publisher is none.

    The words of the names are compared: what else a name may have goes out with the one and not with the other.
    """
    record = hosted(record, context)
    if not isinstance(record, Product) or len(record.suppliers) != 1:
        return record
    it = record.suppliers[0]
    own = [one_line(p.name.text) for p in publishers_of(record, context)[:1]]
    only = it.name is not None and it.name.text in own and it == Supplier(it.name)
    return evolve(record, suppliers=()) if only else record
