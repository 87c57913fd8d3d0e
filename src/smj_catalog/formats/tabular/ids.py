"""Ids for records that come without one: from their numbers, else from their words; the same on every run.

An id of words takes in all that tells records of one title apart (authors, publishers, readings, pages, numbers), so that
two of them have two ids wherever their rows stand, in one table or in two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import parse_dates
from smj_catalog.model import Contributor, Identifier, Issue, Numbering, PartialDate, Record, Relation, kind_of
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.keys import body_key, key_of, name_key, number_key, reading_key
from smj_catalog.model.rules.check_digits import to_isbn_13
from smj_catalog.model.rules.normal import FORMS

PREFIXES = {
    "periodical": ("periodical",), "issue": ("issue",), "component": ("article", "chapter", "component"), "book": ("book",),
    "agent": ("agent",), "concept": ("subject",),
}  # fmt: skip
"""Kind of record -> first words that its ids may have."""

_GAPS = re.compile("[^a-z0-9]+")
_YEAR = re.compile("[^0-9]{0,4}[0-9元]{1,4}年?度?")
_LETTERS = re.compile("[A-Za-z]")
_ORDINARY = ("regular", "combined")


def kind_called(names: Iterable[str]) -> str | None:
    """Return the kind of a record by what it is called: an id, also one of another archive at the end of an address."""
    ends = (name.rpartition("/")[2] for name in names)
    found = next((end.partition(":")[0] for end in ends if RECORD_ID.fullmatch(end)), None)
    return next((kind for kind, prefixes in PREFIXES.items() if found in prefixes), None)


def made(kind: str, values: Mapping[str, Any]) -> str:
    """Return the id of a record: by ISBN, by serial and number, else of its title and all that tells it apart.

    Args:
        kind: kind of record.
        values: its fields, as far as they are known.
    """
    if kind == "book" and (isbn := isbn_of(values.get("identifiers", ()))):
        return f"book:{isbn}"
    if kind == "issue" and (number := _numbered(values)):
        return number
    return _worded(kind, values)


def remade(record: Record, *, worded: bool = False, of_year: bool = False) -> str:
    """Return the id that is made of a record.

    Args:
        record: the record.
        worded: the one of its words alone.
        of_year: of an issue that is called by its number alone, the one with the year of its date.
    """
    values = {name: getattr(record, name) for name in attrs.fields_dict(type(record))}
    if of_year and isinstance(record, Issue) and (date := _date(values)) and (number := _numbered(values, date.year)):
        return number
    return (_worded if worded else made)(kind_of(record), values)


def printed_date(numbering: Numbering | None) -> PartialDate | None:
    """Return the date that an issue's designation says (年月次): 2017年8月号 is 2017-08; None where it says none."""
    if numbering is None or numbering.date is None:
        return None
    try:
        found = parse_dates(numbering.date, "cover", "issue").value
    except BadValue:
        return None
    return found[0].date if len(found) == 1 else None


def year_of(numbering: Numbering | None) -> int | None:
    """Return the year that the numbers of an issue belong to: of 2017年2号, whose date designation is a year and no more."""
    found = printed_date(numbering)
    words = numbering.date if numbering is not None and numbering.date else ""
    return found.year if found is not None and _YEAR.fullmatch(unicodedata.normalize("NFKC", words)) else None


def isbn_of(identifiers: Iterable[Identifier]) -> str | None:
    """Return the first valid ISBN of a printed thing, with 13 digits; None where there is none."""
    for it in identifiers:
        if it.status == "valid" and it.qualifier in (None, "print", "volume") and FORMS.get(it.type, bool)(it.value):
            if it.type == "isbn-13":
                return it.value
            if it.type == "isbn-10":
                return to_isbn_13(it.value)
    return None


def _numbered(values: Mapping[str, Any], of_year: int | None = None) -> str | None:
    """Return the id of an issue by its serial and number: KEY:193; KEY:4.2 with its volume, KEY:2017.2 with its year."""
    serial = (values.get("periodical") or "").partition(":")[2]
    numbering, kind = values.get("numbering"), values.get("kind", "regular")
    if not serial or serial.count(":") > 2:
        return None
    numbers: tuple[str, ...] = ()
    volume, year, series = "", "", ""
    if numbering is not None:
        whole = numbering.whole_number is not None and not numbering.numbers and not numbering.volume
        over_all = (numbering.whole_number,) if numbering.whole_number else ()
        numbers = tuple(map(number_key, numbering.numbers or over_all))
        volume, year = number_key(numbering.volume), "" if whole else str(year_of(numbering) or of_year or "")
        series = f"-{_digest(numbering.series)[:8]}" if numbering.series else ""
    parts = (*numbers, *((volume,) if numbering is not None and numbering.volume else ()))
    if not all(n.isascii() and n.isalnum() and len(n) < 30 for n in parts):
        return None
    first = volume or year
    if numbers:
        key = f"{first}.{'+'.join(numbers)}" if first else "+".join(numbers)
    elif first:
        key = f"v{volume}" if volume else f"d{year}"
    elif (date := _date(values)) is not None:
        key = f"d{date}"
    else:
        return None
    return f"issue:{serial}:{'' if kind in _ORDINARY else f'{kind}-'}{key}{series}" if len(key) < 100 else None


def _worded(kind: str, values: Mapping[str, Any]) -> str:
    """Return an id of words: a slug of a title in Latin letters, else a digest."""
    told = tuple(_told(values))
    host = (values.get("host") or values.get("periodical") or "").partition(":")[2]
    prefix = values.get("kind", "article") if kind == "component" else PREFIXES[kind][0]
    title = _title(values)
    key = key_of(title)
    deep = host.count(":") > 2  # an id has no more than four parts behind its kind
    digest = _digest(kind, key or title, *told, *((host,) if deep else ()))
    if host and not deep:
        return f"{prefix}:{host}:x{digest}"
    latin = title.encode("ascii", "ignore").decode()
    slug = _GAPS.sub("-", latin.lower()).strip("-")[:60].strip("-")
    if len(_LETTERS.findall(slug)) < 3 or len(latin) * 2 <= len(title):
        return f"{prefix}:x{digest}"
    return f"{prefix}:{slug}" if not any(told) and slug.replace("-", "") == key else f"{prefix}:{slug}-{digest[:8]}"


def _date(values: Mapping[str, Any]) -> PartialDate | None:
    dates = sorted(values.get("dates", ()), key=lambda d: d.role != "cover")
    return dates[0].date if dates else None


def _title(values: Mapping[str, Any]) -> str:
    """Return the words that a record is called by."""
    if "title" in values:
        return str(values["title"].text.text)
    held = values.get("titles") or values.get("names") or values.get("labels")
    if held:
        first = held[0]
        text = getattr(first, "name", None) or getattr(first, "text", "")
        return str(getattr(text, "text", text))
    return ""


def _told(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what else tells a record from others of its title, each as it is compared; empty where it says nothing of it."""
    title = values.get("title") or next(iter(values.get("titles", ())), None)
    subtitle = getattr(title, "subtitle", None)
    forms = [n.name for n in values.get("names", ())[:1]] + list(values.get("labels", ())[:1])
    yield number_key(getattr(title, "part_number", None))
    yield key_of(subtitle.text) if subtitle is not None else ""
    yield number_key(values.get("instalment"))
    numbering = values.get("numbering")
    names = ("volume", "numbers", "whole_number", "printed", "date", "series") if numbering is not None else ()
    said = (getattr(numbering, name) for name in names)
    yield "\x1e".join(number_key("+".join(held) if isinstance(held, tuple) else held) for held in said)
    yield _all(f"{d.role} {d.date}" for d in values.get("dates", ()))
    yield _all(reading_key(r.text) for form in forms for r in form.readings)
    yield _all(" ".join(person_of(c)) for c in values.get("contributors", ())) or key_of(
        str(values.get("responsibility") or "")
    )
    yield _all(body_key(p.name.text) for p in values.get("publishers", ()))
    yield _all(number_key(p.first) for p in values.get("pages", ()))
    yield _all(f"{i.type} {i.value}" for i in values.get("identifiers", ()) if i.status == "valid")
    if "title" in values and not values.get("host") and (cited := _all(wholes(values.get("related", ())))):
        yield cited


def wholes(related: Iterable[Relation]) -> Iterator[str]:
    """Yield what tells the works that a part is cited to stand in from others: words, numbers."""
    for it in (it for it in related if it.type == "whole"):
        yield from (it.record or "", key_of(it.citation), *(f"{i.type} {i.value}" for i in it.identifiers))


def person_of(contributor: Contributor) -> tuple[str, str, str]:
    """Return what tells a contributor from others: name, year of birth, the words that a heading has for that."""
    born = contributor.born
    return name_key(contributor.name.text), str(born.year) if born is not None else "", key_of(contributor.distinction)


def _all(keys: Iterable[str]) -> str:
    return "\x1e".join(sorted({*keys} - {""}))


def _digest(*words: str) -> str:
    """Return sixteen hexadecimal digits of words: of ten digits, two books in a million share theirs."""
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:16]
