"""The walk over a record: one generated function a class, which asks every rule only where it has something to ask.

Paths are made on the way back, and only of what is wrong. This is what a title becomes::

    def ask(o, c):
        told = ()
        x = o.text
        if faults := ask_text(x, c): told = told or []; told += under('text', faults)
        x = o.type
        if x not in fine: told = told or []; told += value_type_form(x)
        if o.part_number is not None:
            x = o.part_number
            if found := part_number_twice(o): told = told or []; told += by(rule, found)
        ...
        return told
"""

from __future__ import annotations

import linecache
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from inspect import isgeneratorfunction
from typing import Any, TypeAlias, cast

import attrs

from smj_catalog.model import values
from smj_catalog.model.checks import declared
from smj_catalog.model.rules.base import Finding, Path, Rule
from smj_catalog.problems import Message

Fault: TypeAlias = "tuple[Rule, str, str | None, Message]"
"""Rule, path, what was found, what was expected."""

Ask: TypeAlias = "Callable[[Any, Any], Sequence[Fault]]"
"""From a record or value, and what is `Around` it, to its faults."""

REMEMBERED, SHORT = 1024, 32  # how many right values of a field are remembered, and how long they may be
_TELL = "told = told or []; told += "  # no list is made while all is right
_VALUES: dict[str, type] = {
    name: kind for name in values.__all__
    if isinstance(kind := getattr(values, name), type) and name not in ("PartialDate", "Source")
}  # fmt: skip


def _by(rule: Rule, findings: Iterable[Finding]) -> list[Fault]:
    return [(rule, it.path, it.found, it.expected) for it in findings]


def _under(place: str, faults: Sequence[Fault]) -> list[Fault]:
    """Return faults of a value as faults of what holds it."""
    return [
        (rule, f"{place}.{path}" if path else place, found, _grown(expected, place))
        for rule, path, found, expected in faults
    ]


def _each(ask: Ask, field: str, held: Iterable[Any], around: Any) -> list[Fault]:
    """Return the faults of all values of a field, of which one is known to have some."""
    return [fault for i, value in enumerate(held) for fault in _under(f"{field}[{i}]", ask(value, around))]


def _grown(expected: Message, place: str) -> Message:
    if not any(isinstance(value, Path) for _, value in expected.params):
        return expected
    grown = {name: Path(f"{place}.{it}") if isinstance(it, Path) else it for name, it in expected.params}
    return Message(expected.id, grown)


def _field_check(rule: Rule, owner: str, several: bool, fine: set[Any]) -> Callable[..., Sequence[Fault]]:
    """Return the check of one field, which remembers short values that are right in ``fine``."""
    name, check = owner.partition(".")[2], rule.check

    def look(held: Any) -> Sequence[Fault]:
        expected = check(held, owner)
        if expected is not None:
            return [(rule, name, str(held), expected)]
        if isinstance(held, str) and len(held) <= SHORT:
            if len(fine) >= REMEMBERED:
                fine.clear()
            fine.add(held)
        return ()

    if not (several or rule.own):
        return look

    def see(held: Any, own: str | None = None) -> list[Fault]:
        pairs = [(f"{name}[{i}]", item) for i, item in enumerate(held)] if several else [(name, held)]
        if rule.own:
            pairs = [(path, item) for path, item in pairs if item == own]
        told: list[Fault] = [
            (rule, path, str(it), expected) for path, it in pairs if (expected := rule.check(it, owner)) is not None
        ]
        if not told and isinstance(held, (str, tuple)) and len(held) <= SHORT:
            if len(fine) >= REMEMBERED:
                fine.clear()
            fine.add(held)
        return told

    return see


class Walk(dict[type, Ask]):
    """Rules, compiled for each class of records and values when it is first met: ``walk[Book](book, around)``."""

    def __init__(self, rules: Iterable[Rule], inner: Walk | None = None) -> None:
        """Take the rules.

        Args:
            rules: all of them, in the order in which they shall be asked.
            inner: the walk for what stands inside values that name sources; without one, this is that walk.
        """
        self._rules = tuple(rules)
        self._inner = inner

    def __missing__(self, kind: type) -> Ask:
        made = self[kind] = self._compile(kind)
        return made

    def _compile(self, kind: type) -> Ask:
        known: dict[str, Any] = {"by": _by, "under": _under, "each": _each}

        def name(thing: object) -> str:
            known[it := f"k{len(known)}"] = thing
            return it

        lines = ["def ask(o, c):", "    told = ()"]
        types = declared(kind)
        fields = {a.name: types[a.name] for a in attrs.fields(cast("type[attrs.AttrsInstance]", kind))}
        sourced = fields.get("sources") == "tuple[str, ...]"
        below = self._inner if sourced and self._inner is not None else self
        rules = [rule for rule in self._rules if rule.looks_at(kind)]
        for field, shape in fields.items():
            asked: list[str] = []
            for held in filter(None, map(_VALUES.get, re.findall(r"\w+", shape))):
                asked += _inside(field, shape, name(below[held]))
            owner = f"{kind.__name__}.{field}"
            for rule in self._rules:
                if owner in rule.fields:
                    asked += _of_field(rule, owner, shape, name)
            for rule in rules:
                if rule.has == field:
                    asked += _of_whole(rule, name)
            if asked:
                depth = "        "
                if shape.startswith("tuple"):  # most fields are empty: they are not even given a name
                    lines.append(f"    if o.{field}:")
                elif "None" in shape:
                    lines.append(f"    if o.{field} is not None:")
                else:
                    depth = "    "
                lines += [f"{depth}x = o.{field}", *(depth + line for line in asked)]
        if sourced:
            lines += _sources(self._inner is not None, "assigned" in fields)
        for rule in rules:
            if not rule.has:
                lines += (f"    {line}" for line in _of_whole(rule, name))
        text, title = "\n".join([*lines, "    return told\n"]), f"<rules of {kind.__name__} {id(self):x}>"
        linecache.cache[title] = (len(text), None, text.splitlines(keepends=True), title)
        exec(compile(text, title, "exec"), known)  # noqa: S102 - our own text, no input in it
        return cast("Ask", known["ask"])


def _inside(field: str, shape: str, ask: str) -> Iterator[str]:
    """Yield the lines that look into the values ``x`` of a field."""
    if shape.startswith("tuple"):
        yield "for y in x:"  # without numbers, which cost more than most answers
        yield f"    if {ask}(y, c): {_TELL}each({ask}, {field!r}, x, c); break"
    else:
        yield f"if faults := {ask}(x, c): {_TELL}under('{field}', faults)"


def _of_field(rule: Rule, owner: str, shape: str, name: Callable[[object], str]) -> Iterator[str]:
    """Yield the line that asks a rule of what a field holds, ``x``."""
    several, fine = shape.startswith("tuple"), set[Any]()
    check = name(_field_check(rule, owner, several, fine))
    if rule.own:
        yield f"if {'c.own in x' if several else 'x == c.own'}: {_TELL}{check}(x, c.own)"
    elif "str" in shape:
        yield f"if x not in {name(fine)}: {_TELL}{check}(x)"
    else:
        yield f"if faults := {check}(x): {_TELL}faults"


def _of_whole(rule: Rule, name: Callable[[object], str]) -> Iterator[str]:
    """Yield the lines that ask a rule of the record or value itself, ``o``."""
    conditions = [f"o.{field} in {several!r}" for field, several in rule.where.items()]
    if isgeneratorfunction(rule.check):  # true before it is asked anything
        if conditions:
            yield f"if {' and '.join(conditions)}:"
        yield f"{'    ' * bool(conditions)}for found in {name(rule.check)}(o): {_TELL}by({name(rule)}, (found,))"
        return
    asked = " and ".join([*conditions, f"(found := {name(rule.check)}(o))"])
    yield f"if {asked}: {_TELL}by({name(rule)}, found)"


def _sources(outermost: bool, assigned: bool) -> Iterator[str]:
    """Yield the lines that look at the keys of sources that a value names."""
    needed = (" and (x or not o.assigned)" if assigned else "") if outermost else " and x"
    yield "    x = o.sources"
    yield f"    if x not in c.fine{needed}: {_TELL}c.faults(x)"
