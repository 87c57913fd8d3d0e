"""What a record says in Dublin Core: its values as literals.

Source: DCMI Metadata Terms; OAI-PMH 2.0 implementation guidelines for oai_dc.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from attrs import define

from smj_catalog import model as m
from smj_catalog.codes.languages import tag
from smj_catalog.crosswalk import Context
from smj_catalog.formats import issuing
from smj_catalog.formats.vocabulary import concept_of, with_mapped
from smj_catalog.model.sole import one_proper, sole


@define
class Literal:
    """A value with its language tag."""

    text: str
    lang: str | None = None


@define
class Link:
    """Another thing: its address, or else words for it."""

    uri: str | None = None
    words: Literal | None = None


CREATORS = frozenset({"B01", "B09", "B10", "B11", "B12", "B13", "B16", "B20", "B21", "B22", "B24", "B25"})
"""Roles of ONIX List 17 that make a creator beside those that begin with A (but A43 interviewer and such helpers)."""

_HELPERS = frozenset({"A19", "A23", "A24", "A29", "A32", "A36", "A43", "A44"})
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`]+")
_SCHEMES = {"ndc": "NDC", "ndlsh": "NDLSH", "bsh": "BSH", "lcsh": "LCSH", "c-code": "C-code", "thema": "Thema"}
_URNS = {"isbn-13": "urn:isbn:", "isbn-10": "urn:isbn:", "issn": "urn:ISSN:", "issn-l": "urn:ISSN:"}
_PLAIN = {"doi": "https://doi.org/", "uri": ""}
URI_TYPES = frozenset({*_URNS, *_PLAIN})
"""Types of numbers that go out as URIs."""


def is_uri(text: str) -> bool:
    """Tell whether a text can stand as the name of a resource: a URI, or an IRI with characters of any script."""
    return _URI.fullmatch(text) is not None


def literal(text: m.Text, shown: str | None = None) -> Literal:
    """Return a text as literal."""
    return Literal(shown or text.text, tag(text.language))


def full_title(title: m.Title) -> Literal:
    """Return title, part number and subtitle as one, with the punctuation of ISBD (". " and " : ")."""
    shown = title.text.text
    if title.part_number:
        shown += f". {title.part_number}"
    if title.subtitle:
        shown += f" : {title.subtitle.text}"
    return literal(title.text, shown)


def titles(record: m.Record, _: Context) -> Iterator[Literal]:
    """Yield the title proper (the first of type 01, else the first), then every other title, then the features of an issue."""
    if isinstance(record, m.Component):
        yield full_title(record.title)
        return
    if not isinstance(record, m.Periodical | m.Issue | m.Book):
        return
    first = next((t for t in record.titles if t.type == "01"), record.titles[0] if record.titles else None)
    if first is not None:
        shown = full_title(first)
        yield Literal(m.title_of(record), shown.lang) if isinstance(record, m.Issue) else shown
    for title in one_proper(record.titles):
        if title is not first:
            yield full_title(title)
    if isinstance(record, m.Issue):
        yield from map(literal, record.features)


def is_creator(contributor: m.Contributor) -> bool:
    """Tell whether a contributor is a creator: author or editor, or of no stated role."""
    roles = contributor.roles
    return not roles or any(r in CREATORS or (r[0] == "A" and r not in _HELPERS) for r in roles)


def publishers_of(record: m.Product | m.Periodical, context: Context) -> tuple[m.Publisher, ...]:
    """Return the publishers of a record; of an issue that names none, its serial's at its date, where that is known."""
    return record.publishers or (() if isinstance(record, m.Periodical) else issuing.publishers_of(record, context))


def publishers(record: m.Product | m.Periodical, context: Context) -> Iterator[Literal]:
    """Yield the names of publishers, each once."""
    return iter({p.name.text: literal(p.name) for p in publishers_of(record, context)}.values())


_ISSUED = ("publication", "cover", "online", "on-sale")
"""What the date of issue is: the first of these that a record has."""
_AVAILABLE = ("online", "on-sale")


def dates(record: m.Product | m.Component | m.Periodical, context: Context) -> Iterator[Literal]:
    """Yield the dates on which the thing came out, as W3CDTF, each once; that of its issue first."""
    found = (date.text for term in ("issued", "available", "date") for date in dates_of(term)(record, context))
    return iter([Literal(text) for text in dict.fromkeys(found)])


def dates_of(term: str) -> Callable[[m.Product | m.Component | m.Periodical, Context], Iterator[Literal]]:
    """Return the function that yields the dates of one term of DCMI.

    Args:
        term: ``issued``, the publication, or what there is in its place; ``available``, online and on sale; ``date``, the
            others: the date on an issue's cover beside that of its publication, and that of the first publication.
    """

    def found(record: m.Product | m.Component | m.Periodical, _: Context) -> Iterator[Literal]:
        told = (*_ISSUED, "first-publication")  # when the thing came out
        exact = sole(d for d in record.dates if d.qualifier is None and d.role in told)
        issued = next((role for role in _ISSUED if any(d.role == role for d in exact)), None)
        terms = {role: "available" if role in _AVAILABLE else "date" for role in (d.role for d in exact)}
        if issued is not None:
            terms[issued] = "issued"
        return iter([Literal(x) for x in dict.fromkeys(str(d.date) for d in exact if terms[d.role] == term)])

    return found


def extents(record: m.Product, _: Context) -> Iterator[Literal]:
    """Yield extents and sizes: as printed, else the number with its unit."""
    for extent in sole(record.extents):
        unit = " p." if extent.unit == "03" else ""
        if extent.printed or extent.value is not None:
            yield Literal(extent.printed or f"{extent.value}{unit}")
    for size in sole(record.sizes):
        yield Literal(size.printed)
    for measure in sole(record.measures):
        yield Literal(measure.printed or f"{measure.value} {measure.unit}")


def own_identifier(record_id: str, context: Context) -> str:
    """Return the address of a record, or its OAI identifier where the catalogue has no address."""
    return context.uri(record_id) or context.oai_identifier(record_id)


def own_numbers(record: m.Product | m.Component | m.Periodical, *, of_set: bool = False) -> list[m.Identifier]:
    """Return the valid numbers of the thing itself, or else of the set that it is a volume of."""
    return [it for it in record.identifiers if it.status == "valid" and (it.qualifier == "set") is of_set]


def identifier_words(it: m.Identifier) -> str:
    """Return a number as URN (an ISSN with its hyphen, RFC 8254) or address, else behind the name of its scheme."""
    if it.type in ("issn", "issn-l") and len(it.value) == 8:
        return f"{_URNS[it.type]}{it.value[:4]}-{it.value[4:]}"
    if it.type in _URNS:
        return _URNS[it.type] + it.value
    if it.type in _PLAIN:
        return _PLAIN[it.type] + it.value
    return f"{it.scheme or it.type}:{it.value}"


def identifiers(record: m.Product | m.Component | m.Periodical, context: Context) -> Iterator[Literal]:
    """Yield the record's address first, then its numbers as URN or scheme and number."""
    yield Literal(own_identifier(record.id, context))
    yield from (Literal(identifier_words(it)) for it in own_numbers(record))


def sources(record: m.Component, context: Context) -> Iterator[Literal]:
    """Yield where a component stands: title of its host, then pages."""
    if record.host is not None:
        host = context.lookup(record.host)
        where = m.title_of(host) if host is not None else record.host
        runs = ", ".join(f"{p.first}-{p.last}" if p.last not in (None, p.first) else p.first for p in record.pages)
        yield Literal(f"{where}, p. {runs}" if runs else where)


def series_words(series: m.Series) -> Literal:
    """Return a series as words: title, section, number of the book in it."""
    shown = " ".join(x for x in (series.title.text, series.section and series.section.text, series.part_number) if x)
    return literal(series.title, shown)


def uri_of(identifier: m.Identifier) -> str | None:
    """Return the URI of a number; None where its scheme has none."""
    found = identifier_words(identifier) if identifier.type in URI_TYPES else None
    return found if found is not None and is_uri(found) else None


def _numbered(it: m.Identifier) -> Link:
    uri = uri_of(it)
    return Link(uri, None if uri is not None else Literal(identifier_words(it)))


def hosts(record: m.Book | m.Issue | m.Component | m.Periodical, context: Context) -> Iterator[Link]:
    """Yield what a record is in: its serial or host, its series, the numbers of its set."""
    host = getattr(record, "host", None) or getattr(record, "periodical", None)
    if host is not None:
        yield Link(own_identifier(host, context))
    for series in getattr(record, "series", ()):
        yield Link(words=series_words(series))
    yield from map(_numbered, own_numbers(record, of_set=True))


def related(it: m.Relation, context: Context) -> Iterator[Link]:
    """Yield the things that a relation names: a record, else a citation, else each of its valid numbers."""
    if it.record is not None:
        yield Link(own_identifier(it.record, context))
    elif it.citation is not None:
        yield Link(words=Literal(it.citation))
    else:
        yield from (_numbered(i) for i in it.identifiers if i.status == "valid")


def relations(record: m.Book | m.Issue | m.Component | m.Periodical, context: Context) -> Iterator[Literal]:
    """Yield what a record is in, then what it is related to, as words."""
    found = chain(hosts(record, context), *(related(it, context) for it in record.related))
    return (it.words or Literal(it.uri or "") for it in found)


def subjects(record: m.Product | m.Component | m.Periodical, context: Context) -> Iterator[Literal]:
    """Yield the words of subjects, each once: `subject_words` of each and of what concepts are mapped to."""
    found = [x for it in with_mapped(record.subjects, context) for x in subject_words(it, context)]
    return iter({(x.text, x.lang): x for x in found}.values())


def subject_words(it: m.Subject, context: Context) -> Iterator[Literal]:
    """Yield a heading as it is, else a code behind the name of its scheme; of the archive's own concept its labels."""
    if (concept := concept_of(it, context)) is not None:
        yield from map(literal, concept.labels)
    elif it.heading is not None:
        yield Literal(it.heading)
    elif it.code is not None:
        yield Literal(it.code if it.scheme == "other" else f"{scheme_name(it.scheme)} {it.code}")


def scheme_name(scheme: str) -> str:
    """Return what a scheme of subjects is called."""
    return _SCHEMES.get(scheme, scheme)
