"""One value written into a field by a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from attrs import define

from smj_catalog.crosswalk.fields.notation import FORMS, Field, Place, Subfield
from smj_catalog.crosswalk.rows import Bound, Loaded, parted


def taken_in(item: Any, first: bool, group: list[Placed], counts: Counter[int], fields: list[Field]) -> bool:
    """Write a value into the first place that takes it; return whether one did."""
    for at, one in enumerate(group):
        if (limit := one.place.block.limit) is not None and counts[at] >= limit:
            continue
        if one.write(item, first, fields):
            counts[at] += 1
            return True
    return False


@define(eq=False)
class Placed:
    """A place, ready for use."""

    place: Place
    bound: Bound

    @property
    def field(self) -> str:
        """The field of the model whose values stand there."""
        return self.place.block.field

    def write(self, item: Any, first: bool, fields: list[Field]) -> bool:
        """Write a value into a field, unless it is none for this place; return whether it was written."""
        place = self.place
        if (place.first and not first) or (place.when is not None and not place.when(item)):
            return False
        if place.alone and any(f.tag == place.tag for f in fields):
            return False
        row = self.bound.row(item)
        if row is None or not row[0] or not self._readable(row):
            return False
        subfields = list(self._subfields(row))
        shared = (
            None
            if place.repeats
            else next((f for f in fields if (f.tag, f.indicators) == (place.tag, place.indicators)), None)
        )
        if shared is None:
            whole = [*subfields, *(Subfield(*fixed) for fixed in place.fixed.items())]
            if place.order and place.fixed:
                whole.sort(key=lambda s: place.order.find(s.code))
            fields.append(Field(place.tag, place.indicators, whole))
        else:
            shared.subfields += subfields
        return True

    def _readable(self, row: list[str]) -> bool:
        """Tell whether what is written in words of the format's own can be read again at all."""
        if not self.bound.several:
            return True
        return bool(self.bound.load({k: t for k, t in zip(self.bound.keys, row, strict=True) if t}, Loaded()))

    def _subfields(self, row: list[str]) -> Iterator[Subfield]:
        texts = dict(zip(self.bound.keys, row, strict=True))
        keys = [k for k in self.bound.keys if "/" not in k]
        for key in sorted(keys, key=lambda k: self.place.order.find(k[0])) if self.place.order else keys:
            if not texts[key]:
                continue
            repeated = key.endswith("*")
            parts = parted(texts[key]) if repeated else [texts[key]]
            forms = [self._form(texts.get(key + mark, ""), len(parts), repeated) for mark in FORMS]
            for i, part in enumerate(parts):
                yield Subfield(key.rstrip("*"), part, *(form[i] for form in forms))

    @staticmethod
    def _form(text: str, count: int, repeated: bool) -> list[tuple[str, ...]]:
        if not text:
            return [()] * count
        if not repeated:
            return [tuple(parted(text))]
        found = [tuple(parted(part, 1)) for part in parted(text)]
        return found + [()] * (count - len(found))
