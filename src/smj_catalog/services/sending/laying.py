"""What a recipient's settings lay over records and over what formats know of the catalogue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk import Context, Envelope
from smj_catalog.model import Record
from smj_catalog.services.sending.profiles import Profile
from smj_catalog.services.sending.recipients import Recipient
from smj_catalog.store import Archive


def laid(record: Any, recipient: Recipient) -> Any:
    """Return a record with what its recipient's settings say of prices that say nothing: where they hold."""
    if not recipient.territory or not getattr(record, "prices", ()):
        return record
    silent = ("countries", "regions", "countries_excluded", "regions_excluded")
    prices = [
        p if any(getattr(p, name) for name in silent) else evolve(p, countries=recipient.territory)
        for p in record.prices
    ]
    return evolve(record, prices=prices)


def context_of(archive: Archive, recipient: Recipient, profile: Profile, now: datetime, number: int) -> Context:
    """Return what formats need to know: the catalogue, and the envelope of one message.

    Args:
        archive: the catalogue.
        recipient: who gets it.
        profile: of the recipient.
        now: when it is sent.
        number: of the message.
    """
    around, zone = archive.context, profile.time_zone
    if zone:
        hours, _, minutes = zone.lstrip("+-").partition(":")
        away = timedelta(hours=int(hours), minutes=int(minutes or 0)) * (-1 if zone.startswith("-") else 1)
        sent = now.astimezone(timezone(away)).strftime("%Y%m%dT%H%M")
    else:
        sent = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    envelope = Envelope(
        sent=sent, number=number, person=recipient.contact,
        sender_ids=tuple((n.type, n.name, n.value) for n in recipient.sender_ids), addressee=recipient.addressee,
        addressee_ids=tuple((n.type, n.name, n.value) for n in recipient.addressee_ids), language=recipient.language,
        price_type=recipient.price_type, currency=recipient.currency,
    )  # fmt: skip

    def changed(record_id: str) -> str:  # never the time of sending, which would make a change of each day
        return around.last_change(record_id)

    def lookup(record_id: str) -> Record | None:  # what an issue has of its serial is laid too
        found: Record | None = laid(around.lookup(record_id), recipient)
        return found

    return evolve(
        around, changed=changed, lookup=lookup, sender=recipient.sender or around.sender, contact=recipient.email or around.contact,
        updated=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), envelope=envelope,
    )  # fmt: skip
