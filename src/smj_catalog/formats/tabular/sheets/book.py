"""The columns of a book."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, customary, naming, series
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.sheets.physical import physical

SHEET = Sheet("book", m.Book, (
    common.record_id("book:9799999000009"),
    common.scalar("scope", Cell("scope", "Scope", "自団体との関係", names=("関わり",), codec=w.SCOPE, example="edited")),
    *naming.titles("見本の社会", "ミホン ノ シャカイ", ("巻次", "巻", "巻号", "巻次・部編番号", "巻次部編番号等")),
    naming.words("responsibility", "responsibility", "Statement of responsibility", "責任表示", ("著者表示",), "見本花子編著"),
    *naming.contributors(),
    naming.absence(),
    Block("editions", (
        Cell("edition", "Edition", "版", "statement", ("版表示", "版次", "edition statement"), "第2版"),
        Cell("edition_number", "Edition number", "版数", "number", codec=w.WHOLE),
        Cell("edition_type", "Edition: type (List 21)", "版の種類", "types", codec=w.EDITIONS),
    ), m.Edition),
    common.scalar("no_edition", Cell("no_edition", "Stated to have no edition", "版なし", codec=w.YES_NO)),
    common.scalar("no_series", Cell("no_series", "Stated to be in no series", "シリーズなし", codec=w.YES_NO)),
    series.SERIES,
    *naming.publishers(),
    *common.dates("book", "publication", "on-sale", "online"),
    *coded.identifiers("isbn-13", "ean", "ncid", "ndl", "jpno", "doi", "jp-e-code", "uri"),
    *common.trade(),
    *common.sizes(),
    *physical(imprint=True),
    coded.languages(),
    *coded.subjects(),
    *common.prose(),
    *common.resources(),
    common.related(),
    common.holdings(),
    *common.ending(),
    customary.ORIGINAL_TITLE,
    customary.SET_ISBN,
    *customary.numbers(),
    customary.FIRST_PUBLISHED,
    customary.EXTENT_AND_SIZE,
    *customary.VOLUMES,
    customary.PRINTING,
), (customary.year_and_month("date"), series.NUMBERED, naming.CREDITED, naming.IMPRINT))  # fmt: skip
