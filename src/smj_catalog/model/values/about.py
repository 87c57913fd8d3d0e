"""What a thing is about and what it belongs to: language, subjects, series, relations."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, is_record_id
from smj_catalog.model.taking import Many, One, OneOf, taking
from smj_catalog.model.told import Told
from smj_catalog.model.values.numbers import Identifier
from smj_catalog.model.values.texts import Text

Facet = Literal["person", "organisation", "meeting", "work", "period", "place"]


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Language(Told):
    """A language of the content.

    .. versionadded:: 0.1.0

    ONIX: Language. MARC: 041, 008/35-37. Dublin Core: language.

    Attributes:
        code: ISO 639-2/B (ONIX List 74).
        role: ONIX List 22 (01 of the text, 02 of the original).
        country: of its variety, ISO 3166-1 (ONIX List 91).
        script: ISO 15924 (ONIX List 121).
        sources: ids of the record's sources that state it.
    """

    code: str = field(kw_only=False)
    role: str = field(default="01", kw_only=False)
    country: str | None = None
    script: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Subject(Told):
    """What a thing is about: a code in a scheme, or a concept of the archive's own vocabulary.

    .. versionadded:: 0.1.0

    ONIX: Subject (List 27). MARC: 082–084, 600–651, 653. Dublin Core: subject.

    Attributes:
        scheme: ``ndc``, ``ndlsh``, ``bsh``, ``lcsh``, ``c-code``, ``thema``, ``keyword``, ``own`` (the archive's
            vocabulary), ``other`` (a mark of no known scheme), or ``onix:NN`` for another code of List 27.
        code: code or notation.
        heading: heading in words.
        kind: what the heading names: a person, an organisation, a meeting, a work, a period or a place (MARC 600, 610, 611,
            630, 648, 651); None for a topic, or where it is not known.
        edition: edition of the scheme (ONIX SubjectSchemeVersion).
        main: the main subject.
        assigned: ``archive`` where this archive proposed it; None where a source states it.
        concept: id of the concept in the archive's vocabulary.
        sources: ids of the record's sources that state it.
    """

    scheme: str = field(kw_only=False)
    code: str | None = field(default=None, kw_only=False)
    heading: str | None = None
    kind: Facet | None = field(default=None, converter=OneOf[Facet | None])
    edition: str | None = None
    main: bool = False
    assigned: str | None = None
    concept: str | None = field(default=None, validator=is_record_id)
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Mapping(Told):
    """A concept of another vocabulary that means (nearly) the same.

    .. versionadded:: 0.1.0

    SKOS: exactMatch, closeMatch, broadMatch.

    Attributes:
        scheme: as in `Subject`.
        match: ``exact``, ``close``, ``broad``.
        code: id or notation.
        heading: heading in words.
        uri: address of the other concept.
        sources: ids of the record's sources that state heading and code; the match is this archive's judgement.
    """

    scheme: str = field(kw_only=False)
    match: str = field(kw_only=False)
    code: str | None = None
    heading: str | None = None
    uri: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Series(Told):
    """The series a book belongs to, on up to two levels.

    .. versionadded:: 0.1.0

    ONIX: Collection. MARC: 490, 830. DC: dcterms:isPartOf; DC-NDL: dcndl:seriesTitle.

    Attributes:
        title: title of the series.
        section: title or number of the sub-series as printed: 第II期.
        part_number: number of this book in the series, as printed: 第5巻.
        identifiers: ISSN of the series and such.
    """

    title: Text = field(kw_only=False, converter=One[Text | str])
    section: Text | None = field(default=None, kw_only=False, converter=One[Text | str | None])
    part_number: str | None = None
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Relation(Told):
    """Another work or organisation that this one is related to.

    .. versionadded:: 0.1.0

    ONIX: RelatedProduct, RelatedWork. MARC: 76X–78X, 787. Dublin Core: relation and its refinements.

    Attributes:
        type: ``earlier``, ``later``, ``part``, ``whole``, ``translation-of``, ``review-of``, ``related`` …; ``onix:`` and
            a code of List 51; ``work:`` and a code of List 164 where the other is a work (work:01 manifestation of).
        record: id of a record of this archive.
        citation: how the other is cited, where it has no record.
        identifiers: its numbers.
        form: of the other product, ONIX List 150.
        form_details: List 175.
        sources: ids of the record's sources that state it.
    """

    type: str = field(kw_only=False)
    record: str | None = field(default=None, validator=is_record_id, kw_only=False)
    citation: str | None = None
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    form: str | None = None
    form_details: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
