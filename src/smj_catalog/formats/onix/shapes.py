"""What ONIX has and the model keeps another way: the shapes between the two."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from attrs import define, field, fields_dict

from smj_catalog import model as m
from smj_catalog.crosswalk.drafts import trusted, unchecked
from smj_catalog.model.checks import are_keys

_Made = TypeVar("_Made")


def alike(make: Callable[..., _Made], it: Any, **others: Any) -> _Made:
    """Return a value of a class with what another has in fields of the same names.

    Args:
        make: the class.
        it: the other value.
        others: the fields that it has otherwise.
    """
    made: _Made = _copier(make, it.__class__, tuple(others))(it, others)
    return made


@cache
def _copier(make: Any, other: Any, given: tuple[str, ...]) -> Callable[[Any, dict[str, Any]], Any]:
    names = [name for name in fields_dict(make) if name in fields_dict(other) and name not in given]
    said = ", ".join([*(f"{name}=it.{name}" for name in names), *(f"{name}=others[{name!r}]" for name in given)])
    known = {"make": unchecked(make) if trusted(make) else make}
    copier: Callable[[Any, dict[str, Any]], Any] = eval(f"lambda it, others: make({said})", known)  # noqa: S307
    return copier


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
    position: str | None = None
    affiliation: m.Text | None = None
    description: str | None = None
    inverted: str | None = None
    links: tuple[m.Link, ...] = ()


@define
class OnixCredits:
    """Contributors, statement of responsibility, or that there are none (Group P.7)."""

    contributors: tuple[OnixContributor, ...] = ()
    statement: m.Text | None = None
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
    """Edition types, number and statements, or that there are none (Group P.9)."""

    types: tuple[str, ...] = field(default=(), validator=are_keys)
    number: int | None = None
    statements: tuple[str, ...] = ()
    none: bool = False


@define
class OnixSeries:
    """Collections, or that there are none (Group P.5)."""

    series: tuple[m.Series, ...] = ()
    none: bool = False


@define
class OnixRange:
    """AudienceRange (Group P.13): of one bound or two, whether each is the lower one, the upper one or both."""

    qualifier: str
    precisions: tuple[str, ...] = field(default=(), validator=are_keys)
    values: tuple[str, ...] = ()


@define
class OnixCopyright:
    """CopyrightStatement (Group P.20)."""

    type: str | None = None
    years: tuple[str, ...] = ()
    owners: tuple[OnixAlternative, ...] = ()


@define
class OnixPublisher:
    """Publisher (Group P.19)."""

    role: str
    name: m.Text
    identifiers: tuple[OnixIdentifier, ...] = ()
    links: tuple[m.Link, ...] = ()


@define
class OnixVersion:
    """ResourceVersion (Group P.16): one file, at one address or several."""

    form: str
    links: tuple[str, ...] = ()
    features: tuple[m.ResourceFeature, ...] = ()
    dates: tuple[m.EventDate, ...] = ()


@define
class OnixResource:
    """SupportingResource (Group P.16)."""

    type: str
    mode: str
    audiences: tuple[str, ...] = ()
    features: tuple[m.ResourceFeature, ...] = ()
    versions: tuple[OnixVersion, ...] = ()


@define
class OnixPublishing:
    """PublishingDetail, which cannot stand without a publisher or imprint (Group P.19, P.20)."""

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


@define
class OnixTerritory:
    """Territory: where something holds."""

    countries: tuple[str, ...] = field(default=(), validator=are_keys)
    regions: tuple[str, ...] = field(default=(), validator=are_keys)
    countries_excluded: tuple[str, ...] = field(default=(), validator=are_keys)
    regions_excluded: tuple[str, ...] = field(default=(), validator=are_keys)


@define
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
    on_product: str | None = None
    on_product_at: str | None = None


@define
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


@define
class OnixMarket(OnixTerritory):
    """ProductSupply (Group P.24 to P.26): a market, and the offers in it."""

    status: str | None = None
    dates: tuple[m.EventDate, ...] = ()
    offers: tuple[OnixSupply, ...] = ()


@define
class OnixCollection:
    """The serial of an issue as Collection (Group P.5)."""

    frequency: str | None = None
    identifiers: tuple[OnixIdentifier, ...] = ()
    titles: tuple[m.Title, ...] = ()


@define
class OnixRelated:
    """RelatedProduct (Group P.23) or RelatedWork (P.22)."""

    type: str
    identifiers: tuple[OnixIdentifier, ...] = ()
    form: str | None = None
    form_details: tuple[str, ...] = field(default=(), validator=are_keys)


@define
class OnixMaterial:
    """RelatedMaterial (Groups P.22 and P.23)."""

    works: tuple[m.Relation, ...] = ()
    products: tuple[m.Relation, ...] = ()


@define
class OnixDesignation:
    """The titles of an issue, whose designation is their PartNumber (Group P.6)."""

    titles: tuple[m.Title, ...] = ()
