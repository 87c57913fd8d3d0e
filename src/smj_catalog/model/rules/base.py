"""What a rule is: who it is asked of, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import attrs
from attrs import frozen

from smj_catalog.model.records import RECORD_TYPES, Component, Product, Record
from smj_catalog.problems import Message, Severity

OWN = "smj-catalog docs/rules.md"
ALL = frozenset(RECORD_TYPES)
WORKS = frozenset({"periodical", "issue", "component", "book"})
HOSTS = frozenset({"issue", "book"})
RECORDS: tuple[type, ...] = tuple(RECORD_TYPES.values())
ANYTHING: tuple[type, ...] = (object,)


class Path(str):
    """A path among the parameters of a message: like the path of its finding, it begins at what the rule looks at."""

    __slots__ = ()


@frozen
class Finding:
    """One fault, as a rule sees it.

    Attributes:
        path: dotted path from what the rule looks at: ``value``, ``identifiers[0].value``; empty: the whole of it.
        found: what stands there; None where something is missing.
        expected: what should stand there.
    """

    path: str
    found: str | None
    expected: Message


Check: TypeAlias = Callable[[Any], Iterable[Finding]]
"""From a record or value to what is wrong with it. ``()`` costs least where nothing is, which is nearly always."""

FieldCheck: TypeAlias = Callable[[Any, str], Message | None]
"""From what a field holds, and the field's name (``Text.script``), to what should stand there; None: it is right."""


def _nothing(*_: Any) -> Iterable[Finding]:
    return ()


@frozen(eq=False)
class Rule:
    """Something that every record of some kinds must keep to.

    Attributes:
        id: stable id, such as ``isbn-check-digit``.
        severity: of the problems it finds.
        source: the document, and the code list or article in it, that the rule comes from.
        kinds: kinds of record that it looks at.
        on: classes of records or values that it is asked of, wherever they stand.
        has: field that must be filled, or there is nothing to ask.
        where: what fields must hold, one of several, or there is nothing to ask: ``{"type": ("issn", "issn-l")}``.
        fields: fields (``Text.script``) that it is asked of one by one, wherever they are filled; then nothing else.
        own: it is asked only of fields that hold the id of the record itself.
        check: a `Check`, or with ``fields`` a `FieldCheck`; nothing where other code applies the rule.
        explanation: id of the message that says what the rule asks, and why.
    """

    id: str
    severity: Severity
    source: str = OWN
    kinds: frozenset[str] = ALL
    on: tuple[type, ...] = RECORDS
    has: str | None = None
    where: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    fields: tuple[str, ...] = ()
    own: bool = False
    check: Callable[..., Any] = _nothing
    explanation: str = attrs.field(default=attrs.Factory(lambda self: f"rule-{self.id}", takes_self=True))

    def looks_at(self, kind: type) -> bool:
        """Return whether the rule is asked of a class of records or values as a whole."""
        if self.fields or self.check is _nothing or (self.has and not hasattr(kind, self.has)):
            return False
        if kind in RECORDS and kind.__name__.lower() not in self.kinds:
            return False
        return issubclass(kind, self.on)


def asks(
    name: str,
    severity: Severity,
    *,
    source: str = OWN,
    kinds: frozenset[str] = ALL,
    on: tuple[type, ...] = RECORDS,
    has: str | None = None,
    where: Mapping[str, tuple[str, ...]] | None = None,
) -> Callable[[Check], Rule]:
    """Make the rule called ``name`` of the function that checks a record or value; see `Rule`."""

    def made(check: Check) -> Rule:
        return Rule(name, severity, source, kinds, on, has, where or {}, check=check)

    return made


def asks_fields(
    name: str, severity: Severity, *fields: str, source: str = OWN, kinds: frozenset[str] = ALL, own: bool = False
) -> Callable[[FieldCheck], Rule]:
    """Make the rule called ``name`` of the function that checks what a field holds; see `Rule`.

    The outcome may hang on nothing but the two arguments, for it is remembered.
    """

    def made(check: FieldCheck) -> Rule:
        return Rule(name, severity, source, kinds, fields=fields, own=own, check=check)

    return made


def components(record: Record | None) -> tuple[Component, ...]:
    """Return the components that an issue or book holds; another record, and None, hold none."""
    return record.contents if isinstance(record, Product) else ()
