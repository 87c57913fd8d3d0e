"""Which of our columns the header of a table means: a list of words, and how people build others from them.

A header is looked up as it stands. Where it is not known, it is taken apart: a prefix of Dublin Core, a number at the end
(著者2), words behind the base (出版社 + 名, ISBN + コード, 著者 + の + 読み) and what stands in brackets (定価(税込)). Brackets
that could make another thing of it, such as 書名(英語) or 価格(千円), are never passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from attrs import evolve, frozen

from smj_catalog.formats.tabular.sheets import KIND, KINDS, sheet

_NOTHING = re.compile(r"[\s_:/\u30fb\uff65\u3000\u301c~-]+")
_BRACKETS = re.compile(
    r"[(\[<\u3010\u3014\u3008]([^()\[\]<>\u3010\u3011\u3014\u3015\u3008\u3009]*)[)\]>\u3011\u3015\u3009]"
)
_PARTS = re.compile(r"[\s\u30fb\uff65,\u3001/;\uff1b]+")
_DUBLIN_CORE = re.compile(r"(?:dc|dcterms|dublin core)\s?[:.]\s?(\S.*)", re.IGNORECASE)
_DC = {
    "title": "title", "alternative": "other_title", "creator": "names", "contributor": "contributor", "publisher": "publisher",
    "date": "date", "issued": "date", "subject": "keywords", "description": "description", "abstract": "description",
    "tableofcontents": "contents", "language": "language", "extent": "pages",
}  # fmt: skip
_NUMBER = re.compile(r"(.*[^0-9])([1-9])")
_INNER = re.compile(r"([^0-9]+)([1-9])([^0-9]+)")

READINGS = frozenset(
    [
        "ヨミ",
        "よみ",
        "読み",
        "カナ",
        "かな",
        "フリガナ",
        "ふりがな",
        "ヨミガナ",
        "よみがな",
        "読みがな",
        "読み仮名",
        "読みカナ",
        "カナ読み",
        "片仮名",
        "カタカナ",
        "reading",
        "kana",
        "furigana",
        "yomi",
        "transcription",
    ]
)
"""Words for the reading of what the column names; ``folded``."""
ROMANISED = frozenset(["ローマ字", "ローマ字表記", "ローマ字形", "romanised", "romanized", "romaji"])
AFFILIATIONS = frozenset(["所属", "所属機関", "所属先", "所属団体", "affiliation", "affiliations"])
POSITIONS = frozenset(["肩書", "肩書き", "職名", "役職名", "position"])
_FOLLOWING = (
    ("reading", READINGS), ("romanised", ROMANISED), ("affiliation", AFFILIATIONS), ("position", POSITIONS),
)  # fmt: skip
_FOLLOWERS = frozenset(word for _, words in _FOLLOWING for word in words)
_SUFFIXES = tuple(
    sorted(((word, what) for what, words in _FOLLOWING for word in words), key=lambda pair: -len(pair[0]))
)
_CALLED = ("氏名", "名称", "名", "names", "name")
_CODED = ("コード", "番号", "記号", "code", "number", "no.", "no")
_CODES = frozenset(
    [
        "isbn",
        "isbn_10",
        "isbn_set",
        "issn",
        "issn_l",
        "ean",
        "magazine_code",
        "e_code",
        "ncid",
        "ndl",
        "jpno",
        "doi",
        "isni",
        "orcid",
        "viaf",
        "corporate_number",
        "ndc",
        "ndlsh",
        "bsh",
        "lcsh",
        "c_code",
        "thema",
        "title_part",
        "volume",
        "number",
        "whole_number",
        "series_part",
        "holding_call_number",
    ]
)
"""Columns of numbers and marks, whose names may end in コード or 番号: an 出版社コード is no name of a publisher."""
_NOT_TEXTS = frozenset(["note", "description", "contents", "other_text", "other_note", "source_quotes", "url", "uri"])
"""Columns of words that have no name: a 備考名 is no note."""

_WITH_TAX = frozenset(
    [
        "税込",
        "税込み",
        "税込価格",
        "内税",
        "消費税込",
        "消費税込み",
        "総額",
        "incltax",
        "inc.tax",
        "incl.tax",
        "includingtax",
        "taxincluded",
        "withtax",
    ]
)
_NET = frozenset(
    [
        "税抜",
        "税抜き",
        "税別",
        "税抜価格",
        "外税",
        "本体",
        "本体価格",
        "+税",
        "excltax",
        "excl.tax",
        "excludingtax",
        "taxexcluded",
        "withouttax",
        "beforetax",
    ]
)
_TAXED = tuple(sorted(((w, k) for ws, k in ((_WITH_TAX, "price_gross"), (_NET, "price_net")) for w in ws),
                      key=lambda pair: -len(pair[0])))  # fmt: skip
_FORM = re.compile(
    r"(?:[0-9]{1,2}桁)?|円|yen|jpy|[¥\\]|cm|センチ|必須|任意|半角.*|全角.*|西暦|和暦|数字|英数字?|数値|文字列|e?s|姓名|名|敬称略|敬称なし|例.*"
    r"|.*区切り?|複数可|複数|省略可|pp?\.?|頁|ページ|冊|部|点|年|年月|年月日|ハイフン.*|記入.*|入力.*|選択.*|自由記述|正式|正式名称?|わかれば|不要|yyyy.*|カタカナで.*"
    r"|required|optional|text|format.*|digits?|[0-9]{1,2}digits?|if.*|e\.?g\.?.*|※.*|\*+"
)
"""What brackets say of the form of the cells, which does not change what they are."""
_OTHERWISE = re.compile(
    r"英|米|欧|仏|独|露|中国|韓国|朝鮮|外国|多言語|言語|翻訳|原|旧|新|訳|セット|揃|全巻|電子|デジタル|紙|ドル|ユーロ|ポンド|元|会員|一般|学生|送料|予|千円|万円|百円"
    r"|開始|終了|始|終|最初|最後|上|下|左|右|前|後|から|まで|その他|以外|別|副|共|代表|親|子|mm|ミリ|インチ|枚|丁|分|ml|kg|g$|[$€£]|usd|eur|gbp|english|eng?$"
    r"|old|new|former|original|set|e-?book|digital|from|to$|start|end|first|last|other|alt"
)
"""What brackets say that may make another thing of the column."""


@frozen
class Found:
    """What a header was found to mean.

    Attributes:
        key: key of our column.
        number: the number at its end, 著者2; 0 where there is none.
        dropped: words in brackets that were passed over and may matter.
    """

    key: str
    number: int = 0
    dropped: str | None = None


def folded(header: str) -> str:
    """Return a header without width, case, spaces and the signs that people put between words."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", header)).lower()


@cache
def headers(kind: str) -> Mapping[str, str]:
    """Return every known header of a kind's sheet, folded -> key."""
    known: dict[str, str] = {}
    cells = [KIND, *sheet(kind).cells.values()]
    for names in (lambda c: (c.key,), lambda c: (c.en, c.ja), lambda c: c.names):
        for cell in cells:
            for name in names(cell):
                known.setdefault(folded(name), cell.key)
    return known


@cache
def all_headers() -> Mapping[str, str]:
    """Return every known header of any sheet, folded -> key."""
    known: dict[str, str] = {}
    for kind in KINDS:
        for name, key in headers(kind).items():
            known.setdefault(name, key)
    return known


@cache
def keys() -> frozenset[str]:
    """Return the keys of all columns."""
    return frozenset({KIND.key, *(key for kind in KINDS for key in sheet(kind).cells)})


def key_of(header: str, kind: str | None = None) -> str | None:
    """Return the key of the column that a header stands for, or None."""
    found = meaning(header, kind)
    return None if found is None else found.key


@lru_cache(8192)
def meaning(header: str, kind: str | None = None) -> Found | None:
    """Return what a header means, or None.

    Args:
        header: as the file has it.
        kind: what the rows are; its own columns go before those of other kinds.
    """
    if len(header) > 200:
        return None
    if kind is not None and (found := _Words(headers(kind), (kind,)).meaning(header)) is not None:
        return found
    found = _Words(all_headers(), KINDS).meaning(header)
    if found is not None and kind is not None and found.key in sheet(kind).cells:
        return None  # what another kind calls so is not what this kind has under that key: 記事 is no title of an issue
    return found


def follower(header: str) -> str | None:
    """Return what a header says of the column before it and of no column by name: ヨミ, 所属; None where it does not."""
    name = folded(_BRACKETS.sub("", unicodedata.normalize("NFKC", header)))
    return next((what for what, words in _FOLLOWING if name in words), None)


def following(key: str, what: str, kind: str | None) -> str | None:
    """Return the key of the column with the reading, affiliation … of another column, or None."""
    wanted = f"{key}_{what}"
    there = any(wanted in sheet(k).cells for k in ((kind,) if kind is not None else KINDS))
    return wanted if there else None


@frozen
class _Words:
    """Headers of some kinds of record, and what is built from them."""

    known: Mapping[str, str]
    kinds: tuple[str, ...]

    def meaning(self, header: str) -> Found | None:
        plain = unicodedata.normalize("NFKC", header)
        if (key := self.known.get(folded(plain))) is not None:
            return Found(key)
        if dublin := _DUBLIN_CORE.fullmatch(plain.strip()):
            key = _DC.get(folded(dublin[1]))
            return Found(key) if key is not None and self._has(key) else None
        base = folded(_BRACKETS.sub(" ", plain))
        found = self._named(base) if base else None
        return None if found is None else self._bracketed(found, _BRACKETS.findall(plain))

    def _has(self, key: str) -> bool:
        return any(key in sheet(kind).cells for kind in self.kinds)

    def _named(self, name: str) -> Found | None:
        """Return what a header without brackets means."""
        key = self.known.get(name) or self._built(name)
        if key is not None:
            return Found(key)
        if (numbered := _NUMBER.fullmatch(name)) is not None:
            key, number = self._one(numbered[1]), int(numbered[2])
        elif (numbered := _INNER.fullmatch(name)) is not None:
            key, number = self._one(numbered[1] + numbered[3]), int(numbered[2])
        else:
            return None
        return Found(key, number) if key is not None and repeatable(key, self.kinds) else None

    def _one(self, name: str) -> str | None:
        return self.known.get(name) or self._built(name)

    def _plural(self, name: str) -> str | None:
        key = self.known.get(name[:-1]) if name.isascii() and name.endswith("s") else None
        return key if key is not None and repeatable(key, self.kinds) else None

    def _built(self, name: str) -> str | None:
        """Return the key of a name that is another with words behind it, or before it."""
        for word, what in _SUFFIXES:
            if name.endswith(word) and (base := name[: -len(word)].removesuffix("の")):
                key = self._one(base)
                if key is not None and (whole := self._following(key, what)) is not None:
                    return whole
        for word, taxed in _TAXED:
            bases = [name.removesuffix(word)] if name.endswith(word) else []
            bases += [name.removeprefix(word)] if name.startswith(word) else []
            for base in bases:
                if base and self.known.get(base) in ("price", taxed):
                    return taxed
        return (
            self._called(name, _CALLED, self._has_name)
            or self._called(name, _CODED, _CODES.__contains__)
            or self._plural(name)
        )

    def _called(self, name: str, words: Iterable[str], fits: Callable[[str], bool]) -> str | None:
        for word in words:
            base = name.removesuffix(word).removesuffix("の") if name.endswith(word) else ""
            key = self.known.get(base) if base else None
            if key is not None and fits(key):
                return key
        return None

    def _following(self, key: str, what: str) -> str | None:
        return next((f"{key}_{what}" for kind in self.kinds if f"{key}_{what}" in sheet(kind).cells), None)

    def _has_name(self, key: str) -> bool:
        """Tell whether a column holds names or titles: something that has a reading."""
        return key not in _NOT_TEXTS and (self._following(key, "reading") is not None or key == "genre")

    def _bracketed(self, found: Found, insides: list[str]) -> Found | None:
        """Return what a header means together with what stands in its brackets; None where that could be another thing."""
        dropped: list[str] = []
        for inside in insides:
            parts = [p for p in map(folded, _PARTS.split(inside)) if p]
            whole = folded(inside)
            for word in [whole] if len(parts) < 2 or self._says(whole, found) else parts:
                changed = self._with(found, word)
                if changed is None:
                    return None
                if changed is found and not self._plain(word, found.key):
                    dropped.append(word)
                found = changed
        return evolve(found, dropped=", ".join(dropped) or None)

    def _says(self, word: str, found: Found) -> bool:
        return self._plain(word, found.key) or word in _WITH_TAX or word in _NET or word in _FOLLOWERS

    def _plain(self, word: str, key: str) -> bool:
        """Tell whether a word in brackets is known not to change what the column is."""
        taxed = word in _NET if key == "price_net" else key == "price_gross" and word in _WITH_TAX
        return taxed or _FORM.fullmatch(word) is not None or self._one(word) == key

    def _with(self, found: Found, word: str) -> Found | None:
        """Return what a word in brackets makes of a column: the same, another, or None where it cannot be told."""
        if word in _WITH_TAX or word in _NET:
            taxed = "price_gross" if word in _WITH_TAX else "price_net"
            return evolve(found, key=taxed) if found.key in ("price", taxed) else None
        if (what := next((w for w, them in _FOLLOWING if word in them), None)) is not None:
            key = found.key if found.key.endswith(f"_{what}") else self._following(found.key, what)
            return None if key is None else evolve(found, key=key)
        if _NUMBER.fullmatch(f"x{word}") and word != "0":
            return evolve(found, number=int(word)) if repeatable(found.key, self.kinds) else None
        if self._plain(word, found.key):
            return found
        return None if self._one(word) is not None or _OTHERWISE.search(word) else found


_NOT_REPEATED = frozenset(
    (
        "dates",
        "prices",
        "addresses",
        "extents",
        "sizes",
        "measures",
        "positions",
        "titles",
        "holdings",
        "sources",
        "numbering",
    )
)


@cache
def repeatable(key: str, kinds: tuple[str, ...] = KINDS) -> bool:
    """Tell whether several columns, numbered, may each hold a value of one column: 著者1, 著者2; キーワード1, キーワード2.

    Not so where the number could mean another thing: 住所1 and 住所2 are parts of one address.
    """
    for kind in kinds:
        for bound in sheet(kind).bound:
            if key in bound.keys and (bound.many or bound.block.field == "notes"):
                return bound.block.field not in _NOT_REPEATED or key.startswith("other_title")
    return False


def nearest(name: str) -> Iterator[str]:
    """Yield the keys of the columns whose headers are most like a name."""
    import difflib

    known = all_headers()
    near = difflib.get_close_matches(folded(name)[:80], known, 3, 0.6)
    return iter(dict.fromkeys(known[n] for n in near))
