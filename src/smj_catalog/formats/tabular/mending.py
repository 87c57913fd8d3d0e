"""Cells mended before they are read: what nobody sees, an apostrophe before a number, readings in other kana."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, MutableMapping
from contextlib import suppress

from smj_catalog.crosswalk.rows import Loaded, parted
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.characters import visible
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.formats.tabular.values.readings import is_heading, katakana, without_years
from smj_catalog.formats.tabular.values.runs import parse_runs
from smj_catalog.problems import Both, Problem, Where, message

_TO = re.compile(r"[0-9]\s?(?:[-~〜–—―−‐‑–～ー]|から)\s?[0-9]")
MARKS = "'\u2018\u2019"

TAXED = {"price_net": "excluded", "price_gross": "included"}
"""Column of prices whose header says whether tax is in them -> what it says."""


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


def paged(cells: dict[str, str]) -> Iterator[tuple[str, Problem]]:
    """Tell of pages such as 11-15 in the column of the first page."""
    text = cells.get("page_first", "")
    if not _TO.search(text):
        return
    with suppress(BadValue):
        (run, *more) = parse_runs(text).value or (None,)
        if run is not None and run.last is not None and not more:
            yield "page_first", warn("page-first-run", text, message("a-first-page", first=run.first, last=run.last))


def priced(
    one: Sheet, cells: dict[str, str], cleared: Collection[str], at: MutableMapping[str, int]
) -> Iterator[tuple[str, Problem]]:
    """Make 本体価格 and 税込価格 cells of 定価 where other cells say more of the price: its first day, its currency.

    Beside two prices such a cell says the same of both. What a price is in words, and whether tax is in it, is said of one.

    Args:
        one: the columns of the row's kind.
        cells: key -> text; changed where it stands.
        cleared: keys of the cells that empty their fields.
        at: key -> place in the row; changed likewise.
    """
    leads = [key for key in TAXED if cells.get(key)]
    bound = one.bound_of("price")
    if not leads or bound is None or cells.get("price"):
        return
    beside = [key for key in bound.keys[1:] if cells.get(key)]
    if not beside and (not cleared or not any(key in cleared for key in bound.keys[1:])):
        return
    if any(len(parted(cells[key])) > 1 for key in (*leads, *beside)):
        return
    told = Loaded()
    found = [(one.bound_of(key) or bound).load({key: cells[key]}, told) for key in leads]
    if any(len(items) != 1 or items[0].amount is None for items in found):
        return
    if len(leads) > 1 and not {"price_tax", "price_printed", "price_unpriced"}.isdisjoint(beside):
        return
    tax = bound.load({"price": cells[leads[0]], "price_tax": cells.get("price_tax", "")}, stated := Loaded())
    if "price_tax" in beside and (stated.problems or [it.tax for it in tax] != [TAXED[leads[0]]]):
        other = one.cells[leads[0]]
        expected = message("cells-agree", other=Both(other.en, other.ja))
        yield "price_tax", Problem(Where(), "cells-disagree", cells["price_tax"], expected)
    yield from ((key, problem) for key, problem in told.problems if problem.rule == "price-tax-differs")
    count = len(leads)
    cells |= {key: "; ".join([cells[key]] * count) for key in beside if count > 1}
    cells["price"] = "; ".join(cells.pop(key) for key in leads)
    cells["price_tax"] = "; ".join(items[0].tax for items in found)
    for key in ("price", "price_tax"):
        if (place := at.get(leads[0])) is not None:
            at.setdefault(key, place)
