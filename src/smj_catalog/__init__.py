"""A publication catalogue and magazine archive.

    from smj_catalog import Archive, read, write, validate

    with Archive.open() as archive:
        book = archive["book:9784750329482"]
        write(archive.records(), "catalogue.xml", to="onix-3.1", catalogue=archive)

Names are loaded when they are first used, so that importing the package costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from smj_catalog._version import __version__

if TYPE_CHECKING:
    from smj_catalog.crosswalk import Context
    from smj_catalog.errors import (
        BadRecord,
        BadSource,
        BadValue,
        CannotWrite,
        CatalogError,
        FormatError,
        InputError,
        MissingExtra,
        ReadOnlyArchive,
        SchemaError,
        StoreError,
        UnknownRecord,
        UsageError,
    )  # fmt: skip
    from smj_catalog.formats import Format, format_ids
    from smj_catalog.formats import get as get_format
    from smj_catalog.model import (
        Address,
        Agent,
        AgentName,
        Book,
        Component,
        Concept,
        Contributor,
        Edition,
        EventDate,
        Extent,
        Frequency,
        Holding,
        Identifier,
        Issue,
        Language,
        Link,
        Mapping,
        Measure,
        Note,
        Numbering,
        PageRun,
        PartialDate,
        Periodical,
        Position,
        Price,
        Prose,
        Publisher,
        Reading,
        Record,
        Relation,
        Romanised,
        Series,
        Size,
        Source,
        Subject,
        Text,
        Title,
    )  # fmt: skip
    from smj_catalog.problems import Message, Problem, Rejected, Report, Where
    from smj_catalog.services import read, select, split, validate, write
    from smj_catalog.store import Archive, Settings, init

_PLACES = {
    "smj_catalog.crosswalk": ("Context",),
    "smj_catalog.errors": (
        "BadRecord", "BadSource", "BadValue", "CannotWrite", "CatalogError", "FormatError", "InputError",
        "MissingExtra", "ReadOnlyArchive", "SchemaError", "StoreError", "UnknownRecord", "UsageError",
    ),
    "smj_catalog.formats": ("Format", "format_ids"),
    "smj_catalog.model": (
        "Address", "Agent", "AgentName", "Book", "Component", "Concept", "Contributor", "Edition", "EventDate",
        "Extent", "Frequency", "Holding", "Identifier", "Issue", "Language", "Link", "Mapping", "Measure", "Note",
        "Numbering", "PageRun", "PartialDate", "Periodical", "Position", "Price", "Prose", "Publisher", "Reading",
        "Record", "Relation", "Romanised", "Series", "Size", "Source", "Subject", "Text", "Title",
    ),
    "smj_catalog.problems": ("Message", "Problem", "Rejected", "Report", "Where"),
    "smj_catalog.services": ("read", "select", "split", "validate", "write"),
    "smj_catalog.store": ("Archive", "Settings", "init"),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _PLACES.items() for name in names}

__all__ = [
    "Address", "Agent", "AgentName", "Archive", "BadRecord", "BadSource", "BadValue", "Book", "CannotWrite",
    "CatalogError", "Component", "Concept", "Context", "Contributor", "Edition", "EventDate", "Extent", "Format",
    "FormatError", "Frequency", "Holding", "Identifier", "InputError", "Issue", "Language", "Link", "Mapping",
    "Measure", "Message", "MissingExtra", "Note", "Numbering", "PageRun", "PartialDate", "Periodical", "Position",
    "Price", "Problem", "Prose", "Publisher", "ReadOnlyArchive", "Reading", "Record", "Rejected", "Relation",
    "Report", "Romanised", "SchemaError", "Series", "Settings", "Size", "Source", "StoreError", "Subject", "Text",
    "Title", "UnknownRecord", "UsageError", "Where", "__version__", "format_ids", "get_format", "init", "read",
    "select", "split", "validate", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562)."""
    if name == "get_format":
        value: Any = import_module("smj_catalog.formats").get
    elif name in _MODULE_OF:
        value = getattr(import_module(_MODULE_OF[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
