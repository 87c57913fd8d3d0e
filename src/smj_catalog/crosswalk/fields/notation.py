"""How a column of fields is written: for each value a place, a tag with subfields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs
from attrs import define, evolve, field, frozen

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.places import Places
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.model import Text
from smj_catalog.problems import Problem

FORMS = {"/reading": "readings.text", "/romanised": "romanised.text"}


@define
class Subfield:
    """One subfield.

    Attributes:
        code: its code; "" where a field has no subfields.
        text: as printed.
        readings: its readings, which stand in linked fields.
        romanised: its forms in Latin letters, which stand in linked fields.
        line: where it stands in its file, where that is not the line of its field.
    """

    code: str
    text: str
    readings: tuple[str, ...] = ()
    romanised: tuple[str, ...] = ()
    line: int | None = attrs.field(default=None, eq=False, kw_only=True)


@define
class Field:
    """One field.

    Attributes:
        tag: its tag.
        indicators: two characters in MARC, none elsewhere.
        subfields: in order.
        line: where it stands in its file, as far as that is known.
    """

    tag: str
    indicators: str = ""
    subfields: list[Subfield] = attrs.field(factory=list)
    line: int | None = None

    def first(self, code: str) -> str | None:
        """Return the text of the first subfield with a code."""
        for held in self.subfields:  # asked of each field of each record
            if held.code == code:
                return held.text
        return None


def shown(tag: str, code: str) -> str:
    """Return a subfield as people write it: ``245 $a``; in a property with a prefix, ``dc:title/rdf:value``."""
    if code == "tag":  # of MARC, which says something by itself, as indicators may
        return f"{tag[:1]}XX"
    if code.startswith("ind"):
        return f"{tag} {code}"
    return f"{tag}{'/' if ':' in tag else ' $'}{code}" if code else tag


def other_form(path: str) -> str:
    """Return the path of another form of what stands at a path: ``245 $a of 880``."""
    return f"{path} of 880" if path[:3].isdigit() else f"{path} (another form)"


@frozen(eq=False)
class Place:
    """Where a format keeps some values of a field.

    Attributes:
        at: tag and indicators: ``245 10``; ``*020 __`` where each value has a field of its own, else all share one.
        block: what stands in it; the cells' keys are subfield codes, with ``*`` behind those that repeat.
        fixed: subfields that every such field has, asked for on reading.
        ask: numbers of the indicators that are asked for on reading.
        when: which values it takes, beside what the preset says.
        first: it takes only the value that stands first in the model's field.
        order: codes of its subfields as they are written, fixed ones among them; by default in the order of the cells, with
            the fixed ones behind.
        alone: it takes a value only where there is no field with its tag yet.
        pick: of several values, those that may stand beside each other.
        lacks: codes of which such a field has none, asked for on reading: a name with the title of a work.
    """

    at: str
    block: Block
    fixed: Mapping[str, str] = field(factory=dict)
    ask: str = ""
    when: Callable[[Any], bool] | None = None
    first: bool = False
    order: str = ""
    alone: bool = False
    pick: Callable[[Any], Any] | None = None
    lacks: str = ""

    @property
    def repeats(self) -> bool:
        """True where each value has a field of its own."""
        return self.at[0] == "*"

    @property
    def tag(self) -> str:
        """The tag."""
        return self.at.lstrip("*").partition(" ")[0]

    @property
    def indicators(self) -> str:
        """The indicators as they are written."""
        return self.at.partition(" ")[2].replace("_", " ")


@frozen(eq=False)
class Made:
    """Fields that are worked out of the record, by code.

    Attributes:
        tags: of the fields.
        says: field of the model, dotted -> where it stands, for people.
        write: (record, context) -> fields.
        read: (fields, context) -> values of fields of the model, taken where no place gives any; asked where a record has
            such fields.
        takes: which subfields of a field are read, or say nothing; None, given or returned: all. The others are counted.
        adds: fields of the model whose values stand behind those that places give.
    """

    tags: tuple[str, ...]
    says: Mapping[str, str]
    write: Callable[[Any, Any], Iterable[Field]]
    read: Callable[[list[Field], Any], Mapping[str, Any]] | None = None
    takes: Callable[[Field], Iterable[int] | None] | None = None
    adds: tuple[str, ...] = ()


Entry: TypeAlias = Place | Made


def counted(fields: Iterable[Field]) -> Counter[str]:
    """Return how often each subfield stands in fields, its other forms apart: ``245 $a``, ``245 $a of 880``.

    An attribute (@) beside a text counts as one with it.
    """
    found: Counter[str] = Counter()
    for one in fields:
        for held in [s for s in one.subfields if s.code[:1] != "@"] or one.subfields[:1]:
            path = shown(one.tag, held.code)
            found[path] += 1
            if forms := len(held.readings) + len(held.romanised):
                found[other_form(path)] += forms
    return found


@define
class FieldNotes:
    """What a reader saw beside the record.

    Attributes:
        unread: what no place took: ``245 $h`` -> how often.
        problems: what is wrong with values that were left out.
        places: where each value stands; None where nobody asks.
        refused: what could not be read, by path.
    """

    unread: Counter[str] = attrs.field(factory=Counter)
    problems: list[Problem] = attrs.field(factory=list)
    places: Places | None = None
    refused: dict[str, int] = attrs.field(factory=dict)


def place(
    at: str,
    name: str,
    make: type | None,
    cells: Mapping[str, str | Cell],
    preset: Mapping[str, Any] | None = None,
    *,
    fixed: Mapping[str, str] | None = None,
    ask: str = "",
    when: Callable[[Any], bool] | None = None,
    first: bool = False,
    order: str = "",
    alone: bool = False,
    pick: Callable[[Any], Any] | None = None,
    lacks: str = "",
    **block: Any,
) -> Place:
    """Return a place.

    Args:
        at: tag and indicators, as `Place` has them.
        name: field of the record.
        make: class of its values.
        cells: subfield code -> dotted path within a value, or a cell of its own.
        preset: what every value there has: asked on writing, given on reading.
        fixed: as `Place` has them, as are ``ask``, ``when``, ``first``, ``order``, ``alone``, ``pick`` and ``lacks``.
        ask: which indicators.
        when: which values.
        first: the first alone.
        order: of subfields.
        alone: one field.
        pick: which of several.
        lacks: no such subfields.
        block: what else is said of the block, such as ``limit``.
    """
    made: list[Cell] = []
    for code, held in cells.items():
        cell = held if isinstance(held, Cell) else Cell(code, "", "", held)
        made.append(evolve(cell, key=code))
    forms = [Cell(c.key + mark, "", "", way) for c in made for mark, way in _forms(make, c.path)]
    given = Block(name, (*made, *forms), make, many=False, preset=preset or {}, **block)
    return Place(at, given, fixed or {}, ask, when, first, order, alone, pick, lacks)


def _forms(make: type | None, path: str) -> Iterator[tuple[str, str]]:
    """Yield where the other forms of a text stand within a value."""
    *way, last = path.split(".")
    if make is None or not path:
        return
    for name in way:
        inner = cards(make)[name].make
        assert inner is not None
        make = inner
    if make is Text and last == "text":
        yield from ((mark, ".".join((*way, form))) for mark, form in FORMS.items())
