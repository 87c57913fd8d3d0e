"""The tabular formats as the registry knows them."""

from __future__ import annotations

from functools import partial

from attrs import evolve

from smj_catalog.formats.base import Format
from smj_catalog.formats.tabular import delimited, excel, rejects, workbook
from smj_catalog.formats.tabular.sheets import KINDS, SHEETS

CSV = Format(
    id="csv",
    title="Table, comma-separated (CSV)",
    title_ja="表(CSV、コンマ区切り)",
    media_type="text/csv",
    suffix=".csv",
    kinds=KINDS,
    columns=SHEETS,
    sniff=partial(delimited.is_table, ",;|"),
    document=delimited.writer(","),
    read=delimited.read,
    refused=rejects.delimited,
    decodes=True,
)
TSV = evolve(
    CSV,
    id="tsv",
    title="Table, tab-separated (TSV)",
    title_ja="表(TSV、タブ区切り)",
    media_type="text/tab-separated-values",
    suffix=".tsv",
    sniff=partial(delimited.is_table, "\t"),
    document=delimited.writer("\t"),
)
XLSX = Format(
    id="xlsx",
    title="Workbook of Excel, one sheet a kind",
    title_ja="Excelブック(種類ごとのシート)",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix=".xlsx",
    kinds=KINDS,
    columns=SHEETS,
    sniff=workbook.is_xlsx,
    zipped=True,
    document=excel.document,
    read=workbook.read,
    refused=rejects.sheets,
    refused_suffix=".xlsx",
)
ODS = evolve(
    XLSX,
    id="ods",
    title="OpenDocument spreadsheet",
    title_ja="OpenDocument表計算",
    media_type="application/vnd.oasis.opendocument.spreadsheet",
    suffix=".ods",
    sniff=workbook.is_ods,
    document=None,
)
