"""A column of a field completes or replaces what another column of the field gave: it never adds a second value."""

import csv
from pathlib import Path

import pytest
from attrs import evolve

from smj_catalog import Archive, Price, init
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group

BOOK = "book:s"


@pytest.fixture
def smj(capsys, tmp_path, monkeypatch):
    """Run the command on a new archive; return (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    init(tmp_path / "mine", empty=True)

    def call(*args):
        code = run(group, [*args, "--archive", "mine"])
        return code, *capsys.readouterr()

    return call


def table(smj, name="k.csv", **cells):
    """Import one made-up book from a table."""
    row = {"種類": "図書", "ID": BOOK, "書名": "見本の社会", **cells}
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*row], [*row.values()]])
    code, out, err = smj("import", name, "--commit")
    assert code == 0, out + err


def people():
    def reading(name):
        return name.readings[0].text if name.readings else None

    return [(c.name.text, reading(c.name), *c.roles) for c in Archive.open("mine").get(BOOK).contributors]


def prices():
    return [(str(p.amount), p.tax, str(p.valid_from or "")) for p in Archive.open("mine").get(BOOK).prices]


AUTHOR = {"著者": "見本花子"}
BOTH = {"著者": "見本花子", "編者": "見本次郎"}


@pytest.mark.parametrize(
    ("there", "typed", "result"),
    [
        (AUTHOR, ["著者等の名前=見本花子", "著者等の名前ヨミ=ミホン ハナコ"], [("見本花子", "ミホン ハナコ", "A01")]),
        (AUTHOR, ["著者ヨミ=ミホン ハナコ"], [("見本花子", "ミホン ハナコ", "A01")]),
        (BOTH, ["著者ヨミ=ミホン ハナコ"], [("見本花子", "ミホン ハナコ", "A01"), ("見本次郎", None, "B01")]),
        (BOTH, ["編者ヨミ=ミホン ジロウ"], [("見本花子", None, "A01"), ("見本次郎", "ミホン ジロウ", "B01")]),
        (AUTHOR, ["著者等の名前=別人"], [("別人", None)]),
        (BOTH, ["著者・編者等=別人 著"], [("別人", None, "A01")]),
        (BOTH, ["著者=別人"], [("別人", None, "A01"), ("見本次郎", None, "B01")]),
        (BOTH, ["編者=別人"], [("見本花子", None, "A01"), ("別人", None, "B01")]),
        ({"著者等の名前": "見本花子;見本次郎", "著者等の役割": "著;編"}, ["著者=別人"],
         [("別人", None, "A01"), ("見本次郎", None, "B01")]),
        (BOTH, ["著者等の名前="], []),
        ({"著者・編者等": "見本花子 著、見本次郎 編"}, ["編者=別人"], [("見本花子", None, "A01"), ("別人", None, "B01")]),
    ],
)  # fmt: skip
def test_people_whom_another_column_gave_are_completed_or_replaced(there, typed, result, smj):
    table(smj, **there)
    code, out, err = smj("set", BOOK, *typed)
    assert code == 0, out + err
    assert people() == result


@pytest.mark.parametrize(
    ("there", "typed", "result"),
    [
        ({"定価(税込)": "1,980円"}, ["定価の開始日=2026-11-01"], [("1980", "included", "2026-11-01")]),
        ({"本体価格": "1,800円"}, ["定価の開始日=2026-11-01"], [("1800", "excluded", "2026-11-01")]),
        ({"定価(税込)": "1,980円"}, ["税区分=税抜"], [("1980", "excluded", "")]),
        ({"定価(税込)": "1,980円"}, ["定価=2,200円"], [("2200", "included", "")]),
        ({"本体価格": "1,800円"}, ["定価=2,200円"], [("2200", "excluded", "")]),
        ({"定価": "税込1,980円"}, ["定価(税込)=2,200円"], [("2200", "included", "")]),
        ({"定価(税込)": "1,980円"}, ["定価="], []),
        ({"定価(税込)": "1,980円"}, ["本体価格=1,800円"], [("1800", "excluded", ""), ("1980", "included", "")]),
        ({"定価": "1,800円"}, ["本体価格=1800"], [("1800", "excluded", "")]),
        ({"定価": "1,800円"}, ["定価(税込)=1800円"], [("1800", "included", "")]),
        ({"定価": "1,980円"}, ["本体価格=1800"], [("1800", "excluded", ""), ("1980", "included", "")]),
    ],
)
def test_a_price_that_another_column_gave_is_completed_or_replaced(there, typed, result, smj):
    table(smj, **there)
    code, out, err = smj("set", BOOK, *typed)
    assert code == 0, out + err
    assert sorted(prices()) == result


def price_of_unknown_tax(smj):
    smj("add", "book", f"ID={BOOK}", "書名=見本の社会")
    with Archive.open("mine") as archive:
        archive.save(evolve(archive.get(BOOK), prices=[Price(1800, printed="1800円", valid_from="2026-04-01")]))


def test_a_tax_typed_by_its_column_completes_a_price_of_which_no_cell_is_known(smj):
    price_of_unknown_tax(smj)
    assert smj("set", BOOK, "本体価格=1,800円")[0] == 0
    (price,) = Archive.open("mine").get(BOOK).prices
    assert (price.amount, price.tax, price.printed, str(price.valid_from)) == (1800, "excluded", "1800円", "2026-04-01")


def test_a_price_of_unknown_tax_that_stays_beside_another_is_told(smj):
    price_of_unknown_tax(smj)
    code, out, err = smj("set", BOOK, "本体価格=1,700円")
    assert (code, (out + err).count("[price-beside]")) == (0, 1)
    assert sorted(prices()) == [("1700", "excluded", ""), ("1800", "unknown", "2026-04-01")]


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        ({"定価": "1800", "税区分": "税抜", "本体価格": "1800", "定価の開始日": "2026-04-01"}, [("1800", "excluded", "2026-04-01")]),
        ({"定価": "1800円", "本体価格": "1800"}, [("1800", "excluded", "")]),
        ({"定価": "1980円", "本体価格": "1800"}, [("1800", "excluded", ""), ("1980", "included", "")]),
        ({"定価": "1800円", "税込価格": "1980"}, [("1800", "excluded", ""), ("1980", "included", "")]),
        ({"定価": "1900円", "本体価格": "1800"}, [("1800", "excluded", ""), ("1900", "unknown", "")]),
    ],
)  # fmt: skip
def test_columns_of_one_price_make_one_price(cells, result, smj):
    """A price stated twice is one, and 本体価格 or 税込価格 prove of 定価 whether tax is in it, at a rate that there has been."""
    table(smj, **cells)
    assert sorted(prices()) == result
    assert "1 same" in "".join(smj("import", "k.csv", "--commit")[1:])


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        ({"定価(税込)": "1,980円", "定価の開始日": "2024-04-01"}, [("1980", "included", "2024-04-01")]),
        ({"本体価格": "1800", "定価の開始日": "R6.4.1", "定価(税込)": ""}, [("1800", "excluded", "2024-04-01")]),
        ({"定価(税込)": "1,980円", "本体価格": "1800", "定価の開始日": "2024-04-01"}, [("1800", "excluded", "2024-04-01"), ("1980", "included", "2024-04-01")]),
        ({"定価(税込)": "1,980円", "税区分": "税込"}, [("1980", "included", "")]),
    ],
)  # fmt: skip
def test_columns_beside_a_price_belong_to_that_with_tax_or_without(cells, result, smj):
    """What stands beside prices is said of each; a second import finds nothing to do, and a cell taken away takes its value."""
    table(smj, **cells)
    assert sorted(prices()) == result
    assert "1 same" in "".join(smj("import", "k.csv", "--commit")[1:])
    table(smj, **cells | {"定価の開始日": "(削除)"})
    assert sorted(prices()) == [(amount, tax, "") for amount, tax, _ in result]


@pytest.mark.parametrize(
    ("cells", "rule", "code"),
    [
        (["定価(税込)=1980", "税区分=税抜"], "cells-disagree", 1),
        (["本体価格=1980", "税区分=税込み"], "cells-disagree", 1),
        (["定価(税込)=1980", "税区分=見本"], "cells-disagree", 1),
        (["定価(税込)=1980", "本体価格=1800", "税区分=税抜"], "cell-items", 1),
        (["定価(税込)=税抜1980円"], "price-tax-differs", 0),
        (["本体価格=税込1980円", "定価の開始日=2024-04-01"], "price-tax-differs", 0),
    ],
)
def test_a_tax_that_is_not_that_of_the_columns_header_is_told(cells, rule, code, smj):
    found, out, err = smj("add", "book", "書名=見本の社会", *cells)
    assert (found, (out + err).count(f"[{rule}]")) == (code, 1), out + err


@pytest.mark.parametrize(
    ("there", "typed", "lead"),
    [
        ({"定価(税込)": "1,980円", "本体価格": "1,800円"}, "税区分=税抜", "定価"),
        ({"定価(税込)": "1,980円", "本体価格": "1,800円"}, "定価の開始日=2026-11-01", "定価"),
        (BOTH, "著者等の名前ヨミ=ミホン", "著者等の名前"),
        ({"著者": "見本花子・見本次郎"}, "著者ヨミ=ミホン", "著者"),
    ],
)
def test_one_thing_beside_several_values_is_refused_with_what_leads_them(there, typed, lead, smj):
    table(smj, **there)
    before = people(), prices()
    code, out, err = smj("--lang", "ja", "set", BOOK, typed)
    assert (code, (people(), prices())) == (1, before)
    assert f"「{lead}」" in out + err


@pytest.mark.parametrize(
    ("column", "first", "new", "result"),
    [("著者", "見本花子", "別人", [("別人", None, "A01")]), ("発売元", "見本販売", "別の販売", ["別の販売"])],
)
def test_set_replaces_what_a_workbook_repeated_in_another_column(column, first, new, result, smj):
    openpyxl = pytest.importorskip("openpyxl")
    table(smj, **{column: first, "ページ数": "200"})
    assert smj("template", "k.xlsx", "--with", "図書")[0] == 0
    book = openpyxl.load_workbook("k.xlsx")
    heads, row = book["図書"].iter_rows(max_row=2)
    next(cell for cell, head in zip(row, heads, strict=True) if head.value == "ページ数").value = "300"
    book.save("k.xlsx")
    assert smj("import", "k.xlsx", "--commit")[0] == 0
    code, out, err = smj("set", BOOK, f"{column}={new}")
    assert code == 0, out + err
    publishers = [p.name.text for p in Archive.open("mine").get(BOOK).publishers]
    assert (people() or publishers) == result


def test_a_later_table_replaces_what_another_column_gave(smj):
    """And a third one, in the first column again, what the second one gave."""
    table(smj, **{"定価(税込)": "1,980円"}, **BOTH)
    table(smj, "l.csv", 定価="税込3,000円", 著者等の名前="別人", 著者等の役割="著")
    assert prices() == [("3000", "included", "")]
    assert people() == [("別人", None, "A01")]
    table(smj, "m.csv", **{"定価(税込)": "2,090円", "著者": "見本三郎"})
    assert prices() == [("2090", "included", "")]
    assert people() == [("見本三郎", None, "A01")]


@pytest.mark.parametrize(
    "sets",
    [
        ["定価=2000円"],
        ["定価=2000円", "定価=2100円"],
        ["定価=2000円", "税区分=税込"],
        ["定価=2000円", "定価=1800円", "定価の開始日=2024-04-01"],
    ],
)
def test_what_several_edits_made_is_kept_and_told(sets, smj):
    """The input is held against what stood before the first of the edits since the last import."""
    row = {"定価": "1800円", "税区分": "税抜", "キーワード": "見本"}
    table(smj, **row)
    for cell in sets:
        assert smj("set", BOOK, cell)[0] == 0
    kept = prices()
    Path("k.csv").write_text(
        Path("k.csv").read_text(encoding="utf-8").replace(",見本\n", ",別の見本\n"), encoding="utf-8"
    )
    code, out, err = smj("--lang", "ja", "import", "k.csv", "--commit")
    assert (code, (out + err).count("[edit-kept]"), prices()) == (0, 1, kept), out + err
    assert "cluded" not in out + err


def test_what_is_new_in_a_table_after_several_edits_is_a_conflict(smj):
    table(smj, 定価="1800円")
    for cell in ("定価=2000円", "定価=2100円"):
        assert smj("set", BOOK, cell)[0] == 0
    Path("k.csv").write_text(Path("k.csv").read_text(encoding="utf-8").replace("1800", "2000"), encoding="utf-8")
    assert "[edited-by-hand]" in "".join(smj("import", "k.csv")[1:])


@pytest.mark.parametrize(
    ("typed", "field", "result"),
    [
        ("著者等の名前=見本花子;見本次郎;", "people", [("見本花子", None, "A01"), ("見本次郎", None, "B01")]),
        ("著者等の役割=編;編;", "people", [("見本花子", None, "B01"), ("見本次郎", None, "B01")]),
        ("著者ヨミ=ミホン;", "people", [("見本花子", "ミホン", "A01"), ("見本次郎", None, "B01")]),
        ("税区分=税込；", "prices", [("1800", "included", "")]),
        ("定価=1900;", "prices", [("1900", "excluded", "")]),
    ],
)
def test_a_mark_at_the_end_of_a_typed_cell_parts_nothing(typed, field, result, smj):
    table(smj, **BOTH, 定価="1800円", 税区分="税抜")
    code, out, err = smj("set", BOOK, typed)
    assert code == 0, out + err
    assert {"people": people, "prices": prices}[field]() == result


def test_numbers_of_two_schemes_that_are_the_same_number_are_both_kept(smj):
    """In a table, again from it, and again from what is exported."""
    table(smj, LCCN="2001627090", ASIN="2001627090", OCLC番号="2001627090")
    kept = Archive.open("mine").get(BOOK)
    assert [it.scheme for it in kept.identifiers] == ["OCLC", "LCCN", "ASIN"]
    assert smj("--lang", "ja", "export", "--to", "csv", "--out", "again.csv")[0] == 0
    assert "独自" in Path("again.csv").read_text(encoding="utf-8-sig")
    assert "own" not in smj("--lang", "ja", "show", BOOK)[1]
    for name in ("k.csv", "again.csv"):
        assert smj("import", name, "--commit")[0] == 0
        assert Archive.open("mine").get(BOOK) == kept
