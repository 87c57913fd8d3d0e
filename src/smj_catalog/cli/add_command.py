"""smj-catalog add."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smj_catalog.cli.edits import carry, dry_run, opened_to_write, with_isbn
from smj_catalog.cli.options import as_json, common, say, told_of
from smj_catalog.cli.verb import verb
from smj_catalog.problems import errors_of, message

if TYPE_CHECKING:
    from smj_catalog.services.one_row import Draft
    from smj_catalog.store import Archive


@verb("add", example="add 図書 書名=見本の社会 編者=見本花子 --archive 目録")
@click.argument("kind")
@click.argument("cells", nargs=-1, metavar="[COLUMN=TEXT]…")
@dry_run
@as_json
@common
@click.pass_context
def command(
    ctx: click.Context, kind: str, cells: tuple[str, ...], dry_run: bool, as_json: bool, archive: Path | None, lang: str,
    report: Path | None,
) -> None:  # fmt: skip
    """Add one record: KIND is book, issue, article, agent …, or the Japanese for it.

    Columns are those of tables, under any name by which an import knows them, and texts are read as an import reads them.
    On a terminal, without COLUMN=TEXT, you are asked for them one by one. A book is offered the next free ISBN if
    archive.toml has isbn_prefix; ISBN=next takes it. The id is made and shown. Exit code 1: a value is not right, or the
    record is there already; nothing was changed.
    """
    from smj_catalog.cli.usage import misused
    from smj_catalog.errors import BadRecord
    from smj_catalog.problems import Problem, Where
    from smj_catalog.services.one_row import draft, record_kind, split_cell

    split, wanted = [split_cell(cell) for cell in cells], record_kind(kind)
    given = [cell for cell in split if cell[1] != "(削除)"]
    asks = sys.stdin.isatty()
    if split and not given:
        raise misused(message("add-empty", columns=", ".join(name for name, _ in split)))
    if not (given or asks):
        raise misused(message("usage-no-argument", name="COLUMN=TEXT"))
    opened = opened_to_write(archive, lang, dry=dry_run)
    answers = [] if given else _asked(opened, wanted, lang)
    given = with_isbn(opened, given or answers)
    given += [*_offered(opened, wanted, given, lang, asks=asks), *_party(kind, wanted, given)]
    made = draft(opened, given, kind=wanted)
    while answers and made.refused and (wrong := _wrong(made, given)):  # what was typed right is not typed again
        for problem in (p for entry in made.entries for p in entry.problems):
            say(told_of(problem, lang))
        given = [(name, text if name not in wrong else _answer(name, "", lang)) for name, text in given]
        made = draft(opened, [(name, text) for name, text in given if text], kind=wanted)
    there = [e.record for e in made.entries if e.action in ("update", "same")]
    if there:
        raise BadRecord([Problem(Where(record=r), "record-there", r, message("a-new-record", record=r)) for r in there])
    note = f"add {' '.join(e.record for e in made.entries)}"
    ctx.exit(carry(opened, made, note=note, dry=dry_run, as_json=as_json, lang=lang, report=report))


def _asked(archive: Archive, kind: str, lang: str) -> list[tuple[str, str]]:
    """Return the cells that a person types: the columns that are required, and those that the trade asks for."""
    from smj_catalog.services.template import questions

    found = []
    say(message("ask-columns").text(lang))
    for asked in questions(kind, lang):
        if asked.key == "isbn" and archive.settings.isbn_prefix:
            continue  # the next one is offered
        say(asked.said)
        choice = f" [{' / '.join(asked.choice)}]" if asked.choice else ""
        text = _answer(asked.name, choice, lang, required=asked.required)
        if text:
            found.append((asked.name, text))
    return found


def _answer(name: str, choice: str, lang: str, *, required: bool = False) -> str:
    need = f" ({message('template-required').text(lang)})" if required else ""
    while True:
        text: str = click.prompt(f"{name}{need}{choice}", default="", show_default=False, err=True).strip()
        if text or not required:
            return text


def _wrong(made: Draft, given: list[tuple[str, str]]) -> set[str]:
    """Return the columns, of those that were typed, in which something is wrong."""
    told = {p.where.path for entry in made.entries for p in errors_of(entry.problems)}
    return {name for name, _ in given} & {path for path in told if path is not None}


def _party(word: str, kind: str, given: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the cell that says whether an agent is a person or an organisation, where the word for its kind says it."""
    from smj_catalog.codes.words import PARTY, plain
    from smj_catalog.formats.tabular.headers import key_of

    party = PARTY.get(plain(word)) if kind == "agent" else None
    said = any(key_of(name, kind) == "agent_kind" for name, _ in given)
    return [("人・団体の別", party)] if party is not None and not said else []


def _offered(
    archive: Archive, kind: str, given: list[tuple[str, str]], lang: str, *, asks: bool
) -> list[tuple[str, str]]:
    """Return the cell with the next free ISBN, where a book has none and a person takes it."""
    from smj_catalog.errors import UsageError
    from smj_catalog.formats.tabular.headers import key_of
    from smj_catalog.services.isbns import next_isbn

    if kind != "book" or any(key_of(name) == "isbn" for name, _ in given):
        return []
    try:
        isbn = next_isbn(archive)
    except UsageError as error:
        say(error.text(lang))
        return []
    if isbn is None:
        return []
    if not asks:
        say(message("isbn-next", isbn=isbn).text(lang))
    elif click.confirm(message("ask-isbn", isbn=isbn).text(lang), default=False, err=True):
        return [("ISBN", isbn)]
    return []
