"""What the day of sending and the catalogue's owner make of a product: notification, availability, publisher, dates of prices.

Source: ONIX for Books 3.1, Lists 1, 64, 65 and 166; consumption tax of 10 % since 2019-10-01.
"""

from __future__ import annotations

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.model import (
    Book,
    EventDate,
    Issue,
    Language,
    PartialDate,
    Periodical,
    Product,
    Publisher,
    Text,
)
from smj_catalog.model.rules.standing import today

_UNPUBLISHED = frozenset({"01", "02", "03"})
_EARLY = 6  # months ahead of publication
_NEVER = "1970-01-01"
_RATE = (2019, 10, 1)
"""First day of the rate of consumption tax that is in force."""


def _first_day(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 1, date.day or 1


def published(record: Product) -> PartialDate | None:
    """Return the exact date of publication; of an issue without one, that of its cover."""
    exact = {d.role: d.date for d in reversed(record.dates) if d.qualifier is None}
    return exact.get("publication") or (exact.get("cover") if isinstance(record, Issue) else None)


def notification(record: Product, context: Context) -> str:
    """Return the NotificationType: 01 more than six months ahead of publication, 02 before it, else 03.

    The day is that of the message; for records of no catalogue it is today.
    """
    day = today() if context.updated[:10] == _NEVER else PartialDate.parse(context.updated[:10])
    date = published(record)
    ahead = date is not None and _first_day(date) > _first_day(day)
    if record.status not in _UNPUBLISHED and (record.status is not None or not ahead):
        return "03"
    if date is None:
        return "02"
    year, month, last = _first_day(day)
    months = year * 12 + month + _EARLY
    return "01" if _first_day(date) > ((months - 1) // 12, (months - 1) % 12 + 1, last) else "02"


def expected(record: Product) -> tuple[EventDate, ...]:
    """Return when a product that is not yet available is expected (List 166, 08; List 65 asks for it)."""
    date = published(record)
    return (EventDate("onix:08", date),) if date is not None else ()


def taxed_from(record: Product) -> PartialDate | None:
    """Return the date of publication where the rate of tax was that of today: from then on a price with tax is valid."""
    date = published(record)
    return date if date is not None and at_the_rate(date) else None


def at_the_rate(date: PartialDate) -> bool:
    """Tell whether the rate of consumption tax in force was in force on a date, or on all the days it can mean."""
    return _first_day(date) >= _RATE


def as_sent(record: Product, context: Context) -> Product:
    """Return a record with what its owner says in archive.toml of all records that do not say it themselves.

    What the owner issued itself and names no publisher is published by the owner.
    """
    changes: dict[str, object] = {}
    if not record.publishers and _own(record, context):
        changes["publishers"] = (Publisher(Text(context.sender)),)
    if "language" in context.defaults and context.language and not record.languages:
        changes["languages"] = (Language(context.language),)
    if "serial-price" in context.defaults and isinstance(record, Issue) and not record.prices and record.periodical:
        serial = context.lookup(record.periodical)
        if isinstance(serial, Periodical) and serial.prices:
            changes["prices"] = serial.prices
    return evolve(record, **changes) if changes else record  # type: ignore[arg-type]


def _own(record: Product, context: Context) -> bool:
    """Tell whether the owner of the catalogue publishes a product, as far as anyone says so."""
    if context.sender == Context().sender:  # nobody's
        return False
    serial = context.lookup(record.periodical) if isinstance(record, Issue) and record.periodical else None
    if isinstance(serial, Periodical) and serial.publishers:
        return False
    return (isinstance(record, Book) and record.scope == "issued") or "publisher" in context.defaults
