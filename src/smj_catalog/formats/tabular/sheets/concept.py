"""The columns of a concept of the archive's vocabulary."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import common, naming
from smj_catalog.formats.tabular.sheets import words as w

SHEET = Sheet("concept", m.Concept, (
    common.record_id("subject:example"),
    naming.texts("labels", "label", "Label", "概念名", ("優先語", "見出し語"), "見本", schemes=True),
    naming.texts("alternatives", "alternative", "Other labels", "別の語", ("同義語",)),
    naming.texts("hidden", "hidden", "Hidden labels", "検索用の語"),
    common.scalar("broader", Cell("broader", "Broader", "上位概念", names=("上位語",))),
    common.scalar("related", Cell("related_concepts", "Related concepts", "関連概念", names=("関連語",))),
    common.scalar("scope_note", Cell("scope_note", "Scope note", "適用範囲", names=("スコープノート",))),
    Block("mappings", (
        Cell("mapping_scheme", "Mappings: scheme", "対応の体系", "scheme"),
        Cell("mapping_match", "Mappings: match", "対応の種類", "match", codec=w.MATCHES),
        Cell("mapping_code", "Mappings: code", "対応の記号", "code"),
        Cell("mapping_heading", "Mappings: heading", "対応の語", "heading"),
        Cell("mapping_uri", "Mappings: URI", "対応のURI", "uri"),
    ), m.Mapping),
    *common.ending(links=False),
))  # fmt: skip
