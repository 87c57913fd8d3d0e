"""MARC 21 and MARCXML as the registry knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from attrs import evolve
from lxml import etree

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.errors import BadRecord
from smj_catalog.formats import listed
from smj_catalog.formats.base import Format, Head, Item, Reading, Told, Writing
from smj_catalog.formats.marc import iso2709
from smj_catalog.formats.marc.column import BOOK, COMPONENT
from smj_catalog.formats.marc.fixed import LEVELS, leader
from smj_catalog.formats.marc.linked import bare, folded, linked
from smj_catalog.formats.xml import DECLARATION, refused_records
from smj_catalog.model import Record
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import RecordStream, Source, escape, escape_attribute

COLUMNS = {"book": BOOK, "component": COMPONENT}
NAMESPACE = "http://www.loc.gov/MARC21/slim"
_TAGS = (f"{{{NAMESPACE}}}record", "record")
_PIECE = 1 << 16


# --- records


def _finished(fields: list[Field]) -> list[Field]:
    """Return fields with their fields 880; 245 says whether the entry stands under a name."""
    found = linked(fields)
    main = any(f.tag in ("100", "110") for f in found)
    for one in found:
        if main and (one.tag == "245" or (one.first("6") or "").startswith("245-")):
            one.indicators = f"1{one.indicators[1:]}"
    return found


def _published(fields: list[Field]) -> list[Field]:
    """Return fields in which a 264 of a publisher that does not say of what it tells, and is alone, tells of publication."""
    if any(f.tag == "264" and f.indicators[1:] == "1" for f in fields):
        return fields
    unsaid = [f.tag == "264" and not f.indicators[1:].strip() and f.first("b") is not None for f in fields]
    return [evolve(f, indicators=" 1") if alone else f for f, alone in zip(fields, unsaid, strict=True)]


def _item(
    head: str, fields: list[Field], where: Where, told: list[Problem], reading: Reading, raw: str, number: int
) -> Item:
    """Return what a record is."""
    make = LEVELS.get(head[7:8]) if head[6:7] in "at" else None
    own = next((f.first("") for f in fields if f.tag == "001"), None)
    where = Where(where.file, where.line, None, own)
    if head[5:6] == "d":  # deleted: what is left of it describes nothing
        expected = message("sender-deletes", mark="Leader/05 d")
        return Item(None, where, (Problem(where, "marc-deletion", "d", expected, severity="warning"),), number=number)
    if make is None:
        problem = Problem(where, "marc-kind", head[6:8], message("a-marc-kind"))
        return Item(None, where, (*told, problem), raw, number=number)
    kind = make.__name__.lower()
    whole = _published(folded(bare(fields) if head[18:19] in "ai" else fields))
    return listed.item(kind, whole, where, reading, COLUMNS[kind], told=told, raw=raw, number=number)


def _one(record: Record, context: Context) -> list[Field]:
    return _finished(listed.fields_of(record, context, COLUMNS, "MARC 21"))


# --- ISO 2709


def _dumped(record: Record, fields: list[Field]) -> bytes:
    return iso2709.dumped(record.id, leader(record), _finished(fields))


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    for number, raw in enumerate(iso2709.split(source), 1):
        where = Where(reading.file)
        shown = raw.data.decode("utf-8", "backslashreplace")
        try:
            head, fields, told = iso2709.parsed(raw, reading.file)
        except BadRecord as error:
            yield Item(None, where, error.problems, shown, number=number)
            continue
        yield _item(head, fields, where, told, reading, shown, number)


def _refused(source: Source, _: Reading, told: Told) -> Iterator[bytes]:
    """Yield the records that are refused, as they are: ISO 2709 has no room for what is wrong with them."""
    return (raw.data for number, raw in enumerate(iso2709.split(source), 1) if (None, number) in told)


# --- MARCXML


def _xml(head: str, fields: list[Field], root: str = "") -> str:
    lines = [f"  <record{root}>", f"    <leader>{escape(head)}</leader>"]
    for one in fields:
        if one.tag < "010":
            text = "".join(s.text for s in one.subfields)
            lines.append(f'    <controlfield tag="{one.tag}">{escape(text)}</controlfield>')
            continue
        marks = f"{one.indicators:2}"
        lines.append(f'    <datafield tag="{one.tag}" ind1="{marks[0]}" ind2="{marks[1]}">')
        lines += [
            f'      <subfield code="{escape_attribute(s.code)}">{escape(s.text)}</subfield>' for s in one.subfields
        ]
        lines.append("    </datafield>")
    lines.append("  </record>\n")
    return "\n".join(lines)


def _xml_document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    yield f'{DECLARATION}\n<collection xmlns="{NAMESPACE}">\n'.encode()
    yield from listed.document(records, writing, COLUMNS, lambda r, fields: _xml(leader(r), _finished(fields)).encode())
    yield b"</collection>\n"


def _xml_single(record: Record, context: Context) -> bytes:
    return f"{DECLARATION}\n{_xml(leader(record), _one(record, context), f' xmlns={chr(34)}{NAMESPACE}{chr(34)}')}".encode()


def _elements(record: Any) -> tuple[str, list[Field], list[str]]:
    head, fields, strange = "", [], []
    for child in record.iterchildren("*"):
        name = child.tag.removeprefix(f"{{{NAMESPACE}}}")
        if name == "leader":
            head = child.text or ""
        elif name == "controlfield":
            fields.append(Field(child.get("tag", ""), "", [Subfield("", child.text or "")], child.sourceline))
        elif name == "datafield":
            subfields = [Subfield(s.get("code", ""), s.text or "", line=s.sourceline) for s in child.iterchildren("*")]
            marks = f"{child.get('ind1', ' '):1.1}{child.get('ind2', ' '):1.1}"
            fields.append(Field(child.get("tag", ""), marks, [s for s in subfields if s.text], child.sourceline))
        else:
            strange.append(name)
    return head, fields, strange


def _is_marcxml(head: Head) -> bool:
    """Tell whether a file is MARCXML; many a library leaves the namespace out."""
    name = head.tag.removeprefix(f"{{{NAMESPACE}}}")
    return name in ("record", "collection") and (name != head.tag or b"<leader" in head.first)


def _xml_read(source: Source, reading: Reading) -> Iterator[Item]:
    with RecordStream(source, _TAGS, file=reading.file) as stream:
        element: Any
        for number, element in enumerate(stream, 1):
            head, fields, strange = _elements(element)
            reading.unread.update(strange)
            where = Where(reading.file, element.sourceline)
            gap = stream.unresolved(element)
            if gap is not None:
                yield Item(None, where, (gap,), _raw(element), number=number)
                continue
            item = _item(head, fields, where, [], reading, "", number)
            if item.rejected:
                item.raw = _raw(element)
            yield item
        if stream.warnings:
            yield Item(None, Where(reading.file), tuple(stream.warnings))


def _raw(element: Any) -> str:
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text


_format = partial(Format, kinds=tuple(COLUMNS), columns=COLUMNS)
MARC21 = _format(
    id="marc21",
    title="MARC 21 (ISO 2709)",
    title_ja="MARC 21(ISO 2709)",
    media_type="application/marc",
    suffix=".mrc",
    sniff=lambda head: iso2709.is_leader(head.first),
    document=partial(listed.document, columns=COLUMNS, dump=_dumped),
    single=lambda record, context: iso2709.dumped(record.id, leader(record), _one(record, context)),
    read=_read,
    refused=_refused,
)
MARCXML = _format(
    id="marcxml",
    title="MARCXML",
    title_ja="MARCXML",
    media_type="application/marcxml+xml",
    suffix=".xml",
    sniff=_is_marcxml,
    document=_xml_document,
    single=_xml_single,
    read=_xml_read,
    record_tags=_TAGS,
    refused=refused_records(_TAGS),
)
