"""Codes of lists: whether they have the form that all codes of the list have.

The names of the codes, and which exist, are read from the installed onixcheck; that is the formats' business.
"""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog.model.records import Book, Issue, Record
from smj_catalog.model.rules.base import HOSTS, Finding, asks, found, path
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Language, Prose, Publisher, Text, Title
from smj_catalog.problems import Message, message

LIST_74 = "ONIX for Books 3.1, List 74 (ISO 639-2/B)"
_TWO_DIGITS = lazily("fullmatch", r"[0-9]{2}")
_LANGUAGE = lazily("fullmatch", r"[a-z]{3}")
_SCRIPT = lazily("fullmatch", r"[A-Z][a-z]{3}")
_COUNTRY = lazily("fullmatch", r"[A-Z]{2}")
_FORM = lazily("fullmatch", r"[A-Z]{2}|00")
_DETAIL = lazily("fullmatch", r"[A-Z][0-9]{3}")
_TERMINOLOGIC = dict(
    pair.split("/") for pair in (
        "sqi/alb", "hye/arm", "eus/baq", "mya/bur", "zho/chi", "ces/cze", "nld/dut", "fra/fre", "kat/geo",
        "deu/ger", "ell/gre", "isl/ice", "mkd/mac", "mri/mao", "msa/may", "fas/per", "ron/rum", "slk/slo",
        "bod/tib", "cym/wel",
    )
)  # fmt: skip
_TWO_LETTERS = {
    "ja": "jpn", "en": "eng", "zh": "chi", "ko": "kor", "fr": "fre", "de": "ger", "es": "spa", "pt": "por",
    "vi": "vie", "tl": "tgl", "id": "ind", "th": "tha", "ru": "rus", "it": "ita", "ne": "nep", "my": "bur",
}  # fmt: skip


def _language(code: str | None) -> Message | None:
    if code is None or code in ("jpn", "eng"):
        return None
    better = _TERMINOLOGIC.get(code) or _TWO_LETTERS.get(code.lower())
    if better:
        return message("a-language-code-here", code=better)
    return None if _LANGUAGE(code) else message("a-language-code")


@asks("language-code-form", "error", on=(Language, Text, Prose), source=LIST_74)
def language_code_form(record: Record) -> Iterator[Finding]:
    """Find language codes that are not ISO 639-2/B."""
    for place, language in found(record, Language):
        if expected := _language(language.code):
            yield Finding(path(place, "code"), language.code, expected)
    for place, text in found(record, Text):
        if text.language is not None and (expected := _language(text.language)):
            yield Finding(path(place, "language"), text.language, expected)
    for place, prose in found(record, Prose):
        if prose.language is not None and (expected := _language(prose.language)):
            yield Finding(path(place, "language"), prose.language, expected)


@asks("script-code-form", "error", on=(Text,), source="ONIX for Books 3.1, List 121 (ISO 15924)")
def script_code_form(record: Record) -> Iterator[Finding]:
    """Find script codes that are not a capital and three small letters."""
    for place, text in found(record, Text):
        if text.script is not None and not _SCRIPT(text.script):
            yield Finding(path(place, "script"), text.script, message("a-script-code"))


@asks("country-code-form", "error", on=(Publisher,), source="ONIX for Books 3.1, List 91 (ISO 3166-1)")
def country_code_form(record: Record) -> Iterator[Finding]:
    """Find country codes that are not two capital letters."""
    for place, publisher in found(record, Publisher):
        if publisher.country is not None and not _COUNTRY(publisher.country):
            yield Finding(path(place, "country"), publisher.country, message("a-country-code"))


@asks("product-form-code-form", "error", kinds=HOSTS, source="ONIX for Books 3.1, Lists 150 and 175")
def product_form_code_form(record: Book | Issue) -> Iterator[Finding]:
    """Find form codes that cannot stand in the lists of forms and their details."""
    if record.form is not None and not _FORM(record.form):
        yield Finding("form", record.form, message("a-form-code"))
    for index, detail in enumerate(record.form_details):
        if not _DETAIL(detail):
            yield Finding(f"form_details[{index}]", detail, message("a-form-detail-code"))


@asks("mook-form", "warning", kinds=HOSTS, source="ONIX for Books 3.1, List 175, code B117")
def mook_form(record: Book | Issue) -> Iterator[Finding]:
    """Find mooks that are not paperbacks."""
    if "B117" in record.form_details and record.form != "BC":
        yield Finding("form", record.form, message("form-of-mook"))


@asks("status-code-form", "error", kinds=HOSTS, source="ONIX for Books 3.1, Lists 64 and 65")
def status_code_form(record: Book | Issue) -> Iterator[Finding]:
    """Find codes of publishing status and availability that cannot stand in their lists."""
    if record.status is not None and not _TWO_DIGITS(record.status):
        yield Finding("status", record.status, message("two-digits", list="List 64"))
    if record.availability is not None and not _TWO_DIGITS(record.availability):
        yield Finding("availability", record.availability, message("two-digits", list="List 65"))


@asks("value-type-form", "error", on=(Title, Publisher, Language, Prose),
      source="ONIX for Books 3.1, Lists 15, 22, 45, 153, 154")  # fmt: skip
def value_type_form(record: Record) -> Iterator[Finding]:
    """Find types of titles, publishers, languages and texts that cannot stand in their lists."""
    for place, title in found(record, Title):
        if title.type not in ("01", "variant") and not _TWO_DIGITS(title.type):
            yield Finding(path(place, "type"), title.type, _or_word("List 15", "variant"))
    for place, publisher in found(record, Publisher):
        if publisher.role not in ("01", "distributor") and not _TWO_DIGITS(publisher.role):
            yield Finding(path(place, "role"), publisher.role, _or_word("List 45", "distributor"))
    for place, language in found(record, Language):
        if language.role != "01" and not _TWO_DIGITS(language.role):
            yield Finding(path(place, "role"), language.role, message("two-digits", list="List 22"))
    for place, prose in found(record, Prose):
        if not _TWO_DIGITS(prose.type):
            yield Finding(path(place, "type"), prose.type, message("two-digits", list="List 153"))
        for index, audience in enumerate(prose.audiences):
            if not _TWO_DIGITS(audience):
                expected = message("two-digits", list="List 154")
                yield Finding(path(place, f"audiences[{index}]"), audience, expected)


def _or_word(number: str, word: str) -> Message:
    return message("two-digits-or", list=number, word=word)
