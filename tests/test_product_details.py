"""What a product's sender says beside the title page: each is read into a typed field, and written as it was."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import attrs
import pytest

from smj_catalog import model as m
from smj_catalog.crosswalk import Context, not_carried
from smj_catalog.formats import Reading, Writing, get
from smj_catalog.model.rules import check_record
from smj_catalog.services.reading import items

CONTEXT = Context(domain="mihon.example", sender="見本")
D = m.PartialDate.parse
URL = "https://mihon.example/"
ONIX = ("onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short")
PUBLISHER = "<Publisher><PublishingRole>01</PublishingRole><PublisherName>見本社</PublisherName>{}</Publisher>"
SUPPLY = (
    "<ProductSupply><SupplyDetail><Supplier><SupplierRole>04</SupplierRole><SupplierName>見本取次</SupplierName>{}</Supplier>"
    "{}<ProductAvailability>20</ProductAvailability>{}</SupplyDetail></ProductSupply>"
)
PRICE = "<Price><PriceType>03</PriceType>{}<PriceAmount>1800</PriceAmount><CurrencyCode>JPY</CurrencyCode>{}</Price>"
NO_PRICE = "<UnpricedItemType>04</UnpricedItemType>"


def message(*blocks: str) -> bytes:
    """Return a message of one book; blocks are the contents of its parts, by their beginning."""
    parts = {
        "DescriptiveDetail": "",
        "CollateralDetail": "",
        "PublishingDetail": "",
        "RelatedMaterial": "",
        "ProductSupply": "",
    }
    for block in blocks:
        name, _, inside = block.partition(":")
        parts[name] += inside
    d, c, p, r, supply = parts.values()
    before, _, behind = d.partition("|")
    return f"""<ONIXMessage xmlns="http://ns.editeur.org/onix/3.1/reference" release="3.1"><Header><Sender>
        <SenderName>見本</SenderName></Sender><SentDateTime>20260401</SentDateTime></Header><Product>
        <RecordReference>example.mihon.book:mihon</RecordReference><NotificationType>03</NotificationType>
        <RecordSourceType>00</RecordSourceType><ProductIdentifier><ProductIDType>15</ProductIDType>
        <IDValue>9799999000009</IDValue></ProductIdentifier><DescriptiveDetail><ProductComposition>00</ProductComposition>
        <ProductForm>BC</ProductForm>{before}<TitleDetail><TitleType>01</TitleType><TitleElement>
        <TitleElementLevel>01</TitleElementLevel><TitleText>見本の本</TitleText></TitleElement></TitleDetail>{behind}
        </DescriptiveDetail>{c and f"<CollateralDetail>{c}</CollateralDetail>"}
        <PublishingDetail>{p or PUBLISHER.format("")}</PublishingDetail>
        {r and f"<RelatedMaterial>{r}</RelatedMaterial>"}{supply}</Product></ONIXMessage>""".encode()


def read(data: bytes, format: str = "onix-3.1") -> tuple[Any, Reading]:
    """Return the one record of a message, which EDItEUR's schema finds sound, and what was told of its reading."""
    reading = Reading(CONTEXT, check=format in ONIX, official=format in ONIX)
    (item,) = items(data, reading, format=format)
    assert [p for p in item.problems if p.severity == "error"] == []
    return item.record, reading


RENTAL = (
    "<PriceCondition><PriceConditionType>10</PriceConditionType><PriceConditionQuantity><PriceConditionQuantityType>01"
    "</PriceConditionQuantityType><Quantity>30</Quantity><QuantityUnit>07</QuantityUnit></PriceConditionQuantity></PriceCondition>"
)
SAID: dict[str, tuple[str, str, Any]] = {
    "no edition": ("DescriptiveDetail:|<NoEdition/>", "no_edition", True),
    "several affiliations": (
        "DescriptiveDetail:|<Contributor><ContributorRole>A01</ContributorRole><PersonName>見本花子</PersonName><ProfessionalAffiliation>"
        "<ProfessionalPosition>教授</ProfessionalPosition><Affiliation>見本大学</Affiliation></ProfessionalAffiliation><ProfessionalAffiliation>"
        "<Affiliation>見本の会</Affiliation></ProfessionalAffiliation></Contributor>",
        "contributors", (m.Contributor(
            m.Text("見本花子"), ["A01"], position="教授", affiliation=m.Text("見本大学"),
            other_affiliations=[m.Affiliation(m.Text("見本の会"))]),)),
    "XHTML": (
        "CollateralDetail:<TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience><Text language='jpn' textformat='05'>"
        "<p>見本の<em>社会</em>&amp;本</p><ul><li>一</li></ul></Text></TextContent>",
        "texts", (m.Prose(
            "見本の社会&本\n一", language="jpn", xhtml="<p>見本の<em>社会</em>&amp;本</p><ul><li>一</li></ul>"),)),
    "number of an imprint": (
        "PublishingDetail:<Imprint><ImprintIdentifier><ImprintIDType>06</ImprintIDType><IDValue>4900000000008</IDValue>"
        "</ImprintIdentifier></Imprint>", "imprint_identifiers", (m.Identifier("gln", "4900000000008"),)),
    "no series": ("DescriptiveDetail:<NoCollection/>|", "no_series", True),
    "types of an edition": (
        "DescriptiveDetail:|<EditionType>REV</EditionType><EditionType>LTE</EditionType><EditionNumber>2</EditionNumber>",
        "editions", (m.Edition(2, types=["REV", "LTE"]),)),
    "protection": ("DescriptiveDetail:<EpubTechnicalProtection>00</EpubTechnicalProtection>|", "protections", ("00",)),
    "accessibility": (
        "DescriptiveDetail:<ProductFormFeature><ProductFormFeatureType>09</ProductFormFeatureType>"
        "<ProductFormFeatureValue>00</ProductFormFeatureValue><ProductFormFeatureDescription>見本の説明"
        "</ProductFormFeatureDescription></ProductFormFeature>|",
        "form_features", (m.FormFeature("09", "00", descriptions=[m.Text("見本の説明")]),)),
    "language": (
        "DescriptiveDetail:|<Language><LanguageRole>01</LanguageRole><LanguageCode>chi</LanguageCode><CountryCode>TW</CountryCode>"
        "<ScriptCode>Hant</ScriptCode></Language>",
        "languages", (m.Language("chi", country="TW", script="Hant"),)),
    "readers from an age to another": (
        "DescriptiveDetail:|<AudienceRange><AudienceRangeQualifier>17</AudienceRangeQualifier>"
        "<AudienceRangePrecision>03</AudienceRangePrecision><AudienceRangeValue>10</AudienceRangeValue>"
        "<AudienceRangePrecision>04</AudienceRangePrecision><AudienceRangeValue>12</AudienceRangeValue></AudienceRange>",
        "audience_ranges", (m.AudienceRange("17", "10", "12"),)),
    "readers of one age": (
        "DescriptiveDetail:|<AudienceRange><AudienceRangeQualifier>17</AudienceRangeQualifier>"
        "<AudienceRangePrecision>01</AudienceRangePrecision><AudienceRangeValue>10</AudienceRangeValue></AudienceRange>",
        "audience_ranges", (m.AudienceRange("17", "10", "10"),)),
    "readers up to an age": (
        "DescriptiveDetail:|<AudienceRange><AudienceRangeQualifier>17</AudienceRangeQualifier>"
        "<AudienceRangePrecision>04</AudienceRangePrecision><AudienceRangeValue>12</AudienceRangeValue></AudienceRange>",
        "audience_ranges", (m.AudienceRange("17", None, "12"),)),
    "website of a contributor": (
        "DescriptiveDetail:|<Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole>"
        f"<PersonName>見本花子</PersonName><Website><WebsiteRole>06</WebsiteRole><WebsiteLink>{URL}</WebsiteLink></Website></Contributor>",
        "contributors", (m.Contributor(m.Text("見本花子"), ["A01"], links=[m.Link(URL, role="06")]),)),
    "author and source of a text": (
        "CollateralDetail:<TextContent><TextType>06</TextType><ContentAudience>00</ContentAudience><Text>見本の書評</Text>"
        "<TextAuthor>例示太郎</TextAuthor><SourceTitle>見本新聞</SourceTitle></TextContent>",
        "texts", (m.Prose("見本の書評", "06", author="例示太郎", source_title="見本新聞"),)),
    "review": (
        "CollateralDetail:<CitedContent><CitedContentType>01</CitedContentType><ContentAudience>00</ContentAudience>"
        "<SourceType>01</SourceType><SourceTitle>見本新聞</SourceTitle><CitationNote>見本の注記</CitationNote>"
        f"<ResourceLink>{URL}</ResourceLink><ContentDate><ContentDateRole>01</ContentDateRole>"
        '<Date dateformat="00">20260401</Date></ContentDate></CitedContent>',
        "citations", (m.Citation(
            "01", source_type="01", source_title=m.Text("見本新聞"), note=m.Text("見本の注記"), url=URL,
            dates=[m.EventDate("onix:01", D("2026-04-01"))]),)),
    "prize": (
        "CollateralDetail:<Prize><PrizeName>見本賞</PrizeName><PrizeYear>2026</PrizeYear><PrizeCountry>JP</PrizeCountry>"
        "<PrizeCode>01</PrizeCode><PrizeStatement>第1回見本賞</PrizeStatement><PrizeJury>見本会</PrizeJury></Prize>",
        "prizes", (m.Prize(m.Text("見本賞"), "2026", country="JP", achievement="01", statement=m.Text("第1回見本賞"), jury=m.Text("見本会")),)),
    "website of a publisher": (
        "PublishingDetail:" + PUBLISHER.format(f"<Website><WebsiteDescription>見本</WebsiteDescription><WebsiteLink>{URL}</WebsiteLink></Website>"),
        "publishers", (m.Publisher(m.Text("見本社"), links=[m.Link(URL, "見本")]),)),
    "contact": (
        "PublishingDetail:" + PUBLISHER.format("") + "<ProductContact><ProductContactRole>01</ProductContactRole>"
        "<ProductContactName>見本社</ProductContactName><ContactName>見本花子</ContactName>"
        "<EmailAddress>mihon@mihon.example</EmailAddress></ProductContact>",
        "contacts", (m.Contact("01", "見本社", person="見本花子", email="mihon@mihon.example"),)),
    "copyright": (
        "PublishingDetail:" + PUBLISHER.format("") + "<CopyrightStatement><CopyrightYear>2026</CopyrightYear><CopyrightOwner>"
        "<PersonName>見本花子</PersonName></CopyrightOwner><CopyrightOwner><CorporateName>見本会</CorporateName></CopyrightOwner></CopyrightStatement>",
        "copyrights", (m.Copyright(["2026"], persons=["見本花子"], organisations=["見本会"]),)),
    "what a set consists of": (
        "DescriptiveDetail:<ProductPart><PrimaryPart/><ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9799999000016</IDValue>"
        "</ProductIdentifier><ProductForm>BC</ProductForm><ProductFormDetail>B108</ProductFormDetail><NumberOfCopies>1</NumberOfCopies>"
        "</ProductPart><ProductPart><ProductForm>AC</ProductForm><ProductFormDescription>見本の円盤</ProductFormDescription>"
        "<NumberOfItemsOfThisForm>2</NumberOfItemsOfThisForm></ProductPart>|",
        "parts", (
            m.ProductPart("BC", form_details=["B108"], copies=1, identifiers=[m.Identifier("isbn-13", "9799999000016")], primary=True),
            m.ProductPart("AC", description="見本の円盤", number=2))),
    "telephone and address of a supplier": (
        "ProductSupply:" + SUPPLY.format(
            "<TelephoneNumber>00-0000-0000</TelephoneNumber><EmailAddress>mihon@mihon.example</EmailAddress>", "", NO_PRICE),
        "suppliers", (m.Supplier(m.Text("見本取次"), "04", telephone="00-0000-0000", email="mihon@mihon.example"),)),
    "title of the set": (
        "DescriptiveDetail:|<TitleDetail><TitleType>05</TitleType><TitleElement><TitleElementLevel>02</TitleElementLevel>"
        "<TitleText>見本全集</TitleText></TitleElement><TitleElement><TitleElementLevel>01</TitleElementLevel><PartNumber>3</PartNumber>"
        "<TitleText>社会</TitleText></TitleElement></TitleDetail>",
        "titles", (
            m.Title(m.Text("見本の本")), m.Title(m.Text("社会"), "05", part_number="3", whole=m.Text("見本全集")))),
    "related work": (
        "RelatedMaterial:<RelatedWork><WorkRelationCode>01</WorkRelationCode><WorkIdentifier><WorkIDType>15</WorkIDType>"
        "<IDValue>9799999000016</IDValue></WorkIdentifier></RelatedWork>",
        "related", (m.Relation("work:01", identifiers=[m.Identifier("isbn-13", "9799999000016")]),)),
    "form of a related product": (
        "RelatedMaterial:<RelatedProduct><ProductRelationCode>27</ProductRelationCode><ProductIdentifier><ProductIDType>15</ProductIDType>"
        "<IDValue>9799999000016</IDValue></ProductIdentifier><ProductForm>ED</ProductForm><ProductFormDetail>E101</ProductFormDetail></RelatedProduct>",
        "related", (m.Relation(
            "digital-version", identifiers=[m.Identifier("isbn-13", "9799999000016")], form="ED", form_details=["E101"]),)),
    "website, returns and pack of a supplier": (
        "ProductSupply:" + SUPPLY.format(
            f"<Website><WebsiteLink>{URL}</WebsiteLink></Website>", "<ReturnsConditions><ReturnsCodeType>04</ReturnsCodeType>"
            "<ReturnsCode>02</ReturnsCode></ReturnsConditions>", "<PackQuantity>20</PackQuantity>" + NO_PRICE),
        "suppliers", (m.Supplier(m.Text("見本取次"), "04", returns="02", returns_type="04", pack=20, links=[m.Link(URL)]),)),
    "condition of a price": (
        "ProductSupply:" + SUPPLY.format("", "", PRICE.format(RENTAL, "")),
        "prices", (m.Price(
            Decimal(1800), tax="excluded", condition="10", condition_quantity=Decimal(30), condition_quantity_type="01", condition_unit="07"),)),
    "XHTML of a biography": (
        "DescriptiveDetail:|<Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>見本花子</PersonName>"
        "<BiographicalNote textformat='05'><p>見本の<em>著者</em></p></BiographicalNote></Contributor>",
        "contributors", (m.Contributor(
            m.Text("見本花子"), ["A01"], biography="見本の著者", biography_xhtml="<p>見本の<em>著者</em></p>"),)),
    "discount, and a price on the cover": (
        "ProductSupply:" + SUPPLY.format("", "", PRICE.format(
            "<DiscountCoded><DiscountCodeType>02</DiscountCodeType><DiscountCode>見本</DiscountCode></DiscountCoded>"
            "<Discount><DiscountPercent>22.5</DiscountPercent></Discount>",
            "<PrintedOnProduct>02</PrintedOnProduct><PositionOnProduct>01</PositionOnProduct>")),
        "prices", (m.Price(
            Decimal(1800), tax="excluded", discount=Decimal("22.5"), discount_code="見本", discount_code_type="02",
            on_product="02", on_product_at="01"),)),
}  # fmt: skip
"""What is said -> a block of the message, the field that takes it, and its value."""


@pytest.mark.parametrize("what", SAID)
def test_what_a_sender_says_is_read_into_its_field(what: str):
    block, field, value = SAID[what]
    record, reading = read(message(block))
    assert getattr(record, field) == value
    assert reading.unread == {}


@pytest.mark.parametrize("format", [*ONIX, "smj-1", "jsonl"])
@pytest.mark.parametrize("what", SAID)
def test_it_is_written_as_it_was_read(what: str, format: str):
    record, _ = read(message(SAID[what][0]))
    data = b"".join(get(format).document([record], Writing(CONTEXT)))
    again, reading = read(data, format)
    assert getattr(again, SAID[what][1]) == SAID[what][2]
    assert reading.unread == {}


def test_a_product_of_several_items_says_so():
    data = message("DescriptiveDetail:|").replace(b"Composition>00", b"Composition>10")
    record, reading = read(data)
    assert (record.composition, reading.unread) == ("10", {})
    again, _ = read(b"".join(get("onix-3.0").document([record], Writing(CONTEXT))), "onix-3.0")
    assert again.composition == "10"


def test_the_source_of_a_record_is_part_of_it():
    source = (
        "<RecordSourceType>04</RecordSourceType><RecordSourceIdentifier><RecordSourceIDType>16</RecordSourceIDType>"
        "<IDValue>0000000000000001</IDValue></RecordSourceIdentifier><RecordSourceName>見本書誌</RecordSourceName>"
    )
    data = message().decode().replace("<RecordSourceType>00</RecordSourceType>", source).encode()
    record, reading = read(data)
    known = m.RecordSource("04", "見本書誌", identifiers=[m.Identifier("isni", "0000000000000001")])
    assert (record.record_source, reading.unread) == (known, {})
    for format in (*ONIX, "smj-1", "jsonl"):
        again, _ = read(b"".join(get(format).document([record], Writing(CONTEXT))), format)
        assert again.record_source == known
    plain, _ = read(message())
    assert plain.record_source is None


@pytest.mark.parametrize("said", ["01", "02", "03"])
def test_how_firm_a_record_is_is_part_of_what_was_read(said: str):
    data = message().decode().replace("<NotificationType>03<", f"<NotificationType>{said}<")
    ours, _ = read(data.encode())
    assert ours.record_source is None  # the day makes it, for a reference of the catalogue's own
    foreign = re.sub("<RecordReference>[^<]*<", "<RecordReference>mihon.9<", data).encode()
    record, reading = read(foreign)
    known = None if said == "03" else m.RecordSource(notification=said)
    assert (record.record_source, reading.unread) == (known, {})
    for format in (*ONIX, "smj-1", "jsonl"):
        again, _ = read(
            b"".join(get(format).document([attrs.evolve(record, id="book:mihon")], Writing(Context()))), format
        )
        assert again.record_source == known
    text = b"".join(get("onix-3.1").document([record], Writing(Context()))).decode()
    assert f"<NotificationType>{said}<" in text
    dated = attrs.evolve(record, dates=[m.EventDate("publication", D("2006-06"))])
    late = b"".join(get("onix-3.1").document([dated], Writing(attrs.evolve(CONTEXT, updated="2026-06-01")))).decode()
    assert "<NotificationType>03<" in late  # an archive sends what the day makes of it


def test_a_number_of_an_affiliation_came_with_3_1_and_a_second_condition_is_told():
    number = m.Identifier("isni", "0000000000000001")
    alone = m.Contributor("見本花子", ["A01"], affiliation_identifiers=[number])
    book = m.Book("book:mihon", titles=[m.Title("見本")], contributors=[alone])
    again, _ = read(b"".join(get("onix-3.1").document([book], Writing(CONTEXT))))
    assert again.contributors == (alone,)
    again, _ = read(b"".join(get("onix-3.0").document([book], Writing(CONTEXT))), "onix-3.0")
    assert again.contributors == (m.Contributor("見本花子", ["A01"]),)
    assert not_carried(book, get("onix-3.0").columns["book"], CONTEXT) == ["contributors.affiliation_identifiers"]
    conditions = RENTAL + "<PriceCondition><PriceConditionType>02</PriceConditionType></PriceCondition>"
    record, reading = read(message("ProductSupply:" + SUPPLY.format("", "", PRICE.format(conditions, ""))))
    assert [p.condition for p in record.prices] == ["10"]
    assert reading.unread == {"Product/ProductSupply/SupplyDetail/Price/PriceCondition (repeated)": 1}


def test_an_empty_prefix_costs_itself_and_markup_in_cdata_is_counted():
    data = message("CollateralDetail:<TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience>"
                   "<Text textformat='05'><![CDATA[<p>見本</p>]]></Text></TextContent>").decode()  # fmt: skip
    parts = "<TitlePrefix/><TitleWithoutPrefix>見本の本</TitleWithoutPrefix>"
    reading = Reading(CONTEXT)
    (item,) = items(data.replace("<TitleText>見本の本</TitleText>", parts).encode(), reading, format="onix-3.1")
    assert [p.rule for p in item.problems] == ["value-prefix"]
    assert isinstance(item.record, m.Book)
    assert (item.record.titles, item.record.texts) == ((m.Title(m.Text("見本の本")),), (m.Prose("<p>見本</p>"),))
    assert reading.unread == {"Product/CollateralDetail/TextContent/Text/@textformat (in part)": 1}


@pytest.mark.parametrize(
    ("type_", "value", "wrong"), [("09", "QQ", True), ("09", "00", False), ("02", "QQQ", True), ("99", "QQ", False)]
)
def test_the_value_of_a_feature_is_of_the_list_of_its_type(type_: str, value: str, wrong: bool):
    told = check_record(m.Book("book:mihon", titles=["見本"], form_features=[m.FormFeature(type_, value)]))
    assert [p.found for p in told if p.rule == "feature-of-no-list"] == [value] * wrong


def test_a_form_that_stands_twice_is_counted():
    data = message().replace(
        b"<ProductForm>BC</ProductForm>", b"<ProductForm>BC</ProductForm><ProductForm>BB</ProductForm>"
    )
    reading = Reading(CONTEXT)
    (item,) = items(data, reading, format="onix-3.1")
    assert isinstance(item.record, m.Book)
    assert (item.record.form, reading.unread) == ("BC", {"Product/DescriptiveDetail/ProductForm (repeated)": 1})


def test_an_issue_says_that_nobody_is_named_as_its_author():
    issue = m.Issue("issue:mihon:1", titles=[m.Title(m.Text("見本"))], absence="no-contributor")
    for format in (*ONIX, "smj-1", "jsonl"):
        again, reading = read(b"".join(get(format).document([issue], Writing(CONTEXT))), format)
        assert (again.absence, reading.unread) == ("no-contributor", {})


@pytest.mark.parametrize("xhtml", ["<p>見本", "<p>ほか</p>", "見本", "<!DOCTYPE a [<!ENTITY b 'c'>]><p>&b;</p>"])
def test_xhtml_that_is_none_or_says_something_else_does_not_go_out(xhtml: str):
    book = m.Book("book:mihon", titles=[m.Title(m.Text("見本"))], texts=[m.Prose("見本", xhtml=xhtml)])
    again, _ = read(b"".join(get("onix-3.1").document([book], Writing(CONTEXT))))
    assert again.texts == (m.Prose("見本"),)
    assert not_carried(book, get("onix-3.1").columns["book"], CONTEXT) == ["texts.xhtml"]


def test_a_stated_absence_is_not_written_beside_what_it_denies():
    record, _ = read(message("DescriptiveDetail:|<EditionNumber>2</EditionNumber>"))
    both = attrs.evolve(record, no_edition=True)
    data = b"".join(get("onix-3.1").document([both], Writing(CONTEXT))).decode()
    assert "<EditionNumber>2</EditionNumber>" in data
    assert "NoEdition" not in data
    assert not_carried(both, get("onix-3.1").columns["book"], CONTEXT) == ["no_edition"]


@pytest.mark.parametrize("precisions", ["02", "03 03", "01 04"])
def test_a_range_of_other_bounds_is_told(precisions: str):
    bounds = "".join(
        f"<AudienceRangePrecision>{p}</AudienceRangePrecision><AudienceRangeValue>9</AudienceRangeValue>"
        for p in precisions.split()
    )
    reading = Reading(CONTEXT)
    block = (
        f"DescriptiveDetail:|<AudienceRange><AudienceRangeQualifier>17</AudienceRangeQualifier>{bounds}</AudienceRange>"
    )
    (item,) = items(message(block), reading, format="onix-3.1")
    assert [(p.rule, p.found) for p in item.problems] == [("audience-range", precisions)]
    assert item.record is not None
    assert item.record.audience_ranges == ()


def _contributor(roles: str, *inside: str) -> str:
    marks = "".join(f"<ContributorRole>{role}</ContributorRole>" for role in roles.split())
    return f"<Contributor>{marks}{''.join(inside)}</Contributor>"


_UNNAMED, _NAMED = "<UnnamedPersons>02</UnnamedPersons>", "<PersonName>Mihon Hanako</PersonName>"


@pytest.mark.parametrize(("contributors", "absence", "unread"), [
    (_contributor("A01", _UNNAMED), "anonymous", {}),
    (_contributor("B06", _UNNAMED), None, {"UnnamedPersons": 1, "ContributorRole": 1}),
    (_contributor("A01 B06", _UNNAMED), "anonymous", {"ContributorRole": 1}),
    (_contributor("B06", _UNNAMED) + _contributor("A01", _UNNAMED), "anonymous", {"UnnamedPersons": 1, "ContributorRole": 1}),
    (_contributor("A01", _NAMED) + _contributor("B06", _UNNAMED), None, {"UnnamedPersons": 1, "ContributorRole": 1}),
])  # fmt: skip
def test_only_an_anonymous_author_is_kept_as_one(contributors, absence, unread):
    record, reading = read(message(f"DescriptiveDetail:|{contributors}"))
    at = "Product/DescriptiveDetail/Contributor"
    assert (record.absence, reading.unread) == (absence, {f"{at}/{k}": n for k, n in unread.items()})


def test_a_prefix_is_no_part_of_what_a_name_is_sorted_by():
    parts = "<NamesBeforeKey>Hanako</NamesBeforeKey><PrefixToKey>van</PrefixToKey><KeyNames>Mihon</KeyNames><SuffixToKey>III</SuffixToKey>"
    data = message(f"DescriptiveDetail:|{_contributor('A01', '<PersonName>Hanako van Mihon III</PersonName>', parts)}")
    record, reading = read(data)
    at = "Product/DescriptiveDetail/Contributor"
    assert reading.unread == {f"{at}/PrefixToKey": 1, f"{at}/SuffixToKey": 1}
    written = b"".join(get("onix-3.1").document([record], Writing(CONTEXT))).decode()
    assert "<NamesBeforeKey>Hanako van</NamesBeforeKey>" in written
    assert "<KeyNames>Mihon</KeyNames>" in written


@pytest.mark.parametrize(("scheme", "name", "count"), [
    ("24", "Haus", 1), ("24", "NDLSH", 0), ("23", "Verlag", 1), ("93", "Thema", 0), ("24", "", 0),
])  # fmt: skip
def test_the_name_of_a_scheme_without_a_field_is_counted(scheme, name, count):
    called = f"<SubjectSchemeName>{name}</SubjectSchemeName>" if name else ""
    subject = f"<Subject><SubjectSchemeIdentifier>{scheme}</SubjectSchemeIdentifier>{called}<SubjectCode>11</SubjectCode></Subject>"
    _, reading = read(message(f"DescriptiveDetail:|{subject}"))
    assert reading.unread == ({"Product/DescriptiveDetail/Subject/SubjectSchemeName": 1} if count else {})


@pytest.mark.parametrize(("header", "stated", "currency"), [
    ("USD", "", "USD"), ("", "<CurrencyCode>EUR</CurrencyCode>", "EUR"), ("", "", None),
])  # fmt: skip
def test_no_currency_is_invented_for_what_has_no_price(header, stated, currency):
    price = f"<Price><PriceQualifier>05</PriceQualifier><UnpricedItemType>01</UnpricedItemType>{stated}</Price>"
    data = message(f"ProductSupply:{SUPPLY.format('', '', price)}")
    if header:
        data = data.replace(b"</Header>", f"<DefaultCurrencyCode>{header}</DefaultCurrencyCode></Header>".encode())
    record, _ = read(data)
    written = b"".join(get("onix-3.1").document([record], Writing(CONTEXT))).decode()
    assert re.findall("<CurrencyCode>(.*?)<", written) == ([currency] if currency else [])
    assert read(written.encode())[0] == record


def test_pages_in_roman_figures_are_their_number():
    extent = "<Extent><ExtentType>03</ExtentType>{}<ExtentUnit>03</ExtentUnit></Extent>"
    roman = [f"<ExtentValueRoman>{x}</ExtentValueRoman>" for x in ("xvi", "XCIX")]
    data = message("DescriptiveDetail:|" + extent.format(roman[0]) + extent.format(roman[1]).replace("03<", "05<", 1))
    record, reading = read(data)
    assert [x.value for x in record.extents] == [16, 99]
    assert reading.unread == {"Product/DescriptiveDetail/Extent/ExtentValueRoman": 2}


def test_a_feature_of_a_note_alone_is_counted():
    data = message(
        "CollateralDetail:<SupportingResource><ResourceContentType>01</ResourceContentType><ContentAudience>00</ContentAudience>"
        "<ResourceMode>03</ResourceMode><ResourceFeature><ResourceFeatureType>01</ResourceFeatureType><FeatureNote>Mihon</FeatureNote>"
        "</ResourceFeature><ResourceVersion><ResourceForm>02</ResourceForm><ResourceLink>https://mihon.example/</ResourceLink>"
        "</ResourceVersion></SupportingResource>"
    )
    record, reading = read(data)
    assert (len(record.resources), record.resources[0].features) == (1, ())
    assert reading.unread == {"Product/CollateralDetail/SupportingResource/ResourceFeature/FeatureNote": 1}


@pytest.mark.parametrize(("date", "found"), [
    ("<Date>20101301</Date>", "20101301"), ("<Date>2010-13-01</Date>", "2010-13-01"), ("<Date>2010</Date>", "2010"),
    ("<Date dateformat='01'>201013</Date>", "201013 (dateformat 01)"),
    ("<Date dateformat='14'>20101201</Date>", "20101201 (dateformat 14)"),
    ("<Date dateformat='14'>20101201T231010Z</Date>", "20101201T231010Z (dateformat 14)"),
    ("<Date dateformat='77'>20101201</Date>", "20101201 (dateformat 77)"),
])  # fmt: skip
def test_a_wrong_date_is_quoted_as_the_file_has_it(date, found):
    dated = f"<PublishingDate><PublishingDateRole>01</PublishingDateRole>{date}</PublishingDate>"
    (item,) = items(message(f"PublishingDetail:{PUBLISHER.format('')}{dated}"), Reading(CONTEXT), format="onix-3.1")
    assert [(p.rule, p.found, p.expected.id) for p in item.problems] == [("value-date", found, "an-onix-date")]


@pytest.mark.parametrize("roles", ["A01", "A01 A12", "Z99"])
def test_the_description_of_a_contributor_goes_with_any_role(roles):
    inside = _contributor(roles, _NAMED, "<ContributorDescription>Zeichnerin aus Mihon</ContributorDescription>")
    record, _ = read(message(f"DescriptiveDetail:|{inside}"))
    written = b"".join(get("onix-3.1").document([record], Writing(CONTEXT)))
    assert "<ContributorDescription>Zeichnerin aus Mihon</ContributorDescription>" in written.decode()
    assert read(written)[0] == record


@pytest.mark.parametrize(("roles", "printed", "described"), [
    (("A01",), "著", False), (("A01", "B01"), "編著", False), (("A01",), "編", True), ((), "著", True), ((), "取材", True),
    (("A01",), "取材", True), (("Z99",), "著", True),
])  # fmt: skip
def test_a_word_for_a_role_goes_out_unless_the_role_says_it(roles, printed, described):
    by = m.Contributor("見本花子", roles, role_printed=printed)
    book = m.Book("book:mihon", titles=[m.Title(m.Text("見本"))], contributors=[by])
    written = b"".join(get("onix-3.1").document([book], Writing(CONTEXT))).decode()
    assert (f"<ContributorDescription>{printed}</ContributorDescription>" in written) == described


@pytest.mark.parametrize(("kind", "sent", "type", "value"), [
    ("15", "979-9-99900-001-6", "isbn-13", "9799999000016"), ("15", "979‐9‐99900‐001‐6", "isbn-13", "9799999000016"),
    ("02", "9-99900-001-x", "isbn-10", "999900001X"), ("06", "https://doi.org/10.99999/mihon", "doi", "10.99999/mihon"),
])  # fmt: skip
def test_a_number_with_hyphens_is_read_as_the_number_and_kept_as_printed(kind, sent, type, value):
    data = message().replace(b"<ProductIDType>15</ProductIDType>", f"<ProductIDType>{kind}</ProductIDType>".encode())
    record, _ = read(data.replace(b"9799999000009", sent.encode()))
    assert record.identifiers == (m.Identifier(type, value, printed=sent),)
    assert "identifier-normal-form" not in [p.rule for p in check_record(record)]
    assert read(b"".join(get("onix-3.1").document([record], Writing(CONTEXT))))[0].identifiers == (
        m.Identifier(type, value),
    )


def test_what_hyphens_do_not_make_a_number_stays_as_it_is():
    record, _ = read(message().replace(b"9799999000009", b"979-9-999"))
    assert record.identifiers == (m.Identifier("isbn-13", "979-9-999"),)
    assert [p.rule for p in check_record(record) if p.severity == "error"] == ["isbn-check-digit"]


@pytest.mark.parametrize("kind", ["01", "02", "04", "41", None])
@pytest.mark.parametrize("currency", ["EUR", "JPY"])
def test_the_type_of_a_price_without_an_amount_comes_back(kind, currency):
    type_of = "" if kind is None else f"<PriceType>{kind}</PriceType>"
    price = f"<Price>{type_of}<UnpricedItemType>04</UnpricedItemType><CurrencyCode>{currency}</CurrencyCode></Price>"
    supplier = "<Supplier><SupplierRole>01</SupplierRole><SupplierName>M</SupplierName></Supplier>"
    supply = f"<SupplyDetail>{supplier}<ProductAvailability>20</ProductAvailability>{price}</SupplyDetail>"
    record, _ = read(message(f"ProductSupply:<ProductSupply>{supply}</ProductSupply>"))
    written = b"".join(get("onix-3.1").document([record], Writing(CONTEXT)))
    assert type_of in written.decode()
    assert read(written)[0] == record


@pytest.mark.parametrize(("block", "unread"), [
    ("CollateralDetail:<TextContent><TextType>06</TextType><ContentAudience>00</ContentAudience><Text>Mihon</Text>"
     "<TextSourceCorporate>Mihon Ltd</TextSourceCorporate><ContentDate><ContentDateRole>01</ContentDateRole><Date>20200101</Date>"
     "</ContentDate></TextContent>",
     ["CollateralDetail/TextContent/ContentDate/ContentDateRole", "CollateralDetail/TextContent/ContentDate/Date",
      "CollateralDetail/TextContent/TextSourceCorporate"]),
    ("DescriptiveDetail:|" + _contributor("A01", _NAMED, "<BiographicalNote>one</BiographicalNote><BiographicalNote>two</BiographicalNote>"),
     ["DescriptiveDetail/Contributor/BiographicalNote (repeated)"]),
])  # fmt: skip
def test_what_a_text_or_biography_has_no_field_for_is_counted(block, unread):
    _, reading = read(message(block))
    assert sorted(reading.unread) == [f"Product/{path}" for path in unread]


SECOND = "<SupplyDetail><Supplier><SupplierRole>04</SupplierRole><SupplierName>例示販売</SupplierName></Supplier>{}</SupplyDetail>"
LATER = "<Price><PriceType>01</PriceType><PriceAmount>{}</PriceAmount><CurrencyCode>CAD</CurrencyCode></Price>"


@pytest.mark.parametrize(("said", "price", "availability"), [
    ("", "04", "99"), ("<ProductAvailability>40</ProductAvailability>", "04", "40"),
    (f"<ProductAvailability>20</ProductAvailability>{LATER.format('12,99')}", "04", None),
    (f"<ProductAvailability>20</ProductAvailability>{LATER.format('12.99')}", Decimal("12.99"), None),
])  # fmt: skip
def test_a_supplier_of_whom_nothing_is_known_is_not_given_what_the_first_says(said, price, availability):
    supply = SUPPLY.format("", "", PRICE.format("", "")).replace(
        "</ProductSupply>", f"{SECOND.format(said)}</ProductSupply>"
    )
    (item,) = items(message(f"ProductSupply:{supply}"), Reading(CONTEXT), format="onix-3.1")
    record = item.record
    assert record is not None
    second = record.suppliers[1]
    assert [p.amount or p.unpriced for p in second.prices] == [price]
    assert second.availability == availability
    sent = b"".join(get("onix-3.1").document([record], Writing(CONTEXT))).decode()
    assert sent.count("<PriceAmount>1800<") == 1
    assert sent.count(f"<ProductAvailability>{availability or 20}<") == (1 if availability else 2)


@pytest.mark.parametrize(
    ("code", "unread"), [("10", {}), ("20", {"Product/DescriptiveDetail/Collection/CollectionType=20": 1})]
)
def test_another_type_of_collection_is_counted(code, unread):
    collection = (
        f"<Collection><CollectionType>{code}</CollectionType><TitleDetail><TitleType>01</TitleType><TitleElement>"
        "<TitleElementLevel>02</TitleElementLevel><TitleText>見本叢書</TitleText></TitleElement></TitleDetail></Collection>"
    )
    _, reading = read(message(f"DescriptiveDetail:{collection}|"))
    assert {k: n for k, n in reading.unread.items() if "Collection" in k} == unread


@pytest.mark.parametrize(("date", "severity"), [
    ('<Date dateformat="12">Spring 2024</Date>', "warning"), ('<Date dateformat="06">2024010120240331</Date>', "warning"),
    ("<Date>20240231</Date>", "error"), ('<Date dateformat="05">May</Date>', "error"),
    ('<Date dateformat="13">tonight</Date>', "error"),
])  # fmt: skip
def test_a_date_of_a_form_that_is_not_carried_is_no_error(date, severity):
    data = message(
        f"PublishingDetail:{PUBLISHER.format('')}<PublishingDate><PublishingDateRole>01</PublishingDateRole>{date}</PublishingDate>"
    )
    (item,) = items(data, Reading(CONTEXT), format="onix-3.1")
    assert [(p.rule, p.severity) for p in item.problems] == [("value-date", severity)]
    assert item.record is not None
    assert not item.record.dates


def test_a_biography_in_xhtml_is_no_doubt():
    note = '<BiographicalNote textformat="05"><p>見本の<em>人</em>。</p></BiographicalNote>'
    person = f"<Contributor><ContributorRole>A01</ContributorRole><PersonName>見本花子</PersonName>{note}</Contributor>"
    record, _ = read(message(f"DescriptiveDetail:|{person}"))
    assert record.contributors[0].biography_xhtml
    assert not [p for p in check_record(record) if p.rule.startswith("character")]
