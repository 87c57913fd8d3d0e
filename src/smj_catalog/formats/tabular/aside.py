"""Rows that are no records: totals, group headings and footnotes among the full rows of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import define, field

from smj_catalog.formats.tabular.values.parsed import folded

MOST = 1_000
"""Rows that are held back until the end of the table says whether the others are full."""
_RICH = 2
TITLES = frozenset({"title", "name", "label"})
_AMOUNTS = frozenset({
    "price", "price_net", "price_gross", "pages", "holding_copies", "pieces", "volumes", "size", "measure",
})  # fmt: skip
_OF_THE_WORK = frozenset({
    "isbn", "isbn_13", "isbn_10", "isbn_set", "issn", "issn_l", "ean", "ncid", "ndl", "jpno", "doi", "uri", "magazine_code", "e_code",
    "isni", "orcid", "viaf", "corporate_number",
})  # fmt: skip
"""Numbers that no total or heading has."""
_TOTAL = re.compile(
    r"(?:.{0,20}(?:合計|小計|総計|累計)|計|平均|総数|総額|以上|合計金額|合計.{0,6}|.{0,20} 計|total|grand ?total|sub-?total|sum|average)[:\s]*[0-9,]*(?:件|冊|点|円)?",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"[\[(<【〔《〈][^\[\]()<>【】〔〕《》〈〉]{1,20}[\])>】〕》〉]|[■□●○◆◇▲△▼▽★☆※◎§•▪♦*].*|[-=_~]{3,}|(?:\(?注\)?|\(注[0-9]?\)|備考|note)[ :)].*"
    r"|(?:(?:明治|大正|昭和|平成|令和)?[0-9元]{1,4}年度?(?:[0-9]{1,2}月)?|[0-9]{1,2}月)(?:刊行?|発行|分|の部)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"[¥\\]?[0-9][0-9,.]*\s?(?:円|頁|冊|p|%|点|件)?")


@define
class Aside:
    """Rows held back, for they may be none of the table's records.

    Attributes:
        full: how many rows say enough to be records.
        rich: how many of them say two things or more beside a title.
        marked: rows that say by their words what they are: number, cells.
        bare: rows that have a title and nothing else.
        closed: nothing is held back any more.
        wide: the table has columns enough for rows that say more than a title and one thing.
    """

    full: int = 0
    rich: int = 0
    marked: list[tuple[int, list[str]]] = field(factory=list)
    bare: list[tuple[int, list[str]]] = field(factory=list)
    closed: bool = False
    wide: bool = True

    def takes(self, kind: str | None, cells: Mapping[str, str], number: int, row: list[str]) -> bool:
        """Tell whether a row is held back.

        Args:
            kind: what the rows are.
            cells: its cells by column.
            number: of the row.
            row: as the file has it.
        """
        if self.closed or (len(cells) > 1 and not _OF_THE_WORK.isdisjoint(cells)):
            self.full += 1
            self.rich += len(cells) > _RICH
            return False
        texts = [str(cell).strip() for cell in row if cell.strip()]
        held: list[tuple[int, list[str]]] | None = None
        if _marked(texts) or (cells.keys() <= _AMOUNTS and kind != "issue" and cells):
            held = self.marked
        elif self.wide and len(texts) == 1 and kind == "book" and cells.keys() == {"title"}:
            held = self.bare
        if held is None:
            self.full += bool(len(cells) > 1 if cells.keys() & TITLES else cells.keys() - _AMOUNTS)
            self.rich += len(cells) > _RICH
            return False
        held.append((number, row))
        if len(self.marked) + len(self.bare) > MOST:
            self.closed = True
        return True

    def settled(self) -> tuple[list[tuple[int, list[str]]], list[tuple[int, list[str]]]]:
        """Return the rows that are no records, and those that are read after all, each in order."""
        if not self.full:
            passed: list[tuple[int, list[str]]] = []
            back = [*self.marked, *self.bare]
        else:
            few = len(self.bare) * 2 <= self.rich
            passed = [*self.marked, *(self.bare if few else ())]
            back = [] if few else self.bare
        self.marked, self.bare = [], []
        return sorted(passed, key=lambda one: one[0]), sorted(back, key=lambda one: one[0])


def _marked(texts: list[str]) -> bool:
    """Tell whether the words of a row say that it is a total, a heading or a note."""
    plain = [folded(text[:200]) for text in texts]
    words = [text for text in plain if not _NUMERIC.fullmatch(text)]
    if len(texts) == 1 and words and _HEADING.fullmatch(words[0]):
        return True
    return bool(words) and all(_TOTAL.fullmatch(word) for word in words)
