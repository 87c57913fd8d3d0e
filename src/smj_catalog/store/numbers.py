"""What is looked up in the index where a person names a type of identifier and a number."""

from __future__ import annotations

from smj_catalog.errors import UsageError
from smj_catalog.model import IDENTIFIER_TYPES
from smj_catalog.model.rules.check_digits import to_isbn_13
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.problems import message, quoted

NAMED = ", ".join(["isbn", *(name.replace("-", "_") for name in IDENTIFIER_TYPES if not name.startswith("isbn"))])
"""The types by which `find` finds, as its arguments are named."""


def keys_of(name: str, number: str, scheme: str | None) -> list[tuple[str, str]]:
    """Return the types and numbers under which the index has what is meant.

    Args:
        name: type of identifier, with ``_`` for a hyphen: ``isbn``, ``jp_magazine_code``.
        number: as a person writes it.
        scheme: name of the scheme of a number ``own``.

    Raises:
        UsageError: there is no such type.
    """
    kind = name.replace("_", "-")
    if kind not in ("isbn", *IDENTIFIER_TYPES):
        raise UsageError(message("no-identifier-type", type=quoted(name), types=NAMED))
    if kind.startswith("isbn"):
        value = normal_form("isbn-13", number)
        return [("isbn-13", to_isbn_13(value) if FORMS["isbn-10"](value) else value)]
    if kind == "own":
        return [(f"own:{scheme}", number)]
    return [(each, number) for each in ((kind, "issn-l") if kind == "issn" else (kind,))]
