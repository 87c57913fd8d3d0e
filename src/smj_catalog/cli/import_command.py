"""smj-catalog import."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from smj_catalog.cli.options import (
    as_json,
    common,
    counting,
    echo,
    force,
    open_archive,
    print_json,
    say,
    say_unread,
    write_report,
)  # fmt: skip
from smj_catalog.cli.plan_lines import PlanLines
from smj_catalog.cli.usage import misused
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, message


@verb("import", example="import 新着.csv --commit")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]…")
@click.option(
    "--from", "from_format", metavar="FORMAT", help="Format of the files; detected from their content by default."
)
@click.option(
    "--encoding",
    metavar="E",
    help="Encoding of a table, RIS or BibTeX file, if it cannot be detected: utf-8, cp932, euc-jp …",
)
@click.option("--kind", metavar="KIND", help="Kind of record in a table that does not state it.")
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="TOML file that maps the table's columns to smj-catalog's.")  # fmt: skip
@click.option("--write-mapping", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the mapping that would be used to FILE, for editing, and stop.")  # fmt: skip
@click.option("--ignore", multiple=True, metavar="COLUMN",
              help="Ignore this column; may be repeated or given a comma-separated list.")  # fmt: skip
@click.option("--sheet", metavar="NAME", help="Read only this sheet of a workbook.")
@click.option("--header-row", type=click.IntRange(1, 1000), metavar="N",
              help="The row with the column names, if it is not detected.")  # fmt: skip
@click.option("--lists", type=click.Choice(["replace", "append"]), default="replace", show_default=True,
              help="Whether values of a repeatable field replace the existing ones or are added to them.")  # fmt: skip
@click.option("--plan", "plan_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Save the plan in FILE; with --commit and no files to import, carry out that plan.")  # fmt: skip
@click.option("--commit", is_flag=True, help="Carry out the plan; without this option nothing is written.")
@click.option("--on-error", type=click.Choice(["stop", "skip"]), default="stop", show_default=True,
              help="If a row is rejected: stop and write nothing, or skip it and import the others.")  # fmt: skip
@click.option("--partial", is_flag=True,
              help="With --commit: import what could be read of a file that cannot be read to the end; by default nothing is written.")  # fmt: skip
@click.option("--rejects", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write rejected rows and their problems to DIR as NAME.rejects.EXT, in the format of the input.")  # fmt: skip
@force
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, files: tuple[Path, ...], from_format: str | None, encoding: str | None, kind: str | None,
    mapping: Path | None, write_mapping: Path | None, ignore: tuple[str, ...], sheet: str | None, header_row: int | None,
    lists: str, plan_file: Path | None, commit: bool, on_error: str, partial: bool, rejects: Path | None, force: bool,
    as_json: bool, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Import records into the archive: without --commit show the plan, with --commit carry it out.

    The plan shows for every row what would happen to it (create, update, same, conflict or reject) and which fields
    would change; errors and warnings come first. Exit code 0: every row can be, or was, imported; 1: rows were rejected
    or a file could not be read to the end, and the other rows were imported if requested; 3: --commit was given and
    could not be carried out, so that nothing was written.
    """
    from smj_catalog.services import keep_apart
    from smj_catalog.services.importing import ImportOptions, commit_plan, load_plan, plan_import, write_rejects
    from smj_catalog.store import locate

    for path in files:
        if not path.exists():
            raise misused(message("no-such-file", path=path))
    plans = [plan_file] if plan_file is not None else []
    made = plans if files else []
    keep_apart(
        [*made, write_mapping, report, rejects], archive=locate(archive), new=() if force else (*made, write_mapping),
        inputs=[*files, *([mapping] if mapping is not None else []), *([] if files else plans)],
    )  # fmt: skip
    opened = open_archive(archive, lang)
    if commit:
        opened.require_writable()
    table: dict[str, Any] = {
        k: v for k, v in (("encoding", encoding), ("kind", kind), ("ignore", ignore), ("sheet", sheet), ("header_row", header_row)) if v
    }  # fmt: skip
    if mapping is not None:
        from smj_catalog.formats.tabular import load_mapping

        table["mapping"] = _before(load_mapping, mapping, commit)
    if write_mapping is not None:
        _write_mapping(files, write_mapping, from_format, table, lang)
        return
    digest = hashlib.sha256(mapping.read_bytes()).hexdigest() if mapping is not None else None
    options = ImportOptions(from_format, table, lists, digest)
    if files:
        plan = plan_import(files, opened, options, to=plan_file, progress=counting())
    elif plan_file is not None:
        plan = _before(load_plan, plan_file, commit)
    else:
        raise misused(message("files-or-plan"))
    try:
        told = Report("import", plan.rows, plan.refused, [*plan.told], unread=plan.unread)
        shown = PlanLines(lang)
        for entry in plan.entries():
            shown.take(entry)
            if report is not None or as_json:
                told.problems += entry.problems
        back = write_rejects(plan, rejects, lang=lang) if rejects is not None and plan.refused else []
        write_report(told, report, lang)
        if as_json:
            entries = [e.as_dict(lang) for e in plan.entries()]
            print_json(
                {**told.as_dict(lang), "plan": entries, "counts": dict(plan.counts), "done": plan.done,
                 "cut": [p.as_dict(lang) for p in plan.cut]}
            )  # fmt: skip
        else:
            _head(plan, [f"--{name.replace('_', '-')}" for name in table], lang)
            for line in shown.lines():
                echo(line)
            counts = {a: plan.counts[a] for a in ("create", "update", "same", "conflict", "reject")}
            say(message("plan-counts", **counts).text(lang))
            say_unread(plan.unread, lang)
            if plan.counts["remove"]:
                say(message("plan-removes", count=plan.counts["remove"]).text(lang))
        for path in back:
            say(message("rejects-in", file=str(path)).text(lang))
        nothing_new = plan.done is not None and files and not (plan.changes_something or plan.refused or plan.cut)
        if nothing_new:
            say(message("plan-done-before", batch=plan.done).text(lang))
        batch = None
        wrong = plan.refused + len(plan.cut)
        if commit and not (nothing_new and not wrong):
            batch = commit_plan(plan, opened, skip=on_error == "skip", partial=partial, progress=counting())
            done = (
                message("imported", batch=batch) if batch else message("nothing-imported" if wrong else "nothing-to-do")
            )
            say(done.text(lang))
        elif plan.changes_something:
            say(message("plan-only").text(lang))
        ctx.exit(0 if not wrong else 3 if commit and batch is None and plan.cut else 1)
    finally:
        if plan_file is None:
            plan.path.unlink(missing_ok=True)


def _before(load: Callable[[Path], Any], path: Path, commit: bool) -> Any:
    """Load what an import stands on; where it is at fault and a commit was asked, nothing was written: exit code 3."""
    from smj_catalog.errors import InputError, StoreError

    try:
        return load(path)
    except InputError as error:
        if commit:
            raise StoreError(error.problems) from error
        raise


def _head(plan: Any, given: list[str], lang: str) -> None:
    """Show what was found of the inputs themselves; of options for tables, those given, that an input is none."""
    for source in plan.inputs:
        encoding = source.found.get("encoding")
        told = message("file-read-as", file=source.name, format=source.format)
        if encoding:
            told = message("table-read-as", file=source.name, format=source.format, encoding=encoding)
        if source.format:  # else it is of none that is known, which is told below
            say(told.text(lang))
        if given and not plan.done and source.format and "tables" not in source.found:
            say(message("options-of-tables", file=source.name, options=", ".join(given)).text(lang))
        if "--sheet" in given and not plan.done and "delimiter" in source.found:
            say(message("option-of-sheets", file=source.name).text(lang))
    for problem in plan.told:
        say(problem.text(lang))


def _write_mapping(
    files: tuple[Path, ...], target: Path, from_format: str | None, table: dict[str, Any], lang: str
) -> None:
    from smj_catalog.formats import Reading
    from smj_catalog.formats.tabular import Mapping, write_mapping
    from smj_catalog.services.reading import items

    if len(files) != 1:
        raise misused(message("mapping-of-one"))
    reading = Reading(file=str(files[0]), options=table)
    for _ in items(files[0], reading, format=from_format):
        if reading.found.get("tables") and "delimiter" in reading.found:
            break
    tables = reading.found.get("tables")
    if not tables:
        raise misused(message("mapping-of-table", file=files[0]))
    columns: dict[str, str] = {}
    for t in tables:
        for header, key in zip(t["header"], t["keys"], strict=False):
            if header.strip() and header not in t["unknown"]:
                whole = f"{t['name']}!{header}" if columns.get(header, key or "ignore") != (key or "ignore") else header
                columns[whole] = key or "ignore"
    unknown = dict.fromkeys(name for t in tables for name in t["unknown"])
    varying = {name for t in tables for name in t["varies"]}
    given = table.get("mapping") or Mapping()
    kind = tables[0]["kind"] if len(tables) == 1 else given.kind
    write_mapping(Mapping(columns, kind, given.constants), target, unknown=unknown, varying=varying, lang=lang)
    say(message("mapping-made", file=target).text(lang))
