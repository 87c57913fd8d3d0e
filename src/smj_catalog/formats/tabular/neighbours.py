"""What a header means beside the others of its table, and by what stands under it: No., ID, ヨミ, 発行."""

from __future__ import annotations

import re

from attrs import frozen

from smj_catalog.formats.base import ERRORS
from smj_catalog.formats.tabular.headers import folded, follower, following, headers, keys
from smj_catalog.formats.tabular.ids import PREFIXES
from smj_catalog.formats.tabular.mapping import IGNORE, KIND_OF
from smj_catalog.formats.tabular.sheets import KIND, sheet


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, text.split(", ")))


LOCAL = _words(
    "管理番号, ID, 整理番号, 図書番号, 蔵書番号, 台帳番号, 図書ID, 蔵書ID, 書籍ID, 商品コード, 商品番号, 商品ID, 品番, biblionumber, book id, item id"
)
"""Numbers of a list's own: of a copy where the table is of copies, else of the record."""
_COPY = _words(
    "登録番号, 受入番号, 資料番号, 資料ID, 受入No, 登録No, 資料No, 原簿番号, accession number, item number, item identifier"
)
"""Numbers that a library gives to a copy."""
RUNNING = _words("番号, No, No., №, #, ナンバー, unnamed: 0")
"""Numbers of rows, unless the cells or the other columns say otherwise."""
_TOTALS = _words("計, 合計, 総計, 小計, total")
_YEARS = _words("発行年, 出版年, 刊行年, 刊年, publication year, year published, year of publication")
"""Years beside whole dates, as other programs export them."""
_PEOPLE = _words("氏名, 姓名, 人名, 旧姓, full name")
"""Headers that only people have."""
_HOLDING = frozenset((
    "holder", "holding_held", "holding_missing", "holding_location", "holding_shelf", "holding_call_number", "holding_copies",
))  # fmt: skip
_PREFIXES = tuple(f"{word}:" for words in PREFIXES.values() for word in words)
_DIGITS = re.compile(r"[0-9\uff10-\uff19]|[元〇一二三四五六七八九十]年")
_COUNTED = _words("数量, 単価, 冊数, 部数, 個数, 点数, 注文数, 注文冊数, 発注数, 税抜単価, 税込単価")
"""Columns beside which 金額 is what so many cost."""


def is_record_id(text: str) -> bool:
    """Tell whether a cell holds an id of ours: book:…, and not a list's own number."""
    return text.lower().startswith(_PREFIXES)


@frozen
class Neighbours:
    """The headers of a table and what stands under them.

    Attributes:
        names: the headers.
        kind: what the rows are, where it is known.
        sample: some of the first rows.
    """

    names: tuple[str, ...]
    kind: str | None
    sample: tuple[list[str], ...]

    def settled(self, index: int, found: list[str | None]) -> str | None:
        """Return the key of a column beside the others; None where it is not known.

        ``ignore`` where it counts the rows, or copies of which nothing says whose they are, or is what several cost.

        Args:
            index: of the column.
            found: for each column its key as far as it is known by its header alone.
        """
        name, key = folded(self.names[index]), found[index]
        others = {k for i, k in enumerate(found) if i != index and k is not None}
        copies = self._has("holding_number") and not others & {"holding_number", "barcode"} and bool(others & _HOLDING)
        if (what := follower(self.names[index])) is not None:
            return self._follower(index, what, found)
        if name in _COPY and self._has("holding_number"):
            return "holding_number"
        if key == "id" and all(map(is_record_id, self._texts(index))):
            return key  # ids of ours
        if name in LOCAL or name in _COPY:
            return "holding_number" if copies else "local_number" if self._has("local_number") else key
        if name in RUNNING and not self._is_number(key, others):
            return IGNORE if self._counts(index) else "local_number" if self._has("local_number") else key
        if (
            key == "agent_kind"
            and self.kind != "agent"
            and not (others & {"name"})
            and not any(folded(n) in _PEOPLE for n in self.names)
        ):
            kinds = {KIND_OF.get(folded(text)) for text in self._texts(index)}
            if kinds and None not in kinds:
                return KIND.key
            return "genre" if self._has("genre") else None
        if key == "genre" and not self._has("genre") and self._has("keywords") and "keywords" not in others:
            return "keywords"  # what a shop calls so
        if name == "冊数" and self.kind == "book" and not others & _HOLDING:
            return "pieces"
        if name == "金額" and any(folded(n) in _COUNTED for n in self.names):
            return IGNORE
        if name == "部数" and not others & {*_HOLDING, "holding_number", "holding_agent"}:
            return IGNORE
        if name in _YEARS and key == "date" and "date" in others and self._has("date_year"):
            return "date_year"
        if key == "original_title" and "title" not in others:
            return "title"  # so other programs call the only one
        return self._issued(name, index, others) if name in ("発行", "発売") else key

    def unsure(self, index: int, key: str | None, found: list[str | None]) -> bool:
        """Tell whether a column may mean another thing: 種別 of no body or person.

        Args:
            index: of the column.
            key: of it, by its header alone.
            found: for each column its key, as far as it is settled.
        """
        return key in ("agent_kind", "genre") and found[index] != key

    def implied(self, found: tuple[str | None, ...]) -> dict[str, str]:
        """Return what headers say of all rows: 氏名 is the name of a person."""
        people = {"born", "died", "lived"} & {*found} or any(folded(name) in _PEOPLE for name in self.names)
        return {"agent_kind": "person"} if self.kind == "agent" and people and "agent_kind" not in found else {}

    def _has(self, key: str) -> bool:
        """Tell whether rows of this table can have a column."""
        return key in keys() if self.kind is None else key in sheet(self.kind).cells

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
        return issue or (self.kind == "component" and key in ("number", "host_number") and "host_serial" in others)

    def _counts(self, index: int) -> bool:
        """Tell whether the cells of a column count the rows: 1, 2, 3 …; of refused rows that came back, each greater."""
        back = any(folded(name) == folded(ERRORS) for name in self.names)
        last = -1 if self._texts(index)[:1] == ["0"] else 0
        for text in self._texts(index):
            number = folded(text).removesuffix(".0").removesuffix(".")
            if number in _TOTALS:
                continue
            if (
                not number.isdecimal()
                or len(number) > 6
                or not (int(number) == last + 1 or (back and int(number) > last))
            ):
                return False
            last = int(number)
        return True

    def counts(self, index: int) -> bool:
        """Tell whether a first column without a name counts the rows, as programs write it that have an index of their own."""
        return index == 0 and bool(self._texts(index)) and self._counts(index)

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
