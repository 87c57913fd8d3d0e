"""The command group: verbs are loaded when they are called, so that --help is quick."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click
from click.core import ParameterSource

from smj_catalog._version import __version__
from smj_catalog.cli.language import language_of, language_option
from smj_catalog.cli.usage import marked, misused
from smj_catalog.cli.verb import Verb
from smj_catalog.problems import message

VERBS = {
    "export": "Write records to a file in any format.",
    "convert": "Write the records of a file in another format.",
    "ready": "Show what records lack of what a recipient asks for.",
    "send": "Write the files that a recipient is to get.",
    "validate": "Check files or an archive: schema, then rules; all problems in one run.",
    "init": "Create your own archive.",
    "template": "Write a workbook to fill in.",
    "import": "Import records: show the plan, or carry it out with --commit.",
    "add": "Add one record.",
    "set": "Change fields of one record.",
    "edit": "Edit records in your editor.",
    "copy": "Make a new record from an existing one.",
    "withdraw": "Mark a book or issue as no longer available.",
    "delete": "Delete one record.",
    "log": "List the changes made to an archive.",
    "undo": "Undo a batch.",
    "why": "Show where the values of a record come from.",
    "verify": "Find files that were edited by hand, are missing or are damaged.",
    "reindex": "Rebuild the index.",
    "list": "List the records of an archive.",
    "show": "Show one record.",
    "stats": "Count records, and what they lack.",
    "diff": "Compare archives, files or batches.",
    "formats": "List the formats.",
    "crosswalk": "Show how fields map to a format.",
}
"""Verb -> one line of help; the verb's own module brings the rest."""


class Lazy(Verb, click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of their use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a verb's command, or None."""
        if cmd_name not in VERBS:
            return None
        found: click.Command = import_module(f"smj_catalog.cli.{cmd_name}_command").command
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the verbs and options that begin so; no verb is imported for it."""
        from click.shell_completion import CompletionItem

        from smj_catalog.cli.japanese import SHORT

        said = SHORT if language_of(ctx) == "ja" else VERBS
        verbs = [CompletionItem(name, help=said[name]) for name in VERBS if name.startswith(incomplete)]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; a near miss is offered."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, 1)
            name = repr(args[0])
            raise misused(
                message("usage-command-near", name=marked(name), near=near[0])
                if near
                else message("usage-command", name=marked(name)),
                ctx,
            )
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="smj-catalog", message="%(prog)s %(version)s")
@language_option()
@click.pass_context
def group(ctx: click.Context, lang: str) -> None:
    """A publication catalogue and magazine archive: ONIX, Dublin Core and library formats from one archive.

    Without --archive, commands use the archive named by SMJ_CATALOG_ARCHIVE, else ./archive, else the packaged archive.
    Exit codes: 0 success, 1 problems in the data, 2 wrong usage, 3 could not run.
    """
    if ctx.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
        ctx.default_map = {name: {"lang": lang} for name in VERBS}


def main(args: list[str] | None = None) -> None:
    """Run the command and exit with its code; no traceback reaches the user."""
    from smj_catalog.cli.faults import run

    sys.exit(run(group, args))
