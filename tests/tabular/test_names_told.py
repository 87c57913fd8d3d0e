"""A cell of names that holds more than names is told; what is not known is not taken for a person."""

import pytest

from smj_catalog.formats import Reading, get
from smj_catalog.xmlio import open_source


def read(cell):
    """Return the names that a cell gives, and the rules of what is told."""
    with open_source(f'種類,書名,著者\n図書,見本の社会,"{cell}"\n'.encode()) as source:
        (item,) = (i for i in get("csv").read(source, Reading(file="見本.csv")) if i.where.row == 2)
    names = [c.name.text for c in item.record.contributors] if item.record is not None else None
    return names, {p.rule for p in item.problems}


@pytest.mark.parametrize(
    "cell",
    ["絵と文 見本花子", "編集代表 見本花子", "例示太郎（見本花子訳）", "見本花子 1", "見本花子文 ; 例示次郎絵", "見本花子 さく", "[著]見本花子",
     "〈著〉見本花子〈訳〉例示次郎", "（著）見本花子（訳）例示次郎", "見本花子：著", "見本花子（1950～）", "見本花子（一九五〇年生）",
     "見本花子（みほん はなこ）", "見本花子原作 例示次郎作画", "座談会 見本花子 例示太郎", "Hanako Mihon with Taro Reiji"],
)  # fmt: skip
def test_words_that_no_name_has_are_told(cell):
    assert "names-and-unsure" in read(cell)[1]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("見本花子ら", ["見本花子"]), ("見本花子 ら著", ["見本花子"]), ("見本花子|例示太郎", ["見本花子", "例示太郎"]),
        ("無名氏", []), ("詠み人知らず", []), ("http://mihon.example/", None), ("見本, 花子, 昭和25年-", None),
    ],
)  # fmt: skip
def test_what_is_read_otherwise_than_written_is_told(cell, names):
    found, told = read(cell)
    assert (found, bool(told)) == (names, True)


@pytest.mark.parametrize(
    "cell",
    ["佐藤博文", "金 美絵", "見本花子（社会学者）", "例示の会（東京）", "国際連合(UN)", "J. スミス", "見本 花子"],
)
def test_usual_names_are_not_doubted(cell):
    assert "names-and-unsure" not in read(cell)[1]


def test_a_firm_in_brackets_is_a_body():
    with open_source("種類,書名,著者\n図書,見本の社会,（株）見本企画\n".encode()) as source:
        (item,) = (i for i in get("csv").read(source, Reading(file="見本.csv")) if i.record is not None)
    assert item.record.contributors[0].kind == "organisation"


@pytest.mark.parametrize(
    ("header", "cell", "volume", "numbers", "whole"),
    [
        ("巻次", "5巻4号", "5", ("4",), None), ("巻号(通巻)", "5巻4号(通巻60号)", "5", ("4",), "60"), ("発行号", "5巻4号", "5", ("4",), None),
        ("巻号", "15巻1号・2号", "15", ("1", "2"), None), ("巻号", "15巻1号, 2号", "15", ("1", "2"), None), ("巻号", "15巻1号(60号)", "15", ("1",), "60"),
    ],
)  # fmt: skip
def test_a_designation_is_numbers_under_any_of_its_headers(header, cell, volume, numbers, whole):
    """A second number that follows the first is the same issue's; one in brackets counts all issues."""
    with open_source(f'種類,識別子,誌名,{header},発行年月\n号,,見本誌,"{cell}",2011年4月\n'.encode()) as source:
        (item,) = (i for i in get("csv").read(source, Reading(file="見本.csv")) if i.where.row == 2)
    n = item.record.numbering
    assert (n.volume, n.numbers, n.whole_number, item.record.titles[0].part_number if item.record.titles else None) == (
        volume,
        numbers,
        whole,
        None,
    )
