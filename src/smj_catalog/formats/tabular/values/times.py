"""A day with its time, as programs write it: 2006/6/1 0:00, 2006-05-31T15:00:00Z."""

from __future__ import annotations

import datetime
import re

from smj_catalog.formats.tabular.values.days import one_date
from smj_catalog.model import PartialDate
from smj_catalog.problems import Problem

_TIME = re.compile(
    r"[ T](?:(午前|午後|[AaPp]\.?[Mm]\.?)\s?)?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"\s?([AaPp][Mm])?\s?(Z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def timed(words: str) -> tuple[PartialDate, bool, tuple[Problem, ...]] | None:
    """Return the day of a time in folded words, whether it is nothing but that day, and what is doubtful of its era.

    Midnight is how programs write a day. In another zone (ISO 8601) the day is that of Japan; midnight in UTC is a day
    that was written so.

    Returns:
        None where the words hold no time.

    Raises:
        ValueError: there is no such time, or no day before it.
        BadValue: there is no such day.
        OverflowError: the day is beyond all calendars.
    """
    found = _TIME.search(words)
    if found is None:
        return None
    date, told = one_date(words[: found.start()])
    before, hour, minute, second, after, zone = found.groups()
    half = (before or after or "").lower()
    hours = int(hour) % 12 + 12 * (half in ("午後", "pm", "p.m.")) if half else int(hour)
    moment = datetime.datetime(date.year, date.month, date.day, hours, int(minute), int(second or 0))  # noqa: DTZ001
    midnight = moment.time() == datetime.time()
    if zone and not (zone == "Z" and midnight):
        there = datetime.datetime.strptime(zone.replace(":", "").replace("Z", "+0000"), "%z").tzinfo
        here = moment.replace(tzinfo=there).astimezone(_JAPAN)
        midnight = midnight and there == _JAPAN
        date = PartialDate(here.year, here.month, here.day)
    return date, midnight, told
