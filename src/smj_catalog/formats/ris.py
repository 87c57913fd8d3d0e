"""RIS: books, articles and chapters for reference managers; one field a line.

Source: RIS Format Specifications (Research Information Systems, 2001; tags of 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Entry, Field, FieldColumn, Made, Subfield, place
from smj_catalog.crosswalk.rows import Cell
from smj_catalog.errors import BadValue
from smj_catalog.formats import listed
from smj_catalog.formats.base import Format, Item, Reading
from smj_catalog.formats.jsonl import lines
from smj_catalog.formats.marc.words import from_heading, heading, number_of
from smj_catalog.model.sole import sole
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import Source

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_ISSN = re.compile(r"(?:[,;]? ?(?:ISSN:? ?)?[0-9]{4}-?[0-9]{3}[0-9Xx](?: ?\([^)]*\))?)+")
_TYPES = {"BOOK": "book", "EBOOK": "book", "CHAP": "component", "MGZN": "component", "JOUR": "component"}


def _line(tag: str, text: str) -> Field:
    return Field(tag, "", [Subfield("", " ".join(text.split()))])


def _type(record: Any, _: Context) -> Iterator[Field]:
    yield _line("TY", "BOOK" if isinstance(record, m.Book) else "CHAP" if record.kind == "chapter" else "MGZN")


def _from_type(fields: list[Field], _: Context) -> dict[str, Any]:
    return {"kind": "chapter"} if fields and fields[0].first("") == "CHAP" else {}


def _dates(record: Any, _: Context) -> Iterator[Field]:
    for it in [d.date for d in sole(record.dates) if d.role == "publication" and d.qualifier is None]:
        yield _line("PY", f"{it.year:04}")
        yield _line("DA", f"{it.year:04}/{it.month or '':0>2}/{it.day or '':0>2}/".replace("/00", "/"))


def _from_dates(fields: list[Field], _: Context) -> dict[str, Any]:
    stated = [(f.tag, text, f.line) for f in fields if (text := f.first(""))]
    for tag, text, line in sorted(stated, key=lambda it: it[0])[:1]:
        try:
            date = m.PartialDate.parse(text.strip("/ ").replace("/", "-"))
        except BadValue as error:
            where = Where(line=line, path=tag)
            raise BadValue(evolve(p, where=where, found=text) for p in error.problems) from None
        return {"dates": (m.EventDate("publication", date),)}
    return {}


def _pages(record: Any, _: Context) -> Iterator[Field]:
    for run in record.pages[:1]:
        yield _line("SP", run.first)
        yield from (_line("EP", last) for last in (run.last,) if last)


def _from_pages(fields: list[Field], _: Context) -> dict[str, Any]:
    found = {f.tag: f.first("") for f in fields}
    return {"pages": (m.PageRun(found["SP"] or "", found.get("EP")),)} if found.get("SP") else {}


def _host(record: Any, context: Context) -> Iterator[Field]:
    titles = getattr(context.lookup(record.host) if record.host else None, "titles", ())
    yield from (_line("T2", title.text.text) for title in titles[:1])


_NAME = {"": Cell("", "", "", "name.text", parse=from_heading, dump=heading, says=("family", "given"))}
_START = (Made(("TY",), {"kind": "TY"}, _type, _from_type), place("ID", "id", None, {"": ""}))
_COMMON: tuple[Entry, ...] = (
    *(place(f"*{tag}", "contributors", m.Contributor, _NAME, {"roles": roles}) for tag, roles in (("AU", ("A01",)), ("ED", ("B01",)), ("A4", ("B06",)))),
    Made(("PY", "DA"), {"dates.role": "DA, PY", "dates.date": "DA, PY"}, _dates, _from_dates),
    *(place(f"*{tag}", "identifiers", m.Identifier, {"": Cell("", "", "", "value", parse=number_of(*kinds))}, {"type": kind, "status": "valid"})
      for tag, kinds in (("SN", ("isbn-13", "isbn-10")), ("DO", ("doi",))) for kind in kinds),
    place("*LA", "languages", m.Language, {"": "code"}, {"role": "01"}), place("*KW", "subjects", m.Subject, {"": "heading"}, {"scheme": "keyword"}),
    place("*AB", "texts", m.Prose, {"": "text"}, {"type": "03"}), place("*N1", "notes", m.Note, {"": "text"}), place("*UR", "links", m.Link, {"": "url"}),
)  # fmt: skip


def _proper(titles: tuple[m.Title, ...]) -> list[m.Title]:
    return sorted(titles, key=lambda title: title.type != "01")[:1]


def _plain(fields: list[Field]) -> list[Field]:
    return [evolve(f, subfields=[Subfield(s.code, " ".join(s.text.split())) for s in f.subfields]) for f in fields]


COLUMNS = {
    "book": FieldColumn(m.Book, (
        *_START, place("TI", "titles", m.Title, {"": "text.text"}, limit=1, pick=_proper), place("*T2", "series", m.Series, {"": "title.text"}, limit=1), *_COMMON,
        place("*PB", "publishers", m.Publisher, {"": "name.text"}, {"role": "01"}), place("*ET", "editions", m.Edition, {"": "statement"}),
    ), through=_plain, apart=("contents",)),
    "component": FieldColumn(m.Component, (
        *_START, place("TI", "title", m.Title, {"": "text.text"}), Made(("T2",), {"host": "T2, by its title"}, _host), *_COMMON,
        Made(("SP", "EP"), {"pages": "SP, EP"}, _pages, _from_pages),
    ), through=_plain),
}  # fmt: skip


def _dumped(_: m.Record, fields: list[Field]) -> bytes:
    return "".join(f"{f.tag}  - {f.subfields[0].text}\r\n" for f in _plain(fields)).encode() + b"ER  - \r\n\r\n"


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    fields: list[Field] = []
    number = 0
    outside = False  # within lines of which no record is told
    for at, data in enumerate(lines(source), 1):
        text = data.decode("utf-8", "backslashreplace").rstrip("\r\n")
        found = _LINE.fullmatch(text)
        if found is None and fields and text.strip():  # a long text goes on
            fields[-1].subfields.append(Subfield("", text.strip()))
        elif found is None and text.strip() and not outside:
            where = Where(reading.file, at)
            yield Item(None, where, (Problem(where, "ris-outside", f"{text:.80}", message("a-ris-record")),), text)
        elif found is not None and found[1] != "ER":
            if found[1] == "TY" and fields:  # what came before has no end
                number += 1
                yield _item(fields, reading, number, ended=False)
                fields = []
            fields.append(Field(found[1], "", [Subfield("", found[2].strip())] if found[2].strip() else [], at))
        elif found is not None and fields:
            number += 1
            yield _item(fields, reading, number)
            fields = []
        outside = found is None and not fields and (outside or bool(text.strip()))
    if fields:
        yield _item(fields, reading, number + 1, ended=False)


def _item(fields: list[Field], reading: Reading, number: int, *, ended: bool = True) -> Item:
    joined = [
        evolve(f, subfields=[Subfield("", " ".join(s.text for s in f.subfields))] if f.subfields else [])
        for f in fields
    ]
    raw = "\n".join(f"{f.tag}  - {f.first('') or ''}" for f in joined)
    kind = _TYPES.get(joined[0].first("") or "") if joined[0].tag == "TY" else None
    where = Where(reading.file, joined[0].line)
    if kind is None or not ended:
        lacks = Problem(where, "ris-end", None, message("a-ris-end"))
        no_kind = Problem(where, "ris-type", joined[0].first(""), message("one-of", allowed=", ".join(_TYPES)))
        return Item(None, where, (no_kind if ended else lacks,), raw, number=number)
    kept = [f for f in joined if f.tag != "SN" or not _ISSN.fullmatch(f.first("") or "")]
    if len(kept) < len(joined):  # of the serial, which is no record here
        reading.unread["SN (ISSN)"] += len(joined) - len(kept)
    return listed.item(kind, kept, where, reading, COLUMNS[kind], raw=raw, number=number)


FORMAT = Format(
    id="ris", title="RIS", title_ja="RIS(文献管理)", media_type="application/x-research-info-systems", suffix=".ris", kinds=tuple(COLUMNS),
    columns=COLUMNS, sniff=lambda head: re.match(rb"(?:\xef\xbb\xbf)?\s{0,20}TY  ?- ", head.first) is not None,
    document=partial(listed.document, columns=COLUMNS, dump=_dumped), read=_read,
    single=lambda record, context: _dumped(record, listed.fields_of(record, context, COLUMNS, "RIS")),
)  # fmt: skip
