"""Batches, their journal, the lock, and targets that moved."""

import base64
import json
import os
import threading

import pytest
from store.support import Faults, Stop, agent, bytes_of, issue, mixed, on_disk, seen, small

from smj_catalog.errors import Locked, Moved, ReadOnlyArchive, UnknownBatch, UsageError
from smj_catalog.store import Archive, Batch, Change, Damaged, Input, accept, path_of, verify
from smj_catalog.store.batch import next_id
from smj_catalog.store.journal import Journal
from smj_catalog.store.lock import Lock


@pytest.fixture
def archive(tmp_path):
    return small(tmp_path / "a")


def journals(archive):
    """The journal's files and their bytes."""
    return {k: v for k, v in on_disk(archive.folder).items() if k.startswith("journal/")}


def test_a_batch_comes_back_as_it_was_given(archive):
    """Header, inputs, changes and origins, in their order."""
    source = Input("新着.csv", "ab" * 32, 123, "csv", "cd" * 32)
    given = mixed(archive)
    batch = Batch("import", who="山田", inputs=(source,), note="初回", undoes=None, extra={"plan": 1})
    done = archive.commit(batch, given)
    info, changes = archive.changes_of(done)
    told = info.batch
    assert (told.kind, told.who, told.inputs, told.note, told.extra) == (
        "import",
        "山田",
        (source,),
        "初回",
        {"plan": 1},
    )
    assert told.id == done == info.id
    assert told.when.endswith("+00:00")
    assert told.tool.startswith("smj-catalog ")
    assert list(changes) == given
    assert info.changes == len(given)
    assert [b.batch.kind for b in archive.batches()] == ["import", "import", "init"]
    assert next(archive.batches()) == info


def test_journal_is_never_changed(archive):
    """Later batches leave earlier journals as they are, and name the one before with its digest."""
    before = journals(archive)
    archive.commit(Batch("import", who="t"), mixed(archive))
    accept(archive)
    after = journals(archive)
    assert before.items() <= after.items()
    infos = list(archive.batches())
    assert [i.previous for i in infos] == [*(((b.id, b.sha256),) for b in infos[1:]), ()]
    assert [i.earlier for i in infos] == [*range(len(infos))][::-1]
    for info in infos:
        assert Journal(archive.folder).check(info.id) == info


def test_journal_is_lines_of_json(archive):
    """A person or program can read it: header, one line a change, trailer."""
    done = archive.commit(Batch("import", who="t"), mixed(archive))
    lines = [json.loads(x) for x in (archive.folder / f"journal/{done}.jsonl").read_text("utf-8").splitlines()]
    assert lines[0]["kind"] == "import"
    assert lines[1]["after"] == bytes_of(agent(10, "new")).decode()
    assert lines[1]["origins"] == {"names": {"row": 2, "text": "名前"}}
    assert lines[-1]["changes"] == len(lines) - 2 == 4


def test_day_of_last_change_comes_from_the_journal(archive):
    """No batch writes it into archive.toml; a day that an older version left there is read and does not count."""
    path = archive.folder / "archive.toml"
    old = path.read_bytes() + b'updated = "2001-01-01"\n'
    path.write_bytes(old)
    done = archive.commit(Batch("import", who="t"), [archive.change(agent(5))])
    assert [c.path for c in archive.changes_of(done)[1]] == ["agents/p00005.xml"]
    assert path.read_bytes() == old
    assert archive.settings.updated == "2001-01-01"
    assert archive.updated == archive.changes_of(done)[0].batch.when.replace("+00:00", "Z")
    archive.commit(Batch("undo", who="t"), [])
    assert archive.updated == archive.changes_of(done)[0].batch.when.replace("+00:00", "Z")


def test_ids_are_in_the_order_of_time_whatever_the_clock_says(archive):
    """An id is later than the last one, even where the clock went back."""
    assert next_id("29991231T235959Z-999999") == "30000101T000000Z-000000"
    ids = [archive.commit(Batch("import", who="t"), [archive.change(agent(n))]) for n in range(3)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("now", ["changed", "gone", "made"])
def test_moved_target(archive, now):
    """What was edited after the plan was made stops the whole batch, with record and batch named."""
    changes = [archive.change(agent(8)), archive.change(agent(9 if now == "made" else 1, "new"))]
    path = archive.folder / changes[1].path
    path.unlink() if now == "gone" else path.write_bytes(bytes_of(agent(1, "by hand")))
    before = on_disk(archive.folder)
    with pytest.raises(Moved, match="edited after the plan was made") as caught:
        archive.commit(Batch("import", who="t"), changes)
    assert str(changes[1].record) in str(caught.value)
    assert on_disk(archive.folder) == before


def test_edit_between_commit_point_and_recovery_is_kept(archive, monkeypatch):
    """A person's edit is never written over: recovery leaves it, and verify names it."""
    with monkeypatch.context() as patch:
        faults = Faults(patch)

        def watch(name):
            if faults.committed and name == "overwrite":  # behind the commit point, before the files
                raise Stop

        faults.watch = watch
        with pytest.raises(Stop):
            archive.commit(Batch("import", who="t"), mixed(archive))
    path = archive.folder / "agents/p00001.xml"
    path.write_bytes(bytes_of(agent(1, "by hand")))
    again = Archive.open(archive.folder)
    assert again.recovery.batch is not None
    assert again.recovery.kept == ("agents/p00001.xml",)
    assert {p.rule for p in again.recovery.problems()} >= {"batch-recovered", "file-changed"}
    assert all(p.text(lang) for p in again.recovery.problems() for lang in ("en", "ja"))
    assert path.read_bytes() == bytes_of(agent(1, "by hand"))
    assert [(p.rule, p.where.record) for p in verify(again)] == [("file-changed", "agent:p00001")]
    assert again["agent:p00010"] == agent(10, "new")


def test_two_writers(archive):
    """The second is told at once who writes, and nothing of it is mixed in."""
    inside, go = threading.Event(), threading.Event()
    done = []

    def slow():
        yield archive.change(agent(20))
        inside.set()
        go.wait(10)
        yield archive.change(agent(21))

    other = Archive.open(archive.folder)
    thread = threading.Thread(target=lambda: done.append(archive.commit(Batch("import", who="one"), slow())))
    thread.start()
    inside.wait(10)
    try:
        with pytest.raises(Locked, match=f"process {os.getpid()} on .* since 20") as caught:
            other.commit(Batch("import", who="two"), [other.change(agent(22))])
        assert "nothing was changed" in str(caught.value)
        assert "agent:p00020" not in Archive.open(archive.folder)  # opening beside a writer does not wait
    finally:
        go.set()
        thread.join()
    assert len(done) == 1
    other.refresh()
    assert {"agent:p00020", "agent:p00021"} <= {r.id for r in other.records()}
    assert "agent:p00022" not in other
    other.commit(Batch("import", who="two"), [other.change(agent(22))])
    assert verify(other) == []


def test_lock_ends_with_its_holder(archive):
    """A lock that was given back, or whose file was removed, is free."""
    Lock.acquire(archive.folder).release()
    with Lock.acquire(archive.folder):
        (archive.folder / ".lock").unlink()
    with Lock.acquire(archive.folder):
        pass


def test_a_failing_stream_changes_nothing(archive):
    """An error of whoever makes the changes comes through as it is."""

    def failing():
        yield archive.change(agent(30))
        raise KeyError("mine")

    before = on_disk(archive.folder)
    with pytest.raises(KeyError, match="mine"):
        archive.commit(Batch("import", who="t"), failing())
    assert on_disk(archive.folder) == before


def test_changes_that_cannot_be(archive):
    """A file twice in a batch, a path that its id does not name, and paths outside the archive."""
    with pytest.raises(UsageError, match="once"):
        archive.commit(Batch("import", who="t"), [archive.change(agent(30)), archive.change(agent(30))])
    for path, record in [
        ("agents/x.xml", "agent:y"), ("../x.xml", None), ("agents/x.xml", None), ("/etc/passwd", None), ("archive.toml", "agent:x"),
    ]:  # fmt: skip
        with pytest.raises(UsageError, match="is not where"):
            Change(path, record, None, b"")
    with pytest.raises(UnknownBatch, match="log"):
        archive.changes_of("20200101T000000Z-000000")
    with pytest.raises(UnknownBatch):
        archive.changes_of("../../etc/passwd")
    with pytest.raises(ReadOnlyArchive):
        Archive.open().commit(Batch("import", who="t"), [])


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{}\n", b'{"path":"../x.xml","record":null,"before_sha256":null,"after_sha256":null,"before":null}\n',
        b'{"path":"agents/x.xml","record":"agent:y","before_sha256":null,"after_sha256":null,"before":null,"after":null,"origins":{}}\n',
        b'{"path":"agents/x.xml","record":"agent:x","before_sha256":null,"after_sha256":null,"before":null,"after":"x","origins":{}}\n',
    ],
)  # fmt: skip
def test_lines_that_no_journal_has(line):
    """A line is refused where its path, record or digest cannot be."""
    with pytest.raises(Damaged):
        Change.parse(line)


@pytest.mark.parametrize(
    "data", [b"", b"x", "影\u2028\r\n\x85".encode(), b"\xff\xfe<\x00", base64.b64decode("AAECgP8=")]
)
def test_any_bytes_come_back(data):
    """Bytes that are no UTF-8 stand in the journal too; a lone surrogate in an origin does no harm."""
    change = Change("agents/x.xml", "agent:x", data, data[::-1], {"names": {"text": "a\ud800\n"}})
    assert b"\n" not in change.line()[:-1]
    assert Change.parse(change.line()) == change


def test_journal_for(archive):
    """The batches that touched a record, newest first; for an article, those of its issue."""
    archive.commit(Batch("import", who="one"), mixed(archive))
    archive.commit(Batch("import", who="two"), [archive.change(issue(1, "newer"))])
    assert [i.batch.who for i, _ in archive.journal_for("issue:s1:1")] == ["two", "one"]
    assert [c.record for _, c in archive.journal_for("article:s1:1:a0")] == ["issue:s1:1"] * 2
    assert next(c.after for _, c in archive.journal_for("agent:p00000")) is None
    assert list(archive.journal_for("agent:nobody")) == []


def test_opened_archive_stays_at_its_batch(archive):
    """What is open shows what it showed, also in the middle of a walk through it, until it is refreshed."""
    other = Archive.open(archive.folder)
    before = seen(other)
    walk = other.records()
    first = next(walk)
    archive.commit(Batch("import", who="t"), mixed(archive))
    rest = [first, *walk]
    assert [r.id for r in rest] == ["agent:p00000", "agent:p00001", "agent:p00002"]
    assert rest[1] == agent(1, "0")
    assert seen(other) == before
    walk = other.records()
    next(walk)
    other.refresh()
    assert len(list(walk)) == 2
    assert len(list(other.records())) == 4


def test_reading_writes_nothing(archive):
    """No lock, index or other file comes of reading, in the package least of all."""
    for opened in (Archive.open(), Archive.open(archive.folder)):
        before = {p: p.stat().st_mtime_ns for p in opened.folder.rglob("*")}
        assert list(opened.records())
        assert "article:none:1:a1" not in opened
        verify(opened)
        list(opened.batches())
        assert {p: p.stat().st_mtime_ns for p in opened.folder.rglob("*")} == before


def test_file_modes_stay(archive):
    """An updated file keeps its mode."""
    path = archive.folder / str(path_of("agent:p00001"))
    path.chmod(0o640)
    archive.commit(Batch("import", who="t"), [archive.change(agent(1, "new"))])
    assert path.stat().st_mode & 0o777 == 0o640
