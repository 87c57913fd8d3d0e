"""Fields that name other records, and what stands in them of this one: hosts, numbering, related works.

MARC 21, linking entries (76X to 78X), numbers of an issue (853, 863) and authorities (4XX, 5XX).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Made, Subfield, formed
from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.errors import BadValue
from smj_catalog.formats.cited import run as ends
from smj_catalog.formats.marc.designation import designation, is_japanese
from smj_catalog.formats.marc.holdings import field_of, formed_subfield
from smj_catalog.formats.marc.words import from_heading, from_years, name_heading, own_number
from smj_catalog.formats.tabular.references import numbering_in
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.rules.normal import FORMS, normal_form

_PAGES = re.compile(r"(?:^|[,:] ?)pp?\. ?([0-9A-Za-z][^;:.]{0,80})$")
_RUN = re.compile(r"([0-9A-Za-z]{1,12})(?:[-‐–]([0-9A-Za-z]{1,12}))?")

_TAGS = {
    "translation-of": "765", "whole": "773", "part": "774", "alternative-format": "776", "earlier": "780", "later": "785", "related": "787",
}  # fmt: skip
"""Type of a relation -> its linking entry; any other type stands in 787 with $i."""
_SUCCESSION = ("780", "785")
"""Linking entries whose second indicator must say how: 0, continues or is continued by."""
_TYPES = {tag: type_ for type_, tag in _TAGS.items()}
LINKING = tuple(_TYPES)
"""Tags of the entries that are read."""
_KEPT = re.compile(r"(doi|uri|ncid|ndl|jpno|ean|isni|viaf):(.+)")
_WORD = re.compile("([a-z0-9:-]{2,40}):")
"""A type of a relation, as it stands in 787 $i."""


def _ours(one: Field, *kinds: str) -> str | None:
    """Return the id of a record of ours that a field names."""
    for held in one.subfields:
        if held.code in "w0" and RECORD_ID.fullmatch(found := held.text.strip()):
            return found if not kinds or found.partition(":")[0] in kinds else None
    return None


def _called(record: Any) -> str | None:
    titles = getattr(record, "titles", ())
    return next((t.text.text for t in sorted(titles, key=lambda t: t.type != "01")), None)


# --- articles, chapters and issues in their hosts


def _host(record: m.Component, context: Context) -> Iterator[Field]:
    """Yield 773: title and designation of the host from its own record, the pages as printed."""
    runs = [(p.first, f"{p.first}-{p.last}" if p.last else p.first) for p in record.pages]
    pages = ", ".join(run for _, run in runs)
    read = all((found := _RUN.fullmatch(run)) and found[1] == first for first, run in runs)
    pages = f"p. {pages}" if read else f"{pages} p."  # as no run of pages is read: 12-3, one page, would be two
    host = context.lookup(record.host) if record.host is not None else None
    serial = context.lookup(host.periodical) if isinstance(host, m.Issue) and host.periodical else None
    number = designation(host, japanese=is_japanese(record, context)) if isinstance(host, m.Issue) else None
    related = ", ".join(x for x in (number, pages if runs else None) if x)
    cited = next((it for it in record.related if it.type == "whole" and it.record is None), None)
    if record.host is None and cited is not None and read:  # one field says all that is known of what it stands in
        for one in _related(record, context):
            if one.tag == "773" and related and cited is not None:
                at = next((i for i, s in enumerate(one.subfields) if s.code > "t"), len(one.subfields))
                one.subfields.insert(at, Subfield("g", related))
                cited = None
            yield one
        return
    yield from field_of(
        "773", "0 ", ("t", _called(serial) or _called(host)), ("g", related or None),
        ("q", record.pages[0].first if record.pages and number is None else None), ("w", record.host),
        ("x", _issn(getattr(serial, "issn", None))), ("z", getattr(host, "isbn", None)),
    )  # fmt: skip
    yield from _related(record, context)


def _from_host(fields: list[Field], context: Context) -> dict[str, Any]:
    said: dict[str, Any] = {}
    hosts = [(i, id_) for i, f in enumerate(fields) if f.tag == "773" and (id_ := _ours(f, "issue", "book"))]
    at, own = hosts[0] if hosts else (None, None)
    if at is None and fields and fields[0].tag == "773" and (_ours(fields[0]) or fields[0].first("t") is None):
        at, own = 0, _ours(fields[0])
    named = at if at is not None else next((i for i, f in enumerate(fields) if f.tag == "773"), None)
    number = (named is not None and fields[named].first("g")) or ""
    if named is not None:
        pages = _PAGES.search(number)
        runs = [_RUN.fullmatch(run.strip()) for run in pages[1].split(",")] if pages else []
        if runs and all(runs):
            said["pages"] = tuple([(run[2] and ends(run[1], run[2])) or m.PageRun(run[0]) for run in runs if run])
        if own is None and "pages" in said:
            number = _PAGES.sub("", number).strip()
            held = fields[named]  # what it cites is less the pages, which are its own
            left = [Subfield("g", number)] if number else []
            subfields = [part for s in held.subfields for part in ((s,) if s.code != "g" else left)]
            fields = [*fields[:named], evolve(held, subfields=subfields), *fields[named + 1 :]]
    if at is not None:
        said |= {"host": own} if own else {}
        fields = [*fields[:at], *_cited(fields[at], own, number), *fields[at + 1 :]]
    return said | _from_related(fields, context)


def _cited(host: Field, own: str | None, number: str = "") -> list[Field]:
    """Return what a host that is no record of ours is called, with the number that a part stands in, less its pages."""
    left = [s for s in host.subfields if s.code not in "gq7"]
    left += [Subfield("g", number)] if number else []
    return [evolve(host, subfields=left)] if own is None and left else []


def _issn(number: str | None) -> str | None:
    return None if number is None else f"{number[:4]}-{number[4:]}"


def _numbering(record: m.Issue, context: Context) -> Iterator[Field]:
    """Yield the serial (773), and the issue's numbers and cover date as holdings have them (853, 863)."""
    it = record.numbering or m.Numbering()
    serial = context.lookup(record.periodical) if record.periodical is not None else None
    yield from field_of(
        "773", "0 ", ("7", "nnas"), ("t", _called(serial)), ("g", it.printed), ("w", record.periodical), ("x", _issn(getattr(serial, "issn", None))),
    )  # fmt: skip
    cover = next((d for d in record.dates if d.role == "cover" and d.qualifier is None), None)
    day = cover.date if cover is not None else None
    parts = (
        ("a", "巻", it.volume), ("b", "号", "/".join(it.numbers)), ("g", "通巻", it.whole_number), ("i", "(年)", day and f"{day.year:04}"),
        ("j", "(月)", day and day.month and f"{day.month:02}"), ("k", "(日)", day and day.day and f"{day.day:02}"),
    )  # fmt: skip
    words = (("z", it.date), ("x", cover.printed if cover is not None else None))
    known = [(code, caption, text) for code, caption, text in parts if text]
    if known:
        yield from field_of("853", "20", ("8", "1"), *((code, caption) for code, caption, _ in known))
    if known or it.date:
        yield from field_of("863", "40", ("8", "1.1"), *((code, str(text)) for code, _, text in known), *words)
    yield from _related(record, context)


def _from_numbering(fields: list[Field], context: Context) -> dict[str, Any]:
    at = next((i for i, f in enumerate(fields) if f.tag == "773" and _is_serial(f)), None)
    host = fields[at] if at is not None else Field("773")
    held = next((f for f in fields if f.tag == "863"), Field("863"))
    numbers = tuple(n for n in (held.first("b") or "").split("/") if n)
    made = m.Numbering(
        host.first("g"), volume=held.first("a"), numbers=numbers, whole_number=held.first("g"), date=held.first("z")
    )
    own = _ours(host, "periodical")
    if own is None and made.printed and made == m.Numbering(made.printed):  # of others, who say it in words alone
        made = numbering_in(made.printed) or made
    said: dict[str, Any] = {"numbering": made} if made != m.Numbering() else {}
    if own:
        said["periodical"] = own
    day = [held.first(code) or "" for code in "ijk"]
    if re.fullmatch("[0-9]{4}", day[0]) and all(re.fullmatch("[0-9]{2}", x) for x in day[1:] if x):
        date = m.PartialDate(*(int(x) for x in day if x))
        said["dates"] = (m.EventDate("cover", date, printed=held.first("x")),)
    rest = [f for i, f in enumerate(fields) if i != at and f.tag not in ("853", "863")]
    return said | _from_related([*_cited(host, own), *rest], context)


def _is_serial(one: Field) -> bool:
    return one.first("7") == "nnas" or _ours(one, "periodical") is not None


# --- related works


def _related(record: Any, context: Context) -> Iterator[Field]:
    for one in record.related:
        tag = _TAGS.get(one.type, "787")
        title = _called(context.lookup(one.record)) if one.record else one.citation
        valid = [x for x in one.identifiers if x.status == "valid"]
        yield from field_of(
            tag, "00" if tag in _SUCCESSION else "0 ", ("i", None if one.type in _TAGS else f"{one.type}:"), ("t", title),
            ("n", one.citation if one.record else None), ("w", one.record),
            *(("x", _issn(x.value)) for x in valid if x.type == "issn"), *(("z", x.value) for x in valid if x.type in ("isbn-13", "isbn-10")),
            *(("w", own_number(x)) for x in valid if x.type == "own" and x.scheme),
            *(("o", f"{x.type}:{x.value}") for x in valid if _KEPT.fullmatch(f"{x.type}:{x.value}")),
        )  # fmt: skip


def _from_related(fields: Iterable[Field], _: Context) -> dict[str, Any]:
    found = []
    for one in fields:
        own, word = _ours(one), _WORD.fullmatch((one.first("i") or "").strip())
        type_ = _TYPES[one.tag]
        if type_ == "related" and word:
            type_ = word[1]
        words = " ".join(s.text.strip() for s in one.subfields if s.code in ("atbdg" if _says_pages(one) else "atbdgq"))
        numbers = tuple(x for s in one.subfields if (x := _number(s)) is not None)
        citation = one.first("n") if own else words or None
        if own or citation or numbers:
            found.append(m.Relation(type_, own, citation=citation, identifiers=numbers))
    return {"related": tuple(found)} if found else {}


def pressed(one: Field) -> bool:
    """Tell whether several parts of a linking entry ($a author, $t title, $d imprint, $g number) became one text."""
    return sum(s.code in "atbdg" and not _PAGES.fullmatch(s.text) for s in one.subfields) > 1


def _says_pages(one: Field) -> bool:
    """Tell whether $g says for people what $q says for programs (45:5<10), of a work that is no record of ours."""
    return one.first("g") is not None and one.first("t") is not None and _ours(one) is None


def _number(held: Subfield) -> m.Identifier | None:
    text = held.text.strip()
    if held.code in "xz":
        value = normal_form("issn" if held.code == "x" else "isbn-13", text)
        kind = "issn" if held.code == "x" else "isbn-10" if len(value) == 10 else "isbn-13"
        return m.Identifier(kind, value) if FORMS[kind](value) else None  # words are no number, and are counted
    if held.code == "w" and (known := re.fullmatch(r"\(([^()]{1,60})\) ?(.+)", text)):
        return m.Identifier("own", known[2], scheme=known[1])
    if held.code == "o" and (known := _KEPT.fullmatch(text)):
        return m.Identifier(known[1], known[2])
    return None


def _links_take(one: Field) -> list[int]:
    """Return which subfields of a linking entry are read."""
    return [
        i for i, s in enumerate(one.subfields)
        if s.code in ("atbdg7" if _says_pages(one) else "atbdgq7")
        or RECORD_ID.fullmatch(s.text.strip())
        or _number(s) is not None
        or (s.code == "n" and _ours(one))
        or (s.code == "i" and one.tag == "787" and _WORD.fullmatch(s.text.strip()))
    ]  # fmt: skip


# --- authorities


_NAMED = {"variant": "", "former": "a", "abbreviated": "d"}
_JOINED = {"related": "", "earlier": "a", "later": "b"}
"""Types of names, and of relations -> $w; "" where the field alone says it."""


def _sort(type_: str, marks: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the subfields that say of what sort a name, or a related agent, is."""
    return (("w", marks[type_]),) if type_ in marks else (("w", "r"), ("i", f"{type_}:"))


@lru_cache(1024)
def _type(words: str) -> str | None:
    """Return the type of a relation that words mean (Founder:); None where the model has none for them (筆名:)."""
    with suppress(BadValue):
        return m.Relation(words.rstrip(": ")).type
    return None


def _names(record: m.Agent, _: Context) -> Iterator[Field]:
    """Yield the preferred name (100, 110), and the others (400, 410) with what sort they are."""
    main = next((n for n in record.names if n.type == "preferred"), record.names[0] if record.names else None)
    person = record.kind == "person"
    for one in sorted(record.names, key=lambda n: n is not main):
        name = formed_subfield("a", one.name)
        name.text = name_heading(one, person=person)
        marks = "1 " if person and "," in name.text else "0 " if person else "2 "
        tag = f"{'1' if one is main else '4'}{'00' if person else '10'}"
        before = () if one is main else _sort(one.type, _NAMED)
        yield Field(tag, marks, [*(Subfield(c, t) for c, t in before if t), name])


def _from_names(fields: list[Field], _: Context) -> dict[str, Any]:
    types = {code: type_ for type_, code in _NAMED.items() if code}
    names: list[m.AgentName] = []
    dates: tuple[m.EventDate, ...] = ()
    for one in fields:
        dates = dates or _lived(one)
        held = next((s for s in one.subfields if s.code == "a"), None)
        if held is None:
            continue
        word = (one.first("i") or "").rstrip(": ")
        type_ = "preferred" if one.tag < "400" else types.get((one.first("w") or "")[:1], word or "variant")
        text, more = formed(held), {}
        if one.tag.endswith("00"):
            said = dict(from_heading(held.text).value)
            text = formed(held, said.pop("name")["text"])
            more = said
        names.append(m.AgentName(text, type_, **more))
    if not names:
        return {}
    kind = "person" if fields[0].tag.endswith("00") else "organisation"
    return {"names": tuple(names), "kind": kind, **({"dates": dates} if dates else {})}


def _lived(one: Field) -> tuple[m.EventDate, ...]:
    """Return when a person was born and died, of the heading (100 $d); none where that is not sure."""
    with suppress(BadValue):
        found = from_years(one.first("d") or "") if one.tag == "100" else Parsed({})
        known = (("born", found.value.get("born")), ("died", found.value.get("died")))
        return () if found.warnings else tuple(m.EventDate(role, day) for role, day in known if day)
    return ()


def _names_take(one: Field) -> Iterator[int]:
    former = one.tag >= "400"
    for i, s in enumerate(one.subfields):
        if (
            s.code in "a6"
            or (former and (s.code == "i" or (s.code == "w" and s.text[:1] in "adr")))
            or (s.code == "d" and _lived(one))
        ):
            yield i


def tag_of(name: str) -> str:
    """Return the tag of a related agent of whom the name is all that is known: a person's is parted by a comma (見本, 花子)."""
    return "500" if "family" in from_heading(name).value else "510"


def _agents(record: m.Agent, context: Context) -> Iterator[Field]:
    """Yield the agents that one is related to (5XX), and the one that it belongs to ($w g)."""
    named = [
        (one.type, one.record, one.citation, one.identifiers) for one in record.related if one.record or one.citation
    ]
    for type_, own, citation, numbers in [*named, *((("", record.part_of, None, ()),) if record.part_of else ())]:
        other = context.lookup(own) if own else None
        person = getattr(other, "kind", None) == "person"
        name = next((name_heading(n, person=person) for n in getattr(other, "names", ())), None) or citation or own
        tag = tag_of(name or "") if other is None else "500" if person else "510"
        sort = _sort(type_, _JOINED) if type_ else (("w", "g"),)
        yield from field_of(tag, "2 " if tag == "510" else "1 " if "," in (name or "") else "0 ", *sort, ("a", name), ("0", own),
            *(("0", own_number(x)) for x in numbers if x.type == "own" and x.scheme and x.status == "valid"))  # fmt: skip


def _from_agents(fields: list[Field], _: Context) -> dict[str, Any]:
    types = {code: type_ for type_, code in _JOINED.items() if code}
    said: dict[str, Any] = {}
    found = []
    for one in fields:
        sort, own = one.first("w") or "", _ours(one, "agent")
        name = " ".join(s.text.strip() for s in one.subfields if s.code in "ab") or None
        numbers = tuple(x for s in one.subfields if s.code == "0" and (x := _sourced(s)) is not None)
        if sort == "g" and own:
            said["part_of"] = own
        elif own or name:
            type_ = types.get(sort) or _type(one.first("i") or "") or "related"
            found.append(m.Relation(type_, own, citation=None if own else name, identifiers=numbers))
    return said | ({"related": tuple(found)} if found else {})


def _sourced(held: Subfield) -> m.Identifier | None:
    """Return the number of another's record: (XX)a3."""
    return None if RECORD_ID.fullmatch(held.text.strip()) else _number(Subfield("w", held.text))


def _agents_take(one: Field) -> Iterator[int]:
    for i, s in enumerate(one.subfields):
        if (
            s.code in "ab"
            or (s.code == "i" and _type(s.text))
            or (s.code == "w" and s.text in ("a", "b", "g", "r"))
            or (s.code == "0" and (_sourced(s) is not None or RECORD_ID.fullmatch(s.text.strip())))
        ):
            yield i


def _all_of(codes: str) -> Any:
    return lambda one: [i for i, s in enumerate(one.subfields) if s.code in codes]


_SAYS: Mapping[str, str] = {
    "related.type": "7XX", "related.record": "7XX $w", "related.citation": "7XX $t", "related.identifiers": "7XX $x, $z, $w, $o",
}  # fmt: skip
RELATED = Made(LINKING, _SAYS, _related, _from_related, _links_take)
HOST = Made(LINKING, {"host": "773 $w", "pages": "773 $g", "kind": "001", **_SAYS}, _host, _from_host, _links_take)
NUMBERING = Made(
    (*LINKING, "853", "863"),
    {"periodical": "773 $w", "numbering.printed": "773 $g", "numbering.volume": "863 $a", "numbering.numbers": "863 $b", "numbering.whole_number": "863 $g",
     "numbering.date": "863 $z", "dates.date": "863 $i $j $k", "dates.printed": "863 $x", **_SAYS},
    _numbering, _from_numbering, lambda one: _links_take(one) if one.tag < "800" else _all_of("8abgijkzx")(one), adds=("dates",),
)  # fmt: skip
NAMES = Made(
    ("100", "110", "400", "410"), {"names.name": "1XX, 4XX $a", "names.type": "1XX, 4XX $w $i", "names.family": "100, 400 $a", "names.given": "100, 400 $a", "kind": "100, 110", "dates.date": "100 $d"},
    _names, _from_names, _names_take,
)  # fmt: skip
AGENTS = Made(
    ("500", "510"), {"related.type": "5XX $w $i", "related.record": "5XX $0", "related.citation": "5XX $a", "related.identifiers": "5XX $0", "part_of": "5XX $0 ($w g)"},
    _agents, _from_agents, _agents_take,
)  # fmt: skip
