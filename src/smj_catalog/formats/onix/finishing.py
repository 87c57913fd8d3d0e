"""What is done to a product when all of it has been read."""

from __future__ import annotations

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.formats.issuing import published, publishers_of
from smj_catalog.formats.onix.judgement import hosted, one_line
from smj_catalog.formats.onix.sending import expected
from smj_catalog.formats.onix.supply import DISTRIBUTOR, TAXES, carries_supplier, is_implied, own_roles
from smj_catalog.formats.onix.titling import dated_words
from smj_catalog.model import Book, EventDate, Issue, Market, Numbering, Price, Product, Publisher, Record, Supplier


def finished(record: Record, context: Context) -> Record:
    """Return a record as it is in its catalogue: see `hosted`; a supplier who is only the publisher is none, and one who only
    distributes for it stands among the publishers, unless what the record has is of it and not of the next one; the date that stands for an issue's number is none.

    The words of the names are compared: what else a name may have goes out with the one and not with the other.
    """  # noqa: D205
    record = hosted(record, context)
    date = published(record) if isinstance(record, Issue) else None
    if date is not None and getattr(record, "numbering", None) == Numbering(dated_words(date)):
        record = evolve(record, numbering=None)  # type: ignore[arg-type]
    record = _fixed_said(record)
    if not isinstance(record, Product) or not record.suppliers or _all_others(record):
        return record
    return _less_implied(_dates_said(record), context)


def _less_implied(record: Book | Issue, context: Context) -> Book | Issue:
    """Return a product without the supplier who is only its publisher; who only distributes for it stands among the publishers."""
    others = tuple(it for it in record.suppliers if not _market_alone(it))
    awaited = expected(record) if record.availability == "10" else ()
    for p in publishers_of(record, context)[:1]:
        roles = [it.role for it in others if is_implied(it, p, awaited)]
        if len(roles) == len(others) and roles == own_roles(p, context):
            return evolve(record, suppliers=tuple(filter(_market_alone, record.suppliers)))
    made: dict[int, Publisher] = {}
    alone = True
    for it in others:
        if (found := _distributor(it, awaited)) is not None:
            made[id(it)] = found
        elif alone and carries_supplier(it):
            if it.prices or it.availability:  # so another is the first, whose are the record's
                made.clear()
            alone = False
    if not made:
        return record
    kept = tuple(it for it in record.suppliers if id(it) not in made)
    return evolve(record, suppliers=kept, publishers=(*record.publishers, *made.values()))


def _all_others(record: Product) -> bool:
    """Tell at once whether suppliers are neither a publisher nor its distributor, in no market of their own, as nearly all are."""
    names = [one_line(p.name.text) for p in record.publishers]
    for it in record.suppliers:
        if it.market is not None or it.role == DISTRIBUTOR or it.name is None or it.name.text in names:
            return False
    return bool(names)


def _market_alone(it: Supplier) -> bool:
    return it.market is not None and it == Supplier(market=it.market)


def _dates_said(record: Book | Issue) -> Book | Issue:
    """Return a product that has its dates as its own which stand in a market of no bounds, for want of a publisher."""
    if record.publishers or record.dates:
        return record
    for it in record.suppliers:
        if _market_alone(it) and it.market == Market(dates=it.market.dates):  # type: ignore[union-attr]
            return evolve(record, dates=it.market.dates, suppliers=tuple(x for x in record.suppliers if x is not it))
    return record


def _fixed_said(record: Record) -> Record:
    """Return a digital product with fixed prices (List 58, 03 and 04) that say what they are: of others in yen it goes unsaid."""
    if not isinstance(record, Product) or not (record.form or "").startswith("E"):
        return record

    def said(prices: tuple[Price, ...]) -> tuple[Price, ...]:
        return tuple(
            evolve(p, type=TAXES.get(p.tax)) if p.type is None and p.amount is not None and p.currency == "JPY" else p
            for p in prices
        )

    suppliers = tuple(evolve(it, prices=said(it.prices)) if it.prices else it for it in record.suppliers)
    return evolve(record, prices=said(record.prices), suppliers=suppliers)


def _distributor(it: Supplier, awaited: tuple[EventDate, ...]) -> Publisher | None:
    """Return a supplier as the publisher's distributor, where nothing else is said of it."""
    if it.role != DISTRIBUTOR or it.name is None or any(i.type.startswith("onix:") for i in it.identifiers):
        return None
    made = Publisher(it.name, "distributor", agent=it.agent, identifiers=it.identifiers, links=it.links)
    dates = awaited if it.dates == awaited else ()
    same = Supplier(it.name, it.role, agent=it.agent, identifiers=it.identifiers, links=it.links, dates=dates)
    return made if it == same else None
