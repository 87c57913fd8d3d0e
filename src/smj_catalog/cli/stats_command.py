"""smj-catalog stats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smj_catalog.cli.options import as_json, common, open_archive, print_json, say, some, table, write_report
from smj_catalog.cli.verb import verb
from smj_catalog.problems import Report, message

if TYPE_CHECKING:
    from smj_catalog.model import Book

_LACKS: dict[str, Callable[[Book], bool]] = {
    "isbn": lambda r: not any(i.type in ("isbn-13", "isbn-10") for i in r.identifiers),
    "title-reading": lambda r: not any(x for t in r.titles for x in t.text.readings),
    "publication-date": lambda r: not any(d.role in ("publication", "cover") for d in r.dates),
    "publisher": lambda r: not r.publishers,
    "price": lambda r: not r.prices,
    "price-date": lambda r: any(p.valid_from is None for p in r.prices),
    "price-tax": lambda r: any(p.amount is not None and p.tax == "unknown" for p in r.prices),
    "form": lambda r: r.form is None,
    "publishing-status": lambda r: r.status is None,
}
"""What a wholesaler or library misses -> whether a book lacks it."""


@verb("stats", example="stats --archive 目録")
@as_json
@common
def command(as_json: bool, archive: Path | None, lang: str, report: Path | None) -> None:
    """Count the records of the archive, and the books that lack what wholesalers and libraries ask for."""
    from smj_catalog.formats.tabular.sheets import TITLES
    from smj_catalog.model import Book, kind_of

    counts: Counter[str] = Counter()
    lacking: dict[str, list[str]] = {name: [] for name in _LACKS}
    with open_archive(archive, lang) as opened:
        for record in opened:
            counts[kind_of(record)] += 1
            counts.update(kind_of(part) for part in getattr(record, "contents", ()))
            if isinstance(record, Book):
                for name, lacks in _LACKS.items():
                    if lacks(record):
                        lacking[name].append(record.id)
    told = Report("stats", sum(counts.values()))
    if as_json:
        print_json({"records": dict(counts), "books_without": lacking})
    else:
        table((TITLES[kind][lang == "ja"], count) for kind, count in counts.items())
        table(
            (message(f"lacks-{name}").text(lang), len(ids), some(ids).text(lang))
            for name, ids in lacking.items()
            if ids
        )
    write_report(told, report, lang)
    say(message("stats-total", count=told.records).text(lang))
