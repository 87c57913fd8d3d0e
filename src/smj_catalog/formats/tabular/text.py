"""Cells as text: formulas that must not run, and the word that empties a field."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from smj_catalog.formats.tabular.characters import composed
from smj_catalog.formats.tabular.values.nothing import OTHERWISE, is_ditto, is_left, is_mark, is_unstated
from smj_catalog.formats.tabular.values.parsed import Broken, is_code

CLEAR = ("(clear)", "(削除)")
"""Cells that empty their field; the second reads 'delete'."""

SAID = frozenset({
    "publisher", "distributor", "publisher_place", "imprint", "series", "subtitle", "edition", "supplier", "keywords", "size", "url",
    "title_reading", "subtitle_reading", "publisher_reading", "name_reading", "other_title", "original_title", "feature", "language",
})  # fmt: skip
"""Columns of words in which 不明, なし and such say that there is no value; in those of notes and texts they may be meant."""

ERROR_VALUES = (
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!",
    "#BLOCKED!", "#UNKNOWN!", "#ERROR!", "#CONNECT!", "#BUSY!",
)  # fmt: skip
"""What a spreadsheet shows in a cell that it cannot compute (ECMA-376 Part 1, 18.17.3, and later ones of Excel)."""

_OPEN, _CLOSE = "<([{〈《【〔「『‹«", ">)]}〉》】〕」』›»"
_LIKE_CLEAR = re.compile(
    rf"(?:^|[;|\n、,/])\s*[{re.escape(_OPEN)}]\s*(?:削除|消去|クリア|clear|delete)\s*[{re.escape(_CLOSE)}]\s*(?:$|[;|\n、,/])",
    re.IGNORECASE,
)
_LETTERS = re.compile("削除|消去|クリア|ｸﾘｱ|lear|LEAR|elete|ELETE|ＬＥＡＲ|ｌｅａｒ")
_ERR = re.compile(r"Err:[0-9]{3}")
_FORMULA = frozenset("=+-@\t\r")
_QUOTED = re.compile(r'=\s?"((?:[^"]|"")*)"\s*')


def guarded(text: str, key: str = "") -> str:
    """Return a text that no spreadsheet takes for a formula, with an apostrophe in front where it needs one.

    `unguarded` takes off exactly what this puts on. So do texts of which a reader would think that they say nothing.

    Args:
        text: the cell.
        key: of its column.
    """
    if not text:
        return text
    needs = text[0] in _FORMULA or (key in SAID and is_unstated(text)) or is_left(text) or text.upper() == "N/A"
    words = is_clear(text) or is_like_clear(text) or is_error(text) or is_ditto(text) or is_mark(text)
    if needs or words or (text[0] == "'" and _could_be_guarded(text[1:])):
        return "'" + text
    return text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given, and that of ``="0036"``, by which people keep a spreadsheet from harm."""
    if text.startswith("=") and (quoted := _QUOTED.fullmatch(text)):
        return quoted[1].replace('""', '"')
    return text[1:] if text[:1] == "'" and _could_be_guarded(text[1:]) else text


@lru_cache(8192, typed=True)
def is_plain(text: str) -> bool:
    """Tell whether a cell, as it stands in the file, is no more and no less than its text, whatever its column."""
    if isinstance(text, Broken) or text[:1] in ("=", "'") or composed(text) != text:
        return False
    if OTHERWISE.match(text):
        return not (is_like_clear(text) or is_ditto(text))
    return is_code(text) or not _could_be_guarded(text)


def _could_be_guarded(rest: str) -> bool:
    words = (
        is_clear(rest) or is_like_clear(rest) or is_error(rest) or is_ditto(rest) or is_mark(rest) or is_unstated(rest)
        or is_left(rest)
    )  # fmt: skip
    return bool(rest) and (rest[0] in _FORMULA or rest[0] == "'" or words)


def is_clear(text: str) -> bool:
    """Tell whether a cell, as it stands in the file, empties its field."""
    return len(text) < 12 and not text[:1].isalnum() and unicodedata.normalize("NFKC", text).strip().lower() in CLEAR


def is_like_clear(text: str) -> bool:
    """Tell whether a cell, or an item of it, is such a word in other brackets or none, or beside other items.

    [削除], 削除 and 甲; (削除) may mean that all goes, or one item.
    """
    if text.strip() == "削除":
        return True
    if text.isalnum() or text[:1] == "'" or not _LETTERS.search(text) or is_clear(text):
        return False
    return _LIKE_CLEAR.search(unicodedata.normalize("NFKC", text)) is not None


def is_error(text: str) -> bool:
    """Tell whether a cell holds what a spreadsheet shows in place of a value: #N/A, or ###### where the column is narrow."""
    if not text.startswith(("#", "Err:", " ")):
        return False
    plain = text.strip()
    return plain.upper() in ERROR_VALUES or (len(plain) > 2 and not plain.strip("#")) or bool(_ERR.fullmatch(plain))
