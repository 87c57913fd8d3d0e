"""Keys: what titles, names and numbers are reduced to before they are compared. A key is never shown and never stored."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(
    r"(?:第|通巻|vol(?:ume)?|nos?|issue|#|\.)*([0-9]+)(?:巻|号|集|輯|冊|部|編|期|年度?|\.)*", re.IGNORECASE
)
_SIGNS = re.compile(
    r"(?<=[a-z0-9+#])[+#]|(?<=[0-9])(?:(?P<dash>[-‐-―~〜])|[・./:]|,(?![0-9]{3}(?![0-9])))(?=[0-9])|(?P<other>[^\w\ue000-\uf8ff]|_)"
)
"""Signs: those that tell titles and numbers apart (C++, 1.5, 5-6) and all others."""
_OTHERS = re.compile(r"(?:(?:ほか|他)[0-9]*[名人]?|etal)$")
_LEGAL = re.compile(
    r"(?:株式|有限|合同|合資|合名)会社|(?:特定非営利活動|(?:一般|公益)?[社財]団|社会福祉|宗教|学校|独立行政|npo)法人"
    r"|\((?:株|有|社|財|特非|[一公][社財]|独)\)"
)
_KANA = {ord(a): b for a, b in zip("ヂヅヲ", "ジズオ", strict=True)}
_HIRAGANA = {c: c + 0x60 for c in range(0x3041, 0x3097)}


@lru_cache(4096)
def key_of(text: str | None) -> str:
    """Return a title, name or number as it is compared: letters and digits, width and case alike.

    Of signs only those are kept that make another of it: + and # behind letters (C++ is not C), and what parts digits
    (1.5 is not 15, nor are volumes 5-6 volume 56). A private-use character is a letter that nobody else knows.
    """
    plain = unicodedata.normalize("NFKC", text or "").casefold()
    return plain if plain.isalnum() else _SIGNS.sub(_kept, plain)


def _kept(sign: re.Match[str]) -> str:
    return "" if sign["other"] else "-" if sign["dash"] else sign[0]


@lru_cache(1024)
def number_key(text: str | None) -> str:
    """Return the number of a volume, issue or part as it is compared: 第3巻, Vol. 3, ３ and 03 are 3; words as `key_of`."""
    plain = "".join(unicodedata.normalize("NFKC", text or "").split())
    found = _NUMBER.fullmatch(plain)
    return (found[1].lstrip("0") or "0") if found else key_of(plain)


@lru_cache(4096)
def name_key(name: str) -> str:
    """Return a name of a person as it is compared: 山田, 太郎 is 山田太郎, and ほか behind it is no part of it."""
    key = key_of(name)
    return _OTHERS.sub("", key) or key


@lru_cache(1024)
def body_key(name: str) -> str:
    """Return the name of a body as it is compared: without the words for its legal form (株式会社, NPO法人)."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return key_of(_LEGAL.sub("", plain)) or key_of(plain)


def reading_key(reading: str) -> str:
    """Return a reading as it is compared: katakana of full width, undivided, ヂ as ジ, ヅ as ズ, ヲ as オ."""
    kana = unicodedata.normalize("NFKC", reading).translate(_HIRAGANA).translate(_KANA)
    return "".join(c for c in kana.casefold() if c.isalpha())
