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
    if (status in _NOT_SOLD and found in _SOLD) or (status in _ACTIVE and found in _NEVER):
        return (Finding("availability", found, message("an-availability-for", status=status)),)
    return ()


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
