"""Sources: that values name them, and that they are named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import Finding, Place, asks, components, everything, path, shape
from smj_catalog.problems import message


def _own(record: Record) -> list[str]:
    return [source.id for source in record.sources]


def _named(record: Record) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the values of a record that name sources: place, keys."""
    for kind, values in everything(record).items():
        if hasattr(kind, "sources"):
            for place, value in values:
                if value.sources:
                    yield place, value.sources


def _unsourced(value: Any, place: Place | None) -> Iterator[Place]:
    """Yield the outermost values that name no source."""
    for name, several in shape(value.__class__):
        held = getattr(value, name)
        if not held:
            continue
        for index, item in enumerate(held) if several else ((-1, held),):
            here = (place, name, index)
            sources = getattr(item, "sources", None)
            if sources is None:
                yield from _unsourced(item, here)
            elif not sources and not getattr(item, "assigned", None):
                yield here


def _parts(record: Record) -> Iterator[tuple[str, Record]]:
    yield "", record
    for index, component in enumerate(components(record)):
        yield f"contents[{index}].", component


@asks("source-missing", "warning", nested=False)
def source_missing(record: Record) -> Iterator[Finding]:
    """Find values without a source in records that have sources."""
    if record.sources:
        for prefix, part in _parts(record):
            for place in _unsourced(part, None):
                yield Finding(prefix + path(place, "sources"), None, message("a-source-of-record"))


@asks("source-unresolved", "error", nested=False)
def source_unresolved(record: Record) -> Iterator[Finding]:
    """Find keys of sources that the record does not have; a component may name its host's."""
    known = set(_own(record))
    for prefix, part in _parts(record):
        keys = known if part is record else known.union(_own(part))
        for place, named in _named(part):
            for key in named:
                if key not in keys:
                    allowed = ", ".join(sorted(keys)) or "–"
                    yield Finding(prefix + path(place, "sources"), key, message("a-source-key", allowed=allowed))


@asks("source-unused", "info", nested=False)
def source_unused(record: Record) -> Iterator[Finding]:
    """Find sources that no value names, in records whose values name some."""
    used = {key for _, part in _parts(record) for _, named in _named(part) for key in named}
    if not used:
        return
    for prefix, part in _parts(record):
        for index, source in enumerate(part.sources):
            if source.id not in used:
                yield Finding(f"{prefix}sources[{index}].id", source.id, message("a-source-that-is-used"))


@asks("source-key-twice", "error")
def source_key_twice(record: Record) -> Iterator[Finding]:
    """Find two sources with one key."""
    seen: set[str] = set()
    for index, source in enumerate(record.sources):
        if source.id in seen:
            yield Finding(f"sources[{index}].id", source.id, message("a-key-once"))
        seen.add(source.id)


