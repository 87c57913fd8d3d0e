"""smj-catalog export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smj_catalog.cli.options import common, progress, say, write_report
from smj_catalog.problems import Report


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
@click.option("--no-validate", is_flag=True, help="Do not check the result against the schemas.")
@common
def command(
    ids: tuple[str, ...], to: str, out: Path | None, split: Path | None, kind: tuple[str, ...], scope: str,
    no_validate: bool, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Write records of the archive in another format: all, or those whose IDs are given.

    Books go out when the archive's owner edited or issued them; --scope widens that. What the format cannot carry is
    counted, and listed by --report.
    """
    from smj_catalog.services import select, write
    from smj_catalog.services import split as split_files
    from smj_catalog.store import Archive

    if (out is None) == (split is None):
        raise click.UsageError("give either --out FILE or --split DIR")
    told = Report("export")
    with Archive.open(archive) as opened:
        kinds = tuple(k for given in kind for k in given.split(","))
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
                progress=progress("written"),
            )  # fmt: skip
    write_report(told, report, lang)
    _say(told, str(split if split is not None else out), told_in=report)


def _say(told: Report, where: str, *, told_in: Path | None) -> None:
    left = [r for r, f in told.not_carried if f == "*"]
    fields = len(told.not_carried) - len(left)
    say(f"{told.records} records written to {'stdout' if where == '-' else where}")
    if left:
        say(f"{len(left)} records left out, of kinds that the format does not have")
    if fields:
        hint = f"; listed in {told_in}" if told_in else "; --report FILE lists them"
        say(f"{fields} fields not carried{hint}")
