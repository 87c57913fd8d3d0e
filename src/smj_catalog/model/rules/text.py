"""Words: their readings, their Latin forms, and whether they are whole."""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.model.rules.base import Finding, asks, asks_fields
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Reading, Text, Title
from smj_catalog.problems import Message, message

LONG = 12
_HIRAGANA = "\u3041-\u3096\u309d-\u309f"
HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\U000e0100-\U000e01ef"
"""Kanji within the brackets of a pattern: of every plane of Unicode, 々 〆 〇, and the selectors of their variants."""
_NOT_KATAKANA = lazily("search", f"[{_HIRAGANA}{HAN}]")
_ANY_KANJI = lazily("search", f"[{HAN}]")
_TO_KATAKANA = {c: c + 0x60 for c in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
not_latin = lazily(
    "search",
    "[\u0370-\u1cff\u1f00-\u1fff\u2e80-\ua4ff\uac00-\ud7ff\uf900-\ufdff\uff10-\uffdc\U00010000-\U0003ffff]",
)
_PAIRS = tuple((pair[0], pair[1]) for pair in ("〔〕", "「」", "『』", "【】", "［］", "（）", "()", "[]"))
_ENDS = ("…", "‥", "...")
_BREAK = lazily("search", "[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SIGNS = lazily("search", r"[.(\[…‥「『【〔［（]")  # ASCII first, no branches: four times as fast


@asks_fields("reading-not-katakana", "error", "Reading.text")
def reading_not_katakana(text: str, _: str) -> Message | None:
    """Find readings that hold hiragana or kanji."""
    if text.isascii() or (at := _NOT_KATAKANA(text)) is None:
        return None
    if _ANY_KANJI(text):
        return message("katakana", character=at.group())
    return message("katakana-of", katakana=text.translate(_TO_KATAKANA))


@asks("reading-divided-mismatch", "info", on=(Reading,), where={"divided": ("yes", "no")})
def reading_divided_mismatch(reading: Reading) -> Iterable[Finding]:
    """Find long readings without a space that are called divided, and undivided ones with spaces."""
    text = reading.text
    spaced = " " in text or "\u3000" in text
    if reading.divided == "yes" and not spaced and len(text) > LONG:
        return (Finding("divided", text, message("divided-by-spaces")),)
    if reading.divided == "no" and spaced and "," not in text and "、" not in text:
        return (Finding("divided", text, message("undivided-without-spaces")),)
    return ()


@asks_fields("romanised-not-latin", "error", "Romanised.text", source="ISO 15924, code Latn")
def romanised_not_latin(text: str, _: str) -> Message | None:
    """Find romanised forms with letters of other scripts, or full-width ones."""
    at = None if text.isascii() else not_latin(text)
    return at and message("latin-letters", character=at.group())


@asks_fields("line-break", "warning", "Text.text", "Reading.text", "Romanised.text",
             source="ONIX for Books 3.1, TitleText; MARC 21, 245")  # fmt: skip
def line_break(text: str, _: str) -> Message | None:
    """Find titles, names and readings that run over several lines, as wrapped cells of a table do."""
    return None if text.isprintable() or not _BREAK(text) else message("words-on-one-line")


@asks("truncated-marker", "warning", on=(Text,))
def truncated_marker(text: Text) -> Iterable[Finding]:
    """Find texts that look broken off but do not say so."""
    words = text.text
    if words.isalnum() or text.truncated or not _SIGNS(words):
        return ()
    if words.endswith(_ENDS):
        return (Finding("truncated", words, message("truncated-or-whole", sign=words[-1])),)
    for opening, closing in _PAIRS:
        if opening in words and words.count(opening) > words.count(closing):
            return (Finding("truncated", words, message("truncated-or-whole", sign=opening)),)
    return ()


@asks("part-number-twice", "warning", on=(Title,), has="part_number",
      source="ONIX for Books 3.1, TitleElement and PartNumber")  # fmt: skip
def part_number_twice(title: Title) -> Iterable[Finding]:
    """Find titles that end with the number which also stands as their part number."""
    part, words = title.part_number or "", title.text.text
    if not words.endswith(part) or len(words) == len(part):
        return ()
    before = words[-len(part) - 1]
    if before.isspace() or not part[0].isalnum() or part[0] == "第":
        return (Finding("text.text", words, message("the-number-once", part=part)),)
    return ()
