"""What the trade asks of a product: for whom it is, what shows it, where it may be sold, and who supplies it."""

from __future__ import annotations

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, is_record_id, or_unrestricted
from smj_catalog.model.dates import EventDate
from smj_catalog.model.taking import Many, One, taking
from smj_catalog.model.told import Told
from smj_catalog.model.values.numbers import Identifier, Price
from smj_catalog.model.values.texts import Link, Text


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Audience(Told):
    """A group of readers by the code of a scheme.

    .. versionadded:: 0.1.0

    ONIX: Audience. MARC: 008/22, 521. Dublin Core: none.

    Attributes:
        code: the code: 01 general, 02 children, 05 college and higher education (ONIX List 28).
        type: the scheme, ONIX List 29 (01 ONIX audience codes, 21 the Japanese codes for children's books).
        name: name of a scheme that List 29 has no code for (type 02).
        sources: ids of the record's sources that state it.
    """

    code: str = field(kw_only=False)
    type: str = field(default="01", kw_only=False)
    name: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class AudienceRange(Told):
    """Readers from one age or school year to another.

    .. versionadded:: 0.1.0

    ONIX: AudienceRange. MARC: 521. Dublin Core: none.

    Attributes:
        qualifier: what is counted, ONIX List 30 (11 school grades of the USA, 17 age in years).
        first: the lowest; None where there is only an upper bound.
        last: the highest, the same as ``first`` for exactly that; None where there is only a lower bound.
        sources: ids of the record's sources that state it.
    """

    qualifier: str = field(kw_only=False)
    first: str | None = field(default=None, kw_only=False)
    last: str | None = field(default=None, kw_only=False)
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class FormFeature(Told):
    """A feature of a product's form, above all of its accessibility.

    .. versionadded:: 0.1.0

    ONIX: ProductFormFeature. MARC: 341, 532. Dublin Core: none.

    Attributes:
        type: ONIX List 79 (09 accessibility of an e-publication, 12 hazards of a physical product).
        value: a code of the list that the type names: for 09 List 196 (アクセシビリティ).
        descriptions: in words, one a language.
        sources: ids of the record's sources that state it.
    """

    type: str = field(kw_only=False)
    value: str | None = field(default=None, kw_only=False)
    descriptions: tuple[Text, ...] = field(default=(), converter=Many[Text | str])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class ProductPart(Told):
    """One of the things that a product of several consists of: a volume of a set (セット), a disc.

    .. versionadded:: 0.1.0

    ONIX: ProductPart. MARC: 300, 774. Dublin Core: hasPart.

    Attributes:
        form: ONIX List 150; None where it is not known.
        form_details: List 175.
        description: in words.
        number: how many different things of this form there are.
        copies: how many copies of this one.
        identifiers: its own ISBN and such, where it is sold by itself too.
        primary: the main part.
        sources: ids of the record's sources that state it.
    """

    form: str | None = field(default=None, kw_only=False)
    form_details: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    description: str | None = None
    number: int | None = None
    copies: int | None = None
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    primary: bool = False
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Citation(Told):
    """A review (書評) or mention of a product elsewhere.

    .. versionadded:: 0.1.0

    ONIX: CitedContent. MARC: 510, 581. Dublin Core: none.

    Attributes:
        type: ONIX List 156 (01 review, 03 media mention, 04 one place, one book).
        source_type: what kind of medium it is in, ONIX List 157 (01 printed, 02 website).
        source_title: of the newspaper, magazine or site.
        note: how it is cited, or words from it.
        url: where it can be read.
        audiences: who may be shown it, ONIX List 154 (00 unrestricted).
        dates: by role, ONIX List 155 after ``onix:`` (onix:01 publication).
        sources: ids of the record's sources that state it.
    """

    type: str = field(default="01", kw_only=False)
    source_type: str | None = None
    source_title: Text | None = field(default=None, converter=One[Text | str | None])
    note: Text | None = field(default=None, converter=One[Text | str | None])
    url: str | None = None
    audiences: tuple[str, ...] = field(default=("00",), converter=or_unrestricted, validator=are_keys)
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Prize(Told):
    """A prize or award (受賞) that a product won or was named for.

    .. versionadded:: 0.1.0

    ONIX: Prize. MARC: 586. Dublin Core: none.

    Attributes:
        name: of the prize.
        year: in which it was given.
        country: ISO 3166-1 (ONIX List 91).
        achievement: ONIX List 41 (01 winner, 04 short-listed).
        statement: as a source puts it.
        jury: who awards it.
        sources: ids of the record's sources that state it.
    """

    name: Text = field(kw_only=False, converter=One[Text | str])
    year: str | None = field(default=None, kw_only=False)
    country: str | None = None
    achievement: str | None = None
    statement: Text | None = field(default=None, converter=One[Text | str | None])
    jury: Text | None = field(default=None, converter=One[Text | str | None])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Copyright(Told):
    """A statement of copyright, or of rights in a recording.

    .. versionadded:: 0.1.0

    ONIX: CopyrightStatement. MARC: 264 _4 $c. Dublin Core: rights, dcterms:rightsHolder.

    Attributes:
        years: as printed.
        persons: owners.
        organisations: owners, after the persons.
        type: ONIX List 219 (C copyright, P phonogram); None: C.
        sources: ids of the record's sources that state it.
    """

    years: tuple[str, ...] = field(default=(), kw_only=False, converter=Many[str])
    persons: tuple[str, ...] = field(default=(), converter=Many[str])
    organisations: tuple[str, ...] = field(default=(), converter=Many[str])
    type: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Contact(Told):
    """Whom to ask about a product.

    .. versionadded:: 0.1.0

    ONIX: ProductContact. MARC, Dublin Core: none.

    Attributes:
        role: for what, ONIX List 198 (01 accessibility requests, 02 promotion, 06 permissions, 10 product safety).
        name: of the organisation.
        person: name of the person.
        telephone: number, as printed.
        email: address.
        sources: ids of the record's sources that state it.
    """

    role: str = field(kw_only=False)
    name: str = field(kw_only=False)
    person: str | None = None
    telephone: str | None = None
    email: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class ResourceFeature(Told):
    """A fact about a resource.

    .. versionadded:: 0.1.0

    ONIX: ResourceFeature, ResourceVersionFeature. MARC, Dublin Core: none.

    Attributes:
        type: ONIX List 160 (01 required credit, 02 caption), or of the file List 162 (01 format, 02 height in pixels).
        value: the fact.
    """

    type: str = field(kw_only=False)
    value: str = field(kw_only=False)


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Resource(Told):
    """A file that shows a product or goes with it: its cover, a sample, a picture of the author.

    .. versionadded:: 0.1.0

    ONIX: SupportingResource. MARC: 856 with second indicator 2. Dublin Core: none.

    Attributes:
        url: where it is.
        type: what it shows, ONIX List 158 (01 front cover 書影, 15 sample content).
        mode: ONIX List 159 (03 image, 04 text).
        form: ONIX List 161 (01 linked to, 02 to be downloaded).
        audiences: who may be shown it, ONIX List 154 (00 unrestricted).
        dates: by role, ONIX List 155 after ``onix:`` (onix:17 last updated).
        features: what it is, by List 160: caption, credit.
        file_features: what the file is, by List 162: format, pixels, size.
        sources: ids of the record's sources that state it.
    """

    url: str = field(kw_only=False)
    type: str = field(default="01", kw_only=False)
    mode: str = "03"
    form: str = "01"
    audiences: tuple[str, ...] = field(default=("00",), converter=or_unrestricted, validator=are_keys)
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])
    features: tuple[ResourceFeature, ...] = field(default=(), converter=Many[ResourceFeature])
    file_features: tuple[ResourceFeature, ...] = field(default=(), converter=Many[ResourceFeature])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class SalesRights(Told):
    """Where a product may be sold or not; without countries and regions, everywhere that no other of them names.

    .. versionadded:: 0.1.0

    ONIX: SalesRights, ROWSalesRightsType. MARC, Dublin Core: none.

    Attributes:
        type: ONIX List 46 (01 for sale with exclusive rights, 03 not for sale).
        countries: ISO 3166-1 (ONIX List 91).
        regions: ONIX List 49 (WORLD), and parts of countries.
        countries_excluded: countries that are not meant by ``regions``.
        regions_excluded: parts of countries or regions that are not meant.
        sources: ids of the record's sources that state it.
    """

    type: str = field(kw_only=False)
    countries: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    regions: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    countries_excluded: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    regions_excluded: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Market(Told):
    """Where a supplier offers a product, and its status there.

    .. versionadded:: 0.1.0

    ONIX: Market, MarketPublishingDetail. MARC, Dublin Core: none.

    Attributes:
        countries: ISO 3166-1 (ONIX List 91).
        regions: ONIX List 49 (WORLD), and parts of countries.
        countries_excluded: countries that are not meant by ``regions``.
        regions_excluded: parts of countries or regions that are not meant.
        status: ONIX List 68 (02 forthcoming, 04 active).
        dates: when it comes out there, by role (ONIX List 163).
    """

    countries: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    regions: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    countries_excluded: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    regions_excluded: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    status: str | None = None
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Supplier(Told):
    """Who supplies a product, to whom, and in which market.

    .. versionadded:: 0.1.0

    Prices and availability of the first supplier are those of the product and are kept there; those of others are kept
    here if they differ.

    ONIX: SupplyDetail. MARC: 037 $b. Dublin Core: none.

    Attributes:
        name: as the source writes it.
        role: ONIX List 93 (04 wholesaler to shops, 06 the publisher's distributor to shops, 09 the publisher to readers).
        agent: id of the agent, where the archive has one.
        identifiers: 取引コード and others.
        market: where and when; None where it is not restricted.
        availability: ONIX List 65, of suppliers other than the first.
        prices: of suppliers other than the first.
        dates: by role, ONIX List 166 after ``onix:`` (onix:08 expected availability).
        returns: on what terms shops may send it back (返品条件), a code of the list that ``returns_type`` names.
        returns_type: ONIX List 53 (04 ONIX List 66: 01 no, 02 yes; 03 of the Japanese book trade).
        pack: how many copies are in a pack (梱包単位).
        telephone: its number, as printed.
        email: its address.
        links: its websites.
        sources: ids of the record's sources that state it.
    """

    name: Text | None = field(default=None, kw_only=False, converter=One[Text | str | None])
    role: str = field(default="00", kw_only=False)
    agent: str | None = field(default=None, validator=is_record_id)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    market: Market | None = field(default=None, converter=One[Market | None])
    availability: str | None = None
    prices: tuple[Price, ...] = field(default=(), converter=Many[Price])
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])
    returns: str | None = None
    returns_type: str | None = None
    pack: int | None = None
    telephone: str | None = None
    email: str | None = None
    links: tuple[Link, ...] = field(default=(), converter=Many[Link])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
