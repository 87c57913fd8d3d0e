"""The laws of the crosswalk, over all columns of smj-1, onix-3.1 and oai_dc.

1. Every field of the model stands in every column. 2. No two entries claim one place. 3. Every ONIX path exists in
EDItEUR's schema, in its order. 4. Every Dublin Core element is one of the fifteen. 5. Reading what was written gives
the record less what is not carried. 6. What is not carried is told. 7. Judgement is the exception.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import books, concepts, issues, periodicals, records

from smj_catalog import crosswalk
from smj_catalog import model as m
from smj_catalog.crosswalk import (
    Column,
    ColumnError,
    Context,
    Derived,
    Fixed,
    Group,
    Implied,
    Leaf,
    No,
    Notes,
    Says,
    Special,
    carried,
    compile_reader,
    compile_writer,
    grow,
    less,
    not_carried,
    parts,
)
from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.fields import Field, FieldColumn, FieldNotes, Subfield, place
from smj_catalog.crosswalk.meaning import covers
from smj_catalog.crosswalk.notes import Refused
from smj_catalog.crosswalk.places import Places
from smj_catalog.crosswalk.rows.blocks import Cell, Parsed
from smj_catalog.crosswalk.source import Source
from smj_catalog.formats import Writing, format_ids, get
from smj_catalog.store import Archive
from smj_catalog.xmlio import fromstring

FORMATS = ("smj-1", "onix-3.1", "oai_dc")
COLUMNS = {(name, kind): column for name in FORMATS for kind, column in get(name).columns.items()}
EVERY = pytest.mark.parametrize(("name", "kind"), COLUMNS, ids="-".join)
SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=60
)
CONTEXT = Context(domain="example.org", sender="見本", updated="2026-11-24")


# --- 1. every field has an entry, and says something -------------------------------------------------------------------


def _inside(entry: Any, make: type | None, column: Column) -> Any:
    """Return what an entry says of the fields of its values; None where it takes them whole."""
    if isinstance(entry, Group):
        entry = entry.says or entry.column or column.groups.get(make)
    elif isinstance(entry, Says):
        entry = entry.parts
    elif isinstance(entry, str):
        entry = column.groups.get(make)
    return entry if isinstance(entry, Mapping) else None


def _said(make: type, entries: Mapping[str, Any], column: Column, path: str) -> Iterator[tuple[str, Any]]:
    """Yield each field below a class with its entry, or with an error where the two do not match."""
    known, found = cards(make), parts(entries)
    yield from ((f"{path}.{name}", LookupError("no entry")) for name in known.keys() - found.keys())
    yield from ((f"{path}.{name}", LookupError("no such field")) for name in found.keys() - known.keys())
    for name in known.keys() & found.keys():
        entry, below = found[name], known[name].make
        yield f"{path}.{name}", entry
        inside = _inside(entry, below, column) if below else None
        if inside is not None:
            yield from _said(below, inside, column, f"{path}.{name}")
    for special in entries.values():
        if isinstance(special, Special):
            yield from _said(special.shape, special.column, column, f"{path}.{special.shape.__name__}")


def _words(entry: Any) -> str:
    """Return where an entry goes, or why it goes nowhere."""
    if isinstance(entry, str):
        return entry
    for known, name in ((No, "reason"), (Implied, "how"), (Says, "why")):
        if isinstance(entry, known):
            return str(getattr(entry, name))
    return entry.path if isinstance(entry, Leaf | Group) else "a mapping"


@EVERY
def test_every_field_has_an_entry(name: str, kind: str):
    """Each field of each class has an entry in each column, and no entry is of a field that does not exist."""
    column = COLUMNS[name, kind]
    said = list(_said(column.make, column.entries, column, kind))
    assert [(path, str(e)) for path, e in said if isinstance(e, LookupError)] == []
    assert len(said) >= len(attrs.fields(column.make))
    grow(column)


@EVERY
def test_every_entry_says_something(name: str, kind: str):
    """No entry is empty; what is not carried has a reason of at least two words."""
    column = COLUMNS[name, kind]
    said = [(path, e) for path, e in _said(column.make, column.entries, column, kind) if not isinstance(e, LookupError)]
    assert [path for path, entry in said if not isinstance(entry, Mapping) and not _words(entry).strip()] == []
    assert [path for path, entry in said if isinstance(entry, No) and len(entry.reason.split()) < 2] == []


def test_kinds_have_columns():
    """A format has a column for each kind of record that it says it holds."""
    assert {name: set(get(name).kinds) for name in FORMATS} == {name: set(get(name).columns) for name in FORMATS}


# --- 2. no place is claimed twice -------------------------------------------------------------------------------------------


@attrs.frozen
class Toy:
    """Three fields to misplace."""

    a: str
    b: str
    c: str = "c"


BROKEN = {
    "a field without an entry": ({"a": "x", "b": "y"}, "toy: no entry for ['c'] of Toy"),
    "an entry without a field": ({"a": "x", "b": "y", "c": "z", "d": "w"}, "toy: Toy has no field d"),
    "an element twice": ({"a": "x", "b": "x", "c": "y"}, "b: toy/x is claimed twice"),
    "an element twice, with the same code": ({"a": "w[k=1]/x", "b": "w[k=1]/x", "c": "y"}, "b: toy/w[k=1]/x is claimed twice"),
    "an element twice, with codes that nobody asks for": ({"a": "w[+k=1]/x", "b": "w[+k=2]/x", "c": "y"}, "b: toy/w is claimed twice"),
    "a leaf that holds others": ({"a": "w", "b": "w/x", "c": "y"}, "b: toy/w is claimed twice"),
    "a wrapper that is a leaf": ({"a": "w/x", "b": "w", "c": "y"}, "b: toy/w is claimed twice"),
    "a field where a fixed text stands": ({"=f": Fixed("x", "1"), "a": "x", "b": "y", "c": "z"}, "a: toy/x is claimed twice"),
    "an attribute twice": ({"a": "@x", "b": "@x", "c": "y"}, "b: toy/@x is claimed twice"),
    "an attribute of a child twice": ({"a": "w/@x", "b": "w/@x", "c": "y"}, "b: toy/w/@x is claimed twice"),
    "the text of the element twice": ({"a": ".", "b": ".", "c": "@y"}, "b: toy holds something else already"),
    "text beside elements": ({"a": ".", "b": "x", "c": "@y"}, "b: toy holds text already"),
    "a way back to a wrapper": ({"a": "w/x", "b": "y", "c": "w/z"}, "c: w/z goes back to toy/w, which others have left"),
    "a way back to a wrapper with a code": ({"a": "w[k=1]/x", "b": "w[k=2]/x", "c": "w[k=1]/z"}, "c: w[k=1]/z goes back to toy/w[k=1], which others have left"),
    "a single field that repeats": ({"a": "*x", "b": "y", "c": "z"}, "a: *x repeats, but the field holds one value"),
    "an empty path": ({"a": "", "b": "y", "c": "z"}, "a: cannot read the path ''"),
    "a path that is none": ({"a": "x y", "b": "y", "c": "z"}, "a: cannot read the path 'x y'"),
    "a code that is not closed": ({"a": "x[k=1", "b": "y", "c": "z"}, "a: cannot read the path 'x[k=1'"),
    "text that asks for a child": ({"a": "x[k=1]", "b": "y", "c": "z"}, "a: toy/x[k=1] holds text, so only its attributes can be asked for"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_columns_are_refused(fault: str):
    """A column with a single fault does not compile, and says where it is."""
    entries, told = BROKEN[fault]
    with pytest.raises(ColumnError) as error:
        grow(Column(Toy, "toy", entries))
    assert str(error.value) == told


@attrs.frozen
class Toys:
    """A field that holds several."""

    a: tuple[str, ...] = ()


@pytest.mark.parametrize(("made", "path", "told"), [
    (Toys, "x", "a: the path x must have a *"), (Toy, "*w/x", "a: *w/x repeats, but the field holds one value"),
])  # fmt: skip
def test_a_path_repeats_where_its_field_does(made: type, path: str, told: str):
    with pytest.raises(ColumnError) as error:
        grow(Column(made, "toy", {"a": path, **({"b": "y", "c": "z"} if made is Toy else {})}))
    assert str(error.value) == told


BY = m.Contributor(m.Text("見本花子"), ["A01"])
DAY = m.PartialDate.parse("2006")


@pytest.mark.parametrize(("one", "other", "says"), [
    (m.Extent(244, printed="244p"), m.Extent(244), True), (m.Extent(244), m.Extent(244, printed="244p"), True), (m.Extent(244), m.Extent(245), False),
    (m.Extent(None, printed="1冊"), m.Extent(None, printed="1冊"), True), (m.Extent(None, printed="1冊"), m.Extent(None, printed="2冊"), False),
    (m.Language("jpn", "01"), m.Language("jpn", "02"), False), (attrs.evolve(BY, role_printed="著"), BY, True), (BY, attrs.evolve(BY, role_printed="著"), True),
    (attrs.evolve(BY, born=DAY), BY, True), (BY, attrs.evolve(BY, born=DAY), False), (BY, m.Text("見本花子"), False),
    (BY, attrs.evolve(BY, roles=["A01", "B01"]), False),
    (m.EventDate("publication", DAY), m.EventDate("publication", DAY, qualifier="before"), False), (m.EventDate("publication", DAY, qualifier="before"), m.EventDate("publication", DAY), False),
])  # fmt: skip
def test_a_value_says_what_another_says(one: object, other: object, says: bool):
    """What the other leaves open, and how it is spelt, may differ; words count where there is nothing else."""
    assert covers(one, other) is says


SOUND = {
    "elements": {"a": "x", "b": "y", "c": "z"},
    "attributes and text": {"a": "@x", "b": "@y", "c": "."},
    "a wrapper of several": {"a": "w/x", "b": "w/y", "c": "z"},
    "one name with different codes": {"a": "w[k=1]/x", "b": "w[k=2]/x", "c": "w/x"},
    "an attribute and its element": {"a": "w/@x", "b": "w", "c": "z"},
    "texts told apart by an attribute": {"a": "x[@k=1]", "b": "x[@k=2]", "c": "x"},
    "a field left out": {"a": "x", "b": No("no place for it"), "c": "z"},
    "a derived element beside its like": {"=d": Derived("w[k=1]/x", lambda *_: None), "a": "w/x", "b": "y", "c": "z"},
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_sound_columns_are_taken(name: str):
    """A column that only looks like a broken one compiles."""
    assert grow(Column(Toy, "toy", SOUND[name])).make is Toy


@attrs.frozen
class Part:
    """A group of a number and a flag."""

    a: str
    n: int | None = None
    w: str | None = None
    yes: bool = False


@attrs.frozen
class Whole:
    """Groups, and one text more."""

    parts: tuple[Part, ...] = ()
    z: str | None = None


def whole(text: str, cost: Any = "value", **part: Any) -> tuple[Any, Notes]:
    """Return what is read of a text, and the notes."""
    column = Column(
        Whole, "whole", {"parts": Group("*part", {"a": "a", "n": "n", "w": "w", "yes": "@yes", **part}), "z": "z"}, prefixes={"": ""}, cost=cost
    )  # fmt: skip
    return compile_reader(column)(fromstring(f"<whole>{text}</whole>".encode()), notes := Notes(), CONTEXT), notes


@pytest.mark.parametrize("bad", ["<n>x</n>", "<n>1<b/></n>", "<w> </w>", "<w>1<b/></w>"])
def test_a_text_that_cannot_be_read_costs_its_group_or_itself_alone(bad: str):
    text = f"<part><a>1</a>{bad}</part><part><a>2</a><n>3</n></part>"
    assert whole(text)[0] == Whole((Part("2", 3),))
    assert whole(text, n=Leaf("n", alone=True), w=Leaf("w", alone=True))[0] == Whole((Part("1"), Part("2", 3)))
    with pytest.raises(Refused):
        whole(text, cost="record")


@pytest.mark.parametrize(("flag", "held"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_flags_as_xml_schema_has_them(flag: str, held: bool):
    assert whole(f'<part yes="{flag}"><a>1</a></part>')[0] == Whole((Part("1", yes=held),))


def test_what_no_entry_takes_is_counted_where_it_stands():
    """Elements and attributes; also in an element that has attributes alone, and where nothing is known of it."""
    made, notes = whole('<part k="1"><b/></part><y/>', a="@k", n=No("not here"), w=No("not here"), yes=No("not here"))
    assert (made, dict(notes.unread)) == (Whole((Part("1"),)), {"whole/part/b": 1, "whole/y": 1})


def test_a_fixed_text_that_is_another_is_counted():
    column = Column(Toys, "toys", {"=f": Fixed("x", "1"), "a": "*y"}, prefixes={"": ""})
    for text, unread in (("1", {}), ("2", {"toys/x=2": 1}), ("", {"toys/x=": 1})):
        made = compile_reader(column)(
            fromstring(f"<toys><x>{text}</x><y>3</y></toys>".encode()), notes := Notes(), CONTEXT
        )
        assert (made, dict(notes.unread)) == (Toys(("3",)), unread)


def test_what_a_group_lacks_is_named_with_the_elements_around_it():
    made, notes = whole("<part><n>1</n></part>", a="q/a")
    assert (made, [dict(p.expected.params)["field"] for p in notes.problems]) == (Whole(), ["q/a"])


@attrs.frozen
class Single:
    """One group."""

    part: Part | None = None


@pytest.mark.parametrize(("number", "written"), [(None, False), (1, True)])
def test_a_single_group_is_written_where_the_format_takes_it(number: int | None, written: bool):
    column = Column(Single, "single", {"part": Group("part", {"a": "a", "n": "n", "w": "w", "yes": "@yes"}, when=lambda it: it.n)}, prefixes={"": ""})  # fmt: skip
    assert ("<part" in compile_writer(column, depth=0)(Single(Part("1", number)), CONTEXT)) is written


@pytest.mark.parametrize(("made", "entries", "told"), [
    (Toys, {"a": Special("x", Single, {}, lambda *_: (), None, {"a": "x"})}, "a: the path of a special entry must have a * or be empty"),
    (Toys, {"a": Group("*x", {})}, "a: a group's path for a plain field"), (Whole, {"parts": "*x", "z": "z"}, "parts: no entries for Part"),
])  # fmt: skip
def test_groups_are_refused_where_they_cannot_stand(made: type, entries: Mapping[str, Any], told: str):
    with pytest.raises(ColumnError) as error:
        grow(Column(made, "whole", entries))
    assert str(error.value) == told


def test_names_with_prefixes_are_read_as_they_are_written():
    column = Column(
        Toy, "t:toy", {"a": "t:x[@k=1]", "b": "t:x/@t:y", "c": "u:z"}, prefixes={"t": "urn:t", "u": "urn:u"}
    )
    root = 't:toy xmlns:t="urn:t" xmlns:u="urn:u"'
    text = f'<{root}><t:x k="1">1</t:x><t:x t:y="2"/><u:z>3</u:z></t:toy>'
    notes = Notes()
    assert compile_reader(column)(fromstring(text.encode()), notes, CONTEXT) == Toy("1", "2", "3")
    assert (dict(notes.unread), notes.problems) == ({}, [])


@pytest.mark.parametrize("entries", [
    {"a": "x[@k=1]", "b": "x[@k=2]", "c": "y"}, {"a": "w/x[@k=1]", "b": "w/x[@k=2]/z", "c": "y[@n=<&]"},
    {"a": "x[@k=1]/@y", "b": "x[@k=2]", "c": "z"},
    {"=f": Fixed("x[@k=9]", "1"), "=d": Derived("x[@k=8]", lambda *_: "d"), "a": "x[@k=1]", "b": "y", "c": "z"},
])  # fmt: skip
def test_what_is_asked_for_on_reading_is_written(entries: Mapping[str, Any]):
    """Attributes that tell texts apart stand on them, also where the text is fixed or worked out."""
    column, toy = Column(Toy, "toy", entries, prefixes={"": ""}), Toy("1", "2", "3")
    text = compile_writer(column, depth=0)(toy, CONTEXT)
    notes = Notes()
    assert compile_reader(column)(fromstring(text.encode()), notes, CONTEXT) == toy
    assert (notes.unread, notes.problems) == ({}, [])


@pytest.mark.parametrize("path", ["w/x", "*w/x", "w[@k=http://mihon.example/a/b]/x", "v/w[@k=a/b]/x[@k=c/d]"])
def test_a_dialect_takes_a_place_out_whatever_its_conditions_hold(path: str):
    column = less(Column(Toy, "toy", {"a": path, "b": "y", "c": "w/z"}), {"w/x": "came later"})
    assert column.entries == {"a": No("came later"), "b": "y", "c": "w/z"}


def _places(node: Any, path: str) -> Iterator[str]:
    yield from (f"{path}/@{name}" for name, _ in node.attributes)
    if node.text is not None or node.fixed is not None or (node.value is not None and node.group is None):
        yield path
    for kid in node.kids:
        tests = ",".join(f"{c.name}={c.value}" for c in kid.constants if c.tested)
        yield from _places(kid, f"{path}/{kid.name}[{tests}]" + (" (derived)" if not kid.readable else ""))


@EVERY
def test_places_are_claimed_once(name: str, kind: str):
    """No two fields of a column stand in one element or attribute, where it is read; one that is only written may join them."""
    column = COLUMNS[name, kind]
    places = list(_places(grow(column).node, kind))
    assert len(places) > 20
    joined = {"dc:description", "dcterms:description"} if not column.readable else set()
    assert {p.split("/")[1].partition("[")[0] for p in places if places.count(p) > 1} <= joined


# --- 3. ONIX: the paths of the standard, in its order -------------------------------------------------------------------------

XS = "{http://www.w3.org/2001/XMLSchema}"


class Official:
    """What EDItEUR's schema says of elements: which children, in which order, and which attributes."""

    def __init__(self, path: Path) -> None:
        roots = [etree.parse(path, etree.XMLParser(no_network=True, huge_tree=True)).getroot()]
        for reference in roots[0].iterchildren(f"{XS}include"):
            roots.append(etree.parse(path.parent / reference.get("schemaLocation")).getroot())
        self.known = {
            (etree.QName(e).localname, e.get("name")): e for root in roots for e in root.iterchildren(f"{XS}*")
        }
        self.types: dict[str, Any] = {}

    def type_of(self, name: str) -> Any:
        """Return the complex type of a global element; None where it is simple."""
        return self._type(self.known["element", name])

    def _type(self, element: Any) -> Any:
        inline = element.find(f"{XS}complexType")
        return inline if inline is not None else self.known.get(("complexType", element.get("type")))

    def attributes(self, type_: Any) -> set[str]:
        """Return the names of the attributes of a type."""
        found: set[str] = set()
        for part in type_.iter(f"{XS}attribute", f"{XS}attributeGroup", f"{XS}extension"):
            if any(
                a.tag == f"{XS}element"
                for a in part.iterancestors()
                if a is not type_.getparent() and type_ in a.iterancestors()
            ):
                continue
            if part.tag == f"{XS}attribute":
                found.add(part.get("name") or part.get("ref"))
            elif part.tag == f"{XS}attributeGroup" and part.get("ref"):
                found |= self.attributes(self.known["attributeGroup", part.get("ref")])
            elif (base := self.known.get(("complexType", part.get("base")))) is not None:
                found |= self.attributes(base)
        return found

    def model(self, part: Any) -> tuple[set[str], set[tuple[str, str]]]:
        """Return the names of the children, and the pairs of which one may stand before the other."""
        names: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        in_order = part.tag not in (f"{XS}choice",)
        if part.tag == f"{XS}element":
            name = part.get("ref") or part.get("name")
            names = {name}
            if part.get("name") and part.get("type"):
                self.types[name] = self._type(part)
        elif part.tag == f"{XS}group" and part.get("ref"):
            names, pairs = self.model(self.known["group", part.get("ref")])
        else:
            inner = [p for p in part.iterchildren(f"{XS}*") if p.tag in self._PARTICLES]
            if part.tag == f"{XS}extension" and (base := self.known.get(("complexType", part.get("base")))) is not None:
                inner.insert(0, base)
            for each in inner:
                more, ordered = self.model(each)
                pairs |= ordered | ({(a, b) for a in names for b in more} if in_order else set())
                names |= more
        if part.get("maxOccurs", "1") != "1":
            pairs |= {(a, b) for a in names for b in names}
        return names, pairs

    _PARTICLES = frozenset(
        XS + tag
        for tag in ("sequence", "choice", "element", "group", "complexContent", "extension", "complexType", "all")
    )

    def faults(self, node: Any, name: str, path: str) -> Iterator[str]:
        """Yield what one element of a column does that the schema does not allow."""
        type_ = self.types[name] if name in self.types else self.type_of(name)
        allowed = self.attributes(type_) if type_ is not None else set()
        yield from (f"{path}/@{a}: no such attribute" for a, _ in node.attributes if a not in allowed)
        constants = [c for c in node.constants if c.name[0] != "@"]
        first = [(c.name, None) for c in constants if not c.last]
        children = [*first, *((kid.name, kid) for kid in node.kids), *((c.name, None) for c in constants if c.last)]
        names, pairs = self.model(type_) if type_ is not None else (set(), set())
        for i, (tag, kid) in enumerate(children):
            here = f"{path}/{tag}"
            if tag not in names:
                yield f"{here}: no such element there"
                continue
            if kid is not None and kid.loop is not None and (tag, tag) not in pairs:
                yield f"{here}: may not repeat"
            for before, _ in children[:i]:
                if (tag, before) in pairs and (before, tag) not in pairs:
                    yield f"{here}: must stand before {before}"
                if before == tag and (tag, tag) not in pairs:
                    yield f"{here}: stands twice"
            if kid is not None:
                yield from self.faults(kid, tag, here)


def _folder() -> Path | None:
    spec = importlib.util.find_spec("onixcheck")
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0]) / "schema" if places else None


FOLDER = _folder()
NEEDS_ONIXCHECK = pytest.mark.skipif(
    FOLDER is None, reason="EDItEUR's schemas come with onixcheck, which is not installed"
)


@cache
def official() -> Official:
    """Return the walker over the 3.1 reference schema."""
    assert FOLDER is not None
    return Official(FOLDER / "xsd3.1" / "ONIX_BookProduct_3.1_reference.xsd")


@NEEDS_ONIXCHECK
@pytest.mark.parametrize("kind", get("onix-3.1").columns)
def test_onix_columns_follow_the_standard(kind: str):
    """Every element and attribute exists in EDItEUR's schema under its parent, and stands in its order."""
    assert list(official().faults(grow(COLUMNS["onix-3.1", kind]).node, "Product", "Product")) == []


WRONG = {
    "an unknown element": ({"a": "RecordReference", "b": "Colour", "c": No("no place")}, "no such element"),
    "an element under another parent": ({"a": "DescriptiveDetail/PublisherName", "b": "RecordReference", "c": No("x y")}, "no such element"),
    "the wrong order": ({"a": "NotificationType", "b": "RecordReference", "c": No("no place")}, "must stand before"),
    "the wrong order, from a group": (
        {"a": "DescriptiveDetail/EditionNumber", "b": "DescriptiveDetail/ProductForm", "c": No("no place")}, "must stand before",
    ),
    "codes in the wrong order": ({"a": "ProductIdentifier[IDTypeName=x,ProductIDType=01]/IDValue", "b": "NotificationType", "c": No("x y")}, "must stand before"),
    "an attribute that is not allowed": (
        {"a": "PublishingDetail/CityOfPublication/@collationkey", "b": "PublishingDetail/CityOfPublication", "c": No("no place")},
        "no such attribute",
    ),
    "an element that stands once": ({"a": "RecordReference[k=1]/x", "b": "RecordReference[k=2]/x", "c": No("no place")}, "stands twice"),
}  # fmt: skip


@NEEDS_ONIXCHECK
@pytest.mark.parametrize("fault", WRONG)
def test_the_walker_finds_faults(fault: str):
    """The look at the official schema is not blind: it finds each sort of fault."""
    entries, expected = WRONG[fault]
    found = list(official().faults(grow(Column(Toy, "Product", entries)).node, "Product", "Product"))
    assert any(expected in told for told in found), found


@NEEDS_ONIXCHECK
def test_the_walker_reads_the_schema():
    """Groups, alternatives and types that extend others are understood."""
    names, pairs = official().model(official().type_of("DescriptiveDetail"))
    assert {"ProductForm", "TitleDetail", "Contributor", "Subject"} <= names
    assert ("TitleDetail", "Contributor") in pairs
    assert ("Contributor", "TitleDetail") not in pairs
    assert ("Contributor", "NoContributor") not in pairs
    assert {"language", "textscript", "collationkey"} <= official().attributes(official().type_of("TitleText"))
    assert "dateformat" in official().attributes(official().type_of("Date"))


# --- 4. Dublin Core: the fifteen elements ----------------------------------------------------------------------------------------

FIFTEEN = frozenset({
    "contributor", "coverage", "creator", "date", "description", "format", "identifier", "language", "publisher", "relation",
    "rights", "source", "subject", "title", "type",
})  # fmt: skip


@pytest.mark.parametrize("kind", get("oai_dc").columns)
def test_dublin_core_elements(kind: str):
    """A record of oai_dc is flat, and each of its elements one of the fifteen, with no attribute but xml:lang."""
    root = grow(COLUMNS["oai_dc", kind]).node
    assert root.name == "oai_dc:dc"
    assert root.attributes == []
    assert [kid.name for kid in root.kids if kid.name.removeprefix("dc:") not in FIFTEEN or kid.kids] == []
    assert {name for kid in root.kids for name, _ in kid.attributes} == {"xml:lang"}


# --- 5. reading what was written gives the record less what is not carried ---------------------------------------------------------


@cache
def _reader(name: str, kind: str) -> Any:
    return compile_reader(COLUMNS[name, kind])


def written(name: str, record: m.Record, context: Context) -> Any:
    """Return the element of a record in a file of its own."""
    root = fromstring(b"".join(get(name).document([record], Writing(context))))
    return root[-1]


def read(name: str, element: Any, kind: str, context: Context) -> m.Record:
    """Read a record back, of which nothing may be left unread."""
    notes, column = Notes(), COLUMNS[name, kind]
    record = _reader(name, kind)(element, notes, context)
    assert not notes.problems
    assert not notes.unread
    return column.finish(record, context) if column.finish is not None else record


@SLOW
@given(records())
def test_native_format_carries_everything(record: m.Record):
    """What smj-1 writes is read back equal: nothing is not carried (test_smj_schema.py asks more)."""
    kind = m.kind_of(record)
    assert read("smj-1", written("smj-1", record, CONTEXT), kind, CONTEXT) == record
    assert carried(record, COLUMNS["smj-1", kind], CONTEXT) == record
    assert not_carried(record, COLUMNS["smj-1", kind], CONTEXT) == []


@pytest.mark.parametrize("full", [False, True], ids=["any", "full"])
@pytest.mark.parametrize("kind", get("onix-3.1").columns)
def test_onix_carries_the_rest(kind: str, full: bool):
    """What ONIX writes is read back as the record less what is not carried, and carrying twice loses no more."""

    @settings(SLOW, max_examples=15 if full else 60)
    @given(records(kind, full=full))
    def check(record: m.Record) -> None:
        column = COLUMNS["onix-3.1", kind]
        kept = carried(record, column, CONTEXT)
        assert read("onix-3.1", written("onix-3.1", record, CONTEXT), kind, CONTEXT) == kept
        assert not_carried(kept, column, CONTEXT) == []

    check()


@pytest.mark.parametrize("day", ["2001", "2027-01-01", "2029-01-01"])
@pytest.mark.parametrize("source", [
    m.RecordSource(), m.RecordSource(notification="01"), m.RecordSource("02"), m.RecordSource(name="見本"), m.RecordSource("03", name="見本"),
    m.RecordSource("01", notification="01"), m.RecordSource(identifiers=[m.Identifier("gln", "9999999000003")]),
    m.RecordSource(identifiers=[m.Identifier("uri", "https://mihon.example/")]),
])  # fmt: skip
def test_who_issued_a_record_comes_back_whatever_the_day_makes_of_its_notification(source: m.RecordSource, day: str):
    date = m.EventDate("publication", m.PartialDate.parse(day))
    book = m.Book("book:9799999000009", titles=["見本"], dates=[date], record_source=source)
    kept = carried(book, column := COLUMNS["onix-3.1", "book"], CONTEXT)
    assert read("onix-3.1", written("onix-3.1", book, CONTEXT), "book", CONTEXT) == kept
    assert not_carried(kept, column, CONTEXT) == []


SERIALS = st.tuples(issues(), periodicals()).map(lambda two: (attrs.evolve(two[0], periodical=two[1].id), two[1]))


def _around(serial: m.Periodical) -> Context:
    return attrs.evolve(CONTEXT, lookup=lambda record_id: serial if record_id == serial.id else None)


@settings(SLOW, max_examples=30)
@given(SERIALS)
def test_issues_beside_their_serial(two: tuple[m.Issue, m.Periodical]):
    """An issue whose serial is known takes from it what ONIX wants, and is read back so."""
    issue, serial = two
    context = _around(serial)
    kept = carried(issue, COLUMNS["onix-3.1", "issue"], context)
    assert read("onix-3.1", written("onix-3.1", issue, context), "issue", context) == kept
    assert kept.periodical == serial.id


@settings(SLOW, max_examples=30)
@given(books(), concepts())
def test_books_beside_their_concepts(book: m.Book, concept: m.Concept):
    """A book whose subjects the catalogue knows goes out with their labels and mappings, and is read back without."""
    context = attrs.evolve(CONTEXT, lookup=lambda record_id: concept if record_id == concept.id else None)
    record = attrs.evolve(book, subjects=(m.Subject("own", concept=concept.id),))
    kept = carried(record, COLUMNS["onix-3.1", "book"], context)
    assert read("onix-3.1", written("onix-3.1", record, context), "book", context) == kept
    assert kept.subjects == record.subjects


@NEEDS_ONIXCHECK
@SLOW
@given(records("book", "issue"))
def test_products_are_valid(record: m.Record):
    """Every product is valid by EDItEUR's schema, and so is the message around it."""
    schema = get("onix-3.1").official()
    told = schema.check_tree(written("onix-3.1", record, CONTEXT).getroottree())
    assert [f"{p.where.path}: {p.expected}" for p in told] == []


@NEEDS_ONIXCHECK
@settings(SLOW, max_examples=30)
@given(SERIALS)
def test_issues_of_serials_are_valid(two: tuple[m.Issue, m.Periodical]):
    """Every issue is valid by EDItEUR's schema with what it takes from its serial."""
    schema = get("onix-3.1").official()
    told = schema.check_tree(written("onix-3.1", two[0], _around(two[1])).getroottree())
    assert [f"{p.where.path}: {p.expected}" for p in told] == []


# --- 6. what is not carried is told ---------------------------------------------------------------------------------------------

ROMAN = m.Text("見本", romanised=(m.Romanised("Mihon"),))
TWICE_READ = m.Text("見本", readings=(m.Reading("ミホン"), m.Reading("ミ ホン")))
TITLE = m.Title(m.Text("見本の本"))
HOUSE = (m.Publisher(m.Text("見本社")),)


def _book(**fields: Any) -> m.Book:
    return m.Book("book:example", **{"titles": (TITLE,), **fields})


def _issue(**fields: Any) -> m.Issue:
    return m.Issue("issue:example:1", **{"titles": (TITLE,), **fields})


def _chapter(**fields: Any) -> m.Component:
    return m.Component("chapter:example:c01", TITLE, host="book:example", kind="chapter", **fields)


LOST = {
    "a plain book": (_book(), [], []),
    "a romanised title": (_book(titles=(m.Title(ROMAN),)), ["titles.text.romanised"], ["titles.text.romanised"]),
    "a romanised name": (_book(contributors=(m.Contributor(ROMAN, ("A01",)),)), [], ["contributors.name.romanised", "contributors.roles"]),
    "a name in parts": (
        _book(contributors=(m.Contributor(m.Text("見本花子"), ("A01",), family="見本", given="花子", born=m.PartialDate(1950)),)),
        [], ["contributors.roles", "contributors.family", "contributors.given", "contributors.born"],
    ),
    "a given name alone": (
        _book(contributors=(m.Contributor(m.Text("見本花子"), ("A01",), given="花子"),)), ["contributors.given"], ["contributors.roles", "contributors.given"],
    ),
    "words that tell persons apart": (
        _book(contributors=(m.Contributor(m.Text("見本花子"), ("A01",), distinction="生物学"),)),
        ["contributors.distinction"], ["contributors.roles", "contributors.distinction"],
    ),
    "a title of a variant spelling": (_book(titles=(TITLE, m.Title(m.Text("みほん"), "variant"))), ["titles"], ["titles:order"]),
    "a second reading": (_book(titles=(m.Title(TWICE_READ),)), ["titles.text.readings"], ["titles.text.readings"]),
    "a truncated title": (_book(titles=(m.Title(m.Text("見本の", truncated=True)),)), ["titles.text.truncated"], ["titles.text.truncated"]),
    "a wrong ISBN": (_book(identifiers=(m.Identifier("isbn-13", "9799999000018", status="incorrect"),)), ["identifiers"], ["identifiers"]),
    "a price of unknown tax": (_book(prices=(m.Price(Decimal(500)),)), ["prices"], ["prices"]),
    "a price that is none": (_book(prices=(m.Price(unpriced="01", printed="無料"),), publishers=HOUSE), ["prices.printed"], ["prices"]),
    "what is not for sale": (_book(prices=(m.Price(unpriced="not-for-sale"),), publishers=HOUSE), ["prices"], ["prices"]),
    "an extent in words": (_book(extents=(m.Extent(printed="1冊"),)), ["extents"], []),
    "notes": (_book(notes=(m.Note("見本"),)), ["notes"], []),
    "scope": (_book(scope="edited"), ["scope"], ["scope"]),
    "holdings": (_book(holdings=(m.Holding(m.Text("見本館")),)), ["holdings"], ["holdings"]),
    "a size in words": (_book(sizes=(m.Size("A5"),)), ["sizes"], []),
    "a link": (_book(links=(m.Link("https://example.org/"),)), ["links"], ["links"]),
    "sources": (_book(sources=(m.Source("S1"),)), ["sources"], ["sources"]),
    "a publisher's role": (_book(publishers=(m.Publisher(m.Text("見本社"), "02"),)), [], ["publishers.role"]),
    "a distributor": (_book(publishers=(m.Publisher(m.Text("見本社"), "distributor"),)), [], ["publishers.role"]),
    "an uncertain date": (
        _book(dates=(m.EventDate("publication", m.PartialDate(2009), qualifier="before"),), publishers=(m.Publisher(m.Text("見本社")),)),
        [], ["dates"],
    ),
    "an exact date": (
        _book(dates=(m.EventDate("publication", m.PartialDate(2009, 3)),), publishers=(m.Publisher(m.Text("見本社")),)),
        [], [],
    ),
    "a chapter": (_book(contents=(_chapter(),)), [], []),
    "a chapter's genre": (_book(contents=(_chapter(genre="preface"),)), ["contents.genre"], []),
    "the kind of an issue": (_issue(kind="combined"), ["kind"], ["kind"]),
    "the number of an issue": (
        _issue(numbering=m.Numbering("第193号", numbers=("193",))), ["numbering.numbers"], ["numbering.numbers"],
    ),
    "a feature": (_issue(features=(m.Text("見本特集"),)), [], []),
}  # fmt: skip


@pytest.mark.parametrize("case", LOST)
def test_what_is_not_carried_is_told(case: str):
    """ONIX and Dublin Core tell exactly the fields that they leave out; smj-1 leaves none."""
    record, by_onix, by_dublin_core = LOST[case]
    kind = m.kind_of(record)
    told = {name: not_carried(record, COLUMNS[name, kind], CONTEXT) for name in FORMATS}
    assert told == {"smj-1": [], "onix-3.1": by_onix, "oai_dc": by_dublin_core}


FREE, ASK, NOT_SOLD = (m.Price(unpriced=code) for code in ("01", "04", "not-for-sale"))
SINCE = m.PartialDate(2010, 4)
SUPPLIES = {
    "free of charge": ({"prices": (FREE,)}, "99", ["01"], []),
    "ask the supplier": ({"prices": (ASK,)}, "99", [], ["04"]),
    "nothing known of the price": ({"availability": "20"}, "20", ["04"], []),
    "free since a day": ({"prices": (attrs.evolve(FREE, valid_from=SINCE),)}, "99", [], ["01"]),
    "free in another currency": ({"prices": (attrs.evolve(FREE, currency="USD"),)}, "99", [], ["01"]),
    "free, once sold": ({"prices": (m.Price(Decimal(500), tax="excluded", valid_until=SINCE), FREE)}, "99", ["01"], []),
    "free, and sold from a day on": ({"prices": (FREE, m.Price(Decimal(500), tax="excluded", valid_from="2027-01-01"))}, "99", [], ["01"]),
    "not for sale": ({"prices": (attrs.evolve(NOT_SOLD, printed="非売品"),)}, "40", ["04"], []),
    "not for sale, on request": ({"prices": (attrs.evolve(NOT_SOLD, printed="非売品・希望者に配布"),)}, "44", ["04"], []),
    "not for sale, and out of print": ({"prices": (NOT_SOLD,), "availability": "51"}, "51", ["04"], []),
}  # fmt: skip


@pytest.mark.parametrize("case", SUPPLIES)
def test_prices_without_an_amount(case: str):
    """Why there is no price stands beside the availability where it is all that is said, and in a Price otherwise."""
    fields, availability, alone, within = SUPPLIES[case]
    book = _book(publishers=HOUSE, **fields)
    (supply,) = written("onix-3.1", book, CONTEXT).iter("{*}SupplyDetail")
    assert supply.findtext("{*}ProductAvailability") == availability
    assert [e.text for e in supply.iterfind("{*}UnpricedItemType")] == alone
    assert [e.text for e in supply.iterfind("{*}Price/{*}UnpricedItemType")] == within
    back = read("onix-3.1", supply.getparent().getparent(), "book", CONTEXT)
    assert back.prices == tuple(p for p in book.prices if p.unpriced != "not-for-sale" and p.valid_until is None)


# --- 7. judgement is the exception -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "kind"), [key for key, column in COLUMNS.items() if column.readable], ids="-".join)
def test_judgement_is_the_exception(name: str, kind: str):
    """At most a quarter of a column's entries need code.

    Dublin Core is only written, and flat: each of its elements gathers several fields, so all its entries are code, and
    the law does not hold there.
    """
    entries = list(COLUMNS[name, kind].entries.values())
    assert sum(isinstance(e, Special) for e in entries) <= len(entries) / 4


def test_dublin_core_is_only_written():
    """The one format outside the law on judgement is the one that is never read."""
    assert {name for name, kind in COLUMNS if not COLUMNS[name, kind].readable} == {"oai_dc"}
    assert get("oai_dc").read is None


def test_prices_of_others():
    """A reason for no price needs no currency; an amount does, and one without is not read."""
    book = _book(publishers=HOUSE, prices=(attrs.evolve(FREE, currency="USD"), m.Price(Decimal(5), tax="excluded")))
    product = written("onix-3.1", book, CONTEXT)
    free, sold = product.iter("{*}Price")
    free.remove(free.find("{*}CurrencyCode"))
    assert read("onix-3.1", product, "book", CONTEXT).prices == (FREE, book.prices[1])
    sold.remove(sold.find("{*}CurrencyCode"))
    notes = Notes()
    assert _reader("onix-3.1", "book")(product, notes, CONTEXT).prices == (FREE,)
    assert [p.expected.text() for p in notes.problems] == ["CurrencyCode (required in Price)"]


# --- what is said of a format is said by the format --------------------------------------------------------------------


def test_nobody_outside_formats_names_a_format():
    """What makes one format different from others is an attribute of it; only the archive's own is named, in one place."""
    source, ids = Path(crosswalk.__file__).parent.parent, format_ids()
    named = [
        f"{path.relative_to(source)}:{node.lineno}: {node.value}"
        for path in sorted(source.rglob("*.py"))
        if path.parts[len(source.parts)] != "formats"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    ]
    assert [place for place in named if not place.startswith("store/settings.py:")] == []


@given(st.lists(st.text(st.sampled_from("a'\"{}\\\n見%")), max_size=5), st.integers())
def test_generated_code_writes_constants_as_they_are(texts, value):
    """Whatever quotes, braces and line ends stand in them, beside each other and beside what an expression gives."""
    source = Source({})
    source.add(0, "def write(a, value):")
    for text in texts:
        source.constant(1, text)
    source.add(1, "pass")
    for text in texts:
        source.constant(1, text)
        source.expression(1, "value")
    written = []
    source.function("write", "<generated for a test>")(written.append, value)
    assert "".join(written) == "".join(texts) + "".join(f"{text}{value}" for text in texts)


# --- lists of fields: the readers that are made for shapes that come often ----------------------------------------------------


@pytest.mark.parametrize("name", ["marc21", "dcndl-2", "jpcoar-2.1", "ris"])
def test_readers_of_shapes_read_as_the_careful_one(name: str):
    """Each field of the archive, in it each subfield with other forms, and twice: same values, nothing silent."""
    columns = get(name).columns
    shapes: dict[tuple[str, ...], tuple[FieldColumn, Field]] = {}
    with Archive.open() as archive:
        for record in archive.records():
            column = columns.get(m.kind_of(record))
            for one in column.write(record, archive.context) if column is not None else ():
                shapes.setdefault((column.make.__name__, one.tag, *(s.code for s in one.subfields)), (column, one))
    assert len(shapes) > 10
    for column, one in shapes.values():
        for at, held in enumerate(one.subfields):
            for new in (
                [attrs.evolve(held, readings=("ミホン",), romanised=("Mihon",))],
                [held, held],
            ):
                changed = attrs.evolve(one, subfields=[*one.subfields[:at], *new, *one.subfields[at + 1 :]])
                careful, quick = FieldNotes(places=Places()), FieldNotes()
                expected = column.read([changed], careful, Context())
                for _ in range(20):  # until a reader is made for them
                    found = column.read([changed], quick := FieldNotes(), Context())
                assert found == expected, (one, new)
                assert (quick.unread, len(quick.problems)) == (careful.unread, len(careful.problems)), (one, new)


@attrs.frozen
class Worded:
    """Two numbers that are read with the words for them."""

    a: str
    b: str | None = None
    printed: str | None = None


@attrs.frozen
class Wordy:
    """Values made of cells that code reads."""

    parts: tuple[Worded, ...] = ()


def _named(name: str) -> Cell:
    """Return a cell that reads ``1 (first)`` as a number with words, ``1`` as a number, ``-`` as nothing."""

    def parse(text: str) -> Parsed[dict[str, str]]:
        return Parsed({} if text == "-" else {name: text[0], **({"printed": text[3:-1]} if "(" in text else {})})

    return Cell(name, name, name, name, parse=parse)


@pytest.mark.parametrize(
    ("texts", "made", "told", "unread"),
    [
        (("1 (first)", "2 (second)"), (Worded("1", "2", "first second"),), [], []),
        (("1 (first)", "2"), (Worded("1", "2"),), [], []),
        (("1", "2 (second)"), (Worded("1", "2"),), [], []),
        (("1 (first)",), (Worded("1", None, "first"),), [], []),
        (("-", "2"), (), ["cell-missing"], []),
        (("-",), (), [], ["599 $a"]),
    ],
)
def test_words_of_several_cells_are_kept_where_all_have_them(
    texts: tuple[str, ...], made: tuple[Worded, ...], told: list[str], unread: list[str]
):
    """The quick reader as the careful one; what a value needs and no cell says is told by both, what says nothing counted."""
    column = FieldColumn(Wordy, (place("*599 __", "parts", Worded, {"a": _named("a"), "b": _named("b")}),))
    one = Field("599", "  ", [Subfield(code, text) for code, text in zip("ab", texts, strict=False)])
    for _ in range(20):  # until a reader is made for them
        found = column.read([one], notes := FieldNotes(), Context())
        assert (found.get("parts", ()), [p.rule for p in notes.problems], list(notes.unread)) == (made, told, unread)


def test_a_price_that_says_nothing_makes_none_however_many_were_read():
    column = get("marc21").columns["book"]
    one = Field("020", "  ", [Subfield("a", "9784999999903"), Subfield("c", "-")])
    for _ in range(40):
        found = column.read([one], notes := FieldNotes(), Context())
        assert ("prices" in found, dict(notes.unread)) == (False, {"020 $c": 1})
