"""Values that only ONIX writes its own way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.notes import words_of
from smj_catalog.errors import BadSource, BadValue
from smj_catalog.formats.onix.judgement import from_one_reading, one_reading
from smj_catalog.formats.onix.shapes import OnixDate
from smj_catalog.model import PartialDate, Prose
from smj_catalog.problems import Problem, Severity, Where, message
from smj_catalog.xmlio import escape, escape_attribute, fromstring

_LENGTH = {"00": 8, "01": 6, "05": 4}
_CLOCKS = frozenset({"00", "13", "14"})
_DASHED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO = "[0-9]{4}(?:-[0-9]{2}){0,2}"
_WORDS = {"before": "../{}", "after": "{}/..", "uncertain": "{}?", "between": "{}/{}"}
"""How a date that is not exact is written, after EDTF (ISO 8601-2), as text (List 55, 12)."""
_JAPAN = timezone(timedelta(hours=9))
_CLOCK = re.compile(r"[0-9]{8}T(?:0{4}(?:00)?[+-][0-9]{4}|[0-9]{4}(?:[0-9]{2})?)")
_MOMENT = re.compile(r"[0-9]{8}T[0-9]{4}([0-9]{2})?(?:Z|[+-][0-9]{4})")


@lru_cache(4096)
def _date(text: str, code: str) -> PartialDate:
    text = text.strip()
    if code in _CLOCKS and _CLOCK.fullmatch(text):  # of the sender's own clock; in UTC the day could be another
        text, code = text[:8], "00"
    if code == "12":
        return _inexact(text)
    if code == "00" and _DASHED.fullmatch(text):  # ISO 8601's longer form of the same
        text = text.replace("-", "")
    elif code in _CLOCKS and (found := _MOMENT.fullmatch(text)):
        form = f"%Y%m%dT%H%M{'%S' if found[1] else ''}%z"
        if datetime.strptime(text, form).astimezone(_JAPAN).strftime("%Y%m%d") == text[:8]:  # else it is told
            text, code = text[:8], "00"
    if len(text) != _LENGTH[code] or not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return PartialDate(int(text[:4]), *(int(text[i : i + 2]) for i in range(4, len(text), 2)))


def _inexact(text: str) -> OnixDate:
    """Return the date that `_dump_date` wrote in words; other words are for people."""
    for qualifier, form in _WORDS.items():
        found = re.fullmatch(re.escape(form).replace(r"\{\}", f"({_ISO})"), text)
        if found is not None:
            date, *until = map(PartialDate.parse, found.groups())
            return OnixDate(date.year, date.month, date.day, qualifier, *until)
    raise ValueError(text)


@lru_cache(4096)
def _dump_date(value: PartialDate) -> tuple[str, str]:
    if isinstance(value, OnixDate):
        exact = PartialDate(value.year, value.month, value.day)
        return ' dateformat="12"', _WORDS[value.qualifier or ""].format(exact, value.until)
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
        return context.own_id(text) or context.other_id(kind, text)

    return Codec(message("a-text"), load, lambda record_id, context: context.reference(record_id), context=True)


def _load_date(element: Any) -> PartialDate:
    code = element.get("dateformat", "00")
    try:
        return _date(element.text, code)
    except (ValueError, LookupError):  # quoted as the file has it, not as a date of ours
        text = element.text.strip()
        found = text + ("" if code == "00" else f" (dateformat {code})")
        severity: Severity = "error" if code in _CLOCKS or code in _LENGTH else "warning"  # or its form is not carried
        raise BadValue(Problem(Where(), "value-date", found, DATE.expected, severity=severity)) from None


DATE = Codec(
    message("an-onix-date"),
    _load_date,
    _dump_date,
    whole=True,
    beyond=lambda element: "T" in element.text,
)
"""Date with its attribute dateformat (List 55); a time of day is not kept. What is not exact is an `OnixDate`."""


def _markup(element: Any) -> str:
    """Return what is in an element as XML, without namespaces."""
    found = [escape(element.text or "")]
    for child in element:
        if isinstance(child.tag, str):
            name = child.tag.rpartition("}")[2]
            marks = "".join(f' {k.rpartition("}")[2]}="{escape_attribute(v)}"' for k, v in child.items())
            inside = _markup(child)
            found.append(f"<{name}{marks}>{inside}</{name}>" if inside else f"<{name}{marks}/>")
        found.append(escape(child.tail or ""))
    return "".join(found)


def with_words(texts: Iterable[Prose]) -> tuple[Prose, ...]:
    """Return texts, with their XHTML where it is well-formed and says the same words."""
    return tuple(it if it.xhtml is None else evolve(it, xhtml=saying(it.xhtml, it.text)) for it in texts)


@lru_cache(64)
def saying(xhtml: str, words: str) -> str | None:
    """Return XHTML if it is well-formed and says some words; else None."""
    try:
        element = fromstring(f"<Text>{xhtml}</Text>".encode())
    except BadSource:
        return None
    return _markup(element) if len(element) and words_of(element) == words else None


XHTML = Codec(
    message("a-text"), lambda element: _markup(element) if len(element) else None, lambda _: "05", plain=True, whole=True, inside=True,
    beyond=lambda element: not len(element) and (element.get("textformat") not in ("00", "05", "06", "07") or "<" in (element.text or "")),
)  # fmt: skip
"""The attribute textformat (List 34) of what is XHTML, and that itself; other forms than plain text are not kept apart."""


def _notified(element: Any) -> str | None:
    """Return the NotificationType of another's record that is not confirmed; of a catalogue's own the day makes it.

    A record is a catalogue's own by its reference, and where nobody is named as its source.
    """
    said = (element.text or "").strip()
    if said not in _AHEAD:
        return None
    reference, source = element.getprevious(), element.getnext()
    if (
        reference is None
        or source is None
        or source.text not in ("00", "01")
        or _ANYONE.own_id(reference.text or "") is None
    ):
        return said
    behind = source.getnext()
    return None if behind is None or not _NAMED(str(behind.tag)) else said


_NAMED = re.compile(r"(?:.*})?(?:RecordSource(?:Identifier|Name)|recordsourceidentifier|a197)").fullmatch
_ANYONE = Context()
_AHEAD = frozenset({"01", "02"})
NOTIFICATION = Codec(
    message("a-code-of-list", list="1"), _notified, lambda said: ("", said), whole=True,
    beyond=lambda element: (element.text or "").strip() not in ("01", "02", "03", "04"),
)  # fmt: skip
"""NotificationType (List 1) ahead of publication; 03 is the rule, and 04, a block update, is told by itself."""

FLAG = Codec(message("a-boolean"), lambda _: True, lambda _: "", plain=True)
"""An empty element that says yes by being there."""

READING: Codec = Codec(message("a-text"), from_one_reading, one_reading)
"""collationkey, the reading by which a text is sorted."""
