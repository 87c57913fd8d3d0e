"""Roles of names: relator codes ($4) and words ($e), both ways.

MARC Code List for Relators; ONIX List 17.
"""

from __future__ import annotations

import re
from typing import Any

from smj_catalog.crosswalk.rows import Parsed, joined, parted
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.formats.tabular.values.roles import roles_of
from smj_catalog.model import Contributor
from smj_catalog.problems import message

RELATORS = {
    "A01": "aut", "A07": "art", "A12": "ill", "A13": "pht", "A15": "wpr", "A19": "waw", "A23": "wfw", "A24": "win",
    "A32": "ctb", "A36": "cov", "A43": "ivr", "A44": "ive", "B01": "edt", "B06": "trl",
}  # fmt: skip
"""ONIX List 17 -> MARC relator code, where one means what the other does."""
_ROLES = {code: role for role, code in RELATORS.items()}


def is_author(contributor: Contributor) -> bool:
    """Tell whether a contributor is a creator, who heads the entry (100, 110)."""
    return "A01" in contributor.roles


_ADDRESS = re.compile("https?://id[.]loc[.]gov/vocabulary/relators/([a-z]{3})/?")


def relators(contributor: Contributor) -> str:
    """Return the relator codes of a contributor's roles."""
    return joined(RELATORS[role] for role in contributor.roles if role in RELATORS)


def from_relators(text: str) -> Parsed[dict[str, Any]]:
    """Return the roles that relator codes, or the addresses of these, mean; a code of no role of ours is told."""
    codes = [_ADDRESS.sub(r"\1", code.strip()).lower() for code in parted(text)]
    expected = message("a-code-known", list="MARC relators")
    told = tuple(warn("cell-form", code, expected) for code in codes if code not in _ROLES)
    return Parsed({"roles": tuple(dict.fromkeys(_ROLES[code] for code in codes if code in _ROLES))}, told)


_TERMS = {
    "photographer": "A13", "interviewer": "A43", "interviewee": "A44", "hrsg": "B01", "hg": "B01", "herausgeber": "B01", "herausgegeben von": "B01",
    "übers": "B06", "übersetzer": "B06", "éditeur scientifique": "B01", "traducteur": "B06", "trad": "B06", "autor": "A01", "auteur": "A01", "verfasser": "A01",
}  # fmt: skip
"""Words that stand in $e, beside those of every format -> role."""


def printed(contributor: Contributor) -> str:
    """Return the role word as printed."""
    return joined([contributor.role_printed]) if contributor.role_printed else ""


def from_terms(text: str) -> Parsed[dict[str, Any]]:
    """Return the role words as printed, one behind the other: editor, translator."""
    words = [word.strip(" ,") or word for word in parted(text)]
    between = ", " if all(map(str.isascii, words)) else "・"
    return Parsed({"role_printed": between.join(words)} if words else {})


def roles_in(words: str) -> tuple[str, ...]:
    """Return the roles that words mean, none where one of them is no role word: 編・著, editor, translator."""
    found: list[str] = []
    for word in words.split(","):
        bare = word.strip(" .;").lower()
        roles = (_TERMS[bare],) if bare in _TERMS else roles_of(bare) or roles_of(f"{bare}.")
        if not roles:
            return ()
        found += roles
    return tuple(dict.fromkeys(found))
