"""Whether status, availability and date of publication agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from time import time

from smj_catalog.model.dates import PartialDate
from smj_catalog.model.records import Product
from smj_catalog.model.rules.base import HOSTS, Finding, asks
from smj_catalog.model.rules.dates import earlier
from smj_catalog.problems import fields_named, message

_SOLD = frozenset({"20", "21", "22", "23"})
_NOT_SOLD = frozenset({"01", "02", "03", "11", "12", "15", "16", "17"})
_ACTIVE = frozenset({"04", "13", "18"})
_NEVER = frozenset({"01", "09"})
_NO_ORDERS = frozenset({"06", "07", "08"})
"""The publisher itself takes no more orders; others may still have copies."""
_ITSELF = frozenset({"01", "09"})
"""Roles (List 93) of a publisher that sells to shops or readers itself."""
_PUBLISHED = _ACTIVE | {"06", "07", "08", "10"}
_JAPAN = timezone(timedelta(hours=9))


def today() -> PartialDate:
    """Return the day that it is in Japan."""
    return _day(int(time() // 3600))


@lru_cache(1)
def _day(hour: int) -> PartialDate:
    """Return the day in Japan, of an hour since 1970 in UTC."""
    at = datetime.fromtimestamp(hour * 3600, _JAPAN)
    return PartialDate(at.year, at.month, at.day)


@asks("availability-against-status", "warning", kinds=HOSTS, has="availability",
      source="ONIX for Books 3.1, Lists 64 and 65, notes")  # fmt: skip
def availability_against_status(record: Product) -> Iterable[Finding]:
    """Find what is sold though it is cancelled, forthcoming or withdrawn, and what is active and was never to be had."""
    status, found = record.status, record.availability
    if _against(status, found):
        return (Finding("availability", found, message("an-availability-for", status=status)),)
    return ()


def _against(status: str | None, found: str | None) -> bool:
    return (status in _NOT_SOLD and found in _SOLD) or (status in _ACTIVE and found in _NEVER)


@asks(
    "supplier-against-status",
    "warning",
    kinds=HOSTS,
    has="suppliers",
    source="ONIX for Books 3.1, Lists 64, 65 and 68, notes",
)
def supplier_against_status(record: Product) -> Iterable[Finding]:
    """Find suppliers who sell what is cancelled or withdrawn, at all or in their market, or out of print, if they publish it."""
    for index, it in enumerate(record.suppliers):
        its = it.availability or record.availability
        if it.availability is not None and _against(record.status, it.availability):
            expected = message("an-availability-for", status=record.status)
            yield Finding(f"suppliers[{index}].availability", it.availability, expected)
        elif it.market is not None and it.market.status in _NOT_SOLD and its in _SOLD:
            yield Finding(
                f"suppliers[{index}].market.status", it.market.status, message("a-market-status-for", code=its)
            )
        elif record.status in _NO_ORDERS and it.role in _ITSELF and its in _SOLD:
            path = "availability" if it.availability is None else f"suppliers[{index}].availability"
            yield Finding(path, its, message("an-availability-of-no-orders", status=record.status))


_LATE = 2
"""Years after its date from which what is forthcoming is doubtful; a catalogue may be read some time after it was made."""


@asks("forthcoming-long-ago", "warning", kinds=HOSTS, has="dates", source="ONIX for Books 3.1, List 64, note of 02")
def forthcoming_long_ago(record: Product) -> Iterable[Finding]:
    """Find what is said to be forthcoming, whose date of publication is years ago."""
    if record.status != "02":
        return
    now = today()
    limit = PartialDate(now.year - _LATE, now.month, min(now.day or 1, 28))
    dates = [(i, e.date) for i, e in enumerate(record.dates) if e.role == "publication" and e.qualifier is None]
    if dates and all(earlier(date, limit) for _, date in dates):
        index, date = dates[0]
        yield Finding(f"dates[{index}].date", str(date), message("a-date-to-come"))


@asks("publication-still-to-come", "warning", kinds=HOSTS, has="dates",
      source="ONIX for Books 3.1, Lists 64 and 65, notes")  # fmt: skip
def publication_still_to_come(record: Product) -> Iterable[Finding]:
    """Find dates of publication in the future, of what is said to have been published or to be on sale."""
    said = (
        record.status if record.status in _PUBLISHED else record.availability if record.availability in _SOLD else None
    )
    if said is None:
        return ()
    field = "status" if said == record.status else "availability"
    return [
        Finding(
            f"dates[{index}].date", str(event.date), message("a-date-so-far", field=fields_named([field]), code=said)
        )
        for index, event in enumerate(record.dates)
        if event.role == "publication" and event.qualifier is None and earlier(today(), event.date)
    ]
