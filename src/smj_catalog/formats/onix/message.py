"""ONIX messages: header, products, and which of our records a product is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from smj_catalog.crosswalk import Column, Context, Dialect, Listed
from smj_catalog.errors import MissingExtra
from smj_catalog.formats.base import Format, Gone, Head, Item, Reading, Told, Writing
from smj_catalog.formats.onix.beside import with_beside
from smj_catalog.formats.onix.dialects import COLUMNS, OnixDialect, make, reference_names
from smj_catalog.formats.onix.header import deletion, header
from smj_catalog.formats.onix.notices import BLOCKS as BLOCK_NAMES
from smj_catalog.formats.onix.notices import Notices
from smj_catalog.formats.onix.sent import Sent
from smj_catalog.formats.xml import DECLARATION, read_records, refused_records, write_records
from smj_catalog.model import Record
from smj_catalog.problems import Message as Text
from smj_catalog.problems import Problem, Where, message
from smj_catalog.schema import Schema, load, official_onix
from smj_catalog.xmlio import sniff as sniff_root


class Message:
    """Reads and writes the messages of one dialect."""

    columns: Mapping[str, Column] = COLUMNS

    def __init__(self, onix: OnixDialect) -> None:
        self.onix = onix
        self.profile = (
            f"onix-{onix.release}-{onix.tags}.xsd" if onix.tags == "reference" and onix.release == "3.1" else None
        )
        names = (
            "RecordReference", "DescriptiveDetail", "Collection", "CollectionFrequency", "ProductIdentifier", "ProductIDType",
        )  # fmt: skip
        self._tags = tuple(map(onix.tag, names))
        self.product = onix.tag("Product")
        self.notices = Notices(onix)

    def name(self, element: Any) -> str | None:
        """Return the reference of a product."""
        reference = self._tags[0]
        for child in element[:]:
            if child.tag == reference:
                text: str | None = child.text
                return text
        return None

    def choose(self, element: Any) -> tuple[str, Column, Dialect]:
        """Tell a magazine issue from a book by what its product says."""
        kind = "issue" if self._issue(element) else "book"
        return kind, self.onix.columns[kind], self.onix.dialect

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
                for inner in child[:]:
                    if inner.tag == id_type and inner.text in ("29", "34"):
                        return True
            elif tag == detail:
                if next(child.iter(frequency), None) is None:  # as in nearly all
                    return False
                above = [one.getparent() for one in child.iter(frequency)]
                return any(one.tag == collection and one.getparent() is child for one in above)
        return False

    def named(self, name: str) -> str:
        """Return the name of an element in paths: the reference name of a short tag, where a column has it."""
        return reference_names().get(name, name) if self.onix.tags == "short" else name

    def as_sent(self, source: Any, reading: Reading) -> Any:
        """Return what reads the products of a message by the namespace and tags that they have: this, or one for others or none."""
        space, _, name = sniff_root(source, file=reading.file, inside=PRODUCTS).tag.rpartition("}")
        if space and not _EDITEUR.search(space):  # nobody's product
            space, _, name = sniff_root(source, file=reading.file).tag.rpartition("}")
        namespace, tags = space.lstrip("{"), _TAGS.get(name, self.onix.tags)
        known = tags == self.onix.tags and namespace == self.onix.namespace
        if known or (namespace and not _EDITEUR.search(namespace)):
            return self
        return _sent_wrongly(self.onix.release, tags, namespace)

    def official(self) -> Schema:
        """Return EDItEUR's schema (it comes with onixcheck)."""
        return official_onix(self.onix.release, self.onix.tags)

    def read(self, source: Any, reading: Reading) -> Iterator[Item]:
        """Yield the products of a message as records, also of one in a wrong namespace or in none, which is told once."""
        sent, root = self.as_sent(source, reading), sniff_root(source, file=reading.file).tag
        alone = root == sent.product
        namespace = root.rpartition("}")[0].lstrip("{")
        right = sent is self and (namespace == self.onix.namespace or (namespace and not _EDITEUR.search(namespace)))
        schema = self._schema(reading) if reading.check and right and not alone else None
        if alone:
            yield odd(reading, "onix-message", self.onix.dialect.tag("Product"), message("a-message-around"))
        elif not right:
            expected = message("a-namespace", namespace=self.onix.namespace)
            found = namespace if namespace != self.onix.namespace else sent.onix.namespace
            yield odd(reading, "onix-namespace", found or None, expected)
        yield from with_beside(read_records(
            source, reading, tags=(sent.product,), choose=sent.choose, name=sent.name, schema=schema, unique=sent.name,
            notice=sent.notices.no_record, update=sent.notices.update, shape=Sent(sent.onix.tag), named=sent.named,
            around=AROUND,
        ), reading.context)  # fmt: skip

    def refused(self, source: Any, reading: Reading, told: Told) -> Iterator[bytes]:
        """Yield a message of the products that are told of."""
        return refused_records((self.as_sent(source, reading).product,))(source, reading, told)

    def _schema(self, reading: Reading) -> Schema:
        """Return what a message is checked against: EDItEUR's schema, or where that is not installed, our profile."""
        try:
            return self.official()
        except MissingExtra:
            if reading.official or self.profile is None:
                raise
            return load(self.profile)

    def document(self, records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
        """Yield a message, piece by piece."""
        tag, release = self.onix.dialect.tag, self.onix.release
        gone = "".join(deletion(tag, self.reference(one, writing.context), one) for one in writing.gone)
        end = f"{gone}\n</{tag('ONIXMessage')}>\n"

        def start(context: Context) -> str:
            root = f'<{tag("ONIXMessage")} release="{release}" xmlns="{self.onix.namespace}">'
            return f"{DECLARATION}\n{root}{header(tag, context)}"

        def none(context: Context) -> str:
            return f"{start(context)}\n  <{tag('NoProduct')}/>{end}"

        return write_records(
            records, writing, columns=self.onix.columns, start=start, end=end, empty=None if gone else none,
            dialect=self.onix.dialect,
        )  # fmt: skip

    @property
    def carries(self) -> Mapping[str, Column | Listed]:
        """What goes out, by kind."""
        return self.onix.columns

    def reference(self, gone: Gone, context: Context) -> str:
        """Return the RecordReference under which a record went out that is gone."""
        return context.reference(gone.id)

    def single(self, record: Record, context: Context) -> bytes:
        """Return a message of one product."""
        return b"".join(self.document([record], Writing(context)))

    def sniff(self, head: Head) -> bool:
        """Tell whether a file is a message of this dialect."""
        namespace, _, name = head.tag.rpartition("}")
        if name == self.onix.dialect.tag("Product"):
            in_blocks = self.onix.release == "3.1" and not namespace and is_product(head) and BLOCKS.search(head.first)
            return head.tag == self.product or bool(in_blocks)
        if namespace.lstrip("{") == self.onix.namespace or name != self.onix.dialect.tag("ONIXMessage"):
            return head.tag == self.onix.tag("ONIXMessage")
        found = _EDITEUR.search(namespace)
        release = head.attributes.get("release") or (found and found[1])
        return (not namespace or found is not None) and release == self.onix.release


def odd(reading: Reading, rule: str, found: str | None, expected: Text) -> Item:
    """Return a warning about the whole message."""
    return Item(None, Where(reading.file), (Problem(Where(reading.file), rule, found, expected, severity="warning"),))


BLOCKS = re.compile(f"<(?:{'|'.join(BLOCK_NAMES)})[\\s>/]".encode(), re.IGNORECASE)
"""What a product of release 3 is made of."""


def is_product(head: Head) -> bool:
    """Tell whether a file without a message around it begins with a product that has a reference."""
    return re.search(rb"<(?:RecordReference|a001)[\s>]", head.first) is not None


PRODUCTS = ("Product", "product")
AROUND = ("Header", "header", "NoProduct", "noproduct", "x507")
"""What stands in a message beside its products."""
_TAGS = {"Product": "reference", "ONIXMessage": "reference", "product": "short", "ONIXmessage": "short"}
_EDITEUR = re.compile(r"editeur\.org/onix(?:/(\d\.\d))?")


@cache
def _sent_wrongly(release: str, tags: str, namespace: str) -> Message:
    return Message(make(release, tags, namespace))


def _jpro(release: str, tags: str) -> Format:
    from smj_catalog.formats.onix.jpro import JproMessage

    return _format(release, tags, JproMessage)


def _format(release: str, tags: str, kind: type[Message] | None = None) -> Format:
    made = (kind or Message)(make(release, tags, columns=kind.columns if kind else COLUMNS))
    short = tags == "short"
    return Format(
        id=f"onix-{release}" + ("-short" if short else ""),
        title=f"ONIX for Books {release}, {tags} tags",
        title_ja=f"ONIX for Books {release}({'短縮' if short else '参照'}タグ)",
        media_type="application/xml",
        suffix=".xml",
        sends=("domain", "sender", "contact"),
        kinds=tuple(k for k in ("issue", "book") if k in made.onix.columns),
        columns=made.carries,
        sniff=made.sniff,
        document=made.document,
        single=made.single,
        read=made.read,
        refused=made.refused,
        schema=made.profile,
        single_schema=made.profile,
        official=made.official,
        record_tags=(made.product,),
        record_name=made.name,
        deletes=made.reference,
        dialects={"jpro": partial(_jpro, release, tags)} if kind is None and release == "3.0" else {},
    )


ONIX_31 = _format("3.1", "reference")
ONIX_31_SHORT = _format("3.1", "short")
ONIX_30 = _format("3.0", "reference")
ONIX_30_SHORT = _format("3.0", "short")
