"""The columns of an article or chapter."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, customary, naming
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.values import parse_runs

SHEET = Sheet("component", m.Component, (
    common.record_id("article:example:193:a01"),
    common.scalar("host", Cell("host", "Stands in", "掲載先", names=("掲載", "収録先", "親記録", "host"), example="issue:example:193")),
    common.scalar("kind", Cell("component_kind", "Article or chapter", "記事の種別", codec=w.COMPONENT, example="article", always=True)),
    naming.title("見本の論文"),
    common.scalar("genre", Cell("genre", "Genre", "ジャンル", names=("カテゴリ", "カテゴリー", "記事種別", "記事区分"), example="interview", codec=w.GENRES)),
    naming.words("section", "section", "Section", "部・見出し", ("部", "部見出し", "部題", "見出し")),
    naming.words("column", "column", "Column", "連載", ("連載名", "連載タイトル", "コラム", "コラム名", "コーナー", "コーナー名", "欄", "欄名")),
    common.scalar("instalment", Cell("instalment", "Instalment", "連載回", names=("連載回数", "回"))),
    *naming.contributors(),
    naming.absence(),
    Block("pages", (
        Cell("page_first", "First page", "開始ページ", "first", ("開始頁", "始め頁", "先頭ページ", "先頭頁", "start page")),
        Cell("page_last", "Last page", "終了ページ", "last", ("終了頁", "終わり頁", "最終ページ", "最終頁", "end page")),
    ), m.PageRun),
    Block("pages", (Cell("page_run", "On pages", "掲載ページ", example="5-12", names=(
        "掲載頁", "該当ページ", "該当頁", "頁", "ページ", "ページ範囲", "頁範囲", "所載頁", "所載ページ", "pages", "page", "pp", "pp.", "p", "p.",
        "page range", "収録ページ", "掲載箇所",
    )),), m.PageRun, parse=parse_runs, read_only=True),
    *common.dates("component", "publication", "online"),
    *coded.identifiers("doi", "ndl", "uri"),
    coded.languages(),
    *coded.subjects(),
    *common.prose(),
    common.related(),
    *common.ending(),
    *customary.numbers(),
), (customary.HOST, customary.year_and_month("date"), naming.CREDITED), {"host": (customary.ISSN, customary.SERIAL)})  # fmt: skip
