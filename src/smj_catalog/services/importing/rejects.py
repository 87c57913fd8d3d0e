"""Refused rows, given back in the input's own shape, with what is wrong with each beside it."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import IO

from smj_catalog.errors import BadSource, FormatError, StoreError, not_taken, path_taken, told_by_system
from smj_catalog.formats import Reading
from smj_catalog.problems import errors_of, message
from smj_catalog.services.importing.entry import InputFile, opened
from smj_catalog.services.importing.planfile import Plan
from smj_catalog.services.outputs import same_file
from smj_catalog.services.reading import parts
from smj_catalog.xmlio import atomic_writer

_PACKED = (".gz", ".zst", ".zip")
_AGAIN = re.compile(r"\.rejects(-[0-9]+)?$")
PIECE = 1 << 20


def write_rejects(plan: Plan, folder: str | os.PathLike[str], *, lang: str = "en") -> list[Path]:
    """Write the refused rows of each input to a file of its own, NAME.rejects.EXT, and return the files.

    .. versionadded:: 0.1.0

    The inputs are read once more, and the rows come back whole, in the shape and encoding in which they came: a table as a
    table with one column more (of ods as xlsx), JSON lines with one key more, XML under the root and header that it had,
    with comments. All import when they are corrected. No file that is there is replaced: if the name is taken, a
    number is appended.

    Raises:
        UsageError: it is not a plan, or not a path.
        FormatError: a format has no way to give refused records back.
        StoreError: a file cannot be written, or an input is not what it was when the plan was made.
        MissingExtra: a workbook needs a library that is not installed.
    """
    made: list[Path] = []
    folder = path_taken("folder", folder, "taken-folder")
    if not isinstance(plan, Plan):
        raise not_taken("plan", plan, "taken-plan")
    inputs = [Path(i.name) for i in plan.inputs]
    told = _told(plan, lang)
    for number, source in enumerate(plan.inputs):
        files = {file: rows for (of, file), rows in told.items() if of == number}
        if not files:
            continue
        if opened(source.name).sha256 != source.sha256:
            raise StoreError(message("input-changed", file=source.name))
        for file, rows in files.items():
            _one(source, file, rows, plan, folder, inputs, made)
    return made


def _one(
    source: InputFile, file: str, rows: dict[tuple[str | None, int], str], plan: Plan, folder: Path,
    inputs: list[Path], made: list[Path],
) -> None:  # fmt: skip
    reading = Reading(file=source.name, options=plan.options.get("table") or {}, found=source.found)
    for part, form in parts(source.name, reading, format=plan.options.get("format")):
        if reading.file != file or isinstance(form, BadSource):
            continue
        if form.refused is None:
            raise FormatError(message("rejects-not", file=file, format=form.id))
        name = _base(file if file == source.name else file[len(source.name) + 1 :])
        suffix = form.refused_suffix or Path(name).suffix or form.suffix
        with tempfile.TemporaryFile() as spool:
            spool.writelines(form.refused(part, reading, rows))
            with told_by_system(lambda why: message("not-written", file=folder, reason=why)):
                folder.mkdir(parents=True, exist_ok=True)
                made.append(_put(spool, folder, _AGAIN.sub("", Path(name).stem), suffix, [*inputs, *made]))
        return


def _put(spool: IO[bytes], folder: Path, name: str, suffix: str, taken: list[Path]) -> Path:
    """Write a file under the first name that is free, or that has these bytes already, and return its path."""
    number = 1
    while True:
        path = folder / f"{name}.rejects{'' if number == 1 else f'-{number}'}{suffix}"
        if not path.exists() and not path.is_symlink():
            break
        if not any(same_file(path, other) for other in taken) and path.is_file() and _same_bytes(path, spool):
            return path
        number += 1
    spool.seek(0)
    with atomic_writer(path) as out:
        while piece := spool.read(PIECE):
            out.write(piece)
    return path


def _same_bytes(path: Path, spool: IO[bytes]) -> bool:
    spool.seek(0)
    with path.open("rb") as there:
        return all(there.read(PIECE) == piece for piece in iter(lambda: spool.read(PIECE), b"")) and not there.read(1)


def _base(file: str) -> str:
    """Return the name of a file without its folder, and without what says how it was packed."""
    name = Path(file.replace("\\", "/")).name
    for end in _PACKED:
        if name.lower().endswith(end):
            name = name[: -len(end)]
    return name


def _told(plan: Plan, lang: str) -> dict[tuple[int, str], dict[tuple[str | None, int], str]]:
    """Return what is wrong with each refused row, by input, by file in it, by sheet and number."""
    told: dict[tuple[int, str], dict[tuple[str | None, int], str]] = {}
    heads: dict[tuple[int, str, str | None], list[str]] = {}
    for entry in plan.entries():
        if entry.action not in ("reject", "conflict"):
            continue
        where, file = entry.where, entry.where.file or plan.inputs[entry.source].name
        words = [p.text(lang) for p in errors_of(entry.problems)]
        if entry.raw == "":  # of the file or its header: told with the first row
            heads.setdefault((entry.source, file, where.sheet), []).extend(words)
            continue
        number = entry.number or where.row or where.line
        if number is None:
            continue
        words = [*heads.pop((entry.source, file, where.sheet), ()), *words]
        told.setdefault((entry.source, file), {})[where.sheet, number] = "\n".join(words)
    return told
