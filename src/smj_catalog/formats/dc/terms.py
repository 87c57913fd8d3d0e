"""What a record says in qualified Dublin Core, shared by its XML (qdc) and its RDF (dcterms).

Source: DCMI Metadata Terms (2020-01-20). Reasons for the choices: docs/decisions/0008-qualified-dublin-core.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from attrs import define, fields_dict

from smj_catalog.codes.languages import tag
from smj_catalog.crosswalk import Column, Context, Group, Implied, Leaf, Lens, No, Says, Special, several
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.columns import rested
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.issuing import titled
from smj_catalog.model import Book, Component, Contributor, Frequency, Issue, Language, Note, Periodical, Text, Title
from smj_catalog.model.sole import one_proper
from smj_catalog.problems import message

Work = Book | Issue | Component | Periodical

TERMS = "http://purl.org/dc/terms/"

RELATIONS = {
    "earlier": "replaces", "later": "isReplacedBy", "part": "hasPart", "whole": "isPartOf",
    "translation-of": "isVersionOf", "review-of": "references", "alternative-format": "hasFormat",
    "digital-version": "hasFormat", "print-version": "isFormatOf",
}  # fmt: skip
"""Type of a relation -> the term for it; every other type is a plain relation."""
LINKS = tuple(dict.fromkeys(("isPartOf", "hasPart", *RELATIONS.values(), "relation")))

_ABSTRACTS = frozenset({"02", "03"})
_CONTENTS = "04"
_VARIANTS = {"hepburn": "-hepburn", "ala-lc": "-alalc97"}
"""Scheme of a romanised form -> its subtag in the IANA registry of language subtags."""


@define
class Number:
    """An identifier, and whether it is a URI."""

    text: str
    uri: bool


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


def numbers(record: Work, context: Context) -> Iterator[Number]:
    """Yield the record's own identifier, then its valid numbers."""
    yield Number(w.own_identifier(record.id, context), uri=True)
    for it in w.own_numbers(record):
        yield Number(w.identifier_words(it), w.uri_of(it) is not None)


def links(term: str) -> Callable[[Work, Context], Iterator[w.Link]]:
    """Return what yields the things to which a record stands in one relation, such as isPartOf."""

    def dump(record: Work, context: Context) -> Iterator[w.Link]:
        if term == "isPartOf":
            yield from w.hosts(record, context)
        elif term == "hasPart":
            yield from (w.Link(w.own_identifier(c.id, context)) for c in getattr(record, "contents", ()))
        for it in record.related:
            if RELATIONS.get(it.type, "relation") == term:
                yield from w.related(it, context)

    return dump


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


def other_texts(record: Work, _: Context) -> Iterator[w.Literal]:
    """Yield texts of other types."""
    others = (t for t in record.texts if t.type not in (_CONTENTS, *_ABSTRACTS))
    return (w.Literal(t.text, tag(t.language)) for t in others)


def descriptions(record: Work, context: Context) -> Iterator[w.Literal]:
    """Yield the statement of responsibility, texts of other types, notes."""
    statement = getattr(record, "responsibility", None)
    stated = () if statement is None else (w.literal(statement),)
    return chain(stated, other_texts(record, context), (w.Literal(note.text) for note in record.notes))


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
    "date": "issued (W3CDTF); available (online, on sale); date (a cover date alongside a publication date, first publication)",
    "role": "which of the three", "qualifier": Implied("exact"),
    "printed": No("only the normalised form"),
})  # fmt: skip
_FIRST = "not named; only the first of each type is exported"
EXTENT = {**dict.fromkeys(("value", "printed", "unit"), "extent"), "type": _FIRST}
EXTENTS: dict[str, Any] = {"extents": EXTENT, "sizes": {"printed": "extent"}, "measures": EXTENT}
IDENTIFIERS = Says("only valid identifiers", {
    "value": "identifier; isPartOf for the identifier of a set", "type": "URI, or scheme before the number", "scheme": "before the number",
    "status": Implied("valid"), "printed": No("only the normalised form"), "qualifier": "isPartOf for the identifier of a set only",
})  # fmt: skip
RELATED = {
    "type": "which term: " + ", ".join(f"{k} is {v}" for k, v in RELATIONS.items()) + "; relation for all others",
    "record": "the term's value", "citation": "the term's value", "identifiers": "the term's value",
}  # fmt: skip
_WITHIN = {**WORDS, "language": No("only the language of the title")}
SERIES = {"title": WORDS, "section": _WITHIN, "part_number": "isPartOf"}
PAGES = {"first": "bibliographicCitation", "last": "bibliographicCitation"}
PROSE = {"text": "abstract, tableOfContents or description", "type": "which of them", "language": "xml:lang"}
NOTE = {"text": "description"}
LANG = Leaf("@xml:lang", Codec(message("a-text"), dump=tag))
VALUE = {"lang": "@xml:lang", "text": "."}
LITERAL = {"text": ".", "language": LANG, "truncated": No("no way to mark it")}
COMPLETE = "… at the end of tableOfContents, where the list is known to be incomplete"
UNPLACED: dict[str, Any] = {
    "editions": No("no term for an edition"), "audiences": No("audiences in DC are classes of agents, not codes"),
    "audience_descriptions": No("audiences in DC are classes of agents, not words"),
    "resources": No("a file about the resource is not the resource itself"),
    "contents": Implied("hasPart and tableOfContents; each is a separate record, whose isPartOf is its host"),
    "links": No("a link is not the resource itself"), "sources": No("no equivalent for the source of a single fact"),
}  # fmt: skip


class Vocabulary:
    """The columns of a format of Dublin Core: what all have in common; a format says how it writes a term, and what differs.

    Attributes:
        root: the element that holds a record.
        prefixes: namespaces, as columns have them.
        dc: prefix of the fifteen elements in paths that people read.
        dcterms: prefix of the other terms there.
        person: what is carried of a contributor.
        publisher: what is carried of a publisher.
        subject: what is carried of a subject.
        unplaced: field -> why there is no place.
        identified: what yields the numbers, and what is carried of them.
        named: where the parts of a contributor's name stand, and what makes them of a contributor.
    """

    root: str
    prefixes: Mapping[str, str]
    dc = dcterms = ""
    person: Mapping[str, Any]
    publisher: Mapping[str, Any] = {"name": WORDS}
    subject: Any
    unplaced: Mapping[str, Any] = UNPLACED
    identified: tuple[Any, Any] = (numbers, IDENTIFIERS)
    named: tuple[Mapping[str, Any], Lens] = (VALUE, Lens(w.Literal, lambda it, _: w.literal(it.name)))

    def to(self, term: str, dump: Any, **says: Any) -> Special:
        """Return the entry of a term, of what a function yields, and what that says of fields."""
        return Special(f"*{self.element(term)}", w.Literal, VALUE, dump, None, says)

    def element(self, term: str) -> str:
        """Return the path of the element that holds a value of a term as it stands."""
        raise NotImplementedError

    def place(self, term: str, make: type, parts: Mapping[str, Any], **which: Any) -> Group:
        """Return the place of a field whose values a term takes as they stand: where their parts are, and which values."""
        return Group(f"*{self.element(term)}", rested(make, parts, "no equivalent"), **which)

    def titles(self, **says: Any) -> dict[str, Any]:
        """Return the entries of titles."""
        return {"title": self.to("title", title, **says), "alternative": self.to("alternative", alternatives, **says)}

    def dates(self) -> dict[str, Any]:
        """Return the entries of dates."""
        return {term: self.to(term, w.dates_of(term), dates=DATES) for term in ("issued", "available", "date")}

    def typed(self, word: str) -> dict[str, Any]:
        """Return the entry of a word of the DCMI Type Vocabulary."""
        return {"type": self.to("type", lambda _, __: (w.Literal(word),))}

    def sizes(self) -> dict[str, Any]:
        """Return the entry of extents and sizes."""
        return {"extent": self.to("extent", w.extents, **EXTENTS)}

    def numbers(self) -> dict[str, Any]:
        """Return the entries of languages and identifiers."""
        own = {"id": f"{self.dc}identifier, first"} if self.dc else {}
        parts, why = {"code": ".", "role": Implied("of the text")}, "only the language of the text"
        return {
            "languages": self.place("language", Language, parts, when=lambda it: it.role == "01", why=why),
            "identifier": self.to("identifier", self.identified[0], **own, identifiers=self.identified[1]),
        }

    def citation(self) -> dict[str, Any]:
        """Return the entry of where a part stands."""
        return {"citation": self.to("bibliographicCitation", w.sources, pages=PAGES)}

    def relations(self, **hosts: Any) -> dict[str, Any]:
        """Return the entries of hosts, series and related things."""
        return {
            term: self.to(term, links(term), related=RELATED, **({**hosts, "identifiers": IDENTIFIERS} if term == "isPartOf" else {}))
            for term in LINKS
        }  # fmt: skip

    def about(self, **says: Any) -> dict[str, Any]:
        """Return the entries of what a thing is about: subjects, contents, abstracts."""
        return {
            "subject": self.to("subject", w.subjects, subjects=self.subject),
            "contents-list": self.to("tableOfContents", contents, texts=PROSE, **says),
            "abstract": self.to("abstract", abstracts, texts=PROSE),
        }

    def description(self) -> dict[str, Any]:
        """Return the entries of other texts and notes."""
        notes = self.place("description", Note, {"text": "."})
        return {"description": self.to("description", other_texts, texts=PROSE), "notes": notes}

    def frequencies(self) -> dict[str, Any]:
        """Return the entry of how often a serial comes out, as printed."""
        parts = {"printed": ".", "times_a_year": No("only the wording as printed")}
        return {"frequencies": self.place("accrualPeriodicity", Frequency, parts)}

    def columns(self) -> dict[str, Column]:
        """Return the columns of the four kinds, in the order of the entries."""
        roles = (("creator", w.is_creator), ("contributor", None))
        said = rested(Contributor, self.person, "no equivalent")
        who = {"contributors": several("contributors", Contributor, [
            Group(f"*{self.element(term)}", self.named[0], when=when, lens=self.named[1], says=said) for term, when in roles
        ], said)}  # fmt: skip
        made = {**who, "publisher": self.to("publisher", w.publishers, publishers=self.publisher), **self.dates()}
        work, within = {**self.typed("Text"), **self.sizes(), **self.numbers()}, f"{self.dcterms}isPartOf"
        listed = self.about(contents_complete=COMPLETE)
        return {
            "periodical": self._column(
                Periodical, self.titles(titles=TITLES), made, self.typed("Collection"), self.numbers(), self.relations(),
                self.about(), self.description(), self.frequencies(),
            ),
            "issue": self._column(
                Issue, self.titles(titles=TITLES, features=FEATURE, numbering=NUMBERING), made, work,
                self.relations(periodical=within), listed, self.description(),
            ),
            "component": self._column(
                Component, self.titles(title=TITLES), who, self.dates(), self.typed("Text"), self.numbers(), self.citation(),
                self.relations(host=f"{within}, {self.dcterms}bibliographicCitation"), self.about(), self.description(),
            ),
            "book": self._column(
                Book, self.titles(titles=TITLES), made, work, self.relations(series=SERIES), listed,
                {"responsibility": Group(self.element("description"), rested(Text, LITERAL, "no equivalent"))}, self.description(),
            ),
        }  # fmt: skip

    def _column(self, make: type, *parts: Mapping[str, Any]) -> Column:
        entries = {name: entry for part in parts for name, entry in part.items()}
        left = {name: entry for name, entry in self.unplaced.items() if name in fields_dict(make)}
        return Column(
            make, self.root, rested(make, {**entries, **left}, "no equivalent"), prefixes=self.prefixes, begin=titled,
            readable=False,
        )  # fmt: skip
