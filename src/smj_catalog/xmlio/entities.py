"""Entities that a document type would declare, in records that are parsed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from smj_catalog.problems import Problem, Where, message

__all__ = ["resolve", "unresolved"]


def unresolved(element: etree._Element, file: str | None = None) -> Problem | None:
    """Return the problem of the first entity in an element that nothing resolves, or None."""
    entity: Any = next(element.iter(etree.Entity), None)
    if entity is None:
        return None
    above = [etree.QName(e).localname for e in entity.iterancestors()]
    depth = sum(1 for _ in element.iterancestors())
    path = "/".join(reversed(above[: len(above) - depth]))
    where = Where(file=file, line=entity.sourceline, path=path)
    return Problem(where, "xml-entity", entity.text, message("resolved-entity"))


def resolve(element: etree._Element, entities: Mapping[str, str]) -> None:
    """Put words in the place of entities that a document type would declare; others stay.

    Args:
        element: the record.
        entities: entity as it is written, ``&nbsp;`` -> its words.
    """
    found: Any
    for found in list(element.iter(etree.Entity)):
        if found.text not in entities:
            continue
        words = entities[found.text] + (found.tail or "")
        before, parent = found.getprevious(), found.getparent()
        found.tail = None
        parent.remove(found)
        if before is not None:
            before.tail = (before.tail or "") + words
        else:
            parent.text = (parent.text or "") + words
