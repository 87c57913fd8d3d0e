"""What a property says in ISBD's punctuation, or by a URI, taken apart into subfields of their own, and put together again.

Source: ISBD (consolidated edition 2011), as the National Diet Library writes it: title : subtitle; series ; number; pages ; size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from smj_catalog.crosswalk.fields import Field, Subfield, apart, together
from smj_catalog.formats.dc.terms import LINKS
from smj_catalog.formats.dc.words import is_uri
from smj_catalog.formats.dcndl.graph import NDL, READ_ALOUD
from smj_catalog.formats.properties import HOST, in_place
from smj_catalog.formats.tabular.values.measures import sides

VALUE = "rdf:value"
SUBTITLE, NUMBER, SIZE = "rdf:value (after :)", "rdf:value (after ;)", "(after ;)"
ABOVE = "rdf:value (above dcndl:volumeTitle)"
VOLUME = "dcndl:volume"
_LEADS = (VALUE, SUBTITLE, ABOVE, "foaf:name")
ROOM = "dcterms:description (所蔵場所)"
STATEMENT = " ; "
"""Between statements of responsibility (ISBD)."""

CLASSES = "http://id.ndl.go.jp/class/"
NAMES = "http://id.ndl.go.jp/auth/ndlna/"
DEWEY = "http://dewey.info/class/"
_BASES = re.compile(
    r"https?(://(?:id\.ndl\.go\.jp/(?:class/(?:ndc(?:8|9|10)|ndlc)|auth/ndl(?:sh|na))|dewey\.info/class)/)(.+)"
)
_ROOMS = re.compile(r"(?:所蔵|配置|配架)場所 : (.+)", re.DOTALL)
_SIGNS = re.compile(r"[\s.,:;=・()]+")

MATERIALS = {
    label: f"http://{place}/{name}" for place, names in {
        "ndl.go.jp/ndltype": {
            "マイクロ資料": "MicroForm", "政府刊行物": "GovernmentPublication", "官公庁刊行物": "NationalPublication", "DVD": "DVD",
            "絵画": "Painting", "音楽": "Music", "DVD・CD": "SoundDisc", "写真": "Photograph", "絵葉書": "PicturePostcard", "地図": "Map",
            "楽譜": "MusicScore", "電子資料": "ElectronicResource", "点字": "Braille", "新聞": "Newspaper",
        },
        "purl.org/dc/dcmitype": {"映像資料": "MovingImage", "静止画資料": "StillImage", "録音資料": "Sound"},
    }.items() for label, name in names.items()
}  # fmt: skip
"""Label of a material type, in a note of the form -> its address; those of books, serials and articles follow from the record."""
UNBOUND = frozenset({"地図", "楽譜", "映像資料", "静止画資料", "録音資料"})
"""Those that stand instead of 図書."""

_SEE = {
    "JPNO": "http://id.ndl.go.jp/jpno/{}", "NDLBibID": "http://id.ndl.go.jp/bib/{}", "ISBN": "http://iss.ndl.go.jp/isbn/{}",
    "ISSN": "http://iss.ndl.go.jp/issn/{}", "ISSNL": "http://iss.ndl.go.jp/issnl/{}", "DOI": "http://dx.doi.org/{}",
    "NDLJP": "https://dl.ndl.go.jp/info:ndljp/pid/{}", "USMARCNO": "http://lccn.loc.gov/{}",
}  # fmt: skip
"""Datatype of a number -> the address that says the same."""


_PUNCTUATED = {
    **dict.fromkeys(("dc:title", "dcndl:alternative", "dcndl:volumeTitle"), (VALUE, " : ", SUBTITLE)),
    "dcndl:seriesTitle": (VALUE, STATEMENT, NUMBER), "dcterms:extent": ("", STATEMENT, SIZE),
}  # fmt: skip
"""Property -> its text, the sign in that, and what stands behind the sign."""

WHOLE, _URI, _LABEL = "dcterms:isPartOf", "@rdf:resource", "@rdfs:label"
ISSN = {"issn": "http://iss.ndl.go.jp/issn/", "issn-l": "http://iss.ndl.go.jp/issnl/", "ndl": "http://id.ndl.go.jp/bib/"}  # fmt: skip
"""Type of a number of a serial -> how the address begins that says it."""
_TERMS = frozenset(f"dcterms:{term}" for term in (*LINKS, "source"))
"""What tells of other works."""
AROUND = ("dcndl:publicationName", "dcndl:publicationVolume", "dcndl:number", "dcndl:issue")
"""What tells in words where an article stands."""
_OF_SERIAL = re.compile(r"https?://ndlsearch\.ndl\.go\.jp/books/R100000002-I([0-9]{9,12})-[id][0-9]+")
"""Address of an issue at the National Diet Library, which begins as that of its serial: NDLBibID."""
# --- reading


def split(fields: Iterable[Field], kind: str) -> list[Field]:
    """Return fields as the columns of a kind have them: parts of a text by themselves, what is said twice once."""
    held = in_place(list(fields), kind, WHOLE, {}, AROUND if kind == "component" else ())
    if kind == "issue" and not any(f.first(HOST) for f in held):
        held = _in_serial(held)
    see = set(_addresses(held))
    said = [s.text for f in held if f.tag in _TITLED for s in f.subfields]
    found: list[Field] = []
    statements: list[Subfield] = []
    credited = kind == "book" and not any(f.tag == "dc:creator" for f in held)
    for one in held:
        first = one.subfields[0]
        if one.tag == "rdfs:seeAlso" and first.text in see:
            continue
        if one.tag == "dcterms:title" and _says_the_same(first.text, said):
            continue
        if one.tag == "dc:creator" and kind == "book":
            statements += one.subfields
            continue
        made = _apart(one, kind)
        if credited and one.tag == "dc:title":
            made, said_by = _credited(made)
            statements += said_by
        found.append(made)
    if statements:
        found.append(Field("dc:creator", "", [evolve(statements[0], text=STATEMENT.join(s.text for s in statements))]))
    return _titled(found, kind)


def _in_serial(fields: list[Field]) -> list[Field]:
    """Return the fields of an issue, with its serial, where its address says the number of that, which is none of its own."""
    known = (_OF_SERIAL.fullmatch(f.first(_URI) or "") for f in fields if f.tag == "rdfs:seeAlso")
    number = next((found[1] for found in known if found), "")
    held = [f for f in fields if not number or f.tag != "dcterms:identifier" or f.first("") != number]
    title = next((s.text for f in fields if f.tag == "dc:title" for s in f.subfields[:1]), "")
    serial = Field(WHOLE, "", [Subfield(_URI, f"{ISSN['ndl']}{number}"), Subfield(_LABEL, title)])
    return [*held, *([serial] if number and not any(f.first(_URI) == serial.first(_URI) for f in held) else [])]


def _credited(title: Field) -> tuple[Field, list[Subfield]]:
    """Return a title without the statement of responsibility, which stands behind a slash where it has no property of its own."""
    for i, sub in enumerate(title.subfields):
        words, slash, by = sub.text.partition(" / ")
        if sub.code in (VALUE, SUBTITLE) and slash and words.strip() and by.strip():
            rest = [evolve(sub, text=words.strip()), *title.subfields[i + 1 :]]
            return evolve(title, subfields=title.subfields[:i] + rest), [Subfield("", by.strip(), line=sub.line)]
    return title, []


_TITLED = ("dc:title", "dcndl:alternative", "dcndl:volumeTitle", "dcndl:volume")


def _apart(one: Field, kind: str) -> Field:
    """Return a field whose texts are taken apart."""
    subs: list[Subfield] = []
    for sub in one.subfields:
        lead, sign, code = _PUNCTUATED.get(one.tag, ("?", "", ""))
        if sub.code == lead and (one.tag != "dcterms:extent" or kind in ("issue", "book")):
            parts = apart(sub, sign, code)
            if code == SIZE:
                parts = [*parts[:-1], evolve(parts[-1], code=SIZE)] if sides(parts[-1].text) else [sub]
            subs += parts
        elif one.tag == "dcterms:creator" and sub.readings:
            end = "".join(f", {part}" for part in sub.text.split(", ")[2:])
            subs.append(evolve(sub, readings=tuple(r.removesuffix(end) for r in sub.readings)))
        elif one.tag == "dcndl:Item" and sub.code == "dcterms:description" and (room := _ROOMS.fullmatch(sub.text)):
            subs.append(evolve(sub, code=ROOM, text=room[1]))
        elif one.tag == "dcterms:subject" and sub.code[:1] == "@" and (known := _BASES.fullmatch(sub.text)):
            subs += [evolve(sub, text=known[2].removesuffix("/about")), Subfield("@in", f"http{known[1]}")]
        elif sub.code == "@rdf:resource" and sub.text == MATERIALS.get(one.first("@rdfs:label") or ""):
            continue  # it follows from the label
        elif one.tag in _TERMS and sub.code == "":
            subs.append(evolve(sub, code=_LABEL))
        elif one.tag == "dcndl:pageRange":
            subs += [evolve(sub, text=part.strip()) for part in re.split("[,、]", sub.text) if part.strip()]
        else:
            subs.append(sub)
    return evolve(one, subfields=subs)


def _titled(fields: list[Field], kind: str) -> list[Field]:
    """Return fields in which volume and title of the volume stand with the title; the volume of an issue is its number."""
    at = next((i for i, f in enumerate(fields) if f.tag == "dc:title"), None)
    if at is None:
        bare = next((f for f in fields if f.tag == "dcterms:title"), None)
        if bare is None or (kind == "issue" and any(f.tag == VOLUME for f in fields)):
            return fields
        words = [evolve(s, code=VALUE) for s in bare.subfields]
        return _titled(
            [_apart(evolve(f, tag="dc:title", subfields=words), kind) if f is bare else f for f in fields], kind
        )
    title = fields[at]
    volume = next((f for f in fields if f.tag == "dcndl:volume"), None) if kind != "issue" else None
    own = next((f for f in fields if f.tag == "dcndl:volumeTitle"), None)
    if own is not None:
        title = together(title, *_PUNCTUATED["dc:title"])
        above, *others = title.subfields
        if kind == "periodical":  # of a serial, both are the title proper
            title = Field("dc:title", "", [*_dotted(above, own), *others], title.line)
        else:
            title = Field("dc:title", "", [*own.subfields, evolve(above, code=ABOVE), *others], title.line)
    if volume is not None:
        parts = [evolve(s, code=VOLUME) if s.code == VALUE else s for s in volume.subfields]
        title = evolve(title, subfields=[*title.subfields, *parts])
    return [title if f is fields[at] else f for f in fields if f is not volume and f is not own]


def _dotted(above: Subfield, own: Field) -> list[Subfield]:
    first, *rest = own.subfields
    return together(Field("", "", [above, evolve(first, code=SUBTITLE)]), VALUE, ". ", SUBTITLE).subfields + rest


def _addresses(fields: Iterable[Field]) -> Iterator[str]:
    """Yield the addresses that follow from numbers."""
    for one in fields:
        if one.tag == "dcterms:identifier" and len(one.subfields) == 2:
            kind = next((s.text for s in one.subfields if s.code == "@rdf:datatype"), "").removeprefix(NDL)
            number = next((s.text for s in one.subfields if s.code == ""), "")
            if kind in ("ISBN", "ISSN", "ISSNL"):
                number = number.replace("-", "")
            if kind in _SEE:
                yield _SEE[kind].format(number)


def _says_the_same(words: str, said: Iterable[str]) -> bool:
    """Tell whether the words of a title are those of its parts."""
    for text in sorted((p for s in said for p in s.split(" : ")), key=len, reverse=True):
        words = words.replace(text, "")
    return not _SIGNS.sub("", words)


# --- writing


def joined(fields: Iterable[Field], kind: str) -> list[Field]:
    """Return the fields of a column as the properties of a resource."""
    held = list(fields)
    if kind == "component" and not any(f.first(HOST) for f in held):  # words of where it stands are elsewhere
        held = [evolve(f, subfields=[s for s in f.subfields if f.tag != WHOLE or s.code != _LABEL]) for f in held]
    return [made for one in held if one.subfields for made in _together(_less(one), kind)]


def _less(one: Field) -> Field:
    """Return a field without the forms of texts that have no transcription."""
    return evolve(one, subfields=[
        s if one.tag in READ_ALOUD and s.code in _LEADS else evolve(s, readings=(), romanised=()) for s in one.subfields
    ])  # fmt: skip


def _together(one: Field, kind: str) -> Iterator[Field]:
    if one.tag == "dc:title":
        yield from _title(one, kind)
    elif one.tag in _PUNCTUATED:
        lead, sign, code = _PUNCTUATED[one.tag]
        if code == SIZE and sides((one.first("") or "").rpartition(";")[2]):  # as printed, with the size
            one = evolve(one, subfields=[s for s in one.subfields if s.code != SIZE])
        yield together(one, lead, sign, code)
    elif one.tag == "dc:creator" and kind == "book":
        yield from (Field("dc:creator", "", [Subfield("", text)]) for text in one.subfields[0].text.split(STATEMENT))
    elif one.tag == "dcndl:Item":
        yield evolve(one, subfields=[
            evolve(s, code="dcterms:description", text=f"所蔵場所 : {s.text}") if s.code == ROOM else s for s in one.subfields
        ])  # fmt: skip
    elif one.tag == WHOLE and len(uris := [s for s in one.subfields if s.code == _URI]) > 1:
        yield evolve(one, subfields=[s for s in one.subfields if s not in uris[1:]])
        yield from (Field(WHOLE, "", [uri]) for uri in uris[1:])
    elif one.tag == "dcndl:materialType" and len(one.subfields) == 1:
        label = one.subfields[0]
        yield evolve(one, subfields=[Subfield("@rdf:resource", MATERIALS[label.text]), label])
    elif one.tag == "dcndl:pageRange":
        yield evolve(one, subfields=[Subfield("", f"p{', '.join(x.text for x in one.subfields)}")])
    elif one.tag == "dcterms:subject" and (base := one.first("@in")) is not None:
        end = "/about" if base == DEWEY else ""
        yield evolve(one, subfields=[
            evolve(s, text=f"{base}{s.text}{end}") if s.code[:1] == "@" else s for s in one.subfields if s.code != "@in"
        ])  # fmt: skip
    else:
        yield one
        if one.tag == "dcterms:identifier":
            yield from (
                Field("rdfs:seeAlso", "", [Subfield("@rdf:resource", uri)]) for uri in _addresses([one]) if is_uri(uri)
            )


def _title(one: Field, kind: str) -> Iterator[Field]:
    """Yield the title in its three places: as words, in parts, and those of the volume."""
    volume = [evolve(s, code=VALUE) for s in one.subfields if s.code == VOLUME]
    above = [evolve(s, code=VALUE) for s in one.subfields if s.code == ABOVE]
    rest = evolve(one, subfields=[s for s in one.subfields if s.code not in (VOLUME, ABOVE)])
    whole = together(rest, *_PUNCTUATED["dc:title"])
    own = whole.subfields[0].text if whole.subfields else ""
    words = [s.text for s in (*above, *(() if above else whole.subfields), *volume)] + ([own] if above else [])
    yield Field("dcterms:title", "", [Subfield("", ". ".join(words))])
    yield evolve(whole, subfields=above or whole.subfields)
    if volume:
        yield Field("dcndl:volume", "", volume)
    if above:
        yield evolve(whole, tag="dcndl:volumeTitle")
