"""How a row changes a record that is there: a cell replaces what its column's earlier cell gave, and nothing else.

What the earlier cells said is known from the journal, by column. They are read again as they were then, so that what
they gave is told from what a person or another source gave. Of a column of which nothing is known, the values that its
cell would be written from, or that it says it displaces, count as what it gave.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Self

import attrs
from attrs import define, field, frozen

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.meaning import added, covered, covers
from smj_catalog.crosswalk.rows import Bound, Cells, Loaded, bare, parted, said
from smj_catalog.errors import BadRecord
from smj_catalog.formats.base import Item
from smj_catalog.formats.tabular.characters import composed
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.formats.tabular.values.nothing import is_mark
from smj_catalog.model import Identifier, Note, Price, Record, kind_of
from smj_catalog.model.rules.check_digits import to_isbn_13
from smj_catalog.problems import Problem, Where, message


@frozen
class Rows:
    """The rows of a record in one batch: most have one, copies several.

    Attributes:
        cells: the cells of each.
        append: they were added to what there was.
    """

    cells: Sequence[Cells]
    append: bool = False


@frozen
class Earlier:
    """What earlier rows said of a record.

    Attributes:
        batches: its rows, oldest batch first.
        replaced: tells of a field and its columns whether an input without cells has set it since theirs did.
    """

    batches: Sequence[Rows] = ()
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
        read = _as_read(old, [one.field_of[k] for k in stated])
        more = _appended(one, read, stated, earlier)
        return old if more == read else more
    names = {n for n in _fields(one, stated, item.record) if _differs(one, old, item.record, n)}
    if not names:
        return old
    served = _served(one, old, stated, numbers) if "identifiers" in names else {}
    made, told = old, [] if told is None else told
    if rest := names - {"identifiers"} if served else names:
        read = _as_read(old, rest)
        laid = _laid(one, read, stated, earlier(), rest, told)
        made = old if laid == read else _as_held(laid, read, old, rest)
    if served:
        others = {k: v for k, v in stated.items() if one.field_of[k] == "identifiers" and k not in served}
        left = _laid(one, old, others, earlier(), {"identifiers"}, told) if others else old
        said = [x for found in served.values() for x in found]
        made = _with(made, {"identifiers": _numbered(_identifiers(left), said)})
    return made


def _as_read(old: Record, names: Iterable[str]) -> Record:
    """Return a record with decomposed letters in some fields composed, as they are in every cell that is read."""
    held = {name: getattr(old, name) for name in names}
    read = {name: _composed(value) for name, value in held.items()}
    changes = {name: value for name, value in read.items() if value is not held[name]}
    return _with(old, changes) if changes else old


def _as_held(laid: Record, read: Record, old: Record, names: Iterable[str]) -> Record:
    """Return a changed record in which what was there stands with the letters that it had."""
    changes: dict[str, Any] = {}
    for name in names:
        held, known, now = (getattr(record, name) for record in (old, read, laid))
        if known is held:
            continue
        if isinstance(now, tuple):
            as_held = dict(zip(known, held, strict=True))
            changes[name] = tuple(as_held.get(value, value) for value in now)
        elif now == known:
            changes[name] = held
    return _with(laid, changes)


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, tuple):
        items = tuple(map(_composed, value))
        return value if all(x is y for x, y in zip(items, value, strict=True)) else items
    if not attrs.has(value.__class__):
        return value
    parts = {a.name: getattr(value, a.name) for a in attrs.fields(value.__class__)}
    changes = {name: read for name, held in parts.items() if (read := _composed(held)) is not held}
    return attrs.evolve(value, **changes) if changes else value


def _with(record: Record, changes: dict[str, Any]) -> Record:
    made: Record = attrs.evolve(record, **changes)
    return made


def _fields(one: Sheet, stated: Iterable[str], record: Record | None) -> dict[str, None]:
    """Return the fields of which a row says something, be it beside what its columns are of."""
    found = dict.fromkeys(one.field_of[k] for k in stated)
    for name, card in cards(one.make).items() if record is not None else ():
        if name not in ("id", "contents", "host") and getattr(record, name) != card.default:
            found[name] = None
    return found


def _differs(one: Sheet, old: Record, new: Record | None, name: str) -> bool:
    if new is None:
        return True
    held, given = getattr(old, name), getattr(new, name)
    return bool(held != given and _bare(one, name, held) != given)


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
    made = _laid(one, old, replacing, earlier(), {one.field_of[k] for k in replacing}, []) if replacing else old
    given = one.load(stated).values
    return _with(made, {n: added(getattr(made, n), v) for n, v in given.items() if known[n].many})


# --- numbers by which the record was found


def _served(one: Sheet, old: Record, stated: Cells, numbers: Collection[str]) -> dict[str, list[Identifier]]:
    """Return the columns whose numbers the record has already, and may have been found by, with what they say."""
    held = {form for x in _identifiers(old) for form in _forms(x)}
    found: dict[str, list[Identifier]] = {}
    for bound in one.bounds(stated) if held else ():
        if bound.block.field == "identifiers" and stated.get(bound.lead):
            said = bound.load(stated, Loaded())
            if any(x.status == "valid" and any(f in held and f[0] in numbers for f in _forms(x)) for x in said):
                found |= {key: [] for key in bound.keys} | {bound.lead: said}
    return found


def _identifiers(record: Record) -> tuple[Identifier, ...]:
    held: tuple[Identifier, ...] = getattr(record, "identifiers", ())
    return held


def _forms(one: Identifier) -> Iterator[tuple[str, str, str | None]]:
    """Yield a number, and an ISBN-10 also as the ISBN-13 that it is."""
    yield _number(one)
    if one.type == "isbn-10":
        yield "isbn-13", to_isbn_13(one.value), None


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


@define
class _Composed:
    """The cells that earlier rows would make in one.

    Attributes:
        known: of each column the last.
        added: rows that were added to them since.
    """

    one: Sheet
    known: dict[str, str] = field(factory=dict)
    added: list[dict[str, str]] = field(factory=list)

    @classmethod
    def of(cls, one: Sheet, batches: Iterable[Rows]) -> Self:
        """Return the cells of all batches in one."""
        made = cls(one)
        for rows in batches:
            made._take(rows)
        return made

    def _take(self, rows: Rows) -> None:
        split: set[str] = set()
        for i, row in enumerate(rows.cells):
            cells = {k: v for k, v in row.items() if k in self.one.cells}
            if i:
                split.update(k for k, v in cells.items() if self.known.get(k, v) != v)
            if rows.append:
                many = cards(self.one.make)
                more = {k: v for k, v in cells.items() if v and many[self.one.field_of[k]].many}
                self.added.append(more)
                cells = {k: v for k, v in cells.items() if k not in more}
            self._forget(self.added, cells)
            self.known = laid_over(self.one, self.known, cells)
        self._forget([self.known], split)  # columns in which rows differ, each of another copy, are of none of them

    def _forget(self, rows: Iterable[dict[str, str]], keys: Iterable[str]) -> None:
        """Take the cells of blocks out of rows, given the keys of some of their columns."""
        for bound in self.one.bounds(keys):
            for row in rows:
                for key in bound.keys:
                    row.pop(key, None)


def laid_over(one: Sheet, before: Cells, stated: Cells) -> dict[str, str]:
    """Return cells with others laid over them; what stands beside items that are no longer there goes."""
    if not before:
        return dict(stated)
    gone: set[str] = set()
    for bound in one.bounds(stated):
        for lead, others in bound.followers:
            alone = stated.get(bound.block.instead or "")
            unled = alone and lead not in stated and len(parted(alone)) != len(parted(before.get(lead, "")))
            if unled or (lead in stated and stated[lead] != before.get(lead, "")):
                gone.update((lead, *others))
        if stated.get(bound.lead) == "" and bound.required:
            gone.update(bound.keys)
    return {**{k: v for k, v in before.items() if k not in gone}, **stated}


# --- one record


def _laid(
    one: Sheet, old: Record, stated: Cells, earlier: Earlier, names: Collection[str], told: list[tuple[str, Problem]]
) -> Record:
    """Return a record with some of its fields as a row changes them."""
    laying = _Laying(one, old, stated, earlier, names)
    try:
        made = laying.record()
    except BadRecord:
        if not laying.known:
            raise
        laying = _Laying(one, old, stated, NOTHING, names)  # the row and the earlier ones do not fit together
        made = laying.record()
    told += laying.told
    return made


def _said(value: Any) -> Any:
    """Return a value as a cell says it, without its sources."""
    return bare(value) if attrs.has(value.__class__) else value


def _emptied(value: Any, path: Sequence[tuple[str, bool]]) -> Any:
    """Return a value less what a way leads to; what cannot be without it goes with it."""
    (name, many), *rest = path
    card, held = cards(value.__class__)[name], getattr(value, name)
    if card.default is attrs.NOTHING and (many or not rest):
        return None
    if rest and not many and held is not None:
        held = _emptied(held, rest)
        return attrs.evolve(value, **{name: held}) if held is not None or card.default is not attrs.NOTHING else None
    return attrs.evolve(value, **{name: card.default})


class _Held:
    """What a field of several values holds: which of it cells gave, and so may be replaced."""

    def __init__(self, items: tuple[Any, ...]) -> None:
        self.items = self._first = items
        self._ours: dict[int, Any] = {}  # place of a value -> what a cell says of it
        self._loose: set[int] = set()  # places of values that a cell stands for that says no more of them
        self._missing: list[Any] = []  # values that cells give and a person took away
        self.open = False  # there are values in it that the row has to say again

    @property
    def rest(self) -> tuple[Any, ...]:
        """The values that no cell gave, as far as is known."""
        return tuple(x for i, x in enumerate(self.items) if i not in self._ours)

    def places(self, given: Iterable[Any]) -> list[int | None]:
        """Return where values stand that a cell gave, None for each that is not there."""
        open_ = {i: _said(x) for i, x in enumerate(self.items) if i not in self._ours}
        found: list[int | None] = []
        for value in given:
            at = next((i for i, x in open_.items() if x == value), None)
            open_.pop(-1 if at is None else at, None)
            found.append(at)
        return found

    def take(self, given: Sequence[Any], places: Iterable[int | None]) -> None:
        """Count values as given by cells: those at places; those that have none stay away."""
        for value, at in zip(given, places, strict=True):
            if at is None:
                self._missing.append(value)
            else:
                self._ours[at] = value

    def take_again(self, given: Sequence[Any]) -> None:
        """Count values as given by cells that added them, as far as they are there: the row has to say them again."""
        places = self.places(given)
        self._ours |= {at: value for value, at in zip(given, places, strict=True) if at is not None}
        self.open = True

    def give(self, values: Iterable[Any], words: Sequence[Any] = ()) -> None:
        """Count values of the record as given by cells: by those that say ``words`` of them, else loosely."""
        for n, value in enumerate(values):
            at = next(i for i, x in enumerate(self.items) if x is value and i not in self._ours)
            self._ours[at] = words[n] if n < len(words) else _said(value)
            if not words:
                self._loose.add(at)
                self.open = True

    def empty(self, values: Iterable[Any], paths: Sequence[Sequence[tuple[str, bool]]]) -> None:
        """Take something out of values of the record, given the way to it."""
        found = {id(x) for x in values}
        for path in paths:
            self.items = tuple(
                _emptied(x, path) if id(y) in found else x for x, y in zip(self.items, self._first, strict=True)
            )
        self.open = True

    def replaced(self, new: Iterable[Any]) -> tuple[Any, ...]:
        """Return the values with new ones in the places of those that cells gave; what is the same stays as it is."""
        open_, missing, rest = dict(self._ours), [*self._missing], self.rest
        wanted: list[Any] = []
        for value in new:
            at = next((i for i, word in open_.items() if word == value), None)
            if at is None:
                at = next((i for i in open_ if i in self._loose and covers(self.items[i], value)), None)
            if at is not None:
                del open_[at]
                wanted.append(self.items[at])
            elif value in missing:
                missing.remove(value)
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

    def __init__(self, one: Sheet, old: Record, stated: Cells, earlier: Earlier, names: Collection[str]) -> None:
        self.told: list[tuple[str, Problem]] = []
        self._one = one
        self._old = old
        self._cards = cards(one.make)
        self._names = set(names)
        self._memo: dict[Any, tuple[list[Any], Loaded]] = {}
        self._held: dict[str, _Held] = {}
        self._lost: dict[str, str] = {}
        composed = _Composed.of(one, earlier.batches)
        self._widen((composed.known, stated))
        self._stated = self._of_names(stated)
        self.known, self._gave = self._read(self._of_names(composed.known))
        self._sort_out(earlier)
        self._take_again(composed.added)

    def _widen(self, rows: Sequence[Cells]) -> None:
        """Take in the fields of which cells say something beside their own."""
        for cells in rows:
            speaking = {k: v for k, v in cells.items() if k in self._one.speaking}
            self._names.update(n for _, n, _ in self._load(speaking).others if n in self._cards)

    def _of_names(self, cells: Cells) -> dict[str, str]:
        """Return the cells that have to do with the fields that are looked at."""
        field_of, names, speaking = self._one.field_of, self._names, self._one.speaking
        return {k: v for k, v in cells.items() if field_of[k] in names or k in speaking}

    def _load(self, cells: Cells) -> Loaded:
        return self._one.load(cells, self._memo)

    def _read(self, cells: dict[str, str]) -> tuple[dict[str, str], Loaded]:
        """Read earlier cells again, less those that could not be read today."""
        for _ in range(3):
            loaded = self._load(cells)
            if not loaded.failed:
                return cells, loaded
            wrong = {key for key, p in loaded.problems if p.severity == "error"}
            cells = {k: v for k, v in cells.items() if k not in wrong}
        return {}, Loaded()

    def _sort_out(self, earlier: Earlier) -> None:
        """Find what the earlier cells gave among what is there; forget the cells of columns of which it is not."""
        for bound, given in self._gave.blocks.items():
            name = bound.block.field
            if name not in self._names:
                continue
            columns = [k for k in bound.keys if k in self.known]
            places = self._places(bound, given)
            if None in places and (self._otherwise(columns) or earlier.replaced(name, columns)):
                self._lost |= {k: self.known[k] for k in columns}
            elif self._cards[
                name
            ].many:  # what is not there was taken away by hand, and the row says what it said before
                values = given if bound.block.make is not None else given[0]
                self._of(name).take(values, places)
            elif None in places:
                self._names.discard(name)
        if self._lost:
            self.known, self._gave = self._read({k: v for k, v in self.known.items() if k not in self._lost})
        for name, values in self._gave.beside.items():
            if self._cards[name].many:
                self._of(name).take(values, self._of(name).places(values))

    def _take_again(self, added: Iterable[Cells]) -> None:
        """Let the row replace what earlier rows added in its columns."""
        stated = self._one.bounds(self._stated)
        for row in added:
            for bound, given in self._load(row).blocks.items():
                if bound in stated and bound.block.field in self._names:
                    self._of(bound.block.field).take_again(given if bound.block.make is not None else given[0])

    def _places(self, bound: Bound, given: list[Any]) -> list[int | None]:
        name = bound.block.field
        if not self._cards[name].many:
            return [0 if _bare(self._one, name, getattr(self._old, name)) == given[0] else None]
        return self._of(name).places(given if bound.block.make is not None else given[0])

    def _otherwise(self, columns: Iterable[str]) -> bool:
        """Tell whether the row says something else than earlier rows did."""
        return any(self._stated.get(k, self.known[k]) != self.known[k] for k in columns)

    def _of(self, name: str) -> _Held:
        if name not in self._held:
            self._held[name] = _Held(getattr(self._old, name))
        return self._held[name]

    def record(self) -> Record:
        """Return the record as the row changes it.

        Raises:
            BadRecord: the row and what is there do not fit together.
        """
        written, gone = self._unknown()
        before = {**self.known, **written}
        gave = self._load(before).values if written else self._gave.values
        loaded = self._load(laid_over(self._one, {k: v for k, v in before.items() if k not in gone}, self._stated))
        if loaded.failed:
            raise BadRecord(p for _, p in loaded.problems if p.severity == "error")
        changes: dict[str, Any] = {}
        for name in dict.fromkeys((*(self._one.field_of[k] for k in self._stated), *gave, *loaded.values)):
            if name not in self._names:
                continue
            new, was = loaded.values.get(name), gave.get(name)
            if self._cards[name].many:
                known = self._beside(name, [x for x in loaded.beside.get(name, ()) if x not in (was or ())])
                if new != was or self._of(name).open:
                    changes[name] = self._of(name).replaced(x for x in new or () if x not in known)
            elif new != was:
                changes[name] = self._one_value(name, new, was)
        return _with(self._old, changes)

    def _one_value(self, name: str, new: Any, was: Any) -> Any:
        """Return what a field of one value holds; what cells say beside their own fields leaves its other parts alone."""
        card, held = self._cards[name], getattr(self._old, name)
        if any(self._one.field_of[k] == name for k in self._stated) or _bare(self._one, name, held) == was:
            return new if new is not None else held if card.default is attrs.NOTHING else card.default
        if card.make is None or held is None:
            return held if new is None else new
        gone = {n: getattr(card.make(), n) for n, old in said(was).items() if getattr(held, n) == old} if was else {}
        return attrs.evolve(held, **{**gone, **(said(new) if new else {})})

    def _beside(self, name: str, values: list[Any]) -> list[Any]:
        """Let what cells say beside their own fields take the place of what is there of its kind.

        Returns:
            What is there already: an amount behind another number says nothing of the tax of the price that is there.
        """
        held, make = self._of(name), self._cards[name].make
        if make is Price and {(x.amount, x.currency) for x in values} <= {(x.amount, x.currency) for x in held.rest}:
            return values
        if make is not Note:  # what is noted takes no other note's place
            schemes = {getattr(x, "scheme", None) for x in values}
            held.give([x for x in held.rest if values and getattr(x, "scheme", None) in schemes])
        return []

    def _unknown(self) -> tuple[dict[str, str], set[str]]:
        """Return the cells that would stand in columns that the row states and of which nothing is known.

        What is written in them, or displaced by them, counts as what they gave.

        Returns:
            The cells, and the keys of those that go because the row says the same in another column.
        """
        bounds = [
            b for b in self._one.bounds(self._stated)
            if b.block.field in self._names and not any(k in self.known for k in b.keys) and not self._silent(b)
        ]  # fmt: skip
        for bound in bounds:
            if bound.block.read_only:
                held = self._of(bound.block.field)
                mine = [x for x in held.rest if self._is_of(bound, x)]
                if bound.lead in self._stated:
                    held.give(mine)
                else:
                    held.empty(
                        mine,
                        [
                            p.steps
                            for k, p in zip(bound.keys, bound.paths, strict=True)
                            if p and self._stated.get(k) == ""
                        ],
                    )
        writable = [b for b in bounds if not b.block.read_only]
        for bound in writable:
            if self._cards[
                bound.block.field
            ].many:  # a date of reprint in the column of publication takes that one's place
                held, marks = self._of(bound.block.field), bound.strays(self._stated)
                held.give([x for x in held.rest if any(all(getattr(x, n) == v for n, v in m.items()) for m in marks)])
        rest: dict[str, Any] = {n: self._of(n).rest for n in {b.block.field for b in writable} if self._cards[n].many}
        cells, taken = self._one.dump_of(attrs.evolve(self._old, **rest), {b.block.field for b in writable})
        for bound in writable:
            if self._cards[bound.block.field].many and taken.get(bound):
                words = bound.load(cells, Loaded())
                values = (taken[bound], words) if bound.block.make is not None else (taken[bound][0], words[0])
                self._of(bound.block.field).give(*values)
        gone = {k for b in writable for k in b.displaced(self._stated, getattr(self._old, b.block.field))}
        return {k: cells[k] for b in writable for k in b.keys if k in cells}, gone

    def _is_of(self, bound: Bound, value: Any) -> bool:
        """Tell whether a column's earlier cell gave a value, or may have: never one that another column's gave."""
        if any(covers(value, x) for x in bound.load(self._lost, Loaded())):
            return True
        others = [b for b in self._one.bounds(self._lost) if b is not bound and b.block.field == bound.block.field]
        given = [x for b in others for x in b.load(self._lost, Loaded())]
        return bound.block.displaces(value) and not any(covers(value, x) for x in given)

    def _silent(self, bound: Bound) -> bool:
        """Tell whether a cell says that nothing is known, where nothing is known of its column: what is there is kept."""
        text = self._stated.get(bound.lead)
        if not text or bound.block.make is None or bound.load(self._stated, Loaded()):
            return False
        held = getattr(self._old, bound.block.field)
        if held not in (None, ()) and not is_mark(text):
            expected = message("cell-kept", field=bound.block.field)
            self.told.append((bound.lead, Problem(Where(), "cell-kept", text, expected, severity="warning")))
        return True
