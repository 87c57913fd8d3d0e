"""Journals of two branches are read as one, whoever merges them, and an index notices that it stands on another branch."""

import hashlib
import json
import shutil
import subprocess

import pytest
from store.support import agent, issue, on_disk, small

from smj_catalog.errors import StoreError, UsageError
from smj_catalog.services.importing import UndoConflict, commit_plan, plan_import, undo, why
from smj_catalog.store import Archive, Batch, accept, init, verify
from smj_catalog.store.index import Index
from smj_catalog.store.journal import Journal


def branch(folder, to, *records):
    """A copy of an archive with a batch for each of some records."""
    shutil.copytree(folder, to)
    archive = Archive.open(to)
    for record in records:
        archive.commit(Batch("import", who=to.name), [archive.change(record)])
    return archive


def merge(one, other):
    """What git does where nothing conflicts: every file of either."""
    for path, data in on_disk(other.folder).items():
        there = one.folder / path
        assert not there.exists() or there.read_bytes() == data or path.startswith("agents/"), path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(data)
    one.refresh()
    return one


def tips(archive):
    """Ids of the batches that none names."""
    return [name for name, _ in Journal(archive.folder).unnamed()]


def indexed(archive):
    """The index of an archive as it stands in its file, as rows."""
    with Index.open(archive) as index:
        assert index.place
        return [(r.id, [batch for batch, _ in index.changes(r.id)]) for r in archive.records()], index.count()


@pytest.mark.parametrize("turns", ["ab", "ba", "abab", "aab", "bba"])
def test_merged_branches(tmp_path, turns):
    """Different records of two people: verify is content, all is there, the next batch names both ends and is the only end."""
    base = small(tmp_path / "base", 2)
    made = {name: branch(base.folder, tmp_path / name) for name in "ab"}
    ends = {}
    for number, who in enumerate(turns):
        ends[who] = made[who].commit(Batch("import", who=who), [made[who].change(agent(10 + number, who))])
    copy = branch(made["b"].folder, tmp_path / "copy")
    merged = [merge(made["a"], made["b"]), merge(copy, made["a"])]
    for archive in merged:
        assert verify(archive) == []
        assert tips(archive) == sorted(ends.values())
        assert len(list(archive.records())) == 2 + len(turns)
        assert [b.id for b in archive.batches()] == [b.id for b in merged[0].batches()]
    done = merged[0].commit(Batch("import", who="c"), [merged[0].change(issue(1))])
    info, _ = merged[0].changes_of(done)
    assert [name for name, _ in info.previous] == sorted(ends.values())
    assert (info.earlier, tips(merged[0])) == (2 + len(turns), [done])
    assert verify(merged[0]) == []
    path = merged[0].folder / f"journal/{ends['a']}.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"who":"a"', b'"who":"z"'))
    assert "journal-damaged" in {p.rule for p in verify(merged[0])}
    path.unlink()
    assert ("journal-gap", done) in [(p.rule, p.where.record) for p in verify(merged[0])]


def test_looking_back_ends_where_all_is_known(tmp_path, monkeypatch):
    """Of a long journal only the last lines are looked at."""
    archive = small(tmp_path / "a", 1)
    for n in range(5):
        archive.commit(Batch("import", who="t"), [archive.change(agent(n, "x"))])
    asked = []
    real = Journal.info
    monkeypatch.setattr(Journal, "info", lambda self, name: asked.append(name) or real(self, name))
    assert tips(archive) == asked == [Journal(archive.folder).names()[-1]]


def older(archive):
    """Write the journals of an archive as version 1 had them: each names the one before it."""
    journal, digest, last = Journal(archive.folder), None, None
    for name in journal.names():
        lines = journal.path(name).read_bytes().splitlines(keepends=True)
        head = json.loads(lines[0])
        del head["earlier"]
        head |= {"journal": 1, "previous": None if last is None else [last, digest]}
        lines[0] = (json.dumps(head, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        digest, last = hashlib.sha256(b"".join(lines[:-1])).hexdigest(), name
        lines[-1] = (json.dumps({**json.loads(lines[-1]), "sha256": digest}, separators=(",", ":")) + "\n").encode()
        journal.path(name).write_bytes(b"".join(lines))
    archive.refresh()


def test_journals_of_version_1(tmp_path):
    """They are read and verified, and the next batch names the last of them, or of each branch."""
    archive = small(tmp_path / "a", 2)
    archive.commit(Batch("import", who="t"), [archive.change(agent(1, "new"))])
    older(archive)
    assert verify(archive) == []
    last, before, _ = archive.batches()
    assert (last.previous, last.earlier) == (((before.id, before.sha256),), None)
    other = branch(archive.folder, tmp_path / "b", agent(5))
    archive.commit(Batch("import", who="t"), [archive.change(agent(6))])
    assert [next(a.batches()).previous for a in (archive, other)] == [((last.id, last.sha256),)] * 2
    ends = sorted(next(a.batches()).id for a in (archive, other))
    assert tips(merge(archive, other)) == ends
    assert verify(archive) == []


def test_a_later_version_is_told(tmp_path):
    """A journal that a newer program wrote is not read as an older one."""
    archive = small(tmp_path / "a", 1)
    path = Journal(archive.folder).path(next(archive.batches()).id)
    path.write_bytes(path.read_bytes().replace(b'{"journal":2', b'{"journal":3'))
    (problem,) = [p for p in verify(archive) if p.rule == "journal-damaged"]
    assert "later version" in problem.text("en")


BRANCHES = {
    "as many batches": ([agent(1, "mine")], [agent(1, "theirs")]),
    "fewer": ([agent(1, "mine"), agent(5)], [agent(1, "theirs")]),
    "more": ([agent(5)], [agent(1, "theirs"), agent(6)]),
    "none": ([agent(1, "mine")], []),
}


@pytest.mark.parametrize("order", ["mine first", "theirs first"])
@pytest.mark.parametrize("case", BRANCHES)
def test_index_on_another_branch(tmp_path, case, order):
    """After a switch of branches, as after a merge, the index says what one made anew says, and so does `why`."""
    base = small(tmp_path / "base", 3)
    pairs = list(zip(("mine", "theirs"), BRANCHES[case], strict=True))
    made = {
        name: branch(base.folder, tmp_path / name, *records)
        for name, records in pairs[:: 1 if order == "mine first" else -1]
    }
    mine, theirs = made["mine"], made["theirs"]
    indexed(mine)
    for path in ("agents", "journal"):  # git checkout
        shutil.rmtree(mine.folder / path)
        shutil.copytree(theirs.folder / path, mine.folder / path)
    here = Archive.open(mine.folder)
    assert indexed(here) == indexed(theirs)
    assert [r.batch for r in why(here, "agent:p00001")] == [r.batch for r in why(theirs, "agent:p00001")]
    merge(here, base)
    assert indexed(here) == indexed(theirs)


def test_undo_behind_a_merge(tmp_path):
    """A batch of the other branch can be taken back."""
    base = small(tmp_path / "base", 1)
    other = branch(base.folder, tmp_path / "b", agent(8))
    merged = merge(branch(base.folder, tmp_path / "a", agent(9)), other)
    assert undo(merged, next(other.batches()).id).removed == ["agent:p00008"]
    assert [r.id for r in merged.records()] == ["agent:p00000", "agent:p00009"]
    assert verify(merged) == []


def test_a_plan_of_another_branch(tmp_path):
    """A plan is not carried out where batches came or went since, also where the last one is the same."""
    base = small(tmp_path / "base", 1)
    earlier = branch(base.folder, tmp_path / "b", agent(8))
    here = branch(base.folder, tmp_path / "a", agent(9))
    source = tmp_path / "in.jsonl"
    source.write_text('{"kind_of_record":"agent","id":"agent:n","names":[{"name":{"text":"見本"}}]}\n')
    plan = plan_import([source], here)
    last = here.view.head
    merge(here, earlier)
    assert here.view.head == last
    with pytest.raises(StoreError, match="plan again"):
        commit_plan(plan, here)
    assert commit_plan(plan_import([source], here), here)


@pytest.mark.parametrize("dry", [False, True])
def test_undo_twice(tmp_path, dry):
    """A batch that was taken back is not taken back again; when that was taken back, it can be."""
    archive = small(tmp_path / "a", 1)
    batch = archive.commit(Batch("import", who="t"), [archive.change(agent(7))])
    for _ in range(2):
        first = undo(archive, batch).done
        for _ in range(2):
            with pytest.raises(UndoConflict, match=f"already undone by batch {first}") as caught:
                undo(archive, batch, dry=dry)
            assert (caught.value.exit_code, next(archive.batches()).id) == (1, first)
            assert first in caught.value.text("ja")
        second = undo(archive, first).done
        assert "agent:p00007" in archive
        with pytest.raises(UndoConflict, match=str(second)):
            undo(archive, first)


def lines_of(title, *articles, date="2020"):
    """A serial and an issue of it with articles a, b, c …, as lines of an input."""
    serial = {"kind_of_record": "periodical", "id": "periodical:s", "titles": [{"text": {"text": "S"}}]}
    contents = [{"id": f"article:s:1:{'abcd'[n]}", "title": {"text": {"text": t}}} for n, t in enumerate(articles) if t]
    return json.dumps(serial) + "\n" + json.dumps({
        "kind_of_record": "issue", "id": "issue:s:1", "periodical": "periodical:s", "titles": [{"text": {"text": title}}],
        "dates": [{"role": "publication", "date": date}], "contents": contents,
    }) + "\n"  # fmt: skip


def imported(archive, text):
    """Import a line; return what became of its rows."""
    source = archive.folder.parent / f"in-{archive.folder.name}.jsonl"
    source.write_text(text, "utf-8")
    plan = plan_import([source], archive)
    found = {e.record: (e.action, [f[0] for f in e.fields], [p.rule for p in e.problems]) for e in plan.entries()}
    if not plan.refused:
        commit_plan(plan, archive)
    return found


def joined(archive, text):
    """Write into the file of the issue what git would make of both branches."""
    scratch = init(archive.folder.parent / f"scratch-{archive.folder.name}", empty=True)
    imported(scratch, text)
    shutil.copy(scratch.folder / "issues/s/1.xml", archive.folder / "issues/s/1.xml")


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize(("mine", "theirs", "both", "again", "told"), [
    # an article of each: both are what batches wrote
    (("T", "A mine", "B"), ("T", "A", "B theirs"), ("T", "A mine", "B theirs"), ("T", "A new", "B new"), {"a": "update", "b": "update"}),
    # a person's edit on one branch stays one
    ((None, "A by hand", "B"), ("T", "A", "B theirs"), ("T", "A by hand", "B theirs"), ("T", "A new", "B new"), {"a": "conflict", "b": "conflict"}),
    ((None, "A by hand", "B"), ("T", "A", "B theirs"), ("T", "A by hand", "B theirs"), ("T", "A", "B new"), {"a": "same", "b": "update"}),
    # both changed one article: a person chose
    (("T", "A mine", "B"), ("T", "A theirs", "B"), ("T", "A mine", "B"), ("T", "A new", "B new"), {"a": "conflict", "b": "conflict"}),
    # one that was made on one branch
    (("T", "A", "B", "C mine"), ("T", "A", "B theirs"), ("T", "A", "B theirs", "C mine"), ("T", "A", "B theirs", "C new"), {"c": "update"}),
    # what a person wrote while merging
    (("T", "A mine", "B"), ("T", "A", "B theirs"), ("T", "A mine", "B merged"), ("T", "A new", "B theirs"), {"a": "update", "b": "same"}),
    # fields of the issue itself
    (("T mine", "A", "B"), ("T", "A theirs", "B"), ("T mine", "A theirs", "B"), ("T new", "A theirs", "B"), {"": "update"}),
])  # fmt: skip
def test_what_git_joins_of_two_batches_is_no_edit_by_hand(tmp_path, accepted, mine, theirs, both, again, told):
    """A field counts as edited only where a person set it, on a branch or while merging; accepting the merge changes nothing."""
    base = init(tmp_path / "base", empty=True)
    imported(base, lines_of("T", "A", "B"))
    here, there = branch(base.folder, tmp_path / "a"), branch(base.folder, tmp_path / "b")
    if mine[0] is None:
        path = here.folder / "issues/s/1.xml"
        path.write_text(path.read_text("utf-8").replace(">A<", f">{mine[1]}<"), "utf-8")
        assert accept(here)
    else:
        imported(here, lines_of(*mine))
    imported(there, lines_of(*theirs))
    shutil.copytree(there.folder / "journal", here.folder / "journal", dirs_exist_ok=True)
    joined(here, lines_of(*both))
    here.refresh()
    if both != theirs:
        assert [p.rule for p in verify(here)] == ["file-merged"]
    if accepted:
        accept(here)
        assert verify(here) == []
    found = imported(here, lines_of(*again))
    assert {part: found[f"article:s:1:{part}" if part else "issue:s:1"][0] for part in told} == told


def git(folder, *words, **more):
    """Run git as a person whose name is set."""
    own = ("-c", "user.name=見本", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True, text=True, **more).stdout


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_archives_in_git(tmp_path):
    """Index and lock stay out; line endings stay in a clone that converts them; two people's work merges by itself."""
    mine = init(tmp_path / "mine")
    indexed(mine)
    git(mine.folder, "init", "-q")
    git(mine.folder, "add", "-A")
    git(mine.folder, "commit", "-qm", "1")
    names = git(mine.folder, "ls-files").split()
    assert [n for n in names if n.startswith(".")] == [".gitattributes", ".gitignore"]
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", "mine", "theirs")
    theirs = Archive.open(tmp_path / "theirs")
    assert verify(theirs) == []
    for archive, record in ((mine, agent(1)), (theirs, agent(2))):
        archive.commit(Batch("import", who="t"), [archive.change(record)])
        git(archive.folder, "add", "-A")
        git(archive.folder, "commit", "-qm", record.id)
    git(theirs.folder, "pull", "-q", "--no-rebase", "--no-edit", "../mine", "main")
    theirs.refresh()
    assert verify(theirs) == []
    assert {"agent:p00001", "agent:p00002"} <= {r.id for r in theirs.records(kinds=["agent"])}


def test_what_git_is_told_is_left_alone(tmp_path):
    """A folder with a .gitignore of somebody's own is not empty; one that a stopped `init` left is taken again."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/.gitignore").write_text("*.bak\n")
    with pytest.raises(UsageError, match="mine"):
        init(tmp_path / "mine")
    ours = init(tmp_path / "a", empty=True).folder / ".gitignore"
    (tmp_path / "b").mkdir()
    (tmp_path / "b/.gitignore").write_bytes(ours.read_bytes())
    assert verify(init(tmp_path / "b", empty=True)) == []
