"""What stands in the properties of DC-NDL, both ways: names as headings, numbers, dates, the host of an article, its relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.codecs import TEXT, Codec
from smj_catalog.crosswalk.fields import Field, Made, Subfield
from smj_catalog.crosswalk.rows import Parsed, joined, parted
from smj_catalog.errors import BadValue
from smj_catalog.formats.dc.terms import RELATIONS as TERM_OF
from smj_catalog.formats.dc.terms import TERMS
from smj_catalog.formats.dc.words import is_uri
from smj_catalog.formats.dcndl.graph import NDL
from smj_catalog.formats.dcndl.shape import AROUND, ISSN, STATEMENT, VALUE, VOLUME
from smj_catalog.formats.issuing import serial_of
from smj_catalog.formats.marc import dates, fixed
from smj_catalog.formats.marc import words as marc
from smj_catalog.formats.marc.designation import numbered
from smj_catalog.formats.tabular.values import parse_names
from smj_catalog.formats.tabular.values.headings import of_years
from smj_catalog.formats.tabular.values.names import is_body
from smj_catalog.formats.tabular.values.parsed import refuse
from smj_catalog.model.keys import name_key
from smj_catalog.model.sole import sole
from smj_catalog.problems import message

_AUTHORITY = "http://id.ndl.go.jp/auth/entity/"
_TYPE = "@rdf:datatype"

_SCHEMES = frozenset(["BRNO", "CODEN", "GPOBibID", "ICNO", "ISMN", "ISRN", "KAKENHINO", "NDLJP", "NDLNA", "NSMARCNO", "OCLCNO", "OPLMARCNO", "PBNO", "PLNO", "RIS502", "SICI", "StandardNO", "TOHANMARCNO", "TRCMARCNO", "TRNO", "UKMARCNO", "UNSN", "USMARCNO", "UTNO"])  # fmt: skip
"""Datatypes of numbers in NDL's vocabulary for which we have no type of our own."""

# --- numbers


def is_scheme(scheme: str | None) -> bool:
    """Tell whether a scheme has a datatype, is named by the datatype itself, or is not named."""
    return scheme is None or scheme in _SCHEMES or is_uri(scheme)


SCHEMES = Codec(TEXT.expected, lambda uri: uri.removeprefix(NDL), lambda scheme: f"{NDL if scheme in _SCHEMES else ''}{scheme}")  # fmt: skip


def printed(held: m.Identifier) -> str:
    """Return a number as printed, if only hyphens tell that from its normal form."""
    words = held.printed or ""
    if re.sub("[- ]", "", words) == re.sub("-", "", held.value):
        return words
    return marc.with_hyphen(held) if held.type in ("issn", "issn-l") else held.value


def number(kind: str, status: str) -> Any:
    """Return what reads a number of a type and status; of ISBN, one of ten digits or of thirteen."""
    kinds = ("isbn-13", "isbn-10") if kind.startswith("isbn") else (kind,)
    return marc.number_of(*kinds, valid=status == "valid")


# --- names


def name(held: m.Contributor) -> str:
    """Return a name as NDL heads it: 見本, 花子, 1950-; words that would be taken for a given name are left out."""
    words = ", ".join(x for x in (marc.heading(held), marc.years(held)) if x)
    return f"{words}, {held.distinction}" if held.distinction and ", " in words else words


def from_name(text: str) -> Parsed[dict[str, Any]]:
    """Return a name in its parts; what stands behind them are years, or words that tell its bearer from others."""
    first, *rest = (part.strip() for part in text.split(", "))
    if is_body(text) or not rest:
        kind = {"kind": "organisation"} if is_body(text) else {}
        return Parsed({"name": {"text": text}, **kind})
    said: dict[str, Any] = {}
    if of_years(rest[0]) is None and rest[0]:
        said = dict(marc.from_heading(f"{first}, {rest.pop(0)}").value)
    for word in rest:
        if of_years(word) is not None and not said.keys() & {"born", "died"}:
            said |= {k: v for k, v in marc.from_years(word).value.items() if v is not None}
        elif "distinction" in said:
            return Parsed({"name": {"text": text}})
        else:
            said["distinction"] = word
    return Parsed({"name": {"text": first}, **said})


def authority(held: m.Contributor) -> str:
    """Return the address of a contributor in an authority file."""
    return next((it.value for it in held.identifiers if it.type == "uri"), "")


def lines(held: m.Prose) -> str:
    """Return the lines of a text, each a title of its own."""
    return joined(line.strip() for line in held.text.splitlines() if line.strip())


def from_lines(text: str) -> Parsed[dict[str, Any]]:
    """Return them as one text."""
    return Parsed({"text": "\n".join(parted(text))})


def finished(values: dict[str, Any], context: Context) -> dict[str, Any]:
    """Return values in which contributors have the roles that a statement of responsibility gives their names."""
    if "related" in values:
        values["related"] = one_serial(values["related"])
    notes = values.get("notes", ())
    held = values.get("contributors", ())
    names = {name_key(c.name.text) for c in held}
    said = values.get("responsibility")
    statements = (
        said.text.split(STATEMENT) if said else [n.text for n in notes if n.type == "statement-of-responsibility"]
    )
    roles: dict[str, m.Contributor] = {}
    for words in statements:
        with suppress(BadValue):
            roles |= {name_key(c.name.text): c for c in parse_names(words).value}
    if held:
        values["contributors"] = tuple(_credited(c, roles.get(name_key(c.name.text))) for c in held)
    if notes:
        values["notes"] = tuple(
            n for n in notes if n.type != "statement-of-responsibility" or name_key(n.text) not in names
        )
    return fixed.finished(values, context)


def _credited(held: m.Contributor, said: m.Contributor | None) -> m.Contributor:
    if said is not None and said.role_printed is not None:
        held = evolve(held, roles=said.roles, role_printed=said.role_printed)
    words, known = held.name.text, any(it.value.startswith(_AUTHORITY) for it in held.identifiers)
    if known and held.family is None and held.born is None and " " not in words and not words.isascii():
        return evolve(held, kind="organisation")  # NDL parts the names of persons
    return held


def _country(record: Any, _: Context) -> Iterator[Field]:
    if country := next((p.country for p in record.publishers if p.role == "01"), None):
        yield Field("dcndl:publicationPlace", "", [Subfield("", country), Subfield(_TYPE, f"{TERMS}ISO3166")])


def _from_country(fields: list[Field], _: Context) -> dict[str, Any]:
    return {"country": fields[0].first("")} if fields else {}


COUNTRY = Made(("dcndl:publicationPlace",), {"publishers.country": "dcndl:publicationPlace"}, _country, _from_country)


# --- extent


def from_extent(text: str) -> Parsed[dict[str, Any]]:
    """Return an extent as from MARC, and of what is told only why there is no number; words such as 244p say no more."""
    found = marc.from_extent(text)
    plain = found.value.get("type") == "11" and text == f"{found.value.get('value')}p"
    said = {k: v for k, v in found.value.items() if v is not None and not (plain and k == "printed")}
    return Parsed(said, tuple(w for w in found.warnings if w.rule != "pages-beside"), found.others)


def run(held: m.PageRun) -> str:
    """Return a page range: 590～593."""
    return f"{held.first}～{held.last}" if held.last else held.first


_RUN = re.compile(r"(?:pp?\.? ?)?([0-9A-Za-z]{1,12})(?: ?[～〜~‐–-] ?([0-9A-Za-z]{1,12}))?")


def is_plain(held: m.PageRun) -> bool:
    """Tell whether a page range can be read again as what it is."""
    found = _RUN.fullmatch(run(held))
    return found is not None and found.groups() == (held.first, held.last)


def from_run(text: str) -> Parsed[dict[str, Any]]:
    """Return a page range."""
    found = _RUN.fullmatch(text)
    if found is None:
        raise refuse("cell-form", text, message("a-page-range"))
    return Parsed({"first": found[1], **({"last": found[2]} if found[2] else {})})


# --- the numbers of an issue

DESIGNATION = Made((VOLUME,), {}, lambda record, context: [Field(VOLUME, "", [Subfield(VALUE, words)]) for words in numbered(record, context)], takes=lambda _: ())  # fmt: skip


# --- dates

_DATES = ("dcterms:date", "dcterms:issued")
_YEARS = re.compile("(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?![0-9])")
_DOTTED = re.compile(r"([0-9]{4})(?:[.-]([0-9]{1,2})(?:[.-]([0-9]{1,2}))?)?")


def _dated(words: str, *days: m.PartialDate) -> Iterator[Field]:
    yield Field("dcterms:date", "", [Subfield("", words)])
    for day in days:
        yield Field("dcterms:issued", "", [Subfield("", str(day)), Subfield(_TYPE, f"{TERMS}W3CDTF")])


def _stated(fields: list[Field]) -> tuple[str, list[m.PartialDate]]:
    """Return the words of a date, and the days that are issued."""
    words = next((f.first("") or "" for f in fields if f.tag == _DATES[0]), "")
    days = []
    for one in fields:
        if one.tag == _DATES[1]:
            with suppress(BadValue):
                days.append(m.PartialDate.parse(one.first("") or ""))
    return words, days


def _dates(record: Any, _: Context) -> Iterator[Field]:
    for it in [d for d in sole(record.dates) if d.role == "publication"][:1]:
        yield from _dated(dates.date(it), *([it.date] if it.qualifier is None else []))


def _from_dates(fields: list[Field], _: Context) -> dict[str, Any]:
    words, days = _stated(fields)
    said: Mapping[str, Any] = {}
    if words:
        with suppress(BadValue):
            said = dates.from_date(words).value
    if not said and not days and (year := _only_year(words)):
        said = {"date": year, "printed": words}
    told = said.get("date")
    if days and (told is None or _contrary(told, days[0], within=said.get("qualifier") is None)):
        said = {"date": days[0], **({"printed": words} if words and words != str(days[0]) else {})}
    return {"dates": (m.EventDate("publication", **said),)} if "date" in said else {}


def _contrary(one: m.PartialDate, other: m.PartialDate, *, within: bool = True) -> bool:
    """Tell whether dates differ as far as both go, or at least their years: what is issued then holds, and its words differ."""
    both = [(getattr(one, part), getattr(other, part)) for part in ("year", *(("month", "day") if within else ()))]
    return any(a and b and a != b for a, b in both)


def _run(record: m.Periodical, _: Context) -> Iterator[Field]:
    """Yield the years of a serial, from its first issue to its last: 1972-1994."""
    found = {role: next((d for d in record.dates if d.role == role and d.qualifier is None), None) for role in ("publication", "ended")}  # fmt: skip
    first, last = found["publication"], found["ended"]
    if first or last:
        words = first.printed if first and first.printed else "-".join(_short(d) for d in (first, last))
        yield from _dated(words, *(d.date for d in (first, last) if d))


def _short(date: m.EventDate | None) -> str:
    return dates.date(evolve(date, printed=None)) if date else ""


def _day(words: str) -> m.PartialDate | None:
    found = _DOTTED.fullmatch(words)
    with suppress(BadValue):
        return m.PartialDate(*(int(part) for part in found.groups() if part)) if found else None
    return None


def _only_year(words: str) -> m.PartialDate | None:
    """Return the year in words that are no date by themselves, where there is but one: 2001.13."""
    years = set(_YEARS.findall(words))
    return m.PartialDate(int(years.pop())) if len(years) == 1 else None


def _from_run(fields: list[Field], _: Context) -> dict[str, Any]:
    words, days = _stated(fields)
    start, sign, end = words.partition("-") if not _DOTTED.fullmatch(words) else (words, "", "")
    first, last = _day(start.strip("[] ")) or (days[0] if days and not words.startswith("-") else None), _day(end)
    first = first or (None if days or last else _only_year(words))
    last = last or (days[-1] if sign and len(days) > 1 else None)
    if first and days and all(_contrary(d, days[0]) for d in (first, last) if d):
        first = days[0]
    if last and len(days) > 1 and _contrary(last, days[-1]):
        last = days[-1]
    plain = words == "-".join(_short(m.EventDate("ended", d) if d else None) for d in (first, last))
    made = [m.EventDate("publication", first, printed=None if plain or not words else words)] if first else []
    return {"dates": (*made, *([m.EventDate("ended", last)] if last else []))} if made or last else {}


def _dates_take(one: Field, *, run: bool = False) -> list[int]:
    """Return which subfields of a date are read: its text where that is a date, or at least has a year of one."""
    words, read = one.first("") or "", True
    try:
        if one.tag == _DATES[1]:
            m.PartialDate.parse(words)
        elif not (_only_year(words) or (run and _YEARS.search(words))):
            dates.from_date(words)
    except BadValue:
        read = not words
    return [i for i, s in enumerate(one.subfields) if s.code or read]


DATES = Made(_DATES, {"dates.role": "dcterms:date", "dates.date": "dcterms:date, dcterms:issued", "dates.printed": "dcterms:date",
                      "dates.qualifier": "dcterms:date", "dates.until": "dcterms:date"}, _dates, _from_dates, _dates_take)  # fmt: skip
RUN = Made(
    _DATES,
    {"dates.role": "dcterms:issued", "dates.date": "dcterms:issued", "dates.printed": "dcterms:date"},
    _run,
    _from_run,
    partial(_dates_take, run=True),
)


# --- the host, and other works

TYPES = {"relation": "related", "source": "related", **{term: type_ for type_, term in reversed(TERM_OF.items())}}
"""Term for a relation -> its type."""


def is_under(term: str, held: m.Relation) -> bool:
    """Tell whether a relation has a term."""
    return TERM_OF.get(held.type, "relation") == term


def addresses(held: m.Relation) -> str:
    """Return the addresses of a related work: its ISSN or URI; of a serial, all of them."""
    known = [ISSN.get(i.type, "") + i.value for i in held.identifiers if i.type in (*ISSN, "uri") and i.status == "valid"]  # fmt: skip
    return joined(known if held.type == "whole" else known[:1])


def from_addresses(text: str) -> Parsed[dict[str, Any]]:
    """Return what they are addresses of."""
    return Parsed({"identifiers": tuple(map(_identified, parted(text)))})


def _identified(uri: str) -> m.Identifier:
    kind = next((kind for kind, start in ISSN.items() if uri.startswith(start)), "uri")
    return m.Identifier(kind, uri.removeprefix(ISSN.get(kind, "")))


def one_serial(related: tuple[m.Relation, ...]) -> tuple[m.Relation, ...]:
    """Return relations in which numbers of a serial, and the words for it, are of one."""
    parts = [r for r in related if r.type == "whole" and not r.record and all(i.type in ISSN for i in r.identifiers)]
    parts = [r for r in parts if not r.citation or r is next(x for x in parts if x.citation)]
    if len(parts) < 2:
        return related
    numbers = tuple(i for r in parts for i in r.identifiers)
    serial = m.Relation("whole", citation=next((r.citation for r in parts if r.citation), None), identifiers=numbers)
    others = (None if any(r is part for part in parts[1:]) else serial if r is parts[0] else r for r in related)
    return tuple(r for r in others if r is not None)


_CITED = re.compile(r"(.+), (?=.)(?:([^巻,]{1,40})巻)?(?:([^号,]{1,40})号)?(?:\(通巻([^号,)]{1,40})号\))?", re.DOTALL)


def _around(record: m.Component, context: Context) -> Iterator[Field]:
    """Yield title, volume and numbers of where a part stands: of its host in the catalogue, else as it is cited."""
    host: Any = context.lookup(record.host) if record.host else None
    titles = getattr(serial_of(host, context), "titles", ()) or getattr(host, "titles", ())
    it = getattr(host, "numbering", None) or m.Numbering()
    said: tuple[Any, ...] = (titles[0].text.text if titles else None, it.volume, "・".join(it.numbers), it.whole_number)
    cited = next((r.citation for r in record.related if r.type == "whole" and r.citation), None)
    if record.host is None and cited:
        said = found.groups() if (found := _CITED.fullmatch(cited)) else (cited,)
    yield from (Field(tag, "", [Subfield("", text)]) for tag, text in zip(AROUND, said, strict=False) if text)


def _stands(fields: list[Field], _: Context) -> dict[str, Any]:
    said = {f.tag: f.first("") or "" for f in reversed(fields)}
    named, volume, number, issue = (said.get(tag) for tag in AROUND)
    at = "".join(f"{text.removesuffix(sign)}{sign}" for text, sign in ((volume, "巻"), (number, "号")) if text)
    at += f"(通巻{re.sub('通[巻号] ?|号', '', issue)}号)" if issue else ""
    return {"related": (m.Relation("whole", citation=it),)} if (it := ", ".join(filter(None, (named, at)))) else {}


HOST = Made(
    AROUND, {"host": "its words in dcndl:publicationName", "kind": "@rdf:about"}, _around, _stands, adds=("related",)
)
