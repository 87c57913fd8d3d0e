"""Simple Dublin Core as OAI-PMH sends it: oai_dc.

Source: OAI-PMH 2.0, section 2.5 and oai_dc.xsd (2002-12-19); rulings in docs/formats/oai_dc.md.
"""

from __future__ import annotations

from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Column, Fixed, Implied, No, Says, Special
from smj_catalog.formats.dc import words as w

PREFIXES = {
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}  # fmt: skip
_LITERAL = {"lang": "@xml:lang", "text": "."}
_SOURCES = No("provenance of single facts has no place")
_TEXT = {
    "text": "the literal", "language": "xml:lang", "readings": No("no place for readings"), "script": No("no place"),
    "romanised": No("no place for romanised forms"), "truncated": No("no mark"), "sources": _SOURCES,
}  # fmt: skip
_WITHIN = {**_TEXT, "language": No("the title's language only")}
_TITLE = {
    "text": _TEXT,
    "part_number": "behind the title",
    "subtitle": _WITHIN,
    "type": "every title is a dc:title, but of those of type 01 the first alone",
}


def _to(element: str, dump: Any, **says: Any) -> Special:
    return Special(f"*dc:{element}", w.Literal, _LITERAL, dump, None, says)


def _valid(element: str) -> Says:
    return Says("only valid numbers go out", {
        "value": f"dc:{element}; dc:relation where it is the set's", "type": "scheme or URN before the number", "scheme": "before the number",
        "status": Implied("valid"), "printed": No("normal form only"), "qualifier": "dc:relation for that of a set, no more", "sources": _SOURCES,
    })  # fmt: skip


_PERSON = {
    "name": _TEXT, "roles": "dc:creator for authors and editors, else dc:contributor", "kind": No("no place"),
    "role_printed": No("no place"), "position": No("no place"), "affiliation": No("no place"), "agent": No("names only"),
    "identifiers": No("names only"),
    "family": No("the whole name only"), "given": No("the whole name only"), "born": No("names only"),
    "died": No("names only"), "distinction": No("names only"), "sources": _SOURCES,
}  # fmt: skip
_DATES = Says("only exact dates on which the thing came out", {
    "date": "dc:date (W3CDTF)", "role": Implied("out of the roles that are carried"), "qualifier": Implied("exact"),
    "until": No("no place"), "printed": No("normal form only"), "sources": _SOURCES,
})  # fmt: skip
_SUBJECTS = Says("neither heading nor code", {
    "scheme": "before a code", "code": "dc:subject", "heading": "dc:subject", "concept": "dc:subject, its labels",
    "edition": No("no place"), "main": No("no place"), "assigned": No("no place"), "sources": _SOURCES,
})  # fmt: skip
_LANGUAGES = Says("only languages of the text", {
    "code": "dc:language", "role": Implied("of the text"), "sources": _SOURCES,
})  # fmt: skip
_PUBLISHER = {
    "name": _TEXT, "role": No("no place"), "places": No("no place"), "country": No("no place"), "agent": No("names only"),
    "sources": _SOURCES,
}  # fmt: skip
_PROSE = {
    "text": "dc:description",
    "language": "xml:lang",
    "type": No("no place"),
    "audiences": No("no place"),
    "sources": _SOURCES,
}
_NOTE = {"text": "dc:description", "type": No("no place"), "as_of": No("no place"), "sources": _SOURCES}
_RELATION = {
    "record": "dc:relation", "citation": "dc:relation", "identifiers": "dc:relation", "type": No("no place"),
    "sources": _SOURCES,
}  # fmt: skip
_EXTENT = {
    "value": "dc:format",
    "printed": "dc:format",
    "unit": "dc:format",
    "type": "not named; of several of a type the first goes out",
    "sources": _SOURCES,
}
_SIZE = {"printed": "dc:format", "sources": _SOURCES}

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
    "form": No("no place for trade codes"), "form_details": No("no place for trade codes"),
    "form_description": No("no place for trade codes"), "status": No("no place for trade codes"),
    "availability": No("no place for trade codes"), "audience": No("audiences in DC are classes of agents, not codes or words"),
    "sales_rights": No("no place"), "suppliers": No("no place"), "resources": No("not the thing itself"),
    "prices": No("no place"), "holdings": No("no place"),
    "contents": Implied("each article or chapter is a record of its own, whose dc:relation is its host"),
    "contents_complete": No("no mark for an incomplete list"),
}  # fmt: skip
_END = {"links": No("not the thing itself"), "sources": _SOURCES}


def _column(make: type, entries: dict[str, Any]) -> Column:
    return Column(make, "oai_dc:dc", entries, prefixes=PREFIXES, readable=False)


def _type(word: str) -> dict[str, Any]:
    return {"=type": Fixed("dc:type", word)}


COLUMNS: dict[str, Column] = {
    "periodical": _column(m.Periodical, {
        "title": _to("title", w.titles, titles=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "publisher": _PUBLISHERS, "date": _DATE, **_type("Collection"), "language": _LANGUAGE,
        "identifier": _IDENTIFIERS, "relation": _to("relation", w.relations, related=_RELATION), "subject": _SUBJECT,
        "description": _DESCRIPTION, "kinds": No("no place"), "frequencies": No("accrualPeriodicity is no simple DC"),
        "prices": No("no place"), "holdings": No("no place"), **_END,
    }),
    "issue": _column(m.Issue, {
        "title": _to("title", w.titles, titles=_TITLE, features=_TEXT, numbering={
            "printed": "behind the title", "volume": No("the printed whole only"), "numbers": No("the printed whole only"),
            "whole_number": No("the printed whole only"), "date": No("the printed whole only"),
            "series": No("the printed whole only"), "sources": _SOURCES,
        }),
        "creator": _CREATORS, "contributor": _CONTRIBUTORS, "publisher": _PUBLISHERS, "date": _DATE, **_type("Text"),
        "format": _FORMAT, "language": _LANGUAGE, "identifier": _IDENTIFIERS,
        "relation": _to("relation", w.issue_relations, identifiers=_valid("identifier"), periodical="dc:relation", related=_RELATION),
        "subject": _SUBJECT, "description": _DESCRIPTION, "kind": No("no place"), **_TRADE, **_END,
    }),
    "component": _column(m.Component, {
        "title": _to("title", w.titles, title=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "date": _DATE, **_type("Text"), "language": _LANGUAGE, "identifier": _IDENTIFIERS,
        "source": _to("source", w.sources, pages={"first": "dc:source", "last": "dc:source"}),
        "relation": _to("relation", w.host_relations, host="dc:relation, dc:source", related=_RELATION),
        "subject": _SUBJECT, "description": _DESCRIPTION, "kind": No("no place"), "genre": No("no place"),
        "section": No("no place"), "column": No("no place"), "instalment": No("no place"), "absence": No("no place"),
        **_END,
    }),
    "book": _column(m.Book, {
        "title": _to("title", w.titles, titles=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "publisher": _PUBLISHERS, "date": _DATE, **_type("Text"), "format": _FORMAT, "language": _LANGUAGE,
        "identifier": _IDENTIFIERS,
        "relation": _to("relation", w.book_relations, identifiers=_valid("identifier"), related=_RELATION, series={
            "title": _TEXT, "section": _WITHIN, "part_number": "dc:relation", "identifiers": No("no place"),
        }),
        "subject": _SUBJECT,
        "description": _to("description", w.descriptions, texts=_PROSE, notes=_NOTE, responsibility=_TEXT),
        "scope": No("no place"), "absence": No("no place"), "editions": No("no place in simple DC"),
        "imprint": No("no place"), **_TRADE, **_END,
    }),
}  # fmt: skip
