"""smj-catalog why."""

from __future__ import annotations

import json
from pathlib import Path

import click

from smj_catalog.cli.options import as_json, common, open_archive, print_json, row, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, message


@verb("why", example="why book:9784750329482 prices --archive 目録")
@click.argument("record")
@click.argument("field", required=False)
@as_json
@common
def command(
    record: str, field: str | None, as_json: bool, archive: Path | None, lang: str, report: Path | None
) -> None:
    """Show where the values of RECORD (or one FIELD) come from: each batch that set them, newest first, with its source."""
    from smj_catalog.services.importing import why

    reasons = list(why(open_archive(archive, lang), record, field))
    write_report(Report("why", len(reasons)), report, lang)
    if as_json:
        print_json({"record": record, "reasons": [r.as_dict() for r in reasons]})
        return
    for r in reasons:
        value = "—" if r.new is None else json.dumps(r.new, ensure_ascii=False)
        row(f"{r.field} = {value}")
        origin = r.origin
        words = [
            message(f"why-{k}", **{k: repr(origin[k]) if k == "text" else origin[k]}).text(lang)
            for k in ("sheet", "row", "line", "column", "text")
            if k in origin
        ]
        place = ", ".join(filter(None, [origin.get("file", ""), *words]))
        told = message("why-batch", kind=r.kind, batch=r.batch, who=r.who, when=r.when, tool=r.tool).text(lang)
        row(f"    {told}" + (f": {place}" if place else ""))
