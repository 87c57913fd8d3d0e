"""smj-catalog why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from smj_catalog.cli.options import as_json, common, print_json, write_report
from smj_catalog.problems import Report


@click.command("why", epilog="Example: smj-catalog why book:9784750329482 prices --archive 目録")
@click.argument("record")
@click.argument("field", required=False)
@as_json
@common
def command(
    record: str, field: str | None, as_json: bool, archive: Path | None, lang: str, report: Path | None
) -> None:
    """Show why RECORD (or one FIELD of it) holds what it holds: each batch that set it, newest first, and its source."""
    from smj_catalog.services.importing import why
    from smj_catalog.store import Archive

    reasons = list(why(Archive.open(archive), record, field))
    write_report(Report("why", len(reasons)), report, lang)
    if as_json:
        print_json({"record": record, "reasons": [r.as_dict() for r in reasons]})
        return
    for r in reasons:
        value = "—" if r.new is None else json.dumps(r.new, ensure_ascii=False)
        click.echo(f"{r.field} = {value}")
        origin = r.origin
        place = origin.get("file", "")
        if "sheet" in origin:
            place += f", sheet {origin['sheet']}"
        if "row" in origin or "line" in origin:
            place += f", row {origin['row']}" if "row" in origin else f", line {origin['line']}"
        if "text" in origin:
            place += f", as {origin['text']!r}"
        click.echo(f"    {r.kind} {r.batch} by {r.who} at {r.when} ({r.tool})" + (f": {place}" if place else ""))
