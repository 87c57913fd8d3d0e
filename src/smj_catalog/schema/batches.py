"""Records validated in batches: one call for many, and one by one only where a batch fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from smj_catalog.errors import BadSource
from smj_catalog.problems import Problem
from smj_catalog.schema.envelope import Checked, Envelope
from smj_catalog.schema.faults import Fault, Name, child_above
from smj_catalog.schema.references import References

if TYPE_CHECKING:
    from smj_catalog.schema.checking import Schema
    from smj_catalog.xmlio import RecordStream

__all__ = ["BATCH", "Batches"]

BATCH = 100
"""So many records share a schema call: a large schema has to come back into the processor's caches for each call."""

WIDE = 1 << 19
"""Or so many bytes of them."""


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
        self._references = None if unique is None else References(unique, record_of, stream.file, schema.name)
        self._envelope = Envelope(schema, stream, record_of)
        self._fresh = envelope or self._envelope.fresh

    def run(self) -> Checked:
        """Yield the records with their problems, and the root if it has any."""
        stream, size, references = self._stream, self._size, self._references
        batch: list[Any] = []
        repeated: dict[Any, Problem] = {}
        header: Any = None
        message_: Any = None
        broken: BadSource | None = None
        begun = 0
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
                    yield element, self._envelope.whole(element)
                    for _ in records:  # what is behind it is read too
                        pass
                    return
                header = element.getprevious()
                self._envelope.begin(element)
                message_ = self._fresh()
            previous = element.getprevious()
            if previous is not header:
                yield from self._envelope.aside(_between(element, header))
            if references is not None and (twice := references.repeated(element)):
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
            if len(batch) >= size or stream.taken - begun > WIDE:
                yield from self._settle(message_, batch, repeated)
                batch, repeated, message_, begun = [], {}, self._fresh(), stream.taken
        yield from self._settle(message_, batch, repeated)
        if broken is not None:
            raise broken
        yield from self._envelope.finish()

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
        tops = [(child_above(fault.element, whole), fault) for fault in told]
        inside = [(at[top], fault) for top, fault in tops if top in at]
        found = [self._stray(element, told, whole) for element in batch]
        # a fault of the message itself hides those of the records behind it
        below = all(top in at and fault.element is not top for top, fault in tops)
        for number in sorted({number for number, _ in inside}) if below else range(len(batch)) if inside else ():
            found[number] += self._envelope.alone(batch[number], self._fresh())
        if any(found):
            return found
        for number, fault in inside:  # what no record shows alone, such as an identity constraint
            element = batch[number]
            if fault.kind == "SCHEMAV_CVC_IDC" and self._references is not None:
                continue  # told as a repeated reference
            if self._envelope.misplaced(fault, element):
                continue  # told of the envelope
            found[number] += (self._envelope.problem(fault, element, self._record_of(element)),)
        return found

    def _stray(self, element: Any, told: list[Fault], whole: Any) -> tuple[Problem, ...]:
        """Return the problem of text behind a record, which moved with it."""
        text = (element.tail or "").strip()
        return self._envelope.stray(text, told, whole, element.sourceline, self._record_of(element)) if text else ()


def _between(element: Any, header: Any) -> list[Any]:
    """Move what stands before a record and is none out of the root."""
    between = []
    previous = element.getprevious()
    while previous is not header and previous is not None:
        between.append(previous)
        previous = previous.getprevious()
    between.reverse()
    for extra in between:
        if extra.getparent() is not None:
            extra.getparent().remove(extra)
    return between
