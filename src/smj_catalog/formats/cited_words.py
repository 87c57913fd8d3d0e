"""Languages, addresses and DOIs as citations have them; what is none costs itself and not its record."""

from __future__ import annotations

from typing import Any

from smj_catalog.codes.languages import bibliographic, tag
from smj_catalog.codes.words import LANGUAGES, plain
from smj_catalog.crosswalk.codecs import Codec
from smj_catalog.crosswalk.rows import Cell, Parsed
from smj_catalog.formats.marc.words import number_of
from smj_catalog.formats.tabular.values.parsed import refuse
from smj_catalog.model.rules.identifiers import WEB
from smj_catalog.model.rules.normal import FORMS
from smj_catalog.problems import message


def _language(text: str) -> str:
    found = LANGUAGES.get(plain(text)) or bibliographic(text.strip())
    if found is None:
        raise ValueError(text)
    return found


def _address(text: str) -> str:
    if not WEB(text.strip()):
        raise ValueError(text)
    return text.strip()


def from_doi(text: str) -> Parsed[dict[str, Any]]:
    """Return a DOI.

    Raises:
        BadValue: it is none.
    """
    found: Parsed[dict[str, Any]] = number_of("doi")(text)
    if not FORMS["doi"](found.value["value"]):
        raise refuse("cell-form", text, message("a-doi"))
    return found


LANGUAGE = Codec(message("a-language-tag"), _language, tag)
CODE_OF_LANGUAGE = {"": Cell("", "", "", "code", codec=Codec(message("a-language-tag"), _language))}
DOI = {"": Cell("", "", "", "value", parse=from_doi)}
LINK = {"": Cell("", "", "", "url", codec=Codec(message("a-web-address"), _address))}
