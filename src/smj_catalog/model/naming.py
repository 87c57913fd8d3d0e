"""What a record is called: the word for its kind, and its title."""

from __future__ import annotations

from smj_catalog.errors import UsageError
from smj_catalog.model.authorities import Agent, Concept
from smj_catalog.model.records import RECORD_TYPES, Component, Issue, Product, Record
from smj_catalog.problems import message

KINDS = {made: kind for kind, made in RECORD_TYPES.items()}


def kind_of(record: Record) -> str:
    """Return the record's kind as the command names it: periodical, issue, component, book, agent, concept.

    .. versionadded:: 0.1.0

    Raises:
        UsageError: it is not a record.
    """
    try:
        return KINDS[record.__class__]
    except KeyError:
        found = f"class {record.__name__}" if isinstance(record, type) else record.__class__.__name__
        raise UsageError(message("not-a-record", found=found)) from None


def line_of(record: Record) -> str:
    """Return what tells a record from others of its title: its id, its first date where it has one, its title and number."""
    dates = [str(d.date) for d in record.dates] if isinstance(record, Product) else []
    n = record.numbering if isinstance(record, Issue) and record.numbering and not record.numbering.printed else None
    number = "-".join(filter(None, (n.volume, "/".join(n.numbers) or n.whole_number))) if n is not None else ""
    return " ".join(filter(None, (record.id, min(dates, default=""), title_of(record), number)))


def title_of(record: Record) -> str:
    """Return what to call the record: title proper, name or label; its id where it has none.

    .. versionadded:: 0.1.0

    Raises:
        UsageError: it is not a record.
    """
    kind_of(record)
    if isinstance(record, Component):
        return record.title.text.text
    if isinstance(record, Agent):
        names = sorted(record.names, key=lambda n: n.type != "preferred")
        return names[0].name.text if names else record.id
    if isinstance(record, Concept):
        return record.labels[0].text if record.labels else record.id
    titles = sorted(record.titles, key=lambda t: t.type != "01")
    if not titles:
        return record.id
    if isinstance(record, Issue) and record.numbering and record.numbering.printed:
        return f"{titles[0].text.text} {record.numbering.printed}"
    return " ".join(x for x in (titles[0].text.text, titles[0].part_number) if x)
