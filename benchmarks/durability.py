"""What the store promises, counted: kills, commit rates, recovery.

    python benchmarks/durability.py [--kills 1000] [--records 10000 100000] [--folder DIR]

Prints tables. A kill is kill -9 at a random moment of a process that commits batches; "torn", "lost" (acknowledged and
gone), "left" (files lying about) and "problems" (of verify) must be 0. Rates depend on how fast the disk syncs: the line
"bare" writes, syncs and renames as many files of the same size one by one, with nothing around it.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from store import killing

from smj_catalog.model import Agent, AgentName, Text
from smj_catalog.store import Archive, Batch, Change, init, to_bytes, verify
from smj_catalog.store.index import Index


def record(number: int, tag: str) -> Agent:
    """A small record."""
    return Agent(f"agent:p{number:07}", names=(AgentName(name=Text(f"名前{number} {tag}")),))


def changes(archive: Archive, count: int, tag: str) -> Iterator[Change]:
    """A stream of changes with the origins that an import gives."""
    for number in range(count):
        origin = {"names": {"file": "names.csv", "row": number + 2, "text": f"名前{number} {tag}"}}
        yield archive.change(record(number, tag), origin)


def timed(what: str, count: int, run: Callable[[], Any]) -> Any:
    """Run, and print seconds, rate and the peak of memory."""
    started = time.monotonic()
    result = run()
    seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {what} | {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {peak} |", flush=True)
    return result


def bare(folder: Path, count: int) -> None:
    """Write, sync and rename files one by one."""
    data = to_bytes(record(0, "a"))
    for number in range(count):
        temporary = folder / f"{number}.tmp"
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / f"{number}.xml")


def rates(folder: Path, count: int) -> None:
    """Commit, verify and index a number of records."""
    plain = folder / "bare"
    plain.mkdir()
    timed("bare write, fsync, rename", min(count, 5000), lambda: bare(plain, min(count, 5000)))
    archive = init(folder / "archive", empty=True)
    timed("commit, all new", count, lambda: archive.commit(Batch("import", who="bench"), changes(archive, count, "a")))
    timed(
        "commit, all updated", count, lambda: archive.commit(Batch("import", who="bench"), changes(archive, count, "b"))
    )
    problems = timed("verify", count, lambda: verify(archive))
    timed("index, from nothing", count, lambda: Index.open(archive).close())
    timed("index, nothing new", count, lambda: Index.open(archive).close())
    timed("all records in order", count, lambda: sum(1 for _ in archive.records()))
    assert not problems
    shutil.rmtree(folder)


def main() -> None:
    """Run what is asked for."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--kills", type=int, default=1000)
    ask.add_argument("--records", type=int, nargs="*", default=[10_000, 100_000])
    ask.add_argument("--folder", type=Path, help="on the disk to be tried; else the temporary folder")
    ask.add_argument("--seed", type=int, default=1)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(dir=told.folder) as place:
        if told.kills:
            found = killing.killed(Path(place) / "kills", told.kills, seed=told.seed)
            print("| " + " | ".join(found) + " |")
            print("|" + "---|" * len(found))
            print("| " + " | ".join(f"{x:.1f}" if isinstance(x, float) else str(x) for x in found.values()) + " |\n")
        for number, count in enumerate(told.records):
            if not number:
                print("| what | records | s | records/s | peak MB |\n|---|---|---|---|---|")
            folder = Path(place) / str(count)
            folder.mkdir()
            rates(folder, count)


if __name__ == "__main__":
    main()
