"""Identifiers: their forms, and whether those of one record agree."""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog.model.records import Periodical, Record
from smj_catalog.model.rules.base import ALL, WORKS, Finding, Place, asks, found, path
from smj_catalog.model.rules.check_digits import ISBN_MANUAL, stdnum, to_isbn_13
from smj_catalog.model.rules.normal import FORMS, given, normal_form
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Identifier, Link
from smj_catalog.problems import message

_ID = (Identifier,)
_TYPES = frozenset({*FORMS, "ncid", "ndl", "jpno", "viaf", "own", "uri"})
_JPO = "JPO: 定期刊行物コード(雑誌)"
_PLACEHOLDER = lazily("fullmatch", r"(?:97[789])?(?:0{6,}[0-9X]|([0-9])\1{6,})")
_NO_NUMBER = frozenset({"unknown", "none", "n/a", "tbd", "tba", "-", "0", "なし", "無し", "不明", "未定"})
_URI = lazily("fullmatch", r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WEB = lazily("fullmatch", r"(?:https?|ftp)://[^\s/?#<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*")


@asks("identifier-normal-form", "error", on=_ID)
def identifier_normal_form(record: Record) -> Iterator[Finding]:
    """Find values that are right but for hyphens, spaces, full-width digits and such."""
    for place, identifier, value in given(record, *FORMS):
        if value != identifier.value and FORMS[identifier.type](value):
            yield Finding(path(place, "value"), identifier.value, message("the-normal-form", normal=value))


@asks("identifier-type-known", "warning", on=_ID)
def identifier_type_known(record: Record) -> Iterator[Finding]:
    """Find types of identifier that no format of ours knows."""
    for place, identifier in found(record, Identifier):
        if identifier.type not in _TYPES:
            expected = message("one-of", allowed=", ".join(sorted(_TYPES)))
            yield Finding(path(place, "type"), identifier.type, expected)


@asks("identifier-duplicate", "warning", on=_ID)
def identifier_duplicate(record: Record) -> Iterator[Finding]:
    """Find the same number twice in one place."""
    seen: dict[tuple[int, str, str, str | None], str] = {}
    for place, it in found(record, Identifier):
        key = id(place[0]), it.type, normal_form(it.type, it.value), it.scheme
        if key in seen:
            yield Finding(path(place, "value"), it.value, message("an-identifier-once", first=seen[key]))
        else:
            seen[key] = path(place)


@asks("identifier-placeholder", "error", on=_ID)
def identifier_placeholder(record: Record) -> Iterator[Finding]:
    """Find values that stand in for a number nobody has."""
    for place, identifier in found(record, Identifier):
        value = identifier.value
        if value.casefold() in _NO_NUMBER or (
            identifier.type in FORMS and _PLACEHOLDER(normal_form(identifier.type, value))
        ):
            yield Finding(path(place, "value"), value, message("a-real-number"))


@asks("own-identifier-scheme", "error", on=_ID, source="ONIX for Books 3.1, List 5, code 01")
def own_identifier_scheme(record: Record) -> Iterator[Finding]:
    """Find numbers of an own scheme that do not name it."""
    for place, identifier in found(record, Identifier):
        if identifier.type == "own" and identifier.scheme is None:
            yield Finding(path(place, "scheme"), None, message("name-of-scheme"))


@asks("isbn-10-13-agree", "error", on=_ID, kinds=ALL - {"concept"}, source=ISBN_MANUAL)
def isbn_10_13_agree(record: Record) -> Iterator[Finding]:
    """Find an ISBN-10 beside ISBN-13 of which none is its longer form."""
    long: dict[tuple[int, str | None], set[str]] = {}
    short: list[tuple[Place, Identifier, str]] = []
    for place, it, value in given(record, "isbn-13", "isbn-10"):
        if it.type == "isbn-13":
            long.setdefault((id(place[0]), it.qualifier), set()).add(value)
        elif FORMS["isbn-10"](value) and stdnum("isbn").is_valid(value):
            short.append((place, it, value))
    for place, it, value in short:
        others = long.get((id(place[0]), it.qualifier))
        if others and (right := to_isbn_13(value)) not in others:
            expected = message("the-isbn-10-of", isbn=", ".join(sorted(others)), right=right)
            yield Finding(path(place, "value"), it.value, expected)


@asks("jp-magazine-code-form", "error", on=_ID, source="ONIX for Books 3.1, Lists 5 and 13")
def jp_magazine_code_form(record: Record) -> Iterator[Finding]:
    """Find magazine codes (雑誌コード) in a form that their record cannot have."""
    for place, identifier, value in given(record, "jp-magazine-code"):
        right = FORMS["jp-magazine-code"](value) is not None
        if place[0] is not None:
            expected = message("a-magazine-code")
        elif isinstance(record, Periodical):
            right = right and len(value) == 5
            expected = message("a-magazine-code-of-serial")
        else:
            right = right and len(value) == 8
            expected = message("a-magazine-code-of-issue")
        if not right:
            yield Finding(path(place, "value"), identifier.value, expected)


@asks("jp-magazine-ean-agree", "warning", on=_ID, kinds=WORKS, source=_JPO)
def jp_magazine_ean_agree(record: Record) -> Iterator[Finding]:
    """Find a barcode 491… whose digits are not those of the magazine code beside it."""
    codes = [value for place, _, value in given(record, "jp-magazine-code") if place[0] is None]
    heads = tuple("4910" + code.replace("-", "") for code in codes if FORMS["jp-magazine-code"](code))
    if not heads:
        return
    for place, identifier, value in given(record, "ean"):
        if place[0] is None and value.startswith("491") and len(value) == 13 and not value.startswith(heads):
            expected = message("an-ean-of-magazine", heads=", ".join(heads))
            yield Finding(path(place, "value"), identifier.value, expected)


@asks("jp-e-code-form", "error", on=_ID, source="ONIX for Books 3.1, List 5, code 27")
def jp_e_code_form(record: Record) -> Iterator[Finding]:
    """Find JP e-codes that have not 20 letters and digits."""
    for place, identifier, value in given(record, "jp-e-code"):
        if not FORMS["jp-e-code"](value):
            yield Finding(path(place, "value"), identifier.value, message("a-jp-e-code"))


@asks("doi-form", "error", on=_ID, source="DOI Handbook")
def doi_form(record: Record) -> Iterator[Finding]:
    """Find DOI that are none."""
    for place, identifier, value in given(record, "doi"):
        if not FORMS["doi"](value):
            yield Finding(path(place, "value"), identifier.value, message("a-doi"))


@asks("uri-form", "error", on=(Identifier, Link), source="RFC 3986")
def uri_form(record: Record) -> Iterator[Finding]:
    """Find URIs without a scheme, with spaces, or with a scheme that no web page has."""
    for place, identifier in found(record, Identifier):
        if identifier.type == "uri" and not _URI(identifier.value):
            yield Finding(path(place, "value"), identifier.value, message("a-uri"))
    for place, link in found(record, Link):
        if not _WEB(link.url):
            yield Finding(path(place, "url"), link.url, message("a-web-address"))
