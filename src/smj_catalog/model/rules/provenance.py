"""Sources: that values name them, and that they are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import Finding, Rule, asks
from smj_catalog.model.rules.compiled import Fault
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
        used: the keys that values named, in the record and in the components it holds.
    """

    __slots__ = ("_known", "fine", "own", "used")

    def __init__(self, record: Record, host: Around | None = None) -> None:
        """Take a record; a component in a host may name the host's sources too, and needs some if the host has any."""
        self.own = record.id
        self._known = {source.id for source in record.sources}
        self.fine: set[tuple[str, ...]] = set() if record.sources else {()}
        self.used: set[str] = set()
        if host is not None:
            self._known |= host._known
            self.fine = host.fine & {()}
            self.used = host.used

    def faults(self, named: tuple[str, ...]) -> Sequence[Fault]:
        """Return what is wrong with the keys that a value names; `fine` tells whether to ask."""
        if not named:
            return ((source_missing, "sources", None, message("a-source-of-record")),)
        self.used.update(named)
        if self._known.issuperset(named):
            self.fine.add(named)
            return ()
        expected = message("a-source-key", allowed=", ".join(sorted(self._known)) or "–")
        return [(source_unresolved, "sources", key, expected) for key in named if key not in self._known]


def unused(record: Record, used: set[str]) -> Sequence[Fault]:
    """Return a fault for each source of a record that no value names."""
    return [
        (source_unused, f"sources[{index}].id", source.id, message("a-source-that-is-used"))
        for index, source in enumerate(record.sources)
        if source.id not in used
    ]


@asks("source-key-twice", "error", has="sources")
def source_key_twice(record: Record) -> Iterable[Finding]:
    """Find two sources with one key."""
    told, seen = [], set()
    for index, source in enumerate(record.sources):
        if source.id in seen:
            told.append(Finding(f"sources[{index}].id", source.id, message("a-key-once")))
        seen.add(source.id)
    return told
