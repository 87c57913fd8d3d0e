"""The sheets: one a kind of record, made when first asked for; together the flat mapping of the crosswalk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from smj_catalog.crosswalk.rows import Cell
from smj_catalog.formats.tabular.sheet import Sheet

KINDS = ("periodical", "issue", "component", "book", "agent", "concept")
KIND = Cell("kind", "Kind", "種類", names=("kind of record", "記録の種類", "資料種別", "種類", "item type"))
"""The column that says what a row is."""

TITLES = {
    "periodical": ("Serials", "雑誌"), "issue": ("Issues", "号"), "component": ("Articles and chapters", "記事・章"),
    "book": ("Books", "図書"), "agent": ("People and bodies", "人・団体"), "concept": ("Concepts", "件名"),
}  # fmt: skip
"""Kind -> name of its sheet in a workbook, in English and Japanese."""


@cache
def sheet(kind: str) -> Sheet:
    """Return the sheet of one kind of record."""
    found: Sheet = import_module(f"smj_catalog.formats.tabular.sheets.{kind}").SHEET
    return found


class _Sheets(Mapping[str, Sheet]):
    """Kind -> its sheet, made when it is first asked for."""

    def __getitem__(self, kind: str) -> Sheet:
        if kind not in KINDS:
            raise KeyError(kind)
        return sheet(kind)

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)


SHEETS = _Sheets()


def columns(kinds: tuple[str, ...]) -> list[Cell]:
    """Return the columns of a table that holds records of some kinds, each once; ``kind`` comes first."""
    found: dict[str, Cell] = {"kind": KIND}
    for kind in kinds:
        one = sheet(kind)
        for key in one.written:
            found.setdefault(key, one.cells[key])
    if (
        "issue" in kinds
    ):  # 巻次 is the number of an issue: in a table with issues, that of a title has their name for it
        found.update((key, cell) for key, cell in sheet("issue").cells.items() if key in found)
    return list(found.values())


__all__ = ["KIND", "KINDS", "SHEETS", "TITLES", "columns", "sheet"]
