"""The cells of a block as values, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from smj_catalog.crosswalk.cards import Card, cards
from smj_catalog.crosswalk.rows.blocks import Block
from smj_catalog.crosswalk.rows.lists import LEVELS, joined, parted, shared_out
from smj_catalog.crosswalk.rows.loaded import Loaded
from smj_catalog.crosswalk.rows.paths import Leaf, Path, Tree, amended, bare, both, grown, missing
from smj_catalog.errors import BadValue
from smj_catalog.model import Contributor, Source
from smj_catalog.problems import Both, Problem, Severity, Where, message

_PRINTED = "printed"
_OF_WORDS = (Contributor, Source)
"""Classes of which a whole cell is words."""

Cells = Mapping[str, str]
"""Key of a column -> its text; what is not there, or empty, is not stated."""

SHORT = (
    200  # characters of cells whose reading is remembered: tables repeat them, and an update reads a row several times
)
MOST = 1024  # readings of a block that are remembered


def said(value: Any) -> dict[str, Any]:
    """Return the fields of a value that say anything."""
    held = {f.name: getattr(value, f.name) for f in attrs.fields(type(value)) if f.default is not attrs.NOTHING}
    return {name: one for name, one in held.items() if one not in (None, ())}


class Bound:
    """A block in the sheet of one kind of record."""

    def __init__(self, block: Block, card: Card) -> None:
        self.block = block
        self.card = card
        self.keys = tuple(c.key for c in block.cells)
        self.asked = self.keys if block.beside is None else (*self.keys, block.beside[0])
        self._memo: dict[Any, tuple[list[Any], list[tuple[str, Problem]], list[tuple[str, str, Any]]]] = {}
        self.lead = self.keys[0]
        self.many = block.many and block.make is not None
        self.level = 1 if self.many else 0
        self.paths: list[Path | None] = []
        self.leaf: Leaf | None = None
        for i, cell in enumerate(block.cells):
            if block.make is None:
                self.leaf = Leaf.of(card, cell.codec, always=cell.always)
                self.paths.append(None)
            elif (i == 0 and block.parse is not None) or cell.read_only or not (cell.path or cell.dump is None):
                self.paths.append(None)
            else:
                self.paths.append(Path.of(block.make, cell.path, cell.codec, always=cell.path in block.assumed))
        self._path_of = dict(zip(self.keys, self.paths, strict=True))
        self.worded = {
            key for key, path in zip(self.keys, self.paths, strict=True)
            if ((leaf := path.leaf if path is not None else self.leaf) is None and block.make in _OF_WORDS)
            or (leaf is not None and leaf.words)
        }  # fmt: skip
        self.several = {c.key: c.parse for c in block.cells if c.parse is not None}
        self.own = {key: path.steps[0][0] for key, path in zip(self.keys, self.paths, strict=True) if path is not None}
        self.followers = tuple(self._followers())
        self.checked = block.exact or block.parse is not None
        self.values = block.make is not None and block.parse is not None  # its leading cell says whole values

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
            row = None if limit is not None and len(taken) >= limit else self.row(item)
            if row is None:
                rest.append(item)
            else:
                taken.append(item)
                rows.append(row)
        if rows:
            for i, key in enumerate(self.keys):
                text = joined([row[i] for row in rows]) if self.many else rows[0][i]
                if (
                    key == self.lead and self.block.parse is None
                ):  # of several, none has what leads: as blank it would keep
                    text = text or LEVELS[0] * (len(rows) - 1)
                if text:
                    into[key] = text
        return taken, rest

    def row(self, item: Any) -> list[str] | None:
        """Return the texts of a value's cells; None where the block does not take the value."""
        block = self.block
        if not self._preset(item):
            return None
        row = [
            cell.dump(item) if cell.dump is not None else self._text(path, item)
            for cell, path in zip(block.cells, self.paths, strict=True)
        ]
        if not any(row):
            return None
        if self.checked:
            loaded = Loaded()
            texts = {k: joined([t]) if self.many else t for k, t in zip(self.keys, row, strict=True) if t}
            if self.load(texts, loaded) != [bare(item)] or loaded.failed:
                return None
        return row

    def _preset(self, item: Any) -> bool:
        return all(getattr(item, name) == value for name, value in self.block.preset.items())

    def displaces(self, value: Any) -> bool:
        """Tell whether the cells take the place of a value that is there already."""
        return (self.block.displaces or self._preset)(value)

    def apart(self, items: list[Any]) -> list[Any]:
        """Return what `load` and `dump` have for a field, each value by itself: a plain field's are one tuple there."""
        return items if self.block.make is not None or not self.card.many else [x for held in items for x in held]

    def _text(self, path: Path | None, item: Any) -> str:
        if path is not None:
            return path.text(item, self.level)
        if self.leaf is not None:
            return self.leaf.text(item, self.level)
        return self.block.dump(item) if self.block.dump is not None and self.block.parse is not None else ""

    def view(self, key: str, item: Any) -> str:
        """Return what one of the cells says of a value; empty where it is read as a whole."""
        at = self.keys.index(key)
        dump = self.block.cells[at].dump
        return dump(item) if dump is not None else self._text(self.paths[at], item)

    # --- reading

    def key(self, cells: Cells) -> Any:
        """Return what its reading of cells hangs on."""
        texts = [cells.get(key) for key in self.asked]
        return self, *texts, *map(type, texts)

    def load(self, cells: Cells, into: Loaded, keys: tuple[str, ...] = ()) -> list[Any]:
        """Return the values that the cells hold; faults go into ``into``; ``keys``: of those that say anything, if known."""
        keys = keys or tuple([key for key in self.asked if cells.get(key)])
        texts = [cells[key] for key in keys]
        known = keys, *texts, *map(type, texts)  # class: numbers are no texts
        if (said := self._memo.get(known)) is None:
            problems, others = len(into.problems), len(into.others)
            items = self._loaded(keys, cells, into)
            if len(self._memo) >= MOST:
                self._memo.clear()
            if sum(map(len, texts)) <= SHORT:
                self._memo[known] = [*items], into.problems[problems:], into.others[others:]
            return items
        into.problems += said[1]
        into.others += said[2]
        return [*said[0]]

    def _loaded(self, keys: tuple[str, ...], cells: Cells, into: Loaded) -> list[Any]:
        given = [(key, self._path_of[key], cells[key]) for key in keys if key in self._path_of]
        if not given:
            return []
        block = self.block
        if self.leaf is not None:
            try:
                return [self.leaf.value(given[0][2], self.level)]
            except BadValue as error:
                into.refuse(self.lead, error)
                return []
        bases: list[Any] | None = []
        if block.parse is not None:
            words = parted(cells.get(block.instead, "")) if block.instead else []
            if cells.get(self.lead) or words:
                bases = self._parsed(cells, words, into)
            given = [g for g in given if g[0] != self.lead]
            if bases == [] and cells.get(self.lead):
                for key, _, text in given:  # what follows a leading cell that gives no value says nothing either
                    self._miscounted(key, 0, text, into)
                return []
            if not given:
                return bases or []
        trees: list[Tree] = []
        read: list[tuple[str, dict[str, Any]]] = []
        for key, path, text in given:
            if key in self.several:
                read.append((key, self._several(key, text, into)))
                continue
            assert path is not None
            parts = parted(text) if self.many else [text]
            most = None  # one item is too many only where the leading cell gave none
            if bases is not None and (len(parts) != 1 or block.even or (block.parse is not None and not bases)):
                most = self._most(bases, trees, key)
            if block.even and most:
                parts = shared_out(text, most) or []
                if not parts:
                    self._too_many(key, most, text, into, cells)
                    continue
            if most is not None and len(parts) > most:
                plain = key in self.worded and path.prefix is None
                if most == 1 and plain and not self.required and cells.get(self.lead):
                    parts = [text]  # 3;5 is all that the one library lacks
                elif self._too_many(key, most, text, into, cells):
                    continue
            if bases and len(bases) > max(len(parts), len(block.apart(cells.get(self.lead, "")))):
                self._one_for_several(key, path, text, bases, into)
                continue
            while len(trees) < len(parts):
                trees.append({})
            for tree, part in zip(trees, parts, strict=False):
                try:
                    path.put(tree, part, self.level)
                except BadValue as error:
                    into.refuse(key, error)
        if any(value for _, value in read):
            trees.extend({} for _ in range(1 - len(trees)))
            self._amended(read, trees[0], into)
        return [] if bases is None else list(self._made(bases, trees, [key for key, _, _ in given], into))

    def _several(self, key: str, text: str, into: Loaded) -> dict[str, Any]:
        """Return the fields that a cell says of its block's value; none where it is refused."""
        try:
            parsed = self.several[key](text)
        except BadValue as error:
            into.refuse(key, error)
            return {}
        into.take(key, parsed)
        return parsed.value

    def strays(self, stated: Cells) -> list[dict[str, Any]]:
        """Return by what the values are known that the leading cell gives though they have another column of their own."""
        preset = self.block.preset
        if not preset or self.block.parse is None or not stated.get(self.lead):
            return []
        items = self._parsed(stated, [], Loaded()) or []
        marks = [{name: getattr(x, name) for name in preset} for x in items]
        # of one date a role there is one, of a scheme there may be many numbers
        return [
            m if "scheme" not in m else m | {"code": x.code} for m, x in zip(marks, items, strict=True) if m != preset
        ]

    def displaced(self, stated: Cells, held: Any) -> set[str]:
        """Return the cells of a value that is there which cells of a row take the place of, by what they say of it."""
        gone: set[str] = set()
        for cell in self.block.cells if held is not None else ():
            text = stated.get(cell.key) if cell.parse is not None else None
            said = self._several(cell.key, text, Loaded()) if text else {}
            if text == "" or any(getattr(held, name) != new for name, new in said.items()):
                gone |= {*said, _PRINTED, *(cell.fills if text == "" else ())}
                if cell.whole(said) and (words := getattr(held, _PRINTED)):  # and with the old words all that they say
                    earlier = self._several(cell.key, words, Loaded())
                    gone |= {name for name, old in earlier.items() if getattr(held, name) == old}
        return {key for key in self.keys if self.own.get(key) in gone}

    def _amended(self, read: list[tuple[str, dict[str, Any]]], tree: Tree, into: Loaded) -> None:
        """Put into a tree what its cells say: each its own field, then what no other column says."""
        for key, value in read:
            for name in value.keys() & {self.own.get(key)}:
                held, had = value[name], tree.get(name)
                tree[name] = {**had, **held} if isinstance(had, dict) and isinstance(held, dict) else held
        for key, value in read:
            for name, held in value.items():
                own = isinstance(held, dict) and name == self.own.get(key)
                had = held if own or name == _PRINTED else tree.setdefault(name, held)
                if (all_told := both(had, held)) is not had:
                    tree[name] = all_told
                elif had != held and not (isinstance(had, str) and had.startswith(str(held))):
                    expected = message("cells-agree", other=str(had if isinstance(had, str) else joined(had)))
                    into.problems.append((key, Problem(Where(), "cells-disagree", str(held), expected)))
        words = [value.get(_PRINTED) for _, value in read if value]
        every = {name for _, value in read for name in value}
        if len(words) > 1 and (whole := [v for _, v in read if v.keys() == every and v.get(_PRINTED)]):
            words = [whole[-1][_PRINTED]]  # 6(2) beside 巻 6 and 号 2 says all that they say
        alone = [value[_PRINTED] for _, value in read if value.keys() == {_PRINTED}]
        if None in words and alone:  # 新春号 beside 号 5
            words = alone
        if None not in words:
            tree.setdefault(_PRINTED, " ".join(words))  # type: ignore[arg-type]

    def _parsed(self, cells: Cells, words: list[str], into: Loaded) -> list[Any] | None:
        """Return the values in the leading cell; None where one of them is refused.

        An empty item is an empty value where there is a word of the cell that stands instead of it.
        """
        found, failed = list[Any](), False
        text, parse = cells.get(self.lead, ""), self.block.parse
        if self.block.beside is not None and cells.get(self.block.beside[0]):
            parse = self.block.beside[1]
        assert parse is not None
        parts = self.block.apart(text) if self.many else [text]
        if not text:  # 190 beside two is one of two, nobody knows which
            parts += [""] * (len(words) - len(parts))
        for i, part in enumerate([text] if parts == [text] else parts):  # the cell itself knows whether it was a number
            if not part:
                if any(words[i : i + 1]) and self.block.make is not None:
                    found.append(self.block.make(**self.block.preset))
                continue
            try:
                parsed = parse(part)
            except BadValue as error:
                into.refuse(self.lead, error)
                failed = True
                continue
            found += parsed.value
            into.take(self.lead, parsed)
        if self.block.together is not None and len(found) > 1 and not any(cells.get(key) for key in self.keys[1:]):
            parsed = self.block.together(tuple(found), text)
            found = [*parsed.value]
            into.take(self.lead, parsed)
        return None if failed else found

    def _most(self, bases: list[Any], trees: list[Tree], key: str) -> int | None:
        """Return how many items a cell may have: as many as the leading one."""
        if self.block.parse is not None:
            return len(bases)
        if not self.many:
            return 1
        return len(trees) if trees and key != self.lead else None

    @property
    def required(self) -> bool:
        """True where there is no value without what the leading cell says."""
        if self.block.parse is not None:
            return True
        make, lead = self.block.make, self.block.cells[0].path.split(".")[0]
        return make is not None and cards(make)[lead].default is attrs.NOTHING

    @property
    def lead_name(self) -> Both:
        """The name of the leading column, in both languages."""
        return Both(self.block.cells[0].en, self.block.cells[0].ja)

    def _miscounted(self, key: str, count: int, text: str, into: Loaded, severity: Severity = "warning") -> None:
        """Tell of a cell with other than the ``count`` items that the leading cell has."""
        lead = self.lead_name
        expected = message("as-many-items", count=count, lead=lead) if count else message("with-its-lead", lead=lead)
        into.problems.append((key, Problem(Where(), "cell-items", text, expected, severity=severity)))

    def _one_for_several(self, key: str, path: Path, text: str, bases: list[Any], into: Loaded) -> None:
        """Tell of a cell that says one thing beside several values from one cell, if no value says so itself."""
        tree: Tree = {}
        try:
            path.put(tree, text, self.level)
        except BadValue as error:
            into.refuse(key, error)
            return
        if all(getattr(base, name) != held for base in bases for name, held in tree.items()):
            self._miscounted(key, len(bases), text, into)

    def _too_many(self, key: str, count: int, text: str, into: Loaded, cells: Cells) -> bool:
        """Tell of more items than the leading cell has; return whether they are refused.

        A value that can do without what leads it (a copy of no named library) is taken, as a doubt.
        """
        alone = self.block.parse is None and self.many and not self.required
        if alone and not cells.get(self.lead):
            return False
        self._miscounted(key, count, text, into, "warning" if alone else "error")
        return not alone

    def _made(self, bases: list[Any], trees: list[Tree], keys: list[str], into: Loaded) -> Iterator[Any]:
        make, preset = self.block.make, self.block.preset
        assert make is not None
        for i in range(max(len(bases), len(trees))):
            tree = trees[i] if i < len(trees) else {}
            if not tree and i >= len(bases):
                continue
            try:
                if i < len(bases):
                    yield amended(bases[i], tree) if tree else bases[i]
                    continue
                whole = {**preset, **self.block.assumed, **tree}
                lacks = missing(make, whole)
                if lacks is not None:
                    cell = next((c for c in self.block.cells if c.path == lacks), self.block.cells[0])
                    expected = message("with-its-lead", lead=Both(cell.en, cell.ja))
                    inner = lacks.rpartition(".")[0]
                    paths = {c.key: c.path or "" for c in self.block.cells}
                    at = next((key for key in keys if paths.get(key, "").startswith(inner)), self.lead)
                    into.problems.append((at, Problem(Where(), "cell-missing", None, expected)))
                    continue
                yield grown(make, whole)
            except BadValue as error:
                into.refuse(self.lead, error)
