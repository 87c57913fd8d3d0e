"""smj-catalog show."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import click

from smj_catalog.cli.options import as_json, common, echo, open_archive, print_json, row, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import LANGUAGES, Both, Message, Report, fields_named, message, quoted

if TYPE_CHECKING:
    from smj_catalog.model import Record
    from smj_catalog.store import Archive

_NUMBERS = ("isbn", "issn", "ean", "jp_magazine_code", "ncid", "jpno", "doi")
_NEAR = 5
"""Records that are offered instead of one that is not there."""
_ALIKE = 0.7
"""From how much in common on titles pass for one that was mistyped: 1 is the same."""


@verb("show", example="show issue:migrants-network:193")
@click.argument("record_id", metavar="ID")
@click.option("--xml", is_flag=True, help="Show the archive's own XML (smj-1).")
@as_json
@common
def command(record_id: str, xml: bool, as_json: bool, archive: Path | None, lang: str, report: Path | None) -> None:
    """Show one record: under the names of a table's columns, as JSON with the model's field names, or as XML.

    ID is the record's id, one of its numbers (ISBN, ISSN, DOI, …), or a title that no other record has.
    """
    from smj_catalog.formats import get
    from smj_catalog.formats.plain import unstructure
    from smj_catalog.services.isbns import book_jan
    from smj_catalog.services.words import gaps_shown, in_words, names
    from smj_catalog.store.settings import FORMAT

    with open_archive(archive, lang) as opened:
        record = record_meant(opened, record_id)
        write_report(Report("show", 1), report, lang)
        if xml:
            single = get(FORMAT).single
            assert single is not None
            click.echo(single(record, opened.context), nl=False)
        elif as_json:
            print_json(unstructure(record))
        else:
            for number, worded in enumerate(in_words(record, lang)):
                if number:
                    echo("")
                named = names(worded.kind, lang)
                for key, text in worded.texts.items():
                    row(f"{named[key]}: {gaps_shown(worded.kind, key, text)}")
                if not number and (jan := book_jan(record)) is not None:
                    row(f"{message('jan-first').text(lang)}: {jan.first}")
                    row(f"{message('jan-second').text(lang)}: {jan.second or (jan.lacking and jan.lacking.text(lang))}")
                if worded.lost:
                    row(message("field-not-in-words", fields=fields_named(worded.lost)).text(lang))


def record_meant(archive: Archive, wanted: str) -> Record:
    """Return the record with an id, else with a number, else with a title.

    Raises:
        UnknownRecord: there is none; records with the words, or nearly so, in their titles are named, or what became of it.
        UsageError: several records have the number or title.
    """
    from smj_catalog.errors import UnknownRecord
    from smj_catalog.model import Issue, line_of, title_of
    from smj_catalog.services.words import folded, label

    if (found := archive.get(wanted)) is not None:
        return found
    for name in _NUMBERS if any(c.isdigit() for c in wanted) else ():
        if (found := archive.find(**{name: wanted})) is not None:
            return found
    if (found := archive.find(title=wanted)) is not None:
        return found
    if (end := next((end for end in archive.ends() if end.id == wanted), None)) is not None:
        if end.merged_into is None:
            raise UnknownRecord(message("record-ended", record=end.id, title=end.title, batch=end.batch))
        there = archive.get(end.merged_into)
        other = end.merged_into if there is None else line_of(there)
        raise UnknownRecord(message("record-merged", record=end.id, title=end.title, batch=end.batch, other=other))
    near: list[tuple[float, int, Record]] = []
    same: list[Record] = []
    key = folded(wanted)
    for record in archive:
        titles = {folded(title_of(record))}
        if isinstance(record, Issue):  # as `list` calls it
            called = {folded(label(record, lang, archive.get)) for lang in LANGUAGES}
            titles |= called
            same += [record] if key in called else []
        alike = max(1.0 if key in title else _alike(key, title) for title in titles)
        if alike >= _ALIKE:
            near.append((-alike, len(near), record))
    if len(same) == 1:
        return same[0]
    if shown := [record for _, _, record in nsmallest(_NEAR, near)]:
        lines = Both(*("; ".join(_line(record, lang, archive) for record in shown) for lang in LANGUAGES))
        raise UnknownRecord(message("no-record-like", record=quoted(wanted), near=lines))
    digit = _wrong_digit(wanted)
    if digit is not None:
        raise UnknownRecord(message("no-record-digit", record=quoted(wanted), digit=digit))
    raise UnknownRecord(message("no-record-called", record=quoted(wanted)))


def _wrong_digit(wanted: str) -> Message | None:
    """Return what the check digit should be of what looks like an ISBN or ISSN and is none."""
    from smj_catalog.model import Identifier
    from smj_catalog.model.rules.check_digits import isbn10_check_digit, isbn_check_digit, issn_check_digit

    compact = normalize("NFKC", wanted).replace("-", "").replace(" ", "").upper()
    for form, name, rule in (
        (r"97[89][0-9]{10}", "isbn-13", isbn_check_digit), (r"[0-9]{9}[0-9X]", "isbn-10", isbn10_check_digit),
        (r"[0-9]{7}[0-9X]", "issn", issn_check_digit),
    ):  # fmt: skip
        if re.fullmatch(form, compact):
            return next((found.expected for found in rule.check(Identifier(type=name, value=compact))), None)
    return None


def _line(record: Record, lang: str, archive: Archive) -> str:
    """Return what tells a record from others of its title: its id, its first date where it has one, its title and number."""
    from smj_catalog.model import Product
    from smj_catalog.services.words import label

    dates = [str(d.date) for d in record.dates] if isinstance(record, Product) else []
    return " ".join(filter(None, (record.id, min(dates, default=""), label(record, lang, archive.get))))


def _alike(wanted: str, title: str) -> float:
    """Return how much two titles have in common, from 0 to 1; quickly 0 where it is little."""
    if abs(len(wanted) - len(title)) > max(len(wanted), len(title)) * (1 - _ALIKE) * 2:
        return 0.0
    found = SequenceMatcher(None, wanted, title, autojunk=False)
    return found.ratio() if found.real_quick_ratio() >= _ALIKE and found.quick_ratio() >= _ALIKE else 0.0
