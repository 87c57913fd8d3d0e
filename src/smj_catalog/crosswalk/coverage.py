"""How much of what files say the fields of the model take: counted element by element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from attrs import define, field

from smj_catalog.crosswalk.notes import Notes
from smj_catalog.problems import Message

WORDS = frozenset({
    "a", "abbr", "address", "b", "bdi", "bdo", "blockquote", "br", "cite", "code", "dd", "dfn", "div", "dl", "dt", "em", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
})  # fmt: skip
"""Elements of XHTML: what holds one of them is a text, whole."""


@define
class Coverage:
    """Counts over records; an element counts where it holds no others but a text's markup.

    Attributes:
        records: how many records there were.
        total: path of an element -> how often it was there.
        unread: path -> how often no field took it.
    """

    records: int = 0
    total: Counter[str] = field(factory=Counter)
    unread: Counter[str] = field(factory=Counter)

    @property
    def occurrences(self) -> tuple[int, int]:
        """How many elements a field took, of how many."""
        total = self.total.total()
        return total - self.unread.total(), total

    @property
    def paths(self) -> tuple[int, int]:
        """How many different paths a field took at least once, of how many."""
        return sum(self.unread[path] < count for path, count in self.total.items()), len(self.total)


@define
class CoverageNotes(Notes):
    """Notes that know of each element of a record whether a field took it.

    Attributes:
        coverage: what is counted into, at the end of each record.
        name: local name of an element -> its name in paths.
    """

    coverage: Coverage = field(kw_only=True)
    name: Callable[[str], str] = field(kw_only=True)
    _there: dict[Any, str] = field(factory=dict)
    _lost: set[Any] = field(factory=set)
    _record: Any = None

    def begin(self, record: Any) -> None:
        """Begin with a record, as its source has it."""
        self._record, self._lost = record, set()
        self._there = dict(self._leaves(record, self._step(record)))

    def end(self, *, read: bool) -> None:
        """Count the record; all of it is unread where it was refused."""
        self.coverage.records += 1
        self.coverage.total.update(self._there.values())
        lost = self._there if not read else [leaf for leaf in self._lost if leaf in self._there]
        self.coverage.unread.update(self._there[leaf] for leaf in lost)

    def _step(self, element: Any) -> str:
        return self.name(element.tag.rpartition("}")[2])

    def _leaves(self, element: Any, path: str) -> Iterator[tuple[Any, str]]:
        """Yield the elements that hold no others but markup, with their paths."""
        inside = [c for c in element if isinstance(c.tag, str)]
        if not inside or any(c.tag.rpartition("}")[2].lower() in WORDS for c in inside):
            yield element, path
            return
        for child in inside:
            yield from self._leaves(child, f"{path}/{self._step(child)}")

    def _lose(self, element: Any) -> None:
        self._lost.update(leaf for leaf, _ in self._leaves(element, ""))

    def skip(self, path: str, element: Any = None, attribute: str | None = None) -> None:
        """Count as `Notes` do; an attribute is no element."""
        super().skip(path, element, attribute)
        if element is not None and attribute is None:
            self._lose(element)

    def bad(self, element: Any, path: str, name: str, expected: Message, error: Exception, found: str | None) -> bool:
        """Tell a fault; what it is about was not taken."""
        if element is not self._record:
            self._lose(element)
        return super().bad(element, path, name, expected, error, found)

    def refused(self, element: Any) -> None:
        """Take note of a group that could not be made."""
        self._lose(element)

    def dropped(self, element: Any, path: str, below: str) -> None:
        """Count as `Notes` do, and find the elements."""
        super().dropped(element, path, below)
        self._lost.update(leaf for leaf, at in self._leaves(element, "") if at == f"/{below}")
