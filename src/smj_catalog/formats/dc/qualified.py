"""Qualified Dublin Core as XML (qdc): the fifteen elements, their refinements, and encoding schemes as xsi:type.

Source: DCMI, Guidelines for implementing Dublin Core in XML (2003-04-02); dcterms.xsd and qualifieddc.xsd (2008-02-11);
OAI-PMH 2.0, section 4.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import define

from smj_catalog.crosswalk import Context, Says, Special
from smj_catalog.formats.dc import terms as t
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.dc.response import XSI, harvested
from smj_catalog.formats.vocabulary import with_mapped

PREFIXES = {
    "qdc": "http://dspace.org/qualifieddc/", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": t.TERMS, "xsi": XSI,
}  # fmt: skip
_SCHEMAS = "http://dublincore.org/schemas/xmls/qdc/2008/02/11"
_LOCATIONS = " ".join(
    f"{PREFIXES[prefix]} {_SCHEMAS}/{name}.xsd"
    for prefix, name in (("qdc", "qualifieddc"), ("dc", "dc"), ("dcterms", "dcterms"))
)
_ROOT = "".join(f' xmlns:{k}="{v}"' for k, v in PREFIXES.items()) + f' xsi:schemaLocation="{_LOCATIONS}"'


@define
class Value:
    """A value with its language, or with the scheme that it is encoded in."""

    text: str
    lang: str | None = None
    type: str | None = None


_VALUE = {"type": "@xsi:type", **t.VALUE}
_URI = "dcterms:URI"
_ELEMENTS = frozenset({"title", "creator", "contributor", "publisher", "type", "language", "identifier", "relation", "subject", "description"})  # fmt: skip
_ENCODED = {"type": "DCMIType", "language": "ISO639-2", **dict.fromkeys(("issued", "available", "date"), "W3CDTF")}
"""Term -> the scheme that its values are encoded in."""


def _numbers(record: t.Work, context: Context) -> Iterator[Value]:
    return (Value(n.text, None, _URI if n.uri else None) for n in t.numbers(record, context))


def _subjects(record: t.Work, context: Context) -> Iterator[Value]:
    """Yield what `words.subjects` yields; headings of LCSH are marked as such, the one scheme that DCMI has a type for."""
    found: dict[tuple[str, str | None], Value] = {}
    for it in with_mapped(record.subjects, context):
        lcsh = it.scheme == "lcsh" and it.heading is not None
        for x in w.subject_words(it, context):
            value = Value(x.text, None, "dcterms:LCSH") if lcsh else Value(x.text, x.lang)
            found.setdefault((x.text, x.lang), value)
    return iter(found.values())


def _linked(dump: Any) -> Any:
    def linked(record: t.Work, context: Context) -> Iterator[Value]:
        for link in dump(record, context):
            if link.uri is not None:
                yield Value(link.uri, None, _URI)
            elif link.words is not None:
                yield Value(link.words.text, link.words.lang)

    return linked


_PERSON = {"name": t.WORDS, "roles": "dc:creator for authors and editors, else dc:contributor"}
_SUBJECT = Says("subjects with neither heading nor code", {
    "scheme": "xsi:type for LCSH; else before a code", "code": "dc:subject", "heading": "dc:subject",
    "concept": "dc:subject, its labels and what it is mapped to",
})  # fmt: skip


class _Qualified(t.Vocabulary):
    root, prefixes = "qdc:qualifieddc", PREFIXES
    dc, dcterms = "dc:", "dcterms:"
    person, subject = _PERSON, _SUBJECT

    def element(self, term: str) -> str:
        encoded = f"[@xsi:type=dcterms:{_ENCODED[term]}]" if term in _ENCODED else ""
        return f"{'dc' if term in _ELEMENTS else 'dcterms'}:{term}{encoded}"

    def to(self, term: str, dump: Any, **says: Any) -> Special:
        mixed = {"identifier": _numbers, "subject": _subjects}.get(term) or (_linked(dump) if term in t.LINKS else None)
        if mixed is not None:
            return Special(f"*{self.element(term)}", Value, _VALUE, mixed, None, says)
        return super().to(term, dump, **says)


COLUMNS = _Qualified().columns()


FORMAT = harvested(
    "qdc", "Qualified Dublin Core, XML (qdc)", "限定子付きダブリンコア(qdc)", f"{{{PREFIXES['qdc']}}}qualifieddc", COLUMNS, _ROOT,
)  # fmt: skip
