"""Text and value, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from attrs import frozen

from smj_catalog.model import PartialDate
from smj_catalog.model.checks import KEY
from smj_catalog.problems import Message, message

BLANKS = " \t\r\n"
"""White space of XML."""


@frozen(eq=False)
class Codec:
    """How one kind of value is written as text.

    Attributes:
        expected: what the value should have been, for messages.
        load: text to value; None keeps the text. Raises ValueError, LookupError, TypeError or ArithmeticError.
        dump: value to text; None where the value is the text.
        plain: dumped text never needs escaping.
        context: load and dump take the writer's or reader's context as their second argument.
        whole: load takes the element; dump returns (attributes as XML, text), both escaped.
        beyond: with ``whole``: tells whether the element says more than the value keeps, which is then counted as unread.
        markup: the text may have elements in it, such as those of XHTML; a reader is given their words.
        several: one text holds all values of the field.
        inside: of an attribute: its value is what stands in the element, as XML, in the stead of the element's text.
    """

    expected: Message
    load: Callable[..., Any] | None = None
    dump: Callable[..., Any] | None = None
    plain: bool = False
    context: bool = False
    whole: bool = False
    beyond: Callable[[Any], bool] | None = None
    markup: bool = False
    several: bool = False
    inside: bool = False


@lru_cache(4096)
def _decimal(text: str) -> Decimal:
    # Decimal() itself takes NaN, 1e9 and full-width digits
    if not re.fullmatch(r"\s*-?[0-9]{1,12}(\.[0-9]{1,6})?\s*", text):
        raise ValueError(text)
    return Decimal(text.strip())


@lru_cache(4096)
def _integer(text: str) -> int:
    if not re.fullmatch(r"\s*-?[0-9]{1,9}\s*", text):
        raise ValueError(text)
    return int(text)


_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def _names(text: str) -> tuple[str, ...]:
    found = tuple(text.split())
    if not all(map(KEY.fullmatch, found)):
        raise ValueError(text)
    return found


def table(
    words: Mapping[str, str], name: str, *, other: str | None = None, back: Mapping[str, str] | None = None
) -> Codec:
    """Return a codec between our words and a list's codes.

    Args:
        words: our word -> code; where two words share a code, reading gives the first.
        name: what the list is called in messages.
        other: prefix for codes without a word of ours (``onix:``), so that none is lost; None refuses them.
        back: code -> word, where that is not simply the inverse.
    """
    inverse: dict[str, str] = {}
    for word, code in words.items():
        inverse.setdefault(code, word)
    inverse.update(back or {})

    def load(text: str) -> str:
        code = text.strip()
        if other is not None and code not in inverse and re.fullmatch("[A-Za-z0-9]{1,8}", code):
            return other + code
        return inverse[code]

    def dump(word: str) -> str:
        if other is not None and word.startswith(other):
            return word[len(other) :]
        return words[word]

    return Codec(message("a-code-known", list=name), lru_cache(1024)(load), lru_cache(1024)(dump), plain=True)


def one_of(allowed: tuple[str, ...]) -> Codec:
    """Return a codec for a closed set of words."""
    known = {word: word for word in allowed}
    return Codec(message("one-of", allowed=", ".join(allowed)), known.__getitem__, None, plain=True)


TEXT = Codec(message("a-text"))


def trimmed(text: str) -> str:
    """Return a text without what XML lets stand around it; the wide blank at the start of a Japanese paragraph is part of it."""
    return text.strip(BLANKS)


STRIPPED = Codec(message("a-text"), str.strip)
PROSE = Codec(message("a-text"), trimmed, markup=True)
DECIMAL = Codec(message("a-decimal"), _decimal, lambda value: format(value, "f"), plain=True)
INTEGER = Codec(message("a-whole-number"), _integer, str, plain=True)
BOOLEAN = Codec(message("a-boolean"), _BOOLEANS.__getitem__, lambda value: "true" if value else "false", plain=True)
DATE = Codec(message("a-date"), lambda text: PartialDate.parse(text.strip()), str, plain=True)
NAMES = Codec(message("a-list-of-ids"), lru_cache(4096)(_names), " ".join, plain=True, several=True)
"""Several names in one text, parted by spaces: an xs:NMTOKENS."""
