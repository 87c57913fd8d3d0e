"""smj-catalog delete."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.edits import dry_run, opened_to_write
from smj_catalog.cli.options import common, row, say, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, message


@verb("delete", example="delete book:mistyped --reason 重複 --archive 目録")
@click.argument("record_id", metavar="ID")
@click.option("--reason", metavar="TEXT", help="Why; it is recorded in the journal.")
@click.option("--merged-into", metavar="ID", help="The record that takes its place.")
@dry_run
@common
@click.pass_context
def command(
    ctx: click.Context, record_id: str, reason: str | None, merged_into: str | None, dry_run: bool, archive: Path | None,
    lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Delete one record, article or chapter, by its id, a number (ISBN, ISSN, …) or a title that no other record has.

    The journal keeps its id, title, numbers and the reason, and undo brings it back. A record that others refer to is not
    deleted. What is only out of print is withdrawn, not deleted.
    """
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.services.words import label
    from smj_catalog.store.edit import Edit

    opened = opened_to_write(archive, lang, dry=dry_run)
    record = record_meant(opened, record_id)
    other = record_meant(opened, merged_into).id if merged_into is not None else None
    batch = None
    if dry_run:
        edit = Edit(opened)
        edit.delete(record.id, reason=reason, merged_into=other)
        edit.require_references()
    else:
        batch = opened.delete(record.id, reason=reason, merged_into=other)
    row(message("action-remove").text(lang), record.id, label(record, lang, opened.get))
    if parts := getattr(record, "contents", ()):
        say(message("contents-go", count=len(parts)).text(lang))
    write_report(Report("delete", 1), report, lang)
    say((message("saved-as", batch=batch) if batch else message("dry-run-only")).text(lang))
    ctx.exit(0)
