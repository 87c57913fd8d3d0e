"""smj-catalog template."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.language import language_of, language_option
from smj_catalog.cli.options import force, kinds_of, of_archive, open_archive, say
from smj_catalog.cli.verb import verb
from smj_catalog.problems import message


@verb("template", example="template issues.xlsx")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@click.option("--kind", multiple=True, metavar="KIND", help="Only sheets for these kinds; may be repeated.")
@click.option("--with", "having", multiple=True, metavar="KIND",
              help="Put the archive's records of this kind into their sheet, to be edited and imported; may be repeated.")  # fmt: skip
@of_archive
@language_option(default="ja", show_default=True, help="Language of headers and messages.")
@force
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    kind: tuple[str, ...],
    having: tuple[str, ...],
    archive: Path | None,
    lang: str,
    force: bool,
) -> None:
    """Write a workbook to fill in: one sheet per kind, with headers, drop-down lists, an example and instructions."""
    from smj_catalog.services import keep_apart
    from smj_catalog.services.template import write_template

    keep_apart([file], new=() if force else [file])
    if having:
        with open_archive(archive, lang) as opened:
            count = write_template(file, kinds=kinds_of(kind), lang=lang, archive=opened, having=kinds_of(having))
        say(message("records-written", count=count, place=file).text(language_of(ctx)))
        return
    write_template(file, kinds=kinds_of(kind), lang=lang)
    say(message("template-made", file=file).text(language_of(ctx)))
