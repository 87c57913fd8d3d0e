"""Every XML parser of the project is built here: hardened, capped, and given UTF-8 only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NoReturn, Self

from attrs import frozen
from lxml import etree

from smj_catalog.problems import Problem, message
from smj_catalog.xmlio.documents import Document, Feed, look
from smj_catalog.xmlio.entities import unresolved
from smj_catalog.xmlio.faults import bad, halted, syntax
from smj_catalog.xmlio.prolog import HEAD, doctype_ignored
from smj_catalog.xmlio.source import DEFAULT, Limits, Readable, Source, open_source

__all__ = ["SAFE", "RecordStream", "Root", "fromstring", "parse", "safe_parser", "sniff"]

SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "no_network": True,
    "huge_tree": False,
    "recover": False,
    "remove_comments": True,
    "remove_pis": True,
    # Not collect_ids=False: lxml 6.1 then reads external DTDs from disk, load_dtd=False notwithstanding.
}


CHILDREN, ATTRIBUTES = 10_000, 1_000
"""Elements and attributes that one element of a record may have: what libxml2 does takes the square of their number."""

CROWDED_FROM = 1 << 16
"""Bytes from which a record can have too many."""


class _Refuse(etree.Resolver):
    """Lets nothing be loaded, should a parser ever ask."""

    def resolve(self, system_url: str, public_id: str, context: Any = None) -> NoReturn:
        raise bad("xml-dtd", message("no-dtd"), file=None, found=system_url)


def safe_parser(resolver: etree.Resolver | None = None) -> etree.XMLParser:
    """Return a parser of UTF-8 that loads nothing but what the resolver, if there is one, hands it."""
    parser = etree.XMLParser(encoding="UTF-8", **SAFE)
    parser.resolvers.add(resolver or _Refuse())
    return parser


def fromstring(
    data: bytes, *, file: str | None = None, base: str | None = None, resolver: etree.Resolver | None = None
) -> etree._Element:
    """Return the root of a small document in memory (see `parse`)."""
    return parse(data, file=file, base=base, resolver=resolver).getroot()


def parse(
    source: Readable, *, file: str | None = None, limits: Limits = DEFAULT, base: str | None = None,
    resolver: etree.Resolver | None = None,
) -> etree._ElementTree:  # fmt: skip
    """Return a small document whole.

    A bare document type is ignored here; the tree's ``docinfo.doctype`` shows it.

    Args:
        source: path, bytes, open binary file or `Source`.
        file: name for messages; that of the source by default.
        limits: the caps. A whole document is held to ``record_bytes``.
        base: address that references in it are relative to.
        resolver: hands out what may be loaded besides; by default nothing.

    Raises:
        BadSource: it cannot be read, is not well-formed, holds a DTD or an unresolved entity, or is too
            large.
    """
    with open_source(source, limits, name=file) as opened:
        file = file or opened.name
        document = look(opened, file)
        feed = Feed(document, limits, file)
        pieces = []
        while piece := feed.read(1 << 20):
            pieces.append(piece)
    parser = safe_parser(resolver)
    try:
        root = etree.fromstring(b"".join(pieces), parser, base_url=base)  # type: ignore[arg-type]  # None is taken
    except etree.XMLSyntaxError as error:
        raise syntax(error, parser.error_log, file, document.head) from None
    tree = root.getroottree()
    _no_dtd(tree, document, file)
    if document.doctype and (problem := unresolved(root, file)):
        raise bad(problem.rule, problem.expected, file=file, found=problem.found, line=problem.where.line)
    return tree


def _no_dtd(tree: etree._ElementTree, document: Document, file: str | None) -> None:
    """Refuse a document type that the look at the first bytes did not find: two nets are better than one."""
    info: Any = tree.docinfo
    if document.doctype is None and info.internalDTD is not None:
        raise bad("xml-dtd", message("no-dtd"), file=file, found=info.doctype)


def _not_crowded(record: Any, file: str | None) -> None:
    """Refuse a record in which one element holds more elements or attributes than the caps.

    Raises:
        BadSource: it does.
    """
    for element in record.iter("*"):
        for count, limit, unit, cap in (
            (len(element), CHILDREN, "elements", "children"), (len(element.attrib), ATTRIBUTES, "attributes", "attributes"),
        ):  # fmt: skip
            if count <= limit:
                continue
            expected = message("at-most", limit=limit, unit=unit, cap=cap)
            found = f"{count} in {str(element.tag).rpartition('}')[2]}"
            raise bad("record-too-large", expected, file=file, found=found, line=element.sourceline)


@frozen
class Root:
    """The root element of a document.

    Attributes:
        tag: ``{namespace}name``, or the name alone.
        attributes: by the same kind of name.
        encoding: the encoding of the document.
        doctype: whether it names a document type.
    """

    tag: str
    attributes: dict[str, str]
    encoding: str
    doctype: bool


def sniff(source: Source | str | bytes, *, file: str | None = None, inside: Collection[str] = ()) -> Root:
    """Return the root element, or the first in it of some names, from the first 64 KiB alone.

    Args:
        source: a `Source` (nothing is taken from it), a path, or bytes (the first of a document will do).
        file: name for messages; that of the source by default.
        inside: local names of what is looked for in the root; where it is not found, the root is returned.

    Raises:
        BadSource: there is no readable root element.
    """
    if not isinstance(source, Source):
        with open_source(source, name=file) as opened:
            return sniff(opened, file=file, inside=inside)
    file = file or source.name
    document = look(source, file)
    parser: Any = etree.XMLPullParser(events=("start",), encoding="UTF-8", **SAFE)
    parser.resolvers.add(_Refuse())
    events = parser.read_events()
    fault = root = None
    for at in range(0, len(document.head) + 1, 1024):
        piece = document.head[at : at + 1024]
        try:
            if piece:
                parser.feed(piece)
                halted(parser.feed_error_log)
            if document.whole and len(piece) < 1024:
                parser.close()
        except etree.XMLSyntaxError as error:
            fault = syntax(error, parser.feed_error_log, file, document.head)
        for _, element in events:
            if fault and b">" not in document.head.partition(element.tag.rpartition("}")[2].encode())[2]:
                break  # cut off within its tag: attributes and namespace are not all there
            found = Root(element.tag, dict(element.attrib), document.encoding, document.doctype is not None)
            root = root or found
            if not inside or found.tag.rpartition("}")[2] in inside:
                return found
        if fault:
            break
    if root is not None:
        return root
    raise fault or source.broken or bad("xml-syntax", message("root-near-start", limit=HEAD), file=file)


class RecordStream:
    """The records of a document, one by one, in flat memory.

    A record is a child of the root with one of the tags, or the root itself; with ``inside``, a child of the
    root's child of that name. What has such a tag deeper inside is part of a record. An iteration gives each
    record whole; when it goes on to the next, the record is emptied and it and its neighbours are dropped,
    except for what stands before the first record (a message's header), which stays in `root`.

    Attributes:
        file: name for messages.
        encoding: the encoding of the document.
        codec: Python's name of it.
        doctype: the bare document type, which is not read, or None.
        warnings: what is odd but does not stop the reading.
        root: the root element, from the first record on.
        parent: the element whose children the records are, from the first record on; None where the root is one.
        skipped: how many children of the root, by tag, stood after the first record and are no records.
    """

    def __init__(
        self,
        source: Readable,
        tags: Iterable[str],
        *,
        file: str | None = None,
        limits: Limits = DEFAULT,
        move: bool = False,
        keep: bool = False,
        inside: str | Collection[str] | None = None,
        comments: bool = False,
    ) -> None:
        """Open the source and look at its beginning.

        Args:
            source: path, bytes, open binary file or `Source`.
            tags: the records' tags as lxml writes them, ``{namespace}name``.
            file: name for messages; that of the source by default.
            limits: the caps.
            move: the consumer takes each record away into a tree of its own. Records then come one later than
                they were read, for the parser may still be adding text behind the last one, which must not be
                moved then; and nothing but the records is dropped.
            keep: records stay as they are, and so does what stands between them, until `forget` is called.
            inside: tag of the root's child that holds the records, or tags it may have, where they are not the root's own
                children.
            comments: comments and processing instructions stay in the records.

        Raises:
            BadSource: no such file, an empty one, a DTD, an encoding that is not read.
        """
        self.tags = frozenset({tags} if isinstance(tags, str) else tags)
        self.move = move
        self.keep = keep
        self._header: Any = None  # what stands before the first record
        self._latest: Any = None
        self.inside = inside
        self._options = {**SAFE, "remove_comments": not comments, "remove_pis": not comments}
        self.parent: etree._Element | None = None
        self.root: etree._Element | None = None
        self.skipped: Counter[str] = Counter()
        self._source = open_source(source, limits, name=file)
        self.file = file or self._source.name
        try:
            self._document = look(self._source, self.file)
        except BaseException:  # raised again: even where it is interrupted, the file is closed
            self.close()
            raise
        self.encoding = self._document.encoding
        self.codec = self._document.codec
        self.doctype = self._document.doctype
        self.warnings = [doctype_ignored(self.doctype, self.file)] if self.doctype else []
        self._feed = Feed(self._document, limits, self.file)
        self._records: Iterator[etree._Element] | None = None

    def close(self) -> None:
        """Close the file, if it was opened here; the end of an iteration does so too."""
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def taken(self) -> int:
        """How many bytes the parser has taken so far, as UTF-8."""
        return self._feed.taken

    def unresolved(self, element: etree._Element) -> Problem | None:
        """Return the problem of an entity in the element that stays unresolved, or None.

        Only a document with a document type can have one; elsewhere it is a syntax error.
        """
        problem = unresolved(element, self.file) if self.doctype else None
        return problem and self._feed.placed(problem, element)

    def __iter__(self) -> Iterator[etree._Element]:
        """Return the records; a stream is read once.

        Raises:
            BadSource: the document is broken, or a cap is passed. The records before are handed out first.
        """
        if self._records is None:
            self._records = self._run()
        return self._records

    def _run(self) -> Iterator[etree._Element]:
        tags = tuple(self.tags)
        context: Any = etree.iterparse(self._feed, events=("end",), tag=tags, encoding="UTF-8", **self._options)
        context.resolvers.add(_Refuse())
        self._feed.halt = lambda: halted(context.error_log)
        elements = self._elements(context)
        try:
            yield from self._one_late(elements) if self.move else self._noted(elements)
        finally:
            self.close()

    def _elements(self, context: Any) -> Iterator[etree._Element]:
        """Yield the records as the parser finishes them."""
        parent = root = None
        feed = self._feed
        try:
            for _, element in context:
                if root is None:
                    root = self._found(element)
                    parent = self.parent = self._parent(root, element)
                if element.getparent() is parent:
                    if feed.since > CROWDED_FROM:
                        _not_crowded(element, self.file)
                    feed.since = 0
                    yield element
        except etree.XMLSyntaxError as error:
            raise self._source.broken or syntax(error, context.error_log, self.file, self._document.head) from None
        if root is None:
            self._found(context.root)

    def _parent(self, root: etree._Element, element: etree._Element) -> etree._Element | None:
        """Return the element whose children are the records; None where the root is the record."""
        if root.tag in self.tags:
            return None
        within = (self.inside,) if isinstance(self.inside, str) else self.inside
        around = element.iterancestors(*within) if within else ()
        return next((each for each in around if each.getparent() is root), root)

    def _found(self, element: etree._Element) -> etree._Element:
        """Take note of the root."""
        tree = element.getroottree()
        _no_dtd(tree, self._document, self.file)
        self.root = tree.getroot()
        return self.root

    def _noted(self, elements: Iterator[Any]) -> Iterator[Any]:
        """Yield each record, and drop it afterwards, unless that is left to the consumer."""
        keep = self.keep
        for element in elements:
            if self._latest is None:
                self._header = element.getprevious()
            self._latest = element
            yield element
            if not keep:
                self._skip(self.forget())
        if not keep and self.parent is not None and self._latest is not None:
            self._skip(self._latest.itersiblings("*"))

    def _skip(self, strangers: Iterable[Any]) -> None:
        for stranger in strangers:
            if stranger.tag not in self.tags:
                self.skipped[str(stranger.tag)] += 1

    def forget(self, *, last: bool = False) -> list[Any]:
        """Drop the records so far and what stands between them; return what of it is no record, or has text behind it.

        Args:
            last: there are no more records. Before, the latest is emptied and stays until the next call, for the parser
                may still be adding text behind it.
        """
        latest, parent = self._latest, self.parent
        if latest is None or parent is None:
            return []
        dropped = []
        element = latest if last else latest.getprevious()
        while element is not self._header and element is not None:
            previous = element.getprevious()
            if element.tag not in self.tags:
                dropped.append(element)
            else:
                element.clear(keep_tail=True)  # what is empty is taken out faster
                if (text := element.tail) and not text.isspace():
                    dropped.append(element)
            parent.remove(element)
            element = previous
        if not last:
            latest.clear(keep_tail=True)
        return dropped[::-1]

    def _one_late(self, elements: Iterator[etree._Element]) -> Iterator[etree._Element]:
        """Yield each record when the next one is complete, and see that none stays behind."""
        waiting = None
        fault = None
        while True:
            try:
                element = next(elements, None)
            except Exception as error:  # raised again below, after the last record
                element, fault = None, error
            if waiting is not None:
                parent = waiting.getparent()
                yield waiting
                if parent is not None and waiting.getparent() is parent:
                    parent.remove(waiting)
            if fault is not None:
                raise fault
            if element is None:
                return
            waiting = element
