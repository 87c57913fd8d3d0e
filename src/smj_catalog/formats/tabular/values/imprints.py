"""Cells of publishers, in which the distributor may stand too: 見本出版 (発売: 模擬書房), 発行:見本出版 発売:模擬書房."""

from __future__ import annotations

import re

from smj_catalog.codes.words import ROLES

LONGEST = 200
"""Characters of a name that is looked into."""
_DISTRIBUTES = r"(?:発売(?:元|所|者)?|販売(?:元|所)?|distributor|distribution)"
_ISSUES = r"(?:発行(?:元|所|者|社)?|刊行)"
_ROLE = rf"(?:{_ISSUES}[・/／]{_DISTRIBUTES}|{_DISTRIBUTES}|{_ISSUES}|出版(?:元|者|社)?|publisher)"
_OPEN, _CLOSE, _BETWEEN = r"[(（\[［〔【]", r"[)）\]］〕】]", r"[\s、,，/／;；・]"
_WITHIN = re.compile(
    rf"(?P<name>.*\S)\s*{_OPEN}\s*(?:{_DISTRIBUTES}\s*[:：＝=/／・\s]?\s*(?P<behind>[^()（）]{{2,}}?)"
    rf"|(?P<before>(?!{_ISSUES}[・/／])[^()（）]{{2,}}?)\s*{_DISTRIBUTES})\s*{_CLOSE}",
    re.IGNORECASE,
)
_FRONT = re.compile(
    rf"(?:^|{_BETWEEN}+)(?:({_ROLE})\s*[:：＝=]\s*|((?:distributed|published) by)\s+)(?=\S)", re.IGNORECASE
)
_SPACED = re.compile(rf"(?:^|{_BETWEEN}+)({_ISSUES}(?:[・/／]{_DISTRIBUTES})?|{_DISTRIBUTES})()\s+(?=\S)")
_BEHIND = re.compile(
    rf"(.*?\S)(?:\s*{_OPEN}\s*({_ROLE})\s*{_CLOSE}|\s({_ISSUES}(?:[・/／]{_DISTRIBUTES})?|{_DISTRIBUTES}))",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[/／、;；]\s*|(?<=[)）\]］〕】])\s+")
_LEFT = re.compile(
    rf"発売|販売元|編集[・･/／]発行|{_OPEN}\s*発行|発行[元所]?\s*(?:{_CLOSE}|[:：])|distribut(?:or|ed)|[^\s/／、]{{2}}\s*[/／、]\s*[^\s/／、]{{2}}|\s[:：]|[:：]\s",
    re.IGNORECASE,
)
_DOT = re.compile(r"\S*[^\sァ-ヺーA-Za-z・･]{2}\S*[・･]\S*[^\sァ-ヺーA-Za-z・･]{2}\S*")
_BOTH = re.compile(rf"{_ISSUES}[・･]{_DISTRIBUTES}")
"""What a name seldom has: a role, or two names with ・ between them of which neither is foreign."""


def apart(text: str) -> tuple[tuple[list[str], list[str]], bool]:
    """Return the publishers and the distributors that a text names, and whether they surely are; else the text is whole."""
    if not 0 < len(text) <= LONGEST:
        return ([text], []), True
    found = [pair for part in _told(text) for pair in ([part] if part[1] else _told(part[0]))]
    issue = [name for name, role in found if not role or re.search("発行|刊|出版|publish", role, re.IGNORECASE)]
    sell = [name for name, role in found if re.search("売|distribut", role, re.IGNORECASE)]
    guessed = not issue and any(
        re.search(r"[^\s(（]\s+[^\s)）A-Za-z]", name) for name in sell
    )  # 見本出版 模擬書房 [発売]
    if not guessed and all(
        (name == text or len(name) > 1) and not (_LEFT.search(name) or _DOT.fullmatch(name) or name in ROLES)
        for name, _ in found
    ):
        return (issue, sell), True
    return ([text], []), False


def _told(text: str) -> list[tuple[str, str]]:
    """Return names, each with its role as printed; one name without a role where it is not said who does what."""
    if within := _WITHIN.fullmatch(text):
        return [(within["name"], ""), (within["behind"] or within["before"], "発売")]
    for front in (_FRONT, _SPACED) if _SPACED.match(text) else (_FRONT,):
        if front.search(text):
            first, *rest = front.split(text)
            pairs = [(name.strip(), a or b) for a, b, name in zip(rest[::3], rest[1::3], rest[2::3], strict=True)]
            return [*([(first.strip(), "")] if first.strip() else []), *pairs]
    dots = re.split("[・･]", text) if _DOT.fullmatch(text) else []
    for parts in (dots if len(dots) == 2 and not _BOTH.search(text) else [], _PARTS.split(text)):
        behind = [_BEHIND.fullmatch(part) for part in parts]
        if any(behind):
            return [(m[1], m[2] or m[3]) if m else (part, "") for m, part in zip(behind, parts, strict=True)]
    return [(text, "")]
