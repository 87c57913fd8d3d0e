"""Rejected rows given back in the shape in which they came, with what is wrong in front; corrected, they can be read again."""

from __future__ import annotations

import codecs
import csv
import importlib
import io
import json
from collections.abc import Iterable
from typing import Any

from smj_catalog.formats.base import Item, Reading
from smj_catalog.formats.tabular.mapping import ERRORS


def write_rejects(items: Iterable[Item], reading: Reading, *, lang: str = "en") -> bytes:
    """Return the rejected rows of one file, as a file of the same kind: csv with its delimiter and encoding, or xlsx.

    The first column says what is wrong; a reader leaves it out. Rows of an ods file come back as xlsx.

    Args:
        items: what the reader gave; those that were not rejected are left out.
        reading: what it was told, and learnt of the file's shape.
        lang: of the messages.
    """
    tables: list[dict[str, Any]] = reading.found.get("tables", [])
    lines: dict[str | None, list[list[str]]] = {t["name"]: [[ERRORS, *t["header"]]] for t in tables}
    for item in items:
        if item.rejected and item.raw is not None:
            told = "\n".join(p.text(lang) for p in item.problems)
            lines[item.where.path].append([told, *json.loads(item.raw)])
    if "delimiter" in reading.found:
        return _delimited(next(iter(lines.values()), []), reading)
    return _workbook(lines)


def _delimited(lines: list[list[str]], reading: Reading) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=reading.found["delimiter"], lineterminator="\r\n").writerows(lines)
    codec = "utf-8" if reading.found["codec"] == "utf-8-sig" else reading.found["codec"]
    data = out.getvalue().encode(codec, "backslashreplace")  # only our own messages can have other characters
    return codecs.BOM_UTF8 + data if reading.found["bom"] and codec == "utf-8" else data


def _workbook(lines: dict[str | None, list[list[str]]]) -> bytes:
    from smj_catalog.formats.tabular.excel import plain_cell

    book = importlib.import_module("openpyxl").Workbook(write_only=True)
    for name, table in lines.items():
        if len(table) > 1:
            sheet = book.create_sheet(name)
            for line in table:
                sheet.append([plain_cell(sheet, text) for text in line])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
