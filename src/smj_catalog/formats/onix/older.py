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


def _event(role: str) -> str:
    return f"{_P}/*PublishingDate[PublishingDateRole={role}]/Date"


_MOVED = (
    *((_D, n) for n in (
        "ProductForm", "ProductFormDetail", "ProductFormDescription", "Measure", "Contributor", "ContributorStatement",
        "NoContributor", "EditionNumber", "EditionStatement", "Language", "Extent", "Subject",
    )),
    *((_P, n) for n in ("Imprint", "Publisher", "CityOfPublication", "CountryOfPublication", "PublishingStatus")),
    ("ContentDetail", "ContentItem"), ("RelatedMaterial", "RelatedProduct"), ("ProductSupply", "SupplyDetail"),
)  # fmt: skip

PLACES: dict[str, dict[str, str]] = {
    "Product": {
        **{name: f"{base}/{name}" for base, name in _MOVED},
        "ISBN": _number("02"), "EAN13": _number("03"), "UPC": _number("04"), "ISMN": _number("05"), "DOI": _number("06"),
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
        "ImprintName": f"{_P}/Imprint/ImprintName",
        "PublisherName": f"{_P}/*Publisher[PublishingRole=01]/PublisherName",
        "PublicationDate": _event("01"), "AnnouncementDate": _event("09"), "TradeAnnouncementDate": _event("10"),
        "YearFirstPublished": _event("11"), "OutOfPrintDate": _event("13"),
        "ReplacesISBN": _other("03", "02"), "ReplacesEAN13": _other("03", "03"),
        "ReplacedByISBN": _other("05", "02"), "ReplacedByEAN13": _other("05", "03"),
    },
    "ProductIdentifier": {}, "Language": {}, "Extent": {}, "Subject": {}, "Imprint": {}, "Publisher": {}, "PageRun": {},
    "ProfessionalAffiliation": {}, "TextItemIdentifier": {}, "SupplierIdentifier": {},
    "Measure": {"MeasureTypeCode": "MeasureType"},
    "Title": _title("01"),
    "Series": {
        "SeriesIdentifier": "CollectionIdentifier", "SeriesISSN": "*CollectionIdentifier[CollectionIDType=02]/IDValue",
        "Title": "TitleDetail", "TitleOfSeries": "TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=02]/TitleText",
        "NumberWithinSeries": "TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=01]/PartNumber",
    },
    "Series/Title": _title("02"),
    "SeriesIdentifier": {"SeriesIDType": "CollectionIDType"},
    "Contributor": {"PersonNameIdentifier": "NameIdentifier", "PersonDate": "ContributorDate"},
    "PersonNameIdentifier": {"PersonNameIDType": "NameIDType"},
    "PersonDate": {"PersonDateRole": "ContributorDateRole"},
    "MainSubject": {"MainSubjectSchemeIdentifier": "SubjectSchemeIdentifier"},
    "OtherText": {"TextTypeCode": "TextType"},
    "ContentItem": {"Title": "TitleDetail", **_one_title("", "04"), "OtherText": "TextContent[ContentAudience=00]"},
    "ContentItem/Title": _title("04"),
    "TextItem": {"FirstPageNumber": "PageRun/FirstPageNumber", "LastPageNumber": "PageRun/LastPageNumber"},
    "RelatedProduct": {"RelationCode": "ProductRelationCode", "ISBN": _number("02"), "EAN13": _number("03")},
    "SupplyDetail": {n: f"Supplier/{n}" for n in ("SupplierIdentifier", "SupplierName", "SupplierRole")},
    "Price": {
        "PriceTypeCode": "PriceType", "CountryCode": "Territory/+CountriesIncluded", "Territory": "Territory/+RegionsIncluded",
        "CountryExcluded": "Territory/+CountriesExcluded", "TerritoryExcluded": "Territory/+RegionsExcluded",
        "PriceEffectiveFrom": "PriceDate[PriceDateRole=14]/Date", "PriceEffectiveUntil": "PriceDate[PriceDateRole=15]/Date",
    },
}  # fmt: skip
"""Composite of 2.1 (within another, where that matters) -> element in it -> its place in release 3, from the composite on.

An element that is not listed stays where it is; the columns count it as not read if release 3 does not have it there.

    A[B=01,C]   an A that holds B with a text, and an empty C; the same for all that name it
    *A          one for each
    +A          texts of several stand in one, with spaces between
"""

CODES: dict[str, dict[str, str | None]] = {
    "PersonDateRole": {"007": "50", "008": "51"},
    "TextTypeCode": {
        "01": "03", "02": "02", "03": "03", "04": "04", "06": "07", "08": "06", "09": "10", "10": "08", "13": "12",
        "16": None, "18": "05", "19": "11", "20": "18", "21": "13", "22": "15", "23": "14", "30": "09", "33": "26",
        "43": "16", "44": "17", "47": "20",
    },
    "ProductForm": {
        "DG": "EA", "DH": "EC", "VB": "VJ", "VC": "VJ", "VG": "VJ", "VD": "VK", "VE": "VK", "VH": "VK", "DD": None,
        "FB": None, "WW": None, "WX": None,
    },
}  # fmt: skip
"""Element -> code of 2.1 (Lists 75, 33, 7) -> code of release 3 (Lists 177, 153, 150) that means the same; None: there is none."""

SAME_ELSE = frozenset({"ProductForm"})
"""Elements whose other codes are the same in both releases."""

SHORT = {
    "b004": "ISBN", "b005": "EAN13", "b006": "UPC", "b008": "ISMN", "b009": "DOI", "b010": "ReplacesISBN",
    "b011": "ReplacesEAN13", "h130": "ReplacedByISBN", "h131": "ReplacedByEAN13", "b016": "SeriesISSN",
    "b018": "TitleOfSeries", "b019": "NumberWithinSeries", "b273": "SeriesIDType", "b028": "DistinctiveTitle",
    "b033": "FormerTitle", "b059": "LanguageOfText", "b060": "OriginalLanguage", "b061": "NumberOfPages",
    "b064": "BASICMainSubject", "b200": "BASICVersion", "b065": "BICMainSubject", "b066": "BICVersion",
    "b191": "MainSubjectSchemeIdentifier", "d100": "Annotation", "d101": "MainDescription", "d102": "TextTypeCode",
    "b003": "PublicationDate", "b086": "AnnouncementDate", "b362": "TradeAnnouncementDate", "b088": "YearFirstPublished",
    "h134": "OutOfPrintDate", "b305": "PersonDateRole", "b390": "PersonNameIDType", "b251": "CountryCode",
    "j303": "Territory", "j304": "CountryExcluded", "j308": "TerritoryExcluded", "j148": "PriceTypeCode",
    "j161": "PriceEffectiveFrom", "j162": "PriceEffectiveUntil", "c093": "MeasureTypeCode", "h208": "RelationCode",
    "j345": "SupplierIDType", "b247": "PrefixToKey", "b248": "SuffixToKey",
    "b044": "BiographicalNote", "d103": "TextFormat", "m185": "DefaultPriceTypeCode",
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
    for text in place.split("/"):
        name, _, inside = text.lstrip("*+").partition("[")
        constants = tuple((n, v or None) for n, _, v in (x.partition("=") for x in inside.rstrip("]").split(",")) if n)
        found.append(Step(text, name, constants, text[0] == "*", text[0] == "+"))
    return tuple(found)


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
