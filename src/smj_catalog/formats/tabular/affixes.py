"""What people put around the name of a column: words for its reading, its tax, its form, in front, behind or in brackets."""

from __future__ import annotations

import re

READINGS = frozenset((
    "ヨミ", "よみ", "読み", "カナ", "かな", "フリガナ", "ふりがな", "ヨミガナ", "よみがな", "読みがな", "読み仮名", "読みカナ", "カナ読み", "片仮名", "カタカナ", "reading",
    "kana", "furigana", "yomi", "transcription",
))  # fmt: skip
FOLLOWING = (
    ("reading", READINGS),
    ("romanised", frozenset(("ローマ字", "ローマ字表記", "ローマ字形", "romanised", "romanized", "romaji"))),
    ("affiliation", frozenset((
        "所属", "所属機関", "所属先", "所属団体", "所属肩書", "所属肩書き", "所属職名", "所属役職", "肩書所属", "職名所属", "affiliation", "affiliations",
    ))),
    ("position", frozenset(("肩書", "肩書き", "職名", "役職名", "position"))),
)  # fmt: skip
"""What a column may say of another one, as its key ends -> words for it, folded."""
FOLLOWERS = {word: what for what, words in FOLLOWING for word in words}
SUFFIXES = tuple(sorted(FOLLOWERS.items(), key=lambda pair: -len(pair[0])))
CALLED = ("氏名", "名称", "名", "names", "name")
"""Behind the name of a column that holds names or titles."""
CODED = ("コード", "番号", "記号", "code", "number", "no.", "no")
"""Behind the name of a column that holds numbers or marks."""
CODES = frozenset((
    "isbn", "isbn_10", "isbn_13", "isbn_set", "issn", "issn_l", "ean", "magazine_code", "e_code", "ncid", "ndl", "jpno", "doi", "isni",
    "orcid", "viaf", "corporate_number", "ndc", "ndlsh", "bsh", "lcsh", "c_code", "thema", "title_part", "volume", "number",
    "whole_number", "series_part", "holding_call_number",
))  # fmt: skip
"""The columns of numbers and marks: an 出版社コード is no name of a publisher."""
NAMELESS = frozenset(("note", "description", "contents", "other_text", "other_note", "source_quotes", "url", "uri"))
"""Columns of words that have no name: a 備考名 is no note."""

_GROSS = (
    "税込", "税込み", "税込価格", "内税", "消費税込", "消費税込み", "総額", "incltax", "inc.tax", "incl.tax", "includingtax", "taxincluded", "withtax",
)  # fmt: skip
_NET = (
    "税抜", "税抜き", "税別", "税抜価格", "外税", "本体", "本体価格", "+税", "excltax", "excl.tax", "excludingtax", "taxexcluded", "withouttax",
    "beforetax",
)  # fmt: skip
TAXES = dict.fromkeys(_GROSS, "price_gross") | dict.fromkeys(_NET, "price_net")
"""Word for whether tax is in a price -> the column of such prices."""
TAXED = tuple(sorted(TAXES.items(), key=lambda pair: -len(pair[0])))
FORM = re.compile(
    r"(?:[0-9]{1,2}桁)?|円|yen|jpy|[¥\\]|cm|センチ|必須|任意|半角.*|全角.*|西暦|和暦|数字|英数字?|数値|文字列|e?s|姓名|名|敬称略|敬称なし|例.*"
    r"|.*区切り?|複数可|複数|省略可|pp?\.?|頁|ページ|冊|部|点|年|年月|年月日|ハイフン.*|記入.*|入力.*|選択.*|自由記述|正式|正式名称?|わかれば|不要|yyyy.*|カタカナで.*"
    r"|required|optional|text|format.*|digits?|[0-9]{1,2}digits?|if.*|e\.?g\.?.*|※.*|\*+"
)
"""What brackets say of the form of the cells, which does not change what they are."""
OTHERWISE = re.compile(
    r"英|米|欧|仏|独|露|中国|韓国|朝鮮|外国|多言語|言語|翻訳|原|旧|新|訳|セット|揃|全巻|電子|デジタル|紙|ドル|ユーロ|ポンド|元|会員|一般|学生|送料|予|千円|万円|百円"
    r"|開始|終了|始|終|最初|最後|上|下|左|右|前|後|から|まで|その他|以外|別|副|共|代表|親|子|mm|ミリ|インチ|枚|丁|分|ml|kg|g$|[$€£]|usd|eur|gbp|english|eng?$"
    r"|old|new|former|original|set|e-?book|digital|from|to$|start|end|first|last|other|alt"
)
"""What brackets say that may make another thing of the column."""
