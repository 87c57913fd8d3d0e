"""Bulk import as a librarian meets it: plan, commit, repair, again, undo, why."""

import json
import re
import tomllib
import zipfile
from pathlib import Path

import attrs
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smj_catalog import (
    Archive,
    Book,
    CannotWrite,
    Component,
    Contributor,
    EventDate,
    Holding,
    Identifier,
    Language,
    Note,
    Price,
    Publisher,
    Report,
    Source,
    Text,
    Title,
    convert,
    init,
    read,
    write,
)
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.services.importing import (
    ImportOptions,
    PlanRefused,
    UndoConflict,
    commit_plan,
    load_plan,
    plan_import,
    undo,
    why,
)
from smj_catalog.services.template import write_template
from smj_catalog.store import accept, verify

ISBN = "9799999000009"  # of a prefix that is not given to anybody
OTHER = "9799999000016"


@pytest.fixture
def archive(tmp_path):
    """An empty archive of one's own."""
    return init(tmp_path / "mine", empty=True)


@pytest.fixture
def table(tmp_path):
    """Write a table and return its path."""

    def made(text, name="new.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return made


def imported(archive, path, **options):
    """Plan and commit; return the plan."""
    plan = plan_import([path], archive, ImportOptions(**options))
    commit_plan(plan, archive)
    archive.refresh()
    return plan


def state(archive):
    """Return every file of the archive with its bytes, but the journal and the index."""
    return {
        str(p.relative_to(archive.folder)): p.read_bytes()
        for p in sorted(archive.folder.rglob("*"))
        if p.is_file() and not str(p.relative_to(archive.folder)).startswith(("journal", "."))
    }


BOOKS = f'種類,書名,編者,出版社,発行年月,定価,頁数,ISBN\n図書,見本の社会,見本花子,見本書房,平成18年6月,"1,800円",２４４頁,{ISBN}\n'


def test_a_plan_writes_nothing(archive, table):
    """The plan names every row's fate; the archive stays as it is."""
    before = state(archive)
    plan = plan_import([table(BOOKS)], archive)
    assert dict(plan.counts) == {"create": 1}
    assert [(e.action, e.record, e.where.row) for e in plan.entries()] == [("create", f"book:{ISBN}", 2)]
    assert state(archive) == before


def test_commit_does_what_the_plan_said(archive, table):
    """Values come out parsed, with what was printed beside them."""
    imported(archive, table(BOOKS))
    book = archive[f"book:{ISBN}"]
    assert isinstance(book, Book)
    assert book.titles[0].text.text == "見本の社会"
    assert (str(book.dates[0].date), book.dates[0].printed) == ("2006-06", "平成18年6月")
    assert (int(book.extents[0].value), book.extents[0].printed) == (244, "２４４頁")
    assert (int(book.prices[0].amount), book.prices[0].tax) == (1800, "unknown")
    assert book.contributors[0].roles == ("B01",)
    assert verify(archive) == []


def test_the_same_bytes_again_are_nothing_to_do(archive, table):
    """Same file, same mapping: the batch is named, every row is the same."""
    path = table(BOOKS)
    imported(archive, path)
    plan = plan_import([path], archive)
    assert plan.done is not None
    assert dict(plan.counts) == {"same": 1}
    assert commit_plan(plan, archive) is None


def test_a_changed_file_changes_only_what_changed(archive, table):
    """The plan shows field, old and new."""
    imported(archive, table(BOOKS))
    plan = plan_import([table(BOOKS.replace("1,800円", "2,000円"))], archive)
    (entry,) = plan.entries()
    assert entry.action == "update"
    assert entry.rule == "id"
    assert [(f, o[0]["amount"], n[0]["amount"]) for f, o, n in entry.fields] == [("prices", "1800", "2000")]


def test_blank_cells_keep_and_a_token_clears(archive, table):
    """A blank says nothing; (削除) empties the field."""
    imported(archive, table(BOOKS))
    imported(archive, table(f"種類,書名,出版社,頁数,ISBN\n図書,,,(削除),{ISBN}\n"))
    book = archive[f"book:{ISBN}"]
    assert book.titles[0].text.text == "見本の社会"
    assert book.publishers[0].name.text == "見本書房"
    assert book.extents == ()


@pytest.mark.parametrize(
    ("first", "then", "people"),
    [
        ("著者・編者等,備考\n見本の社会,見本花子 著; 見本太郎 訳,甲", "著者,備考\n見本の社会,見本花子,乙", ["A01 著", "B06 訳"]),
        ("著者,備考\n見本の社会,見本花子,甲", "著者・編者等,備考\n見本の社会,見本花子 著,乙", ["A01 著"]),
        ("著者,備考\n見本の社会,見本花子,甲", "著者,著者区分,備考\n見本の社会,見本花子,著,乙", ["A01 著"]),
        ("著者,備考\n見本の社会,見本花子,甲", "編者,備考\n見本の社会,見本花子,乙", ["A01 None", "B01 None"]),
    ],
)  # fmt: skip
def test_a_name_that_moves_to_another_column_is_one_name(first, then, people, archive, tmp_path):
    """What it says of the role there is taken in; in another role it is another contribution."""
    for text in (first, then):
        path = tmp_path / "moved.csv"
        path.write_text(f"書名,{text}\n", "utf-8")
        imported(archive, path)
    (book,) = [r for r in archive.records() if isinstance(r, Book) and str(r.titles[0]) == "見本の社会"]
    assert [f"{c.roles[0]} {c.role_printed}" for c in book.contributors] == people
    assert [n.text for n in book.notes] == ["乙"]


def test_lists_are_replaced_or_appended_never_doubled(archive, table):
    """--lists append adds what is missing."""
    row = "種類,キーワード,ISBN,書名\n図書,{},{},見本の社会\n"
    imported(archive, table(row.format("甲;乙", ISBN)))
    imported(archive, table(row.format("乙;丙", ISBN), "more.csv"), lists="append")
    book = archive[f"book:{ISBN}"]
    assert [s.heading for s in book.subjects] == ["甲", "乙", "丙"]
    imported(archive, table(row.format("丁", ISBN), "new.csv"))
    assert [s.heading for s in archive[f"book:{ISBN}"].subjects] == ["丁"]


def test_stop_writes_nothing_and_skip_writes_the_others(archive, table):
    """An error stops by default; skip leaves refused rows out."""
    path = table(BOOKS + f"図書,見本の本二,,,,,abc,{OTHER}\n")
    before = state(archive)
    plan = plan_import([path], archive)
    assert dict(plan.counts) == {"create": 1, "reject": 1}
    with pytest.raises(PlanRefused, match="nothing was written"):
        commit_plan(plan, archive)
    assert state(archive) == before
    commit_plan(plan, archive, skip=True)
    archive.refresh()
    assert f"book:{ISBN}" in archive
    assert f"book:{OTHER}" not in archive


def test_all_errors_of_all_rows_at_once(archive, table):
    """File, row, column, found, rule and what was expected."""
    path = table(f"種類,書名,頁数,ISBN\n図書,一,abc,{ISBN[:-1]}5\n図書,二,見本,\n")
    plan = plan_import([path], archive)
    told = {(p.where.row, p.where.path, p.rule) for e in plan.entries() for p in e.problems}
    assert {(2, "頁数", "pages-form"), (2, "ISBN", "isbn-check-digit"), (3, "頁数", "pages-form")} <= told
    assert all(p.where.file == str(path) for e in plan.entries() for p in e.problems)


WRONG = {
    "marc.xml": """<record><leader>00000nam a2200000 c 4500</leader>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">見本花子</subfield><subfield code="4">aut</subfield>
<subfield code="0">https://orcid.org/0000-0001-0002-0003</subfield></datafield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">見本の社会</subfield></datafield></record>""",
    "jpcoar.xml": """<jpcoar:jpcoar xmlns:jpcoar="https://github.com/JPCOAR/schema/blob/master/2.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title xml:lang="ja">見本の社会</dc:title><jpcoar:creator><jpcoar:nameIdentifier nameIdentifierScheme="ORCID">0000-0001-0002-0003</jpcoar:nameIdentifier>
<jpcoar:creatorName xml:lang="ja">見本花子</jpcoar:creatorName></jpcoar:creator><dc:type>book</dc:type></jpcoar:jpcoar>""",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_number_of_a_person_is_kept_as_incorrect(archive, name, tmp_path):
    """It refused the record, and with it most official samples of JPCOAR, whose ORCID iDs are made up."""
    path = tmp_path / name
    path.write_text(WRONG[name], "utf-8")
    plan = imported(archive, path)
    (entry,) = plan.entries()
    assert ([p.rule for p in entry.problems if p.rule == "orcid-check-digit"], entry.action) == (
        ["orcid-check-digit"],
        "create",
    )
    assert all(p.severity == "warning" and p.where.file for p in entry.problems)
    ((number,),) = (c.identifiers for c in archive[entry.record].contributors)
    assert (number.value, number.status) == ("0000000100020003", "incorrect")
    assert "it is kept as one that is incorrect" in "".join(p.text() for p in entry.problems)


NUMBERS = """<record><leader>00000nam a2200000 c 4500</leader>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">見本の社会</subfield></datafield>
<datafield tag="490" ind1="0" ind2=" "><subfield code="a">見本双書</subfield><subfield code="x">{issn}</subfield></datafield>
<datafield tag="776" ind1="0" ind2="8"><subfield code="t">見本</subfield><subfield code="w">(XX)1</subfield>
<subfield code="z">9799999000010</subfield><subfield code="x">0000-0060</subfield></datafield></record>"""


@pytest.mark.parametrize(("issn", "words", "kept"), [
    ("0000-0060", "it is kept as one that is incorrect", ["00000060"]), ("0060", "it is left out", []),
])  # fmt: skip
def test_import_and_convert_do_the_same_with_wrong_numbers_of_other_works(archive, issn, words, kept, tmp_path):
    path, out = tmp_path / "marc.xml", tmp_path / "out.jsonl"
    path.write_text(NUMBERS.format(issn=issn), "utf-8")
    (entry,) = imported(archive, path).entries()
    told = [(p.where.element, p.found, p.severity) for p in entry.problems]
    at = {
        ("490 $x", issn.replace("-", ""), "warning"),
        ("776 $z", "9799999000010", "warning"),
        ("776 $x", "00000060", "warning"),
    }
    assert at <= {*told}
    assert words in "".join(p.text() for p in entry.problems if p.where.element == "490 $x")
    report = Report("convert")
    if not kept:  # what is left out stops, as any value that is lost
        with pytest.raises(CannotWrite):
            convert(path, out, to="jsonl", report=Report("convert"))
    convert(path, out, to="jsonl", report=report, on_error="stop" if kept else "skip")
    assert words in "".join(p.text() for p in report.problems if p.where.element == "490 $x")
    (record,) = read(out)
    for it in (record, archive[entry.record]):
        assert [i.value for s in it.series for i in s.identifiers] == kept
        held = [i for r in it.related for i in r.identifiers]
        assert {i.status for i in held if i.type != "own"} == {"incorrect"}
        assert len(held) == 3
    for to in ("dcndl-2", "dcterms", "marcxml"):  # and goes out nowhere as a right one
        convert(out, tmp_path / to, to=to)
        assert not re.search("0060|9799999000010", (tmp_path / to).read_text("utf-8"))


def test_an_issue_and_its_articles_are_one_unit(archive, table, tmp_path):
    """One bad article refuses the issue and the other articles too; corrected, all come in."""
    serial = table("種類,識別子,タイトル\n雑誌,periodical:example,見本通信\n", "serial.csv")
    imported(archive, serial)
    rows = (
        "種類,識別子,掲載先,誌の識別子,タイトル,号数,開始頁,終了頁\n"
        "記事,article:example:1:a01,issue:example:1,,見本の記事,,1,3\n"
        "号,issue:example:1,,periodical:example,見本通信,1,,\n"
        "記事,article:example:1:a02,issue:example:1,,見本の記事二,,9,4\n"
    )
    plan = plan_import([table(rows)], archive)
    assert dict(plan.counts) == {"reject": 3}
    rules = [[p.rule for p in e.problems] for e in plan.entries()]
    assert ["page-run-order"] in [[r for r in each if r == "page-run-order"] for each in rules]
    imported(archive, table(rows.replace("9,4", "4,9")))
    issue = archive["issue:example:1"]
    assert [c.id for c in issue.contents] == ["article:example:1:a01", "article:example:1:a02"]
    more = table("種類,掲載先,タイトル,開始頁\n記事,issue:example:1,見本の記事三,10\n", "more.csv")
    imported(archive, more)
    assert len(archive["issue:example:1"].contents) == 3


def test_ambiguous_rows_are_refused_with_both_named(archive, table, tmp_path):
    """Two candidates: neither is taken."""
    twins = [
        Book(f"book:twin-{n}", titles=(Title(Text(f"見本{n}")),), identifiers=(Identifier("ncid", "BA0000000X"),))
        for n in (1, 2)
    ]
    archive.commit(_batch(), [archive.change(b) for b in twins])
    plan = plan_import([table("種類,書名,NCID\n図書,見本,BA0000000X\n")], archive)
    (entry,) = plan.entries()
    assert entry.action == "reject"
    (problem,) = [p for p in entry.problems if p.rule == "match-ambiguous"]
    assert problem.found == "book:twin-1, book:twin-2"


def _batch():
    from smj_catalog.store import Batch

    return Batch("edit")


def test_doubles_in_one_file_are_told_with_both_rows(archive, table):
    """Both rows are refused, and each names the other: nobody guesses which one is meant."""
    plan = plan_import([table(BOOKS + BOOKS.splitlines()[1] + "\n")], archive)
    told = {p.where.row: p.expected.text() for e in plan.entries() for p in e.problems if p.rule == "record-twice"}
    assert set(told) == {2, 3}
    assert "again" in told[2]
    assert ":3" in told[2]
    assert "already" in told[3]
    assert ":2" in told[3]


def test_isbn_matches_a_record_with_another_id(archive, table):
    """The rule that found it is shown, and the record keeps its id."""
    book = Book("book:example", titles=(Title(Text("見本の社会")),), identifiers=(Identifier("isbn-13", ISBN),))
    archive.commit(_batch(), [archive.change(book)])
    archive.refresh()
    plan = imported(archive, table(BOOKS))
    (entry,) = plan.entries()
    assert (entry.action, entry.record, entry.rule) == ("update", "book:example", "isbn-13")
    assert f"book:{ISBN}" not in archive


def test_a_saved_plan_is_refused_when_the_archive_moved(archive, table, tmp_path):
    """Kept plans are carried out later, or not at all."""
    plan = plan_import([table(BOOKS)], archive, to=tmp_path / "plan.jsonl")
    imported(archive, table(f"種類,書名,ISBN\n図書,見本の本,{OTHER}\n", "other.csv"))
    with pytest.raises(Exception, match="plan again"):
        commit_plan(load_plan(plan.path), archive)
    again = plan_import([table(BOOKS)], archive, to=tmp_path / "plan.jsonl")
    assert commit_plan(load_plan(again.path), archive)


def test_a_damaged_plan_is_refused(archive, table, tmp_path):
    """A plan is carried out as it was written."""
    plan = plan_import([table(BOOKS)], archive, to=tmp_path / "plan.jsonl")
    data = plan.path.read_bytes()
    plan.path.write_bytes(data.replace(b"create", b"update", 1))
    with pytest.raises(Exception, match="plan"):
        load_plan(plan.path)


def test_undo_takes_creates_and_updates_back(archive, table):
    """An undo is a batch, and can be undone."""
    imported(archive, table(BOOKS))
    before = state(archive)
    imported(archive, table(BOOKS.replace("1,800円", "2,000円") + f"図書,見本二,,,,,,{OTHER}\n", "b.csv"))
    changed = state(archive)
    (last, *_) = archive.batches()
    told = undo(archive, last.id)
    assert told.removed == [f"book:{OTHER}"]
    assert told.restored == {f"book:{ISBN}": ["prices"]}
    assert _less_day(state(archive)) == _less_day(before)
    (last, *_) = archive.batches()
    undo(archive, last.id)
    assert _less_day(state(archive)) == _less_day(changed)


def _less_day(files):
    return {k: v for k, v in files.items() if k != "archive.toml"}


def test_undo_stops_at_what_was_edited_since_field_by_field(archive, table):
    """Another field edited by hand stays; the same field edited is a conflict and nothing changes."""
    imported(archive, table(BOOKS))
    imported(archive, table(BOOKS.replace("1,800円", "2,000円"), "b.csv"))
    (last, *_) = archive.batches()
    path = archive.folder / "books" / f"{ISBN}.xml"
    path.write_text(path.read_text("utf-8").replace("見本書房", "見本出版"), "utf-8")
    accept(archive)
    archive.refresh()
    undo(archive, last.id)
    archive.refresh()
    book = archive[f"book:{ISBN}"]
    assert int(book.prices[0].amount) == 1800
    assert book.publishers[0].name.text == "見本出版"
    path.write_text(path.read_text("utf-8").replace(">1800<", ">1900<"), "utf-8")
    accept(archive)
    archive.refresh()
    (undone, *_) = [b for b in archive.batches() if b.batch.kind == "undo"]
    now = state(archive)
    with pytest.raises(UndoConflict) as caught:
        undo(archive, undone.id)
    assert [(p.where.record, p.where.path) for p in caught.value.problems] == [(f"book:{ISBN}", "prices")]
    assert state(archive) == now


def test_a_persons_edit_is_not_written_over(archive, table):
    """The file says what it said: the edit stays. The file says something new too: a conflict."""
    path = table(BOOKS)
    imported(archive, path)
    file = archive.folder / "books" / f"{ISBN}.xml"
    file.write_text(file.read_text("utf-8").replace("見本書房", "見本出版"), "utf-8")
    accept(archive)
    archive.refresh()
    plan = plan_import([table(BOOKS.replace("1,800円", "2,000円"))], archive)
    (entry,) = plan.entries()
    assert [f for f, _, _ in entry.fields] == ["prices"]
    plan = plan_import([table(BOOKS.replace("見本書房", "見本社"))], archive)
    (entry,) = plan.entries()
    assert entry.action == "conflict"
    assert [p.rule for p in entry.problems if p.severity == "error"] == ["edited-by-hand"]
    assert "見本社" in str(entry.problems[-1].found)


def test_an_edit_that_nobody_has_taken_in_is_not_written_over_either(archive, table):
    """The file on disk differs from the journal: that is an edit too."""
    imported(archive, table(BOOKS))
    file = archive.folder / "books" / f"{ISBN}.xml"
    file.write_text(file.read_text("utf-8").replace("見本書房", "見本出版"), "utf-8")
    archive.refresh()
    plan = plan_import([table(BOOKS.replace("1,800円", "2,000円"))], archive)
    (entry,) = plan.entries()
    assert [f for f, _, _ in entry.fields] == ["prices"]
    plan = plan_import([table(BOOKS.replace("見本書房", "見本社"))], archive)
    assert [e.action for e in plan.entries()] == ["conflict"]


def test_a_fault_in_an_article_is_told_at_its_own_row(archive, table):
    """The other rows of the unit say whose fault it is."""
    rows = (
        "種類,識別子,掲載先,誌の識別子,タイトル,号数,開始頁,終了頁\n"
        "号,issue:example:1,,periodical:example,見本通信,1,,\n"
        "記事,article:example:1:a01,issue:example:1,,見本の記事,,9,4\n"
    )
    plan = plan_import([table(rows)], archive)
    told = {e.where.row: [p.rule for p in e.problems if p.severity == "error"] for e in plan.entries()}
    assert told == {2: ["unit-refused"], 3: ["page-run-order"]}


def test_an_onix_export_imported_again_changes_nothing(tmp_path):
    """What ONIX does not carry is no reason to drop it."""
    mine = init(tmp_path / "mine")
    write(mine.records(kinds=["book"]), tmp_path / "books.xml", to="onix-3.1", catalogue=mine)
    plan = plan_import([tmp_path / "books.xml"], mine)
    assert [(e.action, e.record, e.fields) for e in plan.entries() if e.action != "same"] == []


def test_why_names_file_row_and_the_words_that_stood_there(archive, table):
    """Provenance by field: who, when, tool, file, digest, row, original text."""
    path = table(BOOKS)
    imported(archive, path)
    (reason, *_) = why(archive, f"book:{ISBN}", "prices")
    assert reason.kind == "import"
    assert reason.origin["file"] == str(path)
    assert reason.origin["row"] == 2
    assert reason.origin["text"] == "1,800円"
    assert len(reason.origin["sha256"]) == 64
    assert reason.who
    assert reason.tool.startswith("smj-catalog ")


@pytest.mark.parametrize("format_id", ["csv", "xlsx", "jsonl", "smj-1"])
def test_an_export_imported_again_is_the_same(tmp_path, format_id):
    """Every record of the real archive comes back as what it is."""
    mine = init(tmp_path / "mine")
    path = tmp_path / f"export{'.xml' if format_id == 'smj-1' else '.' + format_id}"
    write(mine.records(), path, to=format_id, catalogue=mine)
    plan = plan_import([path], mine)
    changed = [
        (e.action, e.record, e.fields, [p.text() for p in e.problems]) for e in plan.entries() if e.action != "same"
    ]
    assert changed == []
    assert plan.counts["same"] >= 39


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["見本一", "見本二", "見本三", ""]), st.sampled_from(["", "100頁", "abc"]),
            st.sampled_from([ISBN, OTHER, "", "12345"]),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_commit_does_exactly_what_the_plan_said(tmp_path_factory, rows):
    """For any table: the records created and changed are those of the plan, and no others."""
    folder = tmp_path_factory.mktemp("import")
    mine = init(folder / "mine", empty=True)
    start = Book(f"book:{ISBN}", titles=(Title(Text("見本一")),), identifiers=(Identifier("isbn-13", ISBN),))
    mine.commit(_batch(), [mine.change(start)])
    mine.refresh()
    path = folder / "new.csv"
    path.write_text("種類,書名,頁数,ISBN\n" + "".join(f"図書,{','.join(r)}\n" for r in rows), "utf-8")
    before = _less_day(state(mine))
    plan = plan_import([path], mine)
    created = {e.record for e in plan.entries() if e.action == "create"}
    updated = {e.record for e in plan.entries() if e.action == "update"}
    commit_plan(plan, mine, skip=True)
    mine.refresh()
    after = _less_day(state(mine))
    assert {f"book:{Path(p).stem}" for p in after.keys() - before.keys()} == created
    assert {f"book:{Path(p).stem}" for p in before if after.get(p) != before[p]} == updated
    assert verify(mine) == []


def test_rejects_come_back_in_shape_and_encoding_and_import_when_corrected(tmp_path, archive, table, capsys):
    """The repair loop, by the command, in CP932."""
    path = table(f"種類,書名,頁数,ISBN\n図書,髙い本①,abc,{ISBN}\n図書,見本,10頁,{OTHER}\n", encoding="cp932")
    args = [
        "import",
        str(path),
        "--archive",
        str(archive.folder),
        "--commit",
        "--on-error",
        "skip",
        "--rejects",
        str(tmp_path / "r"),
    ]
    assert run(group, args) == 1
    assert f"create\tbook:{OTHER}" in capsys.readouterr().out
    back = tmp_path / "r" / "new.rejects.csv"
    text = back.read_bytes().decode("cp932")
    assert "髙い本①" in text
    assert "pages-form" in text
    assert OTHER not in text
    back.write_bytes(text.replace(",abc,", ",99頁,").encode("cp932"))
    assert run(group, ["import", str(back), "--archive", str(archive.folder), "--commit"]) == 0
    archive.refresh()
    assert int(archive[f"book:{ISBN}"].extents[0].value) == 99


@pytest.mark.parametrize(
    ("rows", "more", "code", "written"),
    [
        (f"図書,見本,10頁,{ISBN}\n", ["--commit"], 0, 1),
        (f"図書,見本,10頁,{ISBN}\n図書,見本,abc,{OTHER}\n", ["--commit", "--on-error", "skip"], 1, 1),
        (f"図書,見本,10頁,{ISBN}\n図書,見本,abc,{OTHER}\n", ["--commit"], 3, 0),
        (f"図書,見本,abc,{OTHER}\n", ["--commit", "--on-error", "skip"], 1, 0),
        (f"図書,見本,10頁,{ISBN}\n図書,見本,abc,{OTHER}\n", [], 1, 0),
    ],
    ids=["clean", "partial", "nothing", "nothing-good", "plan"],
)
def test_exit_codes_tell_clean_partial_and_nothing(rows, more, code, written, archive, table, capsys):
    """0, 1 and 3, again and again: decision 0012; rows left out as asked are 1, also where no other is there."""
    path = table("種類,書名,頁数,ISBN\n" + rows)
    assert run(group, ["import", str(path), "--archive", str(archive.folder), *more]) == code
    archive.refresh()
    assert len(list(archive.records())) == written
    assert "Traceback" not in capsys.readouterr().err
    if code == 0:
        assert run(group, ["import", str(path), "--archive", str(archive.folder), *more]) == 0


def test_the_command_shows_the_plan_as_one_json_document(archive, table, capsys):
    """--json: counts, every row's fate, every problem with id and words."""
    assert run(group, ["import", str(table(BOOKS)), "--archive", str(archive.folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"create": 1}
    assert told["plan"][0]["record"] == f"book:{ISBN}"


@pytest.mark.parametrize("column", ["title", "書名", "Title"])
def test_mapping_is_written_edited_and_used_again(column, archive, table, tmp_path, capsys):
    """An unknown column stops; the mapping tells what it is, by key or by name."""
    path = table(f"種類,なまえ,ISBN\n図書,見本,{ISBN}\n")
    common = ["--archive", str(archive.folder)]
    assert run(group, ["import", str(path), *common]) == 1
    assert "なまえ" in capsys.readouterr().out
    mapping = tmp_path / "map.toml"
    assert run(group, ["import", str(path), *common, "--write-mapping", str(mapping)]) == 0
    mapping.write_text(mapping.read_text("utf-8").replace('# "なまえ" = "ignore"', f'"なまえ" = "{column}"'), "utf-8")
    assert run(group, ["import", str(path), *common, "--mapping", str(mapping), "--commit"]) == 0
    archive.refresh()
    assert archive[f"book:{ISBN}"].titles[0].text.text == "見本"


def test_a_folder_is_told_to_be_one(archive, tmp_path, capsys):
    assert run(group, ["import", str(tmp_path), "--archive", str(archive.folder), "--lang", "ja"]) == 1
    told = capsys.readouterr()
    assert "フォルダーです" in told.out + told.err


def test_a_mapping_holds_what_was_understood(archive, tmp_path, capsys):
    """Of every sheet; columns that are not known, or depend on the kind of the row, stand in comments."""
    book = openpyxl.Workbook()
    book.active.title = "図書"
    book.active.append(["書名", "著者1", "著者2", "受入日", "巻", "謎"])
    book.active.append(["見本の社会", "見本花子", "見本太郎", "2024-04-01", "上", "x"])
    issues = book.create_sheet("号")
    issues.append(["誌の識別子", "巻", "号数"])
    issues.append(["periodical:mihon", "3", "2"])
    path, mapping = tmp_path / "new.xlsx", tmp_path / "map.toml"
    book.save(path)
    common = ["import", str(path), "--archive", str(archive.folder)]
    assert run(group, [*common, "--write-mapping", str(mapping)]) == 0
    lines = mapping.read_text("utf-8").splitlines()
    assert {'"著者1" = "author"', '"著者2" = "author"', '"受入日" = "ignore"', '# "謎" = "ignore"'} <= set(lines)
    keys = tomllib.loads(mapping.read_text("utf-8"))["columns"]
    assert (keys["巻"], keys["号!巻"]) == ("title_part", "volume")
    assert run(group, [*common, "--mapping", str(mapping), "--ignore", "謎", "--sheet", "図書"]) == 0
    assert "1 create" in capsys.readouterr().err


def test_a_mapping_of_a_table_of_several_kinds_leaves_them_their_columns(archive, table, tmp_path):
    """頁 is a column of its own for each kind: written in a comment, read as before."""
    path = table("種類,書名,頁\n図書,見本の社会,244\n記事,見本の記事,5-12\n")
    mapping = tmp_path / "map.toml"
    common = ["import", str(path), "--archive", str(archive.folder)]
    assert run(group, [*common, "--write-mapping", str(mapping)]) == 0
    assert '"頁" =' in mapping.read_text("utf-8")
    assert "頁" not in tomllib.loads(mapping.read_text("utf-8"))["columns"]
    assert run(group, [*common, "--mapping", str(mapping), "--commit"]) == 0
    archive.refresh()
    assert {type(r).__name__: bool(getattr(r, "pages", ())) for r in archive.records()} == {
        "Book": False,
        "Component": True,
    }


def test_header_row_sheet_and_ignore_on_the_command_line(archive, table, capsys):
    """A header that nothing finds, and columns to leave out in one option."""
    path = table("あ,い,う\nえ,お,か\n書名,なまえ,謎\n見本の社会,見本花子,x\n")
    common = ["import", str(path), "--archive", str(archive.folder), "--kind", "図書"]
    assert run(group, [*common, "--header-row", "3", "--ignore", "なまえ,謎"]) == 0
    assert "1 create" in capsys.readouterr().err
    assert run(group, [*common, "--header-row", "0"]) == 2
    assert run(group, [*common, "--header-row", "3"]) == 1
    assert "--ignore なまえ --ignore 謎" in capsys.readouterr().err


def test_packaged_archive_refuses_a_commit(table, capsys, monkeypatch, tmp_path):
    """Exit code 2, and the command that makes an archive of one's own."""
    monkeypatch.chdir(tmp_path)
    assert run(group, ["import", str(table(BOOKS)), "--commit"]) == 2
    assert "init" in capsys.readouterr().err


def test_components_alone_need_a_host_that_is_there(archive, table):
    """An article of an issue that nobody knows is refused."""
    plan = plan_import([table("種類,掲載先,タイトル\n記事,issue:example:9,見本\n")], archive)
    assert [p.rule for e in plan.entries() for p in e.problems] == ["host-unknown"]
    assert Component


def test_template_is_a_workbook_that_imports(archive, tmp_path, capsys):
    """Headers, lists of words and a guide; filled in, it imports, and nothing is said of the guide."""
    path = tmp_path / "template.xlsx"
    assert run(group, ["template", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["説明", "人・団体", "雑誌", "号", "記事・章", "図書"]
    page = book["図書"]
    heads = [c.value for c in page[1]]
    lists = {
        next(iter(v.sqref.ranges)).min_col: v.formula1.strip('"').split(",")
        for v in page.data_validations.dataValidation
    }
    assert lists[heads.index("税区分") + 1] == ["税込", "税抜", "不明"]
    row = {
        "タイトル": "見本の社会",
        "ISBN": ISBN,
        "定価": "1800",
        "税区分": "税抜",
        "刊行状況": "刊行中",
        "入手可能性": "在庫あり",
        "自団体との関係": "編集",
    }
    for head, value in row.items():
        assert value in lists.get(heads.index(head) + 1, [value])
        page.cell(row=2, column=heads.index(head) + 1, value=value)
    book.save(path)
    plan = plan_import([path], archive)
    assert [(e.action, e.record) for e in plan.entries()] == [("create", f"book:{ISBN}")]
    assert [p.text() for p in plan.told] == []
    commit_plan(plan, archive)
    made = archive[f"book:{ISBN}"]
    assert (made.status, made.availability, made.scope, made.prices[0].tax) == ("04", "21", "edited", "excluded")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_template_explains_its_columns(lang, tmp_path):
    """A sentence for each column, what is required and what the trade asks for; what is printed can be read."""
    path = tmp_path / "template.xlsx"
    write_template(path, lang=lang)
    guide, *sheets = openpyxl.load_workbook(path)
    rows = list(guide.iter_rows(min_row=3, values_only=True))
    assert all(row[3] for row in rows)
    heads = {(sheet.title, cell.value) for sheet in sheets for cell in sheet[1]}
    assert {(row[0], row[1]) for row in rows} == heads
    assert {row[2] for row in rows} == (
        {"required", "for the trade", None} if lang == "en" else {"必須", "流通用", None}
    )
    for sheet in (guide, *sheets):
        setup = sheet.page_setup
        assert (setup.orientation, setup.fitToHeight, sheet.print_options.gridLines) == ("landscape", 0, True)
        width = sum(column.width for column in sheet.column_dimensions.values())
        assert width / setup.fitToWidth < 200  # half-width characters across the paper
    assert [sheet.print_title_cols for sheet in sheets] == ["$A:$A"] * len(sheets)
    long = next(cell.row for cell in guide["F"] if cell.value and len(cell.value) > 80)
    assert guide.row_dimensions[long].height > 2 * guide.row_dimensions[2].height


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_template_explains_the_columns_of_the_archive_s_own_records(lang, tmp_path):
    path = tmp_path / "template.xlsx"
    with Archive.open() as own:
        write_template(
            path, lang=lang, archive=own, having=("agent", "periodical", "issue", "component", "book", "concept")
        )
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True)
    assert [row[:2] for row in rows if not row[3]] == []


CODED = Book(
    f"book:{ISBN}", titles=["見本の社会", Title("A Sample", "06")], form="BC", form_details=["B111"], status="04", availability="21",
    dates=[EventDate("publication", "2026-04"), EventDate("onix:13", "2026-05")], prices=[Price(1800, tax="excluded")],
    contributors=[Contributor("見本花子", roles=["B20", "B01"], kind="person"), Contributor("見本の会", roles=["Z99"], kind="organisation")],
    languages=[Language("jpn"), Language("eng")], scope="edited", form_description="謎の製本", no_series=True,
    publishers=[Publisher("見本書房"), Publisher("見本社", "distributor")], notes=[Note("x", "history")], identifiers=[Identifier("isbn-13", ISBN)],
)  # fmt: skip
CODES = {
    "BC", "B111", "06", "04", "21", "onix:13", "B20 B01; Z99", "; organisation", "jpn; eng", "edited", "excluded", "true", "; distributor",
    "history", "book",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("verb", ["template", "export"])
def test_a_workbook_of_records_changes_what_was_edited(archive, tmp_path, lang, verb):
    """Records in a workbook stand in words of its language; imported again it changes nothing, and edited only what was edited."""
    archive.save(CODED)
    path = str(tmp_path / "books.xlsx")
    command = ["template", path, "--with", "books"] if verb == "template" else ["export", "--to", "xlsx", "--out", path]
    assert run(group, [*command, "--lang", lang, "--archive", str(archive.folder)]) == 0
    book = openpyxl.load_workbook(path)
    page = book[["Books", "図書"][lang == "ja"]]
    heads, cells = ([cell.value for cell in row] for row in page.iter_rows(max_row=2))
    if lang == "ja":
        assert CODES & {*cells} == set()
        assert {
            "並製",
            "文庫",
            "絶版・販売終了",
            "監修・編; その他",
            "; 団体",
            "日本語; 英語",
            "; 発売",
            "はい",
        } <= {*cells}
    else:
        assert CODES & {*cells} <= {
            "book",
            "edited",
            "excluded",
            "history",
            "; organisation",
            "; distributor",
        }  # words themselves
    assert dict(plan_import([path], archive).counts) == {"same": 1}
    for column, (old, new), field in (
        (heads.index("形態区分" if lang == "ja" else "Product form (List 150)"), ("並製", "上製"), "form"),
        (heads.index("定価" if lang == "ja" else "Price"), ("1800", "2000"), "prices"),
    ):
        cell = page.cell(row=2, column=column + 1)
        assert cell.value in (old, "paperback", "BC")
        cell.value = new
        book.save(path)
        plan = plan_import([path], archive)
        (entry,) = plan.entries()
        assert [name for name, _, _ in entry.fields] == [field]
        cell.value = cells[column]


@pytest.mark.parametrize(
    ("words", "form", "details"),
    [
        ("並製", "BC", ()),
        ("ハードカバー", "BB", ()),
        ("文庫", "BA", ("B111",)),
        ("電子書籍", "EA", ()),
        ("謎の製本", None, ()),
        ("book", "BA", ()),
    ],
)
def test_words_for_a_form_give_its_code(archive, table, words, form, details):
    """Where they surely mean one; the words stay, and a form that is there is not replaced."""
    path = table(f"種類,書名,ISBN,形態\n図書,見本,{ISBN},{words}\n")
    imported(archive, path)
    made = archive[f"book:{ISBN}"]
    assert (made.form_description, made.form, made.form_details) == (words, form, details)
    assert dict(plan_import([path], archive).counts) == {"same": 1}
    archive.save(attrs.evolve(made, form=None, form_details=()))
    assert dict(plan_import([path], archive).counts) == {"same": 1}  # what a person took away stays away


def test_a_sheet_called_like_the_guide_is_told(archive, tmp_path):
    """Only the template's own page is passed over in silence."""
    book = openpyxl.Workbook()
    book.active.title = "説明"
    book.active.append(["書名", "ISBN"])
    book.create_sheet("図書").append(["書名"])
    book["図書"].append(["見本"])
    book.save(path := tmp_path / "mine.xlsx")
    assert "sheet-skipped" in [p.rule for p in plan_import([path], archive).told]


def test_ids_made_of_words_are_long_enough_for_a_million_books(archive, table):
    """Sixteen digits: with ten, two of a million rows that have no number got the same id and were refused."""
    path = table("種類,書名\n図書,見本の本\n図書,見本の別の本\n")
    ids = [e.record for e in plan_import([path], archive).entries()]
    assert all(re.fullmatch(r"book:x[0-9a-f]{16}", i) for i in ids)
    assert len(set(ids)) == 2


def test_a_copy_keeps_the_sources_of_its_holder(archive, table):
    """No cell names them, and the same cells again take nothing away."""
    held = Holding(Text("見本図書館", sources=("S1",)), call_number="J334", sources=("S1",))
    book = Book("book:mihon", titles=(Title(Text("見本")),), holdings=(held,), sources=(Source("S1", title="見本"),))
    path = archive.folder.parent / "book.jsonl"
    write([book], path, to="jsonl")
    imported(archive, path)
    rows = "種類,識別子,タイトル,所蔵館,請求記号,資料番号\n図書,book:mihon,見本,見本図書館,J334,{}\n"
    assert plan_import([table(rows.format(""))], archive).counts == {"same": 1}
    imported(archive, table(rows.format("0001")))
    assert archive["book:mihon"].holdings == (attrs.evolve(held, number="0001"),)


@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        (["本館,,0001,A1"], ["分館,,0001,A1"], ["分館,,0001,A1"]),
        (["本館,,0001,A1", "本館,,0002,A1"], ["分館,,0002,"], ["本館,,0001,A1", "分館,,0002,A1"]),
        (["本館,,,", "分館,,0001,"], ["本館,,0001,A2"], ["本館,,,", "本館,,0001,A2"]),
        ([",,0101,", ",,0102,"], ["本館,2,,"], [",,0101,", ",,0102,", "本館,2,,"]),
        (["本館,,0001,A1"], ["本館,,,B2"], ["本館,,0001,A1", "本館,,,B2"]),
        (["本館,,0001,A1"], ["本館,,,"], ["本館,,0001,A1"]),
        (["本館,,,A1"], ["本館,,0001,"], ["本館,,0001,A1"]),
        (["本館,3,,"], ["本館,,0001,"], ["本館,3,,", "本館,,0001,"]),
    ],
)  # fmt: skip
def test_a_number_names_one_copy(archive, table, first, second, held):
    """It is that copy wherever it stands; a row without a number is never written into a numbered copy."""
    header = "種類,識別子,タイトル,所蔵館,冊数,資料番号,書架\n"
    for rows in (first, second, second):
        imported(archive, table(header + "".join(f"図書,book:mihon,見本,{row}\n" for row in rows)))
    found = [(h.holder.text if h.holder else "", h.copies, h.number, h.shelf) for h in archive["book:mihon"].holdings]
    assert [",".join(str(x or "") for x in each) for each in found] == held


@pytest.mark.parametrize(
    ("row", "host"),
    [
        ("見本誌,VI,2,", "vi"),
        ("見本誌,Ⅶ,2,", "vii"),
        ("見本誌,,,Ⅶ(2)", "vii"),
        ("見本誌,I,2,", "i"),
        ("見本誌,,,Vol. VI No. 2", "vi"),
    ],
)
def test_volumes_in_roman_numbers_are_issues_of_their_own(archive, table, row, host):
    """By their own columns and by those of an article; I never stands for VI."""
    header = "種類,識別子,タイトル,誌の識別子,巻数,号数,掲載誌,掲載巻,掲載号,掲載巻号\n"
    issues = "".join(f"号,,見本誌,periodical:mihon,{volume},2,,,,\n" for volume in ("I", "VI", "Ⅶ"))
    imported(archive, table(f"{header}雑誌,periodical:mihon,見本誌,,,,,,,\n{issues}"))
    imported(archive, table(f"{header}記事,,見本の記事,,,,{row}\n"))
    (one,) = archive[f"issue:mihon:{host}.2"].contents
    assert one.title.text.text == "見本の記事"


BOOK = '{"kind_of_record":"book","id":"book:example","titles":[{"text":{"text":"見本"}}]'


@pytest.mark.parametrize(
    ("name", "text", "rule", "at", "found", "words"),
    [
        ("a.csv", "書名,副題,副題ヨミ\n見本,,ミホン\n", "cell-missing", "副題ヨミ", None, "Subtitle as well"),
        ("a.csv", "書名,出版社,出版地\n見本,,東京\n", "cell-missing", "出版地", None, "Publisher as well"),
        ("a.jsonl", BOOK + ',"publishr":1}\n', "json-value", None, "publishr", "such as publishers"),
        ("a.jsonl", BOOK + ',"contributors":null}\n', "json-value", "contributors", "None", "a list"),
        ("a.jsonl", BOOK + ',"scope":"mine"}\n', "json-value", "scope", "'mine'", "one of edited, issued"),
        ("a.jsonl", BOOK + "}\nnull\n", "json-line", None, "null", "one JSON object"),
        ("a.txt", "こんにちは\n", "format-unknown", None, "こんにちは", "a file in a known format"),
        ("a.json", "[" + BOOK + "}]\n", "format-unknown", None, ("[" + BOOK + "}]")[:61], "a file in a known format"),
    ],
)  # fmt: skip
def test_a_refusal_names_what_was_given_and_what_is_wanted(archive, table, name, text, rule, at, found, words):
    plan = plan_import([table(text, name)], archive)
    (problem,) = [p for e in plan.entries() for p in e.problems if p.severity == "error" and p.rule == rule]
    assert problem.where.path == at
    assert found is None or (problem.found or "").startswith(found)
    assert words in problem.expected.text("en")


def test_a_deletion_in_onix_is_told_and_changes_nothing(archive, tmp_path):
    product = (
        "<Product><RecordReference>example.1</RecordReference><NotificationType>{}</NotificationType>"
        "<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9784000000017</IDValue></ProductIdentifier>"
        "<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>BA</ProductForm><TitleDetail>"
        "<TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>{}</TitleText>"
        "</TitleElement></TitleDetail></DescriptiveDetail></Product>"
    )
    path = tmp_path / "feed.xml"
    head = (
        '<ONIXMessage release="3.1" xmlns="http://ns.editeur.org/onix/3.1/reference"><Header><Sender><SenderName>見本'
    )
    head += "</SenderName></Sender><SentDateTime>20260101</SentDateTime></Header>"
    path.write_text(head + product.format("03", "見本") + "</ONIXMessage>", encoding="utf-8")
    commit_plan(plan_import([path], archive), archive)
    before = state(archive)
    path.write_text(head + product.format("05", "取消") + "</ONIXMessage>", encoding="utf-8")
    plan = plan_import([path], archive)
    assert plan.rows == 0
    assert not plan.changes_something
    (told,) = plan.told
    assert (told.rule, told.where.record, told.severity) == ("onix-deletion", "example.1", "warning")
    commit_plan(plan, archive)
    assert state(archive) == before


def test_a_deletion_in_marc_is_told_and_changes_nothing(archive, tmp_path):
    path = tmp_path / "new.mrc"
    write([Book("book:mihon", titles=[Title(Text("見本の社会"))])], path, to="marc21")
    commit_plan(plan_import([path], archive), archive)
    before = state(archive)
    path.write_bytes(
        path.read_bytes().replace("見本の社会".encode(), "例示の社会".encode()).replace(b"nam a", b"dam a")
    )
    plan = plan_import([path], archive)
    assert (plan.rows, plan.changes_something) == (0, False)
    assert [(p.rule, p.where.record, p.severity) for p in plan.told] == [("marc-deletion", "book:mihon", "warning")]
    commit_plan(plan, archive)
    assert state(archive) == before


def test_a_packed_file_of_no_known_format_keeps_the_others_of_its_archive(archive, tmp_path):
    path = tmp_path / "new.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("README.txt", "これは説明です\n")
        packed.writestr("a.csv", "書名,著者\n見本の本,見本花子\n")
        packed.writestr("b.csv", "")
        packed.writestr("empty.dat", "")
    plan = plan_import([path], archive)
    assert (plan.counts["create"], plan.counts["reject"]) == (1, 3)
    told = {p.where.file.partition("!")[2]: p.rule for e in plan.entries() for p in e.problems if p.severity == "error"}
    assert told == {"README.txt": "format-unknown", "b.csv": "table-header", "empty.dat": "file-empty"}
    assert commit_plan(plan, archive, skip=True)


@pytest.mark.parametrize("files", [1, 2])
@pytest.mark.parametrize("number", ["3", "第3号", "３"])
def test_numbers_that_begin_anew_each_year_have_the_year_in_its_own_column(archive, table, files, number):
    """2011, no. 3 and 2012, no. 3 are two issues, in one file or two; imported again they are the same."""
    imported(archive, table("種類,識別子,タイトル\n逐次刊行物,periodical:mihon,見本通信\n", "serial.csv"))
    head, rows = "種類,誌名,年,号,特集\n", [f"号,見本通信,{year},{number},特集{year}\n" for year in (2011, 2012)]
    for i, text in enumerate([head + "".join(rows)] if files == 1 else [head + row for row in rows]):
        plan = imported(archive, table(text, f"{i}.csv"))
        assert plan.refused == 0
    assert [r.id for r in archive.records(kinds=["issue"])] == ["issue:mihon:2011.3", "issue:mihon:2012.3"]
    again = plan_import([table(head + "".join(rows).replace("特集2012", "特集二"), "again.csv")], archive)
    assert [e.action for e in again.entries()] == ["same", "update"]


def test_a_running_number_keeps_its_id_beside_a_year(archive, table):
    """A number that no volume can have counts all issues; one with a month is not of a year."""
    imported(archive, table("種類,識別子,タイトル\n逐次刊行物,periodical:mihon,見本通信\n", "serial.csv"))
    imported(archive, table("種類,誌名,年,号\n号,見本通信,2011,193\n", "a.csv"))
    imported(archive, table("種類,誌名,年,月,号\n号,見本通信,2012,4,20\n", "b.csv"))
    assert [r.id for r in archive.records(kinds=["issue"])] == ["issue:mihon:193", "issue:mihon:20"]


def edited(path, old, new):
    book = openpyxl.load_workbook(path)
    for row in book["Books"].iter_rows():
        for cell in row:
            cell.value = new if cell.value == old else cell.value
    book.save(path)


WRITTEN_FROM = {
    "nothing after it": (lambda archive, before: None, {"update": 1}),
    "an edit of another field": (lambda archive, before: archive.save(attrs.evolve(before, scope="edited")), {"update": 1}),
    "an edit of the field": (
        lambda archive, before: archive.save(attrs.evolve(before, prices=[Price(1900, tax="excluded")])), {"conflict": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("afterwards", "expected"), WRITTEN_FROM.values(), ids=WRITTEN_FROM)
def test_a_workbook_changes_what_a_person_had_entered_before_it_was_written(archive, tmp_path, afterwards, expected):
    """Its rows are compared with the archive that it was written from, not with the last import."""
    before = Book("book:typed", titles="見本の社会", prices=[Price(1800, tax="excluded")])
    archive.save(before)
    path = tmp_path / "books.xlsx"
    write(archive, path, to="xlsx", catalogue=archive)
    afterwards(archive, before)
    edited(path, "1800", "2000")
    assert dict(plan_import([path], archive).counts) == expected


def test_a_workbook_of_another_archive_is_no_leave_to_write_over_edits(archive, tmp_path):
    other = init(tmp_path / "other", empty=True)
    for each in (archive, other):
        each.save(Book("book:typed", titles="見本の社会", prices=[Price(1800, tax="excluded")]))
    path = tmp_path / "books.xlsx"
    write(other, path, to="xlsx", catalogue=other)
    edited(path, "1800", "2000")
    assert dict(plan_import([path], archive).counts) == {"conflict": 1}
