"""smj-catalog init."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smj_catalog.cli.language import language_option
from smj_catalog.cli.options import say
from smj_catalog.cli.verb import verb
from smj_catalog.problems import message


@verb("init", example="init 目録 --empty")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--empty", is_flag=True, help="Do not copy the records of the packaged archive.")
@click.option("--domain", metavar="DOMAIN", help="Your internet domain; exported ids begin with it.")
@click.option("--sender", metavar="NAME", help="Your organisation's name, as the sender of messages.")
@click.option("--contact", metavar="ADDRESS", help="Your e-mail address for enquiries about the messages.")
@language_option()
def command(folder: Path, empty: bool, domain: str | None, sender: str | None, contact: str | None, lang: str) -> None:
    """Create your own archive in DIR, which must be new or empty.

    The new archive is a copy of the packaged one, or has no records (--empty). Its archive.toml says who you are; in a
    terminal you are asked for the settings that are required before anything can be exported.
    """
    from smj_catalog.services import keep_apart
    from smj_catalog.store import init

    keep_apart([folder.absolute().parent])  # no archive in an archive
    owner = {"domain": domain, "sender": sender, "contact": contact}
    if sys.stdin.isatty():
        owner = {k: value if value is not None else _asked(k, lang, empty=empty) for k, value in owner.items()}
    made = init(folder, empty=empty, lang=lang, **owner)
    say(message("archive-made", folder=made.folder, settings=made.folder / "archive.toml").text(lang))


def _asked(key: str, lang: str, *, empty: bool) -> str | None:
    """Return what the user says, asked again until it can be; None for what a new archive begins with."""
    from smj_catalog.store.settings import accepts

    question = f"{message(f'ask-{key}').text(lang)} {message('ask-later' if empty else 'ask-keep').text(lang)}"
    while answer := click.prompt(question, default="", show_default=False, err=True).strip():
        if accepts(key, answer):
            return str(answer)
        say(message(f"your-{key}").text(lang))
    return None
