"""What people write into cells: a table of cases for every parser, and round trips of what is written."""

from decimal import Decimal

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog import model as m
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import (
    format_extent,
    format_price,
    parse_extents,
    parse_names,
    parse_prices,
)  # fmt: skip
from smj_catalog.formats.tabular.values.parsed import kanji_number


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
        ("定価1,890円(本体1,800円)", [("1890", "unknown"), ("1800", "excluded")]),
        ("税込1,980円(本体1,800円)", [("1980", "included"), ("1800", "excluded")]),
        ("本体1,800円+税180円", [("1800", "excluded")]), ("本体1,800円+税10%", [("1800", "excluded")]),
        ("定価一六八〇円", [("1680", "unknown")]), ("千八百円", [("1800", "unknown")]), ("一万二千円", [("12000", "unknown")]),
        ("500 Yen", [("500", "unknown")]), ("定価:1800円", [("1800", "unknown")]),
    ],
)  # fmt: skip
def test_prices_as_people_write_them(text, prices):
    """Tax is known only where the words say it; the words are kept."""
    found = parse_prices(text).value
    assert [(str(p.amount), p.tax) for p in found] == prices
    assert all(p.printed for p in found)
    assert len(found) > 1 or found[0].printed == text


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
    ["", "無料", "非売品", "1,8円", "1800円くらい", "1200~1500円", "0", "0円", "1.5円", "円", "千百千円", "-100"],
)
def test_no_prices(text):
    """What is no price, or more than one thing, is refused."""
    with pytest.raises(BadValue) as error:
        parse_prices(text)
    assert rules(error)[0] in ("price-form", "price-not-positive", "price-yen-fraction")


@given(strategies.made(m.Price))
def test_prices_come_back(price):
    """The amount written is the amount read."""
    assert parse_prices(format_price(price)).value[0].amount == price.amount


# --- pages


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        ("244頁", [("244", "11")]), ("244p", [("244", "11")]), ("244p.", [("244", "11")]), ("244ページ", [("244", "11")]),
        ("２４４頁", [("244", "11")]), ("244 pages", [("244", "11")]), ("二〇四頁", [("204", "11")]), ("244.0頁", [("244", "11")]),
        ("xii, 244p", [("12", "03"), ("244", "00")]), ("vi, 244p.", [("6", "03"), ("244", "00")]),
        ("ⅻ, 244p", [("12", "03"), ("244", "00")]), ("xii,244,xvp", [("12", "03"), ("244", "00"), ("15", "04")]),
        ("244, 12p", [("244", "00"), ("12", "00")]),
    ],
)  # fmt: skip
def test_pages_as_people_write_them(text, extents):
    """Several runs are several extents; the words are kept with each."""
    found = parse_extents(text).value
    assert [(str(e.value), e.type) for e in found] == extents
    assert {e.printed for e in found} == {text}


@pytest.mark.parametrize(
    "text", ["", "0", "約250頁", "1冊", "iiii, 3p", "p", "xii, 図版, 244p", "244頁(図版あり)", "-3"]
)
def test_no_pages(text):
    """Other words belong in a note."""
    with pytest.raises(BadValue) as error:
        parse_extents(text)
    assert rules(error) == ["pages-form"]


@given(strategies.made(m.Extent))
def test_pages_come_back(extent):
    """The number written is the number read."""
    assert parse_extents(format_extent(extent)).value == (m.Extent(extent.value),)


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
