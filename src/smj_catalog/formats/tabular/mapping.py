"""Which column of a file is which of ours: by header, by a mapping file, or ignored by name."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from collections.abc import Mapping as Table
from pathlib import Path

from attrs import field, frozen

from smj_catalog.errors import BadSource
from smj_catalog.formats.base import Reading
from smj_catalog.formats.tabular.headers import folded, key_of, keys
from smj_catalog.formats.tabular.sheets import KIND, KINDS, TITLES
from smj_catalog.formats.tabular.sheets.words import KINDS as KIND_WORDS
from smj_catalog.problems import Problem, Where, kinds_named, message, toml

IGNORE = "ignore"

KIND_OF = {folded(word): kind for word, kind in KIND_WORDS.items()} | {
    folded(name): kind for kind, names in TITLES.items() for name in names
}
"""What people call a kind of record, folded -> kind."""


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


def mapping_of(reading: Reading) -> Mapping:
    """Return the mapping that the reader was given: one, or the path of a file, or none.

    Raises:
        BadSource: the file is no mapping.
    """
    given = reading.options.get("mapping")
    if given is None:
        return Mapping()
    return load_mapping(given) if isinstance(given, str | os.PathLike) else given


def write_mapping(
    mapping: Mapping,
    path: str | os.PathLike[str],
    *,
    unknown: Iterable[str] = (),
    varying: Iterable[str] = (),
    lang: str = "en",
) -> None:
    """Write a mapping as a TOML file that a person can edit.

    Args:
        mapping: what is known.
        path: the file; it is replaced where it is there.
        unknown: headers that are not known; each stands in a comment, to be filled in or left out.
        varying: headers of the mapping that mean another column in rows of another kind; in comments too.
        lang: language of the comments, ``en`` or ``ja``.
    """
    lines = [f"# {message('mapping-lines').text(lang)}"]
    if mapping.kind is not None:
        lines.append(f"kind = {_toml(mapping.kind)}")
    varies = frozenset(varying)
    lines += ["", "[columns]"]
    lines += [f"{_toml(name)} = {_toml(key)}" for name, key in mapping.columns.items() if name not in varies]
    if by_kind := [f"# {_toml(name)} = {_toml(key)}" for name, key in mapping.columns.items() if name in varies]:
        lines += [f"# {message('mapping-varying').text(lang)}", *by_kind]
    if lost := [f"# {_toml(name)} = {_toml(IGNORE)}" for name in unknown]:
        lines += [f"# {message('mapping-unknown').text(lang)}", *lost]
    if mapping.constants:
        lines += ["", "[constants]", *(f"{_toml(name)} = {_toml(text)}" for name, text in mapping.constants.items())]
    Path(path).write_text("\n".join([*lines, ""]), "utf-8")


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load_mapping(path: str | os.PathLike[str]) -> Mapping:
    """Return the mapping in a TOML file.

    Raises:
        BadSource: it cannot be read, is no TOML, or names columns that there are not; all faults are told.
    """
    file = os.fspath(path)
    try:
        data = toml.loads(Path(path).read_bytes(), file, "mapping-form")
    except OSError as error:
        raise BadSource(Problem(Where(file), "file-unreadable", error.strerror, message("readable-file"))) from None
    if isinstance(data, Problem):
        raise BadSource(data)
    problems = []
    given = data.get("columns", {})
    if not isinstance(given, dict):
        problems.append(_fault(file, "columns", given, "columns"))
        given = {}
    own = KIND_OF.get(folded(str(data.get("kind", ""))))
    for name, key in given.items():
        if not isinstance(key, str) or (key != IGNORE and key not in keys() and key_of(key, own) is None):
            problems.append(Problem(Where(file, path=name), "column-unknown", str(key), message("column-target")))
    kind = data.get("kind")
    constants = _constants(file, data, problems)
    kind = constants.pop(KIND.key, kind)
    if kind is not None and folded(str(kind)) not in KIND_OF:
        expected = message("a-kind", allowed=kinds_named(KINDS))
        problems.append(Problem(Where(file, path="kind"), "kind-unknown", str(kind), expected))
    problems += [_fault(file, name, name, name) for name in data if name not in ("columns", "kind", "constants")]
    if problems:
        raise BadSource(problems)
    given = {name: key if key == IGNORE or key in keys() else key_of(key, own) or key for name, key in given.items()}
    return Mapping(given, None if kind is None else KIND_OF[folded(str(kind))], constants)


def _constants(file: str, data: Table[str, object], problems: list[Problem]) -> dict[str, str]:
    """Return what every row has: key of our column -> text; headers of ours may stand for their keys."""
    given = data.get("constants", {})
    if not isinstance(given, dict):
        problems.append(_fault(file, "constants", given, "constants"))
        return {}
    found: dict[str, str] = {}
    for name, text in given.items():
        kind = data.get("kind")
        key = key_of(name, KIND_OF.get(folded(kind)) if isinstance(kind, str) else None)
        if key is None:
            problems.append(Problem(Where(file, path=name), "column-unknown", name, message("column-target")))
        elif isinstance(text, bool) or not isinstance(text, str | int | float):
            problems.append(_fault(file, name, text, name))
        else:
            found[key] = str(text)
    return found


def _fault(file: str, path: str, found: object, detail: str) -> Problem:
    return Problem(Where(file, path=path), "mapping-form", str(found), message("a-mapping-file", detail=detail))
