"""Tables as people make them: notes above, headers in two lines, totals between, sheets that are none, files of another kind."""

import io
import struct
import zipfile

import openpyxl
import pytest

from smj_catalog.errors import BadSource
from smj_catalog.formats import Reading, get
from smj_catalog.formats.tabular import Mapping, load_mapping
from smj_catalog.model import Book, Component, Issue
from smj_catalog.services.reading import items
from smj_catalog.xmlio import open_source

HEADER = "書名,著者,本体価格,ISBN"
ROWS = (
    "見本の社会,見本花子,1800,9799999000009",
    "見本の暮らし,見本太郎,1500,9799999000016",
    "見本の旅,見本花子,1600,9799999000023",
)


def read(data, name="見本.csv", **options):
    reading = Reading(file=name, options=options)
    data = data.encode() if isinstance(data, str) else data
    return list(items(data, reading)), reading


def table(*lines):
    return "".join(f"{line}\n" for line in lines)


def records(found):
    return [i.record for i in found if i.record is not None]


def problems(found, *severities):
    """Return what is wrong, less what rows say of a header that is."""
    every = [p for i in found for p in i.problems if p.rule != "header-faults"]
    return [p for p in every if p.severity in (severities or ("error",))]


def told(found, rule):
    return [p for p in problems(found, "warning", "info") if p.rule == rule]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- where the header is


@pytest.mark.parametrize(
    "above",
    [
        ("2024年度 新刊一覧,,,", ""), ("見本書房", "", "2024年4月作成"), ("作成者,見本花子,,", "更新日,2024-04-01,,"), ("", "", ""),
        tuple(f"注意 {i}" for i in range(19)), ('"※ 税抜価格です\n送料別"',),
    ],
)  # fmt: skip
def test_a_header_below_notes(above):
    """The first of the first twenty rows in which most cells are known; what stands above it is told."""
    for header, rows in ((HEADER, ROWS), (HEADER.replace(",", "\t"), [r.replace(",", "\t") for r in ROWS])):
        found, reading = read(table(*above, header, *rows))
        assert [r.id for r in records(found)] == ["book:9799999000009", "book:9799999000016", "book:9799999000023"]
        assert [(str(p.amount), p.tax) for p in records(found)[0].prices] == [("1800", "excluded")]
        assert not problems(found)
        assert reading.found["tables"][0]["row"] == len(above) + 1
        passed = told(found, "rows-passed")
        assert [dict(p.expected.params)["count"] for p in passed] == ([len(above)] if any(above) else [])
        assert next(i.where.row for i in found if i.record is not None) == len(above) + 2


def test_a_header_that_stands_on_every_page_is_no_record():
    """It is passed over and told; a book that is called so and says more is one."""
    found, _ = read("書名,備考\n見本,甲\n書名,備考\n例,乙\n書名,丙\n")
    assert [r.titles[0].text.text for r in records(found)] == ["見本", "例", "書名"]
    assert [(p.rule, p.where.row) for i in found for p in i.problems if p.rule == "row-passed"] == [("row-passed", 3)]


def test_a_first_row_that_is_mostly_unknown_is_the_header_all_the_same():
    """Where no row is better: all its columns are told."""
    found, _ = read(table("なまえ,値段,社内メモ,種類", "見本,1,x,図書"))
    assert [p.where.path for p in problems(found)] == ["なまえ", "社内メモ"]
    found, _ = read(table("あ,い,う", "見本,1,x"), kind="book")
    assert [p.where.path for p in problems(found)] == ["あ", "い", "う"]


def test_the_header_row_can_be_named():
    """Where nothing would find it: its columns are in a mapping, or not known at all."""
    lines = table("一覧", "いろは,にほへ", "見本の社会,見本花子")
    mapping = Mapping({"いろは": "title", "にほへ": "author"})
    (book,) = records(read(lines, header_row=2, mapping=mapping, kind="book")[0])
    assert (book.titles[0].text.text, book.contributors[0].name.text) == ("見本の社会", "見本花子")
    found, _ = read(table(HEADER, ROWS[0], HEADER, *ROWS[1:]), header_row=3)
    assert len(records(found)) == 2
    found, _ = read(table(HEADER, *ROWS), header_row=9)
    assert [p.rule for p in problems(found)] == ["table-header"]


def given_back(data, found, reading):
    """Return the file of the refused rows."""
    told = {(i.where.sheet, i.where.row): "これは誤り" for i in found if i.rejected}
    with open_source(data.encode()) as source:
        return b"".join(get(reading.format).refused(source, reading, told))


def test_rejects_of_a_table_with_notes_come_back():
    """With its header, and they are read again."""
    data = table("一覧", HEADER, ROWS[0], "見本の本,見本花子,春頃,9799999000030")
    again, _ = read(given_back(data, *read(data)).replace("春頃".encode(), b"1400"))
    assert [r.id for r in records(again)] == ["book:9799999000030"]


@pytest.mark.parametrize(
    ("upper", "lower", "keys"),
    [
        ("書名,著者,価格,,ISBN", ",,本体,税込,", ("title", "author", "price_net", "price_gross", "isbn")),
        ("書名,著者,価格,価格,ISBN", ",,本体,税込,", ("title", "author", "price_net", "price_gross", "isbn")),
        ("書誌事項,,価格,,番号類", "書名,著者,本体,税込,ISBN", ("title", "author", "price_net", "price_gross", "isbn")),
        ("書名,著者,,定価,ISBN", ",氏名,ヨミ,（税込）,", ("title", "author", "author_reading", "price_gross", "isbn")),
    ],
)  # fmt: skip
def test_a_header_in_two_lines(upper, lower, keys):
    """The lower line decides, with the group above it where that makes it known."""
    rows = "見本の社会,見本花子,{},{},9799999000009".format(
        *(("ミホン ハナコ", "1980") if "ヨミ" in lower else ("1800", "1980"))
    )
    found, reading = read(table(upper, lower, rows))
    assert reading.found["tables"][0]["keys"] == keys
    assert not problems(found)
    (book,) = records(found)
    assert book.id == "book:9799999000009"
    data = table(upper, lower, rows.replace("1980", "春頃"))
    again, _ = read(given_back(data, *read(data)).replace("春頃".encode(), b"1980"))
    assert records(again) == records(found)


def test_articles_under_a_group():
    """掲載 over the serial, its volume and its number."""
    found, reading = read(
        table("論題,著者,掲載,,,", ",,誌名,巻,号,頁", "見本の論文,見本花子,見本通信,3,2,5-12"), ignore=["頁"]
    )
    assert reading.found["tables"][0]["keys"][2:5] == ("host_serial", "host_volume", "host_number")
    assert not [p for p in problems(found) if p.rule.startswith("column")]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("タイトル,著者,掲載,,,頁,", ",,誌名,巻,号,開始,終了"), (",,掲載,,,頁,", "論題,著者,誌名,巻,号,開始,終了"),
        ("記事,執筆者,掲載誌,,,ページ,", ",,誌名,巻,号,始,終"), ("タイトル,著者,収録,収録,収録,掲載頁,掲載頁", ",,誌名,巻,号,から,まで"),
    ],
)  # fmt: skip
def test_first_and_last_page_under_a_group(upper, lower):
    """頁 over 開始 and 終了, whether or not the other headers stand in the upper line."""
    found, reading = read(table(upper, lower, "見本の論文,見本花子,見本通信,3,2,5,12"))
    assert reading.found["tables"][0]["keys"] == (
        "title", "author", "host_serial", "host_volume", "host_number", "page_first", "page_last",
    )  # fmt: skip
    (article,) = records(found)
    assert (article.kind, not problems(found)) == ("article", True)


def test_a_row_of_words_that_are_headers_too_is_a_row():
    """言語 may be a title."""
    found, _ = read(table("書名,著者,備考", "言語,件名,目次", "定価,主題,"), kind="book")
    assert [r.titles[0].text.text for r in records(found)] == ["言語", "定価"]


@pytest.mark.parametrize("mark", ["sep=;", '"sep=;"', "SEP=;", "sep=,", "sep=\t", "sep=|"])
def test_excels_own_line_names_the_delimiter(mark):
    """It is no row, as in Excel."""
    delimiter = mark.strip('"')[-1]
    found, reading = read(table(mark, HEADER.replace(",", delimiter), *(r.replace(",", delimiter) for r in ROWS)))
    assert next((r.id, i.where.row) for i in found if (r := i.record)) == ("book:9799999000009", 2)
    assert reading.found["delimiter"] == delimiter
    assert len(found) - len(told(found, "kind-guessed")) == 3


# --- rows that are no records


ODD = (
    "■2007年,,,", "合計,,3300,", "※税抜価格です,,,", "小計,,1800,", ",,4900,", "【文学】,,,", "文学,,,", "2007年度,,,", "以上,,,", ",合計,3300,", "文学 小計,,1800,",
    "Total,,4900,",
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_headings_totals_and_notes_between_full_rows(odd):
    """They are passed over, and each is named by its row and its words."""
    found, _ = read(table(HEADER, ROWS[0], odd, *ROWS[1:]))
    assert [r.id for r in records(found)] == ["book:9799999000009", "book:9799999000016", "book:9799999000023"]
    assert not problems(found)
    (one,) = told(found, "row-passed")
    assert one.where.row == 3
    assert all(word in one.found for word in odd.split(",") if word)


def test_all_of_them_at_once():
    """More than there are books."""
    found, _ = read(table(HEADER, ROWS[0], "■2007年,,,", ROWS[1], "合計,,3300,", "※税抜価格です,,,"))
    assert len(records(found)) == 2
    assert [p.where.row for p in told(found, "row-passed")] == [3, 5, 6]


@pytest.mark.parametrize(
    "row",
    [
        "合計,,,9799999000030", "合計という本,見本花子,,", "■の本,見本花子,,", "見本の本,,1400,", "1984年,見本花子,,", "★の本,,1400,",
        "家計,見本花子,1400,",
    ],
)  # fmt: skip
def test_books_that_look_like_headings(row):
    """With an author, an ISBN or a price of their own they are books."""
    found, _ = read(table(HEADER, *ROWS, row))
    assert len(records(found)) == 4
    assert not told(found, "row-passed")


def test_titles_alone_are_books_where_all_rows_are_so():
    """Only among full rows is a title alone a heading; where most rows are bare, they are read, with a doubt."""
    found, _ = read(table("書名", "見本の社会", "見本の暮らし"), kind="book")
    assert len(records(found)) == 2
    found, _ = read(table(HEADER, "見本の社会,,,", "見本の暮らし,,,"))
    assert len(records(found)) == 2
    assert not told(found, "row-thin")
    found, _ = read(table(HEADER, ROWS[0], "見本の社会,,,", "見本の暮らし,,,"))
    assert len(records(found)) == 3
    assert [p.where.row for p in told(found, "row-thin")] == [3, 4]


def test_titles_alone_are_articles():
    """編集後記 has neither author nor page."""
    found, _ = read(
        table(
            "掲載先,論題,著者,頁", "issue:mihon:1,見本の記事,見本花子,5-12", "issue:mihon:1,編集後記,,", ",はじめに,,"
        )
    )
    assert [type(r) for r in records(found)] == [Component] * 3


def test_a_row_that_says_what_it_is_is_one():
    """種類 is filled."""
    found, _ = read(table(f"種類,{HEADER}", *(f"図書,{r}" for r in ROWS), "図書,合計,,3300,", ",■2007年,,,"))
    assert len(records(found)) == 4
    assert [p.where.row for p in told(found, "row-passed")] == [6]


# --- sheets


def test_sheets_without_any_known_header_are_passed_over():
    """And told; where all are so, the first is meant, and its columns are told."""
    books = [HEADER.split(","), *(r.split(",") for r in ROWS)]
    notes = [["来週までに"], ["電話する"], ["メモ"]]
    found, reading = read(workbook(図書=books, 作業メモ=notes), name="見本.xlsx")
    assert len(records(found)) == 3
    assert not problems(found)
    assert [p.found for p in told(found, "sheet-skipped")] == ["作業メモ"]
    assert len(reading.found["tables"]) == 1
    found, _ = read(workbook(Sheet1=[["メモ"], ["電話する"]], 図書=books), name="見本.xlsx")
    assert len(records(found)) == 3
    found, _ = read(workbook(Sheet1=[["あ", "い"], ["x", "y"]]), name="見本.xlsx")
    assert {p.rule for p in problems(found)} == {"column-unknown"}
    found, _ = read(workbook(図書=books, 号=[["あ", "い"], ["x", "y"]]), name="見本.xlsx")
    assert {p.where.path for p in problems(found)} == {"号!あ", "号!い"}
    found, _ = read(workbook(図書=books, 作業メモ=notes), name="見本.xlsx", sheet="作業メモ")
    assert [p.rule for p in problems(found)] == ["column-unknown"]


def test_blank_columns_and_rows_around_a_table():
    """A table that begins at C4, with a blank column in it."""
    rows = [[None] * 6, [None] * 6, [None] * 6, [None, None, "書名", "著者", None, "ISBN"], [None] * 6,
            [None, None, "見本の社会", "見本花子", None, "9799999000009"]]  # fmt: skip
    found, _ = read(workbook(図書=rows), name="見本.xlsx")
    assert [r.id for r in records(found)] == ["book:9799999000009"]
    assert not problems(found, "error", "warning")


# --- files of another kind


def compound(*streams):
    """Return the beginning of a compound file with the names of its streams in the directory."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return (
        head + b"\0" * 70_000 + b"".join(s.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2) for s in streams)
    )


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (compound("Root Entry", "Workbook"), "見本.xls", "Excel 97"),
        (compound("Root Entry", "EncryptedPackage"), "見本.xlsx", "password"),
        (compound("Root Entry", "WordDocument"), "見本.doc", "Word"),
        (b"%PDF-1.7\n", "見本.pdf", "PDF"),
        (b"<html><body><table><tr><td>x</td></tr></table></body></html>", "見本.xls", "HTML"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "見本.xls", "XML Spreadsheet"),
        (packed(word__document_xml="<x/>"), "見本.docx", "Word"),
        (packed(Index__Document_iwa="x"), "見本.numbers", "Numbers"),
        (packed(xl__workbook_bin="x"), "見本.xlsb", "xlsb"),
        (b"{\\rtf1 x}", "見本.rtf", "RTF"),
    ],
)  # fmt: skip
def test_other_documents_are_told_what_they_are(data, name, found):
    """And what to do."""
    with pytest.raises(BadSource) as error:
        read(data, name=name)
    (one,) = error.value.problems
    assert one.rule == "format-other"
    assert found in one.found
    assert one.text("ja")


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_table_of_text_that_is_called_xls(delimiter):
    """What other programs call so is often that."""
    for encoding in ("cp932", "utf-8"):
        data = table(HEADER, *ROWS).replace(",", delimiter).encode(encoding)
        assert len(records(read(data, name="見本.xls")[0])) == 3


# --- what a mapping says of all rows


def test_constants_are_in_every_row(tmp_path):
    """Where the row has no cell of its own; headers or keys name them, and the kind is one of them."""
    path = tmp_path / "map.toml"
    path.write_text(
        '[columns]\n"題" = "title"\n\n[constants]\n"種類" = "図書"\n"出版社" = "見本書房"\nnote = "見本"\n"発行年" = 2006\n',
        "utf-8",
    )
    assert load_mapping(path).kind == "book"
    found, _ = read(table("題,出版社", "見本の社会,", "見本の旅,例の社"), mapping=path)
    assert [[p.name.text for p in r.publishers] for r in records(found)] == [["見本書房"], ["例の社"]]
    assert [(r.notes[0].text, str(r.dates[0].date)) for r in records(found)] == [("見本", "2006")] * 2
    assert not problems(found)
    assert found[-1].given["notes"] == "見本"


def test_constants_make_no_rows():
    """Not of a blank row, nor of a total."""
    mapping = Mapping({}, None, {"publisher": "見本書房"})
    found, _ = read(table(HEADER, ROWS[0], "", "合計,,3300,"), mapping=mapping)
    assert [type(r) for r in records(found)] == [Book]


def test_constants_of_one_kind_alone():
    """A row of another kind has none of them."""
    mapping = Mapping({}, None, {"periodical": "periodical:mihon"})
    found, _ = read(
        table("種類,タイトル,号数,掲載先", "号,見本通信,5,", "記事,見本の記事,,issue:mihon:5"), mapping=mapping
    )
    issue, article = records(found)
    assert isinstance(issue, Issue)
    assert (issue.periodical, article.host) == ("periodical:mihon", "issue:mihon:5")


@pytest.mark.parametrize(
    "text", ["constants = 1", "[constants]\n'謎' = 'x'", "[constants]\ntitle = [1]", "[constants]\n'種類' = '謎'"]
)
def test_wrong_constants(tmp_path, text):
    """Each fault is told with the file and the name."""
    path = tmp_path / "map.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadSource) as error:
        load_mapping(path)
    assert error.value.problems[0].where.file == str(path)
