"""What the day of sending and the catalogue's owner make of a product: notification, availability, publisher, dates of prices.

Source: ONIX for Books 3.1, Lists 1, 64, 65 and 166; consumption tax of 10 % since 2019-10-01.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.codes.onix import NAME_IDS
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.drafts import unchecked
from smj_catalog.formats.issuing import first_day, last_day, published, publishers_of, serial_of, titles_of
from smj_catalog.formats.onix.judgement import numbers, others
from smj_catalog.formats.onix.shapes import OfTheDay, OnixSource
from smj_catalog.model.rules.standing import today

_UNPUBLISHED = frozenset({"01", "02", "03"})
_EARLY = 6  # months ahead of publication
_NOT_FIXED = re.compile(r"頒布?価|頒布|(?<![体込抜別員])価格")
_NEVER = "1970-01-01"
_RATE = (2019, 10, 1)
"""First day of the rate of consumption tax that is in force."""


def notification(record: m.Product, context: Context) -> str:
    """Return the NotificationType: 01 more than six months ahead of publication, 02 before it, else 03.

    The day is that of the message; for records of no catalogue it is today.
    """
    day = today() if context.updated[:10] == _NEVER else m.PartialDate.parse(context.updated[:10])
    date = published(record)
    ahead = date is not None and first_day(date) > first_day(day)
    if record.status not in _UNPUBLISHED and (record.status is not None or not ahead):
        return "03"
    if date is None:
        return "02"
    year, month, last = first_day(day)
    months = year * 12 + month + _EARLY
    return "01" if first_day(date) > ((months - 1) // 12, (months - 1) % 12 + 1, last) else "02"


def expected(record: m.Product) -> tuple[m.EventDate, ...]:
    """Return when a product that is not yet available is expected (List 166, 08; List 65 asks for it)."""
    date = published(record)
    return (m.EventDate("onix:08", date),) if date is not None else ()


def taxed_from(record: m.Product) -> m.PartialDate | None:
    """Return the date of publication where the rate of tax was that of today: from then on a price with tax is valid."""
    date = published(record)
    return date if date is not None and at_the_rate(date) else None


def at_the_rate(date: m.PartialDate) -> bool:
    """Tell whether the rate of consumption tax in force was in force on a date, or on all the days it can mean."""
    return first_day(date) >= _RATE


def source_type(record: m.Product, context: Context) -> str:
    """Return the RecordSourceType (List 3): 01 where the sender publishes the product, else 00."""
    names = [p.name.text for p in publishers_of(record, context)]
    return "01" if context.sender in names or (not names and _own(record, context)) else "00"


def source_of(record: m.Product, context: Context) -> Iterable[OnixSource]:
    """Return who issued the record; where it is one's own, whether the sender publishes the product.

    What another's record said of itself goes out again, and as time goes by what the day makes of it (`notification`).
    """
    it, said = record.record_source, OfTheDay(notification(record, context))
    ids = numbers(it.identifiers, NAME_IDS) if it is not None else ()
    if it is None or not (it.name or ids or it.type not in _ANY):  # nobody is named
        if it is not None and it.notification is not None and _holds(it.notification, said, context):
            return (OnixSource(it.notification, None),)
        return (OnixSource(said, source_type(record, context)),)
    if it.notification is not None and _holds(it.notification, said, context):
        return (OnixSource(it.notification, it.type, ids, it.name),)
    return (OnixSource(said, it.type, ids, it.name),)


def _holds(stated: str, of_the_day: str, context: Context) -> bool:
    """Tell whether the day has not made more of a notification than was stated."""
    return stated >= of_the_day or context.updated[:10] == _NEVER


def from_source(shapes: list[OnixSource], _: Context) -> dict[str, Any]:
    """Return who issued the record; that it is the publisher, or anyone, by itself says nothing."""
    shape = shapes[0]
    kind, said = shape.type, shape.notification
    if isinstance(said, OfTheDay):  # of another's record it is taken as stated
        said = None if said == "03" or (shape.name is None and not shape.identifiers and kind in _ANY) else str(said)
    if shape.name is None and not shape.identifiers and kind in _ANY:
        if said is None:
            return _NO_SOURCE
        kind = None
    found = others(shape.identifiers, NAME_IDS) if shape.identifiers else ()
    return {"record_source": _source(kind, shape.name, identifiers=found, notification=said)}


_source = unchecked(m.RecordSource)
_ANY = (None, "00", "01")
_NO_SOURCE: dict[str, Any] = {"record_source": None}


def as_sent(record: m.Product, context: Context) -> m.Product:
    """Return a record with what its owner says in archive.toml of all records that do not say it themselves.

    What the owner issued itself and names no publisher is published by the owner. Of prices, those that hold on the day of
    the message go out, and those to come.
    """
    changes: dict[str, object] = {} if record.titles else {"titles": titles_of(record, context)}
    if not record.publishers and _own(record, context):
        changes["publishers"] = (m.Publisher(m.Text(context.sender)),)
    if "language" in context.defaults and context.language and not record.languages:
        changes["languages"] = (m.Language(context.language),)
    if "serial-price" in context.defaults and isinstance(record, m.Issue) and not record.prices and record.periodical:
        serial = serial_of(record, context)
        if serial is not None and serial.prices:
            changes["prices"] = serial.prices
    prices = changes.get("prices", record.prices)
    if (held := _offered(prices, record, context)) != prices:  # type: ignore[arg-type]
        changes["prices"] = held
    suppliers = tuple(evolve(it, prices=_offered(it.prices, record, context)) for it in record.suppliers)
    if suppliers != record.suppliers:
        changes["suppliers"] = suppliers
    return evolve(record, **changes) if changes else record  # type: ignore[arg-type]


def _offered(prices: tuple[m.Price, ...], record: m.Product, context: Context) -> tuple[m.Price, ...]:
    """Return the prices that are not over on the day of the message, those of today first; each with its type.

    Where no catalogue says what day it is, all of them.
    """
    told = tuple(_typed(it, record, context) for it in prices)
    if context.updated[:10] == _NEVER:
        return told
    day = first_day(m.PartialDate.parse(context.updated[:10]))
    left = [it for it in told if it.valid_until is None or last_day(it.valid_until) >= day]
    return tuple(sorted(left, key=lambda it: it.valid_from is not None and first_day(it.valid_from) > day))


def _typed(price: m.Price, record: m.Product, context: Context) -> m.Price:
    """Return a price in yen with its type (List 58) where it is no fixed price (定価): that of a digital product, 頒価, 価格."""
    if price.type is not None or price.amount is None or price.currency != "JPY" or price.tax == "unknown":
        return price
    words = price.printed or ""
    free = (record.form or "").startswith("E") or ("定価" not in words and _NOT_FIXED.search(words))
    return evolve(price, type="01" if price.tax == "excluded" else "02") if free else price


def _own(record: m.Product, context: Context) -> bool:
    """Tell whether the owner of the catalogue publishes a product, as far as anyone says so."""
    if context.sender == Context().sender:  # nobody's
        return False
    serial = serial_of(record, context)
    if serial is not None and serial.publishers:
        return False
    return (isinstance(record, m.Book) and record.scope == "issued") or "publisher" in context.defaults
