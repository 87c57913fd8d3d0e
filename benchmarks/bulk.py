"""Import of large tables: ``python benchmarks/bulk.py [rows to plan] [rows to commit]``.

``python benchmarks/bulk.py --plans [rows …]`` (20,000 and 100,000) prints how long plans take of rows that are there already,
as they are or with one cell of each changed, by the plan of new ones.

``python benchmarks/bulk.py --store [rows …]`` (20,000 and 100,000) prints ratios instead: a commit to writing, syncing and
renaming as many files of the same sizes, the same bytes again to hashing them. Do not remove many files on the disk in
the minutes before: ext4 then makes new ones slowly.

Each figure comes from a process of its own: rows a second, peak memory, and the ratio to ``sqlite-utils insert`` of the same
file, which stores the cells as they are: no matching, no rules, no plan, no undo.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADER = (
    "種類,書名,タイトルヨミ,副題,著者,責任表示,出版社,発行年月,ISBN,本体価格,頁数,判型,NCID,NDC,シリーズ,シリーズ番号\n"
)


HEAD = "| what | rows | seconds | of the processor | peak MB | ratio |\n| --- | --- | --- | --- | --- | --- |"


def isbn(number: int) -> str:
    """Return a made-up ISBN."""
    stem = f"9799{number:08}"
    return stem + str(-sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(stem)) % 10)


def table(path: Path, rows: int, *, price: int = 1000, end: str = "") -> None:
    """Write a table of made-up books; each number is one."""
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for i in range(rows):
            out.write(
                f"図書,見本の社会 {i},ミホン ノ シャカイ {i},副題 {i},見本 花子;見本 太郎,見本花子ほか編,見本書房,"
                f"平成{i % 30 + 1}年{i % 12 + 1}月,{isbn(i)},{price + i % 3000},{100 + i % 400}頁,A5,BX{i:08d},"
                f"{300 + i % 100},見本双書,{i}\n"
            )
        out.write(end)


def run(way: str, file: str, folder: str) -> None:
    """Run one way and print its seconds and peak memory in MB."""
    from smj_catalog import Archive
    from smj_catalog.services.importing import commit_plan, plan_import

    start = time.perf_counter()
    archive = Archive.open(folder)
    plan = plan_import([file], archive)
    planned = time.perf_counter() - start
    if plan.refused:
        raise SystemExit(f"{plan.refused} rows were refused")
    start = time.perf_counter()
    if way == "commit":
        commit_plan(plan, archive)
    committed = time.perf_counter() - start
    peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"plan": planned, "commit": committed, "peak": peak, "rows": plan.rows}))


def measured(way: str, rows: int, folder: Path) -> dict[str, float]:
    """Return the figures of one way in a process of its own, in a new archive."""
    from smj_catalog import init

    file, mine = folder / f"{way}.csv", folder / f"{way}-archive"
    table(file, rows)
    init(mine, empty=True)
    command = [sys.executable, __file__, "--run", way, str(file), str(mine)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def sqlite_utils(rows: int, folder: Path) -> float | None:
    """Return the seconds that sqlite-utils takes to insert the same file; None where it is not installed."""
    file = folder / "peer.csv"
    table(file, rows)
    start = time.perf_counter()
    command = [sys.executable, "-m", "sqlite_utils", "insert", str(folder / "peer.db"), "books", str(file), "--csv"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return time.perf_counter() - start


def bare(plan: str, folder: str) -> None:
    """Write the files that a plan makes, sync, and rename them."""
    from smj_catalog.services.importing import load_plan
    from smj_catalog.store import syscalls

    files = [(f"{folder}/{c.path}", c.after or b"") for c in load_plan(Path(plan)).changes()]
    for place in {path.rpartition("/")[0] for path, _ in files}:
        Path(place).mkdir(parents=True)
    disk = syscalls.file_system(folder)
    sync = os.sync if disk < 0 else lambda: syscalls.sync_all(disk)
    sync()
    start = now()
    for number, (path, data) in enumerate(files):
        descriptor = os.open(f"{path.rpartition('/')[0]}/{number}.tmp", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        os.write(descriptor, data)
        os.close(descriptor)
    sync()
    for number, (path, _) in enumerate(files):
        os.replace(f"{path.rpartition('/')[0]}/{number}.tmp", path)  # noqa: PTH105 - 100,000 times
    sync()
    told(start)


def committed(plan: str, folder: str) -> None:
    """Carry a plan out."""
    from smj_catalog import Archive
    from smj_catalog.services.importing import commit_plan, load_plan

    loaded, archive = load_plan(Path(plan)), Archive.open(folder)
    os.sync()
    start = now()
    commit_plan(loaded, archive)
    told(start)


def hashed(file: str, _: str) -> None:
    """Hash an input."""
    start = now()
    with Path(file).open("rb") as source:
        hashlib.file_digest(source, "sha256")
    told(start)


def again(file: str, folder: str) -> None:
    """Import the same bytes again."""
    from smj_catalog import Archive
    from smj_catalog.services.importing import plan_import

    archive = Archive.open(folder)
    start = now()
    plan = plan_import([file], archive)
    told(start)
    if plan.done is None or plan.changes_something:
        raise SystemExit("the same bytes were not known")


def planned(file: str, folder: str) -> None:
    """Plan the import of a table."""
    from smj_catalog import Archive
    from smj_catalog.services.importing import plan_import

    archive = Archive.open(folder)
    start = now()
    plan = plan_import([file], archive)
    print(json.dumps({**figures(start), **plan.counts}))


def now() -> tuple[float, float]:
    """Return the time of day, and that of the processor."""
    return time.perf_counter(), time.process_time()


def told(start: tuple[float, float]) -> None:
    """Print the figures since a start."""
    print(json.dumps(figures(start)))


def figures(start: tuple[float, float]) -> dict[str, float]:
    """Return the seconds since a start, those of the processor, and the peak of memory in MB."""
    seconds, processor = (b - a for a, b in zip(start, now(), strict=True))
    peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return {"seconds": seconds, "processor": processor, "peak": peak}


STORE = {each.__name__: each for each in (bare, committed, hashed, again)}
WAYS = {**STORE, "planned": planned}


def timed(way: str, *args: Path) -> dict[str, float]:
    """Return the figures of one way in a process of its own."""
    command = [sys.executable, __file__, "--run-way", way, *map(str, args)]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def plans(rows: int, folder: Path, times: int = 3) -> None:
    """Print how long plans of the same rows and of changed ones take by the plan of new ones, the median of some in turn."""
    from smj_catalog import Archive, init
    from smj_catalog.services.importing import commit_plan, plan_import

    new, same, changed = (folder / f"{name}.csv" for name in ("new", "same", "changed"))
    table(new, rows)
    table(same, rows, end="\n")  # other bytes, so that a plan is made
    table(changed, rows, price=1001)
    for name in ("empty", "full"):
        init(folder / name, empty=True)
    full = Archive.open(folder / "full")
    commit_plan(plan_import([new], full), full)
    ways = {
        "new": (new, folder / "empty"),
        "same": (same, folder / "full"),
        "one cell changed": (changed, folder / "full"),
    }
    found: dict[str, list[dict[str, float]]] = {what: [] for what in ways}
    for _ in range(times):
        for what, args in ways.items():
            found[what].append(timed("planned", *args))
    for what, each in found.items():
        line(f"plan, {what}", rows, each, found["new"], "new")


def line(what: str, rows: int, each: list[dict[str, float]], by: list[dict[str, float]], name: str) -> None:
    """Print a line of the table: the medians of some runs, and those of their ratios to others in turn with them."""
    at = len(each) // 2
    middle = {key: sorted(f[key] for f in each)[at] for key in ("seconds", "processor", "peak")}
    wall, processor = (
        sorted(a[key] / b[key] for a, b in zip(each, by, strict=True))[at] for key in ("seconds", "processor")
    )
    ratio = "" if each is by else f"{wall:.2f} times {name}, {processor:.2f} in the processor"
    print(
        f"| {what} | {rows:,} | {middle['seconds']:.2f} | {middle['processor']:.2f} | {middle['peak']:.0f} | {ratio} |",
        flush=True,
    )


def store(rows: int, folder: Path, times: int = 3) -> None:
    """Print the ratios of the store for a number of rows, each figure the median of some processes in turn."""
    from smj_catalog import Archive, init
    from smj_catalog.services.importing import plan_import

    file, plan, empty = folder / "table.csv", folder / "plan.jsonl", folder / "empty"
    table(file, rows)
    init(empty, empty=True)
    plan_import([file], Archive.open(empty), to=plan)
    found: dict[str, list[dict[str, float]]] = {way: [] for way in STORE}
    for number in range(times):
        archive, plain = folder / f"archive{number}", folder / f"bare{number}"
        shutil.copytree(empty, archive)
        plain.mkdir()
        found["bare"].append(timed("bare", plan, plain))
        found["committed"].append(timed("committed", plan, archive))
        found["hashed"].append(timed("hashed", file, archive))
        found["again"].append(timed("again", file, archive))
    line("bare write, sync, rename", rows, found["bare"], found["bare"], "")
    line("commit", rows, found["committed"], found["bare"], "bare")
    hash_, same = (sorted(f["seconds"] for f in found[way])[times // 2] for way in ("hashed", "again"))
    print(f"| the same bytes again | {rows:,} | {same:.3f} | | | hashing + {same - hash_:.2f} s |", flush=True)


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--plans"]:
        print(HEAD)
        with tempfile.TemporaryDirectory() as name:
            for rows in map(int, sys.argv[2:] or ("20000", "100000")):
                (folder := Path(name) / str(rows)).mkdir()
                plans(rows, folder)
        return
    if sys.argv[1:2] == ["--store"]:
        print(HEAD)
        with tempfile.TemporaryDirectory() as name:
            for rows in map(int, sys.argv[2:] or ("20000", "100000")):
                (folder := Path(name) / str(rows)).mkdir()
                store(rows, folder)
        return
    to_plan = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    to_commit = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = measured("plan", to_plan, folder)
        commit = measured("commit", to_commit, folder)
        peer = sqlite_utils(to_commit, folder)
    print("| what | rows | seconds | rows a second | peak MB |\n| --- | --- | --- | --- | --- |")
    print(f"| plan | {to_plan:,} | {plan['plan']:.0f} | {to_plan / plan['plan']:,.0f} | {plan['peak']:.0f} |")
    seconds = commit["plan"] + commit["commit"]
    print(f"| plan and commit | {to_commit:,} | {seconds:.0f} | {to_commit / seconds:,.0f} | {commit['peak']:.0f} |")
    print(f"| of that, commit | {to_commit:,} | {commit['commit']:.0f} | {to_commit / commit['commit']:,.0f} | |")
    if peer is not None:
        print(f"| sqlite-utils insert | {to_commit:,} | {peer:.1f} | {to_commit / peer:,.0f} | |")
        print(f"\nplan and commit take {seconds / peer:.0f} times as long as sqlite-utils insert of the same file.")


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "--run":
        run(*sys.argv[2:5])
    elif len(sys.argv) > 1 and sys.argv[1] == "--run-way":
        WAYS[sys.argv[2]](*sys.argv[3:5])
    else:
        main()
