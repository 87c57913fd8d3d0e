"""A column as a Python function that writes records as XML text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from smj_catalog.crosswalk.columns import Column, Derived, Group, Leaf
from smj_catalog.crosswalk.source import Source
from smj_catalog.crosswalk.tree import Constant, Extra, Node, Scope, Value, grow
from smj_catalog.xmlio import escape, escape_attribute


@frozen(eq=False)
class Dialect:
    """What makes one format of several that share a column.

    Attributes:
        names: the column's element name -> the name this dialect writes; names not in it stay.
        without: element paths (as the column writes them) that this dialect does not have.
    """

    names: Mapping[str, str] | None = None
    without: frozenset[str] = frozenset()

    def tag(self, name: str) -> str:
        """Return the element name that this dialect writes."""
        return self.names.get(name, name) if self.names else name


PLAIN = Dialect()


def compile_writer(
    column: Column, *, depth: int = 1, dialect: Dialect = PLAIN, root: str = ""
) -> Callable[[Any, Any], str]:
    """Return (record, context) -> XML text, indented by two spaces a level.

    Args:
        column: where the fields are.
        depth: how deep the record's element stands in its file.
        dialect: names and omissions.
        root: attributes of the record's element as XML text, such as a namespace declaration.
    """
    source, name, title = _generate(column, depth, dialect, root)
    return source.function(name, title)


def writer_source(column: Column) -> str:
    """Return the code that `compile_writer` runs, for people who debug it."""
    return _generate(column, 1, PLAIN, "")[0].text()


def _generate(column: Column, depth: int, dialect: Dialect, root: str) -> tuple[Source, str, str]:
    made = _Writer(Source({"esc": escape, "att": escape_attribute}), dialect)
    top = made.scope(grow(column), depth, root)
    made.out.add(0, f"def write(o, c):\n    parts = []\n    {top}(o, parts.append, c)\n    return ''.join(parts)")
    mark = f"{id(column):x}-{depth}-{id(dialect):x}"
    return made.out, "write", f"<writer of {column.root} for {column.make.__name__} {mark}>"


class _Writer:
    def __init__(self, out: Source, dialect: Dialect) -> None:
        self.out, self.dialect = out, dialect
        self._made: dict[object, str] = {}

    def scope(self, scope: Scope, depth: int, root: str = "") -> str:
        """Write the function of a group; its groups come first."""
        key = (scope.key, scope.make, scope.node.name, scope.node.constants, depth)
        if key in self._made:
            return self._made[key]
        inner = {id(n): self.scope(n.group, depth + n_depth) for n, n_depth in _groups(scope.node) if n.group}
        name = self._made[key] = f"w{len(self.out.known)}_{scope.make.__name__}"
        self.out.known[name] = None
        out = self.out
        out.add(0, f"def {name}(o, a, c, i=0):")
        for field, card in scope.used.items():
            out.add(1, f"v{card.slot} = o.{field}")
        for extra in scope.extras:
            entry = extra.entry
            if isinstance(entry, Group | Leaf):
                self._narrow(extra, entry)
            elif isinstance(entry, Derived):
                out.add(1, f"{extra.var} = {out.name(entry.dump, 'derive')}(o, c)")
            elif extra.single:
                out.add(1, f"{extra.var} = next(iter({out.name(entry.dump, 'dump')}(o, c)))")
                for value in [v for v in scope.values if v.var.startswith(f"{extra.var}_")]:
                    out.add(1, f"{value.var} = {extra.var}.{value.card.field}")
            else:
                out.add(1, f"{extra.var} = {out.name(entry.dump, 'dump')}(o, c)")
        out.constant(1, "\n" + "  " * depth)
        self._element(scope.node, depth, 1, inner, None, root)
        out.flush()
        return name

    def _narrow(self, extra: Extra, entry: Group | Leaf) -> None:
        """Leave out the values that an entry does not carry."""
        out, var = self.out, extra.var
        if isinstance(entry, Leaf):
            if entry.unless:
                out.add(1, f"if o.{entry.unless}: {var} = None")
            if entry.keeps is not None:
                out.add(1, f"if {var}: {var} = {out.name(entry.keeps, 'keep')}({var})")
            return
        if entry.when is not None:
            when = out.name(entry.when, "when")
            if extra.card is not None and extra.card.many:
                out.add(1, f"if {var}: {var} = [x for x in {var} if {when}(x)]")
            else:
                out.add(1, f"if {var} is not None and not {when}({var}): {var} = None")
        if entry.pick is not None:
            out.add(1, f"if {var}: {var} = {out.name(entry.pick, 'pick')}({var})")

    def _element(
        self, node: Node, depth: int, at: int, inner: dict[int, str], item: str | None, root: str = ""
    ) -> None:
        """Write start tag, content and end tag of one element, from its name on."""
        out, tag = self.out, self.dialect.tag(node.name)
        out.constant(at, f"<{tag}{root}")
        out.constant(at, _marks(node))
        for name, value in node.attributes:
            self._attribute(name, value, at, item)
        children = [c for c in node.constants if c.name[0] != "@"]
        if node.text is not None:
            if node.text.condition is not None:
                out.add(at, f"if not ({node.text.condition}): a('/>')")
                out.add(at, "else:")
                at += 1
            out.constant(at, ">")
            out.expression(at, self._text(node.text, node.text.var, at))
            out.constant(at, f"</{tag}>")
            return
        if not node.kids and not children:
            out.constant(at, "/>")
            return
        filled = None if children else _any(node.kids)
        if filled is not None and item is None and node.attributes:
            out.add(at, f"if not ({filled}): a('/>')")
            out.add(at, "else:")
            at += 1
        out.constant(at, ">")
        pad = "\n" + "  " * (depth + 1)
        for constant in children:
            if not constant.last:
                self._constant(constant, pad, at)
        for kid, mate in zip(node.kids, [*node.kids[1:], None], strict=True):
            if kid.path not in self.dialect.without and not kid.beside:
                self._kid(kid, depth + 1, at, inner, item, mate if mate is not None and mate.beside else None)
        for constant in children:
            if constant.last:
                self._constant(constant, pad, at)
        out.constant(at, "\n" + "  " * depth + f"</{tag}>")

    def _constant(self, constant: Constant, pad: str, at: int) -> None:
        name = self.dialect.tag(constant.name)
        self.out.constant(at, f"{pad}<{name}>")
        if constant.value == "#":
            self.out.expression(at, "i")
        else:
            self.out.constant(at, escape(constant.value))
        self.out.constant(at, f"</{name}>")

    def _attribute(self, name: str, value: Value, at: int, item: str | None) -> None:
        out, var = self.out, item or value.var
        condition = value.condition
        depth = at
        if condition is not None:
            out.add(at, f"if {condition}:")
            depth = at + 1
        out.constant(depth, f' {name}="')
        out.expression(depth, self._text(value, var, depth, attribute=True))
        out.constant(depth, '"')
        if condition is not None:
            out.flush()

    def _text(self, value: Value, var: str, at: int, *, attribute: bool = False) -> str:
        codec = value.codec
        if codec is None:
            raise TypeError(f"{value.card.field}: a group as text")
        code = var
        if codec.dump is not None:
            dump = self.out.name(codec.dump, "dump")
            code = f"{dump}({var}, c)" if codec.context else f"{dump}({var})"
        if value.default is not None:
            self.out.add(at, f"y = {value.default!r} if {var} is None else {code}")
            code = "y"
        if codec.plain:
            return code
        return f"att({code})" if attribute else f"esc({code})"

    def _kid(
        self, kid: Node, depth: int, at: int, inner: dict[int, str], item: str | None, mate: Node | None = None
    ) -> None:
        out = self.out
        conditions = kid.conditions()
        opened = at
        if kid.loop is not None:
            var = kid.loop.var
            counted = any(c.value == "#" for c in kid.constants)
            if mate is not None and mate.loop is not None:
                out.add(at, f"for x, z in zip({var}, {mate.loop.var}):")
            else:
                out.add(at, f"for i, x in enumerate({var}, 1):" if counted else f"for x in {var}:")
            at, item = at + 1, "x"
        elif item is None and conditions is not None:
            out.add(at, f"if {' or '.join(dict.fromkeys(conditions))}:")
            at += 1
        self._one(kid, depth, at, inner, item)
        if mate is not None:
            self._one(mate, depth, at, inner, "z")
        if at != opened:
            out.flush()

    def _one(self, kid: Node, depth: int, at: int, inner: dict[int, str], item: str | None) -> None:
        out, tag = self.out, self.dialect.tag(kid.name)
        pad = "\n" + "  " * depth
        marks = _marks(kid)
        if kid.fixed is not None:
            out.constant(at, f"{pad}<{tag}{marks}>{escape(kid.fixed)}</{tag}>")
        elif kid.derived is not None:
            out.constant(at, f"{pad}<{tag}{marks}>")
            out.expression(at, f"esc({kid.derived})")
            out.constant(at, f"</{tag}>")
        elif kid.group is not None:
            value = kid.value.var if item is None and kid.value else item or "x"
            if kid.lens is not None:
                value = f"{out.name(kid.lens.dump, 'lens')}({value}, c)"
            place = ", i" if any(x.value == "#" for x in kid.constants) else ""
            out.add(at, f"{inner[id(kid)]}({value}, a, c{place})")
        elif kid.value is not None:
            var = item or kid.value.var
            codec = kid.value.codec
            if codec is not None and codec.whole:
                dump = out.name(codec.dump, "dump")
                out.add(at, f"y, z = {dump}({var})")
                out.constant(at, f"{pad}<{tag}{marks}")
                out.expression(at, "y")
                out.constant(at, ">")
                out.expression(at, "z")
            else:
                text = self._text(kid.value, var, at)
                out.constant(at, f"{pad}<{tag}{marks}")
                for name, held in kid.attributes:
                    self._attribute(name, held, at, None)
                    if held.codec is not None and held.codec.inside:
                        text = f"{held.var} or {text}"
                out.constant(at, ">")
                out.expression(at, text)
            out.constant(at, f"</{tag}>")
        else:
            out.constant(at, pad)
            self._element(kid, depth, at, inner, item)


def _marks(node: Node) -> str:
    """Return the attributes that a path asks for, as they are written."""
    return "".join(f' {c.name[1:]}="{escape_attribute(c.value)}"' for c in node.constants if c.name[0] == "@")


def _any(kids: list[Node]) -> str | None:
    """Return code that tells whether any child is written; None where one always is."""
    found: list[str] = []
    for kid in kids:
        conditions = kid.conditions()
        if conditions is None:
            return None
        found += conditions
    return " or ".join(dict.fromkeys(found))


def _groups(node: Node, depth: int = 1) -> list[tuple[Node, int]]:
    found: list[tuple[Node, int]] = []
    for kid in node.kids:
        if kid.group is not None:
            found.append((kid, depth))
        else:
            found += _groups(kid, depth + 1)
    return found
