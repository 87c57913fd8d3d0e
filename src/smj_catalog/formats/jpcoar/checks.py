"""What JPCOAR asks of a record beyond its schema, and of what it no longer allows: told as warnings, and read all the same.

Source: JPCOAR schema 2.0 and 2.1, list of elements and guidelines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from smj_catalog.formats.jpcoar.elements import AGREE, NAMESPACES, ONCE, WORDED, prefixed
from smj_catalog.formats.properties import XML
from smj_catalog.problems import Message, Problem, Where, message

_CODED = ("NDC", "NDLC", "DDC", "UDC", "LCC")
"""Schemes of which a subject is a code."""

_NUMBER, _ISO3 = r"[1-9][0-9]*", "[a-z]{3}"
_FORMS = {
    "jpcoar:numPages": (_NUMBER, "24"), "jpcoar:pageStart": (_NUMBER, "34"), "jpcoar:pageEnd": (_NUMBER, "57"), "jpcoar:conferenceSequence": (_NUMBER, "12"),
    "jpcoar:volume": (r"(?!(?i:vol|no|issue)\b)[^第巻号.]+", "12"), "jpcoar:issue": (r"(?!(?i:vol|no|issue)\b)[^第巻号.]+", "3"), "datacite:version": (r"[0-9]+(\.[0-9]+)*", "1.01"),
    "dcndl:publicationPlace": ("[A-Z]{3}", "JPN"), "dcndl:originalLanguage": (_ISO3, "jpn"), "dc:language": (_ISO3, "jpn"),
    "dcndl:dissertationNumber": ("[甲乙他]第?.+", "甲第5384号"), "jpcoar:mimeType": (r"[a-z]+/[\w.+-]+", "application/pdf"), "jpcoar:extent": (r"[0-9].*", "24 pages"),
}  # fmt: skip
"""Element -> the form of its text, and an example."""

_TYPED = {
    ("jpcoar:nameIdentifier", "ORCID"): (r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", "0000-0001-0002-0003"), ("jpcoar:nameIdentifier", "ISNI"): (r"\d{15}[\dX]", "0000000121691048"),
    ("jpcoar:nameIdentifier", "e-Rad_Researcher"): (r"\d{8}", "12345678"), ("jpcoar:nameIdentifier", "kakenhi"): (r"\d{5}", "12601"),
    ("jpcoar:nameIdentifier", "ROR"): ("0[a-z0-9]{8}", "057zh3y96"),
    ("jpcoar:identifier", "DOI"): (r"https://doi\.org/10\..+", "https://doi.org/10.15017/64495"), ("jpcoar:identifier", "HDL"): (r"https?://hdl\.handle\.net/.+", "http://hdl.handle.net/2115/64495"),
    ("jpcoar:identifier", "URI"): (r"[a-z][a-z0-9+.-]*:.+", "https://…"), ("jpcoar:identifierRegistration", "PMID"): ("(?!)", "JaLC"),
    **{("jpcoar:identifierRegistration", agency): (r"10\..+", "10.15017/64495") for agency in ("JaLC", "Crossref", "DataCite")},
    ("jpcoar:awardNumber", "JGN"): ("JP.+", "JP18049069"),
}  # fmt: skip
"""Element and type -> the form of its text, and an example."""

_OBSOLETE = {
    "jpcoar:nameIdentifier": ("NRID", "GRID", "AID"), "jpcoar:relatedIdentifier": ("ISSN", "NAID"), "jpcoar:funderIdentifier": ("GRID",), "jpcoar:sourceIdentifier": ("ISSN",),
    "jpcoar:affiliation/jpcoar:nameIdentifier": ("NRID", "GRID", "AID", "kakenhi"),
}  # fmt: skip
_KNOWN = {"jpcoar:identifier": ("DOI", "HDL", "URI"), "jpcoar:awardNumber": ("JGN",)}
_NEEDS = {
    "jpcoar:contributor": "@contributorType", "jpcoar:publisher": "jpcoar:publisherName", "jpcoar:fundingReference": "jpcoar:funderName", "jpcoar:URI": "@objectType",
    "jpcoar:degreeGrantor": "jpcoar:nameIdentifier kakenhi",
}  # fmt: skip
_THESIS = (
    "dcndl:dissertationNumber",
    "dcndl:degreeName",
    "dcndl:dateGranted",
    "jpcoar:degreeGrantor",
    "jpcoar:creator",
)
_TOGETHER = (
    ("", "", ("dc:title", "dc:type", "jpcoar:identifier")), ("dc:type", "doctoral thesis", _THESIS),
    ("oaire:version", "AM", ("jpcoar:relation isVersionOf",)), ("dcterms:accessRights", "embargoed access", ("datacite:date Available",)),
)  # fmt: skip
"""Element and its text -> elements that a record has to have then, some of a type."""

_FORMED = re.compile("(.+)-(?:Kana|Latn)")
_RESOURCE = f"{{{NAMESPACES['rdf']}}}resource"
_TYPE = re.compile("[A-Za-z]*(?:Type|Scheme)")


def faults(record: Any) -> Iterator[Problem]:
    """Yield what is amiss in a record's element, each with its line and path."""

    def told(line: int, path: str, found: str | None, expected: Message) -> Problem:
        return Problem(Where(line=line, path=path), "jpcoar-form", found, expected, severity="warning")

    for element in record.iterdescendants("*"):
        name = prefixed(element.tag)
        for found, expected in (*_within(element, name), *_in_words(element, name)):
            above = [e for e in element.iterancestors() if e is not record and record in e.iterancestors()]
            yield told(
                element.sourceline, "/".join(prefixed(e.tag) for e in (*reversed(above), element)), found, expected
            )
    for found, path, expected in _whole(record):
        yield told(record.sourceline, path, found, expected)


def _text(element: Any) -> str:
    return " ".join((element.text or "").split())


def _kids(element: Any, name: str) -> list[Any]:
    return [child for child in element.iterchildren("*") if prefixed(child.tag) == name]


def _has(element: Any, wanted: str) -> bool:
    """Tell whether an element has an attribute (@), or in it another, perhaps of a type."""
    if wanted[0] == "@":
        return element.get(wanted[1:]) is not None
    name, _, type_ = wanted.partition(" ")
    return any(not type_ or type_ in kid.attrib.values() for kid in _kids(element, name))


def _lang(element: Any) -> str | None:
    lang: str | None = element.get(f"{{{XML}}}lang")
    return lang


def _within(element: Any, name: str) -> Iterator[tuple[str | None, Message]]:
    """Yield what is amiss with languages of texts beside each other."""
    lang, beside = _lang(element), _kids(element.getparent(), name)
    if name in WORDED and lang is None and not len(element) and element.get("subjectScheme") not in _CODED:
        yield (element.text or "").strip()[:80], message("jpcoar-language")
    alike = [kid for kid in beside if _lang(kid) == lang]
    if name in ONCE and lang is not None and len(alike) > 1 and element is alike[0]:
        yield lang, message("jpcoar-once")
    formed = _FORMED.fullmatch(lang or "")
    if formed is not None and name in ("jpcoar:familyName", "jpcoar:givenName"):
        yield lang, message("jpcoar-no-reading")
    elif formed is not None and all(_lang(kid) != formed[1] for kid in beside):
        yield lang, message("jpcoar-alone", language=formed[1])


def _in_words(element: Any, name: str) -> Iterator[tuple[str | None, Message]]:
    """Yield what is amiss with what stands in an element and its attributes."""
    text = _text(element)
    type_ = next((value for key, value in element.items() if _TYPE.fullmatch(key)), None)
    form = _FORMS.get(name) or _TYPED.get((name, type_ or ""))
    if form is not None and text and re.fullmatch(form[0], text) is None:
        yield text[:80], message("such-as", example=form[1])
    elif name == "jpcoar:nameIdentifier" and text.startswith("http"):
        yield text[:80], message("such-as", example="0000-0001-0002-0003")
    parent = prefixed(element.getparent().tag)
    if type_ is not None and type_ in _OBSOLETE.get(f"{parent}/{name}", _OBSOLETE.get(name, ())):
        yield type_, message("jpcoar-obsolete")
    if type_ is not None and type_ not in _KNOWN.get(name, (type_,)):
        yield type_, message("one-of", allowed=", ".join(_KNOWN[name]))
    if name in AGREE:
        uri = element.get(_RESOURCE, "")
        if uri != AGREE[name].get(text):
            yield f"{text} {uri}".strip(), message("jpcoar-agree")
    if name == "dc:rights" and "creative commons" in text.lower() and not element.get(_RESOURCE):
        yield text[:80], message("jpcoar-needs", what="rdf:resource")
    if name in _NEEDS and not _has(element, _NEEDS[name]):
        yield None, message("jpcoar-needs", what=_NEEDS[name].lstrip("@"))
    if name == "dcndl:degreeName":
        langs = {(_lang(kid) or "")[:2] for kid in _kids(element.getparent(), name)}
        yield from ((text, message("jpcoar-alone", language=lang)) for lang in ("ja", "en") if lang not in langs)


def _whole(record: Any) -> Iterator[tuple[str | None, str, Message]]:
    """Yield what is amiss between elements of a record."""
    for name, text, wanted in _TOGETHER:
        if not name or any(_text(kid) == text for kid in _kids(record, name)):
            for one in (each for each in wanted if not _has(record, each)):
                typed = " " in one
                yield text if typed else None, name if typed else one, message("jpcoar-needs", what=one)
    dois = [_text(kid) for kid in _kids(record, "jpcoar:identifier") if kid.get("identifierType", "").startswith("DOI")]
    for words in map(_text, _kids(record, "jpcoar:identifierRegistration")):
        if words and not any(doi.endswith(words) for doi in dois):
            what = f"jpcoar:identifier https://doi.org/{words}"
            yield words, "jpcoar:identifierRegistration", message("jpcoar-needs", what=what)
