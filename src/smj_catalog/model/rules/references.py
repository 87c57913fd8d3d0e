"""References to other records by their ids."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cache, lru_cache
from typing import Any, TypeAlias, cast

import attrs

from smj_catalog.model.checks import declared
from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import asks_fields
from smj_catalog.problems import Message, message

_AGENT, _CONCEPT = ("agent:",), ("subject:",)
_FIELDS: dict[str, tuple[str, ...]] = {
    # field: what the id may begin with; nothing: any kind of record
    "Issue.periodical": ("periodical:",), "Component.host": ("issue:", "book:"), "Agent.part_of": _AGENT,
    "Contributor.agent": _AGENT, "Publisher.agent": _AGENT, "Holding.agent": _AGENT, "Position.agent": _AGENT,
    "Supplier.agent": _AGENT,
    "Subject.concept": _CONCEPT, "Concept.broader": _CONCEPT, "Concept.related": _CONCEPT, "Relation.record": (),
}  # fmt: skip

Reference: TypeAlias = tuple[str, str, int, str]
"""Id of another record, and where it stands: field of the record, index or -1, field of the value there or nothing."""


def references(record: Record, known: Container[str] = ()) -> list[Reference]:
    """Return the records that a record names.

    Args:
        record: the record.
        known: ids that are left out.
    """
    kind: Any = record.__class__
    return _finder(kind)(record, known)


@cache
def _finder(kind: Any) -> Callable[[Any, Container[str]], list[Reference]]:
    """Return the function that looks into the fields of a class of records which name others."""
    lines = ["def find(record, known):", "    found = []"]
    for field, name, several in _plan(kind):
        tell = f"if it is not None and it not in known: found.append((it, {field!r}, "
        lines.append(f"    x = record.{field}")
        if not several:
            lines.append(f"    it = x\n    {tell}-1, ''))")
        else:
            lines.append(
                f"    if x:\n        i = 0\n        for y in x:\n            it = {f'y.{name}' if name else 'y'}"
            )
            lines.append(f"            {tell}i, {name!r}))\n            i += 1")
    text, scope = "\n".join([*lines, "    return found"]), dict[str, Any]()
    exec(compile(text, f"<references of {kind.__name__}>", "exec"), scope)  # noqa: S102 - our own text, no input in it
    return cast("Callable[[Any, Container[str]], list[Reference]]", scope["find"])


@lru_cache(1024)
def path_of(field: str, index: int, name: str) -> str:
    """Return where a reference stands as a dotted path; remembered, for there are few such paths."""
    place = field if index < 0 else f"{field}[{index}]"
    return f"{place}.{name}" if name else place


@cache
def _plan(kind: Any) -> list[tuple[str, str, bool]]:
    """Return the fields of a class of records that name others: field, field of the values in it, whether several."""
    plan = []
    for a in attrs.fields(kind):
        shape = declared(kind)[a.name]
        for owner, _, name in (field.partition(".") for field in _FIELDS):
            if owner == kind.__name__ and name == a.name:
                plan.append((name, "", shape.startswith("tuple")))
            elif shape == f"tuple[{owner}, ...]" and a.name != "contents":  # components are asked by themselves
                plan.append((a.name, name, True))
    return plan


@asks_fields("reference-kind", "error", *(field for field, prefixes in _FIELDS.items() if prefixes))
def reference_kind(other: str, field: str) -> Message | None:
    """Find references to records of a kind that cannot stand there."""
    prefixes = _FIELDS[field]
    return None if other.startswith(prefixes) else message("an-id-that-begins", prefixes=", ".join(prefixes))


@asks_fields("reference-to-itself", "error", *_FIELDS, own=True)
def reference_to_itself(_: str, __: str) -> Message | None:
    """Find records that name themselves."""
    return message("another-record")
