"""A plan on disk: what commit carries out, line by line, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import attrs
from attrs import define, field

from smj_catalog.errors import BadSource, StoreError
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.services.importing.plan import Entry, InputFile, Outcome
from smj_catalog.store import Archive, Change
from smj_catalog.store.batch import sha256

ACTIONS = ("create", "update", "same", "conflict", "reject")


@define
class Plan:
    """A plan that is written.

    Attributes:
        path: the file.
        head: digest of the archive's journal when the plan was made; None where it has none.
        inputs: what was read.
        options: how: format, mapping, lists.
        counts: rows by action.
        done: id of the batch that imported the same inputs the same way before, where there is one.
        cut: why, and from where on, inputs could not be read to their end.
        told: what the readers said of the files themselves.
        unread: element paths that no card reads.
    """

    path: Path
    head: str | None
    inputs: list[InputFile]
    options: dict[str, Any]
    counts: Counter[str] = field(factory=Counter)
    done: str | None = None
    cut: list[Problem] = field(factory=list)
    told: list[Problem] = field(factory=list)
    unread: Counter[str] = field(factory=Counter)

    @property
    def rows(self) -> int:
        """How many rows the inputs have."""
        return sum(self.counts.values())

    @property
    def refused(self) -> int:
        """How many rows cannot be imported, beside what could not be read."""
        return self.counts["reject"] + self.counts["conflict"] - len(self.cut)

    @property
    def changes_something(self) -> bool:
        """True where carrying it out would write."""
        return bool(self.counts["create"] + self.counts["update"])

    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield what stands in the plan, a unit a line: its entries, and the change of the archive's file.

        Raises:
            BadSource: the file is not the plan that was written.
        """
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            digest.update(file.readline())
            for line in file:
                told = json.loads(line)
                if "sha256" in told:
                    if told["sha256"] != digest.hexdigest():
                        raise _damaged(self.path)
                    return
                digest.update(line)
                yield told
        raise _damaged(self.path)

    def entries(self) -> Iterator[Entry]:
        """Yield what would become of each row, in the order of the input's units."""
        for told in self.lines():
            for each in told["entries"]:
                yield _entry(each)

    def changes(self, archive: Archive) -> Iterator[Change]:
        """Yield the changes for a commit to the archive it was made for."""
        for told in self.lines():
            if told["path"] is not None:
                before = archive.view.read(told["path"])
                if sha256(before) != told["before_sha256"]:
                    raise StoreError(message("plan-moved", record=told["record"]))
                after = base64.b64decode(told["after"])
                yield Change(told["path"], told["record"], before, after, told["origins"])


def write(path: Path, plan: Plan, outcomes: Iterable[Outcome], archive: Archive) -> Plan:
    """Write a plan, outcome by outcome, and return it with its counts.

    Raises:
        StoreError: the file cannot be written.
    """
    digest = hashlib.sha256()
    try:
        with path.open("wb") as out:
            digest.update(_put(out, _header(plan)))
            for outcome in outcomes:
                for entry in outcome.entries:
                    plan.counts[entry.action] += 1
                digest.update(_put(out, _line(outcome, archive)))
            _put(out, {"sha256": digest.hexdigest(), "counts": dict(plan.counts), "unread": dict(plan.unread)})
    except OSError as error:
        raise StoreError(message("not-written", file=path, reason=error.strerror or error)) from error
    return plan


def load(path: Path) -> Plan:
    """Return the plan in a file.

    Raises:
        BadSource: it is no plan, or was changed.
    """
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
        plan = Plan(
            path, head["head"], [InputFile(**each) for each in head["inputs"]], head["options"], done=head["done"],
            cut=[_problem(p) for p in head.get("cut", ())],
        )  # fmt: skip
        for told in plan.lines():
            for each in told["entries"]:
                plan.counts[each["action"]] += 1
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, BadSource):
            raise
        raise _damaged(path) from error
    return plan


def _damaged(path: Path) -> BadSource:
    return BadSource(Problem(Where(str(path)), "plan-damaged", None, message("a-plan-whole")))


def _put(out: IO[bytes], told: dict[str, Any]) -> bytes:
    line = json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str).encode() + b"\n"
    out.write(line)
    return line


def _header(plan: Plan) -> dict[str, Any]:
    inputs = [
        {"name": i.name, "sha256": i.sha256, "size": i.size, "format": i.format, "found": i.found} for i in plan.inputs
    ]
    cut = [attrs.asdict(p, value_serializer=_serialised) for p in plan.cut]
    return {"plan": 1, "head": plan.head, "inputs": inputs, "options": plan.options, "done": plan.done, "cut": cut}


def _line(outcome: Outcome, archive: Archive) -> dict[str, Any]:
    told: dict[str, Any] = {"entries": [_plain(e) for e in outcome.entries], "path": None}
    if outcome.after is not None:
        change = archive.change(outcome.after, outcome.origins)
        assert change.after is not None
        told.update(
            path=change.path, record=change.record, before_sha256=sha256(change.before),
            after=base64.b64encode(change.after).decode(), origins=outcome.origins,
        )  # fmt: skip
    return told


def _plain(entry: Entry) -> dict[str, Any]:
    return attrs.asdict(entry, recurse=True, value_serializer=_serialised)


def _serialised(_: Any, __: Any, value: Any) -> Any:
    if isinstance(value, Message):
        return {"id": value.id, "params": value.as_dict()["params"]}
    return value


def _entry(told: dict[str, Any]) -> Entry:
    problems = [_problem(p) for p in told["problems"]]
    fields = [tuple(f) for f in told["fields"]]
    return Entry(**{**told, "where": Where(**told["where"]), "problems": problems, "fields": fields})


def _problem(told: dict[str, Any]) -> Problem:
    expected = Message(told["expected"]["id"], _params(told["expected"]["params"]))
    return Problem(Where(**told["where"]), told["rule"], told["found"], expected, told["source"], told["severity"])


def _params(told: dict[str, Any]) -> dict[str, Any]:
    """Return a message's parameters; one that is a message itself comes back as one."""
    return {
        k: Message(v["id"], _params(v["params"])) if isinstance(v, dict) and "id" in v and "params" in v else v
        for k, v in told.items()
    }
