"""An issue in words, as a part of it cites it (773 $g): in Japanese, or in English where the record is in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.ids import printed_date
from smj_catalog.formats.tabular.values import parse_numbering
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.model import Issue, Numbering, PartialDate
from smj_catalog.problems import message

_AS_LISTED = re.compile(
    r"(?:\(([0-9]{1,6})\)|(.+?))(?:[ :;]+(?:(?:1[89]|20)[0-9]{2}(?:[.・][0-9]{1,2}){0,2}|[0-9]{1,2}月号))?"
)
"""As the National Diet Library lists issues: 53(4) 2006.12, (18) 2005.3; of its date, other properties tell more."""
_YEAR = len("2016")


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
    words = next(
        (d.printed for role in ("cover", "publication") for d in issue.dates if d.role == role and d.printed), None
    )
    day = date_of(issue)
    return worded(it, words or (None if day is None else _words(day) if japanese else str(day)), japanese=japanese)


def worded(it: Numbering, when: str | None = None, *, japanese: bool) -> str | None:
    """Return numbers in words, with their date, else with another: 9巻2号 (2006年3月); None where there are none."""
    numbers = ("・" if japanese else "/").join(it.numbers)
    parts = ((it.volume, "巻", "Vol."), (numbers, "号", "no."), (it.whole_number, "", "whole no."))
    if japanese:
        said = [f"{text}{word if text[-1].isdecimal() else ''}" for text, word, _ in parts[:2] if text]
        over_all = f"通巻{it.whole_number}号" if it.whole_number else ""
        whole = "".join([*said, f"({over_all})" if said and over_all else over_all])
    else:
        whole = ", ".join(f"{word} {text}" if text[0].isdecimal() else text for text, _, word in parts if text)
    when = it.date or when
    series = [it.series] if it.series else []
    return " ".join([*series, *([whole] if whole else []), *([f"({when})" if whole else when] if when else [])]) or None


def numbered(record: Issue, context: Context) -> Iterator[str]:
    """Yield the designation of an issue as printed, else its numbers in words, where these say the same again."""
    it = record.numbering or Numbering()
    words = it.printed or worded(it, japanese=is_japanese(record, context))
    again = words and record.kind in ("regular", "combined") and Numbering(**from_words(words).value)
    if words and (it.printed or again == evolve(it, sources=())):
        yield words


def from_words(text: str) -> Parsed[dict[str, Any]]:
    """Return the numbers that words say for sure, with the words unless they are just those that `worded` makes of them."""
    listed = _AS_LISTED.fullmatch(text)
    words = (listed[2] or f"{listed[1]}号") if listed else text
    with suppress(BadValue):
        found, other = (parse_numbering(words, column) for column in ("both", "number"))
        said = {name: value for name, value in found.value.items() if name != "printed"}
        counted = [*said.get("numbers", ()), *([said["whole_number"]] if "whole_number" in said else [])]
        plain = counted or "volume" in said
        if plain and text in (worded(Numbering(**said), japanese=japanese) for japanese in (True, False)):
            sure = all(map(str.isdecimal, counted))
        else:  # 1-2, and 2016, may be one thing or another
            sure = found.value == other.value and bool(counted or "date" in said)
            sure = sure and all(n.isdecimal() and (n != text or len(n) != _YEAR) for n in counted)
            said["printed"] = text
        if sure:
            return Parsed(said, found.warnings, found.others)
    counts = any(map(str.isdecimal, text))
    return Parsed({"printed": text}, (warn("numbering-words", text, message("a-cell-numbering")),) if counts else ())


def _words(day: PartialDate) -> str:
    parts = ((day.year, "年"), (day.month, "月"), (day.day, "日"))
    return "".join(f"{number}{word}" for number, word in parts if number)
