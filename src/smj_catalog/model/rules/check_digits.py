"""Check digits of identifiers, by python-stdnum wherever it knows the number."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import Finding, asks, path
from smj_catalog.model.rules.normal import FORMS, given
from smj_catalog.model.values import Identifier
from smj_catalog.problems import message

ISBN_MANUAL = "ISBN Users' Manual, 7th ed."
_ID = (Identifier,)


@cache
def stdnum(name: str) -> Any:
    """Return a module of python-stdnum: imported when first needed, for it takes 30 ms."""
    return importlib.import_module(f"stdnum.{name}")


@asks("isbn-check-digit", "error", on=_ID, source=ISBN_MANUAL)
def isbn_check_digit(record: Record) -> Iterator[Finding]:
    """Find ISBN-13 that are none."""
    for place, identifier, value in given(record, "isbn-13"):
        if FORMS["isbn-13"](value):
            right = stdnum("ean").calc_check_digit(value[:12])
            if right == value[12]:
                continue
            expected = message("isbn-13-check-digit", right=right)
        elif FORMS["ean"](value) and value.startswith(("491", "977")):
            expected = message("an-isbn-no-magazine")
        else:
            expected = message("an-isbn-13")
        yield Finding(path(place, "value"), identifier.value, expected)


@asks("isbn10-check-digit", "error", on=_ID, source=ISBN_MANUAL)
def isbn10_check_digit(record: Record) -> Iterator[Finding]:
    """Find ISBN-10 that are none."""
    for place, identifier, value in given(record, "isbn-10"):
        if not FORMS["isbn-10"](value):
            expected = message("an-isbn-10")
        elif stdnum("isbn").is_valid(value):
            continue
        else:
            expected = message("isbn-10-check-digit", right=to_isbn_10(to_isbn_13(value))[9])
        yield Finding(path(place, "value"), identifier.value, expected)


def to_isbn_13(value: str) -> str:
    """Return the ISBN-13 of an ISBN-10 in normal form, whatever its check digit."""
    return str(stdnum("isbn").to_isbn13(value))


def to_isbn_10(value: str) -> str:
    """Return the ISBN-10 of a valid ISBN-13 that begins with 978."""
    return str(stdnum("isbn").to_isbn10(value))


@asks("issn-check-digit", "error", on=_ID, source="ISO 3297; ISSN Manual")
def issn_check_digit(record: Record) -> Iterator[Finding]:
    """Find ISSN that are none."""
    for place, identifier, value in given(record, "issn", "issn-l"):
        if not FORMS["issn"](value):
            expected = message("an-issn")
        elif (right := stdnum("issn").calc_check_digit(value[:7])) == value[7]:
            continue
        else:
            expected = message("issn-check-digit", right=right)
        yield Finding(path(place, "value"), identifier.value, expected)


@asks("ean-check-digit", "error", on=_ID, source="GS1 General Specifications")
def ean_check_digit(record: Record) -> Iterator[Finding]:
    """Find numbers under barcodes (GTIN-13, JAN) that are none."""
    for place, identifier, value in given(record, "ean"):
        if not FORMS["ean"](value):
            expected = message("an-ean")
        elif (right := stdnum("ean").calc_check_digit(value[:12])) == value[12]:
            continue
        else:
            expected = message("ean-check-digit", right=right)
        yield Finding(path(place, "value"), identifier.value, expected)


def _mod_11_2(record: Record, kind: str) -> Iterator[Finding]:
    for place, identifier, value in given(record, kind):
        if not FORMS[kind](value):
            expected = message(f"an-{kind}")
        elif (right := stdnum("iso7064.mod_11_2").calc_check_digit(value[:15])) == value[15]:
            continue
        else:
            expected = message(f"{kind}-check-digit", right=right)
        yield Finding(path(place, "value"), identifier.value, expected)


@asks("isni-check-digit", "error", on=_ID, source="ISO 27729")
def isni_check_digit(record: Record) -> Iterator[Finding]:
    """Find ISNI that are none."""
    return _mod_11_2(record, "isni")


@asks("orcid-check-digit", "error", on=_ID, source="ORCID: Structure of the ORCID Identifier")
def orcid_check_digit(record: Record) -> Iterator[Finding]:
    """Find ORCID iDs that are none; they are built like ISNI."""
    return _mod_11_2(record, "orcid")


@asks("corporate-number-check-digit", "error", on=_ID,
      source="法人番号の指定等に関する省令(平成26年財務省令第70号), Article 2")  # fmt: skip
def corporate_number_check_digit(record: Record) -> Iterator[Finding]:
    """Find Japanese corporate numbers that are none."""
    for place, identifier, value in given(record, "corporate-number"):
        if not FORMS["corporate-number"](value):
            expected = message("a-corporate-number")
        elif (right := stdnum("jp.cn").calc_check_digit(value[1:])) == value[0]:
            continue
        else:
            expected = message("corporate-number-check-digit", right=right)
        yield Finding(path(place, "value"), identifier.value, expected)
