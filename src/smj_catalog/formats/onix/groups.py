"""The groups of elements that products of ONIX 3.1 are made of, each the place of a field or of several.

Source: ONIX for Books 3.1, Revision 3 (2026-03), groups P.1 to P.26.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from smj_catalog.codes.onix import PRODUCT_IDS, PROPRIETARY, TITLE_TYPES, Table
from smj_catalog.crosswalk import Derived, Group, Implied, Leaf, Lens, No, Says, Special
from smj_catalog.crosswalk.codecs import PROSE, STRIPPED, table
from smj_catalog.formats.onix import credits as c
from smj_catalog.formats.onix import display as d
from smj_catalog.formats.onix import judgement as j
from smj_catalog.formats.onix import shapes as s
from smj_catalog.formats.onix import trade as t
from smj_catalog.formats.onix.codecs import DATE, FLAG, NOTIFICATION, READING, XHTML, reference, with_words
from smj_catalog.formats.onix.sending import from_source, source_of
from smj_catalog.formats.onix.titling import from_title, title_of
from smj_catalog.model import Identifier
from smj_catalog.model.sole import one_proper, sole

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"
SOURCES = No("ONIX names the source of a record, not of a fact")
NO_SCRIPT = No("textscript is not allowed here")
PRINTED = No("ONIX holds the coded value, not the words it came from")


_WORD = "[A-Za-z0-9_]+"
MAIL = j.fitting(rf"{_WORD}([-+.']{_WORD})*@{_WORD}([-.]{_WORD})*\.{_WORD}([-.]{_WORD})*")
"""Keeps an address as ONIX 3.1 has it in EmailAddress."""


def line(path: str) -> Leaf:
    """Return the entry of words that stand on one line."""
    return Leaf(path, STRIPPED, keeps=j.one_line)


TEXT = {
    "language": "@language", "script": "@textscript", "readings": Leaf("@collationkey", READING, keeps=lambda it: j.from_one_reading(j.one_reading(it))),
    "text": line("."), "romanised": No("AlternativeName is for names only"),
    "truncated": No("no way to mark a truncated title"), "sources": SOURCES,
}  # fmt: skip
WEBSITES = Group("*Website", {
    "role": "WebsiteRole", "what": line("WebsiteDescription"), "url": line("WebsiteLink"), "sources": SOURCES,
})  # fmt: skip
NAME = {**TEXT, "romanised": No("given in AlternativeName")}
PLAIN_TEXT = {
    "language": "@language", "script": NO_SCRIPT, "text": line("."),
    "readings": No("no collationkey attribute here"), "romanised": No("AlternativeName is for names only"),
    "truncated": No("no way to mark a truncated text"), "sources": SOURCES,
}  # fmt: skip


def identifier(code: str) -> dict[str, object]:
    """Return the places of an identifier composite whose type stands in ``code``."""
    return {"type": code, "name": "IDTypeName", "value": line("IDValue")}


def numbers(kind: str, table: Table, when: Callable[[Identifier], bool], why: str) -> Group:
    """Return the entry of the identifiers of a product or collection, with the codes of a list."""
    lens = Lens(s.OnixIdentifier, lambda it, _: j.coded(it, table), lambda shape, _: j.worded(shape, table))
    return Group(f"*{kind}Identifier", identifier(f"{kind}IDType"), when=when, why=why, lens=lens, says=SAYS_ID)


def title(level: str, kind: object = "TitleType") -> dict[str, object]:
    """Return the places of a title: TitleDetail, with one TitleElement of a level; of a product one of its set as well."""
    element = f"TitleElement[TitleElementLevel={level}]"
    whole = Group("TitleElement[TitleElementLevel=02]/TitleText", TEXT)
    return {
        "type": kind,
        "whole": whole if level == "01" else No("of the titles of products only"),
        "part_number": line(f"{element}/PartNumber"),
        "prefix": Leaf(f"{element}/TitlePrefix", STRIPPED, keeps=j.one_line, alone=True),
        "no_prefix": Leaf(f"{element}/NoPrefix", FLAG),
        "rest": Group(f"{element}/TitleWithoutPrefix", TEXT),
        "text": Group(f"{element}/TitleText", TEXT),
        "subtitle": Group(f"{element}/Subtitle", TEXT),
    }


TITLE_LENS = Lens(s.OnixTitle, title_of, from_title)


def says_title(level: str) -> dict[str, object]:
    """Return what is said of a title's fields."""
    places = title(level)
    return {name: places[name] for name in ("type", "whole", "part_number", "text", "subtitle", "prefix")}


SAYS_ID = {
    "type": "ProductIDType", "value": "IDValue", "scheme": "IDTypeName", "printed": PRINTED,
    "status": No("only valid identifiers"), "qualifier": No("no equivalent"), "sources": SOURCES,
}  # fmt: skip

_AFFILIATION = {
    "position": line("ProfessionalPosition"), "identifiers": Group("*AffiliationIdentifier", identifier("AffiliationIDType")),
    "name": Group("Affiliation", {**PLAIN_TEXT, "script": "@textscript"}),
}  # fmt: skip
_AFFILIATED = Group(
    "*ProfessionalAffiliation", _AFFILIATION, when=c.says_something, why="affiliations that say nothing",
    lens=Lens(s.OnixAffiliation, c.affiliation_of, c.from_affiliation), says={**_AFFILIATION, "identifiers": {**SAYS_ID, "type": "AffiliationIDType (List 44)"}},
)  # fmt: skip
CONTRIBUTOR = {
    "roles": Leaf("*ContributorRole", alone=True),
    "identifiers": Group("*NameIdentifier", identifier("NameIDType")),
    "person": Group("PersonName", NAME),
    "inverted": line("PersonNameInverted"),
    "before": line("NamesBeforeKey"),
    "prefix": line("PrefixToKey"),
    "key": line("KeyNames"),
    "after": line("NamesAfterKey"),
    "suffix": line("SuffixToKey"),
    "corporate": Group("CorporateName", NAME),
    "unnamed": "UnnamedPersons",
    "alternatives": Group("*AlternativeName[NameType=05]", {
        "person": line("PersonName"), "corporate": line("CorporateName"),
    }),
    "born": Leaf("ContributorDate[ContributorDateRole=50]/Date", DATE, alone=True),
    "died": Leaf("ContributorDate[ContributorDateRole=51]/Date", DATE, alone=True),
    "affiliations": _AFFILIATED,
    "biography_xhtml": Leaf("BiographicalNote/@textformat", XHTML),
    "biography": Leaf("BiographicalNote", PROSE),
    "links": WEBSITES,
    "description": line("ContributorDescription"),
}  # fmt: skip

SAYS_CONTRIBUTOR = {
    "name": "PersonName or CorporateName; its romanised form AlternativeName[NameType=05]",
    "roles": "ContributorRole; Z99 where none is known", "kind": "PersonName or CorporateName",
    "role_printed": "ContributorDescription, unless it is the name of the role (著 of A01)", "position": "ProfessionalAffiliation/ProfessionalPosition",
    "affiliation": "ProfessionalAffiliation/Affiliation",
    "affiliation_identifiers": {**SAYS_ID, "type": "AffiliationIDType (List 44)"}, "agent": f"NameIdentifier[NameIDType=01,IDTypeName={PROPRIETARY}]",
    "identifiers": "NameIdentifier",
    "family": "KeyNames", "given": "NamesAfterKey where the name begins with the family name, else NamesBeforeKey",
    "biography": "BiographicalNote", "biography_xhtml": "BiographicalNote with textformat 05", "links": WEBSITES, "other_affiliations": _AFFILIATED, "born": "ContributorDate[ContributorDateRole=50]", "died": "ContributorDate[ContributorDateRole=51]",
    "distinction": No("no equivalent for additions to a name heading"), "sources": SOURCES,
}  # fmt: skip


def as_it_is(shape: object, _: object) -> object:
    """Return a shape that is put together elsewhere."""
    return shape


def credits(base: str = "", *, statement: bool = False) -> Special:
    """Return the entry of contributors under an element, and of there being none; of books also as printed."""
    at = f"{base}/" if base else ""
    fields: dict[str, object] = {
        "contributors": SAYS_CONTRIBUTOR, "absence": "NoContributor, or UnnamedPersons of an anonymous one",
    }  # fmt: skip
    if statement:
        fields["responsibility"] = f"{at}ContributorStatement, where there is a contributor"
    return Special(
        "",
        s.OnixCredits,
        {
            "contributors": Group(
                f"{at}*Contributor[+SequenceNumber=#]",
                CONTRIBUTOR,
                lens=Lens(s.OnixContributor, as_it_is, c.with_name),
            ),
            "statement": Group(f"{at}ContributorStatement", PLAIN_TEXT) if statement else No("books only"),
            "none": Leaf(f"{at}NoContributor", FLAG),
        },
        c.credits_of,
        partial(c.from_credits, base=at),
        fields,
        drops=True,
    )


_SUBJECT = {
    "main": Leaf("MainSubject", FLAG), "scheme": "SubjectSchemeIdentifier", "name": "SubjectSchemeName",
    "edition": "SubjectSchemeVersion", "code": line("SubjectCode"), "heading": line("SubjectHeadingText"),
}  # fmt: skip


def subjects(base: str) -> Special:
    """Return the entry of subjects."""
    return Special(
        f"{base}*Subject",
        s.OnixSubject,
        _SUBJECT,
        j.subjects_of,
        partial(j.from_subjects, base=base),
        {"subjects": Says("subjects of an unknown scheme, or with neither code nor heading", {
            "scheme": f"{base}Subject/SubjectSchemeIdentifier (List 27)", "code": "SubjectCode",
            "heading": "SubjectHeadingText", "edition": "SubjectSchemeVersion", "main": "MainSubject",
            "concept": "SubjectCode of the archive's own scheme, with its label, and a Subject for each code it is mapped to",
            "kind": No("NameAsSubject has no scheme of headings"), "assigned": No("no equivalent"), "sources": SOURCES,
        })},
        drops=True,
    )  # fmt: skip


def languages(base: str) -> Group:
    """Return the entry of languages."""
    return Group(f"{base}*Language", {
        "role": Leaf("LanguageRole", needed=True), "code": "LanguageCode", "country": "CountryCode", "script": "ScriptCode",
        "sources": SOURCES,
    })  # fmt: skip


def texts(base: str) -> Group:
    """Return the entry of texts."""
    return Group(f"{base}*TextContent", {
        "type": Leaf("TextType", needed=True), "audiences": Leaf("*ContentAudience", keeps=j.each_once), "language": "Text/@language",
        "xhtml": Leaf("Text/@textformat", XHTML), "text": Leaf("Text", PROSE), "author": line("TextAuthor"), "source_title": line("SourceTitle"), "sources": SOURCES,
    }, pick=with_words)  # fmt: skip


COMPONENT = {
    "id": Leaf(
        f"TextItem[+TextItemType=03]/TextItemIdentifier[TextItemIDType=01,IDTypeName={PROPRIETARY}]/IDValue",
        missing=j.UNNUMBERED,
    ),
    "pages": Group("TextItem[+TextItemType=03]/*PageRun", {"first": "FirstPageNumber", "last": "LastPageNumber"}),
    "title": Group("TitleDetail", title("04", Leaf("TitleType", keeps=lambda it: it if it in TITLE_TYPES else "00")),
                   lens=TITLE_LENS, says=says_title("04")),  # 00: undefined
    "credits": credits(),
    "languages": languages(""),
    "subjects": subjects(""),
    "texts": texts(""),
    "host": Implied("the product that holds the ContentItem"), "kind": Implied("article in an issue, chapter in a book"),
    "genre": No("no code list for the genre of a ContentItem"), "section": No("sections are not separate ContentItems"),
    "column": No("no equivalent for the title of a column"), "instalment": No("no equivalent"),
    "identifiers": No("only the record's own identifier"), "dates": No("a ContentItem has no dates"),
    "related": No("not used for a ContentItem"), "notes": No("ONIX has no notes"), "links": No("no equivalent"),
    "sources": SOURCES,
}  # fmt: skip

D = "DescriptiveDetail"

START = {
    "id": Leaf("RecordReference", reference("book")),
    "source": Special("", s.OnixSource, {
        "notification": Leaf("NotificationType", NOTIFICATION, alone=True),
        "type": "RecordSourceType", "identifiers": Group("*RecordSourceIdentifier", identifier("RecordSourceIDType")), "name": line("RecordSourceName"),
    }, source_of, from_source, {"record_source": {
        "type": "RecordSourceType (List 3); where nobody else is known as the source, 01 of what the sender publishes, else 00",
        "identifiers": "RecordSourceIdentifier (List 44)", "name": "RecordSourceName",
        "notification": "NotificationType; what the day makes of it where that is more, and where nobody else is known as the source",
    }}),
    "=own": Derived(f"ProductIdentifier[ProductIDType=01,IDTypeName={PROPRIETARY}]/IDValue", j.stand_in_id),
    "identifiers": numbers("Product", PRODUCT_IDS, j.carries_product_id, "identifiers that are not valid or have no code in List 5"),
    "composition": Leaf(f"{D}/ProductComposition", default="00"),
}  # fmt: skip

MEASURES = Group(f"{D}/*Measure", {
    "type": Leaf("MeasureType", needed=True), "value": "Measurement", "unit": Leaf("MeasureUnitCode", needed=True), "printed": PRINTED, "sources": SOURCES,
}, pick=sole, why="one measure of each type and unit")  # fmt: skip
EXTENTS = Group(f"{D}/*Extent", {
    "type": Leaf("ExtentType", needed=True), "value": "ExtentValue", "unit": Leaf("ExtentUnit", needed=True), "printed": PRINTED, "sources": SOURCES,
}, when=lambda it: it.value is not None, pick=sole, why="extents without a number, or a second one of the same type and unit")  # fmt: skip
TITLES = Group(f"{D}/*TitleDetail", title("01"), lens=TITLE_LENS, says=says_title("01"), when=lambda it: it.type in TITLE_TYPES, pick=one_proper,
                why="variant spellings, which have no code in List 15, and a second title proper")  # fmt: skip


def events(path: str, role: str, words: dict[str, str]) -> Group:
    """Return the entry of dates, whose roles are words of ours or codes."""
    known = {f"onix:{code}": word for word, code in words.items()}
    return Group(path, {
        "role": Leaf(role, table(words, "dates", other="onix:"), keeps=lambda it: known.get(it, it)), "date": Leaf("Date", DATE),
        "until": No("no equivalent"), "qualifier": No("only exact dates"), "printed": PRINTED, "sources": SOURCES,
    }, when=lambda it: t.has_code(it, words), why="dates that are not exact, or whose role has no code", pick=lambda found: t.dated(found, words))  # fmt: skip


CONTENT_DATES = events("*ContentDate", "ContentDateRole", {})

_RANGES = Group(
    f"{D}/*AudienceRange",
    {"qualifier": "AudienceRangeQualifier", "precisions": "*AudienceRangePrecision", "values": Leaf("*AudienceRangeValue", STRIPPED, beside=True, keeps=j.lines)},
    when=lambda it: it.first or it.last, why="ranges without a bound", lens=Lens(s.OnixRange, j.range_of, j.from_range),
    says={
        "qualifier": "AudienceRangeQualifier (List 30)", "first": "AudienceRangeValue after AudienceRangePrecision 03 or 01",
        "last": "AudienceRangeValue after AudienceRangePrecision 04 or 01", "sources": SOURCES,
    },
)  # fmt: skip
AUDIENCES = {
    "audiences": Group(f"{D}/*Audience", {
        "type": "AudienceCodeType", "name": "AudienceCodeTypeName", "code": line("AudienceCodeValue"), "sources": SOURCES,
    }),
    "audience_ranges": _RANGES,
    "audience_descriptions": Group(f"{D}/*AudienceDescription", PLAIN_TEXT, pick=j.one_a_language, why="a second one in the same language"),
}  # fmt: skip
FEATURES = {"form_features": Group(f"{D}/*ProductFormFeature", {
    "type": "ProductFormFeatureType", "value": line("ProductFormFeatureValue"),
    "descriptions": Group("*ProductFormFeatureDescription", PLAIN_TEXT, pick=j.one_a_language, why="a second one in the same language"), "sources": SOURCES,
})}  # fmt: skip
PROTECTIONS = {
    "protections": Leaf(f"{D}/*EpubTechnicalProtection", keeps=j.each_once),
    "parts": Group(f"{D}/*ProductPart", {
        "primary": Leaf("PrimaryPart", FLAG), "identifiers": START["identifiers"], "form": Leaf("ProductForm", default="00"),
        "form_details": Leaf("*ProductFormDetail", keeps=j.each_once), "description": line("ProductFormDescription"),
        "number": "NumberOfItemsOfThisForm", "copies": "NumberOfCopies", "sources": SOURCES,
    }, when=lambda it: it.number or it.copies, why="parts without a number"),
}  # fmt: skip
CITATIONS = {"citations": Group("CollateralDetail/*CitedContent", {
    "type": "CitedContentType", "audiences": Leaf("*ContentAudience", keeps=j.each_once), "source_type": "SourceType",
    "source_title": Group("SourceTitle", PLAIN_TEXT), "note": Group("CitationNote", PLAIN_TEXT), "url": line("ResourceLink"),
    "dates": CONTENT_DATES, "sources": SOURCES,
}, when=lambda it: it.source_title, why="reviews without the title of their source")}  # fmt: skip
PRIZES = {"prizes": Group("CollateralDetail/*Prize", {
    "name": Group("PrizeName", PLAIN_TEXT), "year": Leaf("PrizeYear", STRIPPED, keeps=j.fitting(j.YEAR)), "country": "PrizeCountry", "achievement": "PrizeCode",
    "statement": Group("PrizeStatement", PLAIN_TEXT), "jury": Group("PrizeJury", PLAIN_TEXT), "sources": SOURCES,
})}  # fmt: skip
RESOURCES = Special(
    "CollateralDetail/*SupportingResource",
    s.OnixResource,
    {
        "type": "ResourceContentType", "audiences": "*ContentAudience", "mode": "ResourceMode",
        "features": Group("*ResourceFeature", {"type": "ResourceFeatureType", "value": line("FeatureValue")}),
        "versions": Group("*ResourceVersion", {
            "form": "ResourceForm",
            "features": Group("*ResourceVersionFeature", {"type": "ResourceVersionFeatureType", "value": line("FeatureValue")}),
            "links": Leaf("*ResourceLink", STRIPPED),
            "dates": CONTENT_DATES,
        }),
    },
    d.resources_of,
    d.from_resources,
    {"resources": {
        "type": "CollateralDetail/SupportingResource/ResourceContentType (List 158)", "audiences": "ContentAudience",
        "mode": "ResourceMode", "form": "ResourceVersion/ResourceForm", "url": "ResourceVersion/ResourceLink", "dates": "ResourceVersion/ContentDate, those in a role of List 155",
        "features": "ResourceFeature (List 160)", "file_features": "ResourceVersion/ResourceVersionFeature (List 162)",
        "sources": SOURCES,
    }},
)  # fmt: skip

UNPLACED = {
    "sizes": No("ProductFormDetail carries the coded size"),
    "contents_complete": No("no way to mark an incomplete list"),
    "holdings": No("libraries' holdings are not part of a product"),
    "notes": No("ONIX has no notes"),
    "links": No("Website needs a role (List 73), which no source states"),
    "sources": SOURCES,
}  # fmt: skip
