"""Which record of the archive a record of the input is: ordered rules, and never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from attrs import frozen

from smj_catalog.model import Agent, Book, Component, Concept, Issue, Periodical, Record

NUMBERS = ("isbn-13", "issn", "issn-l", "jp-magazine-code", "jp-e-code", "ndl", "jpno", "ncid", "doi", "isni", "viaf",
            "corporate-number")  # fmt: skip
"""Types of identifiers by which records are found."""


class Finder(Protocol):
    """What matching asks of an archive."""

    def has(self, record_id: str) -> bool:
        """Tell whether a record has this id."""

    def lookup(self, scheme: str, value: str) -> list[str]:
        """Return the ids of records that have an identifier."""

    def match(
        self, kind: str, title: str, *, number: str | None = None, date: str | None = None, host: str | None = None
    ) -> list[str]:
        """Return the ids of records of a kind with a title, number, date and host."""

    def issues(self, periodical: str, number: str) -> list[str]:
        """Return the ids of the issues of a serial that have a number."""


@frozen
class Match:
    """What was found.

    Attributes:
        rule: the rule that decided: ``id``, a number's type, ``serial+number`` or ``title+date``; None where none found.
        ids: the records found; several mean that the row must be refused.
    """

    rule: str | None
    ids: tuple[str, ...] = ()

    @property
    def one(self) -> str | None:
        """The record found, where it is exactly one."""
        return self.ids[0] if len(self.ids) == 1 else None


NOTHING = Match(None)


def match(record: Record, finder: Finder) -> Match:
    """Return which record of the archive a record is.

    The rules in their order: its own id; ISBN-13, ISSN and the other numbers; for an issue its serial and number; title
    with number and date. The first rule that finds anything decides; where it finds two, both are returned.
    """
    for rule, found in _rules(record, finder):
        ids = tuple(dict.fromkeys(found()))
        if ids:
            return Match(rule, ids)
    return NOTHING


def _rules(record: Record, finder: Finder) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    yield "id", lambda: [record.id] if finder.has(record.id) else []
    if not isinstance(record, Concept):
        for identifier in record.identifiers:
            if identifier.status == "valid" and identifier.type in NUMBERS and identifier.qualifier != "set":
                scheme, value = identifier.type, identifier.value
                yield scheme, lambda s=scheme, v=value: _of_kind(record, finder.lookup(s, v))  # type: ignore[misc]
    if isinstance(record, Issue) and record.periodical and record.numbering:
        serial, numbers = record.periodical, record.numbering.numbers
        if numbers:
            yield "serial+number", lambda: [i for n in numbers for i in finder.issues(serial, n)]
    title = _title(record)
    if title is None:
        return
    kind, number, date, host = _kind(record), _number(record), _date(record), _host(record)
    if isinstance(record, Book) and date is None:
        return  # a title alone names no edition
    yield "title+date", lambda: finder.match(kind, title, number=number, date=date, host=host)


def _of_kind(record: Record, ids: list[str]) -> list[str]:
    """Keep ids that could be this record: a chapter's ISBN is not its book's."""
    component = isinstance(record, Component)
    return [i for i in ids if i.startswith(("article:", "chapter:")) == component]


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def _title(record: Record) -> str | None:
    if isinstance(record, Component):
        return record.title.text.text if record.host else None
    if isinstance(record, Agent):
        return record.names[0].name.text if record.names else None
    if isinstance(record, Concept):
        return record.labels[0].text if record.labels else None
    if isinstance(record, Issue) and not (record.numbering and record.numbering.numbers) and not record.dates:
        return None
    return record.titles[0].text.text if record.titles else None


def _number(record: Record) -> str | None:
    if isinstance(record, Issue):
        numbers = record.numbering.numbers if record.numbering else ()
        return numbers[0] if numbers else None
    if isinstance(record, Book | Periodical):
        return record.titles[0].part_number or ""
    return None


def _date(record: Record) -> str | None:
    if isinstance(record, Book | Issue) and record.dates:
        return str(min(d.date for d in record.dates))
    return None


def _host(record: Record) -> str | None:
    if isinstance(record, Component):
        return record.host
    return record.periodical if isinstance(record, Issue) else None
