"""Where MARC 21 keeps the fields of books and of articles and chapters.

Source: MARC 21 Format for Bibliographic Data (Library of Congress). Where it leaves a choice, as JAPAN/MARC: the fields hold
Japanese, and their readings and Latin forms stand in fields 880.
"""

from __future__ import annotations

from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk.codecs import table
from smj_catalog.crosswalk.fields import FieldColumn, Place, place
from smj_catalog.crosswalk.rows import Cell
from smj_catalog.formats.marc import fixed, linked, words
from smj_catalog.model.sole import sole

_SOURCES = table({"doi": "doi", "isni": "isni", "orcid": "orcid", "uri": "uri", "viaf": "viaf"}, "MARC 024 $2")


def _isbn(code: str) -> Cell:
    return Cell(code, "", "", "value", parse=words.number_of("isbn-13", "isbn-10"))


def _numbers(kind: str, at: str, code: str, status: str = "valid", **more: Any) -> Place:
    dump = words.with_hyphen if kind.startswith("issn") else None
    cell = Cell(code, "", "", "value", parse=words.number_of(kind), dump=dump)
    return place(at, "identifiers", m.Identifier, {code: cell}, {"type": kind, "status": status}, **more)


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
    place(
        "*024 7_", "identifiers", m.Identifier, {"a": "value", "2": Cell("2", "", "", "type", codec=_SOURCES)},
        {"status": "valid"}, ask="1", when=lambda it: it.type in ("doi", "isni", "orcid", "uri", "viaf"),
    ),
)  # fmt: skip

_LANGUAGES = tuple(
    place("041 __", "languages", m.Language, {code: "code"}, {"role": role})
    for code, role in (("a", "01"), ("h", "02"))
)


def _class(edition: str | None, source: str) -> Place:
    preset = {"scheme": "ndc", "edition": edition}
    return place("*084 __", "subjects", m.Subject, {"a": "code"}, preset, fixed={"2": source}, when=lambda it: it.code)


def _heading(at: str, scheme: str, source: str | None) -> Place:
    known = {} if source is None else {"2": source}
    return place(at, "subjects", m.Subject, {"a": "heading", "0": "code"}, {"scheme": scheme}, fixed=known, ask="2")


_CLASSES = (*(_class(str(n), f"njb/{n:02}") for n in range(6, 11)), _class(None, "njb"))
_SUBJECTS = (
    _heading("*650 _7", "ndlsh", "ndlsh"), _heading("*650 _7", "bsh", "bsh"), _heading("*650 _0", "lcsh", None),
    place("*653 __", "subjects", m.Subject, {"a": "heading"}, {"scheme": "keyword"}),
)  # fmt: skip

_PERSON: dict[str, str | Cell] = {
    "a": Cell("a", "", "", "name.text", parse=words.from_heading, dump=words.heading, says=("family", "given")), "c": "distinction",
    "d": Cell("d", "", "", parse=words.from_years, dump=words.years, says=("born", "died")), "e": "role_printed",
    "4*": Cell("4*", "", "", parse=words.from_relators, dump=words.relators, says=("roles",)),
}  # fmt: skip
_BODY: dict[str, str | Cell] = {"a": "name.text", "e": "role_printed", "4*": _PERSON["4*"]}


def _contributors(tag: str, **more: Any) -> tuple[Place, Place]:
    return (
        place(f"*{tag}00 1_", "contributors", m.Contributor, _PERSON, {"kind": "person"}, order="acde4", **more),
        place(f"*{tag}10 2_", "contributors", m.Contributor, _BODY, {"kind": "organisation"}, **more),
    )


_MAIN, _ADDED = _contributors("1", first=True, when=words.is_author), _contributors("7")

_TITLE = {"a": "text.text", "n": "part_number", "b": "subtitle.text"}
_TITLES = (
    place("245 00", "titles", m.Title, _TITLE, {"type": "01"}, limit=1),
    place("245 00", "titles", m.Title, _TITLE, alone=True),
    place("245 00", "responsibility", m.Text, {"c": "text"}),
    place("*246 31", "titles", m.Title, _TITLE, {"type": "06"}, ask="2"),
    place("*246 14", "titles", m.Title, _TITLE, {"type": "11"}, ask="2"),
    place("*246 3_", "titles", m.Title, _TITLE, {"type": "variant"}),
    place("*247 10", "titles", m.Title, _TITLE, {"type": "08"}),
)

_PUBLISHER = {"b": "name.text", "a*": "places.text"}
_DATE = Cell("c", "", "", "date", parse=words.from_date, dump=words.date, says=("qualifier",))
_PUBLISHING = (
    place("*264 _1", "publishers", m.Publisher, _PUBLISHER, {"role": "01"}, ask="2", order="ab"),
    place("264 _1", "dates", m.EventDate, {"c": _DATE}, {"role": "publication"}, ask="2", pick=sole),
    place("*264 _2", "publishers", m.Publisher, _PUBLISHER, {"role": "distributor"}, ask="2", order="ab"),
    place("*260 __", "publishers", m.Publisher, _PUBLISHER, {"role": "01"}, read_only=True),
    place("*260 __", "dates", m.EventDate, {"c": _DATE}, {"role": "publication"}, read_only=True),
)

_EXTENT = Cell("a", "", "", "value", parse=words.from_extent, dump=words.extent, says=("unit", "printed", "type"))
_HEIGHT = Cell("c", "", "", "value", parse=words.from_height, dump=words.height, says=("unit",))
_PHYSICAL = (
    place("300 __", "extents", m.Extent, {"a": _EXTENT}, pick=words.extents),
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

_SERIES = place("*490 0_", "series", m.Series, {"a": "title.text", "v": "part_number"})
_NOTES = (place("*500 __", "notes", m.Note, {"a": "text"}),)
_TEXTS = (
    place("*505 0_", "texts", m.Prose, {"a": "text"}, {"type": "04"}),
    place("*520 __", "texts", m.Prose, {"a": "text"}, {"type": "03"}),
)
_LINKS = (place("*856 4_", "links", m.Link, {"u": "url", "z": "what"}),)
_ID = place("001", "id", None, {"": ""})

_UNPLACED = {
    "sources": "MARC names the source of a record, not of a fact", "concept": "the archive's own vocabulary has no source code",
    "agent": "authority records are not supported",
}  # fmt: skip

BOOK = FieldColumn(
    m.Book,
    (
        _ID, fixed.DATES, fixed.GENERAL, *_IDENTIFIERS,
        place("020 __", "prices", m.Price, {"c": Cell("c", "", "", "printed", parse=words.from_price, dump=words.price, says=("amount", "tax"))}, limit=1),
        *_LANGUAGES, fixed.COUNTRY, *_CLASSES, *_MAIN, *_TITLES,
        place("*250 __", "editions", m.Edition, {"a": "statement"}),
        *_PUBLISHING, *_PHYSICAL, _SERIES, *_NOTES, *_TEXTS, *_SUBJECTS, *_ADDED, *_LINKS,
    ),
    _UNPLACED, fixed.finished, linked.through, ("contents",), linked="880",
)  # fmt: skip

COMPONENT = FieldColumn(
    m.Component,
    (
        _ID, fixed.DATES, fixed.GENERAL, *_IDENTIFIERS, *_LANGUAGES, *_CLASSES, *_MAIN,
        place("245 00", "title", m.Title, _TITLE),
        *_NOTES, *_TEXTS, *_SUBJECTS, *_ADDED, fixed.HOST, *_LINKS,
    ),
    _UNPLACED, fixed.finished, linked.through, linked="880",
)  # fmt: skip
