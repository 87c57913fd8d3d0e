"""Where DC-NDL keeps the fields of serials, issues, books, articles and chapters.

Source: DC-NDL (RDF) format specification; NDL Metadata Terms (2011-12-01); responses of NDL Search of 2021 and 2025.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk.codecs import TEXT, Codec
from smj_catalog.crosswalk.fields import Field, FieldColumn, Place, place
from smj_catalog.crosswalk.rows import Cell, Parsed
from smj_catalog.formats.dc.nodes import NDLSH
from smj_catalog.formats.dc.terms import TERMS
from smj_catalog.formats.dc.words import is_uri
from smj_catalog.formats.dcndl import shape as s
from smj_catalog.formats.dcndl import words as w
from smj_catalog.formats.dcndl.graph import NDL, trimmed
from smj_catalog.formats.marc.designation import from_words
from smj_catalog.formats.marc.words import extent, extents, from_height, from_price, height, price
from smj_catalog.formats.properties import HOST, RECORD
from smj_catalog.model.sole import asked_here, sole

_TYPE, _IN, _ABOUT, _URI, _LABEL = "@rdf:datatype", "@in", "@rdf:about", "@rdf:resource", "@rdfs:label"


def _number(kind: str, datatype: str, status: str = "valid", **preset: Any) -> Place:
    cell = Cell("", "", "", "value", parse=w.number(kind, status), dump=w.printed)
    given = {"type": kind, "status": status, **preset}
    return place("*dcterms:identifier", "identifiers", m.Identifier, {"": cell}, given, fixed={_TYPE: datatype})


_IDENTIFIERS = (
    *(
        _number(kind, f"{NDL}{name}", status, **preset)
        for name, kinds, status, preset in (
            ("JPNO", ("jpno",), "valid", {}), ("NDLBibID", ("ndl",), "valid", {}), ("NIIBibID", ("ncid",), "valid", {}),
            *((name, ("isbn-13", "isbn-10"), "valid", {"qualifier": "set"}) for name in ("SetISBN", "setISBN")), ("ISBN", ("isbn-13", "isbn-10"), "valid", {}),
            ("ErrorISBN", ("isbn-13", "isbn-10"), "incorrect", {}), ("ISSN", ("issn",), "valid", {}),
            ("ISSNL", ("issn-l",), "valid", {}), ("IncorrectISSN", ("issn",), "incorrect", {}),
            ("IncorrectISSNL", ("issn-l",), "incorrect", {}), ("DOI", ("doi",), "valid", {}),
        ) for kind in kinds
    ),
    place("*dcterms:identifier", "identifiers", m.Identifier, {"": "value"}, {"type": "uri", "status": "valid"}, fixed={_TYPE: f"{TERMS}URI"}),
    place("*dcterms:identifier", "identifiers", m.Identifier, {"": "value", _TYPE: Cell(_TYPE, "", "", "scheme", codec=w.SCHEMES)},
          {"type": "own", "status": "valid"}, when=lambda it: w.is_scheme(it.scheme)),
)  # fmt: skip

_TITLE = {s.VALUE: "text.text", s.SUBTITLE: "subtitle.text", s.ABOVE: "whole.text", s.VOLUME: "part_number"}
_SHORT = {s.VALUE: "text.text", s.SUBTITLE: "subtitle.text"}
_ALTERNATIVES = place("*dcndl:alternative", "titles", m.Title, _SHORT, {"type": "variant"})


def _proper(titles: dict[str, str]) -> tuple[Place, Place]:
    return place("dc:title", "titles", m.Title, titles, {"type": "01"}, limit=1), _ALTERNATIVES


_NAME = Cell(
    "foaf:name",
    "",
    "",
    "name.text",
    parse=w.from_name,
    dump=w.name,
    says=("family", "given", "born", "died", "distinction", "kind"),
)
_AUTHORITY = Cell(_ABOUT, "", "", parse=lambda uri: Parsed({"identifiers": (m.Identifier("uri", uri),)}), dump=w.authority, says=("identifiers",))  # fmt: skip
_CREATORS = place(
    "*dcterms:creator", "contributors", m.Contributor, {"foaf:name": _NAME, _ABOUT: _AUTHORITY, "@agent": "agent"}
)
_STATEMENT = place("dc:creator", "responsibility", m.Text, {"": "text"})
_EDITIONS = place("*dcndl:edition", "editions", m.Edition, {"": "statement"})
_SERIES = place("*dcndl:seriesTitle", "series", m.Series, {s.VALUE: "title.text", s.NUMBER: "part_number"})

_PUBLISHER = {"foaf:name": "name.text", "dcndl:location*": "places.text", "@agent": "agent"}
_PUBLISHERS = (
    place("*dcterms:publisher", "publishers", m.Publisher, _PUBLISHER, {"role": "distributor"}, fixed={"dcterms:description": "発売"}),
    place("*dcterms:publisher", "publishers", m.Publisher, _PUBLISHER, {"role": "01"}), w.COUNTRY,
)  # fmt: skip


def _note(tag: str, kind: str, **more: Any) -> Place:
    return place(f"*{tag}", "notes", m.Note, {"": "text"}, {"type": kind}, **more)


_NOTES = (
    _note("dcterms:description", "general"), place("*dcndl:genre", "notes", m.Note, {s.VALUE: "text"}, {"type": "genre-term"}),
    _note("dcterms:accessRights", "access-rights"), _note("dcterms:rights", "rights"),
    place("*dcndl:materialType", "notes", m.Note, {"@rdfs:label": "text"}, {"type": "material-type"}, when=lambda it: it.text in s.MATERIALS),
)  # fmt: skip
_CREDIT = _note("dc:creator", "statement-of-responsibility")
_READERS = _note("dcterms:audience", "audience")
_RUN = (_note("dcndl:volumeRange", "volume-range"), _note("dcndl:publicationStatus", "publication-status"))


def _coded(
    base: str,
    scheme: str,
    edition: str | None = None,
    *,
    lead: str = _URI,
    codes: str = "[0-9.]+",
    sign: str = "",
    **more: Any,
) -> Place:
    codec = Codec(TEXT.expected, lambda text: f"{sign}{text}", lambda code: code.removeprefix(sign))
    cells: dict[str, Any] = {lead: Cell(lead, "", "", "code", codec=codec)} | (
        {s.VALUE: "heading"} if lead == _ABOUT else {}
    )
    return place(
        "*dcterms:subject", "subjects", m.Subject, cells, {"scheme": scheme, "edition": edition} | ({} if lead == _ABOUT else {"heading": None}),
        fixed={_IN: base}, when=lambda it: re.fullmatch(sign + codes, it.code or "") is not None, **more,
    )  # fmt: skip


def _class(datatype: str, scheme: str, edition: str | None = None) -> Place:
    return place(
        "*dc:subject",
        "subjects",
        m.Subject,
        {"": "code"},
        {"scheme": scheme, "edition": edition, "heading": None},
        fixed={_TYPE: datatype},
    )


_MARK = "[^/?#\\[\\]%\\s]+"
_SUBJECTS = (
    _coded(NDLSH, "ndlsh", lead=_ABOUT, codes="[0-9]{8,9}"), _coded(s.NAMES, "other", lead=_ABOUT, codes="[0-9]{8,9}", sign="NDLNA:"),
    _coded(f"{s.CLASSES}ndc10/", "ndc", "10"), _coded(f"{s.CLASSES}ndc9/", "ndc", "9"), _coded(f"{s.CLASSES}ndc8/", "ndc", "8", read_only=True),
    _coded(f"{s.CLASSES}ndlc/", "other", codes=_MARK, sign="NDLC:"), _coded(s.DEWEY, "onix:01", codes="[0-9A-Za-z.\\[\\]]+"),
    _class(f"{NDL}NDC", "ndc"), _class(f"{NDL}NDC8", "ndc", "8"), _class(f"{TERMS}LCC", "onix:03"),
    place("*dcterms:subject", "subjects", m.Subject, {_URI: "code"}, {"scheme": "other", "heading": None}, when=lambda it: is_uri(it.code or "")),
    place("*dcterms:subject", "subjects", m.Subject, {s.VALUE: "heading"}, {"code": None}, assumed={"scheme": "keyword"}, when=lambda it: it.scheme in ("keyword", "ndlsh", "bsh", "lcsh")),
)  # fmt: skip

_LANGUAGES = tuple(
    place(f"*{tag}", "languages", m.Language, {"": "code"}, {"role": role}, fixed={_TYPE: f"{TERMS}ISO639-2"})
    for tag, role in (("dcterms:language", "01"), ("dcndl:originalLanguage", "02"))
)
_HEIGHT = Cell(s.SIZE, "", "", "value", parse=from_height, dump=height, says=("unit", "printed"))
_PHYSICAL = (
    place("dcterms:extent", "extents", m.Extent, {"": Cell("", "", "", parse=w.from_extent, dump=extent, says=("value", "printed", "type"))}, limit=1, pick=lambda held: sorted(extents(held), key=lambda it: it.value is None)[:1]),
    place("dcterms:extent", "measures", m.Measure, {s.SIZE: _HEIGHT}, {"type": "01"}, limit=1, pick=sole, when=lambda it: it.unit in ("cm", "mm")),
)  # fmt: skip
_PRICES = place("*dcndl:price", "prices", m.Price, {"": Cell("", "", "", "printed", parse=from_price, dump=price, says=("amount", "tax"))}, when=asked_here, pick=sole)  # fmt: skip
_LINES = {"dcterms:title*": Cell("", "", "", "text", parse=w.from_lines, dump=w.lines)}
_TEXTS = (
    place("*dcterms:abstract", "texts", m.Prose, {"": "text"}, {"type": "03"}),
    place("*dcterms:tableOfContents", "texts", m.Prose, _LINES, {"type": "04"}),
    place("*dcndl:partInformation", "texts", m.Prose, _LINES, {"type": "04"}, read_only=True),
)
_AUDIENCE = place("*dcterms:audience", "audience_descriptions", m.Text, {"": "text"})
_LINKS = place("*rdfs:seeAlso", "links", m.Link, {_URI: "url"})
_ADDRESSES = Cell("", "", "", "", parse=w.from_addresses, dump=w.addresses, says=("identifiers",))
_RELATIONS = tuple(
    place(f"*dcterms:{term}", "related", m.Relation, {**lead, _LABEL: "citation"}, assumed={"type": w.TYPES[term]}, when=partial(w.is_under, term), read_only=term == "source")
    for term in w.TYPES
    for lead in ({RECORD: "record"}, {f"{_URI}*": _ADDRESSES}, {})
)  # fmt: skip


def _within(field: str) -> Place:
    return place(f"*{s.WHOLE}", field, None, {HOST: ""})


_COPIES = place("*dcndl:Item", "holdings", m.Holding, {
    "foaf:name": "holder.text", "dcndl:callNumber": "call_number", "dcndl:localCallNumber": "shelf", s.ROOM: "location",
    "dcndl:holdingIssues": "held", "dcndl:absentIssues": "missing", "dcterms:identifier^^somokuSubID": "number",
})  # fmt: skip
_PAGES = place(
    "dcndl:pageRange", "pages", m.PageRun, {"": Cell("", "", "", "first", parse=w.from_run, dump=w.run, says=("last",))}, when=w.is_plain,
)  # fmt: skip

_NUMBERING = place(
    s.VOLUME, "numbering", m.Numbering, {s.VALUE: Cell("", "", "", "printed", parse=from_words, says=("volume", "numbers", "whole_number", "date", "series"))}, read_only=True,
)  # fmt: skip

_UNPLACED = {
    "sources": "DC-NDL names no source of a single fact", "concept": "the archive's own vocabulary is unknown to NDL",
    "features": "DC-NDL has no term for the feature of an issue",
}  # fmt: skip


def _through(kind: str, fields: list[Field]) -> list[Field]:
    return s.split([trimmed(f) for f in s.joined(fields, kind)], kind)


def _column(make: Any, *entries: Any) -> FieldColumn:
    kind = make.__name__.lower()
    own = (place("@rdf:about", "id", None, {"": ""}), *_IDENTIFIERS, *entries)
    apart = ("contents",) if kind in ("issue", "book") else ()
    return FieldColumn(make, own, _UNPLACED, w.finished, partial(_through, kind), apart, linked="dcndl:transcription")


_PRODUCT = (*_PUBLISHERS, w.DATES, _AUDIENCE)
_END = (*_SUBJECTS, *_LANGUAGES, *_TEXTS, *_NOTES)

COLUMNS = {
    "periodical": _column(
        m.Periodical, *_proper({s.VALUE: "text.text", s.SUBTITLE: "subtitle.text", s.VOLUME: "part_number"}), _CREATORS, *_PUBLISHERS,
        w.RUN, *_END, *_RUN, _CREDIT, _READERS, _note("dcterms:extent", "physical-description"),
        place("*dcndl:publicationPeriodicity", "frequencies", m.Frequency, {"": "printed"}), _PRICES, *_RELATIONS, _LINKS, _COPIES,
    ),
    "issue": _column(
        m.Issue, *_proper(_SHORT), w.DESIGNATION, _NUMBERING, _CREATORS, *_PRODUCT,
        *_END, *_RUN, _CREDIT, _note("dcndl:publicationPeriodicity", "periodicity"), *_PHYSICAL, _PRICES, _within("periodical"), *_RELATIONS, _LINKS, _COPIES,
    ),
    "book": _column(
        m.Book, *_proper(_TITLE), _SERIES, _CREATORS, _STATEMENT, _EDITIONS, *_PRODUCT, *_END, *_PHYSICAL, _PRICES, *_RELATIONS, _LINKS, _COPIES,
    ),
    "component": _column(
        m.Component, place("dc:title", "title", m.Title, {**_SHORT, s.VOLUME: "part_number"}), _CREATORS, w.DATES, *_END, _CREDIT, _READERS, place("*dcterms:publisher", "notes", m.Note, {"foaf:name": "text"}, {"type": "publisher-statement"}), _PAGES, w.HOST, _within("host"), *_RELATIONS, _LINKS,
    ),
}  # fmt: skip
