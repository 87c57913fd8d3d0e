"""What code works out: leader, 005, 008, country, and the host of a part (773)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Made, Subfield
from smj_catalog.model.checks import RECORD_ID

LEVELS = {"m": m.Book, "a": m.Component}
"""Leader/07 -> class of the record. Articles and chapters are monographic component parts."""

_LANGUAGE = re.compile("[a-z]{3}")
_PAGES = re.compile(r"(?:^|[,:] ?)pp?\. ?([0-9A-Za-z][^;:.]{0,80})$")
_RUN = re.compile(r"([0-9A-Za-z]{1,12})(?:[-‐–]([0-9A-Za-z]{1,12}))?")


def leader(record: Any) -> str:
    """Return the leader: a new record of language material, in UTF-8, without ISBD punctuation.

    Lengths stay 0, which is what MARCXML has.
    """
    level = "m" if isinstance(record, m.Book) else "a"
    return f"00000na{level} a2200000 c 4500"


def _control(tag: str, text: str) -> Field:
    return Field(tag, "", [Subfield("", text)])


def _changed(record: Any, context: Context) -> Iterator[Field]:
    digits = "".join(c for c in context.last_change(record.id) if c.isdigit())
    yield _control("005", f"{digits:0<14.14}.0")


def _general(record: Any, context: Context) -> Iterator[Field]:
    """Yield 008: what is not known is ``|``, no attempt to code."""
    entered = context.last_change(record.id).replace("-", "")[2:8]
    year = next((f"{d.date.year:04}" for d in record.dates if d.role == "publication" and d.qualifier is None), None)
    country = _country(getattr(record, "publishers", ()))
    language = next((x.code for x in record.languages if x.role == "01" and _LANGUAGE.fullmatch(x.code)), "|||")
    dated = f"s{year}    " if year else "|||||||||"
    yield _control("008", f"{entered}{dated}{'ja ' if country == 'JP' else '|||'}{'|' * 17}{language} d")


def _from_general(fields: list[Field], _: Context) -> dict[str, Any]:
    """Return what 008 says that no other field does."""
    text = fields[0].first("") or "" if fields else ""
    said: dict[str, Any] = {}
    if _LANGUAGE.fullmatch(language := text[35:38]) and language not in ("und", "zxx", "mul"):
        said["languages"] = (m.Language(language),)
    if text[6:7] in ("s", "t", "e") and re.fullmatch("[0-9]{4}", text[7:11]) and text[7:11] != "0000":
        said["dates"] = (m.EventDate("publication", m.PartialDate(int(text[7:11]))),)
    if text[15:18].rstrip() == "ja":
        said["country"] = "JP"
    return said


def _country(publishers: Iterable[m.Publisher]) -> str | None:
    """Return the country of the first publisher: of distributors MARC names none."""
    return next((p.country for p in publishers if p.role == "01"), None)


def _countries(record: Any, _: Context) -> Iterator[Field]:
    if (country := _country(record.publishers)) is not None:
        yield Field("044", "  ", [Subfield("c", country)])


def _from_countries(fields: list[Field], _: Context) -> dict[str, Any]:
    codes = [s.text.strip().upper() for f in fields for s in f.subfields if s.code == "c"]
    return {"country": codes[0]} if len(codes) == 1 else {}


def _host(record: m.Component, context: Context) -> Iterator[Field]:
    """Yield 773: title and designation of the host from its own record, the pages as printed."""
    pages = ", ".join(p.first if p.last is None else f"{p.first}-{p.last}" for p in record.pages)
    host = context.lookup(record.host) if record.host is not None else None
    titles = getattr(host, "titles", ())
    numbering = getattr(host, "numbering", None)
    number = numbering.printed if numbering is not None else None
    related = ", ".join(x for x in (number, f"p. {pages}" if pages else None) if x)
    found = (
        ("t", titles[0].text.text if titles else None), ("g", related or None),
        ("q", record.pages[0].first if record.pages and number is None else None), ("w", record.host),
    )  # fmt: skip
    subfields = [Subfield(code, text) for code, text in found if text]
    if subfields:
        yield Field("773", "0 ", subfields)


def _from_host(fields: list[Field], _: Context) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for one in fields[:1]:
        own = (one.first("w") or "").strip()
        if RECORD_ID.fullmatch(own):
            said["host"] = own
        pages = _PAGES.search(one.first("g") or "")
        runs = [_RUN.fullmatch(run.strip()) for run in pages[1].split(",")] if pages else []
        if runs and all(runs):
            said["pages"] = tuple(m.PageRun(run[1], run[2]) for run in runs if run)
    return said


def finished(values: dict[str, Any], _: Context) -> dict[str, Any]:
    """Return values with the country at the publisher, and what sort of part it is."""
    country, publishers = values.pop("country", None), values.get("publishers", ())
    at = next((i for i, p in enumerate(publishers) if p.role == "01"), None) if country else None
    if at is not None:
        values["publishers"] = (*publishers[:at], attrs.evolve(publishers[at], country=country), *publishers[at + 1 :])
    if "title" in values and str(values.get("id", "")).startswith("chapter:"):
        values["kind"] = "chapter"
    return values


DATES = Made(("005",), {}, _changed)
GENERAL = Made(("008",), {"languages.code": "008/35-37", "dates.role": "008/06", "dates.date": "008/07-10", "publishers.country": "008/15-17"}, _general, _from_general)  # fmt: skip
COUNTRY = Made(("044",), {"publishers.country": "044 $c"}, _countries, _from_countries)
HOST = Made(("773",), {"host": "773 $w", "pages": "773 $g", "kind": "001"}, _host, _from_host)
