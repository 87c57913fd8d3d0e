"""Ditto marks (〃, 同上): what they stand for, in columns in which two rows can have the same."""

from __future__ import annotations

from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.formats.tabular.text import is_clear, is_error, is_like_clear
from smj_catalog.formats.tabular.values.nothing import is_ditto
from smj_catalog.formats.tabular.values.parsed import Broken

_OWN = frozenset({"id", "identifiers"})
_ITS_OWN = frozenset({"holding_number"})
"""Fields and columns of what no two things share: a ditto mark there is a slip."""


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
