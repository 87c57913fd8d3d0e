"""Cells of names: as bookshops, libraries and people write them."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog.errors import BadValue
from smj_catalog.formats import Reading
from smj_catalog.formats.tabular.values import parse_names
from smj_catalog.services.reading import items

A, B, BOTH, TR, ED, ART, PHOTO = ("A01",), ("B01",), ("A01", "B01"), ("B06",), ("B20",), ("A12",), ("A13",)

CASES = {
    # cell: (name, codes, role as printed) of each, rules of what is told
    "山田太郎／著　佐藤花子／訳": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "山田太郎/著": ([("山田太郎", A, "著")], []),
    "Edna Editor": ([("Edna Editor", (), None)], []),  # a name, of which the second word was a role
    "Walter By; John Illustrator": ([("Walter By", (), None), ("John Illustrator", (), None)], []),
    "Anna Specimen Editor": ([("Anna Specimen Editor", (), None)], ["names-and-unsure"]),
    "Anna Specimen (ed.) and Bob Mock (ed.)": ([("Anna Specimen", B, "ed."), ("Bob Mock", B, "ed.")], []),
    "Anna Specimen, editor": ([("Anna Specimen", B, "editor")], []),  # the comma stood in the name
    "Anna Specimen ed.; Bob Mock Tr.": ([("Anna Specimen", B, "ed."), ("Bob Mock", TR, "Tr.")], []),
    "Anna Specimen (Editor); Bob Mock, Translator": (
        [("Anna Specimen", B, "Editor"), ("Bob Mock", TR, "Translator")],
        [],
    ),
    "山田太郎【著】": ([("山田太郎", A, "著")], []),
    "山田太郎〔著〕": ([("山田太郎", A, "著")], []),
    "山田太郎［編著］": ([("山田太郎", BOTH, "編著")], []),
    "長島有里枝 [著]": ([("長島有里枝", A, "著")], []),
    "山田太郎＝著": ([("山田太郎", A, "著")], []),
    "山田太郎（著）、佐藤花子（訳）": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "著：山田太郎／訳：佐藤花子": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "著者 山田太郎": ([("山田太郎", A, "著者")], []),
    "山田太郎 [ほか] 著": ([("山田太郎", A, "著")], ["names-others"]),
    "山田太郎〔ほか〕著": ([("山田太郎", A, "著")], ["names-others"]),
    "山田太郎【ほか著】": ([("山田太郎", A, "著")], ["names-others"]),
    "山田太郎 他": ([("山田太郎", (), None)], ["names-others"]),
    "山田太郎著・佐藤花子訳": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "山田太郎著・佐藤花子編": ([("山田太郎", A, "著"), ("佐藤花子", B, "編")], []),
    "山田太郎編・見本の会 監修": ([("山田太郎", B, "編"), ("見本の会", ED, "監修")], []),
    "山田太郎・佐藤花子著": ([("山田太郎", A, "著"), ("佐藤花子", A, "著")], []),
    "文・山田太郎 絵・佐藤花子": ([("山田太郎", A, "文"), ("佐藤花子", ART, "絵")], []),
    "写真・文 山田太郎": ([("山田太郎", (*PHOTO, *A), "写真・文")], []),
    "秋田幸宏 写真・文": ([("秋田幸宏", (*PHOTO, *A), "写真・文")], []),
    "山田太郎 著 ; 佐藤花子 訳": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "山田太郎//佐藤花子": ([("山田太郎", (), None), ("佐藤花子", (), None)], []),
    "山田太郎||佐藤花子": ([("山田太郎", (), None), ("佐藤花子", (), None)], []),
    "加納清三, 小林盈一 著": ([("加納清三", A, "著"), ("小林盈一", A, "著")], []),
    "山田,佐藤": ([("山田", (), None), ("佐藤", (), None)], ["names-comma-unsure"]),
    "見本,花子 著": ([("見本", A, "著"), ("花子", A, "著")], ["names-comma-unsure"]),
    "見本花子,例示太郎": ([("見本花子", (), None), ("例示太郎", (), None)], []),
    "見本花子 著／例示太郎 訳／試験次郎 編": (
        [("見本花子", A, "著"), ("例示太郎", TR, "訳"), ("試験次郎", B, "編")],
        [],
    ),
    "見本花子著／例示太郎訳": ([("見本花子", A, "著"), ("例示太郎", TR, "訳")], []),
    "見本花子、例示太郎 著 / 試験次郎 訳": ([("見本花子", A, "著"), ("例示太郎", A, "著"), ("試験次郎", TR, "訳")], []),
    "見本花子 文／例示太郎 絵": ([("見本花子", A, "文"), ("例示太郎", ART, "絵")], []),
    "見本花子 [著] ／ 例示太郎 [訳]": ([("見本花子", A, "著"), ("例示太郎", TR, "訳")], []),
    "見本花子著 例示太郎解説": ([("見本花子", A, "著"), ("例示太郎", ("A21",), "解説")], []),
    "見本 花子著　例示 太郎監修": ([("見本 花子", A, "著"), ("例示 太郎", ED, "監修")], []),
    "見本花子編・例示太郎写真": ([("見本花子", B, "編"), ("例示太郎", PHOTO, "写真")], []),
    "見本企画・例示制作": ([("見本企画", (), None), ("例示制作", (), None)], []),
    "見本花子著 例示出版発行": ([("見本花子著 例示出版発行", (), None)], ["names-and-unsure"]),
    "Smith, John and Jones, Mary": ([("Smith, John", (), None), ("Jones, Mary", (), None)], []),
    "John Smith & Mary Jones": ([("John Smith", (), None), ("Mary Jones", (), None)], []),
    "Ann Lee and Bo Kim 編": ([("Ann Lee", B, "編"), ("Bo Kim", B, "編")], []),
    "Smith, John 著": ([("Smith, John", A, "著")], []),
    "Smith, John and Jones, Mary 編": ([("Smith, John", B, "編"), ("Jones, Mary", B, "編")], []),
    "見本花子 著 & 例示太郎 訳": ([("見本花子", A, "著"), ("例示太郎", TR, "訳")], []),
    "Simon & Schuster": ([("Simon & Schuster", (), None)], ["names-and-unsure"]),
    "Department of Mihon and Other Affairs": (
        [("Department of Mihon and Other Affairs", (), None)],
        ["names-and-unsure"],
    ),
    "Mihon and Rei Foundation": ([("Mihon and Rei Foundation", (), None)], []),
    "見本花子＆例示太郎": ([("見本花子", (), None), ("例示太郎", (), None)], ["names-comma-unsure"]),
    "見本花子&例示太郎 編": ([("見本花子", B, "編"), ("例示太郎", B, "編")], ["names-comma-unsure"]),
    "ｼﾞｮﾝ・ﾍﾞｲｶｰ": ([("ｼﾞｮﾝ・ﾍﾞｲｶｰ", (), None)], []),
    "ﾒｱﾘ･ﾐﾎﾝ 訳": ([("ﾒｱﾘ･ﾐﾎﾝ", TR, "訳")], []),
    "[見本花子著]": ([("見本花子", A, "著")], []),
    "〔例示太郎 編〕": ([("例示太郎", B, "編")], []),
    "見本花子 談": ([("見本花子", (), "談")], ["names-role-uncoded"]),
    "見本花子 述": ([("見本花子", (), "述")], ["names-role-uncoded"]),
    "著者不詳": ([], ["names-unknown"]),
    "編者未詳": ([], ["names-unknown"]),
    "著者名不明": ([], ["names-unknown"]),
    "見本花子; 訳者不詳": ([("見本花子", (), None)], ["names-unknown"]),
    "Anna K, Maria L": ([("Anna K", (), None), ("Maria L", (), None)], ["names-comma-unsure"]),
    "Smith, John": ([("Smith, John", (), None)], []),
    "ジャン＝ジャック・ルソー": ([("ジャン＝ジャック・ルソー", (), None)], []),
    "見本の会編集委員会編": ([("見本の会編集委員会", B, "編")], []),
    "山田太郎【著】/佐藤花子【訳】": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "山田太郎∥著　佐藤花子∥訳": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "山田太郎 著 佐藤花子 訳": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "山田太郎（文）・佐藤花子（絵）": ([("山田太郎", A, "文"), ("佐藤花子", ART, "絵")], []),
    "文/山田太郎 絵/佐藤花子": ([("山田太郎", A, "文"), ("佐藤花子", ART, "絵")], []),
    "文:山田太郎 絵:佐藤花子": ([("山田太郎", A, "文"), ("佐藤花子", ART, "絵")], []),
    "文: 山田太郎 絵： 佐藤花子": ([("山田太郎", A, "文"), ("佐藤花子", ART, "絵")], []),
    "著・編: 山田太郎": ([("山田太郎", BOTH, "著・編")], []),
    "写真・文 : 山田太郎": ([("山田太郎", (*PHOTO, *A), "写真・文")], []),
    "編: 山田太郎 著": ([("山田太郎", (*B, *A), "編・著")], []),
    "著: 山田太郎著": ([("山田太郎", A, "著")], []),
    "監修: 山田太郎【訳】": ([("山田太郎", (*ED, *TR), "監修・訳")], []),
    "著: 山田太郎、佐藤花子 訳": ([("山田太郎", A, "著"), ("佐藤花子", TR, "訳")], []),
    "著者 山田太郎、佐藤花子 訳": ([("山田太郎", A, "著者"), ("佐藤花子", TR, "訳")], []),
    "山田太郎・文 佐藤花子・絵": ([("山田太郎", A, "文"), ("佐藤花子", ART, "絵")], []),
    "山田太郎／佐藤花子 著": ([("山田太郎", A, "著"), ("佐藤花子", A, "著")], ["names-comma-unsure"]),
    "山田太郎, 佐藤花子, 鈴木武士": ([("山田太郎", (), None), ("佐藤花子", (), None), ("鈴木武士", (), None)], []),
    "Smith, J., Jones, K.": ([("Smith, J.", (), None), ("Jones, K.", (), None)], ["names-comma-unsure"]),
    "山田太郎, 佐藤花子, ほか": ([("山田太郎", (), None), ("佐藤花子", (), None)], ["names-others"]),
    "Smith, John, et al.": ([("Smith, John", (), None)], ["names-others"]),
    "山田太郎; 不明": ([("山田太郎", (), None)], ["names-unknown"]),
    "山田太郎 脚本": ([("山田太郎", ("A03",), "脚本")], []),
    "山田太郎 原案": ([("山田太郎", ("A10",), "原案")], []),
    "山田太郎 あとがき": ([("山田太郎", ("A19",), "あとがき")], []),
    "山田太郎 構成": ([("山田太郎", (), "構成")], ["names-role-uncoded"]),
    "取材・文＝山田太郎": ([("山田太郎", A, "取材・文")], ["names-role-uncoded"]),
    "監修：山田太郎　編集協力：佐藤花子": (
        [("山田太郎", ED, "監修"), ("佐藤花子", (), "編集協力")],
        ["names-role-uncoded"],
    ),
    "山田太郎[述]": ([("山田太郎", (), "述")], ["names-role-uncoded"]),
    "-": ([], []),
    "—": ([], []),
    "不明": ([], ["names-unknown"]),
    "著者不明": ([], ["names-unknown"]),
}


@pytest.mark.parametrize("cell", CASES)
def test_names_and_their_roles(cell):
    """Each name with its own role; what is not named, or not sure, is told."""
    found = parse_names(cell)
    people, told = CASES[cell]
    assert [(c.name.text, c.roles, c.role_printed) for c in found.value] == people
    assert [w.rule for w in found.warnings] == told


PARTED = {
    # cell: (name, family name, codes, role as printed) of each, rules of what is told
    "訳: Mock, Carl": ([("Mock, Carl", "Mock", "B06", "訳")], []),
    "訳：Mock, Carl": ([("Mock, Carl", "Mock", "B06", "訳")], []),
    "訳 Mock, Carl": ([("Mock, Carl", "Mock", "B06", "訳")], []),
    "訳者　Mock, Carl": ([("Mock, Carl", "Mock", "B06", "訳者")], []),
    "著: Specimen, Anna / 訳: Mock, Carl": ([("Specimen, Anna", "Specimen", "A01", "著"), ("Mock, Carl", "Mock", "B06", "訳")], []),
    "訳: Mock, Carl and Specimen, Anna": ([("Mock, Carl", "Mock", "B06", "訳"), ("Specimen, Anna", "Specimen", "B06", "訳")], []),
    "訳: 見本, 花子": ([("見本花子", "見本", "B06", "訳")], ["names-heading"]),
    "訳: 見本, 花子, 1950-, 例示, 太郎, 1960-": ([("見本花子", "見本", "B06", "訳"), ("例示太郎", "例示", "B06", "訳")], []),
    "編 Anna Specimen 訳 Bob Mock": ([("編 Anna Specimen", None, "B06", "訳"), ("Bob Mock", None, "", None)], ["names-and-unsure"]),
    "edited by Anna Specimen and Bob Mock ; translated by Carl Dummy": ([("Anna Specimen", None, "B01", "edited by"), ("Bob Mock", None, "B01", "edited by"), ("Carl Dummy", None, "B06", "translated by")], []),
    "Edited by: Anna Specimen": ([("Anna Specimen", None, "B01", "Edited by")], []),
    "edited by Specimen, Anna and Mock, Bob": ([("Specimen, Anna", "Specimen", "B01", "edited by"), ("Mock, Bob", "Mock", "B01", "edited by")], []),
    "edited by Mock and Sons": ([("Mock and Sons", None, "B01", "edited by")], ["names-and-unsure"]),
    "edited by 見本花子": ([("見本花子", None, "B01", "edited by")], []),
    "edited by Anna Specimen et al.": ([("Anna Specimen", None, "B01", "edited by")], ["names-others"]),
    "by Anna Specimen; illustrated by Bob Mock": ([("Anna Specimen", None, "A01", "by"), ("Bob Mock", None, "A12", "illustrated by")], []),
    "Anna Specimen, illustrated by Bob Mock": ([("Anna Specimen", None, "", None), ("Bob Mock", None, "A12", "illustrated by")], []),
    "Anna Specimen and illustrated by Bob Mock": ([("Anna Specimen", None, "", None), ("Bob Mock", None, "A12", "illustrated by")], []),
    "edited by Anna Specimen / translated by Bob Mock": ([("Anna Specimen", None, "B01", "edited by"), ("Bob Mock", None, "B06", "translated by")], []),
    "with an introduction by Anna Specimen": ([("Anna Specimen", None, "A24", "with an introduction by")], []),
    "compiled by Anna Specimen": ([("Anna Specimen", None, "C01", "compiled by")], []),
    "written and illustrated by Anna Specimen": ([("Anna Specimen", None, "A01 A12", "written and illustrated by")], []),
    "edited and translated by Anna Specimen": ([("Anna Specimen", None, "B10", "edited and translated by")], []),
    "Selected & edited by Anna Specimen": ([("Anna Specimen", None, "C02 B01", "Selected & edited by")], []),
    "text by Anna Specimen, photos by Bob Mock": ([("Anna Specimen", None, "A01", "text by"), ("Bob Mock", None, "A13", "photos by")], []),
    "text: Anna Specimen, illustrations: Bob Mock": ([("Anna Specimen", None, "A01", "text"), ("Bob Mock", None, "A12", "illustrations")], []),
    "stories by Anna Specimen": ([("stories by Anna Specimen", None, "", None)], ["names-and-unsure"]),
    "Anna Specimen (translated by Bob Mock)": ([("Anna Specimen (translated by Bob Mock)", None, "", None)], ["names-and-unsure"]),
    "ed. Anna Specimen": ([("Anna Specimen", None, "B01", "ed.")], []),
    "Ed. Anna Specimen": ([("Ed. Anna Specimen", None, "", None)], ["names-and-unsure"]),
    "eds. Anna Specimen and Bob Mock": ([("Anna Specimen", None, "B01", "eds."), ("Bob Mock", None, "B01", "eds.")], []),
    "Anna Specimen (ed)": ([("Anna Specimen", None, "B01", "ed")], []),
    "Anna Specimen (Eds)": ([("Anna Specimen", None, "B01", "Eds")], []),
    "Anna Specimen, Bob Mock (eds)": ([("Anna Specimen", None, "B01", "eds"), ("Bob Mock", None, "B01", "eds")], ["names-comma-unsure"]),
    "Anna Specimen, Bob Mock & Carl Dummy (eds)": ([("Anna Specimen", None, "B01", "eds"), ("Bob Mock", None, "B01", "eds"), ("Carl Dummy", None, "B01", "eds")], ["names-comma-unsure"]),
    "Anna Specimen (trans), Bob Mock (tr)": ([("Anna Specimen", None, "B06", "trans"), ("Bob Mock", None, "B06", "tr")], []),
    "Anna Specimen, ed": ([("Anna Specimen", None, "B01", "ed")], []),
    "Mock, Ed": ([("Mock, Ed", "Mock", "", None)], []),
    "Ed Mock (ed.)": ([("Ed Mock", None, "B01", "ed.")], []),
    "Edward Mock (Ed)": ([("Edward Mock", None, "B01", "Ed")], ["names-and-unsure"]),
    "Bob Mock (Hrsg.)": ([("Bob Mock (Hrsg.)", None, "", None)], ["names-and-unsure"]),
    "Mock, Carl, et al. (eds)": ([("Mock, Carl", "Mock", "B01", "eds")], ["names-others"]),
    "Anna Specimen [and others]": ([("Anna Specimen", None, "", None)], ["names-others"]),
    "Anna Specimen ... [et al.]": ([("Anna Specimen", None, "", None)], ["names-others"]),
    "Anna Specimen / Bob Mock": ([("Anna Specimen", None, "", None), ("Bob Mock", None, "", None)], ["names-comma-unsure"]),
    "Anna Specimen／Bob Mock (eds.)": ([("Anna Specimen", None, "B01", "eds."), ("Bob Mock", None, "B01", "eds.")], ["names-comma-unsure"]),
    "Specimen, Anna / Mock, Bob / Dummy, Carl": ([("Specimen, Anna", "Specimen", "", None), ("Mock, Bob", "Mock", "", None), ("Dummy, Carl", "Dummy", "", None)], ["names-comma-unsure"]),
    "見本花子、司会=例示太郎": ([("見本花子", None, "", None), ("例示太郎", None, "", "司会")], ["names-role-uncoded"]),
    "見本花子、訳＝Mock, Carl": ([("見本花子", None, "", None), ("Mock, Carl", "Mock", "B06", "訳")], []),
    "見本花子; 進行=例示太郎": ([("見本花子", None, "", None), ("進行=例示太郎", None, "", None)], ["names-and-unsure"]),
    "Mock A/S": ([("Mock A/S", None, "", None)], []),
    "Anna / Bob": ([("Anna / Bob", None, "", None)], ["names-and-unsure"]),
    "Anna Specimen / Text Office": ([("Anna Specimen / Text Office", None, "", None)], ["names-and-unsure"]),
    "見本花子 / Hanako Mihon": ([("見本花子 / Hanako Mihon", None, "", None)], ["names-and-unsure"]),
    "Anna Specimen - Bob Mock": ([("Anna Specimen - Bob Mock", None, "", None)], ["names-and-unsure"]),
    "Mock and Sons": ([("Mock and Sons", None, "", None)], ["names-and-unsure"]),
    "Specimen & Co.": ([("Specimen & Co.", None, "", None)], ["names-and-unsure"]),
    "Anna and Bob Mock": ([("Anna and Bob Mock", None, "", None)], ["names-and-unsure"]),
    "Institute for Samples and Mocks": ([("Institute for Samples and Mocks", None, "", None)], []),
    "Dr. Anna Specimen": ([("Dr. Anna Specimen", None, "", None)], []),
    "Anna Specimen, Ph.D., Bob Mock, M.D.": ([("Anna Specimen, Ph.D.", None, "", None), ("Bob Mock, M.D.", None, "", None)], ["names-comma-unsure"]),
    "Bob Mock III": ([("Bob Mock III", None, "", None)], []),
    "Mock, Bob, Jr.": ([("Mock, Bob, Jr.", None, "", None)], []),
    "Carl Dummy, Jr. and Bob Mock": ([("Carl Dummy, Jr.", None, "", None), ("Bob Mock", None, "", None)], []),
    "Specimen，Anna": ([("Specimen，Anna", "Specimen", "", None)], []),
    "Ａｎｎａ Ｓｐｅｃｉｍｅｎ ； Ｂｏｂ Ｍｏｃｋ": ([("Ａｎｎａ Ｓｐｅｃｉｍｅｎ", None, "", None), ("Ｂｏｂ Ｍｏｃｋ", None, "", None)], []),
    "見本花子 著/訳": ([("見本花子", None, "A01 B06", "著/訳")], []),
    "見本花子　著／訳　；　例示太郎　監修": ([("見本花子", None, "A01 B06", "著／訳"), ("例示太郎", None, "B20", "監修")], []),
    "見本花子（監修）、例示太郎（著・訳）": ([("見本花子", None, "B20", "監修"), ("例示太郎", None, "A01 B06", "著・訳")], []),
    "見本花子(著), Anna Specimen(訳)": ([("見本花子", None, "A01", "著"), ("Anna Specimen", None, "B06", "訳")], []),
    "見本花子監修 例示太郎編著": ([("見本花子", None, "B20", "監修"), ("例示太郎", None, "A01 B01", "編著")], []),
    "見本花子 ほか3名": ([("見本花子", None, "", None)], ["names-others"]),
    "見本花子、例示太郎ほか編": ([("見本花子", None, "B01", "編"), ("例示太郎", None, "B01", "編")], ["names-others"]),
    "見本花子など": ([("見本花子", None, "", None)], ["names-others"]),
    "見本花子先生": ([("見本花子先生", None, "", None)], ["names-and-unsure"]),
    "編集 : 見本花子 ; デザイン : 例示太郎": ([("見本花子", None, "B01", "編集"), ("デザイン : 例示太郎", None, "", None)], ["names-and-unsure"]),
}  # fmt: skip


@pytest.mark.parametrize("cell", PARTED)
def test_roles_in_front_in_brackets_and_in_english(cell):
    """Names are parted where the cell surely parts them, and stay whole, told, where it does not."""
    found = parse_names(cell)
    people, told = PARTED[cell]
    assert [(c.name.text, c.family, " ".join(c.roles), c.role_printed) for c in found.value] == people
    assert [w.rule for w in found.warnings] == told


HEADINGS = {
    # cell: name, family, given, born, died, distinction
    "Specimen, Anna": [("Specimen, Anna", "Specimen", "Anna", None, None, None)],
    "Specimen, J. K. (ed.)": [("Specimen, J. K.", "Specimen", "J. K.", None, None, None)],
    "von der Mock, Bob; O'Mock, Édith": [
        ("von der Mock, Bob", "von der Mock", "Bob", None, None, None), ("O'Mock, Édith", "O'Mock", "Édith", None, None, None)
    ],
    "Bob Mock, Jr.": [("Bob Mock, Jr.", None, None, None, None, None)],
    "Mock & Sons, Ltd.": [("Mock & Sons, Ltd.", None, None, None, None, None)],
    "山田, 太郎, 1950-": [("山田太郎", "山田", "太郎", "1950", None, None)],
    "山田, 太郎, 1950-2010": [("山田太郎", "山田", "太郎", "1950", "2010", None)],
    "小林, 盈一, -1936": [("小林盈一", "小林", "盈一", None, "1936", None)],
    "田中, 実, 生物学": [("田中実", "田中", "実", None, None, "生物学")],
    "堀内, 孝彦 (プログラマー)": [("堀内孝彦", "堀内", "孝彦", None, None, "プログラマー")],
    "山田, 太郎, 1950- 著": [("山田太郎", "山田", "太郎", "1950", None, None)],
    "山田, 太郎 (1950-)": [("山田太郎", "山田", "太郎", "1950", None, None)],
    "山田太郎 1950-2010": [("山田太郎", None, None, "1950", "2010", None)],
    "慈円, 1155-1225": [("慈円", None, None, "1155", "1225", None)],
    "ルソー, ジャン＝ジャック, 1712-1778": [
        ("ルソー, ジャン＝ジャック", "ルソー", "ジャン＝ジャック", "1712", "1778", None)
    ],
    "山田, 太郎, 1950-, 佐藤, 花子, 1960-": [
        ("山田太郎", "山田", "太郎", "1950", None, None), ("佐藤花子", "佐藤", "花子", "1960", None, None),
    ],
    "Smith, John, 1950-": [("Smith, John", "Smith", "John", "1950", None, None)],
    "山田, 太郎, 1950-; 佐藤, 花子, 1960-": [
        ("山田太郎", "山田", "太郎", "1950", None, None), ("佐藤花子", "佐藤", "花子", "1960", None, None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("cell", HEADINGS)
def test_a_heading_is_one_person(cell):
    """Family, given name and years stand beside the name; years and words are never in it."""
    people = parse_names(cell).value
    assert [
        (c.name.text, c.family, c.given, c.born and str(c.born), c.died and str(c.died), c.distinction) for c in people
    ] == HEADINGS[cell]


@pytest.mark.parametrize("cell", ["同上", "〃", "仝", "（同上）", "見本花子; 同上", "同前 訳", "ditto"])
def test_the_same_as_above_is_no_name(cell):
    """What to type is said: a row is read alone."""
    with pytest.raises(BadValue) as error:
        parse_names(cell)
    assert [p.rule for p in error.value.problems] == ["cell-ditto"]


@pytest.mark.parametrize(
    "cell",
    ["1950-", "見本の会, 1950-", "山田太郎; 著", "著・編", "(著)", "【著】", "山田太郎; (訳)", "〔編〕; 山田太郎"],
)
def test_what_is_no_name_is_refused(cell):
    """Neither years nor a role word alone are a person, and a body has no year of birth."""
    with pytest.raises(BadValue):
        parse_names(cell)


def test_two_whole_names_before_years_are_told():
    """加納清三, 小林盈一, 1950- is more than a family and a given name are long."""
    assert [w.rule for w in parse_names("加納清三, 小林盈一, 1950-").warnings] == ["names-heading"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [("長谷川, 太郎, 1950-", []), ("山田, 健太郎, 1950-", []), ("長谷川, 健太郎, 1950-", ["names-heading"]), ("見本山田, 健, 1950-", ["names-heading"])],
)  # fmt: skip
def test_how_long_a_family_and_a_given_name_are(cell, told):
    """Five signs together and three each are surely one person; more could be two whole names."""
    assert [w.rule for w in parse_names(cell).warnings] == told


def test_doubtful_years_are_told():
    """The model's years hold no doubt, so that of the heading is told."""
    found = parse_names("見本, 太郎, 978?-1014?")
    assert [(c.name.text, str(c.born)) for c in found.value] == [("見本太郎", "0978")]
    assert [w.rule for w in found.warnings] == ["names-heading"]


def test_a_heading_without_years_is_told():
    """山田, 太郎 could be two; it is taken for one, as catalogues write, and told."""
    found = parse_names("山田, 太郎")
    assert [(c.name.text, c.family) for c in found.value] == [("山田太郎", "山田")]
    assert [w.rule for w in found.warnings] == ["names-heading"]


@pytest.mark.parametrize(
    ("cell", "absence"), [("無署名", "none-stated"), ("無記名", "none-stated"), ("匿名", "anonymous")]
)
def test_words_for_unsigned_are_no_person(cell, absence):
    """They say why there is no contributor."""
    found = parse_names(cell)
    assert (found.value, found.others) == ((), (("absence", absence),))


@pytest.mark.parametrize("cell", ["見本資料センター（MDC）", "見本ネットワーク", "見本の会 編"])
def test_a_body_is_no_person(cell):
    """An abbreviation in brackets behind the name of a body makes no person of it."""
    assert [c.kind for c in parse_names(cell).value] == ["organisation"]


@given(st.text(st.sampled_from("山田太郎佐藤花子著編訳文絵ほか他・,、;／/＝【】[]() 　-1950Anト"), max_size=40))
def test_no_cell_breaks_the_parser_and_no_sign_of_a_name_is_lost(cell):
    """Whatever stands in a cell: people, or a refusal; each kanji stands in some name, role, word, or is told."""
    try:
        found = parse_names(cell)
    except BadValue:
        return
    if found.warnings or found.others:
        return
    kept = "".join(
        "".join(
            filter(None, (c.name.text, c.role_printed, c.position, c.affiliation and c.affiliation.text, c.distinction))
        )
        for c in found.value
    )
    assert {c for c in cell if c in "山田太郎佐藤花子"} <= set(kept)


@pytest.mark.parametrize(
    "piece", ["山田, ", "山田・", "【著】", "文・山 ", "（", "山田太郎著・", "[ほか] ", ", -", "a, "]
)
def test_long_cells_take_no_time(piece):
    """Ten thousand signs are read, and more are refused, at once."""
    began = time.process_time()
    for cell in (piece * (10_000 // len(piece)), piece * 100_000):
        with contextlib.suppress(BadValue):
            parse_names(cell)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("cell", "reading", "told"),
    [
        ("みほんのしゃかい", "ミホンノシャカイ", ["reading-mended"]),
        ("ﾐﾎﾝﾉｸﾗｼ", "ミホンノクラシ", ["reading-mended"]),
        ("ミホン ノ シャカイ", "ミホン ノ シャカイ", []),
    ],
)
def test_readings_come_in_as_katakana_of_full_width(cell, reading, told):
    """Nothing is lost by that, and it is told."""
    data = f"種類,書名,タイトルヨミ\n図書,見本の社会,{cell}\n".encode()
    (item,) = [i for i in items(data, Reading(file="見本.csv")) if i.record is not None]
    assert item.record.titles[0].text.reading == reading
    assert [p.rule for p in item.problems] == told


@pytest.mark.parametrize(
    "reading",
    ["ヤマダ，タロウ，1950-", "ヤマダ， タロウ， 1950-2010", "ヤマダ, タロウ, -2010", "ヤマダ，タロウ，1950?-"],
)
def test_years_behind_a_reading(reading):
    """With commas of either width, and of birth or death."""
    data = f'種類,書名,関係者,関係者ヨミ\n図書,見本の社会,山田太郎,"{reading}"\n'.encode()
    (item,) = [i for i in items(data, Reading(file="見本.csv")) if i.record is not None]
    (read,) = item.record.contributors[0].name.readings
    assert read.text == "ヤマダ" + reading[3:].rpartition("ウ")[0] + "ウ"


def test_the_reading_of_a_heading_loses_its_years():
    """ヤマダ, タロウ, 1950- is read as the National Diet Library writes it; the years are those of the person."""
    data = '種類,書名,関係者,関係者ヨミ\n図書,見本の社会,山田太郎,"ヤマダ, タロウ, 1950-"\n'.encode()
    (item,) = [i for i in items(data, Reading(file="見本.csv")) if i.record is not None]
    (reading,) = item.record.contributors[0].name.readings
    assert (reading.text, reading.scheme) == ("ヤマダ, タロウ", "ndl")


WORDS = {
    "A01": "著 著者 執筆 執筆者 作 文 共著 原著 原著者 author by", "B01": "編 編集 編者 共編 責任編集 編纂 editor ed. eds.",
    "A01 B01": "編著 編著者 共編著 著・編", "B20": "監修 監修者 supervisor", "B06": "訳 翻訳 訳者 共訳 監訳 translator trans. tr.",
    "B10": "編訳", "A12": "画 絵 挿絵 さし絵 イラスト 漫画 マンガ 作画 illustrator", "A13": "写真 撮影 photographer",
    "A43": "聞き手 インタビュー インタビュアー interviewer", "A44": "話し手 語り手", "A23": "序文 序", "A21": "解説", "A11": "ブックデザイン",
    "A36": "装丁 装幀 装画 カバーデザイン", "A10": "原案", "A03": "脚本", "A05": "作詞", "A06": "作曲", "B25": "編曲", "A15": "まえがき はしがき",
    "A19": "あとがき 後書き 後記", "A24": "序論", "A20": "注 註 注釈", "B08": "訳注 訳註", "A39": "地図", "A34": "索引", "B02": "改訂 補訂",
    "B22": "脚色", "B05": "翻案", "B03": "再話", "B11": "編集長", "B14": "編集委員", "E07": "朗読", "D02": "監督", "D03": "指揮",
    "": "構成 取材 校閲 校正 校訂 校注 企画 協力 編集協力 取材協力 執筆協力 制作協力 翻訳協力 原作 制作 製作 口述 記録 聞き書き 司会 対談 鼎談 座談 題字 "
        "資料提供 写真提供",
}  # fmt: skip


@pytest.mark.parametrize(("codes", "word"), [(codes, word) for codes, words in WORDS.items() for word in words.split()])
def test_the_code_of_a_role(codes, word):
    """ONIX List 17, by the word in brackets behind the name, and before it; none where the list has none."""
    for cell in (f"山田太郎【{word}】", f"{word}: 山田太郎"):
        (person,) = parse_names(cell).value
        assert (person.name.text, " ".join(person.roles), person.role_printed) == ("山田太郎", codes, word)


@pytest.mark.parametrize(
    "word", ["著", "編", "訳", "編著", "監修", "共著", "共編", "共訳", "共編著", "編集", "編訳", "監訳", "翻訳"]
)
def test_a_role_right_behind_a_name(word):
    """Only words that no name ends in."""
    assert [(c.name.text, c.role_printed) for c in parse_names(f"山田太郎{word}").value] == [("山田太郎", word)]
    assert [(c.name.text, c.role_printed) for c in parse_names("山田太郎画").value] == [("山田太郎画", None)]
