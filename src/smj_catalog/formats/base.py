"""What a format is: one object with all facts about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, TypeVar

from attrs import define, evolve, field, frozen

from smj_catalog.crosswalk import Column, Context, Coverage, Listed, Places, not_carried
from smj_catalog.errors import CannotWrite, CatalogError, not_taken, require_known
from smj_catalog.model import RECORD_TYPES, Numbering, Record, kind_of
from smj_catalog.problems import Problem, Where, message

C = TypeVar("C")

ERRORS = "smj-catalog: errors"
"""Where a file of refused records says what is wrong with each: a column, a key, a comment; no reader takes it for data."""

Told = Mapping[tuple[str | None, int], str]
"""Sheet (None where there are none) and number of a record -> what is wrong with it, in words."""

Find = Callable[[Iterable[Problem]], list[Problem]]
"""From faults of a record's fields to the same faults, each with its own line, and its place as the format writes it."""

Lost = Callable[[str, str], None]
"""Called with (record id, field) for each thing that a format cannot carry."""


@frozen
class Sought:
    """A serial, an issue or a book, as words name it.

    Attributes:
        title: of the serial, or of the book.
        numbers: type and value of identifiers, of which it has one.
        numbering: of the issue; None where the serial or the book itself is meant.
    """

    title: str | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    numbering: Numbering | None = None


@frozen
class Named:
    """A record that an item names in words, not by its id.

    Attributes:
        words: as they stand.
        path: where they stand.
        sought: what they can mean, each way to read them.
        only_new: it is asked for only where the item's own record is new: they are words of something else.
    """

    words: str
    path: str | None
    sought: tuple[Sought, ...]
    only_new: bool = False


@define
class Item:
    """One record as a reader met it.

    Attributes:
        record: the record; None where it could not be read, or where the item is about the file itself.
        where: line and id.
        problems: what is wrong with it.
        raw: the record as the source has it, where it was refused.
        given: top-level fields that the source states, each with its original text, where a source states only some
            (a table); None where the record is whole.
        cleared: fields that the source empties on purpose.
        cells: where a table's row is read: key of the column -> text of each cell that is not empty, so that a change can be
            made cell by cell (`smj_catalog.formats.tabular.overlaid`).
        made: the source states no id: the record's was made of its numbers and words, and proves nothing.
        named: records that it names in words: field that is to have the id -> what it says.
        at: key of a column -> where it stands in the table, from 0; several where cells of several were put together.
        number: which record of its file it is, from 1, where neither a row nor a line says so.
        lost: fields of which not all could be read: the record holds less of them than the source.
        partial: it changes a record that is there and is none by itself, as the last of its problems says; ``lost`` has the
            fields that it leaves alone.
        beside: what it says of other records, for its reader, which makes records of that.
        aside: it is such a record, and none of the file's own.
        faults: what the rules find in the record, each with its place, where somebody has asked them and `find`.
        find: says where in the file a fault of the record stands, as long as the next item has not been asked for; None where
            its line, or its row and column, say all.
        silent: keys of the leading columns of cells that say that nothing is known: 不明, a mark, a price of 0.
        speaking: what cells say beside their own fields: key of the column, field.
    """

    record: Record | None
    where: Where
    problems: tuple[Problem, ...] = ()
    raw: str | None = field(default=None, repr=False)
    given: Mapping[str, str] | None = None
    cleared: tuple[str, ...] = ()
    cells: Mapping[str, str] | None = field(default=None, repr=False)
    made: bool = False
    named: Mapping[str, Named] = field(factory=dict)
    at: Mapping[str, tuple[int, ...]] | None = field(default=None, repr=False)
    number: int | None = None
    lost: frozenset[str] = frozenset()
    partial: bool = False
    beside: tuple[Any, ...] = field(default=(), repr=False)
    aside: bool = False
    faults: tuple[Problem, ...] = ()
    find: Find | None = field(default=None, repr=False, eq=False)
    silent: tuple[str, ...] = ()
    speaking: tuple[tuple[str, str], ...] = ()

    @property
    def rejected(self) -> bool:
        """True where a record was refused."""
        return self.record is None and self.raw is not None

    def placed(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Return faults of the record with their lines and elements; to be asked before the next item is."""
        record = self.record
        if self.find is None or record is None or not any(_stands(p, record.id) for p in problems):
            return problems
        return self.find(problems)


def _stands(problem: Problem, own: str) -> bool:
    """Tell whether a fault of a record stands anywhere: not so, where the record lacks a field."""
    return problem.found is not None or problem.where.record != own or "." in (problem.where.path or "")


def found_at(record: Record, places: Places, problems: Iterable[Problem]) -> list[Problem]:
    """Return faults of a record, or of what it contains, with their lines and elements, as far as these are known.

    Args:
        record: as it was read with the places.
        places: of its values.
        problems: its faults.
    """
    told = []
    for problem in problems:
        w = problem.where
        parts = enumerate(getattr(record, "contents", ()))
        at, part = next(((i, p) for i, p in parts if p.id == w.record), (None, record))
        place = places.find(part, w.path or "", problem.found)
        if place is None and at is not None:
            place = places.find(record, f"contents[{at}]", None)
        if place is not None:
            problem = evolve(problem, where=evolve(w, line=place.line or w.line, element=place.path))
        told.append(problem)
    return told


@define
class Reading:
    """What a reader is told, and what it tells beside the records.

    Attributes:
        context: the catalogue that records are read into.
        file: name of the source in messages.
        check: also check the source against the format's schema.
        unread: element paths that no card reads, with how often each was met.
        official: check against the standard's own schema instead, where it is installed.
        format: id of the format, once it is known.
        options: what only some formats understand; a table: ``encoding``, ``mapping``, ``ignore``, ``kind``, ``sheet``.
        coverage: told of each element, subfield or line whether a field took it, where that is wanted.
        found: what a reader learnt of the file's shape, for those who write one like it; a table: ``encoding``, ``bom``,
            ``delimiter``, ``tables``.
    """

    context: Context = field(factory=Context)
    file: str | None = None
    check: bool = False
    unread: Counter[str] = field(factory=Counter)
    official: bool = False
    format: str | None = None
    options: Mapping[str, Any] = field(factory=dict)
    found: dict[str, Any] = field(factory=dict)
    coverage: Coverage | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse options that no reader knows.

        Raises:
            UsageError: there is one.
        """
        require_known("options", self.options, ("encoding", "header_row", "ignore", "kind", "mapping", "sheet"))


@frozen
class Gone:
    """A record that was sent before and exists no longer: its receivers are to delete it.

    .. versionadded:: 0.1.0

    Attributes:
        id: its id.
        identifiers: its numbers: type, number.
    """

    id: str
    identifiers: tuple[tuple[str, str], ...] = ()


@define
class Writing:
    """What a writer is told, and what it tells beside the file.

    Attributes:
        context: the catalogue around the records.
        lost: told of (record id, field) for what the format cannot carry; field ``*`` for a whole record.
        progress: told the number of records so far.
        missed: told of each record of which something is not carried: (record, what, column).
        written: how many records the file has.
        options: what only some formats understand; a table: ``kinds``, ``lang``, ``encoding``, ``bom``, ``columns``.
        gone: records to be deleted by the receivers, where the format can say so (`Format.deletes`).
        refused: told why the format cannot hold a record, which is then left out; without it the error is raised.
        stamp: last change to what was written of the last record, as `Context.updated` has it.
        latest: last change to anything that was written so far; empty where it is not known record by record.
    """

    context: Context = field(factory=Context)
    lost: Lost | None = None
    progress: Callable[[int], None] | None = None
    missed: Callable[[Record, list[str], Column | Listed], None] | None = None
    written: int = 0
    options: Mapping[str, Any] = field(factory=dict)
    gone: Sequence[Gone] = ()
    refused: Callable[[CatalogError], None] | None = None
    stamp: str = field(default="", init=False)
    latest: str = field(default="", init=False)
    _asked: set[str] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        """Refuse options that no writer knows; note the records that are looked up for another: it changes with them.

        Raises:
            UsageError: there is such an option.
        """
        require_known("options", self.options, ("bom", "columns", "encoding", "guide", "kinds", "lang"))
        kinds = self.options.get("kinds") or ()
        require_known("kinds", [kinds] if isinstance(kinds, str) else kinds, (*RECORD_TYPES,))
        columns = self.options.get("columns")
        if columns not in (None, "used") and not isinstance(columns, Mapping):
            raise not_taken("columns", columns, "taken-columns")
        lookup = self.context.lookup

        def noted(record_id: str) -> Record | None:
            self._asked.add(record_id)
            return lookup(record_id)

        if self.context.changed is not None:
            self.context = evolve(self.context, lookup=noted)

    def begin(self) -> None:
        """Begin with a record: what was looked up before was for others."""
        self._asked.clear()

    def date(self, record_id: str) -> None:
        """Set `stamp` and `latest`: a record, with what was looked up for it, is written."""
        self.stamp, changed = self.context.updated, self.context.changed
        if changed is not None:
            self.stamp = max(map(changed, (record_id, *self._asked))) or self.stamp
            self.latest = max(self.latest, self.stamp)

    def compare(self, record: Record, column: Column | Listed) -> None:
        """Tell what a column does not carry of a record."""
        names = not_carried(record, column, self.context)
        for name in names if self.lost is not None else ():
            self.lost(record.id, name)  # type: ignore[misc]
        if names and self.missed is not None:
            self.missed(record, names, column)

    def taken(self, records: Iterable[Record], columns: Mapping[str, C]) -> Iterator[tuple[Record, C]]:
        """Yield each record whose kind has a column, with that; of the others it is told that they are left out."""
        for record in records:
            column = columns.get(kind_of(record))
            if column is not None:
                yield record, column
            elif self.lost is not None:
                self.lost(record.id, "*")

    def count(self, record: Record | None = None, column: Column | Listed | None = None) -> None:
        """Count one record more, and where that is asked for, tell what its column does not carry of it."""
        self.written += 1
        if self.progress is not None:
            self.progress(self.written)
        if self.lost is not None and record is not None and column is not None:
            self.compare(record, column)


@frozen
class Head:
    """How a file begins: what formats are told apart by.

    Attributes:
        tag: qualified name of the root element; "" where the file is no XML.
        attributes: the root element's attributes.
        first: the first bytes.
        name: name of the file.
    """

    tag: str = ""
    attributes: Mapping[str, str] = field(factory=dict)
    first: bytes = b""
    name: str = ""


@frozen
class Format:
    """One format: everything about it in one place.

    .. versionadded:: 0.1.0

    Attributes:
        id: ``standard-version`` as the command names it.
        title: name in English.
        title_ja: name in Japanese.
        media_type: as on the web.
        suffix: of its files, with the dot.
        sends: keys of archive.toml that are exported in it, such as ``domain``: they must be real.
        kinds: kinds of records that it can hold, in the order in which a file has them.
        columns: kind -> column.
        sniff: whether a file looks like it.
        document: (records, writing) -> a whole file, piece by piece; None where it is not written.
        single: (record, context) -> a file of one record; None if a file cannot hold a single record.
        read: (source, reading) -> items; None where it is not read.
        schema: name of our profile schema for whole files; None if there is none.
        single_schema: name of our profile schema for files of one record.
        official: loads the standard's own schema, or raises MissingExtra.
        zipped: whether its files are zip archives themselves.
        record_tags: qualified names of the elements that hold a record, where it is XML.
        record_name: what such an element calls its record.
        record_list: qualified name of the root's child that holds them, where they are not the root's own children; no two
            of them then have one name.
        refused: (source, reading, told) -> a file of the records with faults alone, each whole, with its faults
            beside it, which can be imported once they are corrected; None if the format has no such file.
        refused_suffix: of that file, where it is not the source's own.
        whole: it carries the whole record, so that what it does not state is absent.
        nested: articles and chapters are part of the record of their host, even if the format has a column for them.
        deletes: (record that is gone, context) -> the reference under which it went out, where files can say that a record is to
            be deleted; None where they cannot.
        dialects: name -> what makes the format as some of its recipients want it; ``marc21:alalc`` is the dialect ``alalc``
            of ``marc21``. They are read alike.
        decodes: its reader detects the encoding itself, and reports where a wrong byte is.
        encoded: its files are in whatever encoding a person names, else in UTF-8.
    """

    id: str
    title: str
    title_ja: str
    media_type: str
    suffix: str
    kinds: tuple[str, ...]
    columns: Mapping[str, Column | Listed] = field(factory=dict)
    sniff: Callable[[Head], bool] = lambda _: False
    document: Callable[[Iterable[Record], Writing], Iterator[bytes]] | None = None
    single: Callable[[Record, Context], bytes] | None = None
    read: Callable[[Any, Reading], Iterator[Item]] | None = None
    schema: str | None = None
    single_schema: str | None = None
    official: Callable[[], Any] | None = None
    zipped: bool = False
    sends: tuple[str, ...] = ()
    record_tags: tuple[str, ...] = ()
    record_name: Callable[[Any], str | None] = lambda _: None
    record_list: str | None = None
    refused: Callable[[Any, Reading, Told], Iterator[bytes]] | None = None
    refused_suffix: str | None = None
    whole: bool = False
    nested: bool = False
    decodes: bool = False
    encoded: bool = False
    deletes: Callable[[Gone, Context], str] | None = None
    dialects: Mapping[str, Callable[[], Format]] = field(factory=dict)

    @cached_property
    def forgives(self) -> bool:
        """Whether a value that cannot be read is lost alone, or with its group, and not the record."""
        return any(getattr(column, "cost", "record") == "value" for column in self.columns.values())

    @property
    def directions(self) -> Literal["read", "write", "read, write", ""]:
        """Whether the format is read, written or both."""
        reads, writes = self.read is not None, self.document is not None
        return "read, write" if reads and writes else "read" if reads else "write" if writes else ""


def column_of(record: Record, columns: Mapping[str, C], format_id: str) -> C:
    """Return the column that a record goes into.

    Raises:
        CannotWrite: the format describes no records of its kind.
    """
    kind = kind_of(record)
    if kind not in columns:
        raise CannotWrite(message("describes-works", record=record.id, format=format_id, kind=kind))
    return columns[kind]
