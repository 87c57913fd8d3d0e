"""Text files of records that are some lines each, with what stands outside and between: RIS, BibTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, Self, TypeAlias, TypeVar

from attrs import define, field

from smj_catalog.crosswalk.fields import Field, FieldColumn
from smj_catalog.errors import BadValue
from smj_catalog.formats import listed
from smj_catalog.formats.base import ERRORS, Item, Reading, Told
from smj_catalog.formats.jsonl import lines
from smj_catalog.formats.tabular.decode import codec_of
from smj_catalog.model.rules.seen import Firsts
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.xmlio import Source

UTF_8 = "utf-8"
LINES = 10_000
"""Lines that a record may have."""
NO_DATE = "no date"
"""Code of a text that stands where a date does beside one that is read; it is told."""


@define
class Block:
    """Lines that belong together: a record, or what stands outside of records. Each format has a class of its own.

    Attributes:
        rule: what the format's rules begin with.
        end: what stands at the end of a record.
        mark: what stands before words that say what was wrong, on a line that is not read.
        below: how many of its lines stand before that.
        at: number of the first line.
        lines: as the file has them.
        ended: its end is there.
        wrong: number and words of the first line that is not in the encoding of the file, and that.
        kept: others need it, so it stands also among records that are refused.
    """

    rule: ClassVar[str]
    end: ClassVar[Message]
    mark: ClassVar[str]
    below: ClassVar[int]
    at: int
    lines: list[bytes] = field(factory=list)
    ended: bool = False
    wrong: tuple[int, str, str] | None = None
    kept: bool = False

    @classmethod
    def taking(cls, at: int, text: str, before: Self | None) -> Self | None:
        """Return the block that takes a line in: the one before it or one that it begins; None where it belongs to none."""
        raise NotImplementedError

    def __str__(self) -> str:
        return b"\n".join(self.lines).decode("utf-8", "backslashreplace")

    def check(self, where: Where) -> None:
        """Look at its lines, before anything in them is read.

        Raises:
            BadValue: they are no text, too many, or have no end.
        """
        if self.wrong is not None:
            at, found, codec = self.wrong
            expected = message("a-text-in", encoding=codec.upper())
            raise BadValue(Problem(Where(where.file, at), f"{self.rule}-characters", found[:80], expected))
        if len(self.lines) > LINES:
            expected = message("at-most", limit=LINES, unit="lines", cap="record")
            raise BadValue(Problem(where, "record-too-large", str(len(self.lines)), expected))
        if not self.ended:
            raise BadValue(Problem(where, f"{self.rule}-end", str(self).partition("\n")[0][:80], self.end))


def _in_utf_8(source: Source, codec: str) -> Iterator[bytes]:
    for data in lines(source):
        try:
            yield data if codec == UTF_8 else data.decode(codec).encode()
        except UnicodeDecodeError:
            yield data + b"\xff"  # whatever it is otherwise


B = TypeVar("B", bound=Block)
Said: TypeAlias = tuple[str, list[Field], list[Problem]]
"""What a block says: the kind of its record, its fields, what is odd about it."""


def blocks(source: Source, of: type[B], reading: Reading) -> Iterator[B]:
    """Yield the blocks of a file, less the lines that say what was wrong, in UTF-8 whatever encoding was named for it."""
    block: B | None = None
    codec = codec_of(reading.options.get("encoding") or UTF_8)
    for at, data in enumerate(_in_utf_8(source, codec), 1):
        text = data.decode("utf-8", "backslashreplace")
        if text.startswith(f"{of.mark}{ERRORS}"):
            continue
        now = of.taking(at, text.rstrip("\r"), block)
        if block is not None and now is not block:  # which has no end
            yield block
        block = now
        if block is None:
            continue
        if block.wrong is None and text.encode() != data:
            block.wrong = at, text.rstrip("\r"), codec
        block.lines.append(data)
        if block.ended:
            yield block
            block = None
    if block is not None:
        yield block


def read(
    source: Source, reading: Reading, of: type[B], said: Callable[[B, Where, Reading], Said | None], columns: Mapping[str, FieldColumn]
) -> Iterator[Item]:  # fmt: skip
    """Yield what the blocks of a file are.

    Args:
        source: the file.
        reading: told of what is not read.
        of: class of its blocks.
        said: (block, where it stands, reading) -> what it says; None where that is no record; may raise BadValue.
        columns: kind -> column.
    """
    seen = Firsts()
    for number, block in enumerate(blocks(source, of, reading), 1):
        where, raw = Where(reading.file, block.at), str(block)
        try:
            found = said(block, where, reading)
        except BadValue as error:
            lost = any(p.severity == "error" for p in error.problems)
            yield Item(None, where, error.problems, raw if lost else None, number=number)
            continue
        if found is not None:
            kind, fields, told = found
            told += _no_dates(fields, where)
            yield listed.item(kind, fields, where, reading, columns[kind], told=told, raw=raw, number=number, seen=seen)


def _no_dates(fields: list[Field], where: Where) -> Iterator[Problem]:
    """Take texts that are no dates out of fields; yield them as told."""
    for one in fields:
        for held in [s for s in one.subfields if s.code == NO_DATE]:
            one.subfields.remove(held)
            at = Where(where.file, one.line, None, None, one.tag)
            yield Problem(at, "date-form", held.text, message("a-date"), severity="warning")


def refused(source: Source, reading: Reading, told: Told, *, of: type[Block]) -> Iterator[bytes]:
    """Yield the blocks that are refused, as they are, with what is wrong."""
    for number, block in enumerate(blocks(source, of, reading), 1):
        words = told.get((None, number))
        if words is not None or block.kept:
            said = f"{of.mark}{ERRORS}: {'; '.join((words or '').splitlines())}".replace(
                "@", "(at)"
            )  # it begins an entry
            marked = [said.encode() + block.lines[0][len(block.lines[0].rstrip(b"\r")) :]] if words is not None else []
            yield b"\n".join((*block.lines[: of.below], *marked, *block.lines[of.below :], b"", b""))
