"""Numbers of pages as people and catalogues write them: 244頁, 244p., xii, 244p, [4], 244p ; 21cm, 1冊."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from smj_catalog.crosswalk.rows import parted
from smj_catalog.formats.tabular.values.measures import SIDES, sides
from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import KANJI, Parsed, folded, kanji_number, refuse, warn
from smj_catalog.formats.tabular.values.priced import Folded
from smj_catalog.model import Extent, Size
from smj_catalog.problems import Problem, message

_ALONE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?", re.ASCII)
_AREAS = re.compile("[;\uff1b:\uff1a]")
_CLOSE = re.compile(r"(?<=[0-9]),(?=[0-9])(?![0-9]{3}(?![0-9]))")
"""A comma that neither groups thousands nor has a space behind it: 12,34p."""
_THOUSANDS = re.compile(r"(?<![0-9,])([1-9]),([0-9]{3})(?![0-9])")
_PAGES = re.compile(
    rf"(?:全|総?(?:頁|ページ)数? ?:? ?|総|本文)?(?:pp?\.? ?(?=[0-9]))?(\[)?(?:([ivxlcdm]{{1,15}})(?=(?:pages?|pp?)?(?![a-z]))|([0-9]{{1,5}})(?:\.0)?(?![0-9])|([{KANJI}]{{1,6}}))(\])?"
    r" ?(pages?|pp?\.?(?![a-z])|頁|ページ|ペイジ)?",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_BESIDE = re.compile(
    r"図|口絵|写真|挿絵|地図|折[込本]|[付附]|別[冊刷]|肖像|年表|索引|楽譜|カラー|色刷|plates?|lea(?:f|ves)|ill(?:us)?(?:\.|trat|$)|maps?|port|CD|DVD"
    r"|表紙|あり|[0-9]枚",
    re.IGNORECASE,
)
_VOLUMES = re.compile(
    rf"(?:全|計|合計|[上中下前後正続本別](?:[・,、/ ]?[上中下前後正続別])*[巻編篇]? ?(?:合計|計)?)?"
    rf"\[?(?:[0-9]{{1,4}}|[{KANJI}]{{1,4}})\]? ?(?:冊|枚|巻|帖|軸|通|部|点|葉|丁|組|シート|v\.?(?![a-z])|vols?\.?|volumes?|sheets?|leaves|leaf)"
    r"(?:[0-9]{1,3}冊)?(?P<rest> ?(?:\(.*\)|\[.*\]))?|(?:ページ|頁|ノンブル|丁)(?:付け?|数)?(?:が|は)?(?:なし|無し|ナシ|無)|unpaged",
    re.IGNORECASE | re.DOTALL,
)
_SIZE = re.compile(
    r"(?:[AB][0-9]{1,2}|四六|菊|新書|文庫|タブロイド)(?:倍|変型|半裁)?(?:判|版|変型判)?|(?:変型|文庫|新書)判?",
    re.IGNORECASE,
)
_TRADE = (
    r"(?:(?:[AB][0-9]{1,2}|四六|菊|新書|文庫|タブロイド)(?:倍|変型|半裁)?(?:(?:判|版|変型判)(?:変型)?|(?![0-9A-Z判版]))"
    rf"|{SIDES.pattern.replace('(cm', '(?:cm').replace('([0', '(?:[0')})"
)
_BINDING = r"(?:[上並仮和]製本?|[ハソ]ードカバー|ソフトカバー|中綴じ?|平綴じ?|無線綴じ?|函入り?|箱入り?|カバー付き?|hardcover|softcover|paperback)"
_GAPS = " \t\n\u3000・,、/:;|"
_GAP = rf"[{_GAPS}]*"
_MADE = re.compile(rf"(?:{_TRADE}|{_BINDING}|\((?:{_TRADE}|{_BINDING}){_GAP}(?:{_BINDING})?\))", re.IGNORECASE)
_INEXACT = re.compile(r"^(?:各[巻冊]?|予定?|約|およそ|ca?\.|[上中下前後]巻|第?[0-9]{1,2}巻) ?[0-9]|[0-9] ?(?:頁|ページ|p\.?)? ?(?:前後|程度|余|以上|以下|弱|強|くらい|ぐらい|ほど|予定|\(?予定\)?)$",
                      re.IGNORECASE)  # fmt: skip
"""Numbers of pages that are not those of the whole: of each volume, or about so many."""
_MOST = 12


def format_extent(extent: Extent) -> str:
    """Return the number alone, nothing where there is none; type, unit and printed words have columns of their own."""
    return "" if extent.value is None else format(extent.value, "f")


def extents_apart(text: str) -> list[str]:
    """Return the items of a cell, as `parted` does, but not where ; stands before a size, as in 244p ; 21cm."""
    areas = parted(text)
    if len(areas) > 1 and _VOLUMES.fullmatch(folded(text)):
        return [text.strip()]  # 2冊 (300; 320p)
    return [text.strip()] if len(areas) > 1 and any(_size(a.partition("+")[0]) for a in areas[1:]) else areas


@lru_cache(1024)
def parse_extents(text: str, *, whole: bool = True) -> Parsed[tuple[Extent, ...]]:
    """Return the extents that a cell holds; a bare number is taken as it stands, other words are kept as printed.

    One number is the pages of the content (ONIX List 23, 11). Of several, and where catalogues put something beside it, the
    arabic one is the main text (00), a roman one before it front matter (03), behind it back matter (04); of several
    paginations of one kind (8, 244p) none is the number. Pages in square brackets bear no numbers: they are counted only
    where there are no others. Words without a number of pages (1冊) are an extent of words. A size behind ; is a value of
    other fields.

    Args:
        text: the cell.
        whole: it counts pages, of which there are no parts: 2005.6 is a date. Other units have fractions.

    Raises:
        BadValue: no number of pages can be read, or there is something unknown beside it.
    """
    text = str(text)
    if _ALONE.fullmatch(text) and (number := Decimal(text)) and not (whole and number % 1):
        return Parsed((Extent(_whole(number)),))
    volumes = _VOLUMES.fullmatch(folded(text))
    first, *areas = [text] if volumes else _AREAS.split(text)
    others: list[tuple[str, Any]] = []
    beside: list[str] = []
    for area in areas:
        size, _, more = area.partition("+")
        found = _size(size)
        others += found
        beside += [w.strip() for w in ((more,) if found else (area,)) if w.strip()]
    words, made_so = _made(first) if not volumes else (folded(first), [])
    for word in made_so:
        others += _size(word)
    if len(areas) > _MOST or words.count(",") > _MOST:
        raise refuse("pages-form", text, message("a-cell-pages"))
    if volumes := volumes or _VOLUMES.fullmatch(words):
        told = [_told(text, w) for w in beside]
        if any(c.isdecimal() for c in folded(volumes["rest"] or "")):
            told.append(_told(text, first.strip()))
        return Parsed((Extent(printed=text),), tuple(told), tuple(others))
    if says_nothing(text):
        return Parsed((), nothing_said(text))
    if _INEXACT.search(words):
        return Parsed((Extent(printed=text),), (_told(text, first.strip()),), tuple(others))
    loose = _THOUSANDS.search(words)
    if (loose and int(loose[1]) > 3) or _CLOSE.search(words):  # 8,244p: two sequences, or eight thousand?
        return Parsed(
            (Extent(printed=text),), (warn("pages-comma", text, message("a-cell-pages-comma")),), tuple(others)
        )
    runs, words_beside = _runs(_THOUSANDS.sub(r"\1\2", words), text)
    beside = [*words_beside, *beside]
    if any(not _BESIDE.search(folded(w)) for w in beside):
        raise refuse("pages-form", text, message("a-cell-pages"))
    plain = len(runs) == 1 and not (loose or areas or beside or made_so or runs[0][1])
    numbered = [run for run in runs if not run[1]] or (runs if len(runs) == 1 else [])
    kinds: list[str] = []
    for _, _, roman in numbered:
        kinds.append(("04" if "00" in kinds else "03") if roman else "11" if plain else "00")
    several = {kind for kind in kinds if kinds.count(kind) > 1}
    counts = [] if "00" in several else zip(kinds, numbered, strict=True)
    made = [Extent(Decimal(value), kind, printed=text) for kind, (value, _, _) in counts if kind not in several]
    told = [_told(text, w) for w in (*beside, *(w for w in made_so if not _size(w)))]
    if several:
        told.append(warn("pages-several", text, message("a-cell-pages-several")))
    elif not made:
        told.append(_told(text, text))
    made = made or [Extent(printed=text)]
    return Parsed(tuple(made), tuple(told), tuple(others))


def _told(text: str, words: str) -> Problem:
    return warn("pages-beside", text, message("a-cell-pages-beside", words=words))


def _runs(words: str, text: str) -> tuple[list[tuple[int, bool, bool]], list[str]]:
    """Return the runs of pages in folded words (number, in brackets, roman), and the words beside them.

    Raises:
        BadValue: there is none, or one is no number.
    """
    runs: list[tuple[int, bool, bool]] = []
    beside: list[str] = []
    for part in re.split(r"[,、+]", words, maxsplit=_MOST):
        found = _PAGES.match(part.strip())
        rest = part.strip() if found is None else part.strip()[found.end() :].strip()
        if found is None or (rest and found[6] is None and not found[5]):
            beside.append(part.strip())
            continue
        opened, roman, digits, kanji, closed, _ = found.groups()
        try:
            value = _roman(roman) if roman else int(digits) if digits else kanji_number(kanji)
        except ValueError:
            value = 0
        if not value or bool(opened) != bool(closed):
            raise refuse("pages-form", text, message("a-cell-pages"))
        runs.append((value, bool(opened), bool(roman)))
        if rest:
            beside.append(rest)
    if not runs:
        raise refuse("pages-form", text, message("a-cell-pages"))
    return runs, beside


def _made(text: str) -> tuple[str, list[str]]:
    """Return pages, folded, without what stands before or behind them of size and binding, and these: A5判上製 320頁."""
    cell = Folded(text)
    start, end = 0, len(cell.words)
    taken: list[str] = []
    while True:
        start += len(re.match(_GAP, cell.words[start:end])[0])  # type: ignore[index]
        words = cell.words[start:end]
        found = _MADE.match(words) or next(
            (m for m in _MADE.finditer(words) if not words[m.end() :].strip(_GAPS)), None
        )
        if found is None or found.end() - found.start() == len(words):
            return folded(words.rstrip(_GAPS) if taken else words), taken
        taken.append(cell.original(start + found.start(), start + found.end()).strip("()\uff08\uff09"))
        start, end = (start + found.end(), end) if not found.start() else (start, start + found.start())


def _size(area: str) -> list[tuple[str, Any]]:
    """Return what an area behind ; says of measures and trade sizes; nothing where it is neither."""
    words = folded(area)
    if found := sides(area):
        return [("measures", side) for side in found]
    return [("sizes", Size(area.strip()))] if words and _SIZE.fullmatch(words) else []


def _whole(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value


def _roman(text: str) -> int:
    if not _ROMAN.fullmatch(text):
        raise ValueError(text)
    values = [_LETTERS[c] for c in text.lower()]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
