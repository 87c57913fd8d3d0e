"""What only shows when the records of a catalogue are seen together."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Any, TypeAlias

from smj_catalog.model.records import Concept, Issue, Record
from smj_catalog.model.rules.base import WORKS, Rule, components, path
from smj_catalog.model.rules.check_digits import ISBN_MANUAL, stdnum, to_isbn_13
from smj_catalog.model.rules.normal import FORMS, given
from smj_catalog.model.rules.references import references
from smj_catalog.model.rules.subjects import CONCEPT
from smj_catalog.problems import Message, Problem, Where, message

REFERENCE = Rule("reference-unresolved", "error")
ID_TWICE = Rule("record-id-twice", "error")
NUMBER_TWICE = Rule("number-twice", "error", kinds=frozenset({"issue"}))
ISBN_TWICE = Rule("isbn-twice", "warning", ISBN_MANUAL, kinds=WORKS)
CYCLE = Rule("concept-cycle", "error", kinds=CONCEPT)

CATALOGUE_RULES: tuple[Rule, ...] = (CYCLE, ISBN_TWICE, NUMBER_TWICE, ID_TWICE, REFERENCE)
"""The rules that look at several records, by id."""


_Met: TypeAlias = tuple[Rule, str, str, Message]
"""Rule, path, what was found, what was expected."""


class CatalogueCheck:
    """Checks records against each other while they stream by.

    It asks the rules of `CATALOGUE_RULES` only; `check_record` asks the others. It keeps ids and numbers,
    never a record, and the places of references whose record has not come yet.
    """

    def __init__(
        self, lookup: Callable[[str], Record | None] | None = None, *, known_ids: Container[str] | None = None
    ) -> None:
        """Take what is known of records that do not stream by.

        Args:
            lookup: record by id, or None where there is no such record; asked at most twice an id.
            known_ids: ids of records that exist elsewhere, such as the archive that these will go into.
        """
        self._lookup = lookup
        self._known: Container[str] = known_ids if known_ids is not None else ()
        self._seen: set[str] = set()
        self._elsewhere: set[str] = set()
        self._waiting: dict[str, list[Where]] = {}
        self._numbers: dict[tuple[Any, ...], str] = {}
        self._isbns: dict[str, str] = {}
        self._broader: dict[str, tuple[str, ...]] = {}

    def record(self, record: Record, *, file: str | None = None, line: int | None = None) -> list[Problem]:
        """Take one record; return the faults that show at once.

        Args:
            record: the record, with the components it holds.
            file: the file it was read from, for the problems.
            line: the line on which it begins.
        """
        problems: list[Problem] = []
        for part in (record, *components(record)):
            for rule, field, found, expected in self._met(part, file, line):
                problems.append(_problem(rule, Where(file, line, None, part.id, field), found, expected))
        return problems

    def finish(self) -> list[Problem]:
        """Return the faults that show at the end: references to nothing, circles of wider concepts."""
        problems = []
        for other, places in self._waiting.items():
            if self._lookup is not None and self._lookup(other) is not None:
                continue
            expected = message("a-record-that-exists")
            problems += [_problem(REFERENCE, where, other, expected) for where in places]
        for circle in self._circles():
            where = Where(record=circle[0], path="broader")
            problems.append(_problem(CYCLE, where, " → ".join(circle), message("no-circle")))
        return problems

    def _met(self, record: Record, file: str | None, line: int | None) -> Iterator[_Met]:
        if record.id in self._seen:
            yield ID_TWICE, "id", record.id, message("an-id-once")
        self._seen.add(record.id)
        self._waiting.pop(record.id, None)
        for place, other, _ in references(record):
            if not self._exists(other):
                where = Where(file, line, None, record.id, path(place))
                self._waiting.setdefault(other, []).append(where)
        if isinstance(record, Issue):
            yield from self._number(record)
        elif isinstance(record, Concept):
            if record.broader:
                self._broader[record.id] = record.broader
            return
        yield from self._isbn(record)

    def _exists(self, other: str) -> bool:
        if other in self._seen or other in self._elsewhere:
            return True
        if other in self._waiting:
            return False
        if other in self._known or (self._lookup is not None and self._lookup(other) is not None):
            self._elsewhere.add(other)
            return True
        return False

    def _number(self, issue: Issue) -> Iterator[_Met]:
        n = issue.numbering
        if n is None or not n.numbers or issue.periodical is None:
            return
        key = (issue.periodical, issue.kind, n.series, n.volume, n.numbers)
        first = self._numbers.setdefault(key, issue.id)
        if first != issue.id:
            expected = message("a-number-once", first=first)
            yield NUMBER_TWICE, "numbering.numbers", " ".join(n.numbers), expected

    def _isbn(self, record: Record) -> Iterator[_Met]:
        for place, it, value in given(record, "isbn-13", "isbn-10"):
            # the ISBN of a set stands on each of its volumes
            if place[0] is not None or it.qualifier == "set" or not FORMS[it.type](value):
                continue
            if not stdnum("isbn").is_valid(value):
                continue
            first = self._isbns.setdefault(value if it.type == "isbn-13" else to_isbn_13(value), record.id)
            if first != record.id:
                expected = message("an-isbn-once", first=first)
                yield ISBN_TWICE, f"identifiers[{place[2]}].value", it.value, expected

    def _circles(self) -> Iterator[list[str]]:
        done: set[str] = set()
        for start in self._broader:
            trail: list[str] = []
            ahead = [iter((start,))]
            while ahead:
                concept = next(ahead[-1], None)
                if concept is None:
                    ahead.pop()
                    if trail:
                        done.add(trail.pop())
                elif concept in trail:
                    if len(circle := trail[trail.index(concept) :]) > 1:  # one alone is reference-to-itself
                        yield [*circle, concept]
                elif concept not in done:
                    trail.append(concept)
                    ahead.append(iter(self._broader.get(concept, ())))


def _problem(rule: Rule, where: Where, found: str, expected: Message) -> Problem:
    return Problem(where, rule.id, found, expected, rule.source, rule.severity)
