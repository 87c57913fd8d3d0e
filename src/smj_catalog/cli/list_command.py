"""smj-catalog list."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.options import as_json, common, open_archive, print_json, row, say, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report


@verb("list", example="list --kind book")
@click.option("--kind", multiple=True, metavar="KIND", help="Only these kinds: book, issue, …; may be repeated.")
@click.option("--scope", default="all", show_default=True, metavar="LIST", help="Only books of these scopes.")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context,
    kind: tuple[str, ...],
    scope: str,
    as_json: bool,
    archive: Path | None,
    lang: str,
    report: Path | None,
) -> None:
    """List the records of the archive in archive order, one per line: id, date, title."""
    from smj_catalog.errors import InputError
    from smj_catalog.model import Product, kind_of, title_of
    from smj_catalog.services import select

    told = Report("list")
    rows = []
    broken: list[InputError] = []
    with open_archive(archive, lang) as opened:
        kinds = tuple(k for given in kind for k in given.split(","))
        for record in select(opened, kinds=kinds, scope=tuple(scope.split(",")), on_error=broken.append):
            dates = [str(d.date) for d in record.dates] if isinstance(record, Product) else []
            found = {
                "id": record.id,
                "kind": kind_of(record),
                "date": min(dates, default=None),
                "title": title_of(record),
            }
            told.records += 1
            if as_json:
                rows.append(found)
            else:
                row(found["id"], found["date"], found["title"])
    told.problems += [problem for error in broken for problem in error.problems]
    if as_json:
        print_json({"records": rows, "problems": [p.as_dict(lang) for p in told.problems]})
    for problem in told.problems:
        say(problem.text(lang))
    write_report(told, report, lang)
    ctx.exit(1 if broken else 0)
