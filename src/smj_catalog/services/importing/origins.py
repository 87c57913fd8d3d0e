"""Where values came from, as the journal holds it: the rows that made a change, with their cells by column.

``{"rows": [{"input": 0, "row": 2, "cells": {"price": "1,800円"}}]}``: number of the batch's input, line, row and sheet as
far as there are such, ``part`` for the row of an article or chapter. Cells are as they were read; ``said`` has the words
of a field where its cells do not give them as the file has them. The headers of the tables stand in the batch, once.
Older journals have ``{field: {"input": 0, "row": 2, "text": "1,800円"}}`` instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smj_catalog.formats import Item
from smj_catalog.model import kind_of

Headers = dict[str, dict[str, list[str]]]
"""Sheet (empty where there is one table) -> key of a column -> its headers in the file."""


def headers(found: Mapping[str, Any]) -> Headers:
    """Return the headers of an input's tables, from what their reader found."""
    told: Headers = {}
    for table in found.get("tables", ()):
        columns = told.setdefault(table["name"] or "", {})
        for key, name in zip(table["keys"], table["header"], strict=False):
            if key is not None and name not in columns.setdefault(key, []):
                columns[key].append(name)
    return told


def said_by(item: Item, columns: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what a row of a table says, to be kept: its cells, and words that these do not give; else nothing."""
    if item.cells is None or item.record is None:
        return {}
    from smj_catalog.formats.tabular import remembered

    fields = _by_field(item.cells, kind_of(item.record))
    words = {
        field: text
        for field, text in (item.given or {}).items()
        if field != "id"
        and [*fields.get(field, {}).values()] != [text]  # of several cells, as they are said together
        and _words(fields.get(field, {}), columns).get("text") != text
    }
    return {"cells": remembered(item.cells), **({"said": words} if words else {})}


def words_of(row: Mapping[str, Any], kind: str, field: str, columns: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the words of a row for a field, as ``text``, and the ``column`` that they stand in; nothing where it has none.

    Args:
        row: as the journal holds it.
        kind: kind of the record.
        field: a field of it.
        columns: headers of the row's table.
    """
    from smj_catalog.formats.tabular import recalled

    told = _words(_by_field(recalled(row.get("cells", {})), kind).get(field, {}), columns)
    if field in row.get("said", {}):
        told["text"] = row["said"][field]
    return told


def _by_field(cells: Mapping[str, str], kind: str) -> dict[str | None, dict[str, str]]:
    """Return the cells of a row that are not empty, by the field that their columns are of."""
    from smj_catalog.formats.tabular import sheet

    field_of = sheet(kind).field_of
    fields: dict[str | None, dict[str, str]] = {}
    for key, text in cells.items():
        if text:
            fields.setdefault(field_of.get(key), {})[key] = text
    return fields


def _words(cells: Mapping[str, str], columns: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the words of the cells of one field, and the columns that they stand in."""
    named = [(", ".join(columns.get(key, [key])), text) for key, text in cells.items()]
    told: dict[str, str] = {}
    if named:
        told["column"] = ", ".join(dict.fromkeys(name for name, _ in named))
        told["text"] = named[0][1] if len(named) == 1 else "\n".join(f"{name}: {text}" for name, text in named)
    return told
