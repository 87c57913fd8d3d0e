"""One card a field, read off the model: what it holds and how it is written as text.

The model's own types are the cards' source, so a field is declared once. A column (columns.py) then says where a
format keeps each field.
"""

from __future__ import annotations

import types
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from smj_catalog.crosswalk.codecs import BOOLEAN, DATE, DECIMAL, INTEGER, TEXT, Codec, one_of
from smj_catalog.model import PartialDate
from smj_catalog.model.checks import are_keys, are_texts, is_key, is_record_id, is_text

_CODECS: dict[Any, Codec] = {str: TEXT, int: INTEGER, bool: BOOLEAN, Decimal: DECIMAL, PartialDate: DATE}
CHECKS: dict[Any, str] = {is_text: "text", are_texts: "text", is_record_id: "id", are_keys: "keys", is_key: "key"}
"""Validator of a field -> what readers look at in its stead."""


@frozen
class Card:
    """A field of a class.

    Attributes:
        field: its name.
        slot: its place in the class.
        codec: how its text is read and written; None for a group.
        make: for a group, the class of its values.
        many: the field holds a tuple.
        default: what stands where the field is not given; ``attrs.NOTHING`` where it must be.
        optional: the field may be None.
        check: what the model asks of each value beside its type: ``text``, ``id``, ``keys``, or None.
    """

    field: str
    slot: int
    codec: Codec | None
    make: type | None
    many: bool
    default: Any
    optional: bool
    check: str | None = None


def _card(attribute: attrs.Attribute[Any], slot: int, hint: Any) -> Card:
    optional = False
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [x for x in get_args(hint) if x is not types.NoneType]
        optional = len(kinds) < len(get_args(hint))
        hint = kinds[0] if len(kinds) == 1 else str
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    codec: Codec | None
    if get_origin(hint) is Literal:
        codec, make = one_of(get_args(hint)), None
    elif hint in _CODECS:
        codec, make = _CODECS[hint], None
    elif attrs.has(hint):
        codec, make = None, hint
    else:  # pragma: no cover - a fault of the model, met when a field is added
        raise TypeError(f"{attribute.name}: no codec for {hint}")
    check = CHECKS.get(attribute.validator, "text" if codec is TEXT else None)
    return Card(attribute.name, slot, codec, make, many, attribute.default, optional, check)


@cache
def cards(made: type) -> dict[str, Card]:
    """Return the cards of an attrs class, by field, in the class's order."""
    hints = get_type_hints(made)
    return {a.name: _card(a, i, hints[a.name]) for i, a in enumerate(attrs.fields(made))}
