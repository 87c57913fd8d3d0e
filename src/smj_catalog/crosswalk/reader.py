"""A column as a Python function that reads records from XML elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from smj_catalog.crosswalk.codecs import BLANKS, trimmed
from smj_catalog.crosswalk.columns import Column, Special
from smj_catalog.crosswalk.drafts import drafting
from smj_catalog.crosswalk.notes import KNOWN, Notes
from smj_catalog.crosswalk.places import stands
from smj_catalog.crosswalk.source import Source
from smj_catalog.crosswalk.tree import Extra, Node, Scope, Value, groups, grow, wrappers
from smj_catalog.crosswalk.writer import PLAIN, Dialect
from smj_catalog.model import RECORD_TYPES
from smj_catalog.problems import Message, message

_OF_CHECK = {"key": message("a-code-or-id"), "id": message("a-record-id")}
_XML = "http://www.w3.org/XML/1998/namespace"


def compile_reader(
    column: Column, *, dialect: Dialect = PLAIN, valid: bool = False, placing: bool = False
) -> Callable[[Any, Notes, Any], Any]:
    """Return (element, notes, context) -> record.

    The function raises `Refused`, and nothing else, where the element is not a record; the notes then say why.

    Args:
        column: where the format keeps the fields.
        dialect: names and omissions.
        valid: make a quick reader instead, of elements that have passed a schema which refuses blank texts, what
            stands twice, and keys and ids of a wrong form. It looks for none of them and takes no notes; where it
            meets anything that it cannot read or does not know, it raises `Refused` or one of `FAULTS`, and the
            element is to be read by the other reader.
        placing: make a slower reader, which takes note in ``notes.places`` of where each value stands.
    """
    made = _Reader(Source(KNOWN), column, dialect, valid=valid, placing=placing)
    top = made.scope(grow(column), first=True)
    mark = f"{id(column):x}-{id(dialect):x}{' valid' if valid else ''}{' placing' if placing else ''}"
    return made.out.function(top, f"<reader of {column.root} for {column.make.__name__} {mark}>")


class _Reader:
    def __init__(self, out: Source, column: Column, dialect: Dialect, *, valid: bool, placing: bool) -> None:
        self.out, self.column, self.dialect, self.valid, self.placing = out, column, dialect, valid, placing
        self._made: dict[Any, str] = {}
        self._base = ""
        self._fault = ""  # what a fault is written to, where it costs the group

    def path(self, path: str, more: str = "") -> str:
        """Return code for a path: that of the group's element is a parameter, for functions are shared; but the record's."""
        if self._base == self.column.root:
            return repr(path + more)
        below = path[len(self._base) :] + more
        return f"p + {below!r}" if below else "p"

    def noted(self, what: str, code: str, element: str, path: str) -> str:
        """Return code for a value; where places are wanted, code that takes note of its place as well."""
        return f"n.places.{what}({code}, {element}, {path})" if self.placing else code

    def tag(self, name: str) -> str:
        """Return an element's name as lxml shows it."""
        prefix, _, local = name.rpartition(":")
        namespace = self.column.prefixes.get(prefix, "")
        local = self.dialect.tag(local)
        return f"{{{namespace}}}{local}" if namespace else local

    def attribute(self, name: str) -> str:
        """Return an attribute's name as lxml shows it."""
        prefix, _, local = name.rpartition(":")
        if not prefix:
            return local
        return f"{{{_XML if prefix == 'xml' else self.column.prefixes[prefix]}}}{local}"

    def scope(self, scope: Scope, *, first: bool = False) -> str:
        """Write the function of a group; its groups come first."""
        key = (scope.key, scope.make, scope.node.name, scope.node.constants)
        if key in self._made:
            return self._made[key]
        inner = {id(n): self.scope(n.group) for n in groups(scope.node) if n.group is not None}
        out = self.out
        name = self._made[key] = f"r{len(out.known)}_{scope.make.__name__}"
        out.known[name] = None
        self._base = scope.node.path
        whole_group = self.column.cost == "value" and not self.valid and scope.make not in RECORD_TYPES.values()
        self._fault = "bad = " if whole_group else ""
        out.add(0, f"def {name}(e, n, ctx{'' if self.valid else f', p={scope.node.path!r}'}):")
        fields = attrs.fields(scope.make)
        many = {c.slot for f, c in scope.used.items() if c.many}
        whole = {v.var for v in scope.values if v.whole}
        missing = {v.var: v.missing for v in scope.values if v.missing is not None}
        needed = {v.var for v in scope.values if v.needed}
        empty: dict[str, str] = {}
        for i, attribute in enumerate(fields):
            var = f"v{i}"
            if i in many and var not in whole:
                empty[var] = "()"
            else:
                default = None if attribute.default is attrs.NOTHING or var in needed else attribute.default
                default = missing.get(var, default)
                if _plain(default):
                    empty[var] = repr(default)
                else:
                    out.add(1, f"{var} = {out.name(default, 'default')}")
        specials = [e for e in scope.extras if isinstance(e.entry, Special) and e.entry.load is not None]
        for extra in specials:
            empty |= self._special_slots(scope, extra)
        node = scope.node
        self._marks = {id(k): f"m{i}" for i, k in enumerate([] if self.valid else wrappers(node))}
        empty |= dict.fromkeys(self._marks.values(), "False")
        if whole_group:
            empty["bad"] = "False"
        if empty:  # a tuple that is there already is unpacked the fastest
            out.add(1, f"{', '.join(empty)}, = {', '.join(empty.values())},")
        if node.text is not None:
            if node.text.card.optional:  # an empty element has none
                out.add(1, "if e.text is not None:")
            self._leaf(node, node.text, "e", "e.text", 1 + node.text.card.optional, f"{node.text.var} = {{}}")
        self._attributes(node, "e", 1, own=True)
        if node.text is None:
            self._kids(node, "e[:]" if node.kids else "(e[:] if len(e) else ())", 1, inner)
        for extra in specials:
            self._special_load(scope, extra)
        for i, attribute in enumerate(fields):
            if (attribute.default is attrs.NOTHING or f"v{i}" in needed) and any(
                c.slot == i for c in scope.used.values()
            ):
                out.add(1, f"if v{i} is None:")
                if not self.valid:
                    lacks = stands(node, f"v{i}") or attribute.name
                    expected = out.name(message("the-field", field=lacks, kind=node.name), "msg")
                    out.add(2, f"n.missing(e, {self.path(node.path)}, {attribute.name!r}, {expected})")
                out.add(2, "raise Refused")
        if whole_group:
            out.add(1, "if bad: raise Refused")
        elif first and not self.valid and self.column.cost == "record":
            out.add(1, "if n.problems: raise Refused")
        values = [
            f"tuple(v{i}) if v{i} else ()" if i in many and f"v{i}" not in whole else f"v{i}"
            for i in range(len(fields))
        ]
        for line in drafting(out, scope.make, [a.name for a in fields], values):
            out.add(1, line)
        out.add(1, f"return {self.noted('made', 'o', 'e', 'p')}")
        return name

    def _special_slots(self, scope: Scope, extra: Extra) -> dict[str, str]:
        """Return the locals of a special entry, each with what it is before anything is read."""
        if not extra.single:
            return {extra.var: "()"}
        assert isinstance(extra.entry, Special)
        found = {}
        for i, attribute in enumerate(attrs.fields(extra.entry.shape)):
            value = next((v for v in scope.values if v.var == f"{extra.var}_{i}"), None)
            found[f"{extra.var}_{i}"] = "()" if value is not None and value.card.many else repr(attribute.default)
        return found

    def _special_load(self, scope: Scope, extra: Extra) -> None:
        out, entry = self.out, extra.entry
        assert isinstance(entry, Special)
        load = out.name(entry.load, "load")
        if extra.single:
            names = [a.name for a in attrs.fields(entry.shape)]
            lines = drafting(out, entry.shape, names, [f"{extra.var}_{i}" for i in range(len(names))])
            given = "[o]"
        else:
            lines, given = [], f"list({extra.var})"
        names = [a.name for a in attrs.fields(scope.make)]
        lines.append(f"got = {load}({given}, ctx)")
        lines += [f"v{names.index(field_name)} = got[{field_name!r}]" for field_name in entry.says]
        if entry.drops and not self.valid:
            lines.append(f"for k in got.get('unread', ()): n.dropped(e, {self.path(scope.node.path)}, k)")
            lines.append("n.beside += got.get('beside', ())")
        self._tried(1, lines, "e", self.path(scope.node.path), next(iter(entry.says)))

    def _tried(self, depth: int, lines: list[str], element: str, path: str, name: str, found: str = "None",
               expected: Message | None = None, *, group: bool = False, alone: bool = False) -> None:  # fmt: skip
        """Write statements, and what is told where they fail."""
        out = self.out
        if self.valid:
            for line in lines:
                out.add(depth, line)
            return
        if len(lines) == 1:
            out.add(depth, f"try: {lines[0]}")
        else:
            out.add(depth, "try:")
            for line in lines:
                out.add(depth + 1, line)
        if group:
            out.add(depth, f"except Refused: n.refused({element})")
        told = out.name(message("a-text") if expected is None else expected, "msg")
        fault = "" if alone else self._fault
        out.add(depth, f"except FAULTS as y: {fault}n.bad({element}, {path}, {name!r}, {told}, y, {found})")

    def _skip(self, path: str, element: str = "") -> str:
        """Return the statement that takes note of something that no card reads."""
        return "raise Refused" if self.valid else f"n.skip({path}{element and ', ' + element})"

    def _attributes(self, node: Node, element: str, depth: int, *, own: bool) -> None:
        out = self.out
        quiet = tuple(self.attribute(c.name[1:]) for c in node.constants if c.name[0] == "@")
        if not node.attributes and not own:
            return
        out.add(depth, f"for k, x in {element}.items():")
        word = "if"
        for name, value in node.attributes:
            out.add(depth + 1, f"{word} k == {self.attribute(name)!r}:")
            word = "elif"
            self._leaf(node, value, element, "x", depth + 2, f"{value.var} = {{}}", name)
        test = f"{word} k not in {quiet!r}" if quiet else ("else" if word == "elif" else "if True")
        skip = self._skip(self.path(node.path, "/@") + " + k", f"{element}, k")
        out.add(depth + 1, f"{test}: {skip}")

    def _leaf(self, node: Node, value: Value, element: str, text: str, depth: int, put: str, name: str = "") -> None:
        """Write the statement that reads a text, and what happens where it cannot."""
        out, codec = self.out, value.codec
        assert codec is not None
        path = self.path(node.path, f"/@{name}" if name else "")
        if codec.markup:
            text = f"inner({element})"
        elif text.endswith(".text") and not self.valid:  # a part of the text would be lost
            told = f"{'' if value.alone else self._fault}n.marked({element}, {path}, {value.card.field!r})"
            out.add(depth, f"if len({element}): {told}")
            out.add(depth, "else:")
            depth += 1
        check = value.card.check
        if check == "keys" and not value.whole:  # each stands by itself
            check = "key"
        strip = f"strip({BLANKS!r})" if codec.load is trimmed else "strip()"
        if codec.load in (None, str.strip, trimmed) and check in ("text", "id", "key"):
            if not self.valid:
                expected = out.name(_OF_CHECK.get(check, codec.expected), "msg")
                if text != "x":
                    out.add(depth, f"x = {text}")
                if codec.load is not None:
                    out.add(depth, f"x = x and x.{strip}")
                blank = "" if codec.load is str.strip else " or x.isspace()"  # nothing else is left of white space then
                test = blank if check == "text" else f" or not is_{check}(x)"
                told = f"{'' if value.alone else self._fault}n.bad({element}, {path}, {value.card.field!r}, {expected}, EMPTY, x)"
                out.add(depth, f"if not x{test}: {told}")
                out.add(depth, f"else: {put.format(self.noted('leaf', 'x', element, path))}")
            else:
                if check == "id":  # the one thing about it that a schema cannot say
                    out.add(depth, f"if '..' in {text}: raise Refused")
                out.add(depth, put.format(text if codec.load is None else f"{text}.{strip}"))
        else:
            code = f"some({text})" if text.endswith(".text") or codec.markup else text
            if codec.whole:
                code = f"{out.name(codec.load, 'load')}({element})"
            elif codec.load is not None:
                load = out.name(codec.load, "load")
                code = f"{load}({text}, ctx)" if codec.context else f"{load}({text})"
            if check in ("text", "id", "key"):
                code = f"good_{check}({code})"
            put = put.format(self.noted("leaf", code, element, path))
            lines = [put]
            if codec.beyond is not None:
                skip = self._skip(f"{path} + ' (in part)'")
                lines.append(f"if {out.name(codec.beyond, 'beyond')}({element}): {skip}")
            self._tried(depth, lines, element, path, value.card.field, text, codec.expected, alone=value.alone)
        if value.default is not None:
            out.add(depth, f"if {value.var} == {value.default!r}: {value.var} = None")

    def _kids(self, node: Node, over: str, depth: int, inner: dict[int, str]) -> None:
        out = self.out
        c, t, k, s = f"c{depth}", f"t{depth}", f"k{depth}", f"l{depth}"
        kids = [kid for kid in node.kids if not kid.derived or kid.constants]
        out.add(depth, f"for {c} in {over}:")
        out.add(depth + 1, f"{t} = {c}.tag")
        word = "if"
        for name in dict.fromkeys(kid.name for kid in kids):
            same = [kid for kid in kids if kid.name == name]
            coded = [kid for kid in same if any(x.tested for x in kid.constants)]
            general = [kid for kid in same if kid not in coded]
            out.add(depth + 1, f"{word} {t} == {self.tag(name)!r}:")
            word = "elif"
            if not coded:
                self._one(general[0], c, depth + 2, inner, None)
                continue
            key = self._test(coded[0], c, s, out, depth + 2, k)
            choice = "if"
            for kid in coded:
                tests = [x for x in kid.constants if x.tested]
                more = "".join(f" and {self._ask(c, x.name)} == {x.value!r}" for x in tests[1:])
                first = tests[0]
                asked = k if first.name == key else self._ask(c, first.name)
                out.add(depth + 2, f"{choice} {asked} == {first.value!r}{more}:")
                self._one(kid, c, depth + 3, inner, s)
                choice = "elif"
            out.add(depth + 2, "else:")
            if general:
                self._one(general[0], c, depth + 3, inner, s)
            else:
                out.add(depth + 3, self._skip(f"{self.path(node.path, f'/{name}[')} + f'{{{k}}}]'", c))
        within = [x for x in node.constants if x.name[0] != "@"]
        for x in within:
            if not x.tested and x.value != "#":  # it goes out so; what another says is not kept
                skip = self._skip(f"{self.path(node.path, f'/{x.name}=')} + str({c}.text)", c)
                out.add(depth + 1, f"{word} {t} == {self.tag(x.name)!r}:")
                out.add(depth + 2, f"if ({c}.text or '').strip() != {x.value!r}: {skip}")
                word = "elif"
        quiet = tuple(self.tag(x.name) for x in within)
        skip = self._skip(f"{self.path(node.path, '/')} + {t}.rpartition('}}')[2]", c)
        if word == "if":
            out.add(depth + 1, f"if {t} not in {quiet!r}: {skip}")
        else:
            out.add(depth + 1, f"elif {t} not in {quiet!r}: {skip}" if quiet else f"else: {skip}")

    def _ask(self, c: str, name: str) -> str:
        return f"{c}.get({self.attribute(name[1:])!r})" if name[0] == "@" else f"code({c}, {self.tag(name)!r})"

    def _test(self, kid: Node, c: str, s: str, out: Source, depth: int, k: str) -> str:
        """Write the look at the code that tells elements of one name apart; return the code's name."""
        first = next(x for x in kid.constants if x.tested)
        out.add(depth, f"{s} = {c}[:]")
        if first.name[0] == "@":
            out.add(depth, f"{k} = {self._ask(c, first.name)}")
        else:
            key = self.tag(first.name)
            out.add(depth, f"{k} = {s}[0] if {s} else None")
            out.add(depth, f"{k} = {k}.text if {k} is not None and {k}.tag == {key!r} else code({c}, {key!r})")
        return first.name

    def _one(self, kid: Node, c: str, depth: int, inner: dict[int, str], slice_: str | None) -> None:
        out = self.out
        if kid.fixed is not None:
            skip = self._skip(f"{self.path(kid.path, '=')} + ({c}.text or '')")
            out.add(depth, f"if ({c}.text or '').strip() != {kid.fixed!r}: {skip}")
            return
        if not kid.readable:
            out.add(depth, "pass")
            return
        if kid.value is None:
            if kid.loop is not None:
                for below in [] if self.valid else wrappers(kid):  # they stand anew in each of those that repeat
                    out.add(depth, f"{self._marks[id(below)]} = False")
            elif not self.valid:
                mark = self._marks[id(kid)]
                out.add(depth, f"if {mark}: n.again({self.path(kid.path)}, {c})")
                out.add(depth, f"{mark} = True")
            self._attributes(kid, c, depth, own=False)
            self._kids(kid, slice_ or f"{c}[:]", depth, inner)
            return
        value = kid.value
        many = value.card.many and not value.whole
        put = f"({value.var} or ({value.var} := [])).append({{}})" if many else f"{value.var} = {{}}"
        if not many and not self.valid:
            start = value.card.default if value.missing is None else value.missing
            start = None if value.needed or value.default is not None else start
            empty = "None" if start is attrs.NOTHING else repr(start)
            if _plain(start) or start is attrs.NOTHING:
                test = "is not None" if empty == "None" else f"!= {empty}"
                out.add(depth, f"if {value.var} {test}: n.skip({self.path(kid.path, ' (repeated)')}, {c})")
                out.add(depth, "else:")
                depth += 1
        if kid.group is None:
            self._attributes(kid, c, depth, own=False)
            self._leaf(kid, value, c, f"{c}.text", depth, put)
            return
        code = f"{inner[id(kid)]}({c}, n, ctx{'' if self.valid else f', {self.path(kid.path)}'})"
        if kid.lens is not None:
            code = f"{out.name(kid.lens.load, 'lens')}({code}, ctx)"
            code = self.noted("made", code, c, self.path(kid.path))
        self._tried(depth, [put.format(code)], c, self.path(kid.path), value.card.field, group=True, alone=True)


def _plain(value: Any) -> bool:
    return value is None or (
        isinstance(value, str | bool | int | tuple) and (not isinstance(value, tuple) or not value)
    )
