"""The columns of a serial."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, customary, naming
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.values import DAY

SHEET = Sheet("periodical", m.Periodical, (
    common.record_id("periodical:example"),
    *naming.titles("見本通信", "ミホン ツウシン"),
    naming.texts("kinds", "serial_kind", "Kind of serial", "誌の種別", (), "情報誌"),
    *naming.contributors(),
    *naming.publishers(),
    Block("frequencies", (
        Cell("frequency", "Frequency", "刊行頻度", "printed", ("頻度", "刊期", "刊行間隔", "発行頻度", "発行間隔", "刊行回数", "発行回数"), "年6回"),
        Cell("frequency_number", "Issues a year", "年間号数", "times_a_year", (), "6", w.WHOLE),
        Cell("frequency_as_of", "Frequency as of", "刊行頻度の時点", "as_of", codec=DAY),
    ), m.Frequency),
    *common.dates("periodical", "publication", "online", "established"),
    *customary.RUN,
    *coded.identifiers("issn", "issn-l", "jp-magazine-code", "ncid", "ndl", "jpno", "uri"),
    *common.prices(),
    coded.languages(),
    *coded.subjects(),
    *common.prose(),
    common.related(),
    common.holdings(),
    *common.ending(),
    *customary.numbers(),
    *customary.MEDIA,
    *customary.CONTINUED,
    customary.FORMER_TITLE,
    customary.SUBSCRIPTION,
), (naming.CREDITED, naming.IMPRINT))  # fmt: skip
