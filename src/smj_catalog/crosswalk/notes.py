"""What a generated reader tells: what nobody reads, what is wrong; and what it asks of texts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attrs import define, field

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
        places: where its values stand, if a reader takes note of that.
    """

    unread: Counter[str] = field(factory=Counter)
    problems: list[Problem] = field(factory=list)
    places: Places = field(factory=Places)

    def skip(self, path: str, element: Any = None) -> None:
        """Count something that no card reads; of an element that holds others, each text in it."""
        if element is None or not len(element):
            self.unread[path] += 1
            return
        for text in (element.text, *(child.tail for child in element)):
            if text and not text.isspace():
                self.unread[path] += 1
        for child in element:
            if isinstance(child.tag, str):
                self.skip(f"{path}/{child.tag.rpartition('}')[2]}", child)

    def marked(self, element: Any, path: str, name: str) -> bool:
        """Tell of elements in what should be text alone, where some of it would be lost; return True."""
        found = "".join(element.itertext()).strip()
        return self.bad(element, path, name, message("a-text-alone"), ValueError(), found[:200])

    def missing(self, element: Any, path: str, name: str, expected: Message) -> None:
        """Tell that something needed is not there, unless a fault of it has been told already."""
        if not any(p.where.path is not None and p.where.path.startswith(path) for p in self.problems):
            self.bad(element, path, name, expected, ValueError(), None)

    def bad(self, element: Any, path: str, name: str, expected: Message, error: Exception, found: str | None) -> bool:
        """Tell a fault at an element; return True."""
        rule, source = f"value-{name}", None
        if isinstance(error, BadValue) and error.problems:
            problem = error.problems[0]
            rule, expected, found, source = problem.rule, problem.expected, problem.found, problem.source
        self.problems.append(Problem(Where(line=element.sourceline, path=path), rule, found, expected, source))
        return True


def _code(element: Any, key: str) -> str | None:
    """Return the text of the first child ``key`` (findtext takes ten times as long)."""
    for child in element[:]:
        if child.tag == key:
            text: str | None = child.text
            return text
    return None


_LINES = frozenset({"p", "br", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})


def _inner(element: Any) -> str | None:
    """Return the words in an element and in those in it; what XHTML puts on a line of its own begins one."""
    if not len(element):
        text: str | None = element.text
        return text
    found: list[str] = []

    def take(one: Any) -> None:
        found.append(" ".join((one.text or "").split("\n")))
        for child in one:
            line = "\n" if isinstance(child.tag, str) and child.tag.rpartition("}")[2].lower() in _LINES else ""
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
    "Refused": Refused, "FAULTS": FAULTS, "EMPTY": ValueError(), "code": _code, "inner": _inner, "some": _some,
    "is_id": RECORD_ID.fullmatch, "good_text": _good_text, "good_id": _good_id, "is_key": KEY.fullmatch, "good_key": _good_key,
}  # fmt: skip
"""What the generated code calls, by name."""
