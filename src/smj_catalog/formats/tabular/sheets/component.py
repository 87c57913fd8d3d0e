"""The columns of an article or chapter."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.formats.tabular.cells import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, naming
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.values import Parsed
from smj_catalog.formats.tabular.values.parsed import folded, refuse
from smj_catalog.problems import message


def _runs(text: str) -> Parsed[tuple[m.PageRun, ...]]:
    """Return page runs: 5-12; p.5~12; 5."""
    words = folded(text).lower()
    for mark in ("pages", "page", "pp.", "pp", "p.", "p", "頁", "ページ"):
        words = words.removeprefix(mark).removesuffix(mark).strip()
    first, dash, last = words.replace("~", "-").replace("〜", "-").partition("-")
    if not first.strip() or (dash and not last.strip()) or "-" in last:
        raise refuse("page-run-form", text, message("a-cell-page-run"))
    return Parsed((m.PageRun(first.strip(), last.strip() or None),))


SHEET = Sheet("component", m.Component, (
    common.record_id("article:example:193:a01"),
    common.scalar("host", Cell("host", "Stands in", "掲載先", names=("掲載", "収録先", "親記録", "host"), example="issue:example:193")),
    common.scalar("kind", Cell("component_kind", "Article or chapter", "記事の種別", codec=w.COMPONENT, example="article", always=True)),
    naming.title("見本の論文"),
    common.scalar("genre", Cell("genre", "Genre", "ジャンル", example="interview")),
    naming.words("section", "section", "Section", "部", ("部見出し", "部題")),
    naming.words("column", "column", "Column", "連載", ("連載名", "コラム", "欄")),
    common.scalar("instalment", Cell("instalment", "Instalment", "連載回", names=("連載回数",))),
    *naming.contributors(),
    naming.absence(),
    Block("pages", (
        Cell("page_first", "First page", "開始ページ", "first", ("開始頁", "始め頁")),
        Cell("page_last", "Last page", "終了ページ", "last", ("終了頁", "終わり頁")),
    ), m.PageRun),
    Block("pages", (Cell("page_run", "On pages", "掲載ページ", names=("掲載頁", "該当ページ", "該当頁"), example="5-12"),),
          m.PageRun, parse=_runs, read_only=True),
    *common.dates("publication", "online"),
    *coded.identifiers("doi", "uri"),
    coded.languages(),
    *coded.subjects(),
    *common.prose(),
    common.related(),
    *common.ending(),
), {"host": (
    common.HOST_TITLE,
    Cell("host_volume", "Stands in: volume", "掲載巻", names=("掲載巻数",), example="3"),
    Cell("host_number", "Stands in: number", "掲載号", names=("掲載巻号", "掲載号数"), example="193"),
    Cell("host_whole_number", "Stands in: whole number", "掲載通号", names=("掲載通巻",)),
    common.ISSN,
    Cell("periodical", "Serial: record", "誌の識別子"),
    Cell("volume", "Volume", "巻数"),
    Cell("number", "Number", "号数", names=("号",)),
    Cell("whole_number", "Whole number", "通巻"),
)})  # fmt: skip
