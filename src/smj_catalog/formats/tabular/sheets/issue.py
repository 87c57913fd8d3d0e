"""The columns of an issue of a serial."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from smj_catalog import model as m
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.rows import Block, Cell, joined
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, customary, naming
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.sheets.physical import physical
from smj_catalog.formats.tabular.values import parse_numbering
from smj_catalog.formats.tabular.values.numbers import Column
from smj_catalog.problems import message


def _codec(column: Column, name: str) -> Codec:
    """Return the codec of a part of the designation: what it writes is read as that part and nothing else."""

    def load(text: str) -> object:
        found = parse_numbering(text, column)
        if found.value.keys() != {name} or found.others or any(w.severity != "info" for w in found.warnings):
            raise ValueError(text)
        return found.value[name]

    return Codec(message("a-cell-numbering"), load, joined if name == "numbers" else None)


def _whole(said: Mapping[str, object]) -> bool:
    """Tell whether a cell says of an issue its number and what that is counted in, a volume or a year."""
    return "numbers" in said and ("volume" in said or "date" in said)


def _designation() -> Block:
    """Return the columns of the designation; a cell of each may say more than its own part."""
    return Block("numbering", (
        Cell("volume", "Volume", "巻数", "volume", ("巻", "巻号の巻", "vol", "vol."), codec=_codec("volume", "volume"),
             parse=partial(parse_numbering, column="volume")),
        Cell("number", "Number", "号数", "numbers", ("号", "号番号", "no", "no.", "issue number", "issue"), "193", _codec("number", "numbers"),
             parse=parse_numbering, whole=_whole),
        Cell("volume_and_number", "Volume and number", "巻号", names=("巻号数", "巻・号", "巻号次", "巻次", "巻冊次", "号巻", "発行号", "巻号(通巻)", "巻次号数", "vol/no", "volume/issue"),
             parse=partial(parse_numbering, column="both"), whole=_whole, fills=("volume", "numbers"), read_only=True),
        Cell("whole_number", "Whole number", "通巻", "whole_number", ("通巻号数", "通号", "通巻号"), codec=_codec("whole", "whole_number"),
             parse=partial(parse_numbering, column="whole")),
        Cell("date_designation", "Date designation", "年月次", "date", ("年月号",), "2017年8月号"),
        Cell("designation", "Designation as printed", "巻号の表示", "printed", ("巻号表示", "号の表示"), "2017年8月号(第193号)"),
        Cell("new_series", "New series", "新シリーズ", "series"),
    ), m.Numbering, many=False)  # fmt: skip


SHEET = Sheet("issue", m.Issue, (
    common.record_id("issue:example:193"),
    common.scalar("periodical", Cell("periodical", "Serial: record", "誌の識別子", example="periodical:example")),
    common.scalar("kind", Cell("issue_kind", "Kind of issue", "号の種別", codec=w.ISSUE, example="regular")),
    *naming.titles("見本通信", part=("号題の巻次",)),
    _designation(),
    naming.texts("features", "feature", "Feature", "特集", ("特集名", "特集タイトル", "特集テーマ", "特集記事"), "見本の現状と課題"),
    *naming.contributors(),
    naming.absence(),
    *naming.publishers(),
    *common.dates("issue", "cover", "publication", "on-sale", "online"),
    *coded.identifiers("ean", "jp-magazine-code", "isbn-13", "ndl", "doi", "uri"),
    *common.trade(),
    *common.sizes(),
    *physical(),
    coded.languages(),
    *coded.subjects(),
    *common.prose("記事", "掲載記事", "記事一覧", "主な記事"),
    *common.resources(),
    common.related(),
    common.holdings(),
    *common.ending(),
    customary.ISSUING_PERSON,
    *customary.numbers(),
    customary.SUBSCRIPTION,
), (customary.year_and_month("cover_date"), naming.CREDITED, naming.IMPRINT), {"periodical": (customary.SERIAL_TITLE, customary.ISSN)})  # fmt: skip
