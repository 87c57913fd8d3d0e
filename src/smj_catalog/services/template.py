"""A workbook to fill in: one sheet a kind of record, with headers, drop-down lists and a page that explains."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from smj_catalog.crosswalk.rows import Cell
from smj_catalog.errors import MissingExtra, StoreError, UsageError
from smj_catalog.formats.tabular.sheets import KINDS, TITLES, sheet
from smj_catalog.problems import message
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
        "issue_kind", "feature", "feature_reading", "editor", "publisher", "price", "price_tax", "pages", "size",
        "magazine_code", "isbn", "language", "contents_complete", *_ENDING,
    ),
    "component": (
        "id", "host", "component_kind", "section", "title", "title_reading", "subtitle", "genre", "column", "instalment",
        "author", "author_reading", "author_affiliation", "author_position", "contributor", "contributor_role",
        "contributor_reading", "contributor_position", "contributor_affiliation", "page_first", "page_last", "language", *_ENDING,
    ),
    "book": (
        "id", "scope", "title", *_MANY, "title_part", "responsibility", *_NAMES, "edition", "series", "series_part",
        "publisher", "publisher_reading", "publisher_place", "date", "isbn", "price", "price_tax", "price_net", "pages", "size",
        "language", "ndc", "ndlsh", "c_code", *_ENDING,
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

_ROWS = 1000
_HEADS = {
    "en": ("Sheet", "Column", "In Japanese", "Example", "Allowed"),
    "ja": ("シート", "列", "英語", "記入例", "選べる値"),
}


def write_template(path: Path, *, kinds: tuple[str, ...] = (), lang: str = "ja") -> None:
    """Write the workbook.

    Args:
        path: where; a file that is there is replaced.
        kinds: only sheets of these kinds; none means issue, component, book, periodical and agent.
        lang: language of headers and names, ``en`` or ``ja``; the other stands in a note at each header.

    Raises:
        UsageError: a kind that there is not, or a name that does not end in .xlsx.
        MissingExtra: openpyxl is not installed.
        StoreError: the file cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(message("template-xlsx", file=path))
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(message("no-kind", kind=repr(kind), kinds=", ".join(KINDS)))
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExtra(message("template-needs-xlsx")) from error
    at = 1 if lang == "ja" else 0
    book: Any = Workbook()
    guide = book.active
    guide.title = GUIDE[at]
    guide.append(_HEADS[lang])
    for kind in kinds or ("issue", "component", "book", "periodical", "agent"):
        _sheet(book.create_sheet(TITLES[kind][at]), guide, kind, lang)
    _widths(guide, (16, 28, 28, 32, 60))
    guide.freeze_panes = "A2"
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
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    page.freeze_panes = "B2"
    one = sheet(kind)
    for column, key in enumerate(PRACTICAL.get(kind, one.written), 1):
        cell = one.cells[key]
        own, other = (cell.ja, cell.en) if lang == "ja" else (cell.en, cell.ja)
        head = page.cell(row=1, column=column, value=own)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DDEBF7")
        head.comment = Comment(f"{other}\n{cell.example}".strip(), "smj-catalog")
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = max(10, min(32, 2 * len(own) + 2))
        page.column_dimensions[letter].number_format = "@"  # or a spreadsheet makes a number of an ISBN
        allowed = allowed_values(cell)
        listed = ",".join(allowed)
        if allowed and len(listed) < 250:  # what a cell's list can hold
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            page.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{_ROWS}")
        guide.append((page.title, own, other, cell.example, ", ".join(allowed)))


def allowed_values(cell: Cell) -> list[str]:
    """Return the words that a column takes, where they are few; an empty list where they are not."""
    if cell.codec is None or cell.codec.expected.id != "one-of":
        return []
    return str(dict(cell.codec.expected.params)["allowed"]).split(", ")


def _widths(page: Any, widths: tuple[int, ...]) -> None:
    for letter, width in zip("ABCDE", widths, strict=True):
        page.column_dimensions[letter].width = width
