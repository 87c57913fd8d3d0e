"""The archive's subject vocabulary as SKOS in RDF/XML.

Source: SKOS Reference (W3C Recommendation 2009-08-18). Reasons for the choices: docs/formats/skos.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from attrs import define, evolve

from smj_catalog import model as m
from smj_catalog.crosswalk import Column, Context, Group, Leaf, Lens, No, Special, several
from smj_catalog.crosswalk.columns import rested
from smj_catalog.errors import CannotWrite
from smj_catalog.formats.base import Format, Writing
from smj_catalog.formats.dc import nodes as n
from smj_catalog.formats.dc import terms as t
from smj_catalog.formats.dc import words as w
from smj_catalog.model import Concept, Record, Subject, Text, kind_of
from smj_catalog.problems import message
from smj_catalog.xmlio import escape, escape_attribute

_EDITORIAL = frozenset({"mapping", "warrant"})
"""Types of notes for those who keep the vocabulary, not for those who use it."""


@define
class Pair:
    """A relation written both ways: the other node, and the concept that the inverse leads back to."""

    uri: str
    back: str


@define
class Origin:
    """A source: what it is, and its address."""

    uri: str | None = None
    title: w.Literal | None = None


_ORIGIN = {"uri": "rdf:Description/@rdf:about", "title": Group("rdf:Description/dcterms:title", n.LITERAL)}


def _preferred(record: Concept, _: Context) -> Iterator[w.Literal]:
    """Yield labels, then the first reading and romanised form: no two with one tag (S14)."""
    found: dict[str | None, w.Literal] = {}
    for label in record.labels:
        found.setdefault(label.language, w.literal(label))
    tagged = {x.lang: x for x in found.values()}
    for x in (x for label in record.labels for x in t.forms(label)):
        tagged.setdefault(x.lang, x)
    return iter(tagged.values())


def _others(
    record: Concept, context: Context, *, texts: tuple[Text, ...], taken: Iterable[w.Literal]
) -> Iterator[w.Literal]:
    """Yield labels with their readings, but none that stands as a label of a higher kind already (S13)."""
    known = {(x.text, x.lang) for x in (*_preferred(record, context), *taken)}
    found = {(x.text, x.lang): x for text in texts for x in (w.literal(text), *t.forms(text))}
    return (x for key, x in found.items() if key not in known)


def _alternatives(record: Concept, context: Context) -> Iterator[w.Literal]:
    further = (*record.labels, *record.alternatives)
    return _others(record, context, texts=further, taken=())


def _hidden(record: Concept, context: Context) -> Iterator[w.Literal]:
    return _others(record, context, texts=record.hidden, taken=_alternatives(record, context))


def _scheme(_: Concept, context: Context) -> Iterator[n.Resource]:
    yield n.Resource(n.scheme_uri(context))


def _top(record: Concept, context: Context) -> Iterator[Pair]:
    if not record.broader:
        yield Pair(n.scheme_uri(context), w.own_identifier(record.id, context))


def _broader(record: Concept, context: Context) -> Iterator[Pair]:
    here = w.own_identifier(record.id, context)
    return (Pair(w.own_identifier(other, context), here) for other in record.broader)


def _related(record: Concept, context: Context) -> Iterator[n.Resource]:
    return (n.Resource(w.own_identifier(other, context)) for other in record.related)


def _match(it: m.Mapping, context: Context) -> n.Topic:
    uri = it.uri if it.uri is not None and w.is_uri(it.uri) else None
    return n.topic(Subject(it.scheme, it.code, heading=it.heading), context, uri=uri)


def _sources(record: Concept, _: Context) -> Iterator[Origin]:
    for it in record.sources:
        uri = it.url if it.url is not None and w.is_uri(it.url) else None
        if uri is not None or it.title is not None:
            yield Origin(uri, w.Literal(it.title) if it.title is not None else None)


def _to(name: str, dump: Any, shape: type = w.Literal, column: Any = n.LITERAL, **says: Any) -> Special:
    return Special(f"*{name}", shape, column, dump, None, says)


def _pair(inverse: str) -> dict[str, str]:
    return {"uri": "rdf:Description/@rdf:about", "back": f"rdf:Description/{inverse}/@rdf:resource"}


def _untyped(path: str) -> str:
    return path.replace("skos:Concept/", "rdf:Description/").replace("skos:ConceptScheme/", "rdf:Description/")


_OTHER = {
    name: evolve(it, path=_untyped(it.path)) if isinstance(it, Group) else _untyped(str(it))
    for name, it in n.TOPIC.items()
}
"""A concept of another vocabulary. It is not called a concept here: readers would take it for a loose one of this scheme."""

_TEXT = {
    "text": "the value", "language": "xml:lang", "readings": "tagged ja-Kana", "romanised": "tagged -Latn",
    "script": No("no equivalent"), "truncated": No("no way to mark it"), "sources": No("the concept's dcterms:source, not the label's"),
}  # fmt: skip
_MAPPING = {
    "match": "which of the three elements", "uri": "rdf:about of the other concept", "heading": "its skos:prefLabel",
    "code": "its skos:notation, or in its rdf:about", "scheme": "its dcam:memberOf or skos:inScheme",
    "sources": No("the concept's dcterms:source, not the mapping's"),
}  # fmt: skip
_NOTE = {
    "text": "skos:note or skos:editorialNote", "type": "editorialNote for those on mappings and warrant",
    "as_of": No("no equivalent"), "sources": No("the concept's dcterms:source, not the note's"),
}  # fmt: skip
_SOURCE = {
    "title": "dcterms:title of the source", "url": "rdf:about of the source", "id": No("used only within the record"),
    "seen": No("no equivalent"), "quotes": No("no equivalent"),
}  # fmt: skip

_WORDS = rested(m.Note, {"text": "."}, "no equivalent")


def _is(match: str, it: m.Mapping) -> bool:
    return it.match == match


COLUMNS: dict[str, Column] = {
    "concept": Column(
        m.Concept,
        "skos:Concept",
        {
            "id": Leaf("@rdf:about", n.ABOUT),
            "scheme": _to("skos:inScheme", _scheme, n.Resource, n.RESOURCE),
            "top": _to("skos:topConceptOf", _top, Pair, _pair("skos:hasTopConcept")),
            "prefLabel": _to("skos:prefLabel", _preferred, labels=_TEXT),
            "altLabel": _to("skos:altLabel", _alternatives, labels=_TEXT, alternatives=_TEXT),
            "hiddenLabel": _to("skos:hiddenLabel", _hidden, labels=_TEXT, alternatives=_TEXT, hidden=_TEXT),
            "up": _to("skos:broader", _broader, Pair, _pair("skos:narrower"), broader="skos:broader, with its inverse skos:narrower"),
            "beside": _to("skos:related", _related, n.Resource, n.RESOURCE, related="skos:related"),
            "scope_note": "skos:scopeNote",
            "mappings": several("mappings", m.Mapping, [
                Group(f"*skos:{word}Match", _OTHER, when=partial(_is, word), lens=Lens(n.Topic, _match), says=_MAPPING)
                for word in ("exact", "close", "broad")
            ], _MAPPING),
            "notes": several("notes", m.Note, (
                Group("*skos:note", _WORDS, when=lambda it: it.type not in _EDITORIAL), Group("*skos:editorialNote", _WORDS),
            ), _NOTE),
            "source": _to("dcterms:source", _sources, Origin, _ORIGIN, sources=_SOURCE),
        },
        prefixes={k: n.PREFIXES[k] for k in ("rdf", "skos", "dcterms", "dcam")},
        readable=False,
    )
}  # fmt: skip


def _first(context: Context) -> str:
    """Return the node of the vocabulary itself."""
    names = ("dcterms:title", "skos:prefLabel") if context.title else ()  # readers look for the one or the other
    title = "".join(f"\n    <{name}>{escape(context.title)}</{name}>" for name in names)
    return (
        f'\n  <skos:ConceptScheme rdf:about="{escape_attribute(n.scheme_uri(context))}">{title}\n'
        f'    <dcterms:modified rdf:datatype="{t.TERMS}W3CDTF">{context.updated}</dcterms:modified>\n'
        "  </skos:ConceptScheme>"
    )


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    return n.graph(records, writing, COLUMNS, first=_first)


def _single(record: Record, context: Context) -> bytes:
    kind = kind_of(record)
    if kind not in COLUMNS:
        raise CannotWrite(message("describes-concepts", record=record.id, kind=kind))
    return b"".join(n.graph([record], Writing(context), COLUMNS, first=_first))


FORMAT = Format(
    id="skos",
    title="SKOS, RDF/XML",
    title_ja="SKOS(RDF/XML)",
    media_type="application/rdf+xml",
    suffix=".rdf",
    sniff=lambda head: head.tag.endswith("}RDF") and b"<skos:Concept" in head.first,
    sends=("domain",),
    kinds=("concept",),
    columns=COLUMNS,
    document=_document,
    single=_single,
)
