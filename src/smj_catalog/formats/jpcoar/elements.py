"""Elements of JPCOAR as fields, both ways: readings and Latin forms stand beside a text, told by xml:lang ja-Kana and ja-Latn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk.fields import Field, Subfield, apart, together
from smj_catalog.xmlio import escape, escape_attribute

NAMESPACES = {
    "jpcoar": "https://github.com/JPCOAR/schema/blob/master/2.1/", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "datacite": "https://schema.datacite.org/meta/kernel-4/", "oaire": "http://namespace.openaire.eu/schema/oaire/",
    "dcndl": "http://ndl.go.jp/dcndl/terms/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "xml": "http://www.w3.org/XML/1998/namespace",
}  # fmt: skip
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
_ORDER = (
    "dc:title", "dc:title[2]", "dcterms:alternative", "jpcoar:creator", "jpcoar:contributor", "dcterms:accessRights", "dc:rights", "jpcoar:subject",
    "datacite:description", "dc:publisher", "jpcoar:publisher", "datacite:date", "dc:language", "dc:type", "oaire:version", "jpcoar:identifier[own]",
    "jpcoar:identifier", "jpcoar:relation", "jpcoar:sourceIdentifier", "dcndl:edition", "dcterms:extent", "jpcoar:sourceTitle", "jpcoar:volume", "jpcoar:issue",
    "jpcoar:numPages", "jpcoar:pageStart", "jpcoar:pageEnd", "jpcoar:file",
)  # fmt: skip
"""As the schema wants the elements that are written."""

_INSIDE = (
    "nameIdentifier", "creatorName", "contributorName", "affiliationName", "relatedIdentifier", "relatedTitle", "publisherName", "location", "URI", "mimeType", "extent",
)  # fmt: skip
"""The same of those within others."""

_CODED = frozenset({
    "datacite:date", "dc:language", "dc:type", "jpcoar:identifier", "jpcoar:sourceIdentifier", "jpcoar:volume", "jpcoar:issue", "jpcoar:numPages",
    "jpcoar:pageStart", "jpcoar:pageEnd", "jpcoar:relatedIdentifier", "jpcoar:nameIdentifier", "jpcoar:URI", "jpcoar:mimeType", "jpcoar:extent",
    "dcterms:accessRights", "oaire:version",
})  # fmt: skip
"""Elements whose text has no language."""

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

VERSIONS = {
    "AO": "c_b1a7d7d4d402bcce", "SMUR": "c_71e4c1898caa6e32", "AM": "c_ab4af688f83e57aa", "P": "c_fa2ee174bc00049f", "VoR": "c_970fb48d4fbd8a85",
    "CVoR": "c_e19f295774971610", "EVoR": "c_dc82b40f9837b551", "NA": "c_be7fb7dd8ff6fe43",
}  # fmt: skip
"""The same for versions of an article."""

AGREE = {
    "dcterms:accessRights": {word: f"{_COAR}access_right/{code}" for word, code in RIGHTS.items()},
    "oaire:version": {word: f"{_COAR}version/{code}" for word, code in VERSIONS.items()},
}  # fmt: skip
"""Element -> its words, each with the address that says the same."""

_RESOURCE, _ADDRESS = "@rdf:resource", re.compile(r"(.+) (https?://\S+)")

_LANG, _KANA, _LATIN = "@xml:lang", "-Kana", "-Latn"
_UNKNOWN = "und"
"""Language of a Latin form whose text states none (BCP 47)."""


_KANA_SIGNS = re.compile("[\u3041-\u3096\u30a1-\u30fa]")


def prefixed(name: str) -> str:
    """Return a qualified name with the prefix of its namespace; of JPCOAR's, whatever its version."""
    uri, brace, local = name.rpartition("}")
    prefix = "jpcoar" if "/JPCOAR/schema/" in uri else _PREFIXES.get(uri[1:], "")
    return f"{prefix}:{local}" if brace and prefix else local


# --- writing


def _said(name: str, held: Subfield, attributes: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a text and its forms, each with its attributes; what has kana or a reading is Japanese, a Latin form tells nothing."""
    text, told = _told_apart(name, held.text)
    attributes = {**attributes, **told}
    japanese = held.readings or (name not in _CODED and _KANA_SIGNS.search(held.text))
    lang = attributes.get("xml:lang") or ("ja" if japanese else None)
    rest = {k: v for k, v in attributes.items() if k != "xml:lang"}
    yield text, {**({"xml:lang": lang} if lang else {}), **rest}
    yield from ((text, {"xml:lang": f"{lang}{_KANA}", **rest}) for text in held.readings)
    yield from ((text, {"xml:lang": f"{lang or _UNKNOWN}{_LATIN}", **rest}) for text in held.romanised)


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


def _element(name: str, text: str, attributes: dict[str, str], pad: str) -> str:
    own = "".join(f' {key}="{escape_attribute(value)}"' for key, value in attributes.items())
    return f"{pad}<{name}{own}>{escape(text)}</{name}>"


def xml(fields: Iterable[Field], pad: str) -> Iterator[str]:
    """Yield the elements of a record, each on lines of its own."""
    for one in sorted(fields, key=lambda f: _ORDER.index(f.tag)):
        name = one.tag.partition("[")[0]
        if one.tag in _PUNCTUATED:
            one = together(one, *_PUNCTUATED[one.tag])
        main = next((s for s in one.subfields if s.code == ""), None)
        if main is not None:
            attributes = {"identifierType": "URI"} if one.tag.endswith("[own]") else _attributes(one, "")
            yield from (_element(name, text, own, pad) for text, own in _said(name, main, attributes))
            continue
        own = "".join(f' {key}="{escape_attribute(value)}"' for key, value in _attributes(one, "").items())
        yield f"{pad}<{name}{own}>"
        inner = [s for s in one.subfields if s.code in _INSIDE]
        for held in sorted(inner, key=lambda s: _INSIDE.index(s.code)):
            child = f"{'dcndl' if held.code == 'location' else 'jpcoar'}:{held.code}"
            deeper = f"{pad}  " if held.code == "affiliationName" else pad
            lines = [
                _element(child, text, said, f"{deeper}  ")
                for text, said in _said(child, held, _attributes(one, held.code))
            ]
            yield from (
                (f"{pad}  <jpcoar:affiliation>", *lines, f"{pad}  </jpcoar:affiliation>") if deeper != pad else lines
            )
        yield f"{pad}</{name}>"


# --- reading


def _subfields(element: Any, code: str) -> Iterator[Subfield]:
    text = " ".join((element.text or "").split()) if not len(element) else ""
    held = {f"@{prefixed(k)}": v.strip() for k, v in element.items() if v.strip()}
    if not text:
        return
    name, scheme = prefixed(element.tag), f"@{_NUMBERED.get(code.rpartition('/')[2], '')}"
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
    for child in element.iterdescendants("*"):
        name = prefixed(child.tag).partition(":")[2] or prefixed(child.tag)
        if name == "nameIdentifier" and child.getparent() is not element:  # of the affiliation
            name = f"{prefixed(child.getparent().tag).partition(':')[2]}/{name}"
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
    made: list[tuple[str, list[Subfield]] | None] = list(held)

    for at, (name, subs) in enumerate(held):
        base, form = next(
            ((_lang_of(subs)[: -len(end)], end) for end in (_KANA, _LATIN) if _lang_of(subs).endswith(end)), ("", "")
        )
        if not form:
            continue
        field, base = "readings" if form == _KANA else "romanised", "" if base == _UNKNOWN else base
        mates = [
            i
            for i in (*range(at - 1, -1, -1), *range(at + 1, len(held)))
            if held[i][0] == name and _lang_of(held[i][1]) == base
        ]
        mates.sort(key=lambda i: bool(getattr((made[i] or held[i])[1][0], field)))  # one that has none first
        if mates and (mate := made[mates[0]]) is not None:
            main, *rest = mate[1]
            made[mates[0]] = name, [evolve(main, **{field: (*getattr(main, field), subs[0].text)}), *rest]
            made[at] = None
    return [each for each in made if each is not None]


def fields_of(record: Any) -> list[Field]:
    """Return the fields of a record's element; of what is in others, what the columns have no name for too."""
    simple: list[tuple[str, list[Subfield]]] = []
    found: list[Field] = []
    for child in record.iterchildren("*"):
        name = prefixed(child.tag)
        if len(child):
            found.append(Field(name, "", _inner(child), child.sourceline))
        elif subs := list(_subfields(child, "")):
            simple.append((name, subs))
    titled = False
    for name, (first, *rest) in _folded(simple):
        parts = apart(first, *_PUNCTUATED[name][1:]) if name in _PUNCTUATED else [first]
        found.append(Field(f"{name}[2]" if name == "dc:title" and titled else name, "", [*parts, *rest], first.line))
        titled = titled or name == "dc:title"
    return found


def through(fields: list[Field]) -> list[Field]:
    """Return fields as they come back out of a file."""
    from smj_catalog.xmlio import fromstring

    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml")
    own = [f for f in fields if f.tag.endswith("[own]")]
    rest = [f for f in fields if not f.tag.endswith("[own]")]
    return [*own, *fields_of(fromstring(f"<r{names}>{''.join(xml(rest, ''))}</r>".encode()))]
