"""Codes of lists: whether the list has them. What a code looks like is asked by other rules (``…-form``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smj_catalog.codes import lists
from smj_catalog.codes.onix import NOT_FOR_SALE
from smj_catalog.model.rules import coded, money, people, quantities
from smj_catalog.model.rules.base import RECORDS, Finding, Rule, asks, asks_fields
from smj_catalog.model.values import Citation, FormFeature, Market, Resource, Supplier
from smj_catalog.problems import Message, message

ISO_639_2 = "ISO 639-2; MARC Code List for Languages"
_LISTS: dict[str, tuple[int, ...]] = {
    "Title.type": (15,), "Contributor.roles": (17,), "Language.role": (22,), "Extent.type": (23,), "Extent.unit": (24,),
    "Publisher.role": (45,), "Measure.type": (48,), "Measure.unit": (50,), "Price.unpriced": (57,),
    "Price.qualifier": (59,), "Price.status": (61,),
    "Book.status": (64,), "Issue.status": (64,), "Book.availability": (65,), "Issue.availability": (65,),
    "Language.code": (74,), "Text.language": (74,), "Prose.language": (74,), "Publisher.country": (91,),
    "Price.currency": (96,), "Text.script": (121,), "Book.form": (150,), "Issue.form": (150,), "Prose.type": (153,),
    "Audience.type": (29,), "SalesRights.type": (46,), "SalesRights.countries": (91,), "SalesRights.countries_excluded": (91,),
    "Price.type": (58,), "Price.countries": (91,), "Price.countries_excluded": (91,), "Market.countries": (91,),
    "Market.countries_excluded": (91,), "Market.status": (68,), "Supplier.availability": (65,),
    "Supplier.role": (93,), "Resource.type": (158,), "Resource.mode": (159,), "Resource.form": (161,), "ResourceFeature.type": (160, 162),
    "AudienceRange.qualifier": (30,), "FormFeature.type": (79,), "Book.protections": (144,), "Book.composition": (2,), "Issue.composition": (2,), "ProductPart.form": (150,), "ProductPart.form_details": (175,), "Issue.protections": (144,), "Link.role": (73,),
    "Citation.type": (156,), "Citation.source_type": (157,), "Citation.audiences": (154,), "Prize.country": (91,), "Prize.achievement": (41,),
    "Edition.types": (21,), "Copyright.type": (219,), "Contact.role": (198,), "Supplier.returns_type": (53,), "Language.country": (91,),
    "Language.script": (121,), "Price.discount_code_type": (100,), "Price.on_product": (174,), "Price.on_product_at": (142,),
    "Price.condition": (167,), "Price.condition_quantity_type": (168,), "Price.condition_unit": (169,), "RecordSource.notification": (1,),
    "RecordSource.type": (3,), "Relation.form": (150,), "Relation.form_details": (175,),
    "Prose.audiences": (154,), "Resource.audiences": (154,), "Book.form_details": (175,), "Issue.form_details": (175,),
}  # fmt: skip
_PREFIXED = {
    "Identifier.type": (5, 13, 16, 44, 92), "Subject.scheme": (27,), "Relation.type": (51,),
}  # fmt: skip
"""Fields that hold words of ours, or a code behind ``onix:``; behind ``work:`` it is one of List 164."""

_WORDS = {"Title.type": "variant", "Publisher.role": "distributor", "Price.unpriced": NOT_FOR_SALE}
_FORMS = [
    r for m in (coded, money, people, quantities) for r in vars(m).values() if isinstance(r, Rule) and "-form" in r.id
]


@asks_fields("language-code-local", "warning", "Language.code", "Text.language", "Prose.language", source=ISO_639_2)
def language_code_local(code: str, _: str) -> Message | None:
    """Find language codes that List 74 adds to ISO 639-2, as a slip of one letter can: jpx for jpn."""
    if code not in lists.local(74):
        return None
    near = lists.nearest(code, 74, lists.local(74))
    return message("a-language-code-of-iso", near=", ".join(near))


@asks_fields("code-of-no-list", "error", *_LISTS, *_PREFIXED, source="ONIX for Books code lists")
def code_of_no_list(code: str, field: str) -> Message | None:
    """Find codes that look right and that their list does not have; nothing where the lists are not installed."""
    numbers = _LISTS.get(field) or _PREFIXED[field]
    if field in _PREFIXED:
        word, _, code = code.partition(":")
        if word not in ("onix", "work"):
            return None
        numbers = (164,) if word == "work" else numbers
    return _of_list(code, field, *numbers)


_DATES: dict[type, tuple[int, ...]] = {Market: (163,), Supplier: (166,), Resource: (155,), Citation: (155,)}


@asks("date-role-of-no-list", "error", on=(*RECORDS, *_DATES), has="dates", source="ONIX for Books code lists")
def date_role_of_no_list(it: Any) -> Iterable[Finding]:
    """Find roles of dates that the list of their place does not have; nothing where the lists are not installed."""
    for n, date in enumerate(it.dates):
        if not date.role.startswith("onix:"):
            continue
        told = _of_list(date.role.removeprefix("onix:"), "", *_DATES.get(type(it), (163,)))
        if told is not None:
            yield Finding(f"dates[{n}].role", date.role, told)


_FEATURES = {"02": 98, "09": 196, "19": 242, "21": 243}
"""Code of List 79 -> the list that its value is of."""


@asks(
    "feature-of-no-list", "error", on=(FormFeature,), has="value", source="ONIX for Books code lists, notes of List 79"
)
def feature_of_no_list(it: FormFeature) -> Iterable[Finding]:
    """Find values of form features that the list of their type does not have; nothing where the lists are not installed."""
    number = _FEATURES.get(it.type)
    if it.value and number is not None and (told := _of_list(it.value, "", number)) is not None:
        yield Finding("value", it.value, told)


def _of_list(code: str, field: str, *numbers: int) -> Message | None:
    if code == _WORDS.get(field) or not lists.available() or any(code in lists.codes(number) for number in numbers):
        return None
    if any(rule.check(code, field) for rule in _FORMS if field in rule.fields):
        return None
    near = [it for number in numbers for it in lists.nearest(code, number)]
    named = " / ".join(map(str, numbers))
    if near:
        return message("a-code-of-list-near", list=named, near=", ".join(near))
    return message("a-code-of-list", list=named)
