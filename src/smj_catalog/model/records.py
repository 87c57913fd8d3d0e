"""The records: what has an id of its own."""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

from smj_catalog.model.authorities import Agent, Concept, Kept
from smj_catalog.model.checks import are_keys, checked, is_record_id
from smj_catalog.model.taking import Many, One, OneOf, taking
from smj_catalog.model.values import (
    Audience,
    AudienceRange,
    Citation,
    Contact,
    Contributor,
    Copyright,
    Edition,
    EventDate,
    Extent,
    FormFeature,
    Frequency,
    Holding,
    Identifier,
    Language,
    Link,
    Measure,
    Note,
    Numbering,
    PageRun,
    Price,
    Prize,
    ProductPart,
    Prose,
    Publisher,
    RecordSource,
    Relation,
    Resource,
    SalesRights,
    Series,
    Size,
    Source,
    Subject,
    Supplier,
    Text,
    Title,
)  # fmt: skip


class _Titled(Kept):
    """What has titles and numbers."""

    __slots__ = ()
    titles: tuple[Title, ...]
    identifiers: tuple[Identifier, ...]

    @property
    def title(self) -> str | None:
        """The title proper in words; the first title where none is of type 01, None if there is none."""
        return next((t.text.text for t in sorted(self.titles, key=lambda t: t.type != "01")), None)

    def _number(self, *types: str) -> str | None:
        found = (i.value for type_ in types for i in self.identifiers
                 if i.type == type_ and i.status == "valid" and i.qualifier != "set")  # fmt: skip
        return next(found, None)


Scope = Literal["edited", "issued", "member", "related", "about"]
Absence = Literal["none-stated", "anonymous", "no-contributor"]


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Periodical(_Titled):
    """A serial as a whole.

    .. versionadded:: 0.1.0

    ONIX: the Collection of its issues. MARC: leader/07 s. Dublin Core: dcmitype Collection, host of dcterms:isPartOf.

    Attributes:
        id: ``periodical:`` and a slug; never changes.
        titles: the first of type 01 is the title proper.
        kinds: what sort of serial, as printed: 情報誌, 機関紙.
        frequencies: as each source says it; they may disagree.
        prices: the price of an issue; not copied to issues.
        related: earlier and later titles (MARC 780, 785).
        holdings: what libraries have and lack.
        sources: where the facts came from.
    """

    id: str = field(validator=is_record_id, kw_only=False)
    titles: tuple[Title, ...] = field(default=(), kw_only=False, converter=Many[Title | Text | str])
    kinds: tuple[Text, ...] = field(default=(), converter=Many[Text | str])
    contributors: tuple[Contributor, ...] = field(default=(), converter=Many[Contributor])
    publishers: tuple[Publisher, ...] = field(default=(), converter=Many[Publisher])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    frequencies: tuple[Frequency, ...] = field(default=(), converter=Many[Frequency])
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])
    languages: tuple[Language, ...] = field(default=(), converter=Many[Language])
    prices: tuple[Price, ...] = field(default=(), converter=Many[Price])
    subjects: tuple[Subject, ...] = field(default=(), converter=Many[Subject])
    texts: tuple[Prose, ...] = field(default=(), converter=Many[Prose])
    related: tuple[Relation, ...] = field(default=(), converter=Many[Relation])
    holdings: tuple[Holding, ...] = field(default=(), converter=Many[Holding])
    notes: tuple[Note, ...] = field(default=(), converter=Many[Note])
    links: tuple[Link, ...] = field(default=(), converter=Many[Link])
    sources: tuple[Source, ...] = field(default=(), converter=Many[Source])

    @property
    def issn(self) -> str | None:
        """The first valid ISSN, without its hyphen; None if there is none."""
        return self._number("issn", "issn-l")


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Component(Kept):
    """An article in an issue, or a chapter in a book; its host may be unknown.

    .. versionadded:: 0.1.0

    ONIX: ContentItem. MARC: leader/07 a with 773. Dublin Core: dcterms:isPartOf its host.

    Attributes:
        id: ``article:`` or ``chapter:`` and the host's key; assigned once, not a position.
        host: id of the issue or book; None where unknown.
        kind: ``article`` or ``chapter``.
        genre: ``interview``, ``roundtable``, ``review``, ``document``, ``preface`` …; None where unknown.
        section: heading of the part that it belongs to: II 事例.
        title: its title.
        column: title of the column (連載) it belongs to.
        instalment: number of the instalment as printed.
        contributors: its own authors, who are never contributors of the host.
        absence: why there is no contributor, if a source says so.
        pages: its page ranges, empty if unknown.
        sources: where the facts came from; a component inside a host names the host's sources.
    """

    id: str = field(validator=is_record_id, kw_only=False)
    title: Title = field(kw_only=False, converter=One[Title | Text | str])
    host: str | None = field(default=None, validator=is_record_id)
    kind: Literal["article", "chapter"] = field(default="article", converter=OneOf[Literal["article", "chapter"]])
    genre: str | None = None
    section: Text | None = field(default=None, converter=One[Text | str | None])
    column: Text | None = field(default=None, converter=One[Text | str | None])
    instalment: str | None = None
    contributors: tuple[Contributor, ...] = field(default=(), converter=Many[Contributor])
    absence: Absence | None = field(default=None, converter=OneOf[Absence | None])
    pages: tuple[PageRun, ...] = field(default=(), converter=Many[PageRun])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])
    languages: tuple[Language, ...] = field(default=(), converter=Many[Language])
    subjects: tuple[Subject, ...] = field(default=(), converter=Many[Subject])
    texts: tuple[Prose, ...] = field(default=(), converter=Many[Prose])
    related: tuple[Relation, ...] = field(default=(), converter=Many[Relation])
    notes: tuple[Note, ...] = field(default=(), converter=Many[Note])
    links: tuple[Link, ...] = field(default=(), converter=Many[Link])
    sources: tuple[Source, ...] = field(default=(), converter=Many[Source])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Product(_Titled):
    """What a book and an issue have in common: a publication in one product form, and its contents.

    .. versionadded:: 0.1.0

    ONIX: Product.

    Attributes:
        id: ``book:`` and its ISBN-13 or a slug, or ``issue:``, the serial's slug and a key; never changes.
        titles: the first of type 01 is the title proper; of an issue, the serial's title as this issue prints it.
        contributors: the names in a book's statement of responsibility, one by one; the editors of an issue.
        absence: why there is no contributor, if a source says so.
        publishers: each with its role and places (ONIX List 45).
        identifiers: ISBN, JP e-code, magazine code and others.
        dates: each with its role (ONIX List 163), to the day where a source says it.
        form: ONIX List 150, where known.
        form_details: ONIX List 175.
        form_description: the form in words.
        form_features: accessibility and others (ONIX List 79).
        protections: technical ones of an e-publication, ONIX List 144 (00 none).
        composition: of one item or several, ONIX List 2 (10 set).
        parts: what a set consists of.
        sizes: trade sizes as printed (判型).
        measures: height and width, each with its unit: cm, mm.
        extents: how many pages; sources may disagree.
        languages: each with its role (ONIX List 22) and code (ISO 639-2/B).
        audiences: for whom it is meant, by codes.
        audience_descriptions: the same in words, as printed: 中学生以上.
        audience_ranges: the same by age or school year.
        prices: in yen where no currency is given, each with or without tax.
        sales_rights: where it may be sold.
        suppliers: who supplies it; if there is none, exports name the publisher.
        contacts: whom to ask about it.
        copyrights: who owns the rights in it, since when.
        status: publishing status, ONIX List 64; None if no source states it.
        availability: ONIX List 65; None if no source states it.
        subjects: codes and headings, each with its scheme.
        texts: abstract, description, table of contents in words and others (ONIX List 153).
        resources: its cover and other files that show it.
        citations: reviews and mentions.
        prizes: what it won.
        contents: its chapters or articles in the order printed.
        contents_complete: whether that list is complete; None if unknown.
        related: other works and products, by record, identifier or citation (ONIX List 51).
        holdings: the copies that libraries have.
        sources: where the facts came from.
        record_source: who issued the record that this one was read from; None for one's own.
    """

    id: str = field(validator=is_record_id, kw_only=False)
    titles: tuple[Title, ...] = field(default=(), converter=Many[Title | Text | str])
    contributors: tuple[Contributor, ...] = field(default=(), converter=Many[Contributor])
    publishers: tuple[Publisher, ...] = field(default=(), converter=Many[Publisher])
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])
    form: str | None = None
    form_details: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    form_description: str | None = None
    form_features: tuple[FormFeature, ...] = field(default=(), converter=Many[FormFeature])
    protections: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    composition: str | None = None
    parts: tuple[ProductPart, ...] = field(default=(), converter=Many[ProductPart])
    sizes: tuple[Size, ...] = field(default=(), converter=Many[Size])
    measures: tuple[Measure, ...] = field(default=(), converter=Many[Measure])
    extents: tuple[Extent, ...] = field(default=(), converter=Many[Extent])
    languages: tuple[Language, ...] = field(default=(), converter=Many[Language])
    audiences: tuple[Audience, ...] = field(default=(), converter=Many[Audience])
    audience_descriptions: tuple[Text, ...] = field(default=(), converter=Many[Text | str])
    audience_ranges: tuple[AudienceRange, ...] = field(default=(), converter=Many[AudienceRange])
    prices: tuple[Price, ...] = field(default=(), converter=Many[Price])
    sales_rights: tuple[SalesRights, ...] = field(default=(), converter=Many[SalesRights])
    suppliers: tuple[Supplier, ...] = field(default=(), converter=Many[Supplier])
    contacts: tuple[Contact, ...] = field(default=(), converter=Many[Contact])
    copyrights: tuple[Copyright, ...] = field(default=(), converter=Many[Copyright])
    status: str | None = None
    availability: str | None = None
    subjects: tuple[Subject, ...] = field(default=(), converter=Many[Subject])
    texts: tuple[Prose, ...] = field(default=(), converter=Many[Prose])
    resources: tuple[Resource, ...] = field(default=(), converter=Many[Resource])
    citations: tuple[Citation, ...] = field(default=(), converter=Many[Citation])
    prizes: tuple[Prize, ...] = field(default=(), converter=Many[Prize])
    contents: tuple[Component, ...] = field(default=(), converter=Many[Component])
    contents_complete: bool | None = None
    related: tuple[Relation, ...] = field(default=(), converter=Many[Relation])
    holdings: tuple[Holding, ...] = field(default=(), converter=Many[Holding])
    notes: tuple[Note, ...] = field(default=(), converter=Many[Note])
    links: tuple[Link, ...] = field(default=(), converter=Many[Link])
    sources: tuple[Source, ...] = field(default=(), converter=Many[Source])
    absence: Absence | None = field(default=None, converter=OneOf[Absence | None])
    record_source: RecordSource | None = field(default=None, converter=One[RecordSource | None])

    @property
    def isbn(self) -> str | None:
        """The first valid ISBN, of 13 digits if there is one, without hyphens; None if there is none."""
        return self._number("isbn-13", "isbn-10")


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Issue(Product):
    """One issue of a serial, with its articles.

    .. versionadded:: 0.1.0

    ONIX: a Product whose serial is its Collection. MARC: 863/866 under the serial, or leader/07 m with 773.
    Dublin Core: dcterms:isPartOf its serial. schema.org: PublicationIssue.

    Attributes:
        periodical: id of the serial.
        numbering: its designation, each part as printed; None where not known.
        features: titles of the feature (特集); ONIX title type 07.
        kind: ``regular``, ``combined`` (合併), ``extra`` (増刊), ``separate`` (別冊), ``supplement`` (付録),
            ``index`` (総目次).
    """

    periodical: str | None = field(default=None, validator=is_record_id, kw_only=False)
    numbering: Numbering | None = field(default=None, converter=One[Numbering | None])
    features: tuple[Text, ...] = field(default=(), converter=Many[Text | str])
    kind: str = "regular"


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Book(Product):
    """A monograph.

    .. versionadded:: 0.1.0

    ONIX: Product. MARC: leader/07 m. Dublin Core: a resource of type Text. schema.org: Book.

    Attributes:
        scope: how it is related to the archive's owner: ``edited``, ``issued``, by a ``member``, ``related``, ``about``
            it.
        responsibility: statement of responsibility as printed (MARC 245 $c, ONIX ContributorStatement).
        editions: edition number, statement and types.
        no_edition: a source states that there is no edition statement.
        series: series it belongs to.
        no_series: a source states that it belongs to none.
        imprint: brand under which it came out (ONIX Imprint).
        imprint_identifiers: numbers of the imprint (ONIX List 44).
    """

    scope: Scope | None = field(default=None, kw_only=False, converter=OneOf[Scope | None])
    responsibility: Text | None = field(default=None, converter=One[Text | str | None])
    editions: tuple[Edition, ...] = field(default=(), converter=Many[Edition])
    no_edition: bool = False
    series: tuple[Series, ...] = field(default=(), converter=Many[Series])
    no_series: bool = False
    imprint: Text | None = field(default=None, converter=One[Text | str | None])
    imprint_identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])


Record: TypeAlias = Periodical | Issue | Component | Book | Agent | Concept
RECORD_TYPES: dict[str, type[Record]] = {
    "periodical": Periodical, "issue": Issue, "component": Component, "book": Book, "agent": Agent, "concept": Concept,
}  # fmt: skip
