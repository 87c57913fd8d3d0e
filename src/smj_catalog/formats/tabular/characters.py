"""The characters of cells: decomposed letters are composed, and what nobody sees is taken out."""

from __future__ import annotations

import re
import unicodedata

from smj_catalog.model.rules.characters import invisible_in

_MARKS = re.compile("[\u0300-\u036f\u3099\u309a]")
_SEQUENCE = re.compile("([^\\W\\d_])([\u0300-\u036f\u3099\u309a]{1,8})")


def composed(text: str) -> str:
    """Return a text whose decomposed letters are composed: か and U+3099 are が, e and U+0301 are é.

    macOS writes them so in names of files. Only letters with their marks are touched: full normalization (NFC) would change
    other letters too, such as 神 U+FA19.
    """
    if text.isascii() or not _MARKS.search(text):
        return text
    return _SEQUENCE.sub(_one, text)


def _one(found: re.Match[str]) -> str:
    base, whole = found[1], unicodedata.normalize("NFC", found[0])
    return whole if len(whole) < len(found[0]) and unicodedata.normalize("NFC", base) == base else found[0]


def visible(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without the characters that nobody sees and that mean nothing in it, and their names (U+200B)."""
    hidden = invisible_in(text)
    if not hidden:
        return text, ()
    return text.translate(dict.fromkeys(map(ord, hidden))), tuple(f"U+{ord(c):04X}" for c in sorted(hidden))
