"""What stands beside the values of a workbook: errors, formulas without a value, zeros in front, merged and hidden cells."""

import contextlib
import io
import zipfile

import openpyxl
import pytest

from smj_catalog.errors import BadSource
from smj_catalog.formats import Reading
from smj_catalog.formats.tabular.text import ERROR_VALUES, guarded, unguarded
from smj_catalog.services.reading import items
from tabular.ods_files import ods

HEAD = ["書名", "著者", "管理番号", "備考"]


def read(data, name):
    data = data.encode() if isinstance(data, str) else data
    found = list(items(data, Reading(file=name)))
    return [i.record for i in found if i.record is not None], [p for i in found for p in i.problems]


def sheet(*rows, change=None):
    """Return a workbook of rows below the header; ``change`` is done to its sheet."""
    book = openpyxl.Workbook()
    book.active.title = "図書"
    for row in (HEAD, *rows):
        book.active.append(row)
    if change is not None:
        change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def replaced(data, part, old, new):
    """Return a workbook with the text of a part changed."""
    assert old in zipfile.ZipFile(io.BytesIO(data)).read(part)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            text = archive.read(name)
            made.writestr(name, text.replace(old, new) if name == part else text)
    return out.getvalue()


def errors(problems):
    return [(p.rule, p.where.cell, p.found) for p in problems if p.severity == "error"]


@pytest.mark.parametrize("value", [*ERROR_VALUES, "#####", "#n/a", " #NUM! ", "Err:508"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_an_error_value_is_no_value(value, delimiter):
    """In text too: refused at its cell, and named."""
    records, problems = read(f"書名{delimiter}著者{delimiter}頁数\n見本{delimiter}{value}{delimiter}3\n", "t.csv")
    (one,) = [p for p in problems if p.severity == "error"]
    assert (records, one.rule, one.where.path, one.where.row, one.found) == ([], "cell-broken", "著者", 2, value)
    assert unguarded(guarded(value.strip())) == value.strip()


@pytest.mark.parametrize("words", ["#1", "#Example", "C#", "##", "# 見本 #"])
def test_words_with_a_number_sign_are_words(words):
    """They stand in titles."""
    (record,), _ = read(f"書名,頁数\n{words},3\n", "t.csv")
    assert record.titles[0].text.text == words


@pytest.mark.parametrize("value", ERROR_VALUES[:7])
def test_a_workbook_names_its_errors(value):
    """Each by what stood there; also in ods, where the value is blank."""
    assert errors(read(sheet(["見本", value]), "t.xlsx")[1]) == [("cell-broken", "B2", value)]
    cell = (
        '<table:table-cell table:formula="of:=X()" office:value-type="string" office:string-value="" '
        f'calcext:value-type="error"><text:p>{value}</text:p></table:table-cell>'
    )
    rows = [
        f'<table:table-cell office:value-type="string"><text:p>{w}</text:p></table:table-cell>'
        for w in ("書名", "著者", "見本")
    ]
    inside = f"<table:table-row>{rows[0]}{rows[1]}</table:table-row><table:table-row>{rows[2]}{cell}</table:table-row>"
    assert errors(read(ods([], name="図書", inside=inside), "t.ods")[1]) == [("cell-broken", "B2", value)]


def test_a_formula_without_a_value_is_told_at_its_cell():
    """Not one that gave the empty text; rows that hold nothing else are told too."""
    data = sheet(["見本", "=A1", "=B1", "x"], ["=A1", "=B1"])
    assert errors(read(data, "t.xlsx")[1]) == [
        ("cell-broken", "B2", "="), ("cell-broken", "C2", "="), ("cell-broken", "A3", "="), ("cell-broken", "B3", "="),
    ]  # fmt: skip
    data = sheet(["見本", "=A1"])
    part = "xl/worksheets/sheet1.xml"
    valued = replaced(
        data, part, b'<c r="B2"><f>A1</f><v></v></c>', '<c r="B2" t="str"><f>A1</f><v>花子</v></c>'.encode()
    )
    empty = replaced(data, part, b'<c r="B2"><f>A1</f><v></v></c>', b'<c r="B2" t="str"><f>A1</f><v></v></c>')
    assert read(valued, "t.xlsx")[0][0].contributors[0].name.text == "花子"
    assert (read(empty, "t.xlsx")[0][0].contributors, errors(read(empty, "t.xlsx")[1])) == ((), [])


def test_a_column_without_any_value_is_told():
    """Its header too is a formula."""
    book = openpyxl.Workbook()
    book.active.title = "図書"
    for row in ([None, "=X1", "書名", "著者"], [None, "=X2", "見本", "花子"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert ("column-unknown", "B1", "=") in errors(read(out.getvalue(), "t.xlsx")[1])


def test_a_formula_without_a_value_in_ods():
    """As LibreOffice leaves none, but other programs do."""
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    inside = (
        f"<table:table-row>{text.format('書名')}{text.format('著者')}</table:table-row>"
        f'<table:table-row>{text.format("見本")}<table:table-cell table:formula="of:=[.A1]"/></table:table-row>'
    )
    assert errors(read(ods([], name="図書", inside=inside), "t.ods")[1]) == [("cell-broken", "B2", "=")]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("00000", 42, "00042"), ("0000_ ", 7, "0007"), ("000;-000", 5, "005"), ("000", 1234, "1234"), ("0", 5, "5"),
        ("General", 5, "5"), ("#,##0", 5, "5"),
    ],
)  # fmt: skip
def test_a_format_says_how_many_digits_a_number_has(form, number, text):
    """What the sheet shows is the number."""

    def change(sheet):
        sheet["C2"].number_format = form

    (record,), problems = read(sheet(["見本", "花子", number], change=change), "t.xlsx")
    assert record.identifiers[0].value == text
    assert not errors(problems)


def test_a_cell_merged_over_rows_holds_for_each():
    """Told; not for rows in which nothing else stands, nor from left to right."""

    def change(sheet):
        for area in ("B2:B3", "D4:D6", "A7:B7"):
            sheet.merge_cells(area)

    data = sheet(
        ["見本一", "花子"],
        ["見本二"],
        ["見本三", "次郎", 1, "注"],
        ["見本四", "三郎"],
        [],
        ["見本五", None, 5],
        change=change,
    )
    records, problems = read(data, "t.xlsx")
    said = [
        (r.titles[0].text.text, *(c.name.text for c in r.contributors), *(n.text for n in r.notes)) for r in records
    ]
    assert said == [
        ("見本一", "花子"),
        ("見本二", "花子"),
        ("見本三", "次郎", "注"),
        ("見本四", "三郎", "注"),
        ("見本五",),
    ]
    assert [p.found for p in problems if p.rule == "merged-cells"] == ["B2:B3, D4:D6"]


def test_merged_cells_of_ods():
    """The covered cells are blank there."""
    text = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    rows = [
        text.format("", "書名") + text.format("", "著者"),
        text.format("", "見本一")
        + text.format(' table:number-rows-spanned="2" table:number-columns-spanned="1"', "花子"),
        text.format("", "見本二") + "<table:covered-table-cell/>",
    ]
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    records, problems = read(ods([], name="図書", inside=inside), "t.ods")
    assert [r.contributors[0].name.text for r in records] == ["花子", "花子"]
    assert [p.found for p in problems if p.rule == "merged-cells"] == ["B2:B3"]


def test_ods_says_how_many_digits_a_number_has():
    """By what it shows; also where a cell stands several times."""
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="{}"{}><text:p>{}</text:p></table:table-cell>'
    rows = [
        "".join(text.format(word) for word in ("書名", "管理番号", "NDC")),
        text.format("見本一") + number.format(7, ' table:number-columns-repeated="2"', "007"),
        text.format("見本二") + number.format(42, "", "00042"),
        text.format("見本三") + number.format(42, "", "42"),
    ]
    records, problems = read(
        ods([], name="図書", inside="".join(f"<table:table-row>{r}</table:table-row>" for r in rows)), "t.ods"
    )
    assert [r.identifiers[0].value for r in records] == ["007", "00042", "42"]
    assert records[0].subjects[0].code == "007"
    assert not errors(problems)


@pytest.mark.parametrize("times", ["0", "1", "999999999"])
def test_errors_that_are_said_to_stand_many_times_do_no_harm(times):
    """Nor those that stand nowhere."""
    cell = f'<table:table-cell table:number-columns-repeated="{times}" calcext:value-type="error" table:number-rows-spanned="9"/>'
    row = f'<table:table-row table:number-rows-repeated="{times}">{cell * 3}</table:table-row>'
    with contextlib.suppress(BadSource):
        assert read(ods([], name="図書", inside=row * 99), "t.ods")[0] == []


def test_hidden_rows_are_read_and_told():
    """A filter hides rows that are still there."""

    def change(sheet):
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True

    records, problems = read(sheet(["見本一"], ["見本二"], ["見本三"], change=change), "t.xlsx")
    assert len(records) == 3
    assert [(p.found, p.where.sheet) for p in problems if p.rule == "rows-hidden"] == [("3, 4", "図書")]


LINKED = {
    "B2": "https://example.org/a?x=1&y=2",
    "B3": "#図書!A1",
    "B4": "mailto:x@example.org",
    "A2": "https://example.org/t",
}


def test_the_address_behind_words_of_an_open_document_is_read():
    """By a link in the text or by a formula, as in a workbook of Excel."""

    def cell(inside, attributes=""):
        return f'<table:table-cell office:value-type="string"{attributes}><text:p>{inside}</text:p></table:table-cell>'

    def linked(url, words):
        return f'<text:a xlink:type="simple" xlink:href="{url}">{words}</text:a>'

    formula = ' table:formula="of:=HYPERLINK(&quot;https://example.org/b&quot;;&quot;ここ&quot;)"'
    rows = (
        (cell("書名"), cell("URL")),
        (cell(linked("https://example.org/t", "見本一")), cell(linked("https://example.org/a?x=1&amp;y=2", "こちら"))),
        (cell("見本二"), cell("ここ", formula)),
        (cell("見本三"), cell(linked("https://example.org/c", "https://example.org/c"))),
    )
    inside = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    records, problems = read(ods([], inside=inside), "t.ods")
    assert [r.links[0].url for r in records] == [
        "https://example.org/a?x=1&y=2",
        "https://example.org/b",
        "https://example.org/c",
    ]
    assert [p.found for p in problems if p.rule == "cell-linked"] == ["こちら", "ここ"]
    assert [(p.where.path, p.found) for p in problems if p.rule == "links-passed"] == [("書名", "1")]


def test_the_address_behind_words_is_read():
    """In a column of addresses, by a link or by a formula, and told at its cell; links of other columns are counted."""
    book = openpyxl.Workbook()
    book.active.title = "図書"
    for row in (
        ["書名", "URL"],
        ["見本", "詳細はこちら"],
        ["例", "中"],
        ["三", "宛"],
        ["四", "https://example.org/d"],
        ["五", None],
    ):
        book.active.append(row)
    for place, url in LINKED.items():
        book.active[place].hyperlink = url
    book.active["B5"].hyperlink = "https://example.org/d"
    book.active["B6"] = '=HYPERLINK("https://example.org/e?a=1&b=2", "こちら")'
    out = io.BytesIO()
    book.save(out)
    old = zipfile.ZipFile(io.BytesIO(out.getvalue())).read("xl/worksheets/sheet1.xml")
    begun = old.index(b'<c r="B6"')
    cell = old[begun : old.index(b"</c>", begun) + 4]
    formula = cell[cell.index(b"<f>") : cell.index(b"</f>") + 4]
    made = b'<c r="B6" t="str">' + formula + "<v>こちら</v></c>".encode()
    records, problems = read(replaced(out.getvalue(), "xl/worksheets/sheet1.xml", cell, made), "t.xlsx")
    urls = [r.links[0].url for r in records]
    assert urls == [LINKED["B2"], "中", LINKED["B4"], "https://example.org/d", "https://example.org/e?a=1&b=2"]
    told = [(p.where.cell, p.found) for p in problems if p.rule == "cell-linked"]
    assert told == [("図書!B2", "詳細はこちら"), ("図書!B4", "宛"), ("図書!B6", "こちら")] or told == [
        ("B2", "詳細はこちら"),
        ("B4", "宛"),
        ("B6", "こちら"),
    ]
    assert [(p.where.path, p.found) for p in problems if p.rule == "links-passed"] == [("書名", "1")]
