"""A workbook to fill in, or with records in it to be worked on; and what a person is asked for who makes a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from smj_catalog.errors import UsageError, told_by_system
from smj_catalog.formats.base import Writing
from smj_catalog.formats.tabular import excel
from smj_catalog.formats.tabular.sheets import KINDS, sheet
from smj_catalog.formats.tabular.sheets.explained import said_of
from smj_catalog.formats.tabular.sheets.practical import ORDER, PRACTICAL, REQUIRED, TRADE, offered_words
from smj_catalog.problems import kinds_named, message, quoted
from smj_catalog.services.selection import select
from smj_catalog.store import Archive
from smj_catalog.xmlio import atomic_writer


def write_template(
    path: Path,
    *,
    kinds: tuple[str, ...] = (),
    lang: str = "ja",
    archive: Archive | None = None,
    having: tuple[str, ...] = (),
) -> int:
    """Write the workbook, and return how many records stand in it.

    Args:
        path: where; a file that is there is replaced.
        kinds: only sheets of these kinds; none means issue, component, book, periodical and agent, or those of ``having``.
        lang: language of headers, names and words, ``en`` or ``ja``; the other stands in a note at each header.
        archive: where records are taken from.
        having: kinds whose records stand in their sheets, in the columns that have values and those that the trade asks for.

    Raises:
        UsageError: a kind that there is not, or a name that does not end in .xlsx.
        StoreError: the file cannot be written, or the archive not read.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(message("template-xlsx", file=path))
    for kind in (*kinds, *having):
        if kind not in KINDS:
            raise UsageError(message("no-kind", kind=quoted(kind), kinds=kinds_named(KINDS)))
    wanted = tuple(dict.fromkeys((*(kinds or ("concept",) * ("concept" in having)), *having))) or ORDER
    options = {"lang": lang, "guide": True, "kinds": wanted}
    writing = Writing(context=archive.context, options=options) if archive is not None else Writing(options=options)
    inside = ("issue", "book") if "component" in having else ()
    records = select(archive, kinds=(*having, *inside), scope=("all",)) if archive is not None and having else ()
    with told_by_system(lambda why: message("not-written", file=path, reason=why)), atomic_writer(path) as file:
        file.writelines(excel.document(records, writing))
    return writing.written


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
            cell, said = one.cells[key], said_of(key, lang)
            yield Question(
                key, cell.ja if lang == "ja" else cell.en, said, key in REQUIRED[kind], tuple(offered_words(cell, lang))
            )
