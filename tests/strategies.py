"""Made-up records for property tests: `records()`, one strategy a kind, and `catalogs()`.

Values look made up (見本, example.org, numbers of ranges that nobody has, with right check digits) and are as
awkward as a real source may be: markup characters, full-width spaces, characters beyond the basic plane,
combining marks, and in prose tabs and every kind of line break. No text begins or ends with white space. A
record is sound in itself: it keeps to every rule (smj_catalog.model.rules) of severity error.

With ``full=True`` every field is filled and every list has an item, whether or not that makes sense.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from smj_catalog import model as m

Strategy = st.SearchStrategy[Any]
SOURCE_IDS = ("S1", "T2", "seed")

# --- words ----------------------------------------------------------------------------------------

_PIECES = (
    "見本", "Example", "見本の「社会」へ", "A & B", "<b>", "\"x\" 'y'", "]]>", "&amp;", "全角　空き", "𠮷野",
    "か\u3099", "Ijūsha", "第2号", "—〜", "1,800円+税", "ｶﾅ", "=1+1", "|$a", "🗾",
)  # fmt: skip
_KANA = ("ミホン", "シャカイ", "ノ", "NGO", "2", "デンシ バン", "ヴァ", "レイ,ハナコ")
_LATIN = ("Mihon", "no", "Shakai e", "Ijūsha", "O'hara-san", "NGO")


def _joined(pieces: tuple[str, ...], between: str) -> Strategy:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=3).map(between.join)


def _stripped(words: Strategy) -> Strategy:
    return words.map(str.strip).filter(bool)


_GAPS = ("\n", "\r", "\r\n", "\t", "\n\n　", "  ", "\u2028")
_LEGAL = {"codec": "utf-8", "exclude_characters": "\ufffe\uffff"}
_ODD = st.characters(exclude_categories=["Cc", "Zl", "Zp"], **_LEGAL)
_ODDER = st.characters(exclude_categories=["Cc"], **_LEGAL) | st.sampled_from("\t\n\r\x7f\x85\x9f")
LINE = _joined(_PIECES, " ") | _stripped(st.text(_ODD, min_size=1, max_size=6))
"""Words on one line."""
PROSE = st.one_of(
    st.sampled_from(_GAPS).flatmap(lambda gap: _joined(_PIECES, gap)),
    _stripped(st.text(_ODDER, min_size=1, max_size=8)),
)
"""Words on any number of lines."""

# --- numbers --------------------------------------------------------------------------------------


def _digits(count: int) -> Strategy:
    """Digits that are not all nines, which would look like a placeholder."""
    return st.integers(0, 10**count - 2).map(lambda n: f"{n:0{count}}")


def _mod10(text: str) -> str:
    return text + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(text)) % 10)


def _mod11(text: str) -> str:
    rest = -sum(int(d) * w for d, w in zip(text, range(len(text) + 1, 1, -1), strict=True)) % 11
    return text + "0123456789X"[rest]


def _mod11_2(text: str) -> str:
    total = 0
    for digit in text:
        total = (total + int(digit)) * 2
    return text + "0123456789X"[(12 - total % 11) % 11]


def _corporate(text: str) -> str:
    return str(9 - sum(int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(text))) % 9) + text


def isbn13s() -> Strategy:
    """ISBNs with a right check digit, of a range that no agency has."""
    return _digits(5).map(lambda n: _mod10("9799999" + n))


NUMBERS: dict[str, Strategy] = {
    "isbn-13": isbn13s(),
    "isbn-10": _digits(4).map(lambda n: _mod11("99999" + n)),
    "issn": _digits(4).map(lambda n: _mod11("999" + n)),
    "issn-l": _digits(4).map(lambda n: _mod11("998" + n)),
    "ean": _digits(10).map(lambda n: _mod10("20" + n)),
    "jp-magazine-code": _digits(4).map(lambda n: f"9{n}-01"),
    "jp-e-code": _digits(10).map(lambda n: "9999999999" + n),
    "ncid": _digits(8).map(lambda n: "BZ" + n),
    "ndl": _digits(9).map(lambda n: "999" + n),
    "jpno": _digits(6).map(lambda n: "99" + n),
    "doi": _digits(4).map(lambda n: "10.5555/example." + n),
    "isni": _digits(6).map(lambda n: _mod11_2("000000099" + n)),
    "orcid": _digits(6).map(lambda n: _mod11_2("000000098" + n)),
    "viaf": _digits(8).map(lambda n: "99" + n),
    "corporate-number": _digits(10).map(lambda n: _corporate("99" + n)),
    "own": st.sampled_from(["見本-1", "EX/2", "A 12", "ex&3"]),
    "uri": st.sampled_from(["https://example.org/見本/1?a=1&b=2", "urn:example:見本"]),
}  # fmt: skip
_TYPES = {
    m.Book: ("isbn-13", "isbn-10", "ean", "jp-e-code", "ncid", "ndl", "jpno", "doi", "own", "uri"),
    m.Issue: ("ean", "jp-magazine-code", "isbn-13", "ndl", "doi", "own", "uri"),
    m.Periodical: ("issn", "issn-l", "ncid", "ndl", "jpno", "own", "uri"),
    m.Series: ("issn", "issn-l", "own"),
    m.Relation: ("isbn-13", "issn", "doi", "own"),
    m.ProductPart: ("isbn-13", "own"),
    m.RecordSource: ("isni", "own"),
    m.Component: ("doi", "own", "uri"),
    m.Agent: ("isni", "viaf", "orcid", "corporate-number", "own", "uri"),
    m.Contributor: ("isni", "viaf", "orcid", "own"),
    m.Supplier: ("isni", "corporate-number", "own"),
    m.Publisher: ("isni", "corporate-number", "own"),
    m.Resource: (),
    m.Market: (),
    m.Citation: (),
}

# --- codes and plain words of open sets: the first is the commonest -------------------------------

_TERRITORY = {
    "countries": ("JP", "KR"), "regions": ("WORLD",), "countries_excluded": ("US", "GB"), "regions_excluded": ("CA-QC", "GB-SCT"),
}  # fmt: skip
CODES: dict[str, tuple[str, ...]] = {
    "Text.language": ("jpn", "eng", "kor"), "Text.script": ("Jpan", "Latn", "Hira"),
    "Reading.scheme": ("ndl", "nacsis", "trade"), "Romanised.scheme": ("hepburn", "kunrei", "ala-lc"),
    "Title.type": ("05", "06", "08", "11", "variant"), "Title.part_number": ("2", "第193号", "下"),
    "Identifier.qualifier": ("set", "volume", "print", "digital"),
    "Contributor.roles": ("A01", "B01", "B06", "B20", "A12", "A43"),
    "Contributor.role_printed": ("編", "監修", "編著", "聞き手"),
    "Contributor.position": ("弁護士", "代表理事"),
    "Contributor.family": ("見本", "Mihon"), "Contributor.given": ("花子", "Hanako"),
    "Affiliation.position": ("理事", "講師"), "RecordSource.type": ("03", "04"), "RecordSource.name": ("見本書誌",),
    "Title.prefix": ("The", "L'"), "Prose.xhtml": ("<p>見本の<em>社会</em></p>", "<p>見本"),
    "Contributor.distinction": ("生物学", "プログラマー"),
    "AgentName.family": ("見本", "Mihon"), "AgentName.given": ("花子", "Hanako"),
    "Publisher.role": ("01", "02", "distributor"), "Publisher.country": ("JP", "KR"),
    "Extent.type": ("11", "00"), "Extent.unit": ("03",), "Extent.printed": ("vi, 244p", "244ページ"),
    "Measure.type": ("01", "02"), "Measure.unit": ("cm", "mm"), "Measure.printed": ("21cm", "148×210"),
    "Size.printed": ("A5", "四六判", "B6"),
    "Audience.code": ("01", "02", "05"), "Audience.type": ("01", "21", "02"), "Audience.name": ("見本の体系",),
    "SalesRights.type": ("01", "02", "03"), "Market.status": ("04", "02"), "Price.type": ("01", "02", "05"),
    "Supplier.availability": ("20", "21", "99"),
    **{f"{kind}.{name}": some for kind in ("SalesRights", "Market", "Price") for name, some in _TERRITORY.items()},
    "Supplier.role": ("00", "04", "06"),
    "Resource.type": ("01", "15"), "Resource.mode": ("03", "04"), "Resource.form": ("01", "02"), "Resource.audiences": ("00", "03"),
    "ResourceFeature.type": ("01", "02"),
    "Price.qualifier": ("01", "07"), "Price.status": ("01", "02"),
    "Price.unpriced": ("01", "02", "04", "not-for-sale"), "Price.currency": ("JPY",), "Price.printed": ("本体1,800円+税", "定価 500円"),
    "Frequency.printed": ("年6回", "monthly"), "PageRun.first": ("5", "vi", "12-3"),
    "PageRun.last": ("99", "xx"),
    "AudienceRange.qualifier": ("17", "11"), "AudienceRange.first": ("6", "12"), "AudienceRange.last": ("12", "15"),
    "FormFeature.type": ("09", "12"), "FormFeature.value": ("11", "00"), "Book.protections": ("00", "01"), "Issue.protections": ("00", "01"),
    "Link.role": ("01", "02"), "Citation.type": ("01", "03"), "Citation.source_type": ("01", "02"), "Citation.audiences": ("00", "03"),
    "Prize.year": ("2006", "2007-08"), "Prize.country": ("JP", "KR"), "Prize.achievement": ("01", "04"),
    "Edition.types": ("REV", "NED"), "Copyright.type": ("C", "P"), "Copyright.years": ("2006", "2009"), "Contact.role": ("01", "02"),
    "Supplier.returns_type": ("04", "03"), "Supplier.returns": ("01", "02"), "Language.country": ("JP", "US"), "Language.script": ("Jpan", "Latn"),
    "Price.discount_code_type": ("01", "02"), "Price.discount_code": ("A", "見本"), "Price.on_product": ("01", "02"), "Price.on_product_at": ("01", "02"),
    "Price.condition": ("10", "07"), "Price.condition_quantity_type": ("01", "04"), "Price.condition_unit": ("07", "00"),
    "RecordSource.notification": ("01", "02"), "Contributor.biography_xhtml": ("<p>見本の<em>社会</em></p>", "<p>見本"),
    "Book.composition": ("10", "20"), "Issue.composition": ("10", "20"), "ProductPart.form": ("BA", "AC"), "ProductPart.form_details": ("B108", "A103"),
    "Relation.form": ("BA", "EA"), "Relation.form_details": ("E101", "B102"),
    "Language.code": ("jpn", "eng", "chi"), "Language.role": ("01", "02"),
    "Subject.assigned": ("archive",), "Subject.edition": ("10", "9", "8"),
    "Prose.type": ("03", "04", "02", "12"), "Prose.audiences": ("00", "03"), "Prose.language": ("jpn", "eng"),
    "Note.type": ("general", "history", "form", "printing", "contact", "mapping"),
    "Relation.type": ("work:01", "earlier", "later", "part", "whole", "translation-of", "review-of", "related"),
    "AgentName.type": ("preferred", "legal", "abbreviated", "translated", "former", "pseudonym"),
    "Mapping.scheme": ("ndlsh", "ndc", "lcsh"), "Mapping.match": ("exact", "close", "broad"),
    "Mapping.code": ("360",),
    "Component.genre": ("interview", "roundtable", "review", "document", "preface"),
    "Component.instalment": ("3", "第3回"),
    "Issue.kind": ("regular", "combined", "extra", "separate", "supplement", "index"),
    "Issue.form": ("PA", "BA", "00"), "Issue.form_details": ("B108", "B117"), "Issue.status": ("04", "09"),
    "Issue.availability": ("20", "40"),
    "Book.form": ("BA", "BC", "EA"), "Book.form_details": ("B108", "B102"), "Book.status": ("04", "07"),
    "Book.availability": ("20", "40"),
}  # fmt: skip
SUBJECTS = {
    "ndc": st.sampled_from(["334.4", "366.89", "360"]),
    "ndlsh": st.sampled_from(["00560001", "00560002"]),
    "bsh": st.just("見本件名"), "lcsh": st.just("sh99999999"), "c-code": st.sampled_from(["0036", "0000"]),
    "thema": st.sampled_from(["JBFH", "1FPJ"]), "own": st.just("example-concept"),
    "other": st.sampled_from(["K334", "369.4-E"]),
    "onix:10": st.just("SOC007000"), "keyword": st.none(),
}  # fmt: skip
_LONG = {"Contributor.biography", "Prose.text", "Note.text", "Source.quotes", "Concept.scope_note"}
_EVENTS = ("publication", "cover", "online", "on-sale", "first-publication")
_LIVES = ("established", "incorporated", "died")

# --- ids, dates, amounts --------------------------------------------------------------------------

SLUG = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}", fullmatch=True).filter(
    lambda slug: not slug.startswith(("to-", "up-"))
)
_ISSUE_KEY = (
    st.integers(1, 999).map(str)
    | st.integers(1, 998).map(lambda n: f"{n}+{n + 1}")
    | st.sampled_from(["d2005-11", "s2010-example"])
)
IDS: dict[str, Strategy] = {
    "periodical": SLUG.map("periodical:{}".format),
    "issue": st.tuples(SLUG, _ISSUE_KEY).map(lambda parts: "issue:{}:{}".format(*parts)),
    "book": (isbn13s() | SLUG).map("book:{}".format),
    "agent": SLUG.map("agent:{}".format),
    "concept": SLUG.map("subject:{}".format),
}
IDS["host"] = IDS["issue"] | IDS["book"]
_OTHER = SLUG.map("to-{}".format)
OTHERS: dict[str, Strategy] = {
    "periodical": _OTHER.map("periodical:{}".format),
    "agent": _OTHER.map("agent:{}".format),
    "concept": _OTHER.map("subject:{}".format),
    "wider": SLUG.map("subject:up-{}".format),
}
"""Ids to refer to: never those of the record itself."""
OTHERS["record"] = OTHERS["periodical"] | OTHERS["agent"] | _OTHER.map("book:{}".format)
REFERENCES = {
    "Contributor.agent": "agent", "Publisher.agent": "agent", "Holding.agent": "agent",
    "Position.agent": "agent", "Supplier.agent": "agent",
    "Agent.part_of": "agent",
    "Subject.concept": "concept", "Concept.broader": "wider", "Concept.related": "concept",
    "Relation.record": "record",
}  # fmt: skip
WEB = st.sampled_from(["https://example.org/", "https://example.org/見本?a=1&b='2'", "http://example.com/a_(b)#c"])
PRECISION = st.sampled_from([3, 2, 1])
DATES: Strategy = st.builds(
    lambda day, parts: m.PartialDate(*(day.year, day.month, day.day)[:parts]),
    st.dates(datetime.date(1868, 1, 25), datetime.date(2099, 12, 31)),
    PRECISION,
)
AMOUNTS = {
    m.Price: st.integers(1, 99_999).map(Decimal),
    m.Extent: st.integers(1, 1200).map(Decimal),
    m.Measure: st.integers(10, 3000).map(lambda n: Decimal(n) / 10),
}

# --- one strategy a field, one a class ------------------------------------------------------------


def _few(item: Strategy, *, full: bool) -> Strategy:
    if full:
        return st.lists(item, min_size=1, max_size=2).map(tuple)
    return st.just(()) | st.lists(item, min_size=1, max_size=2).map(tuple)


def _distinct(item: Strategy, *, full: bool) -> Strategy:
    return st.lists(item, min_size=int(full), max_size=2, unique=True).map(tuple)


def _given(hint: Any) -> Any:
    """Return the type that a field holds where it is not None."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    return next(x for x in get_args(hint) if x is not types.NoneType)


def _plain(make: type, key: str, hint: Any) -> Strategy | None:
    """Return the strategy of one text, number or date; None for a class."""
    if key in REFERENCES:
        return OTHERS[REFERENCES[key]]
    if key in CODES:
        return st.sampled_from(CODES[key])
    if key == "Source.id":
        return st.sampled_from(SOURCE_IDS)
    if key in ("Source.url", "Link.url", "Mapping.uri", "Resource.url", "Citation.url"):
        return WEB
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    known: dict[Any, Strategy] = {
        str: PROSE if key in _LONG else LINE,
        bool: st.booleans(),
        int: st.integers(1, 24),
        m.PartialDate: DATES,
    }
    return AMOUNTS[make] if hint is Decimal else known.get(hint)


def _field(make: type, name: str, hint: Any, src: tuple[str, ...], about: type, *, full: bool) -> Strategy:
    key = f"{make.__name__}.{name}"
    if name == "sources":
        return _distinct(st.sampled_from(src), full=full) if src else st.just(())
    kind = _given(hint)
    many = get_origin(kind) is tuple
    if many:
        kind = get_args(kind)[0]
    item = _plain(make, key, kind)
    coded = item is not None and (key in CODES or key in REFERENCES)
    if item is None:
        item = made(kind, src, about if make not in _TYPES else make, full=full)
    if many:
        return _distinct(item, full=full) if coded else _few(item, full=full)
    return item if full or types.NoneType not in get_args(hint) else st.none() | item


@cache
def made(make: type, src: tuple[str, ...] = (), about: type = m.Book, *, full: bool = False) -> Strategy:
    """Return the strategy of one class of values.

    Args:
        make: the class.
        src: ids that values may name in ``sources``.
        about: the class of the record or value around it, which decides on the types of identifiers.
        full: every field is filled.
    """
    hints = get_type_hints(make)
    parts = {name: _field(make, name, hint, src, about, full=full) for name, hint in hints.items()}
    if change := _CHANGES.get(make):
        return change(parts, about, full)
    return st.builds(make, **parts)


def _identifiers(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    def build(kind: str) -> Strategy:
        now = {**parts, "type": st.just(kind), "value": NUMBERS[kind]}
        now["scheme"] = LINE if kind == "own" else st.none()
        return st.builds(m.Identifier, **now)

    return build("own") if full else st.sampled_from(_TYPES[about]).flatmap(build)


def _subjects(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    def build(scheme: str) -> Strategy:
        now = {**parts, "scheme": st.just(scheme), "code": SUBJECTS[scheme]}
        if not full and scheme != "own":
            now["concept"] = st.none()
        if scheme == "keyword":
            now["heading"] = LINE
        if not full and scheme not in ("ndc", "thema", "own"):
            now["edition"] = st.none()
        return st.builds(m.Subject, **now)

    return build("own") if full else st.sampled_from(sorted(SUBJECTS)).flatmap(build)


def _events(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    parts["role"] = st.sampled_from(
        _LIVES
        if about is m.Agent
        else ("onix:08", "onix:50")
        if about is m.Supplier
        else ("onix:17", "onix:01")
        if about in (m.Resource, m.Citation)
        else _EVENTS
    )

    def sound(event: m.EventDate) -> m.EventDate:
        if event.until is None:
            return attrs.evolve(event, qualifier="uncertain") if event.qualifier == "between" else event
        first, last = sorted((event.date, event.until))
        return attrs.evolve(event, date=first, until=last, qualifier="between")

    return st.builds(m.EventDate, **parts).map(sound)


def _spans(make: type, start: str, end: str) -> Callable[[dict[str, Strategy], type, bool], Strategy]:
    def sound(value: Any) -> Any:
        first, last = getattr(value, start), getattr(value, end)
        return attrs.evolve(value, **{start: last, end: first}) if first and last and last < first else value

    return lambda parts, about, full: st.builds(make, **parts).map(sound)


_PERSONAL = dict.fromkeys(("family", "given", "born", "died", "distinction"))


def _contributors(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    """Persons may have parts of a name and dates; bodies have none, where they must be sound."""

    def sound(one: m.Contributor) -> m.Contributor:
        return one if full or one.kind == "person" else attrs.evolve(one, **_PERSONAL)

    return _spans(m.Contributor, "born", "died")(parts, about, full).map(sound)


def _some(make: type, *names: str) -> Callable[[dict[str, Strategy], type, bool], Strategy]:
    """A value that says at least one of some things."""

    def says(value: Any) -> bool:
        return any(getattr(value, name) for name in names)

    return lambda parts, about, full: st.builds(make, **parts).filter(says)


def _titles(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    """Titles that begin with their prefix."""

    def sound(title: m.Title) -> m.Title:
        if title.prefix is None:
            return title
        words = title.prefix + ("" if title.prefix == "L'" else " ") + title.text.text
        return attrs.evolve(title, text=attrs.evolve(title.text, text=words))

    return st.builds(m.Title, **parts).map(sound)


def _prose(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    """Texts, some with XHTML of the same words."""

    def sound(prose: m.Prose, marked: bool) -> m.Prose:
        same = marked and prose.xhtml is not None and prose.xhtml.endswith(">")
        return attrs.evolve(prose, text="見本の社会") if same else prose

    return st.builds(sound, st.builds(m.Prose, **parts), st.booleans())


def _prices(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    """Prices with an amount, and such as say why they have none."""

    def sound(price: m.Price, free: bool) -> m.Price:
        if free:
            return attrs.evolve(price, amount=None, unpriced=price.unpriced or "01")
        return attrs.evolve(price, amount=price.amount or Decimal(500), unpriced=None)

    made = _spans(m.Price, "valid_from", "valid_until")(parts, about, full)
    return made if full else st.builds(sound, made, st.integers(0, 3).map(lambda n: not n))


def _extents(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    """Extents with a number, and such as have words alone."""

    def sound(extent: m.Extent) -> m.Extent:
        return extent if extent.value or extent.printed else attrs.evolve(extent, printed="1冊")

    return st.builds(m.Extent, **parts).map(sound)


def _readings(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    return st.builds(m.Reading, **{**parts, "text": _joined(_KANA, " ")})


def _romanised(parts: dict[str, Strategy], about: type, full: bool) -> Strategy:
    return st.builds(m.Romanised, **{**parts, "text": _joined(_LATIN, " ")})


_CHANGES: dict[type, Callable[[dict[str, Strategy], type, bool], Strategy]] = {
    m.Identifier: _identifiers,
    m.Subject: _subjects,
    m.EventDate: _events,
    m.Reading: _readings,
    m.Romanised: _romanised,
    m.Price: _prices,
    m.Extent: _extents,
    m.Holding: _some(m.Holding, "holder", "number", "shelf", "call_number"),
    m.AgentName: _spans(m.AgentName, "used_from", "used_until"),
    m.Contributor: _contributors,
    m.Title: _titles,
    m.Prose: _prose,
    m.Affiliation: _some(m.Affiliation, "name", "position"),
    m.Supplier: _some(m.Supplier, "name", "identifiers"),
    m.Market: _some(m.Market, "countries", "regions", "status"),
    m.Numbering: _some(m.Numbering, "printed", "numbers"),
    m.Edition: _some(m.Edition, "number", "statement"),
    m.AudienceRange: _some(m.AudienceRange, "first", "last"),
    m.ProductPart: _some(m.ProductPart, "number", "copies"),
    m.Copyright: _some(m.Copyright, "years", "persons", "organisations"),
    m.Relation: _some(m.Relation, "record", "citation", "identifiers"),
    m.Mapping: _some(m.Mapping, "code", "heading"),
}

# --- records --------------------------------------------------------------------------------------


@st.composite
def _record(
    draw: st.DrawFn,
    make: type,
    full: bool,
    host: str | None = None,
    place: int = 0,
    src: tuple[str, ...] = (),
) -> Any:
    """Draw a record; with ``host``, a component at a place in it that names the host's sources."""
    own = () if host else SOURCE_IDS[: draw(st.integers(int(full), len(SOURCE_IDS)))]
    src = src if host else own
    hints = get_type_hints(make)
    got = {
        name: draw(_field(make, name, hint, src, make, full=full))
        for name, hint in hints.items()
        if name not in _APART.get(make, ()) and name not in ("id", "contents", "sources", "titles")
    }
    if make is m.Component:
        got.update(_component(draw, full, host, place))
    else:
        got["id"] = draw(IDS[make.__name__.lower()])
    if make is m.Issue:
        got["periodical"] = "periodical:" + got["id"].split(":")[1]
    if "titles" in hints:
        title = made(m.Title, src, make, full=full)
        got["titles"] = (attrs.evolve(draw(title), type="01"), *draw(_few(title, full=full)))
    if make is m.Agent:
        got["names"] = tuple(draw(st.lists(made(m.AgentName, src, make, full=full), min_size=1, max_size=3)))
        if got["kind"] == "organisation" and not full:
            got["names"] = tuple(attrs.evolve(name, family=None, given=None) for name in got["names"])
        lives = zip(sorted(got["dates"], key=lambda event: event.date), _LIVES, strict=False)
        got["dates"] = tuple(attrs.evolve(event, role=role) for event, role in lives)
    if make is m.Concept:
        label = made(m.Text, src, make, full=full)
        labels = st.lists(label, min_size=1, max_size=2, unique_by=lambda text: text.language)
        got["labels"] = tuple(draw(labels))
    if make is m.Book and any(number.type == "isbn-13" for number in got["identifiers"]):
        got["identifiers"] = tuple(number for number in got["identifiers"] if number.type != "isbn-10")
    if "absence" in hints and got["contributors"] and not full:
        got["absence"] = None
    if "contents" in hints:
        count = draw(st.integers(int(full), 1 if full else 2))
        got["contents"] = tuple(draw(_record(m.Component, full, got["id"], i, src)) for i in range(count))
    got["sources"] = tuple(attrs.evolve(draw(made(m.Source, full=full)), id=key) for key in own)
    return make(**got)


_APART: dict[type, tuple[str, ...]] = {
    m.Component: ("host", "kind"), m.Issue: ("periodical",), m.Agent: ("names",), m.Concept: ("labels",),
}  # fmt: skip


def _component(draw: st.DrawFn, full: bool, host: str | None, place: int) -> dict[str, Any]:
    parent = host or draw(IDS["host"] if full else st.none() | IDS["host"])
    kind = "chapter" if parent and parent.startswith("book:") else "article"
    number = place + 1 if host else draw(st.integers(1, 99))
    key = parent.partition(":")[2] if parent else draw(SLUG)
    named = full or not host or draw(st.booleans())
    return {"id": f"{kind}:{key}:{kind[0]}{number:02}", "kind": kind, "host": parent if named else None}


def periodicals(*, full: bool = False) -> st.SearchStrategy[m.Periodical]:
    """Serials."""
    return _record(m.Periodical, full)


def issues(*, full: bool = False) -> st.SearchStrategy[m.Issue]:
    """Issues with up to two articles."""
    return _record(m.Issue, full)


def components(*, full: bool = False) -> st.SearchStrategy[m.Component]:
    """Articles and chapters that stand by themselves."""
    return _record(m.Component, full)


def books(*, full: bool = False) -> st.SearchStrategy[m.Book]:
    """Books with up to two chapters."""
    return _record(m.Book, full)


def agents(*, full: bool = False) -> st.SearchStrategy[m.Agent]:
    """People and bodies."""
    return _record(m.Agent, full)


def concepts(*, full: bool = False) -> st.SearchStrategy[m.Concept]:
    """Terms of the archive's vocabulary."""
    return _record(m.Concept, full)


KINDS: dict[str, Callable[..., Strategy]] = {
    "periodical": periodicals, "issue": issues, "component": components, "book": books, "agent": agents,
    "concept": concepts,
}  # fmt: skip


def records(*kinds: str, full: bool = False) -> st.SearchStrategy[m.Record]:
    """Records of the kinds named; of any kind where none is."""
    return st.one_of([KINDS[kind](full=full) for kind in kinds or KINDS])


def ids_of(record: m.Record) -> list[str]:
    """Return the ids that a record holds: its own and those of its contents."""
    return [record.id, *(part.id for part in getattr(record, "contents", ()))]


def catalogs(*kinds: str, max_size: int = 4) -> st.SearchStrategy[list[m.Record]]:
    """Lists of records in which no id stands twice."""
    return st.lists(records(*kinds), max_size=max_size).filter(
        lambda found: len(every := [x for r in found for x in ids_of(r)]) == len(set(every))
    )
