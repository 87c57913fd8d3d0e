"""Names as catalogues head their entries: 山田, 太郎, 1950- · 田中, 実, 生物学 · Smith, John, 1950-2010."""

from __future__ import annotations

import re

from attrs import frozen

from smj_catalog.model import PartialDate

_SIGN = r"[一-鿿々〆ヶ぀-ゖァ-ヺー가-힣]"
_PART = re.compile(rf"{_SIGN}{{1,4}}")
_LATIN = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}")
_YEARS = re.compile(
    r"(?:c(?:a\.|\.)? ?)?([0-9]{4})?\??\s?[-‐–~〜]\s?(?:c(?:a\.|\.)? ?)?([0-9]{4})?\??|([0-9]{4})年?生(?:まれ)?"
)
_BEHIND = re.compile(r"^(.*[^\s(\uff08])\s*[(\uff08]([^()\uff08\uff09]{1,40})[)\uff09]$")
_FIELD = re.compile(r"(?:学|学者|家|師|士|者|員|僧|俳優|歌手|教授|研究|工学|医学|作曲|美術|音楽|経済|法律|文学)$")


@frozen
class Heading:
    """A name in parts, with what tells its bearer from others.

    Attributes:
        family: family name.
        given: given name; None where there is none.
        born: year of birth.
        died: year of death.
        distinction: a word: 生物学, プログラマー.
        sure: False where two names could be meant as well.
    """

    family: str
    given: str | None
    born: PartialDate | None = None
    died: PartialDate | None = None
    distinction: str | None = None
    sure: bool = True

    @property
    def name(self) -> str:
        """The name as it is said: 山田太郎; a Latin one stays turned round, as it stands."""
        if self.given is None:
            return self.family
        if not _PART.fullmatch(self.family):
            return f"{self.family}, {self.given}"
        kana = all("ァ" <= c <= "ー" or c == " " for c in self.family + self.given)
        return f"{self.family}{' ' if kana else ''}{self.given}"


def heading(text: str) -> Heading | None:
    """Return the heading that a text is; None where it is none, as two full names parted by a comma are.

    Args:
        text: one name, its role word taken off: what stands between semicolons.
    """
    distinction = None
    if (found := _BEHIND.match(text)) and ("," in text or "\uff0c" in text):
        text, distinction = found[1], found[2].strip()
    parts = [p.strip() for p in re.split("[,\uff0c]", text)]
    if not 2 <= len(parts) <= 4 or not all(parts):
        return None
    years = None
    for i, part in enumerate(parts[1:], 1):
        if found := _YEARS.fullmatch(part):
            if any(found.groups()):
                years = (i, found)
            break
    words = [p for i, p in enumerate(parts) if years is None or i != years[0]]
    if distinction is None and len(words) == 3 and (years is not None or _FIELD.search(words[2])):
        distinction = words.pop()
    if len(words) > 2 or not (distinction or years or len(words) == 2):
        return None
    family, given = words[0], words[1] if len(words) == 2 else None
    known = years is not None or distinction is not None
    if not known and ", " not in text:  # 山田,佐藤 are two
        return None
    short = all(_PART.fullmatch(w) for w in words)
    if (
        short
        and not known
        and not (len(words) == 2 and max(map(len, words)) <= 3 and len(family) + len(given or "") <= 5)
    ):
        return None
    if not short and not (known and all(_LATIN.fullmatch(w) for w in words)):
        return None
    born = died = None
    if years is not None:
        first, last, alone = years[1].groups()
        born = PartialDate(int(first or alone)) if first or alone else None
        died = PartialDate(int(last)) if last else None
    return Heading(family, given, born, died, distinction, sure=known)
