"""Schemas from the package, from the installed onixcheck, or from a folder: never from anywhere else.

libxml2 skips an import that it cannot load and compiles a weaker schema without a word. So every document
that a schema refers to is found here first, and the compiler is handed those and no others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from smj_catalog import resources
from smj_catalog.codes import lists
from smj_catalog.errors import BadSource, MissingExtra, SchemaError, UsageError
from smj_catalog.problems import Problem, Where, message
from smj_catalog.schema.checking import Schema
from smj_catalog.xmlio import fromstring

__all__ = ["load", "load_path", "official_onix"]

_XS = "{http://www.w3.org/2001/XMLSchema}"
_REFERRING = tuple(_XS + name for name in ("include", "import", "redefine"))
_RELATIVE = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*")
_BASE = "smj-schema:/"
_ONIX = {
    "2.1": "xsd2.1/ONIX_BookProduct_Release2.1_{}.xsd",
    "3.0": "xsd3.0/ONIX_BookProduct_3.0_{}.xsd",
    "3.1": "xsd3.1/ONIX_BookProduct_3.1_{}.xsd",
}


@cache
def load(name: str) -> Schema:
    """Return a packaged schema; it is compiled once a process.

    Args:
        name: the file's name in the folder of schemas.

    Raises:
        SchemaError: there is no such schema, it refers to something outside the folder, or does not compile.
    """
    folder = resources.schemas()
    if not _RELATIVE.fullmatch(name):
        raise _outside(name, name, folder)
    return _compile(folder / name, folder, {})


def load_path(path: Path, *, mapping: Mapping[str, Path] | None = None) -> Schema:
    """Return a schema from any folder, compiled offline.

    Args:
        path: its file; relative references stay in that folder.
        mapping: which file stands for a reference that is a URL.

    Raises:
        SchemaError: it refers to what is neither in its folder nor in the mapping, or does not compile.
    """
    return _compile(path, path.parent, mapping or {})


@cache
def official_onix(release: str, tags: str) -> Schema:
    """Return EDItEUR's own schema from the installed onixcheck.

    Args:
        release: ``2.1``, ``3.0`` or ``3.1``.
        tags: ``reference`` or ``short``.

    Raises:
        UsageError: there is no such schema.
        MissingExtra: onixcheck is not installed.
    """
    if release not in _ONIX or tags not in ("reference", "short"):
        allowed = ", ".join(f"{r} {t}" for r in _ONIX for t in ("reference", "short"))
        found = f"{release} {tags}"
        raise UsageError(Problem(Where(), "schema-name", found, message("one-of", allowed=allowed)))
    folder = lists.folder()
    if folder is None:
        expected = message("installed-extra", library="onixcheck", extra="onixcheck")
        raise MissingExtra(Problem(Where(), "missing-extra", None, expected))
    path = folder / _ONIX[release].format(tags)
    return _compile(path, path.parent, {})


def _compile(path: Path, folder: Path, mapping: Mapping[str, Path]) -> Schema:
    documents = _Documents(mapping)
    main = documents.add(path, folder)
    documents.gather()
    try:
        # Compiling parses what is referred to with the resolvers of the parser that made the first tree.
        root = fromstring(documents.found[main], file=path.name, base=_BASE + main, resolver=documents)
        return Schema(path.name, etree.XMLSchema(root))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        detail = re.sub(re.escape(_BASE) + r"\d+-", "", str(error))
        raise _broken(path, detail) from error


def _broken(path: Path, detail: str) -> SchemaError:
    where = Where(file=str(path))
    return SchemaError(Problem(where, "schema-compile", path.name, message("schema-compiles", detail=detail)))


def _outside(file: str, found: str, folder: Path) -> SchemaError:
    expected = message("schema-beside", folder=str(folder))
    return SchemaError(Problem(Where(file=file), "schema-location", found, expected))


class _Documents(etree.Resolver):
    """The documents of a schema, each under a name of its own that references are rewritten to."""

    def __init__(self, mapping: Mapping[str, Path]) -> None:
        super().__init__()
        self.found: dict[str, bytes] = {}
        self._mapping = mapping
        self._names: dict[Path, str] = {}
        self._queue: list[tuple[Path, Path]] = []

    def resolve(self, system_url: str, public_id: str, context: Any = None) -> Any:
        """Hand the compiler a document that was gathered, and nothing else."""
        name = system_url.removeprefix(_BASE)
        if name not in self.found:
            raise _outside(system_url, system_url, Path())
        return self.resolve_string(self.found[name], context, base_url=_BASE + name)

    def add(self, path: Path, folder: Path) -> str:
        """Return the name of a document, to be gathered if it is new."""
        if path not in self._names:
            self._names[path] = f"{len(self._names)}-{path.name}"
            self._queue.append((path, folder))
        return self._names[path]

    def gather(self) -> None:
        """Read every document that has been added, and all that they refer to.

        Raises:
            SchemaError: one cannot be read, or refers to something that must not be.
        """
        while self._queue:
            path, folder = self._queue.pop()
            try:
                data = path.read_bytes()
                root = fromstring(data, file=str(path))
            except (OSError, BadSource) as error:
                raise _broken(path, str(error)) from error
            changed = False
            for reference in root.iterchildren(_REFERRING):
                location = reference.get("schemaLocation")
                if location is not None:
                    reference.set("schemaLocation", self._refer(location, path, folder))
                    changed = True
            self.found[self._names[path]] = etree.tostring(root) if changed else data

    def _refer(self, location: str, path: Path, folder: Path) -> str:
        mapped = self._mapping.get(location)
        if mapped is not None:
            return self.add(mapped, mapped.parent)
        target = path.parent / location
        if not _RELATIVE.fullmatch(location) or not target.resolve().is_relative_to(folder.resolve()):
            raise _outside(str(path), location, folder)
        return self.add(target, folder)
