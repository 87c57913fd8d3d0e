"""Where a record's file is: worked out of its id by a strict pattern, never out of raw input."""

from __future__ import annotations

from pathlib import PurePosixPath

from smj_catalog.errors import StoreError
from smj_catalog.model.checks import RECORD_ID

FOLDERS = {
    "periodical": "periodicals", "issue": "issues", "article": "components", "chapter": "components", "book": "books",
    "agent": "agents", "subject": "subjects", "component": "components",
}  # fmt: skip
"""First word of an id -> folder, in the order in which an archive is read."""


def path_of(record_id: str) -> PurePosixPath:
    """Return the file of a record, relative to its archive.

    ``issue:migrants-network:193`` stands in issues/migrants-network/193.xml.

    Raises:
        StoreError: the id is malformed or of no known kind.
    """
    return PurePosixPath(place_of(record_id))


def place_of(record_id: str) -> str:
    """Return the same as a text with slashes, which costs less where a batch has many."""
    if not RECORD_ID.fullmatch(record_id) or ".." in record_id:
        raise StoreError(f"{record_id!r} is no record id such as book:9784750329482")
    kind, _, rest = record_id.partition(":")
    folder = FOLDERS.get(kind)
    if folder is None:
        raise StoreError(f"{record_id!r}: no kind of record is called {kind!r}; there are {', '.join(FOLDERS)}")
    if folder == "components":
        return f"{folder}/{kind}-{rest.replace(':', '-')}.xml"
    return f"{folder}/{rest.replace(':', '/')}.xml"
