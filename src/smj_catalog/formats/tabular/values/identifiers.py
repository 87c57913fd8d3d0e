"""Identifiers as people and spreadsheets write them, checked by their own check digits."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from attrs import evolve

from smj_catalog.formats.tabular.values.beside import SIZES, marks, read_beside, second_barcode, visible
from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import Number, Parsed, folded, is_code, refuse, warn
from smj_catalog.model import Identifier
from smj_catalog.model.rules.check_digits import ean_digit, stdnum, to_isbn_10, to_isbn_13
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.model.values import Status
from smj_catalog.problems import Message, Problem, Severity, message

_NARROW = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_LOST = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_FLOAT = re.compile(r"([0-9]+)\.0+")
_ALONE = re.compile(r"[0-9-]{8,17}", re.ASCII)
_WORD = re.compile(
    r"^(?:ISBN|ISSN|ISNI|ORCID|JAN|EAN|DOI|雑誌コード|雑誌|法人番号)(?:-?1[03](?![0-9])|\s1[03](?=[\s:]))?\s?[:.]?\s?",
    re.IGNORECASE,
)
_DIGITS = frozenset({
    "isbn-13", "isbn-10", "issn", "issn-l", "ean", "isni", "orcid", "corporate-number", "jp-magazine-code", "jpno", "ndl", "viaf",
})  # fmt: skip
_FORM_OF = {
    "issn": "an-issn", "issn-l": "an-issn", "ean": "an-ean", "isni": "an-isni", "orcid": "an-orcid",
    "corporate-number": "a-corporate-number", "jp-magazine-code": "a-magazine-code", "jp-e-code": "a-jp-e-code",
    "doi": "a-doi", "isbn-10": "an-isbn-10",
}  # fmt: skip
_CHECKED = {
    "issn": ("issn", 7), "issn-l": ("issn", 7), "ean": ("ean", 12), "isni": ("iso7064.mod_11_2", 15),
    "orcid": ("iso7064.mod_11_2", 15),
}  # fmt: skip


_STATUSES: dict[str, Status] = {
    **dict.fromkeys(("誤", "誤り", "誤記", "誤植", "誤表示", "エラーコード", "incorrect", "invalid", "wrong"), "incorrect"),
    **dict.fromkeys(("取消", "取消し", "取り消し", "cancelled", "canceled"), "cancelled"),
    **dict.fromkeys(("正", "正しい番号"), "valid"),
}  # fmt: skip
"""Words beside a number that say whether it is valid (MARC 020 $a, $z)."""


def format_identifier(identifier: Identifier) -> str:
    """Return the number as printed, else its normal form, with its qualifier in brackets."""
    number = identifier.printed or identifier.value
    return f"{number} ({identifier.qualifier})" if identifier.qualifier else number


def parse_identifiers(kind: str, text: str) -> Parsed[tuple[Identifier, ...]]:
    """Return the identifiers that a cell holds, in their normal form, with what is printed where that differs.

    Full-width digits, hyphens of every kind, the word ISBN before the number, and the .0 that a spreadsheet leaves are
    taken; zeros that it dropped in front are put back where the check digit proves them. What stands beside an ISBN,
    ISSN or EAN is taken too: words in brackets as its qualifier, the second form of an ISBN, and, as something that the
    cell says of other fields, C-code and price.

    Args:
        kind: type of identifier; an ISBN-10 in a column for ``isbn-13`` becomes one of type ``isbn-10``.
        text: the cell.

    Raises:
        BadValue: form or check digit of a number is wrong, or its digits are lost.
    """
    if says_nothing(text):
        return Parsed((), nothing_said(text, "info"))
    if kind in ("ean", "isbn-13") and text[:1] in "1１" and (beside := second_barcode(text)):
        return Parsed((), (), beside)
    alone = kind not in SIZES or isinstance(text, Number) or _ALONE.fullmatch(text)
    numbers = None if alone else marks(text, SIZES[kind])
    if numbers is None:
        one = _single(kind, text)
        return Parsed((one.value,), one.warnings, one.others)
    made: list[Identifier] = []
    told: list[Problem] = []
    others: list[tuple[str, Any]] = []
    for mark in numbers:
        if mark.kind == "number" and (beside := second_barcode(mark.text)) and kind in ("ean", "isbn-13"):
            others += beside
        elif mark.kind == "number":
            status = _STATUSES.get(mark.qualifier or "")
            found = _single(kind, mark.text, status or "valid")
            made.append(evolve(found.value, qualifier=None if status else mark.qualifier))
            told += found.warnings
        else:
            here, more = read_beside(mark)
            others += here
            told += more
    if len({_whole(it) for it in made if it.qualifier is None and it.status == "valid"}) > 1:
        told.append(warn("identifiers-several", text, message("a-cell-one-number")))
    return Parsed(tuple(made), tuple(told), tuple(others))


def parse_barcode(text: str) -> Parsed[tuple[Identifier, ...]]:
    """Return the EAN under a barcode; a library's own label names a copy and is no number of the work.

    Raises:
        BadValue: a number that begins as an EAN of a book or serial does has a wrong check digit.
    """
    if is_label(text):
        return Parsed((), (warn("barcode-of-copy", text, message("a-cell-barcode")),))
    return parse_identifiers("ean", text)


def is_label(text: str) -> bool:
    """Tell whether a cell holds the number on a library's own label: neither an EAN of a book or serial nor nothing."""
    number = visible(folded(text)).removesuffix(".0")
    known = second_barcode(number) or re.fullmatch("(?:97[789]|491)[0-9]{10}", number)
    return bool(number) and not known and not says_nothing(text)


def _whole(identifier: Identifier) -> str:
    return to_isbn_13(identifier.value) if identifier.type == "isbn-10" else identifier.value


def _single(kind: str, text: str, status: Status = "valid") -> Parsed[Identifier]:
    """Return the only identifier in a cell, or in a part of one; the check digit of one that is not valid may be wrong."""
    seen = text if isinstance(text, Number) or is_code(text) else visible(text)
    words = folded(seen)
    if kind in _DIGITS and _LOST.fullmatch(words):
        raise refuse("spreadsheet-digits-lost", text, message("a-number-as-text"))
    warnings: tuple[Problem, ...] = ()
    if kind in FORMS and not seen.isascii() and (narrow := seen.translate(_NARROW)) != seen:  # typed so, not printed
        warnings = (warn("identifier-width", text, message("a-number-narrow", number=narrow), "info"),)
        seen = narrow
    printed: str | None = str(seen)
    whole = _FLOAT.fullmatch(words)
    if kind in _DIGITS and (whole or isinstance(text, Number)):
        words = whole[1] if whole else words
        severity: Severity = "info" if len(words) in SIZES.get(kind, ()) else "warning"  # nothing can be lost
        warnings = (warn("spreadsheet-number", text, message("a-number-mended", mended=words), severity),)
        printed = None
    if kind not in FORMS or not words.isdecimal():
        words = _WORD.sub("", words) if kind in FORMS else unicodedata.normalize("NFC", seen.strip())
    value = normal_form(kind, words)
    if kind in SIZES and words.isalnum() and words in folded(seen) and (zeros := _with_zeros(kind, value)) is not None:
        kind, value = zeros
        printed = None
        warnings = (warn("leading-zeros", text, message("a-number-with-zeros", mended=value)),)
    if kind in ("isbn-13", "isbn-10"):  # each column may hold the other
        kind = next((known for known in ("isbn-13", "isbn-10") if FORMS[known](value)), kind)
    expected = fault(kind, value)
    if expected is not None and (status == "valid" or not FORMS[kind](value)):
        raise refuse(rule_of(kind), text, expected)
    return Parsed(Identifier(kind, value, printed=printed if printed != value else None, status=status), warnings)


def _with_zeros(kind: str, value: str) -> tuple[str, str] | None:
    """Return a number with the zeros in front of it that a spreadsheet has dropped; None where none is proven."""
    if kind == "isbn-13":
        kind = "isbn-10"
    size, lost = SIZES[kind][-1], 1 if kind == "isbn-10" else 2  # eight digits may as well be an ISSN
    if not (value.isascii() and value[:-1].isdecimal() and size - lost <= len(value) < size):
        return None
    whole = value.zfill(size)
    return (kind, whole) if FORMS[kind](whole) and fault(kind, whole) is None else None


def rule_of(kind: str) -> str:
    """Return the rule that a wrong number of a type breaks."""
    if kind.startswith(("isbn", "issn")):
        return "isbn10-check-digit" if kind == "isbn-10" else f"{kind[:4]}-check-digit"
    if kind in ("ean", "isni", "orcid", "corporate-number"):
        return f"{kind}-check-digit"
    return "identifier-normal-form"


def fault(kind: str, value: str) -> Message | None:
    """Return what a number should have been, or None where it is right."""
    if kind.startswith("isbn") and FORMS["issn"](value):
        return message("an-isbn-no-issn")
    if kind == "isbn-13":
        if FORMS[kind](value):
            return _digit("ean", value, 12, "isbn-13-check-digit")
        return message("an-isbn-no-magazine" if re.fullmatch("(491|977)[0-9]{10}", value) else "an-isbn-13")
    if kind == "isbn-10" and FORMS[kind](value):
        right = to_isbn_10(to_isbn_13(value))
        return None if right == value else message("isbn-10-check-digit", right=right[9])
    if kind in FORMS and not FORMS[kind](value):
        return message(_FORM_OF[kind])
    if kind in _CHECKED:
        name, size = _CHECKED[kind]
        return _digit(name, value, size, f"{kind[:4] if kind == 'issn-l' else kind}-check-digit")
    if kind == "corporate-number":
        right = stdnum("jp.cn").calc_check_digit(value[1:])
        return None if right == value[0] else message("corporate-number-check-digit", right=right)
    return None


def _digit(name: str, value: str, size: int, words: str) -> Message | None:
    right = ean_digit(value[:size]) if name == "ean" else stdnum(name).calc_check_digit(value[:size])
    return None if right == value[size] else message(words, right=right)
