"""What a JPCOAR record says of other things: what it stands in, and what it is related to; numbers behind the name of their scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.context import NEUTRAL
from smj_catalog.crosswalk.fields import Field, Made, Subfield
from smj_catalog.crosswalk.rows import Cell, Parsed, joined, parted
from smj_catalog.formats import citations
from smj_catalog.formats.issuing import HOLDS
from smj_catalog.formats.marc.words import with_hyphen
from smj_catalog.formats.tabular.ids import PREFIXES
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.rules.normal import normal_form
from smj_catalog.model.sole import sole

KINDS = ("periodical", "issue", "component", "book")
"""Kinds of records that JPCOAR describes."""


def line(name: str, text: str, **more: str) -> Field:
    """Return a field of one text with its attributes."""
    return Field(name, "", [Subfield("", text), *(Subfield(f"@{code}", held) for code, held in more.items())])


def came_out(dates: tuple[m.EventDate, ...]) -> list[m.EventDate]:
    """Return the date of publication; the cover date where there is none."""
    for role in ("publication", "cover"):
        if found := [it for it in sole(dates) if it.role == role and it.qualifier in (None, "between")]:
            return found[:1]
    return []


_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\..+)", re.IGNORECASE)


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
OF_THINGS = frozenset({
    "DOI", "ISBN", "PISSN", "NCID", "URI", "ARK", "arXiv", "CRID", "HDL", "ICHUSHI", "J-GLOBAL", "Local", "NAID", "PMID", "PURL", "SCOPUS", "WOS", "CSTR", "RRID",
})  # fmt: skip


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


def numbered(known: frozenset[str]) -> Cell:
    """Return the cell of the numbers of a person or of a related thing."""
    return Cell(
        "", "", "", "", parse=lambda text: Parsed({"identifiers": tuple(map(_from_number, parted(text)))}),
        dump=lambda it: joined(_numbers(it.identifiers, known)), says=("identifiers",),
    )  # fmt: skip


_RELATIONS = {
    "earlier": "continues", "later": "isContinuedBy", "translation-of": "isTranslationOf", "part": "hasPart", "whole": "isPartOf", "alternative-format": "hasFormat",
    "onix:34": "cites", "onix:35": "isCitedBy", "onix:07": "isSupplementedBy", "onix:08": "isSupplementTo", "work:02": "isDerivedFrom", "work:03": "isSourceOf",
    "related": "",
}  # fmt: skip
_RELATED = {theirs: ours for ours, theirs in _RELATIONS.items()} | {
    "replaces": "earlier", "isReplacedBy": "later", "isFormatOf": "alternative-format", "references": "onix:34", "isReferencedBy": "onix:35",
}  # fmt: skip
_SERIAL_NUMBERS = ("ISSN", "PISSN", "EISSN", "NCID", "ISBN")
_WITHIN = ((m.Component, "host"), (m.Issue, "periodical"))
"""Kind of record, and its field for what it stands in."""


def own(uri: str, context: Context) -> tuple[str, str] | None:
    """Return the id of a record of ours that an address holds, and its kind; a neutral context takes every catalogue's."""
    base = f"{context.base_uri.rstrip('/')}/" if context.base_uri else None
    if base is None:
        found = uri.rpartition("/")[2] if context.domain == NEUTRAL else ""
    else:
        found = uri.removeprefix(base) if uri.startswith(base) else ""
    kind = next((k for k in KINDS if found.partition(":")[0] in PREFIXES[k]), None)
    return (found, kind) if kind is not None and RECORD_ID.fullmatch(found) else None


def _relation(theirs: str, title: str | None, numbers: Iterable[str]) -> Iterator[Field]:
    first = next(iter(numbers), None)
    parts = [
        *(Subfield("relatedIdentifier", it) for it in [first] if it),
        *(Subfield("relatedTitle", it) for it in [title] if it),
    ]
    if parts:
        yield Field("jpcoar:relation", "", [*parts, *(Subfield("@relationType", it) for it in [theirs] if it)])


def _related(record: Any, context: Context) -> Iterator[Field]:
    """Yield what a record stands in, as far as that has an address, and what it is related to."""
    within = next((getattr(record, name) for make, name in _WITHIN if isinstance(record, make)), None)
    for it in (*((m.Relation("whole", within),) if within else ()), *record.related):
        address = context.uri(it.record) if it.record else None
        numbers = [*([f"URI {address}"] if address else []), *_numbers(it.identifiers, OF_THINGS)]
        if it.type in _RELATIONS:
            yield from _relation(_RELATIONS[it.type], it.citation, numbers)


def _from_related(fields: list[Field], context: Context, within: str = "") -> dict[str, Any]:
    said: dict[str, Any] = {}
    found = []
    for one in (f for f in fields if f.tag == "jpcoar:relation" and f.first("@relationType") != "inSeries"):
        type_ = _RELATED.get(one.first("@relationType") or "", "related")
        numbers = [s.text for s in one.subfields if s.code == "relatedIdentifier"]
        mine = next(((n, it[0]) for n in numbers if (it := own(n.partition(" ")[2], context))), None)
        rest = tuple(_from_number(n) for n in numbers if mine is None or n != mine[0])
        citation = one.first("relatedTitle")
        if (
            within
            and type_ == "whole"
            and mine is not None
            and within not in said
            and mine[1].startswith(HOLDS[within])
        ):
            said[within] = mine[1]
        elif mine is not None or rest or citation:
            found.append(m.Relation(type_, mine and mine[1], citation=citation, identifiers=rest))
    if within and within not in said:
        found += _around(fields)
    return said | ({"related": tuple(found)} if found else {})


def _around(fields: list[Field]) -> tuple[m.Relation, ...]:
    """Return the journal that stands around another's article or issue."""
    titles, volume, issue = ([f.first("") or "" for f in fields if f.tag == tag] for tag in AROUND)
    serial = (f for f in fields if f.tag == "jpcoar:sourceIdentifier" and _of_serial(f))
    numbers = (_from_number(f"{f.first('@identifierType')} {f.first('')}") for f in serial)
    said = citations.standing(titles, " ".join(volume), " ".join(issue), numbers=numbers)
    found: tuple[m.Relation, ...] = said.get("related", ())
    return found


def _of_serial(one: Field) -> bool:
    return one.first("@identifierType") in _SERIAL_NUMBERS


def _takes(one: Field) -> list[int]:
    """Return which subfields of what tells of other works are read; a type that the model has no word for is not."""
    if one.tag == "jpcoar:relation":
        type_ = one.first("@relationType") or ""
        codes = ("relatedIdentifier", "relatedTitle", *(["@relationType"] if type_ in _RELATED else []))
        seen = [s.code for s in one.subfields]
        if type_ == "inSeries":
            return []
        return [i for i, code in enumerate(seen) if code in codes and (code != "relatedTitle" or seen.index(code) == i)]
    return [i for i, s in enumerate(one.subfields) if s.code == "" or (s.code == "@identifierType" and _of_serial(one))]


_RELATION_SAYS = {
    "related.type": "jpcoar:relation/@relationType", "related.record": "jpcoar:relation/relatedIdentifier", "related.citation": "jpcoar:relation/relatedTitle",
    "related.identifiers": "jpcoar:relation/relatedIdentifier",
}  # fmt: skip
AROUND = ("jpcoar:sourceTitle", "jpcoar:volume", "jpcoar:issue")
"""What in an article or chapter tells of where it stands."""


def _host(record: m.Component, context: Context) -> Iterator[Field]:
    yield from _related(record, context)
    said = citations.around(record, context)
    for name, tag_ in zip(("container-title", "volume", "issue"), AROUND, strict=True):
        yield from (line(tag_, it) for it in [said.get(name)] if it)
    yield from (line("jpcoar:sourceIdentifier", it, identifierType="PISSN") for it in [said.get("ISSN")] if it)
    date = citations.issued(context.lookup(record.host)) if record.host and not came_out(record.dates) else None
    if date is not None:
        yield line("datacite:date", str(date), dateType="Issued")


def _designated(record: m.Issue, context: Context) -> Iterator[Field]:
    yield from _related(record, context)
    serial = context.lookup(record.periodical) if record.periodical else None
    yield from (line("jpcoar:sourceTitle", it.text.text) for it in citations.proper(getattr(serial, "titles", ())))
    numbering = record.numbering
    if numbering is not None:
        yield from (line("jpcoar:volume", it) for it in [numbering.volume] if it)
        yield from (line("jpcoar:issue", ", ".join(numbering.numbers)) for it in [numbering.numbers] if it)


def _from_designated(fields: list[Field], context: Context) -> dict[str, Any]:
    volume, number = (next((f.first("") for f in fields if f.tag == tag), None) for tag in AROUND[1:])
    said = _from_related([f for f in fields if f.tag not in AROUND[1:]], context, "periodical")
    if volume or number:
        said["numbering"] = m.Numbering(volume=volume, numbers=tuple(number.split(", ") if number else ()))
    return said


def _from_host(fields: list[Field], context: Context) -> dict[str, Any]:
    return _from_related(fields, context, "host")


_PLACES = ("jpcoar:relation", *AROUND, "jpcoar:sourceIdentifier")
OTHERS = Made(("jpcoar:relation",), _RELATION_SAYS, _related, _from_related, _takes)
HOST = Made(
    _PLACES,
    {"host": "jpcoar:relation (isPartOf), jpcoar:sourceTitle, jpcoar:volume, jpcoar:issue", **_RELATION_SAYS},
    _host,
    _from_host,
    _takes,
)
DESIGNATION = Made(
    _PLACES, {"numbering.volume": "jpcoar:volume", "numbering.numbers": "jpcoar:issue", "periodical": "jpcoar:relation (isPartOf), jpcoar:sourceTitle", **_RELATION_SAYS},
    _designated, _from_designated, _takes,
)  # fmt: skip
