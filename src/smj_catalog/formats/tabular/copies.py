"""What a row says of copies in a column that may hold another thing: a library's own barcode, 所蔵 with a mark or numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.values.identifiers import is_label
from smj_catalog.formats.tabular.values.parsed import folded, warn
from smj_catalog.problems import Problem, message

_OF_A_COPY = ("holder", "holding_location", "holding_shelf", "holding_call_number")
"""Columns that say whose a copy is, or where."""
_MARK = re.compile(
    r"[○◯〇●◎✓✔☑レ×✕✖△]|有り?|あり|無し?|なし|所蔵(?:あり|有り?|なし|無し?|中)?|yes|no|y|n|[01]", re.IGNORECASE
)
_RUN = re.compile(r"(?:第|no\.?|vol\.?|通巻|創刊号)?\s?[0-9]+.*|創刊号.*", re.IGNORECASE)


def sorted_out(
    one: Sheet, cells: dict[str, str], at: dict[str, int], header: Sequence[str]
) -> Iterator[tuple[str, Problem]]:
    """Put cells about copies where they belong, and yield what is told of them: key of the column, problem.

    A library's barcode is the number of its copy where the row says whose or where that is. 所蔵 is the holder, or the numbers
    that are held; a mark in it names nobody.

    Args:
        one: the columns of the row's kind.
        cells: key -> text; changed where it stands.
        at: key -> column of the table.
        header: of the table.
    """
    copy = "barcode" in cells and "holding_number" in one.cells and "holding_number" not in cells
    if copy and is_label(cells["barcode"]) and any(k in cells for k in _OF_A_COPY):
        cells["holding_number"], at["holding_number"] = cells.pop("barcode"), at.pop("barcode")
    words = folded(cells["holder"]) if "holder" in cells else ""
    if not words or "holder" not in one.cells or folded(header[at["holder"]] if "holder" in at else "") != "所蔵":
        return
    if _MARK.fullmatch(words):
        yield "holder", warn("holder-mark", cells.pop("holder"), message("a-holder"))
    elif _RUN.fullmatch(words) and "holding_held" not in cells:
        cells["holding_held"], at["holding_held"] = cells.pop("holder"), at.pop("holder")
        yield "holding_held", warn("holder-run", cells["holding_held"], message("a-holder-run"), "info")
