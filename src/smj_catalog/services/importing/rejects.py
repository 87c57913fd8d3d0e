"""Refused rows, given back in the input's own shape, with what is wrong with each beside it."""

from __future__ import annotations

from pathlib import Path

from smj_catalog.errors import StoreError
from smj_catalog.formats import Item, Reading
from smj_catalog.formats.smj import NAMESPACE
from smj_catalog.formats.tabular import write_rejects as write_table
from smj_catalog.problems import message
from smj_catalog.services.importing.plan import Entry, InputFile
from smj_catalog.services.importing.planfile import Plan
from smj_catalog.xmlio import atomic_writer


def write_rejects(plan: Plan, folder: Path, *, lang: str = "en") -> list[Path]:
    """Write the refused rows of each input to a file of its own and return the files.

    A table comes back as a table with the same columns, encoding and delimiter, with one more, which readers pass over; anything else
    as the records that it holds. Tables, JSON lines and native XML import when they are corrected.

    Raises:
        StoreError: a file cannot be written.
        MissingExtra: a workbook needs a library that is not installed.
    """
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, source in enumerate(plan.inputs):
            mine = [e for e in plan.entries() if e.source == number and e.action in ("reject", "conflict")]
            if mine:
                made.append(_one(source, mine, folder, lang, frozenset(made)))
    except OSError as error:
        raise StoreError(message("not-written", file=folder, reason=error.strerror or error)) from error
    return made


def _one(source: InputFile, entries: list[Entry], folder: Path, lang: str, taken: frozenset[Path]) -> Path:
    name = Path(source.name)
    stem = name.name.removesuffix(".gz").removesuffix(".zst").removesuffix(".zip")
    path = folder / stem
    if path.with_suffix(".xlsx") in taken or path in taken:
        path = folder / f"{len(taken) + 1}-{stem}"
    if source.found.get("tables"):
        if "delimiter" not in source.found:
            path = path.with_suffix(".xlsx")
        refused = [Item(None, e.where, tuple(e.problems), e.raw) for e in entries]
        data = write_table(refused, Reading(found=source.found), lang=lang)
    elif source.format == "jsonl":
        data = "".join(f"{e.raw}\n" for e in entries if e.raw).encode()
    else:
        data = _xml(entries, native=source.format == "smj-1")
    with atomic_writer(path) as out:
        out.write(data)
    return path


def _xml(entries: list[Entry], *, native: bool) -> bytes:
    """Return records as XML: a catalog that imports when it is corrected; of other formats, the elements to look at."""
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    notes = [
        f"<!-- {e.record}: {'; '.join(p.rule for p in e.problems)} -->\n{e.raw}\n".replace("--;", "- -;")
        for e in entries
        if e.raw
    ]
    name = "catalog" if native else "rejected"
    start = f'<catalog xmlns="{NAMESPACE}" version="1">' if native else "<rejected>"
    return (f"{declaration}{start}\n" + "".join(notes) + f"</{name}>\n").encode()
