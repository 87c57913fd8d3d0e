"""Who publishes a product, what it is related to, and who offers it at which price: groups of elements of ONIX 3.1.

Source: ONIX for Books 3.1, Revision 3 (2026-03), groups P.19 to P.26.
"""

from __future__ import annotations

from functools import partial

from attrs import evolve

from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Group, Implied, Leaf, Lens, No, Says, Special, several
from smj_catalog.crosswalk.codecs import NAMES, STRIPPED
from smj_catalog.formats.onix import groups as g
from smj_catalog.formats.onix import judgement as j
from smj_catalog.formats.onix import shapes as s
from smj_catalog.formats.onix import supply as p
from smj_catalog.formats.onix import trade as t
from smj_catalog.formats.onix.codecs import DATE
from smj_catalog.model import Relation

P = "PublishingDetail"

_SAYS_PUBLISHER = {
    "name": f"{P}/Publisher/PublisherName", "role": "PublishingRole (List 45)", "places": No("given in CityOfPublication"),
    "country": No("given in CountryOfPublication"), "agent": "PublisherIdentifier", "identifiers": "PublisherIdentifier (List 44)", "links": g.WEBSITES,
    "sources": g.SOURCES,
}  # fmt: skip
_PUBLISHER = {
    "role": Leaf("PublishingRole", needed=True),
    "identifiers": Group("*PublisherIdentifier", g.identifier("PublisherIDType")),
    "name": Group("PublisherName", g.NAME),
    "links": g.WEBSITES,
}  # fmt: skip


def _territory(base: str = "") -> dict[str, object]:
    names = ("CountriesIncluded", "RegionsIncluded", "CountriesExcluded", "RegionsExcluded")
    fields = ("countries", "regions", "countries_excluded", "regions_excluded")
    return {field: Leaf(f"{base}Territory/{name}", NAMES) for field, name in zip(fields, names, strict=True)}


_PUBLISHING_DATES = g.events(f"{P}/*PublishingDate", "PublishingDateRole", codes.DATES)
_WORDS = "Date, in words (List 55, 12)"
_SAYS_DATES = evolve(
    _PUBLISHING_DATES, column={**(_PUBLISHING_DATES.column or {}), "qualifier": _WORDS, "until": _WORDS}, why="dates whose role has no code"
)  # fmt: skip
_CONTACTS = Group(f"{P}/*ProductContact", {
    "role": "ProductContactRole", "name": g.line("ProductContactName"), "person": g.line("ContactName"),
    "telephone": g.line("TelephoneNumber"), "email": Leaf("EmailAddress", STRIPPED, keeps=g.MAIL), "sources": g.SOURCES,
})  # fmt: skip
_COPYRIGHTS = Group(
    f"{P}/*CopyrightStatement",
    {
        "type": "CopyrightType", "years": Leaf("*CopyrightYear", STRIPPED, keeps=j.years),
        "owners": Group("*CopyrightOwner", {"person": g.line("PersonName"), "corporate": g.line("CorporateName")}),
    },
    lens=Lens(s.OnixCopyright, t.copyright_of, t.from_copyright),
    says={
        "type": "CopyrightType (List 219)", "years": "CopyrightYear", "persons": "CopyrightOwner/PersonName",
        "organisations": "CopyrightOwner/CorporateName", "sources": g.SOURCES,
    },
)  # fmt: skip
_RIGHTS = Group(f"{P}/*SalesRights", {"type": "SalesRightsType", **_territory(), "sources": g.SOURCES})


def publishing(*, imprint: bool) -> Special:
    """Return the entry of what stands in PublishingDetail."""
    says: dict[str, object] = {
        "publishers": {**_SAYS_PUBLISHER, "places": f"{P}/CityOfPublication", "country": f"{P}/CountryOfPublication"},
        "dates": _SAYS_DATES,
        "status": f"{P}/PublishingStatus; 09 where unknown",
        "contacts": _CONTACTS, "copyrights": _COPYRIGHTS,
        "sales_rights": {
            "type": f"{P}/SalesRights/SalesRightsType (List 46), ROWSalesRightsType for everywhere else", **_territory(), "sources": g.SOURCES,
        },
    }  # fmt: skip
    none = No("books only")
    if imprint:
        says["imprint"] = f"{P}/Imprint/ImprintName"
        says["imprint_identifiers"] = {**g.SAYS_ID, "type": "ImprintIDType (List 44)"}
    return Special(
        "",
        s.OnixPublishing,
        {
            "imprint_ids": Group(f"{P}/Imprint/*ImprintIdentifier", g.identifier("ImprintIDType")) if imprint else none,
            "imprint": Group(f"{P}/Imprint/ImprintName", {**g.NAME, "script": g.NO_SCRIPT}) if imprint else none,
            "publishers": Group(
                f"{P}/*Publisher",
                _PUBLISHER,
                lens=Lens(s.OnixPublisher, t.publisher_of, t.from_publisher),
                says=_SAYS_PUBLISHER,
            ),
            "cities": Group(f"{P}/*CityOfPublication", g.PLAIN_TEXT),
            "country": f"{P}/CountryOfPublication",
            "contacts": _CONTACTS,
            "status": f"{P}/PublishingStatus",
            "dates": _PUBLISHING_DATES,
            "copyrights": _COPYRIGHTS,
            "rights": _RIGHTS,
            "rest": f"{P}/ROWSalesRightsType",
        },
        t.publishing_of,
        partial(t.from_publishing, issue=not imprint),
        says,
        drops=True,
    )


_SAYS_RELATED = {
    "type": "RelatedProduct/ProductRelationCode (List 51), RelatedWork/WorkRelationCode (List 164)", "record": "an identifier of the archive's own scheme",
    "identifiers": "ProductIdentifier, WorkIdentifier", "form": "ProductForm", "form_details": "ProductFormDetail", "citation": No("only identifiers"), "sources": g.SOURCES,
}  # fmt: skip
_OF_PRODUCTS = No("given of products only")
RELATED = several("related", Relation, (
    Group("RelatedMaterial/*RelatedWork", {
        "type": "WorkRelationCode", "identifiers": Group("*WorkIdentifier", g.identifier("WorkIDType")), "form": _OF_PRODUCTS, "form_details": _OF_PRODUCTS,
    }, when=t.is_work, lens=Lens(s.OnixRelated, t.related_of, partial(t.from_related, work=True)), says=_SAYS_RELATED),
    Group("RelatedMaterial/*RelatedProduct", {
        "type": "ProductRelationCode", "identifiers": Group("*ProductIdentifier", g.identifier("ProductIDType")),
        "form": "ProductForm", "form_details": "*ProductFormDetail",
    }, when=t.is_product, lens=Lens(s.OnixRelated, t.related_of, t.from_related), says=_SAYS_RELATED),
), Says("relations without a code in List 51 or 164, or without an identifier of the other", _SAYS_RELATED))  # fmt: skip

_S = "ProductSupply/SupplyDetail"
_PRICE = {
    "type": "PriceType", "qualifier": "PriceQualifier",
    "conditions": Group("*PriceCondition", {
        "type": "PriceConditionType", "quantities": Group("*PriceConditionQuantity", {
            "type": "PriceConditionQuantityType", "value": "Quantity", "unit": "QuantityUnit",
        }),
    }),
    "discount_code_type": "DiscountCoded/DiscountCodeType", "discount_code": g.line("DiscountCoded/DiscountCode"),
    "discount": Leaf("Discount/DiscountPercent", keeps=j.percent), "status": "PriceStatus", "amount": "PriceAmount",
    "unpriced": "UnpricedItemType", "currency": "CurrencyCode", **_territory(),
    "valid_from": Leaf("PriceDate[PriceDateRole=14]/Date", DATE),
    "valid_until": Leaf("PriceDate[PriceDateRole=15]/Date", DATE),
    "on_product": "PrintedOnProduct", "on_product_at": "PositionOnProduct",
}  # fmt: skip
_OFFER = {
    "role": "Supplier/SupplierRole",
    "identifiers": Group("Supplier/*SupplierIdentifier", g.identifier("SupplierIDType")),
    "name": Group("Supplier/SupplierName", g.PLAIN_TEXT),
    "telephone": g.line("Supplier/TelephoneNumber"),
    "email": Leaf("Supplier/EmailAddress", STRIPPED, keeps=g.MAIL),
    "links": Group("Supplier/*Website", g.WEBSITES.column),
    "returns_type": "ReturnsConditions/ReturnsCodeType",
    "returns": g.line("ReturnsConditions/ReturnsCode"),
    "availability": "ProductAvailability",
    "dates": g.events("*SupplyDate", "SupplyDateRole", {}),
    "pack": "PackQuantity",
    "unpriced": "UnpricedItemType",
    "prices": Group("*Price", _PRICE, lens=Lens(s.OnixPrice, g.as_it_is, p.with_currency)),
    "implied": Implied("the publisher, where no supplier is known"),
}  # fmt: skip
_SAYS_PRICE = {
    **{name: it for name, it in _PRICE.items() if name != "conditions"}, "condition": "PriceCondition/PriceConditionType",
    "condition_quantity": "PriceCondition/PriceConditionQuantity/Quantity", "condition_quantity_type": "PriceConditionQuantityType",
    "condition_unit": "QuantityUnit", "printed": g.PRINTED, "sources": g.SOURCES,
    "tax": "PriceType: 03 excluding tax, 04 including tax; omitted if unknown, or if tax is included and there is no date",
    "unpriced": "UnpricedItemType, of the SupplyDetail or of a Price; what is not for sale goes to ProductAvailability",
}  # fmt: skip
_MARKET = {
    **_territory("Market/"), "status": "MarketPublishingDetail/MarketPublishingStatus",
    "dates": g.events("MarketPublishingDetail/*MarketDate", "MarketDateRole", codes.DATES),
}  # fmt: skip
SUPPLY = Special("*ProductSupply", s.OnixMarket, {**_MARKET, "offers": Group("*SupplyDetail", _OFFER)}, p.supply_of, p.from_supply, {
    "prices": _SAYS_PRICE, "availability": f"{_S}/ProductAvailability; 99 where unknown, 40 or 44 for what is not for sale",
    "suppliers": {
        **{name: it for name, it in _OFFER.items() if name not in ("unpriced", "implied")}, "market": _MARKET, "sources": g.SOURCES,
        "name": "Supplier/SupplierName; the publisher where no supplier is known", "agent": "SupplierIdentifier", "identifiers": "SupplierIdentifier (List 92)", "prices": _SAYS_PRICE,
    },
}, drops=True)  # fmt: skip
