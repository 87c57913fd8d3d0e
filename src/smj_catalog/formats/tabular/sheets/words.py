"""Words that people write where the model has a code."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smj_catalog.codes import words as codes
from smj_catalog.crosswalk.codecs import BOOLEAN, INTEGER, Codec
from smj_catalog.formats.tabular.values.parsed import folded
from smj_catalog.problems import Both, Message, message

LANGUAGES = codes.LANGUAGES
"""Name or shorter tag -> ISO 639-2/B."""
SIGNS = {
    "日": "日本語",
    "和": "日本語",
    "英": "英語",
    "中": "中国語",
    "韓": "韓国語",
    "仏": "フランス語",
    "独": "ドイツ語",
    "露": "ロシア語",
    "西": "スペイン語",
    "葡": "ポルトガル語",
}
"""Sign of a language beside that of another (日英) -> its name."""


def worded(words: Mapping[str, str], expected: Message, allowed: tuple[str, ...] = ()) -> Codec:
    """Return a codec that also reads words, whatever their width and case; what is no such word is read as a code.

    Args:
        words: word -> code.
        expected: for messages.
        allowed: the codes, where there are no others.
    """
    return Codec(expected, Words(words, allowed), None)


class Words:
    """Reads words as codes.

    Attributes:
        words: word -> code, in the order in which they are offered.
    """

    def __init__(self, words: Mapping[str, str], allowed: tuple[str, ...] = ()) -> None:
        """Take words and, where there are no other codes, all codes."""
        self.words = words
        self._closed = bool(allowed)
        self._known = {code: code for code in allowed} | {folded(word).lower(): code for word, code in words.items()}

    def __call__(self, text: str) -> str:
        """Return the code of a word; raises ValueError where it is neither a word nor a code."""
        code = self._known.get(text) or self._known.get(folded(text).lower())
        if code is None and (self._closed or not text.isascii()):
            raise ValueError(text)
        return code or text

    def offered(self, lang: str) -> list[str]:
        """Return one word for each code, in English or Japanese where there is one; none for a code alone."""
        found: dict[str, str] = {}
        for word, code in self.words.items():
            if word.isascii() is (lang == "en") and not word.isdecimal():
                found.setdefault(code, word)
        return list(found.values())

    def word(self, code: str, lang: str) -> str:
        """Return the word that is offered for a code; the code where there is none."""
        return next((w for w in self.offered(lang) if self.words[w] == code), code)


def choice(words: Mapping[str, str]) -> Codec:
    """Return a codec for a closed set of codes with the words that people write for them."""
    allowed = tuple(dict.fromkeys(words.values()))
    offered = Words(words).offered("ja")
    expected = message("one-of", allowed=Both(", ".join(allowed), "、".join(offered or allowed)))
    return worded(words, expected, allowed)


def _boolean(text: str) -> bool:
    word = folded(text).lower()
    if word in ("はい", "○", "◯", "〇", "yes", "有", "真"):
        return True
    if word in ("いいえ", "×", "no", "無", "偽"):
        return False
    found: bool = BOOLEAN.load(word)  # type: ignore[misc]
    return found


def _integer(text: str) -> int:
    found: int = INTEGER.load(folded(text).removesuffix(".0"))  # type: ignore[misc]
    return found


def _counted(text: str) -> int:
    return _integer(re.sub(r"(?<=[0-9\uff10-\uff19])\s?[部冊点枚本]$", "", text.strip()))


YES_NO = Codec(message("a-boolean"), _boolean, BOOLEAN.dump)
WHOLE = Codec(message("a-whole-number"), _integer, str)
COPIES = Codec(message("a-whole-number"), _counted, str)
"""A number of copies: 500部 is 500."""
language = Words(LANGUAGES)
"""Return the code of a language; raises ValueError where its name is not known."""
LANGUAGE = worded(LANGUAGES, message("a-cell-language"))
TAX = choice(codes.TAX)
UNPRICED = worded(codes.UNPRICED, message("a-cell-unpriced"))
QUALIFIER = worded(codes.QUALIFIER, message("a-cell-qualifier"))
SUPPLIER = worded(codes.SUPPLIER, message("a-cell-supplier"))
RELATION = worded(codes.RELATION, message("a-cell-relation"))
NUMBER = worded(codes.IDENTIFIER, message("a-cell-number-type"))
PRICE_STATUS = worded(codes.PRICE_STATUS, message("a-cell-price-status"))
PARTY = choice(codes.PARTY)
SCOPE = choice(codes.SCOPE)
COMPONENT = choice(codes.COMPONENT)
PUBLISHING = worded(codes.PUBLISHING, message("a-cell-publishing"))
AVAILABILITY = worded(codes.AVAILABILITY, message("a-cell-availability"))
STATUS = choice(codes.STATUS)
ISSUE = worded(codes.ISSUE, message("a-text"))
"""The kinds of issues are open; Japanese words of others are refused, so that codes stay codes."""
KINDS = {
    "periodical": "periodical", "issue": "issue", "component": "component", "book": "book", "agent": "agent", "concept": "concept",
    "periodicals": "periodical", "issues": "issue", "components": "component", "books": "book", "agents": "agent",
    "concepts": "concept", "subjects": "concept", "subject": "concept", "article": "component", "articles": "component",
    "journalarticle": "component", "magazinearticle": "component", "newspaperarticle": "component", "booksection": "component",
    "chapter": "component", "chapters": "component", "serial": "periodical", "magazine": "periodical",
    "図書": "book", "本": "book", "書籍": "book", "単行本": "book", "号": "issue", "雑誌号": "issue", "各号": "issue", "バックナンバー": "issue",
    "記事": "component", "記事・章": "component", "論文": "component", "章": "component", "目次": "component", "逐次刊行物": "periodical",
    "雑誌": "periodical", "誌": "periodical", "人・団体": "agent", "団体": "agent", "個人": "agent", "人物": "agent", "著者名": "agent",
    "件名": "concept", "主題": "concept", "語彙": "concept",
}  # fmt: skip
"""Word for a kind of record -> kind: cells of the column kind, names of sheets."""
