"""What stands around the records of a stream: told of once, with a copy of a record standing for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import evolve
from lxml import etree

from smj_catalog.problems import Problem, Where
from smj_catalog.schema.faults import Fault, Name, child_above, problem, problems

if TYPE_CHECKING:
    from smj_catalog.schema.checking import Schema
    from smj_catalog.xmlio import RecordStream

__all__ = ["Checked", "Envelope"]

STRANGERS = 1000  # how much that is no record is held before it is checked

Checked: TypeAlias = "Iterator[tuple[Any, tuple[Problem, ...]]]"


class Envelope:
    """The root of a stream, what stands before its records, and what stands between them and should not."""

    def __init__(self, schema: Schema, stream: RecordStream, record_of: Name) -> None:
        self._schema = schema
        self._stream = stream
        self._record_of = record_of
        self._template: Any = None  # the stream's root and what stands before the first record
        self._samples: list[Any] = []  # a copy of a record of each kind
        self._extras: list[Any] = []  # what stands between records
        self._told: set[Problem] = set()

    def begin(self, first: Any) -> None:
        """Take note of the root and of what stands before the first record."""
        root = self._stream.parent
        assert root is not None
        attributes, names = cast(Any, root.attrib), cast(Any, root.nsmap)
        self._template = etree.Element(root.tag, attributes, nsmap=names)
        self._template.extend(deepcopy(e) for e in reversed(list(first.itersiblings("*", preceding=True))))
        _without_entities(self._template)
        self.sample(first)

    def sample(self, record: Any) -> None:
        """Let a copy of a record stand for the others of its kind."""
        copied = deepcopy(record)
        copied.tail = None
        _without_entities(copied)
        self._samples.append(copied)

    def fresh(self) -> Any:
        """Return a copy of the root without records."""
        return deepcopy(self._template)

    def with_text(self, text: str) -> Any:
        """Return a copy of the root with a record and text behind it."""
        root = self.fresh()
        root.append(deepcopy(self._samples[0]))
        root[-1].tail = text
        return root

    def problem(self, fault: Fault, top: Any, record: str | None) -> Problem:
        """Return a fault as a problem."""
        return problem(fault, top, file=self._stream.file, record=record, source=self._schema.name)

    def alone(self, element: Any, message: Any) -> tuple[Problem, ...]:
        """Return the problems of one record, which is put into a message of its own."""
        message.append(element)
        told = self._schema.faults(message)
        own = [fault for fault in told if child_above(fault.element, message) is element]
        if any(self.misplaced(fault, element) for fault in own):  # libxml2 does not look inside it then
            bare = self._schema.faults(element)
            if not any(fault.kind == "SCHEMAV_CVC_ELT_1" for fault in bare):  # it may be a root as well
                own = bare
        if not own:
            return ()
        record = self._record_of(element)
        return tuple(problems(own, lambda fault: self.problem(fault, element, record)))

    def misplaced(self, fault: Fault, element: Any) -> bool:
        """Return whether the fault is that a record stands where it is, which a sample shows of the envelope."""
        return fault.unexpected and fault.element is element and element.tag in [s.tag for s in self._samples]

    def stray(self, text: str, told: Iterable[Fault], root: Any, line: int, record: str | None) -> tuple[Problem, ...]:
        """Return the problem of text behind a record, if the faults of its root tell of any."""
        fault = next((f for f in told if f.element is root and "haracter content" in f.text), None)
        if fault is None:
            return ()
        say = self.problem(fault, root, record)
        where = Where(file=say.where.file, line=line, record=record, path=say.where.path)
        return (Problem(where, say.rule, text, say.expected, say.source),)

    def whole(self, root: Any) -> tuple[Problem, ...]:
        """Return the problems of a root that is the record."""
        record = self._record_of(root)
        if entity := self._stream.unresolved(root):
            return (entity.at(record=record),)
        return tuple(problems(self._schema.faults(root), lambda fault: self.problem(fault, root, record)))

    def aside(self, strangers: Iterable[Any]) -> Checked:
        """Take what stands before a record and is none; check it when there is much of it."""
        for stranger in strangers:
            if self._stream.doctype and (entity := self._stream.unresolved(stranger)):  # libxml2 cannot validate it
                where = evolve(entity.where, path=entity.where.path or etree.QName(self._stream.parent).localname)
                yield self._stream.root, (evolve(entity, where=where),)
            else:
                self._extras.append(stranger)
        if len(self._extras) >= STRANGERS:
            yield from self._tell(self._told_of(self.fresh()))
            self._extras = []

    def finish(self) -> Checked:
        """Check what is left of the root when all records have been taken out of it."""
        root = self._stream.root
        if root is None:
            return
        if entity := self._stream.unresolved(root):
            yield root, (entity,)
            return
        parent = self._stream.parent
        yield from self._tell(self._told_of(root if parent is None else parent, root))

    def _told_of(self, root: Any, whole: Any = None) -> list[Problem]:
        """Return the problems of an envelope, with the samples and what was set aside put into it.

        Args:
            root: what holds the records.
            whole: the root of the document, where that is another element.
        """
        whole = root if whole is None else whole
        samples = [deepcopy(s) for s in self._samples]
        if samples:
            place = len(self._template)
            root[place:place] = [*samples, *self._extras]
        told = []
        for fault in self._schema.faults(whole):
            top = child_above(fault.element, root if samples and whole is not root else whole)
            if top not in samples or (fault.element is top and fault.unexpected):
                told.append(self.problem(fault, top, None))
        for sample in samples:
            root.remove(sample)
        return told

    def _tell(self, told: list[Problem]) -> Checked:
        new = tuple(p for p in told if p not in self._told)
        self._told.update(new)
        if new:
            yield self._stream.root, new


def _without_entities(copied: Any) -> None:
    """Take entities out of a copy, which may lack text: libxml2 stumbles over them."""
    for entity in list(copied.iter(etree.Entity)):
        entity.getparent().remove(entity)
