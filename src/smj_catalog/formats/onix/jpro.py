"""How JPRO (出版情報登録センター) wants ONIX 3.0: our column with some values in other places.

発行元 is Imprint; 発売元, where it is another firm, Publisher; 扱い社 PublisherRepresentative (List 69, 08) with its 取引コード;
the reference is the ISBN. No file in this form is known to have been accepted.

Source: JPO, データ仕様 第3版 (ONIX for Books 3.0.x), header and P.1; JPO's JSON schema of openBD for the rest. The sixth
edition (2024-03-11) was not at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import asdict, define, evolve

from smj_catalog.crosswalk import Column, Context, Derived, Group, Implied, Listed, No, carried, not_carried
from smj_catalog.crosswalk.render import rows
from smj_catalog.crosswalk.rows import Row
from smj_catalog.formats.base import Gone
from smj_catalog.formats.onix import groups as g
from smj_catalog.formats.onix import shapes as s
from smj_catalog.formats.onix import supply as p
from smj_catalog.formats.onix import trade as t
from smj_catalog.formats.onix.column import BOOK
from smj_catalog.formats.onix.dialects import make
from smj_catalog.formats.onix.message import Message
from smj_catalog.model import Book, Identifier, Publisher, Supplier, Text

TRADING_CODE = "取引コード"
"""IDTypeName of the number that the wholesalers' association gives to a publisher."""
_NO_IMPRINT: dict[str, Any] = {"imprint": None, "imprint_identifiers": ()}
_SELLS = ("06", "02", "03", "05")
"""List 93: roles of a 発売元."""


@define
class JproAgent:
    """PublisherRepresentative: the 扱い社."""

    role: str
    identifiers: tuple[s.OnixIdentifier, ...] = ()
    name: str | None = None


@define
class JproMarket(s.OnixMarket):
    """ProductSupply with its 扱い社."""

    agents: tuple[JproAgent, ...] = ()


def trading_code(identifiers: Iterable[Identifier]) -> str | None:
    """Return the 取引コード among identifiers (ONIX List 44, code 24)."""
    for it in identifiers:
        if it.status == "valid" and (it.type in ("jp-distribution", "onix:24") or it.scheme == TRADING_CODE):
            return it.value
    return None


def _seller(record: Book) -> Supplier | None:
    """Return the 発売元, where it is another than the 発行元."""
    found = next((x for x in p.suppliers_of(record) if x.role in _SELLS and x.name is not None), None)
    own = record.publishers[0].name.text if record.publishers else None
    return None if found is None or found.name is None or found.name.text == own else found


def _publishing(record: Book, context: Context) -> Iterator[s.OnixPublishing]:
    for shape in t.publishing_of(record, context):
        if shape.publishers:
            first, *others = shape.publishers
            seller = _seller(record)
            sells = () if seller is None else (Publisher(seller.name or "", identifiers=seller.identifiers),)
            numbers = t.publisher_of(first, context).identifiers
            yield evolve(shape, imprint=first.name, imprint_ids=numbers, publishers=(*sells, *others))
        else:
            yield shape


def _supply(record: Book, context: Context) -> list[JproMarket]:
    markets = [JproMarket(**asdict(shape, recurse=False)) for shape in p.supply_of(record, context)]
    firms: list[tuple[Text | None, Any]] = [(x.name, x.identifiers) for x in p.suppliers_of(record) if x.role in _SELLS]
    firms += [(x.name, x.identifiers) for x in record.publishers]
    for name, identifiers in firms:
        if code := trading_code(identifiers):
            ids = (s.OnixIdentifier("01", code, TRADING_CODE),)
            agent = JproAgent("08", ids, name.text if name is not None else None)
            markets = markets or [JproMarket(offers=())]
            first = markets[0]
            markets[0] = evolve(first, agents=(agent,), status=first.status or "00")
            break
    return markets if all(m.offers for m in markets) else []


def _isbn(record: Book, _: Context) -> str | None:
    return record.isbn or record.id


def _column() -> Any:
    publishing, supply = BOOK.entries["publishing"], BOOK.entries["supply"]
    agents = Group("MarketPublishingDetail/*PublisherRepresentative", {
        "role": "AgentRole", "identifiers": Group("*AgentIdentifier", g.identifier("AgentIDType")), "name": g.line("AgentName"),
    })  # fmt: skip
    market: dict[str, Any] = {}
    for name, entry in supply.column.items():
        if name == "status":
            market["agents"] = agents
        market[name] = entry
    entries: dict[str, Any] = {}
    for name, entry in BOOK.entries.items():
        if name == "id":
            entries["=reference"] = Derived("RecordReference", _isbn)
            entries["id"] = Implied("the ISBN")
        elif name == "publishing":
            says = {**publishing.says, **dict.fromkeys(_NO_IMPRINT, No("Imprint is the 発行元"))}
            entries[name] = evolve(publishing, dump=_publishing, load=None, says=says)
        elif name == "supply":
            entries[name] = evolve(supply, shape=JproMarket, column=market, dump=_supply, load=None)
        else:
            entries[name] = entry
    return evolve(BOOK, entries=entries, readable=False, finish=None)


@define(eq=False)
class JproCarried:
    """What goes out: what the ONIX column carries, without an imprint (its place has the 発行元)."""

    base: Column
    make: type = Book
    readable: bool = False

    def rows(self) -> list[Row]:
        """Return where each field of the model stands in ONIX."""
        return rows(self.base)

    def carried(self, record: Any, context: Context) -> Any:
        """Return a book less what does not go out."""
        return carried(evolve(record, **_NO_IMPRINT), self.base, context)

    def not_carried(self, record: Any, context: Context) -> list[str]:
        """Return what does not go out, as dotted paths."""
        lost = not_carried(evolve(record, **_NO_IMPRINT), self.base, context)
        return lost if record.imprint is None else ["imprint", *lost]


class JproMessage(Message):
    """Writes messages as JPRO wants them: books only."""

    @property
    def carries(self) -> Mapping[str, Column | Listed]:
        """What goes out, by kind."""
        plain = make(self.onix.release, self.onix.tags)
        found: Listed = JproCarried(plain.columns["book"])
        return {"book": found}

    columns = {"book": _column()}  # noqa: RUF012 - never changed

    def reference(self, gone: Gone, context: Context) -> str:
        """Return the ISBN under which a book went out."""
        return next((value for kind, value in gone.identifiers if kind == "isbn-13"), gone.id)
