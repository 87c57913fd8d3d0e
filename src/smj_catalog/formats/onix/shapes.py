"""What ONIX has and the model keeps another way: the shapes between the two."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from attrs import define, field, fields_dict, frozen

from smj_catalog import model as m
from smj_catalog.crosswalk.drafts import unchecked
from smj_catalog.model.checks import are_keys

_Made = TypeVar("_Made")


def copying(make: Callable[..., _Made], other: type, *given: str) -> Callable[..., _Made]:
    """Return a function that takes a value of another class, and makes one that has in fields of the same names what that has.

    Args:
        make: the class.
        other: the other class.
        given: the fields that the function is given otherwise, by name.
    """
    assert isinstance(make, type)
    same = {name: f"it.{name}" for name in fields_dict(make) if name in fields_dict(other) and name not in given}
    made: Callable[..., _Made] = unchecked(make, same)
    return made


@define(weakref_slot=False)
class OnixIdentifier:
    """An identifier composite: code of the type, name of a proprietary type, value."""

    type: str
    value: str
    name: str | None = None


class OfTheDay(str):
    """A NotificationType that the day makes, and no sender stated."""

    __slots__ = ()


@define(weakref_slot=False)
class OnixSource:
    """Who issued the record, and how firm it is: NotificationType, RecordSourceType, RecordSourceIdentifier and RecordSourceName (Group P.1)."""

    notification: str | None = None
    type: str | None = None
    identifiers: tuple[OnixIdentifier, ...] = ()
    name: str | None = None


@define(weakref_slot=False)
class OnixTitle:
    """TitleDetail (Group P.6): a title whole, or in two parts of which filing passes over the first."""

    type: str = "01"
    whole: m.Text | None = None
    part_number: str | None = None
    prefix: str | None = None
    no_prefix: bool = False
    rest: m.Text | None = None
    text: m.Text | None = None
    subtitle: m.Text | None = None


@define(weakref_slot=False)
class OnixAlternative:
    """AlternativeName: the transliterated form of a name."""

    person: str | None = None
    corporate: str | None = None


@define(weakref_slot=False)
class OnixAffiliation:
    """ProfessionalAffiliation."""

    position: str | None = None
    identifiers: tuple[OnixIdentifier, ...] = ()
    name: m.Text | None = None


@define(weakref_slot=False)
class OnixContributor:
    """Contributor, as far as our records fill it (Group P.7)."""

    roles: tuple[str, ...] = field(default=(), validator=are_keys)
    identifiers: tuple[OnixIdentifier, ...] = ()
    person: m.Text | None = None
    before: str | None = None
    prefix: str | None = None
    key: str | None = None
    after: str | None = None
    suffix: str | None = None
    corporate: m.Text | None = None
    unnamed: str | None = None
    alternatives: tuple[OnixAlternative, ...] = ()
    born: m.PartialDate | None = None
    died: m.PartialDate | None = None
    biography: str | None = None
    biography_xhtml: str | None = None
    affiliations: tuple[m.Affiliation, ...] = ()
    description: str | None = None
    inverted: str | None = None
    links: tuple[m.Link, ...] = ()


@define(weakref_slot=False)
class OnixCredits:
    """Contributors, statement of responsibility, or that there are none (Group P.7)."""

    contributors: tuple[OnixContributor, ...] = ()
    statement: m.Text | None = None
    none: bool = False


@define(weakref_slot=False)
class OnixSubject:
    """Subject (Group P.12)."""

    scheme: str
    main: bool = False
    name: str | None = None
    edition: str | None = None
    code: str | None = None
    heading: str | None = None


@define(weakref_slot=False)
class OnixEdition:
    """Edition types, number and statements (Group P.9)."""

    types: tuple[str, ...] = field(default=(), validator=are_keys)
    number: int | None = None
    statements: tuple[str, ...] = ()


@define(weakref_slot=False)
class OnixRange:
    """AudienceRange (Group P.13): of one bound or two, whether each is the lower one, the upper one or both."""

    qualifier: str
    precisions: tuple[str, ...] = field(default=(), validator=are_keys)
    values: tuple[str, ...] = ()


@define(weakref_slot=False)
class OnixCopyright:
    """CopyrightStatement (Group P.20)."""

    type: str | None = None
    years: tuple[str, ...] = ()
    owners: tuple[OnixAlternative, ...] = ()


@define(weakref_slot=False)
class OnixPublisher:
    """Publisher (Group P.19)."""

    role: str
    name: m.Text
    identifiers: tuple[OnixIdentifier, ...] = ()
    links: tuple[m.Link, ...] = ()


@define(weakref_slot=False)
class OnixVersion:
    """ResourceVersion (Group P.16): one file, at one address or several."""

    form: str
    links: tuple[str, ...] = ()
    features: tuple[m.ResourceFeature, ...] = ()
    dates: tuple[m.EventDate, ...] = ()


@define(weakref_slot=False)
class OnixResource:
    """SupportingResource (Group P.16)."""

    type: str
    mode: str
    audiences: tuple[str, ...] = ()
    features: tuple[m.ResourceFeature, ...] = ()
    versions: tuple[OnixVersion, ...] = ()


@frozen(order=True)
class OnixDate(m.PartialDate):
    """A Date that is not exact, in words of its own (List 55, 12): on its way between an event's date and the element."""

    qualifier: str | None = None
    until: m.PartialDate | None = None


@define(weakref_slot=False)
class OnixPublishing:
    """PublishingDetail, which cannot stand without a publisher or imprint (Group P.19, P.20)."""

    imprint_ids: tuple[OnixIdentifier, ...] = ()
    imprint: m.Text | None = None
    publishers: tuple[m.Publisher, ...] = ()
    cities: tuple[m.Text, ...] = ()
    country: str | None = None
    contacts: tuple[m.Contact, ...] = ()
    status: str | None = None
    dates: tuple[m.EventDate, ...] = ()
    copyrights: tuple[m.Copyright, ...] = ()
    rights: tuple[m.SalesRights, ...] = ()
    rest: str | None = None


@define(weakref_slot=False)
class OnixTerritory:
    """Territory: where something holds."""

    countries: tuple[str, ...] = field(default=(), validator=are_keys)
    regions: tuple[str, ...] = field(default=(), validator=are_keys)
    countries_excluded: tuple[str, ...] = field(default=(), validator=are_keys)
    regions_excluded: tuple[str, ...] = field(default=(), validator=are_keys)


@define(weakref_slot=False)
class OnixQuantity:
    """PriceConditionQuantity (Group P.26)."""

    type: str
    value: Decimal
    unit: str


@define(weakref_slot=False)
class OnixCondition:
    """PriceCondition (Group P.26)."""

    type: str
    quantities: tuple[OnixQuantity, ...] = ()


@define(weakref_slot=False)
class OnixPrice(OnixTerritory):
    """Price (Group P.26): an amount, or why there is none."""

    type: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    unpriced: str | None = None
    valid_from: m.PartialDate | None = None
    valid_until: m.PartialDate | None = None
    qualifier: str | None = None
    status: str | None = None
    discount: Decimal | None = None
    discount_code: str | None = None
    discount_code_type: str | None = None
    conditions: tuple[OnixCondition, ...] = ()
    on_product: str | None = None
    on_product_at: str | None = None


@define(weakref_slot=False)
class OnixSupply:
    """SupplyDetail of one supplier (Group P.26); ``implied`` where that is the publisher, whom nobody named as such."""

    role: str = "00"
    name: m.Text | None = None
    identifiers: tuple[OnixIdentifier, ...] = ()
    dates: tuple[m.EventDate, ...] = ()
    availability: str | None = None
    unpriced: str | None = None
    prices: tuple[OnixPrice, ...] = ()
    implied: bool = False
    links: tuple[m.Link, ...] = ()
    returns: str | None = None
    returns_type: str | None = None
    pack: int | None = None
    telephone: str | None = None
    email: str | None = None


@define(weakref_slot=False)
class OnixMarket(OnixTerritory):
    """ProductSupply (Group P.24 to P.26): a market, and the offers in it."""

    status: str | None = None
    dates: tuple[m.EventDate, ...] = ()
    offers: tuple[OnixSupply, ...] = ()


@define(weakref_slot=False)
class OnixCollection:
    """The serial of an issue as Collection (Group P.5)."""

    frequency: str | None = None
    identifiers: tuple[OnixIdentifier, ...] = ()
    titles: tuple[m.Title, ...] = ()


@define(weakref_slot=False)
class OnixRelated:
    """RelatedProduct (Group P.23) or RelatedWork (P.22)."""

    type: str
    identifiers: tuple[OnixIdentifier, ...] = ()
    form: str | None = None
    form_details: tuple[str, ...] = field(default=(), validator=are_keys)


@define(weakref_slot=False)
class OnixDesignation:
    """The titles of an issue, whose designation is their PartNumber (Group P.6)."""

    titles: tuple[m.Title, ...] = ()
