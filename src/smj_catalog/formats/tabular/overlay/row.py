"""One row laid over one record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import attrs

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.meaning import covers
from smj_catalog.crosswalk.rows import Bound, Cells, Loaded, bare, said
from smj_catalog.errors import BadRecord
from smj_catalog.formats.tabular.overlay.earlier import Earlier, laid_over
from smj_catalog.formats.tabular.overlay.held import Held
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.model import Note, Price, Record
from smj_catalog.problems import errors_of

Beside = Collection[tuple[str, str]]
"""What cells say beside their own fields: key of the column, field."""


class Laying:
    """One row laid over one record.

    Attributes:
        known: earlier cells of the record by column, as far as what they gave is there.
    """

    def __init__(
        self,
        one: Sheet,
        old: Record,
        stated: Cells,
        earlier: Earlier,
        names: Collection[str],
        beside: Beside | None = None,
    ) -> None:
        """Take a row and what it changes; ``beside``: what its cells say beside their own fields, where that is known."""
        self._one = one
        self._old = old
        self._cards = cards(one.make)
        self._names = set(names)
        self._held: dict[str, Held] = {}
        self._lost: dict[str, str] = {}
        known, added = earlier.cells(one)
        self._speaking: set[str] = set()
        self._widen(known, stated, beside)
        self._stated = self._of_names(stated)
        self.known, self._gave = self._read(self._of_names(known))
        self._sort_out(earlier)
        if shown := self._shown_elsewhere():
            self._held = {}
            self.known, self._gave = self._read({k: v for k, v in self.known.items() if k not in shown})
            self._sort_out(earlier)
        self._take_again(added)

    def _widen(self, known: Cells, stated: Cells, beside: Beside | None) -> None:
        """Take in the fields of which cells say something beside their own, and those whose cells do so."""
        field_of, may = self._one.field_of, self._one.speaking
        others = {
            field_of[k] for k in {*known, *stated}
            if beside is None or (text := known.get(k)) != (new := stated.get(k)) or text.__class__ is not new.__class__
        }  # fmt: skip
        rows = [{k: v for k, v in known.items() if k in may and field_of[k] in others}]
        rows += [{k: v for k, v in stated.items() if k in may}] if beside is None else []
        said = [*(beside or ()), *(pair for cells in rows for pair in self._one.load(cells).speaking)]
        self._speaking.update(field_of[key] for key, _ in said)
        self._names.update(name for _, name in said if name in self._cards)

    def _of_names(self, cells: Cells) -> dict[str, str]:
        """Return the cells that have to do with the fields that are looked at."""
        field_of, names, may = self._one.field_of, self._names, self._one.speaking
        return {
            k: v for k, v in cells.items()
            if (field := field_of[k]) in names or (field in self._speaking and k in may)
        }  # fmt: skip

    def _read(self, cells: dict[str, str]) -> tuple[dict[str, str], Loaded]:
        """Read earlier cells again, less those that could not be read today."""
        for _ in range(3):
            loaded = self._one.load(cells)
            if not loaded.failed:
                return cells, loaded
            wrong = {key for key, p in loaded.problems if p.severity == "error"}
            cells = {k: v for k, v in cells.items() if k not in wrong}
        return {}, Loaded()

    def _sort_out(self, earlier: Earlier) -> None:
        """Find what the earlier cells gave among what is there; forget the cells of columns of which it is not."""
        for bound, given in self._gave.blocks.items():
            name = bound.block.field
            if name not in self._names:
                continue
            columns = [k for k in bound.keys if k in self.known]
            if bound.card.many:
                places = self._of(name).places(given)
            else:
                places = [0 if bare(getattr(self._old, name)) == given[0] else None]
            otherwise = any(self._stated.get(k, self.known[k]) != self.known[k] for k in columns)  # than earlier rows
            if None in places and (otherwise or earlier.replaced(name, columns)):
                self._lost |= {k: self.known[k] for k in columns}
            elif bound.card.many:  # what is not there was taken away by hand, and the row says what it said before
                self._of(name).take(given, places)
            elif None in places:
                self._names.discard(name)
        if self._lost:
            self.known, self._gave = self._read({k: v for k, v in self.known.items() if k not in self._lost})
        for name, values in self._gave.beside.items():
            if self._cards[name].many:
                self._of(name).take(values, self._of(name).places(values))

    def _shown_elsewhere(self) -> set[str]:
        """Return the known columns whose values the row states in another column, of which nothing is known.

        There they are what the record shows under that column: 定価 takes the place of what 定価(税込) gave, and 著者 that of
        the authors whom the column of all contributors gave.
        """
        stated = [
            b for b in self._one.bounds(self._stated)
            if b.block.field in self._names and b.card.many and not any(k in self.known for k in b.keys)
        ]  # fmt: skip
        found: set[str] = set()
        for bound, given in self._gave.blocks.items() if stated else ():
            same = [new for new in stated if new.block.field == bound.block.field]
            if self._stated.keys().isdisjoint(bound.keys) and any(
                new.displaces(x) if new.block.read_only else new.row(x) is not None for new in same for x in given
            ):
                found.update(bound.keys)
        return found

    def _take_again(self, added: Iterable[Cells]) -> None:
        """Let the row replace what earlier rows added in its columns."""
        stated = self._one.bounds(self._stated)
        for row in added:
            for bound, given in self._one.load(row).blocks.items():
                if bound in stated and bound.block.field in self._names:
                    self._of(bound.block.field).take_again(given)

    def _of(self, name: str) -> Held:
        if name not in self._held:
            self._held[name] = Held(getattr(self._old, name))
        return self._held[name]

    def record(self) -> Record:
        """Return the record as the row changes it.

        Raises:
            BadRecord: the row and what is there do not fit together.
        """
        written, gone = self._unknown()
        before = {**self.known, **written}
        gave = self._one.load(before).values if written else self._gave.values
        loaded = self._one.load(laid_over(self._one, {k: v for k, v in before.items() if k not in gone}, self._stated))
        if loaded.failed:
            raise BadRecord(errors_of(p for _, p in loaded.problems))
        own = {k for b in self._one.bounds(self._stated) for k in b.keys}
        others = self._one.load({k: v for k, v in self.known.items() if k not in own}).values
        changes: dict[str, Any] = {}
        for name in dict.fromkeys((*(self._one.field_of[k] for k in self._stated), *gave, *loaded.values)):
            if name not in self._names:
                continue
            new, was = loaded.values.get(name), gave.get(name)
            if self._cards[name].many:
                known = self._beside(name, [x for x in loaded.beside.get(name, ()) if x not in (was or ())])
                if new != was or self._of(name).open:
                    changes[name] = self._of(name).replaced(
                        (x for x in new or () if x not in known), others.get(name) or ()
                    )
            elif new != was:
                changes[name] = self._one_value(name, new, was)
        return attrs.evolve(self._old, **changes)

    def _one_value(self, name: str, new: Any, was: Any) -> Any:
        """Return what a field of one value holds; what cells say beside their own fields leaves its other parts alone."""
        card, held = self._cards[name], getattr(self._old, name)
        if any(self._one.field_of[k] == name for k in self._stated) or bare(held) == was:
            return new if new is not None else held if card.default is attrs.NOTHING else card.default
        if card.make is None or held is None:
            return held if new is None else new
        gone = {n: getattr(card.make(), n) for n, old in said(was).items() if getattr(held, n) == old} if was else {}
        return attrs.evolve(held, **{**gone, **(said(new) if new else {})})

    def _beside(self, name: str, values: list[Any]) -> list[Any]:
        """Let what cells say beside their own fields take the place of what is there of its kind.

        Returns:
            What is there already: an amount behind another number says nothing of the tax of the price that is there.
        """
        held, make = self._of(name), self._cards[name].make
        if make is Price and {(x.amount, x.currency) for x in values} <= {(x.amount, x.currency) for x in held.rest}:
            return values
        if make is not Note:  # what is noted takes no other note's place
            schemes = {getattr(x, "scheme", None) for x in values}
            held.give([x for x in held.rest if values and getattr(x, "scheme", None) in schemes])
        return []

    def _unknown(self) -> tuple[dict[str, str], set[str]]:
        """Return the cells that would stand in columns that the row states and of which nothing is known.

        What is written in them, or displaced by them, counts as what they gave.

        Returns:
            The cells, and the keys of those that go because the row says the same in another column.
        """
        bounds = [
            b for b in self._one.bounds(self._stated)
            if b.block.field in self._names and not any(k in self.known for k in b.keys) and not self._silent(b)
        ]  # fmt: skip
        for bound in (b for b in bounds if b.block.read_only):
            held = self._of(bound.block.field)
            mine = [x for x in held.rest if self._is_of(bound, x)]
            if bound.lead in self._stated:
                held.give(mine)
                if bound.block.make is Price:
                    held.complete(bound.load(self._stated, Loaded()))
            else:
                paths = zip(bound.keys, bound.paths, strict=True)
                held.empty(mine, [p.steps for k, p in paths if p is not None and self._stated.get(k) == ""])
        if not bounds:
            return {}, set()
        writable = [b for b in bounds if not b.block.read_only]
        lists = [b for b in writable if b.card.many]
        for bound in lists:  # a date of reprint in the column of publication takes that one's place
            held, marks = self._of(bound.block.field), bound.strays(self._stated)
            held.give([x for x in held.rest if any(all(getattr(x, n) == v for n, v in m.items()) for m in marks)])
        rest: dict[str, Any] = {b.block.field: self._of(b.block.field).rest for b in lists}
        for name in rest:
            rest[name] = self._left_alone(name, rest[name], [b for b in lists if b.block.field == name])
        cells, taken = self._one.dump_of(attrs.evolve(self._old, **rest), {b.block.field for b in writable})
        for bound in lists:
            if taken.get(bound):
                self._of(bound.block.field).give(taken[bound], bound.apart(bound.load(cells, Loaded())))
        gone = {k for b in writable for k in b.displaced(self._stated, getattr(self._old, b.block.field))}
        return {k: cells[k] for b in writable for k in b.keys if k in cells}, gone

    def _left_alone(self, name: str, values: tuple[Any, ...], lists: list[Bound]) -> tuple[Any, ...]:
        """Return values so that a column of one value that the row does not have takes one that the row does not say."""
        said = [x for b in lists for x in b.apart(b.load(self._stated, Loaded()))]
        for bound in self._one.bound if said else ():
            if bound.block.field == name and not bound.many and not bound.block.read_only and bound not in lists:
                mine = [x for x in values if bound.row(x) is not None]
                other = next((x for x in mine if bare(x) not in said), None)
                if other is not None and other is not mine[0]:
                    at = next(i for i, x in enumerate(values) if x is mine[0])
                    values = (*values[:at], other, *(x for x in values[at:] if x is not other))
        return values

    def _is_of(self, bound: Bound, value: Any) -> bool:
        """Tell whether a column's earlier cell gave a value, or may have: never one that another column's gave."""
        if any(covers(value, x) for x in bound.load(self._lost, Loaded())):
            return True
        others = [b for b in self._one.bounds(self._lost) if b is not bound and b.block.field == bound.block.field]
        given = [x for b in others for x in b.load(self._lost, Loaded())]
        return bound.displaces(value) and not any(covers(value, x) for x in given)

    def _silent(self, bound: Bound) -> bool:
        """Tell whether a cell says something else than a value of its column, where nothing is known of what is there."""
        text = self._stated.get(bound.lead)
        return bool(text) and bound.block.make is not None and not bound.load(self._stated, Loaded())
