"""Identifiers as people and spreadsheets write them, checked by their own check digits."""

from __future__ import annotations

import re
import unicodedata

from smj_catalog.formats.tabular.values.parsed import Number, Parsed, folded, refuse, warn
from smj_catalog.model import Identifier
from smj_catalog.model.rules.check_digits import stdnum, to_isbn_10, to_isbn_13
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.problems import Message, Problem, message

_LOST = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
_FLOAT = re.compile(r"([0-9]+)\.0+")
_WORD = re.compile(
    r"^(?:ISBN|ISSN|ISNI|ORCID|JAN|EAN|DOI|雑誌コード|雑誌|法人番号)(?:-?1[03](?![0-9]))?\s?[:.]?\s?", re.IGNORECASE
)
_DIGITS = frozenset({
    "isbn-13", "isbn-10", "issn", "issn-l", "ean", "isni", "orcid", "corporate-number", "jp-magazine-code", "jpno", "ndl", "viaf",
})  # fmt: skip
_FORM_OF = {
    "issn": "an-issn", "issn-l": "an-issn", "ean": "an-ean", "isni": "an-isni", "orcid": "an-orcid",
    "corporate-number": "a-corporate-number", "jp-magazine-code": "a-magazine-code", "jp-e-code": "a-jp-e-code",
    "doi": "a-doi",
}  # fmt: skip
_CHECKED = {
    "issn": ("issn", 7), "issn-l": ("issn", 7), "ean": ("ean", 12), "isni": ("iso7064.mod_11_2", 15),
    "orcid": ("iso7064.mod_11_2", 15),
}  # fmt: skip


def format_identifier(identifier: Identifier) -> str:
    """Return the number as printed, else its normal form."""
    return identifier.printed or identifier.value


def parse_identifier(kind: str, text: str) -> Parsed[Identifier]:
    """Return the identifier that a cell holds, in its normal form, with what is printed where that differs.

    Full-width digits, hyphens of every kind, the word ISBN before the number, and the .0 that a spreadsheet leaves are
    taken; a number that a spreadsheet has rounded (9.78475E+12) is refused, for its digits are lost.

    Args:
        kind: type of identifier; an ISBN-10 in a column for ``isbn-13`` becomes one of type ``isbn-10``.
        text: the cell.

    Raises:
        BadValue: its form or check digit is wrong, or its digits are lost.
    """
    words = folded(text)
    if kind in _DIGITS and _LOST.fullmatch(words):
        raise refuse("spreadsheet-digits-lost", text, message("a-number-as-text"))
    warnings: tuple[Problem, ...] = ()
    printed: str | None = text
    whole = _FLOAT.fullmatch(words)
    if kind in _DIGITS and (whole or isinstance(text, Number)):
        words = whole[1] if whole else words
        warnings = (warn("spreadsheet-number", text, message("a-number-mended", mended=words)),)
        printed = None
    words = _WORD.sub("", words) if kind in FORMS else unicodedata.normalize("NFC", text.strip())
    value = normal_form(kind, words)
    if kind == "isbn-13" and FORMS["isbn-10"](value):
        kind = "isbn-10"
    expected = _fault(kind, value)
    if expected is not None:
        raise refuse(_rule(kind), text, expected)
    return Parsed(Identifier(kind, value, printed if printed != value else None), warnings)


def _rule(kind: str) -> str:
    if kind.startswith(("isbn", "issn")):
        return "isbn10-check-digit" if kind == "isbn-10" else f"{kind[:4]}-check-digit"
    if kind in ("ean", "isni", "orcid", "corporate-number"):
        return f"{kind}-check-digit"
    return "identifier-normal-form"


def _fault(kind: str, value: str) -> Message | None:
    """Return what a number should have been, or None where it is right."""
    if kind == "isbn-13":
        if FORMS[kind](value):
            return _digit("ean", value, 12, "isbn-13-check-digit")
        return message("an-isbn-no-magazine" if re.fullmatch("(491|977)[0-9]{10}", value) else "an-isbn-13")
    if kind == "isbn-10":
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
    right = stdnum(name).calc_check_digit(value[:size])
    return None if right == value[size] else message(words, right=right)
