"""A document before it is parsed: its encoding, its document type, its bytes as UTF-8 and counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve, frozen

from smj_catalog.problems import Problem, message
from smj_catalog.xmlio.encodings import Transcoder, detect
from smj_catalog.xmlio.faults import bad
from smj_catalog.xmlio.prolog import HEAD, AttributeEntities, doctype
from smj_catalog.xmlio.source import Limits, Source

__all__ = ["Document", "Feed", "look"]

LINES = 65_535
"""The last line that libxml2 counts for every node."""


@frozen
class Document:
    """A source whose first bytes have been looked at.

    Attributes:
        read: gives the document as UTF-8.
        head: its first bytes as UTF-8.
        whole: they are all there is.
        encoding: what it is in.
        codec: Python's name of that.
        doctype: the bare document type, if it has one.
    """

    read: Callable[[int], bytes]
    head: bytes
    whole: bool
    encoding: str
    codec: str
    doctype: str | None


def look(source: Source, file: str | None) -> Document:
    """Return what the first bytes of a source say of it.

    Raises:
        BadSource: it is empty, in an encoding that is not read, or has a document type with declarations.
    """
    peeked = source.peek(HEAD)
    encoding = detect(peeked, file)
    short = len(peeked) < HEAD
    whole = short and source.broken is None
    utf8 = encoding.codec == "utf-8"
    head = peeked if utf8 else peeked.decode(encoding.codec, "replace").encode()
    if whole and not (shown := head.removeprefix(b"\xef\xbb\xbf")).strip():
        found = shown.decode("utf-8", "replace") or None
        raise bad("file-empty", message("not-empty-file"), file=file, found=found)
    read = source.read if utf8 else Transcoder(source, encoding, file).read
    return Document(read, head, whole, encoding.name, encoding.codec, doctype(head, file, whole=short))


class Feed:
    """What a parser reads from: counts, and watches for what the parser would not tell.

    Attributes:
        since: bytes since the last record; the consumer sets it back.
        taken: bytes in all.
        entities: watches them, where there is a document type.
        halt: called before each piece; raises where the parser has met a fault that it does not tell by itself.
    """

    def __init__(self, document: Document, limits: Limits, file: str | None) -> None:
        self.since = self.taken = 0
        self.halt: Callable[[], None] | None = None
        self._read = document.read
        self._cap = limits.record_bytes
        self._file = file
        self.entities = AttributeEntities(file) if document.doctype else None

    def placed(self, problem: Problem, element: Any) -> Problem:
        """Return the problem of an unresolved entity with its true line, where the parser did not count so far, or not at all.

        Args:
            problem: as the parser has it.
            element: the record that holds it; records are asked about in their order.
        """
        if self.entities is None or 0 < (problem.where.line or 0) < LINES:
            return problem
        least = element.sourceline or 0
        line = self.entities.line_of(problem.found, least if least != LINES else 0)
        return evolve(problem, where=evolve(problem.where, line=line or problem.where.line))

    def read(self, size: int) -> bytes:
        """Return the next piece.

        Raises:
            BadSource: the cap on a record is passed, or what lies below finds a fault.
        """
        if self.halt is not None:
            self.halt()
        data = self._read(size)
        self.since += len(data)
        self.taken += len(data)
        if self.since > self._cap:
            expected = message("at-most", limit=self._cap, unit="bytes", cap="record_bytes")
            raise bad("record-too-large", expected, file=self._file, found=str(self.since))
        if self.entities is not None:
            self.entities.feed(data)
        return data
