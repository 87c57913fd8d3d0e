"""Values that only ONIX writes its own way."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.formats.onix.judgement import from_one_reading, one_reading
from smj_catalog.model import PartialDate
from smj_catalog.problems import message

_SLUG = re.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*")
_LENGTH = {"00": 8, "01": 6, "05": 4}
_CLOCKS = frozenset({"00", "13", "14"})
_DASHED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_JAPAN = timezone(timedelta(hours=9))
_CLOCK = re.compile(r"[0-9]{8}T(?:0{4}(?:00)?[+-][0-9]{4}|[0-9]{4}(?:[0-9]{2})?)")
_MOMENT = re.compile(r"[0-9]{8}T[0-9]{4}([0-9]{2})?(?:Z|[+-][0-9]{4})")


@lru_cache(4096)
def _date(text: str, code: str) -> PartialDate:
    text = text.strip()
    if code in _CLOCKS and _CLOCK.fullmatch(text):  # of the sender's own clock; in UTC the day could be another
        text, code = text[:8], "00"
    if code == "00" and _DASHED.fullmatch(text):  # ISO 8601's longer form of the same
        text = text.replace("-", "")
    elif code in _CLOCKS and (found := _MOMENT.fullmatch(text)):
        form = f"%Y%m%dT%H%M{'%S' if found[1] else ''}%z"
        if datetime.strptime(text, form).astimezone(_JAPAN).strftime("%Y%m%d") == text[:8]:  # else it is told
            text, code = text[:8], "00"
    if len(text) != _LENGTH[code] or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return PartialDate(int(text[:4]), *(int(text[i : i + 2]) for i in range(4, len(text), 2)))


@lru_cache(4096)
def _dump_date(value: PartialDate) -> tuple[str, str]:
    if not value.month:
        return ' dateformat="05"', f"{value.year:04}"
    if not value.day:
        return ' dateformat="01"', f"{value.year:04}{value.month:02}"
    return ' dateformat="00"', f"{value.year:04}{value.month:02}{value.day:02}"


def reference(kind: str) -> Codec:
    """Return the codec of RecordReference: the reversed domain of the catalogue and the record's id.

    Args:
        kind: first word of the ids of other senders' records, whose references become slugs.
    """

    def load(text: str, context: Context) -> str:
        own = context.own_id(text)
        if own is not None:
            return own
        slug = text.strip()
        if not _SLUG.fullmatch(slug):
            slug = re.sub("[.]{2,}", ".", re.sub("[^a-z0-9._-]+", "-", slug.lower())).strip("-._")
        if not slug:
            raise ValueError(text)
        return f"{kind}:{slug[:100]}"

    return Codec(message("a-text"), load, lambda record_id, context: context.reference(record_id), context=True)


DATE = Codec(
    message("an-onix-date"),
    lambda element: _date(element.text, element.get("dateformat", "00")),
    _dump_date,
    whole=True,
    claims=("dateformat",),
    beyond=lambda element: "T" in element.text,
)
"""Date with its attribute dateformat (List 55); a time of day is not kept."""

FLAG = Codec(message("a-boolean"), lambda _: True, lambda _: "", plain=True)
"""An empty element that says yes by being there."""

READING: Codec = Codec(message("a-text"), from_one_reading, one_reading)
"""collationkey, the reading by which a text is sorted."""
