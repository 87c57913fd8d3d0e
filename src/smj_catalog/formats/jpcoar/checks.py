"""What JPCOAR asks of a record beyond its schema, and of what it no longer allows: told as warnings, and read all the same.

Source: JPCOAR schema 2.0 and 2.1, list of elements and guidelines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from smj_catalog.formats.jpcoar.elements import AGREE, NAMESPACES, prefixed
from smj_catalog.problems import Message, Problem, Where, message

_WORDED = frozenset({
    "dc:title", "dcterms:alternative", "jpcoar:creatorName", "jpcoar:familyName", "jpcoar:givenName", "jpcoar:creatorAlternative", "jpcoar:affiliationName",
    "jpcoar:contributorName", "jpcoar:contributorAlternative", "dc:rights", "jpcoar:rightsHolderName", "jpcoar:subject", "datacite:description",
    "dc:publisher", "jpcoar:publisherName", "jpcoar:publisherDescription", "dcndl:location", "dcterms:date", "dcterms:temporal", "jpcoar:relatedTitle",
    "jpcoar:funderName", "jpcoar:fundingStream", "jpcoar:awardTitle", "jpcoar:sourceTitle", "dcndl:degreeName", "jpcoar:degreeGrantorName",
    "jpcoar:conferenceName", "jpcoar:conferenceSponsor", "jpcoar:conferenceDate", "jpcoar:conferenceVenue", "jpcoar:conferencePlace", "dcndl:edition",
    "dcndl:volumeTitle", "dcterms:extent", "jpcoar:format", "jpcoar:holdingAgentName", "jpcoar:license",
})  # fmt: skip
"""Elements whose text has a language."""

_ONCE = frozenset({
    "dc:title", "jpcoar:creatorName", "jpcoar:familyName", "jpcoar:givenName", "jpcoar:affiliationName", "jpcoar:contributorName", "jpcoar:rightsHolderName", "jpcoar:relatedTitle",
    "jpcoar:funderName", "jpcoar:awardTitle", "jpcoar:sourceTitle", "dcndl:degreeName", "jpcoar:degreeGrantorName", "jpcoar:conferenceName",
    "jpcoar:conferenceSponsor", "jpcoar:conferenceVenue", "jpcoar:conferencePlace", "jpcoar:holdingAgentName",
})  # fmt: skip
"""Elements of which one stands for each language."""

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
}  # fmt: skip
_THESIS = ("dcndl:dissertationNumber", "dcndl:degreeName", "dcndl:dateGranted", "jpcoar:degreeGrantor")
_FORMED = re.compile("(.+)-(?:Kana|Latn)")
_TYPE = re.compile("[A-Za-z]*(?:Type|Scheme)")


def faults(record: Any) -> Iterator[Problem]:
    """Yield what is amiss in a record's element, each with its line and path."""
    for element in record.iterdescendants("*"):
        name = prefixed(element.tag)
        for found, expected in (*_within(element, name), *_in_words(element, name)):
            path = "/".join(
                prefixed(e.tag)
                for e in (
                    *reversed([a for a in element.iterancestors() if a is not record and record in a.iterancestors()]),
                    element,
                )
            )
            yield Problem(Where(line=element.sourceline, path=path), "jpcoar-form", found, expected, severity="warning")
    for found, path, expected in _whole(record):
        yield Problem(Where(line=record.sourceline, path=path), "jpcoar-form", found, expected, severity="warning")


def _kids(element: Any, name: str) -> list[Any]:
    return [child for child in element.iterchildren("*") if prefixed(child.tag) == name]


def _lang(element: Any) -> str | None:
    lang: str | None = element.get(f"{{{NAMESPACES['xml']}}}lang")
    return lang


def _within(element: Any, name: str) -> Iterator[tuple[str | None, Message]]:
    """Yield what is amiss with languages of texts beside each other."""
    lang, kids = _lang(element), element.getparent().iterchildren(element.tag)
    coded = element.get("subjectScheme") in _CODED
    if name in _WORDED and lang is None and not len(element) and not coded:
        yield (element.text or "").strip()[:80], message("jpcoar-language")
    langs = Counter(_lang(kid) for kid in kids)
    if (
        name in _ONCE
        and lang is not None
        and langs[lang] > 1
        and element is next(e for e in element.getparent().iterchildren(element.tag) if _lang(e) == lang)
    ):
        yield lang, message("jpcoar-once")
    formed = _FORMED.fullmatch(lang or "")
    if formed is not None and name in ("jpcoar:familyName", "jpcoar:givenName"):
        yield lang, message("jpcoar-no-reading")
    elif formed is not None and formed[1] not in langs:
        yield lang, message("jpcoar-alone", language=formed[1])


def _in_words(element: Any, name: str) -> Iterator[tuple[str | None, Message]]:
    """Yield what is amiss with what stands in an element and its attributes."""
    text = " ".join((element.text or "").split())
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
        uri = element.get(f"{{{NAMESPACES['rdf']}}}resource", "")
        if uri != AGREE[name].get(text):
            yield f"{text} {uri}".strip(), message("jpcoar-agree")
    if (
        name == "dc:rights"
        and "creative commons" in text.lower()
        and not element.get(f"{{{NAMESPACES['rdf']}}}resource")
    ):
        yield text[:80], message("jpcoar-needs", what="rdf:resource")
    needed = _NEEDS.get(name)
    if needed is not None and (element.get(needed[1:]) is None if needed[0] == "@" else not _kids(element, needed)):
        yield None, message("jpcoar-needs", what=needed.lstrip("@"))
    if name == "dcndl:degreeName":
        langs = {(_lang(kid) or "")[:2] for kid in element.getparent().iterchildren(element.tag)}
        yield from (
            (text, message("jpcoar-alone", language=language)) for language in ("ja", "en") if language not in langs
        )
    if name == "jpcoar:degreeGrantor" and not any(
        kid.get("nameIdentifierScheme") == "kakenhi" for kid in _kids(element, "jpcoar:nameIdentifier")
    ):
        yield None, message("jpcoar-needs", what="nameIdentifier kakenhi")


def _whole(record: Any) -> Iterator[tuple[str | None, str, Message]]:
    """Yield what is amiss between elements of a record."""
    names = {prefixed(child.tag) for child in record.iterchildren("*")}
    types = [(e.text or "").strip() for e in _kids(record, "dc:type")]
    for needed in ("dc:title", "dc:type", "jpcoar:identifier"):
        if needed not in names:
            yield None, needed, message("jpcoar-needs", what=needed)
    if "doctoral thesis" in types:
        for needed in (*_THESIS, "jpcoar:creator"):
            if needed not in names:
                yield None, needed, message("jpcoar-needs", what=needed)
    dois = [
        (e.text or "").strip()
        for e in _kids(record, "jpcoar:identifier")
        if e.get("identifierType", "").startswith("DOI")
    ]
    for one in _kids(record, "jpcoar:identifierRegistration"):
        if (text := (one.text or "").strip()) and not any(doi.endswith(text) for doi in dois):
            yield (
                text,
                "jpcoar:identifierRegistration",
                message("jpcoar-needs", what=f"jpcoar:identifier https://doi.org/{text}"),
            )
    accepted = any((e.text or "").strip() == "AM" for e in _kids(record, "oaire:version"))
    if accepted and not any(e.get("relationType") == "isVersionOf" for e in _kids(record, "jpcoar:relation")):
        yield "AM", "oaire:version", message("jpcoar-needs", what="jpcoar:relation isVersionOf")
    rights = [(e.text or "").strip() for e in _kids(record, "dcterms:accessRights")]
    if "embargoed access" in rights and not any(
        e.get("dateType") == "Available" for e in _kids(record, "datacite:date")
    ):
        yield "embargoed access", "datacite:date", message("jpcoar-needs", what="datacite:date Available")
