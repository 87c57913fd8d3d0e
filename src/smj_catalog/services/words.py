"""Records in the words of tables: the names of columns, in English or Japanese, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from unicodedata import normalize

from attrs import frozen

from smj_catalog.errors import UsageError
from smj_catalog.formats.base import Writing
from smj_catalog.formats.tabular.headers import key_of, nearest
from smj_catalog.formats.tabular.sheets import KIND, KINDS, TITLES, columns
from smj_catalog.formats.tabular.writing import header, rows
from smj_catalog.model import Record
from smj_catalog.problems import Message, message

_UNBOUNDED = 1 << 62


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


def in_words(record: Record, lang: str = "en") -> Iterator[Worded]:
    """Yield a record, then each article or chapter in it.

    Args:
        record: any record.
        lang: language of the word for its kind.
    """
    lost: dict[str, list[str]] = {}
    writing = Writing(lost=lambda record_id, field: lost.setdefault(record_id, []).append(field))
    for line in rows([record], writing, _UNBOUNDED):
        kind, record_id = line.kind or "", line.record or ""
        order = [cell.key for cell in columns((kind,))]
        texts = {key: line.texts[key] for key in order if key in line.texts}
        yield Worded(record_id, kind, texts | {KIND.key: TITLES[kind][lang == "ja"]}, lost.get(record_id, ()))


def names(kind: str, lang: str) -> dict[str, str]:
    """Return the columns of a kind of record: key -> name in a language."""
    return header(columns((kind,)), lang)


def column_named(name: str) -> str:
    """Return the key of a column by any header under which an import knows it.

    Raises:
        UsageError: there is none; near ones are named.
    """
    key = key_of(name)
    if key is None or key not in _written():
        meant = key.partition("_")[0] if key is not None else ""  # 本体価格 is read as one price of several
        raise UsageError(no_column(name, meant))
    return key


def no_column(name: str, meant: str = "") -> Message:
    """Return the message that no column is called so; it names those that are like it, in Japanese and English."""
    cells = {cell.key: cell for cell in columns(KINDS)}
    near = [cells[key] for key in dict.fromkeys([meant, *nearest(name)]) if key in cells]
    return message("no-column", column=repr(name), near=", ".join(f"{c.ja} / {c.en}" for c in near) or "—")


@cache
def _written() -> frozenset[str]:
    return frozenset(cell.key for cell in columns(KINDS))


_PLAIN = re.compile(r"[\s　]+")
_CONDITION = re.compile(r"(?P<name>[^=~!]+)(?P<sign>=|~|!=)(?P<text>.*)", re.DOTALL)


def condition(text: str) -> Callable[[Mapping[str, str]], bool]:
    """Return the test that ``COLUMN=TEXT`` (is), ``COLUMN!=TEXT`` (is not) or ``COLUMN~TEXT`` (holds) makes of a line.

    Width, case and spaces do not count; nothing behind the sign means an empty cell.

    Raises:
        UsageError: it has none of these forms, or there is no such column.
    """
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UsageError(message("no-condition", found=repr(text)))
    key, sign, wanted = column_named(found["name"].strip()), found["sign"], folded(found["text"])

    def holds(texts: Mapping[str, str]) -> bool:
        cell = folded(texts.get(key, ""))
        return (wanted in cell) if sign == "~" else (cell == wanted) is (sign == "=")

    return holds


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
