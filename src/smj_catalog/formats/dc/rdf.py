"""DCMI Metadata Terms as RDF (dcterms): one graph in RDF/XML, a node a record.

Source: DCMI Metadata Terms (2020-01-20); RDF 1.1 XML Syntax. Reasons for the choices: docs/formats/dcterms.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Column, Context, Leaf, No, Says, Special
from smj_catalog.formats.base import Format, Writing, column_of
from smj_catalog.formats.dc import nodes as n
from smj_catalog.formats.dc import terms as t
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.vocabulary import with_mapped
from smj_catalog.formats.xml import with_components
from smj_catalog.model import Contributor, Record

_FOAF = {kind: n.PREFIXES["foaf"] + name for kind, name in (("person", "Person"), ("organisation", "Organization"))}


def _agent(it: Contributor, context: Context) -> n.Agent:
    uri = w.own_identifier(it.agent, context) if it.agent is not None else None
    return n.Agent(n.names(it.name), uri, _FOAF[it.kind], it.family, it.given)


def _creators(record: t.Work, context: Context) -> Iterator[n.Agent]:
    return (_agent(c, context) for c in record.contributors if w.is_creator(c))


def _contributors(record: t.Work, context: Context) -> Iterator[n.Agent]:
    return (_agent(c, context) for c in record.contributors if not w.is_creator(c))


def _publishers(record: m.Book | m.Issue | m.Periodical, context: Context) -> Iterator[n.Agent]:
    found: dict[str, n.Agent] = {}
    for it in w.publishers_of(record, context):
        uri = w.own_identifier(it.agent, context) if it.agent is not None else None
        found.setdefault(it.name.text, n.Agent(n.names(it.name), uri))
    return iter(found.values())


def _coded(dump: Any, scheme: str) -> Any:
    return lambda record, context: (n.Value(x.text, t.TERMS + scheme) for x in dump(record, context))


def _numbers(record: t.Work, context: Context) -> Iterator[n.Value]:
    return (n.Value(x.text, f"{t.TERMS}URI" if x.uri else None) for x in t.numbers(record, context))


def _subjects(record: t.Work, context: Context) -> Iterator[n.Topic]:
    return (n.topic(it, context) for it in with_mapped(record.subjects, context) if w.subject_carried(it))


def _linked(term: str) -> Any:
    links = t.links(term)
    cited = term not in ("isPartOf", "hasPart")

    def dump(record: t.Work, context: Context) -> Iterator[n.Thing]:
        for link in links(record, context):
            yield n.Thing(link.uri, None if cited else link.words, link.words if cited else None)

    return dump


def _to(term: str, dump: Any, shape: type = w.Literal, column: Any = n.LITERAL, **says: Any) -> Special:
    return Special(f"*dcterms:{term}", shape, column, dump, None, says)


def _relations(**hosts: Any) -> dict[str, Special]:
    return {
        term: _to(
            term,
            _linked(term),
            n.Thing,
            n.THING,
            related=t.RELATED,
            **({**hosts, "identifiers": t.IDENTIFIERS} if term == "isPartOf" else {}),
        )
        for term in dict.fromkeys(("isPartOf", "hasPart", *t.RELATIONS.values(), "relation"))
    }


_NAME = {
    "text": "foaf:name", "language": "xml:lang", "readings": "foaf:name, tagged ja-Kana",
    "romanised": "foaf:name, tagged -Latn", "truncated": No("no way to mark it"),
}  # fmt: skip
_PERSON = {
    "name": _NAME, "roles": "creator for authors and editors, else contributor",
    "kind": "rdf:type foaf:Person or foaf:Organization", "agent": "rdf:about of the foaf:Agent",
    "family": "foaf:familyName", "given": "foaf:givenName",
    **dict.fromkeys(("identifiers", "born", "died", "distinction"), No("given in the agent's own record")),
}  # fmt: skip
_PUBLISHER = {"name": _NAME, "agent": "rdf:about of the foaf:Agent"}
_SUBJECT = Says("subjects with neither heading nor code", {
    "scheme": "dcam:memberOf or skos:inScheme", "code": "skos:notation, or in rdf:about", "heading": "skos:prefLabel",
    "concept": "rdf:about, with its labels; what it is mapped to are subjects of their own",
    "edition": "in rdf:about of NDC 9 and 10",
})  # fmt: skip

_CREDITS = {
    "creator": _to("creator", _creators, n.Agent, n.AGENT, contributors=_PERSON),
    "contributor": _to("contributor", _contributors, n.Agent, n.AGENT, contributors=_PERSON),
}
_PUBLISHERS = {"publisher": _to("publisher", _publishers, n.Agent, n.AGENT, publishers=_PUBLISHER)}
_ISSUED = {
    term: _to(term, _coded(w.dates_of(term), "W3CDTF"), n.Value, n.VALUE, dates=t.DATES)
    for term in ("issued", "available", "date")
}
_EXTENT = {"extent": _to("extent", w.extents, **t.EXTENTS)}
_LANGUAGE = {
    "language": _to("language", _coded(w.languages, "ISO639-2"), n.Value, n.VALUE, languages=t.LANGUAGES),
    "identifier": _to("identifier", _numbers, n.Value, n.VALUE, identifiers=t.IDENTIFIERS),
}


def _titles(**says: Any) -> dict[str, Any]:
    return {
        "id": Leaf("@rdf:about", n.ABOUT),
        "title": _to("title", t.title, **says),
        "alternative": _to("alternative", t.alternatives, **says),
    }


def _type(word: str) -> dict[str, Special]:
    return {"type": _to("type", lambda _, __: (n.Resource(n.DCMITYPE + word),), n.Resource, n.RESOURCE)}


def _about(**says: Any) -> dict[str, Special]:
    return {
        "subject": _to("subject", _subjects, n.Topic, n.TOPIC, subjects=_SUBJECT),
        "contents-list": _to("tableOfContents", t.contents, texts=t.PROSE, **says),
        "abstract": _to("abstract", t.abstracts, texts=t.PROSE),
    }


def _description(**says: Any) -> dict[str, Special]:
    return {"description": _to("description", t.descriptions, texts=t.PROSE, notes=t.NOTE, **says)}


_column = partial(t.column, root="dcterms:BibliographicResource", prefixes=n.PREFIXES)


COLUMNS: dict[str, Column] = {
    "periodical": _column(
        m.Periodical, _titles(titles=t.TITLES), _CREDITS, _PUBLISHERS, _ISSUED, _type("Collection"),
        _LANGUAGE, _relations(), _about(), _description(),
        {"periodicity": Special(
            "*dcterms:accrualPeriodicity/dcterms:Frequency/rdfs:label", w.Literal, n.LITERAL, t.frequencies, None,
            {"frequencies": t.FREQUENCY},
        )},
    ),
    "issue": _column(
        m.Issue, _titles(titles=t.TITLES, features=t.FEATURE, numbering=t.NUMBERING), _CREDITS, _PUBLISHERS,
        _ISSUED, _type("Text"), _EXTENT, _LANGUAGE, _relations(periodical="isPartOf"), _about(contents_complete=t.COMPLETE), _description(),
    ),
    "component": _column(
        m.Component, _titles(title=t.TITLES), _CREDITS, _ISSUED, _type("Text"), _LANGUAGE,
        {"citation": _to("bibliographicCitation", w.sources, pages=t.PAGES)},
        _relations(host="isPartOf, bibliographicCitation"), _about(), _description(),
    ),
    "book": _column(
        m.Book, _titles(titles=t.TITLES), _CREDITS, _PUBLISHERS, _ISSUED, _type("Text"), _EXTENT, _LANGUAGE,
        _relations(series=t.SERIES), _about(contents_complete=t.COMPLETE), _description(responsibility=t.WORDS),
    ),
}  # fmt: skip


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    return n.graph(with_components(records), writing, COLUMNS)


def _single(record: Record, context: Context) -> bytes:
    column_of(record, COLUMNS, "dcterms")
    return b"".join(n.graph([record], Writing(context), COLUMNS))


FORMAT = Format(
    id="dcterms",
    title="DCMI Metadata Terms, RDF/XML (dcterms)",
    title_ja="DCMI メタデータ語彙(RDF/XML)",
    media_type="application/rdf+xml",
    suffix=".rdf",
    sends=("domain",),
    kinds=("periodical", "issue", "component", "book"),
    columns=COLUMNS,
    document=_document,
    single=_single,
)
