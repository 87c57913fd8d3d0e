"""Words: their readings, their Latin forms, and whether they are whole."""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog.model.records import Record
from smj_catalog.model.rules.base import Finding, asks, found, path
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Reading, Romanised, Text, Title
from smj_catalog.problems import message

LONG = 12
_HIRAGANA = "\u3041-\u3096\u309d-\u309f"
_KANJI = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NOT_KATAKANA = lazily("search", f"[{_HIRAGANA}{_KANJI}]")
_ANY_KANJI = lazily("search", f"[{_KANJI}]")
_TO_KATAKANA = {c: c + 0x60 for c in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
_NOT_LATIN = lazily(
    "search",
    "[\u0370-\u1cff\u1f00-\u1fff\u2e80-\ua4ff\uac00-\ud7ff\uf900-\ufdff\uff10-\uffdc\U00010000-\U0003ffff]",
)
_PAIRS = ("〔〕", "「」", "『』", "【】", "［］", "（）", "()", "[]")
_ENDS = ("…", "‥", "...")


@asks("reading-not-katakana", "error", on=(Reading,))
def reading_not_katakana(record: Record) -> Iterator[Finding]:
    """Find readings that hold hiragana or kanji."""
    for place, reading in found(record, Reading):
        text = reading.text
        if text.isascii() or (at := _NOT_KATAKANA(text)) is None:
            continue
        if _ANY_KANJI(text):
            expected = message("katakana", character=at.group())
        else:
            expected = message("katakana-of", katakana=text.translate(_TO_KATAKANA))
        yield Finding(path(place, "text"), text, expected)


@asks("reading-divided-mismatch", "info", on=(Reading,))
def reading_divided_mismatch(record: Record) -> Iterator[Finding]:
    """Find long readings without a space that are called divided, and undivided ones with spaces."""
    for place, reading in found(record, Reading):
        if reading.divided == "unknown":
            continue
        spaced = " " in reading.text or "\u3000" in reading.text
        if reading.divided == "yes" and not spaced and len(reading.text) > LONG:
            yield Finding(path(place, "divided"), reading.text, message("divided-by-spaces"))
        elif reading.divided == "no" and spaced and "," not in reading.text and "、" not in reading.text:
            yield Finding(path(place, "divided"), reading.text, message("undivided-without-spaces"))


@asks("romanised-not-latin", "error", on=(Romanised,), source="ISO 15924, code Latn")
def romanised_not_latin(record: Record) -> Iterator[Finding]:
    """Find romanised forms with letters of other scripts, or full-width ones."""
    for place, romanised in found(record, Romanised):
        if not romanised.text.isascii() and (at := _NOT_LATIN(romanised.text)):
            yield Finding(path(place, "text"), romanised.text, message("latin-letters", character=at.group()))


@asks("truncated-marker", "warning", on=(Text,))
def truncated_marker(record: Record) -> Iterator[Finding]:
    """Find texts that look broken off but do not say so."""
    for place, text in found(record, Text):
        words = text.text
        if text.truncated or words.isalnum():
            continue
        if words.endswith(_ENDS):
            yield Finding(path(place, "truncated"), words, message("truncated-or-whole", sign=words[-1]))
            continue
        for pair in _PAIRS:
            opening, closing = pair[0], pair[1]
            if opening in words and words.count(opening) > words.count(closing):
                yield Finding(path(place, "truncated"), words, message("truncated-or-whole", sign=opening))
                break


@asks("part-number-twice", "warning", on=(Title,), source="ONIX for Books 3.1, TitleElement and PartNumber")
def part_number_twice(record: Record) -> Iterator[Finding]:
    """Find titles that end with the number which also stands as their part number."""
    for place, title in found(record, Title):
        part, words = title.part_number, title.text.text
        if part and words.endswith(part) and len(words) > len(part):
            before = words[-len(part) - 1]
            if before.isspace() or not part[0].isalnum() or part[0] == "第":
                yield Finding(path(place, "text", "text"), words, message("the-number-once", part=part))
