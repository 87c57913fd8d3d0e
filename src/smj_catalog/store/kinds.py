"""Kinds of records as callers name them."""

from __future__ import annotations

from smj_catalog.errors import UsageError
from smj_catalog.model import RECORD_TYPES, Record
from smj_catalog.model.naming import KINDS
from smj_catalog.problems import kinds_named, message, quoted


def kind_named(kind: str | type[Record]) -> str:
    """Return the word for a kind of record that is given as a word or a class.

    Raises:
        UsageError: there is no such kind.
    """
    word = KINDS.get(kind, kind.__name__) if isinstance(kind, type) else kind
    if not isinstance(word, str) or word not in RECORD_TYPES:
        raise UsageError(message("no-kind", kind=quoted(word), kinds=kinds_named(RECORD_TYPES)))
    return word
