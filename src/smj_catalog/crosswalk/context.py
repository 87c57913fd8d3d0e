"""What a reader or writer knows beside the record: the catalogue around it."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import field, frozen

from smj_catalog.errors import Taken
from smj_catalog.model import Record
from smj_catalog.model.checks import RECORD_ID

_KINDS = re.compile("(?:agent|article|book|chapter|component|issue|periodical|subject):")
_SLUG = re.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*")
_DOMAIN = re.compile(r"^(?:[a-z0-9-]+[.])+(?=[a-z]+:)")


NEUTRAL = "example.invalid"
"""The domain of a catalogue that has none: records are read from anywhere as if they were its own."""


@frozen(kw_only=True)
class Envelope:
    """The header of a message, apart from the name of its sender.

    .. versionadded:: 0.1.0

    Attributes:
        sent: when, as the standard writes it (ONIX SentDateTime: 20261127T0930Z).
        number: which message of the sender's to this addressee it is.
        person: whom to ask about it (ONIX ContactName).
        sender_ids: numbers of the sender: type (ONIX List 44), name of a type 01, value.
        addressee: name of who gets it.
        addressee_ids: numbers of the addressee, in the same form.
        language: of products that state none (ONIX List 74).
        price_type: of prices that state none (List 58).
        currency: of prices that state none (List 96).
    """

    sent: str
    number: int | None = None
    person: str | None = None
    sender_ids: tuple[tuple[str, str | None, str], ...] = ()
    addressee: str | None = None
    addressee_ids: tuple[tuple[str, str | None, str], ...] = ()
    language: str | None = None
    price_type: str | None = None
    currency: str | None = None


def _nothing(_: str) -> Record | None:
    return None


@frozen
class Context:
    """The catalogue that records are written from, or read into.

    .. versionadded:: 0.1.0

    Attributes:
        domain: internet domain of the catalogue, for ids outside the archive: migrants.jp.
        sender: name of the sender of a message.
        title: title of the catalogue.
        updated: its last change, a day (YYYY-MM-DD) or a time in UTC (YYYY-MM-DDThh:mm:ssZ): dates in files come from
            here, so that the same archive gives the same bytes.
        base_uri: address under which its records can be reached; None if there is none.
        lookup: record id -> record, or None; an issue needs its serial.
        batch: id of its last batch, which a workbook names as the state that it shows; empty where there is none.
        changed: record id -> time of its last change, in UTC; None where only that of the whole catalogue is known.
        contact: e-mail address of the sender; None if there is none.
        envelope: the header of a message to one recipient; None for a file to no recipient in particular.
        ndl_provider: number of its owner as a provider of NDL Search; None if there is none.
        language: ISO 639-2/B of its records.
        defaults: which settings of archive.toml apply to records that do not state them: ``language``;
            ``serial-price``, a serial's price for its issues; ``publisher``, the sender publishes all of them;
            ``sold-to-shops``, ``sold-to-readers``, to whom the sender itself sells what it publishes.
    """

    domain: str = NEUTRAL
    sender: str = "smj-catalog"
    title: str = ""
    updated: str = "1970-01-01"
    base_uri: str | None = None
    lookup: Callable[[str], Record | None] = _nothing
    contact: str | None = None
    batch: str = field(default="", kw_only=True)
    changed: Callable[[str], str] | None = field(default=None, kw_only=True)
    envelope: Envelope | None = field(default=None, kw_only=True)
    language: str | None = field(default=None, kw_only=True)
    defaults: frozenset[str] = field(default=frozenset(), kw_only=True)
    ndl_provider: str | None = field(default=None, kw_only=True)

    def last_change(self, record_id: str) -> str:
        """Return the last change to a record, as ``updated`` has it; that of the catalogue where no other is known."""
        return (self.changed is not None and self.changed(record_id)) or self.updated

    @property
    def alone(self) -> bool:
        """True where there is no catalogue in which a record could be looked up."""
        return self.lookup is _nothing

    @property
    def prefix(self) -> str:
        """The domain in reverse order, with which record references of ONIX begin: jp.migrants."""
        return ".".join(reversed(self.domain.split(".")))

    def reference(self, record_id: str) -> str:
        """Return the record reference (ONIX RecordReference) of a record."""
        return f"{self.prefix}.{record_id}"

    def own_id(self, reference: str) -> str | None:
        """Return the record id that a reference of this catalogue holds; None for another catalogue's.

        A neutral context takes every catalogue's ids as they are.
        """
        text = reference.strip()
        if ":" not in text:
            return None
        neutral = self.domain == NEUTRAL
        text = _DOMAIN.sub("", text) if neutral else text.removeprefix(f"{self.prefix}.")
        return text if _KINDS.match(text) and RECORD_ID.fullmatch(text) else None

    def other_id(self, kind: str, reference: str) -> str:
        """Return the id of a record of another catalogue, made of the reference that it has there.

        Raises:
            ValueError: no part of the reference can be used in an id.
        """
        slug = reference.strip()
        if not _SLUG.fullmatch(slug):
            slug = re.sub("[.]{2,}", ".", re.sub("[^a-z0-9._-]+", "-", slug.lower())).strip("-._")
        if not slug:
            raise ValueError(reference)
        return f"{kind}:{slug[:100]}"

    def oai_identifier(self, record_id: str) -> str:
        """Return the identifier of a record in the OAI identifier scheme."""
        return f"oai:{self.domain}:{record_id}"

    def uri(self, record_id: str) -> str | None:
        """Return the address of a record, where the catalogue has one."""
        return None if self.base_uri is None else f"{self.base_uri.rstrip('/')}/{record_id}"


CONTEXT: Taken = (lambda it: isinstance(it, Context), "taken-context")
