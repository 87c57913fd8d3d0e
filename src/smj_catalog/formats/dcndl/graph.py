"""DC-NDL (RDF) as fields and back: a property of a resource is a field, what stands in its value a subfield.

``<dc:title><rdf:Description><rdf:value>見本</rdf:value>…`` is a field ``dc:title`` with a subfield ``rdf:value``; its
``dcndl:transcription`` is the reading of that, or its Latin form where its language says so. Attributes have an @ before
their names.

Source: DC-NDL (RDF) format specification; NDL Search external interface specification 1.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.codecs import BLANKS
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.formats.dc import nodes, words
from smj_catalog.formats.properties import HOST, RECORD, XML, Element, also, own_id, prefixed
from smj_catalog.formats.tabular.values.readings import katakana

NDL = "http://ndl.go.jp/dcndl/terms/"
PREFIXES = {
    **{prefix: nodes.PREFIXES[prefix] for prefix in ("rdf", "rdfs", "dcterms", "foaf")},
    "dc": "http://purl.org/dc/elements/1.1/", "dcndl": NDL,
}  # fmt: skip
READ_ALOUD = frozenset({
    "dc:title", "dcndl:alternative", "dcndl:volumeTitle", "dcndl:seriesTitle", "dcterms:creator", "dcterms:contributor",
    "dcterms:publisher", "dcndl:holdingAgent", "dcndl:Item",
})  # fmt: skip
"""Properties with a value whose transcription is a form of a text of ours."""

_NODES = ("rdf:Description", "foaf:Agent")
_ADDRESSES = {"@rdf:resource": RECORD, "@rdf:about": "@agent"}
"""Attribute with the address of a record of ours -> what it is then."""

qualified = prefixed({uri: prefix for prefix, uri in PREFIXES.items()})


# --- reading


def properties(resource: Any, context: Context) -> Iterator[Field]:
    """Yield the fields of a resource."""
    for one in resource.iterchildren("*"):
        tag = qualified(one.tag)
        held = list(_held(one, tag))
        for i, sub in enumerate(held):
            if sub.code in _ADDRESSES and (own := own_id(sub.text, context)):
                held[i] = evolve(sub, code=_ADDRESSES[sub.code], text=own)
        if held:
            yield Field(tag, "", held, one.sourceline)


def _held(node: Any, tag: str) -> Iterator[Subfield]:
    """Yield what stands in a property, or in a node of its value: attributes first, then each text by its own property."""
    found: list[Subfield] = []
    for key, value in node.items():
        name = qualified(key)
        if name not in ("rdf:parseType", "xml:lang") and value.strip(BLANKS):
            found.append(Subfield(f"@{name}", value.strip(BLANKS), line=node.sourceline))
    inside = list(node.iterchildren("*"))
    if not inside and (text := (node.text or "").strip(BLANKS)):
        found.append(Subfield("", text, line=node.sourceline))
    for child in inside:
        name, text = qualified(child.tag), (child.text or "").strip(BLANKS)
        if len(child) or not text:
            found += _held(child, tag if name in _NODES else name)
        elif name == "dcndl:transcription" and tag in READ_ALOUD and found and found[-1].code[:1] != "@":
            latin = "Latn" in (child.get(f"{{{XML}}}lang") or "")
            found[-1] = also(found[-1], "romanised", text) if latin else also(found[-1], "readings", katakana(text))
        else:
            kind = (child.get(f"{{{PREFIXES['rdf']}}}datatype") or "").rpartition("/")[2]
            found.append(Subfield(f"{name}^^{kind}" if kind else name, text, line=child.sourceline))
    yield from found


def trimmed(one: Field) -> Field:
    """Return a field as it comes back out of a file: without blanks around its texts."""
    return evolve(one, subfields=[
        evolve(
            sub, text=text, readings=tuple(r.strip(BLANKS) for r in sub.readings), romanised=tuple(r.strip(BLANKS) for r in sub.romanised)
        )
        for sub in one.subfields if (text := sub.text.strip(BLANKS))
    ])  # fmt: skip


def copy(item: Any) -> Field:
    """Return the field of a copy that a library has."""
    return Field("dcndl:Item", "", [s for s in _held(item, "dcndl:Item") if s.code[:1] != "@"], item.sourceline)


# --- writing


def element_of(one: Field, context: Context) -> Element:
    """Return a property as RDF/XML."""
    codes = {own: attribute for attribute, own in _ADDRESSES.items()} | {HOST: "@rdf:resource"}
    said = [
        evolve(s, code=codes[s.code], text=words.own_identifier(s.text, context)) if s.code in codes else s
        for s in one.subfields
    ]
    attributes = {s.code[1:]: s.text for s in said if s.code[:1] == "@"}
    about = {name: attributes.pop(name) for name in ("rdf:about",) if name in attributes}
    parts = [s for s in said if s.code[:1] != "@"]
    if not about and [s.code for s in parts] in ([], [""]):
        return Element(one.tag, attributes, "".join(s.text for s in parts))
    node = "foaf:Agent" if any(s.code == "foaf:name" for s in parts) else "rdf:Description"
    return Element(one.tag, attributes, (Element(node, about, tuple(_inside(parts))),))


def _inside(parts: Iterable[Subfield]) -> Iterator[Element]:
    for sub in parts:
        name, _, kind = sub.code.partition("^^")
        yield Element(name, {"rdf:datatype": f"{NDL}{kind}"} if kind else {}, sub.text)
        yield from (Element("dcndl:transcription", {}, it) for it in sub.readings)
        yield from (Element("dcndl:transcription", {"xml:lang": "ja-Latn"}, it) for it in sub.romanised)


def items(fields: Iterable[Field], about: str, context: Context) -> Iterator[Element]:
    """Yield the nodes of the copies of a resource; each is behind the reference to it."""
    for n, one in enumerate(fields, 1):
        holder = [s for s in one.subfields if s.code == "foaf:name"]
        rest = [s for s in one.subfields if s.code != "foaf:name"]
        agent = element_of(Field("dcndl:holdingAgent", "", holder), context)
        yield Element("dcndl:Item", {"rdf:about": f"{about}#item{n}"}, (agent, *_inside(rest)))
