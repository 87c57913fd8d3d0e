"""A writer to be killed: for each line on stdin it forks a child that commits batches and tells of each one on stdout.

Run as ``python worker.py ARCHIVE``. Batch k gives every record the tag k and makes or removes one record. The child says
``start PID``, then ``ack K`` when batch K has been acknowledged; the parent says ``dead`` when the child has died.
"""

import os
import sys
from pathlib import Path

from smj_catalog.store import Archive, Batch, Change, init, path_of, to_bytes

sys.path.insert(0, str(Path(__file__).parent.parent))
from store.support import agent, issue

RECORDS = 5


def tag(archive):
    """The tag that all records have; None where they differ, or one more is there than may be."""
    tags = {record.names[0].name.text.split(" ")[1] for record in archive.records(kinds=["agent"])}
    tags |= {record.titles[0].text.text.split(" ")[1] for record in archive.records(kinds=["issue"])}
    (only,) = tags if len(tags) == 1 else (None,)
    there = sum(1 for _ in archive.records())
    return int(only) if only is not None and there == RECORDS + 1 + (int(only) % 2) else None


def changes(archive, number):
    for n in range(RECORDS):
        yield archive.change(agent(n, str(number)))
    yield archive.change(issue(1, str(number)))
    extra = agent(99, str(number))
    path = str(path_of(extra.id))
    yield Change(path, extra.id, archive.view.read(path), to_bytes(extra) if number % 2 else None)


def step(archive):
    number = tag(archive) + 1
    archive.commit(Batch("import", who="t"), changes(archive, number))
    return number


def begin(folder):
    archive = init(Path(folder), empty=True)
    batch = [archive.change(agent(n, "0")) for n in range(RECORDS)]
    archive.commit(Batch("import", who="t"), [*batch, archive.change(issue(1, "0"))])


def say(text):
    os.write(1, f"{text}\n".encode())


def warm(folder):
    """Compile what a child would compile anew, so that kills fall into its work and not before it."""
    tag(Archive.open(folder))
    for record in (agent(0, "0"), issue(1, "0")):
        to_bytes(record)


def main(folder):
    warm(folder)
    say("ready")
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            say(f"start {os.getpid()}")
            archive = Archive.open(folder)
            while True:
                say(f"ack {step(archive)}")
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main(sys.argv[1])
