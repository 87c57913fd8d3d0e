"""Records validated one by one where they stand, as roots of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from smj_catalog.errors import BadSource
from smj_catalog.problems import Problem
from smj_catalog.schema.envelope import Checked, Envelope
from smj_catalog.schema.faults import CAP, Name, child_above, faults, problems
from smj_catalog.schema.references import References

if TYPE_CHECKING:
    from smj_catalog.schema.checking import Schema
    from smj_catalog.xmlio import RecordStream

__all__ = ["Singly"]

TOGETHER, BYTES = 16, 1 << 18  # how many records, and how much of the document, are validated in a row


class Singly:
    """One run over a stream whose records the schema admits as roots too.

    Nothing is moved: each record is validated where it stands. That is done for a few in a row, for the schema's
    tables and the reader's code drive each other out of the processor's caches. What stands around the records is
    told of the root, with a copy of the first record of each kind.
    """

    def __init__(self, schema: Schema, stream: RecordStream, record_of: Name, unique: Name | None) -> None:
        if not stream.keep:
            raise ValueError("check_roots needs a RecordStream made with keep=True")
        self._check = schema.validator.validate
        self._schema = schema
        self._stream = stream
        self._record_of = record_of
        self._references = None if unique is None else References(unique, record_of, stream.file, schema.name)
        self._envelope = Envelope(schema, stream, record_of)
        self._kinds: set[str] = set()
        self._last: str | None = None  # name of the record that stays behind, emptied

    def run(self) -> Checked:
        """Yield the records with their problems, and the root if it has any."""
        stream, group, start = self._stream, list[Any](), 0
        element: Any
        try:
            for element in stream:
                if element is stream.root:
                    yield element, self._envelope.whole(element)
                    for _ in stream:  # what is behind it is read too
                        pass
                    return
                group.append(element)
                if len(group) >= TOGETHER or stream.taken - start > BYTES:
                    yield from self._settle(group)
                    group.clear()
                    start = stream.taken
        except BadSource:
            yield from self._settle(group)
            raise
        yield from self._settle(group)
        for record in stream.forget(last=True):
            yield from self._stray(record)
        yield from self._envelope.finish()

    def _settle(self, group: list[Any]) -> Checked:
        """Yield the records of a group, validated, and drop them."""
        if not group:
            return
        told: list[tuple[Any, tuple[Problem, ...]]] = []
        for element in group:
            before = element.getprevious()
            if before is not None and (text := before.tail) and not text.isspace():
                told += self._stray(before)
            told.append((element, self._told(element)))
        yield from told
        self._last = self._record_of(group[-1])
        tags = self._stream.tags
        yield from self._envelope.aside(e for e in self._stream.forget() if e.tag not in tags)

    def _told(self, element: Any) -> tuple[Problem, ...]:
        """Return the problems of a record."""
        stream, kinds = self._stream, self._kinds
        if element.tag not in kinds:
            if kinds:
                self._envelope.sample(element)
            else:
                self._envelope.begin(element)
            kinds.add(element.tag)
        problems: tuple[Problem, ...] = ()
        if stream.doctype and (entity := stream.unresolved(element)):  # libxml2 cannot validate it
            problems = (entity.at(record=self._record_of(element)),)
        elif not self._check(element):
            problems = self._alone(element)
        if self._references is not None and (twice := self._references.repeated(element)):
            problems = (*problems, twice)
        return problems

    def _stray(self, record: Any) -> Checked:
        """Tell of text behind a record."""
        if record.tag not in self._stream.tags:  # of text behind others the envelope tells
            return
        root = self._envelope.with_text(record.tail)
        name = self._record_of(record) or self._last
        problems = self._envelope.stray(record.tail.strip(), self._schema.faults(root), root, record.sourceline, name)
        if problems:
            yield self._stream.root, problems

    def _alone(self, element: Any) -> tuple[Problem, ...]:
        """Return the problems of a record that is not valid by itself, unless it is so under its own root."""
        told = list(faults(self._schema.validator.error_log, element))
        if len(told) <= CAP:
            root = self._envelope.fresh()
            root.append(deepcopy(element))
            if not any(child_above(fault.element, root) is root[-1] for fault in self._schema.faults(root)):
                return ()  # a type's prefix stands at the root
        record = self._record_of(element)
        return tuple(problems(told, lambda fault: self._envelope.problem(fault, element, record)))
