"""Which record of the archive a record of the input is: ordered rules, and never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from attrs import evolve, frozen

from smj_catalog.formats.tabular.ids import remade
from smj_catalog.model import Agent, Book, Component, Concept, Issue, Record, kind_of
from smj_catalog.model.keys import key_of, number_key
from smj_catalog.services.importing.likeness import compare, contradicts, numbers_of, strange
from smj_catalog.services.importing.verdict import Likeness

SHOWN = 3
"""How many look-alikes are named."""

MANY = 500
"""How many records that share words are compared one by one; where there are more, words cannot tell."""


class Finder(Protocol):
    """What matching asks of an archive."""

    def has(self, record_id: str) -> bool:
        """Tell whether a record has this id."""

    def lookup(self, scheme: str, value: str, *, sets: bool = True) -> list[str]:
        """Return the ids of records that have an identifier."""

    def alike(
        self,
        kind: str,
        titles: Iterable[str],
        *,
        number: str = "",
        date: str | None = "",
        host: str = "",
        limit: int = MANY,
    ) -> list[tuple[str, bool]]:
        """Return the ids of records of a kind that have these words, each with whether it has an ISBN."""

    def match(self, kind: str, title: str) -> list[str]:
        """Return the ids of the records of a kind that have a title."""

    def host_of(self, component: str) -> str | None:
        """Return the id of the record that a component stands in."""

    def issues(
        self, periodical: str, number: str | None, date: str | None = None, volume: str | None = None
    ) -> list[str]:
        """Return the ids of the issues of a serial that have a number, or a date."""


Get = Callable[[str], Record | None]


@frozen
class Match:
    """What was found.

    Attributes:
        rule: the rule that decided: ``id``, a number's type, ``serial+number``, ``title+date``, ``host+title`` or ``name``;
            None where none did.
        ids: the record found; several, or one that is not sure, mean that the row must be refused.
        sure: it is that record.
        differs: what is strange: what the record found says otherwise, though it is that one.
        alike: records that look like it and are others, each with what tells them apart.
        taken: another record has the id that was made for it.
    """

    rule: str | None = None
    ids: tuple[str, ...] = ()
    sure: bool = True
    differs: tuple[str, ...] = ()
    alike: tuple[tuple[str, tuple[str, ...]], ...] = ()
    taken: bool = False

    @property
    def one(self) -> str | None:
        """The record found, where it is exactly one and sure."""
        return self.ids[0] if self.sure and len(self.ids) == 1 else None

    @property
    def firm(self) -> bool:
        """True where an id or a number decided, which words do not shake."""
        return self.rule is not None and self.rule not in ("title+date", "host+title", "name")


def match(record: Record, finder: Finder, get: Get, *, made: bool = False, own: bool = True) -> Match:
    """Return which record of the archive a record is.

    The rules in their order: its own id; ISBN-13, ISSN and the other numbers; of an issue its serial and number; its words.
    Words find a record only where nothing contradicts it (`smj_catalog.services.importing.likeness`).

    Args:
        record: of the input.
        finder: the index.
        get: id -> record of the archive.
        made: its id was made of its numbers and words, and is no proof.
        own: the numbers that its source gave it are proof.
    """
    if not made and finder.has(record.id):
        others = _by_number(record, finder, get, made=made, own=own).ids
        if others and record.id not in others:  # its id says one record, its number another
            return Match("id", (record.id, *others), sure=False)
        return _found("id", record, record.id, get)
    found = _by_number(record, finder, get, made=made, own=own)
    if found.ids:
        return found
    ids = dict.fromkeys(_ids(record, finder))
    taken = made and finder.has(record.id)
    if taken:
        ids[record.id] = None
    if len(ids) >= MANY:
        return Match(_rule(record), tuple(ids)[:SHOWN], sure=False)
    words = judged(record, ((i, old) for i in ids if (old := get(i)) is not None), _rule(record), made=made)
    return evolve(words, alike=found.alike + words.alike, taken=taken) if found.alike or taken else words


def fresh(record: Record, found: Match, finder: Finder) -> str | None:
    """Return the id under which a record is new; None where that is another record's and its words make no other."""
    if not found.taken:
        return record.id
    others = remade(record, of_year=True), remade(record, worded=True)
    return next((other for other in others if not finder.has(other)), None)


def _found(rule: str, record: Record, record_id: str, get: Get) -> Match:
    old = get(record_id)
    return Match(rule, (record_id,), differs=() if old is None else strange(record, old, by_number=rule != "id"))


def _by_number(record: Record, finder: Finder, get: Get, *, made: bool, own: bool) -> Match:
    hits: dict[str, str] = {}
    for scheme, value in numbers_of(record, own=own):
        for record_id in _of_kind(record, finder.lookup(scheme, value, sets=False)):
            hits.setdefault(record_id, scheme)
    others: list[tuple[str, tuple[str, ...]]] = []
    for record_id, scheme in [*hits.items()]:
        old = get(record_id)
        against = contradicts(record, old, scheme) if old is not None else ()
        if against:
            del hits[record_id]
            others.append((record_id, against))
    if not hits:
        return Match(alike=tuple(others))
    if len(hits) > 1:
        return Match(next(iter(hits.values())), tuple(sorted(hits)))
    ((record_id, scheme),) = hits.items()
    one = _found(scheme, record, record_id, get)
    return Match("id", one.ids, differs=one.differs) if made and record_id == record.id else one


def judged(record: Record, candidates: Iterable[tuple[str, Record]], rule: str, *, made: bool) -> Match:
    """Return which of some records that share its words a record is.

    Args:
        record: of the input.
        candidates: id and record.
        rule: what to call the rule.
        made: its id was made; one that is stated is another record's than those that have another.
    """
    same: list[tuple[str, Likeness]] = []
    unsure: list[str] = []
    alike: list[tuple[str, tuple[str, ...]]] = []
    for record_id, old in candidates:
        found = compare(record, old)
        verdict, differs = found.verdict, found.differs
        if not made and verdict in ("same", "unsure"):
            verdict, differs = "other", ("id",)  # its id is stated, and this is not it
        if verdict == "same":
            same.append((record_id, found))
        elif verdict == "unsure":
            unsure.append(record_id)
        elif verdict == "other":
            alike.append((record_id, differs))
    if len(same) == 1:
        return Match(rule, (same[0][0],), differs=same[0][1].differs)
    ids = [record_id for record_id, _ in same] or unsure
    return Match(rule if ids else None, tuple(ids), not ids, (), tuple(alike))


def _rule(record: Record) -> str:
    if isinstance(record, Issue):
        return "serial+number"
    return "name" if isinstance(record, Agent | Concept) else "title+date"


def _ids(record: Record, finder: Finder) -> list[str]:
    if isinstance(record, Issue):
        return _issue_ids(record, finder)
    titles, number, date, host = words_of(record)
    if not titles or not finder.alike(kind_of(record), titles, number=number, date=None, host=host, limit=1):
        return []  # most new records have words that no other has: one question is enough
    found = finder.alike(kind_of(record), titles, number=number, date=date, host=host)
    isbn = bool(found) and isinstance(record, Book) and apart_by(record, numbers_of(record)) != ""
    ids = [i for i, other_isbn in found if not (isbn and other_isbn)]
    ids += [i for i, other_isbn in found if isbn and other_isbn][:SHOWN]
    if isinstance(record, Book) and len(ids) < SHOWN:  # one has a date, the other none: that is told
        ids += [i for i, _ in finder.alike("book", titles, number=number, date="" if date else None, limit=SHOWN)]
    return ids


def words_of(record: Record) -> tuple[list[str], str, str, str]:
    """Return what a record is found by where it has no number: titles or names, number of the part, date, host."""
    if isinstance(record, Agent):
        return [n.name.text for n in record.names], "", "", ""
    if isinstance(record, Concept):
        return [t.text for t in (*record.labels, *record.alternatives)], "", "", ""
    titles = (record.title,) if isinstance(record, Component) else record.titles
    texts = [t.text.text for t in titles]
    texts += [t.text.text + t.subtitle.text for t in titles if t.subtitle is not None]
    if isinstance(record, Component):
        return texts, record.instalment or "", "", record.host or ""
    number = titles[0].part_number if titles else None
    date = min((str(d.date) for d in record.dates), default="") if isinstance(record, Book) else ""
    return texts, number or "", date, ""


def _issue_ids(record: Issue, finder: Finder) -> list[str]:
    serial, numbers = record.periodical, _numbers(record)
    if serial is None:
        return []
    date = min((str(d.date) for d in record.dates), default="")
    volume = record.numbering.volume if record.numbering is not None else None
    found = [i for number in numbers for i in finder.issues(serial, number, volume=volume)]
    return found + finder.issues(serial, "" if numbers else None, date) if date else found


def _numbers(record: Issue) -> list[str]:
    n = record.numbering
    return [*dict.fromkeys(x for x in (*n.numbers, n.whole_number) if x)] if n is not None else []


def apart_by(record: Record, numbers: Iterable[tuple[str, str]]) -> str:
    """Return what tells a record from others of its words before they are compared: its volume, or that it has an ISBN.

    Of two records that say another volume here, no more need be asked, nor of two that both have an ISBN.
    """
    if isinstance(record, Issue):
        return number_key(record.numbering.volume) if record.numbering is not None else ""
    return "isbn" if any(scheme == "isbn-13" for scheme, _ in numbers) else ""


def keys_of(record: Record) -> Iterator[str]:
    """Yield what two records of an input must share to be compared: their words, as `match` asks for them."""
    kind = kind_of(record)
    if isinstance(record, Issue):
        said = [*map(number_key, _numbers(record)), *(f"@{d.date}" for d in record.dates if d.date.month)]
        yield from ("\x1f".join((kind, record.periodical or "", each)) for each in said)
        return
    titles, number, date, host = words_of(record)
    for title in dict.fromkeys(map(key_of, titles)) if not host else ():
        yield "\x1f".join((kind, title, number_key(number), date[:4]))


def _of_kind(record: Record, ids: list[str]) -> list[str]:
    """Keep ids that could be this record: a chapter's ISBN is not its book's, nor a library's number of a person that of a book."""
    component, agent = isinstance(record, Component), isinstance(record, Agent)
    return [i for i in ids if (i.startswith(("article:", "chapter:")), i.startswith("agent:")) == (component, agent)]
