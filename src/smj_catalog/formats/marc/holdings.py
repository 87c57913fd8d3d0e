"""What a library has of a serial or book: holdings that stand in its record (852, 853, 863, 866).

MARC 21 Format for Holdings Data, embedded in bibliographic records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Made, Subfield, formed
from smj_catalog.model.checks import RECORD_ID

_LACKS, _COPIES = "欠号: ", re.compile("(?:所蔵部数|Copies): ([0-9]{1,9})")
_LACKING = re.compile("^(?:欠号|Lacking): ")
"""As it is read: records in other languages than Japanese have English words (`wording`)."""


def field_of(tag: str, marks: str, *parts: tuple[str, str | None]) -> Iterator[Field]:
    """Yield a field with those of its parts, each a code and a text, that are not empty; none where all are."""
    subfields = [Subfield(code, text) for code, text in parts if text]
    if subfields:
        yield Field(tag, marks, subfields)


def formed_subfield(code: str, text: m.Text) -> Subfield:
    """Return a subfield with a text and its other forms."""
    return Subfield(code, text.text, tuple(r.text for r in text.readings), tuple(r.text for r in text.romanised))


def _holdings(record: Any, _: Context) -> Iterator[Field]:
    """Yield 852 for each holding, with 866 where it says which numbers there are, linked by $8."""
    for n, it in enumerate(record.holdings, 1):
        holder = [] if it.holder is None else [formed_subfield("a", it.holder)]
        known = (
            ("b", it.location), ("c", it.shelf), ("h", it.call_number), ("p", it.number), ("x", it.agent),
            ("z", None if it.copies is None else f"所蔵部数: {it.copies}"),
        )  # fmt: skip
        parts = [*holder, *(Subfield(code, text) for code, text in known if text)]
        numbers = [("a", it.held), ("z", None if it.missing is None else f"{_LACKS}{it.missing}")]
        yield Field("852", "8 ", [Subfield("8", f"{n}"), *parts])
        if any(text for _, text in numbers):
            yield from field_of("866", " 0", ("8", f"{n}"), *numbers)


def _from_holdings(fields: list[Field], _: Context) -> dict[str, Any]:
    lists = [f for f in fields if f.tag == "866"]
    lists += _enumerated(fields, {(f.first("8") or "").partition(".")[0] for f in lists})
    places = [f for f in fields if f.tag == "852"] or [Field("852")] * bool(lists)
    found = []
    for at, one in enumerate(places):
        link = (one.first("8") or "").partition(".")[0]
        mine = [f for f in lists if (f.first("8") or "").partition(".")[0] == link or len(places) == 1]
        words = [s for f in mine for s in f.subfields]
        says = [s.text for s in words if s.code == "a"]
        lacks = [_LACKING.sub("", s.text) for s in words if s.code == "z" and _LACKING.match(s.text)]
        copies = next((c for s in one.subfields if s.code == "z" and (c := _COPIES.fullmatch(s.text))), None)
        holder = next((s for s in one.subfields if s.code == "a"), None)
        call = " ".join(s.text for s in one.subfields if s.code in "hi")
        agent = next((s.text for s in one.subfields if s.code == "x" and RECORD_ID.fullmatch(s.text)), None)
        made = m.Holding(
            None if holder is None else formed(holder), agent, held="; ".join(says) or None, missing="; ".join(lacks) or None,
            copies=int(copies[1]) if copies else None, location=one.first("b"), shelf=one.first("c"), call_number=call or None,
            number=one.first("p"),
        )  # fmt: skip
        if made != m.Holding() or at or len(one.subfields) == 1:
            found.append(made)
    return {"holdings": tuple(found)} if found else {}


def _enumerated(fields: list[Field], told: set[str]) -> Iterator[Field]:
    """Yield in words, as in 866, what 863 says in parts with the captions of its 853: 1-4巻 (2001-2004)."""
    captions = {f.first("8"): f for f in fields if f.tag == "853"}
    for one in fields:
        link = (one.first("8") or "").partition(".")[0]
        if one.tag != "863" or link in told:
            continue
        named = {s.code: s.text for s in captions.get(link, Field("853")).subfields}
        parts = [(s.code, _captioned(s.text, named.get(s.code, ""))) for s in one.subfields]
        numbers, times = (" ".join(text for code, text in parts if code in codes) for codes in ("abcdefgh", "ijklm"))
        if text := f"{numbers} ({times})" if numbers and times else numbers or times:
            yield Field("866", " 0", [Subfield("8", link), Subfield("a", text)], one.line)


def _captioned(text: str, caption: str) -> str:
    """Return a number with its caption: no. 3, 3巻; one in brackets is not shown."""
    if not caption or caption[0] in "(*":
        return text
    return f"{caption} {text}" if caption[0].isascii() else f"{text}{caption}"


def _holdings_take(one: Field) -> Iterator[int]:
    seen: set[str] = set()
    if one.tag in ("853", "863"):
        yield from (i for i, s in enumerate(one.subfields) if s.code in "8abcdefghijklm")
        return
    for i, s in enumerate(one.subfields):
        more = s.code in ("h", "i", "8") or (s.code == "a" and one.tag == "866") or s.code not in seen
        words = _LACKING.match(s.text) if one.tag == "866" else _COPIES.fullmatch(s.text)
        if more and (
            s.code in ("abchip8" if one.tag == "852" else "a8")
            or (s.code == "z" and words)
            or (s.code == "x" and RECORD_ID.fullmatch(s.text))
        ):
            yield i
        seen.add(s.code)


HOLDINGS = Made(
    ("852", "866"),
    {"holdings.holder": "852 $a", "holdings.location": "852 $b", "holdings.shelf": "852 $c", "holdings.call_number": "852 $h",
     "holdings.number": "852 $p", "holdings.agent": "852 $x", "holdings.copies": "852 $z", "holdings.held": "866 $a", "holdings.missing": "866 $z"},
    _holdings, _from_holdings, _holdings_take,
)  # fmt: skip
SERIAL_HOLDINGS = evolve(HOLDINGS, tags=("852", "853", "863", "866"))
