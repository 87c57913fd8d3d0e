"""What a value that cannot be read costs in ONIX: itself, its group or the record; and nothing of it without a word."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from lxml import etree

from smj_catalog import BadRecord, Book, Report, init, read, validate, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.problems import Problem
from smj_catalog.store import Archive

D = m.PartialDate.parse
BOOK = Book(
    "book:mihon", titles=[m.Title(m.Text("見本の社会"))], identifiers=[m.Identifier("isbn-13", "9799999000009")],
    contributors=[m.Contributor(m.Text("見本花子"), ["A01"], born=D("1950")), m.Contributor(m.Text("例示太郎"), ["B06"])],
    extents=[m.Extent(Decimal(244), "11"), m.Extent(Decimal(8), "03")],
    publishers=[m.Publisher(m.Text("見本書房"))], dates=[m.EventDate("publication", D("2020-06"))], status="04",
    prices=[m.Price(Decimal(1800), tax="excluded"), m.Price(Decimal(2000), tax="included", valid_from=D("2020-06"))],
    texts=[m.Prose("見本の内容", "03")],
)  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with one book, from ONIX."""
    made = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    assert imported(made, onix(tmp_path)) == 0
    return Archive.open(made.folder)


def onix(folder: Path, *changes: tuple[str, str], name: str = "feed.xml") -> Path:
    """Return the book as an ONIX file with some of its text replaced."""
    path = folder / name
    write([BOOK], path, to="onix-3.1")
    text = path.read_text("utf-8")
    for old, new in changes:
        assert re.search(old, text), old
        text = re.sub(old, new, text, count=1)
    path.write_text(text, "utf-8")
    return path


def imported(archive: Archive, path: Path) -> int:
    return run(group, ["import", str(path), "--archive", str(archive.folder), "--commit"])


def lenient(path: Path) -> tuple[Book, list[Problem]]:
    told: list[Problem] = []
    (book,) = read(path, on_fault=lambda _, problems: told.extend(problems))
    assert isinstance(book, Book)
    return book, told


def territory(inside: str) -> str:
    return f"<CurrencyCode>JPY</CurrencyCode><Territory>{inside}</Territory>"


BAD_DATE = (r"<Date[^>]*>202006</Date>(?=\s*</PublishingDate>)", "<Date>yesterday</Date>")
COSTS = {
    # what is changed, what the rest is then, the field of which something is lost
    "a date costs its event": ([BAD_DATE], {"dates": ()}, "dates"),
    "a year of birth costs itself alone": (
        [(r"<Date[^>]*>1950</Date>", "<Date>195x</Date>")],
        {"contributors": (m.Contributor(m.Text("見本花子"), ["A01"]), BOOK.contributors[1])}, "contributors"),
    "a contributor without a name costs that one": (
        [(r"<PersonName>見本花子</PersonName>", "")], {"contributors": (BOOK.contributors[1],)}, "contributors"),
    "an amount costs its price": (
        [(r"<PriceAmount>1800</PriceAmount>", "<PriceAmount>cheap</PriceAmount>")], {"prices": (BOOK.prices[1],)}, "prices"),
    "a date of a price costs the price, which would else be another": (
        [(r"<Date[^>]*>202006</Date>(?=\s*</PriceDate>)", "<Date>soon</Date>")], {"prices": (BOOK.prices[0],)}, "prices"),
    "a price without a currency costs that price": (
        [(r"<CurrencyCode>JPY</CurrencyCode>", "")], {"prices": (BOOK.prices[1],)}, "prices"),
    "a person and a body in one contributor cost that one": (
        [(r"</PersonName>", "</PersonName><CorporateName>見本会</CorporateName>")],
        {"contributors": (BOOK.contributors[1],)}, "contributors"),
    "an extent of an unknown type is none": (
        [(r"<ExtentType>11</ExtentType>", "")], {"extents": (BOOK.extents[1],)}, "extents"),
    "an extent of an unknown unit is none": (
        [(r"<ExtentUnit>03</ExtentUnit>", "")], {"extents": (BOOK.extents[1],)}, "extents"),
    "a text of an unknown type is left out": ([(r"<TextType>03</TextType>", "")], {"texts": ()}, "texts"),
    "a publisher of an unknown role is left out": (
        [(r"<PublishingRole>01</PublishingRole>", "")], {"publishers": ()}, "publishers"),
    "a number of pages costs its extent": (
        [(r"<ExtentValue>244</ExtentValue>", "<ExtentValue>many</ExtentValue>")], {"extents": (BOOK.extents[1],)}, "extents"),
    "elements in a title of words alone cost the title": (
        [(r"<PublisherName>見本書房", "<PublisherName>見<i>本</i>書房")], {"publishers": ()}, "publishers"),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "where"), [
    ("<CountriesIncluded>US JP</CountriesIncluded>", {"countries": ("US", "JP")}),
    ("<RegionsIncluded>WORLD</RegionsIncluded>", {"regions": ("WORLD",)}),
    (
        "<RegionsIncluded>WORLD</RegionsIncluded><CountriesExcluded>JP</CountriesExcluded>",
        {"regions": ("WORLD",), "countries_excluded": ("JP",)},
    ),
])  # fmt: skip
def test_a_price_says_where_it_holds(inside, where, tmp_path):
    book, told = lenient(onix(tmp_path, (r"<CurrencyCode>JPY</CurrencyCode>", territory(inside))))
    whole = lenient(onix(tmp_path, name="whole.xml"))[0].prices
    assert (book.prices, told) == ((attrs.evolve(whole[0], **where), whole[1]), [])


@pytest.mark.parametrize(("code", "tax", "kind"), [
    ("01", "excluded", "01"), ("02", "included", "02"), ("04", "included", None), ("05", "excluded", "05"), ("21", "excluded", "21"),
])  # fmt: skip
def test_a_price_says_what_it_is(code, tax, kind, tmp_path):
    book, told = lenient(onix(tmp_path, (r"<PriceType>03", f"<PriceType>{code}")))
    assert (book.prices[0].tax, book.prices[0].type, told) == (tax, kind, [])


LEFT_OUT = {
    # what is changed, what is counted as not read, the field and what it is then
    "and others": (
        (r"<PersonName>見本花子</PersonName>", "<UnnamedPersons>03</UnnamedPersons>"),
        "DescriptiveDetail/Contributor/UnnamedPersons", "contributors", lambda whole: (whole.contributors[1],)),
    "an anonymous one beside a name": (
        (r"<PersonName>見本花子</PersonName>", "<UnnamedPersons>02</UnnamedPersons>"),
        "DescriptiveDetail/Contributor/UnnamedPersons", "contributors", lambda whole: (whole.contributors[1],)),
}  # fmt: skip


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_the_catalogue_has_no_place_for_is_counted_and_costs_itself_alone(case, tmp_path):
    change, unread, name, rest = LEFT_OUT[case]
    path = onix(tmp_path, change)
    (book,) = read(path)
    (whole,) = read(onix(tmp_path, name="whole.xml"))
    assert getattr(book, name) == rest(whole)
    assert validate(path).unread[f"Product/{unread}"] == 1


@pytest.mark.parametrize("case", COSTS)
def test_what_a_bad_value_costs(case, tmp_path):
    """The others are as they were; the fault is told where it stands; the strict way to read refuses the record."""
    changes, rest, _ = COSTS[case]
    path = onix(tmp_path, *changes)
    with pytest.raises(BadRecord):
        list(read(path))
    book, told = lenient(path)
    assert told
    assert all(p.where.line and p.where.path and p.severity == "error" for p in told)
    whole, _ = lenient(onix(tmp_path, name="whole.xml"))
    expected = {**{name: getattr(whole, name) for name in ("titles", "identifiers", "status", "texts")}, **rest}
    assert {name: getattr(book, name) for name in expected} == expected
    assert [p.severity for p in validate(path).problems if p.rule == told[0].rule] == ["error"] * len(told)


@pytest.mark.parametrize("case", COSTS)
def test_what_cannot_be_read_takes_nothing_out_of_the_archive(case, archive, tmp_path, capsys):
    """The import tells it at its line; the field keeps what the archive has, and other fields are updated."""
    changes, _, lost = COSTS[case]
    path = onix(tmp_path, *changes, (r">見本の社会<", ">見本の新しい社会<"))
    (before,) = archive.records()
    assert imported(archive, path) == 0
    assert "warning: " in capsys.readouterr().out
    (after,) = Archive.open(archive.folder).records()
    assert getattr(after, lost) == getattr(before, lost)
    assert isinstance(after, Book)
    assert after.titles[0].text.text == "見本の新しい社会"


def test_a_record_without_what_it_must_have_is_refused(tmp_path):
    path = onix(tmp_path, (r"<RecordReference>[^<]*<", "<RecordReference> <"))
    told = []
    assert list(read(path, on_reject=told.append)) == []
    assert len(told) == 1


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("一行目<br/>二行目", "一行目\n二行目"),
        ("<p>見<em>本</em>の</p>\n<p>内容</p>", "見本の\n内容"),
        ("<table><tr><th>名</th><td>値</td></tr><tr><td>一</td><td>二</td></tr></table>", "名 値\n一 二"),
        ("前<ul><li>一</li><li>二</li></ul>後", "前\n一\n二\n後"),
        ("plain", "plain"),
    ],
)
def test_words_in_xhtml_are_read_to_the_end(markup, words, tmp_path):
    book, told = lenient(onix(tmp_path, (r"<Text>見本の内容</Text>", f'<Text textformat="05">{markup}</Text>')))
    assert (book.texts[0].text, told) == (words, [])


@pytest.mark.parametrize(("parts", "name"), [
    ("<NamesBeforeKey>Hanako</NamesBeforeKey><KeyNames>Mihon</KeyNames>", ("Hanako Mihon", "Mihon", "Hanako")),
    ("<KeyNames>見本</KeyNames><NamesAfterKey>花子</NamesAfterKey>", ("見本花子", "見本", "花子")),
    (
        "<NamesBeforeKey>Hana</NamesBeforeKey><PrefixToKey>van</PrefixToKey><KeyNames>Mihon</KeyNames><SuffixToKey>Jr</SuffixToKey>",
        ("Hana van Mihon Jr", "Mihon", "Hana van"),
    ),
])  # fmt: skip
def test_a_name_in_parts_is_a_name(parts, name, tmp_path):
    book, told = lenient(onix(tmp_path, (r"<PersonName>見本花子</PersonName>", parts)))
    found = book.contributors[0]
    assert (found.name.text, found.family, found.given, found.kind, told) == (*name, "person", [])


@pytest.mark.parametrize(
    ("parts", "name", "family", "given"),
    [
        ("<PersonNameInverted>Mihon, Hanako</PersonNameInverted>", "Hanako Mihon", "Mihon", "Hanako"),
        ("<PersonNameInverted>見本, 花子</PersonNameInverted>", "見本花子", "見本", "花子"),
        ("<PersonNameInverted>Mihon, Hanako, Dr.</PersonNameInverted>", "Mihon, Hanako, Dr.", "Mihon", None),
        ("<PersonNameInverted>Mihon</PersonNameInverted>", "Mihon", None, None),
        ("<PersonName>Hanako Mihon</PersonName><PersonNameInverted>Mihon, Hanako</PersonNameInverted>", "Hanako Mihon", "Mihon", "Hanako"),
        ("<PersonName>見本花子</PersonName><PersonNameInverted>見本,花子</PersonNameInverted>", "見本花子", "見本", "花子"),
    ],
)  # fmt: skip
def test_a_name_turned_round_gives_name_and_parts(parts, name, family, given, tmp_path):
    path = onix(tmp_path, (r"<PersonName>見本花子</PersonName>", parts))
    book, told = lenient(path)
    found = book.contributors[0]
    assert (found.name.text, found.family, found.given, found.kind, told) == (name, family, given, "person", [])
    assert not [n for n in validate(path).unread if "Inverted" in n]


@pytest.mark.parametrize(
    ("contributor", "written"),
    [
        (m.Contributor("Mock, Carl", ["A01"], family="Mock", given="Carl"), ["Carl Mock", "Carl", "Mock", None]),
        (m.Contributor("Mock, Carl", ["A01"]), ["Mock, Carl", None, None, None]),
        (m.Contributor("見本花子", ["A01"], family="見本", given="花子"), ["見本花子", None, "見本", "花子"]),
        (m.Contributor("Mock Carl", ["A01"], family="Mock", given="Carl"), ["Mock Carl", None, "Mock", "Carl"]),
    ],
)
def test_person_name_is_in_normal_order(contributor, written, tmp_path):
    """A heading in Latin letters is turned where its parts are known, which is told; else it is doubted (name-inverted)."""
    report = Report("export")
    record = Book("book:mihon", titles=[m.Title("見本の社会")], contributors=[contributor])
    write([record], tmp_path / "out.xml", to="onix-3.1", report=report)
    (found,) = etree.parse(tmp_path / "out.xml").iter("{*}Contributor")
    assert [
        found.findtext(f"{{*}}{x}") for x in ("PersonName", "NamesBeforeKey", "KeyNames", "NamesAfterKey")
    ] == written
    assert (("book:mihon", "contributors.name.text") in report.not_carried) is (written[0] != contributor.name.text)


def test_a_person_name_that_looks_turned_round_is_told(tmp_path):
    path = onix(tmp_path, (r"<PersonName>見本花子</PersonName>", "<PersonName>Specimen, Anna</PersonName>"))
    assert [p.found for p in validate(path).problems if p.rule == "name-inverted"] == ["Specimen, Anna"]


def test_a_name_turned_round_that_is_another_is_counted(tmp_path):
    parts = "<PersonName>見本花子</PersonName><PersonNameInverted>Mihon, Hanako</PersonNameInverted>"
    path = onix(tmp_path, (r"<PersonName>見本花子</PersonName>", parts))
    assert (lenient(path)[0].contributors[0].name.text, lenient(path)[0].contributors[0].family) == ("見本花子", None)
    assert validate(path).unread["Product/DescriptiveDetail/Contributor/PersonNameInverted"] == 1


def test_what_is_not_read_is_counted_to_the_last_text(tmp_path, capsys):
    """Also in a subtree that no field takes, and between its elements."""
    outlet = "<SalesOutlet><SalesOutletName>見本書店</SalesOutletName></SalesOutlet>"
    rights = f"<SalesRestriction><SalesRestrictionType>04</SalesRestrictionType>{outlet}</SalesRestriction>"
    path = onix(tmp_path, (r"<PublishingDate>", f"{rights}<PublishingDate>"))
    assert run(group, ["validate", str(path), "--json"]) in (0, 1)
    unread = json.loads(capsys.readouterr().out)["unread"]
    assert {
        "Product/PublishingDetail/SalesRestriction/SalesRestrictionType": 1,
        "Product/PublishingDetail/SalesRestriction/SalesOutlet/SalesOutletName": 1,
    }.items() <= unread.items()
