"""Words for the codes that stand in columns of tables: code -> words, those that are offered first, Japanese before English.

ONIX code lists, Issue 75, by the number at each table; the words are ours, where the trade or NCR 2018 has one, theirs. A code
without a word here stands as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from smj_catalog.codes.words import ROLES, words_of

_FORM = {
    "BA": "書籍 book 本 図書 単行本", "BB": "上製 hardback 上製本 ハードカバー hardcover", "BC": "並製 paperback 並製本 ソフトカバー ペーパーバック softcover softback",
    "BD": "ルーズリーフ loose-leaf", "BE": "リング製本 spiral-bound", "BF": "小冊子 pamphlet パンフレット booklet", "BH": "ボードブック board-book",
    "BZ": "その他の書籍 other-book", "EA": "電子書籍 e-book 電子版 デジタル版 電子ブック ebook", "EC": "オンライン閲覧 online", "ED": "電子書籍(ダウンロード) download",
    "AC": "音声CD audio-cd", "AJ": "音声ファイル audio-file", "DB": "CD-ROM版 cd-rom", "DI": "DVD-ROM版 dvd-rom", "PC": "カレンダー calendar", "PD": "カード cards",
    "PI": "楽譜 sheet-music", "PK": "ポスター poster", "PU": "リーフレット leaflet チラシ", "SA": "セット set", "00": "形態不明 undefined",
}  # fmt: skip
_FORM_DETAILS = {
    "B108": "A5判単行本 a5-tankobon", "B109": "B5判単行本 b5-tankobon", "B110": "B6判単行本 b6-tankobon", "B111": "文庫 bunko 文庫判 文庫本",
    "B112": "新書 shinsho 新書判", "B117": "ムック mook", "B119": "四六判 46-size", "B120": "四六変型判", "B121": "A4判 a4", "B122": "A4変型判", "B123": "A5変型判",
    "B124": "B5変型判", "B125": "B6変型判", "B126": "AB判", "B128": "菊判 kiku", "B129": "菊変型判", "B134": "A5判 a5", "B310": "中綴じ saddle-sewn", "B221": "絵本 picture-book",
}  # fmt: skip
_TITLES = {
    "01": "本タイトル title-proper", "variant": "異形タイトル", "02": "キータイトル key-title", "03": "原タイトル original-title 原題 原書名", "04": "頭字語 acronym",
    "05": "略タイトル abbreviated-title 略称", "06": "外国語タイトル parallel-title 並列タイトル", "08": "旧タイトル former-title 改題前", "11": "表紙タイトル cover-title",
    "12": "裏表紙タイトル back-cover-title", "13": "詳しいタイトル expanded-title", "14": "別タイトル alternative-title", "15": "背タイトル spine-title",
}  # fmt: skip
_NAMES = {
    "preferred": "優先名称", "legal": "正式名称 法人名", "abbreviated": "略称", "translated": "外国語名", "former": "旧称 旧名称", "pseudonym": "筆名 ペンネーム", "alternative": "別名 別称",
}  # fmt: skip
_GENRES = {
    "interview": "インタビュー", "roundtable": "座談会", "review": "書評", "document": "資料", "preface": "まえがき", "afterword": "あとがき", "report": "報告",
    "essay": "エッセイ", "editorial": "巻頭言", "column": "コラム", "news": "ニュース",
}  # fmt: skip
_TEXTS = {
    "02": "短い紹介 short-description", "03": "内容紹介 description", "04": "目次 contents", "05": "帯文・表紙の文 cover-copy", "06": "書評の引用 review-quote",
    "09": "推薦文 endorsement", "10": "キャッチコピー headline", "12": "著者紹介 biography", "14": "抜粋 excerpt", "26": "はじめに introduction", "30": "抄録 abstract", "25": "正誤表 errata",
}  # fmt: skip
_AUDIENCE = {
    "01": "一般 general", "02": "児童・生徒 children", "03": "青少年 young-adult", "04": "学校教育 school", "05": "高等教育 higher-education", "06": "専門家 professional",
    "08": "成人教育 adult-education",
}  # fmt: skip
_EXTENTS = {
    "00": "本文 main-content", "03": "前付 front-matter", "04": "後付 back-matter", "05": "ノンブルの総数 numbered-pages", "07": "総ページ数 absolute-pages", "08": "紙版のページ数 print-pages",
    "09": "再生時間 duration", "10": "電子版の目安 notional-pages", "11": "内容のページ数 content-pages", "22": "ファイルサイズ file-size",
}  # fmt: skip
_UNITS = {"00": "点 pieces", "01": "字 characters", "02": "語 words", "03": "ページ pages", "05": "分 minutes", "19": "メガバイト megabytes", "18": "キロバイト kilobytes"}  # fmt: skip
_MEASURES = {
    "01": "高さ height",
    "02": "幅 width",
    "03": "厚さ thickness",
    "08": "重さ weight 重量",
    "09": "直径 diameter",
}
_LANGUAGE_ROLES = {
    "01": "本文 text", "02": "翻訳の原語 original", "03": "要旨 abstracts", "06": "対訳の原語 original-beside", "07": "対訳の訳語 translation-beside", "08": "音声 audio",
    "09": "字幕 subtitles", "12": "注 notes",
}  # fmt: skip
_PUBLISHERS = {
    "01": "発行 publisher", "02": "共同発行 co-publisher", "03": "後援 sponsor", "04": "原書の出版社 original-publisher", "06": "委託元 published-for", "distributor": "発売 発売元",
    "13": "旧出版社 former-publisher", "17": "印刷 printer", "18": "製本 binder",
}  # fmt: skip
_PRICES = {
    "01": "税抜(希望小売) rrp-excluding-tax", "02": "税込(希望小売) rrp-including-tax", "03": "税抜(定価) fixed-excluding-tax", "04": "税込(定価) fixed-including-tax",
}  # fmt: skip
_EDITIONS = {
    "NED": "新版 new", "REV": "改訂版 revised", "ENL": "増補版 enlarged", "ABR": "縮約版 abridged", "ANN": "注釈版 annotated", "BLL": "対訳版 bilingual", "FAC": "復刻版 facsimile",
    "ILL": "挿絵入り illustrated", "LTE": "大活字版 large-print", "BRL": "点字版 braille", "SPE": "特装版 special", "CMB": "合本 combined", "ETR": "やさしい版 easy-to-read",
}  # fmt: skip
_ABSENCE = {"none-stated": "無署名 記載なし", "anonymous": "匿名", "no-contributor": "著者等なし"}
_DIVIDED = {"yes": "分かち書きあり あり", "no": "分かち書きなし なし", "unknown": "不明"}
_READINGS = {"ndl": "国立国会図書館", "nacsis": "目録所在情報サービス", "trade": "出版業界"}
_ROMAN = {"hepburn": "ヘボン式", "kunrei": "訓令式", "ala-lc": "米国議会図書館式"}
_COVERS = {"01": "表紙 front-cover", "02": "裏表紙 back-cover", "03": "表紙の展開 cover-pack", "04": "著者の写真 contributor-picture", "15": "試し読み sample"}  # fmt: skip
_MATCHES = {"exact": "完全一致", "close": "近い", "broad": "より広い"}
_COMPOSITION = {
    "00": "一点もの single",
    "10": "複数からなる商品 multiple-component",
    "11": "分売もするセット collection",
}
_PROTECTIONS = {"00": "なし none", "01": "DRMあり drm", "02": "電子透かし watermark"}

NOTES = {
    "publisher": "出版者", "subscription": "購読", "online": "オンライン", "numbering": "巻号", "title": "タイトル", "source": "出典", "contents": "目次", "genre": "ジャンル", "form": "形態",
    "history": "来歴", "price": "価格", "date": "日付", "printing": "印刷・刷", "e-book": "電子書籍", "isbn-prefix": "ISBNの出版者記号", "address": "住所", "status": "状態", "members": "会員",
    "activities": "活動", "award": "受賞", "name": "名称", "contact": "連絡先", "label": "語の選び方", "demand": "要求", "warrant": "根拠", "mapping": "対応", "general": "一般",
}  # fmt: skip
"""What notes are about; the kinds are open."""


_SINGLE = {codes[0]: word for word, codes in reversed(ROLES.items()) if len(codes) == 1 and not word.isascii()}
_ENGLISH = {
    codes[0]: word for word, codes in reversed(ROLES.items()) if len(codes) == 1 and word.isascii() and word.isalpha() and len(word) > 2
}  # fmt: skip
ROLE = {
    **{word: code for code, word in (*_SINGLE.items(), *_ENGLISH.items())},
    **{word: codes[0] for word, codes in ROLES.items() if len(codes) == 1}, "その他": "Z99", "other": "Z99",
}  # fmt: skip
"""One word for one role of List 17; several stand beside each other, parted by ・."""
FORM, FORM_DETAILS, TITLES, NAMES = map(words_of, (_FORM, _FORM_DETAILS, _TITLES, _NAMES))
GENRES, TEXTS, AUDIENCE, EXTENTS = map(words_of, (_GENRES, _TEXTS, _AUDIENCE, _EXTENTS))
UNITS, MEASURES, LANGUAGE_ROLES, PUBLISHERS, PRICES = map(
    words_of, (_UNITS, _MEASURES, _LANGUAGE_ROLES, _PUBLISHERS, _PRICES)
)
EDITIONS, ABSENCE, DIVIDED, READINGS, ROMAN = map(words_of, (_EDITIONS, _ABSENCE, _DIVIDED, _READINGS, _ROMAN))
COVERS, MATCHES, COMPOSITION, PROTECTIONS, NOTE = map(words_of, (_COVERS, _MATCHES, _COMPOSITION, _PROTECTIONS, NOTES))

SAID: Mapping[str, tuple[str, tuple[str, ...]]] = {
    **{word: (code, ()) for word, code in FORM.items() if not word.isdecimal() and word not in _FORM and code != "00"},
    **dict.fromkeys(("文庫", "文庫本", "文庫判"), ("BA", ("B111",))), **dict.fromkeys(("新書", "新書判"), ("BA", ("B112",))),
    "ムック": ("BC", ("B117",)),
}  # fmt: skip
"""What words for the form of a book say: form and details."""
