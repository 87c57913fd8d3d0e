"""Which records of an archive a verb takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from smj_catalog.errors import InputError, UsageError
from smj_catalog.model import RECORD_TYPES, Book, Record
from smj_catalog.problems import kinds_named, message
from smj_catalog.store import Archive

SCOPES = ("edited", "issued", "member", "related", "about")
DEFAULT_SCOPE = ("edited", "issued")


def select(
    archive: Archive,
    *,
    kinds: Iterable[str] = (),
    scope: Iterable[str] = DEFAULT_SCOPE,
    ids: Iterable[str] = (),
    whole: bool = False,
    others: Counter[str] | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Record]:
    """Yield records of an archive in its stable order.

    .. versionadded:: 0.1.0

    Args:
        archive: where from.
        kinds: only these kinds; all if empty.
        scope: for books, their relation to the archive's owner; ``all`` takes every book. A book without a scope is its
            owner's own and is always taken.
        ids: exactly these records, in the order given; then kinds and scope do not matter.
        whole: what stands in a file and in no record, or in the file of another record, is a fault (`Archive.records`).
        others: counts the books of other scopes, by scope.
        on_error: called for each file whose record cannot be read, which is skipped; without it the first one raises.

    Raises:
        UsageError: there is no such kind or scope.
        UnknownRecord: the archive has no record with an id.
    """
    wanted, scopes, named = tuple(kinds), tuple(scope), tuple(ids)
    for kind in wanted:
        if kind not in RECORD_TYPES:
            raise UsageError(message("no-kind", kind=repr(kind), kinds=kinds_named(RECORD_TYPES)))
    for word in scopes:
        if word not in SCOPES and word != "all":
            raise UsageError(message("no-scope", scope=repr(word), scopes=", ".join(SCOPES)))
    if named:
        yield from _named(archive, named, whole=whole, on_error=on_error)
        return

    def keep(record: Record) -> bool:
        if not isinstance(record, Book) or record.scope is None or "all" in scopes or record.scope in scopes:
            return True
        if others is not None:
            others[record.scope] += 1
        return False

    yield from archive.records(kinds=wanted or None, keep=keep, whole=whole, on_error=on_error)


def _named(
    archive: Archive, ids: Iterable[str], *, whole: bool, on_error: Callable[[InputError], None] | None
) -> Iterator[Record]:
    for record_id in ids:
        try:
            record = archive[record_id]
            if whole:
                archive.require_whole(record_id)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            yield record
