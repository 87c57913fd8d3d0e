"""What the journal of an archive tells, of batches and of single records, up to the batch that a view shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from smj_catalog.store.batch import BatchInfo, Change
from smj_catalog.store.journal import Journal
from smj_catalog.store.settings import Settings
from smj_catalog.store.view import View

if TYPE_CHECKING:
    from smj_catalog.store.index import Index


class Past:
    """The batches of an archive as of one moment."""

    def __init__(self, journal: Journal, view: View, settings: Settings, indexed: Callable[[], Index | None]) -> None:
        """Look at a journal.

        Args:
            journal: the journal.
            view: which of its batches are seen.
            settings: of the archive.
            indexed: returns the index, where there is one.
        """
        self._journal = journal
        self._view = view
        self._settings = settings
        self._indexed = indexed
        self._infos: dict[str, BatchInfo] = {}
        self._last: dict[str, str] | None = None

    def info(self, batch: str) -> BatchInfo:
        """Return what a batch says of itself; it is written once and never changed."""
        if batch not in self._infos:
            self._infos[batch] = self._journal.info(batch)
        return self._infos[batch]

    def when(self, batch_id: str) -> str:
        """Return the time of a batch; of one that only took in what stood there, the day that archive.toml says."""
        batch = self.info(batch_id).batch
        if batch.kind == "baseline" and self._settings.updated != Settings().updated:
            return f"{self._settings.updated}T00:00:00Z"
        return batch.when.replace("+00:00", "Z")

    def last(self, record_id: str) -> str | None:
        """Return the batch that touched a record's file last; None if there is none."""
        index = self._indexed()
        if index is not None:
            return next((batch for batch, _ in index.changes(record_id)), None)
        if self._last is None:
            names = self._view.batches()
            self._last = {e.record: n for n in names for _, e in self._journal.entries(n) if e.record}
        return self._last.get(record_id)

    def of(self, record_id: str) -> Iterator[tuple[BatchInfo, Change]]:
        """Yield the batches that touched a record's file, newest first, each with its change."""
        index = self._indexed()
        if index is not None:
            for batch, offset in index.changes(record_id):
                yield self.info(batch), self._journal.change_at(batch, offset)
            return
        for name in reversed(self._view.batches()):
            for offset, entry in self._journal.entries(name):
                if entry.record == record_id:
                    yield self.info(name), self._journal.change_at(name, offset)
