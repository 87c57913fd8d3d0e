"""What spreadsheets make of numbers that look like dates: 1-2 becomes 1月2日, Jan-02 or 2-Jan."""

from __future__ import annotations

import re

from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values.days import month
from smj_catalog.formats.tabular.values.parsed import Day, folded, refuse
from smj_catalog.problems import message

_MADE = re.compile(
    r"([0-9]{1,2})月([0-9]{1,2})日|([A-Za-z]{3})-([0-9]{1,2})|([0-9]{1,2})-([A-Za-z]{3})"
    r"|(?:19|20)[0-9]{2}[/年-]([0-9]{1,2})[/月-]([0-9]{1,2})日?(?: 0{1,2}:00(?::00)?)?"
)


def made_date(text: str) -> str | None:
    """Return what stood in a cell, most likely, before a spreadsheet took it for a date; None where it did not."""
    if isinstance(text, Day):
        return "-".join(str(int(part)) for part in text.split("-")[1:])
    found = _MADE.fullmatch(folded(text)) if len(text) <= 24 else None
    if found is None:
        return None
    first, second = (part for part in found.groups() if part)
    if first.isdecimal() and second.isdecimal():
        return f"{int(first)}-{int(second)}"
    name, count = (second, first) if first.isdecimal() else (first, second)
    return f"{month(name)}-{int(count)}" if month(name) else None


def date_made(text: str, likely: str) -> BadValue:
    """Return the refusal of a cell that a spreadsheet has made a date of."""
    return refuse("spreadsheet-made-date", text, message("a-cell-not-made-date", likely=likely))
