"""What earlier rows said of a record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from attrs import frozen

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.rows import Bound, Cells, Loaded, parted
from smj_catalog.formats.tabular.sheet import Sheet


@frozen
class Rows:
    """The rows of a record in one batch: most have one, copies several.

    Attributes:
        cells: the cells of each.
        append: they were added to what there was.
    """

    cells: Sequence[Cells]
    append: bool = False


@frozen
class Earlier:
    """What earlier rows said of a record.

    Attributes:
        batches: its rows, oldest batch first.
        replaced: tells of a field and its columns whether an input without cells has set it since theirs did.
    """

    batches: Sequence[Rows] = ()
    replaced: Callable[[str, Collection[str]], bool] = lambda _, __: False

    def cells(self, one: Sheet) -> tuple[dict[str, str], list[dict[str, str]]]:
        """Return of each column the last cell, and the rows that were added to these since."""
        known: dict[str, str] = {}
        added: list[dict[str, str]] = []
        many = cards(one.make)
        for batch in self.batches:
            split: set[str] = set()
            for i, row in enumerate(batch.cells):
                cells = spoken(one, {k: v for k, v in row.items() if k in one.cells}, known)
                if i:
                    split.update(k for k, v in cells.items() if known.get(k, v) != v)
                if batch.append:
                    added.append({k: v for k, v in cells.items() if v and many[one.field_of[k]].many})
                    cells = {k: v for k, v in cells.items() if k not in added[-1]}
                _forget(one, added, cells)
                known = laid_over(one, known, cells)
            _forget(one, [known], split)  # columns in which rows differ, each of another copy, are of none of them
        return known, added


NOTHING = Earlier()


def spoken(one: Sheet, cells: Cells, known: Cells) -> dict[str, str]:
    """Return cells without those that say that nothing is known where an earlier cell of the column says something."""
    others = [b for b in one.bounds(cells) if known.get(b.lead) and b.key(cells) != b.key(known)] if known else []
    left = {key for bound in others if _silent(bound, cells) for key in bound.keys}
    return {k: v for k, v in cells.items() if k not in left}


def _silent(bound: Bound, cells: Cells) -> bool:
    """Tell whether a column's cell says that nothing is known (不明, a mark, a price of 0), which says nothing of a record."""
    if not (bound.values and cells.get(bound.lead)):
        return False
    into = Loaded()
    return not bound.load(cells, into) and not into.others and not into.failed


def _forget(one: Sheet, rows: Iterable[dict[str, str]], keys: Iterable[str]) -> None:
    """Take the cells of blocks out of rows, given the keys of some of their columns."""
    for key in [key for bound in one.bounds(keys) for key in bound.keys]:
        for row in rows:
            row.pop(key, None)


def laid_over(one: Sheet, before: Cells, stated: Cells) -> dict[str, str]:
    """Return cells with others laid over them; what stands beside items that are no longer there goes."""
    gone: set[str] = set()
    for bound in one.bounds(stated) if before else ():
        for lead, others in bound.followers:
            alone = stated.get(bound.block.instead or "")
            unled = alone and lead not in stated and len(parted(alone)) != len(parted(before.get(lead, "")))
            if unled or (lead in stated and stated[lead] != before.get(lead, "")):
                gone.update((lead, *others))
        if stated.get(bound.lead) == "" and bound.required:
            gone.update(bound.keys)
    return {**{k: v for k, v in before.items() if k not in gone}, **stated}
