"""The language of what is printed: --lang anywhere on the command line, then SMJ_CATALOG_LANG, then the locale."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable, Sequence
from typing import Any

import click

from smj_catalog.problems import LANGUAGES


def usual_language() -> str:
    """Return the language of the environment: SMJ_CATALOG_LANG, else Japanese in a Japanese locale, else English.

    An empty variable counts as unset. The locale is the one that messages have by POSIX (LC_ALL, LC_MESSAGES, LANG);
    where none of these is set, as on Windows, it is the user's own.
    """
    if said := os.environ.get("SMJ_CATALOG_LANG"):
        return said
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    place = next(filter(None, names), None) or locale.getlocale()[0] or ""
    return "ja" if place.lower().startswith("ja") else "en"


def asked_language(args: Sequence[str]) -> str | None:
    """Return the language that the last --lang of a command line names, before or after the verb; None if none does."""
    found = None
    for i, word in enumerate(args):
        if word == "--":
            break
        if word.startswith("--lang="):
            found = word.removeprefix("--lang=")
        elif word == "--lang" and i + 1 < len(args):
            found = args[i + 1]
    return found if found in LANGUAGES else None


def language_of(ctx: click.Context | None = None) -> str:
    """Return the language of the command that runs: what `run` put into its context, else the environment's."""
    ctx = ctx or click.get_current_context(silent=True)
    return ctx.obj if ctx is not None and isinstance(ctx.obj, str) else usual_language()


def language_option(**more: Any) -> Callable[..., Any]:
    """Return the decorator that adds --lang; without it, the language is that of the line or of the environment."""
    said: dict[str, Any] = {"default": language_of, "help": "Language of messages (or set SMJ_CATALOG_LANG).", **more}
    return click.option("--lang", type=click.Choice(LANGUAGES), **said)
