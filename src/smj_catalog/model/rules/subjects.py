"""Subjects: schemes, the forms of their codes, and the archive's own vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.model.authorities import Concept
from smj_catalog.model.rules.base import Finding, asks, asks_fields
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Mapping, Subject
from smj_catalog.problems import Message, message

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


@asks_fields("subject-scheme-known", "warning", "Subject.scheme", "Mapping.scheme", source=LIST_27)
def subject_scheme_known(scheme: str, _: str) -> Message | None:
    """Find schemes that no format of ours knows."""
    if scheme in _SCHEMES or _ONIX_SCHEME(scheme):
        return None
    return message("a-subject-scheme", allowed=", ".join(sorted(_SCHEMES)))


@asks("subject-empty", "error", on=(Subject,))
def subject_empty(subject: Subject) -> Iterable[Finding]:
    """Find subjects that say nothing."""
    if subject.concept is not None or subject.code is not None or subject.heading is not None:
        return ()
    return (Finding("", None, message("a-code-or-heading")),)


@asks("c-code-form", "error", on=_ON, has="code", where={"scheme": ("c-code",)}, source=f"{LIST_27}, code 78")
def c_code_form(value: Subject | Mapping) -> Iterable[Finding]:
    """Find C-codes that are not four digits."""
    return () if _C_CODE(value.code) else (Finding("code", value.code, message("a-c-code")),)


@asks("ndc-form", "error", on=_ON, has="code", where={"scheme": ("ndc",)}, source=f"{LIST_27}, code 40")
def ndc_form(value: Subject | Mapping) -> Iterable[Finding]:
    """Find class numbers that are not NDC: K334 is a shelf mark of a children's library."""
    return () if _NDC(value.code) else (Finding("code", value.code, message("an-ndc-number")),)


@asks("thema-form", "error", on=_ON, has="code", where={"scheme": ("thema",)}, source=f"{LIST_27}, codes 93 to 99")
def thema_form(value: Subject | Mapping) -> Iterable[Finding]:
    """Find Thema codes that are none."""
    return () if _THEMA(value.code) else (Finding("code", value.code, message("a-thema-code")),)


@asks_fields("mapping-match-known", "error", "Mapping.match", kinds=CONCEPT, source=SKOS)
def mapping_match_known(match: str, _: str) -> Message | None:
    """Find mappings that say in no known way how near they are."""
    return None if match in _MATCHES else message("one-of", allowed=", ".join(_MATCHES))


@asks("label-missing", "error", kinds=CONCEPT, source=SKOS)
def label_missing(record: Concept) -> Iterable[Finding]:
    """Find concepts without a preferred label."""
    if not record.labels:
        yield Finding("labels", None, message("a-label"))


@asks("label-language-twice", "error", kinds=CONCEPT, source=f"{SKOS}, S14")
def label_language_twice(record: Concept) -> Iterable[Finding]:
    """Find second preferred labels in one language."""
    seen: dict[str | None, int] = {}
    for index, label in enumerate(record.labels):
        first = seen.setdefault(label.language, index)
        if first != index:
            expected = message("one-label-a-language", first=record.labels[first].text)
            yield Finding(f"labels[{index}]", label.text, expected)


@asks("label-repeated", "warning", kinds=CONCEPT, source=f"{SKOS}, S13")
def label_repeated(record: Concept) -> Iterable[Finding]:
    """Find a label that stands as another kind of label too."""
    seen: dict[tuple[str, str | None], str] = {}
    for field in ("labels", "alternatives", "hidden"):
        for index, label in enumerate(getattr(record, field)):
            first = seen.setdefault((label.text, label.language), field)
            if first != field:
                yield Finding(f"{field}[{index}]", label.text, message("a-label-once", first=first))


@asks("concept-related-and-broader", "error", kinds=CONCEPT, source=f"{SKOS}, S27")
def concept_related_and_broader(record: Concept) -> Iterable[Finding]:
    """Find concepts that are both wider and merely related."""
    for index, other in enumerate(record.related):
        if other in record.broader:
            yield Finding(f"related[{index}]", other, message("broader-or-related"))
