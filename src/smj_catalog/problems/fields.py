"""The Japanese words for the fields of records: what people read in place of the model's names."""

from __future__ import annotations

import re
from collections.abc import Iterable

WORDS = {
    # records
    "id": "識別子", "titles": "タイトル", "title": "タイトル", "kinds": "誌の種別", "kind": "種別", "contributors": "著者等",
    "publishers": "出版社", "identifiers": "番号", "frequencies": "刊行頻度", "dates": "日付", "languages": "言語", "prices": "価格",
    "subjects": "主題", "texts": "内容・目次", "related": "関連資料", "holdings": "所蔵", "notes": "備考", "links": "URL", "sources": "出典",
    "form": "形態", "form_details": "形態の詳細", "form_description": "形態の説明", "form_features": "形態の特徴",
    "protections": "技術的保護", "composition": "構成", "parts": "構成資料", "sizes": "判型", "measures": "大きさ", "extents": "ページ数",
    "audiences": "読者対象", "audience_descriptions": "読者対象の説明", "audience_ranges": "対象範囲", "sales_rights": "販売権",
    "suppliers": "供給者", "contacts": "問合せ先", "copyrights": "著作権表示", "status": "刊行状況", "availability": "入手可能性",
    "resources": "書影など", "citations": "書評", "prizes": "受賞", "contents": "記事・章", "contents_complete": "目次は全件か",
    "periodical": "雑誌", "numbering": "巻号", "features": "特集", "host": "掲載先", "genre": "ジャンル", "section": "部・見出し",
    "column": "連載", "instalment": "連載回", "absence": "著者なしの理由", "pages": "ページ", "scope": "自団体との関係", "responsibility": "責任表示",
    "editions": "版", "no_edition": "版なし", "series": "シリーズ", "no_series": "シリーズなし", "imprint": "インプリント", "imprint_identifiers": "インプリントの番号", "record_source": "レコードの提供元", "names": "名称",
    "part_of": "上位の団体", "addresses": "所在地", "positions": "役職", "labels": "概念名", "alternatives": "別の語", "hidden": "検索用の語",
    "broader": "上位概念", "scope_note": "適用範囲", "mappings": "対応する語",
    # values
    "text": "本文", "readings": "読み", "romanised": "ローマ字", "language": "言語", "script": "文字", "truncated": "途切れ",
    "divided": "分かち書き", "scheme": "体系", "type": "種類", "part_number": "巻次", "subtitle": "副題", "whole": "全体のタイトル", "prefix": "冠詞",
    "name": "名称", "role": "役割", "roles": "役割", "role_printed": "役割の表示", "position": "肩書", "affiliation": "所属", "affiliation_identifiers": "所属の番号", "agent": "人・団体",
    "family": "姓", "given": "名", "born": "生年", "died": "没年", "distinction": "付記事項", "biography": "略歴", "biography_xhtml": "XHTMLの略歴", "other_affiliations": "ほかの所属", "xhtml": "XHTMLの本文", "places": "出版地",
    "country": "国", "value": "値", "printed": "表示", "qualifier": "区分", "amount": "金額", "currency": "通貨", "tax": "税区分",
    "discount": "割引", "discount_code": "割引コード", "discount_code_type": "割引コードの種類", "condition": "条件", "condition_quantity": "条件の数量",
    "condition_quantity_type": "条件の数量の種類", "condition_unit": "条件の単位", "notification": "通知の種類", "on_product": "商品への表示",
    "on_product_at": "商品での表示位置", "valid_from": "開始日", "valid_until": "終了日", "unpriced": "価格のない理由", "countries": "国",
    "regions": "地域", "countries_excluded": "除く国", "regions_excluded": "除く地域", "date": "日付", "until": "まで", "code": "記号",
    "heading": "語", "edition": "版", "main": "主たるものか", "assigned": "付与者", "concept": "概念", "record": "資料", "citation": "表示",
    "url": "URL", "what": "内容", "as_of": "時点", "times_a_year": "年間号数", "unit": "単位", "number": "番号", "numbers": "号数",
    "volume": "巻数", "whole_number": "通巻", "statement": "表示", "types": "種類", "first": "始まり", "last": "終わり", "holder": "所蔵館",
    "held": "所蔵巻号", "missing": "欠号", "copies": "部数", "location": "所在", "call_number": "請求記号", "shelf": "書架",
    "used_from": "使用開始", "used_until": "使用終了", "post": "役職", "mode": "提供方法", "file_features": "ファイルの特徴",
    "description": "説明", "descriptions": "説明", "primary": "主たるもの", "market": "販売地域", "returns": "返品条件",
    "returns_type": "返品条件の体系", "pack": "梱包単位", "telephone": "電話番号", "email": "メールアドレス", "person": "担当者",
    "years": "年", "year": "年", "persons": "個人", "organisations": "団体", "source_type": "媒体", "source_title": "出典の名称",
    "note": "注記", "author": "著者", "achievement": "受賞の種類", "jury": "選考者", "seen": "確認日", "quotes": "文言", "match": "対応の種類",
    "uri": "URI", "month": "月", "day": "日", "order": "順序",
}  # fmt: skip
"""Name of a field of a record, or of a value in one -> its word."""

_LEADS = {"price": "定価", "identifier": "番号", "contributor": "著者等の名前", "size": "判型", "extent": "ページ数"}
"""Key of a column that leads others, where a command took it for the row -> its word; of others, a field has it."""

KINDS = {
    "periodical": "雑誌", "issue": "号", "component": "記事・章", "book": "図書", "agent": "人・団体", "concept": "件名",
}  # fmt: skip
"""Kind of record -> its word."""


class Both(str):
    """An English text that is another in Japanese messages; in JSON and anywhere else it is the English.

    Attributes:
        ja: the Japanese.
    """

    ja: str

    def __new__(cls, en: str, ja: str) -> Both:
        """Make the text."""
        made = super().__new__(cls, en)
        made.ja = ja
        return made

    def __reduce__(self) -> tuple[type[Both], tuple[str, str]]:
        """Return what it is made of again from a pickle."""
        return Both, (str(self), self.ja)

    def text(self, lang: str = "en") -> str:
        """Return the words."""
        return self.ja if lang == "ja" else str(self)


def kinds_named(kinds: Iterable[str], *, typed: bool = True) -> Both:
    """Return kinds of record in both languages; typed: with the words that a command takes, also in the Japanese."""
    held = [*kinds]
    words = [f"{KINDS.get(k, k)}({k})" if typed else KINDS.get(k, k) for k in held]
    return Both(", ".join(held), "、".join(words))


def fields_named(names: Iterable[str]) -> Both:
    """Return fields of records in both languages."""
    held = [*dict.fromkeys(names)]
    return Both(", ".join(held), "、".join(dict.fromkeys(worded(name, "ja") for name in held)))


def quoted(given: object) -> Both:
    """Return what somebody gave in the quotation marks of both languages."""
    return Both(repr(given), f"「{given}」")


def joined(texts: Iterable[str]) -> Both:
    """Return texts with commas between them, in both languages."""
    held = [*texts]
    return Both(", ".join(held), "、".join(it.text("ja") if isinstance(it, Both) else it for it in held))


def numbered(place: str, number: int) -> Both:
    """Return the place of a record in a file that has neither rows nor lines: which of its records it is."""
    return Both(f"{place} record {number}", f"{place} {number}件目")


def which(number: int, own: str) -> Both:
    """Return which record of its file one is, with its own number or id, if it has one."""
    return Both(f"record {number}{own and f' ({own})'}", f"{number}件目{own and f'({own})'}")


_RULES = {
    "id": "識別子", "serial+number": "雑誌と号数", "title+date": "タイトルと日付", "host+title": "掲載先とタイトル", "name": "名称",
    "copy": "別の一冊", "isbn-13": "ISBN", "isbn-10": "ISBN", "issn": "ISSN", "doi": "DOI", "url": "URL",
}  # fmt: skip


def matched_by(rule: str) -> Both:
    """Return the rule by which an import found a record in both languages; types of numbers have no other word."""
    if rule.startswith("own:"):
        return Both(f"number of {rule[4:]}", f"{rule[4:]} の番号")
    return Both(rule, _RULES.get(rule, rule))


_BATCHES = {
    "init": "作成", "import": "取り込み", "edit": "編集", "undo": "取り消し", "accept": "手編集の記録", "baseline": "現状の記録",
    "send": "送信",
}  # fmt: skip


def batch_kind(kind: str) -> Both:
    """Return the kind of a batch in both languages."""
    return Both(kind, _BATCHES.get(kind, kind))


_PATH = re.compile(r"[a-z_]+(?:\[[0-9]+\])?(?:[.:][a-z_]+(?:\[[0-9]+\])?)*")
_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")


_BARE = ("text", "value")
"""What a value itself is called: 1件目のタイトル is enough for ``titles[0].text.text``."""


def worded(path: str, lang: str) -> str:
    """Return a path of the model's names in the words of a language: ``prices[1].amount`` is 2件目の価格の金額.

    What is no such path, as a column of a table or an element of XML, stays as it is.
    """
    if lang != "ja" or not _PATH.fullmatch(path):
        return path
    steps = _STEP.findall(path)
    words = [WORDS.get(name) or _LEADS.get(name) or WORDS.get(f"{name}s") for name, _ in steps]
    if None in words:
        return path
    said: list[str] = []
    for (name, at), word in zip(steps, words, strict=True):
        assert word is not None
        if at or not said or (name not in _BARE and not said[-1].endswith(word)):
            said.append(f"{int(at) + 1}件目の{word}" if at else word)
    return "の".join(said)
