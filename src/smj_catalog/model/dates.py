"""Dates as precise as their source."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Literal

from attrs import field, frozen

from smj_catalog.errors import BadValue
from smj_catalog.model.checks import are_keys, bad, checked
from smj_catalog.problems import message

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

Qualifier = Literal["before", "after", "between", "uncertain"]


DATE_ROLES = (
    "publication", "cover", "online", "on-sale", "first-publication", "first-published", "reprint", "announcement", "embargo",
    "established", "incorporated", "dissolved", "ended", "born", "died",
)  # fmt: skip
"""What the dates of a record can be of; others are ``onix:`` and a code of List 163."""


@frozen(order=True)
class PartialDate:
    """A Gregorian date whose month and day may be unknown.

    .. versionadded:: 0.1.0

    ONIX: the text of Date in the format 00, 01 or 05 of List 55. MARC: 264 $c, 008/07-10. Dublin Core:
    W3CDTF. Sorts by year, month, day; an unknown month or day sorts first.
    """

    year: int
    month: int = 0
    day: int = 0

    def __attrs_post_init__(self) -> None:
        try:
            datetime.date(self.year, self.month or 1, self.day or 1)
        except (ValueError, TypeError):
            raise self._bad() from None
        if self.day and not self.month:
            raise self._bad()

    def _bad(self) -> BadValue:
        found = f"{self.year!s:0>4}-{self.month!s:0>2}-{self.day!s:0>2}"
        return bad("date", found.removesuffix("-00").removesuffix("-00"), message("a-date"), "date-form")

    @staticmethod
    def parse(value: str) -> PartialDate:
        """Return the date that a W3CDTF text holds: YYYY, YYYY-MM or YYYY-MM-DD.

        Raises:
            BadValue: the text is no such date.
        """
        return _parse(value)

    def __str__(self) -> str:
        if not self.month:
            return f"{self.year:04}"
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


@lru_cache(4096)
def _parse(value: str) -> PartialDate:
    found = _ISO.fullmatch(value) if value.isascii() else None
    if found is None:
        raise bad("date", value, message("a-date"), "date-form")
    try:
        return PartialDate(*(int(part) for part in found.groups() if part))
    except BadValue:
        raise bad("date", value, message("a-date"), "date-form") from None


@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class EventDate:
    """The date of something that happened to the thing described.

    .. versionadded:: 0.1.0

    ONIX: PublishingDate. MARC: 264 $c, 362, 046. Dublin Core: dcterms:issued and date.

    Attributes:
        role: one of `DATE_ROLES`, such as ``publication``, ``cover`` (号表示, the date in an issue's designation),
            ``on-sale`` (発売日 beside another date of publication) and ``reprint`` (増刷); or ``onix:`` and a code of List 163.
        date: the date, or the first of the two between which it lies.
        qualifier: ``before`` and ``after`` take the date in; None means exact.
        until: the second date of ``between``.
        printed: the words of the source, such as 平成18年6月.
        sources: ids of the record's sources that state it.
    """

    role: str = field(kw_only=False)
    date: PartialDate = field(kw_only=False)
    qualifier: Qualifier | None = None
    until: PartialDate | None = None
    printed: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys)
