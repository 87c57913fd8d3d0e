"""ISO 2709 with the leader and directory of MARC 21, both ways.

Source: MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media; ISO 2709:2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define

from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.errors import BadRecord, BadSource, CannotWrite
from smj_catalog.formats.marc import marc8
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.xmlio import Source

FIELD, RECORD = b"\x1e", b"\x1d"
LONGEST, LONGEST_FIELD = 99_999, 9_999
_PIECE = 1 << 16
STRAY = "(no code)"
"""Code of a text that stands in no subfield: no place takes it, so it is counted."""
_ENTRY = re.compile(r"([^\x1d-\x1f]{3})([0-9]{9})", re.ASCII | re.DOTALL)
_LEADER = re.compile(rb"[0-9]{5}[a-z ][a-z ][a-z ][a-z0-9 ][a-z0-9 ]22[0-9]{5}[^\x1d-\x1f]{3}45[0-9 ]{2}")


_DIRECTORY = re.compile(rb"[^\x1d-\x1f]{24}0[0-9]{11}(?:[0-9A-Z]{3}[0-9]{9})*(?:\x1e|.{0,11}\Z)", re.DOTALL)
_BEFORE = b"\r\n \xef\xbb\xbf"
"""What may stand before a record: line ends, and the mark that editors of text put before UTF-8."""


@define
class Raw:
    """One record as its file has it.

    Attributes:
        data: its bytes.
        at: place of its first byte in the file, from 0.
        whole: it ends as a record does.
    """

    data: bytes
    at: int
    whole: bool = True


def is_leader(data: bytes) -> bool:
    """Tell whether bytes begin with the leader of a MARC 21 record."""
    return _LEADER.match(data) is not None


def begins(first: bytes) -> bool:
    """Tell whether a file begins with a record: one whose leader is damaged shows itself by its directory."""
    bare = first.lstrip(_BEFORE)
    return is_leader(bare) or _DIRECTORY.match(bare) is not None


def split(source: Source) -> Iterator[Raw]:
    """Yield the records of a file, in memory of one of them; one that is cut off does not swallow the next.

    Raises:
        BadSource: no record ends within what the longest could have.
    """
    held, at, done = b"", 0, 0
    while True:
        end = held.find(RECORD, done)
        if end < 0:
            held, done = held[done:], 0
            if len(held) > 2 * LONGEST:
                raise BadSource(
                    Problem(Where(source.name), "record-too-large", f"{len(held)}+", _most(LONGEST, "record"))
                )
            if more := source.read(_PIECE):
                held += more
                continue
            if held.strip(b"\r\n\x1a\x00 "):
                yield Raw(held, at, whole=False)
            return
        piece, done = held[done : end + 1], end + 1
        bare = piece.lstrip(_BEFORE)
        start = at + len(piece) - len(bare)
        at += len(piece)
        for cut in _cut(bare):
            yield Raw(bare[:cut], start, whole=False)
            bare, start = bare[cut:], start + cut
        yield Raw(bare, start)


def _cut(piece: bytes) -> Iterator[int]:
    """Yield where in a piece that is longer than its leader says another record begins."""
    if piece[:5].isdigit() and int(piece[:5]) == len(piece):
        return
    for found in _LEADER.finditer(piece, 1):
        if int(piece[found.start() : found.start() + 5]) == len(piece) - found.start():
            yield found.start()
            return


def parsed(raw: Raw, file: str | None) -> tuple[str, list[tuple[str, str]], list[Problem]]:
    """Return leader, tag and text of each field, and what is odd about a record that can be read all the same.

    Raises:
        BadRecord: it cannot be read: it is cut off, its directory is wrong, or its characters are of no known set.
    """
    data = raw.data
    if not raw.whole:
        raise _bad(file, "marc-cut", data, "a-whole-marc-record", at=raw.at)
    if not is_leader(data):
        raise _bad(file, "marc-leader", data[:24], "a-marc-leader", at=raw.at)
    told: list[Problem] = []
    base = int(data[12:17])
    directory, body = data[24 : base - 1], data[base:-1].split(FIELD)
    entries = _ENTRY.findall(directory.decode("ascii", "replace"))
    count = len(entries)
    if base < 25 or data[base - 1 : base] != FIELD or not count or count * 12 != len(directory):
        raise _bad(file, "marc-directory", directory[:60], "a-marc-directory", at=raw.at)
    if body[-1:] != [b""] or len(body) - 1 != count:
        raise _bad(file, "marc-directory", f"{count} / {len(body) - 1}", "a-marc-directory", at=raw.at)
    if int(data[:5]) != len(data) or not _fits(entries, body):
        expected = message("a-marc-directory", at=raw.at)
        told.append(Problem(Where(file), "marc-length", data[:5].decode(), expected, severity="warning"))
    fields = zip(entries, _texts(raw, base, file, told), strict=True)
    return data[:24].decode("ascii"), [(tag, text) for (tag, _), text in fields], told


def field(tag: str, text: str) -> Field:
    """Return the field with a tag and a text; what stands before its first subfield has no code."""
    if tag < "010":
        return Field(tag, "", [Subfield("", text)])
    parts = text.split("\x1f")
    head = parts.pop(0)
    subfields = [Subfield(part[0], part[1:]) for part in parts if part]
    if len(head) != 2 or not head.isascii():
        head, stray = (f"{head:2.2}", head[2:]) if head[:2].isascii() else ("  ", head)
        subfields += [Subfield(STRAY, stray)] if stray else []
    return Field(tag, head, subfields)


def _fits(entries: list[tuple[str, str]], body: list[bytes]) -> bool:
    """Tell whether a directory has the lengths and places that the fields have."""
    at = 0
    for (_, said), field in zip(entries, body, strict=False):  # behind the last field stands the record's end
        size = len(field) + 1
        if int(said) != size * 100_000 + at:
            return False
        at += size
    return True


def _texts(raw: Raw, base: int, file: str | None, told: list[Problem]) -> list[str]:
    """Return the texts of the fields.

    Raises:
        BadRecord: their bytes are of no known set of characters.
    """
    data, scheme = raw.data, raw.data[9:10]
    try:
        whole = data[base:-1].decode("utf-8")
    except UnicodeDecodeError as error:
        if scheme == b"a":
            at = base + error.start
            raise _bad(file, "marc-characters", _around(raw, at), "a-utf-8-record", at=raw.at + at) from None
        return [_older(field, raw, at, file) for field, at in _placed(data, base)]
    if b"\x1b" in data and scheme != b"a":  # MARC-8 may have no byte beyond ASCII, as Japanese in it has none
        return [_older(field, raw, at, file) for field, at in _placed(data, base)]
    if scheme != b"a" and not whole.isascii():
        words = scheme.decode("latin-1")
        told.append(Problem(Where(file), "marc-characters", words, message("utf-8-in-leader"), severity="warning"))
    return whole.split("\x1e")[:-1]


def _around(raw: Raw, at: int) -> bytes:
    return raw.data[max(24, at - 20) : at + 20]


def _placed(data: bytes, base: int) -> Iterator[tuple[bytes, int]]:
    """Yield the fields of a record, each with its place in it."""
    for field in data[base:-1].split(FIELD)[:-1]:
        yield field, base
        base += len(field) + 1


def _older(field: bytes, raw: Raw, at: int, file: str | None) -> str:
    """Return the text of a field in MARC-8; each subfield begins with the sets that are the usual ones."""
    found = []
    for part in field.split(b"\x1f"):
        try:
            found.append(marc8.decoded(part))
        except marc8.NotMarc8 as error:
            at += error.at
            raise _bad(file, "marc-characters", _around(raw, at), "a-marc-8-record", at=raw.at + at) from None
        at += len(part) + 1
    return "\x1f".join(found)


def _bad(file: str | None, rule: str, found: bytes | str, expected: str, **params: object) -> BadRecord:
    words = found if isinstance(found, str) else found[:80].decode("utf-8", "backslashreplace")
    return BadRecord(Problem(Where(file), rule, words, message(expected, **params)))


def _most(limit: int, cap: str) -> Message:
    return message("at-most", limit=limit, unit="bytes", cap=cap)


def _short(limit: int) -> Message:
    return message("at-most-in-marc", limit=limit)


def dumped(record_id: str, leader: str, fields: list[Field]) -> bytes:
    """Return a record.

    Raises:
        CannotWrite: the record, or one of its fields, is longer than the format can say.
    """
    directory, body = b"", b""
    for one in fields:
        if one.tag < "010":
            text = "".join(s.text for s in one.subfields)
        else:
            text = f"{one.indicators:2}" + "".join(f"\x1f{s.code}{s.text}" for s in one.subfields)
        data = text.encode() + FIELD
        if len(data) > LONGEST_FIELD:
            raise CannotWrite(
                Problem(Where(record=record_id, path=one.tag), "marc-length", str(len(data)), _short(LONGEST_FIELD))
            )
        directory += b"%s%04d%05d" % (one.tag.encode(), len(data), len(body))
        body += data
        if len(body) > LONGEST:
            break
    base = 24 + len(directory) + 1
    size = base + len(body) + 1
    if size > LONGEST:
        raise CannotWrite(Problem(Where(record=record_id), "marc-length", str(size), _short(LONGEST)))
    return f"{size:05}{leader[5:12]}{base:05}{leader[17:]}".encode() + directory + FIELD + body + RECORD
