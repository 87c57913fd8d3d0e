"""smj-catalog withdraw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from attrs import evolve

from smj_catalog.cli.edits import dry_run, opened_to_write
from smj_catalog.cli.options import common, echo, field_rows, row, say, write_report
from smj_catalog.cli.usage import misused
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Both, Report, message

_STATUS = {
    "out-of-print": ("07", "51"),
    "out-of-stock": ("06", "40"),
    "withdrawn": ("11", "46"),
    "cancelled": ("01", "01"),
}
"""Word -> code of List 64, and the code of List 65 that goes with it."""
_WORDS = {"絶版": "out-of-print", "品切": "out-of-stock", "販売終了": "withdrawn", "刊行中止": "cancelled"}
_ALSO = {"品切れ": "out-of-stock"}


class _Status(click.Choice[str]):
    """One of the words, in English or Japanese."""

    allowed = Both(", ".join(_STATUS), "、".join(_WORDS))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the English word."""
        found = str(super().convert(value, param, ctx))
        return {**_WORDS, **_ALSO}.get(found, found)


_ROLE = "onix:13"
"""Date from which a product is out of print or no longer to be had (List 163, code 13)."""


@verb("withdraw", example="withdraw 9784750329482 --status out-of-print --archive 目録")
@click.argument("record_id", metavar="ID")
@click.option(
    "--status",
    type=_Status([*_STATUS, *_WORDS, *_ALSO]),
    metavar="STATUS",
    required=True,
    help="What has become of the book or issue.",
)
@click.option("--date", metavar="DATE", help="Since when: 2026-03-31, 2026-03, 2026, 2026年3月.")
@dry_run
@common
@click.pass_context
def command(
    ctx: click.Context, record_id: str, status: str, date: str | None, dry_run: bool, archive: Path | None, lang: str,
    report: Path | None,
) -> None:  # fmt: skip
    """Mark a book or issue as no longer available; the record is kept.

    Sets the publishing status (List 64), the availability that goes with it (List 65) and, with --date, the day. The change
    is a batch: log, why and undo know it.
    """
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.formats.tabular.values import parse_dates
    from smj_catalog.model import Product, kind_of
    from smj_catalog.services.importing.merging import differences
    from smj_catalog.services.words import label

    opened = opened_to_write(archive, lang, dry=dry_run)
    record = record_meant(opened, record_id)
    if not isinstance(record, Product):
        raise misused(message("withdraw-products", record=record.id))
    code, available = _STATUS[status]
    dates = record.dates if status != "out-of-stock" else tuple(d for d in record.dates if d.role != _ROLE)
    if date is not None and status == "out-of-stock":
        raise misused(message("withdraw-date", record=record.id))
    if date is not None:
        said = parse_dates(date, _ROLE, kind_of(record)).value
        dates = (*(d for d in dates if d.role != _ROLE), *said)
    changed = evolve(record, status=code, availability=available, dates=dates)
    found = list(differences(record, changed))
    if found:
        row(message("action-update").text(lang), record.id, label(record, lang, opened.get))
    for line in field_rows(kind_of(record), ((c.field, c.old, c.new) for c in found), lang):
        echo(line)
    told = Report("withdraw", 1)
    word = next(ja for ja, en in _WORDS.items() if en == status) if lang == "ja" else status
    note = " ".join(["withdraw", record.id, word, *([date] if date else [])])
    batch = None if dry_run else opened.save(changed, note=note, report=told)
    write_report(told, report, lang)
    done = message("saved-as", batch=batch) if batch else message("dry-run-only" if dry_run else "nothing-changed")
    say(done.text(lang))
    ctx.exit(0)
