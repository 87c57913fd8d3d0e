"""An issue in words, as a part of it cites it (773 $g): in Japanese, or in English where the record is in another language."""

from __future__ import annotations

from typing import Any

from smj_catalog.crosswalk import Context
from smj_catalog.formats.tabular.ids import printed_date
from smj_catalog.model import Issue, Numbering, PartialDate


def is_japanese(record: Any, context: Context) -> bool:
    """Tell whether a record is in Japanese: as it says, else as its catalogue is."""
    own = next((it.code for it in getattr(record, "languages", ()) if it.role == "01"), None)
    return (own or context.language or "jpn") == "jpn"


def date_of(issue: Issue) -> PartialDate | None:
    """Return when an issue came out: when it was published, else the date on its cover or in its designation."""
    known = {it.role: it.date for it in reversed(issue.dates) if it.qualifier is None}
    return known.get("publication") or known.get("cover") or printed_date(issue.numbering)


def designation(issue: Issue, *, japanese: bool) -> str | None:
    """Return the designation of an issue as printed, else in words: 9巻2号 (2006年3月), Vol. 9, no. 2 (2006-03); None if it has none."""
    it = issue.numbering or Numbering()
    if it.printed:
        return it.printed
    numbers = ("・" if japanese else "/").join(it.numbers)
    parts = ((it.volume, "巻", "Vol."), (numbers, "号", "no."), (it.whole_number, "", "whole no."))
    if japanese:
        said = [f"{text}{word if text[-1].isdecimal() else ''}" for text, word, _ in parts[:2] if text]
        whole = "".join([*said, f"(通巻{it.whole_number}号)" if it.whole_number else ""])
    else:
        whole = ", ".join(f"{word} {text}" if text[0].isdecimal() else text for text, _, word in parts if text)
    words = next(
        (d.printed for role in ("cover", "publication") for d in issue.dates if d.role == role and d.printed), None
    )
    day = date_of(issue)
    when = it.date or words or (None if day is None else _words(day) if japanese else str(day))
    series = [it.series] if it.series else []
    return " ".join([*series, *([whole] if whole else []), *([f"({when})" if whole else when] if when else [])]) or None


def _words(day: PartialDate) -> str:
    parts = ((day.year, "年"), (day.month, "月"), (day.day, "日"))
    return "".join(f"{number}{word}" for number, word in parts if number)
