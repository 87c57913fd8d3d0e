"""A workbook to fill in: one sheet a kind of record, with headers, drop-down lists and a page that explains."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from smj_catalog.crosswalk.rows import Cell
from smj_catalog.errors import StoreError, UsageError
from smj_catalog.formats.tabular.sheets import KINDS, TITLES, sheet
from smj_catalog.formats.tabular.sheets.words import YES_NO, Words
from smj_catalog.problems import kinds_named, message
from smj_catalog.services.explained import SENTENCES
from smj_catalog.xmlio import atomic_writer

GUIDE = ("Guide", "説明")
"""Name of the page that explains, in English and Japanese; readers pass over it."""

_MANY = ("title_reading", "subtitle", "other_title", "other_title_type")
_NAMES = (
    "author", "author_reading", "editor", "editor_reading", "supervisor", "translator", "contributor", "contributor_role",
    "contributor_reading",
)  # fmt: skip
_ENDING = ("keywords", "description", "note", "url", "source", "source_url", "source_title")
PRACTICAL = {
    "issue": (
        "id", "periodical", "title", "number", "volume", "whole_number", "date_designation", "cover_date", "date",
        "issue_kind", "feature", "feature_reading", "editor", "publisher", "price", "price_tax", "price_from", "pages", "size",
        "form", "status", "availability", "magazine_code", "isbn", "language", "contents_complete", *_ENDING,
    ),
    "component": (
        "id", "host", "component_kind", "section", "title", "title_reading", "subtitle", "genre", "column", "instalment",
        "author", "author_reading", "author_affiliation", "author_position", "contributor", "contributor_role",
        "contributor_reading", "contributor_position", "contributor_affiliation", "page_first", "page_last", "language", *_ENDING,
    ),
    "book": (
        "id", "scope", "title", *_MANY, "title_part", "responsibility", *_NAMES, "edition", "series", "series_part",
        "publisher", "publisher_reading", "publisher_place", "date", "isbn", "price", "price_tax", "price_net", "price_from", "pages",
        "size", "form", "status", "availability", "supplier", "audience", "cover_url", "language", "ndc", "ndlsh", "c_code", *_ENDING,
    ),
    "periodical": (
        "id", "title", *_MANY, "serial_kind", "publisher", "publisher_place", "frequency", "frequency_number", "issn",
        "magazine_code", "ncid", "ndl", "price", "price_tax", "language", "holder", "holding_held", "holding_missing",
        *_ENDING,
    ),
    "agent": (
        "id", "agent_kind", "name", "name_reading", "name_romanised", "name_type", "born", "died", "established", "isni", "viaf",
        "corporate_number", "address", "url", "note", "source", "source_url", "source_title",
    ),
}  # fmt: skip
"""The columns of a sheet to fill in; a table that is imported may have every other column as well."""

ORDER = ("agent", "periodical", "issue", "component", "book")
"""The sheets in the order of work: a record stands before those that name it."""
REQUIRED = {
    "agent": ("agent_kind", "name"), "periodical": ("title",), "issue": ("periodical", "number"), "component": ("host", "title"),
    "book": ("title",), "concept": ("label",),
}  # fmt: skip
"""What a row must have; an issue without a number has a date instead."""
TRADE = {
    "issue": ("date", "price", "price_tax", "price_from", "publisher", "form"),
    "book": ("title_reading", "author_reading", "date", "isbn", "price", "price_tax", "price_from", "publisher", "form", "status"),
}  # fmt: skip
"""What wholesalers and libraries ask for as well."""

_HEADS = ("sheet", "column", "need", "said", "example", "choice", "other")
_FILLS = {"required": "F8CBAD", "trade": "FFF2CC", "": "DDEBF7"}
_WIDE = frozenset(
    {"title", "title_reading", "subtitle", "feature", "description", "note", "name", "source", "source_title"}
)


def write_template(path: Path, *, kinds: tuple[str, ...] = (), lang: str = "ja") -> None:
    """Write the workbook.

    Args:
        path: where; a file that is there is replaced.
        kinds: only sheets of these kinds; none means issue, component, book, periodical and agent.
        lang: language of headers and names, ``en`` or ``ja``; the other stands in a note at each header.

    Raises:
        UsageError: a kind that there is not, or a name that does not end in .xlsx.
        StoreError: the file cannot be written.
    """
    from openpyxl import Workbook

    if path.suffix.lower() != ".xlsx":
        raise UsageError(message("template-xlsx", file=path))
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(message("no-kind", kind=repr(kind), kinds=kinds_named(KINDS)))
    at = 1 if lang == "ja" else 0
    book: Any = Workbook()
    guide = book.active
    guide.title = GUIDE[at]
    guide.append([message("template-how").text(lang)])
    guide.append([message(f"template-head-{name}").text(lang) for name in _HEADS])
    for kind in sorted(kinds or ORDER, key=KINDS.index if kinds else ORDER.index):
        _sheet(book.create_sheet(TITLES[kind][at]), guide, kind, lang)
    for letter, width in zip("ABCDEFG", (14, 26, 8, 44, 26, 40, 26), strict=True):
        guide.column_dimensions[letter].width = width
    guide.freeze_panes = "A3"
    _printed(guide, "1:2")
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    try:
        with atomic_writer(path) as file:
            file.write(out.getvalue())
    except OSError as error:
        raise StoreError(message("not-written", file=path, reason=error.strerror or error)) from error


def _sheet(page: Any, guide: Any, kind: str, lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page.freeze_panes = "B2"
    one = sheet(kind)
    keys = PRACTICAL.get(kind, one.written)
    for column, key in enumerate(keys, 1):
        cell = one.cells[key]
        own, other = (cell.ja, cell.en) if lang == "ja" else (cell.en, cell.ja)
        need = "required" if key in REQUIRED[kind] else "trade" if key in TRADE.get(kind, ()) else ""
        wanted = message(f"template-{need}").text(lang) if need else ""
        said = SENTENCES[key][lang == "ja"] if key in SENTENCES else ""
        head = page.cell(row=1, column=column, value=own)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor=_FILLS[need])
        head.comment = Comment("\n".join(filter(None, (other, wanted, said, cell.example))), "smj-catalog", 160, 320)
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = 36 if key in _WIDE else max(12, min(24, 2 * len(own) + 2))
        page.column_dimensions[letter].number_format = "@"  # or a spreadsheet makes a number of an ISBN
        offered = offered_words(cell, lang)
        if offered and len(listed := ",".join(offered)) < 250:  # what a cell's list can hold
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, errorStyle="warning")
            page.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}1048576")
        guide.append((page.title, own, wanted, said, cell.example, ", ".join(offered), other))
        for told in guide[guide.max_row]:
            told.alignment = Alignment(wrap_text=True, vertical="top")
    page.auto_filter.ref = f"A1:{get_column_letter(len(keys))}1"
    _printed(page, "1:1")


@frozen
class Question:
    """A column that a person is asked for.

    Attributes:
        key: of the column.
        name: of the column.
        said: what goes into it.
        required: a record must have it.
        choice: the words that it is chosen from; empty where any text will do.
    """

    key: str
    name: str
    said: str
    required: bool
    choice: tuple[str, ...] = ()


_ASKED = {
    "agent": ("name_reading",), "periodical": ("issn", "publisher"), "issue": ("feature",),
    "component": ("author", "page_first", "page_last"), "book": ("author", "author_reading", "editor", "pages"),
    "concept": (),
}  # fmt: skip
"""What is asked of one record beside what is required and what the trade asks for."""


def questions(kind: str, lang: str) -> Iterator[Question]:
    """Yield what is asked of a record of a kind, in the order of its sheet; a book's ISBN is offered and not asked."""
    one = sheet(kind)
    for key in PRACTICAL.get(kind, one.written):
        if key in (*REQUIRED[kind], *TRADE.get(kind, ()), *_ASKED[kind]):
            cell, said = one.cells[key], SENTENCES.get(key, ("", ""))[lang == "ja"]
            yield Question(
                key, cell.ja if lang == "ja" else cell.en, said, key in REQUIRED[kind], tuple(offered_words(cell, lang))
            )


def _printed(page: Any, heads: str) -> None:
    """Set a page up for paper: A4 landscape, as wide as the paper, its headers on every sheet of it."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = heads


def offered_words(cell: Cell, lang: str) -> list[str]:
    """Return the words that a cell is chosen from, in a language; an empty list where any text will do."""
    load = cell.codec.load if cell.codec is not None else None
    if isinstance(load, Words):
        return load.offered(lang)
    return [message(f"word-{word}").text(lang) for word in ("yes", "no")] if cell.codec is YES_NO else []
