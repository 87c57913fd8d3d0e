"""Roles of names: relator codes ($4) and words ($e), both ways.

MARC Code List for Relators; ONIX List 17.
"""

from __future__ import annotations

import re
from typing import Any

from smj_catalog.crosswalk.fields import Field, Subfield
from smj_catalog.crosswalk.rows import Parsed, joined, parted
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.formats.tabular.values.roles import roles_of
from smj_catalog.model import Contributor
from smj_catalog.problems import message

RELATORS = {
    "A01": "aut", "A03": "aus", "A04": "lbt", "A05": "lyr", "A06": "cmp", "A07": "art", "A12": "ill", "A13": "pht", "A15": "wpr",
    "A19": "waw", "A21": "cwt", "A23": "wfw", "A24": "win", "A32": "ctb", "A36": "cov", "A39": "ctg", "A43": "ivr", "A44": "ive",
    "A51": "res", "B01": "edt", "B04": "abr", "B05": "adp", "B06": "trl", "B25": "arr", "B27": "ths", "C01": "com", "C04": "cur",
    "D01": "pro", "D02": "drt", "D03": "cnd", "D04": "chr", "E01": "act", "E02": "dnc", "E03": "nrt", "E04": "cmm", "E09": "spk", "F02": "flm",
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


def role_of(code: str) -> str | None:
    """Return the role that a relator code, or the address of one, means."""
    return _ROLES.get(_ADDRESS.sub(r"\1", code.strip()).lower())


def from_relators(text: str) -> Parsed[dict[str, Any]]:
    """Return the roles that relator codes mean; a code of no role of ours is what is printed, and told."""
    found = {code.strip(): role_of(code) for code in parted(text)}
    others = [_ADDRESS.sub(r"\1", code) for code, role in found.items() if role is None]
    told = tuple(warn("cell-form", code, message("a-relator-with-role")) for code in others)
    words = {"role_printed": ", ".join(others)} if others else {}
    return Parsed({"roles": tuple(dict.fromkeys(filter(None, found.values()))), **words}, told)


def mended(one: Field) -> None:
    """Let the codes of a name say what its words do where these are more ($e editor $e translator $4 ill).

    A code of no role of ours is counted where there are words, and else stands for these.
    """
    if not {"e", "4"} <= {s.code for s in one.subfields}:
        return
    words, codes = ([s for s in one.subfields if s.code == code] for code in "e4")
    if len(words) > len(codes):
        said = [role for held in words for role in roles_in(held.text) if role in RELATORS]
        known = {role_of(held.text) for held in codes}
        at = next(i for i, s in enumerate(one.subfields) if s is codes[0])
        one.subfields[at:at] = [Subfield("4", RELATORS[role]) for role in dict.fromkeys(said) if role not in known]
    for held in codes:
        if role_of(held.text) is None:
            held.code = "4 (no role)"


_TERMS = {
    "joint author": "A01", "composer": "A06", "lyricist": "A05", "librettist": "A04", "screenwriter": "A03", "cartographer": "A39", "researcher": "A51", "abridger": "B04",
    "adapter": "B05", "arranger": "B25", "compiler": "C01", "curator": "C04", "producer": "D01", "conductor": "D03", "choreographer": "D04",
    "actor": "E01", "dancer": "E02", "narrator": "E03", "commentator": "E04", "speaker": "E09", "contributor": "A32", "thesis advisor": "B27",
    "writer of preface": "A15", "writer of afterword": "A19", "writer of foreword": "A23", "writer of introduction": "A24",
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
