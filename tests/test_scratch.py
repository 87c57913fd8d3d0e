"""What an import sets down on the way: for its owner alone, gone at the end, and after a kill when the next one begins."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from smj_catalog.errors import BadSource
from smj_catalog.services.importing import commit_plan, plan_import, scratch
from smj_catalog.store import Archive, init

ROW = '{"kind_of_record":"agent","id":"agent:%s","names":[{"name":{"text":"見本"}}]}\n'


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The temporary folder."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(ROW % n for n in range(3)), "utf-8")
    return path


def test_nothing_stays(tmp_path, place, source):
    """Neither after a plan that is dropped or carried out, nor after an error."""
    archive = init(tmp_path / "a", empty=True)
    plan = plan_import([source], archive)
    (folder,) = place.iterdir()
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700
    commit_plan(plan, archive)
    del plan
    assert list(place.iterdir()) == []
    with pytest.raises(BadSource):
        plan_import([tmp_path / "none.jsonl"], archive)
    assert list(place.iterdir()) == []


KILLED = """
import sys, os, signal, tempfile
tempfile.tempdir = sys.argv[3]
from smj_catalog.services.importing import plan_import, commit_plan, planfile, plan
from smj_catalog.store import Archive
def stop(*_): os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[4] == "reading": plan.Planner.outcomes = stop
with Archive.open(sys.argv[1]) as archive:
    made = plan_import([sys.argv[2]], archive)
    stop()
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("when", ["reading", "planned"])
def test_after_a_kill(tmp_path, place, source, when):
    """The next import removes what is left, and nothing of an import that is still running."""
    init(tmp_path / "a", empty=True)
    args = [sys.executable, "-c", KILLED, str(tmp_path / "a"), str(source), str(place), when]
    assert subprocess.run(args, check=False).returncode == -signal.SIGKILL
    left = list(place.iterdir())
    assert len(left) == (2 if when == "reading" else 1)
    assert all(list(each.iterdir()) for each in left)
    archive = Archive.open(tmp_path / "a")
    running = plan_import([source], archive)
    assert not any(each.exists() for each in left)
    (mine,) = place.iterdir()
    plan_import([source], archive)
    assert list(place.iterdir()) == [mine]
    assert commit_plan(running, archive)


def test_what_is_not_ours_stays(tmp_path, place, source):
    """A new folder without a lock may be another's that is about to lock it; a file of the name is nobody's business."""
    (place / "smj-import-new").mkdir()
    (place / "smj-import-file").write_text("x")
    (place / "smj-import-old").mkdir()
    os.utime(place / "smj-import-old", (1, 1))
    plan_import([source], init(tmp_path / "a", empty=True))
    assert sorted(p.name for p in place.iterdir()) == ["smj-import-file", "smj-import-new"]


def test_a_sweep_that_is_quicker(place, monkeypatch):
    """A folder that is swept before it is locked is given up for another."""
    real, made = tempfile.mkdtemp, []

    def swept(**words):
        folder = real(**words)
        made.append(folder)
        if len(made) == 1:
            Path(folder).rmdir()
        return folder

    monkeypatch.setattr(tempfile, "mkdtemp", swept)

    class Owner: ...

    owner = Owner()
    assert str(scratch.scratch(owner)) == made[1]
    assert [str(p) for p in place.iterdir()] == made[1:]
