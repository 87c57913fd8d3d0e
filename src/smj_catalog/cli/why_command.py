"""smj-catalog why."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.options import as_json, common, open_archive, print_json, row, short, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, batch_kind, message, quoted


@verb("why", example="why book:9784750329482 prices --archive 目録")
@click.argument("record")
@click.argument("field", required=False)
@as_json
@common
def command(
    record: str, field: str | None, as_json: bool, archive: Path | None, lang: str, report: Path | None
) -> None:
    """Show where the values of RECORD (or one FIELD) come from: each batch that set them, newest first, with its source."""
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.services.importing import why
    from smj_catalog.services.words import field_lines, field_named, kind_by_id

    opened = open_archive(archive, lang)
    record = record_meant(opened, record).id
    kind = kind_by_id(record)
    reasons = list(why(opened, record, field and field_named(kind, field)))
    write_report(Report("why", len(reasons)), report, lang)
    if as_json:
        print_json({"record": record, "reasons": [r.as_dict() for r in reasons]})
        return
    for r in reasons:
        for name, _, value in field_lines(kind, r.field, None, r.new, lang):
            row(f"{name} = {short(value)}")
        origin = r.origin
        words = [
            message(f"why-{k}", **{k: quoted(origin[k]) if k == "text" else origin[k]}).text(lang)
            for k in ("sheet", "row", "line", "column", "text")
            if k in origin
        ]
        place = ", ".join(filter(None, [origin.get("file", ""), *words]))
        told = message("why-batch", kind=batch_kind(r.kind), batch=r.batch, who=r.who, when=r.when, tool=r.tool).text(
            lang
        )
        row(f"    {told}" + (f": {place}" if place else ""))
