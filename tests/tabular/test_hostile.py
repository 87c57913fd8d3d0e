"""Files made to harm: each is refused with its cap named, quickly and in little memory."""

import io
import json
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest

from smj_catalog.errors import BadSource, InputError
from smj_catalog.formats import Reading, get
from smj_catalog.formats.tabular import archives, dialect
from smj_catalog.formats.tabular.dialect import COLUMNS, FIELD
from smj_catalog.xmlio import open_source
from tabular.ods_files import ods

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = f'xmlns:r="{_OFFICE}"'


def xlsx(rows="", shared="", extra=(), names=("図書",)):
    """Return a workbook with hand-written XML."""
    sheets = "".join(f'<sheet name="{n}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(names, 1))
    types = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {_MAIN} {_LINKS}><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{types}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>",
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f"<sst {_MAIN}>{shared}</sst>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [*parts.items(), *extra]:
            archive.writestr(name, text)
    return out.getvalue()


def read(data, to):
    with open_source(data) as source:
        return list(get(to).read(source, Reading(file="見本")))


def refused(data, to):
    """Return the rule and the words of what a reader says of a file."""
    tracemalloc.start()
    began = time.process_time()
    try:
        found = [p for i in read(data, to) for p in i.problems if p.severity == "error"]
    except InputError as error:
        found = list(error.problems)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert time.process_time() - began < 15
    assert peak < 80 << 20
    assert found
    assert found[0].text("ja")
    return found[0].rule, found[0].text()


_WHOLE = '<row r="1"><c r="A1" t="inlineStr"><is><t>書名</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>見本</t></is></c></row>'


def test_the_hand_made_workbook_is_good():
    """Else the other tests would prove nothing."""
    (item,) = read(xlsx(_WHOLE), "xlsx")
    assert item.record.titles[0].text.text == "見本"
    shared = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
    (item,) = read(xlsx(shared, "<si><t>書名</t></si><si><t>見本</t></si>"), "xlsx")
    assert item.record.titles[0].text.text == "見本"


@pytest.mark.parametrize(
    "name", ["../x.xml", "/etc/x", "xl\\..\\x", "C:/x", "a/../../x", "xl/workbook.xml", "XL/Workbook.xml"]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_path_tricks(name):
    """Parts have plain names, each once."""
    assert refused(xlsx(_WHOLE, extra=[(name, "x")]), "xlsx")[0] == "workbook-part"


def test_symbolic_links():
    """None in a workbook."""
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = 0o120777 << 16
    assert refused(xlsx(_WHOLE, extra=[(link, "/etc/passwd")]), "xlsx")[0] == "workbook-part"


def test_zip_bombs(monkeypatch):
    """By ratio, by size, by number of parts."""
    rule, words = refused(xlsx(_WHOLE, extra=[("xl/zeros.bin", bytes(40 << 20))]), "xlsx")
    assert (rule, "ratio" in words) == ("input-too-large", True)
    monkeypatch.setattr(archives, "BYTES", 1 << 20)
    rule, words = refused(xlsx(_WHOLE, extra=[("xl/zeros.bin", bytes(2 << 20))]), "xlsx")
    assert (rule, "workbook_bytes" in words) == ("input-too-large", True)
    monkeypatch.setattr(archives, "ENTRIES", 10)
    rule, words = refused(xlsx(_WHOLE, extra=[(f"xl/{i}", "") for i in range(20)]), "xlsx")
    assert (rule, "workbook_parts" in words) == ("input-too-large", True)
    monkeypatch.setattr(archives, "COMPRESSED", 100)
    assert "workbook_compressed" in refused(xlsx(_WHOLE), "xlsx")[1]


def test_parts_that_lie_about_their_size():
    """The archive says one byte; the stream has a megabyte."""
    data = bytearray(xlsx(_WHOLE, extra=[("xl/lie.bin", bytes(1 << 20))]))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/lie.bin"))
    data[at + 24 : at + 28] = struct.pack("<I", 1)
    assert refused(bytes(data), "xlsx")[0] == "workbook-part"


@pytest.mark.parametrize("corner", ["XFD1048576", "AAA999999", "ZZZZ1", "A999999999"])
def test_far_corners(corner):
    """Two cells far apart would make a reader hold all that lie between."""
    rows = _WHOLE + f'<row><c r="{corner}"><v>1</v></c></row>'
    rule, words = refused(xlsx(rows), "xlsx")
    assert (rule, "cells" in words) == ("input-too-large", True)
    single = rows.replace('"', "'")
    assert refused(xlsx(single), "xlsx")[0] == "input-too-large"


def test_one_text_in_many_cells(monkeypatch):
    """A shared text of a megabyte in thousands of cells would be copied into each."""
    cells = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 3000))
    rule, words = refused(xlsx(cells, f"<si><t>{'x' * (1 << 20)}</t></si>"), "xlsx")
    assert (rule, "workbook_text" in words) == ("input-too-large", True)
    odd = cells.replace("<v>0</v>", "<v>&#48;</v>")
    assert refused(xlsx(odd, f"<si><t>{'x' * (1 << 20)}</t></si>"), "xlsx")[0] == "input-too-large"


@pytest.mark.parametrize(
    "inside",
    [
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="900" '
        'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>',
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
        f'office:string-value="{"x" * 5000}"/></table:table-row>',
    ],
)
def test_repeated_cells(inside):
    """OpenDocument may say that a cell stands a million times."""
    assert refused(ods([], inside=inside), "ods")[0] == "input-too-large"


def test_empty_rows_may_be_repeated():
    """As every program does that fills the sheet to its end."""
    head = '<table:table-row><table:table-cell office:value-type="string"><text:p>書名</text:p></table:table-cell></table:table-row>'
    row = head.replace("書名", "見本")
    end = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    found = read(ods([], inside=head + row + end), "ods")
    assert [i.record.titles[0].text.text for i in found if i.record] == ["見本"]


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + b"x" * 500,
        b"",
        b"\xd0\xcf\x11\xe0 an old or encrypted workbook",
        xlsx(_WHOLE)[:-30],
    ],
)
def test_broken_archives(data):
    """Truncated, encrypted, or no archive at all."""
    assert refused(data, "xlsx")[0] == "workbook-form"


def test_broken_parts():
    """XML that is none, entities, and bytes that do not inflate."""
    data = bytearray(xlsx(_WHOLE))
    at = data.find(b"xl/worksheets/sheet1.xml") + 24
    data[at + 5] ^= 0xFF
    assert refused(bytes(data), "xlsx")[0] in ("workbook-form", "workbook-part")
    entity = xlsx(_WHOLE.replace("見本", "&x;"))
    assert [i.record for i in _items_or_nothing(entity) if i.record and "root:" in str(i.record)] == []


def _items_or_nothing(data):
    try:
        return read(data, "xlsx")
    except BadSource:
        return []


def test_wide_tables():
    """Ten thousand columns, in the header or in a row."""
    assert refused(("書名" + ",x" * 10_000 + "\n").encode(), "csv")[0] == "table-columns"
    rule, words = refused(("書名,頁数\n見本" + "," * 10_000 + "\n").encode(), "csv")
    assert (rule, str(COLUMNS) in words, "columns" in words) == ("table-columns", True, True)
    wide = "".join(f'<c r="{archives_column(i)}1" t="inlineStr"><is><t>x{i}</t></is></c>' for i in range(1, 1500))
    assert refused(xlsx(f'<row r="1">{wide}</row>'), "xlsx")[0] == "table-columns"


def archives_column(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def test_open_quotes():
    """One that swallows the rest, at the end or after megabytes; the row where it was opened is named."""
    rule, words = refused('書名,頁数\n見本,1\n"見本,2\n見本,3\n'.encode(), "csv")
    assert (rule, "line 3" in words) == ("table-open-quote", True)
    rule, words = refused(('書名,頁数\n"' + "見本" * 60_000 + "\n見本,2\n" * 4_000).encode(), "csv")
    assert (rule, str(FIELD) in words) == ("table-open-quote", True)
    assert refused('書名,頁数\n"見本"x,2\n'.encode(), "csv")[0] == "table-quote"


def test_rows_before_a_fault_stand():
    """What was read is given; and so is what stands behind it."""
    found = read('種類,書名\n図書,見本\n図書,"例\n図書,見本二\n'.encode(), "csv")
    assert [i.record.titles[0].text.text for i in found if i.record] == ["見本", "見本二"]
    assert [p.rule for i in found for p in i.problems] == ["table-open-quote"]


def test_huge_cells_and_lines(monkeypatch):
    """A cell beyond the cap; a file without line ends."""
    rule, words = refused(("書名\n" + "x" * (FIELD + 1) + "\n").encode(), "csv")
    assert (rule, "field" in words) == ("table-field", True)
    monkeypatch.setattr(dialect, "LINE", 1 << 16)
    rule, words = refused(("書名\n" + "x," * (1 << 20)).encode(), "csv")
    assert (rule, "line" in words) == ("table-line", True)


def test_nul():
    """No text has it."""
    assert refused("書名\n見\0本\n".encode(), "csv")[0] == "table-nul"


def test_forbidden_characters():
    """What XML forbids, no record holds."""
    rule, words = refused("種類,書名\n図書,見\x08本\n".encode(), "csv")
    assert rule == "text-characters"
    assert "row 2" in words


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1"])
def test_formulas_in_text_stay_text(cell):
    """They are never computed, only kept."""
    found = read(f'種類,書名\n図書,"{cell}"\n'.encode(), "csv")
    assert found[0].record.titles[0].text.text == cell


# --- jsonl


@pytest.mark.parametrize(
    "line",
    [
        "", "x", "[]", "1", "null", '"a"', "{}", '{"kind_of_record": []}', '{"kind_of_record": "book"}', '{"kind_of_record": "x", "id": "book:a"}',
        '{"kind_of_record": "book", "id": "book:a", "id": "book:b"}', '{"kind_of_record": "book", "id": "../a"}',
        '{"kind_of_record": "book", "id": "book:a", "extra": 1}', '{"kind_of_record": "book", "id": 5}',
        '{"kind_of_record": "book", "id": "book:a", "titles": "x"}', '{"kind_of_record": "book", "id": "book:a", "form_details": "B108"}',
        '{"kind_of_record": "book", "id": "book:a", "extents": [{"value": NaN}]}',
        '{"kind_of_record": "book", "id": "book:a", "extents": [{"value": "1e99"}]}',
        '{"kind_of_record": "book", "id": "book:a", "extents": [{"value": 1.5}]}',
        '{"kind_of_record": "book", "id": "book:a", "titles": [{"text": {"text": 5}}]}',
        '{"kind_of_record": "book", "id": "book:a", "titles": [{"text": {"text": "a", "truncated": "no"}}]}',
        '{"kind_of_record": "book", "id": "book:a", "scope": "x"}', '{"kind_of_record": "book", "id": "book:a", "editions": [{"number": "3"}]}',
        '{"kind_of_record": "book", "id": "book:a", "titles": [{"text": {"text": "\\u0000"}}]}',
        '{"kind_of_record": "book", "id": "book:a", "titles": [{"text": {"text": "\\ud800"}}]}',
        "[" * 100_000, '{"a":' * 100_000, '{"kind_of_record": ' + "9" * 10_000 + "}",
    ],
)  # fmt: skip
def test_bad_lines_of_json(line):
    """Each is refused with its line; the lines round it are read."""
    good = json.dumps({"kind_of_record": "book", "id": "book:good"})
    found = read(f"{good}\n{line}\n{good}\n".encode(), "jsonl")
    assert [i.record.id for i in found if i.record] == ["book:good"] * 2
    bad = [i for i in found if i.record is None]
    assert len(bad) == bool(line)
    for item in bad:
        assert item.rejected
        assert item.where.line == 2
        assert all(p.where.line == 2 and p.text("ja") for p in item.problems)


@pytest.mark.parametrize(("line", "detail", "in_japanese"), [
    ('{"a": 1, "a": 2}', "'a' is given twice", "「a」が二度あります"), ('{"a": NaN}', "NaN is not JSON", "NaN は JSON の値ではありません"),
    ("[]", "an object is in braces", "オブジェクトは波括弧で囲みます"), ("1", "an object is in braces", "オブジェクトは波括弧で囲みます"),
])  # fmt: skip
def test_what_is_wrong_with_a_line_of_json_is_told_in_both_languages(line, detail, in_japanese):
    (item,) = read(line.encode(), "jsonl")
    (problem,) = item.problems
    assert (detail in problem.text(), in_japanese in problem.text("ja")) == (True, True)


def test_lines_of_json_in_wrong_bytes():
    """JSON is UTF-8."""
    found = read('{"kind_of_record": "book", "id": "book:a", "form_description": "見本"}\n'.encode("cp932"), "jsonl")
    assert [p.rule for p in found[0].problems] == ["json-line"]


def test_long_lines_of_json(monkeypatch):
    """Cut at the cap, and refused."""
    from smj_catalog.formats import jsonl

    monkeypatch.setattr(jsonl, "LINE", 1 << 16)
    data = (
        b'{"kind_of_record": "book", "id": "book:a"}\n'
        + b"{"
        + b" " * (3 << 20)
        + b'}\n{"kind_of_record": "book", "id": "book:b"}'
    )
    found = read(data, "jsonl")
    assert [i.record.id if i.record else i.problems[0].rule for i in found] == ["book:a", "record-too-large", "book:b"]


def test_compressed_tables():
    """Gzip is inflated on the way, by content."""
    import gzip

    (item,) = read(gzip.compress("種類,書名\n図書,見本\n".encode("cp932")), "csv")
    assert item.record.titles[0].text.text == "見本"
    assert zlib  # the module under it


def test_tags_that_never_end_cost_no_time():
    """A start tag without its end, thousands of times: looked at once each."""
    data = xlsx("".join(f"<c a{n} " for n in range(200_000)))
    assert refused(data, "xlsx")


def test_a_shared_string_without_end_costs_no_time():
    """One text of many megabytes is counted piece by piece."""
    assert refused(xlsx("<row/>", shared="<si><t>" + "見本" * 20_000_000), "xlsx")


@pytest.mark.parametrize("missing", [1, 16, 512])
def test_a_workbook_that_lacks_bytes_is_told_as_damaged(missing):
    """As broken downloads are."""
    data = xlsx("<row r='1'><c r='A1' t='inlineStr'><is><t>書名</t></is></c></row>" * 300)
    for at in range(100, len(data) - 700, 97):
        with pytest.raises(BadSource):
            read(data[:at] + data[at + missing :], "xlsx")


def test_a_workbook_without_sheets_is_no_empty_sheet():
    """One wrong bit in the name of its first part, and nothing of it is read: that is told."""
    openpyxl = pytest.importorskip("openpyxl")
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(BadSource, match="sheet"):
        read(out.getvalue().replace(b"xl/workbook.xml", b"zl/workbook.xml"), "xlsx")
