"""Give out the files of a sending: from the archive, where they are kept, into the folder for what transfers them."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from smj_catalog.errors import UsageError, told_by_system
from smj_catalog.problems import message
from smj_catalog.services.outputs import keep_apart
from smj_catalog.services.sending.past import Sent, digest_of, kept, sendings
from smj_catalog.store import Archive
from smj_catalog.xmlio import atomic_writer

PENDING = ".pending"
"""Stands beside the files of a sending until they have been given out."""


def waiting(archive: Archive, recipient: str) -> list[Sent]:
    """Return the sendings to a recipient whose files have not been given out, oldest first."""
    found = [sent for sent in sendings(archive, recipient) if (archive.folder / sent.folder / PENDING).exists()]
    return found[::-1]


def give(archive: Archive, sent: Sent, out: Path) -> list[Path]:
    """Put the files of a sending into a folder, the same bytes as before, and return their paths.

    .. versionadded:: 0.1.0

    Args:
        archive: by whom it was sent.
        sent: the sending.
        out: the folder, made where it is not there.

    Raises:
        StoreError: a file is not kept any more, or is not what was sent; or the folder cannot be written. None is written
            then that was not before.
        UsageError: a file of the same name and other bytes is there.
    """
    keep_apart([out], archive=archive.folder)
    held = [(out / f.name, kept(archive, sent.folder, f.name, f.sha256)) for f in sent.files]
    with told_by_system(lambda why: message("sent-not-given", folder=out, batch=sent.batch, reason=why)):
        out.mkdir(parents=True, exist_ok=True)
        for path, source in held:
            if path.exists() and not (path.is_file() and digest_of(path) == digest_of(source)):
                raise UsageError(message("output-there", file=path))
        for path, source in held:
            with atomic_writer(path) as file, source.open("rb") as data:
                shutil.copyfileobj(data, file)
    with suppress(OSError):
        (archive.folder / sent.folder / PENDING).unlink(missing_ok=True)
    return [path for path, _ in held]
