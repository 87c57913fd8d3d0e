"""Stopping, failing and losing power at every single call to the disk."""

import errno
import shutil

import pytest
from store.support import Faults, PowerCut, Stop, mixed, on_disk, seen, small, strays, syncing

from smj_catalog import validate
from smj_catalog.errors import StoreError, UsageError
from smj_catalog.store import Archive, Batch, init, verify
from smj_catalog.store.view import View

MOST = 200


@pytest.fixture(params=["whole", "each", "mounted"], autouse=True)
def way(request, monkeypatch):
    """Every way of syncing."""
    syncing(monkeypatch, request.param)
    return request.param


@pytest.fixture
def made(tmp_path):
    """A small archive, what is seen of it before and after a batch, and a function that gives a fresh copy of it."""
    folder = tmp_path / "made"
    before = seen(small(folder))
    done = tmp_path / "done"
    shutil.copytree(folder, done)
    archive = Archive.open(done)
    archive.commit(Batch("import", who="t"), mixed(archive))
    after = seen(archive)
    assert before != after

    def copy(name="copy"):
        target = tmp_path / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
        return target

    return before, after, copy


def whole(folder, *states):
    """Open an archive and check that it is in one of some states, whole and tidy; return what is seen."""
    archive = Archive.open(folder)
    now = seen(archive)
    assert now in states
    assert {k: v for k, v in on_disk(folder).items() if not k.startswith("journal/")} == now
    assert verify(archive) == []
    assert strays(folder) == []
    return now


def every(run):
    """Call run(n) for n = 1, 2, … until it says that there was no nth call; return how many there were."""
    for n in range(1, MOST):
        if not run(n):
            return n - 1
    raise AssertionError("the batch never came to its end")


def test_stop_at_every_call(made):
    """A process that stops anywhere leaves the archive before or after the batch."""
    before, after, copy = made
    found = []

    def run(n):
        folder = copy()
        archive = Archive.open(folder)
        with pytest.MonkeyPatch.context() as patch:
            Faults(patch, n, Stop(), lasting=True)
            try:
                archive.commit(Batch("import", who="t"), mixed(archive))
            except Stop:
                pass
            else:
                return False
        around = Archive(folder)  # a reader that may not write sees one state too
        assert seen(around) in (before, after)
        now = whole(folder, before, after)
        assert seen(around) == now
        found.append(now == after)
        return True

    assert every(run) > 25
    assert found == sorted(found)  # once committed, always committed
    assert set(found) == {True, False}


@pytest.mark.parametrize("seed", range(6))
def test_power_cut_at_every_call(made, tmp_path, seed):
    """What was not synced may be lost, wholly or in part: the archive is before or after the batch."""
    before, after, copy = made

    def run(n):
        folder = copy()
        archive = Archive.open(folder)
        acknowledged = False
        with pytest.MonkeyPatch.context() as patch:
            disk = PowerCut(patch, folder, n)
            try:
                archive.commit(Batch("import", who="t"), mixed(archive))
                acknowledged = True
            except Stop:
                pass
        target = tmp_path / "after"
        shutil.rmtree(target, ignore_errors=True)
        disk.after(target, seed * 1000 + seed)
        whole(target, *((after,) if acknowledged else (before, after)))
        return not acknowledged

    assert every(run) > 25


@pytest.mark.parametrize("seed", [None, 1, 2, 3])
def test_first_write_without_a_journal(made, tmp_path, seed):
    """A process that stops, or power that is cut, anywhere: no file changes but with the batch, and none is unknown then."""
    before, after, copy = made

    def run(n):
        folder = copy()
        shutil.rmtree(folder / "journal")
        archive = Archive.open(folder)
        acknowledged = False
        with pytest.MonkeyPatch.context() as patch:
            disk = PowerCut(patch, folder, n) if seed else Faults(patch, n, Stop(), lasting=True)
            try:
                archive.commit(Batch("import", who="t"), mixed(archive))
                acknowledged = True
            except Stop:
                pass
        if seed:
            folder = tmp_path / "after"
            shutil.rmtree(folder, ignore_errors=True)
            disk.after(folder, seed)
        found = Archive.open(folder)
        assert seen(found) in ((after,) if acknowledged else (before, after))
        kinds = [b.batch.kind for b in found.batches()][::-1]
        assert kinds in ([], ["baseline"], ["baseline", "import"])
        assert [p.rule for p in verify(found)] == ([] if kinds else ["journal-none"])
        assert strays(folder) == []
        return not acknowledged

    assert every(run) > 40


def calls(copy):
    """The number of the call by which a batch is committed, and of the last one."""
    folder = copy("first")
    archive = Archive.open(folder)
    with pytest.MonkeyPatch.context() as patch:
        counting = Faults(patch)
        archive.commit(Batch("import", who="t"), mixed(archive))
    return counting.committed, counting.count


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("share", [-0.9, -0.5, -0.1, 0.1, 0.4, 0.7])
def test_power_cut_at_every_call_of_recovery(made, tmp_path, share, seed):
    """Recovery that loses power anywhere, before the commit point or behind it, is done again and comes to the same end."""
    before, after, copy = made
    point, last = calls(copy)
    folder = copy("first")
    archive = Archive.open(folder)
    with pytest.MonkeyPatch.context() as patch:
        disk = PowerCut(patch, folder, int(point * (1 + share) if share < 0 else point + 1 + (last - point) * share))
        with pytest.raises(Stop):
            archive.commit(Batch("import", who="t"), mixed(archive))
    cut = disk.after(tmp_path / "cut", seed)
    states = (before,) if share < 0 else (before, after) if share < 0.2 else (after,)

    def run(n):
        again = tmp_path / "again"
        shutil.rmtree(again, ignore_errors=True)
        shutil.copytree(cut, again)
        with pytest.MonkeyPatch.context() as patch:
            second = PowerCut(patch, again, n)
            done = False
            try:
                Archive.open(again)
                done = True
            except Stop:
                pass
        target = tmp_path / "third"
        shutil.rmtree(target, ignore_errors=True)
        whole(second.after(target, seed + n), *states)
        return not done

    assert every(run) > (2 if share > 0.2 else -1)


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "lasting"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=["full", "failing"])
def test_error_at_every_call(made, code, lasting):
    """A full or failing disk: the message says which state the archive is in, and it is."""
    before, after, copy = made
    said = set()

    def run(n):
        folder = copy()
        archive = Archive.open(folder)
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, n, OSError(code, "the disk is full or fails"), lasting=lasting)
            try:
                archive.commit(Batch("import", who="t"), mixed(archive))
            except StoreError as error:
                text = str(error)
                assert "the disk is full or fails" in text
                assert str(folder) in text
            else:
                return faults.count >= n  # the nth call was one that cannot fail for want of room
        committed = "is committed, and the next open" in text
        assert committed or "was not committed, the archive is as it was" in text or "nothing was changed" in text
        said.add(committed)
        expected = after if committed else before
        assert seen(Archive(folder)) == expected
        whole(folder, expected)
        return True

    assert every(run) > 25
    assert said == {True, False}


def test_error_at_every_call_of_recovery(made):
    """Where recovery cannot be finished, reading goes on around it, and the next open finishes it."""
    _, after, copy = made
    point, last = calls(copy)
    cut = copy("first")
    archive = Archive.open(cut)
    with pytest.MonkeyPatch.context() as patch:
        Faults(patch, point + (last - point) // 2, Stop(), lasting=True)
        with pytest.raises(Stop):
            archive.commit(Batch("import", who="t"), mixed(archive))

    def run(n):
        again = cut.parent / "again"
        shutil.rmtree(again, ignore_errors=True)
        shutil.copytree(cut, again)
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, n, OSError(errno.ENOSPC, "full"), lasting=True)
            assert seen(Archive.open(again)) == after
            assert seen(Archive(again)) == after
            if faults.count < n:
                return False
            with pytest.raises(StoreError, match="nothing"):
                Archive.open(again).commit(Batch("import", who="t"), [])
        whole(again, after)
        return True

    assert every(run) > 2


def test_validation_at_every_call(made):
    """At any call of a commit, what is validated is the old state or the new."""
    _, _, copy = made
    folder = copy()
    archive = Archive.open(folder)

    def state():
        told = validate(folder)
        return told.records, tuple((p.rule, p.where.record) for p in told.problems)

    states = [state()]

    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch)
        faults.watch = lambda _: states.append(state())
        archive.commit(Batch("import", who="t"), mixed(archive))
    states.append(state())
    assert states[0] != states[-1]
    turn = states.index(states[-1])
    assert 0 < turn < len(states) - 2
    assert set(states[:turn]) == {states[0]}
    assert set(states[turn:]) == {states[-1]}


def test_readers_at_every_call(made):
    """At any call of a commit, a new reader sees the old state or the new, and one that was open sees what it saw."""
    before, after, copy = made
    folder = copy()
    archive = Archive.open(folder)
    old = Archive(folder)
    passed = []

    def watch(_):
        view = View(folder)
        reader = Archive.__new__(Archive)
        reader.folder, reader.view = folder, view
        now = seen(reader)
        assert now in (before, after)
        passed.append(now == after)
        assert seen(old) == before

    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(patch)
        faults.watch = watch
        archive.commit(Batch("import", who="t"), mixed(archive))
    assert passed == sorted(passed)
    assert set(passed) == {True, False}
    assert seen(old) == before
    old.refresh()
    assert seen(old) == after == seen(archive)


@pytest.mark.parametrize("seed", range(3))
def test_power_cut_at_every_call_of_init(tmp_path, seed):
    """A new archive is there or not; where it is not, init can be called again."""

    def run(n):
        parent = tmp_path / "parent"
        shutil.rmtree(parent, ignore_errors=True)
        parent.mkdir()
        folder = parent / "archive"
        with pytest.MonkeyPatch.context() as patch:
            disk = PowerCut(patch, parent, n)
            try:
                init(folder, empty=True)
                return False
            except Stop:
                pass
        disk.names[str(folder)] = None  # made with pathlib, and synced in its parent
        target = tmp_path / "after"
        shutil.rmtree(target, ignore_errors=True)
        disk.after(target, seed + n)
        try:
            opened = init(target / "archive", empty=True)
        except UsageError:  # it is there
            opened = Archive.open(target / "archive")
        assert verify(opened) == []
        assert strays(target / "archive") == []
        return True

    assert every(run) > 10
