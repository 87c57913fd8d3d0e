"""The values that records are made of.

Coded fields hold the codes of EDItEUR's lists wherever a list exists (docs/decisions/0002), because they are the
widest that our formats know; elsewhere a plain word. ``sources`` names the record's sources that state a value.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, is_key, is_record_id, or_unrestricted
from smj_catalog.model.dates import EventDate, PartialDate

Divided = Literal["yes", "no", "unknown"]
Tax = Literal["included", "excluded", "unknown"]
Status = Literal["valid", "incorrect", "cancelled"]
Party = Literal["person", "organisation"]


@frozen(field_transformer=checked, weakref_slot=False)
class Reading:
    """The reading (yomi) of a text in katakana.

    ONIX: attribute collationkey. MARC: 880 with $6 …/$1. Dublin Core: none; DC-NDL: dcndl:transcription.

    Attributes:
        text: the reading as the source has it; may hold Latin letters, digits, spaces, commas.
        scheme: whose rules it follows: ``ndl``, ``nacsis``, ``trade``; None as the source gives it.
        divided: whether words are parted by spaces.
    """

    text: str
    scheme: str | None = None
    divided: Divided = "unknown"


@frozen(field_transformer=checked, weakref_slot=False)
class Romanised:
    """A text in Latin letters.

    ONIX: AlternativeName type 05, for names only. MARC: 880 with script Latn. JPCOAR: xml:lang ja-Latn.

    Attributes:
        text: the romanised form.
        scheme: ``hepburn``, ``kunrei``, ``ala-lc``; None as the source gives it.
    """

    text: str
    scheme: str | None = None


@frozen(field_transformer=checked, weakref_slot=False)
class Text:
    """Words in up to three forms: as printed, as read aloud, in Latin letters.

    ONIX: any titled or named element with its attributes. MARC: a subfield and its 880 partners. Dublin Core: a
    literal with xml:lang.

    Attributes:
        text: as printed.
        readings: readings in katakana; more than one where sources follow different rules.
        romanised: forms in Latin letters.
        language: ISO 639-2/B code (ONIX List 74) where the source tells it.
        script: ISO 15924 code (ONIX List 121).
        truncated: the source broke off here; the text is incomplete.
        sources: ids of the record's sources that state it.
    """

    text: str
    readings: tuple[Reading, ...] = ()
    romanised: tuple[Romanised, ...] = ()
    language: str | None = None
    script: str | None = None
    truncated: bool = False
    sources: tuple[str, ...] = field(default=(), validator=are_keys)

    @property
    def reading(self) -> str | None:
        """The first reading, or None."""
        return self.readings[0].text if self.readings else None

    def __str__(self) -> str:
        return self.text


@frozen(field_transformer=checked, weakref_slot=False)
class Title:
    """One title of a record.

    ONIX: TitleDetail with its TitleElement. MARC: 245 and 246. Dublin Core: title, dcterms:alternative.

    Attributes:
        text: the title proper.
        type: ONIX List 15 (01 distinctive, 05 abbreviated, 06 in another language, 08 former, 11 alternative on
            the cover), or ``variant`` for a spelling that only another source has (MARC 246 3_).
        part_number: number of the part as printed: 2, 第193号 (MARC 245 $n).
        subtitle: what follows the title (MARC 245 $b).
    """

    text: Text
    type: str = "01"
    part_number: str | None = None
    subtitle: Text | None = None


@frozen(field_transformer=checked, weakref_slot=False)
class Identifier:
    """A number that names the thing in some scheme.

    ONIX: ProductIdentifier, CollectionIdentifier, NameIdentifier. MARC: 010–024. Dublin Core: identifier.

    Attributes:
        type: ``isbn-13``, ``isbn-10``, ``issn``, ``issn-l``, ``ean``, ``jp-magazine-code``, ``jp-e-code``,
            ``ncid``, ``ndl``, ``jpno``, ``doi``, ``isni``, ``viaf``, ``orcid``, ``corporate-number``,
            ``own`` (with ``scheme``), ``uri``.
        value: the normal form: ASCII, and without hyphens in ISBN, ISSN, ISNI and ORCID.
        printed: as printed, where that differs.
        status: a misprinted number is a fact: ``incorrect`` (MARC 020 $z); ``cancelled`` (022 $z).
        qualifier: ``set``, ``volume``, ``print``, ``digital`` (MARC 020 $q).
        scheme: name of an own scheme (ONIX IDTypeName).
        sources: ids of the record's sources that state it.
    """

    type: str
    value: str
    printed: str | None = None
    status: Status = "valid"
    qualifier: str | None = None
    scheme: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Contributor:
    """A name as printed, in a role, at its place in the order of names.

    ONIX: Contributor. MARC: 100, 110, 700, 710 with $4. Dublin Core: creator (A01 and B01 roles), contributor.

    Attributes:
        name: the name as printed.
        roles: ONIX List 17 codes; empty where the source gives none.
        role_printed: the role word as printed: 編, 監修, 編著, 聞き手.
        kind: a person or an organisation.
        position: profession or post as printed: 弁護士 (ONIX ProfessionalPosition).
        affiliation: body the person belongs to, as printed (ONIX Affiliation).
        agent: id of the agent's record.
        identifiers: ISNI, ORCID, VIAF and such.
        family: family name of a person, the part by which the name is filed (ONIX KeyNames, MARC 100 $a before the
            comma); None where the source does not part the name. ``name`` stays whole.
        given: the other part of the name.
        born: when the person was born, as a heading tells it (ONIX ContributorDate 50, MARC 100 $d).
        died: when the person died (ONIX ContributorDate 51).
        distinction: the words of a heading that tell persons of one name apart: 生物学, プログラマー (MARC 100 $c).
        sources: ids of the record's sources that state it.
    """

    name: Text
    roles: tuple[str, ...] = field(default=(), validator=are_keys)
    role_printed: str | None = None
    kind: Party = "person"
    position: str | None = None
    affiliation: Text | None = None
    agent: str | None = field(default=None, validator=is_record_id)
    identifiers: tuple[Identifier, ...] = ()
    family: str | None = None
    given: str | None = None
    born: PartialDate | None = None
    died: PartialDate | None = None
    distinction: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Publisher:
    """A body that publishes, or distributes (発売), as printed.

    ONIX: Publisher. MARC: 264 _1 and _2. Dublin Core: publisher.

    Attributes:
        name: the name as printed.
        role: ONIX List 45 (01 publisher, 02 co-publisher), or ``distributor`` for 発売.
        places: cities as printed (MARC 264 $a, ONIX CityOfPublication).
        country: ISO 3166-1 alpha-2 (ONIX List 91).
        agent: id of the agent's record.
        sources: ids of the record's sources that state it.
    """

    name: Text
    role: str = "01"
    places: tuple[Text, ...] = ()
    country: str | None = None
    agent: str | None = field(default=None, validator=is_record_id)
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Extent:
    """How long a thing is.

    ONIX: Extent. MARC: 300 $a. Dublin Core: dcterms:extent.

    Attributes:
        value: the number; None where the source has words alone: 1冊.
        type: ONIX List 23 (00 main content pages, 11 content pages).
        unit: ONIX List 24 (03 pages).
        printed: as printed: 244ページ, vi, 244p.
        sources: ids of the record's sources that state it.
    """

    value: Decimal | None = None
    type: str = "11"
    unit: str = "03"
    printed: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Measure:
    """A size with its unit; centimetres stay centimetres.

    ONIX: Measure. MARC: 300 $c. Dublin Core: dcterms:extent.

    Attributes:
        value: the number.
        type: ONIX List 48 (01 height, 02 width).
        unit: ONIX List 50 (cm, mm).
        printed: as printed.
        sources: ids of the record's sources that state it.
    """

    value: Decimal
    type: str = "01"
    unit: str = "cm"
    printed: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Size:
    """A trade size as printed (判型): A5, 四六判.

    ONIX: ProductFormDetail carries it coded. MARC: 500. Dublin Core: dcterms:extent.

    Attributes:
        printed: the word.
        sources: ids of the record's sources that state it.
    """

    printed: str
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Price:
    """An amount of money as the source states it, or why there is none; the other side of the tax is never computed.

    ONIX: Price (PriceType 03 without tax, 04 with it), UnpricedItemType. MARC: 020 $c, 365. Dublin Core: none.

    Attributes:
        amount: in units of the currency; yen are whole. None where ``unpriced`` says why.
        currency: ISO 4217 (ONIX List 96).
        tax: whether consumption tax is in it.
        printed: as printed: 本体1,800円+税.
        valid_from: first day of the price, where the source says so.
        valid_until: last day of the price.
        unpriced: why there is no amount, ONIX List 57 (01 free of charge 無料, 02 to be announced 未定, 04 ask the
            supplier オープン価格), or ``not-for-sale`` (非売品), for which the list has no code.
        sources: ids of the record's sources that state it.
    """

    amount: Decimal | None = None
    currency: str = "JPY"
    tax: Tax = "unknown"
    printed: str | None = None
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    unpriced: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Frequency:
    """How often a serial comes out, as one source says it at one time.

    ONIX: CollectionFrequency (List 259). MARC: 008/18-19, 310, 321. DC: dcterms:accrualPeriodicity.

    Attributes:
        printed: as printed: 年6回.
        times_a_year: the number of issues in a year.
        as_of: when the source said it.
        sources: ids of the record's sources that state it.
    """

    printed: str
    times_a_year: int | None = None
    as_of: PartialDate | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Numbering:
    """The designation of an issue, each part as printed.

    ONIX: PartNumber. MARC: 362, 863, 773 $g. DC-NDL: dcndl:volume, dcndl:issue.

    Attributes:
        printed: the whole designation: 2017年8月号(第193号).
        volume: volume (巻).
        numbers: numbers (号); two of them in a combined issue (合併号).
        whole_number: running number over all volumes (通巻), only where printed.
        date: date designation (年月次) as printed: 2017年8月号.
        series: new series (新シリーズ, 復刊) as printed.
        sources: ids of the record's sources that state it.
    """

    printed: str | None = None
    volume: str | None = None
    numbers: tuple[str, ...] = ()
    whole_number: str | None = None
    date: str | None = None
    series: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class PageRun:
    """First and last page of a part; a text may run on several.

    ONIX: PageRun. MARC: 773 $g. Dublin Core: in the citation.
    """

    first: str
    last: str | None = None


@frozen(field_transformer=checked, weakref_slot=False)
class Language:
    """A language of the content.

    ONIX: Language. MARC: 041, 008/35-37. Dublin Core: language.

    Attributes:
        code: ISO 639-2/B (ONIX List 74).
        role: ONIX List 22 (01 of the text, 02 of the original).
        sources: ids of the record's sources that state it.
    """

    code: str
    role: str = "01"
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Subject:
    """What a thing is about: a code in a scheme, or a concept of the archive's own vocabulary.

    ONIX: Subject (List 27). MARC: 082–084, 650, 653. Dublin Core: subject.

    Attributes:
        scheme: ``ndc``, ``ndlsh``, ``bsh``, ``lcsh``, ``c-code``, ``thema``, ``keyword``, ``own`` (the archive's
            vocabulary), ``other`` (a mark of no known scheme), or ``onix:NN`` for another code of List 27.
        code: code or notation.
        heading: heading in words.
        edition: edition of the scheme (ONIX SubjectSchemeVersion).
        main: the main subject.
        assigned: ``archive`` where this archive proposed it; None where a source states it.
        concept: id of the concept in the archive's vocabulary.
        sources: ids of the record's sources that state it.
    """

    scheme: str
    code: str | None = None
    heading: str | None = None
    edition: str | None = None
    main: bool = False
    assigned: str | None = None
    concept: str | None = field(default=None, validator=is_record_id)
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Series:
    """The series a book stands in, on up to two levels.

    ONIX: Collection. MARC: 490, 830. DC: dcterms:isPartOf; DC-NDL: dcndl:seriesTitle.

    Attributes:
        title: title of the series.
        section: title or number of the sub-series as printed: 第II期.
        part_number: number of this book in it as printed: 第5巻.
        identifiers: ISSN of the series and such.
    """

    title: Text
    section: Text | None = None
    part_number: str | None = None
    identifiers: tuple[Identifier, ...] = ()


@frozen(field_transformer=checked, weakref_slot=False)
class Edition:
    """Which edition.

    ONIX: EditionNumber, EditionStatement. MARC: 250. DC-NDL: dcndl:edition.

    Attributes:
        number: 3 for 第3版.
        statement: as printed: 2009年改訂版.
        sources: ids of the record's sources that state it.
    """

    number: int | None = None
    statement: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Prose:
    """A text about the thing: description, contents as printed.

    ONIX: TextContent (List 153: 03 description, 04 contents). MARC: 505, 520. DC: dcterms:abstract,
    tableOfContents.

    Attributes:
        text: the words.
        type: ONIX List 153.
        audiences: ONIX List 154 (00 unrestricted).
        language: ISO 639-2/B of the words.
        sources: ids of the record's sources that state it.
    """

    text: str
    type: str = "03"
    audiences: tuple[str, ...] = field(default=("00",), converter=or_unrestricted, validator=are_keys)
    language: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Note:
    """A fact that has no field of its own, in the source's or the cataloguer's words.

    ONIX: none. MARC: 5XX. Dublin Core: description.

    Attributes:
        text: the words.
        type: what the note is about: ``general``, ``history``, ``form``, ``printing``, ``contact`` …
        as_of: when it was so.
        sources: ids of the record's sources that state it.
    """

    text: str
    type: str = "general"
    as_of: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Link:
    """An address on the web.

    ONIX: Website. MARC: 856. Dublin Core: relation; DC-NDL: rdfs:seeAlso.

    Attributes:
        url: the address.
        what: what stands there.
        sources: ids of the record's sources that state it.
    """

    url: str
    what: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Relation:
    """Another work or body that this one stands in a relation to.

    ONIX: RelatedProduct, RelatedWork. MARC: 76X–78X, 787. Dublin Core: relation and its refinements.

    Attributes:
        type: ``earlier``, ``later``, ``part``, ``whole``, ``translation-of``, ``review-of``, ``related`` …
        record: id of a record of this archive.
        citation: how the other is cited, where it has no record.
        identifiers: its numbers.
        sources: ids of the record's sources that state it.
    """

    type: str
    record: str | None = field(default=None, validator=is_record_id)
    citation: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Holding:
    """What a library has of a serial or book: its run of a serial, or one copy.

    ONIX: none. MARC: 852, 866, 876. DC-NDL: dcndl:Item.

    Attributes:
        holder: the library as printed; None where a list of one library does not say whose it is.
        agent: id of the library's record.
        held: what it has, as stated: 1-50, 52-193.
        missing: what it lacks (欠号).
        copies: number of copies.
        location: the room or collection (所在): 2階書庫 (MARC 852 $b).
        call_number: the mark by which it is shelved (請求記号), on the spine (MARC 852 $h, $i).
        shelf: the shelf that it stands on (書架): A-3 (MARC 852 $c).
        number: the copy's own number or barcode (資料番号, 登録番号) (MARC 852 $p, 876 $p).
        sources: ids of the record's sources that state it.
    """

    holder: Text | None = None
    agent: str | None = field(default=None, validator=is_record_id)
    held: str | None = None
    missing: str | None = None
    copies: int | None = None
    location: str | None = None
    call_number: str | None = None
    shelf: str | None = None
    number: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Source:
    """Where facts came from.

    ONIX: none. MARC: 588, 670. Dublin Core: none of the thing described; the record's own provenance.

    Attributes:
        id: short key that values of the same record name in ``sources``.
        url: address, where the source is on the web.
        title: what it is.
        seen: when it was read.
        quotes: its words that bear the facts out.
    """

    id: str = field(validator=is_key)
    url: str | None = None
    title: str | None = None
    seen: PartialDate | None = None
    quotes: tuple[str, ...] = ()


@frozen(field_transformer=checked, weakref_slot=False)
class AgentName:
    """A name of a person or body, and when it was used.

    ONIX: Contributor and AlternativeName. MARC: 1XX and 4XX of an authority record. FOAF: name.

    Attributes:
        name: the name.
        type: ``preferred``, ``legal``, ``abbreviated``, ``translated``, ``former``, ``pseudonym``.
        used_from: from when.
        used_until: until when.
        family: family name of a person, the part by which the name is filed.
        given: the other part of the name.
    """

    name: Text
    type: str = "preferred"
    used_from: PartialDate | None = None
    used_until: PartialDate | None = None
    family: str | None = None
    given: str | None = None


@frozen(field_transformer=checked, weakref_slot=False)
class Address:
    """Where a body sits.

    MARC: 370, 371. FOAF: based_near.

    Attributes:
        printed: the address as printed.
        as_of: when it was so.
        sources: ids of the record's sources that state it.
    """

    printed: str
    as_of: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Position:
    """A person's post in a body at a time.

    MARC: 373, 374 of an authority record. FOAF: member.

    Attributes:
        name: the person's name as printed.
        post: the post as printed: 代表理事.
        as_of: when it was so.
        agent: id of the person's record.
        sources: ids of the record's sources that state it.
    """

    name: Text
    post: str
    as_of: str | None = None
    agent: str | None = field(default=None, validator=is_record_id)
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


@frozen(field_transformer=checked, weakref_slot=False)
class Mapping:
    """A concept of another vocabulary that means (nearly) the same.

    SKOS: exactMatch, closeMatch, broadMatch.

    Attributes:
        scheme: as in `Subject`.
        match: ``exact``, ``close``, ``broad``.
        code: id or notation.
        heading: heading in words.
        uri: address of the other concept.
        sources: ids of the record's sources that state heading and code; the match is this archive's judgement.
    """

    scheme: str
    match: str
    code: str | None = None
    heading: str | None = None
    uri: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)


__all__ = [
    "Address", "AgentName", "Contributor", "Divided", "Edition", "EventDate", "Extent", "Frequency", "Holding",
    "Identifier", "Language", "Link", "Mapping", "Measure", "Note", "Numbering", "PageRun", "PartialDate", "Party",
    "Position", "Price", "Prose", "Publisher", "Reading", "Relation", "Romanised", "Series", "Size", "Source",
    "Status", "Subject", "Tax", "Text", "Title",
]  # fmt: skip
