"""What an import is asked, and what it says of each row and each input."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from attrs import define, field, frozen

from smj_catalog.errors import BadSource, not_taken, require_known
from smj_catalog.model import Record
from smj_catalog.problems import Problem, Where, message

Action = Literal["create", "update", "remove", "same", "conflict", "reject"]


@frozen
class ImportOptions:
    """Options of an import.

    .. versionadded:: 0.1.0

    Attributes:
        format: id of the inputs' format; None detects it from their content.
        table: options for reading tables: encoding, mapping, ignore, kind, sheet.
        lists: ``replace`` or ``append``: what happens to a field of several values.
        mapping: digest of the mapping in ``table``, for the batch.
    """

    format: str | None = None
    table: dict[str, Any] = field(factory=dict)
    lists: str = "replace"
    mapping: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse words that mean nothing.

        Raises:
            UsageError: ``lists`` has another word, or ``table`` is no dictionary of what is asked.
        """
        require_known("lists", [self.lists], ("replace", "append"))
        if not isinstance(self.table, Mapping):
            raise not_taken("table", self.table, "taken-options")
        ignored = self.table.get("ignore") or ()
        if isinstance(ignored, str | bytes) or not isinstance(ignored, Iterable):
            raise not_taken("table['ignore']", ignored, "taken-several")


@define
class Entry:
    """What would become of one row, or of the rows of one record.

    .. versionadded:: 0.1.0

    Attributes:
        action: create, update, remove (an article or chapter that goes), same, conflict or reject.
        record: id of the archive's record; of the input's where it is refused.
        kind: kind of record.
        where: the row.
        rule: the matching rule that found the archive's record.
        fields: what would change: field, old, new.
        problems: what is wrong, or doubtful.
        raw: a row that could not be read, as the input has it; "" where it is no row but the file or its header.
        source: number of the input.
        number: which record of its file it is, where neither row nor line says so.
        parts: ids of the articles or chapters in a record that is refused.
    """

    action: Action
    record: str
    kind: str
    where: Where
    rule: str | None = None
    fields: list[tuple[str, Any, Any]] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    raw: str | None = None
    source: int = 0
    number: int | None = None
    parts: list[str] = field(factory=list)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the entry as JSON can hold it."""
        w = self.where
        return {
            "action": self.action, "record": self.record, "kind": self.kind, "rule": self.rule,
            "file": w.file, "line": w.line, "row": w.row, "path": w.path, "sheet": w.sheet, "source": self.source,
            "fields": [{"field": f, "old": o, "new": n} for f, o, n in self.fields],
            "problems": [p.as_dict(lang) for p in self.problems], "raw": self.raw,
        }  # fmt: skip


@define
class Outcome:
    """What becomes of one file of the archive, and of the rows it comes from.

    Attributes:
        entries: one an input row.
        before: the record as the archive has it.
        after: the record as it would be; None where the unit is refused or nothing changes.
        origins: the rows that it comes from (`smj_catalog.services.importing.origins`).
        found: what the last batch left in the file, alone in a tuple, where a person has edited the file since.
    """

    entries: list[Entry]
    before: Record | None = None
    after: Record | None = None
    origins: dict[str, Any] = field(factory=dict)
    found: tuple[bytes | None] | None = None


@define
class InputFile:
    """One input.

    .. versionadded:: 0.1.0

    Attributes:
        name: as the user gave it.
        sha256: digest of its bytes.
        size: number of its bytes.
        format: id of its format.
        found: what its reader found out about it, such as the encoding.
    """

    name: str
    sha256: str
    size: int
    format: str = ""
    found: dict[str, Any] = field(factory=dict)


def opened(path: str | os.PathLike[str]) -> InputFile:
    """Return name, digest and size of an input.

    Raises:
        BadSource: it cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise BadSource(
            Problem(Where(str(path)), "file-unreadable", error.strerror, message("readable-file"))
            if not Path(path).is_dir()
            else Problem(Where(str(path)), "file-unreadable", None, message("is-folder"))
        ) from error
    return InputFile(str(path), digest.hexdigest(), size)
