"""Judgement on the trade's side of a product: who publishes and supplies it, its serial, its number, what it relates to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.drafts import unchecked
from smj_catalog.formats.issuing import publishers_of, serial_of
from smj_catalog.formats.onix.judgement import (
    each_once,
    goes_out,
    numbers,
    one_a_language,
    one_line,
    others,
    own_id,
    worded,
)
from smj_catalog.formats.onix.shapes import (
    OnixAlternative,
    OnixCollection,
    OnixCopyright,
    OnixDate,
    OnixIdentifier,
    OnixPublisher,
    OnixPublishing,
    OnixRelated,
    copying,
)  # fmt: skip
from smj_catalog.model.sole import sole

# ---- publishing


Anywhere: TypeAlias = m.Price | m.SalesRights | m.Market
_TERRITORY = ("countries", "regions", "countries_excluded", "regions_excluded")


def _imprint(record: m.Product) -> tuple[m.Text | None, tuple[OnixIdentifier, ...]]:
    if not isinstance(record, m.Book):
        return None, ()
    return record.imprint, numbers(record.imprint_identifiers, codes.NAME_IDS)


def is_published(record: m.Product, context: Context) -> bool:
    """Tell whether a product can have a PublishingDetail: it has a publisher or an imprint."""
    return bool(publishers_of(record, context)) or any(_imprint(record))


def dates_of(record: m.Product) -> tuple[m.EventDate, ...]:
    """Return the dates of a product as they go out, one of a role."""
    found = list(dated(record.dates, codes.DATES))
    if not any(d.role == "publication" for d in found):
        shown = [d.date for role in ("cover", "online") for d in _exact(record) if d.role == role]
        found[:0] = [m.EventDate("publication", shown[0])] if shown else []
    return one_a_role([*found, *inexact(record.dates, codes.DATES)])


def one_a_role(events: Sequence[m.EventDate]) -> tuple[m.EventDate, ...]:
    """Return the first date of each role."""
    return tuple({d.role: d for d in reversed(events)}.values())[::-1]


def inexact(events: Iterable[m.EventDate], words: Mapping[str, str]) -> list[m.EventDate]:
    """Return the dates that are not exact, whose role has a code, as they go out: see `OnixDate`."""
    return [
        _event(d.role, OnixDate(d.date.year, d.date.month, d.date.day, d.qualifier, d.until))
        for d in events
        if d.qualifier is not None and has_code(evolve(d, qualifier=None), words)
        and (d.until is not None) == (d.qualifier == "between")
    ]  # fmt: skip


def as_events(events: Iterable[m.EventDate]) -> tuple[m.EventDate, ...]:
    """Return dates as they were read, those that are not exact as the model has them."""
    return tuple(
        _event(d.role, m.PartialDate(it.year, it.month, it.day), qualifier=it.qualifier, until=it.until)
        if isinstance(it := d.date, OnixDate) else d
        for d in events
    )  # fmt: skip


_event = unchecked(m.EventDate)


def has_code(it: m.EventDate, words: Mapping[str, str]) -> bool:
    """Tell whether a date is exact, and its role one of some words or a code."""
    return it.qualifier is None and (it.role in words or it.role.startswith("onix:"))


def dated(events: Iterable[m.EventDate], words: Mapping[str, str]) -> tuple[m.EventDate, ...]:
    """Return the exact dates whose role has a code, one of each.

    Args:
        events: the dates.
        words: role -> code; other roles are codes behind ``onix:``.
    """
    return sole(d for d in events if has_code(d, words))


def _exact(record: m.Product) -> tuple[m.EventDate, ...]:
    return sole(d for d in record.dates if d.qualifier is None)


def publisher_of(it: m.Publisher, _: Context) -> OnixPublisher:
    """Return a Publisher; places and country stand beside it."""
    return OnixPublisher(it.role, it.name, numbers(it.identifiers, codes.NAME_IDS, it.agent), it.links)


_publisher_made = copying(m.Publisher, OnixPublisher, "identifiers")


def from_publisher(shape: OnixPublisher, _: Context) -> m.Publisher:
    """Return a Publisher as one of ours."""
    ids = shape.identifiers
    return _publisher_made(shape, agent=own_id(ids), identifiers=others(ids, codes.NAME_IDS))


def publishing_of(record: m.Product, context: Context) -> Iterable[OnixPublishing]:
    """Return PublishingDetail, which needs a publisher or imprint: without one, status and dates cannot go out.

    An issue without a publisher of its own has its serial's at its date. The cover date of an issue is its publication date
    (List 163, 01), and so is the day on which what has no other date was put online: ONIX has no other code for them. A
    status that no source tells is 09, unknown (List 64).
    """
    publishers = publishers_of(record, context)
    imprint, imprint_ids = _imprint(record)
    if not publishers and imprint is None and not imprint_ids:
        return (OnixPublishing(),)
    named = [place for p in publishers for place in p.places]
    places = one_a_language(named)
    country = next((p.country for p in publishers if p.country), None)
    rights = [r for r in record.sales_rights if can_be_told(r)]
    within = tuple(r for r in rights if not _anywhere(r))
    rest = next((r.type for r in rights if within and _anywhere(r)), None)  # there is no rest of nothing
    dates = dates_of(record)
    copyrights = tuple(c for c in record.copyrights if c.years or c.persons or c.organisations)
    status = record.status or "09"
    return (
        OnixPublishing(
            imprint_ids, imprint, publishers, places, country, record.contacts, status, dates, copyrights, within, rest
        ),
    )


def copyright_of(it: m.Copyright, _: Context) -> OnixCopyright:
    """Return a CopyrightStatement."""
    persons = (OnixAlternative(person=p) for p in it.persons)
    return OnixCopyright(it.type, it.years, (*persons, *(OnixAlternative(corporate=o) for o in it.organisations)))


def from_copyright(shape: OnixCopyright, _: Context) -> m.Copyright:
    """Return a CopyrightStatement as one of ours."""
    return m.Copyright(
        shape.years,
        type=shape.type,
        persons=tuple(o.person for o in shape.owners if o.person),
        organisations=tuple(o.corporate for o in shape.owners if o.corporate),
    )


def can_be_told(it: Anywhere) -> bool:
    """Tell whether a Territory can say where something holds: what is excluded is excluded from regions."""
    if it.countries:
        return not it.countries_excluded
    return bool(it.regions) or not (it.countries_excluded or it.regions_excluded)


def _anywhere(it: Anywhere) -> bool:
    return not any(getattr(it, name) for name in _TERRITORY)


def from_publishing(shapes: list[OnixPublishing], _: Context, *, issue: bool) -> dict[str, Any]:
    """Return who publishes a product, when, and with which rights; of an issue a date without a day is the cover's."""
    shape = shapes[0]
    dates = as_events(shape.dates)
    if issue:
        dates = tuple(
            evolve(d, role="cover") if d.role == "publication" and not (d.date.day or d.qualifier) else d for d in dates
        )
    publishers = shape.publishers
    if publishers and (shape.cities or shape.country):
        publishers = (evolve(publishers[0], places=shape.cities, country=shape.country), *publishers[1:])
    placeless = ("CityOfPublication",) * len(shape.cities) + ("CountryOfPublication",) * bool(shape.country)
    rest = () if shape.rest is None else (m.SalesRights(shape.rest),)
    return {
        "publishers": tuple(publishers), "dates": dates, "imprint": shape.imprint,
        "imprint_identifiers": others(shape.imprint_ids, codes.NAME_IDS), "sales_rights": (*shape.rights, *rest),
        "contacts": tuple(shape.contacts), "copyrights": tuple(shape.copyrights),
        "status": None if shape.status == "09" else shape.status,
        "unread": tuple(f"PublishingDetail/{name}" for name in placeless if not publishers),
    }  # fmt: skip


# ---- the serial of an issue


def months(date: m.PartialDate | None) -> int:
    """Return how many months there were until a date; a year is its middle."""
    return date.year * 12 + (date.month or 6) if date is not None else 0


def issued(record: m.Issue) -> m.PartialDate | None:
    """Return the date that an issue bears."""
    return next((d.date for d in record.dates if d.role in ("cover", "publication")), None)


def _frequency(record: m.Issue, serial: m.Periodical) -> str | None:
    """Return the frequency that a source states nearest to the issue's date, within a year of it."""
    date, stated = issued(record), [f for f in serial.frequencies if f.times_a_year and f.as_of]
    if date is None or not stated:
        return None
    near = min(stated, key=lambda f: abs(months(f.as_of) - months(date)))
    if near.times_a_year is None or abs(months(near.as_of) - months(date)) > 12:
        return None
    return codes.frequency(near.times_a_year)


def collection_of(record: m.Issue, context: Context) -> Iterable[OnixCollection]:
    """Return the serial as Collection: its ids and titles from its own record, where that is known."""
    if record.periodical is None:
        return ()
    serial = serial_of(record, context)
    if serial is None:
        return (OnixCollection(None, numbers((), codes.COLLECTION_IDS, record.periodical), ()),)
    titles: dict[str, m.Title] = {}
    for title in serial.titles:
        if title.type in codes.TITLE_TYPES:
            titles.setdefault(title.type, title)  # one TitleDetail a type in a Collection
    found = numbers(serial.identifiers, codes.COLLECTION_IDS, record.periodical)
    return (OnixCollection(_frequency(record, serial), found, tuple(titles.values())),)


def serial_id(shape: OnixCollection) -> str | None:
    """Return the id of our own that a Collection gives its serial."""
    return next((i.value for i in shape.identifiers if i.name == codes.PROPRIETARY), None)


def from_collection(shapes: list[OnixCollection], context: Context) -> dict[str, Any]:
    """Return the id of the serial; what else is said of it makes a record of it where the catalogue has none.

    Where it has one, what that does not say is told as unread; so is what other collections say.
    """
    own = next((s for s in shapes if serial_id(s)), None)
    serial = serial_id(own) if own is not None else None
    known = context.lookup(serial) if serial is not None else None
    beside = () if own is None or known is not None else (own,)
    names = [name for s in shapes if s not in beside for name in _unknown(s, known if s is own else None)]
    return {
        "periodical": serial, "beside": beside, "unread": tuple(f"DescriptiveDetail/Collection/{n}" for n in names),
    }  # fmt: skip


def _unknown(shape: OnixCollection, serial: Any) -> Iterator[str]:
    """Yield the places of what a Collection says and the record of its serial, if there is one, does not."""
    known = serial if isinstance(serial, m.Periodical) else m.Periodical("periodical:none")
    rates = {codes.frequency(f.times_a_year) for f in known.frequencies if f.times_a_year}
    if shape.frequency is not None and shape.frequency not in rates:
        yield "CollectionFrequency"
    held = {(i.type, i.value) for i in known.identifiers}
    for it in shape.identifiers:
        number = worded(it, codes.COLLECTION_IDS)
        if it.name != codes.PROPRIETARY and (number.type, number.value) not in held:
            yield "CollectionIdentifier/IDValue"
    words = {(t.type, one_line(t.text.text)) for t in known.titles}
    for title in shape.titles:
        if (title.type, title.text.text) not in words:
            yield "TitleDetail/TitleElement/TitleText"


# ---- related products


def _known(relation: m.Relation, table: Mapping[str, str]) -> bool:
    return relation.record is not None or any(i.qualifier != "set" and goes_out(i, table) for i in relation.identifiers)


def related_of(it: m.Relation, context: Context) -> OnixRelated:
    """Return a relation as RelatedProduct, or as RelatedWork; with the numbers of the other where it brings none itself and the
    catalogue has the other.
    """  # noqa: D205
    code = it.type.partition(":")[2]
    table = codes.WORK_IDS if it.type.startswith("work:") else codes.PRODUCT_IDS
    other = context.lookup(it.record) if it.record is not None and not it.identifiers else None
    given = other.identifiers if isinstance(other, m.Product) else it.identifiers
    found = numbers((i for i in given if i.qualifier != "set"), table, it.record)
    return OnixRelated(
        codes.RELATIONS.get(it.type) or code, found, it.form, each_once(it.form_details) if it.form else ()
    )


def is_work(it: m.Relation) -> bool:
    """Tell whether a relation is one to a work (List 164), with an identifier."""
    return it.type.startswith("work:") and _known(it, codes.WORK_IDS)


def is_product(it: m.Relation) -> bool:
    """Tell whether a relation is one to a product (List 51), with an identifier."""
    return (it.type in codes.RELATIONS or it.type.startswith("onix:")) and _known(it, codes.PRODUCT_IDS)


_relation_made = copying(m.Relation, OnixRelated, "type", "identifiers")


def from_related(shape: OnixRelated, _: Context, *, work: bool = False) -> m.Relation:
    """Return a RelatedProduct as a relation, or a RelatedWork."""
    ids, table = shape.identifiers, codes.WORK_IDS if work else codes.PRODUCT_IDS
    kind = f"work:{shape.type}" if work else codes.RELATIONS.words.get(shape.type) or f"onix:{shape.type}"
    return _relation_made(shape, type=kind, record=own_id(ids), identifiers=others(ids, table))
