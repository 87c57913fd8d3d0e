"""Simple Dublin Core as OAI-PMH sends it: oai_dc.

Source: OAI-PMH 2.0, section 2.5 and oai_dc.xsd (2002-12-19); rulings in docs/formats/oai_dc.md.
"""

from __future__ import annotations

from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Column, Fixed, Implied, No, Says, Special
from smj_catalog.crosswalk.columns import rested
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.issuing import titled

PREFIXES = {
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}  # fmt: skip
_LITERAL = {"lang": "@xml:lang", "text": "."}
_TEXT = {
    "text": "the value", "language": "xml:lang", "truncated": No("no way to mark it"),
}  # fmt: skip
_WITHIN = {**_TEXT, "language": No("only the language of the title")}
_TITLE = {
    "text": _TEXT,
    "part_number": "after the title",
    "subtitle": _WITHIN,
    "type": "each title is a dc:title, but only the first of type 01",
}


def _to(element: str, dump: Any, **says: Any) -> Special:
    return Special(f"*dc:{element}", w.Literal, _LITERAL, dump, None, says)


def _valid(element: str) -> Says:
    return Says("only valid identifiers", {
        "value": f"dc:{element}; dc:relation for the identifier of a set", "type": "scheme or URN before the number", "scheme": "before the number",
        "status": Implied("valid"), "printed": No("only the normalised form"), "qualifier": "dc:relation for the identifier of a set only",
    })  # fmt: skip


_PERSON = {"name": _TEXT, "roles": "dc:creator for authors and editors, else dc:contributor"}
_DATES = Says("only exact dates of publication or issue", {
    "date": "dc:date (W3CDTF)", "role": Implied("one of the roles that are exported"), "qualifier": Implied("exact"),
    "printed": No("only the normalised form"),
})  # fmt: skip
_SUBJECTS = Says("subjects with neither heading nor code", {
    "scheme": "before a code", "code": "dc:subject", "heading": "dc:subject", "concept": "dc:subject, its labels",
})  # fmt: skip
_LANGUAGES = Says("only the language of the text", {"code": "dc:language", "role": Implied("of the text")})
_PUBLISHER = {"name": _TEXT}
_PROSE = {"text": "dc:description", "language": "xml:lang"}
_NOTE = {"text": "dc:description"}
_RELATION = {"record": "dc:relation", "citation": "dc:relation", "identifiers": "dc:relation"}
_EXTENT = {
    "value": "dc:format",
    "printed": "dc:format",
    "unit": "dc:format",
    "type": "not named; only the first of each type is exported",
}
_SIZE = {"printed": "dc:format"}

_CREATORS = _to("creator", w.creators, contributors=_PERSON)
_CONTRIBUTORS = Special("*dc:contributor", w.Literal, _LITERAL, w.contributors, None, {"contributors": _PERSON})
_PUBLISHERS = _to("publisher", w.publishers, publishers=_PUBLISHER)
_DATE = _to("date", w.dates, dates=_DATES)
_FORMAT = _to("format", w.extents, extents=_EXTENT, sizes=_SIZE, measures=_EXTENT)
_LANGUAGE = _to("language", w.languages, languages=_LANGUAGES)
_IDENTIFIERS = _to("identifier", w.identifiers, id="dc:identifier, first", identifiers=_valid("identifier"))
_SUBJECT = _to("subject", w.subjects, subjects=_SUBJECTS)
_DESCRIPTION = _to("description", w.descriptions, texts=_PROSE, notes=_NOTE)

_TRADE = {
    "audiences": No("audiences in DC are classes of agents, not codes"),
    "audience_descriptions": No("audiences in DC are classes of agents, not words"),
    "resources": No("a file about the resource is not the resource itself"),
    "contents": Implied("each article or chapter is a record of its own, whose dc:relation is its host"),
}
_END = {
    "links": No("a link is not the resource itself"),
    "sources": No("no equivalent for the source of a single fact"),
}


def _column(make: type, entries: dict[str, Any]) -> Column:
    return Column(
        make, "oai_dc:dc", rested(make, entries, "no equivalent"), prefixes=PREFIXES, begin=titled, readable=False
    )


def _type(word: str) -> dict[str, Any]:
    return {"=type": Fixed("dc:type", word)}


COLUMNS: dict[str, Column] = {
    "periodical": _column(m.Periodical, {
        "title": _to("title", w.titles, titles=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "publisher": _PUBLISHERS, "date": _DATE, **_type("Collection"), "language": _LANGUAGE,
        "identifier": _IDENTIFIERS, "relation": _to("relation", w.relations, related=_RELATION), "subject": _SUBJECT,
        "description": _DESCRIPTION, "frequencies": No("accrualPeriodicity is not part of simple Dublin Core"), **_END,
    }),
    "issue": _column(m.Issue, {
        "title": _to("title", w.titles, titles=_TITLE, features=_TEXT, numbering={
            "printed": "after the title", "volume": No("only the designation as printed"), "numbers": No("only the designation as printed"),
            "whole_number": No("only the designation as printed"), "date": No("only the designation as printed"),
            "series": No("only the designation as printed"),
        }),
        "creator": _CREATORS, "contributor": _CONTRIBUTORS, "publisher": _PUBLISHERS, "date": _DATE, **_type("Text"),
        "format": _FORMAT, "language": _LANGUAGE, "identifier": _IDENTIFIERS,
        "relation": _to("relation", w.issue_relations, identifiers=_valid("identifier"), periodical="dc:relation", related=_RELATION),
        "subject": _SUBJECT, "description": _DESCRIPTION, **_TRADE, **_END,
    }),
    "component": _column(m.Component, {
        "title": _to("title", w.titles, title=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "date": _DATE, **_type("Text"), "language": _LANGUAGE, "identifier": _IDENTIFIERS,
        "source": _to("source", w.sources, pages={"first": "dc:source", "last": "dc:source"}),
        "relation": _to("relation", w.host_relations, host="dc:relation, dc:source", related=_RELATION),
        "subject": _SUBJECT, "description": _DESCRIPTION, **_END,
    }),
    "book": _column(m.Book, {
        "title": _to("title", w.titles, titles=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "publisher": _PUBLISHERS, "date": _DATE, **_type("Text"), "format": _FORMAT, "language": _LANGUAGE,
        "identifier": _IDENTIFIERS,
        "relation": _to("relation", w.book_relations, identifiers=_valid("identifier"), related=_RELATION, series={
            "title": _TEXT, "section": _WITHIN, "part_number": "dc:relation",
        }),
        "subject": _SUBJECT,
        "description": _to("description", w.descriptions, texts=_PROSE, notes=_NOTE, responsibility=_TEXT),
        **_TRADE, **_END,
    }),
}  # fmt: skip
