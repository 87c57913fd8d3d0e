"""One kind of record as a row of cells, both ways."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any

import attrs
from attrs import frozen

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.differing import ORDER, differences
from smj_catalog.crosswalk.meaning import covered
from smj_catalog.crosswalk.rows import Block, Bound, Cell, Cells, Loaded, Row, joined, placed, said
from smj_catalog.formats.tabular.characters import composed
from smj_catalog.formats.tabular.values.prices import completed
from smj_catalog.model import Record
from smj_catalog.problems import Problem

Made = tuple[Mapping[str, str], tuple[tuple[str, Problem], ...]]
"""Cells that others make, and what is wrong: key, problem."""


@frozen(eq=False)
class Composed:
    """Columns that together say what one of ours does: 年 and 月, 掲載誌 and 巻号.

    Attributes:
        target: key of the column whose cell they make, and which is emptied where they are.
        cells: the columns.
        keys: of the columns.
        compose: from the cells of a row, by key, to those that they make, and what is wrong: key, problem. A cell that is
            made empty is one that others now say.
    """

    target: str
    cells: tuple[Cell, ...]
    compose: Callable[[Mapping[str, str]], Made]
    keys: tuple[str, ...] = attrs.field(init=False)

    @keys.default
    def _keys(self) -> tuple[str, ...]:
        return tuple(cell.key for cell in self.cells)


LED = {"author_role": "author"}
"""Composed columns of which a table may have one beside each of several numbered ones: 著者1区分, 著者1."""


class Sheet:
    """The columns of one kind of record.

    Attributes:
        kind: as the command names it.
        make: the record's class.
        cells: key -> column, in order.
        field_of: key -> the field of the record that it belongs to.
        composed: columns that are read as cells of others.
        composing: keys of these, and of the parts of a name.
        worded: keys of columns that hold words, not numbers, dates, codes or ids.
        required: fields that a record of the kind must have, but for its id.
        naming: key -> field, of the columns by which a row names the record that the field is the id of: read only to
            find that record, never stored and never written.
        readable: always; rows are read as well as written.
    """

    readable = True

    def __init__(
        self,
        kind: str,
        make: type,
        blocks: Iterable[Block],
        composed: Iterable[Composed] = (),
        naming: Mapping[str, Iterable[Cell]] | None = None,
    ) -> None:
        self.kind = kind
        self.make = make
        self.blocks = tuple(blocks)
        known = cards(make)
        self.required = tuple(name for name, card in known.items() if card.default is attrs.NOTHING and name != "id")
        self.bound = tuple(Bound(b, known[b.field]) for b in self.blocks)
        self.worded = frozenset(key for bound in self.bound for key in bound.worded)
        self._place_of = {key: i for i, bound in enumerate(self.bound) for key in bound.keys}
        self._asked = lru_cache(1024)(self._asking)
        self._dumped = sorted((b for b in self.bound if not b.block.read_only), key=lambda b: not b.block.exact)
        self.cells: dict[str, Cell] = {c.key: c for b in self.blocks for c in b.cells}
        self.field_of: dict[str, str] = {c.key: b.field for b in self.blocks for c in b.cells}
        self.naming: dict[str, str] = {}
        for name, cells in (naming or {}).items():
            for cell in cells:
                self.cells[cell.key], self.naming[cell.key] = cell, name
        self.composed = tuple(composed)
        self.composing = frozenset(("name_family", "name_given", *(key for one in self.composed for key in one.keys)))
        for one in self.composed:
            self.cells.update((c.key, c) for c in one.cells)
            self.field_of.update((c.key, self.field_of[one.target]) for c in one.cells)
        self.written: tuple[str, ...] = tuple(
            c.key for b in self.blocks if not b.read_only for c in b.cells if not c.read_only
        )

    def bound_of(self, key: str) -> Bound | None:
        """Return the block that a column belongs to; None for one that is read as a cell of others."""
        place = self._place_of.get(key)
        return None if place is None else self.bound[place]

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The columns whose cells may say something of fields that are not theirs."""
        return frozenset(k for b in self.bound if b.block.parse is not None or b.several for k in b.keys)

    def _asking(self, keys: tuple[str, ...]) -> list[tuple[Bound, tuple[str, ...]]]:
        """Return the blocks that columns belong to, each with those of the columns that it asks."""
        return [(b, tuple(k for k in b.asked if k in keys)) for b in self.bounds(keys)]

    def bounds(self, keys: Iterable[str]) -> list[Bound]:
        """Return the blocks that columns belong to, in the order of the sheet."""
        return [self.bound[i] for i in sorted({self._place_of[k] for k in keys if k in self._place_of})]

    def dump(self, record: Record) -> dict[str, str]:
        """Return the cells of a record."""
        return self._dump(record)[0]

    def dump_of(self, record: Record, names: Container[str]) -> tuple[dict[str, str], dict[Bound, list[Any]]]:
        """Return the cells of some fields of a record, and the values that each block of theirs has taken."""
        return self._dump(record, names)[:2]

    def views(self, record: Record, keys: Iterable[str]) -> dict[str, str]:
        """Return cells of columns that are read and not written by themselves, such as 著者 and 本体価格."""
        found: dict[str, str] = {}
        for key in keys:
            if key in self.cells and (bound := self.bound_of(key)) is not None and bound.block.read_only:
                others = [b for b in self._dumped if b.block.field == bound.block.field and b.block.make is not None]
                held = getattr(record, bound.block.field)
                mine = [x for x in (held if isinstance(held, tuple) else [held]) if x and bound.displaces(x)]
                texts = [bound.view(key, x) or _led(others, x) * (key == bound.lead) for x in mine]
                text = (joined(texts) if bound.many else texts[0]) if any(texts) else ""
                if text and (key != bound.lead or bound.apart(bound.load({key: text}, Loaded()))):
                    found[key] = text
        return found

    def _dump(
        self, record: Record, names: Container[str] | None = None
    ) -> tuple[dict[str, str], dict[Bound, list[Any]], dict[str, list[Any]]]:
        """Return cells, the values that each block has taken, and by field those that none has."""
        cells: dict[str, str] = {}
        taken: dict[Bound, list[Any]] = {}
        rest: dict[str, list[Any]] = {}
        for bound in self._dumped:
            name = bound.block.field
            if names is not None and name not in names:
                continue
            if name not in rest:
                held = getattr(record, name)
                whole = bound.card.many and bound.block.make is not None
                rest[name] = list(held) if whole else [] if held is None or held == () else [held]
            if rest[name]:
                took, rest[name] = bound.dump(rest[name], cells)
                taken[bound] = bound.apart(took)
        return cells, taken, rest

    def load(self, cells: Cells) -> Loaded:
        """Return what a row's cells say, and everything that is wrong with them."""
        into = Loaded()
        for bound, keys in self._asked(tuple([key for key, text in cells.items() if text])):
            others = len(into.others)
            items = bound.load(cells, into, keys)
            if not items:
                if bound.values and cells.get(bound.lead) and len(into.others) == others:
                    into.silent.append(bound.lead)
                continue
            name = bound.block.field
            if bound.block.read_only and name == "prices":
                items = _more_prices(into, items)
            if bound.block.read_only and name == "identifiers":  # the same number in two columns is one
                known = {(it.type, it.value, it.scheme) for it in into.values.get(name, ())}
                items = [it for it in items if (it.type, it.value, it.scheme) not in known]
            into.blocks[bound] = bound.apart(items)
            if bound.card.many and bound.block.make is not None:
                into.values[name] = (*into.values.get(name, ()), *items)
            else:
                into.values[name] = items[0]
        self._beside(into)
        return into

    def _beside(self, into: Loaded) -> None:
        """Take in what cells say of other fields, where the columns of these say nothing; else tell what was left out."""
        stated = frozenset(into.values)
        known = cards(self.make)
        for key, name, value in into.others:
            card = known.get(name)
            scheme = getattr(value, "scheme", None)
            own = into.values.get(name, ()) if name in stated else ()
            if scheme is not None and card is not None and card.many:  # a class number takes no other scheme's place
                own = tuple(x for x in own if x.scheme == scheme)
            if card is not None and (not own or (name == "notes" and value not in own)):
                into.values[name] = (*into.values.get(name, ()), value) if card.many else value
                into.beside.setdefault(name, []).append(value)
            elif card is not None and card.make is not None and not card.many:
                self._filled(into, key, name, value)
            elif not (value == own or (card is not None and card.many and value in own)):
                into.left_out(key, name, value)

    def _filled(self, into: Loaded, key: str, name: str, value: Any) -> None:
        """Fill what the row's own columns leave open in a field's only value."""
        own = into.values[name]
        for part, held in said(value).items():
            had = getattr(own, part)
            if had in (None, ()):
                own = attrs.evolve(own, **{part: held})
                into.beside.setdefault(name, []).append(type(value)(**{part: held}))
            elif had != held and not (isinstance(held, str) and held.startswith(str(had))):  # 2017年 of 2017年8月号
                into.left_out(key, f"{name}.{part}", held)
        into.values[name] = own

    def arranged(self, record: Record) -> tuple[Record, list[str]]:
        """Return a record with its items in the order in which the sheet's columns stand, and the fields this changes."""
        _, taken, rest = self._dump(record)
        order: dict[str, list[Any]] = {}
        for bound in self.bound:
            if taken.get(bound):
                order.setdefault(bound.block.field, []).extend(taken[bound])
        known = cards(self.make)
        changes: dict[str, Any] = {}
        turned: list[str] = []
        for name, left in rest.items():
            if known[name].many and known[name].make is not None:
                found = order.get(name, [])
                changes[name] = (*found, *left)  # what has no place stands last
                if [*map(id, changes[name])] != [*map(id, getattr(record, name))]:
                    turned.append(name)
        arranged: Record = attrs.evolve(record, **changes)
        return arranged, turned

    def carried(self, record: Record, _: Any = None) -> Record:
        """Return the record less what its row does not carry: what reading the row gives; contents are rows of their own."""
        return self._made(record, self.dump(record))

    def comes_back(self, record: Record) -> Record:
        """Return what a reader makes of the row: what it carries, less what cells lose, such as space around a text."""
        return self._made(record, {key: composed(text).strip() for key, text in self.dump(record).items()})

    def _made(self, record: Record, cells: Mapping[str, str]) -> Record:
        loaded = self.load(cells)
        values: dict[str, Any] = {"id": record.id, **loaded.values}
        for name, card in cards(self.make).items():
            if card.default is attrs.NOTHING and name not in values:  # pragma: no cover - the sheets carry them all
                values[name] = getattr(record, name)
        made: Record = self.make(**values)
        return made

    def not_carried(self, record: Record, _: Any = None) -> list[str]:
        """Return the fields of a record that its row has no place for, as dotted paths, each once.

        ``dates:order`` means that the columns of its dates stand in another order than the dates. Contents are not among
        the fields: they are rows of their own.
        """
        changes: dict[str, Any] = {"contents": ()} if getattr(record, "contents", ()) else {}
        ours, turned = self.arranged(attrs.evolve(record, **changes))
        return list(dict.fromkeys((*differences(ours, self.comes_back(record)), *(name + ORDER for name in turned))))

    def rows(self) -> list[Row]:
        """Return where each field of the model stands: the heading of its column, in Japanese."""
        shown: dict[str, dict[str, None]] = {}
        for block in self.blocks:
            for cell in block.cells:
                for dotted in cell.dotted(block.field):
                    shown.setdefault(dotted, {})[cell.ja] = None
            for preset in block.preset:
                shown.setdefault(f"{block.field}.{preset}", {})[f"{block.cells[0].ja}: the column itself"] = None
        return placed(
            self.make, shown, {"contents": "in rows of their own", "sources": "no column for the source of a value"}
        )


def _more_prices(into: Loaded, items: list[Any]) -> list[Any]:
    """Return the prices of 本体価格 or 税込価格 that a row's other cells do not give; one of unknown tax is completed by them."""
    for bound, held in into.blocks.items():
        if bound.block.field == "prices":
            into.blocks[bound] = [*completed(held, items)]
    into.values["prices"] = known = completed(into.values.get("prices", ()), items)
    return [it for it in items if not covered(it, known)]


def _led(bounds: Iterable[Bound], value: Any) -> str:
    """Return the text that leads a value in the first column that takes it."""
    return next((row[0] for b in bounds if (row := b.row(value)) is not None), "")
