"""Records and values: frozen, slotted, and ignorant of files, XML and SQL."""

from smj_catalog.model.dates import EventDate, PartialDate, Qualifier
from smj_catalog.model.records import (
    RECORD_TYPES, Absence, Agent, Book, Component, Concept, Issue, Periodical, Record, Scope, kind_of, title_of,
)  # fmt: skip
from smj_catalog.model.values import (
    Address, AgentName, Contributor, Edition, Extent, Frequency, Holding, Identifier, Language, Link, Mapping,
    Measure, Note, Numbering, PageRun, Position, Price, Prose, Publisher, Reading, Relation, Romanised, Series, Size,
    Source, Subject, Text, Title,
)  # fmt: skip

__all__ = [
    "RECORD_TYPES", "Absence", "Address", "Agent", "AgentName", "Book", "Component", "Concept", "Contributor",
    "Edition", "EventDate", "Extent", "Frequency", "Holding", "Identifier", "Issue", "Language", "Link", "Mapping",
    "Measure", "Note", "Numbering", "PageRun", "PartialDate", "Periodical", "Position", "Price", "Prose",
    "Publisher", "Qualifier", "Reading", "Record", "Relation", "Romanised", "Scope", "Series", "Size", "Source",
    "Subject", "Text", "Title", "kind_of", "title_of",
]  # fmt: skip
