"""What stands in a cell instead of a value: a mark of an empty cell (-), a ditto mark (〃, 同上)."""

from __future__ import annotations

from functools import cache

from smj_catalog.formats.tabular.sheets import KINDS, sheet
from smj_catalog.formats.tabular.sheets.words import YES_NO
from smj_catalog.formats.tabular.text import is_clear, is_error, is_like_clear
from smj_catalog.formats.tabular.values.nothing import is_ditto, is_mark
from smj_catalog.formats.tabular.values.parsed import Broken

_OWN = frozenset({"id", "identifiers"})
_ITS_OWN = frozenset({"holding_number"})
"""Fields and columns of what no two things share: a ditto mark there is a slip."""


@cache
def _read_themselves() -> frozenset[str]:
    """Return the columns whose parsers know such marks, or in which × is a value: yes or no."""
    found: set[str] = set()
    for one in map(sheet, KINDS):
        found.update(cell.key for cell in one.cells.values() if cell.codec is YES_NO or cell.parse is not None)
        found.update(bound.lead for bound in one.bound if bound.block.parse is not None)
    return frozenset(found)


def is_empty(key: str, text: str) -> bool:
    """Tell whether a cell holds no more than a mark that people put into empty cells, and its column would take it for a value."""
    held = key == "holder" and "×" in text  # not held
    return is_mark(text) and not held and key not in _read_themselves()


def repeated(row: list[str], number: int, above: list[str]) -> tuple[list[str], dict[int, tuple[str, int | None]]]:
    """Return a row with the values that its ditto marks stand for, and of each column with a mark that and where the value is.

    Args:
        row: as the file has it.
        number: of the row above.
        above: that row, with its own marks replaced.
    """
    marks = [i for i, cell in enumerate(row) if cell and is_ditto(cell)]
    if not marks:
        return row, {}
    filled, found = [*row], dict[int, tuple[str, int | None]]()
    for i in marks:
        value = above[i] if i < len(above) else ""
        there = value.strip() and not (
            isinstance(value, Broken) or is_error(value) or is_clear(value) or is_like_clear(value) or is_ditto(value)
        )
        found[i] = row[i], number if there else None
        filled[i] = value if there else row[i]
    return filled, found


def can_repeat(kind: str | None, key: str) -> bool:
    """Tell whether two rows of a kind can have the same in a column."""
    return kind is not None and key not in _ITS_OWN and sheet(kind).field_of.get(key) not in _OWN
