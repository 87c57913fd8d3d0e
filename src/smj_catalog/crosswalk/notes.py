"""What a generated reader tells: what nobody reads, what is wrong; and what it asks of texts."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

from attrs import define, evolve, field

from smj_catalog.crosswalk.places import Places
from smj_catalog.errors import BadValue
from smj_catalog.model.checks import KEY, RECORD_ID
from smj_catalog.problems import Message, Problem, Where, message

FAULTS = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError)


class Refused(Exception):
    """A group cannot be made; the reasons are in the notes."""


@define
class Notes:
    """What a reader saw beside the record itself.

    Attributes:
        unread: paths that no card reads, counted.
        problems: every fault of the record.
        named: elements that were put elsewhere for the reader's sake -> path in the source.
        places: where its values stand, if a reader takes note of that.
        beside: what the record's element says of other records.
    """

    unread: Counter[str] = field(factory=Counter)
    problems: list[Problem] = field(factory=list)
    named: dict[Any, str] = field(factory=dict)
    _moved: list[str | None] = field(factory=list)
    places: Places = field(factory=Places)
    beside: list[Any] = field(factory=list)

    def clear(self) -> None:
        """Begin with another record."""
        self.problems, self._moved, self.beside = [], [], []

    def told(self) -> list[Problem]:
        """Return every fault of the record, with paths as the source has them."""
        if not self.named:
            return self.problems
        pairs = zip(self.problems, self._moved, strict=True)
        return [p if at is None else evolve(p, where=evolve(p.where, path=at)) for p, at in pairs]

    def skip(self, path: str, element: Any = None, attribute: str | None = None) -> None:
        """Count something that no card reads; of an element that holds others, each text in it.

        Args:
            path: of the element or attribute.
            element: the element; None where it is not known.
            attribute: its attribute, where that alone is meant.
        """
        if self.named and element in self.named:
            more = f"/@{attribute}" if attribute else " (repeated)" if path.endswith(" (repeated)") else ""
            path = self.named[element] + more
        if element is None or attribute or not len(element):
            self.unread[path] += 1
            return
        for text in (element.text, *(child.tail for child in element)):
            if text and not text.isspace():
                self.unread[path] += 1
        for child in element:
            if isinstance(child.tag, str):
                self.skip(f"{path}/{child.tag.rpartition('}')[2]}", child)

    def again(self, path: str, element: Any) -> None:
        """Count an element that may stand once and stands again; what is in it is read as if it stood in the first."""
        at = self.named.get(element, path) if self.named else path
        self.unread[f"{at} (repeated)"] += 1

    def refused(self, element: Any) -> None:
        """Take note of a group that could not be made; what is wrong with it has been told."""

    def dropped(self, element: Any, path: str, below: str) -> None:
        """Count something that was read and that the record has no place for.

        Args:
            element: the element that the group stands in.
            path: of that.
            below: path from there.
        """
        self.unread[f"{path}/{below}"] += 1

    def marked(self, element: Any, path: str, name: str) -> bool:
        """Tell of elements in what should be text alone, where some of it would be lost; return True."""
        found = "".join(element.itertext()).strip()
        return self.bad(element, path, name, message("a-text-alone"), ValueError(), found[:200])

    def missing(self, element: Any, path: str, name: str, expected: Message) -> None:
        """Tell that something needed is not there, unless a fault of it has been told already."""
        if not any(p.where.path is not None and p.where.path.startswith(path) for p in self.problems):
            self.bad(element, path, name, expected, ValueError(), None)

    def bad(self, element: Any, path: str, name: str, expected: Message, error: Exception, found: str | None) -> bool:
        """Tell a fault at an element, or what is not taken of it for another reason; return True."""
        where = Where(line=element.sourceline, path=path)
        if isinstance(error, BadValue) and error.problems:
            problem = evolve(error.problems[0], where=where)
        else:
            problem = Problem(where, f"value-{name}", found, expected)
        self.problems.append(problem)
        self._moved.append(self.named.get(element))
        if problem.severity != "error":  # nothing is wrong with it; it is only not taken
            self.skip(path, element)
        return True


def _code(element: Any, key: str) -> str | None:
    """Return the text of the first child ``key`` (findtext takes ten times as long)."""
    for child in element[:]:
        if child.tag == key:
            text: str | None = child.text
            return text
    return None


_LINES = frozenset({"p", "br", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def words_of(element: Any) -> str | None:
    """Return the words in an element and in those in it; what XHTML puts on a line of its own begins one, and cells of a
    table stand apart.
    """  # noqa: D205
    if not len(element):
        text: str | None = element.text
        return text
    found: list[str] = []

    def take(one: Any) -> None:
        found.append(" ".join((one.text or "").split("\n")))
        for child in one:
            name = child.tag.rpartition("}")[2].lower() if isinstance(child.tag, str) else ""
            line = "\n" if name in _LINES else " " if name in ("td", "th") else ""
            found.append(line)
            take(child)
            found.append(line + " ".join((child.tail or "").split("\n")))

    take(element)
    return "\n".join(line for each in "".join(found).split("\n") if (line := " ".join(filter(None, each.split(" ")))))


def _some(text: str | None) -> str:
    if text is None:
        raise ValueError
    return text


def _good_text(value: Any) -> Any:
    """Return text that the model would take; what is no text is the codec's own matter."""
    if value.__class__ is str and (not value or value.isspace()):
        raise ValueError
    return value


def _good_id(value: str) -> str:
    if not RECORD_ID.fullmatch(value):
        raise ValueError
    return value


def _good_key(value: str) -> str:
    if not KEY.fullmatch(value):
        raise ValueError
    return value


KNOWN: dict[str, Any] = {
    "Refused": Refused, "FAULTS": FAULTS, "EMPTY": ValueError(), "code": _code, "inner": words_of, "some": _some,
    "is_id": RECORD_ID.fullmatch, "good_text": _good_text, "good_id": _good_id, "is_key": lru_cache(1024)(KEY.fullmatch), "good_key": _good_key,
}  # fmt: skip
"""What the generated code calls, by name."""
