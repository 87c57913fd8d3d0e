"""JSON files of objects, as programs exchange them: an array, objects one behind another, or one alone; in flat memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import evolve, frozen

from smj_catalog.errors import BadRecord, BadSource, BadValue
from smj_catalog.formats.base import ERRORS, Head, Item, Reading, Told
from smj_catalog.formats.jsonl import BOM, LINE, loaded
from smj_catalog.problems import Problem, Where, message
from smj_catalog.problems.fields import which
from smj_catalog.xmlio import PIECE, Source

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{},]|[^ \t\r\n"\[\]{},]++', re.DOTALL)
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
    buffer, at, counted, start = b"", 0, 0, -1  # how far it is read, and its lines are counted; where a value begins
    number, line, skipped = 0, 1, 0  # lines of a value above the cap that are no longer held
    depth, inside, ended = 0, False, False  # brackets that are open in a value; whether it is one of an array

    def value(end: int) -> Object:
        nonlocal number, line, skipped, start
        one = Object(number + 1, line, buffer[start:end].rstrip(_BLANK)[: LINE + 1])
        number, line, skipped, start = number + 1, line + skipped, 0, -1
        return one

    if source.peek(3) == BOM:
        source.read(3)
    while not ended:
        if len(buffer) - at > 2 * LINE:  # one text, and no end of it
            expected = message("at-most", limit=LINE, unit="bytes", cap="line")
            raise BadSource(Problem(Where(source.name, line), "record-too-large", f"{LINE}+", expected))
        more = source.read(max(PIECE, len(buffer) - at))
        ended = not more
        buffer += more
        for found in _TOKEN.finditer(buffer, at):
            token = found[0]
            if token == b'"' and not ended:  # of a text the end is not here yet
                break
            at = found.end()
            if start < 0:
                if token in (b"]", b",") if inside else token == b"[":  # of the array around values
                    inside = token != b"]"
                    continue
                start = found.start()
                line += buffer.count(b"\n", counted, start)
                counted = start
            if token in (b"[", b"{"):
                depth += 1
            elif depth and token in (b"]", b"}"):
                depth -= 1
                if not depth:
                    yield value(at)
            elif not depth and inside and token in (b"]", b","):
                inside = token == b","
                yield value(found.start())
        kept = start if start >= 0 else at
        line += buffer.count(b"\n", counted, kept)
        buffer, at, counted, start = buffer[kept:], at - kept, 0, min(start, 0)
        if start == 0 and at > 2 * LINE:  # above the cap already: its beginning will do
            skipped += buffer.count(b"\n", LINE + 1, at)
            buffer, at = buffer[: LINE + 1] + buffer[at:], LINE + 1
    if start >= 0:
        yield value(len(buffer))


def read_objects(
    source: Source, reading: Reading, item: Callable[[Object, dict[str, Any]], Iterator[Item]]
) -> Iterator[Item]:
    """Yield what the objects of a file are; what is no object is refused, and null is counted.

    Args:
        source: the file.
        reading: told of what is not read.
        item: (object as it stands, its keys and values) -> items; may raise BadValue.
    """
    for one in objects(source):
        if one.raw == b"null":
            reading.unread["null"] += 1
            continue
        where, own = Where(reading.file, line=one.line), ""
        try:
            data = loaded(one.raw, where, _object)
            data.pop(ERRORS, None)
            own = _own(data)
            for found in item(one, data):
                name = which(found.number or one.number, own)
                yield evolve(found, problems=tuple(p.at(record=name) for p in found.problems))
        except (BadRecord, BadValue) as error:
            told = tuple(p.at(record=which(one.number, own)) for p in error.problems)
            yield Item(None, where, told, text_of(one), number=one.number)


def _own(data: dict[str, Any]) -> str:
    """Return by what an object is known where it comes from; empty where it has no such key."""
    parts = [part for part in (data, data.get("onix"), data.get("summary")) if isinstance(part, dict)]
    keys = (part.get(key) for part in parts for key in ("id", "RecordReference", "isbn"))
    return next((str(held) for held in keys if held and isinstance(held, str | int)), "")


def _object(detail: Any) -> Any:
    return message("a-json-object", detail=detail)


def text_of(one: Object) -> str:
    """Return an object as text."""
    return one.raw.decode("utf-8", "backslashreplace")


def dumped(value: Any) -> bytes:
    """Return a value as it stands in a file."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def array(values: Iterable[bytes], end: bytes = b"]\n") -> Iterator[bytes]:
    """Yield an array of values, one behind another, and what stands at its end."""
    before = b"["
    for value in values:
        yield before + b"\n" + value
        before = b","
    yield b"\n" + end if before == b"," else b"[" + end


def refused(source: Source, _: Reading, told: Told) -> Iterator[bytes]:
    """Yield an array of the objects that are refused, as they are, each with a key that says what is wrong, which is not read."""
    return array(_marked(one, words) for one in objects(source) if (words := told.get((None, one.number))) is not None)


def _marked(one: Object, words: str) -> bytes:
    said = json.dumps({ERRORS: words.split("\n")}, ensure_ascii=False).encode()
    rest = one.raw[1:].lstrip(_BLANK) if one.raw[:1] == b"{" else b""
    return b"".join((said[:-1], b"" if rest[:1] == b"}" else b", ", rest) if rest else (said, b",\n", one.raw))


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
