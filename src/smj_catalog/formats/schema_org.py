"""schema.org as JSON-LD: serials, volumes, issues, articles, chapters and books for search engines and the web of data.

Source: Schema.org 29 (Book, Chapter, Article, Periodical, PublicationVolume, PublicationIssue); JSON-LD 1.1.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from smj_catalog import model as m
from smj_catalog.codes.languages import tag
from smj_catalog.crosswalk import Column, Context, Implied, No, Says, Special
from smj_catalog.crosswalk.columns import rested
from smj_catalog.formats.base import Format, Writing, column_of
from smj_catalog.formats.citations import whole
from smj_catalog.formats.dc import terms as t
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.issuing import titled
from smj_catalog.formats.objects import array, dumped
from smj_catalog.formats.vocabulary import concept_of, with_mapped
from smj_catalog.formats.xml import with_components
from smj_catalog.model.sole import asked_here, sole

CONTEXT = {"@vocab": "https://schema.org/"}
"""Says what the names mean without a file that programs would have to fetch."""

_Dump = Callable[[Any, Context], Iterable[Any]]


def _words(held: w.Literal) -> Any:
    return held.text if held.lang is None else {"@value": held.text, "@language": held.lang}


def _literals(dump: _Dump) -> _Dump:
    return lambda record, context: map(_words, dump(record, context))


def _node(type_: str, **said: Any) -> dict[str, Any]:
    """Return a node with what is said of it."""
    return {"@type": type_, **{name: value for name, value in said.items() if value not in (None, "", [])}}


def _at(uri: str | None) -> dict[str, str] | None:
    return {"@id": uri} if uri is not None and w.is_uri(uri) else None


def _record(type_: str, record: str, context: Context) -> dict[str, str]:
    """Return the node of another record, which stands elsewhere."""
    return {"@type": type_, "@id": w.own_identifier(record, context)}


def _named(type_: str, it: Any, context: Context, **said: Any) -> dict[str, Any]:
    made = _node(type_, name=_words(w.literal(it.name)), alternateName=[_words(x) for x in t.forms(it.name)], **said)
    return {"@id": w.own_identifier(it.agent, context), **made} if it.agent is not None else made


# --- who


_PROPERTIES = {"A01": "author", "B01": "editor", "B06": "translator", "A12": "illustrator"}


def _properties(it: m.Contributor) -> set[str]:
    """Return the properties that a name stands in: one for each of its roles."""
    found = {_PROPERTIES[role] for role in it.roles if role in _PROPERTIES}
    if found or not w.is_creator(it):
        return found or {"contributor"}
    return {"editor" if any(role[0] == "B" for role in it.roles) else "author"}


def _people(name: str) -> _Dump:
    def dump(record: Any, context: Context) -> Iterator[Any]:
        for it in (c for c in record.contributors if name in _properties(c)):
            place = _node("Organization", name=_words(w.literal(it.affiliation))) if it.affiliation else None
            yield _named(
                "Person" if it.kind == "person" else "Organization", it, context, familyName=it.family, givenName=it.given,
                jobTitle=it.position, affiliation=place, birthDate=it.born and str(it.born), deathDate=it.died and str(it.died), description=it.biography,
            )  # fmt: skip

    return dump


def _publishers(record: Any, context: Context) -> Iterator[Any]:
    for it in (p for p in record.publishers if p.role in ("01", "02")):
        country = _node("PostalAddress", addressCountry=it.country) if it.country else None
        yield _named(
            "Organization", it, context, location=[_words(w.literal(place)) for place in it.places], address=country
        )


# --- what


def _identifiers(record: Any, _: Context) -> Iterator[Any]:
    for it in w.own_numbers(record):
        if it.type not in ("isbn-13", "isbn-10", "issn", "issn-l"):
            yield _at(w.uri_of(it)) or _node("PropertyValue", propertyID=it.scheme or it.type, value=it.value)


def _numbers(*types: str) -> _Dump:
    def dump(record: Any, _: Context) -> Iterator[Any]:
        for it in w.own_numbers(record):
            if it.type in types:
                yield f"{it.value[:4]}-{it.value[4:]}" if it.type.startswith("issn") else it.value

    return dump


def _languages(record: Any, _: Context) -> Iterator[Any]:
    return (tag(it.code) for it in record.languages if it.role == "01")


def _about(record: Any, context: Context) -> Iterator[Any]:
    for it in with_mapped(record.subjects, context):
        concept = concept_of(it, context)
        labels = [_words(w.literal(label)) for label in concept.labels] if concept is not None else it.heading
        if it.scheme != "keyword" and (labels or it.code):
            scheme = f"{w.scheme_name(it.scheme)}{it.edition or ''}"
            yield _node("DefinedTerm", name=labels, termCode=it.code, inDefinedTermSet=scheme)


def _keywords(record: Any, _: Context) -> Iterator[Any]:
    return (it.heading for it in record.subjects if it.scheme == "keyword" and it.heading)


def _pages(record: Any, _: Context) -> Iterator[Any]:
    counts = [it.value for it in whole(record.extents)]
    return (int(count) if count == int(count) else float(count) for count in counts if count is not None)


def _editions(record: Any, _: Context) -> Iterator[Any]:
    return (it.statement or str(it.number) for it in record.editions if it.statement or it.number is not None)


_FORMATS = {"BB": "Hardcover", "BC": "Paperback", "EA": "EBook", "ED": "EBook"}


def _format(record: Any, _: Context) -> Iterator[Any]:
    return (_at(f"https://schema.org/{name}") for name in [_FORMATS.get(record.form or "")] if name)


def _offers(record: Any, _: Context) -> Iterator[Any]:
    for it in sole(filter(asked_here, record.prices))[:1]:
        if it.amount is not None:
            price = {"price": format(it.amount, "f"), "priceCurrency": it.currency}
            told = {"@type": "PriceSpecification", **price, "valueAddedTaxIncluded": it.tax == "included"}
            yield _node("Offer", **price, priceSpecification=told if it.tax in ("included", "excluded") else None)


def _covers(record: Any, _: Context) -> Iterator[Any]:
    return (_at(it.url) for it in record.resources if (it.type, it.mode) == ("01", "03") and w.is_uri(it.url))


# --- where


def _kind(record: Any, _: Context) -> Iterator[Any]:
    yield "Chapter" if record.kind == "chapter" else "Article"


def _host(record: Any, context: Context) -> Iterator[Any]:
    if record.host is not None:
        yield _record("Book" if record.host.startswith("book:") else "PublicationIssue", record.host, context)


def _serial(record: Any, context: Context) -> Iterator[Any]:
    whole = _record("Periodical", record.periodical, context) if record.periodical else None
    volume = record.numbering.volume if record.numbering is not None else None
    if volume is not None:
        yield _node("PublicationVolume", volumeNumber=volume, isPartOf=whole)
    elif whole is not None:
        yield whole


def _issue_number(record: Any, _: Context) -> Iterator[Any]:
    if record.numbering is not None:
        yield from record.numbering.numbers or filter(None, [record.numbering.whole_number])


def _series(record: Any, _: Context) -> Iterator[Any]:
    return (_node("BookSeries", name=_words(w.series_words(it))) for it in record.series)


def _parts(record: Any, context: Context) -> Iterator[Any]:
    return (_at(w.own_identifier(part.id, context)) for part in record.contents)


def _runs(record: Any, _: Context) -> Iterator[Any]:
    return filter(None, [", ".join(it.first if it.last is None else f"{it.first}-{it.last}" for it in record.pages)])


def _links(record: Any, _: Context) -> Iterator[Any]:
    return (_at(it.url) for it in record.links if w.is_uri(it.url))


# --- columns


def _to(name: str, dump: _Dump, **says: Any) -> Special:
    return Special(f"*{name}", dict, {}, dump, None, says)


_PERSON = {
    "name": {"text": "name", "language": "@language", "readings": "alternateName (ja-Kana)", "romanised": "alternateName (-Latn)"}, "roles": "which property",
    "kind": "Person or Organization", "position": "jobTitle", "affiliation": t.WORDS, "agent": "@id", "family": "familyName", "given": "givenName",
    "born": "birthDate", "died": "deathDate", "biography": "description",
}  # fmt: skip
_PUBLISHER = Says("distributors", {
    "name": _PERSON["name"], "places": {"text": "location", "language": "@language"}, "country": "address", "agent": "@id",
    "role": "not distinguished",
})  # fmt: skip
_TITLES = {**t.TITLES, "type": "name or alternateName; only the first of type 01"}
_SUBJECTS = dict.fromkeys(("scheme", "code", "heading", "edition", "concept"), "about (DefinedTerm), keywords")
_NUMBERING = {
    **t.NUMBERING, "volume": "isPartOf (PublicationVolume)", "numbers": "issueNumber", "whole_number": "issueNumber, where there is no other",
}  # fmt: skip
_PRICES = Says("all but the first price asked in Japan", {
    "amount": "price", "currency": "priceCurrency", "tax": "valueAddedTaxIncluded",
    **dict.fromkeys(("countries", "regions", "countries_excluded", "regions_excluded", "type"), "Japan, for readers"),
})  # fmt: skip
_IDENTIFIERS = Says("only valid identifiers of the thing itself", {
    "type": "isbn, issn or identifier", "value": "the value", "scheme": "propertyID", "status": "valid", "qualifier": "not that of a set",
})  # fmt: skip
_DATES = Says("only exact dates of publication, or the cover date, online or on-sale date in its place", {
    "date": "datePublished", "role": Implied("of publication"), "qualifier": Implied("exact"), "printed": No("only the normalised form"),
})  # fmt: skip


def _start(**says: Any) -> dict[str, Special]:
    return {
        "name": _to("name", _literals(t.title), **says),
        "alternateName": _to("alternateName", _literals(t.alternatives), **says),
        **{name: _to(name, _people(name), contributors=_PERSON) for name in ("author", "editor", "translator", "illustrator", "contributor")},
        "datePublished": _to("datePublished", _literals(w.dates_of("issued")), dates=_DATES),
        "inLanguage": _to("inLanguage", _languages, languages=Says("only the language of the text", {"code": "inLanguage (BCP 47)", "role": "of the text"})),
        "identifier": _to("identifier", _identifiers, identifiers=_IDENTIFIERS),
        "about": _to("about", _about, subjects=_SUBJECTS), "keywords": _to("keywords", _keywords, subjects=_SUBJECTS),
        "abstract": _to("abstract", _literals(t.abstracts), texts=t.PROSE),
        "url": _to("url", _links, links={"url": "url"}),
    }  # fmt: skip


def _product(**says: Any) -> dict[str, Special]:
    return {
        "publisher": _to("publisher", _publishers, publishers=_PUBLISHER),
        "numberOfPages": _to("numberOfPages", _pages, extents={"value": "numberOfPages", "unit": "pages", "type": "pages"}),
        "offers": _to("offers", _offers, prices=_PRICES),
        "image": _to("image", _covers, resources=Says("only pictures of the cover", {"url": "image", "type": "cover", "mode": "picture"})),
        "hasPart": _to("hasPart", _parts),
        "description": _to("description", _literals(t.descriptions), texts=t.PROSE, notes=t.NOTE, **says),
    }  # fmt: skip


def _column(make: type, type_: str, *parts: dict[str, Special]) -> Column:
    entries: dict[str, Any] = {name: entry for part in parts for name, entry in part.items()}
    parted = {"contents": Implied("hasPart; each is a separate record")} if "hasPart" in entries else {}
    return Column(
        make, type_, rested(make, {"id": Implied("@id"), **entries, **parted}, "no equivalent"), readable=False
    )


_NOTED = {"description": _to("description", _literals(t.descriptions), texts=t.PROSE, notes=t.NOTE)}
COLUMNS: dict[str, Column] = {
    "periodical": _column(m.Periodical, "Periodical", _start(titles=_TITLES), {
        "issn": _to("issn", _numbers("issn", "issn-l"), identifiers=_IDENTIFIERS), "publisher": _to("publisher", _publishers, publishers=_PUBLISHER),
    }, _NOTED),
    "issue": _column(m.Issue, "PublicationIssue", _start(titles=_TITLES, features=t.FEATURE, numbering=_NUMBERING), _product(), {
        "issueNumber": _to("issueNumber", _issue_number, numbering=_NUMBERING),
        "isPartOf": _to("isPartOf", _serial, periodical="isPartOf (Periodical)", numbering=_NUMBERING),
    }),
    "component": _column(m.Component, "Article", {"@type": _to("@type", _kind, kind="@type")}, _start(title=_TITLES), {
        "isPartOf": _to("isPartOf", _host, host="isPartOf"), "pagination": _to("pagination", _runs, pages={"first": "pagination", "last": "pagination"}),
        "articleSection": _to("articleSection", lambda record, _: [_words(w.literal(record.section))] if record.section else [], section=t.WORDS),
        "genre": _to("genre", lambda record, _: [record.genre] if record.genre else [], genre="genre"),
    }, _NOTED),
    "book": _column(m.Book, "Book", _start(titles=_TITLES), _product(responsibility=t.WORDS), {
        "isbn": _to("isbn", _numbers("isbn-13", "isbn-10"), identifiers=_IDENTIFIERS), "bookEdition": _to("bookEdition", _editions, editions={"number": "bookEdition, where there is no statement", "statement": "bookEdition"}),
        "bookFormat": _to("bookFormat", _format, form="bookFormat, for paperbacks, hardbacks and files"), "isPartOf": _to("isPartOf", _series, series=t.SERIES),
    }),
}  # fmt: skip


def _described(record: m.Record, context: Context) -> dict[str, Any]:
    column = COLUMNS[m.kind_of(record)]
    made: dict[str, Any] = {"@type": column.root, "@id": w.own_identifier(record.id, context)}
    for name, entry in column.entries.items():
        if isinstance(entry, Special) and (values := list(entry.dump(record, context))):
            made[name] = values[0] if len(values) == 1 else values
    return made


def _document(records: Iterable[m.Record], writing: Writing) -> Iterator[bytes]:
    def nodes() -> Iterator[bytes]:
        for record, column in writing.taken((titled(it, writing.context) for it in with_components(records)), COLUMNS):
            yield dumped(_described(record, writing.context))
            writing.count(record, column)

    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": '.encode()
    yield from array(nodes(), b"]}\n")


def _single(record: m.Record, context: Context) -> bytes:
    column_of(record, COLUMNS, "schema.org")
    return dumped({"@context": CONTEXT, **_described(titled(record, context), context)}) + b"\n"


FORMAT = Format(
    id="schema-org", title="schema.org, JSON-LD", title_ja="schema.org(JSON-LD)", media_type="application/ld+json", suffix=".jsonld",
    sends=("domain",), kinds=tuple(COLUMNS), columns=COLUMNS, document=_document, single=_single,
)  # fmt: skip
