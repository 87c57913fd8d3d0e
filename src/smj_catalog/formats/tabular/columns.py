"""The columns of one table: what each header means beside the others, and what is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from smj_catalog.formats.base import ERRORS
from smj_catalog.formats.tabular import placeless
from smj_catalog.formats.tabular.dialect import cell_name
from smj_catalog.formats.tabular.headers import (
    all_headers,
    folded,
    follower,
    headers,
    keys,
    meaning,
    named,
    nearest,
    repeatable,
)
from smj_catalog.formats.tabular.mapping import IGNORE
from smj_catalog.formats.tabular.mapping import Mapping as Given
from smj_catalog.formats.tabular.neighbours import LOCAL, Neighbours
from smj_catalog.formats.tabular.sheets import KINDS
from smj_catalog.formats.tabular.sheets import columns as every_column
from smj_catalog.problems import Both, Message, Problem, Where, errors_of, message

_ADDED = {
    folded(name): key for key, names in (
        ("author", ("additional authors", "additional author", "other authors", "secondary author", "secondary authors", "co-authors", "共著者",
                    "その他の著者", "他の著者")),
    ) for name in names
}  # fmt: skip
"""Columns of further people in a role: they stand behind those of the role's own column."""
_EITHER = frozenset(map(folded, ("発行", "発売", "original_title", "年度", "発行年度", "出版年度", "刊行年度")))
"""Headers that mean one thing or another, by their cells or the other columns: what was taken is told."""
_PASSED = {"holding_copies": "placeless-copies", "price": "placeless-sum"}
"""Key of a column that has no place beside others -> why."""
_PEOPLE = frozenset({"author", "editor", "translator", "names"})
"""Columns of which a table may have several under one and the same name."""
_SYNONYMS = frozenset({"keywords", "note", "series", "url", "other_title"})
"""Columns of which a table may have two under different names, each with values of its own: 件名 and キーワード."""


@frozen
class Columns:
    """The columns of one table.

    Attributes:
        header: as in the file.
        keys: for each column its key; None where it is ignored, passed over or unknown.
        problems: unknown columns, doubled ones, and what is told of others.
        numbers: for each column its place among those of the same key.
        passed: columns that are passed over, with the reason.
        unknown: headers of the columns that are not known.
        implied: what the headers say of every row: key -> text.
        local: there are a list's own numbers, which may be ids of ours.
        together: keys that several columns have.
    """

    header: tuple[str, ...]
    keys: tuple[str | None, ...]
    problems: tuple[Problem, ...] = ()
    numbers: tuple[int, ...] = ()
    passed: tuple[tuple[int, Message], ...] = ()
    unknown: tuple[str, ...] = ()
    implied: Mapping[str, str] = field(factory=dict)
    local: bool = False
    together: frozenset[str] = frozenset()

    @property
    def failed(self) -> bool:
        """True where no row can be read before something is mended."""
        return bool(errors_of(self.problems))


def left_out(ignore: Iterable[str], names: Iterable[str], table: str | None) -> frozenset[str]:
    """Return the headers to leave out, folded; what is given may hold several, parted by commas."""
    there = {folded(n) for n in names} | {folded(f"{table}!{n}") for n in names}
    out = {folded(ERRORS)}
    for given in ignore:
        whole = folded(given)
        out |= {whole} if whole in there else {whole, *map(folded, re.split("[,\u3001]", given))}
    return frozenset(out)


def absent(ignore: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return what is given to leave out that is no header."""
    there = {folded(n) for n in names}
    parts = [part.strip() for one in ignore if folded(one) not in there for part in re.split("[,\u3001]", one)]
    return [part for part in parts if part and folded(part) not in there]


def columns(
    header: Iterable[str], where: Where, *, mapping: Given, ignore: Iterable[str], kind: str | None, table: str | None,
    sample: Iterable[list[str]] = (), mixed: bool = False, begin: int = 0,
) -> Columns:  # fmt: skip
    """Return what the columns of a table are, with everything that is wrong with them.

    Args:
        header: the header cells.
        where: file and row; in a workbook the sheet too.
        mapping: what a person has said; goes first.
        ignore: headers to leave out.
        kind: what the rows are, where it is known.
        table: name of the sheet.
        sample: some of the first rows.
        mixed: each row says what it is; two columns of one key are then a fault of the rows that fill both.
        begin: column of the first cell, from 0.
    """
    return _Headers(tuple(header), where, mapping, tuple(ignore), kind, table, tuple(sample), mixed, begin).columns()


@frozen
class _Headers:
    names: tuple[str, ...]
    where: Where
    mapping: Given
    ignore: tuple[str, ...]
    kind: str | None
    table: str | None
    sample: tuple[list[str], ...]
    mixed: bool
    begin: int

    def columns(self) -> Columns:
        left = left_out(self.ignore, self.names, self.table)
        found: list[str | None] = []
        numbers = [0] * len(self.names)
        problems: list[tuple[int, Problem]] = []
        passed: dict[int, Message] = {}
        given: set[int] = set()
        for index, name in enumerate(self.names):
            key = self.mapping.of(name, self.table)
            if key is not None:
                given.add(index)
            elif not name.strip() or folded(name) in left or (self.table and folded(f"{self.table}!{name}") in left):
                key = IGNORE
            elif (why := self._placeless(name)) is not None:
                key, passed[index] = IGNORE, message(why)
            elif folded(name) in _ADDED:
                key, numbers[index] = _ADDED[folded(name)], 9
            elif follower(name) is None and (means := meaning(name, self.kind)) is not None:
                key, numbers[index] = means.key, means.number
                if means.dropped:
                    problems.append((index, self._taken(index, means.key)))
            found.append(key)
        beside = Neighbours(self.names, self.kind, self.sample)
        for index, key in enumerate(found):
            if not self.names[index].strip() and index not in given and beside.counts(index):
                passed[index] = message("placeless-running")
            if index in given or key == IGNORE:
                continue
            found[index] = settled = beside.settled(index, found)
            if settled == IGNORE:
                passed[index] = message(_PASSED.get(key or "", "placeless-running"))
            elif settled is not None and (folded(self.names[index]) in _EITHER or beside.unsure(index, key, found)):
                problems.append((index, self._taken(index, settled)))
        unknown = [i for i, key in enumerate(found) if key is None]
        problems += [(i, self._unknown(i)) for i in unknown]
        self._one_for_each(found, numbers)
        rivals = self._once(found, numbers, given, problems)
        out = tuple(None if key == IGNORE else key for key in found)
        names = tuple(self.names[i] for i in unknown)
        told = tuple(problem for _, problem in sorted(problems, key=lambda pair: pair[0]))
        local = any(k == "local_number" or (k == "holding_number" and folded(n) in LOCAL)
                    for k, n in zip(out, self.names, strict=True))  # fmt: skip
        counts = Counter(key for key in out if key is not None)
        together = frozenset(key for key, count in counts.items() if count > 1 and key not in rivals)
        together |= {
            key for key, number in zip(out, numbers, strict=True)
            if key and number and any(key.startswith(f"{lead}_") for lead in together)
        }  # fmt: skip
        return Columns(
            self.names, out, told, tuple(numbers), tuple(passed.items()), names, beside.implied(out), local, together
        )

    def _placeless(self, name: str) -> str | None:
        if self.kind is not None and folded(name) in headers(self.kind):
            return None
        return None if folded(name) in all_headers() and self.kind is None else placeless.reason(name)

    def _at(self, index: int) -> Where:
        name = self.names[index]
        cell = cell_name(self.begin + index, self.where.row) if self.table and self.where.row else None
        return evolve(self.where, path=f"{self.table}!{name}" if self.table else name, cell=cell)

    def _taken(self, index: int, key: str) -> Problem:
        expected = message("column-taken", column=named(key))
        return Problem(self._at(index), "column-taken", self.names[index], expected, severity="info")

    def _unknown(self, index: int) -> Problem:
        name = self.names[index]
        known = {cell.key: cell for cell in every_column(KINDS)}
        found = [known[key] for key in nearest(name) if key in known]
        near = Both(", ".join(c.key for c in found) or "-", "、".join(c.ja for c in found) or "なし")
        return Problem(self._at(index), "column-unknown", name, message("column-known", nearest=near))

    def _one_for_each(self, found: list[str | None], numbers: list[int]) -> None:
        """Number columns of one and the same name that hold one person each, and those of their readings and such."""
        same: dict[tuple[str, str], list[int]] = {}
        for index, key in enumerate(found):
            if key is not None and key.partition("_")[0] in _PEOPLE and not numbers[index]:
                same.setdefault((key, folded(self.names[index])), []).append(index)
        for places in same.values():
            for number, index in enumerate(places if len(places) > 1 else (), 1):
                numbers[index] = number

    def _once(
        self, found: list[str | None], numbers: list[int], given: set[int], problems: list[tuple[int, Problem]]
    ) -> set[str]:
        """Refuse a second column of one key, unless both can stand; return the keys of those that only some rows can fill."""
        places: dict[str, list[int]] = {}
        rivals: set[str] = set()
        for index, key in enumerate(found):
            if key is None or key == IGNORE:
                continue
            if key not in keys():
                problems.append((index, Problem(self._at(index), "column-unknown", key, message("column-target"))))
                found[index] = None
                continue
            before = places.setdefault(key, [])
            if before and not self._joins(key, [*before, index], numbers, given):
                if self.mixed:
                    rivals.add(key)
                    continue
                first, one = before[0], named(key)
                expected = message(
                    "column-once",
                    column=one,
                    first=first + 1,
                    second=index + 1,
                    one=self.names[first],
                    other=self.names[index],
                )
                problems.append((index, Problem(self._at(index), "column-double", self.names[index], expected)))
                found[index] = None
            else:
                before.append(index)
        return rivals

    def _joins(self, key: str, places: list[int], numbers: list[int], given: set[int]) -> bool:
        """Tell whether several columns each hold a value of one column: numbered ones, or what a person so mapped."""
        kinds = {"kinds": (self.kind,)} if self.kind is not None else {}
        if not repeatable(key, **kinds):
            return False
        if all(i in given for i in places) or key == "local_number":
            return True
        named = len({folded(self.names[i]) for i in places}) == len(places)
        return len({numbers[i] for i in places}) == len(places) or (named and key in _SYNONYMS)
