"""What a schema finds wrong, as problems: each under the element that is at fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from attrs import frozen
from lxml import etree

from smj_catalog.problems import Problem, Where, message

__all__ = ["Fault", "Name", "child_above", "faults", "path_of", "problem"]

Name: TypeAlias = "Callable[[etree._Element], str | None]"

_NAMESPACE = re.compile(r"\{[^{}'\s]*\}(?=[^\s{}'])")
_ATTRIBUTE = re.compile(r"^Element '[^']*', attribute '([^']*)'")
_STEP = re.compile(r"(?:([^:\[]*):)?([^\[]+)(?:\[(\d+)\])?")
DETAIL = 400  # the set of a code list would fill a page


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
    for entry in log:
        attribute = _ATTRIBUTE.match(entry.message)
        name = attribute.group(1) if attribute else None
        if (entry.path, name) in seen:  # the same fault, told again by the type above
            continue
        seen.add((entry.path, name))
        yield Fault(_at(root, entry.path or ""), name, entry.type_name, entry.message.strip(), entry.line or None)


def _at(root: Any, path: str) -> Any:
    """Return the element that libxml2's path leads to (``/*/*[3]`` or ``/p:a/p:b[2]``).

    Its steps tell prefixes, not namespaces, and start at the element that was validated, so it is no XPath.
    """
    element = root
    for step in path.split("/")[2:]:
        parts = _STEP.fullmatch(step)
        if parts is None or step.startswith("@"):
            break
        prefix, name, number = parts.groups()
        place = int(number or 1)
        for child in element.iterchildren("*"):
            if name == "*" or (child.prefix == prefix and etree.QName(child).localname == name):
                place -= 1
                if not place:
                    element = child
                    break
    return element


def child_above(element: Any, root: Any) -> Any:
    """Return the child of the root that holds an element; the root for the root itself."""
    while element is not root and (above := element.getparent()) is not root and above is not None:
        element = above
    return element


def path_of(element: Any, top: Any) -> str:
    """Return the local names from one element down to another."""
    names = [etree.QName(element).localname]
    while element is not top and (element := element.getparent()) is not None:
        names.append(etree.QName(element).localname)
    return "/".join(reversed(names))


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
        found = (element.text or "").strip() or etree.QName(element).localname
    else:
        path += "/@" + fault.attribute.rpartition("}")[2]
        found = element.get(fault.attribute) or fault.attribute
    detail = _NAMESPACE.sub("", fault.text).rstrip(".")
    if len(detail) > DETAIL:
        detail = detail[:DETAIL] + "…"
    where = Where(file=file, line=fault.line, record=record, path=path)
    return Problem(where, "schema", found, message("schema-valid", detail=detail), source)
