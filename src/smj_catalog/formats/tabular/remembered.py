"""Cells of a row as JSON can hold them, so that they are read again later as they were read then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smj_catalog.crosswalk.rows import Cells
from smj_catalog.formats.tabular.values.parsed import Day, Number

_KINDS: dict[str, type[str]] = {kind.__name__.lower(): kind for kind in (Number, Day)}
_NAMES = {kind: name for name, kind in _KINDS.items()}
"""Name -> texts that a spreadsheet did not hold as text, which are read otherwise."""


def remembered(cells: Cells) -> dict[str, Any]:
    """Return the cells of a row but its id: key of the column -> text, or text and what the spreadsheet held it as."""
    return {
        key: [str(text), _NAMES[text.__class__]] if text.__class__ in _NAMES else str(text)
        for key, text in cells.items()
        if key != "id"
    }


def recalled(told: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells that `remembered` was given."""
    return {key: _KINDS.get(text[1], str)(text[0]) if isinstance(text, list) else text for key, text in told.items()}
