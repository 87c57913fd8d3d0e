"""Records as the lines of tables: one line a record, the articles of an issue behind it, each a line of its own."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from smj_catalog.crosswalk.rows import Cell
from smj_catalog.errors import UsageError
from smj_catalog.formats.base import Writing
from smj_catalog.formats.tabular.dialect import FIELD
from smj_catalog.formats.tabular.sheets import KIND, KINDS, TITLES, columns, sheet
from smj_catalog.formats.tabular.sheets.words import in_language as worded
from smj_catalog.formats.xml import alone, with_components
from smj_catalog.model import Record, kind_of

LANGUAGES = ("en", "ja")


@frozen
class Line:
    """One line of a table.

    Attributes:
        keys: the columns, in order.
        texts: key -> text; of the header line, all of them.
        record: id of the record; None for the header.
        kind: what it is a record of.
    """

    keys: Sequence[str]
    texts: dict[str, str]
    record: str | None = None
    kind: str | None = None


Lines: TypeAlias = Iterator[Line]


def language_of(writing: Writing) -> str:
    """Return the language of the headers.

    Raises:
        UsageError: there are none in that language.
    """
    lang = writing.options.get("lang") or "en"
    if lang not in LANGUAGES:
        raise UsageError(f"there are no headers in {lang!r}; there are {', '.join(LANGUAGES)}")
    return str(lang)


def header(cells: Iterable[Cell], lang: str) -> dict[str, str]:
    """Return the header of a table: key -> name."""
    return {cell.key: cell.ja if lang == "ja" else cell.en for cell in cells}


def in_language(kind: str, cells: Mapping[str, str], lang: str) -> dict[str, str]:
    """Return cells of a record in which codes are the words that a language has for them."""
    known = sheet(kind).cells
    return {key: worded(known[key].codec, text, lang) if key in known else text for key, text in cells.items()}


def flattened(record: Record) -> Iterator[Record]:
    """Return a record without its contents, then each article or chapter in it as a record that names its host."""
    return map(alone, with_components([record]))


def rows(records: Iterable[Record], writing: Writing, limit: int, *, words: bool | None = None) -> Lines:
    """Yield a line for each record of a kind that is wanted, and count it; without keys yet.

    Args:
        records: in the order wanted.
        writing: ``kinds`` says which; told of what is not carried.
        limit: characters that a cell holds; longer ones are left out, and told.
        words: cells hold words of the language for codes; by default in Japanese only.
    """
    wanted = frozenset(writing.options.get("kinds") or KINDS)
    asked = chosen(writing) or {}
    lost = writing.lost
    lang = language_of(writing)
    in_words = lang == "ja" if words is None else words
    for whole in records:
        counted = False
        for record in flattened(whole):
            kind = kind_of(record)
            if kind not in wanted:
                if lost is not None and (record.id == whole.id or kind_of(whole) in wanted):
                    lost(whole.id, "*" if record.id == whole.id else "contents")
                continue
            texts = sheet(kind).dump(record)
            texts |= sheet(kind).views(record, asked) if asked else {}
            for key in [k for k, text in texts.items() if len(text) > limit]:
                del texts[key]
                if lost is not None:
                    lost(record.id, sheet(kind).field_of[key])
            if lost is not None:
                writing.compare(record, sheet(kind))
            if not counted:
                writing.count()
                counted = True
            told = in_language(kind, texts, lang) if in_words else texts
            yield Line((), {KIND.key: TITLES[kind][1] if in_words and lang == "ja" else kind, **told}, record.id, kind)


def lines(records: Iterable[Record], writing: Writing, limit: int = FIELD - 1) -> Lines:
    """Yield the header and then the lines of one table that holds every kind.

    Its columns are those of the kinds asked for; else of the kinds that there are.
    """
    lang = language_of(writing)
    asked = tuple(writing.options.get("kinds") or ())
    found = rows(records, writing, limit)
    if (names := chosen(writing)) is not None:
        keys = list(names)
        yield Line(keys, names)
    else:
        used: dict[str, set[str]] | None = None
        if not asked or writing.options.get("columns") == "used":
            found, used = looked_through(found)
            asked = asked or tuple(used) or KINDS
        wanted = set().union({KIND.key, "id"}, *(used or {}).values())
        if writing.options.get("columns") != "used":
            used = None
        cells = [c for c in columns(tuple(k for k in KINDS if k in asked)) if used is None or c.key in wanted]
        keys = [c.key for c in cells]
        yield Line(keys, header(cells, lang))
    for line in found:
        yield Line(keys, line.texts, line.record, line.kind)


def chosen(writing: Writing) -> dict[str, str] | None:
    """Return the columns that were asked for by name, in their order: key -> header; None where none were."""
    asked = writing.options.get("columns")
    return dict(asked) if isinstance(asked, Mapping) else None


def looked_through(found: Lines) -> tuple[Lines, dict[str, set[str]]]:
    """Return lines again after the last has been seen, with the kinds that there are and the columns that each uses."""
    spool = tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogatepass")  # noqa: SIM115 - closed by the generator
    used: dict[str, set[str]] = {}
    try:
        for line in found:
            used.setdefault(line.kind or "", set()).update(line.texts)
            spool.write(json.dumps([line.texts, line.record, line.kind], ensure_ascii=False) + "\n")
    except BaseException:  # raised again: even where it is interrupted, the file is closed
        spool.close()
        raise

    def again() -> Lines:
        with spool:
            spool.seek(0)
            for text in spool:
                texts, record, kind = json.loads(text)
                yield Line((), texts, record, kind)

    return again(), used
