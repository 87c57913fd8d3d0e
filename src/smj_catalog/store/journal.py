"""The journal: one file a batch, written once and never changed.

``journal/<batch>.jsonl`` has a first line that says what the batch is and names, each with its digest, the batches that it
follows, a line for each change with the file's bytes before and after, and a last line with their number and the digest of
all lines before it. Batches are read in the order of their names, which is that of time, those of merged branches too. It is written as ``.<batch>.tmp`` and synced; renaming it is the commit point of the batch.
``.pending`` names the batch whose files may not all be written yet; it is made before the commit point and removed when
they are. So an archive without it (at rest, copied, cloned) has nothing to do, whatever else got lost.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from smj_catalog.errors import UnknownBatch
from smj_catalog.problems import Message, message, quoted
from smj_catalog.store import syscalls
from smj_catalog.store.batch import (
    BATCH_ID,
    Batch,
    BatchInfo,
    Change,
    Damaged,
    Entry,
    Names,
    header,
    json_line,
    parse_header,
)  # fmt: skip

FOLDER = "journal"
PENDING = ".pending"
SUFFIX = ".jsonl"
_PIECE = 1 << 20


class Journal:
    """The journal of an archive's folder."""

    def __init__(self, archive: Path) -> None:
        """Take the folder of the archive."""
        self.folder = archive / FOLDER

    def path(self, batch: str) -> Path:
        """Return the file of a batch."""
        return self.folder / f"{batch}{SUFFIX}"

    def names(self) -> list[str]:
        """Return the ids of all batches, oldest first."""
        try:
            found = os.listdir(self.folder)  # noqa: PTH208 - names are all we want
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(n[: -len(SUFFIX)] for n in found if n.endswith(SUFFIX) and BATCH_ID.fullmatch(n[: -len(SUFFIX)]))

    def pending(self) -> str | None:
        """Return the id of the committed batch whose files may not all be written, or None."""
        try:
            said = (self.folder / PENDING).read_bytes().decode("ascii", "replace")
        except (FileNotFoundError, NotADirectoryError):
            return None
        if BATCH_ID.fullmatch(said):
            return said if self.path(said).exists() else None
        names = self.names()  # a power cut left the file empty: the last batch is the only one that it can mean
        return names[-1] if names else None

    def leftovers(self) -> list[str]:
        """Return the names of what a killed writer may have left in the journal's folder."""
        try:
            found = os.listdir(self.folder)  # noqa: PTH208
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(n for n in found if n == PENDING or (n.startswith(".") and n.endswith(".tmp")))

    def info(self, batch: str) -> BatchInfo:
        """Return what a batch says of itself, from its first and last line.

        Raises:
            UnknownBatch: there is no such batch.
            Damaged: one of the two lines is not what was written.
        """
        with self._open(batch) as file, _at(batch):
            made, previous, earlier = parse_header(file.readline())
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 512))
            count, digest = _parse_trailer(batch, file.read().rstrip(b"\n").rpartition(b"\n")[2] + b"\n")
        return BatchInfo(made, count, digest, previous, earlier)

    def unnamed(self) -> Names:
        """Return the batches that no other follows: the last one, or the last of each branch that was merged.

        A batch names them, and says how many stood before it; where so many do, each of those was known to it, and is
        named. So looking back ends at the first batch of which that is true.
        """
        names, named, found = self.names(), set[str](), list[tuple[str, str | None]]()
        for at, name in reversed(list(enumerate(names))):
            info = None
            with suppress(Damaged):  # verify tells of it; it does not keep others from working
                info = self.info(name)
            if name not in named:
                found.append((name, None if info is None else info.sha256))
            if info is not None:
                named.update(before for before, _ in info.previous)
                if info.earlier == at:
                    break
        return tuple(reversed(found))

    def lines(self, batch: str) -> Iterator[tuple[int, bytes]]:
        """Yield the offset and the line of each change of a batch.

        Raises:
            UnknownBatch: there is no such batch.
        """
        with self._open(batch, _PIECE) as file:
            offset, last = len(file.readline()), b""
            for line in file:
                if last:
                    yield offset, last
                    offset += len(last)
                last = line  # the last of all is no change

    def entries(self, batch: str) -> Iterator[tuple[int, Entry]]:
        """Yield for each change of a batch the offset of its line, and what it is about.

        Raises:
            Damaged: a line does not begin as a change does.
        """
        with _at(batch):
            for offset, line in self.lines(batch):
                yield offset, Entry.parse(line)

    def changes(self, batch: str) -> Iterator[Change]:
        """Yield the changes of a batch in their order.

        Raises:
            Damaged: a line is not what was written.
        """
        with _at(batch):
            for _, line in self.lines(batch):
                yield Change.parse(line)

    def change_at(self, batch: str, offset: int) -> Change:
        """Return the change whose line begins at an offset.

        Raises:
            Damaged: there is no such line.
        """
        with self._open(batch) as file, _at(batch):
            file.seek(offset)
            return Change.parse(file.readline())

    def check(self, batch: str) -> BatchInfo:
        """Return what a batch says of itself, after reading all of it.

        Raises:
            Damaged: it is not, to the byte, what was written; the message names the line where that can be told.
        """
        total = hashlib.sha256()
        count, last = -1, b""
        with self._open(batch, _PIECE) as file:
            for line in file:
                if last:
                    total.update(last)
                    count += 1
                last = line
        with _at(batch):
            told, digest = _parse_trailer(batch, last)
            if (told, digest) != (count, total.hexdigest()):
                self._name_fault(batch)
            info = self.info(batch)
            if info.id != batch:
                raise Damaged(message("journal-named", batch=batch, id=info.id))
        return info

    def _name_fault(self, batch: str) -> None:
        self.info(batch)
        for number, (_, line) in enumerate(self.lines(batch), 2):
            try:
                Change.parse(line).origins  # noqa: B018 - read when they are asked for
            except Damaged as error:
                raise Damaged(message("journal-line", number=number, why=error.why), error.record) from None
        raise Damaged(message("journal-lines"))

    def _open(self, batch: str, buffering: int = 1 << 14) -> BinaryIO:
        try:
            if BATCH_ID.fullmatch(batch):
                return self.path(batch).open("rb", buffering=buffering)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise _at.damaged(batch, message("file-unread", reason=error.strerror)) from error
        raise UnknownBatch(message("no-batch", folder=self.folder.parent, batch=quoted(batch)))

    def announce(self, batch: str) -> None:
        """Say durably that the files of a batch may not all be written."""
        descriptor = syscalls.create(str(self.folder / PENDING))
        try:
            syscalls.write(descriptor, batch.encode())
            syscalls.sync(descriptor)
        finally:
            syscalls.close(descriptor)
        syscalls.sync_folder(str(self.folder))

    def settle(self, batch: str | None = None) -> None:
        """Say durably that all files of all batches are written.

        Args:
            batch: the batch whose files were just written, none of them edited: its journal gets the time of now.
        """
        if batch is not None:
            with suppress(OSError):
                syscalls.touch(str(self.path(batch)))
        with suppress(FileNotFoundError):
            syscalls.unlink(str(self.folder / PENDING))
        syscalls.sync_folder(str(self.folder))


class Draft:
    """A journal that is being written; nothing of it counts before `publish`."""

    def __init__(self, journal: Journal, batch: Batch) -> None:
        """Begin the journal of a batch."""
        self._journal = journal
        self._id = batch.id
        self.path = journal.folder / f".{batch.id}.tmp"
        self._total = hashlib.sha256()
        self._held: list[bytes] = []
        self._size = 0
        self._written = 0
        self._count = 0
        self._descriptor = syscalls.create(str(self.path))
        try:  # whoever finds it after a power cut sweeps what was staged
            syscalls.sync_folder(str(journal.folder))
        except OSError:
            self.discard()
            raise
        self._add(header(batch, journal.unnamed(), len(journal.names())))

    def _add(self, line: bytes) -> bool:
        self._held.append(line)
        self._size += len(line)
        if full := self._size >= _PIECE:
            self._flush()
        return full

    def _flush(self, *, last: bool = False) -> None:
        data = b"".join(self._held)
        self._total.update(data)
        if last:
            data += json_line({"end": self._id, "changes": self._count, "sha256": self._total.hexdigest()})
        syscalls.write(self._descriptor, data)
        syscalls.begin_sync(self._descriptor, self._written, len(data))
        self._written += len(data)
        self._held.clear()
        self._size = 0

    def add(self, change: Change) -> bool:
        """Write a change, and tell whether it fills a piece of the file."""
        self._count += 1
        return self._add(change.line())

    def publish(self) -> None:
        """Write the last line, sync, and commit the batch."""
        self._flush(last=True)
        syscalls.sync(self._descriptor)
        self._close()
        self._journal.announce(self._id)
        syscalls.rename(str(self.path), str(self._journal.path(self._id)))
        syscalls.sync_folder(str(self._journal.folder))

    def _close(self) -> None:
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            syscalls.close(descriptor)

    def discard(self) -> None:
        """Remove what was written; does nothing to a batch that is committed."""
        with suppress(OSError):
            self._close()
        for name in (str(self.path), str(self._journal.folder / PENDING)):
            with suppress(OSError):
                syscalls.unlink(name)


_TRAILER = re.compile(
    r'\{"end":"(?P<id>[0-9TZ-]+)","changes":(?P<count>[0-9]{1,12}),"sha256":"(?P<sha>[0-9a-f]{64})"\}\n'
)


def _parse_trailer(batch: str, line: bytes) -> tuple[int, str]:
    found = _TRAILER.fullmatch(line.decode("ascii", "replace"))
    if not found or found["id"] != batch:
        raise Damaged(message("journal-end"))
    return int(found["count"]), found["sha"]


class _at:  # noqa: N801 - reads as a word
    """Names the journal in faults that are found inside."""

    def __init__(self, batch: str) -> None:
        self._batch = batch

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Damaged) and error.why.id != "journal-at":
            raise self.damaged(self._batch, error.why, error.record) from error

    @staticmethod
    def damaged(batch: str, why: Message, record: str | None = None) -> Damaged:
        """Return the fault that names the journal."""
        return Damaged(message("journal-at", file=f"{FOLDER}/{batch}{SUFFIX}", why=why), record)
