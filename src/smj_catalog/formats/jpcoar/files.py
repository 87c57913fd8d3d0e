"""The files that a record tells of: what shows a book or issue is one of its resources, any other an address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.fields import Field, Made, Subfield

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


def _file(url: str, label: str | None, sort: str | None, *parts: tuple[str, str | None]) -> Field:
    known = (("URI", url), ("URI@label", label), ("URI@objectType", sort), *parts)
    return Field("jpcoar:file", "", [Subfield(code, text) for code, text in known if text])


def _files(record: Any, _: Context) -> Iterator[Field]:
    for it in getattr(record, "resources", ()):
        if it.type in _OBJECTS:
            label = next((f.value for f in it.features if f.type == "02"), None)
            mime = next((_MIME.get(f.value) for f in it.file_features if f.type == "01"), None)
            sizes = (f"{f.value} {_UNITS[f.type]}" for f in it.file_features if f.type in _UNITS)
            extents = (("extent", size) for size in sizes if _SIZE.fullmatch(size))
            yield _file(it.url, label, _OBJECTS[it.type][0], ("mimeType", mime), *extents)
    if not hasattr(record, "resources"):
        yield from (_file(it.url, it.what, "fulltext") for it in record.links if it.role == _FULL)


def _resource(one: Field, url: str) -> m.Resource:
    type_, mode, form = _TYPES[one.first("URI@objectType") or ""]
    label, mime = one.first("URI@label"), _FORMATS.get(one.first("mimeType") or "")
    units = {mark: unit for unit, mark in _UNITS.items()}
    sizes = [found for s in one.subfields if s.code == "extent" and (found := _SIZE.fullmatch(s.text))]
    return m.Resource(
        url, type_, mode=mode, form=form, features=(m.ResourceFeature("02", label),) if label else (),
        file_features=(*((m.ResourceFeature("01", mime),) if mime else ()), *(m.ResourceFeature(units[it[2]], it[1]) for it in sizes)),
    )  # fmt: skip


def _from_files(fields: list[Field], _: Context, *, resources: bool) -> Mapping[str, Any]:
    said: dict[str, list[Any]] = {"resources": [], "links": []}
    for one in fields:
        url = one.first("URI")
        if url and resources and one.first("URI@objectType") in _TYPES:
            said["resources"].append(_resource(one, url))
        elif url:
            role = _FULL if one.first("URI@objectType") == "fulltext" else None
            said["links"].append(m.Link(url, one.first("URI@label"), role=role))
    return {name: tuple(held) for name, held in said.items() if held}


def _takes(one: Field, *, resources: bool) -> list[int]:
    sort = one.first("URI@objectType")
    shows = resources and sort in _TYPES
    return [
        i for i, s in enumerate(one.subfields)
        if one.first("URI") and (s.code in ("URI", "URI@label") or (s.code == "URI@objectType" and (shows or sort == "fulltext"))
        or (shows and ((s.code == "mimeType" and s.text in _FORMATS) or (s.code == "extent" and _SIZE.fullmatch(s.text)))))
    ]  # fmt: skip


def files(*, resources: bool) -> Made:
    """Return the entry of files.

    Args:
        resources: such a record has resources; any other has addresses alone.
    """
    where = "jpcoar:file/URI"
    shown = {
        "resources.url": where,
        "resources.type": f"{where}/@objectType",
        "resources.features": f"{where}/@label",
        "resources.file_features": "jpcoar:file/mimeType, jpcoar:file/extent",
    }
    linked = {"links.url": where, "links.what": f"{where}/@label", "links.role": f"{where}/@objectType"}
    return Made(
        ("jpcoar:file",), shown if resources else linked, _files,
        lambda fields, context: _from_files(fields, context, resources=resources), lambda one: _takes(one, resources=resources),
    )  # fmt: skip
