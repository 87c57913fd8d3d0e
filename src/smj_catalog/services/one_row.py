"""One record from what a person types: names of columns and cells, read as the row of a table is."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from smj_catalog.crosswalk.rows import Loaded
from smj_catalog.crosswalk.rows.lists import joined, parted, shared_out
from smj_catalog.errors import UsageError
from smj_catalog.formats.tabular import CSV, sheet
from smj_catalog.formats.tabular.headers import folded, key_of
from smj_catalog.formats.tabular.mapping import KIND_OF
from smj_catalog.formats.tabular.mending import TAXED
from smj_catalog.model import RECORD_TYPES, Component, Contributor, Record, kind_of
from smj_catalog.model.rules.catalogue import REFERENCE
from smj_catalog.model.rules.references import path_of, references
from smj_catalog.problems import Both, Problem, Where, kinds_named, message, quoted
from smj_catalog.services.importing import Entry, ImportOptions
from smj_catalog.services.importing.entry import Outcome
from smj_catalog.services.importing.plan import Planner
from smj_catalog.services.importing.spool import Spool
from smj_catalog.services.words import no_column
from smj_catalog.store import Archive
from smj_catalog.store.index import Index


@frozen
class Draft:
    """What would be saved.

    Attributes:
        records: the records as they would be.
        entries: what becomes of the row, with what is wrong or doubtful.
        problems: what is wrong with the names of columns.
    """

    records: tuple[Record, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True where nothing can be saved."""
        return any(e.action in ("reject", "conflict") for e in self.entries)


def record_kind(word: str) -> str:
    """Return the kind of record that a word names, in English or Japanese: 図書 is ``book``.

    Raises:
        UsageError: there is none.
    """
    found = KIND_OF.get(folded(word))
    if found is None:
        raise UsageError(message("no-kind", kind=quoted(word), kinds=kinds_named(RECORD_TYPES)))
    return found


def split_cell(given: str) -> tuple[str, str]:
    """Return the column and the text of ``COLUMN=TEXT``.

    Raises:
        UsageError: there is no = in it, or no column before it; near ones are named.
    """
    name, sign, text = given.replace("＝", "=", "=" not in given).partition("=")
    if not (name.strip() and sign):
        raise UsageError(message("no-cell", found=quoted(given)))
    if key_of(name.strip()) is None:
        raise UsageError(no_column(name.strip()))
    return name.strip(), text if text.strip() else "(削除)"


def draft(
    archive: Archive, cells: Sequence[tuple[str, str]], *, kind: str | None = None, record: Record | None = None
) -> Draft:
    """Return what a row with these cells would make of a record, or the new record that it would make.

    Args:
        archive: where the record is, or is to be.
        cells: name of a column and its text, each as an import reads it.
        kind: of a new record.
        record: the record that the row is about.

    Raises:
        StoreError: the archive cannot be read.
        UsageError: a cell would give the record another id.
    """
    kind = kind_of(record) if record is not None else kind
    if record is not None and any(key_of(n) == "id" and t.strip() != record.id for n, t in cells):
        raise UsageError(message("set-id", record=record.id))
    cells, kept = priced(record, kind, [(n, _trimmed(record, kind, n, t, cells)) for n, t in cells])
    with typed(record, kind, cells) as (path, options), Spool() as spool, Index.open(archive) as index:
        planner = Planner(archive, index, ImportOptions(CSV.id, options))
        planner.read([path], spool, None)
        outcomes = list(planner.outcomes(spool, None))  # what a person edited before is changed: a person says so
    entries = [e for o in outcomes for e in o.entries if not any(p.rule == "header-faults" for p in e.problems)]
    records = tuple(o.after for o in outcomes if o.after is not None and o.after != o.before)
    for entry in entries[:1]:
        if record is not None and records:
            entry.problems += [*kept, *_staying(record, records[0], cells), *_beside(record, records[0], cells)]
        else:
            entry.problems += kept
        if wrong := [*_nowhere(archive, outcomes), *(_unshared(record, cells) if record is not None else ())]:
            entry.action = "reject"
            entry.problems += wrong
    told = tuple(evolve(e, where=Where(), rule=None, problems=list(_plain(e.problems, record))) for e in entries)
    return Draft(records, told, tuple(_plain([*planner.cut, *planner.told])))


def _trimmed(record: Record | None, kind: str | None, name: str, text: str, cells: Sequence[tuple[str, str]]) -> str:
    """Return a cell without the empty items at its end that nothing leads: one typed ``移民;`` means 移民."""
    bound = sheet(kind).bound_of(key_of(name, kind) or "") if kind is not None else None
    if bound is None or not bound.many or not (items := parted(text)) or items[-1]:
        return text
    typed = {key_of(n, kind): t for n, t in cells}
    count = len(parted(typed[bound.lead])) if bound.lead in typed else 0
    if bound.lead not in typed:
        count = len(bound.dump(list(getattr(record, bound.block.field, None) or ()), {})[0])
    elif key_of(name, kind) == bound.lead:
        count = max((len(parted(typed[k])) for k in bound.keys[1:] if k in typed), default=0)
    while len(items) > max(count, 1) and not items[-1]:
        items.pop()
    return joined(items)


def _nowhere(archive: Archive, outcomes: Iterable[Outcome]) -> Iterator[Problem]:
    """Yield the references to nothing that records have and did not have."""
    made = [o for o in outcomes if o.after is not None]
    new = {part.id for o in made for part in _parts(o.after)}
    for o in made:
        had = {other for part in _parts(o.before) for other, _, _, _ in references(part)}
        for part in _parts(o.after):
            for other, name, index, below in references(part):
                if other not in had and other not in new and archive.get(other) is None:
                    where = Where(record=part.id, path=path_of(name, index, below))
                    yield Problem(where, REFERENCE.id, other, message("a-record-that-exists"))


def _parts(record: Record | None) -> tuple[Record, ...]:
    return () if record is None else (record, *getattr(record, "contents", ()))


def _unshared(record: Record, cells: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Yield the cells that say one thing beside several values, without what leads these: a reading, the tax of a price."""
    names = [name for name, _ in cells]
    one, kind = sheet(kind_of(record)), kind_of(record)
    typed = {key_of(name, kind) for name in names}
    for name, text in cells:
        named, text = _of_all(record, name, text, names)
        bound = one.bound_of(key_of(named, kind) or "")
        if bound is None or not bound.many or text == "(削除)" or typed & {bound.lead, bound.block.instead}:
            continue
        count = len(bound.dump(list(getattr(record, bound.block.field)), {})[0])
        items = shared_out(text, count) if bound.block.even else parted(text)
        if count > 1 and len(items or ()) != count:
            words = message("as-many-items", count=count, lead=bound.lead_name)
            yield Problem(Where(record=record.id, path=name), "cell-items", text, words)


def _staying(before: Record, after: Record, cells: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield who stays where a column of one role is typed: 著者 changes the authors, and leaves the editors."""
    kind = kind_of(before)
    one, had = sheet(kind), [c.name.text for c in getattr(before, "contributors", ())]
    for name, text in cells if had else ():
        bound = one.bound_of(key_of(name, kind) or "")
        if bound is None or bound.block.field != "contributors" or not bound.block.read_only:
            continue
        if key_of(name, kind) != bound.lead:
            continue
        mine = {c.name.text for c in bound.load({bound.lead: text}, Loaded())}
        there = (c.name.text for c in getattr(after, "contributors", ()))
        if stay := [text for text in there if text in had and text not in mine]:
            every = one.cells["contributor"]
            words = message("people-stay", column=name, all=Both(every.en, every.ja))
            yield Problem(Where(record=before.id, path=name), "people-stay", "; ".join(stay), words, severity="info")


def _beside(before: Record, after: Record, cells: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Yield the price of unknown tax that stays beside one that is typed as 本体価格 or 税込価格."""
    kind = kind_of(before)
    names = {key_of(name, kind): name for name, _ in cells}
    column = sheet(kind).cells["price"] if TAXED.keys() & names.keys() and "price" not in names else None
    for index, it in enumerate(getattr(after, "prices", ()) if column is not None else ()):
        if it.tax == "unknown" and it.amount is not None and it in getattr(before, "prices", ()):
            assert column is not None
            words = message("price-beside", column=Both(column.en, column.ja))
            where = Where(record=before.id, path=f"prices[{index}]")
            yield Problem(where, "price-beside", it.printed or str(it.amount), words, severity="warning")


_STAYS = ("price_tax", "price_from", "price_until", "price_qualifier", "price_type", "price_countries")
"""Columns beside a price that say nothing of its amount."""


def priced(
    record: Record | None, kind: str | None, cells: Sequence[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Return cells with what a record says beside its only price, where another is typed, and problems that tell so."""
    typed = {key_of(name, kind): (name, text) for name, text in cells}
    leads = [key for key in ("price", *TAXED) if key in typed]
    held: tuple[Any, ...] = getattr(record, "prices", ())
    if len(leads) != 1 or kind is None or len(held) > 1 or typed[leads[0]][1] == "(削除)":
        return list(cells), []
    _, text = typed[leads[0]]
    bound = sheet(kind).bounds(["price"])[0]
    items = (sheet(kind).bound_of(leads[0]) or bound).load({leads[0]: text}, Loaded())
    if len(items) != 1 or items[0].amount is None:
        return list(cells), []
    row = dict(zip(bound.keys, bound.row(items[0]) or [], strict=False))
    old = dict(zip(bound.keys, bound.row(held[0]) or [], strict=False)) if held else {}
    mine = leads[0] == "price" or (bool(held) and held[0].tax == TAXED[leads[0]])
    stays = {k: old[k] for k in _STAYS if mine and old.get(k) and not row.get(k) and k not in typed}
    told = [
        Problem(Where(path=bound.block.cells[bound.keys.index(k)].ja), "price-kept", t, message("price-kept"), severity="warning")
        for k, t in stays.items() if k in ("price_tax", "price_from", "price_until")
    ]  # fmt: skip
    return [*cells, *stays.items()], told


@contextmanager
def typed(
    record: Record | None, kind: str | None, cells: Sequence[tuple[str, str]]
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the file of a table in which these cells stand, for a record that is there or a new one, and how it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "row.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(_row_of(record, cells))
        yield path, {"kind": kind, "encoding": "utf-8", "header_row": 1}


def _row_of(record: Record | None, cells: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Return the header and the row of that table."""
    names = [name for name, _ in cells]
    if record is not None:
        cells = [_of_all(record, name, text, names) for name, text in cells]
        names = [name for name, _ in cells]
    texts = [text for _, text in cells]
    held = {"id": record.id, **_required(record, names), **_led(record, names)} if record is not None else {}
    return [*held, *names], [*held.values(), *texts]


def _required(record: Record, names: Sequence[str]) -> dict[str, str]:
    """Return the cell that a row of an article must have, as the record has it, where nothing else is typed for it."""
    if not isinstance(record, Component) or "title" in map(key_of, names):
        return {}
    return {"title": sheet(kind_of(record)).dump(record)["title"]}


def _led(record: Record, names: Sequence[str]) -> dict[str, str]:
    """Return the cells that lead those that are typed, as the record has them: the price where its tax is typed."""
    one, kind = sheet(kind_of(record)), kind_of(record)
    typed = [key_of(name, kind) for name in names]
    found: dict[str, str] = {}
    for bound in one.bounds(key for key in typed if key is not None):
        if bound.lead not in typed and bound.keys[1:] and not (bound.lead == "price" and TAXED.keys() & set(typed)):
            cells: dict[str, str] = {}
            held = getattr(record, bound.block.field)
            bound.dump(list(held) if isinstance(held, tuple) else [held] if held is not None else [], cells)
            theirs = tuple(f"{key}_{form}" for key in typed for form in ("reading", "romanised"))  # of words to come
            found |= {key: text for key, text in cells.items() if key not in typed and not key.startswith(theirs)}
    return found


def _of_all(record: Record, name: str, text: str, names: Sequence[str]) -> tuple[str, str]:
    """Return a cell about the persons of one role, such as 著者ヨミ, as the cell about all contributors of a record.

    As it is where their names are typed as well, or where it does not have one item for each of them.
    """
    key = key_of(name, kind_of(record))
    people = getattr(record, "contributors", ())
    for bound in sheet(kind_of(record)).bounds([key]) if key is not None and people else ():
        other, parse = f"contributor_{str(key).removeprefix(f'{bound.lead}_')}", bound.block.parse
        every = next(iter(sheet(kind_of(record)).bounds([other])), None)
        if key == bound.lead or parse is None or bound.block.field != "contributors" or every is None:
            continue
        if any(key_of(n, kind_of(record)) in (bound.lead, every.lead) for n in names):
            continue
        rows = [every.row(person) for person in people]
        meant = [i for i, person in enumerate(people) if _is_of(parse, person)]
        items = shared_out(text, len(meant))
        if items is None or None in rows:
            continue
        texts = [(row or [])[every.keys.index(other)] for row in rows]
        for at, item in zip(meant, items, strict=True):
            texts[at] = item
        return other, joined(texts)
    return name, text


def _is_of(parse: Callable[[str], Any], person: Contributor) -> bool:
    """Tell whether a column of one role would give a contributor: 著者 an author."""
    return [(c.name.text, c.roles) for c in parse(person.name.text).value] == [(person.name.text, person.roles)]


def _plain(problems: Iterable[Problem], record: Record | None = None) -> Iterable[Problem]:
    """Yield problems without the place in a file, which the person who typed them never saw."""
    for problem in problems:
        if problem.rule == "match-ambiguous" and record is not None:
            others = [i for i in (problem.found or "").split(", ") if i != record.id]
            problem = evolve(problem, found=None, expected=message("set-number-of-other", others=", ".join(others)))
        path = None if problem.where.path == "match" else problem.where.path  # what was found, which nobody typed
        yield evolve(problem, where=Where(record=problem.where.record, path=path))
