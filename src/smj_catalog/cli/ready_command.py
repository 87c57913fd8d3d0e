"""smj-catalog ready."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smj_catalog.cli.options import (
    as_json,
    common,
    echo,
    open_archive,
    print_json,
    progress,
    row,
    say,
    table,
    told_of,
    write_report,
)
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Problem, Report, errors_of, message

if TYPE_CHECKING:
    from smj_catalog.services.sending import Ready


@verb("ready", example="ready --for jpro --archive 目録")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option(
    "--for", "recipient", required=True, metavar="RECIPIENT",
    help="A recipient of archive.toml, or a profile: onix-plain, jpro, oai, ndl, marc, jpcoar, or a TOML file.",
)  # fmt: skip
@click.option("--brief", is_flag=True, help="Only what is missing, without the values for the recipient's form.")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, ids: tuple[str, ...], recipient: str, brief: bool, as_json: bool, archive: Path | None, lang: str,
    report: Path | None,
) -> None:  # fmt: skip
    """Show what records lack of what a recipient asks for: record, severity, what is missing, and a command that adds it.

    All records that the recipient is to get, or those with these IDs. A command has the values to be filled in between < and
    >. Where the recipient has a form to be typed in (jpro), the values of the records follow in its order. The exit code is 1 while something is missing
    without which a record cannot be sent.
    """
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.services.sending import form_of, ready, recipient_or_profile

    with open_archive(archive, lang) as opened:
        faults: list[Problem] = []
        asked = recipient_or_profile(opened, recipient, faults)
        only = [record_meant(opened, i).id for i in ids]
        made = ready(opened, asked, ids=only or None, progress=progress("read"))
        shown = [opened[i] for i in only or made.ids]
        forms = {r.id: form_of(r, made.profile) for r in shown if made.profile.form} if as_json or not brief else {}
    for problem in faults:
        say(told_of(problem, lang))
    told = Report("ready", made.records, len(made.lacking), faults)
    where = f" --archive {archive}" if archive is not None else ""
    lacks = [lack.as_dict(lang) for lack in made.lacks]
    for lack in lacks:
        lack["command"] = lack["command"] and lack["command"] + where
    if as_json:
        print_json({**as_dict(made), "lacks": lacks, "forms": {i: dict(form) for i, form in forms.items()}})
    else:
        names = {word: message(f"lack-{word}").text(lang) for word in ("error", "warning")}
        _table([(x["record"] or "archive.toml", names[x["severity"]], x["what"], x["command"]) for x in lacks])
        for record, form in forms.items():
            echo("")
            row(record)
            table(["", label, value] for label, value in form)
    write_report(told, report, lang, lacks=lacks)
    tell_ready(made, lang)
    ctx.exit(1 if made.missing else 0)


def _table(rows: list[tuple[str, str, str, str | None]]) -> None:
    """Write what is missing: a line each, cells parted by tabs; on a terminal below the record, each command on its own line."""
    if not sys.stdout.isatty():
        table(rows)
        return
    last = None
    for record, severity, what, command in rows:
        if record != last:
            row(last := record)
        row(f"  {severity}: {what}")
        if command:
            row(f"    {command}")


def as_dict(made: Ready) -> dict[str, Any]:
    """Return what was found as JSON has it, without what single records lack."""
    return {
        "recipient": made.recipient.name, "profile": made.profile.id, "format": made.format.id, "records": made.records,
        "ready": made.records - len(made.lacking), "unconfirmed": made.unconfirmed, "others": dict(made.others),
    }  # fmt: skip


def tell_ready(made: Ready, lang: str) -> None:
    """Say how many records are ready, which others there are, and what is not known."""
    if made.unchecked is not None:
        say(message("schema-unasked", reason=made.unchecked.text(lang)).text(lang))
    if made.others:
        from smj_catalog.formats.tabular.sheets import TITLES

        names = {kind: words[lang == "ja"] for kind, words in TITLES.items()}
        others = ", ".join(f"{names.get(name, name)} {count}" for name, count in made.others.items())
        say(message("ready-others", recipient=made.recipient.name, others=others).text(lang))
    if made.unconfirmed:
        unknown = made.profile.unknown_ja if lang == "ja" else made.profile.unknown
        say(message("unconfirmed", profile=made.profile.id, unknown=unknown or "—").text(lang))
    stopped = any(lack.record is None for lack in errors_of(made.lacks))  # a setting keeps all back
    count = 0 if stopped else made.records - len(made.lacking)
    say(message("ready-count", ready=count, records=made.records, recipient=made.recipient.name).text(lang))
