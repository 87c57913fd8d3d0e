"""What a schema finds wrong, as problems: each under the element that is at fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeAlias

from attrs import frozen
from lxml import etree

from smj_catalog.problems import Message, Problem, Where, message

__all__ = ["Fault", "Name", "child_above", "faults", "path_of", "problem", "problems"]

Name: TypeAlias = "Callable[[etree._Element], str | None]"

_NAMESPACE = re.compile(r"\{[^{}'\s]*\}(?=[^\s{}'])")
_ATTRIBUTE = re.compile(r"^Element '[^']*', attribute '([^']*)'")
_STEP = re.compile(r"(?:([^:\[]*):)?([^\[]+)(?:\[(\d+)\])?")
CAP = 100  # faults of one record that are told one by one
DETAIL = 400  # of what libxml2 says in words of its own
NAMED = 20  # names or codes of those allowed that are told: the set of a code list would fill a page


@frozen
class Fault:
    """One complaint of libxml2, found again in the tree.

    Attributes:
        element: the element at fault.
        attribute: name of the attribute at fault, as lxml writes it.
        kind: libxml2's name for the fault.
        text: its words.
        line: its line.
    """

    element: Any
    attribute: str | None
    kind: str
    text: str
    line: int | None

    @property
    def unexpected(self) -> bool:
        """True where the element itself should not stand there."""
        return self.kind == "SCHEMAV_ELEMENT_CONTENT" and "not expected" in self.text


def faults(log: Any, root: Any) -> Iterator[Fault]:
    """Yield what a validator says of a tree, one fault an element (and attribute).

    Args:
        log: its error log.
        root: the element that was validated.
    """
    seen = set()
    find = _Finder(root)
    for entry in log:
        attribute = _ATTRIBUTE.match(entry.message)
        name = attribute.group(1) if attribute else None
        if (entry.path, name) in seen:  # the same fault, told again by the type above
            continue
        seen.add((entry.path, name))
        yield Fault(find(entry.path or ""), name, entry.type_name, entry.message.strip(), entry.line or None)


class _Finder:
    """Finds the elements that libxml2's paths lead to (``/*/*[3]`` or ``/p:a/p:b[2]``), each child counted once.

    The steps tell prefixes, not namespaces, and start at the element that was validated, so a path is no XPath.
    """

    def __init__(self, root: Any) -> None:
        self._root = root
        self._children: dict[Any, dict[tuple[str | None, str], list[Any]]] = {}

    def __call__(self, path: str) -> Any:
        element = self._root
        for step in path.split("/")[2:]:
            parts = _STEP.fullmatch(step)
            if parts is None or step.startswith("@"):
                break
            prefix, name, number = parts.groups()
            there = self._of(element).get((None, "*") if name == "*" else (prefix, name), [])
            place = int(number or 1)
            if 0 < place <= len(there):
                element = there[place - 1]
        return element

    def _of(self, element: Any) -> dict[tuple[str | None, str], list[Any]]:
        found = self._children.get(element)
        if found is None:
            found = self._children[element] = {(None, "*"): []}
            for child in element.iterchildren("*"):
                found[None, "*"].append(child)
                found.setdefault((child.prefix, _local(child)), []).append(child)
        return found


def _local(element: Any) -> str:
    """Return the local name of an element, also of one that is no qualified name (``a::b``)."""
    return str(element.tag).rpartition("}")[2]


def child_above(element: Any, root: Any) -> Any:
    """Return the child of the root that holds an element; the root for the root itself."""
    while element is not root and (above := element.getparent()) is not root and above is not None:
        element = above
    return element


def path_of(element: Any, top: Any) -> str:
    """Return the local names from one element down to another."""
    names = [_local(element)]
    while element is not top and (element := element.getparent()) is not None:
        names.append(_local(element))
    return "/".join(reversed(names))


def problems(told: Iterable[Fault], say: Callable[[Fault], Problem]) -> list[Problem]:
    """Return faults as problems: the first of them, and how many more there are."""
    stream = iter(told)
    found = [say(fault) for fault in islice(stream, CAP)]
    more = sum(1 for _ in stream)
    if more:
        last = found[-1]
        expected = message("faults-more", count=more, shown=CAP)
        found.append(
            Problem(Where(last.where.file, last.where.line, None, last.where.record), "schema", None, expected)
        )
    return found


def problem(fault: Fault, top: Any, *, file: str | None, record: str | None, source: str) -> Problem:
    """Return a fault as a problem.

    Args:
        fault: the fault.
        top: the element that paths begin at, the record.
        file: name for messages.
        record: id of the record.
        source: name of the schema.
    """
    path, element = path_of(fault.element, top), fault.element
    if fault.attribute is None:
        found = (element.text or "").strip() or _local(element)
    else:
        path += "/@" + fault.attribute.rpartition("}")[2]
        found = element.get(fault.attribute) or fault.attribute
    detail = _NAMESPACE.sub("", fault.text).rstrip(".")
    where = Where(file=file, line=fault.line, record=record, path=path)
    return Problem(where, "schema", found, _expected(detail), source)


_SAID = tuple((re.compile(pattern), name) for pattern, name in (
    (r"This element is not expected\. Expected is (?:one of )?\( (?P<names>.*) \)", "schema-here"),
    (r"This element is not expected$", "schema-nothing-here"),
    (r"Missing child element\(s\)\. Expected is (?:one of )?\( (?P<names>.*) \)", "schema-child"),
    (r"The attribute '(?P<names>[^']+)' is required but missing", "schema-attribute"),
    (r"The attribute '(?P<names>[^']+)' is not allowed", "schema-no-attribute"),
    (r"is not an element of the set \{(?P<names>.*)\}", "schema-one-of"),
    (r"is not a valid value of the (?:local )?(?:atomic|union|list) type '(?P<names>[^']+)'", "schema-type"),
    (r"is not a valid value of the (?:local )?(?:atomic|union|list) type", "schema-form"),
    (r"Element content is not allowed, because", "a-text-alone"),
    (r"Character content.* is not allowed", "schema-no-text"),
))  # fmt: skip
"""What libxml2 says, and the message that says it in words of ours."""


def _expected(detail: str) -> Message:
    """Return what should be there: in words of ours, or in libxml2's where they say something else."""
    for pattern, name in _SAID:
        if found := pattern.search(detail):
            names = found.groupdict().get("names")
            return message(name) if names is None else message(name, names=_some(names.replace("'", "").strip()))
    return message("schema-valid", detail=detail if len(detail) <= DETAIL else detail[:DETAIL] + "…")


def _some(names: str) -> str:
    """Return the names that are allowed: of a long list the first ones."""
    each = names.split(", ")
    return names if len(each) <= NAMED else ", ".join([*each[:NAMED], "…"])
