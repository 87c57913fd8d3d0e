"""Folders that others share: read-only ones, those of a group, and those that a sync service writes to."""

import os
import sys
from contextlib import contextmanager

import pytest
from store.support import agent, bytes_of, issue, on_disk, small

from smj_catalog.cli.main import main
from smj_catalog.errors import StoreError
from smj_catalog.problems import LANGUAGES
from smj_catalog.services.importing import why
from smj_catalog.store import Archive, Batch, Change, following, verify
from smj_catalog.store.index import Index
from smj_catalog.store.names import original_of
from smj_catalog.store.places import INDEX

NOBODY = 65534
posix = pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")


@contextmanager
def as_reader(folder):
    """Take all rights to write to an archive away, and be somebody who is bound by that."""
    folder.parent.chmod(0o755)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.fixture
def shared(tmp_path):
    """An archive with an index; what is imported when it is asked is imported already."""
    archive = small(tmp_path / "a", 4)
    archive.commit(Batch("import", who="t"), [archive.change(issue(1, articles=2)), archive.change(agent(1, "new"))])
    for path in archive.files():
        os.utime(path, (1, 1))  # not so young that it is read again
    with Index.open(archive):
        assert list(why(archive, "agent:p00001"))
    archive.refresh()
    return archive


@posix
@pytest.mark.parametrize("state", ["whole", "behind", "edited", "damaged", "none"])
def test_index_of_a_read_only_archive(shared, monkeypatch, state):
    """A whole one is used, and brought up to date for the moment; a damaged one is told; nothing is written."""
    index = shared.folder / INDEX
    if state == "behind":
        shared.commit(Batch("import", who="t"), [shared.change(agent(9))])
    elif state == "edited":
        (shared.folder / "agents/p00002.xml").write_bytes(bytes_of(agent(2, "by hand")))
    elif state == "damaged":
        data = index.read_bytes()
        index.write_bytes(data[:4096] + b"\x55" * 8192 + data[12288:])
    elif state == "none":
        index.unlink()
    read, real = [], following.read_bytes
    monkeypatch.setattr(following, "read_bytes", lambda data, name: read.append(name) or real(data, name))
    before = sorted(p.name for p in shared.folder.iterdir())
    with as_reader(shared.folder):
        opened = Archive.open(shared.folder)
        told = [p.rule for p in verify(opened)]
        with Index.open(opened) as found:
            assert found.place == ""
            assert found.count() == len(list(opened.records())) == (6 if state == "behind" else 5)
            assert found.lookup("doi", "10.1234/1.1") == ["article:s1:1:a1"]
            assert found.match("agent", "名前2 by hand") == (["agent:p00002"] if state == "edited" else [])
        assert len(list(why(opened, "agent:p00001", "names"))) == 2
    assert told == {"edited": ["file-changed"], "damaged": ["index-damaged"]}.get(state, [])
    assert len(set(read)) == {"whole": 0, "behind": 1, "edited": 1}.get(state, 5)
    assert sorted(p.name for p in shared.folder.iterdir()) == before


@posix
def test_reindex_says_the_truth(shared, capsys):
    """Where nothing can be written it says so, with exit code 3; elsewhere how many records there are."""
    args = ["reindex", "--archive", str(shared.folder)]
    with pytest.raises(SystemExit) as done:
        main(args)
    assert (done.value.code, "5 records" in capsys.readouterr().err) == (0, True)
    for lang in LANGUAGES:
        with as_reader(shared.folder), pytest.raises(SystemExit) as done:
            main([*args, "--lang", lang])
        out, err = capsys.readouterr()
        assert (done.value.code, out, str(shared.folder) in err, "5" in err.replace(str(shared.folder), "")) == (
            3,
            "",
            True,
            False,
        )


@posix
@pytest.mark.parametrize(("umask", "mode"), [(0o002, 0o664), (0o022, 0o644), (0o077, 0o600), (0o007, 0o660)])
def test_modes_follow_the_umask(tmp_path, umask, mode):
    """Records, journal, lock and index: what a group may write, a second user of it can commit to."""
    old = os.umask(umask)
    try:
        archive = small(tmp_path / "a", 1)
        with Index.open(archive) as index:
            assert index.place
            made = [p for p in archive.folder.rglob("*") if p.is_file()]
            assert {p.name for p in made} >= {".lock", INDEX, f"{INDEX}-wal", f"{INDEX}-shm", ".gitignore"}
            assert {p.name: oct(p.stat().st_mode & 0o777) for p in made} == {p.name: oct(mode) for p in made}
    finally:
        os.umask(old)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be two users")
def test_second_user_of_a_group(tmp_path):
    """Under umask 002, in a folder of the group, the other one commits, and the first one after that."""
    old = os.umask(0o002)
    tmp_path.chmod(0o755)
    try:
        archive = small(tmp_path / "a", 1)
        with Index.open(archive):
            pass
        for path in (archive.folder, *archive.folder.rglob("*")):
            os.chown(path, 0, 4242)
            if path.is_dir():
                path.chmod(0o2775)
        os.setegid(4242)
        os.seteuid(NOBODY)
        try:
            other = Archive.open(archive.folder)
            other.commit(Batch("import", who="other"), [other.change(agent(0, "other")), other.change(agent(7))])
            with Index.open(other) as index:
                assert (index.place != "", index.count()) == (True, 2)
        finally:
            os.seteuid(0)
            os.setegid(0)
        archive.refresh()
        archive.commit(Batch("import", who="t"), [archive.change(agent(7, "first"))])
        assert verify(archive) == []
    finally:
        os.umask(old)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be two users")
@pytest.mark.parametrize("how", ["replaced", "removed"])
def test_folders_where_only_owners_replace(tmp_path, how):
    """A folder with the sticky bit holds another's file fast: found before the commit point, the archive is as it was."""
    archive = small(tmp_path / "a", 2)
    tmp_path.chmod(0o755)
    for path in (archive.folder, *archive.folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    (archive.folder / "agents").chmod(0o1777)
    before = on_disk(archive.folder)
    os.seteuid(NOBODY)
    try:
        other = Archive.open(archive.folder)
        change = other.change(agent(1, "new"))
        gone = Change(change.path, change.record, change.before, None)
        with pytest.raises(StoreError, match="was not committed"):
            other.commit(Batch("import", who="other"), [other.change(agent(8)), change if how == "replaced" else gone])
        assert on_disk(archive.folder) == before
        other.commit(Batch("import", who="other"), [other.change(agent(8))])
    finally:
        os.seteuid(0)
    assert verify(Archive.open(archive.folder)) == []


COPIES = {
    "p00001 (山田 の競合コピー 2026-11-26).xml": "Dropbox",
    "p00001 (Yamada's conflicted copy 2026-11-26).xml": "Dropbox",
    "p00001 (conflicted copy 2026-11-26 101500).xml": "Nextcloud",
    "p00001_conflict-20261126-101500.xml": "ownCloud",
    "p00001-DESKTOP-1AB2C3D.xml": "OneDrive",
    "p00001-mypc.xml": "OneDrive",
    "p00001 (1).xml": "Google Drive",
    "p00001 [Conflict].xml": "Google Drive",
    "p00001 2.xml": "iCloud",
    "p00001.sync-conflict-20261126-101500-ABCDEFG.xml": "Syncthing",
    "p00001 - コピー.xml": "Windows",
    "p00001 - コピー (2).xml": "Windows",
    "p00001のコピー.xml": "macOS",
    "Copy of p00001.xml": "Google Drive",
}


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "broken"])
@pytest.mark.parametrize("indexed", [True, False], ids=["index", "no index"])
@pytest.mark.parametrize("name", COPIES)
def test_copies_of_sync_services(tmp_path, name, indexed, whole):
    """Verify names the record that they belong to, and they are never read as records; the record stays readable."""
    plain = name in ("p00001-mypc.xml", "p00001_conflict-20261126-101500.xml")
    if plain and not whole:
        pytest.skip("a name that a record could have: a broken file is told as one")
    archive = small(tmp_path / "a", 3)
    copy = bytes_of(agent(1, "other"))
    (archive.folder / "agents" / name).write_bytes(copy if whole else copy[:50])
    if indexed:
        with Index.open(archive) as index:
            assert index.match("agent", "名前1 other") == []
            assert index.count() == 3
    opened = Archive.open(archive.folder)
    assert sorted(r.id for r in opened.records()) == ["agent:p00000", "agent:p00001", "agent:p00002"]
    assert opened["agent:p00001"] == agent(1, "0")
    (problem,) = verify(opened)
    assert (problem.rule, problem.where.record, problem.where.file) == ("sync-copy", "agent:p00001", f"agents/{name}")
    assert all("agents/p00001.xml" in problem.text(lang) for lang in LANGUAGES)
    opened.commit(Batch("import", who="t"), [opened.change(agent(1, "newer"))])
    assert opened["agent:p00001"] == agent(1, "newer")


@pytest.mark.parametrize(
    "name", ["archive (山田 の競合コピー 2026-11-26).toml", "archive-DESKTOP-1.toml", "archive 2.toml"]
)
def test_copies_of_the_settings(tmp_path, name):
    """A colleague's settings do not lie there unseen; other files beside archive.toml are nobody's business."""
    archive = small(tmp_path / "a", 1)
    (archive.folder / "README.md").write_text("見本", "utf-8")
    (archive.folder / name).write_text('title = "見本"', "utf-8")
    (problem,) = verify(archive)
    assert (problem.rule, problem.severity, problem.where.file) == ("file-unknown", "warning", name)


@pytest.mark.parametrize(
    ("path", "there", "original"),
    [
        ("agents/a-b (1).xml", ("agents/a.xml", "agents/a-b.xml"), "agents/a-b.xml"),
        ("agents/a-b (1).xml", ("agents/a.xml",), "agents/a.xml"),
        ("agents/a-b (1).xml", ("books/a-b.xml",), None),
        ("agents/a-b.xml", ("agents/a.xml",), None),
        ("agents/山.xml", ("agents/a.xml",), None),
        ("agents/ab (1).xml", ("agents/a.xml",), None),
        ("issues/s/193 2.xml", ("issues/s/193.xml",), "issues/s/193.xml"),
    ],
)
def test_whose_copy_a_file_is(path, there, original):
    """The longest name in the same folder that it begins with; a name that a record can have is none of a copy."""
    assert original_of(path, there.__contains__) == original


def test_a_renamed_file_is_still_read(tmp_path):
    """Where a record's own file is not there, another is read and told as unknown: it is no copy, and nothing is lost."""
    archive = small(tmp_path / "a", 2)
    (archive.folder / "agents/p00001.xml").rename(archive.folder / "agents/p00001-mypc.xml")
    assert [r.id for r in Archive.open(archive.folder).records()] == ["agent:p00000", "agent:p00001"]
    assert sorted(p.rule for p in verify(archive)) == ["file-missing", "file-name", "file-unknown"]
