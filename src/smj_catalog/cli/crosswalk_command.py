"""smj-catalog crosswalk."""

from __future__ import annotations

import click

from smj_catalog.cli.language import language_option
from smj_catalog.cli.options import as_json, kinds_of, print_json
from smj_catalog.cli.usage import misused
from smj_catalog.cli.verb import verb
from smj_catalog.problems import kinds_named, message, quoted


@verb("crosswalk", example="crosswalk onix-3.1")
@click.argument("format_id", metavar="FORMAT")
@click.option("--kind", metavar="KIND", help="Only this kind of record.")
@click.option("--code", is_flag=True, help="Show the generated writer, for debugging.")
@as_json
@language_option(expose_value=False)
def command(format_id: str, kind: str | None, code: bool, as_json: bool) -> None:
    """Show how each field of the model maps to FORMAT, and which fields it cannot carry and why."""
    from smj_catalog.crosswalk import Column, writer_source
    from smj_catalog.crosswalk.render import own, rows
    from smj_catalog.formats import get
    from smj_catalog.model import RECORD_TYPES

    found = get(format_id)
    kind = kinds_of([kind])[0] if kind is not None else None
    columns = {k: found.columns.get(k) for k in found.kinds if kind in (None, k)}
    shown = {k: rows(c) if c is not None else list(own(RECORD_TYPES[k])) for k, c in columns.items()}
    if kind is not None and not columns:
        raise misused(message("kind-not-held", format=format_id, kind=quoted(kind), kinds=kinds_named(found.kinds)))
    if code:
        for name, column in columns.items():
            if not isinstance(column, Column):
                raise misused(message("no-generated-writer", format=format_id))
            click.echo(f"# {name}\n{writer_source(column)}")
    elif as_json:
        print_json({k: [{"field": f, "path": p, "not_carried": n} for f, p, n in found] for k, found in shown.items()})
    else:
        for name, listed in shown.items():
            for field, path, why in listed:
                click.echo(f"{name}.{field}\t{path or '—'}\t{why or ''}")
