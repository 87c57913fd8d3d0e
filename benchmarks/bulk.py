"""Import of large tables: ``python benchmarks/bulk.py [rows to plan] [rows to commit]``.

Each figure comes from a process of its own: rows a second, peak memory, and the ratio to ``sqlite-utils insert`` of the same
file, which stores the cells as they are: no matching, no rules, no plan, no undo.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADER = (
    "種類,書名,タイトルヨミ,副題,著者,責任表示,出版社,発行年月,ISBN,本体価格,頁数,判型,NCID,NDC,シリーズ,シリーズ番号\n"
)


def isbn(number: int) -> str:
    """Return a made-up ISBN."""
    stem = f"9799{number:08}"
    return stem + str(-sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(stem)) % 10)


def table(path: Path, rows: int) -> None:
    """Write a table of made-up books; each number is one."""
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for i in range(rows):
            out.write(
                f"図書,見本の社会 {i},ミホン ノ シャカイ {i},副題 {i},見本 花子;見本 太郎,見本花子ほか編,見本書房,"
                f"平成{i % 30 + 1}年{i % 12 + 1}月,{isbn(i)},{1000 + i % 3000},{100 + i % 400}頁,A5,BX{i:08d},"
                f"{300 + i % 100},見本双書,{i}\n"
            )


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


def main() -> None:
    """Print the table."""
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
    else:
        main()
