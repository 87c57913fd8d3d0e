"""Grow a column into a tree of elements, ready to be turned into code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.columns import Column, Derived, Fixed, Group, Implied, Leaf, Lens, No, Special

_STEP = re.compile(r"(\*?)([A-Za-z][\w:.-]*)(?:\[([^\]]+)\])?(?:/|$)")
_ATTRIBUTE = re.compile(r"^(.*?)/?@([A-Za-z][\w:.-]*)$")


_ALWAYS = object()


class ColumnError(ValueError):
    """A column that cannot be compiled: a fault of this program."""


@define(eq=False)
class Value:
    """A value that an element or attribute holds.

    Attributes:
        var: the local that holds it in generated code.
        card: what it is.
        codec: how its text is read and written; None for a group.
        default: text that stands for None.
        omit: the model's default, where such a value is not written; _ALWAYS otherwise.
        whole: a field of several values that one text holds.
        missing: what a reader puts where there is nothing to read; None takes the model's default.
        alone: a text that cannot be read costs itself alone.
        needed: nothing is put where there is nothing to read.
    """

    var: str
    card: Card
    codec: Codec | None = None
    default: str | None = None
    omit: Any = _ALWAYS
    whole: bool = False
    missing: Any = None
    alone: bool = False
    needed: bool = False

    @property
    def condition(self) -> str | None:
        """Code that tells whether there is something to write; None: there always is."""
        if self.default is not None:
            return None
        if self.omit is not _ALWAYS and self.omit:
            return f"{self.var} != {self.omit!r}"
        if self.card.many:
            return self.var
        if self.omit is not _ALWAYS and self.omit is not None:
            return self.var
        return f"{self.var} is not None" if self.card.optional else None


@frozen
class Constant:
    """A child or attribute whose text is part of the path."""

    name: str
    value: str
    tested: bool
    last: bool


@define(eq=False)
class Node:
    """One element: a wrapper, a leaf, or the element of a group."""

    name: str
    path: str
    constants: tuple[Constant, ...] = ()
    loop: Value | None = None
    value: Value | None = None
    group: Scope | None = None
    lens: Lens | None = None
    kids: list[Node] = field(factory=list)
    attributes: list[tuple[str, Value]] = field(factory=list)
    text: Value | None = None
    fixed: str | None = None
    derived: str | None = None
    readable: bool = True
    beside: bool = False

    def values(self) -> Iterator[tuple[str, Value]]:
        """Return the values that stand in it, outside of the groups in it, each with its path."""
        yield from ((f"{self.path}/@{name}", value) for name, value in self.attributes)
        for kid in self.kids:
            if own := kid.loop or kid.value:
                yield kid.path, own
            else:
                yield from kid.values()

    def conditions(self) -> list[str] | None:
        """Code of which any must be true for the element to be written; None: it always is."""
        if self.fixed is not None:
            return None
        if self.derived is not None:
            return [f"{self.derived} is not None"]
        own = self.loop or self.value
        if own is not None:
            return None if own.condition is None else [own.condition]
        found: list[str] = []
        for value in [v for _, v in self.attributes] + ([self.text] if self.text else []):
            if value.condition is None:
                return None
            found.append(value.condition)
        for kid in self.kids:
            below = kid.conditions()
            if below is None:
                return None
            found += below
        return found


@define(eq=False)
class Extra:
    """Code that runs beside the paths of a group: a special entry, a filter, a derived element."""

    var: str
    entry: Special | Derived | Group | Leaf
    card: Card | None = None
    single: bool = False


@define(eq=False)
class Scope:
    """The fields of one class under one element: what becomes one generated function.

    ``key`` tells by which entries it was grown: scopes of the same entries share their functions.
    """

    make: type
    node: Node
    key: int
    extras: list[Extra] = field(factory=list)
    values: list[Value] = field(factory=list)
    used: dict[str, Card] = field(factory=dict)


@define(eq=False)
class Builder:
    """Turns the entries of a column into nodes."""

    column: Column
    count: int = 0
    chain: list[Node] = field(factory=list)

    def build(self) -> Scope:
        """Return the tree of the column's record.

        Raises:
            ColumnError: a path is malformed, a field has no entry, or two entries claim one place.
        """
        root = Node(self.column.root, self.column.root)
        return self._scope(self.column.make, self.column.entries, root)

    def _scope(self, make: type, entries: Mapping[str, Any], node: Node) -> Scope:
        scope = Scope(make, node, id(entries))
        known = cards(make)
        covered = {f for name, e in entries.items() for f in (e.says if isinstance(e, Special) else (name,))}
        if missing := known.keys() - covered:
            raise ColumnError(f"{node.path}: no entry for {sorted(missing)} of {make.__name__}")
        for name, entry in entries.items():
            self._entry(scope, known, node, name, entry)
        return scope

    def _entry(self, scope: Scope, known: Mapping[str, Card], node: Node, name: str, entry: Any) -> None:
        if isinstance(entry, No | Implied):
            return
        if isinstance(entry, Fixed):
            spot, _ = self._grow(node, entry.path, name)
            spot.fixed = entry.value
            self._bare(spot, name)
        elif isinstance(entry, Derived):
            extra = self._extra(scope, "d", entry)
            spot, _ = self._grow(node, entry.path, name, fresh=True)
            spot.derived = extra.var
            self._bare(spot, name)
            for made in reversed(self.chain):
                made.readable = any(kid.readable for kid in made.kids) or bool(made.attributes)
        elif isinstance(entry, Special):
            self._special(scope, node, name, entry)
        else:
            if name not in known:
                raise ColumnError(f"{node.path}: {scope.make.__name__} has no field {name}")
            card = known[name]
            scope.used[name] = card
            var = f"v{card.slot}"
            if isinstance(entry, Group | Leaf) and _narrows(entry):
                scope.extras.append(Extra(var, entry, card))
            self._place(scope, node, entry, card, var)

    def _extra(self, scope: Scope, letter: str, entry: Special | Derived) -> Extra:
        extra = Extra(f"{letter}{self.count}", entry)
        self.count += 1
        scope.extras.append(extra)
        return extra

    def _special(self, scope: Scope, node: Node, name: str, entry: Special) -> None:
        extra = self._extra(scope, "s", entry)
        readable = entry.load is not None and self.column.readable
        if entry.path:
            spot, _ = self._grow(node, entry.path, name, loop=name)
            chain = self.chain
            card = Card(name, -1, None, entry.shape, many=True, default=(), optional=False)
            value = Value(extra.var, card)
            loops = [n for n in chain if n.loop is not None and n.loop.card.field == name]
            if not loops:
                raise ColumnError(f"{name}: the path of a special entry must have a * or be empty")
            loops[0].loop = value
            self._claim(spot, value)
            spot.group = self._scope(entry.shape, entry.column, spot)
            for made in chain:
                made.readable = made.readable and readable
            return
        extra.single = True
        for field_name, card in cards(entry.shape).items():
            place = entry.column[field_name]
            if isinstance(place, No | Implied):
                continue
            before = self._all(node)
            self._place(scope, node, place, card, f"{extra.var}_{card.slot}")
            if not readable:
                for made in self._all(node):
                    if made not in before:
                        made.readable = False

    def _all(self, node: Node) -> list[Node]:
        found = [node]
        for kid in node.kids:
            if kid.group is None:
                found += self._all(kid)
            else:
                found.append(kid)
        return found

    def _place(self, scope: Scope, node: Node, entry: Any, card: Card, var: str) -> None:
        if isinstance(entry, str):
            entry = Group(entry) if card.make else Leaf(entry)
        value = Value(var, card)
        if isinstance(entry, Leaf):
            if entry.omit or card.default is False:
                value.omit = card.default
            value.codec, value.default, value.missing = entry.codec or card.codec, entry.default, entry.missing
            value.alone, value.needed = entry.alone, entry.needed
            value.whole = value.codec is not None and value.codec.several
        scope.values.append(value)
        path: str = entry.path
        if at := _ATTRIBUTE.match(path):
            spot = self._grow(node, at[1], card.field)[0] if at[1] else node
            value.whole = card.many
            if any(name == at[2] for name, _ in spot.attributes):
                raise ColumnError(f"{card.field}: {spot.path}/@{at[2]} is claimed twice")
            spot.attributes.append((at[2], value))
            return
        if path == ".":
            if node.text is not None or node.kids:
                raise ColumnError(f"{card.field}: {node.path} holds something else already")
            node.text = value
            return
        if node.text is not None:
            raise ColumnError(f"{card.field}: {node.path} holds text already")
        many = card.many and not value.whole
        spot, looped = self._grow(node, path, card.field, loop=card.field if many else None)
        if many and not looped:
            raise ColumnError(f"{card.field}: the path {path} must have a *")
        spot.beside = isinstance(entry, Leaf) and entry.beside
        for made in self.chain:
            if made.loop is not None and made.loop.card.field == card.field and made.loop.var == "":
                made.loop = value
        self._claim(spot, value)
        if not isinstance(entry, Group):
            self._bare(spot, card.field)
        else:
            make = entry.lens.shape if entry.lens else card.make
            if make is None:
                raise ColumnError(f"{card.field}: a group's path for a plain field")
            column = entry.column if entry.column is not None else self.column.groups.get(make)
            if column is None:
                raise ColumnError(f"{card.field}: no entries for {make.__name__}")
            spot.lens = entry.lens
            spot.group = self._scope(make, column, spot)

    def _claim(self, spot: Node, value: Value) -> None:
        if spot.value is not None or spot.fixed is not None:
            raise ColumnError(f"{value.card.field}: {spot.path} is claimed twice")
        spot.value = value

    def _bare(self, spot: Node, name: str) -> None:
        """Refuse conditions on the children of what holds text."""
        if any(c.name[0] != "@" for c in spot.constants):
            raise ColumnError(f"{name}: {spot.path} holds text, so only its attributes can be asked for")

    def _grow(
        self, node: Node, path: str, name: str, *, loop: str | None = None, fresh: bool = False
    ) -> tuple[Node, bool]:
        if "".join(m.group(0) for m in _STEP.finditer(path)) != path or not path:
            raise ColumnError(f"{name}: cannot read the path {path!r}")
        self.chain = []
        looped = False
        steps = _STEP.findall(path)
        for i, (star, tag, inside) in enumerate(steps):
            constants = tuple(_constant(part) for part in inside.split(",")) if inside else ()
            key = [(c.name, c.value) for c in constants]
            last = i == len(steps) - 1
            kid = next(
                (k for k in node.kids if k.name == tag and [(c.name, c.value) for c in k.constants] == key
                 and not star and (not last or (k.attributes and not k.kids))
                 and k.value is None and k.loop is None and k.derived is None and k.fixed is None),
                None,
            )  # fmt: skip
            if kid is not None and kid is not node.kids[-1]:
                raise ColumnError(f"{name}: {path} goes back to {kid.path}, which others have left")
            if kid is None:
                if (
                    not fresh
                    and any(
                        k.name == tag
                        and [x for x in k.constants if x.tested] == [x for x in constants if x.tested]
                        and k.readable
                        for k in node.kids
                    )
                    and self.column.readable
                ):
                    raise ColumnError(f"{name}: {node.path}/{tag} is claimed twice")
                shown = ",".join(f"{c.name}={c.value}" for c in constants if c.tested)
                kid = Node(tag, f"{node.path}/{tag}" + (f"[{shown}]" if shown else ""), constants)
                if star:
                    if loop is None:
                        raise ColumnError(f"{name}: {path} repeats, but the field holds one value")
                    looped = True
                    kid.loop = Value("", Card(loop, -1, None, None, many=True, default=(), optional=False))
                node.kids.append(kid)
            self.chain.append(kid)
            node = kid
        return node, looped


def _narrows(entry: Group | Leaf) -> bool:
    """Tell whether an entry leaves out some values of its field."""
    if isinstance(entry, Leaf):
        return entry.keeps is not None or bool(entry.unless)
    return entry.when is not None or entry.pick is not None


def _constant(part: str) -> Constant:
    name, _, value = part.partition("=")
    tested = name[0] != "+"
    return Constant(name.lstrip("+~"), value, tested, last=name[0] == "~")


def grow(column: Column) -> Scope:
    """Return the tree of a column.

    Raises:
        ColumnError: a path is malformed, a field has no entry, or two entries claim one place.
    """
    return Builder(column).build()


def groups(node: Node) -> list[Node]:
    """Return the elements of groups below an element, but not those within them."""
    found: list[Node] = []
    for kid in node.kids:
        found += [kid] if kid.group is not None else groups(kid)
    return found


def wrappers(node: Node) -> list[Node]:
    """Return the elements below an element that only hold others, and stand once in what they stand in."""
    found: list[Node] = []
    for kid in node.kids:
        if kid.group is None and kid.value is None:
            if kid.loop is None and kid.fixed is None and kid.derived is None:
                found.append(kid)
            found += wrappers(kid)
    return found
