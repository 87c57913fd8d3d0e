"""The columns of an issue of a serial."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.formats.tabular.cells import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, naming
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.text import joined, parted
from smj_catalog.formats.tabular.values import parse_numbers
from smj_catalog.problems import message


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(number for part in parted(text) for number in parse_numbers(part))


NUMBERS = Codec(message("a-text"), _numbers, joined)

SHEET = Sheet("issue", m.Issue, (
    common.record_id("issue:example:193"),
    common.scalar("periodical", Cell("periodical", "Serial: record", "誌の識別子", example="periodical:example")),
    common.scalar("kind", Cell("issue_kind", "Kind of issue", "号の種別", codec=w.ISSUE, example="regular")),
    *naming.titles("見本通信"),
    Block("numbering", (
        Cell("number", "Number", "号数", "numbers", ("号", "号番号", "巻号数", "no", "no.", "issue number"), "193", NUMBERS),
        Cell("volume", "Volume", "巻数", "volume", ("巻号の巻", "vol", "vol.")),
        Cell("whole_number", "Whole number", "通巻", "whole_number", ("通巻号数", "通号", "通巻号")),
        Cell("date_designation", "Date designation", "年月次", "date", ("年月号",), "2017年8月号"),
        Cell("designation", "Designation as printed", "巻号の表示", "printed", ("巻号表示", "号の表示"), "2017年8月号(第193号)"),
        Cell("new_series", "New series", "新シリーズ", "series"),
    ), m.Numbering, many=False),
    naming.texts("features", "feature", "Feature", "特集", ("特集名", "特集タイトル"), "見本の現状と課題"),
    *naming.contributors(),
    *naming.publishers(),
    *common.dates("cover", "publication", "online"),
    *coded.identifiers("ean", "jp-magazine-code", "isbn-13", "ndl", "doi", "uri"),
    *common.prices(),
    *common.sizes(),
    *common.physical(),
    coded.languages(),
    *coded.subjects(),
    *common.prose(),
    common.related(),
    common.holdings(),
    *common.ending(),
), {"periodical": (common.HOST_TITLE, common.ISSN)})  # fmt: skip
