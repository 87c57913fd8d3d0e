"""Rows of one input that share numbers or words: told apart as rows and the archive's records are."""

from __future__ import annotations

from smj_catalog.model import Agent, Record
from smj_catalog.problems import Problem
from smj_catalog.services.importing.doubts import Refusal, double, place_of
from smj_catalog.services.importing.likeness import compare, contradicts, numbers_of
from smj_catalog.services.importing.matching import MANY, SHOWN, Match
from smj_catalog.services.importing.spool import Kept, Spool
from smj_catalog.services.importing.verdict import APART, Likeness

Alike = dict[str, tuple[str, ...]]
"""Id of a look-alike -> what tells it apart."""


def look_around(kept: Kept, found: Match, spool: Spool) -> Alike:
    """Return the other rows that look like one and are other records.

    Args:
        kept: the row.
        found: what it is in the archive; words do not shake what its id or a number decided.
        spool: all rows.

    Raises:
        Refusal: another row is the same record, or it cannot be told.
    """
    if not kept.company:
        return {}
    record = _record(kept)
    alike = _by_number(kept, record, spool)
    if found.firm:
        return alike
    others = spool.alike(kept)
    if len(others) >= MANY - 1:
        raise Refusal.ambiguous(kept, map(place_of, others[:SHOWN]))
    same: list[Kept] = []
    unsure: list[Kept] = []
    for other in others:
        likeness = between(kept, other)
        if likeness.verdict == "other":
            alike[_record(other).id] = likeness.differs
        elif likeness.verdict in ("same", "unsure"):
            (same if likeness.verdict == "same" else unsure).append(other)
    unsure = [other for other in unsure if not _known_otherwise(other, kept, spool)]
    if len(same) > 1 and any(between(a, b).verdict == "other" for a in same for b in same):
        raise Refusal.ambiguous(kept, map(place_of, same))
    if same and not (len(same) == 1 and _torn(same[0], kept, spool)):
        raise Refusal(kept, double(kept, same[0], "record-twice", record.id))
    if unsure and found.rule is None:
        raise Refusal.ambiguous(kept, map(place_of, unsure))
    return alike


def between(kept: Kept, other: Kept) -> Likeness:
    """Return what two rows are to each other, as far as it is the first that has to answer for it.

    A row that states its id says which record it is; a row that does not has to answer.
    """
    return compare(_record(kept), _record(other)) if kept.item.made else APART


def _says_the_same(kept: Kept, other: Kept) -> bool:
    one, two = _record(kept), _record(other)
    untitled = not (getattr(one, "titles", True) and getattr(two, "titles", True))  # its id is made of a number alone
    return untitled or not kept.item.made or compare(one, two).verdict == "same"


def twice(kept: Kept, other: Kept) -> Problem:
    """Return the fault of a row under the same id as another: it says the same again, or it cannot be told."""
    record = _record(kept)
    if _says_the_same(kept, other):
        return double(kept, other, "record-twice", record.id)
    return Refusal.ambiguous(kept, [place_of(other)]).problems[0]


def _by_number(kept: Kept, record: Record, spool: Spool) -> Alike:
    alike: Alike = {}
    for scheme, value in numbers_of(record, own=kept.item.cells is None):
        for other in spool.twins(kept, scheme, value):
            theirs = _record(other)
            if isinstance(record, Agent) != isinstance(theirs, Agent):
                continue
            against = contradicts(record, theirs, scheme)
            if not against and other.seq < kept.seq:
                raise Refusal(kept, double(kept, other, "identifier-twice", value))
            if against:
                alike[theirs.id] = against
    return alike


def _torn(other: Kept, kept: Kept, spool: Spool) -> bool:
    """Tell whether a row that seems to be the same may as well be a third one, which is not: then it has to answer."""
    thirds = [q for q in spool.alike(other) if q.seq != kept.seq and between(other, q).verdict == "same"]
    return any(compare(_record(kept), _record(q)).verdict == "other" for q in thirds)


def _known_otherwise(other: Kept, kept: Kept, spool: Spool) -> bool:
    """Tell whether a row that may be the same is a third one, which is not."""
    rows = [*spool.alike(other), *(spool.rows(other.unit) if other.unit else ())]
    thirds = [q for q in rows if q.seq not in (kept.seq, other.seq) and between(other, q).verdict == "same"]
    return any(compare(_record(kept), _record(q)).verdict in ("other", "apart") for q in thirds)


def _record(kept: Kept) -> Record:
    assert kept.item.record is not None
    return kept.item.record
