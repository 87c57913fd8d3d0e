"""An OAI-PMH response with many records of one format: how the flat Dublin Core formats stand in one file.

Source: OAI-PMH 2.0, sections 2.5, 3.2 and 4.5 (ListRecords).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from smj_catalog.crosswalk import Column, Context
from smj_catalog.formats.base import Gone, Writing
from smj_catalog.formats.xml import DECLARATION, with_components, write_records
from smj_catalog.model import Record
from smj_catalog.xmlio import escape

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI = "http://www.openarchives.org/OAI/2.0/"
RECORD = f"{{{OAI}}}record"
LIST = f"{{{OAI}}}ListRecords"


def name_of(element: Any) -> str | None:
    """Return the identifier of a record in a response."""
    found: str | None = element.findtext(f"{{{OAI}}}header/{{{OAI}}}identifier")
    return found


def list_records(
    records: Iterable[Record], writing: Writing, *, prefix: str, columns: Mapping[str, Column], root: str
) -> Iterator[bytes]:
    """Yield a ListRecords response; its responseDate is the last change to any record in it.

    Args:
        records: in the order wanted; components follow their host.
        writing: the catalogue around.
        prefix: metadataPrefix of the format.
        columns: kind -> column.
        root: attributes of each record's element, with its namespaces.
    """

    def head(context: Context) -> str:
        when = context.updated if "T" in context.updated else f"{context.updated}T00:00:00Z"
        return (
            f'{DECLARATION}\n<OAI-PMH xmlns="{OAI}" xmlns:xsi="{XSI}" xsi:schemaLocation="{OAI} {OAI}OAI-PMH.xsd">\n'
            f"  <responseDate>{when}</responseDate>\n"
            f'  <request verb="ListRecords" metadataPrefix="{prefix}">{escape(context.base_uri or "")}</request>\n'
        )

    def none(context: Context) -> str:
        return f'{head(context)}  <error code="noRecordsMatch">No record matches.</error>\n</OAI-PMH>\n'

    def wrap(record: Record, text: str) -> str:
        return (
            "\n    <record>\n      <header>\n"
            f"        <identifier>{escape(writing.context.oai_identifier(record.id))}</identifier>\n"
            f"        <datestamp>{writing.stamp}</datestamp>\n      </header>\n"
            f"      <metadata>{text}\n      </metadata>\n    </record>"
        )

    gone = "".join(
        '\n    <record>\n      <header status="deleted">\n'
        f"        <identifier>{escape(reference(one, writing.context))}</identifier>\n"
        f"        <datestamp>{writing.context.updated}</datestamp>\n      </header>\n    </record>"
        for one in writing.gone
    )
    return write_records(
        with_components(records), writing, columns=columns, start=lambda context: f"{head(context)}  <ListRecords>",
        end=f"{gone}\n  </ListRecords>\n</OAI-PMH>\n", depth=4, wrap=wrap, empty=None if gone else none, root=root,
    )  # fmt: skip


def reference(gone: Gone, context: Context) -> str:
    """Return the identifier under which harvesters know a record that is gone (OAI-PMH 2.5.1, deleted records)."""
    return context.oai_identifier(gone.id)
