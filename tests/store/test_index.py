"""The index: the same however it was made, and never needed."""

import os
import random
import sqlite3
import sys

import pytest
from store.support import agent, bytes_of, issue, mixed, seen, small

from smj_catalog.errors import BadSource, InputError
from smj_catalog.store import Archive, Batch, Change, following, init, path_of
from smj_catalog.store import collection as collection_module
from smj_catalog.store.index import Index
from smj_catalog.store.places import INDEX as NAME


def dump(index):
    """What the tables say, without numbers of files and their times."""
    wanted = {
        "records": "id, kind, path, group_, date, number, reading, title", "identifiers": "scheme, value, id",
        "components": "id, host, title", "keys": "kind, title, number, date, host, id", "changes": "record, batch, offset",
        "files": "path, sha256", "meta": "key, value",
    }  # fmt: skip
    return {t: sorted(index._all(f"SELECT {columns} FROM {t}")) for t, columns in wanted.items()}


def test_following_equals_making_anew(tmp_path):
    """After any batches and edits by hand, the index that followed is the one that is made from nothing."""
    archive = small(tmp_path / "a", 5)
    chance = random.Random(1)
    with Index.open(archive) as index:
        dump(index)
    for _ in range(25):
        here = {r.id: r for r in archive.records()}
        made = {}
        for _ in range(chance.randint(1, 4)):
            n, tag = chance.randint(0, 9), str(chance.random())
            record = chance.choice((agent(n, tag), issue(n, tag, chance.randint(0, 3))))
            path = str(path_of(record.id))
            gone = record.id in here and chance.random() < 0.3
            made[path] = Change(path, record.id, archive.view.read(path), None if gone else bytes_of(record))
        if chance.random() < 0.3:
            for change in made.values():
                target = archive.folder / change.path
                target.parent.mkdir(exist_ok=True)
                target.unlink() if change.after is None else target.write_bytes(change.after)
        else:
            archive.commit(Batch("import", who="t"), made.values())
        if chance.random() < 0.7:
            with Index.open(archive) as followed, Index(archive, "") as anew:
                anew.update()
                assert dump(followed) == dump(anew)
                assert list(followed.paths("agent")) == Archive(archive.folder)._sorted("agent", archive.view)


@pytest.mark.skipif(sys.platform == "win32", reason="no time of the last change of a file's status there")
def test_an_edit_that_leaves_size_and_time(tmp_path, monkeypatch):
    """A file that was written in place, and whose time was set back, is read again."""
    monkeypatch.setattr(following, "_RECENT", 0)
    archive = small(tmp_path / "a", 2)
    path = archive.folder / "agents/p00001.xml"
    with Index.open(archive):
        before = path.stat()
    path.write_bytes(bytes_of(agent(1, "X")))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    with Index.open(archive) as index:
        assert index.match("agent", "名前1 X") == ["agent:p00001"]


def test_look_ups(tmp_path):
    """Identifiers in any form, titles whatever their width, hosts, numbers and batches."""
    archive = init(tmp_path / "a")
    archive.commit(Batch("import", who="t"), [archive.change(issue(1, "x", 2))])
    with Index.open(archive) as index:
        assert index.lookup("isbn-13", "978-4-7503-2948-2") == ["book:9784750329482"]
        assert index.lookup("isbn-13", "9784750329482") == ["book:9784750329482"]
        assert index.lookup("isbn-13", "9784750300000") == []
        assert index.lookup("doi", "https://doi.org/10.1234/1.1") == ["article:s1:1:a1"]
        assert index.host_of("article:s1:1:a0") == "issue:s1:1"
        assert index.host_of("article:none") is None
        assert index.has("article:s1:1:a0")
        assert index.has("book:9784750329482")
        assert not index.has("book:none")
        book = archive["book:9784750329482"]
        assert book.id in index.match("book", f"　{book.titles[0].text.text} ")
        assert index.match("book", book.titles[0].text.text, number="9") == []
        assert index.match("component", "記事０　X", host="issue:s1:1") == ["article:s1:1:a0"]
        assert index.issues("periodical:migrants-network", "１９３") == ["issue:migrants-network:193"]
        assert index.count("book") == len(list(archive.records(kinds=["book"])))
        assert len(index.changes("issue:s1:1")) == 1
        assert index.count() == len(list(archive.records()))


def test_archive_says_the_same_with_an_index(tmp_path, monkeypatch):
    """Order, components and batches are the same with the index and without."""
    archive = init(tmp_path / "a")
    archive.commit(Batch("import", who="t"), [archive.change(issue(n)) for n in range(3)])
    plain = Archive.open(archive.folder)
    said = list(plain.records()), plain["article:s1:1:a0"], list(plain.journal_for("article:s1:1:a0"))
    assert not (archive.folder / NAME).exists()
    monkeypatch.setattr(collection_module, "MANY", 2)
    indexed = Archive.open(archive.folder)
    assert (list(indexed.records()), indexed["article:s1:1:a0"], list(indexed.journal_for("article:s1:1:a0"))) == said
    assert (archive.folder / NAME).exists()
    packaged = Archive.open()
    assert list(packaged.records())
    assert not (packaged.folder / NAME).exists()


def test_index_shows_the_state_that_its_archive_shows(tmp_path):
    """An index that is open stays at its batch; one for an older state is made apart."""
    archive = small(tmp_path / "a")
    old = Archive.open(archive.folder)
    with Index.open(old) as held:
        archive.commit(Batch("import", who="t"), mixed(archive))
        with Index.open(archive) as now:
            assert not now.has("agent:p00000")
            assert now.has("agent:p00010")
        assert held.has("agent:p00000")
        assert not held.has("agent:p00010")
    with Index.open(old) as apart:
        assert apart.place == ""
        assert apart.has("agent:p00000")
        assert not apart.has("agent:p00010")
    assert [r.id for r in old.records()] == ["agent:p00000", "agent:p00001", "agent:p00002"]
    assert seen(old)["agents/p00000.xml"] == bytes_of(agent(0, "0"))


@pytest.mark.parametrize("how", ["rubbish", "cut", "tables", "version"])
def test_damaged_index_is_made_again(tmp_path, how):
    """It is derived: whatever happens to the file, the answers are right."""
    archive = small(tmp_path / "a")
    path = archive.folder / NAME
    with Index.open(archive) as index:
        said = dump(index)
        index._connection.execute("COMMIT")
        index._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if how == "rubbish":
        path.write_bytes(b"x" * 10_000)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        with sqlite3.connect(path) as c:
            c.execute("DROP TABLE keys" if how == "tables" else "PRAGMA user_version = 77")
        c.close()
    with Index.open(archive) as index:
        assert dump(index) == said


def test_every_page_damaged_in_turn(tmp_path):
    """Bytes of the file written over: either it is made again, or the look-up is still right."""
    archive = small(tmp_path / "a", 20)
    path = archive.folder / NAME
    with Index.open(archive) as index:
        said = list(index.paths("agent"))
        index._connection.execute("COMMIT")
        index._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    for page in range(0, len(whole), 4096):
        for other in archive.folder.glob(NAME + "*"):
            other.unlink()
        path.write_bytes(whole[:page] + b"\xff" * 4096 + whole[page + 4096 :])
        with Index.open(archive) as index:
            assert list(index.paths("agent")) == said


def test_broken_record_is_told(tmp_path):
    """A file that cannot be read keeps nobody from the others, and is an error to who wants it; mended, all is well."""
    archive = small(tmp_path / "a")
    with Index.open(archive):
        pass
    path = archive.folder / "agents/p00001.xml"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    with Index.open(archive) as index:
        assert index.broken() == index.broken("agents/") == ["agents/p00001.xml"]
        assert (index.broken("books/"), index.count("agent")) == ([], 2)
    archive.refresh()
    told = []
    assert len(list(archive.records(kinds=["agent"], on_error=told.append))) == 2
    assert "p00001" in str(told[0])
    with pytest.raises((InputError, BadSource), match="p00001"):
        list(archive.records(kinds=["agent"]))
    path.write_bytes(whole)
    with Index.open(archive) as index:
        assert index.count("agent") == 3
        index.rebuild()
        assert index.count("agent") == 3
