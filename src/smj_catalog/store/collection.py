"""An archive as a collection of records: iteration, look-up by id, number and title."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

from smj_catalog.crosswalk import Context
from smj_catalog.errors import (
    CALL,
    SEVERAL,
    WORDS,
    BadRecord,
    BadSource,
    InputError,
    StoreError,
    UnknownRecord,
    UsageError,
    not_taken,
    takes,
)
from smj_catalog.model import Book, Component, Issue, Record, kind_of, line_of
from smj_catalog.model.checks import FORBIDDEN
from smj_catalog.model.rules.base import components
from smj_catalog.problems import Problem, message, quoted
from smj_catalog.store.kinds import kind_named
from smj_catalog.store.names import FOLDERS, is_place, misplaced, places_of, unplaceable
from smj_catalog.store.native import read_bytes
from smj_catalog.store.numbers import NAMED, keys_of
from smj_catalog.store.order import in_order
from smj_catalog.store.places import INDEX
from smj_catalog.store.view import View

if TYPE_CHECKING:
    from smj_catalog.store.archive import Archive
    from smj_catalog.store.index import Index

R = TypeVar("R", bound=Record)
MANY = 5000  # files of a kind from which on an archive gets an index to keep them in order
_FOLDER_OF = {
    "periodical": "periodicals", "issue": "issues", "component": "components", "book": "books", "agent": "agents",
    "concept": "subjects",
}  # fmt: skip
_SHOWN = 10


class Collection:
    """What an archive is as a collection of records; `Archive` is the class to use."""

    folder: Path
    read_only: bool
    view: View

    def _forget(self) -> None:
        self._hosts: dict[str, str] | None = None
        self._order: dict[str, list[str]] = {}
        self._seen: dict[str, Record | None] = {}
        self._length: int | None = None
        self._index: Index | None = None  # who is still reading from it keeps it

    def __getitem__(self, record_id: str) -> Record:
        """Return the record with an id; articles and chapters have ids of their own.

        Raises:
            UnknownRecord: there is none.
            BadRecord: its file cannot be read.
        """
        found = self.get(record_id)
        if found is None:
            raise UnknownRecord(message("no-record", folder=self.folder, record=quoted(record_id)))
        return found

    def __contains__(self, record: object) -> bool:
        if isinstance(record, str):
            return self.get(record) is not None
        return isinstance(record, Record) and self.get(record.id) == record

    def __iter__(self) -> Iterator[Record]:
        return self.records()

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(len(self.view.files(folder)) for folder in _FOLDER_OF.values())
        return self._length

    def get(self, record_id: str) -> Record | None:
        """Return the record with an id, or None."""
        seen = self._seen  # of the state that is asked: another thread may move on
        try:
            return seen[record_id]
        except (KeyError, TypeError):
            found = self._find(record_id)
        if len(seen) > 1024:  # a cache of neighbours, not of the archive
            seen.clear()
        seen[record_id] = found
        return found

    def _find(self, record_id: str) -> Record | None:
        if not isinstance(record_id, str):
            raise not_taken("record_id", record_id, "taken-id")
        try:
            path = self.place(record_id)
        except StoreError:
            return None
        data = self.view.read(path)
        if data is not None:
            return next((r for r in read_bytes(data, str(self.folder / path)) if r.id == record_id), None)
        if not record_id.startswith(("article:", "chapter:", "component:")):
            return None
        host = self.host_of(record_id)
        record = self.get(host) if host is not None else None
        return next((c for c in components(record) if c.id == record_id), None)

    def place(self, record_id: str) -> str:
        """Return the file of a record, relative to the archive: the name that it had in an older archive is kept.

        Raises:
            StoreError: the id is malformed or of no known kind.
            BadRecord: the file that has the older name cannot be read.
        """
        place, *earlier = places_of(record_id)
        for path in earlier:
            if any(record.id == record_id for record in self._read(path, self.view)):
                return path
        return place

    def require_whole(self, record_id: str) -> None:
        """Do nothing if the file of a record holds nothing but records, or does not exist.

        Raises:
            BadRecord: it has an element or attribute that no record holds, or cannot be read.
        """
        path = self.place(record_id)
        if self.view.read(path) is None and (host := self.host_of(record_id)) is not None:
            path = self.place(host)
        for _ in self._read(path, self.view, whole=True):
            pass

    def stands(self, record_id: str, path: str) -> bool:
        """Return whether a file is the one that holds a record: its own or, if that does not exist, another.

        If not, the file is a copy.
        """
        if is_place(path, record_id):
            return True
        try:
            return self.view.read(self.place(record_id)) is None
        except StoreError:  # its id names no place at all: validate tells it
            return True
        except BadSource:  # it is there, and cannot be read
            return False

    def unplaceable(self, record_id: str, free: str = "") -> list[Problem]:
        """Return why no file could be made for a new record: its id is too long, or the name is taken.

        Args:
            record_id: the record.
            free: a file that is known not to exist.
        """
        return unplaceable(self.folder, record_id, lambda path: None if path == free else self.view.read(path))

    def host_of(self, component: str) -> str | None:
        """Return the id of the record that contains an article or chapter; None if there is none."""
        index = self._indexed()
        if index is not None:
            return index.host_of(component)
        if self._hosts is None:
            self._hosts = {
                c.id: record.id
                for record in self.records(kinds=("issue", "book"))
                if isinstance(record, Issue | Book)
                for c in record.contents
            }
        return self._hosts.get(component)

    def numbered_alike(self, issue: Issue) -> list[str]:
        """Return the ids of the other issues of the serial with the same number, whatever their volume."""
        if issue.periodical is None or issue.numbering is None or not issue.numbering.numbers:
            return []
        return [i for i in self._searched().issues(issue.periodical, issue.numbering.numbers[0]) if i != issue.id]

    def _indexed(self, files: int = 0) -> Index | None:
        """Return the index, where the archive has one or has files enough to need one."""
        if self._index is None and not self.read_only and (files > MANY or (self.folder / INDEX).exists()):
            from smj_catalog.store.index import Index

            self._index = Index.open(cast("Archive", self))
        return self._index

    def _read(self, path: str, view: View, *, whole: bool = False) -> Iterator[Record]:
        data = view.read(path)
        return iter(()) if data is None else read_bytes(data, str(self.folder / path), whole=whole)

    def files(self, kind: str | None = None) -> Iterator[Path]:
        """Yield the archive's record files, folder by folder, in the order of their names."""
        folders = [_FOLDER_OF[kind_named(kind)]] if kind is not None else list(dict.fromkeys(FOLDERS.values()))
        for folder in folders:
            for path in self.view.files(folder):
                yield self.folder / path

    @overload
    def records(
        self,
        kind: type[R],
        *,
        keep: Callable[[Record], bool] | None = None,
        whole: bool = False,
        on_error: Callable[[InputError], None] | None = None,
    ) -> Iterator[R]: ...

    @overload
    def records(
        self,
        kind: str | None = None,
        *,
        kinds: Iterable[str | type[Record]] | None = None,
        keep: Callable[[Record], bool] | None = None,
        whole: bool = False,
        on_error: Callable[[InputError], None] | None = None,
    ) -> Iterator[Record]: ...

    @takes(kinds=SEVERAL, keep=CALL, on_error=CALL)
    def records(
        self,
        kind: str | type[Any] | None = None,
        *,
        kinds: Iterable[str | type[Record]] | None = None,
        keep: Callable[[Record], bool] | None = None,
        whole: bool = False,
        on_error: Callable[[InputError], None] | None = None,
    ) -> Iterator[Record]:
        """Yield records in a stable order: serials, issues by serial, date and number, components, books by date and
        title reading, agents, concepts.

        Args:
            kind: only this kind, as a class or a word: ``Book`` or ``"book"``.
            kinds: only these kinds; None for all. Components of an issue or book come with it.
            keep: only records of which this is true.
            whole: a file with an element or attribute that belongs to no record, or with another record than its name
                says, counts as unreadable.
            on_error: called for each file whose record cannot be read, which is skipped; without it the first one
                raises an exception, after the records before it and the sound ones of its kind have been yielded.

        Raises:
            UsageError: there is no such kind, or both ``kind`` and ``kinds`` are given.
            BadRecord: a file's record cannot be read.
            BadSource: a file is not XML.
        """  # noqa: D205
        if kind is not None and kinds is not None:
            raise UsageError(message("kind-or-kinds"))
        asked = (kinds,) if isinstance(kinds, str | type) else kinds
        given = (
            None if kind is None and asked is None else {kind_named(k) for k in (kind, *(asked or ())) if k is not None}
        )
        wanted = [k for k in _FOLDER_OF if given is None or k in given]
        return self._records(wanted, keep, whole=whole, on_error=on_error)

    def _records(
        self,
        wanted: Iterable[str],
        keep: Callable[[Record], bool] | None,
        *,
        whole: bool,
        on_error: Callable[[InputError], None] | None,
    ) -> Iterator[Record]:
        view = self.view  # also where `refresh` moves on in the middle
        for kind in wanted:
            for path in self._sorted(kind, view):
                try:
                    found = [*self._read(path, view, whole=whole)]
                    found = [r for r in found if kind_of(r) == kind and self.stands(r.id, path)]
                    if whole and (wrong := [p for r in found for p in misplaced(path, r.id, str(self.folder / path))]):
                        raise BadRecord(wrong)
                except InputError as error:
                    if on_error is None:
                        raise
                    on_error(error)
                    continue
                yield from (record for record in found if keep is None or keep(record))

    @overload
    def find(
        self, kind: type[R], *, title: str | None = None, scheme: str | None = None, **identifiers: str | int
    ) -> R | None: ...

    @overload
    def find(
        self, kind: str | None = None, *, title: str | None = None, scheme: str | None = None, **identifiers: str | int
    ) -> Record | None: ...

    @takes(title=WORDS, scheme=WORDS)
    def find(
        self,
        kind: str | type[Any] | None = None,
        *,
        title: str | None = None,
        scheme: str | None = None,
        **identifiers: str | int,
    ) -> Record | None:
        """Return the one record, article or chapter that has a number or title; None if there is none.

        ``archive.find(isbn="978-…")`` takes both lengths, with hyphens or without; ``issn``, ``ean``, ``doi``, ``ncid`` and
        all other types of `Identifier` are named in the same way, with ``_`` for a hyphen: ``jp_magazine_code``.

        Args:
            kind: only this kind, as a class or a word.
            title: one of its titles, names or labels; width, case, spaces and signs are ignored.
            scheme: name of the scheme of a number ``own``.
            identifiers: type of identifier = number; where several are given, the record has all of them.

        Raises:
            UsageError: several records match; there is no such kind or type of identifier, or no criterion is given.
            BadRecord: none is found, and the record of a file cannot be read.
            BadSource: none is found, and a file is not XML.
        """
        kinds = None if kind is None else kind_named(kind)
        if title is None and not identifiers:
            raise UsageError(message("find-by", types=NAMED))
        for name, given in {"title": title or "", "scheme": scheme or "", **identifiers}.items():
            if not (isinstance(given, str) and not FORBIDDEN.search(given)) and (
                name in ("title", "scheme") or type(given) is not int
            ):
                raise not_taken(name, given, "taken-words")
        index = self._searched()
        found = [index.match(k, title) for k in _FOLDER_OF if kinds in (None, k)] if title is not None else []
        answers = [{i for ids in found for i in ids}] if title is not None else []
        answers += [self._numbered(name, str(number), scheme) for name, number in identifiers.items()]
        records = [r for i in sorted(set.intersection(*answers)) if (r := self.get(i)) is not None]
        records = [r for r in records if kinds in (None, kind_of(r))]
        if len(records) > 1:
            raise UsageError(message("several-found", records="; ".join(map(line_of, records[:_SHOWN]))))
        if not records:  # what cannot be read may be what is meant
            for path in (path for k in _FOLDER_OF if kinds in (None, k) for path in index.broken(f"{_FOLDER_OF[k]}/")):
                [*self._read(path, self.view)]
        return records[0] if records else None

    def _numbered(self, name: str, number: str, scheme: str | None) -> set[str]:
        """Return the ids of what has an identifier; of the number of a set its volumes only where nothing else has it."""
        index, asked = self._searched(), keys_of(name, number, scheme)
        for sets in (False, True):
            if ids := {i for each, value in asked for i in index.lookup(each, value, sets=sets)}:
                return ids
        return set()

    def _searched(self) -> Index:
        """Return the index, which is made where there is none."""
        if (found := self._indexed()) is None:
            from smj_catalog.store.index import Index

            found = self._index = Index.open(cast("Archive", self))
        return found

    def _sorted(self, kind: str, view: View) -> Iterable[str]:
        if view is self.view and kind in self._order:
            return self._order[kind]
        files = view.files(_FOLDER_OF[kind])
        index = self._indexed(len(files)) if view is self.view else None
        if index is not None:
            return chain(index.paths(kind), index.broken(f"{_FOLDER_OF[kind]}/"))
        order = in_order(files, lambda path: self._read(path, view))
        if view is self.view:
            self._order[kind] = order
        return order

    @takes(lang=WORDS)
    def to_rows(self, kind: str | type[Any] | None = None, *, lang: str = "en") -> Iterator[dict[str, str | None]]:
        """Yield records as flat dictionaries with the columns of a table, for pandas and polars.

        ``pandas.DataFrame(rows)``, ``polars.DataFrame(rows, infer_schema_length=None)``.

        All rows have the same keys: the headers of the columns that any of them fills. An empty cell is None. Articles
        and chapters in an issue or book are rows of their own, after it.

        Args:
            kind: only this kind, as a class or a word; None for all.
            lang: language of the headers, ``en`` or ``ja``.

        Raises:
            UsageError: there is no such kind, or there are no headers in that language.
            BadRecord: a file's record cannot be read.
        """
        from smj_catalog.formats import Writing
        from smj_catalog.formats.tabular.writing import lines

        kinds = () if kind is None else (kind_named(kind),)
        records = self.records(kinds=("issue", "component", "book") if "component" in kinds else kinds or None)
        found = lines(records, Writing(Context(), options={"lang": lang, "kinds": kinds, "columns": "used"}))
        head = next(found)
        return ({head.texts[key]: line.texts.get(key) for key in head.keys} for line in found)

    def components(self) -> Iterator[Component]:
        """Yield every article and chapter, in a host or not."""
        for record in self.records(kinds=("issue", "component", "book")):
            if isinstance(record, Component):
                yield record
            elif isinstance(record, Issue | Book):
                yield from record.contents
