"""What a row can say and seldom means: one item beside several, words that nothing parts, words of other columns."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from smj_catalog.crosswalk.rows import Loaded, parted
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.problems import Problem, message

_WORDS = (
    ("keywords", "keywords-apart", re.compile(r"[、,\uff0c]|\w\w\s?[/／]\s?\w\w|(?<![ァ-ヺー])・(?![ァ-ヺー])")),
    ("title", "title-alone", re.compile(r"\S\s[/=／＝]\s\S")),
    ("form_description", "form-not-extent", re.compile(
        r"^(?:[ivxlcdm]+, ?)?\[?\d+\]?\s?(?:[pｐ]\b|pages|頁|ページ)|\b\d+\s?(?:[x×]\s?\d+\s?)?cm\b|^\d*冊", re.IGNORECASE
    )),
)  # fmt: skip
"""Key of a column, the rule that tells what its cells seldom hold, and that."""


def doubts(loaded: Loaded, cells: Mapping[str, str], at: Container[str]) -> Iterator[tuple[str, Problem]]:
    """Yield what to doubt in the cells of a row: key, problem.

    Args:
        loaded: what they say.
        cells: key -> text.
        at: keys of the columns that the row has.
    """
    for bound, values in loaded.blocks.items():
        if len(values) > 1 and bound.many and bound.block.parse is None:
            count = len(parted(cells.get(bound.lead, "")))
            for key in bound.keys[1:] if count > 1 else ():
                if key in at and key in cells and len(parted(cells[key])) == 1:
                    expected = message("as-many-items", count=count, lead=bound.lead_name)
                    yield key, warn("cell-items", cells[key], expected)
    for key, rule, pattern in _WORDS:
        text = cells.get(key)
        if text and pattern.search(text) and not (key == "keywords" and len(parted(text)) > 1):
            yield key, warn(rule, text, message(rule))
