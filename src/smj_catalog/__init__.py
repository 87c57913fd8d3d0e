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
    from smj_catalog.crosswalk import Context, Envelope
    from smj_catalog.errors import (
        BadRecord,
        BadSource,
        BadValue,
        CannotWrite,
        CatalogError,
        FormatError,
        InputError,
        Locked,
        MissingExtra,
        Moved,
        ReadOnlyArchive,
        SchemaError,
        StoreError,
        UnknownBatch,
        UnknownRecord,
        UsageError,
    )  # fmt: skip
    from smj_catalog.formats import Format, Gone, format_ids
    from smj_catalog.formats import get as get_format
    from smj_catalog.formats.plain import json_converter
    from smj_catalog.formats.plain import structure as from_dict
    from smj_catalog.formats.plain import unstructure as to_dict
    from smj_catalog.model import (
        Absence,
        Address,
        Affiliation,
        Agent,
        AgentName,
        Audience,
        AudienceRange,
        Book,
        Citation,
        Component,
        Concept,
        Contact,
        Contributor,
        Copyright,
        Divided,
        Edition,
        EventDate,
        Extent,
        FormFeature,
        Frequency,
        Holding,
        Identifier,
        Issue,
        Language,
        Link,
        Mapping,
        Market,
        Measure,
        Note,
        Numbering,
        PageRun,
        PartialDate,
        Party,
        Periodical,
        Position,
        Price,
        Prize,
        Product,
        ProductPart,
        Prose,
        Publisher,
        Qualifier,
        Reading,
        Record,
        RecordSource,
        Relation,
        Resource,
        ResourceFeature,
        Romanised,
        SalesRights,
        Scope,
        Series,
        Size,
        Source,
        Status,
        Subject,
        Supplier,
        Tax,
        Text,
        Title,
        kind_of,
        title_of,
    )  # fmt: skip
    from smj_catalog.problems import Message, Problem, Rejected, Report, Severity, Where
    from smj_catalog.services import Checks, OnError, Readable, convert, read, select, split, validate, write
    from smj_catalog.services.comparing import Difference, compare
    from smj_catalog.services.importing import (
        Action,
        Entry,
        ImportOptions,
        InputFile,
        Plan,
        PlanCut,
        PlanRefused,
        commit_plan,
        load_plan,
        plan_import,
        write_rejects,
    )
    from smj_catalog.services.importing.undo import UndoConflict, Undone, undo
    from smj_catalog.services.importing.why import Reason, why
    from smj_catalog.services.sending.past import Sent, SentFile, sendings
    from smj_catalog.services.sending.profiles import Profile, ProfileRule, profile_named
    from smj_catalog.services.sending.ready import Lack, Ready, ready
    from smj_catalog.services.sending.recipients import PartyNumber, Recipient, recipients
    from smj_catalog.services.sending.send import Sending, send
    from smj_catalog.store import (
        Archive,
        Batch,
        BatchInfo,
        Change,
        Damaged,
        Edit,
        End,
        Input,
        Recovery,
        Settings,
        accept,
        init,
    )  # fmt: skip
    from smj_catalog.store.verify import verify

_PLACES = {
    "smj_catalog.crosswalk": ("Context", "Envelope"),
    "smj_catalog.errors": (
        "BadRecord", "BadSource", "BadValue", "CannotWrite", "CatalogError", "FormatError", "InputError",
        "Locked", "MissingExtra", "Moved", "ReadOnlyArchive", "SchemaError", "StoreError", "UnknownBatch",
        "UnknownRecord", "UsageError",
    ),
    "smj_catalog.formats": ("Format", "Gone", "format_ids"),
    "smj_catalog.formats.plain": ("json_converter",),
    "smj_catalog.model": (
        "Absence", "Action", "Address", "Affiliation", "Agent", "AgentName", "Audience", "AudienceRange", "Book",
        "Citation", "Component", "Concept", "Contact", "Contributor", "Copyright", "Divided", "Edition", "EventDate", "Extent",
        "FormFeature", "Frequency", "Holding", "Identifier", "Issue", "Language", "Link", "Mapping", "Market",
        "Measure", "Note", "Numbering", "PageRun", "PartialDate", "Party", "Periodical", "Position", "Price",
        "Prize", "Product", "ProductPart", "Prose", "Publisher", "Qualifier", "Reading", "Record", "RecordSource",
        "Relation", "Resource", "ResourceFeature", "Romanised", "SalesRights", "Scope", "Series", "Size", "Source", "Status", "Subject",
        "Supplier", "Tax", "Text", "Title", "kind_of", "title_of",
    ),
    "smj_catalog.problems": (
        "Message", "Problem", "Rejected", "Report", "Severity", "Where",
    ),
    "smj_catalog.services": (
        "Checks", "OnError", "Readable", "convert", "read", "select", "split", "validate", "write",
    ),
    "smj_catalog.services.comparing": ("Difference", "compare"),
    "smj_catalog.services.importing": (
        "Action", "Entry", "InputFile", "Plan", "PlanCut", "PlanRefused", "Reason", "UndoConflict", "Undone", "commit_plan",
        "load_plan", "plan_import", "undo", "why", "write_rejects",
    ),
    "smj_catalog.services.sending": (
        "Lack", "PartyNumber", "Profile", "ProfileRule", "Ready", "Recipient", "Sending", "Sent", "SentFile", "profile_named",
        "ready", "recipients", "send", "sendings",
    ),
    "smj_catalog.store": (
        "Archive", "Batch", "BatchInfo", "Change", "Damaged", "Edit", "End", "Input", "Recovery", "Settings", "accept",
        "init", "verify",
    ),
}  # fmt: skip
_PLACE_OF = {name: (module, name) for module, names in _PLACES.items() for name in names} | {
    "ImportOptions": ("smj_catalog.services.importing", "ImportOptions"),
    "from_dict": ("smj_catalog.formats.plain", "structure"),
    "get_format": ("smj_catalog.formats", "get"),
    "to_dict": ("smj_catalog.formats.plain", "unstructure"),
}

__all__ = [
    "Absence", "Action", "Address", "Affiliation", "Agent", "AgentName", "Archive", "Audience", "AudienceRange",
    "BadRecord", "BadSource", "BadValue", "Batch", "BatchInfo", "Book", "CannotWrite", "CatalogError", "Change", "Checks",
    "Citation", "Component", "Concept", "Contact", "Context", "Contributor", "Copyright", "Damaged", "Difference",
    "Divided", "Edit", "Edition", "End", "Entry", "Envelope", "EventDate", "Extent", "FormFeature", "Format",
    "FormatError", "Frequency", "Gone", "Holding", "Identifier", "ImportOptions", "Input", "InputError",
    "InputFile", "Issue", "Lack", "Language", "Link", "Locked", "Mapping", "Market", "Measure", "Message",
    "MissingExtra", "Moved", "Note", "Numbering", "OnError", "PageRun", "PartialDate", "Party", "PartyNumber",
    "Periodical", "Plan", "PlanCut", "PlanRefused", "Position", "Price", "Prize", "Problem", "Product",
    "ProductPart", "Profile", "ProfileRule", "Prose", "Publisher", "Qualifier", "ReadOnlyArchive", "Readable",
    "Reading", "Ready", "Reason", "Recipient", "Record", "RecordSource", "Recovery", "Rejected", "Relation",
    "Report", "Resource", "ResourceFeature", "Romanised", "SalesRights", "SchemaError", "Scope", "Sending", "Sent", "SentFile", "Series",
    "Settings", "Severity", "Size", "Source", "Status", "StoreError", "Subject", "Supplier", "Tax", "Text", "Title",
    "UndoConflict", "Undone", "UnknownBatch", "UnknownRecord", "UsageError", "Where", "__version__", "accept",
    "commit_plan", "compare", "convert", "format_ids", "from_dict", "get_format", "init", "json_converter", "kind_of",
    "load_plan", "plan_import", "profile_named", "read", "ready", "recipients", "select", "send", "sendings",
    "split", "title_of", "to_dict", "undo", "validate", "verify", "why", "write", "write_rejects",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used (PEP 562)."""
    if name not in _PLACE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PLACE_OF[name]
    value: Any = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
