"""In what two states of a record differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.meaning import covers

ORDER = ":order"
"""What follows the path of a list whose items are carried, but not in which order they stand."""


_ADDED = ("family", "given", "language", "role_printed", "subtitle")


def differences(value: Any, kept: Any) -> Iterator[str]:
    """Yield the dotted paths of what a value has and its carried form has not, or has otherwise.

    What nobody stated and comes back is told too: the parts of a name or title for the punctuation in it, and the language
    that a text is said to be in.
    """
    return _differ(value, kept, "")


def _differ(value: Any, kept: Any, path: str) -> Iterator[str]:
    for name, card in cards(value.__class__).items():
        ours, theirs = getattr(value, name), getattr(kept, name)
        here = f"{path}.{name}" if path else name
        if ours == theirs or ours == () or (ours is None and not (theirs and name in _ADDED)):
            continue
        if card.make is None or ours is None or theirs is None or (card.many and len(ours) != len(theirs)):
            turned = card.many and theirs and len(ours) == len(theirs) and all(item in theirs for item in ours)
            yield here + ORDER if turned else here
            continue
        pairs = [(ours, theirs)]
        if card.many and (turned := _turned(ours, theirs)) is not None:
            yield here + ORDER
            pairs = turned
        elif card.many:
            pairs = list(zip(ours, theirs, strict=True))
        for one, other in pairs:
            yield from _differ(one, other, here)


def _turned(ours: Iterable[Any], theirs: Iterable[Any]) -> list[tuple[Any, Any]] | None:
    """Return items beside what became of them, where that stands in another order; None where it does not."""
    pairs: list[tuple[Any, Any]] = []
    left = list(enumerate(theirs))
    places: list[int] = []
    for one in ours:
        found = next(((i, other) for i, other in left if covers(one, other)), None)
        if found is None:
            return None
        left.remove(found)
        places.append(found[0])
        pairs.append((one, found[1]))
    return pairs if places != sorted(places) else None
