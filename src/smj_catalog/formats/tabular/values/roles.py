"""Role words as printed, with their codes (ONIX List 17)."""

from __future__ import annotations

from smj_catalog.codes.words import ROLES

CLOSE = frozenset(
    {"著", "編", "訳", "編著", "監修", "共著", "共編", "共訳", "共編著", "編集", "編訳", "監訳", "翻訳", "評"}
)
"""Words that may stand right behind a name without a space; 画 or 写真 there could be the end of the name."""


def roles_of(word: str) -> tuple[str, ...] | None:
    """Return the codes of a role word, or of several joined by ・; None where one of them is no role word."""
    known = ROLES.get(word) or ROLES.get(word.lower())
    if known is not None:
        return known
    parts = [p.strip() for p in word.replace("/", "・").split("・")]
    if len(parts) < 2:
        return None
    found: list[str] = []
    for part in parts:
        codes = ROLES.get(part)
        if codes is None:
            return None
        found += [c for c in codes if c not in found]
    return tuple(found)


def without_code(word: str) -> tuple[str, ...]:
    """Return the words of a role, one or several joined by ・, for which there is no code."""
    if ROLES.get(word):
        return ()
    parts = (p.strip() for p in word.replace("/", "・").split("・"))
    return tuple(p for p in parts if not (ROLES.get(p) or ROLES.get(p.lower())))
