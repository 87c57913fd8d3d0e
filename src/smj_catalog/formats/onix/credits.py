"""Judgement on a product's contributors: names, those without one, and that there are none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.drafts import unchecked
from smj_catalog.errors import BadValue
from smj_catalog.formats.onix.codecs import saying
from smj_catalog.formats.onix.judgement import each_once, goes_out, lacking, numbers, others, own_id
from smj_catalog.formats.onix.shapes import OnixAffiliation, OnixAlternative, OnixContributor, OnixCredits
from smj_catalog.formats.tabular.values.roles import roles_of
from smj_catalog.model import Affiliation, Book, Component, Contributor, Issue, Romanised, Text
from smj_catalog.problems import Problem, Where, message

_FULL = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff]")


def _described(it: Contributor) -> str | None:
    """Return the words for the role, unless they are the name of roles that go out as codes."""
    if it.role_printed is None or "Z99" in it.roles:
        return it.role_printed
    named = roles_of(it.role_printed)
    return None if named and set(named) <= set(it.roles) else it.role_printed


def _contributor(it: Contributor) -> OnixContributor:
    person = it.kind == "person"
    shape = OnixContributor(
        each_once(it.roles) or ("Z99",),
        numbers(it.identifiers, codes.NAME_IDS, it.agent),
        _in_order(it) if person else None,
        corporate=None if person else it.name,
        alternatives=tuple([
            OnixAlternative(r.text, None) if person else OnixAlternative(None, r.text) for r in it.name.romanised
        ]),
        affiliations=(
            Affiliation(it.affiliation, it.position, identifiers=it.affiliation_identifiers), *it.other_affiliations,
        ),
        description=_described(it),
        biography=it.biography,
        biography_xhtml=it.biography_xhtml and saying(it.biography_xhtml, it.biography or ""),
        links=it.links,
    )  # fmt: skip
    if person:
        shape.born, shape.died = it.born, it.died
        if it.family is not None:  # KeyNames must be there
            shape.key = it.family
            if shape.person == it.name and it.name.text.startswith(it.family):
                shape.after = it.given
            else:
                shape.before = it.given
    return shape


def _in_order(it: Contributor) -> Text:
    """Return a person's name as PersonName has it: in Latin letters the given name first, where it is headed by the family name."""
    if it.given is None or it.name.text != f"{it.family}, {it.given}" or _FULL.search(it.name.text):
        return it.name
    return evolve(it.name, text=f"{it.given} {it.family}")


def says_something(it: Affiliation) -> bool:
    """Tell whether an affiliation has a name, a position or a number that goes out."""
    return bool(it.name or it.position or any(goes_out(i, codes.NAME_IDS) for i in it.identifiers))


def affiliation_of(it: Affiliation, _: Context) -> OnixAffiliation:
    """Return a ProfessionalAffiliation."""
    return OnixAffiliation(it.position, numbers(it.identifiers, codes.NAME_IDS), it.name)


def from_affiliation(shape: OnixAffiliation, _: Context) -> Affiliation:
    """Return a ProfessionalAffiliation as one of ours."""
    return _affiliation(shape.name, shape.position, identifiers=others(shape.identifiers, codes.NAME_IDS))


_affiliation = unchecked(Affiliation)


def with_name(shape: OnixContributor, _: Context) -> OnixContributor:
    """Return a Contributor.

    Raises:
        BadValue: it has neither a name nor words for one that is not known, or several: a person's and a body's, or a
            name and UnnamedPersons. The one unnamed person that has a place here is 02 (List 19), anonymous.
    """
    person = shape.person or shape.key or shape.inverted
    if person is not None and shape.corporate is None and shape.unnamed is None:  # as nearly all are
        return shape
    found = [str(getattr(x, "text", x)) for x in (person, shape.corporate, shape.unnamed) if x is not None]
    if not found:
        raise BadValue(lacking("PersonName", "Contributor"))
    if len(found) > 1:
        raise BadValue(Problem(Where(), "contributor-name", " · ".join(found), message("a-contributor-of-one-name")))
    if shape.unnamed not in (None, "02"):
        told = message("an-anonymous-contributor")
        raise BadValue(Problem(Where(), "contributor-name", shape.unnamed, told, severity="warning"))
    return shape


def _from_contributor(shape: OnixContributor) -> Contributor:
    name = shape.person or shape.corporate
    if name is None and shape.key is not None:  # in parts alone
        parts = [x for x in (shape.before, shape.prefix, shape.key, shape.after, shape.suffix) if x]
        name = Text(("" if all(map(_FULL.match, parts)) else " ").join(parts))
    family, given = _parts(shape.inverted) if shape.inverted and shape.key is None else (None, None)
    if name is None:  # `with_name`
        assert shape.inverted is not None
        words = (family, given) if family and given and _FULL.match(family + given) else (given, family)
        name = Text(("" if words[0] == family else " ").join(filter(None, words)) if given else shape.inverted)
    elif family is not None and not _says_the_same(shape):
        family = given = None
    if shape.alternatives:
        romanised = tuple(Romanised(r) for r in (a.person or a.corporate for a in shape.alternatives) if r)
        name = evolve(name, romanised=romanised)
    if family is None:
        family = shape.key
    if given is None and (shape.before or shape.prefix or shape.after):  # a prefix is none of what is sorted by
        given = " ".join(filter(None, (shape.before, shape.prefix, shape.after)))
    first = shape.affiliations[0] if shape.affiliations else _NOWHERE
    return _made(
        shape, name=name, kind="person" if shape.corporate is None else "organisation", position=first.position,
        affiliation=first.name, affiliation_identifiers=first.identifiers, other_affiliations=shape.affiliations[1:],
        agent=own_id(shape.identifiers), identifiers=others(shape.identifiers, codes.NAME_IDS), family=family, given=given,
    )  # fmt: skip


_COPIED = ("roles", "born", "died", "biography", "biography_xhtml", "links")
_made = unchecked(Contributor, {"role_printed": "it.description", **{name: f"it.{name}" for name in _COPIED}})
_NOWHERE = Affiliation()
_WORD = re.compile("[^\\s,,]+")


def _parts(inverted: str) -> tuple[str | None, str | None]:
    """Return family and given name of PersonNameInverted; no given name where more than a comma stands in it."""
    parts = [x.strip() for x in re.split("[,,]", inverted)]
    if len(parts) == 2 and all(parts):
        return parts[0], parts[1]
    return (parts[0] or None, None) if len(parts) > 1 else (None, None)


def _says_the_same(shape: OnixContributor) -> bool:
    """Tell whether PersonNameInverted has the words of the name, or is the name."""
    if shape.inverted is None or (shape.person or shape.key) is None:
        return shape.corporate is None
    parts = " ".join(x for x in (shape.before, shape.prefix, shape.key, shape.after, shape.suffix) if x)
    words = _WORD.findall(shape.inverted)
    return any(
        sorted(_WORD.findall(x)) == sorted(words) or "".join(x.split()) == "".join(words)
        for x in (shape.person.text if shape.person else "", parts)
    )


_SILENT = (OnixCredits(),)
"""What a record says of whose contributors nothing is known."""


def credits_of(record: Book | Issue | Component, _: Context) -> Iterable[OnixCredits]:
    """Return the contributors of a record, or that it has none.

    Only ``anonymous`` gives UnnamedPersons (List 19, 02) and only ``no-contributor`` gives NoContributor; a record of
    whose contributors nothing is known says nothing.
    """
    if record.contributors:
        statement = record.responsibility if isinstance(record, Book) else None
        return (OnixCredits(tuple(map(_contributor, record.contributors)), statement),)
    absence = record.absence
    if absence is None:
        return _SILENT
    if absence == "anonymous":
        return (OnixCredits((OnixContributor(("A01",), unnamed="02"),)),)
    return (OnixCredits(none=absence == "no-contributor"),)


def from_credits(shapes: list[OnixCredits], _: Context, *, base: str) -> dict[str, Any]:
    """Return the contributors of a record, or why it has none; and its statement of responsibility.

    Args:
        shapes: the one.
        base: path of the element that they stand in, with its slash.
    """
    credit = shapes[0]
    named = [c for c in credit.contributors if c.unnamed is None]
    nameless = [c for c in credit.contributors if c.unnamed is not None]
    author = None if named else next((c for c in nameless if "A01" in c.roles), None)
    unread = []
    for c in nameless:
        if c is not author:
            unread.append(f"{base}Contributor/UnnamedPersons")
        unread += [f"{base}Contributor/ContributorRole" for role in c.roles if c is not author or role != "A01"]
    for c in named:
        if c.prefix:
            unread.append(f"{base}Contributor/PrefixToKey")
        if c.suffix:
            unread.append(f"{base}Contributor/SuffixToKey")
        if c.inverted and not _says_the_same(c):
            unread.append(f"{base}Contributor/PersonNameInverted")
    return {
        "contributors": tuple([_from_contributor(c) for c in named]), "responsibility": credit.statement, "unread": unread,
        "absence": "no-contributor" if credit.none else "anonymous" if author is not None else None,
    }  # fmt: skip
