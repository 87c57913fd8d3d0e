"""Paths into a record, by which a profile says what it needs.

``identifiers[type=isbn-13,status=valid]`` means such an identifier; ``titles[type=01].text.readings`` a reading of the title
proper; ``status[=07|11]`` one of these codes; ``prices[tax=excluded|included]`` a price whose tax is known; ``dates[role=publication].date.day`` its day. A
condition without a sign asks that something stands there; ``!=`` asks for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeAlias

from attrs import frozen, has

from smj_catalog.codes.words import ANY, FORMS, WORDS
from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.codecs import DATE
from smj_catalog.model import PartialDate

_STEP = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?(?:\.|$)")
_CONDITION = re.compile(r"([a-z_.]*)(?:(!?=)(.*))?")


class BadPath(ValueError):
    """A path that is none; its text."""


def is_path(text: str) -> bool:
    """Tell whether a text is meant as a path and not as the key of a column."""
    return "." in text or "[" in text


@frozen
class Condition:
    """What a value must be: one of the words of a sign ``=``, none of those of ``!=``; without a sign, something."""

    names: tuple[str, ...]
    sign: str | None
    words: frozenset[str]

    def __call__(self, value: Any) -> bool:
        """Tell whether a value is so."""
        held = [str(each) for each in _of([value], self.names)]
        return bool(held) if self.sign is None else any(each in self.words for each in held) is (self.sign == "=")


@cache
def parsed(path: str) -> tuple[tuple[str, tuple[Condition, ...]], ...]:
    """Return the steps of a path: name of a field, what its values must be.

    Raises:
        BadPath: it is none.
    """
    steps, at = [], 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None:
            raise BadPath(path)
        steps.append((found[1], tuple(_condition(c, path) for c in (found[2] or "").split(",") if c)))
        at = found.end()
    if not steps:
        raise BadPath(path)
    return tuple(steps)


def _condition(text: str, path: str) -> Condition:
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise BadPath(path)
    name, sign, words = found.groups()
    return Condition(tuple(name.split(".")) if name else (), sign, frozenset((words or "").split("|")))


Classes: TypeAlias = frozenset[type] | None
"""What can stand somewhere; None: anything, and nothing is asked of it."""


def strange(path: str, classes: Classes) -> tuple[Classes, list[tuple[str, list[str]]]]:
    """Return what can stand at a path, and what it names that there is not: a field or a word, and those that there are.

    Args:
        path: the path.
        classes: of the things where it begins.

    Raises:
        BadPath: it is none.
    """
    told: list[tuple[str, list[str]]] = []
    for name, conditions in parsed(path):
        words = _words(classes, name)
        classes = _step(classes, name, told)
        for condition in conditions:
            within, known = classes, words
            for inner in condition.names:
                known = _words(within, inner)
                within = _step(within, inner, told)
            if condition.sign is not None and known:
                others = sorted(word for word in condition.words if word not in known)
                forms = {*known.values()} - {""}
                told += [(word, sorted(known)) for word in others if not any(re.fullmatch(x, word) for x in forms)]
    return classes, told


def _step(classes: Classes, name: str, told: list[tuple[str, list[str]]]) -> Classes:
    """Return what can stand in a field of some classes; a field that none of them has is told."""
    if classes is None:
        return None
    found: set[type] = set()
    known = False
    for each in classes:
        card = cards(each).get(name) if has(each) else None
        if card is not None:
            found.add(card.make or (PartialDate if card.codec is DATE else str))
        elif isinstance(getattr(each, name, None), property):
            return None
        known = known or card is not None
    if not known:
        told.append((name, sorted({field for each in classes if has(each) for field in cards(each)})))
        return None
    return frozenset(found)


def _words(classes: Classes, name: str) -> dict[str, str]:
    """Return the words that a field of some classes takes, each with the form of what else it takes; none where it takes any."""
    found: dict[str, str] = {}
    for each in classes or ():
        card = cards(each).get(name) if has(each) else None
        place = f"{each.__name__}.{name}"
        if card is None or card.codec is None:
            continue
        if place not in WORDS or FORMS.get(place) == ANY:
            return {}
        found |= dict.fromkeys(map(str, WORDS[place].values()), FORMS.get(place, ""))
    return found


def _of(values: list[Any], names: Iterable[str]) -> Iterator[Any]:
    for name in names:
        values = [each for value in values for each in _held(value, name)]
    yield from values


def _held(value: Any, name: str) -> Iterator[Any]:
    """Yield what a field holds, one by one; a field that a class does not have holds nothing."""
    held = getattr(value, name, None)
    for each in held if isinstance(held, tuple) else (held,):
        if each not in (None, "", False):
            yield each


def values(record: Any, path: str) -> list[Any]:
    """Return what stands at a path of a record; empty where nothing does."""
    found = [record]
    for name, conditions in parsed(path):
        found = [v for each in found for v in _held(each, name) if all(holds(v) for holds in conditions)]
    return found
