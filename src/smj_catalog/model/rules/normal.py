"""The normal forms of identifiers: what `Identifier.value` holds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from smj_catalog.model.rules.patterns import lazily

FORMS = {
    name: lazily("fullmatch", pattern)
    for name, pattern in {
        "isbn-13": r"97[89][0-9]{10}",
        "isbn-10": r"[0-9]{9}[0-9X]",
        "issn": r"[0-9]{7}[0-9X]",
        "issn-l": r"[0-9]{7}[0-9X]",
        "ean": r"[0-9]{13}",
        "isni": r"[0-9]{15}[0-9X]",
        "orcid": r"[0-9]{15}[0-9X]",
        "corporate-number": r"[0-9]{13}",
        "jp-magazine-code": r"[0-9]{5}(?:-[0-9]{2})?",
        "jp-e-code": r"[0-9A-Za-z]{20}",
        "doi": r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+",
    }.items()
}
_GAPS = lazily("sub", r"[\s‐‑‒–—―−ー-]")
_LABEL = lazily("sub", r"(?:ISBN(?:-1[03](?![0-9]))?|ISSN(?:-L)?|ISNI|JAN|雑誌(?:コード)?)\s*:?\s*")
_DOI_LABEL = lazily("sub", r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@lru_cache(256)
def normal_form(kind: str, value: str) -> str:
    """Return the normal form of an identifier, as near as its text allows; never raises.

    ASCII digits and capital X, without hyphens and spaces, for the numbers of `FORMS`; 01234-08 and 01234 for
    a magazine code; a DOI without the address of its resolver. Other schemes stay as they are.
    """
    if kind not in FORMS or (value.isdecimal() and value.isascii() and kind != "jp-magazine-code"):
        return value
    if kind == "doi":
        return str(_DOI_LABEL("", value.strip()))
    value = unicodedata.normalize("NFKC", value).strip()
    if kind == "jp-e-code":
        return str(_GAPS("", value))
    value = _LABEL("", value.upper())
    if kind == "jp-magazine-code":
        digits = _GAPS("", value)
        if len(digits) == 7 and digits.isdecimal():
            return f"{digits[:5]}-{digits[5:]}"
        return digits if len(digits) == 5 else value
    if kind in ("isni", "orcid"):
        value = value.rpartition("/")[2]
    return str(_GAPS("", value))
