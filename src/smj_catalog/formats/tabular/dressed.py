"""Sheets as people work with them: widths, notes at the headers, lists to choose from, a filter, paper; a page that explains."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smj_catalog.formats.tabular.sheets import TITLES, sheet
from smj_catalog.formats.tabular.sheets.explained import SENTENCES
from smj_catalog.formats.tabular.sheets.practical import REQUIRED, TRADE, offered_words
from smj_catalog.formats.tabular.sheets.words import in_language
from smj_catalog.problems import message

GUIDE = ("Guide", "説明")
"""Name of the page that explains, in English and Japanese; readers pass over it."""
_HEADS = ("sheet", "column", "need", "said", "example", "choice", "other")
_FILLS = {"required": "F8CBAD", "trade": "FFF2CC", "": "DDEBF7"}
_WIDE = frozenset(
    {"title", "title_reading", "subtitle", "feature", "description", "note", "name", "source", "source_title"}
)

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
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, (key, head) in enumerate(heads.items(), 1):
        letter = get_column_letter(column)
        if head is None:
            continue
        head.font = Font(bold=True)
        page.column_dimensions[letter].width = 36 if key in _WIDE else max(12, min(24, 2 * len(head.value) + 2))
        page.column_dimensions[letter].number_format = "@"  # or a spreadsheet makes a number of an ISBN
        if explained and key in sheet(kind).cells:
            _, need, wanted, said, example, offered, other = _about(kind, key, lang)
            head.fill = PatternFill("solid", fgColor=_FILLS[need])
            head.comment = Comment("\n".join(filter(None, (other, wanted, said, example))), "smj-catalog", 160, 320)
            if offered and len(listed := ",".join(offered)) < _LIST:
                rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, errorStyle="warning")
                page.data_validations.append(rule)
                rule.add(f"{letter}2:{letter}1048576")
    page.freeze_panes = "B2"
    _printed(page, "1:1")


def filtered(page: Any, columns: int, rows: int) -> None:
    """Give a sheet a filter over its columns."""
    from openpyxl.utils import get_column_letter

    if columns:
        page.auto_filter.ref = f"A1:{get_column_letter(columns)}{max(1, rows)}"


def explain(page: Any, columns: Mapping[str, Mapping[str, str]], lang: str) -> None:
    """Fill the page that explains: a line for each column of each kind."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    for letter, width in zip("ABCDEFG", (14, 26, 8, 44, 26, 40, 26), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A3"
    _printed(page, "1:2")
    page.append([message("template-how").text(lang)])
    page.append([message(f"template-head-{name}").text(lang) for name in _HEADS])
    for kind, names in columns.items():
        for key, own in names.items():
            if key not in sheet(kind).cells:
                continue
            _, _, wanted, said, example, offered, other = _about(kind, key, lang)
            line = [
                WriteOnlyCell(page, text)
                for text in (TITLES[kind][lang == "ja"], own, wanted, said, example, ", ".join(offered), other)
            ]
            for cell in line:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            page.append(line)


def _about(kind: str, key: str, lang: str) -> tuple[str, str, str, str, str, list[str], str]:
    """Return what is said of a column: kind, need and its word, sentence, example, words to choose from, other header."""
    cell = sheet(kind).cells[key]
    need = "required" if key in REQUIRED[kind] else "trade" if key in TRADE.get(kind, ()) else ""
    wanted = message(f"template-{need}").text(lang) if need else ""
    said = SENTENCES[key][lang == "ja"] if key in SENTENCES else ""
    example = in_language(cell.codec, cell.example, lang)
    return kind, need, wanted, said, example, offered_words(cell, lang), cell.en if lang == "ja" else cell.ja


def _printed(page: Any, heads: str) -> None:
    """Set a page up for paper: A4 landscape, as wide as the paper, its headers on every sheet of it."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = heads
