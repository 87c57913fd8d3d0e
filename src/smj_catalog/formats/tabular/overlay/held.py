"""What a field of several values holds, and which of it cells gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.meaning import covered, covers
from smj_catalog.crosswalk.rows import bare
from smj_catalog.formats.tabular.values.prices import told_by


class Held:
    """What a field of several values holds: which of it cells gave, and so may be replaced."""

    def __init__(self, items: tuple[Any, ...]) -> None:
        self.items = self._first = items
        self._ours: dict[int, Any] = {}  # place of a value -> what a cell says of it
        self._loose: set[int] = set()  # places of values that a cell stands for that says no more of them
        self._missing: list[Any] = []  # values that cells give and a person took away
        self.open = False  # there are values in it that the row has to say again

    @property
    def rest(self) -> tuple[Any, ...]:
        """The values that no cell gave, as far as is known."""
        return tuple(x for i, x in enumerate(self.items) if i not in self._ours)

    def places(self, given: Iterable[Any]) -> list[int | None]:
        """Return where values stand that a cell gave, None for each that is not there."""
        open_ = {i: bare(x) for i, x in enumerate(self.items) if i not in self._ours}
        found: list[int | None] = []
        for value in given:
            at = next((i for i, x in open_.items() if x == value), None)
            open_.pop(-1 if at is None else at, None)
            found.append(at)
        return found

    def take(self, given: Sequence[Any], places: Iterable[int | None]) -> None:
        """Count values as given by cells: those at places; those that have none stay away."""
        for value, at in zip(given, places, strict=True):
            if at is None:
                self._missing.append(value)
            else:
                self._ours[at] = value

    def take_again(self, given: Sequence[Any]) -> None:
        """Count values as given by cells that added them, as far as they are there: the row has to say them again."""
        places = self.places(given)
        self._ours |= {at: value for value, at in zip(given, places, strict=True) if at is not None}
        self.open = True

    def give(self, values: Iterable[Any], words: Sequence[Any] = ()) -> None:
        """Count values of the record as given by cells: by those that say ``words`` of them, else loosely."""
        for n, value in enumerate(values):
            at = next(i for i, x in enumerate(self.items) if x is value and i not in self._ours)
            self._ours[at] = words[n] if n < len(words) else bare(value)
            if not words:
                self._loose.add(at)
                self.open = True

    def complete(self, given: Sequence[Any]) -> None:
        """Let cells that say whether tax is in an amount say it of the price of that amount of which it is unknown."""
        for i, item in enumerate(self.items):
            if i not in self._ours and (said := told_by(item, given)) is not None:
                self._ours[i] = said
                self.items = (*self.items[:i], attrs.evolve(item, tax=said.tax), *self.items[i + 1 :])

    def empty(self, values: Iterable[Any], paths: Sequence[Sequence[tuple[str, bool]]]) -> None:
        """Take something out of values of the record, given the way to it."""
        found = {id(x) for x in values}
        for path in paths:
            pairs = zip(self.items, self._first, strict=True)
            self.items = tuple(_emptied(x, path) if id(y) in found else x for x, y in pairs)
        self.open = True

    def replaced(self, new: Iterable[Any], others: Sequence[Any] = ()) -> tuple[Any, ...]:
        """Return the values with new ones in the places of those that cells gave; what is the same stays as it is.

        Args:
            new: what all cells give, those of earlier rows too.
            others: of that, what columns give that the row does not have: a name that stands in one of them (著者・編者等)
                and now in another (著者) is one name.
        """
        open_, missing, rest = dict(self._ours), [*self._missing], self.rest
        wanted: list[Any] = []
        words: list[Any] = []
        for value in new:
            at = next((i for i, word in open_.items() if word == value), None)
            if at is None:
                at = next((i for i in open_ if i in self._loose and covers(self.items[i], value)), None)
            if at is not None:
                del open_[at]
                wanted.append(_worded(self.items[at], value) if at in self._loose else self.items[at])
            elif value in missing:
                missing.remove(value)
            elif covered(value, others):
                words.append(value)
            elif not covered(value, rest):
                wanted.append(value)
        for value in words:
            wanted = [_worded(x, value) if covers(x, value) else x for x in wanted]
        made: list[Any] = []
        last = max(self._ours, default=-1)
        for i, item in enumerate(self.items):
            if i not in self._ours:
                made.append(item)
            else:
                count = len(wanted) if i == last else 1
                made += wanted[:count]
                wanted = wanted[count:]
        return (*made, *wanted)


def _worded(value: Any, other: Any) -> Any:
    """Return a value with the printed words of another that says the same, where it has none."""
    names = [n for n in ("printed", "role_printed") if hasattr(value, n) and getattr(value, n) is None]
    return attrs.evolve(value, **{n: getattr(other, n) for n in names}) if names else value


def _emptied(value: Any, path: Sequence[tuple[str, bool]]) -> Any:
    """Return a value less what a way leads to, or the first list on it."""
    (name, many), *rest = path
    held = getattr(value, name)
    within = rest and not many and held is not None
    return attrs.evolve(value, **{name: _emptied(held, rest) if within else cards(value.__class__)[name].default})
