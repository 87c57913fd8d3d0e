"""What a sheet's columns are declared with: a cell a column, a block for the cells that make one value together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import attrs
from attrs import frozen

from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.rows.lists import parted
from smj_catalog.problems import Problem

T = TypeVar("T")


@frozen
class Parsed(Generic[T]):
    """What a cell says.

    Attributes:
        value: the value.
        warnings: what a person should look at, though the value was taken.
        others: what the cell says of other fields: field of the record, value (a size behind pages, a price behind an
            ISBN). Taken where the row's other columns say nothing of that.
    """

    value: T
    warnings: tuple[Problem, ...] = ()
    others: tuple[tuple[str, Any], ...] = ()


@frozen(eq=False)
class Cell:
    """One column of a sheet.

    Attributes:
        key: stable id, the same in every kind of sheet that has the column.
        en: header in English.
        ja: header in Japanese.
        path: dotted path of what it holds within the value that its block makes; "" is the value itself.
        names: further headers, in any language, by which a reader knows it.
        example: what the template shows.
        codec: how its text is read and written; None takes the model's own.
        always: written even where the value is what an empty cell means.
        parse: reads its text as several fields of the value that its block makes: field -> value. Fields that have
            columns of their own give way to these; ``printed`` is taken where all cells that are read so give it.
        whole: tells of what it says whether that is all that can be said, so that nothing of an earlier cell stays.
        fills: fields that it may fill though they have columns of their own, and that it empties.
        read_only: a convenience for people; never written.
        dump: value of the block -> text, where the cell says more of it than one path does, or says it in words.
        says: dotted paths of what else it holds, for people.
    """

    key: str
    en: str
    ja: str
    path: str = ""
    names: tuple[str, ...] = ()
    example: str = ""
    codec: Codec | None = None
    always: bool = False
    parse: Callable[[str], Parsed[dict[str, Any]]] | None = None
    whole: Callable[[Mapping[str, Any]], bool] = lambda _: False
    fills: tuple[str, ...] = ()
    read_only: bool = False
    dump: Callable[[Any], str] | None = None
    says: tuple[str, ...] = ()

    def dotted(self, field: str) -> tuple[str, ...]:
        """Return where in the model stands what the cell holds, given the field of its block."""
        return f"{field}.{self.path}" if self.path else field, *(f"{field}.{way}" for way in self.says)


@frozen(eq=False)
class Block:
    """Cells that together make the values of one field of a record.

    The first cell leads: where several values stand in it, parted by ``;``, the others have as many items in the same
    order.

    Attributes:
        field: the field of the record.
        cells: its columns, the leading one first.
        make: class of a value; None where the field holds a plain one.
        many: several values may stand in the cells.
        limit: how many values it takes at most when a record is written.
        preset: what every value of the block has: field -> value.
        assumed: what a value has where its cells do not say otherwise: field -> value; always written.
        parse: reads the leading cell as whole values, which the other cells then amend.
        apart: parts the items of the leading cell.
        beside: key of another column, and how the leading cell is read instead where that column has a cell too.
        together: looks at all values of a leading cell that stands alone, given its text.
        dump: writes the leading cell, the other way round.
        exact: takes only values that it carries wholly (but for the sources of the value); others are left to the
            blocks of the same field that are not exact.
        read_only: a convenience for people; never written.
        instead: key of a cell that may stand without the leading one: words where there is no number.
        displaces: for a read-only block: which values of a record that is there already its cells take the place of; None
            means those of the preset.
        even: the other cells have exactly as many items as the leading one names, parted as people part names.
    """

    field: str
    cells: tuple[Cell, ...]
    make: type | None = None
    many: bool = True
    limit: int | None = None
    preset: Mapping[str, Any] = attrs.field(factory=dict)
    assumed: Mapping[str, Any] = attrs.field(factory=dict)
    parse: Callable[[str], Parsed[tuple[Any, ...]]] | None = None
    apart: Callable[[str], list[str]] = parted
    beside: tuple[str, Callable[[str], Parsed[tuple[Any, ...]]]] | None = None
    together: Callable[[tuple[Any, ...], str], Parsed[tuple[Any, ...]]] | None = None
    dump: Callable[[Any], str] | None = None
    exact: bool = False
    read_only: bool = False
    instead: str | None = None
    displaces: Callable[[Any], bool] | None = None
    even: bool = False
