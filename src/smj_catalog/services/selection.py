"""Which records of an archive a verb takes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from smj_catalog.codes.words import SCOPE
from smj_catalog.errors import SEVERAL, InputError, UsageError, not_taken, takes
from smj_catalog.model import Book, Issue, Record, kind_of
from smj_catalog.problems import Both, message, quoted
from smj_catalog.store import Archive, opened
from smj_catalog.store.kinds import kind_named

SCOPES = ("edited", "issued", "member", "related", "about")
_NAMED = Both(", ".join(SCOPES), "、".join(f"{word}({code})" for word, code in SCOPE.items() if not word.isascii()))
_WORDS = {**SCOPE, "すべて": "all"}
DEFAULT_SCOPE = ("edited", "issued")


@takes(kinds=SEVERAL, ids=SEVERAL)
def select(
    archive: Archive | str | os.PathLike[str],
    *,
    kinds: Iterable[str | type[Record]] | str | type[Record] | None = None,
    scope: Iterable[str] | str = DEFAULT_SCOPE,
    ids: Iterable[str] | str | None = None,
    whole: bool = False,
    others: Counter[str] | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Record]:
    """Yield records of an archive in its stable order.

    .. versionadded:: 0.1.0

    Args:
        archive: where from; an archive or its folder.
        kinds: only these kinds, as words or classes, or one; None for all. Articles and chapters come with what
            contains them, and by themselves if its kind is not wanted.
        scope: for books, their relation to the archive's owner; ``all`` takes every book. A book without a scope is its
            owner's own and is always taken.
        ids: exactly these records, or this one, in the order given; then kinds and scope do not matter. None for all, and
            none for an empty list.
        whole: what a file holds outside its record, or of another record, is a fault (`Archive.records`).
        others: counts the books of other scopes, by scope.
        on_error: called for each file whose record cannot be read, which is skipped; without it the first one raises.

    Raises:
        UsageError: there is no such kind or scope, or an argument has a wrong type.
        UnknownRecord: the archive has no record with an id.
    """
    archive = opened(archive)
    every = kinds is None
    wanted = [
        kind_named(kind) for kind in (() if kinds is None else (kinds,) if isinstance(kinds, str | type) else kinds)
    ]
    if not isinstance(scope, Iterable):
        raise not_taken("scope", scope, "taken-scope")
    scopes = tuple(
        _WORDS.get(s, s) if isinstance(s, str) else s for s in ((scope,) if isinstance(scope, str) else scope)
    )
    named = None if ids is None else (ids,) if isinstance(ids, str) else tuple(ids)
    for word in scopes:
        if word not in SCOPES and word != "all":
            raise UsageError(message("no-scope", scope=quoted(word), scopes=_NAMED))
    if named is not None:
        yield from _named(archive, named, whole=whole, on_error=on_error)
        return

    def keep(record: Record) -> bool:
        if not isinstance(record, Book) or record.scope is None or "all" in scopes or record.scope in scopes:
            return True
        if others is not None:
            others[record.scope] += 1
        return False

    hosts = [k for k in ("issue", "book") if k not in wanted] if "component" in wanted else []
    for record in archive.records(
        kinds=None if every else [*wanted, *hosts], keep=keep, whole=whole, on_error=on_error
    ):
        if kind_of(record) not in hosts:
            yield record
        elif isinstance(record, Issue | Book):
            yield from (evolve(part, host=record.id) for part in record.contents)


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
