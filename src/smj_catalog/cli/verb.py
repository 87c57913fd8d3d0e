"""Verbs whose help is in English or Japanese."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from typing import Any

import click

from smj_catalog.cli.columns import wrap
from smj_catalog.cli.completion import TYPES
from smj_catalog.cli.language import language_of

_HEADINGS = {"[default: ": "[省略時: ", "[required]": "[必須]"}


class Verb(click.Command):
    """A command that shows its help in the language of the line."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page: usage, what the command does, its options, an example."""
        if language_of(ctx) != "ja":
            super().format_help(ctx, formatter)
            return
        from smj_catalog.cli.japanese import EXAMPLES, SHORT, text_of
        from smj_catalog.cli.usage import in_language

        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        formatter.write(f"使い方: {in_language(usage, 'ja')}\n")
        for paragraph in text_of(self).split("\n\n"):
            formatter.write("\n" + "".join(f"  {line}\n" for line in wrap(paragraph, formatter.width - 4)))
        _table("オプション", self.japanese_options(ctx), formatter)
        if isinstance(self, click.Group):
            _table("コマンド", [(verb, SHORT[verb]) for verb in self.list_commands(ctx)], formatter)
        if self.epilog:
            formatter.write(f"\n{EXAMPLES.get(self.name or '', self.epilog).replace('Example: ', '例: ')}\n")

    def japanese_options(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Return the options as click would list them, in Japanese."""
        from smj_catalog.cli.japanese import OPTIONS
        from smj_catalog.cli.usage import range_told

        found = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is None or not isinstance(param, click.Option):
                continue
            name, said = record
            said = said.replace(english := inspect.cleandoc(param.help or ""), OPTIONS.get(english, english), 1)
            for old, new in _HEADINGS.items():
                said = said.replace(old, new)
            limits = re.search(r"\[([^][]*<=x<=[^][]*)\]", said)
            found.append((name, said.replace(limits[1], str(range_told(limits[1]).text("ja"))) if limits else said))
        return found


def verb(name: str, *, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Return the decorator that makes a function the command of that name; its help ends with an example."""
    made = click.command(name, cls=Verb, epilog=f"Example: smj-catalog {example}")

    def completed(function: Callable[..., Any]) -> click.Command:
        command = made(function)
        for param in command.params:
            if param.type is click.STRING:
                param.type = TYPES.get(param.metavar or param.name or "", param.type)
        return command

    return completed


def _table(heading: str, rows: Iterable[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    """Write a section of two columns, as click does; a long name has a line of its own."""
    rows = list(rows)
    first = min(max(len(name) for name, _ in rows), 24) + 4
    formatter.write(f"\n{heading}:\n")
    for name, said in rows:
        lines = wrap(said, max(formatter.width - first - 2, 20))
        head = f"  {name}".ljust(first)
        if len(head) > first or not lines:
            formatter.write(f"{head.rstrip()}\n")
        else:
            formatter.write(f"{head}{lines.pop(0)}\n")
        for line in lines:
            formatter.write(f"{' ' * first}{line}\n")
