"""Objects of the model without their constructors, which check what a reader has checked already (docs/decisions/0004)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import attrs

T = TypeVar("T")


@cache
def trusted(make: type) -> bool:
    """Tell whether a class is one of the model's, whose constructor only checks what readers check themselves."""
    return make.__module__.startswith("smj_catalog.model.")


@cache
def draft(make: type) -> type:
    """Return a class with the layout of a frozen one, whose objects can still be changed."""
    (base,) = make.__bases__
    own: Any = {"__slots__": make.__dict__["__slots__"], "__init__": object.__init__, "__setattr__": object.__setattr__}
    return type(f"Draft{make.__name__}", (base,), own)


def unchecked(make: Callable[..., T]) -> Callable[..., T]:
    """Return a function that takes what a class's constructor takes and makes the same object, but checks nothing of it.

    It is for what a reader has read: texts that are not blank, tuples, ids and keys that have been looked at.

    Args:
        make: a class of the model, whose constructor only checks and makes tuples.
    """
    assert isinstance(make, type)
    assert trusted(make)
    fields = attrs.fields(make)
    taken = [f.name if f.default is attrs.NOTHING else f"{f.name}=default_{f.name}" for f in fields]
    named = [t for t, f in zip(taken, fields, strict=True) if f.kw_only]
    head = ", ".join([t for t, f in zip(taken, fields, strict=True) if not f.kw_only] + ["*"] * bool(named) + named)
    lines = "".join(f"    o.{f.name} = {f.name}\n" for f in fields)
    known: dict[str, Any] = {f"default_{f.name}": f.default for f in fields}
    known |= {"Draft": draft(make), "make": make}
    exec(f"def new({head}):\n    o = Draft()\n{lines}    o.__class__ = make\n    return o\n", known)  # noqa: S102
    made: Callable[..., T] = known["new"]
    return made
