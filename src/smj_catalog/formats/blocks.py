"""Text files in which some lines are one record, and others stand between: RIS, BibTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import define, field

from smj_catalog.formats.base import Reading, Told
from smj_catalog.problems import Message, Problem, Where, message
from smj_catalog.xmlio import Source

LINES = 10_000
"""Lines that a record may have."""


@define
class Block:
    """Lines that belong together: a record, or what stands outside of records.

    Attributes:
        at: number of the first line.
        lines: as the file has them.
        ended: its end is there.
        wrong: number and words of the first line that is not UTF-8.
    """

    at: int
    lines: list[bytes] = field(factory=list)
    ended: bool = False
    wrong: tuple[int, str] | None = None

    def add(self, at: int, data: bytes) -> str:
        """Add a line with its number; return its text."""
        text = data.decode("utf-8", "backslashreplace")
        if self.wrong is None and text.encode() != data:
            self.wrong = at, text.rstrip("\r")
        self.lines.append(data)
        return text

    def __str__(self) -> str:
        return b"\n".join(self.lines).decode("utf-8", "backslashreplace")

    def fault(self, name: str, end: Message, file: str | None) -> Problem | None:
        """Return what is wrong with its lines, before anything in them is looked at.

        Args:
            name: of the format, with which its rules begin.
            end: what stands at the end of a record.
            file: where it stands.
        """
        where, first = Where(file, self.at), str(self).partition("\n")[0][:80]
        if self.wrong is not None:
            return Problem(
                Where(file, self.wrong[0]), f"{name}-characters", self.wrong[1][:80], message("a-utf-8-text")
            )
        if len(self.lines) > LINES:
            expected = message("at-most", limit=LINES, unit="lines", cap="record")
            return Problem(where, "record-too-large", str(len(self.lines)), expected)
        return None if self.ended else Problem(where, f"{name}-end", first, end)


def refused(
    source: Source, _: Reading, told: Told, *, blocks: Callable[[Source], Iterable[Any]], marked: Callable[[Any, str | None], list[bytes]]
) -> Iterator[bytes]:  # fmt: skip
    """Yield the records that are refused, as they are, with what is wrong.

    Args:
        source: the file.
        told: number of a record -> what is wrong with it.
        blocks: what stands in a file, record by record.
        marked: (block, what is wrong) -> its lines, with those words where no reader takes them for data; of a block that is
            not refused, what is to stay of it.
    """
    for number, block in enumerate(blocks(source), 1):
        yield b"".join(line + b"\n" for line in marked(block, told.get((None, number))))
