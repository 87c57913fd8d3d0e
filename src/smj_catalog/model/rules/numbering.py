"""Numbers of issues: as printed, and as many as their kind has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from smj_catalog.model.records import Issue
from smj_catalog.model.rules.amounts import number_of
from smj_catalog.model.rules.base import OWN, Finding, asks
from smj_catalog.problems import Both, message

_ISSUE = frozenset({"issue"})
_N = r"([0-9]+|[〇零○◯一二三四五六七八九十百千]+)"
_COUNTED, _RANGE = re.compile(_N), re.compile(rf"{_N}\s?[-‐–~〜]\s?{_N}")


@asks("number-not-in-printed", "warning", kinds=_ISSUE, has="numbering", source=f"{OWN}; MARC 21, 362")
def number_not_in_printed(record: Issue) -> Iterable[Finding]:
    """Find volumes and numbers that do not stand in the designation as printed."""
    numbering = record.numbering
    if numbering is None or numbering.printed is None:
        return
    printed = unicodedata.normalize("NFKC", numbering.printed)
    parts = [("numbering.volume", numbering.volume), ("numbering.whole_number", numbering.whole_number)]
    parts += [(f"numbering.numbers[{i}]", number) for i, number in enumerate(numbering.numbers)]
    for where, part in parts:
        if part and unicodedata.normalize("NFKC", part) not in printed and not _counted(part, printed):
            yield Finding(where, part, message("a-part-of", printed=numbering.printed))


def _counted(part: str, printed: str) -> bool:
    """Tell whether a number stands there in kanji, or in a range: 第十四号 is 14, 4〜6 has 5."""
    if not part.isdecimal():
        return False
    ends = [tuple(map(number_of, found.groups())) for found in _RANGE.finditer(printed)]
    return any(number_of(n) == int(part) for n in _COUNTED.findall(printed)) or any(
        first is not None and last is not None and first < int(part) < last for first, last in ends
    )


@asks("combined-issue-numbers", "warning", kinds=_ISSUE, has="numbering")
def combined_issue_numbers(record: Issue) -> Iterable[Finding]:
    """Find combined issues (合併号) with one number, and regular ones with several."""
    count = len(record.numbering.numbers) if record.numbering else 0
    if record.kind == "combined" and count == 1:
        yield Finding("numbering.numbers", str(count), message("two-numbers"))
    elif record.kind == "regular" and count > 1:
        yield Finding("kind", Both("regular", "通常"), message("the-kind-combined", count=count))
