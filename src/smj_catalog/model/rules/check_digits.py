"""Check digits of identifiers, by python-stdnum wherever it knows the number and is not asked of every book."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from smj_catalog.model.records import Product
from smj_catalog.model.rules.base import HOSTS, Finding, Rule, asks
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.model.values import Identifier
from smj_catalog.problems import Message, Severity, message

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


def asks_number(
    name: str, *types: str, source: str, severity: Severity = "error"
) -> Callable[[Callable[[str], Message | None]], Rule]:
    """Make the rule called ``name`` of the function that checks the normal form of some types of identifier.

    A number that is known to be incorrect or cancelled is a fact, so no rule about right numbers looks at it.
    """

    def made(check: Callable[[str], Message | None]) -> Rule:
        def checked(identifier: Identifier) -> Iterable[Finding]:
            expected = check(normal_form(identifier.type, identifier.value))
            return () if expected is None else (Finding("value", identifier.value, expected),)

        where = {"type": types, "status": ("valid",)}
        return asks(name, severity, on=(Identifier,), where=where, source=source)(checked)

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
    return _last("issn", value, lambda body: stdnum("issn").calc_check_digit(body))


@asks_number("ean-check-digit", "ean", source="GS1 General Specifications")
def ean_check_digit(value: str) -> Message | None:
    """Find numbers under barcodes (GTIN-13, JAN) that are none."""
    return _last("ean", value, ean_digit)


def _last(kind: str, value: str, digit: Callable[[str], str] | None = None) -> Message | None:
    """Return what a number of another form, or with another last digit, ought to be; the digit is by ISO 7064, MOD 11-2."""
    if not FORMS[kind](value):
        return message(f"an-{kind}")
    right = (digit or stdnum("iso7064.mod_11_2").calc_check_digit)(value[:-1])
    return None if right == value[-1] else message(f"{kind}-check-digit", right=right)


@asks_number("isni-check-digit", "isni", source="ISO 27729")
def isni_check_digit(value: str) -> Message | None:
    """Find ISNI that are none."""
    return _last("isni", value)


@asks_number("orcid-check-digit", "orcid", source="ORCID: Structure of the ORCID Identifier")
def orcid_check_digit(value: str) -> Message | None:
    """Find ORCID iDs that are none; they are built like ISNI."""
    return _last("orcid", value)


@asks_number("corporate-number-check-digit", "corporate-number",
             source="法人番号の指定等に関する省令(平成26年財務省令第70号), Article 2")  # fmt: skip
def corporate_number_check_digit(value: str) -> Message | None:
    """Find Japanese corporate numbers that are none."""
    if not FORMS["corporate-number"](value):
        return message("a-corporate-number")
    right = stdnum("jp.cn").calc_check_digit(value[1:])
    return None if right == value[0] else message("corporate-number-check-digit", right=right)


@asks_number("gln-check-digit", "gln", source="GS1 General Specifications", severity="warning")
def gln_check_digit(value: str) -> Message | None:
    """Find GLN that are none."""
    right = _gtin_digit(value, 13)
    return None if right == value[-1:] else message("a-gs1-number", name="GLN", digits=13, right=right or "—")


def _gtin_digit(value: str, length: int) -> str | None:
    """Return the last digit that a number of GS1 of so many digits has; None where it has not so many."""
    if len(value) != length or not (value.isascii() and value.isdecimal()):
        return None
    return str(-sum(int(c) * (1 if i % 2 else 3) for i, c in enumerate(value[-2::-1])) % 10)


def _istc_digit(value: str, length: int) -> str | None:
    """Return the last character that an ISTC has (ISO 21047, Annex C); None where it is none."""
    if len(value) != length or not set(value) <= set("0123456789ABCDEF"):
        return None
    return f"{sum(int(c, 16) * (11, 9, 3, 1)[i % 4] for i, c in enumerate(value[:-1])) % 16:X}"


_PRODUCT_NUMBERS: dict[str, tuple[str, int, Callable[[str, int], str | None]]] = {
    "onix:04": ("UPC", 12, _gtin_digit), "onix:14": ("GTIN-14", 14, _gtin_digit), "onix:11": ("ISTC", 16, _istc_digit),
}  # fmt: skip
"""Code of List 5 -> name, length and what makes the last digit."""


@asks("product-number-check-digit", "warning", has="identifiers", kinds=HOSTS,
      source="ONIX for Books 3.1, List 5; GS1 General Specifications; ISO 21047")  # fmt: skip
def product_number_check_digit(record: Product) -> Iterable[Finding]:
    """Find UPC, GTIN-14 and ISTC of a product that are none."""
    for index, it in enumerate(record.identifiers):
        if it.type in _PRODUCT_NUMBERS and it.status == "valid":
            name, length, digit = _PRODUCT_NUMBERS[it.type]
            value = it.value.replace("-", "").replace(" ", "").upper()
            if (right := digit(value, length)) != value[-1:]:
                expected = message("a-gs1-number", name=name, digits=length, right=right or "—")
                yield Finding(f"identifiers[{index}].value", it.value, expected)
