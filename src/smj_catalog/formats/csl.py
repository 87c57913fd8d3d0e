"""CSL-JSON: books, articles and chapters as citation processors (citeproc) and Zotero exchange them.

Source: Citation Style Language 1.0.2, csl-data.json.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.formats import citations, listed
from smj_catalog.formats.base import Format, Item, Reading
from smj_catalog.formats.citations import APART, NAMES, WHOLE, less_editors, of_the_book, typed
from smj_catalog.formats.objects import Object, array, dumped, looks_like, read_objects, refused, text_of
from smj_catalog.model.rules.seen import Firsts
from smj_catalog.problems import Where

_KINDS = {
    "book": "book", "chapter": "component", "article-magazine": "component", "article-journal": "component",
    "article-newspaper": "component", "article": "component",
}  # fmt: skip
_TYPES = {"book": "book", "chapter": "chapter", "article": "article-magazine"}
"""Kind -> the type that it is written as."""
_MARKUP = re.compile(r"<(i|b|sup|sub|sc|span)(?: [^<>]*)?>([^<>]*)</\1>")
"""Rich text as citation processors take it."""
_SEVERAL = {"page": ", ", "keyword": ", ", "ISBN": " ", "ISSN": ", ", "note": "\n\n"}
"""Variables that hold several values in one text -> what stands between them."""


def _made(fields: list[Field]) -> dict[str, Any]:
    """Return the object that fields make."""
    made: dict[str, Any] = {}
    for one in less_editors(fields, "type", "chapter"):
        text = one.subfields[0].text
        if one.tag in NAMES:
            made.setdefault(one.tag, []).append(_name(one.subfields[0]))
        elif one.tag == "issued":
            days = [[int(part) for part in day.split("-")] for day in text.rstrip("~").split("/")]
            made[one.tag] = {"date-parts": days, **({"circa": True} if "~" in text else {})}
        elif one.tag in made:
            made[one.tag] += _SEVERAL[one.tag] + text
        else:
            made |= {sub.code or one.tag: sub.text for sub in one.subfields}
    return made


def _name(held: Subfield) -> dict[str, str]:
    parts = zip(("family", "given", "suffix"), held.text.split(", ", 2), strict=False)
    return {WHOLE: held.text} if held.code else dict(parts)


def _fields(data: Mapping[str, Any], line: int | None = None) -> list[Field]:
    """Return the fields of an object."""
    found = [
        typed(tag, value, _TYPES, line) if tag == "type" else Field(tag, "", subs, line)
        for tag, value in data.items() for subs in _subfields(tag, value) if subs
    ]  # fmt: skip
    found = listed.within(found, "title", "volume") if data.get("type") == "book" else found
    found = of_the_book(found) if data.get("type") == "chapter" else found
    found = listed.within(found, "publisher", "publisher-place")
    return listed.within(found, "collection-title", "collection-number")


def _subfields(tag: str, value: Any) -> Iterator[list[Subfield]]:
    """Yield the subfields of each field that a variable makes."""
    if isinstance(value, list) and all(isinstance(it, str) for it in value) and (tag in _SEVERAL or len(value) == 1):
        value = _SEVERAL.get(tag, "").join(value)  # as Crossref has them
    if tag in NAMES:
        yield from ([*_parts(each)] for each in (value if isinstance(value, list) else [value]))
    elif tag == "issued" and isinstance(value, dict):
        yield list(_date(value))
    elif isinstance(value, str | int) and not isinstance(value, bool):
        several = APART.split(str(value)) if tag in ("ISBN", "ISSN") else str(value).split(_SEVERAL.get(tag, "\0"))
        yield from (_plain(text) for each in several if (text := each.strip()))
    elif value not in (None, [], {}):
        yield [Subfield("JSON", json.dumps(value, ensure_ascii=False))]


def _plain(text: str) -> list[Subfield]:
    """Return a text without its markup, and what is marked up, which is counted as such."""
    marked: list[Subfield] = []

    def bare(found: re.Match[str]) -> str:
        marked.append(Subfield(f"<{found[1]}>", found[2] or "?"))
        return found[2]

    while (less := _MARKUP.sub(bare, text)) != text:  # from the inside out
        text = less
    return [Subfield("", text.strip()), *marked] if text.strip() else marked


def _parts(name: Any) -> Iterator[Subfield]:
    if not isinstance(name, dict):
        yield Subfield("JSON", json.dumps(name, ensure_ascii=False))
        return
    said = {key: str(value).strip() for key, value in name.items() if value}
    family = " ".join(filter(None, (said.pop("non-dropping-particle", ""), said.pop("family", ""))))
    given, suffix = said.pop("given", ""), said.get("suffix", "").strip(" ,")
    if family and given and "," not in family + given + suffix:
        yield Subfield("", ", ".join(filter(None, (family, given, suffix))))
        said.pop("suffix", "")
    elif whole := said.pop(WHOLE, "") or f"{family} {given}".strip():
        yield Subfield(WHOLE, whole)
    yield from (Subfield(key, text) for key, text in said.items())
    if not any(name.values()):
        yield Subfield("JSON", json.dumps(name, ensure_ascii=False))


def _date(value: dict[str, Any]) -> Iterator[Subfield]:
    """Yield a date: in parts, or in words; ``~`` for circa and ``/`` for to (EDTF)."""
    days = value.get("date-parts") or []
    days = [
        [*map(str, day)] if isinstance(day, list) else [str(day)]
        for day in (days if isinstance(days, list) else [days])
    ]
    texts = ["-".join(part.zfill(2) for part in day) for day in days if day]
    plain = texts or [str(value[key]) for key in ("raw", "literal") if value.get(key)]
    about = "~" if value.get("circa") and re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", "/".join(plain[:2])) else ""
    if texts and all(re.fullmatch("[0-9]+(-[0-9]+)*", text) for text in texts):
        yield Subfield("", "/".join(texts) + about)
    elif any(days):
        yield Subfield("date-parts", json.dumps(days))
    elif said := next((key for key in ("raw", "literal") if value.get(key)), None):
        yield Subfield("", f"{value[said]}{about}")
        value = {**value, said: None}
    if value.get("circa") and not about:  # of a time between two, or in words, there is no place for it
        yield Subfield("circa", str(value["circa"]))
    yield from (Subfield(key, str(held)) for key, held in value.items() if key not in ("date-parts", "circa") and held)


COLUMNS = citations.columns(
    _TYPES,
    through=lambda fields: _fields(_made(fields)),
)


def _item(reading: Reading, seen: Firsts, one: Object, data: dict[str, Any]) -> Iterator[Item]:
    where = Where(reading.file, one.line)
    kind = listed.kind_of(data.get("type"), _KINDS, "csl-type", where)
    yield listed.item(
        kind, _fields(data, one.line), where, reading, COLUMNS[kind], raw=text_of(one), number=one.number, seen=seen
    )


FORMAT = Format(
    id="csl-json", title="CSL-JSON", title_ja="CSL-JSON(文献管理)", media_type="application/vnd.citationstyles.csl+json", suffix=".json",
    sniff=looks_like(r'"(?:type"\s*:\s*"(?:book|chapter|article)|(?:container-title|date-parts|citation-key)")'),
    read=lambda source, reading: read_objects(source, reading, partial(_item, reading, Firsts())), refused=refused,
    **listed.written(COLUMNS, lambda _, fields: dumped(_made(fields)), "CSL-JSON", array),
)  # fmt: skip
