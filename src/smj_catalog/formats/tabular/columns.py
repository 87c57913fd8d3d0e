"""The columns of one table: what each header means beside the others, and what is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from smj_catalog.formats.tabular import placeless
from smj_catalog.formats.tabular.headers import (
    all_headers,
    folded,
    follower,
    following,
    headers,
    keys,
    meaning,
    nearest,
    repeatable,
)
from smj_catalog.formats.tabular.ids import PREFIXES
from smj_catalog.formats.tabular.mapping import ERRORS, IGNORE
from smj_catalog.formats.tabular.mapping import Mapping as Given
from smj_catalog.problems import Message, Problem, Where, message

_LOCAL = frozenset(
    map(
        folded,
        (
            "管理番号",
            "ID",
            "整理番号",
            "図書番号",
            "蔵書番号",
            "台帳番号",
            "図書ID",
            "蔵書ID",
            "書籍ID",
            "book id",
            "item id",
        ),
    )
)
"""Numbers of a list's own: of a copy where the table is of copies, else of the record."""
_COPY = frozenset(
    map(
        folded,
        (
            "登録番号",
            "受入番号",
            "資料番号",
            "資料ID",
            "受入No",
            "登録No",
            "資料No",
            "原簿番号",
            "accession number",
            "item number",
        ),
    )
)
"""Numbers that a library gives to a copy."""
_RUNNING = frozenset(map(folded, ("番号", "No", "No.", "№", "#", "＃", "ナンバー")))
"""Numbers of rows, unless the cells or the other columns say otherwise."""
_HOLDING = (
    "holder",
    "holding_held",
    "holding_missing",
    "holding_location",
    "holding_shelf",
    "holding_call_number",
    "holding_copies",
)
_PREFIXES = tuple(f"{word}:" for words in PREFIXES.values() for word in words)
_ADDED = {
    folded(name): key for key, names in (
        ("author", ("additional authors", "additional author", "other authors", "secondary author", "secondary authors", "co-authors", "共著者",
                    "その他の著者", "他の著者")),
    ) for name in names
}  # fmt: skip
"""Columns of further people in a role: they stand behind those of the role's own column."""
_YEARS = frozenset(
    map(folded, ("発行年", "出版年", "刊行年", "刊年", "publication year", "year published", "year of publication"))
)
"""Years beside whole dates, as other programs export them."""
_SYNONYMS = frozenset({"keywords", "note", "series", "url", "other_title"})
"""Columns of which a table may have two under different names, each with values of its own: 件名 and キーワード."""
_PEOPLE = frozenset(map(folded, ("氏名", "姓名", "人名", "旧姓", "full name")))
"""Headers that only people have."""
_DIGITS = re.compile(r"[0-9\uff10-\uff19]")


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
        return any(p.severity == "error" for p in self.problems)


def left_out(ignore: Iterable[str], names: Iterable[str], table: str | None) -> frozenset[str]:
    """Return the headers to leave out, folded; what is given may hold several, parted by commas."""
    there = {folded(n) for n in names} | {folded(f"{table}!{n}") for n in names}
    out = {folded(ERRORS)}
    for given in ignore:
        whole = folded(given)
        out |= {whole} if whole in there else {whole, *map(folded, re.split("[,\u3001]", given))}
    return frozenset(out)


def columns(
    header: Iterable[str], where: Where, *, mapping: Given, ignore: Iterable[str], kind: str | None, table: str | None,
    sample: Iterable[list[str]] = (), mixed: bool = False,
) -> Columns:  # fmt: skip
    """Return what the columns of a table are, with everything that is wrong with them.

    Args:
        header: the header cells.
        where: file and row.
        mapping: what a person has said; goes first.
        ignore: headers to leave out.
        kind: what the rows are, where it is known.
        table: name of the sheet.
        sample: some of the first rows.
        mixed: each row says what it is; two columns of one key are then a fault of the rows that fill both.
    """
    return _Headers(tuple(header), where, mapping, tuple(ignore), kind, table, tuple(sample), mixed).columns()


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
        for index in range(len(self.names)):
            if index not in given and found[index] != IGNORE:
                self._settle(index, found, passed, problems)
        unknown = [i for i, key in enumerate(found) if key is None]
        problems += [(i, self._unknown(i)) for i in unknown]
        rivals = self._once(found, numbers, given, problems)
        out = tuple(None if key == IGNORE else key for key in found)
        names = tuple(self.names[i] for i in unknown)
        told = tuple(problem for _, problem in sorted(problems, key=lambda pair: pair[0]))
        local = any(k == "local_number" or (k == "holding_number" and folded(n) in _LOCAL)
                    for k, n in zip(out, self.names, strict=True))  # fmt: skip
        counts = Counter(key for key in out if key is not None)
        together = frozenset(key for key, count in counts.items() if count > 1 and key not in rivals)
        return Columns(
            self.names, out, told, tuple(numbers), tuple(passed.items()), names, self._implied(out), local, together
        )

    def _placeless(self, name: str) -> str | None:
        if self.kind is not None and folded(name) in headers(self.kind):
            return None
        return None if folded(name) in all_headers() and self.kind is None else placeless.reason(name)

    def _at(self, index: int) -> Where:
        name = self.names[index]
        return Where(self.where.file, row=self.where.row, path=f"{self.table}!{name}" if self.table else name)

    def _taken(self, index: int, key: str) -> Problem:
        expected = message("column-taken", column=key)
        return Problem(self._at(index), "column-taken", self.names[index], expected, severity="info")

    def _unknown(self, index: int) -> Problem:
        name = self.names[index]
        near = ", ".join(nearest(name)) or "-"
        return Problem(self._at(index), "column-unknown", name, message("column-known", nearest=near))

    # --- what a header means beside the others

    def _settle(
        self, index: int, found: list[str | None], passed: dict[int, Message], problems: list[tuple[int, Problem]]
    ) -> None:
        name, key = folded(self.names[index]), found[index]
        others = {k for i, k in enumerate(found) if i != index and k is not None}
        copies = self._has("holding_number") and "holding_number" not in others and any(k in others for k in _HOLDING)
        if (what := follower(self.names[index])) is not None:
            found[index] = self._follower(index, what, found)
        elif name in _COPY and self._has("holding_number"):
            found[index] = "holding_number"
        elif key == "id" and (texts := self._texts(index)) and all(map(is_record_id, texts)):
            pass  # ids of ours
        elif name in _LOCAL or name in _COPY:
            found[index] = "holding_number" if copies else "local_number" if self._has("local_number") else key
        elif name in _RUNNING and not self._is_number(key, others):
            if self._counts(index):
                found[index], passed[index] = IGNORE, message("placeless-running")
            else:
                found[index] = "local_number" if self._has("local_number") else key
        elif name == "冊数" and self.kind == "book" and not any(k in others for k in _HOLDING):
            found[index] = "pieces"
        elif name in _YEARS and key == "date" and "date" in others and self._has("date_year"):
            found[index] = "date_year"
        elif key == "original_title" and "title" not in others:
            found[index] = "title"  # so other programs call the only one
            problems.append((index, self._taken(index, "title")))
        elif name in ("発行", "発売"):
            found[index] = self._issued(name, index, others)
            problems.append((index, self._taken(index, found[index] or "")))

    def _implied(self, found: Iterable[str | None]) -> dict[str, str]:
        """Return what headers say of all rows: 氏名 is the name of a person."""
        there = set(found)
        people = there & {"born", "died", "lived"} or any(folded(name) in _PEOPLE for name in self.names)
        return {"agent_kind": "person"} if self.kind == "agent" and people and "agent_kind" not in there else {}

    def _has(self, key: str) -> bool:
        """Tell whether rows of this table can have a column."""
        return key in keys() if self.kind is None else key in _cells(self.kind)

    def _follower(self, index: int, what: str, found: list[str | None]) -> str | None:
        """Return the column that ヨミ, 所属 … behind another column is."""
        name = self.names[index]
        if self.kind is not None and folded(name) in headers(self.kind):
            return headers(self.kind)[folded(name)]
        bases = {k for k in found if k is not None and k != IGNORE and following(k, what, self.kind) is not None}
        for before in reversed(found[:index]):
            if before in bases:
                return following(before, what, self.kind)
            if before is None or before == IGNORE or not any(before.startswith(f"{base}_") for base in bases):
                break
        people = {b for b in bases if what not in ("reading", "romanised")}
        return following(people.pop(), what, self.kind) if len(people) == 1 else None

    def _is_number(self, key: str | None, others: set[str]) -> bool:
        """Tell whether No. is the number of an issue: in a list of issues, or beside the serial of an article."""
        issue = self.kind == "issue" and key == "number" and "number" not in others
        return issue or (self.kind == "component" and key == "host_number" and "host_serial" in others)

    def _counts(self, index: int) -> bool:
        """Tell whether the cells of a column count the rows: whole numbers, each greater than the last."""
        last = -1
        for text in self._texts(index):
            number = folded(text).removesuffix(".0").removesuffix(".")
            if not number.isdecimal() or len(number) > 6 or int(number) <= last:
                return False
            last = int(number)
        return True

    def _texts(self, index: int) -> list[str]:
        """Return what stands in a column of the first rows, but for rows of one cell, which may be headings."""
        full = (row for row in self.sample if sum(bool(cell.strip()) for cell in row) > 1 or len(self.names) == 1)
        return [str(row[index]) for row in full if index < len(row) and row[index].strip()]

    def _issued(self, name: str, index: int, others: set[str]) -> str | None:
        """Return what 発行 or 発売 is: a date where its cells have digits, else who does it."""
        date, body = ("date", "publisher") if name == "発行" else ("released", "distributor")
        date = date if self._has(date) else "date"
        texts = self._texts(index)
        dated = [bool(_DIGITS.search(text)) for text in texts]
        if not texts:
            return date if body in others else body
        return date if all(dated) else body if not any(dated) else None

    # --- two columns of one key

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
                expected = message("column-once", column=key, first=before[0] + 1, second=index + 1)
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


def _cells(kind: str) -> Iterable[str]:
    from smj_catalog.formats.tabular.sheets import sheet

    return sheet(kind).cells


def is_record_id(text: str) -> bool:
    """Tell whether a cell holds an id of ours: book:…, and not a list's own number."""
    return text.startswith(_PREFIXES)
