"""Records as the bytes of an archive's files, and back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadRecord, BadSource
from smj_catalog.formats import Format, Reading, get
from smj_catalog.model import Record
from smj_catalog.problems import Problem, Where, errors_of, message
from smj_catalog.store.settings import FORMAT

_NEUTRAL = Context()


@cache
def _format() -> Format:
    return get(FORMAT)


def read_file(path: str | os.PathLike[str]) -> Iterator[Record]:
    """Yield the records of one native file.

    Raises:
        BadRecord: a record cannot be read.
        BadSource: the file is no XML.
    """
    return _read(Path(path), str(path))


def read_bytes(data: bytes, name: str, *, whole: bool = False) -> Iterator[Record]:
    """Yield the records that the bytes of a native file hold.

    Args:
        data: the bytes.
        name: of the file, for messages.
        whole: what no record holds, an element or attribute that the schema does not know, is a fault.

    Raises:
        BadRecord: a record cannot be read, or not the whole of it.
        BadSource: the bytes are no XML.
    """
    return _read(data, name, whole=whole)


def faults(data: bytes, name: str) -> list[Problem]:
    """Return what is wrong with the bytes of a native file by its schema: what no record holds, or cannot be read.

    Args:
        data: the bytes.
        name: of the file, for messages.
    """
    read = _format().read
    assert read is not None
    reading = Reading(file=name, check=True)
    try:
        found = [p for item in read(data, reading) for p in errors_of(item.problems)]
    except BadSource as error:
        return [*error.problems]
    return found or _unread(reading)


def record_faults(record: Record) -> list[Problem]:
    """Return what the schema of the native format says of a record."""
    found = faults(to_bytes(record), record.id)
    return [evolve(p, where=Where(record=p.where.record or record.id, path=p.where.path)) for p in found]


def _unread(reading: Reading) -> list[Problem]:
    where = Where(reading.file)
    return [Problem(evolve(where, path=p), "xml-unread", p, message("known-elements")) for p in reading.unread]


def _read(source: Any, name: str, *, whole: bool = False) -> Iterator[Record]:
    read = _format().read
    assert read is not None
    reading = Reading(file=name)
    for item in read(source, reading):
        if item.record is None:
            if item.problems:
                raise BadRecord(item.problems)
            continue
        yield item.record
    if whole and reading.unread:
        raise BadRecord(_unread(reading))


def to_bytes(record: Record) -> bytes:
    """Return the bytes of a record's file; the same record gives the same bytes."""
    single = _format().single
    assert single is not None
    return single(record, _NEUTRAL)


def comment_lost(present: bytes | None, record_id: str) -> list[Problem]:
    """Return the problem that tells of comments in a file, which go when it is written; nothing where there are none."""
    if present is None or b"<!--" not in present:
        return []
    words = [c.decode("utf-8", "replace").strip() for c in re.findall(rb"<!--(.*?)-->", present, re.DOTALL)]
    where = Where(record=record_id)
    return [Problem(where, "comment-lost", " / ".join(words)[:400], message("no-comment"), severity="warning")]
