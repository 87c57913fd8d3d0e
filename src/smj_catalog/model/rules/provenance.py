"""Sources: that values name them, and that they are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import Finding, Rule, asks
from smj_catalog.model.rules.compiled import Fault
from smj_catalog.model.values import Source
from smj_catalog.problems import message

# the next three are applied by `Around`, for a component answers together with its host
source_missing = Rule("source-missing", "warning")
source_unresolved = Rule("source-unresolved", "error")
source_unused = Rule("source-unused", "info")


class Around:
    """What values are asked with: the id of the record around them, and the keys of sources that they may name.

    Attributes:
        own: id of the record that is asked just now.
        fine: what values named and may name; holds the empty tuple where values need no source.
    """

    __slots__ = ("_known", "_strange", "fine", "own")

    def __init__(self, own: str, sources: Iterable[Source], *, wanted: bool) -> None:
        """Take the sources that may be named.

        Args:
            own: id of the record.
            sources: those of the record, and of its host.
            wanted: every value should name one.
        """
        self.own = own
        self._known = {source.id for source in sources}
        self._strange: set[str] = set()
        self.fine: set[tuple[str, ...]] = set() if wanted else {()}

    def faults(self, named: tuple[str, ...]) -> tuple[Fault, ...]:
        """Return what is wrong with the keys that a value names; `fine` tells whether to ask."""
        if not named:
            return ((source_missing, "sources", None, message("a-source-of-record")),)
        strange = [key for key in named if key not in self._known]
        if not strange:
            self.fine.add(named)
            return ()
        self._strange.update(named)
        expected = message("a-source-key", allowed=", ".join(sorted(self._known)) or "–")
        return tuple((source_unresolved, "sources", key, expected) for key in strange)

    def used(self) -> set[str]:
        """Return the keys that values named."""
        return self._strange.union(*self.fine)


def unused(record: Record, used: set[str]) -> Iterator[Fault]:
    """Yield a fault for each source of a record that no value names."""
    for index, source in enumerate(record.sources):
        if source.id not in used:
            yield source_unused, f"sources[{index}].id", source.id, message("a-source-that-is-used")


@asks("source-key-twice", "error", has="sources")
def source_key_twice(record: Record) -> Iterable[Finding]:
    """Find two sources with one key."""
    told, seen = [], set()
    for index, source in enumerate(record.sources):
        if source.id in seen:
            told.append(Finding(f"sources[{index}].id", source.id, message("a-key-once")))
        seen.add(source.id)
    return told
