"""The articles or chapters of one host: which of those that it has the rows of an input are."""

from __future__ import annotations

from attrs import evolve

from smj_catalog.formats.tabular.ids import remade
from smj_catalog.model import Book, Component, Issue
from smj_catalog.model.keys import key_of
from smj_catalog.services.importing.company import Alike, between
from smj_catalog.services.importing.doubts import Refusal, double, place_of
from smj_catalog.services.importing.likeness import numbers_of, strange
from smj_catalog.services.importing.matching import Finder, Match, judged, words_of
from smj_catalog.services.importing.spool import Kept


class Parts:
    """The components of a host, and the rows that stand in it."""

    def __init__(self, host: Issue | Book, rows: list[Kept], finder: Finder) -> None:
        self._host = host
        self._finder = finder
        self._own = {c.id: c if c.host == host.id else evolve(c, host=host.id) for c in host.contents}
        self._titled: dict[str, list[Component]] = {}
        for component in host.contents:
            for key in _keys(component):
                self._titled.setdefault(key, []).append(component)
        self._rows: dict[str, list[Kept]] = {}
        self._ids: dict[str, list[Kept]] = {}
        for kept in rows:
            record = self.placed(kept)
            self._ids.setdefault(record.id, []).append(kept)
            for key in _keys(record):
                self._rows.setdefault(key, []).append(kept)

    def placed(self, kept: Kept) -> Component:
        """Return the record of a row as it stands in the host; the id that was made of it has the host's key."""
        record = kept.item.record
        assert isinstance(record, Component)
        if record.host == self._host.id:
            return record
        moved = evolve(record, host=self._host.id)
        return evolve(moved, id=remade(moved)) if kept.item.made else moved

    def find(self, kept: Kept) -> tuple[Component, Component | None, Match, Alike]:
        """Return the record of a row, which of the host's it is, how it was found, and the rows that look like it.

        Raises:
            Refusal: it cannot be told, another row is the same, or it stands in another host.
        """
        record = self.placed(kept)
        for other in self._ids[record.id]:
            if other.seq != kept.seq:
                raise Refusal(kept, double(kept, other, "record-twice", record.id))
        found = self._found(kept, record)
        if found.ids and found.one is None:
            raise Refusal.ambiguous(kept, found.ids)
        if found.one is not None:
            return record, self._own[found.one], found, {} if found.firm else self._around(kept, record)
        if record.id in self._own:
            raise Refusal.ambiguous(kept, [record.id])
        return record, None, found, self._around(kept, record)

    def _found(self, kept: Kept, record: Component) -> Match:
        own = self._own.get(record.id)
        if own is not None and not kept.item.made:
            return Match("id", (own.id,), differs=strange(record, own, by_number=False))
        if not kept.item.made and self._finder.has(record.id):
            raise Refusal.of(kept, "host", record.id, "component-elsewhere", "its-own-host")
        numbers = {*numbers_of(record, own=kept.item.cells is None)}
        hits = [c for c in self._own.values() if numbers & {*numbers_of(c)}] if numbers else []
        if hits:
            scheme = next(s for s, _ in numbers & {*numbers_of(hits[0])})
            differs = strange(record, hits[0], by_number=True) if len(hits) == 1 else ()
            return Match(scheme, tuple(c.id for c in hits), differs=differs)
        candidates = {c.id: c for key in _keys(record) for c in self._titled.get(key, ())}
        if own is not None:
            candidates[own.id] = own
        return judged(record, candidates.items(), "host+title", made=kept.item.made)

    def _around(self, kept: Kept, record: Component) -> Alike:
        alike: Alike = {}
        others = {o.seq: o for key in _keys(record) for o in self._rows[key] if o.seq != kept.seq}
        for other in others.values():
            likeness = between(kept, other)
            if likeness.verdict == "same":
                raise Refusal(kept, double(kept, other, "record-twice", record.id))
            if likeness.verdict == "unsure":
                raise Refusal.ambiguous(kept, [place_of(other)])
            if likeness.verdict == "other":
                alike[self.placed(other).id] = likeness.differs
        return alike


def _keys(record: Component) -> list[str]:
    return [*dict.fromkeys(map(key_of, words_of(record)[0]))]
