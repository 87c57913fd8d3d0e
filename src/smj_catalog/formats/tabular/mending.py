"""Cells mended before they are read: what nobody sees, an apostrophe before a number, readings in other kana."""

from __future__ import annotations

from collections.abc import Container, Iterator

from smj_catalog.formats.tabular.characters import visible
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.formats.tabular.values.readings import is_heading, katakana, without_years
from smj_catalog.problems import Problem, message

MARKS = "'\u2018\u2019"


def mended(one: Sheet, cells: dict[str, str], stated: Container[str]) -> Iterator[tuple[str, Problem]]:
    """Mend the cells of a row, and yield what is told of it: key of the column, problem.

    Args:
        one: the columns of the row's kind.
        cells: key -> text; changed where it stands.
        stated: keys of the cells that stand in the row itself.
    """
    yield from _seen(one, cells)
    yield from _read_aloud(one, cells, stated)


def _seen(one: Sheet, cells: dict[str, str]) -> Iterator[tuple[str, Problem]]:
    """Take what nobody sees out of dates, numbers and codes. In words it stays: there it is a doubt.

    An apostrophe before a number is a spreadsheet's mark of a text.
    """
    for key, text in list(cells.items()):
        if (
            text[:1] in MARKS
            and key not in one.worded
            and text[1:2].isdecimal()
            and (one.field_of.get(key) != "dates" or text[1:5].isdecimal())
        ):
            cells[key] = text = type(text)(text[1:])
        if text.isprintable() or (key in one.worded and any(map(str.isalpha, text))):
            continue
        seen, hidden = visible(text)
        if hidden:
            yield key, warn("cell-invisible", text, message("a-cell-visible", points=", ".join(hidden)))
            cells[key] = seen.strip()
            if not cells[key]:
                del cells[key]


def _read_aloud(one: Sheet, cells: dict[str, str], stated: Container[str]) -> Iterator[tuple[str, Problem]]:
    """Put readings into katakana of full width; the years of a heading are not read aloud."""
    for key in [k for k in cells if k.endswith("_reading") and k in one.cells]:
        said = cells[key]
        plain = without_years(said)
        read = katakana(plain)
        if read != plain and key in stated:
            yield key, warn("reading-mended", said, message("a-reading-mended", mended=read))
        if plain != said and is_heading(read) and (scheme := f"{key}_scheme") in one.cells and scheme not in cells:
            cells[scheme] = "ndl"
        if read != said:
            cells[key] = read
