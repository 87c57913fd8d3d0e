"""The order of records: the same archive always comes out in the same order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from smj_catalog.errors import InputError
from smj_catalog.model import Agent, Book, Component, Concept, Issue, PartialDate, Product, Record, title_of

_LATEST = PartialDate(9999)
_DIGITS = re.compile(r"\d+")


def _date(record: Product) -> str:
    known = [str(d.date) for d in record.dates]
    return min(known) if known else str(_LATEST)


def _number(record: Issue) -> int:
    numbers = record.numbering.numbers if record.numbering else ()
    found = _DIGITS.search(unicodedata.normalize("NFKC", numbers[0])) if numbers else None
    return int(found.group()) if found else 0


def _reading(record: Book | Agent | Concept) -> str:
    if isinstance(record, Book):
        text = record.titles[0].text if record.titles else None
    elif isinstance(record, Agent):
        text = record.names[0].name if record.names else None
    else:
        text = record.labels[0] if record.labels else None
    return (text.reading if text else None) or title_of(record)


def sort_key(record: Record) -> tuple[str, str, int, str, str]:
    """Return what a record is sorted by among its kind.

    Issues by serial, date and number; books by date and title reading; agents and concepts by reading; all by id last.
    """
    if isinstance(record, Issue):
        return (record.periodical or "", _date(record), _number(record), "", record.id)
    if isinstance(record, Book):
        return ("", _date(record), 0, _reading(record), record.id)
    if isinstance(record, Agent | Concept):
        return ("", "", 0, _reading(record), record.id)
    if isinstance(record, Component):
        return (record.host or "", "", 0, record.id, record.id)
    return ("", "", 0, "", record.id)


def in_order(paths: Iterable[str], read: Callable[[str], Iterable[Record]]) -> list[str]:
    """Return files by the order of the records in them; those that cannot be read come last."""
    keyed, broken = [], []
    for path in paths:
        try:
            keyed += [(sort_key(record), path) for record in read(path)]
        except InputError:  # told where it is read
            broken.append(path)
    return [*dict.fromkeys(path for _, path in sorted(keyed)), *broken]
