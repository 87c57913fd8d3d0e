"""smj-1 as files: a catalog of records, or one record by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog.crosswalk import PLAIN, Column, Context, Dialect
from smj_catalog.formats.base import Format, Item, Reading, Writing
from smj_catalog.formats.smj import COLUMNS, NAMESPACE
from smj_catalog.formats.xml import DECLARATION, read_records, refused_records, write_records, writer
from smj_catalog.model import Record, kind_of
from smj_catalog.schema import load

_BY_TAG = {f"{{{NAMESPACE}}}{kind}": kind for kind in COLUMNS}
_CATALOG = f"{{{NAMESPACE}}}catalog"
_XMLNS = f' xmlns="{NAMESPACE}"'


def _choose(element: Any) -> tuple[str, Column, Dialect]:
    kind = _BY_TAG[element.tag]
    return kind, COLUMNS[kind], PLAIN


def _name(element: Any) -> str | None:
    found: str | None = element.get("id")
    return found


def _read(source: Any, reading: Reading) -> Iterator[Item]:
    schema = load("smj-1.xsd") if reading.check else None
    return read_records(source, reading, tags=tuple(_BY_TAG), choose=_choose, name=_name, schema=schema, native=True)


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    start = f'{DECLARATION}\n<catalog{_XMLNS} version="1">'
    return write_records(records, writing, columns=COLUMNS, start=start, end="\n</catalog>\n")


def _single(record: Record, context: Context) -> bytes:
    """Return one record as a file; the same record gives the same bytes."""
    text = writer(COLUMNS[kind_of(record)], 0, PLAIN, _XMLNS)(record, context)
    return f"{DECLARATION}{text}\n".encode()


FORMAT = Format(
    id="smj-1",
    title="smj-catalog native XML, version 1",
    title_ja="smj-catalog の XML 形式 第1版",
    media_type="application/xml",
    suffix=".xml",
    kinds=tuple(COLUMNS),
    columns=COLUMNS,
    sniff=lambda root: root.tag == _CATALOG or root.tag in _BY_TAG,
    document=_document,
    single=_single,
    read=_read,
    refused=refused_records(_BY_TAG),
    schema="smj-1.xsd",
    single_schema="smj-1.xsd",
    record_tags=tuple(_BY_TAG),
    record_name=_name,
    whole=True,
    nested=True,
)
