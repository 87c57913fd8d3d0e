"""When two values say the same: what a value leaves open, another may say without being another value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smj_catalog.crosswalk.cards import cards
from smj_catalog.model import EventDate

_BESIDE = frozenset({"sources", "printed", "role_printed"})
"""Fields that tell where a value stands and how it is spelt there, not what it is; unless the value is only that."""


def covers(one: Any, other: Any) -> bool:
    """Tell whether a value says all that another says: the same amount with its tax, though printed otherwise.

    What the other leaves open (None, or no items) is covered by anything; what has a meaning by default (a role 01, a tax
    ``unknown``) is not left open.
    """
    if one == other:
        return True
    if one.__class__ is not other.__class__ or not hasattr(other, "__attrs_attrs__"):
        return False
    known = cards(other.__class__)
    worded = getattr(other, next(iter(known))) is None  # words where there is no number: 1冊
    for name, card in known.items():
        theirs = getattr(other, name)
        if other.__class__ is EventDate and name == "qualifier":  # none means exactly then
            if one.qualifier != theirs:
                return False
            continue
        if theirs is None or theirs == () or (name in _BESIDE and card.default in (None, ()) and not worded):
            continue
        ours = getattr(one, name)
        if ours == theirs:
            continue
        if card.make is None:
            return False
        if not card.many:
            if not covers(ours, theirs):
                return False
        elif not all(covered(theirs_, ours) for theirs_ in theirs):
            return False
    return True


def covered(value: Any, others: Iterable[Any]) -> bool:
    """Tell whether one of some values says all that a value says."""
    return any(covers(one, value) for one in others)


def added(old: Iterable[Any], new: Iterable[Any]) -> tuple[Any, ...]:
    """Return values with those of others that they do not say already."""
    found = [*old]
    for value in new:
        if not covered(value, found):
            found.append(value)
    return tuple(found)
