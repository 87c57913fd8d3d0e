"""Where the fields of the model stand in rows or fields, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from smj_catalog.crosswalk.cards import cards

Row: TypeAlias = tuple[str, str | None, str | None]
"""Dotted field, its path (None where it has none), why it is not carried."""


def placed(make: type, shown: Mapping[str, Iterable[str]], absent: Mapping[str, str]) -> list[Row]:
    """Return a row for each field of a class, in the order of the model, those of its values below it.

    Args:
        make: class of a record.
        shown: dotted field -> its places.
        absent: field, dotted or alone -> why it has none.
    """
    return list(_placed(make, shown, absent, "", ()))


def _placed(
    make: type, shown: Mapping[str, Iterable[str]], absent: Mapping[str, str], path: str, inside: tuple[type, ...]
) -> Iterator[Row]:
    for name, card in cards(make).items():
        here = f"{path}.{name}" if path else name
        own = ", ".join(shown.get(here, ()))
        below = any(k.startswith(f"{here}.") for k in shown)
        if own or below:
            yield here, own, None
        else:
            yield here, None, absent.get(here) or absent.get(name, "no equivalent")
        if below and card.make is not None and card.make not in inside:
            yield from _placed(card.make, shown, absent, here, (*inside, card.make))
