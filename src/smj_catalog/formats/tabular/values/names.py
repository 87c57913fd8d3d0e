"""Names as people write them, with their role words: 鳥井一平 編著; A・B 共編; 見本の会 編."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve

from smj_catalog.formats.tabular.values.headings import heading
from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import Parsed, folded, refuse, warn
from smj_catalog.formats.tabular.values.roles import CLOSE, ROLES, roles_of
from smj_catalog.model import Contributor, Text
from smj_catalog.problems import Problem, message

LONGEST = 10_000
"""Characters of a cell of names."""

_BODY = re.compile(
    r"(?:会|ネットワーク|研究所|研究室|編集部|編集室|編集局|事業部|出版部|出版局|プロジェクト|プロジェクトチーム|チーム|協会|センター|大学|大学院"
    r"|組合|ユニオン|連盟|連合|連絡会議|会議|機構|財団|法人|グループ|フォーラム|弁護団|調査団|支援団|新聞社|通信社|出版社|省|庁|本部"
    r"|書店|書房|出版|図書館|基金|移住連|有志|事務局|全国ネット)$"
    r"|株式会社|有限会社|財団法人|社団法人|NPO|NGO|学会|(?i:\b(?:committee|network|association|university|project|cent(?:er|re)"
    r"|institute|foundation|society|press|inc\.?|ltd\.?|council|union|forum|group)\b)"
)
_ONE_SIGN = re.compile(r"^.省$|^.庁$|^.{1,2}会$")  # personal names can end so
_KATAKANA = re.compile(r"[ァ-ヺー゠=＝\s.]+")
_CJK = re.compile(r"[぀-ヿ一-鿿々가-힣]")
_OPEN, _CLOSE = "「『(\uff08〈《【[\uff3b", "」』)\uff09〉》】]\uff3d"
_WORD = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
_ROLES = rf"(?:{_WORD})(?:\s?[・/]\s?(?:{_WORD}))*"
_LEFT, _RIGHT = r"[(\uff08\[\uff3b]", r"[)\uff09\]\uff3d]"
_AFTER = re.compile(rf"(?:\s+|(?<=[」』)\uff09]))({_ROLES})$|\s*{_LEFT}\s*({_ROLES})\s*{_RIGHT}$", re.IGNORECASE)
_TIGHT = re.compile(rf"(?<=\S)((?:{'|'.join(sorted(CLOSE, key=len, reverse=True))}))$")
_BEFORE = re.compile(rf"^({_ROLES})\s*[:\uff1a]\s*(?=\S)", re.IGNORECASE)
_MARKED = re.compile(
    rf"\s*[／/＝=]\s*({_ROLES})(?=[\s、,，]|$)|(?<=\S)\s*[【〔(（\[［]\s*({_ROLES})\s*[】〕)）\]］]", re.IGNORECASE
)
"""A role word behind ／ or ＝, or in brackets."""
_SLASHED = re.compile(rf"[／/]\s*(?=(?:{_ROLES})\s*[:：])", re.IGNORECASE)
_BARS = re.compile(r"//|／／|\|\||｜｜")
_MORE = re.compile(
    r"\s?[\[［〔(（]\s?(?:ほか|他|et al\.?)\s?(?:[0-9]{1,3}名)?\s?[\]］〕)）]|(?<=[【〔(（\[［])(?:ほか|他)\s?(?=(?:WORD)\s*[】〕)）\]］])".replace(
        "WORD", _WORD
    ),
    re.IGNORECASE,
)
_PAIR = re.compile(rf"(?:^|(?<=[\s、,，]))({_WORD})・(?=\S)")
_FIRST = re.compile(
    rf"^(著者|編者|訳者|監修者|編著者|執筆者|筆者|翻訳者|編集者)[\s\u3000]+(?=\S)|^((?:{_WORD})(?:[・/](?:{_WORD}))+)[\s\u3000]+(?=\S)"
)
_NOT_NAMES = frozenset({"発行", "発売", "制作", "製作", "企画", "協力", "印刷", "構成", "取材"})
_UNKNOWN = frozenset({"不明", "著者不明", "作者不明", "未詳", "不詳", "著者未詳"})
_ABSENT = {"無署名": "none-stated", "無記名": "none-stated", "匿名": "anonymous"}
_OTHERS = re.compile(r"(?:\s+|(?<=\S))(?:ほか|他[0-9]*名?|et al\.?)$")
_POST = re.compile(r"^(.*\S)\s*[(\uff08]([^()\uff08\uff09]+)[)\uff09]$")
_POSTS = re.compile(
    r"(?:弁護士|司法書士|行政書士|社会保険労務士|医師|看護師|教授|准教授|講師|研究員|研究者|ジャーナリスト|記者|代表|代表理事|理事|事務局長"
    r"|運営委員|会員|通訳|作家|写真家|社会学者|lawyer|professor|journalist)$"
)


def is_body(name: str) -> bool:
    """Tell whether a name looks like that of an organisation: 「…」編集委員会, 見本ネットワーク."""
    return bool(_BODY.search(name)) and not _ONE_SIGN.match(name)


def parse_names(text: str, roles: tuple[str, ...] = ()) -> Parsed[tuple[Contributor, ...]]:
    """Return the contributors that a cell names, in order.

    Names stand between ``;``, ``//``, ``||``, line ends, commas (where it is not "Smith, John") or ・ (not inside a foreign
    name in katakana). A role word holds for all names before it that have none, be it in brackets or behind ／ or ＝;
    監修: in front, for those behind it. Headings of catalogues (山田, 太郎, 1950-) are one person each.

    A cell may say that there is no name: - and なし say nothing, 不明 is told, 無署名 and 匿名 are why there is none.

    Args:
        text: the cell.
        roles: codes where no role word is printed, from the column's own heading.

    Raises:
        BadValue: a role word without a name, or a cell of very many characters.
    """
    text = str(text)
    if len(text) > LONGEST:
        raise refuse("names-form", text[:80], message("at-most", limit=LONGEST, unit="characters", cap="names"))
    words = folded(text).strip("[]()〔〕")
    if words in _UNKNOWN:
        return Parsed((), (warn("names-unknown", text, message("names-unknown")),))
    if words in _ABSENT:
        return Parsed((), (), (("absence", _ABSENT[words]),))
    if says_nothing(text):
        return Parsed((), nothing_said(text))
    made: list[Contributor] = []
    warnings: list[Problem] = []
    plain, count = _MORE.subn(" ", text)
    if count:
        warnings.append(warn("names-others", text, message("names-others")))
    for group in _groups(plain):
        made += _group(group.strip(" \u3000\t、,，"), text, roles, warnings)
    if not made:
        raise refuse("names-form", text, message("a-cell-names"))
    return Parsed(tuple(made), tuple(warnings))


def _groups(text: str) -> Iterator[str]:
    """Yield the parts of a cell that have roles of their own, each role word behind its names and a space."""
    for whole in _pieces(_BARS.sub(";", text), ";\uff1b\n"):
        marked = _MARKED.sub(lambda found: f" {found[1] or found[2]};", _SLASHED.sub(";", whole))
        for part in _pieces(marked, ";"):
            yield from _paired(part.strip()) if _PAIR.match(part.strip()) else _tight(part)


def _paired(part: str) -> Iterator[str]:
    """Yield the names of 文・山田太郎 絵・佐藤花子, each with its role behind it."""
    found = [f for f in _PAIR.finditer(part) if f[1] in ROLES]
    ends = [f.start() for f in found[1:]] + [len(part)]
    names = [part[f.end() : end].strip() for f, end in zip(found, ends, strict=True)]
    if (
        not found
        or found[0].start()
        or any(not n or n.split()[0] in _NOT_NAMES or n.split()[0] in ROLES for n in names)
    ):
        yield part
        return
    yield from (f"{name} {f[1]}" for name, f in zip(names, found, strict=True))


def _tight(part: str) -> Iterator[str]:
    """Yield what ・ parts where each side ends in its own role: 山田太郎著・佐藤花子訳."""
    words = list(_pieces(part, "・\uff65"))
    ended = [_ends_in_role(word.strip()) for word in words]
    if len(words) < 2 or not ended[-1] or sum(ended) < 2:
        yield part
        return
    waiting: list[str] = []
    for word, done in zip(words, ended, strict=True):
        waiting.append(word)
        if done:
            yield "・".join(waiting)
            waiting = []


def _ends_in_role(name: str) -> bool:
    tight = _TIGHT.search(name)
    return bool(_AFTER.search(name)) or (tight is not None and len(name) - len(tight[1]) >= 2)


def _group(group: str, text: str, roles: tuple[str, ...], warnings: list[Problem]) -> list[Contributor]:
    if not group:
        return []
    made: list[Contributor] = []
    front: str | None = None
    if first := _FIRST.match(group):
        front, group = first[1] or first[2], group[first.end() :]
    if (headed := _headed(group, text, roles, front, warnings)) is not None:
        return [headed]
    waiting = 0
    for piece in _by_comma(group, text, warnings):
        name, word = piece.strip(), None
        if before := _BEFORE.match(name):
            front, name = before[1], name[before.end() :]
        if found := _AFTER.search(name):
            word, name = found[1] or found[2], name[: found.start()].strip()
        elif name not in ROLES and (found := _TIGHT.search(name)) and len(name) - len(found[1]) >= 2:
            word, name = found[1], name[: found.start()].strip()
        if others := _OTHERS.search(name):
            name = name[: others.start()].strip()
            warnings.append(warn("names-others", text, message("names-others")))
        if not name or name in ROLES:
            raise refuse("names-form", text, message("a-cell-names"))
        people = [_one(n, roles, front) for n in _by_dot(name, text, warnings)]
        made += people
        waiting += len(people)
        if word is not None and front is None:
            for i in range(len(made) - waiting, len(made)):
                made[i] = evolve(made[i], roles=roles_of(word) or (), role_printed=word)
        if word is not None:
            waiting = 0
    return made


def _headed(
    group: str, text: str, roles: tuple[str, ...], word: str | None, warnings: list[Problem]
) -> Contributor | None:
    """Return the person whom a heading names; None where the words are no heading."""
    if word is None and (found := _AFTER.search(group)):
        word, group = found[1] or found[2], group[: found.start()].strip()
    found_ = heading(group)
    if found_ is None:
        return None
    if not found_.sure:
        warnings.append(warn("names-heading", text, message("names-heading", name=found_.name)))
    return Contributor(
        Text(found_.name), roles if word is None else roles_of(word) or (), word,
        family=found_.family, given=found_.given, born=found_.born, died=found_.died, distinction=found_.distinction,
    )  # fmt: skip


def _one(name: str, roles: tuple[str, ...], word: str | None) -> Contributor:
    position = affiliation = None
    if found := _POST.match(name):
        if _POSTS.search(found[2]):
            name, position = found[1], found[2]
        elif is_body(found[2]) and not is_body(name):
            name, affiliation = found[1], Text(found[2])
    if word is not None:
        roles = roles_of(word) or ()
    kind = "organisation" if is_body(name) or (found and is_body(found[1]) and name != found[1]) else "person"
    return Contributor(Text(name), roles, word, kind, position, affiliation)  # type: ignore[arg-type]


def _pieces(text: str, at: str) -> Iterator[str]:
    """Yield what stands between the characters of ``at``, none of which counts within brackets."""
    depth, start = 0, 0
    for i, c in enumerate(text):
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif c in at and not depth:
            yield text[start:i]
            start = i + 1
    yield text[start:]


def _by_comma(group: str, text: str, warnings: list[Problem]) -> Iterator[str]:
    """Yield what stands between commas, but keep "Smith, John" together."""
    for part in _pieces(group, "、"):
        whole: list[str] = []
        for piece in _pieces(part, ",\uff0c"):
            if not piece.strip():
                continue
            last = whole[-1].strip() if whole else ""
            unsure = len(whole) == 1 and len(last.split()) > 1 and len(piece.split()) > 1  # Anna K, Maria L
            if whole and (unsure or _AFTER.search(last) or _CJK.search(last) or _CJK.search(piece)):
                if unsure and not (_AFTER.search(last) or _CJK.search(last) or _CJK.search(piece)):
                    warnings.append(warn("names-comma-unsure", text, message("names-comma-unsure")))
                yield ",".join(whole)
                whole = []
            whole.append(piece)
        if whole:
            yield ",".join(whole)


def _by_dot(name: str, text: str, warnings: list[Problem]) -> Iterator[str]:
    """Yield the names that ・ parts: it does not part the words of a foreign name, nor those of a body's name."""
    words = list(_pieces(name, "・\uff65"))
    if len(words) == 1:
        yield name
        return
    if is_body(name) and not all(map(is_body, words)):
        if not all(_KATAKANA.fullmatch(w) for w in words[:-1]):
            warnings.append(warn("name-dot-unsure", text, message("name-dot-unsure", name=name)))
        yield name
        return
    whole = words[0]
    for left, right in pairwise(words):
        foreign = [bool(_KATAKANA.fullmatch(w)) for w in (left, right)]
        if all(foreign):
            whole += "・" + right
            continue
        if any(foreign):
            warnings.append(warn("name-dot-unsure", text, message("name-dot-unsure", name=name)))
        yield whole.strip()
        whole = right
    yield whole.strip()
