"""What the verbs that change one record share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smj_catalog.cli.options import echo, open_archive, print_json, say, told_of, write_report
from smj_catalog.cli.plan_lines import PlanLines
from smj_catalog.problems import Report, message

if TYPE_CHECKING:
    from smj_catalog.services.one_row import Draft
    from smj_catalog.store import Archive

dry_run = click.option("--dry-run", is_flag=True, help="Only show what would change.")
"""Add --dry-run."""


def opened_to_write(path: Path | None, lang: str, *, dry: bool) -> Archive:
    """Return the archive of a verb that changes it.

    Raises:
        ReadOnlyArchive: it came with the package.
        StoreError: there is none, or it cannot be read.
    """
    opened = open_archive(path, lang)
    if not dry:
        opened.require_writable()
    return opened


def carry(
    ctx: click.Context, archive: Archive, made: Draft, *, note: str, dry: bool, as_json: bool, lang: str,
    report: Path | None,
) -> None:  # fmt: skip
    """Show what becomes of a record, save it unless that is refused, and exit."""
    told = Report(ctx.info_name or "", len(made.entries), sum(made.refused for _ in made.entries[:1]), [*made.problems])
    shown = PlanLines(lang)
    for entry in made.entries:
        told.problems += entry.problems
        shown.take(entry)
    batch = None
    if not made.refused and not dry:
        batch = archive.save(*made.records, note=note)
    if as_json:
        entries: Sequence[Any] = [e.as_dict(lang) for e in made.entries]
        print_json({"plan": entries, "batch": batch, "problems": [p.as_dict(lang) for p in told.problems]})
    else:
        for line in shown.lines():
            echo(line)
        for problem in made.problems:
            say(told_of(problem, lang))
    write_report(told, report, lang)
    say(_done(batch, refused=made.refused, changes=bool(made.records), dry=dry).text(lang))
    ctx.exit(1 if made.refused else 0)


def _done(batch: str | None, *, refused: bool, changes: bool, dry: bool) -> Any:
    if batch is not None:
        return message("saved-as", batch=batch)
    return message("nothing-changed" if refused or not changes or not dry else "dry-run-only")
