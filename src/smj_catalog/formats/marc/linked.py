"""Readings and Latin forms in linked fields (880), both ways.

Source: MARC 21, field 880 and Appendix A, $6 (linking tag, occurrence, script, direction). Written as JAPAN/MARC does: the
field itself in Japanese, one 880 with the reading (script $1), one with the Latin form (script (B). Read as well the other
way round, as by ALA-LC practice: the field in Latin letters, its 880 in the script of the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.formats.marc.filing import TITLES, counted_over, filed
from smj_catalog.formats.marc.kinds import HEADINGS, named, placed
from smj_catalog.model.rules.text import not_latin

_LINK = re.compile(r"\s*([0-9A-Z]{3})(?:-([0-9]{2,3}))?(?:/([^/]*))?(?:/r)?[\s\u200e\u200f\u202a-\u202e]*")
_KANA = re.compile(r"[\u3041-\u309f\u30a0-\u30ff]")
_UNREAD = re.compile(r"[^\W\d_A-Za-z\u3041-\u309f\u30a0-\u30ff]")
"""A letter that no reading has."""
_FOREIGN = re.compile(r"[^\W\d_A-Za-zªºÀ-ÖØ-˿ᴀ-ᶿḀ-ỿⱠ-Ɀꜣ-ꟿﬀ-ﬆＡ-Ｚａ-ｚ]")
"""A letter that is not Latin, nor one of the marks that stand as letters in romanised words."""
_MARKS, _WIDE = frozenset("/:;=,،؛"), frozenset("／：；＝，")
_ENDINGS = _MARKS | _WIDE | frozenset(".． \t\n\u3000\xa0")
_TO_THE_LEFT, _DIRECTIONS = ("/(2", "/(3", "/(4"), "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_NAMES = frozenset(["10", "11", "60", "61", "70", "71"])
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_NUMBERED = ("024", "035")
"""Fields of numbers, whose signs are their own, as are those of holdings and addresses (84X and beyond)."""
_ABBREVIATED = frozenset(
    ["co", "inc", "ltd", "jr", "sr", "ed", "eds", "univ", "dept", "vol", "no", "st", "etc", "dr", "mr", "mrs", "pref"]
)
_WIDE_STOP = re.compile("[\u3041-\u30ff\u3400-\u9fff가-힣]．$")
_LAST = re.compile(r"(?:^|[\s.,(])([A-Za-z]{1,5})\.$")


def linked(fields: Iterable[Field], *, latin: bool = False) -> list[Field]:
    """Return fields with the other forms of their texts in fields 880 behind them.

    Args:
        fields: with their forms.
        latin: the Latin forms stand in the fields themselves, and what is printed in 880, as ALA-LC practice has it.
    """
    found: list[Field] = []
    behind: list[Field] = []
    count = 0
    for one in _with_issn_l(fields):
        _spanned(one)
        placed(one)
        marks = filed(one)
        others = [*_others(one, latin=latin)]
        plain = [Subfield(s.code, _blank(s.romanised[0] if latin and _turns(s) else s.text)) for s in one.subfields]
        if others:  # forms that no 880 can place stay out
            count += 1
            plain.insert(0, Subfield("6", f"880-{count:02}"))
        found.append(Field(one.tag, marks, plain))
        behind += [
            Field("880", one.indicators, [Subfield("6", f"{one.tag}-{count:02}/{script}"), *subfields])
            for script, subfields in others
        ]
    return found + behind


def _turns(held: Subfield) -> bool:
    """Tell whether a text is not Latin and has a Latin form, which may stand in its place."""
    return bool(held.romanised) and not _is_latin(held.text)


def _others(one: Field, *, latin: bool) -> Iterator[tuple[str, list[Subfield]]]:
    if not any(s.readings or s.romanised for s in one.subfields):
        return
    if latin and any(map(_turns, one.subfields)):
        yield "$1", [Subfield(s.code, _blank(s.text)) for s in one.subfields]
    readings = [*_each(one, [s.readings for s in one.subfields])]
    for subfields in readings:
        yield "(B" if all(_is_latin(s.text) for s in subfields) else "$1", subfields
    romanised = [() if latin and _turns(s) else s.romanised for s in one.subfields]
    sure = [
        (s.text,) if readings and s.readings and not r and _is_latin(s.text) else r
        for s, r in zip(one.subfields, romanised, strict=True)
    ]  # Latin words with a reading say so, else they would be read as the Latin form of it
    yield from (("(B", subfields) for subfields in _each(one, sure, same=bool(readings)))


def _each(one: Field, forms: list[tuple[str, ...]], *, same: bool = False) -> Iterator[list[Subfield]]:
    """Yield the subfields of one 880 after another; of a code that repeats, each form belongs to the one at its place.

    Args:
        one: the field.
        forms: of each of its subfields.
        same: also those that say nothing but what the field itself does.
    """
    pairs = [*zip(one.subfields, forms, strict=True)]
    for n in range(max(map(len, forms), default=0)):
        lack = {s.code for s, f in pairs if len(f) <= n}
        told = [(s, f[n]) for s, f in pairs if s.code not in lack]
        if told and (same or any(s.text != form for s, form in told)):
            yield [Subfield(s.code, _blank(form)) for s, form in told]


def _with_issn_l(fields: Iterable[Field]) -> Iterator[Field]:
    """Yield fields with an ISSN-L in the 022 of the ISSN before it, as ISSN International has it."""
    before: Field | None = None
    for one in fields:
        codes = "".join(s.code for f in (before, one) if f is not None and f.tag == "022" for s in f.subfields)
        if before is not None and before.tag == one.tag == "022" and codes == "al":
            one = Field("022", before.indicators, [*before.subfields, *one.subfields], before.line)
        elif before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _spanned(one: Field) -> None:
    """Let the date when a serial ended stand in one subfield with that when it began."""
    for first, last in pairwise(one.subfields) if one.tag == "264" else ():
        if (first.code, last.code, last.text[:1]) == ("c", "c", "-"):
            first.text += last.text
            one.subfields = [s for s in one.subfields if s is not last]


def _blank(text: str) -> str:
    """Return a text with blanks for tabs, line breaks and other controls, of which ISO 2709 makes marks of its own."""
    return text if text.isprintable() else _CONTROLS.sub(" ", text)


_SCHEMES = ("0", "1", "2", "3", "5", "6", "7")
"""Second indicator of a heading (6XX) that is of a list of headings; of no list are blank and 4."""
_FORMED = ("521", "586")
"""Notes whose text has other forms."""


def folded(fields: Iterable[Field], lone: list[Field] | None = None) -> list[Field]:
    """Return fields with what their fields 880 say of them; an 880 without partner stands for the field it names.

    Args:
        fields: of a record.
        lone: takes the fields 880 that name a field with an occurrence number, where no such field names them.
    """
    fields = list(fields)
    links = {i: held.text for i, one in enumerate(fields) for held in reversed(one.subfields) if held.code == "6"}
    if not links:
        return fields
    plain: list[tuple[Field, str | None]] = []
    others: dict[tuple[str, str], list[tuple[str, Field]]] = {}
    alone: list[tuple[Field, Field]] = []
    for i, one in enumerate(fields):
        own = links.get(i)
        link = _LINK.fullmatch(own) if own is not None else None
        if one.tag != "880" or link is None:
            plain.append((one, own if link is None or link[1] != "880" else link[2] or ""))
        elif not link[2] or not link[2].strip("0"):
            alone.append((one, _alone(one, link[1])))
        else:
            others.setdefault((link[1], link[2]), []).append((link[3] or "", one))
    found = []
    for one, count in plain:
        if count is None or one.tag == "880":
            found.append(one)
            continue
        partners = others.pop((one.tag, count), [])
        if one.tag[0] == "5" and one.tag not in _FORMED:  # a note says in words of its own what it says in two scripts
            found += [_as(one, one.tag), *(_as(other, one.tag) for _, other in partners)]
            continue
        if partners and _of_scheme(one):  # the scheme's own words are the field's
            found.append(_as(one, one.tag))
            same = {(s.code, s.text) for s in one.subfields}
            found[-1].subfields += [
                s for _, other in partners for s in _aside(other) if (s.code[:1], s.text) not in same
            ]
            continue
        if one.tag == "245" and (printed := _uneven(one, partners)) is not None:
            latin = [s for s in one.subfields if s.code in "anpb"]
            rest = [Subfield(f"{s.code} of 880", s.text) for s in one.subfields if s.code not in "anpb6"]
            made = _as(printed, "245")
            made.subfields += rest
            found += [made, Field("246", "3 ", latin, one.line)]
            continue
        found.append(_joined(one, partners) if partners else _as(one, one.tag))
        if partners and "760" <= one.tag < "790":  # what it cites is said in one script
            found[-1].subfields = [*_counted(found[-1].subfields)]
    for other, one in alone:
        at = _same_statement(one, found, [it for _, it in alone])
        if at is None:
            found.append(one)
        else:
            found[at] = _joined(found[at], [("", other)])
    left = [(tag, one) for (tag, _), held in others.items() for _, one in held]
    if lone is not None:
        lone += [one for _, one in left]
    return found + [_alone(one, tag) for tag, one in left]


def _same_statement(one: Field, found: list[Field], alone: list[Field]) -> int | None:
    """Return where the field stands that an 880 without a link says in the source's script: the only imprint, in Latin letters."""
    if one.tag not in ("260", "264"):
        return None

    def like(it: Field) -> bool:
        return (it.tag, it.indicators) == (one.tag, one.indicators)

    places = [i for i, it in enumerate(found) if like(it)]
    if len(places) != 1 or sum(map(like, alone)) != 1:
        return None
    held = found[places[0]].subfields
    both = [s.code for s in held] == [s.code for s in one.subfields if s.text]
    return places[0] if both and all(_is_latin(s.text) and not (s.readings or s.romanised) for s in held) else None


def through(fields: Iterable[Field], *, latin: bool = False) -> list[Field]:
    """Return fields as they come back out of a file."""
    found = folded(linked(fields, latin=latin))
    for one in found:
        if one.tag in TITLES:
            counted_over(one)
        elif one.tag in HEADINGS or one.tag == "653":
            named(one)
    return found


def _as(one: Field, tag: str) -> Field:
    return Field(tag, one.indicators, [s for s in one.subfields if s.code != "6"], one.line)


def _uneven(one: Field, partners: list[tuple[str, Field]]) -> Field | None:
    """Return the 880 that has a title in the source's script, where it has other parts than the field in Latin letters."""
    parts = [s for s in one.subfields if s.code in "anpb"]
    if len(partners) != 1 or not all(_is_latin(s.text) for s in parts):
        return None
    other = partners[0][1]
    theirs = [s for s in other.subfields if s.code in "anpb"]
    codes, others = Counter(s.code for s in parts), Counter(s.code for s in theirs)
    uneven = any(n != codes[code] for code, n in others.items() if codes[code])
    return other if uneven and not _is_latin(theirs[0].text) else None


def _of_scheme(one: Field) -> bool:
    """Tell whether a heading is a scheme's, so that a form of it in another script is none that the scheme has."""
    return one.tag[:1] == "6" and one.indicators[1:] in _SCHEMES


def _alone(one: Field, tag: str) -> Field:
    """Return the field that an 880 stands for by itself; what it says of a scheme's heading is counted."""
    made = _as(one, tag)
    if _of_scheme(made) and made.indicators[1:] != "7":  # the lists of the other indicators have no such words
        made.subfields = [*_aside(made)]
    return made


def _aside(one: Field) -> Iterator[Subfield]:
    """Yield what an 880 says, under codes that are counted."""
    return (Subfield(f"{s.code} of 880", s.text, line=s.line) for s in one.subfields if s.code not in "602")


def _joined(one: Field, partners: list[tuple[str, Field]]) -> Field:
    made = _as(one, one.tag)
    mine = [s.code for s in made.subfields]
    both = {s.code for script, other in partners if script.startswith("(B") for s in other.subfields}
    for _, other in partners:
        theirs: dict[str, list[str]] = {}
        for held in other.subfields:
            if held.code in theirs:
                theirs[held.code].append(held.text)
            elif held.code != "6":
                theirs[held.code] = [held.text]
        for code, texts in theirs.items():
            if code not in mine and all(_UNREAD.search(text) and not _is_latin(text) for text in texts):
                made.subfields += [
                    Subfield(code, text, line=other.line) for text in texts
                ]  # the 880 alone says it, as printed
                mine += [code] * len(texts)
                continue
            found: dict[int, Subfield | None] = {}
            at = -1
            for text in texts if mine.count(code) == len(texts) else ():
                at = mine.index(code, at + 1)
                found[at] = _with(made.subfields[at], text, both=code in both)
            if not found or not all(found.values()):  # no place takes it, so it is counted
                made.subfields += [Subfield(f"{code} of 880", text) for text in texts]
                continue
            for at, form in found.items():
                made.subfields[at] = form or made.subfields[at]
    return made


def _counted(subfields: list[Subfield]) -> Iterator[Subfield]:
    """Yield subfields without their other forms, and behind them these as subfields that are counted."""
    yield from (Subfield(s.code, s.text, line=s.line) for s in subfields)
    yield from (Subfield(f"{s.code} of 880", form) for s in subfields for form in (*s.readings, *s.romanised))


def _with(held: Subfield, text: str, *, both: bool) -> Subfield | None:
    """Return a subfield with another form of it; None where it is no form that a text can have."""
    if text == held.text:
        return held
    if not both and _is_latin(held.text) and not _is_latin(text):  # the field is the Latin form, the 880 the source's
        return Subfield(held.code, text, held.readings, (held.text, *held.romanised), line=held.line)
    if _KANA.search(text) and _UNREAD.search(text) is None:
        return Subfield(held.code, held.text, (*held.readings, text), held.romanised, line=held.line)
    if not _is_latin(text):
        return None
    return Subfield(held.code, held.text, held.readings, (*held.romanised, text), line=held.line)


def _is_latin(text: str) -> bool:
    return text.isascii() or (_FOREIGN.search(text) is None and not_latin(text) is None)


def punctuated(fields: Iterable[Field]) -> bool:
    """Tell whether a title has the punctuation of ISBD before what follows it (`` /``), whatever the leader says of that."""
    title = next((one.subfields for one in fields if one.tag == "245"), ())
    return any(held.text[-2:] in (" /", " :", " ;", " =") for held in title[:-1])


_BEFORE = {"24": "np", "13": "l", "49": "a", "10": "cd", "60": "cd", "70": "cd"}
"""First places of a tag -> subfields before which a stop is no part of the text: of names, words and years beside them."""


def bare(fields: list[Field], *, headings: bool = False) -> list[Field]:
    """Return fields without the punctuation at the end of their subfields, and without marks of direction around them.

    Args:
        fields: of a record.
        headings: only without the commas behind names, which stand whatever rules there are for the rest.
    """
    for one in fields:
        tag = one.tag
        if tag == "880":
            tag = (link := one.first("6") or "")[:3]
            if link[6:9] in _TO_THE_LEFT:
                for held in one.subfields:
                    held.text = held.text.strip(_DIRECTIONS) or held.text
        if headings:
            for name, part in pairwise(one.subfields) if tag[:2] in _NAMES else ():
                if name.text.rstrip()[-1:] in (",", "，") and part.code in "cdeq":
                    name.text = _bared(name.text, last=False)
            continue
        if tag < "010" or "500" <= tag < "600" or tag > "839" or tag in _NUMBERED:
            continue
        parts = _BEFORE.get(tag[:2], "") if tag != "240" else "l"
        last, behind = True, " "  # behind the last stand links and sources
        for held in reversed(one.subfields):
            code, named = held.code, held.code.isalpha()
            title = tag == "245" and (held.text.rstrip()[-1:] == "=" or another(held, behind))  # one more title follows
            if held.text[-1:] in _ENDINGS and ((named and code != "u") or code == "2") and not title:
                held.text = _bared(held.text, (last and named) or behind in parts)
            last, behind = last and not named, code
    return fields


def another(held: Subfield, behind: str) -> bool:
    """Tell whether a part of a title is followed by another title of the same author, as `` ;`` before $b says (ISBD)."""
    return held.code in "anpb" and behind == "b" and held.text.rstrip()[-1:] == ";"


def _bared(text: str, last: bool) -> str:
    made = text.rstrip()
    if made[-1:] in _MARKS:
        made = made[:-1].rstrip() if made[-1] != "," or made[-2:-1] not in (" ", ",", "") else made
    elif made[-1:] in _WIDE and (made[-1] == "，" or made[-2:-1].isspace()):
        made = made[:-1].rstrip()
    if last and made[-1:] == "." and made[-2:] != "..":
        word = _LAST.search(made, max(0, len(made) - 9))
        if word is None or not (len(word[1]) == 1 or word[1].lower() in _ABBREVIATED):
            made = made[:-1].rstrip()
    elif last and _WIDE_STOP.search(made):
        made = made[:-1]
    return made or text
