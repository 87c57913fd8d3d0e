"""ISO 2709 with the leader and directory of MARC 21, both ways.

Source: MARC 21 Specifications for Record Structure, Character Sets, and Exchange Media; ISO 2709:2008.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.errors import BadRecord, BadSource, CannotWrite
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.xmlio import Source

FIELD, RECORD = b"\x1e", b"\x1d"
LONGEST, LONGEST_FIELD = 99_999, 9_999
_PIECE = 1 << 16
_LEADER = re.compile(rb"[0-9]{5}[a-z][a-z ][a-z ][a-z0-9 ][a-z0-9 ]22[0-9]{5}[^\x1d-\x1f]{3}45[0-9 ]{2}")


@frozen
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


def split(source: Source) -> Iterator[Raw]:
    """Yield the records of a file, in memory of one of them; one that is cut off does not swallow the next.

    Raises:
        BadSource: no record ends within what the longest could have.
    """
    held, at = b"", 0
    while True:
        end = held.find(RECORD)
        if end < 0:
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
        piece, held = held[: end + 1], held[end + 1 :]
        bare = piece.lstrip(b"\r\n \xef\xbb\xbf")
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


def parsed(raw: Raw, file: str | None) -> tuple[str, list[Field], list[Problem]]:
    """Return leader, fields, and what is odd about a record that can be read all the same.

    Raises:
        BadRecord: it cannot be read: it is cut off, its directory is wrong, or its characters are of no known set.
    """
    data, where = raw.data, Where(file)
    if not raw.whole or not is_leader(data):
        raise _bad(where, "marc-cut", data, "a-whole-marc-record", at=raw.at)
    told: list[Problem] = []
    base = int(data[12:17])
    directory = data[24 : base - 1]
    body = data[base:-1].split(FIELD)
    entries = [directory[i : i + 12] for i in range(0, len(directory), 12)]
    if (
        base < 25
        or data[base - 1 : base] != FIELD
        or not entries
        or any(len(e) < 12 or not e[3:].isdigit() for e in entries)
    ):
        raise _bad(where, "marc-directory", directory[:60], "a-marc-directory", at=raw.at)
    if body[-1:] != [b""] or len(body) - 1 != len(entries):
        raise _bad(where, "marc-directory", f"{len(entries)} / {len(body) - 1}", "a-marc-directory", at=raw.at)
    if int(data[:5]) != len(data) or not _agree(entries, body):
        expected = message("a-marc-directory", at=raw.at)
        told.append(Problem(where, "marc-length", data[:5].decode(), expected, severity="warning"))
    text = [_decoded(field, data[9:10], where, told) for field in body[:-1]]
    return (
        data[:24].decode("ascii"),
        [_field(e[:3].decode("ascii", "replace"), t) for e, t in zip(entries, text, strict=True)],
        told,
    )


def _agree(entries: list[bytes], body: list[bytes]) -> bool:
    at = 0
    for entry, field in zip(entries, body, strict=False):
        if int(entry[3:7]) != len(field) + 1 or int(entry[7:12]) != at:
            return False
        at += len(field) + 1
    return True


def _decoded(field: bytes, scheme: bytes, where: Where, told: list[Problem]) -> str:
    try:
        text = field.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = "a-utf-8-record" if scheme == b"a" else "no-marc-8"
        raise _bad(where, "marc-characters", field[max(0, error.start - 20) : error.start + 20], wrong) from None
    if scheme != b"a" and not field.isascii() and not told:
        told.append(
            Problem(where, "marc-characters", scheme.decode("latin-1"), message("utf-8-in-leader"), severity="warning")
        )
    return text


def _field(tag: str, text: str) -> Field:
    if tag < "010":
        return Field(tag, "", [Subfield("", text)])
    head, *parts = text.split("\x1f")
    return Field(tag, f"{head:2.2}", [Subfield(part[:1], part[1:]) for part in parts if part])


def _bad(where: Where, rule: str, found: bytes | str, expected: str, **params: object) -> BadRecord:
    words = found if isinstance(found, str) else found[:80].decode("utf-8", "backslashreplace")
    return BadRecord(Problem(where, rule, words, message(expected, **params)))


def _most(limit: int, cap: str) -> Message:
    return message("at-most", limit=limit, unit="bytes", cap=cap)


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
                Problem(
                    Where(record=record_id, path=one.tag), "marc-length", str(len(data)), _most(LONGEST_FIELD, "field")
                )
            )
        directory += b"%s%04d%05d" % (one.tag.encode(), len(data), len(body))
        body += data
        if len(body) > LONGEST:
            break
    base = 24 + len(directory) + 1
    size = base + len(body) + 1
    if size > LONGEST:
        raise CannotWrite(Problem(Where(record=record_id), "marc-length", str(size), _most(LONGEST, "record")))
    return f"{size:05}{leader[5:12]}{base:05}{leader[17:]}".encode() + directory + FIELD + body + RECORD
