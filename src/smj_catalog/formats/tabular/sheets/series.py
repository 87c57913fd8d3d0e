"""The columns of the series of a book, whose numbers stand behind a semicolon as catalogues write them: 見本叢書 ; 3."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell, joined, parted
from smj_catalog.formats.tabular.sheet import Composed
from smj_catalog.formats.tabular.values.numbers import is_roman
from smj_catalog.formats.tabular.values.parsed import KANJI, folded, warn
from smj_catalog.problems import Problem, message

_NUMBER = re.compile(
    rf"(?:新?[赤青黄緑白]版\s?)?(?:第|その|(?:no|nr|bd|v(?:ol)?|pt)\b\.?|巻|#)?\s?(?:[A-Z]{{0,2}}-?[0-9]{{1,6}}[A-Z]?(?:\s?[-~・/.,]\s?[0-9]{{1,6}}[A-Z]?)?|[{KANJI}]{{1,6}})"
    r"\s?(?:[巻集編号冊輯回部期]|巻(?:第?[0-9]+号?|[上中下]))?|[上中下]巻?|[別続]巻\s?[0-9]{0,2}",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"^(?:第|(?:no|v(?:ol)?)\b\.?)\s?|\s?[巻集編号]$", re.IGNORECASE)


def _is_number(text: str) -> bool:
    """Tell whether a part behind a semicolon is the number in the series before it: 3, 第3巻, 1025B, Ⅱ."""
    words = folded(text).rstrip(")")
    return _NUMBER.fullmatch(words) is not None or is_roman(_ROMAN.sub("", words))


def _title(series: m.Series) -> str:
    """Return the title of a series; nothing of one that would be read as the number of another."""
    text = series.title.text
    alone = not (series.title.readings or series.section or series.part_number or series.identifiers)
    return "" if alone and _is_number(text) else text


_SERIES = Cell("series", "Series", "シリーズ", "title.text", ("叢書", "叢書名", "シリーズ名", "シリーズタイトル", "双書", "全集", "文庫", "series title", "collectiontitle", "collection"), "見本双書",
               dump=_title)  # fmt: skip
_PART = Cell(
    "series_part", "Series: number", "シリーズ番号", "part_number", ("シリーズの番号", "叢書番号", "series_index"), "3"
)

SERIES = Block("series", (
    _SERIES,
    Cell("series_section", "Series: section", "シリーズの部", "section.text"),
    _PART,
    Cell("series_reading", "Series: reading", "シリーズヨミ", "title.readings.text"),
    Cell("series_identifier_type", "Series: identifier type", "シリーズの番号の種類", "identifiers.type"),
    Cell("series_identifier", "Series: identifier", "シリーズの識別番号", "identifiers.value"),
), m.Series)  # fmt: skip


def _numbered(cells: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[tuple[str, Problem], ...]]:
    """Return titles and numbers apart; a row whose other columns go with the parts as they stand is left as it is."""
    text = cells[_SERIES.key]
    items = parted(text)
    beside = [len(parted(cells.get(cell.key, ""))) for cell in SERIES.cells[1:]]
    if len(items) < 2 or len(items) in beside:
        return {_SERIES.key: text}, ()
    if len(items) == 2 and items[0][0] in "(\uff08" and items[1][-1] in ")\uff09" and _is_number(items[1]):
        items = [items[0][1:].strip(), items[1][:-1].strip()]
    made: list[list[str]] = []
    for item in items:
        if made and item and _is_number(item):
            made[-1][1] = f"{made[-1][1]} ; {item}" if made[-1][1] else item  # 第1期 ; 3
        else:
            made.append([item, ""])
    if len(made) == len(items):
        return {_SERIES.key: text}, ()
    stated = parted(cells.get(_PART.key, ""))
    numbers = [number for _, number in made]
    told = [
        (_PART.key, warn("cells-disagree", mine, message("cells-agree", other=number), "error"))
        for mine, number in zip(stated, numbers, strict=False)
        if mine and number and folded(mine) != folded(number)
    ]
    numbers = [mine or number for mine, number in zip(stated + [""] * len(made), numbers, strict=False)]
    return {
        _SERIES.key: joined(title for title, _ in made),
        _PART.key: joined([*numbers, *stated[len(made) :]]),
    }, tuple(told)


NUMBERED = Composed(_SERIES.key, (_SERIES,), _numbered)
