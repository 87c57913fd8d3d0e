"""Role words beside names: where one begins and ends, however they are put: ／著 【著】 A著・B訳 文・A 絵・B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smj_catalog.codes.words import ROLES
from smj_catalog.formats.tabular.values.roles import CLOSE
from smj_catalog.model.rules.text import HAN

_OPEN, _CLOSE = "「『(\uff08〈《【[\uff3b", "」』)\uff09〉》】]\uff3d"
_BARE = "eds?|trans|tr"
"""Role words that are names, too, but in small letters or in brackets: Mock, Ed."""
_WORD = "|".join(sorted((re.escape(w) for w in ROLES if not re.fullmatch(_BARE, w)), key=len, reverse=True))
_ROLES = rf"(?:{_WORD})(?:\s?[・/\uff0f]\s?(?:{_WORD}))*"
_DEEDS = "|".join(re.escape(word[:-3]) for word in ROLES if re.fullmatch(r"[a-z.]+ by", word))
_BY = rf"(?:with\s+)?(?:an?\s+)?\b(?:{_DEEDS})(?:\s+(?:and|&)\s+(?:an?\s+)?(?:{_DEEDS}))*\s+by"
_ENGLISH = re.compile(
    rf"((?:^|(?<=[;\s])){_BY}\s)|[\s,\uff0c;\uff1b/\uff0f]+(?:and\s+|&\s+)?(?={_BY}\s)", re.IGNORECASE
)
"""What is done by whom, which ends what stands before: edited by A and B, with illustrations by C."""
_LEFT, _RIGHT = r"[(\uff08\[\uff3b]", r"[)\uff09\]\uff3d]"
_SHORT = "|".join(re.escape(word) for word in ROLES if word.isascii() and word.endswith("."))
AFTER = re.compile(
    rf"(?:\s+|(?<=[」』)\uff09]))((?-i:{_ROLES}|{_BARE})|{_SHORT})$"
    rf"|(?:,\s+|\s*{_LEFT}\s*)({_ROLES}|(?-i:{_BARE})|(?:{_BARE})(?=\s*{_RIGHT}))(?:\s*{_RIGHT})?$",
    re.IGNORECASE,
)
"""A role word at the end, behind a space, a comma or in brackets; behind a space an English one is small or short, for Editor
is a name, too."""
TIGHT = re.compile(rf"(?<=\S)((?:{'|'.join(sorted(CLOSE, key=len, reverse=True))}))$")
"""A role word right behind a name."""
_WORDED = re.compile(
    rf"(?<=\S)({'|'.join(sorted((w for w, codes in ROLES.items() if codes and len(w) > 1 and not w.isascii()), key=len, reverse=True))})$"
)
BEFORE = re.compile(
    rf"^({_ROLES}(?=\s*[:\uff1a=＝])|(?:{_BY}|by|(?-i:{_BARE}|illus|comp)\.)(?=\s))\s*[:\uff1a=＝]?\s*(?=\S)",
    re.IGNORECASE,
)
FIRST = re.compile(
    rf"^(著者|編者|訳者|監修者|編著者|執筆者|筆者|翻訳者|編集者)[\s\u3000]+(?=[^\s:\uff1a])"
    rf"|^((?:{_WORD})(?:[・/](?:{_WORD}))+|(?:{'|'.join(CLOSE)})(?=\s+[A-ZÀ-Þ])(?!.*\s(?:{_WORD})$))[\s\u3000]+(?=[^\s:\uff1a])"
)
UNKNOWN = re.compile(rf"(?<=\S)\s?[【〔\[［]\s?([{HAN}ぁ-ゖァ-ヺー]{{1,5}})\s?[】〕\]］]$")
"""A word in brackets where role words stand, which is none that is known."""
_MARKED = re.compile(
    rf"\s*[／/＝=∥‖]\s*({_ROLES})(?=[、,，]|$|(?<![a-z.])\s)|(?<=\S)\s?[∥‖／/＝=]?\s?[【〔(（\[［]\s*({_ROLES}|{_BARE})\s*[】〕)）\]］]",
    re.IGNORECASE,
)
_DOTTED = re.compile(rf"(?<=[^\s・])・({_WORD})(?=[\s、,，]|$)")
_JAPANESE = "|".join(word for word in _WORD.split("|") if not word.isascii())
INNER = re.compile(
    rf"\S\S(?:{'|'.join(CLOSE)})\s+\S|^(?:{_JAPANESE})(?:と(?:{_JAPANESE}))?(?:代表|責任者)?\s+\S"
    rf"|[(\uff08][^()\uff08\uff09]*\S(?:{_JAPANESE})[)\uff09]$|[0-9\uff10-\uff19]$|\s(?:さく|え|ぶん|やく|へん)$|^(?:さく|え|ぶん|やく)$"
    rf"|[(\uff08\[\uff3b〔【〈《](?:{_JAPANESE})[)\uff09\]\uff3d〕】〉》]|[(\uff08](?:[ぁ-ゖァ-ヺー\s]+|[^()\uff08\uff09]*(?:年生?|[0-9]{{4}}.*))[)\uff09]"
    rf"|\S{{4,}}(?:文|絵|画|註|注|選|詩|曲|編集|執筆|撮影|写真|原作|作画|漫画|校訂|校注|解説|監訳|共訳|共著)$|[:\uff1a]|[{HAN}]\s?[=＝]|[‐-]$|\bwith\b|\bby\s|^(?:Eds?|Trans)\.\s|\s[-‐–—―+]\s|[(\uff08](?:[a-z][a-z ]*\.?|[A-Z][a-z]*\.)[)\uff09]$|\S{{3}}\s?(?:氏|先生|さん)$|座談会|対談|\S \S+ (?:Author|Editor|Translator|Illustrator|Photographer)s?$"
)
"""What names seldom have: a role word inside, with more words behind it or in brackets, in front or right behind four
letters; years, readings or a number; an English role word behind two others."""
_BETWEEN = re.compile(rf"\s({_JAPANESE})\s+(?=\S)(?!(?:{_JAPANESE})(?:\s|$))")
"""A role word with spaces round it and a name behind it: 山田太郎 著 佐藤花子 訳."""
_ENDED = re.compile(
    rf"(?<=[\s)\uff09\]\uff3d】])({_ROLES})\s*[／/]\s*(?=\S)(?!(?:{_ROLES})(?:[\s:：]|$))", re.IGNORECASE
)
"""A role word behind a name, and a slash before the next one: 山田太郎 著／佐藤花子 訳."""
_SLASHED = re.compile(rf"[／/]\s*(?=(?:{_ROLES})\s*[:：])", re.IGNORECASE)
_BARS = re.compile(r"//|／／|\|\||｜｜")
_PAIR = re.compile(rf"(?:^|(?<=[\s、,，]))({_ROLES})(?:\s?[・/／＝=]|\s*([:：])\s*)(?=\S)")
MORE = re.compile(
    r"\s?(?:\.{3}|…)?\s?[\[［〔(（]\s?(?:ほか|他|et al\.?|and others)\s?(?:[0-9]{1,3}名)?\s?[\]］〕)）]"
    rf"|(?<=[【〔(（\[［])(?:ほか|他)\s?(?=(?:{_WORD})\s*[】〕)）\]］])",
    re.IGNORECASE,
)
"""Words in brackets that say that there are more names."""


def pieces(text: str, at: str) -> Iterator[str]:
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


def groups(text: str) -> Iterator[str]:
    """Yield the parts of a cell that have roles of their own, each role word behind its names and a space."""
    for whole in pieces(_ENGLISH.sub(lambda found: found[1] or ";", _BARS.sub(";", text)), ";\uff1b\n"):
        ended = whole if _PAIR.match(whole) else _ENDED.sub(r"\1;", whole)
        marked = _MARKED.sub(_marked, _SLASHED.sub(";", ended))
        for part in pieces(_BETWEEN.sub(r" \1;", _DOTTED.sub(_dotted, marked)), ";"):
            plain = part.strip(" \u3000\t、,，・/／∥‖&\uff06").removeprefix("and ")
            yield from _paired(plain) if _PAIR.match(plain) else _tight(plain)


def _marked(found: re.Match[str]) -> str:
    word = found[1] or found[2]
    if found[1] and AFTER.search(found.string[: found.start()]):  # 著/訳 are two roles of one
        return f"{found[0]};"
    return f" ({word});" if word.isascii() else f" {word};"


def _dotted(found: re.Match[str]) -> str:
    """Put the role word of 山田太郎・文 behind a space, but leave that of 写真・文, which is one with the word before it."""
    before = re.split(r"[\s・]", found.string[max(0, found.start() - 12) : found.start()])[-1]
    return found[0] if before in ROLES else f" {found[1]};"


def _paired(part: str) -> Iterator[str]:
    """Yield the names of 文・山田太郎 絵・佐藤花子, each with its role behind it."""
    found = list(_PAIR.finditer(part))
    ends = [f.start() for f in found[1:]] + [len(part)]
    names = [part[f.end() : end].strip(" \u3000\t、,，") for f, end in zip(found, ends, strict=True)]
    if (len(found) == 1 and found[0][2]) or any(not n or n.split()[0] in ROLES or _ends_in_role(n) for n in names):
        yield part
        return
    yield from (f"{name} {f[1]}" for name, f in zip(names, found, strict=True))


def _tight(part: str) -> Iterator[str]:
    """Yield what a slash, ・ or a space parts where each side ends in its own role: 山田太郎著・佐藤花子訳, A著 B解説."""
    for marks in ("／/", "・\uff65", " \u3000"):
        words = list(pieces(part, marks))
        ended = [_ends_in_role(word.strip(), worded=True) for word in words]
        if ended[-1] and sum(ended) > 1 and any(map(_ends_in_role, map(str.strip, words))):
            at = 0
            waiting = ""
            for word, done in zip(words, ended, strict=True):
                waiting += word
                at += len(word)
                if done:
                    yield from _tight(_apart(waiting.strip()))
                    waiting = ""
                else:
                    waiting += part[at : at + 1]
                at += 1
            return
    yield part


def _apart(word: str) -> str:
    """Return a name with its role word behind a space, also such a word as is not sure to be one elsewhere."""
    found = None if _ends_in_role(word) else _WORDED.search(word)
    return word if found is None else f"{word[: found.start()]} {found[1]}"


def _ends_in_role(name: str, *, worded: bool = False) -> bool:
    """Tell whether a name has a role word behind it; ``worded``, also one that may be the end of the name elsewhere."""
    tight = (_WORDED if worded else TIGHT).search(name) or TIGHT.search(name)
    return bool(AFTER.search(name)) or (tight is not None and len(name) - len(tight[1]) >= 2)
