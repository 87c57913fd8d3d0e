"""What two records that share words are to each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

Verdict = Literal["same", "other", "unsure", "apart"]
State = Literal["agree", "differ", "half", "none"]


@frozen
class Likeness:
    """What two records are to each other.

    Attributes:
        verdict: ``same``; ``other``, two that look alike; ``unsure``, it cannot be told; ``apart``, they do not even
            look alike.
        differs: what of them differs, or cannot be told, as the messages ``differs-…`` name it.
    """

    verdict: Verdict
    differs: tuple[str, ...] = ()


SAME, APART = Likeness("same"), Likeness("apart")


def state(new: Iterable[str], old: Iterable[str]) -> State:
    """Return how what two records say of one thing agrees: they share a value, or none; one of them or both are silent."""
    a, b = {*new} - {""}, {*old} - {""}
    if not a or not b:
        return "half" if a or b else "none"
    return "agree" if a & b else "differ"
