"""What a rule is, and the one walk over a record that all rules share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar, cast

import attrs
from attrs import frozen

from smj_catalog.model import records, values
from smj_catalog.model.records import RECORD_TYPES, Record
from smj_catalog.problems import Message, Severity

OWN = "smj-catalog docs/rules.md"
ALL = frozenset(RECORD_TYPES)
WORKS = frozenset({"periodical", "issue", "component", "book"})
HOSTS = frozenset({"issue", "book"})

Place: TypeAlias = "tuple[Place | None, str, int]"
"""Where a value stands: place of what holds it, field, index (-1 where the field holds one value)."""

Values: TypeAlias = dict[type, list[tuple[Place, Any]]]
"""Values of a record by class, each with its place."""

T = TypeVar("T")


@frozen
class Finding:
    """One fault, as a rule sees it.

    Attributes:
        path: dotted path from the record: ``identifiers[0].value``.
        found: what stands there; None where something is missing.
        expected: what should stand there.
    """

    path: str
    found: str | None
    expected: Message


Check: TypeAlias = Callable[[Any], Iterator[Finding]]


def _nothing(_: Any) -> Iterator[Finding]:
    return iter(())


@frozen(eq=False)
class Rule:
    """Something that every record of some kinds must keep to.

    Attributes:
        id: stable id, such as ``isbn-check-digit``.
        severity: of the problems it finds.
        source: the document, and the code list or article in it, that the rule comes from.
        kinds: kinds of record that it looks at.
        on: classes of the values it looks at; it is skipped where a record has none of them. Empty: always.
        nested: whether it is asked of a component inside its host; False where the host answers for it.
        check: record to findings. Does nothing for the rules that need several records (`CatalogueCheck`).
        explanation: id of the message that says what the rule asks, and why.
    """

    id: str
    severity: Severity
    source: str = OWN
    kinds: frozenset[str] = ALL
    on: frozenset[type] = frozenset()
    nested: bool = True
    check: Check = _nothing
    explanation: str = attrs.field(default=attrs.Factory(lambda self: f"rule-{self.id}", takes_self=True))


def asks(
    name: str,
    severity: Severity,
    *,
    source: str = OWN,
    kinds: frozenset[str] = ALL,
    on: tuple[type, ...] = (),
    nested: bool = True,
) -> Callable[[Check], Rule]:
    """Make the rule called ``name`` of the function that checks it."""

    def made(check: Check) -> Rule:
        return Rule(name, severity, source, kinds, frozenset(on), nested, check)

    return made


def path(place: Place | None, *fields: str) -> str:
    """Return a place, and fields below it, as a dotted path."""
    parts = list(reversed(fields))
    while place is not None:
        place, name, index = place
        parts.append(name if index < 0 else f"{name}[{index}]")
    return ".".join(reversed(parts))


_VALUES: dict[str, type] = {
    name: kind for name in values.__all__
    if isinstance(kind := getattr(values, name), type) and name not in ("PartialDate", "Source")
}  # fmt: skip
_shapes: dict[type, tuple[tuple[str, bool], ...]] = {}


def shape(kind: type) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a class that hold values with fields: name, and whether it holds several.

    The components of a host and the sources of a record are left out: they are looked at by themselves.
    """
    known = _shapes.get(kind)
    if known is None:
        fields = [(a.name, str(a.type)) for a in attrs.fields(cast("type[attrs.AttrsInstance]", kind))]
        names = _VALUES.keys()
        known = tuple((n, t.startswith("tuple")) for n, t in fields if not names.isdisjoint(_words(t)))
        _shapes[kind] = known
    return known


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _walk(value: object, place: Place | None, into: Values) -> None:
    for name, several in shape(value.__class__):
        held = getattr(value, name)
        if not held:
            continue
        for index, item in enumerate(held) if several else ((-1, held),):
            here = (place, name, index)
            kind = item.__class__
            if kind in into:
                into[kind].append((here, item))
            else:
                into[kind] = [(here, item)]
            if _shapes.get(kind) != ():
                _walk(item, here, into)


_CACHED = 64
_cache: dict[int, tuple[Record, Values]] = {}
_latest: list[tuple[Record | None, Values]] = [(None, {})]


def everything(record: Record) -> Values:
    """Return all values of a record by class, each with its place, without the components it holds.

    Remembered for the latest records, so that each is walked once however many rules ask.
    """
    latest, into = _latest[0]
    if latest is record:
        return into
    known = _cache.get(id(record))
    if known is None or known[0] is not record:
        into = {}
        _walk(record, None, into)
        if len(_cache) >= _CACHED:
            _cache.clear()
        known = _cache[id(record)] = record, into
    _latest[0] = known
    return known[1]


def found(record: Record, kind: type[T]) -> list[tuple[Place, T]]:
    """Return the values of one class in a record, each with its place."""
    return everything(record).get(kind, [])


def components(record: Record) -> tuple[records.Component, ...]:
    """Return the components that an issue or book holds."""
    return record.contents if isinstance(record, (records.Issue, records.Book)) else ()
