"""A compiled schema, and what it says of a tree or of the records of a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree

from smj_catalog.problems import Problem
from smj_catalog.schema.batches import BATCH, Batches
from smj_catalog.schema.faults import Fault, Name, child_above, faults, problem, problems
from smj_catalog.schema.singly import Singly
from smj_catalog.xmlio import unresolved

if TYPE_CHECKING:
    from smj_catalog.xmlio import RecordStream

__all__ = ["Schema"]


def nameless(element: etree._Element) -> None:
    """Return None: the name of a record that has none."""


class Schema:
    """A compiled XML schema.

    Attributes:
        name: name of its file.
        validator: lxml's object. Its log of errors is its own, so one thread at a time may use it.
    """

    def __init__(self, name: str, validator: etree.XMLSchema) -> None:
        self.name = name
        self.validator: Any = validator

    def faults(self, element: etree._Element) -> list[Fault]:
        """Return what is wrong with an element as the root of a document."""
        return [] if self.validator.validate(element) else list(faults(self.validator.error_log, element))

    def check_tree(
        self,
        tree: etree._Element | etree._ElementTree,
        *,
        file: str | None = None,
        record_of: Name = nameless,
    ) -> list[Problem]:
        """Return what is wrong with a whole document.

        Args:
            tree: the document or its root.
            file: name for messages.
            record_of: gives the id of a record. Asked about the root first: where that has one, the root is
                the record; else the records are its children.
        """
        root = tree.getroot() if isinstance(tree, etree._ElementTree) else tree
        if (entity := unresolved(root, file)) is not None:
            return [entity]  # libxml2 cannot validate a tree with such a node
        whole = record_of(root)

        def say(fault: Fault) -> Problem:
            top = root if whole is not None else child_above(fault.element, root)
            record = whole if whole is not None or top is root else record_of(top)
            return problem(fault, top, file=file, record=record, source=self.name)

        return problems(self.faults(root), say)

    def check_records(
        self,
        stream: RecordStream,
        *,
        envelope: Callable[[], etree._Element] | None = None,
        size: int = BATCH,
        record_of: Name = nameless,
        unique: Name | None = None,
    ) -> Iterator[tuple[etree._Element, tuple[Problem, ...]]]:
        """Yield every record of a stream with its problems, and last the root, if it has any.

        Args:
            stream: made with ``move=True``. Each record is moved into the message of its batch, and lives as
                long as it is used.
            envelope: makes an empty, faultless message; by default the stream's own root serves, with what
                stands before the first record.
            size: records a schema call, and fewer where they are long.
            record_of: gives the id of a record, for its problems.
            unique: gives a reference that a record shares with no other in the file. A schema that says so
                sees one batch at a time, so that is looked at here, by hashes of 8 bytes.

        Raises:
            BadSource: what the stream raises, after the records before have been yielded.
        """
        return Batches(self, stream, envelope, size, record_of, unique).run()

    def check_roots(
        self, stream: RecordStream, *, record_of: Name = nameless, unique: Name | None = None
    ) -> Iterator[tuple[etree._Element, tuple[Problem, ...]]]:
        """Yield every record of a stream with its problems, where the schema admits each as a root by itself.

        Records are validated one by one where they stand, which is faster than in batches; an element is good until
        the next is asked for. What the schema says of several records together (an order of their kinds, an identity
        constraint) is not seen.

        Args:
            stream: made with ``keep=True``.
            record_of: gives the id of a record, for its problems.
            unique: gives a reference that a record shares with no other in the file.

        Raises:
            BadSource: what the stream raises, after the records before have been yielded.
        """
        return Singly(self, stream, record_of, unique).run()
