"""JSON files of objects, as programs exchange them: an array, objects one behind another, or one alone; in flat memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import frozen

from smj_catalog.errors import BadSource, InputError
from smj_catalog.formats.base import ERRORS, Head, Item, Reading, Told
from smj_catalog.formats.jsonl import BOM, LINE, loaded
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import PIECE, Source

_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|["\[\]{},]', re.DOTALL)
_BLANK = b" \t\r\n"


@frozen
class Object:
    """One value of a file.

    Attributes:
        number: which it is, from 1.
        line: where it begins.
        raw: as it stands; of one above the cap, its first bytes.
    """

    number: int
    line: int
    raw: bytes


def objects(source: Source) -> Iterator[Object]:
    """Yield the values of a file: those of an array one by one.

    Raises:
        BadSource: a text in it is longer than any record may be.
    """
    buffer, at, line, number, depth, base, start = b"", 0, 1, 0, 0, 0, -1
    skipped = 0  # lines of a value above the cap that are no longer held
    ended = False

    def value(end: int) -> Iterator[Object]:
        nonlocal number, start, line, skipped
        raw = buffer[start:end].strip(_BLANK) if start >= 0 else b""
        if raw:
            number += 1
            yield Object(number, line, raw[: LINE + 1])
        line += skipped + (buffer.count(b"\n", start, end) if start >= 0 else 0)
        start, skipped = -1, 0

    if source.peek(3) == BOM:
        source.read(3)
    while not ended:
        if len(buffer) - at > 2 * LINE:  # one text, and no end of it
            expected = message("at-most", limit=LINE, unit="bytes", cap="line")
            raise BadSource(Problem(Where(source.name, line), "record-too-large", f"{LINE}+", expected))
        more = source.read(max(PIECE, len(buffer) - at))
        ended = not more
        buffer += more
        while at < len(buffer):
            if start < 0:  # between values
                before = at
                while at < len(buffer) and (buffer[at] in _BLANK or (depth == base == 1 and buffer[at] == 44)):
                    at += 1
                line += buffer.count(b"\n", before, at)
                if at == len(buffer):
                    break
                if depth == base and buffer[at] == 91 and depth == 0:  # the array around them
                    depth = base = 1
                    at += 1
                    continue
                if depth == base == 1 and buffer[at] == 93:
                    depth = base = 0
                    at += 1
                    continue
                start = at
            found = _TOKEN.search(buffer, at)
            if found is None or (found[0] == b'"' and not ended):  # of a text the end is not here yet
                at = len(buffer) if found is None else found.start()
                break
            token, at = found[0], found.end()
            if token in b"[{":
                depth += 1
            elif token in b"]}":
                if depth == base:  # the end of the array, right behind a value that is no object
                    at = found.start()
                    yield from value(at)
                    continue
                depth -= 1
                if depth == base:
                    yield from value(at)
            elif token == b"," and depth == base == 1:
                yield from value(found.start())
        kept = start if start >= 0 else at
        buffer, at, start = buffer[kept:], at - kept, min(start, 0)
        if start == 0 and at > 2 * LINE:  # above the cap already: its beginning will do
            skipped += buffer.count(b"\n", LINE + 1, at)
            buffer, at = buffer[: LINE + 1] + buffer[at:], LINE + 1
    yield from value(len(buffer))


def read_objects(
    source: Source, reading: Reading, item: Callable[[Object, dict[str, Any]], Iterator[Item]]
) -> Iterator[Item]:
    """Yield what the objects of a file are; what is no object is refused, and null is counted.

    Args:
        source: the file.
        reading: told of what is not read.
        item: (object as it stands, its keys and values) -> items.
    """
    for one in objects(source):
        if one.raw == b"null":
            reading.unread["null"] += 1
            continue
        where = Where(reading.file, line=one.line)
        try:
            data = loaded(one.raw, where, _object)
        except InputError as error:
            yield Item(None, where, error.problems, text_of(one), number=one.number)
            continue
        data.pop(ERRORS, None)
        yield from item(one, data)


def _object(detail: Any) -> Any:
    return message("a-json-object", detail=detail)


def text_of(one: Object) -> str:
    """Return an object as text."""
    return one.raw.decode("utf-8", "backslashreplace")


def refused(source: Source, _: Reading, told: Told) -> Iterator[bytes]:
    """Yield an array of the objects that are refused, as they are, each with a key that says what is wrong, which is not read."""
    before = b"["
    for one in objects(source):
        words = told.get((None, one.number))
        if words is None:
            continue
        said = json.dumps({ERRORS: words.split("\n")}, ensure_ascii=False).encode()
        rest = one.raw[1:].lstrip(_BLANK) if one.raw[:1] == b"{" else b""
        whole = [said[:-1] + (b"" if rest[:1] == b"}" else b", ") + rest] if rest else [said, one.raw]
        yield b"".join((before, b"\n", b",\n".join(whole)))
        before = b","
    yield b"\n]\n" if before == b"," else b"[]\n"


def looks_like(keys: str) -> Callable[[Head], bool]:
    """Return what tells whether a file begins as JSON with some keys does.

    Args:
        keys: a regular expression that finds one of them.
    """
    known = re.compile(keys.encode())

    def found(head: Head) -> bool:
        first = head.first.removeprefix(BOM).lstrip()
        return first[:1] in (b"[", b"{") and known.search(first) is not None

    return found
