"""Language codes: ISO 639-2/B as ONIX and MARC write them, and the shorter tag that xml:lang wants.

Source: ISO 639-2; BCP 47 (RFC 5646, section 2.2.1: the shortest code); the tables are those of the library langcodes.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(1024)
def tag(code: str | None) -> str | None:
    """Return the BCP 47 tag of an ISO 639-2/B code: ``ja`` for ``jpn``; the code itself where there is no shorter one."""
    if code is None:
        return None
    from langcodes import standardize_tag
    from langcodes.tag_parser import LanguageTagError

    try:
        return standardize_tag(code)
    except LanguageTagError:
        return code


@lru_cache(1024)
def bibliographic(code: str) -> str | None:
    """Return the ISO 639-2/B code of a language: ``jpn`` for ``ja``, ``dut`` for ``nld``; None if there is none."""
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return Language.get(code).to_alpha3(variant="B")
    except (LanguageTagError, LookupError):
        return None
