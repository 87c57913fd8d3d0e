"""A plan on disk: what commit carries out, line by line, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import attrs
from attrs import define, evolve, field

from smj_catalog.errors import BadSource, UsageError, path_taken, told_by_system
from smj_catalog.problems import Both, Message, Problem, Where, message
from smj_catalog.services.importing.entry import Entry, InputFile, Outcome
from smj_catalog.store import Archive, Change

_VERSION = 7  # of what stands in a plan
_ENTRIES = b'{"entries":'
_EDIT = b'{"edit":'


@define
class Plan:
    """A plan, as written to its file.

    .. versionadded:: 0.1.0

    Attributes:
        path: the file.
        head: digest of the names of the archive's batches when the plan was made.
        inputs: what was read.
        options: how: format, mapping, lists.
        counts: rows by action.
        done: id of the batch that imported the same inputs the same way before, where there is one.
        cut: why, and from where on, inputs could not be read to their end.
        told: messages of the readers about the files themselves.
        unread: element paths that are not read.
        edited: how many files a person has edited since the last batch that wrote them.
        missing: how many ids are named that no record has.
    """

    path: Path
    head: str
    inputs: list[InputFile]
    options: dict[str, Any]
    counts: Counter[str] = field(factory=Counter)
    done: str | None = None
    cut: list[Problem] = field(factory=list)
    told: list[Problem] = field(factory=list)
    unread: Counter[str] = field(factory=Counter)
    edited: int = 0
    missing: int = 0

    @property
    def rows(self) -> int:
        """How many rows the inputs have."""
        return sum(self.counts.values())

    @property
    def refused(self) -> int:
        """How many rows cannot be imported, apart from what could not be read."""
        return self.counts["reject"] + self.counts["conflict"] - len(self.cut)

    @property
    def changes_something(self) -> bool:
        """True if carrying it out would write anything."""
        return bool(self.counts["create"] + self.counts["update"] + self.counts["remove"])

    def _lines(self) -> Iterator[bytes]:
        """Yield the lines of the plan: for each unit one with its entries, and its change as a journal has it.

        Raises:
            BadSource: the file is not the plan that was written.
        """
        digest = hashlib.sha256()
        with self.path.open("rb", buffering=1 << 20) as file:
            digest.update(file.readline())
            for line in file:
                if line.startswith(b'{"sha256":'):
                    if json.loads(line)["sha256"] != digest.hexdigest():
                        raise _damaged(self.path)
                    return
                digest.update(line)
                yield line
        raise _damaged(self.path)

    def _units(self) -> Iterator[list[dict[str, Any]]]:
        """Yield the entries of each unit, as JSON has them."""
        for line in self._lines():
            if line.startswith(_ENTRIES):
                yield json.loads(line)["entries"]

    def entries(self) -> Iterator[Entry]:
        """Yield what would happen to each row, in the order of the input's units."""
        for unit in self._units():
            for each in unit:
                yield _entry(each)

    def changes(self) -> Iterator[Change]:
        """Yield the changes for a commit to the archive it was made for."""
        for line in self._lines():
            if not line.startswith((_ENTRIES, _EDIT)):
                yield Change.parse(line)

    def edits(self) -> Iterator[Change]:
        """Yield edits made by hand to files that the commit will write, if no batch has recorded them yet."""
        for line in self._lines():
            if line.startswith(_EDIT):
                yield Change.parse(line[len(_EDIT) : -2] + b"\n")


def write(path: Path, plan: Plan, outcomes: Iterable[Outcome], archive: Archive) -> Plan:
    """Write a plan, outcome by outcome, and return it with its counts.

    Raises:
        StoreError: the file cannot be written.
    """
    digest = hashlib.sha256()
    with told_by_system(lambda why: message("not-written", file=path, reason=why)), path.open("wb") as out:
        digest.update(_put(out, _header(plan)))
        for outcome in outcomes:
            for entry in outcome.entries:
                plan.counts[entry.action] += 1
            digest.update(_put(out, {"entries": outcome.entries}))
            if outcome.after is None:
                continue
            change = archive.change(outcome.after, outcome.origins, new=outcome.before is None)
            if outcome.found is not None:
                plan.edited += 1
                edit = evolve(change, before=outcome.found[0], after=change.before, origins={})
                digest.update(_line(out, _EDIT + edit.line()[:-1] + b"}\n"))
            digest.update(_line(out, change.line()))
        _put(out, {"sha256": digest.hexdigest(), "counts": dict(plan.counts), "unread": dict(plan.unread)})
    return plan


def load(path: str | os.PathLike[str]) -> Plan:
    """Return the plan in a file.

    .. versionadded:: 0.1.0

    Raises:
        UsageError: it is not a path, or there is no such file.
        BadSource: it is not a plan, or was changed.
    """
    path = path_taken("path", path)
    if not path.exists():
        raise UsageError(message("no-such-file", path=path))
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
        if head["plan"] != _VERSION:
            raise _damaged(path)
        plan = Plan(
            path, head["head"], [InputFile(**each) for each in head["inputs"]], head["options"], done=head["done"],
            cut=[_problem(p) for p in head["cut"]], missing=head["missing"],
        )  # fmt: skip
        plan.counts.update(head["counts"])
        for unit in plan._units():
            plan.counts.update(each["action"] for each in unit)
        plan.edited = sum(line.startswith(_EDIT) for line in plan._lines())
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, BadSource):
            raise
        raise _damaged(path) from error
    return plan


def _damaged(path: Path) -> BadSource:
    return BadSource(Problem(Where(str(path)), "plan-damaged", None, message("a-plan-whole")))


def _line(out: IO[bytes], line: bytes) -> bytes:
    out.write(line)
    return line


def _put(out: IO[bytes], told: dict[str, Any]) -> bytes:
    line = _JSON(told).encode() + b"\n"
    out.write(line)
    return line


def _header(plan: Plan) -> dict[str, Any]:
    inputs = [
        {"name": i.name, "sha256": i.sha256, "size": i.size, "format": i.format, "found": i.found} for i in plan.inputs
    ]
    counts = dict(plan.counts)  # of rows that no line stands for
    return {
        "plan": _VERSION, "head": plan.head, "inputs": inputs, "options": plan.options, "done": plan.done,
        "cut": plan.cut, "counts": counts, "missing": plan.missing,
    }  # fmt: skip


def _json(value: Any) -> Any:
    """Return what JSON has for a value of ours: entries, problems and places by their fields; a message without its words."""
    if isinstance(value, Message):
        return {"id": value.id, "params": {name: _both(given) for name, given in value.params}}
    names = _FIELDS.get(type(value))
    if names is None:
        return str(value)
    held = zip(names, map(value.__getattribute__, names), strict=True)
    return {name: _both(it) if it.__class__ is Both else it for name, it in held}


def _both(value: Any) -> Any:
    return [value, value.ja] if isinstance(value, Both) else value  # JSON would take its English alone


_FIELDS = {made: tuple(f.name for f in attrs.fields(made)) for made in (Entry, Problem, Where)}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_json).encode


def _entry(told: dict[str, Any]) -> Entry:
    problems = [_problem(p) for p in told["problems"]]
    fields = [tuple(f) for f in told["fields"]]
    return Entry(**{**told, "where": _where(told["where"]), "problems": problems, "fields": fields})


def _problem(told: dict[str, Any]) -> Problem:
    expected = Message(told["expected"]["id"], _params(told["expected"]["params"]))
    found = _of_both(told["found"])
    return Problem(_where(told["where"]), told["rule"], found, expected, told["source"], told["severity"])


def _where(told: dict[str, Any]) -> Where:
    return Where(**{name: _of_both(value) for name, value in told.items()})


def _of_both(told: Any) -> Any:
    return Both(*told) if isinstance(told, list) else told


def _params(told: dict[str, Any]) -> dict[str, Any]:
    """Return a message's parameters; one that is a message itself comes back as one."""
    return {
        k: Message(v["id"], _params(v["params"]))
        if isinstance(v, dict) and "id" in v and "params" in v
        else _of_both(v)
        for k, v in told.items()
    }
