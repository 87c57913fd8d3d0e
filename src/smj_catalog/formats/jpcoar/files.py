"""The files that a record tells of: what shows a book or issue is one of its resources, any other an address."""

from __future__ import annotations

import re

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk.fields import Field, place
from smj_catalog.crosswalk.rows import Cell, Parsed, joined

_OBJECTS = {"28": ("fulltext", "04", "02"), "44": ("abstract", "04", "02"), "27": ("thumbnail", "03", "01")}
"""Type of a resource (ONIX List 158) -> JPCOAR objectType, and mode and form (Lists 159 and 161) of one that is read."""

_MIME = {
    "E107": "application/pdf", "E101": "application/epub+zip", "E105": "text/html", "E113": "application/xhtml+xml", "D501": "image/gif", "D502": "image/jpeg",
    "D503": "image/png", "D504": "image/tiff", "A103": "audio/mpeg",
}  # fmt: skip
"""ONIX List 178 -> media type."""

_FORMATS = {theirs: ours for ours, theirs in _MIME.items()}
_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(MB|KB|B)")
_UNITS = {"05": "MB", "06": "KB", "07": "B"}
"""ONIX List 162 -> unit of a size."""

_TYPES = {unit: type_ for type_, unit in _UNITS.items()}
_FULL = "29"
"""ONIX List 73: page for full content."""

_LABEL, _SORT = "URI@label", "URI@objectType"


def known(one: Field) -> Field:
    """Return a file of which the facts that no list has are called so."""
    return evolve(one, subfields=[
        evolve(s, code=f"{s.code}=?") if (s.code == "mimeType" and s.text not in _FORMATS) or (s.code == "extent" and not _SIZE.fullmatch(s.text)) else s
        for s in one.subfields
    ])  # fmt: skip


_CAPTION = Cell(
    "", "", "", "", parse=lambda text: Parsed({"features": (m.ResourceFeature("02", text),)}), dump=lambda it: next((f.value for f in it.features if f.type == "02"), ""), says=("features",),
)  # fmt: skip
_FORMAT = Cell(
    "", "", "", "", parse=lambda text: Parsed({"file_features": (m.ResourceFeature("01", _FORMATS[text]),)}),
    dump=lambda it: next((_MIME.get(f.value, "") for f in it.file_features if f.type == "01"), ""), says=("file_features",),
)  # fmt: skip
_SIZES = Cell(
    "", "", "", "", parse=lambda text: Parsed({"file_features": tuple(m.ResourceFeature(_TYPES[unit], size) for size, unit in _SIZE.findall(text))}),
    dump=lambda it: joined([text for f in it.file_features if f.type in _UNITS and _SIZE.fullmatch(text := f"{f.value} {_UNITS[f.type]}")]), says=("file_features",),
)  # fmt: skip
_LINK = {"URI": "url", _LABEL: "what"}
_OTHERS = (place("*jpcoar:file", "links", m.Link, _LINK, read_only=True),)
"""Places of files that show nothing of a record."""
LINKS = (place("*jpcoar:file", "links", m.Link, _LINK, {"role": _FULL}, fixed={_SORT: "fulltext"}), *_OTHERS)
"""Places of the files of records that have no resources."""
FILES = (
    *(
        place("*jpcoar:file", "resources", m.Resource, {"URI": "url", _LABEL: _CAPTION, "mimeType": _FORMAT, "extent*": _SIZES}, {"type": type_}, assumed={"mode": mode, "form": form}, fixed={_SORT: sort})
        for type_, (sort, mode, form) in _OBJECTS.items()
    ), *_OTHERS,
)  # fmt: skip
"""Places of the files of records that have resources."""
