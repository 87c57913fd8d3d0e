"""What formats of XML properties share: names with prefixes, elements written, addresses of our records, where a part stands.

A property of a record is a field; its text, what stands in it and its attributes (with an @) are subfields. What names a
record of this catalogue is ``@record``, and what a part of another record stands in ``@host``, whatever the format says for
that: so relations are places like all others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve, field, frozen

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.context import NEUTRAL
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.formats.issuing import HOLDS
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.xmlio import escape, escape_attribute

XML = "http://www.w3.org/XML/1998/namespace"
RECORD, HOST = "@record", "@host"
_WITHIN = {"component": "host", "issue": "periodical"}
"""Kind of record that stands in another -> its field for that."""

_OURS = re.compile(r"(?:.*/|oai:[^:]*:)?((?:agent|article|book|chapter|component|issue|periodical):[^/]+)")


def prefixed(prefixes: Mapping[str, str]) -> Callable[[str], str]:
    """Return what gives the name of an element or attribute its prefix, given prefixes by namespace; others keep theirs."""

    def name(tag: str) -> str:
        space, _, local = tag.rpartition("}")
        prefix = "xml" if space[1:] == XML else prefixes.get(space[1:])
        return local if not space else f"{prefix}:{local}" if prefix else f"{space}}}{local}"

    return name


def declared(prefixes: Mapping[str, str]) -> str:
    """Return namespaces, by prefix, as attributes of an element."""
    return "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in prefixes.items())


@frozen
class Element:
    """An element as it is written: its name, its attributes, and its text or the elements in it."""

    name: str
    attributes: Mapping[str, str] = field(factory=dict)
    inside: str | tuple[Element, ...] = ""

    def written(self, pad: str) -> Iterator[str]:
        """Yield its lines, each with what stands before it: a line break and blanks."""
        own = "".join(f' {key}="{escape_attribute(value)}"' for key, value in self.attributes.items())
        if not self.inside:
            yield f"{pad}<{self.name}{own}/>"
        elif isinstance(self.inside, str):
            yield f"{pad}<{self.name}{own}>{escape(self.inside)}</{self.name}>"
        else:
            yield f"{pad}<{self.name}{own}>"
            for each in self.inside:
                yield from each.written(f"{pad}  ")
            yield f"{pad}</{self.name}>"


def also(sub: Subfield, form: str, text: str) -> Subfield:
    """Return a text with one more form of it, of its ``readings`` or ``romanised``."""
    forms: Any = {form: (*getattr(sub, form), text)}
    return evolve(sub, **forms)


def own_id(uri: str, context: Context) -> str | None:
    """Return the record of this catalogue that a URI names; in a neutral one, of the catalogue that wrote it."""
    uri = uri.partition("#")[0]
    starts = (f"{context.base_uri.rstrip('/')}/" if context.base_uri else "", f"oai:{context.domain}:")
    if context.domain == NEUTRAL and not context.base_uri:
        found = _OURS.fullmatch(uri)
        rest = found[1] if found else ""
    else:
        rest = next((uri[len(start) :] for start in starts if start and uri.startswith(start)), "")
    return rest if RECORD_ID.fullmatch(rest) else None


def in_place(fields: list[Field], kind: str, tag: str, fixed: Mapping[str, str], words: tuple[str, ...]) -> list[Field]:
    """Return fields in which the record that a part stands in is its host, and what its words say is known from there.

    Args:
        fields: of one record.
        kind: of the record.
        tag: of fields that say what a record is a part of.
        fixed: subfields that they have then.
        words: tags of what says in words where it stands.
    """
    starts = HOLDS.get(_WITHIN.get(kind, ""), ())
    wholes = (f for f in fields if f.tag == tag and all(f.first(code) == text for code, text in fixed.items()))
    at = next((f for f in wholes if f.first(HOST) or (f.first(RECORD) or "").startswith(starts)), None)
    if at is None:
        return fields
    host = [Subfield(HOST, at.first(HOST) or at.first(RECORD) or ""), *(Subfield(*each) for each in fixed.items())]
    return [evolve(f, subfields=host) if f is at else f for f in fields if f.tag not in words]
