"""Cells that were read wrongly, or lost, without a word: each is now right, told or refused."""

import zipfile

import pytest

from smj_catalog.services.importing import commit_plan, plan_import
from smj_catalog.services.importing.planfile import Plan
from smj_catalog.store import init
from tabular.test_reading import problems, read, records, saved, workbook

BOOK = "種類,書名,"


@pytest.fixture
def archive(tmp_path):
    return init(tmp_path / "mine", empty=True)


@pytest.fixture
def imported(archive, tmp_path):
    def run(text: str, name: str = "a.csv") -> Plan:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        plan = plan_import([path], archive)
        if not plan.refused:
            commit_plan(plan, archive)
            archive.refresh()
        return plan

    return run


@pytest.mark.parametrize(
    ("header", "cell", "rules"),
    [
        ("著者", "#REF!", ["cell-broken"]), ("備考", "########", ["cell-broken"]), ("著者", "同上", ["cell-ditto"]),
        ("出版社", "〃", ["cell-ditto"]), ("備考", "[削除]", ["cell-clear"]), ("著者", "甲; (削除)", ["cell-clear"]), ("頁数", "244.5", ["pages-form"]), ("頁数", "上; 下", ["pages-form"]), ("著者", "＜削除＞", ["cell-clear"]),
        ("ISBN", "ISSN 1234-5679", ["isbn-check-digit"]), ("ISBN", "2345-6787", ["isbn-check-digit"]),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused(header, cell, rules):
    found, _ = read(f"{BOOK}{header}\n図書,見本,{cell}\n")
    assert [p.rule for p in problems(found)] == rules
    assert not records(found)


@pytest.mark.parametrize(
    ("cell", "prices", "told"),
    [
        ("500円; 600円", [("500", "unknown", "500円; 600円")], 1),
        ("500円; 500円", [("500", "unknown", "500円")], 0),
        ("500; 600", [("500", "unknown", None), ("600", "unknown", None)], 1),
        ("1,980円（税込）; 1,800円", [("1980", "included", "1,980円（税込）"), ("1800", "excluded", "1,800円")], 0),
        ("価格不明", [], 0),
    ],
)
def test_of_two_prices_of_a_kind_the_first_is_taken(cell, prices, told):
    """The other is told; bare numbers, which the sheets write so, stay and are told."""
    found, _ = read(f'{BOOK}定価\n図書,見本,"{cell}"\n')
    (book,) = records(found)
    assert [(str(p.amount), p.tax, p.printed) for p in book.prices] == prices
    assert [p.rule for p in problems(found, "warning")].count("price-other") == told


@pytest.mark.parametrize(
    ("header", "cell", "rule"),
    [
        ("NDC", '"334,4"', "ndc-comma"),
        ("発行年", "3006", "date-far"),
        ("発行年月", "1006年5月", "date-far"),
        ("著者", "甲野花子 & 乙山太郎", "names-comma-unsure"),
    ],
)
def test_what_may_be_no_value_is_told(header, cell, rule):
    found, _ = read(f"{BOOK}{header}\n図書,見本,{cell}\n")
    assert rule in [p.rule for p in problems(found, "warning")]
    assert len(records(found)) == 1


@pytest.mark.parametrize(
    ("cell", "series"),
    [
        ("見本叢書 ; 3", [("見本叢書", "3")]), ("見本叢書; 第12巻; 別の叢書", [("見本叢書", "第12巻"), ("別の叢書", None)]),
        ("見本叢書; 別の叢書", [("見本叢書", None), ("別の叢書", None)]),
    ],
)  # fmt: skip
def test_a_series_has_its_number_behind_a_semicolon(cell, series):
    found, _ = read(f"{BOOK}シリーズ\n図書,見本,{cell}\n")
    (book,) = records(found)
    assert [(s.title.text, s.part_number) for s in book.series] == series


@pytest.mark.parametrize(
    ("own", "told"),
    [("2006-07-01", True), ("2006-06-01", False), ("2006年6月1日", False), ("2006", True), ("2006-06-02", True)],
)
def test_a_date_in_two_places_must_agree(own, told):
    found, _ = read(f"{BOOK}年,月,日,発行日\n図書,見本,2006,6,1,{own}\n")
    assert ("cell-other-not-taken" in [p.rule for p in problems(found, "warning")]) == told


def test_an_error_in_opendocument_is_refused(tmp_path, archive):
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>'
        for t in ("書名", "備考")
    )
    names = " ".join(
        f'xmlns:{p}="{u}"'
        for p, u in {
            "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
            "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        }.items()
    )  # fmt: skip
    wrong = '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    row = '<table:table-cell office:value-type="string"><text:p>見本</text:p></table:table-cell>'
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr(
            "content.xml",
            f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="図書">'
            f"<table:table-row>{cells}</table:table-row><table:table-row>{row}{wrong}</table:table-row>"
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    plan = plan_import([path], archive)
    assert [(p.rule, p.where.cell) for e in plan.entries() for p in e.problems] == [("cell-broken", "B2")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("書名,著者,出版社,出版年\nC入門,甲,乙社,2006\n", "書名,著者,出版社,出版年\nC++入門,甲,乙社,2006\n"),
        ("書名,著者,出版社,出版年\n1.5倍,甲,乙社,2006\n", "書名,著者,出版社,出版年\n15倍,甲,乙社,2006\n"),
        ("書名,巻次,著者\n見本講座,1-2,甲\n", "書名,巻次,著者\n見本講座,12,甲\n"),
        ("管理番号,書名,著者\n0001,見本,甲\n", "管理番号,書名,著者\n0002,見本,甲\n"),
        ("書名,著者,出版社\n見本,甲,乙社\n", "書名,著者,出版社,出版年\n見本,甲,乙社,2006\n"),
    ],
)  # fmt: skip
def test_another_book_is_not_written_over(imported, first, second):
    imported(first)
    assert dict(imported(second, "b.csv").counts)["create"] == 1


@pytest.mark.parametrize(
    ("volumes", "numbers"), [(("I", "VI"), ("1", "1")), (("V", "VII"), ("2", "2")), (("5-6", "56"), ("10", "10"))]
)
def test_another_volume_is_not_written_over(imported, volumes, numbers):
    imported("種類,識別子,タイトル\n雑誌,periodical:mihon,見本誌\n")
    for at, (volume, number) in enumerate(zip(volumes, numbers, strict=True)):
        plan = imported(f"種類,誌名,巻,号\n号,見本誌,{volume},{number}\n", f"{at}.csv")
        assert dict(plan.counts)["create"] == 1


@pytest.mark.parametrize(
    ("cell", "numbering"),
    [
        ("第60号(第5巻第4号)", ("5", ("4",), "60")), ("62号・5巻6号", ("5", ("6",), "62")),
        ("通巻61号（5巻5号）", ("5", ("5",), "61")), ("Vol.34, No.2 (No.193)", ("34", ("2",), "193")),
    ],
)  # fmt: skip
def test_the_running_number_may_stand_before_the_volume(cell, numbering):
    found, _ = read(f'種類,掲載誌,巻号\n号,periodical:mihon,"{cell}"\n')
    n = records(found)[0].numbering
    assert (n.volume, n.numbers, n.whole_number) == numbering


def test_an_isbn_of_another_record_is_refused(imported):
    imported("識別子,書名,著者,ISBN\nbook:a,本1,甲,9784000000017\nbook:b,本2,乙,9784000000024\n")
    plan = imported("識別子,書名,著者,ISBN\nbook:a,本1,甲,9784000000024\n", "b.csv")
    assert [p.rule for e in plan.entries() for p in e.problems] == ["match-ambiguous"]


def test_a_designation_takes_the_place_of_its_parts_as_printed(imported, archive):
    imported("種類,識別子,タイトル\n雑誌,periodical:mihon,見本誌\n")
    imported("種類,誌名,巻,号\n号,見本誌,第6巻,第2号\n", "a.csv")
    imported("種類,誌名,巻号\n号,見本誌,6(2)\n", "b.csv")
    assert archive.get("issue:mihon:6.2").numbering.printed == "6(2)"


def test_cells_merged_over_rows_are_told():
    book = workbook(図書=[["書名", "出版社"], ["見本", "見本書房"], ["例示", None]])
    book["図書"].merge_cells("B2:B3")
    found, _ = read(saved(book))
    assert [(p.rule, p.found) for p in problems(found, "warning")] == [("merged-cells", "B2:B3")]


def test_a_number_that_a_spreadsheet_holds_as_a_quantity_is_told():
    found, _ = read(saved(workbook(図書=[["書名", "管理番号", "資料番号"], ["見本", 123, 45]])))
    assert [p.rule for p in problems(found, "info")] == ["spreadsheet-number"] * 2


def test_another_edition_is_told(imported):
    imported("書名,著者,出版社,出版年,版\n見本,甲,乙社,2006,初版\n")
    plan = imported("書名,著者,出版社,出版年,版\n見本,甲,乙社,2006,改訂版\n", "b.csv")
    assert [p.rule for e in plan.entries() for p in e.problems] == ["match-differs"]


@pytest.mark.parametrize(
    ("header", "cell", "name", "held"),
    [
        ("ISBN", "'9784000000017", "identifiers", "9784000000017"), ("ISBN", "’978-4-00-000001-7", "identifiers", "9784000000017"),
        ("Cコード", "'0036", "subjects", "0036"), ("頁数", "'244", "extents", "244"), ("発行年", "'2006", "dates", "2006"),
        ("副題", "'68年の記録", "titles", "'68年の記録"),
    ],
)  # fmt: skip
def test_an_apostrophe_before_a_number_is_a_mark_of_a_spreadsheet(header, cell, name, held):
    """In words it is one of them."""
    found, _ = read(f"{BOOK}{header}\n図書,見本,{cell}\n")
    assert not problems(found)
    (book,) = records(found)
    assert held in str(getattr(book, name))


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("2011-05-01", "2011年5月", ["date-coarser"]), ("2011-05-01", "2011", ["date-coarser"]),
        ("2011年5月", "2011", ["date-coarser"]), ("2011-05-01", "2012年5月", []), ("2011年5月", "2011-05-01", []),
        ("2011-05-01", "2011年5月1日", []),
    ],
)  # fmt: skip
def test_a_date_that_is_less_exact_is_told(imported, first, second, told):
    """It takes the place of the one that is there, as every cell does, and says so."""
    for cell in (first, second):
        plan = imported(f"種類,ID,書名,発行日\n図書,book:mihon,見本,{cell}\n", f"{cell}.csv")
    assert [p.rule for e in plan.entries() for p in e.problems if p.rule == "date-coarser"] == told


@pytest.mark.parametrize("words", ["■2007年", "【2007年】", "［図書］", "＜雑誌＞", "(2007年)"])
def test_a_heading_under_the_header_is_passed_over(words):
    """It is no second line of the header."""
    found, _ = read(f"書名,著者,発行年\n{words},,\n見本,山田太郎,2007\n別の見本,山田太郎,2007\n")
    assert [r.titles[0].text.text for r in records(found)] == ["見本", "別の見本"]
    assert [p.where.row for p in problems(found, "warning") if p.rule == "row-passed"] == [2]


@pytest.mark.parametrize(
    ("cell", "holder", "held", "rule"),
    [
        ("○", None, None, "holder-mark"), ("有", None, None, "holder-mark"), ("なし", None, None, "holder-mark"),
        ("1号〜200号", None, "1号〜200号", "holder-run"), ("見本図書館", "見本図書館", None, None),
    ],
)  # fmt: skip
def test_a_mark_in_the_column_of_holders_names_nobody(cell, holder, held, rule):
    """○ is no library, and numbers of issues are what is held."""
    found, _ = read(f"種類,誌名,所蔵,所在\n雑誌,見本通信,{cell},書庫\n")
    (one,) = records(found)[0].holdings
    assert (one.holder.text if one.holder else None, one.held, one.location) == (holder, held, "書庫")
    told = [p.rule for i in found for p in i.problems if p.rule.startswith("holder")]
    assert told == ([rule] if rule else [])


def test_a_sheet_called_after_serials_may_hold_their_issues():
    """Its columns say so."""
    book = workbook(雑誌=[["誌名", "号", "特集"], ["見本通信", "14", "見本"]])
    _, reading = read(saved(book), "a.xlsx")
    assert reading.found["tables"][0]["kind"] == "issue"
    book = workbook(雑誌=[["誌名", "ISSN"], ["見本通信", ""]])
    assert read(saved(book), "a.xlsx")[1].found["tables"][0]["kind"] == "periodical"
