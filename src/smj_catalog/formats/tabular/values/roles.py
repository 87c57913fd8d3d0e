"""Role words as printed, with their codes (ONIX List 17)."""

from __future__ import annotations

import re

from smj_catalog.codes.words import ROLES

CLOSE = frozenset(
    {"著", "編", "訳", "編著", "監修", "共著", "共編", "共訳", "共編著", "編集", "編訳", "監訳", "翻訳", "評"}
)
"""Words that may stand right behind a name without a space; 画 or 写真 there could be the end of the name."""


_AND, _LEAD = re.compile(r"\s+(?:and|&)\s+"), re.compile(r"\b(?:with|an?)\s+")


def roles_of(word: str) -> tuple[str, ...] | None:
    """Return the codes of a role word, or of several joined by ・; None where one of them is no role word."""
    if (known := _codes_of(word)) is not None:
        return known
    parts = [_codes_of(part) for part in _parts(word)]
    if None in parts:
        return None
    return tuple(dict.fromkeys(code for codes in parts for code in codes or ()))


def without_code(word: str) -> tuple[str, ...]:
    """Return the words of a role, one or several joined by ・, for which there is no code."""
    return () if _codes_of(word) else tuple(part for part in _parts(word) if not _codes_of(part))


def _codes_of(word: str) -> tuple[str, ...] | None:
    return ROLES.get(word) or ROLES.get(word.lower())


def _parts(word: str) -> list[str]:
    """Return the role words that stand in one: 著・訳, written and illustrated by, with an introduction by."""
    if word.lower().endswith(" by"):
        return [f"{part.strip()} by" for part in _AND.split(_LEAD.sub("", word.lower()[:-3]))]
    return [part.strip() for part in re.split("[・/\uff0f]", word)]
