"""What is wrong with a file, as problems: libxml2's complaints in our own terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import takewhile
from typing import Any

from lxml import etree

from smj_catalog.errors import BadSource
from smj_catalog.problems import Both, Message, Problem, Where, message

__all__ = ["bad", "halted", "strangers", "syntax"]

LEVELS = 256  # libxml2's own limits without huge_tree
TEXT_BYTES = 10_000_000
_TOO_BIG = re.compile(r"too (?:long|big)|Buffer size limit")
_ENTITY = re.compile(r"Entity '(.*)' not defined")
_NO_NAME = re.compile(r"StartTag: invalid element name")
"""What is said of a < that begins no tag; it has the same name as the fault of an & that begins no entity."""
_ADVICE = {
    "ERR_TAG_NAME_MISMATCH": "xml-end-tag", "ERR_TAG_NOT_FINISHED": "xml-cut-off", "ERR_NAME_REQUIRED": "xml-ampersand",
    "ERR_ENTITYREF_SEMICOL_MISSING": "xml-ampersand", "ERR_ENTITYREF_NO_NAME": "xml-ampersand", "ERR_LT_IN_ATTRIBUTE": "xml-less-than",
    "ERR_LTSLASH_REQUIRED": "xml-cut-off", "ERR_GT_REQUIRED": "xml-greater-than", "ERR_DOCUMENT_END": "xml-after-the-end",
    "ERR_ATTRIBUTE_NOT_STARTED": "xml-attribute", "ERR_ATTRIBUTE_NOT_FINISHED": "xml-attribute", "ERR_ATTRIBUTE_WITHOUT_VALUE": "xml-attribute",
    "ERR_ATTRIBUTE_REDEFINED": "xml-attribute-twice", "ERR_INVALID_CHAR": "xml-character", "ERR_DOCUMENT_EMPTY": "xml-none",
    "NO_NAME": "xml-name",
}  # fmt: skip
"""libxml2's name of a fault -> what is to be done about it."""
_ENCODING = {"ERR_INVALID_ENCODING", "ERR_UNKNOWN_ENCODING", "ERR_UNSUPPORTED_ENCODING", "I18N_CONV_FAILED"}


def bad(
    rule: str, expected: Message, *, file: str | None, found: str | None = None, line: int | None = None
) -> BadSource:
    """Return the error that says a file cannot be read."""
    return BadSource(Problem(Where(file=file, line=line), rule, found, expected))


def halted(log: Any) -> None:
    """Do nothing where a parser is well.

    lxml lets a parser begin a new document, and tells that instead, where a piece that is not the last has an undefined
    entity: so whoever feeds it asks here after each piece.

    Args:
        log: the parser's own log.

    Raises:
        XMLSyntaxError: it has stopped.
    """
    for entry in log:
        if entry.level_name == "FATAL":
            raise etree.XMLSyntaxError(entry.message, entry.type, entry.line, entry.column)  # type: ignore[call-arg]


def syntax(error: etree.XMLSyntaxError, log: Any, file: str | None, head: bytes = b"") -> BadSource:
    """Return libxml2's complaint as an error of ours.

    Args:
        error: what lxml raised.
        log: the parser's own log. The one on the error is shared by all parsers of the thread.
        file: name for messages.
        head: first bytes of the document, to show what stands there instead of XML.
    """
    entry = next((e for e in log if e.level_name == "FATAL"), None)
    kind = entry.type_name if entry is not None else ""
    said = (entry.message if entry is not None else str(error.msg)).strip()
    line, column = (entry.line, entry.column) if entry is not None else error.position
    if "Excessive depth" in said:
        return bad("xml-too-deep", message("at-most-levels", limit=LEVELS), file=file, found=said, line=line)
    if _TOO_BIG.search(said) and kind != "ERR_NAME_TOO_LONG":
        expected = message("at-most", limit=TEXT_BYTES, unit="bytes", cap="libxml2")
        return bad("record-too-large", expected, file=file, found=said, line=line)
    if kind in _ENCODING:
        expected = message("bytes-of-encoding", encoding="UTF-8")
        return bad("xml-encoding", expected, file=file, found=f"{said} ({line}:{column})", line=line)
    if undefined := _ENTITY.search(said):
        found = f"&{undefined.group(1)};"
        return bad("xml-entity", message("resolved-entity"), file=file, found=found, line=line)
    if kind == "ERR_DOCUMENT_EMPTY" and head:
        found = head[:40].decode("utf-8", "backslashreplace")
        return bad(
            "xml-syntax", message("xml-told", place=said, what=message("xml-none")), file=file, found=found, line=line
        )
    tag = re.search(r"(?:mismatch: |in tag |Couldn't find end of Start Tag )(\S+)", said)
    found = Both(said, f"<{tag[1]}>" if tag else "XML")
    kind = "NO_NAME" if _NO_NAME.search(said) else kind
    advice = message(_ADVICE.get(kind, "xml-otherwise"))
    return bad(
        "xml-syntax",
        message("xml-told", place=message("at-column", column=column), what=advice),
        file=file,
        found=found,
        line=line or None,
    )


def strangers(stream: Any, around: Collection[str], *, read: bool) -> Problem | None:
    """Return the fault of a file whose records, or some of them, have another name or namespace than those that are read."""
    root: Any = stream.root
    if root is None or root.tag in stream.tags:
        return None
    names = {tag.rpartition("}")[2].lower() for tag in stream.tags}
    found = Counter(stream.skipped)
    found.update(str(e.tag) for e in takewhile(lambda e: e.tag not in stream.tags, root.iterchildren("*")))
    found = Counter({tag: count for tag, count in found.items() if tag.rpartition("}")[2] not in around})
    if read:
        found = Counter({tag: count for tag, count in found.items() if tag.rpartition("}")[2].lower() in names})
    if not found:
        return None
    told = ", ".join(f"{count} × {tag}" for tag, count in found.most_common(3))
    expected = message("records-called", names=", ".join(sorted(stream.tags)))
    return Problem(Where(stream.file, root.sourceline), "records-unread", told, expected)
