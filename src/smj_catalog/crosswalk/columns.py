"""How a column is written: for each field, where one format keeps it.

Paths read and write alike::

    A/B[C=01]/D      element D in a B whose child C reads 01: asked for on reading, written on writing
    B[C=01,~U=03]    ~U is written behind the rest; it, too, is asked for
    B[+C=00]         C is written and never asked for; [+C=#] writes the place in the list
    *A               this element repeats, one per item of the field
    .                the text of the group's own element
    @name            an attribute of the element before it; of the group's own where it stands alone

Entries stand in the order in which the format wants them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from attrs import evolve, field, frozen, make_class

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.codecs import Codec


@frozen
class No:
    """The format has no place for the field, and why."""

    reason: str


@frozen
class Implied:
    """The field follows from where the record stands, and how."""

    how: str


@frozen
class Leaf:
    """A path whose text this format writes in its own way.

    Attributes:
        path: where.
        codec: the format's own codec; None takes the card's.
        default: text written where the field is None, and read back as None.
        omit: the field is not written where it has the model's default.
        keeps: the value less what this path loses of it; None where it loses nothing.
        missing: what a reader puts where the text is not there, if not the model's default.
        alone: a text that cannot be read costs itself alone, also inside a group (`Column.cost`).
        needed: the standard asks for it in each of its composites, so the model's default is never put in its stead.
        beside: its values stand in turn with those of the entry before it, each behind its own: A B A B.
        unless: another field of the class, and where that says something, this one is not written.
    """

    path: str
    codec: Codec | None = None
    default: str | None = None
    omit: bool = False
    keeps: Callable[[Any], Any] | None = None
    missing: Any = None
    alone: bool = False
    needed: bool = False
    beside: bool = False
    unless: str = ""


@frozen
class Says:
    """Where an entry that is code keeps a field's values, as far as it takes them.

    Attributes:
        why: which values it does not take.
        parts: what is carried of the others: a path, or field -> path, No, or the parts of a group.
    """

    why: str
    parts: str | Mapping[str, Any] = ""


Parts: TypeAlias = Mapping[str, Any]


@frozen
class Lens:
    """Turns a value into the shape that the format gives it, and back.

    Attributes:
        shape: an attrs class that has the format's own fields.
        dump: (value, context) -> shape.
        load: (shape, context) -> value; None where the format is only written.
    """

    shape: type
    dump: Callable[[Any, Any], Any]
    load: Callable[[Any, Any], Any] | None = None


@frozen
class Group:
    """A field whose values are classes of their own.

    Attributes:
        path: the element that holds one; ``*`` where the field holds several.
        column: where its fields are; None takes the format's default for the class.
        when: which values the format carries at all.
        why: why it does not carry the others.
        lens: judgement between the value and what is written.
        says: with a lens: what is carried of the value, field by field.
        pick: of several values, those that may stand beside each other.
    """

    path: str
    column: Parts | None = None
    when: Callable[[Any], bool] | None = None
    why: str = ""
    lens: Lens | None = None
    says: Parts | None = None
    pick: Callable[[Any], Any] | None = None


@frozen
class Special:
    """Fields that only judgement can map: code, which still declares its paths.

    Attributes:
        path: the repeated element that the shapes fill; "" puts their fields into the group itself.
        shape: an attrs class with the format's own fields.
        column: where the shape's fields are.
        dump: (record, context) -> shapes to write.
        load: (shapes, context) -> the values of the entry's fields, by name; None where the format is only written.
        says: field -> what is carried of it, and where.
        drops: what ``load`` returns may have ``unread`` too: paths, from the group's element on, of what it could not take;
            and ``beside``: what it says of other records.
    """

    path: str
    shape: type
    column: Parts
    dump: Callable[[Any, Any], Iterable[Any]]
    load: Callable[[list[Any], Any], Mapping[str, Any]] | None
    says: Parts
    drops: bool = False


@frozen
class Several(Special):
    """A field with several places: a value goes to the first that takes it; those of all of them are the field's."""


def several(name: str, make: type, groups: Sequence[Group], says: Any) -> Several:
    """Return the entry of a field with several places.

    Args:
        name: of the field.
        make: class of its values.
        groups: the places; a value goes to the first whose ``when`` takes it.
        says: what is carried of a value, and where.
    """
    names = [f"place_{i}" for i, _ in enumerate(groups)]
    fields = {place: field(type=tuple[make, ...], default=()) for place in names}  # type: ignore[valid-type]
    shape = make_class(f"PlacesOf{make.__name__}", fields, weakref_slot=False)

    def dump(record: Any, _: Any) -> tuple[Any]:
        at = [
            (next((i for i, g in enumerate(groups) if g.when is None or g.when(x)), -1), x)
            for x in getattr(record, name)
        ]
        return (shape(*(tuple(x for i, x in at if i == place) for place, _ in enumerate(groups))),)

    def load(shapes: list[Any], _: Any) -> dict[str, Any]:
        return {name: tuple(value for place in names for value in getattr(shapes[0], place))}

    return Several("", shape, dict(zip(names, groups, strict=True)), dump, load, {name: says})


@frozen
class Fixed:
    """An element with the same text in every record."""

    path: str
    value: str


@frozen
class Derived:
    """An element that is worked out of the record: written, never read.

    Attributes:
        path: where it stands.
        dump: (record, context) -> its text; None if there is none.
    """

    path: str
    dump: Callable[[Any, Any], str | None]


@frozen(eq=False)
class Column:
    """One format's places for the fields of one kind of record.

    Attributes:
        make: the record's class.
        root: the element that holds one record.
        entries: field (or, for entries with code, any name) -> entry, in the format's order.
        groups: default entries of the classes that stand in many places.
        prefixes: namespace prefix -> namespace; "" is the default namespace.
        readable: whether a reader is made of it.
        begin: (record, context) -> record: what a writer adds to it from the catalogue around.
        finish: (record, context) -> record: what a reader fills in from the record around.
        cost: what a text that cannot be read costs: ``record``; or ``value``: the value alone where it is a field of a
            record (an article's or chapter's too), else the group that it stands in, for half a group may say something else.
    """

    make: type
    root: str
    entries: Parts
    groups: Mapping[type, Parts] = field(factory=dict)
    prefixes: Mapping[str, str] = field(factory=dict)
    readable: bool = True
    finish: Callable[[Any, Any], Any] | None = None
    begin: Callable[[Any, Any], Any] | None = None
    cost: Literal["record", "value"] = "record"


def rested(make: type, entries: Parts, reason: str) -> dict[str, Any]:
    """Return entries in which all other fields have no place, for one reason, also in what is said of groups.

    Args:
        make: the class that the entries are of.
        entries: those with a place, or a reason of their own.
        reason: why the format has no place for the others.
    """
    known = cards(make)
    found = {
        name: evolve(e, says={n: _rested(known[n].make, it, reason) for n, it in e.says.items()})
        if isinstance(e, Special) else _rested(known[name].make, e, reason) if name in known else e
        for name, e in entries.items()
    }  # fmt: skip
    said = {n for name, e in entries.items() for n in (e.says if isinstance(e, Special) else (name,))}
    return {**found, **{name: No(reason) for name in known if name not in said}}


def _rested(make: type | None, entry: Any, reason: str) -> Any:
    if isinstance(entry, Says):
        return evolve(entry, parts=_rested(make, entry.parts, reason))
    return entry if make is None or not isinstance(entry, Mapping) else rested(make, entry, reason)


def less(
    column: Column, differences: Mapping[str, str], parents: Mapping[type, str] | None = None, **changes: Any
) -> Column:
    """Return a column without some places: a dialect that lacks them.

    Args:
        column: the fuller one.
        differences: ``Parent/child`` or ``Element/@attribute``, as names without conditions -> why it is not there.
        parents: class of a group -> the element that its fields stand in.
        changes: other attributes of the new column, such as ``prefixes``.
    """
    entries = {name: _less(entry, column.root, differences) for name, entry in column.entries.items()}
    groups = {
        make: {name: _less(entry, (parents or {}).get(make, ""), differences) for name, entry in parts.items()}
        for make, parts in column.groups.items()
    }
    return evolve(column, entries=entries, groups=groups, **changes)


def _less(entry: Any, parent: str, differences: Mapping[str, str]) -> Any:
    if isinstance(entry, Special):
        inside = _last(entry.path, parent)
        return evolve(entry, column={n: _less(e, inside, differences) for n, e in entry.column.items()})
    path = entry if isinstance(entry, str) else getattr(entry, "path", None)
    if path is None:
        return entry
    steps = [parent, *_names(path)]
    why = differences.get("/".join(steps[-2:]))
    if why is not None:
        return No(why)
    if isinstance(entry, Group) and entry.column is not None:
        return evolve(entry, column={n: _less(e, steps[-1], differences) for n, e in entry.column.items()})
    return entry


def _last(path: str, parent: str) -> str:
    return _names(path)[-1] if path else parent


def _names(path: str) -> list[str]:
    """Return the names on a path; what a condition asks for may hold slashes of its own."""
    return [step for step in re.sub(r"[*]|\[[^]]*\]", "", path).split("/") if step != "."]
