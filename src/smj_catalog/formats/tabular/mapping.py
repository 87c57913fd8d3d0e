"""Which column of a file is which of ours: by header, by a mapping file, or ignored by name."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping as Table
from pathlib import Path

from attrs import field, frozen

from smj_catalog.errors import BadSource
from smj_catalog.formats.tabular.headers import folded, keys
from smj_catalog.formats.tabular.sheets import KINDS
from smj_catalog.problems import Problem, Where, message

IGNORE = "ignore"
ERRORS = "smj-catalog: errors"
"""Header of the column that a file of rejected rows has in front; ignored when it comes back."""


@frozen
class Mapping:
    """Columns of files -> ours.

    Attributes:
        columns: header as in the file, or ``sheet!header`` -> key of our column, or ``ignore``.
        kind: what the rows are, where neither a column nor a sheet's name says so.
        constants: key of our column -> text that every row has in it, where it has no cell of its own.
    """

    columns: Table[str, str] = field(factory=dict)
    kind: str | None = None
    constants: Table[str, str] = field(factory=dict)

    def of(self, header: str, table: str | None) -> str | None:
        """Return what the mapping says of a header in a table, or None."""
        wanted = folded(header)
        for name in (f"{table}!{header}",) if table else ():
            for known, key in self.columns.items():
                if folded(known) == folded(name):
                    return key
        return next((key for known, key in self.columns.items() if folded(known) == wanted), None)


def write_mapping(mapping: Mapping, path: str | os.PathLike[str]) -> None:
    """Write a mapping as a TOML file that a person can edit."""
    lines = ['# Column of the file = column of smj-catalog, or "ignore".']
    if mapping.kind is not None:
        lines.append(f"kind = {_toml(mapping.kind)}")
    lines += ["", "[columns]", *(f"{_toml(name)} = {_toml(key)}" for name, key in mapping.columns.items()), ""]
    Path(path).write_text("\n".join(lines), "utf-8")


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load_mapping(path: str | os.PathLike[str]) -> Mapping:
    """Return the mapping in a TOML file.

    Raises:
        BadSource: it cannot be read, is no TOML, or names columns that there are not; all faults are told.
    """
    file = os.fspath(path)
    try:
        data = tomllib.loads(Path(path).read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise BadSource(
            Problem(Where(file), "mapping-form", detail, message("a-mapping-file", detail=detail))
        ) from None
    problems = []
    given = data.get("columns", {})
    if not isinstance(given, dict):
        problems.append(_fault(file, "columns", given, "columns"))
        given = {}
    for name, key in given.items():
        if not isinstance(key, str) or (key != IGNORE and key not in keys()):
            problems.append(Problem(Where(file, path=name), "column-unknown", str(key), message("column-target")))
    kind = data.get("kind")
    if kind is not None and kind not in KINDS:
        allowed = ", ".join(KINDS)
        problems.append(
            Problem(Where(file, path="kind"), "kind-unknown", str(kind), message("a-kind", allowed=allowed))
        )
    problems += [_fault(file, name, name, name) for name in data if name not in ("columns", "kind")]
    if problems:
        raise BadSource(problems)
    return Mapping(given, kind)


def _fault(file: str, path: str, found: object, detail: str) -> Problem:
    return Problem(Where(file, path=path), "mapping-form", str(found), message("a-mapping-file", detail=detail))
