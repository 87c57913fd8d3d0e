"""DCMI Metadata Terms as RDF (dcterms): one graph in RDF/XML, a node a record.

Source: DCMI Metadata Terms (2020-01-20); RDF 1.1 XML Syntax. Reasons for the choices: docs/formats/dcterms.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Context, Leaf, Lens, No, Says, Special
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


def _publishers(record: m.Book | m.Issue | m.Periodical, context: Context) -> Iterator[n.Agent]:
    found: dict[str, n.Agent] = {}
    for it in w.publishers_of(record, context):
        uri = w.own_identifier(it.agent, context) if it.agent is not None else None
        found.setdefault(it.name.text, n.Agent(n.names(it.name), uri))
    return iter(found.values())


def _numbers(record: t.Work, context: Context) -> Iterator[n.Value]:
    return (n.Value(x.text, f"{t.TERMS}URI" if x.uri else None) for x in t.numbers(record, context))


def _subjects(record: t.Work, context: Context) -> Iterator[n.Topic]:
    return (n.topic(it, context) for it in with_mapped(record.subjects, context) if it.heading or it.code or it.concept)


def _linked(dump: Any, term: str) -> Any:
    cited = term not in ("isPartOf", "hasPart")
    return lambda record, context: (
        n.Thing(link.uri, None if cited else link.words, link.words if cited else None)
        for link in dump(record, context)
    )


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

_SHAPES: dict[str, tuple[Any, type, Any]] = {
    "publisher": (_publishers, n.Agent, n.AGENT), "subject": (_subjects, n.Topic, n.TOPIC),
    "identifier": (_numbers, n.Value, n.VALUE),
}  # fmt: skip


def _shape(term: str, dump: Any) -> tuple[Any, type, Any]:
    """Return what yields the values of a term as RDF has them, their shape, and where its fields stand."""
    if term in ("issued", "available", "date"):
        scheme = f"{t.TERMS}W3CDTF"
        return lambda *asked: (n.Value(x.text, scheme) for x in dump(*asked)), n.Value, n.VALUE
    if term in t.LINKS:
        return _linked(dump, term), n.Thing, n.THING
    if term == "type":
        return lambda *asked: (n.Resource(n.DCMITYPE + x.text) for x in dump(*asked)), n.Resource, n.RESOURCE
    return _SHAPES.get(term, (dump, w.Literal, n.LITERAL))


class _Terms(t.Vocabulary):
    root, prefixes = "dcterms:BibliographicResource", n.PREFIXES
    person, publisher, subject = _PERSON, _PUBLISHER, _SUBJECT
    named = n.AGENT, Lens(n.Agent, _agent)

    def element(self, term: str) -> str:
        below = {
            "language": f"[@rdf:datatype={t.TERMS}ISO639-2]",
            "accrualPeriodicity": "/dcterms:Frequency/rdfs:label",
        }
        return f"dcterms:{term}{below.get(term, '')}"

    def to(self, term: str, dump: Any, **says: Any) -> Special:
        shaped, shape, column = _shape(term, dump)
        return Special(f"*dcterms:{term}", shape, column, shaped, None, says)

    def titles(self, **says: Any) -> dict[str, Any]:
        return {"id": Leaf("@rdf:about", n.ABOUT), **super().titles(**says)}


COLUMNS = _Terms().columns()


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
    sniff=lambda head: (
        head.tag.endswith("}RDF") and b"http://purl.org/dc/terms/" in head.first and b"<skos:" not in head.first
    ),
    sends=("domain",),
    kinds=("periodical", "issue", "component", "book"),
    columns=COLUMNS,
    document=_document,
    single=_single,
)
