"""Records of what works are by and about: people and bodies, and the terms of the archive's vocabulary."""

from __future__ import annotations

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, is_record_id
from smj_catalog.model.taking import Many, OneOf, taking
from smj_catalog.model.told import Told
from smj_catalog.model.values import (
    Address,
    AgentName,
    EventDate,
    Identifier,
    Link,
    Mapping,
    Note,
    Party,
    Position,
    Relation,
    Source,
    Text,
)  # fmt: skip


class Kept(Told):
    """What every record has."""

    __slots__ = ()

    @property
    def kind_of_record(self) -> str:
        """The kind of record, as commands and JSON name it: ``book``, ``issue``, ``periodical``."""
        return type(self).__name__.lower()


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Agent(Kept):
    """A person or organisation with its names over time.

    .. versionadded:: 0.1.0

    ONIX: no direct equivalent; used in Contributor and Publisher. MARC: an authority record (100, 110, 4XX, 5XX).
    Dublin Core: dcterms:Agent; foaf:Agent.

    Attributes:
        id: ``agent:`` and a slug; a newly founded successor is another agent, linked by earlier and later.
        kind: a person or an organisation.
        names: the first of type ``preferred`` is the one to show.
        part_of: id of the organisation it belongs to (MARC 110 $b).
        sources: where the facts came from.
    """

    id: str = field(validator=is_record_id, kw_only=False)
    kind: Party = field(default="organisation", kw_only=False, converter=OneOf[Party])
    names: tuple[AgentName, ...] = field(default=(), converter=Many[AgentName])
    part_of: str | None = field(default=None, validator=is_record_id)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    dates: tuple[EventDate, ...] = field(default=(), converter=Many[EventDate])
    addresses: tuple[Address, ...] = field(default=(), converter=Many[Address])
    positions: tuple[Position, ...] = field(default=(), converter=Many[Position])
    related: tuple[Relation, ...] = field(default=(), converter=Many[Relation])
    notes: tuple[Note, ...] = field(default=(), converter=Many[Note])
    links: tuple[Link, ...] = field(default=(), converter=Many[Link])
    sources: tuple[Source, ...] = field(default=(), converter=Many[Source])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Concept(Kept):
    """A term of the archive's own subject vocabulary.

    .. versionadded:: 0.1.0

    ONIX: Subject in a proprietary scheme. MARC: 653. SKOS: Concept.

    Attributes:
        id: ``subject:`` and a slug.
        labels: preferred labels, one a language.
        alternatives: other labels.
        hidden: words to search by, not to show.
        broader: ids of wider concepts.
        related: ids of related concepts.
        scope_note: what it covers.
        mappings: concepts of other vocabularies that a source supports.
        sources: where the facts came from.
    """

    id: str = field(validator=is_record_id, kw_only=False)
    labels: tuple[Text, ...] = field(default=(), kw_only=False, converter=Many[Text | str])
    alternatives: tuple[Text, ...] = field(default=(), converter=Many[Text | str])
    hidden: tuple[Text, ...] = field(default=(), converter=Many[Text | str])
    broader: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    related: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    scope_note: str | None = None
    mappings: tuple[Mapping, ...] = field(default=(), converter=Many[Mapping])
    notes: tuple[Note, ...] = field(default=(), converter=Many[Note])
    sources: tuple[Source, ...] = field(default=(), converter=Many[Source])
