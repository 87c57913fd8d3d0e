"""JPCOAR as files: one record a file, or an OAI-PMH response with many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve
from lxml import etree

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.context import NEUTRAL
from smj_catalog.crosswalk.fields import Field
from smj_catalog.errors import CannotWrite
from smj_catalog.formats import listed
from smj_catalog.formats.base import Format, Head, Item, Reading, Writing
from smj_catalog.formats.dc import response
from smj_catalog.formats.dc.response import OAI
from smj_catalog.formats.jpcoar.checks import faults
from smj_catalog.formats.jpcoar.column import COLUMNS, SORTS
from smj_catalog.formats.jpcoar.elements import NAMESPACES, VERSIONS, fields_of, written
from smj_catalog.formats.jpcoar.relations import in_its_place
from smj_catalog.formats.properties import RECORD, declared
from smj_catalog.formats.tabular.ids import kind_called
from smj_catalog.formats.xml import DECLARATION, refused_records
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import RecordStream, open_source

_ROOTS = tuple(f"{{{uri}}}jpcoar" for uri in VERSIONS)
_RECORD = f"{{{OAI}}}record"
_LISTS = (f"{{{OAI}}}ListRecords", f"{{{OAI}}}GetRecord")
_PERIODICALS = ("journal", "other periodical", "newspaper")
_KINDS = {"book": "book", **dict.fromkeys(("book part", "magazine article", *SORTS), "component")}
"""Type of resource -> kind of record; what is of another is read as a book, and told."""


# --- writing


def _addressed(context: Context) -> Context:
    """Return the context of a catalogue that has an address.

    Raises:
        CannotWrite: it has none, and JPCOAR wants one of each record.
    """
    if context.base_uri is None:
        raise CannotWrite(message("needs-an-archive" if context.domain == NEUTRAL else "needs-base-uri"))
    return context


def _described(fields: list[Field], context: Context, pad: str = "") -> str:
    return f"{pad}<jpcoar:jpcoar{declared(NAMESPACES)}>{''.join(written(fields, context, f'{chr(10)}{pad}  '))}\n{pad}</jpcoar:jpcoar>"


def _document(records: Iterable[m.Record], writing: Writing) -> Iterator[bytes]:
    context = _addressed(writing.context)

    def dump(record: m.Record, fields: list[Field]) -> bytes:
        described = f"\n{_described(fields, context, ' ' * 8)}"
        return response.wrapped(record, described, context, context.last_change(record.id)).encode()

    pieces = listed.document(records, writing, COLUMNS, dump)
    if not (first := next(pieces, b"")):
        yield response.none(context, "jpcoar_2.1").encode()
        return
    yield f"{response.head(context, 'jpcoar_2.1')}  <ListRecords>".encode() + first
    yield from pieces
    yield response.END.encode()


def _single(record: m.Record, context: Context) -> bytes:
    fields = listed.fields_of(record, _addressed(context), COLUMNS, "JPCOAR")
    return f"{DECLARATION}\n{_described(fields, context)}\n".encode()


# --- reading


def _kind(fields: list[Field], type_: str) -> str | None:
    """Return the kind of record that a type is; a periodical with a volume, number or pages is an issue."""
    if type_ in _PERIODICALS:
        numbered = any(f.tag in ("jpcoar:volume", "jpcoar:issue", "jpcoar:numPages") for f in fields)
        return "issue" if numbered else "periodical"
    return _KINDS.get(type_)


def _item(element: Any, reading: Reading, number: int) -> Item:
    fields, told = fields_of(element, reading.context), list(faults(element))
    where = Where(reading.file, element.sourceline)
    type_ = next((f.first("") or "" for f in fields if f.tag == "dc:type"), "")
    called = (f.first(RECORD) or f.first("") or "" for f in fields if f.tag == "jpcoar:identifier")
    stated = _kind(fields, type_)
    kind = kind_called(called) or stated
    if kind and stated and kind != stated and {kind, stated} != {"periodical", "issue"}:
        at_type = Where(line=element.sourceline, path="dc:type")
        told.append(Problem(at_type, "jpcoar-kind", type_, message("jpcoar-kind-id"), severity="warning"))
    if kind is None:
        at_type = Where(line=element.sourceline, path="dc:type")
        expected = message("jpcoar-kind", known=", ".join((*_KINDS, *_PERIODICALS)))
        told.append(Problem(at_type, "jpcoar-kind", type_ or None, expected, severity="warning"))
        kind = "book"
    raw: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return listed.item(
        kind, in_its_place(fields, kind), where, reading, COLUMNS[kind], told=told, raw=raw, number=number
    )


def _read(given: Any, reading: Reading) -> Iterator[Item]:
    source = open_source(given)
    first = source.peek(1 << 16)
    alone = not re.search(rb"<(?:\w+:)?OAI-PMH[\s>]", first)
    with RecordStream(source, _ROOTS if alone else (_RECORD,), file=reading.file, inside=_LISTS) as stream:
        element: Any
        for number, element in enumerate(stream, 1):
            gap = stream.unresolved(element) if stream.doctype else None
            found = element if alone else next((e for e in element.iter(*_ROOTS)), None)
            where = Where(reading.file, element.sourceline)
            if gap is not None or found is None:
                deleted = not alone and any(e.get("status") == "deleted" for e in element.iter(f"{{{OAI}}}header"))
                says = Problem(where, "jpcoar-record", "deleted" if deleted else None, message("a-jpcoar-record"))
                says = evolve(says, severity="warning") if deleted else says
                raw = None if deleted else etree.tostring(element, encoding="unicode", with_tail=False)
                yield Item(None, where, (gap or says,), raw, number=number)
                continue
            yield _item(found, reading, number)
        if stream.warnings:
            yield Item(None, Where(reading.file), tuple(stream.warnings))


def _is_jpcoar(head: Head) -> bool:
    return head.tag in _ROOTS or (
        head.tag == f"{{{OAI}}}OAI-PMH"
        and (b"/JPCOAR/schema/" in head.first or b'metadataPrefix="jpcoar' in head.first)
    )


FORMAT = Format(
    id="jpcoar-2.1", title="JPCOAR schema 2.1", title_ja="JPCOARスキーマ 2.1", media_type="application/xml", suffix=".xml", sends=("domain",), kinds=tuple(COLUMNS),
    columns=COLUMNS, sniff=_is_jpcoar, document=_document, single=_single, read=_read, refused=refused_records((*_ROOTS, _RECORD), _LISTS), record_tags=(*_ROOTS, _RECORD),
)  # fmt: skip
