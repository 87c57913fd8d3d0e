"""What the formats of reference managers share: their one column, and what a citation says of where a part stands.

The tags are those of CSL (Citation Style Language 1.0.2, Appendix IV); BibTeX gives its own names to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Entry, Field, FieldColumn, Made, Place, Subfield, place
from smj_catalog.crosswalk.rows import Cell, Parsed
from smj_catalog.errors import BadValue
from smj_catalog.formats.cited import apart, from_series, number, run, standing
from smj_catalog.formats.cited_names import from_name, parted
from smj_catalog.formats.cited_words import DOI, LANGUAGE, LINK
from smj_catalog.formats.dc.words import is_creator
from smj_catalog.formats.marc.dates import from_date as in_words
from smj_catalog.formats.marc.words import from_extent, number_of
from smj_catalog.formats.tabular.values.parsed import refuse, warn
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.sole import sole
from smj_catalog.problems import message

_COLON = " : "
APART = re.compile(r"(?<=[0-9Xx)])[,;\s]+(?=(?:IS[BS]N:? ?)?[0-9][0-9-]{7})")
"""What stands between two ISSNs or ISBNs of one text."""
_DASHES = "-‐–—−－～〜"
_DASH = re.compile(f"([^{_DASHES}]*)[{_DASHES}]{{1,2}}([^{_DASHES}]+)")
_YEAR = re.compile("(?!0000)[0-9]{4}(?=[-/. ~?%])")
_EDITORS = re.compile("B(?!0[679])")

WHOLE = "literal"
"""Code of a name that is not parted; one that is has "" and its parts with a comma between."""

# --- what stands in a field


def title_words(title: m.Title) -> str:
    """Return a title with its subtitle, and the punctuation of ISBD between them."""
    return title.text.text + (f"{_COLON}{title.subtitle.text}" if title.subtitle else "")


def from_title(text: str) -> Parsed[dict[str, Any]]:
    """Return a title and its subtitle, the other way round."""
    proper, _, rest = text.partition(_COLON)
    said = (
        {"text": {"text": proper}, "subtitle": {"text": rest}}
        if proper.strip() and rest.strip()
        else {"text": {"text": text}}
    )
    return Parsed(said)


def _roled(take: Callable[[m.Contributor], bool], name: str, role: str) -> tuple[Place, Place]:
    return (
        place(f"*{name}", "contributors", m.Contributor, {"": Cell("", "", "", "name.text", parse=from_name, dump=parted, says=("family", "given", "distinction", "roles"))},
              when=take, assumed={"roles": (role,)}),
        place(f"*{name}", "contributors", m.Contributor, {WHOLE: Cell(WHOLE, "", "", "name.text", says=("roles",))}, when=take, assumed={"roles": (role,)}),
    )  # fmt: skip


def _is_editor(it: m.Contributor) -> bool:
    return any(map(_EDITORS.match, it.roles)) and not any(role[0] == "A" for role in it.roles)


def _has(role: str) -> Callable[[m.Contributor], bool]:
    return lambda it: it.roles == (role,)


def whole(extents: Iterable[m.Extent]) -> list[m.Extent]:
    """Return how many pages the whole has, not its front or back matter (ONIX List 23); words where there is no number."""
    pages = [it for it in sole(extents) if it.unit == "03" and it.type not in ("03", "04")]
    return sorted(pages, key=lambda it: it.value is None)[:1]


def _length(it: m.Extent) -> str:
    return (it.printed or "") if it.value is None else f"{it.value:f}"


_NAMES = {
    "author": (lambda it: is_creator(it) and not _is_editor(it) and it.roles != ("A12",), "A01"), "editor": (_is_editor, "B01"),
    "translator": (_has("B06"), "B06"), "illustrator": (_has("A12"), "A12"), "interviewer": (_has("A43"), "A43"),
}  # fmt: skip
NAMES = tuple(_NAMES)
"""Tags of names."""


def edition_words(it: m.Edition) -> str:
    """Return an edition in words, else its number."""
    return it.statement or ("" if it.number is None else str(it.number))


def from_edition(text: str) -> Parsed[dict[str, Any]]:
    """Return the number of an edition, or the words for it."""
    return Parsed({"number": int(text)} if re.fullmatch("[1-9][0-9]{0,3}", text) else {"statement": text})


def from_places(text: str) -> Parsed[dict[str, Any]]:
    """Return places: 東京; 大阪."""
    return Parsed({"places": tuple(m.Text(part) for part in re.split(r"\s*;\s*", text) if part)})


def _run(it: m.PageRun) -> str:
    return it.first if it.last is None else f"{it.first}-{it.last}"


def _from_run(text: str) -> Parsed[dict[str, Any]]:
    found = _DASH.fullmatch(text)
    ends = (found[1].strip(), found[2].strip()) if found else ("", "")
    if not all(ends):
        return Parsed({"first": text})
    held = run(*ends)
    if held is None:  # kept as it is printed
        told = warn("page-run-form", text, message("a-page-range"))
        return Parsed({"first": text}, (told,))
    told = warn("page-run-form", text, message("a-page-in-full", last=held.last))
    return Parsed({"first": held.first, "last": held.last}, (told,) * (held.last != ends[1]))


def _plain_run(it: m.PageRun) -> bool:
    return not any(re.search(f"[{_DASHES},]", part) for part in (it.first, it.last or ""))


_BOTH = re.compile(
    rf"(([A-Za-z.]{{0,6}})[0-9]{{1,6}})[{_DASHES}]{{1,2}}(\2?[0-9]{{1,6}})|([ivxlc]{{1,8}})[{_DASHES}]{{1,2}}([ivxlc]{{1,8}})"
)
"""Two pages in one text, as many programs write a run; 12-3 is none, for pages may have such numbers, but 112-3 is."""


def pages(first: str, last: str, form: str = ".*") -> Made:
    """Return the entry of the first run of pages, where its ends have tags of their own, and texts of some form."""

    def lines(record: Any, _: Context) -> Iterator[Field]:
        ends = [(tag, it) for run in record.pages[:1] for tag, it in ((first, run.first), (last, run.last)) if it]
        if all(re.fullmatch(form, it) for _, it in ends):
            yield from (Field(tag, "", [Subfield("", it.strip())]) for tag, it in ends)

    def read(fields: list[Field], _: Context) -> dict[str, Any]:
        found = {f.tag: f.first("") for f in fields}
        begin, end = found.get(first), found.get(last)
        if not begin:
            return {}
        if end:
            return {"pages": (run(begin, end) or m.PageRun(f"{begin}-{end}"),)}
        both = _BOTH.fullmatch(begin)
        ends = [it for it in (both.group(1, 3, 4, 5) if both else ()) if it]
        held = run(*ends) if ends and not re.fullmatch("[0-9]{2}[-‐–]{1,2}[0-9]", begin) else None
        return {"pages": (held or m.PageRun(begin),)}

    return Made((first, last), {"pages": f"{first}, {last}"}, lines, read)


def from_date(text: str, date: str | None = None) -> Parsed[dict[str, Any]]:
    """Return a date, one with ~, ? or % (EDTF) as uncertain, or in words, which are kept; of one that cannot be, the year.

    Args:
        text: as the source has it.
        date: the same in the form of W3CDTF.

    Raises:
        BadValue: it has not even a year.
    """
    exact = (date or text).rstrip("~?%")
    unsure = {"qualifier": "uncertain"} if exact != (date or text) else {}
    try:
        return Parsed({"date": m.PartialDate.parse(exact), **unsure})
    except BadValue:
        pass
    try:
        if re.fullmatch(r"[0-9-]+-\?+", text):  # words would be a range without an end
            raise refuse("date-form", text, message("a-date"))
        return in_words(text)
    except BadValue:
        year = _YEAR.match(text)
        if year is None:
            raise refuse("date-form", text, message("a-date")) from None
        told = warn("date-form", text, message("a-date-year-taken", year=year[0]))
        return Parsed({"date": m.PartialDate(int(year[0])), "printed": text}, (told,))


def says_date(text: str, parse: Callable[[str], Parsed[dict[str, Any]]] = from_date) -> int:
    """Return how much of a date a text says: 2 is a date, 1 one that is told, 0 nothing."""
    try:
        return 1 if parse(text).warnings else 2
    except BadValue:
        return 0


def edtf(it: m.EventDate) -> str:
    """Return a date, an uncertain one, or the first and the last (EDTF): 2019-04, 2019~, 2019-04/2019-05."""
    return f"{it.date}/{it.until}" if it.until else f"{it.date}~" if it.qualifier else str(it.date)


def _is_cited(it: m.EventDate) -> bool:
    return it.qualifier in (None, "uncertain") or (it.qualifier == "between" and it.until is not None)


def published(dates: tuple[m.EventDate, ...]) -> list[m.EventDate]:
    """Return the date of publication, where there is one that is not only a bound."""
    return [it for it in sole(dates) if it.role == "publication" and _is_cited(it)][:1]


def proper(titles: tuple[m.Title, ...]) -> list[m.Title]:
    """Return the title proper, or the first."""
    return sorted(titles, key=lambda title: title.type != "01")[:1]


# --- where a part stands


def issued(host: m.Record | None) -> m.EventDate | None:
    """Return when an issue or book came out: its date of publication, else the cover date; what is exact before what is not."""
    dates = sole(getattr(host, "dates", ()))
    cited = [it for role in ("publication", "cover") for it in dates if it.role == role and _is_cited(it)]
    return min(cited, key=lambda it: it.qualifier is not None, default=None)


def around(record: m.Component, context: Context) -> dict[str, str]:
    """Return what a citation says of the issue or book that a part stands in: tag -> text."""
    host = context.lookup(record.host) if record.host else None
    said: dict[str, str] = {}
    if isinstance(host, m.Issue):
        serial = context.lookup(host.periodical) if host.periodical else None
        titles = host.titles or getattr(serial, "titles", ())
        numbering = host.numbering or m.Numbering()
        said["issue"] = "/".join(numbering.numbers) or numbering.whole_number or ""
        said["volume"] = numbering.volume or ""
        numbers = getattr(serial, "identifiers", ())
        said["ISSN"] = next(
            (f"{i.value[:4]}-{i.value[4:]}" for i in numbers if i.type == "issn" and i.status == "valid"), ""
        )
    else:
        titles = getattr(host, "titles", ())
    publishers = [it for it in getattr(host, "publishers", ()) if it.role == "01"][:1]
    said["container-title"] = "".join(map(title_words, proper(titles)))
    said["publisher"] = "".join(it.name.text for it in publishers)
    return {name: text for name, text in said.items() if text}


def stands_in(record: m.Component, context: Context) -> Iterator[tuple[str, str]]:
    """Yield what a citation says of where a part stands: tag and text, of its host in the catalogue, else as it is cited."""
    yield from around(record, context).items() or apart(record)


CITED = ("related.type", "related.citation", "related.identifiers")
"""What is said of another's article or chapter there."""
AROUND = ("container-title", "volume", "issue", "publisher", "ISSN", "ISBN")
"""Tags that in an article or chapter tell of where it stands."""


def part(values: dict[str, Any], context: Context) -> dict[str, Any]:
    """Return the values of a part; where one stands that the catalogue has follows from its record."""
    held = context.lookup(values["id"]) if RECORD_ID.fullmatch(values.get("id", "")) else None
    if getattr(held, "host", None):
        values.pop("related", None)
    return less_host(values, context)


def less_host(values: dict[str, Any], context: Context) -> dict[str, Any]:
    """Return the values of a part without the date of its host, where the catalogue knows it to have none of its own."""
    held = context.lookup(values["id"]) if RECORD_ID.fullmatch(values.get("id", "")) else None
    if isinstance(held, m.Component) and not published(held.dates) and held.host:
        date = issued(context.lookup(held.host))
        if date is not None and [*map(edtf, values.get("dates", ()))] in (
            [edtf(date)],
            [str(date.date)],
        ):  # or its first day
            return {name: value for name, value in values.items() if name != "dates"}
    return values


def of_the_book(fields: list[Field], editor: str = "editor") -> list[Field]:
    """Return fields of a chapter in which an editor is that of the book, as all three formats have it, and none of its own."""
    return [
        evolve(f, subfields=[Subfield("of the book", s.text) for s in f.subfields[:1]]) if f.tag == editor else f
        for f in fields
    ]


def less_editors(fields: list[Field], type_: str, chapter: str, editor: str = "editor") -> list[Field]:
    """Return fields to be written, without the editors of a chapter, who would be read as its book's."""
    in_book = any(f.tag == type_ and f.first("") == chapter for f in fields)
    return [f for f in fields if not (in_book and f.tag == editor)]


# --- the column


PLACES = Cell("", "", "", "places.text", parse=from_places, dump=lambda it: "; ".join(p.text for p in it.places))
EDITION = {"": Cell("", "", "", "", parse=from_edition, dump=edition_words, says=("number", "statement"))}
LENGTH = {"": Cell("", "", "", "value", parse=from_extent, dump=_length, says=("printed",))}
"""What places of a publisher, an edition and a number of pages stand in."""


def typed(tag: str, text: str, own: Mapping[str, str], at: int | None) -> Field:
    """Return the field of a type, with what is counted where the model has another for it: an article in a journal is one."""
    return Field(tag, "", [Subfield("", text), *(Subfield(it, it) for it in [text] if it not in own.values())], at)


def text_alone(one: Field) -> list[int]:
    """Return which subfields are the text itself: what else stands with it is not read."""
    return [i for i, s in enumerate(one.subfields) if s.code == ""]


def columns(
    types: Mapping[str, str], names: Mapping[str, str] | None = None, *, one: tuple[str, ...] = (),
    through: Callable[[list[Field]], list[Field]], takes: Callable[[str], bool] = lambda _: True,
) -> dict[str, FieldColumn]:  # fmt: skip
    """Return the columns of books and of their parts, articles and chapters.

    Args:
        types: ``book``, ``chapter``, ``article`` -> what the format calls them.
        names: tag of CSL -> the format's own; "" where it has none.
        one: tags that the format has once, though the model has several values.
        through: what becomes of fields on their way through a file.
        takes: tells whether the format can hold an address.
    """
    own = {**{name: name for name in NAMES}, **(names or {})}

    def at(name: str) -> str:
        return own.get(name, name)

    def many(name: str, *rest: Any, when: Callable[[Any], bool] | None = None) -> Place:
        return place(f"*{at(name)}", *rest, when=when, limit=1 if name in one else None)

    def line(name: str, text: str) -> Field:
        return Field(at(name), "", [Subfield("", text)])

    def kind(record: Any) -> str:
        return "book" if isinstance(record, m.Book) else record.kind

    kinds = {name: {"kind": word} for word, name in types.items() if word != "book"}
    kinds["inbook"] = {"kind": "chapter"}  # BibTeX's for some pages of a book
    title = Cell("", "", "", "text.text", parse=from_title, dump=title_words, says=("subtitle.text",))
    start: tuple[Entry, ...] = (
        place(at("id"), "id", None, {"": ""}),
        Made((at("type"),), {"kind": at("type")}, lambda record, _: [line("type", types[kind(record)])],
             lambda fields, _: kinds.get((fields[0].first("") if fields else None) or "", {}), takes=text_alone),
    )  # fmt: skip
    common: tuple[Entry, ...] = (
        *(each for name, (take, role) in _NAMES.items() if at(name) for each in _roled(take, at(name), role)),
        place(at("issued"), "dates", m.EventDate, {"": Cell("", "", "", "date", parse=from_date, dump=edtf, says=("qualifier", "until"))}, {"role": "publication"}, pick=published),
        place(f"*{at('DOI')}", "identifiers", m.Identifier, DOI, {"type": "doi", "status": "valid"}, limit=1),
        place(f"*{at('URL')}", "links", m.Link, LINK, limit=1, when=lambda it: takes(it.url)),
        place(f"*{at('language')}", "languages", m.Language, {"": Cell("", "", "", "code", codec=LANGUAGE)}, {"role": "01"}, limit=1),
        many("keyword", "subjects", m.Subject, {"": "heading"}, {"scheme": "keyword"}, when=lambda it: not re.search("[,;]", it.heading or "")),
        place(f"*{at('abstract')}", "texts", m.Prose, {"": "text"}, {"type": "03"}, limit=1),
        many("note", "notes", m.Note, {"": "text"}),
    )  # fmt: skip
    book: tuple[Entry, ...] = (
        *(many("ISBN", "identifiers", m.Identifier, {"": Cell("", "", "", "value", parse=number_of("isbn-13", "isbn-10"))}, {"type": sort, "status": "valid"})
          for sort in ("isbn-13", "isbn-10")),
        place(at("title"), "titles", m.Title, {"": title, at("volume"): "part_number"}, limit=1, pick=proper),
        place(f"*{at('collection-title')}", "series", m.Series, {"": Cell("", "", "", "title.text", parse=from_series), at("collection-number"): "part_number"}, limit=1),
        place(f"*{at('publisher')}", "publishers", m.Publisher, {"": "name.text", at("publisher-place"): PLACES}, {"role": "01"}, limit=1),
        place(f"*{at('edition')}", "editions", m.Edition, EDITION, limit=1),
        place(f"*{at('number-of-pages')}", "extents", m.Extent, LENGTH, {"unit": "03"}, limit=1, pick=whole),
    )  # fmt: skip

    def host(record: m.Component, context: Context) -> Iterator[Field]:
        yield from (line(*each) for each in stands_in(record, context))
        date = issued(context.lookup(record.host)) if record.host and not published(record.dates) else None
        if date is not None:
            yield line("issued", edtf(date))

    def standing_in(fields: list[Field], _: Context) -> dict[str, Any]:
        said = {name: [text for f in fields if f.tag == at(name) and (text := f.first(""))] for name in AROUND}
        volume, issue, publisher = (" ".join(said[name]) for name in AROUND[1:4])
        return standing(said["container-title"], volume, issue, publisher, map(number, (*said["ISSN"], *said["ISBN"])))

    around_it = f"{at('container-title')}, {at('volume')}, {at('issue')}"
    piece: tuple[Entry, ...] = (
        place(at("title"), "title", m.Title, {"": title}),
        Made(tuple(map(at, AROUND)), {"host": f"{around_it}, and {at('issued')} if it has no date itself", **dict.fromkeys(CITED, around_it)}, host, standing_in, text_alone),
        many("page", "pages", m.PageRun, {"": Cell("", "", "", "", parse=_from_run, dump=_run, says=("first", "last"))}, when=_plain_run),
    )  # fmt: skip
    return {
        "book": FieldColumn(m.Book, (*start, *book, *common), through=through, apart=("contents",)),
        "component": FieldColumn(m.Component, (*start, *piece, *common), through=through, finish=part),
    }
