"""Words of our own in fields: in Japanese, as the columns have them, and in English in records in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field
from smj_catalog.formats.marc.designation import is_japanese

_CAPTIONS = {"巻": "v.", "号": "no.", "通巻": "whole no.", "(年)": "(year)", "(月)": "(month)", "(日)": "(day)"}
FEATURE, FEATURE_JA = "Feature:", "特集:"
OF_SERIAL, OF_SERIAL_JA = "Title from the serial", "タイトルは誌名による"
_TAX = {"税込": "tax included", "税抜": "tax excluded"}
_PRICE = re.compile(r"([A-Z]{3} [0-9]+(?:\.[0-9]+)?) \((税込|税抜)\)")
_DAY = re.compile(r"([0-9]{4})\.([0-9]{1,2})(?:\.([0-9]{1,2}))?")


def in_english(code: str, tag: str, text: str) -> str:
    """Return what stands in a subfield in English, where the words are ours: a caption, a price, a day (ISO 8601), a height (24 cm)."""
    if tag == "853":
        return _CAPTIONS.get(text, text)
    if (tag, code, text) == ("246", "i", FEATURE_JA):
        return FEATURE
    if (tag, code, text) == ("588", "a", OF_SERIAL_JA):
        return OF_SERIAL
    if tag in ("020", "037") and code == "c":
        return english_price(text)
    if tag == "264" and code == "c" and (day := _DAY.fullmatch(text)):
        return "-".join(f"{int(part):02}" for part in day.groups() if part)
    if (tag, code) == ("300", "c"):
        return re.sub("^([0-9.]+)(cm|mm)$", r"\1 \2", text)
    if code == "z" and tag in ("852", "866"):
        return re.sub("^所蔵部数: ", "Copies: ", re.sub("^欠号: ", "Lacking: ", text))
    return text


def english_price(text: str) -> str:
    """Return terms of availability in English, where they are a price as we write it: GBP 12.99 (tax included)."""
    return _PRICE.sub(lambda found: f"{found[1]} ({_TAX[found[2]]})", text) if _PRICE.fullmatch(text) else text


def worded(record: Any, fields: Iterable[Field], context: Context) -> Iterable[Field]:
    """Return fields with our own words in the language of a record, Japanese or else English."""
    if is_japanese(record, context):
        return fields
    fields = list(fields)
    for one in fields:
        for held in one.subfields:
            held.text = in_english(held.code, one.tag, held.text)
    return fields
