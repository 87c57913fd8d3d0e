"""ONIX as the book trade means it: what a wholesaler reads of a product on the day that it is sent."""

from __future__ import annotations

import io
import re

import pytest
from attrs import evolve

from smj_catalog import Archive, Book, Issue, StoreError, init, read, write
from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.formats import Writing, get
from smj_catalog.model import Record

D = m.PartialDate.parse
PAPER = Book(id="book:paper", titles="見本の社会", identifiers=[m.Identifier("isbn-13", "9784999999996")])
SERIAL = m.Periodical(id="periodical:mihon", titles="見本通信", prices=[m.Price(500, tax="excluded")])
OWNER = "見本の会"


def context(**fields: object) -> Context:
    """Return a catalogue that was changed on 2026-11-01."""
    known: dict[str, Record] = {PAPER.id: PAPER, SERIAL.id: SERIAL}
    return Context("mihon.example", OWNER, updated="2026-11-01", lookup=known.get, language="jpn", **fields)  # type: ignore[arg-type]


def book(**fields: object) -> Book:
    return Book(id="book:a", titles="見本の社会", **{"publishers": m.Publisher("見本書房"), **fields})  # type: ignore[arg-type]


def issue(**fields: object) -> Issue:
    return Issue(
        id="issue:mihon:54", periodical="periodical:mihon", titles="見本通信", publishers=m.Publisher(OWNER), **fields
    )  # type: ignore[arg-type]


def on(day: str) -> list[m.EventDate]:
    return [m.EventDate("publication", D(day))]


def sent(record: Record, **around: object) -> str:
    """Return a message of one product."""
    return b"".join(get("onix-3.1").document([record], Writing(context(**around)))).decode()


def texts(record: Record, *names: str, **around: object) -> list[str]:
    """Return what stands in some elements."""
    return re.findall(f"<(?:{'|'.join(names)})(?: [^>]*)?>([^<]*)<", sent(record, **around))


TAXED = m.Price(1980, tax="included")
UNTAXED = m.Price(1800, tax="excluded")
SAID = {
    "out, by its status": (book(status="04"), ["NotificationType"], ["03"]),
    "out, by its date": (book(dates=on("2026-10-31")), ["NotificationType"], ["03"]),
    "of nothing known": (book(), ["NotificationType"], ["03"]),
    "forthcoming without a date": (book(status="02"), ["NotificationType"], ["02"]),
    "forthcoming soon": (book(dates=on("2027-05-01")), ["NotificationType"], ["02"]),
    "forthcoming in more than six months": (book(dates=on("2027-05-02")), ["NotificationType"], ["01"]),
    "withdrawn": (book(status="08", dates=on("2030-01")), ["NotificationType"], ["03"]),
    "not yet available": (
        book(status="02", dates=on("2027-04-01"), prices=UNTAXED), ["ProductAvailability", "SupplyDateRole"], ["10", "08"],
    ),
    "available as stated": (book(status="02", availability="12"), ["ProductAvailability"], ["12"]),
    "supplied by its distributor": (
        book(publishers=[m.Publisher("見本書房"), m.Publisher("見本販売", "distributor")], prices=UNTAXED),
        ["PublisherName", "SupplierRole", "SupplierName"], ["見本書房", "06", "見本販売"],
    ),
    "with tax, at today's rate": (
        book(prices=TAXED, dates=on("2019-10-01")), ["PriceType", "PriceAmount", "PriceDateRole"], ["04", "1980", "14"],
    ),
    "with tax, at an older rate": (book(prices=TAXED, dates=on("2019-09-30")), ["PriceAmount"], []),
    "with tax, of a year with two rates": (book(prices=TAXED, dates=on("2019")), ["PriceAmount"], []),
    "with tax of a price's own old date": (
        book(prices=m.Price(1680, tax="included", valid_from=D("2006-05")), dates=on("2020")), ["PriceAmount"], [],
    ),
    "issued by the owner": (
        book(publishers=(), scope="issued", dates=on("2020-04-01"), prices=UNTAXED),
        ["PublisherName", "SupplierName", "PriceAmount", "PublishingDateRole"], [OWNER, "01", OWNER, "1800"],
    ),
    "edited, of a publisher nobody knows": (book(publishers=(), scope="edited", prices=UNTAXED), ["PublisherName", "SupplierName"], []),
    "keywords in one": (
        book(subjects=[m.Subject("keyword", heading="移民"), m.Subject("ndc", "334.4"), m.Subject("keyword", heading="労働")]),
        ["SubjectHeadingText", "SubjectCode"], ["移民; 労働", "334.4"],
    ),
    "volume and number": (issue(numbering=m.Numbering(volume="9", numbers="6")), ["PartNumber"], ["9(6)"]),
    "an issue without a number": (issue(dates=[m.EventDate("cover", D("2005-11"))]), ["PartNumber"], ["2005年11月号"]),
    "another edition by its ISBN": (
        book(related=m.Relation("print-version", PAPER.id)), ["ProductIDType", "IDValue"],
        ["01", "book:a", "15", "9784999999996", "01", "book:paper"],
    ),
    "a provisional price": (book(prices=m.Price(2000, tax="excluded", status="01")), ["PriceStatus"], ["01"]),
    "a price for members": (
        book(prices=[m.Price(1000, tax="excluded"), m.Price(800, tax="excluded", qualifier="01")]),
        ["PriceQualifier", "PriceAmount"], ["1000", "01", "800"],
    ),
    "out of print, its price of an older rate": (
        book(prices=TAXED, status="07", dates=on("2006-05")),
        ["PublishingStatus", "ProductAvailability", "UnpricedItemType", "PriceAmount"], ["07", "51", "04"],
    ),
    "withdrawn, without a price": (book(status="11"), ["ProductAvailability", "UnpricedItemType"], ["46", "04"]),
    "digital": (book(form="ED", prices=UNTAXED), ["PriceType"], ["01"]),
    "digital, with tax": (book(form="EA", prices=TAXED, dates=on("2020-04-01")), ["PriceType"], ["02"]),
    "digital, in euros": (book(form="EA", prices=m.Price(20, "EUR", tax="included")), ["PriceType"], ["04"]),
    "at no fixed price": (book(prices=m.Price(800, tax="excluded", printed="頒価800円+税")), ["PriceType"], ["01"]),
    "at a price that is not called fixed": (book(prices=m.Price(800, tax="excluded", printed="価格800円(税別)")), ["PriceType"], ["01"]),
    "at a fixed price": (book(prices=m.Price(800, tax="excluded", printed="定価 本体価格800円+税")), ["PriceType"], ["03"]),
    "a price that is over": (
        book(prices=[m.Price(800, tax="excluded", valid_until=D("2026-10-31")), m.Price(900, tax="excluded", valid_from=D("2026-11-01"))]),
        ["PriceAmount", "PriceDateRole"], ["900", "14"],
    ),
    "only a price that is over": (
        book(status="04", availability="21", prices=m.Price(800, tax="excluded", valid_until=D("2026-10"))),
        ["PriceAmount", "UnpricedItemType"], ["04"],
    ),
    "a price to come, behind that of today": (
        book(prices=[m.Price(900, tax="excluded", valid_from=D("2026-12-01")), m.Price(800, tax="excluded", valid_until=D("2026-11-30"))]),
        ["PriceAmount", "PriceDateRole", "Date"], ["800", "15", "20261130", "900", "14", "20261201"],
    ),
    "of the sender's own": (book(publishers=m.Publisher(OWNER)), ["RecordSourceType"], ["01"]),
    "of the sender's own serial": (issue(), ["RecordSourceType"], ["01"]),
    "of another publisher": (book(), ["RecordSourceType"], ["00"]),
    "nothing by default": (
        issue(), ["LanguageCode", "PriceAmount", "ProductFormFeatureType", "ProductContactRole", "CountriesIncluded"], [],
    ),
    "a publisher who sells it, nobody knows to whom": (book(prices=UNTAXED), ["SupplierRole", "SupplierName"], ["00", "見本書房"]),
    "accessibility, where a source states it": (
        book(form="ED", form_features=[m.FormFeature("09", "08")]),
        ["ProductFormFeatureType", "ProductFormFeatureValue"], ["09", "08"],
    ),
    "whom to ask about safety": (
        book(contacts=m.Contact("10", "見本の会", email="safety@mihon.example")),
        ["ProductContactRole", "ProductContactName", "EmailAddress"], ["10", "見本の会", "safety@mihon.example"],
    ),
    "a market": (
        book(suppliers=m.Supplier("見本販売", "06", market=m.Market(countries="JP", status="04"))),
        ["CountriesIncluded", "SupplierRole", "MarketPublishingStatus"], ["JP", "04", "06"],
    ),
    "a price of one country": (book(prices=m.Price(1800, tax="excluded", countries="JP")), ["CountriesIncluded"], ["JP"]),
    "numbers of the book trade": (
        book(publishers=m.Publisher("見本書房", identifiers=[
            m.Identifier("出版者記号", "999"), m.Identifier("取引コード", "0000"), m.Identifier("gln", "4900000000009")])),
        ["PublisherIDType", "IDValue"], ["book:a", "19", "999", "24", "0000", "06", "4900000000009"],
    ),
    "a supplier whose availability is its own, after one that cannot go out": (
        book(availability="40", suppliers=[m.Supplier(role="04"), m.Supplier("見本取次", "04", availability="20")]),
        ["SupplierName", "ProductAvailability"], ["見本取次", "20"],
    ),
    "a supplier whose price is its own, after one that cannot go out": (
        book(prices=UNTAXED, suppliers=[m.Supplier(role="04"), m.Supplier("見本取次", "04", prices=m.Price(1500, tax="excluded"))]),
        ["SupplierName", "PriceAmount"], ["見本取次", "1500"],
    ),
    "numbers of a supplier": (
        book(suppliers=m.Supplier("見本販売", "専売", identifiers=m.Identifier("取引コード", "0000"))),
        ["SupplierRole", "SupplierIDType", "IDTypeName"], ["smj-catalog", "02", "01", "取引コード"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_a_product_is_sent_as_the_trade_means_it(case):
    record, names, expected = SAID[case]
    assert texts(record, *names) == expected


DEFAULTS = {
    "language": (issue(), ["LanguageCode"], ["jpn"]),
    "serial-price": (issue(), ["PriceAmount"], ["500"]),
    "publisher": (book(publishers=()), ["PublisherName"], [OWNER]),
    "sold-to-shops": (book(publishers=m.Publisher(OWNER), prices=UNTAXED), ["SupplierRole"], ["01"]),
    "sold-to-readers": (issue(availability="21"), ["SupplierRole"], ["09"]),
}


@pytest.mark.parametrize("default", DEFAULTS)
def test_what_the_owner_says_of_all_records_is_sent_with_them(default):
    record, names, expected = DEFAULTS[default]
    assert texts(record, *names, defaults=frozenset({default})) == expected
    assert texts(record, *names) != expected


CELLS = {
    "電子版": "digital-version", "紙版": "print-version", "13": "print-version", "6": "alternative-format", "23": "onix:23",
    "改訂版": "later", "replaces": "earlier", "onix:06": "onix:06",
    "版元": "01", "直販": "09", "専売": "02", "4": "04", "取次": "04",
    "取引コード": "jp-distribution", "出版者記号": "jp-publisher", "GLN": "gln", "own": "own",
    "製品安全": "10", "許諾": "06", "1": "01",
}  # fmt: skip
_WHERE = (("関連の種類", 8), ("供給者の役割", 5), ("供給者の番号の種類", 4), ("問合せ先の種類", 3))
_COLUMN = dict(zip(CELLS, [name for name, count in _WHERE for _ in range(count)], strict=True))


@pytest.mark.parametrize("cell", CELLS)
def test_words_and_bare_codes_in_cells_are_codes(cell):
    """As people write them, and as a spreadsheet leaves them without the zero in front."""
    row = {
        "書名": "見本の社会", "関連の種類": "related", "関連の番号の種類": "own", "関連の番号": "1", "関連の番号の体系": "見本",
        "供給者": "見本販売", "供給者の役割": "06", "供給者の番号の種類": "own", "供給者の番号の体系": "見本", "供給者の番号": "0000",
        "問合せ先": "見本の会", "問合せ先の種類": "10", _COLUMN[cell]: cell,
    }  # fmt: skip
    (made,) = read(f"{','.join(row)}\n{','.join(row.values())}\n".encode(), format="csv")
    (supplier,) = made.suppliers
    held = (made.related[0].type, supplier.role, supplier.identifiers[0].type, made.contacts[0].role)
    assert dict(zip((name for name, _ in _WHERE), held, strict=True))[_COLUMN[cell]] == CELLS[cell]


def test_what_a_record_says_itself_is_sent_instead():
    own = issue(languages=[m.Language("eng")], prices=m.Price(800, tax="excluded"))
    everything = frozenset({"language", "serial-price", "publisher"})
    assert texts(own, "LanguageCode", "PriceAmount", "PublisherName", defaults=everything) == ["eng", "見本の会", "800"]


def test_the_owner_may_sell_to_shops_and_to_readers_and_sells_nothing_of_others():
    both = frozenset({"sold-to-shops", "sold-to-readers"})
    assert texts(issue(availability="21"), "SupplierRole", "SupplierName", defaults=both) == ["01", OWNER, "09", OWNER]
    assert texts(book(prices=UNTAXED), "SupplierRole", defaults=both) == ["00"]


BEFORE = m.Agent(
    "agent:before",
    "organisation",
    names=m.AgentName("前の会"),
    dates=m.EventDate("established", "1997"),
    related=m.Relation("later", "agent:now"),
)
NOW = m.Agent(
    "agent:now",
    "organisation",
    names=m.AgentName(OWNER),
    dates=m.EventDate("incorporated", "2015-06-14"),
    related=m.Relation("earlier", "agent:before"),
)
NAMED = m.Agent("agent:one", "organisation", names=[
    m.AgentName("前の会", used_until="2015-05"), m.AgentName(OWNER, used_from="2015-06-14")])  # fmt: skip
UNDATED = [evolve(BEFORE, dates=()), evolve(NOW, dates=())]


@pytest.mark.parametrize("to", ["onix-3.1", "oai_dc", "qdc", "dcterms"])
@pytest.mark.parametrize(
    ("agents", "date", "expected"),
    [
        ((BEFORE, NOW), "2005-11", ["前の会"]), ((BEFORE, NOW), "2017-08", [OWNER]), ((BEFORE, NOW), "2015-06", []),
        ((BEFORE, NOW), None, []), (UNDATED, "2017-08", []), ((NAMED, NAMED), "2005", ["前の会"]), ((NAMED, NAMED), "2017", [OWNER]),
        ((NAMED, evolve(NOW, related=())), "2005", ["前の会", OWNER]),
    ],
)  # fmt: skip
def test_an_issue_has_the_publisher_that_its_serial_had_at_its_date(agents, date, expected, to):
    """None where it is not known; an incorporation is no beginning where nobody was there before."""
    serial = m.Periodical(
        id=SERIAL.id,
        titles="見本通信",
        publishers=[m.Publisher(n, agent=it.id) for n, it in zip((OWNER, "前の会"), agents[::-1], strict=True)],
    )
    known = {it.id: it for it in (serial, *agents)}
    plain = Issue(
        id="issue:mihon:1", periodical=serial.id, titles="号", dates=[m.EventDate("cover", date)] if date else []
    )
    around = Context("mihon.example", "見本センター", updated="2026-11-01", lookup=known.get)
    out = b"".join(get(to).document([plain], Writing(around))).decode()
    named = [name for name in ("前の会", OWNER) if name in out]
    assert named == (expected if len(expected) == 1 else [])


ROUND = [
    issue(availability="21"),
    book(
        related=[
            m.Relation(word, identifiers=m.Identifier("isbn-13", "9784999999996"))
            for word in ("電子版", "前版", "onix:23")
        ]
    ),
    book(form_features=[m.FormFeature("09", "08")], contacts=m.Contact("10", "見本の会", email="safety@mihon.example")),
    book(
        suppliers=m.Supplier(
            "見本販売",
            "専売",
            market=m.Market(countries="JP", status="04"),
            identifiers=m.Identifier("取引コード", "0000"),
        )
    ),
    book(
        publishers=m.Publisher(
            "見本書房",
            identifiers=[
                m.Identifier("出版者記号", "999"),
                m.Identifier("取引コード", "0000"),
                m.Identifier("gln", "4900000000009"),
            ],
        )
    ),
    book(
        status="02",
        availability="10",
        dates=on("2027-04-01"),
        suppliers=m.Supplier("見本書房", dates=m.EventDate("onix:08", "2027-03-20")),
    ),
    book(publishers=[m.Publisher("見本書房"), m.Publisher("見本販売", "distributor")], prices=UNTAXED),
    book(
        availability="40",
        suppliers=[
            m.Supplier("見本販売", "06"),
            m.Supplier("見本取次", "04", availability="20"),
        ],
    ),
    book(
        prices=UNTAXED,
        suppliers=[
            m.Supplier("見本販売", "06"),
            m.Supplier("見本取次", "04", prices=m.Price(1500, tax="excluded")),
        ],
    ),
    book(status="02", dates=on("2027-04-01"), prices=UNTAXED, availability="10"),
    book(subjects=[m.Subject("keyword", heading="移民", main=True), m.Subject("keyword", heading="労働")]),
    issue(dates=[m.EventDate("cover", D("2005-11"))]),
]


@pytest.mark.parametrize("record", ROUND, ids=str)
def test_it_comes_back_as_it_was(record):
    around = context(defaults=frozenset({"sold-to-shops", "sold-to-readers"}))
    data = b"".join(get("onix-3.1").document([record], Writing(around)))
    back = [r for r in read(data, context=around) if r.id == record.id]
    assert back == [record]


def test_what_is_sent_passes_the_schema():
    records = [record for record, *_ in (*SAID.values(), *DEFAULTS.values())]
    for record in records:
        write([record], io.BytesIO(), to="onix-3.1", validate="schema")


def test_archive_toml_says_what_holds_for_all_records(tmp_path):
    folder = init(
        tmp_path / "a", empty=True, domain="mihon.example", sender=OWNER, contact="office@mihon.example"
    ).folder
    settings = folder / "archive.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text + 'defaults = ["language", "publisher"]\n', "utf-8")
    around = Archive.open(folder).context
    assert (around.defaults, around.language) == ({"language", "publisher"}, "jpn")
    settings.write_text(text + 'defaults = ["price"]\n', "utf-8")
    with pytest.raises(StoreError, match="language, serial-price, publisher"):
        Archive.open(folder)


@pytest.mark.parametrize("to", ["oai_dc", "qdc", "dcterms"])
def test_dublin_core_has_exact_matches_alone_and_the_one_publisher_of_a_serial(to):
    matches = (("lcsh", "close", "Immigrants"), ("ndlsh", "exact", "移民"), ("lcsh", "broad", "People"))
    term = m.Concept(
        id="subject:mihon", labels="見本", mappings=[m.Mapping(s, kind, heading=h) for s, kind, h in matches]
    )
    serial = m.Periodical(id=SERIAL.id, titles="見本通信", publishers=m.Publisher(m.Text(OWNER)))
    plain = Issue(id="issue:mihon:1", periodical=serial.id, subjects=m.Subject("own", concept=term.id))

    def told(*known: Record) -> str:
        around = Context("mihon.example", OWNER, lookup={r.id: r for r in known}.get)
        return b"".join(get(to).document([plain], Writing(around))).decode()

    out = told(term, serial)
    assert ("移民" in out, "Immigrants" in out, "People" in out, OWNER in out) == (True, False, False, True)
