"""Ids for records that come without one: from their numbers, else from their words; the same on every run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from smj_catalog.model import Identifier, PartialDate
from smj_catalog.model.rules.check_digits import to_isbn_13

PREFIXES = {
    "periodical": ("periodical",), "issue": ("issue",), "component": ("article", "chapter", "component"), "book": ("book",),
    "agent": ("agent",), "concept": ("subject",),
}  # fmt: skip
"""Kind of record -> first words that its ids may have."""

_GAPS = re.compile("[^a-z0-9]+")
_LETTERS = re.compile("[A-Za-z]")


def made(kind: str, values: Mapping[str, Any]) -> str:
    """Return the id of a record: by ISBN, by serial and number, else a slug of its title or a digest of its words."""
    if kind == "book" and (isbn := _isbn(values.get("identifiers", ()))):
        return f"book:{isbn}"
    if kind == "issue":
        return _issue(values)
    if kind == "component":
        first = values.get("kind", "article")
        host = values.get("host")
        key = f"{host.partition(':')[2]}:" if host else ""
        return f"{first}:{key}{_digest(kind, values)}" if host else f"{first}:{_slug(kind, values)}"
    return f"{PREFIXES[kind][0]}:{_slug(kind, values)}"


def _isbn(identifiers: tuple[Identifier, ...]) -> str | None:
    for it in identifiers:
        if it.status == "valid" and it.qualifier in (None, "print", "volume"):
            if it.type == "isbn-13":
                return it.value
            if it.type == "isbn-10":
                return to_isbn_13(it.value)
    return None


def _issue(values: Mapping[str, Any]) -> str:
    serial = (values.get("periodical") or "").partition(":")[2]
    numbering = values.get("numbering")
    numbers = numbering.numbers if numbering is not None else ()
    if serial and numbers and all(n.isascii() and n.isalnum() for n in numbers):
        return f"issue:{serial}:{'+'.join(n.lower() for n in numbers)}"
    date = _date(values)
    if serial and date is not None and not numbers:
        return f"issue:{serial}:d{date}"
    return f"issue:{serial}:{_digest('issue', values)}" if serial else f"issue:{_digest('issue', values)}"


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


def _slug(kind: str, values: Mapping[str, Any]) -> str:
    title = _title(values)
    ascii_part = title.encode("ascii", "ignore").decode()
    slug = _GAPS.sub("-", ascii_part.lower()).strip("-")[:60].strip("-")
    if len(_LETTERS.findall(slug)) >= 3 and len(ascii_part) * 2 > len(title):
        return slug
    return _digest(kind, values)


def _digest(kind: str, values: Mapping[str, Any]) -> str:
    """Return x and sixteen hexadecimal digits of kind, title, part, number, host and date, and of nothing else.

    Of ten digits, two books in a million share theirs.
    """
    title = values.get("title") or next(iter(values.get("titles", ())), None)
    numbering = values.get("numbering")
    words = (
        kind, _title(values), getattr(title, "part_number", None),
        *(numbering.numbers if numbering is not None else ()), getattr(numbering, "printed", None),
        getattr(numbering, "date", None), values.get("host"), values.get("periodical"), _date(values),
        *(p.first for p in values.get("pages", ())),
    )  # fmt: skip
    data = "\x1f".join("" if word is None else str(word) for word in words)
    return f"x{hashlib.sha256(data.encode()).hexdigest()[:16]}"
