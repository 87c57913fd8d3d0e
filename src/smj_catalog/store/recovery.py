"""Putting the files of a committed batch in their places, the first time or after a crash.

Both run the same code: the journal says what each file was and is to be. Where a file is neither, a person edited it in
the meantime: it is left alone and told. After a crash the files are staged anew, out of the journal; nothing depends on
how far an earlier attempt got, so recovery may itself be stopped anywhere.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from attrs import frozen

from smj_catalog.problems import Problem, Where, message
from smj_catalog.store import syscalls
from smj_catalog.store.journal import FOLDER, Journal
from smj_catalog.store.staging import Staging, read_target, sweep

_AT_ONCE = 500  # entries that are read before their files are put in their places: quicker than in turn


@frozen
class Recovery:
    """What was found and done when an archive was opened after a crash.

    .. versionadded:: 0.1.0

    Attributes:
        batch: id of the batch whose files were written; None where there was none.
        discarded: journals of batches that were never committed.
        swept: temporary files that were removed.
        kept: files that a person had edited in the meantime, and that were left alone.
        reason: why nothing could be finished or removed; None where it could.
    """

    batch: str | None = None
    discarded: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    reason: str | None = None

    def problems(self) -> list[Problem]:
        """Return what happened as problems: as information, or as errors where somebody should look."""
        told = []
        if self.batch is not None:
            expected = message("batch-finished", batch=self.batch)
            told.append(Problem(Where(record=self.batch), "batch-recovered", self.batch, expected, severity="info"))
        for name in (*self.discarded, *self.swept):
            told.append(Problem(Where(name), "leftover-removed", name, message("no-leftover"), severity="info"))
        for path in self.kept:
            told.append(Problem(Where(path), "file-changed", path, message("file-of-batch", batch=self.batch)))
        return told


def roll_forward(archive: Path, journal: Journal, batch: str, staging: Staging | None = None) -> tuple[str, ...]:
    """Put the files of a committed batch in their places; return those left alone, because a person edited them.

    Args:
        archive: the folder.
        journal: its journal.
        batch: id of the batch.
        staging: where its files are staged; None stages them out of the journal.

    Raises:
        OSError: a file cannot be written; what was written stays, and the next open goes on.
    """
    own = staging or Staging(archive, batch)
    try:
        if staging is None:
            for number, change in enumerate(journal.changes(batch)):
                if read_target(archive / change.path) == change.before:
                    own.stage(number, change)
            own.sync()
        entries = enumerate(journal.entries(batch))
        while some := [*islice(entries, _AT_ONCE)]:
            for number, (_, entry) in some:
                own.place(number, entry)
        own.finish()
    finally:
        own.close()
    return tuple(own.kept)


def needs_recovery(archive: Path) -> bool:
    """Return whether a writer was killed in this archive, or is at work in it."""
    return bool(Journal(archive).leftovers())


def recover(archive: Path) -> Recovery:
    """Bring an archive to rest; the caller holds its lock. Does nothing to an archive at rest.

    Raises:
        Damaged: the journal of the batch that is to be finished is not what was written.
        OSError: a file cannot be written; the next attempt goes on.
    """
    journal = Journal(archive)
    left = journal.leftovers()
    if not left:
        return Recovery()
    batch = journal.pending()
    kept: tuple[str, ...] = ()
    if batch is not None:
        journal.check(batch)
    swept = tuple(sweep(archive))
    if batch is not None:
        kept = roll_forward(archive, journal, batch)
    drafts = [name for name in left if name.endswith(".tmp")]
    for name in drafts:
        syscalls.unlink(str(journal.folder / name))
    journal.settle(None if kept else batch)
    return Recovery(batch, tuple(f"{FOLDER}/{name}" for name in drafts), swept, kept)
