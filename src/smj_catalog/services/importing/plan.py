"""The plan of an import: what would become of every row, before anything does."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from attrs import evolve, frozen

from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadRecord, BadSource, BadValue
from smj_catalog.formats import Item, Reading
from smj_catalog.formats.tabular import forms_told
from smj_catalog.formats.xml import alone
from smj_catalog.model import Book, Component, Issue, Record, kind_of
from smj_catalog.model.rules import newly_wrong
from smj_catalog.problems import Message, Problem, Where, errors_of, message
from smj_catalog.services.forms import formed
from smj_catalog.services.importing.company import Alike, look_around, twice
from smj_catalog.services.importing.copies import Copies, repeated
from smj_catalog.services.importing.doubts import Refusal, coarser, double, elsewhere, told
from smj_catalog.services.importing.edits import unmoved
from smj_catalog.services.importing.entry import Action, Entry, ImportOptions, InputFile, Outcome, opened
from smj_catalog.services.importing.history import History
from smj_catalog.services.importing.inside import inside, listed_contents, lists_all, order, says_complete, told_kept
from smj_catalog.services.importing.matching import Finder, Match, fresh, match
from smj_catalog.services.importing.merging import differences, less, merged, whole
from smj_catalog.services.importing.nowhere import linked, unlinked
from smj_catalog.services.importing.origins import Headers, headers, said_by
from smj_catalog.services.importing.parts import Parts
from smj_catalog.services.importing.refused import all_refused, blamed, forgiven, placed
from smj_catalog.services.importing.settling import Settling
from smj_catalog.services.importing.spool import Kept, Spool, Unit
from smj_catalog.services.placing import placed as at_columns
from smj_catalog.services.reading import items
from smj_catalog.store import Archive

Progress = Callable[[int], None]


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


class Planner:
    """Reads inputs and says what would become of each row; the archive is only looked at."""

    def __init__(self, archive: Archive, finder: Finder, options: ImportOptions) -> None:
        self.archive = archive
        self.finder = finder
        self.options = options
        self.inputs: list[InputFile] = []
        self.unread: Counter[str] = Counter()
        self.told: list[Problem] = []
        self.history = History(archive)
        self.cut: list[Problem] = []
        self._readings: list[Reading] = []
        self._named: dict[int, Headers] = {}
        self._doubts: dict[int, list[Problem]] = {}
        self._copies = Copies()
        self.gone: dict[str, str | None] = {}
        self._claimed: dict[int, int] = {}  # row -> the next row that is found to be the same record
        self._known = 0

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
                        spool.add(forgiven(item, reading), source)
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
        errors = tuple(errors_of(item.problems))
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
            if entry.problems and kept is not None and kept.item.record is not None and kept.item.at is not None:
                entry.problems = [*at_columns(kept.item, entry.problems, self._reading(kept))]
        return outcome

    def learns(self, missing: Iterable[str], spool: Spool) -> bool:
        """Take in ids that no record has; tell whether they, or that rows are said again, were not known, so that rows change."""
        new = [i for i in missing if i not in self.gone]
        self.gone.update((i, spool.known_as(i)) for i in new)
        self._doubts.clear()
        known, self._known = self._known, len(self._claimed)
        return bool(new) or known < self._known

    # one unit

    def _unit(self, unit: Unit, spool: Spool) -> Iterator[Outcome]:
        for kept in unit.all if self.gone else ():
            kept.item = linked(kept.item, self.gone)
        again = repeated(unit.main, unit.key) if len(unit.main) > 1 else None
        for kept, problem in again or ():
            unit.main.remove(kept)
            yield all_refused(Unit("", [kept]), {kept.seq: [problem]})
        refused = self._refused(unit, copies=again is not None)
        if refused is not None:
            yield refused
            return
        try:
            yield self._planned(unit, spool)
        except Refusal as refusal:
            yield all_refused(unit, {refusal.seq: refusal.problems})
        except (BadValue, BadRecord, BadSource) as error:
            yield all_refused(unit, {unit.all[0].seq: [*error.problems]})

    def _refused(self, unit: Unit, *, copies: bool) -> Outcome | None:
        """Refuse a unit with a row that could not be read, or whose record stands twice."""
        bad: dict[int, list[Problem]] = {}
        for kept in unit.all:
            errors = errors_of(kept.item.problems)
            if kept.item.record is None or errors:
                bad[kept.seq] = [*errors, *errors_of(kept.item.faults)]
        for kept in unit.main if len(unit.main) > 1 and not copies else ():
            other = unit.main[1] if kept is unit.main[0] else unit.main[0]
            bad.setdefault(kept.seq, []).append(twice(kept, other))
        return all_refused(unit, bad) if bad else None

    def _planned(self, unit: Unit, spool: Spool) -> Outcome:
        rows: list[_Row] = []
        self._copies = Copies(unit.main, add=self.options.lists == "append")
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
        assert host is not None
        after, parts = self._contents(unit, before, host)
        try:
            doubts = self._check(before, after, spool)
        except BadRecord as error:
            of_rows = [(row.after.id, row.kept.seq) for row in (*rows, *parts)]
            return all_refused(unit, blamed(of_rows, error.problems))
        return self._outcome(before, after, rows, parts, doubts)

    def _contents(self, unit: Unit, before: Record | None, host: Record) -> tuple[Record, list[_Row]]:
        """Return a record with its articles or chapters as rows make them, and what each row makes of its own."""
        own = inside(unit.main)
        if not own and not unit.parts:
            return host, []
        assert isinstance(host, Issue | Book)
        old = before.contents if isinstance(before, Issue | Book) else ()
        place = evolve(host, contents=old)
        parts = Parts(place, [*own, *unit.parts], self.finder)
        carried: dict[str, Component] = {}
        if own and isinstance(before, Issue | Book) and not whole(self._reading(own[0])):
            carried = {c.id: c for c in less(before, self._reading(own[0])).contents}  # type: ignore[union-attr]
        made = [self._part(kept, parts, host.id, carried) for kept in own]
        for at, row in enumerate(made):
            for other in made[:at]:
                if other.after.id == row.after.id:
                    raise Refusal(row.kept, double(row.kept, other.kept, "record-twice", row.after.id))
        made += [self._part(kept, parts, host.id, {}) for kept in unit.parts]
        contents = listed_contents(old, [row.after for row in made], complete=lists_all(unit.main))
        return evolve(host, contents=contents), made

    def _main(self, kept: Kept, spool: Spool, state: Record | None) -> _Row:
        """Return what a row makes of its record; ``state``: the record as a row before it, of another copy, left it."""
        item = kept.item
        assert item.record is not None
        if state is not None:
            return self._merged(kept, state, Match("copy", (state.id,)), {})
        found = match(item.record, self.finder, self.archive.get, made=item.made, own=item.cells is None)
        if found.ids and found.one is None:
            raise Refusal.ambiguous(kept, found.ids)
        alike = look_around(kept, found, spool)
        record_id = found.one or fresh(item.record, found, self.finder)
        if record_id is None:
            raise Refusal.ambiguous(kept, [item.record.id])
        first = spool.claim(record_id, kept.seq)
        if first is not None:
            self._claimed.setdefault(first, kept.seq)
        if (other := first or self._claimed.get(kept.seq)) is not None:
            raise Refusal(kept, double(kept, spool.item(other), "record-twice", record_id))
        if found.one is None:
            if item.partial:
                raise Refusal.of(kept, "id", record_id, item.problems[-1].rule, "record-to-update")
            made = item.record if record_id == item.record.id else evolve(item.record, id=record_id)
            return _Row(kept, None, formed(None, made, item), found, alike)
        spool.found(item.record.id, found.one)
        before = self.archive.get(found.one)
        if before is None:  # its file is called after another record
            where, named = evolve(item.where, path="id"), message("own-place", path=self.archive.place(found.one))
            raise Refusal(kept, Problem(where, "file-name", found.one, named))
        if type(before) is not type(item.record):
            raise Refusal.of(kept, "id", found.one, "match-other-kind", "a-record-of-its-kind")
        return self._merged(kept, before, found, alike)

    def _part(self, kept: Kept, parts: Parts, host: str, carried: Mapping[str, Component]) -> _Row:
        """Return what a row makes of a component; ``carried``: those that are there less what the format cannot carry."""
        record, before, found, alike = parts.find(kept)
        if before is None:
            return _Row(kept, None, record, found, alike)
        row = self._merged(kept, before, found, alike, host, carried.get(before.id))
        return evolve(row, after=evolve(row.after, host=record.host))

    def _merged(
        self,
        kept: Kept,
        before: Record,
        found: Match,
        alike: Alike,
        host: str | None = None,
        known: Record | None = None,
    ) -> _Row:
        """Return what a row makes of a record, which may stand in another."""
        if kept.item.cells is not None and (unknown := unlinked(kept.item)):
            raise Refusal(kept, *unknown)
        record, part = (before.id, None) if host is None else (host, before.id)
        said: list[tuple[str, Problem]] = []
        try:
            made = merged(
                before, _under(kept.item, before.id), self._reading(kept), lists=self.options.lists,
                earlier=lambda: self.history.earlier(record, part), told=said, known=known,
            )  # fmt: skip
        except (BadValue, BadRecord) as error:
            raise Refusal(kept, *error.problems) from None
        made = self._copies.gathered(before, made, kept.item, said)
        said += coarser(before, made)
        doubts = [*unmoved(partial(self.history.of, record), part, kept.item, made, self.seen(kept.source))]
        for key, problem in said:
            where = evolve(kept.item.where, record=before.id, path=", ".join(self._headers(kept).get(key, [key])))
            doubts.append(evolve(problem, where=where))
        if doubts:
            self._doubts.setdefault(kept.seq, []).extend(doubts)
        return _Row(kept, before, made, found, alike)

    def _headers(self, kept: Kept) -> dict[str, list[str]]:
        """Return the headers of the table that a row stands in, by the key of the column."""
        if kept.source not in self._named:
            self._named[kept.source] = headers(self._readings[kept.source].found)
        return self._named[kept.source].get(kept.item.where.sheet or "", {})

    def _reading(self, kept: Kept) -> Reading:
        return self._readings[kept.source]

    def seen(self, source: int) -> str:
        """Return the id of the batch of this archive that an input was written from; empty where it does not say one."""
        batch: str = self._readings[source].found.get("batch", "")
        return batch if batch and batch in self.archive.view.batches() else ""

    def _check(self, before: Record | None, after: Record, spool: Spool) -> list[Problem]:
        """Refuse a record that would break a rule which it does not break now; return what would be doubtful only now."""
        if before is None and (homeless := self.archive.unplaceable(after.id)):
            self.archive.get(after.id)  # of a file that cannot be read, that is told
            raise BadRecord(homeless)
        new = [*newly_wrong(before, after), *forms_told(before, after), *elsewhere(before, after, self.finder, spool)]
        if errors_of(new):
            raise BadRecord(new)
        return new

    def _outcome(
        self, before: Record | None, after: Record, rows: list[_Row], parts: list[_Row], doubts: list[Problem]
    ) -> Outcome:
        """Return what becomes of a record and of each article or chapter in it."""
        origins: dict[str, Any] = {}
        made: list[Entry] = []
        names: dict[str, int] = {}  # the row where a doubt about a record is told
        for row in rows:
            names.setdefault(row.after.id, len(made))
            made.append(self._entry(row, row.before and alone(row.before), alone(row.after), origins, None))
        for row in parts:
            names.setdefault(row.after.id, len(made))
            made.append(self._entry(row, row.before, row.after, origins, row.after.id))
        for doubt in doubts:  # at the row of its component, else at the first row, which is the host's if that has one
            at = names.get(doubt.where.record or "", 0)
            made[at].problems += placed((doubt,), (rows + parts)[at].kept)
        changed = before is None or before != after
        if rows and isinstance(before, Issue | Book) and isinstance(after, Issue | Book):
            self._of_contents(before.contents, after.contents, rows[0], made)
        return Outcome(made, before, after if changed else None, origins if changed else {})

    def _of_contents(self, old: Sequence[Component], new: Sequence[Component], row: _Row, made: list[Entry]) -> None:
        """Tell at a record's row what becomes of its list of articles or chapters: those that go, or stay unlisted; order."""
        first, kept = made[0], row.kept
        there = {c.id for c in new}
        for gone in (c for c in old if c.id not in there):
            fields = [(c.field, c.old, None) for c in differences(gone, None)]
            made.append(Entry("remove", gone.id, kind_of(gone), kept.item.where, None, fields, source=kept.source))
        if moved := order(old, new):
            first.fields.append(("contents", *moved))
            first.action = "update"
        listed = {entry.record for entry in made}
        unlisted = [c for c in old if c.id in there and c.id not in listed]
        stated = kept.item.cells is None and (whole(self._reading(kept)) or len(made) > 1)
        if unlisted and (stated or says_complete(kept)):
            first.problems.append(told_kept(kept, unlisted))

    def _entry(
        self, row: _Row, before: Record | None, after: Record, origins: dict[str, Any], part: str | None
    ) -> Entry:
        kept = row.kept
        changes = [] if before is None else list(differences(before, after))
        action: Action = "create" if before is None else "update" if changes else "same"
        w = kept.item.where
        line = w.line if w.line != w.row else None
        there = {"line": line or None, "row": w.row or None, "sheet": w.sheet or None, "part": part}
        place: dict[str, Any] = {"input": kept.source} | {name: at for name, at in there.items() if at is not None}
        if action != "same":
            origins.setdefault("rows", []).append({**place, **said_by(kept.item, self._headers(kept))})
        shown = [(c.field, c.old, c.new) for c in changes]
        doubts = [p for p in kept.item.problems if p.severity != "error"] + self._doubts.pop(kept.seq, [])
        if row.found.alike or row.found.differs or row.alike:
            doubts += told(kept, row.found, {**dict(row.found.alike), **row.alike}, before)
        kind, number = kind_of(after), kept.item.number
        return Entry(action, after.id, kind, w, row.found.rule, shown, doubts, source=kept.source, number=number)


def _under(item: Item, record_id: str) -> Item:
    """Return an item whose record has the id of the archive's."""
    assert item.record is not None
    return item if item.record.id == record_id else evolve(item, record=evolve(item.record, id=record_id))


def _read_until(fault: Where, last: Where | None) -> Message:
    """Return what should have been: an input that is read to its end, and from where on this one was not."""
    if fault.row is not None or fault.line is not None or fault.sheet is not None:
        return message("read-to-the-end-from", place=evolve(fault, cell=None).place())
    if last is not None and last.place() != evolve(last, row=None, line=None).place():
        return message("read-to-the-end-behind", place=last.place())
    return message("read-to-the-end")
