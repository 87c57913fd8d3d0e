"""Role words as printed, with their codes (ONIX List 17)."""

from __future__ import annotations

ROLES: dict[str, tuple[str, ...]] = {
    "著": ("A01",), "著者": ("A01",), "執筆": ("A01",), "執筆者": ("A01",), "作": ("A01",), "文": ("A01",), "共著": ("A01",),
    "編": ("B01",), "編集": ("B01",), "編者": ("B01",), "共編": ("B01",), "責任編集": ("B01",), "編纂": ("B01",),
    "編著": ("A01", "B01"), "編著者": ("A01", "B01"), "共編著": ("A01", "B01"), "著・編": ("A01", "B01"),
    "監修": ("B20",), "監修者": ("B20",),
    "訳": ("B06",), "翻訳": ("B06",), "訳者": ("B06",), "共訳": ("B06",), "監訳": ("B06",), "編訳": ("B10",),
    "画": ("A12",), "絵": ("A12",), "挿絵": ("A12",), "イラスト": ("A12",), "漫画": ("A12",), "写真": ("A13",), "撮影": ("A13",),
    "聞き手": ("A43",), "インタビュー": ("A43",), "インタビュアー": ("A43",), "話し手": ("A44",), "語り手": ("A44",),
    "序文": ("A23",), "序": ("A23",), "解説": ("A21",), "装丁": ("A36",), "装幀": ("A36",), "装画": ("A36",),
    "author": ("A01",), "by": ("A01",), "editor": ("B01",), "ed.": ("B01",), "eds.": ("B01",), "edited by": ("B01",),
    "translator": ("B06",), "trans.": ("B06",), "tr.": ("B06",), "translated by": ("B06",), "illustrator": ("A12",),
    "photographer": ("A13",), "interviewer": ("A43",), "supervisor": ("B20",),
}  # fmt: skip
"""Word -> codes. Several words joined by ・ are one role with all their codes."""

CLOSE = frozenset({"著", "編", "訳", "編著", "監修", "共著", "共編", "共訳", "共編著", "編集", "編訳", "監訳", "翻訳"})
"""Words that may stand right behind a name without a space; 画 or 写真 there could be the end of the name."""


def roles_of(word: str) -> tuple[str, ...] | None:
    """Return the codes of a role word, or of several joined by ・; None where one of them is unknown."""
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
