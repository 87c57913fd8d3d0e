"""A made-up ONIX feed of any size: products of 85 elements, as wholesalers send them, with Japanese words and readings."""

from __future__ import annotations

from pathlib import Path

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"

_PRODUCT = """\
  <Product>
    <RecordReference>example.mihon.{n}</RecordReference>
    <NotificationType>03</NotificationType>
    <RecordSourceType>01</RecordSourceType>
    <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>
    <DescriptiveDetail>
      <ProductComposition>00</ProductComposition>
      <ProductForm>BC</ProductForm>
      <Measure><MeasureType>01</MeasureType><Measurement>{height}</Measurement><MeasureUnitCode>mm</MeasureUnitCode></Measure>
      <Collection>
        <CollectionType>10</CollectionType>
        <TitleDetail>
          <TitleType>01</TitleType>
          <TitleElement>
            <TitleElementLevel>01</TitleElementLevel>
            <PartNumber>{part}</PartNumber>
          </TitleElement>
          <TitleElement>
            <TitleElementLevel>02</TitleElementLevel>
            <TitleText collationkey="ミホンソウショ">見本叢書</TitleText>
          </TitleElement>
        </TitleDetail>
      </Collection>
      <TitleDetail>
        <TitleType>01</TitleType>
        <TitleElement>
          <TitleElementLevel>01</TitleElementLevel>
          <TitleText collationkey="ミホンノシャカイ {n}">見本の社会 {n}</TitleText>
          <Subtitle collationkey="レイジトテビキ">例示と手引き</Subtitle>
        </TitleElement>
      </TitleDetail>
      <Contributor>
        <SequenceNumber>1</SequenceNumber>
        <ContributorRole>A01</ContributorRole>
        <PersonName collationkey="ミホン ハナコ">見本花子</PersonName>
      </Contributor>
      <Contributor>
        <SequenceNumber>2</SequenceNumber>
        <ContributorRole>B06</ContributorRole>
        <PersonName collationkey="レイジ タロウ">例示太郎</PersonName>
      </Contributor>
      <EditionNumber>2</EditionNumber>
      <Language><LanguageRole>01</LanguageRole><LanguageCode>jpn</LanguageCode></Language>
      <Extent><ExtentType>00</ExtentType><ExtentValue>{pages}</ExtentValue><ExtentUnit>03</ExtentUnit></Extent>
      <Subject><SubjectSchemeIdentifier>78</SubjectSchemeIdentifier><SubjectCode>0036</SubjectCode></Subject>
      <Subject><SubjectSchemeIdentifier>20</SubjectSchemeIdentifier><SubjectHeadingText>移民</SubjectHeadingText></Subject>
      <Audience><AudienceCodeType>01</AudienceCodeType><AudienceCodeValue>01</AudienceCodeValue></Audience>
    </DescriptiveDetail>
    <CollateralDetail>
      <TextContent>
        <TextType>03</TextType>
        <ContentAudience>00</ContentAudience>
        <Text textformat="06">見本の社会をめぐる例示を集め、{n}の観点から手引きする。見本と例示の関係を問い直す一冊。</Text>
      </TextContent>
      <SupportingResource>
        <ResourceContentType>01</ResourceContentType>
        <ContentAudience>00</ContentAudience>
        <ResourceMode>03</ResourceMode>
        <ResourceVersion>
          <ResourceForm>02</ResourceForm>
          <ResourceLink>https://mihon.example/covers/{n}.jpg</ResourceLink>
        </ResourceVersion>
      </SupportingResource>
    </CollateralDetail>
    <PublishingDetail>
      <Publisher><PublishingRole>01</PublishingRole><PublisherName>見本書房</PublisherName></Publisher>
      <PublishingStatus>04</PublishingStatus>
      <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date>{day}</Date></PublishingDate>
    </PublishingDetail>
    <ProductSupply>
      <SupplyDetail>
        <Supplier><SupplierRole>01</SupplierRole><SupplierName>見本販売</SupplierName></Supplier>
        <ProductAvailability>21</ProductAvailability>
        <Price><PriceType>03</PriceType><PriceAmount>{price}</PriceAmount><CurrencyCode>JPY</CurrencyCode></Price>
      </SupplyDetail>
    </ProductSupply>
  </Product>
"""


def _isbn(number: int) -> str:
    first = f"97999{number:07}"
    return f"{first}{-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(first)) % 10}"


def write_feed(path: Path, count: int) -> None:
    """Write a feed of ``count`` products."""
    with path.open("w", encoding="utf-8") as out:
        out.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<ONIXMessage release="3.0" xmlns="{NAMESPACE}">\n  <Header><Sender>'
            "<SenderName>見本販売</SenderName></Sender><SentDateTime>20260101</SentDateTime></Header>\n"
        )
        for n in range(count):
            out.write(
                _PRODUCT.format(
                    n=n, isbn=_isbn(n), height=180 + n % 40, part=n % 90 + 1, pages=100 + n % 400,
                    day=f"{1990 + n % 36}{n % 12 + 1:02}{n % 28 + 1:02}", price=800 + n % 50 * 100,
                )
            )  # fmt: skip
        out.write("</ONIXMessage>\n")
