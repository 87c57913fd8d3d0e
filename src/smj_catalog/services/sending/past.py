"""What was sent: batches of kind ``send`` in the journal, and beside it the files themselves.

A sending is a batch that changes no record. Its ``extra`` says to whom, when, which files with which digests, and the
digest of the list of records that went out; files and list stand below ``sent/RECIPIENT/TIME`` in the archive, so that the
same bytes can be had again. The list has for each record the digest of what was written of it, by which the next sending
knows what is new or changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from attrs import asdict, frozen

from smj_catalog.errors import StoreError, UsageError, not_taken, told_by_system
from smj_catalog.problems import message
from smj_catalog.services.sending.recipients import Recipient
from smj_catalog.store import Archive
from smj_catalog.store.archive import opened

FOLDER = "sent"
LIST = "records.jsonl"
KIND = "send"


@frozen(kw_only=True)
class SentFile:
    """A file that was sent.

    .. versionadded:: 0.1.0

    Attributes:
        name: of the file.
        sha256: digest of its bytes.
        size: number of its bytes.
        number: of the message.
        records: how many records it has.
        deleted: how many records it says are to be deleted.
    """

    name: str
    sha256: str
    size: int
    number: int
    records: int
    deleted: int = 0


@frozen(kw_only=True)
class Sent:
    """One sending.

    .. versionadded:: 0.1.0

    Attributes:
        batch: id of its batch.
        recipient: name of the recipient.
        when: when, UTC: YYYY-MM-DDThh:mm:ssZ.
        whole: all records were sent, not only what had changed.
        files: the files.
        folder: where they are kept, relative to the archive.
        records: digest of the list of records.
        unconfirmed: the recipient had not confirmed that it accepts such files.
    """

    batch: str
    recipient: str
    when: str
    whole: bool
    files: tuple[SentFile, ...]
    folder: str
    records: str
    unconfirmed: bool = False

    @property
    def local(self) -> str:
        """When it was, by the clock of this computer: YYYY-MM-DDThh:mm:ss."""
        return datetime.fromisoformat(self.when.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%dT%H:%M:%S")


@frozen(kw_only=True)
class Line:
    """What was sent of one record.

    Attributes:
        id: its id.
        state: ``sent``; ``deleted``; or ``kept``: sent before and not again, where all others were sent.
        sha256: digest of what was written of it, apart from what stands around.
        reference: how the recipient knows it, where the format has deletions (ONIX RecordReference).
        identifiers: its numbers that went out: type, number.
        parts: ids of the articles or chapters in it, where they are records of their own in the format.
    """

    id: str
    state: Literal["sent", "deleted", "kept"] = "sent"
    sha256: str = ""
    reference: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()

    def line(self) -> bytes:
        """Return it as a line of JSON."""
        told = asdict(self, filter=lambda it, value: it.name != "parts" or bool(value))
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def sendings(archive: Archive | str | os.PathLike[str], recipient: Recipient | str | None = None) -> Iterator[Sent]:
    """Yield what was sent, newest first.

    .. versionadded:: 0.1.0

    Args:
        archive: the sender's archive, or its folder.
        recipient: to whom, or its name; None for all.

    Raises:
        UsageError: it is not an archive, or not a recipient.
    """
    archive = opened(archive)
    if recipient is not None and not isinstance(recipient, Recipient | str):
        raise not_taken("recipient", recipient, "taken-recipient")
    name = recipient.name if isinstance(recipient, Recipient) else recipient
    return _sendings(archive, name)


def _sendings(archive: Archive, recipient: str | None) -> Iterator[Sent]:
    for info in archive.batches():
        told = info.batch.extra
        if info.batch.kind == KIND and recipient in (None, told["recipient"]):
            files = tuple(SentFile(**f) for f in told["files"])
            yield Sent(batch=info.id, **{**told, "files": files})


def told(sent: Sent) -> Mapping[str, Any]:
    """Return what the journal keeps of a sending."""
    return asdict(sent, filter=lambda it, _: it.name != "batch")


def kept(archive: Archive, folder: str, name: str, sha256: str) -> Path:
    """Return the path of a file that was sent, which is still what it was.

    Raises:
        StoreError: it is not there any more, or is not what was sent.
    """
    path = archive.folder / folder / name
    with told_by_system(lambda why: message("sent-gone", file=path, reason=why)):
        found = digest_of(path)
    if found != sha256:
        raise StoreError(message("sent-changed", file=path, sha256=sha256))
    return path


def digest_of(path: Path) -> str:
    """Return the digest of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def state(archive: Archive, recipient: str) -> dict[str, Line]:
    """Return what a recipient has by now: id of a record -> what was sent of it last; not of what it was told to delete.

    Raises:
        StoreError: the list of a sending is gone or changed.
    """
    past = []
    for sent in sendings(archive, recipient):
        past.append(sent)
        if sent.whole:
            break
    found: dict[str, Line] = {}
    for sent in reversed(past):
        if sent.whole:
            found.clear()
        with kept(archive, sent.folder, LIST, sent.records).open("rb") as lines:
            for line in lines:
                one = json.loads(line)
                numbers = tuple(map(tuple, one["identifiers"]))
                made = Line(**{**one, "identifiers": numbers, "parts": tuple(one.get("parts", ()))})
                if made.state == "deleted":
                    found.pop(made.id, None)
                else:
                    found[made.id] = made
    return found


def sent_on(archive: Archive, recipient: str, when: str) -> Sent:
    """Return the one sending to a recipient that a day, the beginning of a time, or the id of a batch means.

    Args:
        archive: by whom.
        recipient: to whom.
        when: YYYY-MM-DD, more of the time (local), or a batch.

    Raises:
        UsageError: there is none, or there are several; those that there are, are named.
    """
    past = [*sendings(archive, recipient)]
    found = [sent for sent in past if sent.batch == when or sent.local.startswith(when)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(sent.local for sent in (found or past)[:10])
    raise UsageError(
        message("sent-several" if found else "sent-never", when=when, recipient=recipient, known=known or "—")
    )


def out_folder(given: Path | None, recipient: str | None) -> Path:
    """Return the folder into which files go: as the command says, as the recipient says, or ``outbox``."""
    return given if given is not None else Path(recipient or "outbox")
