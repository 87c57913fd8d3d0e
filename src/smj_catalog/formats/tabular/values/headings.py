"""Names as catalogues head their entries: 山田, 太郎, 1950- · 田中, 実, 生物学 · Smith, John, 1950-2010."""

from __future__ import annotations

import re

from attrs import frozen

from smj_catalog.model import PartialDate
from smj_catalog.model.rules.text import HAN

_SIGN = f"[{HAN}ヶ぀-ゖァ-ヺー가-힣]"
_PART = re.compile(rf"{_SIGN}{{1,4}}")
_SIGNS = re.compile(rf"{_SIGN}{{1,60}}")
_KATAKANA = re.compile(r"[ァ-ヺーｦ-ﾟ・･=＝゠ .]{1,60}")
_WORDS = re.compile(r"[^0-9;()\uff08\uff09\[\]［］]{1,60}")
_YEARS = re.compile(
    r"(?:c(?:a\.|\.)? ?)?([0-9]{3,4})?\??\s?[-‐–~〜]\s?(?:c(?:a\.|\.)? ?)?([0-9]{3,4})?\??|([0-9]{4})年?生(?:まれ)?"
)
_BEHIND = re.compile(r"^(.*[^\s(\uff08])\s*[(\uff08]([^()\uff08\uff09]{1,40})[)\uff09]$")
_FIELD = re.compile(r"(?:学|学者|家|師|士|者|員|僧|俳優|歌手|教授|研究|工学|医学|作曲|美術|音楽|経済|法律|文学)$")


@frozen
class Heading:
    """A name in parts, with what tells its bearer from others.

    Attributes:
        name: the name as it is said: 山田太郎; one in katakana or Latin letters stays turned round, as it stands.
        family: family name; None where the heading is not parted.
        given: given name.
        born: year of birth.
        died: year of death.
        distinction: a word: 生物学, プログラマー.
        sure: False where two names could be meant as well.
    """

    name: str
    family: str | None = None
    given: str | None = None
    born: PartialDate | None = None
    died: PartialDate | None = None
    distinction: str | None = None
    sure: bool = True


def of_years(text: str) -> re.Match[str] | None:
    """Return the years of birth and death that a text is: 1950-, -1936, 1950-2010, 1950年生."""
    found = _YEARS.fullmatch(text)
    return found if found and any(found.groups()) else None


def heading(text: str) -> Heading | None:
    """Return the heading that a text is; None where it is none, as two full names parted by a comma are.

    Args:
        text: one name, its role word taken off: what stands between semicolons.
    """
    distinction = None
    if found := _BEHIND.match(text):
        if of_years(found[2].strip()):
            text = f"{found[1]},{found[2]}"
        elif "," in text or "\uff0c" in text:
            text, distinction = found[1], found[2].strip()
    elif len(spaced := text.rsplit(None, 1)) == 2 and of_years(spaced[1]):
        text = f"{spaced[0].rstrip(' ,')},{spaced[1]}"
    parts = [p.strip() for p in re.split("[,\uff0c]", text)]
    if not 2 <= len(parts) <= 4 or not all(parts):
        return None
    at, years = next(((i, found) for i, p in enumerate(parts) if i and (found := of_years(p))), (0, None))
    words = [p for i, p in enumerate(parts) if years is None or i != at]
    if distinction is None and len(words) == 3 and (years or (_FIELD.search(words[2]) and is_short(words[:2]))):
        distinction = words.pop()
    known = years is not None or distinction is not None
    doubt = years is not None and any(sign in years[0] for sign in "?c")  # a date of ours holds no doubt, so it is told
    if len(words) > 2 or not all(map(_WORDS.fullmatch, words)):
        return None
    if len(words) == 1:
        return Heading(words[0], None, None, *_born_and_died(years), distinction, not doubt) if known else None
    katakana = all(map(_KATAKANA.fullmatch, words))
    joined = all(map(_SIGNS.fullmatch, words)) and not katakana
    if not known and (", " not in text or not (is_short(words) or katakana)):
        return None  # 山田,佐藤 are two
    sure = known and not doubt and (not joined or is_short(words))
    name = "".join(words) if joined else ", ".join(words)
    return Heading(name, words[0], words[1], *_born_and_died(years), distinction, sure)


def is_short(words: list[str]) -> bool:
    """Tell whether two words are as short as a family and a given name are, and two whole names are not."""
    return all(map(_PART.fullmatch, words)) and max(map(len, words)) <= 3 and sum(map(len, words)) <= 5


def _born_and_died(years: re.Match[str] | None) -> tuple[PartialDate | None, PartialDate | None]:
    if years is None:
        return None, None
    first, last, alone = years.groups()
    return (PartialDate(int(first or alone)) if first or alone else None), (PartialDate(int(last)) if last else None)
