"""Role words as printed, with their codes (ONIX List 17)."""

from __future__ import annotations

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
}  # fmt: skip
"""Word -> codes, none where the list has no code that is surely meant. Several words joined by ・ are one role."""

CLOSE = frozenset(
    {"著", "編", "訳", "編著", "監修", "共著", "共編", "共訳", "共編著", "編集", "編訳", "監訳", "翻訳", "評"}
)
"""Words that may stand right behind a name without a space; 画 or 写真 there could be the end of the name."""


def roles_of(word: str) -> tuple[str, ...] | None:
    """Return the codes of a role word, or of several joined by ・; None where one of them is no role word."""
    known = ROLES.get(word) or ROLES.get(word.lower())
    if known is not None:
        return known
    parts = [p.strip() for p in word.replace("/", "・").split("・")]
    if len(parts) < 2:
        return None
    found: list[str] = []
    for part in parts:
        codes = ROLES.get(part)
        if codes is None:
            return None
        found += [c for c in codes if c not in found]
    return tuple(found)


def without_code(word: str) -> tuple[str, ...]:
    """Return the words of a role, one or several joined by ・, for which there is no code."""
    if ROLES.get(word):
        return ()
    parts = (p.strip() for p in word.replace("/", "・").split("・"))
    return tuple(p for p in parts if not (ROLES.get(p) or ROLES.get(p.lower())))
