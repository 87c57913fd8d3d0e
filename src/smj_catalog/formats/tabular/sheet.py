"""One kind of record as a row of cells, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs
from attrs import define, field

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.cells import Block, Cell
from smj_catalog.formats.tabular.paths import Leaf, Path, Tree, bare, fields, grown, missing
from smj_catalog.formats.tabular.text import joined, parted
from smj_catalog.model import Record
from smj_catalog.problems import Problem, Where, message

Cells = Mapping[str, str]
"""Key of a column -> its text; what is not there, or empty, is not stated."""


@define
class Loaded:
    """What a row says.

    Attributes:
        values: field of the record -> its value.
        problems: what is wrong or doubtful: key of the column, problem.
    """

    values: dict[str, Any] = field(factory=dict)
    problems: list[tuple[str, Problem]] = field(factory=list)

    def refuse(self, key: str, error: BadValue) -> None:
        """Take in the faults of one cell."""
        self.problems += [(key, p) for p in error.problems]

    @property
    def failed(self) -> bool:
        """True where something is wrong."""
        return any(p.severity == "error" for _, p in self.problems)


class _Bound:
    """A block in the sheet of one kind of record."""

    def __init__(self, block: Block, card: Card) -> None:
        self.block = block
        self.card = card
        self.keys = tuple(c.key for c in block.cells)
        self.lead = self.keys[0]
        self.level = 1 if block.many else 0
        self.paths: list[Path | None] = []
        self.leaf: Leaf | None = None
        for i, cell in enumerate(block.cells):
            if block.make is None:
                self.leaf = Leaf.of(card, cell.codec)
                self.paths.append(None)
            elif i == 0 and block.parse is not None:
                self.paths.append(None)
            else:
                self.paths.append(Path.of(block.make, cell.path, cell.codec))
        self.checked = block.exact or block.parse is not None

    # --- writing

    def dump(self, items: list[Any], into: dict[str, str]) -> tuple[list[Any], list[Any]]:
        """Write items into cells and return those that were taken and those that were not."""
        taken: list[Any] = []
        rows: list[list[str]] = []
        rest: list[Any] = []
        limit = self.block.limit if self.block.many or self.block.make is None else 1
        for item in items:
            row = None if limit is not None and len(taken) >= limit else self._row(item)
            if row is None:
                rest.append(item)
            else:
                taken.append(item)
                rows.append(row)
        if rows:
            for i, key in enumerate(self.keys):
                text = joined([row[i] for row in rows]) if self.block.many else rows[0][i]
                if text:
                    into[key] = text
        return taken, rest

    def _row(self, item: Any) -> list[str] | None:
        block = self.block
        if any(getattr(item, name) != value for name, value in block.preset.items()):
            return None
        row = [self._text(path, item) for path in self.paths]
        if not any(row):
            return None
        if self.checked:
            loaded = Loaded()
            texts = {k: joined([t]) if block.many else t for k, t in zip(self.keys, row, strict=True) if t}
            if self.load(texts, loaded) != [bare(item)] or loaded.failed:
                return None
        return row

    def _text(self, path: Path | None, item: Any) -> str:
        if path is not None:
            return path.text(item, self.level)
        if self.leaf is not None:
            return self.leaf.text(item, self.level)
        return self.block.dump(item) if self.block.dump is not None else ""

    # --- reading

    def load(self, cells: Cells, into: Loaded) -> list[Any]:
        """Return the values that the cells hold; faults go into ``into``."""
        given = [(key, path, cells[key]) for key, path in zip(self.keys, self.paths, strict=True) if cells.get(key)]
        if not given:
            return []
        block = self.block
        if self.leaf is not None:
            return self._plain(given[0][2], into)
        bases: list[Any] = []
        trees: list[Tree] = []
        if block.parse is not None:
            if cells.get(self.lead):
                bases = self._parsed(cells[self.lead], into)
                if bases is _FAILED:
                    given = [g for g in given if g[0] != self.lead]
            given = [g for g in given if g[0] != self.lead]
        for key, path, text in given:
            assert path is not None  # noqa: S101 - only leading cells have none
            parts = parted(text) if block.many else [text]
            if bases is not _FAILED and len(parts) > self._most(bases, trees, key):
                self._too_many(key, self._most(bases, trees, key), text, into)
                continue
            trees.extend({} for _ in range(len(parts) - len(trees)))
            for tree, part in zip(trees, parts, strict=False):
                try:
                    path.put(tree, part, self.level)
                except BadValue as error:
                    into.refuse(key, error)
        if bases is _FAILED:
            return []
        return list(self._made(bases, trees, into))

    def _plain(self, text: str, into: Loaded) -> list[Any]:
        assert self.leaf is not None  # noqa: S101 - the caller looked
        try:
            return [self.leaf.value(text, self.level)]
        except BadValue as error:
            into.refuse(self.lead, error)
            return []

    def _parsed(self, text: str, into: Loaded) -> list[Any]:
        found: list[Any] = []
        failed = False
        assert self.block.parse is not None  # noqa: S101 - the caller looked
        for part in (parted(text) if self.block.many and ";" in text or "\uff1b" in text else [text]):
            if not part:
                continue
            try:
                parsed = self.block.parse(part)
            except BadValue as error:
                into.refuse(self.lead, error)
                failed = True
                continue
            found += parsed.value
            into.problems += [(self.lead, w) for w in parsed.warnings]
        return _FAILED if failed else found

    def _most(self, bases: list[Any], trees: list[Tree], key: str) -> int:
        """Return how many items a cell may have: as many as the leading one."""
        if not self.block.many:
            return 1
        if self.block.parse is not None:
            return len(bases)
        return len(trees) if trees and key != self.lead and self._required else 1 << 30

    @property
    def _required(self) -> bool:
        return self.block.make is not None and cards(self.block.make)[self.block.cells[0].path.split(".")[0]].default is attrs.NOTHING

    def _too_many(self, key: str, count: int, text: str, into: Loaded) -> None:
        rule, expected = "cell-items", message("as-many-items", count=count, lead=self.lead)
        if not count:
            expected = message("with-its-lead", lead=self.lead)
        into.problems.append((key, Problem(Where(), rule, text, expected)))

    def _made(self, bases: list[Any], trees: list[Tree], into: Loaded) -> Iterator[Any]:
        make, preset = self.block.make, self.block.preset
        assert make is not None  # noqa: S101 - plain fields have gone their own way
        for i in range(max(len(bases), len(trees))):
            tree = trees[i] if i < len(trees) else {}
            if not tree and i >= len(bases):
                continue
            key = next((k for k in self.keys if k), self.lead)
            try:
                if i < len(bases):
                    yield attrs.evolve(bases[i], **fields(make, tree)) if tree else bases[i]
                    continue
                whole = {**preset, **tree}
                lacks = missing(make, whole)
                if lacks is not None:
                    name = next((c.key for c in self.block.cells if c.path == lacks), self.lead)
                    expected = message("with-its-lead", lead=name)
                    into.problems.append((self.lead, Problem(Where(), "cell-missing", None, expected)))
                    continue
                yield grown(make, whole)
            except BadValue as error:
                into.refuse(key, error)


_FAILED: list[Any] = []


class Sheet:
    """The columns of one kind of record.

    Attributes:
        kind: as the command names it.
        make: the record's class.
        cells: key -> column, in order.
        field_of: key -> the field of the record that it belongs to.
    """

    def __init__(self, kind: str, make: type, blocks: Iterable[Block]) -> None:
        self.kind = kind
        self.make = make
        self.blocks = tuple(blocks)
        known = cards(make)
        self._bound = tuple(_Bound(b, known[b.field]) for b in self.blocks)
        self._dumped = sorted((b for b in self._bound if not b.block.read_only), key=lambda b: not b.block.exact)
        self.cells: dict[str, Cell] = {c.key: c for b in self.blocks for c in b.cells}
        self.field_of: dict[str, str] = {c.key: b.field for b in self.blocks for c in b.cells}
        self.written: tuple[str, ...] = tuple(c.key for b in self.blocks if not b.read_only for c in b.cells)

    def dump(self, record: Record) -> dict[str, str]:
        """Return the cells of a record."""
        return self._dump(record)[0]

    def _dump(self, record: Record) -> tuple[dict[str, str], dict[str, list[Any]]]:
        cells: dict[str, str] = {}
        taken: dict[_Bound, list[Any]] = {}
        rest: dict[str, list[Any]] = {}
        for bound in self._dumped:
            name = bound.block.field
            if name not in rest:
                held = getattr(record, name)
                whole = bound.card.many and bound.block.make is not None
                rest[name] = list(held) if whole else [] if held is None or held == () else [held]
            if rest[name]:
                taken[bound], rest[name] = bound.dump(rest[name], cells)
        order: dict[str, list[Any]] = {}
        for bound in self._bound:
            if taken.get(bound):
                order.setdefault(bound.block.field, []).extend(taken[bound])
        for name, left in rest.items():
            order.setdefault(name, []).extend(left)
        return cells, order

    def load(self, cells: Cells) -> Loaded:
        """Return what a row's cells say, and everything that is wrong with them."""
        into = Loaded()
        for bound in self._bound:
            items = bound.load(cells, into)
            if not items:
                continue
            name = bound.block.field
            if bound.card.many and bound.block.make is not None:
                into.values[name] = (*into.values.get(name, ()), *items)
            else:
                into.values[name] = items[0]
        return into

    def arranged(self, record: Record) -> Record:
        """Return a record with the items of its fields in the order in which the sheet's columns stand."""
        order = self._dump(record)[1]
        known = cards(self.make)
        changes = {n: tuple(v) for n, v in order.items() if known[n].many and known[n].make is not None}
        return attrs.evolve(record, **changes)

    def carried(self, record: Record) -> Record:
        """Return the record less what its row does not carry: what reading the row gives."""
        loaded = self.load(self.dump(record))
        values: dict[str, Any] = {"id": record.id, **loaded.values}
        for name, card in cards(self.make).items():
            if card.default is attrs.NOTHING and name not in values:  # pragma: no cover - the sheets carry them all
                values[name] = getattr(record, name)
        made: Record = self.make(**values)
        return made


Displaced = Callable[[Any], bool]
