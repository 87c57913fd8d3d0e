"""Dates as precise as their source."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from numbers import Integral
from typing import Literal

from attrs import field, frozen

from smj_catalog.codes.words import DATE_ROLES as DATE_ROLES
from smj_catalog.errors import BadValue
from smj_catalog.model.checks import are_keys, checked
from smj_catalog.model.taking import Many, One, OneOf, bad, shown, taking
from smj_catalog.model.told import Told
from smj_catalog.problems import message

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

Qualifier = Literal["before", "after", "between", "uncertain"]


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
        year, month, day = self.year, self.month, self.day
        if not (year.__class__ is month.__class__ is day.__class__ is int):
            year, month, day = self._whole()
        try:
            datetime.date(year, month or 1, day or 1)
        except (ValueError, OverflowError):
            raise self._bad() from None
        if day and not month:
            raise self._bad()

    def _whole(self) -> tuple[int, int, int]:
        """Make numbers of what stands for whole numbers elsewhere, as numpy's do; true is none."""
        for name in ("year", "month", "day"):
            given = getattr(self, name)
            if not isinstance(given, Integral) or isinstance(given, bool):
                raise bad("date", given, message("a-date-of-numbers"), "date-form")
            object.__setattr__(self, name, int(given))
        return self.year, self.month, self.day

    def _bad(self) -> BadValue:
        found = "-".join(f"{shown(part):0>{width}}" for part, width in ((self.year, 4), (self.month, 2), (self.day, 2)))
        return bad("date", found.removesuffix("-00").removesuffix("-00"), message("a-date"), "date-form")

    @staticmethod
    def parse(value: str) -> PartialDate:
        """Return the date that a W3CDTF text holds: YYYY, YYYY-MM or YYYY-MM-DD.

        Raises:
            BadValue: the text is no such date.
        """
        if not isinstance(value, str):
            raise bad("date", value, message("a-date"), "date-form")
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


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class EventDate(Told):
    """The date of something that happened to the thing described.

    .. versionadded:: 0.1.0

    ONIX: PublishingDate. MARC: 264 $c, 362, 046. Dublin Core: dcterms:issued and date.

    Attributes:
        role: one of `DATE_ROLES`, such as ``publication``, ``cover`` (号表示, the date in an issue's designation),
            ``on-sale`` (発売日 in addition to another publication date) and ``reprint`` (増刷); or ``onix:`` and a code of List 163.
        date: the date, or the first of the two between which it lies.
        qualifier: ``before`` and ``after`` include the date; None means exact.
        until: the second date of ``between``.
        printed: the words of the source, such as 平成18年6月.
        sources: ids of the record's sources that state it.
    """

    role: str = field(kw_only=False)
    date: PartialDate = field(kw_only=False, converter=One[PartialDate | datetime.date | str])
    qualifier: Qualifier | None = field(default=None, converter=OneOf[Qualifier | None])
    until: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    printed: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
