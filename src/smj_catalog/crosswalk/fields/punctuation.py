"""Two texts in one, with a sign of ISBD between them: apart in subfields of their own, each with its forms, and together again."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk.fields.notation import Field, Subfield

_FORMS = ("readings", "romanised")


def apart(sub: Subfield, sign: str, code: str) -> list[Subfield]:
    """Return what stands before a sign, and behind it with a code; forms go with their texts, one without the sign before it.

    A sign that begins with ``;`` is the last of its kind, any other the first; one with nothing before or behind it parts
    nothing.
    """
    cut = str.rpartition if sign.strip() == ";" else str.partition
    before, found, behind = cut(sub.text, sign)
    if not (found and before.strip() and behind.strip()):
        return [sub]
    forms = {name: [cut(form, sign) for form in getattr(sub, name)] for name in _FORMS}
    first: Any = {name: tuple((a if found else a + b).strip() for a, found, b in held) for name, held in forms.items()}
    rest: Any = {name: tuple(b.strip() for _, found, b in held if found and b.strip()) for name, held in forms.items()}
    return [evolve(sub, text=before.strip(), **first), evolve(sub, code=code, text=behind.strip(), **rest)]


def together(one: Field, lead: str, sign: str, code: str) -> Field:
    """Return a field in which the subfield with a code stands behind the leading one, in its place where there is none."""
    found = next((s for s in one.subfields if s.code == code), None)
    if found is None:
        return one
    rest = [s for s in one.subfields if s is not found]
    at = next((i for i, s in enumerate(rest) if s.code == lead), None)
    if at is None:
        return evolve(one, subfields=[*rest, evolve(found, code=lead)])
    first = rest[at]
    forms: Any = {
        name: tuple(f"{a}{sign}{b}" if b else a for a, b in zip_longest(getattr(first, name), getattr(found, name)) if a)
        for name in _FORMS
    }  # fmt: skip
    rest[at] = evolve(first, text=f"{first.text}{sign}{found.text}", **forms)
    return evolve(one, subfields=rest)
