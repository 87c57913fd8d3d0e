"""A new record made of one that is there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import attrs
from attrs import evolve, frozen

from smj_catalog.errors import BadRecord
from smj_catalog.formats import Reading
from smj_catalog.formats.tabular import CSV, forms_told
from smj_catalog.formats.tabular.ids import remade
from smj_catalog.model import Component, Concept, Issue, Record, kind_of
from smj_catalog.problems import Problem, Where, errors_of, message
from smj_catalog.services.importing.merging import merged
from smj_catalog.services.one_row import typed
from smj_catalog.services.reading import items
from smj_catalog.store import Archive

OWN = (
    "identifiers", "numbering", "features", "dates", "status", "availability", "pages", "contents", "contents_complete",
    "resources", "citations", "prizes", "holdings", "sources",
)  # fmt: skip
"""What is true of one record alone: its copy begins without it. Sources say nothing of a copy."""


@frozen
class Copied:
    """A copy.

    Attributes:
        record: the new record.
        left: fields of the original that are not in it.
        problems: what is doubtful about the cells that were typed.
    """

    record: Record
    left: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def copied(archive: Archive, record: Record, cells: Sequence[tuple[str, str]] = ()) -> Copied:
    """Return a copy of a record under a new id, made of its number or words, with cells of a table laid over it.

    Args:
        archive: where it is, and where the new id must be free.
        record: the original.
        cells: name of a column and its text, each as an import reads it.

    Raises:
        BadRecord: a cell is not right, or the id that the copy would have is taken.
    """
    empty = {f.name: f.default for f in attrs.fields(type(record)) if f.name in OWN}
    if isinstance(record, Component):
        empty["host"] = record.host or archive.host_of(record.id)
    made: Record = _without_sources(evolve(record, **empty))
    left = tuple(name for name in empty if getattr(record, name) != getattr(made, name) and name != "host")
    made, problems = _laid(archive, made, cells) if cells else (made, [])
    return Copied(evolve(made, id=_new_id(archive, made)), left, tuple(problems))


def _laid(archive: Archive, record: Record, cells: Sequence[tuple[str, str]]) -> tuple[Record, list[Problem]]:
    told: list[Problem] = []
    with typed(record, kind_of(record), cells) as (path, options):
        reading = Reading(archive.context, file=str(path), check=True, options=options)
        for item in items(path, reading, format=CSV.id):
            found = [p for p in item.problems if p.rule != "header-faults"]
            if errors_of(found):
                raise BadRecord([_plain(p) for p in found])
            told += found
            if item.record is not None:
                doubts: list[tuple[str, Problem]] = []
                made = merged(record, evolve(item, record=evolve(item.record, id=record.id)), reading, told=doubts)
                told += [*(p for _, p in doubts), *forms_told(record, made)]
                record = made
    return record, [_plain(p) for p in told]


def _plain(problem: Problem) -> Problem:
    return evolve(problem, where=Where(path=problem.where.path))


def _new_id(archive: Archive, record: Record) -> str:
    made = remade(record)
    if isinstance(record, Issue) and (made in archive or not (record.numbering or record.dates)):
        problem = Problem(Where(path="id"), "record-there", made, message("copy-with-number"))
        raise BadRecord(problem)
    for number in () if isinstance(record, Concept) else record.identifiers:
        if (
            number.type != "own"
            and (there := archive.find(**{number.type.replace("-", "_"): number.value})) is not None
        ):
            where = Where(path="identifiers")
            raise BadRecord(Problem(where, "record-there", number.value, message("a-new-record", record=there.id)))
    return next(i for n in count(1) if (i := made if n == 1 else f"{made}-{n}") not in archive)


def _without_sources(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_without_sources, value))
    if not attrs.has(type(value)):
        return value
    held = {f.name: getattr(value, f.name) for f in attrs.fields(type(value)) if f.init}
    new = {name: () if name == "sources" else _without_sources(it) for name, it in held.items()}
    return evolve(value, **{name: it for name, it in new.items() if it != held[name]})
