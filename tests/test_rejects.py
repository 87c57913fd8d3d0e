"""Nothing is lost on the way in: whole files, refused rows given back, what a person made left alone."""

import csv
import gzip
import io
import json
import os
import zipfile

import openpyxl
import pytest
from tabular.ods_files import ods

from smj_catalog import Book, Identifier, Text, Title, commit_plan, init, plan_import, write
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.store import Archive

GOOD, BAD, MENDED = (
    "9799999000009",
    "97999990000177",
    "9799999000016",
)  # a prefix that is not given to anybody; one digit too many
HEAD = ["種類", "書名", "ISBN", "備考"]
ROWS = [["図書", "見本の社会", GOOD, ""], ["図書", "見本の髙い本①", BAD, '一行目\n二行目, "引用"']]
NATIVE = """<?xml version="1.0" encoding="{encoding}"?>
<catalog xmlns="urn:smj-catalog:1" version="1">
  <book id="book:good"><title type="01"><proper><text>見本の社会</text></proper></title></book>
  <!-- a note of the volunteer -->
  <book id="book:bad"><title type="01"><proper><text>見本の本</text></proper></title><!-- ask -->
    <identifier type="isbn-13">{isbn}</identifier></book>
</catalog>
"""
PRODUCT = (
    "<Product><RecordReference>example.mihon.{n}</RecordReference><NotificationType>03</NotificationType>"
    "<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier><DescriptiveDetail>"
    "<ProductComposition>00</ProductComposition><ProductForm>BA</ProductForm><TitleDetail><TitleType>01</TitleType>"
    "<TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>見本の本</TitleText></TitleElement></TitleDetail>"
    "</DescriptiveDetail><PublishingDetail><Publisher><PublishingRole>01</PublishingRole>"
    "<PublisherName>見本書房</PublisherName></Publisher></PublishingDetail></Product>"
)
ONIX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ONIXMessage release="3.1" xmlns="http://ns.editeur.org/onix/3.1/reference">'
    "<Header><Sender><SenderName>見本取次</SenderName></Sender><SentDateTime>20260401</SentDateTime></Header>"
    f"{PRODUCT.format(n=1, isbn=GOOD)}{PRODUCT.format(n=2, isbn=BAD)}</ONIXMessage>"
)
MARC = (
    '<record><leader>     nam a22     3i 4500</leader><datafield tag="020" ind1=" " ind2=" "><subfield code="a">{isbn}</subfield>'
    '</datafield><datafield tag="245" ind1="0" ind2="0"><subfield code="a">見本の本</subfield></datafield></record>'
)
MARCXML = (
    f'<collection xmlns="http://www.loc.gov/MARC21/slim">{MARC.format(isbn=GOOD)}{MARC.format(isbn=BAD)}</collection>'
)
LINES = [
    {"kind_of_record": "book", "id": "book:good", "titles": [{"text": {"text": "見本"}}]},
    {"kind_of_record": "book", "id": "book:bad", "titles": [{"text": {"text": "見本"}}],
     "identifiers": [{"type": "isbn-13", "value": BAD}]},
]  # fmt: skip


def table(delimiter=",", rows=(HEAD, *ROWS)):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def workbook():
    book = openpyxl.Workbook()
    book.active.title = "図書"
    for row in (HEAD[1:], *(r[1:] for r in ROWS)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"folder/{name}", data)
        archive.writestr("other.csv", table(rows=(HEAD, ["図書", "見本の別の本", "", ""])))
    return out.getvalue()


def in_sheet(data):
    """Return a workbook with the number mended, as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == BAD:
                cell.value = MENDED
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def in_bytes(encoding):
    return lambda data: data.replace(BAD.encode(encoding), MENDED.encode(encoding))


INPUTS = {
    "csv": ("new.csv", table().encode(), "new.rejects.csv", in_bytes("utf-8"), "utf-8"),
    "csv with a mark": ("new.csv", table().encode("utf-8-sig"), "new.rejects.csv", in_bytes("utf-8"), "utf-8-sig"),
    "csv in CP932": ("new.csv", table(";").encode("cp932"), "new.rejects.csv", in_bytes("cp932"), "cp932"),
    "tsv": ("new.tsv", table("\t").encode(), "new.rejects.tsv", in_bytes("utf-8"), "utf-8"),
    "csv in UTF-16": ("new.csv", table().encode("utf-16"), "new.rejects.csv", in_bytes("utf-16-le"), "utf-16"),
    "csv.gz": ("new.csv.gz", gzip.compress(table().encode()), "new.rejects.csv", in_bytes("utf-8"), "utf-8"),
    "zip": ("all.zip", zipped("new.csv", table()), "new.rejects.csv", in_bytes("utf-8"), "utf-8"),
    "xlsx": ("new.xlsx", workbook(), "new.rejects.xlsx", in_sheet, None),
    "ods": ("new.ods", ods([HEAD[1:3], *(r[1:3] for r in ROWS)], name="図書"), "new.rejects.xlsx", in_sheet, None),
    "jsonl": ("new.jsonl", "\n".join(map(json.dumps, LINES)).encode(), "new.rejects.jsonl", in_bytes("utf-8"), "utf-8"),
    "smj-1": ("new.xml", NATIVE.format(encoding="UTF-8", isbn=BAD).encode(), "new.rejects.xml", in_bytes("utf-8"), "utf-8"),
    "smj-1 in EUC-JP": (
        "new.xml", NATIVE.format(encoding="EUC-JP", isbn=BAD).encode("euc_jp"), "new.rejects.xml", in_bytes("utf-8"), "euc_jp",
    ),
    "one record": (
        "bad.xml", f'<book xmlns="urn:smj-catalog:1" id="book:bad"><title type="01"><proper><text>見本'
        f'</text></proper></title><identifier type="isbn-13">{BAD}</identifier></book>'.encode(),
        "bad.rejects.xml", in_bytes("utf-8"), "utf-8",
    ),
    "smj-1.gz": (
        "new.xml.gz", gzip.compress(NATIVE.format(encoding="UTF-8", isbn=BAD).encode()), "new.rejects.xml", in_bytes("utf-8"),
        "utf-8",
    ),
    "RIS": (
        "new.ris", f"TY  - BOOK\r\nTI  - 見本の社会\r\nSN  - {GOOD}\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - 見本の本\r\nSN  - {BAD}\r\n"
        "ER  - \r\n".encode(), "new.rejects.ris", in_bytes("utf-8"), "utf-8",
    ),
    "MARCXML": ("new.xml", MARCXML.encode(), "new.rejects.xml", in_bytes("utf-8"), "utf-8"),
    "ONIX": ("new.xml", ONIX.encode(), "new.rejects.xml", in_bytes("utf-8"), "utf-8"),
}  # fmt: skip


@pytest.fixture
def smj(tmp_path, monkeypatch, capsys):
    """Call the command in a folder that has an empty archive; return code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    init("archive", empty=True)

    def call(*words):
        code = run(group, [str(w) for w in words])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        assert "internal error" not in told.err
        return code, told.out, told.err

    return call


def told_in(data, encoding):
    """Return all that a file of refused records says, as text."""
    if encoding is not None:
        return data.decode(encoding)
    return "\n".join(str(c.value) for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet for c in row)


@pytest.mark.parametrize("name", INPUTS)
def test_refused_records_come_back_whole_and_import_when_mended(name, smj, tmp_path):
    """Every format: in the shape and encoding of the input, with what is wrong beside them, once however often they go round."""
    source, data, back, mend, encoding = INPUTS[name]
    (tmp_path / source).write_bytes(data)
    code, _, told = smj("import", source, "--commit", "--on-error", "skip", "--rejects", "r")
    assert code == 1
    assert f"rejected rows were written to r/{back}" in told
    (path,) = (tmp_path / "r").iterdir()
    text = told_in(path.read_bytes(), encoding)
    assert BAD in text
    assert GOOD not in text
    assert text.count("smj-catalog: errors") == 1
    assert "isbn-check-digit" in text
    again = f"r/{path.stem}-2{path.suffix}"
    code, _, told = smj("import", path, "--commit", "--on-error", "skip", "--rejects", "r")
    assert (code, f"rejected rows were written to {again}" in told) == (1, True)
    text = told_in((tmp_path / again).read_bytes(), encoding)
    assert text.count("smj-catalog: errors") == 1
    assert text.count("isbn-check-digit") == 1
    (tmp_path / again).write_bytes(mend((tmp_path / again).read_bytes()))
    assert smj("import", again, "--commit")[0] == 0
    code, shown, _ = smj("export", "--to", "jsonl", "--out", "-", "--scope", "all", "--no-validate")
    (record,) = [line for line in shown.splitlines() if MENDED in line]
    if "二行目" in table() and name in ("csv", "csv in CP932", "csv in UTF-16", "tsv", "zip", "xlsx"):
        assert json.loads(record)["notes"] == [{"text": '一行目\n二行目, "引用"'}]


def test_a_marc_file_gives_back_what_it_refused_to_the_byte(smj, tmp_path):
    """Records with a wrong number, of another kind, or cut short; ISO 2709 has no room for what is wrong with them."""
    out = io.BytesIO()
    books = [
        Book(f"book:{n}", titles=(Title(Text(f"見本{n}")),), identifiers=(Identifier("isbn-13", GOOD),)) for n in "abcd"
    ]
    write(books, out, to="marc21", validate=False)
    good, number, kind, cut = out.getvalue().split(b"\x1d")[:4]
    bad = [number.replace(GOOD.encode(), BAD.encode()) + b"\x1d", kind.replace(b"nam", b"ngm", 1) + b"\x1d", cut[:-9]]
    (tmp_path / "new.mrc.gz").write_bytes(gzip.compress(good + b"\x1d" + b"".join(bad)))
    assert smj("import", "new.mrc.gz", "--commit", "--on-error", "skip", "--rejects", "r")[0] == 1
    assert (tmp_path / "r" / "new.rejects.mrc").read_bytes() == b"".join(bad)


def test_comments_and_header_of_xml_stay(smj, tmp_path):
    """What a person wrote inside a record, and the message's header, come back with it."""
    (tmp_path / "new.xml").write_text(NATIVE.format(encoding="UTF-8", isbn=BAD), "utf-8")
    (tmp_path / "trade.xml").write_text(ONIX, "utf-8")
    smj("import", "new.xml", "trade.xml", "--rejects", "r")
    native = (tmp_path / "r" / "new.rejects.xml").read_text("utf-8")
    assert "<!-- ask -->" in native
    assert native.count("xmlns") == 1
    assert "<SenderName>見本取次</SenderName>" in (tmp_path / "r" / "trade.rejects.xml").read_text("utf-8")


def test_lines_that_are_no_json_come_back_too(smj, tmp_path):
    """What is wrong stands on a line of its own before them, and the line as it was."""
    start = '{"kind_of_record": "book", "id": "book:a", "titles": [{"text": {"text": "見本"}}]'
    (tmp_path / "new.jsonl").write_text(f"{start}\n", "utf-8")
    assert smj("import", "new.jsonl", "--rejects", "r")[0] == 1
    path = tmp_path / "r" / "new.rejects.jsonl"
    errors, line = path.read_text("utf-8").splitlines()
    assert "json-line" in errors
    assert line == start
    path.write_text(f"{errors}\n{line}}}\n", "utf-8")
    assert smj("import", path, "--commit")[0] == 0


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("書名,謎\n見本,x\n見本二,y\n", "column-unknown"), ("謎,なぞ\n見本,x\n見本二,y\n", "column-unknown"),
        ("書名,タイトル\n見本,x\n見本二,y\n", "column-double"),
    ],
)  # fmt: skip
def test_a_fault_of_the_header_gives_all_rows_back(text, rule, smj, tmp_path):
    """The real fault is told, and every row comes back whole; with a known column instead, they import."""
    (tmp_path / "new.csv").write_text(text, "utf-8")
    code, shown, _ = smj("import", "new.csv", "--rejects", "r")
    assert code == 1
    assert rule in shown
    path = tmp_path / "r" / "new.rejects.csv"
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    assert [row[1:] for row in rows] == [line.split(",") for line in text.split()]
    assert rule in rows[1][0]
    path.write_text(path.read_text("utf-8").replace(text.split("\n")[0], "書名,著者"), "utf-8")
    assert smj("import", path, "--commit")[0] == 0


@pytest.mark.parametrize(
    ("line", "rule", "mended"),
    [
        ('"見本三"の",見本花子', "table-quote", '"見本三""の",見本花子'),
        ('"見本三,見本花子', "table-quote", "見本三,見本花子"),
        ("見\0本三,見本花子", "table-nul", "見本三,見本花子"),
        ("見本三,見本花子" + ",x" * 1_000, "table-columns", "見本三,見本花子"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_parted_costs_itself_alone(line, rule, mended, smj, tmp_path):
    """The rows round it are imported, it comes back as it stands, and mended it imports."""
    lines = ["書名,著者", "見本一,見本花子", "見本二,見本花子", line, '"見本四",見本花子', "見本五,見本花子", ""]
    (tmp_path / "new.csv").write_text("\n".join(lines), "utf-8")
    code, shown, told = smj("import", "new.csv", "--commit", "--on-error", "skip", "--rejects", "r")
    assert (code, "4 create, 0 update, 0 same, 0 conflict, 1 reject" in told) == (1, True)
    assert shown.startswith("reject\t\tnew.csv:4\n    error: new.csv: row 4: ")
    assert rule in shown
    path = tmp_path / "r" / "new.rejects.csv"
    text = path.read_text("utf-8")
    assert line in text
    assert smj("import", path, "--rejects", "r")[0] == 1
    again = (tmp_path / "r" / "new.rejects-2.csv").read_text("utf-8")
    assert again.count(f",{line}") == 1
    assert again.count("[table-") == 1
    path.write_text(text.replace(f",{line}", f",{mended}"), "utf-8")
    assert smj("import", path, "--commit")[0] == 0
    assert smj("list")[1].count("見本") == 5


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_lines_refused_together_keep_their_columns(delimiter, smj, tmp_path):
    """Each has what is wrong in front, so that mending the first shifts none; sent round again they stay whole."""
    lines = [
        "書名,著者,出版社,備考",
        '見本一,甲,例社,"古い"本',
        "見本二,乙,例社,注一,注二",
        "見本三,丙",
        "見本四,丁,例社,ok",
    ]
    name = "new.tsv" if delimiter == "\t" else "new.csv"
    (tmp_path / name).write_text("\n".join(lines).replace(",", delimiter), "utf-8")
    smj("import", name, "--commit", "--on-error", "skip", "--rejects", "r")
    (path,) = (tmp_path / "r").iterdir()
    for _ in range(2):
        text = path.read_text("utf-8")
        errors, *rest = zip(*(line.split(f']"{delimiter}') for line in text.splitlines()[1:]), strict=True)
        assert all("table-quote" in words for words in errors)
        assert list(rest[0]) == [line.replace(",", delimiter) for line in lines[1:4]]
        smj("import", path, "--rejects", "r2")
        (path,) = (tmp_path / "r2").iterdir()
        path = path.rename(tmp_path / f"again{path.suffix}")
    path.write_text(text.replace('"古い"本', "古い本"), "utf-8")
    code, shown, _ = smj("import", path, "--commit")
    assert (code, "table-cells" in shown) == (3, True)
    path.write_text(text.replace('"古い"本', "古い本").replace(f"{delimiter}注二", ""), "utf-8")
    assert smj("import", path, "--commit")[0] == 0
    assert all(f"見本{number}" in smj("list")[1] for number in "一二三四")


def test_one_row_on_several_lines_comes_back_as_one(smj, tmp_path):
    """Nothing is put into a cell that holds line ends."""
    (tmp_path / "new.csv").write_text('書名,備考\n見本,"一行目\n二行目\0"\n', "utf-8")
    smj("import", "new.csv", "--rejects", "r")
    path = tmp_path / "r" / "new.rejects.csv"
    ((_, *row),) = list(csv.reader(io.StringIO(path.read_text("utf-8"), "")))[1:]
    assert row == ["見本", "一行目\n二行目\0"]


def test_what_is_not_text_in_a_workbook_comes_back_as_it_was(smj, tmp_path):
    """Numbers and days, which mean something else as text."""
    book = openpyxl.Workbook()
    book.active.title = "図書"
    for row in (["書名", "ISBN", "頁数", "備考"], ["見本", BAD, 244, 2006.1], ["見本二", BAD, 12, "#N/A"]):
        book.active.append(row)
    book.save(tmp_path / "new.xlsx")
    for _ in range(2):
        smj("import", "new.xlsx", "--rejects", "r")
    (path,) = (tmp_path / "r").iterdir()
    (_, _, *one), (_, _, *two) = openpyxl.load_workbook(path)["図書"].iter_rows(min_row=2, values_only=True)
    assert one == [BAD, 244, 2006.1]
    assert two == [BAD, 12, "#N/A"]
    assert openpyxl.load_workbook(path)["図書"]["E3"].data_type == "e"


def test_refused_files_of_one_name_do_not_take_each_others_place(smj, tmp_path):
    """Two inputs called the same, and a file that a person has made of what came back before."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "new.csv").write_text(table(rows=(HEAD, ["図書", folder, BAD, ""])), "utf-8")
    assert smj("import", "a/new.csv", "b/new.csv", "--rejects", "r")[0] == 1
    one, two = tmp_path / "r" / "new.rejects.csv", tmp_path / "r" / "new.rejects-2.csv"
    assert (",a," in one.read_text("utf-8"), ",b," in two.read_text("utf-8")) == (True, True)
    one.write_text("mended by hand", "utf-8")
    _, _, told = smj("import", "a/new.csv", "--rejects", "r")
    assert one.read_text("utf-8") == "mended by hand"
    assert "rejected rows were written to r/new.rejects-3.csv" in told


def test_an_input_that_was_changed_gives_no_rows_back(smj, tmp_path):
    """A kept plan is not carried out beside rows that are not those it refused."""
    path = tmp_path / "new.csv"
    path.write_text(table(), "utf-8")
    smj("import", "new.csv", "--plan", "plan.jsonl")
    assert smj("import", "--plan", "plan.jsonl", "--rejects", "r")[0] == 1
    path.write_text(table(rows=(HEAD,)), "utf-8")
    code, _, told = smj("import", "--plan", "plan.jsonl", "--commit", "--on-error", "skip", "--rejects", "r2")
    assert (code, "new.csv" in told) == (3, True)
    assert smj("list")[1] == ""


# --- files that cannot be read to their end


def isbn(number):
    """Return a number of the prefix that nobody has, with its check digit."""
    digits = f"9799999{number:05}"
    return f"{digits}{-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10}"


def damaged_sheet():
    """Return a workbook of which the second sheet's part does not inflate, as a bad disk leaves it."""
    book = openpyxl.Workbook()
    for name in ("図書", "新着"):
        sheet = book.create_sheet(name)
        for row in (["種類", "書名", "ISBN"], *(["図書", f"見本{name}{i}", ""] for i in range(99))):
            sheet.append(row)
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    data = bytearray(out.getvalue())
    with zipfile.ZipFile(out) as archive:
        part = archive.getinfo("xl/worksheets/sheet2.xml")
    at = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    data[at : at + 4] = b"\xff" * 4
    return bytes(data)


_BOOK = '<book id="book:{n}"><title type="01"><proper><text>見本{n}</text></proper></title></book>\n'
_CATALOG = '<catalog xmlns="urn:smj-catalog:1" version="1">\n' + "".join(_BOOK.format(n=n) for n in range(20))
_MANY = "書名,ISBN\n" + "".join(f"見本{n},{isbn(n)}\n" for n in range(400))
CUT = {
    "a record that is no XML": ("new.xml", (_CATALOG + "<book <\n</catalog>").encode(), "new.xml:22"),
    "csv.gz": ("new.csv.gz", gzip.compress(_MANY.encode("cp932"))[:-200], "after new.csv.gz:"),
    "jsonl.gz": (
        "new.jsonl.gz",
        gzip.compress("".join(f"{json.dumps(dict(LINES[0], id=f'book:{n}'))}\n" for n in range(400)).encode())[:-100],
        "after new.jsonl.gz:",
    ),
    "xml.gz": (
        "new.xml.gz", gzip.compress((_CATALOG + "".join(_BOOK.format(n=n) for n in range(20, 400))).encode())[:-200],
        "after new.xml.gz:",
    ),
    "a sheet": ("new.xlsx", damaged_sheet(), "from new.xlsx:新着 on"),
    "a file in a zip": (
        "new.zip", zipped("new.xml", (_CATALOG + "<book <").encode()), "from new.zip!folder/new.xml:22",
    ),
    "no row again": ("new.csv", ("書名,著者\n見本,花子\n\"見本\"x,花子\n" + "ただの行\n" * 30).encode(), "from new.csv:3 on"),
}  # fmt: skip


@pytest.mark.parametrize("name", CUT)
def test_what_cannot_be_read_to_its_end_is_not_imported_unless_that_is_asked(name, smj, tmp_path):
    """What stands before counts in the plan, which says from where on nothing was read; skip alone writes nothing."""
    source, data, place = CUT[name]
    (tmp_path / source).write_bytes(data)
    code, shown, told = smj("import", source, "--plan", "plan.jsonl")
    assert code == 1
    assert "[input-cut]" in shown.split("create", 1)[0]
    assert place in shown.split("create", 1)[0]
    assert not told.partition(" create")[0].splitlines()[-1].startswith("0")
    for words in ([source], ["--plan", "plan.jsonl"]):
        code, _, told = smj("import", *words, "--commit", "--on-error", "skip")
        assert (code, "[input-cut]" in told, smj("list")[1]) == (3, True, "")
    assert json.loads(smj("import", source, "--json")[1])["cut"][0]["rule"] == "input-cut"
    assert smj("import", "--plan", "plan.jsonl", "--commit", "--partial")[0] == 1
    assert smj("list")[1] != ""


def test_a_part_does_not_take_refused_rows_along(smj, tmp_path):
    """--partial is for what could not be read; rows that were read and are refused still need --on-error skip."""
    rows = f"種類,書名,ISBN\n図書,見本,{GOOD}\n図書,見本二,{BAD}\n"
    (tmp_path / "new.csv.gz").write_bytes(gzip.compress((rows + _MANY).encode())[:-200])
    assert smj("import", "new.csv.gz", "--commit", "--partial")[0] == 3
    assert smj("list")[1] == ""
    assert smj("import", "new.csv.gz", "--commit", "--on-error", "skip", "--partial", "--rejects", "r")[0] == 1
    assert BAD in (tmp_path / "r" / "new.rejects.csv").read_text("utf-8")


def test_the_whole_file_later_is_not_done_before(smj, tmp_path):
    """A part that was imported is no reason to do nothing with the same bytes."""
    path = tmp_path / "new.xml"
    path.write_text(_CATALOG + "<book <", "utf-8")
    smj("import", "new.xml", "--commit", "--partial")
    assert "there is nothing to do" not in smj("import", "new.xml")[2]
    path.write_text(_CATALOG + "</catalog>", "utf-8")
    assert "20 same" in smj("import", "new.xml", "--commit")[2]


# --- what is shown


def test_what_is_wrong_comes_first_and_nothing_of_it_is_left_out(smj, tmp_path):
    """A hundred refused rows one by one, the others by what is wrong with them, with the number of every row."""
    good = [f"図書,見本{n},1頁,{isbn(n)}" for n in range(1, 300)]
    bad = [f"図書,見本,何頁,{isbn(n)}" for n in range(300, 500)]
    lines = [
        "種類,書名,頁数,ISBN",
        *good,
        *bad[:150],
        f"図書,よい,1頁,{isbn(900)}",
        *bad[150:],
        f"図書,悪い,何頁,{BAD}",
    ]
    (tmp_path / "new.csv").write_text("\n".join(lines), "utf-8")
    code, shown, _ = smj("import", "new.csv")
    assert code == 1
    told, _, rest = shown.partition("create\t")
    assert told.count("reject\t") == 100
    assert rest.count("create\t") == 39
    assert "… and 101 more rejected rows" in told
    assert "    error: new.csv: rows 401–450, 452–502: 頁数: found '何頁'" in told
    assert "    error: new.csv: rows 502: ISBN: found " in told
    assert "… and 260 more created or updated rows" in rest


def test_doubts_come_before_what_is_plain_and_many_are_told_together(smj, tmp_path):
    """Rows with doubts; those of rows that change nothing are counted alone."""
    rows = [f"図書,見本{n},1頁,{isbn(n)},{'1800円' if n % 2 else ''}" for n in range(1, 121)]
    (tmp_path / "new.csv").write_text("\n".join(["種類,書名,頁数,ISBN,定価", *rows]), "utf-8")
    code, shown, _ = smj("import", "new.csv", "--commit")
    assert code == 0
    doubtful, _, plain = shown.partition("… and 20 more rows with warnings")
    assert doubtful.count("price-without-tax") == 40
    assert "warning: new.csv: rows 82, 84, 86, " in plain
    assert plain.count("create\t") == 40
    _, shown, _ = smj("import", "new.csv", "--lists", "append")
    assert shown.startswith("60 ") or shown == ""


def test_rows_that_are_one_record_do_not_flood_the_first(smj, tmp_path):
    """Each is told once."""
    (tmp_path / "new.csv").write_text("種類,書名,発行年\n" + "図書,見本,2006\n" * 20, "utf-8")
    _, shown, _ = smj("import", "new.csv")
    assert shown.count("record-twice") == 20
    assert shown.count("reject\t") == 20


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("NDC", "999999", "ndc-form"), ("書名", "見\n本", "line-break"), ("定価", "1,800円", "price-without-tax"),
        ("終了頁", "4", "page-run-order"),
    ],
)  # fmt: skip
def test_faults_of_rules_name_the_column(column, cell, rule, smj, tmp_path):
    """As the file writes it, and in a workbook the cell, not the field of the model."""
    head, row = ["種類", "書名", "キーワード", "頁"], ["図書", "見本", "甲;乙", "9"]
    if column == "終了頁":
        head, row = ["種類", "タイトル", "開始頁"], ["記事", "見本", "9"]
    head, row = ([*head, column], [*row, cell]) if column not in head else (head, [row[0], cell, *row[2:]])
    (tmp_path / "new.csv").write_text(table(rows=(head, row)), "utf-8")
    book = openpyxl.Workbook()
    for line in (head, row):
        book.active.append(line)
    book.save(tmp_path / "new.xlsx")
    shown = smj("import", "new.csv")[1]
    (line,) = [x for x in shown.splitlines() if f"[{rule}]" in x]
    assert f": {column}: found" in line
    shown = smj("import", "new.xlsx")[1]
    (line,) = [x for x in shown.splitlines() if f"[{rule}]" in x]
    assert f"new.xlsx: Sheet!{chr(65 + head.index(column))}2: " in line
    assert f": {column}: found" in line


# --- what a person made


@pytest.fixture
def place(smj, tmp_path):
    """A folder with a table, a mapping, links to them, and the command."""
    (tmp_path / "new.csv").write_text(table(), "utf-8")
    (tmp_path / "map.toml").write_text('# mine\n[columns]\n"種類" = "kind"\n', "utf-8")
    (tmp_path / "filled.xlsx").write_bytes(b"filled in")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "new.csv")
    (tmp_path / "soft.csv").symlink_to("new.csv")
    (tmp_path / "inside").symlink_to("archive")
    (tmp_path / "toml").hardlink_to(tmp_path / "archive" / "archive.toml")
    return smj


def everything(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


@pytest.mark.parametrize(
    "words",
    [
        "import new.csv --plan new.csv --force", "import new.csv --plan hard.csv --force", "import new.csv --plan soft.csv --force",
        "import new.csv --report new.csv", "import new.csv --report ./archive/../new.csv", "import soft.csv --report hard.csv",
        "import new.csv --write-mapping new.csv --force", "import new.csv --mapping map.toml --write-mapping map.toml --force",
        "import new.csv --mapping map.toml --report map.toml", "import new.csv --plan x.jsonl --report x.jsonl",
        "import new.csv --rejects archive", "import new.csv --rejects archive/books", "import new.csv --rejects inside/new",
        "import new.csv --report archive/archive.toml", "import new.csv --report inside/archive.toml",
        "import new.csv --report toml", "import new.csv --plan archive/plan.jsonl",
        "import new.csv --plan map.toml", "import new.csv --write-mapping map.toml", "template filled.xlsx",
        "template archive/new.xlsx", "template inside/archive.toml --force", "init archive/inner", "init inside/inner",
        "export --to jsonl --out archive/archive.toml", "export --to jsonl --out archive/new.jsonl --scope all",
        "export --to smj-1 --split archive", "export --to smj-1 --split inside", "export --to smj-1 --out inside/x.xml",
        "export --to jsonl --out x.jsonl --report x.jsonl", "validate new.csv --report new.csv", "validate new.csv --report soft.csv",
        "validate --report archive/report.json", "list --report archive/archive.toml", "log --report inside/archive.toml",
        "verify --report archive/x", "reindex --report archive/x", "undo x --report archive/archive.toml",
        "why book:a --report archive/x", "show book:a --report archive/x",
    ],
)  # fmt: skip
def test_no_output_takes_the_place_of_an_input_or_goes_into_an_archive(words, place, tmp_path):
    """Exit code 2, a message, and nothing touched, by whatever name the file is called."""
    before = everything(tmp_path)
    code, _, told = place(*words.split())
    assert code == 2
    assert "nothing was changed" in told
    assert everything(tmp_path) == before


def test_a_folder_split_over_an_archive_is_refused(place, tmp_path):
    """The folders of an archive may be those that the files would go to."""
    init("books", empty=True)
    before = everything(tmp_path)
    assert place("export", "--to", "smj-1", "--split", ".")[0] == 2
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    "words", ["import new.csv --plan map.toml --force", "import new.csv --write-mapping map.toml --force"]
)
def test_force_replaces_what_is_not_read(words, place, tmp_path):
    """For those who want it so."""
    assert place(*words.split())[0] in (0, 1)
    assert not (tmp_path / "map.toml").read_text("utf-8").startswith("# mine")


def test_outputs_elsewhere_go_through(place, tmp_path):
    """Reports and exports are replaced as before; /dev/null takes anything."""
    before = (tmp_path / "new.csv").read_bytes()
    for _ in range(2):
        assert place("import", "new.csv", "--report", "told.json", "--rejects", ".")[0] == 1
        assert place("export", "--to", "jsonl", "--out", "all.jsonl", "--scope", "all")[0] == 0
        assert place("export", "--to", "jsonl", "--out", os.devnull, "--scope", "all")[0] == 0
    assert place("template", "new.xlsx")[0] == 0
    assert (tmp_path / "new.csv").read_bytes() == before


DOI = "<ProductIdentifier><ProductIDType>06</ProductIDType><IDValue>10.99999/mihon</IDValue></ProductIdentifier>"
NAMELESS = "<ProductIdentifier><ProductIDType>01</ProductIDType><IDValue>M1</IDValue></ProductIdentifier>"
CONTRIBUTOR = (
    "<Contributor><ContributorRole>A01</ContributorRole><NameIdentifier><NameIDType>16</NameIDType><IDValue>0000000000000019"
    "</IDValue></NameIdentifier><PersonName>見本花子</PersonName></Contributor>"
)


@pytest.mark.parametrize(("isbn", "doi", "contributor", "action", "left"), [
    ("9799999000017", DOI, "", "create", ["doi"]), ("9799999000017", "", "", "reject", None),
    ("9780000000000", DOI, "", "create", ["doi"]), ("9799999000016", NAMELESS, "", "create", ["isbn-13"]),
    ("9799999000016", "", CONTRIBUTOR, "create", ["isbn-13"]), ("9799999000017", DOI, CONTRIBUTOR, "create", ["doi"]),
])  # fmt: skip
def test_a_wrong_check_digit_costs_the_number_where_the_product_has_another(
    isbn, doi, contributor, action, left, tmp_path
):
    product = PRODUCT.format(n=1, isbn=isbn).replace("<DescriptiveDetail>", f"{doi}<DescriptiveDetail>")
    product = product.replace("</TitleDetail>", f"</TitleDetail>{contributor}")
    feed = tmp_path / "feed.xml"
    feed.write_text(f"{ONIX.partition('<Product>')[0]}{product}</ONIXMessage>", "utf-8")
    archive = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    plan = plan_import([feed], archive)
    (entry,) = plan.entries()
    assert entry.action == action
    told = {(p.rule, p.severity, p.where.element is not None) for p in entry.problems if p.rule.endswith("check-digit")}
    severity = "error" if action == "reject" else "warning"
    rules = ["isbn-check-digit"] * (isbn != "9799999000016") + ["isni-check-digit"] * bool(contributor)
    assert told == {(rule, severity, True) for rule in rules}
    if left is not None:
        commit_plan(plan, archive)
        (record,) = Archive.open(archive.folder).records()
        assert [i.type for i in record.identifiers] == left
        assert all(i.status == "incorrect" for c in record.contributors for i in c.identifiers)


def test_a_number_left_out_for_its_check_digit_takes_none_from_the_archive(tmp_path):
    archive = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    for last in "67":
        product = PRODUCT.format(n=1, isbn=f"979999900001{last}").replace(
            "<DescriptiveDetail>", f"{DOI}<DescriptiveDetail>"
        )
        (tmp_path / "feed.xml").write_text(f"{ONIX.partition('<Product>')[0]}{product}</ONIXMessage>", "utf-8")
        commit_plan(plan_import([tmp_path / "feed.xml"], archive), archive)
        archive = Archive.open(archive.folder)
    (record,) = archive.records()
    assert [i.value for i in record.identifiers] == ["9799999000016", "10.99999/mihon"]
