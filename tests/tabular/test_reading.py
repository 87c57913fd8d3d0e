"""What a librarian meets: her spreadsheet, its headers, its faults, all at once and each with its place."""

import datetime
import io
import json
from decimal import Decimal

import attrs
import openpyxl
import pytest

from smj_catalog.errors import BadSource, UsageError
from smj_catalog.formats import Reading
from smj_catalog.formats.tabular import Mapping, load_mapping, overlaid, write_mapping
from smj_catalog.model import Book, Component, EventDate, Extent, Holding, Issue, PartialDate, Price
from smj_catalog.model.rules import check_record
from smj_catalog.services.reading import detect, items
from smj_catalog.xmlio import open_source
from tabular.ods_files import ods


def read(data, name="見本.csv", **options):
    reading = Reading(file=name, options=options)
    data = data.encode() if isinstance(data, str) else data
    return list(items(data, reading)), reading


def records(found):
    return [i.record for i in found if i.record is not None]


def problems(found, severity="error"):
    return [p for i in found for p in i.problems if p.severity == severity]


JAPANESE = (
    "書名,副題,著者,編者,出版社,発行年月,本体価格,頁数,判型,ＩＳＢＮ,キーワード,備考\r\n"
    '見本の社会,例をめぐって,見本花子・見本太郎,「見本」編集委員会,見本書房,平成１８年６月,"１,８００円",xii\uff0c 244頁,Ａ５,'
    "９７９－９－９９９０－００００－９,見本\uff1b例,a;b\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
def test_a_japanese_file(encoding):
    """Era dates, full-width digits and Japanese headers, in any encoding."""
    text = JAPANESE.replace("－", "‐") if encoding == "euc_jp" else JAPANESE
    found, reading = read(text.encode(encoding))
    assert not problems(found)
    (book,) = records(found)
    assert isinstance(book, Book)
    assert book.id == "book:9799999000009"
    assert [c.name.text for c in book.contributors] == ["見本花子", "見本太郎", "「見本」編集委員会"]
    assert book.contributors[2].kind == "organisation"
    assert book.dates == (EventDate("publication", PartialDate(2006, 6), printed="平成１８年６月"),)
    assert (str(book.prices[0].amount), book.prices[0].tax, book.prices[0].printed) == (
        "1800",
        "excluded",
        "１,８００円",
    )
    assert [(str(e.value), e.type) for e in book.extents] == [("12", "03"), ("244", "00")]
    assert [s.heading for s in book.subjects] == ["見本", "例"]
    assert book.notes[0].text == "a;b"
    item = found[-1]
    assert item.given["dates"] == "平成１８年６月"
    assert item.given["titles"] == "書名: 見本の社会\n副題: 例をめぐって"
    assert (item.where.row, item.where.record) == (2, book.id)
    assert reading.found["tables"][0]["kind"] == "book"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters(delimiter):
    """Found from the header line."""
    found, reading = read(
        f'Title{delimiter}"Price"{delimiter}Note\n"a{delimiter}b"{delimiter}1800{delimiter}x\n', kind="book"
    )
    assert reading.found["delimiter"] == delimiter
    (book,) = records(found)
    assert book.titles[0].text.text == f"a{delimiter}b"


def test_all_faults_of_a_row_at_once():
    """Each with file, row, column as the file writes it, cell, rule and what was expected."""
    found, _ = read(
        "書名,発行年月,価格,頁数,ISBN\n見本,春頃,格安,大冊,9.78475E+12\n例,2006,1800,244,9799999000009\n", kind="book"
    )
    assert [(p.where.file, p.where.row, p.where.path, p.found, p.rule) for p in problems(found)] == [
        ("見本.csv", 2, "発行年月", "春頃", "date-form"),
        ("見本.csv", 2, "ISBN", "9.78475E+12", "spreadsheet-digits-lost"),
        ("見本.csv", 2, "価格", "格安", "price-form"),
        ("見本.csv", 2, "頁数", "大冊", "pages-form"),
    ]
    assert found[0].rejected
    assert json.loads(found[0].raw) == ["見本", "春頃", "格安", "大冊", "9.78475E+12"]
    assert len(records(found)) == 1


def test_unknown_and_doubled_columns():
    """They are errors unless ignored by name; the rows' own faults are told with them."""
    text = "書名,タイトル,謎,発行年\n見本,例,x,2006\n見本,,,春頃\n"
    found, _ = read(text, kind="book")
    assert [(p.rule, p.where.path, p.where.row) for p in problems(found)] == [
        ("column-double", "タイトル", 1), ("column-unknown", "謎", 1), ("header-faults", None, 2), ("date-form", "発行年", 3),
    ]  # fmt: skip
    assert not records(found)
    assert [json.loads(i.raw) for i in found if i.rejected] == [["見本", "例", "x", "2006"], ["見本", "", "", "春頃"]]
    found, _ = read(text, kind="book", ignore=["タイトル", "謎"])
    assert [p.rule for p in problems(found)] == ["date-form"]
    assert len(records(found)) == 1


def test_nearest_column_is_named():
    """A slip of the pen is recognised."""
    found, _ = read("Titel,ISBN\n見本,\n", kind="book")
    one, row = problems(found)
    assert "title" in one.text()
    assert (row.rule, row.where.row) == ("header-faults", 2)


def test_cells_without_a_header():
    """Nothing is left out in silence."""
    found, _ = read("書名,,頁数\n見本,x,1,y\n", kind="book")
    assert [(p.rule, p.found) for p in problems(found)] == [("column-nameless", "x"), ("table-cells", "y")]
    found, _ = read("書名,,頁数\n見本,,1,\n", kind="book")
    assert not problems(found)


def test_mapping(tmp_path):
    """Written, edited, read and used."""
    path = tmp_path / "mapping.toml"
    mapping = Mapping({"ほん": "title", "謎": "ignore", '引用"符\\': "note", "Price": "price_gross"}, "book")
    write_mapping(mapping, path)
    assert load_mapping(path) == mapping
    text = '"ほん",謎,"引用""符\\",price\n見本,x,y,1980\n'
    for given in (mapping, path, str(path)):
        (book,) = records(read(text, mapping=given)[0])
        assert (book.titles[0].text.text, book.notes[0].text, book.prices[0].tax) == ("見本", "y", "included")


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "[columns]\na = 1",
        '[columns]\na = "nothing"',
        'kind = "no"',
        "columns = 1",
        "other = 1",
        "[[columns]]\n",
        "\x00",
        '"a" = "b',
    ],
)
def test_wrong_mappings(tmp_path, text):
    """Every fault with the file and the key."""
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(BadSource) as error:
        load_mapping(path)
    assert error.value.problems[0].where.file == str(path)
    with pytest.raises(BadSource):
        load_mapping(tmp_path / "none.toml")


def test_kinds_of_rows():
    """A column, the caller, the sheet's name or the columns; guesses are told."""
    found, _ = read(
        "種類,タイトル,号数,掲載先\n図書,見本,,\n号,見本通信,5,\n記事,見本論文,,issue:a:5\n章,見本章,,book:a\n雑誌,見本誌,,\n"
    )
    assert [type(r).__name__ for r in records(found)] == ["Book", "Issue", "Component", "Component", "Periodical"]
    assert [r.kind for r in records(found) if isinstance(r, Component)] == ["article", "chapter"]
    found, _ = read("種類,タイトル\n,見本\n謎,見本\n")
    assert [p.rule for p in problems(found)] == ["kind-missing", "kind-unknown"]
    for header, kind in (
        ("書名,ISBN", "book"),
        ("誌名,号数", "issue"),
        ("論題,掲載", "component"),
        ("名称,住所", "agent"),
        ("誌名,ISSN", "periodical"),
    ):
        found, _ = read(f"{header}\nx,\n")
        assert [p.found for p in problems(found, "info")] == [kind]
    with pytest.raises(UsageError):
        read("書名\n見本\n", kind="nothing")
    found, _ = read("種類,タイトル,号数\n図書,見本,5\n")
    assert [(p.rule, p.where.path, p.found) for p in problems(found)] == [("column-of-kind", "号数", "5")]


def test_ids_of_rows():
    """By ISBN, by serial and number, by date, by title; the same on every run."""
    text = (
        "種類,書名,ISBN,誌の識別子,号数,号表示の年月,掲載先,発行年\n"
        "図書,見本,9799999000009,,,,,\n図書,An Example of a Book,,,,,,\n図書,見本の社会,,,,,,2006\n図書,見本の社会,,,,,,2007\n"
        "号,,,periodical:mihon,第193号,,,\n号,,,periodical:mihon,193・194,,,\n号,,,periodical:mihon,,2005-11,,\n号,,,,,,,\n"
        "記事,見本論文,,,,,issue:mihon:193,\n図書,見本,,,,,,\n"
    )
    first, again = records(read(text)[0]), records(read(text)[0])
    ids = [r.id for r in first]
    assert ids == [r.id for r in again]
    assert ids[:2] == ["book:9799999000009", "book:an-example-of-a-book"]
    assert ids[4:7] == ["issue:mihon:193", "issue:mihon:193+194", "issue:mihon:d2005-11"]
    assert ids[2] != ids[3]
    assert ids[-2].startswith("article:mihon:193:x")
    assert len(set(ids)) == len(ids)
    wrong, _ = read("種類,識別子,書名\n図書,issue:a:1,見本\n図書,x y,見本\n")
    assert [p.rule for p in problems(wrong)] == ["record-id", "record-id"]


def test_blank_and_cleared_cells():
    """Blank gives nothing; the word empties the field, unless another cell fills it."""
    found, _ = read(
        "識別子,書名,副題,備考,頁数\nbook:a,見本,,(削除),\nbook:b,見本,(clear),（削除）,'(clear)\n", kind="book"
    )
    one, two = found
    assert one.cleared == ("notes",)
    assert set(one.given) == {"id", "titles"}
    assert one.cells == {"id": "book:a", "title": "見本", "note": ""}
    assert two.cleared == ("notes",)
    assert two.record is None  # '(clear) is no number of pages
    assert [p.rule for p in two.problems] == ["pages-form"]


def test_columns_side_by_side():
    """Items stand in the same order; too many, or none to belong to, are faults."""
    found, _ = read("種類,関係者,関係者の役割コード,定価,税区分\n図書,甲; 乙,A01; B01,100; 200,税込; 税抜\n")
    (book,) = records(found)
    assert [(c.name.text, c.roles) for c in book.contributors] == [("甲", ("A01",)), ("乙", ("B01",))]
    assert [(str(p.amount), p.tax) for p in book.prices] == [("100", "included"), ("200", "excluded")]
    found, _ = read("種類,関係者,関係者の役割コード,定価,税区分\n図書,甲,A01; B01,,税込\n図書,,A01,,\n")
    assert [(p.rule, p.where.path) for p in problems(found)] == [
        ("cell-items", "関係者の役割コード"), ("cell-items", "税区分"), ("cell-missing", "関係者の役割コード"),
    ]  # fmt: skip


def test_articles_need_titles():
    """The model says so, and so does the reader."""
    found, _ = read("種類,掲載先,著者\n記事,issue:a:1,見本花子\n")
    assert [(p.rule, p.where.path) for p in problems(found)] == [("cell-missing", "title")]


@pytest.mark.parametrize("to", ["csv", "tsv"])
def test_formats_are_found_from_content(to):
    """The name may be anything, or say the opposite."""
    delimiter = {"csv": ",", "tsv": "\t"}[to]
    for encoding in ("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"):
        data = delimiter.join(["書名", "著者", "号数"]).encode(encoding)
        with open_source(data) as source:
            assert detect(source, name="x.bin").id == to
    for data in (
        b"FN Mihon\nVR 1.0\nPT J\n",
        b"hello, world\n",
        b"\x00\x01,\x02",
        b"00714cam a2200205 a 4",
        b"[{}]",
    ):
        with open_source(data) as source, pytest.raises(BadSource):
            detect(source, name="x.bin")


def test_empty_files():
    """A file without a header is no table."""
    found, _ = read(b"\n\n  \n", name="a.csv")
    assert [p.rule for p in problems(found)] == ["table-header"]
    assert not records(read("書名,ISBN\n,\n\n")[0])


# --- workbooks


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_as_people_make_it():
    """Sheets by name; numbers, dates and errors as spreadsheets hold them."""
    book = workbook(
        図書=[["書名", "ISBN", "発行日", "頁数", "定価"], ["見本", 9799999000009, datetime.date(2006, 6, 1), 244, 1800.0],
             [1984, "9799999000009", datetime.datetime(2006, 6, 2), 12, 1800]],  # noqa: DTZ001
        号=[["誌の識別子", "号数"], ["periodical:mihon", 193]],
        説明=[["この表の使い方"]],
    )  # fmt: skip
    book.create_sheet("隠し").append(["x"])
    book["隠し"].sheet_state = "hidden"
    found, reading = read(saved(book), name="見本.xlsx")
    assert reading.format == "xlsx"
    assert [type(r) for r in records(found)] == [Book, Book, Issue]
    one, two, issue = records(found)
    assert one.dates[0] == EventDate("publication", PartialDate(2006, 6, 1))
    assert (str(one.extents[0].value), one.extents[0].printed) == ("244", None)
    assert two.titles[0].text.text == "1984"
    assert type(two.titles[0].text.text) is str
    assert issue.id == "issue:mihon:193"
    assert [(p.rule, p.where.row, p.where.path) for p in problems(found, "warning")] == [
        ("spreadsheet-date", 2, "図書!発行日"),
    ]  # fmt: skip
    assert [p.rule for p in problems(found, "info")] == ["spreadsheet-number", "sheet-skipped", "sheet-skipped"]
    only, _ = read(saved(book), name="見本.xlsx", sheet="号")
    assert [type(r) for r in records(only)] == [Issue]
    with pytest.raises(BadSource, match="図書"):
        read(saved(book), sheet="なし")


def test_rounded_numbers_in_workbooks():
    """A number too long for a spreadsheet has lost digits."""
    found, _ = read(saved(workbook(図書=[["書名", "全国書誌番号"], ["見本", 12345678901234567890.0]])))
    assert [p.rule for p in problems(found)] == ["spreadsheet-digits-lost"]


def test_formulas_and_errors_in_workbooks():
    """Formulas are never computed; cells with errors and formulas without a value are refused, not taken for blank."""
    book = workbook(図書=[["書名", "頁数", "備考"], ["見本", "=1+1", "#N/A"]])
    found, _ = read(saved(book))
    assert [(p.rule, p.found) for p in problems(found, "info")] == [("formula-cells", "1")]
    assert [(p.rule, p.where.path, p.where.row) for p in problems(found)] == [
        ("cell-broken", "図書!頁数", 2), ("cell-broken", "図書!備考", 2),  # no spreadsheet has computed the first
    ]  # fmt: skip
    assert "図書!C2: 備考: " in problems(found)[1].text()


def test_places_are_told_as_people_find_them():
    """A row by its line too where cells above hold line ends; a cell as a spreadsheet names it, wherever the table begins."""
    found, _ = read('書名,頁数\n"見\n本",何頁\n見本,y\n')
    assert [p.text().partition(": found")[0] for p in problems(found)] == [
        "見本.csv: row 2: 頁数", "見本.csv: row 3 (line 4): 頁数",
    ]  # fmt: skip
    assert [p.where.place() for p in problems(found)] == ["見本.csv:2", "見本.csv:4"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "図書"
    for i, words in enumerate(["書名", *(f"メモ{i}" for i in range(24)), "頁数"]):
        sheet.cell(3, 3 + i, words)
    sheet["C4"], sheet["AB4"] = "見本", "何頁"
    found, _ = read(saved(book), ignore=[f"メモ{i}" for i in range(24)])
    (one,) = problems(found)
    assert one.text().startswith("見本.csv: 図書!AB4: 頁数: found '何頁'")
    assert (one.as_dict()["sheet"], one.as_dict()["cell"], one.as_dict()["row"]) == ("図書", "AB4", 4)


def test_ods():
    """OpenDocument sheets, with rows and cells that say how often they stand."""
    found, reading = read(ods([["書名", "発行年"], ["見本", "2006"]], name="図書"))
    assert reading.format == "ods"
    assert [r.titles[0].text.text for r in records(found)] == ["見本"]


def test_prices_pages_and_copies_without_their_first_cell():
    """Why there is no price, an extent in words and a copy of no named library stand by themselves."""
    found, _ = read(
        "種類,書名,定価,価格の区分,ページ数の表示,資料番号,書架\n"
        "図書,見本,,無料,1冊,000123,A-3\n図書,例,500; ,; 非売品,,1; 2,\n",
        kind="book",
    )
    one, two = records(found)
    assert not problems(found)
    assert one.prices == (Price(unpriced="01"),)
    assert one.extents == (Extent(printed="1冊"),)
    assert one.holdings == (Holding(number="000123", shelf="A-3"),)
    assert two.prices == (Price(Decimal(500)), Price(unpriced="not-for-sale"))
    assert [h.number for h in two.holdings] == ["1", "2"]


def test_more_copies_than_libraries():
    """Copies behind the last library are of none that is named: taken, and told."""
    found, _ = read("書名,所蔵館,部数\n見本,本館; 分館,1; 2; 3\n", kind="book")
    (book,) = records(found)
    assert [(h.holder and h.holder.text, h.copies) for h in book.holdings] == [("本館", 1), ("分館", 2), (None, 3)]
    assert [(p.rule, p.where.path) for p in problems(found, "warning")] == [("cell-items", "部数")]


def test_prices_with_the_column_beside_them():
    """税区分 decides for one price; for two in one cell, which say it themselves, it does not, and is told."""
    found, _ = read(
        '種類,書名,定価,税区分\n図書,甲,500円,税込\n図書,丙,1800,税抜\n図書,乙,"1,800円（税込1,980円）",税込\n'
        "図書,丁,500円、600円,税込\n図書,戊,0,税込\n図書,己,非売品,税込\n",
        kind="book",
    )
    taxes = [[(p.amount, p.tax) for p in book.prices] for book in records(found)]
    assert taxes == [
        [(500, "included")], [(1800, "excluded")], [(1800, "excluded"), (1980, "included")],
        [(500, "included")], [], [(None, "included")],
    ]  # fmt: skip
    assert [(p.rule, p.where.row) for p in problems(found, "warning")] == [
        ("price-other", 5), ("price-zero", 6), ("cell-items", 6),
    ]  # fmt: skip
    assert [p.rule for book in records(found) for p in check_record(book) if p.rule == "price-tax-differs"] == []


def test_a_price_cell_that_says_nothing_is_no_statement():
    """It gives no price, and takes none that its column did not give; a subscription becomes a note."""
    found, _ = read("書名,定価\n甲,0\n乙,-\n丙,年間購読料3600円\n", kind="book")
    assert [one.prices for one in records(found)] == [()] * 3
    there = [attrs.evolve(one, prices=(Price(Decimal(1800)),)) for one in records(found)]
    assert [overlaid(old, i).prices for old, i in zip(there, found, strict=False)] == [old.prices for old in there]
    assert [(n.type, n.text) for n in records(found)[2].notes] == [("subscription", "年間購読料3600円")]


def test_a_size_behind_the_pages():
    """It fills the field of sizes where no column of its own does; else it is told."""
    found, _ = read("書名,頁数,大きさ\n甲,244p ; 21cm,\n乙,244p ; 21cm,22cm\n丙,1冊,\n", kind="book")
    one, two, three = records(found)
    assert [(it.value, it.unit, it.printed) for it in one.measures] == [(21, "cm", "21cm")]
    assert [(it.value, it.printed) for it in one.extents] == [(244, "244p ; 21cm")]
    assert [it.value for it in two.measures] == [22]
    assert three.extents == (Extent(printed="1冊"),)
    assert [(p.rule, p.where.row) for p in problems(found, "warning")] == [("cell-other-not-taken", 3)]
