"""What the verbs that change one record share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

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


def carry(archive: Archive, made: Draft, *, note: str, dry: bool, as_json: bool, lang: str, report: Path | None) -> int:
    """Show what becomes of a record, save it unless that is refused, and return the exit code."""
    told = Report(
        note.partition(" ")[0], len(made.entries), sum(made.refused for _ in made.entries[:1]), [*made.problems]
    )
    shown = PlanLines(lang)
    for entry in made.entries:
        told.problems += entry.problems
        if entry.action != "same":
            shown.take(entry)
    batch, doubts = None, Report("")
    if not made.refused and not dry:
        batch = archive.save(*made.records, note=note, report=doubts)
    made = evolve(made, problems=(*made.problems, *(p for p in doubts.problems if p.rule == "comment-lost")))
    if as_json:
        entries: Sequence[Any] = [e.as_dict(lang) for e in made.entries]
        print_json({"plan": entries, "batch": batch, "problems": [p.as_dict(lang) for p in told.problems]})
    else:
        for line in () if made.refused else shown.lines():
            echo(line)
        for problem in [p for e in made.entries if e.action == "same" for p in e.problems]:
            say(told_of(problem, lang))
        for problem in told.problems if made.refused else made.problems:
            say(told_of(problem, lang))
    write_report(told, report, lang)
    say(_done(batch, refused=made.refused, changes=bool(made.records), dry=dry).text(lang))
    return 1 if made.refused else 0


def _done(batch: str | None, *, refused: bool, changes: bool, dry: bool) -> Any:
    if batch is not None:
        return message("saved-as", batch=batch)
    return message("nothing-changed" if refused or not changes or not dry else "dry-run-only")


def with_isbn(archive: Archive, cells: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return cells in which ``ISBN=next`` is the next free one.

    Raises:
        UsageError: archive.toml has no prefix, or none of its ISBNs is free.
    """
    from smj_catalog.errors import UsageError
    from smj_catalog.formats.tabular.headers import key_of
    from smj_catalog.services.isbns import next_isbn

    found = []
    for name, text in cells:
        if key_of(name) == "isbn" and text.strip() in ("next", "次"):
            if (isbn := next_isbn(archive)) is None:
                raise UsageError(message("isbn-no-prefix"))
            text = isbn
        found.append((name, text))
    return found
