"""Which batches knew which: the journals of merged branches stand in one order, but their batches did not see each other."""

from __future__ import annotations

from bisect import bisect_left

from smj_catalog.store.archive import Archive
from smj_catalog.store.batch import BatchInfo, Change, Damaged
from smj_catalog.store.journal import Journal

Step = tuple[BatchInfo, Change]


class Lineage:
    """The branches of an archive's journal."""

    def __init__(self, archive: Archive) -> None:
        """Look at the journal of an archive."""
        self._journal = Journal(archive.folder)
        self._names = archive.view.batches()
        self._infos: dict[str, BatchInfo | None] = {}

    def follows(self, batch: str, other: str) -> bool:
        """Tell whether a batch was made where another one stood already; if a journal is damaged, the order of time counts."""
        if other >= batch:
            return False
        waiting, seen = [batch], set[str]()
        while waiting:
            info = self._info(name := waiting.pop())
            if info is None or info.earlier == bisect_left(self._names, name):  # it knew all that stand before it
                return True
            before = [b for b, _ in info.previous if b >= other and b not in seen]
            if other in before:
                return True
            seen.update(before)
            waiting += before
        return False

    def _info(self, batch: str) -> BatchInfo | None:
        if batch not in self._infos:
            try:
                self._infos[batch] = self._journal.info(batch)
            except Damaged:
                self._infos[batch] = None
        return self._infos[batch]

    def beside(self, steps: list[Step], at: int, seen_by: str | None = None) -> list[tuple[Step, list[Step]]]:
        """Return the changes of a record that a merge brought in beside one of them, each with those that it was merged with.

        Args:
            steps: changes of the record, newest first.
            at: which one was the last of its own branch.
            seen_by: the batch that found what was merged; None for the file as it stands.
        """
        own = steps[at][0].id
        there = [step for step in steps[at + 1 :] if not self.follows(own, step[0].id)]
        if seen_by is not None:
            there = [step for step in there if self.follows(seen_by, step[0].id)]
        with_it = [step for step in steps[at:] if there and (step[0].id == own or self.follows(own, step[0].id))]
        return [(step, [s for s in with_it if not self.follows(step[0].id, s[0].id)]) for step in there]
