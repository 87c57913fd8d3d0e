"""Where ONIX 3.1 keeps the fields of books and issues, in the order of its reference schema.

Source: ONIX for Books 3.1, Revision 3 (2026-03), groups P.1 to P.26.
"""

from __future__ import annotations

from functools import partial

from smj_catalog import model as m
from smj_catalog.codes.onix import COLLECTION_IDS
from smj_catalog.crosswalk import Column, Group, Leaf, No, Special
from smj_catalog.crosswalk.codecs import STRIPPED
from smj_catalog.formats.onix import groups as g
from smj_catalog.formats.onix import judgement as j
from smj_catalog.formats.onix import offers as o
from smj_catalog.formats.onix import shapes as s
from smj_catalog.formats.onix import trade as t
from smj_catalog.formats.onix.codecs import FLAG, reference
from smj_catalog.formats.onix.finishing import finished
from smj_catalog.formats.onix.sending import as_sent
from smj_catalog.formats.onix.titling import designation_of, from_designation

_IN_SERIES = Group(f"{g.D}/*Collection[+CollectionType=10]", {
    "identifiers": g.numbers(
        "Collection", COLLECTION_IDS, lambda it: j.goes_out(it, COLLECTION_IDS), "identifiers that are not valid or have no code in List 13",
    ),
    "part_number": g.line("TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=01]/PartNumber"),
    "title": Group("TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=02]/TitleText", g.TEXT),
    "section": Group("TitleDetail[TitleType=01]/TitleElement[TitleElementLevel=03]/TitleText", g.TEXT),
})  # fmt: skip
_ABOUT = {
    "languages": g.languages(f"{g.D}/"),
    "extents": g.EXTENTS,
    "subjects": g.subjects(f"{g.D}/"),
    **g.AUDIENCES,
    "texts": g.texts("CollateralDetail/"),
    **g.CITATIONS,
    "resources": g.RESOURCES,
    **g.PRIZES,
    "contents": Group("ContentDetail/*ContentItem[+LevelSequenceNumber=#]"),
}
_product = partial(
    Column, root="Product", groups={m.Component: g.COMPONENT}, prefixes={"": g.NAMESPACE}, finish=finished, begin=as_sent, cost="value",
)  # fmt: skip

BOOK = _product(
    m.Book,
    entries={
        **g.START,
        "form": Leaf(f"{g.D}/ProductForm", default="00"),
        "form_details": Leaf(f"{g.D}/*ProductFormDetail", keeps=j.each_once),
        **g.FEATURES,
        "form_description": g.line(f"{g.D}/ProductFormDescription"),
        "measures": g.MEASURES,
        **g.PROTECTIONS,
        "no_series": Leaf(f"{g.D}/NoCollection", FLAG, unless="series"),
        "series": _IN_SERIES,
        "titles": g.TITLES,
        "credits": g.credits(g.D, statement=True),
        "edition": Special("", s.OnixEdition, {
            "types": Leaf(f"{g.D}/*EditionType"), "number": f"{g.D}/EditionNumber", "statements": Leaf(f"{g.D}/*EditionStatement", STRIPPED, keeps=j.lines),
        }, j.edition_of, j.from_edition, {
            "editions": {"number": f"{g.D}/EditionNumber", "types": "EditionType", "statement": f"{g.D}/EditionStatement", "sources": g.SOURCES},
        }),
        "no_edition": Leaf(f"{g.D}/NoEdition", FLAG, unless="editions"),
        **_ABOUT,
        "publishing": o.publishing(imprint=True),
        "related": o.RELATED,
        "supply": o.SUPPLY,
        "scope": No("internal: the archive owner's relation to the book"),
        **g.UNPLACED,
    },
)  # fmt: skip

ISSUE = _product(
    m.Issue,
    entries={
        **g.START,
        "id": Leaf("RecordReference", reference("issue")),
        "form": Leaf(f"{g.D}/ProductForm", default="PA"),
        "form_details": Leaf(f"{g.D}/*ProductFormDetail", keeps=j.each_once),
        **g.FEATURES,
        "form_description": Leaf(f"{g.D}/ProductFormDescription", STRIPPED, default="雑誌", keeps=j.one_line),
        "measures": g.MEASURES,
        **g.PROTECTIONS,
        "serial": Special(
            f"{g.D}/*Collection[+CollectionType=10]",
            s.OnixCollection,
            {
                "frequency": "CollectionFrequency",
                "identifiers": Group("*CollectionIdentifier", g.identifier("CollectionIDType")),
                "titles": Group("*TitleDetail", g.title("02"), lens=g.TITLE_LENS, says=g.says_title("02")),
            },
            t.collection_of,
            t.from_collection,
            {"periodical": f"{g.D}/Collection: identifiers, titles and frequency from the serial's record"},
            drops=True,
        ),
        "designation": Special("", s.OnixDesignation, {
            "titles": Group(f"{g.D}/*TitleDetail", g.title("01"), lens=g.TITLE_LENS, says=g.says_title("01")),
        }, designation_of, from_designation, {
            "titles": {"type": "TitleType", "text": "TitleText", "subtitle": "Subtitle", "part_number": "PartNumber", "whole": "TitleText of level 02",
                "prefix": "TitlePrefix, with the rest in TitleWithoutPrefix"},
            "numbering": {
                "printed": f"{g.D}/TitleDetail/TitleElement/PartNumber", "volume": No("only the designation as printed"),
                "numbers": "PartNumber, where nothing else is printed", "whole_number": No("only the designation as printed"),
                "date": No("only the designation as printed"), "series": No("only the designation as printed"), "sources": g.SOURCES,
            },
        }),
        "features": Group(f"{g.D}/*TitleDetail[TitleType=07]/TitleElement[TitleElementLevel=01]/TitleText", g.TEXT),
        "credits": g.credits(g.D),
        **_ABOUT,
        "publishing": o.publishing(imprint=False),
        "related": o.RELATED,
        "supply": o.SUPPLY,
        "kind": No("no code for extra and combined issues"),
        **g.UNPLACED,
    },
)  # fmt: skip
