"""smj-catalog export."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smj_catalog.cli.faults import CAP, tell
from smj_catalog.cli.options import common, kinds_of, open_archive, progress, say, some, write_report
from smj_catalog.cli.usage import misused
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Both, Message, Report, errors_of, message, quoted

if TYPE_CHECKING:
    from smj_catalog.errors import CatalogError, InputError
    from smj_catalog.model import Record
    from smj_catalog.services.going_out import OnError
    from smj_catalog.store import Archive


@verb("export", example="export --to onix-3.1 --out catalogue.xml")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--to", required=True, metavar="FORMAT", help="Format to write; 'smj-catalog formats' lists them.")
@click.option(
    "--out", type=click.Path(path_type=Path, allow_dash=True), metavar="FILE", help="Write one file; - means stdout."
)
@click.option(
    "--split", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write one file per record."
)
@click.option("--kind", multiple=True, metavar="KIND", help="Only these kinds: book, issue, …; may be repeated.")
@click.option(
    "--scope", default="edited,issued", show_default=True, metavar="LIST",
    help="Books by their relation to the archive's owner: edited, issued, member, related, about, or all.",
)  # fmt: skip
@click.option("--encoding", metavar="E", help="Encoding of a table: utf-8 (the default), cp932, euc-jp …")
@click.option(
    "--columns",
    metavar="LIST",
    help="Only these columns of a table, in this order and under these names: 書名,定価,ISBN.",
)
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="TOML file as import --write-mapping makes it: write a table with its columns, in its order.",
)  # fmt: skip
@click.option("--bom", is_flag=True, help="Begin a UTF-8 table with a byte order mark, which some spreadsheets need.")
@click.option(
    "--on-error", type=click.Choice(["stop", "skip"]), default="stop", show_default=True,
    help="If a record has an error: stop and write nothing, or skip the record and write the others.",
)  # fmt: skip
@click.option(
    "--no-validate",
    is_flag=True,
    help="Check neither the records against the rules nor the result against its schemas.",
)
@common
@click.pass_context
def command(
    ctx: click.Context,
    ids: tuple[str, ...], to: str, out: Path | None, split: Path | None, kind: tuple[str, ...], scope: str,
    encoding: str | None, columns: str | None, mapping: Path | None, bom: bool, on_error: OnError, no_validate: bool, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Write records of the archive in another format: all of them, or those that are named.

    ID is an id, a number (ISBN, ISSN, …) or a title that no other record has.

    By default, only books that the archive's owner edited or issued are exported; --scope includes others. Records are
    checked against the rules and the result is validated: records with errors are not exported. Fields that the format
    cannot carry are counted; --report lists them. FILE is compressed if its name ends in .gz or .zst.
    """
    from smj_catalog.errors import CannotWrite, InputError
    from smj_catalog.services import keep_apart, select, write
    from smj_catalog.services import split as split_files
    from smj_catalog.services.writing import writer_of
    from smj_catalog.store import locate
    from smj_catalog.store.names import FOLDERS

    if (out is None) == (split is None):
        raise misused(message("out-or-split"))
    if columns is not None and mapping is not None:
        raise misused(message("columns-or-mapping"))
    folders = [split / name for name in dict.fromkeys(FOLDERS.values())] if split is not None else []
    keep_apart(
        [None if str(out) == "-" else out, split, *folders, report], archive=locate(archive),
        inputs=[mapping] if mapping is not None else [],
    )  # fmt: skip
    writer_of(to)
    if out is not None:
        say_suffix(out, to, lang)
    told = Report("export")
    with open_archive(archive, lang) as opened:
        kinds = kinds_of(kind)
        ids = tuple(dict.fromkeys(_meant(opened, i) for i in ids))
        options: dict[str, Any] = {
            "lang": lang,
            "bom": bom,
            "kinds": kinds,
            **({"encoding": encoding} if encoding else {}),
        }
        if columns is not None or mapping is not None:
            options["columns"] = asked = _columns(to, columns, mapping)
            if "price" in asked and "price_tax" not in asked:
                say(f"{message('severity-warning').text(lang)}: {_without_tax(asked['price']).text(lang)}")

        def unreadable(error: InputError) -> None:
            if on_error == "stop":
                raise CannotWrite(error.problems) from error
            told.problems += error.problems
            told.rejected += 1

        records = select(
            opened, kinds=kinds or None, scope=tuple(scope.split(",")), ids=ids or None, whole=not no_validate, on_error=unreadable
        )  # fmt: skip
        how: dict[str, Any] = {
            "to": to, "catalogue": opened, "validate": not no_validate, "on_error": on_error, "report": told,
            "progress": progress("written"),
        }  # fmt: skip
        try:
            _require_some(opened, to, kinds, scope, ids)
            if split is not None:
                told.records = split_files(records, split, **how)
            else:
                target: Any = sys.stdout.buffer if str(out) == "-" else out
                told.records = write(records, target, options=options, **how)
        except (CannotWrite, InputError) as error:
            told.problems += [p for p in error.problems if p not in told.problems]
            write_report(told, report, lang)
            tell(error, lang)
            say(_stopped(error, opened, whole=split is None).text(lang))
            ctx.exit(error.exit_code)
    write_report(told, report, lang)
    say_written(told, str(split if split is not None else out), lang, told_in=report)
    missing = [r for r, f in told.not_carried if f == "*" and r in ids]
    if missing:
        say(message("asked-not-carried", format=to, records=", ".join(missing)).text(lang))
    ctx.exit(1 if missing or told.failed else 0)


def say_suffix(out: Path, to: str, lang: str) -> None:
    """Say that the name of a file ends as those of another format do: of an Excel file that is named .csv."""
    from smj_catalog.formats import format_ids, get

    name = out.with_suffix("") if out.suffix in (".gz", ".zst") else out
    own, suffix = get(to).suffix, name.suffix.lower()
    if suffix != own and suffix in {get(other).suffix for other in format_ids()} and {suffix, own} & _TABLES:
        say(message("suffix-of-another", file=out, format=to, suffix=own).text(lang))


_TABLES = {".csv", ".tsv", ".xlsx"}
"""Names' ends by which a program opens a file as a table."""


def _meant(archive: Archive, name: str) -> str:
    """Return the id of the record that is named; of one that cannot be read, the name itself.

    Raises:
        UnknownRecord, UsageError: as `record_meant`.
    """
    from smj_catalog.cli.show_command import record_meant
    from smj_catalog.errors import InputError

    try:
        return record_meant(archive, name).id
    except InputError:
        return name


def _without_tax(header: str) -> Message:
    """Return what is told of a column of amounts beside which no other says whether tax is in them."""
    from smj_catalog.formats.tabular.sheets import sheet

    cells = sheet("book").cells
    tax, gross, net = (Both(cells[k].en, cells[k].ja) for k in ("price_tax", "price_gross", "price_net"))
    return message("columns-without-tax", price=header, tax=tax, gross=gross, net=net)


def _columns(to: str, listed: str | None, mapping: Path | None) -> dict[str, str]:
    """Return the columns that were asked for: key -> header.

    Raises:
        UsageError: the format is no table; there is no such column, or one is asked for twice.
        BadSource: the mapping has faults.
    """
    from smj_catalog.errors import UsageError
    from smj_catalog.formats import get
    from smj_catalog.formats.tabular import SHEETS, load_mapping
    from smj_catalog.services.words import column_named

    if get(to).columns is not SHEETS:
        raise UsageError(message("columns-of-tables", format=to))
    if mapping is not None:
        named = load_mapping(mapping).columns.items()  # a column that an import ignores is there, and empty
        pairs = [(header, f"ignore {header}" if key == "ignore" else key) for header, key in named]
    else:
        pairs = [(name.strip(), column_named(name.strip())) for name in (listed or "").split(",")]
    found: dict[str, str] = {}
    for header, key in pairs:
        if key in found:
            raise UsageError(message("column-twice", one=quoted(found[key]), other=quoted(header)))
        found[key] = header
    return found


def _require_some(archive: Archive, to: str, kinds: tuple[str, ...], scope: str, ids: tuple[str, ...]) -> None:
    """Do nothing where a format holds some of the records that are wanted, or the archive has none at all.

    Raises:
        CannotWrite: all are of kinds that the format does not have, or books of other scopes: a file of nothing takes no
            other's place.
    """
    from smj_catalog.errors import CannotWrite
    from smj_catalog.formats import get
    from smj_catalog.model import kind_of
    from smj_catalog.services import select

    held = get(to).kinds
    others: Counter[str] = Counter()

    def wanted(kinds: tuple[str, ...]) -> Iterator[Record]:
        scopes = tuple(scope.split(","))
        return select(
            archive, kinds=kinds or None, scope=scopes, ids=ids or None, others=others, on_error=lambda _: None
        )

    having = tuple(kind for kind in held if not kinds or kind in kinds)
    if having and any(kind_of(record) in held for record in wanted(having)):
        return
    if others:
        raise CannotWrite(message("none-of-scope", scope=scope, others=", ".join(others)))
    if first := [record.id for record in islice(wanted(kinds), 6)]:
        raise CannotWrite(message("asked-not-carried", format=to, records=some(first)))


def _stopped(error: CatalogError, archive: Archive, *, whole: bool) -> Message:
    """Return the last line of an export that stopped: which records, or which keys, and what to do."""
    if keys := [p.where.path for p in error.problems if p.rule == "placeholder-identity"]:
        return message("export-no-sender", keys=", ".join(map(str, keys)), file=str(archive.folder / "archive.toml"))
    here = archive.context
    found = [(p.where.record or p.where.file or "").removeprefix(here.oai_identifier("")) for p in error.problems]
    named = [here.own_id(name) or name for name in found if name]
    if not named:
        return error.problems[0].expected if error.problems else message("nothing-written")
    return message("export-stopped" if whole else "export-stopped-split", records=some(named))


def say_written(told: Report, where: str, lang: str, *, told_in: Path | None) -> None:
    """Say how many records were written, and what of them does not arrive."""
    from smj_catalog.services.going_out import LOSSES

    left = [r for r, f in told.not_carried if f == "*"]
    fields = len(told.not_carried) - len(left)
    place = "stdout" if where == "-" else where
    for problem in [p for p in told.problems if p.severity == "error" or p.rule == "codes-unchecked"][:CAP]:
        say(problem.text(lang))
    say(message("records-written", count=told.records, place=place).text(lang))
    if left:
        say(message("records-left-out", count=len(left)).text(lang))
    if fields:
        known = message("fields-not-carried-in", count=fields, file=str(told_in)) if told_in else None
        say((known or message("fields-not-carried", count=fields)).text(lang))
    for rule in LOSSES.values():
        if lacking := [p.where.record or "" for p in told.problems if p.rule == rule]:
            say(message(rule, count=len(lacking), records=some(lacking)).text(lang))
    doubts = Counter(p.rule for p in told.problems if p.severity == "warning")
    if doubts:
        rules = ", ".join(f"{rule} {count}" for rule, count in doubts.most_common())
        say(message("export-doubts", rules=rules).text(lang))
    named = (p.where.record or p.where.file for p in errors_of(told.problems))
    out = list(dict.fromkeys(name for name in named if name))
    out = [name for name in out if not any(other.endswith(f":{name}") for other in out)]  # by the file and by its id
    if len(out) > told.rejected:  # of some, a value alone was left out
        say(message("export-less", count=len(out), skipped=told.rejected, records=some(out)).text(lang))
    elif told.rejected:
        say(message("export-skipped", count=told.rejected, records=some(out)).text(lang))
