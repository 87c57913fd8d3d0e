"""smj-catalog edit."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import evolve

from smj_catalog.cli.edits import carry, dry_run, opened_to_write
from smj_catalog.cli.options import as_json, common, say, told_of
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Message, message

if TYPE_CHECKING:
    from smj_catalog.model import Record
    from smj_catalog.services.one_row import Draft
    from smj_catalog.store import Archive

_AT_ONCE = 0.5
"""Seconds: an editor that ends sooner and has changed nothing may have left its window open."""


@verb("edit", example="edit issue:migrants-network:193 --archive 目録")
@click.argument("record_ids", nargs=-1, required=True, metavar="ID…")
@click.option("--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Take the text of this file, which an earlier edit kept, instead of calling the editor.")  # fmt: skip
@dry_run
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, record_ids: tuple[str, ...], file: Path | None, dry_run: bool, as_json: bool,
    archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Edit records as XML in your editor: $VISUAL, else $EDITOR, else one that the system has.

    Errors are shown in comments above their lines when you edit again, and on the terminal. Several records are one text
    and one batch for log, why and undo. Text that is not accepted is kept in a file, which is named. Exit code 1: it was not
    accepted, and nothing was changed.
    """
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.services.as_text import plain, taken, text_of, where_they_stand

    opened = opened_to_write(archive, lang, dry=dry_run)
    records = {r.id: r for r in (record_meant(opened, wanted) for wanted in record_ids)}

    def carried(made: Draft) -> int:
        note = f"edit {' '.join(records)}"
        return carry(opened, made, note=note, dry=dry_run, as_json=as_json, lang=lang, report=report)

    if file is not None:
        text = file.read_bytes()
        made = taken(opened, records, plain(text))
        ctx.exit(carried(evolve(made, problems=tuple(where_they_stand(made.problems, text)))))
    typed, code = _Typed(text_of(records.values(), opened)), 1
    try:
        code = carried(_edited(opened, records, typed, lang))
    finally:
        if told := typed.done(" ".join(records), taken=code == 0 and not dry_run):
            say(told.text(lang))
    ctx.exit(code)


class _Typed:
    """What a person types: in a file outside the archive, until it is in the archive."""

    def __init__(self, start: bytes) -> None:
        self._start = start
        self._at_once = False
        number, name = tempfile.mkstemp(prefix="smj-catalog-", suffix=".xml")
        self.place = Path(name)
        with os.fdopen(number, "wb") as file:
            file.write(start)

    def read(self) -> bytes:
        """Return the text."""
        return self.place.read_bytes()

    def edit(self) -> None:
        """Call the editor, and come back when it ends.

        Raises:
            StoreError: it cannot be called, or says that it failed.
        """
        from smj_catalog.errors import StoreError

        began = time.monotonic()
        try:
            click.edit(filename=str(self.place))
        except click.ClickException as error:
            if isinstance(error.__cause__, FileNotFoundError):
                name = error.__cause__.filename or error.message.partition(":")[0]
                raise StoreError(message("editor-missing", name=name)) from error
            raise StoreError(message("editor-failed", reason=error.message)) from error
        self._at_once = time.monotonic() - began < _AT_ONCE

    def done(self, records: str, *, taken: bool) -> Message | None:
        """Remove the file, unless something in it is not in the archive or a window may still show it: say so then."""
        same = not self.place.exists() or self.read() == self._start
        if same and self._at_once:
            return message("editor-at-once", file=self.place)
        if not (same or taken):
            return message("text-kept", file=self.place, records=records)
        self.place.unlink(missing_ok=True)
        return None


def _edited(archive: Archive, records: dict[str, Record], typed: _Typed, lang: str) -> Draft:
    """Return what a person makes of records, who may go on while something is wrong with it."""
    from smj_catalog.services.as_text import annotated, plain, taken, where_they_stand

    while True:
        typed.edit()
        text = plain(typed.read())
        made = taken(archive, records, text)
        if not made.refused:
            return made
        typed.place.write_bytes(annotated(text, made.problems, lang))
        made = evolve(made, problems=tuple(where_they_stand(made.problems, typed.read())))
        if not sys.stdin.isatty():
            return made
        for problem in made.problems:
            say(told_of(problem, lang))
        if not click.confirm(message("edit-again").text(lang), default=True, err=True):
            return evolve(made, problems=())
