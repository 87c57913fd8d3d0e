"""MARC 21 and MARCXML as the registry knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import starmap
from typing import Any

from attrs import evolve
from lxml import etree

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, FieldColumn, Subfield
from smj_catalog.errors import BadRecord
from smj_catalog.formats import listed
from smj_catalog.formats.base import Format, Head, Item, Reading, Told, Writing
from smj_catalog.formats.marc import iso2709
from smj_catalog.formats.marc.column import AGENT, BOOK, COMPONENT, ISSUE, PERIODICAL
from smj_catalog.formats.marc.fixed import kind_of, leader, supplied, unlike, unusual
from smj_catalog.formats.marc.habits import control, of_several, plain, signed
from smj_catalog.formats.marc.linked import bare, folded, linked, punctuated, through
from smj_catalog.formats.marc.lost import CODED, headings, lost, undated
from smj_catalog.formats.marc.wording import worded
from smj_catalog.formats.xml import DECLARATION, refused_records
from smj_catalog.model import Record
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.rules.seen import Firsts
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import RecordStream, Source, escape, escape_attribute

COLUMNS = {"periodical": PERIODICAL, "issue": ISSUE, "component": COMPONENT, "book": BOOK, "agent": AGENT}
_OF_RECORDS = [column for kind, column in COLUMNS.items() if kind != "agent"]
NAMESPACE = "http://www.loc.gov/MARC21/slim"
_WRAPPED, _TAGS = "bib", (f"{{{NAMESPACE}}}record", "record", "bib")
"""Alma puts a record into an element of its own, with what it says of it beside."""


# --- records


def _finished(record: Record, fields: list[Field], context: Context, *, latin: bool) -> list[Field]:
    """Return fields with their fields 880 and in the language of the record; 245 says whether the entry stands under a name."""
    told = [*fields, *supplied(record, fields)]
    found = signed(linked(worded(record, told, context), latin=latin), context)
    main = any(f.tag in ("100", "110") for f in found)
    for one in found:
        if one.tag == "041" and one.first("h") is not None:  # a translation, or with one
            one.indicators = "1 "
        if main and (one.tag == "245" or (one.first("6") or "").startswith("245-")):
            one.indicators = f"1{one.indicators[1:]}"
    return found


def _item(
    head: str, fields: list[Field], line: int | None, told: list[Problem], reading: Reading, number: int, seen: Firsts
) -> Item:
    """Return what a record is; `seen` knows the control numbers of those before it."""
    kind = kind_of(head, fields)
    own = control(fields, "001")
    where = Where(reading.file, line, None, own)
    ours = own is not None and RECORD_ID.fullmatch(own) is not None
    if own and not ours:  # of ours, that is told for every format
        agency = control(fields, "003")
        if (first := seen.first(f"{agency}\x1f{own}", str(number))) is not None:
            expected = message("a-control-number-once", first=first)
            told.append(Problem(where, "marc-number-twice", own, expected, severity="warning"))
    if head[5:6] == "d":  # deleted: what is left of it describes nothing
        expected = message("sender-deletes", mark="Leader/05 d")
        return Item(None, where, (Problem(where, "marc-deletion", "d", expected, severity="warning"),), number=number)
    if kind is None:
        problem = Problem(where, "marc-kind", head[6:8], message("a-marc-kind"))
        if reading.coverage is not None:
            listed.cover(fields, reading.coverage, None)
        return Item(None, where, (*told, problem), "", number=number)
    if (length := unlike(fields)) is not None:
        expected = message("a-whole-008")
        told.append(Problem(evolve(where, path="008"), "marc-length", str(length), expected, severity="warning"))
    if not ours and (several := of_several(fields)) is not None:
        at, expected = evolve(where, path="245", line=several[1] or line), message("a-title-of-one")
        told.append(Problem(at, "marc-titles", several[0], expected, severity="warning"))
    lone: list[Field] = []
    mark = head[18:19]  # c and n say that there is no punctuation
    signs = mark in "ai" or (not ours and ((mark not in "cn" and kind != "agent") or punctuated(fields)))
    whole = folded(fields if ours and not signs else bare(fields, headings=not signs), lone)
    for one in lone:
        at, expected = evolve(where, line=one.line or line, path="880 $6"), message("a-field-linked")
        told.append(Problem(at, "marc-link", one.first("6"), expected, severity="warning"))
    counts = not ours and reading.coverage is None
    named = headings(whole) if counts else []
    whole = plain(whole, reading.context, ours=ours, serial=kind == "periodical")
    made = listed.item(kind, whole, where, reading, COLUMNS[kind], told=told, number=number)
    if not ours and made.problems and made.record is not None and kind != "agent":
        made.problems = (*undated(made.problems, whole, made.record),)
        named += [p.where.path or "" for p in made.problems if counts and p.expected.id in CODED]
    if counts and made.record is not None:
        reading.unread.update((*named, *lost(whole, made.record)))
    return made


def _one(record: Record, context: Context, *, latin: bool) -> list[Field]:
    return _finished(record, listed.fields_of(record, context, COLUMNS, "MARC 21"), context, latin=latin)


# --- ISO 2709


def _dumped(record: Record, fields: list[Field], context: Context, *, latin: bool) -> bytes:
    return iso2709.dumped(record.id, leader(record), _finished(record, fields, context, latin=latin))


def _document(
    records: Iterable[Record], writing: Writing, columns: Mapping[str, FieldColumn], *, latin: bool
) -> Iterator[bytes]:
    return listed.document(records, writing, columns, partial(_dumped, context=writing.context, latin=latin))


def _single(record: Record, context: Context, *, latin: bool) -> bytes:
    return iso2709.dumped(record.id, leader(record), _one(record, context, latin=latin))


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    seen = Firsts()
    silent: set[tuple[str, str]] = set()
    for number, raw in enumerate(iso2709.split(source), 1):
        try:
            head, texts, told = iso2709.parsed(raw, reading.file)
        except BadRecord as error:
            yield Item(None, Where(reading.file), error.problems, _shown(raw), number=number)
            continue
        known = silent if head[6:7] != "z" and reading.coverage is None else None
        fields = [*starmap(iso2709.field, texts)] if known is None else _speaking(texts, known)
        item = _item(head, fields, None, told, reading, number, seen)
        if item.rejected:
            item.raw = _shown(raw)
        yield item


_CHANGED, _WRITTEN, _SILENT = "005", frozenset(("040", "336", "337", "338")), 1000
"""Tags of fields that say nothing of a record: when it was changed, others; and how many of these are remembered."""


def _speaking(texts: list[tuple[str, str]], silent: set[tuple[str, str]]) -> list[Field]:
    """Return fields, less those that are only written: when and by whom, what kind of content and carrier (005, 040, 336 to 338).

    Args:
        texts: tag and text of each field.
        silent: those that are known to say nothing, which are the same in record after record; grows.
    """
    fields = []
    for told in texts:
        tag, text = told
        if tag == _CHANGED:
            continue
        if tag in _WRITTEN:
            if told in silent:
                continue
            one = iso2709.field(tag, text)
            if len(silent) < _SILENT and unusual(one) is None and all(c.silent(one) for c in _OF_RECORDS):
                silent.add(told)
                continue
            fields.append(one)
        else:
            fields.append(iso2709.field(tag, text))
    return fields


def _shown(raw: iso2709.Raw) -> str:
    return raw.data.decode("utf-8", "backslashreplace")


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


def _xml_document(
    records: Iterable[Record], writing: Writing, columns: Mapping[str, FieldColumn], *, latin: bool
) -> Iterator[bytes]:
    def dumped(record: Record, fields: list[Field]) -> bytes:
        return _xml(leader(record), _finished(record, fields, writing.context, latin=latin)).encode()

    yield f'{DECLARATION}\n<collection xmlns="{NAMESPACE}">\n'.encode()
    yield from listed.document(records, writing, columns, dumped)
    yield b"</collection>\n"


def _xml_single(record: Record, context: Context, *, latin: bool) -> bytes:
    fields = _one(record, context, latin=latin)
    return f"{DECLARATION}\n{_xml(leader(record), fields, f' xmlns={chr(34)}{NAMESPACE}{chr(34)}')}".encode()


_NAMES = {
    f"{space}{name}": name for name in ("leader", "controlfield", "datafield") for space in ("", f"{{{NAMESPACE}}}")
}


_BREAK = re.compile(r"\s*\n\s*")


def _flat(text: str | None) -> str:
    """Return a text, which an indented file may break over lines, in one line: MARC has no lines."""
    return _BREAK.sub(" ", text).strip() if text and "\n" in text else text or ""


def _subfields(field: Any) -> Iterator[Subfield]:
    """Yield the subfields of a field in which there is more than that: other texts, or elements in them. Both are counted."""
    stray = [(field.text, field.sourceline)]
    for one in field:
        code, text = one.get("code") or iso2709.STRAY, _flat("".join(one.itertext()))
        if text:
            yield Subfield(f"{code} (with elements)" if len(one) else code, text, line=one.sourceline)
        stray.append((one.tail, one.sourceline))
    yield from (Subfield(iso2709.STRAY, text.strip(), line=line) for text, line in stray if text and text.strip())


def _elements(record: Any) -> tuple[str, list[Field], list[str]]:
    head, fields, strange = "", [], []
    for child in record:
        name = _NAMES.get(child.tag)
        if name == "datafield":
            get = child.get
            subfields = [
                Subfield(s.get("code") or iso2709.STRAY, text if "\n" not in text else _flat(text), line=s.sourceline)
                for s in child if (text := s.text) and not len(s) and not ((tail := s.tail) and tail.strip())
            ]  # fmt: skip
            if len(subfields) != len(child) or ((text := child.text) and text.strip()):
                subfields = [*_subfields(child)]
            marks = (get("ind1") or " ")[0] + (get("ind2") or " ")[0]
            fields.append(Field(get("tag", ""), marks, subfields, child.sourceline))
        elif name == "controlfield":
            fields.append(Field(child.get("tag", ""), "", [Subfield("", _flat(child.text))], child.sourceline))
        elif name == "leader":
            head = _flat(child.text)
        else:
            strange.append(child.tag.rpartition("}")[2])
    return head, fields, strange


def _is_marcxml(head: Head) -> bool:
    """Tell whether a file is MARCXML; many a library leaves the namespace out, and Alma puts its own elements around."""
    name = head.tag.removeprefix(f"{{{NAMESPACE}}}")
    return name in ("record", "collection", "bib", "bibs") and (name != head.tag or b"<leader" in head.first)


def _xml_read(source: Source, reading: Reading) -> Iterator[Item]:
    with RecordStream(source, _TAGS, file=reading.file) as stream:
        element: Any
        seen = Firsts()
        for number, element in enumerate(stream, 1):
            line = element.sourceline
            gap = stream.unresolved(element)
            if gap is not None:
                yield Item(None, Where(reading.file, line), (gap,), _raw(element), number=number)
                continue
            record = element
            if element.tag == _WRAPPED:
                beside = [child for child in element if child.tag not in _TAGS]
                reading.unread.update(f"bib/{child.tag}" for child in beside if child.text and child.text.strip())
                record = next(element.iterchildren(*_TAGS), element)
            head, fields, strange = _elements(record)
            if strange:
                reading.unread.update(strange)
            item = _item(head, fields, line, [], reading, number, seen)
            if item.rejected:
                item.raw = _raw(element)
            yield item
        if stream.warnings:
            yield Item(None, Where(reading.file), tuple(stream.warnings))


def _raw(element: Any) -> str:
    text: str = etree.tostring(element, encoding="unicode", with_tail=False)
    return text


_LATIN = {kind: evolve(column, through=partial(through, latin=True)) for kind, column in COLUMNS.items()}


def _marc21(id_: str, title: str, columns: Mapping[str, FieldColumn], *, latin: bool) -> Format:
    return Format(
        id=id_, title=f"MARC 21 (ISO 2709){title}", title_ja=f"MARC 21(ISO 2709){title}", media_type="application/marc", suffix=".mrc",
        kinds=tuple(columns), columns=columns, sniff=lambda head: iso2709.begins(head.first),
        document=partial(_document, columns=columns, latin=latin), single=partial(_single, latin=latin),
        read=_read, refused=_refused,
    )  # fmt: skip


def _marcxml(id_: str, title: str, columns: Mapping[str, FieldColumn], *, latin: bool) -> Format:
    return Format(
        id=id_, title=f"MARCXML{title}", title_ja=f"MARCXML{title}", media_type="application/marcxml+xml", suffix=".xml",
        kinds=tuple(columns), columns=columns, sniff=_is_marcxml, document=partial(_xml_document, columns=columns, latin=latin),
        single=partial(_xml_single, latin=latin), read=_xml_read, record_tags=_TAGS, refused=refused_records(_TAGS),
    )  # fmt: skip


def _with_dialects(made: Callable[..., Format], id_: str) -> Format:
    """Return a format with the two ways to pair scripts: as JAPAN/MARC does, which is also its own, and as ALA-LC has it."""
    ndl = partial(made, f"{id_}:ndl", ", JAPAN/MARC", COLUMNS, latin=False)
    alalc = partial(made, f"{id_}:alalc", ", ALA-LC", _LATIN, latin=True)
    return evolve(made(id_, "", COLUMNS, latin=False), dialects={"ndl": ndl, "alalc": alalc})


MARC21 = _with_dialects(_marc21, "marc21")
MARCXML = _with_dialects(_marcxml, "marcxml")
