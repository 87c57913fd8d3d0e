"""kill -9 at any moment, and readers beside a writer."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store import killing, worker

from smj_catalog.store import Archive, verify

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


def test_two_hundred_kills(tmp_path):
    """No state between two batches, no acknowledged batch lost, nothing left lying about."""
    for seed in range(5):  # on a busy machine a writer may be killed before it writes; then more are, and later
        told = killing.killed(tmp_path / str(seed), 200, seed=seed, stretch=2**seed)
        assert told["kills"] == 200
        assert (told["torn"], told["lost"], told["left"], told["problems"]) == (0, 0, 0, 0)
        # behind the commit point there are only renames, too short to be hit for sure; test_faults stops at each of them
        if told["acknowledged"] and told["finished"] + told["discarded"]:
            return
    pytest.fail("no batch was acknowledged, or no kill fell inside a batch: the test tests too little")


def test_readers_beside_a_writer(tmp_path):
    """Each reader sees whole batches only, in their order; one that stays open sees one state for good."""
    folder = tmp_path / "archive"
    worker.begin(folder)
    command = [sys.executable, str(Path(worker.__file__)), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        process.stdin.write("go\n")
        process.stdin.flush()
        child = int(process.stdout.readline().split()[1])
        try:
            while process.stdout.readline() != "ack 3\n":
                pass
            held = Archive.open(folder)
            first = worker.tag(held)
            states = []
            until = time.monotonic() + 3
            while time.monotonic() < until:
                states.append(worker.tag(Archive.open(folder)))
                held._forget()
                assert worker.tag(held) == first
        finally:
            os.kill(child, 9)
            process.stdin.close()
            process.stdout.read()
    assert None not in states
    assert states == sorted(states)
    assert len(set(states)) > 5
    assert verify(Archive.open(folder)) == []
