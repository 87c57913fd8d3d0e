"""Bytes from a path, a file or memory; inflated, counted and capped."""

from __future__ import annotations

import importlib
import io
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Self, TypeAlias

from attrs import frozen

from smj_catalog.errors import BadSource, MissingExtra, not_taken
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio.faults import bad

__all__ = ["Limits", "Readable", "Source", "open_source"]

CHUNK = 1 << 16
RATIO_FROM = 16 << 20
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


@frozen
class Limits:
    """How much of a file is taken in before it is refused.

    Attributes:
        input_bytes: bytes of the whole input, after inflating.
        record_bytes: bytes from one record to the next, and of a document that is read whole.
        ratio: bytes that come out of a compressed byte, looked at once more than 16 MiB have come out.
    """

    input_bytes: int = 8 << 30
    record_bytes: int = 64 << 20
    ratio: int = 200


DEFAULT = Limits()


class Source:
    """A binary reader that knows its name, inflates gzip and zstd by content, and stops at the caps.

    Attributes:
        name: path or name for messages; None for bytes in memory.
        compression: ``gzip``, ``zstd`` or None.
    """

    def __init__(self, file: IO[bytes], name: str | None, limits: Limits, *, owned: bool) -> None:
        self.name = name
        self.compression: str | None = None
        self._file = file
        self._owned = owned
        self._limits = limits
        self._left = limits.input_bytes
        self.broken: BadSource | None = None  # the fault that stands behind what could be peeked at
        self._next: Callable[[int], bytes] = self._raw
        self._ahead = b""
        while len(self._ahead) < len(_ZSTD) and (more := self._raw(len(_ZSTD) - len(self._ahead))):
            self._ahead += more
        if self._ahead.startswith(_GZIP):
            self._inflate("gzip", lambda: zlib.decompressobj(wbits=31), zlib.error)
        elif self._ahead.startswith(_ZSTD):
            zstd = zstd_library(name)
            self._inflate("zstd", zstd.ZstdDecompressor, zstd.ZstdError)

    def _inflate(self, kind: str, start: Callable[[], Any], fault: type[Exception]) -> None:
        self.compression = kind
        self._next = _Inflater(self._raw, self._ahead, start, fault, self.name, self._limits.ratio).read
        self._ahead = b""

    def _raw(self, size: int) -> bytes:
        try:
            data = self._file.read(size)
        except OSError as error:
            raise _unreadable(self.name, error) from error
        if not isinstance(data, bytes):
            raise not_taken("source", self._file, "taken-source")
        return data

    def _counted(self, size: int) -> bytes:
        data = self._next(size)
        self._left -= len(data)
        if self._left < 0:
            limit = self._limits.input_bytes
            raise bad(
                "input-too-large",
                message("at-most", limit=limit, unit="bytes", cap="input_bytes"),
                file=self.name,
                found=str(limit - self._left),
            )
        return data

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, fewer only where the source gives fewer; none at the end.

        Args:
            size: a negative number reads to the end.

        Raises:
            BadSource: a cap is passed, the compressed data are broken, or the system cannot read on.
        """
        if size < 0:
            parts = []
            while part := self.read(CHUNK):
                parts.append(part)
            return b"".join(parts)
        if not size:  # zlib would take 0 for "no limit"
            return b""
        if self._ahead:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
            return data
        return self._counted(size)

    def peek(self, size: int) -> bytes:
        """Return the next ``size`` bytes (fewer at the end, or where no more can be read) and leave them to be read.

        Raises:
            BadSource: as `read` does, where nothing can be read; else it is raised behind what can.
        """
        parts, have = [self._ahead], len(self._ahead)
        try:
            while have < size and (more := self._counted(size - have)):
                parts.append(more)
                have += len(more)
        except BadSource as error:
            if not have:
                raise
            self.broken = error
            self._next = _broken_off(error)
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def close(self) -> None:
        """Close the file, if it was opened here."""
        if self._owned:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _broken_off(error: BadSource) -> Callable[[int], bytes]:
    def read(_: int) -> bytes:
        raise error

    return read


Readable: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | Source"


def open_source(source: Readable, limits: Limits = DEFAULT, *, name: str | None = None) -> Source:
    """Return a bounded reader of a path, of bytes, or of an open binary file (which stays open).

    Args:
        source: a `Source` is handed back as it is.
        limits: the caps.
        name: name for messages; the path, or the file's own name, by default.

    Raises:
        BadSource: there is no such file, it is a folder, it may not be read, or its compressed data are
            broken.
        MissingExtra: it is compressed by zstd and no library for that is installed.
    """
    if isinstance(source, Source):
        return source
    if isinstance(source, bytes | bytearray | memoryview):
        return Source(io.BytesIO(source), name, limits, owned=True)
    if not isinstance(source, (str, os.PathLike)):
        if not hasattr(source, "read") or getattr(source, "closed", False):
            raise not_taken("source", source, "taken-source")
        own = getattr(source, "name", None)
        return Source(source, name or (own if isinstance(own, str) else None), limits, owned=False)
    name = name or os.fspath(source)
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - the Source closes it
    except (OSError, ValueError) as error:  # ValueError: NUL in the name
        raise _unreadable(name, error) from error
    try:
        return Source(file, name, limits, owned=True)
    except BaseException:  # raised again: even where it is interrupted, the file is closed
        file.close()
        raise


def _unreadable(name: str | None, error: Exception) -> BadSource:
    found = getattr(error, "strerror", None) or str(error)
    return bad("file-unreadable", message("readable-file"), file=name, found=found)


def zstd_library(name: str | None) -> Any:
    """Return the module that reads and writes zstd: the standard library's, or the extra's.

    Args:
        name: the file that needs it, for the message.

    Raises:
        MissingExtra: there is none.
    """
    for module in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(module)
        except ImportError:
            continue
    expected = message("installed-extra", library="backports.zstd", extra="smj-catalog[zstd]")
    raise MissingExtra(Problem(Where(file=name), "missing-extra", "zstd", expected))


class _Inflater:
    """Inflates member after member, never more at once than is asked for."""

    def __init__(
        self,
        raw: Callable[[int], bytes],
        head: bytes,
        start: Callable[[], Any],
        fault: type[Exception],
        name: str | None,
        ratio: int,
    ) -> None:
        self._raw = raw
        self._pending = head
        self._start = start
        self._fault = fault
        self._name = name
        self._ratio = ratio
        self._in = len(head)
        self._out = 0
        self._member = start()

    def _more(self) -> bytes:
        data = self._raw(CHUNK)
        self._in += len(data)
        return data

    def _broken(self) -> BadSource:
        return bad("file-compressed", message("whole-compressed"), file=self._name)

    def read(self, size: int) -> bytes:
        while not self._member.eof or self._advance():
            try:
                out: bytes = self._member.decompress(self._pending, size)
            except self._fault as error:
                raise self._broken() from error
            # At its end zlib leaves what follows in both places, and would take it twice.
            self._pending = b"" if self._member.eof else getattr(self._member, "unconsumed_tail", b"")
            if out:
                self._count(len(out))
                return out
            if not self._pending and not self._member.eof:
                self._pending = self._more()
                if not self._pending:
                    raise bad("file-compressed", message("compressed-to-its-end", count=self._in), file=self._name)
        return b""

    def _advance(self) -> bool:
        """Begin the next member, if there is one."""
        rest = self._member.unused_data.lstrip(b"\0")  # gzip may be padded
        while not rest and (more := self._more()):
            rest = more.lstrip(b"\0")
        if not rest:
            self._member = _Ended()
            return False
        self._member, self._pending = self._start(), rest
        return True

    def _count(self, size: int) -> None:
        self._out += size
        if self._out > RATIO_FROM and self._out > self._in * self._ratio:
            raise bad(
                "input-too-large",
                message("at-most-ratio", limit=self._ratio, cap="ratio"),
                file=self._name,
                found=f"{self._out} / {self._in}",
            )


class _Ended:
    """Stands where a decompressor stood, when the last member has been read."""

    eof = True
    unused_data = b""
