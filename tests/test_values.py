"""What people write into cells: a table of cases for every parser, and round trips of what is written."""

from decimal import Decimal

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog import model as m
from smj_catalog.codes.languages import bibliographic, tag
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import (
    Parsed,
    extents_apart,
    format_extent,
    format_price,
    parse_dates,
    parse_extents,
    parse_names,
    parse_prices,
)  # fmt: skip
from smj_catalog.formats.tabular.values.measures import parse_measure
from smj_catalog.formats.tabular.values.parsed import kanji_number
from smj_catalog.model.rules.amounts import number_of


def rules(error):
    return [p.rule for p in error.value.problems]


@pytest.mark.parametrize(
    ("text", "number"), [("十八", 18), ("二〇〇六", 2006), ("千八百", 1800), ("百一", 101), ("〇", 0), ("二十", 20)]
)
def test_numbers_in_kanji(text, number):
    """Positional and with units."""
    assert kanji_number(text) == number


@pytest.mark.parametrize("text", ["", "十百", "二三十", "x", "一十百"])
def test_no_numbers_in_kanji(text):
    """Units stand in falling order."""
    with pytest.raises(ValueError, match="kanji"):
        kanji_number(text)


# --- prices


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("1,800円", [("1800", "unknown")]), ("1800円", [("1800", "unknown")]), ("¥1,800", [("1800", "unknown")]),
        ("￥1,800", [("1800", "unknown")]), ("¥1,800-", [("1800", "unknown")]), ("１，８００円", [("1800", "unknown")]),
        ("本体1800円+税", [("1800", "excluded")]), ("本体1,800円＋税", [("1800", "excluded")]), ("1,800円+税", [("1800", "excluded")]),
        ("本体1800円", [("1800", "excluded")]), ("1800円(税抜)", [("1800", "excluded")]), ("1800円(税別)", [("1800", "excluded")]),
        ("1800円(税込)", [("1800", "included")]), ("税込1,980円", [("1980", "included")]), ("定価1,980円(税込)", [("1980", "included")]),
        ("定価1,890円(本体1,800円)", [("1890", "included"), ("1800", "excluded")]),
        ("税込1,980円(本体1,800円)", [("1980", "included"), ("1800", "excluded")]),
        ("本体1,800円+税180円", [("1800", "excluded")]), ("本体1,800円+税10%", [("1800", "excluded")]),
        ("定価一六八〇円", [("1680", "unknown")]), ("千八百円", [("1800", "unknown")]), ("一万二千円", [("12000", "unknown")]),
        ("500 Yen", [("500", "unknown")]), ("定価:1800円", [("1800", "unknown")]),
        ("2千円", [("2000", "unknown")]), ("1万円", [("10000", "unknown")]), ("10万円", [("100000", "unknown")]),
        ("1万2千円", [("12000", "unknown")]), ("１万２千５百円", [("12500", "unknown")]), ("1.5万円", [("15000", "unknown")]),
        ("1万2,000円", [("12000", "unknown")]), ("十万円", [("100000", "unknown")]), ("2千円+税", [("2000", "excluded")]),
        ("\\1,800", [("1800", "unknown")]), ("¥1800E", [("1800", "excluded")]), ("P1800E", [("1800", "excluded")]),
        ("2,200円(うち税200円)", [("2200", "included")]), ("2,200円（内消費税200円）", [("2200", "included")]),
        ("2,000円(外税200円)", [("2000", "excluded")]), ("2,200円(消費税200円)", [("2200", "unknown")]),
        ("内税1800円", [("1800", "included")]), ("外税1800円", [("1800", "excluded")]), ("1,000円(税・送料込)", [("1000", "included")]),
        ("1,000円(税別・送料込)", [("1000", "excluded")]), ("1,000円(税を含まない)", [("1000", "excluded")]),
        ("1部500円", [("500", "unknown")]), ("金五百円也", [("500", "unknown")]), ("¥2,000-", [("2000", "unknown")]), ("予価2000円", [("2000", "unknown")]),
        ("500円(会員400円)", [("500", "unknown"), ("400", "unknown")]), ("会員400円、一般500円", [("500", "unknown"), ("400", "unknown")]), ("500円+送料80円", [("500", "unknown")]),
        ("800円(年間購読料4,800円)", [("800", "unknown")]), ("6,000円(全3巻)", [("6000", "unknown")]),
    ],
)  # fmt: skip
def test_prices_as_people_write_them(text, prices):
    """Tax is known only where the words say it; the words are kept, whole where one price is taken."""
    found = parse_prices(text).value
    assert [(str(p.amount), p.tax) for p in found] == prices
    assert all(p.printed for p in found)
    assert len(found) > 1 or found[0].printed == text


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("1,800円（税込1,980円）", [("1800", "excluded", "1,800円"), ("1980", "included", "税込1,980円")]),
        ("本体1,800円(税込1,980円)", [("1800", "excluded", "本体1,800円"), ("1980", "included", "税込1,980円")]),
        ("１，８００円（税込１，９８０円）", [("1800", "excluded", "１，８００円"), ("1980", "included", "税込１，９８０円")]),
        ("500円(税込525円)", [("500", "excluded", "500円"), ("525", "included", "税込525円")]),
        ("553円(税込608円)", [("553", "excluded", "553円"), ("608", "included", "税込608円")]),
        ("553円(税込609円)", [("553", "excluded", "553円"), ("609", "included", "税込609円")]),
        ("1,000円(税込1,200円)", [("1000", "unknown", "1,000円"), ("1200", "included", "税込1,200円")]),
        ("1,800円+税 (1,980円)", [("1800", "excluded", "1,800円+税"), ("1980", "included", "1,980円")]),
        ("1,800円(税抜) 1,980円(税込)", [("1800", "excluded", "1,800円(税抜)"), ("1980", "included", "1,980円(税込)")]),
        ("1,800円税抜 1,980円税込", [("1800", "excluded", "1,800円税抜"), ("1980", "included", "1,980円税込")]),
        ("1,800円税込1,980円", [("1800", "excluded", "1,800円"), ("1980", "included", "税込1,980円")]),
        ("1,980円税込1,800円", [("1980", "included", "1,980円税込"), ("1800", "excluded", "1,800円")]),
        ("1,800円税込2,500円", [("1800", "unknown", "1,800円税込2,500円")]),
        ("1,980円(税込)、1,800円", [("1980", "included", "1,980円(税込)"), ("1800", "excluded", "1,800円")]),
        ("1,980円(税込)、1,700円", [("1980", "included", "1,980円(税込)"), ("1700", "unknown", "1,700円")]),
        ("500円、500円", [("500", "unknown", "500円、500円")]),
        ("本体1,800円／税込1,980円", [("1800", "excluded", "本体1,800円"), ("1980", "included", "税込1,980円")]),
        ("予価2,000円(税込2,200円)", [("2000", "excluded", "予価2,000円"), ("2200", "included", "税込2,200円")]),
    ],
)  # fmt: skip
def test_two_prices_in_a_cell(text, prices):
    """Each has its own part and its own tax; an unmarked one is without tax where the other is it with tax."""
    assert [(str(p.amount), p.tax, p.printed) for p in parse_prices(text).value] == prices


def test_the_column_and_two_prices():
    """What a column says of tax holds for a price that says nothing, never for both sides of one."""
    assert [p.tax for p in parse_prices("1,800円(税込1,980円)", "included").value] == ["excluded", "included"]
    assert [p.tax for p in parse_prices("1,000円(税込1,200円)", "included").value] == ["unknown", "included"]
    assert [p.tax for p in parse_prices("1,000円(税込1,200円)", "excluded").value] == ["excluded", "included"]
    assert [p.tax for p in parse_prices("予価1,000円", "excluded").value] == ["excluded"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("無料", "01"), ("0円", "01"), ("￥0", "01"), ("無料(送料実費)", "01"), ("無償配布", "01"), ("Free", "01"), ("未定", "02"), ("予価未定", "02"),
        ("分売不可", "03"), ("オープン価格", "04"), ("オープンプライス", "04"), ("お問い合わせください", "04"), ("非売品", "not-for-sale"),
        ("非売品・希望者に配布", "not-for-sale"), ("非売品(無料配布)", "not-for-sale"), ("申込者に進呈", "not-for-sale"),
    ],
)  # fmt: skip
def test_prices_without_an_amount(text, code):
    """They say why there is none, in the words of the cell, and need nobody's look."""
    assert parse_prices(text) == Parsed((m.Price(unpriced=code, printed=text),))


@pytest.mark.parametrize(
    ("text", "told", "note"),
    [
        ("0", ["price-zero"], None), ("０．０", ["price-zero"], None), ("-", [], None), ("不明", ["cell-says-nothing"], None),
        ("価格不明", ["cell-says-nothing"], None), ("定価は不明", ["cell-says-nothing"], None), ("なし", ["cell-says-nothing"], None),
        ("年間購読料3,600円(税・送料込)", ["price-subscription"], ("subscription", "年間購読料3,600円(税・送料込)")),
        ("3,600円（年間）", ["price-subscription"], ("subscription", "3,600円（年間）")),
        ("定期購読 年6回 3,000円", ["price-subscription"], ("subscription", "定期購読 年6回 3,000円")),
        ("会費に含む", ["price-subscription"], ("subscription", "会費に含む")),
        ("カンパ", ["price-other"], ("price", "カンパ")), ("実費頒布", ["price-other"], ("price", "実費頒布")),
        ("会員価格400円", ["price-other"], ("price", "会員価格400円")), ("400円(会員価格)", ["price-other"], ("price", "400円(会員価格)")),
        ("2000円前後", ["price-about"], ("price", "2000円前後")), ("約2000円", ["price-about"], ("price", "約2000円")),
        ("２０００円くらい", ["price-about"], ("price", "２０００円くらい")), ("2,000円～", ["price-about"], ("price", "2,000円～")),
        ("2000円より", ["price-about"], ("price", "2000円より")), ("1200~1500円", ["price-about"], ("price", "1200~1500円")),
        ("2000-2500円", ["price-about"], ("price", "2000-2500円")), ("1,800円(約20ドル)", ["price-about"], ("price", "1,800円(約20ドル)")),
        ("特価900円", ["price-other"], ("price", "特価900円")), ("特別価格 700円", ["price-other"], ("price", "特別価格 700円")),
    ],
)  # fmt: skip
def test_cells_of_no_price(text, told, note):
    """What is not the price of the thing is told, and kept as a note where it says something."""
    found = parse_prices(text)
    assert (found.value, [w.rule for w in found.warnings]) == ((), told)
    assert [(name, it.type, it.text) for name, it in found.others] == ([("notes", *note)] if note else [])


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("予価2000円+税", [("2000", "excluded", None, "01")]), ("2000円(予定)", [("2000", "unknown", None, "01")]), ("¥2000 (provisional)", [("2000", "unknown", None, "01")]),
        ("予価2,000円(税込2,200円)", [("2000", "excluded", None, "01"), ("2200", "included", None, "01")]),
        ("定価1000円+税(会員800円+税)", [("1000", "excluded", None, None), ("800", "excluded", "01", None)]),
        ("会員400円、一般500円(税込)", [("500", "included", None, None), ("400", "unknown", "01", None)]),
        ("500円(税込550円)、会員400円", [("500", "excluded", None, None), ("550", "included", None, None), ("400", "unknown", "01", None)]),
        ("1,000円(賛助会員800円)", [("1000", "unknown", None, None)]),
    ],
)  # fmt: skip
def test_provisional_prices_and_prices_for_members(text, prices):
    """A provisional price says so; a price for members stands behind that for everyone."""
    found = parse_prices(text).value
    assert [(str(p.amount), p.tax, p.qualifier, p.status) for p in found] == prices


@pytest.mark.parametrize(
    ("text", "told", "notes"),
    [
        ("¥1800E", ["price-flag"], []), ("予価2000円", ["price-provisional"], []),
        ("1,000円 特価900円", ["price-other"], []), ("500円／600円", ["price-other"], []),
        ("500円(税込)、400円(税込)、364円", ["price-other"], ["500円(税込)、400円(税込)、364円"]),
        ("500円(会員無料)", ["price-words"], []), ("1,800円(カバー付)", ["price-words"], []),
        ("500円（会員４００円・学生３００円）", ["price-other"], ["500円（会員４００円・学生３００円）"]),
        ("1部800円、年間4,800円", ["price-subscription"], ["年間4,800円"]),
    ],
)  # fmt: skip
def test_doubts_about_prices(text, told, notes):
    """What was taken, and what was not, is told; words that stand in no price's part stand in a note."""
    found = parse_prices(text)
    assert [w.rule for w in found.warnings] == told
    assert {w.severity for w in found.warnings} == {"warning"}
    assert [it.text for _, it in found.others] == notes


def test_the_back_cover():
    """The C-code before the price is one."""
    found = parse_prices("C0036 ¥1800E")
    assert [(str(p.amount), p.tax) for p in found.value] == [("1800", "excluded")]
    assert found.others == (("subjects", m.Subject("c-code", "0036")),)


@pytest.mark.parametrize(
    ("currency", "texts"),
    [
        ("JPY", ["¥18", "￥18", "\\18", "18円", "18圓", "18 yen", "18 Yen", "18 YEN", "P18E", "JPY 18", "18 JPY", "18E"]),
        ("USD", ["$18", "US$18", "18ドル", "USD 18"]), ("EUR", ["€18", "18ユーロ", "EUR18"]), ("GBP", ["£18", "18ポンド", "GBP 18"]),
        ("KRW", ["₩18", "18ウォン", "18 KRW"]), ("CNY", ["18元", "CNY 18"]), ("TWD", ["18 TWD"]), ("BRL", ["BRL 18"]), ("PHP", ["PHP 18"]),
        ("VND", ["18 VND"]), ("DKK", ["DKK 18"]),
    ],
)  # fmt: skip
def test_currencies(currency, texts):
    """By sign, by word, and by ISO 4217."""
    assert {(p.amount, p.currency) for text in texts for p in parse_prices(text).value} == {(18, currency)}


@pytest.mark.parametrize(("words", "value"), [("一八〇", 180), ("二零五", 205), ("一○三", 103), ("四◯", 40), ("二千五百", 2500), ("九", 9), ("三億二万", 300020000), ("百三〇", 130), ("二千五〇〇", 2500), ("千〇五", 1005), ("千三〇", None)])  # fmt: skip
def test_amounts_in_kanji(words, value):
    assert number_of(words) == value


def test_bare_amounts():
    """They are what the sheets write; the column may say something of tax."""
    assert parse_prices("1800").value == (m.Price(Decimal(1800)),)
    assert parse_prices("1800.0").value == (m.Price(Decimal(1800)),)
    assert parse_prices("1800", "excluded").value == (m.Price(Decimal(1800), tax="excluded"),)
    assert parse_prices("1,800円(税込)", "excluded").value[0].tax == "included"
    assert parse_prices("$12.50").value[0] == m.Price(Decimal("12.50"), "USD", printed="$12.50")
    assert parse_prices("USD 12.5").value[0].currency == "USD"


@pytest.mark.parametrize(
    "text",
    [
        "", "1,8円", "1200~1500", "100-200", "2006-04-01", "03-1234-5678", "▲100円", "1.5円", "円", "万円", "千百千円", "-100", "1円50銭", "2006.4.1", "送料無料",
        "会員無料", "うち税200円", "1500円 300", "一般", "円" * 99, "1円" * 99, "9" * 13, "0円、500円",
    ],
)  # fmt: skip
def test_no_prices(text):
    """What is no price, or more than one thing, is refused."""
    with pytest.raises(BadValue) as error:
        parse_prices(text)
    assert rules(error)[0] in ("price-form", "price-not-positive", "price-yen-fraction")


@given(strategies.made(m.Price))
def test_prices_come_back(price):
    """The amount written is the amount read."""
    if price.amount is None:
        assert format_price(price) == ""
    else:
        assert parse_prices(format_price(price)).value[0].amount == price.amount


def _in_units(number, digits):
    """Write a number below ten thousand with 千, 百 and 十: 2千5百, 二千五百."""
    made = ""
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十")):
        if number // unit:
            made += (digits[number // unit] if number // unit > 1 or digits[1] == "1" else "") + mark
        number %= unit
    return made + (digits[number] if number else "")


@given(st.integers(1, 99_999_999), st.sampled_from(["0123456789", "〇一二三四五六七八九"]))
def test_numbers_in_any_units(number, digits):
    """千 and 万 multiply, in kanji and between digits, with and without commas."""
    high, low = divmod(number, 10_000)
    written = (_in_units(high, digits) + "万" if high else "") + _in_units(low, digits)
    assert number_of(written) == number
    assert number_of(f"{number:,}") == number_of(str(number)) == number
    if high and low:
        assert number_of(f"{high}万{low}") == number
    assert number_of(f"{number}千") == (number * 1000 if number < 10**9 else None)


@pytest.mark.parametrize("run", ["二三千", "一二百", "二三十", "二〇千", "十百", "1,8", "万", "千千"])
def test_no_numbers_in_units(run):
    """Before a unit stands one digit in kanji, and units fall."""
    assert number_of(run) is None


# --- nothing

NOTHING = (
    "不明 不詳 未詳 未定 未記載 未記入 未付与 未取得 未登録 記載なし 記載無し 表示なし 付与なし 該当なし 該当無し なし 無し 無 ナシ 無刊記 n.d. nd s.d. n/a NA #N/A none "
    "NULL nil NaN unknown undated TBA tbd"
)
WORDED = ["no date", "No ISBN", "date unknown", "not known", "not available", "Not applicable", "発行年月日は 不明", "[出版年不明]", "刊年未詳",
          "ISBN なし", "ページ未記載", "巻号不明", "未定 (調整中)"]  # fmt: skip
SAID = [
    "不明点あり",
    "無料",
    "なしの花",
    "nothing",
    "nan 1",
    "2006 不明",
    "none of them",
    "ndl",
    "not known to us",
    "x",
]


@pytest.mark.parametrize("text", [*NOTHING.split(), *WORDED])
def test_words_of_an_empty_cell(text):
    """They say that there is no value, which is told, for no word is taken."""
    for parse in (parse_dates, parse_extents):
        found = parse(text)
        assert (found.value, [(w.rule, w.expected.id, w.found) for w in found.warnings]) == (
            (), [("cell-says-nothing", "a-cell-empty", text)]
        )  # fmt: skip


@pytest.mark.parametrize("text", ["-", "ー", "―", "…", "・・", "*", "×", "( )", "[]", "_____"])
def test_marks_of_an_empty_cell(text):
    """Of a mark there is nothing to tell."""
    assert parse_dates(text) == parse_extents(text) == Parsed(())


@pytest.mark.parametrize("text", [*SAID, "-------", "- -"])
def test_words_that_say_something(text):
    """What only looks like an empty cell is refused where no value can be read."""
    with pytest.raises(BadValue):
        parse_dates(text)


# --- pages


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        ("244頁", [("244", "11")]), ("244p", [("244", "11")]), ("244p.", [("244", "11")]), ("244ページ", [("244", "11")]),
        ("２４４頁", [("244", "11")]), ("244 pages", [("244", "11")]), ("二〇四頁", [("204", "11")]), ("244.0頁", [("244", "11")]),
        ("xii, 244p", [("12", "03"), ("244", "00")]), ("vi, 244p.", [("6", "03"), ("244", "00")]),
        ("ⅻ, 244p", [("12", "03"), ("244", "00")]), ("xii,244,xvp", [("12", "03"), ("244", "00"), ("15", "04")]),
        ("244, 12p", [("None", "11")]), ("xii, 244, 8p", [("None", "11")]), ("２, ８, 244p", [("None", "11")]), ("ii, xii, 244p", [("244", "00")]),
        ("1,024p", [("1024", "00")]), ("１，０２４頁", [("1024", "00")]), ("xii, 2,048p", [("12", "03"), ("2048", "00")]),
        ("8, 244p", [("None", "11")]), ("12,244p", [("None", "11")]), ("ii, xiip", [("None", "11")]),
        ("[4], 244p", [("244", "00")]), ("[244]p", [("244", "00")]), ("[2], xii, 244, [4]p", [("12", "03"), ("244", "00")]),
        ("244p ; 21cm", [("244", "00")]), ("244p 図版4枚", [("244", "00")]), ("図版4枚, 244p", [("244", "00")]),
        ("244頁(図版あり)", [("244", "00")]), ("244p + 別冊32p", [("244", "00")]), ("全244頁", [("244", "11")]), ("p.244", [("244", "11")]),
        ("1冊", [("None", "11")]), ("2冊", [("None", "11")]), ("１枚", [("None", "11")]), ("三冊", [("None", "11")]),
        ("1冊(ページ付なし)", [("None", "11")]), ("頁付なし", [("None", "11")]), ("1 v. (unpaged)", [("None", "11")]),
        ("A5判320頁", [("320", "00")]), ("菊判上製 350頁", [("350", "00")]), ("320頁、A5判", [("320", "00")]), ("B6判・240頁", [("240", "00")]),
        ("上下2冊", [("None", "11")]), ("全3冊", [("None", "11")]), ("2冊 (300; 320p)", [("None", "11")]), ("各300頁", [("None", "11")]),
        ("約250頁", [("None", "11")]), ("300頁前後", [("None", "11")]), ("上巻300頁 下巻320頁", [("None", "11")]), ("12,34p", [("None", "11")]),
        ("8,244p", [("None", "11")]), ("[4], [240]p", [("None", "11")]), ("2冊 (244, 300p)", [("None", "11")]),
    ],
)  # fmt: skip
def test_pages_as_people_write_them(text, extents):
    """Several runs are several extents; the words are kept with each, and alone where there is no number of pages."""
    found = parse_extents(text).value
    assert [(str(e.value), e.type) for e in found] == extents
    assert {e.printed for e in found} == {text}


@pytest.mark.parametrize("text", ["8, 244p", "2, 8, 244p", "ii, xii, 244p", "八, 二〇四頁"])
def test_several_paginations_of_a_kind_give_no_number_of_it(text):
    """Which of them is the length of the thing is not said, so none is taken, and that is told with the words found."""
    found = parse_extents(text)
    assert [(w.rule, w.found) for w in found.warnings] == [("pages-several", text)]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("244p ; 21cm", [m.Measure(Decimal(21), printed="21cm")]), ("244頁；２１ｃｍ", [m.Measure(Decimal(21), printed="２１ｃｍ")]),
        ("xii, 244p ; 210mm", [m.Measure(Decimal(210), unit="mm", printed="210mm")]), ("1冊 ; 19cm", [m.Measure(Decimal(19), printed="19cm")]),
        ("244p ; 26×37cm", [m.Measure(Decimal(26), printed="26×37cm"), m.Measure(Decimal(37), "02", printed="26×37cm")]),
        ("244p ; A5判", [m.Size("A5判")]), ("Ａ５判上製 ２４４頁", [m.Size("Ａ５判")]), ("244頁 21cm", [m.Measure(Decimal(21), printed="21cm")]),
        ("2冊 (300; 320p)", []), ("244p : 図版 ; 21cm + CD-ROM1枚", [m.Measure(Decimal(21), printed="21cm")]),
    ],
)  # fmt: skip
def test_sizes_behind_pages(text, others):
    """They are values of other fields, height first; the cell is one item."""
    assert extents_apart(text) == [text]
    assert [it for _, it in parse_extents(text).others] == others


def test_a_cell_of_a_size_may_hold_both_sides():
    """Height first; a cell of the width holds one number."""
    both = (m.Measure(Decimal(21), printed="21×15cm"), m.Measure(Decimal(15), "02", printed="21×15cm"))
    assert parse_measure("21×15cm").value == both
    with pytest.raises(BadValue):
        parse_measure("21×15cm", "02")


def test_cells_of_several_extents():
    """A ; that no size stands behind parts them."""
    assert extents_apart("244; 12") == ["244", "12"]
    assert extents_apart("244頁") == ["244頁"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("244p 図版4枚", ["図版4枚"]), ("xii, 図版, 244p", ["図版"]), ("244p : ill. ; 21cm + CD1枚", ["ill.", "CD1枚"]),
        ("1冊(244p)", ["1冊(244p)"]), ("[4], [240]p", ["[4], [240]p"]), ("[4], 244p", []), ("1冊", []), ("1,024p", []),
        ("各300頁", ["各300頁"]), ("菊判上製 350頁", ["上製"]), ("A5判320頁", []), ("2冊 (300; 320p)", ["2冊 (300; 320p)"]),
    ],
)  # fmt: skip
def test_what_is_not_counted_is_told(text, told):
    """Plates and such beside the pages, and numbers that are not taken."""
    assert [dict(w.expected.params)["words"] for w in parse_extents(text).warnings] == told


def test_a_comma_that_could_be_either():
    """8,244p is not taken for a number, and told; nor is a comma that groups no thousands and parts nothing."""
    for text in ("8,244p", "12,34p", "３００，５頁"):
        assert [w.rule for w in parse_extents(text).warnings] == ["pages-comma"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "iiii, 3p",
        "p",
        "244p abc",
        "12-34",
        "1.5p",
        "2005.6",
        "244.5",
        "２００６．１２",
        "0.5",
        "1999.11頁",
        "[244p",
        "-3",
        "図版4枚",
        "1,2" * 20,
    ],
)
def test_no_pages(text):
    """Other words belong in a note."""
    with pytest.raises(BadValue) as error:
        parse_extents(text)
    assert rules(error) == ["pages-form"]


@given(strategies.made(m.Extent))
def test_pages_come_back(extent):
    """The number written is the number read; of pages there are whole ones only."""
    if extent.value is None:
        assert format_extent(extent) == ""
    else:
        assert parse_extents(format_extent(extent), whole=False).value == (m.Extent(extent.value),)


# --- names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("見本花子 編著", [("見本花子", "A01 B01", "編著", "person")]),
        ("見本花子編著", [("見本花子", "A01 B01", "編著", "person")]),
        ("見本花子(編)", [("見本花子", "B01", "編", "person")]),
        ("見本花子\uff08編\uff09", [("見本花子", "B01", "編", "person")]),
        ("A・B 共編", [("A", "B01", "共編", "person"), ("B", "B01", "共編", "person")]),
        ("A 著, B 訳", [("A", "A01", "著", "person"), ("B", "B06", "訳", "person")]),
        ("A、B、C 編", [(n, "B01", "編", "person") for n in "ABC"]),
        ("見本花子; 見本太郎 訳", [("見本花子", "", None, "person"), ("見本太郎", "B06", "訳", "person")]),
        ("監修:見本花子", [("見本花子", "B20", "監修", "person")]),
        ("見本花子 監修・編", [("見本花子", "B20 B01", "監修・編", "person")]),
        ("「見本」編集委員会 編", [("「見本」編集委員会", "B01", "編", "organisation")]),
        ("見本と連帯するネットワーク編", [("見本と連帯するネットワーク", "B01", "編", "organisation")]),
        ("株式会社見本", [("株式会社見本", "", None, "organisation")]),
        ("見本研究所", [("見本研究所", "", None, "organisation")]),
        ("アジア・見本センター 編", [("アジア・見本センター", "B01", "編", "organisation")]),
        ("ミホン・ハナコ", [("ミホン・ハナコ", "", None, "person")]),
        ("ミホン・ハナコ 著", [("ミホン・ハナコ", "A01", "著", "person")]),
        ("Example, Hanako", [("Example, Hanako", "", None, "person")]),
        ("Hanako Example, 見本太郎 訳", [("Hanako Example", "B06", "訳", "person"), ("見本太郎", "B06", "訳", "person")]),
        ("見本花子 聞き手", [("見本花子", "A43", "聞き手", "person")]),
        ("見本花子 画", [("見本花子", "A12", "画", "person")]),
        ("見本花子 写真", [("見本花子", "A13", "写真", "person")]),
        ("見本企画", [("見本企画", "", None, "person")]),
        ("見本花子\n見本太郎", [("見本花子", "", None, "person"), ("見本太郎", "", None, "person")]),
    ],
)  # fmt: skip
def test_names_as_people_write_them(text, names):
    """Names, roles and what sort of thing they name."""
    found = parse_names(text)
    assert [(c.name.text, " ".join(c.roles), c.role_printed, c.kind) for c in found.value] == names
    assert not found.warnings


def test_names_that_need_a_look():
    """Where it is not certain how a name is divided, or not everybody is named, it says so."""
    mixed = parse_names("ミホン・ハナ・見本太郎 著")
    assert [c.name.text for c in mixed.value] == ["ミホン・ハナ", "見本太郎"]
    assert [w.rule for w in mixed.warnings] == ["name-dot-unsure"]
    body = parse_names("見本太郎・見本研究会 編")
    assert [c.name.text for c in body.value] == ["見本太郎・見本研究会"]
    assert [w.rule for w in body.warnings] == ["name-dot-unsure"]
    others = parse_names("見本太郎ほか著")
    assert [(c.name.text, c.roles) for c in others.value] == [("見本太郎", ("A01",))]
    assert [w.rule for w in others.warnings] == ["names-others"]


def test_posts_and_bodies_in_brackets():
    """A profession is a position, never a role."""
    (one,) = parse_names("見本花子(弁護士)", ("A01",)).value
    assert (one.name.text, one.position, one.roles) == ("見本花子", "弁護士", ("A01",))
    (two,) = parse_names("見本花子(見本ネットワーク)").value
    assert (two.name.text, two.affiliation) == ("見本花子", m.Text("見本ネットワーク"))


@pytest.mark.parametrize("text", ["", ";", "編", "; 著", "見本花子 著; 編"])
def test_no_names(text):
    """A role word alone is nobody's."""
    with pytest.raises(BadValue) as error:
        parse_names(text)
    assert rules(error) == ["names-form"]


@pytest.mark.parametrize("parse", [parse_prices, parse_extents, parse_names])
@given(text=st.text(max_size=40) | st.text("0123456789年月日平成H.,円頁p税編著・;(/-) ", max_size=20))
def test_parsers_only_refuse(parse, text):
    """Whatever stands in a cell, a parser gives a value or refuses."""
    try:
        parse(text)
    except BadValue as error:
        for problem in error.problems:
            assert problem.text("en")
            assert problem.text("ja")


@pytest.mark.parametrize(("code", "expected"), [
    ("jpn", "ja"), ("dut", "nl"), ("cze", "cs"), ("gre", "el"), ("rum", "ro"), ("ice", "is"), ("swe", "sv"), ("pol", "pl"),
    ("fil", "fil"), ("ain", "ain"), ("zxx", "zxx"), ("x!", "x!"), (None, None),
])  # fmt: skip
def test_the_tag_of_a_language_is_the_shortest(code: str | None, expected: str | None):
    assert tag(code) == expected


@pytest.mark.parametrize(("code", "expected"), [
    ("nld", "dut"), ("zho", "chi"), ("ja", "jpn"), ("sv", "swe"), ("jpn", "jpn"), ("x!", None),
])  # fmt: skip
def test_the_code_of_libraries_for_a_language(code: str, expected: str | None):
    assert bibliographic(code) == expected
