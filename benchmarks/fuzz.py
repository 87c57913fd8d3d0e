"""Damaged files of every format that is read, drawn by a seed: each gives records or an error of ours, soon and in little memory.

    python benchmarks/fuzz.py [--seconds 1200] [--seed 12] [--keep DIR]

The seeds are the golden files of the tests and what stands around them (workbooks, zip, gzip). A file is changed in a few
places: bits, bytes, pieces doubled, moved, taken out or put in from another file, words that formats have a meaning for. It
is read, checked against its schema and the rules. A fault is an exception that is none of ours, a crash, more than 5 s of
CPU, or more than 300 MB beyond the start. Prints executions and faults by format, and each fault once; files go to DIR.
"""

from __future__ import annotations

import argparse
import gzip
import io
import multiprocessing as mp
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from smj_catalog import Archive, validate, write
from smj_catalog.errors import CatalogError

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden"
SECONDS, MEGABYTES = 5, 300
WORDS = (
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"\r", b"\n", b"<", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&x;",
    b"&#0;", b"&#x1F600;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<?xml version='1.0' encoding='UTF-16'?>", b"xmlns:a='b'", b"a::b", b"{", b"}",
    b"[" * 300, b"1e999", b"-1", b"99999999999999999999", b"0000-00-00", b"PK\x05\x06", b"PK\x01\x02", b"\x1d", b"\x1e", b"\x1f", b"ER  - ",
    b"TY  - BOOK", "\u202e".encode(), "隕区悽".encode("cp932"), b"=1+1", b",,,,,,,,", b"\t", "令和元年".encode(), "〜".encode(), b"1-2-3-4-5",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Return whole files by name."""
    found = {path.suffix[1:] + " " + path.stem: path.read_bytes() for path in sorted(GOLDEN.iterdir())}
    with Archive.open() as archive:
        out = io.BytesIO()
        write(archive.records(kinds=["book"]), out, to="xlsx", catalogue=archive)
        native = io.BytesIO()
        write(archive.records(), native, to="smj-1", catalogue=archive)
    found.update({"xlsx": out.getvalue(), "smj-1": native.getvalue(), "gz": gzip.compress(found["xml onix-3.1"])})
    sheet = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="a">%s</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    cells = "".join(
        f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("見本", "1800円", "2006.6")
    )
    rows = "".join(
        f"<table:table-row>{each}</table:table-row>" for each in (cells.replace("見本", "書名"), cells * 2, cells)
    )
    for name, parts in {
        "ods": {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": (sheet % rows).encode()},
        "zip": {"a.csv": found["csv csv"], "b.jsonl": found["jsonl jsonl"][:20_000], "c.xml": found["xml oai_dc"]},
    }.items():
        with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as packed:
            for part, data in parts.items():
                packed.writestr(part, data)
        found[name] = out.getvalue()
    return found


def inside(data: bytes, rng: random.Random, every: list[bytes]) -> bytes:
    """Return a zip archive with one of its files changed, or damaged itself."""
    if rng.random() < 0.4:
        return changed(data, rng, every)
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as new,
    ):
        chosen = rng.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(part, rng, every) if name == chosen else part)
    return out.getvalue()


def changed(data: bytes, rng: random.Random, every: list[bytes]) -> bytes:
    """Return a file with one to eight places changed; never longer than 1 MB."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        at, size = rng.randrange(len(made) + 1), rng.choice((1, 2, 8, 64, 1024))
        kind = rng.randrange(7)
        if kind == 0 and at < len(made):
            made[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            del made[at : at + size]
        elif kind == 2:
            made[at:at] = made[at : at + size] * rng.choice((1, 10, 1000, 20_000))
        elif kind == 3:
            made[at:at] = rng.choice(WORDS) * rng.choice((1, 1, 2, 5000, 100_000))
        elif kind == 4:
            other = rng.choice(every)
            start = rng.randrange(len(other))
            made[at : at + size] = other[start : start + size]
        elif kind == 5:
            del made[at:]
        else:
            made[at : at + size] = rng.choice(WORDS)
    return bytes(made[:1_000_000])


def work(number: int, until: float, keep: Path, pipe: Any) -> None:
    """Read one file after another; tell of each what came out."""
    rng, whole = random.Random(number), seeds()
    every = [*whole.values()]
    validate(whole["csv csv"])  # what is loaded once is no memory of a file
    while time.time() < until:
        name = rng.choice([*whole])
        data = (inside if name in ("xlsx", "ods", "zip") else changed)(whole[name], rng, every)
        (keep / f"at-{number}").write_bytes(data)
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        fault = ""
        try:
            validate(data)
        except CatalogError:
            pass
        except Exception as error:  # that is what is looked for
            fault = f"{type(error).__name__} at {':'.join(map(str, traceback.extract_tb(error.__traceback__)[-1][:2]))}"
        took, more = time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        if took > SECONDS:
            fault += f" slow: {took:.0f} s"
        if more > MEGABYTES:
            fault += f" large: {more:.0f} MB"
        if fault:
            (keep / f"{name.replace(' ', '-')}-{number}-{int(time.time() * 1000)}").write_bytes(data)
        pipe.send((name, fault, took))


def main() -> None:
    """Run workers one behind the other, until the time is over."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--seconds", type=float, default=1200)
    ask.add_argument("--seed", type=int, default=12)
    ask.add_argument("--keep", type=Path)
    told = ask.parse_args()
    keep = told.keep or Path(tempfile.mkdtemp(prefix="smj-fuzz-"))
    keep.mkdir(parents=True, exist_ok=True)
    until, number, slowest = time.time() + told.seconds, told.seed, 0.0
    runs, faults = Counter[str](), Counter[tuple[str, str]]()
    while time.time() < until:
        mine, theirs = mp.Pipe(duplex=False)
        worker = mp.Process(target=work, args=(number, until, keep, theirs))
        worker.start()
        theirs.close()
        while True:
            if not mine.poll(60):
                worker.kill()
                break
            try:
                name, fault, took = mine.recv()
            except EOFError:
                break
            runs[name] += 1
            slowest = max(slowest, took)
            if fault:
                faults[name, fault] += 1
        worker.join()
        if worker.exitcode:
            faults["crash", f"{worker.exitcode}: {keep / f'at-{number}'}"] += 1
        else:
            (keep / f"at-{number}").unlink(missing_ok=True)
        number += 1
    print(f"executions {runs.total()}, slowest {slowest:.1f} s, faults {faults.total()}, files in {keep}")
    print(", ".join(f"{name} {count}" for name, count in sorted(runs.items())))
    for (name, fault), count in faults.most_common():
        print(f"{count}\t{name}\t{fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
