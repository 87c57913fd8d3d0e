"""XML in and out: hardened reading one record at a time, escaping, and files that are never half written."""

from smj_catalog.xmlio.atomic import atomic_writer
from smj_catalog.xmlio.encodings import belied
from smj_catalog.xmlio.entities import resolve, unresolved
from smj_catalog.xmlio.escape import escape, escape_attribute, forbidden, is_xml_text
from smj_catalog.xmlio.faults import strangers
from smj_catalog.xmlio.packing import PIECE, gathered, packer
from smj_catalog.xmlio.reading import (
    SAFE,
    RecordStream,
    Root,
    fromstring,
    parse,
    safe_parser,
    sniff,
)
from smj_catalog.xmlio.source import Limits, Readable, Source, open_source
from smj_catalog.xmlio.zipped import is_zip, members

__all__ = [
    "PIECE",
    "SAFE",
    "Limits",
    "Readable",
    "RecordStream",
    "Root",
    "Source",
    "atomic_writer",
    "belied",
    "escape",
    "escape_attribute",
    "forbidden",
    "fromstring",
    "gathered",
    "is_xml_text",
    "is_zip",
    "members",
    "open_source",
    "packer",
    "parse",
    "resolve",
    "safe_parser",
    "sniff",
    "strangers",
    "unresolved",
]
