"""The files that a record tells of: what shows a book or issue is one of its resources, any other an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Made, Subfield, place

_OBJECTS = {"28": ("fulltext", "04", "02"), "44": ("abstract", "04", "02"), "27": ("thumbnail", "03", "01")}
"""Type of a resource (ONIX List 158) -> JPCOAR objectType, and mode and form (Lists 159 and 161) of one that is read."""

_TYPES = {theirs: (ours, *rest) for ours, (theirs, *rest) in _OBJECTS.items()}
_MIME = {
    "E107": "application/pdf", "E101": "application/epub+zip", "E105": "text/html", "E113": "application/xhtml+xml", "D501": "image/gif", "D502": "image/jpeg",
    "D503": "image/png", "D504": "image/tiff", "A103": "audio/mpeg",
}  # fmt: skip
"""ONIX List 178 -> media type."""

_FORMATS = {theirs: ours for ours, theirs in _MIME.items()}
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(MB|B)")
_UNITS = {"05": "MB", "07": "B"}
"""ONIX List 162 -> unit of a size."""

_FULL = "29"
"""ONIX List 73: page for full content."""


_SORT, _LABEL = "URI@objectType", "URI@label"
_LINK = {"URI": "url", _LABEL: "what"}
_OTHERS = (place("*jpcoar:file", "links", m.Link, _LINK, read_only=True),)
"""Places of files that show nothing of a record."""
LINKS = (place("*jpcoar:file", "links", m.Link, _LINK, {"role": _FULL}, fixed={_SORT: "fulltext"}), *_OTHERS)
"""Places of the files of records that have no resources."""


def _files(record: m.Product, _: Context) -> Iterator[Field]:
    for it in record.resources:
        if it.type in _OBJECTS:
            label = next((f.value for f in it.features if f.type == "02"), None)
            mime = next((_MIME.get(f.value) for f in it.file_features if f.type == "01"), None)
            sizes = (f"{f.value} {_UNITS[f.type]}" for f in it.file_features if f.type in _UNITS)
            extents = (("extent", size) for size in sizes if _SIZE.fullmatch(size))
            parts = (("URI", it.url), (_LABEL, label), (_SORT, _OBJECTS[it.type][0]), ("mimeType", mime), *extents)
            yield Field("jpcoar:file", "", [Subfield(code, text) for code, text in parts if text])


def _from_files(fields: list[Field], _: Context) -> dict[str, Any]:
    found = tuple(_resource(one) for one in fields if _shows(one))
    return {"resources": found} if found else {}


def _shows(one: Field) -> bool:
    return bool(one.first("URI")) and one.first(_SORT) in _TYPES


def _resource(one: Field) -> m.Resource:
    type_, mode, form = _TYPES[one.first(_SORT) or ""]
    label, mime = one.first(_LABEL), _FORMATS.get(one.first("mimeType") or "")
    units = {mark: unit for unit, mark in _UNITS.items()}
    sizes = [found for s in one.subfields if s.code == "extent" and (found := _SIZE.fullmatch(s.text))]
    return m.Resource(
        one.first("URI") or "", type_, mode=mode, form=form, features=(m.ResourceFeature("02", label),) if label else (),
        file_features=(*((m.ResourceFeature("01", mime),) if mime else ()), *(m.ResourceFeature(units[it[2]], it[1]) for it in sizes)),
    )  # fmt: skip


def _takes(one: Field) -> list[int]:
    return [
        i for i, s in enumerate(one.subfields)
        if _shows(one) and (s.code in ("URI", _LABEL, _SORT) or (s.code == "mimeType" and s.text in _FORMATS) or (s.code == "extent" and _SIZE.fullmatch(s.text)))
    ]  # fmt: skip


_SAYS = {
    "resources.url": "jpcoar:file/URI", "resources.type": "jpcoar:file/URI/@objectType", "resources.features": "jpcoar:file/URI/@label",
    "resources.file_features": "jpcoar:file/mimeType, jpcoar:file/extent",
}  # fmt: skip
FILES = (Made(("jpcoar:file",), _SAYS, _files, _from_files, _takes), *_OTHERS)
"""Entries of the files of records that have resources."""
