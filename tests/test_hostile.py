"""Files made to break a reader: each is refused, by name, without reading anything else."""

from __future__ import annotations

import ast
import contextlib
import gzip
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from attrs import frozen
from lxml import etree

from smj_catalog import validate
from smj_catalog.errors import BadSource
from smj_catalog.formats import Reading
from smj_catalog.services.reading import items
from smj_catalog.xmlio import SAFE, Limits, RecordStream, fromstring, parse, safe_parser, sniff
from smj_catalog.xmlio.prolog import AttributeEntities

SECRET = "the-secret-of-this-machine"
DEFAULT = Limits()


@frozen
class Case:
    """A hostile file, the rule that refuses it, and words that its message must hold."""

    name: str
    data: bytes
    rule: str
    says: tuple[str, ...]
    limits: Limits = DEFAULT


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = gzip.compress(b"<m>" + (b"<r>" + b" " * 9000 + b"</r>") * 4000 + b"</m>")
WHOLE = gzip.compress(b"<m>" + bytes(range(32, 60)) * 50 + b"<r>text</r></m>")

CASES = [
    Case("empty", b"", "file-empty", ("found nothing", "a non-empty file")),
    Case("only a mark", b"\xef\xbb\xbf", "file-empty", ("found nothing", "a non-empty file")),
    Case("white space only", b" \n\t\n", "file-empty", (r"' \n\t\n'", "a non-empty file")),
    Case("binary", b"\x89PNG\r\n\x1a\n\x00\x00", "xml-syntax", ("PNG", "well-formed XML", "'<' not found")),
    Case("plain text", b"isbn,title\n1,2\n", "xml-syntax", ("isbn,title", "well-formed XML")),
    Case("truncated", b"<m><r>1</r><r>", "xml-syntax", ("Premature end of data in tag r", "well-formed XML")),
    Case("truncated in a tag", b"<m><r>1</r><r a='", "xml-syntax", ("found", "well-formed XML")),
    Case("wrong end tag", b"<m>\n<r>1</b></m>", "xml-syntax", ("feed.xml:2: ", "tag mismatch: r", "well-formed XML")),
    Case("two roots", b"<m><r/></m><m/>", "xml-syntax", ("Extra content", "well-formed XML")),
    Case("control character", b"<m><r>a\x08b</r></m>", "xml-syntax", ("invalid Char value 8", "well-formed")),
    Case("control reference", b"<m><r>&#0;</r></m>", "xml-syntax", ("invalid xmlChar value 0", "well-formed")),
    Case("surrogate reference", b"<m><r>&#xD800;</r></m>", "xml-syntax", ("55296", "well-formed")),
    Case("prefix of nothing", b"<x:m><r/></x:m>", "xml-syntax", ("prefix x", "well-formed")),
    Case("unknown entity", b"<m><r>&nbsp;</r></m>", "xml-entity", ("'&nbsp;'", "the five predefined XML entities")),
    Case(
        "unknown encoding",
        b'<?xml version="1.0" encoding="KOI-7"?><m/>',
        "xml-encoding",
        ("'KOI-7'", "UTF-8, UTF-16", "Windows-31J"),
    ),
    Case(
        "UTF-7",
        b'<?xml version="1.0" encoding="UTF-7"?><m><r>+ADw-x+AD4-</r></m>',
        "xml-encoding",
        ("'UTF-7'", "one of the encodings"),
    ),
    Case("UTF-32", "<m/>".encode("utf-32"), "xml-encoding", ("'UTF-32'", "one of the encodings")),
    Case("UTF-32 without a mark", "<m/>".encode("utf-32-le"), "xml-encoding", ("'UTF-32'", "one of the enc")),
    Case(
        "EBCDIC",
        '<?xml version="1.0" encoding="cp037"?><m/>'.encode("cp037"),
        "xml-encoding",
        ("'EBCDIC'", "one of the encodings"),
    ),
    Case(
        "UTF-16 declared, bytes of eight bits",
        b'<?xml version="1.0" encoding="UTF-16"?><m/>',
        "xml-encoding",
        ("3C 3F 78", "valid UTF-16"),
    ),
    Case(
        "Shift_JIS bytes that call themselves UTF-8",
        '<?xml version="1.0" encoding="UTF-8"?>\n<m><r>移民</r></m>'.encode("cp932"),
        "xml-encoding",
        ("feed.xml:2: ", "Invalid bytes", "valid UTF-8"),
    ),
    Case(
        "bytes that CP932 does not have",
        b'<?xml version="1.0" encoding="Shift_JIS"?>\n<m>\n<r>\x82\x20</r></m>',
        "xml-encoding",
        ("feed.xml:3: ", "'82'", "valid CP932"),
    ),
    Case("overlong UTF-8", b"<m><r>\xc0\xbc</r></m>", "xml-encoding", ("Invalid bytes", "UTF-8")),
    Case("internal DTD", b"<!DOCTYPE m [<!ELEMENT m ANY>]><m/>", "xml-dtd", ("<!DOCTYPE m [", "DTDs are never")),
    Case(
        "default attribute from a DTD",
        b'<!DOCTYPE m [<!ATTLIST r lang CDATA "en">]><m><r/></m>',
        "xml-dtd",
        ("<!DOCTYPE m [", "no document type declaration"),
    ),
    Case("empty internal DTD", b"<!DOCTYPE m []><m/>", "xml-dtd", ("<!DOCTYPE m []", "no document type")),
    Case("document type cut short", b"<!DOCTYPE m SYSTEM 'x", "xml-dtd", ("<!DOCTYPE m", "no document type")),
    Case(
        "DTD behind comments, no record",
        b"<!-- <m> --><?x y?>\n<!DOCTYPE m [<!ENTITY e 'x'>]><m>&e;</m>",
        "xml-dtd",
        ("feed.xml:2: ", "<!DOCTYPE m [", "no document type"),
    ),
    Case(
        "external entity",
        b'<!DOCTYPE m [<!ENTITY e SYSTEM "file://SECRETFILE">]><m><r>&e;</r></m>',
        "xml-dtd",
        ("<!DOCTYPE m [", "no document type"),
    ),
    Case(
        "parameter entity",
        b'<!DOCTYPE m [<!ENTITY % p SYSTEM "file://SECRETFILE"> %p;]><m><r/></m>',
        "xml-dtd",
        ("<!DOCTYPE m [", "no document type"),
    ),
    Case(
        "billion laughs",
        f'<!DOCTYPE m [<!ENTITY l0 "ha">{LAUGHS}]><m><r>&l9;</r></m>'.encode(),
        "xml-dtd",
        ("<!DOCTYPE m [", "no document type"),
    ),
    Case(
        "billion laughs in an attribute",
        f'<!DOCTYPE m [<!ENTITY l0 "ha">{LAUGHS}]><m a="&l9;"><r/></m>'.encode(),
        "xml-dtd",
        ("<!DOCTYPE m [", "no document type"),
    ),
    Case(
        "UTF-16 with a DTD",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE m [<!ENTITY e "x">]><m>&e;</m>'.encode("utf-16"),
        "xml-dtd",
        ("<!DOCTYPE m [", "no document type"),
    ),
    Case(
        "a second document type",
        b'<!DOCTYPE m SYSTEM "m.dtd"><!DOCTYPE m [<!ENTITY e "x">]><m><r>&e;</r></m>',
        "xml-syntax",
        ("found", "well-formed XML"),
    ),
    Case(
        "entity in an attribute that no document type resolves",
        b'<!DOCTYPE m SYSTEM "m.dtd"><m>\n<r><![CDATA[<a t="&nbsp;">]]></r>\n<r t="a&nbsp;b"/></m>',
        "xml-entity",
        ("feed.xml:3: ", "'&nbsp;'", "the five predefined XML entities"),
    ),
    Case(
        "tag without end under a document type",
        b'<!DOCTYPE m SYSTEM "m.dtd"><m><r t="' + b"&#38;" * 100_000 + b'"/></m>',
        "record-too-large",
        ("<r t=", "at most 65536 bytes", "tag"),
    ),
    Case("root out of sight", b"<!--" + b"x" * 70_000 + b"--><m/>", "xml-syntax", ("first 65536 bytes",)),
    Case("too deep", b"<m>" + b"<d>" * 300, "xml-too-deep", ("Excessive depth", "at most 256 levels")),
    Case(
        "too large",
        b"<m>" + b"<r>x</r>" * 1000 + b"</m>",
        "input-too-large",
        ("8003", "at most 4096 bytes", "input_bytes"),
        Limits(input_bytes=4096),
    ),
    Case(
        "record too large",
        b"<m><r>x</r><r>" + b"<c/>" * 50_000 + b"</r></m>",
        "record-too-large",
        ("found '", "at most 65536 bytes", "record_bytes"),
        Limits(record_bytes=65536),
    ),
    Case(
        "text too long",
        b"<m><r>" + b"x" * 10_100_000 + b"</r></m>",
        "record-too-large",
        ("Text node too long", "at most 10000000 bytes"),
    ),
    Case(
        "gzip bomb",
        BOMB,
        "input-too-large",
        ("found '", "at most 200 bytes for each compressed byte", "ratio"),
    ),
    Case("truncated gzip", WHOLE[:-9], "file-compressed", ("ends after", "a complete compressed file")),
    Case("gzip with a wrong checksum", WHOLE[:-8] + b"12345678", "file-compressed", ("damaged", "complete")),
    Case("gzip with something behind it", WHOLE + b"junk", "file-compressed", ("damaged", "complete")),
    Case("gzip of nothing else", b"\x1f\x8bnonsense", "file-compressed", ("found", "complete")),
]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Return a file whose text must never be seen."""
    path = tmp_path / "secret.txt"
    path.write_text(f'<!ENTITY e "{SECRET}">{SECRET}')
    return path


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, safe_parser())


def watched(data: bytes, size: int) -> None:
    watch = AttributeEntities(None)
    for at in range(0, len(data), size):
        watch.feed(data[at : at + size])


def refused(data: bytes, limits: Limits = DEFAULT) -> BadSource:
    with pytest.raises(BadSource) as caught:
        for _ in RecordStream(data, ["r"], file="feed.xml", limits=limits):
            pass
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile_file_is_refused_by_name(case: Case, secret: Path):
    """A stream refuses each file under its rule, and the message tells what was found and expected."""
    error = refused(case.data.replace(b"SECRETFILE", str(secret).encode()), case.limits)
    (problem,) = error.problems
    text = problem.text()
    assert problem.rule == case.rule
    assert problem.severity == "error"
    assert problem.where.file == "feed.xml"
    assert "found" in text
    assert "expected" in text
    for words in case.says:
        assert words in text
    assert SECRET not in text + repr(error) + repr(problem)
    assert problem.text("ja") != text


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if c.rule in ("file-empty", "xml-encoding", "xml-dtd", "file-compressed")],
    ids=lambda case: case.name,
)
def test_whole_documents_are_held_to_the_same_rules(case: Case, secret: Path):
    """Reading a document whole refuses what a stream refuses."""
    with pytest.raises(BadSource) as caught:
        parse(case.data.replace(b"SECRETFILE", str(secret).encode()), limits=case.limits)
    assert caught.value.problems[0].rule == case.rule
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("case", [c for c in CASES if c.rule == "xml-dtd"], ids=lambda case: case.name)
def test_sniffing_refuses_a_dtd(case: Case):
    """Looking at the root refuses declarations too."""
    with pytest.raises(BadSource) as caught:
        sniff(case.data)
    assert caught.value.problems[0].rule == "xml-dtd"


@pytest.mark.parametrize("read", [lambda d: list(RecordStream(d, ["r"])), fromstring, sniff, parsed])
def test_no_reader_opens_an_external_dtd(read, secret: Path):
    """A local DTD is not opened, whichever way a document is read: this one would not parse."""
    read(f'<!DOCTYPE m SYSTEM "{secret.as_uri()}"><m><r>x</r></m>'.encode())


def test_the_parser_itself_loads_nothing(secret: Path):
    """Even if a declaration got as far as the parser, it would be refused what it asks for."""
    data = f"<!DOCTYPE m [<!ENTITY % p SYSTEM '{secret.as_uri()}'> %p;]><m a='[&e;]'>&e;</m>".encode()
    assert SECRET.encode() not in etree.tostring(parsed(data))
    assert "collect_ids" not in SAFE  # False makes lxml 6.1 load DTDs whatever load_dtd says


def test_records_before_a_fault_are_handed_out():
    """A truncated file gives its whole records before it is refused."""
    got = []
    stream = RecordStream(b"<m><r>1</r><r>2</r><r>3", ["r"])
    with pytest.raises(BadSource):
        got.extend(record.text for record in stream)
    assert got == ["1", "2"]


def test_an_external_document_type_is_ignored_with_one_warning():
    """A bare document type, as ONIX 2.1 feeds have, is passed over and told."""
    stream = RecordStream(b'<!DOCTYPE m PUBLIC "-//x" "http://x/y.dtd">\n<m><r>1</r><r>2</r></m>', ["r"])
    assert [r.text for r in stream] == ["1", "2"]
    (warning,) = stream.warnings
    assert (warning.rule, warning.severity) == ("xml-doctype", "warning")
    assert "http://x/y.dtd" in warning.text()
    assert "was not read" in warning.text()


@pytest.mark.parametrize("between", [0, 1, 2])
def test_validation_tells_an_unresolved_entity_once(between: int):
    """Wherever in a catalogue it stands, and although schema and reader both look for it."""
    texts = [f'<agent id="agent:a{n}" kind="person"><name><form><text>A</text></form></name></agent>' for n in range(3)]
    texts.insert(between, "&gap;")
    texts[-1] = texts[-1].replace("A</text>", "A&amp;&last;</text>")
    data = '<!DOCTYPE catalog SYSTEM "x.dtd"><catalog xmlns="urn:smj-catalog:1" version="1">' + "".join(texts)
    told = validate(f"{data}</catalog>".encode())
    found = [p.found for p in told.problems if p.rule == "xml-entity"]
    assert sorted(found) == ["&gap;", "&last;"]
    assert (told.records, told.rejected) == (2, 1)


def test_an_unresolved_entity_is_found_in_its_record():
    """An entity that the ignored document type would declare is a problem of its record, not a gap."""
    data = b'<!DOCTYPE m SYSTEM "m.dtd"><m><r><t>a &amp; b</t></r>\n<r><u><t>caf&eacute;</t></u></r></m>'
    stream = RecordStream(data, ["r"])
    first, second = [stream.unresolved(record) for record in stream]
    assert first is None
    assert second is not None
    assert second.rule == "xml-entity"
    assert (second.where.path, second.where.line) == ("r/u/t", 2)
    assert "'&eacute;'" in second.text()
    assert "the five predefined XML entities" in second.text()


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 64])
@pytest.mark.parametrize(
    ("body", "held"),
    [
        (b'<r t="&amp;&#38;&#x26;&lt;">x</r>', False),
        (b"<r t='a &quot; > b'>&gone;</r>", False),
        (b'<r><![CDATA[<a t="&gone;">]]></r>', False),
        (b'<r><!-- <a t="&gone;"> --></r>', False),
        (b'<r><?pi <a t="&gone;"> ?></r>', False),
        (b'<r a="1" t="x > y &gone;"/>', True),
        (b"<r a='\"' t = 'x&gone;y'/>", True),
        (b'<r><![CDATA[ ]] ]]><b\n t="&amp;&gone;"/></r>', True),
    ],
)
def test_entities_in_attributes_are_seen_across_pieces(size: int, body: bytes, held: bool):
    """However the file is cut, an entity in an attribute is refused and its like elsewhere is not."""
    data = b'<!DOCTYPE m SYSTEM "m.dtd"><m>' + body + b"</m>"
    refused_or_not = pytest.raises(BadSource, match="gone") if held else contextlib.nullcontext()
    with refused_or_not:
        assert len(list(RecordStream(data, ["r"]))) == 1
    with refused_or_not:
        watched(data, size)


def test_xinclude_stays_inert(secret: Path):
    """An inclusion is an element like any other."""
    data = f'<m xmlns:xi="http://www.w3.org/2001/XInclude"><r><xi:include href="{secret}" parse="text"/></r></m>'
    (got,) = [[child.tag for child in r] + list(r.itertext()) for r in RecordStream(data.encode(), ["r"])]
    assert got == ["{http://www.w3.org/2001/XInclude}include"]


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Return the address of a local server and the list of what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}", asked
        http.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE m SYSTEM "{url}/m.dtd"><m><r/></m>',
        '<!DOCTYPE m PUBLIC "-//x" "{url}/m.dtd"><m><r>&e;</r></m>',
        '<!DOCTYPE m [<!ENTITY e SYSTEM "{url}/e">]><m><r>&e;</r></m>',
        '<!DOCTYPE m [<!ENTITY % p SYSTEM "{url}/p"> %p;]><m><r/></m>',
        '<m xmlns:xi="http://www.w3.org/2001/XInclude"><r><xi:include href="{url}/i"/></r></m>',
        '<m xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:x {url}/x"><r/></m>',
        '<m xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:noNamespaceSchemaLocation="{url}"><r/></m>',
        '<?xml-stylesheet href="{url}/s.xsl" type="text/xsl"?><m><r/></m>',
    ],
)
def test_nothing_is_fetched(document: str, server: tuple[str, list[str]]):
    """No document makes a reader ask a server for anything."""
    url, asked = server
    data = document.replace("{url}", url).encode()
    for read in (lambda d: list(RecordStream(d, ["r"])), fromstring, sniff):
        with contextlib.suppress(BadSource):
            read(data)
    assert asked == []


FLAT = """
import resource, sys
from smj_catalog.xmlio import RecordStream
RECORD = b"<r><id>%d</id>" + b"<field name='x'>text that fills a record</field>" * 40 + b"</r>\\n<!-- -->"
class Feed:
    def __init__(self, count):
        self.count, self.at = count, -1
    def read(self, size):
        self.at += 1
        if self.at == 0:
            return b"<m><head/>"
        if self.at <= self.count:
            return RECORD % self.at
        return b"</m>" if self.at == self.count + 1 else b""
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
move = sys.argv[1] == "move"
def run(count):
    total = 0
    for record in RecordStream(Feed(count), ["r"], move=move):
        total += len(record)
    return total
run(500)
before = peak()
assert run(20_000) == 20_000 * 41
print(peak() - before)
"""


@pytest.mark.parametrize("way", ["read", "move"])
def test_memory_stays_flat(way: str):
    """Twenty thousand records, 45 MB, take little more memory than five hundred."""
    run = subprocess.run([sys.executable, "-c", FLAT, way], capture_output=True, text=True, check=True)
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(run.stdout) * unit < 24 << 20


def agent(inner: bytes, attributes: bytes = b"") -> bytes:
    """Return a native file with one record of a body."""
    return b"<catalog xmlns='urn:smj-catalog:1'><agent id='agent:a'%s>%s</agent></catalog>" % (attributes, inner)


def test_faults_of_one_record_are_told_up_to_a_cap_and_counted():
    """A thousand faults of one record do not bury the others: the first hundred are told, the rest are counted."""
    told = [p for p in validate(agent(b"<name><text>x</text></name>" * 1000)).problems if p.rule == "schema"]
    assert len(told) == 101
    assert dict(told[-1].expected.params) == {"count": 900, "shown": 100}


@pytest.mark.parametrize(
    ("data", "cap"),
    [
        (agent(b"<name/>" * 140_000), "children"),
        (agent(b"<name><form>%s</form></name>" % (b"<reading/>" * 90_000)), "children"),
        (agent(b"", b" " + b" ".join(b"a%d='x'" % n for n in range(60_000))), "attributes"),
    ],
    ids=["children", "deeper children", "attributes"],
)
def test_crowded_elements_are_refused_before_they_cost_anything(data, cap):
    """What libxml2 does with faults and attributes takes the square of their number."""
    (told,) = validate(data).problems
    assert told.rule == "record-too-large"
    assert dict(told.expected.params)["cap"] == cap


def test_many_children_within_the_cap_are_read():
    """A record may be large: the cap is far above what a catalogue holds."""
    names = b"<name><form><text>x</text></form></name>" * 5000
    assert not validate(agent(names)).failed


def test_a_name_that_is_no_qualified_name_is_a_fault_at_its_line():
    """``a::b`` passes the parser and is no element of any schema."""
    told = validate(agent(b"<name><form><text>A</text></form></name>\n<a::b/>")).problems
    assert ("schema", 2, "agent/a::b") in {(p.rule, p.where.line, p.where.path) for p in told}


BOOK = '{"kind_of_record":"book","id":"book:a","titles":[{"text":{"text":"見本"}}]'


@pytest.mark.parametrize(("data", "rule"), [
    (f'{BOOK},"roles":[{"{},"*60_000}{{}}]}}\n', "record-too-large"), (f'{BOOK},"notes":[{"1,"*10_000}1]}}\n', "record-too-large"),
    (f'{BOOK},"notes":[{"1,"*9_000}1]}}\n', "json-value"), (BOOK + "".join(f',"k{n}":1' for n in range(9_000)) + "}\n", "json-value"),
    ("TY  - BOOK\nTI  - 見本\n" + "KW  - a\n" * 10_000 + "ER  - \n", "record-too-large"),
])  # fmt: skip
def test_records_of_lines_have_caps_and_their_faults_too(data: str, rule: str):
    """A record of far too many values is refused, and of many faults a hundred are told and the others counted."""
    kind = "ris" if data.startswith("TY") else "jsonl"
    (item,) = items(data.encode(), Reading(), format=kind)
    assert item.rejected
    assert {p.rule for p in item.problems} == {rule}
    assert len(item.problems) <= 101
    if rule == "json-value":
        assert item.problems[-1].expected.id == "faults-more"


@pytest.mark.parametrize("data", [
    b"{", b'{"a":1,"a":2}', b'{"a":NaN}', b"[1]", b'"a"', b"null", b'{"a":"\x82\xa0"}', b'{"a":' + b"[" * 5_000, b"{" + b"1" * 5_000,
    b"{" + b",".join(b'"k%d":1' % n for n in range(40_000)) + b',"k39999":1}', b'{"a":' + b"9" * 5_000 + b"}",
])  # fmt: skip
def test_what_is_wrong_with_a_line_of_json_is_said_in_the_users_language(data: bytes):
    """At once, and without words of the library that reads it."""
    (item,) = items(data + b"\n", Reading(), format="jsonl")
    assert [p.rule for p in item.problems] == ["json-line"]
    assert not re.search("[a-z]{2,} [a-z]{2,}", item.problems[0].expected.text("ja"))


# --- one parser

SOURCE = Path(__file__).parent.parent / "src" / "smj_catalog"
_PARSING = frozenset(
    {"fromstring", "fromstringlist", "XML", "XMLID", "HTML", "parse", "parseid", "iterparse", "XMLParser", "XMLPullParser", "HTMLParser",
     "XMLDTDID", "DTD", "XSLT", "RelaxNG", "Schematron"}
)  # fmt: skip
_OTHERS = re.compile(
    r"xml\.(etree|dom|sax|parsers)|xmlrpc|lxml\.(html|objectify|sax|ElementInclude)|bs4|html5lib|xmltodict"
)


def parses(tree: ast.AST) -> Iterator[str]:
    """What in a module parses XML without the parser of xmlio."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (it.name for it in node.names if _OTHERS.match(it.name))
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{it.name}" for it in node.names]
            yield from (
                it for it in names if _OTHERS.match(it) or (it.startswith("lxml.etree.") and it[11:] in _PARSING)
            )
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "etree"
            and node.attr in _PARSING
        ):
            yield f"etree.{node.attr}"
        elif (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "etree.XMLSchema"
            and any(k.arg == "file" for k in node.keywords)
        ):
            yield "etree.XMLSchema(file=)"


def test_xml_is_parsed_by_the_one_hardened_parser():
    modules = [it for it in SOURCE.rglob("*.py") if it.parent.name != "xmlio"]
    found = {str(it.relative_to(SOURCE)): [*parses(ast.parse(it.read_text("utf-8")))] for it in modules}
    assert {name: said for name, said in found.items() if said} == {}
    assert [*parses(ast.parse((SOURCE / "xmlio" / "reading.py").read_text("utf-8")))]  # it finds them where they are


def test_what_ends_everything_is_caught_only_to_be_raised_again():
    """Each broad except raises, or says beside it why it is broad."""
    silent = []
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None or ast.unparse(node.type) in ("BaseException", "Exception")
            ):
                raises = any(isinstance(it, ast.Raise) for it in ast.walk(node))
                said = "#" in text.splitlines()[node.lineno - 1]
                silent += (
                    []
                    if said and (raises or ast.unparse(node.type or node) == "Exception")
                    else [f"{path.name}:{node.lineno}"]
                )
    assert silent == []
