"""In what two states of a record differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smj_catalog.crosswalk.cards import cards


def differences(value: Any, kept: Any) -> Iterator[str]:
    """Yield the dotted paths of what a value has and its carried form has not, or has otherwise."""
    return _differ(value, kept, "")


def _differ(value: Any, kept: Any, path: str) -> Iterator[str]:
    for name, card in cards(value.__class__).items():
        ours, theirs = getattr(value, name), getattr(kept, name)
        if ours == theirs or ours in (None, ()):
            continue
        here = f"{path}.{name}" if path else name
        if card.make is None or ours is None or theirs is None or (card.many and len(ours) != len(theirs)):
            yield here
            continue
        for one, other in zip(ours, theirs, strict=True) if card.many else [(ours, theirs)]:
            yield from _differ(one, other, here)
