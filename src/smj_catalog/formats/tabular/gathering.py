"""One cell made of those of several columns: 著者1 and 著者2, 年 and 月, a list's own numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from attrs import define

from smj_catalog.crosswalk.rows import Bound, joined, parted, shared_out
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.columns import Columns
from smj_catalog.formats.tabular.headers import folded
from smj_catalog.formats.tabular.ids import PREFIXES
from smj_catalog.formats.tabular.neighbours import is_record_id
from smj_catalog.formats.tabular.sheet import LED, Sheet
from smj_catalog.formats.tabular.text import is_clear, unguarded
from smj_catalog.formats.tabular.values.identifiers import parse_identifiers
from smj_catalog.formats.tabular.values.parsed import Number, warn
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.problems import Problem, message

_IDS = ("id", "識別子")


@define
class Gathered:
    """The cells of one row, changed where they stand.

    Attributes:
        one: the columns of the row's kind.
        columns: those of the table.
        raw: the row as the file has it.
        cells: key -> text.
        cleared: keys of the columns that the row empties.
        at: key -> the column that it stands in, or begins in.
        all: key -> its columns, where it has several.
    """

    one: Sheet
    columns: Columns
    raw: list[str]
    cells: dict[str, str]
    cleared: list[str]
    at: dict[str, int]
    all: dict[str, list[int]]

    def join(self, several: dict[str, list[int]]) -> None:
        """Join the cells of numbered columns in their order; what belongs to an item stays beside it."""
        numbers = self.columns.numbers
        said: dict[str, list[tuple[int, str]]] = {}
        for key, places in several.items():
            places.sort(key=lambda i: (numbers[i], i))
            self.at[key], self.all[key] = places[0], places
            texts = [(numbers[i], unguarded(self.raw[i]).strip()) for i in places if not is_clear(self.raw[i])]
            said[key] = [(number, text) for number, text in texts if text]
            if not texts:
                self.cleared.append(key)
        for key, texts in said.items():
            bound = self.one.bound_of(key)
            if bound is None and (leads := said.get(LED.get(key, ""))):
                self.cells[key] = joined(dict(texts).get(number, "") for number, _ in leads)
            if bound is None or not texts:
                continue
            leads = said.get(bound.lead) if bound.lead != key and bound.many else None
            if leads:
                self.cells[key] = joined(_beside(bound, leads, dict(texts)))
            else:
                self.cells[key] = ("; " if bound.many else "\n").join(dict.fromkeys(text for _, text in texts))

    def number(self) -> Iterator[tuple[str, Problem]]:
        """Take a list's own numbers for what they are: ids of ours, numbers of copies, or numbers of a scheme of their own."""
        for key in ("local_number", "holding_number"):
            text = self.cells.get(key)
            if text is None:
                continue
            if isinstance(text, Number):
                yield key, warn("spreadsheet-number", text, message("a-number-mended", mended=text), "info")
            if is_record_id(text) and "id" not in self.cells:
                self.cells["id"], self.at["id"] = self.cells.pop(key), self.at.pop(key)
            elif key == "local_number":
                if RECORD_ID.fullmatch(text) and self._called_id():
                    known = ", ".join(word for words in PREFIXES.values() for word in words)
                    yield key, warn("record-id", text, message("a-record-id-known", words=known), "error")
                elif "isbn" in self.one.cells and "isbn" not in self.cells and self._is_isbn(text):
                    yield key, warn("number-like-isbn", text, message("a-column-isbn"))
                places = [i for i in self.all.get(key) or [self.at[key]] if i < len(self.raw) and self.raw[i].strip()]
                names = [" ".join(self.columns.header[i].split()) for i in places if not is_clear(self.raw[i])]
                self.cells["local_number_scheme"] = joined(names)

    def _called_id(self) -> bool:
        return folded(self.columns.header[self.at["local_number"]]) in _IDS

    def _is_isbn(self, text: str) -> bool:
        """Tell whether a list's own number is an ISBN; of ten digits, many a number is one by chance, if it is called no id."""
        with suppress(BadValue):
            found = parse_identifiers("isbn-13", str(text))
            kinds = ("isbn-13", "isbn-10") if self._called_id() else ("isbn-13",)
            return not found.warnings and [it.type for it in found.value if it.type in kinds] != []
        return False

    def compose(self) -> Iterator[tuple[str, Problem]]:
        """Make the cells that several columns make together, and yield what is wrong with them: key, problem."""
        parts = [self.cells.get(key, "") for key in ("name_family", "name_given")]
        if all(parts) and not any(map(str.isascii, parts)) and "name" not in (*self.cells, *self.cleared):
            self.cells["name"] = "".join(parts)  # of Latin letters nobody knows which stands first
            self.all["name"] = [self.at["name_family"], self.at["name_given"]]
            self.at["name"] = self.at["name_family"]
        for composed in self.one.composed:
            keys = composed.keys
            if self.cells.keys().isdisjoint(keys) and not (self.cleared and any(key in self.cleared for key in keys)):
                continue
            places = [self.at[key] for key in keys if key in self.at]
            if any(key in self.cells for key in keys):
                made, problems = composed.compose(self.cells)
                yield from problems
                for key in keys:
                    self.cells.pop(key, None)
                gone = [key for key, text in made.items() if not text]
                places = [*(i for key in gone if key in self.at for i in self.all.get(key) or [self.at[key]]), *places]
                self.cells.update(made)
                for key in gone:
                    self.cells.pop(key, None)
                own = {*self.at} - {*keys, composed.target}
                for key in made.keys() - own if places else ():
                    self.at[key], self.all[key] = places[0], places
            if any(key in self.cleared for key in keys):
                self.cleared[:] = [key for key in self.cleared if key not in keys]
                self.at.setdefault(composed.target, places[0])
                if composed.target not in (*self.cells, *self.cleared):
                    self.cleared.append(composed.target)


def _beside(bound: Bound, leads: list[tuple[int, str]], texts: dict[int, str]) -> list[str]:
    """Return the items of a column that stands beside another, item by item, both being numbered."""
    items: list[str] = []
    for number, lead in leads:
        text = texts.pop(number, "")
        count = _count(bound, lead)
        found = shared_out(text, count) if bound.block.even else parted(text)
        found = [text] if found is None or len(found) > count else found
        items += [*found, *[""] * (count - len(found))]
    return [*items, *texts.values()]


def _count(bound: Bound, text: str) -> int:
    """Return how many items a leading cell names."""
    if bound.block.parse is None:
        return len(parted(text))
    try:
        return sum(len(bound.block.parse(part).value) for part in bound.block.apart(text))
    except BadValue:
        return 1
