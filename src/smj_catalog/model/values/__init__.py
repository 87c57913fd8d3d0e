"""The values that records are made of.

Coded fields hold the codes of EDItEUR's lists wherever a list exists (docs/decisions/0002), because they are the
widest that our formats know; elsewhere a plain word. ``sources`` names the record's sources that state a value.
"""

from smj_catalog.model.dates import EventDate, PartialDate
from smj_catalog.model.values.about import Facet, Language, Mapping, Relation, Series, Subject
from smj_catalog.model.values.holdings import Holding
from smj_catalog.model.values.numbers import (
    IDENTIFIER_TYPES,
    Edition,
    Extent,
    Frequency,
    Identifier,
    Measure,
    Numbering,
    PageRun,
    Price,
    Size,
    Status,
    Tax,
)
from smj_catalog.model.values.people import Address, Affiliation, AgentName, Contributor, Party, Position, Publisher
from smj_catalog.model.values.sources import RecordSource, Source
from smj_catalog.model.values.texts import Divided, Link, Note, Prose, Reading, Romanised, Text, Title
from smj_catalog.model.values.trade import (
    Audience,
    AudienceRange,
    Citation,
    Contact,
    Copyright,
    FormFeature,
    Market,
    Prize,
    ProductPart,
    Resource,
    ResourceFeature,
    SalesRights,
    Supplier,
)

__all__ = [
    "IDENTIFIER_TYPES", "Address", "Affiliation", "AgentName", "Audience", "AudienceRange", "Citation", "Contact", "Contributor",
    "Copyright", "Divided", "Edition", "EventDate", "Extent", "Facet", "FormFeature", "Frequency", "Holding", "Identifier",
    "Language", "Link", "Mapping", "Market", "Measure", "Note", "Numbering", "PageRun", "PartialDate", "Party",
    "Position", "Price", "Prize", "ProductPart", "Prose", "Publisher", "Reading", "RecordSource", "Relation", "Resource", "ResourceFeature",
    "Romanised", "SalesRights", "Series", "Size", "Source", "Status", "Subject", "Supplier", "Tax", "Text", "Title",
]  # fmt: skip
