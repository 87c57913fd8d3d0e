"""Records as lists of fields with subfields (MARC, RIS), both ways, by the places of one format.

A place is a block of cells (`smj_catalog.crosswalk.rows`) whose keys are subfield codes. Each value of a field of the model
goes to the first place that takes it: one that its preset agrees with, and that has room. On reading, a place takes the
fields with its tag that have its leading subfield, unless a place before it has taken that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import attrs
from attrs import define, evolve

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.differing import differences
from smj_catalog.crosswalk.fields.notation import Entry, Field, FieldNotes, Made, Place, other_form, shown
from smj_catalog.crosswalk.fields.quick import FAULTS, Quick, compile_quick, never
from smj_catalog.crosswalk.fields.reading import PlaceReader, odd_at, stands
from smj_catalog.crosswalk.fields.writing import Placed, taken_in
from smj_catalog.crosswalk.places import Place as At
from smj_catalog.crosswalk.places import Places
from smj_catalog.crosswalk.rows import Bound, Row, placed
from smj_catalog.errors import BadValue
from smj_catalog.model.values.numbers import Identifier

_APART = re.compile(r"[\s-]")
_TAG = re.compile("[0-9A-Z][0-9A-Z]{2}")
_MARKS = 300
"""Pairs of indicators of a tag that are remembered."""
_SHAPES, _WORTH = 1000, 16
"""Quick readers that a column makes at most, and how many fields are read the careful way before one is made for them."""


@define(eq=False)
class FieldColumn:
    """One format's places for the fields of one kind of record.

    Attributes:
        make: the record's class.
        entries: in the order in which the format wants its fields.
        absent: field of the model -> why the format has no place for it.
        readable: always; a column of fields is read as well as written.
        finish: (values, context) -> what a reader makes of them before the record is made.
        through: what becomes of fields on their way through a file.
        apart: fields of the model that are records of their own in the format.
        linked: tag of the fields in which the other forms of a text stand; "" where the format has none.
    """

    make: type
    entries: tuple[Entry, ...]
    absent: Mapping[str, str] = attrs.field(factory=dict)
    finish: Callable[[dict[str, Any], Any], dict[str, Any]] | None = None
    through: Callable[[list[Field]], list[Field]] = lambda fields: fields
    apart: tuple[str, ...] = ()
    linked: str = ""
    readable: bool = True

    @cached_property
    def _places(self) -> list[Placed]:
        known = cards(self.make)
        return [Placed(e, Bound(e.block, known[e.block.field])) for e in self.entries if isinstance(e, Place)]

    @cached_property
    def _groups(self) -> list[Made | list[Placed]]:
        """The entries; places beside each other that give each value of one field a field of its own are one, to keep order."""
        found: list[Made | list[Placed]] = []
        placed = iter(self._places)
        for entry in self.entries:
            if isinstance(entry, Made):
                found.append(entry)
                continue
            one, last = next(placed), found[-1] if found else None
            if entry.block.read_only:
                continue
            if isinstance(last, list) and entry.repeats and last[-1].place.repeats and last[-1].field == one.field:
                last.append(one)
            else:
                found.append([one])
        return found

    @cached_property
    def _by_tag(self) -> dict[str, list[PlaceReader]]:
        found: dict[str, list[PlaceReader]] = {}
        for one in self._places:
            found.setdefault(one.place.tag, []).append(PlaceReader(one.place, one.bound))
        return found

    @cached_property
    def _dispatch(self) -> dict[str, dict[str, list[PlaceReader]]]:
        """Tag -> indicators that were met -> the places that take fields with them."""
        return {tag: {} for tag in self._by_tag}

    @cached_property
    def _shapes(self) -> dict[tuple[str, ...], Quick]:
        """Tag, indicators, codes -> the quick reader of such fields."""
        return {}

    @cached_property
    def _met(self) -> Counter[tuple[str, ...]]:
        """How often fields were met of which it is not known yet whether a quick reader is worth making."""
        return Counter()

    @cached_property
    def _made(self) -> list[Made]:
        return [e for e in self.entries if isinstance(e, Made)]

    @cached_property
    def _reads(self) -> list[tuple[int, Made, Callable[[list[Field], Any], Mapping[str, Any]]]]:
        return [(i, entry, entry.read) for i, entry in enumerate(self._made) if entry.read is not None]

    @cached_property
    def _code(self) -> dict[str, tuple[int, Callable[[Field], Iterable[int] | None] | None]]:
        """Tag of fields that code reads, or that are only written -> which code, and what that takes."""
        return {tag: (i, entry.takes) for i, entry in enumerate(self._made) for tag in entry.tags}

    @cached_property
    def _many(self) -> frozenset[str]:
        return frozenset(name for name, card in cards(self.make).items() if card.many)

    # --- writing

    def write(self, record: Any, context: Any) -> list[Field]:
        """Return the fields of a record, in the column's order."""
        fields: list[Field] = []
        rest: dict[str, list[Any]] = {}
        known = cards(self.make)
        for group in self._groups:
            if isinstance(group, Made):
                fields += group.write(record, context)
                continue
            name = group[0].place.block.field
            held = getattr(record, name)
            first = held[0] if held and known[name].many else held
            if name not in rest:
                rest[name] = list(held) if known[name].many else [] if held is None else [held]
            if rest[name]:
                counts: Counter[int] = Counter()
                pick = group[0].place.pick
                may = rest[name] if pick is None else pick(rest[name])
                rest[name] = [
                    x for x in rest[name]
                    if not any(x is y for y in may) or not taken_in(x, x is first, group, counts, fields)
                ]  # fmt: skip
        return fields

    # --- reading

    def read(self, fields: list[Field], notes: FieldNotes, context: Any) -> dict[str, Any]:
        """Return the values of the record's fields; what cannot be read is told in the notes and left out."""
        values: dict[str, Any] = {}
        lists: dict[str, list[Any]] = {}
        own: dict[int, list[Field]] = {}
        shapes, made, places, quick = self._shapes, self._code, self._by_tag, notes.places is None
        for one in fields:
            tag = one.tag
            if tag in made:
                code, takes = made[tag]
                if code in own:
                    own[code].append(one)
                else:
                    own[code] = [one]
                if takes is None or (said := takes(one)) is None:
                    continue
                taken = {*said}
                if len(taken) == len(one.subfields):
                    continue
                if tag not in places:
                    self._count(one, taken, notes)
                    continue
            elif quick:
                key = (tag, one.indicators, *[s.code for s in one.subfields])
                shape = shapes.get(key) or self._shape(key)
                try:
                    if shape(one.subfields, values, lists, notes.unread):
                        continue
                except FAULTS:  # told by the careful reader
                    pass
                taken = set()
            else:
                taken = set()
            self._read(one, taken, notes, values, lists)
        for name, items in lists.items():
            values[name] = tuple(items)
        for i, entry, read in self._reads:
            theirs = own.get(i)
            if theirs is None:
                continue
            for name, held in read(theirs, context).items():
                if notes.places is not None and name not in values:
                    held = _noted(notes.places, entry, name, held, theirs)
                if name in entry.adds:
                    values[name] = (*values.get(name, ()), *held)
                values.setdefault(name, held)
        if self.finish is None:
            return values
        if notes.places is None:
            return self.finish(values, context)
        before = dict(values)
        after = self.finish(values, context)
        for name, held in after.items():
            if isinstance(held, tuple) and held is not (had := before.get(name, ())):
                for one, other in zip(had, held, strict=False):
                    notes.places.moved(one, other)
        return after

    def silent(self, one: Field) -> bool:
        """Tell whether a field is only written, so that reading it gives nothing and counts nothing."""
        if one.tag not in self._code:
            return False
        code, takes = self._code[one.tag]
        return self._made[code].read is None and (takes is None or takes(one) is None)

    def _read(
        self, one: Field, taken: set[int], notes: FieldNotes, values: dict[str, Any], lists: dict[str, list[Any]]
    ) -> None:
        """Read a field carefully: by each place that takes it, less the subfields that are taken."""
        codes = [s.code for s in one.subfields]

        def put(name: str, item: Any) -> None:
            if name in self._many:
                lists.setdefault(name, []).append(item)
            elif name not in values:
                values[name] = item
            else:
                notes.unread[f"{shown(one.tag, at.lead)} (repeated)"] += 1

        for at in self._readers(one.tag, one.indicators):
            if len(taken) == len(codes):
                break
            if at.lead in codes:
                try:
                    at.read(one, codes, taken, notes, put)
                except BadValue as error:  # a text that no record may have
                    raise BadValue(*(evolve(p, where=odd_at(one, p)) for p in error.problems)) from None
        self._count(one, taken, notes)

    def _count(self, one: Field, taken: set[int], notes: FieldNotes) -> None:
        """Count what was not taken of a field, other forms too."""
        for i, held in enumerate(one.subfields):
            if i not in taken:
                notes.unread[path := shown(one.tag, held.code)] += 1
                if forms := len(held.readings) + len(held.romanised):
                    notes.unread[other_form(path)] += forms

    def _readers(self, tag: str, indicators: str) -> list[PlaceReader]:
        """Return the places that take fields with a tag and indicators."""
        known = self._dispatch.get(tag)
        if known is None:
            return []
        readers = known.get(indicators)
        if readers is None:
            readers = [at for at in self._by_tag[tag] if at.fits(indicators)]
            if len(known) < _MARKS:
                known[indicators] = readers
        return readers

    def _shape(self, key: tuple[str, ...]) -> Quick:
        """Return the quick reader of fields with a tag, indicators and codes, once enough of them have been met."""
        shapes, met = self._shapes, self._met
        if len(shapes) >= _SHAPES:
            return never
        met[key] += 1
        if met[key] <= _WORTH:
            if len(met) > _SHAPES:  # what is met once or twice is forgotten
                met.clear()
            return never
        tag, indicators, *codes = key
        shapes[key] = compile_quick(self._readers(tag, indicators), tag, tuple(codes), self._many)
        return shapes[key]

    # --- what goes and what stays

    def carried(self, record: Any, context: Any) -> Any:
        """Return the record less what its fields do not carry: what reading them gives."""
        values = self.read(self.through(self.write(record, context)), FieldNotes(), context)
        values |= {name: getattr(record, name) for name in ("id", *self.apart)}
        for name, card in cards(self.make).items():
            if card.default is attrs.NOTHING and name not in values:
                values[name] = getattr(record, name)
        return self.make(**values)

    def not_carried(self, record: Any, context: Any) -> list[str]:
        """Return the fields of a record that its fields do not carry, as dotted paths, each once."""
        return list(dict.fromkeys(differences(record, self.carried(record, context))))

    def rows(self) -> list[Row]:
        """Return where each field of the model stands: dotted field, path (None where it has none), why not."""
        found: dict[str, dict[str, None]] = {name: {"records of their own": None} for name in self.apart}
        for entry in self.entries:
            if isinstance(entry, Made):
                for name, where in entry.says.items():
                    found.setdefault(name, {})[where] = None
                continue
            name = entry.block.field
            for cell in entry.block.cells:
                code, mark, _ = cell.key.partition("/")
                if mark and not self.linked:
                    continue
                path = shown(entry.tag, code.rstrip("*"))
                path = f"{self.linked} of {path}" if mark else path
                for dotted in cell.dotted(name):
                    found.setdefault(dotted, {})[path] = None
            for preset in entry.block.preset:
                found.setdefault(f"{name}.{preset}", {})[_told_by(entry)] = None
        return placed(self.make, found, self.absent)


def _noted(places: Places, entry: Made, name: str, held: Any, theirs: list[Field]) -> Any:
    """Take note of where a value stands, or each of several, that is worked out of fields; return it."""
    if not isinstance(held, tuple):
        return places.item(held, *_made_at(entry, name, theirs, held, 0, 1))
    return tuple(places.item(one, *_made_at(entry, name, theirs, one, i, len(held))) for i, one in enumerate(held))


def _made_at(entry: Made, name: str, theirs: list[Field], value: Any, i: int, count: int) -> tuple[At, dict[str, At]]:
    """Return where one of some values stands that are worked out of fields, and where each part of it does, by dotted path."""

    def at(path: str, number: str | None = None) -> At:
        tags, _, codes = path.partition(" $")
        known = re.compile("|".join(tag.replace("X", ".") for tag in _TAG.findall(tags)) or tags[:3])
        mine = [f for f in theirs if known.fullmatch(f.tag)]
        if not mine or not codes:
            return At(path, theirs[0].line)
        one = mine[i] if len(mine) == count else mine[0]
        told = (s.code for s in one.subfields if number and s.code in codes and number in _APART.sub("", s.text))
        code = next(told, codes[0])
        return stands(one, code) if one.first(code) is not None else At(one.tag, one.line)

    mine = [(dotted, path) for dotted, path in entry.says.items() if dotted.partition(".")[0] == name]
    says = {dotted: at(path) for dotted, path in mine}
    for dotted, path in mine:  # each number in the subfield that has it
        held = getattr(value, dotted.partition(".")[2] or "value", None)
        parts = enumerate(held if isinstance(held, tuple) else ())
        says |= {f"{dotted}[{n}]": at(path, it.value) for n, it in parts if isinstance(it, Identifier)}
    whole = says.get(
        name, At(theirs[0].tag, theirs[0].line) if count != len(theirs) else At(theirs[i].tag, theirs[i].line)
    )
    return whole, {dotted.partition(".")[2]: place for dotted, place in says.items()}


def _told_by(entry: Place) -> str:
    """Return by what in a field people see what it holds: 246 31 $a, 084 $a $2 njb/09."""
    tag = entry.at.lstrip("*") if entry.ask else entry.tag
    return "".join((shown(tag, entry.block.cells[0].key.rstrip("*")), *(f" ${c} {t}" for c, t in entry.fixed.items())))
