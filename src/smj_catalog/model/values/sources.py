"""Where facts came from."""

from __future__ import annotations

import datetime

from attrs import field, frozen

from smj_catalog.model.checks import checked, is_key
from smj_catalog.model.dates import PartialDate
from smj_catalog.model.taking import Many, One, taking
from smj_catalog.model.told import Told
from smj_catalog.model.values.numbers import Identifier


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Source(Told):
    """Where facts came from.

    .. versionadded:: 0.1.0

    ONIX: none. MARC: 588, 670. Dublin Core: none of the thing described; the record's own provenance.

    Attributes:
        id: short key that values of the same record name in ``sources``.
        url: address, where the source is on the web.
        title: what it is.
        seen: when it was read.
        quotes: its words that support the facts.
    """

    id: str = field(validator=is_key, kw_only=False)
    url: str | None = field(default=None, kw_only=False)
    title: str | None = None
    seen: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    quotes: tuple[str, ...] = field(default=(), converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class RecordSource(Told):
    """Who issued a record that was read: not who states a fact, but whose record it is.

    .. versionadded:: 0.1.0

    ONIX: NotificationType, RecordSourceType, RecordSourceIdentifier, RecordSourceName. MARC: 040. Dublin Core: none.

    Attributes:
        type: ONIX List 3 (01 publisher, 03 wholesaler, 04 bibliographic agency); None where it is not stated.
        name: as the record states it.
        identifiers: its numbers (ONIX List 44).
        notification: how firm it is ahead of publication, ONIX List 1 (01 early, 02 confirmed in advance); None where it is
            confirmed on publication (03), or not stated.
    """

    type: str | None = field(default=None, kw_only=False)
    name: str | None = field(default=None, kw_only=False)
    identifiers: tuple[Identifier, ...] = field(default=(), converter=Many[Identifier])
    notification: str | None = None
