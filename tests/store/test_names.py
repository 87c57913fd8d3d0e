"""Every id has a file of its own on every file system, and what could not be written is refused before the commit point."""

import errno
import os
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from store.support import agent, on_disk, small

from smj_catalog.errors import BadRecord, StoreError, UsageError
from smj_catalog.model import Agent, AgentName, Book, Component, Text, Title
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.problems import LANGUAGES
from smj_catalog.services.importing import commit_plan, plan_import
from smj_catalog.store import Archive, Batch, Change, accept, init, syscalls, to_bytes, verify
from smj_catalog.store.names import FOLDERS, is_path, place_of, places_of

PARTS = st.one_of(
    st.sampled_from(["a", "b", "a.xml", "a.xml.xml", "xml", "a-b", "con", "com1", "nul.x", "a.", "a.xml.", "lpt0.xml", "conx"]),
    st.from_regex(r"[a-z0-9][a-z0-9+._-]{0,8}", fullmatch=True),
)  # fmt: skip
IDS = st.builds(
    lambda kind, parts: f"{kind}:{':'.join(parts)}", st.sampled_from(sorted(FOLDERS)), st.lists(PARTS, min_size=1, max_size=4)
).filter(RECORD_ID.fullmatch)  # fmt: skip
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def component(record_id, title="見本"):
    """An article without a host."""
    return Component(record_id, Title(Text(title)))


def book(record_id, title="見本"):
    """A book of an id."""
    return Book(record_id, titles=(Title(Text(title)),))


@given(st.lists(IDS, min_size=2, max_size=8, unique=True))
@example(["article:mnet-2:c01", "article:mnet:2-c01", "article:mnet-2-c01"])
@example(["book:a", "book:a.xml:b", "book:a.xml", "book:a:b"])
def test_places_of_any_ids(ids):
    """No two share a file, also where case folds; none is a folder of another; no name is one that Windows reserves."""
    places = [place_of(each) for each in ids]
    assert len({place.casefold() for place in places}) == len(ids)
    for place in places:
        assert is_path(place)
        *folders, name = place.split("/")
        assert not any(folder.endswith((".xml", ".", " ")) or DEVICE.fullmatch(folder) for folder in folders)
        assert not DEVICE.fullmatch(name)
        assert ".." not in place
        assert not any(other.startswith(f"{place}/") for other in places)


@pytest.mark.parametrize(
    ("record", "places"),
    [
        ("issue:migrants-network:193+194", ["issues/migrants-network/193+194.xml"]),
        ("article:osaka-zadankai", ["components/article-osaka-zadankai.xml"]),
        ("article:mnet:2-c01", ["components/article-mnet/2-c01.xml", "components/article-mnet-2-c01.xml"]),
        ("chapter:a:b:c", ["components/chapter-a/b/c.xml", "components/chapter-a-b-c.xml"]),
        ("book:con", ["books/=con.xml", "books/con.xml"]),
        ("book:aux.1:lpt9", ["books/=aux.1/=lpt9.xml", "books/aux.1/lpt9.xml"]),
        ("book:console", ["books/console.xml"]),
        ("book:a.xml:b", ["books/a.xml=/b.xml", "books/a.xml/b.xml"]),
        ("book:a.xml", ["books/a.xml.xml"]),
        ("book:a.:b.", ["books/a.=/b.=.xml"]),
        ("agent:nul.xml.:x", ["agents/=nul.xml.=/x.xml", "agents/nul.xml./x.xml"]),
    ],
)
def test_names(record, places):
    """A simple id is its path; what could clash is escaped; behind it, the name that earlier versions gave."""
    assert list(places_of(record)) == places
    for place in places:
        assert Change(place, record, None, b"").path == place


def test_two_ids_that_once_shared_a_file(tmp_path):
    """Each has its own, whichever comes first, and in an older archive the one that stands there keeps its file."""
    one, two = component("article:mnet-2:c01", "甲"), component("article:mnet:2-c01", "乙")
    archive = small(tmp_path / "new", 0)
    archive.commit(Batch("import", who="t"), [archive.change(one), archive.change(two)])
    assert [archive[x.id] for x in (one, two)] == [one, two]
    assert verify(archive) == []

    old = small(tmp_path / "old", 0)
    shared = "components/article-mnet-2-c01.xml"
    old.commit(Batch("import", who="t"), [Change(shared, two.id, None, to_bytes(two))])
    assert one.id not in old
    assert old.place(two.id) == shared
    newer = component(two.id, "乙 改訂")
    done = old.commit(Batch("import", who="t"), [old.change(one), old.change(newer)])
    assert [c.path for c in old.changes_of(done)[1]] == ["components/article-mnet-2/c01.xml", shared]
    assert [old[x.id] for x in (one, two)] == [one, newer]
    assert next(i.id for i, _ in old.journal_for(two.id)) == done
    assert len(list(old.journal_for(two.id))) == 2
    assert sorted(r.id for r in old.records()) == [one.id, two.id]
    (old.folder / shared).write_bytes(to_bytes(component(two.id, "手")))
    assert accept(old) is not None
    assert verify(old) == []


def test_ids_that_once_made_an_archive_unusable(tmp_path):
    """A part that ends in .xml needs no folder where a file stands."""
    archive = small(tmp_path / "a", 0)
    for each in (
        book("book:a"),
        book("book:a.xml:b"),
        book("book:a.xml"),
        Agent("agent:con", names=(AgentName(Text("見本")),)),
    ):
        archive.commit(Batch("import", who="t"), [archive.change(each)])
        assert archive[each.id] == each
    assert verify(archive) == []


LONG = "x" * 110


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        (f"article:{LONG}:{LONG}:{LONG}", "id-too-long"), (f"book:{LONG}:{'y' * 60}", "id-too-long"),
        ("thing:x", "record-id-kind"), ("book:folder", "place-taken"), ("book:file:inside", "place-taken"), ("book:foreign", "place-taken"),
    ],
)  # fmt: skip
def test_ids_without_a_place_are_refused_rows(tmp_path, bad, rule):
    """The row is refused with its rule, others are imported; in the library the change is."""
    archive = small(tmp_path / "a", 0)
    (archive.folder / "books/folder.xml").mkdir()
    (archive.folder / "books/file").write_text("a person's own")
    (archive.folder / "books/foreign.xml").write_bytes(to_bytes(book("book:other")))
    before = on_disk(archive.folder)
    source = tmp_path / "in.jsonl"
    kind, key = ("component", "title") if bad.startswith("article") else ("book", "titles")
    title = '{"text":{"text":"見本"}}'
    source.write_text(
        f'{{"kind_of_record":"{kind}","id":"{bad}","{key}":{title if key == "title" else f"[{title}]"}}}\n'
        '{"kind_of_record":"agent","id":"agent:ok","names":[{"name":{"text":"見本"}}]}\n',
        "utf-8",
    )
    plan = plan_import([source], archive)
    (refused,) = [e for e in plan.entries() if e.action == "reject"]
    assert [p.rule for p in refused.problems] == [rule]
    assert all("180" in p.text(lang) for p in refused.problems for lang in LANGUAGES if rule == "id-too-long")
    assert commit_plan(plan, archive, skip=True)
    assert "agent:ok" in archive
    assert before.items() <= on_disk(archive.folder).items()
    if rule != "place-taken" or bad != "book:foreign":  # the library changes what stands in a file
        with pytest.raises((BadRecord, StoreError)):
            archive.change(component(bad) if kind == "component" else book(bad))


def test_the_longest_id(tmp_path):
    """A path of 180 bytes is taken, of 181 is not."""
    archive = init(tmp_path / "a", empty=True)
    most = 180 - len("books//.xml")
    archive.change(book(f"book:{'a' * 100}:{'b' * (most - 100)}"))
    with pytest.raises(BadRecord):
        archive.change(book(f"book:{'a' * 100}:{'b' * (most - 99)}"))


def test_a_file_cannot_be_where_no_name_of_its_record_is(tmp_path):
    """Neither name of another record's is taken."""
    with pytest.raises(UsageError, match="is not where"):
        Change("components/article-mnet-2-c01.xml", "article:other", None, b"")
    assert not is_path("books/../x.xml")


@pytest.mark.parametrize("what", ["removed", "folder"])
def test_what_cannot_be_done_is_found_before_the_commit_point(tmp_path, monkeypatch, what):
    """A folder from which nothing can be removed, and a target that has become a folder: the archive is as it was."""
    archive = small(tmp_path / "a", 2)
    gone = Change("agents/p00000.xml", "agent:p00000", archive.view.read("agents/p00000.xml"), None)
    changes = [archive.change(agent(9)), gone]
    if what == "removed":
        real = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    else:
        changes = [archive.change(agent(9))]
        (archive.folder / "agents/p00009.xml").mkdir()
    before = on_disk(archive.folder)
    with pytest.raises(StoreError, match=r"agents.*(as it was|was committed|nothing)"):
        archive.commit(Batch("import", who="t"), changes)
    monkeypatch.undo()
    assert on_disk(archive.folder) == before
    assert {r.id for r in Archive.open(archive.folder).records()} == {"agent:p00000", "agent:p00001"}


def test_verify_tells_a_batch_that_waits(tmp_path, monkeypatch):
    """Where the disk fails behind the commit point and at each open, verify says so; when it works again, nothing."""
    archive = small(tmp_path / "a", 1)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device", "a/agents")

    real = syscalls.rename
    monkeypatch.setattr(syscalls, "rename", lambda a, b: real(a, b) if b.endswith(".jsonl") else full())
    with pytest.raises(StoreError, match="the next open"):
        archive.commit(Batch("import", who="t"), [archive.change(agent(5))])
    opened = Archive.open(archive.folder)
    (problem,) = [p for p in verify(opened) if p.severity == "error"]
    assert problem.rule == "batch-pending"
    assert all("No space left" in problem.text(lang) for lang in LANGUAGES)
    assert "agent:p00005" in opened
    monkeypatch.undo()
    assert verify(Archive.open(archive.folder)) == []
