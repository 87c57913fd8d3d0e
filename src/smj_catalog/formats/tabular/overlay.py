"""How a row changes a record that is there: a cell replaces what its column's earlier cell gave, and nothing else.

What the earlier cells said is known from the journal, by column. They are read again as they were then, so that what
they gave is told from what a person or another source gave. Of a column of which nothing is known, the values that its
cell would be written from, or that it says it displaces, count as what it gave.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

import attrs
from attrs import frozen

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.meaning import added, covered, covers
from smj_catalog.errors import BadRecord
from smj_catalog.formats.base import Item
from smj_catalog.formats.tabular.paths import bare
from smj_catalog.formats.tabular.sheet import Bound, Cells, Loaded, Sheet
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.model import Identifier, Record, kind_of
from smj_catalog.problems import Problem, Where, message


@frozen
class Earlier:
    """What earlier rows said of a record.

    Attributes:
        batches: the cells of its rows, oldest batch first; most batches have one row of a record, copies have several.
        replaced: tells of a field and its columns whether an input without cells has set it since theirs did.
    """

    batches: Sequence[Sequence[Cells]] = ()
    replaced: Callable[[str, Collection[str]], bool] = lambda _, __: False


NOTHING = Earlier()


def overlaid(
    old: Record,
    item: Item,
    earlier: Callable[[], Earlier] = lambda: NOTHING,
    *,
    append: bool = False,
    numbers: Collection[str] = (),
    told: list[tuple[str, Problem]] | None = None,
) -> Record:
    """Return a record as a row changes it: empty cells keep, cells that say so clear, others replace.

    A cell takes the place of what its column's earlier cell gave, in all roles and taxes; values that no cell of the
    column gave stay, with their sources. What a row cannot carry stays with every value that the row leaves as it was.

    Args:
        old: the record that is there.
        item: what a reader of tables gave; its record may have another id, by which it was matched.
        earlier: gives what earlier rows said of the record; asked only where the row differs from it.
        append: add what is not there to fields of several values, and replace nothing in them.
        numbers: types of identifiers by which records are found: one that the record has says nothing of its others.
        told: takes in what a person should look at: key of the column, problem.

    Raises:
        BadRecord: the row and the record do not fit together.
    """
    assert item.cells is not None  # what a reader of tables gives
    one = sheet(kind_of(old))
    stated = {k: v for k, v in item.cells.items() if k != "id" and k in one.cells}
    if append:
        return _appended(one, old, stated, earlier)
    served = _served(one, old, stated, numbers)
    kept = frozenset({"identifiers"} if served else ())
    made, new = old, item.record
    if new is None or any(n not in kept and _differs(one, old, new, n) for n in _fields(one, stated, new)):
        made = _laid(one, old, stated, earlier(), kept, [] if told is None else told)
    if served:
        others = {k: v for k, v in stated.items() if one.field_of[k] == "identifiers" and k not in served}
        rest = _laid(one, old, others, earlier(), frozenset(), []) if others else old
        numbered = _numbered(rest.identifiers, [x for found in served.values() for x in found])  # type: ignore[union-attr]
        made = attrs.evolve(made, identifiers=numbered)  # type: ignore[call-arg]
    return made


def _fields(one: Sheet, stated: Iterable[str], record: Record) -> dict[str, None]:
    """Return the fields of which a row says something, be it beside what its columns are of."""
    found = dict.fromkeys(one.field_of[k] for k in stated)
    beside = (n for n, card in cards(one.make).items() if n not in ("id", "contents", "host") and getattr(record, n) != card.default)
    return found | dict.fromkeys(beside)


def _differs(one: Sheet, old: Record, new: Record, name: str) -> bool:
    held, given = getattr(old, name), getattr(new, name)
    return held != given and _bare(one, name, held) != given


def _bare(one: Sheet, name: str, held: Any) -> Any:
    """Return what a field holds without the sources of its values."""
    card = cards(one.make)[name]
    if card.make is None or held is None:
        return held
    return tuple(map(bare, held)) if card.many else bare(held)


def _appended(one: Sheet, old: Record, stated: Cells, earlier: Callable[[], Earlier]) -> Record:
    """Return a record with what a row adds to it; a field of one value is replaced, and a cell that clears clears."""
    known = cards(one.make)
    replacing = {k: v for k, v in stated.items() if not v or not known[one.field_of[k]].many}
    made = _laid(one, old, replacing, earlier(), (), []) if replacing else old
    given = one.load(stated).values
    changes = {n: added(getattr(made, n), v) for n, v in given.items() if known[n].many and n != "id"}
    result: Record = attrs.evolve(made, **changes)
    return result


# --- numbers by which the record was found


def _served(one: Sheet, old: Record, stated: Cells, numbers: Collection[str]) -> dict[str, list[Identifier]]:
    """Return the columns whose numbers the record has already, and may have been found by, with what they say."""
    held = {_number(x) for x in getattr(old, "identifiers", ())}
    found: dict[str, list[Identifier]] = {}
    for bound in one.bounds(stated) if held else ():
        if bound.block.field == "identifiers" and stated.get(bound.lead):
            said = bound.load(stated, Loaded())
            if any(x.type in numbers and x.status == "valid" and _number(x) in held for x in said):
                found |= dict.fromkeys(bound.keys, []) | {bound.lead: said}
    return found


def _number(one: Identifier) -> tuple[str, str, str | None]:
    return one.type, one.value, one.scheme


def _numbered(held: tuple[Identifier, ...], said: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return identifiers with those that a row says: none goes, and what is printed stays."""
    made = [*held]
    for value in said:
        at = next((i for i, x in enumerate(made) if _number(x) == _number(value)), None)
        if at is None:
            made.append(value)
        else:
            more = {n: getattr(made[at], n) or getattr(value, n) for n in ("printed", "qualifier")}
            made[at] = attrs.evolve(made[at], **more)
    return tuple(made)


# --- what earlier cells said


def _composed(one: Sheet, batches: Iterable[Sequence[Cells]]) -> dict[str, str]:
    """Return the cells that earlier rows would make in one: of each column the last.

    Columns in which rows of one batch differ (each of another copy) are of none of them.
    """
    known: dict[str, str] = {}
    for rows in batches:
        split: set[str] = set()
        for i, row in enumerate(rows):
            cells = {k: v for k, v in row.items() if k in one.cells}
            if i:
                split.update(k for k, v in cells.items() if known.get(k, v) != v)
            known = laid_over(one, known, cells)
        for bound in one.bound if split else ():
            if split.intersection(bound.keys):
                known = {k: v for k, v in known.items() if k not in bound.keys}
    return known


def laid_over(one: Sheet, before: Cells, stated: Cells) -> dict[str, str]:
    """Return cells with others laid over them; what stands beside items that are no longer there goes."""
    gone = {
        key
        for bound in one.bounds(stated)
        for lead, others in bound.followers
        if lead in stated and stated[lead] != before.get(lead, "")
        for key in others
    }
    return {**{k: v for k, v in before.items() if k not in gone}, **stated}


# --- one record


def _laid(
    one: Sheet, old: Record, stated: Cells, earlier: Earlier, kept: Collection[str], told: list[tuple[str, Problem]]
) -> Record:
    laying = _Laying(one, old, stated, earlier, kept)
    try:
        made = laying.record()
    except BadRecord:
        if not laying.known:
            raise
        laying = _Laying(one, old, stated, NOTHING, kept)  # the row and the earlier ones do not fit together
        made = laying.record()
    told += laying.told
    return made


def _said(value: Any) -> Any:
    """Return a value as a cell says it, without its sources."""
    return bare(value) if attrs.has(value.__class__) else value


class _Held:
    """What a field of several values holds: which of it cells gave, and so may be replaced."""

    def __init__(self, items: tuple[Any, ...]) -> None:
        self.items = items
        self._ours: dict[int, Any] = {}  # place of a value -> what a cell says of it
        self._loose: set[int] = set()  # places of values that a cell stands for that says no more of them

    @property
    def displaced(self) -> bool:
        """True where values were given loosely."""
        return bool(self._loose)

    @property
    def rest(self) -> tuple[Any, ...]:
        """The values that no cell gave, as far as is known."""
        return tuple(x for i, x in enumerate(self.items) if i not in self._ours)

    def take(self, given: Iterable[Any]) -> bool:
        """Count values as given by cells; return whether all of them are there."""
        whole = True
        open_ = {i: _said(x) for i, x in enumerate(self.items) if i not in self._ours}
        for value in given:
            at = next((i for i, x in open_.items() if x == value), None)
            if at is None:
                whole = False
            else:
                self._ours[at] = open_.pop(at)
        return whole

    def give(self, values: Iterable[Any], said: Iterable[Any] = ()) -> None:
        """Count values of the record as given by cells: by those that say ``said`` of them, else loosely."""
        words = [*said]
        for n, value in enumerate(values):
            at = next(i for i, x in enumerate(self.items) if x is value and i not in self._ours)
            self._ours[at] = words[n] if n < len(words) else _said(value)
            if not words:
                self._loose.add(at)

    def replaced(self, new: Iterable[Any]) -> tuple[Any, ...]:
        """Return the values with new ones in the places of those that cells gave; what is the same stays as it is."""
        open_ = dict(self._ours)
        rest = self.rest
        wanted: list[Any] = []
        for value in new:
            at = next((i for i, said in open_.items() if said == value), None)
            if at is None:
                at = next((i for i in open_ if i in self._loose and covers(self.items[i], value)), None)
            if at is not None:
                del open_[at]
                wanted.append(self.items[at])
            elif not covered(value, rest):
                wanted.append(value)
        made: list[Any] = []
        last = max(self._ours, default=-1)
        for i, item in enumerate(self.items):
            if i not in self._ours:
                made.append(item)
            else:
                count = len(wanted) if i == last else 1
                made += wanted[:count]
                wanted = wanted[count:]
        return (*made, *wanted)


class _Laying:
    """One row laid over one record.

    Attributes:
        known: earlier cells of the record by column, as far as what they gave is there.
        told: what a person should look at.
    """

    def __init__(self, one: Sheet, old: Record, stated: Cells, earlier: Earlier, kept: Collection[str] = ()) -> None:
        self.told: list[tuple[str, Problem]] = []
        self._one = one
        self._old = old
        self._stated = stated
        self._cards = cards(one.make)
        self._kept = set(kept)
        self._held: dict[str, _Held] = {}
        self.known, self._gave = self._read(_composed(one, earlier.batches))
        self._sort_out(earlier)

    def _read(self, cells: dict[str, str]) -> tuple[dict[str, str], dict[str, Any]]:
        """Read earlier cells again, less those that could not be read today."""
        for _ in range(3):
            loaded = self._one.load(cells)
            if not loaded.failed:
                return cells, loaded.values
            wrong = {key for key, p in loaded.problems if p.severity == "error"}
            cells = {k: v for k, v in cells.items() if k not in wrong}
        return {}, {}

    def _sort_out(self, earlier: Earlier) -> None:
        """Find what the earlier cells gave among what is there; forget the cells of fields where it is not."""
        lost: set[str] = set()
        for name, given in self._gave.items():
            if name in self._kept or self._found(name, given):
                continue
            columns = [k for k in self.known if self._one.field_of[k] == name]
            same = all(self.known.get(k) == v for k, v in self._stated.items() if self._one.field_of[k] == name)
            if columns and same and not earlier.replaced(name, columns):
                self._kept.add(name)  # changed by hand, and the row says what it said before
            elif columns:
                lost.add(name)
        if lost:
            self._held = {n: held for n, held in self._held.items() if n not in lost}
            self.known, self._gave = self._read({k: v for k, v in self.known.items() if self._one.field_of[k] not in lost})

    def _found(self, name: str, given: Any) -> bool:
        """Tell whether what cells gave to a field is there, and note where."""
        if self._cards[name].many:
            return self._of(name).take(given)
        return bool(_bare(self._one, name, getattr(self._old, name)) == given)

    def _of(self, name: str) -> _Held:
        if name not in self._held:
            self._held[name] = _Held(getattr(self._old, name))
        return self._held[name]

    def record(self) -> Record:
        """Return the record as the row changes it.

        Raises:
            BadRecord: the row and what is there do not fit together.
        """
        before = {**self.known, **self._unknown()}
        gave = self._gave if before == self.known else self._one.load(before).values
        loaded = self._one.load(laid_over(self._one, before, self._stated))
        if loaded.failed:
            raise BadRecord(p for _, p in loaded.problems if p.severity == "error")
        stated = {self._one.field_of[k] for k in self._stated}
        changes: dict[str, Any] = {}
        for name in [*dict.fromkeys((*stated, *gave, *loaded.values))]:
            if name == "id" or name in self._kept:
                continue
            new, was = loaded.values.get(name), gave.get(name)
            if self._cards[name].many:
                if new != was or self._of(name).displaced:
                    changes[name] = self._of(name).replaced(new or ())
            elif new != was:
                default = self._cards[name].default
                changes[name] = new if new is not None else getattr(self._old, name) if default is attrs.NOTHING else default
        made: Record = attrs.evolve(self._old, **changes)
        return made

    def _unknown(self) -> dict[str, str]:
        """Return the cells that would stand in columns that the row states and of which nothing is known.

        What is written in them, or displaced by them, counts as what they gave.
        """
        bounds = [
            b for b in self._one.bounds(self._stated)
            if b.block.field not in self._kept and not any(k in self.known for k in b.keys) and not self._silent(b)
        ]  # fmt: skip
        for bound in bounds:
            if bound.block.read_only:
                held = self._of(bound.block.field)
                held.give([x for x in held.rest if bound.block.displaces(x)])
        writable = [b for b in bounds if not b.block.read_only]
        rest: dict[str, Any] = {n: self._of(n).rest for n in {b.block.field for b in writable} if self._cards[n].many}
        cells, taken = self._one.dump_of(attrs.evolve(self._old, **rest), {b.block.field for b in writable})
        for bound in writable:
            if self._cards[bound.block.field].many and taken.get(bound):
                said = bound.load(cells, Loaded())
                values = (taken[bound], said) if bound.block.make is not None else (taken[bound][0], said[0])
                self._of(bound.block.field).give(*values)
        return {k: cells[k] for b in writable for k in b.keys if k in cells}

    def _silent(self, bound: Bound) -> bool:
        """Tell whether a cell says that nothing is known, where nothing is known of its column: what is there is kept."""
        text = self._stated.get(bound.lead)
        if not text or bound.block.make is None or bound.load(self._stated, Loaded()):
            return False
        held = getattr(self._old, bound.block.field)
        if held not in (None, ()):
            expected = message("cell-says-nothing", field=bound.block.field)
            self.told.append((bound.lead, Problem(Where(), "cell-says-nothing", text, expected, severity="warning")))
        return True
