"""What a person writes into an archive's files, and imports after it: nothing is lost, and each article counts."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smj_catalog import Component, Issue, Periodical, Text, Title, init, write
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.formats.plain import unstructure
from smj_catalog.services.importing import ImportOptions, PlanRefused, UndoConflict, commit_plan, plan_import, undo, why
from smj_catalog.store import Archive, accept, verify

FRESH = count(1)
SERIAL = Periodical("periodical:mihon", titles=(Title(Text("見本誌")),))


def issue(title: str, *articles: tuple[str, str], **more: object) -> Issue:
    parts = tuple(
        Component(f"article:mihon:1:{key}", Title(Text(words)), host="issue:mihon:1") for key, words in articles
    )
    return Issue("issue:mihon:1", periodical=SERIAL.id, titles=(Title(Text(title)),), contents=parts, **more)  # type: ignore[arg-type]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with a serial."""
    made = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    write([SERIAL], tmp_path / "serial.jsonl", to="jsonl")
    commit_plan(plan_import([tmp_path / "serial.jsonl"], made), made)
    made.refresh()
    return made


def plan(archive: Archive, record: object, to: str = "jsonl", commit: bool = True) -> list[tuple[str, str]]:
    """Import a record through a format, and return action and record of each entry."""
    path = archive.folder.parent / f"new.{to.partition('-')[0]}"
    write([record], path, to=to, catalogue=archive, validate=False)  # type: ignore[list-item]
    path.write_bytes(path.read_bytes() + b"\n" * next(FRESH))  # not the same bytes again, which need no plan
    return imported(archive, path, commit)


def table(archive: Archive, text: str, commit: bool = True) -> list[tuple[str, str]]:
    path = archive.folder.parent / "new.csv"
    path.write_text(text, "utf-8")
    return imported(archive, path, commit)


def imported(archive: Archive, path: Path, commit: bool) -> list[tuple[str, str]]:
    made = plan_import([path], archive, ImportOptions())
    entries = [(e.action, e.record.partition(":")[2]) for e in made.entries()]
    if commit:
        commit_plan(made, archive)
        archive.refresh()
    return entries


def edit(archive: Archive, old: str, new: str, path: str = "issues/mihon/1.xml") -> None:
    file = archive.folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    archive.refresh()


def titles(archive: Archive) -> list[str]:
    archive.refresh()
    held = archive["issue:mihon:1"]
    assert isinstance(held, Issue)
    return [held.titles[0].text.text, *(f"{c.id[-2:]} {c.title.text.text}" for c in held.contents)]


ONE, TWO, THREE = ("a1", "一"), ("a2", "二"), ("a3", "三")
FIRST = issue("号", ONE, TWO)


# --- each article is an entry


@pytest.mark.parametrize("to", ["jsonl", "smj-1", "onix-3.1"])
@pytest.mark.parametrize(("next_", "entries", "left"), [
    (issue("号", ONE, TWO), [("same", "mihon:1"), ("same", "mihon:1:a1"), ("same", "mihon:1:a2")], ["号", "a1 一", "a2 二"]),
    (issue("号", ONE, ("a2", "弐"), THREE),
     [("same", "mihon:1"), ("same", "mihon:1:a1"), ("update", "mihon:1:a2"), ("create", "mihon:1:a3")], ["号", "a1 一", "a2 弐", "a3 三"]),
    (issue("号", ("a2", "弐")), [("same", "mihon:1"), ("update", "mihon:1:a2")], ["号", "a1 一", "a2 弐"]),
    (issue("号", TWO, ONE), [("update", "mihon:1"), ("same", "mihon:1:a2"), ("same", "mihon:1:a1")], ["号", "a2 二", "a1 一"]),
    (issue("新", THREE), [("update", "mihon:1"), ("create", "mihon:1:a3")], ["新", "a1 一", "a2 二", "a3 三"]),
])  # fmt: skip
def test_each_article_in_a_record_is_an_entry(archive: Archive, to: str, next_: Issue, entries, left):
    plan(archive, FIRST)
    assert plan(archive, next_, to) == entries
    assert titles(archive) == left


@pytest.mark.parametrize("to", ["jsonl", "smj-1"])
def test_articles_go_only_where_the_same_record_says_that_its_list_is_whole(archive: Archive, to: str):
    plan(archive, FIRST)
    assert plan(archive, issue("号", THREE, contents_complete=True), to) == [
        ("update", "mihon:1"), ("create", "mihon:1:a3"), ("remove", "mihon:1:a1"), ("remove", "mihon:1:a2"),
    ]  # fmt: skip
    assert titles(archive) == ["号", "a3 三"]


def test_articles_that_a_record_does_not_list_are_told_and_kept(archive: Archive, capsys):
    plan(archive, FIRST)
    path = archive.folder.parent / "less.jsonl"
    path.write_text(json.dumps({**unstructure(issue("号")), "contents": []}, ensure_ascii=False), "utf-8")
    assert (
        run(group, ["import", str(path), "--archive", str(archive.folder), "--commit", "--report", str(path) + ".json"])
        == 0
    )
    told = json.loads(Path(f"{path}.json").read_text("utf-8"))["problems"]
    assert [(p["rule"], p["expected"]["params"]["count"]) for p in told if p["rule"] == "contents-kept"] == [
        ("contents-kept", 2)
    ]
    assert titles(archive) == ["号", "a1 一", "a2 二"]


LISTS = st.lists(
    st.tuples(st.sampled_from(["a1", "a2", "a3", "a4"]), st.sampled_from("一二三")),
    max_size=4,
    unique_by=lambda t: t[0],
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(LISTS, LISTS, st.sampled_from("号新"), st.sampled_from([None, False, True]), st.sampled_from(["jsonl", "smj-1"]))
def test_what_a_plan_shows_is_what_a_commit_does(tmp_path_factory, first, second, title, complete, to):
    folder = tmp_path_factory.mktemp("law")
    archive = init(folder / "mine", empty=True)
    plan(archive, SERIAL)
    plan(archive, issue("号", *first))
    before = {c.id: c for c in archive["issue:mihon:1"].contents}  # type: ignore[union-attr]
    host = archive["issue:mihon:1"]
    entries = {
        record: action for action, record in plan(archive, issue(title, *second, contents_complete=complete), to)
    }
    now = archive["issue:mihon:1"]
    after = {c.id: c for c in now.contents}  # type: ignore[union-attr]
    for part in before.keys() | after.keys():
        old, new = before.get(part), after.get(part)
        expected = "create" if old is None else "remove" if new is None else "same" if old == new else "update"
        assert entries.pop(part.partition(":")[2], "same") == expected
    assert entries == {"mihon:1": "update" if _bare(host) != _bare(now) or _moved(before, after) else "same"}


def _bare(record):
    return {k: v for k, v in unstructure(record).items() if k != "contents"}


def _moved(before, after):
    return [p for p in before if p in after] != [p for p in after if p in before]


# --- edits


CSV = "種類,識別子,タイトル,出版者\n図書,book:mihon,{},{}\n"
BOOK = "books/mihon.xml"


@pytest.mark.parametrize("taken", [False, True])
def test_an_edit_stands_however_many_imports_come_after(archive: Archive, taken: bool):
    table(archive, CSV.format("表の題", "甲"))
    edit(archive, "表の題", "手の題", BOOK)
    if taken:
        assert accept(archive)
    for publisher in "乙丙丁":
        assert table(archive, CSV.format("表の題", publisher)) == [("update", "mihon")]
        assert archive["book:mihon"].titles[0].text.text == "手の題"  # type: ignore[union-attr]
    assert table(archive, CSV.format("別の題", "丁"), commit=False) == [("conflict", "mihon")]
    archive.refresh()
    assert verify(archive) == []


@pytest.mark.parametrize("to", ["jsonl", "smj-1"])
@pytest.mark.parametrize("taken", [False, True])
def test_an_edit_of_an_article_stands_however_many_imports_come_after(archive: Archive, to: str, taken: bool):
    plan(archive, FIRST)
    edit(archive, "<text>一</text>", "<text>壱</text>")
    if taken:
        assert accept(archive)
    for n, words in enumerate("弐貮弍"):
        assert plan(archive, issue("号", ONE, ("a2", words)), to)[1:] == [
            ("same", "mihon:1:a1"),
            ("update", "mihon:1:a2"),
        ], n
        assert titles(archive) == ["号", "a1 壱", f"a2 {words}"]
    assert ("conflict", "mihon:1:a1") in plan(archive, issue("号", ("a1", "壹"), TWO), to, commit=False)
    assert ("conflict", "mihon:1") in plan(archive, issue("号", TWO, contents_complete=True), to, commit=False)


def test_an_edit_is_a_batch_of_its_own_before_its_file_is_written(archive: Archive):
    table(archive, CSV.format("表の題", "甲"))
    edit(archive, "表の題", "手の題", BOOK)
    table(archive, CSV.format("表の題", "乙"))
    assert [info.batch.kind for info in archive.batches()][:3] == ["import", "accept", "import"]
    assert [(r.kind, r.new[0]["text"]["text"]) for r in why(archive, "book:mihon", "titles")] == [
        ("accept", "手の題"), ("import", "表の題"),
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line"), [
    ("</book>", "  <subtitel>書き損じ</subtitel>\n</book>", 8), ("<proper>", "<proper>\n<txet>x</txet>", 5),
    ("</book>", "", 8),
])  # fmt: skip
@pytest.mark.parametrize("taken", [False, True])
def test_an_edit_that_breaks_the_schema_is_never_written_over(
    archive: Archive, old: str, new: str, line: int, taken: bool
):
    table(archive, "種類,識別子,タイトル\n図書,book:mihon,表の題\n")
    edit(archive, old, new, BOOK)
    there = (archive.folder / BOOK).read_bytes()
    if taken:
        told: list = []
        assert accept(archive, told=told) is None
        assert told[0].where.file.endswith("mihon.xml")
        assert told[0].where.line is not None
    with pytest.raises(PlanRefused):
        table(archive, "種類,識別子,タイトル\n図書,book:mihon,別の題\n")
    assert (archive.folder / BOOK).read_bytes() == there


def test_accept_takes_in_the_sound_files_and_tells_what_the_rules_say(archive: Archive, capsys):
    table(archive, "種類,識別子,タイトル,ISBN\n図書,book:a,甲の題,9799999000009\n図書,book:b,乙の題,\n")
    edit(archive, "9799999000009", "9799999000008", "books/a.xml")
    edit(archive, "</book>", "<x/></book>", "books/b.xml")
    assert run(group, ["verify", "--accept", "--archive", str(archive.folder)]) == 1
    shown = capsys.readouterr().out
    assert re.search(r"a\.xml.*book:a.*9799999000008", shown)
    assert re.search(r"b\.xml:\d+: book:b", shown)
    archive.refresh()
    assert [(p.rule, p.where.record) for p in verify(archive)] == [("file-changed", "book:b"), ("schema", "book:b")]


def test_accept_lists_what_it_takes_in(archive: Archive, capsys):
    """One line each, 50 of them at most; a report and --json have all."""
    table(archive, "種類,識別子,タイトル\n" + "".join(f"図書,book:b{n},題{n}\n" for n in range(60)))
    for n in range(58):
        edit(archive, f"題{n}", "手の題", f"books/b{n}.xml")
    (archive.folder / "books/b58.xml").unlink()
    new = (archive.folder / "books/b59.xml").read_text("utf-8").replace("book:b59", "book:new")
    (archive.folder / "books/new.xml").write_text(new, "utf-8")
    report = archive.folder.parent / "told.json"
    assert run(group, ["verify", "--accept", "--archive", str(archive.folder), "--report", str(report)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == ["created\tbook:new", "changed\tbook:b0"]
    assert len(shown) == 51
    assert "10" in shown[50]
    told = json.loads(report.read_text("utf-8"))["accepted"]
    assert (told["created"], len(told["changed"]), told["removed"]) == (["book:new"], 58, ["book:b58"])
    edit(archive, "見本", "例示", "archive.toml")
    assert run(group, ["verify", "--accept", "--json", "--archive", str(archive.folder)]) == 0
    assert json.loads(capsys.readouterr().out)["accepted"] == {
        "created": [],
        "changed": ["archive.toml"],
        "removed": [],
    }
    assert run(group, ["verify", "--accept", "--archive", str(archive.folder)]) == 0
    assert capsys.readouterr().out == ""


def test_comments_are_told_before_they_go(archive: Archive, capsys):
    table(archive, CSV.format("表の題", "甲"))
    edit(archive, "<title", "<!-- 覚え書き --><title", BOOK)
    path = archive.folder.parent / "new.csv"
    path.write_text(CSV.format("表の題", "乙"), "utf-8")
    assert run(group, ["import", str(path), "--archive", str(archive.folder)]) == 0
    assert "覚え書き" in capsys.readouterr().out


# --- undo


def test_undo_works_article_by_article(archive: Archive):
    plan(archive, FIRST)
    plan(archive, issue("号", ("a1", "壱"), TWO))
    first = next(archive.batches()).id
    plan(archive, issue("新", ("a1", "壱"), ("a2", "弐"), THREE))
    undo(archive, first)
    assert titles(archive) == ["新", "a1 一", "a2 弐", "a3 三"]


def test_undo_of_an_article_that_was_changed_since_is_a_conflict(archive: Archive):
    plan(archive, FIRST)
    plan(archive, issue("号", ("a1", "壱"), TWO, THREE))
    first = next(archive.batches()).id
    plan(archive, issue("号", ("a1", "壹"), ("a2", "弐"), THREE))
    with pytest.raises(UndoConflict) as caught:
        undo(archive, first)
    assert [(p.where.record, p.where.path) for p in caught.value.problems] == [("article:mihon:1:a1", "title")]


@pytest.mark.parametrize(("second", "left"), [
    (issue("号", ONE, TWO, THREE), ["新", "a1 一", "a2 弐"]),
    (issue("号", TWO, contents_complete=True), ["新", "a1 一", "a2 弐"]),
    (issue("号", TWO, ONE), ["新", "a1 一", "a2 弐"]),
])  # fmt: skip
def test_undo_of_articles_made_taken_out_or_moved(archive: Archive, second: Issue, left: list[str]):
    plan(archive, FIRST)
    plan(archive, second)
    batch = next(archive.batches()).id
    plan(archive, issue("新", ("a2", "弐")))
    undo(archive, batch)
    assert titles(archive) == left


def test_what_would_name_a_record_that_goes_is_told(archive: Archive, capsys):
    serial = next(archive.batches()).id
    plan(archive, FIRST)
    told = undo(archive, serial)
    assert [(p.severity, p.where.record, p.where.path, p.found) for p in told.dangling] == [
        ("warning", "issue:mihon:1", "periodical", "periodical:mihon")
    ]


# --- a file that cannot be read


@pytest.mark.parametrize("indexed", [False, True])
def test_a_broken_file_stops_only_what_needs_it(archive: Archive, indexed: bool, capsys, tmp_path: Path):
    table(archive, "種類,識別子,タイトル\n図書,book:a,甲の題\n図書,book:b,乙の題\n")
    place = ["--archive", str(archive.folder)]
    if indexed:
        assert run(group, ["reindex", *place]) == 0
    edit(archive, "</book>", "", "books/b.xml")
    sheet = tmp_path / "other.csv"
    sheet.write_text("種類,識別子,タイトル\n図書,book:c,丙の題\n", "utf-8")
    for args, code, said in (
        (["list"], 1, "甲の題"), (["show", "book:a"], 0, "甲の題"), (["show", "book:b"], 1, "b.xml"),
        (["export", "--to", "jsonl", "--kind", "periodical", "--out", str(tmp_path / "o.jsonl")], 0, "o.jsonl"),
        (["export", "--to", "jsonl", "--out", str(tmp_path / "p.jsonl")], 1, "b.xml"),
        (["import", str(sheet), "--commit"], 0, "1 create"), (["why", "book:a", "titles"], 0, "甲の題"),
        (["verify"], 1, "book:b"), (["verify", "--accept"], 1, "b.xml"), (["reindex"], 1, "b.xml"),
    ):  # fmt: skip
        assert run(group, [*args, *place]) == code, args
        out = capsys.readouterr()
        assert said in out.out + out.err, args
    assert not (tmp_path / "p.jsonl").exists()


def test_an_article_that_a_person_took_out_stays_out_and_keeps_nothing_else_back(archive: Archive, capsys):
    """It is told; the other articles are updated."""
    whole = issue("見本号", ("a", "甲の題"), ("b", "乙の題"))
    plan(archive, whole)
    edit(
        archive,
        re.search(
            r"\s*<item id=\"article:mihon:1:a\".*?</item>",
            (archive.folder / "issues/mihon/1.xml").read_text("utf-8"),
            re.DOTALL,
        )[0],
        "",
        "issues/mihon/1.xml",
    )
    assert run(group, ["verify", "--accept", "--archive", str(archive.folder)]) == 0
    archive.refresh()
    entries = plan(archive, issue("見本号", ("a", "甲の題"), ("b", "乙の新しい題")))
    assert ("update", "mihon:1:b") in entries
    assert ("same", "mihon:1:a") in entries
    text = (archive.folder / "issues/mihon/1.xml").read_text("utf-8")
    assert "乙の新しい題" in text
    assert "甲の題" not in text


def test_comments_are_told_at_what_changes_and_all_of_them(archive: Archive, capsys):
    plan(archive, issue("見本号", ("a", "甲の題"), ("b", "乙の題")))
    edit(archive, "<contents", "<!-- 一つ目 -->\n  <contents")
    edit(archive, "</issue>", "<!-- 二つ目 --></issue>")
    archive.refresh()
    path = archive.folder.parent / "next.jsonl"
    write(
        [issue("見本号", ("a", "甲の題"), ("b", "乙の新しい題"))], path, to="jsonl", catalogue=archive, validate=False
    )
    assert run(group, ["import", str(path), "--archive", str(archive.folder)]) == 0
    shown = capsys.readouterr().out
    assert "一つ目 / 二つ目" in shown
    assert "[comment-lost]" in shown
