"""What a row makes of its cells: headers by the kind of a row, cells that say several things, columns of a spreadsheet."""

import csv
import datetime
import io
import random

import openpyxl
import pytest

from smj_catalog.formats import Reading
from smj_catalog.formats.tabular import Mapping
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.services.reading import items


def read(data, **options):
    reading = Reading(file="見本.csv", options=options)
    return list(items(data.encode() if isinstance(data, str) else data, reading)), reading


def records(found):
    return [i.record for i in found if i.record is not None]


def problems(found, severity="error"):
    return [p for i in found for p in i.problems if p.severity == severity]


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


@pytest.mark.parametrize(
    ("column", "cell", "field", "value", "rules"),
    [
        ("発行年月", "近日刊行", "dates", (), ["cell-says-nothing"]),
        ("発行年月", "刊行準備中", "dates", (), ["cell-says-nothing"]),
        ("発行日", "近刊", "dates", (), ["cell-says-nothing"]),
        ("発売日", "2006/06/下", "dates", ["2006-06"], []),
        ("年度", "平成18年度", "dates", ["2006"], ["date-fiscal"]),
        ("著者", "Anonymous", "contributors", (), []),
        ("著者", "見本花子×例示太郎", "contributors", ["見本花子", "例示太郎"], ["names-comma-unsure"]),
        ("著者", "見本花子評", "contributors", ["見本花子"], []),
        ("定価", "上巻500円 下巻600円", "prices", (), ["price-other", "price-other"]),
        ("定価", "第1巻500円、第2巻600円", "prices", (), ["price-other", "price-other"]),
        ("定価", "1部200円、10部以上150円", "prices", [(200, "1部200円、10部以上150円")], ["price-other"]),
        ("言語", "日本語・英語", "languages", ["jpn", "eng"], []),
        ("言語", "日本語、英語、ポルトガル語", "languages", ["jpn", "eng", "por"], []),
        ("言語", "日英対訳", "languages", ["jpn", "eng"], []),
        ("言語", "日・英", "languages", ["jpn", "eng"], []),
        ("言語", "日本語（一部英語）", "languages", ["jpn", "eng"], ["language-partly"]),
        ("言語", "本文英語、要旨日本語", "languages", ["eng", "jpn"], ["language-partly"]),
        ("言語", "日本語ほか", "languages", ["jpn"], ["language-partly"]),
        ("言語", "日本語（一部ミホン語）", "languages", None, ["cell-form"]),
        ("言語", "Japanese / English", "languages", ["jpn", "eng"], []),
        ("言語", "jpn;eng", "languages", ["jpn", "eng"], []),
        ("言語", "日本語とミホン語", "languages", None, ["cell-form"]),
        ("id", "thing:x", "id", None, ["record-id"]),
        ("識別子", "thing:x", "id", None, ["record-id"]),
        ("id", "9799999000009", "identifiers", ["own 9799999000009"], ["number-like-isbn"]),
        ("管理番号", "9799999000009", "identifiers", ["own 9799999000009"], ["number-like-isbn"]),
        ("管理番号", "9999900011", "identifiers", ["own 9999900011"], []),
        ("id", "9999900011", "identifiers", ["own 9999900011"], ["number-like-isbn"]),
    ],
)  # fmt: skip
def test_what_a_cell_is_taken_for_and_what_is_told(column, cell, field, value, rules):
    """A row is refused only where something in it could be wrong; words that are no value are told."""
    found, _ = read(f"書名,{column}\n見本の社会,{cell}\n", kind="book")
    assert [p.rule for i in found if i.where.row == 2 for p in i.problems if p.severity != "info"] == rules
    shown = {
        "prices": lambda it: (it.amount, it.printed),
        "contributors": lambda it: it.name.text,
        "dates": lambda it: str(it.date),
        "languages": lambda it: it.code,
        "identifiers": lambda it: f"{it.type} {it.value}",
    }
    made = [getattr(one, field) for one in records(found)]
    if value is None:
        assert not made
    else:
        assert [list(map(shown.get(field), held)) if held else held for held in made] == [value]
    if "price-other" in rules:
        assert value or records(found)[0].notes[0].text == cell  # the words are kept


def test_what_one_library_has_and_lacks_is_one_statement():
    """Semicolons part the libraries of a row only where it names several."""
    found, _ = read(
        "雑誌名,所蔵館,所蔵巻号,欠号\n見本通信,見本図書室,1-10;12,3;5\n例示時報,A;B,1-3;5,;2\n", kind="periodical"
    )
    assert not problems(found, "warning")
    assert [[(h.holder.text, h.held, h.missing) for h in one.holdings] for one in records(found)] == [
        [("見本図書室", "1-10;12", "3;5")], [("A", "1-3", None), ("B", "5", "2")],
    ]  # fmt: skip


ISSUES = "種類,誌の識別子,誌名,"


def test_headers_mean_what_they_mean_for_the_kind_of_a_row():
    """巻号 is the designation of an issue and the part of a book; 頁 the extent of a book and the pages of an article."""
    text = "種類,書名,誌の識別子,掲載先,巻号,頁\n図書,見本,,,2,244\n号,見本通信,periodical:mihon,,4巻1号,48\n記事,見本論文,,issue:mihon:14,,50-55\n"
    found, _ = read(text)
    assert not problems(found)
    book, issue, article = records(found)
    assert (book.titles[0].part_number, str(book.extents[0].value)) == ("2", "244")
    assert (issue.titles[0].part_number, issue.numbering.volume, issue.numbering.numbers, issue.numbering.printed) == (
        None, "4", ("1",), "4巻1号",
    )  # fmt: skip
    assert str(issue.extents[0].value) == "48"
    assert [(r.first, r.last) for r in article.pages] == [("50", "55")]
    for kind, name in (("book", "titles"), ("issue", "numbering")):
        found, _ = read("書名,巻,発行年\n見本,3,2006\n", kind=kind)
        assert set(found[0].given) == {name, "titles", "dates"}
    found, _ = read("書名,巻,著者\n見本,3,見本花子\n")
    assert records(found)[0].titles[0].part_number == "3"


def test_a_mapping_goes_before_the_kind_of_a_row():
    """What a person says of a header stands."""
    mapping = Mapping({"巻号": "title_part"})
    (issue,) = records(read(ISSUES + "巻号\n号,periodical:mihon,見本通信,4巻1号\n", mapping=mapping)[0])
    assert (issue.titles[0].part_number, issue.numbering) == ("4巻1号", None)


def test_dates_of_double_issues():
    """Cover date, date designation and kind, each where no column of its own says another thing."""
    found, _ = read(
        ISSUES + "号数,発行年月,年月次,号の種別\n号,periodical:mihon,見本通信,5,2006年6・7月号,,\n"
        "号,periodical:mihon,見本通信,6,2006年8・9月号,2006年盛夏号,通常\n"
    )
    one, two = records(found)
    assert (one.kind, one.numbering.date, one.dates[0].role, str(one.dates[0].until)) == (
        "combined",
        "2006年6・7月号",
        "cover",
        "2006-07",
    )
    assert (two.kind, two.numbering.date) == ("regular", "2006年盛夏号")
    assert [(p.rule, p.where.row, p.where.path) for p in problems(found, "warning")] == [
        ("cell-other-not-taken", 3, "発行年月")
    ] * 2


def test_release_and_publication():
    """発売日 is the date of publication where no other column gives that, row by row."""
    found, _ = read(
        "種類,書名,発行日,発売日\n図書,見本一,,2027年1月下旬\n図書,見本二,2026-12-20,2026-12-25\n図書,見本三,,未定\n"
    )
    dates = [[(d.role, str(d.date), d.printed) for d in r.dates] for r in records(found)]
    assert dates == [
        [("publication", "2027-01", "2027年1月下旬")], [("publication", "2026-12-20", None), ("on-sale", "2026-12-25", None)], [],
    ]  # fmt: skip


def test_two_columns_of_one_isbn():
    """Tables of readers have both forms, or the same number twice; nothing is doubled."""
    (book,) = records(read("Title,Author,ISBN,ISBN13\nA Specimen,Hanako Mihon,4000000012,9784000000017\n")[0])
    assert {(i.type, i.value) for i in book.identifiers} == {("isbn-10", "4000000012"), ("isbn-13", "9784000000017")}
    (book,) = records(read("Title,ISBN,ISBN-13,ISBN-10\nA Specimen,9784000000017,978-4-00-000001-7,\n")[0])
    assert [(i.type, i.value) for i in book.identifiers] == [("isbn-13", "9784000000017")]
    found, _ = read(
        'Title,ISBN,ISBN13\nA Specimen,"=""4000000012""","=""9784000000017"""\nAnother,"=""""","=""9784000000024"""\n'
    )
    assert [r.id for r in records(found)] == ["book:9784000000017", "book:9784000000024"]
    assert not problems(found)


def test_prices_and_codes_behind_an_isbn():
    """Taken where their own columns say nothing; where these say another thing, that stands and the other is told."""
    text = "書名,ISBN,定価,Cコード\n見本一,978-4-00-000003-1 C0036 : 1800円,,\n見本二,978-4-00-000001-7 C0036 : 1800円,2000,0095\n"
    found, _ = read(text)
    one, two = records(found)
    assert ([str(p.amount) for p in one.prices], [s.code for s in one.subjects]) == (["1800"], ["0036"])
    assert ([str(p.amount) for p in two.prices], [s.code for s in two.subjects]) == (["2000"], ["0095"])
    assert [(p.rule, p.where.row, p.where.path, p.found) for p in problems(found, "warning")] == [
        ("cell-other-not-taken", 3, "ISBN", "978-4-00-000001-7 C0036 : 1800円")
    ] * 2


def test_days_of_a_column_at_once():
    """Where all days are the first, months were meant: one word for the column; elsewhere one doubt with its rows."""
    first, second = datetime.date(2006, 6, 1), datetime.date(2007, 3, 1)
    found, _ = read(saved(workbook(図書=[["書名", "発行日"], ["見本一", first], ["見本二", second]])))
    (info,) = problems(found, "info")
    assert (info.rule, info.where.row, info.where.path, not problems(found, "warning")) == (
        "spreadsheet-date",
        2,
        "図書!発行日",
        True,
    )
    found, _ = read(
        saved(
            workbook(
                図書=[["書名", "発行日"], ["見本一", first], ["見本二", datetime.date(2006, 6, 9)], ["見本三", second]]
            )
        )
    )
    (doubt,) = problems(found, "warning")
    assert (doubt.rule, "2, 4" in doubt.text()) == ("spreadsheet-date", True)


def test_dates_where_none_belong():
    """A part number that a spreadsheet made a date of is doubted, a number of an issue and a page are refused."""
    day = datetime.date(2026, 1, 2)
    found, _ = read(
        saved(
            workbook(
                図書=[["書名", "シリーズ", "シリーズ番号"], ["見本", "見本双書", day]],
                号=[["誌の識別子", "号数"], ["periodical:mihon", day]],
            )
        )
    )
    assert [(p.rule, p.where.path, p.severity) for i in found for p in i.problems if p.severity != "info"] == [
        ("spreadsheet-made-date", "図書!シリーズ番号", "warning"), ("spreadsheet-made-date", "号!号数", "error"),
    ]  # fmt: skip
    found, _ = read("書名,シリーズ,シリーズ番号,備考\n見本,見本双書,1月2日,1月2日\n", kind="book")
    assert [(p.rule, p.where.path) for p in problems(found, "warning")] == [("spreadsheet-made-date", "シリーズ番号")]


@pytest.mark.parametrize(
    ("cell", "beside", "made"),
    [
        ("見本叢書 ; 3", "", ["見本叢書/3"]), ("見本叢書；第12巻", "", ["見本叢書/第12巻"]), ("見本新書 ; 1025B", "", ["見本新書/1025B"]), ("見本新書 ; 新赤版 88", "", ["見本新書/新赤版 88"]),
        ("見本叢書 ; Ⅱ", "", ["見本叢書/Ⅱ"]), ("Mihon series ; no. 4", "", ["Mihon series/no. 4"]), ("Mihon series ; v. 4", "", ["Mihon series/v. 4"]), ("見本叢書 ; 第三集", "", ["見本叢書/第三集"]),
        ("見本叢書 ; 第1期 ; 3", "", ["見本叢書/第1期 ; 3"]), ("見本叢書 ; 別巻1", "", ["見本叢書/別巻1"]), ("(見本叢書 ; 5)", "", ["見本叢書/5"]),
        ("見本叢書 ; 3; 例示文庫 ; 12", "", ["見本叢書/3", "例示文庫/12"]), ("見本叢書; 例示文庫 ; 12", "", ["見本叢書/None", "例示文庫/12"]),
        ("見本叢書; 例示文庫", "", ["見本叢書/None", "例示文庫/None"]), ("見本叢書; 例示文庫", "1; 2", ["見本叢書/1", "例示文庫/2"]), ("見本叢書; 1984", "; 2", ["見本叢書/None", "1984/2"]),
        ("見本叢書 ; 3", "3", ["見本叢書/3"]), ("見本叢書", "3", ["見本叢書/3"]), ("見本叢書\\; 3", "", ["見本叢書; 3/None"]), ("3", "", ["3/None"]),
    ],
)  # fmt: skip
def test_numbers_behind_the_title_of_a_series(cell, beside, made):
    """見本叢書 ; 3 is one series and the number in it, as catalogues write it; what is no number is a series of its own."""
    found, _ = read(f"書名,シリーズ,シリーズ番号\n見本,{cell},{beside}\n", kind="book")
    assert not problems(found)
    (book,) = records(found)
    assert [f"{s.title.text}/{s.part_number}" for s in book.series] == made
    if made != ["3/None"]:  # which might be the number of another, and is told as not carried
        assert sheet("book").carried(book).series == book.series


def test_two_numbers_of_a_series_must_agree():
    found, _ = read("書名,シリーズ,シリーズ番号\n見本,見本叢書 ; 3,4\n", kind="book")
    assert [(p.rule, p.where.path) for p in problems(found)] == [("cells-disagree", "シリーズ番号")]


@pytest.mark.parametrize("column", ["著者", "備考", "ISBN", "発行年", "キーワード", "著者1"])
@pytest.mark.parametrize("cell", ["甲;(削除)", "<削除>", "[削除]"])
def test_a_word_that_empties_stands_alone(column, cell):
    """Else the cell is refused with what to type: the words are never stored."""
    found, _ = read(f"書名,{column},著者2\n見本,{cell},\n", kind="book")
    assert [(p.rule, p.where.path, p.found) for p in problems(found)] == [("cell-clear", column, cell)]
    found, _ = read(f"書名,備考\n見本,'{cell}\n", kind="book")
    assert records(found)[0].notes[0].text == cell


@pytest.mark.parametrize(
    ("kind", "header", "cells", "types"),
    [
        ("book", "別タイトル", "別の名", ["variant"]), ("book", "並列タイトル", "Mihon", ["variant"]), ("book", "別書名", "別の名; 二つ目の名", ["variant", "variant"]),
        ("book", "別タイトル,別タイトルの種類", "別の名; 古い名,; 08", ["variant", "08"]), ("book", "別タイトル,別タイトルの種類", "別の名,01", ["01"]),
        ("issue", "誌の識別子,号数,その他のタイトル", "periodical:mihon,3,別の名", ["variant"]), ("periodical", "別タイトル", "別の名", ["variant"]),
    ],
)  # fmt: skip
def test_other_titles_are_no_second_title_proper(kind, header, cells, types):
    """Unless their column says so; what is written says of each what it is."""
    found, _ = read(f"タイトル,{header}\n見本,{cells}\n", kind=kind)
    assert not problems(found)
    (record,) = records(found)
    assert [t.type for t in record.titles] == ["01", *types]
    assert sheet(kind).carried(record).titles == record.titles


@pytest.mark.parametrize("column", ["書名", "出版社", "著者", "発行年", "備考"])
def test_the_first_row_has_none_above(column):
    found, _ = read(f"ISBN,{column}\n9799999000009,〃\n", kind="book")
    assert "cell-ditto" in [p.rule for p in problems(found)]


@pytest.mark.parametrize("mark", ["〃", "々", "同上", "同", "仝", "（同上）", "”", '""""', "ditto", "同じ"])
@pytest.mark.parametrize("above", ["見本花子", "見本花子\n9799999000016,例,〃"], ids=["value", "mark"])
def test_a_ditto_mark_is_the_value_above_and_told(mark, above):
    """Also of a row that has it from the one above itself."""
    found, _ = read(f"ISBN,書名,著者\n9799999000009,見本,{above}\n9799999000023,例,{mark}\n", kind="book")
    assert not problems(found)
    assert {r.contributors[0].name.text for r in records(found)} == {"見本花子"}
    told = [p for p in problems(found, "warning") if p.rule == "cell-ditto"][-1]
    row = 3 + above.count("\n")
    assert (told.where.row, told.where.path, told.found) == (row, "著者", mark.replace('""""', '"'))
    assert dict(told.expected.params) == {"value": "見本花子", "row": row - 1}


@pytest.mark.parametrize(
    ("header", "above", "cells"),
    [
        ("書名,著者", "見本,", "例,〃"), ("書名,著者", "見本,#N/A", "例,〃"), ("書名,著者", "見本,(削除)", "例,〃"), ("書名,著者", "見本,見本花子; 例示太郎\n例一,", "例,〃"),
        ("書名,ISBN", "見本,979-9-9990-0000-9", "例,〃"), ("書名,識別子", "見本,book:a", "例,〃"), ("書名,資料番号,書架", "見本,001,A", "例,〃,A"),
        ("書名,著者", "見本,見本花子\n■2007年,", "例,〃"), ("書名,著者", "見本,見本花子", "例,例示太郎; 〃"),
    ],
)  # fmt: skip
def test_a_ditto_mark_that_stands_for_nothing_is_refused(header, above, cells):
    """Nothing above, an error, a heading between; or a number that no two things share."""
    found, _ = read(f"{header}\n{above}\n{cells}\n", kind="book")
    assert [p.rule for p in problems(found) if p.rule != "cell-broken"] == ["cell-ditto"]


def test_a_refused_row_comes_back_with_what_its_ditto_marks_stood_for():
    """The row above does not go with it."""
    found, _ = read("書名,著者,ISBN\n見本,見本花子,979-9-9990-0000-9\n例,〃,979-9-9990-0000-8\n", kind="book")
    assert [i.raw for i in found if i.record is None and i.raw] == ['["例", "見本花子", "979-9-9990-0000-8"]']


def test_a_kind_can_be_a_ditto_mark():
    found, _ = read("種類,書名\n図書,見本\n〃,例\n")
    assert [r.id[:5] for r in records(found)] == ["book:", "book:"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [("9799999000009,", []), ("1920036018000,", ["row-nameless"]), (",見本", []), ("1920036018000,見本", [])],
)
def test_a_row_that_names_no_book_is_told(rows, told):
    """The second barcode of a book has its C-code and price, and is no number of it."""
    found, _ = read(f"書籍JAN,書名\n{rows}\n", kind="book")
    assert [p.rule for p in problems(found, "warning")] == told


@pytest.mark.parametrize(
    ("header", "key", "told"),
    [
        ("書名,部数", None, "placeless-copies"), ("書名,数量", None, "placeless-stock"), ("書名,公開", None, "placeless-system"),
        ("書名,部数,所蔵館", "holdings", None), ("書名,部数,書架", "holdings", None), ("書名,所蔵部数", "holdings", None),
    ],
)  # fmt: skip
def test_copies_are_held_where_the_table_says_so(header, key, told):
    """部数 alone can be a print run: it is told and not taken."""
    found, _ = read(f"{header}\n見本,3,A\n".replace(",A\n" if header.count(",") == 1 else "\0", "\n"), kind="book")
    (record,) = records(found)
    assert [h.copies for h in record.holdings] == ([3] if key else [])
    passed = [dict(p.expected.params)["reason"].id for p in problems(found, "warning") if p.rule == "column-passed"]
    assert passed == ([told] if told else [])


@pytest.mark.parametrize(
    "header", ["記事名,著者,掲載号,頁", "記事,著者,号,頁", "タイトル,執筆者,巻号,掲載頁", "題名,筆者,号,ページ"]
)
def test_an_index_of_articles_says_which_serial_it_wants(header):
    """The message names the column, and the file with what is the same in all rows."""
    rows = f"{header}\n見本の記事,見本花子,第3号,5-8\n"
    found, _ = read(rows)
    assert [(p.rule, p.expected.id) for p in problems(found)] == [("cell-missing", "a-serial-for-all")]
    found, _ = read(rows, mapping=Mapping(constants={"host_serial": "見本通信"}))
    assert not problems(found)
    (item,) = [i for i in found if i.record]
    assert item.named["host"].words == "見本通信 第3号"


PLAIN = (
    "副題",
    "タイトルヨミ",
    "出版社",
    "出版地",
    "シリーズ",
    "キーワード",
    "備考",
    "内容",
    "版",
    "判型",
    "請求記号",
    "所蔵館",
    "言語",
    "URL",
    "著者",
    "頁数",
    "定価",
    "ISBN",
    "発行年",
)


@pytest.mark.parametrize("mark", ["-", "－", "―", "ー", "…", "・", "( )", "***", "_"])
def test_a_mark_of_an_empty_cell_is_no_value(mark):
    """In whatever column, and nobody is told: as if the cell were empty."""
    found, _ = read(f"書名,{','.join(PLAIN)}\n見本{f',{mark}' * len(PLAIN)}\n", kind="book")
    bare, _ = read("書名\n見本\n", kind="book")
    assert records(found) == records(bare)
    assert not [p for p in problems(found, "warning") if p.rule != "row-thin"]


@pytest.mark.parametrize("words", ["不明", "なし", "[出版者不明]", "N/A", "未詳"])
def test_words_that_say_that_nothing_is_known_name_nobody(words):
    """Told, and taken as they are where they may be meant: in a note."""
    columns = ("出版社", "出版地", "シリーズ", "キーワード", "副題", "タイトルヨミ")
    found, _ = read(
        f"書名,著者,{','.join(columns)},備考\n見本,見本花子{f',{words}' * len(columns)},{words}\n", kind="book"
    )
    (record,) = records(found)
    assert (record.publishers, record.series, record.subjects, record.titles[0].subtitle) == ((), (), (), None)
    assert [n.text for n in record.notes] == [words]
    assert [p.where.path for p in problems(found, "warning")] == list(columns)


LEFT = ["nan", "NaN", "None", "NULL", "null", "<NA>", "NaT", "undefined", "\\N", "(null)", "(空白)", "NA"]


@pytest.mark.parametrize("word", LEFT)
def test_what_programs_leave_in_empty_cells_is_no_value(word):
    """No title, name, note or date; told once for a column, and in its row where it stands for a title."""
    columns = ("著者", "出版社", "備考", "発行年月", "頁数", "ISBN", "NDC", "言語")
    found, _ = read(
        f"書名,{','.join(columns)}\n見本{f',{word}' * len(columns)}\n見本二{f',{word}' * len(columns)}\n", kind="book"
    )
    bare, _ = read("書名\n見本\n見本二\n", kind="book")
    assert records(found) == records(bare)
    told = [p for p in problems(found, "warning") if p.rule == "cell-left-empty"]
    assert [p.where.path for p in told] == list(columns)
    found, _ = read(f"書名,著者\n{word},見本花子\n'{word},見本花子\n", kind="book")
    assert [[t.text.text for t in r.titles] for r in records(found)] == [[], [word]]
    assert [(p.where.row, p.where.path) for p in problems(found, "warning") if p.rule == "cell-left-empty"] == [
        (2, "書名")
    ]


@pytest.mark.parametrize("word", ["-", "…", "None", "NULL", "不明", "なし", "〃", "N/A"])
def test_a_value_that_looks_like_none_comes_back(word):
    """With an apostrophe before it, as the sheets write it and people may type it."""
    found, _ = read(f"書名,著者,出版社,キーワード\n見本,見本花子,'{word},'{word}\n", kind="book")
    (record,) = records(found)
    assert (record.publishers[0].name.text, record.subjects[0].heading) == (word, word)
    assert not problems(found, "warning")


@pytest.mark.parametrize("index", [(1, 2), (0, 1)])
@pytest.mark.parametrize("header", ["", "Unnamed: 0"])
def test_a_first_column_that_counts_the_rows_is_passed_over(header, index):
    """As other programs write it, without a name; where it holds anything else, it wants one."""
    found, _ = read(f"{header},書名,著者\n{index[0]},見本,見本花子\n{index[1]},例,例示太郎\n", kind="book")
    assert len(records(found)) == 2
    assert [p.rule for p in problems(found, "warning")] == ["column-passed"]
    found, _ = read(f"{header},書名,著者\nあ,見本,見本花子\n", kind="book")
    assert [p.rule for p in problems(found)] in (["column-nameless"], []) if header == "" else True


def test_a_cell_without_a_header_is_told_by_its_column():
    found, _ = read("書名,著者,\n見本,見本花子,メモ\n", kind="book")
    assert [(p.rule, p.where.path) for p in problems(found)] == [("column-nameless", "3")]


@pytest.mark.parametrize("beside", ["数量", "単価", "冊数"])
def test_what_several_copies_cost_is_no_price(beside):
    """金額 is the price where nothing is counted."""
    found, _ = read(f"書名,著者,{beside},金額\n見本,見本花子,2,3000\n", kind="book")
    assert [str(p.amount) for p in records(found)[0].prices] == (["2"] if beside == "単価" else [])
    assert "placeless-sum" in [
        dict(p.expected.params)["reason"].id for p in problems(found, "warning") if p.rule == "column-passed"
    ]
    found, _ = read("書名,著者,金額\n見本,見本花子,3000\n", kind="book")
    assert [str(p.amount) for p in records(found)[0].prices] == ["3000"]


def test_totals_below_rows_of_titles_and_prices():
    """They have more than the heading or total has: it is no book."""
    found, _ = read("書名,定価\n■2007年,\n見本,1000\n例,2000\n合計,3000\n", kind="book")
    assert [r.titles[0].text.text for r in records(found)] == ["見本", "例"]
    assert [p.where.row for p in problems(found, "warning") if p.rule == "row-passed"] == [2, 5]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("見本花子　例示太郎", True),
        ("見本花子 例示太郎", True),
        ("見本　花子", False),
        ("長谷川　佐知子", False),
        ("見本図書館　資料調査係", False),
        ("アンナ・クライン　マリア", False),
    ],
)
def test_two_whole_names_with_a_space_between_are_a_doubt(names, told):
    found, _ = read(f"書名,著者\n見本,{names}\n", kind="book")
    assert [p.rule for p in problems(found, "warning")] == (["names-and-unsure"] if told else [])
    assert [c.name.text for c in records(found)[0].contributors] == [names]


@pytest.mark.parametrize(
    ("header", "cell", "field"),
    [
        ("初版発行日", "2020年4月10日", "2020-04-10"),
        ("初版年", "平成18年", "2006"),
        ("発行", "令和五年", "2023"),
        ("製作年", "2006", "2006"),
    ],
)
def test_dates_of_other_headers_are_read_as_people_write_them(header, cell, field):
    found, _ = read(f"書名,著者,{header}\n見本,見本花子,{cell}\n", kind="book")
    assert not problems(found)
    assert [str(d.date) for d in records(found)[0].dates] == [field]


def test_a_table_of_koha():
    """The number of the record is one of its own, the barcode that of the copy."""
    found, _ = read("biblionumber,title,author,isbn,publishercode,publicationyear,itemcallnumber,barcode,homebranch,itype\n"
                    "1,見本,見本花子,979-9-9990-0000-9,見本書房,2006,334.4/M,0012345,本館,BK\n")  # fmt: skip
    (record,) = records(found)
    assert [(i.type, i.value, i.scheme) for i in record.identifiers] == [
        ("isbn-13", "9799999000009", None),
        ("own", "1", "biblionumber"),
    ]
    (copy,) = record.holdings
    assert (copy.holder.text, copy.number, copy.call_number) == ("本館", "0012345", "334.4/M")
    assert [p.where.path for p in problems(found, "warning")] == ["itype"]


def test_what_is_mended_is_told_at_its_cell():
    """In a workbook by sheet and cell: a reading in hiragana, an invisible character."""
    book = workbook(図書=[["書名", "タイトルヨミ", "ISBN"], ["見本", "みほん", "979-9-9990-0000-9\u200b"]])
    found, _ = read(saved(book))
    told = {p.rule: p.where.cell for p in problems(found, "warning")}
    assert {rule: cell.rpartition("!")[2] for rule, cell in told.items()} == {
        "reading-mended": "B2",
        "cell-invisible": "C2",
    }


@pytest.mark.parametrize(
    ("cells", "measures"),
    [
        ("21cm,148mm,2.5cm,350g", [("01", "21", "cm"), ("02", "148", "mm"), ("03", "2.5", "cm"), ("08", "350", "gr")]),
        ("21,15,,1.2kg", [("01", "21", "cm"), ("02", "15", "cm"), ("08", "1.2", "kg")]),
    ],
)
def test_every_measure_has_its_column(cells, measures):
    """Height, width, thickness and weight; a bare number is of centimetres or grams."""
    found, _ = read(f"書名,大きさ,幅,厚さ,重量\n見本,{cells}\n", kind="book")
    (record,) = records(found)
    assert [(it.type, str(it.value), it.unit) for it in record.measures] == measures


@pytest.mark.parametrize(
    ("header", "cell"), [("大きさ", "210"), ("幅", "148"), ("重量", "1.2"), ("大きさ", "350g"), ("重量", "21cm")]
)
def test_a_measure_of_another_unit_is_refused(header, cell):
    """Nothing is 210 cm high: the number is of millimetres, and nobody said so."""
    found, _ = read(f"書名,{header}\n見本,{cell}\n", kind="book")
    assert [p.rule for p in problems(found)] == ["measure-form"]


@pytest.mark.parametrize(("holders", "marks", "held", "told"), [
    ("A図書館;B図書館", "K1;K2;K3", [("A図書館", "K1"), ("B図書館", "K2"), (None, "K3")], ["cell-items"]),
    ("A図書館;B図書館", "K1", [("A図書館", "K1"), ("B図書館", None)], ["cell-items"]), ("", "K1;K2", [(None, "K1"), (None, "K2")], []),
])  # fmt: skip
def test_a_copy_of_no_named_library_is_taken(holders, marks, held, told):
    """More call numbers than libraries are copies of libraries without a name; that is a doubt, as one of several is."""
    found, _ = read(f"種類,書名,所蔵館,請求記号\n図書,見本,{holders},{marks}\n")
    (record,) = records(found)
    assert [(it.holder and it.holder.text, it.call_number) for it in record.holdings] == held
    assert [p.rule for p in problems(found, "warning")] == told


CELLS = {
    # column: what is asked of the record, and of each cell what must come
    "著者": (lambda r: [str(c.name) for c in r.contributors], {
        "見本花子": ["見本花子"], "見本花子 著; 例示太郎 訳": ["見本花子", "例示太郎"], "見本の会 編": ["見本の会"], "": [],
    }),
    "出版社": (lambda r: [str(p.name) for p in r.publishers], {"見本書房": ["見本書房"], "見本書房; 例示社": ["見本書房", "例示社"], "": []}),
    "頁数": (lambda r: [(e.value and int(e.value), e.printed) for e in r.extents], {
        "244": [(244, None)], "12": [(12, None)], "8, 244p": [(None, "8, 244p")], "": [],
    }),
    "定価": (lambda r: [(str(p.amount), p.tax) for p in r.prices], {
        "1,800円": [("1800", "unknown")], "1980円(税込)": [("1980", "included")], "": [],
    }),
    "発行日": (lambda r: [str(d.date) for d in r.dates], {"2020-04-01": ["2020-04-01"], "令和2年4月": ["2020-04"], "2006": ["2006"], "": []}),
    "判型": (lambda r: [s.printed for s in r.sizes], {"A5": ["A5"], "四六判": ["四六判"], "": []}),
    "キーワード": (lambda r: [s.heading for s in r.subjects], {"移民; 労働": ["移民", "労働"], "移民": ["移民"], "労働;移民": ["労働", "移民"], "": []}),
    "備考": (lambda r: [n.text for n in r.notes], {"": [], "注": ["注"], "(削除)": []}),
}  # fmt: skip
DOUBTED = {"8, 244p": "pages-several"}


def test_no_value_and_no_doubt_of_a_row_goes_to_another():
    """What cells that say the same were read as is remembered."""
    chance = random.Random(1)
    rows = [[chance.choice([*cells]) for _, cells in CELLS.values()] for _ in range(300)]
    out = io.StringIO()
    csv.writer(out).writerows([["種類", "書名", *CELLS], *(["図書", f"見本{n}", *row] for n, row in enumerate(rows))])
    for n, (item, row) in enumerate(zip(read(out.getvalue())[0], rows, strict=True)):
        assert item.record.titles[0].text.text == f"見本{n}"
        for cell, (asked, cells) in zip(row, CELLS.values(), strict=True):
            assert asked(item.record) == cells[cell], (row, cell)
        assert [p.rule for p in item.problems if p.rule != "price-without-tax"] == [
            DOUBTED[c] for c in row if c in DOUBTED
        ]
        assert ("notes" in item.cleared) is ("(削除)" in row)


@pytest.mark.parametrize(("header", "cell", "rules"), [
    ("キーワード", "移民、労働", ["keywords-apart"]), ("キーワード", "移民，労働", ["keywords-apart"]), ("キーワード", "移民・労働", ["keywords-apart"]),
    ("キーワード", "migration / labour", ["keywords-apart"]), ("キーワード", "移民; 労働", []), ("キーワード", "ハンナ・モック", []), ("キーワード", "N/A型", []),
    ("書名", "見本の社会 : 例示 / 見本花子著", ["title-alone"]), ("書名", "見本 = Specimen", ["title-alone"]), ("書名", "見本/例示", []),
    ("形態", "244p ; 21cm", ["form-not-extent"]), ("形態", "xi, 300p", ["form-not-extent"]), ("形態", "1冊", ["form-not-extent"]), ("形態", "並製", []),
    ("出版社", "New York: Mock Press", ["publisher-unsure"]), ("著者", "見本 花子　例示 太郎", ["names-and-unsure"]), ("著者", "見本 花子", []),
])  # fmt: skip
def test_words_that_belong_elsewhere_are_kept_and_told(header, cell, rules):
    """They stay as they are written, for it is not sure that they are not meant so."""
    row = {"種類": "図書", "書名": "見本", header: f'"{cell}"'}
    found, _ = read("\n".join((",".join(row), ",".join(row.values()))))
    assert len(records(found)) == 1
    assert [(p.rule, p.where.row, p.where.path) for p in problems(found, "warning")] == [(r, 2, header) for r in rules]


def test_a_second_header_in_another_language_is_no_record():
    found, _ = read("書名,著者,出版年,出版社\nTitle,Author,Year,Publisher\n見本,見本花子,2006,見本書房\n", kind="book")
    assert [it.titles[0].text.text for it in records(found)] == ["見本"]
    assert [(p.rule, p.where.row) for p in problems(found, "warning")] == [("row-passed", 2)]
