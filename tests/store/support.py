"""What the store's tests share: small archives, and disks that fail, stop and lose what was not synced."""

from __future__ import annotations

import os
import random
from pathlib import Path

from smj_catalog.model import Agent, AgentName, Component, Identifier, Issue, Text, Title
from smj_catalog.store import Batch, Change, init, path_of, staging, syscalls, to_bytes

CALLS = (
    "create", "write", "overwrite", "sync", "sync_all", "close", "rename", "unlink", "make_folder", "sync_folder",
)  # fmt: skip


def agent(number, tag=""):
    """A small record."""
    return Agent(f"agent:p{number:05}", names=(AgentName(name=Text(f"名前{number} {tag}")),))


def issue(number, tag="", articles=1):
    """A record in a folder of its own serial, with articles."""
    contents = tuple(
        Component(
            f"article:s{number}:1:a{n}",
            Title(Text(f"記事{n} {tag}")),
            identifiers=(Identifier("doi", f"10.1234/{number}.{n}"),),
        )
        for n in range(articles)
    )
    return Issue(f"issue:s{number}:1", titles=(Title(Text(f"誌名 {tag}")),), contents=contents)


def small(folder, count=3):
    """Make an archive with some agents of tag 0."""
    archive = init(folder, empty=True)
    archive.commit(Batch("import", who="t"), [archive.change(agent(n, "0")) for n in range(count)])
    return archive


def mixed(archive, tag="new"):
    """Changes of every sort: two creates (one in a new folder), an update, a removal."""
    gone = agent(0, "0")
    return [
        archive.change(agent(10, tag), {"names": {"row": 2, "text": "名前"}}),
        archive.change(issue(1, tag)),
        archive.change(agent(1, tag)),
        Change(str(path_of(gone.id)), gone.id, archive.view.read(str(path_of(gone.id))), None),
    ]


def seen(archive):
    """What a reader sees: path -> bytes."""
    paths = ["archive.toml", *(p.relative_to(archive.folder).as_posix() for p in archive.files())]
    return {path: archive.view.read(path) for path in paths}


def on_disk(folder):
    """What stands in the folders, without lock, index and what git is told: path -> bytes."""
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    return {path: data for path, data in found.items() if not path.startswith((".lock", ".index", ".git"))}


def strays(folder):
    """Names of temporary files anywhere, and of leftovers in the journal."""
    return [path for path in on_disk(folder) if path.rpartition("/")[2].startswith(".")]


def syncing(patch, way):
    """Choose how files are synced: each by itself, as few are; all at once, as many; each although they are many."""
    if way == "each":
        return
    patch.setattr(staging, "_FEW", 1)
    patch.setattr(syscalls, "file_system", lambda path: os.open(path, os.O_RDONLY))
    patch.setattr(syscalls, "sync_all", lambda descriptor: None)
    if way == "mounted":
        begin = staging.Staging.__init__

        def elsewhere(self, *args):
            begin(self, *args)
            self._device = -1

        patch.setattr(staging.Staging, "__init__", elsewhere)


class Stop(BaseException):
    """The process is dead: nothing of it runs any more."""


class Faults:
    """Counts the calls to the disk and does something at the Nth of them.

    Args:
        patch: pytest's monkeypatch.
        at: number of the call, from 1; 0 for never. What `committed` says is the number of the call that commits.
        error: what the call raises.
        lasting: later calls raise it too.
    """

    def __init__(self, patch, at=0, error=None, *, lasting=False):
        self.count = 0
        self.at = at
        self.error = error
        self.lasting = lasting
        self.watch = None
        self.committed = 0
        for name in CALLS:
            patch.setattr(syscalls, name, self._wrapped(name, getattr(syscalls, name)))

    def _wrapped(self, name, real):
        def call(*args):
            self.count += 1
            reached = self.at and (self.count == self.at or (self.lasting and self.count > self.at))
            if name == "rename" and args[1].endswith(".jsonl"):
                self.committed = self.count
            if self.watch is not None:
                self.watch(name)
            if reached and not (name in ("unlink", "close") and not isinstance(self.error, Stop)):
                raise self.error
            return self.did(name, real(*args), *args)

        return call

    def did(self, name, result, *args):
        """Called behind each call that was carried out."""
        return result


class Node:
    """A file: its bytes, and those that have reached the disk."""

    def __init__(self, data=b"", *, synced=True):
        self.data = bytearray(data)
        self.durable = bytes(data) if synced else b""


class PowerCut(Faults):
    """A disk that forgets what was not synced: bytes of files, and names in folders, each by itself."""

    def __init__(self, patch, root, at):
        super().__init__(patch, at, Stop("power cut"), lasting=True)
        self.root = str(root)
        self.names = {}  # durable: path -> Node, or None for a folder
        for path in sorted(Path(root).rglob("*")):
            self.names[str(path)] = None if path.is_dir() else Node(path.read_bytes())
        self.live = {path: node for path, node in self.names.items() if node is not None}
        self.open = {}
        self.waiting = {}  # folder -> steps that have not reached the disk

    def did(self, name, result, *args):
        """Keep account of what has reached the disk."""
        if name == "create":
            node = self.open[result] = self.live[args[0]] = Node(synced=False)
            self._wait(args[0], node=node)
        elif name == "write" and args[0] in self.open:
            self.open[args[0]].data += args[1]
        elif name == "sync" and args[0] in self.open:
            self.open[args[0]].durable = bytes(self.open[args[0]].data)
        elif name == "sync_all":
            for node in self.live.values():
                node.durable = bytes(node.data)
            for folder in list(self.waiting):
                self._settle(folder)
        elif name == "close":
            self.open.pop(args[0], None)
        elif name == "rename":
            node = self.live[args[1]] = self.live.pop(args[0])
            self._wait(args[1], node=node, gone=args[0])
        elif name == "unlink":
            self.live.pop(args[0], None)
            self._wait(args[0], gone=args[0])
        elif name == "make_folder":
            self._wait(args[0], folder=True)
        elif name == "sync_folder":
            self._settle(args[0])
        return result

    def _settle(self, folder):
        for step in self.waiting.pop(folder, []):
            self._apply(self.names, *step)

    def _wait(self, path, node=None, gone=None, folder=False):
        self.waiting.setdefault(path.rpartition("/")[0], []).append((path, node, gone, folder))

    @staticmethod
    def _apply(names, path, node, gone, folder):
        if gone is not None:
            names.pop(gone, None)
        if folder:
            names[path] = None
        elif node is not None:
            names[path] = node

    def after(self, target, seed):
        """Make the folder that is found after the power is back; the seed says what of the rest was lost."""
        chance = random.Random(seed)
        keep = (0.0, 1.0, 0.5)[seed % 3]
        names = dict(self.names)
        for folder in sorted(self.waiting):
            for step in self.waiting[folder]:
                if chance.random() < keep:
                    self._apply(names, *step)
        target.mkdir()
        for path in sorted(names):
            there = target / path[len(self.root) + 1 :]
            if not there.parent.is_dir():
                continue  # the folder's own name was lost
            if names[path] is None:
                there.mkdir()
                continue
            node = names[path]
            rest = bytes(node.data[len(node.durable) :])
            there.write_bytes(node.durable + rest[: chance.choice((0, len(rest) // 2, len(rest)))])
        return target


def bytes_of(record):
    """The file of a record."""
    return to_bytes(record)
