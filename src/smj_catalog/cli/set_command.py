"""smj-catalog set."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.edits import carry, dry_run, opened_to_write, with_isbn
from smj_catalog.cli.options import as_json, common, kinds_of
from smj_catalog.cli.verb import verb
from smj_catalog.problems import kinds_named, message


@verb("set", example="set book:9784750329482 定価=1800円 税区分=税抜 --archive 目録")
@click.argument("record_id", metavar="ID")
@click.argument("cells", nargs=-1, required=True, metavar="COLUMN=TEXT…")
@dry_run
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, record_id: str, cells: tuple[str, ...], dry_run: bool, as_json: bool, archive: Path | None,
    lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Change fields of one record.

    Columns are those of tables, under any name by which an import knows them, and texts are read as an import reads them;
    an empty TEXT empties the field. A column of one role (author, editor, …) changes the persons of that role alone;
    "contributors" and "names with roles" replace all of them, with their roles and readings. The change is a batch: log,
    why and undo know it. ID may also be a number (ISBN, ISSN, …) or a title that no other record has. Exit code 1: the
    value is not right, and nothing was changed.
    """
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.errors import UsageError
    from smj_catalog.formats.tabular.headers import key_of
    from smj_catalog.formats.tabular.sheets import KIND
    from smj_catalog.model import kind_of
    from smj_catalog.services.one_row import draft, split_cell

    given = [split_cell(cell) for cell in cells]
    opened = opened_to_write(archive, lang, dry=dry_run)
    record = record_meant(opened, record_id)
    for name, text in given:
        if key_of(name) == KIND.key and kinds_of([text]) != (kind_of(record),):
            raise UsageError(message("set-kind", record=record.id, kind=kinds_named([kind_of(record)], typed=False)))
    made = draft(opened, with_isbn(opened, given), record=record)
    note = f"set {record.id} {' '.join(cells)}"
    ctx.exit(carry(opened, made, note=note, dry=dry_run, as_json=as_json, lang=lang, report=report))
