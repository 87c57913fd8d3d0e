"""What a JPCOAR record says of other things: what it stands in, and what it is related to; numbers behind the name of their scheme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.codecs import table
from smj_catalog.crosswalk.fields import Field, Made, Place, Subfield, place
from smj_catalog.crosswalk.rows import Cell, Parsed, joined, parted
from smj_catalog.formats import citations
from smj_catalog.formats.cited import standing
from smj_catalog.formats.issuing import serial_of
from smj_catalog.formats.marc.words import with_hyphen
from smj_catalog.formats.properties import HOST, RECORD, in_place
from smj_catalog.model.rules.normal import normal_form
from smj_catalog.model.sole import sole


def came_out(dates: tuple[m.EventDate, ...]) -> list[m.EventDate]:
    """Return the date of publication; the cover date where there is none."""
    for role in ("publication", "cover"):
        if found := [it for it in sole(dates) if it.role == role and it.qualifier in (None, "between")]:
            return found[:1]
    return []


_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|(?:info:)?doi[:/])?(10\..+)", re.IGNORECASE)


def from_doi(text: str) -> Parsed[dict[str, Any]]:
    """Return a DOI, whatever stands before it."""
    found = _DOI.fullmatch(text.strip())
    return Parsed({"value": found[1] if found else text})


_SCHEMES = {
    "orcid": "ORCID", "isni": "ISNI", "viaf": "VIAF", "doi": "DOI", "isbn-13": "ISBN", "isbn-10": "ISBN", "issn": "PISSN", "ncid": "NCID", "uri": "URI",
}  # fmt: skip
"""Type of a number of a person or of a related thing -> what JPCOAR calls it; others have the name of their scheme."""

_TYPES = {**{theirs: ours for ours, theirs in _SCHEMES.items()}, "ISSN": "issn", "EISSN": "issn"}
OF_NAMES = frozenset({"ORCID", "ISNI", "VIAF", "e-Rad_Researcher", "NRID", "AID", "kakenhi", "Ringgold", "GRID", "ROR"})
_OF_THINGS = frozenset({
    "DOI", "ISBN", "PISSN", "NCID", "URI", "ARK", "arXiv", "CRID", "HDL", "ICHUSHI", "J-GLOBAL", "Local", "NAID", "PMID", "PURL", "SCOPUS", "WOS", "CSTR", "RRID",
})  # fmt: skip
_OF_SERIALS = ("ISSN", "PISSN", "EISSN", "NCID", "ISBN")


def _numbers(held: tuple[m.Identifier, ...], known: frozenset[str]) -> Iterator[str]:
    """Yield numbers, each behind the name of its scheme, as far as the standard has that."""
    for it in held:
        scheme = it.scheme if it.type == "own" else _SCHEMES.get(it.type)
        if it.status == "valid" and scheme in known:
            dashed = f"{it.value[:4]}-{it.value[4:8]}-{it.value[8:12]}-{it.value[12:]}"
            value = {"orcid": dashed, "issn": with_hyphen(it), "doi": f"https://doi.org/{it.value}"}.get(
                it.type, it.value
            )
            yield f"{scheme} {value}"


def _from_number(text: str) -> m.Identifier:
    scheme, _, value = text.partition(" ")
    type_ = _TYPES.get(scheme, "own")
    if type_ == "own":
        return m.Identifier("own", value, scheme=scheme)
    if type_ == "doi":
        value = from_doi(value).value["value"]
    value = normal_form(type_, value)
    if type_.startswith("isbn"):
        type_ = "isbn-10" if len(value) == 10 else "isbn-13"
    return m.Identifier(type_, value)


def numbered(known: frozenset[str], most: int | None = None, field: str = "identifiers") -> Cell:
    """Return the cell of the numbers of a person, a body or a related thing, of which so many are written."""
    return Cell(
        "", "", "", "", parse=lambda text: Parsed({field: tuple(map(_from_number, parted(text)))}),
        dump=lambda it: joined([*_numbers(getattr(it, field), known)][:most]), says=(field,),
    )  # fmt: skip


OF_THING = numbered(_OF_THINGS, 1)
"""Cell of the numbers of a related thing: the schema has room for one."""

_RELATIONS = {
    "whole": "isPartOf", "part": "hasPart", "earlier": "continues", "later": "isContinuedBy", "translation-of": "isTranslationOf", "alternative-format": "hasFormat",
    "onix:34": "cites", "onix:35": "isCitedBy", "onix:07": "isSupplementedBy", "onix:08": "isSupplementTo", "work:02": "isDerivedFrom", "work:03": "isSourceOf",
    "related": "",
}  # fmt: skip
_ALSO = {
    "replaces": "earlier", "isReplacedBy": "later", "isFormatOf": "alternative-format", "references": "onix:34", "isReferencedBy": "onix:35",
}  # fmt: skip
KNOWN = frozenset({*_RELATIONS.values(), *_ALSO})
"""Types of relations that are read; a relation of any other is related."""

_TITLES = Cell(
    "", "", "", "citation", parse=lambda text: Parsed({"citation": " = ".join(parted(text))}), dump=lambda it: joined([it.citation or ""]),
)  # fmt: skip
_TYPE = Cell("", "", "", "type", codec=table(_RELATIONS, "JPCOAR relationType", back=_ALSO))
RELATED = tuple(
    place("*jpcoar:relation", "related", m.Relation, {**lead, "relatedTitle*": _TITLES, "@relationType": _TYPE}, assumed={"type": "related"},
          when=lambda it: it.type in _RELATIONS, lacks=lacks)
    for lead, lacks in (({RECORD: "record"}, ""), ({"relatedIdentifier*": OF_THING}, RECORD), ({}, RECORD))
)  # fmt: skip


_WHOLE = {"@relationType": "isPartOf"}


def within(field: str) -> Place:
    """Return the place of what a part stands in."""
    return place("*jpcoar:relation", field, None, {HOST: ""}, fixed=_WHOLE)


# --- what stands around

AROUND = {"jpcoar:sourceTitle": "container-title", "jpcoar:volume": "volume", "jpcoar:issue": "issue"}
"""What in an article, chapter or issue tells of where it stands -> what citations call that."""
_ISSN = "jpcoar:sourceIdentifier"
_WORDS = {"component": (*AROUND, _ISSN), "issue": ("jpcoar:sourceTitle", _ISSN)}
"""Kind of record -> what its host says itself."""


def in_its_place(fields: list[Field], kind: str) -> list[Field]:
    """Return fields as the columns of a kind have them: what a part stands in by itself."""
    return in_place(fields, kind, "jpcoar:relation", _WHOLE, _WORDS.get(kind, ()))


def _line(name: str, text: str, **more: str) -> Field:
    return Field(name, "", [Subfield("", text), *(Subfield(f"@{code}", held) for code, held in more.items())])


def _around(record: m.Component | m.Issue, context: Context) -> Iterator[Field]:
    said: Mapping[str, str | None]
    if isinstance(record, m.Issue):
        titles = citations.proper(getattr(serial_of(record, context), "titles", ()))
        title, it = "".join(t.text.text for t in titles), record.numbering or m.Numbering()
        said = {"container-title": title, "volume": it.volume, "issue": ", ".join(it.numbers)}
    else:
        said = citations.around(record, context)
        yield from (_line(_ISSN, it, identifierType="PISSN") for it in [said.get("ISSN")] if it)
        date = citations.issued(context.lookup(record.host)) if record.host and not came_out(record.dates) else None
        if date is not None and date.qualifier is None:
            yield _line("datacite:date", str(date.date), dateType="Issued")
    yield from (_line(tag, text) for tag, name in AROUND.items() if (text := said.get(name)))


def _stands(fields: list[Field], _: Context, *, numbered: bool = False) -> dict[str, Any]:
    """Return the journal that stands around another's article or issue, and the number of an issue."""
    titles, volume, issue = ([f.first("") or "" for f in fields if f.tag == tag] for tag in AROUND)
    numbers = [_from_number(f"{f.first('@identifierType')} {f.first('')}") for f in fields if _is_serial(f)]
    if not numbered:
        return standing(titles, " ".join(volume), " ".join(issue), numbers=numbers)
    count = tuple(issue[0].split(", ")) if issue else ()
    said = {"numbering": m.Numbering(volume=next(iter(volume), None), numbers=count)} if volume or issue else {}
    return said | standing(titles, numbers=numbers)


def _is_serial(one: Field) -> bool:
    return one.tag == _ISSN and one.first("@identifierType") in _OF_SERIALS


def _takes(one: Field) -> list[int]:
    return [i for i, s in enumerate(one.subfields) if s.code == "" or (s.code == "@identifierType" and _is_serial(one))]


_DESIGNATED = {
    "numbering.volume": "jpcoar:volume",
    "numbering.numbers": "jpcoar:issue",
    "periodical": "jpcoar:sourceTitle",
}
_TAGS = (*AROUND, _ISSN)
AROUND_PART = Made(_TAGS, {"host": ", ".join(AROUND)}, _around, _stands, _takes, ("related",))
AROUND_ISSUE = Made(_TAGS, _DESIGNATED, _around, partial(_stands, numbered=True), _takes, ("related",))
