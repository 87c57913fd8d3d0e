"""What a product is sent for, where it is no whole record: deletions, block updates, tests.

Source: ONIX for Books 3.1, P.1.2; List 1.
"""

from __future__ import annotations

from typing import Any

from smj_catalog.crosswalk import Column, elsewhere
from smj_catalog.formats.onix.dialects import OnixDialect
from smj_catalog.problems import Message, Problem, Where, message

BLOCKS = (
    "DescriptiveDetail", "CollateralDetail", "ContentDetail", "PublishingDetail", "RelatedMaterial", "ProductSupply",
)  # fmt: skip
"""Blocks of a product that the columns read; the number that identifies it is no block."""

_SOLD = ("08", "09")
"""The sender sold the product to another publisher, or acquired it from one."""


class Notices:
    """Tells what the products of one dialect are sent for."""

    def __init__(self, onix: OnixDialect) -> None:
        self._type = onix.tag("NotificationType")
        self._name = onix.dialect.tag("NotificationType")
        self._blocks = {onix.tag(name): name for name in BLOCKS}

    def _said(self, element: Any) -> str:
        first = element[1] if len(element) > 1 else element  # it is the second, unless something is wrong with it
        if first.tag == self._type:
            return (first.text or "").strip()
        return next(((c.text or "").strip() for c in element[:] if c.tag == self._type), "")

    def no_record(self, element: Any) -> Problem | None:
        """Return what to tell of a product that describes no book: its sender deletes it (05), sold or acquired it (08, 09), or tests (88, 89)."""
        said = self._said(element)
        if said == "05":
            return self._told("onix-deletion", said, message("sender-deletes", mark="NotificationType 05"))
        if said in _SOLD and not any(self._blocks.get(c.tag) == "DescriptiveDetail" for c in element[:]):
            return self._told("onix-sale", said, message("sender-sold"))
        return self._told("onix-test", said, message("sender-tests")) if said in ("88", "89") else None

    def update(self, element: Any, record: Any, column: Column) -> tuple[frozenset[str] | None, Problem] | None:
        """Return the fields that a block update (04) leaves alone, None of a whole record, and what to tell of it; or nothing.

        A confirmation on publication (03) of what is still forthcoming (List 64, 02) contradicts itself.
        """
        said = self._said(element)
        if said == "03" and record.status == "02":
            return None, self._told("onix-notification", said, message("an-advance-notification"))
        if said in _SOLD:
            return None, self._told("onix-sale", said, message("a-record-sold"))
        if said != "04":
            return None
        there = dict.fromkeys(self._blocks[c.tag] for c in element[:] if c.tag in self._blocks)
        expected = message("sender-updates", blocks=", ".join(there) or "—")
        return elsewhere(column, frozenset(there)), self._told("onix-block-update", said, expected)

    def _told(self, rule: str, found: str, expected: Message) -> Problem:
        return Problem(Where(path=self._name), rule, found, expected, severity="warning")
