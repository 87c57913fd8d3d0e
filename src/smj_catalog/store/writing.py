"""The commit of a batch.

Under the writers' lock: finish what a killed writer left; write the journal of the batch to a draft, comparing each file
with what the change says it was, and stage the new files; sync; announce the batch; rename the draft, which is the
commit point; change the mark; put the files in their places; settle. Before the commit point an error leaves the archive
as it was. Behind it the batch is a fact, and whoever opens the archive next finishes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from attrs import evolve

from smj_catalog.errors import Locked, Moved, StoreError, UsageError
from smj_catalog.problems import message
from smj_catalog.store import syscalls
from smj_catalog.store.batch import Batch, Change, next_id
from smj_catalog.store.journal import FOLDER, Draft, Journal
from smj_catalog.store.lock import Lock
from smj_catalog.store.recovery import Recovery, needs_recovery, recover, roll_forward
from smj_catalog.store.staging import Staging, read_target, sweep
from smj_catalog.store.standing import baseline

Progress = Callable[[int], None]


def commit(
    archive: Path,
    batch: Batch,
    changes: Iterable[Change],
    *,
    edited: bool = False,
    progress: Progress | None = None,
) -> str:
    """Carry out a batch, all of it or nothing, and return its id when it has reached the disk.

    In an archive without a journal a first batch takes in what stands there, before this one.

    Args:
        archive: the folder.
        batch: its description; id and time are given here.
        changes: a stream of any length; no file twice.
        edited: the files have the bytes ``after`` already, by a person's hand; only the journal is to learn of it.
        progress: called with the number of files written so far.

    Raises:
        Locked: another process is writing.
        Moved: a file is not what the change says it was before; nothing was changed.
        StoreError: the disk is full or fails. The message says whether the archive is as it was, or the batch is
            committed and the next open finishes it.
    """
    try:
        lock = Lock.wait(archive)
    except OSError as error:
        raise StoreError(f"{_reason(archive, error)}; nothing was changed") from error
    with lock:
        journal = Journal(archive)
        try:
            recover(archive)
            if not journal.folder.is_dir():
                syscalls.make_folder(str(journal.folder))
                syscalls.sync_folder(str(archive))
        except OSError as error:
            raise StoreError(f"{_reason(archive, error)}; nothing of the new batch was written") from error
        if not edited and not journal.names() and (first := next(standing := baseline(archive), None)) is not None:
            _carry_out(lock, archive, Batch("baseline", who=batch.who), chain((first,), standing), edited=True)
        made, kept = _carry_out(lock, archive, batch, changes, edited=edited, progress=progress)
    if kept:
        raise Moved(
            f"batch {made} is committed, but {kept[0]} was edited while it was written and is left as it is"
            + (f", and {len(kept) - 1} more" if len(kept) > 1 else "")
            + "; 'smj-catalog verify' names all"
        )
    return made


def _carry_out(
    lock: Lock,
    archive: Path,
    batch: Batch,
    changes: Iterable[Change],
    *,
    edited: bool,
    progress: Progress | None = None,
) -> tuple[str, tuple[str, ...]]:
    """Write a batch, whose lock is held, and return its id and the files that were edited meanwhile."""
    journal = Journal(archive)
    made = evolve(batch, id=next_id(_last(journal)), when=datetime.now(UTC).isoformat(timespec="seconds"))
    staging = _publish(
        archive, journal, made, _checked(archive, changes, batch.kind, edited=edited), progress, stage=not edited
    )
    try:
        lock.mark()
        kept = roll_forward(archive, journal, made.id, staging)
        journal.settle(None if kept else made.id)
    except OSError as error:
        raise StoreError(
            f"{_reason(archive, error)}; batch {made.id} is committed, and the next open of the archive finishes it"
        ) from error
    finally:
        if staging is not None:
            staging.close()
    return made.id, kept


def settle(archive: Path) -> Recovery:
    """Finish or remove what a killed writer left, where that can be done, and return what was done.

    Where another writer is at work, or the folder cannot be written, nothing is done: views read around it.

    Raises:
        Damaged: the batch that is to be finished has a journal that is not what was written.
    """
    try:
        if not needs_recovery(archive):
            return Recovery()
        with Lock.acquire(archive):
            return recover(archive)
    except Locked:
        return Recovery()
    except OSError as error:
        return Recovery(reason=_reason(archive, error))


def _publish(
    archive: Path, journal: Journal, batch: Batch, changes: Iterable[Change], progress: Progress | None, *, stage: bool
) -> Staging | None:
    """Write the journal of a batch and stage its files, up to and including the commit point; return the staged files."""
    draft, staging = None, None
    try:
        draft = Draft(journal, batch)
        staging = Staging(archive, batch.id) if stage else None
        for piece in _pieces(changes, draft):
            for number, change in piece:
                if staging is not None:
                    staging.stage(number, change)
                if progress is not None:
                    progress(number + 1)
        if staging is not None:
            staging.sync()
        draft.publish()
    except BaseException as error:  # raised again: even where it is interrupted, nothing half-done stays
        committed = journal.path(batch.id).exists()
        if staging is not None:
            staging.close()
        if not committed:
            _discard(archive, draft)
        if isinstance(error, OSError):
            state = (
                "is committed, and the next open of the archive finishes it"
                if committed
                else ("was not committed, the archive is as it was")
            )
            raise StoreError(f"{_reason(archive, error)}; batch {batch.id} {state}") from error
        raise
    return staging


def _pieces(changes: Iterable[Change], draft: Draft) -> Iterator[list[tuple[int, Change]]]:
    """Write changes into a journal, and yield with their numbers those of each piece of it, whose files can be written.

    That is quicker than file by file: reading changes and writing files each find their own in the processor's cache.
    """
    piece: list[tuple[int, Change]] = []
    for number, change in enumerate(changes):
        piece.append((number, change))
        if draft.add(change):
            yield piece
            piece = []
    yield piece


def _discard(archive: Path, draft: Draft | None) -> None:
    """Remove what a batch that was not committed left, as far as that can be; the next recovery removes the rest."""
    try:
        for _ in sweep(archive):
            pass
    except OSError:
        return
    if draft is not None:
        draft.discard()


def _checked(archive: Path, changes: Iterable[Change], kind: str, *, edited: bool) -> Iterator[Change]:
    seen: set[int] = set()
    folder = str(archive)
    for change in changes:
        key = hash(change.path)
        if key in seen:
            raise UsageError(f"{change.path}: a batch changes a file once; nothing was changed")
        seen.add(key)
        now = read_target(f"{folder}/{change.path}")
        if now != (change.after if edited else change.before):
            name = change.record or change.path
            raise Moved(message("record-moved", record=name) if kind == "edit" else message("plan-moved", record=name))
        yield change


def _last(journal: Journal) -> str | None:
    names = journal.names()
    return names[-1] if names else None


def _reason(archive: Path, error: OSError) -> str:
    return f"{error.filename or archive / FOLDER}: {error.strerror or error}"
