"""JSON Lines: one record a line, under the model's own names, all of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from attrs import evolve

from smj_catalog.errors import BadRecord, BadSource, InputError
from smj_catalog.formats.base import ERRORS, Format, Head, Item, Reading, Told, Writing
from smj_catalog.formats.plain import structure, unstructure
from smj_catalog.model import RECORD_TYPES, Record
from smj_catalog.problems import Message, Problem, Where, message, quoted
from smj_catalog.xmlio import PIECE, Source, gathered

LINE, VALUES = 16 << 20, 50_000
BOM = b"\xef\xbb\xbf"


def _sniff(head: Head) -> bool:
    first = head.first.removeprefix(BOM).lstrip()
    return first.startswith(b"{") and (
        b'"kind_of_record"' in first or head.name.lower().endswith((".jsonl", ".ndjson"))
    )


def _document(records: Iterable[Record], writing: Writing) -> Iterator[bytes]:
    wanted = frozenset(writing.options.get("kinds") or RECORD_TYPES)
    for record, _ in writing.taken(records, dict.fromkeys(wanted, True)):
        line = json.dumps(unstructure(record), ensure_ascii=False)
        writing.count()
        yield f"{line}\n".encode()


def lines(source: Source) -> Iterator[bytes]:
    """Yield lines without their ends; one longer than the cap as its first bytes, so that it can be refused."""
    rest = source.peek(3)
    if rest == BOM:
        source.read(3)
    parts: list[bytes] = []
    size = 0
    while data := source.read(PIECE):
        *whole, last = data.split(b"\n")
        for piece in whole:
            yield b"".join((*parts, piece))[: LINE + 1]
            parts, size = [], 0
        if size <= LINE:
            parts.append(last)
            size += len(last)
    if parts:
        yield b"".join(parts)[: LINE + 1]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _NoObject(message("json-twice", name=quoted(twice[:80])))
    return made


def _no_constant(name: str) -> Any:
    raise _NoObject(message("json-constant", name=name))


class _NoObject(ValueError):
    """What Python takes and JSON does not know; says so in a message of ours."""


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    reading.found.update(encoding="UTF-8", codec="utf-8")
    for number, line in enumerate(lines(source), 1):
        if not line.strip():
            continue
        where = Where(reading.file, line=number)
        raw = line.decode("utf-8", "backslashreplace")
        try:
            data = loaded(line, where)
            if ERRORS in data and len(data) == 1:  # what is wrong with the next line, which is no object
                continue
            data.pop(ERRORS, None)
            record = structure(data)
        except InputError as error:
            yield Item(None, where, tuple(_placed(p, where) for p in error.problems), raw)
            continue
        yield Item(record, Where(reading.file, line=number, record=record.id))


def _whole(lines: Iterator[bytes]) -> Iterator[bytes]:
    with suppress(BadSource):  # it broke off there before
        yield from lines


def _refused(source: Source, reading: Reading, told: Told) -> Iterator[bytes]:
    """Yield the lines that are refused, each with a key that says what is wrong with it, which readers pass over.

    What is wrong with a line that is no object stands on a line of its own before it.
    """
    for number, line in enumerate(_whole(lines(source)), 1):
        words = told.get((None, number))
        if words is None:
            continue
        said = json.dumps({ERRORS: words.split("\n")}, ensure_ascii=False)
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict) or not data:
            yield said.encode() + b"\n" + line.rstrip(b"\r") + b"\n"
            continue
        text = line.decode().strip()
        if ERRORS in data:
            del data[ERRORS]
            text = json.dumps(data, ensure_ascii=False)
        yield f"{said[:-1]}, {text[1:]}\n".encode()


def _placed(problem: Problem, where: Where) -> Problem:
    here = Where(where.file, where.line, where.row, problem.where.record, problem.where.path)
    return Problem(here, problem.rule, problem.found, problem.expected, problem.source, problem.severity)


def _line(detail: Message | str) -> Message:
    return message("a-json-line", detail=detail)


def loaded(line: bytes, where: Where, form: Callable[[Message | str], Message] = _line) -> dict[str, Any]:
    """Return the object in a piece of JSON.

    Args:
        line: the piece.
        where: where it stands.
        form: from what is wrong with it to what was expected.

    Raises:
        BadRecord: there is none.
    """
    for size, limit, unit in ((len(line), LINE, "bytes"), (line.count(b","), VALUES, "values")):
        if size > limit:
            expected = message("at-most", limit=limit, unit=unit, cap="line")
            raise BadRecord(Problem(where, "record-too-large", f"{limit}+", expected))
    try:
        data = json.loads(line.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        detail = (
            error.args[0] if isinstance(error, _NoObject)
            else message("json-at", column=error.colno) if isinstance(error, json.JSONDecodeError)
            else message("a-utf-8-text") if isinstance(error, UnicodeDecodeError)
            else message("json-deep" if isinstance(error, RecursionError) else "json-number")
        )  # fmt: skip
        found = line[:80].decode("utf-8", "backslashreplace")
        if isinstance(error, json.JSONDecodeError) and where.line is not None:
            where = evolve(where, line=where.line + error.lineno - 1)
        raise BadRecord(Problem(where, "json-line", found, form(detail))) from error
    if not isinstance(data, dict):
        raise BadRecord(Problem(where, "json-line", json.dumps(data)[:80], form(message("json-no-object"))))
    return data


FORMAT = Format(
    id="jsonl",
    title="JSON Lines, one record a line",
    title_ja="JSON Lines(1行1件)",
    media_type="application/jsonl",
    suffix=".jsonl",
    kinds=tuple(RECORD_TYPES),
    sniff=_sniff,
    document=lambda records, writing: gathered(_document(records, writing)),
    read=_read,
    refused=_refused,
    whole=True,
)
