"""Pages on which an article stands: 5-12, pp.10-12, 23-25, 40, S1-S5, 巻頭."""

from __future__ import annotations

import re

from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import Parsed, folded, refuse
from smj_catalog.formats.tabular.values.spreadsheets import date_made, made_date
from smj_catalog.model import PageRun
from smj_catalog.problems import message

_LONGEST = 200
_COMMA = re.compile(r"\s?(?:[,、;・&+]|\band\b)\s?")
_FROM = re.compile(r"^(?:pages?|pp?)(?:\.|(?=[\s0-9A-Z]))\s?|^(?:第|頁|ページ)\s?", re.IGNORECASE)
_UNIT = re.compile(r"\s?(?:pages?|pp?\.?|頁|ページ)$", re.IGNORECASE)
_TO = re.compile(r"\s?(?:[-~〜]|から)\s?")
_NUMBER = re.compile(r"(?![全約計])[^\W\d_]{0,3}[0-9]{1,6}(?!月|日|年)[^\W\d_]?|[ivxlcdm]{1,12}", re.IGNORECASE)
_WORD = re.compile(r"(?![全約計])[^\W\d_A-Za-z]{1,12}")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=0[0-9]{2}(?![0-9]))")


def parse_runs(text: str) -> Parsed[tuple[PageRun, ...]]:
    """Return the page runs that a cell holds, each page as it is printed.

    Raises:
        BadValue: it holds something else, such as a date that a spreadsheet has made of 8-10.
    """
    likely = made_date(text)
    if likely is not None:
        raise date_made(text, likely)
    if says_nothing(text):
        return Parsed((), nothing_said(text))
    words = _THOUSANDS.sub("", folded(text))
    runs = [_run(part, text) for part in _COMMA.split(words)] if len(words) <= _LONGEST else []
    if not runs:
        raise _refused(text)
    return Parsed(tuple(runs))


def _run(words: str, text: str) -> PageRun:
    pages = [_page(part) for part in _TO.split(_bare(words))]
    unlike = len(pages) == 2 and pages[0].isascii() and pages[0].isalpha() and pages[1].isdecimal()  # A-1 is one page
    if len(pages) > 2 or not all(pages) or unlike:
        raise _refused(text)
    return PageRun(pages[0], pages[1] if len(pages) > 1 else None)


def _page(words: str) -> str:
    page = _bare(words)
    return page if _NUMBER.fullmatch(page) or _WORD.fullmatch(page) else ""


def _bare(words: str) -> str:
    """Take off p. and 頁, but not the P of P1 where that alone would be left."""
    words = _UNIT.sub("", words.strip()) or words
    return _FROM.sub("", words, count=1) or words


def _refused(text: str) -> Exception:
    return refuse("page-run-form", text, message("a-cell-page-run"))
