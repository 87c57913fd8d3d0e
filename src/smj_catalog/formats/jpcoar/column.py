"""Where JPCOAR 2.1 keeps the fields of serials, issues, articles, chapters and books.

Source: JPCOAR schema 2.1 (2026-03), and its list of elements. What an element holds beside its text is named @attribute, and
by the name of the element within it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.codecs import TEXT, Codec, table
from smj_catalog.crosswalk.fields import Entry, Field, FieldColumn, Made, Place, Subfield, place
from smj_catalog.crosswalk.rows import Cell, Parsed
from smj_catalog.formats import citations, cited_words
from smj_catalog.formats.dc.words import is_creator
from smj_catalog.formats.jpcoar import elements
from smj_catalog.formats.jpcoar.files import FILES, LINKS
from smj_catalog.formats.jpcoar.relations import (
    AROUND_ISSUE,
    AROUND_PART,
    OF_NAMES,
    OF_THING,
    RELATED,
    came_out,
    from_doi,
    in_its_place,
    numbered,
    within,
)
from smj_catalog.formats.marc.words import from_heading, heading, number_of, with_hyphen
from smj_catalog.formats.properties import RECORD
from smj_catalog.formats.tabular.values.roles import roles_of
from smj_catalog.model import PartialDate
from smj_catalog.problems import message

LANG = "@xml:lang"


def _three(code: str) -> str:
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return Language.get(code).to_alpha3()
    except (LanguageTagError, LookupError):  # a code of no list, which the rules find
        return code


_ISO3 = Codec(message("a-language-code"), cited_words.LANGUAGE.load, _three)
_PARTY = table({"person": "Personal", "organisation": "Organizational"}, "JPCOAR nameType")


def _in(path: str, at: str = LANG) -> dict[str, Cell]:
    """Return the cell of the language of a text."""
    return {at: Cell(at, "", "", f"{path}language", codec=cited_words.LANGUAGE)}


# --- what stands in elements

_TITLED: dict[str, Cell | str] = {"": "text.text", elements.SUBTITLE: "subtitle.text", **_in("text.")}


_WORDS: dict[tuple[str, ...], str] = {("A01",): "著", ("B01",): "編", ("B06",): "訳", ("B20",): "監修"}


def _word(it: m.Contributor) -> str:
    return it.role_printed or _WORDS.get(it.roles, "")


def _from_word(text: str) -> Parsed[dict[str, Any]]:
    return Parsed({"role_printed": text, "roles": roles_of(text) or ()})


_OTHERS = frozenset({
    "ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor", "HostingInstitution", "Producer", "ProjectLeader",
    "ProjectManager", "ProjectMember", "RelatedPerson", "Researcher", "ResearchGroup", "Sponsor", "Supervisor", "WorkPackageLeader",
})  # fmt: skip
"""Types of contributors that are kept in their words, for want of a code."""


def _is_typed(it: m.Contributor) -> bool:
    return not it.roles and it.role_printed in _OTHERS


def _named(type_: str, role: str | None = None, *, body: bool) -> Place:
    """Return the place of persons, whose names have parts, or of bodies, whose names have none whatever commas they hold."""
    creator = type_ == "creator"
    name = "creatorName" if creator else "contributorName"
    lead = (
        "name.text"
        if body
        else Cell(name, "", "", "name.text", parse=from_heading, dump=heading, says=("family", "given"))
    )
    cells: dict[str, Cell | str] = {
        name: lead, **_in("name.", f"{name}@xml:lang"), "affiliationName": "affiliation.text", **_in("affiliation.", "affiliationName@xml:lang"),
        "nameIdentifier*": numbered(OF_NAMES), "affiliation.nameIdentifier*": numbered(OF_NAMES, field="affiliation_identifiers"),
    }  # fmt: skip
    if creator:
        cells["@creatorType"] = Cell(
            "@creatorType", "", "", "", parse=_from_word, dump=_word, says=("role_printed", "roles")
        )
    elif not type_:
        cells["@contributorType"] = "role_printed"
    if not body:
        cells[f"{name}@nameType"] = Cell("", "", "", "kind", codec=_PARTY)
    return place(
        f"*jpcoar:{'creator' if creator else 'contributor'}", "contributors", m.Contributor, cells,
        ({"kind": "organisation"} if body else {}) | ({"roles": (role,)} if role else {}),
        fixed=({f"{name}@nameType": "Organizational"} if body else {}) | ({} if creator or not type_ else {"@contributorType": type_}), when=lambda it: _is_typed(it) is not bool(type_) and (is_creator(it) or not creator),
    )  # fmt: skip


_PEOPLE: tuple[Entry, ...] = tuple(
    _named(type_, role, body=body)
    for type_, role in (("creator", None), ("Translator", "B06"), ("Other", None), ("", None)) for body in (True, False)
)  # fmt: skip


def _issued(held: m.EventDate) -> str:
    return str(held.date) if held.until is None else f"{held.date}/{held.until}"


def _from_issued(text: str) -> Parsed[dict[str, Any]]:
    first, slash, last = text.strip().partition("/")
    said = {"date": PartialDate.parse(first)}
    return Parsed({**said, "until": PartialDate.parse(last), "qualifier": "between"} if slash else said)


_DATES: tuple[Entry, ...] = (
    place("*datacite:date", "dates", m.EventDate, {"": Cell("", "", "", "", parse=_from_issued, dump=_issued, says=("date", "until", "qualifier", "role"))},
          fixed={"@dateType": "Issued"}, assumed={"role": "publication"}, pick=came_out),
    place("*datacite:date", "dates", m.EventDate, {"": "date"}, {"role": "online"}, fixed={"@dateType": "Available"}, when=lambda it: it.qualifier is None),
    *(place(f"*{tag}", "languages", m.Language, {"": Cell("", "", "", "code", codec=_ISO3)}, {"role": role})
      for tag, role in (("dc:language", "01"), ("dcndl:originalLanguage", "02"))),
)  # fmt: skip


_ISBN = (number_of("isbn-13", "isbn-10"), None)
_WAYS: dict[str, Any] = {
    "doi": (from_doi, lambda it: f"https://doi.org/{it.value}"), "issn": (number_of("issn"), with_hyphen), "ncid": (number_of("ncid"), None), "uri": (None, None),
    "isbn-13": _ISBN, "isbn-10": _ISBN,
}  # fmt: skip
"""Type of a number -> how it is read and written."""


def _number(element: str, type_: str, kind: str, **more: Any) -> Place:
    parse, dump = _WAYS[kind]
    cells: dict[str, Any] = {"": Cell("", "", "", "value", parse=parse, dump=dump)}
    given = {"type": kind, "status": "valid"}
    return place(
        f"*jpcoar:{element}", "identifiers", m.Identifier, cells, given, fixed={"@identifierType": type_}, **more
    )


_IDS = (
    _number("identifier", "DOI", "doi"), _number("identifier", "URI", "uri"), _number("identifier", "HDL", "uri", read_only=True),
)  # fmt: skip
_NCID = _number("sourceIdentifier", "NCID", "ncid")
_OF_SERIAL = (
    *(_number("sourceIdentifier", type_, "issn", read_only=type_ != "PISSN") for type_ in ("ISSN", "PISSN", "EISSN")),
    _NCID,
)
_OF_BOOK = (_number("sourceIdentifier", "ISBN", "isbn-13"), _number("sourceIdentifier", "ISBN", "isbn-10"), _NCID)


def _subject(scheme: str, type_: str, lead: str, sign: str = "") -> Place:
    cell = Cell(
        "", "", "", lead, codec=Codec(TEXT.expected, lambda said: f"{sign}{said}", lambda code: code.removeprefix(sign))
    )
    return place(
        "*jpcoar:subject", "subjects", m.Subject, {"": cell}, {"scheme": scheme}, fixed={"@subjectScheme": type_},
        when=lambda it: (getattr(it, lead) or "").startswith(sign) and getattr(it, lead),
    )  # fmt: skip


_SUBJECTS: tuple[Entry, ...] = (
    _subject("ndc", "NDC", "code"), _subject("other", "NDLC", "code", "NDLC:"), *(_subject(s, s.upper(), "heading") for s in ("ndlsh", "bsh", "lcsh")), _subject("keyword", "Other", "heading"),
)  # fmt: skip


def _prose(type_: str, kind: str) -> Place:
    return place(
        "*datacite:description",
        "texts",
        m.Prose,
        {"": "text", **_in("")},
        {"type": kind},
        fixed={"@descriptionType": type_},
    )


def _funded(fields: list[Field], _: Context) -> dict[str, Any]:
    """Return a note for each funder, with programme, project and number."""
    parts = [[f.first(code) for code in ("funderName", "fundingStream", "awardTitle", "awardNumber")] for f in fields]
    words = [(", ".join(filter(None, said)), number) for *said, number in parts]
    texts = [f"{text} ({number})" if text and number else text or number for text, number in words]
    return {"notes": tuple(m.Note(text, type="funding") for text in texts if text)}


def _of_funding(one: Field) -> list[int]:
    codes = [s.code for s in one.subfields]
    return [codes.index(c) for c in ("funderName", "fundingStream", "awardTitle", "awardNumber") if c in codes]


def _note(tag: str, type_: str, form: str, code: str = "") -> Place:
    """Return the place of a note of a type whose text has a form, of which the schema has room for one."""
    return place(
        f"*{tag}", "notes", m.Note, {code: "text"}, {"type": type_}, when=lambda it: re.fullmatch(form, it.text) is not None, limit=1,
    )  # fmt: skip


_DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_THESIS = (
    _note("dcndl:dissertationNumber", "dissertation-number", "[甲乙他]第?.+"), _note("dcndl:degreeName", "degree", ".+"),
    _note("dcndl:dateGranted", "degree-date", _DAY), _note("jpcoar:degreeGrantor", "degree-grantor", ".+", "degreeGrantorName"),
)  # fmt: skip
_TEXTS: tuple[Entry, ...] = (
    _prose("Abstract", "03"), _prose("TableOfContents", "04"), *_THESIS,
    place("*dcterms:temporal", "notes", m.Note, {"": "text"}, {"type": "temporal"}),
    Made(("jpcoar:fundingReference",), {}, lambda record, _: (), _funded, _of_funding, ("notes",)),
    place("*dc:rights", "notes", m.Note, {"": "text"}, {"type": "rights"}),
    place("*dcterms:accessRights", "notes", m.Note, {"": "text"}, {"type": "access-rights"}, when=lambda it: it.text in elements.RIGHTS, limit=1),
    place("*oaire:version", "notes", m.Note, {"": "text"}, {"type": "version"}, when=lambda it: it.text in elements.VERSION_CODES, limit=1),
    place("*datacite:description", "notes", m.Note, {"": "text"}, fixed={"@descriptionType": "Other"}),
)  # fmt: skip
_PUBLISHERS: tuple[Entry, ...] = (
    place("*jpcoar:publisher", "publishers", m.Publisher, {"publisherName": "name.text", **_in("name.", "publisherName@xml:lang"), "location*": "places.text"},
          {"role": "01"}, when=lambda it: it.places),
    place("*dc:publisher", "publishers", m.Publisher, {"": "name.text", **_in("name.")}, {"role": "01"}),
)  # fmt: skip
_STATED: tuple[Entry, ...] = tuple(
    place(f"*{tag}", "notes", m.Note, {code: "text"}, {"type": "publisher-statement"}, read_only=bool(code))
    for tag, code in (("dc:publisher", ""), ("jpcoar:publisher", "publisherName"))
)
"""Publishers of articles, of which the model knows none."""
_SERIES = place(
    "*jpcoar:relation[inSeries]",
    "series",
    m.Series,
    {"relatedTitle": "title.text", **_in("title.", "relatedTitle@xml:lang"), "relatedIdentifier*": OF_THING},
    fixed={"@relationType": "inSeries"},
)
_EDITION = place(
    "*dcndl:edition",
    "editions",
    m.Edition,
    {
        "": Cell(
            "", "", "", "", parse=citations.from_edition, dump=citations.edition_words, says=("number", "statement")
        )
    },
)
_EXTENTS: tuple[Entry, ...] = (
    place("jpcoar:numPages", "extents", m.Extent, {"": "value"}, {"unit": "03"}, limit=1, when=lambda it: it.value and it.value == int(it.value) and it.type not in ("03", "04", "12")),
    place("*dcterms:extent", "extents", m.Extent, {"": "printed"}),
)  # fmt: skip
_TITLES: tuple[Entry, ...] = (
    place("dc:title", "titles", m.Title, _TITLED, limit=1, pick=citations.proper),
    place("*dc:title[2]", "titles", m.Title, _TITLED, {"type": "06"}, when=lambda it: it.text.language),
    place("*dcterms:alternative", "titles", m.Title, _TITLED, assumed={"type": "variant"}, when=lambda it: it.type != "01"),
)  # fmt: skip


# --- what is worked out

COAR = "http://purl.org/coar/resource_type/"
TYPES = {
    "periodical": ("other periodical", "QX5C-AR31"), "issue": ("other periodical", "QX5C-AR31"), "article": ("magazine article", "43KC-T6DC"),
    "chapter": ("book part", "c_3248"), "book": ("book", "c_2f33"), "report": ("report", "c_93fc"), "policy report": ("policy report", "c_186u"),
}  # fmt: skip
SORTS = {
    "journal article": "c_6501", "departmental bulletin paper": "c_6501", "article": "c_6501", "review article": "c_dcae04bc", "editorial": "c_b239",
    "conference paper": "c_5794", "data paper": "c_beb9", "software paper": "c_7bab",
}  # fmt: skip
"""Sort of article -> its code; what it is called with hyphens is its genre."""


def _type(record: Any, _: Context) -> Iterator[Field]:
    kind = record.kind if isinstance(record, m.Component) else m.kind_of(record)
    sort = (getattr(record, "genre", None) or "").replace("-", " ")
    if kind == "article" and sort in SORTS:
        yield Field("dc:type", "", [Subfield("", sort), Subfield("@rdf:resource", COAR + SORTS[sort])])
        return
    if kind == "book":
        kind = next((it.text for it in record.notes if it.type == "genre" and it.text in TYPES), kind)
    words, uri = TYPES[kind]
    yield Field("dc:type", "", [Subfield("", words), Subfield("@rdf:resource", COAR + uri)])


def _from_type(fields: list[Field], _: Context) -> dict[str, Any]:
    sort = (fields[0].first("") or "") if fields else ""
    return {"kind": "chapter"} if sort == "book part" else {"genre": sort.replace(" ", "-")} if sort in SORTS else {}


def _through(kind: str, fields: list[Field]) -> list[Field]:
    return in_its_place(elements.through(fields), kind)


def _column(
    make: type, *entries: Entry, finish: Callable[[dict[str, Any], Any], dict[str, Any]] | None = None
) -> FieldColumn:
    start = (
        place("*jpcoar:identifier", "id", None, {RECORD: ""}),
        Made(
            ("dc:type",),
            {"kind": "dc:type", "genre": "dc:type, of some sorts"} if make is m.Component else {},
            _type,
            _from_type if make is m.Component else None,
        ),
    )
    apart = ("contents",) if issubclass(make, m.Product) else ()
    return FieldColumn(
        make,
        (*start, *entries),
        through=partial(_through, make.__name__.lower()),
        apart=apart,
        finish=finish,
        linked="xml:lang",
    )


COLUMNS = {
    "periodical": _column(m.Periodical, *_TITLES, *_PEOPLE, *_SUBJECTS, *_TEXTS, *_PUBLISHERS, *_DATES, *_IDS, *RELATED, *_OF_SERIAL, *LINKS),
    "issue": _column(m.Issue, *_TITLES, *_PEOPLE, *_SUBJECTS, *_TEXTS, *_PUBLISHERS, *_DATES, *_IDS, *_EXTENTS, within("periodical"), *RELATED, AROUND_ISSUE, *FILES),
    "component": _column(
        m.Component, place("dc:title", "title", m.Title, _TITLED), *_PEOPLE, *_SUBJECTS, *_STATED, *_TEXTS, *_DATES, *_IDS, within("host"), *RELATED, AROUND_PART,
        citations.pages("jpcoar:pageStart", "jpcoar:pageEnd", form="[1-9][0-9]*"),
        *LINKS, finish=citations.less_host,
    ),
    "book": _column(
        m.Book, *_TITLES, *_PEOPLE, *_SUBJECTS, *_TEXTS, *_PUBLISHERS, *_DATES, *_IDS, *RELATED, _SERIES,
        *_OF_BOOK, _EDITION, *_EXTENTS, *FILES,
    ),
}  # fmt: skip
