"""Where ONIX and the model see things differently: between the model's values and ONIX's shapes, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import evolve

from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.formats.onix.shapes import (
    OnixAlternative,
    OnixCollection,
    OnixContributor,
    OnixCredits,
    OnixDate,
    OnixDesignation,
    OnixEdition,
    OnixIdentifier,
    OnixPrice,
    OnixPublishing,
    OnixRelated,
    OnixSubject,
    OnixSupply,
)  # fmt: skip
from smj_catalog.formats.vocabulary import concept_of, key_of, label_of, less_mapped, mapped_of
from smj_catalog.model import (
    Book,
    Component,
    Contributor,
    Edition,
    EventDate,
    Identifier,
    Issue,
    Measure,
    Numbering,
    PartialDate,
    Periodical,
    Price,
    Publisher,
    Reading,
    Record,
    Relation,
    Romanised,
    Subject,
    Text,
    Title,
)  # fmt: skip

# ---- identifiers


def _coded(identifier: Identifier, table: Mapping[str, str]) -> OnixIdentifier:
    name = codes.PROPRIETARY_NAMES.get(identifier.type) or identifier.scheme
    code = table.get(identifier.type) or identifier.type.removeprefix("onix:")
    return OnixIdentifier(code, identifier.value, name if code == "01" else None)


def _worded(shape: OnixIdentifier, table: Mapping[str, str]) -> Identifier:
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
    return _coded(identifier, codes.PRODUCT_IDS)


def from_product_id(shape: OnixIdentifier, _: Context) -> Identifier:
    """Return a ProductIdentifier as an identifier."""
    return _worded(shape, codes.PRODUCT_IDS)


def carries_collection_id(identifier: Identifier) -> bool:
    """Tell whether an identifier goes out with a collection (List 13)."""
    return _goes_out(identifier, codes.COLLECTION_IDS)


def collection_id(identifier: Identifier, _: Context) -> OnixIdentifier:
    """Return an identifier as CollectionIdentifier."""
    return _coded(identifier, codes.COLLECTION_IDS)


def from_collection_id(shape: OnixIdentifier, _: Context) -> Identifier:
    """Return a CollectionIdentifier as an identifier."""
    return _worded(shape, codes.COLLECTION_IDS)


def stand_in_id(record: Book | Issue, _: Context) -> str | None:
    """Return the record's own id as a product identifier where the record has none that goes out."""
    return None if any(carries_product_id(i) for i in record.identifiers) else record.id


# ---- what may stand only once


def each_once(codes_: tuple[str, ...]) -> tuple[str, ...]:
    """Return codes less those that repeat another."""
    return tuple(dict.fromkeys(codes_))


def measures(found: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return the first measure of each type and unit: more are not allowed."""
    return tuple({(x.type, x.unit): x for x in reversed(found)}.values())[::-1]


def known_title_type(code: str) -> str:
    """Return a title type that List 15 has: 00 (undefined) for a spelling that only another source has."""
    return code if code in codes.TITLE_TYPES else "00"


# ---- readings


def one_reading(readings: tuple[Reading, ...]) -> str:
    """Return the reading that goes into collationkey: the first."""
    return readings[0].text


def from_one_reading(text: str) -> tuple[Reading, ...]:
    """Return a collationkey as readings."""
    return (Reading(text),)


def less_reading(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return what a collationkey keeps of readings."""
    return from_one_reading(one_reading(readings))


# ---- contributors


def _name_ids(contributor: Contributor) -> tuple[OnixIdentifier, ...]:
    if not contributor.identifiers and contributor.agent is None:
        return ()
    found = [_coded(i, codes.NAME_IDS) for i in contributor.identifiers if _goes_out(i, codes.NAME_IDS)]
    if contributor.agent is not None:
        found.append(OnixIdentifier("01", contributor.agent, codes.PROPRIETARY))
    return tuple(found)


def _contributor(it: Contributor) -> OnixContributor:
    person = it.kind == "person"
    described = it.role_printed if "Z99" in it.roles else None
    return OnixContributor(
        each_once(it.roles) or ("Z99",),
        _name_ids(it),
        it.name if person else None,
        None if person else it.name,
        None,
        tuple(
            OnixAlternative(person=r.text if person else None, corporate=None if person else r.text)
            for r in it.name.romanised
        )
        if it.name.romanised
        else (),
        it.position,
        it.affiliation,
        described,
    )


def _from_contributor(shape: OnixContributor) -> Contributor:
    name = shape.person or shape.corporate
    if name is None:
        raise LookupError("PersonName or CorporateName")
    romanised = [a.person or a.corporate for a in shape.alternatives]
    agent = next((i.value for i in shape.identifiers if i.name == codes.PROPRIETARY), None)
    named = Text(name.text, name.readings, tuple(Romanised(r) for r in romanised if r), name.language, name.script)
    return Contributor(
        named,
        shape.roles,
        shape.description,
        "person" if shape.person is not None else "organisation",
        shape.position,
        shape.affiliation,
        agent,
        tuple(_worded(i, codes.NAME_IDS) for i in shape.identifiers if i.name != codes.PROPRIETARY),
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


def _from_credits(shapes: list[OnixCredits]) -> dict[str, Any]:
    credit = shapes[0]
    named = [c for c in credit.contributors if c.unnamed is None]
    absence = "no-contributor" if credit.none else None
    if any(c.unnamed == "02" for c in credit.contributors) and not named:
        absence = "anonymous"
    return {
        "contributors": tuple(map(_from_contributor, named)), "absence": absence, "responsibility": credit.statement,
    }  # fmt: skip


def from_book_credits(shapes: list[OnixCredits], _: Context) -> dict[str, Any]:
    """Return a book's fields."""
    return _from_credits(shapes)


def from_item_credits(shapes: list[OnixCredits], _: Context) -> dict[str, Any]:
    """Return a component's fields."""
    got = _from_credits(shapes)
    return {"contributors": got["contributors"], "absence": got["absence"]}


def from_issue_credits(shapes: list[OnixCredits], _: Context) -> dict[str, Any]:
    """Return an issue's fields."""
    return {"contributors": _from_credits(shapes)["contributors"]}


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
        scheme or f"onix:{shape.scheme}", None if own else shape.code, shape.heading, shape.edition, shape.main,
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


# ---- publishing


def _serial(record: Book | Issue, context: Context) -> Periodical | None:
    if isinstance(record, Issue) and record.periodical:
        found = context.lookup(record.periodical)
        return found if isinstance(found, Periodical) else None
    return None


def _publishers(record: Book | Issue, context: Context) -> tuple[Publisher, ...]:
    own = tuple(p for p in record.publishers if p.role != "distributor")
    if own:
        return own
    serial = _serial(record, context)
    return tuple(p for p in serial.publishers if p.role != "distributor")[:1] if serial else ()


def _dates(record: Book | Issue) -> tuple[OnixDate, ...]:
    found = [
        OnixDate(codes.DATES[d.role], d.date) for d in record.dates if d.qualifier is None and d.role in codes.DATES
    ]
    if not any(d.role == "01" for d in found):
        cover = [d.date for d in record.dates if d.role == "cover" and d.qualifier is None]
        found[:0] = [OnixDate("01", cover[0])] if cover else []
    return tuple({d.role: d for d in reversed(found)}.values())[::-1]  # one date a role


def publishing_of(record: Book | Issue, context: Context) -> Iterable[OnixPublishing]:
    """Return PublishingDetail, which needs a publisher or imprint: without one, status and dates cannot go out.

    An issue without a publisher of its own has its serial's. The cover date of an issue is its publication date (List
    163, 01), for which ONIX has no other code. A status that no source tells is 09, unknown (List 64).
    """
    publishers = _publishers(record, context)
    imprint = record.imprint if isinstance(record, Book) else None
    if not publishers and imprint is None:
        return (OnixPublishing(),)
    named = [place for p in publishers for place in p.places]
    places = tuple({x.language or i: x for i, x in reversed(list(enumerate(named)))}.values())[::-1]  # one a language
    country = next((p.country for p in publishers if p.country), None)
    return (OnixPublishing(imprint, publishers, places, country, record.status or "09", _dates(record)),)


def _from_publishing(shapes: list[OnixPublishing], *, issue: bool) -> dict[str, Any]:
    shape = shapes[0]
    roles = {code: word for word, code in codes.DATES.items()}
    dates = []
    for d in shape.dates:
        role = roles.get(d.role, f"onix:{d.role}")
        dates.append(EventDate("cover" if issue and d.role == "01" and not d.date.day else role, d.date))
    publishers = shape.publishers
    if publishers and (shape.cities or shape.country):
        first = publishers[0]
        first = Publisher(first.name, first.role, shape.cities, shape.country, first.agent)
        publishers = (first, *publishers[1:])
    return {
        "publishers": tuple(publishers), "dates": tuple(dates), "imprint": shape.imprint,
        "status": None if shape.status == "09" else shape.status,
    }  # fmt: skip


def from_book_publishing(shapes: list[OnixPublishing], _: Context) -> dict[str, Any]:
    """Return a book's fields."""
    return _from_publishing(shapes, issue=False)


def from_issue_publishing(shapes: list[OnixPublishing], _: Context) -> dict[str, Any]:
    """Return an issue's fields; a date without a day is the cover's."""
    got = _from_publishing(shapes, issue=True)
    del got["imprint"]
    return got


# ---- supply


def carries_price(price: Price) -> bool:
    """Tell whether a price can go out: its tax is known, and one with tax is tied to its date."""
    known = price.tax == "excluded" or (price.tax == "included" and price.valid_from is not None)
    return known and price.amount > 0


def supply_of(record: Book | Issue, context: Context) -> Iterable[OnixSupply]:
    """Return one offer by the publisher, where a price or availability is sourced.

    Price without tax is type 03, with it 04 (List 58); the other side is never computed. The supplier's role is not
    stated (List 93, 00), nor is the availability where no source tells it (List 65, 99).
    """
    publishers = _publishers(record, context)
    prices = tuple(
        OnixPrice("03" if p.tax == "excluded" else "04", p.amount, p.currency, p.valid_from, p.valid_until)
        for p in record.prices
        if carries_price(p)
    )
    if not publishers or not (prices or record.availability):
        return (OnixSupply(),)
    unpriced = None if prices else "04"
    return (OnixSupply("00", publishers[0].name.text, record.availability or "99", unpriced, prices),)


def from_supply(shapes: list[OnixSupply], _: Context) -> dict[str, Any]:
    """Return prices and availability."""
    shape = shapes[0]
    taxes = {"01": "excluded", "03": "excluded", "02": "included", "04": "included"}
    prices = tuple(
        Price(
            p.amount, p.currency, taxes.get(p.type, "unknown"),  # type: ignore[arg-type]
            valid_from=p.valid_from, valid_until=p.valid_until,
        )
        for p in shape.prices
    )  # fmt: skip
    return {"prices": prices, "availability": None if shape.availability == "99" else shape.availability}


# ---- the serial of an issue


def _months(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 6)


def _frequency(record: Issue, serial: Periodical) -> str | None:
    """Return the frequency that a source states nearest to the issue's date, within a year of it."""
    dated = [d.date for d in record.dates if d.role in ("cover", "publication")]
    stated = [f for f in serial.frequencies if f.times_a_year and f.as_of]
    if not dated or not stated:
        return None
    at = _months(dated[0])
    near = min(stated, key=lambda f: abs(_months(f.as_of) - at) if f.as_of else at)
    if near.as_of is None or near.times_a_year is None or abs(_months(near.as_of) - at) > 12:
        return None
    return codes.frequency(near.times_a_year)


def collection_of(record: Issue, context: Context) -> Iterable[OnixCollection]:
    """Return the serial as Collection: its ids and titles from its own record, where that is known."""
    if record.periodical is None:
        return ()
    own = OnixIdentifier("01", record.periodical, codes.PROPRIETARY)
    serial = _serial(record, context)
    if serial is None:
        return (OnixCollection(None, (own,), ()),)
    titles: dict[str, Title] = {}
    for title in serial.titles:
        if title.type in codes.TITLE_TYPES:
            titles.setdefault(title.type, title)  # one TitleDetail a type in a Collection
    found = [_coded(i, codes.COLLECTION_IDS) for i in serial.identifiers if carries_collection_id(i)]
    return (OnixCollection(_frequency(record, serial), (*found, own), tuple(titles.values())),)


def from_collection(shapes: list[OnixCollection], _: Context) -> dict[str, Any]:
    """Return the id of the serial."""
    ids = [i.value for s in shapes for i in s.identifiers if i.name == codes.PROPRIETARY]
    return {"periodical": ids[0] if ids else None}


# ---- the designation of an issue


def designation_of(record: Issue, _: Context) -> Iterable[OnixDesignation]:
    """Return the titles that have a code; the designation is the PartNumber of the distinctive one, and only there."""
    numbering = record.numbering
    printed = (numbering.printed or "・".join(numbering.numbers) or None) if numbering else None
    titles = [t for t in record.titles if t.type in codes.TITLE_TYPES]
    return (OnixDesignation(tuple(evolve(t, part_number=printed) if t.type == "01" else t for t in titles)),)


def from_designation(shapes: list[OnixDesignation], _: Context) -> dict[str, Any]:
    """Return titles, and the PartNumber of the distinctive one as printed designation."""
    printed = next((t.part_number for t in shapes[0].titles if t.type == "01" and t.part_number), None)
    titles = tuple(evolve(t, part_number=None) if t.type == "01" else t for t in shapes[0].titles)
    return {"titles": titles, "numbering": Numbering(printed) if printed else None}


# ---- related products


def carries_relation(relation: Relation) -> bool:
    """Tell whether a relation can be coded (List 51) and the other product has an identifier."""
    return relation.type in codes.RELATIONS and (
        relation.record is not None or any(carries_product_id(i) for i in relation.identifiers)
    )


def related_of(it: Relation, _: Context) -> OnixRelated:
    """Return a relation as RelatedProduct."""
    found = [_coded(i, codes.PRODUCT_IDS) for i in it.identifiers if carries_product_id(i)]
    if it.record is not None:
        found.append(OnixIdentifier("01", it.record, codes.PROPRIETARY))
    return OnixRelated(codes.RELATIONS[it.type], tuple(found))


def from_related(shape: OnixRelated, _: Context) -> Relation:
    """Return a RelatedProduct as a relation."""
    words = {code: word for word, code in codes.RELATIONS.items()}
    record = next((i.value for i in shape.identifiers if i.name == codes.PROPRIETARY), None)
    others = tuple(_worded(i, codes.PRODUCT_IDS) for i in shape.identifiers if i.name != codes.PROPRIETARY)
    return Relation(words.get(shape.type, f"onix:{shape.type}"), record, identifiers=others)


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
