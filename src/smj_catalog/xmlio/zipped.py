"""Files inside a zip archive, inflated in bounded pieces; nothing is ever unpacked to a path of the archive's choosing."""

from __future__ import annotations

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from smj_catalog.errors import BadSource
from smj_catalog.problems import message
from smj_catalog.xmlio.faults import bad
from smj_catalog.xmlio.source import DEFAULT, Limits, Source, open_source

MEMBERS = 1000
"""How many files an archive may hold."""

_SPOOL = 16 << 20
_FREE = 16 << 20


_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError,
)  # fmt: skip
"""What zipfile raises on archives that are damaged, cut off, or packed in a way that it does not know."""


def damaged(file: str | None) -> BadSource:
    """Return the error that says an archive is damaged, or was not downloaded to its end."""
    return bad("file-compressed", message("whole-compressed"), file=file)


def is_zip(first: bytes) -> bool:
    """Tell whether a file begins as a zip archive does."""
    return first.startswith(b"PK\x03\x04")


def members(source: Source, *, file: str | None = None, limits: Limits = DEFAULT) -> Iterator[tuple[str, Source]]:
    """Yield the files in a zip archive in its order: their names, for messages only, and their bytes.

    Folders and what operating systems put beside the files are passed over.

    Raises:
        BadSource: it is no whole archive, is encrypted, holds too many files, a name that would leave the archive's
            folder, or more than the caps allow.
    """
    with tempfile.SpooledTemporaryFile(_SPOOL) as spool:
        while piece := source.read(1 << 20):
            spool.write(piece)
        spool.seek(0)
        try:
            with zipfile.ZipFile(spool) as archive:
                infos = [i for i in archive.infolist() if not i.is_dir() and not _aside(i.filename)]
                if len(infos) > MEMBERS:
                    expected = message("at-most", limit=MEMBERS, unit="files", cap="zip_members")
                    raise bad("input-too-large", expected, file=file, found=str(len(infos)))
                for info in infos:
                    name = info.filename
                    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
                        raise bad("zip-path", message("zip-name"), file=file, found=name)
                    if info.flag_bits & 1:
                        raise bad("zip-encrypted", message("zip-open"), file=file, found=name)
                    with archive.open(info) as member:
                        bounded: Any = _Bounded(member, info.compress_size, limits, f"{file or ''}!{name}")
                        with open_source(bounded, limits, name=f"{file or ''}!{name}") as opened:
                            yield name, opened
        except BadSource:
            raise
        except _DAMAGE as error:
            raise damaged(file) from error


def _aside(name: str) -> bool:
    base = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or base.startswith("._") or base in (".DS_Store", "Thumbs.db")


class _Bounded:
    """A member whose ratio is watched as it is read."""

    def __init__(self, member: IO[bytes], compressed: int, limits: Limits, name: str) -> None:
        self._member = member
        self._most = max(_FREE, compressed * limits.ratio)
        self._ratio = limits.ratio
        self._read = 0
        self.name = name

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes.

        Raises:
            BadSource: more come out than the archive's size allows.
        """
        try:
            data = self._member.read(size)
        except _DAMAGE as error:
            raise damaged(self.name) from error
        self._read += len(data)
        if self._read > self._most:
            expected = message("at-most-ratio", limit=self._ratio, cap="ratio")
            raise bad("input-too-large", expected, file=self.name, found=str(self._read))
        return data
