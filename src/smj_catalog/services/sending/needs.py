"""Paths into a record, by which a profile says what it needs.

``identifiers[type=isbn-13,status=valid]`` means such an identifier; ``titles[type=01].text.readings`` a reading of the title
proper; ``status[=07|11]`` one of these codes; ``prices[tax=excluded|included]`` a price whose tax is known; ``dates[role=publication].date.day`` its day. A
condition without a sign asks that something stands there; ``!=`` asks for anything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

_STEP = re.compile(r"([a-z_]+)(?:\[([^\]]*)\])?(?:\.|$)")
_CONDITION = re.compile(r"([a-z_.]*)(?:(!?=)(.*))?")


class BadPath(ValueError):
    """A path that is none; its text."""


@cache
def parsed(path: str) -> tuple[tuple[str, tuple[Callable[[Any], bool], ...]], ...]:
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


def _condition(text: str, path: str) -> Callable[[Any], bool]:
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise BadPath(path)
    name, sign, words = found.groups()
    wanted = frozenset((words or "").split("|"))

    def holds(value: Any) -> bool:
        held = [str(each) for each in _of([value], name.split(".") if name else [])]
        return bool(held) if sign is None else any(each in wanted for each in held) is (sign == "=")

    return holds


def _of(values: list[Any], names: list[str]) -> Iterator[Any]:
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
