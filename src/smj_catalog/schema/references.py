"""References that no two records of a file share."""

from __future__ import annotations

from typing import Any

from lxml import etree

from smj_catalog.model.rules.seen import Hashes
from smj_catalog.problems import Problem, Where, message
from smj_catalog.schema.faults import Name

__all__ = ["References"]


class References:
    """The references met so far, as hashes of 8 bytes: the schema sees a few records at a time, not the file."""

    def __init__(self, unique: Name, record_of: Name, file: str | None, source: str) -> None:
        self._unique = unique
        self._record_of = record_of
        self._file = file
        self._source = source
        self._seen = Hashes()

    def repeated(self, element: Any) -> Problem | None:
        """Return the problem of a record whose reference another had before."""
        reference = self._unique(element)
        if reference is None or not self._seen.add(reference):
            return None
        path = etree.QName(element).localname
        where = Where(file=self._file, line=element.sourceline, record=self._record_of(element), path=path)
        return Problem(where, "reference-unique", reference, message("unique-reference"), self._source)
