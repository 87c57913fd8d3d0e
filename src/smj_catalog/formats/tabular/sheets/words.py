"""Words that people write where the model has a code."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smj_catalog.codes.onix import NOT_FOR_SALE
from smj_catalog.crosswalk.codecs import BOOLEAN, INTEGER, Codec, one_of
from smj_catalog.formats.tabular.values.parsed import folded
from smj_catalog.problems import Message, message

LANGUAGES = {
    "日本語": "jpn", "和文": "jpn", "japanese": "jpn", "ja": "jpn", "英語": "eng", "英文": "eng", "english": "eng", "en": "eng",
    "中国語": "chi", "chinese": "chi", "zh": "chi", "韓国語": "kor", "朝鮮語": "kor", "ハングル": "kor", "korean": "kor", "ko": "kor",
    "ポルトガル語": "por", "portuguese": "por", "pt": "por", "スペイン語": "spa", "spanish": "spa", "es": "spa",
    "ベトナム語": "vie", "vietnamese": "vie", "vi": "vie", "タガログ語": "tgl", "tagalog": "tgl", "フィリピノ語": "fil",
    "インドネシア語": "ind", "indonesian": "ind", "タイ語": "tha", "thai": "tha", "ネパール語": "nep", "nepali": "nep",
    "ミャンマー語": "bur", "ビルマ語": "bur", "フランス語": "fre", "french": "fre", "ドイツ語": "ger", "german": "ger",
    "ロシア語": "rus", "russian": "rus", "ペルシャ語": "per", "ウルドゥー語": "urd", "ベンガル語": "ben", "トルコ語": "tur",
}  # fmt: skip
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


def choice(words: Mapping[str, str]) -> Codec:
    """Return a codec for a closed set of codes with the words that people write for them."""
    allowed = tuple(dict.fromkeys(words.values()))
    return worded(words, one_of(allowed).expected, allowed)


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
TAX = choice({
    "included": "included", "excluded": "excluded", "unknown": "unknown", "税込": "included", "税込み": "included",
    "内税": "included", "税抜": "excluded", "税抜き": "excluded", "税別": "excluded", "本体": "excluded", "外税": "excluded",
    "不明": "unknown",
})  # fmt: skip
UNPRICED = worded({
    **{f"{n}": f"0{n}" for n in range(1, 9)}, **{f"0{n}": f"0{n}" for n in range(1, 9)}, "not-for-sale": NOT_FOR_SALE,
    "無料": "01", "無償": "01", "free": "01", "free of charge": "01", "未定": "02", "価格未定": "02", "オープン価格": "04",
    "オープンプライス": "04", "非売品": NOT_FOR_SALE, "非売": NOT_FOR_SALE, "not for sale": NOT_FOR_SALE,
}, message("a-cell-unpriced"))  # fmt: skip
"""Why there is no amount; a spreadsheet makes 1 of 01."""
_CODES = {f"{n}": f"{n:02}" for n in range(10)} | {f"{n:02}": f"{n:02}" for n in range(20)}
QUALIFIER = worded({
    **_CODES, "会員": "01", "会員価格": "01", "members": "01", "予約": "07", "予約価格": "07", "特別価格": "08", "図書館": "10", "図書館価格": "10",
    "libraries": "10",
}, message("a-cell-qualifier"))  # fmt: skip
SUPPLIER = worded({
    **_CODES, "取次": "04", "発売元": "06", "版元": "01", "wholesaler": "04", "distributor": "06", "publisher": "01",
}, message("a-cell-supplier"))  # fmt: skip
PRICE_STATUS = worded(
    {**_CODES, "予価": "01", "予定価格": "01", "provisional": "01", "確定": "02", "confirmed": "02"},
    message("a-cell-price-status"),
)
PARTY = choice({
    "person": "person", "organisation": "organisation", "個人": "person", "人": "person", "人物": "person", "団体": "organisation",
    "組織": "organisation", "organization": "organisation",
})  # fmt: skip
SCOPE = choice({
    "edited": "edited", "issued": "issued", "member": "member", "related": "related", "about": "about", "編集": "edited",
    "発行": "issued", "会員": "member", "関連": "related", "言及": "about",
})  # fmt: skip
COMPONENT = choice({"article": "article", "chapter": "chapter", "記事": "article", "論文": "article", "章": "chapter"})
PUBLISHING = worded({
    **_CODES, "近刊": "02", "未刊": "02", "刊行予定": "02", "発売予定": "02", "forthcoming": "02", "刊行中": "04", "既刊": "04", "発売中": "04",
    "販売中": "04", "active": "04", "品切・重版未定": "06", "品切": "06", "品切れ": "06", "重版未定": "06", "品切重版未定": "06",
    "out of stock indefinitely": "06", "絶版": "07", "out of print": "07", "刊行中止": "01", "cancelled": "01", "刊行延期": "03",
    "postponed indefinitely": "03",
}, message("a-cell-publishing"))  # fmt: skip
"""List 64; 刊行中 as the trade says it: published and on sale."""
AVAILABILITY = worded({
    **_CODES, "在庫あり": "21", "在庫有り": "21", "in stock": "21", "予約受付中": "10", "未刊": "10", "not yet available": "10", "取り寄せ": "22",
    "取寄せ": "22", "to order": "22", "オンデマンド": "23", "manufactured on demand": "23", "在庫なし": "31", "在庫切れ": "31", "品切れ": "31", "品切": "31",
    "out of stock": "31", "入手不可": "40", "not available": "40", "絶版": "51", "out of print": "51",
}, message("a-cell-availability"))  # fmt: skip
"""List 65."""
STATUS = choice({
    "valid": "valid", "incorrect": "incorrect", "cancelled": "cancelled", "正": "valid", "誤": "incorrect", "誤植": "incorrect",
    "取消": "cancelled",
})  # fmt: skip
ISSUE = worded(
    {"通常": "regular", "通常号": "regular", "合併": "combined", "合併号": "combined", "増刊": "extra", "増刊号": "extra", "臨時増刊": "extra",
     "別冊": "separate", "付録": "supplement", "総目次": "index"}, message("a-text"),
)  # fmt: skip
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
