"""smj-catalog verify."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.faults import CAP
from smj_catalog.cli.options import as_json, common, echo, open_archive, print_json, row, say, told_of, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Problem, Report, message


@verb("verify", example="verify --archive 目録")
@click.option("--accept", is_flag=True, help="Record edits made by hand in the log, as a separate batch.")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, accept: bool, as_json: bool, archive: Path | None, lang: str, report: Path | None
) -> None:
    """Compare every file of the archive with the journal; list files edited by hand, missing or damaged."""
    from smj_catalog.store import accept as take_in
    from smj_catalog.store import verify

    opened = open_archive(archive, lang, checks=True, damaged=True)
    found: list[Problem] = []
    taken: dict[str, list[str]] = {"created": [], "changed": [], "removed": []}
    if accept:
        opened.require_writable()
        done = take_in(opened, told=found)
        for change in opened.changes_of(done)[1] if done else ():
            what = "created" if change.before is None else "removed" if change.after is None else "changed"
            taken[what].append(change.record or change.path)
        say((message("taken-in", batch=done) if done else message("nothing-to-take-in")).text(lang))
    told = Report("verify", sum(1 for _ in opened.files()), 0, [*found, *(differing := verify(opened))])
    more = {"accepted": taken} if accept else {}
    write_report(told, report, lang, **more)
    if as_json:
        print_json({**told.as_dict(lang), **more})
    else:
        lines = [
            (message(f"accept-{what}").text(lang), record) for what, records in taken.items() for record in records
        ]
        for line in lines[:CAP]:
            row(*line)
        if len(lines) > CAP:
            echo(message("problems-more", count=len(lines) - CAP).text(lang))
        for problem in told.problems:
            echo(told_of(problem, lang))
        count = sum(problem.severity != "info" for problem in differing)
        say(message("files-differ" if count else "files-as-written", files=told.records, count=count).text(lang))
    ctx.exit(1 if told.failed else 0)
