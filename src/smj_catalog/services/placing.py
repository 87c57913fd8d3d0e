"""Where in its file a fault of a record stands: line and element, field, or column of a row."""

from __future__ import annotations

from collections.abc import Sequence

from smj_catalog.formats import Item, Reading
from smj_catalog.formats.tabular import at_column
from smj_catalog.model import kind_of
from smj_catalog.problems import Problem


def placed(item: Item, problems: Sequence[Problem], reading: Reading) -> Sequence[Problem]:
    """Return faults of an item's record with their places; the next item must not have been asked for yet.

    Args:
        item: as its reader gave it.
        problems: the faults, with the row of a table's item.
        reading: what was told of the file.
    """
    if item.record is None or item.at is None:
        return item.placed(problems)
    w, kind, cells, at = item.where, kind_of(item.record), item.cells or {}, item.at
    table = next(t for t in reading.found["tables"] if t["name"] == w.sheet and t["file"] == w.file)
    return [at_column(p, kind, cells, at, table) for p in problems]
