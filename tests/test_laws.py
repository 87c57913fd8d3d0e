"""The law of taking away, its converse, and order, over every format that writes.

1. Take any one thing away of a record: the output differs, or the thing is told as not carried.
2. What is told as not carried can be taken away, and the output stays the same.
3. Two neighbours of a list change places: the output differs, or their order is told.

``SMJ_LAWS=500`` tries 500 records a format instead of the few of the ordinary run, drawn anew or by ``--hypothesis-seed``;
``SMJ_LAWS_COUNT=FILE`` adds to a file how many triples of record, format and thing were tried.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs import define
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import concepts, periodicals, records

from smj_catalog import model as m
from smj_catalog.crosswalk import Column, Context, No, Says, parts
from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.codecs import DATE
from smj_catalog.crosswalk.render import rows
from smj_catalog.errors import BadValue
from smj_catalog.formats import Reading, Writing, format_ids, get
from smj_catalog.xmlio import open_source

WRITTEN = [name for name in format_ids() if get(name).document is not None]
SLOW = {
    "xlsx": 8,
    "ods": 8,
    "tsv": 4,
    "onix-3.0": 2,
    "onix-3.1-short": 4,
    "onix-3.0-short": 4,
    "marc21": 2,
    "marcxml": 4,
    "jpcoar-2.1": 3,
    "schema-org": 3,
    "csl-json": 2,
    "bibtex": 2,
}
"""Format -> in how many times fewer records it is tried."""

EXAMPLES = int(os.environ.get("SMJ_LAWS", "10"))
COUNTED = os.environ.get("SMJ_LAWS_COUNT")


@define(frozen=True)
class Place:
    """A thing in a record: names of fields, and places in their lists."""

    steps: tuple[str | int, ...]

    @property
    def names(self) -> list[str]:
        """The names of the fields on the way."""
        return [step for step in self.steps if isinstance(step, str)]

    @property
    def path(self) -> str:
        """The dotted path, as losses are told."""
        return ".".join(self.names)

    @property
    def above(self) -> set[str]:
        """The dotted paths of the thing and of all that it stands in."""
        return {".".join(self.names[: i + 1]) for i in range(len(self.names))}


def things(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every thing that a value can be without, with the value without it; ids of records stay."""
    for name, card in cards(type(value)).items():
        held, here = getattr(value, name), (*steps, name)
        if (
            held == card.default
            or held is None
            or held == ()
            or (name == "id" and "contents" in (*steps, "contents")[-3:])
        ):
            continue
        if card.default is not attrs.NOTHING:
            yield Place(here), attrs.evolve(value, **{name: card.default})
        for i, item in enumerate(held) if card.many else ():
            if len(held) > 1 or card.default is attrs.NOTHING:
                yield Place((*here, i)), attrs.evolve(value, **{name: (*held[:i], *held[i + 1 :])})
            for place, changed in things(item, (*here, i)) if card.make is not None else ():
                yield place, attrs.evolve(value, **{name: (*held[:i], changed, *held[i + 1 :])})
        if card.make is not None and not card.many:
            for place, changed in things(held, here):
                yield place, attrs.evolve(value, **{name: changed})


def swaps(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[Place, Place, Any]]:
    """Yield every two neighbours of a list that are not alike, with the value in which they have changed places."""
    for name, card in cards(type(value)).items():
        held, here = getattr(value, name), (*steps, name)
        for i, item in enumerate(held or ()) if card.many else ():
            if i and held[i - 1] != item:
                turned = (*held[: i - 1], item, held[i - 1], *held[i + 1 :])
                yield Place((*here, i - 1)), Place((*here, i)), attrs.evolve(value, **{name: turned})
            for one, other, changed in swaps(item, (*here, i)) if card.make is not None else ():
                yield one, other, attrs.evolve(value, **{name: (*held[:i], changed, *held[i + 1 :])})
        if card.make is not None and not card.many and held is not None:
            for one, other, changed in swaps(held, here):
                yield one, other, attrs.evolve(value, **{name: changed})


@define
class Trial:
    """A record as one format writes it."""

    format: str
    record: Any
    context: Context

    def output(self, record: Any) -> bytes:
        """Return the file of a record alone."""
        data = b"".join(get(self.format).document([record], Writing(self.context)))
        if not get(self.format).zipped:
            return data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())

    def told(self, record: Any) -> set[str]:
        """Return the paths that are told of a record, and of what stands in it below ``contents``."""
        found: set[str] = set()
        lost = Writing(self.context, lambda id_, field: found.add(field if id_ == record.id else f"contents.{field}"))
        b"".join(get(self.format).document([record], lost))
        return found

    @cached_property
    def whole(self) -> bytes:
        """The file of the record as it is."""
        return self.output(self.record)

    @cached_property
    def read(self) -> dict[str, m.Record]:
        """What the file gives when it is read back, by id; nothing where the format is not read."""
        found = get(self.format)
        if found.read is None or found.zipped:
            return {}
        source = self.whole if found.record_tags else open_source(self.whole)
        items = found.read(source, Reading(self.context))
        return {item.record.id: item.record for item in items if item.record is not None}

    @property
    def back(self) -> m.Record | None:
        """The record as it is read back."""
        return self.read.get(self.record.id)

    def implied(self, place: Place, told: set[str]) -> bool:
        """Tell whether a thing is read back though it need not be stated: it follows from the rest, or from its place."""
        back, record, steps = self.back, self.record, place.steps
        if len(steps) > 2 and steps[0] == "contents" and not getattr(back, "contents", ()):  # a record of its own
            record, steps = record.contents[steps[1]], steps[2:]
            back = self.read.get(record.id)
        if back is None:
            return place.path == "contents.host"
        if place.path + ORDER in told:  # all of them come back, and that their order does not is told
            steps = steps[:-1] if isinstance(steps[-1], int) else steps
            return len({repr(sorted(map(repr, at(each, steps)))) for each in (back, record)}) == 1
        first, second = (bare(at(each, steps), place.path, told) for each in (back, record))
        return bool(first == second)

    def alike(self, told: set[str], one: Place, other: Place) -> bool:
        """Tell whether two items differ only in what is told."""
        first, second = (bare(at(self.record, place.steps), place.path, told) for place in (one, other))
        return bool(first == second)


def at(value: Any, steps: tuple[str | int, ...]) -> Any:
    """Return what stands at a place."""
    for step in steps:
        value = getattr(value, step, None) if isinstance(step, str) else value[step] if step < len(value) else None
    return value


def held(value: Any, names: list[str]) -> list[Any]:
    """Return all that stands at a dotted path, in order, and with what each stands."""
    if isinstance(value, tuple):
        return [held(item, names) for item in value]
    return [value] if not names else [] if value is None else held(getattr(value, names[0]), names[1:])


def bare(value: Any, path: str, told: set[str]) -> Any:
    """Return what a value says, less what is told of such values."""
    if isinstance(value, tuple):
        return [bare(item, path, told) for item in value]
    if not attrs.has(type(value)):
        return value
    below = {name: f"{path}.{name}" for name in cards(type(value))}
    return {name: bare(getattr(value, name), here, told) for name, here in below.items() if here not in told}


def faults(trial: Trial) -> Iterator[tuple[str, str]]:
    """Yield where a format breaks a law, and how; count the triples."""
    told = trial.told(trial.record)
    idle: set[str] = set()
    for place, less in things(trial.record):
        COUNT[trial.format] = COUNT.get(trial.format, 0) + 1
        if trial.output(less) == trial.whole:
            idle.add(place.path)
            if told.isdisjoint(place.above) and not trial.implied(place, told):
                yield "dropped in silence", place.path
    for path in told - idle - {"*"}:
        names = path.split(".")
        if any(
            ".".join(names[:i]) in told for i in range(1, len(names))
        ):  # once an item is gone, so may be what tells it apart
            continue
        back = trial.back
        if back is None and hasattr(column := get(trial.format).columns.get(m.kind_of(trial.record)), "comes_back"):
            back = column.comes_back(trial.record)  # of a record that a table's reader refuses for something else
        if not path.endswith(ORDER) and (back is None or held(back, names) == held(trial.record, names)):
            yield "told, and yet it makes a difference", path
    for one, other, turned in swaps(trial.record):
        COUNT[trial.format] = COUNT.get(trial.format, 0) + 1
        above = {*one.above, *other.above}
        if above & told or trial.alike(told, one, other) or trial.output(turned) != trial.whole:
            continue
        other_way = told ^ trial.told(turned)  # of one order it is told that it comes back otherwise
        if not any(path + ORDER in told or any(p.startswith(path) for p in other_way) for path in above):
            yield "order lost in silence", one.path


COUNT: dict[str, int] = {}
ORDER = ":order"


def _around(serial: m.Periodical, concept: m.Concept) -> Context:
    """Return a catalogue that knows a serial and a term by whatever id they are asked for."""

    def lookup(record_id: str) -> m.Record | None:
        if record_id.startswith("periodical:"):
            return attrs.evolve(serial, id=record_id)
        return attrs.evolve(concept, id=record_id) if record_id.startswith("subject:") else None

    return attrs.evolve(CONTEXT, lookup=lookup, base_uri="https://example.org/見本")


CONTEXT = Context(domain="example.org", sender="見本", updated="2026-11-24")


def contexts(name: str) -> st.SearchStrategy[Context]:
    """Catalogues with others around a record and without; JPCOAR wants the address of each record."""
    alone = attrs.evolve(CONTEXT, base_uri="https://example.org/見本") if name.startswith("jpcoar") else CONTEXT
    return st.just(alone) | st.builds(_around, periodicals(), concepts())


def some(*kinds: str) -> st.SearchStrategy[m.Record]:
    """Records of some kinds, of which some have every field filled."""
    return records(*kinds) | records(*kinds, full=True)


def drawn(name: str) -> settings:
    """The same records in every ordinary run, as many as a format bears."""
    return settings(
        max_examples=max(3, EXAMPLES // SLOW.get(name, 1)), derandomize="SMJ_LAWS" not in os.environ, phases=[Phase.generate], deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_what_a_format_leaves_out_is_told(name: str):
    """Whatever makes no difference to the output is told as not carried, and nothing else is."""

    @drawn(name)
    @given(some(*get(name).kinds), contexts(name))
    def check(record: m.Record, context: Context) -> None:
        assert list(faults(Trial(name, record, context))) == []

    check()
    if COUNTED:
        with Path(COUNTED).open("a") as out:
            out.write(f"{name} {COUNT[name]}\n")


# --- what a column says of itself


def placeless(make: type, entries: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Yield each dotted path of which a column says that it has no place."""
    for name, entry in parts(entries).items():
        here, below = f"{path}{name}", cards(make)[name].make
        entry = entry.parts if isinstance(entry, Says) else entry
        if isinstance(entry, Mapping) and below is not None:
            yield from placeless(below, entry, f"{here}.")
        elif isinstance(entry, No):
            yield here


def with_other(value: Any, name: str, others: Iterable[Any]) -> Iterator[Any]:
    """Yield the value with another word or date in a field, as far as a constructor takes it."""
    for other in others:
        with suppress(BadValue):
            yield attrs.evolve(value, **{name: other})


def changed(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[Place, Any]]:
    """Yield every word and date that a value cannot be without, with the value in which it is another."""
    for name, card in cards(type(value)).items():
        held, here = getattr(value, name), (*steps, name)
        if card.make is None and card.default is attrs.NOTHING and steps:
            others = (
                (f"{held}x", "onix:99")
                if isinstance(held, str)
                else (m.PartialDate(1999) if card.codec is DATE else held + 1,)
            )
            yield from ((Place(here), other) for other in islice(with_other(value, name, others), 1))
        elif card.make is not None and card.many:
            for i, item in enumerate(held):
                for place, other in changed(item, (*here, i)):
                    yield place, attrs.evolve(value, **{name: (*held[:i], other, *held[i + 1 :])})
        elif card.make is not None and held is not None:
            yield from ((place, attrs.evolve(value, **{name: other})) for place, other in changed(held, here))


ONLY_WRITTEN = [(name, kind) for name in WRITTEN for kind, c in get(name).columns.items() if not c.readable]


@pytest.mark.parametrize(("name", "kind"), ONLY_WRITTEN)
def test_what_a_column_has_no_place_for_makes_no_difference(name: str, kind: str):
    """Where a column says that there is no place, taking the thing away or changing it never changes the output."""
    column = get(name).columns[kind]
    nowhere = set(placeless(column.make, column.entries))

    @drawn(name)
    @given(some(kind), contexts(name))
    def check(record: m.Record, context: Context) -> None:
        trial = Trial(name, record, context)
        for place, other in chain(things(record), changed(record)):
            if place.above & nowhere:
                assert trial.output(other) == trial.whole, place.path

    check()


LISTED = {
    id(c): (name, kind, c) for name in WRITTEN for kind, c in get(name).columns.items() if not isinstance(c, Column)
}


@pytest.mark.parametrize(("name", "kind", "column"), LISTED.values(), ids=[f"{n}-{k}" for n, k, _ in LISTED.values()])
def test_what_fields_and_cells_carry_has_a_place_on_the_page(name: str, kind: str, column: Any):
    """The crosswalk never says of a thing that there is no place for it where a file brings it back."""
    nowhere = {field for field, place, _ in rows(column) if place is None}

    @drawn(name)
    @given(some(kind), contexts(name))
    def check(record: m.Record, context: Context) -> None:
        back = column.carried(record, context)
        assert sorted({place.path for place, _ in things(back)} & nowhere) == []

    check()
