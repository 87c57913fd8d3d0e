"""Readings and Latin forms in linked fields (880), both ways.

Source: MARC 21, field 880 and Appendix A, $6 (linking tag, occurrence, script, direction). Written as JAPAN/MARC does: the
field itself in Japanese, one 880 with the reading (script $1), one with the Latin form (script (B). Read as well the other
way round, as by ALA-LC practice: the field in Latin letters, its 880 in the script of the source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from smj_catalog.crosswalk.fields import Field, Subfield

_LINK = re.compile(r"\s*([0-9A-Z]{3})(?:-([0-9]{2,3}))?(?:/([^/]*))?(?:/r)?[\s\u200e\u200f\u202a-\u202e]*")
_KANA = re.compile(r"[\u3041-\u309f\u30a0-\u30ff]")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = re.compile(r"\s*[/:;=]$|(?<=[^\s,]),$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s.,(])(?:[A-Za-z]|co|inc|ltd|jr|sr|ed|eds|univ|dept|vol|no|st|etc|dr|mr|mrs|pref)\.$", re.IGNORECASE
)
_FORMS: tuple[tuple[str, Callable[[Subfield], tuple[str, ...]]], ...] = (
    ("$1", lambda s: s.readings), ("(B", lambda s: s.romanised),
)  # fmt: skip


def linked(fields: Iterable[Field]) -> list[Field]:
    """Return fields with the other forms of their texts in fields 880 behind them."""
    found: list[Field] = []
    behind: list[Field] = []
    count = 0
    for one in fields:
        others = list(_others(one))
        if not others:
            found.append(evolve(one, subfields=list(_plain(one))))  # forms that no 880 can place stay out
            continue
        count += 1
        found.append(evolve(one, subfields=[Subfield("6", f"880-{count:02}"), *_plain(one)]))
        behind += [
            Field("880", one.indicators, [Subfield("6", f"{one.tag}-{count:02}/{script}"), *subfields])
            for script, subfields in others
        ]
    return found + behind


def _plain(one: Field) -> Iterator[Subfield]:
    return (Subfield(s.code, s.text) for s in one.subfields)


def _others(one: Field) -> Iterator[tuple[str, list[Subfield]]]:
    for script, forms_of in _FORMS:
        for n in range(max((len(forms_of(s)) for s in one.subfields), default=0)):
            codes = {s.code for s in one.subfields if len(forms_of(s)) > n}
            whole = {c for c in codes if all(len(forms_of(s)) > n for s in one.subfields if s.code == c)}
            if whole:  # of a code that repeats, each form belongs to the one at its place
                yield script, [Subfield(s.code, forms_of(s)[n]) for s in one.subfields if s.code in whole]


def folded(fields: Iterable[Field]) -> list[Field]:
    """Return fields with what their fields 880 say of them; an 880 without partner stands for the field it names."""
    plain: list[Field] = []
    others: dict[tuple[str, str], list[tuple[str, Field]]] = {}
    alone: list[Field] = []
    for one in fields:
        if one.tag != "880":
            plain.append(one)
            continue
        link = _LINK.fullmatch(one.first("6") or "")
        if link is None:
            plain.append(one)
        elif not link[2] or not link[2].strip("0"):
            alone.append(_as(one, link[1]))
        else:
            others.setdefault((link[1], link[2]), []).append((link[3] or "", one))
    found = []
    for one in plain:
        link = _LINK.fullmatch(one.first("6") or "") if one.tag != "880" else None
        partners = others.pop((one.tag, link[2]), []) if link and link[1] == "880" and link[2] else []
        found.append(_joined(one, partners))
    return found + alone + [_as(one, tag) for (tag, _), held in others.items() for _, one in held]


def through(fields: Iterable[Field]) -> list[Field]:
    """Return fields as they come back out of a file."""
    return folded(linked(fields))


def _as(one: Field, tag: str) -> Field:
    return Field(tag, one.indicators, [s for s in one.subfields if s.code != "6"], one.line)


def _joined(one: Field, partners: list[tuple[str, Field]]) -> Field:
    made = _as(one, one.tag)
    both = any(script.startswith("(B") for script, _ in partners)
    for _, other in partners:
        for code in dict.fromkeys(s.code for s in other.subfields if s.code != "6"):
            theirs = [s.text for s in other.subfields if s.code == code]
            places = [i for i, s in enumerate(made.subfields) if s.code == code]
            found = [_with(made.subfields[i], t, both=both) for i, t in zip(places, theirs, strict=False)]
            if len(theirs) != len(places) or None in found:  # no place takes it, so it is counted
                made.subfields += [Subfield(f"{code} of 880", text) for text in theirs]
                continue
            for i, form in zip(places, found, strict=True):
                made.subfields[i] = form or made.subfields[i]
    return made


def _with(held: Subfield, text: str, *, both: bool) -> Subfield | None:
    """Return a subfield with another form of it; None where it is no form that a text can have."""
    if text == held.text:
        return held
    if _is_latin(held.text) and not _is_latin(text) and not both:  # the field is the Latin form, the 880 the source's
        return evolve(held, text=text, romanised=(held.text, *held.romanised))
    if _KANA.search(text) and all(map(_in_reading, text)):
        return evolve(held, readings=(*held.readings, text))
    return evolve(held, romanised=(*held.romanised, text)) if _is_latin(text) else None


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") or unicodedata.combining(c) for c in _LETTER.findall(text))


def _in_reading(c: str) -> bool:
    return not c.isalpha() or bool(_KANA.match(c)) or c.isascii() or c == "ー"


def bare(fields: Iterable[Field]) -> list[Field]:
    """Return fields without the punctuation of ISBD at the end of their subfields, where the leader says that there is some."""
    return [
        one
        if one.tag < "010" or "500" <= one.tag < "600"
        else evolve(
            one,
            subfields=[
                evolve(s, text=_bared(s.text, i + 1 == len(one.subfields))) for i, s in enumerate(one.subfields)
            ],
        )
        for one in fields
    ]


def _bared(text: str, last: bool) -> str:
    made = _ENDS.sub("", text.rstrip())
    if last and made.endswith(".") and not made.endswith("..") and not _ABBREVIATED.search(made):
        made = made[:-1].rstrip()
    return made or text
