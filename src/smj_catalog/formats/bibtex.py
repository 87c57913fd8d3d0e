"""BibTeX: books, articles and chapters for LaTeX and reference managers, in UTF-8, with the fields of biblatex where BibTeX has none.

Source: O. Patashnik, BibTeXing (1988); the biblatex package 3.19, sections 2.1 and 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial, reduce
from typing import Self

from attrs import define

from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.errors import BadValue
from smj_catalog.formats import citations, listed
from smj_catalog.formats.base import Format, Item, Reading
from smj_catalog.formats.blocks import NO_DATE, Block, Said, read, refused
from smj_catalog.formats.citations import WHOLE
from smj_catalog.formats.latex import decode, encode, kept
from smj_catalog.model import Record
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import Source

_START = re.compile(r"\s*@\s*([A-Za-z]+)\s*([{(])")
_CLOSES = {"{": "}", "(": ")"}
_NAMED = r"\s*([^\s=,{}\"#%()']+)\s*="
_KEY, _FIELD = re.compile(f"(?!{_NAMED})(?P<key>[^,]*),?"), re.compile(rf"[\s,]*{_NAMED}")
_DEPTH = 20
"""Braces that may stand within each other."""
_INNER = reduce(lambda inner, _: rf"(?:[^{{}}]++|\{{{inner}\}})*+", range(_DEPTH), "[^{}]*+")
_PART = re.compile(rf"""\s*(?:\{{({_INNER})\}}|"((?:[^"{{}}]++|\{{{_INNER}\}})*+)"|([^\s,#{{}}"]++))\s*(#|,|\Z)?""")
"""Part of a value: in braces, in quotation marks, or a name or number; and what stands behind it."""
_AND, _COMMA = re.compile(r"\s+and\s+"), re.compile(r"\s*,\s*")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_KINDS = {
    "book": "book", "mvbook": "book", "booklet": "book", "collection": "book", "incollection": "component", "inbook": "component",
    "article": "component",
}  # fmt: skip
_TYPES = {"book": "book", "chapter": "incollection", "article": "article"}
_NAMES = {
    "id": "key", "type": "entry", "container-title": "journal", "issued": "date", "collection-title": "series", "collection-number": "number",
    "page": "pages", "keyword": "keywords", "number-of-pages": "pagetotal", "issue": "number", "DOI": "doi", "URL": "url", "ISBN": "isbn",
    "ISSN": "issn", "publisher-place": "address", "illustrator": "", "interviewer": "",
}  # fmt: skip
_PEOPLE, _VERBATIM, _DATES = (
    ("author", "editor", "translator"),
    ("url", "doi", "key", "entry", "date"),
    ("date", "year", "month", "day"),
)
_TEXTS = (*_PEOPLE, "title", "subtitle", "journal", "series", "volume", "number", "publisher", "address", "edition", "note", "abstract", "keywords")  # fmt: skip
_ALSO = {"journaltitle": "journal", "booktitle": "journal", "location": "address", "keyword": "keywords"}
"""Another name of a field -> the one in which it is read."""
_SEVERAL = {
    "pages": (", ", re.compile(r"[,;]\s*")), "keywords": (", ", re.compile(r"[,;]\s*")),
    "isbn": (" ", citations.APART), "issn": (", ", citations.APART),
}  # fmt: skip
"""Fields of several values -> what stands between these as they are written, and as they are read."""


# --- writing


def _name(held: Subfield) -> str:
    if held.code:
        return f"{{{encode(held.text)}}}"
    parts = [f"{{{p}}}" if " and " in f" {p} " else p for p in map(encode, held.text.split(", ", 2))]
    return ", ".join((parts[0], *parts[2:], parts[1]))


def _entry(fields: list[Field]) -> dict[str, str]:
    """Return entry, key and fields as they are written: names of one role, pages and keywords in one."""
    made: dict[str, str] = {}
    for one in citations.less_editors(fields, "entry", "incollection"):
        sub = one.subfields[0]
        text = _name(sub) if one.tag in _PEOPLE else sub.text if one.tag in _VERBATIM else encode(sub.text)
        if one.tag in ("title", "journal") and re.search(r"\B[A-Z]|(?<=\s)[A-Z]", text):  # styles would write it small
            text = f"{{{text}}}"
        if one.tag == "pages":
            text = text.replace("-", "--")
        between, _ = _SEVERAL.get(one.tag, (" and ", None))
        made[one.tag] = f"{made[one.tag]}{between}{text}" if one.tag in made else text
        made |= {s.code: encode(s.text) for s in one.subfields[1:]}
    return made


def _dumped(record: Record, fields: list[Field]) -> bytes:
    said = _entry(fields)
    entry, key = said.pop("entry"), said.pop("key")
    own = {"journal": "journal" if entry == "article" else "booktitle"}
    rows = [(own.get(tag, tag), f"{{{text}}}") for tag, text in said.items()]
    if entry == "article" and getattr(record, "host", None):  # another's may be one of a journal
        rows.insert(1, ("entrysubtype", "{magazine}"))
    if "date" in said:
        year, *month = re.split("[/~]", said["date"])[0].split("-")[:2]
        rows += [("year", f"{{{year}}}"), *(("month", _MONTHS[int(m) - 1][:3]) for m in month)]
    body = "".join(f"  {tag} = {text},\n" for tag, text in rows)
    return f"@{entry}{{{key},\n{body}}}\n\n".encode()


# --- reading: syntax


@define
class _Entry(Block):
    """The lines of an entry; its braces are balanced where it has ended. What stands between entries is comment.

    Attributes:
        kind: what stands behind its @, in small letters.
        sign: the sign that opens it.
        depth: how many are open.
    """

    rule, end, mark, below = "bibtex", message("a-bibtex-end"), "% ", 0
    kind: str = ""
    sign: str = "{"
    depth: int = 0

    @classmethod
    def taking(cls, at: int, text: str, before: Self | None) -> Self | None:
        found = _START.match(text) if before is None or text.startswith("@") else None
        block = cls(at, kind=found[1].lower(), sign=found[2]) if found else before
        if block is not None:
            block.depth += text.count(block.sign) - text.count(_CLOSES[block.sign])
            block.ended, block.kept = block.depth <= 0, block.kind == "string"
        return block


def _parsed(
    text: str, where: Where, strings: Mapping[str, str], lacks: list[str]
) -> tuple[str, list[tuple[str, str, int]]]:
    """Return the key of an entry, and its fields with what they hold and how many lines they stand below it.

    Names that no ``@string`` defines stand for themselves, and are put into `lacks`.

    Raises:
        BadValue: it cannot be parsed from some place on.
    """
    start = _START.match(text)
    assert start is not None
    end = text.rstrip().rfind(_CLOSES[start[2]])
    key = _KEY.match(text, start.end(), end)
    at = key.end() if key else start.end()
    found = []
    while named := _FIELD.match(text, at, end):
        at, value, behind = named.end(), "", "#"
        while behind == "#" and (part := _PART.match(text, at, end)):
            braced, quoted, name, behind = part.groups()
            if name and not name.isdecimal() and name.lower() not in strings:
                lacks.append(name)
            value += strings.get(name.lower(), name) if name else braced or quoted or ""
            at = part.end()
        if behind is None or behind == "#":
            break
        found.append((named[1].lower(), value, text.count("\n", 0, named.start(1))))
    else:
        if not text[at:end].strip(" \t\r\n,"):
            return key["key"].strip() if key else "", found
    rest = text[at:end].lstrip(" \t\r\n,")
    line = (where.line or 1) + text.count("\n", 0, end - len(rest))
    wrong = rest.partition("\n")[0].strip()[:80]
    raise BadValue(Problem(Where(where.file, line), "bibtex-syntax", wrong or None, message("a-bibtex-field")))


# --- reading: what the values of fields are


def _apart(text: str, mark: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands between marks that are not in braces."""
    begin = seen = depth = 0
    for one in mark.finditer(text):
        depth += text.count("{", seen, one.start()) - text.count("}", seen, one.start())
        seen = one.start()
        if not depth:
            yield text[begin:seen].strip()
            begin = one.end()
    yield text[begin:].strip()


def _names(value: str) -> Iterator[list[Subfield]]:
    """Yield names: in parts where a comma stands between them, else whole."""
    for name in filter(None, _apart(value, _AND)):
        parts = [decode(part) for part in _apart(name, _COMMA)]
        said = dict(part.split("=", 1) for part in parts if "=" in part)  # family=Mihon, given=Hanako, prefix=de
        if len(said) == len(parts) and said.get("family"):
            family = " ".join(filter(None, (said.get("prefix"), said["family"])))
            parts = [it for it in (family, said.get("suffix"), said.get("given")) if it]
        if name == "others":
            yield [Subfield("others", name)]
        elif len(parts) in (2, 3) and all(parts) and not any("," in part for part in parts):
            yield [Subfield("", ", ".join((parts[0], parts[-1], *parts[1:-1])))]
        else:
            yield [Subfield(WHOLE, parts[0] if len(parts) == 1 else decode(name))]


def _date(said: Mapping[str, str]) -> list[Subfield]:
    """Return the date that is stated, or the year, month and day where these say more; and what says something else."""
    year, month, day = (said.get(name, "") for name in _DATES[1:])
    number = month.removesuffix("月")
    if number.isdecimal():
        number = f"{int(number):02}"
    elif len(word := month.lower().rstrip(".")) > 2:
        number = next((f"{i:02}" for i, name in enumerate(_MONTHS, 1) if name.startswith(word)), month)
    parts = "-".join(filter(None, (year, number, day.zfill(2) if day else "")))
    if citations.says_date(parts) < 2 or (day and not month):  # as it stands
        parts = " ".join(filter(None, (year, month, day)))
    texts = [text for text in (said.get("date"), parts) if text]
    text = max(texts, key=citations.says_date)
    if parts.startswith(text) and citations.says_date(parts) == 2:
        text = parts
    others = [other for other in texts if not text.startswith(other)]
    return [Subfield("", text), *(Subfield("year" if citations.says_date(it) == 2 else NO_DATE, it) for it in others)]


def _subfields(tag: str, value: str) -> Iterator[list[Subfield]]:
    """Yield the subfields of each field that a value makes."""
    if tag in _PEOPLE:
        yield from _names(value)
        return
    for text in _SEVERAL[tag][1].split(value) if tag in _SEVERAL else [value]:
        if tag in _VERBATIM:
            text = re.sub(r"\\([_%#&~$])", r"\1", re.sub(r"^\s*\\url\s*\{(.*)\}\s*$", r"\1", text)).strip()
        else:
            text = decode(text.replace("--", "-") if tag == "pages" else text)
        if text:
            yield [Subfield("", text)]


def _fields(kind: str, key: str, held: Iterable[tuple[str, str, int]], at: int | None = None) -> list[Field]:
    """Return the fields of an entry."""
    found = [citations.typed("entry", kind, _TYPES, at), Field("key", "", [Subfield("", key)] if key else [], at)]
    dates: dict[str, str] = {}
    for tag, value, _ in held:  # what is said twice is no date
        if tag in _DATES and (text := value.strip() if tag == "date" else decode(value)) != dates.get(tag, ""):
            dates[tag] = f"{dates.get(tag, '')} {text}".strip()
    for name, value, below in held:
        tag = _ALSO.get(name, name)
        if (tag, value) == ("entrysubtype", "magazine"):  # all articles here are
            continue
        subfields: Iterable[list[Subfield]] = _subfields(tag, value)
        if tag in _DATES:
            tag, subfields, dates = "date", [_date(dates)] if dates else [], {}
        found += [Field(tag, "", each, at and at + below) for each in subfields]
    titles = [f for f in found if f.tag in ("title", "subtitle")]
    if [f.tag for f in titles] == ["title", "subtitle"]:
        titles[0].subfields = [Subfield("", " : ".join(f.subfields[0].text for f in titles))]
        found.remove(titles[1])
    if _KINDS[kind] == "component":
        return found if kind == "article" else citations.of_the_book(found)
    for whole, part in (("series", "number"), ("title", "volume"), ("publisher", "address")):
        found = listed.within(found, whole, part)
    return found


def _through(fields: list[Field]) -> list[Field]:
    made = _entry(fields)
    entry, key = made.pop("entry"), made.pop("key")
    return _fields(entry, key, [(tag, text, 0) for tag, text in made.items()])


COLUMNS = citations.columns(
    _TYPES, _NAMES, one=("note",), through=_through,
    takes=lambda url: not re.search(r"[\\{}]", url),
)  # fmt: skip


def _said(block: _Entry, where: Where, _: Reading, *, strings: dict[str, str]) -> Said | None:
    """Return what an entry says; None where it is a comment or a preamble, or only defines strings, which are added to `strings`.

    Raises:
        BadValue: it cannot be parsed, or is of a kind that we do not have.
    """
    if block.kind == "comment":
        return None
    block.check(where)
    lacks: list[str] = []
    key, held = _parsed(str(block), where, strings, lacks)
    if block.kind in ("string", "preamble"):
        strings |= {name: value for name, value, _ in held} if block.kind == "string" else {}
        return None
    kind = listed.kind_of(block.kind, _KINDS, "bibtex-type", where, "@")
    expected = message("a-bibtex-string")
    told = [Problem(where, "bibtex-string", name, expected, severity="warning") for name in dict.fromkeys(lacks)]
    expected = message("a-known-command")
    for name, text, below in held:
        at = Where(where.file, block.at + below, None, where.record, name)
        tex = kept(text) if _ALSO.get(name, name) in _TEXTS else ()
        told += [Problem(at, "bibtex-command", it, expected, severity="warning") for it in tex]
    return kind, _fields(block.kind, key, held, block.at), told


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    return read(source, reading, _Entry, partial(_said, strings={name[:3]: name for name in _MONTHS}), COLUMNS)


FORMAT = Format(
    id="bibtex", title="BibTeX", title_ja="BibTeX(文献管理)", media_type="application/x-bibtex", suffix=".bib",
    sniff=lambda head: re.search(rb"(?m)^\s*@\s*(?:[A-Za-z]+)\s*\{\s*[^\s,{}=]*\s*[,=]", head.first) is not None,
    read=_read, encoded=True, refused=partial(refused, of=_Entry), **listed.written(COLUMNS, _dumped, "BibTeX"),
)  # fmt: skip
