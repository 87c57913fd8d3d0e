"""Judgement on titles: what filing passes over, and the designation of an issue, which is part of its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadValue
from smj_catalog.formats.issuing import published
from smj_catalog.formats.onix.judgement import lacking
from smj_catalog.formats.onix.shapes import OnixDesignation, OnixTitle, copying
from smj_catalog.model import Issue, Numbering, PartialDate, Title
from smj_catalog.model.sole import one_proper

_CLINGING = "'\u2019\u02bc-\u2010"  # l'…: nothing stands between such a prefix and what follows


def joined_title(prefix: str, rest: str) -> str:
    """Return a title of its prefix and what follows."""
    return prefix + ("" if prefix[-1] in _CLINGING else " ") + rest


def title_of(it: Title, _: Context) -> OnixTitle:
    """Return a title; in two parts where it is known what filing passes over, and it begins with that."""
    if it.prefix is not None:
        prefix = it.prefix.strip()
        rest = it.text.text[len(prefix) :].strip()
        if rest and joined_title(prefix, rest) == it.text.text:
            return _title_shape(it, prefix=prefix, rest=evolve(it.text, text=rest))
    return _title_shape(it, text=it.text)


def from_title(shape: OnixTitle, _: Context) -> Title:
    """Return a title, put together where it stands in parts.

    Raises:
        BadValue: it has no text.
    """
    text, rest, prefix = shape.text, shape.rest, shape.prefix
    if text is None:
        if rest is None:
            raise BadValue(lacking("TitleText", "Title"))
        text = evolve(rest, text=joined_title(prefix, rest.text)) if prefix else rest
    return _title_made(shape, text=text, prefix=prefix)


_title_shape = copying(OnixTitle, Title, "prefix", "rest", "no_prefix", "text")
_title_made = copying(Title, OnixTitle, "text", "prefix")


# ---- the designation of an issue


def designation_of(record: Issue, _: Context) -> Iterable[OnixDesignation]:
    """Return the titles that have a code; the designation is the PartNumber of the distinctive one, and only there."""
    numbering = record.numbering
    printed = _designation(numbering) if numbering else None
    if printed is None and (date := published(record)) is not None:
        printed = dated_words(date)
    titles = [t for t in one_proper(record.titles) if t.type in codes.TITLE_TYPES]
    return (OnixDesignation(tuple(evolve(t, part_number=printed) if t.type == "01" else t for t in titles)),)


def _designation(it: Numbering) -> str | None:
    numbers = "・".join(it.numbers)
    return it.printed or (f"{it.volume}({numbers})" if it.volume and numbers else numbers or None)


def dated_words(date: PartialDate) -> str:
    """Return the date that tells an issue without a number from others, as its cover would have it."""
    parts = ((date.year, "年"), (date.month, "月"), (date.day, "日"))
    return "".join(f"{number}{word}" for number, word in parts if number) + "号"


_NUMBERS = re.compile("(?:([0-9]+)\\()?([0-9]+(?:・[0-9]+)*)(\\))?").fullmatch


def from_designation(shapes: list[OnixDesignation], _: Context) -> dict[str, Any]:
    """Return titles, and the PartNumber of the distinctive one as printed designation; 12 and 1・2 are numbers as well, and 9(6)
    is number 6 of volume 9.
    """  # noqa: D205
    printed = next((t.part_number for t in shapes[0].titles if t.type == "01" and t.part_number), None)
    titles = tuple(evolve(t, part_number=None) if t.type == "01" else t for t in shapes[0].titles)
    found = _NUMBERS(printed) if printed else None
    if found is None or bool(found[1]) != bool(found[3]):
        return {"titles": titles, "numbering": Numbering(printed) if printed else None}
    return {"titles": titles, "numbering": Numbering(printed, volume=found[1], numbers=found[2].split("・"))}
