"""smj-catalog show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from smj_catalog.cli.options import as_json, common, open_archive, print_json, row, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report


@verb("show", example="show issue:migrants-network:193")
@click.argument("record_id", metavar="ID")
@click.option("--xml", is_flag=True, help="Show the archive's own XML (smj-1).")
@as_json
@common
def command(record_id: str, xml: bool, as_json: bool, archive: Path | None, lang: str, report: Path | None) -> None:
    """Show one record: as readable text, as JSON with the model's field names, or as XML."""
    from smj_catalog.formats import get
    from smj_catalog.formats.plain import unstructure
    from smj_catalog.store.settings import FORMAT

    with open_archive(archive, lang) as opened:
        record = opened[record_id]
        write_report(Report("show", 1), report, lang)
        if xml:
            single = get(FORMAT).single
            assert single is not None
            click.echo(single(record, opened.context), nl=False)
        elif as_json:
            print_json(unstructure(record))
        else:
            for line in _lines(unstructure(record), 0):
                row(line)


def _lines(value: Any, depth: int) -> list[str]:
    """Return a record as indented lines."""
    pad = "  " * depth
    found: list[str] = []
    for key, held in value.items():
        if isinstance(held, dict):
            found += [f"{pad}{key}:", *_lines(held, depth + 1)]
        elif isinstance(held, list) and held and isinstance(held[0], dict):
            for item in held:
                found += [f"{pad}{key}:", *_lines(item, depth + 1)]
        elif isinstance(held, list):
            found.append(f"{pad}{key}: {', '.join(map(str, held))}")
        else:
            found.append(f"{pad}{key}: {held}")
    return found
