"""An OAI-PMH response with many records of one format: how the flat Dublin Core formats stand in one file.

Source: OAI-PMH 2.0, sections 2.5, 3.2 and 4.5 (ListRecords).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from smj_catalog.crosswalk import PLAIN, Column, Context
from smj_catalog.formats.base import Format, Gone, Writing, column_of
from smj_catalog.formats.xml import DECLARATION, with_components, write_records, writer
from smj_catalog.model import Record
from smj_catalog.xmlio import escape

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI = "http://www.openarchives.org/OAI/2.0/"
RECORD = f"{{{OAI}}}record"


def _name(element: Any) -> str | None:
    """Return the identifier of a record in a response."""
    found: str | None = element.findtext(f"{{{OAI}}}header/{{{OAI}}}identifier")
    return found


def head(context: Context, prefix: str) -> str:
    """Return what stands before the records of a response; its responseDate is the last change to any record in it.

    Args:
        context: the catalogue around.
        prefix: metadataPrefix of the format.
    """
    when = context.updated if "T" in context.updated else f"{context.updated}T00:00:00Z"
    return (
        f'{DECLARATION}\n<OAI-PMH xmlns="{OAI}" xmlns:xsi="{XSI}" xsi:schemaLocation="{OAI} {OAI}OAI-PMH.xsd">\n'
        f"  <responseDate>{when}</responseDate>\n"
        f'  <request verb="ListRecords" metadataPrefix="{prefix}">{escape(context.base_uri or "")}</request>\n'
    )


def none(context: Context, prefix: str) -> str:
    """Return the response without any record."""
    return f'{head(context, prefix)}  <error code="noRecordsMatch">No record matches.</error>\n</OAI-PMH>\n'


END = "\n  </ListRecords>\n</OAI-PMH>\n"


def wrapped(record: Record, text: str, context: Context, stamp: str) -> str:
    """Return a record in a response; `text` is its metadata, `stamp` the day of its last change."""
    return (
        "\n    <record>\n      <header>\n"
        f"        <identifier>{escape(context.oai_identifier(record.id))}</identifier>\n"
        f"        <datestamp>{stamp}</datestamp>\n      </header>\n"
        f"      <metadata>{text}\n      </metadata>\n    </record>"
    )


def _document(
    records: Iterable[Record], writing: Writing, *, prefix: str, columns: Mapping[str, Column], root: str
) -> Iterator[bytes]:
    """Yield a ListRecords response.

    Args:
        records: in the order wanted; components follow their host.
        writing: the catalogue around.
        prefix: metadataPrefix of the format.
        columns: kind -> column.
        root: attributes of each record's element, with its namespaces.
    """
    gone = "".join(
        '\n    <record>\n      <header status="deleted">\n'
        f"        <identifier>{escape(_reference(one, writing.context))}</identifier>\n"
        f"        <datestamp>{writing.context.updated}</datestamp>\n      </header>\n    </record>"
        for one in writing.gone
    )
    return write_records(
        with_components(records), writing, columns=columns, start=lambda context: f"{head(context, prefix)}  <ListRecords>",
        end=f"{gone}{END}", depth=4, wrap=lambda record, text: wrapped(record, text, writing.context, writing.stamp),
        empty=None if gone else lambda context: none(context, prefix), root=root,
    )  # fmt: skip


def _reference(gone: Gone, context: Context) -> str:
    """Return the identifier under which harvesters know a record that is gone (OAI-PMH 2.5.1, deleted records)."""
    return context.oai_identifier(gone.id)


def harvested(
    format_id: str, title: str, title_ja: str, element: str, columns: Mapping[str, Column], root: str
) -> Format:
    """Return a flat Dublin Core format: each record alone in a file, or all in a response; its schemas bear its id.

    Args:
        format_id: the format's id, and the metadataPrefix of its records.
        title: its name.
        title_ja: its name in Japanese.
        element: qualified name of the element that holds a record.
        columns: kind -> column.
        root: attributes of that element, with its namespaces.
    """

    def single(record: Record, context: Context) -> bytes:
        text = writer(column_of(record, columns, format_id), 0, PLAIN, root)(record, context)
        return f"{DECLARATION}{text}\n".encode()

    return Format(
        id=format_id, title=title, title_ja=title_ja, media_type="application/xml", suffix=".xml", sends=("domain",),
        kinds=tuple(columns), columns=columns, single=single, record_tags=(RECORD, element), record_list=f"{{{OAI}}}ListRecords",
        document=partial(_document, prefix=format_id, columns=columns, root=root), record_name=_name, deletes=_reference,
        schema=f"oai-pmh-{format_id}.xsd", single_schema=f"{format_id}.xsd",
    )  # fmt: skip
