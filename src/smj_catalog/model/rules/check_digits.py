"""Check digits of identifiers, by python-stdnum wherever it knows the number and is not asked of every book."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from smj_catalog.model.rules.base import Finding, Rule, asks
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.model.values import Identifier
from smj_catalog.problems import Message, message

ISBN_MANUAL = "ISBN Users' Manual, 7th ed."


@cache
def stdnum(name: str) -> Any:
    """Return a module of python-stdnum: imported when first needed, for it takes 30 ms."""
    return importlib.import_module(f"stdnum.{name}")


def ean_digit(digits: str) -> str:
    """Return the last digit of an EAN or ISBN-13 by the twelve before it (GS1 General Specifications, 7.9.1)."""
    return str(-(sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10)


@lru_cache(256)
def is_isbn(value: str) -> bool:
    """Return whether a text in normal form is an ISBN-13 or ISBN-10."""
    if FORMS["isbn-13"](value):
        return ean_digit(value[:12]) == value[12]
    return bool(stdnum("isbn").is_valid(value))


def to_isbn_13(value: str) -> str:
    """Return the ISBN-13 of an ISBN-10 in normal form, whatever its check digit."""
    return str(stdnum("isbn").to_isbn13(value))


def to_isbn_10(value: str) -> str:
    """Return the ISBN-10 of a valid ISBN-13 that begins with 978."""
    return str(stdnum("isbn").to_isbn10(value))


def asks_number(name: str, *types: str, source: str) -> Callable[[Callable[[str], Message | None]], Rule]:
    """Make the rule called ``name`` of the function that checks the normal form of some types of identifier.

    A number that is known to be incorrect or cancelled is a fact, so no rule about right numbers looks at it.
    """

    def made(check: Callable[[str], Message | None]) -> Rule:
        def checked(identifier: Identifier) -> Iterable[Finding]:
            expected = check(normal_form(identifier.type, identifier.value))
            return () if expected is None else (Finding("value", identifier.value, expected),)

        where = {"type": types, "status": ("valid",)}
        return asks(name, "error", on=(Identifier,), where=where, source=source)(checked)

    return made


@asks_number("isbn-check-digit", "isbn-13", source=ISBN_MANUAL)
def isbn_check_digit(value: str) -> Message | None:
    """Find ISBN-13 that are none."""
    if FORMS["isbn-13"](value):
        right = ean_digit(value[:12])
        return None if right == value[12] else message("isbn-13-check-digit", right=right)
    if FORMS["ean"](value) and value.startswith(("491", "977")):
        return message("an-isbn-no-magazine")
    return message("an-isbn-13")


@asks_number("isbn10-check-digit", "isbn-10", source=ISBN_MANUAL)
def isbn10_check_digit(value: str) -> Message | None:
    """Find ISBN-10 that are none."""
    if not FORMS["isbn-10"](value):
        return message("an-isbn-10")
    return None if is_isbn(value) else message("isbn-10-check-digit", right=to_isbn_10(to_isbn_13(value))[9])


@asks_number("issn-check-digit", "issn", "issn-l", source="ISO 3297; ISSN Manual")
def issn_check_digit(value: str) -> Message | None:
    """Find ISSN that are none."""
    if not FORMS["issn"](value):
        return message("an-issn")
    right = stdnum("issn").calc_check_digit(value[:7])
    return None if right == value[7] else message("issn-check-digit", right=right)


@asks_number("ean-check-digit", "ean", source="GS1 General Specifications")
def ean_check_digit(value: str) -> Message | None:
    """Find numbers under barcodes (GTIN-13, JAN) that are none."""
    if not FORMS["ean"](value):
        return message("an-ean")
    right = ean_digit(value[:12])
    return None if right == value[12] else message("ean-check-digit", right=right)


def _mod_11_2(kind: str, value: str) -> Message | None:
    if not FORMS[kind](value):
        return message(f"an-{kind}")
    right = stdnum("iso7064.mod_11_2").calc_check_digit(value[:15])
    return None if right == value[15] else message(f"{kind}-check-digit", right=right)


@asks_number("isni-check-digit", "isni", source="ISO 27729")
def isni_check_digit(value: str) -> Message | None:
    """Find ISNI that are none."""
    return _mod_11_2("isni", value)


@asks_number("orcid-check-digit", "orcid", source="ORCID: Structure of the ORCID Identifier")
def orcid_check_digit(value: str) -> Message | None:
    """Find ORCID iDs that are none; they are built like ISNI."""
    return _mod_11_2("orcid", value)


@asks_number("corporate-number-check-digit", "corporate-number",
             source="法人番号の指定等に関する省令(平成26年財務省令第70号), Article 2")  # fmt: skip
def corporate_number_check_digit(value: str) -> Message | None:
    """Find Japanese corporate numbers that are none."""
    if not FORMS["corporate-number"](value):
        return message("a-corporate-number")
    right = stdnum("jp.cn").calc_check_digit(value[1:])
    return None if right == value[0] else message("corporate-number-check-digit", right=right)
