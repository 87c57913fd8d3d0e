"""One kind of record as a row of cells, both ways."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
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
        others: what a cell says of a field that is not its own: key of the column, field, value.
    """

    values: dict[str, Any] = field(factory=dict)
    problems: list[tuple[str, Problem]] = field(factory=list)
    others: list[tuple[str, str, Any]] = field(factory=list)

    def refuse(self, key: str, error: BadValue) -> None:
        """Take in the faults of one cell."""
        self.problems += [(key, p) for p in error.problems]

    @property
    def failed(self) -> bool:
        """True where something is wrong."""
        return any(p.severity == "error" for _, p in self.problems)


class Bound:
    """A block in the sheet of one kind of record."""

    def __init__(self, block: Block, card: Card) -> None:
        self.block = block
        self.card = card
        self.keys = tuple(c.key for c in block.cells)
        self.lead = self.keys[0]
        self.many = block.many and block.make is not None
        self.level = 1 if self.many else 0
        self.paths: list[Path | None] = []
        self.leaf: Leaf | None = None
        for i, cell in enumerate(block.cells):
            if block.make is None:
                self.leaf = Leaf.of(card, cell.codec, always=cell.always)
                self.paths.append(None)
            elif i == 0 and block.parse is not None:
                self.paths.append(None)
            else:
                self.paths.append(Path.of(block.make, cell.path, cell.codec))
        self.followers = tuple(self._followers())
        self.checked = block.exact or block.parse is not None

    def _followers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each column that leads others item by item, with those that follow it."""
        if self.many:
            yield self.lead, self.keys[1:]
        lists: dict[str, list[str]] = {}
        for key, path in zip(self.keys, self.paths, strict=True):
            prefix = path.prefix if path is not None else None
            if prefix is not None:
                lists.setdefault(prefix, []).append(key)
        yield from ((first, tuple(rest)) for first, *rest in lists.values())

    # --- writing

    def dump(self, items: list[Any], into: dict[str, str]) -> tuple[list[Any], list[Any]]:
        """Write items into cells and return those that were taken and those that were not."""
        taken: list[Any] = []
        rows: list[list[str]] = []
        rest: list[Any] = []
        limit = self.block.limit if self.many else 1
        for item in items:
            row = None if limit is not None and len(taken) >= limit else self._row(item)
            if row is None:
                rest.append(item)
            else:
                taken.append(item)
                rows.append(row)
        if rows:
            for i, key in enumerate(self.keys):
                text = joined([row[i] for row in rows]) if self.many else rows[0][i]
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
            texts = {k: joined([t]) if self.many else t for k, t in zip(self.keys, row, strict=True) if t}
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
        bases: list[Any] | None = []
        if block.parse is not None:
            if cells.get(self.lead):
                bases = self._parsed(cells[self.lead], into)
            given = [g for g in given if g[0] != self.lead]
        trees: list[Tree] = []
        for key, path, text in given:
            assert path is not None
            parts = parted(text) if self.many else [text]
            most = None if bases is None else self._most(bases, trees, key)
            if most is not None and len(parts) > most:
                self._too_many(key, most, text, into)
                continue
            trees.extend({} for _ in range(len(parts) - len(trees)))
            for tree, part in zip(trees, parts, strict=False):
                try:
                    path.put(tree, part, self.level)
                except BadValue as error:
                    into.refuse(key, error)
        return [] if bases is None else list(self._made(bases, trees, into))

    def _plain(self, text: str, into: Loaded) -> list[Any]:
        assert self.leaf is not None
        try:
            return [self.leaf.value(text, self.level)]
        except BadValue as error:
            into.refuse(self.lead, error)
            return []

    def _parsed(self, text: str, into: Loaded) -> list[Any] | None:
        """Return the values in the leading cell; None where one of them is refused."""
        found: list[Any] = []
        failed = False
        assert self.block.parse is not None
        parts = parted(text) if self.many else [text]
        for part in [text] if parts == [text] else parts:  # the cell itself knows whether it was a number
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
            into.others += [(self.lead, *other) for other in parsed.others]
        return None if failed else found

    def _most(self, bases: list[Any], trees: list[Tree], key: str) -> int | None:
        """Return how many items a cell may have: as many as the leading one."""
        if self.block.parse is not None:
            return len(bases)
        if not self.many:
            return 1
        return len(trees) if trees and key != self.lead and self._required else None

    @property
    def _required(self) -> bool:
        make, lead = self.block.make, self.block.cells[0].path.split(".")[0]
        return make is not None and cards(make)[lead].default is attrs.NOTHING

    def _too_many(self, key: str, count: int, text: str, into: Loaded) -> None:
        rule, expected = "cell-items", message("as-many-items", count=count, lead=self.lead)
        if not count:
            expected = message("with-its-lead", lead=self.lead)
        into.problems.append((key, Problem(Where(), rule, text, expected)))

    def _made(self, bases: list[Any], trees: list[Tree], into: Loaded) -> Iterator[Any]:
        make, preset = self.block.make, self.block.preset
        assert make is not None
        for i in range(max(len(bases), len(trees))):
            tree = trees[i] if i < len(trees) else {}
            if not tree and i >= len(bases):
                continue
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
                into.refuse(self.lead, error)


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
        self.bound = tuple(Bound(b, known[b.field]) for b in self.blocks)
        self._place_of = {key: i for i, bound in enumerate(self.bound) for key in bound.keys}
        self._dumped = sorted((b for b in self.bound if not b.block.read_only), key=lambda b: not b.block.exact)
        self.cells: dict[str, Cell] = {c.key: c for b in self.blocks for c in b.cells}
        self.field_of: dict[str, str] = {c.key: b.field for b in self.blocks for c in b.cells}
        self.written: tuple[str, ...] = tuple(c.key for b in self.blocks if not b.read_only for c in b.cells)

    def bounds(self, keys: Iterable[str]) -> list[Bound]:
        """Return the blocks that columns belong to, in the order of the sheet."""
        return [self.bound[i] for i in sorted({self._place_of[k] for k in keys if k in self._place_of})]

    def dump(self, record: Record) -> dict[str, str]:
        """Return the cells of a record."""
        return self._dump(record)[0]

    def dump_of(self, record: Record, names: Container[str]) -> tuple[dict[str, str], dict[Bound, list[Any]]]:
        """Return the cells of some fields of a record, and the values that each block of theirs has taken."""
        return self._dump(record, names)[:2]

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
                taken[bound], rest[name] = bound.dump(rest[name], cells)
        return cells, taken, rest

    def load(self, cells: Cells) -> Loaded:
        """Return what a row's cells say, and everything that is wrong with them."""
        into = Loaded()
        for place in sorted({self._place_of[key] for key, text in cells.items() if text and key in self._place_of}):
            bound = self.bound[place]
            items = bound.load(cells, into)
            if not items:
                continue
            name = bound.block.field
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
            if card is not None and (not own or name == "notes"):
                into.values[name] = (*into.values.get(name, ()), value) if card.many else value
            elif not (value == own or (card is not None and card.many and value in own)):
                found = str(getattr(value, "printed", None) or getattr(value, "code", None) or value)
                expected = message("cell-other-not-taken", field=name)
                into.problems.append(
                    (key, Problem(Where(), "cell-other-not-taken", found, expected, severity="warning"))
                )

    def arranged(self, record: Record) -> Record:
        """Return a record with the items of its fields in the order in which the sheet's columns stand."""
        _, taken, rest = self._dump(record)
        order: dict[str, list[Any]] = {}
        for bound in self.bound:
            if taken.get(bound):
                order.setdefault(bound.block.field, []).extend(taken[bound])
        for name, left in rest.items():
            order.setdefault(name, []).extend(left)
        known = cards(self.make)
        changes: dict[str, Any] = {n: tuple(v) for n, v in order.items() if known[n].many and known[n].make is not None}
        arranged: Record = attrs.evolve(record, **changes)
        return arranged

    def carried(self, record: Record) -> Record:
        """Return the record less what its row does not carry: what reading the row gives."""
        loaded = self.load(self.dump(record))
        values: dict[str, Any] = {"id": record.id, **loaded.values}
        for name, card in cards(self.make).items():
            if card.default is attrs.NOTHING and name not in values:  # pragma: no cover - the sheets carry them all
                values[name] = getattr(record, name)
        made: Record = self.make(**values)
        return made
