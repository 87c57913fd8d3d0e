"""smj-catalog add."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.edits import carry, dry_run, opened_to_write
from smj_catalog.cli.options import as_json, common
from smj_catalog.cli.verb import verb
from smj_catalog.problems import message


@verb("add", example="add 図書 書名=見本の社会 編者=見本花子 --archive 目録")
@click.argument("kind")
@click.argument("cells", nargs=-1, required=True, metavar="COLUMN=TEXT…")
@dry_run
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, kind: str, cells: tuple[str, ...], dry_run: bool, as_json: bool, archive: Path | None, lang: str,
    report: Path | None,
) -> None:  # fmt: skip
    """Add one record: KIND is book, issue, article, agent …, or the Japanese for it.

    Columns are those of tables, under any name by which an import knows them, and texts are read as an import reads them.
    The id is made and shown. Exit code 1: a value is not right, or the record is there already; nothing was changed.
    """
    from smj_catalog.errors import BadRecord
    from smj_catalog.problems import Problem, Where
    from smj_catalog.services.one_row import draft, record_kind, split_cell

    given, wanted = [split_cell(cell) for cell in cells], record_kind(kind)
    opened = opened_to_write(archive, lang, dry=dry_run)
    made = draft(opened, given, kind=wanted)
    there = [e.record for e in made.entries if e.action in ("update", "same")]
    if there:
        raise BadRecord([Problem(Where(record=r), "record-there", r, message("a-new-record", record=r)) for r in there])
    note = f"add {' '.join(e.record for e in made.entries)}"
    carry(ctx, opened, made, note=note, dry=dry_run, as_json=as_json, lang=lang, report=report)
