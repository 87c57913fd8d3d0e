"""Make a plan, and carry it out: one path, in two steps."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

from smj_catalog.errors import StoreError, UsageError, not_taken, path_taken, takes
from smj_catalog.model.rules.catalogue import REFERENCE, CatalogueCheck
from smj_catalog.model.rules.references import references
from smj_catalog.problems import Both, Problem, Where, message
from smj_catalog.services.importing import planfile
from smj_catalog.services.importing.edits import comments, spare_edits
from smj_catalog.services.importing.entry import ImportOptions, InputFile, Outcome, opened
from smj_catalog.services.importing.history import standing
from smj_catalog.services.importing.origins import headers
from smj_catalog.services.importing.plan import Planner
from smj_catalog.services.importing.planfile import Plan
from smj_catalog.services.importing.scratch import scratch
from smj_catalog.services.importing.spool import Spool
from smj_catalog.store import Archive, Batch, BatchInfo, Input
from smj_catalog.store import opened as opened_archive
from smj_catalog.store.index import Index
from smj_catalog.store.since import untouched

Progress = Callable[[str, int, int | None], None]


@takes(options=(lambda it: isinstance(it, ImportOptions), "taken-import-options"))
def plan_import(
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    archive: Archive | str | os.PathLike[str],
    options: ImportOptions | None = None,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> Plan:
    """Read files and record what importing them would do; the archive is not changed.

    .. versionadded:: 0.1.0

    Args:
        paths: the inputs, in any format that is read; or one.
        archive: the archive to import into, or its folder.
        options: how.
        to: the plan's file; None makes a temporary one, which is deleted with the plan.
        progress: called with what is being done, how many rows so far, and how many there are, if known.

    Raises:
        StoreError: the plan cannot be written, or the archive cannot be read.
        UsageError: the plan's file is one of the inputs.
    """
    chosen, archive = options or ImportOptions(), opened_archive(archive)
    several = isinstance(paths, Iterable) and not isinstance(paths, str | bytes | os.PathLike)
    every: Any = paths if several else (paths,)
    given = [path_taken("paths", path) for path in every]
    if to is not None and (
        same := next((p for p in given if p.exists() and Path(to).exists() and p.samefile(to)), None)
    ):
        raise UsageError(message("plan-onto-input", file=same))
    archive.refresh()
    known = _known(given, archive, chosen, to)
    if known is not None:
        return known
    with Spool() as spool, Index.open(archive) as index:
        planner = Planner(archive, index, chosen)
        planner.read(given, spool, _told(progress, "read"))
        while True:  # once more where records name others that do not come to be, which only shows at the end
            plan = _begun(to, archive, planner.inputs, _options(chosen))
            plan.cut, plan.told, plan.unread = planner.cut, [*planner.told], planner.unread
            plan.done = already(archive, planner.inputs, plan.options)
            plan.missing = len(planner.gone)
            outcomes = planner.outcomes(spool, _told(progress, "planned", spool.count))
            missing = CatalogueCheck(known_ids=_Known(index))
            planfile.write(plan.path, plan, _spared(outcomes, archive, planner, missing), archive)
            if not planner.learns(_nowhere(missing, archive), spool):
                return plan


def _known(
    paths: list[Path], archive: Archive, options: ImportOptions, to: str | os.PathLike[str] | None
) -> Plan | None:
    """Return the plan of an import that was made before in the same way, and of which nothing was touched since.

    Then every row is the same, and nothing is read but the bytes of the inputs, to hash them. None where that cannot be
    told: after another version of this program, where rows were refused, and where a batch or a person touched what was
    written (where rows were the same even then: anything).
    """
    told = _options(options)
    if archive.view.patched or (options.mapping is None and "mapping" in options.table):
        return None
    inputs: list[InputFile] = []
    for info in _imports(archive, told):
        was = info.batch
        sizes = sorted(path.stat().st_size for path in paths if path.exists())
        if was.tool != Batch("import").tool or sorted(i.size for i in was.inputs) != sizes:
            continue
        inputs = inputs or [opened(path) for path in paths]
        if sorted(map(_named, inputs)) != sorted(map(_named, was.inputs)):
            continue
        counts = was.extra.get("counts", {})
        if not untouched(archive.folder, info.id, others=bool(counts.get("same"))):
            return None
        formats = {i.sha256: i.format for i in was.inputs}
        plan = _begun(to, archive, [evolve(i, format=formats[i.sha256]) for i in inputs], told)
        plan.done = info.id
        plan.counts["same"] = sum(counts.values())
        return planfile.write(plan.path, plan, (), archive)
    return None


def _named(given: InputFile | Input) -> tuple[str, str]:
    return given.sha256, Path(given.name).suffix.lower()


def _begun(
    to: str | os.PathLike[str] | None, archive: Archive, inputs: list[InputFile], told: dict[str, object]
) -> Plan:
    """Return a plan with nothing in it yet."""
    plan = Plan(Path(to or ""), archive.view.state, inputs, told)
    if to is None:
        plan.path = scratch(plan) / "plan.jsonl"
    return plan


class _Known:
    """The ids of an archive."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __contains__(self, record_id: object) -> bool:
        return isinstance(record_id, str) and self._index.has(record_id)


def _spared(
    outcomes: Iterable[Outcome], archive: Archive, planner: Planner, check: CatalogueCheck
) -> Iterator[Outcome]:
    """Yield outcomes less what would write over a person's edits; tell of comments that go, look at references."""
    for outcome in outcomes:
        made = outcome
        if outcome.after is not None and (outcome.before is not None or archive.changed(outcome.after.id)):
            made = spare_edits(outcome, planner.history, min(planner.seen(e.source) for e in outcome.entries))
        if made.after is not None:
            if made.before is not None:
                comments(planner.history.of(made.before.id).present, made)
            where = made.entries[0].where
            check.record(made.after, file=where.file, line=where.line or where.row)
        yield made


def _nowhere(check: CatalogueCheck, archive: Archive) -> Iterator[str]:
    """Yield ids that no record has and that records name which did not name them before."""
    for problem in check.finish():
        before = archive.get(problem.where.record or "") if problem.rule == REFERENCE.id else None
        if problem.rule == REFERENCE.id and problem.found not in (
            {i for i, *_ in references(before)} if before else ()
        ):
            yield problem.found or ""


def _told(progress: Progress | None, what: str, total: int | None = None) -> Callable[[int], None] | None:
    return None if progress is None else lambda count: progress(what, count, total)


def _options(options: ImportOptions) -> dict[str, object]:
    table = {k: v for k, v in options.table.items() if k != "mapping"}
    told = {"format": options.format, "lists": options.lists, "mapping": options.mapping, "table": table}
    return dict(json.loads(json.dumps(told, default=str)))


def already(archive: Archive, inputs: list[InputFile], options: dict[str, object]) -> str | None:
    """Return the batch that imported the same bytes in the same way and was not taken back; None if there is none."""
    wanted = sorted(i.sha256 for i in inputs)
    return next((b.id for b in _imports(archive, options) if sorted(i.sha256 for i in b.batch.inputs) == wanted), None)


def _imports(archive: Archive, options: dict[str, object]) -> Iterator[BatchInfo]:
    """Yield the batches, newest first, that imported something in one way, all of it, and were not taken back."""
    for info in standing(archive.batches()):
        batch = info.batch
        if batch.kind == "import" and batch.extra.get("options") == options and not batch.extra.get("skipped"):
            yield info


def commit_plan(
    plan: Plan,
    archive: Archive | str | os.PathLike[str],
    *,
    skip: bool = False,
    partial: bool = False,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> str | None:
    """Carry out a plan and return the batch's id; None where there is nothing to do.

    .. versionadded:: 0.1.0

    Args:
        plan: as made or loaded.
        archive: the archive that it was made for, or its folder.
        skip: skip rejected rows; without it a plan with rejected rows is not carried out.
        partial: carry out what was read of inputs that could not be read to the end; without it nothing is written.
        progress: called with what is being done, how many files so far, and how many rows are to be written.

    Raises:
        PlanCut: an input was not read to the end and ``partial`` is not given; nothing was changed.
        PlanRefused: rows were rejected and ``skip`` is not given; nothing was changed.
        StoreError: the archive has changed since the plan was made, or cannot be written; nothing was changed.
        ReadOnlyArchive: the archive came with the package.
    """
    archive = opened_archive(archive)
    if not isinstance(plan, Plan):
        raise not_taken("plan", plan, "taken-plan")
    archive.require_writable()
    archive.refresh()
    if plan.cut and not partial:
        raise PlanCut(plan.cut)
    if plan.refused and not skip:
        raise PlanRefused(plan)
    if moved := [*_moved(plan)]:
        raise StoreError(moved)
    if archive.view.state != plan.head:
        raise StoreError(message("archive-moved"))
    if not plan.changes_something:
        return None
    mapping: Any = plan.options.get("mapping")
    digest = None if mapping is None else str(mapping)
    inputs = tuple(Input(i.name, i.sha256, i.size, i.format, digest) for i in plan.inputs)
    extra = {
        "options": plan.options,
        "counts": dict(plan.counts),
        "skipped": plan.refused + len(plan.cut) + plan.missing,
    }
    if any(columns := [headers(i.found) for i in plan.inputs]):
        extra["columns"] = columns
    if plan.edited:
        archive.commit(Batch("accept"), plan.edits(), edited=True)
    batch = evolve(Batch("import"), inputs=inputs, extra=extra)
    return archive.commit(
        batch, plan.changes(), progress=_told(progress, "written", plan.counts["create"] + plan.counts["update"])
    )


def _moved(plan: Plan) -> Iterator[Problem]:
    """Yield that an article or chapter would be taken out of one record while the record that has it now is refused."""
    gone = (
        {e.record for e in plan.entries() if e.action == "remove"} if plan.refused and plan.counts["remove"] else set()
    )
    for entry in plan.entries() if gone else ():
        if entry.action in ("reject", "conflict"):
            for part in gone:
                if part == entry.record or part in entry.parts or part in (entry.raw or ""):
                    yield Problem(
                        evolve(entry.where, record=entry.record), "moved-refused", part, message("moved-whole")
                    )


class PlanRefused(StoreError):
    """A plan with rejected rows is not carried out unless they may be skipped; exit code 3: nothing was written.

    .. versionadded:: 0.1.0
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        found = Both(f"{plan.refused} / {plan.rows}", f"取込不可 {plan.refused}件")
        super().__init__(
            Problem(Where(), "plan-refused", found, message("no-refused-rows", refused=plan.refused, rows=plan.rows))
        )


class PlanCut(StoreError):
    """A plan with inputs that were not read to the end is not carried out unless requested; exit code 3.

    .. versionadded:: 0.1.0
    """


__all__ = ["PlanCut", "PlanRefused", "already", "commit_plan", "plan_import"]
