"""``validate --coverage``: how much of what a file says the model takes, element by element, and what not."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from smj_catalog import Book, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.crosswalk.fields.notation import counted
from smj_catalog.services.coverage import coverage

SHARED = Path(__file__).parent.parent.parent / "shared"
BOOK = Book(
    "book:mihon", titles=[m.Title(m.Text("見本の社会"))], publishers=[m.Publisher(m.Text("見本書房"))],
    contributors=[m.Contributor(m.Text("見本花子"), ["A01"])], texts=[m.Prose("見本の内容")],
    prices=[m.Price(Decimal(1800), tax="excluded")], identifiers=[m.Identifier("isbn-13", "9799999000009")],
)  # fmt: skip


def feed(folder: Path, *changes: tuple[str, str], to: str = "onix-3.1", name: str = "feed.xml") -> Path:
    path = folder / name
    write([BOOK], path, to=to)
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return path


def unread(path: Path) -> dict[str, int]:
    return {name.rpartition("/")[2]: count for name, count in coverage(path).counts.unread.items()}


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "smj-1"])
def test_of_our_own_files_all_is_read(to, tmp_path):
    found = coverage(feed(tmp_path, to=to))
    taken, total = found.counts.occurrences
    assert (found.counts.records, found.files, taken) == (1, 1, total)
    assert total > 5


def test_short_and_reference_tags_count_the_same(tmp_path):
    long, short = (coverage(feed(tmp_path, to=to)).counts for to in ("onix-3.1", "onix-3.1-short"))
    assert long == short


RESTRICTION = "<SalesRestriction><SalesRestrictionType>01</SalesRestrictionType><SalesRestrictionNote>見本</SalesRestrictionNote></SalesRestriction>"
CASES = {
    "an element that no field takes": (("</ContributorRole>", "</ContributorRole><SequenceNumberWithinRole>1</SequenceNumberWithinRole>"),
        {"SequenceNumberWithinRole": 1}),
    "all that is in one": (("<PublishingStatus>", f"{RESTRICTION}<PublishingStatus>"), {"SalesRestrictionType": 1, "SalesRestrictionNote": 1}),
    "a text with markup counts once": (("</PersonName>", "</PersonName><Website><WebsiteDescription>見本<em>の</em><br/>頁</WebsiteDescription></Website>"),
        {"WebsiteDescription": 1}),
    "a price for elsewhere is read": (("</CurrencyCode>", "</CurrencyCode><Territory><CountriesIncluded>US</CountriesIncluded></Territory>"), {}),
    "a value that cannot be read": (("<PriceAmount>1800<", "<PriceAmount>cheap<"), {"PriceType": 1, "PriceAmount": 1, "CurrencyCode": 1}),
    "a composite without what it needs": (("<PersonName>見本花子</PersonName>", ""), {"SequenceNumber": 1, "ContributorRole": 1}),
    "what stands twice": (("</ProductAvailability>", "</ProductAvailability><ProductAvailability>21</ProductAvailability>"),
        {"ProductAvailability": 1}),
    "a supplier is read": (("<SupplierRole>00<", "<SupplierRole>02<"), {}),
    "markup in a text that is read is no loss": (("<Text>見本の内容", "<Text><p>見本の</p><p>内容</p>"), {}),
    "the price of a second supplier is read": (("</SupplyDetail>",
        "</SupplyDetail><SupplyDetail><Price><PriceType>04</PriceType><PriceAmount>2000</PriceAmount><CurrencyCode>JPY</CurrencyCode></Price></SupplyDetail>"),
        {}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_counts_as_unread(case, tmp_path):
    change, expected = CASES[case]
    assert unread(feed(tmp_path, change)) == expected


def test_all_of_a_product_that_is_refused_is_unread(tmp_path):
    counts = coverage(feed(tmp_path, ("<RecordReference>", "<RecordReference><b>x</b>"))).counts
    assert counts.unread == counts.total
    assert counts.records == 1


def test_2_1_is_counted_under_its_own_names(tmp_path):
    path = tmp_path / "feed.xml"
    product = (
        "<RecordReference>a.1</RecordReference><NotificationType>03</NotificationType><ISBN>9999990002</ISBN>"
        "<DistinctiveTitle>見本</DistinctiveTitle><TextCaseFlag>01</TextCaseFlag><NumberOfPages>244</NumberOfPages>"
    )
    path.write_text(f"<ONIXMessage><Header/><Product>{product}</Product></ONIXMessage>", "utf-8")
    counts = coverage(path).counts
    assert counts.unread == {"Product/TextCaseFlag": 1}
    assert counts.occurrences == (5, 6)
    assert counts.paths == (5, 6)


def test_the_command_shows_figures_and_what_is_unread(tmp_path, capsys):
    inside = tmp_path / "feeds" / "more"
    inside.mkdir(parents=True)
    restriction = ("<PublishingStatus>", f"{RESTRICTION}<PublishingStatus>")
    feed(inside.parent, restriction)
    feed(inside, restriction, ("<Text>", "<Text><![CDATA[<p>]]>"), name="two.xml")
    (inside / "notes.txt").write_text("見本", "utf-8")
    assert run(group, ["validate", "--coverage", str(inside.parent)]) == 0
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[0] == "2 records in 2 files"
    assert lines[3:] == [
        "2\t2\tProduct/PublishingDetail/SalesRestriction/SalesRestrictionNote",
        "2\t2\tProduct/PublishingDetail/SalesRestriction/SalesRestrictionType",
    ]
    assert "notes.txt" in shown.err
    assert run(group, ["validate", "--coverage", "--json", str(inside.parent)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["elements"]["total"] - told["elements"]["taken"] == 4
    assert (told["files"], told["records"], [u["count"] for u in told["unread"]]) == (2, 2, [2, 2])


@pytest.mark.parametrize("text", ["見本", "<ONIXMessage release='3.0'><Product>"])
def test_a_file_that_cannot_be_read_is_an_error(text, tmp_path, capsys):
    path = tmp_path / "feed.xml"
    path.write_text(text, "utf-8")
    assert run(group, ["validate", "--coverage", str(path)]) == 1
    assert "feed.xml" in capsys.readouterr().err


def test_a_table_is_no_xml(tmp_path, capsys):
    write([BOOK], tmp_path / "feed.csv", to="csv")
    assert run(group, ["validate", "--coverage", str(tmp_path / "feed.csv")]) == 0
    assert "coverage-none" in capsys.readouterr().err


@pytest.mark.skipif(not (SHARED / "real" / "onix").is_dir(), reason="no real feeds beside the project")
def test_nothing_of_real_feeds_is_unread_without_a_count():
    """Every element is read or counted, in each file that is ONIX at all; what the figures are is no matter here."""
    found = coverage(SHARED / "real" / "onix", SHARED / "standards" / "onix-3")
    taken, total = found.counts.occurrences
    assert found.files >= 20
    assert 0 < taken < total
    assert all(found.counts.unread[path] <= count for path, count in found.counts.total.items())


XHTML = (
    "a abbr address b bdi bdo blockquote br cite code dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li ol p pre q rb rp "
    "rt ruby s samp small span strong sub sup table tbody td tfoot th thead tr tt u ul var"
)


def test_what_holds_an_element_of_xhtml_is_one_text(tmp_path):
    """The elements that EDItEUR takes from XHTML: each is markup in a text, none a field that is not read."""
    tags = XHTML.split()
    inside = "".join(f"<Website><WebsiteDescription>見本<{t}>の</{t}></WebsiteDescription></Website>" for t in tags)
    path = feed(tmp_path, ("</PersonName>", f"</PersonName>{inside}"))
    assert unread(path) == {"WebsiteDescription": len(tags)}


def test_an_attribute_counts_with_its_text_and_other_forms_apart():
    fields = [
        Field("dc:title", "", [Subfield("", "見本"), Subfield("@xml:lang", "ja")]), Field("dc:type", "", [Subfield("@rdf:resource", "https://mihon.example/")]),
        Field("245", "10", [Subfield("a", "見本", ("ミホン",), ("Mihon",)), Subfield("b", "続")]),
    ]  # fmt: skip
    assert counted(fields) == {"dc:title": 1, "dc:type/@rdf:resource": 1, "245 $a": 1, "245 $a of 880": 2, "245 $b": 1}
