"""Words that people write where the model has a code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from smj_catalog.codes import terms as t
from smj_catalog.codes import words as codes
from smj_catalog.crosswalk.codecs import BOOLEAN, INTEGER, NAMES, Codec
from smj_catalog.formats.tabular.values.parsed import folded
from smj_catalog.problems import Both, Message, message

LANGUAGES = codes.LANGUAGES
"""Name or shorter tag -> ISO 639-2/B."""
SIGNS = {
    "日": "日本語", "和": "日本語", "英": "英語", "中": "中国語", "韓": "韓国語", "仏": "フランス語", "独": "ドイツ語", "露": "ロシア語", "西": "スペイン語",
    "葡": "ポルトガル語",
}  # fmt: skip
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
    """Reads words as codes, and finds the words for codes.

    Attributes:
        words: word -> code, in the order in which they are offered.
    """

    def __init__(self, words: Mapping[str, str], allowed: tuple[str, ...] = (), *, free: bool = False) -> None:
        """Take words and, where there are no other codes, all codes; ``free``: any other word stands for itself."""
        self.words = words
        self._closed, self._free = bool(allowed), free
        self._known = {code: code for code in allowed} | {folded(word).lower(): code for word, code in words.items()}
        self._offered: dict[str, dict[str, str]] = {"en": {}, "ja": {}}
        for word, code in words.items():
            if not word.isdecimal():
                self._offered["en" if word.isascii() else "ja"].setdefault(code, word)

    def __call__(self, text: str) -> Any:
        """Return the code of a word; raises ValueError where it is neither a word nor a code."""
        code = self._known.get(text) or self._known.get(folded(text).lower())
        if code is None and (self._closed or not (self._free or text.isascii())):
            raise ValueError(text)
        return code or text

    def offered(self, lang: str) -> list[str]:
        """Return one word for each code, in English or Japanese where there is one; none for a code alone."""
        return list(self._offered[lang].values())

    def word(self, code: str, lang: str) -> str:
        """Return the word that is offered for a code; the code where there is none."""
        return self._offered[lang].get(code, code)


class ManyWords(Words):
    """Reads several words in one text, 監修・編, as codes; several codes have spaces between them, B20 B01."""

    def __call__(self, text: str) -> Any:
        """Return the codes; raises ValueError where one of the words is none."""
        found: list[str] = []
        for part in _PARTED.split(text.strip()):
            code = self._known.get(folded(part).lower())
            found += (code,) if code is not None else NAMES.load(part)  # type: ignore[misc]
        return tuple(found)

    def word(self, code: str, lang: str) -> str:
        """Return the words for codes, parted as people part them; a code where there is none."""
        return ("・" if lang == "ja" else ", ").join(super(ManyWords, self).word(one, lang) for one in code.split())


_PARTED = re.compile("\\s*[・、,，／/]\\s*")


def terms(words: Mapping[str, str], *, many: bool = False, free: bool = False) -> Codec:
    """Return a codec for codes of an open list with words for some of them.

    Args:
        words: word -> code, as `smj_catalog.codes.terms` has them.
        many: one text holds several.
        free: any other word stands for itself.
    """
    load = ManyWords(words) if many else Words(words, free=free)
    expected = message("a-cell-term", allowed=Both(", ".join(load.offered("en")), "、".join(load.offered("ja"))))
    return Codec(expected, load, NAMES.dump if many else None, several=many)


def in_language(codec: Codec | None, text: str, lang: str) -> str:
    """Return a cell in which codes are the words that a language has for them, each item by itself."""
    if codec is YES_NO:
        yes, no = (message(f"word-{word}").text(lang) for word in ("yes", "no"))
        return _PIECES.sub(lambda piece: {"true": yes, "false": no}.get(piece[0], piece[0]), text)
    if codec is None or not isinstance(codec.load, Words):
        return text
    word = codec.load.word
    return _PIECES.sub(lambda piece: word(piece[0], lang), text)


_PIECES = re.compile(r"[^;|\s](?:[^;|]*[^;|\s])?")


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
CONTACT = worded(codes.CONTACT, message("a-cell-contact"))
RELATION = worded(codes.RELATION, message("a-cell-relation"))
NUMBER = worded(codes.IDENTIFIER, message("a-cell-number-type"))
PRICE_STATUS = worded(codes.PRICE_STATUS, message("a-cell-price-status"))
PARTY, FACET = choice(codes.PARTY), choice(codes.FACET)
SCOPE = choice(codes.SCOPE)
COMPONENT = choice(codes.COMPONENT)
PUBLISHING = worded(codes.PUBLISHING, message("a-cell-publishing"))
AVAILABILITY = worded(codes.AVAILABILITY, message("a-cell-availability"))
STATUS = choice(codes.STATUS)
ISSUE = worded(codes.ISSUE, message("a-text"))
"""The kinds of issues are open; Japanese words of others are refused, so that codes stay codes."""
FORM, FORM_DETAILS = terms(t.FORM), terms(t.FORM_DETAILS, many=True)
ROLES, DATES, TITLES, NAME_TYPES = (
    terms(t.ROLE, many=True), terms(codes.DATES), terms(t.TITLES), terms(t.NAMES, free=True),
)  # fmt: skip
GENRES, NOTES = terms(t.GENRES, free=True), terms(t.NOTE, free=True)
TEXTS, AUDIENCES, EXTENTS, UNITS = terms(t.TEXTS), terms(t.AUDIENCE), terms(t.EXTENTS), terms(t.UNITS)
MEASURES, LANGUAGE_ROLES, PUBLISHERS = terms(t.MEASURES), terms(t.LANGUAGE_ROLES), terms(t.PUBLISHERS)
PRICES, EDITIONS, ABSENCE, DIVIDED = terms(t.PRICES), terms(t.EDITIONS, many=True), choice(t.ABSENCE), choice(t.DIVIDED)
READINGS, ROMAN, COVERS = terms(t.READINGS, free=True), terms(t.ROMAN, free=True), terms(t.COVERS)
MATCHES, COMPOSITION, PROTECTIONS = terms(t.MATCHES), terms(t.COMPOSITION), terms(t.PROTECTIONS, many=True)
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
