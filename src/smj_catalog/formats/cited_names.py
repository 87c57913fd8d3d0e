"""Names as citations have them, in two parts or three, both ways: Mihon, Hanako, Jr."""

from __future__ import annotations

import re
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.formats.marc.words import from_heading, from_years, heading
from smj_catalog.formats.tabular.values.headings import of_years

_FIRM = re.compile(r"(?:Inc|Ltd|LLC|LLP|Corp|GmbH|Co)\.?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:[JS]r|[IVX]+|Esq|Ph\. ?D|PhD|M\. ?D)\.?|[2-9](?:nd|rd|th)")
"""Words that tell a person from others and stand behind the name where it is cited; 生物学 does not."""


def parted(name: m.Contributor) -> str:
    """Return family and given name with a comma between them; nothing where one is not known, or has a comma of its own."""
    parts = (name.family, name.given)
    if not all(parts) or any("," in part for part in parts if part) or name.kind != "person":
        return ""
    words = heading(name)
    return words + suffix(name) if words == ", ".join(part for part in parts if part) else ""


def suffix(name: m.Contributor) -> str:
    """Return what stands behind the parts of a name, with the comma before it: Mihon, Hanako, Jr."""
    return f", {name.distinction}" if _SUFFIX.fullmatch(name.distinction or "") else ""


def from_name(text: str) -> Parsed[dict[str, Any]]:
    """Return a name in two parts, or in three, of which the last tells the person from others, or the years of a life."""
    name, _, last = (part.strip() for part in text.strip(" ,").rpartition(","))
    found = from_heading(name)
    if "family" not in found.value or _FIRM.fullmatch(last) or ";" in text:
        return from_heading(text)
    if of_years(found.value["given"]) and not of_years(last):  # BibTeX has the last part before it
        return from_name(f"{found.value['family']}, {last}, {found.value['given']}")
    more = from_years(last) if of_years(last) else Parsed({"distinction": last})
    return Parsed({**found.value, **more.value}, more.warnings)
