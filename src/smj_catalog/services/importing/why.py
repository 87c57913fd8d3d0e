"""Why a field holds what it holds: the batches that set it, newest first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen

from smj_catalog.errors import WORDS, UsageError, takes
from smj_catalog.model import Component, kind_of
from smj_catalog.problems import kinds_named, message, quoted
from smj_catalog.services.importing.history import at
from smj_catalog.services.importing.merging import differences, state
from smj_catalog.services.importing.origins import words_of
from smj_catalog.services.words import near_columns
from smj_catalog.store import Archive, Batch, opened


@frozen
class Reason:
    """One time that a field was set.

    .. versionadded:: 0.1.0

    Attributes:
        field: the field.
        old: what it held before.
        new: what it held from then on.
        batch: id of the batch.
        kind: import, undo, accept, init …
        who: who did it.
        when: when, UTC.
        tool: program and version.
        origin: the input's file, digest, sheet, row, column and original text, as far as there is one.
    """

    field: str
    old: Any
    new: Any
    batch: str
    kind: str
    who: str
    when: str
    tool: str
    origin: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Return the reason as JSON can hold it."""
        return attrs.asdict(self, recurse=False)


@takes(name=WORDS)
def why(archive: Archive | str | os.PathLike[str], record_id: str, name: str | None = None) -> Iterator[Reason]:
    """Yield each time that a record's fields were set, newest first.

    .. versionadded:: 0.1.0

    Args:
        archive: the archive, or its folder.
        record_id: the record, or an article or chapter in one.
        name: only this field.

    Raises:
        UnknownRecord: there is no such record.
        UsageError: it has no such field.
    """
    archive = opened(archive)
    record = archive[record_id]
    known = attrs.fields_dict(type(record))
    if name is not None and name not in known and f"{name}s" in known:
        name = f"{name}s"  # price for prices
    if name is not None and name not in known:
        kind = kinds_named([kind_of(record)], typed=False)
        raise UsageError(message("no-field", kind=kind, field=quoted(name), near=near_columns(name)))
    inside = record_id if isinstance(record, Component) and record.host else None
    for info, change in archive.journal_for(record_id):
        old, new = (at(state(data, record_id), inside) for data in (change.before, change.after))
        batch = info.batch
        for each in differences(old, new):
            if name is not None and each.field != name:
                continue
            origin = _origin(change.origins, batch, kind_of(record), inside, each.field)
            if "input" in origin and origin["input"] < len(batch.inputs):
                source = batch.inputs[origin.pop("input")]
                origin = {"file": source.name, "sha256": source.sha256, "format": source.format, **origin}
                if source.mapping:
                    origin["mapping"] = source.mapping
            yield Reason(each.field, each.old, each.new, info.id, batch.kind, batch.who, batch.when, batch.tool, origin)


def _origin(origins: Mapping[str, Any], batch: Batch, kind: str, inside: str | None, field: str) -> dict[str, Any]:
    """Return where a field's value came from: of the rows that made the change, the one that speaks of it, else the first."""
    rows = [row for row in origins.get("rows", ()) if row.get("part") == inside]
    if not rows:
        return dict(origins.get(f"contents[{inside}].{field}" if inside else field, {}))
    found: list[dict[str, Any]] = []
    for row in rows:
        tables = batch.extra.get("columns", [])
        columns = tables[row["input"]] if row["input"] < len(tables) else {}
        place = {k: row[k] for k in ("input", "line", "row", "sheet") if k in row}
        found.append({**place, **words_of(row, kind, field, columns.get(row.get("sheet", ""), {}))})
    return next((each for each in found if "text" in each), found[0])
