"""Qualified Dublin Core as XML (qdc): the fifteen elements, their refinements, and encoding schemes as xsi:type.

Source: DCMI, Guidelines for implementing Dublin Core in XML (2003-04-02); dcterms.xsd and qualifieddc.xsd (2008-02-11);
OAI-PMH 2.0, section 4.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from attrs import define

from smj_catalog import model as m
from smj_catalog.crosswalk import Column, Context, Says, Special
from smj_catalog.formats.dc import terms as t
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.dc.response import XSI, harvested
from smj_catalog.formats.vocabulary import with_mapped

PREFIXES = {
    "qdc": "http://dspace.org/qualifieddc/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": t.TERMS,
    "xsi": XSI,
}
_SCHEMAS = "http://dublincore.org/schemas/xmls/qdc/2008/02/11"
_LOCATIONS = " ".join(
    f"{PREFIXES[prefix]} {_SCHEMAS}/{name}.xsd"
    for prefix, name in (("qdc", "qualifieddc"), ("dc", "dc"), ("dcterms", "dcterms"))
)
_ROOT = "".join(f' xmlns:{k}="{v}"' for k, v in PREFIXES.items()) + f' xsi:schemaLocation="{_LOCATIONS}"'


@define
class Value:
    """A value with its language, or with the scheme that it is encoded in."""

    text: str
    lang: str | None = None
    type: str | None = None


_LITERAL = {"lang": "@xml:lang", "text": "."}
_VALUE = {"type": "@xsi:type", **_LITERAL}
_URI = "dcterms:URI"


def _numbers(record: t.Work, context: Context) -> Iterator[Value]:
    return (Value(n.text, None, _URI if n.uri else None) for n in t.numbers(record, context))


def _subjects(record: t.Work, context: Context) -> Iterator[Value]:
    """Yield what `words.subjects` yields; headings of LCSH are marked as such, the one scheme that DCMI has a type for."""
    found: dict[tuple[str, str | None], Value] = {}
    for it in with_mapped(record.subjects, context):
        for x in w.subject_words(it, context):
            lcsh = it.scheme == "lcsh" and it.heading is not None
            found.setdefault(
                (x.text, x.lang), Value(x.text, None if lcsh else x.lang, "dcterms:LCSH" if lcsh else None)
            )
    return iter(found.values())


def _linked(term: str) -> Any:
    links = t.links(term)

    def dump(record: t.Work, context: Context) -> Iterator[Value]:
        for link in links(record, context):
            if link.uri is not None:
                yield Value(link.uri, None, _URI)
            elif link.words is not None:
                yield Value(link.words.text, link.words.lang)

    return dump


def _to(element: str, dump: Any, **says: Any) -> Special:
    return Special(f"*{element}", w.Literal, _LITERAL, dump, None, says)


def _coded(element: str, scheme: str, dump: Any, **says: Any) -> Special:
    return _to(f"{element}[@xsi:type=dcterms:{scheme}]", dump, **says)


def _mixed(element: str, dump: Any, **says: Any) -> Special:
    return Special(f"*{element}", Value, _VALUE, dump, None, says)


def _relations(**hosts: Any) -> dict[str, Special]:
    found = {}
    for term in dict.fromkeys(("isPartOf", "hasPart", *t.RELATIONS.values(), "relation")):
        says = {"related": t.RELATED, **({**hosts, "identifiers": t.IDENTIFIERS} if term == "isPartOf" else {})}
        found[term] = _mixed(f"{'dc' if term == 'relation' else 'dcterms'}:{term}", _linked(term), **says)
    return found


_PERSON = {"name": t.WORDS, "roles": "dc:creator for authors and editors, else dc:contributor"}
_PUBLISHER = {"name": t.WORDS}
_SUBJECT = Says("subjects with neither heading nor code", {
    "scheme": "xsi:type for LCSH; else before a code", "code": "dc:subject", "heading": "dc:subject",
    "concept": "dc:subject, its labels and what it is mapped to",
})  # fmt: skip

_CREDITS = {
    "creator": _to("dc:creator", w.creators, contributors=_PERSON),
    "contributor": _to("dc:contributor", w.contributors, contributors=_PERSON),
}
_PUBLISHERS = {"publisher": _to("dc:publisher", w.publishers, publishers=_PUBLISHER)}
_ISSUED = {
    term: _coded(f"dcterms:{term}", "W3CDTF", w.dates_of(term), dates=t.DATES)
    for term in ("issued", "available", "date")
}
_EXTENT = {"extent": _to("dcterms:extent", w.extents, **t.EXTENTS)}
_LANGUAGE = {
    "language": _coded("dc:language", "ISO639-2", w.languages, languages=t.LANGUAGES),
    "identifier": _mixed("dc:identifier", _numbers, id="dc:identifier, first", identifiers=t.IDENTIFIERS),
}


def _type(word: str) -> dict[str, Special]:
    return {"type": _coded("dc:type", "DCMIType", lambda _, __: (w.Literal(word),))}


def _titles(**says: Any) -> dict[str, Special]:
    return {
        "title": _to("dc:title", t.title, **says),
        "alternative": _to("dcterms:alternative", t.alternatives, **says),
    }


def _about(**says: Any) -> dict[str, Special]:
    return {
        "subject": _mixed("dc:subject", _subjects, subjects=_SUBJECT),
        "contents-list": _to("dcterms:tableOfContents", t.contents, texts=t.PROSE, **says),
        "abstract": _to("dcterms:abstract", t.abstracts, texts=t.PROSE),
    }


def _description(**says: Any) -> dict[str, Special]:
    return {"description": _to("dc:description", t.descriptions, texts=t.PROSE, notes=t.NOTE, **says)}


_column = partial(t.column, root="qdc:qualifieddc", prefixes=PREFIXES)


COLUMNS: dict[str, Column] = {
    "periodical": _column(
        m.Periodical, _titles(titles=t.TITLES), _CREDITS, _PUBLISHERS, _ISSUED, _type("Collection"),
        _LANGUAGE, _relations(), _about(), _description(),
        {"periodicity": _to("dcterms:accrualPeriodicity", t.frequencies, frequencies=t.FREQUENCY)},
    ),
    "issue": _column(
        m.Issue, _titles(titles=t.TITLES, features=t.FEATURE, numbering=t.NUMBERING), _CREDITS, _PUBLISHERS,
        _ISSUED, _type("Text"), _EXTENT, _LANGUAGE, _relations(periodical="dcterms:isPartOf"), _about(contents_complete=t.COMPLETE), _description(),
    ),
    "component": _column(
        m.Component, _titles(title=t.TITLES), _CREDITS, _ISSUED, _type("Text"), _LANGUAGE,
        {"citation": _to("dcterms:bibliographicCitation", w.sources, pages=t.PAGES)},
        _relations(host="dcterms:isPartOf, dcterms:bibliographicCitation"), _about(), _description(),
    ),
    "book": _column(
        m.Book, _titles(titles=t.TITLES), _CREDITS, _PUBLISHERS, _ISSUED, _type("Text"), _EXTENT, _LANGUAGE,
        _relations(series=t.SERIES), _about(contents_complete=t.COMPLETE), _description(responsibility=t.WORDS),
    ),
}  # fmt: skip


FORMAT = harvested(
    "qdc",
    "Qualified Dublin Core, XML (qdc)",
    "限定子付きダブリンコア(qdc)",
    f"{{{PREFIXES['qdc']}}}qualifieddc",
    COLUMNS,
    _ROOT,
)
