"""From a dotted path within a value to the text of a cell, and back."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
from attrs import frozen

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.codecs import NAMES, TEXT, Codec
from smj_catalog.crosswalk.rows.lists import joined, parted
from smj_catalog.errors import BadValue
from smj_catalog.problems import Problem, Where

_GROWING = (dict, list)
_WRONG = (ValueError, LookupError, TypeError, ArithmeticError)

Tree = dict[str, Any]
"""Field -> value, tree, or list of trees: a value before it is made."""


@frozen(eq=False)
class Leaf:
    """A plain value at the end of a path.

    Attributes:
        codec: how it is written.
        listed: it holds several texts, each an item of its own.
        default: what it has where the cell is empty.
        words: it holds words, not a number, date, code or id.
    """

    codec: Codec
    listed: bool
    default: Any
    words: bool = False

    @staticmethod
    def of(card: Card, codec: Codec | None, *, always: bool = False) -> Leaf:
        """Return the leaf of a field."""
        names = card.many and card.check == "keys"
        known = codec or (NAMES if names else card.codec)
        assert known is not None
        listed = card.many and not names and codec is None
        return Leaf(known, listed, None if always else card.default, known is TEXT and card.check == "text")

    def text(self, value: Any, level: int) -> str:
        """Return the value as a cell; empty where it is what an empty cell means, or would be read as another one."""
        if value is None or value == self.default or value == ():
            return ""
        if self.listed:
            texts = [self._one(item) for item in value]
            return "" if "" in texts else joined(texts, level)
        return self._one(value)

    def _one(self, value: Any) -> str:
        text: str = self.codec.dump(value) if self.codec.dump is not None else value
        if self.codec.load is None:
            return text
        try:
            return text if self.codec.load(text) == value else ""
        except _WRONG:
            return ""

    def value(self, text: str, level: int) -> Any:
        """Return what a cell holds.

        Raises:
            BadValue: it is not of the right form.
        """
        if self.listed:
            return tuple(self._load(item) for item in parted(text, level))
        return str(text) if self.codec.load is None else self._load(text)

    def _load(self, text: str) -> Any:
        if self.codec.load is None:
            return str(text)
        try:
            return self.codec.load(str(text))
        except BadValue:
            raise
        except _WRONG:
            raise BadValue(Problem(Where(), "cell-form", text, self.codec.expected)) from None


@frozen(eq=False)
class Path:
    """A way from a value to one of its plain values, through lists where there are some."""

    steps: tuple[tuple[str, bool], ...]
    leaf: Leaf

    @staticmethod
    def of(make: type, dotted: str, codec: Codec | None, *, always: bool = False) -> Path:
        """Return the path that a cell names within a class."""
        steps: list[tuple[str, bool]] = []
        names = dotted.split(".")
        for name in names[:-1]:
            card = cards(make)[name]
            assert card.make is not None
            steps.append((name, card.many))
            make = card.make
        last = cards(make)[names[-1]]
        return Path((*steps, (names[-1], False)), Leaf.of(last, codec, always=always))

    @property
    def prefix(self) -> str | None:
        """The way to the first list on the path; None if there is none."""
        for i, (_, many) in enumerate(self.steps):
            if many:
                return ".".join(name for name, _ in self.steps[: i + 1])
        return None

    def text(self, value: Any, level: int, at: int = 0) -> str:
        """Return the cell of a value."""
        name, many = self.steps[at]
        held = getattr(value, name)
        if at + 1 == len(self.steps):
            return self.leaf.text(held, level)
        if held is None:
            return ""
        if many:
            return joined([self.text(item, level + 1, at + 1) for item in held], level)
        return self.text(held, level, at + 1)

    def put(self, tree: Tree, text: str, level: int, at: int = 0) -> None:
        """Put what a cell holds into a tree.

        Raises:
            BadValue: it is not of the right form.
        """
        if not text:
            return
        for here, (name, many) in enumerate(self.steps[at:-1], at + 1):
            if many:
                items = parted(text, level)
                below = tree.setdefault(name, [])
                below.extend({} for _ in range(len(items) - len(below)))
                for one, part in zip(below, items, strict=False):
                    self.put(one, part, level + 1, here)
                return
            tree = tree.setdefault(name, {})
        tree[self.steps[-1][0]] = self.leaf.value(text, level)


def grown(make: type, tree: Tree) -> Any:
    """Return the value that a tree describes.

    Raises:
        BadValue: something that it must have is not there, or is refused by the model.
    """
    return make(**fields(make, tree))


def fields(make: type, tree: Tree) -> dict[str, Any]:
    """Return the fields that a tree describes, each made.

    Raises:
        BadValue: as `grown` does.
    """
    made: dict[str, Any] = {}
    known = cards(make)
    for name, held in tree.items():
        card = known[name]
        if card.make is None or held.__class__ not in _GROWING:
            made[name] = held
        elif isinstance(held, list):
            made[name] = tuple([grown(card.make, one) for one in held if one])
        elif held:
            made[name] = grown(card.make, held)
    return made


def amended(value: Any, tree: Tree) -> Any:
    """Return a value with what a tree says laid over it, down to the values within: a name keeps its text, and gets a reading.

    Raises:
        BadValue: as `grown` does.
    """
    below = {n: held for n, held in tree.items() if isinstance(held, dict) and getattr(value, n) is not None}
    inner = {name: amended(getattr(value, name), held) for name, held in below.items()}
    rest = fields(value.__class__, {name: held for name, held in tree.items() if name not in inner})
    return attrs.evolve(value, **inner, **rest)


def missing(make: type, tree: Tree) -> str | None:
    """Return the dotted path of something that a tree's value must have and has not, or None."""
    for name, inner, required in _asked(make):
        held = tree.get(name)
        if held is None or held in ({}, []):
            if required:
                return name
        elif inner is not None:
            for one in held if isinstance(held, list) else [held]:
                if isinstance(one, dict) and one and (below := missing(inner, one)) is not None:
                    return f"{name}.{below}"
    return None


@cache
def _asked(make: type) -> list[tuple[str, type | None, bool]]:
    """Return the fields of a class that it must have or that hold values: name, their class, whether it must."""
    every = ((name, card.make, card.default is attrs.NOTHING) for name, card in cards(make).items())
    return [(name, inner, required) for name, inner, required in every if inner is not None or required]


def bare(value: Any) -> Any:
    """Return a value, or values, without the names of sources, which no cell carries: a cell may be edited by anybody."""
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    if not attrs.has(value.__class__):
        return value
    changes: dict[str, Any] = {}
    for name, card in cards(value.__class__).items():
        held = getattr(value, name)
        if not held or (card.make is None and name != "sources"):
            continue
        new = () if card.make is None else bare(held)
        if new != held:
            changes[name] = new
    return attrs.evolve(value, **changes) if changes else value


def both(had: Any, new: Any) -> Any:
    """Return the values of a list that two cells give together; of anything else, what the first one gave."""
    if had is new or not (isinstance(new, tuple) and new and attrs.has(type(new[0]))):
        return had
    return (*had, *(it for it in new if it not in had))
