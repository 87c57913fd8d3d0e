"""Our profiles of ONIX 3.1 and oai_dc: they say what our writers write, neither less nor more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import catalogs, issues, periodicals, records

from smj_catalog import model as m
from smj_catalog import validate
from smj_catalog.crosswalk import Context, grow
from smj_catalog.formats import Writing, get
from smj_catalog.resources import schemas
from smj_catalog.schema import load
from smj_catalog.xmlio import RecordStream, fromstring

XS = "{http://www.w3.org/2001/XMLSchema}"
NAMES = ("onix-3.1-reference", "oai_dc", "oai-pmh-oai_dc", "dc-elements", "xml-attributes")
SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=60
)
CONTEXTS = (
    Context(domain="example.org", sender="見本", updated="2026-11-24"),
    Context(domain="a-b.example.org", sender="A & B", updated="2024-02-29", base_uri="https://example.org/見本/"),
)


@cache
def root_of(name: str) -> Any:
    """Return the root of a schema's file."""
    return etree.parse(schemas() / f"{name}.xsd", etree.XMLParser(no_network=True)).getroot()


def faults(name: str, text: str | bytes) -> list[str]:
    """Return the names of the faults that a schema finds in a file."""
    data = text.encode() if isinstance(text, str) else text
    return [fault.kind for fault in load(f"{name}.xsd").faults(fromstring(data.strip()))]


# --- the schemas by themselves ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_compiles(name: str):
    """Each schema compiles, with nothing but its neighbours."""
    assert load(f"{name}.xsd").validator is not None


ROOTS = {
    "onix-3.1-reference": ("http://ns.editeur.org/onix/3.1/reference", ["ONIXMessage"]),
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc/", ["dc"]),
    "oai-pmh-oai_dc": ("http://www.openarchives.org/OAI/2.0/", ["OAI-PMH", "ListRecords"]),
}


@pytest.mark.parametrize("name", ROOTS)
def test_roots(name: str):
    """A file has the standard's namespace and root; parts are no files."""
    namespace, elements = ROOTS[name]
    assert root_of(name).get("targetNamespace") == namespace
    assert root_of(name).get("elementFormDefault") == "qualified"
    assert [e.get("name") for e in root_of(name).iterchildren(f"{XS}element")] == elements


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_documented(name: str):
    """The schema and each of its named parts has a note that ends in a full stop."""
    named = [e for e in root_of(name).iterchildren(f"{XS}*") if e.get("name")]
    keys = list(root_of(name).iter(f"{XS}key", f"{XS}unique"))
    for part in (root_of(name), *named, *keys):
        note = " ".join((part.findtext(f"{XS}annotation/{XS}documentation") or "").split())
        assert note.rstrip(")").endswith("."), part.get("name")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_over(name: str):
    """No type or group of a schema stands there for nothing."""
    used = set()
    for element in root_of(name).iter(f"{XS}*"):
        for key in ("type", "base", "ref", "itemType", "memberTypes"):
            used |= {word.rpartition(":")[2] for word in element.get(key, "").split()}
    named = root_of(name).iterchildren(f"{XS}complexType", f"{XS}simpleType", f"{XS}group")
    assert {e.get("name") for e in named} <= used


# --- the ONIX columns against the profile -----------------------------------------------------------------------------------


def _global(kind: str, reference: str) -> Any:
    name = reference.rpartition(":")[2]
    return next(e for e in root_of("onix-3.1-reference").iterchildren(XS + kind) if e.get("name") == name)


def _parts(type_: Any) -> Iterator[Any]:
    """Yield the elements and attributes of a type, groups put in place."""
    for part in type_.iterchildren(f"{XS}*"):
        if part.tag in (f"{XS}element", f"{XS}attribute"):
            yield part
        elif part.tag == f"{XS}group":
            yield from _parts(_global("group", part.get("ref")))
        elif part.tag in [XS + tag for tag in ("sequence", "choice", "simpleContent", "extension")]:
            yield from _parts(part)


def _complex(element: Any) -> Any:
    inline = element.find(f"{XS}complexType")
    if inline is not None:
        return inline
    try:
        return _global("complexType", element.get("type"))
    except StopIteration:
        return None


def _allowed(element: Any, path: str) -> Iterator[str]:
    """Yield the paths of all elements and attributes that the profile allows."""
    yield path
    type_ = _complex(element)
    for part in _parts(type_) if type_ is not None else ():
        if part.tag == f"{XS}attribute":
            yield f"{path}/@{part.get('name')}"
        else:
            yield from _allowed(part, f"{path}/{part.get('name')}")


def _written(node: Any, path: str) -> Iterator[str]:
    """Yield the paths of all elements and attributes that a column can write."""
    yield path
    yield from (f"{path}/@{name}" for name, _ in node.attributes)
    yield from (f"{path}/{c.name}" for c in node.constants)
    if node.value is not None and node.name == "Date":
        yield f"{path}/@dateformat"
    for kid in node.kids:
        yield from _written(kid, f"{path}/{kid.name}")


def test_the_onix_profile_is_what_the_columns_write():
    """Each element and attribute of the columns is in the profile, and none in the profile that no column writes."""
    product = next(e for e in root_of("onix-3.1-reference").iter(f"{XS}element") if e.get("name") == "Product")
    columns = get("onix-3.1").columns.values()
    written = {path for column in columns for path in _written(grow(column).node, "Product")}
    allowed = set(_allowed(product, "Product"))
    assert written - allowed == set()
    assert allowed - written == set()


# --- the Dublin Core columns against the profile ------------------------------------------------------------------------------


def test_the_dublin_core_profile_is_what_the_columns_write():
    """The elements of a record are those of the columns, in an order that is each column's; xml:lang goes no further."""
    order = [e.get("ref") for e in root_of("oai_dc").iter(f"{XS}element") if e.get("ref")]
    written: dict[str, set[str]] = {}
    for column in get("oai_dc").columns.values():
        kids = grow(column).node.kids
        names = [name for name, _ in groupby(kid.name for kid in kids)]  # several fields may go into one
        assert names == [name for name in order if name in {kid.name for kid in kids}]
        for kid in kids:
            written.setdefault(kid.name, set()).update(name for name, _ in kid.attributes)
    assert set(order) == set(written)
    for element in root_of("dc-elements").iterchildren(f"{XS}element"):
        tagged = element.get("type") == "dc:words"
        name = f"dc:{element.get('name')}"
        assert not tagged or name not in written or "xml:lang" in written[name], name


def test_the_fifteen_elements():
    """Dublin Core has fifteen elements; our records use all but coverage and rights."""
    fifteen = {f"dc:{e.get('name')}" for e in root_of("dc-elements").iterchildren(f"{XS}element")}
    assert len(fifteen) == 15
    assert fifteen - {e.get("ref") for e in root_of("oai_dc").iter(f"{XS}element")} == {"dc:coverage", "dc:rights"}


# --- what our writers write is valid --------------------------------------------------------------------------------------------


def told(name: str, data: bytes) -> list[str]:
    """Return what our profile says of a whole file, and what it says of it record by record, as export asks it."""
    found = get(name)
    assert found.schema is not None
    schema = load(found.schema)
    whole = schema.check_tree(fromstring(data))
    stream = RecordStream(io.BytesIO(data), found.record_tags, move=True)
    apart = [p for _, problems in schema.check_records(stream, record_of=found.record_name) for p in problems]
    return [f"{p.where.path}: {p.expected}" for p in (*whole, *apart)]


def document(name: str, found: list[Any], context: Context) -> bytes:
    """Return records as a file."""
    return b"".join(get(name).document(found, Writing(context)))


@settings(SLOW, max_examples=30)
@given(catalogs("book", "issue", max_size=3), st.sampled_from(CONTEXTS))
def test_onix_messages_are_valid(found: list[m.Record], context: Context):
    """Any message is valid, be it empty or of several products."""
    assert told("onix-3.1", document("onix-3.1", found, context)) == []


@settings(SLOW, max_examples=20)
@given(records("book", "issue", full=True))
def test_full_products_are_valid(record: m.Record):
    """A product with every field filled is valid, in a message of its own."""
    assert told("onix-3.1", get("onix-3.1").single(record, CONTEXTS[0])) == []


@settings(SLOW, max_examples=25)
@given(issues(), periodicals())
def test_issues_of_serials_are_valid(issue: m.Issue, serial: m.Periodical):
    """An issue is valid with what it takes from its serial."""
    context = attrs.evolve(CONTEXTS[0], lookup=lambda record_id: serial if record_id == serial.id else None)
    record = attrs.evolve(issue, periodical=serial.id)
    assert told("onix-3.1", get("onix-3.1").single(record, context)) == []
    assert told("oai_dc", document("oai_dc", [record, serial], context)) == []


@settings(SLOW, max_examples=30)
@given(catalogs("book", "issue", "component", "periodical", max_size=3), st.sampled_from(CONTEXTS))
def test_oai_pmh_responses_are_valid(found: list[m.Record], context: Context):
    """Any response is valid, be it empty or of several records with their articles and chapters."""
    assert told("oai_dc", document("oai_dc", found, context)) == []


@SLOW
@given(records("book", "issue", "component", "periodical"), st.sampled_from(CONTEXTS))
def test_single_dublin_core_records_are_valid(record: m.Record, context: Context):
    """A record in a file of its own is valid."""
    assert faults("oai_dc", get("oai_dc").single(record, context)) == []


@pytest.mark.parametrize("name", ["onix-3.1", "oai_dc"])
def test_files_without_records_are_valid(name: str):
    """Where no record is of a kind that the format holds, the file says so in the standard's way."""
    data = document(name, [m.Agent("agent:example")], CONTEXTS[0])
    assert told(name, data) == []
    assert (b"<NoProduct/>" in data) or (b'code="noRecordsMatch"' in data)


@pytest.mark.parametrize("kind", ["book", "issue", "periodical"])
def test_records_without_title_are_refused(kind: str):
    """A record without a title does not go out."""
    record = m.RECORD_TYPES[kind](f"{kind}:example" + (":1" if kind == "issue" else ""))
    assert faults("oai_dc", get("oai_dc").single(record, CONTEXTS[0])) != []
    if kind != "periodical":
        assert faults("onix-3.1-reference", get("onix-3.1").single(record, CONTEXTS[0])) != []


# --- single faults: ONIX ------------------------------------------------------------------------------------------------------------

ONIX = """<ONIXMessage release="3.1" xmlns="http://ns.editeur.org/onix/3.1/reference">
  <Header><Sender><SenderName>見本</SenderName></Sender><SentDateTime>20261124</SentDateTime></Header>
  <Product>
    <RecordReference>org.example.book:9799999000019</RecordReference>
    <NotificationType>03</NotificationType>
    <RecordSourceType>00</RecordSourceType>
    <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9799999000019</IDValue></ProductIdentifier>
    <ProductIdentifier><ProductIDType>01</ProductIDType><IDTypeName>見本</IDTypeName><IDValue>A 12</IDValue></ProductIdentifier>
    <DescriptiveDetail>
      <ProductComposition>00</ProductComposition>
      <ProductForm>BA</ProductForm>
      <ProductFormDetail>B108</ProductFormDetail>
      <Measure><MeasureType>01</MeasureType><Measurement>20.5</Measurement><MeasureUnitCode>cm</MeasureUnitCode></Measure>
      <Collection>
        <CollectionType>10</CollectionType>
        <TitleDetail>
          <TitleType>01</TitleType>
          <TitleElement><TitleElementLevel>01</TitleElementLevel><PartNumber>第5巻</PartNumber></TitleElement>
          <TitleElement><TitleElementLevel>02</TitleElementLevel><TitleText>見本叢書</TitleText></TitleElement>
        </TitleDetail>
      </Collection>
      <TitleDetail>
        <TitleType>01</TitleType>
        <TitleElement>
          <TitleElementLevel>01</TitleElementLevel>
          <PartNumber>2</PartNumber>
          <TitleText language="jpn" textscript="Jpan" collationkey="ミホン ノ ホン">見本の本</TitleText>
          <Subtitle>副題</Subtitle>
        </TitleElement>
      </TitleDetail>
      <Contributor>
        <SequenceNumber>1</SequenceNumber>
        <ContributorRole>B01</ContributorRole>
        <NameIdentifier><NameIDType>16</NameIDType><IDValue>0000000099000001</IDValue></NameIdentifier>
        <PersonName>見本花子</PersonName>
        <KeyNames>見本</KeyNames>
        <NamesAfterKey>花子</NamesAfterKey>
        <AlternativeName><NameType>05</NameType><PersonName>Mihon Hanako</PersonName></AlternativeName>
        <ContributorDate><ContributorDateRole>50</ContributorDateRole><Date dateformat="05">1950</Date></ContributorDate>
        <ProfessionalAffiliation><Affiliation>見本会</Affiliation></ProfessionalAffiliation>
      </Contributor>
      <Contributor>
        <SequenceNumber>2</SequenceNumber>
        <ContributorRole>Z99</ContributorRole>
        <CorporateName>見本編集部</CorporateName>
        <ContributorDescription>構成</ContributorDescription>
      </Contributor>
      <ContributorStatement language="jpn">見本花子編
構成 見本編集部</ContributorStatement>
      <EditionNumber>3</EditionNumber>
      <Language><LanguageRole>01</LanguageRole><LanguageCode>jpn</LanguageCode></Language>
      <Extent><ExtentType>11</ExtentType><ExtentValue>244</ExtentValue><ExtentUnit>03</ExtentUnit></Extent>
      <Subject><MainSubject></MainSubject><SubjectSchemeIdentifier>40</SubjectSchemeIdentifier><SubjectSchemeVersion>10</SubjectSchemeVersion><SubjectCode>334.4</SubjectCode></Subject>
    </DescriptiveDetail>
    <CollateralDetail>
      <TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience><Text language="jpn">見本の
文章</Text></TextContent>
    </CollateralDetail>
    <ContentDetail>
      <ContentItem>
        <LevelSequenceNumber>1</LevelSequenceNumber>
        <TextItem>
          <TextItemType>03</TextItemType>
          <TextItemIdentifier><TextItemIDType>01</TextItemIDType><IDTypeName>x</IDTypeName><IDValue>chapter:x:c01</IDValue></TextItemIdentifier>
          <PageRun><FirstPageNumber>vi</FirstPageNumber></PageRun>
        </TextItem>
        <TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>04</TitleElementLevel><TitleText>序</TitleText></TitleElement></TitleDetail>
        <NoContributor></NoContributor>
      </ContentItem>
    </ContentDetail>
    <PublishingDetail>
      <Imprint><ImprintName language="jpn" collationkey="ミホン">見本文庫</ImprintName></Imprint>
      <Publisher><PublishingRole>01</PublishingRole><PublisherName>見本社</PublisherName></Publisher>
      <CityOfPublication language="jpn">東京</CityOfPublication>
      <CountryOfPublication>JP</CountryOfPublication>
      <PublishingStatus>09</PublishingStatus>
      <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date dateformat="01">200903</Date></PublishingDate>
    </PublishingDetail>
    <RelatedMaterial>
      <RelatedProduct><ProductRelationCode>03</ProductRelationCode><ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9799999000026</IDValue></ProductIdentifier></RelatedProduct>
    </RelatedMaterial>
    <ProductSupply><SupplyDetail>
      <Supplier><SupplierRole>00</SupplierRole><SupplierName>見本社</SupplierName></Supplier>
      <ProductAvailability>99</ProductAvailability>
      <Price>
        <PriceType>04</PriceType><PriceAmount>1980</PriceAmount><CurrencyCode>JPY</CurrencyCode>
        <PriceDate><PriceDateRole>14</PriceDateRole><Date dateformat="00">20090301</Date></PriceDate>
      </Price>
      <Price><UnpricedItemType>01</UnpricedItemType><CurrencyCode>JPY</CurrencyCode></Price>
    </SupplyDetail></ProductSupply>
  </Product>
  <Product>
    <RecordReference>org.example.issue:example:193+194</RecordReference>
    <NotificationType>03</NotificationType>
    <RecordSourceType>00</RecordSourceType>
    <ProductIdentifier><ProductIDType>01</ProductIDType><IDTypeName>x</IDTypeName><IDValue>issue:example:193+194</IDValue></ProductIdentifier>
    <DescriptiveDetail>
      <ProductComposition>00</ProductComposition>
      <ProductForm>PA</ProductForm>
      <ProductFormDescription>雑誌</ProductFormDescription>
      <Collection>
        <CollectionType>10</CollectionType>
        <CollectionFrequency>s</CollectionFrequency>
        <CollectionIdentifier><CollectionIDType>02</CollectionIDType><IDValue>99900006</IDValue></CollectionIdentifier>
      </Collection>
      <TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>見本誌</TitleText></TitleElement></TitleDetail>
      <Contributor>
        <SequenceNumber>1</SequenceNumber>
        <ContributorRole>A01</ContributorRole>
        <UnnamedPersons>02</UnnamedPersons>
      </Contributor>
    </DescriptiveDetail>
    <ProductSupply><SupplyDetail>
      <Supplier><SupplierRole>00</SupplierRole><SupplierName>見本社</SupplierName></Supplier>
      <ProductAvailability>20</ProductAvailability>
      <UnpricedItemType>04</UnpricedItemType>
    </SupplyDetail></ProductSupply>
  </Product>
</ONIXMessage>"""

PATTERN, CONTENT = "SCHEMAV_CVC_PATTERN_VALID", "SCHEMAV_ELEMENT_CONTENT"
ENUM, MISSING = "SCHEMAV_CVC_ENUMERATION_VALID", "SCHEMAV_CVC_COMPLEX_TYPE_4"
UNKNOWN, IDENTITY = "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1", "SCHEMAV_CVC_IDC"
UNION, FIXED = "SCHEMAV_CVC_DATATYPE_VALID_1_2_3", "SCHEMAV_CVC_AU"
TYPE, LEAST = "SCHEMAV_CVC_DATATYPE_VALID_1_2_1", "SCHEMAV_CVC_MINEXCLUSIVE_VALID"
NEITHER = "SCHEMAV_CVC_DATATYPE_VALID_1_2_3"
NO_ROOT, MIXED, FILLED = "SCHEMAV_CVC_ELT_1", "SCHEMAV_CVC_COMPLEX_TYPE_2_3", "SCHEMAV_CVC_COMPLEX_TYPE_2_1"

ONIX_FAULTS = {
    "another release": ('release="3.1"', 'release="3.0"', FIXED),
    "no release": (' release="3.1"', "", MISSING),
    "another namespace": ("onix/3.1/reference", "onix/3.0/reference", NO_ROOT),
    "no sender": ("<Sender><SenderName>見本</SenderName></Sender>", "", CONTENT),
    "a sender of white space": ("<SenderName>見本<", "<SenderName> <", PATTERN),
    "a day with hyphens": ("<SentDateTime>20261124<", "<SentDateTime>2026-11-24<", PATTERN),
    "a time without a zone": ("<SentDateTime>20261124<", "<SentDateTime>20261124T101500<", PATTERN),
    "a thirteenth month": ("<SentDateTime>20261124<", "<SentDateTime>20261324<", PATTERN),
    "products and a mark of none": ("</Header>", "</Header><NoProduct/>", CONTENT),
    "text beside products": ("</Header>", "</Header>x", MIXED),
    "a reference of another kind": ("org.example.book:", "org.example.agent:", PATTERN),
    "a reference without domain": ("org.example.book:", "book:", PATTERN),
    "a reference without key": ("org.example.book:9799999000019", "org.example.book:", PATTERN),
    "a reference with capitals": ("org.example.book:9799999000019", "org.example.book:ISBN9799999000019", PATTERN),
    "a reference twice": ("org.example.issue:example:193+194", "org.example.book:9799999000019", IDENTITY),
    "another notification": ("<NotificationType>03", "<NotificationType>05", ENUM),
    "a source in words": ("<RecordSourceType>00", "<RecordSourceType>X", PATTERN),
    "no identifier": ("<ProductIdentifier><ProductIDType>01</ProductIDType><IDTypeName>x</IDTypeName><IDValue>issue:example:193+194</IDValue></ProductIdentifier>", "", CONTENT),
    "an identifier of hyphens": ("<IDValue>A 12<", "<IDValue>--<", PATTERN),
    "an identifier with white space at its end": ("<IDValue>A 12<", "<IDValue>A 12 <", PATTERN),
    "an identifier on two lines": ("<IDValue>A 12<", "<IDValue>A\n12<", PATTERN),
    "an empty identifier": ("<IDValue>A 12<", "<IDValue><", PATTERN),
    "a type in words": ("<ProductIDType>15<", "<ProductIDType>ISBN<", PATTERN),
    "no description": ("<DescriptiveDetail>", "<CollateralDetail/><DescriptiveDetail>", CONTENT),
    "a composition in words": ("<ProductComposition>00", "<ProductComposition>set", PATTERN),
    "no form": ("<ProductForm>BA</ProductForm>", "", CONTENT),
    "a form in words": ("<ProductForm>BA<", "<ProductForm>Book<", PATTERN),
    "a detail in words": ("<ProductFormDetail>B108<", "<ProductFormDetail>A5<", PATTERN),
    "a detail twice": ("<ProductFormDetail>B108</ProductFormDetail>", "<ProductFormDetail>B108</ProductFormDetail>" * 2, IDENTITY),
    "a measure of nought": ("<Measurement>20.5<", "<Measurement>0<", LEAST),
    "a measure below nought": ("<Measurement>20.5<", "<Measurement>-1<", LEAST),
    "a measure with an exponent": ("<Measurement>20.5<", "<Measurement>2e1<", TYPE),
    "a measure twice": (
        "</Measure>",
        "</Measure><Measure><MeasureType>01</MeasureType><Measurement>21</Measurement><MeasureUnitCode>cm</MeasureUnitCode></Measure>",
        IDENTITY,
    ),
    "an empty collection": (
        "<CollectionIdentifier><CollectionIDType>02</CollectionIDType><IDValue>99900006</IDValue></CollectionIdentifier>", "", CONTENT,
    ),
    "a collection of another sort": ("<CollectionType>10", "<CollectionType>20", ENUM),
    "a level twice in a collection": ("<TitleElementLevel>02", "<TitleElementLevel>01", IDENTITY),
    "a frequency in words": ("<CollectionFrequency>s<", "<CollectionFrequency>bimonthly<", PATTERN),
    "no title": (
        "<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>見本誌</TitleText></TitleElement></TitleDetail>",
        "", CONTENT,
    ),
    "a title without words": ("<TitleText>見本誌</TitleText>", "", CONTENT),
    "an empty title": ("<TitleText>見本誌<", "<TitleText><", PATTERN),
    "a title of full-width spaces": ("<TitleText>見本誌<", "<TitleText>\u3000\u3000<", PATTERN),
    "a title on two lines": ("<TitleText>見本誌<", "<TitleText>見本\n誌<", PATTERN),
    "a title of another level": ("<TitleElementLevel>01</TitleElementLevel><TitleText>見本誌", "<TitleElementLevel>04</TitleElementLevel><TitleText>見本誌", ENUM),
    "a variant title": ("<TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>見本誌", "<TitleType>variant</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>見本誌", PATTERN),
    "the number behind the words": ("<TitleText>見本誌</TitleText>", "<TitleText>見本誌</TitleText><PartNumber>2</PartNumber>", CONTENT),
    "a reading that is empty": ('collationkey="ミホン ノ ホン"', 'collationkey=""', PATTERN),
    "a reading on two lines": ('collationkey="ミホン ノ ホン"', 'collationkey="ミホン&#10;ノ"', PATTERN),
    "a language of two letters": ('<TitleText language="jpn"', '<TitleText language="ja"', PATTERN),
    "a script in small letters": ('textscript="Jpan"', 'textscript="jpan"', PATTERN),
    "an attribute that is not ours": ("<Subtitle>", '<Subtitle textcase="01">', UNKNOWN),
    "a role in words": ("<ContributorRole>B01<", "<ContributorRole>editor<", PATTERN),
    "a role of an unknown letter": ("<ContributorRole>B01<", "<ContributorRole>F01<", PATTERN),
    "a role twice": ("<ContributorRole>B01</ContributorRole>", "<ContributorRole>B01</ContributorRole>" * 2, IDENTITY),
    "a contributor without role": ("<ContributorRole>B01</ContributorRole>", "", CONTENT),
    "a contributor without name": ("<PersonName>見本花子</PersonName>", "", CONTENT),
    "a contributor of two kinds": ("<PersonName>見本花子</PersonName>", "<PersonName>見本花子</PersonName><CorporateName>x</CorporateName>", CONTENT),
    "a given name alone": ("<KeyNames>見本</KeyNames>", "", CONTENT),
    "given names on both sides": ("<KeyNames>", "<NamesBeforeKey>H</NamesBeforeKey><KeyNames>", CONTENT),
    "a date of a person's prime": ("<ContributorDateRole>50", "<ContributorDateRole>56", ENUM),
    "two contributors at one place": ("<SequenceNumber>2<", "<SequenceNumber>1<", IDENTITY),
    "a place of nought": ("<SequenceNumber>2<", "<SequenceNumber>0<", TYPE),
    "others, not named": ("<UnnamedPersons>02<", "<UnnamedPersons>03<", ENUM),
    "a contributor and a mark of none": ("<ContributorStatement", "<NoContributor/><ContributorStatement", CONTENT),
    "a mark that says more": ("<NoContributor></NoContributor>", "<NoContributor>x</NoContributor>", FILLED),
    "a statement of white space": ("見本花子編\n構成 見本編集部", " \n\u3000", PATTERN),
    "a statement with a script": ('<ContributorStatement language="jpn">', '<ContributorStatement textscript="Jpan">', UNKNOWN),
    "an affiliation that is empty": ("<Affiliation>見本会</Affiliation>", "", CONTENT),
    "an edition in words": ("<EditionNumber>3<", "<EditionNumber>第3版<", TYPE),
    "a language of one letter": ("<LanguageCode>jpn<", "<LanguageCode>j<", PATTERN),
    "no pages": ("<ExtentValue>244<", "<ExtentValue>0<", LEAST),
    "pages in full-width digits": ("<ExtentValue>244<", "<ExtentValue>２４４<", TYPE),
    "a subject without code or heading": ("<SubjectCode>334.4</SubjectCode>", "", CONTENT),
    "a scheme in words": ("<SubjectSchemeIdentifier>40<", "<SubjectSchemeIdentifier>NDC<", PATTERN),
    "a text without audience": ("<ContentAudience>00</ContentAudience>", "", CONTENT),
    "a text with mark-up": ("見本の\n文章", "<p xmlns='urn:mihon'>見本</p>", CONTENT),
    "an item that is no body text": ("<TextItemType>03", "<TextItemType>02", ENUM),
    "an item without id": (
        "<TextItemIdentifier><TextItemIDType>01</TextItemIDType><IDTypeName>x</IDTypeName><IDValue>chapter:x:c01</IDValue></TextItemIdentifier>",
        "", CONTENT,
    ),
    "a publisher without name": ("<PublisherName>見本社</PublisherName>", "", CONTENT),
    "an imprint with a script": ("<ImprintName language", '<ImprintName textscript="Jpan" language', UNKNOWN),
    "a city with a script": ("<CityOfPublication language", '<CityOfPublication textscript="Jpan" language', UNKNOWN),
    "two cities of one language": ("</CityOfPublication>", '</CityOfPublication><CityOfPublication language="jpn">大阪</CityOfPublication>', IDENTITY),
    "a country in words": ("<CountryOfPublication>JP<", "<CountryOfPublication>Japan<", PATTERN),
    "no status": ("<PublishingStatus>09</PublishingStatus>", "", CONTENT),
    "a date without format": ('<Date dateformat="01">', "<Date>", MISSING),
    "a date of another format": ('<Date dateformat="01">', '<Date dateformat="13">', ENUM),
    "a date with hyphens": (">200903<", ">2009-03<", UNION),
    "a month of one digit": (">200903<", ">20093<", UNION),
    "a month that there is not": (">200903<", ">200913<", UNION),
    "a role of date twice": (
        "</PublishingDate>",
        '</PublishingDate><PublishingDate><PublishingDateRole>01</PublishingDateRole><Date dateformat="05">2010</Date></PublishingDate>',
        IDENTITY,
    ),
    "a relation without product": (
        "<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9799999000026</IDValue></ProductIdentifier>", "", CONTENT,
    ),
    "a type of price in words": ("<PriceType>04", "<PriceType>fixed", PATTERN),
    "a price of nought": ("<PriceAmount>1980<", "<PriceAmount>0<", LEAST),
    "a price with a comma": ("<PriceAmount>1980<", "<PriceAmount>1,980<", TYPE),
    "a currency in words": ("<CurrencyCode>JPY<", "<CurrencyCode>yen<", PATTERN),
    "a price without currency": ("<CurrencyCode>JPY</CurrencyCode>", "", CONTENT),
    "a date of another role": ("<PriceDateRole>14", "<PriceDateRole>24", ENUM),
    "a price and a mark of none": ("<UnpricedItemType>04</UnpricedItemType>", "<UnpricedItemType>04</UnpricedItemType><Price/>", CONTENT),
    "no price, in words": ("<UnpricedItemType>04", "<UnpricedItemType>not-for-sale", PATTERN),
    "an amount and why there is none": (
        "<PriceAmount>1980</PriceAmount>", "<PriceAmount>1980</PriceAmount><UnpricedItemType>01</UnpricedItemType>", CONTENT,
    ),
    "an amount without its type": ("<PriceType>04</PriceType>", "", CONTENT),
    "a supplier whose role is a word": ("<SupplierRole>00", "<SupplierRole>wholesaler", PATTERN),
    "an element that we do not write": ("<CountryOfPublication>", "<CopyrightStatement/><CountryOfPublication>", CONTENT),
}  # fmt: skip


def test_the_onix_sample_is_valid():
    """The message that the faults are put into has none of its own, by our profile or by EDItEUR's schema."""
    assert faults("onix-3.1-reference", ONIX) == []
    official = get("onix-3.1").official
    assert official is not None
    pytest.importorskip("onixcheck", reason="EDItEUR's schemas come with it")
    assert official().check_tree(fromstring(ONIX.encode())) == []


@pytest.mark.parametrize("name", ONIX_FAULTS)
def test_single_faults_in_onix_are_refused(name: str):
    """Each single fault is refused, and for its own reason."""
    old, new, reason = ONIX_FAULTS[name]
    assert old in ONIX
    assert reason in faults("onix-3.1-reference", ONIX.replace(old, new, 1))


ONIX_FINE = {
    "another publisher's domain": ("org.example.book:", "jp.co.a-b2.books.book:"),
    "words with inner spaces of every width": ("<TitleText>見本誌<", "<TitleText>見本 の\u3000 誌<"),
    "words beyond the basic plane": ("<TitleText>見本誌<", "<TitleText>𠮷野<"),
    "an identifier in kanji": ("<IDValue>A 12<", "<IDValue>(見本)第1号<"),
    "a text with line breaks": ("見本の\n文章", "\n 見本の&#13;\n\n文章 "),
    "a year": ('"01">200903<', '"05">2009<'),
    "a day": ('"01">200903<', '"00">20090331<'),
    "no content": ("<NoContributor></NoContributor>", ""),
    "a city without language beside one with it": ("</CityOfPublication>", "</CityOfPublication><CityOfPublication>大阪</CityOfPublication>"),
    "a heading alone": ("<SubjectCode>334.4</SubjectCode>", "<SubjectHeadingText>移民</SubjectHeadingText>"),
    "two roles": ("<ContributorRole>B01</ContributorRole>", "<ContributorRole>A01</ContributorRole><ContributorRole>B01</ContributorRole>"),
}  # fmt: skip


@pytest.mark.parametrize("name", ONIX_FINE)
def test_unusual_onix_is_taken(name: str):
    """What is unusual and right is not refused."""
    old, new = ONIX_FINE[name]
    assert old in ONIX
    assert faults("onix-3.1-reference", ONIX.replace(old, new, 1)) == []


# --- single faults: Dublin Core ---------------------------------------------------------------------------------------------------------

RECORD = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
  <dc:title xml:lang="ja">見本の本. 2 : 副題</dc:title>
  <dc:creator>見本花子</dc:creator>
  <dc:contributor>見本太郎</dc:contributor>
  <dc:publisher>見本社</dc:publisher>
  <dc:date>2009-03</dc:date>
  <dc:type>Text</dc:type>
  <dc:format>244 p.</dc:format>
  <dc:language>jpn</dc:language>
  <dc:identifier>https://example.org/book:9799999000019</dc:identifier>
  <dc:identifier>urn:isbn:9799999000019</dc:identifier>
  <dc:source>見本誌 193, p. 5-9</dc:source>
  <dc:relation>https://example.org/issue:example:193</dc:relation>
  <dc:subject>NDC 334.4</dc:subject>
  <dc:description xml:lang="en">An example
of words.</dc:description>
</oai_dc:dc>"""
OAI = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-24T00:00:00Z</responseDate>'
    '<request verb="ListRecords" metadataPrefix="oai_dc">https://example.org/oai</request><ListRecords>'
    "<record><header><identifier>oai:example.org:book:x</identifier><datestamp>2026-11-24</datestamp></header>"
    f"<metadata>{RECORD}</metadata></record>"
    "<record><header><identifier>oai:example.org:article:example:193:a01</identifier><datestamp>2026-11-24</datestamp></header>"
    f"<metadata>{RECORD}</metadata></record>"
    "</ListRecords></OAI-PMH>"
)

ISBN = "urn:isbn:9799999000019"
RECORD_FAULTS = {
    "no title": ('<dc:title xml:lang="ja">見本の本. 2 : 副題</dc:title>', "", CONTENT),
    "no type": ("<dc:type>Text</dc:type>", "", CONTENT),
    "two types": ("<dc:type>Text</dc:type>", "<dc:type>Text</dc:type><dc:type>Text</dc:type>", CONTENT),
    "a type that we do not write": (">Text<", ">Sound<", ENUM),
    "a title of white space": ("見本の本. 2 : 副題", " \u3000\n", PATTERN),
    "an empty name": ("見本花子", "", PATTERN),
    "elements in another order": ("<dc:language>jpn</dc:language>", "<dc:language>jpn</dc:language><dc:format>x</dc:format>", CONTENT),
    "an element that we do not write": ("</oai_dc:dc>", "<dc:rights>x</dc:rights></oai_dc:dc>", CONTENT),
    "an element of another namespace": ("<dc:subject>NDC 334.4</dc:subject>", '<subject xmlns="urn:x">x</subject>', CONTENT),
    "text beside elements": ("</oai_dc:dc>", "x</oai_dc:dc>", MIXED),
    "an attribute that is not ours": ("<dc:creator>", '<dc:creator id="x">', UNKNOWN),
    "a language on a date": ("<dc:date>", '<dc:date xml:lang="ja">', "SCHEMAV_CVC_TYPE_3_1_1"),
    "a language in words": ('xml:lang="ja"', 'xml:lang="Japanese language"', TYPE),
    "a date in words": (">2009-03<", ">2009年3月<", UNION),
    "a month that there is not": (">2009-03<", ">2009-13<", UNION),
    "a day that there is not": (">2009-03<", ">2009-02-29<", UNION),
    "a date with a time zone": (">2009-03<", ">2009-03-01Z<", UNION),
    "a month of one digit": (">2009-03<", ">2009-3<", UNION),
    "a language code of two letters": (">jpn<", ">ja<", PATTERN),
    "an ISBN of twelve digits": (ISBN, "urn:isbn:979999900001", UNION),
    "an ISBN with hyphens": (ISBN, "urn:isbn:979-9-999-00001-9", UNION),
    "an ISBN of no known prefix": (ISBN, "urn:isbn:4909999000019", UNION),
    "an ISBN in a URN with capitals": (ISBN, "URN:ISBN:123", UNION),
    "an empty ISBN": (ISBN, "urn:isbn:", UNION),
    "an ISSN of seven characters": (ISBN, "urn:ISSN:9990-006", UNION),
    "an ISSN in words": (ISBN, "urn:issn:見本", UNION),
    "an identifier without scheme": (ISBN, "9799999000019", UNION),
    "an identifier without value": (ISBN, "isbn:", UNION),
    "an identifier on two lines": (ISBN, "own:a\nb", UNION),
    "an identifier with white space at its end": (ISBN, "own:a ", UNION),
    "two sources": ("</dc:source>", "</dc:source><dc:source>x</dc:source>", CONTENT),
}  # fmt: skip


def test_the_dublin_core_samples_are_valid():
    """The files that the faults are put into have none of their own."""
    assert faults("oai_dc", RECORD) == []
    assert faults("oai-pmh-oai_dc", OAI) == []


@pytest.mark.parametrize("name", RECORD_FAULTS)
def test_single_faults_in_dublin_core_are_refused(name: str):
    """Each single fault is refused, in a file of its own and inside a response."""
    old, new, reason = RECORD_FAULTS[name]
    assert old in RECORD
    assert reason in faults("oai_dc", RECORD.replace(old, new, 1))
    assert reason in faults("oai-pmh-oai_dc", OAI.replace(old, new, 1))


RECORD_FINE = {
    "an ISBN of ten characters": (ISBN, "urn:isbn:499999000X"),
    "an ISSN": (ISBN, "urn:ISSN:9990-0006"),
    "an ISSN without hyphen": (ISBN, "urn:ISSN:9990000X"),
    "a DOI": (ISBN, "https://doi.org/10.5555/example.1"),
    "another URN": (ISBN, "urn:example:見本"),
    "a URN that begins like one of an ISBN": (ISBN, "urn:isbns:x"),
    "a scheme of u": (ISBN, "u:x"),
    "a number of one's own": (ISBN, "見本 番号:A 12: 3"),
    "a year": (">2009-03<", ">2009<"),
    "a leap day": (">2009-03<", ">2008-02-29<"),
    "several of an element": ("<dc:creator>見本花子</dc:creator>", "<dc:creator>甲</dc:creator><dc:creator>乙</dc:creator>"),
    "only what must be there": ("<dc:creator>見本花子</dc:creator>", ""),
    "a language without two letters": ('xml:lang="ja"', 'xml:lang="ain"'),
    "a serial": (">Text<", ">Collection<"),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORD_FINE)
def test_unusual_dublin_core_is_taken(name: str):
    """What is unusual and right is not refused."""
    old, new = RECORD_FINE[name]
    assert old in RECORD
    assert faults("oai_dc", RECORD.replace(old, new, 1)) == []


OAI_FAULTS = {
    "another verb": ('verb="ListRecords"', 'verb="Identify"', FIXED),
    "no verb": ('verb="ListRecords" ', "", MISSING),
    "another format": ('metadataPrefix="oai_dc"', 'metadataPrefix="marcxml"', FIXED),
    "a request that is no address": (">https://example.org/oai<", ">example<", PATTERN),
    "a time without zone": ("T00:00:00Z", "T00:00:00", PATTERN),
    "a day that there is not": (">2026-11-24T", ">2026-11-31T", TYPE),
    "no record": (OAI[OAI.index("<record>") : OAI.index("</ListRecords>")], "", CONTENT),
    "a record twice": ("oai:example.org:article:example:193:a01", "oai:example.org:book:x", IDENTITY),
    "an identifier of another scheme": ("oai:example.org:book:x", "https://example.org/x", PATTERN),
    "an identifier of another kind": ("oai:example.org:book:x", "oai:example.org:agent:x", PATTERN),
    "a datestamp of local time": ("<datestamp>2026-11-24<", "<datestamp>2026-11-24T00:00:00+09:00<", NEITHER),
    "a datestamp without seconds": ("<datestamp>2026-11-24<", "<datestamp>2026-11-24T00:00Z<", NEITHER),
    "no datestamp": ("<datestamp>2026-11-24</datestamp>", "", CONTENT),
    "a status that is not deleted": ("<record><header>", '<record><header status="new">', FIXED),
    "a part of a list": ("</ListRecords>", "<resumptionToken>x</resumptionToken></ListRecords>", CONTENT),
    "records and an error": ("</ListRecords>", '</ListRecords><error code="noRecordsMatch">x</error>', CONTENT),
}  # fmt: skip


@pytest.mark.parametrize("name", OAI_FAULTS)
def test_single_faults_in_responses_are_refused(name: str):
    """Each single fault of the envelope is refused, and for its own reason."""
    old, new, reason = OAI_FAULTS[name]
    assert old in OAI
    assert reason in faults("oai-pmh-oai_dc", OAI.replace(old, new, 1))


def test_a_deleted_record_has_no_metadata():
    """Nothing but its header says that it is gone (OAI-PMH 2.5.1)."""
    gone = OAI.replace(f"<metadata>{RECORD}</metadata>", "", 1).replace("<header>", '<header status="deleted">', 1)
    assert gone != OAI
    assert faults("oai-pmh-oai_dc", gone) == []


def test_an_error_is_that_there_are_no_records():
    """The one error that we write is taken, and no other."""
    start, end = OAI[: OAI.index("<ListRecords>")], "</OAI-PMH>"
    assert faults("oai-pmh-oai_dc", f'{start}<error code="noRecordsMatch">No record matches.</error>{end}') == []
    assert FIXED in faults("oai-pmh-oai_dc", f'{start}<error code="badVerb">No such verb.</error>{end}')
    assert CONTENT in faults("oai-pmh-oai_dc", start + end)


def test_a_catalogue_without_address_is_taken():
    """The request may be empty, for a catalogue may have no address yet."""
    assert faults("oai-pmh-oai_dc", OAI.replace(">https://example.org/oai<", "><")) == []


def test_a_long_response_is_checked_record_by_record():
    """Each fault is told of its record, which is dropped then; a name that comes back after many others is found."""
    start, rest = OAI.split("<record>", 1)
    record = "<record>" + rest.split("</record>", 1)[0] + "</record>\n"
    assert ">oai:example.org:book:x<" in record
    named = [record.replace(":book:x<", f":book:x{n % 249}<") for n in range(250)]
    named[150] = named[150].replace(">jpn<", ">ja<")
    report = validate((start + "".join(named) + "</ListRecords></OAI-PMH>").encode())
    assert report.records == 250
    assert [(p.rule, p.where.record, p.found) for p in report.problems if p.severity == "error"] == [
        ("schema", "oai:example.org:book:x150", "ja"), ("reference-unique", "oai:example.org:book:x0", "oai:example.org:book:x0"),
    ]  # fmt: skip
