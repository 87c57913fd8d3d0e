"""Records validated in batches: one call for many, and one by one only where a batch fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from lxml import etree

from smj_catalog.errors import BadSource
from smj_catalog.model.rules.seen import Hashes
from smj_catalog.problems import Problem, Where, message
from smj_catalog.schema.faults import Fault, Name, child_above, problem

if TYPE_CHECKING:
    from smj_catalog.schema.checking import Schema
    from smj_catalog.xmlio import RecordStream

__all__ = ["Batches"]

STRANGERS = 1000  # how much that is no record is held before it is checked

Checked: TypeAlias = "Iterator[tuple[Any, tuple[Problem, ...]]]"


class Batches:
    """One run over a stream.

    The message of a batch is dropped whole, which is ten times cheaper than emptying it. What is wrong with
    the envelope (the root, what stands before the records, what stands between them and should not) would be
    told again for every batch; it is left out there and told once, of the root itself, with a copy of the
    first record standing for all of them.
    """

    def __init__(
        self,
        schema: Schema,
        stream: RecordStream,
        envelope: Callable[[], Any] | None,
        size: int,
        record_of: Name,
        unique: Name | None,
    ) -> None:
        if not stream.move:
            raise ValueError("check_records needs a RecordStream made with move=True")
        self._schema = schema
        self._check = schema.validator.validate
        self._stream = stream
        self._size = size
        self._record_of = record_of
        self._unique = unique
        self._seen = Hashes()
        self._own = envelope
        self._template: Any = None  # the stream's root and what stands before the first record
        self._sample: Any = None  # a copy of the first record
        self._extras: list[Any] = []  # what stands between records, moved out of the root
        self._told: set[Problem] = set()

    def run(self) -> Checked:
        """Yield the records with their problems, and the root if it has any."""
        stream, size, unique = self._stream, self._size, self._unique
        batch: list[Any] = []
        repeated: dict[Any, Problem] = {}
        header: Any = None
        message_: Any = None
        broken: BadSource | None = None
        records = iter(stream)
        while True:
            try:
                element: Any = next(records, None)
            except BadSource as error:
                element, broken = None, error
            if element is None:
                break
            if message_ is None:
                if element is stream.root:
                    yield element, self._whole(element)
                    return
                header = element.getprevious()
                self._begin(element)
                message_ = self._fresh()
            previous = element.getprevious()
            if previous is not header:
                yield from self._set_aside(element, header)
            if unique is not None and (twice := self._repeated(element, unique)):
                repeated[element] = twice
            if stream.doctype and (entity := stream.unresolved(element)):  # libxml2 cannot validate it
                twice = repeated.pop(element, None)
                yield from self._settle(message_, batch, repeated)
                batch, repeated, message_ = [], {}, self._fresh()
                entity = entity.at(record=self._record_of(element))
                yield element, (entity, twice) if twice else (entity,)
                continue
            message_.append(element)
            batch.append(element)
            if len(batch) >= size:
                yield from self._settle(message_, batch, repeated)
                batch, repeated, message_ = [], {}, self._fresh()
        yield from self._settle(message_, batch, repeated)
        if broken is not None:
            raise broken
        yield from self._envelope()

    def _whole(self, root: Any) -> tuple[Problem, ...]:
        """Return the problems of a root that is the record."""
        record = self._record_of(root)
        if entity := self._stream.unresolved(root):
            return (entity.at(record=record),)
        return tuple(self._problem(fault, root, record) for fault in self._schema.faults(root))

    def _begin(self, first: Any) -> None:
        root = self._stream.parent
        assert root is not None
        attributes, names = cast(Any, root.attrib), cast(Any, root.nsmap)
        self._template = etree.Element(root.tag, attributes, nsmap=names)
        self._template.extend(deepcopy(e) for e in reversed(list(first.itersiblings("*", preceding=True))))
        self._sample = deepcopy(first)
        self._sample.tail = None
        for copied in (self._template, self._sample):  # a copy may lack text; libxml2 stumbles over entities
            for entity in list(copied.iter(etree.Entity)):
                entity.getparent().remove(entity)

    def _fresh(self) -> Any:
        return self._own() if self._own else deepcopy(self._template)

    def _repeated(self, element: Any, unique: Name) -> Problem | None:
        reference = unique(element)
        if reference is None:
            return None
        if not self._seen.add(reference):
            return None
        where = Where(
            file=self._stream.file,
            line=element.sourceline,
            record=self._record_of(element),
            path=etree.QName(element).localname,
        )
        return Problem(where, "reference-unique", reference, message("unique-reference"), self._schema.name)

    def _problem(self, fault: Fault, top: Any, record: str | None) -> Problem:
        return problem(fault, top, file=self._stream.file, record=record, source=self._schema.name)

    def _settle(self, whole: Any, batch: list[Any], repeated: dict[Any, Problem]) -> Checked:
        """Yield the records of a batch, validated."""
        if not batch:
            return
        if self._check(whole):
            if not repeated:
                for element in batch:
                    yield element, ()
                return
            found: list[tuple[Problem, ...]] = [()] * len(batch)
        else:
            found = self._blame(whole, batch)
        for element, problems in zip(batch, found, strict=True):
            twice = repeated.get(element)
            yield element, (*problems, twice) if twice else problems

    def _blame(self, whole: Any, batch: list[Any]) -> list[tuple[Problem, ...]]:
        """Return the problems of each record of a batch that fails."""
        at = {element: number for number, element in enumerate(batch)}
        told = list(self._schema.faults(whole))
        inside = [(at[top], fault) for fault in told if (top := child_above(fault.element, whole)) in at]
        found = [self._stray(element, told, whole) for element in batch]
        if inside:
            found = [stray + self._alone(element) for stray, element in zip(found, batch, strict=True)]
        if any(found):
            return found
        for number, fault in inside:  # what no record shows alone, such as an identity constraint
            element = batch[number]
            if fault.kind == "SCHEMAV_CVC_IDC" and self._unique is not None:
                continue  # told as a repeated reference
            if self._misplaced(fault, element):
                continue  # told of the envelope
            found[number] += (self._problem(fault, element, self._record_of(element)),)
        return found

    def _stray(self, element: Any, told: list[Fault], whole: Any) -> tuple[Problem, ...]:
        """Return the problem of text behind a record, which moved with it."""
        text = (element.tail or "").strip()
        fault = next((f for f in told if f.element is whole and "haracter content" in f.text), None)
        if not text or fault is None:
            return ()
        say = self._problem(fault, whole, self._record_of(element))
        where = Where(file=say.where.file, line=element.sourceline, record=say.where.record, path=say.where.path)
        return (Problem(where, say.rule, text, say.expected, say.source),)

    def _alone(self, element: Any) -> tuple[Problem, ...]:
        """Return the problems of one record in a message of its own."""
        message_ = self._fresh()
        message_.append(element)
        told = self._schema.faults(message_)
        own = [fault for fault in told if child_above(fault.element, message_) is element]
        if any(self._misplaced(fault, element) for fault in own):  # libxml2 does not look inside it then
            bare = self._schema.faults(element)
            if not any(fault.kind == "SCHEMAV_CVC_ELT_1" for fault in bare):  # it may be a root as well
                own = bare
        if not own:
            return ()
        record = self._record_of(element)
        return tuple(self._problem(fault, element, record) for fault in own)

    def _misplaced(self, fault: Fault, element: Any) -> bool:
        """Return whether the fault is that a record stands where it is, which the sample shows of the envelope."""
        return fault.unexpected and fault.element is element and element.tag == self._sample.tag

    def _set_aside(self, element: Any, header: Any) -> Checked:
        """Move what stands before a record and is none out of the root; check it when there is much of it."""
        between = []
        previous = element.getprevious()
        while previous is not header and previous is not None:
            between.append(previous)
            previous = previous.getprevious()
        for extra in reversed(between):
            if extra.getparent() is not None:
                extra.getparent().remove(extra)
            self._extras.append(extra)
        if len(self._extras) >= STRANGERS:
            yield from self._tell(self._told_of(deepcopy(self._template)))
            self._extras = []

    def _told_of(self, root: Any, whole: Any = None) -> list[Problem]:
        """Return the problems of an envelope, with the sample and what was set aside put into it.

        Args:
            root: what holds the records.
            whole: the root of the document, where that is another element.
        """
        whole = root if whole is None else whole
        if self._sample is not None:
            sample = deepcopy(self._sample)
            place = len(self._template)
            root[place:place] = [sample, *self._extras]
        else:
            sample = None
        told = []
        for fault in self._schema.faults(whole):
            top = child_above(fault.element, root if sample is not None and whole is not root else whole)
            if top is not sample or (fault.element is sample and fault.unexpected):
                told.append(self._problem(fault, top, None))
        if sample is not None:
            root.remove(sample)
        return told

    def _tell(self, told: list[Problem]) -> Checked:
        new = tuple(p for p in told if p not in self._told)
        self._told.update(new)
        if new:
            yield self._stream.root, new

    def _envelope(self) -> Checked:
        """Check what is left of the root when all records have been taken out of it."""
        root = self._stream.root
        if root is None:
            return
        if entity := self._stream.unresolved(root):
            yield root, (entity,)
            return
        parent = self._stream.parent
        yield from self._tell(self._told_of(root if parent is None else parent, root))
