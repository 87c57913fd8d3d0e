"""Schemas are read from their folder alone, and put every fault under the record that has it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from lxml import etree

from smj_catalog import resources
from smj_catalog.errors import BadSource, MissingExtra, SchemaError, UsageError
from smj_catalog.problems import Problem
from smj_catalog.schema import Schema, load, load_path, official_onix
from smj_catalog.xmlio import RecordStream

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
LIST = f"""<xs:schema {XS} xmlns="urn:l" xmlns:l="urn:l" targetNamespace="urn:l" elementFormDefault="qualified">
 <xs:element name="list"><xs:complexType><xs:sequence>
   <xs:element ref="head"/><xs:element ref="item" maxOccurs="unbounded"/>
  </xs:sequence><xs:attribute name="v" fixed="1" use="required"/></xs:complexType>
  <xs:unique name="ids"><xs:selector xpath="l:item"/><xs:field xpath="@id"/></xs:unique></xs:element>
 <xs:element name="head" type="xs:string"/><xs:element name="mark" type="xs:string"/>
 <xs:element name="item"><xs:complexType><xs:sequence>
   <xs:element name="n" type="xs:int"/><xs:element name="t" minOccurs="0"><xs:simpleType>
    <xs:restriction base="xs:string"><xs:enumeration value="a"/><xs:enumeration value="b"/></xs:restriction>
   </xs:simpleType></xs:element>
  </xs:sequence><xs:attribute name="id" use="required"/><xs:attribute name="k" type="xs:int"/>
 </xs:complexType></xs:element>
</xs:schema>"""
ITEM = "{urn:l}item"


@pytest.fixture
def schema(tmp_path: Path) -> Schema:
    """Return the schema of a list of items."""
    (tmp_path / "list.xsd").write_text(LIST)
    return load_path(tmp_path / "list.xsd")


def item(number: object, text: str = "1", more: str = "", **attributes: object) -> str:
    extra = "".join(f' {k}="{v}"' for k, v in attributes.items())
    return f'<item id="i{number}"{extra}><n>{text}</n>{more}</item>\n'


def listed(*items: str, head: str = "<head>h</head>", root: str = '<list xmlns="urn:l" v="1">') -> bytes:
    return f"{root}{head}{''.join(items)}</list>".encode()


def name(element: etree._Element) -> str | None:
    return element.get("id")


def checked(schema: Schema, data: object, tags: tuple[str, ...] = (ITEM,), **options):
    """Return (id or tag of each element, its problems) as they come; ``size`` 0 checks one by one, as roots."""
    if options.get("size") == 0:
        del options["size"]
        stream = RecordStream(data, tags, file="list.xml", keep=True)
        found = schema.check_roots(stream, record_of=name, **options)
    else:
        stream = RecordStream(data, tags, file="list.xml", move=True)
        found = schema.check_records(stream, record_of=name, **options)
    return [(name(element) or etree.QName(element).localname, problems) for element, problems in found]


def told(found: list[tuple[str, tuple[Problem, ...]]]) -> list[tuple[str, str | None, str | None]]:
    return [(who, p.where.path, p.found) for who, problems in found for p in problems]


# loading


def test_a_packaged_schema_is_compiled_once():
    """The same object serves the whole process."""
    assert load("smj-1.xsd") is load("smj-1.xsd")
    assert load("smj-1.xsd").name == "smj-1.xsd"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that stands for the package's, inside one that must not be read."""
    inside = tmp_path / "schemas"
    inside.mkdir()
    (tmp_path / "outside.xsd").write_text(f"<xs:schema {XS}/>")
    (tmp_path / "list.xsd").write_text(LIST)
    monkeypatch.setattr(resources, "schemas", lambda: inside)
    load.cache_clear()
    yield inside
    load.cache_clear()


@pytest.mark.parametrize("wanted", ["../outside.xsd", "/etc/passwd", "http://localhost/a.xsd", "", ".", "a/../../b"])
def test_names_of_schemas_stay_in_the_folder(folder: Path, wanted: str):
    """A packaged schema is asked for by a relative name and no other."""
    with pytest.raises(SchemaError, match="files outside that folder are never read"):
        load(wanted)


def referring(kind: str, location: str) -> str:
    attribute = ' namespace="urn:o"' if kind == "import" else ""
    return f'<xs:schema {XS}><xs:{kind}{attribute} schemaLocation="{location}"/></xs:schema>'


@pytest.mark.parametrize("kind", ["include", "import", "redefine"])
@pytest.mark.parametrize(
    "location",
    [
        "../outside.xsd",
        "sub/../../outside.xsd",
        "{folder}/a.xsd",
        "file://{folder}/b.xsd",
        "{url}/a.xsd",
        "//{url}/a.xsd",
        "link.xsd",
        "..\\outside.xsd",
        "%2e%2e/outside.xsd",
    ],
)
def test_references_stay_in_the_folder(folder: Path, kind: str, location: str):
    """Whatever a schema refers to outside its folder is refused, and no server is asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    (folder / "link.xsd").symlink_to(folder.parent / "outside.xsd")
    (folder / "b.xsd").write_text(f"<xs:schema {XS}/>")
    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        there = location.format(folder=folder, url=f"http://127.0.0.1:{http.server_port}")
        (folder / "a.xsd").write_text(referring(kind, there))
        with pytest.raises(SchemaError) as caught:
            load("a.xsd")
        http.shutdown()
        thread.join()
    (problem,) = caught.value.problems
    assert (problem.rule, problem.found) == ("schema-location", there)
    assert "files outside that folder are never read" in problem.text()
    assert asked == []


def test_a_missing_import_is_no_weaker_schema(folder: Path):
    """libxml2 would leave out an import it cannot load; here it is an error that names the file."""
    (folder / "a.xsd").write_text(referring("import", "missing.xsd"))
    with pytest.raises(SchemaError, match=r"missing\.xsd"):
        load("a.xsd")


@pytest.mark.parametrize(
    "text", ["<xs:schema", "<a/>", f'<xs:schema {XS}><xs:element name="a" type="no"/></xs:schema>']
)
def test_a_broken_schema_is_told(folder: Path, text: str):
    """A schema that does not compile is our fault, and the message names it."""
    (folder / "a.xsd").write_text(text)
    with pytest.raises(SchemaError, match=r"a\.xsd.*a schema that compiles"):
        load("a.xsd")


def test_relative_references_are_followed_in_a_circle_and_below(folder: Path):
    """Schemas may refer to each other and to folders below their own."""
    (folder / "sub").mkdir()
    (folder / "a.xsd").write_text(
        f'<xs:schema {XS} xmlns:b="urn:b" targetNamespace="urn:a"><xs:import namespace="urn:b" '
        'schemaLocation="sub/a.xsd"/><xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="b:b"/>'
        "</xs:sequence></xs:complexType></xs:element></xs:schema>"
    )
    (folder / "sub" / "a.xsd").write_text(
        f'<xs:schema {XS} targetNamespace="urn:b"><xs:include schemaLocation="c.xsd"/>'
        '<xs:element name="b" type="xs:int"/></xs:schema>'
    )
    (folder / "sub" / "c.xsd").write_text(
        f'<xs:schema {XS} targetNamespace="urn:b"><xs:include schemaLocation="a.xsd"/></xs:schema>'
    )
    schema = load("a.xsd")
    assert schema.check_tree(etree.XML('<a xmlns="urn:a"><b xmlns="urn:b">1</b></a>')) == []
    (problem,) = schema.check_tree(etree.XML('<a xmlns="urn:a"><b xmlns="urn:b">x</b></a>'))
    assert problem.found == "x"


def test_addresses_are_mapped_to_files(tmp_path: Path):
    """A schema that refers to an address compiles offline, with a file in its place."""
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "o.xsd").write_text(f'<xs:schema {XS} targetNamespace="urn:o"/>')
    path = tmp_path / "a.xsd"
    path.write_text(referring("import", "http://example.org/o.xsd"))
    with pytest.raises(SchemaError):
        load_path(path)
    assert load_path(path, mapping={"http://example.org/o.xsd": tmp_path / "else" / "o.xsd"}).name == "a.xsd"


# EDItEUR's schemas


@pytest.mark.parametrize("release", ["2.1", "3.0", "3.1"])
@pytest.mark.parametrize("tags", ["reference", "short"])
def test_the_official_schemas_of_onix_are_found(release: str, tags: str):
    """All six come with onixcheck, and each is compiled once."""
    pytest.importorskip("onixcheck")
    assert official_onix(release, tags) is official_onix(release, tags)
    assert tags in official_onix(release, tags).name


def test_onix_names_its_extra_when_missing(monkeypatch: pytest.MonkeyPatch):
    """Without onixcheck the message says how to get it."""
    official_onix.cache_clear()
    monkeypatch.setattr("smj_catalog.codes.lists.folder", lambda: None)
    with pytest.raises(MissingExtra, match="pip install 'onixcheck'"):
        official_onix("3.0", "short")


def test_an_unknown_release_is_wrong_usage():
    """The message lists the schemas there are."""
    with pytest.raises(UsageError, match=r"4\.0 reference.*3\.1 short"):
        official_onix("4.0", "reference")


# one tree


def test_a_fault_is_put_under_its_record(schema: Schema):
    """A problem tells file, line, record, path, what was found and what the schema says."""
    tree = etree.fromstring(listed("\n", item(1), item(2, "x")))
    (problem,) = schema.check_tree(tree, file="list.xml", record_of=name)
    where = problem.where
    assert (where.file, where.line, where.record, where.path) == ("list.xml", 3, "i2", "item/n")
    assert (problem.rule, problem.found, problem.source) == ("schema", "x", "list.xsd")
    text = problem.text()
    assert text == "list.xml:3: i2: item/n: found 'x'; expected a value of the form xs:int (list.xsd) [schema]"
    assert "{urn:l}" not in text


def test_one_fault_an_element_and_attribute(schema: Schema):
    """What libxml2 says twice is told once; two faults in one element are two."""
    bad = item(1, "1", "<t>q</t>", k="x", z="1")
    problems = schema.check_tree(etree.fromstring(listed(bad)), record_of=name)
    got = {p.where.path: p for p in problems}
    assert len(problems) == 3
    assert {path: p.found for path, p in got.items()} == {"item/@k": "x", "item/@z": "1", "item/t": "q"}
    assert "one of a, b" in got["item/t"].text()


@pytest.mark.parametrize("form", ["tree", "root", "inside"])
def test_trees_roots_and_elements_inside_others(schema: Schema, form: str):
    """A document may come as a tree, as its root, or as a part of a larger one, and with prefixes."""
    data = listed(item(1), item(2, "x")).decode().replace("<", "<p:").replace("<p:/", "</p:")
    root = etree.fromstring(f"<w><x/>{data.replace('xmlns=', 'xmlns:p=')}</w>")[1]
    if form == "tree":
        root = etree.ElementTree(root)
    elif form == "root":
        root = etree.fromstring(etree.tostring(root))
    (problem,) = schema.check_tree(root, record_of=name)
    assert (problem.where.record, problem.where.path, problem.found) == ("i2", "item/n", "x")


def test_a_root_that_is_the_record(schema: Schema):
    """Where the root has an id, paths begin at it."""
    tree = etree.fromstring(b'<item xmlns="urn:l" id="i9"><n>x</n></item>')
    (problem,) = schema.check_tree(tree, record_of=name)
    assert (problem.where.record, problem.where.path) == ("i9", "item/n")
    (problem,) = schema.check_tree(etree.fromstring(b"<other/>"))
    assert (problem.where.path, problem.found) == ("other", "other")


def test_the_values_of_a_long_list_are_cut_short():
    """A message does not list a whole code list."""
    pytest.importorskip("onixcheck")
    onix = official_onix("3.0", "reference")
    data = '<Language xmlns="http://ns.editeur.org/onix/3.0/reference"><LanguageRole>01</LanguageRole>'
    (problem,) = onix.check_tree(etree.fromstring(data + "<LanguageCode>xx</LanguageCode></Language>"))
    assert problem.found == "xx"
    assert len(problem.text()) < 600


# streams

FAULTY = [
    item(1),
    item(2, "x"),
    item(3, "1", "<t>a</t>"),
    item(4, "1", "<t>q</t>"),
    item(5, k="x"),
    item(6, "1", "<u/>"),
    item(7),
]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 7, 100])
def test_blame_does_not_depend_on_the_batch(schema: Schema, size: int):
    """Every record comes in its order with its own faults, however many are validated at once."""
    found = checked(schema, listed(*FAULTY), size=size)
    assert [who for who, _ in found] == [f"i{n}" for n in range(1, 8)]
    assert told(found) == [("i2", "item/n", "x"), ("i4", "item/t", "q"), ("i5", "item/@k", "x"), ("i6", "item/u", "u")]
    assert all(p.where.record == who and p.where.file == "list.xml" for who, ps in found for p in ps)


def test_records_can_be_read_after_validation(schema: Schema):
    """An element that is yielded is whole and stays so as long as it is held."""
    stream = RecordStream(listed(*FAULTY * 50), [ITEM], move=True)
    kept = [element for element, _ in schema.check_records(stream, size=10)]
    assert len(kept) == 350
    assert {element[0].tag for element in kept} == {"{urn:l}n"}


@pytest.mark.parametrize("size", [0, 30])
def test_lines_beyond_65535_are_right(schema: Schema, size: int):
    """A fault far down in a file has its line."""
    ((_, problem),) = checked(schema, listed("\n" * 70_000, item(1, "x")), size=size)
    assert problem[0].where.line == 70_001


@pytest.mark.parametrize("size", [0, 1, 3, 100])
@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (listed(item(1), item(2), root='<list xmlns="urn:l" v="2">'), [("list", "list/@v", "2")]),
        (listed(item(1), item(2), head=""), [("list", "item", "1")]),
        (listed(item(1), item(2), head="<head>h</head><foot>f</foot>"), [("list", "foot", "f")]),
        (listed(item(1), "<foot>f</foot>", item(2)), [("list", "foot", "f")]),
        (listed(item(1), item(2), "<foot>f</foot>"), [("list", "foot", "f")]),
        (listed(item(1), "<head>again</head>", item(2)), [("list", "head", "again")]),
        (listed(item(1), item(2), "<head>h</head>", head=""), [("list", "item", "1")]),
        (listed(), [("list", "list", "list")]),
    ],
    ids=["attribute", "no head", "after head", "between", "at the end", "second head", "head last", "no record"],
)
def test_faults_of_the_envelope_are_told_once_of_the_root(schema: Schema, data: bytes, faults: list, size: int):
    """What is wrong around the records is no record's fault, and comes last."""
    found = checked(schema, data, size=size)
    got = [(who, path, text) for who, path, text in told(found)]
    assert [(who, path) for who, path, _ in got] == [(who, path) for who, path, _ in faults]
    assert found[-1][0] == "list"
    assert all(not problems for _, problems in found[:-1])


@pytest.mark.parametrize("size", [0, 2])
def test_records_are_validated_although_the_envelope_is_wrong(schema: Schema, size: int):
    """A missing head hides nothing that is wrong in a record."""
    found = checked(schema, listed(item(1), item(2, "x"), item(3), head=""), size=size)
    assert told(found) == [("i2", "item/n", "x"), ("list", "item", "item")]


@pytest.mark.parametrize("size", [0, 10])
def test_many_strangers_between_records_do_not_pile_up(schema: Schema, size: int):
    """What stands between records is checked and dropped as it comes, and still told once."""
    found = checked(schema, listed(*(item(n) + "<foot>f</foot>" for n in range(3500))), size=size)
    assert 3500 < len(found) <= 3504
    assert {path for _, path, _ in told(found)} == {"foot"}


@pytest.mark.parametrize("size", [0, 1, 30])
def test_text_between_records_is_told(schema: Schema, size: int):
    """Text that belongs to no element is a fault of the place behind a record."""
    found = checked(schema, listed(item(1), "stray", item(2, "x"), item(3), item(4), "last"), size=size)
    problems = [p for _, ps in found for p in ps]
    assert [(p.where.line, p.where.record, p.where.path, p.found) for p in problems] == [
        (1, "i1", "list", "stray"),
        (2, "i2", "item/n", "x"),
        (4, "i4", "list", "last"),
    ]


def test_a_record_of_a_kind_that_may_not_stand_there_is_told_of_the_root(schema: Schema):
    """As a root by itself it would be good."""
    found = checked(schema, listed(item(1), "<mark>m</mark>", item(2)), (ITEM, "{urn:l}mark"), size=0)
    assert told(found) == [("list", "mark", "m")]
    assert len(found) == 4


def test_a_type_whose_prefix_stands_at_the_root_is_found(schema: Schema):
    """One by one, a record is outside the reach of the root's prefixes; that makes no fault."""
    namespace = "http://www.w3.org/2001/XMLSchema"
    root = f'<list xmlns="urn:l" v="1" xmlns:x="{namespace}" xmlns:i="{namespace}-instance">'
    data = listed(item(1).replace("<n>", '<n i:type="x:int">'), root=root)
    assert told(checked(schema, data, size=0)) == told(checked(schema, data)) == []


def test_a_faultless_envelope_of_ones_own(schema: Schema):
    """Records can be validated in a message made for the purpose."""
    made = []

    def envelope() -> etree._Element:
        made.append(1)
        return etree.fromstring(listed())

    found = checked(schema, listed(item(1), item(2, "x"), item(3), head=""), size=2, envelope=envelope)
    assert told(found) == [("i2", "item/n", "x"), ("list", "item", "item")]
    assert made


@pytest.mark.parametrize("size", [0, 30])
def test_a_root_that_is_the_record_is_checked_alone(schema: Schema, size: int):
    """A file of one record has no envelope."""
    found = checked(schema, b'<item xmlns="urn:l" id="i9"><n>x</n></item>', size=size)
    assert told(found) == [("i9", "item/n", "x")]
    assert len(found) == 1


@pytest.mark.parametrize("size", [0, 1, 2, 100])
def test_repeated_references_are_found_across_batches(schema: Schema, size: int):
    """A reference is unique in the file, not only in its batch."""
    data = listed(item(1), item(2), item(1), item(3, "x"), item(2), "\n")
    found = checked(schema, data, size=size, unique=name)
    assert [(who, [p.rule for p in ps]) for who, ps in found] == [
        ("i1", []),
        ("i2", []),
        ("i1", ["reference-unique"]),
        ("i3", ["schema"]),
        ("i2", ["reference-unique"]),
    ]
    assert "found 'i1'; expected a record id that is used only once in the file" in found[2][1][0].text()


def test_a_fault_that_no_record_has_alone_is_told_of_the_record_it_names(schema: Schema):
    """An identity constraint fails a batch of which each record passes; it is not lost."""
    found = checked(schema, listed(item(1), item(2), item(1), item(3)))
    ((who, path, _),) = told(found)
    assert (who, path) == ("i1", "item")
    assert found[2][1]
    assert "Duplicate key-sequence" in found[2][1][0].text()


@pytest.mark.parametrize("size", [0, 30])
def test_a_record_with_an_unresolved_entity_is_rejected_alone(schema: Schema, size: int):
    """libxml2 cannot validate such a record; its neighbours are validated as ever."""
    data = b'<!DOCTYPE list SYSTEM "l.dtd">' + listed(item(1), item(2, "&one;"), item(3, "x"), item(4))
    found = checked(schema, data, size=size)
    assert [(who, [p.rule for p in ps]) for who, ps in found] == [
        ("i1", []),
        ("i2", ["xml-entity"]),
        ("i3", ["schema"]),
        ("i4", []),
    ]
    assert (found[1][1][0].found, found[1][1][0].where.record) == ("&one;", "i2")


@pytest.mark.parametrize("size", [0, 30])
def test_an_unresolved_entity_in_the_head_is_told_of_the_root(schema: Schema, size: int):
    """An entity outside all records does not stop their validation."""
    data = b'<!DOCTYPE list SYSTEM "l.dtd">' + listed(item(1), item(2, "x"), head="<head>&h;</head>")
    assert told(checked(schema, data, size=size)) == [("i2", "item/n", "x"), ("list", "list/head", "&h;")]


@pytest.mark.parametrize("size", [0, 1, 30])
@pytest.mark.parametrize("between", ["&e;", "<foot>&e;</foot>"])
def test_an_unresolved_entity_between_records_is_told_of_the_root(schema: Schema, size: int, between: str):
    """What stands between records is looked at for entities too."""
    data = b'<!DOCTYPE list SYSTEM "l.dtd">' + listed(item(1), item(2, "x"), between, item(3))
    found = checked(schema, data, size=size)
    path = "foot" if "foot" in between else "list"
    assert sorted(told(found)) == [("i2", "item/n", "x"), ("list", path, "&e;")]
    assert [p.rule for _, ps in found for p in ps if p.found == "&e;"] == ["xml-entity"]


@pytest.mark.parametrize("move", [True, False])
def test_a_broken_file_gives_its_whole_records_first(schema: Schema, move: bool):
    """Records before the fault come validated; then the fault is raised."""
    got = []
    stream = RecordStream(listed(item(1), item(2, "x"), item(3))[:-20], [ITEM], move=move, keep=not move)
    results = schema.check_records(stream, record_of=name) if move else schema.check_roots(stream, record_of=name)
    with pytest.raises(BadSource, match="well-formed XML"):
        got.extend((name(element), len(problems)) for element, problems in results)
    assert got == [("i1", 0), ("i2", 1)]


def test_a_stream_that_keeps_its_records_is_refused(schema: Schema):
    """Validation moves records, so the stream must be made for it."""
    with pytest.raises(ValueError, match="move=True"):
        list(schema.check_records(RecordStream(listed(item(1)), [ITEM])))
    with pytest.raises(ValueError, match="keep=True"):
        list(schema.check_roots(RecordStream(listed(item(1)), [ITEM])))


FLAT = """
import resource, sys
from pathlib import Path
from smj_catalog.schema import load_path
from smj_catalog.xmlio import RecordStream
schema = load_path(Path(sys.argv[1]))
class Feed:
    def __init__(self, count):
        self.count, self.at = count, -1
    def read(self, size):
        self.at += 1
        if self.at == 0:
            return b'<list xmlns="urn:l" v="1"><head>h</head>'
        if self.at <= self.count:
            text = b'<item id="%d"><n>%1500d</n></item>\\n' % (self.at, self.at)
            return text.replace(b"</n>", b"x</n>") if self.at % 1000 == 0 else text
        return b"</list>" if self.at == self.count + 1 else b""
def run(count):
    move = sys.argv[2] == "batches"
    stream = RecordStream(Feed(count), ["{urn:l}item"], move=move, keep=not move)
    check = schema.check_records if move else schema.check_roots
    results = check(stream, unique=lambda e: e.get("id"))
    return sum(1 + len(problems) * 100000 for element, problems in results)
run(1000)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert run(20_000) == 20_000 + 20 * 100000
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("way", ["batches", "singly"])
def test_memory_stays_flat(schema: Schema, tmp_path: Path, way: str):
    """Twenty thousand records, 30 MB, are validated in the memory that a thousand take."""
    command = [sys.executable, "-c", FLAT, str(tmp_path / "list.xsd"), way]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(run.stdout) * unit < 16 << 20
