"""Identifiers: their forms, and whether those of one record or value agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog.model.records import Book, Component, Issue, Periodical
from smj_catalog.model.rules.base import ALL, ANYTHING, RECORDS, WORKS, Finding, Path, asks, asks_fields
from smj_catalog.model.rules.check_digits import ISBN_MANUAL, asks_number, is_isbn, to_isbn_13
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import IDENTIFIER_TYPES, Identifier, Link, Resource
from smj_catalog.problems import Message, message

_ID = (Identifier,)
_IDS = "identifiers"
_JPO = "JPO: 定期刊行物コード(雑誌)"
_PLACEHOLDER = lazily("fullmatch", r"(?:97[789])?(?:0{6,}[0-9X]|([0-9])\1{6,})")
_NO_NUMBER = frozenset({"unknown", "none", "n/a", "tbd", "tba", "-", "0", "なし", "無し", "不明", "未定"})
_URI = lazily("fullmatch", r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
WEB = lazily("fullmatch", r"(?:https?|ftp)://[^\s/?#<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*")


def given(holder: Any, *kinds: str) -> Iterator[tuple[str, Identifier, str]]:
    """Yield the identifiers of some types that pass for valid: path of the value, identifier, normal form."""
    for index, it in enumerate(holder.identifiers):
        if it.type in kinds and it.status == "valid":
            yield f"identifiers[{index}].value", it, normal_form(it.type, it.value)


@asks("identifier-normal-form", "error", on=_ID, where={"type": tuple(FORMS), "status": ("valid",)})
def identifier_normal_form(it: Identifier) -> Iterable[Finding]:
    """Find values that are right but for hyphens, spaces, full-width digits and such."""
    value = normal_form(it.type, it.value)
    if value == it.value or not FORMS[it.type](value):
        return ()
    return (Finding("value", it.value, message("the-normal-form", normal=value)),)


@asks_fields("identifier-type-known", "warning", "Identifier.type")
def identifier_type_known(kind: str, _: str) -> Message | None:
    """Find types of identifier that no format of ours knows; codes behind ``onix:`` are looked up in their lists."""
    known = kind in IDENTIFIER_TYPES or kind.startswith("onix:")
    return None if known else message("one-of", allowed=", ".join(sorted(IDENTIFIER_TYPES)))


@asks("identifier-duplicate", "warning", on=ANYTHING, has=_IDS)
def identifier_duplicate(holder: Any) -> Iterable[Finding]:
    """Find the same number twice in one place."""
    if len(holder.identifiers) == 1:
        return ()
    told = []
    seen: dict[tuple[str, str, str | None], Path] = {}
    for index, it in enumerate(holder.identifiers):
        here = Path(f"identifiers[{index}]")
        first = seen.setdefault((it.type, normal_form(it.type, it.value), it.scheme), here)
        if first is not here:
            told.append(Finding(f"{here}.value", it.value, message("an-identifier-once", first=first)))
    return told


@asks("identifier-placeholder", "error", on=_ID)
def identifier_placeholder(it: Identifier) -> Iterable[Finding]:
    """Find values that stand in for a number nobody has."""
    value = normal_form(it.type, it.value)
    known = it.type in FORMS and len(set(value[-7:-1])) == 1 and _PLACEHOLDER(value)
    if known or it.value.casefold() in _NO_NUMBER:
        return (Finding("value", it.value, message("a-real-number")),)
    return ()


@asks("own-identifier-scheme", "error", on=_ID, where={"type": ("own",)}, source="ONIX for Books 3.1, List 5, code 01")
def own_identifier_scheme(it: Identifier) -> Iterable[Finding]:
    """Find numbers of an own scheme that do not name it."""
    return () if it.scheme is not None else (Finding("scheme", None, message("name-of-scheme")),)


@asks("isbn-10-13-agree", "error", on=ANYTHING, has=_IDS, kinds=ALL - {"concept"}, source=ISBN_MANUAL)
def isbn_10_13_agree(holder: Any) -> Iterable[Finding]:
    """Find an ISBN-10 beside ISBN-13 of which none is its longer form."""
    if len(holder.identifiers) == 1:
        return ()
    told = []
    long: dict[str | None, set[str]] = {}
    for _, it, value in given(holder, "isbn-13"):
        long.setdefault(it.qualifier, set()).add(value)
    for where, it, value in given(holder, "isbn-10") if long else ():
        others = long.get(it.qualifier)
        if others and FORMS["isbn-10"](value) and is_isbn(value) and (right := to_isbn_13(value)) not in others:
            expected = message("the-isbn-10-of", isbn=", ".join(sorted(others)), right=right)
            told.append(Finding(where, it.value, expected))
    return told


@asks("jp-magazine-code-form", "error", on=ANYTHING, has=_IDS, source="ONIX for Books 3.1, Lists 5 and 13")
def jp_magazine_code_form(holder: Any) -> Iterable[Finding]:
    """Find magazine codes (雑誌コード) in a form that their record cannot have."""
    for where, it, value in given(holder, "jp-magazine-code"):
        if isinstance(holder, Periodical):
            wanted, right = "a-magazine-code-of-serial", len(value) == 5
        elif isinstance(holder, RECORDS):
            wanted, right = "a-magazine-code-of-issue", len(value) == 8
        else:
            wanted, right = "a-magazine-code", True
        if not right or not FORMS["jp-magazine-code"](value):
            yield Finding(where, it.value, message(wanted))


@asks("jp-magazine-ean-agree", "warning", on=(Periodical, Issue, Component, Book), has=_IDS, kinds=WORKS, source=_JPO)
def jp_magazine_ean_agree(record: Any) -> Iterable[Finding]:
    """Find a barcode 491… whose digits are not those of the magazine code beside it."""
    if len(record.identifiers) == 1:
        return ()
    codes = [value for _, _, value in given(record, "jp-magazine-code") if FORMS["jp-magazine-code"](value)]
    heads = tuple("4910" + code.replace("-", "") for code in codes)
    return [
        Finding(where, it.value, message("an-ean-of-magazine", heads=", ".join(heads)))
        for where, it, value in (given(record, "ean") if heads else ())
        if value.startswith("491") and len(value) == 13 and not value.startswith(heads)
    ]


@asks_number("jp-e-code-form", "jp-e-code", source="ONIX for Books 3.1, List 5, code 27")
def jp_e_code_form(value: str) -> Message | None:
    """Find JP e-codes that have not 20 letters and digits."""
    return None if FORMS["jp-e-code"](value) else message("a-jp-e-code")


@asks_number("doi-form", "doi", source="DOI Handbook")
def doi_form(value: str) -> Message | None:
    """Find DOI that are none."""
    return None if FORMS["doi"](value) else message("a-doi")


@asks("uri-form", "error", on=(Identifier, Link, Resource), source="RFC 3986")
def uri_form(it: Identifier | Link | Resource) -> Iterable[Finding]:
    """Find URIs without a scheme, with spaces, or with a scheme that no web page has."""
    if isinstance(it, Link | Resource):
        return () if WEB(it.url) else (Finding("url", it.url, message("a-web-address")),)
    if it.type != "uri" or _URI(it.value):
        return ()
    return (Finding("value", it.value, message("a-uri")),)
