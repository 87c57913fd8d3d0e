"""oai_dc as files: one record a file, or an OAI-PMH response with all of them.

Source: OAI-PMH 2.0, sections 2.5, 3.2 and 4.5 (ListRecords).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog.crosswalk import PLAIN, Context
from smj_catalog.errors import CannotWrite
from smj_catalog.formats.base import Format, Writing
from smj_catalog.formats.dc.simple import COLUMNS, PREFIXES
from smj_catalog.formats.xml import DECLARATION, with_components, write_records, writer
from smj_catalog.model import Record, kind_of
from smj_catalog.xmlio import escape

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OAI = "http://www.openarchives.org/OAI/2.0/"
_ROOT = (
    f' xmlns:oai_dc="{PREFIXES["oai_dc"]}" xmlns:dc="{PREFIXES["dc"]}" xmlns:xsi="{_XSI}"'
    f' xsi:schemaLocation="{PREFIXES["oai_dc"]} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)


def _name(element: Any) -> str | None:
    """Return the identifier of a record in a response."""
    found: str | None = element.findtext(f"{{{_OAI}}}header/{{{_OAI}}}identifier")
    return found


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    """Yield a ListRecords response; its responseDate is the day of the archive's last change."""
    context = writing.context
    head = (
        f'{DECLARATION}\n<OAI-PMH xmlns="{_OAI}" xmlns:xsi="{_XSI}" xsi:schemaLocation="{_OAI} {_OAI}OAI-PMH.xsd">\n'
        f"  <responseDate>{context.updated}T00:00:00Z</responseDate>\n"
        f'  <request verb="ListRecords" metadataPrefix="oai_dc">{escape(context.base_uri or "")}</request>\n'
    )
    none = f'{head}  <error code="noRecordsMatch">No record matches.</error>\n</OAI-PMH>\n'

    def wrap(record: Record, text: str) -> str:
        return (
            "\n    <record>\n      <header>\n"
            f"        <identifier>{escape(context.oai_identifier(record.id))}</identifier>\n"
            f"        <datestamp>{context.updated}</datestamp>\n      </header>\n"
            f"      <metadata>{text}\n      </metadata>\n    </record>"
        )

    return write_records(
        with_components(records), writing, columns=COLUMNS, start=f"{head}  <ListRecords>",
        end="\n  </ListRecords>\n</OAI-PMH>\n", depth=4, wrap=wrap, empty=none, root=_ROOT,
    )  # fmt: skip


def _single(record: Record, context: Context) -> bytes:
    kind = kind_of(record)
    if kind not in COLUMNS:
        raise CannotWrite(f"{record.id}: oai_dc describes serials, issues, articles and books, not a record of kind {kind}")
    return f"{DECLARATION}{writer(COLUMNS[kind], 0, PLAIN, _ROOT)(record, context)}\n".encode()


FORMAT = Format(
    id="oai_dc",
    title="Simple Dublin Core (oai_dc)",
    title_ja="シンプル・ダブリンコア(oai_dc)",
    media_type="application/xml",
    suffix=".xml",
    kinds=("periodical", "issue", "component", "book"),
    columns=COLUMNS,
    document=_document,
    single=_single,
    schema="oai-pmh-oai_dc.xsd",
    single_schema="oai_dc.xsd",
    record_tags=(f"{{{_OAI}}}record", f"{{{PREFIXES['oai_dc']}}}dc"),
    record_inside=f"{{{_OAI}}}ListRecords",
    record_name=_name,
)
