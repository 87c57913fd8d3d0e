"""smj-catalog send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smj_catalog.cli.faults import CAP
from smj_catalog.cli.options import (
    as_json,
    common,
    echo,
    open_archive,
    print_json,
    progress,
    say,
    some,
    table,
    told_of,
    write_report,
)
from smj_catalog.cli.ready_command import as_dict, tell_ready
from smj_catalog.cli.usage import misused
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Problem, Report, errors_of, message

if TYPE_CHECKING:
    from smj_catalog.services.going_out import OnError
    from smj_catalog.services.sending import Sending, Sent
    from smj_catalog.store import Archive


@verb("send", example="send jpro --out outbox --archive 目録")
@click.argument("recipient", required=False, metavar="[RECIPIENT]")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder for the files; outbox, or what the recipient's settings say, by default.",
)  # fmt: skip
@click.option("--list", "listed", is_flag=True, help="List the recipients and what was sent to them, and stop.")
@click.option(
    "--again",
    metavar="DATE",
    help="Write the files of an earlier sending again, the same bytes: its day, time or batch.",
)
@click.option("--all", "whole", is_flag=True, help="Send all records, not only those that are new or changed.")
@click.option(
    "--on-error", type=click.Choice(["stop", "skip"]), default="stop", show_default=True,
    help="If a record lacks what the recipient requires: send nothing, or leave the record out.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show what would be sent.")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, recipient: str | None, out: Path | None, listed: bool, again: str | None, whole: bool,
    on_error: OnError, dry_run: bool, as_json: bool, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Write the files that RECIPIENT is to get, as its settings in archive.toml say: records that are new or changed since
    the last sending, and deletions.

    Nothing is transferred: the folder is for a tool that does (docs/how-to/sending.md). The sending is recorded in the journal,
    and its files are kept in the archive. Where nothing has changed, nothing is written. Exit code 1: records lack what the
    recipient requires ('smj-catalog ready' tells what), and nothing was sent or they were left out.
    """  # noqa: D205
    from smj_catalog.services.sending import give, recipient_named, recipients, send, sendings, sent_on
    from smj_catalog.services.sending.past import out_folder

    faults: list[Problem] = []  # of other recipients
    with open_archive(archive, lang, recipients=True) as opened:
        if listed:
            past = [*sendings(opened, recipient)]
            if recipient is not None and not past:
                recipient_named(opened, recipient, [])
            known = [
                r for name, r in recipients(opened, asked=recipient, told=faults).items() if recipient in (None, name)
            ]
            _faults(faults, lang)
            _list(opened, known, past, as_json=as_json, lang=lang)
            write_report(Report("send", len(past)), report, lang)
            return
        if recipient is None:
            raise misused(message("send-whom"))
        if again is not None:
            was = recipients(opened, asked=recipient, told=faults).get(recipient)
            folder = out_folder(out, was.out if was is not None else None)
            sent = sent_on(opened, recipient, again)
            paths = give(opened, sent, folder)
            if as_json:
                print_json({**_sent(sent), "paths": [str(p) for p in paths]})
            else:
                table([path, f.records, f.sha256] for path, f in zip(paths, sent.files, strict=True))
            write_report(Report("send", sum(f.records for f in sent.files)), report, lang)
            say(message("sent-again", count=len(paths), when=sent.local).text(lang))
            return
        asked = recipient_named(opened, recipient, faults)
        _faults(faults, lang)
        made = send(
            opened,
            asked,
            out_folder(out, asked.out),
            whole=whole,
            on_error=on_error,
            dry=dry_run,
            progress=progress("read"),
        )
    _say(made, lang, as_json=as_json, dry=dry_run)
    files = made.sent.files if made.sent is not None else ()
    told = Report("send", sum(f.records for f in files), len(made.ready.lacking), [*faults, *made.problems])
    write_report(told, report, lang, **_as_json(made, lang))
    ctx.exit(1 if made.stopped or made.ready.missing else 0)


def _faults(faults: list[Problem], lang: str) -> None:
    for problem in faults[:CAP]:
        say(told_of(problem, lang))


def _sent(sent: Sent) -> dict[str, Any]:
    from smj_catalog.services.sending.past import told

    return {"batch": sent.batch, **told(sent)}


def _as_json(made: Sending, lang: str) -> dict[str, Any]:
    sent = made.sent
    return {
        **as_dict(made.ready), "sent": sum(f.records for f in sent.files) if sent else 0,
        "deleted": sum(f.deleted for f in sent.files) if sent else 0, "new": made.new, "changed": made.changed,
        "same": made.same, "going": made.going, "gone": [g.id for g in made.gone], "no_longer_for_it": made.left, "stopped": made.stopped,
        "sending": _sent(sent) if sent else None, "paths": [str(p) for p in made.paths],
        "lacks": [lack.as_dict(lang) for lack in made.ready.lacks], "problems": [p.as_dict(lang) for p in made.problems],
    }  # fmt: skip


def _say(made: Sending, lang: str, *, as_json: bool, dry: bool) -> None:
    name = made.ready.recipient.name
    if as_json:
        print_json(_as_json(made, lang))
    elif dry and not made.stopped:
        for what, ids in (("new", made.new), ("changed", made.changed), ("gone", [g.id for g in made.gone])):
            for record in ids:
                echo(f"{message(f'send-{what}').text(lang)}\t{record}")
    elif made.sent is not None:
        table([path, f.records, f.sha256] for path, f in zip(made.paths, made.sent.files, strict=True))
    for problem in made.problems[:CAP]:
        say(told_of(problem, lang))
    errors = errors_of(made.ready.lacks)
    for lack in errors[:CAP] if made.stopped else ():
        say(f"{lack.record or 'archive.toml'}: {lack.what[lang]}")
    if made.ready.lacking and not made.stopped:
        say(message("send-left-out", records=some(made.ready.lacking)).text(lang))
    if made.left:
        say(message("send-not-for", recipient=name, records=some(made.left)).text(lang))
    tell_ready(made.ready, lang)
    if made.stopped:
        say(message("send-stopped", recipient=name).text(lang))
    elif dry:
        say(
            message(
                "send-dry",
                count=made.going,
                new=len(made.new),
                changed=len(made.changed),
                gone=len(made.gone),
                same=made.same,
            ).text(lang)
        )
    elif made.sent is None:
        say(message("send-nothing", recipient=name, same=made.same).text(lang))
    else:
        done = message(
            "send-done", count=made.going, new=len(made.new), changed=len(made.changed), gone=len(made.gone), same=made.same,
            batch=made.sent.batch,
        )  # fmt: skip
        say(done.text(lang))


def _list(archive: Archive, known: list[Any], past: list[Sent], *, as_json: bool, lang: str) -> None:
    if as_json:
        shown = [{"name": r.name, "title": r.title, "profile": r.profile, "format": r.format} for r in known]
        print_json({"recipients": shown, "sendings": [_sent(s) for s in past]})
        return
    rows: list[list[object]] = []
    names = [r.name for r in known]
    for name in dict.fromkeys([*names, *(s.recipient for s in past)]):  # those, too, that are recipients no longer
        its = [s for s in past if s.recipient == name]
        rows += [[name, s.local, f.name, f.records, f.deleted, f.sha256] for s in its for f in s.files]
        if not its:
            rows.append([name, "", message("send-none-yet").text(lang)])
    table(row + [""] * (6 - len(row)) for row in rows)
