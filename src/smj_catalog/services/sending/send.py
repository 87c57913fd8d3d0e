"""Send to a recipient: the files that it is to get now, and the batch that says so."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from attrs import define, evolve, field

from smj_catalog.errors import (
    TIME,
    CannotWrite,
    CatalogError,
    InputError,
    StoreError,
    path_taken,
    takes,
    told_by_system,
)
from smj_catalog.formats import Gone, Writing
from smj_catalog.model import Product, Record
from smj_catalog.problems import Problem, Where, errors_of, message
from smj_catalog.services.going_out import OnError
from smj_catalog.services.outputs import keep_apart
from smj_catalog.services.sending.giving import PENDING, give, waiting
from smj_catalog.services.sending.laying import context_of, laid
from smj_catalog.services.sending.past import (
    FOLDER,
    KIND,
    LIST,
    Line,
    Sent,
    SentFile,
    digest_of,
    sendings,
    state,
    told,
)  # fmt: skip
from smj_catalog.services.sending.ready import Ready, examined, format_of
from smj_catalog.services.sending.recipients import Recipient, recipient_named
from smj_catalog.services.writing import write
from smj_catalog.store import Archive, Batch
from smj_catalog.store.archive import opened
from smj_catalog.store.lock import Lock
from smj_catalog.xmlio import atomic_writer


@define
class Sending:
    """What is sent, or would be.

    .. versionadded:: 0.1.0

    Attributes:
        ready: what the records lack.
        new: ids of records that the recipient does not have yet.
        changed: ids of those that are not as it has them.
        same: how many are as it has them.
        going: how many records are sent, not counting deletions.
        gone: records that it is told to delete.
        left: ids of records that it has and is no longer to get: nothing is sent about them.
        sent: the sending; None where nothing was sent.
        paths: the files that were written.
        stopped: records lack something, and nothing was sent.
        problems: further problems to report.
    """

    ready: Ready
    new: list[str] = field(factory=list)
    changed: list[str] = field(factory=list)
    same: int = 0
    going: int = 0
    gone: list[Gone] = field(factory=list)
    left: list[str] = field(factory=list)
    sent: Sent | None = None
    paths: list[Path] = field(factory=list)
    stopped: bool = False
    problems: list[Problem] = field(factory=list)


@takes(now=TIME)
def send(
    archive: Archive | str | os.PathLike[str],
    recipient: Recipient | str,
    out: str | os.PathLike[str],
    *,
    whole: bool = False,
    on_error: OnError = "stop",
    dry: bool = False,
    now: datetime | None = None,
    progress: Callable[[int], None] | None = None,
) -> Sending:
    """Write the files that a recipient is to get into a folder, and put the sending into the journal.

    .. versionadded:: 0.1.0

    Records that are new to the recipient, or differ from what it has, go complete; withdrawn ones too, with their
    status. Records that are no longer in the archive go as deletions. Where nothing has changed, nothing is written.

    Args:
        archive: the sender's archive, or its folder.
        recipient: to whom, or its name.
        out: the folder, made where it is not there.
        whole: all records, also those that the recipient has.
        on_error: what becomes of records that lack what the recipient requires: ``stop`` sends nothing, ``skip`` leaves
            them out and reports them.
        dry: send nothing, only find out what would be sent.
        now: time of the sending, local time where it has no time zone; None for that of the call.
        progress: called with the number of records looked at so far.

    Raises:
        ReadOnlyArchive: the archive came with the package.
        Locked: another process sends to the recipient.
        UsageError: the recipient's settings do not go together, no recipient has that name, or a file of the same name exists.
        CannotWrite: the result breaks its schema, or one record alone is larger than a file may be.
        StoreError: a folder cannot be written, a list of what was sent is gone or changed, or the last sending is of a
            later time.
    """
    archive = opened(archive)
    recipient = recipient_named(archive, recipient, [])
    out = path_taken("out", out, "taken-folder")
    if not dry:
        archive.require_writable()
    now = now or datetime.now(UTC)
    profile = recipient.profile_in(archive)
    made = Sending(Ready(recipient, profile, format_of(recipient, profile)))
    if dry:
        _in_order(archive, recipient, now, whole=whole)
        _find(archive, made, whole=whole, on_error=on_error, now=now, progress=progress)
        return made
    keep_apart([out], archive=archive.folder)
    home = archive.folder / FOLDER / recipient.name
    with told_by_system(lambda why: message("not-written", file=home, reason=why)):
        home.mkdir(parents=True, exist_ok=True)
        lock = Lock.acquire(home)
    with lock:
        _in_order(archive, recipient, now, whole=whole)
        for late in waiting(archive, recipient.name):  # the process was ended, or the folder could not be written
            if whole:  # all goes anew, behind which nothing older may follow
                (archive.folder / late.folder / PENDING).unlink()
                continue
            paths = give(archive, late, out)
            expected = message("sent-late", folder=out, when=late.local)
            made.problems += [Problem(Where(str(x)), "sent-late", None, expected, severity="warning") for x in paths]
        todo, kept_ = _find(archive, made, whole=whole, on_error=on_error, now=now, progress=progress)
        if todo and not made.stopped:
            _send(archive, made, todo, kept_, out, whole=whole or recipient.whole, now=now)
    return made


def _in_order(archive: Archive, recipient: Recipient, now: datetime, *, whole: bool) -> None:
    """Do nothing where messages follow each other in time, by which recipients order them too.

    Raises:
        StoreError: the last one is of a later time, and not all records are sent anew.
    """
    last = next(sendings(archive, recipient.name), None)
    if last is not None and not whole and datetime.fromisoformat(last.when) > now:
        here = now.astimezone().strftime("%Y-%m-%dT%H:%M:%S")
        raise StoreError(message("sent-clock", now=here, when=last.local, recipient=recipient.name))


def _find(
    archive: Archive, made: Sending, *, whole: bool, on_error: OnError, now: datetime,
    progress: Callable[[int], None] | None,
) -> tuple[list[tuple[Line, int]], list[Line]]:  # fmt: skip
    """Return what is to be sent: of each record its line in the list, and its size; and, where all are sent, the lines of
    what was sent before of records that do not go this time.
    """  # noqa: D205
    recipient, found = made.ready.recipient, made.ready.format
    try:
        had = state(archive, recipient.name)
    except StoreError as error:
        if not whole:
            raise
        had = {}  # everything goes; what is gone cannot be told
        made.problems.append(
            Problem(Where(), "sent-unknown", None, message("sent-list", reason=error.text()), severity="warning")
        )
    context = context_of(archive, recipient, made.ready.profile, now, 1)
    assert context.envelope is not None
    neutral = evolve(
        context, contact=None, changed=lambda _: "1970-01-01T00:00:00Z", envelope=type(context.envelope)(sent="")
    )
    todo: list[tuple[Line, int]] = []
    live: dict[str, str] = {}  # id -> reference
    alone: set[str] = set()  # what is a record of its own in the format
    apart = "component" in found.columns and not found.nested
    for record in examined(archive, made.ready, now, progress):
        assert found.document is not None
        data = b"".join(found.document([record], Writing(neutral)))
        known = Gone(record.id, _numbers(record))
        reference = "" if found.deletes is None else found.deletes(known, neutral)
        sha256 = hashlib.sha256(data).hexdigest()
        parts = tuple(part.id for part in getattr(record, "contents", ()) if apart)
        line = Line(
            id=record.id, sha256=sha256, reference=reference, identifiers=known.identifiers, parts=parts
        )  # fmt: skip
        live[record.id] = reference
        alone |= {record.id, *parts}
        before = had.get(record.id)
        if before is not None and before.sha256 == sha256:
            made.same += 1
            if not (whole or recipient.whole):
                continue
        elif before is None:
            made.new.append(record.id)
        else:
            made.changed.append(record.id)
        todo.append((line, len(data)))
    made.going = len(todo)
    errors = errors_of(made.ready.lacks)
    made.stopped = bool(errors) and (on_error == "stop" or any(x.record is None for x in errors))
    live.update((name, had[name].reference if name in had else "") for name in made.ready.lacking if name not in live)
    _end(archive, made, had, live)
    if apart and found.deletes is not None:
        lost = {
            part for name, line in had.items() if name in live or name not in archive for part in line.parts
        } - alone
        made.gone += [Gone(part) for part in sorted(lost) if part not in archive]
    deleted = []
    for one in made.gone:
        assert found.document is not None
        size = sum(map(len, found.document((), Writing(neutral, gone=(one,)))))
        deleted.append((Line(id=one.id, state="deleted", identifiers=one.identifiers), size))
    held: list[Line] = []
    if whole or recipient.whole:
        sent = {line.id for line, _ in (*deleted, *todo)}
        held = [evolve(line, state="kept") for name, line in had.items() if name not in sent]
    return deleted + todo, held


def _numbers(record: Record) -> tuple[tuple[str, str], ...]:
    found = record.identifiers if isinstance(record, Product) else ()
    return tuple((i.type, i.value) for i in found if i.status == "valid" and i.qualifier != "set")


def _end(archive: Archive, made: Sending, had: Mapping[str, Line], live: Mapping[str, str]) -> None:
    """Find out which records the recipient is to delete: those that are no longer there, or have another reference now.

    What another record has as its reference is not deleted.
    """
    references = set(live.values())
    for name, line in had.items():
        moved = name in live and live[name] not in ("", line.reference)
        if (moved or (name not in live and _is_gone(archive, made, line))) and (
            not line.reference or line.reference not in references
        ):
            made.gone.append(Gone(name, line.identifiers))
    if made.ready.format.deletes is None:
        expected = message("delete-by-hand", format=made.ready.format.id)
        made.problems += [
            Problem(Where(record=g.id), "deletion-untold", g.id, expected, severity="warning") for g in made.gone
        ]
        made.gone.clear()


def _is_gone(archive: Archive, made: Sending, line: Line) -> bool:
    """Tell whether a record that was sent is no longer in the archive; take note where it is, or where nobody took it out."""
    try:
        there = line.id in archive
    except InputError:  # its file cannot be read, which is told
        there = True
    if there:
        made.left.append(line.id)
        return False
    last = next((change for _, change in archive.journal_for(line.id)), None)
    if last is not None and last.after is not None:  # its file is gone by no batch
        made.problems.append(Problem(Where(record=line.id), "file-missing", None, message("sent-file-missing")))
        made.stopped = True
        return False
    return True


def _send(
    archive: Archive,
    made: Sending,
    todo: list[tuple[Line, int]],
    held: list[Line],
    out: Path,
    *,
    whole: bool,
    now: datetime,
) -> None:
    """Write and keep the files, put the sending into the journal, and give the files out: in this order."""
    recipient = made.ready.recipient
    home = _home(archive, recipient, now)
    past = (f.number for sent in sendings(archive, recipient.name) for f in sent.files)
    first = max(past, default=recipient.first_number - 1) + 1
    try:
        for left in home.parent.glob(f"*/{PENDING}"):  # of a process that was ended before the journal knew of it
            if not _in_journal(archive, recipient, left.parent):
                shutil.rmtree(left.parent)
        home.mkdir()
        (home / PENDING).touch()
        files = [
            _file(archive, made, its, home, now, number) for number, its in enumerate(_parts(todo, recipient), first)
        ]
        with atomic_writer(home / LIST) as file:
            file.writelines(line.line() for line in (*(line for line, _ in todo), *held))
        keep_apart([], new=[out / f.name for f in files])
        sent = Sent(
            batch="", recipient=recipient.name, when=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), whole=whole,
            files=tuple(files), folder=home.relative_to(archive.folder).as_posix(), records=digest_of(home / LIST),
            unconfirmed=made.ready.unconfirmed,
        )  # fmt: skip
        note = f"{recipient.name}: {', '.join(f.name for f in files)}"
        batch = archive.commit(Batch(KIND, note=note, extra=told(sent)), ())
    except BaseException as error:  # raised again: even where it is interrupted, no file stays without its batch
        if not _in_journal(archive, recipient, home):
            shutil.rmtree(home, ignore_errors=True)
        if isinstance(error, OSError):
            raise StoreError(
                message("not-written", file=error.filename or home, reason=error.strerror or error)
            ) from error
        raise
    made.sent = evolve(sent, batch=batch)
    made.paths = give(archive, made.sent, out)


def _in_journal(archive: Archive, recipient: Recipient, home: Path) -> bool:
    """Tell whether the journal has a sending whose files are in a folder; so it may, where its batch ended in an error."""
    try:
        archive.refresh()
        return any(archive.folder / sent.folder == home for sent in sendings(archive, recipient.name))
    except (CatalogError, OSError):
        return True


def _home(archive: Archive, recipient: Recipient, now: datetime) -> Path:
    """Return the folder for the files of one sending: named by its time, and by a number where that is taken."""
    home = archive.folder / FOLDER / recipient.name / now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    names = (home, *(home.with_name(f"{home.name}-{number}") for number in range(2, 1000)))
    return next(path for path in names if not path.exists())


def _file(archive: Archive, made: Sending, part: Sequence[Line], home: Path, now: datetime, number: int) -> SentFile:
    """Write one file into the folder where it is kept, and return what the journal says of it."""
    recipient, found = made.ready.recipient, made.ready.format
    context = context_of(archive, recipient, made.ready.profile, now, number)
    ids = [line.id for line in part if line.state == "sent"]
    gone = [Gone(line.id, line.identifiers) for line in part if line.state == "deleted"]
    here = now.astimezone()
    name = recipient.file_name(here.strftime("%Y%m%d"), here.strftime("%H%M"), number) + found.suffix
    path = home / (f"{name}.gz" if recipient.pack == "gz" else name)
    records = (laid(archive[record_id], recipient) for record_id in ids)
    write(records, path, to=found, context=context, validate="schema", gone=gone)
    if recipient.pack == "zip":
        path = _zipped(path, here)
    return SentFile(
        name=path.name, sha256=digest_of(path), size=path.stat().st_size, number=number, records=len(ids), deleted=len(gone)
    )  # fmt: skip


def _zipped(path: Path, when: datetime) -> Path:
    """Put a file into a zip archive in its place; the time in it is that of the sending."""
    packed = path.with_suffix(".zip")
    info = zipfile.ZipInfo(path.name, when.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(packed, "w") as archive, path.open("rb") as file, archive.open(info, "w") as inside:
        shutil.copyfileobj(file, inside)
    path.unlink()
    return packed


def _parts(todo: Sequence[tuple[Line, int]], recipient: Recipient) -> Iterator[list[Line]]:
    """Yield what goes into each file: no more records or bytes than the recipient takes.

    Raises:
        CannotWrite: one record alone is too large.
    """
    most, room = recipient.split_records, recipient.split_bytes
    part: list[Line] = []
    size = 0
    for line, bytes_ in todo:
        if room is not None and bytes_ > room:
            raise CannotWrite(
                [Problem(Where(record=line.id), "file-too-large", str(bytes_), message("bytes-at-most", bytes=room))]
            )
        if part and ((most is not None and len(part) >= most) or (room is not None and size + bytes_ > room)):
            yield part
            part, size = [], 0
        part.append(line)
        size += bytes_
    if part:
        yield part
