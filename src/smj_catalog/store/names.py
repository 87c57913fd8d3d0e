"""Where a record's file is: worked out of its id by a strict pattern, never out of raw input (decision 0014).

Each part of an id is a folder, the last one the file, and no two ids share a file: what a part could not be called
everywhere is escaped with ``=``, which stands in no id.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from smj_catalog.errors import StoreError
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.problems import Problem, Where, kinds_named, message, quoted
from smj_catalog.store.settings import NAME as SETTINGS

FOLDERS = {
    "periodical": "periodicals", "issue": "issues", "article": "components", "chapter": "components", "book": "books",
    "agent": "agents", "subject": "subjects", "component": "components",
}  # fmt: skip
"""First word of an id -> folder, in the order in which an archive is read."""

LONGEST = 180
"""Bytes of a new record's path in its archive: Windows takes 260 with the folder that the archive stands in."""

_RESERVED = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=[.:]|$)"
_ODD = re.compile(rf"(?:^|:){_RESERVED}|\.(?:xml)?:|\.$")
_DEVICE = re.compile(_RESERVED)
_FILE = re.compile(
    rf"({'|'.join(dict.fromkeys(FOLDERS.values()))})(/=?[a-z0-9][a-z0-9+._=-]{{0,260}}){{1,5}}(?<=\.xml)"
)


def path_of(record_id: str) -> PurePosixPath:
    """Return the file of a record, relative to its archive; one of an older archive may have kept another name.

    ``issue:migrants-network:193`` stands in issues/migrants-network/193.xml.

    Raises:
        StoreError: the id is malformed or of no known kind.
    """
    return PurePosixPath(place_of(record_id))


def place_of(record_id: str) -> str:
    """Return the same as a text with slashes, which costs less where a batch has many."""
    folder, rest = _parts(record_id)
    if _ODD.search(rest) is None:
        return f"{folder}/{rest.replace(':', '/')}.xml"
    *above, last = rest.split(":")
    folders = "".join(f"{_safe(part, ('.', '.xml'))}/" for part in above)
    return f"{folder}/{folders}{_safe(last, ('.',))}.xml"


def places_of(record_id: str) -> tuple[str, ...]:
    """Return the file of a record, and behind it the one that earlier versions gave it, where that was another."""
    place, (folder, rest) = place_of(record_id), _parts(record_id)
    earlier = f"{folder}/{rest.replace(':', '-' if folder == 'components' else '/')}.xml"
    return (place,) if earlier == place or not is_path(earlier) else (place, earlier)


def is_place(path: str, record_id: str) -> bool:
    """Return whether a file is one in which a record may stand; False where its id names none."""
    try:
        return path == place_of(record_id) or path in places_of(record_id)
    except StoreError:
        return False


def misplaced(path: str, record_id: str, file: str) -> list[Problem]:
    """Return that a record stands in another file than its id names; nothing where its id names none at all.

    Args:
        path: where it stands, relative to the archive.
        record_id: its id.
        file: the file as messages name it.
    """
    try:
        places = places_of(record_id)
    except StoreError:
        return []
    where = Where(file, record=record_id)
    return [] if path in places else [Problem(where, "file-name", path, message("file-named", path=places[0]))]


def is_path(path: str) -> bool:
    """Return whether a text is the path of a file that batches may change: never one outside the archive."""
    return path == SETTINGS or (_FILE.fullmatch(path) is not None and ".." not in path)


_COPY = re.compile(r"(?:Copy of |コピー ~ )(?P<whole>.+)")


def original_of(path: str, there: Callable[[str], object]) -> str | None:
    """Return the file of a record that another file looks to be a copy of, as sync services make them; else None.

    Their names begin with the name of the file and go on with a sign or another letter than ids have, and cannot be the
    names of records: ``193 (競合コピー 2026-11-26).xml``, ``193.sync-conflict-20261126-101500-ABCDEFG.xml``,
    ``193-DESKTOP-1.xml``, ``193 (1).xml``.

    Args:
        path: relative to the archive.
        there: tells whether there is a file.
    """
    if is_path(path):
        return None
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".xml")
    copy = _COPY.fullmatch(stem)
    shorter = (stem[:at] for at in range(len(stem) - 1, 0, -1) if not re.match("[a-z0-9]", stem[at]))
    whole = (f"{folder}/{each}.xml" for each in ([copy["whole"]] if copy else shorter))
    return next((each for each in whole if is_path(each) and there(each)), None)


def unplaceable(archive: Path, record_id: str, read: Callable[[str], bytes | None]) -> list[Problem]:
    """Return why a record that an archive does not have could get no file in it.

    Its path would be longer than `LONGEST`, or something else stands there: another record's file, a folder where a file
    is to be, a file where a folder is.

    Args:
        archive: the folder.
        record_id: the record.
        read: what returns the bytes of a file.
    """
    if record_id.partition(":")[0] not in FOLDERS:  # a rule tells of it
        return []
    place, where, folder = place_of(record_id), Where(record=record_id, path="id"), str(archive)
    if len(place) > LONGEST:
        return [Problem(where, "id-too-long", f"{len(place)}: {place}", message("a-shorter-id", limit=LONGEST))]
    above, taken = place.rpartition("/")[0], None
    if not os.path.isdir(f"{folder}/{above}"):  # noqa: PTH112 - once a record
        while above and not os.path.lexists(f"{folder}/{above}"):
            above = above.rpartition("/")[0]
        taken = above if above and not os.path.isdir(f"{folder}/{above}") else None  # noqa: PTH112
    if taken is None and (read(place) is not None or os.path.isdir(f"{folder}/{place}")):  # noqa: PTH112
        taken = place
    return [] if taken is None else [Problem(where, "place-taken", taken, message("a-free-place", path=place))]


def _parts(record_id: str) -> tuple[str, str]:
    """Return the folder of an id's kind, and the rest of the id; where several kinds share a folder, with the kind."""
    if not RECORD_ID.fullmatch(record_id) or ".." in record_id:
        raise StoreError(Problem(Where(), "record-id", record_id, message("a-record-id")))
    kind, _, rest = record_id.partition(":")
    folder = FOLDERS.get(kind)
    if folder is None:
        raise StoreError(message("no-kind", kind=quoted(kind), kinds=kinds_named(FOLDERS)))
    return folder, f"{kind}-{rest}" if folder == "components" else rest


def _safe(part: str, ends: tuple[str, ...]) -> str:
    """Return a name that Windows does not keep for devices (also with a suffix), and that does not end in some way."""
    return f"{'=' if _DEVICE.match(part) else ''}{part}{'=' if part.endswith(ends) else ''}"
