"""DC-NDL (RDF) as the registry knows it: a file of ours, one record of NDL Search, or its answers by SRU and OAI-PMH.

Source: DC-NDL (RDF) format specification; NDL Search external interface specification 1.3; SRU 1.2; OAI-PMH 2.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from attrs import define, evolve, field
from lxml import etree

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.errors import BadSource
from smj_catalog.formats import listed
from smj_catalog.formats.base import Format, Head, Item, Reading, Told, Writing
from smj_catalog.formats.dc import words
from smj_catalog.formats.dc.terms import TERMS
from smj_catalog.formats.dcndl import graph, shape
from smj_catalog.formats.dcndl.column import COLUMNS
from smj_catalog.formats.dcndl.graph import NDL, PREFIXES, copy, properties, qualified
from smj_catalog.formats.properties import Element, declared, own_id
from smj_catalog.formats.xml import DECLARATION, comment
from smj_catalog.model import Record, kind_of
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import RecordStream, Source, fromstring, open_source, sniff

SRU = "http://www.loc.gov/zing/srw/"
OAI = "http://www.openarchives.org/OAI/2.0/"
_RDF = f"{{{PREFIXES['rdf']}}}RDF"
_ADMIN, _RESOURCE, _COPY = (f"{{{NDL}}}{name}" for name in ("BibAdminResource", "BibResource", "Item"))
_PARTS = (_ADMIN, _RESOURCE, _COPY)
_ENVELOPES = (f"{{{SRU}}}record", f"{{{OAI}}}record")
_DATA = (f"{{{SRU}}}recordData", f"{{{OAI}}}metadata")
_OTHER = re.compile(rb"<(?:\w+:)?recordSchema>\s*(?!\s|info:srw/schema/1/dc-v1\.1|dcndl)")
"""In the beginning of an answer by SRU: its records are of another format."""
_DIAGNOSTIC = f"{{{SRU}}}diagnostics"

_KINDS = {"periodical": ("Journal", "雑誌", "title"), "issue": ("Journal", "雑誌", "book"), "book": ("Book", "図書", "book"),
          "component": ("Article", "記事・論文", "article")}  # fmt: skip
"""Kind of record -> its material type, that in Japanese, and what its administrative data call it."""
MATERIAL = "http://ndl.go.jp/ndltype/"
_OWN = frozenset(f"{MATERIAL}{name}" for name, _, _ in _KINDS.values())


# --- writing


def _dumped(context: Context, record: Record, fields: list[Field]) -> str:
    """Return a record: its administrative data, the resource, and the copies of it."""
    kind = kind_of(record)
    name, label, sort = _KINDS[kind]
    about = words.own_identifier(record.id, context)
    made = [f for f in shape.joined(fields, kind) if f.tag != "@rdf:about"]
    if not any(f.tag == "dcndl:materialType" and f.first("@rdfs:label") in shape.UNBOUND for f in made):
        address = [Subfield("@rdf:resource", f"{MATERIAL}{name}"), Subfield("@rdfs:label", label)]
        made.append(Field("dcndl:materialType", "", address))
    copies = tuple(graph.items((f for f in made if f.tag == "dcndl:Item"), about, context))
    material = f"{about}#material"
    provider = (Element("dcndl:bibRecordCategory", {}, context.ndl_provider),) if context.ndl_provider else ()
    about_it = (Element("dcterms:description", {}, f"type : {sort}"), *provider, _reference(material))
    properties = (graph.element_of(f, context) for f in made if f.tag != "dcndl:Item")
    references = (_reference(one.attributes["rdf:about"]) for one in copies)
    nodes = (
        Element("dcndl:BibAdminResource", {"rdf:about": about}, about_it),
        Element("dcndl:BibResource", {"rdf:about": material}, (*properties, *references)), *copies,
    )  # fmt: skip
    return "".join(f"{line}\n" for one in nodes for line in one.written("  "))


def _reference(uri: str) -> Element:
    return Element("dcndl:record", {"rdf:resource": uri})


_START = f"{DECLARATION}\n<rdf:RDF{declared(PREFIXES)}>\n"
_END = "</rdf:RDF>\n"


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    yield _START.encode()
    yield from listed.document(
        records, writing, COLUMNS, lambda r, fields: _dumped(writing.context, r, fields).encode()
    )
    yield _END.encode()


def _single(record: Record, context: Context) -> bytes:
    fields = listed.fields_of(record, context, COLUMNS, "dcndl-2")
    return f"{_START}{_dumped(context, record, fields)}{_END}".encode()


# --- reading


@define
class _Group:
    """What is said of one resource.

    Attributes:
        where: its line, and its address.
        sort: what its administrative data call it: book, title, article.
        fields: of the resource, and of its copies.
        raw: its elements as they stand.
        gap: an entity in it that stays unresolved.
        copies: how many are referred to.
    """

    where: Where
    sort: str = ""
    fields: list[Field] = field(factory=list)
    raw: list[str] = field(factory=list)
    gap: Problem | None = None
    copies: int = 0


def _groups(elements: Iterable[Any], reading: Reading, unresolved: Callable[[Any], Problem | None]) -> Iterator[_Group]:
    """Yield the resources of a graph; one that only lists copies is none of its own."""
    group = sort = about = None
    waiting: list[str] = []
    for element in elements:
        raw = etree.tostring(element, encoding="unicode", with_tail=False)
        gap = unresolved(element)
        if element.tag == _ADMIN:
            if group is not None:
                yield group
            group, waiting = None, [raw]
            sort = _administered(element, reading)
        elif element.tag == _COPY:
            if group is None:
                reading.unread["dcndl:Item"] += 1
            else:
                group.fields.append(copy(element))
                group.raw.append(raw)
        else:
            fields = list(properties(element, reading.context))
            listing = [f for f in fields if f.tag == "dcndl:record"]
            fields = [f for f in fields if f.tag != "dcndl:record"]
            named = element.get(f"{{{PREFIXES['rdf']}}}about") or ""
            if group is not None and (not fields or named == about):
                group.fields += fields
                group.raw.append(raw)
            elif fields:
                if group is not None:
                    yield group
                about = named
                where = Where(reading.file, element.sourceline, None, named.partition("#")[0] or None)
                group = _Group(where, sort or "", fields, [*waiting, raw])
                sort, waiting = None, []
            if group is not None:
                group.copies += len(listing)
        if gap is not None and group is not None:
            group.gap = gap
    if group is not None:
        yield group


def _administered(element: Any, reading: Reading) -> str:
    """Return what administrative data call a resource; the rest of them is counted."""
    sort = ""
    for child in element.iterchildren("*"):
        name, text = qualified(child.tag), (child.text or "").strip()
        if name == "dcterms:description" and text.startswith("type : "):
            sort = text.removeprefix("type : ")
        elif name != "dcndl:record" and (name, text) != ("dcndl:bibRecordCategory", reading.context.ndl_provider):
            reading.unread[f"dcndl:BibAdminResource/{name}"] += 1
    return sort


def kind_in(fields: Iterable[Field], sort: str) -> str:
    """Return the kind of record: of a serial, what has a volume is an issue, unless NDL says that it is a title."""
    held = list(fields)
    types = {f.first("@rdf:resource") for f in held if f.tag == "dcndl:materialType"}
    if f"{MATERIAL}Article" in types or sort == "article":
        return "component"
    if f"{MATERIAL}Journal" in types:
        issue = sort == "book" or (sort != "title" and any(f.tag == "dcndl:volume" for f in held))
        return "issue" if issue else "periodical"
    return "book"


def item(group: _Group, reading: Reading, number: int) -> Item:
    """Return what a resource is."""
    if group.gap is not None:
        return Item(None, group.where, (group.gap,), "\n".join(group.raw), number=number)
    if (absent := group.copies - sum(f.tag == "dcndl:Item" for f in group.fields)) > 0:
        reading.unread["dcndl:record/@rdf:resource"] += absent
    kind = kind_in(group.fields, group.sort)
    fields = [f for f in group.fields if not (f.tag == "dcndl:materialType" and f.first("@rdf:resource") in _OWN)]
    uri = group.where.record or ""
    own = own_id(uri, reading.context)
    if own is not None:
        fields.insert(0, Field("@rdf:about", "", [Subfield("", own)], group.where.line))
    elif uri.startswith(("http://", "https://")):  # where it can be read
        if not any(f.tag == "rdfs:seeAlso" and f.first("@rdf:resource") == uri for f in fields):
            fields.append(Field("rdfs:seeAlso", "", [Subfield("@rdf:resource", uri)], group.where.line))
    elif uri:  # what another catalogue calls it
        called = [Subfield("", uri), Subfield("@rdf:datatype", f"{TERMS}URI")]
        fields.append(Field("dcterms:identifier", "", called, group.where.line))
    raw = "\n".join(group.raw)
    return listed.item(kind, shape.split(fields, kind), group.where, reading, COLUMNS[kind], raw=raw, number=number)


def _graphs(stream: RecordStream, reading: Reading) -> Iterator[Item | _Group]:
    """Yield the resources of a file, and what a service says instead of records."""
    found: Any = iter(stream)
    first: Any = next(found, None)
    if first is None or first.tag in _PARTS:
        yield from _groups(chain(() if first is None else (first,), found), reading, stream.unresolved)
        return
    for element in chain((first,), found):
        where = Where(reading.file, element.sourceline)
        if element.tag == _DIAGNOSTIC:
            said = " ".join(" ".join(element.itertext()).split())
            yield Item(None, where, (Problem(where, "sru-diagnostic", said, message("sru-diagnostic")),))
            continue
        data: Any = next((e for e in element.iter(*_DATA)), None)
        inner = next(data.iterchildren("*"), None) if data is not None else None
        try:
            if inner is None and data is not None and (data.text or "").strip():
                inner = fromstring(data.text.strip().encode(), file=reading.file)
        except BadSource as error:
            yield Item(None, where, tuple(evolve(p, where=where) for p in error.problems), data.text, number=0)
            continue
        if inner is None:  # of a record that is deleted, nothing is there
            reading.unread[qualified(element.tag)] += 1
        elif inner.tag == _RDF:
            yield from _groups(inner.iterchildren(*_PARTS), reading, stream.unresolved)
        else:
            wrong = Problem(where, "dcndl-record", str(inner.tag), message("a-dcndl-record"))
            yield Item(None, where, (wrong,), etree.tostring(inner, encoding="unicode"), number=0)


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    with _stream(source, reading) as stream:
        for number, found in enumerate(_graphs(stream, reading), 1):
            yield item(found, reading, number) if isinstance(found, _Group) else evolve(found, number=number)
        if stream.warnings:
            yield Item(None, Where(reading.file), tuple(stream.warnings))


def _stream(source: Any, reading: Reading) -> RecordStream:
    opened = source if isinstance(source, Source) else open_source(source)
    root = sniff(opened).tag
    if root == _RDF:
        return RecordStream(opened, _PARTS, file=reading.file)
    lists = "GetRecord" if b"<GetRecord" in opened.peek(4096) else "ListRecords"
    inside = f"{{{OAI}}}{lists}" if root.startswith(f"{{{OAI}}}") else f"{{{SRU}}}records"
    return RecordStream(opened, (*_ENVELOPES, _DIAGNOSTIC), file=reading.file, inside=inside)


def _refused(source: Any, reading: Reading, told: Told) -> Iterator[bytes]:
    """Yield the records that are refused, as they are, in a graph, each with a comment that says what is wrong."""
    yield _START.encode()
    with _stream(source, reading) as stream:
        for number, found in enumerate(_graphs(stream, reading), 1):
            if (said := told.get((None, number))) is not None:
                raw = "\n".join(found.raw) if isinstance(found, _Group) else found.raw or ""
                yield f"{comment(said, 'utf-8')}\n{raw}\n".encode()
    yield _END.encode()


def _is_ours(head: Head) -> bool:
    """Tell whether a file is a graph of DC-NDL, or an answer that may hold some."""
    first = head.first.replace(b"\0", b"")
    if head.tag == _RDF:
        return f'"{NDL}"'.encode() in first
    if head.tag == f"{{{SRU}}}searchRetrieveResponse":
        return _OTHER.search(first) is None
    return head.tag == f"{{{OAI}}}OAI-PMH" and b"BibAdminResource" in first


FORMAT = Format(
    id="dcndl-2", title="DC-NDL (RDF) 2", title_ja="DC-NDL(RDF)2", media_type="application/rdf+xml", suffix=".rdf", sends=("domain",), kinds=tuple(COLUMNS),
    columns=COLUMNS, sniff=_is_ours, document=_document, single=_single, read=_read, record_tags=_PARTS, refused=_refused,
)  # fmt: skip
