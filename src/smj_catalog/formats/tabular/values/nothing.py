"""Cells that say that there is nothing to say: marks of an empty cell, and words such as 不明."""

from __future__ import annotations

import re
from functools import lru_cache

from smj_catalog.formats.tabular.values.parsed import folded, is_code, warn
from smj_catalog.problems import Problem, Severity, message

_MARK = re.compile(r"[-_ー‥…・.*×]{1,6}|\(\s?\)|\[\s?\]")
_WORDS = re.compile(
    r"(?:発行|出版|刊行|公開|作成|発売)?(?:年月日|年月|日付|年|日|時期|刊年|番号|isbn|issn|頁数?|ページ数?|分類|号数|巻号|詳細"
    r"|定価|価格|値段|頒価|金額|本体価格|税込価格|大きさ|判型|サイズ|出版社名?|出版者名?|発行所|発行者|出版地)?\s?(?:は\s?)?"
    r"(?:不明|不詳|未詳|未定|未記載|未記入|未付与|未取得|未登録|記載なし|記載無し|表示なし|付与なし|該当なし|該当無し|なし|無し|無|ナシ)"
    r"|近日(?:中に?)?(?:刊行|発売|発行|公開|出版)?(?:予定)?|近刊(?:予定)?|続刊|未刊|(?:刊行|発行|出版|発売|公開)(?:準備中?|予定)|(?:準備|印刷|編集|制作|製作|校正)中"
    r"|coming soon|forthcoming|in (?:press|preparation)|無刊記|no isbn|n\.?\s?d\.?|s\.?\s?d\.?|n/?a|#n/a|none|null|nil|nan|nat|undefined|unknown|undated|tb[ad]|no date|date unknown"
    r"|not known|not available|not applicable",
    re.IGNORECASE,
)
_DITTO = re.compile(
    r"同上|同前|同右|同左|同じ?|仝上?|上に?同じ|前に同じ|上と同じ|〃{1,3}|々|[\"″”“〟〝]|ditto|do\.", re.IGNORECASE
)
_DITTOS = 12
_MARKS = 8
_UNSTATED = re.compile(
    r"[\[(〔]?(?:(?:発行|出版|刊行|発売)(?:所|者|社|元|地)?名?|副題|書名|読み|ヨミ|版)?\s?(?:は\s?)?"
    r"(?:不明|不詳|未詳|未記載|未記入|記載なし|記載無し|表示なし|表示無し|該当なし|該当無し|なし|無し|ナシ)[\])〕]?"
    r"|\[?s\.\s?[nl]\.\]?|n/a|#n/a|none|null|nil|nan|not known|unknown|not available|not applicable",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"-?nan|<na>|nat|none|null|nil|undefined|[(<\[](?:null|none|empty|blank|空白)[)>\]]|\\n|0000-00-00(?: 00:00:00)?|\[object object\]|loading\.{3}|読み込んでいます\.{3}",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s?\([^()]{1,20}\)$")
_LONGEST = 40
OTHERWISE = re.compile("[\u3041-\u30fe\u3400-\u9fff](?<![発出刊副書読ヨ版不未記表該な無ナは・ー])")
"""How texts begin that are neither left nor unstated: with kana or kanji, but not with those that such words begin with."""


def says_nothing(text: str) -> bool:
    """Tell whether a cell says in marks or words that there is no value: -, なし, 刊行年不明, [n.d.], N/A."""
    return not (text[:1].isdigit() or is_code(text)) and (is_mark(text) or _worded(text) or is_left(text))


@lru_cache(4096)
def is_unstated(text: str) -> bool:
    """Tell whether words stand for a name or title that is not known or not there: 不明, [出版者不明], なし, N/A."""
    return len(text) <= _LONGEST and not OTHERWISE.match(text) and _UNSTATED.fullmatch(folded(text)) is not None


@lru_cache(4096)
def is_left(text: str) -> bool:
    """Tell whether a cell holds what programs leave where there is no value: nan, None, NULL, <NA>, NaT, (空白)."""
    if len(text) > _LONGEST or OTHERWISE.match(text):
        return False
    return _LEFT.fullmatch(folded(text)) is not None or text == "NA"


def is_mark(text: str) -> bool:
    """Tell whether a cell holds nothing but a mark that people put into empty cells."""
    sign = len(text) <= _MARKS and (not text[:1].isalnum() or text[:1] in "ーｰ")
    return sign and _MARK.fullmatch(folded(text)) is not None


def nothing_said(text: str, severity: Severity = "warning") -> tuple[Problem, ...]:
    """Return what a person is told of a cell that says nothing: of a mark nothing, of words that they were not taken."""
    return () if is_mark(text) else (warn("cell-says-nothing", text, message("a-cell-empty"), severity),)


def _worded(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    words = folded(text)
    if words[:1] in "[(〔" and words[-1:] in "])〕":
        words = words[1:-1].strip()
    return _WORDS.fullmatch(_REMARK.sub("", words)) is not None


def is_ditto(text: str) -> bool:
    """Tell whether a cell, or a name, says no more than that it is the same as above: 同上, 〃."""
    return 0 < len(text) <= _DITTOS and _DITTO.fullmatch(text.strip(" \u3000()[]\uff08\uff09")) is not None
