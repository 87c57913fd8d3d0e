"""oai_dc as files: one record a file, or an OAI-PMH response with all of them.

Source: OAI-PMH 2.0, sections 2.5, 3.2 and 4.5 (ListRecords).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smj_catalog.crosswalk import PLAIN, Context
from smj_catalog.errors import CannotWrite
from smj_catalog.formats.base import Format, Writing
from smj_catalog.formats.dc.response import LIST, RECORD, XSI, list_records, name_of, reference
from smj_catalog.formats.dc.simple import COLUMNS, PREFIXES
from smj_catalog.formats.xml import DECLARATION, writer
from smj_catalog.model import Record, kind_of
from smj_catalog.problems import message

_ROOT = (
    f' xmlns:oai_dc="{PREFIXES["oai_dc"]}" xmlns:dc="{PREFIXES["dc"]}" xmlns:xsi="{XSI}"'
    f' xsi:schemaLocation="{PREFIXES["oai_dc"]} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    return list_records(records, writing, prefix="oai_dc", columns=COLUMNS, root=_ROOT)


def _single(record: Record, context: Context) -> bytes:
    kind = kind_of(record)
    if kind not in COLUMNS:
        raise CannotWrite(message("describes-works", record=record.id, format="oai_dc", kind=kind))
    return f"{DECLARATION}{writer(COLUMNS[kind], 0, PLAIN, _ROOT)(record, context)}\n".encode()


FORMAT = Format(
    id="oai_dc",
    title="Simple Dublin Core (oai_dc)",
    title_ja="シンプル・ダブリンコア(oai_dc)",
    media_type="application/xml",
    suffix=".xml",
    sends=("domain",),
    kinds=("periodical", "issue", "component", "book"),
    columns=COLUMNS,
    document=_document,
    single=_single,
    schema="oai-pmh-oai_dc.xsd",
    single_schema="oai_dc.xsd",
    record_tags=(RECORD, f"{{{PREFIXES['oai_dc']}}}dc"),
    record_inside=LIST,
    record_name=name_of,
    deletes=reference,
)
