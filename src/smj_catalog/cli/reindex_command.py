"""smj-catalog reindex."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.options import common, open_archive, say, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, message


@verb("reindex", example="reindex --archive 目録")
@common
@click.pass_context
def command(ctx: click.Context, archive: Path | None, lang: str, report: Path | None) -> None:
    """Rebuild the index of the archive from its files; this is always possible."""
    from smj_catalog.errors import StoreError
    from smj_catalog.store.index import Index

    opened = open_archive(archive, lang)
    opened.require_writable()
    with Index.open(opened) as index:
        if not index.place:
            raise StoreError(message("index-not-kept", folder=opened.folder))
        index.rebuild()
        count, broken = index.count(), index.broken()
    write_report(Report("reindex", count), report, lang)
    say(message("index-made", count=count).text(lang))
    for path in broken:
        say(message("file-broken", file=str(opened.folder / path)).text(lang))
    ctx.exit(1 if broken else 0)
