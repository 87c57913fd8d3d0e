"""Measure how much of what files say the model takes; nothing is validated."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from attrs import define, evolve, field

from smj_catalog.crosswalk import Coverage
from smj_catalog.errors import InputError
from smj_catalog.formats import Reading
from smj_catalog.problems import Problem, Where, errors_of, message
from smj_catalog.services.reading import items

_NO_MATTER = frozenset({"format-unknown", "file-empty"})
"""What is wrong with a file of a folder that is simply another kind of file."""


@define
class Covered:
    """What was measured.

    Attributes:
        counts: over all files.
        files: how many had records that could be counted.
        problems: files that could not be counted, and why; products that were refused are counted as unread.
    """

    counts: Coverage = field(factory=Coverage)
    files: int = 0
    problems: list[Problem] = field(factory=list)

    @property
    def failed(self) -> bool:
        """True where a file could not be read to its end."""
        return bool(errors_of(self.problems))

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the figures as one JSON document."""
        unread, total = self.counts.unread, self.counts.total
        return {
            "command": "validate", "files": self.files, "records": self.counts.records,
            **{name: {"taken": taken, "total": every, "percent": percent(taken, every)} for name, (taken, every) in (
                ("elements", self.counts.occurrences), ("paths", self.counts.paths),
            )},
            "unread": [{"path": p, "count": n, "of": total[p]} for p, n in most(unread.items())],
            "problems": [p.as_dict(lang) for p in self.problems],
        }  # fmt: skip


def percent(part: int, whole: int) -> float | None:
    """Return a share in per cent, to one decimal, never rounded up; None of nothing."""
    return part * 1000 // whole / 10 if whole else None


def most(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return counts, the highest first; equal ones in the order of their names."""
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def coverage(*sources: str | os.PathLike[str], format: str | None = None) -> Covered:
    """Count, over files of XML, MARC and RIS, the elements, subfields and lines that fields of the model take.

    Args:
        sources: files; folders stand for all files below them, of which those that are of no known format are passed over.
        format: id of the files' format; None detects it from their content.
    """
    found = Covered()
    for path, named in _files(sources):
        before = found.counts.records
        reading = Reading(file=str(path), coverage=found.counts)
        records = 0
        try:
            for item in items(path, reading, format=format):
                records += item.record is not None
        except InputError as error:
            if named or not {p.rule for p in error.problems} <= _NO_MATTER:
                found.problems += [p.at(file=str(path)) for p in error.problems]
            else:
                other = message("countable-format")
                found.problems += [
                    evolve(p.at(file=str(path)), expected=other, severity="info") for p in error.problems
                ]
        counted = found.counts.records > before
        found.files += counted
        if records and not counted:
            expected = message("countable-format")
            found.problems.append(Problem(Where(str(path)), "coverage-none", reading.format, expected, severity="info"))
    return found


def _files(sources: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Path, bool]]:
    """Yield files, and whether each was named itself."""
    for source in map(Path, sources):
        if not source.is_dir():
            yield source, True
            continue
        inside = (p for p in source.rglob("*") if p.is_file() and not p.relative_to(source).as_posix().startswith("."))
        yield from ((path, False) for path in sorted(inside))
