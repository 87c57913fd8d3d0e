"""Decomposed letters are composed, nothing else is changed, and what nobody sees is taken out of numbers."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog.formats.tabular.characters import composed, visible
from tabular.test_reading import problems, read, records

KANA = "".join(map(chr, (*range(0x3041, 0x3097), *range(0x309B, 0x3100))))
LETTERS = st.text(st.sampled_from(KANA + "éÜñçåộẴйガパヴ本見 -Aa1"), max_size=20)


@given(LETTERS)
def test_decomposed_letters_are_composed(text):
    """What macOS makes of kana and of letters with accents is undone."""
    assert composed(unicodedata.normalize("NFD", text)) == text
    assert composed(text) == text


@pytest.mark.parametrize(
    "text",
    ["神", "福\ufa1b", "Å\u212b", "か\u309a", "x\u0302", "㌔", "ｶﾞ", "葛\U000e0100", "\u0301", "\u3099", "1\u0301", "각", "ﬁ", "…", "K\u212a"],
)  # fmt: skip
def test_nothing_else_is_changed(text):
    """Compatibility ideographs, half-width kana and marks without a letter to go with stay as they are."""
    assert composed(text) == text


@given(st.text(st.characters(exclude_categories=["Mn", "Cs"]), max_size=20))
def test_text_without_marks_stays(text):
    """Where no mark stands, no letter changes, whatever normalization would make of it."""
    assert composed(text) == text


@pytest.mark.parametrize(
    ("text", "seen", "points"),
    [
        ("9784\u200b000", "9784000", ("U+200B",)), ("\ufeff2006\u200e-06", "2006-06", ("U+200E", "U+FEFF")), ("2006-06", "2006-06", ()),
        ("می\u200cخواهم", "می\u200cخواهم", ()), ("שלום\u200f1", "שלום\u200f1", ()), ("葛\U000e0100", "葛\U000e0100", ()),
        ("ไทย\u200bไทย", "ไทย\u200bไทย", ()),
    ],
)  # fmt: skip
def test_what_nobody_sees(text, seen, points):
    """It is named; joiners, variation selectors, and what other scripts need, stay."""
    assert visible(text) == (seen, points)


def test_decomposed_files():
    """Headers and cells of a file written by macOS say the same as others."""
    plain = "書名,頁数,ページ数の種類,著者\nガラスの本,244,00,ジョン・スミス 著\n"
    (one,), (two,) = (records(read(text, kind="book")[0]) for text in (plain, unicodedata.normalize("NFD", plain)))
    assert one == two
    assert one.titles[0].text.text == "ガラスの本"


def test_invisible_characters_in_cells():
    """Out of dates, numbers and codes they are taken, and told; in words they stay, for the rules to doubt."""
    found, _ = read(
        "書名\u200b,発行年月,定価,税区分,頁数,NDC\n見\u200b本,\ufeff2006-06,\u200e1800,税込\u200b,244\u200b頁,334.4\u200b\n例,\u200b,,,,\n",
        kind="book",
    )
    one, two = records(found)
    assert one.titles[0].text.text == "見\u200b本"
    assert (str(one.dates[0].date), one.prices[0].amount, one.prices[0].tax, one.extents[0].value) == (
        "2006-06",
        1800,
        "included",
        244,
    )
    assert (one.extents[0].printed, one.subjects[0].code) == ("244頁", "334.4")
    assert two.dates == ()
    assert [(p.rule, p.where.row, p.where.path) for p in problems(found, "warning")] == [
        ("cell-invisible", 2, name) for name in ("発行年月", "定価", "税区分", "頁数", "NDC")
    ] + [("cell-invisible", 3, "発行年月")]
