"""Codes of lists: whether they have the form that all codes of the list have.

Which codes exist is asked by `smj_catalog.model.rules.listed`.
"""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.codes.languages import bibliographic
from smj_catalog.codes.onix import RELATIONS
from smj_catalog.model.records import Product
from smj_catalog.model.rules.base import HOSTS, Finding, asks, asks_fields
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.problems import Message, message

LIST_74 = "ONIX for Books 3.1, List 74 (ISO 639-2/B)"
TWO_DIGITS = lazily("fullmatch", r"[0-9]{2}")
_LANGUAGE = lazily("fullmatch", r"[a-z]{3}")
_SCRIPT = lazily("fullmatch", r"[A-Z][a-z]{3}")
_COUNTRY = lazily("fullmatch", r"[A-Z]{2}")
_FORM = lazily("fullmatch", r"[A-Z]{2}|00")
_DETAIL = lazily("fullmatch", r"[A-Z][0-9]{3}")
_RELATIONS = (*RELATIONS, "translation-of", "review-of", "related")
_TYPES = {
    # field: its list, and the word that may stand instead
    "Title.type": ("List 15", "variant"), "Publisher.role": ("List 45", "distributor"),
    "Language.role": ("List 22", None), "Prose.type": ("List 153", None), "Prose.audiences": ("List 154", None),
    "Audience.type": ("List 29", None), "SalesRights.type": ("List 46", None), "Supplier.role": ("List 93", None),
    "Supplier.availability": ("List 65", None), "Market.status": ("List 68", None), "Price.type": ("List 58", None),
    "Resource.type": ("List 158", None), "Resource.mode": ("List 159", None), "Resource.form": ("List 161", None),
    "ResourceFeature.type": ("List 160 or 162", None), "Resource.audiences": ("List 154", None),
    "Price.qualifier": ("List 59", None), "Price.status": ("List 61", None),
    "AudienceRange.qualifier": ("List 30", None), "FormFeature.type": ("List 79", None), "Book.protections": ("List 144", None), "Book.composition": ("List 2", None), "Issue.composition": ("List 2", None),
    "Issue.protections": ("List 144", None), "Link.role": ("List 73", None), "Citation.type": ("List 156", None),
    "Citation.source_type": ("List 157", None), "Citation.audiences": ("List 154", None), "Prize.achievement": ("List 41", None),
    "Contact.role": ("List 198", None), "Supplier.returns_type": ("List 53", None), "Price.discount_code_type": ("List 100", None),
    "RecordSource.type": ("List 3", None), "Price.on_product": ("List 174", None), "Price.on_product_at": ("List 142", None),
    "Price.condition": ("List 167", None), "Price.condition_quantity_type": ("List 168", None), "Price.condition_unit": ("List 169", None),
    "RecordSource.notification": ("List 1", None),
}  # fmt: skip


@asks_fields("language-code-form", "error", "Language.code", "Text.language", "Prose.language", source=LIST_74)
def language_code_form(code: str, _: str) -> Message | None:
    """Find language codes that are not ISO 639-2/B."""
    better = bibliographic(code)
    if better is not None and better != code:
        return message("a-language-code-here", code=better)
    return None if _LANGUAGE(code) else message("a-language-code")


@asks_fields(
    "script-code-form", "error", "Text.script", "Language.script", source="ONIX for Books 3.1, List 121 (ISO 15924)"
)
def script_code_form(code: str, _: str) -> Message | None:
    """Find script codes that are not a capital and three small letters."""
    return None if _SCRIPT(code) else message("a-script-code")


@asks_fields(
    "country-code-form",
    "error",
    "Publisher.country",
    "Language.country",
    "Prize.country",
    "SalesRights.countries",
    "SalesRights.countries_excluded",
    "Price.countries",
    "Price.countries_excluded",
    "Market.countries",
    "Market.countries_excluded",
    source="ONIX for Books 3.1, List 91 (ISO 3166-1)",
)
def country_code_form(code: str, _: str) -> Message | None:
    """Find country codes that are not two capital letters."""
    return None if _COUNTRY(code) else message("a-country-code")


@asks_fields("product-form-code-form", "error", "Book.form", "Issue.form", "Book.form_details", "Issue.form_details",
             "Relation.form", "Relation.form_details", "ProductPart.form", "ProductPart.form_details", kinds=HOSTS, source="ONIX for Books 3.1, Lists 150 and 175")  # fmt: skip
def product_form_code_form(code: str, field: str) -> Message | None:
    """Find form codes that cannot stand in the lists of forms and their details."""
    if field.endswith("form"):
        return None if _FORM(code) else message("a-form-code")
    return None if _DETAIL(code) else message("a-form-detail-code")


@asks("relation-unknown", "warning", kinds=HOSTS, has="related", source="ONIX for Books 3.1, Lists 51 and 164")
def relation_unknown(record: Product) -> Iterable[Finding]:
    """Find types of relations of products that no format has a word or code for."""
    for index, it in enumerate(record.related):
        if it.type not in _RELATIONS and not it.type.startswith(("onix:", "work:")):
            yield Finding(f"related[{index}].type", it.type, message("a-relation", words=", ".join(_RELATIONS)))


@asks("mook-form", "warning", kinds=HOSTS, has="form_details", source="ONIX for Books 3.1, List 175, code B117")
def mook_form(record: Product) -> Iterable[Finding]:
    """Find mooks that are not paperbacks."""
    if "B117" in record.form_details and record.form != "BC":
        yield Finding("form", record.form, message("form-of-mook"))


@asks_fields("status-code-form", "error", "Book.status", "Issue.status", "Book.availability", "Issue.availability",
             kinds=HOSTS, source="ONIX for Books 3.1, Lists 64 and 65")  # fmt: skip
def status_code_form(code: str, field: str) -> Message | None:
    """Find codes of publishing status and availability that cannot stand in their lists."""
    return (
        None if TWO_DIGITS(code) else message("two-digits", list="List 64" if field.endswith("status") else "List 65")
    )


@asks_fields("value-type-form", "error", *_TYPES, source="ONIX for Books 3.1, Lists 15, 22, 45, 153, 154")
def value_type_form(code: str, field: str) -> Message | None:
    """Find types of titles, publishers, languages and texts that cannot stand in their lists."""
    number, word = _TYPES[field]
    if code == word or TWO_DIGITS(code):
        return None
    return message("two-digits-or", list=number, word=word) if word else message("two-digits", list=number)
