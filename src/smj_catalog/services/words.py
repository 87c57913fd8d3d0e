"""Records in the words of tables: the names of columns, in English or Japanese, and what stands in them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any
from unicodedata import normalize

from attrs import frozen

from smj_catalog.crosswalk.rows import joined, parted
from smj_catalog.crosswalk.rows.lists import escaped
from smj_catalog.errors import BadRecord, UsageError
from smj_catalog.formats.base import Writing
from smj_catalog.formats.plain import structure
from smj_catalog.formats.tabular.headers import key_of, nearest
from smj_catalog.formats.tabular.ids import PREFIXES
from smj_catalog.formats.tabular.sheets import KIND, KINDS, TITLES, columns, sheet
from smj_catalog.formats.tabular.sheets.words import Words
from smj_catalog.formats.tabular.writing import header, in_language, rows
from smj_catalog.model import Issue, Record, title_of
from smj_catalog.problems import LANGUAGES, Both, Message, message, quoted, worded
from smj_catalog.problems.fields import WORDS as FIELDS

_UNBOUNDED = 1 << 62
_KIND = {p: kind for kind, prefixes in PREFIXES.items() for p in prefixes}


@frozen
class Worded:
    """A record, or an article or chapter in it, as one line of a table.

    Attributes:
        id: its id.
        kind: what it is a record of.
        texts: key of a column -> text, in the order of the columns.
        lost: fields that tables do not carry.
    """

    id: str
    kind: str
    texts: Mapping[str, str]
    lost: Sequence[str] = ()


def in_words(record: Record, lang: str = "en", also: Sequence[str] = ()) -> Iterator[Worded]:
    """Yield a record, then each article or chapter in it.

    Args:
        record: any record.
        lang: language of the word for its kind.
        also: keys of columns that are read and not written by themselves, such as 著者.
    """
    lost: dict[str, list[str]] = {}
    options = {"columns": dict.fromkeys(also, "")} if also else {}
    writing = Writing(lost=lambda record_id, field: lost.setdefault(record_id, []).append(field), options=options)
    for line in rows([record], writing, _UNBOUNDED, words=False):
        kind, record_id = line.kind or "", line.record or ""
        order = [*(cell.key for cell in columns((kind,))), *also]
        texts = in_language(kind, {key: line.texts[key] for key in order if key in line.texts}, lang)
        yield Worded(record_id, kind, texts | {KIND.key: TITLES[kind][lang == "ja"]}, lost.get(record_id, ()))


def label(record: Record, lang: str, get: Callable[[str], Record | None] | None = None) -> str:
    """Return the title of a record; of an issue also its number, where the title has none as printed.

    Args:
        record: any record.
        lang: language of the words.
        get: finds a record by id: an issue without a title is called by that of its serial.
    """
    title = title_of(record)
    if isinstance(record, Issue) and not record.titles and record.periodical is not None and get is not None:
        printed = record.numbering.printed if record.numbering is not None else None
        if (serial := get(record.periodical)) is not None:
            title = " ".join(filter(None, (title_of(serial), printed)))
    if not isinstance(record, Issue) or record.numbering is None or record.numbering.printed:
        return title
    n = record.numbering
    parts = [
        message("issue-volume", volume=n.volume).text(lang) if n.volume and n.volume.isdecimal() else n.volume,
        message("issue-number", number="・".join(n.numbers)).text(lang) if n.numbers and all(x.isdecimal() for x in n.numbers)
        else "・".join(n.numbers),
        message("issue-whole-number", number=n.whole_number).text(lang) if n.whole_number and not n.numbers else None,
        n.date if not (n.volume or n.numbers or n.whole_number) else None,
    ]  # fmt: skip
    return " ".join([title, *filter(None, parts)])


def kind_by_id(record_id: str) -> str | None:
    """Return the kind of record that an id belongs to; None where it is none of ours."""
    return _KIND.get(record_id.partition(":")[0])


def field_named(kind: str | None, name: str) -> str:
    """Return the field that a column, or the field's Japanese word, names in a kind of record; else the name itself."""
    key = key_of(name, kind)
    if kind in KINDS and key in sheet(kind).field_of:
        return sheet(kind).field_of[key]
    return next((field for field, word in FIELDS.items() if word == name), name)


def field_lines(kind: str | None, field: str, old: Any, new: Any, lang: str) -> list[tuple[str, str, str]]:
    """Return what a field held and holds, as the columns of tables show it: name of a column, text before, text after.

    Args:
        kind: of the record.
        field: name of the field.
        old: what it held, as JSON can hold it; None for nothing.
        new: what it holds.
        lang: language of names and words.
    """
    before, after = (_cells(kind, field, value, lang) for value in (old, new))
    if before is not None and after is not None and before != after:
        named = names(kind or "", lang)
        keys = [key for key in named if before.get(key) != after.get(key)]
        texts = [(named[k], _cell(kind, k, before.get(k)), _cell(kind, k, after.get(k))) for k in keys]
        return [(name, held, holds) for name, held, holds in texts if held != holds]
    return [(worded(field, lang), _json(old), _json(new))]


def gaps_shown(kind: str | None, key: str, text: str) -> str:
    """Return a cell for people: in a list — stands for an item that says nothing (of two prices the tax of the second)."""
    bound = sheet(kind).bound_of(key) if kind in KINDS else None
    items = parted(text) if bound is not None and bound.many and ";" in text else [text]
    return text if all(items) else "; ".join(escaped(item, 0) if item else "—" for item in items)


def in_columns(kind: str | None, field: str, old: Any, new: Any) -> bool:
    """Tell whether the columns of tables show how what a field held and holds differ."""
    cells = [_cells(kind, field, value, "en") for value in (old, new)]
    return None not in cells and cells[0] != cells[1]


def field_text(kind: str | None, field: str, value: Any) -> str:
    """Return what a field holds, as JSON can hold it, as the cells of tables have it; as JSON where tables do not."""
    if _cells(kind, field, value, "en") is None:
        return _json(value)
    return Both(*(", ".join((_cells(kind, field, value, lang) or {}).values()) or "—" for lang in LANGUAGES))


def _cell(kind: str | None, key: str, text: str | None) -> str:
    """Return what a cell holds; — where it holds nothing, or nothing but the marks between what is not there."""
    return "—" if text is None or not text.strip("; ") else gaps_shown(kind, key, text)


def _json(value: Any) -> str:
    return "—" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cells(kind: str | None, field: str, value: Any, lang: str) -> dict[str, str] | None:
    """Return the cells of one field; None where tables do not hold all of it."""
    if kind not in KINDS or field == "contents":
        return None
    if value is None:
        return {}
    filled: dict[str, Any] = {"title": {"text": {"text": "—"}}} if kind == "component" else {}
    try:
        record = structure({"kind_of_record": kind, "id": f"{PREFIXES[kind][0]}:x", **filled, field: value})
    except BadRecord:
        return None
    cells, _ = sheet(kind).dump_of(record, {field})
    return in_language(kind, cells, lang) or None


def names(kind: str, lang: str) -> dict[str, str]:
    """Return the columns of a kind of record: key -> name in a language."""
    return header(columns((kind,)), lang)


def column_named(name: str) -> str:
    """Return the key of a column by any header under which an import knows it.

    Raises:
        UsageError: there is none; near ones are named.
    """
    key = key_of(name)
    if key is None or key not in _shown():
        raise UsageError(no_column(name, _composed().get(key or "", "")))
    return key


def no_column(name: str, meant: str = "") -> Message:
    """Return the message that no column is called so; it names those that are like it, in the language of the message."""
    return message("no-column", column=quoted(name), near=near_columns(name, meant))


def near_columns(name: str, meant: str = "") -> Both:
    """Return the columns whose names are like a name, in both languages."""
    cells = {cell.key: cell for cell in columns(KINDS)}
    near = [cells[key] for key in dict.fromkeys([meant, *nearest(name)]) if key in cells]
    return Both(", ".join(c.en for c in near) or "—", "、".join(c.ja for c in near) or "なし")


@cache
def _shown() -> frozenset[str]:
    return frozenset(cell.key for cell in columns(KINDS)) | {
        k for kind in KINDS for b in sheet(kind).bound for k in b.keys
    }


@cache
def _composed() -> dict[str, str]:
    return {cell.key: one.target for kind in KINDS for one in sheet(kind).composed for cell in one.cells}


_PLAIN = re.compile(r"[\s　]+")
_CONDITION = re.compile(r"(?P<name>[^=~!]+)(?P<sign>=|~|!=)(?P<text>.*)", re.DOTALL)


def condition(text: str, lang: str = "en") -> Callable[[Mapping[str, str]], bool]:
    """Return the test that ``COLUMN=TEXT`` (is), ``COLUMN!=TEXT`` (is not) or ``COLUMN~TEXT`` (holds) makes of a line.

    A word that an empty cell stands for, 税区分=不明, is what a line with a price and an empty cell has.

    Width, case and spaces do not count; nothing behind the sign means an empty cell; a code is as good as its word.

    Args:
        text: the condition.
        lang: language of the words in the line.

    Raises:
        UsageError: it has none of these forms, or there is no such column.
    """
    key, sign, wanted = _asked(text)
    wanted = folded(wanted if sign == "~" else _word(key, wanted.strip(), lang))
    assumed = _assumed(key, lang) if wanted else None

    def holds(texts: Mapping[str, str]) -> bool:
        cell = texts.get(key, "")
        if assumed is not None and texts.get(assumed[0]):
            parts = [part or assumed[1] for part in parted(cell) or [""]]
            cell = parts[0] if len(set(parts)) == 1 else joined(parts)
        cell = folded(cell)
        return (wanted in cell) if sign == "~" else (cell == wanted) is (sign == "=")

    return holds


def column_of(text: str) -> str:
    """Return the key of the column that a condition is about.

    Raises:
        UsageError: as `condition` says.
    """
    return _asked(text)[0]


def _asked(text: str) -> tuple[str, str, str]:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UsageError(message("no-condition", found=quoted(text)))
    return column_named(found["name"].strip()), found["sign"], found["text"]


def _word(key: str, text: str, lang: str) -> str:
    """Return a text as the cells of a column have it: a code, or a word of another language, as its word."""
    codec = next((cell.codec for cell in columns(KINDS) if cell.key == key), None)
    if codec is None or not isinstance(codec.load, Words):
        return text
    try:
        return codec.load.word(codec.load(text), lang)
    except ValueError:
        return text


@cache
def _assumed(key: str, lang: str) -> tuple[str, str] | None:
    """Return the column beside which an empty cell of one means a word, and that word; None where it means nothing."""
    for bound in (bound for kind in KINDS for bound in sheet(kind).bound if key in bound.keys and key != bound.lead):
        path = bound.paths[bound.keys.index(key)]
        if path is not None and path.leaf is not None and isinstance(path.leaf.default, str):
            load = path.leaf.codec.load
            if isinstance(load, Words):
                return bound.lead, load.word(path.leaf.default, lang)
    return None


def folded(text: str) -> str:
    """Return a text without what does not count when texts are compared: width, case, spaces."""
    return _PLAIN.sub("", normalize("NFKC", text)).casefold()


def sort_key(name: str) -> Callable[[Mapping[str, str]], tuple[bool, list[tuple[bool, int, str]]]]:
    """Return the key by which lines are put in the order of a column: numbers by their value, empty cells last.

    Raises:
        UsageError: there is no such column.
    """
    key = column_named(name)

    def order(texts: Mapping[str, str]) -> tuple[bool, list[tuple[bool, int, str]]]:
        cell = normalize("NFKC", texts.get(key, "")).casefold()
        pieces = re.findall(r"[0-9]+|[^0-9]+", cell)
        return not cell, [(not p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in pieces]

    return order
