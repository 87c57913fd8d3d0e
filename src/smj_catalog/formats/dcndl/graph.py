"""DC-NDL (RDF) as fields and back: a property of a resource is a field, what stands in its value a subfield.

``<dc:title><rdf:Description><rdf:value>見本</rdf:value>…`` is a field ``dc:title`` with a subfield ``rdf:value``; its
``dcndl:transcription`` is the reading of that, or its Latin form where its language says so. Attributes have an @ before
their names.

Source: DC-NDL (RDF) format specification; NDL Search external interface specification 1.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.codecs import BLANKS
from smj_catalog.crosswalk.context import NEUTRAL
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.formats.dc import nodes, words
from smj_catalog.formats.tabular.values.readings import katakana
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.xmlio import escape, escape_attribute

NDL = "http://ndl.go.jp/dcndl/terms/"
PREFIXES = {
    **{prefix: nodes.PREFIXES[prefix] for prefix in ("rdf", "rdfs", "dcterms", "foaf")},
    "dc": "http://purl.org/dc/elements/1.1/", "dcndl": NDL,
}  # fmt: skip
_NAMES = {uri: prefix for prefix, uri in PREFIXES.items()} | {"http://www.w3.org/XML/1998/namespace": "xml"}
READ_ALOUD = frozenset({
    "dc:title", "dcndl:alternative", "dcndl:volumeTitle", "dcndl:seriesTitle", "dcterms:creator", "dcterms:contributor",
    "dcterms:publisher", "dcndl:holdingAgent", "dcndl:Item",
})  # fmt: skip
"""Properties with a value whose transcription is a form of a text of ours."""

_OURS = re.compile(r"(?:.*/|oai:[^:]*:)?((?:agent|article|book|chapter|component|issue|periodical):[^/]+)")
_RECORD = ("@record", "@agent")
_NODES = ("rdf:Description", "foaf:Agent")
_XML = "http://www.w3.org/XML/1998/namespace"


def qualified(tag: str) -> str:
    """Return the name of an element or attribute with the prefix that it has here; with its namespace where it has none."""
    space, _, local = tag.rpartition("}")
    prefix = _NAMES.get(space[1:])
    return local if not space else f"{prefix}:{local}" if prefix else f"{space}}}{local}"


def own_id(uri: str, context: Context) -> str | None:
    """Return the record of this catalogue that a URI names; in a neutral one, of the catalogue that wrote it."""
    uri = uri.partition("#")[0]
    starts = (f"{context.base_uri.rstrip('/')}/" if context.base_uri else "", f"oai:{context.domain}:")
    if context.domain == NEUTRAL:
        found = _OURS.fullmatch(uri)
        rest = found[1] if found else ""
    else:
        rest = next((uri[len(start) :] for start in starts if start and uri.startswith(start)), "")
    return rest if RECORD_ID.fullmatch(rest) else None


# --- reading


def properties(resource: Any, context: Context) -> Iterator[Field]:
    """Yield the fields of a resource."""
    for one in resource.iterchildren("*"):
        tag = qualified(one.tag)
        held = list(_held(one, tag))
        for i, sub in enumerate(held):
            if sub.code in ("@rdf:resource", "@rdf:about") and (own := own_id(sub.text, context)):
                held[i] = evolve(sub, code="@agent" if sub.code == "@rdf:about" else "@record", text=own)
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
            latin = "Latn" in (child.get(f"{{{_XML}}}lang") or "")
            last = found[-1]
            forms = {"romanised": (*last.romanised, text)} if latin else {"readings": (*last.readings, katakana(text))}
            found[-1] = evolve(last, **forms)
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


def written(one: Field, context: Context, depth: int = 2) -> str:
    """Return a property as RDF/XML, on lines of its own."""
    pad = "  " * depth
    subs = [
        evolve(s, code="@rdf:about" if s.code == "@agent" else "@rdf:resource", text=words.own_identifier(s.text, context))
        if s.code in _RECORD else s
        for s in one.subfields
    ]  # fmt: skip
    about = "".join(_attribute(s) for s in subs if s.code == "@rdf:about")
    own = "".join(_attribute(s) for s in subs if s.code[:1] == "@" and s.code != "@rdf:about")
    parts = [s for s in subs if s.code[:1] != "@"]
    if not parts and not about:
        return f"{pad}<{one.tag}{own}/>\n"
    if not about and [s.code for s in parts] == [""]:
        return f"{pad}<{one.tag}{own}>{escape(parts[0].text)}</{one.tag}>\n"
    node = "foaf:Agent" if any(s.code == "foaf:name" for s in parts) else "rdf:Description"
    inner = "".join(_inside(s, "  " * (depth + 2)) for s in parts)
    return f"{pad}<{one.tag}{own}>\n{pad}  <{node}{about}>\n{inner}{pad}  </{node}>\n{pad}</{one.tag}>\n"


def _attribute(sub: Subfield) -> str:
    return f' {sub.code[1:]}="{escape_attribute(sub.text)}"'


def _inside(sub: Subfield, pad: str) -> str:
    name, _, kind = sub.code.partition("^^")
    typed = f' rdf:datatype="{NDL}{kind}"' if kind else ""
    lines = [f"<{name}{typed}>{escape(sub.text)}</{name}>"]
    lines += [f"<dcndl:transcription>{escape(x)}</dcndl:transcription>" for x in sub.readings]
    lines += [
        f'<dcndl:transcription xml:lang="ja-Latn">{escape(x)}</dcndl:transcription>' for x in sub.romanised
    ]  # fmt: skip
    return "".join(f"{pad}{line}\n" for line in lines)


def items(fields: Iterable[Field], about: str, context: Context) -> tuple[str, str]:
    """Return the references to copies that stand in a resource, and the nodes of these copies behind it."""
    references = nodes_ = ""
    for n, one in enumerate(fields, 1):
        uri = escape_attribute(f"{about}#item{n}")
        holder = [s for s in one.subfields if s.code == "foaf:name"]
        rest = [s for s in one.subfields if s.code != "foaf:name"]
        agent = written(Field("dcndl:holdingAgent", "", holder), context)
        references += f'    <dcndl:record rdf:resource="{uri}"/>\n'
        inner = "".join(_inside(s, "    ") for s in rest)
        nodes_ += f'  <dcndl:Item rdf:about="{uri}">\n{agent}{inner}  </dcndl:Item>\n'
    return references, nodes_
