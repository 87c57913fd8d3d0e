"""smj-catalog log."""

from __future__ import annotations

from pathlib import Path

from smj_catalog.cli.options import as_json, common, open_archive, print_json, table, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, batch_kind, message


@verb("log", example="log --archive 目録")
@as_json
@common
def command(as_json: bool, archive: Path | None, lang: str, report: Path | None) -> None:
    """List the batches of the archive, newest first: id, kind, number of changes, user, inputs or note."""
    told = Report("log")
    rows, lines = [], []
    for info in open_archive(archive, lang).batches():
        batch = info.batch
        told.records += 1
        inputs = [{"name": i.name, "sha256": i.sha256, "size": i.size, "format": i.format} for i in batch.inputs]
        found = {
            "id": info.id, "kind": batch.kind, "when": batch.when, "who": batch.who, "tool": batch.tool,
            "changes": info.changes, "inputs": inputs, "undoes": batch.undoes, "note": batch.note, "ends": batch.extra.get("ends", []),
        }  # fmt: skip
        if as_json:
            rows.append(found)
        else:
            what = batch.undoes or ", ".join(i.name for i in batch.inputs) or batch.note
            ended = [f"{end['id']} {end['title']}" for end in found["ends"]]
            what = ": ".join(
                filter(None, (message("action-remove").text(lang) + " " + ", ".join(ended) if ended else "", what))
            )
            lines.append((info.id, batch_kind(batch.kind).text(lang), info.changes, batch.who, what))
    if as_json:
        print_json({"batches": rows})
    elif lines:
        table(lines)
    write_report(told, report, lang)
