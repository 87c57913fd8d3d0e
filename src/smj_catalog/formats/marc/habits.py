"""What other systems write otherwise, put as the columns know it, before a record is read; and whose numbers are whose.

Nothing is dropped here: what has no place keeps its tag and code, and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.context import NEUTRAL
from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.formats.marc.filing import TITLES, counted_over
from smj_catalog.formats.marc.imprints import copyrighted, imprints, published, sellers, tells_who, unknown
from smj_catalog.formats.marc.kinds import HEADINGS, named
from smj_catalog.formats.marc.linked import another
from smj_catalog.formats.marc.roles import mended
from smj_catalog.formats.marc.wording import FEATURE, FEATURE_JA
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.keys import key_of

_NUMBERED = re.compile(r"\(([a-z0-9.-]{1,120})\)(.+)")
_SITE = re.compile(r"https?://(?:www\.)?(?:isni|orcid|viaf)\.org/")
_BARE = re.compile(r"\s*[0-9A-Za-z][0-9A-Za-z-]{3,30}\s*")
_SIGNED = {"035", "100", "110", "111", "700", "710", "711"}
_DIVIDED = "vxyz"


_OWNED = frozenset(("035", "500", "510", *(f"{n}" for n in range(100, 900) if f"{n}"[0] in "1678")))
"""Tags of fields that may name records of ours, or numbers of the agency's."""


def signed(fields: list[Field], context: Context) -> list[Field]:
    """Return fields in which each number of a record of ours says whose it is: (migrants.jp)agent:smj, as 003 and 001 do."""
    for one in fields:
        for held in one.subfields:
            if held.code in ("0", "w"):
                if context.domain != NEUTRAL and RECORD_ID.fullmatch(held.text):
                    held.text = f"({context.domain}){held.text}"
                elif held.code == "0" and _SITE.match(held.text):
                    held.code = "1"
    return fields


def control(fields: list[Field], tag: str) -> str | None:
    """Return the text of a control field."""
    for one in fields:
        if one.tag == tag:
            return one.first("")
    return None


def plain(fields: list[Field], context: Context, *, ours: bool, serial: bool = False) -> list[Field]:
    """Return the fields of a record as the columns know them.

    Args:
        fields: of the record.
        context: the catalogue around.
        ours: it is a record of ours, by its number.
        serial: it is a serial: its common title and the title of its section are one title proper (ISBD).
    """
    agency = control(fields, "003")
    tags = set()
    for one in [it for it in fields if it.tag not in _IDLE]:
        tag = one.tag
        tags.add(tag)
        if tag in _OWNED:
            _own(one, context, agency)
        if (mend := _MENDED.get(tag)) is not None:
            mend(one)
        if tag in ("245", "246"):
            if not ours and _several(one):
                _as_printed(one)
            if tag == "245" and [s for s in one.subfields if s.text[-1:] == "="]:
                tags.add("=")
            if serial and tag == "245" and one.first("p") is not None:
                _sectioned(one)
        elif tag in _CLASSES and sum(s.code == "a" for s in one.subfields) > 1:
            tags.add("several")
    if "264" in tags:
        published(fields)
    if "several" in tags:
        fields = [part for one in fields for part in (_each(one) if one.tag in _CLASSES else (one,))]
    if "=" in tags:
        fields = [part for one in fields for part in (_parallel(one, fields) if one.tag == "245" else (one,))]
    if not tags.isdisjoint(("260", "264")):
        fields = [part for one in fields for part in (imprints(one) if one.tag in ("260", "264") else (one,))]
        if not ours:
            for one in fields:
                if one.tag in ("260", "264"):
                    unknown(one)
            fields = [part for one in fields for part in (copyrighted(one) if tells_who(one) else (one,))]
            fields = [part for one in fields for part in (sellers(one) if tells_who(one) else (one,))]
    if "830" in tags:
        _series(fields)
    return fields if ours or not agency else _number(fields, agency.strip())


def _own(one: Field, context: Context, agency: str | None) -> None:
    """Take our own name off the numbers of our records; a number without one is of who numbered the record."""
    for held in one.subfields:
        if held.code not in ("0", "1", "w") and one.tag != "035":
            continue
        if held.code == "1" and _SITE.match(held.text):
            held.code = "0"
        if held.code in "01" and held.text[:5].lower() == "(uri)":  # as it was until 2017
            held.code, held.text = "0", held.text[5:].strip()
        found = _NUMBERED.fullmatch(held.text)
        if found and RECORD_ID.fullmatch(found[2]) and (found[1] == context.domain or context.domain == NEUTRAL):
            held.text = found[2]
        elif agency and one.tag in _SIGNED and _BARE.fullmatch(held.text):
            held.text = f"({agency.strip()}){held.text.strip()}"


_CLASSES = ("050", "082", "084")


def _each(one: Field) -> Iterator[Field]:
    """Yield a field for each class of one, of which $a may repeat, with what is said of them all."""
    rest = [s for s in one.subfields if s.code != "a"]
    for held in [s for s in one.subfields if s.code == "a"] or rest[:1]:
        yield Field(one.tag, one.indicators, [held, *(s for s in rest if s is not held)], one.line)


def _number(fields: list[Field], agency: str) -> list[Field]:
    """Return fields with the number of another's record (001) as a number of theirs (035, or 016 of the National Diet Library)."""
    number = (control(fields, "001") or "").strip()
    if not number or not agency:
        return fields
    line = next(f.line for f in fields if f.tag == "001")
    if agency == "JTNDL":
        told = Field("016", "7 ", [Subfield("a", number), Subfield("2", "JTNDL")], line)
    else:
        told = Field("035", "  ", [Subfield("a", f"({agency}){number}")], line)
    known = any(f.tag == told.tag and f.first("a") == told.first("a") for f in fields)
    return fields if known else [*fields, told]


def _with_rest(one: Field) -> None:
    """Let what stands in $b behind a parallel title be part of it: = $b Kō : $b fuku."""
    parallel: Subfield | None = None
    parts = [s for s in one.subfields if s.code in "anpb"]
    for before, held in pairwise(parts):
        if held.code == "b" and before.text.endswith("="):
            parallel = held
        elif held.code == "b" and parallel is not None:
            parallel.text = f"{parallel.text} : {held.text}"
            gone = [Subfield("b of 880", f) for it in (parallel, held) for f in (*it.readings, *it.romanised)]
            parallel.readings = parallel.romanised = ()
            one.subfields = [*(s for s in one.subfields if s is not held), *gone]


def _parallel(one: Field, fields: list[Field]) -> Iterator[Field]:
    """Yield a title without the parallel ones that stand behind it after =, and these, unless a 246 has them already: 見本 = Mihon."""
    yield one
    _with_rest(one)
    pairs = pairwise([s for s in one.subfields if s.code in "anpb"])
    for before, held in [(x, y) for x, y in pairs if y.code == "b" and x.text.endswith("=")]:
        for part in (before, held):
            part.text = part.text.rstrip(" =")
            part.readings = tuple(f.rstrip(" =") for f in part.readings)
            part.romanised = tuple(f.rstrip(" =") for f in part.romanised)
        one.subfields = [s for s in one.subfields if s is not held]
        known = {key_of(f.first("a") or "") for f in fields if f.tag == "246"}
        forms = (held.readings, held.romanised)
        alone = " = " not in held.text and " : " not in held.text
        for words in held.text.split(" = "):
            title, _, rest = words.partition(" : ")
            if key_of(title) not in known or rest:
                main = Subfield("a", title, *(forms if alone else ()), line=held.line)
                more = [Subfield("b", rest, line=held.line)] if rest else []
                over = [Subfield("b of 880", f, line=held.line) for f in (*forms[0], *forms[1]) if not alone]
                yield Field("246", "31", [main, *more, *over], one.line)


def _several(one: Field) -> bool:
    return any(another(held, behind.code) for held, behind in pairwise(one.subfields))


def of_several(fields: list[Field]) -> tuple[str, int | None] | None:
    """Return the title (245, or its 880) that is of several works of one author, as its subfields have it, and its line."""
    for one in fields:
        if one.tag in ("245", "880") and _several(one) and (one.tag == "245" or (one.first("6") or "")[:3] == "245"):
            return " ".join(s.text for s in one.subfields if s.code in "anpb"), one.line
    return None


_BETWEEN = {"n": ". ", "p": ". ", "b": " : "}


def _as_printed(one: Field) -> None:
    """Make one title of those of several works, with the punctuation that stands between them: 甲 ; 乙."""
    parts = [s for s in one.subfields if s.code in "anpb"]
    for before, part in pairwise(parts):
        mark = before.text.rstrip()[-1:]
        between = (
            f" {mark} "
            if mark in ("=", ";")
            else ", "
            if before.code + part.code == "np"
            else _BETWEEN.get(part.code, " ")
        )

        def ended(form: str, between: str = between) -> str:
            return form.rstrip(" .,:;=/") + between

        before.text = ended(before.text)
        before.readings, before.romanised = tuple(map(ended, before.readings)), tuple(map(ended, before.romanised))
    _joined(one, "anpb", "")


def _sectioned(one: Field) -> None:
    """Make one title of a common title and of number and title of a section: 見本誌. 第2部, 社会編."""
    parts = [s for s in one.subfields if s.code in "anp"]
    for before, part in pairwise(parts):
        mark = ", " if (before.code, part.code) == ("n", "p") else ". "
        before.text = before.text.rstrip(" .,:;=/") + mark
        before.readings = tuple(f.rstrip(" .,:;=/") + mark for f in before.readings)
        before.romanised = tuple(f.rstrip(" .,:;=/") + mark for f in before.romanised)
    _joined(one, "anp", "")


def _series(fields: list[Field]) -> None:
    """Let a traced series (830) stand for the series as printed (490) where there is none; one that says the same says nothing."""
    printed = [f for f in fields if f.tag in ("490", "440")]
    same = {(key_of(f.first("a") or ""), key_of(f.first("v"))) for f in printed}
    for one in fields:
        if one.tag == "830" and not printed:
            one.tag = "490"
        elif one.tag == "830" and (key_of(one.first("a") or ""), key_of(one.first("v"))) in same:
            one.subfields = [s for s in one.subfields if s.code not in "av"]


def _joined(one: Field, codes: str, between: str = " ") -> None:
    """Put all subfields with some codes into $a, the first of them, if each has the same forms."""
    parts = [s for s in one.subfields if s.code in codes]
    if len(parts) < 2:
        if parts:
            parts[0].code = "a"
        return
    first = parts[0]
    readings, latin = [s.readings for s in parts], [s.romanised for s in parts]
    texts = [s.text.strip() for s in parts] if between else [s.text for s in parts]
    if one.tag[1:] in ("10", "11"):
        texts[1:] = [
            f"{_between(one.tag, ' '.join(texts[:i]), parts[i].code)}{texts[i]}".strip() for i in range(1, len(texts))
        ]
    first.code, first.text = "a", between.join(texts)
    first.readings, first.romanised = _forms(readings, texts, between), _forms(latin, texts, between)
    one.subfields = [s for s in one.subfields if s is first or not any(s is p for p in parts)]


def _forms(forms: list[tuple[str, ...]], texts: list[str], between: str) -> tuple[str, ...]:
    """Return the other forms of texts that become one; a part without a form stands as it is."""
    count = max(map(len, forms))
    return tuple(
        between.join(f[n] if n < len(f) else text for f, text in zip(forms, texts, strict=True)) for n in range(count)
    )


def _person(one: Field) -> None:
    if one.first("b") is not None and sum(s.code == "a" for s in one.subfields) == 1:
        _joined(one, "ab")  # John Paul $b II
    mended(one)


def _body(one: Field) -> None:
    _joined(one, "abndc")
    mended(one)


def _meeting(one: Field) -> None:
    """Let the name of a meeting be its own and its unit's ($e), and its roles ($j) stand where those of other names do."""
    for held in one.subfields:
        held.code = {"e": "b", "q": "b", "j": "e"}.get(held.code, held.code)
    _joined(one, "ab")
    mended(one)


def _between(tag: str, text: str, code: str) -> str:
    """Return what stands before a part of a name, of which the end of the part before it was taken off as punctuation."""
    if text.rstrip()[-1:] in ("", "(", ",", ":"):
        return " "
    if tag[1:] == "00":
        return {"c": ", ", "d": ", "}.get(code, " ")
    return " : " if code in "dc" and text.count("(") > text.count(")") else " "


def _heading(one: Field) -> None:
    """Make one heading of a name or term and what divides it: Japan--Economic conditions--1945-."""
    first = next((s for s in one.subfields if s.code == "a"), None)
    name = [s for s in one.subfields if s is first or s.code in "bcdnpqt"]
    for held in one.subfields:
        if held.code == "a" and held is not first:
            held.code = "a (repeated)"
        if held.code == "2" and held.text.strip() in ("jlabsh", "jlabsh/3", "jlabsh/4"):
            held.text = "bsh"
    divided = [s for s in one.subfields if s.code in _DIVIDED]
    if not name or (len(name) == 1 and not divided):
        if name:
            name[0].code = "a"
            named(one)
        return
    first = name[0]
    first.code = "a"
    for part in name[1:]:
        text = part.text.strip()
        first.text += (" " if text.startswith("(") else _between(one.tag, first.text, part.code)) + text
    first.text = "--".join([first.text.strip(), *(s.text.strip() for s in divided)])
    gone = [*name[1:], *divided]
    one.subfields += [Subfield(f"{s.code} of 880", form) for s in gone for form in (*s.readings, *s.romanised)]
    one.subfields = [s for s in one.subfields if not any(s is g for g in gone)]
    named(one, work=any(s.code == "t" for s in name))


def _script(one: Field) -> None:
    """Take the mark off a note of languages behind which their script stands: Japanese ; $b."""
    for held, behind in pairwise(one.subfields):
        if behind.code == "b":
            held.text = held.text.rstrip(" ;") or held.text


def _languages(one: Field) -> None:
    """Part codes that stand in one subfield, as was the habit once: jpneng."""
    if any(len(s.text) > 3 and len(s.text) % 3 == 0 and s.text.isalpha() for s in one.subfields):
        one.subfields = [
            Subfield(s.code, s.text[i : i + 3], line=s.line)
            for s in one.subfields
            for i in range(0, len(s.text), 3 if s.text.isalpha() and len(s.text) % 3 == 0 else len(s.text) or 1)
        ]


def _link(one: Field) -> None:
    """Let the words for an address be $z, where only $y or $3 has any."""
    if one.first("z") is None:
        held = next((s for s in one.subfields if s.code in "y3"), None)
        if held is not None:
            held.code = "z"


def _control_number(one: Field) -> None:
    """Read the number of the Library of Congress as what its own source code names: (DLC)."""
    for held in one.subfields:
        if held.code in "az" and held.text.strip():
            held.text = f"(DLC){' '.join(held.text.split())}"
    one.tag = "035"


def _feature(one: Field) -> None:
    """Read the words for the feature of an issue as the column has them."""
    for held in one.subfields:
        if held.code == "i" and f"{held.text.rstrip(' :')}:" in (FEATURE, FEATURE_JA):
            held.text = FEATURE_JA


def _size(one: Field) -> None:
    """Part what lies beside a thing from its size: 24 cm + 1 CD-ROM."""
    for held in [s for s in one.subfields if s.code == "c" and "+" in s.text]:
        held.text, _, beside = (part.strip() for part in held.text.partition("+"))
        one.subfields.append(Subfield("e", beside, line=held.line))


def _source(one: Field) -> None:
    """Read the source of a number (024 $2) in small letters, as the code is."""
    for held in one.subfields:
        if held.code == "2" and held.text.strip().lower() in ("doi", "isni", "orcid", "uri", "viaf"):
            held.text = held.text.strip().lower()


_NDC = re.compile("ndc ?/?([0-9]{0,2})", re.IGNORECASE)


def _class(one: Field) -> None:
    """Read other names of the Decimal Classification of Japan (ndc9) as the one that MARC has (njb/09)."""
    for held in one.subfields:
        if held.code == "2" and (found := _NDC.fullmatch(held.text.strip())):
            held.text = f"njb/{found[1]:0>2}" if found[1] else "njb"


def _old_series(one: Field) -> None:
    one.tag = "490"


_MENDED: dict[str, Callable[[Field], None]] = {
    "100": _person, "700": _person,
    "010": _control_number, "024": _source, "041": _languages, "084": _class, "300": _size, "410": _body, "110": _body, "111": _meeting, "246": _feature, "440": _old_series, "505": lambda one: _joined(one, "agrt"), "546": _script,
    **dict.fromkeys(TITLES, counted_over), "710": _body, "711": _meeting, "856": _link, **dict.fromkeys((*HEADINGS, "650"), _heading), "653": named,
}  # fmt: skip
_LOOKED_AT = {"035", "245", "246", "260", "264", "500", "510", *_CLASSES, *_MENDED}
_IDLE = frozenset(f"{n:03}" for n in range(600) if n // 100 != 1) - _LOOKED_AT
"""Tags of fields that all write alike."""
