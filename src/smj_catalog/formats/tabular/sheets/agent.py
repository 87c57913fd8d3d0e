"""The columns of a person or body."""

from __future__ import annotations

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import coded, common, customary
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.values import DAY

SHEET = Sheet("agent", m.Agent, (
    common.record_id("agent:example"),
    common.scalar("kind", Cell("agent_kind", "Person or organisation", "人・団体の別", names=("種別",), codec=w.PARTY,
                               example="organisation")),
    Block("names", (
        Cell("name", "Name", "名称", "name.text", ("氏名", "姓名", "団体名", "人名", "名前", "著者名", "機関名", "組織名", "会社名", "full name"), "見本の会"),
        Cell("name_type", "Name: type", "名称の種類", "type", (), "preferred", codec=w.NAME_TYPES),
        Cell("name_reading", "Name: reading", "名称ヨミ", "name.readings.text", ("名称カナ", "フリガナ", "ヨミ", "よみ", "読み", "カナ", "ふりがな", "よみがな", "ヨミガナ", "読み仮名", "kana", "reading"), "ミホン ノ カイ"),
        Cell("name_reading_scheme", "Name: rules of the reading", "名称ヨミの方式", "name.readings.scheme", codec=w.READINGS),
        Cell("name_reading_divided", "Name: reading divided", "名称ヨミの分かち書き", "name.readings.divided", codec=w.DIVIDED),
        Cell("name_romanised", "Name: romanised", "名称ローマ字", "name.romanised.text", ("ローマ字", "ローマ字表記", "romanised name", "romanized name")),
        Cell("name_language", "Name: language", "名称の言語", "name.language", codec=w.LANGUAGE),
        Cell("name_from", "Name used from", "名称の使用開始", "used_from", codec=DAY),
        Cell("name_until", "Name used until", "名称の使用終了", "used_until", codec=DAY),
        Cell("name_family", "Name: family name", "姓", "family", ("苗字", "名字", "family name", "surname", "last name")),
        Cell("name_given", "Name: given name", "名", "given", ("given name", "first name")),
    ), m.AgentName),
    common.scalar("part_of", Cell("part_of", "Part of", "上位の団体", example="agent:example-parent")),
    *common.dates("agent", "established"),
    *coded.identifiers("isni", "orcid", "viaf", "corporate-number", "uri"),
    Block("addresses", (
        Cell("address", "Address", "所在地", "printed", ("住所",)),
        Cell("address_as_of", "Address as of", "所在地の時点", "as_of"),
    ), m.Address),
    Block("positions", (
        Cell("position_name", "Posts: name", "役職者", "name.text"),
        Cell("position_reading", "Posts: reading", "役職者ヨミ", "name.readings.text"),
        Cell("position_post", "Posts: post", "役職", "post"),
        Cell("position_as_of", "Posts: as of", "役職の時点", "as_of"),
        Cell("position_agent", "Posts: record", "役職者の識別子", "agent"),
    ), m.Position),
    common.related(),
    *common.ending(),
    *customary.PERSON,
    *customary.numbers("Wikidata", "e-Rad"),
), (customary.READING,))  # fmt: skip
