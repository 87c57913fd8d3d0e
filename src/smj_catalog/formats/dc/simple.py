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
_SOURCES = No("no equivalent for the source of a single fact")
_TEXT = {
    "text": "the value", "language": "xml:lang", "readings": No("no equivalent for readings"), "script": No("no equivalent"),
    "romanised": No("no equivalent for romanised forms"), "truncated": No("no way to mark it"), "sources": _SOURCES,
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
        "status": Implied("valid"), "printed": No("only the normalised form"), "qualifier": "dc:relation for the identifier of a set only", "sources": _SOURCES,
    })  # fmt: skip


_PERSON = {
    "name": _TEXT, "roles": "dc:creator for authors and editors, else dc:contributor", "kind": No("no equivalent"),
    "role_printed": No("no equivalent"), "position": No("no equivalent"), "affiliation": No("no equivalent"), "agent": No("only the name is given"),
    "identifiers": No("only the name is given"), "biography": No("only the name is given"),
    "family": No("only the full name"), "given": No("only the full name"), "born": No("only the name is given"),
    "died": No("only the name is given"), "distinction": No("only the name is given"), "sources": _SOURCES,
}  # fmt: skip
_DATES = Says("only exact dates of publication or issue", {
    "date": "dc:date (W3CDTF)", "role": Implied("one of the roles that are exported"), "qualifier": Implied("exact"),
    "until": No("no equivalent"), "printed": No("only the normalised form"), "sources": _SOURCES,
})  # fmt: skip
_SUBJECTS = Says("subjects with neither heading nor code", {
    "scheme": "before a code", "code": "dc:subject", "heading": "dc:subject", "concept": "dc:subject, its labels",
    "edition": No("no equivalent"), "main": No("no equivalent"), "assigned": No("no equivalent"), "sources": _SOURCES,
})  # fmt: skip
_LANGUAGES = Says("only the language of the text", {
    "code": "dc:language", "role": Implied("of the text"), "sources": _SOURCES,
})  # fmt: skip
_PUBLISHER = {
    "name": _TEXT, "role": No("no equivalent"), "places": No("no equivalent"), "country": No("no equivalent"), "agent": No("only the name is given"),
    "identifiers": No("only the name is given"), "sources": _SOURCES,
}  # fmt: skip
_PROSE = {
    "text": "dc:description",
    "language": "xml:lang",
    "type": No("no equivalent"),
    "audiences": No("no equivalent"),
    "sources": _SOURCES,
}
_NOTE = {"text": "dc:description", "type": No("no equivalent"), "as_of": No("no equivalent"), "sources": _SOURCES}
_RELATION = {
    "record": "dc:relation", "citation": "dc:relation", "identifiers": "dc:relation", "type": No("no equivalent"),
    "sources": _SOURCES,
}  # fmt: skip
_EXTENT = {
    "value": "dc:format",
    "printed": "dc:format",
    "unit": "dc:format",
    "type": "not named; only the first of each type is exported",
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
    "form": No("no equivalent for trade codes"), "form_details": No("no equivalent for trade codes"),
    "form_description": No("no equivalent for trade codes"), "status": No("no equivalent for trade codes"),
    "availability": No("no equivalent for trade codes"), "audiences": No("audiences in DC are classes of agents, not codes"),
    "audience_descriptions": No("audiences in DC are classes of agents, not words"),
    "sales_rights": No("no equivalent"), "suppliers": No("no equivalent"), "resources": No("a file about the resource is not the resource itself"),
    "prices": No("no equivalent"), "holdings": No("no equivalent"),
    "contents": Implied("each article or chapter is a record of its own, whose dc:relation is its host"),
    "contents_complete": No("no way to mark an incomplete list"),
}  # fmt: skip
_END = {"links": No("a link is not the resource itself"), "sources": _SOURCES}


def _column(make: type, entries: dict[str, Any]) -> Column:
    return Column(make, "oai_dc:dc", entries, prefixes=PREFIXES, readable=False)


def _type(word: str) -> dict[str, Any]:
    return {"=type": Fixed("dc:type", word)}


COLUMNS: dict[str, Column] = {
    "periodical": _column(m.Periodical, {
        "title": _to("title", w.titles, titles=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "publisher": _PUBLISHERS, "date": _DATE, **_type("Collection"), "language": _LANGUAGE,
        "identifier": _IDENTIFIERS, "relation": _to("relation", w.relations, related=_RELATION), "subject": _SUBJECT,
        "description": _DESCRIPTION, "kinds": No("no equivalent"), "frequencies": No("accrualPeriodicity is not part of simple Dublin Core"),
        "prices": No("no equivalent"), "holdings": No("no equivalent"), **_END,
    }),
    "issue": _column(m.Issue, {
        "title": _to("title", w.titles, titles=_TITLE, features=_TEXT, numbering={
            "printed": "after the title", "volume": No("only the designation as printed"), "numbers": No("only the designation as printed"),
            "whole_number": No("only the designation as printed"), "date": No("only the designation as printed"),
            "series": No("only the designation as printed"), "sources": _SOURCES,
        }),
        "creator": _CREATORS, "contributor": _CONTRIBUTORS, "publisher": _PUBLISHERS, "date": _DATE, **_type("Text"),
        "format": _FORMAT, "language": _LANGUAGE, "identifier": _IDENTIFIERS,
        "relation": _to("relation", w.issue_relations, identifiers=_valid("identifier"), periodical="dc:relation", related=_RELATION),
        "subject": _SUBJECT, "description": _DESCRIPTION, "kind": No("no equivalent"), **_TRADE, **_END,
    }),
    "component": _column(m.Component, {
        "title": _to("title", w.titles, title=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "date": _DATE, **_type("Text"), "language": _LANGUAGE, "identifier": _IDENTIFIERS,
        "source": _to("source", w.sources, pages={"first": "dc:source", "last": "dc:source"}),
        "relation": _to("relation", w.host_relations, host="dc:relation, dc:source", related=_RELATION),
        "subject": _SUBJECT, "description": _DESCRIPTION, "kind": No("no equivalent"), "genre": No("no equivalent"),
        "section": No("no equivalent"), "column": No("no equivalent"), "instalment": No("no equivalent"), "absence": No("no equivalent"),
        **_END,
    }),
    "book": _column(m.Book, {
        "title": _to("title", w.titles, titles=_TITLE), "creator": _CREATORS, "contributor": _CONTRIBUTORS,
        "publisher": _PUBLISHERS, "date": _DATE, **_type("Text"), "format": _FORMAT, "language": _LANGUAGE,
        "identifier": _IDENTIFIERS,
        "relation": _to("relation", w.book_relations, identifiers=_valid("identifier"), related=_RELATION, series={
            "title": _TEXT, "section": _WITHIN, "part_number": "dc:relation", "identifiers": No("no equivalent"),
        }),
        "subject": _SUBJECT,
        "description": _to("description", w.descriptions, texts=_PROSE, notes=_NOTE, responsibility=_TEXT),
        "scope": No("no equivalent"), "absence": No("no equivalent"), "editions": No("no equivalent in simple Dublin Core"),
        "imprint": No("no equivalent"), **_TRADE, **_END,
    }),
}  # fmt: skip
