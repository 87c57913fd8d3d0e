"""smj-catalog init."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.options import language, say
from smj_catalog.problems import message


@click.command("init", epilog="Example: smj-catalog init 目録 --empty")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--empty", is_flag=True, help="Without the records of the packaged archive.")
@language
def command(folder: Path, empty: bool, lang: str) -> None:
    """Make an archive of your own in DIR, which is new or empty.

    It starts as a copy of the packaged archive, or without records. archive.toml in it says who you are: edit that
    first.
    """
    from smj_catalog.services import keep_apart
    from smj_catalog.store import init

    keep_apart([folder.absolute().parent])  # no archive in an archive
    made = init(folder, empty=empty)
    say(message("archive-made", folder=made.folder, settings=made.folder / "archive.toml").text(lang))
