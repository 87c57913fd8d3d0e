"""RDF in short: the nodes that our graphs are made of, and where RDF/XML keeps their fields.

Source: RDF 1.1 XML Syntax; SKOS Reference; DCMI Abstract Model (dcam:memberOf).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from attrs import define

from smj_catalog.crosswalk import Column, Context, Group
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.formats.base import Writing
from smj_catalog.formats.dc import terms as t
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.vocabulary import concept_of
from smj_catalog.formats.xml import DECLARATION, write_records
from smj_catalog.model import Record, Subject, Text
from smj_catalog.problems import message

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": t.TERMS,
    "dcam": "http://purl.org/dc/dcam/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
DCMITYPE = "http://purl.org/dc/dcmitype/"
NDLSH = "http://id.ndl.go.jp/auth/ndlsh/"
"""Where the National Diet Library keeps its subject headings, before their id."""

_CLASSES = "http://id.ndl.go.jp/class/ndc{}/{}"
_ENCODINGS = {
    "lcsh": f"{t.TERMS}LCSH", "ndc": "http://ndl.go.jp/dcndl/terms/NDC", "ndlsh": "http://ndl.go.jp/dcndl/terms/ndlsh",
    "bsh": "http://ndl.go.jp/dcndl/terms/BSH",
}  # fmt: skip
"""Vocabulary encoding schemes of DCMI and DC-NDL; dcndl:NDC is the one for numbers whose edition is not clear."""

_LANGUAGES = {"lcsh": "en", "ndlsh": "ja", "bsh": "ja"}


@define
class Resource:
    """A property whose value is named and no more."""

    uri: str


@define
class Value:
    """A literal with a datatype, or none."""

    text: str
    datatype: str | None = None


@define
class Agent:
    """A person or body: named by its record's identifier, or nameless."""

    names: tuple[w.Literal, ...]
    uri: str | None = None
    type: str | None = None
    family: str | None = None
    given: str | None = None


@define
class Thing:
    """Another work: named, or described by its title or its citation."""

    uri: str | None = None
    title: w.Literal | None = None
    citation: w.Literal | None = None


@define
class Topic:
    """A concept of any vocabulary, with as much as is known of it.

    Attributes:
        uri: its name; None where its scheme gives none.
        labels: preferred labels.
        notation: its code, where that is not in the name.
        member: the vocabulary encoding scheme that it belongs to.
        scheme: the concept scheme that it stands in.
        scheme_name: what that is called, where it has no name.
    """

    uri: str | None = None
    labels: tuple[w.Literal, ...] = ()
    notation: str | None = None
    member: str | None = None
    scheme: str | None = None
    scheme_name: str | None = None


LITERAL = t.VALUE
RESOURCE = {"uri": "@rdf:resource"}
VALUE = {"datatype": "@rdf:datatype", "text": "."}
AGENT = {
    "uri": "foaf:Agent/@rdf:about", "type": "foaf:Agent/rdf:type/@rdf:resource",
    "names": Group("foaf:Agent/*foaf:name", LITERAL), "family": "foaf:Agent/foaf:familyName",
    "given": "foaf:Agent/foaf:givenName",
}  # fmt: skip
_WORK = "dcterms:BibliographicResource"
THING = {
    "uri": "@rdf:resource", "title": Group(f"{_WORK}/dcterms:title", LITERAL),
    "citation": Group(f"{_WORK}/dcterms:bibliographicCitation", LITERAL),
}  # fmt: skip
TOPIC = {
    "uri": "skos:Concept/@rdf:about", "labels": Group("skos:Concept/*skos:prefLabel", LITERAL),
    "notation": "skos:Concept/skos:notation", "member": "skos:Concept/dcam:memberOf/@rdf:resource",
    "scheme": "skos:Concept/skos:inScheme/@rdf:resource",
    "scheme_name": "skos:Concept/skos:inScheme/skos:ConceptScheme/dcterms:title",
}  # fmt: skip

ABOUT = Codec(message("a-record-id"), None, w.own_identifier, context=True)
"""rdf:about of a record: its address, or its OAI identifier where the catalogue has no address."""


def names(text: Text) -> tuple[w.Literal, ...]:
    """Return a name as printed, then its readings and romanised forms, told by their tags."""
    return (w.literal(text), *t.forms(text))


def scheme_uri(context: Context) -> str:
    """Return the name of the archive's own subject vocabulary."""
    return w.own_identifier("subjects", context)


def topic(it: Subject, context: Context, *, uri: str | None = None) -> Topic:
    """Return a subject as a concept.

    Args:
        it: the subject.
        context: the catalogue, which may know the concept.
        uri: its name, where that is known beforehand. The National Diet Library's names begin with http.
    """
    concept = concept_of(it, context)
    if concept is not None:
        return Topic(
            w.own_identifier(concept.id, context), tuple(map(w.literal, concept.labels)), scheme=scheme_uri(context)
        )
    labels = (w.Literal(it.heading, _LANGUAGES.get(it.scheme)),) if it.heading is not None else ()
    if it.concept is not None:
        return Topic(w.own_identifier(it.concept, context), labels, scheme=scheme_uri(context))
    member = _ENCODINGS.get(it.scheme)
    named = _uri(it) if uri is None else re.sub("^https(?=://id[.]ndl[.]go[.]jp/)", "http", uri)
    if named is not None:
        return Topic(named, labels, None if it.scheme == "ndlsh" else it.code, member)
    given = None if it.scheme in ("keyword", "other") else w.scheme_name(it.scheme)
    return Topic(None, labels, it.code, member, scheme_name=given if member is None else None)


def _uri(it: Subject) -> str | None:
    """Return the name that the National Diet Library has given to a heading or class number."""
    if it.scheme == "ndlsh" and it.code is not None and re.fullmatch("[0-9]{8,9}", it.code):
        return NDLSH + it.code
    if it.scheme == "ndc" and it.code is not None and it.edition in ("9", "10") and re.fullmatch("[0-9.]+", it.code):
        return _CLASSES.format(it.edition, it.code)
    return None


def graph(
    records: Iterable[Record],
    writing: Writing,
    columns: dict[str, Column],
    *,
    first: Callable[[Context], str] | None = None,
) -> Iterator[bytes]:
    """Yield an RDF/XML file.

    Args:
        records: in the order wanted.
        writing: the catalogue around.
        columns: kind -> column.
        first: makes nodes that stand before the records, as RDF/XML (`write_records`).
    """
    used = {prefix: uri for column in columns.values() for prefix, uri in column.prefixes.items()}
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in used.items())
    start = f"{DECLARATION}\n<rdf:RDF{spaces}>"
    begun = start if first is None else lambda context: start + first(context)
    return write_records(records, writing, columns=columns, start=begun, end="\n</rdf:RDF>\n")
