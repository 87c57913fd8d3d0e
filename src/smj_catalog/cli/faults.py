"""Exit codes and the words for what went wrong."""

from __future__ import annotations

import codecs
import io
import os
import sys

import click

from smj_catalog.cli.language import asked_language, usual_language
from smj_catalog.cli.options import clear, echo
from smj_catalog.errors import CatalogError
from smj_catalog.problems import message, visible

CAP = 50
"""How many problems the screen shows; reports have them all."""


_SHOWN = "smj-catalog-shown"
"""The error handler of the screen: a code page that lacks a character shows another dash for ours, else its number."""


def _shown(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeEncodeError) and error.object[error.start] == "—" and error.encoding != "ascii":
        try:
            return "―".encode(error.encoding), error.start + 1
        except UnicodeEncodeError:
            pass
    return codecs.backslashreplace_errors(error)


codecs.register_error(_SHOWN, _shown)


def run(command: click.Command, args: list[str] | None) -> int:
    """Run a click command and return its exit code: 0, 1, 2 or 3 (see `smj_catalog.errors`)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_SHOWN)
    lang = asked_language(sys.argv[1:] if args is None else args) or usual_language()
    try:
        try:
            done = command.main(args, prog_name="smj-catalog", standalone_mode=False, obj=lang)
        finally:
            clear()
    except click.ClickException as error:
        from smj_catalog.cli.usage import lines

        for line in lines(error, lang):
            echo(visible(line), err=True)
        return 2
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        echo(message("stopped").text(lang), err=True)
        return 3
    except CatalogError as error:
        tell(error, lang)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has left; say nothing more
        return 0
    except MemoryError:
        echo(f"smj-catalog: {message('no-memory').text(lang)}", err=True)
        return 3
    except OSError as error:
        echo(f"smj-catalog: {visible(str(error))}", err=True)
        return 3
    except Exception as error:  # a fault of ours: say so, and show where only to those who ask
        if os.environ.get("SMJ_CATALOG_DEBUG"):
            raise
        told = message("internal-error", error=visible(f"{type(error).__name__}: {error}"))
        echo(f"smj-catalog: {told.text(lang)}", err=True)
        return 3
    return done if isinstance(done, int) else 0


def tell(error: CatalogError, lang: str) -> None:
    """Write an error to stderr, its problems one a line."""
    if not error.problems:
        echo(f"smj-catalog: {visible(error.text(lang))}", err=True)
    for problem in error.problems[:CAP]:
        echo(problem.text(lang), err=True)
    if len(error.problems) > CAP:
        echo(message("problems-more", count=len(error.problems) - CAP).text(lang), err=True)
