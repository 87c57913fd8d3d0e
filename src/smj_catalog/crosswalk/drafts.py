"""Objects of the model without their constructors, which check what a reader has checked already (docs/decisions/0004)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from smj_catalog.crosswalk.cards import CHECKS
from smj_catalog.crosswalk.source import Source
from smj_catalog.model.taking import draft

T = TypeVar("T")


@cache
def trusted(make: type) -> bool:
    """Tell whether a class's constructor only checks what readers check themselves: the model's, and slotted shapes."""
    return make.__module__.startswith("smj_catalog.model.") or (
        "__weakref__" not in make.__dict__.get("__slots__", ("__weakref__",))  # it would not have a draft's layout
        and all(f.converter is None and (f.validator is None or f.validator in CHECKS) for f in attrs.fields(make))
    )


def drafting(out: Source, make: type, names: list[str], values: list[str]) -> list[str]:
    """Return the statements that make an object of values, and call it ``o``.

    What the constructor checks has been checked before, text by text: the fields are set on a draft of the same layout,
    which then becomes the object.
    """
    made = out.name(make, make.__name__)
    if not trusted(make):
        return [f"o = {made}({', '.join(map('='.join, zip(names, values, strict=True)))})"]
    sets = [f"o.{name} = {value}" for name, value in zip(names, values, strict=True)]
    return [f"o = {out.name(draft(make), f'Draft{make.__name__}')}()", *sets, f"o.__class__ = {made}"]


def unchecked(make: Callable[..., T], copied: Mapping[str, str] = MappingProxyType({})) -> Callable[..., T]:
    """Return a function that takes what a class's constructor takes and makes the same object, but checks nothing of it.

    It is for what a reader has read: texts that are not blank, tuples, ids and keys that have been looked at.

    Args:
        make: a class whose constructor only checks and makes tuples.
        copied: fields that are not given -> where in ``it``, which the function then takes first, their values stand.
    """
    assert isinstance(make, type)
    assert trusted(make)
    fields = attrs.fields(make)
    asked = [f for f in fields if f.name not in copied]
    taken = {f.name: f.name if f.default is attrs.NOTHING else f"{f.name}=default_{f.name}" for f in asked}
    named = [taken[f.name] for f in asked if f.kw_only or copied]
    plain = [taken[f.name] for f in asked if not (f.kw_only or copied)]
    head = ", ".join(["it"] * bool(copied) + plain + ["*"] * bool(named) + named)
    lines = "".join(f"    o.{f.name} = {copied.get(f.name, f.name)}\n" for f in fields)
    known: dict[str, Any] = {f"default_{f.name}": f.default for f in fields}
    known |= {"Draft": draft(make), "make": make}
    exec(f"def new({head}):\n    o = Draft()\n{lines}    o.__class__ = make\n    return o\n", known)  # noqa: S102
    made: Callable[..., T] = known["new"]
    return made
