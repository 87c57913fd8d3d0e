"""What is told of readings and romanised forms whose words were changed, under the names of columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smj_catalog.formats.tabular.sheets import KINDS, sheet
from smj_catalog.model import Record, kind_of
from smj_catalog.model.renamed import renamed
from smj_catalog.problems import Both, Problem, Where, message, worded

_AT = re.compile(r"\[[0-9]+\]")
_WORDS = {"readings": Both("reading", "ヨミ"), "romanised": Both("romanised form", "ローマ字")}


def forms_told(before: Record | None, after: Record) -> Iterator[Problem]:
    """Yield what becomes of the readings and romanised forms of words that are others now, and in which column to give new ones.

    Args:
        before: the record as it was; of a new one nothing is told.
        after: the record as it is to be.
    """
    for one in renamed(before, after):
        rule = "form-kept" if one.stays else "form-gone"
        where = Where(record=one.record.id, path=f"{one.path}.{one.form}.text")
        words = message(
            rule, form=_WORDS[one.form], old=one.old, new=one.new, column=_column(kind_of(one.record), where.path or "")
        )
        yield Problem(where, rule, one.said, words, severity="warning")


def _column(kind: str, path: str) -> Both:
    plain = _AT.sub("", path)
    blocks = sheet(kind).blocks if kind in KINDS else ()
    cells = (cell for block in blocks for cell in block.cells if f"{block.field}.{cell.path}" == plain)
    return next((Both(c.en, c.ja) for c in cells), Both(plain, worded(plain, "ja")))
