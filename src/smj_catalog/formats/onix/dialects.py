"""The four dialects that share our ONIX columns: releases 3.1 and 3.0, in reference and in short tags.

Short tags are EDItEUR's: a composite's is its name in small letters; the others stand in the table, only those that our
columns write. A test compares the table with the official schemas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import evolve, frozen

from smj_catalog.crosswalk import Column, Dialect, grow, less
from smj_catalog.formats.onix.column import BOOK, ISSUE
from smj_catalog.formats.onix.shapes import OnixCredits, OnixMarket
from smj_catalog.model import Component

SHORT = {
    "ONIXMessage": "ONIXmessage", "SenderIDType": "m379", "AddresseeIDType": "m380", "AddresseeName": "x300", "MessageNumber": "m180",
    "DeletionText": "a199", "AgentRole": "j402", "AgentIDType": "j400", "AgentName": "j401", "ImprintIDType": "x445", "SenderName": "x298", "EmailAddress": "j272", "SentDateTime": "x307", "NoProduct": "x507",
    "RecordReference": "a001", "RecordSourceIDType": "x311", "RecordSourceName": "a197", "NotificationType": "a002", "RecordSourceType": "a194", "ProductIDType": "b221",
    "IDTypeName": "b233", "IDValue": "b244", "ProductComposition": "x314", "ProductForm": "b012",
    "ProductFormDetail": "b333", "ProductFormDescription": "b014", "MeasureType": "x315", "Measurement": "c094",
    "MeasureUnitCode": "c095", "CollectionType": "x329", "CollectionFrequency": "x582", "CollectionIDType": "x344",
    "TitleType": "b202", "TitleElementLevel": "x409", "PartNumber": "x410", "TitleText": "b203", "Subtitle": "b029",
    "SequenceNumber": "b034", "ContributorRole": "b035", "NameIDType": "x415", "NameType": "x414", "PersonName": "b036",
    "PersonNameInverted": "b037", "NamesBeforeKey": "b039", "PrefixToKey": "b247", "KeyNames": "b040", "NamesAfterKey": "b041", "SuffixToKey": "b248", "ContributorDateRole": "x417",
    "CorporateName": "b047", "UnnamedPersons": "b249", "ProfessionalPosition": "b045", "Affiliation": "b046",
    "ContributorDescription": "b048", "ContributorStatement": "b049", "NoContributor": "n339", "EditionNumber": "b057",
    "EditionStatement": "b058", "LanguageRole": "b253", "LanguageCode": "b252", "ExtentType": "b218",
    "ExtentValue": "b219", "ExtentUnit": "b220", "MainSubject": "x425", "SubjectSchemeIdentifier": "b067",
    "SubjectSchemeName": "b171", "SubjectSchemeVersion": "b068", "SubjectCode": "b069", "SubjectHeadingText": "b070",
    "TextType": "x426", "ContentAudience": "x427", "Text": "d104", "LevelSequenceNumber": "b284",
    "TextItemType": "b290", "TextItemIDType": "b285", "FirstPageNumber": "b286", "LastPageNumber": "b287",
    "ImprintName": "b079", "PublishingRole": "b291", "PublisherIDType": "x447", "PublisherName": "b081",
    "CityOfPublication": "b209", "CountryOfPublication": "b083", "PublishingStatus": "b394",
    "PublishingDateRole": "x448", "Date": "b306", "ProductRelationCode": "x455", "SupplierRole": "j292",
    "SupplierName": "j137", "ProductAvailability": "j396", "UnpricedItemType": "j192", "PriceType": "x462",
    "PriceAmount": "j151", "PriceQualifier": "j261", "PriceStatus": "j266", "CurrencyCode": "j152", "CountriesIncluded": "x449", "RegionsIncluded": "x450", "CountriesExcluded": "x451",
    "AudienceCodeType": "b204", "AudienceCodeTypeName": "b205", "AudienceCodeValue": "b206", "AudienceDescription": "b207",
    "ResourceContentType": "x436", "ResourceMode": "x437", "ResourceFeatureType": "x438", "FeatureValue": "x439", "ResourceForm": "x441",
    "ResourceVersionFeatureType": "x442", "ResourceLink": "x435", "SalesRightsType": "b089", "ROWSalesRightsType": "x456",
    "BiographicalNote": "b044", "ContentDateRole": "x429", "SupplierIDType": "j345", "MarketPublishingStatus": "j407", "MarketDateRole": "j408", "SupplyDateRole": "x461",
    "RegionsExcluded": "x452", "PriceDateRole": "x476", "TitlePrefix": "b030", "NoPrefix": "x501",
    "TitleWithoutPrefix": "b031", "DateFormat": "j260", "DefaultLanguageOfText": "m184", "DefaultPriceType": "x310",
    "DefaultCurrencyCode": "m186", "NumberOfCopies": "x323", "NumberOfItemsOfThisForm": "x322", "PrimaryPart": "x457",
    "AudienceRangePrecision": "b075", "AudienceRangeQualifier": "b074", "AudienceRangeValue": "b076", "CitationNote": "x434", "CitedContentType":
    "x430", "ContactName": "x299", "CopyrightType": "x512", "CopyrightYear": "b087", "CountryCode": "b251", "DiscountCode": "j364",
    "DiscountCodeType": "j363", "DiscountPercent": "j267", "EditionType": "x419", "EpubTechnicalProtection": "x317", "NoCollection": "x411",
    "NoEdition": "n386", "PackQuantity": "j145", "PositionOnProduct": "x313", "PrintedOnProduct": "x301", "PrizeCode": "g129", "PrizeCountry": "g128",
    "PrizeJury": "g343", "PrizeName": "g126", "PrizeStatement": "x503", "PrizeYear": "g127", "ProductContactName": "x484", "ProductContactRole":
    "x482", "ProductFormFeatureDescription": "b336", "ProductFormFeatureType": "b334", "ProductFormFeatureValue": "b335", "ReturnsCode": "j269",
    "ReturnsCodeType": "j268", "ScriptCode": "x420", "SourceTitle": "x428", "SourceType": "x431", "TelephoneNumber": "j270", "TextAuthor": "d107",
    "WebsiteDescription": "b294", "WebsiteLink": "b295", "WebsiteRole": "b367", "WorkIDType": "b201", "WorkRelationCode": "x454",
    "ExtentValueRoman": "x421", "FeatureNote": "x440", "AffiliationIDType": "x580", "PriceConditionType": "x463", "PriceConditionQuantityType": "x464", "Quantity": "x320", "QuantityUnit": "x466",
}  # fmt: skip


LOST_IN_30 = {
    "Collection/CollectionFrequency": "came with release 3.1",
    "Affiliation/@textscript": "came with release 3.1",
    "PublisherName/@textscript": "came with release 3.1",
    "ProfessionalAffiliation/AffiliationIdentifier": "came with release 3.1",
}
"""What our columns write that release 3.0 does not have."""


class ShortTags(Mapping[str, str]):
    """Reference name -> short tag, for every name: composites follow the rule and are not listed."""

    def __getitem__(self, name: str) -> str:
        return SHORT.get(name) or name.lower()

    def __iter__(self) -> Iterator[str]:
        return iter(SHORT)

    def __len__(self) -> int:
        return len(SHORT)


def _supplied(column: Column) -> Column:
    """Return a column without ProductSupply that has no SupplyDetail: of all schemas that of 3.1 with reference tags alone has it."""
    entry = column.entries["supply"]
    dump = entry.dump

    def supplied(record: object, context: object) -> list[OnixMarket]:
        return [market for market in dump(record, context) if market.offers]

    return evolve(column, entries={**column.entries, "supply": evolve(entry, dump=supplied)})


def _affiliated(column: Column) -> Column:
    """Return a column without affiliations that have a number alone, for which release 3.0 has no place."""

    def named(parts: Mapping[str, Any]) -> dict[str, Any]:
        dump = parts["credits"].dump

        def credits(record: object, context: object) -> Iterator[OnixCredits]:
            for shape in dump(record, context):
                for it in shape.contributors:
                    it.affiliations = tuple(a for a in it.affiliations if a.name or a.position)
                yield shape

        return {**parts, "credits": evolve(parts["credits"], dump=credits)}

    groups = {make: named(parts) if "credits" in parts else parts for make, parts in column.groups.items()}
    return evolve(column, entries=named(column.entries), groups=groups)


@frozen(eq=False)
class OnixDialect:
    """One release in one kind of tags.

    Attributes:
        release: 3.1 or 3.0.
        tags: reference or short.
        columns: kind -> column.
        dialect: how names are written.
        namespace: of its messages; EDItEUR's, or the wrong one or none that a sender has instead.
    """

    release: str
    tags: str
    columns: Mapping[str, Column]
    dialect: Dialect
    namespace: str

    def tag(self, name: str) -> str:
        """Return an element's qualified name as lxml shows it."""
        tag = self.dialect.tag(name)
        return f"{{{self.namespace}}}{tag}" if self.namespace else tag


@cache
def reference_names() -> dict[str, str]:
    """Return short tag -> reference name, for what the columns know."""
    found = {tag: name for name, tag in SHORT.items()}
    waiting = [grow(column).node for column in (BOOK, ISSUE)]
    while waiting:
        node = waiting.pop()
        waiting += [*node.kids, *([node.group.node] if node.group is not None and node.group.node is not node else [])]
        if node.name not in SHORT:
            found[node.name.lower()] = node.name
    return found


COLUMNS = {"book": BOOK, "issue": ISSUE}
"""What a message holds."""


def make(release: str, tags: str, namespace: str | None = None, columns: Mapping[str, Column] = COLUMNS) -> OnixDialect:
    """Return a dialect; its columns are those of 3.1, less what an older release lacks.

    Args:
        release: 3.1 or 3.0.
        tags: reference or short.
        namespace: of the messages; None for EDItEUR's.
        columns: those of 3.1.
    """
    namespace = f"http://ns.editeur.org/onix/{release}/{tags}" if namespace is None else namespace
    prefixes = {"": namespace}
    less_ = {
        kind: less(column, LOST_IN_30 if release == "3.0" else {}, {Component: "ContentItem"}, prefixes=prefixes)
        for kind, column in columns.items()
    }
    if release == "3.0":
        less_ = {kind: _affiliated(column) for kind, column in less_.items()}
    if (release, tags) != ("3.1", "reference"):
        less_ = {kind: _supplied(column) for kind, column in less_.items()}
    return OnixDialect(release, tags, less_, Dialect(names=ShortTags() if tags == "short" else None), namespace)
