"""Document types, which are never read: found before the parser sees one, and entities that then stay open.

Two things make this a module of its own. libxml2 begins to act on a declaration while it parses it, so a
document type with declarations must not reach it at all. And where a document type is named but not read, an
entity that it would declare becomes a node in the text, which can be found, but vanishes without trace from
an attribute.
"""

from __future__ import annotations

import re
from collections import deque

from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio.faults import bad

__all__ = ["HEAD", "AttributeEntities", "doctype", "doctype_ignored"]

HEAD = 1 << 16  # bytes within which the root element must begin
TAG = 1 << 16  # bytes of the longest tag, where a document type makes it necessary to look into tags

_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_DOCTYPE = re.compile(
    rb"""
    <!DOCTYPE \s++ [^\s\[>]++ \s*+
    (?: (?: SYSTEM | PUBLIC \s*+ (?:"[^"]*+"|'[^']*+') ) \s*+ (?: (?:"[^"]*+"|'[^']*+') \s*+ )? )?
    >
    """,
    re.VERBOSE,
)


def doctype(head: bytes, file: str | None, *, whole: bool) -> str | None:
    """Return the bare document type of a document, or None where it has none.

    Args:
        head: its first `HEAD` bytes as UTF-8.
        file: name for messages.
        whole: the head is all there is.

    Raises:
        BadSource: the document type holds declarations or is ill-formed, or no root element begins within
            the head.
    """
    before = _BEFORE.match(head)
    at = before.end() if before else 0
    line = head.count(b"\n", 0, at) + 1
    bare = None
    if head.startswith(b"<!DOCTYPE", at):
        declared = _DOCTYPE.match(head, at)
        if declared is None:
            found = head[at : at + 200].decode("utf-8", "replace")
            raise bad("xml-dtd", message("no-dtd"), file=file, found=found, line=line)
        bare = declared.group().decode("utf-8", "replace")
        after = _BEFORE.match(head, declared.end())
        at = after.end() if after else declared.end()
    rest = head[at : at + 2]
    if not whole and (len(rest) < 2 or rest in (b"<!", b"<?")):
        raise bad("xml-syntax", message("root-near-start", limit=HEAD), file=file, line=line)
    return bare


def doctype_ignored(found: str, file: str | None) -> Problem:
    """Return the warning that a bare document type is not read."""
    where = Where(file=file)
    return Problem(where, "xml-doctype", found, message("external-doctype-ignored"), severity="warning")


_KNOWN = rb"&(?:amp|lt|gt|quot|apos|\#[0-9]++|\#x[0-9A-Fa-f]++);"
_DOUBLE = rb'"(?:[^"<&]++|' + _KNOWN + rb")*+"  # a value in double quotes, up to its end or what is not known
_SINGLE = rb"'(?:[^'<&]++|" + _KNOWN + rb")*+"
_TAG = rb"""<[^!?/<>"'&\s][^<>"']*+(?:(?:%b"|%b')[^<>"']*+)*+""" % (_DOUBLE, _SINGLE)
_PASSED = rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
_FOUND = re.compile(
    rb"""%b|%b(?:%b|%b)(?P<open>&[^;&<"'\s]*+;)|(?!%b)(?P<text>&[^;&<"'\s]*+;)"""
    % (_PASSED, _TAG, _DOUBLE, _SINGLE, _KNOWN),
    re.DOTALL,
)
_PARTED = re.compile(rb"&[^;&<\s]{0,64}+\Z")
_WHOLE_TAG = re.compile(_TAG + rb">|</[^<>]*+>")
_OPENER = re.compile(rb"<!--|<!\[CDATA\[|<\?")
_CLOSER = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


class AttributeEntities:
    """Watches a document go by for entities that no document type will resolve: those in attributes, which would vanish, and
    the lines of those in text, which the parser does not count beyond 65,535.
    """  # noqa: D205

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._rest = b""
        self._until = b""
        self._line = 1
        self._open: deque[tuple[str, int]] = deque(maxlen=4096)

    def line_of(self, found: str | None, least: int) -> int | None:
        """Return the line of the next entity of a name in text, from a line on; those before it are forgotten."""
        while self._open:
            name, line = self._open.popleft()
            if name == found and line >= least:
                return line
        return None

    def feed(self, data: bytes) -> None:
        """Take the next piece, as UTF-8.

        Raises:
            BadSource: an attribute holds such an entity, or a tag is too long to look for one. Nothing of
                the piece must be parsed.
        """
        data = self._rest + data
        if self._until:
            end = data.find(self._until)
            if end < 0:
                self._keep(data, max(len(data) - 2, 0))
                return
            self._line += data.count(b"\n", 0, end)
            data = data[end + len(self._until) :]
            self._until = b""
        done, open_ = 0, []
        for match in _FOUND.finditer(data):
            if match["open"]:
                line = self._line + data.count(b"\n", 0, match.end())
                found = match["open"].decode("utf-8", "replace")
                raise bad("xml-entity", message("resolved-entity"), file=self._file, found=found, line=line)
            if match["text"]:
                open_.append(match)
            else:
                done = match.end()
        opener = _OPENER.search(data, done)
        at, line = 0, self._line
        for match in open_:
            if opener is None or match.start() < opener.start():
                line += data.count(b"\n", at, match.start())
                at = match.start()
                self._open.append((match["text"].decode("utf-8", "replace"), line))
        if opener:
            self._until = _CLOSER[opener.group()]
            self._keep(data, max(opener.end(), len(data) - 2))
            return
        last = data.rfind(b"<", done)
        if last < 0 or _WHOLE_TAG.match(data, last):
            parted = _PARTED.search(data, done)
            last = parted.start() if parted else len(data)
        elif len(data) - last > TAG:  # it would be looked through again with every piece
            expected = message("at-most", limit=TAG, unit="bytes", cap="tag")
            found = data[last : last + 40].decode("utf-8", "replace")
            raise bad("record-too-large", expected, file=self._file, found=found, line=self._line)
        self._keep(data, last)

    def _keep(self, data: bytes, start: int) -> None:
        self._line += data.count(b"\n", 0, start)
        self._rest = data[start:]
