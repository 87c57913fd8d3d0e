"""Speed and memory as ratios in one run: ``python benchmarks/speed.py [records]``.

Each way runs in processes of its own, for what one leaves of the heap slows or spares the next; the processes take turns,
each goes its way a few times, and the least CPU time of all counts. Memory is the peak of such a process. The records are
those of the archive, again and again under other ids.
"""

from __future__ import annotations

import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import onixcheck
from attrs import evolve, fields, has
from feeds import NAMESPACE, write_feed
from lxml import etree

from smj_catalog import Archive, validate, write
from smj_catalog.formats import Reading, Writing, get
from smj_catalog.model import Book, Issue, Record
from smj_catalog.model.rules import check_record
from smj_catalog.resources import schemas
from smj_catalog.xmlio import open_source

PROCESSES, RUNS = 5, 3
GROWTH = (10_000, 100_000)
SMJ = "{urn:smj-catalog:1}"


def records(count: int) -> Iterator[Record]:
    """Yield books and issues of the archive again and again, each time under other ids."""
    archive = Archive.open()
    base = [r for r in map(_sound, archive.records(kinds=("issue", "book"))) if r is not None]
    yield from archive.records(kinds=("periodical", "agent", "concept"))  # what the others refer to
    for i, record in enumerate(itertools.islice(itertools.cycle(base), count)):
        own = f"{record.id.partition(':')[0]}:x{i}"
        inside = tuple(evolve(c, id=f"{c.kind}:x{i}:c{n}", host=own) for n, c in enumerate(record.contents))
        yield evolve(record, id=own, contents=inside)


def _sound(record: Record) -> Issue | Book | None:
    """Return a record less what must not stand twice; None where a rule finds anything: a report grows with problems."""
    if not isinstance(record, Issue | Book):
        return None
    made: Issue | Book = evolve(record, prices=(), related=(), identifiers=())
    if isinstance(made, Issue):
        made = evolve(made, numbering=None)
    used = {s for v in _values(made) for s in getattr(v, "sources", ()) if isinstance(s, str)}
    made = evolve(made, sources=tuple(s for s in made.sources if s.id in used))
    return None if check_record(made) else made


def _values(thing: object) -> Iterator[object]:
    for field in fields(type(thing)):  # type: ignore[arg-type]
        held = getattr(thing, field.name)
        for item in held if isinstance(held, tuple) else (held,):
            if has(type(item)):
                yield item
                yield from _values(item)


def write_smj(path: Path, count: int) -> None:
    """Write a native catalog."""
    with path.open("wb") as out:
        out.writelines(get("smj-1").document(records(count), Writing(Archive.open().context)))


# ---- the ways


def write_onix(given: list[Record]) -> int:
    """Our writer, from model objects."""
    with Path(os.devnull).open("wb") as out:
        writing = Writing(Archive.open().context)
        out.writelines(get("onix-3.1").document(given, writing))
        return writing.written


def write_ruled(given: list[Record]) -> int:
    """The same through `write`, which asks the rules of each record."""
    with Path(os.devnull).open("wb") as out:
        return write(given, out, to="onix-3.1", catalogue=Archive.open(), validate="rules")


Tree = tuple[str, str | None, list[tuple[str, str]], list["Tree"]]


def taken(element: etree._Element) -> Tree:
    """Return an element as nested tuples: what the other writer is given ready-made."""
    kids = [taken(e) for e in element]
    return element.tag, None if kids else element.text, list(element.attrib.items()), kids


def subelement(given: list[Tree]) -> int:
    """Lxml's SubElement and xmlfile, writing the same elements; their texts are handed to it, not looked up."""

    def add(parent: etree._Element, tree: Tree) -> None:
        tag, text, attributes, kids = tree
        made = etree.SubElement(parent, tag)
        if text is not None:
            made.text = text
        for name, value in attributes:
            made.set(name, value)
        for kid in kids:
            add(made, kid)

    namespace = "http://ns.editeur.org/onix/3.1/reference"
    with (
        Path(os.devnull).open("wb") as out,
        etree.xmlfile(out, encoding="utf-8") as file,
        file.element("ONIXMessage", nsmap={None: namespace}, release="3.1"),
    ):
        for tag, _, _, kids in given:
            product = etree.Element(tag)
            for kid in kids:
                add(product, kid)
            file.write(product, pretty_print=True)
    return len(given)


def floor(path: Path, *tags: str) -> int:
    """A bare iterparse that clears what it has seen."""
    count = 0
    for _, element in etree.iterparse(str(path), tag=tags or (f"{SMJ}book", f"{SMJ}issue")):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


def read_smj(path: Path) -> int:
    """Our reader: model objects."""
    return sum(1 for item in get("smj-1").read(path, Reading()) if item.record is not None)


def read_onix(path: Path) -> int:
    """Our reader of a feed: model objects."""
    return sum(1 for item in get("onix-3.0").read(path, Reading()) if item.record is not None)


def write_marc(path: Path, count: int, *formats: str) -> None:
    """Write books and issues of the archive, and what they contain, as MARC 21 or MARCXML beside a path."""
    for name in formats:
        with path.with_suffix(f".{name}").open("wb") as out:
            out.writelines(get(name).document(records(count), Writing(Archive.open().context)))


def read_marc(path: Path) -> int:
    """Our reader of MARC: model objects."""
    return sum(1 for item in get(path.suffix[1:]).read(open_source(path), Reading()) if item.record is not None)


def marcxml_texts(path: Path) -> int:
    """Lxml's iterparse, and the texts of each record as bare lists: what no reader that goes through lxml can be faster than."""
    record, leaf = (f"{{http://www.loc.gov/MARC21/slim}}{name}" for name in ("record", "subfield"))
    count = 0
    for _, element in etree.iterparse(str(path), tag=record):
        count += 1
        [(field.get("tag"), [(s.get("code"), s.text) for s in field.iterchildren(leaf)]) for field in element]
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


def pymarc_read(path: Path) -> int:
    """Pymarc, with flat records of its own."""
    import pymarc

    if path.suffix == ".marc21":
        with path.open("rb") as file:
            return sum(1 for record in pymarc.MARCReader(file) if record is not None)
    counted: list[None] = []
    pymarc.map_xml(lambda _: counted.append(None), str(path))
    return len(counted)


def check_onix(path: Path) -> int:
    """Onixcheck, which only validates against the schema."""
    if onixcheck.validate(str(path)):
        raise SystemExit("the benchmark's feed is not valid")
    return 1


def whole(path: Path) -> int:
    """Lxml's own parse and schema validation of the whole file."""
    schema = etree.XMLSchema(etree.parse(str(schemas() / "smj-1.xsd")))
    if not schema.validate(etree.parse(str(path))):
        raise SystemExit(f"the benchmark's file is not valid: {schema.error_log[0]}")
    return 1


def validate_file(path: Path) -> int:
    """Our validation: schema, reading and all rules."""
    report = validate(path)
    if report.failed:
        raise SystemExit(next(p.text() for p in report.problems if p.severity == "error"))
    return report.records


def _trees(_: Path, count: int) -> list[Tree]:
    data = b"".join(get("onix-3.1").document(records(count), Writing(Archive.open().context)))
    return [taken(e) for e in etree.fromstring(data, etree.XMLParser(remove_blank_text=True))[1:]]


def _path(path: Path, _: int) -> Path:
    return path


def _feed(path: Path, _: int) -> Path:
    return path.with_suffix(".onix")


def _marc(path: Path, _: int, name: str) -> Path:
    return path.with_suffix(f".{name}")


WAYS: dict[str, tuple[Callable[[Path, int], Any], Callable[[Any], int]]] = {
    "write_onix": (lambda _, count: list(records(count)), write_onix),
    "write_ruled": (lambda _, count: list(records(count)), write_ruled),
    "subelement": (_trees, subelement),
    "read_smj": (_path, read_smj),
    "floor": (_path, floor),
    "validate_smj": (_path, validate_file),
    "read_onix": (_feed, read_onix),
    "floor_onix": (_feed, lambda path: floor(path, f"{{{NAMESPACE}}}Product")),
    "validate_onix": (_feed, validate_file),
    "onixcheck": (_feed, check_onix),
    "whole": (_path, whole),
    **{f"read_{name}": (partial(_marc, name=name), read_marc) for name in ("marc21", "marcxml")},
    "texts_marcxml": (partial(_marc, name="marcxml"), marcxml_texts),
    **{f"pymarc_{name}": (partial(_marc, name=name), pymarc_read) for name in ("marc21", "marcxml")},
}
"""Name -> what makes ready, which is not timed, and the way."""

# ---- measuring


def best(path: Path, count: int, *names: str) -> list[float]:
    """Return the least CPU seconds of each way; processes of one way and of another take turns."""
    found = dict.fromkeys(names, float("inf"))
    for _ in range(PROCESSES):
        for name in names:
            found[name] = min(found[name], _child("--time", name, path, count))
    return list(found.values())


def clocked(name: str, path: Path, count: int) -> None:
    """Go one way a few times and print the least CPU seconds."""
    prepare, way = WAYS[name]
    given = prepare(path, count)
    least = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        way(given)
        least = min(least, time.process_time() - start)
    print(json.dumps(least))


def _child(*args: object) -> float:
    """Return the number that this script prints when it is run with some arguments."""
    command = [sys.executable, __file__, *map(str, args)]
    return float(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def peak(way: str, path: Path | None, count: int) -> float:
    """Return the peak memory of one way in MB, in a process of its own."""
    return _child("--peak", way, path, count)


def one(way: str, path: str, count: int) -> None:
    """Run one way once and print the peak memory in MB."""
    if way == "write":
        with Path(os.devnull).open("wb") as out:
            out.writelines(get("onix-3.1").document(records(count), Writing(Archive.open().context)))
    elif way.startswith("read"):
        WAYS[way][1](WAYS[way][0](Path(path), count))
    else:
        validate_file(WAYS[way][0](Path(path), count))
    print(json.dumps(_peak()))


def _peak() -> float:
    """Return this process's peak memory in MB; on Linux without what it had before it was this program."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def started(*code: str) -> float:
    """Return the least wall seconds of starting Python with some arguments, less those of starting it bare."""

    def run(*args: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *args], capture_output=True, check=True)
        return time.perf_counter() - start

    return min(run(*code) for _ in range(7)) - min(run("-c", "pass") for _ in range(7))


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    rows: list[tuple[str, str, str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.xml"
        write_smj(path, count)
        ours, ruled, peer = best(path, count, "write_onix", "write_ruled", "subelement")
        rows.append(("write onix-3.1", "SubElement + xmlfile", f"{peer / ours:.2f} times as fast", "at least 3.5"))
        rows.append(("", "records a second", f"{count / ours:,.0f} against {count / peer:,.0f}", ""))
        rows.append(("", "write, rules asked", f"{peer / ruled:.2f} times as fast", ""))
        ours, peer = best(path, count, "read_smj", "floor")
        rows.append(("read smj-1", "iterparse and clear", f"{ours / peer:.2f} times as long", "at most 3"))
        ours, peer = best(path, count, "validate_smj", "whole")
        rows.append(("validate smj-1", "lxml parse + schema", f"{ours / peer:.2f} times as long", "at most 2.2"))
        write_feed(path.with_suffix(".onix"), count)
        ours, peer = best(path, count, "read_onix", "floor_onix")
        rows.append(("read onix-3.0", "iterparse and clear", f"{ours / peer:.2f} times as long", "at most 4"))
        ours, peer = best(path, count, "validate_onix", "onixcheck")
        rows.append(("validate onix-3.0", "onixcheck", f"{ours / peer:.2f} times as long", "at most 2.4"))
        write_marc(path, count, "marc21", "marcxml")
        for name, wanted in (("marc21", "at least 0.6"), ("marcxml", "at least 2")):
            ours, peer = best(path, count, f"read_{name}", f"pymarc_{name}")
            rows.append((f"read {name}", "pymarc, flat records", f"{peer / ours:.2f} times as fast", wanted))
        floored, peer = best(path, count, "texts_marcxml", "pymarc_marcxml")
        rows.append(("", "pymarc by lxml and bare lists", f"{peer / floored:.2f} times as fast", ""))
        for way in ("write", "read_smj", "validate_smj", "read_onix", "validate_onix", "read_marc21", "read_marcxml"):
            sizes = []
            for n in GROWTH:
                if way.endswith("onix"):
                    write_feed(path.with_suffix(".onix"), n)
                elif "marc" in way:
                    write_marc(path, n, way.removeprefix("read_"))
                elif way != "write":
                    write_smj(path, n)
                sizes.append(peak(way, path, n))
            grown, wanted = sizes[1] - sizes[0], "under 10 (80)" if way.endswith("onix") else "under 10"
            span = f"{GROWTH[0]:,} to {GROWTH[1]:,} records"
            rows.append((f"memory of {way.replace('_', ' ')}", span, f"{grown:+.1f} MB ({sizes[1]:.0f})", wanted))
    rows.append(
        ("import smj_catalog", "python -c pass", f"{started('-c', 'import smj_catalog'):.3f} s more", "under 0.25")
    )
    every = "from smj_catalog import Archive, read, write, validate, Book, Issue"
    rows.append(("import its names", "python -c pass", f"{started('-c', every):.3f} s more", "under 0.25"))
    rows.append(
        ("smj-catalog --help", "python -c pass", f"{started('-m', 'smj_catalog', '--help'):.3f} s more", "under 0.35")
    )
    print("| what | against | figure | wanted |\n| --- | --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "--peak":
        one(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif len(sys.argv) > 1 and sys.argv[1] == "--time":
        clocked(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
