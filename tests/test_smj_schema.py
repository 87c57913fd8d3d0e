"""The schema of the native format: what it says, takes and refuses, and that the columns agree with it."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import KINDS, catalogs, records

from smj_catalog import model as m
from smj_catalog.crosswalk import Notes, compile_reader, compile_writer, grow
from smj_catalog.formats import Reading, get
from smj_catalog.formats.smj import COLUMNS, NAMESPACE
from smj_catalog.model.rules import check_record
from smj_catalog.resources import archive, schemas

XS = "{http://www.w3.org/2001/XMLSchema}"
XSD = etree.parse(schemas() / "smj-1.xsd", etree.XMLParser(no_network=True, resolve_entities=False))
ROOT = XSD.getroot()
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
XMLNS = f' xmlns="{NAMESPACE}"'
ALONE = {kind: compile_writer(column, depth=0, root=XMLNS) for kind, column in COLUMNS.items()}
INSIDE = {kind: compile_writer(column, depth=1) for kind, column in COLUMNS.items()}
READERS = {kind: compile_reader(column) for kind, column in COLUMNS.items()}


@cache
def schema() -> etree.XMLSchema:
    """Return the compiled schema."""
    return etree.XMLSchema(XSD)


def faults(text: str) -> list[str]:
    """Return the names of the faults that the schema finds in a file."""
    schema().validate(etree.fromstring(text.strip()))
    return [entry.type_name for entry in schema().error_log]


def read(element: Any) -> m.Record:
    """Read a record back, of which nothing may be left unread."""
    notes = Notes()
    record = READERS[etree.QName(element).localname](element, notes, None)
    assert not notes.problems
    assert not notes.unread
    return record


# --- the schema by itself -------------------------------------------------------------------------


def test_compiles_by_itself():
    """The schema is one file that needs no other."""
    assert schema() is not None
    assert not [e.tag for e in ROOT if e.tag in (f"{XS}import", f"{XS}include", f"{XS}redefine")]
    assert ROOT.get("targetNamespace") == NAMESPACE
    assert ROOT.get("elementFormDefault") == "qualified"


def test_roots():
    """A file holds a catalog or a record of any kind, and nothing else."""
    assert [e.get("name") for e in ROOT.findall(f"{XS}element")] == ["catalog", *m.RECORD_TYPES]


DOCUMENTED = (
    "complexType", "simpleType", "attribute", "element", "group", "attributeGroup", "enumeration", "key",
    "unique",
)  # fmt: skip
PARTS = [e for e in ROOT.iter(*(XS + tag for tag in DOCUMENTED)) if e.get("name") or e.get("value")]


def _label(element: Any) -> str:
    names = [e.get("name") or e.get("value") for e in (*reversed(list(element.iterancestors())), element)]
    return "/".join(x for x in names if x)


def _words(element: Any) -> str:
    found = element.findtext(f"{XS}annotation/{XS}documentation")
    return " ".join((found or "").split())


def test_everything_is_documented():
    """Each type, element, attribute and word has a note that ends in a full stop."""
    assert len(PARTS) > 300
    assert [_label(e) for e in PARTS if not re.search(r"\w.*\.$", _words(e))] == []


def test_counterparts_are_named():
    """Each type, element and attribute names its counterpart in another standard, or that it has none."""
    named = re.compile("ONIX|MARC|Dublin Core|DC-NDL|SKOS|FOAF")
    asked = [e for e in PARTS if e.tag not in (f"{XS}enumeration", f"{XS}key", f"{XS}unique")]
    assert [_label(e) for e in asked if not named.search(_words(e))] == []


def test_identity_is_cheap():
    """No key looks further down than it must."""
    paths = [e.get("xpath") for e in ROOT.iter(f"{XS}selector")]
    assert paths
    assert not [path for path in paths if "//" in path]


# --- the columns against the schema ---------------------------------------------------------------


@cache
def _named(tag: str, name: str) -> Any:
    found = [e for e in ROOT.findall(XS + tag) if e.get("name") == name.removeprefix("s:")]
    assert len(found) == 1, f"{tag} {name}"
    return found[0]


def _flat(type_: Any, tag: str, group: str) -> list[Any]:
    """Return the elements or attributes of a type, groups put in place."""
    found = []
    for part in type_.iterchildren():
        if part.tag == XS + tag:
            found.append(part)
        elif part.tag == XS + group:
            found += _flat(_named(group, part.get("ref")), tag, group)
        elif part.tag in (XS + "sequence", XS + "choice", XS + "simpleContent", XS + "extension"):
            found += _flat(part, tag, group)
    return found


def _type(element: Any) -> Any:
    """Return the complex type of an element; None where it is simple."""
    if ref := element.get("ref"):
        element = _named("element", ref)
    name = element.get("type").removeprefix("s:")
    return next((e for e in ROOT.findall(f"{XS}complexType") if e.get("name") == name), None)


def _text(default: Any) -> str | None:
    """Return a default as the schema states it."""
    if isinstance(default, tuple):
        return " ".join(default) or None
    return str(default).lower() if isinstance(default, bool) else default


def _agree(node: Any, type_: Any, seen: set[str]) -> None:
    """Check one element of a column against its type, then what stands in it."""
    where = f"{node.path} ({type_.get('name')})"
    seen.add(type_.get("name"))
    declared = _flat(type_, "attribute", "attributeGroup")
    assert [name for name, _ in node.attributes] == [a.get("name") for a in declared], where
    for (name, value), attribute in zip(node.attributes, declared, strict=True):
        here, default = f"{where} @{name}", value.card.default
        needed = attribute.get("use") == "required"
        assert not needed or value.condition is None, f"{here} is not always written"
        assert needed or default is not attrs.NOTHING, f"{here} cannot be read where it is missing"
        if not needed:
            stated = _text(default)
            assert attribute.get("default") == stated, f"{here}: another default than the model's"
    children = _flat(type_, "element", "group")
    names = [(e.get("name") or e.get("ref")).removeprefix("s:") for e in children]
    assert [kid.name for kid in node.kids] == names, where
    assert (node.text is None) == (type_.find(f"{XS}simpleContent") is None), where
    for kid, element in zip(node.kids, children, strict=True):
        here, inner = f"{where}/{kid.name}", _type(element)
        assert (kid.loop is not None) == (element.get("maxOccurs") == "unbounded"), here
        needed = element.get("minOccurs") != "0"
        assert not needed or kid.loop or kid.conditions() is None, f"{here} is not always written"
        default = kid.value.card.default if kid.value else None
        assert needed or default is not attrs.NOTHING, f"{here} cannot be read where it is missing"
        leaf = kid.group is None and not kid.kids and not kid.attributes
        assert (inner is None) == leaf, here
        if inner is not None:
            _agree(kid, inner, seen)


def test_columns_and_schema_agree():
    """The columns and the schema have the same elements and attributes, in the same order.

    What the schema requires is always written; what a reader needs is required; defaults are the model's.
    """
    seen: set[str] = {"catalog"}
    for kind, column in COLUMNS.items():
        _agree(grow(column).node, _type(_named("element", kind)), seen)
    assert seen == {e.get("name") for e in ROOT.findall(f"{XS}complexType")}


def test_simple_types_are_used():
    """No simple type stands in the schema for nothing."""
    used = {e.get(key) for e in ROOT.iter() for key in ("type", "base", "itemType") if e.get(key)}
    assert {f"s:{e.get('name')}" for e in ROOT.findall(f"{XS}simpleType")} <= used


# --- what is written is valid, and is read back ---------------------------------------------------


def _filled(value: Any, path: str) -> None:
    for attribute in attrs.fields(type(value)):
        held = getattr(value, attribute.name)
        inside = path == "contents" and attribute.name == "sources"  # a nested component names its host's
        assert inside or (held is not None and held != ()), f"{path} {attribute.name}"
        for item in held if isinstance(held, tuple) else (held,):
            if attrs.has(type(item)) and not isinstance(item, m.PartialDate):
                _filled(item, attribute.name)


@pytest.mark.parametrize("kind", KINDS)
def test_full_records_round_trip(kind: str):
    """A record with every field filled is written as a valid file and read back equal."""

    @SLOW
    @given(KINDS[kind](full=True))
    def check(record: m.Record) -> None:
        _filled(record, kind)
        text = ALONE[kind](record, None)
        assert faults(text) == []
        assert read(etree.fromstring(text.strip())) == record

    check()


@SLOW
@given(records())
def test_any_record_round_trips(record: m.Record):
    """Whatever fields a record has, its file is valid and read back equal."""
    text = ALONE[m.kind_of(record)](record, None)
    assert faults(text) == []
    assert read(etree.fromstring(text.strip())) == record


@SLOW
@given(catalogs(), st.sampled_from(["", ' version="1"']))
def test_catalogs_round_trip(found: list[m.Record], version: str):
    """Records of several kinds stand in one catalog in any order."""
    parts = "".join(INSIDE[m.kind_of(r)](r, None) for r in found)
    text = f'<catalog xmlns="{NAMESPACE}"{version}>{parts}\n</catalog>'
    assert faults(text) == []
    assert [read(element) for element in etree.fromstring(text)] == found


SPOILT = st.one_of(
    st.sampled_from(
        ["", " ", "\u3000", "\u00a0", "\u0085", "\u2028", "\ufeff", "a\nb", "\tS1", "S1 S2", "S1\u3000S2", "true", "1"]
    ),
    st.sampled_from(
        [
            "..",
            "a..b",
            "book:a..b",
            "book:a:..",
            "agent:x..",
            "subject:a:b..c",
            "book:A",
            "x:y",
            "９",
            "-1",
            "1e3",
            "NaN",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=4),
)


@settings(SLOW, max_examples=300)
@given(records(), st.data())
def test_what_the_schema_has_passed_is_read_quickly_and_alike(record: m.Record, data: st.DataObject):
    """A spoilt text, attribute or element makes no difference between the quick reader and the careful one."""
    root = etree.fromstring(ALONE[m.kind_of(record)](record, None))
    for _ in range(data.draw(st.integers(1, 3))):
        element = data.draw(st.sampled_from(list(root.iter())))
        way = data.draw(st.sampled_from(["attribute", "text", "again", "away", "new", "tag"]))
        if way == "attribute" and element.attrib:
            element.set(data.draw(st.sampled_from(sorted(element.attrib))), data.draw(SPOILT))
        elif way == "text" and not len(element):
            element.text = data.draw(SPOILT)
        elif way == "again" and element is not root:
            element.addnext(deepcopy(element))
        elif way == "away" and element is not root:
            element.getparent().remove(element)
        elif way == "new":
            element.set(data.draw(st.sampled_from(["src", "lang", "x"])), data.draw(SPOILT))
        elif way == "tag" and element is not root:
            element.tag = data.draw(st.sampled_from(list(root.iter()))).tag
    text = etree.tostring(root)
    quick, careful = Reading(check=True), Reading()
    (seen,) = get("smj-1").read(text, quick)
    (known,) = get("smj-1").read(text, careful)
    assert seen.record == known.record
    assert [p for p in seen.problems if p.rule != "schema"] == list(known.problems)
    assert quick.unread == careful.unread
    event("valid" if len(seen.problems) == len(known.problems) else "refused by the schema")


def test_archive_is_valid():
    """Every file of the checked-in archive is valid."""
    for path in sorted(archive().rglob("*.xml")):
        schema().validate(etree.parse(path))
        assert not list(schema().error_log), path


# --- faults ---------------------------------------------------------------------------------------

SAMPLE = f"""<catalog xmlns="{NAMESPACE}" version="1">
  <periodical id="periodical:example">
    <title type="01">
      <proper lang="jpn" script="Jpan" src="S1"><text>見本誌</text><reading>ミホンシ</reading></proper>
    </title>
    <frequency per-year="6" as-of="2017-09">年6回</frequency>
    <sources>
      <source id="S1" seen="2026-11-24"><url>https://example.org/</url></source>
      <source id="S2"/>
    </sources>
  </periodical>
  <issue id="issue:example:193+194" periodical="periodical:example" kind="combined">
    <numbering whole="193"><printed>第193号</printed><number>193</number></numbering>
    <date role="cover" qualifier="before">2019-12</date>
    <extent type="11" unit="03">96</extent>
    <language>jpn</language>
    <price currency="JPY" tax="unknown">500</price>
    <subject scheme="onix:10" code="SOC007000" main="true"/>
    <prose type="03" audience="00 03"> 見本の
文 </prose>
    <contents complete="false">
      <item id="article:example:193:a01" host="issue:example:193+194">
        <title type="01"><proper><text>甲</text></proper></title>
      </item>
      <item id="article:example:193:a02">
        <title type="01"><proper><text>乙</text></proper></title>
      </item>
    </contents>
    <sources><source id="S1"/></sources>
  </issue>
  <book id="book:9799999000019" scope="edited" form="BA" contributors="none-stated">
    <title type="variant"><proper><text>見本の本</text></proper></title>
    <contributor role="A01 B01" agent="agent:example"><name><text>見本花子</text></name></contributor>
    <publisher country="JP"><name><text>見本社</text></name></publisher>
    <identifier type="isbn-13" status="incorrect">9799999000018</identifier>
    <form-detail>B108</form-detail>
    <link>https://example.org/見本</link>
  </book>
  <agent id="agent:example"><name><form><text>見本花子</text></form></name></agent>
  <concept id="subject:example" broader="subject:wider subject:other"/>
</catalog>"""

TITLE = '<title type="01"><proper><text>x</text></proper></title>'
PATTERN, CONTENT = "SCHEMAV_CVC_PATTERN_VALID", "SCHEMAV_ELEMENT_CONTENT"
ENUM, MISSING = "SCHEMAV_CVC_ENUMERATION_VALID", "SCHEMAV_CVC_COMPLEX_TYPE_4"
UNKNOWN, IDENTITY = "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1", "SCHEMAV_CVC_IDC"
TYPE, LENGTH = "SCHEMAV_CVC_DATATYPE_VALID_1_2_1", "SCHEMAV_CVC_MINLENGTH_VALID"
UNION = "SCHEMAV_CVC_DATATYPE_VALID_1_2_3"

FAULTS = {
    "elements in the wrong order": (
        "<printed>第193号</printed><number>193</number>", "<number>193</number><printed>x</printed>", CONTENT,
    ),
    "an unknown element": ("<form-detail>", "<colour>red</colour><form-detail>", CONTENT),
    "an element of no namespace": ("<language>jpn", '<language xmlns="">jpn', CONTENT),
    "a required element missing": ("<proper><text>甲</text></proper>", "", CONTENT),
    "an element twice": ("<printed>第193号</printed>", "<printed>第</printed><printed>号</printed>", CONTENT),
    "text beside elements": ("</numbering>", "x</numbering>", "SCHEMAV_CVC_COMPLEX_TYPE_2_3"),
    "a record that is none": ("<agent id", "<person/><agent id", CONTENT),
    "an empty list of sources": ('<source id="S1"/></sources>', "</sources>", CONTENT),
    "an unknown attribute": ("<language>", '<language code="jpn">', UNKNOWN),
    "an attribute of XML itself": ("<language>", '<language xml:lang="ja">', UNKNOWN),
    "no id": ('<agent id="agent:example">', "<agent>", MISSING),
    "no type of title": ('<title type="variant">', "<title>", MISSING),
    "no type of identifier": ('<identifier type="isbn-13"', "<identifier", MISSING),
    "no unit": (' unit="03"', "", MISSING),
    "no currency": (' currency="JPY"', "", MISSING),
    "another version": ('version="1"', 'version="2"', "SCHEMAV_CVC_AU"),
    "an id of another kind": ('<agent id="agent:example">', '<agent id="book:example">', PATTERN),
    "an id of a chapter for an issue": ('<issue id="issue:', '<issue id="chapter:', PATTERN),
    "an id with capitals": ('<book id="book:9799999000019"', '<book id="book:Example"', PATTERN),
    "an id that leaves its folder": ('<book id="book:9799999000019"', '<book id="book:../example"', PATTERN),
    "an id with a space": ('<book id="book:9799999000019"', '<book id=" book:9799999000019"', PATTERN),
    "an id without a key": ('"subject:example"', '"subject:"', PATTERN),
    "a reference to another kind": ('agent="agent:example"', 'agent="periodical:example"', PATTERN),
    "a host that holds nothing": ('host="issue:example:193+194"', 'host="agent:example"', PATTERN),
    "an id twice in a catalog": ('"subject:example"', '"subject:x"/><concept id="subject:x"', IDENTITY),
    "an id twice in one host": ("193:a02", "193:a01", IDENTITY),
    "a nested id and a record of its own": (
        "</catalog>", f'<component id="article:example:193:a01">{TITLE}</component></catalog>', IDENTITY,
    ),
    "a source twice in one record": ('<source id="S2"/>', '<source id="S1"/>', IDENTITY),
    "a role in words": ('role="A01 B01"', 'role="editor"', PATTERN),
    "a role of three digits": ('role="A01 B01"', 'role="A01 B011"', PATTERN),
    "no role at all": ('role="A01 B01"', 'role=""', LENGTH),
    "src that names nothing": ('src="S1"', 'src=" "', LENGTH),
    "a thirteenth month": (">2019-12<", ">2019-13<", UNION),
    "a thirtieth of February": (">2019-12<", ">2019-02-30<", UNION),
    "a date with a time zone": (">2019-12<", ">2019-12Z<", PATTERN),
    "a date in words": (">2019-12<", ">2019年12月<", UNION),
    "a month of one digit": ('as-of="2017-09"', 'as-of="2017-9"', UNION),
    "a language of two letters": ('lang="jpn"', 'lang="ja"', PATTERN),
    "a script in lower case": ('script="Jpan"', 'script="jpan"', PATTERN),
    "a country in words": ('country="JP"', 'country="Japan"', PATTERN),
    "an unknown scope": ('scope="edited"', 'scope="translated"', ENUM),
    "an unknown tax": ('tax="unknown"', 'tax="maybe"', ENUM),
    "an unknown status": ('status="incorrect"', 'status="wrong"', ENUM),
    "an unknown match": (
        'broader="subject:wider subject:other"/>', '><mapping scheme="ndc" match="narrow"/></concept>', ENUM,
    ),
    "an unknown qualifier": ('qualifier="before"', 'qualifier="circa"', ENUM),
    "an unknown absence": ('contributors="none-stated"', 'contributors="none"', ENUM),
    "a type of title in words": ('type="variant"', 'type="other"', PATTERN),
    "a number in full-width digits": (">96<", ">９６<", PATTERN),
    "a number below nought": (">500<", ">-500<", PATTERN),
    "a number with an exponent": (">500<", ">5e2<", PATTERN),
    "a number and a half": (">500<", ">500 1/2<", PATTERN),
    "an unknown reason for no price": ('tax="unknown">500<', 'tax="unknown" unpriced="free"><', PATTERN),
    "no times a year": ('per-year="6"', 'per-year="0"', TYPE),
    "a boolean in words": ('main="true"', 'main="yes"', TYPE),
    "no words": ("<text>見本花子</text></form>", "<text/></form>", PATTERN),
    "words of white space": ("<text>見本の本</text>", "<text> &#13;\n\t</text>", PATTERN),
    "words of full-width spaces": ("<text>見本の本</text>", "<text>\u3000\u2028\x85</text>", PATTERN),
    "an attribute of white space": ('whole="193"', 'whole=" "', PATTERN),
    "an identifier with white space": (">9799999000018<", "> 9799999000018<", PATTERN),
    "an address with white space": ("https://example.org/見本", "https://example.org/ (見本)", PATTERN),
    "a scheme in capitals": ('scheme="onix:10"', 'scheme="NDC"', PATTERN),
}  # fmt: skip


def test_sample_is_valid():
    """The file that the faults are put into has none of its own."""
    assert faults(SAMPLE) == []


@pytest.mark.parametrize("name", FAULTS)
def test_single_faults_are_refused(name: str):
    """Each single fault is refused, and for its own reason."""
    old, new, reason = FAULTS[name]
    assert SAMPLE.count(old) >= 1
    assert reason in faults(SAMPLE.replace(old, new, 1))


FINE = {
    "words with every sort of white space": ("<text>甲</text>", "<text>\t甲\u3000\n&#13; 乙 </text>"),
    "words beyond the basic plane": ("<text>甲</text>", "<text>𠮷</text>"),
    "a year": (">2019-12<", ">2019<"),
    "a leap day": (">2019-12<", ">2020-02-29<"),
    "the same source id in another record": ('<source id="S2"/>', '<source id="S3"/>'),
    "an identifier with inner spaces": (">9799999000018<", ">見本 第1号<"),
    "an open word": ('role="cover"', 'role="onix:19"'),
    "a catalog without version": (' version="1"', ""),
}


@pytest.mark.parametrize("name", FINE)
def test_unusual_values_are_taken(name: str):
    """What is unusual and right is not refused."""
    old, new = FINE[name]
    assert old in SAMPLE
    assert faults(SAMPLE.replace(old, new, 1)) == []


@pytest.mark.parametrize("kind", [*m.RECORD_TYPES, "catalog"])
def test_smallest_files(kind: str):
    """A record needs no more than its id, a component its title too; a catalog may be empty."""
    ids = {"component": "article:x", "concept": "subject:x"}
    own = "" if kind == "catalog" else f' id="{ids.get(kind, kind + ":x")}"'
    inner = TITLE if kind == "component" else ""
    assert faults(f'<{kind} xmlns="{NAMESPACE}"{own}>{inner}</{kind}>') == []


@SLOW
@given(records())
def test_made_up_records_are_sound(record: m.Record):
    """The records that these and other tests make up keep to every rule of severity error."""
    assert [problem.text() for problem in check_record(record) if problem.severity == "error"] == []


def test_parts_are_no_roots():
    """An element that is part of a record is not a file."""
    assert faults(f'<title xmlns="{NAMESPACE}" type="01"/>') == ["SCHEMAV_CVC_ELT_1"]
