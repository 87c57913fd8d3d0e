"""Numbers of issues: as printed, and as many as their kind has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from smj_catalog.model.records import Issue
from smj_catalog.model.rules.base import OWN, Finding, asks
from smj_catalog.problems import Both, message

_ISSUE = frozenset({"issue"})


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
        if part and unicodedata.normalize("NFKC", part) not in printed:
            yield Finding(where, part, message("a-part-of", printed=numbering.printed))


@asks("combined-issue-numbers", "warning", kinds=_ISSUE, has="numbering")
def combined_issue_numbers(record: Issue) -> Iterable[Finding]:
    """Find combined issues (合併号) with one number, and regular ones with several."""
    count = len(record.numbering.numbers) if record.numbering else 0
    if record.kind == "combined" and count == 1:
        yield Finding("numbering.numbers", str(count), message("two-numbers"))
    elif record.kind == "regular" and count > 1:
        yield Finding("kind", Both("regular", "通常"), message("the-kind-combined", count=count))
