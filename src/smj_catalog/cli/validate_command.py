"""smj-catalog validate."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.faults import CAP
from smj_catalog.cli.options import (
    as_json,
    common,
    echo,
    open_archive,
    print_json,
    row,
    say,
    say_unread,
    told_of,
    write_json,
    write_report,
)
from smj_catalog.cli.usage import misused
from smj_catalog.cli.verb import verb
from smj_catalog.problems import message


@verb("validate", example="validate catalogue.xml --json")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option(
    "--from", "from_format", metavar="FORMAT", help="Format of the files; detected from their content by default."
)
@click.option("--official", is_flag=True, help="Check ONIX only against EDItEUR's own schema.")
@click.option(
    "--coverage",
    is_flag=True,
    help="Show how much of what the files say the model takes, and what not; a folder stands for all files in it.",
)
@click.option("--rules", is_flag=True, help="List the rules and stop.")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], from_format: str | None, official: bool, coverage: bool, rules: bool,
    as_json: bool, archive: Path | None, lang: str, report: Path | None,
) -> None:  # fmt: skip
    """Check files in any known format, or archives; without PATH, the archive.

    The schema is checked first, then the rules. All problems are reported in one run, each with file, line, record, field,
    what was found and what was expected. The exit code is 1 if there is at least one error, and 0 if there are only warnings.

    With --coverage nothing is checked: the elements of XML files, the subfields of MARC and the lines of RIS are counted,
    and those that no field of the model takes are listed, the most frequent first: how often unread, how often there, path.
    """
    if rules:
        _rules(lang, json_wanted=as_json)
        return
    from smj_catalog.services import keep_apart, validate

    for path in paths:
        if not path.exists():
            raise misused(message("no-such-file", path=path))
    keep_apart([report], inputs=paths)
    if coverage:
        ctx.exit(_coverage(paths, from_format, lang, report, json_wanted=as_json))
    opened = open_archive(archive, lang, checks=not paths) if archive is not None or not paths else None
    told = validate(*paths, format=from_format, archive=opened, official=official)
    write_report(told, report, lang)
    if as_json:
        print_json(told.as_dict(lang))
    else:
        for problem in told.problems[:CAP]:
            echo(told_of(problem, lang))
        if len(told.problems) > CAP:
            echo(message("problems-more", count=len(told.problems) - CAP).text(lang))
        counts = {s: sum(p.severity == s for p in told.problems) for s in ("error", "warning", "info")}
        say(message("checked", records=told.records, rejected=told.rejected, **counts).text(lang))
        say_unread(told.unread, lang)
    ctx.exit(1 if told.failed else 0)


def _coverage(
    paths: tuple[Path, ...], from_format: str | None, lang: str, report: Path | None, *, json_wanted: bool
) -> int:
    """Print figures and what was not read, the most frequent first; return the exit code."""
    from smj_catalog.services.coverage import coverage, most, percent

    if not paths:
        raise misused(message("coverage-of-files"))
    found = coverage(*paths, format=from_format)
    write_json(found.as_dict(lang), report)
    if json_wanted:
        print_json(found.as_dict(lang))
        return int(found.failed)
    for problem in found.problems:
        say(told_of(problem, lang))
    counts = found.counts
    echo(message("coverage-of", files=found.files, records=counts.records).text(lang))
    for name, (taken, total) in (("coverage-elements", counts.occurrences), ("coverage-paths", counts.paths)):
        share = percent(taken, total)
        echo(message(name, taken=taken, total=total, percent="—" if share is None else share).text(lang))
    for path, count in most(counts.unread.items()):
        row(count, counts.total[path], path)
    return int(found.failed)


def _rules(lang: str, *, json_wanted: bool) -> None:
    from smj_catalog.model.rules import CATALOGUE_RULES, RULES
    from smj_catalog.problems import Message

    if json_wanted:
        print_json({"rules": [
            {"id": r.id, "severity": r.severity, "kinds": sorted(r.kinds), "explanation": Message(r.explanation).text(lang), "source": r.source}
            for r in (*RULES, *CATALOGUE_RULES)
        ]})  # fmt: skip
        return
    for rule in (*RULES, *CATALOGUE_RULES):
        echo(
            f"{rule.id} ({message(f'severity-{rule.severity}').text(lang)})\n    {Message(rule.explanation).text(lang)}"
            + (f"\n    {rule.source}" if rule.source else "")
        )
