"""smj-catalog export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smj_catalog.cli.options import common, progress, say, write_report
from smj_catalog.problems import Report, message


@click.command("export", epilog="Example: smj-catalog export --to onix-3.1 --out catalogue.xml")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--to", required=True, metavar="FORMAT", help="Format to write; 'smj-catalog formats' lists them.")
@click.option("--out", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE", help="One file; - is stdout.")
@click.option("--split", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="One file a record.")
@click.option("--kind", multiple=True, metavar="KIND", help="Only these kinds: book, issue, …; may be repeated.")
@click.option(
    "--scope", default="edited,issued", show_default=True, metavar="LIST",
    help="Books by what their owner has to do with them: edited, issued, member, related, about, or all.",
)  # fmt: skip
@click.option("--encoding", metavar="E", help="Encoding of a table: utf-8 (as it is without this), cp932, euc-jp …")
@click.option("--bom", is_flag=True, help="Begin a UTF-8 table with a byte order mark, as some spreadsheets want.")
@click.option("--no-validate", is_flag=True, help="Do not check the result against the schemas.")
@common
@click.pass_context
def command(
    ctx: click.Context,
    ids: tuple[str, ...], to: str, out: Path | None, split: Path | None, kind: tuple[str, ...], scope: str,
    encoding: str | None, bom: bool, no_validate: bool, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Write records of the archive in another format: all, or those whose IDs are given.

    Books go out when the archive's owner edited or issued them; --scope widens that. What the format cannot carry is
    counted, and listed by --report.
    """
    from smj_catalog.services import keep_apart, select, write
    from smj_catalog.services import split as split_files
    from smj_catalog.store import Archive, locate
    from smj_catalog.store.names import FOLDERS

    if (out is None) == (split is None):
        raise click.UsageError("give either --out FILE or --split DIR")
    folders = [split / name for name in dict.fromkeys(FOLDERS.values())] if split is not None else []
    keep_apart([None if str(out) == "-" else out, split, *folders, report], archive=locate(archive))
    told = Report("export")
    with Archive.open(archive) as opened:
        kinds = tuple(k for given in kind for k in given.split(","))
        options = {"lang": lang, "bom": bom, "kinds": kinds, **({"encoding": encoding} if encoding else {})}
        records = select(opened, kinds=kinds, scope=tuple(scope.split(",")), ids=ids)
        if split is not None:
            told.records = split_files(
                records,
                split,
                to=to,
                catalogue=opened,
                validate=not no_validate,
                report=told,
                progress=progress("written"),
            )
        else:
            target = sys.stdout.buffer if str(out) == "-" else out
            told.records = write(
                records, target, to=to, catalogue=opened, validate=not no_validate, report=told,  # type: ignore[arg-type]
                progress=progress("written"), options=options,
            )  # fmt: skip
    write_report(told, report, lang)
    _say(told, str(split if split is not None else out), lang, told_in=report)
    missing = [r for r, f in told.not_carried if f == "*" and r in ids]
    if missing:
        say(message("asked-not-carried", format=to, records=", ".join(missing)).text(lang))
        ctx.exit(1)


def _say(told: Report, where: str, lang: str, *, told_in: Path | None) -> None:
    left = [r for r, f in told.not_carried if f == "*"]
    fields = len(told.not_carried) - len(left)
    place = "stdout" if where == "-" else where
    say(message("records-written", count=told.records, place=place).text(lang))
    if left:
        say(message("records-left-out", count=len(left)).text(lang))
    if fields:
        known = message("fields-not-carried-in", count=fields, file=str(told_in)) if told_in else None
        say((known or message("fields-not-carried", count=fields)).text(lang))
