"""Headers that are known and have no place here, each with the reason why: such a column is passed over, and told.

The documentation has the same table (docs/how-to/columns.md), made from this one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from smj_catalog.formats.tabular.headers import folded

PLACELESS: Mapping[str, tuple[str, ...]] = {
    "placeless-acquisition": (
        "受入", "受入日", "受入年月日", "受入年月", "受入区分", "受入先", "受入方法", "受入種別", "購入先", "購入価格", "購入日", "購入年月日", "購入店", "取得日", "取得価格",
        "寄贈者", "寄贈元", "寄贈日", "寄贈年月日", "寄贈年", "受入状況", "保存期間", "保存年限", "入荷日", "納品日", "予算区分", "支払区分", "acquisition date", "date acquired", "purchase price", "purchase date",
        "vendor", "donor",
        "購入", "寄贈", "購読", "蔵書印", "acquired", "from where", "value", "dateaccessioned", "booksellerid", "replacementprice", "replacementpricedate",
        "acquired at", "bookstore", "budget type", "item price",
    ),
    "placeless-circulation": (
        "貸出区分", "貸出状態", "貸出状況", "貸出可否", "貸出中", "貸出日", "貸出先", "貸出者", "貸出回数", "貸出期間", "返却日", "返却予定日", "返却期限", "利用者", "利用区分",
        "利用制限", "予約数", "予約件数", "禁帯出", "禁帯", "禁帯区分", "帯出区分", "資料状態", "loan status", "lending patron", "lending status", "lending start", "lending end", "datelastborrowed", "datelastseen", "issues", "renewals", "reserves", "restricted",
        "notforloan", "onloan", "stack", "damaged", "damaged_on", "holdingbranch", "due date", "borrower", "checkouts", "circulation status", "use restriction", "checkout type",
    ),
    "placeless-withdrawn": ("除籍", "除籍日", "除籍区分", "除籍年月日", "除籍理由", "廃棄", "廃棄日", "払出", "亡失", "withdrawn", "withdrawn_on", "itemlost", "itemlost_on", "discarded"),
    "placeless-call-number": ("著者記号", "図書記号", "巻冊記号", "別置記号", "別置区分", "別置", "巻号記号", "other call number", "cn_source", "cn_sort", "cutter"),
    "placeless-tax-rate": ("税率", "消費税率", "税額", "消費税額", "うち消費税", "tax rate", "tax amount", "vat rate"),
    "placeless-stock": (
        "在庫", "在庫数", "在庫状況", "在庫区分", "在庫有無", "残部", "残部数", "発行部数", "印刷部数", "刷部数", "印刷数", "数量", "個数", "stock", "in stock", "quantity", "inventory",
    ),
    "placeless-trade": (
        "注文数", "注文冊数", "発注数", "発注日", "番線", "掛率", "正味", "仕切", "仕入価格", "取引条件", "委託区分", "返品可否", "返品期限", "書店向け", "取次コード", "出版者コード", "出版社記号", "配本日", "配本方法", "初回配本", "取次搬入日", "搬入日", "搬入予定日", "見本日",
        "特価", "特価期限", "再販区分", "再販制度対象外", "書店注文受付", "版元サイト掲載", "書店発売予定日", "別送資料", "discount",
        "order quantity",
    ),
    "placeless-volume-title": ("各巻タイトル", "各巻書名", "部編名", "部編タイトル", "volume title", "part title", "part_name"),
    "placeless-reader": (
        "my rating", "average rating", "rating", "date read", "bookshelves", "bookshelves with positions", "exclusive shelf", "my review",
        "review", "spoiler", "private notes", "private comment", "comment", "read count", "owned copies", "date started", "date finished",
        "感想", "読書メモ", "サービスID", "アイテムID", "評価", "評点", "読了日", "読書状況", "レビュー", "お気に入り", "original purchase date", "original purchase location",
        "comments", "condition", "condition description", "状態", "保存状態", "コンディション", "本の状態", "bcid", "recommended by", "recommended for",
    ),
    "placeless-person": ("専門分野", "専門", "専攻", "専攻分野", "研究分野", "研究領域", "field of study", "expertise"),
    "placeless-reviewed": ("査読", "査読有無", "査読の有無", "査読区分", "refereed", "peer reviewed", "peer-reviewed"),
    "placeless-membership": (
        "会員番号", "会員種別", "会員区分", "会費", "入会日", "入会年月日", "退会", "退会日", "退会年月日", "member number", "membership number",
    ),
    "placeless-system": (
        "公開範囲", "公開", "公開区分", "公開状態", "公開可否", "非公開", "key", "date added", "date modified", "access date", "entry date", "library catalog", "file attachments",
        "link attachments", "manual tags", "automatic tags", "call id", "sort character", "author_sort", "title_sort", "timestamp", "タイムスタンプ", "datecreated", "itemnumber", "biblioitemnumber", "uuid", "library_name", "formats", "work id",
        "coded_location_qualifier", "more_subfields_xml", "itemnotes_nonpublic", "permanent_location", "stocknumber", "archive", "archive location",
        "提供元", "データベース", "アクセス区分", "タイトル長", "字数", "確認", "チェック", "済", "ステータス", "添付", "email address", "登録日", "登録日時", "更新日", "更新日時", "作成日時", "更新者", "作成者id", "入力者", "入力日",
        "最終更新日", "最終更新", "データ作成日", "author l-f", "author l f", "dewey wording", "entry id", "created at", "updated at", "last modified", "required role", "manifestation id", "itype",
        "item id", "user id",
    ),
    "placeless-contact": (
        "電話", "電話番号", "tel", "fax", "携帯", "メール", "eメール", "メールアドレス", "連絡先", "e-mail", "email", "mail", "phone", "telephone",
    ),
    "placeless-adult": ("成人指定", "成年指定", "成人向け", "r指定", "rカテゴリ", "r18", "年齢制限"),
    "placeless-genre-code": ("ジャンルコード", "内容分類", "児童図書ジャンル", "cコード内容", "ccode内容", "lc classification", "ndlc", "dewey decimal"),
    "placeless-printing": ("重版", "重版日", "増刷", "増刷日", "重版未定", "品切", "品切れ", "絶版", "品切・重版未定"),
    "placeless-printer": ("印刷所", "印刷者", "印刷会社", "印刷", "製本所", "printer"),
    "placeless-role": (
        "解説", "解説者", "序文", "序", "原作", "原作者", "表紙", "表紙写真", "話者", "インタビュー対象", "対談者", "座談会参加者", "出席者", "secondary author roles", "series editor",
    ),
    "placeless-heading": ("著者標目", "著者典拠id", "著者id", "統一タイトル", "unititle", "親書誌", "親書誌id"),
    "placeless-elsewhere": ("国立国会図書館請求記号", "所蔵館数", "国名コード", "出版国コード", "標題言語コード", "国", "国名", "original languages", "原語", "illus", "journal abbreviation", "series text", "serial"),
    "placeless-combined": ("出版事項", "publication", "入手条件・定価", "価格等", "シリーズ名・番号", "dimensions", "length", "enumchron"),
    "placeless-other-edition": ("isbn(電子)", "電子isbn", "底本isbn", "ebook isbn", "e-isbn", "eisbn"),
    "placeless-other-media": ("scale", "running time", "attorney agent", "type"),
    "placeless-rights": ("rights", "権利", "権利表記"),
    "placeless-shelf": ("箱番号", "箱no", "箱no.", "箱", "段", "段番号"),
    "placeless-issue-kind": ("増刊", "合併号", "季節", "号名", "休刊", "改題"),
    "placeless-digitised": ("pdf", "pdf有無", "デジタル化", "スキャン", "電子化", "付録有無", "付録"),
    "placeless-within": ("巻頭言", "本文", "全文"),
    "placeless-translation": ("英文タイトル", "英文著者", "英文要旨", "英文抄録", "英文誌名"),
    "placeless-address": ("郵便番号", "〒", "都道府県", "市区町村", "番地", "postcode", "zip", "prefecture"),
    "placeless-personal": ("国籍", "出身", "出身地", "性別", "年齢", "活動地域"),
    "placeless-account": ("sns", "twitter", "facebook", "instagram", "researchmap", "ブログ"),
    "placeless-running": ("通番", "連番", "項番", "順番", "通し番号", "行番号", "行no", "行no.", "row", "row number", "line", "seq", "seq.", "serial no.", "s/n"),
}  # fmt: skip
"""Reason, by its message -> headers."""

_BRACKETS = re.compile(r"[(\[\u3010\u3014\u3008][^()\[\]\u3010\u3011\u3014\u3015\u3008\u3009]*[)\]\u3011\u3015\u3009]")


@cache
def _reasons() -> Mapping[str, str]:
    return {folded(name): reason for reason, names in PLACELESS.items() for name in names}


def reason(header: str) -> str | None:
    """Return why a known header has no place, as a message's id; None where it is none of these."""
    known = _reasons()
    plain = unicodedata.normalize("NFKC", header[:200])
    return known.get(folded(plain)) or known.get(folded(_BRACKETS.sub("", plain)))
