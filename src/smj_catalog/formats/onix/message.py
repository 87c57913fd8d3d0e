"""ONIX messages: header, products, and which of our records a product is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog.crosswalk import PLAIN, Column, Context, Dialect
from smj_catalog.formats.base import Format, Item, Reading, Writing
from smj_catalog.formats.onix.column import BOOK, ISSUE, NAMESPACE
from smj_catalog.formats.xml import DECLARATION, read_records, write_records
from smj_catalog.model import Record
from smj_catalog.schema import load, official_onix
from smj_catalog.xmlio import escape

COLUMNS = {"book": BOOK, "issue": ISSUE}


def _header(context: Context) -> str:
    """Return the message header: sender and day from the catalogue.

    Source: ONIX for Books 3.1, Message header H.1 to H.15.
    """
    return (
        "\n  <Header>\n    <Sender>\n"
        f"      <SenderName>{escape(context.sender)}</SenderName>\n    </Sender>\n"
        f"    <SentDateTime>{context.updated.replace('-', '')}</SentDateTime>\n  </Header>"
    )


class _Choice:
    """Tells a magazine issue from a book by what its product says."""

    def __init__(self, namespace: str, dialect: Dialect) -> None:
        self.dialect = dialect
        self._tags = [f"{{{namespace}}}{dialect.tag(n)}" for n in (
            "RecordReference", "DescriptiveDetail", "Collection", "CollectionFrequency", "ProductIdentifier",
            "ProductIDType",
        )]  # fmt: skip

    def __call__(self, element: Any) -> tuple[str, Column, Dialect]:
        kind = "issue" if self._issue(element) else "book"
        return kind, COLUMNS[kind], self.dialect

    def _issue(self, element: Any) -> bool:
        reference, detail, collection, frequency, identifier, id_type = self._tags
        for child in element[:]:
            tag = child.tag
            if tag == reference:
                text = child.text or ""
                if ".issue:" in text:
                    return True
                if ".book:" in text:
                    return False
            elif tag == identifier:
                if any(c.tag == id_type and c.text in ("29", "34") for c in child[:]):
                    return True
            elif tag == detail:
                return any(c.tag == collection and any(x.tag == frequency for x in c[:]) for c in child[:])
        return False


def _name_of(namespace: str, dialect: Dialect) -> Any:
    tag = f"{{{namespace}}}{dialect.tag('RecordReference')}"

    def name(element: Any) -> str | None:
        for child in element[:]:
            if child.tag == tag:
                text: str | None = child.text
                return text
        return None

    return name


def _read(source: Any, reading: Reading) -> Iterator[Item]:
    schema = None
    if reading.check:
        schema = official_onix("3.1", "reference") if reading.official else load("onix-3.1-reference.xsd")
    name = _name_of(NAMESPACE, PLAIN)
    return read_records(
        source, reading, tags=(f"{{{NAMESPACE}}}Product",), choose=_Choice(NAMESPACE, PLAIN), name=name, schema=schema,
        unique=name,
    )  # fmt: skip


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    start = f'{DECLARATION}\n<ONIXMessage release="3.1" xmlns="{NAMESPACE}">{_header(writing.context)}'
    none = f"{start}\n  <NoProduct/>\n</ONIXMessage>\n"
    return write_records(records, writing, columns=COLUMNS, start=start, end="\n</ONIXMessage>\n", empty=none)


def _single(record: Record, context: Context) -> bytes:
    return b"".join(_document([record], Writing(context)))


ONIX_31 = Format(
    id="onix-3.1",
    title="ONIX for Books 3.1, reference tags",
    title_ja="ONIX for Books 3.1(参照タグ)",
    media_type="application/xml",
    suffix=".xml",
    kinds=("issue", "book"),
    columns=COLUMNS,
    sniff=lambda root: root.tag == f"{{{NAMESPACE}}}ONIXMessage",
    document=_document,
    single=_single,
    read=_read,
    schema="onix-3.1-reference.xsd",
    single_schema="onix-3.1-reference.xsd",
    official=lambda: official_onix("3.1", "reference"),
    record_tags=(f"{{{NAMESPACE}}}Product",),
    record_name=_name_of(NAMESPACE, PLAIN),
)



