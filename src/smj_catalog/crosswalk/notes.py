"""What a generated reader tells: what nobody reads, what is wrong; and what it asks of texts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attrs import define, field

from smj_catalog.errors import BadValue
from smj_catalog.model.checks import KEY, RECORD_ID
from smj_catalog.problems import Message, Problem, Where

FAULTS = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError)


class Refused(Exception):
    """A group cannot be made; the reasons are in the notes."""


@define
class Notes:
    """What a reader saw beside the record itself.

    Attributes:
        unread: paths that no card reads, counted.
        problems: every fault of the record.
    """

    unread: Counter[str] = field(factory=Counter)
    problems: list[Problem] = field(factory=list)

    def skip(self, path: str) -> None:
        """Count something that no card reads."""
        self.unread[path] += 1

    def missing(self, element: Any, path: str, name: str, expected: Message) -> None:
        """Tell that something needed is not there, unless a fault of it has been told already."""
        if not any(p.where.path is not None and p.where.path.startswith(path) for p in self.problems):
            self.bad(element, path, name, expected, ValueError(), None)

    def bad(self, element: Any, path: str, name: str, expected: Message, error: Exception, found: str | None) -> None:
        """Tell a fault at an element."""
        rule, source = f"value-{name}", None
        if isinstance(error, BadValue) and error.problems:
            problem = error.problems[0]
            rule, expected, found, source = problem.rule, problem.expected, problem.found, problem.source
        self.problems.append(Problem(Where(line=element.sourceline, path=path), rule, found, expected, source))


def _code(element: Any, key: str) -> str | None:
    """Return the text of the first child ``key`` (findtext takes ten times as long)."""
    for child in element[:]:
        if child.tag == key:
            text: str | None = child.text
            return text
    return None


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
    "Refused": Refused, "FAULTS": FAULTS, "EMPTY": ValueError(), "code": _code, "some": _some,
    "is_id": RECORD_ID.fullmatch, "good_text": _good_text, "good_id": _good_id, "is_key": KEY.fullmatch, "good_key": _good_key,
}  # fmt: skip
"""What the generated code calls, by name."""
