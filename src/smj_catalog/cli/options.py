"""Options that several verbs share."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, wraps
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from smj_catalog.cli.columns import columns_of, cut, fold
from smj_catalog.cli.language import language_of, language_option
from smj_catalog.problems import MESSAGES, Message, Problem, Report, message, visible

if TYPE_CHECKING:
    from smj_catalog.store import Archive

F = TypeVar("F", bound=Callable[..., Any])
_PARTS = 5
"""How many names of parts a line has."""

_QUIET = 0.5
"""Seconds of a stage before its counter shows."""

_counter = SimpleNamespace(shown=False)

of_archive = click.option(
    "--archive", type=click.Path(path_type=Path), metavar="DIR", help="Use this archive instead of the default one."
)
"""Add --archive."""
_report = click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a report (JSON) to FILE."
)


force = click.option("--force", is_flag=True, help="Overwrite an existing file, but never an input.")
"""Add --force."""


def common(function: F) -> F:
    """Add --archive, --lang and --report, which never replaces a file of an archive."""

    @wraps(function)
    def kept(*args: Any, **given: Any) -> Any:
        if given["report"] is not None:
            from smj_catalog.services import keep_apart
            from smj_catalog.store import locate

            keep_apart([given["report"]], archive=locate(given["archive"]))
        return function(*args, **given)

    return cast(F, of_archive(language_option()(_report(kept))))


def open_archive(
    path: Path | None, lang: str, *, checks: bool = False, recipients: bool = False, damaged: bool = False
) -> Archive:
    """Return a verb's archive; lines say that it is the packaged one because there is no other, and keys it does not know.

    Args:
        path: what --archive says.
        lang: language of messages.
        checks: the verb tells of such keys itself.
        recipients: it tells of those of recipients.
        damaged: open it even if its archive.toml cannot be read.

    Raises:
        StoreError: there is none in the folder, or it cannot be read.
    """
    from smj_catalog.store import Archive
    from smj_catalog.store.settings import strange

    opened = Archive.open(path, damaged=damaged)
    if opened.read_only and path is None:
        title = (opened.settings.title_ja if lang == "ja" else None) or opened.settings.title
        say(message("archive-is-packaged", title=title).text(lang))
    for problem in () if checks else strange(opened.folder, opened.settings):
        if not (recipients and str(problem.where.path).startswith("recipients.")):
            say(told_of(problem, lang))
    return opened


def told_of(problem: Problem, lang: str, *, rows: str | None = None) -> str:
    """Return a problem as one line that begins with its severity; rows: those of which it is true (`Problem.text`)."""
    return f"{message(f'severity-{problem.severity}').text(lang)}: {problem.text(lang, rows=rows)}"


def as_json(function: F) -> F:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document to stdout.")(function)


def write_report(report: Report, path: Path | None, lang: str, **more: object) -> None:
    """Write a report where one is wanted.

    Args:
        report: what was done and met.
        path: the file; None where none is wanted.
        lang: language of messages.
        more: keys that only one command has.

    Raises:
        StoreError: the file cannot be written.
    """
    write_json({**report.as_dict(lang), **more}, path)


def write_json(document: Mapping[str, object], path: Path | None) -> None:
    """Write a JSON document to a file, where one is wanted.

    Raises:
        StoreError: the file cannot be written.
    """
    if path is None:
        return
    from smj_catalog.errors import told_by_system
    from smj_catalog.xmlio import atomic_writer

    with told_by_system(lambda why: message("not-written", file=path, reason=why)), atomic_writer(path) as out:
        out.write((json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode())


def say_unread(unread: Counter[str], lang: str) -> None:
    """Say how many parts of an input no field takes, and which are the most frequent; nothing where all were taken."""
    if not unread:
        return
    names = ", ".join(f"{visible(path)} ({count})" for path, count in unread.most_common(_PARTS))
    if len(unread) > _PARTS:
        names += f", {message('problems-more', count=len(unread) - _PARTS).text(lang)}"
    say(message("parts-unread", count=sum(unread.values()), names=names).text(lang))


def print_json(document: Any) -> None:
    """Write one JSON document to stdout, in UTF-8 whatever the terminal's code page is."""
    echo(json.dumps(document, ensure_ascii=False, indent=2).encode())


def echo(text: str | bytes, *, err: bool = False) -> None:
    """Write a line to stdout or stderr, where no counter stands any more.

    On a terminal it is broken at its width, and its first word has a colour.
    """
    clear()
    if isinstance(text, str) and (sys.stderr if err else sys.stdout).isatty():
        room = shutil.get_terminal_size().columns
        lines = [line for whole in text.split("\n") for line in _fitting(whole, room)]
        text = "\n".join(lines if os.environ.get("NO_COLOR") else map(_coloured, lines))
    click.echo(text, err=err)


def _fitting(line: str, room: int) -> list[str]:
    """Return a line of a terminal as lines that fit: cells two columns apart, what goes on further in."""
    return fold(re.sub("\t+", "  ", line), room, hang=4) or [line]


_COLOURS = {
    "red": ("severity-error", "action-reject", "action-conflict", "action-remove"), "yellow": ("severity-warning",),
    "green": ("action-create",), "cyan": ("action-update", "severity-info"),
}  # fmt: skip
"""Colour -> words that stand in it at the beginning of a line (no-color.org: none where NO_COLOR is set)."""


@cache
def _colour_of() -> dict[str, str]:
    return {MESSAGES[name][lang]: colour for colour, ids in _COLOURS.items() for name in ids for lang in MESSAGES[name]}


def _coloured(line: str) -> str:
    word = re.match(r"\s*([^\s:]+)(?=[:\t]|  )", line)
    colour = _colour_of().get(word[1]) if word else None
    return line if word is None or colour is None else line.replace(word[1], click.style(word[1], fg=colour), 1)


def row(*cells: object) -> None:
    """Write a line of a list for people to stdout: cells parted by tabs, none of which can forge a line."""
    echo("\t".join("" if cell is None else visible(str(cell)) for cell in cells))


def kinds_of(given: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds of record that --kind names, in English or Japanese; what is none of them stays as it is."""
    from smj_catalog.formats.tabular.headers import folded
    from smj_catalog.formats.tabular.mapping import KIND_OF

    return tuple(KIND_OF.get(folded(word), word) for said in given for word in re.split("[,、]", said))


def field_rows(kind: str | None, fields: Iterable[tuple[str, Any, Any]], lang: str) -> Iterator[str]:
    """Yield a line for each column in which fields differ: name, what was there, what is there."""
    from smj_catalog.services.words import field_lines

    for field, old, new in fields:
        for name, before, after in field_lines(kind, field, old, new, lang):
            yield visible(f"    {name}: {short(before)} → {short(after)}")


def short(value: Any) -> str:
    """Return a field's value for a line of a list, cut where it is long; — where there is none."""
    text = "—" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else text[:160] + "…"


def table(rows: Iterable[Iterable[object]]) -> None:
    """Write the lines of a list: in columns on a terminal, cut to its width; elsewhere with tabs between the cells."""
    if not sys.stdout.isatty():
        for cells in rows:
            row(*cells)
        return
    lines = [["" if cell is None else visible(str(cell)) for cell in cells] for cells in rows]
    room = shutil.get_terminal_size().columns
    widths = _shared([max(map(columns_of, column)) for column in zip(*lines, strict=True)], room)
    for cells in lines:
        *first, last = map(cut, cells, widths)
        line = "".join(cell + " " * (width - columns_of(cell) + 2) for cell, width in zip(first, widths, strict=False))
        echo(cut(line + last, room))


def _shared(widths: list[int], room: int) -> list[int]:
    """Return the widths of columns that fit: the first stays whole, and of the others the widest give way."""
    left, narrow = room - sum(widths[:1]), sorted(widths[1:])
    for i, width in enumerate(narrow):
        share = max(left // (len(narrow) - i) - 2, 8)
        if width > share:
            return [*widths[:1], *(min(width, share) for width in widths[1:])]
        left -= width + 2
    return widths


def say(text: str) -> None:
    """Write a line for people to stderr, where data on stdout does not meet it."""
    echo(visible(text), err=True)


def some(records: Iterable[str]) -> Message:
    """Return some records by their ids: the first five, and how many more there are."""
    named = list(dict.fromkeys(records))
    shown = ", ".join(named[:5])
    return (
        message("and-more", records=shown, count=len(named) - 5)
        if len(named) > 5
        else message("records-named", records=shown)
    )


def progress(what: str) -> Callable[[int], None] | None:
    """Return a counter that shows itself on stderr, or None where nobody watches."""
    shown = counting()
    return None if shown is None else lambda count: shown(what, count, None)


def counting() -> Callable[[str, int, int | None], None] | None:
    """Return a counter of several stages that shows count, rate and time left on stderr; None where nobody watches."""
    if not sys.stderr.isatty():
        return None
    began: dict[str, float] = {}
    last, lang = [0.0], language_of()

    def show(what: str, count: int, total: int | None) -> None:
        now = time.monotonic()
        start = began.setdefault(what, now)
        if now - start < _QUIET or now - last[0] < 0.2:
            return
        last[0] = now
        rate = count / (now - start)
        words = message(f"progress-{what}", count=f"{count:,}", rate=f"{rate:,.0f}").text(lang)
        if total and rate:
            minutes, seconds = divmod(int(max(total - count, 0) / rate), 60)
            words += message("progress-left", left=f"{minutes}:{seconds:02}").text(lang)
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()
        _counter.shown = True

    return show


def clear() -> None:
    """Take the counter off the terminal, before anything else is written."""
    if _counter.shown:
        _counter.shown = False
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
