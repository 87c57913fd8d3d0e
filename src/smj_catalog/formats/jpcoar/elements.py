"""Elements of JPCOAR as fields, both ways: readings and Latin forms stand beside a text, told by xml:lang ja-Kana and ja-Latn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Subfield, apart, together
from smj_catalog.formats import properties
from smj_catalog.formats.jpcoar import files
from smj_catalog.formats.jpcoar.relations import KNOWN
from smj_catalog.formats.properties import HOST, RECORD, Element, also, own_id
from smj_catalog.xmlio import fromstring

NAMESPACES = {
    "jpcoar": "https://github.com/JPCOAR/schema/blob/master/2.1/", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "datacite": "https://schema.datacite.org/meta/kernel-4/", "oaire": "http://namespace.openaire.eu/schema/oaire/",
    "dcndl": "http://ndl.go.jp/dcndl/terms/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}  # fmt: skip
VERSIONS = tuple(NAMESPACES["jpcoar"].replace("2.1", version) for version in ("2.1", "2.0", "1.0"))
"""Namespaces of the versions that are read."""

prefixed = properties.prefixed(
    {**{uri: prefix for prefix, uri in NAMESPACES.items()}, **dict.fromkeys(VERSIONS, "jpcoar")}
)
_ORDER = (
    "dc:title", "dcterms:alternative", "jpcoar:creator", "jpcoar:contributor", "dcterms:accessRights", "dc:rights", "jpcoar:subject",
    "datacite:description", "dc:publisher", "jpcoar:publisher", "datacite:date", "dc:language", "dc:type", "oaire:version", "jpcoar:identifier", "jpcoar:relation", "dcterms:temporal", "jpcoar:sourceIdentifier", "dcndl:edition", "dcndl:originalLanguage", "dcterms:extent", "jpcoar:sourceTitle", "jpcoar:volume", "jpcoar:issue",
    "jpcoar:numPages", "jpcoar:pageStart", "jpcoar:pageEnd", "dcndl:dissertationNumber", "dcndl:degreeName", "dcndl:dateGranted", "jpcoar:degreeGrantor", "jpcoar:file",
)  # fmt: skip
"""As the schema wants the elements that are written."""

_INSIDE = (
    "nameIdentifier", "creatorName", "contributorName", "affiliation.nameIdentifier", "affiliationName", "relatedIdentifier", "relatedTitle", "publisherName", "location", "degreeGrantorName", "URI", "mimeType", "extent",
)  # fmt: skip
"""The same of those within others."""

ONCE = frozenset({
    "dc:title", "jpcoar:creatorName", "jpcoar:familyName", "jpcoar:givenName", "jpcoar:affiliationName", "jpcoar:contributorName", "jpcoar:rightsHolderName", "jpcoar:relatedTitle",
    "jpcoar:funderName", "jpcoar:awardTitle", "jpcoar:sourceTitle", "dcndl:degreeName", "jpcoar:degreeGrantorName", "jpcoar:conferenceName",
    "jpcoar:conferenceSponsor", "jpcoar:conferenceVenue", "jpcoar:conferencePlace", "jpcoar:holdingAgentName",
})  # fmt: skip
"""Elements of which one stands for each language."""

WORDED = ONCE | {
    "dcterms:alternative", "jpcoar:creatorAlternative", "jpcoar:contributorAlternative", "dc:rights", "jpcoar:subject", "datacite:description", "dc:publisher",
    "jpcoar:publisherName", "jpcoar:publisherDescription", "dcndl:location", "dcterms:date", "dcterms:temporal", "jpcoar:fundingStream", "jpcoar:conferenceDate",
    "dcndl:edition", "dcndl:volumeTitle", "dcterms:extent", "jpcoar:format", "jpcoar:license",
}  # fmt: skip
"""Elements whose text has a language."""

_BODY = "affiliation"
_NUMBERED = {"nameIdentifier": "nameIdentifierScheme", "relatedIdentifier": "identifierType"}
"""Elements with a number -> attribute with the name of its scheme, which a field has before the number."""

SUBTITLE = "(after :)"
_PUNCTUATED = dict.fromkeys(("dc:title", "dc:title[2]", "dcterms:alternative"), ("", " : ", SUBTITLE))
"""Elements of two texts -> subfield of the first, the sign between them, subfield of the second."""

_COAR = "http://purl.org/coar/"
RIGHTS = {
    "open access": "c_abf2", "embargoed access": "c_f1cf", "restricted access": "c_16ec", "metadata only access": "c_14cb",
}  # fmt: skip
"""Words for access -> code of COAR."""

VERSION_CODES = {
    "AO": "c_b1a7d7d4d402bcce", "SMUR": "c_71e4c1898caa6e32", "AM": "c_ab4af688f83e57aa", "P": "c_fa2ee174bc00049f", "VoR": "c_970fb48d4fbd8a85",
    "CVoR": "c_e19f295774971610", "EVoR": "c_dc82b40f9837b551", "NA": "c_be7fb7dd8ff6fe43",
}  # fmt: skip
"""The same for versions of an article."""

AGREE = {
    "dcterms:accessRights": {word: f"{_COAR}access_right/{code}" for word, code in RIGHTS.items()},
    "oaire:version": {word: f"{_COAR}version/{code}" for word, code in VERSION_CODES.items()},
}  # fmt: skip
"""Element -> its words, each with the address that says the same."""

_RESOURCE, _ADDRESS = "@rdf:resource", re.compile(r"(.+) (https?://\S+)")

_LANG, _KANA, _LATIN = "@xml:lang", "-Kana", "-Latn"
_FORMED = re.compile(f"(.+)({_KANA}|{_LATIN})")
_FORM_OF = {_KANA: "readings", _LATIN: "romanised"}
_UNKNOWN = "und"
"""Language of a Latin form whose text states none (BCP 47)."""


_KANA_SIGNS = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


# --- writing


def _said(name: str, held: Subfield, attributes: dict[str, str]) -> Iterator[Element]:
    """Yield a text and its forms; what has kana or a reading is Japanese, a Latin form tells nothing."""
    text, told = _told_apart(name, held.text)
    rest = {**attributes, **told}
    japanese = held.readings or (name in WORDED and _KANA_SIGNS.search(held.text))
    lang = rest.pop("xml:lang", None) or ("ja" if japanese else None)
    forms = [
        (lang, text),
        *((f"{lang}{_KANA}", it) for it in held.readings),
        *((f"{lang or _UNKNOWN}{_LATIN}", it) for it in held.romanised),
    ]
    yield from (Element(name, {**({"xml:lang": own} if own else {}), **rest}, it) for own, it in forms)


def _told_apart(name: str, text: str) -> tuple[str, dict[str, str]]:
    """Return a text without what the standard has in an attribute of it, and that."""
    if scheme := _NUMBERED.get(name.partition(":")[2]):
        before, _, number = text.partition(" ")
        return number, {scheme: before}
    if uri := AGREE.get(name, {}).get(text):
        return text, {"rdf:resource": uri}
    if name == "dc:rights" and (found := _ADDRESS.fullmatch(text)):
        return found[1], {"rdf:resource": found[2]}
    return text, {}


def _attributes(one: Field, name: str) -> dict[str, str]:
    return {s.code[len(name) + 1 :]: s.text for s in one.subfields if s.code.startswith(f"{name}@")}


def written(fields: Iterable[Field], context: Context, pad: str) -> Iterator[str]:
    """Yield the lines of a record's elements, each behind a line break and blanks."""
    for one in sorted(fields, key=lambda f: _ORDER.index(f.tag.partition("[")[0])):
        whole = together(one, *_PUNCTUATED[one.tag]) if one.tag in _PUNCTUATED else one
        for element in _elements(_addressed(whole, context)):
            yield from element.written(pad)


def _addressed(one: Field, context: Context) -> Field:
    """Return a field in which a record of ours is named by its address."""
    own = next((s for s in one.subfields if s.code in (RECORD, HOST)), None)
    if own is None:
        return one
    uri, rest = context.uri(own.text) or "", [s for s in one.subfields if s is not own]
    if one.tag == "jpcoar:identifier":
        return evolve(one, subfields=[Subfield("", uri), Subfield("@identifierType", "URI"), *rest])
    return evolve(one, subfields=[Subfield("relatedIdentifier", f"URI {uri}"), *rest])


def _elements(one: Field) -> Iterator[Element]:
    name, attributes = one.tag.partition("[")[0], _attributes(one, "")
    main = next((s for s in one.subfields if s.code == ""), None)
    if main is not None:
        yield from _said(name, main, attributes)
        return
    inside: dict[str, list[Element]] = {"": [], _BODY: []}
    for held in sorted((s for s in one.subfields if s.code in _INSIDE), key=lambda s: _INSIDE.index(s.code)):
        within = f"{'dcndl' if held.code == 'location' else 'jpcoar'}:{held.code.removeprefix(f'{_BODY}.')}"
        inside[_BODY if held.code.startswith(_BODY) else ""] += _said(within, held, _attributes(one, held.code))
    body = [Element(f"jpcoar:{_BODY}", {}, tuple(inside[_BODY]))] if inside[_BODY] else []
    yield Element(name, attributes, (*inside[""], *body))


# --- reading


def _subfields(element: Any, code: str) -> Iterator[Subfield]:
    text = " ".join((element.text or "").split()) if not len(element) else ""
    held = {f"@{prefixed(k)}": v.strip() for k, v in element.items() if v.strip()}
    if not text:
        return
    name, scheme = prefixed(element.tag), f"@{_NUMBERED.get(code.rpartition('.')[2], '')}"
    if scheme in held:
        if held.get("@nameIdentifierURI", text).endswith(text):  # says the same
            held.pop("@nameIdentifierURI", None)
        text = f"{held.pop(scheme)} {text}"
    elif scheme != "@":  # a number of nobody knows what: not read, and counted so
        code = f"{code}[{scheme}=?]"
    elif held.get(_RESOURCE) == AGREE.get(name, {}).get(text):
        held.pop(_RESOURCE, None)
    elif name == "dc:rights" and _ADDRESS.fullmatch(f"{text} {held.get(_RESOURCE)}"):
        text = f"{text} {held.pop(_RESOURCE)}"
    yield Subfield(code, text, line=element.sourceline)
    yield from (Subfield(f"{code}{k}", v, line=element.sourceline) for k, v in held.items())


def _inner(element: Any) -> list[Subfield]:
    """Return what stands within an element, its texts with their forms."""
    found: list[tuple[str, list[Subfield]]] = []
    bodies = [child for child in element.iterchildren("*") if prefixed(child.tag) == f"jpcoar:{_BODY}"]
    for child in element.iterdescendants("*"):
        name, parent = prefixed(child.tag).partition(":")[2] or prefixed(child.tag), child.getparent()
        if parent in bodies[1:]:  # what is of another body is not the first one's
            name = f"{_BODY}[2].{name}"
        elif name == "nameIdentifier" and parent is not element:
            name = f"{prefixed(parent.tag).partition(':')[2]}.{name}"
        found.append((name, list(_subfields(child, name))))
    subs = [s for _, held in _folded(_whole_names([(name, held) for name, held in found if held])) for s in held]
    return [
        *subs,
        *(Subfield(f"@{prefixed(k)}", v.strip(), line=element.sourceline) for k, v in element.items() if v.strip()),
    ]


def _lang_of(subs: list[Subfield]) -> str:
    return next((s.text for s in subs if s.code.endswith(_LANG)), "")


def _whole_names(held: list[tuple[str, list[Subfield]]]) -> list[tuple[str, list[Subfield]]]:
    """Return names without the parts that they say themselves; an English one of a person is the Latin form of the Japanese."""
    names = [subs for name, subs in held if name in ("creatorName", "contributorName")]
    parts = {_lang_of(subs): [p.strip() for p in subs[0].text.split(",")] for subs in names}
    for subs in names:
        if _lang_of(subs) == "en" and len(parts["en"]) == 2 == len(parts.get("ja", ())):
            next(s for s in subs if s.code.endswith(_LANG)).text = f"ja{_LATIN}"
    at = ("familyName", "givenName")
    return [
        (name, subs) for name, subs in held
        if name not in at or [subs[0].text] != parts.get(_lang_of(subs), ["", ""])[at.index(name) : at.index(name) + 1]
    ]  # fmt: skip


def _folded(held: list[tuple[str, list[Subfield]]]) -> list[tuple[str, list[Subfield]]]:
    """Return elements of which readings and Latin forms are with the text that they are of: the nearest before, else behind."""
    langs = [_FORMED.fullmatch(_lang_of(subs)) for _, subs in held]
    texts = {at: [*subs] for at, (_, subs) in enumerate(held) if langs[at] is None}
    for at, (name, subs) in enumerate(held):
        if (lang := langs[at]) is None:
            continue
        form, base = _FORM_OF[lang[2]], "" if lang[1] == _UNKNOWN else lang[1]
        mates = (i for i in texts if held[i][0] == name and _lang_of(held[i][1]) == base)
        nearest = sorted(
            mates, key=lambda i: (bool(getattr(texts[i][0], form)), i > at, abs(i - at))
        )  # without one first
        if nearest:
            main = texts[nearest[0]]
            main[0] = also(main[0], form, subs[0].text)
        else:
            texts[at] = subs
    return [(held[at][0], texts[at]) for at in sorted(texts)]


def fields_of(record: Any, context: Context) -> list[Field]:
    """Return the fields of a record's element; of what is in others, what the columns have no name for too."""
    simple: list[tuple[str, list[Subfield]]] = []
    found: list[Field] = []
    for child in record.iterchildren("*"):
        name = prefixed(child.tag)
        if len(child):
            found.append(_owned(Field(name, "", _inner(child), child.sourceline), context))
        elif subs := list(_subfields(child, "")):
            simple.append((name, subs))
    titled = named = False
    for name, (first, *rest) in _folded(simple):
        parts = apart(first, *_PUNCTUATED[name][1:]) if name in _PUNCTUATED else [first]
        one = Field(f"{name}[2]" if name == "dc:title" and titled else name, "", [*parts, *rest], first.line)
        titled = titled or name == "dc:title"
        if name == "jpcoar:identifier" and not named and (own := own_id(first.text, context)):
            one, named = Field(name, "", [Subfield(RECORD, own)], first.line), True
        found.append(one)
    return found


def _owned(one: Field, context: Context) -> Field:
    """Return a relation in which the address of a record of ours is that record."""
    if one.tag != "jpcoar:relation":
        return files.known(one) if one.tag == "jpcoar:file" else one
    series = one.first("@relationType") == "inSeries"
    return evolve(one, tag="jpcoar:relation[inSeries]" if series else one.tag, subfields=[
        evolve(s, code=RECORD, text=own) if s.code == "relatedIdentifier" and (own := own_id(s.text.partition(" ")[2], context))
        else evolve(s, code=f"{s.code}=?") if s.code == "@relationType" and not series and s.text not in KNOWN else s
        for s in one.subfields
    ])  # fmt: skip


_HERE = Context(domain="here", base_uri="urn:here:")


def through(fields: list[Field]) -> list[Field]:
    """Return fields as they come back out of a file."""
    return fields_of(
        fromstring(f"<r{properties.declared(NAMESPACES)}>{''.join(written(fields, _HERE, ''))}</r>".encode()), _HERE
    )
