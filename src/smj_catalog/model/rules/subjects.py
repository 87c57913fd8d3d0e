"""Subjects: schemes, the forms of their codes, and the archive's own vocabulary."""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog.model.records import Concept, Record
from smj_catalog.model.rules.base import Finding, asks, found, path
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Mapping, Subject
from smj_catalog.problems import message

LIST_27 = "ONIX for Books 3.1, List 27"
SKOS = "SKOS Reference (W3C 2009)"
CONCEPT = frozenset({"concept"})
_SCHEMES = frozenset({"ndc", "ndlsh", "bsh", "lcsh", "c-code", "thema", "keyword", "own", "other"})
_MATCHES = ("exact", "close", "broad")
_ONIX_SCHEME = lazily("fullmatch", r"onix:[0-9A-Z]{2}")
_C_CODE = lazily("fullmatch", r"[0-9]{4}")
_NDC = lazily("fullmatch", r"[0-9]{1,3}|[0-9]{3}\.[0-9]+")
_THEMA = lazily("fullmatch", r"[A-Z1-6][A-Z0-9]*(?:-[A-Z0-9]+)*")
_ON = (Subject, Mapping)


def _coded(record: Record, scheme: str) -> Iterator[tuple[str, str]]:
    for place, subject in found(record, Subject):
        if subject.scheme == scheme and subject.code is not None:
            yield path(place, "code"), subject.code
    for place, mapping in found(record, Mapping):
        if mapping.scheme == scheme and mapping.code is not None:
            yield path(place, "code"), mapping.code


@asks("subject-scheme-known", "warning", on=_ON, source=LIST_27)
def subject_scheme_known(record: Record) -> Iterator[Finding]:
    """Find schemes that no format of ours knows."""
    schemes = [(place, s.scheme) for place, s in found(record, Subject)]
    schemes += [(place, m.scheme) for place, m in found(record, Mapping)]
    for place, scheme in schemes:
        if scheme not in _SCHEMES and not _ONIX_SCHEME(scheme):
            expected = message("a-subject-scheme", allowed=", ".join(sorted(_SCHEMES)))
            yield Finding(path(place, "scheme"), scheme, expected)


@asks("subject-empty", "error", on=(Subject,))
def subject_empty(record: Record) -> Iterator[Finding]:
    """Find subjects that say nothing."""
    for place, subject in found(record, Subject):
        if subject.code is None and subject.heading is None and subject.concept is None:
            yield Finding(path(place), None, message("a-code-or-heading"))


@asks("c-code-form", "error", on=_ON, source=f"{LIST_27}, code 78")
def c_code_form(record: Record) -> Iterator[Finding]:
    """Find C-codes that are not four digits."""
    for where, code in _coded(record, "c-code"):
        if not _C_CODE(code):
            yield Finding(where, code, message("a-c-code"))


@asks("ndc-form", "error", on=_ON, source=f"{LIST_27}, code 40")
def ndc_form(record: Record) -> Iterator[Finding]:
    """Find class numbers that are not NDC: K334 is a shelf mark of a children's library."""
    for where, code in _coded(record, "ndc"):
        if not _NDC(code):
            yield Finding(where, code, message("an-ndc-number"))


@asks("thema-form", "error", on=_ON, source=f"{LIST_27}, codes 93 to 99")
def thema_form(record: Record) -> Iterator[Finding]:
    """Find Thema codes that are none."""
    for where, code in _coded(record, "thema"):
        if not _THEMA(code):
            yield Finding(where, code, message("a-thema-code"))


@asks("mapping-match-known", "error", on=(Mapping,), kinds=CONCEPT, source=SKOS)
def mapping_match_known(record: Concept) -> Iterator[Finding]:
    """Find mappings that say in no known way how near they are."""
    for place, mapping in found(record, Mapping):
        if mapping.match not in _MATCHES:
            yield Finding(path(place, "match"), mapping.match, message("one-of", allowed=", ".join(_MATCHES)))


@asks("label-missing", "error", kinds=CONCEPT, source=SKOS)
def label_missing(record: Concept) -> Iterator[Finding]:
    """Find concepts without a preferred label."""
    if not record.labels:
        yield Finding("labels", None, message("a-label"))


@asks("label-language-twice", "error", kinds=CONCEPT, source=f"{SKOS}, S14")
def label_language_twice(record: Concept) -> Iterator[Finding]:
    """Find second preferred labels in one language."""
    seen: dict[str | None, int] = {}
    for index, label in enumerate(record.labels):
        first = seen.setdefault(label.language, index)
        if first != index:
            expected = message("one-label-a-language", first=record.labels[first].text)
            yield Finding(f"labels[{index}]", label.text, expected)


@asks("label-repeated", "warning", kinds=CONCEPT, source=f"{SKOS}, S13")
def label_repeated(record: Concept) -> Iterator[Finding]:
    """Find a label that stands as another kind of label too."""
    seen: dict[tuple[str, str | None], str] = {}
    for field in ("labels", "alternatives", "hidden"):
        for index, label in enumerate(getattr(record, field)):
            first = seen.setdefault((label.text, label.language), field)
            if first != field:
                yield Finding(f"{field}[{index}]", label.text, message("a-label-once", first=first))


@asks("concept-related-and-broader", "error", kinds=CONCEPT, source=f"{SKOS}, S27")
def concept_related_and_broader(record: Concept) -> Iterator[Finding]:
    """Find concepts that are both wider and merely related."""
    for index, other in enumerate(record.related):
        if other in record.broader:
            yield Finding(f"related[{index}]", other, message("broader-or-related"))
