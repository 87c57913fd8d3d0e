"""The columns of a book."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, customary, naming
from smj_catalog.formats.tabular.sheets import words as w

SHEET = Sheet("book", m.Book, (
    common.record_id("book:9799999000009"),
    common.scalar("scope", Cell("scope", "Scope", "関わり", codec=w.SCOPE, example="edited")),
    *naming.titles("見本の社会", "ミホン ノ シャカイ", ("巻", "巻号", "巻次・部編番号", "巻次部編番号等")),
    naming.words("responsibility", "responsibility", "Statement of responsibility", "責任表示", ("著者表示",), "見本花子編著"),
    *naming.contributors(),
    naming.absence(),
    Block("editions", (
        Cell("edition", "Edition", "版", "statement", ("版表示", "版次", "edition statement"), "第2版"),
        Cell("edition_number", "Edition number", "版数", "number", codec=w.WHOLE),
    ), m.Edition),
    Block("series", (
        Cell("series", "Series", "シリーズ", "title.text", ("叢書", "叢書名", "シリーズ名", "シリーズタイトル", "双書", "全集", "文庫", "series title", "collection"), "見本双書"),
        Cell("series_section", "Series: section", "シリーズの部", "section.text"),
        Cell("series_part", "Series: number", "シリーズ番号", "part_number", ("シリーズの番号", "叢書番号"), "3"),
        Cell("series_reading", "Series: reading", "シリーズヨミ", "title.readings.text"),
        Cell("series_identifier_type", "Series: identifier type", "シリーズの番号の種類", "identifiers.type"),
        Cell("series_identifier", "Series: identifier", "シリーズの識別番号", "identifiers.value"),
    ), m.Series),
    *naming.publishers(),
    *common.dates("book", "publication", "on-sale", "online"),
    *coded.identifiers("isbn-13", "ean", "ncid", "ndl", "jpno", "doi", "jp-e-code", "uri"),
    *common.prices(),
    *common.sizes(),
    *common.physical(imprint=True),
    coded.languages(),
    *coded.subjects(),
    *common.prose(),
    common.related(),
    common.holdings(),
    *common.ending(),
    customary.ORIGINAL_TITLE,
    customary.SET_ISBN,
    *customary.numbers(),
    customary.FIRST_PUBLISHED,
    customary.EXTENT_AND_SIZE,
    customary.COVER,
    customary.AUDIENCE,
    *customary.VOLUMES,
), (customary.year_and_month("date"),))  # fmt: skip
