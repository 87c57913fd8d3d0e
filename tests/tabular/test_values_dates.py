"""Dates as people write them into cells: what is read, what is told, what is refused."""

import contextlib
import datetime
import re
import time

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog import model as m
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import Number, format_date, parse_dates
from smj_catalog.model.rules.printed import ERAS


def shown(parsed):
    return [(d.role, format_date(d)) for d in parsed.value]


def told(parsed):
    return [w.rule for w in parsed.warnings]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("平成18年6月", "2006-06"), ("平成18年6月1日", "2006-06-01"), ("平成18年", "2006"), ("平成 18 年 6 月", "2006-06"),
        ("H18.6", "2006-06"), ("h18.6", "2006-06"), ("H.18.6", "2006-06"), ("H18/6/1", "2006-06-01"), ("H18-6-1", "2006-06-01"),
        ("H18−6−1", "2006-06-01"), ("2006ー6ー1", "2006-06-01"), ("H18ー6", "2006-06"), ("2006ｰ6", "2006-06"), ("Ｈ１８．６", "2006-06"), ("令和元年", "2019"), ("令和元年5月1日", "2019-05-01"),
        ("R1.5", "2019-05"), ("㍻18年", "2006"), ("㍻18年6月", "2006-06"), ("㋿2年1月", "2020-01"), ("昭和64年1月7日", "1989-01-07"),
        ("S63", "1988"), ("大正15年12月", "1926-12"), ("明治45年7月", "1912-07"), ("平成十八年六月", "2006-06"),
        ("平成十八年六月二十一日", "2006-06-21"), ("二〇〇六年", "2006"), ("二〇〇六年六月", "2006-06"), ("千九百九十九年", "1999"),
        ("令元.5", "2019-05"), ("平31.4", "2019-04"), ("昭63.12", "1988-12"), ("明39", "1906"), ("大12.9", "1923-09"),
        ("2006年6月", "2006-06"), ("２００６年６月１日", "2006-06-01"), ("2006/6", "2006-06"), ("2006/06/01", "2006-06-01"),
        ("2006.6.1", "2006-06-01"), ("2006.6", "2006-06"), ("2006-6", "2006-06"), ("200606", "2006-06"),
        ("20060601", "2006-06-01"), ("2019年6月1日発行", "2019-06-01"), ("西暦2006年", "2006"), ("発行年月日:2006年6月1日", "2006-06-01"),
        ("[2006]", "2006"), ("〔2006〕", "2006"), ("June 2006", "2006-06"), ("Sept. 2006", "2006-09"), ("1 Jun 2006", "2006-06-01"),
        ("1-Jun-2006", "2006-06-01"), ("June 1, 2006", "2006-06-01"), ("2006年6月1日(木)", "2006-06-01"), ("06/2006", "2006-06"),
        ("6.2006", "2006-06"),
        ("2005-05-30以前", "../2005-05-30"), ("2005年以前", "../2005"), ("2005年以後", "2005/.."), ("2006年頃", "2006?"),
        ("平成18年ごろ", "2006?"), ("2006年前後", "2006?"), ("1997-8年", "1997/1998"), ("1997～98年", "1997/1998"), ("1997-2002年", "1997/2002"), ("1997-98", "1997/1998"), ("1997/98", "1997/1998"), ("1995-97", "1995/1997"), ("2012-13", "2012/2013"),
        ("平成8～9年", "1996/1997"), ("H8-10年", "1996/1998"), ("昭和五十～五十二年", "1975/1977"), ("二〇〇六・七年", "2006/2007"), ("ca. 2006", "2006?"), ("c. 2006", "2006?"), ("2006年6月?", "2006-06?"), ("2027年春頃", "2027?"),
        ("平成18年(2006年)6月", "2006-06"), ("2006(平成18)年6月", "2006-06"), ("2006年〔平成18年〕6月1日", "2006-06-01"),
        ("令和元(2019)年5月", "2019-05"), ("平成18(2006).6", "2006-06"), ("2006年(平成18年6月)", "2006-06"),
        ("2006年6月第1刷", "2006-06"), ("2026年10月1日初版第1刷", "2026-10-01"), ("2006年6月1日 初版第一刷発行", "2006-06-01"),
        ("初版 2006年6月", "2006-06"), ("第2版 2010年5月", "2010-05"), ("2006年6月(改訂版)", "2006-06"), ("2006年6月初刷", "2006-06"),
        ("2006年夏", "2006"), ("2027年春", "2027"), ("2006年秋季", "2006"), ("Summer 2006", "2006"), ("2006年新春", "2006"),
        ("2006年6月上旬", "2006-06"), ("2027年1月下旬", "2027-01"), ("2006年末", "2006"), ("2006年6月末", "2006-06"),
        ("2006年前半", "2006"), ("2027年中", "2027"), ("二〇〇六・六・一", "2006-06-01"), ("昭63・12・8", "1988-12-08"), ("2006年6月吉日", "2006-06"),
        ("2016年3月31日（2015年度）", "2016-03-31"), ("昭和50年代", "1975/1984"), ("1990年代前半", "1990/1999"), ("2006年6月（発行）", "2006-06"),
        ("[200-]", "2000/2009"), ("200-?", "2000/2009"), ("199X", "1990/1999"), ("1990年代", "1990/1999"), ("1990s", "1990/1999"),
        ("[19--]", "1900/1999"), ("[19--?]", "1900/1999"), ("20――", "2000/2099"),
        ("2006.6-7", "2006-06/2006-07"), ("2006/6-7", "2006-06/2006-07"), ("2006年6-7月", "2006-06/2006-07"),
        ("2006年6月〜7月", "2006-06/2006-07"), ("2006年6月から7月", "2006-06/2006-07"), ("2006.12-2007.1", "2006-12/2007-01"),
        ("平成18年6・7月", "2006-06/2006-07"), ("2006.6.1-3", "2006-06-01/2006-06-03"), ("2006-2008", "2006/2008"), ("[2006 or 2007]", "2006/2007"), ("2006年または2007年", "2006/2007"),
        ("2006/6/1 0:00", "2006-06-01"), ("2006-06-01 00:00:00", "2006-06-01"), ("2006-06-01T00:00:00Z", "2006-06-01"),
        ("2006-06-01T00:00:00.000Z", "2006-06-01"), ("2006-06-01T00:00:00+09:00", "2006-06-01"),
        ("2006/6/1 12:00:00 AM", "2006-06-01"), ("2006/6/1 午前0:00", "2006-06-01"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(text, date):
    """The date is read, the words are kept; told are a season or part of a month that is no date, and months of an issue."""
    parsed = parse_dates(text)
    cut = ["date-cut"] if re.search("[春夏秋冬旬末半中吉]|Summer", text) else []
    cut += ["date-of-issue"] if re.fullmatch("[0-9]{4}-[0-9]{2}/[0-9]{4}-[0-9]{2}", date) else []
    assert (shown(parsed), told(parsed)) == ([("publication", date)], cut)
    assert parsed.value[0].printed == text


@pytest.mark.parametrize(
    ("text", "dates", "rules"),
    [
        ("c2006", [("publication", "2006")], ["date-copyright"]), ("©2006", [("publication", "2006")], ["date-copyright"]),
        ("ⓒ2006", [("publication", "2006")], ["date-copyright"]), ("[c2006]", [("publication", "2006")], ["date-copyright"]),
        ("(C) 2006", [("publication", "2006")], ["date-copyright"]), ("2006, c2005", [("publication", "2006")], ["date-copyright"]),
        ("2006-", [("publication", "2006")], ["date-open"]), ("2006年6月〜", [("publication", "2006-06")], ["date-open"]),
        ("2008年3月第3刷", [("reprint", "2008-03")], ["date-reprint"]), ("2008年3月再版", [("reprint", "2008-03")], ["date-reprint"]),
        ("2008年3月10日 第12刷発行", [("reprint", "2008-03-10")], ["date-reprint"]),
        ("2006年6月1日初版第1刷発行 2008年3月10日第3刷発行", [("publication", "2006-06-01"), ("reprint", "2008-03-10")], ["date-reprint"]),
        ("2027年3月発売予定", [("publication", "2027-03")], ["date-planned"]),
        ("2006-05-31T15:00:00Z", [("publication", "2006-06-01")], ["date-time"]),
        ("2006-12-31T20:30:00Z", [("publication", "2007-01-01")], ["date-time"]),
        ("2006/6/1 13:05", [("publication", "2006-06-01")], ["date-time"]),
        ("2006年6・7月号", [("publication", "2006-06/2006-07")], ["date-of-issue"]),
        ("2017年8月号", [("publication", "2017-08")], ["date-of-issue"]), ("2006年夏号", [("publication", "2006")], ["date-of-issue", "date-cut"]),
        ("2006年12・1月号", [("publication", "2006")], ["date-span-years", "date-of-issue"]),
        ("平成32年", [("publication", "2020")], ["era-date-outside-era"]), ("昭和64年1月8日", [("publication", "1989-01-08")], ["era-date-outside-era"]),
        ("平成32年(2020年)", [("publication", "2020")], ["era-date-outside-era"]),
        ("2016年度", [("publication", "2016?")], ["date-fiscal"]), ("平成28年度", [("publication", "2016?")], ["date-fiscal"]),
        ("２０１６年度版", [("publication", "2016?")], ["date-fiscal"]), ("2016年度上半期", [("publication", "2016?")], ["date-fiscal", "date-cut"]),
        ("2016年版", [("publication", "2016?")], ["date-fiscal"]),
        ("1999-00", [("publication", "1999/2000")], ["date-unsaid"]), ("2005-00", [("publication", "2005")], ["date-unsaid"]), ("2005-00-00", [("publication", "2005")], ["date-unsaid"]),
        ("2005-06-00", [("publication", "2005-06")], ["date-unsaid"]),
        ("刊行年不明", [], ["cell-says-nothing"]), ("未定", [], ["cell-says-nothing"]), ("n.d.", [], ["cell-says-nothing"]), ("[ not applicable (見本の社会の編集委員会の記録による分です)]", [], ["cell-says-nothing"]),
        ("[出版年不明]", [], ["cell-says-nothing"]), ("発売日未定", [], ["cell-says-nothing"]), ("不明", [], ["cell-says-nothing"]), ("-", [], []), ("―", [], []),
    ],
)  # fmt: skip
def test_dates_that_are_told(text, dates, rules):
    """What is taken with a doubt says so; a mark of an empty cell says nothing."""
    parsed = parse_dates(text)
    assert (shown(parsed), told(parsed)) == (dates, rules)
    assert all(w.severity == ("info" if w.rule == "date-cut" else "warning") for w in parsed.warnings)


@pytest.mark.parametrize(
    "text", ["2006", "2006-06", "2006-06-01", "2006?", "../2005-05-30", "2005/..", "2004/2005", "2004-05/2005-06"]
)
def test_exact_dates_have_no_printed_form(text):
    """What the sheets write comes back as it is."""
    parsed = parse_dates(text, "cover")
    assert shown(parsed) == [("cover", text)]
    assert parsed.value[0].printed is None


@pytest.mark.parametrize(
    "text",
    ["", "x", "2006-13", "2006/13", "2006-02-30", "平成18年13月", "平成18年0月", "06/6/1", "6/1/2006", "38869", "38869.5", "2006年6", "平成",
     "Foo 2006", "Junk 2006", "2005/2004", "平成年", "2006年6月31日", "0000", "20061301", "春頃", "H18.6.1.2", "2006.7-6", "2006-6.7",
     "平成18年(2007年)6月", "2006年(平成18年)6月(平成18年7月)", "2006年6月(平成18年7月)", "Jun-06", "1900/1/0", "2006/6/1 25:00", "2006年13・14月号", "19世紀", "1998-7年", "1999-0年", "1998-97", "2001-13", "2001-15", "'96.12", "97年3月", "97.3", "8年",
     "2006年3月1日〜4月", "2006〜5", "2006年〜5日", "2006年3月〜5日"],
)  # fmt: skip
def test_no_dates(text):
    """What is no date, or may be several, is refused."""
    with pytest.raises(BadValue) as error:
        parse_dates(text)
    assert error.value.problems[0].rule in ("date-form", "dates-in-order", "date-calendars")


@pytest.mark.parametrize(
    ("text", "expected", "params"),
    [
        ("38869", "a-cell-date-serial", {}), ("38869.5", "a-cell-date-serial", {}), ("1900/1/0", "a-cell-date-serial", {}),
        ("388690", "a-cell-date", {}), ("06/6/1", "a-cell-date-order", {}), ("6/1/2006", "a-cell-date-order", {}),
        ("1.6.06", "a-cell-date-order", {}), ("Jun-06", "a-cell-date-order", {}), ("1-Jun", "a-cell-date-order", {}),
        ("1-Jun-06", "a-cell-date-order", {}), ("x", "a-cell-date", {}), ("'96.12", "a-cell-date-year", {"years": "1996年12月"}), ("’96年12月", "a-cell-date-year", {"years": "1996年12月"}),
        ("'97.3.5", "a-cell-date-year", {"years": "1997年3月"}), ("97年3月", "a-cell-date-year", {"years": "1997年3月"}), ("97.3", "a-cell-date-year", {"years": "1997年3月"}),
        ("18年6月", "a-cell-date-year", {"years": "2018年6月, 平成18年6月, 昭和18年6月, 明治18年6月"}), ("64年", "a-cell-date-year", {"years": "1964年, 昭和64年"}),
        ("2006年6月31日", "a-date-of-calendar", {}), ("20240230", "a-date-of-calendar", {}), ("平成31.2.30", "a-date-of-calendar", {}),
        ("2024/13/01", "a-date-of-calendar", {}), ("2023-02-29", "a-date-of-calendar", {}),
        ("[2006", "a-cell-date", {}), ("2006]", "a-cell-date", {}), ("(2006", "a-cell-date", {}), ("2006〕", "a-cell-date", {}),
        ("2" * 81, "a-cell-date", {}), ("2005/2004", "a-date-not-before", {"date": "2005"}), ("2005-13", "a-date-of-calendar", {}),
        ("平成18年(2007年)6月", "a-date-in-both", {"one": "2006-06", "other": "2007"}),
    ],
)  # fmt: skip
def test_what_a_refused_date_should_be_is_told(text, expected, params):
    """A serial number, an order of day and month that cannot be known, dates that contradict each other."""
    with pytest.raises(BadValue) as error:
        parse_dates(text)
    (problem,) = error.value.problems
    assert (problem.found.endswith(text[-4:]), problem.expected.id, dict(problem.expected.params)) == (
        True,
        expected,
        params,
    )


@pytest.mark.parametrize(
    ("text", "date", "params"),
    [
        ("明治45年8月", "1912-08", ("大正元年8月", "明治", "1868-01-01", "1912-07-30")), ("大正元年7月29日", "1912-07-29", ("明治45年7月29日", "大正", "1912-07-30", "1926-12-25")),
        ("大正15年12月26日", "1926-12-26", ("昭和元年12月26日", "大正", "1912-07-30", "1926-12-25")), ("昭和元年12月24日", "1926-12-24", ("大正15年12月24日", "昭和", "1926-12-25", "1989-01-07")),
        ("S64.1.8", "1989-01-08", ("平成元年1月8日", "昭和", "1926-12-25", "1989-01-07")), ("H1.1.7", "1989-01-07", ("昭和64年1月7日", "平成", "1989-01-08", "2019-04-30")),
        ("昭和65年", "1990", ("平成2年", "昭和", "1926-12-25", "1989-01-07")), ("S95", "2020", ("令和2年", "昭和", "1926-12-25", "1989-01-07")),
        ("平成31年5月", "2019-05", ("令和元年5月", "平成", "1989-01-08", "2019-04-30")), ("R1.4", "2019-04", ("平成31年4月", "令和", "2019-05-01")),
    ],
)  # fmt: skip
def test_dates_outside_their_era(text, date, params):
    """The first day before an era, and the first behind it, are told with the date by its era, and the era's days."""
    parsed = parse_dates(text)
    (problem,) = parsed.warnings
    wanted = (
        "a-date-in-era" if len(params) == 4 else "a-date-in-era-from",
        {"date": date} | dict(zip(("meant", "era", "first", "last"), params, strict=False)),
    )
    assert [format_date(d) for d in parsed.value] == [date]
    assert (problem.expected.id, dict(problem.expected.params)) == wanted


@pytest.mark.parametrize("number", range(1, 13))
def test_english_months(number):
    """By their name, by its first three letters, and by no other part of it."""
    name = datetime.date(2006, number, 1).strftime("%B")
    for word in (name, name.upper(), name[:3], f"{name[:3].lower()}."):
        for text, date in ((f"{word} 2006", "2006"), (f"4 {word} 2006", "04"), (f"{word} 4, 2006", "04")):
            (read,) = parse_dates(text).value
            assert format_date(read) == f"2006-{number:02}" + (f"-{date}" if date == "04" else "")
    for text in (f"{name}x 2006", f"{name[:2]} 2006", f"{name[:3]}x 2006"):
        with pytest.raises(BadValue):
            parse_dates(text)


def test_a_span_is_written_only_of_what_is_one():
    """Without an end, or as no span, a date is written alone."""
    day, end = m.PartialDate(2009), m.PartialDate(2010)
    assert format_date(m.EventDate("publication", day, qualifier="between")) == "2009"
    assert format_date(m.EventDate("publication", day, until=end)) == "2009"
    assert format_date(m.EventDate("publication", day, qualifier="before", until=end)) == "../2009"
    assert format_date(m.EventDate("publication", day, qualifier="between", until=end)) == "2009/2010"
    assert [d.role for d in parse_dates("2009").value] == ["publication"]


@pytest.mark.parametrize(
    ("text", "role", "date", "kinds"),
    [
        ("2006年6・7月号", "cover", "2006-06/2006-07", ["combined"]), ("2006年12月・2007年1月合併号", "cover", "2006-12/2007-01", ["combined"]),
        ("2006年6・7・8月合併号", "cover", "2006-06/2006-08", ["combined"]), ("2017年8月号", "cover", "2017-08", []),
        ("2006年夏号", "cover", "2006", []), ("2017年8月臨時増刊号", "cover", "2017-08", ["extra"]), ("2017年8月1日号", "cover", "2017-08-01", []), ("二〇〇六年六・七月号", "cover", "2006-06/2006-07", ["combined"]),
    ],
)  # fmt: skip
def test_designations_of_issues(text, role, date, kinds):
    """On an issue a date with 号 is its cover date and date designation; two months make it a combined one."""
    parsed = parse_dates(text, of="issue")
    assert (shown(parsed), told(parsed)) == ([(role, date)], [])
    assert dict(parsed.others)["numbering"] == m.Numbering(date=text)
    assert [value for name, value in parsed.others if name == "kind"] == kinds
    months = parse_dates("2006.6-7", of="issue")
    assert (months.value[0].role, told(months)) == ("publication", [])
    assert told(parse_dates("2006-06/2006-07")) == []  # as an export writes it


def test_open_dates_of_serials():
    """A serial that still comes out has an open date by nature."""
    parsed = parse_dates("2006-", of="periodical")
    assert (shown(parsed), told(parsed), parsed.value[0].printed) == ([("publication", "2006")], [], "2006-")


@pytest.mark.parametrize(
    ("number", "date", "rules"),
    [
        ("2006.1", "2006", [("spreadsheet-month", "warning")]), ("1998.1", "1998", [("spreadsheet-month", "warning")]),
        ("2006.6", "2006-06", [("spreadsheet-number", "info")]), ("2006.12", "2006-12", []), ("2006", "2006", []), ("200606", "2006-06", []),
    ],
)  # fmt: skip
def test_numbers_of_a_spreadsheet(number, date, rules):
    """As a number, 2006.1 and 2006.10 are the same: the year alone is taken; as text, 2006.10 is October."""
    parsed = parse_dates(Number(number))
    assert ([format_date(d) for d in parsed.value], [(w.rule, w.severity) for w in parsed.warnings]) == ([date], rules)
    assert format_date(parse_dates("2006.10").value[0]) == "2006-10"
    assert format_date(parse_dates("2006.1").value[0]) == "2006-01"


@given(st.dates(min_value=datetime.date(1873, 1, 1), max_value=datetime.date(2030, 12, 31)))
def test_every_day_by_its_era(day):
    """Each day is found again by the era it belongs to, in digits and letters, and beside its Gregorian year."""
    era, before = next(
        (name, before)
        for name, (before, first, last) in reversed(ERAS.items())
        if (day.year, day.month, day.day) >= first
    )
    letter = dict(zip(ERAS, "MTSHR", strict=True))[era]
    for text in (
        f"{era}{day.year - before}年{day.month}月{day.day}日",
        f"{letter}{day.year - before}.{day.month}.{day.day}",
        f"{era[0]}{day.year - before}.{day.month}.{day.day}",
        f"{era}{day.year - before}年({day.year}年){day.month}月{day.day}日",
        f"{day.year}({era}{day.year - before})年{day.month}月{day.day}日",
    ):
        parsed = parse_dates(text)
        assert str(parsed.value[0].date) == day.isoformat()
        assert not parsed.warnings


@given(st.integers(1900, 2030), st.integers(1, 11), st.integers(1, 11))
def test_every_double_month(year, month, more):
    """Two months of one year, in every spelling, and never a day."""
    last = min(month + more, 12)
    for text in (
        f"{year}.{month}-{last}",
        f"{year}/{month}-{last}",
        f"{year}年{month}・{last}月",
        f"{year}年{month}月-{last}月",
    ):
        assert shown(parse_dates(text)) == [("publication", f"{year}-{month:02}/{year}-{last:02}")]


@given(strategies.made(m.EventDate))
def test_dates_come_back(date):
    """Written and read, a date is the same but for its printed words and sources."""
    (back,) = parse_dates(format_date(date), date.role).value
    assert (back.date, back.qualifier, back.until) == (date.date, date.qualifier, date.until)


def test_eras_agree_with_another_table():
    """Compare with the package japanera, where it is installed."""
    japanera = pytest.importorskip("japanera")
    for year in (1868, 1900, 1913, 1930, 1988, 1990, 2018, 2020):
        found = japanera.EraDate.from_date(datetime.date(year, 12, 1))
        (date,) = parse_dates(f"{found.era.kanji}{year - found.era.since.year + 1}年12月").value
        assert date.date == m.PartialDate(year, 12)


@pytest.mark.parametrize("piece", ["2006年", "(", "第1刷", "・", " ", "6-", "平成18年(", "号", "〇", "c", "初版"])
def test_long_cells_are_quick(piece):
    """A cell of any length is read or refused at once."""
    begun = time.perf_counter()
    for text in (piece * 20_000, "2006" + piece * 20_000, "2006年6月" + " " * 20_000 + "号"):
        with contextlib.suppress(BadValue):
            parse_dates(text)
    assert time.perf_counter() - begun < 1
