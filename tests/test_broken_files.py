"""One file of an archive is broken, misnamed, deleted or made by hand: what needs it stops, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from smj_catalog import init
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.services.importing import ImportOptions, commit_plan, plan_import
from smj_catalog.store import Archive, verify

ISBNS = ("9799999000009", "9799999000016", "9799999000023")
ROWS = "".join(f"図書,見本の社会{n},見本書房,2006-06,{isbn},1800円,244頁\n" for n, isbn in enumerate(ISBNS, 1))
TABLE = f"種類,書名,出版社,発行年月,ISBN,定価,頁数\n{ROWS}"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of three books."""
    made = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    imported(made, TABLE)
    return made


def imported(
    archive: Archive, text: str, name: str = "books.csv", *, commit: bool = True
) -> list[tuple[str, str, list[str]]]:
    """Import a table; return action, record and rules of each entry."""
    path = archive.folder.parent / name
    path.write_text(text, "utf-8")
    archive.refresh()
    plan = plan_import([path], archive, ImportOptions())
    found = [(e.action, e.record, [p.rule for p in e.problems]) for e in plan.entries()]
    if commit:
        commit_plan(plan, archive)
        archive.refresh()
    return found


def file_of(archive: Archive, number: int) -> Path:
    return archive.folder / "books" / f"{ISBNS[number]}.xml"


def command(archive: Archive, *words: str) -> int:
    return run(group, [words[0], "--archive", str(archive.folder), *words[1:]])


@pytest.fixture
def unreadable(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Make a file one that the system does not let us read, whoever runs the tests."""
    import smj_catalog.store.view as view

    shut: set[str] = set()
    real = view.read_target

    def read(path: Path | str) -> bytes | None:
        if str(path) in shut:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(view, "read_target", read)
    return lambda path: shut.add(str(path))


def unknown_element(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace("</book>", "  <mihon>見本</mihon>\n</book>"), "utf-8")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def other_id(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(f'"book:{path.stem}"', '"book:mihon"'), "utf-8")


def undated(path: Path) -> None:
    """Give the file a date that is none."""
    text = path.read_text("utf-8")
    assert "2006-06" in text
    path.write_text(text.replace("2006-06", "2006-66"), "utf-8")


def junk(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"<!-- --> more")


BROKEN = {
    "cut off": cut,
    "more behind its end": junk,
    "element of no schema": unknown_element,
    "id of another record": other_id,
    "no date": undated,
}


@pytest.mark.parametrize("way", [*BROKEN, "unreadable"])
def test_a_broken_file_stops_the_export_or_stays_out(way, archive, unreadable, tmp_path, capsys):
    """The file of before stays; with --on-error skip the others go out, and the broken file is named."""
    out = tmp_path / "out.xml"
    out.write_text("what was there", "utf-8")
    {**BROKEN, "unreadable": unreadable}[way](file_of(archive, 1))
    assert command(archive, "export", "--to", "onix-3.1", "--out", str(out)) == 1
    assert out.read_text("utf-8") == "what was there"
    told = capsys.readouterr().err
    assert ISBNS[1] in told
    assert "nothing was written: errors in " in told.splitlines()[-1]
    assert command(archive, "export", "--to", "onix-3.1", "--out", str(out), "--on-error", "skip") == 1
    written = out.read_text("utf-8")
    assert ISBNS[0] in written
    assert ISBNS[2] in written
    assert ISBNS[1] not in written
    assert ("book:mihon" if way == "id of another record" else ISBNS[1]) in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("way", [way for way in BROKEN if way != "id of another record"])
def test_a_broken_file_that_is_asked_for_by_id_does_not_go_out(way, archive, tmp_path):
    BROKEN[way](file_of(archive, 1))
    out = tmp_path / "out.xml"
    wanted = [f"book:{isbn}" for isbn in ISBNS[:2]]
    assert command(archive, "export", "--to", "onix-3.1", "--out", str(out), *wanted) == 1
    assert not out.exists()
    assert command(archive, "export", "--to", "onix-3.1", "--out", str(out), "--on-error", "skip", *wanted) == 1
    assert ISBNS[0] in out.read_text("utf-8")


def test_an_unreadable_file_keeps_nobody_from_the_others(archive, unreadable, capsys):
    """list, verify, validate and import go on to the end and name it."""
    unreadable(file_of(archive, 1))
    for verb in ("list", "verify", "validate"):
        assert command(archive, verb) == 1
        said = capsys.readouterr()
        assert "file-unreadable" in said.out + said.err
        assert "Permission denied" in said.out + said.err
    assert command(archive, "list", "--json") == 1
    listed = json.loads(capsys.readouterr().out)
    assert [r["id"] for r in listed["records"]] == [f"book:{ISBNS[0]}", f"book:{ISBNS[2]}"]
    text = TABLE.replace("1800円", "1900円")
    assert [e[:2] for e in imported(archive, text, "new.csv", commit=False)] == [
        ("update", f"book:{ISBNS[0]}"), ("reject", f"book:{ISBNS[1]}"), ("update", f"book:{ISBNS[2]}"),
    ]  # fmt: skip
    plan = plan_import([archive.folder.parent / "new.csv"], archive, ImportOptions())
    (place,) = {p.where for e in plan.entries() for p in e.problems if p.rule == "file-unreadable"}
    assert (str(place.file).endswith(".xml"), place.row, place.line) == (True, None, None)  # no row of another file
    archive.refresh()
    assert [p.rule for p in verify(archive)] == ["file-unreadable"]


def test_a_settings_file_that_cannot_be_read_is_told(archive, unreadable, capsys):
    unreadable(archive.folder / "archive.toml")
    assert command(archive, "list") == 3
    assert "archive.toml" in capsys.readouterr().err


def test_accept_leaves_a_file_of_another_name_and_takes_its_record_for_no_deletion(archive, capsys):
    file_of(archive, 1).rename(archive.folder / "books" / "mihon.xml")
    assert command(archive, "verify", "--accept") == 1
    assert f"{ISBNS[1]}.xml" in capsys.readouterr().out
    (archive.folder / "books" / "mihon.xml").rename(file_of(archive, 1))
    assert command(archive, "verify") == 0  # as it was


def test_the_row_of_a_record_in_a_file_of_another_name_is_refused_alone(archive):
    other_id(file_of(archive, 1))
    text = TABLE.replace("1800円", "1900円")
    found = imported(archive, text, "new.csv", commit=False)
    assert [action for action, _, _ in found] == ["update", "reject", "update"]
    assert "file-name" in found[1][2] or "place-taken" in found[1][2]


@pytest.mark.parametrize("taken_in", [False, True])
def test_a_record_that_a_person_made_is_not_written_over(taken_in, archive):
    """No batch has written it: what the person stated is in conflict, what the person left open is filled in."""
    folder = archive.folder / "books"
    mine = (
        file_of(archive, 0).read_text("utf-8").replace(ISBNS[0], "9799999000030").replace("見本の社会1", "例示の世界")
    )
    (folder / "9799999000030.xml").write_text(re.sub("<extent.*</extent>\n", "", mine, flags=re.DOTALL), "utf-8")
    if taken_in:
        assert command(archive, "verify", "--accept") == 0
    row = "図書,例示の世界,見本書房,2006-06,9799999000030,{},{}\n"
    head = TABLE.partition("\n")[0] + "\n"
    ((action, _, rules),) = imported(archive, head + row.format("2000円", "244頁"), "a.csv", commit=False)
    assert (action, rules[-1]) == ("conflict", "edited-by-hand")
    ((action, _, _),) = imported(archive, head + row.format("1800円", "244頁"), "b.csv")
    assert action == "update"
    assert [(e.type, e.value) for e in archive["book:9799999000030"].extents] == [("11", 244)]
    assert [b.batch.kind for b in archive.batches()][1] == "accept"  # first the person's file, then what the row adds


def test_a_record_made_again_after_an_undo_is_the_persons(archive):
    """Taken back by undo and put there again by hand: no batch has written this file."""
    text = file_of(archive, 1).read_text("utf-8")
    batch = next(b.id for b in archive.batches())
    assert command(archive, "undo", batch) == 0
    file_of(archive, 1).parent.mkdir(exist_ok=True)
    file_of(archive, 1).write_text(text.replace("1800", "1850"), "utf-8")
    found = imported(archive, TABLE, "again.csv", commit=False)
    assert [action for action, _, _ in found] == ["create", "conflict", "create"]


@pytest.mark.parametrize("taken_in", [False, True])
def test_a_record_that_a_person_deleted_does_not_come_back(taken_in, archive):
    file_of(archive, 1).unlink()
    if taken_in:
        assert command(archive, "verify", "--accept") == 0
    found = imported(archive, TABLE.replace("1800円", "1900円"), "new.csv", commit=False)
    assert [action for action, _, _ in found] == ["update", "conflict", "update"]
    assert "deleted-by-hand" in found[1][2]


def test_an_edit_that_is_kept_is_told(archive, capsys):
    text = file_of(archive, 1).read_text("utf-8")
    file_of(archive, 1).write_text(text.replace("1800", "1850"), "utf-8")
    found = imported(archive, TABLE + "\n", "again.csv")
    assert [(action, rules) for action, _, rules in found] == [("same", []), ("same", ["edit-kept"]), ("same", [])]
    (archive.folder.parent / "more.csv").write_text(TABLE + "\n\n", "utf-8")
    assert command(archive, "import", str(archive.folder.parent / "more.csv")) == 0
    assert f"same\tbook:{ISBNS[1]}" in (shown := capsys.readouterr().out)
    assert "1850" in shown


@pytest.mark.parametrize("scope", ["member", "related"])
def test_an_export_of_no_book_in_scope_leaves_the_file_and_says_why(scope, tmp_path, capsys):
    made = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    imported(made, f"種類,書名,関わり\n図書,見本の社会,{scope}\n")
    out = tmp_path / "out.xml"
    out.write_text("what was there", "utf-8")
    assert command(made, "export", "--to", "onix-3.1", "--out", str(out)) == 1
    assert out.read_text("utf-8") == "what was there"
    told = capsys.readouterr().err
    assert f"have the scope {scope}" in told
    assert "--scope all" in told


def test_an_article_does_not_get_lost_between_two_issues(tmp_path):
    """Its new issue is refused: its old one does not let it go, under --on-error skip either."""
    made = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    titles = '"titles":[{"text":{"text":"見本誌"}}]'
    serial = f'{{"kind_of_record":"periodical","id":"periodical:mihon",{titles}}}\n'

    def issue(n: int, *keys: str, extent: str = "") -> str:
        parts = ",".join(
            f'{{"id":"article:mihon:{k}","host":"issue:mihon:{n}","title":{{"text":{{"text":"記事{k}"}}}}}}'
            for k in keys
        )
        return (
            f'{{"kind_of_record":"issue","id":"issue:mihon:{n}","periodical":"periodical:mihon","titles":[{{"text":{{"text":"見本号"}}}}],'
            f'"contents":[{parts}],"contents_complete":true{extent}}}\n'
        )

    def again(text: str, name: str, *, skip: bool) -> int:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return command(made, "import", str(path), "--commit", *(["--on-error", "skip"] if skip else []))

    assert again(serial + issue(1, "a", "b") + issue(2, "c"), "first.jsonl", skip=False) == 0
    wrong = ',"dates":[{"role":"publication","date":"2006-66"}]'
    assert again(issue(1, "b") + issue(2, "c", "a", extent=wrong), "moved.jsonl", skip=True) == 3
    assert Archive.open(made.folder)["article:mihon:a"].host == "issue:mihon:1"
    assert again(issue(1, "b") + issue(2, "c", "a"), "right.jsonl", skip=True) == 3
    assert Archive.open(made.folder)["article:mihon:a"].host == "issue:mihon:1"


@pytest.mark.parametrize("way", BROKEN)
def test_verify_and_validate_say_what_is_wrong_with_an_edited_file(way, archive, capsys):
    BROKEN[way](file_of(archive, 1))
    rule = {"element of no schema": "schema", "id of another record": "file-name", "no date": "schema"}.get(
        way, "xml-syntax"
    )
    for verb in ("verify", "validate"):
        assert command(archive, verb) == 1
        said = capsys.readouterr()
        assert f"[{rule}]" in said.out + said.err


def test_a_file_that_is_no_record_is_not_offered_to_be_taken_in(archive, capsys):
    (archive.folder / "books" / "Thumbs.db").write_bytes(b"x")
    assert command(archive, "verify") == 0
    told = capsys.readouterr().out
    assert "Thumbs.db" in told
    assert "--accept" not in told


def test_undo_names_the_file_that_it_cannot_read(archive, capsys):
    """Its path and line, not the record's id; nothing is changed."""
    imported(archive, TABLE.replace("244頁", "250頁"))
    file = file_of(archive, 0)
    broken = file.read_text("utf-8").replace("<text>", "<text", 1)
    file.write_text(broken, "utf-8")
    batch = next(iter(archive.batches())).id
    assert command(archive, "undo", batch) == 1
    assert f"books/{ISBNS[0]}.xml:" in capsys.readouterr().err
    assert file.read_text("utf-8") == broken


def test_a_row_that_is_refused_now_is_something_to_do(archive, capsys):
    """The same file again, while a record of it cannot be read: the row is rejected, and nobody says that all is done."""
    file = file_of(archive, 0)
    file.write_text(file.read_text("utf-8").replace("<text>", "<text", 1), "utf-8")
    command(archive, "import", str(archive.folder.parent / "books.csv"))
    told = "".join(capsys.readouterr())
    assert "1 reject" in told
    assert "nothing to do" not in told


def test_an_undo_of_nothing_makes_no_batch(archive, capsys):
    """All that the batch wrote is as it was before already."""
    batch = next(b.id for b in archive.batches())
    for number in range(3):
        file_of(archive, number).unlink()
    assert command(archive, "verify", "--accept") == 0
    count = len([*Archive.open(archive.folder).batches()])
    assert command(archive, "undo", batch) == 0
    assert "nothing was changed" in capsys.readouterr().err
    assert len([*Archive.open(archive.folder).batches()]) == count


def test_options_for_tables_that_did_nothing_are_told(archive, tmp_path, capsys):
    out = tmp_path / "out.xml"
    assert command(archive, "export", "--to", "onix-3.1", "--out", str(out)) == 0
    assert command(archive, "import", str(out), "--encoding", "cp932") == 0
    assert "is not a table: --encoding had no effect" in capsys.readouterr().err


def test_a_plan_against_the_packaged_archive_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMJ_CATALOG_ARCHIVE", raising=False)
    (tmp_path / "new.csv").write_text(TABLE, "utf-8")
    assert run(group, ["import", "new.csv"]) == 0
    assert "packaged" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["agent:mihon"], ["--kind", "agent"]])
def test_an_export_of_what_the_format_cannot_hold_leaves_the_file(words, archive, tmp_path, capsys):
    imported(archive, "種類,識別子,名称\n団体,agent:mihon,見本の会\n", "agents.csv")
    out = tmp_path / "out.xml"
    out.write_text("what was there", "utf-8")
    assert command(archive, "export", "--to", "onix-3.1", "--out", str(out), *words) == 1
    assert out.read_text("utf-8") == "what was there"
    assert "agent:mihon" in capsys.readouterr().err


@pytest.mark.parametrize(("options", "said", "unsaid"), [
    (["--header-row", "99"], "a row 99 with the column names", "is not a table"),
    (["--sheet", "図書"], "has no sheets: --sheet had no effect", "is not a table"),
    (["--kind", "book"], "1 create", "had no effect"),
])  # fmt: skip
def test_an_option_that_a_table_cannot_use_is_told_as_it_is(options, said, unsaid, tmp_path, monkeypatch, capsys):
    """A row that is not there, or sheets where there are none: the file is a table nevertheless."""
    monkeypatch.chdir(tmp_path)
    init(tmp_path / "mine", empty=True)
    (tmp_path / "new.csv").write_text("種類,書名,ISBN\n図書,見本の本,9799999000009\n", "utf-8")
    run(group, ["import", "new.csv", "--archive", "mine", "--lang", "en", *options])
    told = "".join(capsys.readouterr())
    assert said in told
    assert unsaid not in told
