"""Where in its file each value of a record stands: known of a record that was read with its places, for it has a fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

import attrs
from attrs import define, field, frozen

from smj_catalog.crosswalk.tree import Node

_STEP = re.compile(r"(\w+)(?:\[([0-9]+)\])?")
_WITHIN = re.compile(r"/(?![^\[]*\])")


@frozen
class Place:
    """Where something stands in a file.

    Attributes:
        path: as people write it who know the format: ``Product/ProductIdentifier/IDValue``, ``020 $a``.
        line: its line, from 1; None where the format has none.
    """

    path: str
    line: int | None = None


class _Words(str):
    """A text with an identity of its own: each stands at one place, and constructors keep it."""

    __slots__ = ()
    keeps_class = True


@frozen(eq=False)
class _Held:
    """What is known of a value.

    Attributes:
        value: the value, so that its identity stays its own.
        place: where it stands.
        element: what it was read from, in XML.
        group: it was made of an element and those in it.
        inner: dotted path in it -> place, where places follow from how it was read.
    """

    value: Any
    place: Place
    element: Any = None
    group: bool = False
    inner: Mapping[str, Place] = field(factory=dict)


@define(eq=False)
class Places:
    """The places of values, by identity: however a reader puts them together, the places go with them.

    Attributes:
        named: elements that were put elsewhere for the reader's sake -> path in the source.
    """

    named: Mapping[Any, str] = field(factory=dict)
    _held: dict[int, _Held] = field(factory=dict)

    def leaf(self, value: Any, element: Any, path: str) -> Any:
        """Take note of what was read from an element or attribute without any others in it; return it."""
        if isinstance(value, tuple):
            return tuple(self.leaf(one, element, path) for one in value)
        if value.__class__ is str:
            value = _Words(value)
        elif attrs.has(value.__class__):  # it may be remembered by its reader, and stand elsewhere as well
            value = copy(value)
        return self._note(value, element, path, group=False)

    def made(self, value: Any, element: Any, path: str) -> Any:
        """Take note of what was made of an element; return it."""
        return self._note(value, element, path, group=True)

    def _note(self, value: Any, element: Any, path: str, *, group: bool) -> Any:
        if value is not None:
            path = self.named.get(element, path)
            self._held[id(value)] = _Held(value, Place(path, element.sourceline), element, group)
        return value

    def item(self, value: Any, place: Place, inner: Mapping[str, Place]) -> Any:
        """Take note of a value that was read from a field; return it, or its double that stands here alone."""
        if isinstance(value, tuple):
            return tuple(self.item(one, place, inner) for one in value)
        value = _Words(value) if isinstance(value, str) else copy(value)
        self._held[id(value)] = _Held(value, place, inner=inner)
        return value

    def moved(self, value: Any, other: Any) -> None:
        """Take note that a value stands where another did, of which it was made."""
        if (held := self._held.get(id(value))) is not None:
            self._held[id(other)] = attrs.evolve(held, value=other)

    def find(self, record: Any, path: str, found: str | None) -> Place | None:
        """Return where something stands; None where that is not known.

        Args:
            record: the record, as it was read with these places.
            path: of what is wanted, in the record: ``identifiers[0].value``.
            found: its text, as far as it is known.
        """
        *owners, (value, _) = _trail(record, path)
        if owners and (own := self._held.get(id(value)) or self._around(value, record)) is not None:
            return own.place
        for owner, rest in reversed(owners[1:]):
            held = self._held.get(id(owner)) or self._around(owner, record)
            if held is not None:
                return _inside(held, rest) or self._same(held, value, found) or held.place
        return None

    def _around(self, owner: Any, record: Any) -> _Held | None:
        """Return what a value was made of, by what is known of its parts: in XML the least element that holds them all."""
        own = getattr(record, "id", None)  # what is inside a record names it as well
        parts = [it for part in _parts(owner) if part is not own and (it := self._held.get(id(part))) is not None]
        if not parts or any(held.element is None for held in parts):
            return parts[0] if parts else None
        trails = [{*held.element.iterancestors(), held.element} for held in parts]
        element, path = parts[0].element, parts[0].place.path.partition("/@")[0]
        while not all(element in trail for trail in trails):
            element, path = _above(element, path)
        inner = {part.__class__ for part in _parts(owner)}
        whole = {it.element for it in self._held.values() if it.group and it.value.__class__ not in inner}
        group, longer = element, path
        while group not in whole and "/" in longer:
            group, longer = _above(group, longer)
        if "/" in longer:
            element, path = group, longer
        return _Held(owner, Place(path, element.sourceline), element)

    def _same(self, held: _Held, value: Any, found: str | None) -> Place | None:
        """Return the one place within an element that has a value, or its text."""
        element = held.element
        if element is None:
            return None
        within = {
            it.place for it in self._held.values()
            if (it.value == value or str(it.value) == found) and it.element is not None
            and (it.element is element or element in it.element.iterancestors())
        }  # fmt: skip
        return within.pop() if len(within) == 1 else None


def _above(element: Any, path: str) -> tuple[Any, str]:
    """Return the element that holds one, and its path."""
    steps = [m.start() for m in _WITHIN.finditer(path)]
    return element.getparent(), path[: steps[-1]] if steps else ""


def _inside(held: _Held, rest: str) -> Place | None:
    """Return the place of what a value holds, or of what that stands in."""
    for names in (rest, re.sub(r"\[[0-9]+\]", "", rest)):
        while names:
            if names in held.inner:
                return held.inner[names]
            names = names.rpartition(".")[0]
    return None


def _trail(record: Any, path: str) -> Iterator[tuple[Any, str]]:
    """Yield the record and what it holds on the way to a path, each with the rest of the path."""
    yield record, path
    held = record
    for step in _STEP.finditer(path):
        held = getattr(held, step[1], None)
        if step[2] is not None:
            held = held[int(step[2])] if isinstance(held, tuple) and int(step[2]) < len(held) else None
        if held is None:
            return
        yield held, path[step.end() :].lstrip(".")


def _parts(value: Any) -> Iterator[Any]:
    """Yield what a value holds, to the leaves."""
    if isinstance(value, tuple):
        for one in value:
            yield one
            yield from _parts(one)
    elif attrs.has(value.__class__):
        for attribute in attrs.fields(value.__class__):
            one = getattr(value, attribute.name)
            yield one
            yield from _parts(one)


def stands(node: Node, var: str) -> str | None:
    """Return where within an element a value stands, as its format writes it; None where it is worked out."""
    if node.text is not None and node.text.var == var:
        return node.name
    for name, value in node.attributes:
        if value.var == var:
            return f"@{name}"
    for kid in node.kids:
        own = kid.loop or kid.value
        if own is not None and own.var == var:
            return kid.name
        below = stands(kid, var) if own is None else None
        if below is not None:
            return f"{kid.name}/{below}"
    return None
