"""What a record says in qualified Dublin Core, shared by its XML (qdc) and its RDF (dcterms).

Source: DCMI Metadata Terms (2020-01-20). Reasons for the choices: docs/decisions/0008-qualified-dublin-core.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import define, fields_dict

from smj_catalog.codes.languages import tag
from smj_catalog.crosswalk import Column, Context, Implied, No, Says
from smj_catalog.crosswalk.columns import rested
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.issuing import titled
from smj_catalog.model import Book, Component, Identifier, Issue, Periodical, Relation, Text, Title
from smj_catalog.model.sole import one_proper

Work = Book | Issue | Component | Periodical

TERMS = "http://purl.org/dc/terms/"

RELATIONS = {
    "earlier": "replaces", "later": "isReplacedBy", "part": "hasPart", "whole": "isPartOf",
    "translation-of": "isVersionOf", "review-of": "references", "alternative-format": "hasFormat",
    "digital-version": "hasFormat", "print-version": "isFormatOf",
}  # fmt: skip
"""Type of a relation -> the term for it; every other type is a plain relation."""

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`]+")
_ABSTRACTS = frozenset({"02", "03"})
_CONTENTS = "04"
_VARIANTS = {"hepburn": "-hepburn", "ala-lc": "-alalc97"}
"""Scheme of a romanised form -> its subtag in the IANA registry of language subtags."""


@define
class Link:
    """Another thing: its address, or else words for it."""

    uri: str | None = None
    words: w.Literal | None = None


@define
class Number:
    """An identifier, and whether it is a URI."""

    text: str
    uri: bool


def is_uri(text: str) -> bool:
    """Tell whether a text can stand as the name of a resource: a URI, or an IRI with characters of any script."""
    return _URI.fullmatch(text) is not None


# ---- titles


def title(record: Work, context: Context) -> Iterator[w.Literal]:
    """Yield the title proper; of an issue with its designation."""
    first = next(w.titles(record, context), None)
    return iter(() if first is None else (first,))


def alternatives(record: Work, context: Context) -> Iterator[w.Literal]:
    """Yield other titles and the features of an issue; then readings and romanised forms, told by their tags."""
    shown = list(w.titles(record, context))[1:]
    shown += (x for t in _titles(record) for x in _forms(t))
    shown += (x for text in getattr(record, "features", ()) for x in forms(text))
    return iter({(x.text, x.lang): x for x in shown}.values())


def _titles(record: Work) -> tuple[Title, ...]:
    return (record.title,) if isinstance(record, Component) else one_proper(record.titles)


def _forms(of: Title) -> Iterator[w.Literal]:
    below = {x.lang: x.text for x in reversed(list(forms(of.subtitle)))} if of.subtitle is not None else {}
    for x in forms(of.text):
        yield w.Literal(f"{x.text} : {below[x.lang]}" if x.lang in below else x.text, x.lang)


def forms(text: Text) -> Iterator[w.Literal]:
    """Yield the readings of a text as ja-Kana and its romanised forms as -Latn (BCP 47), as JPCOAR tags them."""
    for reading in text.readings:
        yield w.Literal(reading.text, "ja-Kana")
    for it in text.romanised:
        yield w.Literal(it.text, f"{tag(text.language) or 'ja'}-Latn{_VARIANTS.get(it.scheme or '', '')}")


# ---- numbers, other things


def uri_of(identifier: Identifier) -> str | None:
    """Return the URI of a number; None where its scheme has none."""
    found = w.identifier_words(identifier) if identifier.type in w.URI_TYPES else None
    return found if found is not None and is_uri(found) else None


def numbers(record: Work, context: Context) -> Iterator[Number]:
    """Yield the record's own identifier, then its valid numbers."""
    yield Number(w.own_identifier(record.id, context), uri=True)
    for it in w.own_numbers(record):
        yield Number(w.identifier_words(it), uri_of(it) is not None)


def links(term: str) -> Callable[[Work, Context], Iterator[Link]]:
    """Return what yields the things to which a record stands in one relation, such as isPartOf."""

    def dump(record: Work, context: Context) -> Iterator[Link]:
        if term == "isPartOf":
            yield from _hosts(record, context)
        elif term == "hasPart":
            yield from (Link(w.own_identifier(c.id, context)) for c in getattr(record, "contents", ()))
        for it in record.related:
            if RELATIONS.get(it.type, "relation") == term:
                yield from _related(it, context)

    return dump


def _hosts(record: Work, context: Context) -> Iterator[Link]:
    host = getattr(record, "host", None) or getattr(record, "periodical", None)
    if host is not None:
        yield Link(w.own_identifier(host, context))
    for series in getattr(record, "series", ()):
        yield Link(words=w.series_words(series))
    yield from map(_numbered, w.set_numbers(record))


def _related(it: Relation, context: Context) -> Iterator[Link]:
    if it.record is not None:
        yield Link(w.own_identifier(it.record, context))
    elif it.citation is not None:
        yield Link(words=w.Literal(it.citation))
    else:
        yield from map(_numbered, it.identifiers)


def _numbered(it: Identifier) -> Link:
    uri = uri_of(it)
    return Link(uri, None if uri is not None else w.Literal(w.identifier_words(it)))


# ---- texts


def contents(record: Work, _: Context) -> Iterator[w.Literal]:
    """Yield a table of contents: as a source has it, else the titles of chapters or articles joined by two hyphens.

    Where the list is known to be incomplete, … stands at its end.
    """
    printed = [w.Literal(t.text, tag(t.language)) for t in record.texts if t.type == _CONTENTS]
    parts = getattr(record, "contents", ())
    if parts and not printed:
        more = ("…",) if getattr(record, "contents_complete", None) is False else ()
        printed = [w.Literal(" -- ".join((*(w.full_title(c.title).text for c in parts), *more)))]
    return iter(printed)


def abstracts(record: Work, _: Context) -> Iterator[w.Literal]:
    """Yield descriptions, short and long (ONIX List 153, 02 and 03)."""
    return (w.Literal(t.text, tag(t.language)) for t in record.texts if t.type in _ABSTRACTS)


def descriptions(record: Work, _: Context) -> Iterator[w.Literal]:
    """Yield the statement of responsibility, texts of other types, notes."""
    statement = getattr(record, "responsibility", None)
    if statement is not None:
        yield w.literal(statement)
    for text in record.texts:
        if text.type != _CONTENTS and text.type not in _ABSTRACTS:
            yield w.Literal(text.text, tag(text.language))
    for note in record.notes:
        yield w.Literal(note.text)


def frequencies(record: Periodical, _: Context) -> Iterator[w.Literal]:
    """Yield how often a serial comes out, as printed."""
    return (w.Literal(f.printed) for f in record.frequencies)


# ---- what is carried, said once for both formats

FORMS = {
    "readings": "alternative, tagged ja-Kana", "romanised": "alternative, tagged -Latn", "truncated": No("no way to mark it"),
}  # fmt: skip
TITLE_TEXT = {"text": "title, or alternative", "language": "xml:lang", **FORMS}
TITLES = {
    "text": TITLE_TEXT, "part_number": "after the title", "subtitle": TITLE_TEXT,
    "type": "title or alternative; only the first of type 01",
}  # fmt: skip
FEATURE = {"text": "alternative", "language": "xml:lang", **FORMS}
WORDS = {"text": "the value", "language": "xml:lang", "truncated": No("no way to mark it")}
NUMBERING = {
    "printed": "after the title", "volume": No("only the designation as printed"), "numbers": No("only the designation as printed"),
    "whole_number": No("only the designation as printed"), "date": No("only the designation as printed"),
    "series": No("only the designation as printed"),
}  # fmt: skip
DATES = Says("only exact dates of publication or issue", {
    "date": "issued (W3CDTF); available for online and on sale, date for a cover beside its publication and for the first publication",
    "role": "which of the three", "qualifier": Implied("exact"),
    "printed": No("only the normalised form"),
})  # fmt: skip
EXTENT = {
    "value": "extent",
    "printed": "extent",
    "unit": "extent",
    "type": "not named; only the first of each type is exported",
}
EXTENTS: dict[str, Any] = {"extents": EXTENT, "sizes": {"printed": "extent"}, "measures": EXTENT}
LANGUAGES = Says("only the language of the text", {"code": "language (ISO 639-2)", "role": Implied("of the text")})
IDENTIFIERS = Says("only valid identifiers", {
    "value": "identifier; isPartOf for the identifier of a set", "type": "URI, or scheme before the number", "scheme": "before the number",
    "status": Implied("valid"), "printed": No("only the normalised form"), "qualifier": "isPartOf for the identifier of a set only",
})  # fmt: skip
RELATED = {
    "type": "which term: " + ", ".join(f"{k} is {v}" for k, v in RELATIONS.items()) + "; relation for all others",
    "record": "the term's value", "citation": "the term's value", "identifiers": "the term's value",
}  # fmt: skip
SERIES = {
    "title": WORDS,
    "section": {**WORDS, "language": No("only the language of the title")},
    "part_number": "isPartOf",
}
PAGES = {"first": "bibliographicCitation", "last": "bibliographicCitation"}
PROSE = {"text": "abstract, tableOfContents or description", "type": "which of them", "language": "xml:lang"}
NOTE = {"text": "description"}
FREQUENCY = {"printed": "accrualPeriodicity", "times_a_year": No("only the wording as printed")}
COMPLETE = "… at the end of tableOfContents, where the list is known to be incomplete"
UNPLACED: dict[str, Any] = {
    "editions": No("no term for an edition"), "audiences": No("audiences in DC are classes of agents, not codes"),
    "audience_descriptions": No("audiences in DC are classes of agents, not words"),
    "resources": No("a file about the resource is not the resource itself"),
    "contents": Implied("hasPart and tableOfContents; each is a record of its own, whose isPartOf is its host"),
    "links": No("a link is not the resource itself"), "sources": No("no equivalent for the source of a single fact"),
}  # fmt: skip


def column(make: type, *parts: Mapping[str, Any], root: str, prefixes: Mapping[str, str]) -> Column:
    """Return the column of a kind of record: its parts, and why there is no place for the other fields."""
    entries = {name: entry for part in parts for name, entry in part.items()}
    left = {name: entry for name, entry in UNPLACED.items() if name in fields_dict(make)}
    return Column(
        make, root, rested(make, {**entries, **left}, "no equivalent"), prefixes=prefixes, begin=titled, readable=False
    )
