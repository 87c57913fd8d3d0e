"""Which fields of a record a fault in its XML is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from smj_catalog.crosswalk.columns import Column, Special
from smj_catalog.crosswalk.tree import Scope, Value, grow


def losing(column: Column, paths: Iterable[str | None]) -> frozenset[str]:
    """Return the fields of a record that hold less than its element says.

    Args:
        column: where the fields stand.
        paths: of the faults, as a reader notes them; one that is no field's own may be about any.
    """
    places = _places(column)
    found: set[str] = set()
    for path in paths:
        own = {name for at, names in places if path is not None and f"{path}/".startswith(at) for name in names}
        found |= own or {name for _, names in places for name in names}
    return frozenset(found)


@cache
def elsewhere(column: Column, inside: frozenset[str]) -> frozenset[str]:
    """Return the fields of a record that have no place in any of some children of its element.

    Args:
        column: where the fields stand.
        inside: names of the children.
    """
    places = [(at.split("/")[1], names) for at, names in _places(column)]
    every = {name for _, names in places for name in names}
    return frozenset(every - {name for child, names in places if child in inside for name in names})


@cache
def _places(column: Column) -> list[tuple[str, tuple[str, ...]]]:
    """Return where each field stands: the beginning of its paths, and the names of those that stand there."""
    scope = grow(column)
    return [(f"{path}/", _names(scope, value)) for path, value in scope.node.values()]


def _names(scope: Scope, value: Value) -> tuple[str, ...]:
    if value.var.startswith("v"):
        return (value.card.field,)
    special: Any = next(e.entry for e in scope.extras if value.var.partition("_")[0] == e.var)
    assert isinstance(special, Special)
    return tuple(special.says)
