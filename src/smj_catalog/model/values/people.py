"""People and bodies: who made a thing, who publishes it, what they are called, where they sit."""

from __future__ import annotations

import datetime
from typing import Literal

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, is_record_id
from smj_catalog.model.dates import PartialDate
from smj_catalog.model.taking import Many, One, OneOf, taking
from smj_catalog.model.told import Told
from smj_catalog.model.values.numbers import Identifier
from smj_catalog.model.values.texts import Link, Text

Party = Literal["person", "organisation"]


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Affiliation(Told):
    """Where a person works, and as what.

    .. versionadded:: 0.1.0

    ONIX: ProfessionalAffiliation. MARC: 373, 374 of an authority record. Dublin Core: none.

    Attributes:
        name: of the body, as printed.
        position: profession or post there, as printed.
        identifiers: ROR, ISNI and other numbers of the body (ONIX List 44).
    """

    name: Text | None = field(default=None, kw_only=False, converter=One[Text | str | None])
    position: str | None = field(default=None, kw_only=False)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Contributor(Told):
    """A name as printed, in a role, at its place in the order of names.

    .. versionadded:: 0.1.0

    ONIX: Contributor. MARC: 100, 110, 700, 710 with $4. Dublin Core: creator (A01 and B01 roles), contributor.

    Attributes:
        name: the name as printed.
        roles: ONIX List 17 codes; empty where the source gives none.
        role_printed: the role word as printed: 編, 監修, 編著, 聞き手.
        kind: a person or an organisation.
        position: profession or post as printed: 弁護士 (ONIX ProfessionalPosition).
        affiliation: organisation the person belongs to, as printed (ONIX Affiliation).
        affiliation_identifiers: ROR, ISNI and other numbers of that organisation (ONIX AffiliationIdentifier).
        agent: id of the agent's record.
        identifiers: ISNI, ORCID, VIAF and such.
        family: family name of a person, the part by which the name is filed (ONIX KeyNames, MARC 100 $a before the
            comma); None where the source does not part the name. ``name`` stays whole.
        given: the other part of the name.
        born: when the person was born, as given in a heading (ONIX ContributorDate 50, MARC 100 $d).
        died: when the person died (ONIX ContributorDate 51).
        distinction: the words of a heading that tell persons of one name apart: 生物学, プログラマー (MARC 100 $c).
        biography: a note on the life (著者紹介); may have several lines (ONIX BiographicalNote).
        biography_xhtml: the same words with their markup, as XML without namespaces: ``<p>見本の<em>著者</em></p>``.
        links: websites.
        other_affiliations: after the first, which is ``affiliation`` and ``position``.
        sources: ids of the record's sources that state it.
    """

    name: Text = field(kw_only=False, converter=One[Text | str])
    roles: tuple[str, ...] = field(default=(), validator=are_keys, kw_only=False, converter=Many[str])
    role_printed: str | None = None
    kind: Party = field(default="person", converter=OneOf[Party])
    position: str | None = None
    affiliation: Text | None = field(default=None, converter=One[Text | str | None])
    affiliation_identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    agent: str | None = field(default=None, validator=is_record_id)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    family: str | None = None
    given: str | None = None
    born: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    died: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    distinction: str | None = None
    biography: str | None = None
    biography_xhtml: str | None = None
    links: tuple[Link, ...] = field(default=(), converter=Many[Link])
    other_affiliations: tuple[Affiliation, ...] = field(default=(), converter=Many[Affiliation])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Publisher(Told):
    """An organisation that publishes, or distributes (発売), as printed.

    .. versionadded:: 0.1.0

    ONIX: Publisher. MARC: 264 _1 and _2. Dublin Core: publisher.

    Attributes:
        name: the name as printed.
        role: ONIX List 45 (01 publisher, 02 co-publisher), or ``distributor`` for 発売.
        places: cities as printed (MARC 264 $a, ONIX CityOfPublication).
        country: ISO 3166-1 alpha-2 (ONIX List 91).
        agent: id of the agent's record.
        identifiers: 取引コード, GLN and such (ONIX List 44).
        links: its websites.
        sources: ids of the record's sources that state it.
    """

    name: Text = field(kw_only=False, converter=One[Text | str])
    role: str = field(default="01", kw_only=False)
    places: tuple[Text, ...] = field(default=(), converter=Many[Text | str])
    country: str | None = None
    agent: str | None = field(default=None, validator=is_record_id)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    links: tuple[Link, ...] = field(default=(), converter=Many[Link])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class AgentName(Told):
    """A name of a person or organisation, and when it was used.

    .. versionadded:: 0.1.0

    ONIX: Contributor and AlternativeName. MARC: 1XX and 4XX of an authority record. FOAF: name.

    Attributes:
        name: the name.
        type: ``preferred``, ``legal``, ``abbreviated``, ``translated``, ``former``, ``pseudonym``.
        used_from: from when.
        used_until: until when.
        family: family name of a person, the part by which the name is filed.
        given: the other part of the name.
    """

    name: Text = field(kw_only=False, converter=One[Text | str])
    type: str = field(default="preferred", kw_only=False)
    used_from: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    used_until: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    family: str | None = None
    given: str | None = None


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Address(Told):
    """Where an organisation is located.

    .. versionadded:: 0.1.0

    MARC: 370, 371. FOAF: based_near.

    Attributes:
        printed: the address as printed.
        as_of: when it was so.
        sources: ids of the record's sources that state it.
    """

    printed: str = field(kw_only=False)
    as_of: str | None = field(default=None, kw_only=False)
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Position(Told):
    """A person's position in an organisation at a time.

    .. versionadded:: 0.1.0

    MARC: 373, 374 of an authority record. FOAF: member.

    Attributes:
        name: the person's name as printed.
        post: the post as printed: 代表理事.
        as_of: when it was so.
        agent: id of the person's record.
        sources: ids of the record's sources that state it.
    """

    name: Text = field(kw_only=False, converter=One[Text | str])
    post: str = field(kw_only=False)
    as_of: str | None = None
    agent: str | None = field(default=None, validator=is_record_id)
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
