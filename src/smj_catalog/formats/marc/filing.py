"""How many characters at the beginning of a title filing passes over: an indicator, which the columns know as a subfield.

MARC 21, second indicator of 222, 240 and 245, first of 130 and 740: ``245 14 $a The mock book``.
"""

from __future__ import annotations

from smj_catalog.crosswalk.fields import Field
from smj_catalog.crosswalk.fields.notation import Subfield
from smj_catalog.model import Title

TITLES = {"130": 0, "222": 1, "240": 1, "245": 1, "740": 0}
"""Tag -> which indicator says it, from 0."""
_CLINGING = "'\u2019\u02bc-\u2010"
"""Ends of an article behind which nothing stands: l'étranger."""


def _start(prefix: str) -> str:
    return prefix if prefix[-1] in _CLINGING else f"{prefix} "


def passed_over(held: Title) -> str:
    """Return the prefix of a title, if the title begins with it and an indicator can say how long it is."""
    start = _start(held.prefix) if held.prefix and held.prefix.strip() == held.prefix else ""
    return (
        held.prefix or "" if 0 < len(start) < min(10, len(held.text.text)) and held.text.text.startswith(start) else ""
    )


def counted_over(one: Field) -> None:
    """Put what filing passes over beside a title, as its indicator says it; under a code that is counted, if it says none."""
    at = TITLES[one.tag]
    number = one.indicators[at : at + 1]
    if number not in ("1", "2", "3", "4", "5", "6", "7", "8", "9"):
        return
    held = next((s for s in one.subfields if s.code == "a"), None)
    if held is None:
        return
    start = held.text[: int(number)]
    known = len(start) < len(held.text) and not held.romanised and start.strip() and _start(start.strip()) == start
    more = Subfield(f"ind{at + 1}", start.strip()) if known else Subfield(f"ind{at + 1} {number}", number)
    one.subfields.append(more)


def filed(one: Field) -> str:
    """Take what filing passes over out of a field and return its indicators, which say how many characters that is."""
    at = TITLES.get(one.tag)
    prefix = None if at is None else one.first(f"ind{at + 1}")
    if at is None or prefix is None:
        return one.indicators
    one.subfields = [s for s in one.subfields if s.code[:3] != "ind"]
    marks = [*one.indicators]
    marks[at] = str(len(_start(prefix)))
    return "".join(marks)
