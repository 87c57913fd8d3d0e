"""Designations of issues and page runs as people write them into cells."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog import model as m
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.formats.tabular.values import Number, parse_numbering, parse_runs
from smj_catalog.formats.tabular.values.parsed import Day

COLUMNS = ("number", "volume", "both", "whole")


def parts(parsed):
    """The parts in a line: v5 n2+3 w193 d2017年."""
    value = parsed.value
    marks = {"volume": "v", "whole_number": "w", "date": "d", "series": "s"}
    found = [f"{marks[k]}{value[k]}" for k in ("series", "date", "volume", "whole_number") if k in value]
    return " ".join([*found, *(["n" + "+".join(value["numbers"])] if "numbers" in value else [])])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第5巻第2号", "v5 n2"), ("第5巻2号", "v5 n2"), ("5巻2号", "v5 n2"), ("5巻 第2号", "v5 n2"), ("５巻２号", "v5 n2"), ("第五巻第二号", "v5 n2"),
        ("5(3)", "v5 n3"), ("5 (3)", "v5 n3"), ("５（３）", "v5 n3"), ("34(2-3)", "v34 n2+3"), ("34(2・3)", "v34 n2+3"), ("34(2)=193", "v34 w193 n2"),
        ("Vol.5 No.4", "v5 n4"), ("vol. 5, no. 4", "v5 n4"), ("v.5 n.4", "v5 n4"), ("Volume 5, Issue 4", "v5 n4"), ("VOL.5 NO.4", "v5 n4"),
        ("Vol.5(4)", "v5 n4"), ("Vol.5-4", "v5 n4"), ("Vol. 5-No. 4", "v5 n4"), ("5巻2", "v5 n2"), ("第5巻 2", "v5 n2"), ("第5巻(第2号)", "v5 n2"),
        ("Vol.XII No.3", "vXII n3"), ("第Ⅴ巻第2号", "vV n2"), ("Vol. 5, No. 2, 2017", "d2017年 v5 n2"), ("2017年5巻2号", "d2017年 v5 n2"), ("第5集", "n5"), ("No.02", "n2"), ("Vol.5 2017", "d2017年 v5"),
        ("Vol.34, No.2 (No.193)", "v34 w193 n2"), ("第34巻第2号 通巻第193号", "v34 w193 n2"), ("第34巻第2号(通巻193号)", "v34 w193 n2"),
        ("第3号(通巻45号)", "w45 n3"), ("通巻193号", "w193"), ("通巻第193号", "w193"),
        ("2017年2号", "d2017年 n2"), ("2017年第2号", "d2017年 n2"), ("2017(2)", "d2017年 n2"), ("平成29年2号", "d平成29年 n2"), ("二〇一七年二号", "d2017年 n2"),
        ("5巻2号(2017)", "d2017年 v5 n2"), ("5巻2号(2017.8)", "d2017.8 v5 n2"),
        ("2017年8月号(第193号)", "d2017年8月号 n193"), ("2017年8月号", "d2017年8月号"), ("8月号", "d8月号"), ("2017年夏号", "d2017年夏号"),
        ("6・7月合併号", "d6・7月合併号"), ("2017年6・7月号", "d2017年6・7月号"), ("2017年12月・2018年1月合併号", "d2017年12月・2018年1月合併号"),
        ("第193号", "n193"), ("193号", "n193"), ("No.193", "n193"), ("no 193", "n193"), ("№193", "n193"), ("#193", "n193"), ("第百九十三号", "n193"),
        ("193・194", "n193+194"), ("193-194合併号", "n193+194"), ("第193・194号", "n193+194"), ("193・194合併号", "n193+194"), ("193/194", "n193+194"),
        ("5巻2・3号", "v5 n2+3"), ("Vol.12", "n12"), ("第5巻", "v5"), ("復刊第5号", "s復刊 n5"), ("第2次第5号", "s第2次 n5"),
        ("第60号(第5巻第4号)", "v5 w60 n4"), ("62号・5巻6号", "v5 w62 n6"), ("No.71 (Vol.8 No.3)", "v8 w71 n3"), ("33号 2006年 2巻9号", "d2006年 v2 w33 n9"), ("2号 5巻", "v5 n2"),
        ("第Ⅶ巻第2号", "vVII n2"), ("Vol.VI No.2", "vVI n2"), ("VIII巻4号", "vVIII n4"), ("巻Ⅵ 第1号", "vVI n1"),
    ],
)  # fmt: skip
def test_designations(text, found):
    """In parts, and as printed."""
    parsed = parse_numbering(text)
    assert (parts(parsed), parsed.value["printed"], parsed.warnings) == (found, text, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [("193", "n193"), ("１９３", "n193"), ("193.0", "n193"), ("193; 194", "n193+194"), ("12A", "n12A"), ("S1", "nS1"), ("夏号", "n夏号"),
     ("創刊号", "n創刊号"), ("創刊準備号", "n創刊準備号")],
)  # fmt: skip
def test_bare_numbers_and_words(text, found):
    """A number without its frame says no more than its column; words stay as they are."""
    parsed = parse_numbering(text)
    assert (parts(parsed), parsed.value.get("printed"), parsed.warnings) == (found, None, ())


@pytest.mark.parametrize(
    ("column", "text", "found"),
    [
        ("both", "5-2", "v5 n2"), ("both", "5−2", "v5 n2"), ("both", "5:2", "v5 n2"), ("both", "5.2", "v5 n2"), ("both", "5-6", "v5 n6"), ("both", "5-2-3", "v5 n2+3"),
        ("both", "2017-2", "d2017年 n2"), ("both", "2017-12", "d2017年 n12"), ("both", "4巻1号", "v4 n1"), ("both", "34(2)", "v34 n2"),
        ("both", "193・194", "n193+194"), ("both", "5巻", "v5"), ("both", "第193号", "n193"), ("both", "Vol.12", "v12"),
        ("volume", "5", "v5"), ("volume", "第5巻", "v5"), ("volume", "Vol.5", "v5"), ("volume", "第三巻", "v3"), ("volume", "3-4", "v3-4"), ("volume", "5(2)", "v5 n2"),
        ("volume", "VI", "vVI"), ("volume", "VII", "vVII"), ("volume", "Ⅵ", "vVI"), ("volume", "viii", "vVIII"), ("volume", "V", "vV"), ("volume", "IX", "vIX"), ("volume", "X", "vX"), ("volume", "I", "vI"),
        ("volume", "v. IX", "vIX"), ("volume", "Vol. XIV", "vXIV"), ("volume", "IIX", "vIIX"), ("volume", "VIN", "vVIN"), ("volume", "XLI", "vXLI"),
        ("both", "VI(2)", "vVI n2"), ("both", "Ⅷ・2", "vVIII n2"), ("both", "IV, no. 3", "vIV n3"), ("both", "v 5 n 4", "v5 n4"), ("both", "XI/3", "vXI n3"),
        ("volume", "上巻", "v上巻"), ("whole", "193", "w193"), ("whole", "通巻193号", "w193"), ("whole", "第193号", "w193"), ("whole", "No.193", "w193"), ("whole", "193-194", "w193-194"),
    ],
)  # fmt: skip
def test_what_a_column_says_of_a_number(column, text, found):
    """5-2 is volume and number only where the column holds both."""
    parsed = parse_numbering(text, column)
    assert (parts(parsed), parsed.warnings) == (found, ())


@pytest.mark.parametrize(
    ("column", "text", "found"),
    [
        ("number", "4～6合併号", "n4+5+6"), ("number", "4〜6", "n4+5+6"), ("number", "4-6", "n4+5+6"), ("number", "193-196", "n193+194+195+196"),
        ("number", "1-12", "n1+2+3+4+5+6+7+8+9+10+11+12"), ("number", "第三～五号", "n3+4+5"), ("number", "1-3,5", "n1+2+3+5"), ("number", "04-06", "n04+05+06"),
        ("both", "3巻2〜4号", "v3 n2+3+4"), ("both", "Vol.5 No.4-6", "v5 n4+5+6"), ("both", "34(2-4)", "v34 n2+3+4"), ("both", "5巻2-4", "v5 n2+3+4"),
        ("both", "4～6", "n4+5+6"), ("both", "20-4", "v20 n4"), ("both", "4-6", "v4 n6"),
    ],
)  # fmt: skip
def test_a_range_of_numbers_is_all_of_them(column, text, found):
    """4〜6 is 4, 5 and 6, and stays as printed, where each of them stands."""
    parsed = parse_numbering(text, column)
    assert (parts(parsed), parsed.value["printed"], parsed.warnings) == (found, text, ())


@pytest.mark.parametrize("text", ["1-20", "1〜40号"])
def test_a_long_range_is_kept_in_words(text):
    """No issue has so many numbers; nobody knows what it says."""
    parsed = parse_numbering(text)
    assert (parsed.value, [w.rule for w in parsed.warnings]) == ({"numbers": (text,)}, ["numbering-words"])


def test_a_year_and_a_number_that_may_be_a_month_are_told():
    """2006.6 is read as before, and told; with a hyphen it is a number."""
    parsed = parse_numbering("2006.6", "both")
    assert (parts(parsed), [w.rule for w in parsed.warnings]) == ("d2006年 n6", ["numbering-bare"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("193・194合併号", "combined"),
        ("6・7月合併号", "combined"),
        ("臨時増刊", "extra"),
        ("別冊第3号", "separate"),
        ("第3号", None),
    ],
)
def test_kinds_of_issues(text, kind):
    """Words for a kind of issue say it; two numbers alone do not."""
    assert dict(parse_numbering(text).others).get("kind") == kind
    assert not parse_numbering("193・194").others


@pytest.mark.parametrize(
    ("column", "text"),
    [("number", "5-2"), ("number", "5.2"), ("number", "5:2"), ("number", "194-193"), ("number", "12(193)"), ("number", "2017-2"), ("number", "2/2017"), ("both", "5/2017"), ("volume", "5-2"),
     ("both", "193-194"), ("both", "5-2-1"), ("number", "5巻2号; 3号")],
)  # fmt: skip
def test_designations_of_two_meanings(column, text):
    """What can be read in two ways is refused with the ways to write it."""
    with pytest.raises(BadValue) as error:
        parse_numbering(text, column)
    assert [p.rule for p in error.value.problems] == ["numbering-form"]


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize(
    "text", ["1月2日", "Jan-02", "2-Jan", "8月10日", "10-Aug", Day("2026-01-02"), "2018/1/2", "2018-01-02 00:00:00"]
)
def test_numbers_that_a_spreadsheet_made_dates_of(text, column):
    """They are never stored, neither as numbers nor as pages, and the message says what they were."""
    for parse in (lambda t: parse_numbering(t, column), parse_runs):
        with pytest.raises(BadValue) as error:
            parse(text)
        (problem,) = error.value.problems
        assert problem.rule == "spreadsheet-made-date"
        assert ("8-10" if "8" in text[:1] or "Aug" in text else "1-2") in problem.text()


def test_numbers_of_a_spreadsheet():
    """193 is a number; 5.1 may have been 5.10."""
    assert parts(parse_numbering(Number("193"))) == "n193"
    with pytest.raises(BadValue):
        parse_numbering(Number("5.1"), "both")


def test_designations_that_are_told():
    """Words with a number that cannot be taken out stay whole, with a doubt; 不明 is no number."""
    parsed = parse_numbering("第5号 見本の号")
    assert (parts(parsed), [w.rule for w in parsed.warnings]) == ("n第5号 見本の号", ["numbering-words"])
    for text in (
        "第4号(第5巻第60号)",
        "第5巻第60号(第4号)",
        "第60・61号(第5巻第4・5号)",
    ):  # which one counts over all volumes?
        parsed = parse_numbering(text)
        assert (parsed.value, [w.rule for w in parsed.warnings]) == ({"numbers": (text,)}, ["numbering-words"])
    for twice in (
        "第5号 第6号",
        "第3巻 第4巻 第5号",
        "通巻193号 通巻194号",
        "Vol.3 No.2 No.4 No.5",
        "第5巻第2号(通巻193号)(通巻194号)",
    ):
        parsed = parse_numbering(twice)
        assert (parsed.value, [w.rule for w in parsed.warnings]) == ({"numbers": (twice,)}, ["numbering-words"])
    assert (parse_numbering("不明").value, [w.rule for w in parse_numbering("不明").warnings]) == (
        {},
        ["cell-says-nothing"],
    )
    assert (parse_numbering("-").value, parse_numbering("-").warnings) == ({}, ())
    assert [(w.rule, w.severity) for w in parse_numbering("193", "both").warnings] == [("numbering-bare", "info")]


@pytest.mark.parametrize("column", ["volume", "whole"])
@pytest.mark.parametrize(
    ("text", "kind"),
    [("臨時増刊", "extra"), ("別冊", "separate"), ("春季号", None), ("新春号", None), ("創刊準備号", None)],
)
def test_words_are_no_volume(text, kind, column):
    """They are kept as printed, and told; what kind of issue they say goes where that goes."""
    parsed = parse_numbering(text, column)
    assert parsed.value == {"printed": text}
    assert parsed.others == ((("kind", kind),) if kind else ())
    assert [(w.rule, w.severity) for w in parsed.warnings] == [("numbering-words", "info")]
    assert parse_numbering("上", column).value == {"volume" if column == "volume" else "whole_number": "上"}


def numbering(**cells):
    loaded = sheet("issue").load(cells)
    assert not loaded.failed
    return loaded.values.get("numbering"), loaded.values.get("kind"), [(k, p.rule) for k, p in loaded.problems]


def test_cells_of_one_designation():
    """Each column its own part first; as printed only where all that is said comes with its words."""
    assert numbering(volume="5", number="2") == (m.Numbering(volume="5", numbers=("2",)), None, [])
    assert numbering(volume="第5巻", number="第2号") == (m.Numbering("第5巻 第2号", "5", numbers=("2",)), None, [])
    assert numbering(volume="新春号", number="5")[0] == m.Numbering("新春号", numbers=("5",))
    assert numbering(volume="Ⅵ", number="2") == (m.Numbering(volume="VI", numbers=("2",)), None, [])
    assert numbering(volume="第6巻", number="第2号", volume_and_number="6(2)") == (
        m.Numbering("6(2)", "6", numbers=("2",)),
        None,
        [],
    )
    assert numbering(volume="第6巻", volume_and_number="6(2)") == (m.Numbering("6(2)", "6", numbers=("2",)), None, [])
    assert numbering(volume="5", number="第2号") == (m.Numbering(volume="5", numbers=("2",)), None, [])
    assert numbering(volume_and_number="4巻1号") == (m.Numbering("4巻1号", "4", numbers=("1",)), None, [])
    assert numbering(volume_and_number="5-2", designation="2017年8月号") == (
        m.Numbering("2017年8月号", "5", numbers=("2",)),
        None,
        [],
    )
    assert numbering(number="2017年2号", date_designation="2017年8月") == (
        m.Numbering("2017年2号", numbers=("2",), date="2017年8月"),
        None,
        [],
    )
    assert numbering(number="193・194合併号") == (m.Numbering("193・194合併号", numbers=("193", "194")), "combined", [])
    assert numbering(number="193", date="2017年6・7月号") == (
        m.Numbering(numbers=("193",), date="2017年6・7月号"),
        "combined",
        [],
    )


def test_cells_that_disagree():
    """Two volumes of one issue are refused; a date designation of its own wins over a date, which is told."""
    loaded = sheet("issue").load({"volume": "3", "volume_and_number": "4巻1号"})
    assert [(k, p.rule, p.severity) for k, p in loaded.problems] == [("volume_and_number", "cells-disagree", "error")]
    value, _, problems = numbering(date_designation="2016年夏号", date="2017年8月号", number="5")
    assert (value.date, problems) == ("2016年夏号", [("date", "cell-other-not-taken")])


# --- page runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("50-55", "50-55"), ("5", "5"), ("14～20", "14-20"), ("5〜12", "5-12"), ("５－１２", "5-12"), ("pp.10-12", "10-12"), ("pp. 5–12", "5-12"), ("p5", "5"), ("P12", "12"),
        ("p.5-p.12", "5-12"), ("5頁～12頁", "5-12"), ("5～12ページ", "5-12"), ("第5頁", "5"), ("5ページから12ページ", "5-12"),
        ("23-25, 40", "23-25 40"), ("23-25、40", "23-25 40"), ("23-25・40-41", "23-25 40-41"), ("pp. 5-7, 9", "5-7 9"), ("1,024", "1024"),
        ("S1-S5", "S1-S5"), ("s1-s5", "s1-s5"), ("e123", "e123"), ("xii-xv", "xii-xv"), ("II-IV", "II-IV"), ("左5-左12", "左5-左12"), ("横1-横12", "横1-横12"),
        ("巻頭", "巻頭"), ("裏表紙", "裏表紙"), ("表紙, 3-5", "表紙 3-5"), ("不明", ""), ("-", ""),
    ],
)  # fmt: skip
def test_pages_of_articles(text, runs):
    """Each page as it is printed, several runs one by one."""
    found = parse_runs(text).value
    assert " ".join(f"{r.first}-{r.last}" if r.last else r.first for r in found) == runs


@pytest.mark.parametrize(
    "text", ["", "12-", "-12", "1-2-3", "5/8", "A-1", "全5頁", "10ff", "約5頁", "50.55", "see p. 5"]
)
def test_no_pages_of_articles(text):
    """What may be another thing is refused."""
    with pytest.raises(BadValue) as error:
        parse_runs(text)
    assert [p.rule for p in error.value.problems] == ["page-run-form"]


# --- both


@given(st.sampled_from(COLUMNS), st.integers(1, 200), st.integers(1, 53))
def test_every_volume_and_number(column, volume, number):
    """However they are written, both are found."""
    for text in (
        f"第{volume}巻第{number}号",
        f"{volume}巻{number}号",
        f"{volume}({number})",
        f"Vol.{volume} No.{number}",
        f"v.{volume} n.{number}",
    ):
        assert parts(parse_numbering(text, column)) == f"v{volume} n{number}"


@pytest.mark.parametrize("parse", [parse_runs, *(lambda t, c=c: parse_numbering(t, c) for c in COLUMNS)])
@given(text=st.text(max_size=30) | st.text("0123456789第巻号月日年No.vol()・-~ 通十百", max_size=20))
def test_parsers_only_refuse(parse, text):
    """Whatever stands in a cell, a parser gives a value or refuses in words."""
    try:
        parse(text)
    except BadValue as error:
        for problem in error.problems:
            assert problem.text("en") != problem.text("ja")


@pytest.mark.parametrize("piece", ["第", "1", "1-", "5(", "No.", "・", " ", "月", "1,", "十", "Vol", "p.", "-"])
def test_long_cells_are_quick(piece):
    """A cell of any length is read or refused at once."""
    begun = time.perf_counter()
    for text in (piece * 20_000, "5" + piece * 20_000, "第5巻" + " " * 20_000 + "号"):
        for parse in (parse_runs, parse_numbering, lambda t: parse_numbering(t, "both")):
            with contextlib.suppress(BadValue):
                parse(text)
    assert time.perf_counter() - begun < 2
