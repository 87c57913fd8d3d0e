"""Readings as people write them, in katakana of full width; the years behind one are those of its name."""

from __future__ import annotations

import re
import unicodedata

_HALF = re.compile("[\uff66-\uff9f]+")
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)} | {0x309D: 0x30FD, 0x309E: 0x30FE}
_YEARS = re.compile(r"\s*[,\uff0c]\s*(?:[0-9]{4}\??\s?[-‐–]\s?(?:[0-9]{4}\??)?|[-‐–]\s?[0-9]{4}\??)\s*$")
_HEADED = re.compile(r"[ァ-ヺー・ ]{1,40}\s*[,\uff0c]\s*[ァ-ヺー・ ]{1,40}")


def katakana(text: str) -> str:
    """Return a reading with hiragana and kana of half width turned into katakana of full width, which loses nothing."""
    return _HALF.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text).translate(_HIRAGANA)


def without_years(text: str) -> str:
    """Return the reading of a heading without the years that tell its bearer from others: ヤマダ, タロウ, 1950-."""
    return _YEARS.sub("", text) if text[:1] and ("," in text or "\uff0c" in text) else text


def is_heading(text: str) -> bool:
    """Tell whether a reading is parted into family and given name, as the National Diet Library writes it."""
    return _HEADED.fullmatch(text) is not None
