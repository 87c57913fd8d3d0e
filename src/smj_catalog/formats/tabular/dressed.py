"""Sheets as people work with them: widths, notes at the headers, lists to choose from, a filter, paper; a page that explains."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from smj_catalog.formats.tabular.sheets import TITLES, sheet
from smj_catalog.formats.tabular.sheets.explained import said_of
from smj_catalog.formats.tabular.sheets.practical import REQUIRED, TRADE, offered_words
from smj_catalog.formats.tabular.sheets.words import in_language
from smj_catalog.problems import message

GUIDE = ("Guide", "説明")
"""Name of the page that explains, in English and Japanese; readers pass over it."""
_HEADS = ("sheet", "column", "need", "said", "example", "choice", "other")
_FILLS = {"required": "F8CBAD", "trade": "FFF2CC", "": "DDEBF7"}
_WIDE = dict.fromkeys(
    ("title", "title_reading", "subtitle", "feature", "description", "note", "name", "source", "source_title"), 36
) | dict.fromkeys(("id", "periodical", "host", "url"), 24) | {
    "isbn": 22, "publisher": 20, "author": 20, "editor": 20, "contributor": 20, "date": 14, "cover_date": 14, "price_from": 14,
    "price": 14, "date_printed": 20, "price_printed": 20,
}  # fmt: skip
"""Key of a column -> its width, where it is not that of its header."""
_GUIDE = (14, 26, 8, 44, 26, 40, 26)
_PAPER = 160
"""Half-width characters across a sheet of A4 on its side, at a size that can still be read."""
_LINE = 15
"""Points of a line in a cell."""
_LIST = 250
"""Characters that the list of a cell can hold."""


def dress(page: Any, kind: str, heads: Mapping[str, Any], lang: str, *, explained: bool) -> None:
    """Set a new sheet up, to which its header is not yet written.

    Args:
        page: the sheet, of a workbook that is written row by row.
        kind: of its records.
        heads: key -> cell of the header; None for one without text.
        lang: language of the words.
        explained: notes and colours say what the columns are, and cells offer words to choose from.
    """
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    texts = [head.value if head is not None else "" for head in heads.values()]
    widths = [_WIDE.get(k) or _width(kind, k, t, lang) for k, t in zip(heads, texts, strict=True)]
    page.row_dimensions[1].height = _height(texts, widths)
    for column, (key, head) in enumerate(heads.items(), 1):
        letter = get_column_letter(column)
        if head is None:
            continue
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[letter].width = widths[column - 1]
        page.column_dimensions[letter].number_format = "@"  # or a spreadsheet makes a number of an ISBN
        if explained and key in sheet(kind).cells:
            _, need, wanted, said, example, offered, other = _about(kind, key, lang)
            head.fill = PatternFill("solid", fgColor=_FILLS[need])
            head.comment = Comment("\n".join(filter(None, (other, wanted, said, example))), "smj-catalog", 160, 320)
            if offered and len(listed := ",".join(offered)) < _LIST:
                rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, errorStyle="warning")
                page.data_validations.append(rule)
                rule.add(f"{letter}2:{letter}1048576")
    kept = list(heads).index("id") + 1 if "id" in heads else 1
    page.freeze_panes = f"{get_column_letter(kept + 1)}2"
    _printed(page, "1:1", sheets=math.ceil(sum(widths) / _PAPER))
    page.print_title_cols = f"A:{get_column_letter(kept)}"


def filtered(page: Any, columns: int, rows: int) -> None:
    """Give a sheet a filter over its columns, and an end on paper."""
    from openpyxl.utils import get_column_letter

    if columns:
        page.auto_filter.ref = page.print_area = f"A1:{get_column_letter(columns)}{max(1, rows)}"


def explain(page: Any, columns: Mapping[str, Mapping[str, str]], lang: str) -> None:
    """Fill the page that explains: a line for each column of each kind."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.cell_range import CellRange

    def add(
        texts: Sequence[str], row: int, fill: str = "", *, bold: bool = False, widths: Sequence[int] = _GUIDE
    ) -> None:
        cells = [WriteOnlyCell(page, text) for text in texts]
        for cell in cells:
            cell.alignment, cell.font = Alignment(wrap_text=True, vertical="top"), Font(bold=bold)
        if fill:
            cells[1].fill = PatternFill("solid", fgColor=fill)
        page.row_dimensions[row].height = _height(texts, widths)
        page.append(cells)

    for letter, width in zip("ABCDEFG", _GUIDE, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A3"
    _printed(page, "1:2")
    page.merged_cells.ranges.add(CellRange("A1:G1"))
    add([message("template-how").text(lang)], 1, widths=[sum(_GUIDE)])
    add([message(f"template-head-{name}").text(lang) for name in _HEADS], 2, bold=True)
    row = 2
    for kind, names in columns.items():
        for key, own in names.items():
            if key not in sheet(kind).cells:
                continue
            _, need, wanted, said, example, offered, other = _about(kind, key, lang)
            row += 1
            add([TITLES[kind][lang == "ja"], own, wanted, said, example, ", ".join(offered), other], row, _FILLS[need])


def _about(kind: str, key: str, lang: str) -> tuple[str, str, str, str, str, list[str], str]:
    """Return what is said of a column: kind, need and its word, sentence, example, words to choose from, other header."""
    cell = sheet(kind).cells[key]
    need = "required" if key in REQUIRED[kind] else "trade" if key in TRADE.get(kind, ()) else ""
    wanted = message(f"template-{need}").text(lang) if need else ""
    example = in_language(cell.codec, cell.example, lang)
    return (
        kind, need, wanted, said_of(key, lang), example, offered_words(cell, lang),
        cell.en if lang == "ja" else cell.ja,
    )  # fmt: skip


def _printed(page: Any, heads: str, sheets: int = 1) -> None:
    """Set a page up for paper: A4 landscape, so many sheets wide, its headers on every sheet of it."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = sheets, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = heads
    page.print_options.gridLines = True


def _wide(text: str) -> int:
    """Return how many half-width characters a text takes in a cell."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _width(kind: str, key: str, head: str, lang: str) -> int:
    """Return the width of a column that takes its header, and the longest of the words to choose from, as far as 24."""
    words = offered_words(sheet(kind).cells[key], lang) if key in sheet(kind).cells else []
    return max(12, min(24, max(map(_wide, [head, *words])) + 2))


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height in points that a row of wrapped cells needs; LibreOffice works none out for itself."""
    return _LINE * max(1, *(math.ceil(1.1 * _wide(text) / width) for text, width in zip(texts, widths, strict=False)))
