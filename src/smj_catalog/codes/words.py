"""Words that people write where the model has a code, in Japanese and English."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from smj_catalog.codes.onix import NOT_FOR_SALE, RELATIONS


def plain(word: str) -> str:
    """Return a word as it is looked up: whatever its width and case, without spaces around it."""
    return unicodedata.normalize("NFKC", word).strip().lower()


LANGUAGES = {
    "日本語": "jpn", "和文": "jpn", "japanese": "jpn", "ja": "jpn", "英語": "eng", "英文": "eng", "english": "eng", "en": "eng",
    "中国語": "chi", "chinese": "chi", "zh": "chi", "韓国語": "kor", "朝鮮語": "kor", "ハングル": "kor", "korean": "kor", "ko": "kor",
    "ポルトガル語": "por", "portuguese": "por", "pt": "por", "スペイン語": "spa", "spanish": "spa", "es": "spa",
    "ベトナム語": "vie", "vietnamese": "vie", "vi": "vie", "タガログ語": "tgl", "tagalog": "tgl", "フィリピノ語": "fil",
    "インドネシア語": "ind", "indonesian": "ind", "タイ語": "tha", "thai": "tha", "ネパール語": "nep", "nepali": "nep",
    "ミャンマー語": "bur", "ビルマ語": "bur", "フランス語": "fre", "french": "fre", "ドイツ語": "ger", "german": "ger",
    "ロシア語": "rus", "russian": "rus", "ペルシャ語": "per", "ウルドゥー語": "urd", "ベンガル語": "ben", "トルコ語": "tur",
}  # fmt: skip
"""Name or shorter tag of a language -> ISO 639-2/B."""
_RELATION_CODES = {code: word for word, code in RELATIONS.items()}
_CODES = {f"{n}": f"{n:02}" for n in range(10)} | {f"{n:02}": f"{n:02}" for n in range(20)}
TAX = {
    "included": "included", "excluded": "excluded", "unknown": "unknown", "税込": "included", "税込み": "included",
    "内税": "included", "税抜": "excluded", "税抜き": "excluded", "税別": "excluded", "本体": "excluded", "外税": "excluded",
    "不明": "unknown",
}  # fmt: skip
UNPRICED = {
    **{f"{n}": f"0{n}" for n in range(1, 9)}, **{f"0{n}": f"0{n}" for n in range(1, 9)}, "not-for-sale": NOT_FOR_SALE,
    "無料": "01", "無償": "01", "free": "01", "free of charge": "01", "未定": "02", "価格未定": "02", "オープン価格": "04",
    "オープンプライス": "04", "非売品": NOT_FOR_SALE, "非売": NOT_FOR_SALE, "not for sale": NOT_FOR_SALE,
}  # fmt: skip
"""Why there is no amount; a spreadsheet makes 1 of 01."""
QUALIFIER = {
    **_CODES, "会員": "01", "会員価格": "01", "members": "01", "予約": "07", "予約価格": "07", "特別価格": "08", "図書館": "10", "図書館価格": "10",
    "libraries": "10",
}  # fmt: skip
SUPPLIER = {
    **_CODES, "取次": "04", "発売元": "06", "版元": "01", "版元直販": "09", "読者直販": "09", "直販": "09", "専売": "02", "専属発売元": "02",
    "代理店": "05", "書店": "08", "小売": "08", "wholesaler": "04", "distributor": "06", "publisher": "01", "publisher to readers": "09",
    "exclusive distributor": "02", "sales agent": "05", "retailer": "08",
}  # fmt: skip
"""List 93; 版元 as the shops' supplier, 直販 as the readers'."""
RELATION = {
    **{code: _RELATION_CODES.get(code, f"onix:{code}") for code in (f"{n:02}" for n in range(1, 49))},
    **{f"{n}": _RELATION_CODES.get(f"0{n}", f"onix:0{n}") for n in range(1, 10)}, "前版": "earlier", "旧版": "earlier", "改題前": "earlier", "改題前誌": "earlier", "新版": "later", "改訂版": "later",
    "後版": "later", "改題後": "later", "改題後誌": "later", "構成資料": "part", "内容": "part", "収録先": "whole", "セット": "whole",
    "別の形態": "alternative-format", "別形態": "alternative-format", "異形態": "alternative-format", "紙版": "print-version",
    "印刷版": "print-version", "底本": "print-version", "電子版": "digital-version", "電子書籍": "digital-version",
    "原書": "translation-of", "原著": "translation-of", "書評対象": "review-of", "創設者": "founder", "評する資料": "review-of", "関連": "related",
    "replaces": "earlier", "replaced by": "later", "alternative format": "alternative-format", "print version": "print-version",
    "digital version": "digital-version", "translation of": "translation-of", "review of": "review-of",
}  # fmt: skip
"""Words, and bare codes of List 51, which stand without ``onix:`` in cells."""
CONTACT = {
    **_CODES, "アクセシビリティ": "01", "販促": "02", "許諾": "06", "製品安全": "10", "accessibility": "01", "promotion": "02",
    "permissions": "06", "product safety": "10",
}  # fmt: skip
"""List 198."""
IDENTIFIER = {"取引コード": "jp-distribution", "出版者記号": "jp-publisher", "独自": "own"}
PRICE_STATUS = {**_CODES, "予価": "01", "予定価格": "01", "provisional": "01", "確定": "02", "confirmed": "02"}  # fmt: skip
PARTY = {
    "person": "person", "organisation": "organisation", "個人": "person", "人": "person", "人物": "person", "団体": "organisation",
    "組織": "organisation", "organization": "organisation",
}  # fmt: skip
FACET = {
    **PARTY, "meeting": "meeting", "work": "work", "period": "period", "place": "place", "会議": "meeting", "著作": "work", "作品": "work",
    "時代": "period", "地名": "place",
}  # fmt: skip
"""What a heading names."""
SCOPE = {
    "edited": "edited", "issued": "issued", "member": "member", "related": "related", "about": "about", "編集": "edited",
    "発行": "issued", "会員": "member", "関連": "related", "言及": "about",
}  # fmt: skip
COMPONENT = {"article": "article", "chapter": "chapter", "記事": "article", "論文": "article", "章": "chapter"}  # fmt: skip
STATUS = {
    "valid": "valid", "incorrect": "incorrect", "cancelled": "cancelled", "正": "valid", "誤": "incorrect", "誤植": "incorrect",
    "取消": "cancelled",
}  # fmt: skip
ISSUE = {"通常": "regular", "通常号": "regular", "合併": "combined", "合併号": "combined", "増刊": "extra", "増刊号": "extra", "臨時増刊": "extra",
     "別冊": "separate", "付録": "supplement", "総目次": "index"}  # fmt: skip
"""The kinds of issues, which are open."""
PUBLISHING = {
    **_CODES, "近刊": "02", "未刊": "02", "刊行予定": "02", "発売予定": "02", "forthcoming": "02", "刊行中": "04", "既刊": "04", "発売中": "04",
    "販売中": "04", "active": "04", "品切・重版未定": "06", "品切": "06", "品切れ": "06", "重版未定": "06", "品切重版未定": "06",
    "out of stock indefinitely": "06", "絶版": "07", "out of print": "07", "刊行中止": "01", "cancelled": "01", "刊行延期": "03",
    "postponed indefinitely": "03", "販売終了": "11", "withdrawn from sale": "11",
}  # fmt: skip
"""List 64; 刊行中 as the trade says it: published and on sale."""
AVAILABILITY = {
    **_CODES, "在庫あり": "21", "在庫有り": "21", "in stock": "21", "予約受付中": "10", "未刊": "10", "not yet available": "10", "取り寄せ": "22",
    "取寄せ": "22", "to order": "22", "オンデマンド": "23", "manufactured on demand": "23", "在庫なし": "31", "在庫切れ": "31", "品切れ": "31", "品切": "31",
    "out of stock": "31", "重版中": "32", "増刷中": "32", "reprinting": "32", "入手不可": "40", "not available": "40", "絶版": "51", "out of print": "51", "販売終了": "46",
    "withdrawn from sale": "46", "刊行中止": "01", "cancelled": "01",
}  # fmt: skip
"""List 65."""
ROLES: dict[str, tuple[str, ...]] = {
    "著": ("A01",), "著者": ("A01",), "執筆": ("A01",), "執筆者": ("A01",), "作": ("A01",), "文": ("A01",), "共著": ("A01",), "評": ("A01",), "書評": ("A01",), "評者": ("A01",),
    "編": ("B01",), "編集": ("B01",), "編者": ("B01",), "共編": ("B01",), "責任編集": ("B01",), "編纂": ("B01",),
    "編著": ("A01", "B01"), "編著者": ("A01", "B01"), "共編著": ("A01", "B01"), "著・編": ("A01", "B01"),
    "監修": ("B20",), "監修者": ("B20",),
    "訳": ("B06",), "翻訳": ("B06",), "訳者": ("B06",), "共訳": ("B06",), "監訳": ("B06",), "編訳": ("B10",),
    "画": ("A12",), "絵": ("A12",), "挿絵": ("A12",), "イラスト": ("A12",), "漫画": ("A12",), "写真": ("A13",), "撮影": ("A13",),
    "聞き手": ("A43",), "インタビュー": ("A43",), "インタビュアー": ("A43",), "話し手": ("A44",), "語り手": ("A44",),
    "序文": ("A23",), "序": ("A23",), "解説": ("A21",), "装丁": ("A36",), "装幀": ("A36",), "装画": ("A36",),
    "原著": ("A01",), "原著者": ("A01",), "原案": ("A10",), "脚本": ("A03",), "作詞": ("A05",), "作曲": ("A06",), "編曲": ("B25",),
    "あとがき": ("A19",), "後書き": ("A19",), "後記": ("A19",), "まえがき": ("A15",), "はしがき": ("A15",), "序論": ("A24",),
    "注": ("A20",), "註": ("A20",), "注釈": ("A20",), "訳注": ("B08",), "訳註": ("B08",), "地図": ("A39",), "索引": ("A34",),
    "改訂": ("B02",), "補訂": ("B02",), "脚色": ("B22",), "翻案": ("B05",), "再話": ("B03",), "編集長": ("B11",), "編集委員": ("B14",),
    "さし絵": ("A12",), "マンガ": ("A12",), "作画": ("A12",), "ブックデザイン": ("A11",), "カバーデザイン": ("A36",),
    "朗読": ("E07",), "監督": ("D02",), "指揮": ("D03",),
    **dict.fromkeys((
        "構成", "取材", "校閲", "校正", "校訂", "校注", "企画", "協力", "編集協力", "取材協力", "執筆協力", "制作協力", "翻訳協力", "原作",
        "制作", "製作", "口述", "記録", "聞き書き", "司会", "対談", "鼎談", "座談", "題字", "資料提供", "写真提供", "発行", "発売", "印刷",
        "談", "談話", "述", "講述", "語り", "撰", "選",
    ), ()),
    "author": ("A01",), "by": ("A01",), "editor": ("B01",), "ed.": ("B01",), "eds.": ("B01",), "edited by": ("B01",),
    "translator": ("B06",), "trans.": ("B06",), "tr.": ("B06",), "translated by": ("B06",), "illustrator": ("A12",),
    "photographer": ("A13",), "interviewer": ("A43",), "supervisor": ("B20",),
    "authors": ("A01",), "ed": ("B01",), "eds": ("B01",), "editors": ("B01",), "trans": ("B06",), "tr": ("B06",), "transl.": ("B06",),
    "translators": ("B06",), "illustrators": ("A12",), "illus.": ("A12",), "comp.": ("C01",), "compiler": ("C01",), "compilers": ("C01",),
    "text": ("A01",), "illustrations": ("A12",), "photographs": ("A13",), "photos": ("A13",), "introduction": ("A24",), "foreword": ("A23",),
    "preface": ("A15",), "afterword": ("A19",), "written by": ("A01",), "text by": ("A01",), "ed. by": ("B01",), "trans. by": ("B06",),
    "tr. by": ("B06",), "illustrated by": ("A12",), "illus. by": ("A12",), "illustrations by": ("A12",), "pictures by": ("A12",),
    "photographs by": ("A13",), "photos by": ("A13",), "introduction by": ("A24",), "foreword by": ("A23",), "preface by": ("A15",),
    "afterword by": ("A19",), "notes by": ("A20",), "commentary by": ("A21",), "compiled by": ("C01",), "comp. by": ("C01",),
    "selected by": ("C02",), "adapted by": ("B05",), "retold by": ("B03",), "revised by": ("B02",), "supervised by": ("B20",),
    "designed by": ("A11",), "edited and translated by": ("B10",),
}  # fmt: skip
"""Word -> codes, none where the list has no code that is surely meant. Several words joined by ・ are one role."""

IDENTIFIER_TYPES = (
    "isbn-13", "isbn-10", "issn", "issn-l", "ean", "jp-magazine-code", "jp-e-code", "ncid", "ndl", "jpno", "doi", "isni", "viaf",
    "orcid", "corporate-number", "gln", "san", "jp-publisher", "jp-distribution", "own", "uri",
)  # fmt: skip
"""The types of identifiers; any other scheme is ``own`` with its name."""
DATE_ROLES = (
    "publication", "cover", "online", "on-sale", "first-publication", "first-published", "reprint", "announcement", "embargo",
    "established", "incorporated", "dissolved", "ended", "born", "died",
)  # fmt: skip
"""What the dates of a record can be of; others are ``onix:`` and a code of List 163."""

_DATES = {
    "publication": "発行 publication 発行日 刊行日 出版日", "cover": "表示年月 cover", "online": "公開 online 公開日", "on-sale": "発売 on-sale 発売日", "first-publication": "初版発行", "first-published": "初出", "reprint": "重版",
    "announcement": "発表", "embargo": "発売解禁", "established": "設立", "incorporated": "法人化", "dissolved": "解散", "ended": "終了", "born": "生年", "died": "没年",
    "onix:10": "書店への告知 trade-announcement", "onix:13": "絶版・販売終了 out-of-print", "onix:16": "最新の改版 reissue", "onix:19": "紙版の発行 print-publication",
    "onix:20": "原書の初版発行 original-publication", "onix:21": "改版の予定 forthcoming-reissue", "onix:22": "販売再開の予定 available-again", "onix:23": "書評解禁 review-embargo",
    "onix:25": "予約締切 order-deadline", "onix:26": "重版の予定 forthcoming-reprint", "onix:27": "予約開始 preorder", "onix:29": "製作 production", "onix:37": "発行年 year-of-publication",
}  # fmt: skip


def words_of(table: Mapping[str, str]) -> dict[str, str]:
    """Return word -> code; a code that is a word itself stands for English where there is no other."""
    found: dict[str, str] = {}
    for code, words in table.items():
        found.update((word, code) for word in words.split())
        if not code.isdecimal():
            found.setdefault(code, code)
    return found


DATES = words_of(_DATES)
"""What a date is of, by words: word -> role."""

_TABLES: Mapping[str, Mapping[str, Any]] = {
    "Price.tax": TAX, "Price.unpriced": UNPRICED, "Price.qualifier": QUALIFIER, "Price.status": PRICE_STATUS, "Supplier.role": SUPPLIER,
    "Book.scope": SCOPE, "Identifier.status": STATUS, "Contributor.kind": PARTY, "Agent.kind": PARTY, "Subject.kind": FACET, "Component.kind": COMPONENT,
    "Product.status": PUBLISHING, "Product.availability": AVAILABILITY, "Supplier.availability": AVAILABILITY,
    "Issue.kind": ISSUE, "Language.code": LANGUAGES, "Text.language": LANGUAGES, "Prose.language": LANGUAGES, "Identifier.type": {**{it: it for it in ("isbn", *IDENTIFIER_TYPES)}, **IDENTIFIER}, "Relation.type": RELATION, "Contact.role": CONTACT,
    "EventDate.role": {**{role: role for role in DATE_ROLES}, **DATES}, "Contributor.roles": ROLES,
}  # fmt: skip
WORDS = {
    field: {word: code for word, code in words.items() if code and not (word.isdecimal() and word != code)}
    for field, words in _TABLES.items()
}
"""Field of the model -> the words that its constructor takes for codes."""

_OPEN = (
    "Price.unpriced",
    "Price.qualifier",
    "Price.status",
    "Product.status",
    "Product.availability",
    "Supplier.availability",
    "Supplier.role",
    "Relation.type",
    "Contact.role",
    "Issue.kind",
    "Language.code",
    "Text.language",
    "Prose.language",
)
ANY = "[!-~]+"
FORMS = {
    "Contributor.roles": "[A-Z][0-9]{2}",
    "EventDate.role": "onix:[A-Za-z0-9]{1,8}",
    "Identifier.type": "onix:[A-Za-z0-9]{1,8}",
    **dict.fromkeys(_OPEN, ANY),
}
"""Field -> how the codes look that it takes besides those; rules ask whether they exist."""
CODED = {
    **dict.fromkeys(("Product.form", "ProductPart.form", "Relation.form"), "BC (ONIX List 150)"), "Product.composition": "00 (ONIX List 2)",
    "Title.type": "01 (ONIX List 15)", "Extent.type": "00 (ONIX List 23)", "Extent.unit": "03 (ONIX List 24)", "Measure.type": "01 (ONIX List 48)",
    "Measure.unit": "mm (ONIX List 50)", "FormFeature.type": "09 (ONIX List 79)", "Prose.type": "03 (ONIX List 153)", "Publisher.role": "01 (ONIX List 45)",
    "Language.role": "01 (ONIX List 22)", "Audience.type": "01 (ONIX List 28)", "AudienceRange.qualifier": "17 (ONIX List 30)",
    "Price.type": "01 (ONIX List 58)", "Price.currency": "JPY (ISO 4217)", "Price.condition": "10 (ONIX List 167)",
    "Price.condition_quantity_type": "01 (ONIX List 168)", "Price.condition_unit": "01 (ONIX List 169)", "Price.discount_code_type": "02 (ONIX List 100)",
    "Price.on_product": "00 (ONIX List 174)", "Price.on_product_at": "01 (ONIX List 142)", "Prize.achievement": "01 (ONIX List 41)",
    "Citation.type": "06 (ONIX List 157)", "Citation.source_type": "02 (ONIX List 157)", "Resource.type": "01 (ONIX List 158)",
    "Resource.mode": "03 (ONIX List 159)", "Resource.form": "02 (ONIX List 161)", "ResourceFeature.type": "01 (ONIX List 160)",
    "SalesRights.type": "01 (ONIX List 46)", "Supplier.returns_type": "02 (ONIX List 53)", "Market.status": "04 (ONIX List 68)",
    "Copyright.type": "C (ONIX List 219)", "Link.role": "02 (ONIX List 73)", "RecordSource.type": "01 (ONIX List 3)", "RecordSource.notification": "03 (ONIX List 1)",
    **dict.fromkeys(("Language.country", "Prize.country", "Publisher.country"), "JP (ISO 3166-1)"),
    **dict.fromkeys(("Language.script", "Text.script"), "Jpan (ISO 15924)"),
}  # fmt: skip
"""Field of a code that no word stands for -> how one looks; a word is refused at once, a code is what rules ask about."""
