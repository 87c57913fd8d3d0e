"""The same bytes in the same way again: known by their digest, and planned anew where anything was touched since."""

import json
import shutil
import time

import pytest

from smj_catalog import init
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.services.importing import ImportOptions, commit_plan, load_plan, plan_import, undo
from smj_catalog.services.importing import plan as plan_module
from smj_catalog.store import Archive, accept, to_bytes

ISBNS = ["9799999000009", "9799999000016", "9799999000023"]
FIRST = f"種類,書名,ISBN,頁数\n図書,見本の社会,{ISBNS[0]},100\n図書,見本の本,{ISBNS[1]},200\n"


@pytest.fixture
def archive(tmp_path):
    return init(tmp_path / "mine", empty=True)


@pytest.fixture
def table(tmp_path):
    """Write a table and return its path."""

    def made(text, name="new.csv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return made


def imported(archive, path, **options):
    """Plan and commit; what follows is later by the clock of the files."""
    commit_plan(plan_import([path], archive, ImportOptions(**options)), archive)
    time.sleep(0.02)


def planned(archive, path, **options):
    """Return whether a plan was made, and its counts."""
    plan = plan_import([path], archive, ImportOptions(**options))
    return any(True for _ in plan.entries()), dict(plan.counts)


def file(archive, number):
    return archive.folder / f"books/{ISBNS[number]}.xml"


def edit(archive, number):
    """Another value, by hand."""
    path = file(archive, number)
    path.write_bytes(path.read_bytes().replace("見本".encode(), "手本".encode()))


KNOWN, MADE = (False, {"same": 2}), (True, {"same": 2})
OTHERS = f"種類,書名,ISBN\n図書,別の本,{ISBNS[2]}\n"
LATER = {
    "nothing": (lambda archive, table: None, KNOWN),
    "another table": (lambda archive, table: imported(archive, table(OTHERS, "other.csv")), KNOWN),
    "another table, undone": (
        lambda archive, table: (imported(archive, table(OTHERS, "other.csv")), undo(archive, next(archive.batches()).id)),
        KNOWN,
    ),
    "another record by hand": (
        lambda archive, table: (imported(archive, table(OTHERS, "other.csv")), edit(archive, 2)), KNOWN,
    ),
    "a newer table": (
        lambda archive, table: imported(archive, table(FIRST.replace("200", "210"), "newer.csv")),
        (True, {"same": 1, "update": 1}),
    ),
    "undone": (lambda archive, table: undo(archive, next(archive.batches()).id), (True, {"create": 2})),
    "by hand": (lambda archive, table: edit(archive, 1), MADE),
    "by hand, taken in": (lambda archive, table: (edit(archive, 1), accept(archive)), MADE),
    "removed": (lambda archive, table: file(archive, 1).unlink(), (True, {"same": 1, "conflict": 1})),
    "an older file put back": (
        lambda archive, table: shutil.copy2(shutil.copy2(file(archive, 0), archive.folder / "x"), file(archive, 0)), MADE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LATER)
def test_what_happened_since_decides(archive, table, what):
    """Nothing is planned only where all that the batch wrote stands as it left it."""
    later, expected = LATER[what]
    path = table(FIRST)
    imported(archive, path)
    later(archive, table)
    assert planned(archive, path) == expected


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (lambda archive: None, KNOWN),
        (lambda archive: file(archive, 0).unlink(), (True, {"conflict": 1, "same": 1})),
        (lambda archive: edit(archive, 0), MADE),
        (lambda archive: archive.commit(archive_batch(), [archive.change(renamed(archive))]), MADE),
    ],
    ids=["nothing", "removed", "by hand", "batch"],
)
def test_a_row_that_was_the_same_counts_too(archive, table, later, expected):
    """The batch did not write its record, and yet what happened to it since matters."""
    imported(archive, table(FIRST))
    path = table(FIRST.replace("200", "210"), "newer.csv")
    imported(archive, path)
    assert planned(archive, path) == KNOWN
    later(archive)
    assert planned(archive, path) == expected


def archive_batch():
    from smj_catalog.store import Batch

    return Batch("edit", who="t")


def renamed(archive):
    """A record with another value in a field that the table does not state."""
    import attrs

    return attrs.evolve(archive[f"book:{ISBNS[0]}"], scope="edited")


def test_another_way_is_no_same_way(archive, table):
    """Options, the kind of file and the program's version are part of the way; another name is not."""
    path = table(FIRST)
    imported(archive, path)
    assert planned(archive, path) == KNOWN
    assert planned(archive, table(FIRST, "renamed.csv")) == KNOWN
    assert planned(archive, table(FIRST, "new.txt")) == MADE
    assert planned(archive, path, lists="append") == MADE
    (journal,) = (archive.folder / "journal").glob(next(archive.batches()).id + "*")
    told = journal.stat()
    journal.write_bytes(journal.read_bytes().replace(b'"tool":"smj-catalog ', b'"tool":"smj-catalog 0.', 1))
    assert told.st_mtime_ns < journal.stat().st_mtime_ns
    assert planned(archive, path) == MADE


def test_a_copy_of_an_archive_may_be_planned_anew_and_comes_to_the_same(archive, table, tmp_path):
    """Its files are younger than what their batch tells, or not: both are right."""
    path = table(FIRST)
    imported(archive, path)
    shutil.copytree(archive.folder, tmp_path / "copy")
    assert planned(Archive.open(tmp_path / "copy"), path) in (KNOWN, MADE)


def test_a_later_batch_counts_whatever_the_times_say(archive, table, tmp_path):
    """A clone or a copy may have files that are all older than the journals."""
    path = table(FIRST)
    imported(archive, path)
    imported(archive, table(FIRST.replace("200", "210"), "newer.csv"))
    for journal in (archive.folder / "journal").iterdir():
        journal.touch()
    assert planned(archive, path) == (True, {"same": 1, "update": 1})


def test_recovery_settles_a_batch_as_its_commit_does(archive, table):
    """Killed before it was settled and finished at the next open: what was imported is known."""
    path = table(FIRST)
    imported(archive, path)
    newest = next(archive.batches()).id
    (archive.folder / "journal/.pending").write_text(newest)
    (archive.folder / "books" / f"{ISBNS[0]}.xml").unlink()
    opened = Archive.open(archive.folder)
    assert opened.recovery.batch == newest
    assert planned(opened, path) == KNOWN


def test_the_command_says_so_and_reads_nothing(archive, table, tmp_path, capsys, monkeypatch):
    """Exit 0, the batch is named, nothing is read or written, and outputs for scripts count the rows."""
    path = table(FIRST)
    imported(archive, path)
    newest = next(archive.batches()).id
    monkeypatch.setattr(plan_module.Planner, "read", None)  # reading would be an error
    own = ["import", str(path), "--archive", str(archive.folder)]
    assert run(group, own) == 0
    assert newest in capsys.readouterr().err
    assert run(group, [*own, "--commit", "--report", str(tmp_path / "report.json")]) == 0
    assert newest in capsys.readouterr().err
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (told["records"], told["rejected"], told["problems"]) == (2, 0, [])
    assert run(group, [*own, "--json", "--plan", str(tmp_path / "kept.jsonl")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["counts"], told["plan"], told["done"]) == ({"same": 2}, [], newest)
    kept = load_plan(tmp_path / "kept.jsonl")
    assert (dict(kept.counts), kept.done, kept.inputs[0].format) == ({"same": 2}, newest, "csv")
    assert commit_plan(kept, archive) is None
    assert [b.batch.kind for b in archive.batches()] == ["import", "init"]


def test_refused_rows_are_planned_again(archive, table):
    """What was left out may be importable by now: nothing is taken for done."""
    path = table(FIRST + "図書,,978,x\n")
    commit_plan(plan_import([path], archive), archive, skip=True)
    plan = plan_import([path], archive)
    assert plan.refused == 1
    assert plan.done is None


def test_bytes_of_a_record_that_was_written_over_with_the_same(archive, table):
    """A file written anew by hand with the same bytes costs a plan, and nothing else."""
    path = table(FIRST)
    imported(archive, path)
    file(archive, 0).write_bytes(to_bytes(archive[f"book:{ISBNS[0]}"]))
    assert planned(archive, path) == MADE
