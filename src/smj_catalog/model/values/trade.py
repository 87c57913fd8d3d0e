"""What the trade asks of a product: for whom it is, what shows it, where it may be sold, and who supplies it."""

from __future__ import annotations

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, is_record_id, or_unrestricted
from smj_catalog.model.dates import EventDate
from smj_catalog.model.taking import Many, One, taking
from smj_catalog.model.told import Told
from smj_catalog.model.values.numbers import Identifier, Price
from smj_catalog.model.values.texts import Text


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
        dates: by role, ONIX List 155 behind ``onix:`` (onix:17 last updated).
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

    Prices and availability of the first supplier are those of the product and stand there; another's stand here where
    they differ from them.

    ONIX: SupplyDetail. MARC: 037 $b. Dublin Core: none.

    Attributes:
        name: as the source writes it.
        role: ONIX List 93 (04 wholesaler to shops, 06 the publisher's distributor to shops, 09 the publisher to readers).
        agent: id of the agent, where the archive has one.
        identifiers: 取引コード and others.
        market: where and when; None where it is not restricted.
        availability: ONIX List 65, of another than the first.
        prices: of another than the first.
        dates: by role, ONIX List 166 behind ``onix:`` (onix:08 expected availability).
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
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
