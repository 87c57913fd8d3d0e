"""The native format, smj-1: all of the model, readable, one way to write each record.

Namespace ``urn:smj-catalog:1``; root ``catalog`` for many records, or one record by itself. Element and attribute
names are explained in schemas/smj-1.xsd.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk.codecs import NAMES
from smj_catalog.crosswalk.columns import Column, Leaf

NAMESPACE = "urn:smj-catalog:1"
_SRC = Leaf("@src", NAMES)

_TERRITORY: dict[str, Any] = {
    "countries": Leaf("@countries", NAMES), "regions": Leaf("@regions", NAMES),
    "countries_excluded": Leaf("@countries-excluded", NAMES), "regions_excluded": Leaf("@regions-excluded", NAMES),
}  # fmt: skip
GROUPS: dict[type, dict[str, Any]] = {
    m.Reading: {"scheme": "@scheme", "divided": Leaf("@divided", omit=True), "text": "."},
    m.Romanised: {"scheme": "@scheme", "text": "."},
    m.Text: {
        "language": "@lang", "script": "@script", "truncated": "@truncated", "sources": _SRC,
        "text": "text", "readings": "*reading", "romanised": "*romanised",
    },
    m.Title: {"type": "@type", "part_number": "@part", "prefix": "@prefix", "text": "proper", "subtitle": "subtitle", "whole": "whole"},
    m.Identifier: {
        "type": "@type", "scheme": "@scheme", "printed": "@printed", "status": Leaf("@status", omit=True),
        "qualifier": "@qualifier", "sources": _SRC, "value": ".",
    },
    m.Contributor: {
        "roles": Leaf("@role", NAMES), "kind": "@kind", "role_printed": "@printed", "position": "@position",
        "agent": "@agent", "family": "@family", "given": "@given", "born": "@born", "died": "@died",
        "distinction": "@distinction", "biography_xhtml": "@biography-xhtml", "sources": _SRC,
        "name": "name", "affiliation": "affiliation", "affiliation_identifiers": "*affiliation-identifier", "identifiers": "*identifier",
        "biography": "biography", "links": "*link",
        "other_affiliations": "*other-affiliation",
    },
    m.Affiliation: {"position": "@position", "name": "name", "identifiers": "*identifier"},
    m.Publisher: {
        "role": "@role", "country": "@country", "agent": "@agent", "sources": _SRC,
        "name": "name", "places": "*place", "identifiers": "*identifier", "links": "*link",
    },
    m.Extent: {"type": "@type", "unit": "@unit", "printed": "@printed", "sources": _SRC, "value": "."},
    m.Measure: {"type": "@type", "unit": "@unit", "printed": "@printed", "sources": _SRC, "value": "."},
    m.Size: {"sources": _SRC, "printed": "."},
    m.Price: {
        "currency": "@currency", "tax": "@tax", "printed": "@printed", "valid_from": "@from",
        "valid_until": "@until", "qualifier": "@qualifier", "status": "@status", "type": "@type", **_TERRITORY, "unpriced": "@unpriced",
        "discount": "@discount", "discount_code": "@discount-code", "discount_code_type": "@discount-code-type", "condition": "@condition",
        "condition_quantity": "@condition-quantity", "condition_quantity_type": "@condition-quantity-type", "condition_unit": "@condition-unit", "on_product": "@on-product",
        "on_product_at": "@on-product-at", "sources": _SRC, "amount": ".",
    },
    m.Frequency: {"times_a_year": "@per-year", "as_of": "@as-of", "sources": _SRC, "printed": "."},
    m.Numbering: {
        "volume": "@volume", "whole_number": "@whole", "date": "@date", "series": "@series", "sources": _SRC,
        "printed": "printed", "numbers": "*number",
    },
    m.PageRun: {"first": "@first", "last": "@last"},
    m.Language: {"role": "@role", "country": "@country", "script": "@script", "sources": _SRC, "code": "."},
    m.Subject: {
        "scheme": "@scheme", "kind": "@kind", "edition": "@edition", "code": "@code", "main": "@main", "assigned": "@assigned",
        "concept": "@concept", "sources": _SRC, "heading": "heading",
    },
    m.Series: {"part_number": "@part", "title": "title", "section": "section", "identifiers": "*identifier"},
    m.Edition: {"number": "@number", "types": Leaf("@types", NAMES), "sources": _SRC, "statement": "statement"},
    m.EventDate: {
        "role": "@role", "qualifier": "@qualifier", "until": "@until", "printed": "@printed", "sources": _SRC,
        "date": ".",
    },
    m.Prose: {"type": "@type", "audiences": Leaf("@audience", NAMES, omit=True), "language": "@lang", "author": "@author", "source_title": "@source-title", "xhtml": "@xhtml", "sources": _SRC, "text": "."},
    m.Note: {"type": Leaf("@type", omit=True), "as_of": "@as-of", "sources": _SRC, "text": "."},
    m.Audience: {"type": "@type", "name": "@name", "sources": _SRC, "code": "."},
    m.ProductPart: {
        "form": "@form", "form_details": Leaf("@form-details", NAMES), "number": "@number", "copies": "@copies", "primary": "@primary", "sources": _SRC,
        "description": "description", "identifiers": "*identifier",
    },
    m.AudienceRange: {"qualifier": "@qualifier", "first": "@first", "last": "@last", "sources": _SRC},
    m.FormFeature: {"type": "@type", "value": "@value", "sources": _SRC, "descriptions": "*description"},
    m.Citation: {
        "type": "@type", "source_type": "@source-type", "audiences": Leaf("@audience", NAMES, omit=True), "sources": _SRC,
        "source_title": "source", "note": "note", "url": "url", "dates": "*date",
    },
    m.Prize: {"year": "@year", "country": "@country", "achievement": "@achievement", "sources": _SRC, "name": "name", "statement": "statement", "jury": "jury"},
    m.Copyright: {"type": "@type", "sources": _SRC, "years": "*year", "persons": "*person", "organisations": "*organisation"},
    m.Contact: {"role": "@role", "person": "@person", "telephone": "@telephone", "email": "@email", "sources": _SRC, "name": "name"},
    m.SalesRights: {"type": "@type", **_TERRITORY, "sources": _SRC},
    m.Supplier: {"role": "@role", "agent": "@agent", "availability": "@availability", "returns": "@returns", "returns_type": "@returns-type", "pack": "@pack",
        "telephone": "@telephone", "email": "@email",
                 "sources": _SRC, "name": "name", "identifiers": "*identifier", "market": "market", "prices": "*price", "dates": "*date", "links": "*link"},
    m.Market: {**_TERRITORY, "status": "@status", "dates": "*date"},
    m.ResourceFeature: {"type": "@type", "value": "."},
    m.Resource: {
        "type": "@type", "mode": "@mode", "form": "@form", "audiences": Leaf("@audience", NAMES, omit=True), "sources": _SRC,
        "url": "url", "dates": "*date", "features": "*feature", "file_features": "*file-feature",
    },
    m.Link: {"what": "@what", "role": "@role", "sources": _SRC, "url": "."},
    m.Relation: {
        "type": "@type", "record": "@record", "form": "@form", "form_details": Leaf("@form-details", NAMES), "sources": _SRC, "citation": "citation", "identifiers": "*identifier",
    },
    m.Holding: {
        "agent": "@agent", "copies": "@copies", "sources": _SRC, "holder": "holder", "held": "held",
        "missing": "missing", "location": "location", "call_number": "call-number", "shelf": "shelf", "number": "number",
    },
    m.RecordSource: {"type": "@type", "notification": "@notification", "name": "name", "identifiers": "*identifier"},
    m.Source: {"id": "@id", "seen": "@seen", "title": "what", "url": "url", "quotes": "*says"},
    m.AgentName: {
        "type": "@type", "used_from": "@from", "used_until": "@until", "family": "@family", "given": "@given",
        "name": "form",
    },
    m.Address: {"as_of": "@as-of", "sources": _SRC, "printed": "."},
    m.Position: {"as_of": "@as-of", "agent": "@agent", "sources": _SRC, "post": "post", "name": "name"},
    m.Mapping: {
        "scheme": "@scheme", "match": "@match", "code": "@code", "uri": "@uri", "sources": _SRC, "heading": "heading",
    },
}  # fmt: skip

_SOURCES: dict[str, Any] = {"sources": "sources/*source"}
_END: dict[str, Any] = {"related": "*related", "notes": "*note", "links": "*link", **_SOURCES}
_PRODUCT: dict[str, Any] = {
    "publishers": "*publisher", "identifiers": "*identifier", "dates": "*date", "form_details": "*form-detail",
    "form_description": "form-description", "form_features": "*form-feature", "protections": "*protection", "parts": "*part", "sizes": "*size", "measures": "*measure", "extents": "*extent",
    "languages": "*language", "audiences": "*audience", "audience_descriptions": "*audience-description", "audience_ranges": "*audience-range",
    "prices": "*price", "sales_rights": "*sales-rights", "suppliers": "*supplier", "contacts": "*contact", "copyrights": "*copyright",
    "subjects": "*subject", "texts": "*prose", "resources": "*resource", "citations": "*citation", "prizes": "*prize",
    "contents_complete": "contents/@complete", "contents": "contents/*item", "holdings": "*holding", "record_source": "record-source", **_END,
}  # fmt: skip

_COMPONENT: dict[str, Any] = {
    "id": "@id", "host": "@host", "kind": "@kind", "genre": "@genre", "instalment": "@instalment",
    "absence": "@contributors", "section": "section", "title": "title", "column": "column",
    "contributors": "*contributor", "pages": "*pages", "identifiers": "*identifier", "dates": "*date",
    "languages": "*language", "subjects": "*subject", "texts": "*prose", **_END,
}  # fmt: skip
GROUPS[m.Component] = _COMPONENT


def _column(make: type, root: str, entries: Mapping[str, Any]) -> Column:
    return Column(make, root, entries, groups=GROUPS, prefixes={"": NAMESPACE})


COLUMNS: dict[str, Column] = {
    "periodical": _column(m.Periodical, "periodical", {
        "id": "@id", "titles": "*title", "kinds": "*kind", "contributors": "*contributor",
        "publishers": "*publisher", "identifiers": "*identifier", "frequencies": "*frequency", "dates": "*date",
        "languages": "*language", "prices": "*price", "subjects": "*subject", "texts": "*prose",
        "holdings": "*holding", **_END,
    }),
    "issue": _column(m.Issue, "issue", {
        "id": "@id", "periodical": "@periodical", "kind": "@kind", "form": "@form", "composition": "@composition", "status": "@status",
        "availability": "@availability", "absence": "@contributors", "titles": "*title", "numbering": "numbering", "features": "*feature",
        "contributors": "*contributor", **_PRODUCT,
    }),
    "component": _column(m.Component, "component", _COMPONENT),
    "book": _column(m.Book, "book", {
        "id": "@id", "scope": "@scope", "form": "@form", "composition": "@composition", "status": "@status", "availability": "@availability",
        "absence": "@contributors", "no_edition": "@no-edition", "no_series": "@no-series", "titles": "*title", "responsibility": "responsibility",
        "contributors": "*contributor", "editions": "*edition", "series": "*series", "imprint": "imprint", "imprint_identifiers": "*imprint-identifier",
        **_PRODUCT,
    }),
    "agent": _column(m.Agent, "agent", {
        "id": "@id", "kind": "@kind", "part_of": "@part-of", "names": "*name", "identifiers": "*identifier",
        "dates": "*date", "addresses": "*address", "positions": "*position", **_END,
    }),
    "concept": _column(m.Concept, "concept", {
        "id": "@id", "labels": "*label", "alternatives": "*alternative", "hidden": "*hidden", "broader": Leaf("@broader", NAMES),
        "related": Leaf("@related", NAMES), "scope_note": "scope-note", "mappings": "*mapping", "notes": "*note", **_SOURCES,
    }),
}  # fmt: skip
