"""Messages to recipients: who gets them, what they ask for, who lacks what, and what was sent."""

from smj_catalog.services.sending.giving import give
from smj_catalog.services.sending.past import Sent, SentFile, sendings, sent_on
from smj_catalog.services.sending.profiles import PACKAGED, Profile, ProfileRule, profile_named
from smj_catalog.services.sending.ready import Lack, Ready, form_of, ready
from smj_catalog.services.sending.recipients import (
    PartyNumber,
    Recipient,
    recipient_named,
    recipient_or_profile,
    recipients,
)
from smj_catalog.services.sending.send import Sending, send

__all__ = [
    "PACKAGED", "Lack", "PartyNumber", "Profile", "ProfileRule", "Ready", "Recipient", "Sending", "Sent", "SentFile",
    "form_of", "give", "profile_named", "ready", "recipient_named", "recipient_or_profile", "recipients", "send",
    "sendings", "sent_on",
]  # fmt: skip
