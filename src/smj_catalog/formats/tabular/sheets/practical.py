"""The columns of the sheets to fill in: which there are, and which of them a record must have or the trade asks for."""

from __future__ import annotations

from smj_catalog.codes import words
from smj_catalog.crosswalk.rows import Cell
from smj_catalog.formats.tabular.sheets.words import ROLES, YES_NO, Words
from smj_catalog.problems import message

_MANY = ("title_reading", "subtitle", "other_title", "other_title_type")
_NAMES = (
    "author", "author_reading", "editor", "editor_reading", "supervisor", "translator", "contributor", "contributor_role",
    "contributor_reading",
)  # fmt: skip
_ENDING = ("keywords", "description", "note", "url", "source", "source_url", "source_title")
PRACTICAL = {
    "issue": (
        "id", "periodical", "title", "number", "volume", "whole_number", "date_designation", "cover_date", "date",
        "issue_kind", "feature", "feature_reading", "editor", "publisher", "price", "price_tax", "price_from", "pages", "size",
        "form", "status", "availability", "magazine_code", "isbn", "language", "contents_complete", *_ENDING,
    ),
    "component": (
        "id", "host", "component_kind", "section", "title", "title_reading", "subtitle", "genre", "column", "instalment",
        "author", "author_reading", "author_affiliation", "author_position", "contributor", "contributor_role",
        "contributor_reading", "contributor_position", "contributor_affiliation", "page_first", "page_last", "language", *_ENDING,
    ),
    "book": (
        "id", "scope", "title", *_MANY, "title_part", "responsibility", *_NAMES, "edition", "series", "series_part",
        "publisher", "publisher_reading", "publisher_place", "date", "isbn", "price", "price_tax", "price_net", "price_from", "pages",
        "size", "form", "status", "availability", "supplier", "audience", "cover_url", "language", "ndc", "ndlsh", "c_code", *_ENDING,
    ),
    "periodical": (
        "id", "title", *_MANY, "serial_kind", "publisher", "publisher_place", "frequency", "frequency_number", "issn",
        "magazine_code", "ncid", "ndl", "price", "price_tax", "language", "holder", "holding_held", "holding_missing",
        *_ENDING,
    ),
    "agent": (
        "id", "agent_kind", "name", "name_reading", "name_romanised", "name_type", "born", "died", "established", "isni", "viaf",
        "corporate_number", "address", "url", "note", "source", "source_url", "source_title",
    ),
}  # fmt: skip
"""The columns of a sheet to fill in; a table that is imported may have every other column as well."""

ORDER = ("agent", "periodical", "issue", "component", "book")
"""The sheets in the order of work: a record stands before those that name it."""
REQUIRED = {
    "agent": ("agent_kind", "name"), "periodical": ("title",), "issue": ("periodical", "number"), "component": ("host", "title"),
    "book": ("title",), "concept": ("label",),
}  # fmt: skip
"""What a row must have; an issue without a number has a date instead."""
TRADE = {
    "issue": ("date", "price", "price_tax", "price_from", "publisher", "form"),
    "book": ("title_reading", "author_reading", "date", "isbn", "price", "price_tax", "price_from", "publisher", "form", "status"),
}  # fmt: skip
"""What wholesalers and libraries ask for as well."""


_AT = {word: at for at, word in enumerate(words.ROLES)}
"""Word for a role -> its place among those that are printed on books."""


def offered_words(cell: Cell, lang: str) -> list[str]:
    """Return the words that a cell is chosen from, in a language; an empty list where any text will do."""
    load = cell.codec.load if cell.codec is not None else None
    if isinstance(load, Words):  # of roles those that books mostly have stand first
        return sorted(load.offered(lang), key=lambda word: _AT.get(word, len(_AT)) if cell.codec is ROLES else 0)
    return [message(f"word-{word}").text(lang) for word in ("yes", "no")] if cell.codec is YES_NO else []
