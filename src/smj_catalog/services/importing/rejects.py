"""Refused rows, given back in the input's own shape, with what is wrong with each beside it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from smj_catalog.errors import MissingExtra, StoreError
from smj_catalog.formats import get
from smj_catalog.services.importing.plan import Entry, InputFile
from smj_catalog.services.importing.planfile import Plan
from smj_catalog.xmlio import atomic_writer

COLUMNS = {"en": ("error", "error column", "expected"), "ja": ("エラー", "エラーの列", "必要なもの")}
"""Headers of the columns that are added; readers of tables pass over them."""


def write_rejects(plan: Plan, folder: Path, *, lang: str = "en") -> list[Path]:
    """Write the refused rows of each input to a file of its own and return the files.

    A table comes back as a table with the same columns, encoding and delimiter, with three columns more; anything else
    as the records that it holds. Corrected, the files import.

    Raises:
        StoreError: a file cannot be written.
        MissingExtra: a workbook needs a library that is not installed.
    """
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, source in enumerate(plan.inputs):
            mine = [e for e in plan.entries() if e.source == number and e.action in ("reject", "conflict")]
            if mine:
                made.append(_one(source, mine, folder, lang))
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return made


def _one(source: InputFile, entries: list[Entry], folder: Path, lang: str) -> Path:
    name = Path(source.name)
    stem = name.name.removesuffix(".gz").removesuffix(".zst").removesuffix(".zip")
    path = folder / stem
    tables = source.found.get("tables")
    if tables and source.format in ("csv", "tsv"):
        data = _delimited(source, tables[0]["header"], entries, lang)
    elif tables:
        path = path.with_suffix(".xlsx")
        data = _workbook(tables, entries, lang)
    elif source.format == "jsonl":
        data = "".join(f"{e.raw}\n" for e in entries if e.raw).encode()
    else:
        data = _xml(entries)
    with atomic_writer(path) as out:
        out.write(data)
    return path


def _rows(header: list[str], entries: Iterable[Entry], lang: str) -> Iterator[list[str]]:
    added = COLUMNS["ja" if lang == "ja" else "en"]
    known = {c for names in COLUMNS.values() for c in names}
    keep = [i for i, h in enumerate(header) if h not in known]
    yield [*(header[i] for i in keep), *added]
    for entry in entries:
        cells = json.loads(entry.raw) if entry.raw else []
        cells += [""] * (len(header) - len(cells))
        problems = [p for p in entry.problems if p.severity == "error"] or entry.problems
        words = (
            " / ".join(f"{p.rule}: {p.found}" if p.found is not None else p.rule for p in problems),
            " / ".join(dict.fromkeys((p.where.path or "").rpartition("!")[2] for p in problems if p.where.path)),
            " / ".join(dict.fromkeys(p.expected.text(lang) for p in problems)),
        )
        yield [*(cells[i] for i in keep), *words]


def _delimited(source: InputFile, header: list[str], entries: list[Entry], lang: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=source.found.get("delimiter", ","), lineterminator="\r\n")
    writer.writerows(_rows(header, entries, lang))
    codec = source.found.get("codec") or "utf-8"
    text = out.getvalue()
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:  # a word of a message that this encoding does not have
        data = text.encode(codec, "replace")
    return b"\xef\xbb\xbf" + data if source.found.get("bom") and codec.startswith("utf-8") else data


def _workbook(tables: list[dict[str, Any]], entries: list[Entry], lang: str) -> bytes:
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExtra("refused rows of a workbook need openpyxl; pip install 'smj-catalog[xlsx]'") from error
    book = Workbook(write_only=True)
    for table in tables:
        mine = [e for e in entries if (e.where.path or "").partition("!")[0] == (table["name"] or "")]
        if mine:
            sheet = book.create_sheet(table["name"] or "1")
            for row in _rows(table["header"], mine, lang):
                sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xml(entries: list[Entry]) -> bytes:
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    notes = [
        f"<!-- {e.record}: {'; '.join(p.rule for p in e.problems)} -->\n{e.raw}\n".replace("--;", "- -;")
        for e in entries
        if e.raw
    ]
    assert get("smj-1").read is not None
    return (f"{declaration}<rejected>\n" + "".join(notes) + "</rejected>\n").encode()
