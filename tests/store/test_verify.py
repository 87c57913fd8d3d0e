"""verify finds every flipped byte and names what it belongs to; accept takes edits by hand in."""

import json
import shutil
from pathlib import Path

import pytest
from store.support import agent, bytes_of, issue, mixed, on_disk, seen, small

from smj_catalog.cli.main import main
from smj_catalog.errors import BadRecord, ReadOnlyArchive, StoreError
from smj_catalog.problems import LANGUAGES, Problem
from smj_catalog.services.importing import commit_plan, plan_import, undo
from smj_catalog.store import Archive, Batch, Damaged, accept, init, path_of, verify


def rules(problems):
    """The rules that problems name, and the records."""
    return [(p.rule, p.where.record) for p in problems]


def flips(size, most):
    """Offsets in a file: all of them, or some spread evenly with both ends."""
    return sorted({*range(0, size, max(1, size // most)), size - 1})


def flip_all(archive, most):
    """Flip bytes of every file, one at a time, and check that verify names record or batch; return how many."""
    folder, count = archive.folder, 0
    own = {str(folder / path_of(record.id)): record.id for record in archive.records()}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith((".lock", ".git"))):
        whole = path.read_bytes()
        for at in flips(len(whole), most):
            changed = bytearray(whole)
            changed[at] ^= 1 << (at % 8)
            path.write_bytes(changed)
            problems = verify(archive)
            name = path.relative_to(folder).as_posix()
            assert problems, f"{name}: byte {at}"
            assert all(p.text(lang) for p in problems for lang in LANGUAGES)
            first = problems[0]
            assert name in (first.where.file, f"journal/{first.where.record}.jsonl"), f"{name}: byte {at}: {first}"
            if name.startswith("journal/"):
                assert first.rule == "journal-damaged"
                assert first.where.record
            elif name != "archive.toml":
                assert first.where.record == own[str(path)]
            count += 1
        path.write_bytes(whole)
    assert verify(archive) == []
    return count


def test_every_byte_of_a_small_archive(tmp_path):
    """All offsets of all files, journals included."""
    archive = init(tmp_path / "a", empty=True)
    archive.commit(Batch("import", who="t"), [archive.change(agent(1), {"names": {"row": 3}})])
    assert flip_all(archive, 10_000) > 2500


def test_bytes_of_the_real_archive(tmp_path):
    """Some bytes of every file."""
    archive = init(tmp_path / "a")
    (book,) = archive.records(keep=lambda r: r.id == "book:9784750329482")
    archive.commit(Batch("import", who="t"), [archive.change(book)])
    assert flip_all(archive, 3) > 100


def test_edits_by_hand_are_named_and_taken_in(tmp_path):
    """Changed, missing and unknown files are told apart; accept makes them a batch of their own."""
    archive = small(tmp_path / "a", 3)
    (archive.folder / "agents/p00000.xml").write_bytes(bytes_of(agent(0, "by hand")))
    (archive.folder / "agents/p00001.xml").unlink()
    (archive.folder / "agents/p00007.xml").write_bytes(bytes_of(agent(7)))
    found = sorted(rules(verify(archive)))
    assert found == [
        ("file-changed", "agent:p00000"), ("file-missing", "agent:p00001"), ("file-unknown", "agent:p00007"),
    ]  # fmt: skip
    now = {k: v for k, v in seen(archive).items() if k != "archive.toml"}
    batch = accept(archive, Batch("accept", who="t", note="mended"))
    assert verify(archive) == []
    assert {k: v for k, v in seen(archive).items() if k != "archive.toml"} == now
    info, changes = archive.changes_of(batch)
    assert (info.batch.kind, info.batch.note, info.changes) == ("accept", "mended", 3)
    assert [(c.record, c.before is None, c.after is None) for c in changes] == [
        ("agent:p00000", False, False), ("agent:p00007", True, False), ("agent:p00001", False, True),
    ]  # fmt: skip
    assert accept(archive) is None


def test_accept_refuses_what_is_no_record(tmp_path):
    """All files that cannot be taken in are told at once, and none is."""
    archive = small(tmp_path / "a", 3)
    (archive.folder / "agents/p00000.xml").write_bytes(b"<agent")
    (archive.folder / "agents/p00001.xml").write_bytes(bytes_of(agent(5)))
    before = [b.id for b in archive.batches()]
    with pytest.raises(BadRecord) as caught:
        accept(archive)
    assert len(caught.value.problems) == 2
    assert "file-name" in [p.rule for p in caught.value.problems]
    assert [b.id for b in archive.batches()] == before
    (archive.folder / "agents/p00000.xml").write_bytes(bytes_of(agent(0, "0")))
    (archive.folder / "agents/p00001.xml").write_bytes(bytes_of(agent(1, "0")))
    (archive.folder / "archive.toml").write_text("title = ")
    assert rules(verify(archive)) == [("settings-form", None)]
    with pytest.raises(StoreError, match=r"archive\.toml"):
        accept(archive)


def test_archive_without_a_journal(tmp_path):
    """A copy of files says that it has no journal yet; accept begins one."""
    archive = small(tmp_path / "a")
    shutil.rmtree(archive.folder / "journal")
    archive = Archive.open(archive.folder)
    (problem,) = verify(archive)
    assert (problem.rule, problem.severity) == ("journal-none", "warning")
    accept(archive)
    assert verify(archive) == []
    assert next(archive.batches()).changes == 4
    archive.commit(Batch("import", who="t"), [archive.change(issue(1))])
    assert verify(archive) == []


@pytest.mark.parametrize("how", ["commit", "import", "undo"])
def test_first_write_to_an_archive_without_a_journal(tmp_path, how):
    """A batch of its own takes in what stands there first, and is no edit by hand; what cannot be read is told and left."""
    archive = small(tmp_path / "a")
    shutil.rmtree(archive.folder / "journal")
    left = [] if how == "import" else ["agents/p00002.xml", "agents/p00003.xml"]
    for path, data in zip(left, (b"<agent", bytes_of(agent(4))), strict=False):
        (archive.folder / path).write_bytes(data)
    before = on_disk(archive.folder)
    archive = Archive.open(archive.folder)
    if how == "import":
        source = tmp_path / "in.jsonl"
        source.write_text('{"kind_of_record":"agent","id":"agent:n","names":[{"name":{"text":"見本"}}]}\n')
        commit_plan(plan_import([source], archive), archive)
    else:
        done = archive.commit(Batch("import", who="t"), [archive.change(issue(1))])
        if how == "undo":
            undo(archive, done)
    assert [b.batch.kind for b in archive.batches()][::-1][:2] == ["baseline", "import"]
    *_, baseline = archive.batches()
    assert {c.path: c.after for c in archive.changes_of(baseline.id)[1]} == {
        path: data for path, data in before.items() if path not in left
    }
    assert before.items() <= on_disk(archive.folder).items()
    unknown = [p.where.file for p in verify(archive) if p.rule == "file-unknown"]
    assert sorted(unknown) == [*left]
    archive.commit(Batch("import", who="t"), [archive.change(agent(0, "new"))])
    assert sum(b.batch.kind == "baseline" for b in archive.batches()) == 1


@pytest.mark.parametrize("journal", [True, False])
def test_an_id_of_no_kind(tmp_path, journal):
    """A file whose record has an id that names no place is read, told, and stops nothing else."""
    archive = small(tmp_path / "a", 1)
    (archive.folder / "agents/x.xml").write_bytes(bytes_of(agent(1)).replace(b"agent:p00001", b"person:x"))
    if not journal:
        shutil.rmtree(archive.folder / "journal")
    archive = Archive.open(archive.folder)
    assert sorted(r.id for r in archive.records()) == ["agent:p00000", "person:x"]
    archive.commit(Batch("import", who="t"), [archive.change(agent(2))])
    assert rules(verify(archive)) == [("file-unknown", "person:x"), ("schema", "person:x")]


def test_settings_are_the_users(tmp_path, capsys):
    """An edit of archive.toml is told as information, taken in when asked; one that cannot be read is an error."""
    archive = small(tmp_path / "a")
    path = archive.folder / "archive.toml"
    path.write_text(path.read_text().replace("Catalogue", "見本"), "utf-8")
    (problem,) = verify(archive)
    assert (problem.rule, problem.severity, problem.where.file) == ("settings-edited", "info", "archive.toml")
    assert all(problem.text(lang) for lang in LANGUAGES)
    with pytest.raises(SystemExit) as done:
        main(["verify", "--archive", str(archive.folder)])
    assert (done.value.code, "all unchanged" in capsys.readouterr().err) == (0, True)
    accept(archive)
    assert verify(archive) == []
    path.write_text(path.read_text() + 'recipe = "x"\n', "utf-8")
    assert [(p.rule, p.severity) for p in verify(archive)] == [
        ("settings-edited", "info"), ("settings-unknown", "warning"),
    ]  # fmt: skip
    source = tmp_path / "new.jsonl"
    source.write_text('{"kind_of_record":"agent","id":"agent:z","names":[{"name":{"text":"Z"}}]}\n')
    last = [b.id for b in archive.batches()][-1]
    for words in (["list"], ["verify"], ["validate"], ["reindex"], ["import", str(source), "--commit"], ["undo", last]):
        with pytest.raises(SystemExit):
            main([*words, "--archive", str(archive.folder)])
        told = capsys.readouterr()
        assert (told.out + told.err).count("[settings-unknown]") == 1, words


@pytest.mark.parametrize(
    ("change", "rule", "line"),
    [
        (lambda path: path.write_bytes(path.read_bytes() + b"x = ["), "settings-form", True),
        (lambda path: path.write_bytes(b"\xff\xfe"), "settings-form", True),
        (lambda path: path.write_text('domain = "a b"\n', "utf-8"), "setting-form", False),
        (Path.unlink, "file-missing", False),
        (lambda path: (path.unlink(), path.mkdir()), "file-missing", False),
    ],
)
def test_settings_that_cannot_be_read_are_told_and_the_rest_is_verified(change, rule, line, tmp_path, capsys):
    """They are an error with its line, and hide no other; --accept takes in the others."""
    archive = small(tmp_path / "a")
    change(archive.folder / "archive.toml")
    path = archive.folder / "agents" / "p00000.xml"
    path.write_bytes(path.read_bytes().replace(b"</", b" </", 1))
    for lang in LANGUAGES:
        with pytest.raises(SystemExit) as done:
            main(["verify", "--archive", str(archive.folder), "--json", "--lang", lang])
        told = {p["rule"]: p for p in json.loads(capsys.readouterr().out)["problems"]}
        assert (done.value.code, sorted(told)) == (1, sorted([rule, "file-changed"]))
        assert (told[rule]["line"] is not None) == line
    if (archive.folder / "archive.toml").is_dir():
        return
    damaged = Archive.open(archive.folder, damaged=True)
    assert accept(damaged, told=(left := [])) is not None
    assert [p.rule for p in left] == ([rule] if rule != "file-missing" else [])
    for other in (["list"], ["log"]):
        with pytest.raises(SystemExit) as done:
            main([*other, "--archive", str(archive.folder)])
        assert done.value.code == 3, other


def test_settings_that_cannot_be_read_are_told_without_a_journal(tmp_path):
    """Where neither is there, the folder is no archive."""
    archive = small(tmp_path / "a")
    shutil.rmtree(archive.folder / "journal")
    (archive.folder / "archive.toml").write_text("x", "utf-8")
    damaged = Archive.open(archive.folder, damaged=True)
    assert [p.rule for p in verify(damaged)] == ["journal-none", "settings-form"]
    (archive.folder / "archive.toml").unlink()
    with pytest.raises(StoreError):
        Archive.open(archive.folder, damaged=True)


def test_packaged_archive_has_no_journal():
    """It can be verified without a write, and not accepted."""
    packaged = Archive.open()
    assert [p.rule for p in verify(packaged)] == ["journal-none"]
    with pytest.raises(ReadOnlyArchive):
        accept(packaged)


@pytest.mark.parametrize(
    "path", ["agents/新しい名前.xml", "agents/新/p00001.xml", "agents/P1.xml", "books/新しい本.xml"]
)
def test_a_record_under_a_name_that_none_can_have(tmp_path, path):
    """All who read records read it; verify says which name it must have, and accept takes it for no deletion."""
    archive = small(tmp_path / "a", 2)
    (archive.folder / path).parent.mkdir(exist_ok=True)
    (archive.folder / "agents/p00001.xml").rename(archive.folder / path)
    (archive.folder / "agents/Thumbs.db").write_text("x")
    (archive.folder / "agents/old.bak").write_text("x")
    archive = Archive.open(archive.folder)
    found = {p.where.file: p for p in verify(archive)}
    assert {(file, p.rule, p.severity) for file, p in found.items()} == {
        (path, "file-unknown", "error"), ("agents/p00001.xml", "file-missing", "error"),
        ("agents/Thumbs.db", "file-unknown", "warning"), ("agents/old.bak", "file-unknown", "warning"),
    }  # fmt: skip
    assert all("agents/p00001.xml" in found[path].text(lang) for lang in LANGUAGES)
    told: list[Problem] = []
    assert accept(archive, told=told) is None
    assert [p.where.record for p in told] == ["agent:p00001"]
    (archive.folder / path).rename(archive.folder / "agents/p00001.xml")
    assert {p.severity for p in verify(archive)} == {"warning"}


def test_strange_files(tmp_path):
    """Files that are no records, leftovers of writers, and journals that are gone or foreign."""
    archive = small(tmp_path / "a")
    (archive.folder / "agents/山.xml").write_text("x")
    (archive.folder / "agents/.smj-1.tmp").write_text("x")
    (archive.folder / "journal/notes.txt").write_text("x")
    (archive.folder / "README.md").write_text("a person's own file")
    assert sorted(p.rule for p in verify(archive)) == ["file-unknown", "leftover", "xml-syntax"]
    for name in ("agents/山.xml", "agents/.smj-1.tmp", "journal/notes.txt"):
        (archive.folder / name).unlink()
    assert verify(archive) == []
    archive.commit(Batch("import", who="t"), mixed(archive))
    newest, middle, _ = [b.id for b in archive.batches()]
    path = archive.folder / f"journal/{middle}.jsonl"
    kept = path.read_bytes()
    path.unlink()
    assert ("journal-gap", newest) in rules(verify(archive))
    path.write_bytes(kept)
    assert verify(archive) == []
    other = small(tmp_path / "b")
    foreign = next(other.batches()).id
    path.write_bytes((other.folder / f"journal/{foreign}.jsonl").read_bytes())
    assert ("journal-damaged", middle) in rules(verify(archive))


def test_damaged_journal_of_a_pending_batch_is_told(tmp_path):
    """A batch is never finished from a journal that is not what was written."""
    archive = small(tmp_path / "a")
    newest = next(archive.batches()).id
    path = archive.folder / f"journal/{newest}.jsonl"
    path.write_bytes(path.read_bytes().replace("名前1".encode(), "名前X".encode()))
    (archive.folder / "journal/.pending").write_text(newest)
    with pytest.raises(Damaged, match=newest):
        Archive.open(archive.folder)
