"""smj-catalog list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smj_catalog.cli.options import as_json, common, kinds_of, open_archive, print_json, say, table, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, message

if TYPE_CHECKING:
    from smj_catalog.store import Archive


@verb("list", example="list --kind book --columns 書名,発行日,ISBN --sort 発行日")
@click.option("--kind", multiple=True, metavar="KIND", help="Only these kinds: book, issue, …; may be repeated.")
@click.option("--scope", default="all", show_default=True, metavar="LIST", help="Only books of these scopes.")
@click.option(
    "--columns", metavar="LIST", help="Show these columns of tables instead of date and title: 書名,定価,ISBN."
)
@click.option("--where", multiple=True, metavar="CONDITION",
              help="Only records with COLUMN=TEXT (is), COLUMN!=TEXT (is not) or COLUMN~TEXT (contains); may be repeated.")  # fmt: skip
@click.option("--sort", metavar="COLUMN", help="Sort by this column, numbers by value; without it, archive order.")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, kind: tuple[str, ...], scope: str, columns: str | None, where: tuple[str, ...], sort: str | None,
    as_json: bool, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """List the records of the archive in archive order, one per line: id, date, title.

    Columns are those of tables, under any name by which an import knows them; an empty TEXT stands for an empty cell.
    """
    from smj_catalog.errors import InputError
    from smj_catalog.services import select

    told = Report("list")
    broken: list[InputError] = []
    with open_archive(archive, lang) as opened:
        records = select(opened, kinds=kinds_of(kind) or None, scope=tuple(scope.split(",")), on_error=broken.append)
        shown = _shown(opened, records, told, columns, where, sort, lang)
        if as_json:
            rows = [found for found, _ in shown]
        else:
            table(cells for _, cells in shown)
            if not told.records:
                say(message("list-none" if len(opened) or broken else "list-empty").text(lang))
    told.problems += [problem for error in broken for problem in error.problems]
    if as_json:
        print_json({"records": rows, "problems": [p.as_dict(lang) for p in told.problems]})
    for problem in told.problems:
        say(problem.text(lang))
    write_report(told, report, lang)
    ctx.exit(1 if broken else 0)


def _shown(
    opened: Archive,
    records: Iterable[Any],
    told: Report,
    columns: str | None,
    where: tuple[str, ...],
    sort: str | None,
    lang: str,
) -> Iterable[tuple[dict[str, Any], list[str | None]]]:
    """Yield each record that is wanted: as JSON has it, and as a line has it."""
    from smj_catalog.services import words

    keys = [words.column_named(name.strip()) for name in columns.split(",")] if columns is not None else []
    conditions = [words.condition(text, lang) for text in where]
    order = words.sort_key(sort) if sort is not None else None
    asked = [*keys, *map(words.column_of, where), *([words.column_named(sort)] if sort is not None else [])]

    def lines() -> Iterable[tuple[dict[str, str], dict[str, Any], list[str | None]]]:
        for record in records:
            texts = dict(next(words.in_words(record, lang, asked)).texts) if asked else {}
            if not all(holds(texts) for holds in conditions):
                continue
            told.records += 1
            found = _of(record)
            if columns is None:
                yield texts, found, [record.id, found["date"], words.label(record, lang, opened.get)]
            else:
                cells = map(texts.get, keys[1:] if keys[:1] == ["id"] else keys)  # which every line begins with
                yield texts, {**found, "columns": {k: texts.get(k) for k in keys}}, [record.id, *cells]

    wanted = lines() if order is None else sorted(lines(), key=lambda line: order(line[0]))
    return ((found, cells) for _, found, cells in wanted)


def _of(record: Any) -> dict[str, Any]:
    from smj_catalog.model import Product, kind_of, title_of

    dates = [str(d.date) for d in record.dates] if isinstance(record, Product) else []
    return {
        "id": record.id, "kind": kind_of(record), "date": min(dates, default=None), "title": title_of(record),
    }  # fmt: skip
