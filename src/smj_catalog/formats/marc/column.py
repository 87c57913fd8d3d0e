"""Where MARC 21 keeps the fields of books, serials, issues, articles and chapters, and of agents.

Source: MARC 21 Format for Bibliographic Data (Library of Congress). Where it leaves a choice, as JAPAN/MARC: the fields hold
Japanese, and their readings and Latin forms stand in fields 880.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk.codecs import TEXT, Codec
from smj_catalog.crosswalk.fields import Entry, FieldColumn, Place, place
from smj_catalog.crosswalk.rows import Cell
from smj_catalog.formats.marc import dates, filing, fixed, holdings, kinds, linked, neighbours, roles, words
from smj_catalog.model.sole import asked_here, sole


def _isbn(code: str) -> Cell:
    return Cell(code, "", "", "value", parse=words.number_of("isbn-13", "isbn-10", valid=code == "a"))


def _numbers(kind: str, at: str, code: str, status: str = "valid", **more: Any) -> Place:
    dump = words.with_hyphen if kind.startswith("issn") else None
    cell = Cell(code, "", "", "value", parse=words.number_of(kind, valid=status == "valid"), dump=dump)
    return place(at, "identifiers", m.Identifier, {code: cell}, {"type": kind, "status": status}, **more)


def _named_number(kind: str, name: str) -> Place:
    """Return the place of a number for which MARC has no code: of unspecified type, with its name beside it."""
    preset = {"type": kind, "status": "valid"}
    return place("*024 8_", "identifiers", m.Identifier, {"a": "value"}, preset, fixed={"q": name}, ask="1")


def _own(code: str, status: str) -> Place:
    cell = Cell(code, "", "", "", parse=words.from_own, dump=words.own_number, says=("value", "scheme"))
    preset = {"type": "own", "status": status}
    return place("*035 __", "identifiers", m.Identifier, {code: cell}, preset, when=lambda it: it.scheme)


_IDENTIFIERS = (
    place("*015 __", "identifiers", m.Identifier, {"a": "value"}, {"type": "jpno", "status": "valid"}, fixed={"2": "jnb"}),
    place("*016 7_", "identifiers", m.Identifier, {"a": "value"}, {"type": "ndl", "status": "valid"}, fixed={"2": "JTNDL"}),
    *(
        place("*020 __", "identifiers", m.Identifier, {code: _isbn(code), "q": "qualifier"}, {"type": kind, "status": status})
        for code, status in (("a", "valid"), ("z", "incorrect"))
        for kind in ("isbn-13", "isbn-10")
    ),
    _numbers("issn", "*022 __", "a"), _numbers("issn-l", "*022 __", "l"), _numbers("issn", "*022 __", "y", "incorrect"),
    _numbers("issn", "*022 __", "z", "cancelled"), _numbers("ean", "*024 3_", "a", ask="1"),
    *(_named_number(kind, name) for kind, name in (("ncid", "NCID"), ("jp-magazine-code", "雑誌コード"), ("jp-e-code", "JP-eコード"), ("corporate-number", "法人番号"))),
    *(_own(code, status) for code, status in (("a", "valid"), ("z", "cancelled"))),
    *(place("*024 7_", "identifiers", m.Identifier, {"a": "value"}, {"type": kind, "status": "valid"}, fixed={"2": kind}, ask="1")
      for kind in ("doi", "isni", "orcid", "uri", "viaf")),
    place("*024 7_", "identifiers", m.Identifier, {"2": "scheme", "a": "value"}, {"type": "own", "status": "valid"}, ask="1", read_only=True),
)  # fmt: skip

_LANGUAGES = tuple(
    place("041 __", "languages", m.Language, {code: "code"}, {"role": role})
    for code, role in (("a", "01"), ("h", "02"))
)


def _class(edition: str | None, source: str) -> Place:
    preset = {"scheme": "ndc", "edition": edition}
    return place("*084 __", "subjects", m.Subject, {"a": "code"}, preset, fixed={"2": source}, when=lambda it: it.code)


_KIND = Cell(kinds.TAG, "", "", "kind", codec=kinds.OF_TAGS)
_OF_TERM = Cell(kinds.MARK, "", "", "kind", codec=kinds.OF_MARKS)
_NUMBER = Cell("0", "", "", "code", parse=words.from_heading_number, dump=words.heading_number)


def _heading(at: str, scheme: str, source: str | None) -> Place:
    known = {} if source is None else {"2": source}
    return place(
        at,
        "subjects",
        m.Subject,
        {"a": "heading", "0": _NUMBER, "tag": _KIND},
        {"scheme": scheme},
        fixed=known,
        ask="2",
    )


def _foreign(at: str, cells: dict[str, str | Cell], scheme: str, **more: Any) -> Place:
    return place(at, "subjects", m.Subject, cells, {"scheme": scheme}, read_only=True, **more)


_NDLC = Codec(TEXT.expected, lambda text: f"NDLC:{text}", lambda code: code.removeprefix("NDLC:"))
"""Marks of the National Diet Library's classification have no scheme of their own: they say it themselves (`kktb` in MARC)."""

_CLASSES = (
    *(_class(str(n), f"njb/{n:02}") for n in range(6, 11)), _class(None, "njb"),
    place("*050 _4", "subjects", m.Subject, {"a": "code"}, {"scheme": "onix:03"}), place("*082 04", "subjects", m.Subject, {"a": "code", "2": "edition"}, {"scheme": "onix:01"}),
    place(
        "*084 __", "subjects", m.Subject, {"a": Cell("a", "", "", "code", codec=_NDLC)}, {"scheme": "other"}, fixed={"2": "kktb"},
        when=lambda it: (it.code or "").startswith("NDLC:"),
    ),
    _foreign("*084 __", {"a": "code"}, "other"),
)  # fmt: skip
_SUBJECTS = (
    _heading("*650 _7", "ndlsh", "ndlsh"), _heading("*650 _7", "bsh", "bsh"), _heading("*650 _0", "lcsh", None),
    place("*653 __", "subjects", m.Subject, {"a": "heading", "ind2": _OF_TERM}, {"scheme": "keyword"}, when=lambda it: it.kind != "work"),
    place("653 __", "subjects", m.Subject, {"a": "heading"}, {"scheme": "keyword"}), _foreign("*650 _4", {"a": "heading", "tag": _KIND}, "keyword", ask="2"), _foreign("*650 __", {"a": "heading", "0": "code", "tag": _KIND}, "other"),
)  # fmt: skip

_PERSON: dict[str, str | Cell] = {
    "a": Cell("a", "", "", "name.text", parse=words.from_heading, dump=words.heading, says=("family", "given")), "c": "distinction",
    "d": Cell("d", "", "", parse=words.from_years, dump=words.years, says=("born", "died")), "e*": Cell("e*", "", "", "role_printed", parse=roles.from_terms, dump=roles.printed), "u": "affiliation.text",
    "0*": Cell("0*", "", "", parse=words.from_control, dump=words.control, says=("agent", "identifiers")),
    "4*": Cell("4*", "", "", parse=roles.from_relators, dump=roles.relators, says=("roles",)),
}  # fmt: skip
_BODY: dict[str, str | Cell] = {"a": "name.text", **{code: _PERSON[code] for code in ("e*", "u", "0*", "4*")}}


_DIRECT: dict[str, str | Cell] = {**_PERSON, "a": "name.text"}


def _contributors(tag: str, when: Callable[[Any], bool] = lambda it: True, **more: Any) -> tuple[Place, ...]:
    return (
        place(
            f"*{tag}00 0_",
            "contributors",
            m.Contributor,
            _DIRECT,
            {"kind": "person"},
            order="acdeu04",
            lacks="t",
            ask="1",
            when=lambda it: words.with_comma(it) and when(it),
            **more,
        ),
        place(
            f"*{tag}00 1_",
            "contributors",
            m.Contributor,
            _PERSON,
            {"kind": "person"},
            order="acdeu04",
            lacks="t",
            when=when,
            **more,
        ),
        place(
            f"*{tag}10 2_",
            "contributors",
            m.Contributor,
            _BODY,
            {"kind": "organisation"},
            order="aeu04",
            lacks="t",
            when=when,
            **more,
        ),
    )


def _meeting(tag: str) -> Place:
    preset = {"kind": "organisation"}
    return place(f"*{tag}11 2_", "contributors", m.Contributor, _BODY, preset, lacks="t", read_only=True)


_MAIN = (*_contributors("1", first=True, when=roles.is_author), _meeting("1"))
_ADDED = (*_contributors("7"), _meeting("7"))

_TITLE = {"a": "text.text", "n": "part_number", "b": "subtitle.text"}
_PART = {"p": "text.text", "a": "whole.text", "n": "part_number", "b": "subtitle.text"}
_BEFORE = Cell("", "", "", "prefix", dump=filing.passed_over)
_FILED: dict[str, str | Cell] = {"a": "text.text", "ind2": _BEFORE}
_FILED_FIRST: dict[str, str | Cell] = {"a": "text.text", "ind1": _BEFORE}
_PROPER = (
    place("245 00", "titles", m.Title, _PART, {"type": "01"}, limit=1, order="anpb", when=lambda it: it.whole is not None, alone=True),
    place("245 00", "titles", m.Title, {**_TITLE, "ind2": _BEFORE}, {"type": "01"}, limit=1, order="anbi", alone=True),
)  # fmt: skip
_KEY_TITLES = (
    place("*210 0_", "titles", m.Title, {"a": "text.text"}, {"type": "05"}),
    place("*222 _0", "titles", m.Title, _FILED, {"type": "02"}),
)
_OF_WORKS = "fkmnoprs"
"""Subfields of a uniform title that is more than a title: of parts, collections, music."""

_TITLES = (
    place("*130 0_", "titles", m.Title, _FILED_FIRST, {"type": "variant"}, read_only=True, lacks=_OF_WORKS),
    place("*240 10", "titles", m.Title, _FILED, {"type": "03"}, lacks=_OF_WORKS),
    *_PROPER,
    place("245 00", "titles", m.Title, {**_TITLE, "ind2": _BEFORE}, order="anbi", alone=True),
    place("245 00", "responsibility", m.Text, {"c": "text"}),
    *_KEY_TITLES,
    place("*246 31", "titles", m.Title, _TITLE, {"type": "06"}, ask="2"),
    place("*246 14", "titles", m.Title, _TITLE, {"type": "11"}, ask="2"),
    place("*246 3_", "titles", m.Title, _TITLE, {"type": "variant"}),
    place("*247 10", "titles", m.Title, _TITLE, {"type": "08"}),
    place("*740 __", "titles", m.Title, _FILED_FIRST, {"type": "variant"}, read_only=True),
)

_PUBLISHER = {"b": "name.text", "a*": "places.text"}
_DATE = Cell("c", "", "", "date", parse=dates.from_imprint, dump=dates.date, says=("qualifier",))
_PUBLISHING = (
    place("*264 _1", "publishers", m.Publisher, _PUBLISHER, {"role": "01"}, ask="2", order="ab"),
    place("264 _1", "dates", m.EventDate, {"c": _DATE}, {"role": "publication"}, ask="2", pick=sole),
    place("*264 _2", "publishers", m.Publisher, _PUBLISHER, {"role": "distributor"}, ask="2", order="ab"),
    place("*260 __", "publishers", m.Publisher, _PUBLISHER, {"role": "01"}, read_only=True),
    place("*260 __", "dates", m.EventDate, {"c": _DATE}, {"role": "publication"}, read_only=True),
)

_SPANS = (
    place("264 _1", "dates", m.EventDate, {"c": evolve(_DATE, parse=dates.from_span)}, {"role": "publication"}, ask="2", pick=sole),
    place("264 _1", "dates", m.EventDate, {"c": evolve(_DATE, parse=dates.from_span, dump=lambda it: f"-{dates.date(it)}")}, {"role": "ended"}, ask="2", pick=sole),
    place("*260 __", "dates", m.EventDate, {"c": evolve(_DATE, parse=dates.from_span)}, {"role": "publication"}, read_only=True),
)  # fmt: skip
"""Of serials: when they began and ended, in one subfield (`linked` makes it one)."""

_EXTENT = Cell("a", "", "", "value", parse=words.from_extent, dump=words.pages, says=("unit", "printed", "type"))
_HEIGHT = Cell("c", "", "", "value", parse=words.from_height, dump=words.height, says=("unit", "printed"))
_PHYSICAL = (
    place("300 __", "extents", m.Extent, {"a": _EXTENT}, pick=words.extents),
    place("300 __", "notes", m.Note, {"b": "text"}, {"type": "illustrations"}, limit=1),
    place(
        "300 __",
        "measures",
        m.Measure,
        {"c": _HEIGHT},
        {"type": "01"},
        when=lambda it: it.unit in ("cm", "mm"),
        limit=1,
    ),
)

_SERIES = (
    place("*490 0_", "series", m.Series, {
        "a": "title.text", "v": "part_number", "x": Cell("x", "", "", parse=words.from_issn, dump=words.issn, says=("identifiers",)),
    }, order="axv"),
)  # fmt: skip
_NOTE_TAGS = {
    "numbering": "515", "bibliography": "504", "language": "546", "history": "545", "supplement": "525", "reproduction": "533",
    "source": "588", "issuing-body": "550", "system": "538", "linking": "580", "credits": "508", "dissertation": "502", "access-rights": "506",
    "rights": "540", "additional-form": "530", "funding": "536",
}  # fmt: skip
"""Type of a note -> the field of its own that MARC has for it; the general ones stand in 500."""
_NOTES = (
    *(place(f"*{tag} __", "notes", m.Note, {"a": "text"}, {"type": type_}) for type_, tag in _NOTE_TAGS.items()),
    place("*500 __", "notes", m.Note, {"a": "text"}),
)  # fmt: skip
_GENRES = place("*655 _4", "notes", m.Note, {"a": "text"}, {"type": "genre"})
_READERS = place("*521 __", "audience_descriptions", m.Text, {"a": "text"})
_PRIZES = place("*586 __", "prizes", m.Prize, {"a": "name.text"})
_TEXTS = (
    place("*505 0_", "texts", m.Prose, {"a": "text"}, {"type": "04"}),
    place("*520 __", "texts", m.Prose, {"a": "text"}, {"type": "03"}),
)
_LINKS = (place("*856 4_", "links", m.Link, {"u": "url", "z": "what"}),)
_ID = place("001", "id", None, {"": ""})
_PRICE = Cell("c", "", "", "printed", parse=words.from_price, dump=words.price, says=("amount", "currency", "tax"))
_RIGHTS = place(
    "*264 _4", "copyrights", m.Copyright,
    {"c": Cell("c", "", "", parse=words.from_copyright, dump=words.copyright_years, says=("years",))}, ask="2",
)  # fmt: skip

_UNPLACED = {
    "sources": "MARC names the source of a record, not of a fact", "concept": "the archive's own vocabulary has no source code",
}  # fmt: skip


def _column(make: type, entries: tuple[Entry, ...], finish: Any = fixed.finished, **more: Any) -> FieldColumn:
    return FieldColumn(make, entries, _UNPLACED, finish, linked.through, linked="880", **more)


_START: tuple[Entry, ...] = (_ID, fixed.CONTROL, fixed.GENERAL, *_IDENTIFIERS)
_COPY: tuple[Entry, ...] = (
    place("020 __", "prices", m.Price, {"c": _PRICE}, when=asked_here, limit=1),
    fixed.CATALOGUER, *_LANGUAGES, fixed.COUNTRY, *_CLASSES, *_MAIN,
)  # fmt: skip
_END: tuple[Entry, ...] = (*_SUBJECTS, *_ADDED)

BOOK = _column(
    m.Book,
    (
        *_START, *_COPY, *_TITLES, place("*250 __", "editions", m.Edition, {"a": "statement"}), *_PUBLISHING, _RIGHTS, *_PHYSICAL,
        fixed.CONTENT, *_SERIES, _GENRES, *_NOTES, _READERS, _PRIZES, *_TEXTS, *_END, neighbours.RELATED, holdings.HOLDINGS, *_LINKS,
    ),
    apart=("contents",),
)  # fmt: skip

ISSUE = _column(
    m.Issue,
    (
        *_START, *_COPY, place("*246 1_", "features", m.Text, {"a": "text"}, fixed={"i": "特集:"}, order="ia"),
        *(t for t in _TITLES if t.block.field == "titles"), *_PUBLISHING, _RIGHTS, *_PHYSICAL,
        fixed.CONTENT, _GENRES, *_NOTES, _READERS, _PRIZES, *_TEXTS, *_END, neighbours.NUMBERING, holdings.HOLDINGS, *_LINKS,
    ),
    apart=("contents",),
)  # fmt: skip

COMPONENT = _column(
    m.Component,
    (
        *(fixed.PART if it is fixed.GENERAL else it for it in _START), fixed.CATALOGUER, *_LANGUAGES, *_CLASSES, *_MAIN, *(evolve(t, block=evolve(t.block, field="title", limit=None, preset={})) for t in _PROPER),
        *(p for p in _PUBLISHING if p.block.field == "dates"), fixed.CONTENT,
        place("490 0_", "column", m.Text, {"a": "text"}), place("490 0_", "instalment", None, {"v": ""}),
        *_NOTES, *_TEXTS, *_END, neighbours.HOST, *_LINKS,
    ),
)  # fmt: skip

PERIODICAL = _column(
    m.Periodical,
    (
        _ID, fixed.CONTROL, fixed.SERIAL, *_IDENTIFIERS, place("*037 __", "prices", m.Price, {"c": _PRICE}, when=asked_here),
        fixed.CATALOGUER, *_LANGUAGES, fixed.COUNTRY, *_CLASSES, *_MAIN, *(t for t in _TITLES if t.block.field == "titles" and t.block is not _PROPER[0].block),
        *(p for p in _PUBLISHING if p.block.field != "dates"), *_SPANS,
        place("310 __", "frequencies", m.Frequency, {"a": "printed", "b": "as_of"}, pick=lambda found: [fixed.current(found)]),
        place("*321 __", "frequencies", m.Frequency, {"a": "printed", "b": "as_of"}, pick=words.dated),
        fixed.CONTENT, *(place(f"*362 {mark}_", "notes", m.Note, {"a": "text"}, {"type": "designation"}) for mark in "10"),
        *_NOTES, *_TEXTS, place("*655 _4", "kinds", m.Text, {"a": "text"}), *_END, neighbours.RELATED, holdings.SERIAL_HOLDINGS, *_LINKS,
    ),
    fixed.finished_serial,
)  # fmt: skip

_EVENTS = {"established": "q", "dissolved": "r", "born": "f", "died": "g", "ended": "t"}
"""Role of a date -> subfield of 046."""

AGENT = _column(
    m.Agent,
    (
        _ID, fixed.CONTROL, fixed.AUTHORITY, *_IDENTIFIERS, fixed.CATALOGUER,
        *(place("*046 __", "dates", m.EventDate, {code: "date"}, {"role": role}, fixed={"2": "edtf"}, when=lambda it: it.qualifier is None) for role, code in _EVENTS.items()),
        *(place("*046 __", "dates", m.EventDate, {code: Cell(code, "", "", "date", codec=dates.DAY)}, {"role": role}, read_only=True) for role, code in _EVENTS.items()),
        neighbours.NAMES, place("*371 __", "addresses", m.Address, {"a": "printed"}), neighbours.AGENTS,
        place("*678 0_", "notes", m.Note, {"a": "text"}, {"type": "history"}), place("*680 __", "notes", m.Note, {"i": "text"}), *_LINKS,
    ),
)  # fmt: skip
