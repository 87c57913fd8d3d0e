"""The formats, each made when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from smj_catalog.errors import FormatError, not_taken
from smj_catalog.formats.base import Format, Gone, Head, Item, Lost, Named, Reading, Sought, Told, Writing
from smj_catalog.problems import message, quoted

_BUILT_IN = {
    "smj-1": "smj_catalog.formats.smj_format:FORMAT",
    "onix-3.1": "smj_catalog.formats.onix.message:ONIX_31",
    "onix-3.1-short": "smj_catalog.formats.onix.message:ONIX_31_SHORT",
    "onix-3.0": "smj_catalog.formats.onix.message:ONIX_30",
    "onix-3.0-short": "smj_catalog.formats.onix.message:ONIX_30_SHORT",
    "onix-2.1": "smj_catalog.formats.onix.onix21:ONIX_21",
    "oai_dc": "smj_catalog.formats.dc.simple:FORMAT",
    "qdc": "smj_catalog.formats.dc.qualified:FORMAT",
    "dcterms": "smj_catalog.formats.dc.rdf:FORMAT",
    "jpcoar-2.1": "smj_catalog.formats.jpcoar.formats:FORMAT",
    "marc21": "smj_catalog.formats.marc.formats:MARC21",
    "marcxml": "smj_catalog.formats.marc.formats:MARCXML",
    "dcndl-2": "smj_catalog.formats.dcndl.formats:FORMAT",
    "ndl-rss": "smj_catalog.formats.dcndl.served:OPENSEARCH",
    "cinii": "smj_catalog.formats.dcndl.served:CINII",
    "cinii-json": "smj_catalog.formats.dcndl.served:CINII_JSON",
    "ris": "smj_catalog.formats.ris:FORMAT",
    "skos": "smj_catalog.formats.skos:FORMAT",
    "schema-org": "smj_catalog.formats.schema_org:FORMAT",
    "bibtex": "smj_catalog.formats.bibtex:FORMAT",
    "csl-json": "smj_catalog.formats.csl:FORMAT",
    "openbd": "smj_catalog.formats.openbd:FORMAT",
    "jsonl": "smj_catalog.formats.jsonl:FORMAT",
    "xlsx": "smj_catalog.formats.tabular.formats:XLSX",
    "ods": "smj_catalog.formats.tabular.formats:ODS",
    "tsv": "smj_catalog.formats.tabular.formats:TSV",
    "csv": "smj_catalog.formats.tabular.formats:CSV",
}
"""Id -> where its Format object is; the order is the order in which files are sniffed."""

_GROUP = "smj_catalog.formats"


def format_ids() -> tuple[str, ...]:
    """Return the ids of all formats: the built-in ones, then those that other packages provide.

    .. versionadded:: 0.1.0
    """
    return (*_BUILT_IN, *sorted(p.name for p in entry_points(group=_GROUP) if p.name not in _BUILT_IN))


@cache
def get(format_id: str) -> Format:
    """Return the format with an id, which may name one of its dialects: ``marc21:alalc``.

    .. versionadded:: 0.1.0

    Raises:
        UsageError: it is not text.
        FormatError: no format has this id; the message names those that there are.
    """
    if not isinstance(format_id, str):
        raise not_taken("format", format_id, "taken-format")
    base, colon, dialect = format_id.partition(":")
    if colon and base in format_ids() and dialect in (dialects := get(base).dialects):
        return dialects[dialect]()
    place = _BUILT_IN.get(format_id)
    if place is not None:
        module, _, name = place.partition(":")
        found: Format = getattr(import_module(module), name)
        return found
    for point in entry_points(group=_GROUP):
        if point.name == format_id:
            loaded: Format = point.load()
            return loaded
    raise FormatError(message("no-format", format=quoted(format_id), formats=", ".join(format_ids())))


def sniff(head: Head) -> Format | None:
    """Return the format that a file looks like, or None."""
    return next((f for f in map(get, format_ids()) if f.read is not None and f.sniff(head)), None)


__all__ = [
    "Format", "Gone", "Head", "Item", "Lost", "Named", "Reading", "Sought", "Told", "Writing", "format_ids", "get", "sniff",
]  # fmt: skip
