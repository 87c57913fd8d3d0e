"""smj-catalog undo."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.options import as_json, common, echo, open_archive, print_json, row, say, told_of, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, fields_named, message


@verb("undo", example="undo 20261124T120000Z-000001 --archive 目録")
@click.argument("batch")
@click.option("--dry-run", is_flag=True, help="Only show what would be undone.")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, batch: str, dry_run: bool, as_json: bool, archive: Path | None, lang: str, report: Path | None
) -> None:
    """Undo BATCH, field by field; later edits to the same fields stop it. The undo is itself a batch that can be undone."""
    from smj_catalog.services.importing import undo

    opened = open_archive(archive, lang)
    if not dry_run:
        opened.require_writable()
    told = undo(opened, batch, dry=dry_run)
    write_report(
        Report("undo", len(told.removed) + len(told.restored), 0, [*told.conflicts, *told.dangling]), report, lang
    )
    if as_json:
        print_json({
            "batch": told.batch, "removed": told.removed, "restored": told.restored, "done": told.done,
            "problems": [p.as_dict(lang) for p in (*told.conflicts, *told.dangling)],
        })  # fmt: skip
    else:
        removed, restored = message("undo-removed").text(lang), message("undo-restored").text(lang)
        for record in told.removed:
            row(removed, record)
        for record, fields in told.restored.items():
            row(restored, record, fields_named(fields).text(lang))
        for problem in told.conflicts:
            echo(problem.text(lang))
        for problem in told.dangling:
            echo(told_of(problem, lang))
    undone = (
        "nothing-changed" if told.conflicts or not (dry_run and (told.removed or told.restored)) else "dry-run-undo"
    )
    say((message("taken-back", batch=told.done) if told.done else message(undone)).text(lang))
    ctx.exit(1 if told.conflicts else 0)
