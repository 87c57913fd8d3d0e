"""BibTeX: books, articles and chapters for LaTeX and reference managers, in UTF-8, with the fields of biblatex where BibTeX has none.

Source: O. Patashnik, BibTeXing (1988); the biblatex package 3.19, sections 2.1 and 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from attrs import define

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.errors import BadValue
from smj_catalog.formats import citations, listed
from smj_catalog.formats.base import ERRORS, Format, Item, Reading
from smj_catalog.formats.blocks import Block, refused
from smj_catalog.formats.citations import WHOLE
from smj_catalog.formats.jsonl import lines
from smj_catalog.formats.latex import decode, encode
from smj_catalog.formats.tabular.values import parse_dates
from smj_catalog.model import PartialDate, Record
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import Source

_START = re.compile(r"\s*@\s*([A-Za-z]+)\s*([{(])")
_FIELD = re.compile(r"\s*([^\s=,{}\"#%()']+)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}\"]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = {name: f"{i:02}" for i, name in enumerate(_MONTHS, 1)}
_KINDS = {
    "book": "book", "mvbook": "book", "booklet": "book", "collection": "book", "incollection": "component", "inbook": "component",
    "article": "component",
}  # fmt: skip
_NAMES = {
    "id": "key", "type": "entry", "container-title": "journal", "issued": "date", "collection-title": "series", "collection-number": "number",
    "page": "pages", "keyword": "keywords", "number-of-pages": "pagetotal", "issue": "number", "DOI": "doi", "URL": "url", "ISBN": "isbn",
    "ISSN": "issn", "illustrator": "", "interviewer": "",
}  # fmt: skip
_PEOPLE, _VERBATIM = ("author", "editor", "translator"), ("url", "doi", "key", "entry")
_ALSO = {"journaltitle": "journal", "booktitle": "journal", "location": "address", "keyword": "keywords"}
"""Another name of a field -> the one in which it is read."""


# --- writing


def _name(held: Subfield) -> str:
    if held.code:
        return f"{{{encode(held.text)}}}"
    return ", ".join(f"{{{p}}}" if " and " in f" {p} " else p for p in map(encode, held.text.split(", ", 1)))


def _entry(fields: list[Field]) -> list[tuple[str, str]]:
    """Return entry, key and fields as they are written: names of one role, pages and keywords in one."""
    made: dict[str, list[str]] = {}
    for one in fields:
        sub = one.subfields[0]
        text = _name(sub) if one.tag in _PEOPLE else sub.text if one.tag in _VERBATIM else encode(sub.text)
        if one.tag in ("title", "journal") and re.search(r"\B[A-Z]|(?<=\s)[A-Z]", text):  # styles would write it small
            text = f"{{{text}}}"
        made.setdefault(one.tag, []).append(text.replace("-", "--") if one.tag == "pages" else text)
        made |= {s.code: [encode(s.text)] for s in one.subfields[1:]}
    between = {"pages": ", ", "keywords": ", ", "isbn": " "}
    return [(tag, between.get(tag, " and ").join(texts)) for tag, texts in made.items()]


def _dumped(_: Record, fields: list[Field]) -> bytes:
    said = dict(_entry(fields))
    entry, key = said.pop("entry"), said.pop("key")
    if entry != "article" and "journal" in said:
        said = {"booktitle" if tag == "journal" else tag: text for tag, text in said.items()}
    rows = [(tag, f"{{{text}}}") for tag, text in said.items()]
    if entry == "article":
        rows.insert(1, ("entrysubtype", "{magazine}"))
    if "date" in said:
        year, *month = said["date"].split("-")[:2]
        rows += [("year", f"{{{year}}}"), *(("month", _MONTHS[int(m) - 1]) for m in month)]
    body = "".join(f"  {tag} = {text},\n" for tag, text in rows)
    return f"@{entry}{{{key},\n{body}}}\n\n".encode()


# --- reading


@define
class _Entry(Block):
    """The lines of an entry; its braces are balanced where it has ended.

    Attributes:
        kind: what stands behind its @, in small letters.
        sign: the sign that opens it.
        depth: how many are open.
    """

    kind: str = ""
    sign: str = "{"
    depth: int = 0


def _blocks(source: Source) -> Iterator[_Entry]:
    """Yield the entries of a file; what stands between them is comment. A line that begins with one ends one that is broken."""
    block: _Entry | None = None
    for at, data in enumerate(lines(source), 1):
        found = _START.match(data.decode("utf-8", "backslashreplace"))
        if block is not None and found and data.startswith(b"@"):
            yield block
            block = None
        if block is None:
            if found is None:
                continue
            block = _Entry(at, kind=found[1].lower(), sign=found[2])
        text = block.add(at, data)
        block.depth += text.count(block.sign) - text.count("}" if block.sign == "{" else ")")
        if block.depth <= 0:
            block.ended = True
            yield block
            block = None
    if block is not None:
        yield block


class _Broken(ValueError):
    """The text of an entry cannot be parsed from some place on."""


def _parsed(text: str, strings: dict[str, str], lacks: list[str]) -> tuple[str, list[tuple[str, str, int]]]:
    """Return the key of an entry, and its fields with what they hold and how many lines they stand below it.

    Names that no ``@string`` defines stand for themselves, and are put into `lacks`.

    Raises:
        _Broken: so it is; the place is its argument.
    """
    start = _START.match(text)
    assert start is not None
    end = text.rstrip().rfind("}" if text[start.end() - 1] == "{" else ")")
    key, comma, at = "", text.find(",", start.end(), end), start.end()
    if _FIELD.match(text, at) is None:
        key, at = text[at : comma if comma >= 0 else end].strip(), comma + 1 if comma >= 0 else end
    found = []
    while text[at:end].strip(" \t\r\n,"):
        at += len(text[at:end]) - len(text[at:end].lstrip(" \t\r\n,"))
        named = _FIELD.match(text, at, end)
        if named is None:
            raise _Broken(at)
        value, at = _value(text, named.end(), end, strings, lacks)
        found.append((named[1].lower(), value, text.count("\n", 0, named.start(1))))
        if text[at:end].strip() and not text[at:end].lstrip().startswith(","):
            raise _Broken(at)
    return key, found


def _value(text: str, at: int, end: int, strings: dict[str, str], lacks: list[str]) -> tuple[str, int]:
    """Return the value at a place, its parts put together (#), and where it ends."""
    parts: list[str] = []
    while True:
        at += len(text[at:end]) - len(text[at:end].lstrip())
        if text[at : at + 1] in ("{", '"'):
            close, depth = at + 1, 0
            while close < end and (depth or text[close] != ("}" if text[at] == "{" else '"')):
                depth += (text[close] == "{") - (text[close] == "}")
                close += 1
            if close >= end:
                raise _Broken(at)
            parts.append(text[at + 1 : close])
            at = close + 1
        else:
            bare = _BARE.match(text, at, end)
            if bare is None:
                raise _Broken(at)
            parts.append(strings.get(bare[0].lower(), bare[0]))
            lacks += [] if bare[0].isdecimal() or bare[0].lower() in strings else [bare[0]]
            at = bare.end()
        rest = text[at:end].lstrip()
        if not rest.startswith("#"):
            return "".join(parts), at
        at = text.index("#", at) + 1


def _names(value: str) -> Iterator[list[Subfield]]:
    """Yield names: in parts where a comma stands between them, else whole."""
    for name in filter(None, _apart(value, re.compile(r"\s+and\s+"))):
        parts = [decode(part) for part in _apart(name, re.compile(r"\s*,\s*"))]
        if name == "others":
            yield [Subfield("others", name)]
        elif len(parts) > 1 and all(parts) and not any("," in part for part in parts):
            yield [Subfield("", f"{parts[0]}, {parts[-1]}"), *(Subfield("suffix", part) for part in parts[1:-1])]
        else:
            yield [Subfield(WHOLE, decode(name))]


def _apart(text: str, mark: re.Pattern[str]) -> list[str]:
    """Return what stands between marks that are not in braces."""
    found, begin = [], 0
    for one in mark.finditer(text):
        if text.count("{", 0, one.start()) == text.count("}", 0, one.start()):
            found.append(text[begin : one.start()].strip())
            begin = one.end()
    return [*found, text[begin:].strip()]


def _date(said: dict[str, str]) -> list[Subfield]:
    """Return what a date says; the year, month and day where there is no date, and a month that is none by itself."""
    year, month, day = (decode(said.get(name, "")) for name in _DATES[1:])
    number = month.removesuffix("月")
    number = f"{int(number):02}" if number.isdecimal() else _MONTH.get(month.lower()[:3], "")
    number = number if number <= "12" else ""
    if not year.isascii() and (known := _year(year)):
        year = known
    text = decode(said.get("date", "")) or "-".join(takewhile(bool, (year, number, day and day.zfill(2))))
    try:
        PartialDate.parse(text)
    except BadValue:
        return [Subfield("text", text)]
    return [Subfield("", text), *([Subfield("month", month)] if month and not number and not said.get("date") else [])]


def _year(text: str) -> str:
    """Return the year that words such as 令和8年 name; "" where they name none."""
    try:
        found = parse_dates(text)
    except BadValue:
        return ""
    one = found.value[0] if len(found.value) == 1 and not found.warnings else None
    return f"{one.date.year:04}" if one is not None and one.qualifier is None and not one.date.month else ""


_DATES = ("date", "year", "month", "day")


def _fields(kind: str, key: str, held: list[tuple[str, str, int]], at: int | None = None) -> list[Field]:
    """Return the fields of an entry."""
    found = [Field("entry", "", [Subfield("", kind)], at), Field("key", "", [Subfield("", key)] if key else [], at)]
    dates = {tag: value for tag, value, _ in held if tag in _DATES and value.strip()}
    dated = False
    for name, value, below in held:
        line = at and at + below
        tag = _ALSO.get(name, name)
        if name in _DATES:
            if dates and not dated:
                found.append(Field("date", "", _date(dates), line))
            dated = dated or bool(dates)
        elif tag == "entrysubtype" and value == "magazine":
            pass  # all articles here are
        elif tag in _PEOPLE:
            found += [Field(tag, "", subs, line) for subs in _names(value)]
        elif tag in ("keywords", "pages", "isbn"):
            texts = re.split(r"[,;]\s*" if tag != "isbn" else r"[,;\s]+(?=97[89]|[0-9]{9}[0-9Xx]|[0-9Xx-]{13})", value)
            texts = [t.replace("--", "-") if tag == "pages" else t for t in texts]
            found += [Field(tag, "", [Subfield("", text)], line) for t in texts if (text := decode(t))]
        elif text := re.sub(r"\\([_%#&~$])", r"\1", value).strip() if tag in _VERBATIM else decode(value):
            found.append(Field(tag, "", [Subfield("", text)], line))
    titles = [f for f in found if f.tag in ("title", "subtitle")]
    if [f.tag for f in titles] == ["title", "subtitle"]:
        titles[0].subfields = [Subfield("", " : ".join(f.subfields[0].text for f in titles))]
        found.remove(titles[1])
    series = next((f for f in found if f.tag == "series"), None)
    if series is not None and _KINDS[kind] == "book":
        series.subfields += [s for f in found if f.tag == "number" for s in [Subfield("number", f.subfields[0].text)]]
        found = [f for f in found if f.tag != "number"]
    return found


def _through(fields: list[Field]) -> list[Field]:
    entry = next(f.subfields[0].text for f in fields if f.tag == "entry")
    made = _entry(fields)
    return _fields(entry, dict(made)["key"], [(tag, text, 0) for tag, text in made if tag not in ("key", "entry")])


COLUMNS = citations.columns(
    {"book": "book", "chapter": "incollection", "article": "article"}, _NAMES, one=("note",), through=_through,
    takes=lambda url: not re.search(r"[\\{}]", url),
)  # fmt: skip


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    strings = {name: name for name in _MONTHS}
    for number, block in enumerate(_blocks(source), 1):
        if block.kind != "comment" and (found := _item(block, reading, strings, number)) is not None:
            yield found


def _item(block: _Entry, reading: Reading, strings: dict[str, str], number: int) -> Item | None:
    """Return what an entry is; None where it only defines strings, which are added to `strings`, or is a preamble."""
    where, raw = Where(reading.file, block.at), str(block)
    wrong = block.fault("bibtex", message("a-bibtex-end"), reading.file)
    key, held, lacks = "", list[tuple[str, str, int]](), list[str]()
    if wrong is None:
        try:
            key, held = _parsed(raw, strings, lacks)
        except _Broken as error:
            at = Where(reading.file, block.at + raw.count("\n", 0, error.args[0]))
            found = raw[error.args[0] :].strip().partition("\n")[0][:80]
            wrong = Problem(at, "bibtex-syntax", found or None, message("a-bibtex-field"))
    if wrong is None and block.kind in ("string", "preamble"):
        strings |= {name: value for name, value, _ in held} if block.kind == "string" else {}
        return None
    if wrong is None and block.kind not in _KINDS:
        expected = message("one-of", allowed=", ".join(f"@{k}" for k in _KINDS))
        wrong = Problem(where, "bibtex-type", f"@{block.kind}", expected)
    if wrong is not None:
        return Item(None, where, (wrong,), raw, number=number)
    kind, fields = _KINDS[block.kind], _fields(block.kind, key, held, block.at)
    expected = message("a-bibtex-string")
    told = [Problem(where, "bibtex-string", name, expected, severity="warning") for name in dict.fromkeys(lacks)]
    return listed.item(kind, fields, where, reading, COLUMNS[kind], told=told, raw=raw, number=number)


def _marked(block: _Entry, words: str | None) -> list[bytes]:
    """Return the lines of an entry that is refused below comments that say what is wrong, and what defines strings."""
    if words is None and block.kind != "string":
        return []
    said = [f"% {ERRORS}: {line}".replace("@", "(at)").encode() for line in (words or "").splitlines()]
    return [*said, *block.lines, b""]


def _single(record: Record, context: Context) -> bytes:
    return _dumped(record, listed.fields_of(record, context, COLUMNS, "BibTeX"))


FORMAT = Format(
    id="bibtex", title="BibTeX", title_ja="BibTeX(文献管理)", media_type="application/x-bibtex", suffix=".bib", kinds=tuple(COLUMNS),
    columns=COLUMNS, sniff=lambda head: re.search(rb"(?m)^\s*@\s*(?:[A-Za-z]+)\s*\{\s*[^\s,{}=]*\s*[,=]", head.first) is not None,
    document=partial(listed.document, columns=COLUMNS, dump=_dumped), read=_read, refused=partial(refused, blocks=_blocks, marked=_marked), single=_single,
)  # fmt: skip
