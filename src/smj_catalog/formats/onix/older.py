"""ONIX 2.1: where release 3 has what its products hold, so that the same columns read them.

Source: ONIX for Books 2.1, revision 03 (2006); its documentation names no release 3 places, which are those of EDItEUR's
notes on moving from 2.1 to 3.0.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

_D, _C, _P = "DescriptiveDetail", "CollateralDetail", "PublishingDetail"


def _number(code: str) -> str:
    return f"*ProductIdentifier[ProductIDType={code}]/IDValue"


def _title(level: str) -> dict[str, str]:
    element = f"TitleElement[TitleElementLevel={level}]"
    return {n: f"{element}/{n}" for n in ("TitleText", "TitlePrefix", "TitleWithoutPrefix", "Subtitle")}


def _one_title(base: str, level: str) -> dict[str, str]:
    """Return where the parts of a title go that stands outside of a Title composite."""
    places = {n: f"{base}TitleDetail[TitleType=01]/{place}" for n, place in _title(level).items()}
    return {"DistinctiveTitle": places.pop("TitleText"), **places}


def _other(code: str, kind: str) -> str:
    return (
        f"RelatedMaterial/RelatedProduct[ProductRelationCode={code}]/*ProductIdentifier[ProductIDType={kind}]/IDValue"
    )


def _numbered(name: str) -> dict[str, str]:
    """Return where the number of an imprint or publisher goes."""
    of = {"NameCodeType": f"{name}IDType", "NameCodeTypeName": "IDTypeName", "NameCodeValue": "IDValue"}
    return {code: f"{name}Identifier/{place}" for code, place in of.items()}


def _event(role: str) -> str:
    return f"{_P}/*PublishingDate[PublishingDateRole={role}]/Date"


_FILE = "ResourceVersion[ResourceForm=02]"
_COVER = f"{_C}/SupportingResource[ResourceContentType=01,ContentAudience=00,ResourceMode=03]/{_FILE}"
_RIGHTS = {n: f"Territory/+{place}" for n, place in (
    ("RightsCountry", "CountriesIncluded"), ("RightsTerritory", "RegionsIncluded"), ("RightsRegion", "RegionsIncluded"),
)}  # fmt: skip
_PICTURES: dict[str, str | None] = {"02": "D501", "03": "D502", "04": "E107", "05": "D504", "09": "D503"}

_MOVED = (
    *((_D, n) for n in (
        "ProductForm", "ProductFormDetail", "ProductFormDescription", "Measure", "Contributor", "ContributorStatement",
        "NoContributor", "EditionNumber", "EditionStatement", "NoEdition", "Language", "Extent", "Subject", "Audience", "AudienceRange",
        "AudienceDescription", "Complexity", "ProductPackaging", "ProductFormFeature", "ProductContentType", "TradeCategory",
        "IllustrationsNote", "NumberOfIllustrations", "MapScale",
    )),
    *((_P, n) for n in (
        "Imprint", "Publisher", "CityOfPublication", "CountryOfPublication", "PublishingStatus", "PublishingStatusNote",
        "CopyrightStatement", "SalesRights",
    )),
    (_C, "Prize"),
    ("ContentDetail", "ContentItem"), ("RelatedMaterial", "RelatedProduct"), ("ProductSupply", "SupplyDetail"),
)  # fmt: skip

PLACES: dict[str, dict[str, str]] = {
    "Product": {
        **{name: f"{base}/{name}" for base, name in _MOVED},
        "ISBN": _number("02"), "EAN13": _number("03"), "UPC": _number("04"), "ISMN": _number("05"), "DOI": _number("06"),
        "NoSeries": f"{_D}/NoCollection", "EditionTypeCode": f"{_D}/*EditionType",
        "AudienceCode": f"{_D}/*Audience[AudienceCodeType=01]/AudienceCodeValue",
        "Illustrations": f"{_D}/AncillaryContent", "PersonAsSubject": f"{_D}/NameAsSubject",
        "CorporateBodyAsSubject": f"{_D}/*NameAsSubject/CorporateName",
        "WorkIdentifier": "RelatedMaterial/*RelatedWork[WorkRelationCode=01]/WorkIdentifier",
        "MediaFile": f"{_C}/SupportingResource[ContentAudience=00]",
        "CoverImageFormatCode": f"{_COVER}/ResourceVersionFeature[ResourceVersionFeatureType=01]/FeatureValue",
        "CoverImageLink": f"{_COVER}/ResourceLink", "CoverImageLinkTypeCode": "",
        "ReviewQuote": f"{_C}/*TextContent[TextType=06,ContentAudience=00]/Text",
        "CopyrightYear": f"{_P}/*CopyrightStatement/CopyrightYear", "NotForSale": f"{_P}/SalesRights[SalesRightsType=03]",
        "CopublisherName": f"{_P}/*Publisher[PublishingRole=02]/PublisherName",
        "RecordSourceIdentifierType": "RecordSourceIdentifier/RecordSourceIDType",
        "RecordSourceIdentifier": "RecordSourceIdentifier/IDValue",
        "SponsorName": f"{_P}/*Publisher[PublishingRole=03]/PublisherName",
        "AlternativeFormatISBN": _other("06", "02"), "AlternativeFormatEAN13": _other("06", "03"),
        "Title": f"{_D}/TitleDetail", **_one_title(f"{_D}/", "01"),
        "FormerTitle": f"{_D}/*TitleDetail[TitleType=08]/TitleElement[TitleElementLevel=01]/TitleText",
        "Series": f"{_D}/Collection",
        "LanguageOfText": f"{_D}/*Language[LanguageRole=01]/LanguageCode",
        "OriginalLanguage": f"{_D}/*Language[LanguageRole=02]/LanguageCode",
        "NumberOfPages": f"{_D}/*Extent[ExtentType=00,ExtentUnit=03]/ExtentValue",
        "BASICMainSubject": f"{_D}/Subject[MainSubject,SubjectSchemeIdentifier=10]/SubjectCode",
        "BASICVersion": f"{_D}/Subject[MainSubject,SubjectSchemeIdentifier=10]/SubjectSchemeVersion",
        "BICMainSubject": f"{_D}/Subject[MainSubject,SubjectSchemeIdentifier=12]/SubjectCode",
        "BICVersion": f"{_D}/Subject[MainSubject,SubjectSchemeIdentifier=12]/SubjectSchemeVersion",
        "MainSubject": f"{_D}/Subject[MainSubject]",
        "Annotation": f"{_C}/*TextContent[TextType=02,ContentAudience=00]/Text",
        "MainDescription": f"{_C}/*TextContent[TextType=03,ContentAudience=00]/Text",
        "OtherText": f"{_C}/TextContent[ContentAudience=00]",
        "Linked/OtherText": f"{_C}/SupportingResource[ContentAudience=00,ResourceMode=04]",
        "ImprintName": f"{_P}/Imprint/ImprintName",
        "PublisherName": f"{_P}/*Publisher[PublishingRole=01]/PublisherName",
        "PublicationDate": _event("01"), "AnnouncementDate": _event("09"), "TradeAnnouncementDate": _event("10"),
        "YearFirstPublished": _event("11"), "OutOfPrintDate": _event("13"),
        "ReplacesISBN": _other("03", "02"), "ReplacesEAN13": _other("03", "03"),
        "ReplacedByISBN": _other("05", "02"), "ReplacedByEAN13": _other("05", "03"),
    },
    "ProductIdentifier": {}, "Language": {}, "Extent": {}, "Subject": {}, "PageRun": {},
    "ProfessionalAffiliation": {}, "TextItemIdentifier": {}, "SupplierIdentifier": {}, "Audience": {}, "AudienceRange": {},
    "Complexity": {}, "WorkIdentifier": {}, "Prize": {}, "CopyrightStatement": {}, "CopyrightOwner": {}, "DiscountCoded": {}, "Website": {}, "ProductFormFeature": {},
    "Illustrations": {"IllustrationType": "AncillaryContentType", "IllustrationTypeDescription": "AncillaryContentDescription"},
    "MediaFile": {
        "MediaFileTypeCode": "ResourceContentType", "MediaFileLinkTypeCode": "", "MediaFileLink": f"{_FILE}/ResourceLink",
        "MediaFileFormatCode": f"{_FILE}/ResourceVersionFeature[ResourceVersionFeatureType=01]/FeatureValue",
        "MediaFileDate": f"{_FILE}/ContentDate[ContentDateRole=17]/Date",
        "DownloadCredit": "*ResourceFeature[ResourceFeatureType=01]/FeatureNote",
        "DownloadCaption": "*ResourceFeature[ResourceFeatureType=02]/FeatureNote",
    },
    "Imprint": _numbered("Imprint"), "Publisher": _numbered("Publisher"), "SalesRights": _RIGHTS, "NotForSale": {**_RIGHTS, "ISBN": _number("02"), "EAN13": _number("03")},
    "PersonAsSubject": {"PersonNameIdentifier": "NameIdentifier"},
    "Measure": {"MeasureTypeCode": "MeasureType"},
    "Title": _title("01"),
    "Series": {
        "SeriesIdentifier": "CollectionIdentifier", "SeriesISSN": "*CollectionIdentifier[CollectionIDType=02]/IDValue",
        "Title": "TitleDetail", "TitleOfSeries": "TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=02]/TitleText",
        "NumberWithinSeries": "TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=01]/PartNumber",
    },
    "Series/Title": _title("02"),
    "SeriesIdentifier": {"SeriesIDType": "CollectionIDType"},
    "Contributor": {
        "PersonNameIdentifier": "NameIdentifier", "PersonDate": "ContributorDate", "Name": "AlternativeName", "LanguageCode": "FromLanguage",
        "ProfessionalPosition": "ProfessionalAffiliation/ProfessionalPosition", "Affiliation": "ProfessionalAffiliation/Affiliation",
    },
    "Name": {"PersonNameType": "NameType", "PersonNameIdentifier": "NameIdentifier"},
    "PersonNameIdentifier": {"PersonNameIDType": "NameIDType"},
    "PersonDate": {"PersonDateRole": "ContributorDateRole"},
    "MainSubject": {"MainSubjectSchemeIdentifier": "SubjectSchemeIdentifier"},
    "OtherText": {
        "TextTypeCode": "TextType", "TextFormat": "@textformat", "TextSourceTitle": "SourceTitle",
        "TextPublicationDate": "*ContentDate[ContentDateRole=01]/Date", "StartDate": "*ContentDate[ContentDateRole=14]/Date",
        "EndDate": "*ContentDate[ContentDateRole=15]/Date",
    },
    "Linked/OtherText": {
        "TextTypeCode": "ResourceContentType", "TextLinkType": "", "TextLink": "ResourceVersion[ResourceForm=01]/ResourceLink",
    },
    "ContentItem": {"Title": "TitleDetail", **_one_title("", "04"), "OtherText": "TextContent[ContentAudience=00]"},
    "ContentItem/Title": _title("04"),
    "TextItem": {"FirstPageNumber": "PageRun/FirstPageNumber", "LastPageNumber": "PageRun/LastPageNumber"},
    "RelatedProduct": {"RelationCode": "ProductRelationCode", "ISBN": _number("02"), "EAN13": _number("03")},
    "SupplyDetail": {
        **{n: f"Supplier/{n}" for n in (
            "SupplierIdentifier", "SupplierName", "SupplierRole", "TelephoneNumber", "FaxNumber", "EmailAddress", "Website",
        )},
        "SupplierEANLocationNumber": "Supplier/*SupplierIdentifier[SupplierIDType=06]/IDValue",
        "SupplierSAN": "Supplier/*SupplierIdentifier[SupplierIDType=07]/IDValue",
        "ReturnsCodeType": "ReturnsConditions/ReturnsCodeType", "ReturnsCode": "ReturnsConditions/ReturnsCode",
        "OnSaleDate": "*SupplyDate[SupplyDateRole=02]/Date", "ExpectedShipDate": "*SupplyDate[SupplyDateRole=08]/Date",
        "LastDateForReturns": "*SupplyDate[SupplyDateRole=18]/Date",
    },
    "Price": {
        "DiscountPercent": "Discount/DiscountPercent",
        "PriceTypeCode": "PriceType", "CountryCode": "Territory/+CountriesIncluded", "Territory": "Territory/+RegionsIncluded",
        "CountryExcluded": "Territory/+CountriesExcluded", "TerritoryExcluded": "Territory/+RegionsExcluded",
        "PriceEffectiveFrom": "PriceDate[PriceDateRole=14]/Date", "PriceEffectiveUntil": "PriceDate[PriceDateRole=15]/Date",
    },
}  # fmt: skip
"""Composite of 2.1 (within another, where that matters) -> element in it -> its place in release 3, from the composite on.

A text that is only linked is ``Linked/OtherText``. An element that is not listed stays where it is; the columns count it as not read if release 3 does not have it there.

    A[B=01,C]   an A that holds B with a text, and an empty C; the same for all that name it
    *A          one for each
    @b          an attribute of the text beside it
    (nothing)   what it says follows from where the others stand
    +A          texts of several stand in one, with spaces between
"""

CODES: dict[str, dict[str, str | None]] = {
    "PersonDateRole": {"007": "50", "008": "51"},
    "TextTypeCode": {
        "01": "03", "02": "02", "03": "03", "04": "04", "06": "07", "08": "06", "09": "10", "10": "08", "13": "12",
        "16": None, "18": "05", "19": "11", "20": "18", "21": "13", "22": "15", "23": "14", "30": "09", "33": "26",
        "43": "16", "44": "17", "47": "20",
    },
    "Linked/TextTypeCode": {
        "01": "31", "03": "31", "04": "25", "07": "17", "08": "17", "22": "32", "23": "15", "24": "15", "33": "41", "34": "28", "46": "99",
    },
    "MediaFileTypeCode": {
        "01": "28", "03": "29", "04": "01", "05": "29", "06": "01", "07": "27", "08": "04", "10": "05", "11": "06", "12": "08",
        "16": "30", "17": "09", "18": "10", "22": "25", "23": "15", "24": "02", "25": "02", "31": "12", "32": "11", "33": "13", "35": "15",
        "37": "17", "38": "18", "41": "12", "42": "11", "43": "13", "44": "15", "46": "17", "47": "18", "51": "15",
    },
    "MediaFileFormatCode": _PICTURES, "CoverImageFormatCode": _PICTURES, "RightsRegion": {"000": "WORLD"}, "RightsTerritory": {"ROW": None},
    "ProductForm": {
        "DG": "EA", "DH": "EC", "VB": "VJ", "VC": "VJ", "VG": "VJ", "VD": "VK", "VE": "VK", "VH": "VK", "DD": None,
        "FB": None, "WW": None, "WX": None,
    },
}  # fmt: skip
"""Element -> code of 2.1 (Lists 75, 33, 38, 39, 47, 49, 7) -> code of release 3 (Lists 177, 153, 158, 178, 49, 150) that means the
same; None: there is none."""

SAME_ELSE = frozenset({"ProductForm", "RightsTerritory"})
"""Elements whose other codes are the same in both releases."""

ASIDE = frozenset({"MediaFileFormatCode", "CoverImageFormatCode"})
"""Elements without which the composite that they stand in says nothing else."""

MODES = {
    **dict.fromkeys(("31", "32", "33", "35", "37", "38"), "05"),
    **dict.fromkeys(("41", "42", "43", "44", "46", "47"), "02"),
    "51": "01",
}
"""MediaFileTypeCode (List 38) -> ResourceMode (List 159), where it is no image."""

SHORT = {
    "b004": "ISBN", "b005": "EAN13", "b006": "UPC", "b008": "ISMN", "b009": "DOI", "b010": "ReplacesISBN",
    "b011": "ReplacesEAN13", "h130": "ReplacedByISBN", "h131": "ReplacedByEAN13", "b016": "SeriesISSN",
    "b018": "TitleOfSeries", "b019": "NumberWithinSeries", "b273": "SeriesIDType", "b028": "DistinctiveTitle",
    "b033": "FormerTitle", "b059": "LanguageOfText", "b060": "OriginalLanguage", "b061": "NumberOfPages",
    "b064": "BASICMainSubject", "b200": "BASICVersion", "b065": "BICMainSubject", "b066": "BICVersion",
    "b191": "MainSubjectSchemeIdentifier", "d100": "Annotation", "d101": "MainDescription", "d102": "TextTypeCode",
    "b241": "NameCodeType", "b242": "NameCodeTypeName", "b243": "NameCodeValue", "d105": "TextLinkType",
    "d106": "TextLink", "b003": "PublicationDate", "b086": "AnnouncementDate", "b362": "TradeAnnouncementDate",
    "b088": "YearFirstPublished", "h134": "OutOfPrintDate", "b305": "PersonDateRole", "b390": "PersonNameIDType",
    "j303": "Territory", "j304": "CountryExcluded", "j308": "TerritoryExcluded", "j148": "PriceTypeCode",
    "j161": "PriceEffectiveFrom", "j162": "PriceEffectiveUntil", "c093": "MeasureTypeCode", "h208": "RelationCode",
    "h133": "AlternativeFormatEAN13", "h132": "AlternativeFormatISBN", "b073": "AudienceCode", "b078": "ComplexityCode",
    "b077": "ComplexitySchemeIdentifier", "b084": "CopublisherName", "b392": "CopyrightOwnerIDType",
    "b071": "CorporateBodyAsSubject", "f111": "CoverImageFormatCode", "f113": "CoverImageLink",
    "f112": "CoverImageLinkTypeCode", "j378": "DiscountCodeTypeName", "f119": "DownloadCaption",
    "f120": "DownloadCredit", "b056": "EditionTypeCode", "b325": "EndDate", "j142": "ExpectedShipDate",
    "j271": "FaxNumber", "b256": "IllustrationType", "b361": "IllustrationTypeDescription", "b062": "IllustrationsNote",
    "j387": "LastDateForReturns", "b042": "LettersAfterNames", "b063": "MapScale", "f373": "MediaFileDate",
    "f115": "MediaFileFormatCode", "f117": "MediaFileLink", "f116": "MediaFileLinkTypeCode",
    "f114": "MediaFileTypeCode", "j263": "MinimumOrderQuantity", "n338": "NoSeries", "b257": "Number",
    "b125": "NumberOfIllustrations", "j143": "OnSaleDate", "j144": "OrderTime", "b250": "PersonNameType",
    "j239": "PricePer", "j262": "PriceTypeDescription", "b385": "ProductContentType", "b225": "ProductPackaging",
    "b395": "PublishingStatusNote", "a195": "RecordSourceIdentifierType", "a196": "RecordSourceIdentifier",
    "e110": "ReviewQuote", "b090": "RightsCountry", "b091": "RightsRegion", "b388": "RightsTerritory",
    "b085": "SponsorName", "b324": "StartDate", "j135": "SupplierEANLocationNumber", "j136": "SupplierSAN",
    "d109": "TextPublicationDate", "b374": "TextSourceCorporate", "d108": "TextSourceTitle", "b043": "TitlesAfterNames",
    "b038": "TitlesBeforeNames", "b384": "TradeCategory", "d103": "TextFormat", "m185": "DefaultPriceTypeCode",
}  # fmt: skip
"""Short tag -> name, beside those that release 3 has too; a composite's short tag is its name in small letters."""


@frozen
class Step:
    """One step of a place.

    Attributes:
        text: as it is written.
        name: of the element.
        constants: what is put into it: names, with texts.
        new: one for each.
        joined: texts of several stand in one.
    """

    text: str
    name: str
    constants: tuple[tuple[str, str | None], ...]
    new: bool
    joined: bool


def steps_of(place: str) -> tuple[Step, ...]:
    """Return the steps of a place."""
    found = []
    for text in place.split("/") if place else ():
        name, _, inside = text.lstrip("*+").partition("[")
        constants = tuple((n, v or None) for n, _, v in (x.partition("=") for x in inside.rstrip("]").split(",")) if n)
        found.append(Step(text, name, constants, text[0] == "*", text[0] == "+"))
    return tuple(found)


REST = steps_of(f"{_P}/ROWSalesRightsType")
"""Where the type of sales rights stands that hold in the rest of the world."""

STEPS: dict[str, dict[str, tuple[Step, ...]]] = {
    composite: {name: steps_of(place) for name, place in places.items()} for composite, places in PLACES.items()
}


def names_of(short: dict[str, str]) -> dict[str, str]:
    """Return the names of short tags: those given, those of 2.1 alone, and of the composites.

    Args:
        short: name -> short tag, of release 3.
    """
    composites = {*(c.rpartition("/")[2] for c in PLACES), "Header", "Product", "TextItem"}
    return {**{tag: name for name, tag in short.items()}, **SHORT, **{c.lower(): c for c in composites}}


def same_code(name: str, element: Any) -> bool:
    """Put the code of release 3 into an element that holds one; return False where there is none that means the same."""
    table = CODES.get(name)
    if table is None:
        return True
    code = (element.text or "").strip()
    new = table.get(code, code if name in SAME_ELSE else None)
    if new is not None:
        element.text = new
    return new is not None
