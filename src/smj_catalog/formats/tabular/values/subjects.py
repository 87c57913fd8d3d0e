"""Class numbers and C-codes as people write them: C0036, ３３４．４, NDC9:334.4, 334.4/334.41."""

from __future__ import annotations

import re
from typing import Any

from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import Number, Parsed, folded, refuse, warn
from smj_catalog.formats.tabular.values.prices import parse_prices
from smj_catalog.model import Subject
from smj_catalog.problems import Problem, message

_C_CODE = re.compile(
    r"(?:C(?:コード|-?code)?\s?[:-]?\s?)?([0-9]{1,4})(?:\.0)?(?![0-9])(?:\s?[:,]?\s?(\D.*))?", re.IGNORECASE
)
_SCHEME = re.compile(
    r"(?:NDC|日本十進分類法?)\s?(?:(?:新訂)?\(?(?:新訂)?(10|[1-9])\s?(?:版|th)?\)?\s?(?::|/|(?<=[)版])|\s)|[:\s])?\s?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s?\(?\s?NDC\s?(?:新訂)?(10|[1-9])?\s?版?\s?\)?$", re.IGNORECASE)
_NDC = re.compile(r"([0-9]{1,3})(\.[0-9]{1,10})?")
_SHELVED = re.compile(r"(?:NDLC:)?[A-Za-z]{1,3}[0-9][0-9.-]*|NDLC:[A-Za-z]{1,3}")
_NDLC = re.compile(r"NDLC\s?[:\s]\s?", re.IGNORECASE)
_COMMA = re.compile(r"([0-9]{3})\s?[,、]\s?([0-9]{1,2})")
_PARTS = re.compile(r"[\s,、/・+]+")
_LONGEST = 200


def format_subject(subject: Subject) -> str:
    """Return a code with the edition of its scheme, where that is known: NDC9:334.4."""
    code = subject.code or ""
    return f"NDC{subject.edition}:{code}" if subject.edition and subject.scheme == "ndc" else code


def parse_c_codes(text: str) -> Parsed[tuple[Subject, ...]]:
    """Return the C-code that a cell holds (ONIX List 27, 78), and the price behind it as something said beside.

    A number of fewer than four digits has lost its zeros to a spreadsheet, which is told.

    Raises:
        BadValue: it is none.
    """
    if says_nothing(text):
        return Parsed((), nothing_said(text, "info"))
    found = _C_CODE.fullmatch(folded(text)) if len(text) <= _LONGEST else None
    if found is None:
        raise refuse("c-code-form", text, message("a-c-code"))
    code = found[1].zfill(4)
    told: list[Problem] = []
    others: list[tuple[str, Any]] = []
    if code != found[1]:
        told.append(warn("leading-zeros", text, message("a-c-code-with-zeros", mended=code)))
    if found[2]:
        try:
            prices = parse_prices(found[2].strip())
        except BadValue:
            raise refuse("c-code-form", text, message("a-c-code")) from None
        others += [("prices", price) for price in prices.value]
        told += prices.warnings
    return Parsed((Subject("c-code", code),), tuple(told), tuple(others))


def parse_ndc(text: str) -> Parsed[tuple[Subject, ...]]:
    """Return the class numbers that a cell holds (ONIX List 27, 40), with their edition where it says so.

    Raises:
        BadValue: there is something that is none. Marks of a shelf such as K334, and those of NDLC, are of the scheme
            ``other``, which is told.
    """
    if says_nothing(text):
        return Parsed((), nothing_said(text, "info"))
    words = _NDLC.sub("NDLC:", folded(text))
    if len(words) > _LONGEST:
        raise refuse("ndc-form", text, message("an-ndc-number"))
    edition = None
    if front := _SCHEME.match(words):
        edition, words = front[1], words[front.end() :]
    elif (behind := _BEHIND.search(words)) and behind.start():
        edition, words = behind[1], words[: behind.start()]
    told: list[Problem] = []
    made: list[Subject] = []
    if comma := _COMMA.fullmatch(words):
        words = f"{comma[1]}.{comma[2]}"
        told.append(warn("ndc-comma", text, message("a-class-with-point", mended=words)))
    for part in filter(None, _PARTS.split(words)):
        if made and len(part) < 3 and part.isdecimal():  # 334 4
            raise refuse("ndc-form", text, message("an-ndc-number"))
        if found := _NDC.fullmatch(part.removesuffix(".0") if isinstance(text, Number) else part):
            made.append(Subject("ndc", _class(found, text, told), edition=edition))
        elif _SHELVED.fullmatch(part):
            made.append(Subject("other", part))
            told.append(warn("ndc-shelf-mark", part, message("an-ndc-not-shelf")))
        else:
            raise refuse("ndc-form", text, message("an-ndc-number"))
    if not made:
        raise refuse("ndc-form", text, message("an-ndc-number"))
    return Parsed(tuple(made), tuple(told))


def _class(found: re.Match[str], text: str, told: list[Problem]) -> str:
    """Return a class number with the zeros that a spreadsheet has dropped: before a point there are three digits."""
    main, rest = found[1], found[2] or ""
    if rest and len(main) < 3:
        main = main.zfill(3)
        told.append(warn("leading-zeros", text, message("a-class-with-zeros", mended=main + rest)))
    elif isinstance(text, Number) and len(main) < 3:
        told.append(warn("spreadsheet-number", text, message("a-number-mended", mended=main)))
    return main + rest
