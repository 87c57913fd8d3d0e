"""What is settled between reading and planning: which records rows name in words, and which rows belong together."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from smj_catalog.formats import Item, Named, Sought
from smj_catalog.formats.tabular.ids import printed_date, remade
from smj_catalog.model import Component, EventDate, Issue, PartialDate, Record
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.keys import key_of, number_key
from smj_catalog.model.naming import title_of
from smj_catalog.problems import Problem, message
from smj_catalog.services.importing.issues import compare_issues
from smj_catalog.services.importing.likeness import IDENTIFYING, numbers_of
from smj_catalog.services.importing.linking import agrees, cited, less_cited, less_date
from smj_catalog.services.importing.matching import Finder, Get, fresh, match
from smj_catalog.services.importing.spool import Kept, Spool

Hits = dict[str, str]
"""What words can mean: id that the record has or will have -> key of its unit."""

_MEMO = 10_000


def _of_other_years(issue: Issue, said: PartialDate | None) -> bool:
    """Tell whether an issue came out in other years than is said of it; of two years, one may be that on its cover."""
    return said is not None and bool(issue.dates) and all(abs(it.date.year - said.year) > 1 for it in issue.dates)


def _year_told(item: Item, record: Component, there: Record | None, named: Named) -> Item:
    """Return a part with a warning where its date is of none of the years in which what it is put into came out."""
    dates = getattr(there, "dates", ())
    years = {date.year for it in dates for date in (it.date, it.until) if date is not None}
    said = next((it for it in record.dates if it.role == "publication" and it.qualifier != "between"), None)
    if there is None or said is None or not years or said.date.year in years:
        return item
    expected = message("match-differs", what=message("differs-year"), found=named.words, title=title_of(there))
    told = Problem(item.where, "match-differs", str(said.date), expected, severity="warning")
    return evolve(item, problems=(*item.problems, told))


class Settling:
    """Settles the rows of one input against the archive and against each other; the order of the rows is no matter."""

    def __init__(self, spool: Spool, finder: Finder, get: Get) -> None:
        self._spool = spool
        self._finder = finder
        self._get = get
        self._identities: dict[int, tuple[str, ...]] = {}
        self._memo: dict[tuple[str, Sought], Hits] = {}

    def run(self) -> None:
        """Settle every row that is not settled; a row that names what is not there is refused at its column."""
        self._moved_serials()
        for kept in self._spool.pending("issue"):
            self._spool.settle(evolve(kept, item=self._issue(kept.item)))
        self._years()
        for kept in self._spool.pending("component"):
            self._spool.settle(evolve(kept, item=self._component(kept.item)))
        for prefix in self._spool.strays():
            for kept in self._spool.of_kind(prefix):  # one of them may be what the strays call by the archive's id
                assert kept.item.record is not None
                if (other := self._other_id(kept)) is not None:
                    self._spool.rename(kept.item.record.id, other)

    def _moved_serials(self) -> None:
        """Let issues belong to the archive's serial where a row of the input is that serial under another id."""
        moved: dict[str, str] = {}
        for kept in self._spool.of_kind("periodical") if self._spool.has_kind("issue") else ():
            assert kept.item.record is not None
            if (other := self._other_id(kept)) is not None:
                moved[kept.item.record.id] = other
        for kept in self._spool.of_kind("issue") if moved else ():
            record = kept.item.record
            if isinstance(record, Issue) and record.periodical in moved:
                self._spool.settle(evolve(kept, item=_in_serial(kept.item, record, moved[record.periodical], None)))

    def _years(self) -> None:
        """Call issues by year and number where rows of one number are of several years: numbers begin anew each year."""
        for key in self._spool.doubled("issue"):
            rows = [
                (kept, remade(kept.item.record, of_year=True)) for kept in self._spool.rows(key) if kept.item.record
            ]
            told_apart = [(kept, found) for kept, found in rows if kept.item.made and found != key]
            first = next((kept.item.record for kept, _ in told_apart), None)
            if isinstance(first, Issue) and any(
                compare_issues(first, kept.item.record).differs == ("year",)
                for kept, _ in told_apart
                if isinstance(kept.item.record, Issue)
            ):
                for kept, found in told_apart:
                    self._spool.settle(evolve(kept, item=_called(kept.item, found)))

    def _identity(self, kept: Kept) -> tuple[str, ...]:
        """Return the id that a row's record has in the archive, or will have; several, where that cannot be told."""
        if kept.seq not in self._identities:
            record = kept.item.record
            assert record is not None
            found = match(record, self._finder, self._get, made=kept.item.made, own=kept.item.cells is None)
            new = fresh(record, found, self._finder) or record.id
            if len(self._identities) > _MEMO:
                self._identities.clear()
            self._identities[kept.seq] = found.ids or (new,)
        return self._identities[kept.seq]

    def _other_id(self, kept: Kept) -> str | None:
        """Return the id that a row's record has in the archive, where that is one and another than its own."""
        found = self._identity(kept)
        return found[0] if len(found) == 1 and kept.item.record and found[0] != kept.item.record.id else None

    # issues

    def _issue(self, item: Item) -> Item:
        record, named = item.record, item.named.get("periodical")
        assert isinstance(record, Issue)
        if named is None:
            return self._cited_serial(item, record)
        if named.only_new and not item.made and self._finder.has(record.id):
            return evolve(item, named={})
        hits = self._hits("periodical", named)
        if len(hits) != 1:
            return _refused(item, named, hits, "a-serial-named")
        return _in_serial(item, record, next(iter(hits)), named.words)

    def _cited_serial(self, item: Item, record: Issue) -> Item:
        """Return an issue in the serial that its record cites; one that the archive has stays where it is."""
        known = self._get(record.id) if not item.made and self._finder.has(record.id) else None
        for named in cited(record, self._has_serial):
            hits = self._hits("periodical", named)
            if isinstance(known, Issue) and known.periodical is not None:
                hits = {i: unit for i, unit in hits.items() if i == known.periodical}
            if len(hits) == 1:
                ((serial, unit),) = hits.items()
                return _in_serial(item, less_cited(record, self._at(serial, unit), None), serial, None)
            if hits:
                return _refused(item, named, hits, "a-serial-named")
        first = next(cited(record, self._has_serial), None)
        return item if first is None or known is not None else _refused(item, first, {}, "a-serial-named")

    def _has_serial(self, sought: Sought) -> bool:
        return bool(self._hits("periodical", Named("", None, (sought,))))

    def _at(self, record_id: str, unit: str) -> Record | None:
        """Return a record that words mean, of the archive or of the input."""
        rows = self._spool.rows(unit)
        return rows[0].item.record if rows else self._get(record_id)

    def _hits(self, kind: str, named: Named) -> Hits:
        found: Hits = {}
        for sought in named.sought:
            key = kind, sought
            if key not in self._memo:
                if len(self._memo) > _MEMO:
                    self._memo.clear()
                if kind == "periodical":
                    self._memo[key] = self._titled(kind, evolve(sought, numbering=None))
                else:
                    self._memo[key] = self._hosts(sought)
            found.update(self._memo[key])
        return found

    def _titled(self, kind: str, sought: Sought) -> Hits:
        """Return the serials or books that have one of the numbers, else those of the title that have no other number."""
        if (found := self._numbered(kind, sought)) is None:
            return {}
        if found or sought.title is None:
            return found
        schemes = {scheme for scheme, _ in sought.numbers}
        for record_id in self._finder.match(kind, sought.title):
            record = self._get(record_id)
            if record is not None and not schemes & {scheme for scheme, _ in numbers_of(record)}:
                found[record_id] = record_id
        rows = self._spool.under(f"{kind}\x1f{key_of(sought.title)}\x1f", prefix=True)
        self._rows(
            [k for k in rows if k.item.record and not schemes & {s for s, _ in numbers_of(k.item.record)}], found
        )
        return found

    def _hosts(self, sought: Sought) -> Hits:
        """Return the issues or books that are meant."""
        if sought.numbering:
            return self._issues(sought)
        found = self._titled("book", sought)
        return found or (self._numbered("issue", sought) or {} if sought.numbers else {})

    def _numbered(self, kind: str, sought: Sought) -> Hits | None:
        """Return the records of a kind that have one of the numbers; None where an id of ours is that of no record."""
        found: Hits = {}
        for scheme, value in sought.numbers:
            if scheme == "id":
                return {value: value} if self._finder.has(value) or self._spool.has_unit(value) else None
            if scheme not in IDENTIFYING[kind]:
                self._spool.calls(kind)
            if scheme.startswith("own:") and value.startswith(f"{kind}:") and RECORD_ID.fullmatch(value):
                self._rows(self._spool.rows(value), found)  # as another archive calls it
                if value not in found and agrees(self._get(value) if self._finder.has(value) else None, sought):
                    found[value] = value
            found.update((i, i) for i in self._finder.lookup(scheme, value, sets=False) if i.startswith(f"{kind}:"))
            self._rows(self._spool.numbered(scheme, value, kind), found)
        return found

    def _issues(self, sought: Sought) -> Hits:
        """Return the issues that have the numbers; those that lack a volume only where none has it."""
        assert sought.numbering is not None
        wanted = [number_key(x) for x in (*sought.numbering.numbers, sought.numbering.whole_number) if x]
        said = printed_date(sought.numbering)
        date = None if wanted else said
        dates = () if date is None else (EventDate("cover", date),)
        keys = [f"@{date}"] if date is not None else wanted
        found: dict[str, Hits] = {"same": {}, "unsure": {}}
        for serial in self._hits("periodical", Named("", None, (evolve(sought, numbering=None),))):
            probe = Issue("issue:sought", serial, numbering=sought.numbering, dates=dates)
            ids = [i for n in wanted for i in self._finder.issues(serial, n)]
            ids += self._finder.issues(serial, None, str(date)) if date is not None else []
            for i in dict.fromkeys(ids):
                if isinstance(old := self._get(i), Issue) and not _of_other_years(old, said):
                    found.get(compare_issues(probe, old).verdict, {})[i] = i
            for kept in [kept for key in keys for kept in self._spool.under(f"issue\x1f{serial}\x1f{key}")]:
                if isinstance(row := kept.item.record, Issue) and not _of_other_years(row, said):
                    self._rows([kept], found.get(compare_issues(probe, row).verdict, {}))
        return found["same"] or found["unsure"]

    def _rows(self, rows: list[Kept], into: Hits) -> None:
        for kept in rows:
            into.update((i, kept.unit or i) for i in self._identity(kept))

    # articles and chapters

    def _component(self, item: Item) -> Item:
        record, named = item.record, item.named.get("host")
        assert isinstance(record, Component)
        if named is None:
            host = self._standing(record, made=item.made, own=item.cells is None)
            if host is None:
                return self._cited_host(item, record)
            there = self._get(host)
            serial = self._get(there.periodical) if isinstance(there, Issue) and there.periodical else None
            record = record if item.cells is not None else less_date(record, there)
            record = less_cited(record, there, serial)
            for cites in cited(record, self._has_serial) if item.cells is None else ():
                if (unit := self._hits("host", cites).get(host)) is not None:  # as the input calls it
                    record = less_cited(record, self._at(host, unit), serial)
            return evolve(item, record=evolve(record, host=host))
        hits = self._hits("host", named)
        if len(hits) != 1:
            return _refused(item, named, hits, "a-host-named")
        return _in_host(item, record, *next(iter(hits.items())))

    def _cited_host(self, item: Item, record: Component) -> Item:
        """Return a part in the issue or book that its record cites; one that cites none, or that stands alone, as it is."""
        for named in cited(record, self._has_serial) if item.cells is None else ():
            hits = {
                i: unit for i, unit in self._hits("host", named).items() if not self._of_other_years(i, unit, record)
            }
            if hits and match(record, self._finder, self._get, made=item.made).ids:
                return item
            key = record.id.partition(":")[2].rpartition(":")[0]
            if len(hits) > 1 and not item.made:  # its id tells which
                hits = {i: unit for i, unit in hits.items() if i.partition(":")[2] == key} or hits
            if len(hits) > 1:
                return _refused(item, named, hits, "a-host-named")
            for host, unit in hits.items():
                there = self._at(host, unit)
                serial = (
                    self._at(there.periodical, there.periodical)
                    if isinstance(there, Issue) and there.periodical
                    else None
                )
                told = _year_told(item, record, there, named)
                return _in_host(told, less_cited(record, there, serial), host, unit)
        return item

    def _of_other_years(self, host: str, unit: str, record: Component) -> bool:
        """Tell whether a part was published in other years than the issue that its words mean: volumes may begin again."""
        there = self._at(host, unit)
        said = next((it.date for it in record.dates if it.role == "publication"), None)
        return isinstance(there, Issue) and _of_other_years(there, said)

    def _standing(self, record: Component, *, made: bool, own: bool) -> str | None:
        """Return the host of a component that the archive has, where its row names none."""
        if made and not any(numbers_of(record, own=own)):
            return None
        found = match(record, self._finder, self._get, made=made, own=own)
        return self._finder.host_of(found.one) if found.one is not None and found.firm else None


def _in_serial(item: Item, record: Issue, serial: str, words: str | None) -> Item:
    moved = _under(item, evolve(record, periodical=serial))
    if item.cells is None:
        return moved
    given = {**(item.given or {}), **({} if words is None else {"periodical": words})}
    return evolve(moved, cells={**item.cells, "periodical": serial}, given=given)


def _in_host(item: Item, record: Component, host: str, unit: str) -> Item:
    changes: dict[str, Any] = {"host": unit}
    if host.startswith("book:") and "component_kind" not in (item.cells or {}):
        changes["kind"] = "chapter"
    return _under(item, evolve(record, **changes))


def _under(item: Item, record: Issue | Component) -> Item:
    """Return an item with a record, under the id that is made of it where none is stated."""
    return _called(evolve(item, record=record, named={}), remade(record) if item.made else record.id)


def _called(item: Item, record_id: str) -> Item:
    """Return an item whose record has another id."""
    assert item.record is not None
    record = evolve(item.record, id=record_id)
    where = evolve(item.where, record=record.id)
    problems = tuple(evolve(p, where=evolve(p.where, record=record.id)) for p in item.problems)
    return evolve(item, record=record, where=where, problems=problems)


def _refused(item: Item, named: Named, hits: Hits, expected: str) -> Item:
    """Return an item that is refused at the column where the words stand: they mean nothing, or several things."""
    where = evolve(item.where, record=None if item.made else item.where.record)
    here = evolve(where, path=named.path)
    if hits:
        problem = Problem(here, "named-several", named.words, message("one-of-named", found=", ".join(sorted(hits))))
    else:
        problem = Problem(here, "named-none", named.words, message(expected))
    return Item(None, where, (*item.problems, problem), item.raw or "", number=item.number)
