"""Bytes on their way into a file: many pieces at a time, packed as its name says."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, cast

from smj_catalog.errors import UsageError
from smj_catalog.problems import message
from smj_catalog.xmlio.source import zstd_library

__all__ = ["PIECE", "gathered", "packer"]

PIECE = 1 << 16
"""Bytes that are read or written at a time."""

_OTHERS = (".zip", ".bz2", ".xz", ".7z", ".lzh", ".rar", ".tar", ".tgz")

Packer = Callable[[BinaryIO], AbstractContextManager[BinaryIO]]
"""From an open file to one whose bytes come out packed there; closing it leaves the other open."""


def packer(path: str | os.PathLike[str]) -> Packer:
    """Return how a file is packed by its name: gzip for .gz, zstd for .zst, else not at all.

    The same bytes are packed to the same bytes: no time and no name stand in the file.

    Raises:
        UsageError: the name is of another way to pack.
        MissingExtra: .zst, and no library for it is installed.
    """
    name = os.fspath(path).lower()
    if name.removesuffix(".gz").removesuffix(".zst").endswith(_OTHERS):
        raise UsageError(message("packed-otherwise", file=os.fspath(path)))
    if name.endswith(".gz"):
        return lambda file: cast(AbstractContextManager[BinaryIO], gzip.GzipFile("", "wb", fileobj=file, mtime=0))
    if name.endswith(".zst"):
        library = zstd_library(os.fspath(path))
        return lambda file: cast(AbstractContextManager[BinaryIO], library.ZstdFile(file, "wb"))
    return nullcontext


def gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield small pieces of a file many at a time."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size > PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
