"""Records that a row names in words: a serial by its title or ISSN, an issue by its serial and number, a book by its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve

from smj_catalog.formats.base import Named, Sought
from smj_catalog.formats.tabular.sheet import Sheet
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.formats.tabular.values.parsed import folded
from smj_catalog.model import Numbering
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.keys import key_of, number_key
from smj_catalog.model.rules.check_digits import to_isbn_13
from smj_catalog.problems import Problem

_START = re.compile(
    r"(?<![0-9])(?=[0-9])|(?=第|通巻|#|\bvol|\bno)|(?<=\s)(?=[IVX][IVXLC]{0,7}(?:巻|\s?\(\s?[0-9]))", re.IGNORECASE
)
_DATED = re.compile(r"(.+?),? ?\(([^()]*[0-9]{4}[^()]*)\)")
_COUNTED = re.compile(r"\d+")
_DIGITS = 9
"""Of an ISBN: at least so many, with X."""
_AROUND = " ,、・/:-–—『』「」()[]〈〉《》"
_CLOSERS = {")": "(", "]": "[", "」": "「", "』": "『"}
_SPLITS = 8  # a title may have numbers of its own; no more than so many are tried as the beginning of the issue's


class References:
    """What the cells of one row name.

    Attributes:
        named: field -> what is to give it its id.
        problems: what is wrong with the cells: key of the column, problem.
    """

    def __init__(self, one: Sheet, cells: dict[str, str], path: Callable[[str], str | None]) -> None:
        """Take the cells that name other records out of a row.

        A cell of the field itself that holds an id stays, and the others then say nothing.

        Args:
            one: the sheet of the row.
            cells: the row's; those that were read are taken out.
            path: key of a column -> how messages name it.
        """
        self.named: dict[str, Named] = {}
        self.problems: list[tuple[str, Problem]] = []
        field = next(iter(one.naming.values()), None)
        if field is None:
            return
        said = {key: cells.pop(key) for key in one.naming if cells.get(key)}
        words = cells.get(field, "")
        if RECORD_ID.fullmatch(words):
            return
        if words:
            said = {field: cells.pop(field), **said}
        if said:
            sought = tuple(self._serial(said, field) if field == "periodical" else self._hosts(said, field))
            self.named[field] = Named(" ".join(said.values()), path(next(iter(said))), sought)
        elif field == "periodical" and cells.get("title"):
            self.named[field] = Named(cells["title"], path("title"), (Sought(cells["title"]),), only_new=True)

    def _serial(self, said: Mapping[str, str], field: str) -> Iterator[Sought]:
        words, numbers = said.get(field), self._issn(said.get("issn"))
        if words is not None and not numbers and (found := _number("periodical", "issn", words)):
            words, numbers = None, found
        yield Sought(said.get("host_serial") or words, numbers)

    def _hosts(self, said: Mapping[str, str], field: str) -> Iterator[Sought]:
        """Yield what the cells of an article or chapter can mean as the issue or book that it stands in."""
        numbers, serial, words = self._issn(said.get("issn")), said.get("periodical", ""), said.get(field, "")
        if RECORD_ID.fullmatch(serial):
            numbers = (("id", serial),)
        else:
            words = f"{serial} {words}".strip()
        yield from hosts_named(words, numbers)

    def _issn(self, text: str | None) -> tuple[tuple[str, str], ...]:
        if text is None:
            return ()
        loaded = sheet("periodical").load({"issn": text})
        self.problems += [("issn", problem) for _, problem in loaded.problems]
        return tuple(_numbers_in(loaded.values))


def hosts_named(
    words: str, numbers: tuple[tuple[str, str], ...], known: Callable[[Sought], bool] = lambda _: True
) -> Iterator[Sought]:
    """Yield what words can mean as the issue or book that an article or chapter stands in: 見本通信 3(2).

    Args:
        words: title and designation of a serial, or the title or ISBN of a book.
        numbers: type and value of the serial's or book's numbers, where they are given beside them.
        known: tells whether there is such a serial, so that no designation is read in vain.
    """
    if numbers and known(Sought(None, numbers)) and (meant := numbering_in(words)) is not None:
        yield Sought(None, numbers, meant)
    plain = folded(words)
    for at in [found.start() for found in _START.finditer(plain)][-_SPLITS:]:
        beginning, end = plain[:at].strip(_AROUND), plain[at:].strip()
        if end[-1:] in _CLOSERS and _CLOSERS[end[-1]] not in end:
            end = end[:-1]
        if not key_of(beginning) or not known(Sought(beginning, numbers)):
            continue
        if (meant := numbering_in(end)) is not None:
            yield Sought(beginning, numbers, meant)
    if words and not numbers:
        isbn = _number("book", "isbn", words) if sum(map(str.isdigit, plain)) >= _DIGITS else ()
        yield Sought(None if isbn else words, isbn)


def _numbers_in(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield type and value of the identifiers among the fields of a record."""
    for identifier in values.get("identifiers", ()):
        kind, value = identifier.type, identifier.value
        yield ("isbn-13", to_isbn_13(value)) if kind == "isbn-10" else (kind, value)


def _number(kind: str, key: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return the number that a text is, where it is one without fault."""
    loaded = sheet(kind).load({key: text})
    return () if loaded.failed else tuple(_numbers_in(loaded.values))


def numbering_in(text: str) -> Numbering | None:
    """Return the numbering that a cell of an issue would give; None where words are not read as numbers, but as they are.

    A date in brackets behind numbers may be in any words: Vol. 9, no. 2 (Feb. 1980).
    """
    found = _numbering(text)
    if found is None and (parts := _DATED.fullmatch(text)) is not None:
        found = _numbering(parts[1])
        return found and evolve(found, printed=text, date=found.date or parts[2])
    return found


def _numbering(text: str) -> Numbering | None:
    loaded = sheet("issue").load({"volume_and_number": text}) if text else None
    found: Numbering | None = None if loaded is None or loaded.failed else loaded.values.get("numbering")
    if found is None:
        return None
    said = [n for n in (*found.numbers, found.whole_number) if n]
    sure = all(number_key(n).isdecimal() and len(_COUNTED.findall(n)) == 1 for n in said)  # not of 53(1)-53(4)
    return found if (said or found.date) and sure else None
