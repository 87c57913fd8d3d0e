"""What an issue that does not say it has from its serial: its title, and the publisher that the serial had at its date."""

from __future__ import annotations

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.model import Agent, Issue, PartialDate, Periodical, Product, Publisher, Record, Title

HOLDS = {"host": ("issue:", "book:"), "periodical": ("periodical:",)}
"""Field -> how ids begin of what an article, or an issue, can stand in; of anything else it is a part in another way."""
_BEGIN, _END = ("established", "incorporated"), ("dissolved", "ended")


def first_day(date: PartialDate) -> tuple[int, int, int]:
    """Return the first day that a date can mean."""
    return date.year, date.month or 1, date.day or 1


def last_day(date: PartialDate) -> tuple[int, int, int]:
    """Return the last day that a date can mean, every month having 31."""
    return date.year, date.month or 12, date.day or 31


def published(record: Product) -> PartialDate | None:
    """Return the exact date of publication; of an issue without one, that of its cover."""
    exact = {d.role: d.date for d in reversed(record.dates) if d.qualifier is None}
    return exact.get("publication") or (exact.get("cover") if isinstance(record, Issue) else None)


def serial_of(record: object, context: Context) -> Periodical | None:
    """Return the serial of an issue, where the catalogue has it."""
    found = context.lookup(record.periodical) if isinstance(record, Issue) and record.periodical else None
    return found if isinstance(found, Periodical) else None


def titles_of(record: Product | Periodical, context: Context) -> tuple[Title, ...]:
    """Return the titles of a record; of an issue that has none, the titles proper of its serial."""
    serial = None if record.titles else serial_of(record, context)
    return record.titles if serial is None else tuple(t for t in serial.titles if t.type == "01")


def titled(record: Record, context: Context) -> Record:
    """Return a record with the titles that it goes out under."""
    return evolve(record, titles=titles_of(record, context)) if isinstance(record, Issue) else record


def publishers_of(record: Product, context: Context) -> tuple[Publisher, ...]:
    """Return who publishes a product, distributors aside.

    For an issue without one of its own, the publisher of its serial; of several, the only one that the dates of their
    agents leave for the issue's date: beginnings, ends, when a name was used, and the beginning of a successor. None where
    they leave more, for nobody knows then which of them it was.
    """
    own = tuple(p for p in record.publishers if p.role != "distributor")
    serial = serial_of(record, context)
    if own or serial is None:
        return own
    several = [p for p in serial.publishers if p.role != "distributor"]
    several = [p for p in several if p.role == "01"] or several
    date = published(record)
    if len(several) > 1 and date is not None:
        several = [p for p in several if _was(p, date, context)]
    return tuple(several) if len(several) == 1 else ()


def _was(it: Publisher, date: PartialDate, context: Context) -> bool:
    """Tell whether a publisher can have been there on a date, under its name."""
    agent = _agent(it.agent, context)
    if agent is None:
        return True
    begin, end = _begin(agent), _end(agent, context)
    begins, ends = [begin] if begin else [], [end] if end else []
    for name in agent.names:
        if name.name.text == it.name.text:
            begins += [name.used_from] if name.used_from else []
            ends += [name.used_until] if name.used_until else []
    return all(last_day(date) >= first_day(each) for each in begins) and all(
        first_day(date) <= last_day(each) for each in ends
    )


def _agent(agent: str | None, context: Context) -> Agent | None:
    found = context.lookup(agent) if agent is not None else None
    return found if isinstance(found, Agent) else None


def _dates(agent: Agent, role: str) -> list[PartialDate]:
    return [d.date for d in agent.dates if d.role == role and d.qualifier is None]


def _begin(agent: Agent) -> PartialDate | None:
    """Return when an organisation began; its incorporation is that only where another was there before it."""
    roles = _BEGIN if any(r.type == "earlier" for r in agent.related) else _BEGIN[:1]
    return next((min(found, key=first_day) for role in roles if (found := _dates(agent, role))), None)


def _end(agent: Agent, context: Context) -> PartialDate | None:
    ends = [date for role in _END for date in _dates(agent, role)]
    later = (_agent(r.record, context) for r in agent.related if r.type == "later")
    return max(ends, key=last_day) if ends else next((d for it in later if it and (d := _begin(it))), None)
