"""Records to a file and back, in every tabular format and in jsonl."""

import csv
import io
import itertools
import zipfile

import openpyxl
import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smj_catalog import Agent, Archive, Book, Issue, Periodical, Title, get_format
from smj_catalog.errors import CannotWrite, UsageError
from smj_catalog.formats import Reading, Writing
from smj_catalog.formats.plain import structure, unstructure
from smj_catalog.formats.tabular import KINDS, columns, flattened, sheet
from smj_catalog.formats.tabular.characters import composed
from smj_catalog.formats.tabular.headers import key_of
from smj_catalog.formats.tabular.sheets.practical import ORDER
from smj_catalog.formats.tabular.writing import header
from smj_catalog.model import Note, Text, kind_of
from smj_catalog.services.reading import items

FORMATS = ("csv", "tsv", "xlsx", "jsonl")
SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)


def written(records, to, lost=None, **options):
    return b"".join(get_format(to).document(iter(records), Writing(options=options, lost=lost)))


def read(data, **options):
    reading = Reading(options=options)
    return list(items(data, reading)), reading


def comes_back(records, to, **options):
    found, reading = read(written(records, to, **options))
    assert reading.format == to
    doubts = ("date-far", "price-other", "page-first-run")  # of what a record says, not of how it is written
    assert not [p.text() for i in found for p in i.problems if p.severity != "info" and p.rule not in doubts]
    expected = (
        list(records)
        if to == "jsonl"
        else [sheet(kind_of(one)).carried(one) for record in records for one in flattened(record)]
    )
    if to == "xlsx":  # the sheets stand in the order of work
        expected.sort(key=lambda record: (*ORDER, "concept").index(kind_of(record)))
    if to != "jsonl":  # a reader of tables composes decomposed letters
        expected = [structure(each_text(unstructure(record))) for record in expected]
    assert [i.record for i in found if i.record is not None] == expected


def each_text(value):
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, dict):
        return {key: each_text(held) for key, held in value.items()}
    return [each_text(held) for held in value] if isinstance(value, list) else value


@SLOW
@given(
    strategies.catalogs(),
    st.sampled_from(FORMATS),
    st.sampled_from(["en", "ja"]),
    st.booleans(),
    st.sampled_from([None, "used"]),
)
def test_records_come_back(records, to, lang, bom, wanted):
    """What is read is what is carried, in either language, with a byte order mark or without."""
    if records:
        comes_back(records, to, lang=lang, bom=bom, columns=wanted)


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_archive_comes_back(to, lang):
    """The real archive, all of it."""
    with Archive.open() as archive:
        comes_back(list(archive.records()), to, lang=lang)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("kinds", [k for n in range(1, 7) for k in itertools.combinations(KINDS, n)], ids=" ".join)
def test_headers_of_ours_mean_one_thing(kinds, lang):
    """In a table of several kinds a header is read, in rows of each, as the column that it was written for."""
    written = header(columns(kinds), lang)
    for kind in kinds:
        meant = {key: key_of(name, kind) for key, name in written.items() if key in sheet(kind).cells}
        assert meant == dict(zip(meant, meant, strict=True))


@pytest.mark.parametrize("to", FORMATS)
def test_same_records_same_bytes(to):
    """Nothing depends on the clock."""
    with Archive.open() as archive:
        records = list(archive.records())
    assert written(records, to) == written(records, to)


@pytest.mark.parametrize(
    "text",
    ["_x000D_", "_x005F_x000D_", "a\r\nb\rc\nd", "_x0041_", "\t=1", "=cmd", "'=1", "a\x85b\u2028c", "１２", "𠮷", "\ue000",
     "(clear)", "（削除）", "9.78E+12", "0012", "2006/6", "TRUE", "#N/A", "同上", "'〃", "々", '"', 'a"b"', ",", ";", "\\;", "a;b\\", "a|b"],
)  # fmt: skip
@pytest.mark.parametrize("to", FORMATS)
def test_awkward_texts(text, to):
    """Characters that spreadsheets, XML or separators use come back as they were."""
    book = Book("book:a", titles=(Title(Text(text.strip())),), notes=(Note("x"), Note(text.strip()), Note("y")))
    found, _ = read(written([book], to))
    assert [i.record for i in found if i.record] == [book]


def test_one_kind_has_its_columns_only():
    """And several kinds have theirs together, the kind first."""
    book, serial = Book("book:a"), Periodical("periodical:a")
    for kinds in (("book",), ("book", "periodical"), KINDS):
        data = written([book, serial], "csv", kinds=kinds).decode()
        header = next(csv.reader(io.StringIO(data)))
        assert header == [c.en for c in columns(tuple(k for k in KINDS if k in kinds))]
        assert header[0] == "Kind"
        assert data.count("\r\n") == 1 + len(set(kinds) & {"book", "periodical"})
    header = next(csv.reader(io.StringIO(written([book], "csv").decode())))
    assert header == [c.en for c in columns(("book",))]


def test_what_is_left_out_is_told():
    """Records of other kinds, articles where only issues go out, and fields without a column."""
    with Archive.open() as archive:
        issue = archive["issue:migrants-network:193"]
        agent = archive["agent:smj"]
    told = []
    written([issue, agent], "csv", lost=lambda *x: told.append(x), kinds=("issue",))
    assert ("agent:smj", "*") in told
    assert (issue.id, "contents") in told
    assert (issue.id, "titles.text.sources") in told
    told.clear()
    written([issue], "xlsx", lost=lambda *x: told.append(x))
    assert (issue.id, "contents") not in told


def test_articles_name_their_issue():
    """In tables they are rows of their own; in jsonl they stay where they are."""
    with Archive.open() as archive:
        issue = archive["issue:migrants-network:193"]
    found, _ = read(written([issue], "csv"))
    assert [i.record.host for i in found[1:]] == [issue.id] * len(issue.contents)
    (one,), _ = read(written([issue], "jsonl"))
    assert one.record == issue


@pytest.mark.parametrize("to", ["csv", "tsv"])
def test_encodings(to):
    """CP932 where every character fits; else the character is named."""
    book = Book("book:a", titles=(Title(Text("見本①髙")),))
    found, reading = read(written([book], to, encoding="Shift_JIS", lang="ja"))
    assert reading.found["encoding"] == "CP932"
    assert [i.record for i in found] == [book]
    odd = Book("book:a", titles=(Title(Text("見本한글")),))
    with pytest.raises(CannotWrite) as error:
        written([book, odd], to, encoding="cp932")
    (problem,) = error.value.problems
    assert (problem.found, problem.where.record, problem.where.path) == ("한 (U+D55C)", "book:a", "title")
    with pytest.raises(UsageError):
        written([book], to, encoding="klingon")
    with pytest.raises(UsageError):
        written([book], to, lang="xx")


def test_byte_order_mark():
    """Only where it is asked for."""
    book = Book("book:a")
    assert written([book], "csv", bom=True).startswith(b"\xef\xbb\xbfKind,")
    assert written([book], "csv").startswith(b"Kind,")
    assert read(written([book], "csv", bom=True))[1].found["bom"]


def test_cells_of_workbooks_are_text():
    """Numbers too, and the header stays in sight; nothing is a formula."""
    book = Book("book:a", titles=(Title(Text("=1+1")),))
    with zipfile.ZipFile(io.BytesIO(written([book], "xlsx"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert 't="inlineStr"' in sheet
    assert "'=1+1" in sheet
    assert 'state="frozen"' in sheet


def test_long_texts():
    """A text that no cell holds is left out and told, never cut."""
    book = Book("book:a", titles=(Title(Text("a")),), notes=(Note("長" * 40_000),))
    for to, fits in (("csv", True), ("xlsx", False), ("jsonl", True)):
        told = []
        found, _ = read(written([book], to, lost=lambda *x, told=told: told.append(x)))
        (record,) = [i.record for i in found if i.record]
        assert record.notes == (book.notes if fits else ())
        assert told == ([] if fits else [("book:a", "notes")])


def test_a_sheet_has_the_columns_that_its_records_use():
    """A hundred and fifty empty columns help nobody; what is read again is the same."""
    data = written([Book("book:a", titles=(Title(Text("見本")),)), Agent("agent:a", kind="person")], "xlsx", lang="ja")
    sheets = openpyxl.load_workbook(io.BytesIO(data))
    assert {s.title: [c.value for c in s[1]] for s in sheets} == {
        "図書": ["種類", "識別子", "タイトル"], "人・団体": ["種類", "識別子", "人・団体の別"],
    }  # fmt: skip


def test_nothing_to_write():
    """No records are a table without rows."""
    for to in ("csv", "tsv", "xlsx"):
        found, _ = read(written([], to))
        assert not [i.record for i in found if i.record]
        assert not [p for i in found for p in i.problems if p.severity == "error"]
    assert written([], "jsonl") == b""


def test_issue_ids_are_kept():
    """An id in a file is never replaced."""
    found, _ = read(written([Issue("issue:a:x", periodical="periodical:a")], "csv"))
    assert found[0].record.id == "issue:a:x"
    assert found[0].given["id"] == "issue:a:x"
