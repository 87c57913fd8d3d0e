"""smj-catalog diff."""

from __future__ import annotations

from pathlib import Path

import click

from smj_catalog.cli.options import as_json, common, echo, field_rows, open_archive, print_json, row, say, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Both, Problem, Rejected, Report, message

_SIGNS = {"one": "-", "other": "+", "both": "~"}


@verb("diff", example="diff 目録 目録の控え")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, one: str, other: str, as_json: bool, archive: Path | None, lang: str, report: Path | None
) -> None:
    """Compare A with B: archives, files in any format that can be read, or batches of the archive.

    A batch stands for the archive as it was after it. Lines begin with - for a record that only A has, + for one that
    only B has, ~ for one that differs, with each field below it. Articles and chapters are compared one by one. Exit code 0:
    compared; 1: records could not be read.
    """
    from smj_catalog.services.comparing import compare
    from smj_catalog.services.words import kind_by_id
    from smj_catalog.store.batch import BATCH_ID

    told, refused = Report("diff"), list[Problem]()
    counts = dict.fromkeys(_SIGNS, 0)
    rows = []
    batches = any(BATCH_ID.fullmatch(side) for side in (one, other))

    def reject(item: Rejected) -> None:
        refused.extend(item.problems)
        told.rejected += 1

    opened = open_archive(archive, lang) if batches else None
    for found in compare(one, other, archive=opened, on_reject=reject):
        told.records += 1
        counts[found.side] += 1
        if as_json:
            fields = [{"field": f, "one": a, "other": b} for f, a, b in found.fields]
            rows.append({"id": found.id, "side": found.side, "title": found.title, "fields": fields})
            continue
        row(
            _SIGNS[found.side],
            found.id,
            found.title.ja if lang == "ja" and isinstance(found.title, Both) else found.title,
        )
        for line in field_rows(kind_by_id(found.id), found.fields, lang):
            echo(line)
    told.problems += refused
    if as_json:
        print_json({"differences": rows, "problems": [p.as_dict(lang) for p in refused]})
    for problem in refused:
        say(problem.text(lang))
    say(message("compared", one=counts["one"], other=counts["other"], both=counts["both"]).text(lang))
    write_report(told, report, lang)
    ctx.exit(1 if told.failed else 0)
