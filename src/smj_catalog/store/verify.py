"""Is the archive what its journal says, and taking in what a person edited by hand.

Every journal is read whole and compared with its own digest, and with the digest that the batch after it tells; every
file is read and compared with the digest of its last change. The index and the lock are derived and of the moment:
an index that cannot be read is told as a warning.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from attrs import evolve, frozen

from smj_catalog.errors import BadRecord, BadSource, Locked, StoreError
from smj_catalog.model.rules import check_record
from smj_catalog.problems import Problem, Where, message
from smj_catalog.store import settings
from smj_catalog.store.archive import Archive, opened
from smj_catalog.store.batch import BATCH_ID, Batch, Change, Damaged, Entry, sha256
from smj_catalog.store.journal import FOLDER, SUFFIX, Journal
from smj_catalog.store.lineage import Lineage
from smj_catalog.store.lock import Lock
from smj_catalog.store.names import FOLDERS, is_path, is_place, original_of, places_of
from smj_catalog.store.native import faults, read_bytes
from smj_catalog.store.staging import strays
from smj_catalog.store.standing import astray, files, record_in
from smj_catalog.store.writing import commit


def verify(archive: Archive | str | os.PathLike[str]) -> list[Problem]:
    """Return everything in an archive that is not as its batches wrote it; each problem names the record or the batch.

    .. versionadded:: 0.1.0

    An archive without a journal has one problem, a warning that says so.

    Args:
        archive: the archive, or its folder.

    Raises:
        UsageError: it is neither.
        StoreError: the folder is no archive.
    """
    archive = opened(archive, damaged=True)
    with suppress(StoreError):  # an archive.toml that cannot be read is told below
        archive.refresh()
    if not archive.view.head:
        none = Problem(Where(str(archive.folder)), "journal-none", None, message("a-journal"), severity="warning")
        return [none, *_settings(archive)]
    last = _Last()
    told = [*_pending(archive), *_journals(archive, last), *_leftovers(archive)]
    for each in _differences(archive, last):
        where = Where(each.path, record=each.record)
        if each.path == settings.NAME and each.what == "changed":
            told += [*_settings(archive)] or [
                Problem(where, "settings-edited", each.path, message("settings-of-user"), severity="info")
            ]
        else:
            edited = each.what in ("changed", "unknown") and each.path != settings.NAME
            wrong = [*_faults(archive, each)] if edited else []
            if each.what == "unknown" and not is_path(
                each.path
            ):  # a name that no record's file has, but read by all who read records
                wrong = [p for p in wrong if p.rule != "file-name"]
                told += wrong or [_unknown(archive, each.path, each.record)]
                continue
            told.append(
                _unknown(archive, each.path, each.record) if each.what == "unknown" else _fault(where, each, archive)
            )
            if told[-1].rule != "sync-copy":
                told += wrong
    told += settings.strange(archive.folder, archive.settings)
    told += _sent(archive)
    from smj_catalog.store.index import damage

    index = None if archive.read_only else damage(archive.folder)
    if index is not None:
        told.append(
            Problem(Where(str(archive.folder)), "index-damaged", index, message("whole-index"), severity="warning")
        )
    return told


def accept(
    archive: Archive | str | os.PathLike[str], batch: Batch | None = None, *, told: list[Problem] | None = None
) -> str | None:
    """Record files that were edited, added or removed by hand in the journal, as a batch of kind ``accept``.

    .. versionadded:: 0.1.0

    Args:
        archive: the archive, or its folder; one without a journal gets its first batch.
        batch: who did it, and a note; None for the user's name.
        told: collects why files were left out, and what the rules find in those that were accepted; without it,
            nothing is accepted if a file would be left out.

    Returns:
        The id of the batch; None where there was nothing to record.

    Raises:
        ReadOnlyArchive: the archive came with the package.
        BadRecord: a file is not a record, breaks the schema, or is not where its id says, and ``told`` is not given;
            all such files are listed.
        StoreError: archive.toml cannot be read, and the archive was not opened as damaged; or the disk fails.
    """
    archive = opened(archive)
    archive.require_writable()
    archive.refresh()
    journal = Journal(archive.folder)
    last = _Last()
    for name in archive.view.batches():
        _last_of(journal, name, last)
    left: set[str] = set()
    elsewhere: set[str | None] = set()  # records in files that are left
    some, problems = False, []
    for each in _differences(archive, last):  # missing files come last
        found = [*_faults(archive, each)]
        if found or (each.what == "missing" and each.record in elsewhere):  # a file of another name is no deletion
            left.add(each.path)
            elsewhere.add(each.record)
        problems += found
        some |= each.path not in left
    if told is not None:
        told += problems
    elif problems:
        raise BadRecord(problems)
    if not some:
        return None

    def changes() -> Iterator[Change]:
        for each in _differences(archive, last):
            if each.path in left:
                continue
            known = last.get(each.path)
            before = (
                None if known is None or known.after is None else journal.change_at(known.batch, known.offset).after
            )
            after = archive.view.read(each.path)
            record = each.record if after is None else record_in(each.path, after)
            if told is not None and after is not None and record is not None:
                told.extend(_by_rules(archive, each.path, after))
            yield Change(each.path, record, before, after)

    done = commit(archive.folder, batch or Batch("accept"), changes(), edited=True)
    archive.refresh()
    return done


def _by_rules(archive: Archive, path: str, data: bytes) -> Iterator[Problem]:
    """Yield what the rules say of the record in a file, but for what is only worth a look."""
    for record in read_bytes(data, path):
        yield from (p.at(file=str(archive.folder / path)) for p in check_record(record) if p.severity != "info")


@frozen
class _Known:
    """The last change of a file: batch, offset of its line, record, digest (None where it was removed)."""

    batch: str
    offset: int
    record: str | None
    after: str | None


@frozen
class _Difference:
    """A file that is not as the journal has it; ``found`` is its digest, ``batch`` the one that wrote it last."""

    what: Literal["changed", "missing", "unknown", "unreadable"]
    path: str
    record: str | None
    found: str | None
    batch: str | None


class _Last:
    """The last change of each file, in a temporary database: memory stays flat."""

    def __init__(self) -> None:
        import sqlite3  # only who verifies needs it

        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute(
            "CREATE TABLE last (path TEXT PRIMARY KEY, batch TEXT, offset INTEGER, record TEXT, after TEXT, seen INTEGER) WITHOUT ROWID"
        )
        self._db.execute("BEGIN")

    def __del__(self) -> None:
        self._db.close()

    def add(self, batch: str, offset: int, entry: Entry) -> None:
        row = (entry.path, batch, offset, entry.record, entry.after)
        self._db.execute("INSERT OR REPLACE INTO last VALUES (?, ?, ?, ?, ?, 0)", row)

    def get(self, path: str) -> _Known | None:
        row = self._db.execute("SELECT batch, offset, record, after FROM last WHERE path = ?", (path,)).fetchone()
        return None if row is None else _Known(*row)

    def see(self, path: str) -> None:
        self._db.execute("UPDATE last SET seen = 1 WHERE path = ?", (path,))

    def forget(self) -> None:
        self._db.execute("UPDATE last SET seen = 0")

    def unseen(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield path, batch and record of the files that are to be there and were not seen."""
        yield from self._db.execute(
            "SELECT path, batch, record FROM last WHERE seen = 0 AND after IS NOT NULL ORDER BY path"
        )


def _last_of(journal: Journal, name: str, last: _Last) -> None:
    with suppress(Damaged):  # told by `verify`; its files then are unknown
        for offset, line in journal.lines(name):
            with suppress(Damaged):
                last.add(name, offset, Entry.parse(line))


def _journals(archive: Archive, last: _Last) -> Iterator[Problem]:
    """Yield what is wrong with the journals, and note the last change of each file."""
    journal = Journal(archive.folder)
    digests: dict[str, str] = {}
    for name in archive.view.batches():
        _last_of(journal, name, last)
        try:
            info = journal.check(name)
        except Damaged as error:
            where = Where(f"{FOLDER}/{name}{SUFFIX}", record=error.record or name)
            yield Problem(where, "journal-damaged", name, message("whole-journal", detail=error.why))
            continue
        digests[name] = info.sha256
        for before, digest in info.previous:
            there = journal.path(before).exists()
            if not there or (digest is not None and before in digests and digests[before] != digest):
                where = Where(f"{FOLDER}/{name}{SUFFIX}", record=name)
                yield Problem(where, "journal-gap", None if there else before, message("batch-before", batch=before))


def _fault(where: Where, each: _Difference, archive: Archive) -> Problem:
    if each.what == "unreadable":
        return Problem(where, "file-unreadable", each.found, message("readable-file"))
    found = None if each.what == "missing" else f"sha256 {each.found}"
    steps = []
    with suppress(StoreError):  # damage in a journal is told by itself
        steps = [*archive.journal_for(each.record)] if each.what == "changed" and each.record else []
    if beside := Lineage(archive).beside(steps, 0) if steps else []:
        batches = ", ".join(sorted({str(each.batch), *(info.id for (info, _), _ in beside)}))
        return Problem(where, "file-merged", found, message("file-of-branches", batches=batches))
    return Problem(where, f"file-{each.what}", found, message("file-of-batch", batch=each.batch))


def _sent(archive: Archive) -> Iterator[Problem]:
    """Yield a warning for each file that was sent and is no longer what it was, so that it cannot be had again."""
    for name in archive.view.batches():
        with suppress(Damaged):  # told by `verify`
            info = archive.changes_of(name)[0]
            told = info.batch.extra if info.batch.kind == "send" else {}
            for file, digest in sent_digests(told):
                path = archive.folder / file
                found = sha256(path.read_bytes()) if path.is_file() else None
                if found != digest:
                    yield Problem(
                        Where(file, record=name), "sent-changed", found, message("as-sent"), severity="warning"
                    )


def sent_digests(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield path and digest of each file of which the journal says that it was sent, and of the list of records in them."""
    for each in told.get("files", ()):
        yield f"{told['folder']}/{each['name']}", each["sha256"]
    if told:
        yield f"{told['folder']}/records.jsonl", told["records"]


def _settings(archive: Archive) -> Iterator[Problem]:
    """Yield what is wrong with archive.toml, which is the user's to edit."""
    try:
        settings.of(archive.folder, archive.view, damaged=False)
    except StoreError as error:
        yield from (evolve(p, where=evolve(p.where, file=settings.NAME)) for p in error.problems)


def _pending(archive: Archive) -> Iterator[Problem]:
    """Yield that a batch waits to be finished, where no writer is at it; what stopped it is told where that is known."""
    batch = None if archive.read_only else Journal(archive.folder).pending()
    if batch is None:
        return
    try:
        Lock.acquire(archive.folder).release()
    except Locked:
        return
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
    else:
        reason = archive.recovery.reason or str(archive.folder)
    where = Where(f"{FOLDER}/{batch}{SUFFIX}", record=batch)
    yield Problem(where, "batch-pending", batch, message("batch-whole", batch=batch, reason=reason))


def _unknown(archive: Archive, path: str, record: str | None) -> Problem:
    """Return what is to be said of a file that no batch wrote: of which record's file it looks to be a copy, if of any."""
    own = original_of(path, lambda each: archive.view.read(each) is not None)
    if own is not None:
        record = record_in(own, archive.view.read(own) or b"")
    elif record is not None and not archive.stands(record, path):
        own = archive.place(record)
    if own is None and not is_path(path) and record is not None:  # it is read, and can be written by no batch
        expected = message("own-place", path=archive.place(record))
        return Problem(Where(path, record=record), "file-unknown", path, expected)
    if own is None and not is_path(path):
        return Problem(Where(path), "file-unknown", path, message("file-of-archive"), severity="warning")
    if own is None:
        return Problem(Where(path, record=record), "file-unknown", path, message("file-in-journal"))
    return Problem(Where(path, record=record), "sync-copy", path, message("one-file-a-record", record=record, path=own))


def _leftovers(archive: Archive) -> Iterator[Problem]:
    """Yield files that are none of the archive's."""
    read = set(astray(archive.view))  # told with what is in them
    walks = [(folder, os.walk(archive.folder / folder)) for folder in (FOLDER, *dict.fromkeys(FOLDERS.values()))]
    copies = [
        path.name for path in archive.folder.glob("archive?*.toml")
    ]  # of archive.toml, as sync services make them
    for folder, walk in [("", iter([(str(archive.folder), list[str](), copies)])), *walks]:
        for place, _, names in walk:
            inside = Path(place).relative_to(archive.folder)
            for name in strays(Path(place)):
                where = Where((inside / name).as_posix())
                yield Problem(where, "leftover", name, message("no-leftover"), severity="warning")
            for name in sorted(n for n in names if not n.startswith(".")):
                path = (inside / name).as_posix()
                known = BATCH_ID.fullmatch(name.removesuffix(SUFFIX)) if folder == FOLDER else is_path(path)
                if not known and path not in read:
                    yield _unknown(archive, path, None)


def _differences(archive: Archive, last: _Last) -> Iterator[_Difference]:
    """Yield the files that are not as the journal has them."""
    last.forget()
    view = archive.view
    for path in chain(files(view), astray(view)):
        known = last.get(path)
        try:
            data = view.read(path)
        except BadSource as error:
            record = known.record if known is not None else None
            last.see(path)
            yield _Difference("unreadable", path, record, error.problems[0].found, None)
            continue
        if data is None:
            continue
        last.see(path)
        found = sha256(data)
        if known is None or known.after is None:
            yield _Difference("unknown", path, record_in(path, data), found, None)
        elif known.after != found:
            yield _Difference("changed", path, known.record, found, known.batch)
    for path, batch, record in last.unseen():
        if view.read(path) is None:
            yield _Difference("missing", path, record, None, batch)


def _faults(archive: Archive, each: _Difference) -> Iterator[Problem]:
    """Yield why a file cannot be taken in."""
    file = str(archive.folder / each.path)
    if each.what == "unreadable":
        yield _fault(Where(file, record=each.record), each, archive)
        return
    data = archive.view.read(each.path)
    if each.path == settings.NAME:
        yield from _settings(archive)
    elif data is not None:
        if wrong := faults(data, file):
            yield from wrong
            return
        found = [record.id for record in read_bytes(data, file)]
        if len(found) != 1 or not is_place(each.path, found[0]):
            expected = message("own-place", path=places_of(found[0])[0] if found else each.path)
            yield Problem(Where(file, record=each.record), "file-name", ", ".join(found) or None, expected)
