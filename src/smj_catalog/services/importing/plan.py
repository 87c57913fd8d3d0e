"""The plan of an import: what would become of every row, before anything does."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from attrs import define, evolve, field, frozen

from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadRecord, BadSource, BadValue, StoreError
from smj_catalog.formats import Item, Reading
from smj_catalog.formats.tabular import at_column
from smj_catalog.model import Book, Issue, Record
from smj_catalog.model.rules import check_record
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.services.importing.company import Alike, look_around, twice
from smj_catalog.services.importing.copies import gathered, repeated
from smj_catalog.services.importing.doubts import Refusal, double, told
from smj_catalog.services.importing.history import History
from smj_catalog.services.importing.matching import Finder, Match, fresh, match
from smj_catalog.services.importing.merging import differences, merged
from smj_catalog.services.importing.origins import headers, said_by
from smj_catalog.services.importing.parts import Parts
from smj_catalog.services.importing.settling import Settling
from smj_catalog.services.importing.spool import Kept, Spool, Unit
from smj_catalog.services.reading import items
from smj_catalog.store import Archive

Action = Literal["create", "update", "same", "conflict", "reject"]
Progress = Callable[[int], None]


@frozen
class Options:
    """How an import goes.

    Attributes:
        format: id of the inputs' format; None finds it from their content.
        table: what the tables' reader is told: encoding, mapping, ignore, kind, sheet.
        lists: ``replace`` or ``append``: what happens to a field of several values.
        mapping: digest of the mapping in ``table``, for the batch.
    """

    format: str | None = None
    table: dict[str, Any] = field(factory=dict)
    lists: str = "replace"
    mapping: str | None = None


@define
class Entry:
    """What would become of one row, or of the rows of one record.

    Attributes:
        action: create, update, same, conflict or reject.
        record: id of the archive's record; of the input's where it is refused.
        kind: kind of record.
        where: the row.
        rule: the matching rule that found the archive's record.
        fields: what would change: field, old, new.
        problems: what is wrong, or doubtful.
        raw: a row that could not be read, as the input has it; "" where it is no row but the file or its header.
        source: number of the input.
        number: which record of its file it is, where neither row nor line says so.
        cells: of a table's row, the texts by column.
    """

    action: Action
    record: str
    kind: str
    where: Where
    rule: str | None = None
    fields: list[tuple[str, Any, Any]] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    raw: str | None = None
    source: int = 0
    number: int | None = None

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the entry as JSON can hold it."""
        w = self.where
        return {
            "action": self.action, "record": self.record, "kind": self.kind, "rule": self.rule,
            "file": w.file, "line": w.line, "row": w.row, "path": w.path, "sheet": w.sheet, "source": self.source,
            "fields": [{"field": f, "old": o, "new": n} for f, o, n in self.fields],
            "problems": [p.as_dict(lang) for p in self.problems], "raw": self.raw,
        }  # fmt: skip


@define
class Outcome:
    """What becomes of one file of the archive, and of the rows it comes from.

    Attributes:
        entries: one an input row.
        before: the record as the archive has it.
        after: the record as it would be; None where the unit is refused or nothing changes.
        origins: the rows that it comes from (`smj_catalog.services.importing.origins`).
    """

    entries: list[Entry]
    before: Record | None = None
    after: Record | None = None
    origins: dict[str, Any] = field(factory=dict)


@frozen
class _Row:
    """What one row makes of its record.

    Attributes:
        kept: the row.
        before: the record as it was; None where it is new.
        after: the record as it would be.
        found: how it was found.
        alike: rows that look like it and are other records.
    """

    kept: Kept
    before: Record | None
    after: Any
    found: Match
    alike: Alike


@define
class InputFile:
    """One input.

    Attributes:
        name: as the user gave it.
        sha256: digest of its bytes.
        size: number of its bytes.
        format: id of its format.
        found: what its reader learnt of its shape: encoding and such.
    """

    name: str
    sha256: str
    size: int
    format: str = ""
    found: dict[str, Any] = field(factory=dict)


def opened(path: str | os.PathLike[str]) -> InputFile:
    """Return name, digest and size of an input.

    Raises:
        BadSource: it cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise BadSource(
            Problem(Where(str(path)), "file-unreadable", error.strerror, message("readable-file"))
        ) from error
    return InputFile(str(path), digest.hexdigest(), size)


class Planner:
    """Reads inputs and says what would become of each row; the archive is only looked at."""

    def __init__(self, archive: Archive, finder: Finder, options: Options) -> None:
        self.archive = archive
        self.finder = finder
        self.options = options
        self.inputs: list[InputFile] = []
        self.unread: Counter[str] = Counter()
        self.told: list[Problem] = []
        self.history = History(archive)
        self.cut: list[Problem] = []
        self._readings: list[Reading] = []
        self._doubts: dict[int, list[Problem]] = {}

    def read(self, paths: Iterable[str | os.PathLike[str]], spool: Spool, progress: Progress | None = None) -> None:
        """Set the items of all inputs down in the spool; faults of a whole file are refused rows too."""
        for path in paths:
            self.inputs.append(opened(path))
            reading = Reading(self._context, file=str(path), check=True, options=self.options.table)
            self._readings.append(reading)
            source = len(self.inputs) - 1
            last: Where | None = None
            try:
                for item in items(path, reading, format=self.options.format):
                    last = item.where
                    if item.record is None and not item.rejected:
                        self._of_file(item, spool, source)
                    else:
                        spool.add(item, source)
                    if progress is not None:
                        progress(spool.count)
            except BadSource as error:
                self._cut(error, last, Where(str(path)), spool, source)
            self.inputs[-1].format = reading.format or ""
            self.inputs[-1].found = reading.found
            self.unread.update(reading.unread)
        spool.finish()

    @property
    def _context(self) -> Context:
        return self.archive.context

    def _of_file(self, item: Item, spool: Spool, source: int) -> None:
        """Take in what a reader says of the file itself: an error refuses it, anything else is only told."""
        errors = tuple(p for p in item.problems if p.severity == "error")
        self.told += [p.at(file=item.where.file) for p in item.problems if p.severity != "error"]
        if errors:
            spool.add(Item(None, item.where, errors, ""), source)

    def _cut(self, error: BadSource, last: Where | None, whole: Where, spool: Spool, source: int) -> None:
        """Take in that an input could not be read to its end."""
        first = error.problems[0]
        where = evolve(first.where, file=first.where.file or (last or whole).file)
        cut = Problem(evolve(where, record=None, path=None), "input-cut", None, _read_until(where, last))
        self.cut.append(cut)
        problems = tuple(p.at(file=where.file) for p in error.problems)
        spool.add(Item(None, where, (*problems, cut) if last else problems, ""), source)

    def outcomes(self, spool: Spool, progress: Progress | None = None) -> Iterator[Outcome]:
        """Yield what would become of each unit."""
        done = 0
        Settling(spool, self.finder, self.archive.get).run()
        for unit in spool.units():
            done += len(unit.main) + len(unit.parts)
            rows = unit.all
            for outcome in self._unit(unit, spool):
                yield self._at_columns(outcome, rows)
            if progress is not None:
                progress(done)

    def _at_columns(self, outcome: Outcome, every: list[Kept]) -> Outcome:
        """Name the column that each problem comes from, where the row is a table's."""
        if not any(entry.problems for entry in outcome.entries):
            return outcome
        rows = {id(kept.item.where): kept for kept in every}
        for entry in outcome.entries:
            kept = rows.get(id(entry.where))
            if not entry.problems or kept is None or kept.item.record is None or kept.item.at is None:
                continue
            w = entry.where
            tables = self._reading(kept).found["tables"]
            table = next(t for t in tables if t["name"] == w.sheet and t["file"] == w.file)
            kind, cells, at = _kind(kept.item.record), kept.item.cells or {}, kept.item.at
            entry.problems = [at_column(p, kind, cells, at, table) for p in entry.problems]
        return outcome

    # one unit

    def _unit(self, unit: Unit, spool: Spool) -> Iterator[Outcome]:
        again = repeated(unit.main) if len(unit.main) > 1 else None
        for kept, cell in again or ():  # of rows that are a copy each, those that are none are refused alone
            unit.main.remove(kept)
            problem = double(kept, unit.main[0], "record-twice", unit.key)
            if cell is not None:
                problem = evolve(problem, where=evolve(problem.where, path=cell[0]), found=cell[1])
            yield _all_refused(Unit("", [kept]), {kept.seq: [problem]})
        refused = self._refused(unit, copies=again is not None)
        if refused is not None:
            yield refused
            return
        try:
            yield self._planned(unit, spool)
        except Refusal as refusal:
            yield _all_refused(unit, {refusal.seq: refusal.problems})
        except (BadValue, BadRecord) as error:
            yield _all_refused(unit, {unit.all[0].seq: [*error.problems]})

    def _refused(self, unit: Unit, *, copies: bool) -> Outcome | None:
        """Refuse a unit with a row that could not be read, or whose record stands twice."""
        bad: dict[int, list[Problem]] = {}
        for kept in unit.all:
            errors = [p for p in kept.item.problems if p.severity == "error"]
            if kept.item.record is None or errors:
                bad[kept.seq] = errors
        for kept in unit.main if len(unit.main) > 1 and not copies else ():
            other = unit.main[1] if kept is unit.main[0] else unit.main[0]
            bad.setdefault(kept.seq, []).append(twice(kept, other))
        return _all_refused(unit, bad) if bad else None

    def _planned(self, unit: Unit, spool: Spool) -> Outcome:
        rows: list[_Row] = []
        if unit.main:
            before: Record | None = None
            host: Record | None = None
            for kept in unit.main:
                rows.append(row := self._main(kept, spool, host))
                before = row.before if kept is unit.main[0] else before
                host = row.after
        else:
            before = host = self.archive.get(unit.key)
            if not isinstance(host, Issue | Book):
                raise Refusal.of(unit.parts[0], "host", unit.key, "host-unknown", "a-host-there")
        after = host
        if unit.parts:
            assert isinstance(host, Issue | Book)
            parts = Parts(host, unit.parts, self.finder)
            made = [self._part(kept, parts, host.id) for kept in unit.parts]
            contents = {c.id: c for c in host.contents} | {row.after.id: row.after for row in made}
            after = evolve(host, contents=tuple(contents.values()))
            rows += made
        assert after is not None
        try:
            doubts = self._check(before, after)
        except BadRecord as error:
            return _all_refused(unit, _blamed(rows, error.problems))
        return self._outcome(unit, before, after, rows, doubts)

    def _main(self, kept: Kept, spool: Spool, state: Record | None) -> _Row:
        """Return what a row makes of its record; ``state``: the record as a row before it, of another copy, left it."""
        item = kept.item
        assert item.record is not None
        if state is not None:
            return self._merged(kept, state, Match("copy", (state.id,)), {})
        found = match(item.record, self.finder, self.archive.get, made=item.made)
        if found.ids and found.one is None:
            raise Refusal.ambiguous(kept, found.ids)
        alike = look_around(kept, found, spool)
        record_id = found.one or fresh(item.record, found, self.finder)
        if record_id is None:
            raise Refusal.ambiguous(kept, [item.record.id])
        first = spool.claim(record_id, kept.seq)
        if first is not None:
            raise Refusal(kept, double(kept, spool.item(first), "record-twice", record_id))
        if found.one is None:
            made = item.record if record_id == item.record.id else evolve(item.record, id=record_id)
            return _Row(kept, None, made, found, alike)
        before = self.archive.get(found.one)
        if before is None:
            raise StoreError(f"{found.one} is in the index and not in the archive; 'smj-catalog reindex' mends it")
        if type(before) is not type(item.record):
            raise Refusal.of(kept, "id", found.one, "match-other-kind", "a-record-of-its-kind")
        return self._merged(kept, before, found, alike)

    def _part(self, kept: Kept, parts: Parts, host: str | None) -> _Row:
        """Return what a row makes of a component."""
        record, before, found, alike = parts.find(kept)
        if before is None:
            return _Row(kept, None, record, found, alike)
        row = self._merged(kept, before, found, alike, host)
        return evolve(row, after=evolve(row.after, host=record.host))

    def _merged(self, kept: Kept, before: Record, found: Match, alike: Alike, host: str | None = None) -> _Row:
        """Return what a row makes of a record, which may stand in another."""
        record, part = (before.id, None) if host is None else (host, before.id)
        said: list[tuple[str, Problem]] = []
        try:
            made = merged(
                before, _under(kept.item, before.id), self._reading(kept), lists=self.options.lists,
                earlier=lambda: self.history.earlier(record, part), told=said,
            )  # fmt: skip
        except (BadValue, BadRecord) as error:
            raise Refusal(kept, *error.problems) from None
        for key, problem in said:
            where = evolve(kept.item.where, path=", ".join(self._headers(kept).get(key, [key])))
            self._doubts.setdefault(kept.seq, []).append(evolve(problem, where=where))
        return _Row(kept, before, gathered(before, made, kept.item), found, alike)

    def _headers(self, kept: Kept) -> dict[str, list[str]]:
        """Return the headers of the table that a row stands in, by the key of the column."""
        return headers(self._readings[kept.source].found).get(kept.item.where.sheet or "", {})

    def _reading(self, kept: Kept) -> Reading:
        return self._readings[kept.source]

    def _check(self, before: Record | None, after: Record) -> list[Problem]:
        """Refuse a record that would break a rule which it does not break now; return what would be doubtful only now."""
        if before is None and (homeless := self.archive.unplaceable(after.id)):
            raise BadRecord(homeless)
        problems = [p for p in check_record(after) if p.severity != "info"]
        if not problems:
            return []
        known = {(p.rule, p.where.record, p.found) for p in check_record(before)} if before is not None else set()
        new = [p for p in problems if (p.rule, p.where.record, p.found) not in known]
        if errors := [p for p in new if p.severity == "error"]:
            raise BadRecord(errors)
        return new

    def _outcome(
        self, unit: Unit, before: Record | None, after: Record, rows: list[_Row], doubts: list[Problem]
    ) -> Outcome:
        origins: dict[str, Any] = {}
        made: list[Entry] = []
        names: dict[str, int] = {}  # the row where a doubt about a record is told
        for at, row in enumerate(rows):
            part = at >= len(unit.main)
            old, new = (row.before, row.after) if part else (_bare(row.before), _bare(row.after))
            assert new is not None
            names.setdefault(new.id, len(made))
            made.append(self._entry(row, old, new, origins, new.id if part else None))
        for doubt in doubts:  # at the row of its component, else at the first row, which is the host's if that has one
            at = names.get(doubt.where.record or "", 0)
            made[at].problems += _placed((doubt,), rows[at].kept)
        changed = before is None or before != after
        return Outcome(made, before, after if changed else None, origins if changed else {})

    def _entry(
        self, row: _Row, before: Record | None, after: Record, origins: dict[str, Any], part: str | None
    ) -> Entry:
        kept = row.kept
        changes = [] if before is None else list(differences(before, after))
        action: Action = "create" if before is None else "update" if changes else "same"
        w = kept.item.where
        place: dict[str, Any] = {
            "input": kept.source,
            **({"line": w.line} if w.line and w.line != w.row else {}),
            **({"row": w.row} if w.row else {}),
        }
        if w.sheet:
            place["sheet"] = w.sheet
        if part is not None:
            place["part"] = part
        if action != "same":
            origins.setdefault("rows", []).append({**place, **said_by(kept.item, self._headers(kept))})
        shown = [(c.field, c.old, c.new) for c in changes]
        doubts = [p for p in kept.item.problems if p.severity != "error"] + self._doubts.pop(kept.seq, [])
        if row.found.alike or row.found.differs or row.alike:
            doubts += told(kept, row.found, {**dict(row.found.alike), **row.alike}, before)
        return Entry(
            action,
            after.id,
            _kind(after),
            w,
            row.found.rule,
            shown,
            doubts,
            source=kept.source,
            number=kept.item.number,
        )


def _blamed(rows: list[_Row], problems: Iterable[Problem]) -> dict[int, list[Problem]]:
    """Return problems by the row that they are about: an article's own row, else the unit's first."""
    names = {row.after.id: row.kept.seq for row in reversed(rows)}
    told: dict[int, list[Problem]] = {}
    for problem in problems:
        told.setdefault(names.get(problem.where.record or "", rows[0].kept.seq), []).append(problem)
    return told


def _under(item: Item, record_id: str) -> Item:
    """Return an item whose record has the id of the archive's."""
    assert item.record is not None
    return item if item.record.id == record_id else evolve(item, record=evolve(item.record, id=record_id))


def _bare(record: Record | None) -> Record | None:
    """Return a record without its contents, whose rows are entries of their own."""
    return evolve(record, contents=()) if isinstance(record, Issue | Book) and record.contents else record


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def _read_until(fault: Where, last: Where | None) -> Message:
    """Return what should have been: an input that is read to its end, and from where on this one was not."""
    if fault.row is not None or fault.line is not None or fault.sheet is not None:
        return message("read-to-the-end-from", place=evolve(fault, cell=None).place())
    if last is not None and last.place() != evolve(last, row=None, line=None).place():
        return message("read-to-the-end-behind", place=last.place())
    return message("read-to-the-end")


def _placed(problems: Iterable[Problem], kept: Kept) -> list[Problem]:
    """Return problems with the file and row that they come from."""
    w = kept.item.where
    told = (p.at(file=w.file) for p in problems)
    return [
        evolve(p, where=evolve(p.where, line=p.where.line or w.line, row=p.where.row or w.row, sheet=w.sheet))
        for p in told
    ]


def _all_refused(unit: Unit, bad: dict[int, list[Problem]]) -> Outcome:
    """Refuse every row of a unit; rows without a fault of their own say whose fault it is."""
    made = []
    culprit = next((k for k in unit.all if k.seq in bad), unit.all[0])
    for kept in unit.all:
        w = kept.item.where
        problems = bad.get(kept.seq, [])
        if not problems:
            where = evolve(w, path=None)
            problems = [Problem(where, "unit-refused", None, message("unit-whole", place=culprit.item.where.place()))]
        record = kept.item.record
        name = record.id if record is not None else w.record or ""
        kind = _kind(record) if record is not None else ""
        item = kept.item
        told = _placed(problems, kept)
        made.append(Entry("reject", name, kind, w, None, [], told, item.raw, kept.source, item.number))
    return Outcome(made)
