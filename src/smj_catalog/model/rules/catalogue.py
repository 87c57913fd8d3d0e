"""What only shows when the records of a catalogue are seen together."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator

from smj_catalog.model.authorities import Concept
from smj_catalog.model.records import Issue, Record
from smj_catalog.model.rules.base import WORKS, Rule, components
from smj_catalog.model.rules.check_digits import ISBN_MANUAL, is_isbn, to_isbn_13
from smj_catalog.model.rules.compiled import Fault
from smj_catalog.model.rules.identifiers import given
from smj_catalog.model.rules.normal import FORMS
from smj_catalog.model.rules.references import path_of, references
from smj_catalog.model.rules.seen import Firsts, Hashes
from smj_catalog.model.rules.subjects import CONCEPT
from smj_catalog.model.values import Identifier
from smj_catalog.problems import Message, Problem, Severity, Where, message

REFERENCE = Rule("reference-unresolved", "error")
ID_TWICE = Rule("record-id-twice", "error")
NUMBER_TWICE = Rule("number-twice", "error", kinds=frozenset({"issue"}))
ISBN_TWICE = Rule("isbn-twice", "warning", ISBN_MANUAL, kinds=WORKS)
CYCLE = Rule("concept-cycle", "error", kinds=CONCEPT)

CATALOGUE_RULES: tuple[Rule, ...] = (CYCLE, ISBN_TWICE, NUMBER_TWICE, ID_TWICE, REFERENCE)
"""The rules that look at several records, by id."""


LATELY = 4096  # how many of the ids that were found to exist are remembered as they are
NAMED = 100
"""So many places are named where one record is missing; more would fill memory and help nobody."""


class CatalogueCheck:
    """Checks records against each other while they stream by.

    It asks the rules of `CATALOGUE_RULES` only; `check_record` asks the others. It keeps a few bytes of each id and
    number, never a record, and some places of references whose record has not come yet.
    """

    def __init__(
        self,
        lookup: Callable[[str], Record | None] | None = None,
        *,
        known_ids: Container[str] | None = None,
        at_once: bool = False,
    ) -> None:
        """Take what is known of records that do not stream by.

        Args:
            lookup: record by id, or None where there is no such record; asked at most twice an id.
            known_ids: ids of records that exist elsewhere, such as the archive that these will go into.
            at_once: these are all: a reference to nothing is told with its record, not at the end.
        """
        self._lookup = lookup
        self._known: Container[str] = known_ids if known_ids is not None else ()
        self._at_once = at_once
        self._seen = Hashes()
        self._elsewhere: set[str] = set()
        self._lately: set[str] = set()
        self._waiting: dict[str, list[Where]] = {}
        self._numbers = Firsts()
        self._isbns = Firsts()
        self._broader: dict[str, tuple[str, ...]] = {}

    def record(self, record: Record, *, file: str | None = None, line: int | None = None) -> list[Problem]:
        """Take one record; return the faults that show at once.

        Args:
            record: the record, with the components it holds.
            file: the file it was read from, for the problems.
            line: the line on which it begins.
        """
        told: list[tuple[str, Fault]] = []
        seen, lately, waiting = self._seen, self._lately, self._waiting
        self._exist(record.id)  # its components name it
        for part in (record, *components(record)):
            own = part.id
            if seen.add(own):
                told.append((own, (ID_TWICE, "id", own, message("an-id-once"))))
            if waiting:
                waiting.pop(own, None)
            for other, field, index, name in references(part, lately):
                if self._exists(other):
                    continue
                if self._at_once:
                    told.append((own, (REFERENCE, path_of(field, index, name), other, message("a-record-that-exists"))))
                else:
                    places = waiting.setdefault(other, [])
                    if len(places) < NAMED:
                        places.append(Where(file, line, None, own, path_of(field, index, name)))
            if isinstance(part, Concept):
                if part.broader:
                    self._broader[own] = part.broader
                continue
            if isinstance(part, Issue):
                told += ((own, fault) for fault in self._number(part))
            if part.identifiers:
                told += ((own, fault) for fault in self._isbn(part))
        return [
            _problem(rule, Where(file, line, None, own, path), found, expected)
            for own, (rule, path, found, expected) in told
        ]

    def finish(self, *, unresolved: Severity | None = "error") -> list[Problem]:
        """Return the faults that show at the end: references to nothing, circles of wider concepts.

        Args:
            unresolved: what a reference to nothing is; None, where the records are known to be but a part: not told.
        """
        problems = []
        expected = message("a-record-that-exists")
        for other, places in self._waiting.items():
            if unresolved is None or (self._lookup is not None and self._lookup(other) is not None):
                continue
            problems += [Problem(w, REFERENCE.id, other, expected, REFERENCE.source, unresolved) for w in places]
        for circle in self._circles():
            where = Where(record=circle[0], path="broader")
            problems.append(_problem(CYCLE, where, " → ".join(circle), message("no-circle")))
        return problems

    def _exists(self, other: str) -> bool:
        if other in self._elsewhere or other in self._seen:
            self._exist(other)
            return True
        if other in self._waiting:
            return False
        if other in self._known or (self._lookup is not None and self._lookup(other) is not None):
            self._elsewhere.add(other)
            return True
        return False

    def _exist(self, name: str) -> None:
        if len(self._lately) >= LATELY:
            self._lately.clear()
        self._lately.add(name)

    def _number(self, issue: Issue) -> Iterator[Fault]:
        n = issue.numbering
        if n is None or not n.numbers or issue.periodical is None:
            return
        key = repr((issue.periodical, issue.kind, n.series, n.volume, n.numbers))
        first = self._numbers.first(key, issue.id)
        if first is not None:
            yield NUMBER_TWICE, "numbering.numbers", " ".join(n.numbers), message("a-number-once", first=first)

    def _isbn(self, record: Record) -> Iterator[Fault]:
        for isbn, where, it in _isbns(record):
            first = self._isbns.first(isbn, record.id)
            if first is not None:
                yield ISBN_TWICE, where, it.value, message("an-isbn-once", first=first)

    def _circles(self) -> Iterator[list[str]]:
        done: set[str] = set()
        for start in self._broader:
            trail: dict[str, int] = {}
            ahead = [iter((start,))]
            while ahead:
                concept = next(ahead[-1], None)
                if concept is None:
                    ahead.pop()
                    if trail:
                        done.add(trail.popitem()[0])
                elif concept in trail:
                    if len(circle := list(trail)[trail[concept] :]) > 1:  # one alone is reference-to-itself
                        yield [*circle, concept]
                elif concept not in done:
                    trail[concept] = len(trail)
                    ahead.append(iter(self._broader.get(concept, ())))


def isbns_elsewhere(before: Record | None, after: Record, having: Callable[[str], Iterable[str]]) -> Iterator[Problem]:
    """Yield the ISBNs that a record, or an article or chapter in it, has anew and other records have already.

    Args:
        before: the record as it was.
        after: as it is to be.
        having: an ISBN-13 -> ids of the records, articles and chapters that have it.
    """
    had = {isbn for part in _parts(before) for isbn, _, _ in _isbns(part)}
    for part in _parts(after):
        for isbn, where, it in _isbns(part):
            first = next((i for i in having(isbn) if i != part.id), None) if isbn not in had else None
            if first is not None:
                expected = message("an-isbn-once", first=first)
                yield _problem(ISBN_TWICE, Where(record=part.id, path=where), it.value, expected)


def _parts(record: Record | None) -> Iterator[Record]:
    if record is not None:
        yield from (record, *components(record))


def _isbns(record: Record) -> Iterator[tuple[str, str, Identifier]]:
    """Yield the ISBNs of a record as ISBN-13, each with its path; that of a set stands on each of its volumes."""
    for where, it, value in given(record, "isbn-13", "isbn-10") if not isinstance(record, Concept) else ():
        if it.qualifier != "set" and FORMS[it.type](value) and is_isbn(value):
            yield value if it.type == "isbn-13" else to_isbn_13(value), where, it


def _problem(rule: Rule, where: Where, found: str | None, expected: Message) -> Problem:
    return Problem(where, rule.id, found, expected, rule.source, rule.severity)
