"""smj-catalog formats."""

from __future__ import annotations

import click

from smj_catalog.cli.options import as_json, print_json


@click.command("formats", epilog="Example: smj-catalog formats")
@click.option("--lang", type=click.Choice(["en", "ja"]), default="en", help="Language of the titles.")
@as_json
def command(lang: str, as_json: bool) -> None:
    """List the formats: id, whether it can be read and written, kinds of record, title."""
    from smj_catalog.formats import format_ids, get

    found = [get(i) for i in format_ids()]
    if as_json:
        print_json({"formats": [
            {"id": f.id, "title": f.title, "title_ja": f.title_ja, "media_type": f.media_type, "reads": f.read is not None,
             "writes": f.document is not None, "kinds": list(f.kinds), "suffix": f.suffix} for f in found
        ]})  # fmt: skip
        return
    for f in found:
        click.echo(f"{f.id}\t{f.directions}\t{', '.join(f.kinds)}\t{f.title_ja if lang == 'ja' else f.title}")
