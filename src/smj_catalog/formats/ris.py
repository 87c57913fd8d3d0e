"""RIS: books, articles and chapters for reference managers; one field a line.

Source: RIS Format Specifications (Research Information Systems, 2001; tags of 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Self

from attrs import define, evolve, field

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Entry, Field, FieldColumn, Made, Place, Subfield, place
from smj_catalog.crosswalk.rows import Cell, Parsed
from smj_catalog.errors import BadValue
from smj_catalog.formats import citations, cited_words, listed
from smj_catalog.formats.base import Format, Reading
from smj_catalog.formats.blocks import NO_DATE, Block, Said, read, refused
from smj_catalog.formats.cited import from_series, number, run, series_words, standing
from smj_catalog.formats.cited_names import from_name, suffix
from smj_catalog.formats.marc.words import heading, number_of, with_comma
from smj_catalog.problems import Problem, Where, message

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_ISSN = re.compile(r"(?:[,;]? ?(?:ISSN:? ?)?[0-9]{4}-?[0-9]{3}[0-9Xx](?: ?\([^)]*\))?)+")
_RUN = re.compile("[0-9ivxlc] ?[-–—～〜] ?[0-9ivxlc]")
_ALIKE = {"T1": "TI", "A1": "AU", "N2": "AB"}
"""Tag that other programs write -> ours."""
_LISTS = ("KW", "UR")
"""Tags of which every line is a value of its own, as EndNote writes them."""
_SEVERAL = {"SN": citations.APART, "UR": re.compile(r"\s*;\s*(?=https?://)")}
_CHAPTERS = ("CHAP", "ECHAP")
_TYPES = {
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK"), "book"),
    **dict.fromkeys((*_CHAPTERS, "MGZN", "JOUR", "EJOUR", "NEWS"), "component"),
}

_KINDS = {"book": "BOOK", "chapter": "CHAP", "article": "MGZN"}
"""Kind -> the type that it is written as."""


def _line(tag: str, text: str) -> Field:
    return Field(tag, "", [Subfield("", " ".join(filter(None, map(str.strip, text.splitlines()))))])


def _type(record: Any, _: Context) -> Iterator[Field]:
    yield _line("TY", _KINDS[getattr(record, "kind", "book")])


def _from_type(fields: list[Field], _: Context) -> dict[str, Any]:
    return {"kind": "chapter"} if fields and fields[0].first("") in _CHAPTERS else {}


def _dates(record: Any, context: Context) -> Iterator[Field]:
    own = citations.published(record.dates)
    host = getattr(record, "host", None)
    for it in own or filter(None, [citations.issued(context.lookup(host)) if host else None]):
        if it.qualifier not in ((None,) if own else (None, "between")):  # of a combined issue it is the first month
            continue
        date = it.date
        yield _line("PY", f"{date.year:04}")
        yield _line("DA", f"{date.year:04}/{date.month or '':0>2}/{date.day or '':0>2}/".replace("/00", "/"))


def _from_date(text: str) -> Parsed[dict[str, Any]]:
    """Return a date: YYYY/MM/DD/season."""
    *parts, words = text.split("/") if text.count("/") == 3 else (text, "")
    found = citations.from_date(text, "-".join(parts).strip("-/ ").replace("/", "-"))
    return evolve(found, value={"printed": text, **found.value}) if words.strip() else found


def _says_date(text: str) -> int:
    return citations.says_date(text, _from_date)


_DATES = ("DA", "PY", "Y1")
"""Tags of dates: the first of them that is one says most, and is read."""


_AROUND = {"container-title": "T2", "volume": "VL", "issue": "IS", "publisher": "PB", "ISSN": "SN", "ISBN": "SN"}
_TITLES, _SHORT = ("T2", "JF", "BT"), ("JO", "JA", "J1", "J2")
"""Tags that programs have for the title of a magazine, journal or book, whole and abbreviated."""


def _host(record: Any, context: Context) -> Iterator[Field]:
    yield from (_line(_AROUND[name], text) for name, text in citations.stands_in(record, context))


def _from_host(fields: list[Field], _: Context) -> dict[str, Any]:
    said = [
        [it for f in fields if f.tag in tags and (it := f.first(""))]
        for tags in ((*_TITLES, *_SHORT), *_AROUND.values())
    ]
    volume, issue, publisher = (" ".join(each) for each in said[2:5])
    return standing(said[0], volume, issue, publisher, map(number, said[5]))


def _name(it: m.Contributor) -> str:
    words = heading(it)
    if with_comma(it) or (it.family is None and "family" in from_name(words).value):
        return words.replace(",", ",,", 1)  # as EndNote has it
    return words + suffix(it) * (words == f"{it.family}, {it.given}")


def _from_name(text: str) -> Parsed[dict[str, Any]]:
    return Parsed({"name": {"text": text.replace(",,", ",", 1)}}) if ",," in text else from_name(text)


_NAME = {"": Cell("", "", "", "name.text", parse=_from_name, dump=_name, says=("family", "given", "distinction"))}
_SERIES = {"": Cell("", "", "", "title.text", parse=from_series, dump=series_words, says=("part_number",))}
_TITLE = {
    "": Cell("", "", "", "text.text", parse=citations.from_title, dump=citations.title_words, says=("subtitle.text",))
}
_START = (Made(("TY",), {"kind": "TY"}, _type, _from_type, citations.text_alone), place("ID", "id", None, {"": ""}))
_COMMON: tuple[Entry, ...] = (
    *(place(f"*{tag}", "contributors", m.Contributor, _NAME, {"roles": roles}, read_only=tag in _ALIKE)
      for tag, roles in (("AU", ("A01",)), ("A1", ("A01",)), ("ED", ("B01",)), ("A4", ("B06",)))),
    Made(("PY", "DA"), {"dates.role": "DA, PY", "dates.date": "DA, PY"}, _dates, takes=lambda _: ()),
    *(place(f"*{tag}", "dates", m.EventDate, {"": Cell("", "", "", "date", parse=_from_date, dump=str, says=("printed",))}, {"role": "publication"}, read_only=True) for tag in _DATES),
    *(place(f"*{tag}", "identifiers", m.Identifier, {"": Cell("", "", "", "value", parse=read)}, {"type": kind, "status": "valid"})
      for tag, read, kinds in (("SN", number_of("isbn-13", "isbn-10"), ("isbn-13", "isbn-10")), ("DO", cited_words.from_doi, ("doi",))) for kind in kinds),
    place("*LA", "languages", m.Language, cited_words.CODE_OF_LANGUAGE, {"role": "01"}), place("*KW", "subjects", m.Subject, {"": "heading"}, {"scheme": "keyword"}),
    *(place(f"*{tag}", "texts", m.Prose, {"": "text"}, {"type": "03"}, read_only=tag in _ALIKE) for tag in ("AB", "N2")), place("*N1", "notes", m.Note, {"": "text"}), place("*UR", "links", m.Link, cited_words.LINK),
)  # fmt: skip


def _plain(fields: list[Field]) -> list[Field]:
    """Return fields as they stand in lines, each of one text."""
    kept = citations.less_editors(fields, "TY", "CHAP", "ED")
    return [_line(s.code or f.tag, s.text) for f in kept for s in f.subfields]


def _gathered(fields: list[Field]) -> list[Field]:
    """Return fields with one date, each number in one of its own, what two tags say alike once, and places with the one publisher."""
    found: list[Field] = []
    type_ = next((f.first("") for f in fields if f.tag == "TY"), None)
    said = [(one, " ".join(s.text for s in one.subfields)) for one in fields]
    stated = {(one.tag, text) for one, text in said}
    years = {text for tag, text in stated if tag == "PY"}
    for i, (one, text) in enumerate(said):  # a month alone, as EndNote has it
        if one.tag == "DA" and text[:1].isalpha() and len(years) == 1 and _says_date(f"{text} {min(years)}") == 2:
            said[i] = one, f"{text} {min(years)}"
    most, dated = min(((-_says_date(text), one.tag) for one, text in said if one.tag in _DATES), default=(0, ""))
    whole = {text for tag, text in stated if tag in _TITLES and text}
    short = next((one for one, text in said if one.tag in _SHORT and text), None)
    for one, text in said:
        if type_ == "EDBOOK" and one.tag in ("AU", "A1"):  # who stands first edited it
            one = evolve(one, tag="ED")
        if (_ALIKE.get(one.tag), text) in stated or (one.tag in _SHORT and text in whole):
            continue
        if one.tag in _SHORT and (whole or one is not short):  # of an abbreviated title there is no place
            found.append(evolve(one, subfields=[Subfield("abbreviated", text)] if text else []))
            continue
        if most and one.tag in _DATES and one.tag != dated:
            found += [] if _says_date(text) == 2 else [evolve(one, subfields=[Subfield(NO_DATE, text)])]
            continue
        several = _SEVERAL[one.tag].split(text) if one.tag in _SEVERAL else [text]
        found += [evolve(one, subfields=[Subfield("", it)] if it else []) for it in several]
    found = [citations.typed(f.tag, f.first("") or "", _KINDS, f.line) if f.tag == "TY" else f for f in found]
    if _TYPES.get(type_ or "") == "book":
        cited = any(f.tag == "EP" or (f.tag == "SP" and _RUN.search(f.first("") or "")) for f in found)
        for one in (f for f in found if cited and f.tag == "SP"):  # pages of it, not how many
            one.subfields = [Subfield("page", s.text) for s in one.subfields]
        for tag in ("TI", "T1", "BT"):
            found = listed.within(found, tag, "VL")
    return listed.within(citations.of_the_book(found, "ED") if type_ in _CHAPTERS else found, "PB", "CY")


COLUMNS = {
    "book": FieldColumn(m.Book, (
        *_START, *(place(tag, "titles", m.Title, {**_TITLE, "VL": "part_number"}, limit=1, pick=citations.proper, read_only=tag != "TI") for tag in ("TI", "T1", "BT")), *(place(f"*{tag}", "series", m.Series, _SERIES, limit=1, read_only=tag != "T2") for tag in ("T2", "T3")), *_COMMON,
        place("*PB", "publishers", m.Publisher, {"": "name.text", "CY*": "places.text"}, {"role": "01"}), place("*ET", "editions", m.Edition, citations.EDITION), place("*SP", "extents", m.Extent, citations.LENGTH, {"unit": "03"}, limit=1, pick=citations.whole),
    ), through=lambda fields: _gathered(_plain(fields)), apart=("contents",)),
    "component": FieldColumn(m.Component, (
        *_START, *(place(tag, "title", m.Title, _TITLE, read_only=tag in _ALIKE) for tag in ("TI", "T1")), Made((*_TITLES, *_SHORT, "VL", "IS", "PB", "SN"), {"host": "T2, VL, IS, and PY and DA if it has no date itself", **dict.fromkeys(citations.CITED, "T2, VL, IS, PB, SN")}, _host, _from_host, citations.text_alone), *(e for e in _COMMON if not (isinstance(e, Place) and e.tag == "SN")),
        citations.pages("SP", "EP"),
    ), through=lambda fields: _gathered(_plain(fields)), finish=citations.part),
}  # fmt: skip


def _dumped(_: m.Record, fields: list[Field]) -> bytes:
    return "".join(f"{f.tag}  - {f.subfields[0].text}\r\n" for f in _plain(fields)).encode() + b"ER  - \r\n\r\n"


@define
class _Record(Block):
    """The lines of a record up to its ER, with its fields; what stands outside of records has none."""

    rule, end, mark, below = "ris", message("a-ris-end"), "C8  - ", 1
    fields: list[Field] = field(factory=list)

    @classmethod
    def taking(cls, at: int, text: str, before: Self | None) -> Self | None:
        tag, value = found.groups() if (found := _LINE.fullmatch(text)) else ("", text)
        if before is None and not text.strip():
            return None
        begins = before is None or tag == "TY" or (tag not in ("", "ER") and not before.fields)
        block = cls(at) if begins or before is None else before
        block.ended = tag == "ER"
        if tag and not block.ended:
            block.fields.append(Field(tag, line=at))
        if not tag and value.strip() and block.fields and block.fields[-1].tag in _LISTS:
            block.fields.append(Field(block.fields[-1].tag, line=at))
        if value.strip() and block.fields and not block.ended:  # or a long text goes on
            block.fields[-1].subfields.append(Subfield("", value.strip()))
        return block


def _said(block: _Record, where: Where, reading: Reading) -> Said:
    """Return what a record says.

    Raises:
        BadValue: it is none.
    """
    if not block.fields:
        raw = str(block)
        wrong = Problem(where, "ris-outside", f"{raw.splitlines()[0]:.80}", message("a-ris-record"))
        if re.fullmatch(r"ER  ?-\s*", raw):  # it ends nothing, and nothing is lost
            raise BadValue(evolve(wrong, severity="warning"))
        raise BadValue(wrong)
    block.check(where)
    told = _gathered(block.fields)
    kind = listed.kind_of(told[0].first("") if told[0].tag == "TY" else None, _TYPES, "ris-type", where)
    kept = [f for f in told if kind == "component" or f.tag != "SN" or not _ISSN.fullmatch(f.first("") or "")]
    if len(kept) < len(told):  # of the series, which is no record here
        reading.unread["SN (ISSN)"] += len(told) - len(kept)
    dates = [(f.tag, text) for f in block.fields if f.tag in _DATES and _says_date(text := f.first("") or "") == 2]
    years = {tag: text[:4] for tag, text in dates}
    reading.unread.update(tag for tag, year in years.items() if year != years[min(years)])  # the first alone is read
    first, last = (next((f.first("") or "" for f in kept if f.tag == tag), "") for tag in ("SP", "EP"))
    held = run(first, last) if first and last and kind == "component" else None
    short = held.last if held is not None and held.last != last else None
    at, expected = evolve(where, path="EP"), message("a-page-in-full", last=short)
    return kind, kept, [Problem(at, "page-run-form", last, expected, severity="warning")] if short else []


FORMAT = Format(
    id="ris", title="RIS", title_ja="RIS(文献管理)", media_type="application/x-research-info-systems", suffix=".ris",
    sniff=lambda head: re.match(rb"(?:\xef\xbb\xbf)?\s{0,20}TY  ?- ", head.first) is not None,
    read=partial(read, of=_Record, said=_said, columns=COLUMNS), encoded=True, refused=partial(refused, of=_Record), **listed.written(COLUMNS, _dumped, "RIS"),
)  # fmt: skip
