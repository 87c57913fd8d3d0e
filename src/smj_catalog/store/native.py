"""Records as the bytes of an archive's files, and back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadRecord
from smj_catalog.formats import Format, Reading, get
from smj_catalog.model import Record


@cache
def _format() -> Format:
    return get("smj-1")


def read_file(path: str | os.PathLike[str]) -> Iterator[Record]:
    """Yield the records of one native file.

    Raises:
        BadRecord: a record cannot be read.
        BadSource: the file is no XML.
    """
    return _read(Path(path), str(path))


def read_bytes(data: bytes, name: str) -> Iterator[Record]:
    """Yield the records that the bytes of a native file hold; ``name`` is for messages.

    Raises:
        BadRecord: a record cannot be read.
        BadSource: the bytes are no XML.
    """
    return _read(data, name)


def _read(source: Any, name: str) -> Iterator[Record]:
    read = _format().read
    assert read is not None
    for item in read(source, Reading(file=name)):
        if item.record is None:
            if item.problems:
                raise BadRecord(item.problems)
            continue
        yield item.record


def to_bytes(record: Record) -> bytes:
    """Return the bytes of a record's file; the same record gives the same bytes."""
    single = _format().single
    assert single is not None
    return single(record, Context())
