"""Names as people write them, with their role words: 鳥井一平 編著; A・B 共編; 見本の会 編."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve

from smj_catalog.codes.words import ROLES
from smj_catalog.formats.tabular.values.credits import AFTER, BEFORE, FIRST, INNER, MORE, TIGHT, UNKNOWN, groups, pieces
from smj_catalog.formats.tabular.values.headings import heading, is_short, of_years
from smj_catalog.formats.tabular.values.nothing import is_ditto, nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import Parsed, folded, refuse, warn
from smj_catalog.formats.tabular.values.roles import roles_of, without_code
from smj_catalog.model import Contributor, Text
from smj_catalog.model.rules.people import inverted
from smj_catalog.model.rules.text import HAN
from smj_catalog.problems import Problem, message

LONGEST = 10_000
"""Characters of a cell of names."""

_BODY = re.compile(
    r"(?:会|ネットワーク|研究所|研究室|編集部|編集室|編集局|事業部|出版部|出版局|プロジェクト|プロジェクトチーム|チーム|協会|センター|大学|大学院"
    r"|組合|ユニオン|連盟|連合|連絡会議|会議|機構|財団|法人|グループ|フォーラム|弁護団|調査団|支援団|新聞社|通信社|出版社|省|庁|本部"
    r"|書店|書房|出版|図書館|基金|移住連|有志|事務局|全国ネット)$"
    r"|[(\uff08](?:株|有|合|財|社|公財|公社|一財|一社|特非|学)[)\uff09]|[㈱㈲㈳㈶]|株式会社|有限会社|財団法人|社団法人|NPO|NGO|学会|(?i:\b(?:committee|network|association|university|project|cent(?:er|re)"
    r"|institute|foundation|society|press|inc\.?|ltd\.?|council|union|forum|group)\b)"
)
_ONE_SIGN = re.compile(r"^.省$|^.庁$|^.{1,2}会$")  # personal names can end so
_KATAKANA = re.compile(r"[ァ-ヺー゠=＝\s.ｦ-ﾟ]+")
_NO_NAME = re.compile(r"^(?:明治|大正|昭和|平成|令和)\s?(?:元|[0-9]{1,2})年|https?:|://", re.IGNORECASE)
_SUPPLIED = re.compile(r"\[[^\[\]]+\]|\uff3b[^\uff3b\uff3d]+\uff3d|〔[^〔〕]+〕")
"""Square brackets round the whole: whoever described the book supplied it (ISBD A.6)."""

_TWO = re.compile(rf"(?=.*[{HAN}].*[\s\u3000].*[{HAN}])[ぁ-ヿ{HAN}]{{4,6}}[\s\u3000]+[ぁ-ヿ{HAN}]{{4,6}}")
"""Two whole names with a space between, longer than any family and given name: 見本花子 例示太郎."""
_FOUR = re.compile(rf"[ぁ-ヿ{HAN}]{{1,4}}(?:[\s\u3000]+[ぁ-ヿ{HAN}]{{1,4}}){{3,}}")
"""Two whole names, each with a space in it: 見本 花子 例示 太郎."""
_CJK = re.compile(rf"[぀-ヿ{HAN}가-힣]")
_UNKNOWN = re.compile(
    r"(?:(?:著|作|筆|編|訳|撰|執筆|編著|著作|翻訳|原著)者|作家|氏)?名?\s?(?:は\s?)?(?:不明|不詳|未詳|未記載|記載なし)|(?:よみ|読み?|詠み?)人(?:しら|知ら)ず|無名氏"
)
_ABSENT = {
    "無署名": "none-stated", "無記名": "none-stated", "匿名": "anonymous", "anonymous": "anonymous", "anon": "anonymous",
    "anon.": "anonymous",
}  # fmt: skip
_OTHERS = re.compile(
    rf"(?:^|\s+|(?<=\S))(?:(?:ほか|他)[0-9\uff10-\uff19]*[名人]?|et al\.?|and others|など)$|(?<=[{HAN}])\s?ら$",
    re.IGNORECASE,
)
_STROKE = re.compile(r"\s*[／/|\uff5c]\s*")
_SLASH = re.compile(rf"(?<=[぀-ヿ{HAN}])\s?[／/|\uff5c×✕]\s?(?=[぀-ヿ{HAN}])")
_AND = re.compile(rf"\s+(?:and|&|\uff06)\s+|(?<=[぀-ヿ{HAN}])\s?[&\uff06]\s?(?=[぀-ヿ{HAN}])", re.IGNORECASE)
_OF = re.compile(r"\b(?:of|for|the|on|in|company|co\.?|sons|agency|office|department)\b", re.IGNORECASE)
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
    words = _bare(text)
    if _UNKNOWN.fullmatch(words):
        return Parsed((), (warn("names-unknown", text, message("names-unknown")),))
    if words.lower() in _ABSENT:
        return Parsed((), (), (("absence", _ABSENT[words.lower()]),))
    if says_nothing(text):
        return Parsed((), nothing_said(text))
    made: list[Contributor] = []
    warnings: list[Problem] = []
    plain, count = MORE.subn(" ", text[1:-1] if _SUPPLIED.fullmatch(text) else text)
    if count:
        warnings.append(warn("names-others", text, message("names-others")))
    for group in groups(plain):
        made += _group(group, text, roles, warnings)
    if not made and not warnings:
        raise refuse("names-form", text, message("a-cell-names"))
    return Parsed(tuple(made), tuple({(it.rule, str(it.expected)): it for it in warnings}.values()))


def _bare(text: str) -> str:
    return folded(text).strip("[]()〔〕【】")


def _group(group: str, text: str, roles: tuple[str, ...], warnings: list[Problem]) -> list[Contributor]:
    if not group:
        return []
    made: list[Contributor] = []
    front: str | None = None
    if first := FIRST.match(group) or BEFORE.match(group):
        front, group = next(filter(None, first.groups())), group[first.end() :]
    if (headed := _headed(group, text, roles, front, warnings)) is not None:
        return [headed]
    if len(several := _by_years(group)) > 1:
        for one in several:
            made += _group(one if front is None else f"{front}: {one}", text, roles, warnings)
        word = made[-1].role_printed if made else None
        return [evolve(it, roles=made[-1].roles, role_printed=word) if it.role_printed is None else it for it in made]
    waiting = 0
    parts = (p for part in _by_stroke(group, text, warnings) for p in _by_and(part, text, warnings))
    for at, piece in enumerate(p for part in parts for p in _by_comma(part, text, warnings)):
        name, word = piece.strip(), None
        if before := BEFORE.match(name):
            front, name = before[1], name[before.end() :]
        if found := AFTER.search(name):
            word, name = found[1] or found[2], name[: found.start()].strip()
        elif (name not in ROLES and (found := TIGHT.search(name)) and len(name) - len(found[1]) >= 2) or (
            (found := UNKNOWN.search(name)) and not is_body(found[1])
        ):
            word, name = found[1], name[: found.start()].strip()
        if others := _OTHERS.search(name):
            name = name[: others.start()].strip(" \u3000,，、")
            warnings.append(warn("names-others", text, message("names-others")))
            if not name and word is None:
                continue
        if _UNKNOWN.fullmatch(_bare(name)) or _bare(name).lower() in _ABSENT:
            warnings.append(warn("names-unknown", text, message("names-unknown")))
            continue
        people = [_one(n, text, roles, front) for n in _by_slash(name, text, warnings)] if name else []
        if any(INNER.search(one.name.text) or _are_two(one.name.text) for one in people):  # 見本花子著 例示出版発行
            warnings.append(warn("names-and-unsure", text, message("names-and-unsure", name=name)))
        made += people
        waiting += len(people)
        if not waiting:
            raise refuse("names-form", text, message("a-cell-names"))
        if word is not None:
            said, since = word, waiting
            if front is not None:  # 編: 山田太郎 著 is both; 著: 山田太郎、佐藤花子 訳 has a word for each
                said = f"{front}・{word}" if (at == 0 or before) and front != word else word
                since = len(people) or waiting
            for i in range(len(made) - since, len(made)):
                made[i] = evolve(made[i], roles=_codes(said, text, warnings), role_printed=said)
            waiting = 0
    if front is not None and made:
        _codes(front, text, warnings)
    return made


def _codes(word: str, text: str, warnings: list[Problem]) -> tuple[str, ...]:
    """Return the codes of a role word; a word, or a part of one, that has none is told."""
    if uncoded := without_code(word):
        told = warn("names-role-uncoded", text, message("names-role-uncoded", word="・".join(uncoded)))
        if told not in warnings:
            warnings.append(told)
    if word == "Ed" and re.search(r"\bEd[a-z]", text):  # Edward Mock (Ed)
        warnings.append(warn("names-and-unsure", text, message("names-and-unsure", name=text)))
    return roles_of(word) or ()


def _headed(
    group: str, text: str, roles: tuple[str, ...], word: str | None, warnings: list[Problem]
) -> Contributor | None:
    """Return the person whom a heading names; None where the words are no heading."""
    if word is None and (found := AFTER.search(group)):
        word, group = found[1] or found[2], group[: found.start()].strip()
    found_ = heading(group)
    if found_ is None:
        return None
    if is_body(found_.name):
        raise refuse("names-form", text, message("a-cell-names"))
    if not found_.sure:
        warnings.append(warn("names-heading", text, message("names-heading", name=found_.name)))
    return Contributor(
        Text(found_.name), roles if word is None else _codes(word, text, warnings), role_printed=word,
        family=found_.family, given=found_.given, born=found_.born, died=found_.died, distinction=found_.distinction,
    )  # fmt: skip


def _are_two(name: str) -> bool:
    return any(two.fullmatch(name) for two in (_TWO, _FOUR)) and not any(map(is_body, name.split()))


def _one(name: str, text: str, roles: tuple[str, ...], word: str | None) -> Contributor:
    if is_ditto(name):
        raise refuse("cell-ditto", text, message("no-ditto-inside"))
    if not any(map(str.isalpha, name)) or _bare(name) in ROLES or _NO_NAME.search(name):
        raise refuse("names-form", text, message("a-cell-names"))
    position = affiliation = None
    if found := _POST.match(name):
        if _POSTS.search(found[2]):
            name, position = found[1], found[2]
        elif is_body(found[2]) and not is_body(name):
            name, affiliation = found[1], Text(found[2])
    if word is not None:
        roles = roles_of(word) or ()
    kind = "organisation" if is_body(name) or (found and is_body(found[1]) and name != found[1]) else "person"
    turned = inverted(name) if kind == "person" else None
    family, given = turned.groups() if turned else (None, None)
    return Contributor(
        Text(name), roles, role_printed=word, kind=kind, position=position, affiliation=affiliation, family=family, given=given
    )  # fmt: skip


def _by_stroke(group: str, text: str, warnings: list[Problem]) -> Iterator[str]:
    """Yield whole names in Latin letters that a stroke parts; those of bodies, or in two scripts, could be of one."""
    words = _STROKE.split(group)
    if len(words) == 1 or all(map(_CJK.search, words)) or len(words[-1]) == 1:  # Mock A/S
        yield group
        return
    plain = [AFTER.sub("", word) for word in words]
    if any(_CJK.search(word) or _OF.search(word) or is_body(word) or len(word.split()) < 2 for word in plain):
        warnings.append(warn("names-and-unsure", text, message("names-and-unsure", name=group)))
        yield group
        return
    warnings.append(warn("names-comma-unsure", text, message("names-comma-unsure")))
    yield from words


def _by_and(group: str, text: str, warnings: list[Problem]) -> Iterator[str]:
    """Yield the names that "and" or & joins, but keep those of bodies whole: Example & Sons."""
    words = _AND.split(group)
    if len(words) == 1 or is_body(group):
        yield group
        return
    plain = [AFTER.sub("", word).strip(" ,") for word in words]
    if any(_OF.search(word) or is_body(word) or not (_CJK.search(word) or len(word.split()) > 1) for word in plain):
        warnings.append(warn("names-and-unsure", text, message("names-and-unsure", name=group)))
        yield group
        return
    if any(map(_CJK.search, plain)):
        warnings.append(warn("names-comma-unsure", text, message("names-comma-unsure")))
    yield from (word.strip(" ,") for word in words)


def _by_comma(group: str, text: str, warnings: list[Problem]) -> Iterator[str]:
    """Yield what stands between commas, but keep "Smith, John" together."""
    short = [p.strip() for p in re.split("[,\uff0c]", AFTER.sub("", group))]
    if len(short) % 2 == 0 and all(is_short(short[i : i + 2]) for i in range(0, len(short), 2)):  # 見本,花子
        warnings.append(warn("names-comma-unsure", text, message("names-comma-unsure")))
    for part in pieces(group, "、"):
        whole: list[tuple[int, int]] = []
        at = 0
        for piece in pieces(part, ",\uff0c"):
            here = at, at + len(piece)
            at = here[1] + 1
            if not piece.strip():
                continue
            last = BEFORE.sub("", part[slice(*whole[-1])].strip()) if whole else ""
            unsure = len(whole) == 1 and len(last.split()) > 1 and len(piece.split()) > 1  # Anna K, Maria L
            apart = AFTER.search(last) or _CJK.search(last) or _CJK.search(AFTER.sub("", piece))
            if whole and (unsure or apart):
                if not apart:
                    warnings.append(warn("names-comma-unsure", text, message("names-comma-unsure")))
                yield part[whole[0][0] : whole[-1][1]]
                whole = []
            whole.append(here)
        if len(whole) > 3 and len(whole) % 2 == 0:  # Smith, J., Jones, K.
            warnings.append(warn("names-comma-unsure", text, message("names-comma-unsure")))
            yield from (part[one[0] : two[1]] for one, two in zip(whole[::2], whole[1::2], strict=True))
        elif whole:
            yield part[whole[0][0] : whole[-1][1]]


def _by_years(group: str) -> list[str]:
    """Return the headings of a group that commas alone part, each of which ends in years."""
    made, one = [], []
    for piece in re.split("[,\uff0c]", group):
        one.append(piece)
        if of_years(AFTER.sub("", piece.strip())) and len(one) > 1:
            made.append(",".join(one).strip())
            one = []
    return [*made, rest] if (rest := ",".join(one).strip()) else made


def _by_slash(name: str, text: str, warnings: list[Problem]) -> Iterator[str]:
    """Yield the names that ／, × (of two who talk) or ・ parts."""
    words = _SLASH.split(name)
    if len(words) > 1:
        warnings.append(warn("names-comma-unsure", text, message("names-comma-unsure")))
    for word in words:
        yield from _by_dot(word, text, warnings)


def _by_dot(name: str, text: str, warnings: list[Problem]) -> Iterator[str]:
    """Yield the names that ・ parts: it does not part the words of a foreign name, nor those of a body's name."""
    words = list(pieces(name, "・\uff65"))
    if len(words) == 1:
        yield name
        return
    if is_body(name) and not all(map(is_body, words)):
        if not all(_KATAKANA.fullmatch(w) for w in words[:-1]):
            warnings.append(warn("name-dot-unsure", text, message("name-dot-unsure", name=name)))
        yield name
        return
    whole, at = words[0], len(words[0])
    for left, right in pairwise(words):
        foreign = [bool(_KATAKANA.fullmatch(w)) for w in (left, right)]
        dot, at = name[at], at + 1 + len(right)
        if all(foreign):
            whole += dot + right
            continue
        if any(foreign):
            warnings.append(warn("name-dot-unsure", text, message("name-dot-unsure", name=name)))
        yield whole.strip()
        whole = right
    yield whole.strip()
