"""Where ONIX and the model see things differently: between the model's values and ONIX's shapes, both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import evolve

from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.errors import BadValue
from smj_catalog.formats.onix.shapes import (
    OnixAlternative,
    OnixContributor,
    OnixCredits,
    OnixEdition,
    OnixIdentifier,
    OnixSubject,
)  # fmt: skip
from smj_catalog.formats.vocabulary import concept_of, key_of, label_of, less_mapped, mapped_of
from smj_catalog.model import (
    Book,
    Component,
    Contributor,
    Edition,
    Extent,
    Identifier,
    Issue,
    Reading,
    Record,
    Romanised,
    Subject,
    Text,
)  # fmt: skip
from smj_catalog.problems import Problem, Where, message

# ---- identifiers


def coded(identifier: Identifier, table: Mapping[str, str]) -> OnixIdentifier:
    """Return an identifier with the type that a code list has for it."""
    name = codes.PROPRIETARY_NAMES.get(identifier.type) or identifier.scheme
    code = table.get(identifier.type) or identifier.type.removeprefix("onix:")
    return OnixIdentifier(code, identifier.value, name if code == "01" else None)


def worded(shape: OnixIdentifier, table: Mapping[str, str]) -> Identifier:
    """Return the identifier that ``coded`` made this shape of."""
    if shape.type == "01":
        known = {name: kind for kind, name in codes.PROPRIETARY_NAMES.items()}
        if shape.name in known and table.get(known[shape.name]) == "01":
            return Identifier(known[shape.name], shape.value)
        return Identifier("own", shape.value, scheme=shape.name)
    words = {code: word for word, code in table.items() if code != "01"}
    return Identifier(words.get(shape.type, f"onix:{shape.type}"), shape.value)


def carries_product_id(identifier: Identifier) -> bool:
    """Tell whether an identifier goes out: valid, the product's own and not its set's, of a type in List 5; a
    proprietary one has a name.
    """  # noqa: D205
    return identifier.qualifier != "set" and _goes_out(identifier, codes.PRODUCT_IDS)


def _goes_out(identifier: Identifier, table: Mapping[str, str]) -> bool:
    if identifier.status != "valid":
        return False
    if identifier.type == "own":
        return identifier.scheme is not None
    return identifier.type in table or identifier.type.startswith("onix:")


def product_id(identifier: Identifier, _: Context) -> OnixIdentifier:
    """Return an identifier as ProductIdentifier."""
    return coded(identifier, codes.PRODUCT_IDS)


def from_product_id(shape: OnixIdentifier, _: Context) -> Identifier:
    """Return a ProductIdentifier as an identifier."""
    return worded(shape, codes.PRODUCT_IDS)


def carries_collection_id(identifier: Identifier) -> bool:
    """Tell whether an identifier goes out with a collection (List 13)."""
    return _goes_out(identifier, codes.COLLECTION_IDS)


def collection_id(identifier: Identifier, _: Context) -> OnixIdentifier:
    """Return an identifier as CollectionIdentifier."""
    return coded(identifier, codes.COLLECTION_IDS)


def from_collection_id(shape: OnixIdentifier, _: Context) -> Identifier:
    """Return a CollectionIdentifier as an identifier."""
    return worded(shape, codes.COLLECTION_IDS)


def stand_in_id(record: Book | Issue, _: Context) -> str | None:
    """Return the record's own id as a product identifier where the record has none that goes out."""
    return None if any(carries_product_id(i) for i in record.identifiers) else record.id


# ---- what may stand only once


def each_once(codes_: tuple[str, ...]) -> tuple[str, ...]:
    """Return codes less those that repeat another."""
    return tuple(dict.fromkeys(codes_))


def carries_extent(extent: Extent) -> bool:
    """Tell whether an extent has a number; words alone (1冊) have no place."""
    return extent.value is not None


def known_title_type(code: str) -> str:
    """Return a title type that List 15 has: 00 (undefined) for a spelling that only another source has."""
    return code if code in codes.TITLE_TYPES else "00"


# ---- what may stand only on one line

_BREAK = re.compile("\\s*[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]\\s*")


def one_line(text: str) -> str:
    """Return words without line breaks, and without white space at either end."""
    if text.isprintable() and text[0] != " " != text[-1]:
        return text
    return _BREAK.sub(" ", text.strip()) or text


def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return several texts, each on one line."""
    return tuple(map(one_line, texts))


# ---- readings


def one_reading(readings: tuple[Reading, ...]) -> str:
    """Return the reading that goes into collationkey: the first."""
    return one_line(readings[0].text)


def from_one_reading(text: str) -> tuple[Reading, ...]:
    """Return a collationkey as readings."""
    return (Reading(text),)


def less_reading(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return what a collationkey keeps of readings."""
    return from_one_reading(one_reading(readings))


def lacking(name: str, composite: str) -> Problem:
    """Return the fault of a composite that lacks an element."""
    return Problem(Where(), f"value-{name.lower()}", None, message("the-field", field=name, kind=composite))


# ---- contributors


_FULL = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff]")


def _name_ids(contributor: Contributor) -> tuple[OnixIdentifier, ...]:
    if not contributor.identifiers and contributor.agent is None:
        return ()
    found = [coded(i, codes.NAME_IDS) for i in contributor.identifiers if _goes_out(i, codes.NAME_IDS)]
    if contributor.agent is not None:
        found.append(OnixIdentifier("01", contributor.agent, codes.PROPRIETARY))
    return tuple(found)


def _contributor(it: Contributor) -> OnixContributor:
    person = it.kind == "person"
    described = it.role_printed if "Z99" in it.roles else None
    shape = OnixContributor(
        each_once(it.roles) or ("Z99",),
        _name_ids(it),
        it.name if person else None,
        corporate=None if person else it.name,
        alternatives=tuple(
            OnixAlternative(person=r.text if person else None, corporate=None if person else r.text)
            for r in it.name.romanised
        )
        if it.name.romanised
        else (),
        position=it.position,
        affiliation=it.affiliation,
        description=described,
    )
    if person:
        shape.born, shape.died = it.born, it.died
        if it.family is not None:  # KeyNames must be there
            shape.key = it.family
            if it.name.text.startswith(it.family):
                shape.after = it.given
            else:
                shape.before = it.given
    return shape


def with_name(shape: OnixContributor, _: Context) -> OnixContributor:
    """Return a Contributor.

    Raises:
        BadValue: it has neither a name nor words for one that is not known.
    """
    if (shape.person or shape.corporate or shape.key or shape.unnamed) is None:
        raise BadValue(lacking("PersonName", "Contributor"))
    return shape


def _from_contributor(shape: OnixContributor) -> Contributor:
    name = shape.person or shape.corporate
    if name is None and shape.key is not None:  # in parts alone
        parts = [x for x in (shape.before, shape.key, shape.after) if x]
        name = Text(("" if all(map(_FULL.match, parts)) else " ").join(parts))
    assert name is not None  # `with_name`
    romanised = [a.person or a.corporate for a in shape.alternatives]
    agent = next((i.value for i in shape.identifiers if i.name == codes.PROPRIETARY), None)
    named = Text(
        name.text,
        name.readings,
        romanised=tuple(Romanised(r) for r in romanised if r),
        language=name.language,
        script=name.script,
    )
    return Contributor(
        named,
        shape.roles,
        role_printed=shape.description,
        kind="organisation" if shape.corporate is not None else "person",
        position=shape.position,
        affiliation=shape.affiliation,
        agent=agent,
        identifiers=tuple(worded(i, codes.NAME_IDS) for i in shape.identifiers if i.name != codes.PROPRIETARY),
        family=shape.key,
        given=" ".join(x for x in (shape.before, shape.after) if x) or None,
        born=shape.born,
        died=shape.died,
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
    absence = None if isinstance(record, Issue) else record.absence
    if absence is None:
        return _SILENT
    if absence == "anonymous":
        return (OnixCredits((OnixContributor(("A01",), unnamed="02"),)),)
    return (OnixCredits(none=absence == "no-contributor"),)


def _from_credits(shapes: list[OnixCredits], base: str = "DescriptiveDetail/") -> dict[str, Any]:
    credit = shapes[0]
    named = [c for c in credit.contributors if c.unnamed is None]
    absence = "no-contributor" if credit.none else None
    if any(c.unnamed == "02" for c in credit.contributors) and not named:
        absence = "anonymous"
    nameless = 0 if absence == "anonymous" else len(credit.contributors) - len(named)
    return {
        "contributors": tuple(map(_from_contributor, named)), "absence": absence, "responsibility": credit.statement,
        "unread": (f"{base}Contributor/UnnamedPersons",) * nameless,
    }  # fmt: skip


def from_book_credits(shapes: list[OnixCredits], _: Context) -> dict[str, Any]:
    """Return a book's fields."""
    return _from_credits(shapes)


def from_item_credits(shapes: list[OnixCredits], _: Context) -> dict[str, Any]:
    """Return a component's fields."""
    got = _from_credits(shapes, "")
    return {name: got[name] for name in ("contributors", "absence", "unread")}


def from_issue_credits(shapes: list[OnixCredits], _: Context) -> dict[str, Any]:
    """Return an issue's fields."""
    got = _from_credits(shapes)
    none = ("DescriptiveDetail/NoContributor",) * (got["absence"] == "no-contributor")
    nameless = ("DescriptiveDetail/Contributor/UnnamedPersons",) * (got["absence"] == "anonymous")
    return {"contributors": got["contributors"], "unread": (*got["unread"], *none, *nameless)}


# ---- subjects


def carries_subject(subject: Subject) -> bool:
    """Tell whether a subject has a code or heading, and its scheme is known; an own concept is known by its id."""
    known = subject.scheme in codes.SUBJECTS or subject.scheme.startswith("onix:")
    code = subject.concept if subject.scheme == "own" else subject.code
    return known and bool(code or subject.heading)


def subjects_of(record: Book | Issue | Component, context: Context) -> Iterable[OnixSubject]:
    """Return subjects; behind them the codes that the catalogue maps their concepts to (formats/vocabulary.py).

    A concept of the archive's vocabulary is known by its id; its Japanese label is the heading.
    """
    if not record.subjects:
        return ()
    own = [s for s in record.subjects if carries_subject(s)]
    made = list(map(_subject, own))
    if not any(s.concept for s in own):
        return made
    added: dict[tuple[str, str | None], Subject] = {}
    for it, shape in zip(own, made, strict=True):
        concept = concept_of(it, context)
        if concept is None:
            continue
        if shape.heading is None and (label := label_of(concept)) is not None:
            shape.heading = label.text
        added.update(mapped_of(concept))
    for it in own:
        added.pop(key_of(it), None)
    made += (_subject(s) for s in added.values() if carries_subject(s))
    return made


def from_subjects(shapes: list[OnixSubject], context: Context) -> dict[str, Any]:
    """Return the subjects of a record, without those that the catalogue itself adds to its concepts."""
    return {"subjects": less_mapped(map(_from_subject, shapes), context)}


def _subject(it: Subject) -> OnixSubject:
    scheme = codes.SUBJECTS.get(it.scheme) or it.scheme.removeprefix("onix:")
    code = it.concept if it.scheme == "own" else it.code
    return OnixSubject(scheme, it.main, codes.SUBJECT_NAMES.get(it.scheme), it.edition, code, it.heading)


def _from_subject(shape: OnixSubject) -> Subject:
    named = {name: word for word, name in codes.SUBJECT_NAMES.items()}
    words = {code: word for word, code in codes.SUBJECTS.items() if code != "24"}
    scheme = named.get(shape.name or "", "onix:24") if shape.scheme == "24" else words.get(shape.scheme)
    own = scheme == "own"
    return Subject(
        scheme or f"onix:{shape.scheme}", None if own else shape.code, heading=shape.heading, edition=shape.edition, main=shape.main,
        concept=shape.code if own else None,
    )  # fmt: skip


# ---- edition


def edition_of(record: Book, _: Context) -> Iterable[OnixEdition]:
    """Return the first edition number and all statements."""
    number = next((e.number for e in record.editions if e.number is not None), None)
    return (OnixEdition(number, tuple(e.statement for e in record.editions if e.statement)),)


def from_edition(shapes: list[OnixEdition], _: Context) -> dict[str, Any]:
    """Return editions: the number stands with the first statement."""
    number, statements = shapes[0].number, shapes[0].statements
    if not statements:
        return {"editions": (Edition(number),) if number is not None else ()}
    return {"editions": (Edition(number, statements[0]), *(Edition(None, s) for s in statements[1:]))}


# ---- the host of a component


UNNUMBERED = "component:unnumbered"
"""The id of a ContentItem that brings none, until its host's is known."""


def hosted(record: Record, _: Context) -> Record:
    """Return a record whose components know that they stand in it; those without an id get one by their place."""
    if not isinstance(record, Book | Issue) or not record.contents:
        return record
    kind: Literal["chapter", "article"] = "chapter" if isinstance(record, Book) else "article"
    key = record.id.partition(":")[2]
    return evolve(
        record,
        contents=tuple(
            evolve(c, host=record.id, kind=kind, id=f"{kind}:{key}:{kind[0]}{i:02}" if c.id == UNNUMBERED else c.id)
            for i, c in enumerate(record.contents, 1)
        ),
    )
