"""The records that products name by ids of our own, where the catalogue lacks them: serials, agents, subject terms.

A serial is what the Collection of its issues says of it. Of an agent and of a term a product says the name alone; they are
made only for a catalogue, in which the id would otherwise stand for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, TypeAlias

from attrs import define, evolve, field, fields

from smj_catalog import model as m
from smj_catalog.codes.onix import COLLECTION_IDS, TIMES_A_YEAR
from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadSource
from smj_catalog.formats.base import Item
from smj_catalog.formats.onix.judgement import worded
from smj_catalog.formats.onix.shapes import OnixCollection
from smj_catalog.formats.onix.trade import issued, months, serial_id
from smj_catalog.problems import Problem, Where

_Named: TypeAlias = m.Contributor | m.Publisher | m.Supplier


@define
class _Serial:
    """What the issues read so far say of their serial."""

    where: Where
    titles: dict[tuple[str, str], m.Title] = field(factory=dict)
    identifiers: dict[m.Identifier, None] = field(factory=dict)
    frequencies: set[tuple[str, m.PartialDate | None]] = field(factory=set)

    def add(self, shape: OnixCollection, record: m.Issue) -> None:
        for title in shape.titles:
            self.titles.setdefault((title.type, title.text.text), title)
        own = serial_id(shape)
        self.identifiers |= {worded(i, COLLECTION_IDS): None for i in shape.identifiers if i.value != own}
        if shape.frequency in TIMES_A_YEAR:
            self.frequencies.add((shape.frequency, issued(record)))

    def record(self, serial: str) -> m.Periodical:
        dated = sorted(
            ((code, date) for code, date in self.frequencies if date), key=lambda pair: (months(pair[1]), pair)
        )
        kept: list[tuple[str, m.PartialDate | None]] = []
        for at, (code, date) in enumerate(dated):
            behind = dated[at + 1] if at + 1 < len(dated) else ("", date)
            before = kept[-1] if kept else ("", None)
            if not (before[0] == code == behind[0] and before[1] and months(behind[1]) - months(before[1]) <= 12):
                kept.append((code, date))
        kept += sorted(pair for pair in self.frequencies if pair[1] is None)
        return m.Periodical(
            serial, tuple(self.titles.values()), identifiers=tuple(self.identifiers),
            frequencies=tuple(m.Frequency(TIMES_A_YEAR[code][1], TIMES_A_YEAR[code][0], as_of=date) for code, date in kept),
        )  # fmt: skip


class Beside:
    """Gathers from the products of one message what they say of other records."""

    def __init__(self, context: Context) -> None:
        """Take the catalogue that the products are read into."""
        self._context = context
        self._serials: dict[str, _Serial] = {}
        self._others: dict[str, tuple[Where, m.Agent | m.Concept | None]] = {}

    def take(self, item: Item) -> None:
        """Take in a product as it was read."""
        record = item.record
        if not isinstance(record, m.Product):
            return
        if isinstance(record, m.Issue):
            for shape in item.beside:
                self._serials.setdefault(serial_id(shape) or "", _Serial(item.where)).add(shape, record)
        if not self._context.alone:
            for part in (record, *record.contents):
                self._take_names(part, item.where)

    def _take_names(self, part: Any, where: Where) -> None:
        for it in (*part.contributors, *getattr(part, "publishers", ()), *getattr(part, "suppliers", ())):
            if it.agent is not None and it.agent not in self._others and it.name is not None:
                self._others[it.agent] = where, self._new(it.agent, _agent(it))
        for subject in part.subjects:
            if subject.concept is not None and subject.concept not in self._others and subject.heading is not None:
                made = m.Concept(subject.concept, (m.Text(subject.heading),))
                self._others[subject.concept] = where, self._new(subject.concept, made)

    def _new(self, record_id: str, made: m.Agent | m.Concept) -> m.Agent | m.Concept | None:
        return made if self._context.lookup(record_id) is None else None

    def items(self) -> Iterator[Item]:
        """Yield the records that were made; one that is there under another id is left as it is."""
        made: list[tuple[Where, m.Periodical | m.Agent | m.Concept | None]] = list(self._others.values())
        made += [(it.where, it.record(serial)) for serial, it in self._serials.items()]
        for where, record in made:
            if record is not None:
                names = frozenset(f.name for f in fields(type(record)))
                at = Where(where.file, where.line, None, record.id)
                yield Item(record, at, lost=names, aside=True, find=partial(_found, where.line))


def _found(line: int | None, problems: Iterable[Problem]) -> list[Problem]:
    """Return faults of a record at the product that tells of it first."""
    return [evolve(p, where=evolve(p.where, line=p.where.line or line, element="Product")) for p in problems]


def _agent(it: _Named) -> m.Agent:
    person = isinstance(it, m.Contributor) and it.kind == "person"
    assert it.name is not None
    assert it.agent is not None
    name = m.AgentName(it.name, family=getattr(it, "family", None), given=getattr(it, "given", None))
    return m.Agent(it.agent, "person" if person else "organisation", names=(name,))


def with_beside(items: Iterator[Item], context: Context) -> Iterator[Item]:
    """Yield the products of a message, and behind them the other records of which they tell; also where the file breaks off."""
    beside = Beside(context)
    broken: BadSource | None = None
    try:
        for item in items:
            beside.take(item)
            yield item
    except BadSource as error:
        broken = error
    yield from beside.items()
    if broken is not None:
        raise broken
