"""What a subject heading names: the tag of its field, and of uncontrolled terms (653) the second indicator.

The columns know headings as fields 650, in which a subfield has the tag of what is named.
"""

from __future__ import annotations

from smj_catalog.crosswalk.codecs import table
from smj_catalog.crosswalk.fields import Field, Subfield

HEADINGS = {"600": "1", "610": "2", "611": "2", "630": "0", "648": " ", "651": " "}
"""Tag -> first indicator of a field of ours; of a person without a comma it is 0."""
TAG, MARK = "tag", "ind2"
"""Codes of the subfields that say what is named: of headings and of terms."""
_NAMES = ("person", "organisation", "meeting", "period", "place")
OF_TAGS = table(dict(zip((*_NAMES, "work"), ("600", "610", "611", "648", "651", "630"), strict=True)), "MARC 600-651")
OF_MARKS = table(dict(zip(_NAMES, "12345", strict=True)), "MARC 653 ind2")


def named(one: Field, *, work: bool = False) -> None:
    """Put what a field names into a subfield, and a heading where the columns look for it.

    Args:
        one: the field.
        work: it names a work by its author and title.
    """
    if one.tag == "653":
        one.subfields += [Subfield(MARK, mark) for mark in one.indicators[1:] if mark in "12345"]
        return
    if one.tag in HEADINGS:
        one.subfields.append(Subfield(TAG, "630" if work else one.tag))
    one.tag = "650"


def placed(one: Field) -> None:
    """Give a field the tag and indicators of what it names."""
    said = one.first(MARK if one.tag == "653" else TAG) if one.tag in ("650", "653") else None
    if said is None:
        return
    one.subfields = [s for s in one.subfields if s.code not in (TAG, MARK)]
    if one.tag == "653":
        one.indicators = one.indicators[:1] + said
        return
    first = "0" if said == "600" and "," not in (one.first("a") or "") else HEADINGS[said]
    one.tag, one.indicators = said, first + one.indicators[1:]
