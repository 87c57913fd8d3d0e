"""Characters that have no place in words, and words whose letters a wrong decoding has made."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate

import attrs

from smj_catalog.model import records, values
from smj_catalog.model.checks import are_texts, is_text
from smj_catalog.model.rules.base import asks_fields
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.problems import Message, message

_NO_WIDTH, _DIRECTION = "\u200b\u2060-\u2064\ufeff", "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_NO_MEANING = f"\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff{_NO_WIDTH}{_DIRECTION}"
_DOUBTFUL = lazily("findall", f"[{_NO_MEANING}]")
_ZERO_WIDTH = lazily("findall", f"[{_NO_WIDTH}]")
_MARKS = lazily("findall", f"[{_DIRECTION}]")
_RIGHT_TO_LEFT = lazily("search", "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_WITHOUT_SPACES = lazily("search", "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\ua9e0-\uaa7f]")
_JAPANESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]{2,}")
_TRIPLES = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}){2,}")
_KANA_IN_CP932 = lazily("findall", "[縺繧繝](?!れ)")
_EUC_IN_CP932 = lazily("findall", "[\uff61-\uff9f]{4,}")
_SYMBOL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_IN_LATIN_1 = lazily("search", f"(?:[ã-é][{_SYMBOL}]{{1,2}}){{2,}}|[ÂÃ][\u0080-\u009f\u00a1-\u00bf]")

_CONTROLS = lazily("findall", "[\u0080-\u009f]")
_MARKUP = lazily(
    "findall",
    r"(?i)&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9a-f]{1,6});"
    r"|</?(?:p|br|b|i|u|em|strong|div|span|ul|ol|li|a|font|h[1-6]|sup|sub|table|tr|td)(?:\s[^<>]{0,200})?/?>",
)
_LOST = lazily("search", "(?:^|\\?)\\?(?=[\u3041-\u30ff\u4e00-\u9fff])")

_CODED = frozenset({
    "type", "scheme", "role", "language", "script", "country", "currency", "unit", "status", "availability", "form", "code",
    "match", "genre", "kind", "edition", "unpriced", "as_of", "assigned", "xhtml", "biography_xhtml",
})  # fmt: skip
TEXTS = tuple(
    f"{kind.__name__}.{field.name}"
    for kind in (*(getattr(values, name) for name in values.__all__), *records.RECORD_TYPES.values())
    if isinstance(kind, type) and attrs.has(kind)
    for field in attrs.fields(kind)
    if field.validator in (is_text, are_texts) and field.name not in _CODED
)
"""Every field of the model that holds words or numbers as printed, not codes, nor words a second time with their markup."""


def invisible_in(text: str) -> frozenset[str]:
    """Return the characters of a text that nobody sees and that mean nothing in it: zero-width spaces, BOMs, marks of direction.

    Marks of direction have a meaning beside Arabic or Hebrew, zero-width spaces in Thai, Khmer or Burmese. Joiners and
    variation selectors, which choose the form of a letter, always have one.
    """
    if text.isprintable():  # they are not
        return frozenset()
    found, marks = frozenset(_ZERO_WIDTH(text)), frozenset(_MARKS(text))
    if "\u200b" in found and _WITHOUT_SPACES(text):
        found -= {"\u200b"}
    return found if not marks or _RIGHT_TO_LEFT(text) else found | marks


@asks_fields("character-doubtful", "warning", *TEXTS, source="The Unicode Standard, chapters 22 and 23; RFC 3629")
def character_doubtful(text: str, _: str) -> Message | None:
    """Find U+FFFD, private-use and invisible characters, UTF-8 that was read as CP932 (隕区悽) or Latin-1 (æ¥æ¬), and HTML.

    Also control characters that were letters or marks of windows-1252, and question marks that stand for letters which an encoding lacked (?橋).
    """
    if ("&" in text or "<" in text) and (found := _MARKUP(text)):
        return message("words-without-markup", markup=found[0])
    if "?" in text and _LOST(text):
        return message("the-lost-character", point="?")
    if text.isascii() or not _suspicious()(text):
        return None
    return _of_no_meaning(text) or _wrongly_decoded(text)


@cache
def _suspicious() -> Callable[[str], object]:
    """Return the search for what any of the faults needs: a first look that costs little.

    The letters among it are those that the first two bytes of a kana or kanji in UTF-8 give in CP932 or Latin-1.
    """
    pairs = (bytes((lead, trail)) for lead in range(0xE3, 0xEA) for trail in range(0x80, 0xC0))
    letters = "".join(pair.decode("cp932", "ignore") for pair in pairs)
    return re.compile(f"[{_NO_MEANING}\u0080-\u009fÂÃã-é\uff64\uff65{letters}]").search


def _of_no_meaning(text: str) -> Message | None:
    for character in _DOUBTFUL(text):
        point = f"U+{ord(character):04X}"
        if character == "\ufffd":
            return message("the-lost-character", point=point)
        if "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000":
            return message("a-public-character", point=point)
        if character in invisible_in(text):
            return message("no-invisible-character", point=point)
    return None


def _wrongly_decoded(text: str) -> Message | None:
    if (meant := _read_as_cp932(text)) or len(_KANA_IN_CP932(text)) > 1:
        return message("words-decoded-well", encoding="CP932", words=meant or "…")
    if _IN_LATIN_1(text):
        return message("words-decoded-well", encoding="Latin-1", words="…")
    meant = next(filter(None, map(_of_euc, _EUC_IN_CP932(text))), None)
    if meant:
        return message("words-of-euc-jp", words=meant)
    controls = _CONTROLS(text)
    if not controls:
        return None
    return message("words-of-windows-1252", point=f"U+{ord(controls[0]):04X}", words=_of_windows(text))


def _of_windows(text: str) -> str:
    """Return what the word with the first control character was, if its bytes were windows-1252."""
    word = next(w for w in text.split(" ") if _CONTROLS(w))
    return "".join(c.encode("latin-1").decode("cp1252", "replace") if _CONTROLS(c) else c for c in word)[:60]


def _of_euc(kana: str) -> str | None:
    """Return what katakana of half width were before they were read as CP932: words with kana, whose first byte is ､ or ･."""
    data = kana.encode("cp932")
    if len(data) % 2 or not set(data[::2]) & {0xA4, 0xA5}:
        return None
    meant = data.decode("euc_jp", "replace")
    return meant if _JAPANESE.fullmatch(meant) else None


def _read_as_cp932(text: str) -> str | None:
    """Return what a part of a text was before it was read as CP932: at least two letters, all of them Japanese."""
    parts = [c.encode("cp932", "replace") for c in text]
    starts = frozenset(accumulate(map(len, parts), initial=0))
    for found in _TRIPLES.finditer(b"".join(parts)):
        if found.start() in starts and _JAPANESE.fullmatch(meant := found[0].decode("utf-8", "replace")):
            return meant
    return None
