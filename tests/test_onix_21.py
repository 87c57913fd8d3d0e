"""ONIX 2.1: read from reference and short tags, with its document type and entities; what has no place is counted."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from smj_catalog import Book, Issue, init, read, validate, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.formats.onix.dialects import SHORT
from smj_catalog.formats.onix.older import CODES, PLACES, names_of
from smj_catalog.store import Archive

D = m.PartialDate.parse
DOCTYPE = '<!DOCTYPE ONIXMessage SYSTEM "http://www.editeur.org/onix/2.1/reference/onix-international.dtd">'
HEADER = (
    "<Header><FromCompany>見本書房</FromCompany><SentDate>20060601</SentDate>"
    "<DefaultLanguageOfText>jpn</DefaultLanguageOfText><DefaultPriceTypeCode>03</DefaultPriceTypeCode>"
    "<DefaultCurrencyCode>JPY</DefaultCurrencyCode></Header>"
)
WHOLE = """
<RecordReference>example.mihon.1</RecordReference>
<NotificationType>03</NotificationType>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9799999000009</IDValue></ProductIdentifier>
<ProductForm>BC</ProductForm>
<ProductFormDetail>B108</ProductFormDetail>
<ProductFormDescription>見本の形</ProductFormDescription>
<Series>
  <SeriesIdentifier><SeriesIDType>01</SeriesIDType><IDTypeName>見本の番号</IDTypeName><IDValue>S1</IDValue></SeriesIdentifier>
  <Title><TitleType>01</TitleType><TitleText>見本叢書</TitleText></Title>
  <NumberWithinSeries>5</NumberWithinSeries>
</Series>
<Title>
  <TitleType>01</TitleType>
  <TitlePrefix>The</TitlePrefix>
  <TitleWithoutPrefix>Caf&eacute; Sample</TitleWithoutPrefix>
  <Subtitle>an example</Subtitle>
</Title>
<Contributor>
  <SequenceNumber>1</SequenceNumber>
  <ContributorRole>A01</ContributorRole>
  <PersonName>見本花子</PersonName>
  <KeyNames>見本</KeyNames>
  <NamesAfterKey>花子</NamesAfterKey>
  <PersonDate><PersonDateRole>007</PersonDateRole><DateFormat>05</DateFormat><Date>1950</Date></PersonDate>
  <BiographicalNote>見本の経歴</BiographicalNote>
</Contributor>
<ContributorStatement>見本花子 著</ContributorStatement>
<EditionNumber>2</EditionNumber>
<EditionStatement>改訂版</EditionStatement>
<OriginalLanguage>eng</OriginalLanguage>
<NumberOfPages>244</NumberOfPages>
<BASICMainSubject>SOC000000</BASICMainSubject>
<BASICVersion>2005</BASICVersion>
<MainSubject><MainSubjectSchemeIdentifier>40</MainSubjectSchemeIdentifier><SubjectCode>334.4</SubjectCode></MainSubject>
<Subject><SubjectSchemeIdentifier>20</SubjectSchemeIdentifier><SubjectHeadingText>移民</SubjectHeadingText></Subject>
<OtherText><TextTypeCode>01</TextTypeCode><Text textformat="05"><p>見本の<em>内容</em>&hellip;</p></Text></OtherText>
<OtherText><TextTypeCode>04</TextTypeCode><Text>目次</Text></OtherText>
<OtherText><TextTypeCode>41</TextTypeCode><Text>案内</Text></OtherText>
<ContentItem>
  <LevelSequenceNumber>1</LevelSequenceNumber>
  <TextItem>
    <TextItemType>03</TextItemType>
    <FirstPageNumber>11</FirstPageNumber>
    <LastPageNumber>20</LastPageNumber>
  </TextItem>
  <Title><TitleType>01</TitleType><TitleText>第一章</TitleText></Title>
</ContentItem>
<Imprint><ImprintName>見本文庫</ImprintName></Imprint>
<Publisher><PublishingRole>01</PublishingRole><PublisherName>見本書房</PublisherName></Publisher>
<CityOfPublication>東京</CityOfPublication>
<CountryOfPublication>JP</CountryOfPublication>
<PublishingStatus>04</PublishingStatus>
<PublicationDate>200606</PublicationDate>
<YearFirstPublished>1999</YearFirstPublished>
<Measure><MeasureTypeCode>01</MeasureTypeCode><Measurement>21</Measurement><MeasureUnitCode>cm</MeasureUnitCode></Measure>
<RelatedProduct>
  <RelationCode>06</RelationCode>
  <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9799999000016</IDValue></ProductIdentifier>
</RelatedProduct>
<SupplyDetail>
  <SupplierName>見本販売</SupplierName>
  <SupplierRole>00</SupplierRole>
  <ProductAvailability>21</ProductAvailability>
  <Price>
    <PriceAmount>1800</PriceAmount>
    <CountryCode>JP</CountryCode>
    <CountryCode>KR</CountryCode>
    <PriceEffectiveFrom>20060601</PriceEffectiveFrom>
  </Price>
</SupplyDetail>
"""
BOOK = Book(
    "book:example.mihon.1", titles=[m.Title(m.Text("The Café Sample"), subtitle=m.Text("an example"), prefix="The")],
    responsibility=m.Text("見本花子 著"),
    contributors=[m.Contributor(m.Text("見本花子"), ["A01"], family="見本", given="花子", born=D("1950"), biography="見本の経歴")],
    editions=[m.Edition(2, "改訂版")],
    series=[m.Series(m.Text("見本叢書"), part_number="5", identifiers=[m.Identifier("own", "S1", scheme="見本の番号")])],
    publishers=[m.Publisher(m.Text("見本書房"), "01", places=[m.Text("東京")], country="JP")], imprint=m.Text("見本文庫"),
    identifiers=[m.Identifier("isbn-13", "9799999000009")],
    dates=[m.EventDate("publication", D("2006-06")), m.EventDate("first-publication", D("1999"))],
    form="BC", form_details=["B108"], form_description="見本の形", measures=[m.Measure(Decimal(21))], extents=[m.Extent(Decimal(244), "00")],
    languages=[m.Language("eng", "02"), m.Language("jpn")],
    prices=[m.Price(Decimal(1800), tax="excluded", countries=["JP", "KR"], valid_from=D("2006-06-01"))], status="04", availability="21",
    suppliers=[m.Supplier(m.Text("見本販売"))],
    subjects=[
        m.Subject("onix:10", "SOC000000", edition="2005", main=True), m.Subject("ndc", "334.4", main=True),
        m.Subject("keyword", heading="移民"),
    ],
    texts=[m.Prose("見本の内容…", xhtml="<p>見本の<em>内容</em>…</p>"), m.Prose("目次", "04")],
    contents=[m.Component(
        "chapter:example.mihon.1:c01", m.Title(m.Text("第一章")), host="book:example.mihon.1", kind="chapter",
        pages=[m.PageRun("11", "20")],
    )],
    related=[m.Relation("alternative-format", identifiers=[m.Identifier("isbn-13", "9799999000016")])],
)  # fmt: skip
UNREAD = {"OtherText/TextTypeCode", "OtherText/Text"}


def message(*products: str, root: str = "<ONIXMessage>", header: str = HEADER, doctype: str = DOCTYPE) -> str:
    """Return a message of 2.1."""
    inside = "".join(f"\n<Product>{p}</Product>" for p in products)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{root}\n{header}{inside}\n</ONIXMessage>\n'


def shortened(text: str) -> str:
    """Return a message with EDItEUR's short tags; a name that the program does not know stays."""
    tags = {name: tag for tag, name in names_of(SHORT).items()}

    def short(found: re.Match[str]) -> str:
        return found[1] + ("ONIXmessage" if found[2] == "ONIXMessage" else tags.get(found[2], found[2]))

    return re.sub(r"(</?)([A-Z]\w+)", short, text)


def put(folder: Path, text: str) -> Path:
    path = folder / "feed.xml"
    path.write_text(text, "utf-8")
    return path


def product(inside: str) -> str:
    """Return a product with little more than a title."""
    return (
        "<RecordReference>example.mihon.2</RecordReference><NotificationType>03</NotificationType>"
        f"<Title><TitleType>01</TitleType><TitleText>見本</TitleText></Title>{inside}"
    )


def only(folder: Path, inside: str) -> Book:
    (book,) = read(put(folder, message(product(inside), header="<Header><FromCompany>見本</FromCompany></Header>")))
    assert isinstance(book, Book)
    return book


@pytest.mark.parametrize("root", [
    "<ONIXMessage>", '<ONIXMessage release="2.1">', '<ONIXMessage release="2.1" xmlns="http://www.editeur.org/onix/2.1/reference">',
])  # fmt: skip
@pytest.mark.parametrize("tags", ["reference", "short"])
def test_a_product_is_read_whole(tags, root, tmp_path):
    text = message(WHOLE, root=root)
    path = put(tmp_path, shortened(text) if tags == "short" else text)
    (book,) = read(path)
    assert book == BOOK
    report = validate(path)
    assert {name.removeprefix("Product/") for name in report.unread} == UNREAD
    told = [(p.rule, p.severity) for p in report.problems if not p.rule.startswith("publisher")]
    assert told == [("onix-release", "warning"), ("xml-doctype", "warning")]
    assert report.records == 1


def test_what_was_read_is_written_as_3_1_and_read_again_as_the_same(tmp_path):
    write(read(put(tmp_path, message(WHOLE))), tmp_path / "out.xml", to="onix-3.1", validate=True)
    (book,) = read(tmp_path / "out.xml")
    assert book == BOOK


@pytest.mark.parametrize("inside", [
    "<DistinctiveTitle>見本の題</DistinctiveTitle>", "<DistinctiveTitle>見本の題</DistinctiveTitle><Subtitle>副題</Subtitle>",
])  # fmt: skip
def test_a_title_outside_of_its_composite(inside, tmp_path):
    text = message(f"<RecordReference>example.1</RecordReference><NotificationType>03</NotificationType>{inside}")
    (book,) = read(put(tmp_path, text))
    assert isinstance(book, Book)
    assert book.titles == (m.Title(m.Text("見本の題"), subtitle=m.Text("副題") if "Subtitle" in inside else None),)


@pytest.mark.parametrize(
    ("inside", "field", "found"),
    [
        ("<ISBN>9999990002</ISBN><EAN13>9799999000009</EAN13>", "identifiers",
         (m.Identifier("isbn-10", "9999990002"), m.Identifier("ean", "9799999000009"))),
        ("<Series><TitleOfSeries>見本叢書</TitleOfSeries><NumberWithinSeries>5</NumberWithinSeries></Series>", "series",
         (m.Series(m.Text("見本叢書"), part_number="5"),)),
        ("<LanguageOfText>jpn</LanguageOfText><LanguageOfText>eng</LanguageOfText>", "languages",
         (m.Language("jpn"), m.Language("eng"))),
        ("<BICMainSubject>JFFN</BICMainSubject>", "subjects", (m.Subject("onix:12", "JFFN", main=True),)),
        ("<Annotation>短い内容</Annotation><MainDescription>長い内容</MainDescription>", "texts",
         (m.Prose("短い内容", "02"), m.Prose("長い内容", "03"))),
        ("<PublisherName>見本書房</PublisherName>", "publishers", (m.Publisher(m.Text("見本書房"), "01"),)),
        ("<PublicationDate>20060601</PublicationDate>", "dates", (m.EventDate("publication", D("2006-06-01")),)),
        ("<ReplacesISBN>9999990002</ReplacesISBN>", "related",
         (m.Relation("earlier", identifiers=[m.Identifier("isbn-10", "9999990002")]),)),
        ("<ProductForm>DG</ProductForm>", "form", "EA"), ("<ProductForm>WX</ProductForm>", "form", None),
    ],
)  # fmt: skip
def test_what_2_1_says_outside_of_composites(inside, field, found, tmp_path):
    assert getattr(only(tmp_path, inside), field) == found


def test_a_deletion_is_told_and_no_record(tmp_path):
    deletion = product("").replace("<NotificationType>03", "<NotificationType>05")
    path = put(tmp_path, message(deletion, product("")))
    assert len(list(read(path))) == 1
    assert [(p.where.record, p.severity) for p in validate(path).problems if p.rule == "onix-deletion"] == [
        ("example.mihon.2", "warning")
    ]


def test_an_issue_is_known_by_its_magazine_code(tmp_path):
    code = "<ProductIdentifier><ProductIDType>29</ProductIDType><IDValue>0000001</IDValue></ProductIdentifier>"
    (issue,) = read(put(tmp_path, message(product(code))), on_fault=lambda *_: None)
    assert isinstance(issue, Issue)


@pytest.mark.parametrize("tags", ["reference", "short"])
def test_a_fault_is_told_at_its_line_and_in_the_words_of_2_1(tags, tmp_path):
    text = message(WHOLE.replace("<PublicationDate>200606<", "<PublicationDate>June 2006<"))
    path = put(tmp_path, shortened(text) if tags == "short" else text)
    line = next(i for i, words in enumerate(text.splitlines(), 1) if "June 2006" in words)
    (told,) = (p for p in validate(path).problems if p.severity == "error")
    assert (told.where.line, told.where.path, told.found) == (line, "Product/PublicationDate", "June 2006")
    books = list(read(path, on_fault=lambda *_: None))
    assert [b.dates for b in books] == [BOOK.dates[1:]]  # type: ignore[union-attr]


@pytest.mark.parametrize("tags", ["reference", "short"])
def test_a_rule_is_told_at_its_line_and_in_the_words_of_2_1(tags, tmp_path):
    text = message(product("\n<ISBN>9999990009</ISBN>"))
    path = put(tmp_path, shortened(text) if tags == "short" else text)
    (told,) = (p for p in validate(path).problems if p.rule == "isbn10-check-digit")
    assert told.where.line == 6
    assert ": Product/ISBN (identifiers[0].value): " in told.text("en")


def test_a_line_far_down_is_told_as_it_is(tmp_path):
    text = message(product("\n" * 70_000 + "<PublicationDate>soon</PublicationDate>"))
    (told,) = (p for p in validate(put(tmp_path, text)).problems if p.severity == "error")
    assert told.where.line == 70_005


def test_an_entity_that_XHTML_does_not_have_is_told(tmp_path):  # noqa: N802
    text = message(product("<MainDescription>\n&nbsp;&mihon;</MainDescription>"), product(""))
    rejected = []
    assert len(list(read(put(tmp_path, text), on_reject=rejected.append))) == 1
    (told,) = rejected[0].problems
    assert (told.rule, told.found, told.where.line) == ("xml-entity", "&mihon;", 6)
    assert "&amp;mihon;" not in (rejected[0].raw or "")


def test_a_document_type_with_declarations_is_refused(tmp_path):
    inside = DOCTYPE[:-1] + ' [<!ENTITY mihon "見本">]>'
    assert [p.rule for p in validate(put(tmp_path, message(product(""), doctype=inside))).problems] == ["xml-dtd"]


def test_refused_products_come_back_as_they_were(tmp_path):
    archive = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    bad = product("<MainDescription>&nbsp;</MainDescription>").replace(
        "<RecordReference>example.mihon.2", "<RecordReference> "
    )
    path = put(tmp_path, message(WHOLE, bad))
    words = f"import {path} --archive {archive.folder} --commit --on-error skip --rejects {tmp_path / 'back'}".split()
    assert run(group, words) == 1
    back = tmp_path / "back" / "feed.rejects.xml"
    text = back.read_text("utf-8")
    assert "&nbsp;" in text
    assert "9799999000009" not in text
    back.write_text(text.replace("<RecordReference> ", "<RecordReference>example.mihon.2"), "utf-8")
    assert run(group, ["import", str(back), "--archive", str(archive.folder), "--commit"]) == 0
    assert len(list(Archive.open(archive.folder).records())) == 2


def test_what_is_called_2_1_and_has_the_form_of_3_is_read(tmp_path):
    path = tmp_path / "feed.xml"
    write([BOOK], path, to="onix-3.0")
    text = path.read_text("utf-8").replace(
        ' release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference"', ' release="2.1"'
    )
    assert list(read(put(tmp_path, text))) == [BOOK]


COVER = "https://mihon.example/1.jpg"
PARTS = {
    "<AudienceCode>05</AudienceCode>": {"audiences": (m.Audience("05"),)},
    "<Audience><AudienceCodeType>22</AudienceCodeType><AudienceCodeValue>00</AudienceCodeValue></Audience>": {"audiences": (m.Audience("00", "22"),)},
    "<AudienceDescription>中学生以上</AudienceDescription>": {"audience_descriptions": (m.Text("中学生以上"),)},
    "<ReviewQuote>見本の書評</ReviewQuote>": {"texts": (m.Prose("見本の書評", "06"),)},
    "<MediaFile><MediaFileTypeCode>06</MediaFileTypeCode><MediaFileFormatCode>03</MediaFileFormatCode><MediaFileLinkTypeCode>01"
    f"</MediaFileLinkTypeCode><MediaFileLink>{COVER}</MediaFileLink><MediaFileDate>20060601</MediaFileDate></MediaFile>": {
        "resources": (m.Resource(
            COVER, form="02", file_features=[m.ResourceFeature("01", "D502")], dates=[m.EventDate("onix:17", D("2006-06-01"))],
        ),),
    },
    f"<MediaFile><MediaFileTypeCode>41</MediaFileTypeCode><MediaFileLinkTypeCode>01</MediaFileLinkTypeCode><MediaFileLink>{COVER}"
    "</MediaFileLink></MediaFile>": {"resources": (m.Resource(COVER, "12", mode="02", form="02"),)},
    "<CoverImageFormatCode>03</CoverImageFormatCode><CoverImageLinkTypeCode>01</CoverImageLinkTypeCode>"
    f"<CoverImageLink>{COVER}</CoverImageLink>": {
        "resources": (m.Resource(COVER, form="02", file_features=[m.ResourceFeature("01", "D502")]),),
    },
    "<SalesRights><SalesRightsType>01</SalesRightsType><RightsCountry>JP</RightsCountry><RightsCountry>KR</RightsCountry></SalesRights>"
    "<SalesRights><SalesRightsType>03</SalesRightsType><RightsTerritory>ROW</RightsTerritory></SalesRights>": {
        "sales_rights": (m.SalesRights("01", countries=["JP", "KR"]), m.SalesRights("03")),
    },
    "<SalesRights><SalesRightsType>02</SalesRightsType><RightsRegion>000</RightsRegion></SalesRights>": {
        "sales_rights": (m.SalesRights("02", regions=["WORLD"]),),
    },
    "<NotForSale><RightsCountry>US CA</RightsCountry></NotForSale>": {"sales_rights": (m.SalesRights("03", countries=["US", "CA"]),)},
    "<SupplyDetail><SupplierEANLocationNumber>0000000000000</SupplierEANLocationNumber><SupplierSAN>978000X</SupplierSAN>"
    "<ProductAvailability>21</ProductAvailability><OnSaleDate>20060601</OnSaleDate><UnpricedItemType>02</UnpricedItemType></SupplyDetail>": {
        "suppliers": (m.Supplier(
            None, identifiers=[m.Identifier("gln", "0000000000000"), m.Identifier("san", "978000X")],
            dates=[m.EventDate("onix:02", D("2006-06-01"))],
        ),),
    },
    "<Contributor><ContributorRole>A01</ContributorRole><PersonName>見本花子</PersonName><ProfessionalPosition>教授</ProfessionalPosition>"
    "<Affiliation>見本大学</Affiliation></Contributor>": {
        "contributors": (m.Contributor(m.Text("見本花子"), ["A01"], position="教授", affiliation=m.Text("見本大学")),),
    },
    f"<OtherText><TextTypeCode>23</TextTypeCode><TextLinkType>01</TextLinkType><TextLink>{COVER}</TextLink></OtherText>": {
        "resources": (m.Resource(COVER, "15", mode="04"),),
    },
    "<OtherText><TextTypeCode>01</TextTypeCode><TextFormat>06</TextFormat><Text>見本の内容</Text></OtherText>": {
        "texts": (m.Prose("見本の内容"),),
    },
    "<Publisher><NameCodeType>06</NameCodeType><NameCodeValue>0000000000000</NameCodeValue><PublisherName>見本書房</PublisherName></Publisher>": {
        "publishers": (m.Publisher(m.Text("見本書房"), identifiers=[m.Identifier("gln", "0000000000000")]),),
    },
    "<CopublisherName>例示書房</CopublisherName>": {"publishers": (m.Publisher(m.Text("例示書房"), "02"),)},
    "<AlternativeFormatISBN>4000000000</AlternativeFormatISBN>": {
        "related": (m.Relation("alternative-format", identifiers=[m.Identifier("isbn-10", "4000000000")]),),
    },
}  # fmt: skip
START = (
    "<RecordReference>example.mihon.2</RecordReference><NotificationType>03</NotificationType><ProductIdentifier><ProductIDType>15"
    "</ProductIDType><IDValue>9799999000009</IDValue></ProductIdentifier><ProductForm>BC</ProductForm>"
)


@pytest.mark.parametrize("tags", ["reference", "short"])
@pytest.mark.parametrize("part", PARTS)
def test_what_2_1_says_in_its_own_elements_is_read(part, tags, tmp_path):
    """Nothing of it is left unread, or told, and each field has what release 3 says in other elements."""
    text = message(START + part).replace("<DefaultLanguageOfText>jpn</DefaultLanguageOfText>", "")
    path = put(tmp_path, shortened(text) if tags == "short" else text)
    (book,) = read(path)
    assert {name: getattr(book, name) for name in PARTS[part]} == PARTS[part]
    assert set(validate(path).unread) <= {"Product/OtherText/Text/@textformat"}  # nor is it of release 3


UNFIT = {
    "<MediaFile><MediaFileTypeCode>04</MediaFileTypeCode><MediaFileLinkTypeCode>06</MediaFileLinkTypeCode><MediaFileLink>1.jpg"
    "</MediaFileLink></MediaFile>": 3,
    "<MediaFile><MediaFileTypeCode>27</MediaFileTypeCode><MediaFileLinkTypeCode>01</MediaFileLinkTypeCode><MediaFileLink>"
    f"{COVER}</MediaFileLink></MediaFile>": 3,
    "<SalesRights><SalesRightsType>01</SalesRightsType><RightsCountry>JP</RightsCountry><RightsTerritory>ROW</RightsTerritory></SalesRights>": 3,
    "<SalesRights><SalesRightsType>01</SalesRightsType><RightsRegion>002</RightsRegion></SalesRights>": 2,
}  # fmt: skip


@pytest.mark.parametrize("part", UNFIT)
def test_what_release_3_cannot_say_is_counted_and_not_guessed(part, tmp_path):
    path = put(tmp_path, message(START + part))
    (book,) = read(path)
    assert isinstance(book, Book)
    assert (book.resources, book.sales_rights) == ((), ())
    assert sum(validate(path).unread.values()) == UNFIT[part]


# ---- against EDItEUR's schema of 2.1


def _schema(tags: str) -> Path:
    return Path(str(files("onixcheck"))) / "schema" / "xsd2.1" / f"ONIX_BookProduct_Release2.1_{tags}.xsd"


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Short tag -> name, by the schema."""
    pytest.importorskip("onixcheck")
    xs = "{http://www.w3.org/2001/XMLSchema}"
    found = {}
    for element in etree.parse(_schema("short")).iter(f"{xs}element"):
        for attribute in element.iter(f"{xs}attribute"):
            if element.get("name") and attribute.get("name") == "refname":
                found[element.get("name")] = attribute.get("fixed")
    assert len(found) > 400
    return found


def test_the_message_of_these_tests_is_one_of_2_1():
    pytest.importorskip("onixcheck")
    schema = etree.XMLSchema(etree.parse(_schema("reference")))
    root = '<ONIXMessage release="2.1" xmlns="http://www.editeur.org/onix/2.1/reference">'
    text = message(WHOLE.replace("&eacute;", "é").replace("&hellip;", "…"), root=root, doctype="")
    schema.assertValid(etree.fromstring(text.encode()))


def test_short_tags_are_those_of_the_schema(names):
    own = names_of(SHORT)
    assert {tag: own.get(tag) for tag in names if tag in own and own[tag] != names[tag]} == {}
    used = {n.rpartition("/")[2] for n in (*CODES, *(n for places in PLACES.values() for n in places), *PLACES)}
    assert used - set(names.values()) <= {"Header"}
    assert used <= set(own.values())
