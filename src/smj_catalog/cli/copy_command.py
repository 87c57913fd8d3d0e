"""smj-catalog copy."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.edits import carry, dry_run, opened_to_write, with_isbn
from smj_catalog.cli.options import as_json, common, say
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Where, fields_named, message


@verb("copy", example="copy issue:migrants-network:193 号数=194 --archive 目録")
@click.argument("record_id", metavar="ID")
@click.argument("cells", nargs=-1, metavar="[COLUMN=TEXT]…")
@dry_run
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, record_id: str, cells: tuple[str, ...], dry_run: bool, as_json: bool, archive: Path | None,
    lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Make a new record from an existing one: its next issue or edition.

    What belongs to the original alone is not copied, but listed: its numbers (ISBN, …), dates, status, articles, cover,
    reviews, prizes, holdings and sources. COLUMN=TEXT is read as set reads it. The id is made and shown. Exit code 1: a
    value is not right, or the record already exists; nothing was changed.
    """
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.model import kind_of
    from smj_catalog.services.copying import copied
    from smj_catalog.services.importing import Entry
    from smj_catalog.services.one_row import Draft, split_cell

    given = [split_cell(cell) for cell in cells]
    opened = opened_to_write(archive, lang, dry=dry_run)
    record = record_meant(opened, record_id)
    copy = copied(opened, record, with_isbn(opened, given))
    made = copy.record
    entry = Entry("create", made.id, kind_of(made), Where(), problems=[*copy.problems])
    note = f"copy {record.id} {' '.join((made.id, *cells))}"
    code = carry(
        opened, Draft((made,), (entry,), ()), note=note, dry=dry_run, as_json=as_json, lang=lang, report=report
    )
    if copy.left:
        say(message("not-copied", fields=fields_named(copy.left)).text(lang))
    ctx.exit(code)
