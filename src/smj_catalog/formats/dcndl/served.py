"""What NDL Search and CiNii serve in the same vocabulary by other ways: RSS of OpenSearch, RDF and JSON-LD of CiNii. Read only.

Each statement (title, text, address, reading) becomes a field of DC-NDL, which the columns of DC-NDL read.

Source: NDL Search external interface specification 1.3; CiNii Books and CiNii Research metadata API.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from attrs import evolve, frozen
from lxml import etree

from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.formats import listed
from smj_catalog.formats.base import Format, Head, Item, Reading
from smj_catalog.formats.dc.terms import TERMS
from smj_catalog.formats.dcndl import shape
from smj_catalog.formats.dcndl.column import COLUMNS
from smj_catalog.formats.dcndl.formats import MATERIAL, kind_in
from smj_catalog.formats.dcndl.graph import NDL, PREFIXES, qualified
from smj_catalog.formats.objects import Object, looks_like, read_objects
from smj_catalog.formats.tabular.values.readings import katakana
from smj_catalog.problems import Where
from smj_catalog.xmlio import RecordStream, Source

_SPACES = {"http://ci.nii.ac.jp/ns/1.0/": "cinii", "http://prismstandard.org/namespaces/basic/2.0/": "prism",
           "http://purl.org/ontology/bibo/": "bibo", "http://purl.org/rss/1.0/": "", "http://www.w3.org/2001/XMLSchema-instance": "xsi"}  # fmt: skip
_RDF, _XSI = PREFIXES["rdf"], "{http://www.w3.org/2001/XMLSchema-instance}type"
_LANG, _URI = "{http://www.w3.org/XML/1998/namespace}lang", "@rdf:resource"


@frozen
class _Said:
    """One statement: its property, its text, what it points to, the reading or scheme beside it, its line."""

    name: str
    text: str = ""
    uri: str = ""
    beside: str = ""
    line: int | None = None


_PLACES = {
    "dc:title": ("dc:title", shape.VALUE, ""), "title": ("dc:title", shape.VALUE, ""), "dcterms:alternative": ("dcndl:alternative", shape.VALUE, ""),
    "dcndl:alternative": ("dcndl:alternative", shape.VALUE, ""), "dcndl:volume": ("dcndl:volume", shape.VALUE, ""),
    "dcndl:volumeTitle": ("dcndl:volumeTitle", shape.VALUE, ""), "dcndl:seriesTitle": ("dcndl:seriesTitle", shape.VALUE, ""),
    "maker": ("dcterms:creator", "foaf:name", ""), "dc:publisher": ("dcterms:publisher", "foaf:name", ""), "dc:creator": ("dc:creator", "", ""),
    "dc:date": ("dcterms:issued", "", f"{TERMS}W3CDTF"), "prism:publicationDate": ("dcterms:date", "", ""), "dcterms:issued": ("dcterms:date", "", ""),
    "dcndl:price": ("dcndl:price", "", ""), "dcndl:edition": ("dcndl:edition", "", ""), "dc:extent": ("dcterms:extent", "", ""),
    "dcterms:extent": ("dcterms:extent", "", ""), "dc:description": ("dcterms:description", "", ""), "cinii:note": ("dcterms:description", "", ""),
    "description": ("dcterms:abstract", "", ""), "dcndl:genre": ("dcndl:genre", shape.VALUE, ""), "owner": ("dcndl:Item", "foaf:name", ""),
    "prism:publicationName": ("dcndl:publicationName", "", ""), "prism:volume": ("dcndl:publicationVolume", "", ""),
    "prism:number": ("dcndl:number", "", ""), "pages": ("dcndl:pageRange", "", ""), "series": ("dcndl:seriesTitle", shape.VALUE, ""),
    "topic": ("dcterms:subject", shape.VALUE, ""), "dcndl:publicationPlace": ("dcndl:publicationPlace", "", f"{TERMS}ISO3166"),
    "page": ("rdfs:seeAlso", _URI, ""), "serial": ("dcterms:isPartOf", _URI, ""),
    "dc:language": ("dcterms:language", "", f"{TERMS}ISO639-2"), "cinii:ncid": ("dcterms:identifier", "", f"{NDL}NIIBibID"),
    "isbn": ("dcterms:identifier", "", f"{NDL}ISBN"), "issn": ("dcterms:identifier", "", f"{NDL}ISSN"),
}  # fmt: skip
"""Property -> the one of DC-NDL, where its text stands in that, and the scheme that it is of."""
_AGAIN = frozenset(
    {"rdf:type", "@type", "@id", "rdfs:seeAlso", "link", "guid", "foaf:isPrimaryTopicOf", "@context", "category"}
)
"""What is read otherwise, or only points to the same in another format."""
_SOLD = re.compile("(.+?) ?[(\uff08](発売)[)\uff09]")
"""A publisher who only sells: 見本販売 (発売)."""
_CLASS = re.compile(r"(?:dcndl:)?(NDLC|NDC(?:8|9|10)?)(?::(.+))?")


def _field(
    one: _Said, tag: str, code: str = "", text: str = "", readings: tuple[str, ...] = (), **beside: str
) -> Field:
    """Return the field that a statement makes; its text, or another, with attributes of RDF beside it."""
    own = Subfield(code, text or one.text, readings, line=one.line)
    return Field(tag, "", [own, *(Subfield(f"@rdf:{name}", held) for name, held in beside.items() if held)], one.line)


def _fields(said: Iterable[_Said], reading: Reading) -> Iterator[Field]:
    """Yield the fields of DC-NDL that statements make; what makes none is counted."""
    for one in said:
        if one.name == "dc:subject":
            yield _subject(one)
        elif one.name == "dc:identifier":
            kind = one.beside.removeprefix("dcndl:").removesuffix("13")
            yield _field(one, "dcterms:identifier", datatype=f"{NDL}{kind}")
        elif one.name == "dc:publisher" and (sold := _SOLD.fullmatch(one.text)):
            made = _field(one, "dcterms:publisher", "foaf:name", sold[1])
            yield evolve(made, subfields=[*made.subfields, Subfield("dcterms:description", sold[2])])
        elif one.name in _PLACES and one.text:
            tag, code, scheme = _PLACES[one.name]
            aloud = (katakana(one.beside),) if one.beside and code and tag != "dcndl:Item" else ()
            about = one.uri if tag == "dcterms:creator" else ""
            yield _field(one, tag, code, readings=aloud, datatype=scheme, about=about)
        elif one.name not in _AGAIN and (one.text or one.uri):
            reading.unread[one.name] += 1


def _subject(one: _Said) -> Field:
    """Return the field of a subject whose scheme stands beside it, or before its text."""
    known = _CLASS.fullmatch(one.beside) or _CLASS.fullmatch(one.text)
    scheme, code = (known[1], known[2] or one.text) if known else ("", one.text)
    if scheme in ("NDC", "NDC8"):
        return _field(one, "dc:subject", "", code, datatype=f"{NDL}{scheme}")
    uri = f"{shape.CLASSES}{scheme.lower()}/{code}"
    return _field(one, "dcterms:subject", *((_URI, uri) if scheme else (shape.VALUE, code)))


def _item(said: list[_Said], reading: Reading, where: Where, number: int, raw: str, material: str = "") -> Item:
    made_of = _fields(dict.fromkeys(said), reading)
    fields = [
        *{(f.tag, *((s.code, s.text, s.readings) for s in f.subfields)): f for f in made_of}.values()
    ]  # said twice
    types = [Field("dcndl:materialType", "", [Subfield("@rdf:resource", f"{MATERIAL}{material}")])] if material else []
    kind = kind_in([*fields, *types], "")
    made = listed.item(kind, shape.split(fields, kind), where, reading, COLUMNS[kind], number=number)
    return evolve(made, raw=raw) if made.record is None else made


# --- NDL Search: RSS

_CATEGORIES = {"雑誌": "Journal", "記事": "Article", "論文": "Article", "記事・論文": "Article"}
_READINGS = {"dcndl:titleTranscription": "dc:title", "dcndl:seriesTitleTranscription": "dcndl:seriesTitle", "dcndl:creatorTranscription": "maker"}  # fmt: skip
_HTML = frozenset({"title", "description", "author", "pubDate"})
"""Elements of RSS that say again, for people, what those of Dublin Core say."""


def _of_rss(element: Any) -> tuple[list[_Said], str]:
    """Return the statements of an item; a transcription is that of the value at its place where there are as many of them."""
    held: list[_Said] = []
    aloud: dict[str, list[str]] = {}
    categories = [c.text for c in element.iterchildren("category")]
    for child in element.iterchildren("*"):
        name, text = qualified(child.tag), (child.text or "").strip()
        name = "maker" if name == "dc:creator" else name
        if name in _READINGS and text:
            aloud.setdefault(_READINGS[name], []).append(text)
        elif name not in _HTML:
            name = "page" if name in ("link", "rdfs:seeAlso") else name
            uri = child.get(f"{{{_RDF}}}resource") or ""
            held.append(_Said(name, (name == "page" and uri) or text, uri, child.get(_XSI) or "", child.sourceline))
    for name, readings in aloud.items():
        places = [i for i, one in enumerate(held) if one.name == name]
        if len(places) == len(readings):
            for place, reading in zip(places, readings, strict=True):
                held[place] = evolve(held[place], beside=reading)
        else:
            held += (_Said(f"{name} (transcription)", reading) for reading in readings)
    return held, next((_CATEGORIES[c] for c in categories if c in _CATEGORIES), "")


def _read_rss(source: Source, reading: Reading) -> Iterator[Item]:
    with RecordStream(source, ("item",), file=reading.file, inside="channel") as stream:
        element: Any
        for number, element in enumerate(stream, 1):
            said, material = _of_rss(element)
            raw = etree.tostring(element, encoding="unicode", with_tail=False)
            yield _item(said, reading, Where(reading.file, element.sourceline), number, raw, material)


# --- CiNii


def _of_cinii(name: str, text: str, uri: str, title: str, beside: str = "", line: int | None = None) -> Iterator[_Said]:
    """Yield what a statement of CiNii says."""
    if uri.startswith(("urn:isbn:", "urn:issn:")):
        yield _Said(uri[4:8], uri[9:], line=line)
        yield from (_Said(f"{name}/dc:title", words, line=line) for words in (title,) if words)  # of a volume: counted
    elif name == "dcterms:isPartOf" and title:
        yield from _series(title, uri, line)
    elif name == "foaf:topic":
        yield _Said("topic", title, line=line)
    elif name == "dc:language":
        yield from (_Said(name, code, line=line) for code in re.findall("[a-z]{3}", text) if code != "und")
    else:
        yield _Said(name, text, uri, beside, line)


_IN_SERIES = re.compile(r"(.+?), ((?:[^\W\d]{1,5}\.? ?)?\d[\w./-]{0,8})")
"""Title and number of a series."""


def _series(title: str, uri: str, line: int | None) -> Iterator[_Said]:
    """Yield what CiNii says of a series: ``title, number``, or ``title, . section||reading of the section ; number``."""
    words, _, rest = title.partition("||")
    reading, number = (*re.split(" ; |, ", rest, maxsplit=1), "")[:2]
    whole = re.sub(r", (?=\. |$)", "", words).strip(" ,")
    if not number and (found := _IN_SERIES.fullmatch(whole)):
        whole, number = found.groups()
    of_section = ", . " in words
    yield _Said("series", f"{whole} ; {number}" if number else whole, beside="" if of_section else reading, line=line)
    for what, text in (("transcription of a section", reading if of_section else ""), ("@rdf:resource", uri)):
        yield _Said(f"dcterms:isPartOf ({what})", text, line=line)  # counted


def _of_node(element: Any) -> Iterator[_Said]:
    """Yield the statements of a node; a reading follows what it is of."""
    held: list[_Said] = []
    for child in element.iterchildren("*"):
        space, _, local = child.tag[1:].partition("}")
        name = f"{_SPACES[space]}:{local}".lstrip(":") if space in _SPACES else qualified(child.tag)
        text, line = " ".join((child.text or "").split()), child.sourceline
        uri = child.get(f"{{{_RDF}}}resource") or ""
        names = [(n.text or "", bool(n.get(_LANG))) for n in child.iter(f"{{{PREFIXES['foaf']}}}name")]
        if names:  # of a person or a library
            about = next((e.get(f"{{{_RDF}}}about") or "" for e in child.iterchildren("*")), "")
            aloud = next((words for words, lang in names[1:2] if lang), "")
            held.append(_Said(local, names[0][0], about if local == "maker" else "", aloud, line))
        elif child.get(_LANG) == "ja-hrkt" and held and held[-1].name == name:
            held[-1] = evolve(held[-1], beside=text)
        else:
            held += _of_cinii(name, text, uri, child.get(f"{{{PREFIXES['dc']}}}title") or "", "", line)
    sizes = {s.name: s.text for s in held if s.name in ("dcterms:extent", "cinii:size")}
    if len(sizes) == 2:
        held = [evolve(s, text=" ; ".join((sizes["dcterms:extent"], sizes["cinii:size"]))) if s.name == "dcterms:extent" else s for s in held if s.name != "cinii:size"]  # fmt: skip
    yield from held


def _read_cinii(source: Source, reading: Reading) -> Iterator[Item]:
    """Yield the records of RDF, in which a resource has several nodes, or of the RSS of a search."""
    tags = (f"{{{_RDF}}}Description", "{http://purl.org/rss/1.0/}item")
    with RecordStream(source, tags, file=reading.file) as stream:
        number = 0
        for about, nodes in groupby(stream, lambda node: (node.get(f"{{{_RDF}}}about") or "").partition("#")[0]):
            said, raw, line = list[_Said](), list[str](), None
            node: Any
            for node in nodes:
                said += _of_node(node)
                raw.append(etree.tostring(node, encoding="unicode", with_tail=False))
                line = line or node.sourceline
            if said:
                number += 1
                yield _cinii(about, said, reading, Where(reading.file, line), number, "\n".join(raw))


def _cinii(about: str, said: list[_Said], reading: Reading, where: Where, number: int, raw: str) -> Item:
    said = [*said, _Said("page", about if about.startswith("http") else "")]
    names = {s.name for s in said}
    ncid = re.fullmatch(r"https?://ci\.nii\.ac\.jp/ncid/([A-Z0-9]+)", about)
    if ncid and "cinii:ncid" not in names:
        said = [_Said("cinii:ncid", ncid[1]), *said]
    serial = "issn" in names or any(s.name == "rdf:type" and s.uri.endswith(("Periodical", "Journal")) for s in said)
    material = "Article" if "prism:publicationName" in names else "Journal" if serial else ""
    return _item(said, reading, where, number, raw, material)


def _searched(reading: Reading, one: Object, data: dict[str, Any]) -> Iterator[Item]:
    """Yield the records of an answer: the items of its channel."""
    graph = data.get("@graph") or [data]
    items = [it for node in graph if isinstance(node, dict) for it in node.get("items") or [] if isinstance(it, dict)]
    for number, it in enumerate(items, 1):
        said = [s for key, held in it.items() for s in _of_key(key, held)]
        first, last = it.get("prism:startingPage"), it.get("prism:endingPage")
        if first:
            said = [s for s in said if s.name not in ("prism:startingPage", "prism:endingPage")]
            said.append(_Said("pages", f"{first}-{last}" if last and last != first else str(first)))
        about = str(it.get("@id") or "").partition("#")[0]
        yield _cinii(about, said, reading, Where(reading.file, one.line), number, "")


def _of_key(key: str, held: Any) -> Iterator[_Said]:
    for one in held if isinstance(held, list) else [held]:
        if isinstance(one, dict):
            text, uri, title = (str(one.get(name) or "") for name in ("@value", "@id", "dc:title"))
            yield from _of_cinii("maker" if key == "dc:creator" else key, text, uri, title)
        elif key == "prism:issn":
            yield _Said("serial", f"http://iss.ndl.go.jp/issn/{str(one).replace('-', '')}")
        else:
            yield from _of_cinii(key, str(one), "", "")


def _is_cinii(head: Head) -> bool:
    return head.tag == f"{{{_RDF}}}RDF" and b'"http://ci.nii.ac.jp/ns/1.0/"' in head.first.replace(b"\0", b"")


_format = partial(Format, media_type="application/rdf+xml", suffix=".rdf", kinds=tuple(COLUMNS), columns=COLUMNS)
OPENSEARCH = _format(
    id="ndl-rss", title="NDL Search OpenSearch (RSS)", title_ja="国立国会図書館サーチ OpenSearch(RSS)", media_type="application/rss+xml", suffix=".xml",
    sniff=lambda head: head.tag == "rss" and f'"{NDL}"'.encode() in head.first, read=_read_rss,
)  # fmt: skip
CINII = _format(id="cinii", title="CiNii RDF and RSS", title_ja="CiNii RDF・RSS", sniff=_is_cinii, read=_read_cinii)
CINII_JSON = _format(
    id="cinii-json", title="CiNii JSON-LD", title_ja="CiNii JSON-LD", media_type="application/ld+json", suffix=".json",
    sniff=looks_like(r'"(?:@context|@graph|cinii)"\s*:(?s:.*)ci\.nii\.ac\.jp'), read=lambda source, reading: read_objects(source, reading, partial(_searched, reading)),
)  # fmt: skip
