"""smj-catalog convert."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smj_catalog.cli.export_command import say_suffix, say_written
from smj_catalog.cli.faults import tell
from smj_catalog.cli.options import common, open_archive, progress, say, say_unread, write_report
from smj_catalog.cli.usage import misused
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, message

if TYPE_CHECKING:
    from smj_catalog.services.going_out import OnError


@verb("convert", example="convert catalogue.xml books.csv")
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path), metavar="IN")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), metavar="OUT")
@click.option("--from", "from_format", metavar="FORMAT", help="Format of IN; detected from its content by default.")
@click.option("--to", metavar="FORMAT", help="Format of OUT; by default the one that its name stands for.")
@click.option(
    "--encoding",
    metavar="E",
    help="Encoding of a table, RIS or BibTeX file, if it cannot be detected: utf-8, cp932, euc-jp …",
)
@click.option(
    "--on-error", type=click.Choice(["stop", "skip"]), default="stop", show_default=True,
    help="If a record has an error: stop and write nothing, or leave out the record, or its unreadable value alone.",
)  # fmt: skip
@common
@click.pass_context
def command(
    ctx: click.Context, source: Path, target: Path, from_format: str | None, to: str | None, encoding: str | None,
    on_error: OnError, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Write the records of a file in another format; OUT may be - for stdout.

    Files of any size are read as a stream. Records are checked against the rules and the result against its schemas, and
    OUT is written only if it is complete. What no field takes of IN, and what OUT cannot carry, is counted; --report lists
    it. Nothing is imported: an archive (--archive, SMJ_CATALOG_ARCHIVE or ./archive) only says who sends, and has the
    records that those of IN may refer to.
    """
    from smj_catalog import resources
    from smj_catalog.errors import CannotWrite, InputError
    from smj_catalog.services import keep_apart
    from smj_catalog.services.converting import convert, format_for
    from smj_catalog.store import locate

    if not source.exists():
        raise misused(message("no-such-file", path=source))
    folder = locate(archive)
    keep_apart([None if str(target) == "-" else target, report], inputs=[source], archive=folder)
    if to is None and str(target) == "-":
        raise misused(message("usage-no-option", name="--to"))
    to = to or format_for(target)
    say_suffix(target, to, lang)
    own = archive is not None or folder != resources.archive()
    told = Report("convert")
    how: dict[str, Any] = {"format": from_format, "on_error": on_error, "report": told, "progress": progress("written")}
    out: Any = sys.stdout.buffer if str(target) == "-" else target
    try:
        convert(
            source, out, to=to, archive=open_archive(archive, lang) if own else None,
            options={"encoding": encoding} if encoding else {}, **how,
        )  # fmt: skip
    except (CannotWrite, InputError) as error:
        told.problems += [p for p in error.problems if p not in told.problems]
        write_report(told, report, lang)
        tell(error, lang)
        if on_error == "stop" and any(p.where.record for p in error.problems):  # faults of records, not of the file
            say(message("nothing-converted", file=target).text(lang))
        ctx.exit(error.exit_code)
    write_report(told, report, lang)
    say_written(told, str(target), lang, told_in=report)
    say_unread(told.unread, lang)
    ctx.exit(1 if told.failed else 0)
