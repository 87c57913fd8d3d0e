"""Where ONIX 3.1 keeps the fields of books and issues, in the order of its reference schema.

Source: ONIX for Books 3.1, Revision 3 (2026-03), groups P.1 to P.26.
"""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.codes.onix import PROPRIETARY, TITLE_TYPES
from smj_catalog.crosswalk import Column, Derived, Fixed, Group, Implied, Leaf, Lens, No, Says, Special
from smj_catalog.crosswalk.codecs import PROSE, STRIPPED
from smj_catalog.formats.onix import judgement as j
from smj_catalog.formats.onix import shapes as s
from smj_catalog.formats.onix import trade as t
from smj_catalog.formats.onix.codecs import DATE, FLAG, READING, REFERENCE
from smj_catalog.model.sole import one_proper, sole

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"
_SOURCES = No("ONIX names the source of a record, not of a fact")
_NO_SCRIPT = No("textscript is not allowed here")
_PRINTED = No("ONIX holds the coded value, not the words it came from")


def _line(path: str) -> Leaf:
    """Return the entry of words that stand on one line."""
    return Leaf(path, STRIPPED, keeps=j.one_line)


TEXT = {
    "language": "@language", "script": "@textscript", "readings": Leaf("@collationkey", READING, keeps=j.less_reading),
    "text": _line("."), "romanised": No("AlternativeName is for names only"),
    "truncated": No("no way to mark a truncated title"), "sources": _SOURCES,
}  # fmt: skip
NAME = {**TEXT, "romanised": No("given in AlternativeName")}
PLAIN_TEXT = {
    "language": "@language", "script": _NO_SCRIPT, "text": _line("."),
    "readings": No("no collationkey attribute here"), "romanised": No("AlternativeName is for names only"),
    "truncated": No("no way to mark a truncated text"), "sources": _SOURCES,
}  # fmt: skip


def _identifier(code: str) -> dict[str, object]:
    return {"type": code, "name": "IDTypeName", "value": _line("IDValue")}


def _title(level: str, kind: object = "TitleType") -> dict[str, object]:
    element = f"TitleElement[TitleElementLevel={level}]"
    return {
        "type": kind,
        "part_number": _line(f"{element}/PartNumber"),
        "text": Group(f"{element}/TitleText", TEXT),
        "subtitle": Group(f"{element}/Subtitle", TEXT),
    }


def _title_type(title: m.Title) -> bool:
    return title.type in TITLE_TYPES


_SAYS_ID = {
    "type": "ProductIDType", "value": "IDValue", "scheme": "IDTypeName", "printed": _PRINTED,
    "status": No("only valid identifiers"), "qualifier": No("no equivalent"), "sources": _SOURCES,
}  # fmt: skip

CONTRIBUTOR = {
    "roles": Leaf("*ContributorRole", alone=True),
    "identifiers": Group("*NameIdentifier", _identifier("NameIDType")),
    "person": Group("PersonName", NAME),
    "before": _line("NamesBeforeKey"),
    "key": _line("KeyNames"),
    "after": _line("NamesAfterKey"),
    "corporate": Group("CorporateName", NAME),
    "unnamed": "UnnamedPersons",
    "alternatives": Group("*AlternativeName[NameType=05]", {
        "person": _line("PersonName"), "corporate": _line("CorporateName"),
    }),
    "born": Leaf("ContributorDate[ContributorDateRole=50]/Date", DATE, alone=True),
    "died": Leaf("ContributorDate[ContributorDateRole=51]/Date", DATE, alone=True),
    "position": _line("ProfessionalAffiliation/ProfessionalPosition"),
    "affiliation": Group("ProfessionalAffiliation/Affiliation", {**PLAIN_TEXT, "script": "@textscript"}),
    "description": _line("ContributorDescription"),
}  # fmt: skip

SAYS_CONTRIBUTOR = {
    "name": "PersonName or CorporateName; its romanised form AlternativeName[NameType=05]",
    "roles": "ContributorRole; Z99 where none is known", "kind": "PersonName or CorporateName",
    "role_printed": "ContributorDescription, for Z99 only", "position": "ProfessionalAffiliation/ProfessionalPosition",
    "affiliation": "ProfessionalAffiliation/Affiliation", "agent": f"NameIdentifier[NameIDType=01,IDTypeName={PROPRIETARY}]",
    "identifiers": "NameIdentifier",
    "family": "KeyNames", "given": "NamesAfterKey where the name begins with the family name, else NamesBeforeKey",
    "born": "ContributorDate[ContributorDateRole=50]", "died": "ContributorDate[ContributorDateRole=51]",
    "distinction": No("no equivalent for additions to a name heading"), "sources": _SOURCES,
}  # fmt: skip


def _as_it_is(shape: object, _: object) -> object:
    return shape


def _credits(base: str, load: object, fields: dict[str, object]) -> Special:
    at = f"{base}/" if base else ""
    return Special(
        "",
        s.OnixCredits,
        {
            "contributors": Group(
                f"{at}*Contributor[+SequenceNumber=#]",
                CONTRIBUTOR,
                lens=Lens(s.OnixContributor, _as_it_is, j.with_name),
            ),
            "statement": Group(f"{at}ContributorStatement", PLAIN_TEXT)
            if "responsibility" in fields
            else No("books only"),
            "none": Leaf(f"{at}NoContributor", FLAG),
        },
        j.credits_of,
        load,  # type: ignore[arg-type]
        fields,
    )


_SUBJECT = {
    "main": Leaf("MainSubject", FLAG), "scheme": "SubjectSchemeIdentifier", "name": "SubjectSchemeName",
    "edition": "SubjectSchemeVersion", "code": _line("SubjectCode"), "heading": _line("SubjectHeadingText"),
}  # fmt: skip


def _subjects(base: str) -> Special:
    return Special(
        f"{base}*Subject",
        s.OnixSubject,
        _SUBJECT,
        j.subjects_of,
        j.from_subjects,
        {"subjects": Says("subjects of an unknown scheme, or with neither code nor heading", {
            "scheme": f"{base}Subject/SubjectSchemeIdentifier (List 27)", "code": "SubjectCode",
            "heading": "SubjectHeadingText", "edition": "SubjectSchemeVersion", "main": "MainSubject",
            "concept": "SubjectCode of the archive's own scheme, with its label, and a Subject for each code it is mapped to",
            "assigned": No("no equivalent"), "sources": _SOURCES,
        })},
    )  # fmt: skip


def _languages(base: str) -> Group:
    return Group(f"{base}*Language", {"role": "LanguageRole", "code": "LanguageCode", "sources": _SOURCES})


def _texts(base: str) -> Group:
    return Group(f"{base}*TextContent", {
        "type": "TextType", "audiences": Leaf("*ContentAudience", keeps=j.each_once), "language": "Text/@language",
        "text": Leaf("Text", PROSE), "sources": _SOURCES,
    })  # fmt: skip


COMPONENT = {
    "id": Leaf(
        f"TextItem[+TextItemType=03]/TextItemIdentifier[TextItemIDType=01,IDTypeName={PROPRIETARY}]/IDValue",
        missing=j.UNNUMBERED,
    ),
    "pages": Group("TextItem[+TextItemType=03]/*PageRun", {"first": "FirstPageNumber", "last": "LastPageNumber"}),
    "title": Group("TitleDetail", _title("04", Leaf("TitleType", keeps=j.known_title_type))),
    "credits": _credits("", j.from_item_credits, {
        "contributors": SAYS_CONTRIBUTOR, "absence": "NoContributor, or UnnamedPersons of an anonymous one",
    }),
    "languages": _languages(""),
    "subjects": _subjects(""),
    "texts": _texts(""),
    "host": Implied("the product that holds the ContentItem"), "kind": Implied("article in an issue, chapter in a book"),
    "genre": No("no code list for the genre of a ContentItem"), "section": No("sections are not separate ContentItems"),
    "column": No("no equivalent for the title of a column"), "instalment": No("no equivalent"),
    "identifiers": No("only the record's own identifier"), "dates": No("a ContentItem has no dates"),
    "related": No("not used for a ContentItem"), "notes": No("ONIX has no notes"), "links": No("no equivalent"),
    "sources": _SOURCES,
}  # fmt: skip

D, P = "DescriptiveDetail", "PublishingDetail"

_START = {
    "id": Leaf("RecordReference", REFERENCE),
    "=notification": Fixed("NotificationType", "03"),
    "=source": Fixed("RecordSourceType", "00"),
    "=own": Derived(f"ProductIdentifier[ProductIDType=01,IDTypeName={PROPRIETARY}]/IDValue", j.stand_in_id),
    "identifiers": Group(
        "*ProductIdentifier", _identifier("ProductIDType"), when=j.carries_product_id,
        why="identifiers that are not valid or have no code in List 5", lens=Lens(s.OnixIdentifier, j.product_id, j.from_product_id),
        says=_SAYS_ID,
    ),
    "=composition": Fixed(f"{D}/ProductComposition", "00"),
}  # fmt: skip

_MEASURES = Group(f"{D}/*Measure", {
    "type": "MeasureType", "value": "Measurement", "unit": "MeasureUnitCode", "printed": _PRINTED, "sources": _SOURCES,
}, pick=sole, why="one measure of each type and unit")  # fmt: skip
_EXTENTS = Group(f"{D}/*Extent", {
    "type": "ExtentType", "value": "ExtentValue", "unit": "ExtentUnit", "printed": _PRINTED, "sources": _SOURCES,
}, when=j.carries_extent, pick=sole, why="extents without a number, or a second one of the same type and unit")  # fmt: skip
_TITLES = Group(f"{D}/*TitleDetail", _title("01"), when=_title_type, pick=one_proper,
                why="variant spellings, which have no code in List 15, and a second title proper")  # fmt: skip

_PUBLISHER = {
    "role": "PublishingRole",
    "agent": Leaf(f"PublisherIdentifier[PublisherIDType=01,IDTypeName={PROPRIETARY}]/IDValue"),
    "name": Group("PublisherName", NAME),
    "places": No("given in CityOfPublication"), "country": No("given in CountryOfPublication"),
    "sources": _SOURCES,
}  # fmt: skip


def _publishing(load: object, *, imprint: bool) -> Special:
    says: dict[str, object] = {
        "publishers": {
            "name": f"{P}/Publisher/PublisherName", "role": "PublishingRole (List 45)",
            "places": f"{P}/CityOfPublication", "country": f"{P}/CountryOfPublication", "agent": "PublisherIdentifier",
            "sources": _SOURCES,
        },
        "dates": {
            "role": f"{P}/PublishingDate/PublishingDateRole (List 163)", "date": "Date", "until": No("no equivalent"),
            "qualifier": No("only exact dates"), "printed": _PRINTED, "sources": _SOURCES,
        },
        "status": f"{P}/PublishingStatus; 09 where unknown",
    }  # fmt: skip
    if imprint:
        says["imprint"] = f"{P}/Imprint/ImprintName"
    return Special(
        "",
        s.OnixPublishing,
        {
            "imprint": Group(f"{P}/Imprint/ImprintName", {**NAME, "script": _NO_SCRIPT})
            if imprint
            else No("books only"),
            "publishers": Group(f"{P}/*Publisher", _PUBLISHER),
            "cities": Group(f"{P}/*CityOfPublication", PLAIN_TEXT),
            "country": f"{P}/CountryOfPublication",
            "status": f"{P}/PublishingStatus",
            "dates": Group(f"{P}/*PublishingDate", {"role": "PublishingDateRole", "date": Leaf("Date", DATE)}),
        },
        t.publishing_of,
        load,  # type: ignore[arg-type]
        says,
    )


_RELATED = Group(
    "RelatedMaterial/*RelatedProduct",
    {"type": "ProductRelationCode", "identifiers": Group("*ProductIdentifier", _identifier("ProductIDType"))},
    when=t.carries_relation,
    why="relations without a code in List 51, or without an identifier of the other product",
    lens=Lens(s.OnixRelated, t.related_of, t.from_related),
    says={
        "type": "ProductRelationCode (List 51)", "record": "ProductIdentifier of the archive's own scheme",
        "identifiers": "ProductIdentifier", "citation": No("only identifiers"), "sources": _SOURCES,
    },
)  # fmt: skip

_S = "ProductSupply/SupplyDetail"
_SUPPLY = Special(
    "",
    s.OnixSupply,
    {
        "role": f"{_S}/Supplier/SupplierRole",
        "name": _line(f"{_S}/Supplier/SupplierName"),
        "availability": f"{_S}/ProductAvailability",
        "unpriced": f"{_S}/UnpricedItemType",
        "prices": Group(f"{_S}/*Price", {
            "type": "PriceType", "amount": "PriceAmount", "unpriced": "UnpricedItemType", "currency": "CurrencyCode",
            "countries": "Territory/CountriesIncluded", "regions": "Territory/RegionsIncluded",
            "not_countries": "Territory/CountriesExcluded", "not_regions": "Territory/RegionsExcluded",
            "valid_from": Leaf("PriceDate[PriceDateRole=14]/Date", DATE),
            "valid_until": Leaf("PriceDate[PriceDateRole=15]/Date", DATE),
        }, lens=Lens(s.OnixPrice, _as_it_is, t.as_sold_here)),
    },
    t.supply_of,
    t.from_supply,
    {
        "prices": {
            "amount": f"{_S}/Price/PriceAmount", "currency": "CurrencyCode", "printed": _PRINTED, "sources": _SOURCES,
            "tax": "PriceType: 03 excluding tax, 04 including tax; omitted if unknown, or if tax is included and there is no date",
            "valid_from": "PriceDate[PriceDateRole=14]", "valid_until": "PriceDate[PriceDateRole=15]",
            "unpriced": f"{_S}/UnpricedItemType, or that of a Price; what is not for sale goes to ProductAvailability",
        },
        "availability": f"{_S}/ProductAvailability; 99 where unknown, 40 or 44 for what is not for sale",
    },
)  # fmt: skip

_UNPLACED = {
    "sizes": No("ProductFormDetail carries the coded size"),
    "contents_complete": No("no way to mark an incomplete list"),
    "holdings": No("libraries' holdings are not part of a product"),
    "notes": No("ONIX has no notes"),
    "links": No("Website needs a role (List 73), which no source states"),
    "sources": _SOURCES,
}  # fmt: skip

BOOK = Column(
    m.Book,
    "Product",
    {
        **_START,
        "form": Leaf(f"{D}/ProductForm", default="00"),
        "form_details": Leaf(f"{D}/*ProductFormDetail", keeps=j.each_once),
        "form_description": _line(f"{D}/ProductFormDescription"),
        "measures": _MEASURES,
        "series": Group(f"{D}/*Collection[+CollectionType=10]", {
            "identifiers": Group(
                "*CollectionIdentifier", _identifier("CollectionIDType"), when=j.carries_collection_id,
                why="identifiers that are not valid or have no code in List 13",
                lens=Lens(s.OnixIdentifier, j.collection_id, j.from_collection_id), says=_SAYS_ID,
            ),
            "part_number": _line("TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=01]/PartNumber"),
            "title": Group("TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=02]/TitleText", TEXT),
            "section": Group("TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=03]/TitleText", TEXT),
        }),
        "titles": _TITLES,
        "credits": _credits(D, j.from_book_credits, {
            "contributors": SAYS_CONTRIBUTOR, "absence": "NoContributor, or UnnamedPersons of an anonymous one",
            "responsibility": f"{D}/ContributorStatement, where there is a contributor",
        }),
        "edition": Special("", s.OnixEdition, {
            "number": f"{D}/EditionNumber", "statements": Leaf(f"{D}/*EditionStatement", STRIPPED, keeps=j.lines),
        }, j.edition_of, j.from_edition, {
            "editions": {"number": f"{D}/EditionNumber", "statement": f"{D}/EditionStatement", "sources": _SOURCES},
        }),
        "languages": _languages(f"{D}/"),
        "extents": _EXTENTS,
        "subjects": _subjects(f"{D}/"),
        "texts": _texts("CollateralDetail/"),
        "contents": Group("ContentDetail/*ContentItem[+LevelSequenceNumber=#]"),
        "publishing": _publishing(t.from_book_publishing, imprint=True),
        "related": _RELATED,
        "supply": _SUPPLY,
        "scope": No("internal: the archive owner's relation to the book"),
        **_UNPLACED,
    },
    groups={m.Component: COMPONENT},
    prefixes={"": NAMESPACE},
    finish=j.hosted,
    cost="value",
)  # fmt: skip

ISSUE = Column(
    m.Issue,
    "Product",
    {
        **_START,
        "form": Leaf(f"{D}/ProductForm", default="PA"),
        "form_details": Leaf(f"{D}/*ProductFormDetail", keeps=j.each_once),
        "form_description": Leaf(f"{D}/ProductFormDescription", STRIPPED, default="雑誌", keeps=j.one_line),
        "measures": _MEASURES,
        "serial": Special(
            f"{D}/*Collection[+CollectionType=10]",
            s.OnixCollection,
            {
                "frequency": "CollectionFrequency",
                "identifiers": Group("*CollectionIdentifier", _identifier("CollectionIDType")),
                "titles": Group("*TitleDetail", _title("02")),
            },
            t.collection_of,
            t.from_collection,
            {"periodical": f"{D}/Collection: identifiers, titles and frequency from the serial's record"},
        ),
        "designation": Special("", s.OnixDesignation, {
            "titles": Group(f"{D}/*TitleDetail", _title("01")),
        }, t.designation_of, t.from_designation, {
            "titles": {"type": "TitleType", "text": "TitleText", "subtitle": "Subtitle", "part_number": "PartNumber"},
            "numbering": {
                "printed": f"{D}/TitleDetail/TitleElement/PartNumber", "volume": No("only the designation as printed"),
                "numbers": "PartNumber, where nothing else is printed", "whole_number": No("only the designation as printed"),
                "date": No("only the designation as printed"), "series": No("only the designation as printed"), "sources": _SOURCES,
            },
        }),
        "features": Group(f"{D}/*TitleDetail[TitleType=07]/TitleElement[TitleElementLevel=01]/TitleText", TEXT),
        "credits": _credits(D, j.from_issue_credits, {"contributors": SAYS_CONTRIBUTOR}),
        "languages": _languages(f"{D}/"),
        "extents": _EXTENTS,
        "subjects": _subjects(f"{D}/"),
        "texts": _texts("CollateralDetail/"),
        "contents": Group("ContentDetail/*ContentItem[+LevelSequenceNumber=#]"),
        "publishing": _publishing(t.from_issue_publishing, imprint=False),
        "related": _RELATED,
        "supply": _SUPPLY,
        "kind": No("no code for extra and combined issues"),
        **_UNPLACED,
    },
    groups={m.Component: COMPONENT},
    prefixes={"": NAMESPACE},
    finish=j.hosted,
    cost="value",
)  # fmt: skip
