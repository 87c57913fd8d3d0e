"""What ONIX has and the model keeps another way: the shapes between the two."""

from __future__ import annotations

from decimal import Decimal

from attrs import define, field

from smj_catalog.model import PartialDate, Publisher, ResourceFeature, Text, Title
from smj_catalog.model.checks import are_keys


@define
class OnixIdentifier:
    """An identifier composite: code of the type, name of a proprietary type, value."""

    type: str
    value: str
    name: str | None = None


@define
class OnixAlternative:
    """AlternativeName: the transliterated form of a name."""

    person: str | None = None
    corporate: str | None = None


@define
class OnixContributor:
    """Contributor, as far as our records fill it (Group P.7)."""

    roles: tuple[str, ...] = field(default=(), validator=are_keys)
    identifiers: tuple[OnixIdentifier, ...] = ()
    person: Text | None = None
    before: str | None = None
    prefix: str | None = None
    key: str | None = None
    after: str | None = None
    suffix: str | None = None
    corporate: Text | None = None
    unnamed: str | None = None
    alternatives: tuple[OnixAlternative, ...] = ()
    born: PartialDate | None = None
    died: PartialDate | None = None
    position: str | None = None
    affiliation: Text | None = None
    description: str | None = None
    inverted: str | None = None


@define
class OnixCredits:
    """Contributors, statement of responsibility, or that there are none (Group P.7)."""

    contributors: tuple[OnixContributor, ...] = ()
    statement: Text | None = None
    none: bool = False


@define
class OnixSubject:
    """Subject (Group P.12)."""

    scheme: str
    main: bool = False
    name: str | None = None
    edition: str | None = None
    code: str | None = None
    heading: str | None = None


@define
class OnixEdition:
    """Edition number and statements (Group P.9)."""

    number: int | None = None
    statements: tuple[str, ...] = ()


@define
class OnixDate:
    """PublishingDate (Group P.20)."""

    role: str
    date: PartialDate


@define
class OnixRights:
    """SalesRights (Group P.21), with its Territory: codes parted by spaces."""

    type: str
    countries: str | None = None
    regions: str | None = None
    countries_excluded: str | None = None
    regions_excluded: str | None = None


@define
class OnixVersion:
    """ResourceVersion (Group P.16): one file, at one address or several."""

    form: str
    links: tuple[str, ...] = ()
    features: tuple[ResourceFeature, ...] = ()


@define
class OnixResource:
    """SupportingResource (Group P.16)."""

    type: str
    mode: str
    audiences: tuple[str, ...] = ()
    features: tuple[ResourceFeature, ...] = ()
    versions: tuple[OnixVersion, ...] = ()


@define
class OnixPublishing:
    """PublishingDetail, which cannot stand without a publisher or imprint (Group P.19, P.20)."""

    imprint: Text | None = None
    publishers: tuple[Publisher, ...] = ()
    cities: tuple[Text, ...] = ()
    country: str | None = None
    status: str | None = None
    dates: tuple[OnixDate, ...] = ()
    rights: tuple[OnixRights, ...] = ()
    rest: str | None = None


@define
class OnixPrice:
    """Price (Group P.26): an amount, or why there is none."""

    type: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    unpriced: str | None = None
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    countries: str | None = None
    regions: str | None = None
    not_countries: str | None = None
    not_regions: str | None = None
    qualifier: str | None = None
    status: str | None = None


@define
class OnixSupply:
    """SupplyDetail of one supplier (Group P.26); ``implied`` where that is the publisher, whom nobody named as such."""

    role: str = "00"
    name: Text | None = None
    identifiers: tuple[OnixIdentifier, ...] = ()
    dates: tuple[OnixDate, ...] = ()
    availability: str | None = None
    unpriced: str | None = None
    prices: tuple[OnixPrice, ...] = ()
    implied: bool = False


@define
class OnixCollection:
    """The serial of an issue as Collection (Group P.5)."""

    frequency: str | None = None
    identifiers: tuple[OnixIdentifier, ...] = ()
    titles: tuple[Title, ...] = ()


@define
class OnixRelated:
    """RelatedProduct (Group P.23)."""

    type: str
    identifiers: tuple[OnixIdentifier, ...] = ()


@define
class OnixDesignation:
    """The titles of an issue, whose designation is their PartNumber (Group P.6)."""

    titles: tuple[Title, ...] = ()
