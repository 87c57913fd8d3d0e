"""A batch, its changes, and how they stand in the journal: one line of JSON each."""

from __future__ import annotations

import base64
import getpass
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import Attribute, asdict, field, frozen

from smj_catalog._version import __version__
from smj_catalog.errors import StoreError, UsageError
from smj_catalog.problems import Message, message, quoted
from smj_catalog.store.names import is_path, is_place, place_of
from smj_catalog.store.settings import NAME as SETTINGS

BATCH_ID = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9]{6}")
_STAMP = "%Y%m%dT%H%M%SZ-%f"


class Damaged(StoreError):
    """A journal is not as it was written; the message names the batch, the line and, if known, the record.

    .. versionadded:: 0.1.0
    """

    def __init__(self, why: Message, record: str | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.record = record


def _place(change: Any, _: Attribute[Any], record: str | None) -> None:
    if not (change.path == SETTINGS if record is None else is_place(change.path, record)):
        expected = SETTINGS if record is None else place_of(record)
        raise UsageError(f"{change.path!r} is not where {record or SETTINGS} stands, which is {expected}")


def sha256(data: bytes | None) -> str | None:
    """Return the digest of a file's bytes in hexadecimal; None where there is no file."""
    return None if data is None else hashlib.sha256(data).hexdigest()


@frozen
class Change:
    """What a batch does to one file.

    .. versionadded:: 0.1.0

    Attributes:
        path: the file, relative to the archive, with slashes.
        record: id of the record in it; None for archive.toml.
        before: its bytes, None if it is new. The file must still have them when the batch is committed.
        after: its bytes, None where it is removed.
        origins: where values came from, as JSON can hold it: by field, the file, its digest, sheet, row, original
            text, …
    """

    path: str
    record: str | None = field(validator=_place)
    before: bytes | None = field(repr=False)
    after: bytes | None = field(repr=False)
    _origins: Mapping[str, Any] | str = field(factory=dict, repr=False, eq=lambda told: _origins(told))
    _line: bytes | None = field(default=None, init=False, repr=False, eq=False)

    @property
    def origins(self) -> Mapping[str, Any]:
        """Where values came from.

        Raises:
            Damaged: the line that the change was read from is not what was written.
        """
        return _origins(self._origins)

    def line(self) -> bytes:
        """Return the change as a line of the journal. What `Entry` holds comes first, to be read without the rest."""
        if self._line is not None:
            return self._line
        told: dict[str, Any] = {"path": self.path, "record": self.record}
        sides = (("before", self.before), ("after", self.after))
        told.update((f"{side}_sha256", sha256(data)) for side, data in sides)
        for side, data in sides:
            try:
                told[side] = None if data is None else data.decode()
            except UnicodeDecodeError:
                told[f"{side}_base64"] = base64.b64encode(data or b"").decode()
        told["origins"] = self.origins
        return json_line(told)

    @classmethod
    def parse(cls, line: bytes) -> Change:
        """Return the change that a line of a journal holds. Origins are read on first use.

        Raises:
            Damaged: it is not a change, or its digest is wrong.
        """
        try:
            text = line.decode()
            found = _entry(line, text)
            path, record, *digests = found.groups()
            before, at = _side(text, found.end(), "before")
            after, at = _side(text, at, "after")
        except ValueError as error:
            raise Damaged(message("journal-change"), _named(line)) from error
        if [sha256(before), sha256(after)] != digests:
            raise Damaged(message("journal-digest", path=path), record)
        try:
            made = cls(path, record, before, after, text[at:])
        except (UsageError, StoreError) as error:
            raise Damaged(message("journal-place", path=path), record) from error
        object.__setattr__(made, "_line", line)  # no argument: an evolved change has another line
        return made


_value = json.JSONDecoder().raw_decode


def _side(text: str, at: int, side: str) -> tuple[bytes | None, int]:
    """Return the bytes before or after that a line has at a place, and the place behind them and a comma."""
    if text.startswith(f'"{side}":"', at):
        value, end = _value(text, at + len(side) + 3)
        return value.encode(), end + 1
    if text.startswith(f'"{side}":null,', at):
        return None, at + len(side) + 8
    if not text.startswith(f'"{side}_base64":"', at):
        raise ValueError(f"no {side} where it should be")
    value, end = _value(text, at + len(side) + 10)
    return base64.b64decode(value, validate=True), end + 1


def _origins(told: Mapping[str, Any] | str) -> Mapping[str, Any]:
    """Return origins as they were given, or out of the end of a line."""
    if not isinstance(told, str):
        return told
    try:
        read: Mapping[str, Any] = json.loads("{" + told)["origins"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Damaged(message("journal-change")) from error
    return read


_ENTRY = re.compile(
    r'\{"path":"(?P<path>[^"]+)","record":(?:null|"(?P<record>[^"]+)"),"before_sha256":(?:null|"(?P<before>[0-9a-f]{64})"),'
    r'"after_sha256":(?:null|"(?P<after>[0-9a-f]{64})"),'
)
_LAST, _REST = b'"after_sha256":', 96
"""What the last field of an entry begins with, and the bytes that it has at most."""
_RECORD = re.compile(rb'"record":"([a-z]+:[a-z0-9+._:-]+)"')


@frozen
class Entry:
    """What a change is about, without the bytes.

    Attributes:
        path: the file.
        record: id of its record; None for archive.toml.
        before: digest of the bytes before; None where there was no file.
        after: digest of the bytes after; None where the file is removed.
    """

    path: str
    record: str | None
    before: str | None
    after: str | None

    @classmethod
    def parse(cls, line: bytes) -> Entry:
        """Return the entry that a line of a journal begins with.

        Raises:
            Damaged: it does not begin with one.
        """
        made = cls(*_entry(line).groups())
        if not is_path(made.path):
            raise Damaged(message("journal-path", path=quoted(made.path)), made.record)
        return made


def _entry(line: bytes, text: str | None = None) -> re.Match[str]:
    """Return the entry that a line begins with; ``text``: the line, where it is decoded already.

    Raises:
        Damaged: it does not begin with one.
    """
    found = _ENTRY.match(text or line[: line.find(_LAST) + _REST].decode("utf-8", "replace"))
    if found is None:
        raise Damaged(message("journal-change"), _named(line))
    return found


def _named(line: bytes) -> str | None:
    """Return the record that a damaged line seems to be about."""
    named = _RECORD.search(line[:1000])
    return named[1].decode() if named else None


def placed(line: bytes) -> tuple[str, bool]:
    """Return the file that a line of a journal is about, and whether it is there afterwards: the least and quickest.

    Raises:
        Damaged: the line does not begin as a change does.
    """
    found = _entry(line)
    return found[1], found[4] is not None


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def json_line(told: Mapping[str, Any]) -> bytes:
    """Return one line of JSON. Text that no Unicode file can hold (half a surrogate pair) is escaped."""
    try:
        return _JSON(told).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(told, separators=(",", ":"), default=str).encode() + b"\n"


@frozen
class Input:
    """A file that went into a batch.

    .. versionadded:: 0.1.0

    Attributes:
        name: as the user gave it.
        sha256: digest of its bytes.
        size: number of its bytes.
        format: id of its format.
        mapping: digest of the mapping it was read with, where there was one.
    """

    name: str
    sha256: str
    size: int
    format: str
    mapping: str | None = None


@frozen
class Batch:
    """The description of a batch.

    .. versionadded:: 0.1.0

    Attributes:
        kind: ``init``, ``import``, ``undo``, ``accept``, ``baseline`` (what an archive without a journal held), …
        who: who made it; by default the name of the user.
        inputs: the files it came from.
        note: a remark by the person who made it.
        undoes: id of the batch that it undoes.
        extra: anything else, as JSON can hold it.
        id: time-ordered, given at the commit.
        when: UTC, given at the commit.
        tool: program and version.
    """

    kind: str
    who: str = field(factory=lambda: whoami())
    inputs: tuple[Input, ...] = ()
    note: str | None = None
    undoes: str | None = None
    extra: Mapping[str, Any] = field(factory=dict)
    id: str = ""
    when: str = ""
    tool: str = f"smj-catalog {__version__}"


Names = tuple[tuple[str, str | None], ...]
"""Ids of batches, each with the digest of its journal."""


@frozen
class BatchInfo:
    """A committed batch.

    .. versionadded:: 0.1.0

    Attributes:
        batch: its description.
        changes: how many files it changed.
        sha256: digest of its lines.
        previous: id and digest of each batch that no batch before this one named: the one before it, or the last of
            each branch of a journal that was merged; none for the first. A digest is None where that journal was damaged.
        earlier: how many batches there were before it; None where an older version wrote it.
    """

    batch: Batch
    changes: int
    sha256: str
    previous: tuple[tuple[str, str | None], ...] = ()
    earlier: int | None = None

    @property
    def id(self) -> str:
        """The batch's id."""
        return self.batch.id


def header(batch: Batch, previous: Names, earlier: int) -> bytes:
    """Return the first line of a batch's journal."""
    return json_line({"journal": 2, **asdict(batch, recurse=True), "previous": previous, "earlier": earlier})


def parse_header(line: bytes) -> tuple[Batch, Names, int | None]:
    """Return what the first line of a journal says: the batch, the batches that it follows, how many there were.

    Version 1 names one batch or none, and does not say how many there were.

    Raises:
        Damaged: it is no such line.
    """
    try:
        told = json.loads(line)
        version = told.pop("journal")
        if version not in (1, 2):
            raise Damaged(message("journal-later"))
        said, earlier = told.pop("previous"), told.pop("earlier", None)
        before = said if version == 2 else [said] if said is not None else []
        inputs = tuple(Input(**each) for each in told.pop("inputs"))
        return Batch(**told, inputs=inputs), tuple((name, digest) for name, digest in before), earlier
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Damaged(message("journal-header")) from error


def next_id(last: str | None, now: datetime | None = None) -> str:
    """Return an id for a new batch: the time in UTC to the microsecond, and later than the last one's in any case."""
    made = (now or datetime.now(UTC)).strftime(_STAMP)
    if last is not None and made <= last:
        made = (datetime.strptime(last, _STAMP).replace(tzinfo=UTC) + timedelta(microseconds=1)).strftime(_STAMP)
    return made


def whoami() -> str:
    """Return the name of the user, as the operating system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
