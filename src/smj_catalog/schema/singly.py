"""Records validated one by one where they stand, as roots of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from smj_catalog.problems import Problem
from smj_catalog.schema.envelope import Checked, Envelope
from smj_catalog.schema.faults import Name, child_above
from smj_catalog.schema.references import References

if TYPE_CHECKING:
    from smj_catalog.schema.checking import Schema
    from smj_catalog.xmlio import RecordStream

__all__ = ["Singly"]


class Singly:
    """One run over a stream whose records the schema admits as roots too.

    Nothing is moved and nothing waits for its batch: a record is read while it is still near in memory. What stands
    around the records is told of the root, with a copy of the first record of each kind.
    """

    def __init__(self, schema: Schema, stream: RecordStream, record_of: Name, unique: Name | None) -> None:
        if stream.strangers is None:
            raise ValueError("check_roots needs a RecordStream made with strangers=True")
        self._strangers = stream.strangers
        self._check = schema.validator.validate
        self._schema = schema
        self._stream = stream
        self._record_of = record_of
        self._references = None if unique is None else References(unique, record_of, stream.file, schema.name)
        self._envelope = Envelope(schema, stream, record_of)

    def run(self) -> Checked:
        """Yield the records with their problems, and the root if it has any."""
        stream, check, envelope, references = self._stream, self._check, self._envelope, self._references
        strangers = self._strangers
        kinds: set[str] = set()
        name: str | None = None
        line = 0
        element: Any
        for element in stream:
            if strangers:
                yield from self._between(strangers, name, line)
            if element.tag not in kinds:
                if element is stream.root:
                    yield element, envelope.whole(element)
                    return
                if kinds:
                    envelope.sample(element)
                else:
                    envelope.begin(element)
                kinds.add(element.tag)
            problems: tuple[Problem, ...] = ()
            if stream.doctype and (entity := stream.unresolved(element)):  # libxml2 cannot validate it
                problems = (entity.at(record=self._record_of(element)),)
            elif not check(element):
                problems = self._alone(element)
            if references is not None and (twice := references.repeated(element)):
                problems = (*problems, twice)
            name, line = self._record_of(element), element.sourceline
            yield element, problems
        if strangers:
            yield from self._between(strangers, name, line)
        yield from envelope.finish()

    def _between(self, strangers: list[Any], name: str | None, line: int) -> Checked:
        """Tell of text behind the last record, and set aside what stands behind it and is none."""
        found, strangers[:] = list(strangers), []
        if found[0].tag in self._stream.tags:  # the last record, emptied
            last = found.pop(0)
            root = self._envelope.with_text(last.tail)
            told = self._schema.faults(root)
            problems = self._envelope.stray(last.tail.strip(), told, root, line, name)
            if problems:
                yield self._stream.root, problems
        yield from self._envelope.aside(found)

    def _alone(self, element: Any) -> tuple[Problem, ...]:
        """Return the problems of a record that is not valid by itself, unless it is so under its own root."""
        told = self._schema.faults(element)
        root = self._envelope.fresh()
        root.append(deepcopy(element))
        if not any(child_above(fault.element, root) is root[-1] for fault in self._schema.faults(root)):
            return ()  # a type's prefix stands at the root
        record = self._record_of(element)
        return tuple(self._envelope.problem(fault, element, record) for fault in told)
