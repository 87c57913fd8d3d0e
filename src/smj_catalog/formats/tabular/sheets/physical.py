"""Columns of the form of a product and of its status."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.sheets.common import scalar
from smj_catalog.formats.tabular.sheets.naming import words


def physical(*, imprint: bool = False) -> tuple[Block, ...]:
    """Return the columns of product form and status."""
    found = [
        scalar("form", Cell("form", "Product form (List 150)", "形態区分", names=("形態コード",), example="並製", codec=w.FORM)),
        scalar("form_details", Cell("form_details", "Form details (List 175)", "形態の詳細", names=("形態の詳細コード",),
                                    example="A5判単行本", codec=w.FORM_DETAILS)),
        scalar("composition", Cell("composition", "Composition (List 2)", "商品構成", names=("構成コード",),
                                   example="複数からなる商品", codec=w.COMPOSITION)),
        Block("parts", (
            Cell("part_form", "Part of a set: form", "構成資料の形態", "form", codec=w.FORM),
            Cell("part_number_of", "Part of a set: how many", "構成資料の数", "number"),
            Cell("part_copies", "Part of a set: copies", "構成資料の部数", "copies"),
            Cell("part_description", "Part of a set: in words", "構成資料", "description", ("構成", "セット内容")),
            Cell("part_identifier", "Part of a set: number", "構成資料の番号", "identifiers.value"),
            Cell("part_identifier_type", "Part of a set: type of number", "構成資料の番号の種類", "identifiers.type"),
        ), m.ProductPart),
        scalar("protections", Cell("protections", "Protection (List 144)", "技術的保護", names=("技術的保護コード",), example="なし",
                                   codec=w.PROTECTIONS)),
        Block("form_features", (
            Cell("form_feature", "Form feature (List 79)", "形態の特徴の種類", "type", example="09"),
            Cell("form_feature_value", "Form feature: code", "形態の特徴コード", "value"),
            Cell("form_feature_words", "Form feature in words", "形態の特徴", "descriptions.text", ("アクセシビリティ",)),
        ), m.FormFeature),
        scalar("form_description", Cell("form_description", "Form in words", "形態", names=(
            "装丁", "製本", "媒体", "メディア", "発行形態", "刊行形態", "binding", "format", "media", "medium",
        ))),
        scalar("status", Cell("status", "Publishing status", "刊行状況", names=(
            "刊行状態コード", "刊行状態", "Publishing status (List 64)",
        ), codec=w.PUBLISHING, example="刊行中")),
        scalar("availability", Cell("availability", "Availability", "入手可能性", names=(
            "入手可否コード", "入手可否", "販売状況", "Availability (List 65)",
        ), codec=w.AVAILABILITY, example="在庫あり")),
        scalar("contents_complete", Cell("contents_complete", "Contents complete", "目次は全件か", names=("目次の完全",),
                                         codec=w.YES_NO)),
        Block("record_source", (
            Cell("record_source", "Record: issued by", "レコード作成者", "name"),
            Cell("record_source_type", "Record: issued by, type (List 3)", "レコード作成者の種類", "type"),
            Cell("record_notification", "Record: notification (List 1)", "通知の種類", "notification"),
        ), m.RecordSource, many=False),
    ]  # fmt: skip
    if imprint:
        found.append(words("imprint", "imprint", "Imprint", "インプリント", ("ブランド", "レーベル")))
        found.append(Block("imprint_identifiers", (
            Cell("imprint_number", "Imprint: number", "インプリントの番号", "value"),
            Cell("imprint_number_type", "Imprint: type of number", "インプリントの番号の種類", "type", codec=w.NUMBER),
            Cell("imprint_number_scheme", "Imprint: scheme of number", "インプリントの番号の体系", "scheme"),
        ), m.Identifier))  # fmt: skip
    return tuple(found)
