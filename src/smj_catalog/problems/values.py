"""Problems as values, and the report that gathers them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal, Protocol, TypeVar

from attrs import define, field, frozen

from smj_catalog.problems.catalogue import Message
from smj_catalog.problems.fields import Both, worded

Severity = Literal["error", "warning", "info"]
SHOWN = 80


_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_KEYED = re.compile(r"\.(?:jsonl?|toml)\b")
"""Names of files whose paths are made of their own keys."""
_OF_FIELDS = ("edit-kept", "edited-by-hand")
"""Rules that name a field of the record, and no column of the file."""
_ASIDE = re.compile(r"\([^()]*\)$")
_SENTENCE = re.compile("(ください|ません|ます|です|した)(?:。|: |$)")
"""How Japanese sentences end; what does not end so is a noun: what should be there."""
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """Return a text as one line in which nothing works unseen: controls (C0, C1), line ends and marks of direction escaped.

    What records say is printed so for people; no title can then forge a line or drive a terminal.
    """
    return _HIDDEN.sub(lambda c: _NAMED.get(c[0]) or f"\\u{ord(c[0]):04x}", text) if not text.isprintable() else text


@frozen
class Where:
    """A place in a source; what is not known is None.

    .. versionadded:: 0.1.0

    Attributes:
        file: path or name as the user gave it.
        line: 1-based line. libxml2 is exact up to line 65,535, so record and path are given as well.
        row: 1-based row of a table, its header being row 1.
        record: id of the record, or the number that the file itself gives it.
        path: field, column or element path.
        sheet: name of a workbook's sheet.
        cell: the cell as a spreadsheet names it, such as U5.
        element: where in the file the field of the path is, as its format names it:
            ``Product/ProductIdentifier/IDValue``, ``020 $a``; None if that is not known, or if the path itself says it.
    """

    file: str | None = None
    line: int | None = None
    row: int | None = None
    record: str | None = None
    path: str | None = None
    sheet: str | None = None
    cell: str | None = None
    element: str | None = None

    @property
    def column(self) -> str | None:
        """The path without the sheet's name in front: the column as the file writes it."""
        if isinstance(self.path, Both):  # a field that the file has no column for
            return self.path
        return self.path.removeprefix(f"{self.sheet}!") if self.path is not None and self.sheet else self.path

    def place(self) -> str:
        """Return file and line, row or cell as one word: new.csv:3, books.xlsx:図書!U5."""
        at = self.cell or (self.row if self.line is None or self.sheet else self.line)
        inside = "!".join(str(x) for x in (self.sheet, at) if x)
        return ":".join(x for x in (self.file, inside) if x)


@frozen
class Problem:
    """One fault of the data.

    .. versionadded:: 0.1.0

    Attributes:
        where: the place.
        rule: stable id of the rule that is broken, such as ``isbn-check-digit``.
        found: the actual value, as text; None if something is missing.
        expected: a message with its parameters, put into words by the catalogue.
        source: the standard that the rule comes from (document, section, code list).
        severity: ``error`` makes a command exit with 1; ``warning`` and ``info`` do not.
    """

    where: Where
    rule: str
    found: str | None
    expected: Message
    source: str | None = None
    severity: Severity = "error"

    def text(self, lang: str = "en", *, rows: str | None = None) -> str:
        """Return one line for people: place, field, what was found, what was expected.

        Args:
            lang: ``en`` or ``ja``.
            rows: all the rows, or lines, of which it is true; in place of the one where it was found.
        """
        w = self.where
        place = w.file or ""
        if rows is not None:
            return self._of_rows(lang, rows)
        if w.line is not None and w.row is None:
            place += f":{w.line}" if place else Message("at-line", {"line": w.line}).text(lang)
        parts = [place] if place else []
        if w.sheet:
            parts.append(f"{w.sheet}!{w.cell}" if w.cell else w.sheet)
        if w.row is not None and not w.cell:
            broken = w.line not in (None, w.row)  # cells that hold line ends stand above
            parts.append(Message("at-row-line" if broken else "at-row", {"row": w.row, "line": w.line}).text(lang))
        if w.record:
            parts.append(w.record.text(lang) if isinstance(w.record, Both) else w.record)
        return visible(": ".join([*parts, *self._told(lang)]))

    def _of_rows(self, lang: str, rows: str) -> str:
        w = self.where
        at = Message("at-rows" if w.row is not None else "at-lines", {"rows": rows}).text(lang)
        return visible(": ".join([*filter(None, (w.file, w.sheet)), at, *self._told(lang)]))

    def _told(self, lang: str) -> list[str]:
        """Return the field, and what was found and expected."""
        w = self.where
        keyed = w.file is not None and not w.element and _KEYED.search(w.file) is not None
        keyed = keyed and (self.found is not None or not str(w.file).endswith(".json"))  # openBD has keys of its own
        own = keyed or (w.row is not None and self.rule not in _OF_FIELDS)
        column = w.column if own or not w.column or isinstance(w.column, Both) else worded(w.column, lang)
        column = column.text(lang) if isinstance(column, Both) else column
        parts = [column] if column and column != w.sheet else []
        if w.element:
            parts = [f"{w.element} ({column})" if column else w.element]
        how = self._how(lang)
        if self.found is None:
            told = Message(f"missing-{how}", {"expected": self.expected}).text(lang)
        else:
            said = self.found.text(lang) if isinstance(self.found, Both) else self.found
            found = said if len(said) <= SHOWN else said[:SHOWN] + "…"
            found = f"「{found}」" if lang == "ja" else repr(found)
            told = Message(f"found-{how}", {"found": found, "expected": self.expected}).text(lang)
        page = "docs/rules.ja.md" if lang == "ja" else "docs/rules.md"
        source = f" ({self.source.replace('docs/rules.md', page)})" if self.source else ""
        return [*parts, f"{told}{source} [{self.rule}]"]

    def _how(self, lang: str) -> str:
        """Return which sentence stands around: ``told`` where what is expected is a sentence of its own, not a noun."""
        if lang == "ja" and _SENTENCE.search(_ASIDE.sub("", self.expected.text("ja"))):
            return "told"
        return "info" if self.severity == "info" else "expected"

    def __str__(self) -> str:
        return self.text()

    def at(self, *, file: str | None = None, record: str | None = None) -> Problem:
        """Return the problem with file and record filled in where it does not name its own."""
        w = self.where
        if (w.file or not file) and (w.record or not record):
            return self
        where = Where(w.file or file, w.line, w.row, w.record or record, w.path, w.sheet, w.cell, w.element)
        return Problem(where, self.rule, self.found, self.expected, self.source, self.severity)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the problem as the report writes it (JSON): ids and texts together."""
        w = self.where
        return {
            "severity": self.severity,
            "rule": self.rule,
            "file": w.file,
            "line": w.line,
            "row": w.row,
            "record": w.record,
            "path": w.path,
            "element": w.element,
            "sheet": w.sheet,
            "cell": w.cell,
            "found": self.found,
            "expected": self.expected.as_dict(lang),
            "source": self.source,
        }


class _Graded(Protocol):
    @property
    def severity(self) -> str: ...


_T = TypeVar("_T", bound=_Graded)


def errors_of(found: Iterable[_T]) -> list[_T]:
    """Return those of severity error, which keep a record back; warnings and information do not."""
    return [it for it in found if it.severity == "error"]


@frozen
class Rejected:
    """A record that could not be read, with every reason.

    .. versionadded:: 0.1.0

    Attributes:
        where: where it began.
        problems: all its faults, at least one.
        raw: the record as the source has it, so that it can be given back.
    """

    where: Where
    problems: tuple[Problem, ...]
    raw: str | bytes | None = field(default=None, repr=False)


@define
class Report:
    """What a command did and found.

    .. versionadded:: 0.1.0

    Attributes:
        command: the verb.
        records: how many records were handled.
        rejected: how many were rejected.
        problems: faults, in the order of their discovery.
        not_carried: (record id, field) pairs that the target format has no place for.
        unread: element paths that are not read, with how often each was seen.
    """

    command: str
    records: int = 0
    rejected: int = 0
    problems: list[Problem] = field(factory=list)
    not_carried: list[tuple[str, str]] = field(factory=list)
    unread: Counter[str] = field(factory=Counter)

    @property
    def failed(self) -> bool:
        """True where at least one problem is an error."""
        return bool(errors_of(self.problems))

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the report as one JSON document."""
        return {
            "command": self.command,
            "records": self.records,
            "rejected": self.rejected,
            "problems": [p.as_dict(lang) for p in self.problems],
            "not_carried": [{"record": r, "field": f} for r, f in self.not_carried],
            "unread": dict(sorted(self.unread.items())),
        }
