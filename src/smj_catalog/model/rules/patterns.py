"""Patterns that are compiled when first used, for a command that checks nothing should not wait for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any


def lazily(method: str, pattern: str, flags: int = 0) -> Callable[..., Any]:
    """Return a method of a compiled pattern, such as ``fullmatch`` or ``sub``."""
    made: Callable[..., Any] | None = None

    def call(*args: Any) -> Any:
        nonlocal made
        if made is None:
            made = getattr(re.compile(pattern, flags), method)
        return made(*args)

    return call
