"""Killing writers at random moments and looking at what is left; the test and the benchmark share it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from store import worker
from store.support import strays

from smj_catalog.store import Archive, verify


def _time_of_a_few(folder):
    """How long opening and three batches take here: kills fall within that time."""
    started = time.monotonic()
    archive = Archive.open(folder)
    for _ in range(3):
        worker.step(archive)
    return time.monotonic() - started


def killed(folder, times, *, seed=0, check_every=50, stretch=1):
    """Kill a writer many times and check the archive after each.

    Args:
        folder: the archive to make.
        times: how often.
        seed: of the moments.
        check_every: after so many kills `verify` is asked.
        stretch: the writer lives up to so many times as long as a few batches take here and now.

    Returns:
        kills, batches acknowledged, batches finished by recovery, drafts discarded, temporary files swept, seconds,
        and counts of what must not be: torn states, acknowledged batches lost, leftovers, problems of verify.
    """
    worker.begin(folder)
    longest = _time_of_a_few(folder) * stretch
    chance = random.Random(seed)
    told = dict.fromkeys(
        ("kills", "acknowledged", "finished", "discarded", "swept", "torn", "lost", "left", "problems"), 0
    )
    started = time.monotonic()
    command = [sys.executable, str(Path(worker.__file__)), str(folder)]
    last = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        for number in range(1, times + 1):
            process.stdin.write("go\n")
            process.stdin.flush()
            child = int(process.stdout.readline().split()[1])
            time.sleep(chance.random() * longest)
            os.kill(child, signal.SIGKILL)
            while (line := process.stdout.readline()) != "dead\n":
                last = int(line.split()[1])
                told["acknowledged"] += 1
            told["kills"] += 1
            if chance.random() < 0.25 and number < times:
                continue  # the next child recovers, and may be killed at that
            with Archive.open(folder) as archive:
                state = worker.tag(archive)
                told["finished"] += archive.recovery.batch is not None
                told["discarded"] += len(archive.recovery.discarded)
                told["swept"] += len(archive.recovery.swept)
                told["torn"] += state is None
                told["lost"] += state is not None and state < last
                told["left"] += len(strays(folder))
                last = state if state is not None else last
                if number % check_every == 0 or number == times:
                    told["problems"] += len(verify(archive))
        process.stdin.close()
    told["seconds"] = time.monotonic() - started
    return told
